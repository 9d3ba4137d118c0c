"""Hand-placed PDFs for tests: text at points, rules, turned text; written byte by byte, no library."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.document import BlockKind, Document
from extractor.reading.pdf import read_pdf
from extractor.reading.pdf.engines import EngineName

Text = tuple[float, float, float, str] | tuple[float, float, float, str, str]
"""x, y from the top, size, text and, optionally, font: ``F`` Times, ``B`` bold, ``I`` italic, ``H`` Helvetica,
``S`` signs: A a minus in the encoding of Symbol, B a private-use glyph that nobody knows, C an old-style
three, D the ligature fi."""

ENGINES: tuple[EngineName, ...] = ("pdfium", "pdfplumber")
LEFT = [
    "The quick brown foxes jumped over a lazy dog and",
    "ran along the river bank until the evening came to",
    "an end, when all of them went home to have supper",
    "with their families and friends in the old house on",
]
RIGHT = [
    "the hill. Nobody knew what had become of the dog,",
    "which was seen no more in this part of the country",
    "until the spring of the next year, when it came back",
    "with four small puppies and a new collar of leather.",
]


def read(data: bytes, engine: EngineName = "pdfium", **options: Any) -> Document:
    """The document of a PDF made here."""
    return read_pdf(Path("paper.pdf"), data, doc_id="paper", engine=engine, **options)


def texts(document: Document, kind: BlockKind) -> list[str]:
    """The texts of its blocks of one kind."""
    return [document.text[block.start : block.end] for block in document.blocks if block.kind is kind]


def make_pdf(
    pages: Sequence[Sequence[Text]],
    *,
    rules: Sequence[tuple[float, float, float, float]] = (),
    all_rules: Sequence[tuple[float, float, float, float]] = (),
    filled: Sequence[tuple[float, float, float, float]] = (),
    size: tuple[float, float] = (595, 842),
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    turned: Sequence[Text] = (),
    slanted: Sequence[Text] = (),
    sizes: Mapping[int, tuple[float, float]] | None = None,
    rotations: Mapping[int, int] | None = None,
) -> bytes:
    """A PDF with the texts of each page. ``rules`` (x0, y0, x1, y1 from the top) and ``turned`` texts,
    which run upwards, are on the first page, ``all_rules`` on every page, as are
    ``slanted`` texts; ``filled`` boxes (left, top, right, bottom) lie under the first page's text; ``crop`` is a CropBox in user space. ``sizes`` and ``rotations`` are of pages that differ,
    by number from 1."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = {"F": "Times-Roman", "B": "Times-Bold", "I": "Times-Italic", "H": "Helvetica"}
    numbers = {}
    for key, name in fonts.items():
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
        )
        numbers[key] = len(objects)
    signs = "[65 /uniF02D /uniE123 /threeoldstyle /fi]"
    objects.append(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Signs /FirstChar 65 /LastChar 68 "
        f"/Widths [500 500 500 500] /Encoding << /Type /Encoding /Differences {signs} >> "
        f"/FontDescriptor << /Type /FontDescriptor /FontName /Signs /Flags 4 /FontBBox [0 0 600 700] "
        f"/ItalicAngle 0 /Ascent 700 /Descent -200 /CapHeight 700 /StemV 80 >> >>".encode()
    )
    numbers["S"] = len(objects)
    resources = " ".join(f"/{key} {number} 0 R" for key, number in numbers.items())
    kids = []
    for position, page in enumerate(pages):
        width, height = (sizes or {}).get(position + 1, size)
        turn = (rotations or {}).get(position + 1, rotate)
        boxes = filled if position == 0 else ()
        parts = [f"0.9 g {x0} {height - y1} {x1 - x0} {y1 - y0} re f 0 g" for x0, y0, x1, y1 in boxes]
        parts += [_show(text, height, "1 0 0 1") for text in page]
        parts += [_show(text, height, "0.71 0.71 -0.71 0.71") for text in slanted]
        if position == 0:
            parts += [_show(text, height, "0 1 -1 0") for text in turned]
        for x0, y0, x1, y1 in [*(rules if position == 0 else ()), *all_rules]:
            parts.append(f"0.6 w {x0} {height - y0} m {x1} {height - y1} l S")
        content = "\n".join(parts).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        box = f"/CropBox [{' '.join(map(str, crop))}]" if crop else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {box} /Rotate {turn} "
            f"/Resources << /Font << {resources} >> >> /Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _assemble(objects)


def _show(text: Text, height: float, matrix: str) -> str:
    x, y, size, string = text[:4]
    font = text[4] if len(text) > 4 else "F"
    escaped = string.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {matrix} {x} {height - y} Tm ({escaped}) Tj ET"


def _assemble(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def paragraph(x: float, y: float, lines: Sequence[str], size: float = 10, leading: float = 12) -> list[Text]:
    """Lines set under each other."""
    return [(x, y + leading * number, size, line) for number, line in enumerate(lines)]
