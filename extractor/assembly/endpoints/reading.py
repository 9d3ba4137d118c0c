"""Reads the endpoints of a sentence, group by group."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from extractor.assembly.brackets import outside_brackets
from extractor.assembly.counts import count_values, zero_values
from extractor.assembly.endpoints.arms import Entry, arms_declared, arms_of, arms_told
from extractor.assembly.endpoints.attach import Attachment, attach_all
from extractor.assembly.endpoints.context import Context
from extractor.assembly.endpoints.design import is_comparison_of_arms, is_design, is_sizing
from extractor.assembly.endpoints.figures import is_result
from extractor.assembly.endpoints.folds import fold_values
from extractor.assembly.endpoints.groups import Group, group_values
from extractor.assembly.endpoints.items import itemised
from extractor.assembly.endpoints.layout import lay_out
from extractor.assembly.endpoints.modelled import for_model, outcome_of
from extractor.assembly.endpoints.moments import Moments, moments_of, of_others
from extractor.assembly.endpoints.points import place_points
from extractor.assembly.endpoints.results import findings_of, remember, result_of
from extractor.assembly.endpoints.scene import Scene, average_before, scene_of, with_terms
from extractor.assembly.endpoints.scores import scores
from extractor.assembly.endpoints.state import Slot, State
from extractor.assembly.endpoints.subject import LEANING, Subject, subject_of
from extractor.assembly.endpoints.term import FAILED, TIME_TYPE
from extractor.assembly.endpoints.times import read_times
from extractor.assembly.endpoints.worded import not_reached
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import Value, ValueReader, months, percent_values, ratio_values
from extractor.language.numerals import Atom, AtomKind

_EACH = re.compile(r"\b(?:each|both)\s+$")
_AND_NEXT = re.compile(r"[\s,]*(?:respectively)?[\s,]*(?:and|while|whereas)\b|\s*[,;]\s")
_FOR_AND = re.compile(r"\s*for\s+[^;,.]*(?:,|\band|,\s*and)\s+")
_COUNTS_LISTED = re.compile(r"\s*,?\s*and\s+")
_AT_END = re.compile(
    r"\bat\s+(?:the\s+)?(?:(?:time|date|point)\s+(?:of\s+)?(?:the\s+)?(?:data|last|latest|final|analysis|evaluation|assessment|report\w*|writing|survey)"
    r"|last|latest|final|most\s+recent|end\s+of)\b"
)
"""``… and 74 (73%) at the time of the last visit``: no longer the time said before."""
_FACTORS = re.compile(
    r"\b(?:(?:prognostic|predictive|risk)\s+(?:factors?|variables?)|predictors?|factors?\s+(?:for|of|affecting|influencing))\b",
    re.I,
)
_PREDICATE = re.compile(
    r"\b(?:was|were|is|are|did|depend\w*|correlat\w*|differ\w*|var(?:y|ied)|improved|increased|decreased|fell|rose|had)\b"
)
_CLAUSE = re.compile(r"[;,]|\b(?:and|but|while|whereas)\b")
"""``survival depended on the response``: of the first; ``control was good, and survival …``: of the last."""
_ITEM = re.compile(r"[^:;%.()]{2,60}:\s*\d")
"""``Group 1: 72 %.``"""
_QUANTITY = re.compile(
    r"\b(?:age|dose|volume|duration|interval|time|length|number|size|diameter|score|level|weight|coverage|compliance|completion|uptake)s?\b",
    re.I,
)
_COMPARED = re.compile(r"\b(?:vs?|versus|against|compared)\b")
_PARTS = re.compile(r"[,;:]|\b(?:and|while|whereas|but|versus|vs|against|compared)\b")
_FARTHEST_LIST = 120
_SUBJECT = 70
_FIGURES = frozenset({AtomKind.PERCENT, AtomKind.DOSE, AtomKind.MEASURE})
_SPREAD = re.compile(r"(?:±|\+/[-−])\s*\d[\d.·]*\s*%?")
_TOLD_APART = ("endpoint", "timepoint_months", "grade_min", "grade_max")
_REPORTED = re.compile(r"\b(?:reported|found|showed|observed|described|obtained|achieved|yielded)\b")
_HELD_AGAINST_MARGIN = re.compile(
    r",?\s+(?:(?:which|that|and|but|thus)\s+)*(?:(?:was|were|is|fell|lay|falls|lies|remained)\s+)?(?:\w+\s+)?"
    r"(?:within|inside|below|under|above|beyond|exceed(?:ed|ing|s)?|crossed|crossing|less\s+than|smaller\s+than|greater\s+than)\s+"
    r"(?:(?:the|our|this|its|a|pre-?\w+|non-?inferiority|equivalence|allowed|chosen|set)\s+)+margin\b"
)
"""``69% and 73%, a difference of 4 points that fell within our margin of 11%``: a result held against the plan."""
_OF_WHOM = re.compile(r"\bof\s+(?:whom|which|these|them)\b")
_OF_MORE_THAN = re.compile(r"\s+(?:of|by)\s+[<>≥≤]")
_WAS_IN = re.compile(
    r"\s+(?:(?:was|were|had\s+been)\s+[a-z]+|occurred|developed|affected)\s+(?:(?:in|by)\s+)?(?:only\s+)?\d"
)
_CORRESPONDING = re.compile(r"\b(?:corresponding|respective)\b", re.I)


@dataclass(slots=True)
class Reading:
    """The endpoints of a sentence, the atoms they used, and what later stages need to know."""

    findings: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    marks: list[tuple[int, str]] = field(default_factory=list)  # offset → endpoint code, for p-values
    context: Context = field(default_factory=Context)
    earlier: Context = field(default_factory=Context)  # of the sentences before
    entries: list[tuple[Entry, int]] = field(default_factory=list)  # its values, and the findings of each


def read_endpoints(sentence: Sentence, context: Context) -> Reading:
    """All endpoint values of one sentence."""
    context = for_model(sentence, context)
    reading = Reading(context=context, earlier=context)
    clause = sentence if not _only_plans(sentence) else _told_before_plans(sentence)
    if clause is None or is_comparison_of_arms(sentence.string):
        reading.context = _with_arms(sentence, context)
        return reading
    sentence = clause
    scene, values = _values(scene_of(sentence, context))
    state = State()
    for slot in lay_out(scene, list(_slots(scene, values))):
        _read_group(scene, state, slot, reading)
    order = sorted(range(len(reading.entries)), key=lambda i: reading.entries[i][0].value.start)
    arms, told = arms_of(scene, [reading.entries[i][0] for i in order], context.arms, context.comparative)
    _give_arms(reading, dict(zip(order, arms, strict=True)))
    reading.marks.extend((t.start, t.code) for t in scene.outcomes)
    reading.marks.sort()
    said = "pain_response" if state.term is not None and state.term.rule == "other.pain_left" else state.code
    last = said or _told_of(scene)
    tested = any(a.kind is AtomKind.P_VALUE for a in sentence.atoms)
    age = 0 if last else context.age + (not tested)
    reading.context = Context(
        last or context.code,
        state.ratio or context.ratio,
        state.statistic or average_before(scene, sentence.end),
        state.point,
        age,
        context.section,
        tuple(state.moments),
        tuple(months(p) for p in scene.points),
        tuple(state.told),
        strayed=not last and (context.strayed or _tells_figures(scene)),
        named=tuple(dict.fromkeys(t.code for t in scene.outcomes if t.code not in {"none", "skip"})),
        listing=_ITEM.match(sentence.string) is not None,
        arms=told,
        comparative=context.comparative,
        outcome=outcome_of(state.told, context.outcome),
    )
    return reading


def _only_plans(sentence: Sentence) -> bool:
    """Whether a sentence is of the study's design and tells no test of a result."""
    measured = any(a.kind in {AtomKind.P_VALUE, AtomKind.INTERVAL} for a in sentence.atoms)
    return is_sizing(sentence.string) or (is_design(sentence.string) and not measured)


