"""Finds tables on a page: by captions, ruling lines and the shape of the text between them."""

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Bools, Floats, Frame, Ints
from extractor.reading.pdf.grid import CELL_GAP, build_grid
from extractor.reading.pdf.lines import Line, chunks
from extractor.reading.pdf.tableparts import (
    CONTINUED,
    LABEL,
    FoundTable,
    claim_caption,
    claim_footnotes,
    claim_part,
    paired,
)
from extractor.reading.pdf.tableregions import (
    Region,
    drawn_rules,
    filled_boxes,
    grown,
    headed,
    in_stripes,
    inside,
    merged_rules,
    parting,
    table_regions,
)


def find_tables(
    frame: Frame, pieces: list[Line], keep: Ints, spaced: Bools, body: float
) -> tuple[list[FoundTable], list[Line]]:
    """The tables of a frame and the chunks that belong to none."""
    boxes = filled_boxes(frame)
    striped = in_stripes(boxes)
    rules = merged_rules(frame, boxes)
    captions = table_captions(frame, pieces)
    found: list[tuple[Region, FoundTable]] = []
    free = list(pieces)

    def split(piece: Line) -> list[Line]:
        mask = np.isin(keep, piece.index)
        return chunks(frame, keep[mask], spaced[mask], CELL_GAP)

    regions = table_regions(rules, free, captions, split, body)
    drawn = drawn_rules(frame)
    if len(boxes):
        regions = [grown(region, boxes, drawn, free, captions) for region in regions]
    regions = [headed(region, free, captions) for region in regions]
    for region in regions:
        held = [p for p in free if inside(p, region)]
        if not held:
            continue
        level = merged_rules(frame, parting(region, boxes, striped)) if len(boxes) else rules
        table = _table(frame, region, held, keep, spaced, level, drawn)
        if table is None:
            continue
        free = [p for p in free if not inside(p, region)]
        found.append((region, table))
    return [table for _, table in found], _surrounded(frame, found, free, captions, body)


def _surrounded(
    frame: Frame, found: list[tuple[Region, FoundTable]], free: list[Line], captions: list[Line], body: float
) -> list[Line]:
    """Gives each table its caption and notes; the chunks that are left."""
    free_captions = [c for c in captions if any(c is p for p in free)]
    heads = paired([table.box for region, table in found if not region.stacked], free_captions, free)
    alone = 0
    for number, (region, table) in enumerate(found):
        if region.stacked and number:
            free = claim_part(frame, table, found[number - 1][1], free)
            continue
        if (head := heads.get(alone)) is not None:
            free = claim_caption(frame, table, free, head)
        alone += 1
    for number, (_, table) in enumerate(found):
        if not any(region.stacked for region, _ in found[number + 1 : number + 2]):
            free = claim_footnotes(frame, table, free, body)
    return free


def table_captions(frame: Frame, pieces: list[Line]) -> list[Line]:
    """Chunks that open a table caption."""
    captions = []
    for piece in pieces:
        head = sections.caption(piece.text.strip())
        continued = CONTINUED.fullmatch(piece.text.strip()) is not None
        if (head is not None and head.is_table) or continued or _bold_label(frame, piece):
            captions.append(piece)
    return captions


def _bold_label(frame: Frame, piece: Line) -> bool:
    """``Table 3`` set bold before a title that is not: a caption whatever word comes next."""
    fonts = frame.page.fonts
    mixed = fonts[piece.ends[0][1]].bold and not fonts[piece.ends[1][1]].bold
    return mixed and LABEL.match(piece.text) is not None


def _table(
    frame: Frame, region: Region, inside: list[Line], keep: Ints, spaced: Bools, rules: Floats, drawn: Floats
) -> FoundTable | None:
    wanted = np.concatenate([p.index for p in inside])
    mask = np.isin(keep, wanted)
    cells = chunks(frame, keep[mask], spaced[mask], CELL_GAP)
    within = (rules[:, 2] > region.top - 1) & (rules[:, 2] < region.bottom + 1)
    within &= (rules[:, 0] > region.x0 - 8) & (rules[:, 1] < region.x1 + 8)
    v = frame.rules.v
    upright = v[(v[:, 1] > region.top) & (v[:, 0] < region.bottom)] if len(v) else v
    drawn = drawn[(drawn[:, 2] > region.top - 1) & (drawn[:, 2] < region.bottom + 1)]
    grid = build_grid(cells, rules[within], upright, drawn)
    if grid is None:
        return None
    box = (
        min(region.x0, *(p.x0 for p in inside)),
        min(region.top, *(p.top for p in inside)),
        max(region.x1, *(p.x1 for p in inside)),
        max(region.bottom, *(p.bottom for p in inside)),
    )
    return FoundTable(box, grid)
