"""The outcomes of a sentence that a p-value may test."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.brackets import mask_brackets
from extractor.assembly.endpoints import Term, terms_of
from extractor.assembly.findings import Sentence
from extractor.language.numerals import AtomKind

_SURVIVAL = re.compile(r"survival\s+(?:benefits?|advantages?|gains?|curves?)$", re.I)
"""Talk of survival that has no value of its own, yet is what was tested."""
_PROGNOSIS = re.compile(r"(?:survival\s+)?prognos[ie]s$", re.I)

_SAME = re.compile(r"\boutcomes?$", re.I)
"""``women had a better outcome (p = 0.03)``: that of the sentence before."""

_SCORE = re.compile(
    r"\s*(?:symptom\s+)?(?:scores?|scales?|subscales?|domains?|ratings?|intensit(?:y|ies))\b", re.I
)
_SCORE_ENDS = re.compile(r"\b(?:scores?|intensity)$", re.I)
_SCORES_FOR = re.compile(r"\b[Ss]cores?\s+(?:for|of|on)\s(?:[^.;()\d]|\d(?!\d))*$")
"""``Scores for dry mouth (p < 0.001) and`` sticky saliva."""
_LASTED = re.compile(
    r"\s*(?:lasted\b|(?:was|were)\s+(?:\w+ly\s+)?(?:more\s+(?:durable|lasting|prolonged)|longer\b|longer-lasting|shorter\b))"
)
"""``the response lasted longer (p = 0.02)``: its duration."""
_PALLIATED = re.compile(r"[^;.()]{0,40}?\b(?:was|were)\s+(?:\w+ly\s+)?(?:palliated|relieved|alleviated)\b")
_RESPONDED = frozenset({"response_rate", "complete_response", "partial_response", "pain_response"})
_GENERAL = re.compile(r"toxicit|reaction|effect|complication|morbidit", re.I)
_OF_SYMPTOM = frozenset({"toxicity", "pain_response"})
QUESTIONNAIRE = re.compile(
    r"\b(?:QLQ|EORTC(?=\s+(?:QLQ|C-?30|BR-?23|questionnaires?|modules?|scales?))|FACT|FACIT|SF-?(?:8|12|36)|EQ-?5D|BR-?23|C-?30|PR-?25|LC-?13|HN-?(?:35|43)|BM-?22|BN-?20|CR-?29|OES-?18|LASA|Spitzer|HR-?QOL|HRQoL|QOL|QoL)\b"
)
"""Instruments that measure quality of life."""


_OF_MODULE = re.compile(r"QLQ|EORTC|C-?30|BR-?23|PR-?25|LC-?13|HN-?(?:35|43)|BM-?22|BN-?20|CR-?29|OES-?18")
"""Questionnaires with scales of symptoms."""


def tested(sentence: Sentence, carried: str | None = None) -> Sequence[Term]:
    """The outcomes but follow-up, and survival where it is only spoken of."""
    terms = [
        _scored(sentence, _survival(t))
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


def _scored(sentence: Sentence, term: Term) -> Term:
    """``nausea scores were better (p = 0.03)``: a symptom that was scored or relieved, and no harm; of a questionnaire it is quality of life."""
    lasted = term.code in _RESPONDED and _LASTED.match(sentence.text, term.end)
    if lasted or (term.code == "toxicity" and _PALLIATED.match(sentence.text, term.end)):
        return replace(term, code="other")
    if term.code not in _OF_SYMPTOM or _GENERAL.search(term.text):
        return term
    asked = QUESTIONNAIRE.search(sentence.text, sentence.start, sentence.end)
    if asked and _OF_MODULE.search(asked.group()) and _of_life(sentence):
        return replace(term, code="quality_of_life")
    scored = _SCORE.match(sentence.text, term.end) or _SCORE_ENDS.search(term.text)
    if not (scored or _SCORES_FOR.search(mask_brackets(sentence.text[sentence.start : term.start]))):
        return term
    return replace(term, code="quality_of_life" if asked else "other")


def _of_life(sentence: Sentence) -> bool:
    """``Role functioning (p = 0.03) and fatigue (p = 0.01) on the QLQ-C30``: both of quality of life, where nothing is graded."""
    graded = any(a.kind is AtomKind.GRADE for a in sentence.atoms)
    return not graded and any(m.code == "quality_of_life" for m in sentence.labelled("ENDPOINT"))
