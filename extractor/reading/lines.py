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
    words = _words(lines) if wrapped else frozenset()
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
        in_front = not any(piece.kind is PieceKind.HEADING for piece in made[1:])
        text, stop = _paragraph(lines, at, wrapped, in_references, in_front, words)
        found = None if in_references and _ENTRY.match(text) else sections.heading(text)
        if found is None and not in_references and made and _before_paragraph(lines, at, stop):
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


def _paragraph(
    lines: Sequence[str], at: int, wrapped: bool, in_references: bool, in_front: bool, words: frozenset[str]
) -> tuple[str, int]:
    text = tidy(lines[at])
    at += 1
    if not wrapped or (sections.heading(text) is not None and not (in_references and _ENTRY.match(text))):
        return text, at
    while at < len(lines) and lines[at].strip() and "\t" not in lines[at].strip():
        line = tidy(lines[at])
        if _starts_block(line, text, in_references) or (in_front and _names_people(line)):
            break
        text = _unhyphenated(text, line, words) or glue(text, line)
        at += 1
    return text, at


def _words(lines: Sequence[str]) -> frozenset[str]:
    """Words inside lines, lower case: what a hyphen at a line's end is judged by."""
    return frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", "\n".join(lines).casefold()))


def _unhyphenated(first: str, second: str, words: frozenset[str]) -> str | None:
    """Both lines without the hyphen between them, where the text has the whole word elsewhere."""
    left, right = re.search(r"([^\W\d_]+)-$", first), re.match(r"[^\W\d_]+", second)
    if left is None or right is None or not right[0].islower():
        return None
    hyphenated, whole = f"{left[1]}-{right[0]}".casefold(), f"{left[1]}{right[0]}".casefold()
    return first[:-1] + second if whole in words and hyphenated not in words else None


def _names_people(line: str) -> bool:
    """An author line or an address under a title, no blank line between."""
    several = "," in line or " and " in line
    return (several and sections.is_author_line(line)) or sections.is_affiliation(line)


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
