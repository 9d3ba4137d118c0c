"""P-values that are no results: levels of significance, criteria of a model."""

import re

from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom

_THRESHOLD = re.compile(
    r"^\W{0,3}(?:\s*\((?:two|one)-sided\))?\s*(?:or (?:less|lower|below)\s+)?(?:was|were|is|are|being|as)?\s*(?:the\s+|an?\s+)?(?:considered|regarded|deemed|judged|counted|viewed|treated\s+as|interpreted|defined|taken|accepted|set(?!-?\s?up)|used|indicat|significan|denot|for significance|level|for statistical|statistically significant\b(?! difference)|to be|chosen|required|cut|for\s+(?:retention|inclusion|entry|removal|staying|selection)|included|entered|retained|selected)",
    re.I,
)
_THRESHOLD_BEFORE = re.compile(
    r"(?:significan\w*\s+(?:level|threshold|at|was|defined|if|when|set)|threshold|cut-?off|level of significance|considered\s+(?:statistically\s+)?significant\s+(?:at|if|when|for)|defined as|defined by|set at|alpha|criterion|whenever|when the)\W*(?:[\w\s-]{0,40})$",
    re.I,
)
_BOUNDARY = re.compile(
    r"\b(?:boundar(?:y|ies)|bounds?|stopping\s+rule)\s+(?:for\s+[\w-]+\s+)?(?:\w+\s+){0,2}$", re.I
)
"""``with an O'Brien-Fleming boundary of p = 0.003``."""
_BEFOREHAND = re.compile(
    r"[^;.()]{0,60}\b(?:pre-?specified|pre-?defined|planned|had\s+(?:been|to\s+be)\s+(?:reached|set|chosen|fixed)|would\s+(?:be|have|indicate|mean))\b"
)
"""``for which p < 0.15 was prespecified``, ``where p < 0.025 had been reached``."""
_OF_MODEL = re.compile(r"\s*[;,]?\s*(?:and\s+|or\s+)?I\s?\^?\s?[2²]\s*[≤<>≥]")
"""``good homogeneity (P > 0.1; I² ≤ 50%)``: what decides on a model."""
_BESIDE_VALUE = re.compile(r"[(\[][^()\[\]]*\d[^()\[\]]*$")
"""``(HR 2.4, 1.5–3.9; p < 0.001) retained significance``."""
_ANY_VALUE = re.compile(
    r"(?:\b(?:an?|any|only|indicates?|indicating|denotes?|denoting|represents?)|^\W*[*†‡#§]|(?:^|[^(\[,;:\s])\s+all)\s*(?:(?:two|one)[- ](?:sided|tailed)\s+)?$",
    re.I,
)
"""``a p-value <0.05 was significant``; but ``(all p < 0.05)`` tells of results."""
_ENTERED = re.compile(
    r"\b(?:variables?|factors?|covariates?|parameters?|predictors?)\s+(?:\w+\s+)?(?:(?:with|having|reaching|showing|at|whose|that\s+were|that\s+differed|found|(?:that\s+)?(?:were\s+)?significant)\s+(?:[\w-]+\s+){0,4}\(?|\()$",
    re.I,
)
_INTO_MODEL = re.compile(
    r"\b(?:enter|includ|test|retain|select|underw|used|consider|analy[sz]ed|evaluat|incorporat|subject|put|carried|taken|shown|listed|displayed|presented|reported)\w*\b",
    re.I,
)
"""``variables with p < 0.1 were entered into the model``."""
_THOSE_ENTERED = re.compile(
    r"\b(?:variables?|factors?|covariates?|parameters?|predictors?)\b[^.;()]{0,90}\b(?:were|are)\s+(?:only\s+|all\s+)?(?:those|the\s+ones)\s+(?:with|having|that\s+(?:had|showed|reached)|reaching|showing)\s+(?:an?\s+)?$",
    re.I,
)
"""``variables entered in the model were those with p < 0.2``."""
_NEEDED = re.compile(r"\s*(?:was|were|is|are|would be)\s+(?:needed|necessary|required|used)\b", re.I)
_MARKED = re.compile(
    r"\b(?:bold\w*|italic\w*|asterisks?|daggers?|stars?|underlined?|highlighted|shaded)\b(?!\s+(?:lines?|curves?|areas?)\b)"
    r"|^\W*(?:\^\w+\s*)?N\.?S\.?\W*(?:\s*[:=,(]|means\b|not\s)"
    r"|^\W*(?:\^\w+\s*)?(?:not?\s+|non-?)?(?:statistical(?:ly)?\s+)?significan(?:t|ce)(?:\s+(?:differences?|results?|values?|levels?))?(?:\s+at[\w\s%.]+)?\s*[:(,]",
    re.I,
)
"""A note that tells what a mark or a type face means: ``Bold: p < 0.05``, ``NS, not significant (p > 0.05)``."""
_PLURAL = re.compile(r"\b[pP][\s-]?values\b|\bvalues of [pP]\b")
_BEHIND_MARK = re.compile(r"(?:^|[\s,;:(])[*†‡§¶#]+\s*$")
_ALL_VALUES = re.compile(r"[Pp][\s-]?values\s+(?:of\s+)?(?:[<≤]|less\s+than|below|under|lower\s+than)")
_OF_FACTOR = re.compile(
    r"(?<!level)(?<!threshold)(?<!value)(?<!values)(?<!significance)(?<!limit)\s\(\s*$", re.I
)
_SIGNIFICANT = re.compile(
    r"\s*\)\s+(?:was|were|is|are|proved|remained)\s+(?:(?:also|all|both|the\s+only|statistically|independently|highly|not)\s+)*significant\b"
)
"""``young age (p = 0.01) was significant``: a result of its own."""
LEVELS = {0.05, 0.1, 0.01, 0.025, 0.005, 0.001}
"""The usual levels of significance."""
_PREDICTS = re.compile(
    r"\W*(?:was|were|are|is|being|as)?\s*(?:also\s+|all\s+|both\s+|independently\s+|statistically\s+|highly\s+)*significant(?:ly)?\s*"
    r"(?:(?:independent|prognostic|predictive|adverse|unfavou?rable)\s*)*"
    r"(?:predict|factor|associat|prognos|for\b|on\b|determin|correlat|covariat|variable|,|\.|and\b)",
    re.I,
)


