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
_LISTED_EVENTS = frozenset(
    {"toxicity", "mortality", "local_failure", "regional_failure", "distant_failure", "recurrence", "other"}
)
_NEXT_NAMED = re.compile(
    r"(?:\s+(?:patients|women|men|children|cases))?(?:\s*\([^()]*\))?\s*(?:[,;]|,?\s*and|,?\s*but)\s+(?:(?!(?:was|were|had|in|of|with|for|no)\b)[\w-]+\s+){0,2}"
)
_TO_NUMBER = re.compile(r"\s*:?\s+(?:by\s+)?")
_HAD_AT = re.compile(
    r"(?:\s+(?:patients|women|men|children))?\s+(?:had|developed|experienced|suffered|sustained)\s+[^.;:,()]*\s(?P<of>of|in|on)\s+(?:the\s+|an?\s+)?[\w-]+(?:\s+[\w-]+)?(?:,|,?\s+and)\s+(?:another\s+)?"
)
COMPLAINED = re.compile(
    r"\b(?:complain(?:ed|ing)|suffer(?:ed|ing))\s+(?P<of>of|from)\b[^.;:]*(?:,|\band)\s+(?:another\s+)?$"
)
_LIST_GAP = re.compile(r"\s*(?:,|and|,\s*and)\s*")
_OCCURRED = r"\s+(?P<verb>occurred|happened|arose|(?:was|were)\s+(?:seen|observed|recorded|noted|reported))\s+(?:in|with|on|after|among|under)\b"
_ONE_OCCURRED = re.compile(
    rf"\s+(?:(?!\d)[\w-]+\s+){{0,3}}?(?!\d)[\w-]+{_OCCURRED}(?:[^.;()\d]|\([^()]*\)){{0,80}}\b(?:and|but|while|whereas|against|versus|vs\.?|compared\s+with)\s+(?:only\s+)?"
)
_OCCURRED_TOO = re.compile(_OCCURRED)
"""``one death occurred with the drug and four occurred with placebo``: the verb is said again."""
_AT_TIME = r"\s+(?:at|by|after|within)\s+(?:\d+|[a-z]+)\s+(?:days|weeks|months?|years?)"
_TIMED_GAP = re.compile(rf"(?:\s+[a-z-]+){{0,5}}?{_AT_TIME}(?:,|,?\s+and)\s+(?:in\s+)?")
_TIMED_NEXT = re.compile(rf"{_AT_TIME}\b")


def in_list(scene: Numbers, values: Sequence[Value], atom: Atom) -> Value | None:
    """``events in 3, 2, and 1``: a number of the list that the last count opened."""
    last = values[-1] if values else None
    if last is None or last.n_total is not None or not is_integer(atom) or atom.comparator != "=":
        return None
    if _names_next(scene, last, atom):
        return counted(atom, last.unit, rule="listed")
    again = _ONE_OCCURRED.fullmatch(scene.sentence.text, last.end, atom.start)
    if last.rule == "direct" and again and _OCCURRED_TOO.match(scene.after(atom, 40)):
        return counted(atom, last.unit, rule="in_arm")
    if _verb_shared(scene, last, atom):
        return counted(atom, last.unit, rule="verb_shared")
    if had_elsewhere(scene, last, atom):
        return counted(atom, last.unit, rule="shared")
    if _timed_too(scene, last, atom):
        return counted(atom, last.unit, rule="shared")
    listed = _LIST_GAP.fullmatch(scene.sentence.text[last.end : atom.start])
    if not listed or not PAUSE_NEXT.match(scene.after(atom, 24)):
        return None
    return counted(atom, last.unit, rule=last.rule if last.rule != "graded" else "")


def _names_next(scene: Numbers, last: Value, atom: Atom) -> bool:
    """``dryness troubled 31 women, dyspareunia 18 and stenosis 9``, ``fatigue by 20``: the next harm, without a verb."""
    term = next((t for t in reversed(scene.terms) if last.end <= t.start and t.end <= atom.start), None)
    if term is None or term.code not in _LISTED_EVENTS or not PAUSE_NEXT.match(scene.after(atom, 16)):
        return False
    text = scene.sentence.text
    return bool(
        _NEXT_NAMED.fullmatch(text, last.end, term.start) and _TO_NUMBER.fullmatch(text, term.end, atom.start)
    )


def _verb_shared(scene: Numbers, last: Value, atom: Atom) -> bool:
    """``seven complained of a dry mouth and four of ulcers``: the verb is said with the first number."""
    said = COMPLAINED.search(scene.sentence.text, last.end, atom.start)
    return said is not None and scene.after(atom, 12).startswith(f" {said['of']} ")


def had_elsewhere(scene: Numbers, last: Value, atom: Atom) -> bool:
    """``four developed ulcers of the rectum and two of the bladder``: the same of another part of the body."""
    if not any(last.end <= t.start and t.end <= atom.start for t in scene.terms):
        return False
    said = _HAD_AT.fullmatch(scene.sentence.text, last.end, atom.start)
    return said is not None and scene.after(atom, 12).startswith(f" {said['of']} ")


def _timed_too(scene: Numbers, last: Value, atom: Atom) -> bool:
    """``in 28 lesions at 3 months and in 40 at 6 months``: the same event, later."""
    gap = scene.sentence.text[last.end : atom.start]
    return bool(_TIMED_GAP.fullmatch(gap) and _TIMED_NEXT.match(scene.after(atom, 40)))


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
