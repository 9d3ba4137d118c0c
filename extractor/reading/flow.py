"""From a stream of headings, paragraphs and grids to a document: for readers whose input has no layout."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from extractor.document import BlockKind, Document, Reference, Span
from extractor.reading import bibliography, sections
from extractor.reading.builder import CellText, DocumentBuilder, Run
from extractor.records import Source

Rows = tuple[tuple[str, ...], ...]


class PieceKind(StrEnum):
    """What the input's own marks say a piece is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of input: tidied text, or the rows of a table. ``level`` 1 is a title's or a section's."""

    kind: PieceKind
    text: str = ""
    level: int = 1
    rows: Rows = ()
    header_rows: int = 1
    marked: bool = False
    """The input marks it (``#``, a list bullet): its kind is no guess."""


class _Part(StrEnum):
    TITLE = "title"
    FRONT = "front"
    ABSTRACT = "abstract"
    BODY = "body"
    BACK = "back"
    REFERENCES = "references"


_UNFINISHED = re.compile(
    r"(?:,|-|–|\b(?:a|an|and|are|as|at|be|been|but|by|for|from|had|has|have|in|into|is|its|no|not|of|on|or|than"
    r"|that|the|their|these|this|those|to|was|we|were|which|who|with|without|whereas))$"
)
_ENDED = re.compile(r"[.?!:;…][)\]”\"’'*]*$|[.?!]\s*\[[\d,–\- ]+\]$|\^\w{1,2}$")
_CLOSING_LABEL = re.compile(r"(?i)conclusions?|interpretation|discussion|summary|conclusions? and relevance")
_AFTER_CLOSING = re.compile(
    r"(?i)(?:clinical )?trial.{0,20}registration|registration|funding|patient summary|keywords?|translation"
    r"|electronic supplementary material|multilingual abstracts?"
)
_ABSTRACT_NAME = re.compile(r"(?i)abstract|(?:simple |lay |plain language |patient )?summary|highlights")
MIN_BODY_PARAGRAPH = 60
MAX_ABSTRACT = 8_000


def join_cut(pieces: Sequence[Piece]) -> list[Piece]:
    """Joins paragraphs that a page break cut in mid-sentence, also over a table or caption between them."""
    joined: list[Piece] = []
    used: set[int] = set()
    for index, piece in enumerate(pieces):
        if index in used:
            continue
        text, at = piece.text, index
        while _may_continue(piece, text):
            after = _continuation(pieces, at, text, used)
            if after is None:
                break
            used.add(after)
            text = glue(text, pieces[after].text)
            at = after
        joined.append(replace(piece, text=text) if text is not piece.text else piece)
    return joined


def glue(first: str, second: str) -> str:
    """Two lines of one paragraph; a hyphen at the end stays (it may be real) and takes no space."""
    if re.search(r"\w[-–]$", first) and second[:1].isalnum():
        return first + second
    return f"{first} {second}"


def _may_continue(piece: Piece, text: str) -> bool:
    return (
        piece.kind is PieceKind.PARAGRAPH
        and len(text) >= MIN_BODY_PARAGRAPH
        and _ENDED.search(text) is None
        and sections.caption(text) is None
        and not sections.is_front_matter(text)
    )


def _continuation(pieces: Sequence[Piece], at: int, text: str, used: set[int]) -> int | None:
    for index in range(at + 1, min(at + 6, len(pieces))):
        piece = pieces[index]
        if index in used:
            continue
        floating = piece.kind is PieceKind.TABLE or (
            piece.kind is PieceKind.PARAGRAPH
            and (sections.caption(piece.text) is not None or sections.is_abbreviation_note(piece.text))
        )
        if floating:
            continue
        if piece.kind is PieceKind.HEADING or piece.marked or sections.is_front_matter(piece.text):
            return None
        lower = piece.text[:1].islower()
        return index if lower or _UNFINISHED.search(text) else None
    return None


def compose(
    pieces: Iterable[Piece], *, doc_id: str, sha256: str, media_type: str, warnings: Iterable[str] = ()
) -> Document:
    """The document of a stream of pieces in reading order."""
    writer = _Writer(join_cut(list(pieces)))
    writer.run()
    return writer.builder.build(doc_id, sha256, media_type, writer.references, warnings=warnings)


