"""How faithfully, and how fast, PDFs are read, beside the libraries' own text extraction.

    python benchmarks/reading.py [--shared ../shared] [--quick]

On the re-typeset papers, whose true text and tables are known: the share of the true words found in
order (longest common subsequence over words, so that mixed columns cost), words glued together or
split, hyphenation errors, table cells right. On the publishers' papers: the share of pypdfium2's words
that come through intact, as a bag. Then seconds a page against ``pdfplumber.Page.extract_words`` over
the same pages in the same run.
"""

import argparse
import io
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text as miner_text

from extractor.document import BlockKind, Document
from extractor.reading.pdf import read_pdf

Reader = Callable[[bytes], str]
_MARKS = re.compile(r"\[[\d,–\- ]+\]|\^")
_LINE_HYPHEN = re.compile(r"(?<=\w)-\n(?=\w)")


def words(text: str) -> list[str]:
    """Words to compare: citation brackets (which papers print raised) and caret marks left out."""
    text = unicodedata.normalize(
        "NFKC", text.replace("\u00ad", "").replace("\u2010", "-").replace("\u2011", "-")
    )
    return _MARKS.sub(" ", text).split()


def read_ours(data: bytes) -> str:
    """Our text without tables, captions and footnotes, which the true text leaves out."""
    document = read_pdf(Path("paper.pdf"), data)
    skipped = (BlockKind.TABLE, BlockKind.CAPTION, BlockKind.FOOTNOTE)
    return "\n".join(document.text[b.start : b.end] for b in document.blocks if b.kind not in skipped)


def read_plumber(data: bytes) -> str:
    """pdfplumber's ``extract_text`` page by page, line hyphens joined."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return _LINE_HYPHEN.sub("", "\n".join(page.extract_text() for page in pdf.pages))


def read_pdfium(data: bytes) -> str:
    """pypdfium2's ``get_text_range`` page by page, line hyphens joined."""
    return _LINE_HYPHEN.sub("", "\n".join(_pdfium_page(page) for page in pypdfium2.PdfDocument(data)))


def _pdfium_page(page: pypdfium2.PdfPage) -> str:
    """A page's text; pdfium marks hyphens at line ends with characters of its own, and joins the lines."""
    text = page.get_textpage().get_text_range().replace("\r\n", "\n")
    for mark in ("\ufffe\n", "\x02\n", "\ufffe", "\x02"):
        text = text.replace(mark, "")
    return str(text)


def read_miner(data: bytes) -> str:
    """pdfminer.six's ``extract_text``, line hyphens joined."""
    return _LINE_HYPHEN.sub("", miner_text(io.BytesIO(data)))


