"""Limits on a paper: each has a default and an option; a paper beyond one fails alone, by name."""

import ctypes
import json
import os
import re
import time
import zlib
from dataclasses import fields

import pytest
from click.testing import CliRunner
from conftest import ROOT, make_record

import extractor.assembly
from extractor import supervisor
from extractor.cli import main
from extractor.reading import Limits, pdf
from extractor.reading.limits import OPTIONS
from extractor.reading.pdf.failures import is_damage
from extractor.runner import Runner

CORPUS = sorted((ROOT / "corpus").glob("*.pdf"))
forks = pytest.mark.skipif(not supervisor.available(), reason="needs a system that can fork")
BOTH = [pytest.param((), marks=forks, id="worker"), pytest.param(("--in-process",), id="in-process")]


def records(document):
    """A stand-in for the assembly, which does to the process what the paper says."""
    text = document.text
    if "hang" in text:
        time.sleep(60)
    if "segfault" in text:
        ctypes.string_at(0)
    if "leave" in text:
        os._exit(0)
    if "swallow" in text:
        bytearray(3 * 1024**3)
    if "name error" in text:
        raise NameError("name 'spam' is not defined")
    return [make_record("cohort", n=int(n), doc_id=document.doc_id) for n in re.findall(r"\d+", text)]


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setattr(extractor.assembly, "extract", records)
    monkeypatch.setattr("extractor.runner.load_all", lambda: None)
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture
def papers(tmp_path):
    """A good paper, one that does something, and another good one."""

    def make(what, kind="txt"):
        files = []
        for name, text in (("a", "1 man"), ("b", what), ("c", "3 men")):
            path = tmp_path / f"{name}.{kind}"
            path.write_text(f"A title\n\nWe saw {text}.\n", encoding="utf8")
            files.append(path)
        return files

    return make


def ns(text):
    return [json.loads(line)["n"] for line in text.splitlines()]


@forks
@pytest.mark.parametrize(
    ("what", "options", "error"),
    [
        ("a hang", ("--max-seconds", 1), "not extracted within 1 s; raise --max-seconds"),
        ("a segfault", (), "it crashed the program (SIGSEGV); print it to a new PDF, or raise --max-memory"),
        ("a leave", (), "it crashed the program (exit code 0)"),
        ("a swallow", ("--max-memory", 500), "needs more than 500 MiB of memory; raise --max-memory"),
        ("a name error", (), "NameError: name 'spam' is not defined; an error of this program"),
    ],
)
def test_a_paper_beyond_its_limits_fails_alone(run, papers, tmp_path, what, options, error):
    out = tmp_path / "out.jsonl"
    result = run("extract", *papers(what), *options, "-o", out)
    assert result.exit_code == 1
    assert ns(out.read_text(encoding="utf8")) == [1, 3]
    first, last = result.stderr.splitlines()
    assert first.startswith(f"error: {tmp_path / 'b.txt'}: {error}")
    assert last == f"2 records of 2 papers in {out}"
    (failure,) = map(json.loads, (tmp_path / "out.jsonl.failures.jsonl").read_text().splitlines())
    assert failure["stage"] == "extract"
    assert failure["error"] in {"LimitError", "CrashError", "NameError"}


@forks
def test_a_small_file_that_swells(run, tmp_path):
    """pdfium ends the process when it gets no memory; that is no crash to report."""
    content = zlib.compress(zlib.compress(b"q " * 5_000_000, 9), 9)
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    path = tmp_path / "bomb.pdf"
    path.write_bytes(
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Length %d %s >>\nstream\n%s\nendstream\nendobj\n"
        b"trailer << /Root 1 0 R >>\n%%%%EOF\n" % (len(content), filters, content)
    )
    result = run("read", path, "--max-memory", 200)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"error: {path}: needs more than 200 MiB of memory; raise --max-memory\n"


