"""One page (or one reading direction of it) to columns of lines and floats."""

from dataclasses import dataclass

import numpy as np

from extractor.reading.pdf.columns import Gutters, reading_order
from extractor.reading.pdf.figures import claim_figure_text
from extractor.reading.pdf.flowcharts import claim_flow_charts
from extractor.reading.pdf.glyphs import Bools, Frame, Ints
from extractor.reading.pdf.lines import Line, chunks, clean
from extractor.reading.pdf.paragraphs import Column, FigureItem, Item, TableItem
from extractor.reading.pdf.rows import rows
from extractor.reading.pdf.tables import find_tables


@dataclass(slots=True)
class Sheet:
    """A frame and its chunks, before furniture is taken away."""

    frame: Frame
    keep: Ints
    spaced: Bools
    pieces: list[Line]


def sheet(frame: Frame) -> Sheet:
    """The frame's glyphs as chunks."""
    keep, spaced = clean(frame)
    return Sheet(frame, keep, spaced, chunks(frame, keep, spaced))


@dataclass(slots=True)
class Floated:
    """A page's chunks with a placeholder for each table and figure, and what they hold the place of."""

    frame: Frame
    pieces: list[Line]
    floats: dict[int, Item]


def floated(page: Sheet, pieces: list[Line], body: float) -> Floated:
    """Takes the tables and the figures' labels out of the text."""
    frame = page.frame
    pieces = with_drop_caps(pieces, body)
    charts, free = claim_flow_charts(frame, pieces)
    tables, free = find_tables(frame, free, page.keep, page.spaced, body)
    figures, free = claim_figure_text(frame, free, body)
    floats: dict[int, Item] = {}
    holders: list[Line] = []
    for table in tables:
        holder = _holder(table.box)
        floats[id(holder)] = TableItem(frame, table)
        holders.append(holder)
    for box, labels in [*charts, *figures]:
        holder = _holder(box)
        floats[id(holder)] = FigureItem(frame, rows(frame, labels))
        holders.append(holder)
    return Floated(frame, [*free, *holders], floats)


def columns(page: Floated, body: float, known: Gutters) -> list[Column]:
    """The page's columns in reading order, with its floats."""
    frame, floats = page.frame, page.floats
    ordered = []
    for leaf in reading_order(page.pieces, body, known):
        real = [line for line in leaf if id(line) not in floats]
        lines = rows(frame, real) + [line for line in leaf if id(line) in floats]
        lines.sort(key=lambda line: line.base)
        ordered.append(Column(frame, lines, floats))
    return ordered


def with_drop_caps(pieces: list[Line], body: float) -> list[Line]:
    """Puts a large initial that hangs beside several lines in front of the first of them."""
    caps = [
        p for p in pieces if len(p.text.strip()) == 1 and p.text.strip().isalpha() and p.size > 1.9 * body
    ]
    for cap in caps:
        top = cap.base - 0.72 * cap.size
        beside = [
            p
            for p in pieces
            if p is not cap
            and p.size < 0.6 * cap.size
            and -0.3 * body < p.x0 - cap.x1 < 1.2 * body
            and top - 0.6 * body < p.top < cap.base
        ]
        if not beside:
            continue
        first = min(beside, key=lambda p: p.base)
        first.index = np.concatenate([cap.index, first.index])
        first.space = np.concatenate([[False], first.space])
        first.level = np.concatenate([[0], first.level])
        first.text, first.x0 = cap.text.strip() + first.text.lstrip(), cap.x0
        for line in beside:
            line.x0 = cap.x0
        pieces = [p for p in pieces if p is not cap]
    return pieces


def _holder(box: tuple[float, float, float, float]) -> Line:
    """A placeholder for a float: a line as tall as the float whose text is long enough to count as prose."""
    x0, top, x1, bottom = box
    size = (bottom - top) / 0.92
    nothing = np.zeros(0, np.int64)
    text = "x" * max(20, int((bottom - top) * 4))
    return Line(nothing, nothing.astype(bool), nothing, x0, x1, top + 0.72 * size, size, 0, text)
