"""Reads a table cell by cell: cohorts of headers and columns, doses, endpoints, p-values."""

import re
from dataclasses import replace

from extractor.assembly.findings import Finding
from extractor.assembly.tables.cells import (
    Reading,
    completed,
    read_cell,
    read_grades,
    read_p_values,
    read_times,
    split_p,
)
from extractor.assembly.tables.codes import Codes
from extractor.assembly.tables.columns import Column, by_arm, combine
from extractor.assembly.tables.grid import Grid, Slot
from extractor.assembly.tables.groups import cell_cohorts, header_cohorts, label_cohorts
from extractor.assembly.tables.kind import Kind
from extractor.assembly.tables.labels import RATIOS, Facets, LabelReader, sizes
from extractor.assembly.tables.prescriptions import cell_doses, column_doses, prescribes
from extractor.assembly.tables.prose import cell_prose, declared_in_cell
from extractor.assembly.tables.rows import Row, walk
from extractor.assembly.tables.values import Place, endpoint_fields
from extractor.assembly.tables.whole import read_whole
from extractor.document import Block, Document

_TOTAL_ROW = re.compile(
    r"^\W*(?:(?:total\s+)?(?:number|no\.?|n|#)\s*(?:of\s+)?(?:(?:\w+\s+)?(?:patients?|pts\.?|subjects|participants|cases)|assess(?:ed|able)|evaluable|evaluated|analy[sz]ed)|(?:all |total )?(?:patients|subjects|participants)|[nN]|total(?: number)?)\W*(?:\(?[nN]\)?)?\W*$",
    re.I,
)
_LESION_ROW = re.compile(
    r"^\W*(?:total\s+)?(?:number|no\.?|n|#)\s*(?:of\s+)?(?:\w+\s+)?(?:lesions?|metastas[ei]s|tumou?rs?|targets?)\W*(?:\(?[nN]\)?)?\W*$",
    re.I,
)
_P_ROW = re.compile(
    r"^\W*(?:(?i:[\w'’-]+ of )?(?:[\w'’]+[\s-]+){0,3}p|(?i:(?:log[- ]?rank|cox|fisher\S*|chi[- ]?squared?|overall)\W+)?P)(?:[\s-]*(?i:values?))?"
    r"(?:\W+\(?(?i:log[- ]?rank|cox|fisher\S*|chi[- ]?squared?|for trend)(?: test)?\)?)?\W*$"
)
"""Below the rows of the groups that it compares."""
_TEST_ROW = re.compile(
    r"^\W*(?:χ\s?\^?[2²]?|chi[- ]?squared?|(?:[tzF]|chi[- ]?squared?|χ\s?\^?[2²]?|test)[\s-]+(?:values?|statistics?|score)|statistics?)\W*$",
    re.I,
)
"""What a test gave, over its p-value."""
_PEOPLE_TABLE = re.compile(r"patient|characteristic|demograph|feature|baseline", re.I)
_TELLING = re.compile(r"outcome|result|toxicit|finding|surviv|control|response|complication|adverse", re.I)


_NOBODY = re.compile(r"^\W*(?:none|nil)\W*$", re.I)
_EXPLAINED = re.compile(
    r"(\d{1,3})\s*[(\[:]\s*(?!S\.?[DE]\b|range|IQR|n\.?[ars]\b|p\s*[<=>])[A-Za-z][^()\d][^()]*[)\]]?", re.I
)
_ITS_GRADE = re.compile(r"\b(?:G|grade\s)\s?([1-5])\b", re.I)
_COUNTS_TOO = re.compile(r"\b(?:n|no\.?|numbers?|patients|pts|events)\W*%", re.I)
_INTERVAL_ROW = re.compile(
    r"^\W*\(?\s*9\d(?:\.\d)?\s?%?\s*-?\s?(?:C\.?I\.?|confidence (?:interval|limits?))", re.I
)
_COUNTED = {"cohort": "patients", "lesions": "lesions", "studies": "studies"}
_AT = re.compile(
    r"\b(?:at|by)\s+(?:\w+\s+)?[\w.]+[- ]?(?:years?|months?|weeks?|days?)\b"
    r"|\b[\w.]+[- ](?:year|month|week|day)s?\b(?=\s+(?!after|from|of|following|post|before|and|or|to)[a-z])",
    re.I,
)
"""A caption's time is a time point where it says "at" or stands before a noun; "within 3 months of
treatment" only defines what is acute."""


