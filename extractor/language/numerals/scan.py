"""Finds all atoms of a string, each kind in its turn, and shares units through lists."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.language.numerals import (
    apart,
    bracketed,
    dated,
    durations,
    grades,
    headed,
    names,
    quantities,
    rates,
    statistics,
    times,
)
from extractor.language.numerals.atoms import Atom, AtomKind

_SCANNERS: tuple[Callable[[str], Iterator[Atom]], ...] = (
    names.find_registries,
    names.find_citations,
    quantities.find_joined_percents,
    statistics.find_p_values,
    statistics.find_intervals,
    grades.find_grades,
    times.find_ordinal_times,
    names.find_names,
    times.find_years_and_months,
    times.find_slashed_times,
    apart.find_over_spread,
    apart.find_share_behind,
    apart.find_before_spread,
    apart.find_unit_inside,
    apart.find_unit_behind,
    statistics.find_spreads,
    quantities.find_between,
    quantities.find_doses,
    quantities.find_percents,
    quantities.find_measures,
    times.find_times,
    times.find_named_times,
    names.find_dates,
    quantities.find_ratios,
    quantities.find_numbers,
)
"""The most specific first: what one finds is closed to those after it."""

_LIST_GAP = re.compile(
    r"\s*(?:,|/|;)?\s*(?:and|or|vs\.?|v\.?|versus|to|compared\s+(?:with|to)|from)?\s*-?\s*", re.I
)
_LABEL_ASIDE = re.compile(r"\s*\((?:[A-Za-z][\w/+-]*\s?){1,4}\)")
"""``15.1 (class I), 8.2 (class II) and 3.6 months``: whose the number is."""
_LIST_LINK = re.compile(r"\b(?:and|or|vs|v|versus|to|compared)\b|/", re.I)
_LISTED_SHARES = re.compile(
    r"(?:\b(?:was|were|of|reached|and|at|by)\s+|[:;(]\s*)(?:\d{1,3}(?:[.·]\d+)?,\s*){2,}\d{1,3}(?:[.·]\d+)?\s?%"
)
"""``survival was 91.5, 74.2, 60.1%``: a list of percentages without ``and``."""
_LISTED_TIMES = re.compile(
    r"\b(?:at|after)\s+(?:\d{1,2}(?:\.\d)?,\s*){2,}\d{1,2}(?:\.\d)?\s(?:years|months|yrs|weeks)\b", re.I
)
_LABELLED = re.compile(
    r"(?:\b(?:n\s?=|arms?|groups?|level|table|figure|stages?|day|grade)|[×✕]|Gy\s?[/x*])\s*$", re.I
)
_AVERAGE_OPENED = re.compile(r"\s*[(\[]\s*(?:median|mean)\s*[,:=]?\s*")
_GIVEN_IN = re.compile(
    r"Gy\b[^.;,]{0,20}\b(?:(?:in|for)\s+|(?:in|for|to)\s+the\s+(?:first|next|last|other|remaining|following|initial|earlier|later)\s+)$"
)
"""``7 Gy x 4 in 58, and 9 Gy``: the number counts those who had the dose before it."""
_BRACKET_ENDS = re.compile(r"\s*[,;)\]]")
_GLUED_TIMES = re.compile(r"(?:(?<=\d)|(?<=Gy))x(?=\s?\d)")
"""The letter of ``5x5 Gy`` and ``12 Gyx4``, which would hide the numbers on both sides."""
_DECIMAL_COMMA = re.compile(
    r"(?<![\d.,·])(?P<whole>\d{1,3}),(?=\d{1,2}(?:\s?(?:%|c?Gy\b)|\s?[-–]\s?\d{1,3}[.,]\d{1,2}\s?(?:%|c?Gy\b)))"
)
"""``63,8%``: a comma that a unit shows to be no list."""
_AGED = re.compile(
    r"\b(?:patients|those|women|men|people|persons|children)\s+(?:aged\s+)?(?:under|over|above|below|[<>≥≤]|(?:older|younger)\s+than)\s*$"
)
"""``74% in patients under 70, and 58% in older ones``: an age, no share."""
_RATIO_IS = re.compile(rf"(?:{rates.RATIO_NAMED.pattern})\s*(?:of|was|[:=,])?\s*\(?$")
"""``HR 0.90 (0.80-1.00), from 38% to 35%``."""
_NUMBER_BRACKETED = re.compile(r"\s?[(\[]\d+(?:[.·]\d+)?[)\]]")
_IN_BRACKETS = {AtomKind.INTERVAL, AtomKind.SPREAD, AtomKind.NAME}
_UNIT_KINDS = {AtomKind.DOSE, AtomKind.TIME, AtomKind.PERCENT}


def find_atoms(text: str) -> tuple[Atom, ...]:
    """All numeric atoms of a string, in order, without overlaps; units shared through lists. Never raises."""
    text = _DECIMAL_COMMA.sub(r"\g<whole>.", _GLUED_TIMES.sub("×", text))
    owned = bytearray(len(text))
    found: list[Atom] = []
    for scan in _SCANNERS:
        for atom in scan(text):
            if not any(owned[atom.start : atom.end]):
                owned[atom.start : atom.end] = b"\1" * (atom.end - atom.start)
                found.append(atom)
    found.sort(key=lambda a: a.start)
    shared = rates.with_listed_signs(
        text, durations.with_listed_units(text, _share_units(text, dated.with_bare_times(text, found)))
    )
    shared = bracketed.with_bracketed_shares(text, shared)
    return headed.with_heading_units(text, shared)


def _share_units(text: str, atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """Give the members of a list (``24, 30, and 36 Gy``) the unit that only its last member prints."""
    result = list(atoms)
    for i in range(len(result) - 2, -1, -1):
        if _takes_unit(text, result, i):
            result[i] = _with_unit(text, result[i], result[_next_listed(text, result, i)[0]])
    for i in range(1, len(result)):
        if _averaged_like(text, *result[i - 1 : i + 1]):
            result[i] = _with_unit(text, result[i], result[i - 1])
    return tuple(result)


def _averaged_like(text: str, time: Atom, number: Atom) -> bool:
    """``24 to 138 months (median 63)``, ``12.4 years (median, 11.9)``: the number is a time too."""
    return (
        time.kind is AtomKind.TIME
        and number.kind is AtomKind.NUMBER
        and _AVERAGE_OPENED.fullmatch(text[time.end : number.start]) is not None
        and _BRACKET_ENDS.match(text, number.end) is not None
    )


def _next_listed(text: str, atoms: Sequence[Atom], i: int) -> tuple[int, int]:
    """The index of the next atom of a list and where the gap to it begins: an interval between is passed over."""
    following = atoms[i + 1]
    if (
        i + 2 < len(atoms)
        and (
            following.kind in _IN_BRACKETS
            or (
                following.kind is AtomKind.NUMBER
                and (not following.single or _spread_too(text, atoms[i + 2]))
            )
        )
        and re.fullmatch(r"\s*[(\[]\s*", text[atoms[i].end : following.start])
        and (closed := re.match(r"\s*[)\]]", text[following.end : following.end + 3]))
    ):
        return i + 2, following.end + closed.end()
    return i + 1, atoms[i].end


def _spread_too(text: str, atom: Atom) -> bool:
    """``12.1 (3.2) and 14.2 (4.1) months``: a value whose deviation stands in a bracket too."""
    return atom.kind is AtomKind.TIME and _NUMBER_BRACKETED.match(text, atom.end) is not None


def _takes_unit(text: str, atoms: Sequence[Atom], i: int) -> bool:
    j, begin = _next_listed(text, atoms, i)
    left, right = atoms[i], atoms[j]
    if left.kind is not AtomKind.NUMBER or right.kind not in _UNIT_KINDS:
        return False
    if left.words and right.kind is not AtomKind.TIME:
        return False
    if right.adjectival and left.low > right.low and not text[left.start : left.end].endswith("-"):
        return False  # 65 and 54 and 5-year survival
    gap = _LABEL_ASIDE.sub("", text[begin : right.start])
    if not gap.strip() or not _LIST_GAP.fullmatch(gap):
        return False
    if right.kind is AtomKind.DOSE and left.low > right.low and "to" in gap.split():
        return False  # 206 to 50 Gy
    if (
        j == i + 1
        and not _is_hyphened(text, left, right)
        and not _is_listed_bare(text, left, right)
        and not _LIST_LINK.search(text[left.end : _list_end(atoms, i + 1, text)])
    ):
        return False
    if right.kind is AtomKind.DOSE and (
        quantities.counts_fractions(text, left.start, right.low)
        or _GIVEN_IN.search(text[max(0, left.start - 50) : left.start])
    ):
        return False
    if (
        right.kind is AtomKind.PERCENT
        and rates.is_given_in(text, left)
        and rates.NEW_CLAUSE.match(text, right.end)
    ):
        return False
    if right.kind is AtomKind.PERCENT and _RATIO_IS.search(text[max(0, left.start - 24) : left.core]):
        return False
    if right.kind is AtomKind.PERCENT and _AGED.search(text[max(0, left.start - 30) : left.core]):
        return False
    labelled = _LABELLED.search(text[max(0, left.start - 10) : left.start])
    return not labelled and not re.search(r"\bOf\s$", text[max(0, left.start - 3) : left.start])


def _is_hyphened(text: str, left: Atom, right: Atom) -> bool:
    """``1-, 2-, 3-year``, ``1, 3, 5-year``: a list without ``and``."""
    if right.kind is not AtomKind.TIME or not right.adjectival or left.low >= right.low:
        return False
    listed = right.shared or re.search(r"\d,\s*$", text[max(0, left.start - 4) : left.start])
    return text[left.start : left.end].endswith("-") or bool(listed)


def _is_listed_bare(text: str, left: Atom, right: Atom) -> bool:
    """``was 91.5, 74.2, 60.1%``, ``after 2, 4, 6 years``: a list without ``and`` whose last member has the unit."""
    form = {AtomKind.PERCENT: _LISTED_SHARES, AtomKind.TIME: _LISTED_TIMES}.get(right.kind)
    if form is None or (right.kind is AtomKind.TIME and left.low >= right.low):
        return False
    found = form.search(text, max(0, left.start - 60))
    while found is not None and found.end() < right.end:
        found = form.search(text, found.start() + 1)
    return found is not None and found.start() < left.start


def _with_unit(text: str, left: Atom, right: Atom) -> Atom:
    printed = text[right.start : right.end + 8]
    scale = 0.01 if right.kind is AtomKind.DOSE and quantities.HUNDREDTHS.search(printed) else 1.0
    if right.shared and right.low < 1000:
        scale = 1.0
    return replace(
        left,
        kind=right.kind,
        unit=right.unit,
        measure=right.measure,
        shared=True,
        adjectival=right.adjectival,
        low=left.low * scale,
        high=(left.high or left.low) * scale,
    )


def _list_end(atoms: Sequence[Atom], i: int, text: str) -> int:
    while (
        i + 1 < len(atoms)
        and atoms[i].shared
        and _LIST_GAP.fullmatch(text[atoms[i].end : atoms[i + 1].start])
    ):
        i += 1
    return atoms[i].start