def _told_before_plans(sentence: Sentence) -> Sentence | None:
    """``Holm et al. reported a response in 38%; a difference of 15 points was thought worthwhile``: the clause that reports."""
    held = _HELD_AGAINST_MARGIN.search(sentence.text, sentence.start, sentence.end)
    cut = held.start() if held else sentence.text.find("; ", sentence.start, sentence.end)
    if cut < 0:
        return None
    told = sentence.until(cut)
    reported = held is not None or _REPORTED.search(told.string)
    return told if reported and not _only_plans(told) else None


def _tells_figures(scene: Scene) -> bool:
    """Whether a sentence without an outcome tells of something else that has a figure."""
    return _QUANTITY.search(scene.sentence.string[:_SUBJECT]) is not None or any(
        a.kind in _FIGURES or (a.kind is AtomKind.TIME and a not in scene.points)
        for a in scene.sentence.atoms
    )


def _told_of(scene: Scene) -> str | None:
    """The outcome that a sentence without values leaves to the next; of factors the one that they predict."""
    if not scene.outcomes:
        return None
    main = [t.code for t in scene.outcomes if t.code in TIME_TYPE and t.code != "follow_up"]
    if main and _FACTORS.search(scene.sentence.string):
        return main[-1]
    last = scene.outcomes[-1].code
    predicate = _PREDICATE.search(scene.text, scene.outcomes[0].end, scene.sentence.end)
    if predicate is None or _CLAUSE.search(scene.text, predicate.end(), scene.outcomes[-1].start):
        return last
    subject = [t.code for t in scene.outcomes if t.end <= predicate.start()][-1]
    return last if subject in {"other", "none", "skip", "follow_up"} else subject


