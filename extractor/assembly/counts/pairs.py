"""Numbers that their brackets make counts: ``(eight vs three patients)``, ``fistula (2) and stricture (1)``."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.assembly.counts.events import TermLike
from extractor.assembly.findings import Sentence
from extractor.assembly.values import are_fraction, is_integer
from extractor.language.numerals import Atom, AtomKind

_LISTED_EVENTS = {
    "toxicity",
    "mortality",
    "recurrence",
    "local_failure",
    "regional_failure",
    "distant_failure",
    "other",
}
_RESPONSES = {"complete_response", "partial_response", "stable_disease", "progressive_disease"}
_GIVEN = re.compile(r"\s?[:=]?\s?$")
_ITEM_ENDS = re.compile(r"\s*(?:[,;.)]|and\b|$)")
_VERSUS = re.compile(
    r"\s+(?:(?:patients?|cases?|women|men|children|eyes)\s+)?(?:vs\.?|versus|v|against|as\s+opposed\s+to|compared\s+(?:with|to))\s+"
)


_COLON = re.compile(r"[a-z)]\s*:\s+$")
_CLOSED = re.compile(r"(?:\s+(?:patients|cases|women|men))?\s*(?:[.;,(]|$)")
"""``leakage that needed an operation: 8 vs 11``."""


def pairs(sentence: Sentence) -> frozenset[int]:
    """The numbers of ``(eight vs three patients)``, by their offsets."""
    numbers = [a for a in sentence.atoms if is_integer(a)]
    shares = [a for a in sentence.atoms if a.kind is AtomKind.RATIO]
    found: set[int] = set()
    for left, right in [*pairwise(numbers), *pairwise(shares)]:
        opened = sentence.text.rfind("(", sentence.start, left.start)
        inside = opened >= 0 and ")" not in sentence.text[opened : left.start]
        told = _COLON.search(sentence.text, sentence.start, left.start) and _CLOSED.match(
            sentence.text, right.end
        )
        if (inside or told) and _VERSUS.fullmatch(sentence.text[left.end : right.start]):
            found |= {left.start, right.start}
    for first, second in _fractions_in_pairs(sentence, numbers):
        found |= {first.start, second.start}
    return frozenset(found)


def listed(sentence: Sentence, terms: Sequence[TermLike]) -> frozenset[int]:
    """The numbers of ``fistula (2), rectal bleeding (2) and stricture (1)`` and ``CR 12, PR 23``, by their offsets."""
    ends = {t.end for t in terms if t.code in _LISTED_EVENTS}
    found = {
        a.start
        for a in sentence.atoms
        if is_integer(a)
        and (opened := re.search(r"\s*\(\s*$", sentence.text[max(0, a.start - 4) : a.start]))
        and a.start - len(opened.group()) in ends
        and re.match(r"\s*\)", sentence.text[a.end : a.end + 3])
    }
    named = {t.end for t in terms if t.code in _RESPONSES}
    found |= {
        a.start
        for a in sentence.atoms
        if is_integer(a)
        and (given := _GIVEN.search(sentence.text, max(0, a.start - 3), a.start))
        and given.start() in named
        and _ITEM_ENDS.match(sentence.text, a.end)
    }
    return frozenset(found) if len(found) > 1 else frozenset()


def _fractions_in_pairs(sentence: Sentence, numbers: Sequence[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """The numerators of ``(four of 1720 vs 13 of 1731``."""
    text = sentence.text
    for a, b, c, d in zip(numbers, numbers[1:], numbers[2:], numbers[3:], strict=False):
        opened = re.search(r"[(\[]\s*$", text[max(0, a.start - 3) : a.start])
        fractions = are_fraction(text, a, b) and are_fraction(text, c, d)
        if opened and fractions and _VERSUS.fullmatch(text[b.end : c.start]):
            yield a, c
