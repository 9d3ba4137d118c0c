"""Page images on which the evidence of every record is boxed, a colour for each kind."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractor.reading.pages import render_page
from extractor.records import KINDS, BaseRecord, Cohort, Dose, Endpoint, PValue

SCALE = 1.5  # pixels a point
COLOURS = {"dose": "#d62728", "cohort": "#1f77b4", "endpoint": "#2ca02c", "p_value": "#9467bd"}
_LEGEND = 22  # pixels
_MARGIN = 1.0  # points around the ink

AnyRecord = Dose | Cohort | Endpoint | PValue


def write(
    path: Path, records: Iterable[AnyRecord], folder: Path, *, doc_id: str, password: str | None = None
) -> list[Path]:
    """Writes ``<doc_id>-p<N>.png`` for each page of the PDF with evidence; returns the files.

    Raises ``InputError`` where a page cannot be drawn, ``OSError`` where an image cannot be written.
    """
    pages: dict[int, list[AnyRecord]] = defaultdict(list)
    for record in records:
        if record.page is not None and record.boxes:
            pages[record.page].append(record)
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w.-]", "_", doc_id)
    files = []
    for number, found in sorted(pages.items()):
        image = draw(render_page(path, number, SCALE, password), found, SCALE)
        file = folder / f"{stem}-p{number}.png"
        image.save(file)
        files.append(file)
    return files


def draw(page: Image.Image, records: Sequence[AnyRecord], scale: float) -> Image.Image:
    """The page with the records' boxes, and under it a legend that counts them."""
    sheet = Image.new("RGB", (page.width, page.height + _LEGEND), "white")
    sheet.paste(page)
    pen = ImageDraw.Draw(sheet, "RGBA")
    for record in records:
        colour = COLOURS[record.kind]
        for box in _grown(record):
            pen.rectangle([edge * scale for edge in box], fill=f"{colour}30", outline=colour, width=2)
    _legend(pen, records, page.height)
    return sheet


def _grown(record: BaseRecord) -> Iterable[tuple[float, float, float, float]]:
    for x0, top, x1, bottom in record.boxes:
        yield x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN


def _legend(pen: ImageDraw.ImageDraw, records: Sequence[AnyRecord], top: int) -> None:
    font = ImageFont.load_default(12)
    x = 8.0
    for kind in KINDS:
        label = f"{kind} {sum(record.kind == kind for record in records)}"
        pen.rectangle([x, top + 6, x + 10, top + 16], fill=COLOURS[kind])
        pen.text((x + 15, top + 3), label, fill="black", font=font)
        x += 15 + pen.textlength(label, font=font) + 18
