"""Pages of glyphs to a document: the same for every engine, and without side effects."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from extractor.document import Document
from extractor.reading import sections
from extractor.reading.pdf.columns import common_gutters
from extractor.reading.pdf.fonts import family
from extractor.reading.pdf.furniture import without_furniture
from extractor.reading.pdf.glyphs import UNMAPPED, Frame, PageGlyphs, frame
from extractor.reading.pdf.headings import Style
from extractor.reading.pdf.hyphens import Vocabulary
from extractor.reading.pdf.joins import join_cut
from extractor.reading.pdf.page import Sheet, columns, floated, sheet
from extractor.reading.pdf.paragraphs import Item, leadings, paragraphs
from extractor.reading.pdf.symbols import printed
from extractor.reading.pdf.tablejoin import join_tables
from extractor.reading.pdf.writer import Writer


def layout(pages: list[PageGlyphs], doc_id: str, digest: str, warnings: Iterable[str] = ()) -> Document:
    """The document of all pages. ``warnings`` are put before those of the layout."""
    sheets = [sheet(one) for page in pages for one in _frames(page)]
    style = _style(sheets)
    body = style.body
    kept = without_furniture([(one.frame, one.pieces) for one in sheets])
    parted = [floated(one, pieces, body) for one, pieces in zip(sheets, kept, strict=True)]
    known = common_gutters([one.pieces for one in parted if one.frame.quarter == 0], body)
    laid = [
        column for one in parted for column in columns(one, body, known if one.frame.quarter == 0 else ())
    ]
    leading = leadings(laid)
    items: list[Item] = [
        item for number, column in enumerate(laid) for item in paragraphs(column, leading, number)
    ]
    vocabulary = Vocabulary(line.text for pieces in kept for line in pieces)
    writer = Writer(join_tables(join_cut(items, body)), style, vocabulary)
    sizes = [(round(page.width, 2), round(page.height, 2)) for page in pages]
    return writer.document(doc_id, digest, sizes, [*warnings, *_unmapped(pages)])


def page_ranges(numbers: Iterable[int]) -> str:
    """``1–3, 7`` for 1, 2, 3, 7."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in parts)


def _frames(page: PageGlyphs) -> list[Frame]:
    quarters, counts = np.unique(page.glyphs.quarter, return_counts=True)
    return [
        frame(page, quarter)
        for quarter, count in zip(quarters.tolist(), counts.tolist(), strict=True)
        if quarter == 0 or (quarter > 0 and (count >= 120 or count >= 0.4 * len(page.glyphs)))
    ]


def _style(sheets: list[Sheet]) -> Style:
    """How running text is set: the size, weight and family of most letters in long lines."""
    sizes: Counter[float] = Counter()
    families: Counter[str] = Counter()
    bold = total = 0
    for one in _before_references(sheets):
        fonts = one.frame.page.fonts
        for piece in one.pieces:
            weight = len(piece.text) if len(piece.text) > 25 else len(piece.text) // 4
            sizes[round(piece.size * 4) / 4] += weight
            families[family(fonts[piece.font].name)] += weight
            bold += weight * piece.bold
            total += weight
    if not total:
        return Style(10.0, False)
    near = {size: sizes[size - 0.25] + 2 * sizes[size] + sizes[size + 0.25] for size in sizes}
    return Style(max(near, key=lambda size: near[size]), bold > 0.5 * total, families.most_common(1)[0][0])


def _before_references(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets up to the one on which the reference list begins: long lists outweigh short papers."""
    for number in range(len(sheets) // 3, len(sheets)):
        if any(sections.is_reference_heading(piece.text) for piece in sheets[number].pieces):
            return sheets[: max(1, number)]
    return sheets


def _unmapped(pages: list[PageGlyphs]) -> list[str]:
    counts = {page.number: Counter(page.glyphs.text.tolist()) for page in pages}
    unmapped = {
        number: sum(
            often for text, often in count.items() if not text.isascii() and UNMAPPED in printed(text)
        )
        for number, count in counts.items()
    }
    total = sum(unmapped.values())
    if not total:
        return []
    where = page_ranges(number for number, count in unmapped.items() if count)
    return [f"{total} glyphs without Unicode on pages {where}: a sign may be missing from a number"]
