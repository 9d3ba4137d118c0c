"""Which arm or group each value of a sentence belongs to, as printed.

A value's arm stands behind it, in a list, in a comparison before it, or rules its clause. Values that are told
of one outcome at one time without any name take the arms in the order in which they were told last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the sentence, what it measures, and the number of its group."""

    value: Value
    key: Key
    group: int


Arms = list[str | None]


def arms_of(scene: Scene, entries: Sequence[Entry], told: tuple[str, ...]) -> tuple[Arms, tuple[str, ...]]:
    """The arm of each value, None where none is named, and the arms that the next sentence may go on with."""
    arms: Arms = [None] * len(entries)
    for group in _groups(entries):
        _read(scene, entries, arms, group)
        before = _told_in(entries, arms, group[0]) or told
        _go_on(scene, entries, arms, group, before)
    named = tuple(dict.fromkeys(n.full for n in headed_names(scene.text, scene.sentence.start, scene.sentence.end)))
    left = _told_in(entries, arms, len(entries)) or (named if 2 <= len(named) <= 4 and len(entries) == 0 else ())
    return arms, left or told


def _groups(entries: Sequence[Entry]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, entry in enumerate(entries):
        groups.setdefault(entry.group, []).append(i)
    return list(groups.values())


def _read(scene: Scene, entries: Sequence[Entry], arms: Arms, group: list[int]) -> None:
    """Fills in what the sentence itself says of the arms of a group."""
    values = [entries[i].value for i in group]
    n, floor = len(group), _floor(scene, entries, group[0])
    distinct = len({entries[i].key for i in group})
    rounds = n // distinct if n % distinct == 0 else 1
    if values[0].form == "ratio":
        return
    for i in group:
        _own(scene, entries, arms, i)
    if arms[group[-1]] is not None or all(arms[i] is None for i in group):
        _list(scene, entries, arms, group)
    if n > 1 and all(arms[i] is None for i in group) and rounds == 2:
        pair = pair_before(scene, floor, values[0].start)
        if pair is not None:
            _deal(entries, arms, group, [pair[0].full, pair[1].full])
    if arms[group[-1]] is not None:
        _spread(entries, arms, group)
    if all(arms[i] is None for i in group) and rounds == 1:
        name = name_ruling(scene, floor, values[0].start) if False else _headed_before(scene, floor, values[0].start)
        if name is not None:
            for i in group:
                arms[i] = name.full


def _floor(scene: Scene, entries: Sequence[Entry], first: int) -> int:
    return entries[first - 1].value.end if first else scene.sentence.start


def _own(scene: Scene, entries: Sequence[Entry], arms: Arms, i: int) -> None:
    limit = entries[i + 1].value.start if i + 1 < len(entries) else scene.sentence.end
    names = list_after(scene, entries[i].value.end)
    if names and names[0].end <= limit:
        inside = [x for x in names if x.end <= limit]
        arms[i] = inside[0].full


def _list(scene: Scene, entries: Sequence[Entry], arms: Arms, group: list[int]) -> None:
    last = group[-1]
    names = list_after(scene, entries[last].value.end)
    if len(names) < 2 or len({x.full for x in names}) != len(names):
        names = list_before(scene, _floor(scene, entries, group[0]), entries[group[0]].value.start, len(group)) if len(group) > 1 else ()
    if len(names) > 1:
        _deal(entries, arms, group, [x.full for x in names])


def _deal(entries: Sequence[Entry], arms: Arms, group: list[int], names: Sequence[str]) -> bool:
    """Gives the values of each key the names in order, if there is a name for each."""
    by_key: dict[Key, list[int]] = {}
    for i in group:
        by_key.setdefault(entries[i].key, []).append(i)
    if any(len(indices) != len(names) for indices in by_key.values()):
        return False
    for indices in by_key.values():
        for i, name in zip(indices, names, strict=True):
            arms[i] = name
    return True


def _spread(entries: Sequence[Entry], arms: Arms, group: list[int]) -> None:
    """``13% and 9% in the boost arm``, of two outcomes: the arm of the last is that of those before."""
    for i in reversed(group[:-1]):
        if arms[i] is None and arms[i + 1] is not None:
            same = [j for j in group if arms[j] == arms[i + 1] and entries[j].key == entries[i].key]
            if not same:
                arms[i] = arms[i + 1]


def _headed_before(scene: Scene, floor: int, end: int) -> Name | None:
    names = [n for n in headed_names(scene.text, floor, end) if not is_outcome(scene, n)]
    return names[0] if len({n.full for n in names}) == 1 else None


def _told_in(entries: Sequence[Entry], arms: Arms, end: int) -> tuple[str, ...]:
    """The arms of the last outcome of the sentence that was told of two or more of them."""
    for key in dict.fromkeys(e.key for e in reversed(entries[:end])):
        indices = [i for i in range(end) if entries[i].key == key]
        names = tuple(dict.fromkeys(a for i in indices if (a := arms[i])))
        if len(names) > 1:
            return names
    return ()


def _go_on(scene: Scene, entries: Sequence[Entry], arms: Arms, group: list[int], told: tuple[str, ...]) -> None:
    """``fatigue (40 v 35)``: the arms told before, in their order."""
    if len(told) < 2 or any(arms[i] is not None for i in group) or entries[group[0]].value.form == "ratio":
        return
    _deal(entries, arms, group, told)
