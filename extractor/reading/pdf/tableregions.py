"""Where tables stand on a page: between ruling lines of one extent, or below captions without rules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Bools, Floats, Frame
from extractor.reading.pdf.gridrows import numeric
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.rows import text_rows
from extractor.reading.pdf.tableparts import paired
from extractor.reading.pdf.tablesopen import Split, open_rows

_PART = re.compile(r"(?i)(?:table\s*\d{1,2}\s*)?\(?[a-h]\)[.:]?|(?:part|panel)\s+[A-H\d][.:]?")


@dataclass(frozen=True, slots=True)
class Region:
    """A region; ``stacked`` where it stands under another table, below one caption with it."""

    x0: float
    x1: float
    top: float
    bottom: float
    stacked: bool = False


def merged_rules(frame: Frame, boxes: Floats) -> Floats:
    """Level rules and the level edges of filled ``boxes``, collinear pieces joined; (x0, x1, y) by y."""
    parts = [frame.rules.h, boxes[:, [0, 2, 1]], boxes[:, [0, 2, 3]]]
    every = np.concatenate(parts) if parts else np.zeros((0, 3))
    every = every[(every[:, 2] > 1) & (every[:, 2] < frame.height - 1)]
    return _joined(every, 3.0)


def filled_boxes(frame: Frame) -> Floats:
    """The filled boxes of a page that may lie under rows or cells; (x0, top, x1, bottom)."""
    rects = frame.rules.rects
    return rects[(rects[:, 3] - rects[:, 1] > 2.5) & (rects[:, 2] - rects[:, 0] > 12)]


_MOST_BANDS = 300
_HEADER_CELL = 25  # letters of a line in the cells of a header on average, at most


def in_stripes(boxes: Floats) -> Bools:
    """Which boxes lie under every other row of a table: bands of one extent, with rows between them."""
    striped = np.zeros(len(boxes), np.bool_)
    levels: dict[tuple[int, int], list[int]] = {}
    for i, (_, top, _, bottom) in enumerate(boxes.tolist()):
        levels.setdefault((round(top), round(bottom)), []).append(i)
    if len(levels) > _MOST_BANDS:
        return striped  # a plot
    bands = sorted(
        ((boxes[held, 0].min(), boxes[held, 2].max(), *level, held) for level, held in levels.items()),
        key=lambda band: band[2],
    )
    for x0, x1, _, _, _ in bands:
        alike = [band for band in bands if abs(band[0] - x0) < 4 and abs(band[1] - x1) < 4]
        gaps = [below[2] - above[3] for above, below in pairwise(alike)]
        if gaps and all(6 < gap < 90 for gap in gaps):
            striped[[i for band in alike for i in band[4]]] = True
    return striped


def drawn_rules(frame: Frame) -> Floats:
    """Level rules as they are drawn, only what touches joined: those under header cells."""
    return _joined(frame.rules.h, 0.8)


def _joined(every: Floats, gap: float) -> Floats:
    every = every[np.lexsort((every[:, 0], every[:, 2]))]
    joined: list[list[float]] = []
    lines: list[list[list[float]]] = []
    for x0, x1, y in every.tolist():
        if lines and abs(lines[-1][0][2] - y) < 1.2:
            lines[-1].append([x0, x1, y])
        else:
            lines.append([[x0, x1, y]])
    for group in lines:
        group.sort()
        start = len(joined)
        for x0, x1, y in group:
            if len(joined) > start and x0 < joined[-1][1] + gap:
                joined[-1][1] = max(joined[-1][1], x1)
            else:
                joined.append([x0, x1, y])
    return np.array(joined, np.float64).reshape(-1, 3)


def grown(region: Region, boxes: Floats, drawn: Floats, pieces: list[Line], captions: list[Line]) -> Region:
    """The region of filled boxes with the rows that no box lies under: the header above, and below where no rule ends it."""
    if not _within(boxes, region).any():
        return region
    beside = [p for p in pieces if p.x0 > region.x0 - 8 and p.x1 < region.x1 + 8]
    heads = {id(caption) for caption in captions}
    rows = text_rows([p for p in beside if id(p) not in heads])
    above = reversed([row for row in rows if row[0].base < region.top])
    below = [row for row in rows if row[0].base > region.bottom]
    top = min([region.top, *(p.top - 1 for row in _going_on(above, region.top) for p in row)])
    if _closed(drawn, region, region.bottom):
        return replace(region, top=top)
    ends = [p.bottom + 1 for row in _going_on(below, region.bottom) for p in row]
    return replace(region, top=top, bottom=max([region.bottom, *ends]))


def headed(region: Region, pieces: list[Line], captions: list[Line]) -> Region:
    """The region of a table whose first rule is the one under its header, with the header: short names right
    above it in the type of its cells."""
    first = next((row for row in text_rows([p for p in pieces if inside(p, region)]) if len(row) > 1), None)
    if region.stacked or first is None:
        return region
    heads = {id(caption) for caption in captions}
    beside = [p for p in pieces if p.x0 > region.x0 - 8 and p.x1 < region.x1 + 8 and id(p) not in heads]
    above = [row for row in text_rows(beside) if row[0].base < region.top]
    found = _going_on(reversed(above), region.top)[:4]
    cells = [p for row in found for p in row]
    alike = all(abs(p.size - first[0].size) < 0.05 * p.size for p in cells)
    if not cells or not alike or numeric(cells) or np.mean([len(p.text) for p in cells]) > _HEADER_CELL:
        return region
    return replace(region, top=min(p.top for p in cells) - 1)


def _going_on(rows: Iterable[list[Line]], edge: float) -> list[list[Line]]:
    """The rows of cells that follow each other from an edge on, and the lone labels between them."""
    taken: list[list[Line]] = []
    labels: list[list[Line]] = []
    for row in rows:
        top, bottom = min(p.top for p in row), max(p.bottom for p in row)
        size = row[0].size
        if min(abs(top - edge), abs(bottom - edge)) > 1.3 * size or np.mean([len(p.text) for p in row]) > 42:
            break
        if len(row) > 1:
            taken += [*labels, row]
            labels = []
        elif labels:
            break
        else:
            labels = [row]
        edge = top if bottom <= edge + 2 else bottom
    return taken


def parting(region: Region, boxes: Floats, striped: Bools) -> Floats:
    """The boxes whose edges part the region's rows: those that lie under its first row, and all that are no stripes."""
    alone = _within(boxes, region) & (boxes[:, 3] - boxes[:, 1] < 0.5 * (region.bottom - region.top))
    only = alone & (len(np.unique(boxes[alone, 1].round())) == 1)
    return boxes[~((striped | only) & (boxes[:, 1] > region.top + 3))]


