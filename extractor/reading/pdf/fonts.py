"""What a font's name says of its face."""

import re

from extractor.reading.pdf.glyphs import Font

_BOLD = re.compile(r"bold|black|heavy|demi|semib|-bd|bdcn|medi\b|cmbx|\.b$|-b$|_b$", re.I)
_ITALIC = re.compile(r"ital|obli|-it\b|cmti|\.i$|-i$|slant|(?-i:It$)", re.I)


def font_of(name: str) -> Font:
    """A face from its PostScript name, subset prefix and all."""
    name = re.sub(r"^[A-Z]{6}\+", "", name)
    return Font(name, bool(_BOLD.search(name)), bool(_ITALIC.search(name)))


def family(name: str) -> str:
    """The name of a face without its style."""
    return re.split(r"[-,.]", name, maxsplit=1)[0]
