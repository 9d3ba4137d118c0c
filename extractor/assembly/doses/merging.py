"""Two neighbouring pieces as one, where their slots complement each other."""

import re
from collections.abc import Collection
from dataclasses import replace

from extractor.assembly.doses.part import Part
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind

_BREAK = re.compile(
    r"\b(?:and|or|vs\.?|v\.?|versus|compared|followed|plus|then|than|while|whereas|but|with a boost|boost(?:ed)?|to either|from|randomi[sz]ed)\b|[;:]|\.\s",
    re.I,
)
_REACHED = re.compile(
    r"(?:\b(?:up\s+to|to|for|until|with)\b\s*|(?<=[,(])\s*|(?<=[,;(])\s*(?:and\s+)?(?=(?:\w+\s+)?total)|\band\s+(?=(?:the\s+|an?\s+)?totals?\b))"
    r"(?:reach(?:ing)?\s+|giv(?:e|ing)\s+|achieve\s+|deliver\s+)?(?:an?\s+|the\s+)?"
    r"(?P<total>(?:(?:median|mean|overall|initial|final|planned|prescribed)\s+)*(?:totals?|cumulative)\s*)?"
    r"(?:(?:median|mean|initial|final|prescribed|radiation|tumou?r|target)\s+)*(?:doses?)?\s*(?:of|:|,|was|were|is)?\s*(?:at\s+least|about|approximately|more\s+than|[<>≤≥~])?\s*$",
    re.I,
)
"""What leads from a dose a fraction to the total that it makes up."""
_RHYTHM = re.compile(
    r"[\s,;(]*(?:(?:once|twice|b\.?i\.?d\.?|daily|(?:per\s+|a\s+|/\s?)(?:day|week)|weekly|\w+\s+(?:days?|times|fractions|fx)[\s-]*(?:/|per|a|each)[\s-]*week"
    r"|delivered|given|administered|of|thoracic|radiation|radiotherapy|irradiation|RT|therapy|over\s+[\w\s.]{3,15}?)[\s,;(]*)*",
    re.I,
)
_INTERVAL = re.compile(r"\band\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}?(?:intervals?|hours?|h)\b", re.I)
_OTHER_TREATMENT = re.compile(
    r"\b(?:or|vs\.?|v\.?|versus|compared|followed|plus|then|while|whereas|but|boost\w*|patients|women|men)\b|[;:]|\.\s",
    re.I,
)
_OTHER_SCHEDULE = re.compile(
    r"\b(?:or|vs\.?|v\.?|versus|compared|followed|plus|then|than|boost\w*|randomi[sz]ed)\b|\.\s", re.I
)
_TREATMENT = r"TBI|TLI|TMI|PCI|CSI|IORT|APBI|PBI|radiotherapy|radiation|irradiation|radiosurgery|SRS|SABR|\w{0,4}RT|PBT|VMAT|HDR|brachytherapy|schedules?|regimens?|courses?"
_TO_DOSE = re.compile(
    rf"^[\s,(-]*(?:(?:[\w-]+\s+){{0,2}}?(?:{_TREATMENT}|dose|treatment|therapy)(?:\s+plans?)?)?[\s,(-]*"
    r"(?:(?:over|in|within)\s+(?:[\w.-]+\s+){1,2}(?:weeks?|days?)\b[\s,(]*)?"
    r"(?:of|at|with|to|delivering|×|x|using|was|:|=)?[\s,(]*(?:an?\s+)?(?:(?:total|median|mean|margin(?:al)?|prescription|prescribed|peripheral)\s+)*(?:doses?)?\s*(?:of|was)?\s*$"
    r"|^\s+(?:were|was)\s+(?:given|delivered|administered|applied|used)\b(?!.*\b(?:or|vs|versus|followed|plus|then|boost\w*)\b)[^.;()]{0,60}\bto\s+(?:an?\s+)?total\s+(?:dose\s+)?of\s*$",
    re.I,
)
"""What stands between a number of fractions and their dose."""
_SINGLE_DOSE_NEXT = re.compile(
    r"[\s,;:(]*(?:(?:and|with|at|in|using)\s+)?(?:an?\s+|the\s+)?(?:(?:median|mean|daily)\s+)?single\b", re.I
)
"""``a total of 40 Gy; a median single dose of 8 Gy``."""
_ASIDE = re.compile(r"\((?:range\W*)?[\d\s.–-]+\)")
"""``34 fractions (range 27-43) to a median dose of 68 Gy``."""
_AT = re.compile(r"\s+(?:given\s+|delivered\s+)?at\s+(?:an?\s+)?(?:daily\s+)?")
_MOST_DAILY = 3
"""Gy."""
_FARTHEST_TOTAL = 110
_MOST_TOTAL = 150
"""Gy; nobody gives more, so what seems to be a dose a fraction is the total."""
_LEAST_EACH = 0.4
_MOST_EACH = 10
"""Gy; what a fraction has at least, and what one said ``for`` a number of fractions has at most."""
_GIVEN = r"(?:(?:(?:was|were|is|are|being)\s+)?(?:given|delivered|prescribed|administered|applied|planned|repeated|used|chosen|reached|treated|set)\s+)?"
_TARGETS = (
    r"(?:(?:to|at|for|on)\s+(?:the\s+|both\s+|each\s+)?(?:(?!(?:boost\w*(?!\s+(?:volumes?|[PCG]TVs?)\b)|brachy\w*|followed|then|plus|with|in|over|patients?|women|men|arms?|groups?|was|were|from|versus|vs)\b)"
    r"[A-Za-z][\w/+-]*(?:,\s*|\s+(?=[A-Za-z]))){1,9})"
)
"""``to the high-, intermediate- and low-risk volumes``."""
_AS_A_WHOLE = re.compile(
    rf"(?:,?\s*\(?\s*n\s*=\s*\d+)?[\s),;]*{_GIVEN}(?:{_TARGETS},?\s*)?{_GIVEN}(?:(?:both|all|each)\s+)?{_GIVEN}(?:(?:once|twice|three\s+times)\s+)?(?:weekly\s+|daily\s+)?"
    r"(?:for|in|over|as|using)\s+(?:the\s+same\s+|a\s+total\s+of\s+|an?\s+)?",
    re.I,
)
"""What may stand between the doses of targets and the number of fractions in which they were given."""
_SHARE_ASIDE = re.compile(r"\(\s*\d+(?:[.·]\d+)?\s?%\s*\)")
_ISODOSE = re.compile(r"\s*(?:isodose|of the prescribed|coverage)")


