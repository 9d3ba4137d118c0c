"""Finds tables on a page: by captions, ruling lines and the shape of the text between them."""

import re
from dataclasses import dataclass, field

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Bools, Floats, Frame, Ints
from extractor.reading.pdf.grid import CELL_GAP, Grid, build_grid, text_rows
from extractor.reading.pdf.lines import Line, chunks, rows

_LABEL = re.compile(r"(?:Table|TABLE)\s+(?:\d{1,2}|[IVX]+)\b")


@dataclass(slots=True)
class FoundTable:
    """A table with what belongs to it, in frame coordinates."""

    box: tuple[float, float, float, float]
    grid: Grid
    caption: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    label: str | None = None
    continued: bool = False


@dataclass(slots=True)
class _Region:
    x0: float
    x1: float
    top: float
    bottom: float


def find_tables(
    frame: Frame, pieces: list[Line], keep: Ints, spaced: Bools, body: float
) -> tuple[list[FoundTable], list[Line]]:
    """The tables of a frame and the chunks that belong to none."""
    rules = merged_rules(frame)
    captions = table_captions(frame, pieces)
    found: list[FoundTable] = []
    free = list(pieces)
    for region in _regions(rules, free, captions, body):
        inside = [p for p in free if _inside(p, region)]
        if not inside:
            continue
        table = _table(frame, region, inside, keep, spaced, rules)
        if table is None:
            continue
        free = [p for p in free if not _inside(p, region)]
        free = _claim_caption(frame, table, free, captions, body)
        free = _claim_footnotes(frame, table, free, body)
        found.append(table)
    return found, free


def table_captions(frame: Frame, pieces: list[Line]) -> list[Line]:
    """Chunks that open a table caption."""
    captions = []
    for piece in pieces:
        head = sections.caption(piece.text.strip())
        if (head is not None and head.is_table) or _bold_label(frame, piece):
            captions.append(piece)
    return captions


def _bold_label(frame: Frame, piece: Line) -> bool:
    """``Table 3`` set bold before a title that is not: a caption whatever word comes next."""
    fonts = frame.page.fonts
    mixed = fonts[piece.ends[0][1]].bold and not fonts[piece.ends[1][1]].bold
    return mixed and _LABEL.match(piece.text) is not None


def merged_rules(frame: Frame) -> Floats:
    """Level rules and the level edges of filled boxes, collinear pieces joined; (x0, x1, y) by y."""
    parts = [frame.rules.h]
    rects = frame.rules.rects
    if len(rects):
        tall = rects[(rects[:, 3] - rects[:, 1] > 2.5) & (rects[:, 2] - rects[:, 0] > 12)]
        parts += [tall[:, [0, 2, 1]], tall[:, [0, 2, 3]]]
    every = np.concatenate(parts) if parts else np.zeros((0, 3))
    every = every[(every[:, 2] > 1) & (every[:, 2] < frame.height - 1)]
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
            if len(joined) > start and x0 < joined[-1][1] + 3:
                joined[-1][1] = max(joined[-1][1], x1)
            else:
                joined.append([x0, x1, y])
    return np.array(joined, np.float64).reshape(-1, 3)


def _inside(piece: Line, region: _Region) -> bool:
    middle = piece.base - 0.3 * piece.size
    wide = piece.x1 < region.x1 + 8 or (piece.x0 < region.x1 - 6 and piece.x1 < region.x1 + 30)
    return region.top < middle < region.bottom and piece.x0 > region.x0 - 8 and wide


def _regions(rules: Floats, pieces: list[Line], captions: list[Line], body: float) -> list[_Region]:
    """Regions between rules of one extent that hold tabular text."""
    regions: list[_Region] = []
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
            between = [p for p in pieces if _inside(p, _Region(x0, x1, previous, y))]
            barred = any(previous < c.base < y and c.x0 > x0 - 10 and c.x1 < x1 + 10 for c in captions)
            captioned = any(-4 < top - c.base < 60 and c.x0 > x0 - 12 and c.x0 < x1 for c in captions)
            pictured = any(_figure_caption(p) for p in between)
            if barred or pictured or not _tabular(between, captioned, many):
                break
            members.append(j)
            previous = bottom = y
        if bottom is None:
            continue
        content = [p for p in pieces if _inside(p, _Region(x0, x1, top, bottom))]
        if not content or len(text_rows(content)) < 2:
            continue
        regions.append(_Region(x0, x1, top, bottom))
        used.update(members)
        used.update(
            k
            for k in long
            if top - 1 < rules[k, 2] < bottom + 1 and rules[k, 0] > x0 - 8 and rules[k, 1] < x1 + 8
        )
    regions.extend(_unruled(pieces, captions, regions, body))
    return regions


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
        return captioned and len(lines) <= 3
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
        return share >= (0.15 if many else 0.3) and mean < (60 if many else 45 if captioned else 32)
    return share >= 0.35 and mean < (38 if captioned else 26)


def _unruled(pieces: list[Line], captions: list[Line], regions: list[_Region], body: float) -> list[_Region]:
    """Regions below captions that have no rules around them."""
    found: list[_Region] = []
    for caption in captions:
        if any(r.top - 60 < caption.base < r.bottom + 40 and r.x0 - 12 < caption.x0 < r.x1 for r in regions):
            continue
        below = [
            p
            for p in pieces
            if p.base > caption.base + 1 and p.x1 > caption.x0 - 2 and p.x0 > caption.x0 - 15
        ]
        lines = list(text_rows(below))
        start = next((k for k, line in enumerate(lines[:8]) if len(line) > 1), None)
        if start is None:
            continue
        taken: list[list[Line]] = []
        previous = lines[start][0].base
        for k in range(start, len(lines)):
            line = lines[k]
            if line[0].base - previous > 3.2 * line[0].size:
                break
            follows = any(len(after) > 1 for after in lines[k + 1 : k + 3])
            if len(line) == 1 and (len(line[0].text) > 60 or not follows):
                break
            if np.mean([len(p.text) for p in line]) > 42:
                break
            taken.append(line)
            previous = line[0].base
        several = [line for line in taken if len(line) > 1]
        if len(several) < 3:
            continue
        flat = [p for line in taken for p in line]
        found.append(
            _Region(
                min(p.x0 for p in flat) - 1,
                max(p.x1 for p in flat) + 1,
                min(p.top for p in flat) - 1,
                max(p.bottom for p in flat) + 1,
            )
        )
    return found


