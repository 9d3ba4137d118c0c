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
_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|a\stotal\sof\s)?")
_OF_FRACTION = re.compile(r"(?:\s[A-Za-z-]+){0,3}\s?[(\[]\s?")
_LEAST_PAIRS = 3


def with_bracketed_shares(text: str, atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """``12 (34)`` as ``12 (34%)`` where the text heads such pairs ``n (%)`` or they all are shares of one stated number."""
    pairs = list(_pairs(text, atoms))
    shares = list(_by_fraction(text, atoms))
    if pairs:
        shares += [i + 1 for i in pairs] if _TOLD.search(text) else _agreeing(text, atoms, pairs)
    if not shares:
        return tuple(atoms)
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


def _by_fraction(text: str, atoms: Sequence[Atom]) -> Iterator[int]:
    """The 35 of ``12/34 (35)``, ``12 of 34 patients (35)`` and ``35 (12/34)``, by its arithmetic."""
    for i, share in enumerate(atoms):
        if share.kind is not AtomKind.NUMBER or not share.single or share.words:
            continue
        before, after = atoms[max(0, i - 2) : i], atoms[i + 1 : i + 2]
        if (
            before
            and _CLOSED.match(text, share.end)
            and (fraction := _fraction(text, before))
            and _OF_FRACTION.fullmatch(text, before[-1].end, share.core)
            and _is_share(fraction[0], share.low, fraction[1])
        ) or (
            after
            and after[0].kind is AtomKind.RATIO
            and _OPENED.fullmatch(text, share.end, after[0].start)
            and _CLOSED.match(text, after[0].end)
            and _is_share(after[0].low, share.low, after[0].high or 0)
        ):
            yield i


def _fraction(text: str, atoms: Sequence[Atom]) -> tuple[float, float] | None:
    """Events and total of ``12/34`` or ``12 of 34``."""
    last = atoms[-1]
    if last.kind is AtomKind.RATIO:
        return last.low, last.high or 0
    plain = len(atoms) == 2 and all(a.kind is AtomKind.NUMBER and a.single for a in atoms)
    if plain and _OF.fullmatch(text, atoms[0].end, last.start):
        return atoms[0].low, last.low
    return None


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