def _explained(text: str, code: str | None) -> list[Reading]:
    """A count of toxicities with the words that say which: ``1 (cystitis G3)``."""
    counted = _EXPLAINED.fullmatch(text) if code == "toxicity" else None
    if counted is None:
        return []
    graded = _ITS_GRADE.search(text)
    return [replace(r, grade=int(graded[1]) if graded else None) for r in read_cell(counted[1])]


def _p_values(text: str, start: int, end: int, code: str | None) -> list[Finding]:
    return [
        Finding(
            "p_value", start, end, "table.p_value", {"comparator": sign, "value": value, "endpoint": code}
        )
        for sign, value in read_p_values(text)
    ]


class TableReader:
    """One table and what is known of it."""

    def __init__(
        self,
        document: Document,
        block: Block,
        grid: Grid,
        columns: list[Column],
        kind: Kind,
        reader: LabelReader,
    ) -> None:
        self.document, self.block, self.grid = document, block, grid
        self.columns, self.kind, self.reader = columns, kind, reader
        self.rows = list(walk(grid, columns, reader, kind))
        self.codes = Codes(kind, reader, columns, self.rows, grid.stub)
        self.outcome_columns = any(c.facets.code for c in columns[grid.stub :])
        self.whole = read_whole(grid, columns, self.rows, reader, block.section or "")
        self.nr = reader.abbreviations.get("NR", "").lower()
        self.sizes = self._column_sizes()
        self.row_sizes = {row.index: self._row_size(row) for row in self.rows}

    def findings(self) -> list[Finding]:
        """All findings in reading order; of a listing of single patients only what they were given."""
        found = header_cohorts(self.grid, self.block.start)
        for row in self.rows:
            here = [] if row.heading else label_cohorts(self.grid, row.index, self.block.start)
            for column in row.columns[self.grid.stub :]:
                slot = self.grid.starts(row.index, column.index)
                if slot is not None and not slot.blank:
                    here.extend(self._cell(row, column, slot))
            if (
                not row.heading
                and (self.kind.study_column is not None or prescribes(row.columns))
                and (self.kind.name != "baseline" or any(c.role == "total" for c in row.columns))
            ):
                here.extend(column_doses(self.grid, row, self.block.start, self.whole.technique))
            if self.whole.listing:
                here = [f for f in here if f.kind == "dose"]
            here.sort(key=lambda f: f.start)
            found.extend(
                replace(f, row=row.label if f.row is None else f.row, refs=row.refs, label=row.study)
                for f in here
            )
        return found

    # --- sizes -----------------------------------------------------------------------------------------------

    def _column_sizes(self) -> dict[int, int]:
        """Size of the group of each column, from its header or from a row of totals."""
        found = {c.index: c.size for c in self.columns if c.size}
        for row in self.rows:
            if self._is_total(row):
                for column in row.columns[self.grid.stub :]:
                    readings = read_cell(self.grid.text(row.index, column.index))
                    if len(readings) == 1 and readings[0].whole and readings[0].value:
                        found.setdefault(column.index, int(readings[0].n or readings[0].value))
        return found

    def _row_size(self, row: Row) -> int | None:
        """How many a row is of, from its only column of patients or lesions."""
        counted = [
            c.index
            for c in row.columns[self.grid.stub :]
            if c.role in {"cohort", "lesions"} or self.codes.counts_symptoms(c)
        ]
        readings = read_cell(self.grid.text(row.index, counted[0])) if len(counted) == 1 else []
        whole = len(readings) == 1 and readings[0].form == "number" and readings[0].whole
        return int(readings[0].value or 0) or None if whole else None

    # --- cells -----------------------------------------------------------------------------------------------

    def _cell(self, row: Row, column: Column, slot: Slot) -> list[Finding]:
        start, end = slot.cell.start - self.block.start, slot.cell.end - self.block.start
        if _TEST_ROW.match(row.label):
            return []
        if _P_ROW.match(row.label) and column.role in {"value", "events", "share"}:
            code = None if self.kind.name == "baseline" else column.facets.code
            return _p_values(slot.text, start, end, code or self.codes.of_p_value(row, column))
        if column.role == "p":
            code = self.codes.of_p_value(row, column)
            return _p_values(slot.text, start, end, code)
        if _NOBODY.match(slot.text) and self.kind.name == "results":
            return self._nobody(row, column, start, end)
        if row.heading:
            return cell_cohorts(slot, "patients", self.block.start) if sizes(slot.text) else []
        if slot.missing and not (slot.text == "NR" and self._not_reached(row, column)):
            return []
        if column.role == "declared":
            if self.kind.study_column is None:
                return []
            return declared_in_cell(slot.text, start, end, column.leaf, self.reader)
        if column.role == "dose" and self.kind.name != "baseline":
            printed = self.document.text[slot.cell.start : slot.cell.end]
            return cell_doses(printed, start, self.reader, self.whole.technique, column.header)
        if (
            column.role in {"ignored", "interval", "bound", "total", "fractions", "each", "relative", "share"}
            and column.partner is None
        ):
            return self._endpoints(row, column, slot) if column.role == "share" else []
        total = self.kind.study_column is None and (self._is_total(row) or self._first_total(row))
        if total or (self.kind.study_column is None and _LESION_ROW.match(row.label)):
            sized = column.role in {"value", "count", "cohort"} and column.facets.code is None
            if sized or column.role == "share":
                return (
                    cell_cohorts(slot, "patients" if total else "lesions", self.block.start) if sized else []
                )
        if self.codes.counts_symptoms(column):
            return cell_cohorts(slot, "patients", self.block.start)
        counted = column.role == "cohort" and self._counts_events(row, column)
        if column.role in _COUNTED and (not counted or self.kind.study_column is not None):
            if self.kind.name != "results":
                return []
            return cell_cohorts(slot, _COUNTED[column.role], self.block.start, column.header)
        if self.kind.model and re.fullmatch(r"[Bbβ]", column.leaf):
            return []
        if self.kind.name == "baseline" or column.role in {"share", "ignored", "interval", "bound"}:
            return []
        return self._endpoints(row, column, slot)

    def _counts_events(self, row: Row, column: Column) -> bool:
        """Whether ``No. of patients`` counts those with the row's event: nothing else in the row measures one."""
        if self.outcome_columns:
            return self.codes.rows_are_outcomes and column.pairs
        if any(c.facets.statistic in RATIOS for c in row.columns) or self._measures_beside(row, column):
            return False
        if any(c.role == "studies" for c in row.columns):
            return False
        if row.facets.code is not None:
            return True
        alone = all(
            c is column or c.role in {"text", "ignored", "share"} for c in row.columns[self.grid.stub :]
        )
        code = self.codes.of_cell(row, column)
        return alone and code is not None and (code != "other" or self.kind.default is not None)

    def _measures_beside(self, row: Row, column: Column) -> bool:
        """Whether another column gives the row's value with an interval, as pooled estimates have it."""
        others = (c for c in row.columns[self.grid.stub :] if c is not column and c.role == "value")
        return any(
            r.form == "interval" for c in others for r in read_cell(self.grid.text(row.index, c.index))[:1]
        )

    def _is_total(self, row: Row) -> bool:
        """Group sizes as a row; a bare ``Total`` is one below characteristics only."""
        bare = re.match(r"^\W*total\W*$", row.label, re.I)
        people = self.kind.name != "results" and _PEOPLE_TABLE.search(self.kind.caption.text)
        if row.section.code is not None or (bare and not people):
            return False
        return bool(_TOTAL_ROW.match(row.label))

    def _first_total(self, row: Row) -> bool:
        """Counts without a label right below the header of a baseline table are the column totals."""
        return not row.label and self.kind.name != "results" and row.index == self.grid.header_rows

    def _endpoints(self, row: Row, column: Column, slot: Slot) -> list[Finding]:
        start, end = slot.cell.start - self.block.start, slot.cell.end - self.block.start
        code = self.codes.of_cell(row, column)
        study = self.kind.study_column is not None
        text, p_value = split_p(slot.text)
        parted = (study or self.whole.slashed) and (by_arm(column) or self.whole.names_arms)
        times = column.facets.times or row.facets.times or ((None, None) if parted else ())
        place = self._place(row, column, code or "")
        readings = read_grades(text, place.labels.grade or place.default_grade) if code == "toxicity" else []
        readings = readings or _explained(text, code)
        readings = readings or read_times(text, times, self._not_reached(row, column))
        if not readings:
            if study and (code or _TELLING.search(column.header)) and re.search(r"\d", slot.text):
                return cell_prose(
                    self.document.text[slot.cell.start : slot.cell.end], start, self.reader, code
                )
            return []
        if code is None:
            return []
        beside = self._beside(row, column)
        readings = completed(readings, text, beside, column.role)
        found = []
        for reading in readings:
            fields = endpoint_fields(reading, place)
            if fields is not None:
                found.append(Finding("endpoint", start, end, f"table.{fields['statistic']}", fields))
        if found:
            found.extend(_p_values(p_value, start, end, code))
        return found

    def _not_reached(self, row: Row, column: Column) -> bool:
        """Whether ``NR`` means that: the paper says so, or nothing else and it stands for a median of its own patients."""
        if self.nr or self.kind.study_column is not None:
            return self.nr.startswith("not reached")
        return "median" in {row.facets.statistic, column.facets.statistic}

    def _nobody(self, row: Row, column: Column, start: int, end: int) -> list[Finding]:
        """``None`` as the number of patients with toxicity of a grade."""
        code = self.codes.of_cell(row, column)
        place = self._place(row, column, code or "")
        if code != "toxicity" or not (place.labels.grade or place.default_grade):
            return []
        fields = endpoint_fields(Reading("fraction", 0.0), place)
        return [Finding("endpoint", start, end, "table.count", fields)] if fields else []

    def _beside(self, row: Row, column: Column) -> str:
        """The text of the column that completes this one; two columns of bounds make one interval."""
        if column.partner is None:
            below = row.index + 1 < self.grid.n_rows and _INTERVAL_ROW.match(self.grid.text(row.index + 1, 0))
            return self.grid.text(row.index + 1, column.index) if below else ""
        text = self.grid.text(row.index, column.partner)
        if row.columns[column.partner].role == "bound":
            return f"{text} to {self.grid.text(row.index, column.partner + 1)}"
        return text

    def _arm(self, row: Row, column: Column) -> str | None:
        """The group that a cell belongs to: named by its column, its row, or the section above."""
        if self.kind.study_column is not None:
            return None
        if column.arm is not None:
            return column.arm
        if self.kind.items and column.facets.code is None:
            return row.section.arm if row.section.code is None and row.own.code is not None else None
        if row.own.code is None and row.own.timepoint is None:
            return row.own.arm
        return row.section.arm if row.section.code is None else None

    def _prints_pairs(self, column: Column) -> bool:
        """Whether a bare whole number of the column may be a count beside counts with percentages."""
        shares = column.facets.unit == "percent" and not _COUNTS_TOO.search(column.header)
        return column.pairs if shares else self.whole.pairs

    def _told(self, code: str) -> Facets:
        """Statistic and unit that the caption gives for all cells."""
        default = self.kind.default
        if default is None or default.code != code:
            return Facets()
        return Facets(statistic=default.statistic, unit=default.unit)

    def _time(self) -> float | None:
        """The time point that caption or stub head give for all cells."""
        if self.kind.regression:
            return None
        said = self.kind.caption
        return said.timepoint if _AT.search(said.text) else self.kind.stub.timepoint

    def _place(self, row: Row, column: Column, code: str) -> Place:
        labels = combine([self._told(code), row.facets, column.facets])
        if (row.facets.statistic in RATIOS and column.facets.statistic not in RATIOS) or (
            row.facets.statistic == "median" and column.facets.statistic not in RATIOS
        ):
            labels = replace(labels, statistic=row.facets.statistic)
        if labels.statistic is None and self.whole.medians and code in {"quality_of_life", "other"}:
            labels = replace(labels, statistic="median")
        size = self.sizes.get(column.index) or row.own.size
        return Place(
            code=code, labels=labels, row=row.facets, column=column.facets,
            arm=self._arm(row, column),
            size=size, row_size=self.row_sizes[row.index], of_lesions=self.whole.of_lesions, role=column.role, pairs=self._prints_pairs(column), rates=self.whole.rates, deviation=self.whole.deviation, percent=self.kind.percent,
            study=self.kind.study_column is not None, model=self.kind.model,
            caption_time=self._time(), caption_unit=self.whole.unit,
            default_grade=self.kind.default.grade if self.kind.default else self.kind.caption.grade,
        )  # fmt: skip
