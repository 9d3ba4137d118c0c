"""Doses of table rows: regimens written out in a cell, or spread over columns of totals, fractions and sizes."""

import re
from collections.abc import Sequence
from typing import Any

from extractor.assembly.doses import find_doses
from extractor.assembly.findings import Finding, sentences
from extractor.assembly.tables.columns import SCHEDULE, SCHEDULES, Column
from extractor.assembly.tables.grid import Grid
from extractor.assembly.tables.labels import LabelReader
from extractor.assembly.tables.rows import Row

_ALPHA_BETA = re.compile(r"(?:α|alpha|a)\s*/\s*(?:β|beta|b)\)?\s*(?:=|of|:)?\s*(\d+(?:\.\d+)?)", re.I)
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:\s*(?:-|–|to)\s*(\d+(?:\.\d+)?))?(?:\s*(?P<cgy>c)?Gy)?$")
_RBE = re.compile(r"\bRBE\b|\bCGE\b|\bGyE\b")
_OVER = re.compile(
    r"[/(]\s*(?:no\.?\s*(?:of\s*)?)?(?:fractions?|fx|frs?)\b|fractionation|schedule|regimen",
    re.I,
)
_MODE = re.compile(r"\b(?:HDR|LDR|PDR|EBRT|SBRT|brachytherapy|external)\b", re.I)
_BRACKETED = re.compile(r"(Gy)\s*\((\d+(?:\s?[-–]\s?\d+)?)\)")
_IN_FRACTIONS = re.compile(r"([\d.]+)\s*(?:Gy\s*)?(?:\bin\b|/)\s*(\d+)\s*(?:fx|fractions?|frs?)", re.I)


def prescribes(columns: Sequence[Column]) -> bool:
    """Whether a prescription is spread over columns, or printed as total over fractions in one."""
    return any(
        c.role in {"fractions", "each"} or (c.role == "total" and _OVER.search(c.header)) for c in columns
    )


def cell_doses(
    text: str, offset: int, reader: LabelReader, technique: str | None, header: str = ""
) -> list[Finding]:
    """Doses of one cell, as in prose; ``offset`` is the cell's start in the block. Below ``Dose (fractions)`` a bracket is the number of fractions."""
    found = []
    plain = _BRACKETED.sub(r"\1 in \2 fractions", text) if _OVER.search(header) else text
    for sentence in sentences(reader.annotate(plain)):
        for dose in find_doses(sentence):
            fields = dict(dose.fields)
            fields["technique"] = fields.get("technique") or technique
            found.append(Finding("dose", offset, offset + len(text), "table.dose", fields))
    return found


def column_doses(grid: Grid, row: Row, start: int, technique: str | None) -> list[Finding]:
    """One dose of the total, fraction and size columns, and one for each equivalent dose; ``start`` is the block's."""
    slots: dict[str, Any] = {}
    found: list[Finding] = []
    graded = " ".join(c.header for c in row.columns)
    known_unit = "Gy" in graded or prescribes(row.columns)
    courses = sum(column.role == "total" for column in row.columns) > 1
    for column in row.columns:
        if column.index < grid.stub and not (column.role == "total" and _OVER.search(column.header)):
            continue
        slot = grid.starts(row.index, column.index)
        if slot is None:
            continue
        written = _IN_FRACTIONS.fullmatch(slot.text) if column.role == "total" else None
        both = written or (SCHEDULES.match(slot.text) if _OVER.search(column.header) else None)
        if both and not written and (both[3] or courses):
            span = (slot.cell.start - start, slot.cell.end - start)
            found.extend(_scheduled(m, span, technique) for m in SCHEDULE.finditer(slot.text))
            continue
        m = _NUMBER.match(both[1] if both else slot.text)
        if m is None or not known_unit:
            continue
        low, high = float(m[1]), float(m[2] or m[1])
        if m["cgy"] or "cGy" in column.header:
            low, high = low / 100, high / 100
        value = {"low": low, "high": high}
        if column.role == "total" and _RBE.search(column.header):
            slots["measure"] = "rbe"
        span = (slot.cell.start - start, slot.cell.end - start)
        if column.role in {"total", "fractions", "each"}:
            slots.setdefault(column.role, (value, span))
            if both:
                slots["fractions"] = (_range(both[2]), span)
        elif column.role == "relative":
            fields: dict[str, Any] = {
                "total_gy": value,
                "measure": "bed" if re.search(r"\bBED|effective", column.header) else "eqd2",
                "technique": technique,
            }
            ratio = _ALPHA_BETA.search(column.header)
            if ratio:
                fields["alpha_beta_gy"] = float(ratio.group(1))
            found.append(Finding("dose", *span, "table.dose", fields))
    parts = {role: slot for role, slot in slots.items() if role in {"fractions", "each"}}
    whole_by, parts_by = _modes(row.columns, {"total"}), _modes(row.columns, set(parts))
    if "total" in slots and whole_by and parts_by and whole_by != parts_by:
        slots = {role: slot for role, slot in slots.items() if role not in parts}
        found[:0] = [_joined(parts, technique)] if len(parts) == 2 else []
    if "total" in slots or {"each", "fractions"} <= set(slots):
        found.insert(0, _joined(slots, technique))
    return found


def _modes(columns: Sequence[Column], roles: set[str]) -> set[str]:
    """The modalities that the headers of some columns name: external beam beside fractions of brachytherapy."""
    return {m.upper() for c in columns if c.role in roles for m in _MODE.findall(c.header)}


def _range(text: str) -> dict[str, float]:
    m = _NUMBER.match(text)
    assert m is not None
    return {"low": float(m[1]), "high": float(m[2] or m[1])}


def _scheduled(m: re.Match[str], span: tuple[int, int], technique: str | None) -> Finding:
    """One of several schedules in a cell."""
    fields = {"total_gy": _range(m[1]), "fractions": _range(m[2]), "technique": technique}
    return Finding("dose", *span, "table.dose", fields)


def _joined(slots: dict[str, Any], technique: str | None) -> Finding:
    fields: dict[str, Any] = {"technique": technique, "derived": ()}
    if "measure" in slots:
        fields["measure"] = slots["measure"]
    for role, name in (("total", "total_gy"), ("fractions", "fractions"), ("each", "per_fraction_gy")):
        if role in slots:
            fields[name] = slots[role][0]
    if "total" not in slots:
        each, count = slots["each"][0], slots["fractions"][0]
        if each["low"] == each["high"] and count["low"] == count["high"]:
            total = round(each["low"] * count["low"], 4)
            fields["total_gy"], fields["derived"] = {"low": total, "high": total}, ("total_gy",)
    start, end = slots["total"][1] if "total" in slots else slots["each"][1]
    return Finding("dose", start, end, "table.dose", fields)