def _within(boxes: Floats, region: Region) -> Bools:
    wide = (boxes[:, 0] > region.x0 - 4) & (boxes[:, 2] < region.x1 + 4)
    return wide & (boxes[:, 1] > region.top - 2) & (boxes[:, 3] < region.bottom + 2)


def _closed(drawn: Floats, region: Region, y: float) -> bool:
    """Whether a drawn rule runs over most of the region at this height."""
    at = drawn[np.abs(drawn[:, 2] - y) < 3]
    covered = np.minimum(at[:, 1], region.x1) - np.maximum(at[:, 0], region.x0)
    return bool(covered.clip(min=0).sum() > 0.5 * (region.x1 - region.x0))


def inside(piece: Line, region: Region) -> bool:
    middle = piece.base - 0.3 * piece.size
    wide = piece.x1 < region.x1 + 8 or (piece.x0 < region.x1 - 6 and piece.x1 < region.x1 + 30)
    return region.top < middle < region.bottom and piece.x0 > region.x0 - 8 and wide


def table_regions(
    rules: Floats, pieces: list[Line], captions: list[Line], split: Split, body: float
) -> list[Region]:
    """Regions between rules of one extent that hold tabular text, and those below captions without rules."""
    regions: list[Region] = []
    used: set[int] = set()
    long = [i for i in range(len(rules)) if rules[i, 1] - rules[i, 0] > 8 * body]
    for at, i in enumerate(long):
        if i in used:
            continue
        x0, x1, top = rules[i]
        bottom = None
        alike = (np.abs(rules[:, 0] - x0) < 7) & (np.abs(rules[:, 1] - x1) < 7) & (rules[:, 2] > top)
        many = int(alike.sum()) >= 5
        members = [i]
        previous = top
        for j in long[at + 1 :]:
            same = abs(rules[j, 0] - x0) < 7 and abs(rules[j, 1] - x1) < 7
            if j in used or not same or rules[j, 2] - previous < 2:
                continue
            y = rules[j, 2]
            between = [p for p in pieces if inside(p, Region(x0, x1, previous, y))]
            barred = any(_bars(c, between, x0, x1, previous, y) for c in captions)
            barred = barred or any(_crosses(p, x0, x1, previous, y) for p in pieces)
            captioned = any(-4 < top - c.base < 60 and c.x0 < x1 and c.x1 > x0 for c in captions)
            pictured = any(_figure_caption(p) for p in between)
            if barred or pictured or not _tabular(between, captioned, many):
                break
            members.append(j)
            previous = bottom = y
        if bottom is None:
            continue
        content = [p for p in pieces if inside(p, Region(x0, x1, top, bottom))]
        if not content or len(text_rows(content)) < 2:
            continue
        levels = [float(rules[k, 2]) for k in members]
        regions.extend(_unstacked(Region(x0, x1, top, bottom), levels, content))
        used.update(members)
        used.update(
            k
            for k in long
            if top - 1 < rules[k, 2] < bottom + 1 and rules[k, 0] > x0 - 8 and rules[k, 1] < x1 + 8
        )
    regions.extend(_unruled(pieces, captions, regions, split, body))
    return regions


