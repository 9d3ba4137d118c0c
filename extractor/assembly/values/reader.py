"""The numbers of a sentence, which of them are used, and the intervals that follow them."""

import re
from dataclasses import replace
from typing import NamedTuple

from extractor.assembly.findings import Sentence
from extractor.assembly.values.value import Value
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import parse_number

_APART = re.compile(r"[.;](?=\s[A-Z])|\bvs\b|\band\b")
_TO_INTERVAL = re.compile(r"[\s\])]*[\s,;(\[:]*(?:\w+[\s,;]+){0,2}[\s,;(\[]*")


_NUMBERS = {AtomKind.NUMBER, AtomKind.PERCENT}
_OPENED = re.compile(r"\s*[\[(]\s*")
_BETWEEN = re.compile(r"\s*[;,]\s*")
_AT = re.compile(r"\s*(?:at|after|by)\s+")
"""``96% at 1 year (92-99)``: the interval stands behind the time."""
_P_FIRST = re.compile(
    r"\s*[,;(\[]\s*(?:log-?rank\s+)?[Pp](?:[-\s]?values?)?\s*[=<>≤≥]\s*\d*[.·]?\d+(?=\s*[,;]\s*(?:9\d|99)\s?%\s*(?:CI|confidence)\b)"
)
"""``(HR 0.61, p = 0.01, 95% CI 0.46–0.78)``: the interval stands behind the p-value."""
_SIGNED = re.compile(
    r"\s*[\[(]\s*[-−–](?P<low>\d[\d.·]*)\s?%?\s*(?:to|,|;|[-−–])\s*(?P<high>[-−–]?\d[\d.·]*)\s?%?\s*[\])]"
)
_CLOSED = re.compile(r"\s*[\])]")


class Interval(NamedTuple):
    """A confidence interval and the atom that prints it; ``high`` is None where it is not reached."""

    low: float
    high: float | None
    level: float | None
    atom: Atom


class ValueReader:
    """The numbers of one sentence; those that became part of a value are ``used``."""

    def __init__(self, sentence: Sentence, ratio_context: bool) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.atoms = sentence.atoms
        self.ratio_context = ratio_context
        self.used: set[int] = set()

    def at(self, index: int) -> Atom | None:
        """The atom at an index; None outside the sentence."""
        return self.atoms[index] if 0 <= index < len(self.atoms) else None

    def gap(self, left: Atom, right: Atom) -> str:
        """The text between two atoms."""
        return self.text[left.end : right.start]

    def interval(self, i: int, end: int) -> Interval | None:
        """The interval behind ``end`` of atom ``i``: with the words, or bare in brackets and holding the value."""
        value = self.atoms[i].low
        if (told := _P_FIRST.match(self.text, end)) is not None:
            end = told.end()
        for other in self.atoms[i + 1 : i + 4]:
            if other.start < end:
                continue
            gap = self.text[end : other.start]
            if len(gap) > 30 or _APART.search(gap):
                break
            found = (
                _worded(other, gap)
                or _bare(other, gap, value)
                or self._paired(other, gap, value)
                or self._signed(end, value)
            )
            if found is not None and other.start not in self.used:
                self.used.add(other.start)
                return found
            if other.kind is AtomKind.TIME and _AT.fullmatch(gap):
                end = other.end
            elif other.kind is not AtomKind.SPREAD:
                break
        return None

    def _paired(self, low: Atom, gap: str, value: float) -> Interval | None:
        """``0.76 [0.60; 0.97]``: two numbers in brackets that hold the value between them."""
        high = self.at(self.atoms.index(low) + 1)
        if high is None or not _OPENED.fullmatch(gap) or not (low.single and high.single):
            return None
        numbers = low.kind in _NUMBERS and high.kind in _NUMBERS
        if (
            not numbers
            or not _BETWEEN.fullmatch(self.gap(low, high))
            or not _CLOSED.match(self.text, high.end)
        ):
            return None
        if not low.low < high.low or not low.low <= value <= high.low:
            return None
        self.used.add(high.start)
        return Interval(low.low, high.low, None, replace(low, end=high.end))

    def _signed(self, end: int, value: float) -> Interval | None:
        """``-0.7% (-1.3 to 0.3)``: an interval that a minus begins, which is no range."""
        m = _SIGNED.match(self.text, end)
        if m is None:
            return None
        low, high = -parse_number(m["low"]), parse_number(m["high"].lstrip("-−–"))
        high = high if m["high"][0].isdigit() else -high
        if not (low <= value <= high or low <= -value <= high):
            return None
        inside = [a for a in self.atoms if m.start() <= a.start < m.end()]
        self.used.update(a.start for a in inside[1:])
        return Interval(low, high, None, replace(inside[0], start=m.start("low") - 1, end=m.end("high")))

    def with_interval(self, value: Value, atom: Atom) -> Value:
        """The value with the interval that follows its atom."""
        found = self.interval(self.atoms.index(atom), atom.end)
        if found is None:
            return value
        return replace(
            value,
            end=max(value.end, found.atom.end),
            ci_low=found.low,
            ci_high=found.high,
            ci_level=found.level,
            atoms=(*value.atoms, found.atom),
        )


def _worded(atom: Atom, gap: str) -> Interval | None:
    if atom.kind is not AtomKind.INTERVAL or not _TO_INTERVAL.fullmatch(gap):
        return None
    return Interval(atom.low, atom.high, float(atom.unit) if atom.unit else None, atom)


def _bare(atom: Atom, gap: str, value: float) -> Interval | None:
    """``0.95 (0.59-1.54)``: a range in brackets that holds the value."""
    if atom.kind not in {AtomKind.NUMBER, AtomKind.PERCENT} or atom.single or atom.high is None:
        return None
    if not re.fullmatch(r"\s*[,;(\[]\s*", gap) or not atom.low <= value <= atom.high:
        return None
    return Interval(atom.low, atom.high, None, atom)
