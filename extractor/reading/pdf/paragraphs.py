"""Lines of a column to paragraphs."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.fonts import family
from extractor.reading.pdf.glyphs import Font, Frame
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.tableparts import FoundTable

ENTRY = re.compile(r"\[?\d{1,3}[\].)]\s?\S|\[\d{1,3}\]")
_BULLET = re.compile(r"[•●▪◦■\uf0b7]\s?\S|[–-]\s\S")
_LETTERED = re.compile(r"\(?[a-z]\)\s|\(\d{1,2}\)\s")
_OPENING = re.compile(r"[A-Z\d]|[a-z]{1,2}[A-Z]")  # how a sentence begins: capital, number, ``sCRT``
_END = re.compile(r"[.?!:;…][)\]”\"’'*]*(?:\s?\[[\d,–\- ]+\]|(?:\s|(?<!\d\.))\d[\d,–\- ]*)?$")
LABELLED = re.compile(r"(?:[A-Z][A-Za-z/&\- ]{3,40}:|[A-Z]{4,}[A-Z ]*[:.—])\s?\S?")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; ``left`` and ``right`` are the edges of their column."""

    parts: list[tuple[Frame, Line]]
    page: int
    left: float
    right: float
    indented: bool = False
    column: int = 0
    follows_float: bool = False

    @property
    def first(self) -> Line:
        """The first line."""
        return self.parts[0][1]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.parts[-1][1]

    @property
    def text(self) -> str:
        """Plain text for looking at, lines joined by spaces."""
        return " ".join(line.text for _, line in self.parts)

    @property
    def size(self) -> float:
        """The size of most of its lines."""
        return float(np.median([line.size for _, line in self.parts]))

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for _, line in self.parts)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(line.italic for _, line in self.parts)


@dataclass(slots=True)
class TableItem:
    """A table in the stream; ``rest`` are its continuations on later pages."""

    frame: Frame
    table: FoundTable
    rest: list["TableItem"] = field(default_factory=list)


@dataclass(slots=True)
class FigureItem:
    """Text inside a drawing."""

    frame: Frame
    lines: list[Line]


Item = Paragraph | TableItem | FigureItem


@dataclass(slots=True)
class Column:
    """One column of a page: its lines and floats from top to bottom."""

    frame: Frame
    lines: list[Line]
    floats: dict[int, Item] = field(default_factory=dict)  # id of the placeholder line


def leadings(columns: list[Column]) -> dict[float, float]:
    """The usual distance of baselines for each font size (rounded to 0.5)."""
    steps: dict[float, list[float]] = defaultdict(list)
    for column in columns:
        for a, b in zip(column.lines, column.lines[1:], strict=False):
            step = b.base - a.base
            if abs(a.size - b.size) < 0.3 and 0.8 * a.size < step < 3.0 * a.size:
                steps[round(a.size * 2) / 2].append(step)
    return {size: float(np.median(values)) for size, values in steps.items() if len(values) >= 4}


def paragraphs(column: Column, leading: dict[float, float], number: int) -> list[Item]:
    """The items in order of the column with that number in its document."""
    items: list[Item] = []
    real = [line for line in column.lines if id(line) not in column.floats]
    if not real:
        return [column.floats[id(line)] for line in column.lines]
    long = [line for line in real if len(line.text) > 12] or real
    right = float(np.percentile([line.x1 for line in long], 90))
    current: list[Line] = []
    left = _left(long)

    def flush() -> None:
        if current:
            here = min(left, *(line.x0 for line in current)) if len(current) > 2 else left
            indented = current[0].x0 > here + 0.7 * current[0].size
            parts = [(column.frame, line) for line in current]
            behind = bool(items) and not isinstance(items[-1], Paragraph)
            items.append(Paragraph(parts, column.frame.page.number, here, right, indented, number, behind))
            current.clear()

    for line in column.lines:
        if id(line) in column.floats:
            flush()
            items.append(column.floats[id(line)])
            continue
        if current and _breaks(current, line, left, right, leading, column.frame.page.fonts):
            flush()
        current.append(line)
    flush()
    return items


def _left(lines: list[Line]) -> float:
    """The left edge most lines share."""
    edges = sorted(line.x0 for line in lines)
    best, count = edges[0], 0
    for edge in edges:
        near = sum(abs(other - edge) < 1.5 for other in edges)
        if near > count:
            best, count = edge, near
    return best


