"""The examples in the rule files: each is a test case of its own.

A ``match`` gives records with at least the fields that its ``yields`` name, and its rule takes part.
A ``reject`` gives no record of the rule's kind.
"""

import pytest

from extractor.assembly import extract
from extractor.assembly.explain import as_document
from extractor.document import Block, BlockKind, Cell, Document, Table
from extractor.errors import RuleError
from extractor.language.pipeline import annotate
from extractor.language.rules import expand_phrase, load_rules, patterns_folder
from extractor.language.wording import Wording, in_plain_words, reworded

RULES = {rule.id: rule for rule in (*load_rules().terms, *load_rules().patterns)}
KIND = {
    **dict.fromkeys(
        ("ENDPOINT", "TABLE_ENDPOINT", "SITE", "COUNTED_SITE", "COUNTED_RESPONSE", "COUNTED_DEGREE"),
        "endpoint",
    ),
    **dict.fromkeys(("STATISTIC", "DECLARED", "NOT_REACHED"), "endpoint"),
    **dict.fromkeys(("FRACTIONS", "PER_FRACTION", "PRODUCT", "BED", "RELATIVE_DOSE", "TECHNIQUE"), "dose"),
    **dict.fromkeys(("PEOPLE", "N_EQUALS", "ASSIGNED"), "cohort"),
    "NOT_DOSE": "dose",
}
MATCHES = [
    pytest.param(rule, example, id=f"{rule.id}-{i}")
    for rule in RULES.values()
    for i, example in enumerate(rule.match)
]
REJECTS = [
    pytest.param(rule, text, id=f"{rule.id}-{i}")
    for rule in RULES.values()
    for i, text in enumerate(rule.reject)
]


def document_of(text):
    """An example as a document: prose, or a table with one row of header where tabs part cells."""
    if "\t" not in text:
        return as_document(text)
    cells, position = [], 0
    rows = [line.split("\t") for line in text.split("\n")]
    for row, line in enumerate(rows):
        for col, cell in enumerate(line):
            cells.append(Cell(position, position + len(cell), row, col))
            position += len(cell) + 1
    table = Table(len(rows), len(rows[0]), 1, tuple(cells))
    block = Block(BlockKind.TABLE, 0, len(text), source="table", table=table)
    return Document("text", text, (block,), "", "text/plain")


def agrees(found, wanted):
    """Whether a field has the value an example gives: a number stands for a range, "null" for none."""
    if wanted == "null":
        return found is None
    if isinstance(found, dict) and isinstance(wanted, int | float):
        wanted = {"low": wanted, "high": wanted}
    if isinstance(found, dict) and isinstance(wanted, dict):
        return all(agrees(found.get(key), value) for key, value in wanted.items())
    if isinstance(found, float) and isinstance(wanted, int | float):
        return found == pytest.approx(wanted, rel=0.01)
    return found == wanted


def holds(record, wanted):
    """Whether a record, as plain data, has all the fields of an example."""
    return all(agrees(record.get(field), value) for field, value in wanted.items())


def shown(records):
    return [{k: v for k, v in record.items() if v not in (None, [], ())} for record in records]


@pytest.mark.parametrize(("rule", "example"), MATCHES)
def test_match(rule, example):
    records = [record.model_dump() for record in extract(document_of(example.text))]
    missing = [wanted for wanted in example.yields if not any(holds(record, wanted) for record in records)]
    assert not missing, f"{example.text!r} gives {shown(records)}"
    fired = {mention.rule for mention in annotate(example.text).mentions}
    assert rule.id in fired, f"{example.text!r} is no example of {rule.id}: {sorted(fired)}"


@pytest.mark.parametrize(("rule", "text"), REJECTS)
def test_reject(rule, text):
    found = [r.model_dump() for r in extract(document_of(text)) if r.kind == KIND[rule.label]]
    assert not found, shown(found)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_an_example(rule):
    forbids = rule.label == "NOT_DOSE" or rule.code in ("none", "skip")
    assert rule.reject if forbids else rule.match


