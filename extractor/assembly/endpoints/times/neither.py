"""Times that are neither a time point, a follow-up nor a value: bounds, spreads, how long something took."""

import re

from extractor.assembly.endpoints.term import FAILED, TIME_TYPE
from extractor.assembly.endpoints.times.place import AT, SHARE, Place, Role
from extractor.language.numerals import AtomKind

_BELOW, _ABOVE = frozenset({"<", "<="}), frozenset({">", ">="})

_ALIVE_AT = re.compile(
    r"(?<!percentages )(?<!percentage )(?<!proportions )(?<!proportion )(?<!fraction )(?<!share )(?<!number )(?<!numbers )(?<!% )"
    r"\b(?:of|among)\s+(?:the\s+|those\s+)?(?:\d+\s+)?(?:patients|women|men|those|survivors)\s+(?:still\s+)?(?:alive|surviving|at\s+risk)\s+at\s+$",
    re.I,
)
_CALLED = re.compile(r"[-\s]*(?:non-?)?(?:survivors|responders|progressors)\b", re.I)
_EXTREME = re.compile(
    r"\b(?:maximum|minimum|longest|shortest|max|min|up to|at least)\b[\s,:=]*(?:of\s+)?$"
    r"|\brang(?:ed|ing|es?)\s+(?:from|between)\s+$",
    re.I,
)
_RANGE_OF_MEDIANS = re.compile(
    r"\bmedian\s+(?:(?!follow|time|duration|interval|age\b|value|latency|observation)[A-Za-z-]+\s+){0,5}(?:survivals?|PFS|OS|DFS|EFS|LRFS|times?\s+to\s+progression|TTP)"
    r"\s+(?:[A-Za-z-]+\s+){0,3}?rang(?:ed|ing|es)\s+(?:from|between)\s+$",
    re.I,
)
"""``median survival ranged from 19 to 28 months``: the least and the greatest of several."""
_SPREAD_OPENED = re.compile(r"(?:months?|mos?|years?|yrs?|weeks?|wks?|days?|\d)\s*[(\[]\s*$")
_TREATED_BEFORE = re.compile(
    r"\b(?:received|underwent|started|began|initiated|given|treated|administered|operated|irradiated|who had)\s+"
    r"(?:[\w-]+\s+){0,4}(?:before|within|after|more\s+than|less\s+than)\s+(?:more\s+than\s+)?$",
    re.I,
)
_DONE_AT = re.compile(
    r"\b(?:biopsied|resected|treated|retreated|operated|irradiated|imaged|scanned|diagnosed|presenting|referred)\s+"
    r"(?:at\s+)?(?:[≤≥⩽⩾<>]|(?:more|less|later|earlier)\s+than)\s*$",
    re.I,
)
_LATER_THAN = re.compile(r"\b(?:(?:more|later|greater|longer)\s+than|beyond|over)\s*$", re.I)
SINCE_TREATMENT = re.compile(
    r"\s*(?:after|following|post-?|from)\s*(?:the\s+)?(?:(?:end|start|completion)\s+of\s+)?(?:[\w-]+\s+)?"
    r"(?:treatment|therapy|radiotherapy|irradiation|radiation|RT|SBRT|SRS|SABR|radiosurgery|surgery|implant\w*"
    r"|chemoradi\w+|chemotherapy|(?:breast[-\s])?conserv\w+|lumpectomy|mastectomy|prostatectomy|resection|transplant\w+|completion|randomi[sz]ation|brachytherapy|(?-i:[A-Z]{2,6}))\b",
    re.I,
)

_WITHIN = re.compile(r"\bwithin\s+(?:the\s+)?(?:first\s+)?$", re.I)
_LIMITED_RANGE = re.compile(r"\d\s*(?:to|[-–])\s*[<>≤≥]")
"""``5 to ≤ 6 weeks``."""
_OF_FREE_SURVIVAL = re.compile(
    r"-?\s*(?:,?\s*(?:and|or)?\s*\d+[-\s]*(?:years?|months?))?\s+of\s+(?:(?!overall\b|survival\b|and\b|or\b)[\w+/≥-]+\s+){0,6}(?:[\w-]+-)?free[-\s]+surviv(?:al|ors|orship)\b"
)
_ABBREVIATED = re.compile(r"[-\s]*[A-Z][A-Za-z]*[A-Z]\w*\s*[)\]]")


