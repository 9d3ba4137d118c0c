"""Treatments that are counted apart from the patients: ``40 patients who received 44 treatments``."""

import re
from collections.abc import Iterator, Mapping

from extractor.assembly.cohorts.numbers import cohort_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer

_COURSES = re.compile(
    r"\s+(?:(?!(?:daily|weekly)\b)[\w-]+\s+){0,3}?(?:treatments|treatment\s+(?:courses|sites)|(?:re-?)?irradiations"
    r"|courses(?=\s+of\s+(?:[\w-]+\s+)?(?:(?:re-?)?irradiation|radio\w+|\w*RT\b|SABR|SRS|brachytherapy)))\b"
    r"(?!\s+(?:per|a|each|over|in\s+\d+\s+weeks|of\s+\d|within|daily|weekly|with\s+\d))"
)
_HAD = re.compile(
    r"[\s)\]]+(?:\([^()]*\)\s*)?(?:[\w-]+\s+){0,5}?(?:received|underwent|had|with|undergoing|receiving)\s+(?:a\s+total\s+of\s+)?"
)
_DONE = re.compile(
    r"(?:\s+of\s+(?:[\w-]+\s+)?[\w-]+)?\s+(?:were|was)\s+(?:[\w-]+ly\s+)?(?:performed|delivered|given|carried\s+out|administered|analy[sz]ed|included|identified|evaluated|reviewed)\b"
)
_TO_PATIENTS = re.compile(
    r"\s+of\s+(?:[\w-]+\s+)?[\w-]+\s+(?:delivered\s+to|given\s+to|administered\s+to|in|for)\s+(?:the\s+)?[\d,]+\s+(?:[\w-]+\s+)?(?:patients|women|men|children)\b"
)
"""``318 courses of palliative irradiation delivered to 274 patients``."""
_OTHERS_BEFORE = re.compile(r"(?:[;,]\s+(?:and\s+)?|\band\s+)(?:the\s+(?:other|remaining)\s+)?$")
_OTHERS_NEXT = re.compile(r"\s+(?:at|in|as|for|after|with)\s")
_MOST_EACH = 2


def courses(
    sentence: Sentence, found: Mapping[int, Finding], used: set[int]
) -> Iterator[tuple[int, Finding]]:
    """Numbers of treatments, which take the unit of lesions; those of each patient are none."""
    done: int | None = None
    for atom in sentence.atoms:
        if not is_integer(atom) or atom.start in used or atom.comparator != "=" or atom.low < _MOST_EACH:
            continue
        named = _COURSES.match(sentence.text, atom.end)
        if named is not None and (
            (told := _DONE.match(sentence.text, named.end()))
            or _TO_PATIENTS.match(sentence.text, named.end())
            or _of_patients(sentence, found, atom.start, atom.low)
        ):
            done = named.end() if told else done
            yield atom.start, cohort_of(atom, atom.core, named.end(), "lesions", "cohort.courses")
        elif (
            done is not None
            and atom.start not in found
            and _OTHERS_BEFORE.search(sentence.text[done : atom.start])
            and _OTHERS_NEXT.match(sentence.text, atom.end)
        ):
            yield atom.start, cohort_of(atom, atom.core, atom.end, "lesions", "cohort.courses")


def _of_patients(sentence: Sentence, found: Mapping[int, Finding], start: int, n: float) -> bool:
    """As many as the patients right before, or some more."""
    before = [f for k, f in found.items() if k < start and f.fields["unit"] == "patients" and f.end <= start]
    if not before:
        return False
    last = max(before, key=lambda f: f.end)
    led = _HAD.fullmatch(sentence.text, last.end, start)
    return led is not None and last.fields["n"] <= n <= _MOST_EACH * last.fields["n"]
