"""The number that events are told to be part of: ``Of the 15 relapses, nine were local``, ``31 died, 25 of them of their disease``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer

_OPENS = re.compile(
    r"(?:^|[;:,.(–—]\s*|\b(?:and|but|while|whereas)\s+)(?:[Oo]f|[Aa]mong|[Aa]mongst|[Oo]ut\s+of)\s+"
    r"(?:all\s+|the(?:se)?\s+|those\s+|our\s+)?(?:other\s+|remaining\s+|first\s+|initial\s+)?$"
)
"""``Of the 15 relapses, nine were disseminated``: the number that what follows is part of."""
_BEHIND = re.compile(r"\s+(?:of|among)\s+(?:them|these|whom|which|those(?=\s*[,;.)]))\b")
"""``12 of them``."""
_BEFORE = re.compile(r"\b(?:[Oo]f|[Aa]mong)\s+(?:whom|which|these|them|those(?=,))\b[^;.]*$")
"""``of whom six were salvaged and``."""
_FURTHER = re.compile(r"\b(?:further|another|additional|more)\s+(?:[a-z]+\s+)?$", re.I)
"""``four of them in the neck as well, and a further seven``: those are no part."""
_PEOPLE = re.compile(
    r"\b(?:patients?|women|men|children|adults|cases|participants|subjects|people|persons|individuals)\b",
    re.I,
)
_COUNTED = frozenset({"count", "rate"})


def with_wholes(sentence: Sentence, findings: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """The findings of a sentence, its events with the number that they are told to be part of.

    ``before`` are the findings of the sentence before: ``Imaging was available for 141 lesions. Of these, 21% had vanished``.
    """
    counted = [f for f in (*before, *findings) if _number(f) is not None]
    parts = [
        replace(f, fields={**f.fields, "n_total": whole})
        if _is_part(f) and (whole := _whole(sentence, f, counted)) is not None
        else f
        for f in findings
    ]
    return [_counting_lesions(sentence, f, counted) for f in parts]


def _counting_lesions(sentence: Sentence, part: Finding, counted: Sequence[Finding]) -> Finding:
    """``36 eyes were irradiated. Of the 36, 25 kept their sight``: what a number without a noun is part of."""
    fields = part.fields
    bare = part.kind == "endpoint" and fields["statistic"] == "count" and fields["unit"] == "patients"
    if not bare or fields.get("n_total") is None or _PEOPLE.search(sentence.string):
        return part
    whole = fields["n_total"]
    units = {f.fields["unit"] for f in counted if f.kind == "cohort" and f.fields["n"] == whole}
    return replace(part, fields={**fields, "unit": "lesions"}) if units == {"lesions"} else part


def _is_part(finding: Finding) -> bool:
    fields = finding.fields
    return finding.kind == "endpoint" and fields["statistic"] in _COUNTED and fields.get("n_total") is None


def _whole(sentence: Sentence, part: Finding, counted: Sequence[Finding]) -> int | None:
    """The number that an event is told to be part of."""
    events = _events(part)
    text = sentence.text
    clause = max(text.rfind(";", sentence.start, part.start), sentence.start)
    opened = [
        a
        for a in sentence.atoms
        if clause <= a.start
        and a.end <= part.start
        and is_integer(a)
        and _OPENS.search(text[clause : a.core])
    ]
    if opened and events is not None:
        return _at_least(int(opened[-1].low), events)
    number_end = next((a.end for a in sentence.atoms if a.start >= part.start and is_integer(a)), part.end)
    pointer = _BEFORE.search(text, clause, part.start)
    if pointer or _BEHIND.match(text, number_end):
        if events is None and pointer and pointer.start() > sentence.start:
            return None
        if _FURTHER.search(text, clause, part.start):
            return None
        limit = pointer.start() if pointer else part.start
        limit = next((a.start for a in sentence.atoms if text[a.end : limit].isspace()), limit)
        wholes = [n for f in counted if f.end <= limit and (n := _number(f)) is not None]
        return _at_least(_last_whole(wholes), events) if wholes else None
    return _by_percentage(sentence, part, counted, events)


def _last_whole(numbers: Sequence[int]) -> int:
    """The last number, or the one that it and those before it split: of ``14 deaths (five in A, nine in B)`` 14."""
    for i, number in enumerate(numbers[:-2]):
        if sum(numbers[i + 1 :]) == number:
            return number
    return numbers[-1]


def _by_percentage(
    sentence: Sentence, part: Finding, counted: Sequence[Finding], events: int | None
) -> int | None:
    """The cohort before that makes the percentage of a count."""
    fields = part.fields
    if fields["statistic"] != "rate" or events is None or fields["value"] is None:
        return None
    for f in reversed(counted):
        n = _number(f)
        here = f.kind == "cohort" and sentence.start <= f.start and f.end <= part.start
        if here and n and abs(100 * events / n - fields["value"]) <= _ROUNDED:
            return n
    return None


_ROUNDED = 0.5


def _at_least(whole: int, events: int | None) -> int | None:
    return whole if events is None or events <= whole else None


def _events(part: Finding) -> int | None:
    """How many an event befell, where that is printed."""
    fields = part.fields
    number = fields["value"] if fields["statistic"] == "count" else fields.get("n_events")
    return None if number is None else int(number)


def _number(finding: Finding) -> int | None:
    """The number of a cohort or of events."""
    if finding.kind == "cohort":
        return int(finding.fields["n"])
    return (
        _events(finding) if finding.kind == "endpoint" and finding.fields["statistic"] in _COUNTED else None
    )
