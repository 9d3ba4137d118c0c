"""What an engine hands over: the glyphs and the ruling lines of one page, as arrays.

Coordinates are points from the top left corner of the page as it is displayed (rotation and CropBox
applied), y downwards. A glyph's box runs from its origin to its advance, and from ``ASCENT`` above the
baseline to ``DESCENT`` below it: both engines know origin, advance and size, so both give one box.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ASCENT = 0.78
DESCENT = 0.24
UNMAPPED = "\ufffd"
"""Stands for a glyph without Unicode."""


class PageTooLong(Exception):
    """A page with more characters than the limit allows; carries how many."""


@dataclass(frozen=True, slots=True)
class Font:
    """A face as far as layout cares."""

    name: str
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """Ruling lines. ``h`` rows are (x0, x1, y), ``v`` rows (top, bottom, x), ``rects`` filled boxes."""

    h: Floats
    v: Floats
    rects: Floats

    @staticmethod
    def empty() -> "Rules":
        """No rules."""
        return Rules(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 4)))


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Parallel arrays, in the order of the page's content.

    ``x`` and ``y`` are the origin, ``width`` the advance along the reading direction, ``size`` the font
    size in points, ``quarter`` the reading direction in quarter turns anticlockwise (0 upright,
    1 upwards, 3 downwards, -1 slanted), ``font`` an index into the page's fonts.
    """

    text: NDArray[np.object_]
    x: Floats
    y: Floats
    width: Floats
    size: Floats
    quarter: Ints
    font: Ints

    def __len__(self) -> int:
        return len(self.x)

    def take(self, index: Ints | Bools) -> "Glyphs":
        """The glyphs at an index or under a mask."""
        return Glyphs(
            self.text[index],
            self.x[index],
            self.y[index],
            self.width[index],
            self.size[index],
            self.quarter[index],
            self.font[index],
        )


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """One page as an engine sees it. ``number`` counts from 1; ``images`` are picture boxes."""

    number: int
    width: float
    height: float
    glyphs: Glyphs
    fonts: tuple[Font, ...]
    rules: Rules
    images: Floats
    drawings: Floats  # boxes of drawn shapes that are neither rules nor filled boxes (curves, plots)


@dataclass(frozen=True, slots=True)
class Frame:
    """The glyphs of one reading direction, turned upright; ``to_page`` turns boxes back."""

    page: PageGlyphs
    quarter: int
    glyphs: Glyphs
    rules: Rules
    figures: Floats
    width: float
    height: float

    def to_page(self, boxes: Floats) -> Floats:
        """Boxes of this frame as boxes of the page."""
        if self.quarter == 0 or not len(boxes):
            return boxes
        x0, top, x1, bottom = boxes.T
        w, h = self.page.width, self.page.height
        if self.quarter == 1:
            return np.stack([top, h - x1, bottom, h - x0], axis=1)
        if self.quarter == 2:
            return np.stack([w - x1, h - bottom, w - x0, h - top], axis=1)
        return np.stack([w - bottom, x0, w - top, x1], axis=1)


def _turn_points(quarter: int, x: Floats, y: Floats, width: float, height: float) -> tuple[Floats, Floats]:
    if quarter == 1:
        return height - y, x
    if quarter == 2:
        return width - x, height - y
    if quarter == 3:
        return y, width - x
    return x, y


def _turn_boxes(quarter: int, boxes: Floats, width: float, height: float) -> Floats:
    if quarter == 0 or not len(boxes):
        return boxes
    ax, ay = _turn_points(quarter, boxes[:, 0], boxes[:, 1], width, height)
    bx, by = _turn_points(quarter, boxes[:, 2], boxes[:, 3], width, height)
    corners = [np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)]
    return np.stack(corners, axis=1)


def frame(page: PageGlyphs, quarter: int) -> Frame:
    """The page's glyphs of one direction, upright."""
    chosen = page.glyphs.take(page.glyphs.quarter == quarter)
    w, h = page.width, page.height
    x, y = _turn_points(quarter, chosen.x, chosen.y, w, h)
    glyphs = Glyphs(chosen.text, x, y, chosen.width, chosen.size, chosen.quarter, chosen.font)
    rules = page.rules
    if quarter:
        flat = _turn_boxes(
            quarter, np.stack([rules.h[:, 0], rules.h[:, 2], rules.h[:, 1], rules.h[:, 2]], 1), w, h
        )
        upright = _turn_boxes(
            quarter, np.stack([rules.v[:, 2], rules.v[:, 0], rules.v[:, 2], rules.v[:, 1]], 1), w, h
        )
        if quarter == 2:
            h_rules, v_rules = flat[:, [0, 2, 1]], upright[:, [1, 3, 0]]
        else:
            h_rules, v_rules = upright[:, [0, 2, 1]], flat[:, [1, 3, 0]]
        rules = Rules(h_rules, v_rules, _turn_boxes(quarter, rules.rects, w, h))
    figures = _turn_boxes(quarter, np.concatenate([page.images, page.drawings]), w, h)
    size = (h, w) if quarter in (1, 3) else (w, h)
    return Frame(page, quarter, glyphs, rules, figures, *size)
