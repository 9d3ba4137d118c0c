"""The p-values of a sentence."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints import Reading, Term, is_sizing
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.pvalues.linking import beside, codes_of
from extractor.assembly.pvalues.place import of_factors
from extractor.assembly.pvalues.tested import tested
from extractor.assembly.pvalues.thresholds import is_threshold
from extractor.language.numerals import Atom, AtomKind

_SAME_RUN = re.compile(r"\s*(?:,|and|&|,\s*and|;|or|[-–]|to|vs\.?)?\s*(?:and\s*)?")


def find_p_values(sentence: Sentence, reading: Reading) -> list[Finding]:
    """P-values of a sentence; a threshold of the design is none."""
    atoms = [a for a in sentence.atoms if a.kind is AtomKind.P_VALUE]
    if not atoms or is_sizing(sentence.string):
        return []
    factors = of_factors(sentence)
    outcomes = [t for t in tested(sentence) if not (factors and t.code == "none")]
    findings: list[Finding] = []
    run: list[Atom] = []
    for atom in atoms:
        if is_threshold(sentence, atom):
            continue
        if run and _SAME_RUN.fullmatch(sentence.text[run[-1].end : atom.start]):
            run.append(atom)
        else:
            findings.extend(_link(sentence, reading, run, outcomes))
            run = [atom]
    findings.extend(_link(sentence, reading, run, outcomes))
    return findings


def _link(sentence: Sentence, reading: Reading, run: list[Atom], outcomes: Sequence[Term]) -> list[Finding]:
    if not run:
        return []
    codes = _in_order(sentence, reading, run) or codes_of(sentence, reading, run[0], outcomes)
    spread = len(run) > 1 and len(codes) >= len(run)
    findings = []
    for i, atom in enumerate(run):
        code = codes[-len(run) + i] if spread else (codes[0] if len(codes) <= 1 else codes[-1])
        fields = {"comparator": atom.comparator, "value": atom.low, "endpoint": code}
        findings.append(Finding("p_value", atom.start, atom.end, "p_value.printed", fields))
    return findings


def _in_order(sentence: Sentence, reading: Reading, run: list[Atom]) -> list[str | None] | None:
    """``A 7 vs 3 %, B 21 vs 29 % and C 83 vs 77 % (p = 0.68, 0.54, and 0.56)``: one for each endpoint."""
    if len(run) < 2 or beside(sentence, reading, run[0]) is not None:
        return None
    marks = (m for m in reading.marks if sentence.start <= m[0] < run[0].start)
    codes = [code for _, code in marks if code != "none"]
    each: list[str | None] = list(dict.fromkeys(codes))
    return each if len(each) == len(run) else None
