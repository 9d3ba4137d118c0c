"""The page readers behind one protocol: pdfium, which is fast, and pdfplumber, the reference."""

from typing import Literal, Protocol

from extractor.reading.pdf.glyphs import PageGlyphs

EngineName = Literal["pdfium", "pdfplumber"]


class Engine(Protocol):
    """Pages of one open document."""

    def __len__(self) -> int:
        """Number of pages."""

    def page(self, number: int, max_characters: int) -> PageGlyphs:
        """Page ``number`` (from 1). Raises ``PageTooLong``, or whatever the library raises."""

    def close(self) -> None:
        """Frees the document."""


class PasswordNeeded(Exception):
    """The document opens only with a password, or the one given is wrong."""


def open_engine(name: EngineName, data: bytes, password: str | None) -> Engine:
    """Opens ``data``. Raises ``PasswordNeeded``, or whatever the library raises."""
    if name == "pdfium":
        from extractor.reading.pdf.engine_pdfium import PdfiumEngine

        return PdfiumEngine(data, password)
    from extractor.reading.pdf.engine_plumber import PlumberEngine

    return PlumberEngine(data, password)
