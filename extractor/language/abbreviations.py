"""In-document abbreviations by the method of Schwartz and Hearst (Pac Symp Biocomput 2003), and table footnotes."""

import re
from collections.abc import Mapping

_PAREN = re.compile(
    r"\(\s*([A-Za-z][\w/+&-]{0,11}?)s?\s*(?:[;,][^()]{0,60})?\)|\[\s*([A-Za-z][\w/+&-]{0,11}?)s?\s*\]"
)
_RATIO_GIVEN = re.compile(r"[(\[]\s*[as]?(?:HR|OR|RR)\s*[,;=]\s*\d")
"""``had longer PFS (HR, 0.46)`` defines nothing."""
_RATIOS = frozenset({"HR", "OR", "RR"})
_VALUE_NEXT = re.compile(r"\s*[=:,]?\s*\d*[.·]\d")
"""``hazard ratio (HR) 2.1``: what the letters mean, whatever was printed for it."""
_BESIDE = re.compile(r"\((?P<long>[a-z][\w\s/-]{3,60}),\s+(?P<short>[A-Z][\w-]{1,9})\)")
"""``(standard-dose group, SD)``."""
_FOOTNOTE = re.compile(r"(?:^|[;,.]\s*)([A-Z][\w/+-]{1,9})\s*[:=,]\s+([a-z][^;:=,.()]{3,80})(?=[;,.]|$)")


_WORD = re.compile(r"[^\W\d_]+")


def find_abbreviations(text: str) -> dict[str, str]:
    """Short form → long form, for every ``long form (SF)`` and every ``SF: long form;`` in the text."""
    found: dict[str, str] = {}
    for m in _PAREN.finditer(text):
        short = m.group(1) or m.group(2)
        measured = short in _RATIOS and _VALUE_NEXT.match(text, m.end())
        if not _plausible(short) or "respectively" in m.group() or _RATIO_GIVEN.match(m.group()) or measured:
            continue
        long = _long_form(short, text[max(0, m.start() - 120) : m.start()])
        if long:
            found.setdefault(short, long)
    for m in _BESIDE.finditer(text):
        long = _long_form(m["short"], m["long"]) if _plausible(m["short"]) else None
        if long:
            found.setdefault(m["short"], long)
    return found


def find_footnote_abbreviations(text: str) -> dict[str, str]:
    """Short form → long form from an abbreviation footnote (``LC: local control, OS: overall survival``)."""
    return {m.group(1): m.group(2).strip() for m in _FOOTNOTE.finditer(text)}


def _plausible(short: str) -> bool:
    return 2 <= len(short) <= 10 and any(ch.isupper() for ch in short) and not short.isdigit()


def _long_form(short: str, before: str) -> str | None:
    letters = [ch.lower() for ch in short if ch.isalnum()]
    words = before.split()
    candidate = " ".join(words[-min(len(letters) + 5, 2 * len(letters)) :])
    i, j = len(letters) - 1, len(candidate) - 1
    while i >= 0:
        while j >= 0 and (
            candidate[j].lower() != letters[i] or (i == 0 and j > 0 and candidate[j - 1].isalnum())
        ):
            j -= 1
        if j < 0:
            return None
        i, j = i - 1, j - 1
    long = _by_initials(letters, candidate, j + 1).strip(" -,;(")
    return long if len(long) > len(short) and not any(ch in long for ch in ".;") else None


def _by_initials(letters: list[str], candidate: str, start: int) -> str:
    """``regional recurrence-free survival (RRFS)``: as many words as letters, where the match ends within them."""
    words = list(_WORD.finditer(candidate))[-len(letters) :]
    if [m.group()[0].lower() for m in words] == letters and words[0].start() < start:
        return candidate[words[0].start() :]
    return candidate[start:]


def merge(*tables: Mapping[str, str]) -> dict[str, str]:
    """One table; the first definition of a short form wins."""
    merged: dict[str, str] = {}
    for table in tables:
        for short, long in table.items():
            merged.setdefault(short, long)
    return merged
