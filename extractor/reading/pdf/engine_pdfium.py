"""The fast engine: glyphs and rules through pdfium's C interface."""

import ctypes
import math
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.reading.pdf import pdfium_c as c
from extractor.reading.pdf.display import Display
from extractor.reading.pdf.engines import PasswordNeeded
from extractor.reading.pdf.fonts import font_of
from extractor.reading.pdf.glyphs import UNMAPPED, Bools, Floats, Font, Glyphs, Ints, PageGlyphs, PageTooLong
from extractor.reading.pdf.pdfium_shapes import collect_shapes

_LIGATING = frozenset(b"fFtTcsSQ")  # may be the first letter of a ligature
_WIDTH = 0.56  # of a glyph of unknown width, in sizes


class PdfiumEngine:
    """Pages of one open document; ``close`` when done."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        try:
            self._pdf = pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
                raise PasswordNeeded from error
            raise

    def __len__(self) -> int:
        return len(self._pdf)

    def close(self) -> None:
        """Frees the document."""
        self._pdf.close()

    def page(self, number: int, max_characters: int) -> PageGlyphs:
        """Page ``number`` (from 1). Raises ``PageTooLong`` beyond ``max_characters``, pdfium's errors."""
        page = self._pdf[number - 1]
        try:
            display = Display.of(page.get_mediabox(), page.get_cropbox(), page.get_rotation())
            glyphs, fonts = _glyphs(page, display, max_characters)
            shapes = collect_shapes(page, display)
        finally:
            page.close()
        return PageGlyphs(
            number, *display.size, glyphs, fonts, shapes.rules(), shapes.images(), shapes.drawings()
        )


def _glyphs(page: Any, display: Display, max_characters: int) -> tuple[Glyphs, tuple[Font, ...]]:
    textpage = page.get_textpage()
    try:
        handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        count = textpage.count_chars()
        if count > max_characters:
            raise PageTooLong(count)
        return _read_glyphs(handle, count, display)
    finally:
        textpage.close()


def _read_glyphs(handle: Any, count: int, display: Display) -> tuple[Glyphs, tuple[Font, ...]]:
    text: list[str] = []
    xs: list[float] = []
    ys: list[float] = []
    ends: list[float] = []
    ids: list[int] = []
    objects: list[tuple[float, float, float, int]] = []  # a, b of the text matrix, size, font
    handles: list[int] = []
    fonts: list[Font] = []
    font_index: dict[int, int] = {}
    rect = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    x, y, size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
    p_rect, p_matrix = ctypes.addressof(rect), ctypes.addressof(matrix)
    p_x, p_y, p_size = ctypes.addressof(x), ctypes.addressof(y), ctypes.addressof(size)
    last, upright, turned = None, False, False
    guessed, slack = -1, 0.0  # the character whose width was taken from the cache, and how far it is trusted
    codes = _codes(handle, count)
    widths: dict[tuple[int, float, float], dict[int, float]] = {}  # loose widths by font, size, scale
    known: dict[int, float] = {}
    text_object, origin, loose_box = c.text_object, c.origin, c.loose_box  # called for every character
    for i, code in enumerate(codes):
        owner = text_object(handle, i)
        if not owner:
            if ids and code == 32:
                if guessed >= 0:
                    loose_box(handle, guessed, p_rect)
                    ends[-1], guessed = rect.right, -1
                # pdfium sets this for a space glyph of the page that it took out, too
                text.append(" ")
                xs.append(xs[-1])
                ys.append(ys[-1])
                ends.append(xs[-1])
                ids.append(ids[-1])
            continue
        if owner != last:
            if guessed >= 0:
                loose_box(handle, guessed, p_rect)
                ends[-1], guessed = rect.right, -1
            last = owner
            c.matrix(handle, i, p_matrix)
            a, b = matrix.a, matrix.b
            c.font_size(owner, p_size)
            font = c.font_handle(owner)
            if font not in font_index:
                font_index[font] = len(fonts)
                fonts.append(_font(font))
            handles.append(owner)
            shown = not _clipped_away(owner)
            objects.append(
                (a, b, abs(size.value) * (math.hypot(matrix.c, matrix.d) or 1.0) * shown, font_index[font])
            )
            upright, turned = b == 0 and a > 0, a == 0
            known = widths.setdefault((font_index[font], size.value, a), {})
            slack = 0.06 * abs(size.value) * a
        origin(handle, i, p_x, p_y)
        here = x.value
        if guessed >= 0 and (code == 32 or here - ends[-1] > slack):
            # glyphs of one code may differ in width: look before this is taken for a gap, or for none
            loose_box(handle, guessed, p_rect)
            ends[-1] = rect.right
        piece = bool(xs) and here == xs[-1]  # of a ligature: all its letters have the whole width
        xs.append(here)
        ys.append(y.value)
        if upright:
            width = None if piece else known.get(code)
            guessed = -1 if width is None else i
            if width is None:
                loose_box(handle, i, p_rect)
                width = rect.right - here
                if not piece and code < 0x300 and code not in _LIGATING:
                    known[code] = width
            ends.append(here + width)
        else:
            guessed = -1
            loose_box(handle, i, p_rect)
            wide, tall = rect.right - rect.left, rect.top - rect.bottom
            ends.append(tall if turned else max(wide, tall))
        text.append(chr(code) if 32 <= code < 0x300 and code != 0xAD else _text_of(code, handle, i))
        ids.append(len(objects) - 1)
    return _assemble(text, xs, ys, ends, ids, objects, handles, display), tuple(fonts)


