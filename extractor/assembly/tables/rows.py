"""The rows of a table's body: sections, wrapped labels, totals above their parts, studies, header rows in between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.assembly.tables.cells import read_cell
from extractor.assembly.tables.columns import Column, combine, pair_columns
from extractor.assembly.tables.grid import MISSING, STUB_WORD, Grid, Slot
from extractor.assembly.tables.kind import Kind
from extractor.assembly.tables.labels import FAILURES, RATIOS, Facets, LabelReader, bare_grade, sizes
from extractor.assembly.tables.roles import GRADE_COLUMN
from extractor.language.numerals import find_citations

_CONTINUES = re.compile(
    r"^(?:in|of|with|and|to|for|by|from|at|or|on|without|due|after|the|than|[a-z][\w-]*\s)"
)
_OPENS = re.compile(r"(?:\b(?:of|from|with|and|to|for|by|the|in|or|end)|[,/–-])$|\b(?:of|from)\b[^()]*$")
_ET_AL = re.compile(r"([A-Z][\w'’-]+(?:\s+(?:and|&)\s+[A-Z][\w'’-]+)?,?\s+et\s+al\.?)")
_NAME = re.compile(r"^([A-Z][\w'’-]*(?:[\s-](?:[A-Z0-9][\w'’-]*|and|&))*)")
_YEAR_ONLY = re.compile(r"^\W*(?:et al\.?,?\s*)?\(?(?:19|20)\d\d[a-z]?\)?\W*$")
"""The second line of a study's name."""
_OWN = re.compile(r"\b(?:present|current|this|our)\s+(?:study|series|trial|report|analysis)\b", re.I)
_POOLED = re.compile(r"^\W*(?:sub)?(?:total|pooled|overall|combined|summary|all\b)", re.I)
_TIME_HEAD = re.compile(
    r"^\W*(?:(?:time|follow-?up)(?:\s+(?:point|since \w+|after \w+))?\W*(?:in\s+)?)?(?P<unit>months?|mos?|years?|yrs?|weeks?|wks?)\W*$",
    re.I,
)
_NOTATION = re.compile(
    r"^\W*(?:no\.?|numbers?|n)\s*(?:of\s+(?:patients|participants|events|subjects)\s*)?(?:\(\s*(?:%|percent)\s*\)|and percentage)\W*$|^\W*(?:percent(?:age)?s?|%)(?:\s+of\s+patients)?\W*$",
    re.I,
)
"""A row that says how the numbers below it are printed."""
_ONLY_TIME = re.compile(
    r"^\W*(?:at\s+)?\d{1,3}(?:\.\d)?[\s-]*(?:years?|yrs?|months?|mos?|weeks?|wks?)\W*(?:rates?|estimates?)?\W*%?\W*$",
    re.I,
)
_NONE_OF_IT = re.compile(r"^\W*no\s", re.I)
_PARENTS = FAILURES | {"toxicity", "mortality"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row with values. ``facets`` joins section and label; ``own`` is the label alone."""

    index: int
    label: str
    own: Facets
    section: Facets
    facets: Facets
    columns: tuple[Column, ...]
    refs: tuple[int, ...] | None = None
    study: str | None = None
    heading: bool = False  # a section row; only its p-values count


@dataclass(slots=True)
class _State:
    outer: Facets = field(default_factory=Facets)
    section: Facets = field(default_factory=Facets)
    section_label: str = ""
    fresh: bool = False  # the row before was a section row
    wrapped: str = ""
    carried: str = ""
    parent: Row | None = None
    outcome: Facets | None = None  # of the last row that named one without a time
    refs: tuple[int, ...] | None = None
    study: str | None = None


def walk(grid: Grid, columns: list[Column], reader: LabelReader, kind: Kind) -> Iterator[Row]:
    """The rows that hold values, top to bottom, each with the columns as they stand there."""
    state = _State()
    heads = list(columns)
    ps_vary = _p_varies(grid, columns)
    only_ps = all(c.role == "p" for c in columns[grid.stub :])
    for row in range(grid.header_rows - 1):
        if all(not grid.text(row, col) for col in grid.values()):
            _open_section(state, grid.text(row, 0), reader)
    for index in grid.body():
        label = _label(grid, index, state)
        first = grid.at(index, 0)
        slots = [s for col in grid.values() if (s := grid.starts(index, col))]
        filled = [s for s in slots if not s.blank]
        spans = first is not None and first.cell.col_span > grid.stub and not first.blank
        values = [s for s in filled if heads[s.col].role != "p" or only_ps]
        own_label = " ".join(t for col in range(grid.stub) if (t := grid.text(index, col)))
        if spans and (not values or values == [first]):
            _open_section(state, first.text if first else own_label, reader)
            continue
        if own_label and not values:
            if kind.study_column is None:
                _open_section(state, own_label, reader)
            if filled:
                facets = combine([state.outer, state.section])
                yield Row(index, own_label, state.section, state.outer, facets, tuple(heads), heading=True)
            continue
        if not filled:
            continue
        if not own_label and all(_NOTATION.match(slot.text) for slot in filled):
            continue
        if kind.study_column is None and _is_header(filled, heads):
            for slot in filled:
                for col in range(slot.col, min(grid.n_cols, slot.col + slot.cell.col_span)):
                    heads[col] = columns[col].under(slot.text, reader)
            heads = pair_columns(grid, heads)
            if any(sizes(slot.text) for slot in filled):
                yield Row(index, own_label, Facets(), Facets(), Facets(), tuple(heads), heading=True)
            if own_label and not STUB_WORD.match(own_label):
                _open_section(state, own_label, reader)
            continue
        if kind.study_column is not None:
            _name_study(grid, index, kind.study_column, state)
        wrapped = _wrapped(state, label)
        text = wrapped or label
        own = reader.read(text) if kind.study_column is None else Facets(text=text)
        section = Facets() if wrapped else combine([state.outer, state.section])
        if own.grade is None and (grade := _own_grade(grid, index, section)) is not None:
            own = replace(own, grade=grade)
        if own.timepoint is None and (time := _own_time(grid, index, reader)) is not None:
            own = replace(own, timepoint=time)
        facets = _joined(own, section, reader)
        if facets.code is None and state.outcome is not None and _ONLY_TIME.match(text):
            facets = combine([state.outcome, facets])
        elif own.code is not None:
            state.outcome = replace(own, statistic=None, unit=None) if own.timepoint is None else None
        result = Row(index, label, own, section, facets, tuple(heads), state.refs, state.study)
        if result.facets.code is None and state.parent is not None and not wrapped:
            result = _child(grid, result, state.parent, reader, ps_vary)
        elif result.facets.code in _PARENTS and not _NONE_OF_IT.match(own.text):
            state.parent = result
        elif state.parent is None or not _is_part(grid, result, state.parent, ps_vary):
            state.parent = None
        if result.facets.code is None:
            state.parent = None
        state.fresh = False
        if wrapped:
            state.section, state.section_label = Facets(), ""
        yield result


def _own_grade(grid: Grid, index: int, section: Facets) -> tuple[int, int | None] | None:
    """The grade of a row: a bare number in a column of grades, or below a section that names them."""
    for col in range(grid.n_cols):
        header = " ".join(grid.header_path(col))
        label = col < grid.stub and re.search(r"\bgrades?\b", f"{header} {section.text}", re.I)
        named = label or GRADE_COLUMN.match(header)
        if named and (grade := bare_grade(grid.text(index, col))) is not None:
            return grade
    return None


def _own_time(grid: Grid, index: int, reader: LabelReader) -> float | None:
    """The time point of a row: a bare number below ``Time (months)`` or ``Years``."""
    for col in range(grid.stub):
        m = _TIME_HEAD.match(" ".join(grid.header_path(col)))
        number = re.fullmatch(r"\d{1,3}(?:\.\d+)?", grid.text(index, col))
        if m and number:
            return reader.read(f"{number[0]} {m['unit']}").timepoint
    return None


def _open_section(state: _State, label: str, reader: LabelReader) -> None:
    if state.fresh and state.section_label:
        if _CONTINUES.match(label):
            label = f"{state.section_label} {label}"
        else:
            state.outer = state.section
    state.section, state.section_label = _naming_no_measure(reader.read(label)), label
    state.fresh, state.parent, state.outcome = True, None, None


def _naming_no_measure(section: Facets) -> Facets:
    """A section such as ``Performance status`` says nothing of what its rows measure."""
    return replace(section, code=None, term="") if section.code == "none" else section


def _wrapped(state: _State, label: str) -> str:
    """A section row whose label runs on in the row below is no section but the label's first line."""
    if not state.fresh or not label or not state.section_label:
        return ""
    first = re.match(r"^(?:in|of|with|and|to|for|by|from|at|or|on|without|due|after|the|than)\b", label)
    if first or (label[:1].islower() and _OPENS.search(state.section_label)):
        return f"{state.section_label} {label}"
    return ""


def _label(grid: Grid, index: int, state: _State) -> str:
    """The label; a blank first cell beside a second label column stands for the one above."""
    texts = [grid.text(index, col) for col in range(grid.stub)]
    if texts[0]:
        state.carried = texts[0]
    elif grid.stub > 1 and any(texts[1:]):
        texts[0] = state.carried
    return " ".join(dict.fromkeys(t for t in texts if t))


def _is_header(filled: list[Slot], heads: list[Column]) -> bool:
    """Words instead of numbers: a header row inside the body."""
    wordy = [s for s in filled if heads[s.col].role not in {"text", "dose", "ignored"} and not s.missing]
    if not wordy or any(s.numeric or read_cell(s.text) for s in wordy):
        return False
    return all(re.search(r"[A-Za-z%]", s.text) and len(s.text) < 60 for s in wordy)


def _joined(own: Facets, section: Facets, reader: LabelReader) -> Facets:
    facets = combine([section, own])
    if own.code is None and section.code in FAILURES:
        return replace(facets, code=site_code(own.text, section.code, reader))
    return facets


def site_code(label: str, code: str | None, reader: LabelReader) -> str | None:
    """``Locoregional`` below ``Recurrence`` is locoregional recurrence."""
    if re.search(r"\blo(?:cal|co)", label, re.I) and re.search(r"\bdistant|metasta", label, re.I):
        return "recurrence"
    site = re.sub(r"\b(?:only|alone|isolated|first)\b", " ", label, flags=re.I)
    read = reader.read(f"{site.strip()} recurrence").code
    return read if read not in {None, "recurrence"} else code


def _child(grid: Grid, row: Row, parent: Row, reader: LabelReader, ps_vary: bool) -> Row:
    """A row without an endpoint below one that counts the whole: a part of it."""
    if not _is_part(grid, row, parent, ps_vary):
        return row
    code = parent.facets.code
    if code in FAILURES:
        code = site_code(row.own.text, code, reader)
    return replace(row, facets=replace(row.facets, code=code, term=parent.facets.term))


def _is_part(grid: Grid, row: Row, parent: Row, ps_vary: bool) -> bool:
    """Whether the row's counts nowhere exceed those of the row above, and it opens no group of its own."""
    for column in row.columns[grid.stub :]:
        text, above = grid.text(row.index, column.index), grid.text(parent.index, column.index)
        if column.role == "p":
            if ps_vary and not MISSING.match(text) and not MISSING.match(above):
                return False
            continue
        if column.facets.statistic in RATIOS | {"difference"}:
            continue
        values, wholes = read_cell(text), read_cell(above)
        if len(values) == len(wholes) == 1:
            part, whole = values[0], wholes[0]
            n, total = (
                (part.n, whole.n) if part.n is not None and whole.n is not None else (part.value, whole.value)
            )
            part_form = part.form in {"spread", "interval", "both"}
            if part_form or (n is not None and total is not None and n > total and part.form == whole.form):
                return False
    return True


def _p_varies(grid: Grid, columns: list[Column]) -> bool:
    """Whether some rows have a p-value and others none: then it opens a group of rows."""
    for column in columns[grid.stub :]:
        if column.role == "p":
            texts = [grid.text(row, column.index) for row in grid.body()]
            given = [not MISSING.match(text) for text in texts]
            return any(given) and not all(given)
    return False


def _name_study(grid: Grid, index: int, column: int, state: _State) -> None:
    """Citation numbers and name of the row's study; a blank cell continues the study above."""
    text = grid.text(index, column)
    if not text or (state.study and _YEAR_ONLY.match(text)):
        return
    refs: list[int] = []
    for col in range(grid.n_cols):
        slot = grid.at(index, col)
        if slot and (col == column or col < grid.stub or re.match(r"^\W*\[", slot.text)):
            refs.extend(ref for citation in find_citations(slot.text) for ref in citation.refs)
    m = _ET_AL.search(text) or _NAME.match(text)
    state.refs = tuple(dict.fromkeys(refs))
    state.study = None if _OWN.search(text) or _POOLED.match(text) else (m.group(1) if m else None)
