"""The commands: what they print, where, and with which exit code; bad input; identical reruns.

What a paper says is not the matter here, so a stand-in assembly makes one cohort of each number.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from conftest import make_record

import extractor.assembly
from extractor import describe, papers
from extractor.cli import main, output
from extractor.export import table


def cohorts(document):
    if "boom" in document.text:
        raise ZeroDivisionError("all at\nonce")
    return [
        make_record(
            "cohort",
            n=int(found.group()),
            doc_id=document.doc_id,
            quote={
                "exact": found.group(),
                "prefix": document.text[max(0, found.start() - 32) : found.start()],
            },
            rule="digits",
        )
        for found in re.finditer(r"\d+", document.text)
    ]


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setattr(extractor.assembly, "extract", cohorts, raising=False)
    monkeypatch.setattr("extractor.runner.load_all", lambda: None)  # the stand-in needs no pipeline
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, **options):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)

    return invoke


@pytest.fixture
def paper(tmp_path):
    def make(name, text="We treated 88 patients with 120 lesions."):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"A title\n\n{text}\n", encoding="utf8")
        return path

    return make


def ns(text):
    return [json.loads(line)["n"] for line in text.splitlines()]


def test_help_is_quick_and_loads_no_heavy_library():
    code = (
        "import sys, extractor.cli; "
        "print(*sorted({'spacy', 'pydantic', 'numpy', 'rich', 'pdfplumber', 'pypdfium2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "extractor", "--help"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.5


def test_records_go_to_standard_output(run, paper):
    result = run("extract", paper("a.txt"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert ns(result.stdout) == [88, 120]
    assert {json.loads(line)["doc_id"] for line in result.stdout.splitlines()} == {"a"}


def test_folders_are_searched_in_order_and_files_taken_once(run, paper, tmp_path):
    paper("in/b.txt", "2 men")
    first = paper("in/a/z.md", "1 man")
    paper("in/c.dat", "9 men")
    paper("in/.hidden.txt", "9 men")
    assert ns(run("extract", tmp_path / "in").stdout) == [2, 1]
    assert ns(run("extract", first, tmp_path / "in", first).stdout) == [1, 2]


def test_papers_of_one_stem_get_ids_of_their_own(run, paper, tmp_path):
    for name in ("in/x.txt", "in/x.md", "in/sub/x.txt", "in/y.txt"):
        paper(name, "1 man")
    result = run("extract", tmp_path / "in")
    ids = [json.loads(line)["doc_id"] for line in result.stdout.splitlines()]
    assert ids == ["x.md", "in-x.txt", "y", "sub-x.txt"]
    assert "in/x.md: another paper is called x too, so this one's doc_id is x.md" in result.stderr
    assert result.exit_code == 0


def test_ids_stay_apart_whatever_the_names():
    from pathlib import Path

    paths = [Path("/a-b/c.txt"), Path("/a/b-c.txt"), Path("/a/b/c.txt"), Path("/a/b-c.md")]
    assert len(set(papers.doc_ids(paths))) == len(paths)


def test_a_doc_id_of_ones_own(run, paper):
    assert '"doc_id":"trial"' in run("extract", paper("a.txt"), "--doc-id", "trial").stdout
    assert run("extract", paper("a.txt"), paper("b.txt"), "--doc-id", "trial").exit_code == 2


def test_output_file_and_failures(run, paper, tmp_path):
    good, bad, worse = paper("good.txt"), tmp_path / "bad.pdf", paper("worse.txt", "boom")
    bad.write_bytes(b"not a pdf")
    out = tmp_path / "records.jsonl"
    result = run("extract", bad, worse, tmp_path / "missing.pdf", good, "-o", out)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert ns(out.read_text(encoding="utf8")) == [88, 120]
    lines = result.stderr.splitlines()
    assert len(lines) == 4
    for line, name in zip(lines, ("bad.pdf", "worse.txt", "missing.pdf"), strict=False):
        assert line.startswith("error: ")
        assert name in line
    assert "ZeroDivisionError: all at once" in lines[1]
    assert lines[3] == f"2 records of 1 papers in {out}"
    failures = [
        json.loads(line)
        for line in (tmp_path / "records.jsonl.failures.jsonl").read_text(encoding="utf8").splitlines()
    ]
    assert [(f["stage"], f["error"]) for f in failures] == [
        ("read", "NotAPaperError"),
        ("extract", "ZeroDivisionError"),
        ("read", "MissingFileError"),
    ]
    assert [f["file"] for f in failures] == [str(bad), str(worse), str(tmp_path / "missing.pdf")]
    assert all(set(f) == {"file", "stage", "error", "message"} for f in failures)
    # a run without failures does not leave the old list behind
    assert run("extract", good, "-o", out).exit_code == 0
    assert sorted(p.name for p in tmp_path.glob("*records*")) == ["records.jsonl"]


def test_a_file_name_that_is_no_text(run, paper, tmp_path):
    path = os.fsencode(paper("a.txt")).replace(b"a.txt", b"\xff.txt")
    paper("a.txt").rename(os.fsdecode(path))
    result = run("extract", os.fsdecode(path), tmp_path / "missing", "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    records = (tmp_path / "out.jsonl").read_text(encoding="utf8").splitlines()
    assert [json.loads(line)["doc_id"] for line in records] == ["\N{REPLACEMENT CHARACTER}"] * 2


def test_a_text_that_cannot_be_written_stops_no_other_paper(run, paper, monkeypatch):
    def broken(document):
        suffix = "\ud800" if document.doc_id == "bad" else ""
        return [make_record("cohort", n=1, doc_id=document.doc_id, quote={"exact": f"one{suffix}"})]

    monkeypatch.setattr(extractor.assembly, "extract", broken)
    result = run("extract", paper("bad.txt"), paper("good.txt"))
    assert result.exit_code == 1
    assert [json.loads(line)["doc_id"] for line in result.stdout.splitlines()] == ["good"]
    assert len(result.stderr.splitlines()) == 1
    assert "bad.txt" in result.stderr


def test_an_output_is_whole_or_absent(run, paper, tmp_path, monkeypatch):
    out = tmp_path / "records.jsonl"
    out.write_text("before", encoding="utf8")

    def full(self, lines):
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr("extractor.cli.output.Output.write", full)
    result = run("extract", paper("a.txt"), "-o", out)
    assert result.exit_code == 1
    assert result.stderr == f"error: {out}: No space left on device\n"
    assert out.read_text(encoding="utf8") == "before"
    assert not list(tmp_path.glob(".*"))


def test_two_runs_are_identical(run, paper):
    paths = [paper("a.txt"), paper("b.md", "7 of 9 men")]
    assert run("extract", *paths).stdout_bytes == run("extract", *paths).stdout_bytes


def test_an_empty_folder_is_an_error(run, tmp_path):
    (tmp_path / "empty").mkdir()
    result = run("extract", tmp_path / "empty")
    assert result.exit_code == 1
    assert "empty: a folder without papers; name one that holds" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract"],
        ["extract", "a.txt", "--format", "xml"],
        ["extract", "a.txt", "-o", "."],
        ["extract", "a.txt", "-o", "no/such/folder/out.jsonl"],
        ["score", "one.jsonl"],
        ["score", "one.jsonl", "two.jsonl", "--check"],
        ["read"],
        ["nonsense"],
    ],
)
def test_usage_errors(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert "Traceback" not in result.output


def test_debug_shows_the_error(run, paper):
    result = run("--debug", "extract", paper("a.txt", "boom"))
    assert isinstance(result.exception, ZeroDivisionError)


def test_a_paper_without_records_is_told(run, paper):
    result = run("extract", paper("a.txt", "No numbers."))
    assert result.exit_code == 0
    assert "a.txt: no records found" in result.stderr


def test_a_terminal_shows_a_table(run, paper, monkeypatch):
    monkeypatch.setattr("extractor.cli.extract.is_terminal", lambda stream: True)
    text = run("extract", paper("a.txt")).stdout
    assert "88 patients" in text
    assert "a: 2 records (0 dose, 2 cohort, 0 endpoint, 0 p_value)" in text
    assert "{" not in text
    assert ns(run("extract", paper("a.txt"), "--format", "jsonl").stdout) == [88, 120]


def test_a_table_with_an_output_file(run, paper, tmp_path):
    result = run("extract", paper("a.txt"), "--table", "-o", tmp_path / "out.csv")
    assert "88 patients" in result.stdout
    assert (tmp_path / "out.csv").read_text(encoding="utf8").startswith("doc_id,kind,")


def test_text_of_a_paper_cannot_command_the_terminal(run, paper, monkeypatch):
    def hostile(document):
        quote = {"exact": "\x1b[2J[bold]88[/bold] \x07 [29]"}
        return [make_record("cohort", n=88, quote=quote, study={"refs": [29], "label": "\x1b]0;x"})]

    monkeypatch.setattr(extractor.assembly, "extract", hostile)
    text = run("extract", paper("a.txt"), "--table").stdout
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[2J[bold]88[/bold] [29]" in text


def test_csv(run, paper):
    text = run("extract", paper("a.txt"), "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["kind"], row["n"], row["quote_exact"]) for row in rows] == [
        ("cohort", "88", "88"),
        ("cohort", "120", "120"),
    ]


def test_csv_cells():
    record = make_record(
        "dose",
        total_gy={"low": 30, "high": 60},
        per_fraction_gy=2.5,
        study={"refs": [4, 5], "label": "=cmd()"},
        boxes=[[1, 2, 3, 4]],
        derived=["fractions"],
        section="+1",
    )
    (row,) = csv.DictReader(io.StringIO(table.header() + "".join(table.rows([record]))))
    assert (row["total_gy_low"], row["total_gy_high"], row["per_fraction_gy_low"]) == ("30", "60", "2.5")
    assert (row["study_refs"], row["study_label"], row["section"]) == ("4;5", "'=cmd()", "'+1")
    assert (row["comparator"], row["boxes"], row["derived"]) == ("=", "[[1.0, 2.0, 3.0, 4.0]]", "fractions")
    assert row["n"] == row["fractions_low"] == ""
    (row,) = csv.DictReader(io.StringIO(table.header() + "".join(table.rows([make_record("endpoint")]))))
    assert row["not_reached"] == "false"


def test_read(run, paper):
    path = paper("a.md", "We treated 88 patients.")
    assert "We treated 88 patients." in run("read", path).stdout
    data = json.loads(run("read", path, "--format", "json").stdout)
    assert data["doc_id"] == "a"
    assert "We treated 88 patients." in [block["text"] for block in data["blocks"]]
    result = run("read", "missing.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: missing.pdf: no such file")


def test_schema(run):
    assert json.loads(run("schema").stdout)["discriminator"]["propertyName"] == "kind"


@pytest.fixture
def gold(run, paper, tmp_path):
    paper("corpus/a.txt")
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.jsonl").write_text(
        "".join(make_record("cohort", n=n, doc_id="a").model_dump_json() + "\n" for n in (88, 50)),
        encoding="utf8",
    )
    (folder / "manifest.toml").write_text(
        '[[gold]]\nfile = "a.jsonl"\ndocuments = ["corpus/a.txt", "corpus/away.pdf"]\n', encoding="utf8"
    )
    return folder


def test_score_of_the_gold_set(run, gold):
    result = run("score")
    assert result.exit_code == 0
    assert "corpus/away.pdf: not there, so a.jsonl was not scored against it" in result.stderr
    assert "cohort        2     2      0.500  0.500  0.500" in result.stdout
    assert "n=50 unit=patients" in result.stdout
    assert "rules with most wrong records\ndigits" in result.stdout
    data = json.loads(run("score", "--json").stdout)
    assert data["strict"]["cohort"]["tp"] == 1


def test_score_check(run, gold, paper):
    assert run("score", "--update-baseline").exit_code == 0
    assert json.loads((gold / "baseline.json").read_text()) == {
        "documents": {"corpus/a.txt": ["cohort n=88 unit=patients"]}
    }
    assert run("score", "--check").exit_code == 0
    paper("corpus/a.txt", "We treated 50 patients.")
    result = run("score", "--check")
    assert result.exit_code == 1
    assert "lost: corpus/a.txt: cohort n=88 unit=patients: [quote]" in result.stdout
    assert "gained: corpus/a.txt: cohort n=50 unit=patients" in result.stdout
    assert "baseline of 1 records: 1 lost, 1 gained" in result.stdout
    run("score", "--update-baseline")
    assert run("score", "--check").exit_code == 0


def test_score_of_one_set(run, gold, paper):
    paper("corpus/written/b.txt")
    (gold / "b").mkdir()
    (gold / "b/b.jsonl").write_text(
        make_record("cohort", n=88, doc_id="b").model_dump_json() + "\n", encoding="utf8"
    )
    with (gold / "manifest.toml").open("a", encoding="utf8") as file:
        file.write('[[texts]]\nset = "written"\nfolder = "b"\ndocuments = "corpus/written"\n')
    assert "cohort        2     2" in run("score").stdout
    assert "cohort        1     2" in run("score", "--set", "written").stdout
    result = run("score", "--set", "other")
    assert result.exit_code == 2
    assert "no set 'other' in gold; there are: review, written" in result.stderr
    run("score", "--update-baseline")
    assert set(json.loads((gold / "baseline.json").read_text())["documents"]) == {
        "corpus/a.txt",
        "corpus/written/b.txt",
    }


def test_score_fails_where_a_gold_document_does(run, gold, paper):
    paper("corpus/a.txt", "boom")
    result = run("score")
    assert result.exit_code == 1
    assert "error: corpus/a.txt: ZeroDivisionError" in result.stderr


def test_score_of_two_files(run, gold, tmp_path):
    pred = tmp_path / "pred"
    pred.mkdir()
    for name in ("a", "b"):
        record = make_record("cohort", n=50, doc_id=name)
        (pred / f"{name}.jsonl").write_text(record.model_dump_json(), encoding="utf8")
    result = run("score", gold / "a.jsonl", pred, "--errors", "0", "--kind", "cohort")
    assert result.exit_code == 0
    assert "cohort        2     1      1.000  0.500  0.667" in result.stdout
    assert result.stderr == "note: not scored, for want of gold: b\n"
    result = run("score", gold / "a.jsonl", tmp_path / "missing.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "missing.jsonl" in result.stderr


def test_score_without_a_gold_set(run):
    result = run("score")
    assert result.exit_code == 1
    assert "manifest.toml: no such file; run from the project's folder" in result.stderr


def test_progress_without_a_terminal(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(output, "_EVERY", 2)
    with output.Progress(3) as bar:
        for _ in range(3):
            bar.start(tmp_path)
            bar.advance()
    assert capsys.readouterr().err == "2 of 3 papers\n"


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (make_record("dose", total_gy=50, fractions={"low": 4, "high": 5}), "50 Gy in 4–5 fractions"),
        (make_record("dose", total_gy=8, fractions=1, technique="sbrt"), "8 Gy in 1 fraction, sbrt"),
        (make_record("dose", per_fraction_gy=2.5, comparator=">=", measure="eqd2"), "≥ of 2.5 Gy EQD2"),
        (make_record("dose", total_gy=50, statistic="median"), "median 50 Gy"),
        (make_record("cohort", n=1000, comparator=">"), "> 1000 patients"),
        (
            make_record("endpoint", value=56, timepoint_months=24, ci_low=50, ci_high=62),
            "overall survival at 24 months: 56 % (50–62)",
        ),
        (
            make_record(
                "endpoint", endpoint="toxicity", statistic="count", value=0, unit="patients", grade_min=3
            ),
            "toxicity grade ≥ 3: 0 patients",
        ),
        (
            make_record(
                "endpoint", value=8, grade_max=3, grade_min=3, endpoint="toxicity", n_events=7, n_total=88
            ),
            "toxicity grade 3: 8 % (7 of 88)",
        ),
        (
            make_record("endpoint", statistic="hazard_ratio", value=0.76, unit="ratio"),
            "overall survival HR: 0.76",
        ),
        (
            make_record("endpoint", statistic="median", unit="months", not_reached=True),
            "median overall survival: not reached",
        ),
        (
            make_record("endpoint", statistic="declared", role="primary", unit=None, timepoint_months=24),
            "primary endpoint: overall survival at 24 months",
        ),
        (make_record("p_value", comparator="<", value=0.00012), "p < 0.00012"),
        (make_record("p_value", value=1e-12, endpoint="local_control"), "p = 1e-12 (local control)"),
    ],
)
def test_records_in_words(record, words):
    assert describe.values(record) == words
