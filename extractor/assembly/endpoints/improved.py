"""Patients who improved, where nothing says in which of the outcomes that have a name."""

import re

from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_REACH = 40
_IMPROVED = re.compile(
    r"\b(?:had|showed|demonstrated|experienced|exhibited|noted|noticed|reported|achieved|obtained|displayed)\s+"
    r"(?:(?:an?|some|any|marked|clear|definite|significant|substantial|clinical|neurologic(?:al)?|functional|subjective"
    r"|symptomatic|objective|partial|overall|further|good|moderate|slight|major|minor)\s+){0,3}improvements?\b"
    r"|\b(?:had|were)\s+(?:[a-z]+ly\s+|much\s+)?improved\b(?=\s*[,.;]|\s+(?:at|after|by)\b)"
)
_COUNTED = re.compile(rf"\d|%|\b(?:{NUMBER_WORDS})\b", re.I)
_IN_OUTCOME = re.compile(
    r"\s+(?:in|of)\s+(?:[\w-]+\s+){0,3}(?:survival|control|outcomes?|rates?|doses?|coverage)\b"
)


def improved_terms(sentence: Sentence, found: list[Term], carried: str | None) -> list[Term]:
    """``Five of eight with palsy showed improvement``: an outcome without a code, unless pain was told of before."""
    pain = carried == "pain_response" or any(t.code == "pain_response" for t in found)
    code, rule = ("pain_response", "endpoint.pain_relieved") if pain else ("other", "other.improved")
    return [
        Term(m.start(), m.end(), code, rule, m.group())
        for m in _IMPROVED.finditer(sentence.text, sentence.start, sentence.end)
        if _COUNTED.search(sentence.text, sentence.start, m.start())
        and not _IN_OUTCOME.match(sentence.text, m.end())
        and not any(t.start < m.end() + _REACH and m.start() < t.end for t in found)
    ]
