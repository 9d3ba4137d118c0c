"""JATS XML, as PubMed Central gives it, to a document; provenance is each block's element path."""

import hashlib
from pathlib import Path

from extractor.document import Document
from extractor.errors import NotAPaperError, NoTextError
from extractor.reading.jats.article import ArticleReader
from extractor.reading.jats.tree import Node, parse
from extractor.reading.limits import Limits

__all__ = ["MEDIA_TYPE", "read_jats"]

MEDIA_TYPE = "application/jats+xml"


def read_jats(path: Path, data: bytes, *, doc_id: str, limits: Limits) -> Document:
    """The document of a JATS file (a root ``article``, or one inside an article set).

    Raises ``DamagedError`` for broken XML and for declared entities, ``NotAPaperError`` for XML that
    is no JATS, ``NoTextError`` for an article without text, ``LimitError`` beyond ``limits``.
    """
    root = parse(path, data, limits)
    article = _article(root)
    if article is None:
        problem = f"XML, but no JATS article (its root is <{root.tag[:40]}>)"
        raise NotAPaperError(path, problem, "give JATS XML as PubMed Central has it")
    reader = ArticleReader(path, limits)
    reader.read(article)
    if not reader.builder.blocks:
        raise NoTextError(path, "a JATS article without text", "give the paper's PDF")
    return reader.builder.build(
        doc_id, hashlib.sha256(data).hexdigest(), MEDIA_TYPE, reader.references, warnings=reader.warnings
    )


def _article(root: Node) -> Node | None:
    if root.tag == "article":
        found: Node | None = root
    else:
        found = next(root.descendants("article"), None)
    if found is None or not any(found.elements("front", "front-stub", "body", "back")):
        return None
    return found
