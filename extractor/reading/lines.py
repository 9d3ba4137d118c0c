"""Lines of a text file to pieces: paragraphs unwrapped, headings and tab-separated tables found."""

import re
from collections.abc import Iterable, Sequence
from statistics import median

from extractor.reading import sections
from extractor.reading.characters import tidy
from extractor.reading.flow import Piece, PieceKind, glue

_ENTRY = re.compile(r"\s*(?:\[\d{1,4}\]|\d{1,4}[.)])\s+\S")
_BULLET = re.compile(r"\s*[•·▪◦●■‣∙]\s*\S|\s*[-–*]\s+\S")
WRAPPED_WIDTH = 110


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs are broken into lines of like width, rather than one paragraph a line."""
    lengths = [len(line.rstrip()) for line in lines if len(line.split()) > 6 and "\t" not in line]
    return len(lengths) >= 3 and max(lengths) <= WRAPPED_WIDTH and median(lengths) >= 40


def pieces(lines: Sequence[str], *, wrapped: bool) -> list[Piece]:
    """Pieces of tidied text, in order. ``wrapped``: a line break alone does not end a paragraph."""
    made: list[Piece] = []
    in_references = False
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _table_end(lines, at)
        if end > at:
            made.append(table(line.split("\t") for line in lines[at:end] if line.strip()))
            at = end
            continue
        text, stop = _paragraph(lines, at, wrapped, in_references)
        isolated = stop >= len(lines) or stop > at
        found = None if in_references and _ENTRY.match(text) else sections.heading(text)
        if found is None and isolated and not in_references and made and _before_paragraph(lines, at, stop):
            found = sections.plausible_heading(text)
        if found is not None:
            in_references = sections.is_reference_heading(text)
            made.append(Piece(PieceKind.HEADING, text, found.level))
        elif text:
            made.append(Piece(PieceKind.PARAGRAPH, text, marked=_BULLET.match(text) is not None))
        at = stop
    return made


def table(rows: Iterable[Iterable[str]], header_rows: int = 1) -> Piece:
    """A table piece from rows of cells."""
    grid = tuple(tuple(tidy(cell) for cell in row) for row in rows)
    return Piece(PieceKind.TABLE, rows=grid, header_rows=min(header_rows, len(grid)))


def _table_end(lines: Sequence[str], at: int) -> int:
    """End of a run of two or more lines with tabs between words; ``at`` itself where there is none."""
    end = at
    while end < len(lines) and "\t" in lines[end].strip("\n "):
        end += 1
    rows = lines[at:end]
    if len(rows) < 2 or sum("\t" in row.strip() for row in rows) < 2:
        return at
    return end


def _paragraph(lines: Sequence[str], at: int, wrapped: bool, in_references: bool) -> tuple[str, int]:
    text = tidy(lines[at])
    at += 1
    if not wrapped or (sections.heading(text) is not None and not (in_references and _ENTRY.match(text))):
        return text, at
    while at < len(lines) and lines[at].strip() and "\t" not in lines[at].strip():
        line = tidy(lines[at])
        if _starts_block(line, text, in_references):
            break
        text = glue(text, line)
        at += 1
    return text, at


def _starts_block(line: str, before: str, in_references: bool) -> bool:
    if _BULLET.match(line) or (in_references and _ENTRY.match(line)):
        return True
    if sections.is_front_matter(line) or (sections.caption(line) is not None and before[-1:] in ".!?"):
        return True
    if not before or (before[-1:] not in '.?!:)]”"' and sections.common_heading(line) is None):
        return False
    return sections.heading(line) is not None


def _before_paragraph(lines: Sequence[str], at: int, stop: int) -> bool:
    """Whether text stands behind the line, and it is no line of a list of such lines."""
    for line in lines[stop : stop + 4]:
        if line.strip():
            return (
                len(line.split()) > 6
                or sections.heading(tidy(line)) is not None
                or (sections.plausible_heading(tidy(line)) is not None)
            )
    return False
