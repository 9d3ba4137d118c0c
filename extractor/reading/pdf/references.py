"""The paragraphs of a reference list to its entries."""

import re

from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.paragraphs import Paragraph

Parts = list[tuple[Frame, Line]]

_NUMBER = re.compile(r"\s*(?:\[(\d{1,4})\]|(\d{1,4})[.)]|(\d{1,4})(?=\s))\s*\S?")


def entries(paragraphs: list[Paragraph]) -> list[tuple[int | None, Parts]]:
    """(number, lines) of each entry in order; None for lines before the first.

    Numbered lists are split where a line opens with the next number; others at paragraphs."""
    lines = [(part, start == 0) for paragraph in paragraphs for start, part in enumerate(paragraph.parts)]
    numbered = _numbered(lines)
    if len([1 for number, _ in numbered if number is not None]) >= 2:
        return numbered
    return [(number, paragraph.parts) for number, paragraph in enumerate(_hanging(paragraphs), 1)]


def _numbered(lines: list[tuple[tuple[Frame, Line], bool]]) -> list[tuple[int | None, Parts]]:
    found: list[tuple[int | None, Parts]] = []
    expected = None
    for part, opens in lines:
        match = _NUMBER.match(part[1].text)
        number = int(next(g for g in match.groups() if g)) if match else None
        bare = match is not None and match.group(3) is not None
        if number is not None and (
            (expected is None and number <= 3 and (not bare or opens))
            or (expected is not None and number == expected)
            or (expected is not None and opens and not bare and expected < number <= expected + 3)
        ):
            found.append((number, [part]))
            expected = number + 1
        elif found:
            found[-1][1].append(part)
        else:
            found.append((None, [part]))
    return found


def _hanging(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Unnumbered entries: paragraphs, split again where a line returns to the left edge of a hanging list."""
    split: list[Paragraph] = []
    for paragraph in paragraphs:
        edges = [line.x0 for _, line in paragraph.parts]
        left = min(edges)
        inner = sum(edge > left + 5 for edge in edges)
        if len(edges) < 3 or not inner:
            split.append(paragraph)
            continue
        current: Parts = []
        for part in paragraph.parts:
            if current and part[1].x0 < left + 3:
                split.append(Paragraph(current, paragraph.page, paragraph.left, paragraph.right))
                current = []
            current.append(part)
        split.append(Paragraph(current, paragraph.page, paragraph.left, paragraph.right))
    return split
