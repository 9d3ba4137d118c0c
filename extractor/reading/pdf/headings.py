"""Which paragraphs are headings, and how deep."""

import re
from dataclasses import dataclass

from extractor.reading import sections
from extractor.reading.pdf.fonts import family
from extractor.reading.pdf.paragraphs import Paragraph

_NO_HEADING = re.compile(r"[\d\W]*$|.*[,;=<>]$|.*@|https?:|\W*doi|www\.|\(|[•●▪–-]\s", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """How running text is set in a document."""

    body: float
    bold_body: bool
    family: str = ""


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
    other = style.family != "" and all(
        family(frame.page.fonts[line.font].name) != style.family for frame, line in paragraph.parts
    )
    standing_out = large or bold or paragraph.italic or (other and paragraph.size > 0.93 * style.body)
    if numbered is not None and (standing_out or len(paragraph.parts) == 1):
        return numbered.level
    if common is not None and len(paragraph.parts) == 1:
        return 1 if large or bold or text.isupper() else 2
    if not standing_out or (text.endswith((".", ":")) and not large and len(text) > 90):
        return None
    if text.endswith(".") and not (bold and len(text) < 80):
        return None
    if not re.match(r"[\"“‘(]?[A-Z0-9α-ω]", text) and not large:
        return None
    if (paragraph.size < 0.93 * style.body and not bold) or (
        other and not large and not bold and len(text) > 90
    ):
        return None
    if sum(c.isalpha() for c in text) < 0.5 * len(text):
        return None
    if len(text.split()) > 22:
        return None
    if large and bold:
        return 1
    return 2 if large or bold else 3


def run_in_heading(paragraph: Paragraph, style: Style) -> str | None:
    """The heading that opens a paragraph in a face of its own (``2.1. Patients. We …``), or None."""
    letters: list[str] = []
    face: bool | None = None
    count = 0
    for frame, line in paragraph.parts[:3]:
        fonts = frame.page.fonts
        for glyph, space in zip(line.index.tolist(), line.space.tolist(), strict=True):
            font = fonts[frame.glyphs.font[glyph]]
            bold = font.bold and not style.bold_body
            marked = bold or font.italic
            if face is None:
                face = bold
                if not marked:
                    return None
            if (not bold if face else not font.italic) and frame.glyphs.text[
                glyph
            ] not in ".:,–-()0123456789":
                return _run_in("".join(letters), face)
            letters.append(f" {frame.glyphs.text[glyph]}" if space else frame.glyphs.text[glyph])
            count += 1
            if count > 120:
                return None
        letters.append(" ")
    return None


def _run_in(text: str, bold: bool) -> str | None:
    text = " ".join(text.split())
    if not 4 <= len(text) <= 110 or not text[0].isalnum() or text[0].islower():
        return None
    numbered = re.match(r"\d+(?:\.\d+)+\.?\s", text)
    if text[-1] in ".:" or (bold and not numbered):
        return text.rstrip(".: ") if numbered or bold or len(text.split()) <= 8 else None
    return None
