"""Times led by ``in``, and those in brackets behind the time to an event."""

import re

from extractor.assembly.endpoints.term import TIME_TYPE
from extractor.assembly.endpoints.times.neither import SINCE_TREATMENT
from extractor.assembly.endpoints.times.place import LONG_UNITS, Place, Role

_IN_BEFORE = re.compile(r"\bin\s+(?:\d+(?:[.·]\d+)?\s*(?:,\s*(?:and\s+)?|and\s+|or\s+))*$")
_RATE_BEHIND = re.compile(
    r"(?:\s*(?:,\s*(?:and\s+)?|and\s+|or\s+)\d+(?:[.·]\d+)?\s+years?)?"
    r"\s*(?:,?\s*(?:respectively,?\s+)?(?:was|were|is|are|of|:|=)\s*)\(?\d+(?:[.·,]\d+)?\s?"
    r"(?:%|(?:,|and|vs\.?|versus|or|/)(?:[^.;]|\.(?=\d)){0,40}?\d\s?%)"
)
_AMOUNT_BEFORE = re.compile(
    r"(?:\d\s?(?:points?|letters|degrees|dB|°|cc|[cmµ]?m[23²³]?|(?:[kmµn]?g|m?[lL])(?:\s?/\s?[\w.]+)?)|\b\d+[.·]\d+|\b(?:to|and|vs\.?|was|were|of)\s+\d+)\s*(?:\([^()]*\)\s*)?$"
)
_TOLD_BEFORE = re.compile(
    r"\b(?:mean|median|average)\b[^.;]*\b(?:was|were)\s+[-−]?\d[\d.·]*(?![\d.·]|\s*(?:%|percent|months?|years?|weeks?|days?|patients|of\b|/|[-–]|to\s\d))[^.;%]*$",
    re.I,
)
"""``the mean IQ was 98 in one group and 91 in the other five years after …``."""
_LATER = re.compile(r"\s+later\b")
_AMOUNT_BEHIND = re.compile(
    r"\s+(?:was|were)\s+[-−]?\d[\d.·]*(?![\d.·]*\s*(?:%|percent|months?|years?|weeks?|days?|patients|of\b|/))"
)
_TIME_TO = re.compile(r"\btime\s+to\s+(?:[\w-]+\s+){0,2}[\w-]+\b[^.;()%]{0,80}\(\s*$")


def in_years(at: Place) -> Role | None:
    """``survival in 2 and 4 years was 81% and 70%``: when the rate holds."""
    if at.atom.unit not in {"years", "months"} or not _IN_BEFORE.search(at.before):
        return None
    before = any(t.end <= at.atom.start for t in at.scene.outcomes)
    return "point" if before and _RATE_BEHIND.match(at.after) else None


def of_measure(at: Place) -> Role | None:
    """``rose to 61 ml six weeks after it``, ``the mean score 12 months after radiotherapy was 74``: when it was so much."""
    since = SINCE_TREATMENT.match(at.after) or _LATER.match(at.after)
    if since is None or not at.atom.single:
        return None
    beside = (
        _AMOUNT_BEFORE.search(at.before)
        or _TOLD_BEFORE.search(at.before)
        or _AMOUNT_BEHIND.match(at.after, since.end())
    )
    return "point" if beside else None


def of_time_to(at: Place) -> Role | None:
    """``…, whereas the mean time to relapse was shorter in the others (55 months)``: not a follow-up."""
    named = [t for t in at.scene.outcomes if t.end <= at.atom.start]
    averaged = re.search(r"\b(?:median|mean|average)\s+time\s+to\b", at.before)
    closed = at.after.startswith(")") and at.atom.single and at.atom.comparator == "="
    return "value" if named and averaged and closed and _TIME_TO.search(at.before) else None


_CHANGED_BY = re.compile(
    r"\b(?:improv|prolong|extend|lengthen|increas|shorten|reduc|differ|decreas|delay)\w*\b[^.;:%\d]{0,70}?\bby\s+"
    r"(?:(?:about|approximately|only|nearly|almost|roughly|over|an?|median|mean|average|of)\s+){0,4}$"
)


def of_change(at: Place) -> Role | None:
    """``the boost prolonged median survival by 2 months``: how much longer those lived."""
    measured = any(t.code in TIME_TYPE and t.code != "follow_up" for t in at.scene.outcomes)
    return "value" if measured and at.atom.unit in LONG_UNITS and _CHANGED_BY.search(at.clause) else None


def of_long_survival(at: Place) -> Role | None:
    """``long-term survival (≥ 2 years) was 17 %``: who lived so long."""
    closed = re.match(r"\)\s*(?:rates?\s+)?(?:was|were|of|in)\b[^;.]{0,20}\d", at.after)
    opened = re.search(r"\b[Ll]ong[-\s]term\s+surviv\w+\s+(?:rates?\s+)?\(\s*(?:[≥>⩾]\s*)?$", at.before)
    return "point" if closed and opened else None
