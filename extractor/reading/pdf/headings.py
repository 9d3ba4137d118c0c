"""Which paragraphs are headings, and how deep."""

import re
from dataclasses import dataclass

from extractor.reading import sections
from extractor.reading.pdf.paragraphs import Paragraph

_NO_HEADING = re.compile(r"[\d\W]*$|.*[,;=<>]$|.*@|https?:|\W*doi|www\.|\(|[•●▪–-]\s", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """How running text is set in a document."""

    body: float
    bold_body: bool


def heading_level(paragraph: Paragraph, style: Style) -> int | None:
    """The level from 1 of a heading, None for anything else."""
    text = paragraph.text.strip()
    if len(paragraph.parts) > 4 or not 3 <= len(text) <= 170 or _NO_HEADING.match(text):
        return None
    if sections.caption(text) is not None:
        return None
    large = paragraph.size > 1.07 * style.body
    bold = paragraph.bold and not style.bold_body
    numbered = sections.numbered_heading(text)
    common = sections.common_heading(text)
    standing_out = large or bold or paragraph.italic
    if numbered is not None and (standing_out or len(paragraph.parts) == 1):
        return numbered.level
    if common is not None and len(paragraph.parts) == 1:
        return 1 if large or bold or text.isupper() else 2
    if not standing_out or text.endswith((".", ":")) and not large and len(text) > 90:
        return None
    if text.endswith(".") and not (bold and len(text) < 80):
        return None
    if not re.match(r"[\"“‘(]?[A-Z0-9α-ω]", text) and not large:
        return None
    if paragraph.size < 0.93 * style.body and not bold:
        return None
    if sum(c.isalpha() for c in text) < 0.5 * len(text):
        return None
    if len(text.split()) > 22:
        return None
    if large and bold:
        return 1
    return 2 if large or bold else 3
