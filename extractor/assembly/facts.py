"""Facts: mentions of one value, in abstract, results and table, share a ``fact_id``.

A fact id is unique within a document, not across papers: it does not know the document, so that the
PDF, the XML and the text of one paper give the same ids. Keep ``doc_id`` beside it.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Any

from extractor.records import Cohort, Dose, Endpoint, PValue, Range, Study

AnyRecord = Dose | Cohort | Endpoint | PValue
LENGTH = 16
"""Hexadecimal digits of a fact id: 64 bits of a SHA-256."""

_ARM_WORDS = {
    *("the", "of", "in", "to", "with", "those", "who", "patients"),
    *("arm", "arms", "group", "groups", "cohort", "regimen"),
    *("treated", "receiving", "received", "assigned", "randomised", "randomized"),
}


def fact_id(record: AnyRecord) -> str:
    """The id of the fact a record mentions: same study, kind and compared values, same id."""
    key = [record.kind, _study(record.study), *_values(record)]
    text = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def with_fact_ids(records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """The records, each with its fact id."""
    return [record.model_copy(update={"fact_id": fact_id(record)}) for record in records]


def to_facts(records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """One record a fact: its first mention, with the extra fields ``mentions`` (how many) and ``pages``.

    Records of different documents are never joined.
    """
    groups: dict[tuple[str, str], list[AnyRecord]] = {}
    for record in records:
        groups.setdefault((record.doc_id, record.fact_id or fact_id(record)), []).append(record)
    return [
        group[0].model_copy(
            update={
                "mentions": len(group),
                "pages": sorted({record.page for record in group if record.page is not None}),
            }
        )
        for group in groups.values()
    ]


def normal_arm(arm: str | None) -> str | None:
    """An arm's name without case, articles, punctuation and words such as ``arm`` or ``patients``."""
    if arm is None:
        return None
    text = re.sub(r"^an?\s+", "", arm.casefold().strip())  # elsewhere "a" is a name: arm A
    words = [word for word in re.findall(r"\w+(?:[.·]\d+)?|\+", text) if word not in _ARM_WORDS]
    return " ".join(words) or None


def _study(study: Study) -> list[Any]:
    if study.refs:
        return sorted(study.refs)
    return [study.label.casefold() if study.label else study.registry_id]


def _values(record: AnyRecord) -> list[Any]:
    match record:
        case Dose():
            parts = [_range(part) for part in _schedule(record)]
            return [*parts, record.comparator, record.statistic, record.measure]
        case Cohort():
            return [record.n, record.comparator, record.unit]
        case Endpoint():
            return [
                record.endpoint,
                record.statistic,
                _number(record.value),
                record.unit,
                record.not_reached,
                None if record.timepoint_months is None else f"{record.timepoint_months:.1f}",
                record.grade_min,
                record.grade_max,
                normal_arm(record.arm),
                record.role,
            ]
        case PValue():
            return [record.comparator, _number(record.value), record.endpoint]


def _schedule(dose: Dose) -> tuple[Range | None, Range | None, Range | None]:
    """Total, fractions and dose a fraction; of single values total and fractions say all.

    ``12 Gy × 2`` in the text and ``24 Gy in 2 fractions`` in a table are one prescription.
    """
    total, fractions, each = _single(dose.total_gy), _single(dose.fractions), _single(dose.per_fraction_gy)
    if total is None and dose.total_gy is None and fractions and each:
        total = fractions * each
    if fractions is None and dose.fractions is None and total and each:
        count = round(total / each)
        fractions = count if count and abs(total / each - count) < 0.02 else None
    if total is None or fractions is None:
        return dose.total_gy, dose.fractions, dose.per_fraction_gy
    return Range(low=total, high=total), Range(low=fractions, high=fractions), None


def _single(part: Range | None) -> float | None:
    return part.low if part is not None and part.low == part.high else None


def _range(part: Range | None) -> list[str | None] | None:
    return None if part is None else [f"{part.low:.4g}", f"{part.high:.4g}"]


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.10g}"
