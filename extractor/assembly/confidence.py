"""How far to trust a record: the measured precision of the rule that made it.

``patterns/confidence.json`` holds counts: of the records a rule made on labelled papers, how many
agreed strictly with a label (``[right, made]``). ``benchmarks/confidence.py`` rewrites it.

A rule's precision is the mean of a Beta posterior. Its prior is worth ``WEIGHT`` records and has the
precision of the rule's group (the part of the id behind the slash: the statistic of an endpoint); a
group's prior likewise that of its kind, and a kind starts from Beta(1, 1). So a rule never seen has
the precision of its group, and a rule seen three times is not trusted blindly.
"""

import json
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import RuleError
from extractor.language.rules import patterns_folder
from extractor.records import Cohort, Dose, Endpoint, PValue

FILE = "confidence.json"
WEIGHT = 4.0
"""Records that the prior of a rule or a group is worth."""

UNMAPPED = "\ufffd"
"""What a reader puts for a glyph without Unicode."""
NEIGHBOURS = 2
"""Characters either side of a quote in which such a glyph counts against it."""

_Count = tuple[int, int]
AnyRecord = Dose | Cohort | Endpoint | PValue


class Counts(BaseModel):
    """``kind`` → ``rule`` → (records that agreed strictly with a label, records made)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    counts: dict[str, dict[str, _Count]]


def group_of(rule: str) -> str:
    """What a rule's id has behind the slash: rules of one group share a prior."""
    return rule.rpartition("/")[2] if "/" in rule else ""


class Confidence:
    """Measured precision by rule, group and kind."""

    def __init__(self, counts: Counts | None) -> None:
        self._rules: dict[tuple[str, str], _Count] = {}
        self._groups: dict[tuple[str, str], _Count] = {}
        self._kinds: dict[str, _Count] = {}
        self.measured = counts is not None
        for kind, rules in (counts.counts if counts else {}).items():
            for rule, (right, made) in rules.items():
                self._rules[kind, rule] = (right, made)
                group = kind, group_of(rule)
                self._groups[group] = _add(self._groups.get(group, (0, 0)), (right, made))
                self._kinds[kind] = _add(self._kinds.get(kind, (0, 0)), (right, made))

    def of(self, rule: str, kind: str) -> float | None:
        """Expected precision of a record that ``rule`` makes, to three places; None if never measured."""
        if not self.measured:
            return None
        right, made = self._kinds.get(kind, (0, 0))
        precision = (right + 1) / (made + 2)
        for right, made in (
            self._groups.get((kind, group_of(rule)), (0, 0)),
            self._rules.get((kind, rule), (0, 0)),
        ):
            precision = (right + WEIGHT * precision) / (made + WEIGHT)
        return round(precision, 3)


def _add(a: _Count, b: _Count) -> _Count:
    return a[0] + b[0], a[1] + b[1]


@cache
def load(patterns: Path | None = None) -> Confidence:
    """The measurements beside a folder of rules. Raises ``RuleError`` for a damaged file."""
    path = (patterns or patterns_folder()) / FILE
    if not path.is_file():
        return Confidence(None)
    try:
        return Confidence(Counts.model_validate_json(path.read_bytes()))
    except (OSError, ValidationError) as error:
        raise RuleError(f"{path}: not a file of measurements: {' '.join(str(error).split())}") from error


@cache
def confidence_of(rule: str, kind: str, patterns: Path | None = None) -> float | None:
    """Expected precision of a record that ``rule`` makes; None where the rules were never measured."""
    return load(patterns).of(rule, kind)


def with_confidence(record: AnyRecord, patterns: Path | None = None) -> AnyRecord:
    """The record with the confidence of its rule; halved where a glyph of its evidence has no Unicode,
    for a lost minus or decimal point changes a number."""
    confidence = confidence_of(record.rule or "", record.kind, patterns)
    quote = record.quote
    damaged = UNMAPPED in quote.prefix[-NEIGHBOURS:] + quote.exact + quote.suffix[:NEIGHBOURS]
    if damaged and confidence is not None:
        confidence = round(confidence / 2, 3)
    return record.model_copy(update={"confidence": confidence, "damaged": damaged})


def dump(counts: dict[str, dict[str, _Count]]) -> str:
    """The text of ``confidence.json``: one rule a line, sorted, so that a change reads as a diff."""
    lines = []
    for kind in sorted(counts):
        rules = [f"   {json.dumps(rule)}: [{r}, {n}]" for rule, (r, n) in sorted(counts[kind].items())]
        lines.append(f"  {json.dumps(kind)}: {{\n" + ",\n".join(rules) + "\n  }")
    return '{\n "counts": {\n' + ",\n".join(lines) + "\n }\n}\n"
