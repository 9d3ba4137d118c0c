"""PDF to ``Document``: the only package that imports pdfplumber and pypdfium2's reading side."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.document import Document
from extractor.errors import (
    DamagedError,
    EmptyFileError,
    EncryptedError,
    NotAPaperError,
    NoTextError,
)
from extractor.reading.limits import Limits, exceeded, too_big, too_slow
from extractor.reading.pdf.engines import Engine, EngineName, PasswordNeeded, open_engine
from extractor.reading.pdf.failures import is_damage
from extractor.reading.pdf.glyphs import UNMAPPED, PageGlyphs, PageTooLong
from extractor.reading.pdf.layout import layout, page_ranges

__all__ = ["read_pdf"]

_FALLBACK_BYTES = 30_000_000  # pdfminer is tried on damaged files up to this size: it may take long


def read_pdf(
    path: Path,
    data: bytes,
    *,
    doc_id: str | None = None,
    password: str | None = None,
    limits: Limits | None = None,
    engine: EngineName = "pdfium",
) -> Document:
    """The paper in ``data``, which came from ``path``.

    ``doc_id`` defaults to the sha256 of the bytes. Whatever the file holds, it raises only ``InputError``
    subclasses, which name ``path``, the problem and what to do; another exception is a fault of this program.
    """
    limits = limits or Limits()
    if not data:
        raise EmptyFileError(path, "the file is empty", "download it again")
    if b"%PDF-" not in data[:1024] and b"%PDF-" not in data:
        raise NotAPaperError(path, "not a PDF", "give a PDF, or convert the file to PDF")
    digest = hashlib.sha256(data).hexdigest()
    try:
        pages, failed = _pages(path, data, password, limits, engine)
        warnings = [f"pages {page_ranges(failed)} are damaged and were not read"] if failed else []
        warnings += _scans(path, pages)
        document = layout(pages, doc_id or digest, digest, warnings)
        if not document.text.strip():
            raise NoTextError(path, "no text but page numbers and running heads", "run it through OCR first")
        return document
    except MemoryError as error:
        raise too_big(path, limits) from error
    except Exception as error:
        if not is_damage(error):
            raise
        problem = f"damaged ({type(error).__name__}: {error})".replace("\n", " ")[:200]
        raise DamagedError(path, problem, "download it again or print it to a new PDF") from error


@contextmanager
def _opened(path: Path, data: bytes, password: str | None, engine: EngineName) -> Iterator[Engine]:
    try:
        opened = open_engine(engine, data, password)
    except PasswordNeeded as error:
        if password:
            raise EncryptedError(
                path, "the password does not open it", "give the right --password"
            ) from error
        raise EncryptedError(path, "encrypted", "give its password with --password") from error
    except Exception as error:
        if engine == "pdfplumber" or len(data) > _FALLBACK_BYTES or not is_damage(error):
            raise
        try:
            opened = open_engine("pdfplumber", data, password)
        except PasswordNeeded:
            raise EncryptedError(path, "encrypted", "give its password with --password") from error
        except Exception as second:
            if not is_damage(second):
                raise
            raise error from None
    try:
        yield opened
    finally:
        opened.close()


def _pages(
    path: Path, data: bytes, password: str | None, limits: Limits, engine: EngineName
) -> tuple[list[PageGlyphs], list[int]]:
    """The pages that can be read, and the numbers of those that cannot."""
    deadline = time.monotonic() + limits.seconds
    with _opened(path, data, password, engine) as opened:
        count = len(opened)
        if count > limits.pages:
            raise exceeded(path, "pages", f"{count:,} pages, more than the limit of {limits.pages:,}")
        if count == 0:
            raise DamagedError(path, "no pages", "download it again")
        pages: list[PageGlyphs] = []
        failed: list[int] = []
        last: Exception | None = None
        total = 0
        for number in range(1, count + 1):
            if time.monotonic() > deadline:
                raise too_slow(path, limits)
            try:
                page = opened.page(number, limits.page_characters)
            except PageTooLong as error:
                problem = (
                    f"{error.args[0]:,} characters on page {number}, more than {limits.page_characters:,}"
                )
                raise exceeded(path, "page_characters", problem) from error
            except Exception as error:
                if not is_damage(error):
                    raise
                failed.append(number)
                last = error
                continue
            total += len(page.glyphs)
            if total > limits.characters:
                raise exceeded(path, "characters", f"more than {limits.characters:,} characters")
            pages.append(page)
    if not pages:
        raise DamagedError(path, f"no page can be read ({last})", "download it again") from last
    return pages, failed


def _scans(path: Path, pages: list[PageGlyphs]) -> list[str]:
    """A warning naming pages without text among pages with text. Raises ``NoTextError`` where none has."""
    empty = [
        page for page in pages if not any(text.strip() and text != UNMAPPED for text in page.glyphs.text)
    ]
    if len(empty) == len(pages):
        where = page_ranges(page.number for page in pages)
        word = "page" if len(pages) == 1 else "pages"
        if any(len(page.glyphs) for page in pages):
            raise NoTextError(path, f"the text on {word} {where} has no Unicode", "run it through OCR first")
        raise NoTextError(path, f"no text layer on {word} {where}", "run it through OCR first")
    pictured = [page.number for page in empty if len(page.images) or len(page.drawings)]
    if not pictured:
        return []
    word = "page" if len(pictured) == 1 else "pages"
    return [f"no text layer on {word} {page_ranges(pictured)}: not read; run the file through OCR first"]
