"""Statistic, fields, arm and quote of one value."""

import re
from typing import Any

from extractor.assembly.endpoints.reader import Reader
from extractor.assembly.endpoints.scene import Group
from extractor.assembly.endpoints.terms import Term
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader
from extractor.language.numerals import AtomKind


def statistic_of(
    reader: Reader, group: Group, value: Value, term: Term | None, side: str, floor: int
) -> str | None:
    text = reader.text
    if value.form == "zero":
        return "count"
    if value.form == "count":
        return "count"
    if value.form == "score":
        return value.rule
    if value.form == "ratio":
        return value.rule or "hazard_ratio"
    if value.form in {"time", "not_reached"}:
        if re.match(r"\s*(?:longer|shorter)\b", text[value.end : value.end + 9]) or re.search(
            r"\bby\s+(?:about\s+|approximately\s+)?(?:a\s+)?(?:median\s+(?:of\s+)?)?$",
            text[max(0, value.start - 26) : value.start],
        ):
            return "difference"
        found = reader.statistic_before(value.start) or (
            "mean" if re.search(r"\bmean\b", text[value.end : value.end + 12]) else None
        )
        if term is not None and term.code in {"toxicity"} and found is None:
            return None
        return found or "median"
    if _is_difference(group, value):
        return "difference"
    if re.match(r"\s*\(?\s*(?:±|\+/-)", text[value.end : value.end + 5]):
        return "mean"
    left = text[max(floor, value.start - 120) : value.start]
    clause = re.split(r";|\.\s", left)[-1]
    if side == "right" and term is not None and value.ci_low is None and reader.sentence.labelled("DECLARED"):
        return None
    if re.match(
        r"\s*(?:\([^()]*\)\s*)?(?:lower|higher|less|greater|better|worse|longer|shorter|fewer|more)\b",
        text[value.end : value.end + 12],
    ) or re.search(r"\b(?:higher|lower|improved|increased|reduced|decreased|better|worse)\s+by\s+$", left):
        return "difference"
    if (
        side == "right"
        and term is not None
        and re.match(
            r"\s*(?:relative\s+|absolute\s+)?(?:reduction|increase|decrease|improvement|decreased|increased)\b",
            text[value.end : term.start],
        )
    ):
        return "difference"
    strong = re.search(
        r"\b(?:absolute|risk)\s+(?:\w+\s+){0,3}(?:difference|improvement|reduction|benefit|gain|increase|decrease|excess)|\bdifferences?\b",
        clause,
        re.I,
    )
    values_between = [v for v in group.values if v.start < value.start]
    if strong and re.search(
        r"\b(?:no|not|without|any|neither)\b", clause[max(0, strong.start() - 45) : strong.start()]
    ):
        strong = None
    versus = len(group.values) > 1 and re.search(
        r"\b(?:vs\.?|versus|v)\s", text[group.values[0].end : group.values[1].start]
    )
    if strong and not versus and not values_between and not re.search(r"\d\s*%", clause[strong.end() :]):
        return "difference"
    if (
        strong
        and values_between
        and re.search(r"respectively", text[value.end : value.end + 25])
        and "absolute" in strong.group()
    ):
        return "difference"
    if (
        len(group.values) == 1
        and re.search(
            r"\b(?:improvement|reduction|gain|benefit|advantage|increase|decrease|reduced|increased|improved|decreased)\b[^;%]{0,60}\b(?:of|by)\s+(?:\w+\s+)?$",
            clause,
            re.I,
        )
        and not re.search(r"\b(?:from|to|survival|control|rate)\s+of\s+$|rates?\b", clause[-30:])
    ):
        return "difference"
    if (
        re.search(r"\bmean\b[^;%]{0,40}$", clause, re.I)
        and term is not None
        and term.code in {"other", "quality_of_life"}
    ):
        return "mean"
    return "rate"