def merge(sentence: Sentence, left: Part | None, right: Part, asides: Collection[int] = ()) -> Part | None:
    """The two parts as one, where their slots complement each other and nothing separates them.

    ``asides`` are offsets of doses that a bracket only restates in another measure.
    """
    if left is None:
        return None
    gap = re.sub(r"\s+and\s+\d+\s+fractions\s+(?:per|a)\s+week\b", " ", sentence.text[left.end : right.start])
    if len(gap) > (_FARTHEST_TOTAL if left.rule == "dose.per_fraction" else 75) or left.end > right.start:
        return None
    between = [
        a for a in sentence.atoms if left.end <= a.start and a.end <= right.start and a.start not in asides
    ]
    between = [
        a
        for a in between
        if not (
            a.kind is AtomKind.DOSE
            and not a.single
            and re.search(r"[(\[]\s*$", sentence.text[a.start - 2 : a.start])
        )
    ]
    between = [a for a in between if not _ISODOSE.match(sentence.text, a.end)]
    if left.each is not None and left.total is None and right.total is not None:
        between = [a for a in between if not _is_share_aside(sentence, a)]
    if any(
        a.kind in {AtomKind.DOSE, AtomKind.PERCENT, AtomKind.CITATION, AtomKind.P_VALUE, AtomKind.MEASURE}
        for a in between
    ):
        return None
    if any(
        a.kind is AtomKind.NUMBER
        and re.match(r"\s*(?:patients|women|men|lesions|cycles)", sentence.text[a.end : a.end + 12])
        for a in between
    ):
        return None
    if (
        (left.fractions and left.total is None and left.each is None)
        and right.total is not None
        and right.fractions is None
    ):
        return _fractions_of(gap, left, right)
    if left.each is not None and left.total is None and left.fractions is None and right.total is not None:
        if _reaches(_SHARE_ASIDE.sub(" ", sentence.text[left.end : max(right.start, right.total.core)])):
            return _combine(left, right, left.rule)
        return None
    small = left.total
    lead = sentence.text[left.end : max(right.start, right.total.core)] if right.total else gap
    if (
        (
            small is not None
            and right.total is not None
            and left.fractions is None
            and (small.high or small.low) <= 5
            and right.total.low >= 4 * small.low
        )
        and _REACHED.search(lead)
        and _reaches(lead)
    ):
        return replace(right, start=left.start, each=small, rule="dose.per_fraction")
    if small is not None and _is_at(gap, left, right):
        return replace(left, end=right.end, each=right.total, rule="dose.per_fraction")
    if right.total is not None and (left.total is not None or right.fractions is None):
        if _is_product(left, right) and left.total is None and not _OTHER_SCHEDULE.search(gap):
            return _combine(left, right, left.rule)
        if (
            left.fractions
            and left.each
            and left.total is None
            and re.match(
                r"^\s*(?:=|,?\s*(?:for\s+)?(?:a\s+)?total(?:\s+dose)?(?:\s+of)?|(?:given\s+)?(?:(?:once|twice|two times|three times)\s+(?:per|a|daily)\s*(?:day)?)?,?\s*to(?:\s+(?:give|deliver)(?:\s+a\s+total\s+(?:dose\s+)?of)?|\s+a\s+total(?:\s+dose)?(?:\s+of)?)?|\(?total(?:\s+dose)?[,:]?(?:\s+of)?)\s*$",
                gap,
                re.I,
            )
        ):
            return _combine(left, right, left.rule)
        return None
    if left.each is not None and left.fractions is None and right.fractions is not None:
        behind = _RHYTHM.match(gap)
        if (
            _AS_A_WHOLE.fullmatch(gap)
            or _AS_A_WHOLE.fullmatch(gap[behind.end() :] if behind else gap)
            or re.fullmatch(
                r"[\s,;(]*(?:(?:given|delivered)\s+)?(?:(?:once|twice|three times)\s+)?(?:weekly|daily|a\s+week|a\s+day)?\s*(?:once\s+a\s+week\s*)?"
                r"(?:for|in|×|x|/|with|over|as)?\s*(?:a\s+total\s+of\s+)?",
                gap,
                re.I,
            )
        ):
            return _combine(left, right, left.rule)
        return None
    if left.total is None and right.each is None:
        return None
    if (
        not (_is_product(left, right) and not _OTHER_SCHEDULE.search(gap))
        and _BREAK.search(re.sub(r"\([^)]*\)", " ", gap))
        and not re.fullmatch(r"\s*(?:(?:delivered|given|administered)|boost\s+in)?\s*", gap)
        and not (right.fractions and _AS_A_WHOLE.fullmatch(gap))
        and not (
            right.each is not None and _SINGLE_DOSE_NEXT.fullmatch(sentence.text, left.end, right.start + 6)
        )
        and not (right.rule == "dose.per_fraction" and gap == "; ")
        and not re.fullmatch(
            r"\s*(?:,?\s*(?:and|with)\s+|;\s+|,\s+)(?:an?\s+|the\s+)?(?:daily\s+)?(?:fraction\w*\s+)?(?:dose|size)s?\s+(?:(?:per|a)\s+fraction\s+)?(?:of|was|were|(?:(?:rang|vari)(?:ed|ing)\s+)?(?:from|between))\s*",
            gap,
        )
    ):
        return None
    if (left.fractions and right.fractions) or (left.each and right.each):
        return None
    if left.total and right.fractions and not (left.each or right.each) and _is_each(gap, left.total, right):
        left = replace(left, total=None, each=left.total)
    return _combine(left, right, right.rule if left.rule == "dose.total" else left.rule)


