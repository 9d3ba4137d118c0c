"""A table's region to its grid: columns from white strips or upright rules, rows from rules and spacing."""

from dataclasses import dataclass, field

import numpy as np

from extractor.reading.pdf.glyphs import Floats
from extractor.reading.pdf.lines import Line

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


def build_grid(pieces: list[Line], h: Floats, v: Floats) -> Grid | None:
    """The grid of chunks split at cell gaps; ``h`` and ``v`` are the rules inside the region.

    None where no two columns are found."""
    if len(pieces) < 2:
        return None
    size = float(np.median([piece.size for piece in pieces]))
    left, right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    top, bottom = min(p.top for p in pieces), max(p.bottom for p in pieces)
    rows = text_rows(pieces)
    wide = [rule for rule in h.tolist() if rule[1] - rule[0] > 0.75 * (right - left)]
    inner = sorted(rule[2] for rule in wide if top < rule[2] < bottom)
    edges = _upright_edges(v, left, right, top, bottom, size)
    header_end = _header_end(rows, inner, h, size)
    if edges is None:
        edges = _edges(rows, header_end, left, right, size)
    if len(edges) < 3:
        return None
    bands = _bands(rows, inner)
    ruled = _every_row_ruled(bands, edges)
    step = _row_step(rows, header_end, edges)
    groups: list[list[list[Line]]] = []
    header_rows = 0
    for band in bands:
        is_header = header_end is not None and band[0][0].base < header_end
        merged = (
            _header_levels(band, h, edges, step) if is_header else [sum(band, [])] if ruled and _full_rows(band, edges) <= 1 else _body_rows(band, edges, size)
        )
        groups.extend([group] for group in merged)
        if is_header:
            header_rows += len(merged)
    final = [group[0] for group in groups]
    if header_end is None:
        header_rows = _guess_header(final)
    cells = [cell for number, row in enumerate(final) for cell in _cells(row, number, edges)]
    return Grid(len(final), len(edges) - 1, header_rows, cells)


def text_rows(pieces: list[Line]) -> list[list[Line]]:
    """Chunks grouped by baseline, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (p.base, p.x0)):
        if rows and abs(piece.base - rows[-1][0].base) < 0.3 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda p: p.x0)
    return rows


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
    """Column edges in the middle of white strips that run through the body."""
    body = [row for row in rows if header_end is None or row[0].base > header_end] or rows
    several = [row for row in body if len(row) > 1]
    counted = several if len(several) >= 2 else body
    xs = np.arange(left, right + 0.5, 0.5)
    cover = np.zeros(len(xs))
    for row in counted:
        mask = np.zeros(len(xs), bool)
        for piece in row:
            mask |= (xs >= piece.x0) & (xs <= piece.x1)
        cover += mask
    header = [row for row in rows if header_end is not None and row[0].base <= header_end]
    strips = _strips(cover, xs, 0, size)
    if len(counted) >= 12:
        tolerant = _strips(cover, xs, max(1, len(counted) // 25), size)
        if len(tolerant) > len(strips):
            strips = tolerant
    if header and header[-1]:
        strips = _with_header(strips, header, left, right, size)
    return [left - size, *strips, right + size]


def _strips(cover: Floats, xs: Floats, allowed: int, size: float) -> list[float]:
    clear = cover <= allowed
    middles: list[float] = []
    start = None
    for i, free in enumerate([*clear.tolist(), False]):
        if free and start is None:
            start = i
        elif not free and start is not None:
            if start > 0 and i < len(xs) and xs[i] - xs[start] >= 0.3 * size:
                middles.append(float((xs[start] + xs[i - 1]) / 2))
            start = None
    return middles


def _with_header(
    strips: list[float], header: list[list[Line]], left: float, right: float, size: float
) -> list[float]:
    """Moves a strip's middle off header words, and drops none."""
    moved = []
    for x in strips:
        low, high = x - 0.4 * size, x + 0.4 * size
        crossing = [p for p in header[-1] if p.x0 < high and p.x1 > low]
        if len(crossing) == 1:
            piece = crossing[0]
            if piece.x1 - x < 0.3 * (piece.x1 - piece.x0):
                x = piece.x1 + 0.5
            elif x - piece.x0 < 0.3 * (piece.x1 - piece.x0):
                x = piece.x0 - 0.5
        moved.append(x)
    return moved


