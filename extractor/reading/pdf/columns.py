"""Reading order: a region of a page is cut into columns and bands until each piece is one column."""

from dataclasses import dataclass

import numpy as np

from extractor.reading.pdf.glyphs import Bools, Floats, Ints
from extractor.reading.pdf.lines import Line

_NARROWEST = 7.0  # em: anything narrower is no column of text
_SHORTEST = 3  # lines
_REACH = 0.31  # em: how far a line of the left column may stand over the middle of a gutter
Gutters = tuple[float, ...]
_Band = tuple[float | None, Ints]  # with the gutter between its two columns, if it has two


def reading_order(lines: list[Line], body: float, known: Gutters = ()) -> list[list[Line]]:
    """The chunks as columns in reading order. ``body`` is the size of running text, ``known`` gutters of
    other pages, at which a line or two is enough to make columns."""
    if not lines:
        return []
    return [[lines[i] for i in leaf] for leaf in _Cutter(lines, body, known).leaves]


def common_gutters(pages: list[list[Line]], body: float) -> Gutters:
    """Where the gutters of two pages or more lie."""
    found = [sorted(_Cutter(lines, body, ()).gutters) for lines in pages if lines]
    common: list[float] = []
    for number, gutters in enumerate(found):
        others = [x for other in found[:number] + found[number + 1 :] for x in other]
        common += [x for x in gutters if any(abs(x - other) < 4 for other in others)]
    return tuple(sorted({round(x / 3) * 3.0 for x in common}))


class _Cutter:
    """Cuts one page; ``leaves`` are its columns in order, ``gutters`` where it was cut."""

    def __init__(self, lines: list[Line], body: float, known: Gutters) -> None:
        self.boxes = np.array([(line.x0, line.top, line.x1, line.bottom) for line in lines])
        self.letters = np.array([len(line.text) for line in lines])
        self.body, self.known = body, known
        self.leaves: list[Ints] = []
        self.gutters: list[float] = []
        self._cut(np.arange(len(lines)), 0)

    def _cut(self, index: Ints, depth: int, between: float | None = None) -> None:
        """``between`` columns known to be there, which a float may reach over."""
        if len(index) < 4 - 2 * bool(self.known) or depth > 12:
            self.leaves.append(index)
            return
        boxes, letters, body = self.boxes[index], self.letters[index], self.body
        tried = [(x, 0.5) for x in _open_gutters(boxes, body)]
        if between is not None:
            tried.append((between, _REACH * body))
        for x, over in tried:
            left = boxes[:, 2] <= x + over
            if _both_text(boxes, letters, left, body, _least(x, body, self.known)):
                self.gutters.append(x)
                self._cut(index[left], depth + 1)
                self._cut(index[~left], depth + 1)
                return
        slabs = _slabs(boxes, letters, body, self.known)
        if slabs is not None:
            for slab in slabs:
                self._cut(index[slab], depth + 1)
            return
        bands = _bands(boxes, letters, body, self.known)
        if bands is None:
            self.leaves.append(index)
            return
        for gutter, band in bands:
            self._cut(index[band], depth + 1, gutter)


def _least(x: float, body: float, known: Gutters) -> int:
    """How many lines each column must have at a gutter."""
    return 1 if any(abs(x - other) < body for other in known) else _SHORTEST


def _open_gutters(boxes: Floats, body: float) -> list[float]:
    """White strips through the whole height, widest first: their middles."""
    order = np.argsort(boxes[:, 0])
    reach = np.maximum.accumulate(boxes[order, 2])
    gap = boxes[order, 0][1:] - reach[:-1]
    found = np.flatnonzero(gap > 0.7 * body)
    found = found[np.argsort(-gap[found])]
    return [float(reach[i] + gap[i] / 2) for i in found]


