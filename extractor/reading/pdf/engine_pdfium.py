"""The fast engine: glyphs and rules through pdfium's C interface."""

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.reading.pdf.display import Display
from extractor.reading.pdf.engines import PasswordNeeded
from extractor.reading.pdf.fonts import font_of
from extractor.reading.pdf.glyphs import UNMAPPED, Bools, Floats, Font, Glyphs, Ints, PageGlyphs, PageTooLong
from extractor.reading.pdf.shapes import Shapes

_MAX_OBJECTS = 30_000
_MAX_SEGMENTS = 400


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with plain integers for handles: half the price a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_P, _I, _F, _U = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_uint
_unicode = _bind(raw.FPDFText_GetUnicode, _U, _P, _I)
_text_object = _bind(raw.FPDFText_GetTextObject, _P, _P, _I)
_loose_box = _bind(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_origin = _bind(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
_matrix = _bind(raw.FPDFText_GetMatrix, _I, _P, _I, _P)
_map_error = _bind(raw.FPDFText_HasUnicodeMapError, _I, _P, _I)
_font_size = _bind(raw.FPDFTextObj_GetFontSize, _I, _P, _P)
_font_handle = _bind(raw.FPDFTextObj_GetFont, _P, _P)
_font_name = _bind(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)
_glyph_width = _bind(raw.FPDFFont_GetGlyphWidth, _I, _P, ctypes.c_uint32, _F, _P)
_clip_path = _bind(raw.FPDFPageObj_GetClipPath, _P, _P)
_clip_count = _bind(raw.FPDFClipPath_CountPaths, _I, _P)
_clip_segments = _bind(raw.FPDFClipPath_CountPathSegments, _I, _P, _I)
_clip_segment = _bind(raw.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)
_object_type = _bind(raw.FPDFPageObj_GetType, _I, _P)
_object_bounds = _bind(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_object_matrix = _bind(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
_draw_mode = _bind(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_fill_color = _bind(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
_count_segments = _bind(raw.FPDFPath_CountSegments, _I, _P)
_segment = _bind(raw.FPDFPath_GetPathSegment, _P, _P, _I)
_segment_point = _bind(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_segment_type = _bind(raw.FPDFPathSegment_GetType, _I, _P)
_page_object = _bind(raw.FPDFPage_GetObject, _P, _P, _I)
_form_object = _bind(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_form_count = _bind(raw.FPDFFormObj_CountObjects, _I, _P)


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
            shapes = _shapes(page, display)
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
    for i in range(count):
        owner = _text_object(handle, i)
        if not owner:
            if ids and _unicode(handle, i) == 32:
                # pdfium sets this for a space glyph of the page that it took out, too
                text.append(" ")
                xs.append(xs[-1])
                ys.append(ys[-1])
                ends.append(xs[-1])
                ids.append(ids[-1])
            continue
        if owner != last:
            last = owner
            _matrix(handle, i, p_matrix)
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
            _font_size(owner, p_size)
            font = _font_handle(owner)
            if font not in font_index:
                font_index[font] = len(fonts)
                fonts.append(_font(font))
            handles.append(owner)
            shown = not _clipped_away(owner)
            objects.append((a, b, abs(size.value) * (math.hypot(c, d) or 1.0) * shown, font_index[font]))
            upright, turned = b == 0 and a > 0, a == 0
        code = _unicode(handle, i)
        _origin(handle, i, p_x, p_y)
        _loose_box(handle, i, p_rect)
        xs.append(x.value)
        ys.append(y.value)
        if upright:
            ends.append(rect.right)
        else:
            wide, tall = rect.right - rect.left, rect.top - rect.bottom
            ends.append(tall if turned else max(wide, tall))
        text.append(_text_of(code, handle, i))
        ids.append(len(objects) - 1)
    return _assemble(text, xs, ys, ends, ids, objects, handles, display), tuple(fonts)


def _clipped_away(owner: int) -> bool:
    """Whether all of a text object lies outside its clip path: such text is not seen."""
    clip = _clip_path(owner)
    count = _clip_count(clip) if clip else 0
    if count <= 0 or count > 20:
        return False
    l, b, r, t, x, y = (ctypes.c_float() for _ in range(6))
    if not _object_bounds(owner, *(ctypes.addressof(v) for v in (l, b, r, t))):
        return False
    for path in range(count):
        segments = _clip_segments(clip, path)
        if not 0 < segments <= 60:
            continue
        xs, ys = [], []
        for k in range(segments):
            _segment_point(_clip_segment(clip, path, k), ctypes.addressof(x), ctypes.addressof(y))
            xs.append(x.value)
            ys.append(y.value)
        if r.value < min(xs) or l.value > max(xs) or t.value < min(ys) or b.value > max(ys):
            return True
    return False


def _text_of(code: int, handle: Any, i: int) -> str:
    if code == 2:
        return "-"  # pdfium's mark for a hyphen at a line's end
    if code in (0, 0xFFFE, 0xFFFF) or (code < 32 and code not in (9, 10, 13)):
        return UNMAPPED
    if code > 0x2FF and _map_error(handle, i):
        return UNMAPPED
    return chr(code)


def _cut_overhang(
    text: list[str], owner: Ints, handles: list[int], font: Floats, size: Floats, width: Floats, inner: Bools
) -> None:
    """Gives the last glyph of each text object the advance that the same glyph has inside objects,
    or by its font, instead of its loose box, which may overhang."""
    last = np.flatnonzero(~inner).tolist()
    wanted = {text[i] for i in last}
    known: dict[tuple[float, str], float] = {}
    share = (width / np.maximum(size, 1e-3)).tolist()
    for i, (letter, face, inside) in enumerate(zip(text, font.tolist(), inner.tolist(), strict=True)):
        if inside and letter in wanted and share[i] > known.get((face, letter), 0.0):
            known[face, letter] = share[i]
    for i in last:
        key = (float(font[i]), text[i])
        if key not in known:
            known[key] = _advance(handles[owner[i]], text[i])
        if 0.4 * share[i] < known[key] < share[i]:
            width[i] = known[key] * size[i]


def _advance(handle: int, text: str) -> float:
    """A glyph's advance by its font, for size 1; 0 where unknown."""
    width = ctypes.c_float()
    known = len(text) == 1 and _glyph_width(_font_handle(handle), ord(text), 1.0, ctypes.addressof(width))
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
        _cut_overhang(text, owner, handles, font, size, width, np.append(inner, False))
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
    length = _font_name(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    _font_name(handle, buffer, length)
    return font_of(buffer.value.decode("utf8", "replace"))


def _objects(page: Any) -> Iterator[tuple[int, int, tuple[float, ...] | None]]:
    """(handle, type, matrix of the form around it) of all paths and images."""
    page_handle = ctypes.cast(page.raw, ctypes.c_void_p).value
    budget = _MAX_OBJECTS
    matrix = raw.FS_MATRIX()
    stack: list[tuple[Any, Any, int, tuple[float, ...] | None, int]] = [
        (_page_object, page_handle, raw.FPDFPage_CountObjects(page.raw), None, 0)
    ]
    while stack:
        getter, parent, count, outer, depth = stack.pop()
        for i in range(count):
            budget -= 1
            if budget < 0:
                return
            handle = getter(parent, i)
            kind = _object_type(handle) if handle else 0
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < 8:
                _object_matrix(handle, ctypes.addressof(matrix))
                inner = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
                stack.append(
                    (_form_object, handle, _form_count(handle), _multiply(inner, outer), depth + 1)
                )
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                yield handle, kind, outer


def _multiply(m: tuple[float, ...], n: tuple[float, ...] | None) -> tuple[float, ...]:
    if n is None:
        return m
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)


def _apply(m: tuple[float, ...] | None, x: float, y: float) -> tuple[float, float]:
    return (x, y) if m is None else (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])


def _shapes(page: Any, display: Display) -> Shapes:
    shapes = Shapes(*display.size)
    l, b, r, t = (ctypes.c_float() for _ in range(4))
    bounds = [ctypes.addressof(v) for v in (l, b, r, t)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    p_mode, p_stroke = ctypes.addressof(mode), ctypes.addressof(stroke)
    rgba = [ctypes.c_uint() for _ in range(4)]
    p_rgba = [ctypes.addressof(v) for v in rgba]

    def place(m: tuple[float, ...] | None, x: float, y: float) -> tuple[float, float]:
        return display.points(*_apply(m, x, y))

    for handle, kind, outer in _objects(page):
        if not _object_bounds(handle, *bounds):
            continue
        box = (*place(outer, l.value, b.value), *place(outer, r.value, t.value))
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            shapes.image(box)
            continue
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        _draw_mode(handle, p_mode, p_stroke)
        filled, stroked = mode.value != 0, bool(stroke.value)
        if not filled and not stroked:
            continue
        if filled and not stroked:
            _fill_color(handle, *p_rgba)
            if rgba[3].value == 0 or min(v.value for v in rgba[:3]) > 250:
                continue
        if shapes.thin(box):
            continue
        count = _count_segments(handle)
        if count > _MAX_SEGMENTS:
            shapes.drawing(box)
            continue
        shapes.path(box, _segments(handle, count, outer, place), filled, stroked)
    return shapes


def _segments(handle: Any, count: int, outer: Any, place: Any) -> list[tuple[float, float, int]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = raw.FS_MATRIX()
    _object_matrix(handle, ctypes.addressof(matrix))
    m = _multiply((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
    points = []
    for i in range(count):
        segment = _segment(handle, i)
        _segment_point(segment, ctypes.addressof(x), ctypes.addressof(y))
        points.append((*place(m, x.value, y.value), _segment_type(segment)))
    return points
