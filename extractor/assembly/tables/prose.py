"""Cells that hold words: read like a sentence under the endpoint of their column."""

import re
from collections.abc import Sequence
from typing import Any

from extractor.assembly.declared import declared_fields
from extractor.assembly.endpoints import Context, read_endpoints
from extractor.assembly.findings import Finding, sentences
from extractor.assembly.pvalues import find_p_values
from extractor.assembly.tables.labels import LabelReader, grade_of
from extractor.assembly.values import months
from extractor.language.numerals import Atom, AtomKind

_LISTED = re.compile(r"\s*(?:[;,]|\band\b)\s*")


def cell_prose(text: str, offset: int, reader: LabelReader, code: str | None) -> list[Finding]:
    """Endpoints and p-values of a cell such as ``LC 90% at 1 year; OS 60%``; ``offset`` is its start in the block."""
    annotation = reader.annotate(text)
    found: list[Finding] = []
    context = Context(code=code)
    for sentence in sentences(annotation):
        named = any(m.label == "ENDPOINT" for m in sentence.mentions)
        percents = [a for a in sentence.atoms if a.kind is AtomKind.PERCENT and a.single]
        if not named and code is not None:
            found.extend(_plain(sentence.atoms, percents, code))
            found.extend(_none(annotation.text, sentence.atoms, code))
            continue
        reading = read_endpoints(sentence, context)
        found.extend([*reading.findings, *find_p_values(sentence, reading)])
        context = reading.context
    return [
        Finding(f.kind, offset + f.start, offset + f.end, f"table.{f.rule.rpartition('/')[2]}", f.fields)
        for f in found
    ]


def declared_in_cell(text: str, start: int, end: int, header: str, reader: LabelReader) -> list[Finding]:
    """The endpoints that a study declares, below ``Primary endpoint``."""
    role = "secondary" if header.lower().startswith("secondary") else "primary"
    found = []
    for part in _LISTED.split(text):
        label = reader.read(part)
        if label.code is not None:
            fields = declared_fields(label.code, role, label.timepoint)
            found.append(Finding("endpoint", start, end, "table.declared", fields))
    return found


def _none(text: str, atoms: Sequence[Atom], code: str) -> list[Finding]:
    """``No grade ≥3`` in a column of toxicities: nobody had it."""
    grades = [a for a in atoms if a.kind is AtomKind.GRADE]
    if code != "toxicity" or len(grades) != 1 or not re.match(r"\W*(?:no|none)\b", text, re.I):
        return []
    low, high = grade_of(grades[0])
    fields = {
        "endpoint": code, "statistic": "count", "unit": "patients", "value": 0.0, "grade_min": low, "grade_max": high,
    }  # fmt: skip
    return [Finding("endpoint", 0, grades[0].end, "count", fields)]


def _plain(atoms: Sequence[Atom], percents: Sequence[Atom], code: str) -> list[Finding]:
    """``92% (2 y)``, ``1 year: 90%, 2 years: 80%``, ``G2: 10%, G3: 4%``; else only the first percentage."""
    times = [a for a in atoms if a.kind is AtomKind.TIME and a.single]
    grades = [a for a in atoms if a.kind is AtomKind.GRADE]
    found = []
    several = len(percents) in {len(times), len(grades)}
    for i, atom in enumerate(percents if several else percents[:1]):
        fields: dict[str, Any] = {
            "endpoint": code, "statistic": "rate", "unit": "percent", "value": atom.low,
        }  # fmt: skip
        if code == "toxicity" and grades and len(grades) in {1, len(percents)}:
            fields["grade_min"], fields["grade_max"] = grade_of(grades[i if len(grades) > 1 else 0])
        if len(times) == len(percents):
            fields["timepoint_months"] = months(times[i])
        found.append(Finding("endpoint", atom.start, atom.end, "rate", fields))
    return found