def _slabs(boxes: Floats, letters: Ints, body: float, known: Gutters) -> list[Ints] | None:
    """Cuts a region at white strips across its whole width where the columns above and below differ."""
    order = np.argsort(boxes[:, 1], kind="stable")
    reach = np.maximum.accumulate(boxes[order, 3])
    cuts = np.flatnonzero(boxes[order, 1][1:] - reach[:-1] > 0.6 * body) + 1
    if not len(cuts):
        return None
    groups: list[_Slab] = []
    for part in np.split(order, cuts):
        slab = _Slab(_gutter(boxes[part], letters[part], body, known), [part])
        last = groups[-1] if groups else None
        if slab.gutter is None:
            if last is not None and (last.gutter is None or not _crosses(boxes[part], last.gutter, body)):
                last.parts.append(part)
                continue
        elif last is not None and last.gutter is None:
            # what stands above in the same columns without filling them belongs to them
            while last.parts and not _crosses(boxes[last.parts[-1]], slab.gutter, body):
                slab.parts.insert(0, last.parts.pop())
            if not last.parts:
                groups.pop()
                last = groups[-1] if groups else None
        if (
            last is not None
            and last.gutter is not None
            and slab.gutter is not None
            and _alike(last, slab, boxes, body)
        ):
            last.parts.extend(slab.parts)
            continue
        groups.append(slab)
    gutters = [slab.gutter for slab in groups if slab.gutter is not None]
    if len(groups) < 2 or len(gutters) < 2 or max(gutters) - min(gutters) < body:
        return None
    return [np.concatenate(slab.parts) for slab in groups]


@dataclass(slots=True)
class _Slab:
    gutter: float | None
    parts: list[Ints]


def _alike(above: _Slab, below: _Slab, boxes: Floats, body: float) -> bool:
    """Whether two slabs are set in the same columns."""
    if above.gutter is None or below.gutter is None:
        return False
    if abs(above.gutter - below.gutter) < 0.5 * body:
        return True
    upper, lower = boxes[np.concatenate(above.parts)], boxes[np.concatenate(below.parts)]
    return not (_crosses(upper, below.gutter, body) or _crosses(lower, above.gutter, body))


def _gutter(boxes: Floats, letters: Ints, body: float, known: Gutters) -> float | None:
    for x in _open_gutters(boxes, body):
        if _both_text(boxes, letters, boxes[:, 2] <= x + 0.5, body, _least(x, body, known)):
            return x
    return None


def _crosses(boxes: Floats, x: float, body: float) -> bool:
    return bool(((boxes[:, 0] < x - 0.2 * body) & (boxes[:, 2] > x + 0.2 * body)).any())


def _lines_in(boxes: Floats) -> int:
    """How many printed lines the chunks make."""
    tops = np.sort(boxes[:, 1])
    return 1 + int((np.diff(tops) > 3.5).sum()) if len(tops) else 0


def _is_text(boxes: Floats, letters: Ints, body: float, least: int) -> bool:
    if not len(boxes) or _lines_in(boxes) < least:
        return False
    wide = boxes[:, 2].max() - boxes[:, 0].min()
    if wide < _NARROWEST * body:
        return False
    per_line = letters.sum() / _lines_in(boxes)
    fill = (boxes[:, 2] - boxes[:, 0]).sum() / _lines_in(boxes) / wide
    return bool(per_line >= 14 and fill >= 0.45)


def _both_text(boxes: Floats, letters: Ints, left: Bools, body: float, least: int) -> bool:
    if not left.any() or left.all():
        return False
    a, b = boxes[left], boxes[~left]
    overlap = min(a[:, 3].max(), b[:, 3].max()) - max(a[:, 1].min(), b[:, 1].min())
    if overlap < 0:
        return False
    texts = _is_text(a, letters[left], body, least), _is_text(b, letters[~left], body, least)
    if all(texts):
        return True
    return (texts[1] and _are_side_notes(a, b, body)) or (texts[0] and _are_side_notes(b, a, body))


def _are_side_notes(notes: Floats, text: Floats, body: float) -> bool:
    """Whether a narrow column is set smaller than the text beside it, or on lines of its own; the text
    all begins at one edge."""
    sizes = [np.median(part[:, 3] - part[:, 1]) for part in (notes, text)]
    wide = notes[:, 2].max() - notes[:, 0].min()
    narrow = 2.5 * body < wide < 0.5 * (text[:, 2].max() - text[:, 0].min())
    flush = (text[:, 0] - text[:, 0].min() < 2.5 * body).mean() > 0.7
    if not narrow or not flush or _lines_in(notes) < _SHORTEST:
        return False
    level = np.abs(notes[:, None, 3] - text[None, :, 3]).min(axis=1) < 0.08 * body
    return bool(sizes[0] < 0.95 * sizes[1] or level.mean() < 0.4)


