"""The functions of pdfium's C interface that reading calls for every character or shape.

Bound again with plain integers for handles: half the price a call of pypdfium2's typed ones.
"""

import ctypes
from typing import Any

import pypdfium2.raw as raw


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with plain integers for handles: half the price a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_P, _I, _F, _U = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_uint
unicode = _bind(raw.FPDFText_GetUnicode, _U, _P, _I)
get_text = _bind(raw.FPDFText_GetText, _I, _P, _I, _I, _P)
text_object = _bind(raw.FPDFText_GetTextObject, _P, _P, _I)
loose_box = _bind(raw.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
origin = _bind(raw.FPDFText_GetCharOrigin, _I, _P, _I, _P, _P)
matrix = _bind(raw.FPDFText_GetMatrix, _I, _P, _I, _P)
map_error = _bind(raw.FPDFText_HasUnicodeMapError, _I, _P, _I)
font_size = _bind(raw.FPDFTextObj_GetFontSize, _I, _P, _P)
font_handle = _bind(raw.FPDFTextObj_GetFont, _P, _P)
font_name = _bind(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _P, _P, ctypes.c_size_t)
glyph_width = _bind(raw.FPDFFont_GetGlyphWidth, _I, _P, ctypes.c_uint32, _F, _P)
clip_path = _bind(raw.FPDFPageObj_GetClipPath, _P, _P)
clip_count = _bind(raw.FPDFClipPath_CountPaths, _I, _P)
clip_segments = _bind(raw.FPDFClipPath_CountPathSegments, _I, _P, _I)
clip_segment = _bind(raw.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)
object_type = _bind(raw.FPDFPageObj_GetType, _I, _P)
object_bounds = _bind(raw.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
object_matrix = _bind(raw.FPDFPageObj_GetMatrix, _I, _P, _P)
draw_mode = _bind(raw.FPDFPath_GetDrawMode, _I, _P, _P, _P)
fill_color = _bind(raw.FPDFPageObj_GetFillColor, _I, _P, _P, _P, _P, _P)
count_segments = _bind(raw.FPDFPath_CountSegments, _I, _P)
segment = _bind(raw.FPDFPath_GetPathSegment, _P, _P, _I)
segment_point = _bind(raw.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
segment_type = _bind(raw.FPDFPathSegment_GetType, _I, _P)
page_object = _bind(raw.FPDFPage_GetObject, _P, _P, _I)
form_object = _bind(raw.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
form_count = _bind(raw.FPDFFormObj_CountObjects, _I, _P)
