"""Which numbers of a sentence may be scores: none that count, limit, date or name."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.scores.names import Name
from extractor.assembly.endpoints.scores.told import FROM
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader
from extractor.language.numerals import Atom, AtomKind

SPREAD_NEXT = re.compile(r"\s*(?:[a-zA-Z/%]{1,7}\s*)?(?:±|\+/[-−]|[(\[]\s*(?:SD|SE|SEM|standard|±|\+/))")
_LINK = re.compile(
    r"(?:\b(?:was|were|is|are|of|by|from|to|averaged|averaging|amounted|reached|remained|than|against|and|or|vs\.?|versus|v|with|further|mean|median|average|scores?|lost|dropped|gained|fell|rose|lose|only|about|approximately|around|nearly|an?|rated|scored|judged|graded|difference|changes?|reduction|improvement|decrease|increase|decline|MD)|[:=(\[,;])\s*[-−–+]?$",
    re.I,
)
_LIMIT = re.compile(
    r"(?:[≥≤<>]|\b(?:within|at\s+least|at\s+most|up\s+to|(?:more|less|greater|lower|higher|better|worse)\s+than|above|below|under|over|exceed\w+|grade|score\s+of))\s*$"
)
_SHARE_NEXT = re.compile(
    r"\s*(?:points?\s+)?(?:or\s+(?:more|less|higher|lower|greater)\b|(?:in|for|had)\s+\d[\d.·]*\s?%|[-–]?point\s+scale)"
)
_COUNTED_NEXT = re.compile(
    r"\s*(?:%|[-–]\s?(?:year|month|week|point|item|field|Gy|MV)|(?:of|out\s+of)\s+(?:the\s+)?\d|(?:(?!(?:in|for|with|on|after|and|of|at)\b)[\w-]+\s+){0,2}(?:patients|women|men|children|lesions|tumou?rs|fractions|eyes|ears|cases|people|participants|courses|cycles|fields|sessions|centres|studies|trials|survivors|controls)\b|(?:years?|months?|weeks?|days?|hours?|minutes?|min|h)\b|st\b|nd\b|rd\b|th\b|Gy\b|°\s?C|MeV|MV)"
)
_NAMING = re.compile(
    r"\b(?:patients|women|men|arm|group|day|week|month|year|cycle|level|stage|zone|table|figure|fig\.?|n\s*=)\s*$",
    re.I,
)
"""``day 30``, ``level 2``: the number names."""
_YEAR = re.compile(r"(?:19|20)\d\d$")


def may_be_score(atom: Atom, numbers: ValueReader, shares: Sequence[Value]) -> bool:
    """Whether a number may be a score: ``7.4``, ``12 points``; a percentage only where it was read as one."""
    if atom.kind is AtomKind.PERCENT:
        return any(v.start == atom.core for v in shares)
    if atom.kind not in {AtomKind.NUMBER, AtomKind.MEASURE} or atom.words or atom.comparator != "=":
        return False
    return atom.start not in numbers.used


def is_no_score(sentence: Sentence, plain: str, atom: Atom) -> bool:
    """``at least 10 points``, ``10 patients``, ``day 30``: limits, counts, names with numbers, and numbers that nothing leads to."""
    before = plain[max(sentence.start, atom.core - 60) : atom.core]
    if _LIMIT.search(before) or _SHARE_NEXT.match(plain, atom.end) or _COUNTED_NEXT.match(plain, atom.end):
        return True
    if atom.kind is AtomKind.NUMBER and re.match(r"\s?/\s?\d", plain[atom.end : atom.end + 4]):
        return True
    if not atom.single and not FROM.search(before):
        return True
    if _NAMING.search(before) or (
        _YEAR.match(plain, atom.core, atom.end) and re.search(r"\b(?:in|since|until)\s+$", before)
    ):
        return True
    return _LINK.search(before) is None and SPREAD_NEXT.match(sentence.text, atom.end) is None


def named_directly(plain: str, atom: Atom, known: Sequence[Name]) -> bool:
    """``physical functioning 81.2``: a scale and its value, which is no whole number."""
    return (
        atom.single
        and not float(atom.low).is_integer()
        and not _COUNTED_NEXT.match(plain, atom.end)
        and any(n.scaled and plain[n.term.end : atom.core].isspace() for n in known)
    )
