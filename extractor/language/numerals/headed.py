"""Shares without a sign: numbers whose heading noun says that they are percentages or probabilities."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind

_TIMED = r"(?:\d+(?:[.·]\d+)?(?:\s*(?:,|-,|-|and|or|/)\s*\d+)*|\b(?:one|two|three|four|five|six|seven|eight|ten))[-\s]*(?:years?|yrs?|months?|weeks?|days?|y|mo)\b"
_LED = (
    r"(?:\s*(?:\b(?:was|were|is|are|being|reached|averaged|equalled)\b|[:=,])"
    r"\s*(?:(?:only|about|approximately|estimated|at|as|follows|to|be)\s+|:\s*)*)"
)
_PERCENTAGES = re.compile(
    rf"(?:(?<!\d\s)(?<!\d)\bper\s?cent\s+(?:of\s+)?(?=[a-z\d])|(?:^|(?<=[.;:]\s))%\s(?=[a-z])|\bpercentages?\s+(?:of|with|without|who|having)\b|(?<!\bn\s)(?<!\bN\s)(?<!\bno\.\s)(?<!\bnumber\s)(?<!\d\s)\(\s*(?:in\s+)?(?:%|per\s?cent)\s*\))"
    rf"(?:{_TIMED}|[Gg]rades?\s\d(?:\s?[-–/]\s?\d)?|[^.;%\d]){{0,140}}?{_LED}(?:(?:stage\s)?[A-Z]\w{{0,2}}[:,]?\s)?(?=\d)",
    re.I,
)
"""``The percentages of patients alive at 5 years were``, ``The 2-year local control rates (%) were``."""
_NAMED = (
    r"(?:\b(?:probabilit(?:y|ies)|proportions?|likelihoods?|survivals?|survivorship|incidences?|rates?|freedom|risks?"
    r"|recurrences?|failures?|relapses?|mortality|control|PFS|OS|DFS|EFS|LC|LRC|DSS|CSS|RFS|DMFS|MFS|BRFS|bNED)\b"
    rf"|\bfractions?\s+of\s+(?:the\s+)?(?:patients|women|men|cases|tumou?rs))(?:{_TIMED}|[Gg]rades?\s\d(?:\s?[-–/]\s?\d)?|\([^()\d%]*\)|[^.;:%\d()]){{0,110}}?"
)
_SHARE = re.compile(rf"{_NAMED}(?:{_LED}|\s+of\s+)(?=[01]?[.·]\d)", re.I)
"""``The 5-year survival probability was``."""
_DIFFERENCE = re.compile(
    r"(?:\b(?:absolute|risk|rate|treatment|observed|estimated)\s+)?\b[Dd]ifference\b(?:\s+(?:in|between|of|for)\s"
    rf"(?:{_TIMED}|(?!\b(?:was|were|is)\b)[^.;:%\d()]){{2,90}})?(?:\s*\([^()\d]{{1,40}}\))?\s*(?:(?:was|is|of)\b|[:=,])?\s*[-−–]?(?=\d)"
)
_BARE_RATE = re.compile(
    rf"(?:\b(?:{_TIMED}|actuarial|cumulative|estimated|crude)\s+(?:[A-Za-z-]+\s+){{0,3}}?){_NAMED}\s+(?:was|were)\s+(?=\d)|{_NAMED}\bat\s+{_TIMED}\s+(?:was|were)\s+(?=\d)",
    re.I,
)
"""``The 5-year local control rates were``: no unit is needed where a number can only be a percentage."""
_NOT_BARE = re.compile(
    r"\b(?:median|mean|average|numbers?|months|follow-?up|interval|of\s+those|survivors|recurrences|failures|relapses)\b(?!.*\brate)",
    re.I,
)
_RATE = re.compile(
    r"\b(?:probabilit(?:y|ies)|proportions?|survivals?|incidences?|rates?|freedom|risks?|recurrences?|failures?|relapses?|mortality|control"
    r"|toxicity|complications?|PFS|OS|DFS|EFS|LC|LRC|DSS|CSS|RFS|DMFS|MFS)\b",
    re.I,
)
_LEADS = re.compile(
    r"(?:\b(?:was|were|is|are|of|and|or|vs\.?|versus|v\.?|to|against|only|respectively|than|with|[A-Z]\d?[a-c]?|stage\s[IV]+|survival|control|rates?|failure|recurrence|groups?|arms?|years?|months?|yrs?)|[,:=/;(])\s*$"
)
"""What stands directly before a member of a list of rates."""
_GOES_ON = re.compile(
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
_POINTS = re.compile(
    r"\b(?:mean|median|scores?|points?|quality|scale|index|time|age|dose|cost|length|days|months)\b", re.I
)
_SHARES = re.compile(
    r"%|\bper\s?cent\b|\b(?:survival|control|incidence|rates?|failure|recurrence|toxicity|mortality|risk)\b",
    re.I,
)
_NO_SHARE = re.compile(
    r"\b(?:ratios?|hazards?|odds|relative|alpha|beta|power|kappa|coefficients?|correlat\w*|regression|AUC|area|ind(?:ex|ices)|sensitivity|specificity"
    r"|accuracy|scores?|SUV\w*|significance|levels?|doses?|Gy|NTCP|TCP|models?|slope|parameters?|thresholds?|cut-?off|fold|times|cost\w*|person"
    r"|per|volumes?|R|r|HR|RR|OR|SIR|SMR|[Pp])\b|[α-ωκρ]",
)
_RATIO_NAMED = re.compile(
    r"\b(?:[A-Za-z]*HRs?|RRs?|ORs?|SIR|SMR|[Rr]atios?|[Hh]azards?|[Oo]dds|[Rr]elative\s+(?:risk|rate))\b"
)
_FRACTION = re.compile(r"(?:0?[.·]\d{1,4}|1[.·]0{1,3})")
_ON = re.compile(
    r"(?:\s*[(\[][^()\[\]]{0,60}[)\]])?[^.;:%\d()=]{0,80}?"
    r"(?:\band|\bvs\.?|\bversus|\bv\.?|\bor|\bto|,|/|\bcompared\s+(?:with|to)|\bwhereas|\bwhile|\bagainst)"
    r"(?:\s[^.;:%\d()=,]{0,60})?\s*",
    re.I,
)
"""From one member of a list to the next: ``with radiotherapy and``, ``(SE 0.03) vs``."""
_ASIDE = re.compile(r"\s*[(\[]\s*(?:SE|SEM|SD|standard\s+error|±)?[\s,:=]*$")
_COUNTED_NEXT = re.compile(
    r"[-\s]*(?:(?!(?:in|for|of|with|without|among|after|by|on|and|vs|versus)\b)[A-Za-z-]+\s+)?(?:patients|women|men|children|cases|pts|lesions|tumou?rs|events|deaths|sites|trials|studies|of\s+\d|fold|times|points?|%|c?Gy|[mc]m|mg|ml|years?|months?|weeks?|days?)\b|[-/]\d|\s*%",
    re.I,
)
_WHOLE = 100
_BESIDE = {
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


def with_heading_units(text: str, atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The atoms, plain numbers under ``percentages`` as percentages and decimals under ``probability`` as shares of 1.

    A share of 1 is a PERCENT whose unit is ``ratio``: the contract takes a value as printed.
    """
    result = list(atoms)
    plain = [a for a in atoms if a.kind is AtomKind.NUMBER and a.single and not a.words]
    if any(_fits_percentage(text, a) for a in plain):
        for heading in _PERCENTAGES.finditer(text):
            _mark(text, result, heading.end(), _fits_percentage, "percent")
        _mark_differences(text, result)
        _mark_members(text, result)
        for heading in _BARE_RATE.finditer(text):
            if (
                not _RATIO_NAMED.search(_said(text, heading.start()))
                and not _NOT_BARE.search(heading.group())
                and not _NO_SHARE.search(heading.group())
            ):
                _mark(text, result, heading.end(), _is_bare_rate, "percent")
    if any(_fits_fraction(text, a) for a in plain):
        for heading in _SHARE.finditer(text):
            said = _said(text, heading.start())
            clause = re.split(r"[;,]", said)[-1][-60:]
            if not _RATIO_NAMED.search(said) and not _NO_SHARE.search(clause + heading.group()):
                _mark(text, result, heading.end(), _fits_fraction, "ratio")
    return tuple(result)


