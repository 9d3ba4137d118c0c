"""Plain text: an abstract (title, blank line, text) or a whole paper with headings on lines of their own."""

import hashlib
from pathlib import Path

from extractor.document import Document
from extractor.errors import DamagedError, NoTextError
from extractor.reading import flow, lines
from extractor.reading.glued import parted
from extractor.reading.limits import Limits, exceeded

MEDIA_TYPE = "text/plain"


def decode(path: Path, data: bytes, limits: Limits) -> str:
    """The text of a file in UTF-8 (or UTF-16 with a mark, or as a last resort Windows-1252).

    Raises ``LimitError`` for too long a text, ``DamagedError`` for bytes that are no text and
    ``NoTextError`` for white space alone.
    """
    if len(data) > 4 * limits.characters:
        raise exceeded(path, "characters", f"more than {limits.characters:,} characters")
    encodings = ["utf-16"]
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-8-sig", "cp1252"]
        if b"\x00" in data[:4096]:
            raise DamagedError(path, "binary data, no text", "give a PDF, text, Markdown or JATS XML file")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DamagedError(path, "not in a known text encoding", "save it as UTF-8")
    if len(text) > limits.characters:
        raise exceeded(path, "characters", f"more than {limits.characters:,} characters")
    if not text.strip():
        raise NoTextError(path, "no text in it, only white space", "give a file with the paper's text")
    return text


def read_text(path: Path, data: bytes, *, doc_id: str, limits: Limits) -> Document:
    """The document of a plain text file."""
    rows = [parted(row) for row in decode(path, data, limits).splitlines()]
    pieces = lines.pieces(rows, wrapped=lines.is_wrapped(rows))
    return flow.compose(pieces, doc_id=doc_id, sha256=hashlib.sha256(data).hexdigest(), media_type=MEDIA_TYPE)
