"""A record's compared values as one line: names it in reports and keeps it apart in the baseline."""

from collections.abc import Sequence

from extractor.records import PValue, Range
from extractor.scoring.agreement import DOSE_PARTS, AnyRecord

_FIELDS = {
    "dose": (*DOSE_PARTS, "comparator", "measure"),
    "cohort": ("n", "unit"),
    "endpoint": (
        "endpoint", "statistic", "value", "unit", "timepoint_months", "grade_min", "not_reached", "role",
    ),
    "p_value": ("endpoint",),
}  # fmt: skip
_SILENT = {("dose", "comparator"): "=", ("dose", "measure"): "physical"}


def number(value: float) -> str:
    """The shortest decimal form: ``50``, ``2.5``."""
    return f"{value:.10g}"


def values(record: AnyRecord) -> str:
    """The values that strict agreement compares, such as ``total_gy=50 fractions=4-5``.

    A default comparator or measure, an absent value and a derived one are left out.
    """
    parts = [f"p{record.comparator}{number(record.value)}"] if isinstance(record, PValue) else []
    for field in _FIELDS[record.kind]:
        value = getattr(record, field)
        if value is None or value is False or _SILENT.get((record.kind, field)) == value:
            continue
        if field in record.derived:
            continue
        parts.append(f"comparator {value}" if field == "comparator" else f"{field}={_show(value)}")
    return " ".join(parts)


def keys(records: Sequence[AnyRecord]) -> list[str]:
    """One key a record, in order: kind, values, and its ordinal among equal ones after the first.

    Stable against moved quotes and sections, so that a corrected label does not look like a loss.
    """
    seen: dict[str, int] = {}
    out = []
    for record in records:
        key = f"{record.kind} {values(record)}"
        seen[key] = seen.get(key, 0) + 1
        out.append(key if seen[key] == 1 else f"{key} #{seen[key]}")
    return out


def evidence(record: AnyRecord, context: int = 30) -> str:
    """The quote with some of what stands around it: ``…2-year OS was [56%] in the…``."""
    quote = record.quote
    before = quote.prefix[-context:] if context else ""
    line = f"{before}[{quote.exact}]{quote.suffix[:context]}"
    return " ".join(line.split())


def _show(value: object) -> str:
    if isinstance(value, Range):
        return number(value.low) if value.low == value.high else f"{number(value.low)}-{number(value.high)}"
    if isinstance(value, float):
        return number(value)
    return str(value)
