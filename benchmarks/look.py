"""Draws what was read over the pages of a PDF: blocks with their kind and place in the order, table cells.

usage: python benchmarks/look.py PDF FOLDER [--pages 1-4,7] [--scale 1.4] [--single]

Two pages are put side by side in one image, unless --single is given.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractor.document import Block, BlockKind, Document
from extractor.reading import read
from extractor.reading.pages import render_page

COLOURS = {
    BlockKind.TITLE: "#b000b0",
    BlockKind.HEADING: "#d62728",
    BlockKind.PARAGRAPH: "#1f77b4",
    BlockKind.CAPTION: "#ff7f0e",
    BlockKind.TABLE: "#2ca02c",
    BlockKind.FOOTNOTE: "#8c564b",
    BlockKind.REFERENCE: "#7f7f7f",
    BlockKind.FRONT: "#bcbd22",
}


def stretches(document: Document, start: int, end: int, page: int) -> list[list[float]]:
    """Boxes of the slice on a page, one a stretch of ink without a jump (a column, a cell)."""
    assert document.ink is not None
    found: list[list[float]] = []
    for place in range(start, end):
        if document.ink.pages[place] != page:
            continue
        x0, top, x1, bottom = document.ink.boxes[place].tolist()
        last = found[-1] if found else [0.0] * 4
        near = x0 < last[2] + 14 and x1 > last[0] - 320 and top < last[3] + 14 and bottom > last[1] - 320
        if (
            found
            and near
            and (bottom > last[1] or top < last[3])
            and not top < last[1] - 20 < bottom - 20 < x0 - last[2]
        ):
            last[:] = [min(last[0], x0), min(last[1], top), max(last[2], x1), max(last[3], bottom)]
        else:
            found.append([x0, top, x1, bottom])
    return found


def draw(document: Document, path: Path, page: int, scale: float) -> Image.Image:
    """The page with its blocks."""
    image = render_page(path, page, scale)
    pen = ImageDraw.Draw(image, "RGBA")
    font = ImageFont.load_default(11)
    for number, block in enumerate(document.blocks):
        colour = COLOURS[block.kind]
        for box in stretches(document, block.start, block.end, page):
            edges = [edge * scale for edge in box]
            pen.rectangle(edges, outline=colour, width=1)
            pen.text((edges[0] - 22, edges[1] - 2), f"{number}{block.kind[:2]}", fill=colour, font=font)
        for box in _cells(document, block, page):
            pen.rectangle([edge * scale for edge in box], fill="#2ca02c30", outline="#2ca02c")
    return image


def _cells(document: Document, block: Block, page: int) -> list[list[float]]:
    cells = block.table.cells if block.table is not None else ()
    return [_union(found) for cell in cells if (found := stretches(document, cell.start, cell.end, page))]


def _union(boxes: list[list[float]]) -> list[float]:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return [min(x0), min(top), max(x1), max(bottom)]


def _numbers(text: str, count: int) -> list[int]:
    if not text:
        return list(range(1, count + 1))
    ends = [part.split("-") for part in text.split(",")]
    return [n for part in ends for n in range(int(part[0]), int(part[-1]) + 1)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", default="")
    parser.add_argument("--scale", type=float, default=1.4)
    parser.add_argument("--single", action="store_true")
    options = parser.parse_args()
    document = read(options.path)
    options.folder.mkdir(parents=True, exist_ok=True)
    numbers = _numbers(options.pages, len(document.page_sizes))
    step = 1 if options.single else 2
    for at in range(0, len(numbers), step):
        images = [draw(document, options.path, number, options.scale) for number in numbers[at : at + step]]
        sheet = Image.new("RGB", (sum(i.width for i in images), max(i.height for i in images)), "white")
        left = 0
        for image in images:
            sheet.paste(image, (left, 0))
            left += image.width
        sheet.save(options.folder / f"{options.path.stem}-p{numbers[at]:03}.png")


if __name__ == "__main__":
    main()
