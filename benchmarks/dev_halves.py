"""Scores the development abstracts in halves: the 17 that rules were developed on, the 18 only measured.

usage: python benchmarks/dev_halves.py
The abstracts are third-party texts beside the project; without them the script says so and stops.
"""

import sys
from pathlib import Path

from extractor.assembly import extract
from extractor.reading import read
from extractor.records import read_jsonl
from extractor.scoring.alignment import compare
from extractor.scoring.report import Options, as_text

FOLDER = Path(__file__).resolve().parents[2] / "shared/dev/abstracts"
DEVELOPED = 17
"""The first so many in the order of their names."""


def main() -> int:
    if not FOLDER.is_dir():
        sys.stdout.write(f"skipped: {FOLDER} is not there (third-party papers, not part of the project)\n")
        return 0
    papers = sorted(FOLDER.glob("*.txt"))
    labels = read_jsonl(FOLDER / "gold.jsonl")
    halves = {"developed on": papers[:DEVELOPED], "only measured": papers[DEVELOPED:]}
    for name, half in halves.items():
        stems = {paper.stem for paper in half}
        gold = [record for record in labels if record.doc_id in stems]
        found = [record for paper in half for record in extract(read(paper))]
        report = as_text(compare(gold, found), Options(n_errors=0)).partition("\n\nby source")[0]
        sys.stdout.write(f"== {name}: {len(half)} abstracts\n{report}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