def _codes(handle: Any, count: int) -> list[int]:
    """The code of each character: at once where text and characters correspond, else one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if count and c.get_text(handle, 0, count, ctypes.addressof(buffer)) == count + 1:
        codes = list(buffer[:count])
        if 0xFFFE not in codes and 0 not in codes:
            return codes
        return [code if 0 < code < 0xFFFE else c.unicode(handle, i) for i, code in enumerate(codes)]
    return [c.unicode(handle, i) for i in range(count)]


def _clipped_away(owner: int) -> bool:
    """Whether all of a text object lies outside its clip path: such text is not seen."""
    clip = c.clip_path(owner)
    count = c.clip_count(clip) if clip else 0
    if count <= 0 or count > 20:
        return False
    left, low, right, high, x, y = (ctypes.c_float() for _ in range(6))
    if not c.object_bounds(owner, *(ctypes.addressof(v) for v in (left, low, right, high))):
        return False
    for path in range(count):
        segments = c.clip_segments(clip, path)
        if not 0 < segments <= 60:
            continue
        xs, ys = [], []
        for k in range(segments):
            c.segment_point(c.clip_segment(clip, path, k), ctypes.addressof(x), ctypes.addressof(y))
            xs.append(x.value)
            ys.append(y.value)
        across = right.value < min(xs) or left.value > max(xs)
        if across or high.value < min(ys) or low.value > max(ys):
            return True
    return False


def _text_of(code: int, handle: Any, i: int) -> str:
    if code in (2, 0xAD):
        return "-"  # pdfium's mark for a hyphen at a line's end; a soft hyphen that is drawn
    if code in (0, 0xFFFE, 0xFFFF) or (code < 32 and code not in (9, 10, 13)):
        return UNMAPPED
    if code > 0x2FF and c.map_error(handle, i):
        return UNMAPPED
    return chr(code)


def _cut_overhang(
    text: list[str],
    owner: Ints,
    handles: list[int],
    font: Floats,
    size: Floats,
    width: Floats,
    inner: Bools,
    upright: Bools,
) -> None:
    """Gives the last glyph of each text object the advance that the same glyph has inside objects,
    or by its font, instead of its loose box, which may overhang; the box of a turned glyph is no measure."""
    last = np.flatnonzero(~inner).tolist()
    wanted = {text[i] for i in last}
    known: dict[tuple[float, str], float] = {}
    share = (width / np.maximum(size, 1e-3)).tolist()
    for i, (letter, face, inside) in enumerate(zip(text, font.tolist(), inner.tolist(), strict=True)):
        if inside and letter in wanted and share[i] > known.get((face, letter), 0.0):
            known[face, letter] = share[i]
    for i in last:
        key = (float(font[i]), text[i])
        if not upright[i]:
            width[i] = min(width[i], known.get(key, _WIDTH) * size[i])
            continue
        if key not in known:
            known[key] = _advance(handles[owner[i]], text[i])
        if 0.4 * share[i] < known[key] < share[i]:
            width[i] = known[key] * size[i]


def _advance(handle: int, text: str) -> float:
    """A glyph's advance by its font, for size 1; 0 where unknown."""
    width = ctypes.c_float()
    known = len(text) == 1 and c.glyph_width(c.font_handle(handle), ord(text), 1.0, ctypes.addressof(width))
    return width.value if known else 0.0


def _pair(text: list[str]) -> str:
    """The character of a surrogate pair."""
    joined = "".join(text)
    try:
        return joined.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return UNMAPPED


def _assemble(
    text: list[str],
    xs: list[float],
    ys: list[float],
    ends: list[float],
    ids: list[int],
    objects: list[tuple[float, float, float, int]],
    handles: list[int],
    display: Display,
) -> Glyphs:
    characters = np.array(text, dtype=object)
    owner = np.array(ids, np.int64)
    table = np.array(objects, np.float64).reshape(-1, 4)
    x, y, end = np.array(xs, np.float64), np.array(ys, np.float64), np.array(ends, np.float64)
    a, b, size, font = (table[owner, k] for k in range(4))
    upright = (b == 0) & (a > 0)
    width = np.where(upright, end - x, end)
    if len(x) > 1:
        same = owner[1:] == owner[:-1]
        step = np.where(upright[:-1], x[1:] - x[:-1], np.hypot(x[1:] - x[:-1], y[1:] - y[:-1]))
        # the loose box includes an overhang beyond the advance: cut it at the next origin
        inner = same & (step > 0.05 * size[:-1])
        width[:-1] = np.where(inner, np.minimum(width[:-1], step), width[:-1])
        _cut_overhang(text, owner, handles, font, size, width, np.append(inner, False), upright)
        # the pieces of a ligature share one origin: join them into one glyph
        inked = np.array([piece.isalnum() or "\ud800" <= piece < "\ue000" for piece in text])
        together = same & (step < 1e-3) & (np.abs(y[1:] - y[:-1]) < 1e-3) & inked[1:] & inked[:-1]
        joint = np.concatenate([[False], together])
        if joint.any():
            heads = np.flatnonzero(~joint)
            for start, stop in zip(heads, np.append(heads[1:], len(x)), strict=True):
                if stop - start > 1:
                    characters[start] = _pair(text[start:stop])
                    width[start] = width[start:stop].max()
            keep = ~joint
            characters, x, y, width, size = characters[keep], x[keep], y[keep], width[keep], size[keep]
            a, b, font = a[keep], b[keep], font[keep]
    turn = np.degrees(np.arctan2(b, a)) / 90 - display.quarters
    nearest = np.round(turn)
    quarter = np.where(np.abs(turn - nearest) < 0.06, nearest % 4, -1).astype(np.int64)
    x, y = display.points(x, y)
    return Glyphs(characters, x, y, width, size, quarter, font.astype(np.int64))


def _font(handle: Any) -> Font:
    if not handle:
        return Font("", False, False)
    length = c.font_name(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    c.font_name(handle, buffer, length)
    return font_of(buffer.value.decode("utf8", "replace"))
