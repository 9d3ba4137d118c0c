"""Records in words, short enough for a cell of a table."""

from extractor.records import Cohort, Dose, Endpoint, PValue, Range, Study

_SIGNS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< ", "~": "about ", "=": ""}
_MEASURES = {"physical": "Gy", "bed": "Gy BED", "eqd2": "Gy EQD2", "rbe": "Gy (RBE)"}
_RATIOS = {"hazard_ratio": "HR", "odds_ratio": "OR", "risk_ratio": "RR"}
_UNITS = {"percent": " %", "ratio": "", None: ""}


def values(record: Dose | Cohort | Endpoint | PValue) -> str:
    """What a record states: ``50 Gy in 25 fractions``, ``overall survival at 24 months: 56 %``."""
    match record:
        case Dose():
            return _dose(record)
        case Cohort():
            return f"{_SIGNS[record.comparator]}{record.n} {record.unit}"
        case Endpoint():
            return _endpoint(record)
        case PValue():
            tested = f" ({_words(record.endpoint)})" if record.endpoint else ""
            return f"p {record.comparator} {number(record.value)}{tested}"


def study(study: Study) -> str:
    """The study's citation numbers, name and registry number, as far as known."""
    refs = f"[{', '.join(map(str, study.refs))}]" if study.refs else ""
    return " ".join(part for part in (refs, study.label or "", study.registry_id or "") if part)


def number(value: float) -> str:
    """The shortest decimal form: ``50``, ``2.5``, ``0.00012``."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text if float(text) == value or value == 0 else f"{value:g}"


def range_(value: Range) -> str:
    """``50`` or ``4–5``."""
    return number(value.low) if value.low == value.high else f"{number(value.low)}–{number(value.high)}"


def _words(code: str) -> str:
    return code.replace("_", " ")


def _dose(dose: Dose) -> str:
    unit = _MEASURES[dose.measure]
    parts = []
    if dose.total_gy is not None:
        parts.append(f"{range_(dose.total_gy)} {unit}")
    if dose.fractions is not None:
        noun = "fraction" if dose.fractions.low == dose.fractions.high == 1 else "fractions"
        parts.append(f"in {range_(dose.fractions)} {noun}" if parts else f"{range_(dose.fractions)} {noun}")
    if dose.per_fraction_gy is not None:
        parts.append(f"of {range_(dose.per_fraction_gy)} {unit}")
    text = f"{_SIGNS[dose.comparator]}{' '.join(parts)}"
    if dose.statistic != "prescribed":
        text = f"{dose.statistic} {text}"
    return f"{text}, {dose.technique}" if dose.technique else text


def _endpoint(record: Endpoint) -> str:
    name = _words(record.endpoint)
    if record.endpoint == "toxicity" and record.grade_min is not None:
        name += f" grade {_grade(record)}"
    if record.statistic == "declared":
        when = f" at {number(record.timepoint_months)} months" if record.timepoint_months is not None else ""
        return f"{record.role or 'declared'} endpoint: {name}{when}"
    if record.statistic in _RATIOS:
        name += f" {_RATIOS[record.statistic]}"
    elif record.statistic in ("median", "mean", "difference"):
        name = f"{record.statistic} {name}"
    if record.timepoint_months is not None:
        name += f" at {number(record.timepoint_months)} months"
    return f"{name}: {_value(record)}{_interval(record)}{_of(record)}"


def _grade(record: Endpoint) -> str:
    if record.grade_max is None:
        return f"≥ {record.grade_min}"
    return (
        str(record.grade_min)
        if record.grade_min == record.grade_max
        else f"{record.grade_min}–{record.grade_max}"
    )


def _value(record: Endpoint) -> str:
    if record.not_reached:
        return "not reached"
    if record.value is None:
        return "no value"
    return number(record.value) + _UNITS.get(record.unit, f" {record.unit}")


def _interval(record: Endpoint) -> str:
    if record.ci_low is None and record.ci_high is None:
        return ""
    ends = "–".join("?" if end is None else number(end) for end in (record.ci_low, record.ci_high))
    return f" ({ends})"


def _of(record: Endpoint) -> str:
    if record.n_events is not None and record.n_total is not None:
        return f" ({record.n_events} of {record.n_total})"
    if record.n_total is not None:
        return f" of {record.n_total}"
    return f" (n = {record.n_events})" if record.n_events is not None else ""
