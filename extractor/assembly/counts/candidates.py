"""Numbers that may count an event; whether one attaches to an endpoint is decided later."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.counts.continued import for_another_arm, had_elsewhere, in_list, of_the_next
from extractor.assembly.counts.events import TermLike
from extractor.assembly.counts.forms import count_by_form
from extractor.assembly.counts.numbers import Numbers
from extractor.assembly.counts.ones import single_values
from extractor.assembly.counts.pairs import listed, pairs
from extractor.assembly.counts.partitions import partitions
from extractor.assembly.counts.people import people_numbers
from extractor.assembly.counts.sides import on_another_side
from extractor.assembly.counts.told import OF_BEFORE
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader, is_integer
from extractor.language.numerals import Atom

_PER_YEAR = re.compile(r"\b(?:per year|annually|each year|worldwide|yearly)\b", re.I)
_OPENS_PARTS = re.compile(r"[\w)\]]\s*:\s+$")
_NEXT_PART = re.compile(r"(?:,|\band|,\s+and)\s+$")
_PART_CLOSED = re.compile(r"\s*\((?:\d|[a-z])[^()]*\)\s*,\s*(?:and\s+)?")
_PART_NEXT = re.compile(r"\s*\((?:\d+|[a-z]+)\s+(?!%)[^()%]*\)")
_OF_THE = re.compile(r"\s+(?:out\s+)?of\s+(?:the|these|those)\s+")


def count_values(sentence: Sentence, numbers: ValueReader, terms: Sequence[TermLike]) -> list[Value]:
    """Candidate event counts of a sentence that names an endpoint; none where counts are a year's."""
    if not terms or _PER_YEAR.search(sentence.string):
        return []
    equals = {m.atoms[-1].start: m for m in sentence.labelled("N_EQUALS") if m.atoms}
    scene = Numbers(
        sentence,
        terms,
        people_numbers(sentence),
        equals,
        partitions(sentence),
        pairs(sentence),
        listed(sentence, terms),
    )
    doses = sentence.labelled("FRACTIONS", "PRODUCT", "PER_FRACTION")
    taken = numbers.used | {a.start for m in doses for a in m.atoms}
    values: list[Value] = []
    for i, atom in enumerate(numbers.atoms):
        if atom.start not in taken:
            value = (
                on_another_side(scene, values, atom)
                or count_by_form(scene, atom, numbers.at(i - 1), numbers.at(i + 1))
                or in_list(scene, values, atom)
            )
            if value is not None and not value.rule and values and had_elsewhere(scene, values[-1], atom):
                value = replace(value, rule="shared")
            if value is not None:
                if (first := _listed_with_parts(scene, values, value)) is not None:
                    value = replace(value, whole=first.atoms[0].start)
                elif (told := _told_before(scene, numbers, value)) is not None:
                    value = replace(value, whole=told.start)
                if _parts_before(scene, values, value):
                    value = replace(value, rule="shared")
                if values and (
                    value.rule in {"of_them", "shared", "in_part"}
                    or _more_events(sentence, values[-1], value)
                ):
                    value = replace(value, unit=values[-1].unit, people=values[-1].people)
                values.append(value)
                taken.update(a.start for a in value.atoms)
    free = [a for a in numbers.atoms if a.start not in taken]
    values += [*of_the_next(scene, values, free), *for_another_arm(scene, values, free)]
    return [*values, *single_values(sentence, terms)]


def _listed_with_parts(scene: Numbers, values: Sequence[Value], value: Value) -> Value | None:
    """``in 9 younger men (1 nodal), 21 older men (6 nodal)``: the first number says what all count."""
    if value.rule or value.people is None or not _PART_NEXT.match(scene.sentence.text, value.end):
        return None
    return next((v for v in values if _PART_CLOSED.fullmatch(scene.sentence.text, v.end, value.start)), None)


def _told_before(scene: Numbers, numbers: ValueReader, value: Value) -> Atom | None:
    """``8 of 61 died, of distress six of the eight``: the number before that a whole with an article takes up."""
    if value.n_total is None or len(value.atoms) < 2:
        return None
    part, whole = value.atoms
    if not _OF_THE.fullmatch(scene.sentence.text, part.end, whole.start):
        return None
    same = (a for a in numbers.atoms if a.end <= part.start and is_integer(a) and a.low == whole.low)
    return next((a for a in same if not OF_BEFORE.search(scene.before(a, 14))), None)


def _parts_before(scene: Numbers, values: Sequence[Value], value: Value) -> bool:
    """``12 patients failed: 3 of 40 with small tumours and 9/36 with large ones``: parts, each with its whole."""
    if value.rule or value.n_total is None:
        return False
    before = scene.sentence.text[max(scene.sentence.start, value.start - 60) : value.start]
    listed = bool(values) and values[-1].rule == "shared" and _NEXT_PART.search(before)
    return bool(_OPENS_PARTS.search(before) or listed)


def _more_events(sentence: Sentence, last: Value, value: Value) -> bool:
    """``six local recurrences in one group and five in the other``."""
    both = value.rule == "in_arm" and last.rule == "direct"
    return both and ":" not in sentence.text[last.end : value.start]
