"""Lays the values of a coordination out over its endpoints, time points and arms.

``The 5- and 10-year OS and LC of A compared with B were 99% vs 82% and 87% vs 71%, 98% vs 90% and 96% vs 84%``: two
endpoints, two times, two arms. What stands closest together is read from the separators: values joined by
``vs`` are the arms of one unit, and a block of units ends where a stronger separator stands.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.assembly.brackets import ROUND_OR_SQUARE, outside_brackets
from extractor.assembly.endpoints.attach import Attachment
from extractor.assembly.endpoints.moments import Moments
from extractor.assembly.endpoints.points import Placed
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.state import Slot
from extractor.assembly.endpoints.term import Term
from extractor.assembly.values import months

_VERSUS = re.compile(
    r"^[\s)\]%]*(?:months|years|weeks)?[\s,]*(?:vs\.?|versus|v\.?|compared (?:with|to))\s[^,;(]{0,24}$"
)
_NEXT_ARM = re.compile(r"[^;.]{0,40};\s*(?:and\s+)?")
"""``… in group A; 88%, 77% and 86% in group B``: the values go on right behind the semicolon."""
_JOINED = re.compile(r"\b(?:and|or|vs|versus|months|years|weeks|percent)\b|[^\w]")
_ARMS_BEFORE = re.compile(
    r"\s+(?:rates\s+)?(?:in|for|of|with|after|among)\s[^.;%()]{1,80}\s(?:and|versus|vs\.?|compared\s+(?:with|to))\s[^.;%()]{1,60}\s(?:was|were)\s+"
)
_PARTING = re.compile(r"\b(?:while|whereas|compared|respectively)\b|;")


@dataclass(frozen=True, slots=True)
class _Unit:
    """Values of the arms of one endpoint at one time: (index of the slot, index of the value in it)."""

    places: tuple[tuple[int, int], ...]
    end: int


def lay_out(scene: Scene, slots: Sequence[Slot]) -> list[Slot]:
    """The slots, those of a coordination of endpoints or times with a term and a time for each value."""
    result = list(slots)
    for i, slot in enumerate(slots):
        if (turns := _turns(scene, slots, i)) and slot.attachment is not None:
            for j, term in turns:
                result[j] = replace(slots[j], attachment=Attachment((term,), "left"))
            continue
        if (
            slot.attachment is None
            or slot.attachment.side != "left"
            or slot.group.form not in {"percent", "time"}
        ):
            continue
        run = _run(scene, slots, i)
        values = [(j, k) for j in run for k in range(len(slots[j].group.values))]
        points = [p for p in slot.placed if p.side == "pre" and p.value is None]
        if (
            len(points) < len(slot.placed)
            or any(slots[j].placed for j in run[1:])
            or slot.group.form == "time"
        ):
            points = []
        terms = slot.attachment.terms
        behind = [] if slot.placed and points else _behind(slots, run)
        if len(values) < 2 or max(len(terms), len(points), len(behind)) < 2:
            continue
        units, gaps = _units(scene, slots, values)
        strengths = [_strength(g) for g in gaps]
        distinct = tuple(dict.fromkeys(months(p.point) for p in points))
        if len(units) == len(terms) and (own := _own_times(terms, points)):
            _assign(result, units, [(t, (m,)) for t, m in zip(terms, own, strict=True)], timed=True)
            continue
        if len(units) == len(terms) != len(distinct) > 1:  # each value holds at all times
            _assign(result, units, [(t, distinct) for t in terms], timed=True)
            continue
        cells = _cells(len(units), len(terms), len(points), strengths)
        if (
            not points
            and len(units) == 2 * len(terms) == 4
            and max(strengths) <= 1
            and _arms_named(scene, terms[-1], slot)
        ):
            cells = [(u // 2, 0) for u in range(4)]
        if len(behind) > 1 and len(units) == len(terms) * len(behind):
            points, cells = behind, _cells(len(units), len(terms), len(behind), strengths)
        if cells is not None:
            times = [months(p.point) for p in points]
            _assign(
                result,
                units,
                [(terms[t], (times[p] if times else None,)) for t, p in cells],
                timed=bool(times),
            )
    return result


def _turns(scene: Scene, slots: Sequence[Slot], i: int) -> list[tuple[int, Term]]:
    """``Median OS and 2-year LC were 15 months and 42% in A and 14 months and 24% in B``: a term for each form."""
    attached, forms = slots[i].attachment, [s.group.form for s in slots[i:]]
    if (
        attached is None
        or attached.side != "left"
        or len(attached.terms) != 2
        or {"time", "percent"} != set(forms[:2])
    ):
        return []
    run = [i]
    for j in range(i + 1, len(slots)):
        gap = ROUND_OR_SQUARE.sub(" ", scene.text[slots[j - 1].group.end : slots[j].group.start])
        own = slots[j].attachment is not None
        if own or forms[j - i] != forms[(j - i) % 2] or len(gap) > 70 or re.search(r"[;.]\s", gap):
            break
        run.append(j)
    if len(run) % 2 or any(len(slots[j].group.values) > 1 for j in run):
        return []
    return [(j, attached.terms[(j - i) % 2]) for j in run]


def _arms_named(scene: Scene, term: Term, slot: Slot) -> bool:
    """``Rates of A and B in arms 1 and 2 were …``: the arms change before the endpoints do."""
    return _ARMS_BEFORE.fullmatch(scene.text, term.end, slot.group.start) is not None


def _own_times(terms: Sequence[Term], points: Sequence[Placed]) -> list[float | None] | None:
    """``the 3-year failure and 5-year specific and overall survival``: of each term the last time before it."""
    starts = [p.point.start for p in points]
    ends = [*(t.start for t in terms[1:]), starts[-1] + 1] if starts else []
    if len(starts) == len(terms) and all(t.end <= s < e for t, s, e in zip(terms, starts, ends, strict=True)):
        return [months(p.point) for p in points]  # survival at 2 years and control at 1 year
    if len(starts) < 2 or starts[0] > terms[0].start or not terms[0].start < starts[-1] < terms[-1].start:
        return None
    return [months(next(p.point for p in reversed(points) if p.point.start < t.start)) for t in terms]


def _run(scene: Scene, slots: Sequence[Slot], first: int) -> list[int]:
    """The slots that go on with the coordination of the first: of its form and without terms of their own."""
    run, last = [first], slots[first]
    for j in range(first + 1, len(slots)):
        slot = slots[j]
        if slot.attachment is not None and slot.attachment.terms:
            break
        if slot.group.form != last.group.form:
            if slot.group.form == "ratio":
                continue
            break
        gap = ROUND_OR_SQUARE.sub(" ", scene.text[slots[run[-1]].group.end : slot.group.start])
        closed = ")" in gap
        gap = outside_brackets(gap) if closed else gap
        together = not closed and _is_open(scene.text[scene.sentence.start : slot.group.start])
        parted = r"\.\s" if together or _NEXT_ARM.fullmatch(gap) else r"[;.]\s"
        if len(gap) > 70 or re.search(parted, gap):
            break
        run.append(j)
    return run


def _behind(slots: Sequence[Slot], run: Sequence[int]) -> list[Placed]:
    """``88%, 80% and 74%; and 70%, 61% and 55%, at 2, 5 and 8 years``: the times behind all values of a run."""
    last = slots[run[-1]]
    closing = last.group.values[-1].start
    behind = [p for p in last.placed if p.side == "post" and p.value == closing]
    alone = len(behind) == len(last.placed) and not any(slots[j].placed for j in run[:-1])
    return behind if alone else []


def _is_open(text: str) -> bool:
    """Whether a bracket is open at the end."""
    return text.rfind("(") > text.rfind(")")


def _units(
    scene: Scene, slots: Sequence[Slot], places: Sequence[tuple[int, int]]
) -> tuple[list[_Unit], list[str]]:
    """The values with their arms taken together, and the text between the units."""
    values = [slots[j].group.values[k] for j, k in places]
    gaps = [scene.text[a.end : b.start] for a, b in pairwise(values)]
    joined = [bool(_VERSUS.match(gap)) for gap in gaps]
    blocks: list[list[int]] = [[0]]
    for i, together in enumerate(joined, 1):
        if together:
            blocks[-1].append(i)
        else:
            blocks.append([i])
    if len(blocks) == 1 or len({len(b) for b in blocks}) > 1:
        blocks = [[i] for i in range(len(values))]
    units = [_Unit(tuple(places[i] for i in b), values[b[-1]].end) for b in blocks]
    between = [scene.text[values[a[-1]].end : values[b[0]].start] for a, b in pairwise(blocks)]
    return units, between


def _strength(gap: str) -> float:
    """How strongly a separator parts: ``and`` 0, a comma ½, both 1, and more with brackets, words and arms."""
    plain = ROUND_OR_SQUARE.sub(" ", gap)
    strength = 0.5 * bool(re.search(r"[,;]", plain)) + 0.5 * bool(ROUND_OR_SQUARE.search(gap))
    if re.search(r"[,;]\s*and\b", plain):
        strength += 0.5
    if _JOINED.sub("", plain):
        strength += 1
    return strength + 1 if _PARTING.search(plain) else strength


def _cells(n: int, m: int, k: int, strengths: Sequence[float]) -> list[tuple[int, int]] | None:
    """For each of ``n`` units its endpoint among ``m`` and its time among ``k``; None where they do not fit."""
    k = max(k, 1)
    if n == m * k and m > 1 and k > 1:
        if _is_inner(m, strengths) and not (m == k or _is_inner(k, strengths)):
            return [(u % m, u // m) for u in range(n)]
        return [(u // k, u % k) for u in range(n)]
    if n == m and m > 1:
        return [(u, 0) for u in range(n)] if k == 1 else None
    if m > 1 and k == 1 and n % m == 0:
        arms = n // m
        if _ands_part(m, strengths) and m != arms:
            return [(u % m, 0) for u in range(n)]
        if _is_inner(m, strengths) and (not _is_inner(arms, strengths) or _weakest(m, strengths) >= 1):
            return [(u % m, 0) for u in range(n)]
        return [(u // arms, 0) for u in range(n)]
    if m == 1 and n % k == 0 and k > 1:
        arms = n // k
        if n > k and _is_inner(arms, strengths) and not _is_inner(k, strengths):
            return [(0, u // arms) for u in range(n)]
        return [(0, u % k) for u in range(n)]
    return None


def _is_inner(size: int, strengths: Sequence[float]) -> bool:
    """Whether blocks of ``size`` units are parted more strongly than the units within them."""
    within = [s for i, s in enumerate(strengths, 1) if i % size]
    between = [s for i, s in enumerate(strengths, 1) if i % size == 0]
    return bool(within and between) and min(between) > max(within)


def _ands_part(size: int, strengths: Sequence[float]) -> bool:
    """``82%, 70%, 78% and 74%, 61%, 70%``: a bare ``and`` between the blocks, and commas within them."""
    ands = [i for i, s in enumerate(strengths, 1) if s == 0]
    return bool(ands) and ands == list(range(size, len(strengths) + 1, size))


def _weakest(size: int, strengths: Sequence[float]) -> float:
    """The weakest separator between blocks of ``size`` units."""
    return min((s for i, s in enumerate(strengths, 1) if i % size == 0), default=0)


def _assign(
    slots: list[Slot], units: Sequence[_Unit], cells: Sequence[tuple[Term, Moments]], timed: bool
) -> None:
    """Gives each slot of the run a term (and a time) for each of its values, and ratios between those before them."""
    terms: dict[int, list[Term]] = {}
    times: dict[int, list[Moments]] = {}
    for unit, (term, moments) in zip(units, cells, strict=True):
        for j, _ in unit.places:
            terms.setdefault(j, []).append(term)
            times.setdefault(j, []).append(moments)
    first, last = min(terms), max(terms)
    for j in range(first, len(slots)):
        if j in terms:
            slots[j] = replace(
                slots[j],
                attachment=Attachment(tuple(terms[j]), "left"),
                times=tuple(times[j]) if timed else None,
                laid_out=True,
            )
        elif slots[j].attachment is None and slots[j].group.form == "ratio" and (j < last or j == last + 1):
            before = max(i for i in terms if i < j)
            slots[j] = replace(slots[j], attachment=Attachment((terms[before][-1],), "left"))
