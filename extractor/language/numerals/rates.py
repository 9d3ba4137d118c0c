"""Lists of rates that print the percent sign once, and what tells a rate from a number of people."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind

_RATE = re.compile(
    r"\b(?:probabilit(?:y|ies)|proportions?|survivals?|incidences?|rates?|freedom|risks?|recurrences?|failures?|relapses?|mortality|control"
    r"|toxicity|complications?|PFS|OS|DFS|EFS|LC|LRC|DSS|CSS|RFS|DMFS|MFS)\b",
    re.I,
)
_LEADS = re.compile(
    r"(?:\b(?:was|were|is|are|of|and|or|vs\.?|versus|v\.?|to|against|only|respectively|than|with|[A-Z]\d?[a-c]?|stage\s[IV]+|survival|control|rates?|failure|recurrence|groups?|arms?|years?|months?|yrs?)|[,:=/;(])\s*$"
)
"""What stands directly before a member of a list of rates."""
GOES_ON = re.compile(
    r"\s*(?:$|[,;:/.](?!\d)|[,/](?=\s?\d)|[)\]]|(?:±|\+)|(?:and|or|vs\.?|versus|v|to|against|in|for|with|without|after|following|at|among|by|on|respectively|compared|than|while|whereas)\b"
    r"|[(\[](?!\s*(?:n\s*=\s*)?\d+(?:[.·]\d+)?\s?%)(?!\s*\d+\s*(?:/|of)\s*\d))"
)
_VERB = r"\b(?:was|were|is|had|have|has|did|who|which|developed|died|received)\b"
_LIST_ON = re.compile(
    r"(?:\s*[(\[][^()\[\]]{0,60}[)\]])?\s*,?\s*"
    rf"(?:(?:in|for|with|without|after|following|at|among|by|on|of)\s(?:(?!{_VERB})[^.;:%\d()=]){{0,80}}?)?"
    r"(?:\s*(?:,|/|;)|\s*\b(?:and|or|vs\.?|versus|v\.?|to|against|than|compared\s+(?:with|to)|whereas|while)(?!\w))"
    rf"(?:\s*(?:and|versus|vs\.?|then|was|were|to|only|it\s+was|[A-Z]\d?[a-c]?:?))?(?:\s+(?:it\s+(?:was|were)|(?:in|for|with|without|after|at)\s(?:(?!{_VERB})[^.;:%\d()=,]){{1,60}}?,?)(?:\s+(?:was|were))?)?\s*"
)
"""From one rate to the next: ``in arm A, `` and ``at 3 years and ``."""
_ANOTHER = re.compile(
    r"\s*(?:(?:in|for|with|without|after|at)\s[^.;:,%\d()=]{1,50})?(?:[;,]\s*(?:and\s+)?|\s+and\s+)(?:(?:the|for|an?)\s+)?"
    rf"(?:(?!{_VERB})[^.;:,%\d()=])*?{_RATE.pattern}(?:(?!{_VERB})[^.;:,%\d()=]){{0,50}}?(?:\s*\b(?:was|were|of)\b|:)?\s*",
    re.I,
)
"""``; disease-free survival was ``: the next rate of a list of lists."""
BESIDE = {
    AtomKind.TIME,
    AtomKind.SPREAD,
    AtomKind.INTERVAL,
    AtomKind.P_VALUE,
    AtomKind.CITATION,
    AtomKind.DOSE,
    AtomKind.GRADE,
    AtomKind.NAME,
}
"""What may stand between two members of a list."""
RATIO_NAMED = re.compile(
    r"\b(?:[A-Za-z]*HRs?|RRs?|ORs?|SIR|SMR|[Rr]atios?|[Hh]azards?|[Oo]dds|[Rr]elative\s+(?:risk|rate))\b"
)
COUNTED_NEXT = re.compile(
    r"[-\s]*(?:(?!(?:in|for|of|with|without|among|after|by|on|and|vs|versus)\b)[A-Za-z-]+\s+)?(?:patients|women|men|children|cases|pts|lesions|tumou?rs|events|deaths|sites|trials|studies|of\s+\d|fold|times|points?|%|c?Gy|[mc]m|mg|ml|years?|months?|weeks?|days?)\b|[-/]\d|\s*%",
    re.I,
)
_WHOLE = 100
_CITED = re.compile(r"\(\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})+\s*\)")
"""``in the 20-25% range (11, 19, 29)``: citations, not rates."""
_LONGEST_GAP = 160
_REACH = 140
_SENTENCE = 400
"""Letters that are read back for what a list is of."""


def with_listed_signs(text: str, atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """``67 at 3 years, 54 at 5 years and 43%``, ``60%, 45 and 30``: the members of a list of rates as percentages."""
    if not any(a.kind is AtomKind.PERCENT for a in atoms):
        return tuple(atoms)
    result = list(atoms)
    chain: list[int] = []
    passed: list[Atom] = []
    cited = {i for m in _CITED.finditer(text) for i in range(m.start(), m.end())}
    for i, atom in enumerate(atoms):
        if atom.kind in BESIDE or atom.start in cited:
            passed.append(atom)
            continue
        if chain and _follows(text, result[chain[-1]], atom, passed) and _is_member(text, atom):
            chain.append(i)
        else:
            _give_sign(text, result, chain)
            chain = [i] if _is_member(text, atom) else []
        passed = []
    _give_sign(text, result, chain)
    return tuple(result)


def _give_sign(text: str, atoms: list[Atom], chain: Sequence[int]) -> None:
    signed = [atoms[i].kind is AtomKind.PERCENT for i in chain]
    if not any(signed) or all(signed) or not _is_of_rates(text, atoms[chain[0]]):
        return
    for i in chain:
        if atoms[i].kind is not AtomKind.PERCENT:
            atoms[i] = replace(atoms[i], kind=AtomKind.PERCENT, unit="percent")


def _follows(text: str, last: Atom, atom: Atom, passed: Iterable[Atom]) -> bool:
    begin = max(atom.start, atom.core)
    if begin - last.end > _LONGEST_GAP:
        return False
    gap = masked(text, last.end, begin, passed)
    return bool(_LIST_ON.fullmatch(gap) or _ANOTHER.fullmatch(gap))


def _is_member(text: str, atom: Atom) -> bool:
    if atom.kind is AtomKind.PERCENT:
        return True
    begin = max(atom.start, atom.core)
    return (
        fits_percentage(text, atom)
        and GOES_ON.match(text, atom.end) is not None
        and _LEADS.search(text, max(0, begin - 20), begin) is not None
    )


def _is_of_rates(text: str, first: Atom) -> bool:
    """Whether what leads to the first of a list names a rate, and no ratio."""
    said = said_before(text, first.start)[-_REACH:].rpartition("; ")[2]
    return bool(_RATE.search(said)) and not RATIO_NAMED.search(said)


def fits_percentage(text: str, atom: Atom) -> bool:
    """Whether a number may be a percentage: one of at most 100 that counts nothing."""
    whole = atom.kind is AtomKind.NUMBER and atom.single and not atom.words
    return whole and 0 <= atom.low <= _WHOLE and COUNTED_NEXT.match(text, atom.end) is None


def said_before(text: str, end: int) -> str:
    """What the sentence says before ``end``, as far as it matters."""
    begin = max(0, end - _SENTENCE)
    return text[max(text.rfind(". ", begin, end), begin) : end]


def masked(text: str, start: int, end: int, atoms: Iterable[Atom]) -> str:
    """The text between two offsets, with spaces for the atoms in it."""
    gap = text[start:end]
    for atom in atoms:
        a, b = max(atom.start - start, 0), max(atom.end - start, 0)
        gap = gap[:a] + " " * len(gap[a:b]) + gap[b:]
    return gap
