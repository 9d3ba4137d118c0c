"""The stream of paragraphs and floats to a ``Document``: title, front, abstract, body, references."""

import re
from collections.abc import Iterable
from enum import Enum

from extractor.document import BlockKind, Document
from extractor.reading import sections
from extractor.reading.builder import Run
from extractor.reading.pdf.front import (
    CLOSING,
    bold_label,
    find_title,
    is_names,
    raised_first,
)
from extractor.reading.pdf.headings import Style, heading_level, run_in_heading
from extractor.reading.pdf.hyphens import Vocabulary
from extractor.reading.pdf.paragraphs import Item, Paragraph
from extractor.reading.pdf.pen import Pen
from extractor.reading.pdf.references import entries, reference_list

_ABSTRACT_NAME = re.compile(r"(?i)abstract|(?:simple |lay |plain language )?summary|highlights")
_SIDE = re.compile(
    r"(?i)key\s?words?|correspondence|abbreviations?|article (?:history|info)|open access|editor.*|edited by.*"
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
        self.pen = Pen(vocabulary)
        self.part = _Part.FRONT
        self.seen: set[str] = set()
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
                self.pen.float(item)
            elif self._heading(item):
                if sections.is_reference_heading(item.text.strip()):
                    number = self._references(number)
            else:
                self._paragraph(item)
        return self.pen.builder.build(
            doc_id, sha256, "application/pdf", self.pen.references, page_sizes, warnings
        )

    # --- headings

    def _heading(self, item: Paragraph) -> bool:
        if item is self.title:
            self.pen.block(BlockKind.TITLE, self.pen.run(item.parts), "abstract", 1)
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
        run = self.pen.run(item.parts)
        if self.part is _Part.FRONT and (_SIDE.fullmatch(folded) or sections.is_back_matter(text)):
            self.pen.block(BlockKind.FRONT, run)
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
        self.pen.section = run.text.rstrip(": ")
        self.pen.block(BlockKind.HEADING, run, "abstract" if self.part is _Part.ABSTRACT else "prose", level)
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
        run = self.pen.run(item.parts)
        text = run.text
        if not text:
            return
        small = item.size < 0.93 * self.style.body
        caption = sections.caption(text)
        if caption is not None and self.part is not _Part.FRONT:
            self.pen.block(BlockKind.CAPTION, run, "caption")
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
            self.pen.block(BlockKind.FRONT, run)
        elif small and sections.is_table_note(text):
            self.pen.block(BlockKind.FOOTNOTE, run)
        else:
            self.pen.section = run_in_heading(item, self.style) or self.pen.section
            self.pen.block(BlockKind.PARAGRAPH, run)

    def _before_title(self, run: Run) -> None:
        named = sections.labels(run.text)
        if named and named[0].start == 0 and len(run.text) > 120:
            self._labelled(run)
        else:
            self.pen.block(BlockKind.FRONT, run)

    def _front_matter(self, run: Run, item: Paragraph) -> None:
        section, self.pen.section = self.pen.section, None
        self.pen.block(BlockKind.FRONT, run)
        self.pen.section = section
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
        elif len(text) > 60 and (label := bold_label(item, self.style)) is not None:
            self.part, self.abstract_blocks = _Part.ABSTRACT, 0
            self.abstract_set = (item.bold, item.size)
            self._labelled(run, label)
        elif (
            prose
            and item.size > 0.84 * self.style.body
            and not sections.is_author_line(text)
            and not sections.is_affiliation(text)
            and len(re.findall(r"\b(?:the|of|was|were|is|are|and|in)\b", text)) > len(text) / 60
        ):
            self.part, self.pen.section, self.abstract_blocks = _Part.ABSTRACT, None, 0
            self.abstract_set = (item.bold, item.size)
            self._labelled(run)
        else:
            self.pen.block(BlockKind.FRONT, run)

    def _abstract(self, run: Run, item: Paragraph) -> None:
        named = sections.labels(run.text)
        label = bold_label(item, self.style)
        labelled = label is not None or (bool(named) and named[0].start == 0)
        if (
            not labelled
            and item.page == 1
            and self.abstract_blocks
            and item.size < 0.9 * self.abstract_set[1]
        ):
            self.pen.block(BlockKind.FRONT, run)
            return
        if not labelled and sections.is_affiliation(run.text) and item.size < 0.97 * self.style.body:
            self.pen.block(BlockKind.FRONT, run)
            return
        if (
            not labelled
            and self.abstract_blocks
            and item.page == 1
            and (is_names(run.text) or len(run.text) < 150)
        ):
            self.pen.block(BlockKind.FRONT, run)
            return
        if not labelled and self.abstract_blocks and self._abstract_over(item):
            self.part, self.pen.section = _Part.BODY, None
            self.pen.block(BlockKind.PARAGRAPH, run)
            return
        if not self.abstract_set[1]:
            self.abstract_set = (item.bold, item.size)
        self._labelled(run, label)

    def _abstract_over(self, item: Paragraph) -> bool:
        name = (self.pen.section or "").casefold()
        bold, size = self.abstract_set
        if (bold and not item.bold) or abs(size - item.size) > 0.06 * size:
            return True
        if self.seen - {"abstract", "summary", "simple summary"} or CLOSING.fullmatch(name):
            return bool(CLOSING.fullmatch(name))
        return item.page > 1

    def _labelled(self, run: Run, opening: str | None = None) -> None:
        """Writes the parts of an abstract; ``opening`` is the label that opens it in bold."""
        for start, end, label in sections.split_labels(run.text):
            if name := label or (opening if start == 0 else None):
                self.pen.section = name
                self.seen.add(name.casefold())
            self.abstract_blocks += 1
            self.pen.block(BlockKind.PARAGRAPH, run.slice(start, end).strip(), "abstract")

    # --- references

    def _references(self, number: int) -> int:
        """Writes the reference entries from item ``number`` on; returns the first item behind them."""
        found = reference_list(self.items, number, self.style)
        for item in found.between:
            if not isinstance(item, Paragraph):
                self.pen.float(item)
            elif sections.caption(item.text.strip()) is not None:
                self._paragraph(item)
            else:
                self.pen.block(BlockKind.FRONT, self.pen.run(item.parts))
        self.pen.entries(entries(found.paragraphs))
        for item in found.behind:
            self.pen.block(BlockKind.FRONT, self.pen.run(item.parts))
        self.part = _Part.BACK
        return found.end
