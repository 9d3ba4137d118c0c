"""Which of the told values are results: measured after the treatment began, or changed by it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.assembly.endpoints.scores.baseline import (
    OF_ENTRY,
    at_entry,
    entry_opens_list,
    lists_entry_first,
)
from extractor.assembly.endpoints.scores.names import Name
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value
from extractor.language.numerals import Atom, AtomKind

FROM = re.compile(r"\bfrom\s+(?:an?\s+)?(?:(?:mean|median|average|baseline)\s+(?:\w+\s+)?(?:of\s+)?)?[-−]?$")
CHANGE = re.compile(
    r"\b(?:improv|declin|decreas|increas|worsen|chang|drop|reduc|fell|fall|rose|ris|deteriorat|los[ts]|gain|recover|diminish|return|shr[iau]nk|regress|narrow|widen|enlarg|grew|grow)\w*\b",
    re.I,
)
_TO = re.compile(r"[^.;,\d]{0,40}\bto\s+(?:an?\s+)?(?:(?:mean|median|average)\s+(?:of\s+)?)?[-−]?")
_TURN = re.compile(
    r"\b(?:but|then|which|and|it)\s+(?:had\s+)?(?:again\s+)?(?:was|were|fell|fallen|dropped|declined|decreased|rose|returned|recovered|improved|increased|reached)\b"
)
_LED = re.compile(
    r"\b(?:at|after|by|within|until|during)\s+(?:the\s+|about\s+)?(?:\d+,?\s*(?:and\s+)?)*$", re.I
)
_AFTER = re.compile(
    r"\b(?:after|following|post[- ]?\w*|later|thereafter|at\s+(?:the\s+)?(?:last|latest|final|end)|follow-?up|discharge)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A value and the name that says what it measures."""

    value: Value
    name: Name


def without_entry(sentence: Sentence, plain: str, told: Sequence[Told]) -> list[Told]:
    """What was measured after the treatment began, or changed by it."""
    kept: list[Told] = []
    times = [a for a in sentence.atoms if a.kind is AtomKind.TIME]
    for i, one in enumerate(told):
        start, end = one.value.start, one.value.atoms[0].end
        following = told[i + 1] if i + 1 < len(told) and told[i + 1].name is one.name else None
        listed = _entry_in_list(plain, told, i, times)
        if listed is not None:
            kept.extend([] if listed else [one])
            continue
        if at_entry(plain, start, end) or _of_entry(sentence, plain, one, told, times):
            continue
        if following is not None and _before_change(plain, one.value, following.value):
            continue
        kept.append(one)
    return [t for t in kept if _is_outcome(sentence, plain, t, kept)]


def _before_change(plain: str, one: Value, following: Value) -> bool:
    """``fell from 65 to 52``: what it was at the start."""
    if not FROM.search(plain, max(0, one.start - 40), one.start):
        return False
    return _TO.fullmatch(plain, one.atoms[0].end, following.start) is not None


def _entry_in_list(plain: str, told: Sequence[Told], i: int, times: Sequence[Atom]) -> bool | None:
    """``19, 17 and 15 before treatment, at 1 year and at 2 years``: the first of one value more than times.

    None where the values are no such list.
    """
    run = [t for t in told if t.name is told[i].name]
    begin, end = run[0].value.start, run[-1].value.atoms[0].end
    ahead = [a for a in times if a.end <= begin]
    if len(run) == len(ahead) + 1 > 1 and entry_opens_list(plain, ahead[0].start):
        return run[0] is told[i]
    behind = [a for a in times if a.start >= end]
    if not len(run) == len(behind) + 1 > 1 or not lists_entry_first(plain, end, behind[0].start):
        return None
    return run[0] is told[i]


def _of_entry(sentence: Sentence, plain: str, one: Told, told: Sequence[Told], times: Sequence[Atom]) -> bool:
    """``Mean baseline MMSE score was 26.8``, until a change or a time is told."""
    term = one.name.term
    first = next(t.value for t in told if t.name is one.name)
    if term.start > first.start:
        return False
    begin = max(sentence.start, term.start - 40)
    named = OF_ENTRY.search(plain, begin, first.start)
    if named is None or CHANGE.search(plain, begin, first.start):
        return False
    dated = any(named.end() <= t.start and t.end <= one.value.start for t in times)
    return not dated and not _TURN.search(plain, named.end(), one.value.start)


def _is_outcome(sentence: Sentence, plain: str, one: Told, kept: Sequence[Told]) -> bool:
    """What patients may come with is an outcome only where it changed or is dated."""
    name, value = one.name, one.value
    if name.scaled and not name.entry and value.form == "score":
        return True
    begin, end = max(sentence.start, min(name.term.start, value.start) - 60), min(len(plain), value.end + 60)
    if value.rule == "difference" or CHANGE.search(re.split(r"[;,]\s", plain[begin : value.start])[-1]):
        return True
    near = re.split(r"[;,]", sentence.text[value.end : end])[0]
    if _AFTER.search(sentence.text, begin, value.start) or _AFTER.search(near):
        return True
    if any(
        a.kind is AtomKind.TIME
        and begin <= a.start < value.end + len(near)
        and not a.adjectival
        and _LED.search(sentence.text, max(sentence.start, a.start - 24), a.start)
        for a in sentence.atoms
    ):
        return True
    return not name.entry and value.form == "score" and sum(t.name is name for t in kept) > 1
