"""Reads one sentence: values into groups, groups to terms, each value to a finding."""

import re
from dataclasses import dataclass, field, replace

from extractor.assembly.counts import count_values, zero_values
from extractor.assembly.endpoints.design import is_design
from extractor.assembly.endpoints.reader import Reader
from extractor.assembly.endpoints.scene import Attachment, Context, Group, Reading
from extractor.assembly.endpoints.statistic import (
    arm_of,
    fields_of,
    not_reached_values,
    quote_of,
    rule_of,
    score_values,
    statistic_of,
)
from extractor.assembly.endpoints.terms import Term
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import Value, ValueReader, months
from extractor.language.numerals import Atom, AtomKind

_POPULATION = re.compile(r"\bin\s+(?:19|20)\d\d\b")


def read_endpoints(sentence: Sentence, context: Context) -> Reading:
    """All endpoint values of one sentence."""
    reader = Reader(sentence, context)
    reading = reader.reading
    if is_design(sentence.string) and not any(
        a.kind in {AtomKind.P_VALUE, AtomKind.INTERVAL} for a in sentence.atoms
    ):
        return reading
    numbers = ValueReader(sentence, context.ratio)
    timed = reader.times()
    values: list[Value] = [*timed, *numbers.percents(), *numbers.ratios()]
    values.extend(not_reached_values(sentence, timed))
    values.extend(score_values(sentence, reader.outcomes, numbers))
    values.extend(count_values(sentence, numbers, reader.outcomes))
    values.extend(zero_values(sentence, reader.outcomes))
    groups = reader.groups(values)
    attachments: list[Attachment] = []
    for i, group in enumerate(groups):
        previous = groups[i - 1] if i else None
        following = groups[i + 1] if i + 1 < len(groups) else None
        attachments.append(
            reader.attach(group, previous, following, attachments[-1] if attachments else None)
        )
    kept = [
        g
        for g, a in zip(groups, attachments, strict=True)
        if a is not None or g.form != "count" or g.values[0].rule == "in_arm"
    ]
    if len(kept) < len(groups):
        groups = reader.groups(v for g in kept for v in g.values)
        attachments = []
        for i, group in enumerate(groups):
            following = groups[i + 1] if i + 1 < len(groups) else None
            attachments.append(
                reader.attach(
                    group, groups[i - 1] if i else None, following, attachments[-1] if attachments else None
                )
            )
    sides = reader.point_sides(groups, attachments)
    state = _State()
    for i, group in enumerate(groups):
        previous = groups[i - 1] if i else None
        following = groups[i + 1] if i + 1 < len(groups) else None
        _read_group(reader, state, group, previous, following, sides.get(i, []), attachments[i])
    for term in reader.outcomes:
        reading.marks.append((term.start, term.code))
    reading.marks.sort()
    last = state.code or (reader.outcomes[-1].code if reader.outcomes else None)
    reading.context = Context(
        last or context.code, state.ratio or context.ratio, state.statistic, state.point
    )
    return reading


@dataclass(slots=True)
class _State:
    code: str | None = None
    term: Term | None = None
    point: float | None = None
    grade: Atom | None = None
    ratio: bool = False
    statistic: str | None = None
    side: str = "left"
    moments: list[float | None] = field(default_factory=list)
    cluster: list[Term] = field(default_factory=list)
    counted: bool = False