def _is_difference(group: Group, value: Value) -> bool:
    """``-0.4% (63.9% vs 64.3%)``: the first is the difference of the two in brackets."""
    i = group.values.index(value)
    pair = group.values[i + 1 : i + 3]
    if len(pair) < 2 or value.value is None or (i and _is_difference(group, group.values[i - 1])):
        return False
    a, b = pair[0].value, pair[1].value
    return (
        a is not None
        and b is not None
        and value.value != 0
        and abs(abs(a - b) - abs(value.value)) < 0.11
        and abs(value.value) < max(abs(a), abs(b))
    )


def fields_of(value: Value, code: str, statistic: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "endpoint": code, "statistic": statistic, "value": value.value, "unit": value.unit,
        "not_reached": value.form == "not_reached", "ci_low": value.ci_low, "ci_high": value.ci_high,
        "ci_level": value.ci_level, "n_events": value.n_events, "n_total": value.n_total,
    }  # fmt: skip
    if value.form in {"count", "zero"}:
        fields["unit"] = "patients" if code == "mortality" else value.people or "patients"
        fields["n_events"] = None
    return fields


def rule_of(statistic: str, term_rule: str) -> str:
    return f"{term_rule}/{statistic}"


def arm_of(sentence: Sentence, value: Value) -> str | None:
    after = sentence.text[value.end : min(sentence.end, value.end + 90)]
    m = re.match(
        r"[\s)%]*(?:of\s+(?:the\s+)?patients\s+|patients\s+)?(?:\([^()]*\)\s*)?(?:in|for|with|on|after|among)\s+(?:the\s+|those\s+(?:treated\s+)?(?:with\s+)?|patients\s+(?:receiving|treated with|assigned to)\s+)?([\w/+×. -]{2,60}?)(?:\s+(?:arms?|groups?|patients|regimens?|cohorts?))?(?=\s*(?:[,;.()]|\band\b|\bv\b|vs\b|versus\b|compared|$))",
        after,
    )
    if not m:
        return None
    tail = re.match(r"\s+(?:arm|group|regimen|cohort)s?\b", after[m.end(1) :])
    return (m.group(1) + (tail.group() if tail else "")).strip() or None


def quote_of(value: Value, term: Term | None) -> tuple[int, int]:
    """The span that carries a value; with its term where the value has no number of its own."""
    wordy = value.form in {"zero", "not_reached"} or value.rule in {"direct", "follow_up"}
    if wordy and term is not None and abs(term.start - value.start) < 80:
        return min(value.start, term.start), max(value.end, term.end)
    return value.start, value.end


def score_values(sentence: Sentence, outcomes: list[Term], numbers: ValueReader) -> list[Value]:
    """Points of a scale, where the sentence names a score or quality of life: a value without unit."""
    if not any(t.code == "quality_of_life" or "score" in t.text.lower() for t in outcomes):
        return []
    values = []
    for atom in sentence.atoms:
        if atom.kind is not AtomKind.MEASURE or not (atom.unit or "").startswith("point") or not atom.single:
            continue
        before = sentence.text[max(sentence.start, atom.start - 90) : atom.start]
        rule = (
            "difference"
            if re.search(
                r"\b(?:difference|differed|improv\w+|declin\w+|decreas\w+|increas\w+|worsen\w*|higher|lower|chang\w+|drop\w*|reduc\w+)\b",
                before,
                re.I,
            )
            else "mean"
        )
        low = -atom.low if re.search(r"[-−]\s?$", before) else atom.low
        value = Value("score", atom.start, atom.end, low, None, atoms=(atom,), rule=rule)
        values.append(numbers.with_interval(value, atom))
    return values


def not_reached_values(sentence: Sentence, timed: list[Value]) -> list[Value]:
    values = []
    unit = timed[0].unit if timed else None
    intervals = [(a.start, a.end) for a in sentence.atoms if a.kind is AtomKind.INTERVAL]
    for m in sentence.labelled("NOT_REACHED"):
        if any(s <= m.start < e for s, e in intervals):
            continue
        before = sentence.text[max(sentence.start, m.start - 12) : m.start]
        if re.search(r"(?:to|[-–])\s*$", before):
            continue
        values.append(Value("not_reached", m.start, m.end, None, unit))
    return values
