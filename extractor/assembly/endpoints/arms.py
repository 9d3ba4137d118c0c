"""Which arm or group each value of a sentence belongs to, as printed.

A value's arm stands behind it, in a list, in a comparison before it, or rules its clause. Values that are told
of one outcome at one time without any name take the arms in the order in which they were told last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.assembly.endpoints.armlists import (
    is_outcome,
    list_after,
    list_before,
    name_ruling,
    pair_before,
)
from extractor.assembly.endpoints.armnames import Name, headed_names
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.values import Value

Key = tuple[object, ...]
"""Outcome, statistic, time and grade: values of one key can differ by their arm alone."""

_MORE = re.compile(r"\b(?:higher|more|greater|longer|increase[ds]?|larger|commoner|excess|raised|prolonged|rose)\b", re.I)
_LESS = re.compile(r"\b(?:lower|less|fewer|shorter|reduce[ds]?|decrease[ds]?|smaller|rarer|reduction)\b", re.I)
_BETTER = re.compile(r"\b(?:better|worse|improve[ds]?|superior|inferior|poorer|favou?r(?:ed|able|s)?|benefit\w*|detriment|advantage|well|poorly|different)\b", re.I)
_VERSUS = re.compile(r"\b(?:vs?\.?|versus|against|compared)(?:\s|$)")
_FROM_TO = re.compile(r"\bfrom\s+$")
_PATIENTS_SPLIT = re.compile(
    r"\b(?:stages?|class(?:es)?|[TN]\d|risk|age|years|primar\w+|tumou?rs?|lesions?|disease|margins?|size|cm|mm|KPS|RPA|grade|histolog\w+|carcinomas?|metasta\w+|responders?)\b|[≥≤<>]",
    re.I,
)
"""What parts patients by themselves, not by their treatment."""
_REFERS = re.compile(r"(?:the\s+)?(?P<which>former|latter)\b")
_EACH = re.compile(r"[\s)%]*(?:(?:of\s+(?:the\s+)?)?(?:patients|women|men)\s+)?(?:in|for|of|on|with)\s+(?P<each>(?:both|either|each|all|the\s+(?:two|three))\s+(?:\w+\s+)?(?:arms?|groups?|cohorts?|schedules?|regimens?))\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the sentence, what it measures, and the number of its group."""

    value: Value
    key: Key
    group: int
    compares: bool = False  # a ratio or a difference: of two arms


Arms = list[str | None]


@dataclass(slots=True)
class Reading:
    """The values of a sentence, the arms found so far, and where names stand that are used up."""

    scene: Scene
    entries: Sequence[Entry]
    arms: Arms
    used: set[int]

    def floor(self, first: int) -> int:
        """Where the value before ends, or the sentence begins."""
        return self.entries[first - 1].value.end if first else self.scene.sentence.start

    def ceiling(self, last: int) -> int:
        """Where the next value begins, or the sentence ends."""
        return self.entries[last + 1].value.start if last + 1 < len(self.entries) else self.scene.sentence.end


def arms_of(scene: Scene, entries: Sequence[Entry], told: tuple[str, ...], comparative: bool) -> tuple[Arms, tuple[str, ...]]:
    """The arm of each value, None where none is named, and the arms that the next sentence may go on with.

    ``told`` are the arms told before; in a ``comparative`` paper they may be names of treatments without a head.
    """
    reading = Reading(scene, entries, [None] * len(entries), set())
    for group in _groups(entries):
        before = _told_in(reading, group[0])
        _read(reading, group, before or told)
        _go_on(reading, group, before or told)
    here = _told_in(reading, len(entries)) or _named(reading)
    return reading.arms, here if here and _lasting(here, comparative) else told


def _lasting(names: tuple[str, ...], comparative: bool) -> bool:
    """Whether a later sentence may mean these arms without naming them."""
    if any(_PATIENTS_SPLIT.search(name) for name in names):
        return False
    return comparative or all(re.search(r"\b(?:arm|group|cohort)\b", name) for name in names)


def _named(reading: Reading) -> tuple[str, ...]:
    """The groups that a sentence without their values names."""
    sentence = reading.scene.sentence
    names = tuple(dict.fromkeys(n.full for n in headed_names(sentence.text, sentence.start, sentence.end)))
    return names if 2 <= len(names) <= 4 and not any(reading.arms) else ()


