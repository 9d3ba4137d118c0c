"""The wheel holds all it needs: installed in a fresh environment, it extracts from a paper."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from conftest import ROOT

PAPERS = sorted((ROOT / "corpus").glob("*.pdf"))


def run(*command: str | Path, cwd: Path) -> str:
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(not PAPERS, reason="needs a PDF in corpus/")
def test_the_wheel_extracts_in_a_fresh_environment(tmp_path: Path) -> None:
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    run(sys.executable, *pip, "wheel", "--no-deps", "-w", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("extractor-*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    run(python, *pip, "install", "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)

    where = run(python, "-c", "import extractor; print(extractor.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)
    code = (
        "from importlib.resources import files; "
        "print(*(p.name for p in files('extractor').joinpath('patterns').iterdir()))"
    )
    patterns = run(python, "-c", code, cwd=tmp_path).split()
    assert sorted(patterns) == sorted(p.name for p in (ROOT / "patterns").iterdir())

    command = tmp_path / "venv" / "bin" / "extractor"
    records = [json.loads(line) for line in run(command, "extract", PAPERS[0], cwd=tmp_path).splitlines()]
    assert {record["kind"] for record in records} == {"dose", "cohort", "endpoint", "p_value"}
    assert all(record["boxes"] and record["rule"] for record in records)
