"""Shares without a sign: numbers whose heading noun says that they are percentages or probabilities."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.rates import (
    BESIDE,
    COUNTED_NEXT,
    GOES_ON,
    LINKS,
    RATIO_NAMED,
    fits_percentage,
    masked,
    said_before,
)

_TIMED = r"(?:\d+(?:[.·]\d+)?(?:\s*(?:,|-,|-|and|or|/)\s*\d+){0,6}|\b(?:one|two|three|four|five|six|seven|eight|ten))[-\s]*(?:years?|yrs?|months?|weeks?|days?|y|mo)\b"
_LED = (
    r"(?:\s*(?:\b(?:was|were|is|are|being|reached|averaged|equalled)\b|[:=,])"
    r"\s*(?:(?:only|about|approximately|estimated|at|as|follows|to|be)\s+|:\s*)*)"
)
_LABEL = r"(?:(?!\w+ed\b|(?:in|for|of|with|by|from|on|at|to|not|no|only|the|as|was|were)\b)[A-Za-z][\w-]*[,:=]?\s+(?:=\s)?){1,4}"
_PERCENTAGES = re.compile(
    rf"(?:(?<!\d\s)(?<!\d)\bper\s?cent\s+(?:of\s+)?(?=[a-z\d])|(?:^|(?<=[.;:]\s))%\s(?=[a-z])|\bpercentages?\s+(?:of|with|without|who|having)\b|(?<!\bn\s)(?<!\bN\s)(?<!\bno\.\s)(?<!\bnumber\s)(?<!\d\s)\(\s*(?:in\s+)?(?:%|per\s?cent)\s*\))"
    rf"[^.;%\d]{{0,140}}?{_LED}(?:(?<=[:=]\s){_LABEL})?(?=\d)",
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
_RATE_NOUN = (
    r"\b(?:results|outcomes|figures|estimates|survivals?|survivorship|control|freedom|failures?|recurrences?|relapses?|mortality|incidences?|probabilit(?:y|ies)|rates?|risks?"
    r"|(?:P|D|E|R|B?R|DM|M|LR|LP|BP)?FS|OS|LC|LRC|DSS|CSS|bNED)\b"
)
_BETWEEN = rf"(?:{_TIMED}|[Gg]rades?\s(?:[≥>]=?\s?)?\d(?:\s?[-–/]\s?\d|\sor\s\w+)?|\([^()\d%]*\)|[^.;:%\d()])"
_TELLS = (
    r"(?:\s*(?:\b(?:was|were|is|are|reached|averaged|equalled)\b|[:=])\s*"
    r"(?:(?:only|about|approximately|estimated|respectively|at|as\s+follows|to\s+be)\b[,:]?\s*)*"
    r"|\s+(?:improved|increased|rose|fell|declined|decreased|dropped|changed)\s+from\s+)"
)
_BARE_RATE = re.compile(
    rf"(?:(?:\b(?:actuarial|cumulative|estimated|crude)|{_TIMED})\s{_BETWEEN}{{0,60}}?{_RATE_NOUN}{_BETWEEN}{{0,90}}?"
    rf"|{_RATE_NOUN}{_BETWEEN}{{0,90}}?{_TIMED}|\b(?:rates|incidences?|probabilit(?:y|ies))(?:\s{_BETWEEN}{{0,90}}?)?)"
    rf"(?:{_TELLS}(?:(?<=[:=]\s){_LABEL})?|\swere\s{_LABEL})(?=\d)"
    rf"|{_TIMED}\s(?:[a-zA-Z-]+\s){{0,3}}?{_RATE_NOUN}(?:\srates?)?\s(?:of\s)?(?=\d)"
    rf"|{_RATE_NOUN}\s(?:was|were)\s(?=\d+(?:[.·]\d)?\s(?:at|after)\s{_TIMED})",
    re.I,
)
"""``The 5-year local control rates were``, ``5-year OS``: no unit is needed where a number can only be a percentage."""
_NOT_BARE = re.compile(
    r"\b(?:median|mean|average|numbers?|months|follow-?up|interval|of\s+those|survivors|recurrences|failures|relapses)\b(?!.*\brate)",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:mean|median|scores?|points?|quality|scale|index|time|age|dose|cost|length|days|months)\b", re.I
)
_SHARES = re.compile(
    r"%|\bper\s?cent\b|\b(?:survival|control|incidence|rates?|failure|recurrence|toxicity|mortality|risk)\b",
    re.I,
)
_NO_SHARE = re.compile(
    r"\b(?:ratios?|hazards?|odds|relative|alpha|beta|power|kappa|coefficients?|correlat\w*|regression|AUC|area|ind(?:ex|ices)|sensitivity|specificity"
    r"|accuracy|scores?|SUV\w*|significance|(?<!-)levels?|(?<![-\w])doses?|Gy|NTCP|TCP|models?|slope|parameters?|thresholds?|cut-?off|fold|times|cost\w*|person"
    r"|per|volumes?|R|r|HR|RR|OR|SIR|SMR|[Pp])\b|[α-ωκρ]",
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
_FARTHEST = 200
"""Letters between two members of a list."""


def with_heading_units(text: str, atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The atoms, plain numbers under ``percentages`` as percentages and decimals under ``probability`` as shares of 1.

    A share of 1 is a PERCENT whose unit is ``ratio``: the contract takes a value as printed.
    """
    result = list(atoms)
    if any(fits_percentage(text, a) for a in atoms):
        plain = masked(text, 0, len(text), [a for a in atoms if a.kind in BESIDE], by="x")
        for heading in _PERCENTAGES.finditer(plain):
            _mark(text, result, heading.end(), fits_percentage, "percent")
        _mark_differences(text, result)
        dated = masked(
            text, 0, len(text), [a for a in atoms if a.kind in BESIDE and a.kind is not AtomKind.TIME], by="x"
        )
        for heading in _BARE_RATE.finditer(dated):
            said = heading.group()
            if not (
                _NOT_BARE.search(said)
                or _NO_SHARE.search(said)
                or RATIO_NAMED.search(said_before(text, heading.start()))
            ):
                _mark(text, result, heading.end(), _is_bare_rate, "percent")
    if any(_fits_fraction(text, a) for a in atoms):
        for heading in _SHARE.finditer(text):
            before = said_before(text, heading.start())
            clause = re.split(r"[;,]", before)[-1][-60:]
            if not RATIO_NAMED.search(before) and not _NO_SHARE.search(clause + heading.group()):
                _mark(text, result, heading.end(), _fits_fraction, "ratio")
    return tuple(result)


