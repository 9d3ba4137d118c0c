"""Numbers with a unit of time."""

import re
from collections.abc import Iterator

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.comparators import comparator
from extractor.language.numerals.quantities import ends_of, from_to, is_adjectival, quantity
from extractor.language.numerals.words import DASH, LEFT, parse_number

_UNIT = (
    r"(?P<unit>years?|yrs?\.?(?!\w)|months?|mos?\.?(?!\w)|weeks?|wks?\.?(?!\w)|days?|hours?|hrs?\b|minutes?"
    r"|mins?\b|y(?![\w'’])|wk\b|d(?![\w'’]|\.\w)|h(?![\w'’]))(?:'|’)?(?!\w)"
)
_UNITS = {
    "years": "y yr yrs year years",
    "months": "mo mos month months",
    "weeks": "wk wks week weeks",
    "days": "d day days",
    "hours": "h hr hrs hour hours",
    "minutes": "min mins minute minutes",
}
_UNIT_OF = {form: unit for unit, forms in _UNITS.items() for form in forms.split()}
_TIME = quantity(_UNIT, re.I)
_YEARS_MONTHS = re.compile(
    rf"{LEFT}(?P<years>\d{{1,2}})\s+years?(?:\s+and|\s*,)?\s+(?P<months>\d{{1,2}})\s+months?\b", re.I
)
_NAMED = re.compile(
    r"\b(?P<unit>weeks?|months?|years?|days?)\s+"
    r"(?P<list>\d{1,3}(?:[.·]\d)?(?:\s*,\s*\d{1,3}(?![\d.%]|\s*(?:/|of\b|patients\b|\()))*"
    rf"(?:\s*,?\s*(?:and|or|to|{DASH})\s*\d{{1,3}}(?![\d.·%]))?)"
    r"(?![\d.·]*\s?(?:%|patients|[A-Za-z]*Gy\b|fractions|months|years|weeks|days|\((?!\s*(?:±|-?\d[\d.·]*\s*(?:vs\b|versus\b)))))(?!\w)",
    re.I,
)


_PROLONGED = re.compile(
    r"\b(?:prolong|increas|improv|extend|lengthen)(?:ed|es|ing|ment|ation)?\b(?:(?!\d)[^.;:()]){0,80}\bfrom\s+$"
)
"""``increased median survival from 12 to 15 months``: two times, where other ranges are one."""


_CONFORMAL = re.compile(r"[-\s](?:conformal|CRT|RT|planning|imaging|volume|dose)", re.I)


def unit_of(printed: str) -> str:
    """``yrs.`` → ``years``."""
    return _UNIT_OF[printed.lower().rstrip(".'’")]


def find_times(text: str) -> Iterator[Atom]:
    """Times in the plural of their unit: ``6 mo`` → 6 months."""
    for m in _TIME.finditer(text):
        ends, unit = ends_of(m), unit_of(m["unit"])
        if ends is None or (m["high"] and _PROLONGED.search(text[max(0, m.start() - 110) : m.start()])):
            for start, end, value in from_to(m, text):
                yield Atom(AtomKind.TIME, start, end, value, value, unit, core=start)
            continue
        if m["unit"] == "D" or (m["unit"] == "d" and _CONFORMAL.match(text, m.end())):  # 3D is no duration
            continue
        yield Atom(
            AtomKind.TIME, m.start(), m.end(), *ends, unit, comparator(m["cmp"]), m.start("low"),
            adjectival=is_adjectival(m),
        )  # fmt: skip


def find_years_and_months(text: str) -> Iterator[Atom]:
    """``2 years and 5 months`` is one time, of 29 months."""
    for m in _YEARS_MONTHS.finditer(text):
        value = 12.0 * int(m["years"]) + int(m["months"])
        if int(m["months"]) < 12:
            yield Atom(AtomKind.TIME, m.start(), m.end(), value, value, "months", core=m.start())


_SLASHED = re.compile(
    r"(?<![\w./])(?P<list>\d{1,2}(?:\s?/\s?\d{1,2})+)(?P<hang>-?)\s?(?P<unit>years?|months?|weeks?|yrs?|mos?|wks?|y)\b"
)


def find_slashed_times(text: str) -> Iterator[Atom]:
    """``at 2 / 5 / 10 years``: rising numbers, one time each."""
    for m in _SLASHED.finditer(text):
        parts = list(re.finditer(r"\d+", m["list"]))
        values = [float(part.group()) for part in parts]
        if values != sorted(set(values)) or m.group() == "1/2 year":
            continue
        for part, value in zip(parts, values, strict=True):
            start, last = m.start() + part.start(), part is parts[-1]
            yield Atom(
                AtomKind.TIME, start, m.end() if last else m.start() + part.end(), value, value, unit_of(m["unit"]), core=start,
                shared=not last, adjectival=bool(m["hang"]),
            )  # fmt: skip


_ORDINAL = re.compile(
    r"\b(?:at|by|after|in|until)\s+(?:the\s+)?(?P<time>(?P<n>\d{1,2})(?:st|nd|rd|th)\s+(?P<unit>week|month|year))\b"
    r"(?!\s+of\s+(?:treatment|therapy|radio\w*|chemo\w*|RT|life|age|study|accrual))",
    re.I,
)


def find_ordinal_times(text: str) -> Iterator[Atom]:
    """``at 3rd month of follow-up`` is a time, of 3 months."""
    for m in _ORDINAL.finditer(text):
        value = float(m["n"])
        yield Atom(
            AtomKind.TIME, m.start("time"), m.end("time"), value, value, unit_of(m["unit"]), core=m.start("time"), adjectival=True
        )  # fmt: skip


def find_named_times(text: str) -> Iterator[Atom]:
    """``week 8``, ``weeks 1, 4, and 12``: one atom a number."""
    for m in _NAMED.finditer(text):
        unit = unit_of(m["unit"])
        begin = m.start("list")
        for i, number in enumerate(re.finditer(r"\d+(?:[.·]\d)?", m["list"])):
            core, value = begin + number.start(), parse_number(number.group())
            start = m.start() if i == 0 else core
            yield Atom(
                AtomKind.TIME, start, begin + number.end(), value, value, unit, core=core, adjectival=True
            )
