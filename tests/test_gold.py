"""The gold set: labels follow the contract, their quotes stand in the papers, and the score holds."""

import json
import re

import pytest
from click.testing import CliRunner
from conftest import ROOT

from extractor.cli import main
from extractor.reading import read
from extractor.records import read_jsonl
from extractor.scoring import goldset

GOLD = goldset.load(ROOT / "gold")
FILES = sorted((ROOT / "gold").rglob("*.jsonl"))
WRITTEN = sorted((ROOT / "gold/dev/written").rglob("*.jsonl"))
"""Labels of texts that are ours."""


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_labels_follow_the_contract(path):
    records = read_jsonl(path)
    assert records
    for record in records:
        assert record.doc_id == path.stem
        assert record.quote.exact.strip()
        if "restated" not in path.stem and path not in WRITTEN:
            assert len(record.quote.exact.split()) < 12, "no run of 12 words of somebody else's text"
        assert record.page is None
        assert record.boxes == ()
        assert record.rule is None
        assert not set(record.derived) - set(type(record).model_fields)


@pytest.mark.parametrize("document", GOLD.documents, ids=lambda document: document.name)
def test_quotes_of_labels_stand_in_their_paper(document):
    text = squeezed(read(document.path, doc_id=document.doc_id).text)
    missing = [r.quote.exact for r in document.records if squeezed(r.quote.exact) not in text]
    assert len(missing) <= 0.01 * len(document.records), missing


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_quotes_of_labels_stand_in_the_texts_in_our_words(path):
    text = squeezed(read(ROOT / f"corpus/written/{path.stem}.txt").text)
    missing = [r.quote.exact for r in read_jsonl(path) if squeezed(r.quote.exact) not in text]
    assert not missing


def test_every_text_in_our_words_is_labelled_once():
    texts = sorted(path.stem for path in (ROOT / "corpus/written").glob("*.txt"))
    assert [path.stem for path in sorted(WRITTEN, key=lambda path: path.stem)] == texts


def test_every_gold_file_is_entered():
    entered = {document.name for document in GOLD.documents} | set(GOLD.skipped)
    names = {path.stem for path in FILES if "dev" not in path.parts}
    assert all(any(name in entry for entry in entered) for name in names)


@pytest.mark.skipif(not GOLD.baseline.is_file(), reason="needs gold/baseline.json")
def test_no_record_of_the_baseline_is_lost(monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["score", "--check"])
    lost = [line for line in result.stdout.splitlines() if line.startswith("lost")]
    assert not lost
    assert result.exit_code == 0


@pytest.mark.slow
def test_the_score_reaches_what_the_readme_promises(monkeypatch):
    """Strict micro F1 and study link of at least 0.95, and no kind below 0.92."""
    monkeypatch.chdir(ROOT)
    score = json.loads(CliRunner().invoke(main, ["score", "--json"]).stdout)
    assert score["strict"]["micro"]["f1"] >= 0.95
    assert score["strict"]["micro"]["study_link"] >= 0.95
    assert min(score["strict"][kind]["f1"] for kind in ("dose", "cohort", "endpoint", "p_value")) >= 0.92
    assert min(row["strict"]["f1"] for row in score["documents"].values()) >= 0.95
