"""A measured value, and what the readers of values ask of numbers and words."""

import re
from dataclasses import dataclass

from extractor.language.numerals import Atom, AtomKind

_MONTHS_PER_UNIT = {
    "years": 12.0,
    "months": 1.0,
    "weeks": 7 / 30.4375,
    "days": 1 / 30.4375,
    "hours": 1 / 730.5,
}
"""The contract's convention: a year is 12 months, a month 30.4375 days."""

_PATIENTS = re.compile(
    r"\b(?:patients?|women|men|participants?|cases?|subjects|children|pts|persons|individuals)\b", re.I
)
_LESIONS = re.compile(
    r"\b(?:lesions?|metastas[ei]s|tumou?rs?|sites?|nodules|targets|breasts|isocent(?:er|re)s|implants|segments|vertebrae|aneurysms|AVMs|eyes|keloids|heels|joints|scars|wounds|primaries|[a-z]{3,}omas|cancers|carcinomas)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value: ``form`` is percent, time, ratio, count, zero, score or not_reached."""

    form: str
    start: int
    end: int
    value: float | None
    unit: str | None
    n_events: int | None = None
    n_total: int | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    comparator: str = "="
    people: str | None = None  # patients or lesions, where a noun says so
    atoms: tuple[Atom, ...] = ()
    rule: str = ""
    whole: int | None = None  # offset of the number that this one is a part of
    term: int | None = None  # offset of the term that it was read with


def months(atom: Atom) -> float:
    """The upper end of a time atom in months."""
    upper = atom.high if atom.high is not None else atom.low
    return round(upper * _MONTHS_PER_UNIT.get(atom.unit or "", 0.0), 4)


def is_integer(atom: Atom) -> bool:
    """A plain count: one whole number."""
    return atom.kind is AtomKind.NUMBER and atom.single and float(atom.low).is_integer()


_OUT_OF = re.compile(
    r"\s*(?:/|(?:out\s+)?of(?:\s+(?:the(?:\s+(?:first|last|next|other|remaining))?|a\s+total\s+of|all|these|those|our))?)\s*",
    re.I,
)


def are_fraction(text: str, left: Atom, right: Atom) -> bool:
    """``13 out of 52``: two counts, the second of them the whole."""
    counts = is_integer(left) and is_integer(right)
    return counts and bool(_OUT_OF.fullmatch(text[left.end : right.start]))


def noun_unit(text: str) -> str | None:
    """patients or lesions, where the text names one."""
    if _PATIENTS.search(text):
        return "patients"
    return "lesions" if _LESIONS.search(text) else None
