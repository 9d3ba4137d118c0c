"""Findings of a block of prose, sentence by sentence."""

import re
from dataclasses import replace

from extractor.assembly.cohorts import find_cohorts
from extractor.assembly.declared import find_declared
from extractor.assembly.doses import find_doses, label_doses
from extractor.assembly.endpoints import Context, read_endpoints
from extractor.assembly.findings import Finding, Sentence, sentences
from extractor.assembly.pvalues import find_p_values
from extractor.assembly.wholes import with_wholes
from extractor.language.mentions import Annotation

_REST = re.compile(r"\b(?:in|for)\s+the\s+(?:other|remaining|first|next|last)\s+$|\b[nN]\s?=\s?$")
"""``60 Gy in the other nine, in 2-Gy fractions``: people amid a prescription."""
_MAY_STATE = re.compile(
    r"\d|\b(?:no|not|zero|single)\s|primary|main |nobody|never|neither|absent|secondary|outcome|another|fraction"
    r"|reached|\bone|one\b|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty[- ]|hundred",
    re.I,
)
"""Digits, or words without one of which a text states nothing."""


def may_state(text: str) -> bool:
    """Whether a text may state anything: a quick look that spares the reading of most that do not."""
    return _MAY_STATE.search(text) is not None


def find_in_text(annotation: Annotation, context: Context) -> tuple[list[Finding], Context]:
    """Findings of one block of prose, in text order; ``context`` is what the sentences before have said."""
    found: list[Finding] = []
    before: list[Finding] = []
    for sentence in sentences(annotation):
        doses = find_doses(sentence)
        declared = find_declared(sentence)
        reading = read_endpoints(sentence, context)
        doses = label_doses(sentence, doses, any(map(named, reading.findings)))
        used = set(reading.used)
        used |= {
            a.start
            for a in sentence.atoms
            if any(d.start <= a.start < d.end for d in doses) and not _names_rest(sentence, a.start)
        }
        endpoints = [
            *declared,
            *(f for f in reading.findings if not (declared and f.fields.get("statistic") == "declared")),
        ]
        here = [*doses, *find_cohorts(sentence, used), *endpoints, *find_p_values(sentence, reading)]
        ordered = sorted(
            (f for f in map(named, here) if f is not None), key=lambda f: (f.start, f.end, f.kind)
        )
        before = with_wholes(sentence, ordered, before)
        found.extend(before)
        context = reading.context
    return found, context


def named(finding: Finding) -> Finding | None:
    """A measure that is no endpoint (the lexicon's ``none``) names no p-value's endpoint and is no record;
    nor is a time in hours or minutes, for which the contract has no unit."""
    if finding.kind == "endpoint" and finding.fields.get("unit") in {"hours", "minutes"}:
        return None
    if finding.fields.get("endpoint") not in {"none", "skip"}:
        return finding
    return (
        replace(finding, fields={**finding.fields, "endpoint": None}) if finding.kind == "p_value" else None
    )


def _names_rest(sentence: Sentence, start: int) -> bool:
    return _REST.search(sentence.text[max(sentence.start, start - 30) : start]) is not None
