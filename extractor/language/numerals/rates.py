"""Lists of rates that print the percent sign once, and what tells a rate from a number of people."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind

_RATE = re.compile(
    r"\b(?:probabilit(?:y|ies)|proportions?|survivals?|incidences?|rates?|freedom|risks?|recurrences?|failures?|relapses?|mortality|control"
    r"|toxicit(?:y|ies)|complications?|reactions?|responses?|responders|remissions?|relief|palliation|progression|metastas[ei]s|results?|cosmesis"
    r"|outcomes?|effects?|PFS|OS|DFS|EFS|LC|LRC|DSS|CSS|RFS|DMFS|MFS|CR|PR|SD|PD|ORR)\b",
    re.I,
)
_LEADS = re.compile(
    r"(?:\b(?:was|were|is|are|of|and|or|vs\.?|versus|v\.?|to|against|only|respectively|than|with|[A-Z]\d?[a-c]?|stage\s[IV]+|survival|control|rates?|failure|recurrence|groups?|arms?|years?|months?|yrs?)|[,:=/;(])\s*$"
)
"""What stands directly before a member of a list of rates."""
GOES_ON = re.compile(
    r"\s*(?:$|[,;:/.](?!\d)|[,/](?=\s?\d)|[)\]]|(?:±|\+)|(?:and|or|vs\.?|versus|v|to|against|in|for|with|without|after|of(?!\s(?:the|them|these|those|whom|which|our|all|\d))|following|at|among|by|on|respectively|compared|than|while|whereas)\b"
    r"|(?:was|were)\s(?:found|observed|seen|obtained|achieved|reported|recorded|noted)\b"
    r"|[(\[](?!\s*(?:n\s*=\s*)?\d+(?:[.·]\d+)?\s?%(?!\s*(?:CI|confidence)))(?!\s*\d+\s*(?:/|of)\s*\d))"
)
_VERB = (
    r"\b(?:was|were|is|had|have|has|did|who|which|that|developed|died|received|underwent|experienced|required|relapsed|recurred|failed"
    r"|remained|survived|showed|achieved|completed|suffered|reported|presented|progressed|responded|lived|lost|refused)\b"
)
_LIST_ON = re.compile(
    rf"(?:\s*[(\[][^()\[\]]{{0,60}}[)\]])?(?:\s(?:{_VERB}(?:\s(?!and\b|or\b|with)[a-z-]+)?|overall|altogether|in\sall))?\s*,?\s*"
    rf"(?:(?:in|for|with|without|after|following|at|among|by|on|of)\s(?:(?!{_VERB})[^.;:%\d()=]){{0,80}}?)?"
    r"(?:\s*(?:,|/|;)|\s*\b(?:and|or|vs\.?|versus|v\.?|to|against|than|compared\s+(?:with|to)|whereas|while)(?!\w))"
    rf"(?:\s*(?:and|versus|vs\.?|then|was|were|to|only|it\s+was|[A-Z]\d?[a-c]?:?))?(?P<placed>\s+(?:it\s+(?:was|were)|(?:in|for|with|without|after|at)\s(?:(?!{_VERB})[^.;:%\d()=,]){{1,60}}?,?)(?:\s+(?:was|were))?)?\s*"
)
"""From one rate to the next: ``in arm A, `` and ``at 3 years and ``."""
_ANOTHER = re.compile(
    r"\s*(?:(?:in|for|with|without|after|at)\s[^.;:,%\d()=]{1,50})?(?:[;,]\s*(?:and\s+)?|\s+and\s+)(?:(?:the|for|an?)\s+)?"
    rf"(?:(?!{_VERB})[^.;:,%\d()=])*?{_RATE.pattern}(?:(?!{_VERB})[^.;:,%\d()=]){{0,50}}?(?:\s*\b(?:was|were|of)\b|:)?\s*",
    re.I,
)
"""``; disease-free survival was ``: the next rate of a list of lists."""
_LABELLED = re.compile(
    r"\s*(?:[(\[][^()\[\]]{0,60}[)\]])?(?:\s(?:grades?)\s)?\s*(?:[,;]|\band\b|\b(?:versus|vs|or)\b)"
    rf"(?:\s(?:and\s)?(?:was|were|remained|became)\s)?(?:(?!{_VERB})[^.;:,%\d()=]){{0,60}}?(?:\bin\b|[:=,]|\b(?:was|were)\b)\s*"
)
"""``, partial in ``, ``; LC: ``: the next member with a label of its own."""
LINKS = (_LIST_ON, _ANOTHER, _LABELLED)
"""What may stand between two members, what is beside them masked."""
_GIVEN_IN = re.compile(r"\bin\s*$")
NEW_CLAUSE = re.compile(rf"\s*(?:of\s[^.;,\d]{{1,40}}?\s)?{_VERB}")
"""``in 3, and 45% died``: no list."""
_APPOSED = re.compile(
    r"[,;(]\s*(?:[\w-]+\s+){0,2}?(?:rates|incidences|percentages|proportions)\s+of\s|[,;(]\s*(?:for|with|giving|yielding|making|corresponding\s+to|equal\s+to|resulting\s+in|that\s+is|i\.e\.,?)\s+(?:an?|the)\s"
)
"""``numbered 10 and 14, for an incidence of 4% and 6%``: counts and what share they are."""
_COMPARED = re.compile(r"\s*(?:/|vs?\.?|versus)\s*$")
_PLAIN_LIST = 3
_NUMBERED = re.compile(r"\b[nN]\s*=\s*$")
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
    r"[-\s]*(?:(?!(?:in|for|of|with|without|among|after|by|on|and|vs|versus)\b)[A-Za-z-]+\s+)?(?:patients|women|men|children|cases|pts|lesions|tumou?rs|events|deaths|sites|trials|studies|of\s+\d|fold|times|points?|%|c?Gy|[mc]m|mg|ml|years?|months?|weeks?|days?)\b|-\d|\s*%",
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
        if chain and _may_be_member(text, atom) and _follows(text, result[chain[-1]], atom, passed):
            chain.append(i)
        else:
            _give_sign(text, result, chain)
            chain = [i] if _begins_list(text, atom) else []
        passed = []
    _give_sign(text, result, chain)
    return tuple(result)


def _give_sign(text: str, atoms: list[Atom], chain: Sequence[int]) -> None:
    signed = [atoms[i].kind is AtomKind.PERCENT for i in chain]
    if not any(signed) or all(signed) or not _is_of_rates(text, [atoms[i] for i in chain]):
        return
    for i in chain:
        if atoms[i].kind is not AtomKind.PERCENT:
            atoms[i] = replace(atoms[i], kind=AtomKind.PERCENT, unit="percent")


def _follows(text: str, last: Atom, atom: Atom, passed: Iterable[Atom]) -> bool:
    begin = max(atom.start, atom.core)
    if begin - last.end > _LONGEST_GAP:
        return False
    gap = masked(text, last.end, begin, passed)
    if RATIO_NAMED.search(gap) or _APPOSED.search(gap):
        return False
    if goes_on := _LIST_ON.fullmatch(gap):
        return atom.kind is AtomKind.PERCENT or bool(goes_on["placed"]) or _is_led(text, atom)
    if _LABELLED.fullmatch(gap):
        return True
    return _ANOTHER.fullmatch(gap) is not None and not is_given_in(text, last)


def is_given_in(text: str, atom: Atom) -> bool:
    """``in 12``: whether a number says in how many of them something was."""
    return _GIVEN_IN.search(text, max(0, atom.core - 8), atom.core) is not None


def _may_be_member(text: str, atom: Atom) -> bool:
    return atom.kind is AtomKind.PERCENT or (
        fits_percentage(text, atom)
        and GOES_ON.match(text, atom.end) is not None
        and _NUMBERED.search(text, max(0, atom.core - 8), atom.core) is None
    )


def _begins_list(text: str, atom: Atom) -> bool:
    led = atom.kind is AtomKind.PERCENT or _is_led(text, atom)
    return _may_be_member(text, atom) and (led or is_given_in(text, atom))


def _is_led(text: str, atom: Atom) -> bool:
    begin = max(atom.start, atom.core)
    return _LEADS.search(text, max(0, begin - 20), begin) is not None


def _is_of_rates(text: str, chain: Sequence[Atom]) -> bool:
    """Whether what leads to a list names a rate, or its form says so, and no ratio is named."""
    first, last = chain[0], chain[-1]
    said = said_before(text, first.start)[-_REACH:].rpartition("; ")[2]
    if RATIO_NAMED.search(said):
        return False
    given_in = is_given_in(text, first)
    if given_in and NEW_CLAUSE.match(text, last.end):
        return False
    return len(chain) >= _PLAIN_LIST or bool(
        _RATE.search(said)
        or (given_in and is_given_in(text, last))
        or _COMPARED.search(text, first.end, chain[1].core)
    )


def fits_percentage(text: str, atom: Atom) -> bool:
    """Whether a number may be a percentage: one of at most 100 that counts nothing."""
    whole = atom.kind is AtomKind.NUMBER and atom.single and not atom.words
    return whole and 0 <= atom.low <= _WHOLE and COUNTED_NEXT.match(text, atom.end) is None


def said_before(text: str, end: int) -> str:
    """What the sentence says before ``end``, as far as it matters."""
    begin = max(0, end - _SENTENCE)
    return text[max(text.rfind(". ", begin, end), begin) : end]


def masked(text: str, start: int, end: int, atoms: Iterable[Atom], by: str = " ") -> str:
    """The text between two offsets, with spaces (or another letter) for the atoms in it."""
    letters = list(text[start:end])
    for atom in atoms:
        within = slice(max(atom.start - start, 0), max(atom.end - start, 0))
        letters[within] = by * len(letters[within])
    return "".join(letters)
