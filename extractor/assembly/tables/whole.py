"""What a table says as a whole: in its caption and notes, and by all its cells together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.assembly.tables.cells import read_cell
from extractor.assembly.tables.columns import Column
from extractor.assembly.tables.grid import Grid
from extractor.assembly.tables.labels import LabelReader
from extractor.assembly.tables.rows import Row

_UNIT_OF_ALL = re.compile(r"(?:[(,]\s*(?:in\s+)?|\bin\s+)(month|week|year|day)s?(?=\s*(?:[),]|$))", re.I)
_UNIT_IN_NOTE = re.compile(
    r"\b(?:survival|times?|medians?|durations?)\b[^.;]{0,40}?\b(?:in|as)\s+(month|week|year|day)s\b", re.I
)
_TWO_COUNTS = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})")
_TWO_ARMS = re.compile(
    r"\(\s*(?![nN]\b|events?\b)[A-Z][\w+-]*\s*/\s*(?![nN]\b|patients\b|total\b)[A-Z][\w+-]*\s*\)"
    r"|\b[a-zA-Z][\w+-]*\s?/\s?[a-zA-Z][\w+-]*\s+(?:arms?|groups?)\b"
)
"""A caption that names the two arms of each cell: ``(RT/CRT)``, ``accelerated/conventional arm``."""
_ONE_EACH = re.compile(
    r"^\W*(?:(?:patient|pt|case|subject)\.?(?:\s*(?:no\.?|number|#|ID))?|no\.?|#)\W*$", re.I
)
_OF_ONE = re.compile(r"^\W*(?:age|sex|gender)\b", re.I)
_DEVIATION = re.compile(r"\bmeans?\b[^.;]{0,50}?[(±]\s*(?:±\s*)?(?:S\.?[DE]\b|standard)", re.I)
_QUARTILES = re.compile(r"\bmedians?\b[^.;]{0,25}?[(\[,]\s*(?:IQR|interquartile|quartiles|range)", re.I)


@dataclass(frozen=True, slots=True)
class Whole:
    """What holds for every cell of a table."""

    pairs: bool  # some columns print counts with percentages
    rates: bool  # numbers in brackets behind counts are percentages
    deviation: bool  # values are means with deviations
    medians: bool  # values are medians with quartiles
    slashed: bool  # ``31/28`` stands for two arms
    names_arms: bool  # the caption names those two
    listing: bool  # each row is one patient
    of_lesions: bool  # rows give numbers of lesions, and none of patients
    unit: str | None  # of time, where caption or notes give it for all cells
    technique: str | None  # of radiotherapy


def read_whole(
    grid: Grid, columns: Sequence[Column], rows: Sequence[Row], reader: LabelReader, section: str
) -> Whole:
    """Reads it; ``section`` is the heading that the table stands under."""
    said = " ".join([grid.caption, *grid.footnotes, grid.text(0, 0)])
    unit = _UNIT_OF_ALL.search(grid.caption) or _UNIT_IN_NOTE.search(" ".join(grid.footnotes))
    named = (m.code for m in reader.annotate(f"{grid.caption} {section}").mentions if m.label == "TECHNIQUE")
    values = columns[grid.stub :]
    roles = {c.role for c in values}
    return Whole(
        pairs=any(c.pairs for c in values),
        rates=_bracketed_rates(grid, columns, rows),
        deviation=_DEVIATION.search(said) is not None,
        medians=_QUARTILES.search(said) is not None,
        slashed=_slashes_arms(grid),
        names_arms=_TWO_ARMS.search(grid.caption) is not None,
        listing=_is_listing(grid),
        of_lesions="lesions" in roles and "cohort" not in roles,
        unit=f"{unit[1].lower()}s" if unit else None,
        technique=next(named, None),
    )


def _slashes_arms(grid: Grid) -> bool:
    """Whether ``31/28`` stands for two arms: in some cell the first number is the larger."""
    parts = (_TWO_COUNTS.fullmatch(grid.text(row, column)) for row in grid.body() for column in grid.values())
    return any(int(m[1]) > int(m[2]) for m in parts if m)


def _bracketed_rates(grid: Grid, columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether numbers in brackets behind counts are percentages: decimals, or one total fits a column."""
    for column in columns[grid.stub :]:
        if column.facets.statistic in {"mean", "median"} or column.role == "p":
            continue
        texts = [grid.text(row.index, column.index) for row in rows]
        pairs = [r[0] for t in texts if len(r := read_cell(t)) == 1 and r[0].form == "pair"]
        if not pairs or any(r.value is None or r.n is None or r.value > 100 for r in pairs):
            continue
        if sum(not r.whole for r in pairs) >= 0.3 * len(pairs) and len(pairs) > 1:
            return True
        large = [(r.n or 0, r.value or 0.0) for r in pairs if (r.value or 0) >= 3]
        lows = [100 * n / (value + 0.6) for n, value in large]
        highs = [100 * n / (value - 0.6) for n, value in large]
        if len(large) > 2 and max(lows) <= min(highs):
            return True
    return False


def _is_listing(grid: Grid) -> bool:
    """Whether each row is one patient: numbered from one under ``Patient`` or ``No.``, each of an age or a sex."""
    heads = [" ".join(grid.header_path(col)) for col in range(grid.n_cols)]
    if not (_ONE_EACH.match(heads[0]) and any(_OF_ONE.match(h) for h in heads[1:])):
        return False
    labels = [text for row in grid.body() if (text := grid.text(row, 0))]
    return len(labels) > 1 and labels == [str(n) for n in range(1, len(labels) + 1)]
