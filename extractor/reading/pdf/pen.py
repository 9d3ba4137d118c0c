"""Writes runs, tables and references; what each paragraph is, the writer decides."""

from collections.abc import Sequence

from extractor.document import BlockKind, Reference, Span
from extractor.reading import bibliography
from extractor.reading.builder import CellText, DocumentBuilder, Run
from extractor.reading.pdf.compose import join_lines, line_run
from extractor.reading.pdf.front import labels_run, on, split_notes
from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.hyphens import Vocabulary
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.paragraphs import FigureItem, TableItem
from extractor.reading.pdf.references import Parts
from extractor.reading.pdf.tablejoin import whole
from extractor.records import Source


class Pen:
    """Puts blocks into a builder, under the current ``section``."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.builder = DocumentBuilder()
        self.references: list[Reference] = []
        self.section: str | None = None
        self.caption: Span | None = None  # of the last table

    def run(self, parts: Sequence[tuple[Frame, Line]]) -> Run:
        """Lines as one run of text with ink."""
        return join_lines([line_run(frame, line) for frame, line in parts], self.vocabulary)

    def block(
        self, kind: BlockKind, run: Run, source: Source = "prose", level: int | None = None
    ) -> Span | None:
        """A block of text; None where there is none."""
        index = self.builder.block(kind, run, section=self.section, source=source, level=level)
        if index is None:
            return None
        block = self.builder.blocks[index]
        return block.start, block.end

    def float(self, item: TableItem | FigureItem) -> None:
        """A table, or the text inside a figure."""
        if isinstance(item, TableItem):
            self.table(item)
        else:
            self.block(BlockKind.FRONT, labels_run(item), "figure")

    def table(self, item: TableItem) -> None:
        """A table with its caption and notes; parts under one caption share it."""
        table, entire = item.table, whole(item)
        caption = None
        if table.caption:
            caption = self.block(BlockKind.CAPTION, self.run(on(item.frame, table.caption)), "caption")
        self.caption = caption = self.caption if table.stacked else caption
        index = self.builder.table(
            [
                CellText(self.run(on(frame, cell.lines)), cell.row, cell.col, cell.row_span, cell.col_span)
                for frame, cell in entire.cells
            ],
            header_rows=entire.header_rows,
            n_rows=entire.n_rows,
            n_cols=entire.n_cols,
            label=table.label,
            caption=caption,
            section=self.section,
        )
        spans = [
            self.block(BlockKind.FOOTNOTE, self.run(on(frame, note)))
            for frame, lines in entire.notes
            for note in split_notes(lines)
        ]
        if index is not None:
            self.builder.attach(index, footnotes=tuple(span for span in spans if span is not None))

    def entries(self, found: Sequence[tuple[int | None, Parts]]) -> None:
        """The entries of a reference list; lines before the first are front matter."""
        for count, parts in found:
            run = self.run(parts)
            if count is None:
                self.block(BlockKind.FRONT, run)
                continue
            span = self.block(BlockKind.REFERENCE, run)
            if span is not None:
                self.references.append(bibliography.parse_entry(count, *span, run.text))