def _breaks(
    current: list[Line],
    line: Line,
    left: float,
    right: float,
    leading: dict[float, float],
    fonts: tuple[Font, ...],
) -> bool:
    """Whether ``line`` starts a new paragraph after ``current``."""
    last = current[-1]
    size = max(last.size, line.size)
    usual = leading.get(round(last.size * 2) / 2, 1.25 * last.size)
    step = line.base - last.base
    (ending, face), (opening, next_face) = last.ends[1], line.ends[0]
    mixed = abs(last.size - line.size) > 0.07 * size and abs(ending - opening) > 0.07 * size
    if mixed and not (min(len(last.text), len(line.text)) < 4):
        return True
    if step > 1.28 * usual + 0.3 or step < -0.5 * size:
        return True
    text = line.text.lstrip()
    fits = last.x1 + 0.25 * size + _first_word(line) < right - 1.2 * size
    in_caption = sections.caption(current[0].text.lstrip()) is not None
    if in_caption and step < 1.25 * usual and not line.bold and _flush(current, line):
        return False
    turns = last.bold != line.bold and (all(x.bold for x in current) or (line.bold and complete(last)))
    if turns and not (line.bold and not complete(last) and len(text) > 60):
        return True
    families = [family(fonts[face].name) for face in (face, next_face)]
    turns = (
        families[0] != families[1]
        and len(current) <= 3
        and all(x.font == face for x in current)
        and line.font == next_face
    )
    if turns and fits and _heading_like(current) and not complete(last) and _OPENING.match(text):
        return True
    if _runs_on(last, line, fonts) and not fits:
        return False
    if last.italic != line.italic and _heading_like(current):
        both_bold = line.italic and line.bold and all(x.bold for x in current)
        if both_bold or all(x.italic for x in current):
            return True
    if sections.caption(text) is not None and complete(last):
        return fonts[next_face].bold or step > 1.12 * usual or abs(last.size - line.size) > 0.03 * size
    if _labelled_in_bold(line, fonts) and complete(last) and not fonts[face].bold:
        return True
    indent = line.x0 - left
    previous = last.x0 - left
    if 0.7 * size < indent < 6 * size and previous < 0.5 * size and indent - previous > 0.7 * size:
        hanging = ENTRY.match(current[0].text) or _BULLET.match(current[0].text)
        if not hanging or (
            complete(last) and fits and len(current) > 1 and current[-1].x0 - left > 0.5 * size
        ):
            return True
    if ENTRY.match(text) and indent < 1.5 * size and (complete(last) or fits):
        return bool(ENTRY.match(current[0].text)) or fits
    if _BULLET.match(text) and (complete(last) or fits):
        return True
    if _LETTERED.match(text) and fits:
        return True
    if fits and complete(last) and not text[:1].islower():
        return True
    if len(current) == 1 and sections.heading(last.text) is not None and fits:
        return True
    return fits and previous - indent > 0.7 * size and len(current) > 1 and complete(last)


def _runs_on(last: Line, line: Line, fonts: tuple[Font, ...]) -> bool:
    """Whether a heading in italics goes on in a line that the text behind it shares."""
    return last.italic and not line.italic and not complete(last) and fonts[line.ends[0][1]].italic


def _labelled_in_bold(line: Line, fonts: tuple[Font, ...]) -> bool:
    """``Conclusions: We …`` with the label alone in bold."""
    (_, opening), (_, ending) = line.ends
    return fonts[opening].bold and not fonts[ending].bold and LABELLED.match(line.text) is not None


def _flush(current: list[Line], line: Line) -> bool:
    """Whether a line starts at the left edge of the lines above, as a caption's lines do."""
    return line.x0 < current[-1].x0 + line.size


def complete(line: Line) -> bool:
    """Whether a line ends as a sentence does."""
    return _END.search(line.text.rstrip()) is not None


def _heading_like(current: list[Line]) -> bool:
    text = " ".join(line.text for line in current)
    return len(text) < 120 and not text.rstrip().endswith((",", ";"))


def _first_word(line: Line) -> float:
    word = line.text.lstrip().split(" ", 1)[0]
    return len(word) / max(len(line.text), 1) * line.width
