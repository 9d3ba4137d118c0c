"""Outcomes that name a group of patients: ``survival of those with local control``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.term import FAILED, TIME_TYPE, Term
from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_PEOPLE = r"(?:patients|those|women|men|cases|children|people|persons|individuals|subjects|groups?|subgroups?|subsets?|cohorts?)"
_IN_GROUP = (
    rf"\b(?:in|for|(?<![\d%]\s)of|among|from|than|between|that|to|with|versus|vs\.?)\s+(?:the\s+|all\s+|those\s+)?(?:[a-z]+\s+)?(?:\d+\s+)?{_PEOPLE}\s+"
    r"(?:with(?:(?:\s+(?:and|or|vs\.?|versus)\s+|/)without)?|salvaged\s+(?:for|after)|(?:re-?)?treated\s+(?:for|after)|operated\s+(?:on\s+)?for|without(?:\s+and\s+with)?|achieving|attaining|having|experiencing|developing|showing"
    r"|in|in\s+whom|(?:who|that)\s+(?:had|have|achieved|attained|developed|experienced|showed|(?:were|are|remained|became)(?:\s+(?:not|never))?)"
    r"(?:\s+(?:and|or)\s+did\s+not\s+\w+)?)\s+"
    r"(?:an?\s+|no\s+)?(?:(?!\d)[\w-]+\s+(?:or|and|of|in|versus|vs\.?|compared\s+(?:with|to))\s+){0,3}(?:(?!\d)[\w-]+\s+)?$"
)
_GROUP = re.compile(
    r"(?<!proportion\s)(?<!number\s)(?<!numbers\s)(?<!percentage\s)(?<!fraction\s)(?<!share\s)(?:(?<=survival\srate\s)|(?<!rate\s))"
    + _IN_GROUP,
    re.I,
)
_GROUP_AT_ALL = re.compile(_IN_GROUP, re.I)
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
_NUMBERED = re.compile(
    rf"(?:\d|\d\s?%\)?|\b(?:{NUMBER_WORDS}|no|were|was|as))\s+(?:(?!and\b|versus\b|vs\b)[\w-]+\s+)?$", re.I
)
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
_OWN_VERB = re.compile(
    r"(?:(?:patients|those|women|men)\s+)?(?:without|(?:had\s+|have\s+)?(?:achiev|develop|experienc|attain|show|obtain|suffer|reach)(?:ed|ing)|had|having)\s+(?:an?\s+|any\s+)?",
    re.I,
)
"""A term that holds its verb: ``who | developed brain metastases``."""
_OPENS_CLAUSE = re.compile(
    r"(?:^|[;:]\s+(?:and\s+|but\s+)?|,?\s+(?:and|but|whereas|while)\s+)"
    rf"(?:(?:in|for|among|with|by|at)\s+(?:[^,;:%(]*\s)?(?:{_PEOPLE}\s+(?:[\w-]+\s+)?(?:with(?:out)?|who|whose|in\s+whom|achiev\w+|having|develop\w+|after|following|experienc\w+|salvaged|treated)"
    r"|(?:cases?|absence|presence|event|spite|light|setting|context|responders)(?:\s+of|\s+with))\s"
    r"|(?:without|after|following|despite|notwithstanding|regardless\s+of|irrespective\s+of|independent(?:ly)?\s+of|because\s+of|due\s+to|owing\s+to|if|when|once|with(?=\s+an?\s)(?!\s+an?\s+(?:median|mean)))\s)"
    r"(?:[^,;:%(\d]*\s)?$",
    re.I,
)
"""What opens a clause and says of whom or when the rest of it holds: ``For patients with …``, ``After …``."""
_MAIN_NEXT = re.compile(
    r"[^,;:%.()]{0,60}(?:\([^()%]{0,30}\)\s*)?(?:,\s+|\s+(?=the\s|\d+-|median\s|overall\s))"
)
_TO_MAIN = re.compile(r"(?:(?!\b(?:was|were|is|are|had|and|or)\b)[^,;:%.()])*")
_PEOPLE_NEXT = re.compile(rf"\b{_PEOPLE}\s+(?:who\s+were\s+)?$", re.I)
"""``survival of the 20 patients | salvaged for relapse``."""
_WITHOUT = re.compile(r"(?:\s+rates?)?\s+without\s+(?:any\s+|severe\s+|major\s+|late\s+)*")
"""``local control without complications``."""
_IN_SHARE_OF = re.compile(
    rf"\b(?:in|by|among)\s+\d[\d.·]*\s?%\s+of\s+(?:the\s+|all\s+)?(?:[a-z]+\s+)?{_PEOPLE}\s+with(?:out)?\s+(?:an?\s+|any\s+)?(?:[a-z]+\s+)?$",
    re.I,
)
"""``distant metastasis was seen in 31% of patients with | local recurrence``."""
_CONDITION = re.compile(
    r"\b(?:if|when|where|once|unless|censored\s+at|excluding)\s+(?:an?\s+|the\s+|no\s+)?(?:(?!\d)[\w-]+\s+)?$"
)
_CLASSED_BY = re.compile(
    r"\b(?:(?:by|according\s+to|stratified\s+by|depending\s+on|as\s+a\s+function\s+of)\s+(?:the\s+)?(?:(?!\d)[\w-]+\s+){0,2}"
    r"|(?:regardless|irrespective|independent(?:ly)?)\s+of\s+(?:the\s+)?(?:(?!\d)[\w-]+\s+){0,2})$",
    re.I,
)
_FOR_RESPONSE = re.compile(
    r"(?:%|months|years|[)\]])\s+(?:at\s+\d+\s+(?:years?|months?)\s+)?(?:for|after|with|in)\s+(?:an?\s+)?$"
)
_PEOPLE_OPEN = re.compile(
    rf"(?:the\s+)?(?:[\w-]+\s+)?{_PEOPLE}\s+(?:with(?:out)?|who|having|achieving|in\s+whom)\s(?:[^,;:%(\d]*\s)?$",
    re.I,
)
_HAD_SHARE = re.compile(
    r"(?:\s+(?:or|and)\s+[\w\s-]{3,30}?)?\s+(?:had|showed|experienced|achieved)\s+(?:(?:an?\s+)?(?:[\w-]+\s+){0,4}(?:rates?|figures?|probabilit(?:y|ies))\s+(?:of\s+)?)?(?:only\s+)?\d[\d.·]*\s?%"
)
"""``Patients with relapse had 40%``: no share of them relapsed."""
_IT_WAS_NEXT = re.compile(
    r"[^,;:%.()]{0,60}(?:\([^()%]{0,30}\)\s*)?,?\s+(?:it|this|they|(?:the\s+|these\s+)?(?:(?:corresponding|respective|[\w-]+-(?:year|month)|actuarial|median)\s+){0,2}(?:rates?|figures?|values?|probabilit(?:y|ies)|estimates?|medians?))\s+(?:was|were)\s"
)
_FARED = re.compile(
    r"\s+(?:(?:also|both)\s+)?(?:fared|did|had\s+(?:an?\s+)?(?:\w+ly\s+)?(?:better|worse|longer|shorter|poorer|superior|inferior)\s+(?:outcomes?|prognos[ie]s|results?))\b"
)
_BARE_HEAD = re.compile(
    r"(?:(?:In|On|At|By|After|For)\s[^,;:%]{2,50},\s+)?(?:The\s+|These\s+)?(?:(?:corresponding|respective|[\w-]+-(?:year|month)|actuarial|median|estimated|crude)\s+){0,3}(?:rates?|figures?|values?|probabilit(?:y|ies)|estimates?|it|they)\b(?!\s+of\s+(?!patients|those))",
    re.I,
)
"""``The rate in patients with …``: of what the sentence before told."""
_ELLIPTIC = re.compile(
    rf"\d\s?%[^;%]*?\b(?:and|but|versus|vs\.?|whereas|while)\s+(?:the\s+)?{_PEOPLE}\s+(?:with(?:out)?|who\s+(?:had|achieved)|achieving|having)\s+(?:an?\s+|no\s+)?$",
    re.I,
)
_SHARE_NEXT = re.compile(r"\s*[,(]?\s*\d[\d.·]*\s?%")
"""``a survival of 61% and those with partial response 22%``: the verb is that of the clause before."""
_SINCE = re.compile(r"\b(?:from|since)\s+(?:(?:the|date|time|diagnosis|detection|first|initial|of)\s+)*$")


def names_group(sentence: Sentence, term: Term, found: Sequence[Term], carried: str | None = None) -> bool:
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
    verb = _OWN_VERB.match(term.text)
    start = term.start + (verb.end() if verb else 0)
    if _opens(sentence, term, start, found, carried):
        return True
    before = sentence.text[max(sentence.start, start - 80) : start]
    opening = sentence.text[sentence.start : start]
    if _PEOPLE_OPEN.match(opening) and _HAD_SHARE.match(sentence.text, term.end):
        return True
    measured = {t.code for t in found if t.end <= term.start} - {"follow_up", "skip", "none", term.code}
    if of_survival(found, term) and not term.code.endswith("survival") and _FARED_FOR.search(before):
        return True
    if not measured and carried in TIME_TYPE and not any(t.code in TIME_TYPE for t in found if t is not term):
        if _PEOPLE_OPEN.match(opening) and _FARED.match(sentence.text, term.end):
            return True
        if _BARE_HEAD.match(sentence.string) and _GROUP_AT_ALL.search(before):
            return True
    if not measured:
        return False
    if "respon" in term.code and (
        _CLASSED_BY.search(before) or (of_survival(found, term) and _FOR_RESPONSE.search(before))
    ):
        return True
    if term.code == "toxicity" and any(
        _WITHOUT.fullmatch(sentence.text, t.end, start) for t in found if t.end <= start
    ):
        return True
    if term.rule.startswith("other.salvage") and _PEOPLE_NEXT.search(before):
        return True
    if _ELLIPTIC.search(opening) and _SHARE_NEXT.match(sentence.text, term.end):
        return True
    return bool(_GROUP.search(before) or _CONDITION.search(before) or _IN_SHARE_OF.search(before))


def _opens(sentence: Sentence, term: Term, start: int, found: Sequence[Term], carried: str | None) -> bool:
    """``For patients with relapse, survival was``, ``Despite local failure, …``: not the outcome of the clause;
    ``start`` is behind the term's own verb."""
    if term.code in {"follow_up", "skip", "none"}:
        return False
    if not _OPENS_CLAUSE.search(sentence.text[sentence.start : start]):
        return False
    if carried in TIME_TYPE and _IT_WAS_NEXT.match(sentence.text, term.end, sentence.end):
        return True
    main = next(
        (t for t in found if t.start >= term.end and t.code not in {"follow_up", "skip", "none"}), None
    )
    opened = _MAIN_NEXT.match(sentence.text, term.end, sentence.end)
    if main is None or opened is None or main.start < opened.end() or main.code == term.code:
        return False
    return bool(_TO_MAIN.fullmatch(sentence.text, opened.end(), main.start))


def of_survival(found: Sequence[Term], term: Term) -> bool:
    """Whether a survival is named before a term."""
    return any(t.end <= term.start and t.code.endswith("survival") for t in found)
