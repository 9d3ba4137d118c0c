"""The numbers of a sentence with what is known of them, and the value that one becomes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.assembly.counts.events import TermLike
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom

PAUSE_NEXT = re.compile(
    r"(?:\s+(?:others?|more)\b)?\s*(?:[,;.)\[]|and\b|in\s+(?:the|each|both|either)\b|vs?\b|versus\b|$)"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a sentence, with what is known of them by their offset."""

    sentence: Sentence
    terms: Sequence[TermLike]
    people: Mapping[int, Mention]
    equals: Mapping[int, Mention]  # n = 12
    parts: Mapping[int, int]  # the number that each adds up to with others
    pairs: frozenset[int]  # printed as "n vs m" in a bracket
    listed: frozenset[int]  # printed as "event (n), event (m)"

    def before(self, atom: Atom, length: int) -> str:
        """The text of the sentence before a number."""
        return self.sentence.text[max(self.sentence.start, atom.start - length) : atom.start]

    def after(self, atom: Atom, length: int) -> str:
        """The text behind a number."""
        return self.sentence.text[atom.end : atom.end + length]


def counted(
    atom: Atom,
    unit: str | None,
    *,
    start: int | None = None,
    end: int | None = None,
    total: int | None = None,
    atoms: tuple[Atom, ...] = (),
    rule: str = "",
) -> Value:
    """The count that a number is; ``start`` and ``end`` where its quote is longer than the number."""
    return Value(
        "count",
        atom.core if start is None else start,
        atom.end if end is None else end,
        atom.low,
        unit,
        n_total=total,
        people=unit,
        atoms=atoms or (atom,),
        rule=rule,
    )
