"""The text that scores are read from: without times, spreads and brackets that hold no number of it."""

import re
from collections.abc import Sequence

from extractor.assembly.brackets import ROUND_OR_SQUARE
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind

_INSERTED = re.compile(
    r",\s+(?:as\s+)?(?:scored|measured|assessed|evaluated|rated|quantified|graded|determined|expressed|defined)\s[^,;.()]{3,70},"
)
"""``rectal function, scored with the Wexner system, averaged …``."""
_PLUS_MINUS = re.compile(r"(?:±|\+/[-−])\s*\d[\d.·]*")
_TIME_LED = re.compile(r"\b(?:at|after|by|within|over|for|during|from|in)\s+(?:the\s+|an?\s+)?(?:first\s+)?$")


def plain_text(sentence: Sentence, atoms: Sequence[Atom]) -> str:
    """The block's text up to the end of the sentence; times, spreads and brackets without a candidate are blanked."""
    plain = sentence.text[: sentence.end]
    starts = [a.core for a in atoms]
    for m in ROUND_OR_SQUARE.finditer(plain, sentence.start):
        sized = re.match(r"[(\[]\s*(?:n\s*=|SD|SE|SEM|range|IQR|p\s*[=<])", m[0], re.I)
        if sized or not any(m.start() < s < m.end() for s in starts):
            plain = _blank(plain, m.start(), m.end())
    for m in _INSERTED.finditer(plain, sentence.start):
        if not any(m.start() < s < m.end() for s in starts):
            plain = _blank(plain, m.start(), m.end())
    for atom in sentence.atoms:
        if atom.kind in {AtomKind.SPREAD, AtomKind.INTERVAL, AtomKind.P_VALUE}:
            plain = _blank(plain, atom.start, atom.end)
        if atom.kind is AtomKind.TIME:
            led = _TIME_LED.search(plain, max(sentence.start, atom.start - 30), atom.start)
            plain = _blank(plain, led.start() if led else atom.start, atom.end)
    for m in _PLUS_MINUS.finditer(plain, sentence.start):
        plain = _blank(plain, m.start(), m.end())
    return plain


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"