def _mark(text: str, atoms: list[Atom], begin: int, fits: Callable[[str, Atom], bool], unit: str) -> None:
    """Gives ``unit`` to the number at ``begin`` and to those that a list adds to it."""
    first = bisect_right(atoms, begin, key=lambda a: a.end)
    if first == len(atoms) or atoms[first].core != begin or not fits(text, atoms[first]):
        return
    edge = atoms[first].end
    passed: list[Atom] = []
    atoms[first] = replace(atoms[first], kind=AtomKind.PERCENT, unit=unit)
    for i in range(first + 1, len(atoms)):
        atom = atoms[i]
        gap = masked(text, edge, atom.core if atom.core >= 0 else atom.start, passed)
        if len(gap) > _FARTHEST:
            return
        if atom.kind in BESIDE or _ASIDE.fullmatch(gap):
            passed.append(atom)
            continue
        links = _ON.fullmatch(gap) or any(link.fullmatch(gap) for link in LINKS)
        if not (links and fits(text, atom)) or _NO_SHARE.search(gap):
            return
        atoms[i] = replace(atom, kind=AtomKind.PERCENT, unit=unit)
        edge, passed = atom.end, []


def _mark_differences(text: str, atoms: list[Atom]) -> None:
    """``(risk difference, 2.0; 95% CI, -1.8 to 5.8)``: in points of the percentages that it stands for."""
    for named in _DIFFERENCE.finditer(text):
        i = bisect_right(atoms, named.end(), key=lambda a: a.end)
        value, interval = ([*atoms[i : i + 2], None, None])[:2]
        if value is None or interval is None or value.core != named.end():
            continue
        if interval.kind is not AtomKind.INTERVAL or _POINTS.search(named.group()):
            continue
        if fits_percentage(text, value) and _SHARES.search(said_before(text, named.end())):
            below = text[value.core - 1] in "-−–"
            low, start = (-value.low, value.core - 1) if below else (value.low, value.core)
            atoms[i] = replace(value, kind=AtomKind.PERCENT, unit="percent", start=start, low=low, high=low)


def _is_bare_rate(text: str, atom: Atom) -> bool:
    return fits_percentage(text, atom) and atom.low > 1 and GOES_ON.match(text, atom.end) is not None


def _fits_fraction(text: str, atom: Atom) -> bool:
    plain = atom.kind is AtomKind.NUMBER and _FRACTION.fullmatch(text, atom.core, atom.end)
    return bool(plain) and COUNTED_NEXT.match(text, atom.end) is None
