"""Times that were measured: how long a median patient lived, or how long something lasted."""

import re

from extractor.assembly.brackets import ROUND_OR_SQUARE
from extractor.assembly.endpoints.scene import average_before, term_before
from extractor.assembly.endpoints.term import TIME_TYPE
from extractor.assembly.endpoints.times.pairs import AVERAGE
from extractor.assembly.endpoints.times.place import LONG_UNITS, SHARE, Place, Role

_PAIRED_BEFORE = re.compile(
    r"\d\s*(?:months|mos?|years|yrs?|weeks|wks?|days)\s+(after|following|with|from)\s[^.;]{1,60}?\b(?:and|versus|vs\.?)\s+$"
)
_NONE_AT = re.compile(r"\b[Nn]o(?:ne)?\b(?:(?!\d)[^,;])*\b(?:at|after)\s+an?\s+(?:median|mean)\s+(?:of\s+)?$")
"""``no failure was observed at a median of 30 months``: how long the patients were watched."""
_AT_AVERAGE = re.compile(r"\bat\s+an?\s+(?:median|mean|average)\s+(?:time\s+|interval\s+)?(?:of\s+)?$")
_STATE = re.compile(r"_control$|_survival$")
_LONGEST = re.compile(
    r"\b(?:(?:long|short)est\s+(?:in|for|with|after|among|on|following)\s[^;,.%\d]{2,60}?,?"
    r"|(?:longer|shorter|than)\s+(?:in|for|with|after|among|on|following)\s[^;,.%\d]{2,60}?,)\s+at\s+(?:only\s+)?$"
)
_TIME_THEN = re.compile(r"\d\s*(?:months|mos?|years|yrs?|weeks|wks?|days)\s*(?:\([^()]*\)\s*)?[;:]\s*$")
_WHOSE_GAP = r"\s(?:in|for|with|after|among|on)\s[^.;,:%()\d]{2,50}?(?:,|,?\s*and|,?\s*(?:vs\.?|versus|compared\s+(?:with|to)))\s+"
_LISTED_VALUES = re.compile(
    r"\b(?:was|were|of|reached)\s+(?:\d[\d.·]*\s?(?:%|months?|mos?\b|years?|weeks?)(?:\s*[(\[][^()\[\]]*[)\]])?"
    rf"(?:\s*(?:,|,?\s*and)\s+|{_WHOSE_GAP}))+$"
)
AFTER_NEXT = re.compile(r"\s*(?:after|following|post|from)\b")
_RATE_BEHIND = re.compile(r"\s*(?:\([^()]*\)\s*)?and\s+\d+(?:[.·]\d+)?\s?%")
_PAIR_BEFORE = re.compile(r"\d\s*(?:months?|years?|weeks?)\s*(?:\([^()]*\)\s*)?and\s+\d+(?:[.·]\d+)?\s?%")
GIVEN = re.compile(r"(?:\b(?:of|was|were|is|from|to|vs\.?|v|and|versus)|[(\[,:=])\s*$", re.I)
_LASTED = re.compile(
    r"\b(?:was|were|reached|averaged)\s+(?:(?:only|about|just)\s+)?"
    r"(?:\d[\d.]*\s*(?:months|mo|years|weeks)\s+(?:after|following)\s[^.;%]{1,60}?\b(?:and|vs\.?|versus|against|compared\s+(?:with|to))\s+)?$"
)


def behind_average(at: Place) -> Role | None:
    """``median survival of 11 months``."""
    if not average_before(at.scene, at.atom.start) or re.search(
        r"\b(?:at|by|after|within|over|every)\s+$", at.before
    ):
        return None
    if _NONE_AT.search(at.clause):
        return "none"
    return "point" if _of_state(at) else "value"


def _of_state(at: Place) -> bool:
    """``control was 93 % at a median of 3 years``, ``nine were free of progression at a median of 2 years``: when it was so."""
    if not _AT_AVERAGE.search(at.before):
        return False
    term = term_before(at.scene, at.atom.start)
    return term is not None and _STATE.search(term.code) is not None


def paired(at: Place) -> Role | None:
    """``10.2 months following A and 9.6 months following B``: the second is measured like the first."""
    first = _PAIRED_BEFORE.search(at.before)
    if first is None or at.after.split()[:1] != [first.group(1)]:
        return None
    return "value" if average_before(at.scene, at.atom.start) else None


def lived_longest(at: Place) -> Role | None:
    """``Survival was longest in group A at 24 months and shortest in group C at 9 months``: how long, not when."""
    if _LONGEST.search(at.clause) is None or SHARE.search(at.scene.sentence.string):
        return None
    term, context = term_before(at.scene, at.atom.start), at.scene.context
    code = context.code if term is None and context.statistic == "median" else term and term.code
    return "value" if code in TIME_TYPE and at.atom.unit in LONG_UNITS else None


def is_survival(at: Place) -> bool:
    """``PFS was 11.6 months after SBRT and 5.1 months with chemotherapy``: after which treatment they lived so long."""
    term = term_before(at.scene, at.atom.start)
    survival = term is not None and term.code.endswith("_survival")
    return survival and behind_outcome(at) == "value"


def behind_outcome(at: Place) -> Role | None:
    """``survival was 11 months``."""
    term = term_before(at.scene, at.atom.start)
    if term is None or term.code not in TIME_TYPE or at.atom.unit not in LONG_UNITS:
        return None
    gap = ROUND_OR_SQUARE.sub(" ", at.scene.text[term.end : at.atom.start])
    if gap.endswith(("(", "[")) and (not at.atom.single or at.atom.comparator != "="):
        return None  # surgery after an interval (6-8 weeks), long survival (> 5 years)
    if not gap.strip() and term.text.isupper() and not at.atom.adjectival:
        return "value"
    if not at.atom.single and gap.rstrip().endswith(("(", "[")):
        return None  # delayed surgery (6-8 weeks)
    return "value" if len(gap) < 90 and GIVEN.search(gap) and not re.search(r"\d\s*%", gap) else None


def with_rate(at: Place) -> Role | None:
    """``were 8.8 months and 11 %, whereas they were 9.7 months and 0 %``: the same pair again."""
    before = at.scene.text[at.scene.sentence.start : at.atom.start]
    if not _RATE_BEHIND.match(at.after) or not _PAIR_BEFORE.search(before) or not AVERAGE.search(before):
        return None
    return "value"


def listed_with_shares(at: Place) -> Role | None:
    """``the response rate and median survival were 34% and 8 months``: a value of the list, as the shares are."""
    listed = _LISTED_VALUES.search(at.scene.text, at.scene.sentence.start, at.atom.start)
    if listed is None or "%" not in listed[0] or at.atom.unit not in LONG_UNITS or at.atom.adjectival:
        return None
    return "value" if AVERAGE.search(at.scene.text, at.scene.sentence.start, listed.start()) else None


def lasted(at: Place) -> Role | None:
    """``PFS was 8.4 months after chemoradiotherapy and 5.9 months with``: what was measured, not when."""
    if not _LASTED.search(at.before) or not AFTER_NEXT.match(at.after):
        return None
    return behind_outcome(at)


def again(at: Place) -> Role | None:
    """``median survival was 19 months (range 2-84); 24 months for stage III``."""
    goes_on = _TIME_THEN.search(at.before) and re.match(r"\s+(?:for|in|with|after)\b", at.after)
    named = AVERAGE.search(at.scene.text, at.scene.sentence.start, at.atom.start)
    return "value" if goes_on and named else None
