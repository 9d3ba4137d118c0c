"""Outcomes that name a group of patients: ``survival of those with local control``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.term import TIME_TYPE, Term
from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_GROUP = re.compile(
    r"(?<!proportion\s)(?<!number\s)(?<!numbers\s)(?<!percentage\s)(?<!fraction\s)(?<!share\s)(?:(?<=survival\srate\s)|(?<!rate\s))"
    r"\b(?:in|for|(?<![\d%]\s)of|among|from|than|between|that|to|with|versus|vs\.?)\s+(?:the\s+|all\s+|those\s+)?(?:[a-z]+\s+)?(?:patients|those|women|men|cases|children)\s+"
    r"(?:with(?:(?:\s+(?:and|or|vs\.?|versus)\s+|/)without)?|without(?:\s+and\s+with)?|achieving|attaining|having|experiencing|developing|showing"
    r"|(?:who|that)\s+(?:had|have|achieved|attained|developed|experienced|showed)(?:\s+(?:and|or)\s+did\s+not\s+\w+)?)\s+"
    r"(?:an?\s+|no\s+)?(?:(?!\d)[\w-]+\s+)?$",
    re.I,
)
_RESPONDERS = re.compile(r"(?:complete|partial|non-?)?\s*responders?", re.I)
_AS_GROUP = re.compile(
    r"(?:\b(?:in|among|for|of|than|versus|vs\.?|between|from|by)\s+(?:(?:the|all|complete|partial)\s+)*|\bnon-?\s?)$",
    re.I,
)
_NUMBERED = re.compile(rf"(?:\d|\d\s?%\)?|\b(?:{NUMBER_WORDS}|no|were|was|as))\s+(?:[\w-]+\s+)?$", re.I)
_SINCE = re.compile(r"\b(?:from|since)\s+(?:(?:the|date|time|diagnosis|detection|first|initial|of)\s+)*$")


def names_group(sentence: Sentence, term: Term, found: Sequence[Term]) -> bool:
    """``survival of patients with local control``, ``for responders``, ``from recurrence``: whose outcome it was."""
    before = sentence.text[max(sentence.start, term.start - 80) : term.start]
    if _RESPONDERS.fullmatch(term.text):
        timed = any(t.code in TIME_TYPE and t.code != "follow_up" for t in found)
        return bool(_AS_GROUP.search(before) or (timed and not _NUMBERED.search(before)))
    if of_survival(found, term) and _SINCE.search(before) and not term.code.endswith("survival"):
        return True
    measured = {t.code for t in found if t.end <= term.start} - {"follow_up", "skip", "none", term.code}
    return bool(measured and _GROUP.search(before))


def of_survival(found: Sequence[Term], term: Term) -> bool:
    """Whether a survival is named before a term."""
    return any(t.end <= term.start and t.code.endswith("survival") for t in found)
