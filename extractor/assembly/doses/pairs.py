"""Numbers of fractions and doses a fraction that two lists give: ``15 or 16 fractions of 2.67 and 2.65 Gy``."""

import re
from collections.abc import Iterator

from extractor.assembly.doses.part import LIST_GAP, RESPECTIVELY, Part
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind

_LISTED = re.compile(r"\s*(?:,|and|or|,\s*and|,\s*or)\s*")
_LARGEST_EACH = 10


def paired_products(sentence: Sentence) -> Iterator[tuple[Part, tuple[int, int]]]:
    """A part for each pair of the two lists, with the offsets of its numbers."""
    for m in sentence.labelled("PRODUCT"):
        number = next((a for a in m.atoms if a.kind is AtomKind.NUMBER), None)
        dose = next((a for a in m.atoms if a.kind is AtomKind.DOSE), None)
        if number is None or dose is None or not number.single or number.start > dose.start:
            continue
        before, behind = _beside(sentence, number, dose)
        if before is None or behind is None or not RESPECTIVELY.match(sentence.text, behind.end):
            continue
        for count, each in ((before, dose), (number, behind)):
            yield (
                Part(count.start, each.end, m.rule, None, (count.low, count.low), each),
                (count.start, each.start),
            )


def _beside(sentence: Sentence, number: Atom, dose: Atom) -> tuple[Atom | None, Atom | None]:
    """The number of fractions listed before ``number`` and the dose listed behind ``dose``."""
    counts = (a for a in sentence.atoms if a.kind is AtomKind.NUMBER and a.single and a.end <= number.start)
    before = [a for a in counts if _LISTED.fullmatch(sentence.text, a.end, number.start)]
    doses = (a for a in sentence.atoms if a.kind is AtomKind.DOSE and a.start >= dose.end)
    behind = next(doses, None)
    if (
        behind is None
        or behind.low > _LARGEST_EACH
        or not LIST_GAP.match(sentence.text[dose.end : behind.start])
    ):
        behind = None
    return (before[-1] if before else None), behind
