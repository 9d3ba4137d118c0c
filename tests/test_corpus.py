"""The whole way on the project's own papers: identical reruns, and no gold record lost."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from conftest import ROOT

import extractor.assembly
from extractor.cli import main
from extractor.scoring import baseline

PAPERS = sorted((ROOT / "corpus").glob("*.pdf"))
BASELINE = ROOT / "gold" / "baseline.json"
pytestmark = pytest.mark.skipif(
    not PAPERS or not hasattr(extractor.assembly, "extract"), reason="needs a PDF in corpus/ and the assembly"
)


def test_two_runs_are_byte_identical():
    """In processes of their own, with different hash seeds."""
    outputs = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "extractor", "extract", *map(str, PAPERS)]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        outputs.append(done.stdout)
    assert outputs[0]
    assert outputs[0] == outputs[1]


@pytest.mark.skipif(
    not BASELINE.is_file(), reason="there is no baseline yet: make score, then --update-baseline"
)
def test_no_gold_record_is_lost(monkeypatch):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["score", "--check"])
    assert result.exit_code == 0, result.output


def test_the_baseline_is_written_only_on_purpose():
    """The file is exactly what --update-baseline writes: nobody edited it by hand."""
    if BASELINE.is_file():
        assert BASELINE.read_text(encoding="utf8") == baseline.dump(baseline.load(BASELINE))
