"""Records from tables: headers give endpoint, time point and unit, row labels the study or outcome."""

from collections.abc import Mapping
from pathlib import Path

from extractor.assembly.findings import Finding
from extractor.document import Block, Document


def find_in_table(document: Document, block: Block, abbreviations: Mapping[str, str], patterns: Path | None) -> list[Finding]:
    """Findings of one table, row by row."""
    return []