def of_classes(at: Place) -> Role | None:
    """``for 5 to ≤ 6 weeks, and > 6 weeks``: classes of an interval."""
    if not _LIMITED_RANGE.search(at.scene.sentence.string):
        return None
    printed = at.scene.text[at.atom.start : at.atom.end]
    return "none" if _LIMITED_RANGE.search(printed) or printed[0] in "<>≤≥" else None


def of_survivorship(at: Place) -> Role | None:
    """``at 2, and 5 years of toxicity-free survival``: how long those had lived whose risk it was."""
    return "none" if _OF_FREE_SURVIVAL.match(at.after) else None


def in_abbreviation(at: Place) -> Role | None:
    """``the 5-year failure-free rate (5y-FFR)``: the time again, in the short form of what it dates."""
    if not at.before.endswith(("(", "[")) or not _ABBREVIATED.match(at.after):
        return None
    same = any(
        a.kind is AtomKind.TIME and a.end <= at.atom.start and (a.low, a.unit) == (at.atom.low, at.atom.unit)
        for a in at.scene.sentence.atoms
    )
    return "none" if same else None


def spread(at: Place) -> Role | None:
    """``11 months (8-14 months)``."""
    return "none" if not at.atom.single and _SPREAD_OPENED.search(at.before) else None


def ranges_of_medians(before: str) -> bool:
    """Whether what stands before a time says that several medians ranged from it."""
    return bool(_RANGE_OF_MEDIANS.search(before))


def extreme(at: Place) -> Role | None:
    """``maximum 8 years``."""
    if ranges_of_medians(at.before):
        return "value"
    return "none" if _EXTREME.search(at.before) else None


def of_treatment(at: Place) -> Role | None:
    """``who received radiotherapy before 90 days``: when they were treated."""
    return "none" if _TREATED_BEFORE.search(at.before) else None


_FOR_CLASS = re.compile(
    r"\d\s?%\s+(?:for|with)\s+(?:an?\s+interval\s+of\s+)?(?:[≤≥<>]|(?:less|more|fewer|longer|shorter)\s+than\s)\s*$"
)
"""``33% for less than 6 weeks``: a class of patients."""
_HAD_FOR = re.compile(
    r"\b(?:symptom\w*|pain(?:ful)?|complaints?|history|disease|ill|smoked|hormones?|ADT|medication|steroids|duration)\b[^;,]{0,30}\sfor\s+$",
    re.I,
)
"""``patients with symptoms for less than 6 months``: how long they had had them."""


def of_group(at: Place) -> Role | None:
    """``10 lesions biopsied ≤9 months after radiosurgery``: which lesions they were."""
    if at.atom.comparator in _BELOW | _ABOVE and _HAD_FOR.search(
        at.scene.text, at.scene.sentence.start, at.atom.start
    ):
        return "none"
    return "none" if _DONE_AT.search(at.before) or _FOR_CLASS.search(at.before) else None


def of_lateness(at: Place) -> Role | None:
    """``seen more than 90 days after radiotherapy``: what makes it late, not when it was counted."""
    said = _LATER_THAN.search(at.before) or at.atom.comparator in _ABOVE
    return "none" if said and SINCE_TREATMENT.match(at.after) else None


def between_times(at: Place) -> Role | None:
    """``three are alive 8 months to 8.3 years after treatment``."""
    opens = re.match(r"\s*(?:to|[-–])\s*\d+(?:[.·]\d+)?\s*(?:months?|years?)\s", at.after)
    closes = re.search(r"\d\s*(?:days?|weeks?|months?|years?)\s+(?:to|[-–])\s*$", at.before)
    behind = at.after[opens.end() - 1 :] if opens else at.after
    return "none" if (opens or closes or not at.atom.single) and SINCE_TREATMENT.match(behind) else None


