"""Lines of a table to rows: header levels, wrapped cells, rows parted by rules."""

import numpy as np

from extractor.reading.pdf.glyphs import Floats
from extractor.reading.pdf.lines import Line


def full_rows(band: list[list[Line]], edges: list[float]) -> int:
    """How many lines of a band fill more than half of the columns."""
    half = (len(edges) - 1) / 2
    return sum(len({columns_of(piece, edges)[0] for piece in row}) > half for row in band)


def one_row(band: list[list[Line]], edges: list[float]) -> bool:
    """Whether the lines between two rules are one row of wrapped cells: one line fills the columns, or
    one cell is taller than all others by far."""
    if _labels_rows(band, edges):
        return False
    if full_rows(band, edges) <= 1:
        return True
    tall = np.bincount([columns_of(piece, edges)[0] for row in band for piece in row])
    return int((tall >= tall.max() - 1).sum()) == 1


def _labels_rows(band: list[list[Line]], edges: list[float]) -> bool:
    """A label alone in its line, and below it, set in, the label of a line with values."""
    if len(band) < 2 or len(band[0]) > 1 or len(band[1]) < 2:
        return False
    label, first = band[0][0], band[1][0]
    alone = columns_of(label, edges)[0] == columns_of(first, edges)[0] == 0
    return alone and first.x0 > label.x0 + 0.4 * label.size and not first.text[:1].islower()


def every_row_ruled(bands: list[list[list[Line]]], edges: list[float]) -> bool:
    """Whether rules part nearly all rows: then the text between two rules is one row."""
    if len(bands) < 3:
        return False
    single = sum(len(band) == 1 or one_row(band, edges) for band in bands[1:])
    return single >= 0.75 * (len(bands) - 1) and sum(len(band) for band in bands[1:]) <= 8 * (len(bands) - 1)


def row_step(rows: list[list[Line]], header_end: float | None, edges: list[float]) -> float:
    """The distance of rows in the body, where they stand as single lines; infinite where unknown."""
    body = [row for row in rows if header_end is None or row[0].base > header_end]
    steps = np.diff([row[0].base for row in body])
    if len(steps) < 4 or steps.max() > 1.35 * steps.min() or full_rows(body, edges) < 0.6 * len(body):
        return float("inf")
    return float(np.median(steps))


def header_levels(band: list[list[Line]], h: Floats, edges: list[float], step: float) -> list[list[Line]]:
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
        spanning = any(columns_of(piece, edges)[1] > 1 for piece in row)
        below = {columns_of(piece, edges)[0] for piece in band[number + 1]}
        if (
            ruled
            or (high - low > 0.97 * step and not wraps(row, band[number + 1], edges))
            or (spanning and len(below) > 1 and not _same_cell(current, band[number + 1], edges))
            or splits(current, band[number + 1], edges)
        ):
            levels.append(current)
            current = []
    if current:
        levels.append(current)
    return levels


def splits(above: list[Line], below: list[Line], edges: list[float]) -> bool:
    """Whether two cells or more stand below one that spans their columns."""
    places = [columns_of(piece, edges) for piece in below]
    return any(
        span > 1 and sum(width == 1 and start <= col < start + span for col, width in places) > 1
        for start, span in (columns_of(piece, edges) for piece in above)
    )


def _same_cell(above: list[Line], below: list[Line], edges: list[float]) -> bool:
    """Whether every line below continues a cell above with the same span."""
    spans = {columns_of(piece, edges) for piece in above}
    return all(columns_of(piece, edges) in spans for piece in below)


def columns_of(piece: Line, edges: list[float]) -> tuple[int, int]:
    """(first column, span) of a chunk: the columns it overlaps noticeably."""
    covered = [
        i
        for i in range(len(edges) - 1)
        if min(piece.x1, edges[i + 1]) - max(piece.x0, edges[i])
        > min(0.5 * piece.size, 0.4 * piece.width + 0.1)
    ]
    if not covered:
        middle = (piece.x0 + piece.x1) / 2
        return min(max(int(np.searchsorted(edges, middle)) - 1, 0), len(edges) - 2), 1
    return covered[0], covered[-1] - covered[0] + 1


def body_rows(band: list[list[Line]], edges: list[float], size: float) -> list[list[Line]]:
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
            columns = {columns_of(p, edges)[0] for p in below}
            rows += 0 in columns and len(columns) > 1 and columns >= {columns_of(p, edges)[0] for p in above}
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
    if is_label(below, edges) or is_label(above, edges) or splits(above, below, edges):
        return False
    place = columns_of(below[0], edges)
    if (
        len(below) == 1
        and place[0] > 0
        and place[1] > 1
        and place not in {columns_of(p, edges) for p in above}
    ):
        return False
    size = below[0].size
    columns_above = {columns_of(p, edges)[0] for p in above}
    columns_below = {columns_of(p, edges)[0] for p in below}
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
        return len(columns_below) <= max(1, (len(edges) - 1) // 2) and not numeric(below)
    if columns_below == {0} and len(columns_above) > 1:
        last = max((p for p in above if columns_of(p, edges)[0] == 0), key=lambda p: p.base)
        indented = below[0].x0 > last.x0 + 0.4 * size
        return (
            text[:1].islower()
            or (text[:1] in "(" and not indented)
            or last.text.endswith(("-", ",", " and", " of"))
        )
    return False


def is_label(row: list[Line], edges: list[float]) -> bool:
    """Whether a row is a label centred over the whole table."""
    if len(row) > 1 or len(edges) < 4:
        return False
    label = row[0]
    off = label.x0 + label.x1 - edges[0] - edges[-1]
    apart = columns_of(label, edges)[0] > 0 or label.x0 > edges[0] + 3 * label.size
    return abs(off) < label.size and apart and label.text[:1].isupper() and not numeric(row)


def counted(row: list[Line]) -> bool:
    """Whether the cells of a row behind its label are more of digits than of letters."""
    text = "".join(p.text for p in (row[1:] or row))
    return sum(c.isdigit() for c in text) > sum(c.isalpha() for c in text)


def names_below(above: list[Line], below: list[Line], edges: list[float]) -> bool:
    """Whether a row holds the names of the columns that names above it span."""
    labels = [row for row in (above, below) if any(columns_of(piece, edges)[0] == 0 for piece in row)]
    return len(labels) < 2 and splits(above, below, edges) and not counted(below)


def wraps(above: list[Line], below: list[Line], edges: list[float]) -> bool:
    """Whether names of columns go on in a second line, set flush at the top or the bottom: no name spans
    columns, and most of what stands under a name does not begin anew."""
    upper, lower = ([columns_of(piece, edges) for piece in row] for row in (above, below))
    if any(span > 1 for _, span in (*upper, *lower)) or counted(below):
        return False
    names = {place: piece.text for piece, place in zip(above, upper, strict=True)}
    under = [(names[place], piece.text) for piece, place in zip(below, lower, strict=True) if place in names]
    within = set(lower) <= set(upper) or set(upper) <= set(lower)
    going_on = sum(
        line[:1].islower() or line[:1] in "(%/" or name.count("(") > name.count(")") for name, line in under
    )
    return within and bool(under) and going_on >= 0.5 * len(under)


def numeric(pieces: list[Line]) -> bool:
    text = "".join(p.text for p in pieces)
    return sum(c.isdigit() for c in text) > 0.4 * len(text)
