"""The brackets around a p-value."""

from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom


def mask_brackets(text: str) -> str:
    """The text with the content of brackets, also of one still open at its end, blanked; same length."""
    depth, masked = 0, []
    for ch in text:
        depth += ch in "(["
        masked.append(" " if depth else ch)
        depth = max(0, depth - (ch in ")]"))
    return "".join(masked)


def opening(sentence: Sentence, atom: Atom) -> int | None:
    """Where the bracket around a p-value opens."""
    depth = 0
    for offset in range(atom.start - 1, sentence.start - 1, -1):
        depth += (sentence.text[offset] in ")]") - (sentence.text[offset] in "([")
        if depth < 0:
            return offset
    return None
