"""One event counted on either side: ``five recurrences after SBRT and nine after surgery``, ``in 14 patients on arm A and in 22 on arm B``."""

import re
from collections.abc import Sequence

from extractor.assembly.counts.numbers import Numbers, counted
from extractor.assembly.values import Value, is_integer
from extractor.language.numerals import Atom
from extractor.language.numerals.words import NUMBER_WORDS

_SIDE = (
    r"with|without|after|before|during|following|on|off|under|in|within|inside|outside|at|by|among|from|to|who|whose|that"
    rf"|of(?!\s+(?:whom|which|them|these|the\s+(?:remaining|others?|deaths|latter|\d|{NUMBER_WORDS}\b)))"
    r"|given|treated|receiving|irradiated|planned|assigned|allocated|thereafter|afterwards"
)
_SAME_SIDES = (
    {"with", "without"}, {"after", "before", "during", "following", "thereafter", "afterwards"}, {"on", "off"},
    {"in", "within", "inside", "outside"}, {"among", "in"}, {"who", "of"},
)  # fmt: skip
_PEOPLE = r"(?:patients|women|men|children|cases|participants|subjects|lesions|tumou?rs)"
_WORD = (
    rf"(?:the\s(?:\d+|{NUMBER_WORDS})\s{_PEOPLE}|\d+(?:\.\d+)?[\s-]?Gy|3D-CRT|(?:arms?|group|stage|class|level|grade)\s\d"
    r"|[^\s,;:.()\d][^\s,;:()]*)"
)
_JOIN = (
    r"(?:,|,?\s*\b(?:and|but|versus|vs\.?|v|against|(?:as\s+)?(?:against|compared\s+(?:with|to)|opposed\s+to)|whereas|while|as\s+did))"
    r"\s+(?:(?P<again>in|by|for|with|after|of|from|on)\s+)?(?:only\s+|just\s+|another\s+)?"
)
_BETWEEN = re.compile(
    rf"(?P<told>(?:\s+{_WORD}){{0,6}}?)(?P<side>\s+(?P<one>{_SIDE})\b(?:\s+{_WORD}){{0,9}}?)\s*{_JOIN}"
)
_ONE = re.compile(rf"\b(?P<one>{_SIDE})\b")
_BEHIND = re.compile(
    rf"(?:\s+{_PEOPLE})?\s+(?:(?P<rest>of\s+(?:those|the\s+others?|the\s+rest)\b)|(?P<other>{_SIDE})\b)"
)
_TREATED = re.compile(
    r"\b(?:treated|given|irradiated|assigned|allocated|receiv\w+|underw\w+|undergo\w+|randomi[sz]ed|enrolled|managed|diagnosed|presented|operated|included|entered|studied|followed|evaluated|analy[sz]ed|had\s+been)\b"
)
"""``12 were treated with``: whom a study has, no event."""
_FAR = 160
_VALUE = re.compile(r"[\d.]\s?%|\b(?:months|years)\b")


def on_another_side(scene: Numbers, values: Sequence[Value], atom: Atom) -> Value | None:
    """The number that counts on another side the event that the last number counts on one."""
    last = values[-1] if values else None
    if last is None or last.n_total is not None or not is_integer(atom) or atom.comparator != "=":
        return None
    if atom.start - last.end > _FAR:
        return None
    text, sentence = scene.sentence.text, scene.sentence
    behind = _BEHIND.match(text, atom.end, sentence.end)
    between = None if behind is None else _BETWEEN.fullmatch(text, last.end, atom.start)
    if behind is None or between is None or _TREATED.search(between["told"]):
        return None
    sides = (m["one"] for m in _ONE.finditer(between["side"]))
    alike = behind["rest"] or any(_alike(side, behind["other"]) for side in sides)
    if not alike or not _is_of_event(scene, last, atom):
        return None
    if between["again"] and not text[sentence.start : last.start].rstrip().endswith(between["again"]):
        return None
    return counted(atom, last.unit, rule="in_arm")


def _alike(one: str, other: str) -> bool:
    return one == other or any({one, other} <= sides for sides in _SAME_SIDES)


def _is_of_event(scene: Numbers, last: Value, atom: Atom) -> bool:
    """Whether an event is told before the first number, without a value of its own, or between the two."""
    text = scene.sentence.text
    return any(
        last.end <= t.start < atom.start
        or (t.end <= last.start and not _VALUE.search(text, t.end, last.start))
        for t in scene.terms
    )
