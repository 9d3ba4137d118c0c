"""From a reading of a cell and what its labels say to the fields of an endpoint record."""

import re
from dataclasses import dataclass
from typing import Any

from extractor.assembly.tables.cells import Reading
from extractor.assembly.tables.labels import CONTROLS, FAILURES, RATIOS, SURVIVALS, Facets

_RATE_CODES = SURVIVALS | CONTROLS | FAILURES | {
    "mortality", "biochemical_failure", "response_rate", "complete_response", "partial_response", "stable_disease",
    "progressive_disease", "pathologic_response", "pain_response",
}  # fmt: skip
_RANGE = re.compile(r"\b(?:range|IQR|quartiles?|min|max)\b", re.I)
_DEVIATION = re.compile(r"\(\s*(?:±\s*)?(?:S\.?[DE]\.?M?|standard (?:deviation|error))\s*\)|\bmean\b", re.I)


@dataclass(frozen=True, slots=True)
class Place:
    """What the labels of one cell say together."""

    code: str
    labels: Facets  # section, row and column joined
    row: Facets
    column: Facets
    arm: str | None
    size: int | None
    row_size: int | None  # how many the row's percentages may be of
    of_lesions: bool  # the rows give numbers of lesions, and none of patients
    role: str
    pairs: bool  # the table prints counts with percentages
    deviation: bool  # caption or notes say "mean (SD)"
    rates: bool  # the numbers in brackets behind counts are percentages
    percent: bool  # caption or footnote say that figures are percentages
    study: bool
    model: bool
    caption_time: float | None
    caption_unit: str | None  # the unit of time that the caption gives for all cells
    default_grade: tuple[int, int | None] | None

    @property
    def time_unit(self) -> str | None:
        for unit in (self.column.unit, self.row.unit, self.labels.unit):
            if unit and unit != "percent":
                return unit
        return None

    @property
    def in_percent(self) -> bool:
        return "percent" in {self.column.unit, self.row.unit, self.labels.unit}

    @property
    def text(self) -> str:
        return f"{self.row.text} {self.column.text}"


def endpoint_fields(reading: Reading, place: Place) -> dict[str, Any] | None:
    """Fields of the record that the reading states at its place, or None where it states none."""
    found = _statistic(reading, place)
    if found is None:
        return None
    statistic, value, unit = found
    fields: dict[str, Any] = {
        "endpoint": place.code, "statistic": statistic, "value": value, "unit": unit, "not_reached": value is None,
        "ci_low": None, "ci_high": None, "ci_level": None, "n_events": None, "n_total": None,
        "timepoint_months": _time(statistic, reading, place), "grade_min": None, "grade_max": None, "arm": place.arm,
    }  # fmt: skip
    quartiles = statistic == "median" and unit is None  # of scores, below "median (IQR)"
    if reading.low is not None and not quartiles and not _RANGE.search(place.text):
        fields.update(ci_low=reading.low, ci_high=reading.high, ci_level=place.labels.level)
    if statistic == "rate":
        fields["n_events"] = reading.n
        fields["n_total"] = reading.total
        size = place.size or place.row_size
        if reading.n is not None and reading.total is None and size and value is not None:
            near = abs(100 * reading.n / size - value) <= (0.5 if reading.whole else 0.1 + 1e-9)
            fields["n_total"] = size if near and reading.n <= size else None
    elif statistic == "count":
        fields["n_total"] = reading.total or (
            place.size if place.size and value is not None and value <= place.size else None
        )
    if place.code == "toxicity":
        each = reading.grade
        grade = place.labels.grade or place.default_grade if each is None else (each, each)
        if grade:
            fields["grade_min"], fields["grade_max"] = grade
    return fields


def _time(statistic: str, reading: Reading, place: Place) -> float | None:
    if statistic in {"median"} | RATIOS:
        return place.labels.timepoint if statistic in RATIOS else None
    if reading.timepoint is not None:
        return reading.timepoint
    return place.labels.timepoint if place.labels.timepoint is not None else place.caption_time


def _statistic(reading: Reading, place: Place) -> tuple[str, float | None, str | None] | None:
    """Statistic, value and unit."""
    value, said = reading.value, place.labels.statistic
    named = place.labels.lesions and place.column.size and place.column.lesions
    lesions = "lesions" if named or place.of_lesions else "patients"
    if said == "mean" and place.column.unit == "percent" and place.code in SURVIVALS | CONTROLS:
        said = None  # patients of average risk
    if reading.form == "not_reached":
        timed = said == "median" or place.time_unit or place.code in SURVIVALS
        return ("median", None, place.time_unit or "months") if timed and said not in RATIOS else None
    if value is None:
        return None
    if reading.form == "rate":
        return "rate", value, "percent"
    if reading.form == "fraction":
        return ("count", value, lesions) if said is None else None
    if reading.form == "spread":
        shares = reading.percent or place.in_percent or place.percent
        if place.code in _RATE_CODES and said is None and shares:
            return "rate", value, "percent"
        percent = reading.percent or (place.code == "other" and place.row.unit == "percent")
        unit = place.time_unit or ("percent" if percent else None)
        return ("median" if said == "median" else "mean", value, unit) if place.code not in FAILURES else None
    if reading.form == "pair":
        return _pair(reading, place, lesions)
    if said in RATIOS:
        return None if value == 1 and reading.low is None else (str(said), value, "ratio")
    if reading.form == "interval":
        return _interval(reading, place)
    if reading.form == "both":
        return _both(reading, place)
    return _number(reading, place, lesions)