@pytest.mark.parametrize("term", load_rules().terms, ids=lambda term: term.id)
def test_every_printed_form_of_a_phrase_has_the_meaning_of_its_term(term):
    """One phrase has one meaning: no other term claims the same words."""
    wrong = {}
    for phrase in term.phrases:
        for form in expand_phrase(phrase):
            meanings = {(m.label, m.code) for m in annotate(form).mentions if m.label == term.label}
            if (term.label, term.code) not in meanings:
                wrong[form] = meanings
    assert not wrong


def test_the_rules_of_the_package_are_those_of_the_folder():
    assert load_rules(patterns_folder()).digest == load_rules().digest


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[term]]\nid = "a.b"\nlabel = "X"\nphrases = ["p"]\nphrase = []', "Extra inputs"),
        ('[[term]]\nid = "A"\nlabel = "X"\nphrases = ["p"]', "pattern"),
        ('[[term]]\nid = "a.b"\nlabel = "X"\nphrases = []', "at least 1"),
        ('[[term]]\nid = "a.b"\nlabel = "X"\nphrases = ["p"]\n' * 2, "used twice"),
        (
            '[[rule]]\nid = "a.b"\nlabel = "X"\npatterns = [[{ LOWER = { IN = "@none" } }]]',
            "no word list @none",
        ),
        ('[[rule]]\nid = "a.b"\nlabel = "X"\npatterns = []', "at least 1"),
        ("[[rule]\n", "not valid TOML"),
        ("\xff", "not valid TOML"),
    ],
)
def test_a_rule_file_that_breaks_the_schema_is_named(tmp_path, text, problem):
    path = tmp_path / "bad.toml"
    path.write_bytes(text.encode("latin1"))
    with pytest.raises(RuleError, match=problem) as error:
        load_rules(tmp_path)
    assert str(path) in str(error.value)


def test_a_folder_without_rules_is_named(tmp_path):
    with pytest.raises(RuleError, match="no rule files") as error:
        load_rules(tmp_path)
    assert str(tmp_path) in str(error.value)


@pytest.mark.parametrize("rule", load_rules().rewrites, ids=lambda rule: rule.id)
def test_what_a_rewrite_takes_and_leaves(rule):
    assert [reworded(Wording(example.text), rule).text for example in rule.match] == [
        e.gives for e in rule.match
    ]
    assert [reworded(Wording(text), rule).text for text in rule.reject] == rule.reject
    assert all(any(word in e.text.lower() for word in rule.needs or [""]) for e in rule.match)


def test_plain_words_lead_back_to_the_text_as_printed():
    printed = "Notably, local control amounted to 84 percent (Table 2), as compared with 70% in our series."
    wording = in_plain_words(printed)
    assert wording.text.startswith("Local control was 84%")
    start = wording.text.index("84%")
    assert printed[slice(*wording.printed(start, start + 3))] == "84 percent"
    (start, end) = wording.printed(0, len(wording.text))
    assert printed[start:end] == printed[9:]


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("OS differed [p = 0.02] as known [12,13].", "OS differed (p = 0.02) as known [12,13]."),
        ("It was lower (HR 0.8 [95% CI 0.5-0.9]).", "It was lower (HR 0.8 [95% CI 0.5-0.9])."),
        ("Four men [5% (4/80)] died.", "Four men [5% (4/80)] died."),
        ("Half of a) and [10%] died.", "Half of a) and (10%) died."),
    ],
)
def test_square_brackets_of_their_own_are_read_as_round_ones(printed, plain):
    assert in_plain_words(printed).text == plain


def test_a_quote_is_of_the_text_as_printed():
    (record,) = extract(as_document("Recurrent tumour was identified in only 12 pts (Fig. 3)."))
    assert (record.quote.exact, record.quote.suffix) == ("12 pts", " (Fig. 3).")
