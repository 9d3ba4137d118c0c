"""What each column of a table holds, from its header and its cells."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.assembly.tables.cells import Reading, read_cell, read_p_values
from extractor.assembly.tables.grid import Grid
from extractor.assembly.tables.labels import CONTROLS, RATIOS, SURVIVALS, Facets, LabelReader, bare_grade
from extractor.assembly.tables.roles import COHORT, COUNT, IN_GY, LESIONS, PEOPLE, SHARE, role_of
from extractor.language.numerals import roman

_UNIT_ALONE = re.compile(r"(?:years?|yrs?|months?|mos?|weeks?|wks?)\.?", re.I)
_OF_P_VALUES = re.compile(r"\bp[\s-]?values\b", re.I)
_SIZED = re.compile(r"\W*\b[nN]\s*=\s*[\d,]+\W*$")
_EXPONENT = re.compile(r"\bexp\s*\(\s*(?:b|β|beta|coef\w*\.?)\s*\)", re.I)
_ROMAN = re.compile(r"I{1,3}|IV|V")
_HARMS = re.compile(r"toxicit|adverse|side[- ]effects?|reactions?|complications?|morbidity", re.I)
_NO_GRADE = re.compile(
    r"^\W*(?:none|nil|absent|no (?:toxicity|reaction|event)s?)(?:\W*[nN]o?\.?\s*\(?%?\)?)?\W*$", re.I
)
_REGIMEN = re.compile(
    r"\d\s*c?Gy\s*/\s*\d+\b|\d\s*c?Gy\b.*(?:\bfractions?\b|(?<![A-Za-z])(?:fx|fr?)\b)|\d\s*[×x]\s*\d+(?:\.\d+)?\s*Gy",
    re.I,
)
_SCHEDULE = r"([\d.]+(?:\s*(?:-|–|to)\s*[\d.]+)?)\s*(?:/\s*|(?=\()\()(\d+(?:\s*(?:-|–|to)\s*\d+)?)\)?"
SCHEDULE = re.compile(_SCHEDULE)
"""A total dose over its number of fractions, without units."""
SCHEDULES = re.compile(rf"{_SCHEDULE}(?:\s*(?:[,;]|vs\.?|versus|or|and)\s*{_SCHEDULE})*$")
_BY_ARM = re.compile(
    r"[A-Za-z)+]\s*(?:/|\bvs\.?\s|\bversus\b)\s*(?!n\b|N\b|total|patients|fx|fr\b|fractions?|day|week|kg|m\^2)[A-Za-z]"
)
"""A header that names the two arms of its cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``role`` is value, p, interval, bound, cohort, lesions, studies, count, share, events, dose, total, fractions,
    each, relative, ignored or text; ``partner`` the column that completes it."""

    index: int
    role: str
    facets: Facets
    header: str
    leaf: str
    arm: str | None = None
    size: int | None = None
    partner: int | None = None
    pairs: bool = False  # its cells print counts with percentages, or nothing but zeros

    def under(self, text: str, reader: LabelReader) -> "Column":
        """The column below a header row inside the body."""
        facets = combine([self.facets, reader.read(text)])
        return replace(_column(self.index, text, text, facets, self, [text], reader), pairs=self.pairs)


def combine(path: list[Facets]) -> Facets:
    """Facets of nested labels: what stands lower says more."""
    result = Facets()
    for facets in path:
        anew = facets.code == "toxicity" and result.code in SURVIVALS | CONTROLS
        keep = facets.code is None or (facets.generic and result.code is not None and not anew)
        result = Facets(
            text=facets.text or result.text,
            code=result.code if keep else facets.code,
            term=result.term if keep else facets.term,
            generic=result.generic if keep else facets.generic,
            statistic=facets.statistic or result.statistic,
            unit=facets.unit or result.unit,
            timepoint=facets.timepoint if facets.timepoint is not None else result.timepoint,
            grade=facets.grade or result.grade,
            level=facets.level or result.level,
            size=facets.size or result.size,
            lesions=facets.lesions or result.lesions,
            times=facets.times or (() if facets.timepoint is not None else result.times),
            codes=result.codes if keep else facets.codes,
        )
    if result.statistic == "median":
        result = replace(result, timepoint=None)
    return result


def read_columns(grid: Grid, reader: LabelReader) -> list[Column]:
    """All columns; those left of ``grid.stub`` are labels."""
    columns = []
    ratio = "OR" if re.search(r"logistic", grid.caption, re.I) else "HR"
    paths = [
        [_EXPONENT.sub(ratio, t) for t in _with_unit(grid.header_path(col))] for col in range(grid.n_cols)
    ]
    leaves = {p[-1] for p in paths if p and (bare_grade(p[-1]) is not None or _ROMAN.fullmatch(p[-1]))}
    for col, path in enumerate(paths):
        facets = combine([reader.read(text) for text in path])
        facets = _bare_grade(path, facets, len(leaves) > 1, grid.caption)
        columns.append(_column(col, " ".join(path), path[-1] if path else "", facets, None, path, reader))
    columns = [_of_answers(c, columns) for c in columns]
    if _OF_P_VALUES.search(grid.caption) and not any(c.role == "p" for c in columns):
        columns = [_p_by_cells(grid, c) if c.index >= grid.stub else c for c in columns]
    columns = [_of_those_without(c, columns[grid.stub :]) for c in columns]
    responses = {c.facets.code for c in columns} & {"partial_response", "complete_response"}
    columns = [_of_response(c, reader) if responses else c for c in columns]
    beside = {left.index: right.role for left, right in pairwise(columns)}
    columns = [_by_cells(grid, c, beside.get(c.index)) if c.index >= grid.stub else c for c in columns]
    return [_of_group_sizes(c, columns[grid.stub :]) for c in pair_columns(grid, columns)]


def _of_answers(column: Column, columns: list[Column]) -> Column:
    """``No`` beside ``Yes`` is an answer, no number."""
    beside = {c.leaf.lower() for c in columns if abs(c.index - column.index) == 1}
    answer = column.leaf.lower() == "no" and "yes" in beside
    return replace(column, role="value") if answer else column


def _of_those_without(column: Column, columns: list[Column]) -> Column:
    """``None`` beside grades is grade 0."""
    graded = any(c.facets.grade for c in columns) and _NO_GRADE.match(column.leaf)
    return replace(column, facets=replace(column.facets, grade=(0, 0))) if graded else column


def _of_response(column: Column, reader: LabelReader) -> Column:
    """Beside ``CR`` and ``PR`` no deviation is meant by ``SD``, and no risk ratio by ``RR``."""
    if column.leaf == "SD":
        return replace(column, role="value", facets=reader.read("stable disease"))
    if column.facets.statistic == "risk_ratio" and column.facets.term == "RR":
        return replace(column, facets=replace(column.facets, statistic=None))
    return column


def _with_unit(path: list[str]) -> list[str]:
    """The header with a unit below its number (``2`` over ``years``) as one."""
    apart = len(path) > 1 and _UNIT_ALONE.fullmatch(path[-1]) and re.fullmatch(r"\d+\W?", path[-2])
    return [*path[:-2], f"{path[-2]} {path[-1]}"] if apart else path


def _p_by_cells(grid: Grid, column: Column) -> Column:
    """A column of a table of p-values."""
    texts = [s.text for row in grid.body() if (s := grid.starts(row, column.index)) and not s.missing]
    return replace(column, role="p") if texts and all(read_p_values(t) for t in texts) else column


def _of_group_sizes(column: Column, columns: list[Column]) -> Column:
    """``No.`` beside columns of outcomes: how many each row's outcomes are of."""
    alone = column.role == "value" and column.leaf == column.header and COUNT.match(column.leaf)
    outcomes = any(c.role == "value" and c.facets.code is not None for c in columns)
    return replace(column, role="cohort") if alone and outcomes else column