class _Writer:
    """Follows the order of a paper: title, front matter, abstract, body, back matter, references."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.builder = DocumentBuilder()
        self.references: list[Reference] = []
        self.part = _Part.TITLE
        self.section: str | None = None
        self.seen: set[str] = set()
        self.abstract_paragraphs = 0
        self.caption: Span | None = None
        self.table: int | None = None
        self.notes: tuple[Span, ...] = ()
        self.only_abstract = self._is_only_abstract()

    def run(self) -> None:
        for index, piece in enumerate(self.pieces):
            if piece.kind is PieceKind.TABLE:
                self._write_table(piece)
                continue
            if piece.kind is PieceKind.HEADING:
                self.table = None
                self._heading(piece)
            else:
                self._paragraph(index, piece)

    # what the whole looks like

    def _is_only_abstract(self) -> bool:
        """A title and an abstract, nothing else: no table, no sections but an abstract's, and short."""
        names = [piece.text for piece in self.pieces[1:] if piece.kind is PieceKind.HEADING]
        folded = [name.casefold().rstrip(":") for name in names]
        return (
            sum(len(piece.text) for piece in self.pieces) <= MAX_ABSTRACT
            and not any(piece.kind is PieceKind.TABLE for piece in self.pieces)
            and not any(sections.is_reference_heading(name) for name in names)
            and not any(sections.numbered_heading(name) for name in names)
            and len(folded) == len(set(folded))
            and all(_abstract_label(name) for name in names)
        )

    # headings

    def _heading(self, piece: Piece) -> None:
        text = piece.text
        folded = text.casefold().strip(" :.")
        if self.part is _Part.TITLE:
            if sections.heading(text) is None:
                self._title(text)
                return
            self.part = _Part.FRONT
        if sections.is_reference_heading(text):
            self.part = _Part.REFERENCES
        elif self.only_abstract or _ABSTRACT_NAME.fullmatch(folded):
            if self.part in (_Part.FRONT, _Part.ABSTRACT):
                self.part, self.abstract_paragraphs = _Part.ABSTRACT, 0
        elif sections.is_back_matter(text) and not self._still_abstract(text, folded):
            self.part = _Part.BACK
        elif not self._still_abstract(text, folded):
            self.part = _Part.BODY
        self.seen.add(folded)
        if self.part is _Part.ABSTRACT and not _ABSTRACT_NAME.fullmatch(folded):
            self.abstract_paragraphs = 0
        self.section = text.rstrip(":").rstrip()
        source: Source = "abstract" if self.part is _Part.ABSTRACT else "prose"
        self.builder.block(BlockKind.HEADING, text, section=self.section, source=source, level=piece.level)

    def _still_abstract(self, text: str, folded: str) -> bool:
        return (
            self.part is _Part.ABSTRACT
            and _abstract_label(text)
            and folded not in self.seen
            and sections.numbered_heading(text) is None
            and not ("introduction" in folded and self.abstract_paragraphs > 0)
        )

    # paragraphs

    def _paragraph(self, index: int, piece: Piece) -> None:
        text = piece.text
        if self.part is _Part.TITLE:
            self._first(text)
            return
        if self.part is _Part.REFERENCES and self._reference(text):
            return
        found = sections.caption(text)
        if found is not None and not self.only_abstract:
            self._caption(text, found, index)
            return
        if self.table is not None and sections.is_table_note(text):
            self._note(text)
            return
        self.table = None
        if sections.is_front_matter(text):
            section = self.section if self.part is _Part.BACK else None
            self.builder.block(BlockKind.FRONT, text, section=section)
            if self.part is _Part.ABSTRACT and not self.only_abstract:
                self.part, self.section = _Part.FRONT, None
            return
        if self.part is _Part.FRONT:
            self._front(text)
        elif self.part is _Part.ABSTRACT:
            self._abstract(text)
        else:
            self._body(text)

    def _first(self, text: str) -> None:
        if sections.is_article_type(text):
            self.builder.block(BlockKind.FRONT, text)
        else:
            self._title(text)

    def _title(self, text: str) -> None:
        self.builder.block(BlockKind.TITLE, text, source="abstract", level=1)
        self.part = _Part.ABSTRACT if self.only_abstract else _Part.FRONT

    def _front(self, text: str) -> None:
        named = sections.labels(text)
        if named and named[0].start == 0:
            if sections.is_back_matter(named[0].name):
                self.builder.block(BlockKind.FRONT, text)
                return
            self.part, self.abstract_paragraphs = _Part.ABSTRACT, 0
            self._abstract(text)
        elif sections.is_author_line(text) or sections.is_affiliation(text) or not _is_prose(text):
            self.builder.block(BlockKind.FRONT, text)
        else:
            self.part, self.section, self.abstract_paragraphs = _Part.ABSTRACT, None, 0
            self._abstract(text)

    def _abstract(self, text: str) -> None:
        parts = sections.split_labels(text)
        if parts[0][2] is None and self._abstract_over():
            self.part, self.section = _Part.BODY, None
            self._body(text)
            return
        self.abstract_paragraphs += 1
        for start, end, label in parts:
            if label is not None:
                self.section = label
                self.seen.add(label.casefold())
            kind = BlockKind.PARAGRAPH
            self.builder.block(kind, text[start:end].strip(), section=self.section, source="abstract")

    def _abstract_over(self) -> bool:
        """One paragraph stands under an abstract's last label, or under "Abstract" alone."""
        if self.only_abstract or self.abstract_paragraphs == 0:
            return False
        name = (self.section or "").casefold()
        labelled = bool(self.seen - {"abstract", "summary", "simple summary"})
        if labelled:
            return bool(_CLOSING_LABEL.fullmatch(name) or _AFTER_CLOSING.fullmatch(name))
        return True

    def _body(self, text: str) -> None:
        named = _leading_name(text)
        if named is not None and sections.is_back_matter(named):
            self.builder.block(BlockKind.FRONT, text, section=named)
            self.part, self.section = _Part.BACK, None
            return
        kind = BlockKind.FRONT if self.part is _Part.BACK else BlockKind.PARAGRAPH
        self.builder.block(kind, text, section=self.section)

    # references

    def _reference(self, text: str) -> bool:
        expected = self.references[-1].number + 1 if self.references else None
        entries = bibliography.split_entries(text, expected)
        if not entries:
            named = _leading_name(text)
            if named is not None and sections.is_back_matter(named):
                self.part = _Part.BACK
                return False
            if sections.is_front_matter(text):
                return False
            entries = [(expected or 1, 0, len(text))]
        for number, start, end in entries:
            at = self._block_span(BlockKind.REFERENCE, text[start:end].strip(), self.section, "prose")
            if at is not None:
                self.references.append(bibliography.parse_entry(number, *at, text[start:end].strip()))
        return True

    # tables

    def _caption(self, text: str, found: sections.Caption, index: int) -> None:
        span = self._block_span(BlockKind.CAPTION, text, self.section, "caption")
        if not found.is_table:
            return
        following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
        if following is not None and following.kind is PieceKind.TABLE:
            self.caption = span
        elif self.table is not None and self._table_without_caption():
            self.builder.attach(self.table, caption=span)
        self.label = found.label

    def _table_without_caption(self) -> bool:
        table = self.builder.blocks[self.table].table if self.table is not None else None
        return table is not None and table.caption is None

    def _write_table(self, piece: Piece) -> None:
        width = max((len(row) for row in piece.rows), default=0)
        cells = [
            CellText(Run.plain(row[col] if col < len(row) else ""), number, col)
            for number, row in enumerate(piece.rows)
            for col in range(width)
        ]
        self.table = self.builder.table(
            cells,
            header_rows=piece.header_rows,
            label=self.label if self.caption is not None else None,
            caption=self.caption,
            section=self.section,
        )
        self.caption, self.notes = None, ()

    label: str | None = None

    def _note(self, text: str) -> None:
        span = self._block_span(BlockKind.FOOTNOTE, text, self.section, "prose")
        if span is not None and self.table is not None:
            self.notes = (*self.notes, span)
            self.builder.attach(self.table, footnotes=self.notes)

    def _block_span(self, kind: BlockKind, text: str, section: str | None, source: Source) -> Span | None:
        index = self.builder.block(kind, text, section=section, source=source)
        if index is None:
            return None
        return self.builder.position - len(text), self.builder.position


def _abstract_label(name: str) -> bool:
    found = sections.labels(name.rstrip(":.") + ":")
    return bool(found) and found[0].start == 0 and found[-1].name == name.strip().rstrip(":.").rstrip()


def _leading_name(text: str) -> str | None:
    match = re.match(r"([A-Z][A-Za-z’' ]{2,50}?)\s*[:.—]\s", text)
    return match[1] if match else None


def _is_prose(text: str) -> bool:
    """Sentences rather than names: long enough, with small words."""
    small = len(re.findall(r"\b(?:the|of|in|and|to|was|were|with|for|is|are|that|a)\b", text))
    return len(text) >= 120 and small >= 0.1 * len(text.split())
