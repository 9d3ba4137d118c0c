"""Whether the two engines give the same text and the same records, paper by paper.

usage: python benchmarks/engines.py [PDF or folder ...]

Without paths: the corpus, and where ../shared is present the review and the development papers. Lists the
papers whose records differ, with some of them, and counts those that agree.
"""

import argparse
from collections import Counter
from pathlib import Path

from extractor.assembly import extract
from extractor.reading.pdf import read_pdf
from extractor.reading.pdf.engines import EngineName

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DEFAULT = (ROOT / "corpus", SHARED / "review", SHARED / "dev" / "pdf", SHARED / "dev" / "fulltext")
SHOWN = 3  # records of a paper that only one engine gives
Key = tuple[str, str, int | None, str]


def run(path: Path, engine: EngineName) -> tuple[str, Counter[Key]]:
    """The text and the records of a paper; boxes, which differ by rounding, left out."""
    document = read_pdf(path, path.read_bytes(), doc_id=path.stem, engine=engine)
    left_out = {"quote", "boxes", "fact_id"}
    records = extract(document)
    return document.text, Counter(
        (r.kind, r.quote.exact, r.page, r.model_dump_json(exclude=left_out)) for r in records
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    options = parser.parse_args()
    found = [path for path in options.paths or DEFAULT if path.exists()]
    files = [file for path in found for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    texts = papers = records = shared = 0
    for file in files:
        (text, ours), (other_text, theirs) = run(file, "pdfium"), run(file, "pdfplumber")
        texts += text == other_text
        papers += ours == theirs
        records += ours.total()
        shared += (ours & theirs).total()
        if ours == theirs:
            continue
        print(
            f"{file.name}: pdfium {ours.total()}, pdfplumber {theirs.total()}, both {(ours & theirs).total()}"
        )
        for name, only in (("pdfium", ours - theirs), ("pdfplumber", theirs - ours)):
            for kind, quote, page, _ in list(only)[:SHOWN]:
                print(f"    only {name}: page {page} {kind} {quote!r}")
    print(f"{len(files)} papers: the same text in {texts}, the same records in {papers}")
    print(f"{shared} of pdfium's {records} records are pdfplumber's too")


if __name__ == "__main__":
    main()
