"""Confidence: the measured precision of a rule, drawn towards its group and kind where it was seen little."""

import json

import pytest
from sentence_cases import records

from extractor.assembly.confidence import FILE, WEIGHT, Confidence, Counts, dump, group_of, load
from extractor.errors import RuleError
from extractor.language.rules import patterns_folder

COUNTS = {
    "endpoint": {"a.often/rate": (90, 100), "a.once/rate": (0, 1), "a.good/median": (50, 50)},
    "dose": {"d.total": (3, 4)},
}
MEASURED = Confidence(Counts(counts=COUNTS))


def test_a_rule_seen_often_has_its_own_precision():
    assert MEASURED.of("a.often/rate", "endpoint") == pytest.approx(0.9, abs=0.01)


def test_a_rule_seen_once_is_drawn_to_its_group():
    kind = (140 + 1) / (151 + 2)
    group = (90 + WEIGHT * kind) / (101 + WEIGHT)
    assert MEASURED.of("a.new/rate", "endpoint") == pytest.approx((WEIGHT * group) / WEIGHT, abs=0.001)
    assert MEASURED.of("a.once/rate", "endpoint") == pytest.approx(WEIGHT * group / (1 + WEIGHT), abs=0.001)


def test_groups_differ_and_a_kind_never_seen_is_even():
    assert MEASURED.of("a.new/median", "endpoint") > MEASURED.of("a.new/rate", "endpoint")
    assert MEASURED.of("c.any", "cohort") == 0.5
    assert MEASURED.of("d.new", "dose") == pytest.approx(((3 + WEIGHT * 4 / 6) / (4 + WEIGHT)), abs=0.001)


def test_rules_that_were_never_measured_have_none(tmp_path):
    assert load(tmp_path).of("a.b", "dose") is None


@pytest.mark.parametrize("text", ["", "[]", '{"counts": {"dose": {"a": 1}}}', '{"count": {}}', "\x00"])
def test_a_damaged_file_is_named(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(RuleError, match="not a file of measurements") as error:
        load(tmp_path)
    assert str(tmp_path / FILE) in str(error.value)


def test_groups():
    assert (group_of("a.b/rate"), group_of("a.b"), group_of("")) == ("rate", "", "")


def test_the_file_reads_back_and_is_sorted():
    text = dump(COUNTS)
    assert json.loads(text)["counts"]["endpoint"]["a.once/rate"] == [0, 1]
    assert Counts.model_validate_json(text).counts == COUNTS
    assert text == dump(dict(reversed(list(COUNTS.items()))))


def test_the_measurements_of_the_package():
    text = (patterns_folder() / FILE).read_text(encoding="utf8")
    counts = Counts.model_validate_json(text).counts
    assert set(counts) == {"dose", "cohort", "endpoint", "p_value"}
    assert all(0 <= right <= made for rules in counts.values() for right, made in rules.values())
    assert dump(counts) == text


def test_each_record_has_the_confidence_of_its_rule():
    found = records("Two-year OS was 56% in 88 patients (p=0.03) after 50 Gy in 25 fractions.")
    assert len(found) == 4
    for record in found:
        assert record.confidence == load().of(record.rule, record.kind)
        assert 0 < record.confidence < 1


def test_a_glyph_without_unicode_halves_the_confidence() -> None:
    from extractor.assembly.confidence import with_confidence
    from extractor.records import PValue, Quote

    sound = PValue(
        doc_id="d",
        source="prose",
        quote=Quote(exact="p = 0.03"),
        rule="p_value.printed",
        comparator="=",
        value=0.03,
    )
    broken = sound.model_copy(update={"quote": Quote(exact="p = 0\ufffd03")})
    first, second = with_confidence(sound), with_confidence(broken)
    assert not first.damaged and second.damaged
    assert first.confidence is not None and second.confidence is not None
    assert abs(second.confidence - first.confidence / 2) < 0.001
