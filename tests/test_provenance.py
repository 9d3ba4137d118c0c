"""Evidence can be checked on the page: what stands inside a record's boxes is its quote.

pdfplumber is the witness: the reader does not take its text from there.
"""

import json
import unicodedata

import pdfplumber
import pytest
from click.testing import CliRunner
from conftest import ROOT, SHARED

import extractor.assembly
from extractor.cli import main
from extractor.papers import Paper, extract

PAPERS = [
    *sorted((ROOT / "corpus").glob("*.pdf")),
    *sorted((SHARED / "review").glob("*.pdf")),
]
needs_assembly = pytest.mark.skipif(
    not hasattr(extractor.assembly, "extract"), reason="needs the assembly, which is not there yet"
)


def letters(text):
    """What two readers must agree on: no space, hyphen, ligature, or bracket that only one of them sets."""
    return "".join(
        c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c not in "-‐‑\xad[]^"
    )


def inside(page, boxes):
    """The characters whose middle lies in one of the boxes, box by box, from left to right."""
    found = []
    for x0, top, x1, bottom in boxes:
        chars = [
            c
            for c in page.chars
            if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and top <= (c["top"] + c["bottom"]) / 2 <= bottom
        ]
        found += sorted(chars, key=lambda c: c["x0"])
    return "".join(c["text"] for c in found)


@needs_assembly
@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_boxes_hold_the_quotes(path):
    result = extract(Paper(path, path.stem))
    assert result.failure is None
    assert result.records
    assert all(record.page and record.boxes for record in result.records)
    wrong = []
    with pdfplumber.open(path) as pdf:
        for record in result.records:
            seen = inside(pdf.pages[record.page - 1], record.boxes)
            if letters(seen) != letters(record.quote.exact):
                wrong.append((record.page, record.quote.exact, seen))
    assert len(wrong) <= 0.01 * len(result.records), wrong


@pytest.mark.parametrize("path", PAPERS[:1], ids=lambda path: path.name)
def test_read_tells_where_each_block_stands(path):
    result = CliRunner().invoke(main, ["read", str(path), "--format", "json"])
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    width, height = data["page_sizes"][0]
    assert {"title", "heading", "paragraph", "table", "reference"} <= {
        block["kind"] for block in data["blocks"]
    }
    for block in data["blocks"]:
        assert block["places"], block["text"]
        for place in block["places"]:
            assert 1 <= place["page"] <= len(data["page_sizes"])
            for x0, top, x1, bottom in place["boxes"]:
                assert 0 <= x0 < x1 <= width
                assert 0 <= top < bottom <= height
    assert data["references"]
