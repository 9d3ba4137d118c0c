"""Scores full papers against gold/dev, on what is labelled there: abstract, results and tables, or (gold/dev/whole) all of it.

Of five papers title, introduction, methods, discussion and captions are labelled too (gold/dev/rest).

usage: python benchmarks/full_papers.py [--folder ../shared/dev/fulltext] [--suffix nxml|pdf] [ID …]
The papers are third-party texts beside the project; without them the script says so and stops.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from extractor.assembly import extract
from extractor.document import BlockKind, Document
from extractor.reading import read
from extractor.records import read_jsonl
from extractor.scoring.agreement import AnyRecord
from extractor.scoring.alignment import compare
from extractor.scoring.report import Options, as_text

ROOT = Path(__file__).resolve().parents[1]
HELD_OUT = ("PMC3691625", "PMC3117815")
"""gold/README.md: not to be looked at while rules are written."""
RECALLED = ("PMC5555437",)
"""Labels that nobody looked at either, of a paper whose abstract a writer of rules knew by heart: no longer unseen."""
DEVELOPED = ("PMC5131536", "PMC5654157", "PMC3642008", "PMC5954168", "PMC3778304")
WHOLE = ROOT / "gold/dev/whole"
"""Labelled from title to discussion; scored as JATS where there is such a file, else as the publisher's PDF."""
REST = ROOT / "gold/dev/rest"
"""What is not abstract, results or table of the papers that rules were developed on."""
RESULTS = re.compile(r"^\W*(?:\d+\W*)?(?:results?|findings)\b", re.I)
OTHER = re.compile(
    r"^\W*(?:\d+\W*)?(?:introduction|background|methods?|materials?|patients and methods|discussion|conclusions?|"
    r"acknowledg|references|funding|appendix|supplement|competing|authors?|abbreviations|declaration)",
    re.I,
)


def labelled_sections(document: Document) -> set[str | None]:
    """Headings under Results, by the order of the document."""
    sections: set[str | None] = set()
    inside = False
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            text = document.text[block.start : block.end]
            if RESULTS.match(text):
                inside = True
            elif OTHER.match(text) and (block.level or 1) <= 1:
                inside = False
            if inside:
                sections.add(text)
    return sections


def labelled_parts(document: Document, records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The records of abstract, tables and results: what ``gold/dev`` labels of a full paper."""
    sections = labelled_sections(document)
    return [
        r
        for r in records
        if r.source in {"abstract", "table"} or (r.source == "prose" and r.section in sections)
    ]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=ROOT.parent / "shared/dev/fulltext")
    parser.add_argument("--suffix", default="nxml")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("ids", nargs="*")
    options = parser.parse_args()
    if is_missing(options.folder):
        return 0
    held_out: tuple[list[AnyRecord], list[AnyRecord]] = ([], [])
    whole: tuple[list[AnyRecord], list[AnyRecord]] = ([], [])
    rest: tuple[list[AnyRecord], list[AnyRecord]] = ([], [])
    for name in options.ids or (
        *DEVELOPED,
        *RECALLED,
        *HELD_OUT,
        *sorted(p.stem for p in WHOLE.glob("*.jsonl")),
    ):
        if (labels := WHOLE / f"{name}.jsonl").is_file():
            gold, found = (
                read_jsonl(labels),
                extract(read(paper_of(name, options.folder, options.suffix), doc_id=name)),
            )
            whole[0].extend(gold)
            whole[1].extend(found)
            show(f"{name} (whole; developed on)", gold, found, options.errors)
            continue
        document = read(options.folder / f"{name}.{options.suffix}", doc_id=name)
        all_found = extract(document)
        found = labelled_parts(document, all_found)
        if (labels := REST / f"{name}.jsonl").is_file():
            labelled = {id(record) for record in found}
            rest[0].extend(read_jsonl(labels))
            rest[1].extend(r for r in all_found if id(r) not in labelled)
        gold = read_jsonl(ROOT / "gold/dev" / f"{name}.jsonl")
        if name in HELD_OUT:
            held_out[0].extend(gold)
            held_out[1].extend(found)
            show(f"{name} (not looked at while rules were written)", gold, found, None)
        elif name in RECALLED:
            show(f"{name} (its abstract was known to a writer of rules)", gold, found, None)
        else:
            show(f"{name} (developed on)", gold, found, options.errors)
    if held_out[0]:
        show("all that were not looked at", *held_out, None)
    if rest[0]:
        show("the rest of those that were developed on", *rest, options.errors)
    if whole[0]:
        show("all that are labelled whole", *whole, None)
    return 0


def is_missing(folder: Path) -> bool:
    """Whether the papers beside the project are not present; says so."""
    if not folder.is_dir():
        sys.stdout.write(f"skipped: {folder} is not there (third-party papers, not part of the project)\n")
    return not folder.is_dir()


def paper_of(name: str, folder: Path, suffix: str) -> Path:
    """The file of a paper that is labelled whole."""
    path = folder / f"{name}.{suffix}"
    return path if path.is_file() else folder.parent / "pdf" / f"{name}.pdf"


def show(name: str, gold: Iterable[AnyRecord], found: Iterable[AnyRecord], errors: int | None) -> None:
    """Prints the score of some papers; without ``errors`` neither single errors nor rules that were wrong."""
    report = as_text(compare(list(gold), list(found)), Options(n_errors=errors or 0))
    if errors is None:
        report = report.partition("\n\nrules with most wrong")[0]
    sys.stdout.write(f"== {name}\n{report}\n")


if __name__ == "__main__":
    sys.exit(main())