def _groups(entries: Sequence[Entry]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, entry in enumerate(entries):
        groups.setdefault(entry.group, []).append(i)
    return list(groups.values())


def _read(reading: Reading, group: list[int], told: tuple[str, ...]) -> None:
    """Fills in what the sentence itself says of the arms of a group."""
    entries, arms, scene = reading.entries, reading.arms, reading.scene
    if entries[group[0]].compares:
        return
    start, floor = entries[group[0]].value.start, reading.floor(group[0])
    for i in group:
        _own(reading, i, told)
    if arms[group[-1]] is not None or all(arms[i] is None for i in group):
        _list(reading, group)
    bare = all(arms[i] is None for i in group)
    if bare and _rounds(reading, group) == 2:
        pair = pair_before(scene, floor, start)
        if pair is not None:
            _deal(reading, group, [pair[0].full, pair[1].full])
        else:
            _compared_with_other(reading, group, told)
    if arms[group[-1]] is not None:
        _spread(reading, group)
    if all(arms[i] is None for i in group) and _rounds(reading, group) == 1:
        name = _headed_before(reading, floor, start)
        if name is not None:
            for i in group:
                arms[i] = name.full


def _rounds(reading: Reading, group: list[int]) -> int:
    """How many values each outcome and time of a group has."""
    distinct = len({reading.entries[i].key for i in group})
    return len(group) // distinct if len(group) % distinct == 0 else 0


def _own(reading: Reading, i: int, told: tuple[str, ...]) -> None:
    names = [n for n in list_after(reading.scene, reading.entries[i].value.end, told) if n.end <= reading.ceiling(i)]
    if names:
        reading.arms[i] = names[0].full
        reading.used.update(n.start for n in names)


def _list(reading: Reading, group: list[int]) -> None:
    first, last = reading.entries[group[0]].value, reading.entries[group[-1]].value
    names = list_after(reading.scene, last.end)
    if len(names) > 1 and _deal(reading, group, [x.full for x in names]):
        return
    if len(group) > 1 and all(reading.arms[i] is None for i in group):
        n = _rounds(reading, group)
        names = list_before(reading.scene, reading.floor(group[0]), first.start, n) if n > 1 else ()
        _deal(reading, group, [x.full for x in names])


def _compared_with_other(reading: Reading, group: list[int], told: tuple[str, ...]) -> None:
    """``less frequent with a boost (5% v 9%)``: the arm that is named, and the other one where it is known."""
    scene, entries = reading.scene, reading.entries
    a, b = entries[group[0]].value, entries[group[1]].value
    clause = scene.text[reading.floor(group[0]) : a.start]
    changed = _FROM_TO.search(clause) is not None
    if not changed and not (_VERSUS.search(scene.text[a.end : b.start])):
        return
    more, less, better = _MORE.search(clause), _LESS.search(clause), _BETTER.search(clause)
    if not (more or less or better or changed):
        return
    name = name_ruling(scene, reading.floor(group[0]), a.start)
    if name is None:
        return
    mine = next((t for t in told if _same(t, name.full)), None)
    other = next((t for t in told if t != mine), None) if mine and len(told) == 2 else None
    first = True
    if changed or (a.value is not None and b.value is not None and (bool(more) != bool(less)) and ((a.value > b.value) != bool(more))):
        first = False
    pair = [mine or name.full, other] if first else [other, mine or name.full]
    for k, i in enumerate(group):
        reading.arms[i] = pair[k % 2]


def _same(told: str, name: str) -> bool:
    a, b = _words(told), _words(name)
    return a <= b or b <= a


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", name.lower())) - {"arm", "group", "alone", "only", "cohort"}


def _deal(reading: Reading, group: list[int], names: Sequence[str]) -> bool:
    """Gives the values of each key the names in order, if there is a name for each."""
    by_key: dict[Key, list[int]] = {}
    for i in group:
        by_key.setdefault(reading.entries[i].key, []).append(i)
    if len(set(names)) < len(names) or any(len(indices) != len(names) for indices in by_key.values()):
        return False
    for indices in by_key.values():
        for i, name in zip(indices, names, strict=True):
            reading.arms[i] = name
    return True


def _spread(reading: Reading, group: list[int]) -> None:
    """``13% and 9% in the boost arm``, of two outcomes: the arm of the last is that of those before."""
    arms, entries = reading.arms, reading.entries
    for i in reversed(group[:-1]):
        if arms[i] is None and arms[i + 1] is not None:
            if not any(arms[j] == arms[i + 1] and entries[j].key == entries[i].key for j in group):
                arms[i] = arms[i + 1]


def _headed_before(reading: Reading, floor: int, end: int) -> Name | None:
    names = [n for n in headed_names(reading.scene.text, floor, end) if n.start not in reading.used and not is_outcome(reading.scene, n)]
    return names[0] if len({n.full for n in names}) == 1 else None


def _told_in(reading: Reading, end: int) -> tuple[str, ...]:
    """The arms of the last outcome of the sentence that was told of two or more of them."""
    for key in dict.fromkeys(e.key for e in reversed(reading.entries[:end])):
        indices = [i for i in range(end) if reading.entries[i].key == key]
        names = tuple(dict.fromkeys(a for i in indices if (a := reading.arms[i])))
        if len(names) > 1:
            return names
    return ()


def _go_on(reading: Reading, group: list[int], told: tuple[str, ...]) -> None:
    """``fatigue (40 v 35)``: the arms told before, in their order."""
    if len(told) < 2 or any(reading.arms[i] is not None for i in group) or reading.entries[group[0]].compares:
        return
    each = _EACH.match(reading.scene.text, reading.entries[group[-1]].value.end)
    if each is None:
        _deal(reading, group, told)
