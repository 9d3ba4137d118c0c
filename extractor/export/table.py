"""Records as CSV, one row a record, one set of columns for all kinds."""

import csv
import io
import json
from collections.abc import Iterable

from extractor.records import BaseRecord, Cohort, Dose, Endpoint, PValue, Range

_COMMON = (
    "doc_id", "kind", "source", "section", "page", "study_refs", "study_label", "study_registry_id",
)  # fmt: skip
_RANGES = ("total_gy", "fractions", "per_fraction_gy")
_LAST = ("quote_exact", "quote_prefix", "quote_suffix", "boxes", "rule", "derived", "confidence", "fact_id")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def _own_columns() -> tuple[str, ...]:
    shared = {*BaseRecord.model_fields, "kind"}
    names: dict[str, None] = {}
    for model in (Dose, Cohort, Endpoint, PValue):
        for name in model.model_fields:
            if name in shared:
                continue
            for column in (f"{name}_low", f"{name}_high") if name in _RANGES else (name,):
                names[column] = None
    return tuple(names)


COLUMNS = (*_COMMON, *_own_columns(), *_LAST)
FACT_COLUMNS = ("mentions", "pages")
"""Behind the others where a row is a fact: how many mentions it has, and on which pages."""


def header(*, facts: bool = False) -> str:
    """The first line, with its line end."""
    return _line((*COLUMNS, *FACT_COLUMNS) if facts else COLUMNS)


def rows(records: Iterable[BaseRecord], *, facts: bool = False) -> Iterable[str]:
    """One line a record, with its line end.

    A text taken from the paper that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    columns = (*COLUMNS, *FACT_COLUMNS) if facts else COLUMNS
    for record in records:
        cells = _cells(record)
        yield _line([cells.get(column, "") for column in columns])


def _cells(record: BaseRecord) -> dict[str, str]:
    cells = {
        "study_refs": ";".join(map(str, record.study.refs)),
        "study_label": _text(record.study.label),
        "study_registry_id": _text(record.study.registry_id),
        "quote_exact": _text(record.quote.exact),
        "quote_prefix": _text(record.quote.prefix),
        "quote_suffix": _text(record.quote.suffix),
        "boxes": json.dumps(record.boxes) if record.boxes else "",
        "derived": ";".join(record.derived),
    }
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Range):
            cells[f"{name}_low"], cells[f"{name}_high"] = _number(value.low), _number(value.high)
        elif isinstance(value, bool):
            cells[name] = "true" if value else "false"
        elif isinstance(value, int | float):
            cells[name] = _number(value)
        elif isinstance(value, str):
            cells[name] = value if name == "comparator" else _text(value)
    extra = record.model_extra or {}
    if "mentions" in extra:
        cells["mentions"] = str(extra["mentions"])
        cells["pages"] = ";".join(map(str, extra.get("pages", ())))
    return cells


def _number(value: float) -> str:
    return repr(int(value)) if float(value).is_integer() else repr(value)


def _text(value: str | None) -> str:
    if value is None:
        return ""
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
