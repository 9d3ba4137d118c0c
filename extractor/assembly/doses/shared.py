"""A number of fractions that is said once for the doses of several targets."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.doses.lists import ADDED, EACH_OF_THEM, OTHER_TARGET, TARGET
from extractor.assembly.doses.part import LIST_GAP, Part
from extractor.assembly.findings import Sentence
from extractor.language.numerals import AtomKind

_OPENS = re.compile(r"(?:^|[.;:]\s)\s*(?:In|Over|Using|With|in|over|using|with)\s+(?:a\s+total\s+of\s+)?$")
_OTHER_ARM = re.compile(
    r"\b(?:boost\w*(?!\s+(?:volumes?|[PCG]TVs?)\b)|followed|then|plus|versus|vs|patients|women|men|arms?|groups?|cohorts?|course|second|previous|prior|subsequent\w*)\b|;|\.\s",
    re.I,
)
_TO_TARGET = re.compile(
    rf"\s+(?:to|for|in|on)\s+[^.;()]*?\b{TARGET}\b[^.;()]{{0,20}}?(?:,|,?\s+and|,?\s+while)\s+", re.I
)
"""``2.2 Gy per fraction to the GTV and 1.8 Gy``."""
_INTEGRATED = re.compile(r"\b(?:integrated|simultaneous(?:ly)?|concomitant(?:ly)?|SIB)\b", re.I)
_NEXT_COURSE = re.compile(
    r"\b(?:followed|then|versus|vs|patients|women|men|arms?|groups?|second|previous|prior|sequential\w*)\b|;|\.\s",
    re.I,
)
_COUNTED = re.compile(
    r"[\s-]*(?:(?:daily|single|equal|treatment|consecutive)\s+)?(?:doses|fractions|treatments|sessions)\b"
)
_SUMMED = re.compile(r"[,(]\s*(?:or|i\.e\.,?|that\s+is,?)\s+(?:a\s+total\s+of\s+)?$")
_IN_ALL = re.compile(r"\s+(?:in\s+(?:total|all)|total|altogether)\b|\s*[),.;]")
"""``twenty fractions of 2.75 Gy, or 55 Gy in total``."""
_ALIKE = 0.5
_FIT = 0.01


def share_fractions(sentence: Sentence, parts: Sequence[Part]) -> list[Part]:
    """The parts, with the number of fractions that a list of targets shares.

    ``PTV1 received 66 Gy (2.2 Gy per fraction) and PTV2 54 Gy in 30 fractions``: 66 Gy in 30 fractions as well.
    """
    result = _each_of_listed(_products_of_listed(sentence, _led(sentence, list(parts))))
    of_all = False  # the number holds for each dose of a list
    for i in range(len(result) - 2, -1, -1):
        part, behind = result[i], result[i + 1]
        if _is_counted_again(sentence, part, behind):
            del result[i]
            continue
        if behind.fractions is None or part.fractions is not None or not _alike(part, behind):
            of_all = False
            continue
        of_all = of_all or _is_of_all(sentence, behind)
        if _is_one_course(sentence, part, behind, of_all):
            result[i] = replace(part, fractions=behind.fractions)
    result = [_counted(sentence, part) for part in _each_of_listed(result)]
    return [part for i, part in enumerate(result) if not _is_restated(sentence, part, result[:i])]


def _led(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``In 20 fractions, the prostate was treated to 60 Gy and the vesicles to 46 Gy``."""
    if len(parts) < 2 or parts[0].fractions is None or parts[0].total or parts[0].each:
        return parts
    first = parts[0]
    led = _OPENS.search(sentence.text[max(0, sentence.start - 2) : first.start])
    bare = all(p.total and not p.fractions and not p.each for p in parts[1:])
    between = sentence.text[first.end : parts[-1].start]
    if led is None or not bare or not between.startswith((",", " ")) or _OTHER_ARM.search(between):
        return parts
    return [replace(p, fractions=first.fractions) for p in parts[1:]]


def _each_of_listed(parts: list[Part]) -> list[Part]:
    """``50.4 Gy to the nodes and 67.2 Gy to the prostate in 28 fractions (1.8 and 2.4 Gy per fraction)``."""
    eaches = [p for p in parts if p.total is None and p.fractions is None]
    n = len(eaches)
    if n < 2 or parts[-n:] != eaches or len(parts) < 2 * n:
        return parts
    whole = parts[-2 * n : -n]
    if not all(_fits(total, each) for total, each in zip(whole, eaches, strict=True)):
        return parts
    return [
        *parts[: -2 * n],
        *(replace(total, each=each.each) for total, each in zip(whole, eaches, strict=True)),
    ]


