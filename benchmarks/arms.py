"""Measures how often the arm of an endpoint that agrees strictly is the one of the label.

usage: python benchmarks/arms.py
Names are compared by their words without article, preposition and ``arm`` or ``group``. Of texts that are only
measured the totals alone are printed, as everywhere.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from abstracts import real_sets, written_sets

from extractor.assembly import extract
from extractor.reading import read
from extractor.records import Endpoint
from extractor.scoring.agreement import AnyRecord
from extractor.scoring.alignment import align

_EMPTY = {
    "the", "arm", "arms", "group", "groups", "patients", "alone", "in", "with", "those", "receiving", "treated", "who",
    "received", "of",
}  # fmt: skip


def words(arm: str | None) -> tuple[str, ...]:
    """What tells an arm from another: ``the 70 Gy arm`` → ``("70", "gy")``."""
    return tuple(w for w in re.findall(r"[a-z0-9+]+", (arm or "").lower()) if w not in _EMPTY)


def outcome(label: str | None, found: str | None) -> str:
    """How an arm that was found stands to the label."""
    if not label or not found:
        return "neither names one" if label == found else "missed" if label else "named without label"
    if words(label) == words(found):
        return "the same"
    return "partly the same" if set(words(label)) & set(words(found)) else "another"


def show(name: str, papers: Iterable[Path], labels: Iterable[AnyRecord]) -> None:
    """Prints the totals of some papers."""
    by_paper: dict[str, list[AnyRecord]] = {}
    for label in labels:
        by_paper.setdefault(label.doc_id, []).append(label)
    counts: Counter[str] = Counter()
    for paper in papers:
        pairs = align(by_paper.get(paper.stem, []), extract(read(paper)), "endpoint")
        for i, j in pairs.strict.items():
            label, found = pairs.gold[i], pairs.pred[j]
            if isinstance(label, Endpoint) and isinstance(found, Endpoint) and label.statistic != "declared":
                counts[outcome(label.arm, found.arm)] += 1
    right = counts["the same"] + counts["neither names one"]
    listed = ", ".join(f"{kind} {n}" for kind, n in counts.most_common())
    sys.stdout.write(f"{name}: right {right / max(counts.total(), 1):.3f} of {counts.total()} ({listed})\n")


def main() -> int:
    for name, papers, labels in (*written_sets(), *real_sets()):
        show(name, papers, labels)
    return 0


if __name__ == "__main__":
    sys.exit(main())
