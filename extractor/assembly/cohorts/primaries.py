"""What kinds of primary tumour there were, each with its number."""

import re
from collections.abc import Iterator

from extractor.assembly.cohorts.numbers import Found, cohort_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer
from extractor.language.numerals.words import NUMBER_WORDS

_NUMBER = rf"(?:\d{{1,3}}|{NUMBER_WORDS})"
_ITEM = rf"{_NUMBER}\s+(?:with\s+)?(?:[A-Za-z][\w/-]+\s*){{1,3}}"
_THERE_WERE = re.compile(
    rf"There\s+(?:were|was)\s+(?:{_ITEM}(?:,\s*(?:and\s+)?|\band\s+)){{2,}}{_NUMBER}\s+(?:[A-Za-z][\w/-]+\s+){{1,3}}"
    r"(?:primary|primaries|cancers?|carcinomas?|tumou?rs?)\b",
    re.I,
)


def primaries(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``There were five renal, six colorectal and two breast primaries``: patients of each kind."""
    listed = _THERE_WERE.match(sentence.text, sentence.start, sentence.end)
    if listed is None or any(m.code not in {"skip", "none"} for m in sentence.labelled("ENDPOINT")):
        return
    for atom in sentence.atoms:
        if is_integer(atom) and atom.start < listed.end() and atom.start not in taken:
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.characterised")
