"""Counts, intervals, error kinds and the report made of them."""

import pytest
from conftest import make_record

from extractor.records import read_jsonl
from extractor.scoring import bootstrap, keys
from extractor.scoring.alignment import Comparison, compare, without_gold
from extractor.scoring.counts import Counts, tally, tally_rules
from extractor.scoring.errors import errors, frequencies
from extractor.scoring.report import Options, as_json, as_text


def endpoint(value, **fields):
    return make_record("endpoint", value=value, **fields)


GOLD = (
    endpoint(56.0, timepoint_months=24, quote={"exact": "56%", "prefix": "two-year survival was "}),
    make_record("cohort", n=88, quote={"exact": "88 patients"}),
    make_record("dose", total_gy=50, fractions=25, source="table", quote={"exact": "50 Gy/25"}),
    make_record("p_value", value=0.03, quote={"exact": "p = 0.03"}),
)
PRED = (
    endpoint(56.0, timepoint_months=12, rule="rate", quote={"exact": "56%"}, page=4),
    make_record("endpoint", value=88, unit="patients", rule="count", quote={"exact": "88 patients"}),
    make_record("dose", total_gy=50, fractions=25, source="table", rule="total", study={"refs": [4]}),
    make_record("cohort", n=7, rule="patients", quote={"exact": "7 patients"}),
)
COMPARISON = Comparison("paper", GOLD, PRED)


def test_counts():
    rows = tally([COMPARISON])
    assert rows["dose"] == Counts(gold=1, pred=1, strict=1, value=1, linked=0)
    assert rows["endpoint"] == Counts(gold=1, pred=2, strict=0, value=1, linked=0)
    assert rows["micro"] == Counts(gold=4, pred=4, strict=1, value=2, linked=0)
    assert rows["micro"].f1("strict") == 0.25
    assert rows["dose"].study_link == 0.0
    assert rows["cohort"].study_link is None
    assert Counts().f1("strict") == 0.0


def test_rules_with_most_errors_come_first():
    rows = [(row.rule, row.wrong, row.precision) for row in tally_rules([COMPARISON])]
    assert rows == [("count", 1, 0.0), ("patients", 1, 0.0), ("rate", 1, 0.0), ("total", 0, 1.0)]


def test_error_kinds():
    assert [(e.record.kind, e.kind) for e in errors([COMPARISON])] == [
        ("endpoint", "wrong timepoint"),
        ("cohort", "cohort taken for endpoint"),
        ("p_value", "missed"),
        ("cohort", "spurious"),
    ]


@pytest.mark.parametrize(
    ("gold", "pred", "kind"),
    [
        (endpoint(5.0), endpoint(5.0, endpoint="local_control"), "wrong endpoint"),
        (endpoint(5.0), endpoint(5.0, statistic="count"), "wrong statistic"),
        (endpoint(5.0), endpoint(5.0, unit="months"), "wrong unit"),
        (endpoint(5.0), endpoint(6.0), "wrong value"),
        (endpoint(5.0), endpoint(6.0, unit="months"), "wrong unit and value"),
        (endpoint(5.0), endpoint(6.0, unit="months", statistic="count"), "wrong several fields"),
        (make_record("cohort", n=5), make_record("cohort", n=5, unit="lesions"), "wrong unit"),
        (
            make_record("dose", total_gy=5, fractions=1),
            make_record("dose", total_gy=5, fractions=2),
            "wrong fractions",
        ),
        (
            make_record("p_value", value=0.1),
            make_record("p_value", value=0.1, comparator="<"),
            "wrong comparator",
        ),
    ],
)
def test_the_wrong_field_is_named(gold, pred, kind):
    (error,) = errors([Comparison("paper", (gold,), (pred,))])
    assert error.kind == kind


def test_error_kinds_are_counted():
    found = errors([COMPARISON, Comparison("other", GOLD, ())])
    assert frequencies(found)[0] == ("p_value", "missed", 2)


def test_intervals_hold_the_score_and_repeat_themselves():
    for comparisons in ([COMPARISON], [COMPARISON, Comparison("other", GOLD, GOLD)]):
        spans = bootstrap.intervals(comparisons, draws=500)
        assert spans == bootstrap.intervals(comparisons, draws=500)
        for row, counts in tally(comparisons).items():
            for mode, (low, high) in (("strict", spans[row].strict_f1), ("value", spans[row].value_f1)):
                assert 0 <= low <= counts.f1(mode) <= high <= 1
    assert bootstrap.unit([COMPARISON]) == "records"
    assert bootstrap.intervals([]) == {}


def test_a_perfect_score_has_no_spread():
    span = bootstrap.intervals([Comparison("paper", GOLD, GOLD)])["micro"]
    assert span.strict_f1 == span.value_f1 == span.study_link == (1.0, 1.0)


def test_text_report():
    text = as_text([COMPARISON])
    assert "1 document; 95 % intervals over records" in text
    assert "micro         4     4      0.250  0.250  0.250" in text
    assert "cohort: cohort taken for endpoint" in text
    assert "count       1 wrong of   1  precision 0.000" in text
    assert "paper p. 4: [56%]" in text
    assert "two-year survival was [56%]" in text
    assert "p_value missed" not in as_text([COMPARISON], Options(n_errors=0))
    narrow = as_text([COMPARISON], Options(kind="dose", source="table"))
    assert "table only" in narrow
    assert "cohort" not in narrow
    assert as_text([], Options(source="table")).startswith("nothing to score")


def test_json_report():
    data = as_json([COMPARISON])
    assert data["strict"]["micro"]["f1"] == 0.25
    assert data["sources"]["table"]["strict"]["tp"] == 1
    assert data["documents"]["paper"]["value"]["tp"] == 2
    assert data["errors"][0]["error"] == "wrong timepoint"
    assert data["errors"][0]["gold"]["evidence"] == "two-year survival was [56%]"


def test_keys():
    assert keys.values(GOLD[0]) == (
        "endpoint=overall_survival statistic=rate value=56 unit=percent timepoint_months=24"
    )
    dose = make_record("dose", total_gy={"low": 30, "high": 60}, fractions=3, derived=["fractions"])
    assert keys.values(dose) == "total_gy=30-60"
    assert keys.values(GOLD[3]) == "p=0.03"
    assert keys.values(make_record("dose", total_gy=50, comparator=">=")) == "total_gy=50 comparator >="
    assert keys.keys([GOLD[1], GOLD[1]]) == ["cohort n=88 unit=patients", "cohort n=88 unit=patients #2"]


def test_documents_without_gold_are_told():
    assert without_gold(GOLD, [make_record("cohort", n=1, doc_id="new")]) == ["new"]


def test_real_labels_against_themselves(shared):
    records = read_jsonl(shared / "dev" / "abstracts" / "gold.jsonl")
    comparisons = compare(records, records)
    assert errors(comparisons) == []
    assert tally(comparisons)["micro"] == Counts(608, 608, 608, 608, 608)