def is_level(comparator: str, value: float | None) -> bool:
    """Whether it may say where significance begins: ``< 0.05``, ``> 0.05``, never ``= 0.05``."""
    return comparator != "=" and value in LEVELS


def is_threshold(sentence: Sentence, atom: Atom) -> bool:
    """``P < 0.05 was considered significant``."""
    after = sentence.text[atom.end : min(sentence.end, atom.end + 60)]
    before = sentence.text[max(sentence.start, atom.start - 70) : atom.start]
    if _BOUNDARY.search(before):
        return True
    if atom.comparator == "=" and atom.low not in LEVELS:
        return False
    opened = before.rfind("(") > before.rfind(")")
    if atom.comparator != "=" and not opened and _BEFOREHAND.match(after):
        return True
    if _OF_MODEL.match(after) or _NEEDED.match(after):
        return True
    if atom.comparator != "=" and _THOSE_ENTERED.search(sentence.text, sentence.start, atom.start):
        return True
    if atom.comparator != "=" and _ENTERED.search(before) and _INTO_MODEL.search(after):
        return True
    if atom.comparator in {"<", "<="} and atom.low in LEVELS and _ANY_VALUE.search(before):
        return True
    if is_level(atom.comparator, atom.low) and (
        _BEHIND_MARK.search(before)
        or _MARKED.search(sentence.text, sentence.start, sentence.end)
        or (_PLURAL.match(sentence.text, atom.start) and _THRESHOLD.match(after))
    ):
        return True
    if _ALL_VALUES.match(sentence.text, atom.start) and _THRESHOLD.match(after):
        return True
    told = _OF_FACTOR.search(before) and _SIGNIFICANT.match(after)
    if told or _PREDICTS.match(after) or _BESIDE_VALUE.search(before):
        return False
    if _THRESHOLD.match(after) and "statistically significant difference" not in after:
        return not re.match(
            r"^\W*(?:was|were)?\s*significan\w+\s+(?:better|worse|higher|lower|longer|different)", after
        )
    return bool(_THRESHOLD_BEFORE.search(before)) and "(" not in before[-4:]
