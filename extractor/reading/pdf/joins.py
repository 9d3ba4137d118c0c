"""Paragraphs joined over columns, pages and floats."""

import re

from extractor.reading import sections
from extractor.reading.pdf.paragraphs import ENTRY, LABELLED, Item, Paragraph, complete

_BOX = 600  # letters of a box or footnote inside a column, at most


def join_cut(items: list[Item], body: float) -> list[Item]:
    """Joins each paragraph cut by a column's or page's end to its rest, also over floats between."""
    joined: list[Item] = []
    used: set[int] = set()
    for number, item in enumerate(items):
        if number in used:
            continue
        if isinstance(item, Paragraph):
            at = number
            while (after := _rest(items, at, item, used, body)) is not None:
                rest = items[after]
                assert isinstance(rest, Paragraph)
                used.add(after)
                item.parts.extend(rest.parts)
                item.right, item.column = rest.right, rest.column
                at = after
        joined.append(item)
    return joined


def _rest(items: list[Item], at: int, paragraph: Paragraph, used: set[int], body: float) -> int | None:
    if not _may_go_on(paragraph, body):
        return None
    size = paragraph.last.size
    passed = 0  # letters of footnotes and boxes of smaller text in the same column
    for index in range(at + 1, min(at + 14, len(items))):
        item = items[index]
        if index in used or not isinstance(item, Paragraph):
            continue
        if sections.caption(item.text) is not None:
            continue
        line, last = item.first, paragraph.last
        if line.size < 0.93 * size and not line.text[:1].islower():
            passed += len(item.text) * (item.column == paragraph.column)
            continue
        if item.column == paragraph.column and not item.follows_float:
            goes_on = item.text[:1].islower() and abs(line.size - size) < 0.07 * size
            return index if 0 < passed < _BOX and goes_on else None
        if abs(line.size - size) > 0.07 * size:
            return None
        if item.bold != paragraph.bold:
            return None
        start = item.text.lstrip()
        if ENTRY.match(start) and complete(last):
            return None
        if sections.heading(start) is not None and len(item.parts) == 1:
            return None
        if LABELLED.match(start) or sections.is_front_matter(start):
            return None
        if start[:1].islower() or (not complete(last) and not item.indented):
            return index
        if (
            last.text.rstrip().endswith(":")
            and start[:1].isdigit()
            and not (item.indented or ENTRY.match(start))
        ):
            return index
        if last.text.rstrip().endswith("-"):
            return index
        return None
    return None


def _may_go_on(paragraph: Paragraph, body: float) -> bool:
    """A paragraph of running text whose last line does not end it."""
    last = paragraph.last
    if not 0.93 * body < paragraph.size < 1.3 * body or len(paragraph.text) < 25:
        return False
    if sections.is_affiliation(paragraph.text) or sections.is_front_matter(paragraph.text):
        return False
    if sections.caption(paragraph.text) is not None:
        return False
    if paragraph.page == 1 and len(paragraph.parts) < 5 and sections.is_author_line(paragraph.text):
        return False
    if paragraph.bold and len(paragraph.parts) < 3:
        return False
    if sections.heading(paragraph.text) is not None and len(paragraph.parts) == 1:
        return False
    text = last.text.rstrip()
    if not complete(last):
        return last.x1 > paragraph.right - 6 * last.size or not text.endswith(".")
    return (
        bool(re.search(r"(?:\b(?:al|vs|Fig|Figs|Ref|No|e\.g|i\.e|cf|Dr|approx)\.|[:;])$", text))
        and last.x1 > paragraph.right - 2 * last.size
    )
