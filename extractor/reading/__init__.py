"""Papers to documents: ``read`` takes a PDF, JATS XML, plain text or Markdown file."""

from pathlib import Path

from extractor.document import Document
from extractor.errors import DamagedError, EmptyFileError, MissingFileError, NotAPaperError
from extractor.reading.limits import MIB, Limits, exceeded, too_big

__all__ = ["PAPER_SUFFIXES", "Limits", "read"]

PAPER_SUFFIXES = frozenset({".pdf", ".txt", ".md", ".markdown", ".xml", ".nxml"})
"""Endings (lower case) of the files that a walk over a folder takes for papers."""

_KNOWN = "give a PDF, JATS XML (.xml, .nxml), text (.txt) or Markdown (.md) file"
_FOREIGN = {
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"II*\x00": "a TIFF image",
    b"MM\x00*": "a TIFF image",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"%!PS": "a PostScript file",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}


def read(
    path: Path, *, doc_id: str | None = None, password: str | None = None, limits: Limits | None = None
) -> Document:
    """The document at ``path``, recognised by its content first and then by its suffix.

    ``doc_id`` defaults to the file's stem; ``password`` is for encrypted PDFs. Whatever the file holds, it
    raises a subclass of ``InputError`` that names the file, the problem and what to do.
    """
    path = Path(path)
    limits = limits or Limits()
    try:
        document = _read(path, doc_id if doc_id is not None else path.stem, password, limits)
    except MemoryError as error:
        raise too_big(path, limits) from error
    n_cells = sum(len(block.table.cells) for block in document.blocks if block.table is not None)
    if n_cells > limits.table_cells:
        raise exceeded(path, "table_cells", f"{n_cells:,} table cells, more than {limits.table_cells:,}")
    return document


def _read(path: Path, doc_id: str, password: str | None, limits: Limits) -> Document:
    data = _bytes(path, limits)
    head = data[:1024]
    suffix = path.suffix.lower()
    if b"%PDF-" in head:
        from extractor.reading.pdf import read_pdf

        return read_pdf(path, data, doc_id=doc_id, password=password, limits=limits)
    if suffix in (".xml", ".nxml") or _is_xml(head):
        from extractor.reading.jats import read_jats

        return read_jats(path, data, doc_id=doc_id, limits=limits)
    for magic, name in _FOREIGN.items():
        if data.startswith(magic):
            raise NotAPaperError(path, f"{name}, not a paper that can be read", _KNOWN)
    if suffix == ".pdf":
        raise NotAPaperError(path, "not a PDF (no PDF header in its first KiB)", "download the paper again")
    if suffix == ".txt":
        from extractor.reading.text import read_text

        return read_text(path, data, doc_id=doc_id, limits=limits)
    if suffix in (".md", ".markdown"):
        from extractor.reading.markdown import read_markdown

        return read_markdown(path, data, doc_id=doc_id, limits=limits)
    raise NotAPaperError(path, f"unknown file type {path.suffix!r}", _KNOWN)


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise NotAPaperError(path, "a folder, not a file", "give the papers in it")
        if not path.exists():
            raise MissingFileError(path, "no such file", "check the path")
        if not path.is_file():
            raise NotAPaperError(path, "not a regular file", _KNOWN)
        size = path.stat().st_size
        if size > limits.memory_bytes:
            raise exceeded(path, "memory_bytes", f"a file of {size // MIB:,} MiB")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DamagedError(path, f"cannot be read ({reason})", "check its permissions") from error
    if not data:
        raise EmptyFileError(path, "zero bytes", "download or copy it again")
    return data


def _is_xml(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"<?xml", b"<!DOCTYPE article", b"<article", b"<pmc-articleset"))