def _bare_grade(path: list[str], facets: Facets, several: bool, caption: str) -> Facets:
    """``3`` or ``3-4`` or ``≥3`` under ``Grade``, or beside other such headers; Roman ones in tables of toxicity."""
    grade = bare_grade(path[-1]) if path else None
    above = " ".join(path[:-1]) if path else ""
    named = re.search(r"grade|toxic|adverse|CTC|RTOG", above or "grade", re.I)
    if grade is None and path and several and _HARMS.search(f"{caption} {above}"):
        number = roman(path[-1]) if _ROMAN.fullmatch(path[-1]) else None
        return replace(facets, grade=(number, number)) if number else facets
    if grade is None or facets.grade or not (named or several):
        return facets
    return replace(facets, grade=grade)


def _column(
    index: int,
    header: str,
    leaf: str,
    facets: Facets,
    above: Column | None,
    path: list[str] | None = None,
    reader: LabelReader | None = None,
) -> Column:
    role = role_of(leaf, header, facets)
    if above is not None and role == "value" and above.role in {"p", "interval", "ignored"} and not leaf:
        role = above.role
    arm, size = (above.arm, above.size) if above else (None, None)
    for text in path or []:
        own = reader.read(text) if reader else Facets()
        size = own.size or size
        if re.fullmatch(rf"[\d,]+\s+{PEOPLE}", text, re.I):
            continue
        named = own.code is None and own.grade is None and own.statistic is None and own.timepoint is None
        if (
            named
            and own.arm
            and role_of(text, text, own) in {"value", "dose"}
            and not SHARE.match(text)
            and not COUNT.match(text)
            and not (facets.grade and _ROMAN.fullmatch(text))
        ):
            arm = own.arm
    return Column(index, role, facets, header, leaf, arm, size)


