"""The p-values of a sentence."""

import re
from collections.abc import Sequence

from extractor.assembly.brackets import opening
from extractor.assembly.endpoints import Reading, Term, is_sizing
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.pvalues.linking import beside, codes_of, owners
from extractor.assembly.pvalues.place import of_factors
from extractor.assembly.pvalues.tested import tested
from extractor.assembly.pvalues.thresholds import is_threshold
from extractor.language.numerals import Atom, AtomKind

_SAME_RUN = re.compile(r"\s*(?:,|and|&|,\s*and|;|or|[-–]|to|vs\.?)?\s*(?:and\s*)?")

_PREDICTS = re.compile(
    r"\b(?:prognostic|predict\w*|factors?|associat\w+|correlat\w+|influenc\w+|affect\w*)\b[^;.,()]{0,40}?\b(?:for|of|with|on)\s"
)
"""``a factor for A and B (p = 0.01 and 0.02)``: what stands before is the factor."""
_VERB = re.compile(r"\b(?:was|were|is|are|included)\b")


def find_p_values(sentence: Sentence, reading: Reading) -> list[Finding]:
    """P-values of a sentence; a threshold of the design is none."""
    atoms = [a for a in sentence.atoms if a.kind is AtomKind.P_VALUE]
    if not atoms or is_sizing(sentence.string):
        return []
    factors = of_factors(sentence)
    outcomes = [t for t in tested(sentence, reading.earlier.code) if not (factors and t.code == "none")]
    findings: list[Finding] = []
    run: list[Atom] = []
    for atom in atoms:
        if is_threshold(sentence, atom):
            continue
        if run and _SAME_RUN.fullmatch(sentence.text[run[-1].end : atom.start]):
            run.append(atom)
        else:
            findings.extend(_link(sentence, reading, run, outcomes, _last(findings)))
            run = [atom]
    findings.extend(_link(sentence, reading, run, outcomes, _last(findings)))
    return findings


def _last(findings: Sequence[Finding]) -> list[str | None] | None:
    return [findings[-1].fields["endpoint"]] if findings else None


def _link(
    sentence: Sentence,
    reading: Reading,
    run: list[Atom],
    outcomes: Sequence[Term],
    last: list[str | None] | None,
) -> list[Finding]:
    if not run:
        return []
    codes = _in_order(sentence, reading, run, outcomes) or codes_of(sentence, reading, run[0], outcomes, last)
    spread = len(run) > 1 and len(codes) >= len(run)
    findings = []
    for i, atom in enumerate(run):
        code = codes[-len(run) + i] if spread else codes[0]
        fields = {"comparator": atom.comparator, "value": atom.low, "endpoint": code}
        findings.append(Finding("p_value", atom.start, atom.end, "p_value.printed", fields))
    return findings


def _in_order(
    sentence: Sentence, reading: Reading, run: list[Atom], outcomes: Sequence[Term]
) -> list[str | None] | None:
    """``survival and control (HR 0.7 and 0.6; p = 0.01 and 0.002)``, ``A 7 vs 3 %, B 21 vs 29 % and C 83 vs 77 % (p = 0.68, 0.54, and 0.56)``: one for each endpoint.

    ``stage and age predicted survival (p = 0.01 and 0.03)``: one for each factor, all of the endpoint.
    """
    if len(run) < 2:
        return None
    if beside(sentence, reading, run[0]) is not None:
        opened = opening(sentence, run[0]) or sentence.start
        inside = (f.fields["endpoint"] for f in reading.findings if opened < f.start < run[0].start)
        measured = list(dict.fromkeys(inside))
        return measured if len(measured) == len(run) else None
    named = owners(sentence, run[0], outcomes, contrasted=True)
    if named and not any(t.code in {"none", "other"} for t in named):  # which may be factors
        return [t.code for t in named] if len(named) == len(run) else [named[-1].code] * len(run)
    ends = [a.end for a in sentence.atoms if a.kind is AtomKind.P_VALUE and a.end < run[0].start]
    begin = max(ends, default=sentence.start)
    for m in _PREDICTS.finditer(sentence.text, begin, run[0].start):
        verb = _VERB.search(sentence.text, m.end(), run[0].start)
        for end in (run[0].start, verb.start() if verb else run[0].start):
            if len(each := _codes_between(reading, m.end(), end)) == len(run):
                return each
        begin = m.end() if each else begin
    each = _codes_between(reading, begin, run[0].start)
    return each if len(each) == len(run) else None


def _codes_between(reading: Reading, begin: int, end: int) -> list[str | None]:
    """The endpoints named between two offsets, each once, in their order."""
    return list(
        dict.fromkeys(code for offset, code in reading.marks if begin <= offset < end and code != "none")
    )
