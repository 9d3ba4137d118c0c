"""The gated matcher finds what spaCy's own does, and asks fewer rules."""

import pytest
import spacy
from spacy.matcher import Matcher

from extractor.language.gated import GatedMatcher
from extractor.language.rules import Pattern

RULES = [
    (
        "test.local",
        [{"LOWER": {"IN": ["local", "in-field"]}}, {"IS_ALPHA": True, "OP": "?"}, {"LOWER": "control"}],
    ),
    ("test.optional", [{"LOWER": "late", "OP": "?"}, {"LOWER": "bleeding"}]),
    ("test.counted", [{"LOWER": "grade"}, {"IS_DIGIT": True}]),
    ("test.shaped", [{"LOWER": {"REGEX": "^[a-z]+ectomy$"}}]),
]
TEXTS = [
    "Local tumour control was 80 per cent.",
    "Control was local.",
    "Bleeding of grade 3 followed, late bleeding did not.",
    "Bleeding stopped.",
    "Cystectomy became necessary.",
    "",
    "Nothing of all this.",
]


def rules():
    return [Pattern(id=name, label="ENDPOINT", code="other", patterns=[tokens]) for name, tokens in RULES]


@pytest.mark.parametrize("text", TEXTS)
def test_it_finds_what_the_plain_matcher_finds(text):
    nlp = spacy.blank("en")
    plain = Matcher(nlp.vocab)
    for rule in rules():
        plain.add(rule.id, rule.patterns, greedy="LONGEST")
    doc = nlp(text)
    wanted = {(s.label_, s.start, s.end) for s in plain(doc, as_spans=True)}
    assert {(s.label_, s.start, s.end) for s in GatedMatcher(nlp.vocab, rules())(doc)} == wanted


def test_it_asks_only_rules_whose_words_the_text_has(monkeypatch):
    nlp = spacy.blank("en")
    asked = []
    matcher = GatedMatcher(nlp.vocab, rules())

    class Asked:
        def __init__(self, name):
            self.name = name

        def __call__(self, doc, as_spans):
            asked.append(self.name)
            return []

    monkeypatch.setattr(
        matcher,
        "_gates",
        [(needs, Asked(rule.id)) for rule, (needs, _) in zip(rules(), matcher._gates, strict=True)],
    )
    matcher(nlp("Late bleeding occurred."))
    assert asked == ["test.optional", "test.shaped"]
