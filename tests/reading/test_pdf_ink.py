"""The ink: what stands inside the boxes of a slice is the slice."""

import random
from pathlib import Path

import numpy as np
import pytest

from extractor.document import Document
from extractor.reading.pdf import read_pdf
from extractor.reading.pdf.compose import printed
from extractor.reading.pdf.engines import open_engine

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
CORPUS = sorted((ROOT / "corpus").glob("*.pdf"))
PAPERS = [
    *CORPUS,
    *sorted((SHARED / "review").glob("*.pdf")),
    *sorted((SHARED / "dev" / "pdf").glob("*.pdf")),
    *sorted((SHARED / "dev" / "fulltext").glob("*.pdf"))[:4],
]
SLICES = 200
Glyphs = dict[int, tuple[np.ndarray, np.ndarray, list[str]]]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_boxes_of_a_slice_hold_its_glyphs(path: Path) -> None:
    document = read_pdf(path, path.read_bytes())
    assert document.ink is not None
    assert len(document.ink.pages) == len(document.text) == len(document.ink.boxes)
    glyphs = _reference_glyphs(path)
    chance = random.Random(path.stem)
    wrong = 0
    for _ in range(SLICES):
        start = chance.randrange(len(document.text))
        end = min(len(document.text), start + chance.randrange(1, 60))
        wrong += not _holds(document, start, end, glyphs)
    assert wrong <= SLICES // 100


def _reference_glyphs(path: Path) -> Glyphs:
    """Centres and texts of all glyphs of each page, by the other engine."""
    engine = open_engine("pdfplumber", path.read_bytes(), None)
    try:
        pages = [engine.page(number, 1_000_000) for number in range(1, len(engine) + 1)]
    finally:
        engine.close()
    found = {}
    for page in pages:
        centres = []
        for text, x, y, width, size, quarter in zip(
            page.glyphs.text,
            page.glyphs.x,
            page.glyphs.y,
            page.glyphs.width,
            page.glyphs.size,
            page.glyphs.quarter,
            strict=True,
        ):
            across, up = width / 2, 0.27 * size
            dx, dy = {0: (across, -up), 1: (-up, -across), 2: (-across, up), 3: (up, across)}.get(
                quarter, (0, 0)
            )
            centres.append((x + dx, y + dy, printed(text)))
        xs, ys = (np.array([c[k] for c in centres], float) for k in (0, 1))
        found[page.number] = (xs, ys, [c[2] for c in centres])
    return found


def _holds(document: Document, start: int, end: int, glyphs: Glyphs) -> bool:
    """Every inked character of the slice lies on a glyph of that text in the other engine's page."""
    ink = document.ink
    assert ink is not None
    for at in range(start, end):
        page = int(ink.pages[at])
        if page == 0:
            continue
        x0, top, x1, bottom = ink.boxes[at].tolist()
        assert x0 <= x1 and top <= bottom
        middle = ((x0 + x1) / 2, (top + bottom) / 2)
        xs, ys, texts = glyphs[page]
        close = (np.abs(xs - middle[0]) <= max(4.0, x1 - x0)) & (
            np.abs(ys - middle[1]) <= max(3.0, (bottom - top) / 2)
        )
        near = [texts[i] for i in np.flatnonzero(close)]
        if not any(document.text[at].casefold() in text.casefold() for text in near):
            return False
    return True


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_line_boxes_crop_to_the_slice(path: Path) -> None:
    """The glyphs whose centres lie in the line boxes of a word are that word."""
    document = read_pdf(path, path.read_bytes())
    assert document.ink is not None
    glyphs = _reference_glyphs(path)
    chance = random.Random(7)
    body = [b for b in document.blocks if b.kind.value == "paragraph"]
    wrong = 0
    for _ in range(SLICES):
        block = chance.choice(body)
        words = document.text[block.start : block.end].split(" ")
        number = chance.randrange(len(words))
        start = block.start + sum(len(word) + 1 for word in words[:number])
        end = start + len(words[number])
        page = document.ink.page(start, end)
        assert page is not None
        inside = ""
        for x0, top, x1, bottom in document.ink.line_boxes(start, end):
            row = [(x, t) for x, y, t in zip(*glyphs[page], strict=True) if x0 < x < x1 and top < y < bottom]
            inside += "".join(text for _, text in sorted(row))
        inked = np.flatnonzero(document.ink.pages[start:end] == page)
        wrong += inside.replace("-", "") != "".join(document.text[start + i] for i in inked).replace("-", "")
    assert wrong <= SLICES // 100