def _by_cells(grid: Grid, column: Column, beside: str | None) -> Column:
    """The column after a look at its cells: dose columns hold doses, value columns numbers."""
    slots = [s for row in grid.body() if (s := grid.starts(row, column.index)) and not s.missing]
    if not slots:
        return column
    doses = sum(1 for s in slots if re.search(r"\d\s*c?Gy", s.text))
    numeric = sum(1 for s in slots if s.numeric)
    named = re.search(r"fractionation|schedule|regimen", column.leaf, re.I)
    if (
        column.role == "dose"
        and named
        and sum(1 for s in slots if SCHEDULES.match(s.text)) >= 0.5 * len(slots)
    ):
        return replace(column, role="total")
    if column.role == "dose" and not doses and numeric and IN_GY.search(column.leaf):
        column = replace(column, role="total")
    if column.role == "dose" and doses < max(1, 0.3 * len(slots)):
        column = replace(column, role="value")
    if column.role in {"total", "each"} and (
        doses
        if column.role == "total"
        else sum(1 for s in slots if _REGIMEN.search(s.text)) >= 0.5 * len(slots)
    ):
        column = replace(column, role="dose")
    if column.role == "each" and sum(1 for s in slots if SCHEDULES.match(s.text)) >= 0.5 * len(slots):
        column = replace(column, role="total")
    readings = [read_cell(s.text) for s in slots]
    pairs = sum(1 for r in readings if r and r[0].form in {"pair", "rate"})
    column = replace(column, pairs=pairs > 0 or all(r and r[0].value == 0 for r in readings))
    if column.role in {"cohort", "lesions", "studies"} and readings and not _counts(readings):
        return replace(column, role="ignored")
    if _relative_risk(column, readings, beside):
        return replace(column, facets=replace(column.facets, code=None, term="", statistic="risk_ratio"))
    if column.role == "value" and _lost_p(grid, column, [s.text for s in slots if s.numeric]):
        return replace(column, role="p")
    if column.role == "value" and sum(1 for s in slots if _REGIMEN.search(s.text)) >= 0.5 * len(slots):
        return replace(column, role="dose")
    if column.role == "value" and numeric < 0.5 * len(slots) and not any(readings):
        return replace(column, role="dose" if doses >= 0.5 * len(slots) else "text")
    return column


