"""Outcomes that name a group of patients: ``survival of those with local control``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.term import FAILED, TIME_TYPE, Term
from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_GROUP = re.compile(
    r"(?<!proportion\s)(?<!number\s)(?<!numbers\s)(?<!percentage\s)(?<!fraction\s)(?<!share\s)(?:(?<=survival\srate\s)|(?<!rate\s))"
    r"\b(?:in|for|(?<![\d%]\s)of|among|from|than|between|that|to|with|versus|vs\.?)\s+(?:the\s+|all\s+|those\s+)?(?:[a-z]+\s+)?(?:patients|those|women|men|cases|children|people|persons|individuals|subjects)\s+"
    r"(?:with(?:(?:\s+(?:and|or|vs\.?|versus)\s+|/)without)?|without(?:\s+and\s+with)?|achieving|attaining|having|experiencing|developing|showing"
    r"|in\s+whom|(?:who|that)\s+(?:had|have|achieved|attained|developed|experienced|showed|(?:were|are|remained|became)(?:\s+(?:not|never))?)"
    r"(?:\s+(?:and|or)\s+did\s+not\s+\w+)?)\s+"
    r"(?:an?\s+|no\s+)?(?:(?!\d)[\w-]+\s+(?:or|and|of|in)\s+){0,3}(?:(?!\d)[\w-]+\s+)?$",
    re.I,
)
_FARED_FOR = re.compile(
    r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:improved|better|longer|shorter|worse|superior|inferior|higher|lower|poorer|prolonged)\s+(?:for|in|with|after)"
    r"\s+(?:the\s+)?(?:(?!\d)[\w-]+\s+)?$"
)
"""``survival was better for bleeding control (11 vs 6 weeks)``."""
_RESPONDERS = re.compile(r"(?:complete|partial|non-?)?\s*responders?", re.I)
_AS_GROUP = re.compile(
    r"(?:\b(?:in|among|for|of|than|versus|vs\.?|between|from|by)\s+(?:(?:the|all|complete|partial)\s+)*|\bnon-?\s?)$",
    re.I,
)
_NUMBERED = re.compile(rf"(?:\d|\d\s?%\)?|\b(?:{NUMBER_WORDS}|no|were|was|as))\s+(?:[\w-]+\s+)?$", re.I)
_CAME_WITH = re.compile(
    rf"(?:\d|\b(?:{NUMBER_WORDS}))\s+(?:[\w-]+\s+){{0,3}}?(?:patients|women|men|cases|children)\s+with\s+(?:an?\s+|the\s+)?"
    r"(?:(?:biopsy|histologically)[- ]\w+\s+|isolated\s+|inoperable\s+|unresectable\s+)*$",
    re.I,
)
_WERE_TREATED = re.compile(
    r"(?:\s+(?:of|in|from|after|following)\s+(?:(?!were\b|was\b)[\w-]+\s*){1,10}?)?,?\s+(?:who\s+)?"
    r"(?:(?:underwent|received)\s+(?!salvage|surg|neck|\w+ectomy)(?:[\w/-]+\s+){0,4}?"
    r"(?:re-?irradiation|radio\w+|irradiation|re-?RT|RT|S[AB][BA]RT|SBRT|SRS|SRT|IMRT|brachytherapy|proton\w*|carbon\w*|chemoradi\w+|HIFU|hyperthermia)\b"
    r"|(?:were|was)\s+(?:[a-z]+ly\s+)?(?:re-?irradiated|re-?treated|treated|enrolled|included|accrued|recruited|analy[sz]ed|reviewed|identified|randomi[sz]ed|registered|entered|evaluated)\b"
    r"(?!\s+(?:with|by)\s+(?:salvage|surg|\w+ectomy)))",
    re.I,
)
"""``60 patients with locoregional recurrence underwent re-irradiation``: what they came with."""
_SINCE = re.compile(r"\b(?:from|since)\s+(?:(?:the|date|time|diagnosis|detection|first|initial|of)\s+)*$")


def names_group(sentence: Sentence, term: Term, found: Sequence[Term]) -> bool:
    """``survival of patients with local control``, ``for responders``, ``from recurrence``: whose outcome it was."""
    before = sentence.text[max(sentence.start, term.start - 80) : term.start]
    if _RESPONDERS.fullmatch(term.text):
        timed = any(t.code in TIME_TYPE and t.code != "follow_up" for t in found)
        return bool(_AS_GROUP.search(before) or (timed and not _NUMBERED.search(before)))
    if (
        FAILED.search(term.code)
        and _CAME_WITH.search(before)
        and _WERE_TREATED.match(sentence.text, term.end, sentence.end)
    ):
        return True
    if of_survival(found, term) and _SINCE.search(before) and not term.code.endswith("survival"):
        return True
    measured = {t.code for t in found if t.end <= term.start} - {"follow_up", "skip", "none", term.code}
    if of_survival(found, term) and not term.code.endswith("survival") and _FARED_FOR.search(before):
        return True
    return bool(measured and _GROUP.search(before))


def of_survival(found: Sequence[Term], term: Term) -> bool:
    """Whether a survival is named before a term."""
    return any(t.end <= term.start and t.code.endswith("survival") for t in found)
