"""PDF to ``Document``: the only package that imports pdfplumber and pypdfium2's reading side."""

import hashlib
from pathlib import Path

import numpy as np

from extractor.document import Document
from extractor.reading.limits import Limits
from extractor.reading.pdf.compose import Vocabulary
from extractor.reading.pdf.engine_pdfium import PdfiumEngine
from extractor.reading.pdf.furniture import without_furniture
from extractor.reading.pdf.glyphs import UNMAPPED, PageGlyphs, frame
from extractor.reading.pdf.headings import Style
from extractor.reading.pdf.page import Sheet, columns, sheet
from extractor.reading.pdf.paragraphs import Item, join_cut, leadings, paragraphs
from extractor.reading.pdf.writer import Writer


def read_pdf(
    path: Path,
    data: bytes,
    *,
    doc_id: str | None = None,
    password: str | None = None,
    limits: Limits | None = None,
) -> Document:
    """The paper in ``data``. Raises only ``InputError`` subclasses, which name ``path``."""
    limits = limits or Limits()
    digest = hashlib.sha256(data).hexdigest()
    engine = PdfiumEngine(data, password)
    try:
        pages = [engine.page(number, limits.page_characters) for number in range(1, len(engine) + 1)]
    finally:
        engine.close()
    return layout(pages, doc_id or digest, digest)


def layout(pages: list[PageGlyphs], doc_id: str, digest: str) -> Document:
    """Pages of glyphs to a document: engine-independent, pure."""
    sheets = [sheet(one) for page in pages for one in _frames(page)]
    body, bold = _body(sheets)
    kept = without_furniture([(one.frame, one.pieces) for one in sheets])
    laid = [column for one, pieces in zip(sheets, kept, strict=True) for column in columns(one, pieces, body)]
    leading = leadings(laid)
    items: list[Item] = [item for column in laid for item in paragraphs(column, leading)]
    vocabulary = Vocabulary(line.text for pieces in kept for line in pieces)
    writer = Writer(join_cut(items, body), Style(body, bold), vocabulary)
    sizes = [(round(page.width, 2), round(page.height, 2)) for page in pages]
    return writer.document(doc_id, digest, sizes, _warnings(pages))


def _frames(page: PageGlyphs) -> list:  # type: ignore[type-arg]
    quarters, counts = np.unique(page.glyphs.quarter, return_counts=True)
    chosen = []
    for quarter, count in zip(quarters.tolist(), counts.tolist(), strict=True):
        if quarter == 0 or (quarter > 0 and (count >= 200 or count >= 0.5 * len(page.glyphs))):
            chosen.append(frame(page, quarter))
    return chosen


def _body(sheets: list[Sheet]) -> tuple[float, bool]:
    """The size of running text, and whether it is set bold."""
    weights: dict[float, int] = {}
    bold = total = 0
    for one in sheets:
        for piece in one.pieces:
            weight = len(piece.text) if len(piece.text) > 25 else len(piece.text) // 4
            size = round(piece.size * 4) / 4
            weights[size] = weights.get(size, 0) + weight
            bold += weight * piece.bold
            total += weight
    if not weights:
        return 10.0, False
    return max(weights, key=lambda size: weights[size]), bold > 0.5 * total


def _warnings(pages: list[PageGlyphs]) -> list[str]:
    warnings = []
    unmapped = {page.number: sum(text == UNMAPPED for text in page.glyphs.text) for page in pages}
    total = sum(unmapped.values())
    if total:
        where = ", ".join(str(number) for number, count in unmapped.items() if count)
        warnings.append(f"{total} glyphs without Unicode on pages {where}: a sign may be missing from a number")
    return warnings
