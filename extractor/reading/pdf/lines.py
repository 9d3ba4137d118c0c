"""Glyphs to lines: grouping by baseline, splitting at wide gaps, superscripts brought to their line."""

from dataclasses import dataclass

import numpy as np

from extractor.reading.pdf.glyphs import ASCENT, DESCENT, Bools, Floats, Frame, Ints

WORD_GAP = 0.15
"""A gap of this many font sizes separates words."""
CHUNK_GAP = 0.95
"""A gap of this many font sizes separates chunks: what may be columns or cells."""


@dataclass(slots=True)
class Line:
    """A line, or a piece of one without wide gaps. ``index`` are glyphs from left to right, ``space``
    says where a space stands before a glyph, ``level`` is 1 for raised and -1 for lowered glyphs."""

    index: Ints
    space: Bools
    level: Ints
    x0: float
    x1: float
    base: float
    size: float
    font: int
    text: str
    bold: bool = False
    italic: bool = False
    ends: tuple[tuple[float, int], tuple[float, int]] = ((0.0, 0), (0.0, 0))
    """Size and font of the first and of the last glyph on the baseline."""

    @property
    def top(self) -> float:
        """Upper edge of its capitals."""
        return self.base - 0.72 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of its descenders."""
        return self.base + 0.2 * self.size

    @property
    def width(self) -> float:
        """Points from first to last glyph."""
        return self.x1 - self.x0


def clean(frame: Frame) -> tuple[Ints, Bools]:
    """Glyphs worth reading (on the page, no spaces, none printed twice), and whether a space precedes."""
    glyphs = frame.glyphs
    n = len(glyphs)
    if not n:
        return np.zeros(0, np.int64), np.zeros(0, bool)
    blank = np.fromiter((not t.strip() or t in "\u200b\ufeff" for t in glyphs.text), bool, n)
    on_page = (
        (glyphs.x + glyphs.width / 2 > 0)
        & (glyphs.x + glyphs.width / 2 < frame.width)
        & (glyphs.y > -2)
        & (glyphs.y < frame.height + 4)
        & (glyphs.size > 0.9)
    )
    keep = np.flatnonzero(~blank & on_page)
    spaced = np.zeros(n, bool)
    spaced[1:] = blank[:-1]
    if len(keep) > 1:
        keep = keep[~_printed_twice(frame, keep)]
    return keep, spaced[keep]


def _printed_twice(frame: Frame, keep: Ints) -> Bools:
    """Marks every later glyph that repeats another within a fraction of a point."""
    glyphs = frame.glyphs
    x, y, size = glyphs.x[keep], glyphs.y[keep], glyphs.size[keep]
    order = np.lexsort((np.round(x), np.round(y)))
    double = np.zeros(len(keep), bool)
    for shift in (1, 2, 3):
        a, b = order[:-shift], order[shift:]
        near = (np.abs(x[a] - x[b]) < 0.12 * size[a]) & (np.abs(y[a] - y[b]) < 0.12 * size[a])
        for i, j in zip(a[near], b[near], strict=True):
            if glyphs.text[keep[i]] == glyphs.text[keep[j]]:
                double[max(i, j)] = True
    return double


def chunks(frame: Frame, keep: Ints, spaced: Bools, gap: float = CHUNK_GAP) -> list[Line]:
    """The glyphs as chunks, in no particular order."""
    if not len(keep):
        return []
    glyphs = frame.glyphs
    x, y, width, size = glyphs.x[keep], glyphs.y[keep], glyphs.width[keep], glyphs.size[keep]
    by_base = np.argsort(y, kind="stable")
    jump = np.diff(y[by_base]) > np.clip(0.1 * size[by_base][1:], 0.4, 1.5)
    row = np.zeros(len(keep), np.int64)
    row[by_base] = np.concatenate([[0], np.cumsum(jump)])
    order = np.lexsort((x, row))
    row, x, width, size = row[order], x[order], width[order], size[order]
    far = (x[1:] - (x + width)[:-1]) > gap * np.maximum(size[1:], size[:-1])
    odd = np.maximum(size[1:], size[:-1]) > 1.25 * np.minimum(size[1:], size[:-1])
    starts = np.concatenate([[0], np.flatnonzero((np.diff(row) != 0) | far | odd) + 1])
    ends = np.append(starts[1:], len(order))
    runs = [order[a:b] for a, b in zip(starts, ends, strict=True)]
    groups = _attach(frame, keep, runs, gap)
    return [line for group in groups if (line := make_line(frame, keep, spaced, group)) is not None]


def _attach(frame: Frame, keep: Ints, runs: list[Ints], gap: float) -> list[Ints]:
    """Joins small raised or lowered runs, and runs of another size on one baseline, to their neighbours."""
    glyphs = frame.glyphs
    n = len(runs)
    first = np.array([run[0] for run in runs])
    last = np.array([run[-1] for run in runs])
    x0 = glyphs.x[keep[first]]
    x1 = glyphs.x[keep[last]] + glyphs.width[keep[last]]
    base = np.array([np.median(glyphs.y[keep[run]]) if len(run) > 2 else glyphs.y[keep[run[0]]] for run in runs])
    size = np.array([glyphs.size[keep[run]].max() for run in runs])
    parent = list(range(n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = np.argsort(base, kind="stable")
    sorted_base = base[order]
    biggest = float(size.max())
    for i in range(n):
        lo = np.searchsorted(sorted_base, base[i] - 0.3 * biggest)
        hi = np.searchsorted(sorted_base, base[i] + 0.8 * biggest)
        for j in order[lo:hi]:
            if j == i or size[j] < size[i] or (size[j] == size[i] and j < i):
                continue
            rise = base[j] - base[i]
            small = size[i] < 0.88 * size[j]
            if size[i] < 0.4 * size[j]:
                continue
            if small:
                if not (-0.28 * size[j] < rise < 0.72 * size[j]):
                    continue
            elif abs(rise) > 0.12 * size[j]:
                continue
            space = max(x0[i] - x1[j], x0[j] - x1[i])
            level = abs(rise) < 0.06 * size[j]
            if space > (gap if level else 0.3) * size[j]:
                continue
            if space < -0.25 * size[i] and _overprints(frame, keep[runs[j]], float(x0[i]), float(x1[i])):
                continue
            parent[root(i)] = root(int(j))
    grouped: dict[int, list[int]] = {}
    for i in range(n):
        grouped.setdefault(root(i), []).append(i)
    joined = []
    for members in grouped.values():
        run = np.concatenate([runs[m] for m in members]) if len(members) > 1 else runs[members[0]]
        joined.append(run[np.argsort(glyphs.x[keep[run]], kind="stable")])
    return joined


def _overprints(frame: Frame, index: Ints, x0: float, x1: float) -> bool:
    """Whether a run from ``x0`` to ``x1`` would stand over glyphs of another run instead of in a gap."""
    start, end = frame.glyphs.x[index], frame.glyphs.x[index] + frame.glyphs.width[index]
    return bool((np.minimum(end, x1) - np.maximum(start, x0)).max() > 0.45 * (end - start).mean())


def make_line(frame: Frame, keep: Ints, spaced: Bools, run: Ints) -> Line | None:
    """A line of the glyphs ``keep[run]``, which stand from left to right."""
    glyphs = frame.glyphs
    index = keep[run]
    if not len(index):
        return None
    x, end, size = glyphs.x[index], glyphs.x[index] + glyphs.width[index], glyphs.size[index]
    main = _dominant(size, glyphs.width[index])
    at_main = np.abs(size - main) < 0.06 * main
    base = float(np.median(glyphs.y[index][at_main]))
    reach = np.maximum.accumulate(end)
    gap = np.concatenate([[0.0], x[1:] - reach[:-1]])
    threshold = WORD_GAP * np.minimum(size, main)
    if len(index) >= 6:
        tracking = float(np.median(gap[1:]))
        if 0.04 * main < tracking < 0.5 * main and all(t.isalpha() for t in glyphs.text[index]):
            threshold = threshold + tracking
    space = gap > threshold
    space |= spaced[run] & (gap > 0.06 * main) & (gap > threshold - WORD_GAP * main)
    space[0] = False
    for k in np.flatnonzero(space[1:] & (gap[1:] < 0.22 * main)) + 1:
        # a sign may be set off from its number by a hair
        if glyphs.text[index[k - 1]] in "−–-≥≤<>±~" and glyphs.text[index[k]].isdigit():
            space[k] = not (k < 2 or space[k - 1] or glyphs.text[index[k - 2]] in "([")
    rise = (base - glyphs.y[index]) / main
    level = np.zeros(len(index), np.int64)
    level[(rise > 0.14) & (size < 1.02 * main)] = 1
    level[(rise < -0.06) & (size < 0.9 * main)] = -1
    font = int(np.bincount(glyphs.font[index]).argmax())
    text = "".join(f" {t}" if s else t for t, s in zip(glyphs.text[index], space, strict=True))
    fonts = frame.page.fonts
    faces = glyphs.font[index]
    bold = float(np.mean([fonts[f].bold for f in faces])) > 0.85
    italic = float(np.mean([fonts[f].italic for f in faces])) > 0.85
    flat = np.flatnonzero(level == 0)
    a, z = (int(flat[0]), int(flat[-1])) if len(flat) else (0, len(index) - 1)
    ends = ((float(size[a]), int(faces[a])), (float(size[z]), int(faces[z])))
    return Line(index, space, level, float(x[0]), float(reach[-1]), base, main, font, text, bold, italic, ends)


def _dominant(size: Floats, width: Floats) -> float:
    rounded = np.round(size, 1)
    values, inverse = np.unique(rounded, return_inverse=True)
    if len(values) == 1:
        return float(size[0])
    weight = np.bincount(inverse, weights=np.maximum(width, 0.1))
    return float(values[weight.argmax()])


def merge(frame: Frame, pieces: list[Line]) -> Line:
    """Chunks of one printed line as one line."""
    if len(pieces) == 1:
        return pieces[0]
    pieces = sorted(pieces, key=lambda piece: piece.x0)
    index = np.concatenate([piece.index for piece in pieces])
    space = np.concatenate([np.concatenate([[True], piece.space[1:]]) for piece in pieces])
    space[0] = False
    longest = max(pieces, key=lambda piece: len(piece.index))
    return Line(
        index,
        space,
        np.concatenate([piece.level for piece in pieces]),
        pieces[0].x0,
        max(piece.x1 for piece in pieces),
        longest.base,
        longest.size,
        longest.font,
        " ".join(piece.text for piece in pieces),
        all(piece.bold for piece in pieces),
        all(piece.italic for piece in pieces),
        (pieces[0].ends[0], pieces[-1].ends[1]),
    )


def rows(frame: Frame, pieces: list[Line]) -> list[Line]:
    """Chunks of one column as whole lines from top to bottom."""
    grouped: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.base, piece.x0)):
        if grouped:
            last = max(grouped[-1], key=lambda line: line.size)
            apart = all(piece.x0 >= line.x1 - 1 or piece.x1 <= line.x0 + 1 for line in grouped[-1])
            if apart and abs(piece.base - last.base) < 0.35 * min(piece.size, last.size):
                grouped[-1].append(piece)
                continue
        grouped.append([piece])
    return [merge(frame, group) for group in grouped]


def glyph_boxes(frame: Frame, index: Ints) -> Floats:
    """Boxes of glyphs on the page (not in the frame)."""
    glyphs = frame.glyphs
    x, y, w, s = glyphs.x[index], glyphs.y[index], glyphs.width[index], glyphs.size[index]
    return frame.to_page(np.stack([x, y - ASCENT * s, x + w, y + DESCENT * s], axis=1))