def _header_end(rows: list[list[Line]], inner: list[float], h: Floats, size: float) -> float | None:
    """The rule under the header: the first full rule with text above, unless every row has one."""
    if not inner:
        return None
    return inner[0]


def _every_row_ruled(bands: list[list[list[Line]]], edges: list[float]) -> bool:
    """Whether rules part nearly all rows: then the text between two rules is one row."""
    if len(bands) < 3:
        return False
    single = sum(len(band) == 1 or _full_rows(band, edges) <= 1 for band in bands[1:])
    return single >= 0.75 * (len(bands) - 1) and sum(len(band) for band in bands[1:]) <= 8 * (len(bands) - 1)


def _full_rows(band: list[list[Line]], edges: list[float]) -> int:
    """How many lines of a band fill more than half of the columns."""
    half = (len(edges) - 1) / 2
    return sum(len({_columns(piece, edges)[0] for piece in row}) > half for row in band)


def _bands(rows: list[list[Line]], inner: list[float]) -> list[list[list[Line]]]:
    bands: dict[int, list[list[Line]]] = {}
    for row in rows:
        bands.setdefault(int(np.searchsorted(inner, row[0].base - 0.3 * row[0].size)), []).append(row)
    return [bands[key] for key in sorted(bands)]


def _row_step(rows: list[list[Line]], header_end: float | None, edges: list[float]) -> float:
    """The distance of rows in the body, where they stand as single lines; infinite where unknown."""
    body = [row for row in rows if header_end is None or row[0].base > header_end]
    steps = np.diff([row[0].base for row in body])
    if len(steps) < 4 or steps.max() > 1.35 * steps.min() or _full_rows(body, edges) < 0.6 * len(body):
        return float("inf")
    return float(np.median(steps))


def _header_levels(band: list[list[Line]], h: Floats, edges: list[float], step: float) -> list[list[Line]]:
    """Header lines as levels: a level ends at a partial rule, below lines that span columns, or where
    lines stand as far apart as the rows of the body."""
    levels: list[list[Line]] = []
    current: list[Line] = []
    for number, row in enumerate(band):
        current.extend(row)
        if number + 1 == len(band):
            break
        low, high = row[0].base, band[number + 1][0].base
        ruled = any(low - 1 < y < high and x1 - x0 > 8 for x0, x1, y in h.tolist())
        spanning = any(_columns(piece, edges)[1] > 1 for piece in row)
        below = {_columns(piece, edges)[0] for piece in band[number + 1]}
        if ruled or high - low > 0.97 * step or (spanning and len(below) > 1 and not _same_cell(current, band[number + 1], edges)):
            levels.append(current)
            current = []
    if current:
        levels.append(current)
    return levels


def _same_cell(above: list[Line], below: list[Line], edges: list[float]) -> bool:
    """Whether every line below continues a cell above with the same span."""
    spans = {_columns(piece, edges) for piece in above}
    return all(_columns(piece, edges) in spans for piece in below)


def _columns(piece: Line, edges: list[float]) -> tuple[int, int]:
    """(first column, span) of a chunk: the columns it overlaps noticeably."""
    covered = [
        i
        for i in range(len(edges) - 1)
        if min(piece.x1, edges[i + 1]) - max(piece.x0, edges[i]) > min(0.5 * piece.size, 0.4 * piece.width + 0.1)
    ]
    if not covered:
        middle = (piece.x0 + piece.x1) / 2
        return min(max(int(np.searchsorted(edges, middle)) - 1, 0), len(edges) - 2), 1
    return covered[0], covered[-1] - covered[0] + 1


