"""Finds tables on a page: by captions, ruling lines and the shape of the text between them."""

from dataclasses import dataclass

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Bools, Floats, Frame, Ints
from extractor.reading.pdf.grid import CELL_GAP, build_grid, text_rows
from extractor.reading.pdf.lines import Line, chunks
from extractor.reading.pdf.tableparts import LABEL, FoundTable, claim_caption, claim_footnotes


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
        free = claim_caption(frame, table, free, captions, body)
        free = claim_footnotes(frame, table, free, body)
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
    return mixed and LABEL.match(piece.text) is not None


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
