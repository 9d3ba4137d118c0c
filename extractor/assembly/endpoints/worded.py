"""Values that are no plain numbers: scores without a unit, and medians not reached."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.terms import Term
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader
from extractor.language.numerals import AtomKind

_CHANGED = re.compile(
    r"\b(?:difference|differed|improv\w+|declin\w+|decreas\w+|increas\w+|worsen\w*|higher|lower|chang\w+"
    r"|drop\w*|reduc\w+)\b",
    re.I,
)


def scores(sentence: Sentence, outcomes: Sequence[Term], numbers: ValueReader) -> list[Value]:
    """Points of a scale, where the sentence names a score or quality of life: a value without unit."""
    if not any(t.code == "quality_of_life" or "score" in t.text.lower() for t in outcomes):
        return []
    values = []
    for atom in sentence.atoms:
        if atom.kind is not AtomKind.MEASURE or not (atom.unit or "").startswith("point") or not atom.single:
            continue
        before = sentence.text[max(sentence.start, atom.start - 90) : atom.start]
        rule = "difference" if _CHANGED.search(before) else "mean"
        low = -atom.low if re.search(r"[-−]\s?$", before) else atom.low
        value = Value("score", atom.start, atom.end, low, None, atoms=(atom,), rule=rule)
        values.append(numbers.with_interval(value, atom))
    return values


def not_reached(sentence: Sentence, timed: Sequence[Value]) -> list[Value]:
    """``median survival was not reached``, in the unit of the sentence's times; no end of an interval."""
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
