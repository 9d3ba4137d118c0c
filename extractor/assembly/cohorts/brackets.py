"""Brackets in line with one that counts: ``a recurrence (61 cases) or a new primary (31)``, ``29 studies (four prospective)``."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.cohorts.numbers import Found, cohort_of
from extractor.assembly.counts import terms_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer
from extractor.language.numerals import Atom, AtomKind

_OPENED = re.compile(r"\(\s*(?P<label>[A-Za-z][\w+-]*(?:\s[\w+-]+){0,3}\s*[,:]\s*)?$")
_CLOSED = re.compile(r"\s*\)")
_GAP = re.compile(
    r"\)(?P<gap>(?:[^().;]|\.(?=\d)){1,90})\(\s*(?P<label>[A-Za-z][\w+-]*(?:\s[\w+-]+){0,3}\s*[,:]\s*)?"
)
_PART = re.compile(r"\s*\(\s*")
_SAID_OF = re.compile(r"\s+(?!(?:each|per|of|in|to)\b)(?:[a-z-]+\s+){0,2}[a-z-]+(?<!s)\s*\)")
"""``(four prospective)``; a plural would be something else that is counted."""
_WHO = re.compile(
    r"\b(?:patients|women|men|children|those|they|respondents|survivors|forms|questionnaires|diaries|records)\b[^.;()%]{0,60}\(\s*"
)
_AT = re.compile(r"\s+(?:at|after)\s+")
_NEXT = re.compile(r"\s*(?:,|;|,?\s*and)\s*")


def bracketed(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """Numbers alone in brackets: ``A (45 patients) and B (44)``, ``29 studies (four prospective)``, ``the forms (61 at six weeks, 49 at six months)``."""
    if "(" not in sentence.string:
        return
    numbers = [a for a in sentence.atoms if is_integer(a) and a.comparator == "=" and a.start not in taken]
    for k in sorted(found):
        yield from _in_line(sentence, found, k, numbers)
        part = _part(sentence, found[k], numbers)
        if part is not None and part.low < found[k].fields["n"]:
            known = found.get(part.start)
            unit = found[k].fields["unit"]
            yield (
                part.start,
                replace(known, fields={**known.fields, "unit": unit})
                if known
                else cohort_of(part, part.core, part.end, unit, "cohort.bracketed"),
            )
    yield from _at_times(sentence, found, taken)


def _in_line(sentence: Sentence, found: Found, k: int, numbers: list[Atom]) -> Iterator[tuple[int, Finding]]:
    """``group A (45 patients) had 66 Gy, group B (44) 70 Gy``."""
    text, end = sentence.text, found[k].end
    opened = _OPENED.search(text, sentence.start, min(k, found[k].start))
    while opened is not None:
        closed = _CLOSED.match(text, end)
        behind = next((a for a in numbers if a.start > end), None)
        if closed is None or behind is None or behind.start in found:
            return
        gap = _GAP.fullmatch(text, closed.end() - 1, behind.start)
        alike = gap is not None and bool(gap["label"]) == bool(opened["label"])
        if not alike or not _CLOSED.match(text, behind.end) or _tells(sentence, end, behind.start):
            return
        yield (
            behind.start,
            cohort_of(behind, behind.core, behind.end, found[k].fields["unit"], "cohort.bracketed"),
        )
        end = behind.end


def _tells(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an outcome is named in a stretch."""
    return any(m.code not in {"skip", "none"} and start <= m.start < end for m in terms_of(sentence))


def _part(sentence: Sentence, whole: Finding, numbers: list[Atom]) -> Atom | None:
    """``29 studies (four prospective)``: the number of a part in the bracket behind its whole."""
    opened = _PART.match(sentence.text, whole.end)
    if opened is None:
        return None
    part = next((a for a in numbers if a.core == opened.end()), None)
    said = _SAID_OF.match(sentence.text, part.end) if part else None
    if part is None or said is None or _tells(sentence, part.end, said.end()):
        return None
    return part


def _at_times(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``those who filled in the forms (61 at six weeks, 49 at six months)``."""
    atoms = [a for a in sentence.atoms if a.end <= sentence.end]
    for m in _WHO.finditer(sentence.text, sentence.start, sentence.end):
        offset = m.end()
        for number, time in pairwise(atoms):
            led = number.core == offset or (
                number.start > offset and _NEXT.fullmatch(sentence.text, offset, number.core)
            )
            timed = time.kind is AtomKind.TIME and _AT.fullmatch(sentence.text, number.end, time.start)
            if led and timed and is_integer(number) and number.start not in taken | found.keys():
                yield number.start, cohort_of(number, number.core, number.end, "patients", "cohort.bracketed")
                offset = time.end
