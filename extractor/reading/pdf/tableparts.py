"""A table's caption and notes: taken from the text around it."""

import re
from dataclasses import dataclass, field

from extractor.document import Box
from extractor.reading import sections
from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.grid import Grid
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.rows import rows, text_rows

CONTINUED = re.compile(
    r"""(?ix) (?:tab(?:le|\.)\s*(?:\d{1,2}|[IVX]+)[\s.:|,–—-]*)? (?:\(?[a-h]\)?\s*)?
    [(\[]? (?:continued|continuation|cont(?:['’]?d|\.)) (?:\ (?:on|from)\ [\w\ ]{2,24})? [)\].…]*"""
)
"""What is printed over the rest of a table, or under its first part, and says nothing else."""
LABEL = re.compile(r"(?:Table|TABLE|Tab\.|TAB\.)\s+(?:[A-Z]?\d{1,2}|[IVX]+)\b")


@dataclass(slots=True)
class FoundTable:
    """A table with what belongs to it, in frame coordinates."""

    box: Box
    grid: Grid
    caption: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    label: str | None = None
    continued: bool = False
    stacked: bool = False  # under the table before it, and under its caption


def paired(boxes: list[Box], captions: list[Line], free: list[Line]) -> dict[int, Line]:
    """The caption of each table, by its place in ``boxes``: all above their tables or all below them,
    whichever names more tables, then what is left over."""
    above = _chosen(boxes, captions, free, False)
    below = _chosen(boxes, captions, free, True)
    first = below if len(below) > len(above) else above
    taken = {id(caption) for caption in first.values()}
    rest = [caption for caption in captions if id(caption) not in taken]
    for under in (False, True):
        for number, caption in _chosen(boxes, rest, free, under).items():
            if number not in first and id(caption) not in taken:
                first[number] = caption
                taken.add(id(caption))
    return first


def _chosen(boxes: list[Box], captions: list[Line], free: list[Line], below: bool) -> dict[int, Line]:
    """The nearest caption on one side of each table: one that reaches over or under it before one that stands beside its edge."""
    ranked: list[tuple[bool, float, int, Line]] = []
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        for caption in captions:
            gap = caption.base - bottom if below else top - caption.base
            if not (0 < gap < 40 if below else -6 < gap < 90):
                continue
            beside = caption.x1 < x0 - 14 or caption.x0 > x1
            span = (min(x0, caption.x0), max(x1, caption.x1))
            edges = (bottom, caption.top) if below else (caption.bottom, top)
            if any(_parts(other, span, edges) for other in boxes):
                continue
            if beside and any(_stands(p, caption, span, edges) for p in free):
                continue
            ranked.append((beside, gap, number, caption))
    chosen: dict[int, Line] = {}
    used: set[int] = set()
    for _, _, number, caption in sorted(ranked, key=lambda one: one[:3]):
        if number not in chosen and id(caption) not in used:
            chosen[number] = caption
            used.add(id(caption))
    return chosen


def _parts(box: Box, span: tuple[float, float], edges: tuple[float, float]) -> bool:
    """Whether another table stands between a table and a caption."""
    x0, top, x1, bottom = box
    return x0 < span[1] and x1 > span[0] and top >= edges[0] - 3 and bottom <= edges[1] + 3


def _stands(piece: Line, caption: Line, span: tuple[float, float], edges: tuple[float, float]) -> bool:
    """Whether text that does not go on from the caption stands between it and the table."""
    between = edges[0] - 0.5 * caption.size < piece.base < edges[1] and piece is not caption
    return between and piece.x0 < span[1] and piece.x1 > span[0] and not _under(caption, piece)


def claim_caption(frame: Frame, table: FoundTable, free: list[Line], head: Line) -> list[Line]:
    """Takes the caption that begins with ``head`` out of the free chunks."""
    x0, top, x1, bottom = table.box
    if head.base < top + 6:
        left, right = min(x0 - 14, head.x0 - 2), max(x1 + 14, head.x1 + 1)
        taken = [
            p
            for p in free
            if head.top - 3 < p.base - 0.3 * p.size < top + 2
            and ((left < p.x0 and p.x1 < right) or _under(head, p))
            and not (abs(p.base - head.base) < 2 and p.x1 < head.x0)
        ]
    else:
        taken = _following(head, free, x0, x1)
    if not taken:
        taken = [head]
    table.caption = rows(frame, taken)
    found = sections.caption(table.caption[0].text)
    label = LABEL.match(table.caption[0].text)
    if found is not None or label is not None:
        table.label = found.label if found is not None else label.group() if label else None
    text = " ".join(line.text for line in table.caption)
    table.continued = CONTINUED.match(text) is not None or "continued" in text.lower()[:60]
    ids = {id(p) for p in taken}
    table.box = (x0, min(top, *(p.top for p in taken)), x1, max(bottom, *(p.bottom for p in taken)))
    return [p for p in free if id(p) not in ids]


def _under(head: Line, piece: Line) -> bool:
    """Whether a chunk is centred like the label above it or begins where it does: a title wider than its table."""
    centred = abs(piece.x0 + piece.x1 - head.x0 - head.x1) < piece.size
    return piece is not head and (centred or abs(piece.x0 - head.x0) < 0.3 * piece.size)


def claim_part(frame: Frame, table: FoundTable, above: FoundTable, free: list[Line]) -> list[Line]:
    """Takes the label of a part (``(b)``) between two tables under one caption out of the free chunks."""
    x0, top, x1, _ = table.box
    table.stacked, table.label = True, above.label
    taken = [p for p in free if above.box[3] < p.base < top + 2 and x0 - 8 < p.x0 and p.x1 < x1 + 8]
    table.caption = rows(frame, taken)
    ids = {id(p) for p in taken}
    return [p for p in free if id(p) not in ids]


def _following(head: Line, free: list[Line], x0: float, x1: float) -> list[Line]:
    """The chunk and the lines under it, set like it, until a gap."""
    x1 = max(x1, head.x1)
    taken = [p for p in free if abs(p.base - head.base) < 1.5 and p.x0 >= head.x0 and p.x1 < x1 + 20]
    last = head.base
    inside = sorted(
        (p for p in free if p.base > head.base + 1.5 and min(x0, head.x0) - 8 < p.x0 and p.x1 < x1 + 14),
        key=lambda p: p.base,
    )
    for piece in inside:
        if piece.base - last > 1.6 * head.size or abs(piece.size - head.size) > 0.06 * head.size:
            break
        taken.append(piece)
        last = piece.base
    return taken


def claim_footnotes(frame: Frame, table: FoundTable, free: list[Line], body: float) -> list[Line]:
    """Takes the notes right under the table out of the free chunks."""
    x0, _, x1, bottom = table.box
    under = sorted(
        (p for p in free if bottom - 2 < p.base < bottom + 160 and x0 - 1.5 * body < p.x0 and p.x1 < x1 + 10),
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
