"""The baseline names each gold record that a change loses."""

import json

import pytest
from conftest import make_record

from extractor.errors import MissingFileError, RecordError
from extractor.records import to_jsonl
from extractor.scoring import baseline, goldset
from extractor.scoring.alignment import Comparison


def cohort(n, **fields):
    return make_record("cohort", n=n, **fields)


def comparison(gold, pred, name="a.pdf"):
    return Comparison(name, tuple(gold), tuple(pred))


def test_a_lost_record_is_named_and_a_gained_one_told():
    gold = [cohort(88, quote={"exact": "88 patients", "prefix": "all of the "}), cohort(30)]
    before = baseline.updated([comparison(gold, gold[:1])], {})
    assert before == {"a.pdf": ["cohort n=88 unit=patients"]}
    result = baseline.check([comparison(gold, gold[1:])], before)
    (lost,), (gained,) = result.lost, result.gained
    assert str(lost) == "a.pdf: cohort n=88 unit=patients: all of the [88 patients]"
    assert gained.key == "cohort n=30 unit=patients"


def test_one_of_three_equal_records_can_be_lost():
    gold = [cohort(5)] * 3
    before = baseline.updated([comparison(gold, gold)], {})
    result = baseline.check([comparison(gold, gold[:2])], before)
    assert [change.key for change in result.lost] == ["cohort n=5 unit=patients #3"]


def test_a_new_error_elsewhere_does_not_hide_or_feign_a_loss():
    """Two gold records compete for one prediction: the known one keeps it."""
    derived = make_record("dose", total_gy=24, fractions=2, derived=["fractions"])
    stated = make_record("dose", total_gy=24, fractions=2)
    known = {"a.pdf": ["dose total_gy=24 fractions=2"]}
    assert not baseline.check([comparison([derived, stated], [stated])], known).lost


def test_a_document_that_is_absent_keeps_its_baseline_and_is_told():
    known = {"away.pdf": ["cohort n=1 unit=patients"]}
    gold = [cohort(5)]
    assert baseline.check([comparison(gold, gold)], known).unchecked == ("away.pdf",)
    assert baseline.updated([comparison(gold, gold)], known)["away.pdf"] == known["away.pdf"]


def test_a_corrected_label_is_no_loss():
    result = baseline.check([comparison([cohort(6)], [])], {"a.pdf": ["cohort n=5 unit=patients"]})
    assert not result.lost
    assert [change.key for change in result.relabelled] == ["cohort n=5 unit=patients"]


def test_round_trip(tmp_path):
    path = tmp_path / "baseline.json"
    assert baseline.load(path) == {}
    path.write_text(baseline.dump({"a.pdf": ["x", "y"]}), encoding="utf8")
    assert baseline.load(path) == {"a.pdf": ["x", "y"]}
    path.write_text(json.dumps([1]), encoding="utf8")
    with pytest.raises(RecordError, match=r"baseline\.json: not a score baseline"):
        baseline.load(path)


@pytest.fixture
def gold_folder(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join(to_jsonl([cohort(5, doc_id="a")])), encoding="utf8")
    (tmp_path / "a.md").write_text("Five patients.", encoding="utf8")
    return folder


def manifest(folder, text):
    (folder / "manifest.toml").write_text(text, encoding="utf8")


def test_gold_set_serves_several_documents_and_skips_absent_ones(gold_folder):
    manifest(
        gold_folder,
        '[[gold]]\nfile = "a.jsonl"\ndocuments = ["a.md", "a.pdf"]\n'
        '[[gold]]\nfile = "b.jsonl"\ndocuments = []\n',
    )
    gold = goldset.load(gold_folder)
    (document,) = gold.documents
    assert (document.name, document.doc_id, len(document.records)) == ("a.md", "a", 1)
    assert [message.split(":")[0].split("/")[-1] for message in gold.skipped] == ["a.pdf", "b.jsonl"]


@pytest.mark.parametrize("text", ["gold = 1", "[[gold]]\nfile = 'a.jsonl'\npapers = []", "]["])
def test_a_broken_manifest_is_named(gold_folder, text):
    manifest(gold_folder, text)
    with pytest.raises(RecordError, match=r"manifest\.toml"):
        goldset.load(gold_folder)


def test_no_manifest(tmp_path):
    with pytest.raises(MissingFileError, match="--gold"):
        goldset.load(tmp_path)


def test_folders_of_records(gold_folder, tmp_path):
    assert len(goldset.read_records(gold_folder)) == 1
    with pytest.raises(MissingFileError):
        goldset.read_records(tmp_path)


def test_texts_are_a_set_of_their_own(gold_folder):
    corpus = gold_folder.parent / "corpus"
    corpus.mkdir(exist_ok=True)
    manifest(
        gold_folder,
        '[[gold]]\nfile = "a.jsonl"\ndocuments = ["corpus/a.txt"]\n'
        '[[texts]]\nset = "written"\nfolder = "dev"\ndocuments = "corpus"\n',
    )
    (gold_folder / "dev").mkdir()
    (gold_folder / "dev/b.jsonl").write_text(
        (gold_folder / "a.jsonl").read_text(encoding="utf8"), encoding="utf8"
    )
    with pytest.raises(RecordError, match=r"labels corpus/b\.txt, which is not there"):
        goldset.load(gold_folder)
    (corpus / "a.txt").write_text("text", encoding="utf8")
    (corpus / "b.txt").write_text("text", encoding="utf8")
    gold = goldset.load(gold_folder)
    assert [(d.name, d.set) for d in gold.documents] == [
        ("corpus/a.txt", "review"),
        ("corpus/b.txt", "written"),
    ]
    assert gold.sets == ("review", "written")
