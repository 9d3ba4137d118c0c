"""Times that leave out their unit, since a time beside them has it: ``64% at one year and 48% at two``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind

_LED = re.compile(r"\b(?:at|after|by)\s+(?:both\s+)?$", re.I)
_ENDS = re.compile(
    r"\s*(?:$|[,;:()\[\]]|[.](?!\d)|(?:and|or|but|vs|versus|while|whereas|in|for|with|without|after|among|on|from|respectively|compared|as)\b)"
)
"""What may stand behind a time that needs no noun."""
_VALUE_BEFORE = re.compile(r"[\s)\],]*(?:points?\s+)?(?:at|after|by)\s+", re.I)
_CLAUSE = re.compile(r"(?:^|[,;(]|\b(?:and|but|or|while|whereas|then|to))\s*(?:at|after|by)\s+$", re.I)
_VALUE_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:it|they|this|these|that|the\s+\w+)\s+)?(?:(?:was|were|to|had|fell|rose|dropped|still|only|in|even|already|just|about)\s+)*[:=]?\s*"
)
_SENTENCE_ENDS = re.compile(r"[.]\s+(?=[A-Z\d])")
_CLOSED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BESIDE = frozenset({AtomKind.INTERVAL, AtomKind.SPREAD, AtomKind.P_VALUE, AtomKind.CITATION})
_VALUES = frozenset({AtomKind.PERCENT, AtomKind.NUMBER, AtomKind.MEASURE})
_UNITS = {"years": 40, "months": 240, "weeks": 104, "days": 365}
"""The longest time that is written in a unit."""
_REACH = 200


def with_bare_times(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms, with the unit of a time beside it for each bare number that dates a value.

    >>> from extractor.language.numerals import find_atoms
    >>> [a.unit for a in find_atoms("It was 64% at one year and 48% at two.")]
    ['percent', 'years', 'percent', 'years']
    """
    result = list(atoms)
    if not any(a.kind is AtomKind.TIME for a in atoms):
        return result
    for i, atom in enumerate(atoms):
        if atom.kind is not AtomKind.NUMBER or not atom.single or not _is_led(text, atom):
            continue
        value = _value_before(text, atoms, i)
        if value is None and not _leads_to_value(text, atoms, i):
            continue
        if value is not None and not _ENDS.match(text, atom.end):
            continue
        anchor = next((a for j, a in _nearest(text, result, i) if _fits(text, atoms, i, j, a, value)), None)
        if anchor is not None:
            result[i] = replace(atom, kind=AtomKind.TIME, unit=anchor.unit, shared=True)
    return result


def _is_led(text: str, atom: Atom) -> bool:
    return _LED.search(text, max(0, atom.core - 16), atom.core) is not None


def _value_before(text: str, atoms: Sequence[Atom], i: int) -> Atom | None:
    """The value that the time at ``i`` stands behind: ``83% (77-88) at one``."""
    for j in range(i - 1, -1, -1):
        if atoms[j].kind in _BESIDE or ")" in _CLOSED.sub("", text[atoms[j].end : atoms[i].core]):
            continue  # beside the value, or in a bracket behind it
        gap = text[atoms[j].end : atoms[i].core]
        for beside in atoms[j + 1 : i]:
            gap = gap.replace(text[beside.start : beside.end], "", 1)
        bare = _CLOSED.sub("", gap)
        return atoms[j] if atoms[j].kind in _VALUES and _VALUE_BEFORE.fullmatch(bare) else None
    return None


def _leads_to_value(text: str, atoms: Sequence[Atom], i: int) -> bool:
    """``…, and at five still 90%``."""
    following = atoms[i + 1] if i + 1 < len(atoms) else None
    return (
        following is not None
        and following.kind is AtomKind.PERCENT
        and _CLAUSE.search(text, max(0, atoms[i].core - 24), atoms[i].core) is not None
        and _VALUE_BEHIND.fullmatch(text, atoms[i].end, following.start) is not None
    )


def _nearest(text: str, atoms: Sequence[Atom], i: int) -> Iterator[tuple[int, Atom]]:
    """The times of the sentence, the nearest first."""
    here = atoms[i]

    def apart(a: Atom) -> int:
        return max(a.start - here.end, here.start - a.end)

    times = [(j, a) for j, a in enumerate(atoms) if a.kind is AtomKind.TIME and apart(a) < _REACH]
    for j, a in sorted(times, key=lambda pair: apart(pair[1])):
        if not _SENTENCE_ENDS.search(text, min(a.end, here.end), max(a.start, here.start)):
            yield j, a


def _fits(text: str, atoms: Sequence[Atom], i: int, j: int, anchor: Atom, value: Atom | None) -> bool:
    """Whether a time may lend its unit: it dates too, and times follow each other."""
    number = atoms[i]
    if anchor.unit not in _UNITS or number.low > _UNITS[anchor.unit] or not anchor.single:
        return False
    if (number.low <= anchor.low) if j < i else (number.low >= anchor.low):
        return False
    if value is not None and value.kind is not AtomKind.PERCENT:
        return _value_before(text, atoms, j) is not None
    return anchor.adjectival or _is_led(text, anchor)
