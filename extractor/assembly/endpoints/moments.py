"""The time points of each value of a group, in months."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractor.assembly.brackets import outside_brackets
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.points import Placed, told_apart
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.values import months

Moments = tuple[float | None, ...]
"""The times of one value in months: None where none is said, several where it holds at each of them."""

_NONE: Moments = (None,)
_BARE_FOLLOW_UP = re.compile(
    r"[\s,]*(?:\([^()]*\)\s*)?(?:(?:of|in)\s+(?:the\s+)?(?:patients|women|men|cases|children)\s+)?"
    r"at\s+(?:the\s+)?(?:(?:time|date)\s+of\s+(?:the\s+)?|their\s+)?(?:(?:median|mean|last|latest|final|most\s+recent)\s+(?:clinical\s+|available\s+)?"
    r"(?:follow[- ]?up\b(?!\s*(?:of|\(|time|period|duration))|(?:visit|contact|examination|evaluation|assessment|review|analysis|observation|check-?up|consultation)\b)"
    r"|(?:end\s+of\s+(?:the\s+)?(?:study|follow[- ]?up|observation)|(?:data\s+)?analysis|reporting|this\s+report|last\s+report)\b)"
)
"""``82 % at median follow-up``, ``91 % at the last visit``: an occasion whose time another sentence tells."""
_AND = re.compile(r"\s*(?:\([^()]*\)\s*)?and\s+")
_NEXT_GROUP = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:for|in|with|after|of|among)\s[^;.()%]{1,60})?(?:,\s*(?:and\s+|but\s+)?|\s+(?:and|versus|vs\.?|v|compared\s+(?:with|to)|against)\s+)"
    r"(?:(?!at\s|ultimate|final|overall|crude)[^;,.()%\d]{3,60}\s)?"
)
_LIST_GAP = re.compile(r"[\s,/&–-]*(?:(?:and|or|to|at|after|both|as\s+well\s+as)[\s-]*)*")
_OTHERS = re.compile(r"\bet\s+al\b|\bcolleagues\b|\bco-?workers\b|\[\s*\d|\b(?:19|20)\d\d\b")
_OPENED = re.compile(r"\s*\(\s*(?:from\s+)?")


def moments_of(
    scene: Scene, group: Group, placed: Sequence[Placed], inherited: float | None
) -> list[Moments]:
    """Times of the values of a group; ``inherited`` is the time that the sentence said before."""
    n = len(group.values)
    if n == 1 and len(placed) == _events(group) > 1:
        return [_NONE]  # each patient's own time
    found = _listed(scene, group, placed) or _one_by_one(scene, group, placed)
    _share_with_bracket(scene, group, placed, found)
    _share_with_rest(scene, group, placed, found)
    if not placed and inherited is not None:
        found = [(inherited,)] * n
    if scene.lead is not None and all(m == _NONE for m in found) and not of_others(scene, group):
        found = [(months(scene.lead),)] * n
    if scene.soft is not None and all(m == _NONE for m in found):
        soft = scene.soft
        between = scene.text[min(soft.start, group.end) : max(soft.start, group.start)]
        if ";" not in outside_brackets(between):
            found = [(months(soft),)] * n
    elif scene.soft is None:
        bare = [_BARE_FOLLOW_UP.match(scene.text, v.end) for v in group.values]
        found = [_NONE if at_follow_up else times for at_follow_up, times in zip(bare, found, strict=True)]
    return found


def of_others(scene: Scene, group: Group) -> bool:
    """``At 2 years, 9% had a tube; Vogt et al. saw it in 13%``: another study's, behind the semicolon."""
    parted = scene.text.rfind(";", scene.sentence.start, group.start)
    if parted < 0 or any(parted < p.start < group.start for p in scene.points):
        return False
    return _OTHERS.search(scene.text, parted, group.start) is not None


def _events(group: Group) -> float:
    """How many events the first value of a group counts; 0 where that is not told."""
    value = group.values[0]
    return (value.value if group.form == "count" else value.n_events) or 0


