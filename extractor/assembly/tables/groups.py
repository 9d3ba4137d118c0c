"""Cohorts that a table prints: group sizes in headers and row labels, numbers of people and lesions in cells."""

import re

from extractor.assembly.findings import Finding
from extractor.assembly.tables.cells import read_cell
from extractor.assembly.tables.grid import Grid, Slot
from extractor.assembly.tables.labels import sizes
from extractor.assembly.tables.roles import BOTH

_THINGS = r"(?:lesions|metastases|targets|treatments|sites|segments|vertebrae)"
_LESIONS = re.compile(rf"\b{_THINGS}\W*n\s*=|\bn\s*=\s*[\d,]+\s+(?:\w+\s+)?{_THINGS}\b", re.I)
_PATIENTS = re.compile(r"patient|pts", re.I)
_PAIR = re.compile(r"(\d[\d,]*)\s*[/(]\s*(\d[\d,]*)\s*\)?")
_TREATED = re.compile(
    r"\b(\d[\d,]*)\s+(?:treated\s+)?(?:lesions|metastases|tumou?rs|targets|nodules)\b", re.I
)


def header_cohorts(grid: Grid, offset: int) -> list[Finding]:
    """Group sizes in the header; ``offset`` is the block's start."""
    found = []
    for cell in grid.table.cells:
        if cell.row < grid.header_rows and not grid.borrowed:
            stub = grid.text(cell.row, 0) if cell.col else ""
            found.extend(_sized(grid.text(cell.row, cell.col), cell.start - offset, cell.end - offset, stub))
    return found


def label_cohorts(grid: Grid, row: int, offset: int) -> list[Finding]:
    """Group sizes in a row's label."""
    found = []
    for col in range(grid.stub):
        slot = grid.starts(row, col)
        if slot is not None and re.search(r"\b[nN]\s*=\s*\d", slot.text):
            found.extend(_sized(slot.text, slot.cell.start - offset, slot.cell.end - offset, None))
    return found


def _sized(text: str, start: int, end: int, row: str | None) -> list[Finding]:
    unit = "lesions" if _LESIONS.search(text) else "patients"
    return [
        Finding("cohort", start, end, "table.header_size", {"n": n, "unit": unit}, row=row)
        for n in sizes(text)
        if n
    ]


def cell_cohorts(slot: Slot, unit: str, offset: int, header: str = "") -> list[Finding]:
    """Numbers of people or lesions in a cell of a column or row of totals."""
    start, end = slot.cell.start - offset, slot.cell.end - offset
    pair = _PAIR.fullmatch(slot.text)
    both = BOTH.search(header)
    if pair and (both or "/" in header):
        units = (
            ["patients" if _PATIENTS.match(word) else "lesions" for word in both.groups()]
            if both
            else [unit] * 2
        )
        found = [(int(n.replace(",", "")), u) for n, u in zip(pair.groups(), units, strict=True)]
        return [Finding("cohort", start, end, "table.cohort", {"n": n, "unit": u}) for n, u in found if n]
    numbers = sizes(slot.text)
    treated = _TREATED.search(slot.text)
    if unit == "patients" and treated:
        n = int(treated[1].replace(",", ""))
        found = [(number, unit) for number in numbers] + [(n, "lesions")]
    else:
        found = [(number, unit) for number in numbers or _counted(slot.text)]
    return [Finding("cohort", start, end, "table.cohort", {"n": n, "unit": kind}) for n, kind in found]


def _counted(text: str) -> list[int]:
    """The counts of a cell; a percentage behind a count is none."""
    counts = [
        r.n if r.form in {"pair", "rate"} else r.value if r.form == "number" and r.whole else None
        for r in read_cell(text)
    ]
    return [int(count) for count in counts if count]
