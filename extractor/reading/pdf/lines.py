"""Glyphs to lines: grouping by baseline, splitting at wide gaps, superscripts brought to their line."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

import numpy as np

from extractor.reading.pdf.glyphs import Bools, Frame, Ints

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
    base = glyphs.y[keep[np.array([run[len(run) // 2] for run in runs])]]
    bounds = np.cumsum([0, *(len(run) for run in runs[:-1])])
    size = np.maximum.reduceat(glyphs.size[keep[np.concatenate(runs)]], bounds)
    parent = list(range(n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = np.argsort(base, kind="stable").tolist()
    bases, sizes, starts, stops = base.tolist(), size.tolist(), x0.tolist(), x1.tolist()
    ranked = [bases[i] for i in order]
    biggest = max(sizes)
    for i in range(n):
        mine, here = sizes[i], bases[i]
        lo = bisect_left(ranked, here - 0.3 * biggest)
        hi = bisect_left(ranked, here + 0.8 * biggest)
        for j in order[lo:hi]:
            other = sizes[j]
            if j == i or other < mine or mine < 0.4 * other or (other == mine and j < i):
                continue
            rise = bases[j] - here
            if mine < 0.88 * other:
                if not (-0.28 * other < rise < 0.72 * other):
                    continue
            elif abs(rise) > 0.12 * other:
                continue
            space = max(starts[i] - stops[j], starts[j] - stops[i])
            leads = starts[j] > stops[i] and len(runs[i]) <= 2  # the mark that opens a note
            if space > (gap if abs(rise) < 0.06 * other else 0.45 if leads else 0.3) * other:
                continue
            if space < -0.25 * mine and _overprints(frame, keep[runs[j]], starts[i], stops[i]):
                continue
            parent[root(i)] = root(j)
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
    count = len(index)
    if not count:
        return None
    text, x, width = glyphs.text[index].tolist(), glyphs.x[index].tolist(), glyphs.width[index].tolist()
    size, y, faces = glyphs.size[index].tolist(), glyphs.y[index].tolist(), glyphs.font[index].tolist()
    main = _dominant(size, width)
    base = y[0]
    level = [0] * count
    even = min(y) == max(y) and min(size) == max(size)  # most lines: nothing raised, nothing small
    if not even:
        flat = sorted([y[k] for k in range(count) if abs(size[k] - main) < 0.06 * main])
        base = flat[len(flat) // 2]
        for k in range(count):
            rise = (base - y[k]) / main
            if rise > 0.14 and size[k] < 1.02 * main:
                level[k] = 1
            elif rise < -0.06 and size[k] < 0.9 * main:
                level[k] = -1
    space, reach = _spaces(text, x, width, size, spaced[run].tolist(), main)
    joined = "".join([f" {t}" if s else t for t, s in zip(text, space, strict=True)])
    fonts = frame.page.fonts
    on_base = [] if even else [k for k in range(count) if level[k] == 0]
    a, z = (on_base[0], on_base[-1]) if on_base else (0, count - 1)
    return Line(
        index,
        np.array(space, bool),
        np.array(level, np.int64),
        x[0],
        reach,
        base,
        main,
        _most(faces),
        joined,
        _share(faces, {f for f in set(faces) if fonts[f].bold}) > 0.85,
        _share(faces, {f for f in set(faces) if fonts[f].italic}) > 0.85,
        ((size[a], faces[a]), (size[z], faces[z])),
    )


def _most(faces: list[int]) -> int:
    return faces[0] if len(set(faces)) == 1 else Counter(faces).most_common(1)[0][0]


def _share(faces: list[int], chosen: set[int]) -> float:
    return sum([face in chosen for face in faces]) / len(faces) if chosen else 0.0


def _spaces(
    text: list[str], x: list[float], width: list[float], size: list[float], spaced: list[bool], main: float
) -> tuple[list[bool], float]:
    """Where a space stands before a glyph, and how far right the line reaches."""
    count = len(text)
    reach = x[0] + width[0]
    gaps = [0.0] * count
    for k in range(1, count):
        gaps[k] = x[k] - reach
        end = x[k] + width[k]
        if end > reach:
            reach = end
    extra = 0.0
    if count >= 6:
        tracking = sorted(gaps[1:])[(count - 1) // 2]
        if 0.04 * main < tracking < 0.5 * main and all(t.isalpha() for t in text):
            extra = tracking
    space = [False] * count
    for k in range(1, count):
        gap = gaps[k]
        if gap > WORD_GAP * min(size[k], main) + extra or (
            spaced[k] and gap > 0.06 * main and gap > 1.3 * extra
        ):
            space[k] = True
            if gap < 0.22 * main and text[k].isdigit() and text[k - 1] in "−–-≥≤<>±~":
                # a sign may be set off from its number by a hair
                dash = text[k - 1] == "–" and k > 1 and spaced[k] and gap > 0.8 * gaps[k - 1] > 0
                space[k] = dash or not (k < 2 or space[k - 1] or text[k - 2] in "([")
    return space, reach


def _dominant(size: list[float], width: list[float]) -> float:
    """The size that covers most of a line."""
    if min(size) == max(size):
        return size[0]
    weights: dict[int, float] = {}
    for one, wide in zip(size, width, strict=True):
        key = int(one * 10 + 0.5)
        weights[key] = weights.get(key, 0.0) + max(wide, 0.1)
    if len(weights) == 1:
        return size[0]
    return max(weights, key=lambda key: weights[key]) / 10