def _read_group(
    reader: Reader,
    state: _State,
    group: Group,
    previous: Group | None,
    following: Group | None,
    points: list[tuple[Atom, str]],
    attached: Attachment,
) -> None:
    text = reader.text
    if attached is None or not attached[0]:
        if not _may_inherit(reader, state, group, previous):
            return
        terms, side, inherited = ([state.term] if state.term else []), "inherit", True
        codes = [state.code or reader.context.code or ""]
        rules = [state.term.rule if state.term else "endpoint.carried_over"]
        if (
            len(state.cluster) > 1
            and len(group.values) == len(state.cluster)
            and state.cluster[-1].code == codes[0]
        ):
            terms, codes, rules = (
                state.cluster,
                [t.code for t in state.cluster],
                [t.rule for t in state.cluster],
            )
    else:
        terms, side = attached
        inherited = False
        state.cluster = terms
        codes = [t.code for t in terms]
        rules = [t.rule for t in terms]
    if not codes[0] or codes[-1] == "none" or (group.form == "percent" and codes[-1] == "follow_up"):
        return
    if group.form == "percent" and all(
        re.match(r"\s*[≥≤⩾⩽>]|<\s?=", text[v.start : v.end])
        or (side == "right" and text[v.start] == "<")
        or (codes[-1] == "other" and text[v.start] == "<")
        for v in group.values
    ):
        return
    if (
        group.form == "count"
        and codes[-1] == "mortality"
        and _POPULATION.search(text[group.end : group.end + 60])
    ):
        return
    floor = previous.end if previous else reader.sentence.start
    ceiling = following.start if following else reader.sentence.end
    carried_point = None
    if state.point is not None and previous is not None and group.form in {"percent", "count"}:
        break_between = ";" in text[previous.end : group.start]
        toxic = codes[-1] == "toxicity"
        if inherited or (not break_between and not toxic) or (codes[-1] == state.code and not toxic):
            carried_point = state.point
    n = len(group.values)
    times = reader.timepoints(group, points, carried_point)
    same = codes[-1] == state.code and (inherited or "respectively" in text[group.end : group.end + 16])
    repeats = n > 1 and (same or _goes_on(reader, previous, group, codes[-1]))
    if (
        not points
        and len(state.moments) == n
        and previous is not None
        and (repeats or re.search(r"\b(?:corresponding|respective)\b", text[previous.end : group.start]))
    ):
        times = [[m] for m in state.moments]
    if group.form == "percent":
        state.moments = [t[-1] for t in times]
    if group.form == "ratio" and codes[-1] == "mortality":
        codes = [
            "overall_survival" if c == "mortality" and reader.speaks_of_survival(group) else c for c in codes
        ]
    if (
        n == 1
        and len(codes) > 1
        and re.search(r"\b(?:each|both)\s+$", text[max(0, group.start - 6) : group.start])
    ):
        group = Group(group.values * len(codes))
        n, times = len(codes), times * len(codes)
    per_value_terms = _distribute(codes, rules, n)
    grade_pair = None
    for index, value in enumerate(group.values):
        code, rule, term_index = per_value_terms[index]
        term = terms[term_index] if terms and term_index < len(terms) else None
        statistic = statistic_of(reader, group, value, term, side, floor)
        if statistic is None:
            continue
        if (
            value.form == "time"
            and code == "follow_up"
            and reader.statistic_before(value.start) is None
            and not re.search(r"\b(?:median|mean)\b", text[value.start : value.end + 25])
        ):
            continue
        grade = None
        if code in {"toxicity", "mortality", "other"} or value.form == "zero":
            grade = reader.grade_for(group, value, index, side, term, floor, ceiling, state.grade)
        if code == "toxicity" and grade is not None:
            state.grade = grade
        fields = fields_of(value, code, statistic)
        if code == "toxicity" and grade is not None:
            fields["grade_min"] = int(grade.low)
            fields["grade_max"] = None if grade.high is None else int(grade.high)
            if (
                grade.unit == "/"
                and n > 1
                and grade.high is not None
                and (n == 2 or n == grade.high - grade.low + 1)
                and re.search(
                    r"^\s*(?:\([^)]*\)\s*)?,?\s*and\b", text[group.values[-2].end : group.values[-1].start]
                )
                and value.form != "zero"
            ):
                step = index if n > 2 else index * int(grade.high - grade.low)
                fields["grade_min"] = fields["grade_max"] = int(grade.low) + step
            if (
                grade.unit == "/"
                and n == 1
                and re.match(r"[^.;,]{0,30}\beach\b", text[value.end : value.end + 40])
            ):
                grade_pair = grade
        if value.form in {"zero", "percent", "count", "score"}:
            moments: list[float | None] = (
                times[index]
                if statistic in {"rate", "count", "difference"} or value.form == "score"
                else [None]
            )
        elif value.form == "ratio":
            named: list[float | None] = [
                months(p)
                for p, s in points
                if s == "pre"
                and p.comparator == "="
                and ";" not in text[p.end : value.start]
                and not re.search(
                    r"\b(?:beyond|after|within|before|until)\s+$", text[max(0, p.start - 8) : p.start]
                )
            ]
            moments = named[-1:] or [None]
        else:
            moments = [None]
        for moment in moments:
            fields_at = {**fields, "timepoint_months": moment}
            fields_at["arm"] = arm_of(reader.sentence, value)
            start, end = quote_of(value, term)
            reader.reading.findings.append(
                Finding("endpoint", start, end, rule_of(statistic, rule), fields_at)
            )
            if grade_pair is not None:
                high = int(grade_pair.high or grade_pair.low)
                reader.reading.findings[-1] = replace(
                    reader.reading.findings[-1],
                    fields={**fields_at, "grade_min": int(grade_pair.low), "grade_max": int(grade_pair.low)},
                )
                reader.reading.findings.append(
                    Finding(
                        "endpoint",
                        start,
                        end,
                        rule_of(statistic, rule),
                        {**fields_at, "grade_min": high, "grade_max": high},
                    )
                )
                grade_pair = None
        reader.reading.used.update(a.start for a in value.atoms)
        reader.reading.marks.append((value.start, code))
        if moments and moments[-1] is not None and value.form in {"percent", "count"}:
            state.point = moments[-1]
        elif points and value.form == "percent":
            state.point = None
        state.code, state.statistic = code, statistic
        state.counted = value.form in {"count", "percent"} and (
            value.form == "count" or value.n_events is not None
        )
        state.side = side
        if term is not None and code != "follow_up":
            state.term = term
        if value.form == "ratio":
            state.ratio = True


