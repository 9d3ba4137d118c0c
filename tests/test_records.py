"""The record contract as models: parsing, round trips, schema, clear errors."""

import json

import pytest
from conftest import make_record
from pydantic import ValidationError

from extractor.errors import RecordError
from extractor.records import KINDS, Dose, Range, json_schema, parse, read_jsonl, to_jsonl

DOSE = {
    "doc_id": "paper",
    "kind": "dose",
    "source": "prose",
    "section": "4.1. Lung",
    "quote": {"exact": "50 Gy in 4–5 fractions", "prefix": "with ", "suffix": "."},
    "page": 2,
    "boxes": [[1.0, 2.0, 3.0, 4.0]],
    "study": {"refs": [29], "label": "Somebody et al.", "registry_id": None},
    "rule": "dose_in_fractions",
    "derived": [],
    "total_gy": {"low": 50.0, "high": 50.0},
    "fractions": {"low": 4, "high": 5},
}


def test_kinds_parse_to_their_models():
    assert isinstance(parse(DOSE), Dose)
    for kind, fields in (("cohort", {"n": 3}), ("endpoint", {}), ("p_value", {"value": 0.1}), ("dose", {})):
        assert make_record(kind, **fields).kind == kind
    assert KINDS == ("dose", "cohort", "endpoint", "p_value")


def test_records_do_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        parse(DOSE).rule = "other"


def test_a_single_number_is_a_range():
    assert parse(DOSE | {"total_gy": 50}).total_gy == Range(low=50, high=50)


def test_fields_of_a_newer_version_survive(tmp_path):
    newer = DOSE | {
        "schema_version": "9.1",
        "mood": {"calm": True},
        "study": {"refs": [], "site": "lung"},
        "total_gy": {"low": 1, "high": 2, "unit": "Gy"},
    }
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(newer), encoding="utf8")
    (line,) = to_jsonl(read_jsonl(path))
    again = json.loads(line)
    assert again["schema_version"] == "9.1"
    assert again["mood"] == {"calm": True}
    assert again["study"]["site"] == "lung"
    assert again["total_gy"]["unit"] == "Gy"


def test_round_trip_keeps_every_value(tmp_path):
    path = tmp_path / "records.jsonl"
    records = [parse(DOSE), make_record("endpoint", value=56.1, not_reached=False, timepoint_months=24)]
    path.write_text("".join(f"{line}\n" for line in to_jsonl(records)), encoding="utf8")
    assert read_jsonl(path) == records


def test_null_where_gold_has_no_ink():
    record = parse(DOSE | {"boxes": None, "page": None, "quote": {"exact": None}, "derived": None})
    assert (record.boxes, record.page, record.quote.exact, record.derived) == ((), None, "", ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"records\.jsonl:2: .*JSON"),
        (json.dumps(DOSE | {"kind": "mood"}), r"records\.jsonl:2: .*mood"),
        (json.dumps(DOSE | {"source": "rumour"}), r"records\.jsonl:2: dose\.source"),
        (json.dumps({"kind": "cohort"}), r"records\.jsonl:2: cohort\."),
    ],
)
def test_a_broken_line_is_named(tmp_path, line, message):
    path = tmp_path / "records.jsonl"
    path.write_text(f"{json.dumps(DOSE)}\n{line}\n", encoding="utf8")
    with pytest.raises(RecordError, match=message):
        read_jsonl(path)


def test_a_file_that_is_no_text_is_named(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecordError, match="cannot be read"):
        read_jsonl(path)


def test_schema_has_every_kind():
    schema = json_schema()
    assert schema["discriminator"]["propertyName"] == "kind"
    assert {part["$ref"].split("/")[-1] for part in schema["oneOf"]} == {
        "Dose",
        "Cohort",
        "Endpoint",
        "PValue",
    }
    json.dumps(schema)


def test_real_labels_keep_the_contract(shared):
    path = shared / "dev" / "abstracts" / "gold.jsonl"
    records = read_jsonl(path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
    for record, line in zip(records, lines, strict=True):
        data = json.loads(next(iter(to_jsonl([record]))))
        assert {name: data[name] for name in line if line[name] is not None} == {
            name: value for name, value in line.items() if value is not None
        }
