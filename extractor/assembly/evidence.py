"""Records from findings: quote, page, boxes, section."""

import re
from typing import Any

from extractor.assembly.findings import Finding
from extractor.document import Block, BlockKind, Document
from extractor.records import Cohort, Dose, Endpoint, PValue, Study, parse

CONTEXT = 32
"""Characters of context either side of a quote (the contract's limit)."""


def to_record(
    document: Document, block: Block, finding: Finding, study: Study
) -> Dose | Cohort | Endpoint | PValue:
    """The finding as a record with its evidence."""
    start, end = trimmed(document.text, block.start + finding.start, block.start + finding.end)
    prefix = document.text[max(0, start - CONTEXT, block.start if finding.row else 0) : start]
    suffix = document.text[end : end + CONTEXT]
    if finding.row is not None:
        prefix, suffix = finding.row, ""
    data: dict[str, Any] = {
        **finding.fields,
        "kind": finding.kind,
        "doc_id": document.doc_id,
        "source": "table" if block.kind is BlockKind.FOOTNOTE else block.source,
        "section": block.section,
        "quote": {"exact": document.text[start:end], "prefix": prefix, "suffix": suffix},
        "study": study,
        "rule": finding.rule,
    }
    if document.ink is not None:
        data["page"] = document.ink.page(start, end)
        data["boxes"] = document.ink.line_boxes(start, end)
    return parse(data)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends and with its brackets closed."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    inside = text[start:end]
    for opening, closing in ("()", "[]"):
        if inside.count(opening) == inside.count(closing) + 1:
            m = re.match(
                rf"[^{re.escape(opening + closing)}.;]{{0,2}}{re.escape(closing)}", text[end : end + 3]
            )
            if m:
                end += m.end()
    return start, end
