"""Which arm or group each value of a sentence belongs to, as printed.

A value's arm stands behind it, in a list, in a comparison before it, or rules its clause. Values that are told
of one outcome at one time without any name take the arms in the order in which they were told last.
"""

from collections.abc import Sequence

from extractor.assembly.endpoints.arms.behind import read_colons, read_own, read_with_next, read_without_it
from extractor.assembly.endpoints.arms.clause import read_before_others, read_group
from extractor.assembly.endpoints.arms.declared import arms_declared
from extractor.assembly.endpoints.arms.told import arms_told, drop_shared_noun, go_on, headed_so_far, told_in
from extractor.assembly.endpoints.arms.values import Arms, Entry, Row
from extractor.assembly.endpoints.scene import Scene


def arms_of(
    scene: Scene, entries: Sequence[Entry], told: tuple[str, ...], comparative: bool
) -> tuple[Arms, tuple[str, ...]]:
    """The arm of each value, None where none is named, and the arms that the next sentence may go on with.

    ``told`` are the arms told before; in a ``comparative`` paper they may be names of treatments without a head.
    """
    row = Row(scene, entries, [None] * len(entries))
    groups = _groups(entries)
    for group in groups:
        for i in group:
            read_own(row, i, told)
    read_with_next(row)
    read_without_it(row)
    read_colons(row)
    for group in groups:
        before = told_in(row, group[0]) or headed_so_far(row, group[0]) or told
        if not entries[group[0]].compares:
            read_group(row, group, before)
            go_on(row, group, before)
    read_before_others(row, groups)
    drop_shared_noun(row)
    declared = () if any(row.arms) else arms_declared(scene.sentence.string)
    here = told_in(row, len(entries)) or (headed_so_far(row, None) if any(row.arms) else declared)
    return row.arms, arms_told(here, told, comparative or bool(declared))


def _groups(entries: Sequence[Entry]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, entry in enumerate(entries):
        groups.setdefault(entry.group, []).append(i)
    return list(groups.values())
