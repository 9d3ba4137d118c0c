"""Scores abstracts and results sections: those that rules were developed on, and those that are only measured.

usage: python benchmarks/abstracts.py
The texts in our own words are in corpus/written; the real abstracts are third-party texts beside the project,
and without them the script says so and leaves them out.
Nobody who writes rules reads the texts that are only measured, or single errors in them (gold/README.md).
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.assembly import extract
from extractor.reading import read
from extractor.records import read_jsonl
from extractor.scoring.agreement import AnyRecord
from extractor.scoring.alignment import compare
from extractor.scoring.report import Options, as_text

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "dev"
ADJUDICATED = SHARED / "abstracts"
OURS = SHARED / "abstracts-unlabelled"
WRITTEN = ROOT / "gold/dev/written"
KINDS = {
    "abstract": "abstracts",
    "results": "results sections",
    "dense": "dense abstracts and results",
    "typical": "ordinary abstracts",
    "section": "methods, results and discussions",
}
"""The texts in our own words by the first word of their names."""
RECALLED = {"doi-10-1016-s1470-2045-11-70097-3"}
"""Not read while rules were written, but known by heart to a writer of rules: no longer unseen."""
DEVELOPED = 17
"""Of the adjudicated abstracts the first so many in the order of their names."""


Set = tuple[str, list[Path], list[AnyRecord]]
"""A set of texts: its name, the papers, and their labels."""


def main() -> int:
    for name, papers, labels in (*written_sets(), *real_sets()):
        show(name, papers, labels)
    return 0


def written_sets() -> Iterator[Set]:
    """The texts in our own words, by kind, each half as it was labelled."""
    for kind, called in KINDS.items():
        for half, said in (("developed", "developed on"), ("measured", "only measured")):
            files = sorted((WRITTEN / half).glob(f"{kind}-*.jsonl"))
            labels = [record for file in files for record in read_jsonl(file)]
            papers = [ROOT / f"corpus/written/{file.stem}.txt" for file in files]
            yield f"{called} in our words, {said}", papers, labels


def real_sets() -> Iterator[Set]:
    """The abstracts beside the project; none, and a word about it, where they are not present."""
    if not ADJUDICATED.is_dir():
        sys.stdout.write(
            f"skipped: {ADJUDICATED} is not there (third-party papers, not part of the project)\n"
        )
        return
    adjudicated = sorted(ADJUDICATED.glob("*.txt"))
    labels: list[AnyRecord] = list(read_jsonl(ADJUDICATED / "gold.jsonl"))
    yield "adjudicated, developed on", adjudicated[:DEVELOPED], labels
    yield "adjudicated, only measured", adjudicated[DEVELOPED:], labels
    yield "adjudicated, all", adjudicated, labels
    ours = sorted(OURS.glob("*.txt"))
    labels = [record for paper in ours for record in labels_of(paper)]
    yield "labelled by us, developed on", [p for i, p in enumerate(ours) if not only_measured(i)], labels
    unseen = [p for i, p in enumerate(ours) if only_measured(i) and p.stem not in RECALLED]
    yield "labelled by us, only measured", unseen, labels


def labels_of(paper: Path) -> list[AnyRecord]:
    """Our labels of an abstract."""
    return list(read_jsonl(ROOT / f"gold/dev/abstracts/{paper.stem}.jsonl"))


def only_measured(index: int) -> bool:
    """Of the abstracts labelled by us, by their place in the order of names, the last two of each eight."""
    return index % 8 in {6, 7}


def show(name: str, papers: list[Path], labels: Iterable[AnyRecord]) -> None:
    """Prints the score of some papers, without their errors."""
    stems = {paper.stem for paper in papers}
    gold = [record for record in labels if record.doc_id in stems]
    found = [record for paper in papers for record in extract(read(paper))]
    report = as_text(compare(gold, found), Options(n_errors=0)).partition("\n\nby source")[0]
    sys.stdout.write(f"== {name}: {len(papers)} texts\n{report}\n")


if __name__ == "__main__":
    sys.exit(main())
