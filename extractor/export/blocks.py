"""What was read of a paper as JSON: its blocks with their text, pages and boxes."""

from dataclasses import asdict
from typing import Any

import numpy as np

from extractor.document import Block, Document, Span


def as_json(document: Document) -> dict[str, Any]:
    """The document as plain data; offsets are characters of the joined text, boxes PDF points."""
    return {
        "doc_id": document.doc_id,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "page_sizes": [list(size) for size in document.page_sizes],
        "warnings": list(document.warnings),
        "blocks": [_block(document, block) for block in document.blocks],
        "references": [
            {**asdict(reference), "text": document.text[reference.start : reference.end]}
            for reference in document.references
        ],
    }


def places(document: Document, span: Span) -> list[dict[str, Any]]:
    """Each page that a span stands on, with one box a printed line."""
    if document.ink is None:
        return []
    start, end = span
    pages = document.ink.pages[start:end]
    out = []
    for page in sorted({int(page) for page in pages if page > 0}):
        on_page = np.flatnonzero(pages == page)
        first, last = int(on_page[0]), int(on_page[-1]) + 1
        out.append({"page": page, "boxes": document.ink.line_boxes(start + first, start + last)})
    return out


def _block(document: Document, block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": block.kind.value,
        "section": block.section,
        "source": block.source,
        "start": block.start,
        "end": block.end,
        "text": document.text[block.start : block.end],
    }
    if document.ink is not None:
        data["places"] = places(document, (block.start, block.end))
    for name in ("level", "path"):
        if (value := getattr(block, name)) is not None:
            data[name] = value
    if block.table is not None:
        data["table"] = asdict(block.table)
    return data
