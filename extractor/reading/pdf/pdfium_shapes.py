"""What a page draws, through pdfium: ruling lines, filled boxes, pictures."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from extractor.reading.pdf import pdfium_c as c
from extractor.reading.pdf.display import Display
from extractor.reading.pdf.shapes import Shapes

_MAX_OBJECTS = 30_000
_MAX_SEGMENTS = 400


def collect_shapes(page: Any, display: Display) -> Shapes:
    """The shapes of a page, those inside forms too."""
    shapes = Shapes(*display.size)
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    bounds = [ctypes.addressof(v) for v in (left, low, right, high)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    p_mode, p_stroke = ctypes.addressof(mode), ctypes.addressof(stroke)
    rgba = [ctypes.c_uint() for _ in range(4)]
    p_rgba = [ctypes.addressof(v) for v in rgba]

    def place(m: tuple[float, ...] | None, x: float, y: float) -> tuple[float, float]:
        return display.points(*_apply(m, x, y))

    for handle, kind, outer in _objects(page):
        if not c.object_bounds(handle, *bounds):
            continue
        box = (*place(outer, left.value, low.value), *place(outer, right.value, high.value))
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            shapes.image(box)
            continue
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        c.draw_mode(handle, p_mode, p_stroke)
        filled, stroked = mode.value != 0, bool(stroke.value)
        if not filled and not stroked:
            continue
        if filled and not stroked:
            c.fill_color(handle, *p_rgba)
            if rgba[3].value == 0 or min(v.value for v in rgba[:3]) > 250:
                continue
        if shapes.thin(box):
            continue
        count = c.count_segments(handle)
        if count > _MAX_SEGMENTS:
            shapes.drawing(box)
            continue
        shapes.path(box, _segments(handle, count, outer, place), filled, stroked)
    return shapes


def _objects(page: Any) -> Iterator[tuple[int, int, tuple[float, ...] | None]]:
    """(handle, type, matrix of the form around it) of all paths and images."""
    page_handle = ctypes.cast(page.raw, ctypes.c_void_p).value
    budget = _MAX_OBJECTS
    matrix = raw.FS_MATRIX()
    stack: list[tuple[Any, Any, int, tuple[float, ...] | None, int]] = [
        (c.page_object, page_handle, raw.FPDFPage_CountObjects(page.raw), None, 0)
    ]
    while stack:
        getter, parent, count, outer, depth = stack.pop()
        for i in range(count):
            budget -= 1
            if budget < 0:
                return
            handle = getter(parent, i)
            kind = c.object_type(handle) if handle else 0
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < 8:
                c.object_matrix(handle, ctypes.addressof(matrix))
                inner = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
                stack.append(
                    (c.form_object, handle, c.form_count(handle), _multiply(inner, outer), depth + 1)
                )
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                yield handle, kind, outer


def _segments(handle: Any, count: int, outer: Any, place: Any) -> list[tuple[float, float, int]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = raw.FS_MATRIX()
    c.object_matrix(handle, ctypes.addressof(matrix))
    m = _multiply((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
    points = []
    for i in range(count):
        segment = c.segment(handle, i)
        c.segment_point(segment, ctypes.addressof(x), ctypes.addressof(y))
        points.append((*place(m, x.value, y.value), c.segment_type(segment)))
    return points


def _multiply(m: tuple[float, ...], n: tuple[float, ...] | None) -> tuple[float, ...]:
    if n is None:
        return m
    a, b, u, v, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, u * g + v * i, u * h + v * j, e * g + f * i + k, e * h + f * j + o)


def _apply(m: tuple[float, ...] | None, x: float, y: float) -> tuple[float, float]:
    return (x, y) if m is None else (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
