"""Cohorts out of a larger one: ``284 of 307``, ``71/78 completed``."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extractor.assembly.cohorts.events import is_event
from extractor.assembly.cohorts.numbers import Found, cohort_of
from extractor.assembly.counts import ALL_BUT, happened_to, was_done_in, was_left_out
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import are_fraction, is_integer, noun_unit
from extractor.language.numerals import Atom, AtomKind

_NOUN_NEAR = 20
_OF_MORE = re.compile(
    r"\s*(?:[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*[)\]])?\s*(?:patients\s+)?(?:out\s+)?of\s+(?:(?:the|these|those|all|our|a|total|of|planned)\s+)*"
)
_NOT_SO_MANY = re.compile(rf"{ALL_BUT.pattern}|\b(?:every|each|any)\s+$", re.I)
_NO_VERB = re.compile(
    r"(?:(?!\b(?:was|were|had|have|received|underwent|completed|did)\b)[^.;:]){0,90}(?:\band|,|versus|vs\.?|than|(?:with|to))\s+(?:in\s+|only\s+)*"
)
_DID = re.compile(
    r"\s*(?:\([^()]*%[^()]*\)\s*)?(?:(?:invited|approached|asked|screened|enrolled|eligible|registered|randomi[sz]ed|referred|contacted|alive)\s+)?(?:completed|returned|agreed|consented|took\s+part|participated|proceeded|went\s+on|responded\s+to\s+the|accepted|attended|were\s+willing|received|underwent|refused|declined|finished|reported\s+(?:having|receiving|\w*therapy|treatment|surgery)|had\s+(?:received|completed|undergone)"
    r"|were\s+(?:treated|randomi[sz]ed|evaluable|assessable|analy[sz]ed|enrolled|eligible|included|available))\b"
)
_ACTED = re.compile(rf"[^.;:%]{{0,80}}?{_DID.pattern}")
_OF_PATIENTS = re.compile(
    r"\s*(?:\(|\[)?[^)]{0,6}%?\)?\s*(?:(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}(?:patients|women|men|children|boys|girls|adults|adolescents|participants|cases)\b"
    r"|(?:completed|received|underwent|had received|were)\b)"
)
_STAGE_SHARE = re.compile(r"\s+(?:p|c|yp)?(?:T[0-4]|N[0-3]|M1|[Ss]tage\s+[IV1-4]+)[a-d]?\s*[,;)]")
"""``inoperable tumours (38/47 T4)``."""
_NEXT_RATIO = re.compile(
    r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?%\s*\)\s*)?(?:(?:of\s+)?(?:the\s+)?patients\s+)?(?:(?:in|on|from|of)\s+[^,;.\d]{1,40}?)?"
    r"\s*(?:,\s*(?:and\s+)?|;\s*|\band\s+)(?:similarly\s+)?(?:(?:for|in|from)\s+)?"
)
"""``for 88/95 (93%) patients in trial A and 71/80 (89%) in trial B``."""
_AVAILABLE_FOR = re.compile(
    r"\b(?:available|evaluable|assessable|assessed|evaluated)\s+(?:for|in|from|on)\s+$"
)
_INCLUDES = re.compile(r"\b(?:includ(?:es|ed|ing)|compris(?:es|ed|ing))\s+$")
_NEXT_DONE = re.compile(
    r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?%\s*\)\s*)?(?:[^.;()\d]{0,80}?)(?:,\s+and|,|;|\s+and|\s+versus|\s+vs\.?)\s+(?:[^.;(),\d]|\d-){0,50}?(?:\b(?:in|by|to|for|from)\s+)?"
)
"""``by 220/231 and later forms by 167/210``, ``to 385/1410 (27%) in the pilot, 318/2236 in …``."""


def numerators(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``284 of 307 patients completed treatment``: no event, so both are sets of people."""
    for left, whole in pairwise(a for a in sentence.atoms if is_integer(a)):
        if (
            left.start not in taken | found.keys()
            and whole.start in found
            and left.low <= whole.low
            and _OF_MORE.fullmatch(sentence.text[left.end : whole.start])
            and not _NOT_SO_MANY.search(sentence.text, max(sentence.start, left.start - 50), left.start)
            and not _with_events(sentence, whole, taken)
            and not _of_an_arm(sentence, found, left, whole)
            and not _after_events(sentence, left)
        ):
            unit = found[whole.start].fields["unit"]
            yield left.start, cohort_of(left, left.core, left.end, unit, "cohort.numerator")


