"""Fact ids: mentions of one value share one; facts on demand."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from conftest import make_record
from sentence_cases import records

from extractor.assembly.facts import LENGTH, fact_id, normal_arm, to_facts, with_fact_ids
from extractor.cli import main


def same(kind, left, right):
    return fact_id(make_record(kind, **left)) == fact_id(make_record(kind, **right))


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        ("endpoint", {"value": 56, "arm": "the 70 Gy arm"}, {"value": 56, "arm": "70 Gy group"}),
        ("endpoint", {"value": 56, "timepoint_months": 24}, {"value": 56, "timepoint_months": 24.001}),
        ("endpoint", {"value": 56, "rule": "a.b", "page": 1}, {"value": 56, "source": "table", "page": 7}),
        ("endpoint", {"value": 56, "ci_low": 50}, {"value": 56}),
        ("endpoint", {"value": 56, "doc_id": "paper"}, {"value": 56, "doc_id": "paper-as-xml"}),
        ("endpoint", {"study": {"refs": [3, 4]}}, {"study": {"refs": [4, 3], "label": "Lee et al."}}),
        ("endpoint", {"study": {"label": "Lee et al."}}, {"study": {"label": "LEE ET AL."}}),
        ("dose", {"total_gy": 24, "fractions": 2}, {"total_gy": 24, "fractions": 2, "per_fraction_gy": 12}),
        ("dose", {"total_gy": 24, "fractions": 2}, {"fractions": 2, "per_fraction_gy": 12}),
        ("dose", {"total_gy": 60, "per_fraction_gy": 2}, {"total_gy": 60, "fractions": 30}),
        (
            "dose",
            {"total_gy": 40, "fractions": 15, "per_fraction_gy": 2.67},
            {"total_gy": 40, "fractions": 15},
        ),
        ("dose", {"total_gy": 8, "technique": "sbrt"}, {"total_gy": 8}),
        ("cohort", {"n": 88, "section": "Methods"}, {"n": 88, "section": "Results"}),
        ("p_value", {"value": 0.03}, {"value": 0.03}),
    ],
)
def test_mentions_of_one_fact(kind, left, right):
    assert same(kind, left, right)


@pytest.mark.parametrize(
    ("kind", "left", "right"),
    [
        ("endpoint", {"value": 56}, {"value": 57}),
        ("endpoint", {"value": 56}, {"value": 56, "endpoint": "local_control"}),
        ("endpoint", {"value": 56, "timepoint_months": 24}, {"value": 56, "timepoint_months": 60}),
        ("endpoint", {"value": 56, "arm": "arm A"}, {"value": 56, "arm": "arm B"}),
        ("endpoint", {"value": 56, "study": {"refs": [3]}}, {"value": 56, "study": {"refs": [4]}}),
        ("endpoint", {"value": 56, "study": {"label": "self"}}, {"value": 56}),
        ("endpoint", {"value": 5, "unit": "percent"}, {"value": 5, "unit": "patients"}),
        ("endpoint", {"value": 5, "grade_min": 2}, {"value": 5, "grade_min": 3}),
        ("dose", {"total_gy": 50}, {"total_gy": 50, "measure": "bed"}),
        ("dose", {"total_gy": 50, "fractions": 5}, {"total_gy": 50, "fractions": 25}),
        ("dose", {"total_gy": 50}, {"per_fraction_gy": 50}),
        ("dose", {"total_gy": {"low": 40, "high": 50}}, {"total_gy": 50}),
        ("cohort", {"n": 88}, {"n": 88, "unit": "lesions"}),
        ("p_value", {"value": 0.03}, {"value": 0.03, "comparator": "<"}),
        ("p_value", {"value": 0.03}, {"value": 0.03, "endpoint": "overall_survival"}),
    ],
)
def test_different_facts(kind, left, right):
    assert not same(kind, left, right)


def test_the_id_is_the_same_in_every_run():
    assert fact_id(make_record("cohort", n=88)) == "91d24f6148fbae0f"
    assert len("91d24f6148fbae0f") == LENGTH


@pytest.mark.parametrize(
    ("arm", "name"),
    [
        ("the 70 Gy arm", "70 gy"),
        ("70-Gy group", "70 gy"),
        ("Arm A", "a"),
        ("a control arm", "control"),
        ("patients treated with SBRT", "sbrt"),
        ("arm", None),
        (None, None),
    ],
)
def test_arm_names(arm, name):
    assert normal_arm(arm) == name


def test_extracted_records_have_ids():
    found = records("Two-year OS was 56% in 88 patients (p=0.03) after 50 Gy in 25 fractions.")
    assert len({record.fact_id for record in found}) == len(found) == 4


def test_facts_are_first_mentions_in_order():
    mentions = with_fact_ids(
        [
            make_record("cohort", n=88, page=1),
            make_record("cohort", n=12, page=2),
            make_record("cohort", n=88, page=5),
            make_record("cohort", n=88, page=5),
            make_record("cohort", n=88, page=9, doc_id="other"),
        ]
    )
    facts = to_facts(mentions)
    assert [(f.n, f.doc_id, f.page, f.mentions, f.pages) for f in facts] == [
        (88, "paper", 1, 3, [1, 5]),
        (12, "paper", 2, 1, [2]),
        (88, "other", 9, 1, [9]),
    ]


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text("A title\n\nWe treated 88 patients. Of the 88 patients, 12 had surgery.\n")
    return str(path)


def test_facts_on_the_command_line(paper):
    lines = CliRunner().invoke(main, ["extract", paper, "--facts"]).stdout.splitlines()
    facts = [json.loads(line) for line in lines]
    assert [(fact["n"], fact["mentions"], fact["pages"]) for fact in facts] == [(88, 2, []), (12, 1, [])]
    plain = CliRunner().invoke(main, ["extract", paper]).stdout.splitlines()
    assert [json.loads(line)["fact_id"] for line in plain] == [facts[i]["fact_id"] for i in (0, 0, 1)]


def test_facts_as_csv(paper):
    text = CliRunner().invoke(main, ["extract", paper, "--facts", "--format", "csv"]).stdout
    assert [(row["n"], row["mentions"], row["pages"]) for row in csv.DictReader(io.StringIO(text))] == [
        ("88", "2", ""),
        ("12", "1", ""),
    ]
    text = CliRunner().invoke(main, ["extract", paper, "--format", "csv"]).stdout
    assert "mentions" not in text.splitlines()[0].split(",")