def _is_at(gap: str, left: Part, right: Part) -> bool:
    """``75.6 Gy at 1.8 Gy``."""
    if left.total is None or right.total is None or left.each or right.each or right.fractions:
        return False
    least, most = right.total.low, right.total.high or right.total.low
    return (
        _AT.fullmatch(gap) is not None and most <= _MOST_DAILY and left.total.low >= 2 * _MOST_DAILY * least
    )


def _is_each(gap: str, dose: Atom, right: Part) -> bool:
    """``6 Gy for 4 fractions``, and a dose too small for so many fractions."""
    assert right.fractions is not None
    too_small = dose.low < _LEAST_EACH * right.fractions[0]
    return too_small or (gap.strip().endswith("for") and dose.low <= _MOST_EACH and right.fractions[0] > 1)


def _is_share_aside(sentence: Sentence, atom: Atom) -> bool:
    """``1.2 Gy twice daily (85%) to 70 Gy``: how many had it so."""
    return _SHARE_ASIDE.fullmatch(sentence.text, atom.start - 1, atom.end + 1) is not None


def _is_product(left: Part, right: Part) -> bool:
    """Total, fractions and dose a fraction that fit each other: ``60 Gy; 30 fractions of 2 Gy``."""
    total, each = left.total or right.total, left.each or right.each
    fractions = left.fractions or right.fractions
    if total is None or each is None or fractions is None or not (total.single and each.single):
        return False
    return fractions[0] == fractions[1] and abs(fractions[0] * each.low - total.low) <= 0.01 * total.low


