"""What titles, captions and notes state: they name whom a figure is about, from where on a table lists, what marks mean."""

import re

from extractor.assembly.findings import Finding
from extractor.assembly.pvalues import is_level
from extractor.document import BlockKind
from extractor.language.mentions import Annotation

_FEWEST_TITLED = 10
_LISTED_FROM = re.compile(
    r"(?:\b(?:at least|more than|over|exceeding|minimum of|not less than)|[≥>])\s*(?:\d[\d.]*|[a-z]+)\s?%?|\b(?:\d[\d.]*\s?%?|[a-z]+) or more\b",
    re.I,
)
_TELLS = re.compile(
    r"(?<!that )(?<!which )\b(?:was|were|had|have|has|is|are|occurred|developed|experienced|remained)\b(?!\s+(?:shown|listed|reported|included|given|presented)\b)"
)
_STATES = re.compile(r"\b(?:was|were|had|have|has|is|are|occurred|developed|died|experienced|relapsed)\b")


def stated_beside(kind: BlockKind, annotation: Annotation, findings: list[Finding]) -> list[Finding]:
    """The findings of a block without what a title, caption or note only names or explains."""
    if kind is BlockKind.FOOTNOTE:
        findings = [f for f in findings if not _explains(f)]
    if kind in {BlockKind.CAPTION, BlockKind.TITLE} and not _STATES.search(annotation.text):
        findings = [_whom(f) for f in findings]
    if kind in {BlockKind.CAPTION, BlockKind.FOOTNOTE}:
        findings = [f for f in findings if not _is_listed_from(annotation, f)]
    return findings


def _explains(finding: Finding) -> bool:
    """A note explains doses, it prescribes none; its levels of significance explain its marks (``* p < 0.05``)."""
    get = finding.fields.get
    return finding.kind == "dose" or (
        finding.kind == "p_value" and is_level(str(get("comparator")), get("value"))
    )


def _whom(finding: Finding) -> Finding:
    """``Late toxicity in 140 patients`` as a title or caption, without a verb: whom the paper is about."""
    n = finding.fields.get("value")
    counted = finding.kind == "endpoint" and finding.fields.get("statistic") == "count"
    graded = finding.fields.get("grade_min") is not None
    if not counted or graded or n is None or n < _FEWEST_TITLED or finding.fields.get("n_total") is not None:
        return finding
    fields = {"n": int(n), "unit": finding.fields.get("unit") or "patients", "comparator": "="}
    return Finding("cohort", finding.start, finding.end, "cohort.titled", fields)


def _is_listed_from(annotation: Annotation, finding: Finding) -> bool:
    """``Adverse events in at least 5% of patients``: from where on a table lists them; nothing that was found."""
    if finding.kind != "endpoint" or finding.fields.get("statistic") not in {"rate", "count"}:
        return False
    if any(
        start <= finding.start < end and _TELLS.search(annotation.text, start, end)
        for start, end in annotation.sentences
    ):
        return False
    return any(
        m.start() <= finding.end - 1 and finding.start < m.end()
        for m in _LISTED_FROM.finditer(annotation.text)
        if not re.match(r"\W*grade", annotation.text[max(0, m.start() - 7) : m.start()], re.I)
    )