def _said(text: str, end: int) -> str:
    """What the sentence says before ``end``."""
    return text[max(text.rfind(". ", 0, end), 0) : end]


def _is_bare_rate(text: str, atom: Atom) -> bool:
    return _fits_percentage(text, atom) and atom.low > 1 and _GOES_ON.match(text, atom.end) is not None


def _mark_members(text: str, atoms: list[Atom]) -> None:
    """``67 at 3 years, 54 at 5 years and 43%``, ``60%, 45 and 30``: a list of rates prints the sign once."""
    masked = text
    for atom in atoms:
        if atom.kind in _BESIDE:
            masked = masked[: atom.start] + " " * (atom.end - atom.start) + masked[atom.end :]
    members = [i for i, a in enumerate(atoms) if a.kind in {AtomKind.PERCENT, AtomKind.NUMBER}]
    chain: list[int] = []
    for i in [*members, None]:
        if (
            i is not None
            and chain
            and _goes_on(masked, atoms[chain[-1]], atoms[i])
            and _is_member(text, atoms[i])
        ):
            chain.append(i)
            continue
        if (
            len(chain) > 1
            and any(atoms[j].kind is AtomKind.PERCENT for j in chain)
            and _is_of_rates(text, atoms[chain[0]])
        ):
            for j in chain:
                atoms[j] = (
                    atoms[j]
                    if atoms[j].kind is AtomKind.PERCENT
                    else replace(atoms[j], kind=AtomKind.PERCENT, unit="percent")
                )
        chain = [i] if i is not None and _is_member(text, atoms[i]) else []


