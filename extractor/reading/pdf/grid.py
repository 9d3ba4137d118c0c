"""A table's region to its grid: columns from white strips or upright rules, rows from rules and spacing."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from extractor.reading.pdf.glyphs import Floats
from extractor.reading.pdf.gridrows import (
    body_rows,
    columns_of,
    counted,
    every_row_ruled,
    header_levels,
    is_label,
    names_below,
    numeric,
    one_row,
    row_step,
    wraps,
)
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.rows import text_rows

CELL_GAP = 0.62
"""A gap of this many font sizes separates cells (words in a cell stand closer)."""


@dataclass(slots=True)
class GridCell:
    """Lines of one cell and its place."""

    row: int
    col: int
    col_span: int = 1
    row_span: int = 1
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """Cells over ``n_rows`` by ``n_cols``; rows ``< header_rows`` are the header."""

    n_rows: int
    n_cols: int
    header_rows: int
    cells: list[GridCell]


def build_grid(pieces: list[Line], h: Floats, v: Floats, drawn: Floats) -> Grid | None:
    """The grid of chunks split at cell gaps; ``h`` and ``v`` are the rules inside the region, ``drawn``
    the level ones without the edges of filled boxes.

    None where no two columns are found."""
    if len(pieces) < 2:
        return None
    size = float(np.median([piece.size for piece in pieces]))
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    top, bottom = min(p.top for p in pieces), max(p.bottom for p in pieces)
    rows = text_rows(pieces)
    wide = [rule for rule in h.tolist() if _runs_through(rule, left, right, size)]
    inner = sorted(rule[2] for rule in wide if top < rule[2] < bottom)
    edges = _upright_edges(v, left, right, top, bottom, size)
    header_end = _header_end(rows, inner)
    if edges is None:
        edges = _edges(rows, header_end, left, right, size)
    if len(edges) < 3:
        return None
    if header_end is not None:
        header_end = _below_names(rows, header_end, edges)
    bands = _bands(rows, inner if header_end is None else sorted({*inner, header_end}))
    ruled = every_row_ruled(bands, edges)
    step = row_step(rows, header_end, edges)
    groups: list[list[list[Line]]] = []
    header_rows = 0
    for band in bands:
        is_header = header_end is not None and band[0][0].base < header_end
        merged = (
            header_levels(band, h, edges, step)
            if is_header
            else [[piece for row in band for piece in row]]
            if ruled and one_row(band, edges)
            else body_rows(band, edges, size)
        )
        groups.extend([group] for group in merged)
        if is_header:
            header_rows += len(merged)
    final = [group[0] for group in groups]
    if header_end is None:
        while len(final) > 2 and wraps(final[0], final[1], edges):
            final[:2] = [[*final[0], *final[1]]]
        header_rows = _guess_header(final, edges)
    else:
        header_rows = _bold_below(final, header_rows, edges)
    partial = [rule for rule in drawn.tolist() if not _runs_through(rule, left, right, size)]
    extents = _extents(final[header_rows:], edges)
    cells = [
        cell
        for number, row in enumerate(final)
        for cell in (
            _cells(
                row, number, [_spanned(piece, row, edges, partial, extents) for piece in row], len(edges) - 1
            )
            if number < header_rows - 1
            else [GridCell(number, 0, len(edges) - 1, 1, row)]
            if number >= header_rows and is_label(row, edges)
            else _cells(row, number, [columns_of(piece, edges) for piece in row], len(edges) - 1)
        )
    ]
    return Grid(len(final), len(edges) - 1, header_rows, cells)


def _runs_through(rule: list[float], left: float, right: float, size: float) -> bool:
    """Whether a level rule runs over the whole table: also over its labels."""
    return rule[1] - rule[0] > 0.75 * (right - left) and rule[0] < left + 3 * size


def _upright_edges(
    v: Floats, left: float, right: float, top: float, bottom: float, size: float
) -> list[float] | None:
    """Column edges from upright rules, if they part the region over most of its height."""
    if not len(v):
        return None
    height: dict[float, float] = {}
    for y0, y1, x in v.tolist():
        if left - 2 * size < x < right + 2 * size:
            key = next((k for k in height if abs(k - x) < 3), x)
            height[key] = height.get(key, 0.0) + max(0.0, min(y1, bottom + size) - max(y0, top - size))
    xs = sorted(x for x, tall in height.items() if tall > 0.5 * (bottom - top))
    inner = [x for x in xs if left + 0.5 * size < x < right - 0.5 * size]
    if len(inner) < 1:
        return None
    return [left - size, *inner, right + size]


def _edges(
    rows: list[list[Line]], header_end: float | None, left: float, right: float, size: float
) -> list[float]:
    """Column edges in white strips that run through the body."""
    if header_end is None:
        heads = {_spanning(rows): None, min(_uncounted(rows), max(len(rows) - 2, 0)): None}
        found = [(head, _open_strips(rows[head:], left, right, size)) for head in heads]
        spanning, strips = max(found, key=lambda one: len(one[1]))
        header, body = rows[:spanning], rows[spanning:]
    else:
        body = [row for row in rows if row[0].base > header_end] or rows
        header = [row for row in rows if row[0].base <= header_end]
        strips = _open_strips(body, left, right, size)
    widest = max((len(row) for row in header), default=0)
    if len(strips) + 1 < widest:
        # where each cell is wrapped and centred by itself, few lines have more than one cell
        xs = np.arange(left, right + 0.5, 0.5)
        every = _strips(_cover(body, xs), xs, 0, size)
        strips = every if len(strips) < len(every) < widest else strips
    edges = [left - size, *(_between(strip, header, size) for strip in strips), right + size]
    return edges if header_end is None else _with_unfilled(edges, header, body, size)


def _with_unfilled(
    edges: list[float], header: list[list[Line]], body: list[list[Line]], size: float
) -> list[float]:
    """The edges, with those of columns that the header names and no row fills."""
    filled = [piece for row in body for piece in row]
    for number, row in enumerate(header):
        lower = [piece for later in header[number + 1 :] for piece in later]
        for left, right in pairwise(sorted(row, key=lambda piece: piece.x0)):
            low, high = left.x1, right.x0
            places = [columns_of(piece, edges) for piece in (left, right)]
            if places[0] != places[1] or places[0][1] > 1:
                continue
            column = [piece for piece in filled if columns_of(piece, edges) == places[0]]
            beside = all(p.x1 < high for p in column) or all(p.x0 > low for p in column)
            if beside and not any(piece.x0 < low and piece.x1 > high for piece in lower):
                edges = sorted([*edges, _between((low, high), header, size)])
    return edges


def _open_strips(body: list[list[Line]], left: float, right: float, size: float) -> list[tuple[float, float]]:
    """The white strips between the cells of rows with more than one, in long tables also those that a few rows cross."""
    several = [row for row in body if len(row) > 1]
    rows = several if len(several) >= 2 else body
    xs = np.arange(left, right + 0.5, 0.5)
    cover = _cover(rows, xs)
    strips = _strips(cover, xs, 0, size)
    if len(rows) >= 12:
        strips = max(strips, _strips(cover, xs, max(1, len(rows) // 25), size), key=len)
    return strips


def _uncounted(rows: list[list[Line]]) -> int:
    """How many rows at the top, at most three, have no numbers: names of columns."""
    return next((number for number, row in enumerate(rows[:3]) if counted(row)), len(rows[:3]))


def _spanning(rows: list[list[Line]]) -> int:
    """How many rows at the top of a table without a rule under its header hold names of several columns."""
    usual = float(np.median([len(row) for row in rows]))
    fewer = [1 < len(row) < 0.7 * usual for row in rows[:3]]
    return (fewer.index(False) if False in fewer else len(fewer)) if len(rows) > 3 else 0


def _cover(rows: list[list[Line]], xs: Floats) -> Floats:
    """How many rows have ink at each x."""
    cover = np.zeros(len(xs))
    for row in rows:
        mask = np.zeros(len(xs), bool)
        for piece in row:
            mask |= (xs >= piece.x0) & (xs <= piece.x1)
        cover += mask
    return cover


def _strips(cover: Floats, xs: Floats, allowed: int, size: float) -> list[tuple[float, float]]:
    """Left and right edges of the strips that at most ``allowed`` rows cross."""
    clear = cover <= allowed
    found: list[tuple[float, float]] = []
    start = None
    for i, free in enumerate([*clear.tolist(), False]):
        if free and start is None:
            start = i
        elif not free and start is not None:
            if start > 0 and i < len(xs) and xs[i] - xs[start] >= 0.3 * size:
                found.append((float(xs[start]), float(xs[i - 1])))
            start = None
    return found


def _between(strip: tuple[float, float], header: list[list[Line]], size: float) -> float:
    """The place in a strip where the fewest header words are cut, as near its middle as can be."""
    low, high = strip
    middle = (low + high) / 2
    pieces = [p for row in header for p in row if p.x0 < high + 0.4 * size and p.x1 > low - 0.4 * size]
    if not pieces:
        return middle
    places = np.append(np.arange(low, high + 0.25, 0.5), middle)
    starts, ends = np.array([p.x0 for p in pieces]), np.array([p.x1 for p in pieces])
    at, margin = places[:, None], 0.2 * size
    cuts = ((at > starts) & (at < ends)).sum(axis=1)
    near = ((at > starts - margin) & (at < ends + margin)).sum(axis=1)
    return float(places[np.lexsort((np.abs(places - middle), near, cuts))[0]])


def _header_end(rows: list[list[Line]], inner: list[float]) -> float | None:
    """The rule under the header: the first full rule, unless rows of numbers stand above it."""
    if not inner:
        return None
    above = [row for row in rows if row[0].base < inner[0]]
    counted = sum(len(row) > 1 and numeric(row[1:]) for row in above)
    return None if len(above) > 8 or (counted >= 3 and counted >= 0.4 * len(above)) else inner[0]


def _below_names(rows: list[list[Line]], header_end: float, edges: list[float]) -> float:
    """The end of the header where a rule parts names that span columns from the names of those columns."""
    above = [row for row in rows if row[0].base < header_end]
    below = [row for row in rows if row[0].base > header_end]
    while len(below) > 1 and above and names_below(above[-1], below[0], edges):
        above, below = [*above, below[0]], below[1:]
        header_end = (above[-1][0].base + below[0][0].base) / 2
    return header_end


def _bands(rows: list[list[Line]], inner: list[float]) -> list[list[list[Line]]]:
    bands: dict[int, list[list[Line]]] = {}
    for row in rows:
        bands.setdefault(int(np.searchsorted(inner, row[0].base - 0.3 * row[0].size)), []).append(row)
    return [bands[key] for key in sorted(bands)]


def _guess_header(rows: list[list[Line]], edges: list[float]) -> int:
    """Without rules the first row is a header if it is bold, or has no numbers while later rows have; so is
    the one that parts what a header spans."""
    if len(rows) < 2:
        return 0
    bold = all(p.bold for p in rows[0]) and not all(p.bold for p in rows[1])
    if not bold and numeric(rows[0]):
        return 0
    levels = 1
    while levels < len(rows) - 1 and names_below(rows[levels - 1], rows[levels], edges):
        levels += 1
    return levels


def _bold_below(rows: list[list[Line]], header_rows: int, edges: list[float]) -> int:
    """Where rules part all rows, the header goes on as long as rows of several cells are bold, one with a name
    for the labels: a second is a head amid the rows."""
    end, labels = header_rows, sum(_is_labelled(row, edges) for row in rows[:header_rows])
    while end < len(rows) and len(rows[end]) > 1 and all(p.bold for row in rows[: end + 1] for p in row):
        labels += _is_labelled(rows[end], edges)
        if labels > 1:
            break
        end += 1
    return end if end < len(rows) - 1 and not all(p.bold for p in rows[-1]) else header_rows


def _is_labelled(row: list[Line], edges: list[float]) -> bool:
    return any(columns_of(piece, edges)[0] == 0 for piece in row)


def _extents(rows: list[list[Line]], edges: list[float]) -> list[tuple[float, float]]:
    """How far the cells of each column reach; its edges where it has none."""
    held: dict[int, list[Line]] = {}
    for piece in (piece for row in rows for piece in row):
        first, span = columns_of(piece, edges)
        if span == 1:
            held.setdefault(first, []).append(piece)
    return [
        (min(p.x0 for p in held[k]), max(p.x1 for p in held[k])) if k in held else (edges[k], edges[k + 1])
        for k in range(len(edges) - 1)
    ]


def _spanned(
    piece: Line,
    row: list[Line],
    edges: list[float],
    partial: list[list[float]],
    extents: list[tuple[float, float]],
) -> tuple[int, int]:
    """(first column, span) of a name above others: it spans what the rule of its own below it does, or the
    columns over whose middle it stands."""
    first, span = columns_of(piece, edges)
    beside = [p for p in row if abs(p.base - piece.base) < 2 and p is not piece]
    below = [
        rule
        for rule in partial
        if 0 < rule[2] - piece.base < 1.6 * piece.size
        and rule[0] < piece.x0 + 2
        and rule[1] > piece.x1 - 2
        and not any(p.x0 < rule[1] and p.x1 > rule[0] for p in beside)
    ]
    if not below:
        others = {columns_of(p, edges) for p in row if columns_of(p, edges)[0] != first}
        return _centred(piece, others, (first, span), extents)
    x0, x1, _ = min(below, key=lambda rule: rule[2])
    under = [
        i
        for i, (low, high) in enumerate(pairwise(edges))
        if min(x1, high) - max(x0, low) > 0.4 * min(high - low, x1 - x0)
    ]
    start, end = min([first, *under]), max([first + span - 1, *under])
    return start, end - start + 1


def _centred(
    piece: Line, beside: set[tuple[int, int]], place: tuple[int, int], extents: list[tuple[float, float]]
) -> tuple[int, int]:
    """The free columns around a name's place over whose middle it stands, if it does not stand over its own."""
    first, last = place[0], place[0] + place[1] - 1
    taken = {col + k for col, span in beside for k in range(span)}
    low, high = first, last
    while low > 1 and low - 1 not in taken:
        low -= 1
    while high + 1 < len(extents) and high + 1 not in taken:
        high += 1

    def off(start: int, end: int) -> float:
        return abs(extents[start][0] + extents[end][1] - piece.x0 - piece.x1) / 2

    wider = [(a, b) for a in range(low, first + 1) for b in range(last, high + 1)]
    if first == 0 or not wider or off(first, last) < piece.size:
        return place
    start, end = min(wider, key=lambda span: off(*span))
    return (start, end - start + 1) if off(start, end) < 0.4 * piece.size else place


def _cells(row: list[Line], number: int, places: list[tuple[int, int]], whole: int) -> list[GridCell]:
    """The chunks of a row, each with its (first column, span), as cells; chunks of one column in reading order."""
    cells: dict[int, GridCell] = {}
    placed = list(zip(row, places, strict=True))
    for piece, (first, span) in sorted(
        placed, key=lambda p: (round(p[0].base / max(p[0].size, 1) * 2), p[0].x0)
    ):
        holder = next(
            (c for c in cells.values() if c.col < first + span and first < c.col + c.col_span), None
        )
        if holder is None:
            cells[first] = GridCell(number, first, span, 1, [piece])
            continue
        start, end = min(holder.col, first), max(holder.col + holder.col_span, first + span)
        holder.lines.append(piece)
        if start != holder.col:
            cells.pop(holder.col)
            holder.col = start
            cells[start] = holder
        holder.col_span = end - start
    taken = {c.col + k for c in cells.values() for k in range(c.col_span)}
    for col in range(whole):
        if col not in taken:
            cells[col] = GridCell(number, col)
    return [cells[col] for col in sorted(cells)]
