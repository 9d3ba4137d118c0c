"""Sentences, abbreviations that a text defines, and the pipeline as a whole."""

import pickle

import pytest

from extractor.language.abbreviations import find_abbreviations, find_footnote_abbreviations, merge
from extractor.language.numerals import find_atoms
from extractor.language.pipeline import annotate, build
from extractor.language.rules import expand_phrase
from extractor.language.sentences import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Smith et al. Reported on 20 patients.|They had 5 events.",
        "Survival was longer (14 vs. 9 months).|Toxicity was not.",
        "It is shown in Fig. 2 and in Refs. 3 and 4.|The rest is not.",
        "The difference was small (p = 0.03).|No grade 3 event was seen.",
        "The rate was 12%.|3 patients relapsed.",
        "N. Y.-R. read all scans.|A second reader checked them.",
        "The dose was 50 Gy.[12]|In others it was 60 Gy.",
        "Was it safe?|It was!|Patients agreed.",
        "Doses were 2.5 Gy and .5 Gy at most.|Most had more.",
        "Treatment lasted 6 wk.|The end came later.",
    ],
)
def test_sentences(text):
    whole = text.replace("|", " ")
    protected = [(a.start, a.end) for a in find_atoms(whole)]
    assert [whole[a:b] for a, b in split_sentences(whole, protected)] == text.split("|")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Overall survival (OS) was long.", {"OS": "Overall survival"}),
        ("local control (LC; the primary endpoint)", {"LC": "local control"}),
        ("stereotactic body radiotherapy [SBRT]", {"SBRT": "stereotactic body radiotherapy"}),
        ("locally advanced tumours (TNM)", {}),
        ("three patients (N)", {}),
        ("in 2012 (2013)", {}),
        ("biologically effective doses (BEDs) were high", {"BED": "biologically effective doses"}),
    ],
)
def test_abbreviations(text, found):
    assert find_abbreviations(text) == found


def test_abbreviations_under_a_table():
    text = "LC: local control; OS, overall survival; RT = radiotherapy."
    assert find_footnote_abbreviations(text) == {
        "LC": "local control",
        "OS": "overall survival",
        "RT": "radiotherapy",
    }


def test_the_first_definition_wins():
    assert merge({"A": "one"}, {"A": "two", "B": "three"}) == {"A": "one", "B": "three"}


def test_a_short_form_means_what_its_long_form_means():
    text = "We report intracranial local control (ILC). The two-year ILC rate was 88%."
    codes = [m.code for m in annotate(text).mentions if text[m.start : m.end] == "ILC"]
    assert codes == ["local_control", "local_control"]


def test_abbreviations_of_the_document_hold_in_every_block():
    mentions = annotate("ZQX was 88%.", {"ZQX": "overall survival"}).mentions
    assert [(m.label, m.code) for m in mentions] == [("ENDPOINT", "overall_survival")]


@pytest.mark.parametrize(
    ("phrase", "forms"),
    [
        ("death", {"death", "deaths"}),
        ("pCR", {"pCR", "pCRs"}),
        ("toxicity", {"toxicity", "toxicitys", "toxicities"}),
        (
            "end-point",
            {"end-point", "end-points", "end point", "end points", "end–point", "end–points"},
        ),
        (
            "tumor|tumour size",
            {f"tum{o}r{gap}size{s}" for o in ("o", "ou") for gap in " -" for s in ("", "s")},
        ),
    ],
)
def test_printed_forms_of_a_phrase(phrase, forms):
    assert set(expand_phrase(phrase)) == forms


def test_the_longest_of_overlapping_mentions_with_one_label_stands():
    mentions = annotate("Local recurrence-free survival was 70%.").mentions
    assert [m.code for m in mentions if m.label == "ENDPOINT"] == ["local_failure_free_survival"]


def test_an_annotation_is_free_of_spacy_and_the_same_each_time():
    text = "Median OS was 14 months (95% CI 10–18) with 50 Gy in 25 fractions."
    first, second = annotate(text), annotate(text)
    assert first == second
    assert b"spacy" not in pickle.dumps(first)


def test_empty_text():
    found = annotate("")
    assert (found.sentences, found.atoms, found.mentions) == ((), (), ())


def test_mentions_are_spans_for_spacy_users():
    doc = build()("The 2-year overall survival was 56%.")
    assert [(span.text, span.label_) for span in doc.spans["extractor"]] == [("overall survival", "ENDPOINT")]


def test_components_come_by_entry_point():
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("extractor_abbreviations")
    assert nlp("overall survival (OS)").user_data["extractor_abbreviations"] == {"OS": "overall survival"}