def denominators(sentence: Sentence, found: Found, taken: set[int]) -> set[int]:
    """``five of 111 with T1 and nine of 128 with T2 tumours relapsed``: 111 is what the five are out of."""
    return {
        whole.start
        for left, whole in pairwise(a for a in sentence.atoms if is_integer(a))
        if whole.start in found
        and left.start not in taken
        and _OF_MORE.fullmatch(sentence.text[left.end : whole.start])
        and (
            _with_events(sentence, whole, taken)
            or _of_an_arm(sentence, found, left, whole)
            or _after_events(sentence, left)
        )
    }


def _after_events(sentence: Sentence, left: Atom) -> bool:
    """``decline was recorded in 9 of 60 patients in one arm and 20 of 61 patients in the other``: the same of both."""
    text = sentence.text
    for first, whole in pairwise(a for a in sentence.atoms if is_integer(a) and a.end <= left.start):
        if _OF_MORE.fullmatch(text[first.end : whole.start]) and _NO_VERB.fullmatch(
            text, whole.end, left.start
        ):
            return happened_to(text[max(sentence.start, first.start - 110) : first.core])
    return False


def _of_an_arm(sentence: Sentence, found: Found, left: Atom, whole: Atom) -> bool:
    """``pain was gone in 18 of 52 in arm A, but 5 of 48 in arm B``: what is told of so many of an arm is an event."""
    return (
        found[whole.start].rule == "cohort.to_arm"
        and not _ACTED.match(sentence.text, found[whole.start].end)
        and not was_done_in(sentence, left.start)
    )


def _with_events(sentence: Sentence, whole: Atom, taken: set[int]) -> bool:
    """``five of 111 with T1 and nine of 128 with T2 tumours relapsed``: what the second counts the first counts too."""
    behind = [
        a for a in sentence.atoms if a.start > whole.end and (is_integer(a) or a.kind is AtomKind.RATIO)
    ]
    return (
        bool(behind)
        and behind[0].start in taken
        and bool(_NO_VERB.fullmatch(sentence.text, whole.end, behind[0].start))
    )


def completed(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``71 of 78 (91%) completed therapy``: two sets of people, though neither is named."""
    numbers = [a for a in sentence.atoms if is_integer(a)]
    last: int | None = None
    for left, whole in pairwise(numbers):
        if left.start in found and whole.start in found and are_fraction(sentence.text, left, whole):
            last = whole.end
        if (
            are_fraction(sentence.text, left, whole)
            and left.low <= whole.low
            and not {left.start, whole.start} & (taken | found.keys())
            and not is_event(sentence, left.start, whole.end, "PEOPLE")
            and (
                _DID.match(sentence.text, whole.end)
                or was_done_in(sentence, left.start)
                or (last is not None and _NEXT_DONE.fullmatch(sentence.text, last, left.start))
            )
        ):
            last = whole.end
            unit = noun_unit(sentence.text[whole.end : whole.end + _NOUN_NEAR]) or "patients"
            for atom in (left, whole):
                yield atom.start, cohort_of(atom, atom.core, atom.end, unit, "cohort.numerator")


def ratios(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``284/307 patients completed treatment``: no event, so both are sets of people."""
    last, done = None, False
    for atom in sentence.atoms:
        if (
            atom.kind is not AtomKind.RATIO
            or atom.start in taken
            or is_event(sentence, atom.start, atom.end, "PEOPLE")
        ):
            continue
        after = sentence.text[atom.end : atom.end + 40]
        before = sentence.text[max(sentence.start, atom.start - 40) : atom.start]
        goes_on = last is not None and (
            _NEXT_RATIO.fullmatch(sentence.text, last, atom.start)
            or (done and _NEXT_DONE.fullmatch(sentence.text, last, atom.start))
        )
        led = (
            _INCLUDES.search(before)
            or was_done_in(sentence, atom.start)
            or was_left_out(sentence, atom.start)
        )
        done = bool(led or (done and goes_on))
        if _STAGE_SHARE.match(after):
            yield atom.start, cohort_of(atom, atom.start, atom.end, "patients", "cohort.ratio")
            continue
        if _OF_PATIENTS.match(after) or _AVAILABLE_FOR.search(before) or led or goes_on:
            yield atom.start, cohort_of(atom, atom.start, atom.end, "patients", "cohort.ratio")
            if before.endswith("("):
                continue  # 92 % of patients (37/40)
            last = atom.end
            total = atom.start + sentence.text[atom.start : atom.end].index("/") + 1
            fields = {"n": int(atom.high or 0), "unit": "patients", "comparator": "="}
            yield total, Finding("cohort", total, atom.end, "cohort.ratio", fields)
