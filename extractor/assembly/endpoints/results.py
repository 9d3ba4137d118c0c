"""One value with all that was found out about it, and the findings it becomes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.assembly.counts import WITH_OWNERS, nearest_noun
from extractor.assembly.endpoints.attach import Side
from extractor.assembly.endpoints.fields import quote_of, value_fields
from extractor.assembly.endpoints.figures import is_bound
from extractor.assembly.endpoints.grades import grade_for, listed_grade
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.items import BESIDES, RULE
from extractor.assembly.endpoints.moments import Moments
from extractor.assembly.endpoints.scene import Scene, average_before
from extractor.assembly.endpoints.state import Measured, Slot, State
from extractor.assembly.endpoints.statistic import statistic_of
from extractor.assembly.endpoints.subject import Subject, alternates
from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Finding
from extractor.assembly.values import Value, months
from extractor.language.numerals import Atom, printed_grades

_AND_SITE = re.compile(
    r"(?P<first>local(?:ly)?|regional(?:ly)?|loco-?regional(?:ly)?)\s+and\s+(?P<second>distant(?:ly)?|regional(?:ly)?|systemic)\b",
    re.I,
)
_AND_ALSO = re.compile(r"\s*(?:\+|plus|and|as\s+well\s+as|combined\s+with)\s*")
_WITHIN_REGION = {"local_failure", "regional_failure", "locoregional_failure"}
_RESPONSES = {"complete_response", "partial_response", "stable_disease", "response_rate"}
_UNTIL = re.compile(r"\b(?:time|interval)s?\b[^;.,]{0,50}\bto\s+(?:first\s+)?$")
_DURATION_OF = re.compile(r"\b[Dd]urations?\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$")
_LASTED = re.compile(r"\b(?:lasted|persisted|(?:was|were)\s+(?:maintained|sustained))\b")
_TOLD = re.compile(r"\b(?:was|were|had|has|have|occurred|developed|arose|appeared|required)\b")
_AND = re.compile(r"^[\s)\]]*(?:\([^)]*\)\s*)?(?:,?\s*and\s+(?:in\s+)?|/\s*)")
_AT_START = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?\w+\s+)?(?:at\s+(?:baseline|presentation|study\s+entry|enrol\w+)"
    r"|before\s+(?:the\s+)?(?:radio\w+|treatment|therapy|irradiation|RT|SBRT|chemoradi\w+|surgery)|pre-?treatment)\b"
)
"""``aspiration in 18% before therapy and 35% at one year``: what they came with."""
_RESPECTIVELY = re.compile(r"[^.;]{0,40}\brespectively\b")
_AT_START_NEXT = re.compile(
    r"\s*,?\s*(?:(?:at|on)\s+(?:baseline|presentation|diagnosis|admission|entry|enrol\w+)|(?:before|prior\s+to)\s+\w+|pre-?\w+)\s+to\b"
)
_BASELINE_OPENED = re.compile(
    r"\b(?:baseline|pre-?treatment|pretherapeutic|before\s+(?:treatment|therapy|radio\w+))(?:\s+(?:values?|levels?|rates?|status))?\s*[(\[]\s*$"
)
"""``compared with the baseline (73%)``."""
_AFTER_IT = re.compile(
    r"\s+(?:after|following|later|post|from\s+(?:the\s+)?(?:start|end|beginning|completion|diagnosis))\b"
)
_OF_GRADE = re.compile(r"\s*(?:\(|,\s+|(?:of|was|were)\s+)?")
_RESPECTIVE = re.compile(r"\b(?:corresponding|respective|same)\b")
_OPEN_ENDED = re.compile(r"\b(?:beyond|after|within|before|until)\s+$")


@dataclass(frozen=True, slots=True)
class Result:
    """A value, what it measures and how; ``index`` is its place in the group."""

    value: Value
    index: int
    measured: Measured
    side: Side
    statistic: str
    moments: Moments
    grade: Atom | None  # of a toxicity


def result_of(
    scene: Scene, state: State, slot: Slot, subject: Subject, index: int, times: Moments
) -> Result | None:
    """The result that one value of a group is, None where it is none; ``times`` are its time points."""
    value = slot.group.values[index]
    if value.form == "percent" and ((index and is_bound(scene, value)) or _at_start(scene, value)):
        return None
    turns = alternates(scene, slot, len(subject.measured))
    measured = subject.for_values(len(slot.group.values), alternating=turns)[index]
    measured = _at_both(scene, slot, subject, measured)
    if (
        measured.code in {"toxicity", "other"}
        and value.form == "percent"
        and not value.rule
        and _AT_START.match(scene.text, value.end)
    ):
        return None
    progressed = measured.term is not None and re.match(r"progress(?:ed|ion)", measured.term.text, re.I)
    of_lesions = value.people == "lesions" or nearest_noun(scene.sentence, value.start) == "lesions"
    best_response = any(t.code in _RESPONSES for t in scene.outcomes)
    if measured.code == "progressive_disease" and of_lesions and progressed and not best_response:
        measured = measured._replace(code="local_failure")
    if value.form == "time" and (measured.code == "progressive_disease" or _is_time_until(scene, measured)):
        measured = measured._replace(code="time_to_progression")
    if value.form == "time" and measured.code == "toxicity" and not scene.grades and _lasted(scene, measured):
        return None
    if value.form == "time" and (measured.code in _RESPONSES or _relief_lasted(scene, measured, value)):
        measured = measured._replace(code="other")  # how long it lasted or took
    side, term, floor = subject.side, measured.term, slot.floor(scene)
    statistic = statistic_of(scene, slot.group, value, term, side, floor)
    if statistic is None or (measured.code == "follow_up" and not _is_average(scene, value)):
        return None
    grade = None
    if measured.code == "toxicity":
        again = _grades_again(scene, state, slot, index)
        grade = (
            again[index] if again else listed_grade(scene, slot.group.values, index, floor)
        ) or grade_for(
            scene,
            value,
            side,
            term,
            floor,
            slot.ceiling(scene),
            _carried_grade(scene, state, slot, subject),
            slot.group.end,
        )
    moments = _moments(scene, slot, value, statistic, times, term)
    return Result(value, index, measured, side, statistic, moments, grade)


def _lasted(scene: Scene, measured: Measured) -> bool:
    """``the mean duration of the pain was 25 months``."""
    term = measured.term
    return term is not None and _DURATION_OF.search(scene.text, scene.sentence.start, term.start) is not None


def _relief_lasted(scene: Scene, measured: Measured, value: Value) -> bool:
    """``pain relief lasted a median of 17 weeks``, but not the time to it."""
    term = measured.term
    return (
        term is not None
        and measured.code == "pain_response"
        and _LASTED.search(scene.text, term.end, value.start) is not None
    )


def _is_time_until(scene: Scene, measured: Measured) -> bool:
    """``the interval from diagnosis to relapse``."""
    term = measured.term
    return (
        term is not None
        and measured.code == "recurrence"
        and bool(_UNTIL.search(scene.text, scene.sentence.start, term.start))
    )


def _at_start(scene: Scene, value: Value) -> bool:
    """``from 80 % at baseline to 60 % at 3 years``: what the change began with."""
    led = scene.text[max(scene.sentence.start, value.start - 40) : value.start]
    if _BASELINE_OPENED.search(led):
        return True
    return led.endswith("from ") and _AT_START_NEXT.match(scene.text, value.end) is not None


def _carried_grade(scene: Scene, state: State, slot: Slot, subject: Subject) -> Atom | None:
    """The grade of the group before, which ends where a clause with a verb of its own tells another event.

    ``grade 3 events were nausea in 4; fistula in 2`` is one list, ``…; leakage occurred in five`` a new clause.
    """
    if slot.previous is None or subject.inherited:
        return state.grade
    if state.grade is not None and _grades_another(scene, state.grade, subject.measured[-1].term):
        return None
    value = slot.group.values[0]
    if slot.group.form != "count" and (value.form != "percent" or value.n_events is None):
        return state.grade
    _, parted, clause = scene.text[slot.previous.end : slot.group.start].rpartition(";")
    told = subject.side == "right" or _TOLD.search(clause)
    return None if parted and told else state.grade


def _grades_another(scene: Scene, grade: Atom, term: Term | None) -> bool:
    """``fibrosis of grade 2 or 3 (38%), trismus (27%)``: a grade behind the name of a harm is that of this harm alone."""
    if term is None or term.start < grade.end:
        return False
    return any(
        t.code == "toxicity"
        and t.rule != "toxicity.general"
        and _OF_GRADE.fullmatch(scene.text, t.end, grade.start)
        for t in scene.outcomes
    )


def _grades_again(scene: Scene, state: State, slot: Slot, index: int) -> list[Atom | None]:
    """``grade 2 in 19% and grade 3 in 8%; the respective late figures were 6% and 1%``: the same grades once more."""
    n = len(slot.group.values)
    before = scene.text[slot.floor(scene) : slot.group.start]
    told = state.grades[: len(state.grades) - index]
    if n < 2 or not _RESPECTIVE.search(before) or len(told) < n:
        return []
    said = told[-n:]
    own = any(slot.floor(scene) <= g.start and g.end <= slot.group.end for g in scene.grades)
    return [] if own or None in said or len({(g.low, g.high) for g in said if g is not None}) < n else said


def _at_both(scene: Scene, slot: Slot, subject: Subject, measured: Measured) -> Measured:
    """``6 % had local and distant relapse``: one share of patients with failure at two sites."""
    term = measured.term
    if len(slot.group.values) == 1 and subject.side == "left" and _sites_joined(scene, subject):
        within = {m.code for m in subject.measured} <= _WITHIN_REGION
        return measured._replace(code="locoregional_failure" if within else "recurrence")
    if term is None or subject.side != "right" or len(slot.group.values) > 1:
        return measured
    both = _AND_SITE.match(scene.text, term.start)
    if both is None or not measured.code.endswith("_failure") or both.end() > term.end + 24:
        return measured
    sites = both["second"].lower().startswith("regional")
    return measured._replace(code="locoregional_failure" if sites else "recurrence")


def _sites_joined(scene: Scene, subject: Subject) -> bool:
    """``local in 8, distant in 6, and local and distant in 4``: the last failed at both sites."""
    sites = [m.term for m in subject.measured if m.term is not None and m.term.rule.startswith("site.")]
    if not len(sites) == len(subject.measured) == 2:
        return False
    return _AND_ALSO.fullmatch(scene.text, sites[0].end, sites[1].start) is not None


def findings_of(scene: Scene, slot: Slot, result: Result) -> Iterator[Finding]:
    """One finding for each time point of a result, for each grade where it holds at each of two, for lesions and their patients."""
    value, measured = result.value, result.measured
    fields = value_fields(value, measured.code, result.statistic)
    start, end = quote_of(value, measured.term)
    rule = f"{measured.rule}/{result.statistic}"
    for i, moment in enumerate(result.moments):
        for grades in _grades(scene, slot.group, result, first=i == 0):
            at = {**fields, **grades, "timepoint_months": moment}
            if value.rule == WITH_OWNERS:
                lesions, owners = value.atoms
                yield Finding("endpoint", lesions.start, lesions.end, rule, at)
                at, start = {**at, "value": owners.low, "unit": "patients"}, owners.start
            yield Finding("endpoint", start, end, rule, at)


def remember(state: State, slot: Slot, result: Result) -> None:
    """What the groups behind may take over from a result."""
    value, code, term = result.value, result.measured.code, result.measured.term
    if value.rule == BESIDES:
        return
    moment = result.moments[-1]
    if moment is not None and value.form in {"percent", "count", "score"}:
        state.point = state.dated[code] = moment
    elif (
        value.rule == RULE
        or (slot.placed and value.form == "percent")
        or (
            value.form == "count"
            and code == "mortality"
            and slot.previous is not None
            and slot.previous.form == "percent"
        )
    ):
        state.point = None
    state.code, state.statistic = code, result.statistic
    state.told.append((value.form, code))
    state.counted = value.form == "count" or (value.form == "percent" and value.n_events is not None)
    if state.counted:
        state.events.update({a.start: result.measured for a in value.atoms})
    state.ratio = state.ratio or (value.form == "ratio" and value.term is None)
    if code == "toxicity" and value.form == "percent":
        state.grades.append(result.grade)
    if value.form != "zero":  # what did not occur says nothing of what did
        state.grade = result.grade or state.grade
    if term is not None and code != "follow_up":
        state.term = term


def _is_average(scene: Scene, value: Value) -> bool:
    """Times of follow-up are results where a median or mean is printed with them."""
    if value.form != "time" or average_before(scene, value.start) is not None:
        return True
    return bool(re.search(r"\b(?:median|mean)\b", scene.text[value.start : value.end + 25]))


def _moments(
    scene: Scene, slot: Slot, value: Value, statistic: str, times: Moments, term: Term | None
) -> Moments:
    """The times that a value holds at; medians and means hold at none."""
    if value.form == "score":
        return times
    if value.form == "count" and value.value == 1 and _own_time(scene, slot, value):
        return (None,)
    if value.form in {"zero", "percent", "count"}:
        return times if statistic in {"rate", "count", "difference", "mean"} else (None,)
    if value.form == "ratio":
        exact = [
            months(p.point)
            for p in slot.placed
            if p.side == "pre"
            and p.value is None
            and _holds_at(scene, p.point, value)
            and not _of_later_term(slot, term, p.point)
        ]
        return (exact[-1],) if exact else (None,)
    return (None,)


def _own_time(scene: Scene, slot: Slot, value: Value) -> bool:
    """``one patient developed a fistula 8 months after treatment``: one patient's own time."""
    behind = (p.point.end for p in slot.placed if p.point.start >= value.end)
    return any(_AFTER_IT.match(scene.text, end) for end in behind)


