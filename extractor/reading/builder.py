"""Builds a ``Document`` block by block, keeping for each character its page and box.

All readers use it, so that separators, offsets and ink follow one convention: blocks are separated
by a blank line, table rows by a newline, cells by a tab. Separators have no ink.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractor.document import Block, BlockKind, Box, Cell, Document, Ink, Reference, Span, Table
from extractor.records import Source

BLOCK_SEPARATOR = "\n\n"
ROW_SEPARATOR = "\n"
CELL_SEPARATOR = "\t"


@dataclass(frozen=True, slots=True)
class Run:
    """Text and its ink: ``pages`` (n,) from 1, 0 for no ink; ``boxes`` (n, 4) in points."""

    text: str
    pages: NDArray[np.int32]
    boxes: NDArray[np.float32]

    @staticmethod
    def plain(text: str) -> "Run":
        """A run without ink."""
        n = len(text)
        return Run(text, np.zeros(n, np.int32), np.zeros((n, 4), np.float32))

    @staticmethod
    def join(runs: "Sequence[Run]") -> "Run":
        """All runs in one, nothing between them."""
        if not runs:
            return Run.plain("")
        if len(runs) == 1:
            return runs[0]
        return Run(
            "".join(run.text for run in runs),
            np.concatenate([run.pages for run in runs]),
            np.concatenate([run.boxes for run in runs]),
        )

    def slice(self, start: int, end: int) -> "Run":
        """The run's characters ``start:end``."""
        return Run(self.text[start:end], self.pages[start:end], self.boxes[start:end])

    def strip(self) -> "Run":
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))


@dataclass(frozen=True, slots=True)
class CellText:
    """One cell to be written: its run and its place in the grid."""

    run: Run
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1


class DocumentBuilder:
    """Appends blocks; ``build`` hands back the document. One block is open at a time."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._open: Block | None = None

    @property
    def position(self) -> int:
        """Offset at which the next character will stand."""
        return self._length

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks closed so far."""
        return tuple(self._blocks)

    def text(self, span: Span) -> str:
        """The text of a span written so far (slow: for small looks back)."""
        return "".join(run.text for run in self._runs)[span[0] : span[1]]

    def open(
        self,
        kind: BlockKind,
        *,
        section: str | None = None,
        source: Source = "prose",
        level: int | None = None,
        path: str | None = None,
    ) -> None:
        """Starts a block, after a blank line where text stands before it."""
        if self._open is not None:
            raise ValueError("a block is still open")
        if self._length:
            self._append(Run.plain(BLOCK_SEPARATOR))
        self._open = Block(kind, self._length, self._length, section, source, level, None, path)

    def add(
        self,
        text: str | Run,
        page: int | NDArray[np.int32] | None = None,
        boxes: NDArray[np.float32] | Sequence[Box] | None = None,
    ) -> Span:
        """Appends text to the open block: a run, or a string with its page and boxes, or without ink."""
        if self._open is None:
            raise ValueError("no block is open")
        if isinstance(text, Run):
            run = text
        elif page is None or boxes is None:
            run = Run.plain(text)
        else:
            pages = np.broadcast_to(np.asarray(page, np.int32), (len(text),))
            run = Run(text, pages, np.asarray(boxes, np.float32).reshape(len(text), 4))
        start = self._length
        self._append(run)
        return start, self._length

    def close(self) -> int | None:
        """Ends the open block and returns its index; a block without text leaves no trace (None)."""
        block = self._open
        if block is None:
            raise ValueError("no block is open")
        self._open = None
        if block.start == self._length:
            if self._blocks:
                self._runs.pop()
                self._length -= len(BLOCK_SEPARATOR)
            return None
        self._blocks.append(replace(block, end=self._length))
        return len(self._blocks) - 1

    def block(
        self,
        kind: BlockKind,
        text: str | Run,
        *,
        section: str | None = None,
        source: Source = "prose",
        level: int | None = None,
        path: str | None = None,
    ) -> int | None:
        """A whole block at once: ``open``, ``add``, ``close``."""
        self.open(kind, section=section, source=source, level=level, path=path)
        if text if isinstance(text, str) else text.text:
            self.add(text)
        return self.close()

    def table(
        self,
        cells: Iterable[CellText],
        *,
        header_rows: int,
        n_rows: int | None = None,
        n_cols: int | None = None,
        label: str | None = None,
        caption: Span | None = None,
        footnotes: tuple[Span, ...] = (),
        section: str | None = None,
        path: str | None = None,
    ) -> int | None:
        """A table block, written row by row; grid places that no cell covers are left empty."""
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.col))
        if not ordered:
            return None
        rows = max([n_rows or 0, *(cell.row + cell.row_span for cell in ordered)])
        cols = max([n_cols or 0, *(cell.col + cell.col_span for cell in ordered)])
        self.open(BlockKind.TABLE, section=section, source="table", path=path)
        by_row: list[list[CellText]] = [[] for _ in range(rows)]
        for cell in ordered:
            by_row[cell.row].append(cell)
        written: list[Cell] = []
        for number, row in enumerate(by_row):
            if number:
                self.add(ROW_SEPARATOR)
            for place, cell in enumerate(row):
                if place:
                    self.add(CELL_SEPARATOR)
                start, end = self.add(cell.run)
                written.append(Cell(start, end, cell.row, cell.col, cell.row_span, cell.col_span))
        index = self.close()
        if index is not None:
            table = Table(rows, cols, header_rows, tuple(written), label, caption, footnotes)
            self._blocks[index] = replace(self._blocks[index], table=table)
        return index

    def attach(
        self, index: int, *, caption: Span | None = None, footnotes: tuple[Span, ...] | None = None
    ) -> None:
        """Sets the caption or the footnotes of a table block that is already written."""
        table = self._blocks[index].table
        if table is None:
            raise ValueError("not a table block")
        if caption is not None:
            table = replace(table, caption=caption)
        if footnotes is not None:
            table = replace(table, footnotes=footnotes)
        self._blocks[index] = replace(self._blocks[index], table=table)

    def build(
        self,
        doc_id: str,
        sha256: str,
        media_type: str,
        references: Iterable[Reference] = (),
        page_sizes: Iterable[tuple[float, float]] = (),
        warnings: Iterable[str] = (),
    ) -> Document:
        """The document; its ink is None where no character had any."""
        if self._open is not None:
            raise ValueError("a block is still open")
        whole = Run.join(self._runs)
        ink = Ink(whole.pages, whole.boxes) if whole.pages.any() else None
        return Document(
            doc_id,
            whole.text,
            tuple(self._blocks),
            sha256,
            media_type,
            tuple(references),
            ink,
            tuple(page_sizes),
            tuple(warnings),
        )

    def _append(self, run: Run) -> None:
        self._runs.append(run)
        self._length += len(run.text)