def _values(scene: Scene) -> tuple[Scene, list[Value]]:
    """The values of all forms, and the scene with the time points that its times leave."""
    sentence = scene.sentence
    numbers = ValueReader(sentence, scene.context.ratio)
    scene, timed = read_times(scene)
    # Each reader leaves to the next what it has not used.
    shares, ratios = percent_values(numbers), ratio_values(numbers)
    scored = scores(sentence, scene.outcomes, numbers, shares)
    ratios += fold_values(numbers, scene.outcomes)
    values = [*timed, *scored.shares, *ratios, *not_reached(sentence, timed), *scored.points]
    scene = with_terms(scene, scored.terms)
    values += count_values(sentence, numbers, scene.outcomes)
    zeros = zero_values(sentence, scene.outcomes)
    counts = sorted((v for v in values if v.form == "count"), key=lambda v: v.start)
    listed = {b.start for a, b in pairwise(counts) if _COUNTS_LISTED.fullmatch(scene.text[a.end : b.start])}
    none = {z.start for z in zeros} - listed
    values = [v for v in values if v.form != "count" or v.start not in none]
    return itemised(scene, [*values, *(z for z in zeros if z.start in none)])


def _slots(scene: Scene, values: list[Value]) -> Iterator[Slot]:
    """The groups of the values with their terms and time points; counts without a term are left out."""
    groups = group_values(scene, values)
    attached = attach_all(scene, groups)
    kept = [
        g for g, a in zip(groups, attached, strict=True) if _is_kept(g, a) and not _limits_term(scene, g, a)
    ]
    if len(kept) < len(groups):
        groups = group_values(scene, (v for g in kept for v in g.values))
        attached = attach_all(scene, groups)
    places = place_points(scene, groups, attached)
    for i, group in enumerate(groups):
        previous = groups[i - 1] if i else None
        following = groups[i + 1] if i + 1 < len(groups) else None
        yield Slot(group, attached[i], tuple(places.get(i, ())), previous, following)


def _limits_term(scene: Scene, group: Group, attached: Attachment | None) -> bool:
    """``weight loss of >10% was seen in 22%``: how much of it makes the event."""
    if group.form != "percent" or len(group.values) > 1 or attached is None or attached.side != "left":
        return False
    named = _OF_MORE_THAN.fullmatch(scene.text, attached.terms[-1].end, group.values[0].start + 1)
    return bool(named and _WAS_IN.match(scene.text, group.end, scene.sentence.end))


