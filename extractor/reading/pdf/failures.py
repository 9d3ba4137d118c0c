"""Telling a damaged file from a fault of this program."""

import binascii
import struct
import zlib

_LIBRARIES = ("pdfminer", "pdfplumber", "pypdfium2", "pypdfium2_raw", "PIL")
_OURS = "extractor"
_BYTES = (struct.error, zlib.error, binascii.Error)


def is_damage(error: BaseException) -> bool:
    """Whether ``error`` is what a PDF library raises on a broken file.

    These libraries raise anything there, ``TypeError`` and ``KeyError`` included, so it counts where the
    error comes from: a library, called by this package. What rises from this package's own lines is its
    fault, and no reason to tell a user that the file is damaged. Running out of memory is never damage.
    """
    if isinstance(error, MemoryError):
        return False
    if _of_library(type(error).__module__) or isinstance(error, _BYTES):
        return True
    last = ""
    trace = error.__traceback__
    while trace is not None:
        name = str(trace.tb_frame.f_globals.get("__name__", ""))
        if _of_library(name) or name.split(".", 1)[0] == _OURS:
            last = name
        trace = trace.tb_next
    return _of_library(last)


def _of_library(module: str) -> bool:
    return module.split(".", 1)[0] in _LIBRARIES
