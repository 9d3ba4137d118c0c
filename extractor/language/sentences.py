"""Sentence boundaries of scientific prose: a pure function on strings."""

import re
from collections.abc import Sequence

_NO_STOP = frozenset(
    "al vs v fig figs eq ref refs no nos e.g i.e cf dr prof mr mrs ms st approx ca resp viz dept ed eds vol pp inc incl "
    "ltd etc ph suppl jan feb mar apr jun jul aug sep sept oct nov dec wk wks mo mos yr yrs".split()
)
_STOP = re.compile(
    r"[.?!][\"”'’)\]]*(?:\s?\[\d[\d,;–\s-]*\](?=\s+[A-Z])|\[\d[\d,;–\s-]*\]|\^\d[\d,–-]*|(?<=[a-z)%\]]\.)\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z]))?\s+(?!\[\d[\d,;–\s-]*\]\s*(?:$|\s[A-Z]))(?=[A-Z0-9(\[“\"'‘<>≥≤≈~±•–-]|[a-z][A-Z])|\n+"
)
_LETTERED = re.compile(
    r"\b(?:arms?|groups?|cohorts?|schedules?|regimens?|types?)\s+(?:[A-Z],?\s+(?:(?:and|or|vs\.?|versus)\s+)?)*[A-Z]$",
    re.I,
)
"""``… in arm B. This …``: a letter that is no initial."""
_LAST_WORD = re.compile(r"(?:^|[\s(\[/,;])([A-Za-z][\w.’'-]*?)$")


def split_sentences(text: str, protected: Sequence[tuple[int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of ``text``, without surrounding white space.

    A full stop after an abbreviation (``et al.``, ``vs.``, ``Fig.``) or an initial, or inside a
    ``protected`` span, ends none.
    """
    inside = bytearray(len(text) + 1)
    for start, end in protected:
        inside[start : end - 1] = b"\1" * (end - 1 - start)  # the stop of "6 mo." may end a sentence
    spans, begin = [], 0
    for m in _STOP.finditer(text):
        if inside[m.start()] or (
            text[m.start()] == "."
            and not _ends(text[max(begin, m.start() - 40) : m.start()], text[m.end() : m.end() + 2])
        ):
            continue
        spans.append((begin, m.end()))
        begin = m.end()
    spans.append((begin, len(text)))
    trimmed = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            trimmed.append((start, end))
    return tuple(trimmed)


def _ends(before: str, after: str) -> bool:
    m = _LAST_WORD.search(before)
    if m is None:
        return True
    word = m.group(1)
    if word.lower() == "al":
        return False
    if word.lower() in _NO_STOP:
        return (
            word.lower() in {"no", "v", "etc", "yr", "yrs", "mo", "mos", "wk", "wks"}
            and after[:1].isupper()
            and word.lower() != "v"
        )
    if len(word) == 1 and _LETTERED.search(before) and re.match(r"[A-Z][a-z]", after):
        return True
    return not re.fullmatch(r"[A-Z]|(?:[A-Z]\.-?)+[A-Z]?", word)
