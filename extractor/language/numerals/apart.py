"""Quantities whose unit stands apart from the number: behind or inside a spread or an interval."""

import re
from collections.abc import Iterator

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.quantities import find_doses, find_percents
from extractor.language.numerals.times import find_times, unit_of
from extractor.language.numerals.words import DASH, LEFT, NUM, parse_number

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
    rf"{LEFT}(?P<low>{NUM})\s?[(\[](?=[^()\[\]]{{0,12}}{NUM})[^()\[\]]*\d\s?(?:{DASH}|to)\s?{NUM}[)\]]\s?(?:%|per\s?cent\b)"
)


_SHARE_BEHIND_LABEL = re.compile(
    rf"{LEFT}(?P<low>{NUM})\s?[(\[](?:[A-Z]\d[a-c]?|[A-Za-z][\w/+-]*(?:\s[\w/+-]+){{0,3}})[)\]]\s?(?:%|per\s?cent\b)"
)


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
    """``8.3 (4.7-14.6)%``, ``23 (arm C) percent``: the sign stands behind the interval or the label."""
    for form in (_SHARE_BEHIND, _SHARE_BEHIND_LABEL):
        yield from map(_share, form.finditer(text))


def _share(m: re.Match[str]) -> Atom:
    value, start = parse_number(m["low"]), m.start("low")
    return Atom(AtomKind.PERCENT, start, m.end("low"), value, value, "percent", core=start)


def _bare(m: re.Match[str]) -> Atom:
    value, start = parse_number(m["low"]), m.start("low")
    return Atom(AtomKind.TIME, start, m.end("low"), value, value, unit_of(m["unit"]), core=start)


def find_over_spread(text: str) -> Iterator[Atom]:
    """``5.6 (IQR, 4.0-8.4) years``: times, doses and percentages whose unit stands behind the spread."""
    for find in (find_times, find_doses, find_percents):
        for atom in find(text):
            printed = text[atom.core : atom.end]
            if re.search(r"[(\[](?!\s?RBE)", printed):
                yield atom