def read_pypdf(data: bytes) -> str:
    """pypdf's ``extract_text`` page by page, line hyphens joined."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return _LINE_HYPHEN.sub("", "\n".join(page.extract_text() for page in pages))


READERS: dict[str, Reader] = {
    "extractor": read_ours,
    "pdfplumber extract_text": read_plumber,
    "pypdfium2": read_pdfium,
    "pdfminer.six": read_miner,
    "pypdf": read_pypdf,
}


def in_order(true: list[str], read: list[str]) -> Counter[str]:
    """Counts of true words, of those found in order, and of what went wrong with the others."""
    counts: Counter[str] = Counter(words=len(true))
    matcher = SequenceMatcher(None, true, read, autojunk=False)
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        gold, got = true[a0:a1], read[b0:b1]
        if kind == "equal":
            counts["in order"] += len(gold)
        elif kind == "replace":
            if "".join(gold) == "".join(got):
                counts["glued" if len(got) < len(gold) else "split"] += abs(len(gold) - len(got)) or 1
            elif "".join(gold).replace("-", "") == "".join(got).replace("-", ""):
                counts["hyphen"] += 1
    return counts


def cells_right(path: Path, document: Document) -> Counter[str]:
    """Counts of the true cells of typeset tables and of those read in their row and column."""
    counts: Counter[str] = Counter()
    ours: dict[str, list[list[str]]] = {}
    for block in document.blocks:
        if block.table is not None and block.table.label is not None:
            rows = [[""] * block.table.n_cols for _ in range(block.table.n_rows)]
            for cell in block.table.cells:
                rows[cell.row][cell.col] = _plain(document.text[cell.start : cell.end])
            ours.setdefault(block.table.label, []).extend(rows)
    for table in json.loads(path.with_suffix(".tables.json").read_text(encoding="utf8")):
        if not table.get("typeset", True):
            continue
        true = [[_plain(cell or "") for cell in row] for row in table["grid"]]
        counts["cells"] += sum(bool(cell) for row in true for cell in row)
        counts["right"] += _aligned(true, ours.get(table["label"].strip(" .:"), []))
    return counts


def _plain(text: str) -> str:
    return re.sub(r"\s+|\^", "", re.sub(r"\[([\d,–-]+)\]", r"\1", text)).lower()


def _aligned(true: list[list[str]], read: list[list[str]]) -> int:
    """Most cells equal in column when rows are aligned in order."""
    best = [0] * (len(read) + 1)
    for row in reversed(true):
        above = best
        best = [0] * (len(read) + 1)
        for j in range(len(read) - 1, -1, -1):
            same = sum(bool(a) and a == b for a, b in zip(row, read[j], strict=False))
            best[j] = max(above[j], best[j + 1], above[j + 1] + same)
    return best[0]


def typeset_papers(folder: Path) -> None:
    """Prints the figures on the papers whose true text is known."""
    papers = sorted(folder.glob("*.pdf"))
    print(f"## Re-typeset papers ({len(papers)}): words in order\n")
    print("| reader | in order | glued | split | hyphenation errors | words |")
    print("| --- | --- | --- | --- | --- | --- |")
    true = {path: words(path.with_suffix(".gold.txt").read_text(encoding="utf8")) for path in papers}
    worst: list[tuple[float, str]] = []
    for name, reader in READERS.items():
        total: Counter[str] = Counter()
        for path in papers:
            counts = in_order(true[path], words(reader(path.read_bytes())))
            total += counts
            if name == "extractor":
                worst.append((counts["in order"] / counts["words"], path.stem))
        share = total["in order"] / total["words"]
        print(
            f"| {name} | {share:.4f} | {total['glued']} | {total['split']} | {total['hyphen']} "
            f"| {total['words']} |"
        )
    print(f"\nworst paper of ours: {min(worst)[1]} {min(worst)[0]:.4f}")
    cells: Counter[str] = Counter()
    for path in papers:
        cells += cells_right(path, read_pdf(path, path.read_bytes()))
    print(
        f"table cells right: {cells['right']} of {cells['cells']} = {cells['right'] / cells['cells']:.4f}\n"
    )


def published_papers(folder: Path) -> None:
    """Prints the share of pypdfium2's words that come through, paper by paper."""
    print("## Publishers' papers: pypdfium2's words intact in ours\n")
    print("| paper | words | intact |")
    print("| --- | --- | --- |")
    found = total = 0
    for path in sorted(folder.glob("*.pdf")):
        data = path.read_bytes()
        bag = Counter(_tokens(_without_heads(data)))
        ours = Counter(_tokens(read_pdf(path, data).text))
        intact = sum(min(count, ours[word]) for word, count in bag.items())
        print(f"| {path.stem} | {bag.total()} | {intact / bag.total():.4f} |")
        found += intact
        total += bag.total()
    print(f"| all | {total} | {found / total:.4f} |\n")


def _without_heads(data: bytes) -> str:
    """pypdfium2's text without lines that stand, digits aside, on several pages (running heads)."""
    pages = [_pdfium_page(page).splitlines() for page in pypdfium2.PdfDocument(data)]
    shapes = Counter(shape for lines in pages for shape in {re.sub(r"\d+", "#", line) for line in lines})
    kept = [line for lines in pages for line in lines if shapes[re.sub(r"\d+", "#", line)] == 1]
    return _LINE_HYPHEN.sub("", "\n".join(kept))


def _tokens(text: str) -> list[str]:
    """Runs of letters and of digits: raised numbers stand apart from their word on either side."""
    return re.findall(r"[^\W\d_]+|\d+", unicodedata.normalize("NFKC", text.replace("\u00ad", "")))


def speed(paths: list[Path]) -> None:
    """Prints seconds a page of reading and of ``extract_words``, and their ratio."""
    ours = theirs = 0.0
    pages = 0
    for path in paths:
        data = path.read_bytes()
        start = time.perf_counter()
        document = read_pdf(path, data)
        ours += time.perf_counter() - start
        start = time.perf_counter()
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                page.extract_words(x_tolerance_ratio=0.15)
                page.close()
        theirs += time.perf_counter() - start
        pages += len(document.page_sizes)
    print(f"## Speed over {pages} pages\n")
    print(
        f"reading {ours / pages:.4f} s a page, pdfplumber extract_words {theirs / pages:.4f} s a page: ",
        end="",
    )
    print(f"{theirs / ours:.2f} times faster")


def main() -> int:
    """Runs all parts; 1 where the material is absent."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--quick", action="store_true", help="speed only")
    options = parser.parse_args()
    dev = options.shared / "dev"
    if not dev.is_dir():
        sys.stderr.write(f"{dev}: no papers to measure with\n")
        return 1
    if not options.quick:
        typeset_papers(dev / "fulltext")
        published_papers(dev / "pdf")
    speed([*sorted((dev / "fulltext").glob("*.pdf")), *sorted((dev / "pdf").glob("*.pdf"))])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
