"""Counts with their percentage in brackets, where the sign is said elsewhere: ``n (%)``, or by the arithmetic."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind

_TOLD = re.compile(
    r"\b(?:n|[Nn]o\.?|[Nn]umbers?|cases|patients|events)(?:\s(?:of\s)?(?:patients|cases|events))?,?\s?[(\[]\s?(?:%|percent(?:age)?s?)\s?[)\]]"
    r"|\bpercent(?:age)?s?(?:\s(?:are|is|of\s[a-z\s]{3,30}))?(?:\s(?:given|shown|stated))?\s(?:in|within)\s(?:parenthes[ei]s|brackets)"
    r"|\b(?:parenthes[ei]s|brackets)[:,]?\s(?:are|show|give|indicate|percent)",
)
_OPENED = re.compile(r"\s?[(\[]\s?")
_CLOSED = re.compile(r"\s?[)\]]")
_PEOPLE = re.compile(
    r"(?:\b[nN]\s?=\s?|\b(?:of|in|for|with)\s(?:the\s)?)(?P<n>\d{1,5})\b|\b(?P<m>\d{1,5})\s(?:[A-Za-z-]+\s){0,3}?(?:patients|women|men|children|cases|lesions|tumou?rs|subjects)\b"
)
_LEAST_PAIRS = 3


def with_bracketed_shares(text: str, atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """``12 (34)`` as ``12 (34%)`` where the text heads such pairs ``n (%)`` or they all are shares of one stated number."""
    pairs = list(_pairs(text, atoms))
    if not pairs:
        return tuple(atoms)
    shares = [i + 1 for i in pairs] if _TOLD.search(text) else _agreeing(text, atoms, pairs)
    result = list(atoms)
    for i in shares:
        result[i] = replace(atoms[i], kind=AtomKind.PERCENT, unit="percent")
    return tuple(result)


def _pairs(text: str, atoms: Sequence[Atom]) -> Iterator[int]:
    """The indices of counts that a plain number in brackets follows."""
    for i in range(len(atoms) - 1):
        count, share = atoms[i : i + 2]
        if (
            count.kind is AtomKind.NUMBER
            and share.kind is AtomKind.NUMBER
            and count.single
            and share.single
            and count.low.is_integer()
            and not share.words
            and 0 <= share.low <= 100
            and _OPENED.fullmatch(text, count.end, share.core)
            and _CLOSED.match(text, share.end)
        ):
            yield i


def _agreeing(text: str, atoms: Sequence[Atom], pairs: Sequence[int]) -> list[int]:
    """The shares of those pairs that are percentages of one number of people in the text."""
    if len(pairs) < _LEAST_PAIRS:
        return []
    totals = {float(m["n"] or m["m"]) for m in _PEOPLE.finditer(text)}
    best: list[int] = []
    for total in totals:
        fitting = [i + 1 for i in pairs if _is_share(atoms[i].low, atoms[i + 1].low, total)]
        best = max(best, fitting, key=len)
    return best if len(best) >= _LEAST_PAIRS else []


def _is_share(count: float, share: float, total: float) -> bool:
    return 0 < count <= total and abs(100 * count / total - share) <= 0.5 + 1e-9
