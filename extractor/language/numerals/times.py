"""Numbers with a unit of time, also where the unit stands apart from the number."""

import re
from collections.abc import Iterator

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.comparators import comparator
from extractor.language.numerals.quantities import (
    ends_of,
    falling,
    find_doses,
    find_percents,
    is_adjectival,
    quantity,
)
from extractor.language.numerals.words import DASH, LEFT, NUM, parse_number

_UNIT = (
    r"(?P<unit>years?|yrs?\.?(?!\w)|months?|mos?\.?(?!\w)|weeks?|wks?\.?(?!\w)|days?|hours?|hrs?\b|minutes?"
    r"|mins?\b|y(?![\w'’])|wk\b|d(?![\w'’.])|h(?![\w'’]))(?:'|’)?(?!\w)"
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
_WORD = r"(?P<unit>months?|years?|weeks?|days?)"
_UNIT_BEHIND = re.compile(
    rf"{LEFT}(?P<low>{NUM})(?P<inside>\s*[(\[][^()\[\]]{{3,40}}[)\]])\s+{_WORD}\b", re.I
)
_SPREAD_WORDS = re.compile(r"range|confidence|interval", re.I)
_UNIT_INSIDE = re.compile(
    rf"{LEFT}(?P<low>{NUM})(?=\s*[(\[](?:range|IQR|inter-?quartile\s+range|95%\s?CI)[,:\s]+"
    rf"[^()\[\]]{{1,30}}?\b{_WORD}[)\]])",
    re.I,
)
_BEFORE_SPREAD = re.compile(
    rf"{LEFT}(?P<low>{NUM})(?=\s*(?:±|\+\s?/?\s?[-−–])\s*{NUM}\s?(?P<unit>%|percent\b|months?\b|years?\b|weeks?\b|days?\b|c?Gy\b))",
    re.I,
)
_SHARE_BEHIND = re.compile(
    rf"{LEFT}(?P<low>{NUM})\s?[(\[](?=[^()\[\]]{{0,12}}{NUM})[^()\[\]]*\d\s?(?:{DASH}|to)\s?{NUM}[)\]]\s?%"
)
_YEARS_MONTHS = re.compile(
    rf"{LEFT}(?P<years>\d{{1,2}})\s+years?(?:\s+and|\s*,)?\s+(?P<months>\d{{1,2}})\s+months?\b", re.I
)
_NAMED = re.compile(
    r"\b(?P<unit>weeks?|months?|years?|days?)\s+"
    r"(?P<list>\d{1,3}(?:[.·]\d)?(?:\s*,\s*\d{1,3}(?![\d.%]))*"
    rf"(?:\s*,?\s*(?:and|or|to|{DASH})\s*\d{{1,3}}(?![\d.·%]))?)"
    r"(?![\d.·]*\s?(?:%|patients|[A-Za-z]*Gy\b|fractions|months|years|weeks|days|\())(?!\w)",
    re.I,
)


def find_times(text: str) -> Iterator[Atom]:
    """Times in the plural of their unit: ``6 mo`` → 6 months."""
    for m in _TIME.finditer(text):
        ends = ends_of(m)
        if ends is None:
            for start, end, value in falling(m, text):
                yield Atom(
                    AtomKind.TIME,
                    start,
                    end,
                    value,
                    value,
                    _UNIT_OF[m["unit"].lower().rstrip(".'’")],
                    core=start,
                )
            continue
        unit = _UNIT_OF[m["unit"].lower().rstrip(".'’")]
        if unit == "days" and (m["unit"] == "D" or (m["unit"] == "d" and m["gap"])):  # 3D is no duration
            continue
        yield Atom(
            AtomKind.TIME, m.start(), m.end(), *ends, unit, comparator(m["cmp"]), m.start("low"),
            adjectival=is_adjectival(m),
        )  # fmt: skip


def find_unit_behind(text: str) -> Iterator[Atom]:
    """``8.3 (95% CI 6.9-9.4) months``: the unit stands behind the interval, which keeps its own atom."""
    for m in _UNIT_BEHIND.finditer(text):
        if re.search(r"\d", m["inside"]) and not re.search(r"[a-z]{4,}", _SPREAD_WORDS.sub("", m["inside"])):
            yield _bare(m)


def find_unit_inside(text: str) -> Iterator[Atom]:
    """``14.7 (range, 10.3-20.6 months)``: the unit is printed only with the spread."""
    yield from map(_bare, _UNIT_INSIDE.finditer(text))


def find_before_spread(text: str) -> Iterator[Atom]:
    """``14.3 ± 9.4%``: the spread prints the unit of both."""
    for m in _BEFORE_SPREAD.finditer(text):
        if m["unit"].lower() in {"%", "percent"}:
            yield _share(m)
        elif m["unit"].endswith("Gy"):
            value, start = parse_number(m["low"]) * (0.01 if m["unit"] == "cGy" else 1), m.start("low")
            yield Atom(AtomKind.DOSE, start, m.end("low"), value, value, "Gy", core=start, measure="physical")
        else:
            yield _bare(m)


def find_share_behind(text: str) -> Iterator[Atom]:
    """``8.3 (4.7-14.6)%``: the sign stands behind the interval."""
    yield from map(_share, _SHARE_BEHIND.finditer(text))


def find_years_and_months(text: str) -> Iterator[Atom]:
    """``2 years and 5 months`` is one time, of 29 months."""
    for m in _YEARS_MONTHS.finditer(text):
        value = 12.0 * int(m["years"]) + int(m["months"])
        if int(m["months"]) < 12:
            yield Atom(AtomKind.TIME, m.start(), m.end(), value, value, "months", core=m.start())


def _share(m: re.Match[str]) -> Atom:
    value, start = parse_number(m["low"]), m.start("low")
    return Atom(AtomKind.PERCENT, start, m.end("low"), value, value, "percent", core=start)


def _bare(m: re.Match[str]) -> Atom:
    value, start = parse_number(m["low"]), m.start("low")
    return Atom(AtomKind.TIME, start, m.end("low"), value, value, _UNIT_OF[m["unit"].lower()], core=start)


def find_over_spread(text: str) -> Iterator[Atom]:
    """``5.6 (IQR, 4.0-8.4) years``: times, doses and percentages whose unit stands behind the spread."""
    for find in (find_times, find_doses, find_percents):
        for atom in find(text):
            printed = text[atom.core : atom.end]
            if re.search(r"[(\[]", printed) and "RBE" not in printed:
                yield atom


def find_named_times(text: str) -> Iterator[Atom]:
    """``week 8``, ``weeks 1, 4, and 12``: one atom a number."""
    for m in _NAMED.finditer(text):
        unit = _UNIT_OF[m["unit"].lower()]
        begin = m.start("list")
        for i, number in enumerate(re.finditer(r"\d+(?:[.·]\d)?", m["list"])):
            core, value = begin + number.start(), parse_number(number.group())
            start = m.start() if i == 0 else core
            yield Atom(
                AtomKind.TIME, start, begin + number.end(), value, value, unit, core=core, adjectival=True
            )