@pytest.mark.parametrize("where", BOTH)
@pytest.mark.parametrize(
    ("options", "error"),
    [
        (("--max-pages", 1), r"\d+ pages, more than the limit of 1; raise --max-pages"),
        (
            ("--max-chars-per-page", 99),
            r"[\d,]+ characters on page 1, more than 99; raise --max-chars-per-page",
        ),
        (("--max-chars", 999), r"more than 999 characters; raise --max-chars"),
        (("--max-cells", 3), r"[\d,]+ table cells, more than 3; raise --max-cells"),
    ],
)
@pytest.mark.skipif(not CORPUS, reason="needs a PDF in corpus/")
@pytest.mark.parametrize("command", ["extract", "read"])
def test_what_is_counted_in_a_pdf(run, command, options, error, where):
    result = run(command, CORPUS[0], *options, *where)
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.fullmatch(f"error: {re.escape(str(CORPUS[0]))}: {error}\n", result.stderr)


def test_each_limit_has_an_option_and_its_default_is_shown(run):
    assert set(OPTIONS) == {field.name for field in fields(Limits)}
    for command in ("extract", "read"):
        text = " ".join(run(command, "--help").stdout.split())
        for name, option in OPTIONS.items():
            value = getattr(Limits(), name)
            shown = value // 1024**2 if name == "memory_bytes" else value
            assert re.search(rf"{option} \w+ [^\[]*\[default: {shown}[;\]]", text), option


@pytest.mark.parametrize("options", [("--max-pages", 0), ("--max-seconds", 0), ("--max-memory", "lots")])
def test_a_limit_that_is_none(run, options):
    result = run("read", "a.txt", *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr


@pytest.mark.parametrize("command", ["extract", "read"])
def test_the_worker_gives_what_the_process_gives(run, papers, command):
    path = papers("2 men")[1]
    assert run(command, path).stdout_bytes == run(command, path, "--in-process").stdout_bytes


@pytest.mark.slow
@forks
@pytest.mark.skipif(not CORPUS, reason="needs a PDF in corpus/")
def test_the_records_of_a_paper_are_the_same_bytes(tmp_path):
    outputs = []
    for options in ((), ("--in-process",)):
        out = tmp_path / f"{len(outputs)}.jsonl"
        command = ["extract", *map(str, CORPUS), "-o", str(out), *options]
        assert CliRunner().invoke(main, command).exit_code == 0
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    assert outputs[0]


def test_a_system_without_processes_works_on_in_the_one_there_is(run, papers, monkeypatch):
    monkeypatch.setattr(supervisor, "available", lambda: False)
    result = run("extract", *papers("2 men"))
    assert ns(result.stdout) == [1, 2, 3]
    assert result.stderr.startswith("note: limits on seconds and memory are not enforced: ")

    def refuse(*_, **__):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.undo()
    monkeypatch.setattr(supervisor, "Supervisor", refuse)
    with Runner(limits=Limits()) as runner:
        assert "Resource temporarily unavailable" in str(runner.note)


@pytest.mark.skipif(not CORPUS, reason="needs a PDF in corpus/")
def test_the_clock_is_looked_at_between_pages():
    from extractor.errors import LimitError

    data = CORPUS[0].read_bytes()
    with pytest.raises(LimitError, match="raise --max-seconds"):
        pdf.read_pdf(CORPUS[0], data, limits=Limits(seconds=0.0))


@pytest.mark.skipif(not CORPUS, reason="needs a PDF in corpus/")
@pytest.mark.parametrize(
    "where", ["extractor.reading.pdf.layout", "extractor.reading.pdf.engine_pdfium._glyphs"]
)
def test_a_fault_of_the_program_is_not_called_damage(run, monkeypatch, where):
    def faulty(*_):
        return undefined_name  # noqa: F821

    monkeypatch.setattr(where, faulty)
    result = run("extract", CORPUS[0])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "NameError: name 'undefined_name' is not defined; an error of this program" in result.stderr


def test_memory_is_never_damage():
    assert not is_damage(MemoryError())
