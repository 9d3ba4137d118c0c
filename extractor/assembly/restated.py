"""Doses told again: what only names a group by its dose is no second statement of it."""

import re

from extractor.assembly.findings import Finding
from extractor.records import Cohort, Dose, Endpoint, PValue, Study

_TREATS = re.compile(
    r"[-,\s]+(?:(?!(?:arms?|groups?|cohorts?|patients|and|versus|vs|was|were|is|had|showed)\b)[\w-]+,?\s+){0,4}?(?:SABR|SBRT|SRS|SRT|radiosurgery|stereotactic|brachytherapy|BT|of radiation|of radiotherapy|(?P<general>radiotherapy|radiation therapy|irradiation))\b"
    r"(?!\s+(?:showed|had|yielded|gave|resulted|led|improved|groups?|arms?|cohorts?|patients))",
    re.I,
)
"""``single-fraction SABR`` prescribes; where it ``showed better control`` it names a group."""
_OPPOSITE = {">=": ("<", "<="), ">": ("<=", "<"), "<": (">=", ">"), "<=": (">", ">=")}


class Stated:
    """The doses that a paper has told of, by study."""

    def __init__(self) -> None:
        self._doses: set[tuple[object, ...]] = set()

    def again(self, finding: Finding, study: Study) -> bool:
        """Whether a dose only names a group that an earlier sentence has told of; keeps count."""
        total = finding.fields.get("total_gy")
        if finding.kind != "dose" or total is None:
            return False
        key = (study.refs, study.label, total["low"], total["high"], finding.fields["comparator"])
        known = key in self._doses
        self._doses.add(key)
        return finding.repeats and known


def once(records: list[Dose | Cohort | Endpoint | PValue]) -> list[Dose | Cohort | Endpoint | PValue]:
    """Doses that only name a group count at their first statement: a fraction count without Gy, and
    limits that cut the patients in two (``≥64 Gy`` against ``<64 Gy``)."""
    cuts = {
        (r.total_gy.low, r.comparator)
        for r in records
        if isinstance(r, Dose) and r.total_gy and r.comparator in _OPPOSITE
    }
    seen: set[tuple[object, ...]] = set()
    kept = []
    for record in records:
        key: tuple[object, ...] | None = None
        if isinstance(record, Dose) and record.source != "table":
            if record.total_gy is None and record.per_fraction_gy is None:
                key = ("fractions", record.fractions)
            elif record.total_gy and any(
                (record.total_gy.low, o) in cuts for o in _OPPOSITE.get(record.comparator, ())
            ):
                key = (record.total_gy.low, record.comparator)
        prescribes = key is not None and key[0] == "fractions" and _prescribes_again(record)
        if key is not None and key in seen and not prescribes:
            continue
        if key is not None:
            seen.add(key)
        kept.append(record)
    return kept


def _prescribes_again(record: Dose | Cohort | Endpoint | PValue) -> bool:
    """``three-fraction radiotherapy`` once more; a single fraction is named as a kind of treatment."""
    treats = _TREATS.match(record.quote.suffix)
    if treats is None or not isinstance(record, Dose) or record.fractions is None:
        return False
    return treats["general"] is None or record.fractions.low > 1