def _table(
    frame: Frame, region: _Region, inside: list[Line], keep: Ints, spaced: Bools, rules: Floats
) -> FoundTable | None:
    wanted = np.concatenate([p.index for p in inside])
    mask = np.isin(keep, wanted)
    cells = chunks(frame, keep[mask], spaced[mask], CELL_GAP)
    within = (rules[:, 2] > region.top - 1) & (rules[:, 2] < region.bottom + 1)
    within &= (rules[:, 0] > region.x0 - 8) & (rules[:, 1] < region.x1 + 8)
    v = frame.rules.v
    upright = v[(v[:, 1] > region.top) & (v[:, 0] < region.bottom)] if len(v) else v
    grid = build_grid(cells, rules[within], upright)
    if grid is None:
        return None
    box = (
        min(region.x0, *(p.x0 for p in inside)),
        min(region.top, *(p.top for p in inside)),
        max(region.x1, *(p.x1 for p in inside)),
        max(region.bottom, *(p.bottom for p in inside)),
    )
    return FoundTable(box, grid)


def _claim_caption(
    frame: Frame, table: FoundTable, free: list[Line], captions: list[Line], body: float
) -> list[Line]:
    """Takes the caption above the table, or the one right below it, out of the free chunks."""
    x0, top, x1, bottom = table.box
    here = {id(p) for p in free}
    above = [c for c in captions if id(c) in here and -6 < top - c.base < 90 and x0 - 14 < c.x0 < x1]
    below = [c for c in captions if id(c) in here and 0 < c.base - bottom < 40 and x0 - 14 < c.x0 < x1]
    if above:
        head = max(above, key=lambda c: c.base)
        taken = [
            p
            for p in free
            if head.top - 3 < p.base - 0.3 * p.size < top + 2
            and x0 - 14 < p.x0
            and p.x1 < max(x1 + 14, head.x1 + 1)
            and not (abs(p.base - head.base) < 2 and p.x1 < head.x0)
        ]
    elif below:
        head = min(below, key=lambda c: c.base)
        taken = _following(head, free, x0, x1)
    else:
        return free
    if not taken:
        taken = [head]
    table.caption = rows(frame, taken)
    found = sections.caption(table.caption[0].text)
    label = _LABEL.match(table.caption[0].text)
    if found is not None or label is not None:
        table.label = found.label if found is not None else label.group() if label else None
        text = " ".join(line.text for line in table.caption)
        table.continued = "continued" in text.lower()[:60] or "cont." in text.lower()[:40]
    ids = {id(p) for p in taken}
    table.box = (x0, min(top, *(p.top for p in taken)), x1, max(bottom, *(p.bottom for p in taken)))
    return [p for p in free if id(p) not in ids]


def _following(head: Line, free: list[Line], x0: float, x1: float) -> list[Line]:
    """The chunk and the lines under it, set like it, until a gap."""
    taken = [p for p in free if abs(p.base - head.base) < 1.5 and p.x0 >= head.x0 and p.x1 < x1 + 20]
    last = head.base
    inside = sorted(
        (p for p in free if p.base > head.base + 1.5 and x0 - 8 < p.x0 and p.x1 < x1 + 14),
        key=lambda p: p.base,
    )
    for piece in inside:
        if piece.base - last > 1.6 * head.size or abs(piece.size - head.size) > 0.06 * head.size:
            break
        taken.append(piece)
        last = piece.base
    return taken


def _claim_footnotes(frame: Frame, table: FoundTable, free: list[Line], body: float) -> list[Line]:
    """Takes the notes right under the table out of the free chunks."""
    x0, _, x1, bottom = table.box
    under = sorted(
        (p for p in free if bottom - 2 < p.base < bottom + 160 and x0 - 10 < p.x0 and p.x1 < x1 + 10),
        key=lambda p: (p.base, p.x0),
    )
    lines = text_rows(under)
    taken: list[Line] = []
    last = bottom
    size = 0.0
    for number, line in enumerate(lines):
        text = " ".join(p.text for p in line)
        small = max(p.size for p in line) < 0.95 * body
        gap = line[0].base - last
        if len(line) > 2:
            break
        if number == 0:
            if gap > 3.0 * body or not (
                small or sections.is_table_note(text) or sections.is_abbreviation_note(text)
            ):
                break
            if sections.caption(text) is not None:
                break
            size = line[0].size
        elif (
            gap > 1.7 * max(size, line[0].size)
            or abs(line[0].size - size) > 0.12 * size
            or sections.caption(text) is not None
            or (not small and not sections.is_table_note(text) and taken[-1].text.rstrip().endswith("."))
        ):
            break
        taken.extend(line)
        last = line[0].base
    if not taken:
        return free
    table.footnotes = rows(frame, taken)
    ids = {id(p) for p in taken}
    bx = table.box
    table.box = (bx[0], bx[1], bx[2], max(bx[3], *(p.bottom for p in taken)))
    return [p for p in free if id(p) not in ids]
