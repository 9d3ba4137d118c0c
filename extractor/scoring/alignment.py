"""Two record sets laid side by side: documents, and within each a pairing for every kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.records import KINDS
from extractor.scoring.agreement import AnyRecord, largest_pairing, linked, strict, value

SOURCES = ("prose", "table")


@dataclass(frozen=True)
class Comparison:
    """The gold and the predicted records of one document under the name it is reported by."""

    name: str
    gold: tuple[AnyRecord, ...]
    pred: tuple[AnyRecord, ...]

    def of_source(self, source: str | None) -> "Comparison":
        """Only the records from tables (``table``) or from anything else (``prose``); None: all."""
        if source is None:
            return self

        def keep(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
            return tuple(r for r in records if (r.source == "table") == (source == "table"))

        return Comparison(self.name, keep(self.gold), keep(self.pred))

    @cached_property
    def alignments(self) -> dict[str, "Alignment"]:
        """One alignment a kind."""
        return {kind: align(self.gold, self.pred, kind) for kind in KINDS}


@dataclass(frozen=True)
class Alignment:
    """The pairing of one document's records of one kind. Pairs are (gold index, pred index)."""

    gold: tuple[AnyRecord, ...]
    pred: tuple[AnyRecord, ...]
    strict: dict[int, int]
    n_value: int
    n_linked: int

    @property
    def missed(self) -> list[AnyRecord]:
        """Gold records without a strict partner."""
        return [r for i, r in enumerate(self.gold) if i not in self.strict]

    @property
    def spurious(self) -> list[AnyRecord]:
        """Predicted records without a strict partner."""
        used = set(self.strict.values())
        return [r for j, r in enumerate(self.pred) if j not in used]


def align(gold: Sequence[AnyRecord], pred: Sequence[AnyRecord], kind: str) -> Alignment:
    """Pairs one document's records of ``kind``; each agreement has a largest pairing of its own."""
    g = tuple(r for r in gold if r.kind == kind)
    p = tuple(r for r in pred if r.kind == kind)
    return Alignment(
        gold=g,
        pred=p,
        strict=largest_pairing(g, p, strict),
        n_value=len(largest_pairing(g, p, value)),
        n_linked=len(largest_pairing(g, p, linked)),
    )


def compare(gold: Sequence[AnyRecord], pred: Sequence[AnyRecord]) -> list[Comparison]:
    """One comparison a document that has gold, ordered by its id.

    Predictions for other documents are left out: see ``without_gold``.
    """
    names = sorted({r.doc_id for r in gold})
    return [
        Comparison(
            name,
            tuple(r for r in gold if r.doc_id == name),
            tuple(r for r in pred if r.doc_id == name),
        )
        for name in names
    ]


def without_gold(gold: Sequence[AnyRecord], pred: Sequence[AnyRecord]) -> list[str]:
    """Documents with predictions but no gold, which no score looks at."""
    return sorted({r.doc_id for r in pred} - {r.doc_id for r in gold})


def by_source(comparisons: Iterable[Comparison], source: str | None) -> list[Comparison]:
    """The comparisons narrowed to a source; a document without gold of that source drops out."""
    narrowed = (comparison.of_source(source) for comparison in comparisons)
    return [comparison for comparison in narrowed if comparison.gold]
