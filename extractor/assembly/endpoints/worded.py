"""Values that are no plain numbers: scores without a unit, and medians not reached."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader
from extractor.language.numerals import Atom, AtomKind

_CHANGED = re.compile(
    r"\b(?:difference|differed|improv\w+|declin\w+|decreas\w+|increas\w+|worsen\w*|higher|lower|chang\w+"
    r"|drop\w*|reduc\w+)\b",
    re.I,
)
_MEAN_CHANGE = re.compile(
    r"\b(?:mean|median)\s+(?:[\w-]+\s+){0,3}?(?:change|reduction|improvement|decrease|increase|decline|gain)\b"
    r"(?!.*\bdifference\b)",
    re.I,
)
_SCALE = re.compile(
    r"\b(?:scores?|inventory|questionnaire|index|scale|QLQ|IPSS|MMSE|EPIC|FACT|SF-36|EQ-5D|VAS|NRS|status)\b"
)
_GIVEN = re.compile(
    r"\b(?:(?:mean|median|average)\s+(?:[\w-]+\s+){0,4}?(?:scores?|values?|difference|change|index)|scores?)\b"
    r"(?:\s+\([^()]*\))?[^.;%\d]{0,60}?(?:\bwas|\bwere|\bof|\bfrom|\bto|[:=(]|\bby)?\s*[-−]?$",
    re.I,
)
"""Words that lead to a score: ``mean score 4.8``, ``the mean IPSS rose from 8.2``."""
_SCORES_OPENED = re.compile(r"\bscores?\b[^.;%]{0,80}\(\s*$", re.I)
_AT_BASELINE = re.compile(
    r"\s+(?:points\s+)?(?:at\s+(?:baseline|presentation|study\s+entry|enrol\w+|diagnosis)|(?:before|prior\s+to)\s+(?:the\s+)?(?:treatment|radio\w+|irradiation|RT|therapy|surgery|implant\w*|brachy\w+|proton\w*|chemo\w+|SBRT|SABR|SRS)|pre-?treatment)\b"
    r"(?!\s+and\s+(?:at|after)\b)"
)
"""``8 at baseline``, but not ``6 before treatment and at 5 years``."""
_BASELINE_BEFORE = re.compile(
    r"\bat\s+(?:baseline|study\s+entry|enrol\w+|diagnosis)\s+(?:was|were)\s+(?:[\d.·]+\s+and\s+)?$"
    r"|\b(?:baseline|pre-?treatment)\s+(?:[\w-]+\s+){1,5}(?:was|were)\s+$"
)
_FROM_TO = re.compile(r"\bfrom\s+(?:[\d.·]+\s+(?:points\s+)?to\s+)?$")
_REACHED = re.compile(
    r"\b(?:decreased|declined|dropped|fell|rose|increased|improved|reduced|recovered)\s+(?:\w+ly\s+)?to\s+(?:an?\s+)?(?:(?:mean|median)\s+(?:of\s+)?)?[-−]?$"
)
_ON = re.compile(
    r"(?:\s*±\s*[\d.·]+)?\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:(?:in|on|for|with|without|after|among)\s+(?:the\s+)?(?:[\w/+-]+\s+){0,5}?)?(?:[(\[][^()\[\]]*[)\]]\s*)?(?:vs\.?|versus|v|and|to|compared with|;|,)\s+(?:[\w-]+\s+){0,3}?[-−]?"
    r"|\s*,\s*which\s+(?:\w+ly\s+)?(?:decreased|declined|dropped|fell|rose|increased|improved|recovered)\s+(?:\w+ly\s+)?to\s+"
    r"|(?:\s+(?:at|after|by)(?=\s)|\s+(?:while|during|at|after)\s+(?:[\w-]+\s+){0,3}?[\w-]+)?\s*(?:\([^()]*\)\s*)?,?\s*(?:but|and|then)\s+(?:had\s+)?"
    r"(?:was|were|fell|dropped|declined|decreased|rose|returned|recovered|improved)\s+(?:back\s+)?(?:again\s+)?(?:to\s+)?"
)
"""What stands between the scores of two arms or two times."""
_SHARE_NEXT = re.compile(r"\s+(?:or\s+more\s+)?in\s+\d[\d.·]*\s?%")
"""``improved by 10 points in 32%``: what an improvement was."""
_LIMIT = re.compile(r"(?:[≥≤<>]|\b(?:within|at\s+least|(?:more|less|greater)\s+than))\s*$")
_MEASURED_IN = re.compile(r"k?g|m[lL]|m[lL]\s?/\s?min(?:\s?/.*)?|n?g\s?/\s?m[lL]|m?g\s?/\s?d[lL]")
_FROM = re.compile(r"\bfrom\s+(?:an?\s+)?(?:(?:mean|median|average)\s+(?:of\s+)?)?[-−]?$")
_TO = re.compile(r"[^.;,\d]{0,40}\bto\s+(?:an?\s+)?(?:(?:mean|median|average)\s+(?:of\s+)?)?[-−]?")


def scores(sentence: Sentence, outcomes: Sequence[Term], numbers: ValueReader) -> list[Value]:
    """Points of a scale, where the sentence names a score or quality of life: a value without unit."""
    named = any(
        t.code in {"quality_of_life", "pain_response"} or t.rule.startswith("other.") for t in outcomes
    )
    if not named and not (outcomes and _SCALE.search(sentence.string)):
        return []
    values: list[Value] = []
    for atom in sentence.atoms:
        if (
            not (atom.single or _FROM.search(sentence.text, 0, atom.start))
            or atom.comparator != "="
            or atom.start in numbers.used
        ):
            continue
        limit = _LIMIT.search(sentence.text, max(sentence.start, atom.core - 16), atom.core)
        if limit or _SHARE_NEXT.match(sentence.text, atom.end):
            continue
        points = atom.kind is AtomKind.MEASURE and (atom.unit or "").startswith("point")
        weighed = atom.kind is AtomKind.MEASURE and _MEASURED_IN.fullmatch(atom.unit or "") is not None
        if (
            (points and named)
            or (weighed and (_goes_on(sentence, atom, values) or _of_mean(sentence, atom, outcomes)))
            or (
                atom.kind is AtomKind.NUMBER
                and not atom.words
                and (_is_score(sentence, atom, values) or _of_mean(sentence, atom, outcomes))
            )
        ):
            score = _score(sentence, numbers, atom)
            if values and score.rule == "mean" and _goes_on(sentence, atom, values):
                score = replace(score, rule=values[-1].rule)
            values.append(score)
    for value in values:
        numbers.used.update(a.start for a in value.atoms)
    return [
        v
        for i, v in enumerate(values)
        if not _before_change(sentence, values[i : i + 2])
        and not _AT_BASELINE.match(sentence.text, v.end)
        and not _BASELINE_BEFORE.search(sentence.text[max(sentence.start, v.start - 60) : v.start])
    ]


def _is_score(sentence: Sentence, atom: Atom, values: Sequence[Value]) -> bool:
    before = sentence.text[max(sentence.start, atom.core - 110) : atom.core]
    if re.match(r"\s*(?:patients|women|men|lesions|fractions|%)", sentence.text[atom.end : atom.end + 10]):
        return False
    if _goes_on(sentence, atom, values):
        return True
    if _SCORES_OPENED.search(before) and not float(atom.low).is_integer():
        return True
    return (bool(_GIVEN.search(before)) and not float(atom.low).is_integer()) or bool(
        _MEAN_SCORE.search(before)
    )


def _goes_on(sentence: Sentence, atom: Atom, values: Sequence[Value]) -> bool:
    """``3.1 kg with the tube and 6.2 kg without``: a further value of the score before."""
    return bool(values and _ON.fullmatch(_without_times(sentence, values[-1].end, atom.core)))


def _before_change(sentence: Sentence, values: Sequence[Value]) -> bool:
    """``fell from 65 to 52``: what it was at the start."""
    if len(values) < 2 or not _FROM.search(
        sentence.text, max(sentence.start, values[0].start - 30), values[0].start
    ):
        return False
    return _TO.fullmatch(_without_times(sentence, values[0].end, values[1].start)) is not None


def _without_times(sentence: Sentence, start: int, end: int) -> str:
    """The text between two scores without the time of the first."""
    kept = sentence.text[start:end]
    for time in sentence.atoms:
        if time.kind is AtomKind.TIME and start <= time.start and time.end <= end:
            kept = kept.replace(sentence.text[time.start : time.end], " ", 1)
    return _TIME_LED.sub(" ", _AT_BASELINE.sub(" ", kept))


def _of_mean(sentence: Sentence, atom: Atom, outcomes: Sequence[Term]) -> bool:
    """``the mean IPSS rose to 18.2``, ``mean global health status was 58``."""
    named = [
        t
        for t in outcomes
        if t.end <= atom.core and (t.code in _SCALED or t.rule in _SCALED or _LEVEL.fullmatch(t.text))
    ]
    if not named:
        return False
    gap = sentence.text[named[-1].end : atom.core]
    averaged = _AVERAGED.search(sentence.text, sentence.start, named[-1].start)
    if not averaged and not _SCORES_WERE.fullmatch(sentence.text, named[-1].start, atom.core):
        return False
    return bool(_TO_SCORE.fullmatch(gap)) and not re.match(
        r"\s*(?:of|patients|women|men|/)", sentence.text[atom.end : atom.end + 10]
    )


_SCALED = frozenset(
    {"quality_of_life", "other.measure", "other.blood_level", "other.symptom", "other.function"}
)
_LEVEL = re.compile(r"(?:PSA\s+nadir|nadir\s+PSA)s?", re.I)
_SCORES_WERE = re.compile(r"(?:[\w-]+\s+){1,6}(?:scores?|status)\s+(?:was|were)\s+")
_AVERAGED = re.compile(r"\b(?:mean|median|average)\s+(?:[\w-]+\s+){0,5}$", re.I)
_TO_SCORE = re.compile(
    r"(?:\s+(?:on|of|in|at)\s+[\w\s-]{2,30}|\s+(?:scores?|values?))?[^.;%\d()]{0,30}\b(?:was|were|to|from|of|by)\s+[-−]?"
)
_TIME_LED = re.compile(r"^\s*(?:at|after|by)\s+(?=and\b|to\b|vs|,)")
_MEAN_SCORE = re.compile(
    r"\b(?:mean|median|average)\s+(?:[\w-]+\s+){0,4}?scores?\s*(?:was|were|of|:|=)?\s*$", re.I
)


def _score(sentence: Sentence, numbers: ValueReader, atom: Atom) -> Value:
    before = sentence.text[max(sentence.start, atom.core - 90) : atom.core]
    high = atom.low if atom.single or atom.high is None else atom.high  # rose from 6.8 to 14.2
    low = -atom.low if re.search(r"[-−]\s?$", before) else high
    points = atom.kind is AtomKind.MEASURE
    changed = (
        _CHANGED.search(before) and not _MEAN_CHANGE.search(before)
        if points and not _FROM_TO.search(before) and not _REACHED.search(before)
        else re.search(r"\bdifference\b[^;]{0,40}$", before)
    )
    rule = "difference" if changed else ("median" if re.search(r"\bmedian\b", before, re.I) else "mean")
    value = Value("score", atom.core, atom.end, low, None, atoms=(atom,), rule=rule)
    return numbers.with_interval(value, atom)


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
