"""A physical and a biological dose that are named first and given behind, in the same order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.doses.part import RESPECTIVELY, Part
from extractor.assembly.findings import Sentence

_NAMED = re.compile(
    r"\bdoses?\b[^.;%\d]{0,40}?\band\s+(?:[a-z-]+\s+){0,4}?"
    r"(?:(?P<bed>BED\w*|biological(?:ly)?[\s-]+(?:effective|equivalent)\s+doses?)|(?P<eqd2>EQD_?2\w*))"
    r"(?:\s*\([^()]*\))?\s+(?:[a-z]+\s+){0,2}?(?:was|were|of|to)\s+$"
)
_BETWEEN = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:and|,)\s*")
_SPREAD = re.compile(r"\s*\([^()]*\)")


def named_in_order(sentence: Sentence, parts: Sequence[Part]) -> tuple[list[Part], dict[int, str]]:
    """``the median dose and BED were 54 and 95 Gy, respectively, in 9 fractions``.

    The parts, of which the first of such a pair has the fractions said behind both, and their measures by offset.
    """
    result = list(parts)
    measures: dict[int, str] = {}
    for i, (first, second) in enumerate(pairwise(parts)):
        if first.total is None or second.total is None:
            continue
        named = _NAMED.search(sentence.text, sentence.start, first.start)
        if named is None or not _BETWEEN.fullmatch(sentence.text, first.total.end, second.total.start):
            continue
        spread = _SPREAD.match(sentence.text, second.total.end)
        if not RESPECTIVELY.match(sentence.text, spread.end() if spread else second.total.end):
            continue
        result[i] = replace(first, fractions=first.fractions or second.fractions)
        result[i + 1] = replace(second, fractions=None, end=second.total.end, rule="dose.total")
        measures |= {first.start: "physical", second.start: "bed" if named["bed"] else "eqd2"}
    return result, measures
