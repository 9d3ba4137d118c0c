"""Shares without a sign: numbers whose heading noun says that they are percentages or probabilities."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.language.numerals.atoms import Atom, AtomKind

_TIMED = r"\d+(?:[.·]\d+)?(?:\s*(?:,|-,|-|and|or|/)\s*\d+)*[-\s]*(?:years?|yrs?|months?|weeks?|days?|y|mo)\b"
_LED = (
    r"(?:\s*(?:\b(?:was|were|is|are|being|reached|averaged|equalled)\b|[:=,])"
    r"\s*(?:(?:only|about|approximately|estimated|at|as|follows|to|be)\s+|:\s*)*)"
)
_PERCENTAGES = re.compile(
    rf"(?:\bpercentages?\s+(?:of|with|without|who|having)\b|(?<!\bn\s)(?<!\bN\s)(?<!\bno\.\s)(?<!\bnumber\s)(?<!\d\s)\(\s*(?:in\s+)?(?:%|per\s?cent)\s*\))"
    rf"(?:{_TIMED}|[Gg]rades?\s\d(?:\s?[-–/]\s?\d)?|[^.;%\d]){{0,140}}?{_LED}(?=\d)",
    re.I,
)
"""``The percentages of patients alive at 5 years were``, ``The 2-year local control rates (%) were``."""
_SHARE = re.compile(
    r"(?:\b(?:probabilit(?:y|ies)|proportions?|likelihoods?|survivals?|survivorship|incidences?|rates?|freedom|risks?"
    r"|recurrences?|failures?|relapses?|mortality|control|PFS|OS|DFS|EFS|LC|LRC|DSS|CSS|RFS|DMFS|MFS|BRFS|bNED)\b"
    rf"|\bfractions?\s+of\s+(?:the\s+)?(?:patients|women|men|cases|tumou?rs))(?:{_TIMED}|[Gg]rades?\s\d(?:\s?[-–/]\s?\d)?|\([^()\d%]*\)|[^.;:%\d()]){{0,110}}?"
    rf"(?:{_LED}|\s+of\s+)(?=[01]?[.·]\d)",
    re.I,
)
"""``The 5-year survival probability was``."""
_DIFFERENCE = re.compile(
    r"(?:\b(?:absolute|risk|rate|treatment|observed|estimated)\s+)?\b[Dd]ifference\b(?:\s+(?:in|between|of|for)\s"
    rf"(?:{_TIMED}|(?!\b(?:was|were|is)\b)[^.;:%\d()]){{2,90}})?(?:\s*\([^()\d]{{1,40}}\))?\s*(?:(?:was|is|of)\b|[:=,])?\s*[-−–]?(?=\d)"
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
    r"[-\s]*(?:[A-Za-z-]+\s+)?(?:patients|women|men|children|cases|pts|lesions|tumou?rs|events|deaths|sites|trials|studies|of\s+\d|fold|times|points?|%|c?Gy|[mc]m|mg|ml|years?|months?|weeks?|days?)\b|[-/]\d|\s*%",
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
    if any(_fits_fraction(text, a) for a in plain):
        for heading in _SHARE.finditer(text):
            said = text[max(text.rfind(". ", 0, heading.start()), 0) : heading.start()]
            clause = re.split(r"[;,]", said)[-1][-60:]
            if not _RATIO_NAMED.search(said) and not _NO_SHARE.search(clause + heading.group()):
                _mark(text, result, heading.end(), _fits_fraction, "ratio")
    return tuple(result)


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