def _goes_on(reader: Reader, previous: Group | None, group: Group, code: str) -> bool:
    """``…, respectively, and overall survival was 80% and 51%``: the same times for the next endpoint."""
    if previous is None or code == "toxicity" or previous.form != group.form:
        return False
    gap = reader.text[previous.end : group.start]
    return len(gap) < 70 and ";" not in gap and bool(re.match(r"[\s,]*(?:respectively)?[\s,]*and\b", gap))


def _may_inherit(reader: Reader, state: _State, group: Group, previous: Group | None) -> bool:
    if group.form == "count" and group.values[0].rule == "graded":
        return state.code == "toxicity" and previous is not None and group.start - previous.end < 60
    if group.form == "count" and group.values[0].rule == "in_arm":
        return state.counted and previous is not None and group.start - previous.end < 60
    if group.form in {"zero", "count"}:
        return False
    text = reader.sentence.string
    if group.form == "percent" and reader._new_subject(group.values[-1]):
        return False
    if state.code is not None and state.code != "follow_up" and previous is not None:
        gap = reader.text[previous.end : group.start]
        value = group.values[0]
        if (
            group.form == "percent"
            and value.n_events is not None
            and not re.search(
                r"\b(?:risks?|rates?|incidence|were|and|versus|vs|v|compared|to|or|in|,)\b", gap
            )
        ):
            return False
        return len(gap) < 200
    if reader.context.code is None or reader.outcomes:
        return group.form == "ratio" and reader.context.code is not None and not reader.outcomes
    if group.form == "ratio":
        return True
    return bool(
        re.search(r"\b(?:corresponding|respective|rates?|figures?)\b|^(?:At|After)\s\d", text, re.I)
    ) and bool(reader.points or "respectively" in text or "correspond" in text)


def _distribute(codes: list[str], rules: list[str], n: int) -> list[tuple[str, str, int]]:
    m = len(codes)
    if m == 1 or n < m or n % m:
        i = 0 if m == 1 else m - 1
        return [(codes[i], rules[i], i)] * n
    each = n // m
    return [(codes[j // each], rules[j // each], j // each) for j in range(n)]