def _is_kept(group: Group, attached: Attachment | None) -> bool:
    first = group.values[0]
    leans = first.rule in LEANING or first.whole is not None
    return attached is not None or group.form != "count" or leans


def _read_group(scene: Scene, state: State, slot: Slot, reading: Reading) -> None:
    subject = subject_of(scene, state, slot)
    if subject is None:
        return
    if slot.attachment is not None and not subject.inherited:
        state.terms = slot.attachment.terms
    group = slot.group
    if not is_result(scene, group, subject):
        return
    times = _times(scene, state, slot, subject)
    if group.form == "percent":
        state.moments = [t[-1] for t in times]
    n = len(subject.measured)
    if (
        not slot.laid_out
        and len(group.values) == 1 < n
        and _EACH.search(scene.text[max(0, group.start - 6) : group.start])
    ):
        slot, times = replace(slot, group=Group(group.values * n)), times * n
    for i, moments in enumerate(times):
        result = result_of(scene, state, slot, subject, i, moments)
        if result is not None:
            found = list(findings_of(scene, slot, result))
            key = _told_apart(found[0].fields)
            compares = result.value.form == "ratio" or result.statistic == "difference"
            term = None if result.measured.term is None else result.measured.term.start
            reading.entries.append((Entry(result.value, key, group.start, compares, term), len(found)))
            reading.findings.extend(found)
            reading.used.update(a.start for a in result.value.atoms)
            reading.marks.append((result.value.start, result.measured.code))
            remember(state, slot, result)


def _told_apart(fields: Mapping[str, Any]) -> tuple[object, ...]:
    """What tells a value from others but its arm; a number of patients is as good as their share."""
    statistic = "rate" if fields["statistic"] == "count" else fields["statistic"]
    return (statistic, *(fields.get(name) for name in _TOLD_APART))


def _with_arms(sentence: Sentence, context: Context) -> Context:
    """The context with the arms that a sentence without results declares."""
    told = arms_told(arms_declared(sentence.string), context.arms, context.comparative)
    return replace(context, arms=told)


def _give_arms(reading: Reading, arms: Mapping[int, str | None]) -> None:
    """Puts the arm of each value into its findings."""
    given = [arms[i] for i, (_, n) in enumerate(reading.entries) for _ in range(n)]
    reading.findings = [
        replace(f, fields={**f.fields, "arm": arm}) for f, arm in zip(reading.findings, given, strict=True)
    ]


def _times(scene: Scene, state: State, slot: Slot, subject: Subject) -> list[Moments]:
    """The time points of each value of a group: its own, or those of the percentages before it."""
    group, previous = slot.group, slot.previous
    if slot.times is not None:
        return list(slot.times)
    before = scene.text[scene.sentence.start : group.start]
    if not slot.placed and previous is None and group.form == "percent" and _CORRESPONDING.search(before):
        earlier = scene.context.moments
        return [
            (m,)
            for m in (
                earlier
                if len(earlier) == len(group.values)
                else [scene.context.timepoint] * len(group.values)
            )
        ]
    times = moments_of(scene, group, slot.placed, _carried_point(scene, state, slot, subject))
    n = len(group.values)
    each = _one_round(state.moments, n) or _rounds(scene, group, state.moments)
    if slot.placed or previous is None or len(each) != n:
        return times
    dated = max((p.end for p in scene.points if previous.end < p.start < group.start), default=previous.end)
    between = _SPREAD.sub(" ", outside_brackets(scene.text[dated : group.start]))
    listed = subject.inherited or "respectively" in scene.text[group.end : group.end + 16]
    repeated = (
        (listed and subject.code == state.code)
        or _goes_on(slot, subject, between)
        or _same_list(scene, slot, subject, each)
    )
    if (n > 1 and repeated) or _CORRESPONDING.search(between):
        return [(m,) for m in each]
    return times


