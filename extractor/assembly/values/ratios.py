"""Hazard, odds and risk ratios: behind their name, or known by their interval where one was named."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.values.reader import ValueReader
from extractor.assembly.values.value import Value
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind

_RATIOS = {"hazard_ratio", "odds_ratio", "risk_ratio"}
_WHOSE = (
    r"(?:\s+(?:for|of|in|among|with|between|comparing|after|associated\s+with|by|at|from)\s"
    r"(?:(?!\b(?:was|were|is|are|had|has|did|which|while|whereas|but|although)\b)(?:[^.;:=%\d()]|\d-?\s?(?:years?|yrs?|months?)\b|(?<=[A-Za-z])\d|\([A-Za-z][^()]{0,30}\)|\d(?=[a-z]?\s?(?:v|vs|versus|and)\b))){2,110}?)"
)
"""``of death in the radiotherapy group``, ``for T3 v T1 tumours``: what and whose a ratio is."""
_FROM_NAME = re.compile(
    rf"[\s\])]*(?:[\[(][A-Za-z]*HR[\])])?{_WHOSE}?\s*(?:\([^()]{{1,40}}\))?[\s,:=;]*"
    r"(?:(?:was|of|is|were|at|and)\b)?[\s,:=(\[]*"
    r"(?:(?:estimated|calculated|computed|found|reported|given|reduced|increased|only|also|about|approximately|nearly|as|at|to|be)\s+){0,4}[\s,:=(\[]*"
)
_BOUND = re.compile(r"(?:than|below|above|under|over|[<>≤≥])\s*$")
"""``a ratio of less than 1 favours …``."""
_FOLD_TO_CI = re.compile(
    r"[-\s]?fold\s+(?:[a-z]+\s+)?(?:higher|lower|greater|increased?|decreased?|reduced|rise|reduction|more|excess)\b[^.;()\d]{0,60}[(\[]\s*"
)
_RANGED = re.compile(r"\b(?:rang(?:ed|ing|es?)|var(?:ied|ying))\s+(?:from|between)?|\b(?:from|between)\b")
FOLD = re.compile(r"[-\s]?fold\b")
"""``raised the hazard by 2-fold to 6-fold``."""
_THEN_FOR = re.compile(r"\s*[;,]\s*[Pp](?:[\s-]?values?)?\s?[=<>≤]\s?[\d.·]+(?=\s*[)\]],?\s+for\s)")
_SIDED = re.compile(r"[-\s](?:sided|tailed)\b")
_LISTED = re.compile(r"\s*(?:,|and|,\s*and|vs\.?|or)\s*")
_LISTED_FOR = re.compile(
    r"(?:[;,]\s*[Pp]\s?[=<>]\s?[\d.·]+\s*)?[)\]]?\s*(?:for\s+[A-Za-z][A-Za-z\s-]{1,45}?)?\s*(?:,|and|,\s*and)\s*(?:for\s+[A-Za-z][A-Za-z\s-]{1,45}?\s+(?:was\s+|were\s+)?)?"
)
"""``0.63 for OS, 0.45 for LC and 0.82``, ``0.63, for LC 0.45 and for DFS 0.82``."""

_NEXT_FACTOR = re.compile(
    r"(?:[;,]\s*[Pp]\s?[=<>]\s?[\d.·]+\s*)?[)\]]\s*(?:,|and|,\s*and|but\s+not)\s+(?!(?:was|were|had|in)\b)[^().;:%\d]{2,60}[(\[]\s*"
)
"""``performance status (HR 1.8), age (``: the next of several factors."""


def ratio_values(reader: ValueReader) -> list[Value]:
    """The ratios of a sentence as values, in text order."""
    names = [m for m in reader.sentence.labelled("STATISTIC") if m.code in _RATIOS]
    values: list[Value] = []
    current: str | None = None
    for atom in reader.atoms:
        if atom.kind is not AtomKind.NUMBER or atom.words or atom.start in reader.used:
            continue
        if _SIDED.match(reader.text, atom.end):
            continue
        if FOLD.match(reader.text, atom.end):
            values += _fold(reader, names, atom)
            continue
        named = next((m for m in reversed(names) if m.end <= atom.start), None)
        if not atom.single:
            if named is not None and _is_range(reader, named, atom):
                values += _ends(atom, named.code or "hazard_ratio")
                reader.used.add(atom.start)
            continue
        current = named.code if named is not None else current
        if atom.low == 1 and _BOUND.search(reader.text[max(0, atom.core - 16) : atom.core]):
            continue
        value = Value(
            "ratio", atom.core, atom.end, atom.low, "ratio", atoms=(atom,), rule=current or "hazard_ratio"
        )
        if _is_named(reader, named, atom) or (values and _is_listed(reader, values[-1], atom)):
            values.append(_to_its_outcome(reader, reader.with_interval(value, atom)))
        elif (current or reader.ratio_context) and atom.low <= 30:
            value = reader.with_interval(value, atom)
            if not _has_interval(value) and not (current and _has_p_value(reader, atom)):
                continue
            values.append(value)
        else:
            continue
        reader.used.add(atom.start)
    return values


def _to_its_outcome(reader: ValueReader, value: Value) -> Value:
    """``2.5 (95% CI 2.1-3.8; p = 0.001) for local control``: up to the p-value that parts it from its outcome."""
    tested = _THEN_FOR.match(reader.text, value.end)
    return replace(value, end=tested.end()) if tested and value.ci_low is not None else value


def _fold(reader: ValueReader, names: Sequence[Mention], atom: Atom) -> list[Value]:
    """``1.5-fold higher (95% CI 1.1-2.2)``: an effect, where its interval is printed."""
    behind = reader.at(reader.atoms.index(atom) + 1)
    if behind is None or behind.kind is not AtomKind.INTERVAL:
        return []
    if not _FOLD_TO_CI.fullmatch(reader.text, atom.end, behind.start):
        return []
    before = reader.text[reader.sentence.start : atom.start].lower()
    odds = "odds" in before or "likel" in before
    rule = "odds_ratio" if odds else "hazard_ratio" if "hazard" in before else "risk_ratio"
    reader.used.add(atom.start)
    level = float(behind.unit) if behind.unit else None
    return [
        Value(
            "ratio", atom.core, behind.end, atom.low, "ratio", ci_low=behind.low, ci_high=behind.high, ci_level=level,
            atoms=(atom, behind), rule=(names[-1].code if names else None) or rule,
        )
    ]  # fmt: skip


def _is_range(reader: ValueReader, named: Mention, atom: Atom) -> bool:
    """``hazard ratios: 1.6–2.4``: the ratios of several outcomes, not an interval."""
    gap = reader.text[named.end : atom.start]
    several = reader.text[named.start : named.end].endswith("s") or _RANGED.search(gap)
    return bool(several) and bool(_FROM_NAME.fullmatch(_RANGED.sub(" ", gap)))


def _ends(atom: Atom, rule: str) -> list[Value]:
    high = atom.high if atom.high is not None else atom.low
    return [
        Value("ratio", atom.core, atom.end, v, "ratio", atoms=(atom,), rule=rule) for v in (atom.low, high)
    ]


def _is_named(reader: ValueReader, named: Mention | None, atom: Atom) -> bool:
    return named is not None and bool(_FROM_NAME.fullmatch(reader.text[named.end : atom.start]))


def _is_listed(reader: ValueReader, last: Value, atom: Atom) -> bool:
    """``0.8 (0.6-1.0) and, in the older, 0.9``: a further ratio of the same name."""
    gap = reader.text[last.end : atom.start]
    if _LISTED.fullmatch(gap):
        return True
    if _LISTED_FOR.fullmatch(gap) or _NEXT_FACTOR.fullmatch(gap):
        return not float(atom.low).is_integer()
    outside = re.sub(r"\([^()]*\)", "", gap)
    linked = len(gap) < 110 and re.search(r"\b(?:and|vs\.?|versus)\s+$", gap)
    return bool(linked) and not re.search(r"\d\s*%|[;]|[.]\s+[A-Z]", outside)


def _has_interval(value: Value) -> bool:
    return value.ci_low is not None and value.value is not None and 0 < value.ci_low <= value.value


def _has_p_value(reader: ValueReader, atom: Atom) -> bool:
    after = reader.text[atom.end : atom.end + 8]
    return atom.low < 20 and bool(re.match(r"\s*[,;(]*\s*[pP]\s?[=<>]", after))