def _body_rows(band: list[list[Line]], edges: list[float], size: float) -> list[list[Line]]:
    """Text rows of a band as table rows: lines of wrapped cells brought together."""
    clusters: list[list[Line]] = []
    reach = -1e9
    for row in band:
        top, bottom = min(p.base - 0.55 * p.size for p in row), max(p.base + 0.02 * p.size for p in row)
        if clusters and top < reach:
            clusters[-1].extend(row)
        else:
            clusters.append(list(row))
        reach = max(reach, bottom)
    if len(clusters) < 2:
        return clusters
    tops = np.array([min(p.base for p in cluster) for cluster in clusters])
    bottoms = np.array([max(p.base for p in cluster) for cluster in clusters])
    steps = tops[1:] - bottoms[:-1]
    limit = _step_limit(steps, size)
    if limit is not None and _parts_rows(clusters, steps, limit, edges):
        limit = None
    merged: list[list[Line]] = [clusters[0]]
    for cluster, step in zip(clusters[1:], steps, strict=True):
        if _continues(merged[-1], cluster, float(step), limit, edges):
            merged[-1] = [*merged[-1], *cluster]
        else:
            merged.append(cluster)
    return merged


def _parts_rows(clusters: list[list[Line]], steps: Floats, limit: float, edges: list[float]) -> bool:
    """Whether steps below the limit mostly part lines that each look like a whole row."""
    near = rows = 0
    for above, below, step in zip(clusters, clusters[1:], steps.tolist(), strict=False):
        if step < limit:
            near += 1
            columns = {_columns(p, edges)[0] for p in below}
            rows += 0 in columns and len(columns) > 1 and columns >= {_columns(p, edges)[0] for p in above}
    return rows > 0.4 * near


def _step_limit(steps: Floats, size: float) -> float | None:
    """The line distance that separates lines of a cell from rows, if the distances fall in two groups."""
    ordered = np.sort(steps)
    ordered = ordered[ordered < 3.2 * size]
    if len(ordered) < 2:
        return None
    jumps = ordered[1:] - ordered[:-1]
    best = int(jumps.argmax())
    spread = ordered[best] - ordered[0]
    if jumps[best] < 0.1 * size or spread > 0.7 * jumps[best] or ordered[best] > 1.45 * size:
        return None
    return float((ordered[best] + ordered[best + 1]) / 2)


def _continues(
    above: list[Line], below: list[Line], step: float, limit: float | None, edges: list[float]
) -> bool:
    size = below[0].size
    columns_above = {_columns(p, edges)[0] for p in above}
    columns_below = {_columns(p, edges)[0] for p in below}
    if limit is not None and step < limit:
        return not (len(columns_below) > 1 and len(columns_below) >= len(edges) - 1)
    opening = min(below, key=lambda p: (p.x0, p.base)).text
    if (
        step < 1.5 * size
        and 0 in columns_above & columns_below
        and opening[:1].islower()
        and len(opening) > 3
        and (columns_above == {0} or columns_below == {0})
    ):
        return True
    if step > 1.5 * size or not columns_below <= columns_above or len(columns_below) == len(edges) - 1:
        return False
    if limit is not None:
        return False
    text = " ".join(p.text for p in below)
    if 0 not in columns_below:
        return len(columns_below) <= max(1, (len(edges) - 1) // 2) and not _numeric(below)
    if columns_below == {0} and len(columns_above) > 1:
        last = max((p for p in above if _columns(p, edges)[0] == 0), key=lambda p: p.base)
        indented = below[0].x0 > last.x0 + 0.4 * size
        return text[:1].islower() or (text[:1] in "(" and not indented) or last.text.endswith(("-", ",", " and", " of"))
    return False


def _numeric(pieces: list[Line]) -> bool:
    text = "".join(p.text for p in pieces)
    return sum(c.isdigit() for c in text) > 0.4 * len(text)


def _guess_header(rows: list[list[Line]]) -> int:
    """Without rules the first row is a header if it is bold, or has no numbers while later rows have."""
    if len(rows) < 2:
        return 0
    if all(p.bold for p in rows[0]) and not all(p.bold for p in rows[1]):
        return 1
    return 0 if _numeric(rows[0]) else 1


def _cells(row: list[Line], number: int, edges: list[float]) -> list[GridCell]:
    """The chunks of a row as cells; chunks of one column in reading order."""
    whole = len(edges) - 1
    cells: dict[int, GridCell] = {}
    for piece in sorted(row, key=lambda p: (round(p.base / max(p.size, 1) * 2), p.x0)):
        first, span = _columns(piece, edges)
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
