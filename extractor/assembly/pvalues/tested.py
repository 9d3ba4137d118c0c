"""The outcomes of a sentence that a p-value may test."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints import Term, terms_of
from extractor.assembly.findings import Sentence

_SURVIVAL = re.compile(r"survival\s+(?:benefits?|advantages?|gains?|curves?)$", re.I)
"""Talk of survival that has no value of its own, yet is what was tested."""
_PROGNOSIS = re.compile(r"(?:survival\s+)?prognos[ie]s$", re.I)

_SAME = re.compile(r"\boutcomes?$", re.I)
"""``women had a better outcome (p = 0.03)``: that of the sentence before."""


def tested(sentence: Sentence, carried: str | None = None) -> Sequence[Term]:
    """The outcomes but follow-up, and survival where it is only spoken of."""
    terms = [
        _survival(t)
        for t in terms_of(sentence, carried)
        if t.code != "follow_up" and not (t.code == "none" and _SAME.search(t.text))
    ]
    spoken = [
        Term(m.start, m.end, "overall_survival", m.rule, text)
        for m in sentence.labelled("ENDPOINT")
        if m.code == "skip" and _SURVIVAL.match(text := sentence.text[m.start : m.end])
        if not any(t.start < m.end and m.start < t.end for t in terms)
    ]
    return sorted([*terms, *spoken], key=lambda t: t.start)


def _survival(term: Term) -> Term:
    """``a better prognosis (p = 0.01)`` is a longer survival."""
    prognosis = term.code == "none" and _PROGNOSIS.match(term.text)
    return replace(term, code="overall_survival") if prognosis else term
