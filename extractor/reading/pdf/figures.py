"""Pictures and plots: the regions they fill, and the short labels inside them, which are not prose."""

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Floats, Frame
from extractor.reading.pdf.lines import Line

_LABEL = 42  # characters: what is longer is no label


def figure_regions(frame: Frame) -> Floats:
    """Boxes of pictures and drawings, near ones joined; small marks (logos, bullets) left out."""
    boxes = [
        list(box)
        for box in frame.figures.tolist()
        if box[2] - box[0] > 1
        and box[3] - box[1] > 1
        and (box[2] - box[0]) * (box[3] - box[1]) < 0.8 * frame.width * frame.height
    ]
    merged = _merged(boxes[:3000])
    for box in merged:  # axes and frames of a plot
        for x0, x1, y in frame.rules.h.tolist():
            if x0 > box[0] - 25 and x1 < box[2] + 25 and box[1] - 8 < y < box[3] + 8:
                box[0], box[1], box[2], box[3] = (
                    min(box[0], x0),
                    min(box[1], y),
                    max(box[2], x1),
                    max(box[3], y),
                )
        for y0, y1, x in frame.rules.v.tolist():
            if box[0] - 12 < x < box[2] + 12 and y0 < box[3] + 4 and y1 > box[1] - 4:
                box[0], box[1], box[2], box[3] = (
                    min(box[0], x),
                    min(box[1], y0),
                    max(box[2], x),
                    max(box[3], y1),
                )
    large = [box for box in merged if box[2] - box[0] > 70 and box[3] - box[1] > 50]
    return np.array(large, np.float64).reshape(-1, 4)


def _merged(boxes: list[list[float]]) -> list[list[float]]:
    """Boxes that nearly touch as one, until none do."""
    while True:
        boxes = sorted(boxes, key=lambda box: (box[1], box[0]))
        merged: list[list[float]] = []
        for x0, top, x1, bottom in boxes:
            for other in merged:
                aside = x0 < other[2] + 9 and x1 > other[0] - 9
                if aside and top < other[3] + 14 and bottom > other[1] - 14:
                    other[0], other[1] = min(other[0], x0), min(other[1], top)
                    other[2], other[3] = max(other[2], x1), max(other[3], bottom)
                    break
            else:
                merged.append([x0, top, x1, bottom])
        if len(merged) == len(boxes):
            return merged
        boxes = merged


def claim_figure_text(
    frame: Frame, pieces: list[Line], body: float
) -> tuple[list[tuple[tuple[float, float, float, float], list[Line]]], list[Line]]:
    """(box, labels) of each figure that has labels, and the chunks that are in none."""
    found = []
    free = pieces
    for box in figure_regions(frame).tolist():
        x0, top, x1, bottom = box
        wide, high = x1 - x0, bottom - top
        if wide * high > 0.75 * frame.width * frame.height:
            continue
        margin = 14.0
        left, bottom = _caption_below(free, x0, x1, bottom)
        inside = [
            p
            for p in free
            if left - 2.2 * margin < (p.x0 + p.x1) / 2 < x1 + margin
            and top - margin < p.base < bottom + 1.6 * margin
            and sections.caption(p.text) is None
        ]
        if not inside:
            continue
        letters = np.array([len(p.text) for p in inside])
        prose = letters[letters > _LABEL].sum()
        if prose > 0.35 * letters.sum() or float(np.median(letters)) > 24:
            continue
        labels = [
            p
            for p in inside
            if len(p.text) <= _LABEL
            and not (p.size > 0.97 * body and len(p.text) > 22)
            and not (p.base < top + margin and _ends_paragraph(p, free))
        ]
        if not labels:
            continue
        ids = {id(p) for p in labels}
        free = [p for p in free if id(p) not in ids]
        found.append(((x0, top, x1, bottom), labels))
    return found, free


def _ends_paragraph(piece: Line, pieces: list[Line]) -> bool:
    """Whether a short line stands right under a long one that begins where it does."""
    return any(
        0 < piece.base - above.base < 1.7 * piece.size
        and abs(above.x0 - piece.x0) < 2 * piece.size
        and abs(above.size - piece.size) < 0.5
        and len(above.text) > _LABEL
        for above in pieces
    )


def _caption_below(pieces: list[Line], x0: float, x1: float, bottom: float) -> tuple[float, float]:
    """How far left and down the figure reaches: to its caption, if only short labels stand between (the
    numbers at risk under a curve)."""
    heads = [
        p
        for p in pieces
        if 0 < p.top - bottom < 110
        and p.x0 < x1
        and p.x1 > x0 - 80
        and sections.caption(p.text.strip()) is not None
    ]
    if not heads:
        return x0, bottom
    head = min(heads, key=lambda p: p.top)
    between = [p for p in pieces if bottom < p.base < head.top and x0 - 40 < p.x0 and p.x1 < x1 + 40]
    if any(len(p.text) > _LABEL for p in between):
        return x0, bottom
    reach = min([x0, *(p.x0 for p in pieces if bottom < p.base < head.top and head.x0 - 4 < p.x0 < x0)])
    return reach, max(bottom, head.top - 24)
