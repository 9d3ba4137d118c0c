"""The values of a sentence and the arms that were found for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.assembly.endpoints.arms.names import Name
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.values import Value

VERSUS = re.compile(r"\b(?:vs?\.?|versus|against|compared)(?:\s|$)")
Key = tuple[object, ...]
"""Outcome, statistic, time and grade: values of one key can differ by their arm alone."""


Arms = list[str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the sentence, what it measures, and the number of its group."""

    value: Value
    key: Key
    group: int
    compares: bool = False  # a ratio or a difference: of two arms
    term: int | None = None  # where its outcome is named

    @property
    def graded(self) -> bool:
        """Whether it is of a grade of harm."""
        return self.key[-2:] != (None, None)


@dataclass(slots=True)
class Row:
    """The values of a sentence, the arms found so far, and what the clauses so far have said."""

    scene: Scene
    entries: Sequence[Entry]
    arms: Arms
    used: set[int] = field(default_factory=set)  # where names stand that belong to a value
    turned: bool = False  # whether a comparison says the arms in an order of its own
    occasions: set[int] = field(default_factory=set)  # values behind which ``after surgery`` stands
    ruling: str | None = None  # the arm that the last clause told of
    half: Arms | None = (
        None  # a pair of which the last clause named one (``less nausea with a boost (5% v 9%)``)
    )

    def floor(self, first: int) -> int:
        """Where the value before ends that is no comparison, or the sentence begins."""
        before = [e.value.end for e in self.entries[:first] if not e.compares]
        return before[-1] if before else self.scene.sentence.start

    def ceiling(self, last: int) -> int:
        """Where the next value begins, or the sentence ends."""
        return self.entries[last + 1].value.start if last + 1 < len(self.entries) else self.scene.sentence.end

    def bare(self, group: Sequence[int]) -> bool:
        """Whether none of these values has an arm yet."""
        return all(self.arms[i] is None for i in group)

    def differ(self, i: int, j: int) -> bool:
        """Whether two values are of outcomes that differ, by code or by where they are named."""
        a, b = self.entries[i], self.entries[j]
        return (a.key, a.term) != (b.key, b.term)

    def rounds(self, group: Sequence[int]) -> int:
        """How many values each outcome and time of a group has; 0 where they have not as many."""
        distinct = len({self.entries[i].key for i in group})
        return len(group) // distinct if len(group) % distinct == 0 else 0

    def deal(self, group: Sequence[int], names: Sequence[Name | str]) -> bool:
        """Gives the values of each outcome and time the names in order, if there is a name for each."""
        labels = [n if isinstance(n, str) else n.full for n in names]
        by_key: dict[object, list[int]] = {}
        for i in group:
            by_key.setdefault((self.entries[i].key, self.entries[i].term), []).append(i)
        if len(labels) < 2 or len(set(labels)) < len(labels):
            return False
        if any(len(indices) != len(labels) for indices in by_key.values()):
            return False
        for indices in by_key.values():
            for i, label in zip(indices, labels, strict=True):
                self.arms[i] = label
        return True
