"""Times beside a follow-up: its own, a point that it ends at, or those of an outcome between."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractor.assembly.brackets import ROUND
from extractor.assembly.endpoints.term import TIME_TYPE
from extractor.assembly.endpoints.times.pairs import AVERAGE, FOLLOW_UP, own_of_pair
from extractor.assembly.endpoints.times.place import AT, Place, Role
from extractor.language.numerals import Atom

_FOLLOW_UP_NEXT = re.compile(
    r"[-\s]*(?:of\s+)?(?:\(median\)|median|mean|average)?\s*(?:potential\s+|clinical\s+)?(?:follow(?!ing|ed\s+by)|observation)",
    re.I,
)
_AVERAGED_AT = re.compile(
    r"\b(?:median|mean|average)\s+(?:[\w-]+\s+){0,2}(?:scores?|values?|levels?|IPSS|PSA|dos(?:e|age))\s+at\s+$",
    re.I,
)
"""``the mean level at 6 months follow-up``."""
_FOLLOWED = re.compile(
    r"\b(?:at|by|after|during|within|over|through)\s+(?:the(?:ir)?\s+|an?\s+|his\s+|her\s+|our\s+|each\s+)?(?:first\s+)?$",
    re.I,
)
_FOLLOW_UP_OVER = re.compile(
    r"\d\s*%|\d\s*(?:months|mos?|years|yrs?)\b[^(]*,\s(?!(?:with\s+)?(?:an?\s+|the\s+)?(?:median|mean)\s+(?:of|was|being)\b)|\b(?:survival|rate|control)\b"
)
_A_TIME = re.compile(r"\d\s*(?:months?|mos?|years?|yrs?|weeks?)\b")
_FOR_ANOTHER = re.compile(
    r"^\s*(?:was|were|of)\s+[\w.]+\s*(?:months?|mos?|years?|yrs?)\s*(?:\([^()]*\)\s*)?for\s+[^;,.%\d]{3,60},?\s+and\s+$"
)
"""``median follow-up was 5 years for tumour control and 8 years for survival``."""
_IN_THE_MEDIAN = re.compile(r"\s+in\s+(?:the\s+)?(?:median|mean)\b")
_BOUND = re.compile(
    r"\b(?:at\s+least|(?:minimum|maximum|shortest|longest)(?:\s+of)?|(?:more|longer|greater)\s+than|beyond|up\s+to|over)\s*$"
)
"""``after a follow-up of at least 3 years``: how long each was watched, at the least."""
_EXTREME_BETWEEN = re.compile(r"\b(?:than|until|through|range|minimum|maximum)\b")

_OF_THE_OTHERS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:in|for|of|among|on|after|with)\s(?:(?!\b(?:was|were|had|is|median|mean)\b)[^;.,%()]){2,90}?,?\s(?:and|versus|vs\.?|v|compared\s+(?:with|to)|against|but)\s+(?:only\s+)?"
)
_IN_THEM = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:in|for|among|on|after|with)\s(?!(?:respect|regard)\b)")


def coordinated(text: str, atoms: Sequence[Atom], roles: Mapping[int, Role]) -> dict[int, Role]:
    """``26 months in patients with local recurrence and 31 months in those without``: the second is a follow-up like the first."""
    found: dict[int, Role] = {}
    for left, right in pairwise(atoms):
        role = found.get(left.start, roles[left.start])
        alike = left.unit == right.unit and not right.adjectival and roles[right.start] in {"value", "none"}
        linked = alike and _IN_THEM.match(text, right.end)
        if role == "follow_up" and linked and _OF_THE_OTHERS.fullmatch(text, left.end, right.start):
            found[right.start] = "follow_up"
    return found


def of_follow_up(at: Place) -> Role | None:
    """``24 months of median follow-up``."""
    if not _FOLLOW_UP_NEXT.match(at.after):
        return None
    if re.search(r"\bthan\s+$", at.before):
        return "none"
    passing = at.atom.adjectival and _FOLLOWED.search(at.before) and not AVERAGE.search(at.after[:20])
    if passing or _AVERAGED_AT.search(at.before):
        return "point"
    if AVERAGE.search(at.before[-40:] + at.after[:20]):
        return "follow_up"
    return "point" if _FOLLOWED.search(at.before) else "none"


def behind_follow_up(at: Place) -> Role | None:
    """``median follow-up was 24 months``."""
    named = list(FOLLOW_UP.finditer(at.clause))
    if not named or at.atom.adjectival:
        return None
    if (own := own_of_pair(at)) is not None:
        return "follow_up" if own else None
    between = at.clause[named[-1].end() :]
    if _FOR_ANOTHER.search(between) and at.after.split()[:1] == ["for"]:
        return "follow_up"
    if _FOLLOW_UP_OVER.search(between) or len(between) >= 80:
        return None
    if re.fullmatch(r"[\s)]*\(\s*(?:median|mean)[\s,:=]*(?:of\s+)?", between, re.I):
        return "follow_up"
    bracket = re.search(r"(\d\s*(?:months|mos?|years|yrs?))?\s*\(\s*(?:median|mean)\s*[,:]?\s*$", between)
    if bracket:  # of what stands before the bracket
        return "follow_up" if bracket.group(1) else "none"
    if _outcome_between(at, named[-1].end()) or _told_between(at, named[-1].end()):
        return None
    if _IN_THE_MEDIAN.match(at.after):
        return "follow_up"
    begin = named[-1].start()
    if not AVERAGE.search(at.clause[max(0, begin - 40) :]):
        led = re.search(r"\b(?:at|after)\b[^,;]{0,25}$", at.clause[:begin], re.I)
        bound = _BOUND.search(at.before) or _BOUND.search(at.clause[:begin]) or at.atom.comparator != "="
        return "point" if led and not bound else "none"
    return None if _EXTREME_BETWEEN.search(ROUND.sub(" ", between)) else "follow_up"


def _told_between(at: Place, end: int) -> bool:
    """``follow-up was 20 months and median PFS was 12 months``: the follow-up has its time, this one is the outcome's."""
    begin = at.atom.core - len(at.clause) + end
    named = [
        t for t in at.scene.outcomes if begin <= t.start and t.end <= at.atom.start and t.code in TIME_TYPE
    ]
    return bool(named) and _A_TIME.search(at.scene.text, begin, named[-1].start) is not None


def _outcome_between(at: Place, end: int) -> bool:
    """``follow-up of 45 months, response at 6 months``: the time is the outcome's."""
    begin = at.atom.core - len(at.clause) + end
    named = any(begin <= t.start and t.end <= at.atom.start for t in at.scene.outcomes)
    return named and AT.search(at.before) is not None
