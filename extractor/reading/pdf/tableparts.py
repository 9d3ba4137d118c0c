"""A table's caption and notes: taken from the text around it."""

import re
from dataclasses import dataclass, field

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

    box: tuple[float, float, float, float]
    grid: Grid
    caption: list[Line] = field(default_factory=list)
    footnotes: list[Line] = field(default_factory=list)
    label: str | None = None
    continued: bool = False
    stacked: bool = False  # under the table before it, and under its caption


def claim_caption(
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
            and ((x0 - 14 < p.x0 and p.x1 < max(x1 + 14, head.x1 + 1)) or _under(head, p))
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
    label = LABEL.match(table.caption[0].text)
    if found is not None or label is not None:
        table.label = found.label if found is not None else label.group() if label else None
    text = " ".join(line.text for line in table.caption)
    table.continued = CONTINUED.match(text) is not None or "continued" in text.lower()[:60]
    ids = {id(p) for p in taken}
    table.box = (x0, min(top, *(p.top for p in taken)), x1, max(bottom, *(p.bottom for p in taken)))
    return [p for p in free if id(p) not in ids]


def _under(head: Line, piece: Line) -> bool:
    """Whether a chunk is centred like the label above it: a title wider than its table."""
    return piece is not head and abs(piece.x0 + piece.x1 - head.x0 - head.x1) < piece.size


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
        (p for p in free if p.base > head.base + 1.5 and x0 - 8 < p.x0 and p.x1 < x1 + 14),
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
