"""Sites of failure that stand apart from the word for it: ``12 patients relapsed: 4 locally, 5 in nodes, both in 3``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Sentence
from extractor.assembly.values import is_integer
from extractor.language.mentions import Mention

_ENDS = re.compile(
    r"(?:[-–\s]only\b)?\s*(?:\(|,|;|:|\.|$|and\b|or\b|in\b|plus\b|\+|\)|only\b|sites?\b|alone\b|nodes\b|vs\b|versus\b)"
)
_ALONE = re.compile(r"\s+(?:only|alone|exclusively)\b")
_TO_COUNT = re.compile(r"\s*(?:in\s+|[(\[]\s*(?:n\s*=\s*)?)(?:an?\s+additional\s+)?")
_BEYOND_FIELD = frozenset({"local_failure", "regional_failure"})


def sites_of_failure(sentence: Sentence, head: Term | None, found: Sequence[Term]) -> list[Term]:
    """Sites behind ``head``, the failure that the sentence names, which no term of ``found`` covers."""
    extra: list[Term] = []
    if head is None:
        return extra
    for m in sentence.labelled("SITE", "COUNTED_SITE"):
        taken = any(t.start < m.end and m.start < t.end for t in (*found, *extra))
        if m.start < head.end or taken or not _is_site(sentence, m):
            continue
        alone = _ALONE.match(sentence.text, m.end)
        term = Term(m.start, alone.end() if alone else m.end, m.code or "", m.rule, sentence.text[m.start : m.end])
        extra.append(_together(term, extra) if m.code == "recurrence" else term)
    return extra


def _is_site(sentence: Sentence, m: Mention) -> bool:
    if m.label == "SITE":
        return bool(_ENDS.match(sentence.text, m.end))
    alone = _ALONE.match(sentence.text, m.end)
    end = alone.end() if alone else m.end
    number = next((a for a in sentence.atoms if a.start >= end), None)
    return (
        number is not None
        and is_integer(number)
        and bool(_TO_COUNT.fullmatch(sentence.text, end, number.start))
    )


def _together(term: Term, before: Sequence[Term]) -> Term:
    """``the primary in 14, the neck in 5 and both in 3``: of local and regional failures both are locoregional."""
    sites = {t.code for t in before}
    return replace(term, code="locoregional_failure") if sites == _BEYOND_FIELD else term