def _products_of_listed(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``66 Gy and … 54 Gy, in 30 fractions of 2.2 and 1.8 Gy``: what the arithmetic pairs."""
    for i, first in enumerate(parts):
        if first.fractions is None or first.each is None or first.total is not None:
            continue
        run = [first]
        for part in parts[i + 1 :]:
            dose = part.total or part.each
            if dose is None or part.fractions or not LIST_GAP.match(sentence.text[run[-1].end : part.start]):
                break
            run.append(replace(part, total=None, each=dose))
        whole = parts[max(0, i - len(run)) : i]
        counted = [replace(p, fractions=first.fractions) for p in whole]
        fit = len(run) > 1 and len(whole) == len(run) and all(map(_fits, counted, run))
        if fit and all(p.fractions is None for p in whole):
            paired = [replace(p, each=each.each) for p, each in zip(counted, run, strict=True)]
            return [*parts[: i - len(run)], *paired, *parts[i + len(run) :]]
    return parts


def _fits(part: Part, other: Part) -> bool:
    """Whether so many fractions of such a dose make up the total."""
    if part.total is None or part.fractions is None or part.each is not None or other.each is None:
        return False
    made = part.fractions[0] * other.each.low
    return abs(made - part.total.low) <= _FIT * part.total.low


def _alike(part: Part, behind: Part) -> bool:
    """Whether the number of fractions of one dose may hold for another before it."""
    if part.total is None or behind.total is None:
        return part.total is None and behind.total is None and part.each is not None
    if part.total.comparator not in {"=", ">="} or not part.total.single:
        return False
    assert behind.fractions is not None
    if part.each is not None and part.each.single:
        made = part.each.low * behind.fractions[0]
        return abs(made - part.total.low) <= _FIT * part.total.low
    low, high = sorted((part.total.low, behind.total.low))
    return low >= _ALIKE * high


def _is_of_all(sentence: Sentence, part: Part) -> bool:
    """``66 Gy, each in 30 fractions``."""
    dose = part.total or part.each
    return (
        dose is not None and EACH_OF_THEM.search(sentence.text, dose.end, max(dose.end, part.end)) is not None
    )


def _is_one_course(sentence: Sentence, part: Part, behind: Part, of_all: bool) -> bool:
    if behind.total is None and behind.each is None:
        return False
    gap = sentence.text[part.end : behind.start]
    if part.each is not None and part.total is not None and not re.search(r"[;.]\s", gap):
        return True  # the arithmetic tells
    if _INTEGRATED.search(gap) and not _NEXT_COURSE.search(gap):
        return True
    if of_all:
        return _INTEGRATED.search(gap) is not None or not _OTHER_ARM.search(gap.replace(";", ","))
    if _OTHER_ARM.search(gap) or ADDED.search(gap):
        return False
    return bool(OTHER_TARGET.fullmatch(gap) or _TO_TARGET.fullmatch(gap))


def _counted(sentence: Sentence, part: Part) -> Part:
    """``8 Gy (0.8 Gy daily, until a total of 10 doses)``: a number printed behind that the arithmetic confirms."""
    if part.total is None or part.each is None or part.fractions is not None:
        return part
    if not (part.total.single and part.each.single and part.each.low):
        return part
    count = part.total.low / part.each.low
    for atom in sentence.atoms:
        if atom.kind is not AtomKind.NUMBER or atom.start < part.end or abs(atom.low - count) >= _FIT:
            continue
        counted = _COUNTED.match(sentence.text, atom.end)
        if counted:
            return replace(part, fractions=(atom.low, atom.low), end=counted.end())
    return part


def _is_counted_again(sentence: Sentence, part: Part, behind: Part) -> bool:
    """``two sessions of brachytherapy (2 × 9 Gy)``: the number that the bracket says again."""
    alone = part.total is None and part.each is None and part.fractions == behind.fractions
    return (
        alone and re.fullmatch(r"[^().;,\d]{0,60}\(\s*", sentence.text[part.end : behind.start]) is not None
    )


def _is_restated(sentence: Sentence, part: Part, before: Sequence[Part]) -> bool:
    """``10 doses (8 Gy)`` behind ``8 Gy (80 cGy daily``: a bracket that only says the total again."""
    if part.total is None or part.fractions or part.each:
        return False
    bracketed = sentence.text[: part.start].endswith("(") and sentence.text.startswith(")", part.end)
    summed = _SUMMED.search(sentence.text[: part.start]) and _IN_ALL.match(sentence.text, part.end)
    made = part.total.low
    return bool(bracketed or summed) and any(
        p.fractions and p.each and abs(p.fractions[0] * p.each.low - made) <= _FIT * made for p in before
    )