def _pair(reading: Reading, place: Place, lesions: str) -> tuple[str, float | None, str | None] | None:
    assert reading.n is not None and reading.value is not None
    if _deviates(place) and not reading.percent and _rate_with_error(place, False):
        return "rate", float(reading.n), "percent"
    if place.labels.statistic == "mean" or (_deviates(place) and not place.in_percent):
        return "mean", float(reading.n), place.time_unit
    if place.labels.statistic == "median":
        return ("median", float(reading.n), place.time_unit) if place.time_unit else None
    if place.labels.statistic in RATIOS or reading.value > 100:
        return None
    fits = (
        place.size is not None
        and reading.n <= place.size
        and abs(100 * reading.n / place.size - reading.value) <= 1
    )
    if (
        place.rates
        or reading.percent
        or place.in_percent
        or place.percent
        or fits
        or (not reading.whole and place.size is None)
    ):
        return "rate", reading.value, "percent"
    return ("count", float(reading.n), lesions) if place.role in {"count", "events"} else None


def _rate_with_error(place: Place, percent: bool) -> bool:
    """``62.9% (4.6)``: a rate with its standard error."""
    timed = place.labels.timepoint is not None or place.caption_time is not None
    return (
        place.code in _RATE_CODES
        and place.labels.statistic is None
        and (percent or place.in_percent or (timed and place.code in SURVIVALS | CONTROLS))
    )


def _deviates(place: Place) -> bool:
    return bool(place.deviation or _DEVIATION.search(place.text))


def _interval(reading: Reading, place: Place) -> tuple[str, float | None, str | None] | None:
    value, said = reading.value, place.labels.statistic
    assert value is not None and reading.low is not None
    if said == "median" or reading.unit or (place.time_unit and not reading.percent):
        unit = reading.unit or place.time_unit or place.caption_unit
        return ("median", value, unit) if unit or place.code in {"other", "quality_of_life"} else None
    if said == "difference":
        return _difference(value, place)
    if reading.percent or place.in_percent:
        return "rate", value, "percent"
    if said == "mean" or place.code == "quality_of_life":
        return "mean", value, None
    high = reading.high if reading.high is not None else value
    if not reading.low <= value <= high:
        return None
    if place.model and value < 50 and place.labels.timepoint is None and place.column.code is None:
        return "hazard_ratio", value, "ratio"
    return ("rate", value, "percent") if place.code in _RATE_CODES and high <= 100 else None


def _difference(value: float, place: Place) -> tuple[str, float | None, str | None]:
    """A difference of scores has no unit, one of rates is in percentage points."""
    return "difference", value, None if place.code == "quality_of_life" else "percent"


def _both(reading: Reading, place: Place) -> tuple[str, float | None, str | None] | None:
    if _deviates(place) and _rate_with_error(place, reading.percent):
        return "rate", reading.value, "percent"
    if place.labels.statistic == "mean" or place.code == "quality_of_life" or _deviates(place):
        return "mean", reading.value, place.time_unit
    if place.labels.statistic == "median":
        return ("median", reading.value, place.time_unit) if place.time_unit else None
    return ("rate", reading.value, "percent") if reading.percent or place.in_percent else None


def _number(reading: Reading, place: Place, lesions: str) -> tuple[str, float | None, str | None] | None:
    value, said = reading.value, place.labels.statistic
    assert value is not None
    rate_like = 0 <= value <= 100
    if said == "difference":
        return _difference(value, place)
    if said in {"median", "mean"}:
        unit = reading.unit or place.time_unit
        if unit is None and not (reading.percent or place.in_percent):
            unit = place.caption_unit
        if (
            said == "mean"
            or unit
            or place.code == "other"
            or (place.code in SURVIVALS and not reading.percent)
        ):
            return said, value, unit or ("percent" if reading.percent else None)
        return None
    if reading.percent or (reading.timepoint is not None and rate_like and place.code in _RATE_CODES):
        return "rate", value, "percent"
    if place.role in {"events", "count"} and reading.whole:
        return "count", value, lesions
    if reading.unit and place.code in SURVIVALS | {"time_to_progression"}:
        return "median", value, reading.unit
    if place.in_percent and rate_like and not (place.pairs and reading.whole):
        return "rate", value, "percent"
    if place.time_unit and place.labels.timepoint is None:
        return ("median", value, place.time_unit) if place.code in SURVIVALS else None
    if place.code == "quality_of_life":
        return ("mean", value, None) if not reading.whole else None
    if place.percent and rate_like and not place.pairs:
        return "rate", value, "percent"
    timed = place.labels.timepoint is not None and place.code in SURVIVALS | CONTROLS
    if rate_like and place.code in _RATE_CODES and (timed or place.study or not reading.whole):
        return "rate", value, "percent"
    if (
        reading.whole
        and not place.study
        and (place.size is None or value <= place.size)
        and place.code != "follow_up"
    ):
        return "count", value, lesions
    return (
        ("rate", value, "percent") if not reading.whole and rate_like and place.code == "toxicity" else None
    )
