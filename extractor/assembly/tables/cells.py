"""The grammar of value cells: counts with percentages, values with intervals, means with deviations, p-values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.assembly.tables.grid import MISSING

_N = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_V = r"[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_MARK = r"(?:\s?\^?[*†‡§¶#‖]+|\^\w+)?"
_OPEN, _CLOSE = r"\s*[(\[]\s*", r"\s*[)\]]"
_TO = r"\s*(?:[-–—~,;]|to)\s*"
_END = r"(?:∞|infinity|NA|NR|NE|n\.?r\.?|not (?:reached|estimable))"
_CI = r"(?:9\d\s?%?\s?CI\s?[:=,]?\s*)?"
_TIME = r"(?:\s*(?P<unit>months?|mos?\.?|years?|yrs?\.?|weeks?|wks?|days?)(?![A-Za-z]))?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern + _MARK, re.I))
    for name, pattern in (
        ("rate", rf"(?P<n>{_N})\s*(?:/|of)\s*(?P<total>{_N}){_OPEN}(?P<v>{_V})(?:\s*(?P<pct>%))?{_CLOSE}"),
        (
            "rate",
            rf"(?P<v>{_V})(?:\s*(?P<pct>%))?{_OPEN}(?:n\s*=\s*)?(?P<n>{_N})\s*(?:/|of)\s*(?P<total>{_N}){_CLOSE}",
        ),
        (
            "interval",
            rf"(?P<cmp>[<>≤≥~])?\s*(?P<v>{_V})(?:\s*(?P<pct>%))?{_TIME}(?:{_OPEN}|\s*[,;]\s*(?=9\d\s?%?\s?CI)){_CI}(?P<low>{_V})\s*%?{_TO}(?:(?P<high>{_V})|{_END})\s*%?(?:{_CLOSE})?",
        ),
        (
            "interval",
            rf"(?P<v>{_V})(?:\s*(?P<pct>%))?{_OPEN}(?!0\d)(?P<low>{_V})\s+(?!0\d)(?P<high>{_V}){_CLOSE}",
        ),
        (
            "number",
            rf"(?P<v>{_V})(?:\s*(?P<pct>%))?{_TIME}{_OPEN}(?:range|IQR|interquartile range)\s*[:,;=]?\s*{_V}{_TO}{_V}\s*[a-z]*{_CLOSE}",
        ),
        ("spread", rf"(?P<v>{_V})(?:\s*(?P<pct>%))?\s*(?:±|\+/-|\+\s?-)\s*{_V}%?"),
        (
            "spread",
            rf"(?P<v>{_V})(?:\s*(?P<pct>%))?{_OPEN}(?:±\s*|S\.?D\.?\s*[=:]?\s*|S\.?E\.?M?\.?\s*[=:]?\s*){_V}%?{_CLOSE}",
        ),
        (
            "pair",
            rf"(?P<n>{_N})(?:\s*(?:patients?|pts|cases?|events?))?{_OPEN}(?:[<≤]\s?)?(?P<v>{_V})(?:\s*(?P<pct>%))?{_CLOSE}",
        ),
        ("pair", rf"(?P<v>{_V})\s*(?P<pct>%){_OPEN}(?:n\s*=\s*)?(?P<n>{_N}){_CLOSE}"),
        ("both", rf"(?P<v>{_V})(?:\s*(?P<pct>%))?{_OPEN}(?P<other>{_V})\s*%?{_CLOSE}"),
        ("fraction", rf"(?P<n>{_N})\s*(?:/|\bof\b)\s*(?P<total>{_N})(?![\d/]|\s*/)"),
        ("number", rf"(?P<cmp>[<>≤≥~])?\s*(?P<v>{_V})(?:\s*(?P<pct>%))?{_TIME}"),
    )
)
_UNIT = r"(?:years?|yrs?|y|months?|mos?|m|weeks?|wks?|days?|d)\b\.?"
_AT_TIME = re.compile(
    rf"(?:at\s+)?(?P<n>\d+(?:\.\d+)?)(?:-\s?(?P<a>{_UNIT})[:,=]?\s*|\s?(?P<b>{_UNIT})\s*(?:[:=]\s*|,?\s+(?=[\d.]+\s*%)))(?=[<>]?\d)",
    re.I,
)
"""``3-year 90``, ``2 years: 90``, ``1 year 90%``."""
_THOUSANDS = re.compile(r"^[1-9]\d?(?: \d{3})+(?=\s*(?:\(|$))")
_NOT_GIVEN_THEN = re.compile(
    rf"\s*[;,]\s*\d+(?:\.\d+)?\s?-?{_UNIT}\s*[:=]?\s*(?:n\.?[ra]\.?|[-–—])\s*$", re.I
)
"""``69% at 2 y; 5y: NR``."""
_TIME_BEHIND = re.compile(
    rf"\s*(?:[(\[]\s*(?:at\s+)?|,?\s*\bat\s+)(?P<n>\d+(?:\.\d+)?)\s?-?\s?(?P<a>{_UNIT})(?P<b>)\s*[)\]]?", re.I
)
"""``90% (2 y)``, ``90% at 2 years``."""
_MEDIAN = re.compile(rf"median\s*[:=]?\s*(?={_V}\s?{_UNIT})", re.I)
_MONTHS = {"y": 12.0, "m": 1.0, "w": 7 / 30.4375, "d": 1 / 30.4375}
_NOT_REACHED = re.compile(r"not (?:yet )?(?:been )?reached|unreached|not attained", re.I)
_P = re.compile(
    r"(?:p\s*)?(?P<cmp>[<>≤≥=])?\s*(?:p\s*[<>=]?\s*)?(?P<v>[01]?[.,]\d+(?:\s?[×x]\s?10\^?-?\d+)?|[01]|\d(?:\.\d+)?\s?(?:[×x]\s?10\^?|E)-\d+)",
    re.I,
)
_GAP = re.compile(r"\s*(?:[;,]|(?:vs?\.?|versus|and)(?=\s))?\s*", re.I)
_P_SIGNS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "=": "=", None: "="}


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of a cell; ``form`` is rate, interval, spread, pair, both, fraction, number or not_reached."""

    form: str
    value: float | None
    percent: bool = False
    n: int | None = None
    total: int | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    whole: bool = False  # printed without decimals
    other: float | None = None
    timepoint: float | None = None  # in months, where the cell says when
    grade: int | None = None  # where the cell lists one number a grade


