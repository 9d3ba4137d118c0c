"""The two times of a coordination of follow-up and an outcome: ``follow-up and survival were 10 and 14 months``."""

import re

from extractor.assembly.brackets import ROUND_OR_SQUARE
from extractor.assembly.endpoints.times.place import Place

AVERAGE = re.compile(r"\b(?:median|mean|average|medium)\b", re.I)
FOLLOW_UP = re.compile(
    r"followed(?!\s+by)|follow(?:[-\s]?up|\b)|observation (?:time|period)|period of observation", re.I
)
_AND_TERM = re.compile(
    r"\s*(?:\([^()]*\)\s*)?and\s+(?:(?:the\s+)?(?:median|mean|overall|clinical|radiographic|imaging)\s+){0,2}"
)
_PAIR_OVER = re.compile(r"%|;|\d\D+\d")


def own_of_pair(at: Place) -> bool | None:
    """``Median follow-up and survival were 10 and 14 months``: whether the time is the follow-up's; None where
    the follow-up is coordinated with nothing."""
    named = list(FOLLOW_UP.finditer(at.clause))
    offset = at.atom.core - len(at.clause)
    if not named or not AVERAGE.search(at.clause):
        return None
    begin, end = offset + named[-1].start(), offset + named[-1].end()
    behind = next((t for t in at.scene.outcomes if end <= t.start < at.atom.start), None)
    before = next((t for t in reversed(at.scene.outcomes) if t.end <= begin), None)
    second = behind is not None and _AND_TERM.fullmatch(at.scene.text, end, behind.start)
    first = before is not None and _AND_TERM.fullmatch(at.scene.text, before.end, begin)
    lead = ROUND_OR_SQUARE.sub(" ", at.scene.text[end : at.atom.core])
    if not (first or second) or _PAIR_OVER.search(lead):
        return None
    return bool(re.search(r"\d", lead)) is bool(first)
