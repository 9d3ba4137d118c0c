"""Which arm or group each value of a sentence belongs to, as printed.

A value's arm stands behind it, in a list, in a comparison before it, or rules its clause. Values that are told
of one outcome at one time without any name take the arms in the order in which they were told last.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.assembly.endpoints.arms.behind import (
    drop_occasion,
    read_ahead,
    read_colons,
    read_of_either,
    read_own,
    read_parallel,
    read_ratios,
    read_shared_head,
    read_superlatives,
    read_with_next,
    read_without_it,
)
from extractor.assembly.endpoints.arms.clause import (
    read_before_others,
    read_effect,
    read_group,
    read_lists,
    read_than_behind,
    spread_back,
)
from extractor.assembly.endpoints.arms.declared import arms_declared
from extractor.assembly.endpoints.arms.told import (
    arms_told,
    drop_shared_noun,
    go_on,
    headed_so_far,
    one_by_one,
    side_by_side,
    told_in,
)
from extractor.assembly.endpoints.arms.values import Arms, Entry, Row
from extractor.assembly.endpoints.scene import Scene


def arms_of(
    scene: Scene, entries: Sequence[Entry], told: tuple[str, ...], comparative: bool
) -> tuple[Arms, tuple[str, ...]]:
    """The arm of each value, None where none is named, and the arms that the next sentence may go on with.

    ``told`` are the arms told before; in a ``comparative`` paper they may be names of treatments without a head.
    """
    row = Row(scene, entries, [None] * len(entries))
    groups = _groups(row)
    for group in groups:
        for i in group:
            read_own(row, i, told)
    read_parallel(row)
    read_shared_head(row)
    read_ratios(row)
    read_lists(row)
    read_of_either(row)
    read_without_it(row)
    read_with_next(row)
    read_colons(row)
    read_ahead(row)
    read_superlatives(row)
    read_than_behind(row)
    for group in groups:
        if entries[group[0]].compares:
            read_effect(row, group)
            continue
        parts = [group]
        read_group(row, group, told_in(row, group[0]) or headed_so_far(row, group[0]) or told)
        if row.bare(group) and len(parts := _parts(row, group)) > 1:
            for part in parts:
                read_group(row, part, told_in(row, part[0]) or headed_so_far(row, part[0]) or told)
        for run in (run for part in parts for run in _bare_runs(row, part)):
            go_on(row, run, told_in(row, run[0]) or headed_so_far(row, run[0]) or told)
    read_before_others(row, groups)
    spread_back(row)
    drop_shared_noun(row)
    drop_occasion(row)
    _share_figure(row)
    declared = () if any(row.arms) else arms_declared(scene.sentence.string)
    here = told_in(row, len(entries)) or (headed_so_far(row, None) if any(row.arms) else declared)
    if not here and len(told) < 2:
        return row.arms, one_by_one(row.arms, told)
    return row.arms, arms_told(here, told, comparative or bool(declared), ordered=not row.turned)


_CHANGED = re.compile(r"(?<!range )(?<!ranges )(?<!ranged )(?<!ranging )\bfrom\s+$")
"""``rose from 48 to 71%``."""


def _share_figure(row: Row) -> None:
    """``25 to 30%``: the ends of a range are of one arm, or of none."""
    for i, j in pairwise(range(len(row.entries))):
        a, b = row.entries[i].value, row.entries[j].value
        changed = _CHANGED.search(row.scene.text, row.scene.sentence.start, a.start)
        if (a.start, a.end) == (b.start, b.end) and row.arms[i] != row.arms[j] and not changed:
            shared = row.arms[i] if row.arms[j] is None else row.arms[j] if row.arms[i] else None
            row.arms[i] = row.arms[j] = shared


def _groups(row: Row) -> list[list[int]]:
    """The values that were read as one, comparisons apart; ``(18 vs none)`` is one too."""
    groups: list[list[int]] = []
    for i, entry in enumerate(row.entries):
        before = row.entries[i - 1] if i else None
        together = (
            before is not None
            and entry.compares == before.compares
            and (entry.group == before.group or _is_against_none(row, i))
        )
        if together:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _is_against_none(row: Row, i: int) -> bool:
    none = any(entry.value.value == 0 for entry in row.entries[i - 1 : i + 1])
    if not none or row.differ(i - 1, i):
        return False
    gap = row.scene.text[row.entries[i - 1].value.end : row.entries[i].value.start]
    return _AGAINST.fullmatch(gap) is not None


_AGAINST = re.compile(r"[\s)%\]]*(?:vs?\.?|versus|against|compared\s+with)\s+")


def _parts(row: Row, group: list[int]) -> list[list[int]]:
    """A group where it says one outcome again: ``58% and did not differ between the arms (59% v 55%)`` is two."""
    parts = [[group[0]]]
    for i, j in pairwise(group):
        gap = row.scene.text[row.entries[i].value.end : row.entries[j].value.start]
        again = row.arms[i] is None and row.entries[j].key in {row.entries[k].key for k in parts[-1]}
        if again and not side_by_side(gap):
            parts.append([])
        parts[-1].append(j)
    return parts


def _bare_runs(row: Row, group: list[int]) -> list[list[int]]:
    """The stretches of a group without arms."""
    runs: list[list[int]] = []
    for k, i in enumerate(group):
        if row.arms[i] is None:
            if k and row.arms[group[k - 1]] is None:
                runs[-1].append(i)
            else:
                runs.append([i])
    return runs