def _counts(readings: list[list[Reading]]) -> bool:
    """Whether the numbers are whole, as numbers of people are."""
    values = [r for row in readings for r in row]
    return not values or sum(r.whole or r.n is not None for r in values) >= 0.8 * len(values)


def _relative_risk(column: Column, readings: list[list[Reading]], beside: str | None) -> bool:
    """``RR`` over values near one with their intervals is no response rate."""
    if column.facets.code != "response_rate" or column.facets.term != "RR":
        return False
    values = [r for row in readings for r in row]
    near = all(r.value is not None and r.value < 10 and not r.percent for r in values)
    return near and bool(values) and (beside == "interval" or any(r.form == "interval" for r in values))


def _lost_p(grid: Grid, column: Column, texts: list[str]) -> bool:
    """A column of p-values whose header the reader lost, or joined with its neighbour's."""
    if not texts or not all(re.match(r"^[<>≤=]?\s*[01]?[.,]\d{2,}", t) and read_p_values(t) for t in texts):
        return False
    if not column.header:
        return column.index == grid.n_cols - 1
    slot = grid.at(grid.header_rows - 1, column.index)
    shared = slot is not None and slot.col < column.index and not is_ratio(column)
    return shared and (
        any(re.match(r"^<\s*0?[.,]0", t) for t in texts)
        or all(re.match(r"^[<>≤=]?\s*[01]?[.,]\d{3}", t) for t in texts)
    )


def pair_columns(grid: Grid, columns: list[Column]) -> list[Column]:
    """Joins ``No.`` with the ``%`` beside it, and a value with the interval column behind it."""
    result = list(columns)
    pooled = any(c.role == "studies" for c in columns)
    with_interval = {left.index for left, right in pairwise(columns) if right.role in {"interval", "bound"}}
    for left, right in pairwise(columns):
        if left.index < grid.stub:
            continue
        name = _SIZED.sub("", left.leaf)
        counts = left.role in {"cohort", "lesions"} or any(p.match(name) for p in (COUNT, COHORT, LESIONS))
        same = right.facets.code in {left.facets.code, None} and right.arm in {left.arm, None}
        joined = _counts_before_rate(left, right) and right.index not in with_interval
        if not pooled and same and (joined or (counts and SHARE.match(right.leaf))):
            result[left.index] = replace(
                left, role="count", partner=right.index, size=left.size or right.size
            )
            result[right.index] = replace(right, role="share", partner=left.index)
        elif right.role in {"interval", "bound"} and left.role in {"value", "events"}:
            result[left.index] = replace(left, partner=right.index)
            if right.facets.level and not left.facets.level:
                result[left.index] = replace(
                    result[left.index], facets=replace(left.facets, level=right.facets.level)
                )
    return result


def _counts_before_rate(left: Column, right: Column) -> bool:
    """``No. of recurrences`` before ``Recurrence rate (%)``."""
    first, second = left.facets, right.facets
    plain = first.unit is None and first.statistic is None and first.timepoint is None
    rate = second.unit == "percent" and second.statistic is None and second.timepoint is None
    named = first.code is not None and second.code in {first.code, None}
    one = left.role == right.role == "value" and not (left.pairs or right.pairs) and left.arm == right.arm
    return one and plain and rate and named and (second.code is not None or bool(SHARE.match(right.leaf)))


def by_arm(column: Column) -> bool:
    """Whether its cells print a value for each of two arms (``7.5/4.4`` below ``short/long``)."""
    return column.role == "value" and bool(_BY_ARM.search(column.header))


def is_ratio(column: Column) -> bool:
    return column.facets.statistic in RATIOS