_PEOPLE = (
    r"(?:patients|women|men|those|children|cases|people|individuals|subjects|survivors|lesions|tumou?rs)"
)
_CONDITION = re.compile(
    rf"(?:^|[;,]\s(?:and\s|but\s|while\s|whereas\s)?)(?P<led>(?:in|among|amongst|for|of|with)\s+)?(?:(?:all|the|our|most|\d+)\s+){{0,2}}{_PEOPLE}\s+"
    r"(?:[a-z]+\s+)?(?:who|with|without|whose|that|in\s+(?:[a-z]+\s+)?(?:remission|response))\b[^;,%]*\b(?:at|by|within)\s+(?:the\s+)?(?:first\s+)?$",
    re.I,
)
_AMONG_THEM = re.compile(
    rf"\b{_PEOPLE}\s+(?:with|without|who\s+(?:had|were))\s+[^;,%()]{{0,40}}\b(?:control|response|remission|relapse|failure|recurrence|progression|disease)\s+(?:at|by|within)\s+$"
)
_TOLD_OF_THEM = re.compile(
    r"\s*(?:,\s+(?:with|against|compared)\b|:\s|(?:had\s+)?(?:died|relapsed|recurred)\b)"
)
"""``Deaths were rare in men with control at 2 years, with 4 (2 %) and …``: when they were in control."""
_EFFECT_AT = re.compile(
    r"\b(?:differences?|benefits?|advantages?|gains?|effects?|results?|outcomes?)\s+(?:at|by|within)\s+$",
    re.I,
)
"""``The difference at 3 years was significant``: of the outcome, not of a state."""
_MAIN_CLAUSE = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,\s+(?!and\b|or\b|but\b|[\d.,\s]*(?:(?:and|or|to)\s+[\d.]+\s*)?(?:years|months|weeks)\b)"
)
_MAIN_VERB = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:had|have|has|showed|experienced|achieved|developed|did|fared|died|relapsed|carried|survived|lived|conferred|portended)\b(?!\s+(?:been|not)\b)"
)
_PREDICTED = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:was|were|is|are)\s+(?:[a-z]+ly\s+|an?\s+|the\s+|not\s+)*(?:associated|predict\w+|prognostic|correlated|related|(?:independent|prognostic|significant|strong\w*)\s)"
    r"|(?:[a-z]+ly\s+)?(?:predicted|correlated|influenced|affected(?!\s+(?:only\s+|about\s+|some\s+)?(?:\d|[a-z]+\s+(?:of|patients|women|men|children|cases)\b))|carried|conferred|portended|translated)\b)"
)


def _of_condition(at: Place) -> Role | None:
    """``in women without relapse at 5 years, …``, ``response at 3 months predicted survival``: who they were whose
    outcome follows, not when it was."""
    begin = at.scene.sentence.start
    before = at.scene.text[begin : at.atom.start]
    who = _CONDITION.search(before)
    if who is not None and (_MAIN_CLAUSE if who["led"] else _MAIN_VERB).match(at.after):
        return "none"
    if _TOLD_OF_THEM.match(at.after) and _AMONG_THEM.search(before):
        return "none"
    led = AT.search(at.before) or _WITHIN.search(at.before)
    if not led or SHARE.search(before) or _EFFECT_AT.search(before):
        return None
    behind = (
        _MAIN_VERB.match(at.after) if at.scene.outcomes and FAILED.search(at.scene.outcomes[0].code) else None
    )
    if not (_PREDICTED.match(at.after) or behind):
        return None
    named = [t for t in at.scene.outcomes if t.end <= at.atom.start]
    return None if named and named[-1].code in TIME_TYPE and not FAILED.search(named[-1].code) else "none"


def of_survivors(at: Place) -> Role | None:
    """``of the 98 patients alive at 6 months``, ``the 3-month responders``: who they were, not when something happened."""
    return "none" if _ALIVE_AT.search(at.before) or _CALLED.match(at.after) else _of_condition(at)


def cut(at: Place) -> Role | None:
    """``an interval of < 100 days or ≥ 100 days``: where the patients were parted."""
    if at.atom.comparator not in _BELOW | _ABOVE:
        return None
    other = _ABOVE if at.atom.comparator in _BELOW else _BELOW
    same = (
        a
        for a in at.scene.sentence.atoms
        if a.kind is AtomKind.TIME
        and a.comparator in other
        and (a.low, a.unit) == (at.atom.low, at.atom.unit)
    )
    return "none" if next(same, None) is not None else None


def elapsed(at: Place) -> Role | None:
    """``if less than 2 years had elapsed``."""
    return "none" if re.match(r"\s+(?:had|have|has)\s+(?:elapsed|passed)\b", at.after) else None


def per_week(at: Place) -> Role | None:
    """``5 days/week``."""
    return "none" if re.match(r"\s*(?:/|per\b|a\b|each\b)\s*(?:week|wk|month)\b", at.after) else None