def _bars(caption: Line, between: list[Line], x0: float, x1: float, top: float, bottom: float) -> bool:
    """Whether a caption in the space between two rules begins another table: over it, or alone in its line."""
    if not top < caption.base < bottom:
        return False
    over = caption.x0 < x1 and caption.x1 > x0
    return over or not any(p.bottom > caption.top - 2 and p.top < caption.bottom + 2 for p in between)


def _crosses(piece: Line, x0: float, x1: float, top: float, bottom: float) -> bool:
    """Whether a line of prose runs into the space between two rules from beside it."""
    if not top < piece.base < bottom or len(piece.text) < 30:
        return False
    sticks_out = piece.x0 < x0 - 2 * piece.size or piece.x1 > x1 + 3 * piece.size
    return sticks_out and min(piece.x1, x1) - max(piece.x0, x0) > 2 * piece.size


def _figure_caption(piece: Line) -> bool:
    head = sections.caption(piece.text.strip())
    return head is not None and not head.is_table


def _tabular(pieces: list[Line], captioned: bool, many: bool) -> bool:
    """Whether the text between two rules looks like rows of a table rather than like prose."""
    if not pieces:
        return True
    lines = text_rows(pieces)
    several = sum(len(line) > 1 for line in lines)
    letters = [len(p.text) for p in pieces]
    mean = float(np.mean(letters))
    if several == 0:
        return (captioned or many) and len(lines) <= 3 and mean < 80
    if len(lines) <= 2:
        return mean < 60
    prose = sum(count for count in letters if count > 38) / sum(letters)
    if prose > (0.8 if captioned or many else 0.35):
        return False
    share = several / len(lines)
    if captioned and mean < 22:
        return True
    widest = max(len(line) for line in lines)
    if widest >= 3:
        return share >= (0.1 if many else 0.3) and mean < (60 if many else 45 if captioned else 32)
    return share >= 0.35 and mean < (38 if captioned else 26)


def _unruled(
    pieces: list[Line], captions: list[Line], regions: list[Region], split: Split, body: float
) -> list[Region]:
    """Regions below captions that have no rules around them."""
    boxes = [(r.x0, r.top, r.x1, r.bottom) for r in regions if not r.stacked]
    ruled = {id(caption) for caption in paired(boxes, captions, pieces).values()}
    free = [p for p in pieces if not any(inside(p, region) for region in regions)]
    found: list[Region] = []
    for caption in captions:
        held = [] if id(caption) in ruled else open_rows(caption, captions, free, split, body)
        if held:
            edges = min(p.x0 for p in held), max(p.x1 for p in held)
            levels = min(p.top for p in held), max(p.bottom for p in held)
            found.append(Region(edges[0] - 1, edges[1] + 1, levels[0] - 1, levels[1] + 1))
    return found


def _unstacked(region: Region, levels: list[float], pieces: list[Line]) -> list[Region]:
    """Parts a region where a second table begins: at a part's label, or at a header like the first.

    Levels are the heights of its full rules. A note in the last band is left out."""
    bands = [
        [p for p in pieces if upper < p.base - 0.3 * p.size < lower] for upper, lower in pairwise(levels)
    ]
    if len(bands) > 2 and _is_note(bands[-1]):
        bands, levels = bands[:-1], levels[:-1]
    starts: list[int] = []
    for number in range(1, len(bands)):
        above, here = bands[number - 1], bands[number]
        if number + 1 == len(bands):
            break
        labelled = len(here) == 1 and _PART.fullmatch(here[0].text.strip()) is not None
        if labelled or (len(bands) <= 9 and _is_header_again(bands[0], above, here, bands[number + 1])):
            starts.append(number)
    edges = [0, *starts, len(bands)]
    parts: list[Region] = []
    for first, last in pairwise(edges):
        labelled = first > 0 and len(bands[first]) == 1
        top = levels[first + 1] if labelled else levels[first]
        parts.append(replace(region, top=top, bottom=levels[last], stacked=first > 0))
    return parts


def _is_note(band: list[Line]) -> bool:
    rows = text_rows(band)
    text = " ".join(row[0].text for row in rows)
    return 0 < len(rows) <= 3 and all(len(row) == 1 for row in rows) and sections.is_table_note(text)


def _is_header_again(first: list[Line], above: list[Line], here: list[Line], below: list[Line]) -> bool:
    """Whether a band between two rules repeats the table's header: set bold like it or with a cell of it,
    no numbers, numbers above and below."""
    if len(here) < 2 or numeric(here) or numeric(first) or not (_numbers(above) and _numbers(below)):
        return False
    if len(text_rows(here)) > 3 or not first:
        return False
    bold = all(p.bold for p in [*first, *here]) and not any(p.bold for p in below)
    names = {p.text.strip().casefold() for p in first}
    return bold or sum(p.text.strip().casefold() in names for p in here) >= 2


def _numbers(band: list[Line]) -> bool:
    """Whether half of the cells right of the labels are numbers."""
    values = [p for row in text_rows(band) for p in row[1:]]
    return sum(numeric([p]) for p in values) >= 0.5 * max(1, len(values)) and bool(values)
