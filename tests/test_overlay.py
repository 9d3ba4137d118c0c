"""Page images: the evidence is boxed in its kind's colour, and the page under it is untouched."""

import pytest
from conftest import ROOT, make_record
from PIL import Image, ImageColor

from extractor import overlay
from extractor.errors import DamagedError
from extractor.reading.pages import render_page

PAPERS = sorted((ROOT / "corpus").glob("*.pdf"))
pytestmark = pytest.mark.skipif(not PAPERS, reason="needs a PDF in corpus/")


def dose(**fields):
    return make_record("dose", **{"page": 2, "boxes": [[100, 100, 140, 112]]} | fields)


def test_pages_with_evidence_are_written(tmp_path):
    records = [dose(), dose(page=1), make_record("cohort", n=3)]
    files = overlay.write(PAPERS[0], records, tmp_path / "look", doc_id="a/b c")
    assert [file.name for file in files] == ["a_b_c-p1.png", "a_b_c-p2.png"]
    again = overlay.write(PAPERS[0], records, tmp_path / "again", doc_id="a/b c")
    assert [file.read_bytes() for file in files] == [file.read_bytes() for file in again]


def test_boxes_are_drawn_where_the_ink_is():
    page = Image.new("RGB", (300, 200), "white")
    sheet = overlay.draw(page, [dose(boxes=[[10, 10, 50, 20]])], scale=2.0)
    red = ImageColor.getrgb(overlay.COLOURS["dose"])
    assert sheet.getpixel((18, 30)) == red  # the left edge, one point outside the ink
    assert sheet.getpixel((60, 30)) not in (red, (255, 255, 255))  # a tint inside
    assert sheet.getpixel((200, 30)) == (255, 255, 255)
    assert sheet.height > page.height  # the legend
    assert page.getpixel((18, 30)) == (255, 255, 255)


def test_a_page_has_its_printed_size():
    image = render_page(PAPERS[0], 1, scale=1.0)
    assert image.mode == "RGB"
    assert abs(image.width - 595) <= 1
    assert abs(image.height - 842) <= 1


def test_what_cannot_be_drawn_is_told(tmp_path):
    with pytest.raises(DamagedError, match="has no page 99"):
        render_page(PAPERS[0], 99)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 and no more")
    with pytest.raises(DamagedError, match="cannot be drawn"):
        render_page(broken, 1)
