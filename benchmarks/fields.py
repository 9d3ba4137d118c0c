"""Measures the fields that strict agreement leaves out, over records that agree strictly.

usage: python benchmarks/fields.py
Of a field the records count where the label or the record found has a value. Arms have a measure of their own
(benchmarks/arms.py). Of texts that are only measured the totals alone are printed.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from abstracts import real_sets, written_sets

from extractor.assembly import extract
from extractor.reading import read
from extractor.scoring.agreement import AnyRecord
from extractor.scoring.alignment import align

FIELDS = {
    "dose": ("technique", "alpha_beta_gy"),
    "endpoint": ("n_events", "n_total", "ci_low", "ci_high", "ci_level", "grade_max"),
}


def counted(papers: Iterable[Path], labels: Iterable[AnyRecord]) -> tuple[Counter[str], Counter[str]]:
    """How often each field has a value on either side, and how often both have the same."""
    by_paper: dict[str, list[AnyRecord]] = {}
    for label in labels:
        by_paper.setdefault(label.doc_id, []).append(label)
    given: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    for paper in papers:
        found = extract(read(paper))
        for kind, fields in FIELDS.items():
            pairs = align(by_paper.get(paper.stem, []), found, kind)
            for i, j in pairs.strict.items():
                for field in fields:
                    label, value = getattr(pairs.gold[i], field), getattr(pairs.pred[j], field)
                    if label is not None or value is not None:
                        given[field] += 1
                        equal[field] += label == value
    return given, equal


def main() -> int:
    totals: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for name, papers, labels in (*written_sets(), *real_sets()):
        half = next((h for h in ("developed on", "only measured") if h in name), None)
        if half is not None:
            given, equal = totals.setdefault(half, (Counter(), Counter()))
            for total, more in zip((given, equal), counted(papers, labels), strict=True):
                total.update(more)
    for half, (given, equal) in totals.items():
        listed = ", ".join(f"{f} {equal[f] / given[f]:.2f} of {given[f]}" for f in given)
        sys.stdout.write(f"{half}: {listed}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
