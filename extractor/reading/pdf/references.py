"""The paragraphs of a reference list to its entries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.headings import Style, heading_level
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.paragraphs import ENTRY, Item, Paragraph, complete

Part = tuple[Frame, Line]
Parts = list[Part]

_NUMBER = re.compile(
    r"\s*(?:\[(\d{1,4})\]|(\d{1,4})[.)]|(\d{1,4})(?=\s))(?!\s*(?:doi\b|https?:|e?\d|[,;)]))\s*\S?"
)
_LATE = 4  # a list is numbered from one of its first lines on
_LABELLED = re.compile(r"([A-Z][^:.]{3,60})[:.]\s")


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """What stands under the heading of the references: ``between`` are captions, floats and lines before
    the first entry, ``behind`` paragraphs that are none; the items go on with number ``end``."""

    paragraphs: list[Paragraph]
    between: list[Item]
    behind: list[Paragraph]
    end: int


def reference_list(items: Sequence[Item], start: int, style: Style) -> ReferenceList:
    """The list whose first item has the number ``start``: up to the next well-known heading."""
    found = ReferenceList([], [], [], len(items))
    foreign = False
    for number in range(start, len(items)):
        item = items[number]
        if not isinstance(item, Paragraph):
            found.between.append(item)
            continue
        text = item.text.strip()
        opening = sections.is_front_matter(text) and not re.match(r"\[?\d", text) and not found.paragraphs
        if sections.caption(text) is not None or opening:
            found.between.append(item)
        elif sections.common_heading(text) is not None and heading_level(item, style) is not None:
            return ReferenceList(found.paragraphs, found.between, found.behind, number)
        elif foreign := is_foreign(item, found.paragraphs, foreign):
            found.behind.append(item)
        else:
            found.paragraphs.append(item)
    return found


def entries(paragraphs: list[Paragraph]) -> list[tuple[int | None, Parts]]:
    """(number, lines) of each entry in order; None for lines before the first.

    Numbered lists are split where a line opens with the next number; others where a line returns to the
    edge of a hanging indent, or at paragraphs."""
    lines = [(part, start == 0) for paragraph in paragraphs for start, part in enumerate(paragraph.parts)]
    numbered = _numbered(lines)
    before = len(numbered[0][1]) if numbered and numbered[0][0] is None else 0
    if before <= _LATE and sum(number is not None for number, _ in numbered) >= 2:
        return numbered
    parts = _hanging([part for part, _ in lines]) or [paragraph.parts for paragraph in paragraphs]
    return list(enumerate(parts, 1))


def is_foreign(paragraph: Paragraph, before: Sequence[Paragraph], after_foreign: bool) -> bool:
    """Whether a paragraph among a list's entries ``before`` is no entry: a declaration or an advertisement.

    ``after_foreign`` says that the paragraph right before it was none."""
    text = paragraph.text.strip()
    if not before or text[:1].islower():
        return False
    labelled = _LABELLED.match(text)
    if labelled is not None and sections.is_back_matter(labelled[1].strip()):
        return True
    if ENTRY.match(text):
        return False
    if after_foreign and ENTRY.match(before[0].text.lstrip()):
        return True
    usual = float(np.median([other.size for other in before]))
    return abs(paragraph.size - usual) > 0.07 * usual and complete(before[-1].last)


def _numbered(lines: list[tuple[Part, bool]]) -> list[tuple[int | None, Parts]]:
    matches = [_NUMBER.match(part[1].text) for part, _ in lines]
    numbers = [int(next(g for g in match.groups() if g)) if match else None for match in matches]
    found: list[tuple[int | None, Parts]] = []
    expected = None
    for at, (part, opens) in enumerate(lines):
        match, number = matches[at], numbers[at]
        bare = match is not None and match.group(3) is not None
        if number is not None and (
            (expected is None and number <= 3 and (not bare or opens))
            or (expected is not None and number == expected)
            or (
                expected is not None
                and opens
                and not bare
                and expected < number <= expected + 3
                and expected not in numbers[at + 1 : at + 60]
            )
        ):
            found.append((number, [part]))
            expected = number + 1
        elif found:
            found[-1][1].append(part)
        else:
            found.append((None, [part]))
    return found


def _hanging(parts: Parts) -> list[Parts]:
    """The entries of a list with hanging indents: each opens at the left edge of its column.

    Empty where the list has no such indents."""
    edges = _column_edges(parts)
    indents = [line.x0 - edge for (_, line), edge in zip(parts, edges, strict=True)]
    inner = sum(5 < indent < 45 for indent in indents)
    outer = sum(indent <= 3 for indent in indents)
    if inner + outer < 0.9 * len(parts) or inner < 0.25 * len(parts) or outer < 0.15 * len(parts):
        return []
    split: list[Parts] = []
    for part, indent in zip(parts, indents, strict=True):
        if indent <= 3 or not split:
            split.append([part])
        else:
            split[-1].append(part)
    return split


def _column_edges(parts: Parts) -> list[float]:
    """For each line the left edge of its column: the leftmost line that starts near it on its page."""
    edges: dict[tuple[int, int], list[float]] = {}
    for frame, line in parts:
        edges.setdefault((frame.page.number, frame.quarter), []).append(line.x0)
    left: dict[tuple[int, int], list[float]] = {}
    for page, starts in edges.items():
        starts.sort()
        left[page] = [x for x, before in zip(starts, [-1e9, *starts], strict=False) if x - before > 45]
    return [
        max(x for x in left[frame.page.number, frame.quarter] if x <= line.x0 + 0.01) for frame, line in parts
    ]
