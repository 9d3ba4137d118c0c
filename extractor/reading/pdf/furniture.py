"""What is printed on the page but is no part of the text: running heads, page and line numbers, strips."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

import numpy as np

from extractor.reading import sections
from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.rows import text_rows

_PAGE_NUMBER = re.compile(
    r"(?:page\s*|p\.\s*)?[A-Z]?\d{1,5}(?:\s*(?:of|/|\|)\s*\d{1,5})?|\d{1,3}\s*(?:of|/)\s*\d{1,3}|[ivxlc]{1,6}",
    re.I,
)
_STRIP = re.compile(
    r"(?i)author manuscript|accepted manuscript|downloaded from|for peer review|hhs public access|in press"
    r"|uncorrected proof"
)


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line.text.strip().lower()))


def without_furniture(pages: list[tuple[Frame, list[Line]]]) -> list[list[Line]]:
    """The chunks of each page without running heads, page numbers, line numbers and strips."""
    folios = _folios(pages)
    heads = _running(pages, folios)
    kept_pages = []
    for number, (frame, lines) in enumerate(pages):
        repeated = {id(line) for line in lines if (number, _key(frame, line)) in heads}
        dropped = repeated | _line_numbers(frame, lines) | _overlaid(frame, lines)
        left = [line for line in lines if id(line) not in dropped]
        outer = _outer(frame, left)
        paged = [line for line in left if id(line) in outer and _is_folio(line, frame, lines, folios)]
        dropped |= {id(line) for line in paged} | _beside_folios(left, paged if folios else [])
        kept = []
        for line in lines:
            if id(line) in dropped:
                continue
            if _STRIP.match(line.text.strip()) and (_at_edge(frame, line) or line.x1 < 0.12 * frame.width):
                continue
            kept.append(line)
        kept_pages.append(kept)
    return kept_pages


def _outer(frame: Frame, lines: list[Line]) -> set[int]:
    """The chunks in the head and foot zone that may be a page number: the only one of its row that looks
    like one, with no row but one between it and the edge."""
    found: set[int] = set()
    rows = text_rows([line for line in lines if _at_edge(frame, line)])
    for band, outward in ((-1, rows), (1, rows[::-1])):
        for row in [row for row in outward if _band(frame, row[0]) == band][:2]:
            numbers = [line for line in row if _PAGE_NUMBER.fullmatch(line.text.strip())]
            if len(numbers) == 1:
                found.add(id(numbers[0]))
    return found


def _beside_folios(lines: list[Line], paged: list[Line]) -> set[int]:
    """A running head that is on no other page: what stands in one line with a page number, apart from the text."""
    found: set[int] = set()
    for folio in paged:
        beside = [line for line in lines if abs(line.base - folio.base) < 3]
        others = [line for line in lines if abs(line.base - folio.base) >= 3]
        outside = {line.base < folio.base for line in others}
        apart = all(abs(line.base - folio.base) > 2 * folio.size for line in others)
        if len(outside) == 1 and apart and len(beside) < 4:
            found.update(id(line) for line in beside)
    return found


def _key(frame: Frame, line: Line) -> tuple[str, int, int]:
    return (_shape(line), round(line.base), round(line.x0))


def _band(frame: Frame, line: Line) -> int:
    """-1 for the top of the page, 1 for its foot, 0 between."""
    if line.base < 0.105 * frame.height:
        return -1
    return 1 if line.base > 0.905 * frame.height else 0


def _at_edge(frame: Frame, line: Line) -> bool:
    return _band(frame, line) != 0


def _folios(pages: list[tuple[Frame, list[Line]]]) -> set[int]:
    """The differences between printed and counted page numbers that occur on several pages."""
    found: Counter[int] = Counter()
    for frame, lines in pages:
        printed = [_first_number(line) for line in lines if _at_edge(frame, line)]
        found.update({value - frame.page.number for value in printed if value is not None})
    return {difference for difference, count in found.items() if count >= 2}


def _first_number(line: Line) -> int | None:
    """The number of a chunk that could be a page number."""
    text = line.text.strip()
    number = re.search(r"\d{1,5}", text)
    return int(number.group()) if number and _PAGE_NUMBER.fullmatch(text) else None


def _is_folio(line: Line, frame: Frame, lines: list[Line], folios: set[int]) -> bool:
    """A page number: in step with other pages' numbers, or in so many words, or alone at the very edge."""
    text = line.text.strip()
    if not _PAGE_NUMBER.fullmatch(text):
        return False
    value = _first_number(line)
    if value is not None and folios:
        return value - frame.page.number in folios
    if not text.isdigit() and len(text) > 3:
        return True
    outer = line.base < 0.075 * frame.height or line.base > 0.935 * frame.height
    return outer and not any(
        other is not line and abs(other.base - line.base) < 3 and abs(other.x0 - line.x1) < 40
        for other in lines
    )


