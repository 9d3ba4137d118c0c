"""Records from tables: headers give endpoint, time point and unit, row labels the study, the outcome or the arm."""

import re
from collections.abc import Mapping
from pathlib import Path

from extractor.assembly.findings import Finding
from extractor.assembly.tables.columns import read_columns
from extractor.assembly.tables.grid import Grid
from extractor.assembly.tables.kind import table_kind
from extractor.assembly.tables.labels import LabelReader
from extractor.assembly.tables.notes import footnote_abbreviations, title_and_glossary
from extractor.assembly.tables.reader import TableReader
from extractor.document import Block, BlockKind, Document

_CONTINUED = re.compile(r"\bcont(?:inued|'d|d\.?|\.)?\b", re.I)


def find_in_table(
    document: Document, block: Block, abbreviations: Mapping[str, str], patterns: Path | None
) -> list[Finding]:
    """Findings of one table, row by row; ``start`` and ``end`` are the cell's offsets in the block."""
    if block.table is None or not block.table.cells:
        return []
    grid = Grid(document, block)
    caption = grid.caption
    first = _continues(document, block, caption)
    if first is not None:
        caption = f"{first.caption} {caption}"
        grid.borrow_header(first)
    caption, glossary = title_and_glossary(caption)
    own = footnote_abbreviations([*grid.footnotes, *(first.footnotes if first else ()), glossary])
    reader = LabelReader({**abbreviations, **own}, patterns)
    columns = read_columns(grid, reader)
    kind = table_kind(grid, columns, reader, caption)
    return TableReader(document, block, grid, columns, kind, reader).findings()


def _continues(document: Document, block: Block, caption: str) -> Grid | None:
    """The table that this one continues: same label, same number of columns."""
    table = block.table
    if table is None or table.label is None or not (_CONTINUED.search(caption) or not caption):
        return None
    for other in document.blocks:
        if other is block:
            return None
        same = other.kind is BlockKind.TABLE and other.table is not None and other.table.label == table.label
        if same and other.table is not None and other.table.n_cols == table.n_cols:
            return Grid(document, other)
    return None
