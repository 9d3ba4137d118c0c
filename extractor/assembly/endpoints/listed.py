"""Outcomes that stand in a list of factors: ``independent predictors were complete response (HR 0.4) and age (HR 2.1)``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.term import TIME_TYPE, Term
from extractor.assembly.findings import Sentence

_ANALYSED = re.compile(
    r"\b(?:multi-?varia\w+|uni-?varia\w+|independent(?:ly)?|prognostic|predict\w*|factors?|covariates?|variables?|Cox|regression|determinants?)\b",
    re.I,
)
_FACTORS_WERE = re.compile(
    r"\b(?:factors?|predictors?|variables?|covariates?|determinants?)\b[^();]{0,80}?(?:\b(?:were|was|included|being|remained)|:)\s+(?:(?!\b(?:while|whereas|depend\w*|was|were|factors?|predictors?|variables?|covariates?|determinants?)\b)[\w\s,;/-]|\([^()]*\)|\[[^\[\]]*\])*$",
    re.I,
)
_TESTED = re.compile(
    r"(?:\s+(?!depend|was\b|were\b|on\b|for\b|in\b|with\b)[\w-]+){0,2}\s*[(\[]\s*(?:(?:[as]?HR|OR|RR|(?:hazard|odds|risk)\s+ratio)\b|[Pp](?:[\s-]?value)?\s?[=<>≤]|(?:median\s+)?\d[\d.·]*\s?%?\s+(?:vs?\.?|versus)\s)"
)
_A_FACTOR = (
    r"\b(?:age|stage|sex|gender|grade|size|volume|status|histology|dose|margins?|KPS|ECOG|PSA|Gleason(?:\s+score)?|chemotherapy|surgery|resection|number|type|site|diameter|length"
    r"|ha?emoglobin|score|category|classification|invasion|involvement|infection|smoking|weight\s+loss|level|time|interval|technique|fractionation|comorbidity|albumin|thrombosis|lesions?|KPS\s+of\s+[\d\s\w]{1,14})"
)
_BRACKET = r"\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])"
_AND = r"\s*(?:,|,?\s*and|,?\s*or|,?\s*but\s+not|as\s+well\s+as)\s+(?:(?!for\b|in\b|of\b|with\b|was\b|were\b|had\b|\w+ed\b)[\w-]+\s+){0,3}"
_FACTOR_BEFORE = re.compile(rf"{_A_FACTOR}{_BRACKET}{_AND}$", re.I)
_FACTOR_BEHIND = re.compile(
    rf"(?:\s+[\w-]+){{0,3}}{_BRACKET}{_AND}(?:(?!for\b|in\b|of\b|with\b|was\b|were\b|had\b)[\w<>≥≤-]+\s+){{0,3}}?(?:{_A_FACTOR})\b(?:\s+(?!for\b|in\b|of\b|with\b)[\w<>≥≤-]+){{0,3}}{_BRACKET}",
    re.I,
)
_OBJECT = re.compile(
    r"\b(?:of|for|in|with|on|from|predict\w*|influenc\w*|affect\w*|improv\w*|to)\s+(?:[\w-]+\s+){0,2}$", re.I
)

_ALSO_FACTORS = {"other", "response_rate", "complete_response", "partial_response", "pathologic_response"}
_DEPENDS_ON = re.compile(
    r"\b(?:(?:associated|correlated|related|linked)\s+(?:\w+ly\s+)?(?:with|to)|correlates?\s+with|depend(?:ed|ent|s)\s+(?:up)?on"
    r"|(?:influenced|predicted|affected|determined|improved|worsened|impaired|governed)\s+(?:\w+ly\s+)?by"
    r"|(?:seen|observed|found|noted)\s+(?:with|after|in\s+(?:patients|those)\s+(?:with|who\s+had|after))|(?:better|worse|longer|shorter|superior|inferior|higher|lower|improved)\s+(?:with|after|(?:in|for)\s+(?:patients|those)\s+(?:with|who\s+had|after)))\s+"
    rf"(?:(?:[^.;()]{{2,40}}?{_BRACKET}(?:{_AND}|\s*(?:,|and)\s*))*)(?:(?!for\b|of\b)[\w-]+\s+){{0,3}}$",
    re.I,
)

_ITEM = rf"(?:{_AND}|\s*(?:,|,?\s*and|or)\s+)[^.;()]{{2,50}}?{_BRACKET}"
_PREDICTS_NEXT = re.compile(
    rf"(?:\s+[\w-]+){{0,2}}{_BRACKET}(?:{_ITEM}){{0,5}}\s*,?\s+(?:(?:(?:were|was|are|is|remained|both|all|each)\s+)+(?:[\w-]+\s+){{0,3}}?"
    r"(?:associated\s+with|correlated\s+with|related\s+to|linked\s+to|(?:predictors?|predictive|prognostic|factors?|significant)\s+(?:of|for)|prognostic\s+factors?\s+(?:of|for))"
    r"|(?:\w+ly\s+)?(?:predicted|affected|influenced|determined|improved|worsened))\s+",
    re.I,
)
"""``tumour response (p = 0.01) and age (p = 0.02) were associated with survival``."""
_NEAR = 30


def is_listed_factor(sentence: Sentence, term: Term, found: Sequence[Term], carried: str | None) -> bool:
    """Whether a term is one of the factors of another outcome, named in the sentence or told before."""
    if term.code in {"follow_up", "skip"} or not _TESTED.match(sentence.text, term.end, sentence.end):
        return False
    if _led_by_outcome(sentence, term, found):
        return True
    if term.code == "none":
        return False
    outcome = carried in _OUTLASTING or any(t is not term and t.code in _OUTLASTING for t in found)
    if not outcome or not _ANALYSED.search(sentence.string):
        return False
    before = sentence.text[sentence.start : term.start]
    if _FACTORS_WERE.search(before) or _FACTOR_BEFORE.search(before):
        return True
    return (
        _OBJECT.search(before) is None
        and _FACTOR_BEHIND.match(sentence.text, term.end, sentence.end) is not None
    )


def _led_by_outcome(sentence: Sentence, term: Term, found: Sequence[Term]) -> bool:
    """``survival was related to age (p = 0.01) and complete resection (p = 0.03)``: what survival depends on."""
    if term.code.endswith("survival"):
        return False
    lasting = [
        t
        for t in found
        if t.code.endswith("survival") or (term.code in _ALSO_FACTORS and t.code.endswith("_control"))
    ]
    if not lasting:
        return False
    led = list(_DEPENDS_ON.finditer(sentence.text, sentence.start, term.start))
    if led and any(t.end <= led[-1].start() for t in lasting):
        return True
    predicts = _PREDICTS_NEXT.match(sentence.text, term.end, sentence.end)
    return predicts is not None and any(
        predicts.end() < t.end and t.start - predicts.end() < _NEAR for t in lasting
    )


_OUTLASTING = (TIME_TYPE | {"mortality", "toxicity"}) - {"follow_up"}