def _running(
    pages: list[tuple[Frame, list[Line]]], folios: set[int]
) -> set[tuple[int, tuple[str, int, int]]]:
    """(page, key) of what stands at one height on several pages, digits aside, in the head or foot zone,
    or in the same place anywhere on most pages."""
    seen: dict[tuple[str, int], list[tuple[int, Frame, Line]]] = defaultdict(list)
    for number, (frame, lines) in enumerate(pages):
        for line in lines:
            shape = _shape(line)
            if shape and sections.caption(line.text.strip()) is None:
                seen[(shape, frame.quarter)].append((number, frame, line))
    drop: set[tuple[int, tuple[str, int, int]]] = set()
    edges: set[tuple[int, tuple[str, int, int]]] = set()
    count = len(pages)
    for (shape, _), places in seen.items():
        same = Counter(x.text for _, _, x in places)
        edge = [
            (n, f, x)
            for n, f, x in places
            if _at_edge(f, x) and (same[x.text] > max(2, 0.5 * count) or _may_repeat(x, f, folios))
        ]
        heights = Counter(round(x.base / 3) for _, _, x in edge)
        if len({n for n, _, _ in edge}) >= 2 and (len(shape) > 3 or shape == "#" or count > 3):
            for n, f, x in edge:
                near = (
                    heights[round(x.base / 3)]
                    + heights[round(x.base / 3) + 1]
                    + heights[round(x.base / 3) - 1]
                )
                if near >= 2:
                    edges.add((n, _key(f, x)))
        if count >= 4 and len({n for n, _, _ in places}) >= 0.6 * count and len(shape) > 6:
            spots = Counter((round(x.base / 4), round(x.x0 / 4)) for _, _, x in places)
            for n, f, x in places:
                if spots[(round(x.base / 4), round(x.x0 / 4))] >= 0.3 * count:
                    drop.add((n, _key(f, x)))
    for number, (frame, lines) in enumerate(pages):
        drop |= _outermost(number, frame, lines, edges)
    return drop


def _may_repeat(line: Line, frame: Frame, folios: set[int]) -> bool:
    """Whether a chunk may be of a running head: a number only if it counts the pages."""
    if any(char.isalpha() for char in line.text):
        return True
    number = re.search(r"\d{1,5}", line.text)
    return number is None or int(number.group()) - frame.page.number in folios


def _outermost(
    number: int, frame: Frame, lines: list[Line], edges: set[tuple[int, tuple[str, int, int]]]
) -> set[tuple[int, tuple[str, int, int]]]:
    """Of the repeated lines those that no other line parts from the page's edge."""
    found: set[tuple[int, tuple[str, int, int]]] = set()
    for top_down in (True, False):
        ordered = sorted(lines, key=lambda line: line.base if top_down else -line.base)
        row: list[Line] = []
        for line in [*ordered, None]:
            if line is not None and (not row or abs(line.base - row[0].base) < 3):
                row.append(line)
                continue
            keys = {(number, _key(frame, member)) for member in row}
            new = [member for member in row if (number, _key(frame, member)) not in edges]
            odd = [member for member in new if not _PAGE_NUMBER.fullmatch(member.text.strip())]
            odd = odd if len(new) - len(odd) < 2 else new  # a row has one page number
            if len(odd) > 0.34 * len(row):
                break
            found |= keys & edges
            row = [line] if line is not None else []
    return found


def _line_numbers(frame: Frame, lines: list[Line]) -> set[int]:
    """The numbers of a manuscript's lines: a column of whole numbers that grow by one (or five), one for
    each line (or for five)."""
    numbers = [line for line in lines if re.fullmatch(r"\d{1,4}", line.text.strip())]
    if len(numbers) < 4:
        return set()
    found: set[int] = set()
    by_edge: dict[int, list[Line]] = defaultdict(list)
    for line in numbers:
        by_edge[round(line.x1 / 6)].append(line)
    text = [line for line in lines if len(line.text) > 20]
    text_left = np.percentile([line.x0 for line in text] or [0], 5)
    text_right = np.percentile([line.x1 for line in text] or [frame.width], 95)
    for edge in list(by_edge):
        column = sorted(by_edge[edge] + by_edge.get(edge + 1, []), key=lambda line: line.base)
        if len(column) < 4 or (column[0].x1 > text_left + 2 and column[0].x0 < text_right - 2):
            continue
        values = [int(line.text.strip()) for line in column]
        steps = Counter(b - a for a, b in pairwise(values))
        step, often = steps.most_common(1)[0]
        beside = {
            round(line.base / 4) for line in text if column[0].base - 3 < line.base < column[-1].base + 3
        }
        each = len(column) >= 0.6 * len(beside) / max(step, 1)
        if step in (1, 5) and often >= 0.8 * (len(values) - 1) and each:
            found.update(id(line) for line in column)
    return found


def _overlaid(frame: Frame, lines: list[Line]) -> set[int]:
    """Words printed large over or under the text, and strips set sideways along the page's edges."""
    if frame.quarter:
        upright = int((frame.page.glyphs.quarter == 0).sum())
        margin = 2 * upright > len(frame.glyphs)
        return {id(line) for line in lines if margin and _at_edge(frame, line)}
    if not lines:
        return set()
    usual = float(np.median([line.size for line in lines for _ in range(1 + len(line.text) // 10)]))
    large = [line for line in lines if line.size > 3 * usual and len(line.text) > 2]
    return {
        id(mark)
        for mark in large
        if sum(
            line.size < 0.5 * mark.size
            and mark.top < line.base < mark.bottom
            and min(line.x1, mark.x1) - max(line.x0, mark.x0) > mark.size
            for line in lines
        )
        >= 2
    }
