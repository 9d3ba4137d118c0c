"""Brackets, as they are passed over, blanked or looked for around and between what a sentence tells."""

import re

from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom

ROUND = re.compile(r"\([^()]*\)")
"""``(12 of 40)``: closed, with no other in it."""
ROUND_OR_SQUARE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""``(12 of 40)``, ``[95% CI 3-9]``."""
_INNERMOST = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")


def without_brackets(text: str) -> str:
    """The text without brackets, also those within others.

    >>> without_brackets("60 Gy (in 30 (daily)) or")
    '60 Gy   or'
    """
    while (shorter := ROUND_OR_SQUARE.sub(" ", text)) != text:
        text = shorter
    return text


def outside_brackets(text: str) -> str:
    """The text without bracketed parts; what stands before an unmatched closing bracket is dropped too.

    >>> outside_brackets("95% CI 3-9) and 12% [n = 40] at")
    ' and 12%   at'
    """
    while (shorter := _INNERMOST.sub(" ", text)) != text:
        text = shorter
    return re.split(r"[)\]]", text)[-1]


def mask_brackets(text: str) -> str:
    """The text with the content of brackets, also of one still open at its end, blanked; same length.

    >>> mask_brackets("age (p = 0.1) and (sex")
    'age           and     '
    """
    depth, masked = 0, []
    for ch in text:
        depth += ch in "(["
        masked.append(" " if depth else ch)
        depth = max(0, depth - (ch in ")]"))
    return "".join(masked)


def opening(sentence: Sentence, atom: Atom) -> int | None:
    """Where the bracket around an atom opens; None where none does."""
    depth = 0
    for offset in range(atom.start - 1, sentence.start - 1, -1):
        depth += (sentence.text[offset] in ")]") - (sentence.text[offset] in "([")
        if depth < 0:
            return offset
    return None
