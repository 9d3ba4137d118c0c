"""The fields and the quote of one endpoint value."""

from typing import Any

from extractor.assembly.endpoints.term import Term
from extractor.assembly.values import Value
from extractor.document import Span


def value_fields(value: Value, code: str, statistic: str) -> dict[str, Any]:
    """The fields of an endpoint record that the value itself gives."""
    counted = value.form in {"count", "zero"}
    people = "patients" if code == "mortality" else value.people or "patients"
    return {
        "endpoint": code,
        "statistic": statistic,
        "value": value.value,
        "unit": people if counted else value.unit,
        "not_reached": value.form == "not_reached",
        "ci_low": value.ci_low,
        "ci_high": value.ci_high,
        "ci_level": value.ci_level,
        "n_events": None if counted else value.n_events,
        "n_total": value.n_total,
    }


def quote_of(value: Value, term: Term | None) -> Span:
    """What a record quotes: the value, with its term where the value is no number of its own."""
    with_term = (value.form in {"zero", "not_reached"} and value.rule != "versus") or value.rule in {
        "direct",
        "follow_up",
    }
    if with_term and term is not None and abs(term.start - value.start) < 80:
        return min(value.start, term.start), max(value.end, term.end)
    return value.start, value.end
