"""From PDF user space to points from the displayed page's top left corner."""

from dataclasses import dataclass
from typing import TypeVar

from extractor.reading.pdf.glyphs import Floats

Number = TypeVar("Number", float, Floats)
PdfBox = tuple[float, float, float, float]
"""(left, bottom, right, top) in user space."""


@dataclass(frozen=True, slots=True)
class Display:
    """A page box seen after ``quarters`` clockwise quarter turns."""

    box: PdfBox
    quarters: int

    @staticmethod
    def of(media: PdfBox, crop: PdfBox, rotation: int) -> "Display":
        """What a viewer shows: the crop box inside the media box, turned by ``rotation`` degrees."""
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        if right - left < 1 or top - bottom < 1:
            left, bottom, right, top = media
        return Display((left, bottom, right, top), rotation // 90 % 4)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        wide, high = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (high, wide) if self.quarters % 2 else (wide, high)

    def points(self, x: Number, y: Number) -> tuple[Number, Number]:
        """User space to display, for numbers or arrays."""
        left, bottom, right, top = self.box
        if self.quarters == 0:
            return x - left, top - y
        if self.quarters == 1:
            return y - bottom, x - left
        if self.quarters == 2:
            return right - x, y - bottom
        return top - y, right - x
