"""The score baseline: which gold records are found today, so that a rule change cannot lose one unseen."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import RecordError
from extractor.records import KINDS
from extractor.scoring import keys
from extractor.scoring.agreement import AnyRecord, largest_pairing, strict
from extractor.scoring.alignment import Comparison

Baseline = Mapping[str, Sequence[str]]
"""For each document's name the keys of its gold records that were found."""


@dataclass(frozen=True)
class Change:
    """A gold record that was found and is not any more, or the other way round."""

    document: str
    key: str
    record: AnyRecord | None  # None: the label itself is gone

    def __str__(self) -> str:
        proof = f": {keys.evidence(self.record)}" if self.record else " (no longer a gold record)"
        return f"{self.document}: {self.key}{proof}"


@dataclass(frozen=True)
class Check:
    """How today's extraction stands to the baseline."""

    lost: tuple[Change, ...]
    gained: tuple[Change, ...]
    relabelled: tuple[Change, ...]  # in the baseline, but no gold record any more
    unchecked: tuple[str, ...]  # documents of the baseline that were not extracted


def found(comparison: Comparison, known: Iterable[str] = ()) -> dict[str, AnyRecord]:
    """Gold records that a strict pairing finds, by key.

    Several largest pairings may exist; the one taken keeps as many ``known`` records as any does.
    """
    wanted = set(known)
    out: dict[str, AnyRecord] = {}
    for kind in KINDS:
        gold = [r for r in comparison.gold if r.kind == kind]
        pred = [r for r in comparison.pred if r.kind == kind]
        names = keys.keys(gold)
        order = sorted(range(len(gold)), key=lambda i: names[i] not in wanted)
        pairing = largest_pairing(gold, pred, strict, order=order)
        out |= {names[i]: gold[i] for i in sorted(pairing)}
    return out


def check(comparisons: Iterable[Comparison], baseline: Baseline) -> Check:
    """Compares today's extraction with the baseline, gold record by gold record."""
    lost: list[Change] = []
    gained: list[Change] = []
    relabelled: list[Change] = []
    seen: set[str] = set()
    for comparison in comparisons:
        name = comparison.name
        seen.add(name)
        known = baseline.get(name, ())
        today = found(comparison, known)
        labels = _by_key(comparison.gold)
        for key in known:
            if key not in labels:
                relabelled.append(Change(name, key, None))
            elif key not in today:
                lost.append(Change(name, key, labels[key]))
        gained += [Change(name, key, record) for key, record in today.items() if key not in set(known)]
    unchecked = tuple(name for name in baseline if name not in seen)
    return Check(tuple(lost), tuple(gained), tuple(relabelled), unchecked)


def updated(comparisons: Iterable[Comparison], baseline: Baseline) -> Baseline:
    """The baseline with today's results; documents that were not extracted keep theirs."""
    today = {c.name: sorted(found(c, baseline.get(c.name, ()))) for c in comparisons}
    return {**baseline, **today}


def load(path: Path) -> Baseline:
    """Reads a baseline; an absent file is an empty one. Raises ``RecordError`` for a broken one."""
    if not path.is_file():
        return {}
    try:
        documents = json.loads(path.read_text(encoding="utf8"))["documents"]
        return {str(name): [str(key) for key in found] for name, found in documents.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(
            f"{path}: not a score baseline ({error}); restore it or rewrite it with --update-baseline"
        ) from error


def dump(baseline: Baseline) -> str:
    """The baseline as JSON text, one line a record, so that a diff names what changed."""
    return json.dumps({"documents": baseline}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _by_key(records: Sequence[AnyRecord]) -> dict[str, AnyRecord]:
    out: dict[str, AnyRecord] = {}
    for kind in KINDS:
        of_kind = [r for r in records if r.kind == kind]
        out |= dict(zip(keys.keys(of_kind), of_kind, strict=True))
    return out
