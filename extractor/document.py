"""What was read of a paper: one text in reading order, blocks over it, and the ink under it.

All offsets are character offsets into ``Document.text``; spans are half open.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from extractor.records import Source

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points from the page's top left corner."""

Span = tuple[int, int]


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    TABLE = "table"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    FRONT = "front"  # authors, affiliations, dates, licence, keywords: read, but not searched for records


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; ``row`` and ``col`` from 0, spans counted in grid cells."""

    start: int
    end: int
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid over the text. Rows ``< header_rows`` are the header."""

    n_rows: int
    n_cols: int
    header_rows: int
    cells: tuple[Cell, ...]
    label: str | None = None
    caption: Span | None = None
    footnotes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that belongs together. ``section`` is the heading it stands under."""

    kind: BlockKind
    start: int
    end: int
    section: str | None = None
    source: Source = "prose"
    level: int | None = None
    table: Table | None = None
    path: str | None = None  # element path, for XML


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered entry of the reference list; a part that is not printed is None."""

    number: int
    start: int
    end: int
    authors: tuple[str, ...] = ()
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Ink:
    """For each character of the text its page (from 1; 0 for a character that was not printed) and box.

    ``pages`` has shape (n,), ``boxes`` (n, 4), where n is ``len(Document.text)``.
    """

    pages: NDArray[np.int32]
    boxes: NDArray[np.float32]

    def page(self, start: int, end: int) -> int | None:
        """First page on which the slice has ink, or None."""
        inked = self.pages[start:end]
        inked = inked[inked > 0]
        return int(inked[0]) if inked.size else None

    def line_boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box a printed line of the slice, on the slice's first page, rounded to 0.01 points."""
        page = self.page(start, end)
        if page is None:
            return ()
        boxes = self.boxes[start:end][self.pages[start:end] == page]
        lines: list[list[float]] = []
        for x0, top, x1, bottom in boxes.tolist():
            if lines:
                last = lines[-1]
                overlap = min(last[3], bottom) - max(last[1], top)
                same_line = overlap > 0.3 * min(last[3] - last[1], bottom - top)
                if same_line and x0 >= last[2] - (bottom - top):
                    last[0], last[1] = min(last[0], x0), min(last[1], top)
                    last[2], last[3] = max(last[2], x1), max(last[3], bottom)
                    continue
            lines.append([x0, top, x1, bottom])
        return tuple((round(a, 2), round(b, 2), round(c, 2), round(d, 2)) for a, b, c, d in lines)


@dataclass(frozen=True, slots=True)
class Document:
    """One paper as it was read."""

    doc_id: str
    text: str
    blocks: tuple[Block, ...]
    sha256: str
    media_type: str
    references: tuple[Reference, ...] = ()
    ink: Ink | None = None
    page_sizes: tuple[tuple[float, float], ...] = ()
    warnings: tuple[str, ...] = field(default=())
