"""Bare numbers that go on with a list of counts."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.assembly.counts.numbers import PAUSE_NEXT, Numbers, counted
from extractor.assembly.values import Value, is_integer
from extractor.language.numerals import Atom

_PAIR_GAP = re.compile(r"\s+(?:and|versus|vs\.?)\s+")
_OPENS = re.compile(
    r"(?:^|[.,:;(]|\b(?:were|had|reported|observed|recorded|experienced|saw|after|with|by|only))\s*$", re.I
)
"""What stands before the first number of such a pair."""
_LIST_GAP = re.compile(r"\s*(?:,|and|,\s*and)\s*")


def in_list(scene: Numbers, values: Sequence[Value], atom: Atom) -> Value | None:
    """``events in 3, 2, and 1``: a number of the list that the last count opened."""
    last = values[-1] if values else None
    if last is None or last.n_total is not None or not is_integer(atom) or atom.comparator != "=":
        return None
    listed = _LIST_GAP.fullmatch(scene.sentence.text[last.end : atom.start])
    if not listed or not PAUSE_NEXT.match(scene.after(atom, 24)):
        return None
    return counted(atom, last.unit, rule=last.rule if last.rule != "graded" else "")


def of_the_next(scene: Numbers, values: Sequence[Value], free: Sequence[Atom]) -> list[Value]:
    """``38 and 48 local recurrences``: the event behind the last number is what the first counts too."""
    text = scene.sentence.text
    return [
        counted(atom, value.unit, rule=value.rule)
        for value in values
        for atom in free
        if value.rule == "direct"
        and value.n_total is None
        and is_integer(atom)
        and atom.comparator == "="
        and _PAIR_GAP.fullmatch(text[atom.end : value.start])
        and _OPENS.search(scene.before(atom, 30))
    ]


def for_another_arm(scene: Numbers, values: Sequence[Value], free: Sequence[Atom]) -> list[Value]:
    """``in 13, 6 and 2 patients with A, and 8, 2 and 0 with B``: the second list is as long as the first."""
    text, extra = scene.sentence.text, []
    lists = [[v] for v in values[:1]]
    for left, right in pairwise(values):
        if _LIST_GAP.fullmatch(text[left.end : right.start]) and left.n_total is right.n_total is None:
            lists[-1].append(right)
        else:
            lists.append([right])
    for first, last in pairwise(lists):
        missing = len(first) - 1
        if len(last) > 1 or missing < 1:
            continue
        before = [a for a in free if is_integer(a) and first[-1].end <= a.start < last[0].start][-missing:]
        ends = [*((a.start, a.end) for a in before), (last[0].start, last[0].end)]
        if len(before) == missing and all(_LIST_GAP.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(ends)):
            extra += [counted(a, last[0].unit, rule=last[0].rule) for a in before]
    return extra