def _candidates(boxes: Floats, body: float) -> list[float]:
    """Places where few chunks cross: the least covered x positions inside the region."""
    x0, x1 = boxes[:, 0].min(), boxes[:, 2].max()
    span = x1 - x0
    if span < 2.2 * _NARROWEST * body:
        return []
    xs = np.arange(x0 + 0.1 * span, x1 - 0.1 * span, 2.0)
    height = np.minimum(boxes[:, 3] - boxes[:, 1], 2 * body)  # a float counts like a line or two
    crossing = (boxes[:, None, 0] < xs[None] - 0.3 * body) & (boxes[:, None, 2] > xs[None] + 0.3 * body)
    cover = (crossing * height[:, None]).sum(axis=0)
    order = np.argsort(cover, kind="stable")
    chosen: list[float] = []
    for i in order:
        if cover[i] > 0.75 * height.sum() or len(chosen) >= 5:
            break
        if all(abs(xs[i] - x) > 3 * body for x in chosen):
            near = np.abs(xs - xs[i]) < 1.5 * body
            flat = xs[near & (cover <= cover[i] + 1e-6)]
            chosen.append(float(flat.mean()))
    return chosen


def _bands(boxes: Floats, letters: Ints, body: float, known: Gutters) -> list[_Band] | None:
    """Cuts a region into full-width bands and bands of two columns, from top to bottom."""
    best: tuple[float, list[_Band]] | None = None
    for x in _candidates(boxes, body):
        crossing = (boxes[:, 0] < x - 0.3 * body) & (boxes[:, 2] > x + 0.3 * body)
        if not crossing.any():
            continue
        score, bands = _bands_at(x, crossing, boxes, letters, body, _least(x, body, known))
        if score > 0 and len(bands) > 1 and (best is None or score > best[0]):
            best = (score, bands)
    return best[1] if best else None


def _bands_at(
    x: float, crossing: Bools, boxes: Floats, letters: Ints, body: float, least: int
) -> tuple[float, list[_Band]]:
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    walls = np.sort(middle[crossing])
    slot = np.searchsorted(walls, middle)
    score = 0.0
    bands: list[tuple[float | None, list[int]]] = []
    open_full: list[int] = []
    crossing_order = np.flatnonzero(crossing)[np.argsort(middle[crossing], kind="stable")]
    free = np.flatnonzero(~crossing)
    members: dict[int, list[int]] = {}
    for place, number in zip(free.tolist(), slot[free].tolist(), strict=True):
        members.setdefault(number, []).append(place)
    for number in range(len(walls) + 1):
        inside = np.array(members.get(number, ()), np.int64)
        if len(inside):
            tail = _tail(boxes, inside, crossing_order[number - 1] if number else None)
            if tail:
                open_full = [*open_full, *tail]
                inside = inside[~np.isin(inside, tail)]
        if len(inside):
            left = boxes[inside, 2] <= x + _REACH * body
            if _both_text(boxes[inside], letters[inside], left, body, least):
                if open_full:
                    bands.append((None, open_full))
                    open_full = []
                bands.append((x, list(inside)))
                score += boxes[inside, 3].max() - boxes[inside, 1].min()
            else:
                open_full = [*open_full, *inside]
        if number < len(walls):
            open_full = [*open_full, crossing_order[number]]
    if open_full:
        bands.append((None, open_full))
    return score, [(gutter, np.array(band, np.int64)) for gutter, band in bands]


def _tail(boxes: Floats, inside: Ints, wall: int | None) -> list[int]:
    """The short last line of a full-width paragraph: it stands alone under the wall's left edge."""
    if wall is None or not len(inside):
        return []
    first = int(inside[boxes[inside, 1].argmin()])
    _, top, _, bottom = boxes[wall].tolist()
    x0, start, _, end = boxes[first].tolist()
    height = bottom - top
    if abs((end - start) - height) > 0.08 * height or start - bottom > 0.9 * height:
        return []
    row = np.abs(boxes[:, 3] - bottom) < 0.3 * height  # a bold label may be a chunk of its own
    beside = (boxes[inside, 1] < end) & (inside != first)
    return [first] if abs(x0 - boxes[row, 0].min()) < 2.5 and not beside.any() else []
