"""Medians that were not reached."""

import re
from collections.abc import Iterator, Sequence

from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value
from extractor.language.numerals import AtomKind


def not_reached(sentence: Sentence, timed: Sequence[Value]) -> list[Value]:
    """``median survival was not reached``, in the unit of the sentence's times; no end of an interval."""
    return list(_not_reached(sentence, timed))


def _not_reached(sentence: Sentence, timed: Sequence[Value]) -> Iterator[Value]:
    unit = timed[0].unit if timed else None
    intervals = [(a.start, a.end) for a in sentence.atoms if a.kind is AtomKind.INTERVAL]
    for m in sentence.labelled("NOT_REACHED"):
        if any(s <= m.start < e for s, e in intervals):
            continue
        before = sentence.text[max(sentence.start, m.start - 12) : m.start]
        if not re.search(r"(?:to|[-–])\s*$", before):
            yield Value("not_reached", m.start, m.end, None, unit)