def _reaches(gap: str) -> bool:
    """``2 Gy per fraction, five days a week, to a total dose of``."""
    reached = _REACHED.search(gap)
    if reached is None:
        return bool(_RHYTHM.fullmatch(gap))
    between = _INTERVAL.sub(" ", gap[: reached.start()].rstrip(" ,;("))
    return not (_OTHER_TREATMENT if reached["total"] else _BREAK).search(between)


def _fractions_of(gap: str, left: Part, right: Part) -> Part | None:
    """``single fraction of 8 Gy``, ``13 fractions of 3.3 Gy``, ``single-fraction 8-Gy``."""
    total = right.total
    assert left.fractions is not None and total is not None
    if not _TO_DOSE.match(_ASIDE.sub(" ", gap)):
        return None
    if left.fractions == (1.0, 1.0):
        return replace(left, end=right.end, total=total, comparator=right.comparator)
    if re.search(
        rf"total|\bup to\b|\bto\s+(?:an?\s+|the\s+)?(?:(?:median|mean|prescribed|prescription)\s+)*dose|(?:{_TREATMENT})\s+of\b",
        gap,
        re.I,
    ) or (
        total.low / left.fractions[0] >= 1.2
        and total.low >= 20
        and not re.search(r"\bof\b|×|\bx\b|\bat\b", gap)
    ):
        return replace(left, end=right.end, total=total, comparator=right.comparator)
    if total.low * left.fractions[0] > _MOST_TOTAL:
        return replace(left, end=right.end, total=total, comparator=right.comparator)
    return replace(left, end=right.end, each=total, rule="dose.fractions_of_dose")


def _combine(left: Part, right: Part, rule: str) -> Part | None:
    total, each, fractions = (
        left.total or right.total,
        left.each or right.each,
        left.fractions or right.fractions,
    )
    if left.total and right.total:
        return None
    if total and each and fractions:
        low, high = fractions[0] * each.low, fractions[1] * (each.high or each.low)
        if high < 0.9 * total.low or low > 1.1 * (total.high or total.low):
            return None
    if total and each and each.low > total.low:
        return None
    comparator = left.comparator if left.comparator != "=" else right.comparator
    return Part(left.start, max(left.end, right.end), rule, total, fractions, each, comparator)
