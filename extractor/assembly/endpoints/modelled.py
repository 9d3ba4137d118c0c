"""What a sentence on factors is about, where events were only counted just before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints.context import Context
from extractor.assembly.endpoints.term import TIME_TYPE
from extractor.assembly.findings import Sentence

_MODEL = re.compile(
    r"\b(?:multi|uni)varia(?:te|ble)\b|\b[MU]VA\b|\bCox\b|\bregression\b|\bindependent(?:ly)?\b|\bprognostic\b|\bpredictors?\b",
    re.I,
)
_MAIN = "overall_survival"
_NAMED = re.compile(r"survival|control|failure|recurrence|mortality|toxicity|progress")
_COUNTED = frozenset({"count", "zero"})


def outcome_of(told: Sequence[tuple[str, str]], before: str | None) -> str | None:
    """The survival or control that was last measured, and not counted, in these values or before them; overall survival holds."""
    measured = [
        code for form, code in told if form not in _COUNTED and code in TIME_TYPE and code != "follow_up"
    ]
    if _MAIN in {before, *measured}:
        return _MAIN
    return measured[-1] if measured else before


def for_model(sentence: Sentence, context: Context) -> Context:
    """The context of a sentence: ``The liver failed in 12 and the bed in 5. On multivariable analysis, …`` models no liver."""
    counted = bool(context.told) and all(form in _COUNTED for form, _ in context.told)
    if not counted or context.outcome is None or not _MODEL.search(sentence.string):
        return context
    if any(_NAMED.search(m.code or "") for m in sentence.labelled("ENDPOINT")):
        return context  # it says what it models
    return replace(context, code=context.outcome, age=0, strayed=False)