def _goes_on(text: str, last: Atom, atom: Atom) -> bool:
    gap = text[last.end : _begin(atom)]
    return bool(_LIST_ON.fullmatch(gap) or _ANOTHER.fullmatch(gap))


def _begin(atom: Atom) -> int:
    return max(atom.start, atom.core)


def _is_member(text: str, atom: Atom) -> bool:
    if atom.kind is AtomKind.PERCENT:
        return True
    led = _LEADS.search(text, max(0, _begin(atom) - 20), _begin(atom))
    return bool(led) and _fits_percentage(text, atom) and _GOES_ON.match(text, atom.end) is not None


def _is_of_rates(text: str, first: Atom) -> bool:
    """Whether what leads to the first of a list names a rate, and no ratio."""
    said = text[
        max(
            text.rfind(". ", 0, first.start), text.rfind("; ", 0, first.start), first.start - 140, 0
        ) : first.start
    ]
    return bool(_RATE.search(said)) and not _RATIO_NAMED.search(said)


def _mark_differences(text: str, atoms: list[Atom]) -> None:
    """``(risk difference, 2.0; 95% CI, -1.8 to 5.8)``: in points of the percentages that it stands for."""
    for named in _DIFFERENCE.finditer(text):
        i = next((i for i, a in enumerate(atoms) if a.core >= named.end()), None)
        if (
            i is None
            or i + 1 == len(atoms)
            or atoms[i].core != named.end()
            or atoms[i + 1].kind is not AtomKind.INTERVAL
        ):
            continue
        begin = max(text.rfind(". ", 0, named.start()), 0)
        said = text[begin : named.end()]
        if _fits_percentage(text, atoms[i]) and _SHARES.search(said) and not _POINTS.search(named.group()):
            sign = -1 if text[named.end() - 1] in "-−–" else 1
            value, start = sign * atoms[i].low, atoms[i].core - (sign < 0)
            atoms[i] = replace(
                atoms[i], kind=AtomKind.PERCENT, unit="percent", start=start, low=value, high=value
            )


def _mark(text: str, atoms: list[Atom], begin: int, fits: Callable[[str, Atom], bool], unit: str) -> None:
    """Gives ``unit`` to the number at ``begin`` and to those that a list adds to it."""
    edge: int | None = None
    masked = text
    for i, atom in enumerate(atoms):
        if atom.end <= begin:
            continue
        if atom.kind in _BESIDE or (edge is not None and _ASIDE.fullmatch(masked, edge, atom.core)):
            masked = masked[: atom.start] + " " * (atom.end - atom.start) + masked[atom.end :]
            continue
        gap = masked[begin if edge is None else edge : atom.core]
        led = not gap if edge is None else _ON.fullmatch(gap) and not _NO_SHARE.search(gap)
        if atom.kind is not AtomKind.NUMBER or not led or not fits(text, atom):
            return
        atoms[i] = replace(atom, kind=AtomKind.PERCENT, unit=unit)
        edge = atom.end


def _fits_percentage(text: str, atom: Atom) -> bool:
    whole = atom.kind is AtomKind.NUMBER and atom.single and not atom.words
    return whole and 0 <= atom.low <= _WHOLE and not _COUNTED_NEXT.match(text, atom.end)


def _fits_fraction(text: str, atom: Atom) -> bool:
    decimal = _FRACTION.fullmatch(text, atom.core, atom.end)
    return decimal is not None and not _COUNTED_NEXT.match(text, atom.end)