def _listed(scene: Scene, group: Group, placed: Sequence[Placed]) -> list[Moments] | None:
    """Times listed behind the values: one for each, for each of two rows, or all for the single one."""
    posts = [p for p in placed if p.side == "post"]
    if not posts or any(p.side == "pre" and p.value is None for p in placed):
        return None
    n = len(group.values)
    sides = {(p.side, p.value) for p in placed}
    if n == 1 and len(posts) > 1:
        return [tuple(dict.fromkeys(months(p.point) for p in _first_list(scene, posts)))]
    times: list[Moments] = [(months(p.point),) for p in posts]
    k = len(posts)
    again = n == 2 * k or (n > k > 1 and n % k == 0)
    rounds = again and len(sides) in {1, k} and _index(group, posts[-1]) + 1 == k
    if rounds and len(posts) == len(placed):
        return times * (n // k)
    if n == len(posts) == len(placed) and len(sides) == 1:
        return times
    return None


def _both_ends(scene: Scene, group: Group, placed: Placed) -> list[float]:
    """``at 5-10 years it was 1 % and 4 %``: a range of two times, each with a value of its own."""
    point, (first, second) = placed.point, group.values[:2]
    if point.single or point.adjectival or not _AND.fullmatch(scene.text[first.end : second.start]):
        return [months(point)]
    return [months(replace(point, high=point.low)), months(point)]


def _one_by_one(scene: Scene, group: Group, placed: Sequence[Placed]) -> list[Moments]:
    """Times before all values first, then those behind a value, then those before the values after it."""
    ahead = [p for p in placed if p.side == "pre" and p.value is None]
    pre = [months(p.point) for p in (_last_list(scene, ahead) if len(group.values) == 1 else ahead)]
    if len(pre) == 1 and len(group.values) % 2 == 0:
        pre = _both_ends(scene, group, next(p for p in placed if p.side == "pre"))
    found = _before(pre, len(group.values))
    covered = 0
    for value, behind in groupby((p for p in placed if p.side == "post"), key=lambda p: p.value):
        times = [months(p.point) for p in behind]
        index = next((i for i, v in enumerate(group.values) if v.start == value), len(group.values) - 1)
        begin = index if pre else _since(scene, group, covered, index)
        if len(pre) <= 1:
            for i in range(begin, index + 1):
                each = len(times) == index + 1 - begin
                found[i] = (times[i - begin] if each else times[0],)
        covered = index + 1
    for last, ahead_of in groupby((p for p in placed if p.side == "pre"), key=lambda p: p.value):
        if last is not None:
            rest = sum(value.start > last for value in group.values)
            found[len(found) - rest :] = _before([months(p.point) for p in ahead_of], rest)
    return found


def _last_list(scene: Scene, ahead: list[Placed]) -> list[Placed]:
    """``for women without relapse at 5 years, 10-year survival``: of two times the nearer, unless they make a list."""
    gaps = [scene.text[a.point.end : b.point.start] for a, b in pairwise(ahead)]
    return ahead[max((i for i, gap in enumerate(gaps, 1) if not _LIST_GAP.fullmatch(gap)), default=0) :]


def _first_list(scene: Scene, behind: list[Placed]) -> list[Placed]:
    """``8% at 4 weeks and in none at 12 weeks``: of two times behind a value the nearer, unless they make a list."""
    gaps = [scene.text[a.point.end : b.point.start] for a, b in pairwise(behind)]
    return behind[: next((i for i, gap in enumerate(gaps, 1) if not _LIST_GAP.fullmatch(gap)), len(behind))]


def _since(scene: Scene, group: Group, covered: int, index: int) -> int:
    """The first value that a time behind the value at ``index`` dates too."""
    pairs = enumerate(pairwise(group.values[covered : index + 1]), covered + 1)
    return max((i for i, (a, b) in pairs if told_apart(scene, a.end, b.start)), default=covered)


def _share_with_bracket(scene: Scene, group: Group, placed: Sequence[Placed], found: list[Moments]) -> None:
    """``a gain of 4.5 % at 5 years (from 27.7 % to 32.2 %)``: the values in the bracket are of that time too."""
    for p in placed:
        i = _index(group, p)
        if p.side != "post" or i + 1 >= len(group.values):
            continue
        if _OPENED.fullmatch(scene.text[p.point.end : group.values[i + 1].start]):
            closed = scene.text.find(")", p.point.end)
            for j in range(i + 1, len(group.values)):
                if found[j] == _NONE and group.values[j].end <= closed:
                    found[j] = found[i]


def _share_with_rest(scene: Scene, group: Group, placed: Sequence[Placed], found: list[Moments]) -> None:
    """``80% at 3 years for stage I, 70% for stage II and 60% for stage III``: said once for all of them."""
    first, later = placed[:1], placed[1:]
    if not first or first[0].side != "post" or _index(group, first[0]) or len(found) < 2:
        return
    if any(p.side != "pre" or p.value is None for p in later):
        return
    end = _index(group, later[0]) + 1 if later else len(found)
    if any(m != _NONE for m in found[1:end]) or not all(
        _NEXT_GROUP.fullmatch(scene.text[max(a.end, first[0].point.end) : b.start])
        for a, b in pairwise(group.values[:end])
    ):
        return
    found[1:end] = [found[0]] * (end - 1)


def _index(group: Group, placed: Placed) -> int:
    """The index of the value that a time stands at; the last where none begins there."""
    return next((i for i, v in enumerate(group.values) if v.start == placed.value), len(group.values) - 1)


def _before(pre: Sequence[float], n: int) -> list[Moments]:
    """Times before ``n`` values: all for a single value, else one after the other where they fit."""
    if not pre:
        return [_NONE] * n
    if n == 1:
        return [tuple(pre)]
    return [(pre[i % len(pre)] if n % len(pre) == 0 else pre[-1],) for i in range(n)]
