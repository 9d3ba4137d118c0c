"""Lists of measured times that print their unit once: ``14.1 months in class I, 8.4 in class II``."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.rates import COUNTED_NEXT, RATIO_NAMED, masked, said_before

_VERB = r"\b(?:was|were|is|had|have|has|did|who|which|that|developed|died|received|underwent|required|relapsed|remained|survived|lived)\b"
_SAID = rf"(?:(?!{_VERB})[^.;:%\d()=])"
_LINK = re.compile(
    r"(?:\s*[(\[][^()\[\]]{0,60}[)\]])?\s*,?\s*"
    rf"(?:(?:in|for|with|without|after|following|among|from|of|on|since|when)\s{_SAID}{{0,80}}?)?"
    r"(?:\s*[,;/]|\s*\b(?:and|or|vs\.?|versus|v\.?|against|than|compared\s+(?:with|to)|whereas|while|but)(?!\w))"
    rf"(?:\s*(?:and|but|was|were|that|those|it\s+was|to|only|just|about|around|even|(?:in|for|with|without|after|of|from|than)\s{_SAID}{{1,60}}?(?:,|\bwas\b|\bwere\b)?))*\s*"
)
_OPENED = re.compile(r"\s*\(\s*")
_FOR_NEXT = re.compile(r"\s+(?:without\b|(?:for|in|with|after|from|among)\s+(?:the\s+)?[A-Za-z])")
_ENDS = re.compile(
    r"\s*(?:$|[,;:)\]]|[.](?!\d)|[(\[](?!\s*\d+(?:[.·]\d+)?\s?%)|/(?=\s?\d)|(?:and|or|vs\.?|versus|v|against|in|for|with|without|after|following|among|from|on|compared|than|while|whereas|but|respectively)\b)"
)
_DATES = re.compile(
    r"\b(?:at|within|by|over|every|during|until|before|first|last|past|per)\s+(?:the\s+)?$", re.I
)
_AVERAGE = re.compile(r"\b(?:median|mean|average)s?\b|\bsurviv\w+|\blived\b", re.I)
_NUMBERS_PEOPLE = re.compile(r"\b[nN]\s*=\s*$")
_NAMED = re.compile(
    r"\b(?:the|in|for|among|(?<!compared\s)with|from|grades?|stages?|arms?|groups?|class|levels?|cohorts?|weeks?|months?|years?|days?|phase|score|age)\s$",
    re.I,
)
_COUNTED_TOO = re.compile(
    rf"(?:\s*(?:,|and|or|vs\.?|versus)\s*\d+)+{COUNTED_NEXT.pattern}", COUNTED_NEXT.flags
)
"""``8 and 10 patients``."""
_BESIDE = frozenset(
    {AtomKind.SPREAD, AtomKind.INTERVAL, AtomKind.P_VALUE, AtomKind.CITATION, AtomKind.DOSE, AtomKind.GRADE, AtomKind.NAME}
)  # fmt: skip
_LONGEST_GAP = 130
_APART = 12.0
"""How many times longer one of two compared times may be."""


def with_listed_units(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, with the unit of their list for numbers that stand in one with measured times.

    >>> from extractor.language.numerals import find_atoms
    >>> [a.unit for a in find_atoms("The median was 14.1 months in class I and 8.4 in class II.") if a.unit]
    ['months', 'months']
    """
    result = list(atoms)
    if not any(a.kind is AtomKind.TIME for a in atoms):
        return result
    chain: list[int] = []
    passed: list[Atom] = []
    for i, atom in enumerate(atoms):
        if atom.kind in _BESIDE or _NUMBERS_PEOPLE.search(text, max(0, atom.core - 8), atom.core):
            passed.append(atom)
            continue
        fits = _is_measured(text, atom)
        if not (chain and fits and _follows(text, atoms[chain[-1]], atom, passed)):
            _give_unit(text, result, chain)
            chain = []
        chain = [*chain, i] if fits else []
        passed = []
    _give_unit(text, result, chain)
    return result


def _is_measured(text: str, atom: Atom) -> bool:
    """Whether an atom may be a measured time: none that dates, no number that counts or names."""
    if atom.kind is AtomKind.TIME:
        return (
            not atom.adjectival and atom.single and not _DATES.search(text, max(0, atom.core - 16), atom.core)
        )
    if atom.kind is not AtomKind.NUMBER or not atom.single or atom.words:
        return False
    named = _NAMED.search(text, max(0, atom.core - 12), atom.core)
    counts = COUNTED_NEXT.match(text, atom.end)
    return named is None and counts is None and _ENDS.match(text, atom.end) is not None


def _follows(text: str, last: Atom, atom: Atom, passed: Iterable[Atom]) -> bool:
    if atom.core - last.end > _LONGEST_GAP:
        return False
    gap = masked(text, last.end, atom.core, passed)
    if RATIO_NAMED.search(gap):
        return False
    if last.kind is AtomKind.TIME and _OPENED.fullmatch(gap):
        return _FOR_NEXT.match(text, atom.end) is not None
    if _LINK.fullmatch(gap) is None or _COUNTED_TOO.match(text, atom.end):
        return False
    told = atom.kind is AtomKind.TIME or "." in text[atom.core : atom.end]
    return told or gap.strip() != "," or _FOR_NEXT.match(text, atom.end) is not None


def _give_unit(text: str, atoms: list[Atom], chain: Sequence[int]) -> None:
    members = [atoms[i] for i in chain]
    units = {a.unit for a in members if a.kind is AtomKind.TIME}
    if len(units) != 1 or all(a.kind is AtomKind.TIME for a in members):
        return
    longest, shortest = max(a.low for a in members), min(a.low for a in members)
    said = said_before(text, members[0].core)
    decimal = all("." in text[a.core : a.end] or "·" in text[a.core : a.end] for a in members)
    told = all(_FOR_NEXT.match(text, a.end) for a in members)
    if longest > _APART * shortest or not (decimal or told or _AVERAGE.search(said)):
        return
    for i in chain:
        if atoms[i].kind is AtomKind.NUMBER:
            atoms[i] = replace(atoms[i], kind=AtomKind.TIME, unit=next(iter(units)))