def _holds_at(scene: Scene, point: Atom, value: Value) -> bool:
    """A ratio is dated only by an exact time of its own clause."""
    if point.comparator != "=" or ";" in scene.text[point.end : value.start]:
        return False
    return not _OPEN_ENDED.search(scene.text[max(0, point.start - 8) : point.start])


def _of_later_term(slot: Slot, term: Term | None, point: Atom) -> bool:
    """``ratios for local control and 5-year survival were …``: the time is not that of the control before it."""
    terms = slot.attachment.terms if slot.attachment is not None else ()
    return term is not None and term.end <= point.start and any(t.start >= point.end for t in terms)


def _grades(scene: Scene, group: Group, result: Result, *, first: bool) -> list[dict[str, int | None]]:
    """The grade fields of a result; ``grade 3/4 in 5 patients each`` has two at its first time."""
    grade, value = result.grade, result.value
    if grade is None:
        return [{}]
    low, high = int(grade.low), None if grade.high is None else int(grade.high)
    if grade.comparator == "<=":
        return [{"grade_min": None, "grade_max": high}]
    if (
        grade.unit == "/"
        and value.form != "zero"
        and (
            " or " not in (said := scene.text[grade.core : grade.end])
            or _RESPECTIVELY.match(scene.text, group.end)
        )
        and _shared_out(scene, group, grade, printed := printed_grades(said))
    ):
        own = printed[result.index % len(printed)]
        return [_between(own, own)]
    steps = 1 if high is None else high - low + 1
    if grade.unit == "-" and steps > 2 and len(group.values) % steps == 0:
        own = low + result.index % steps
        return [_between(own, own)]
    each = re.match(r"[^.;,]{0,30}\beach\b", scene.text[value.end : value.end + 40])
    if grade.unit == "/" and len(group.values) == 1 and each and first:
        return [_between(own, own) for own in (low, high or low)]
    return [_between(low, high)]


_OF_ARMS = re.compile(
    r"\s*(?:of\s+(?:the\s+|all\s+)?patients\s+)?(?:in|on|for|with|after)\s[^.;]{3,80}?\brespectively\b"
)
"""``grade 3/4 mucositis in 29% and 25% in arms A and B, respectively``: the values are the arms'."""


def _shared_out(scene: Scene, group: Group, grade: Atom, grades: Sequence[int]) -> bool:
    """``grade 3 and 4 in 5 and 2 patients``: a value for each grade, in each arm."""
    n, values = len(grades), group.values
    if n < 2 or len(values) % n or (len(values) == n and _OF_ARMS.match(scene.text, group.end)):
        return False
    named = scene.text[grade.end : values[0].start]
    return bool(
        _AND.fullmatch(scene.text[values[n - 2].end : values[n - 1].start])
        and not re.search(r"\s(?:and|or)\s", named)
    )


def _between(low: int, high: int | None) -> dict[str, int | None]:
    return {"grade_min": low, "grade_max": high}