def clean(text: str) -> str:
    """The cell without footnote marks; a space inside a decimal is closed."""
    text = re.sub(r"(?<=\d)\.\s(?=\d)", ".", text)
    text = re.sub(r"(^|[(\[,;]\s*|\bto\s+)–(?=[\d.])", r"\1-", text)
    text = re.sub(r"(?<=[\d)%])\s*(?:\^\w+|\^?[*†‡§¶#‖]+|[a-f](?=$))\s*$", "", text)
    text = re.sub(r"(?<=[\d)%])\s*(?:\^[a-z]+|\^?[*†‡§¶#‖]+)(?=\s*[(\[])", "", text)
    text = _THOUSANDS.sub(lambda m: m[0].replace(" ", ""), _NOT_GIVEN_THEN.sub("", text))
    return re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", text).strip()


def read_cell(text: str, not_reached: bool = False) -> list[Reading]:
    """All values of a cell, or none where it holds anything else; ``not_reached``: NR means that here."""
    text = clean(text)
    if _NOT_REACHED.fullmatch(text) or (not_reached and re.fullmatch(r"N\.?R\.?", text)):
        return [Reading("not_reached", None)]
    readings: list[Reading] = []
    position = 0
    while position < len(text):
        median = _MEDIAN.match(text, position)
        position = median.end() if median else position
        before = _AT_TIME.match(text, position)
        position = before.end() if before else position
        for form, pattern in _FORMS:
            m = pattern.match(text, position)
            reading = _reading(form, m) if m else None
            if m and reading and re.match(r"[\s;,]|$", text[m.end() :][:1]):
                behind = None if before or reading.unit else _TIME_BEHIND.match(text, m.end())
                readings.append(replace(reading, timepoint=_timepoint(before or behind)))
                position = (behind or m).end()
                break
        else:
            m = _NOT_REACHED.match(text, position) or (
                re.compile(r"N\.?R\.?\b").match(text, position) if not_reached else None
            )
            if not m:
                return []
            readings.append(Reading("not_reached", None))
            position = m.end()
            bracket = re.compile(r"\s*[(\[][^)\]]*[)\]]").match(text, position)
            position = bracket.end() if bracket else position
        gap = _GAP.match(text, position)
        position = gap.end() if gap else position
    return readings


def _timepoint(m: re.Match[str] | None) -> float | None:
    if m is None:
        return None
    return round(float(m["n"]) * _MONTHS[(m["a"] or m["b"])[0].lower()], 4)


def read_times(text: str, times: Sequence[float | None], not_reached: bool = False) -> list[Reading]:
    """The values of a cell below ``1-/2-year``: one a time point, a dash for one that is not given.

    >>> [(r.value, r.timepoint) for r in read_times("92/–", (12.0, 24.0))]
    [(92.0, 12.0)]
    """
    parts = [part.strip() for part in re.split(r"\s*(?:[/,;]|\band\b)\s*", clean(text))]
    readings = [read_cell(part, not_reached) for part in parts]
    fits = len(parts) == len(times) and all(
        len(r) == 1 or MISSING.match(p) for p, r in zip(parts, readings, strict=True)
    )
    if not fits:
        return read_cell(text, not_reached)
    return [replace(r[0], timepoint=time) for r, time in zip(readings, times, strict=True) if r]


