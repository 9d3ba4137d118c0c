"""What kind of error each disagreement is: which field is wrong, or that a record is missed or spurious."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.records import Dose, Endpoint, PValue
from extractor.scoring.agreement import (
    DOSE_PARTS,
    AnyRecord,
    close,
    largest_pairing,
    likeness,
    same_range,
    same_timepoint,
    value,
)
from extractor.scoring.alignment import Comparison


@dataclass(frozen=True)
class Error:
    """One disagreement of a document. ``kind`` names it; a missed record has no ``pred`` and so on."""

    document: str
    kind: str
    gold: AnyRecord | None
    pred: AnyRecord | None

    @property
    def record(self) -> AnyRecord:
        """The gold record, or the predicted one where there is no gold."""
        record = self.gold or self.pred
        assert record is not None
        return record


def errors(comparisons: Iterable[Comparison]) -> list[Error]:
    """All disagreements, document by document and kind by kind.

    A missed and a spurious record of one value, or of one quote, are one error: ``wrong timepoint``.
    """
    out: list[Error] = []
    for comparison in comparisons:
        lone_gold: list[AnyRecord] = []
        lone_pred: list[AnyRecord] = []
        for alignment in comparison.alignments.values():
            missed, spurious = alignment.missed, alignment.spurious
            for agree in (value, _same_place):
                pairs = largest_pairing(missed, spurious, agree)
                out += [
                    Error(comparison.name, _difference(missed[i], spurious[j]), missed[i], spurious[j])
                    for i, j in sorted(pairs.items())
                ]
                missed, spurious = _rest(missed, pairs.keys()), _rest(spurious, pairs.values())
            lone_gold += missed
            lone_pred += spurious
        pairs = largest_pairing(lone_gold, lone_pred, _same_place)
        out += [
            Error(comparison.name, f"{g.kind} taken for {p.kind}", g, p)
            for g, p in ((lone_gold[i], lone_pred[j]) for i, j in sorted(pairs.items()))
        ]
        out += [Error(comparison.name, "missed", r, None) for r in _rest(lone_gold, pairs.keys())]
        out += [Error(comparison.name, "spurious", None, r) for r in _rest(lone_pred, pairs.values())]
    return out


def frequencies(found: Sequence[Error]) -> list[tuple[str, str, int]]:
    """``(record kind, error kind, how often)``, the most frequent first."""
    counter = Counter((error.record.kind, error.kind) for error in found)
    rows = [(record_kind, kind, n) for (record_kind, kind), n in counter.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


def _rest(records: Sequence[AnyRecord], used: Iterable[int]) -> list[AnyRecord]:
    taken = set(used)
    return [record for i, record in enumerate(records) if i not in taken]


def _same_place(gold: AnyRecord, pred: AnyRecord) -> bool:
    """Quotes overlap: one holds the other, and so do their surroundings where both are given."""
    a, b = gold.quote, pred.quote
    if not (a.exact and b.exact and (a.exact in b.exact or b.exact in a.exact)):
        return False
    if a.prefix and b.prefix and likeness(gold, pred) < 4:
        tail = min(len(a.prefix), len(b.prefix), 8)
        return a.prefix[-tail:] in b.prefix + b.exact or b.prefix[-tail:] in a.prefix + a.exact
    return True


def _difference(gold: AnyRecord, pred: AnyRecord) -> str:
    """``wrong`` and the fields that differ, at most two named."""
    fields = _differing(gold, pred)
    return "wrong " + (" and ".join(fields) if len(fields) <= 2 else "several fields")


def _differing(gold: AnyRecord, pred: AnyRecord) -> list[str]:
    match gold, pred:
        case Dose(), Dose():
            derived = {*gold.derived, *pred.derived}
            parts = [
                part.removesuffix("_gy")
                for part in DOSE_PARTS
                if part not in derived and not same_range(getattr(gold, part), getattr(pred, part))
            ]
            return parts + [f for f in ("comparator", "measure") if getattr(gold, f) != getattr(pred, f)]
        case Endpoint(), Endpoint():
            fields = [
                f
                for f in ("endpoint", "statistic", "unit", "not_reached")
                if getattr(gold, f) != getattr(pred, f)
            ]
            if not close(gold.value, pred.value):
                fields.append("value")
            if not same_timepoint(gold.timepoint_months, pred.timepoint_months):
                fields.append("timepoint")
            if gold.statistic == "declared" and gold.role != pred.role:
                fields.append("role")
            if gold.endpoint == "toxicity" and gold.grade_min != pred.grade_min:
                fields.append("grade")
            return fields
        case PValue(), PValue():
            return [f for f in ("comparator", "value", "endpoint") if getattr(gold, f) != getattr(pred, f)]
    return [f for f in ("n", "unit") if getattr(gold, f) != getattr(pred, f)]
