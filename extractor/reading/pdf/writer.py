"""The stream of paragraphs and floats to a ``Document``: title, front, abstract, body, references."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from extractor.document import BlockKind, Document, Reference, Span
from extractor.reading import bibliography, sections
from extractor.reading.builder import CellText, DocumentBuilder, Run
from extractor.reading.pdf.compose import join_lines, line_run
from extractor.reading.pdf.front import (
    CLOSING,
    find_title,
    is_names,
    labels_run,
    on,
    raised_first,
    split_notes,
)
from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.headings import Style, heading_level, run_in_heading
from extractor.reading.pdf.hyphens import Vocabulary
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.paragraphs import FigureItem, Item, Paragraph, TableItem
from extractor.reading.pdf.references import entries, reference_list
from extractor.reading.pdf.tablejoin import whole
from extractor.records import Source

_ABSTRACT_NAME = re.compile(r"(?i)abstract|(?:simple |lay |plain language )?summary|highlights")
_SIDE = re.compile(
    r"(?i)key\s?words?|correspondence|abbreviations?|article history|open access|editor.*|edited by.*"
)


class _Part(Enum):
    FRONT = 0
    ABSTRACT = 1
    BODY = 2
    BACK = 3


class Writer:
    """Writes items in order; ``document`` hands back what was written."""

    def __init__(self, items: list[Item], style: Style, vocabulary: Vocabulary) -> None:
        self.items = items
        self.style = style
        self.vocabulary = vocabulary
        self.builder = DocumentBuilder()
        self.references: list[Reference] = []
        self.part = _Part.FRONT
        self.section: str | None = None
        self.seen: set[str] = set()
        self.caption: Span | None = None  # of the last table
        self.abstract_blocks = 0
        self.abstract_set: tuple[bool, float] = (False, 0.0)
        self.title = find_title(items, style)
        self.titled = self.title is None

    def document(
        self, doc_id: str, sha256: str, page_sizes: Iterable[tuple[float, float]], warnings: Iterable[str]
    ) -> Document:
        """Everything written, as a document."""
        number = 0
        while number < len(self.items):
            item = self.items[number]
            number += 1
            if not isinstance(item, Paragraph):
                self._float(item)
            elif self._heading(item):
                if sections.is_reference_heading(item.text.strip()):
                    number = self._references(number)
            else:
                self._paragraph(item)
        return self.builder.build(doc_id, sha256, "application/pdf", self.references, page_sizes, warnings)

    # --- text

    def run(self, parts: Sequence[tuple[Frame, Line]]) -> Run:
        """Lines as one run of text with ink."""
        return join_lines([line_run(frame, line) for frame, line in parts], self.vocabulary)

    def _block(
        self, kind: BlockKind, run: Run, source: Source = "prose", level: int | None = None
    ) -> Span | None:
        index = self.builder.block(kind, run, section=self.section, source=source, level=level)
        if index is None:
            return None
        block = self.builder.blocks[index]
        return block.start, block.end

    # --- headings

    def _heading(self, item: Paragraph) -> bool:
        if item is self.title:
            self._block(BlockKind.TITLE, self.run(item.parts), "abstract", 1)
            self.titled = True
            return True
        level = heading_level(item, self.style)
        if level is None:
            return False
        text = item.text.strip()
        if self.part in (_Part.FRONT, _Part.ABSTRACT) and item.page == 1 and is_names(text):
            return False
        folded = text.casefold().strip(" :.")
        known = sections.heading(text) is not None
        if not self.titled or (self.part is _Part.FRONT and not known):
            if self.part is _Part.FRONT and self.titled and item.page > 1:
                self.part = _Part.BODY
            else:
                return False
        if self.part is _Part.BACK and not known:
            return False
        run = self.run(item.parts)
        if self.part is _Part.FRONT and (_SIDE.fullmatch(folded) or sections.is_back_matter(text)):
            self._block(BlockKind.FRONT, run)
            return True
        if _ABSTRACT_NAME.fullmatch(folded) and self.part is not _Part.BACK and item.page <= 2:
            self.part, self.abstract_blocks = _Part.ABSTRACT, 0
        elif sections.is_reference_heading(text):
            self.part = _Part.BODY
        elif self.part is _Part.ABSTRACT and not known and self.abstract_blocks == 0:
            pass
        elif self._still_abstract(text, folded):
            self.abstract_blocks = 0
        elif sections.is_back_matter(text):
            self.part = _Part.BACK if self.part is not _Part.ABSTRACT else _Part.ABSTRACT
        else:
            self.part = _Part.BODY
        self.seen.add(folded)
        self.section = run.text.rstrip(": ")
        self._block(BlockKind.HEADING, run, "abstract" if self.part is _Part.ABSTRACT else "prose", level)
        return True

    def _still_abstract(self, text: str, folded: str) -> bool:
        if self.part is not _Part.ABSTRACT or folded in self.seen or sections.numbered_heading(text):
            return False
        if "introduction" in folded and (self.abstract_blocks or len(self.seen) > 1):
            return False
        inner = self.seen - {"abstract", "summary", "simple summary"}
        if not inner and self.abstract_blocks:
            return False
        label = sections.labels(f"{text}: x")
        return bool(label) or folded in ("trial registration", "keywords")

    # --- paragraphs

    def _paragraph(self, item: Paragraph) -> None:
        run = self.run(item.parts)
        text = run.text
        if not text:
            return
        small = item.size < 0.93 * self.style.body
        caption = sections.caption(text)
        if caption is not None and self.part is not _Part.FRONT:
            self._block(BlockKind.CAPTION, run, "caption")
        elif not self.titled:
            self._before_title(run)
        elif sections.is_front_matter(text):
            self._front_matter(run, item)
        elif self.part is _Part.FRONT:
            self._front(run, item)
        elif self.part is _Part.ABSTRACT:
            self._abstract(run, item)
        elif (
            self.part is _Part.BACK
            or (small and (sections.is_affiliation(text) or (item.page == 1 and len(text) < 900)))
            or (item.page == 1 and sections.is_affiliation(text) and raised_first(item))
        ):
            self._block(BlockKind.FRONT, run)
        elif small and sections.is_table_note(text):
            self._block(BlockKind.FOOTNOTE, run)
        else:
            self.section = run_in_heading(item, self.style) or self.section
            self._block(BlockKind.PARAGRAPH, run)

    def _before_title(self, run: Run) -> None:
        named = sections.labels(run.text)
        if named and named[0].start == 0 and len(run.text) > 120:
            self._labelled(run)
        else:
            self._block(BlockKind.FRONT, run)

    def _front_matter(self, run: Run, item: Paragraph) -> None:
        section, self.section = self.section, None
        self._block(BlockKind.FRONT, run)
        self.section = section
        if self.part is _Part.ABSTRACT and re.match(r"(?i)key\s?words?", run.text):
            self.abstract_blocks += 1

    def _front(self, run: Run, item: Paragraph) -> None:
        text = run.text
        named = sections.labels(text)
        prose = len(text) > 250 and text.count(" ") / len(text) > 0.1 and item.page <= 2
        if named and named[0].start == 0 and not sections.is_back_matter(named[0].name) and len(text) > 60:
            self.part, self.abstract_blocks = _Part.ABSTRACT, 0
            self.abstract_set = (item.bold, item.size)
            self._labelled(run)
        elif (
            prose
            and item.size > 0.84 * self.style.body
            and not sections.is_author_line(text)
            and not sections.is_affiliation(text)
            and len(re.findall(r"\b(?:the|of|was|were|is|are|and|in)\b", text)) > len(text) / 60
        ):
            self.part, self.section, self.abstract_blocks = _Part.ABSTRACT, None, 0
            self.abstract_set = (item.bold, item.size)
            self._labelled(run)
        else:
            self._block(BlockKind.FRONT, run)

    def _abstract(self, run: Run, item: Paragraph) -> None:
        named = sections.labels(run.text)
        labelled = bool(named) and named[0].start == 0
        if not labelled and sections.is_affiliation(run.text) and item.size < 0.97 * self.style.body:
            self._block(BlockKind.FRONT, run)
            return
        if (
            not labelled
            and self.abstract_blocks
            and item.page == 1
            and (is_names(run.text) or len(run.text) < 150)
        ):
            self._block(BlockKind.FRONT, run)
            return
        if not labelled and self.abstract_blocks and self._abstract_over(item):
            self.part, self.section = _Part.BODY, None
            self._block(BlockKind.PARAGRAPH, run)
            return
        if not self.abstract_set[1]:
            self.abstract_set = (item.bold, item.size)
        self._labelled(run)

    def _abstract_over(self, item: Paragraph) -> bool:
        name = (self.section or "").casefold()
        bold, size = self.abstract_set
        if (bold and not item.bold) or abs(size - item.size) > 0.06 * size:
            return True
        if self.seen - {"abstract", "summary", "simple summary"} or CLOSING.fullmatch(name):
            return bool(CLOSING.fullmatch(name))
        return item.page > 1

    def _labelled(self, run: Run) -> None:
        for start, end, label in sections.split_labels(run.text):
            if label is not None:
                self.section = label
                self.seen.add(label.casefold())
            self.abstract_blocks += 1
            self._block(BlockKind.PARAGRAPH, run.slice(start, end).strip(), "abstract")

    # --- floats

    def _float(self, item: TableItem | FigureItem) -> None:
        if isinstance(item, TableItem):
            self._table(item)
        else:
            self._block(BlockKind.FRONT, labels_run(item), "figure")

    def _table(self, item: TableItem) -> None:
        table, entire = item.table, whole(item)
        caption = None
        if table.caption:
            caption = self._block(BlockKind.CAPTION, self.run(on(item.frame, table.caption)), "caption")
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
            self._block(BlockKind.FOOTNOTE, self.run(on(frame, note)))
            for frame, lines in entire.notes
            for note in split_notes(lines)
        ]
        if index is not None:
            self.builder.attach(index, footnotes=tuple(span for span in spans if span is not None))

    # --- references

    def _references(self, number: int) -> int:
        """Writes the reference entries from item ``number`` on; returns the first item behind them."""
        found = reference_list(self.items, number, self.style)
        for item in found.between:
            if not isinstance(item, Paragraph):
                self._float(item)
            elif sections.caption(item.text.strip()) is not None:
                self._paragraph(item)
            else:
                self._block(BlockKind.FRONT, self.run(item.parts))
        for count, parts in entries(found.paragraphs):
            run = self.run(parts)
            if count is None:
                self._block(BlockKind.FRONT, run)
                continue
            span = self._block(BlockKind.REFERENCE, run)
            if span is not None:
                self.references.append(bibliography.parse_entry(count, *span, run.text))
        for item in found.behind:
            self._block(BlockKind.FRONT, self.run(item.parts))
        self.part = _Part.BACK
        return found.end
