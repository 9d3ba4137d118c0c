"""Damaged, encrypted, empty and odd files: a document or one clear error, soon and in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BROKEN = sorted((Path(__file__).resolve().parents[3] / "shared" / "dev" / "pdf-broken").glob("*.pdf"))
PROGRAM = """
import resource, sys
from pathlib import Path
from extractor.errors import InputError
from extractor.reading.pdf import read_pdf
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
for name in sys.argv[2:]:
    path = Path(name)
    try:
        document = read_pdf(path, path.read_bytes(), engine=sys.argv[1])
        assert document.text.strip(), name
    except InputError as error:
        assert path.name in str(error), name
    sys.stdout.write(path.name + "\\n")
    sys.stdout.flush()
"""


@pytest.mark.skipif(not BROKEN, reason="needs ../shared, the third-party papers that stay out of the project")
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_every_broken_file_is_read_or_refused(engine: str) -> None:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, engine, *map(str, BROKEN)],
        capture_output=True,
        text=True,
        timeout=20 * len(BROKEN),
        check=False,
    )
    done = result.stdout.split()
    assert result.returncode == 0, result.stderr[-800:]
    assert len(done) == len(BROKEN)


@pytest.mark.skipif(not BROKEN, reason="needs ../shared, the third-party papers that stay out of the project")
@pytest.mark.parametrize(
    ("name", "password", "word"),
    [
        ("pdfplumber__password-example.pdf", "test", "backup"),
        ("pypdf__r5-owner-password.pdf", None, "encryption"),
        ("pdfminer_six__aes-256.pdf", "foo", "Secret"),
    ],
)
def test_passwords(name: str, password: str | None, word: str) -> None:
    from extractor.reading.pdf import read_pdf

    path = next(path for path in BROKEN if path.name == name)
    assert word.lower() in read_pdf(path, path.read_bytes(), password=password).text.lower()


@pytest.mark.skipif(not BROKEN, reason="needs ../shared, the third-party papers that stay out of the project")
def test_all_of_them_in_one_command(tmp_path: Path) -> None:
    """Twenty seconds and (with the loaded program) one GiB each: a document, or one clear line."""
    out = tmp_path / "records.jsonl"
    command = ["extract", "--max-seconds", "20", "--max-memory", "700", "-o", str(out), *map(str, BROKEN)]
    result = subprocess.run(
        [sys.executable, "-m", "extractor", *command],
        capture_output=True,
        text=True,
        timeout=20 * len(BROKEN),
        check=False,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "an error of this program" not in result.stderr
    failures = (tmp_path / "records.jsonl.failures.jsonl").read_text(encoding="utf8").splitlines()
    failed = {json.loads(line)["file"] for line in failures}
    lines = result.stderr.splitlines()
    assert sum(line.startswith("error: ") for line in lines) == len(failures) == len(failed)
    assert f"of {len(BROKEN) - len(failed)} papers" in lines[-1]
    assert any("encrypted; give its password with --password" in line for line in lines)
    assert any("no text layer on pages 1–3; run it through OCR first" in line for line in lines)
