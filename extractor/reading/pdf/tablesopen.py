"""Tables without rules around them: the rows of cells below a caption."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.rows import text_rows

Extent = tuple[float, float]
Split = Callable[[Line], list[Line]]

_PROSE = 28  # letters of a line of running text, at least: three columns on a page
_CELL = 42  # letters of a row's cells on average, at most


def open_rows(
    caption: Line, captions: list[Line], pieces: list[Line], split: Split, body: float
) -> list[Line]:
    """The chunks of the table below a caption, none where no three rows of cells stand there; ``split`` parts
    a chunk at narrower gaps."""
    columns = text_columns(pieces, body)
    left, right = _reach(caption, captions, pieces, columns)
    heads = [c.top for c in captions if c.base > caption.base + 1 and c.x0 < right and c.x1 > left]
    end = min(heads, default=float("inf"))
    below = [p for p in pieces if caption.base + 1 < p.base < end and p.x0 > left and p.x1 < right]
    lines = [[cell for p in row for cell in _cells(p, split)] for row in text_rows(below)]
    start = next((k for k, line in enumerate(lines[:8]) if len(line) > 1), None)
    if start is None:
        return []
    if start and len(close := split(lines[start - 1][0])) > 1:
        lines[start - 1] = close  # a header whose names stand close together
        start -= 1
    elif start and _begins_a_name(lines[start - 1][0], lines[start], caption):
        start -= 1
    taken = _rows(lines[start:])
    return [p for row in taken for p in row] if sum(len(row) > 1 for row in taken) >= 3 else []


def _begins_a_name(piece: Line, row: list[Line], caption: Line) -> bool:
    """Whether a chunk alone in its line is the first line of a column's name, and not the last one of the caption."""
    close = row[0].base - piece.base < 1.35 * piece.size
    centred = abs(piece.x0 + piece.x1 - caption.x0 - caption.x1) < 2 * piece.size
    return close and not centred and piece.x0 > row[0].x1 and len(piece.text) < _PROSE


def _cells(piece: Line, split: Split) -> list[Line]:
    """A chunk as the cells that stand close together in it, if it is a row of numbers."""
    parts = split(piece) if len(piece.text) >= _PROSE else []
    counted = sum(any(char.isdigit() for char in part.text) for part in parts)
    return parts if len(parts) > 2 and counted >= 0.5 * len(parts) else [piece]


def _rows(lines: list[list[Line]]) -> list[list[Line]]:
    """The rows that follow each other from the first line on."""
    taken: list[list[Line]] = []
    previous = lines[0][0].base
    for number, line in enumerate(lines):
        if line[0].base - previous > 3.2 * line[0].size:
            break
        follows = any(len(after) > 1 for after in lines[number + 1 : number + 3])
        if len(line) == 1 and (len(line[0].text) > 60 or not follows):
            break
        usual = float(np.median([row[0].size for row in taken or [line]]))
        if np.mean([len(p.text) for p in line]) > _CELL or abs(line[0].size - usual) > 0.1 * usual:
            break
        taken.append(line)
        previous = line[0].base
    return taken


def text_columns(pieces: list[Line], body: float) -> list[Extent]:
    """Left and right edges of the columns in which the running text of a page is set, if there are several."""
    lines = [p for p in pieces if len(p.text) >= _PROSE and abs(p.size - body) < 0.1 * body]
    if not lines:
        return []
    wide = 0.6 * (max(p.x1 for p in lines) - min(p.x0 for p in lines))
    flush: list[list[Line]] = []
    for piece in sorted((p for p in lines if p.width < wide), key=lambda p: p.x0):
        if flush and piece.x0 - flush[-1][0].x0 < 2:
            flush[-1].append(piece)
        else:
            flush.append([piece])
    columns: list[Extent] = []
    for group in sorted(flush, key=len, reverse=True):
        x0, x1 = group[0].x0, max(p.x1 for p in group)
        full = sum(p.x1 > x1 - 3 for p in group) >= 3
        if full and all(x1 < low or x0 > high for low, high in columns):
            columns.append((x0, x1))
    return sorted(columns) if len(columns) > 1 else []


def _reach(caption: Line, captions: list[Line], pieces: list[Line], columns: list[Extent]) -> Extent:
    """How far a table below this caption may reach: its column, and those that its rows go on into."""
    gutters = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    edges = [-float("inf"), *gutters, float("inf")]
    over = [
        k for k, (low, high) in enumerate(pairwise(edges)) if caption.x0 < high - 2 and caption.x1 > low + 2
    ]
    first, last = (over[0], over[-1]) if over else (0, len(edges) - 2)
    while last + 2 < len(edges) and _goes_on(caption, captions, pieces, edges[first : last + 3], True):
        last += 1
    while first > 0 and _goes_on(caption, captions, pieces, edges[first - 1 : last + 2], False):
        first -= 1
    return edges[first], edges[last + 1]


def _goes_on(
    caption: Line, captions: list[Line], pieces: list[Line], edges: list[float], right: bool
) -> bool:
    """Whether the first rows below a caption have cells in the next column too."""
    low, high = edges[-2:] if right else edges[:2]
    end = min((c.top for c in captions if c.top > caption.base), default=float("inf"))
    near = [p for p in pieces if 1 < p.base - caption.base < 12 * caption.size and p.base < end]
    beyond = [p for p in near if p.x0 > low and p.x1 < high]
    within = [p for p in near if p.x0 > edges[0] and p.x1 < edges[-1] and not (p.x0 > low and p.x1 < high)]
    if any(p.x0 < edge < p.x1 and len(p.text) < _PROSE for edge in edges[1:-1] for p in near):
        return True
    if any(
        low < c.x0 < high and abs(c.base - caption.base) < 12 * caption.size
        for c in captions
        if c is not caption
    ):
        return False
    rows = [row for row in text_rows(within) if len(row) > 1]
    beside = [[p for p in beyond if abs(p.base - row[0].base) < 1.5] for row in rows]
    held = [cells for cells in beside if cells and all(len(p.text) < _PROSE for p in cells)]
    return len(rows) >= 2 and len(held) >= 0.6 * len(rows)
