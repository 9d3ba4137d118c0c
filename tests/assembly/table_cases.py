"""Short-hand for tests of tables: a document that holds one table, and its findings in one line each."""

from collections.abc import Sequence
from typing import Any

from extractor.assembly.findings import Finding
from extractor.assembly.tables import find_in_table
from extractor.document import Block, BlockKind, Cell, Document, Table

Text = str | tuple[str, int]
"""A cell, or a cell with the number of columns it spans."""


def document(
    rows: Sequence[Sequence[Text]],
    caption: str = "",
    note: str = "",
    header: int = 1,
    before: Document | None = None,
    label: str = "Table 1",
) -> Document:
    """A document with the table, behind the blocks of ``before``."""
    text = before.text + "\n\n" if before else ""
    blocks = list(before.blocks) if before else []
    spans = []
    for kind, words in ((BlockKind.CAPTION, caption), (BlockKind.FOOTNOTE, note)):
        start = len(text)
        text += words + "\n\n"
        spans.append((start, start + len(words)))
        blocks.append(Block(kind, *spans[-1]))
    begin, cells, width = len(text), [], 0
    for row, line in enumerate(rows):
        col = 0
        for item in line:
            words, span = (item, 1) if isinstance(item, str) else item
            cells.append(Cell(len(text), len(text) + len(words), row, col, col_span=span))
            text += words + "\t"
            col += span
        width = max(width, col)
        text = text[:-1] + "\n"
    table = Table(len(rows), width, header, tuple(cells), label, spans[0], (spans[1],) if note else ())
    blocks.append(Block(BlockKind.TABLE, begin, len(text), None, "table", None, table))
    return Document("paper", text, tuple(blocks), "0", "text/plain")


def findings(rows: Sequence[Sequence[Text]], caption: str = "", note: str = "", **more: Any) -> list[Finding]:
    """Findings of the last table."""
    paper = document(rows, caption, note, **more)
    return find_in_table(paper, paper.blocks[-1], {}, None)


def lines(rows: Sequence[Sequence[Text]], caption: str = "", note: str = "", **more: Any) -> list[str]:
    """Each finding as one line: ``overall_survival rate 85 percent @24``."""
    return [line(f) for f in findings(rows, caption, note, **more)]


def line(finding: Finding) -> str:
    """What the contract compares of a finding, and its counts and interval."""
    get = finding.fields.get
    if finding.kind == "cohort":
        return f"{get('n')} {get('unit')}"
    if finding.kind == "p_value":
        return f"p {get('comparator')} {get('value'):g} {get('endpoint')}"
    if finding.kind == "dose":
        parts = [f"{r['low']:g}" if r and r["low"] == r["high"] else f"{r['low']:g}-{r['high']:g}" if r else "?"
                 for r in (get("total_gy"), get("fractions"), get("per_fraction_gy"))]  # fmt: skip
        measure = get("measure", "physical")
        return f"dose {'/'.join(parts)}" + ("" if measure == "physical" else f" {measure}")
    if get("statistic") == "declared":
        when = get("timepoint_months")
        return f"{get('endpoint')} declared {get('role')}" + ("" if when is None else f" @{when:g}")
    value = "not reached" if get("not_reached") else f"{get('value'):g}"
    words = [get("endpoint"), get("statistic"), value, str(get("unit"))]
    if get("n_events") is not None or get("n_total") is not None:
        words.append(f"{'' if get('n_events') is None else get('n_events')}/{get('n_total') or ''}")
    if get("ci_low") is not None:
        high = get("ci_high")
        words.append(f"[{get('ci_low'):g}, {'' if high is None else f'{high:g}'}]")
    if get("timepoint_months") is not None:
        words.append(f"@{get('timepoint_months'):g}")
    if get("grade_min") is not None:
        top = get("grade_max")
        words.append(
            f"G{get('grade_min')}" + ("+" if top is None else "" if top == get("grade_min") else f"-{top}")
        )
    return " ".join(words)