def read_grades(text: str, grades: tuple[int, int | None] | None) -> list[Reading]:
    """The counts of a cell below ``grade 1/2/3``, one a grade; none where it holds anything else.

    >>> [(r.value, r.grade) for r in read_grades("9/4/0", (1, 3))]
    [(9.0, 1), (4.0, 2), (0.0, 3)]
    """
    low, high = grades or (0, None)
    parts = [read_cell(part.strip()) for part in text.split("/")]
    fits = high is not None and len(parts) == high - low + 1 > 2
    if not fits or any(len(r) != 1 or not (r[0].whole or r[0].n is not None) for r in parts):
        return []
    return [replace(r[0], grade=low + place) for place, r in enumerate(parts)]


def _float(text: str | None) -> float | None:
    return float(text.replace(",", "")) if text else None


def _int(text: str | None) -> int | None:
    return int(text.replace(",", "")) if text else None


def _reading(form: str, m: re.Match[str]) -> Reading | None:
    groups = m.groupdict()
    n, total, value = _int(groups.get("n")), _int(groups.get("total")), _float(groups.get("v"))
    low, high = _float(groups.get("low")), _float(groups.get("high"))
    if total is not None and (n is None or n > total or total == 0):
        return None
    if form == "interval" and (value is None or low is None or (high is not None and not low <= high)):
        return None
    if form == "fraction":
        value = float(n or 0)
    unit = groups.get("unit")
    return Reading(
        form, value, bool(groups.get("pct")), n, total, low, high,
        {"m": "months", "y": "years", "w": "weeks", "d": "days"}[unit[0].lower()] if unit else None,
        "." not in (groups.get("v") or ""), _float(groups.get("other")),
    )  # fmt: skip


def read_p_values(text: str) -> list[tuple[str, float]]:
    """Comparator and value of the p-values in a cell of a p column; a second analysis stands in brackets."""
    text = re.sub(r"(?<=\d)\.\s(?=\d)", ".", text)
    text = re.sub(r"(?<=\d)\s*(?:\^\w+|\^?[*†‡§¶#‖]+|[a-f]$)\s*", "", text).strip()
    found: list[tuple[str, float]] = []
    position = 0
    if re.match(r"[<>≤≥=]?\s*0\d", text):
        return []  # a decimal point was lost
    while position < len(text):
        m = _P.match(text, position)
        if not m:
            return found if found and not re.search(r"\d", text[position:]) else []
        number = m["v"].replace(",", ".").replace(" ", "")
        power = re.fullmatch(r"([\d.]+?)(?:[×xX]10\^?-?|[Ee]-)(\d+)", number)
        value = float(f"{power[1]}e-{power[2]}") if power else float(number)
        if value > 1:
            return []
        found.append((_P_SIGNS[m["cmp"]], value))
        gap = re.compile(r"[\s()\[\],;/]*").match(text, m.end())
        position = gap.end() if gap else m.end()
    return found


def split_p(text: str) -> tuple[str, str]:
    """A cell without the p-value printed behind its value, and that p-value."""
    m = re.search(r"\s*[,;(\[]?\s*\bp\s*(?=[<>≤≥=])([<>≤≥=]\s*[01]?[.,]\d+)\s*[)\]]?$", text, re.I)
    return (text[: m.start()], m[1]) if m and m.start() else (text, "")


def completed(readings: list[Reading], text: str, beside: str, role: str) -> list[Reading]:
    """The readings with what the partner column holds: the percentages of counts, the interval of a value.

    ``10 [12]`` in a column of counts, and ``90% [92%]`` anywhere, are two values.
    """
    readings = _bracketed(readings, text, role)
    if role == "count":
        shares = _bracketed(read_cell(beside), beside, role)
        if len(shares) != len(readings) or not all(
            ((r.form == "number" and r.whole) or r.form == "fraction") and s.form == "number"
            for r, s in zip(readings, shares, strict=True)
        ):
            return readings
        return [
            replace(share, form="rate", n=int(reading.value or 0), total=reading.total)
            for reading, share in zip(readings, shares, strict=True)
        ]
    m = re.fullmatch(rf"\W*?({_V})\s*(?:[-–—,;~]|to)\s*({_V})\W*", clean(beside)) if beside else None
    if m is None or len(readings) != 1 or readings[0].form not in {"number", "spread"}:
        return readings
    form = "interval" if readings[0].form == "number" else "spread"
    return [replace(readings[0], form=form, low=_float(m[1]), high=_float(m[2]))]


def _bracketed(readings: list[Reading], text: str, role: str) -> list[Reading]:
    """A second analysis in square brackets."""
    if len(readings) != 1 or "[" not in text:
        return readings
    only = readings[0]
    if only.form == "both" and (only.percent or role == "count"):
        values: tuple[float | None, float | None] = (only.value, only.other)
    elif only.form == "pair" and role == "count":
        values = (float(only.n or 0), only.value)
    else:
        return readings
    return [replace(only, form="number", value=value, n=None, other=None) for value in values]
