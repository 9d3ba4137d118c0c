"""Counts at the base of every figure: precision, recall and F1 are computed from them, and only here."""

from collections.abc import Iterable
from dataclasses import dataclass

from extractor.records import KINDS
from extractor.scoring.alignment import Alignment, Comparison

MODES = ("strict", "value")
ROWS = (*KINDS, "micro")


def ratio(part: float, whole: float) -> float:
    """``part / whole``, or 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def f1(agreed: float, gold: float, pred: float) -> float:
    """Harmonic mean of precision and recall, 0 where nothing agrees."""
    return ratio(2 * agreed, gold + pred)


@dataclass(frozen=True)
class Counts:
    """How many records stand on each side, and how many of them agree in each way."""

    gold: int = 0
    pred: int = 0
    strict: int = 0
    value: int = 0
    linked: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.gold + other.gold,
            self.pred + other.pred,
            self.strict + other.strict,
            self.value + other.value,
            self.linked + other.linked,
        )

    def agreed(self, mode: str) -> int:
        """Records that agree strictly or by value."""
        return self.strict if mode == "strict" else self.value

    def precision(self, mode: str) -> float:
        return ratio(self.agreed(mode), self.pred)

    def recall(self, mode: str) -> float:
        return ratio(self.agreed(mode), self.gold)

    def f1(self, mode: str) -> float:
        return f1(self.agreed(mode), self.gold, self.pred)

    @property
    def study_link(self) -> float | None:
        """Share of strictly agreeing records that name the same study; None where none agree."""
        return self.linked / self.strict if self.strict else None


def count(alignment: Alignment) -> Counts:
    """Counts of one document and kind."""
    return Counts(
        gold=len(alignment.gold),
        pred=len(alignment.pred),
        strict=len(alignment.strict),
        value=alignment.n_value,
        linked=alignment.n_linked,
    )


def tally(comparisons: Iterable[Comparison]) -> dict[str, Counts]:
    """Counts a kind over all documents, and ``micro`` over all kinds."""
    rows = dict.fromkeys(KINDS, Counts())
    for comparison in comparisons:
        for kind, alignment in comparison.alignments.items():
            rows[kind] += count(alignment)
    return {**rows, "micro": sum(rows.values(), Counts())}


@dataclass(frozen=True)
class RuleCount:
    """What one rule predicted and how much of it agreed strictly."""

    rule: str
    pred: int
    strict: int

    @property
    def precision(self) -> float:
        return ratio(self.strict, self.pred)

    @property
    def wrong(self) -> int:
        return self.pred - self.strict


def tally_rules(comparisons: Iterable[Comparison]) -> list[RuleCount]:
    """One row a rule, the rule with most wrong records first."""
    pred: dict[str, int] = {}
    agreed: dict[str, int] = {}
    for comparison in comparisons:
        for alignment in comparison.alignments.values():
            used = set(alignment.strict.values())
            for j, record in enumerate(alignment.pred):
                rule = record.rule or "(no rule)"
                pred[rule] = pred.get(rule, 0) + 1
                agreed[rule] = agreed.get(rule, 0) + (j in used)
    rows = [RuleCount(rule, n, agreed[rule]) for rule, n in pred.items()]
    return sorted(rows, key=lambda row: (-row.wrong, -row.pred, row.rule))
