"""The reference engine: glyphs and rules as pdfplumber sees them."""

import io
import math
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from extractor.reading.pdf.display import Display
from extractor.reading.pdf.engines import PasswordNeeded
from extractor.reading.pdf.fonts import font_of
from extractor.reading.pdf.glyphs import UNMAPPED, Font, Glyphs, PageGlyphs, PageTooLong
from extractor.reading.pdf.shapes import LINE, MOVE, Shapes

_WHITE = ((1,), (1, 1, 1), (0, 0, 0, 0))
_MAX_SHAPES = 30_000


class PlumberEngine:
    """Pages of one open document; ``close`` when done."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), password=password or "")
            self._count = len(self._pdf.pages)
        except PdfminerException as error:
            if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
                raise PasswordNeeded from error
            raise

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Frees the document."""
        self._pdf.close()

    def page(self, number: int, max_characters: int) -> PageGlyphs:
        """Page ``number`` (from 1). Raises ``PageTooLong`` beyond ``max_characters``, pdfminer's errors."""
        page = self._pdf.pages[number - 1]
        try:
            chars = page.chars
            if len(chars) > max_characters:
                raise PageTooLong(len(chars))
            return _page(page, number, chars)
        finally:
            page.close()


def _page(page: Any, number: int, chars: list[dict[str, Any]]) -> PageGlyphs:
    media = tuple(float(v) for v in page.page_obj.mediabox)
    crop = tuple(float(v) for v in (page.page_obj.cropbox or media))
    media = (
        min(media[0], media[2]),
        min(media[1], media[3]),
        max(media[0], media[2]),
        max(media[1], media[3]),
    )
    crop = (min(crop[0], crop[2]), min(crop[1], crop[3]), max(crop[0], crop[2]), max(crop[1], crop[3]))
    rotation = int(page.rotation or 0)
    whole, shown = Display.of(media, media, rotation), Display.of(media, crop, rotation)
    corners = [whole.points(shown.box[0], shown.box[1]), whole.points(shown.box[2], shown.box[3])]
    left, top = min(c[0] for c in corners), min(c[1] for c in corners)
    glyphs, fonts = _glyphs(chars, left, top, whole.size[1])
    shapes = _shapes(page, shown.size, left, top, page.bbox)
    return PageGlyphs(number, *shown.size, glyphs, fonts, shapes.rules(), shapes.images(), shapes.drawings())


def _glyphs(
    chars: list[dict[str, Any]], left: float, top: float, height: float
) -> tuple[Glyphs, tuple[Font, ...]]:
    names: dict[str, int] = {}
    n = len(chars)
    matrix = np.array([char["matrix"] for char in chars], np.float64).reshape(n, 6)
    a, b, _, _, e, f = matrix.T
    box = np.array([(char["x0"], char["x1"], char["y0"], char["y1"]) for char in chars], np.float64).reshape(
        n, 4
    )
    font = np.array([names.setdefault(char["fontname"], len(names)) for char in chars], np.int64)
    turn = np.degrees(np.arctan2(b, a)) / 90
    nearest = np.round(turn)
    quarter = np.where(np.abs(turn - nearest) < 0.06, nearest % 4, -1).astype(np.int64)
    wide, tall = box[:, 1] - box[:, 0], box[:, 3] - box[:, 2]
    sideways = (quarter == 1) | (quarter == 3)
    size = np.where(quarter < 0, np.minimum(wide, tall), np.where(sideways, wide, tall))
    width = np.where(quarter < 0, np.maximum(wide, tall), np.where(sideways, tall, wide))
    y = f.copy()
    upright = quarter == 0
    for index in range(len(names)):
        mine = upright & (font == index) & (size > 0)
        if mine.any():
            # pdfplumber's matrix leaves out a text rise, its box has it
            drop = (box[mine, 2] - f[mine]) / size[mine]
            rise = drop - np.median(drop)
            y[mine] += np.where(np.abs(rise) > 0.02, rise, 0.0) * size[mine]
    text = np.array([_text(char["text"]) for char in chars] or [""], dtype=object)[:n]
    fonts = tuple(font_of(name if isinstance(name, str) else str(name)) for name in names)
    return Glyphs(text, e - left, height - y - top, width, size, quarter, font), fonts


def _text(text: str) -> str:
    if (
        text.startswith("(cid:")
        or "\x00" in text
        or (len(text) == 1 and ord(text) < 32 and not text.isspace())
    ):
        return UNMAPPED
    return text.replace("\u00ad", "-")  # a hyphen that is drawn is a hyphen


def _white(color: Any) -> bool:
    if color is None:
        return False
    parts = tuple(color) if isinstance(color, list | tuple) else (color,)
    return any(
        len(parts) == len(white)
        and all(
            isinstance(p, int | float) and math.isclose(p, w, abs_tol=0.02)
            for p, w in zip(parts, white, strict=True)
        )
        for white in _WHITE
    )


def _shapes(page: Any, size: tuple[float, float], left: float, top: float, bbox: Any) -> Shapes:
    shapes = Shapes(*size)
    dx, dy = float(bbox[0]) + left, float(bbox[1]) + top

    def box(item: dict[str, Any]) -> tuple[float, float, float, float]:
        return item["x0"] - dx, item["top"] - dy, item["x1"] - dx, item["bottom"] - dy

    for image in page.images:
        shapes.image(box(image))
    for item in [*page.lines, *page.rects, *page.curves][:_MAX_SHAPES]:
        filled, stroked = bool(item.get("fill")), bool(item.get("stroke"))
        if item["object_type"] == "line":
            stroked = True
        if (not filled and not stroked) or (
            filled and not stroked and _white(item.get("non_stroking_color"))
        ):
            continue
        if shapes.thin(box(item)):
            continue
        points = [(x - dx, y - dy) for x, y in item.get("pts", [])]
        curved = item["object_type"] == "curve" and any(step[0] in "cvy" for step in item.get("path", []))
        if curved or len(points) > 400:
            shapes.drawing(box(item))
            continue
        if item["object_type"] == "rect":
            x0, y0, x1, y1 = box(item)
            points = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        steps = [(x, y, MOVE if k == 0 else LINE) for k, (x, y) in enumerate(points)]
        shapes.path(box(item), steps, filled, stroked)
    return shapes
