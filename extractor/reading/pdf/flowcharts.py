"""Flow charts drawn with boxes: the text in them belongs to the figure, not to the running text."""

from itertools import combinations, pairwise

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.rows import text_rows

Box = tuple[float, float, float, float]

_LEAST = 3  # boxes
_APART = 60.0  # points: boxes farther apart are of two figures
_MOST_LINES = 14  # in a box


def claim_flow_charts(frame: Frame, pieces: list[Line]) -> tuple[list[tuple[Box, list[Line]]], list[Line]]:
    """(box, text) of each flow chart, and the chunks that are in none.

    A flow chart is three boxes of text or more that do not touch, above or below a figure's caption."""
    captions = [p for p in pieces if _is_figure_caption(p)]
    if not captions:
        return [], pieces
    boxes = text_boxes(frame)
    held = [box for box in boxes if 0 < len(text_rows(_inside(pieces, box))) <= _MOST_LINES]
    inner = [box for box in boxes if box in held or not _inside(pieces, box)]
    inner = [box for box in inner if not any(_contains(box, other) for other in held)]
    found = []
    for group in _groups(inner):
        edges = np.array(group)
        whole = (*edges[:, :2].min(axis=0).tolist(), *edges[:, 2:].max(axis=0).tolist())
        touching = sum(_distance(a, b) < 1.5 for a, b in combinations(group, 2))
        several = sum(box in held for box in group) >= _LEAST
        if not several or touching > 0.34 * len(group) or not any(_by(c, whole) for c in captions):
            continue
        taken = _inside(pieces, whole, 3.0)
        boxed = {id(p) for box in group for p in _inside(pieces, box)}
        labels = [p for p in taken if id(p) in boxed or len(p.text) < 60]
        if sum(len(p.text) for p in labels) < 0.8 * sum(len(p.text) for p in taken):
            continue
        ids = {id(p) for p in labels}
        pieces = [p for p in pieces if id(p) not in ids]
        found.append((whole, labels))
    return found, pieces


def text_boxes(frame: Frame) -> list[Box]:
    """Boxes that are drawn closed: filled or stroked rectangles of a box's size."""
    rules = frame.rules
    boxes = [(x0, top, x1, bottom) for x0, top, x1, bottom in rules.rects.tolist()]
    uprights: dict[tuple[int, int], list[float]] = {}
    for top, bottom, x in rules.v.tolist():
        uprights.setdefault((round(top), round(bottom)), []).append(x)
    level = rules.h
    for (top, bottom), places in uprights.items():
        ordered = sorted(set(places))
        for left, right in pairwise(ordered):
            spans = (np.abs(level[:, 0] - left) < 2) & (np.abs(level[:, 1] - right) < 2)
            ends = level[spans, 2]
            if (np.abs(ends - top) < 2).any() and (np.abs(ends - bottom) < 2).any():
                boxes.append((left, float(top), right, float(bottom)))
    boxes = [
        b for b in boxes if 20 < b[2] - b[0] < 0.8 * frame.width and 8 < b[3] - b[1] < 0.4 * frame.height
    ]
    distinct: list[Box] = []
    for box in sorted(boxes)[:400]:
        if all(max(abs(a - b) for a, b in zip(box, other, strict=True)) > 3 for other in distinct):
            distinct.append(box)
    return distinct


def _is_figure_caption(piece: Line) -> bool:
    head = sections.caption(piece.text.strip())
    return head is not None and not head.is_table


def _inside(pieces: list[Line], box: Box, margin: float = 1.0) -> list[Line]:
    x0, top, x1, bottom = box
    return [
        p
        for p in pieces
        if p.x0 > x0 - margin - 3
        and p.x1 < x1 + margin + 4
        and top - margin < p.base - 0.3 * p.size < bottom + margin
        and not _is_figure_caption(p)
    ]


def _contains(outer: Box, inner: Box) -> bool:
    return outer != inner and all(
        (
            outer[0] <= inner[0] + 1,
            outer[1] <= inner[1] + 1,
            outer[2] >= inner[2] - 1,
            outer[3] >= inner[3] - 1,
        )
    )


def _distance(a: Box, b: Box) -> float:
    wide = max(a[0] - b[2], b[0] - a[2], 0.0)
    high = max(a[1] - b[3], b[1] - a[3], 0.0)
    return max(wide, high)


def _groups(boxes: list[Box]) -> list[list[Box]]:
    groups: list[list[Box]] = []
    for box in boxes:
        near = [group for group in groups if any(_distance(box, other) < _APART for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([box, *(other for group in near for other in group)])
    return groups


def _by(caption: Line, box: Box) -> bool:
    """Whether a caption stands right below or above a box."""
    beside = caption.x0 < box[2] and caption.x1 > box[0] - 120
    return beside and (-4 < caption.base - box[3] < 90 or 0 < box[1] - caption.base < 90)