def _one_round(moments: list[float | None], n: int) -> list[float | None]:
    """The times of ``n`` values, where the coordination before went through them once or several times; else none."""
    rounds = len(moments) // n if n > 1 else 0
    return moments[:n] if rounds and moments == moments[:n] * rounds else []


def _rounds(scene: Scene, group: Group, moments: list[float | None]) -> list[float | None]:
    """``at 5 and 10 years it was 78% and 61%; in men 66% and 45%, in women 88% and 74%``: the times once for each of them."""
    n, k = len(group.values), len(moments)
    if k < 2 or len(set(moments)) < k or n % k or n == k:
        return []
    gaps = [scene.text[a.end : b.start] for a, b in pairwise(group.values)]
    compared = [_COMPARED.search(gap) is not None for gap in gaps]
    if n == 2 * k and compared == [i % 2 == 0 for i in range(n - 1)]:
        return [m for m in moments for _ in range(2)]  # 66% vs 88% and 45% vs 74%
    return moments * (n // k)


def _goes_on(slot: Slot, subject: Subject, between: str) -> bool:
    """``…, respectively, and overall survival was 80% and 51%``: the same times for the next endpoint."""
    if slot.previous is None or slot.previous.form != slot.group.form or subject.code == "toxicity":
        return False
    return len(between) < 70 and bool(_AND_NEXT.match(between) or _FOR_AND.fullmatch(between))


def _same_list(scene: Scene, slot: Slot, subject: Subject, each: list[float | None]) -> bool:
    """``85% and 65% for survival; 80% and 60% for control``: as many values of what has times as there were times."""
    if slot.previous is None or len(set(each)) < len(each) or None in each:
        return False
    between = outside_brackets(scene.text[slot.previous.end : slot.group.start])
    timed = subject.code in TIME_TYPE or FAILED.search(subject.code) is not None
    return timed and len(between) < _FARTHEST_LIST and _PARTS.search(between) is not None


def _of_some(scene: Scene, slot: Slot) -> bool:
    """``within 30 days 12 patients had a leak, three of whom died``: of those, whenever it was."""
    return (
        _OF_WHOM.search(scene.text, slot.floor(scene), min(slot.group.end + 10, scene.sentence.end))
        is not None
    )


def _dates_a_rate(scene: Scene, group: Group, point: Atom) -> bool:
    """``5-year survival was 60 % and 14 relapsed``, ``(5-year incidence 4 %): grade 2 in 1``: a time of the rate alone."""
    shares = (a for a in scene.sentence.atoms if a.kind is AtomKind.PERCENT)
    return point.adjectival and any(point.end <= a.start and a.end <= group.start for a in shares)


def _carried_point(scene: Scene, state: State, slot: Slot, subject: Subject) -> float | None:
    """The time point of the group before, where the sentence goes on under it."""
    if slot.previous is None or slot.group.form not in {"percent", "count", "score"}:
        return None
    if of_others(scene, slot.group):
        return None
    last = next((p for p in reversed(scene.points) if p.end <= slot.group.start), None)
    if slot.group.form == "count" and (
        (scene.soft is None and _of_some(scene, slot))
        or (last is not None and _dates_a_rate(scene, slot.group, last))
    ):
        return None
    if subject.inherited:
        return state.point
    if slot.group.form == "count" and subject.side == "right" and slot.previous.form == "percent":
        return None
    dated = last.end if last is not None else scene.sentence.start
    if _AT_END.search(scene.text, dated, slot.group.start):
        return None
    followed = any(t.code == "follow_up" and t.end <= slot.group.start for t in scene.terms)
    rates = (
        subject.side == "left"
        and slot.group.form == "percent"
        and {subject.code, state.code} <= TIME_TYPE
        and not followed
    )
    broken = (
        not rates and ";" in scene.text[slot.previous.end : slot.group.start] and subject.code != state.code
    )
    if subject.code == "toxicity" and (state.code != "toxicity" or slot.previous.form != slot.group.form):
        return None
    return state.dated.get(subject.code) if broken or subject.code == "toxicity" else state.point
