"""``explain``: atoms, mentions and records of a text, and an honest reason for what was dropped."""

import pytest
from click.testing import CliRunner

from extractor.assembly import extract
from extractor.assembly.explain import as_document, explain
from extractor.cli import main


@pytest.mark.parametrize(
    ("text", "candidate", "reason"),
    [
        ("The median age was 64 years.", "64 years", "neither a time point nor a measured time"),
        ("Follow-up was 20 months (range 3-40).", "range 3-40", "the spread of a value"),
        ("It was run in RTOG 9408.", "RTOG 9408", "part of a name"),
        ("Grade 3 astrocytoma was common.", "Grade 3", "a tumour grade"),
        ("They were enrolled in 2012.", "2012", "a date"),
        ("Docetaxel was given at 75 mg/m².", "75 mg/m²", "its unit (mg/m²)"),
        ("The mean lung dose was 12 Gy.", "12 Gy", "the dose of an organ at risk"),
        ("Survival was 50% in the 70 Gy arm.", "70 Gy", "rule dose.not_arm_label"),
        ("Up to five metastases were allowed.", "Up to five", "a limit on how many"),
        ("We planned to accrue 400 patients.", "400", "reads as a limit, a plan"),
        ("P < 0.05 was considered significant.", "P < 0.05", "a threshold of the design"),
        ("With 80% power, survival was to be compared.", "80%", "the study's design"),
        ("Of the women, 12% were smokers.", "12%", "no endpoint term in the sentence"),
        ("The surviving fraction was 55%.", "55%", "names no endpoint that is recorded"),
        ("The primary endpoint was met.", "primary endpoint", "no endpoint is named in reach"),
        ("Room 17 was used.", "17", "no counted noun"),
    ],
)
def test_why_a_candidate_was_dropped(text, candidate, reason):
    found = explain(text)
    reasons = {use.text: use.reason for use in found.dropped}
    assert candidate in reasons, reasons
    assert reason in reasons[candidate]


def test_what_supports_a_record_is_not_dropped():
    found = explain("Two-year survival was 56% [12,13], and grade 3 toxicity was 4%.")
    assert [(use.text, use.reason) for use in found.supporting] == [
        ("Two-year", "gives a record its time point"),
        ("[12,13]", "names the study the values belong to"),
        ("grade 3", "gives a record its grade"),
    ]
    assert found.dropped == ()


def test_offsets_are_into_the_text_over_several_paragraphs():
    found = explain("We treated 88\npatients.\n\n  The rate was 12%. Room 17 was used.\n")
    assert found.text == "We treated 88 patients.\n\nThe rate was 12%. Room 17 was used."
    for item in (*found.dropped, *found.supporting):
        assert found.text[item.start : item.end] == item.text
    assert [found.text[a.start : a.end] for a in found.atoms] == ["88", "12%", "17"]
    assert [found.text[a:b] for a, b in found.sentences] == [
        "We treated 88 patients.",
        "The rate was 12%.",
        "Room 17 was used.",
    ]
    assert all(m.start <= a.start and a.end <= m.end for m in found.mentions for a in m.atoms)


def test_the_records_are_those_of_extraction():
    text = "Two-year OS was 56% (p=0.03)."
    assert list(explain(text).records) == extract(as_document(text))


def test_every_atom_is_in_a_record_supports_one_or_is_dropped():
    text = "Two-year OS was 56% (p=0.03) in 88 patients aged 64 years after 50 Gy in 25 fractions [3]."
    found = explain(text)
    explained = {use.start for use in (*found.supporting, *found.dropped)}
    quotes = [text.index(record.quote.exact) for record in found.records]
    ends = [start + len(r.quote.exact) for start, r in zip(quotes, found.records, strict=True)]
    for atom in found.atoms:
        recorded = any(a < atom.end and atom.start < b for a, b in zip(quotes, ends, strict=True))
        assert recorded != (atom.start in explained)


@pytest.mark.parametrize(
    "text", ["", "   \n ", "\x00", "no numbers here", "(((", "1", "[[12]", "\ud800 5 Gy"]
)
def test_any_text_can_be_explained(text):
    found = explain(text)
    assert len(found.sentences) <= 2


def test_on_the_command_line():
    result = CliRunner().invoke(main, ["explain", "Two-year OS was 56% in the 70 Gy arm."])
    assert result.exit_code == 0
    assert "overall survival at 24 months: 56 %" in result.stdout
    assert "endpoint.overall_survival/rate" in result.stdout
    assert "rule dose.not_arm_label" in result.stdout


def test_from_standard_input():
    result = CliRunner().invoke(main, ["explain", "-"], input="Nothing to see.")
    assert result.stdout == "sentence 1: Nothing to see.\n\nno records\n"


def test_the_plain_words_are_shown_and_offsets_are_into_the_printed_ones():
    text = "Notably, local control amounted to 84 percent at 2 years. The alpha error is 5 percent."
    found = explain(text)
    assert found.plain == ("Local control was 84% at 2 years.", "The alpha error was 5%.")
    assert [text[a.start : a.end] for a in found.atoms] == ["84 percent", "2 years", "5 percent"]
    assert [use.text for use in (*found.supporting, *found.dropped)] == ["2 years", "5 percent"]
    shown = CliRunner().invoke(main, ["explain", text]).output
    assert "read as: Local control was 84% at 2 years." in shown
