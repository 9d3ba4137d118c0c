"""The record contract as frozen pydantic models, and reading and writing them as JSONL.

A record is one value that a paper states, of one of four kinds. Fields that a newer version
added are kept through a read-write round trip.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from extractor.errors import RecordError

SCHEMA_VERSION = "1.0"

Source = Literal["prose", "table", "caption", "abstract", "figure"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
PComparator = Literal["=", "<", ">", "<=", ">="]
CohortUnit = Literal["patients", "lesions", "studies"]
DoseStatistic = Literal["prescribed", "median", "mean"]
DoseMeasure = Literal["physical", "bed", "eqd2", "rbe"]
EndpointStatistic = Literal[
    "rate", "median", "mean", "count", "hazard_ratio", "odds_ratio", "risk_ratio", "difference", "declared"
]
Unit = Literal["percent", "months", "weeks", "years", "days", "patients", "lesions", "ratio"]
Role = Literal["primary", "secondary"]
EndpointCode = Literal[
    "overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival",
    "failure_free_survival", "recurrence_free_survival", "metastasis_free_survival",
    "cancer_specific_survival", "survival_after_progression", "time_to_progression", "mortality",
    "local_control", "local_failure", "local_failure_free_survival", "locoregional_control",
    "locoregional_failure", "regional_control", "regional_failure", "distant_control", "distant_failure",
    "recurrence", "biochemical_control", "biochemical_failure", "response_rate", "complete_response",
    "partial_response", "stable_disease", "disease_control", "progressive_disease",
    "pathologic_response", "pain_response", "toxicity", "quality_of_life", "follow_up", "other",
]  # fmt: skip


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    @model_validator(mode="before")
    @classmethod
    def _null_is_default(cls, value: Any) -> Any:
        """Null where a field is never null means its default: gold has ``"boxes": null``."""
        if not isinstance(value, dict) or None not in value.values():
            return value
        fields = cls.model_fields
        return {
            name: item
            for name, item in value.items()
            if item is not None or name not in fields or fields[name].default is None
        }


class Range(_Model):
    """A closed interval; a single number has ``low == high``."""

    low: float
    high: float

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        return {"low": value, "high": value} if isinstance(value, int | float) else value


class Quote(_Model):
    """W3C Web Annotation TextQuoteSelector: the evidence and up to 32 characters either side."""

    exact: str = ""
    prefix: str = ""
    suffix: str = ""


class Study(_Model):
    """Whose result a record is: citation numbers, the name in the text, a registry number."""

    refs: tuple[int, ...] = ()
    label: str | None = None
    registry_id: str | None = None


class BaseRecord(_Model):
    """What all kinds share. ``boxes`` are ``[x0, top, x1, bottom]`` in PDF points on ``page`` (from 1)."""

    schema_version: str = SCHEMA_VERSION
    doc_id: str
    source: Source
    section: str | None = None
    quote: Quote
    page: int | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    study: Study = Study()
    rule: str | None = None
    derived: tuple[str, ...] = ()
    confidence: float | None = None
    damaged: bool = False  # a glyph in or beside the evidence has no Unicode: a sign may be lost
    fact_id: str | None = None


class Dose(BaseRecord):
    """One prescription, or a part of one; doses in Gy."""

    kind: Literal["dose"] = "dose"
    total_gy: Range | None = None
    fractions: Range | None = None
    per_fraction_gy: Range | None = None
    comparator: Comparator = "="
    statistic: DoseStatistic = "prescribed"
    measure: DoseMeasure = "physical"
    alpha_beta_gy: float | None = None
    technique: str | None = None


class Cohort(BaseRecord):
    """A number of patients, lesions or studies."""

    kind: Literal["cohort"] = "cohort"
    n: int
    comparator: Comparator = "="
    unit: CohortUnit = "patients"


class Endpoint(BaseRecord):
    """One measured value, or one declared endpoint."""

    kind: Literal["endpoint"] = "endpoint"
    endpoint: EndpointCode
    statistic: EndpointStatistic
    value: float | None = None
    unit: Unit | None = None
    not_reached: bool = False
    ci_low: float | None = None
    ci_high: float | None = None
    ci_level: float | None = None
    n_events: int | None = None
    n_total: int | None = None
    timepoint_months: float | None = None
    grade_min: int | None = None
    grade_max: int | None = None
    arm: str | None = None
    role: Role | None = None


class PValue(BaseRecord):
    """One p-value as printed and the endpoint it tests."""

    kind: Literal["p_value"] = "p_value"
    comparator: PComparator
    value: float
    endpoint: EndpointCode | None = None


Record = Annotated[Dose | Cohort | Endpoint | PValue, Field(discriminator="kind")]
ENDPOINT_CODES: tuple[EndpointCode, ...] = get_args(EndpointCode)
KINDS = ("dose", "cohort", "endpoint", "p_value")

_ADAPTER: TypeAdapter[Dose | Cohort | Endpoint | PValue] = TypeAdapter(Record)


def json_schema() -> dict[str, Any]:
    """JSON Schema of one record (one line of a JSONL file)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_ADAPTER.json_schema()}


def parse(data: dict[str, Any]) -> Dose | Cohort | Endpoint | PValue:
    """One record from its JSON object. Raises pydantic's ``ValidationError``."""
    return _ADAPTER.validate_python(data)


def read_jsonl(path: Path) -> list[Dose | Cohort | Endpoint | PValue]:
    """Records of a JSONL file, in file order. Raises ``RecordError`` naming file and line."""
    records = []
    try:
        lines = path.read_text(encoding="utf8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            records.append(_ADAPTER.validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise RecordError(f"{path}:{number}: {where}: {first['msg']}") from error
    return records


def to_jsonl(records: Iterable[BaseRecord]) -> Iterator[str]:
    """One JSON line a record, without the newline; identical for identical records."""
    for record in records:
        yield record.model_dump_json()
