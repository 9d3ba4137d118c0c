"""Holds the records of papers read as PDF against those of their JATS: what the layout costs, without any label.

usage: python benchmarks/formats.py [-v] [--folder ../shared/dev/fulltext] [ID …]
Records are equal where kind, values and the kind of place (table or text) are. ``-v`` lists those that differ, but for
papers that are only measured (gold/README.md). A table that is set off the page, or a caption that is not set, is lost in
any reading of the PDF. The papers are third-party texts beside the project; without them the script says so and stops.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from full_papers import HELD_OUT, RECALLED, ROOT, is_missing

from extractor.assembly import extract
from extractor.describe import values
from extractor.reading import read
from extractor.scoring.agreement import AnyRecord

PLACE = {
    "schema_version", "doc_id", "section", "source", "quote", "page", "boxes", "study", "rule", "derived", "confidence",
    "damaged", "fact_id",
}  # fmt: skip
"""Fields that tell where a record stands, not what it states."""


def stated(record: AnyRecord) -> tuple[bool, str]:
    """What a record states, and whether it stands in a table."""
    return record.source == "table", record.model_dump_json(exclude=PLACE)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--folder", type=Path, default=ROOT.parent / "shared/dev/fulltext")
    parser.add_argument("ids", nargs="*")
    options = parser.parse_args()
    if is_missing(options.folder):
        return 0
    total: Counter[str] = Counter()
    for name in options.ids or sorted(p.stem for p in options.folder.glob("*.nxml")):
        jats, pdf = (extract(read(options.folder / f"{name}.{suffix}")) for suffix in ("nxml", "pdf"))
        a, b = Counter(map(stated, jats)), Counter(map(stated, pdf))
        lost, new = a - b, b - a
        row = {"of the JATS": len(jats), "lost": lost.total(), "new": new.total()}
        total.update(row)
        sys.stdout.write(f"{name}: " + ", ".join(f"{n} {what}" for what, n in row.items()) + "\n")
        if options.v and name not in (*HELD_OUT, *RECALLED):
            for sign, records, left in (("-", jats, lost), ("+", pdf, new)):
                for record in records:
                    if left[stated(record)] > 0:
                        left[stated(record)] -= 1
                        sys.stdout.write(f"  {sign} {values(record)}  “{record.quote.exact}”\n")
    sys.stdout.write("all: " + ", ".join(f"{n} {what}" for what, n in total.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
