"""Small recognisers that the writer needs: the title, lists of names, notes, labels of figures."""

import re

from extractor.reading import sections
from extractor.reading.builder import Run
from extractor.reading.pdf.compose import line_run
from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.headings import Style, run_in_heading
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.paragraphs import FigureItem, Item, Paragraph

CLOSING = re.compile(
    r"(?i)conclusions?|interpretation|conclusions? and relevance|trial registration.*|registration|keywords?"
    r"|discussion"
)
"""The last parts of abstracts."""


def is_names(text: str) -> bool:
    """A list of authors."""
    return (len(text.split()) > 3 and sections.is_author_line(text)) or bool(
        re.search(r", (?:MD|PhD|MSc)\b", text)
    )


def split_notes(lines: list[Line]) -> list[list[Line]]:
    """The lines under a table as notes: each opens with its mark."""
    groups: list[list[Line]] = []
    for line in lines:
        text = line.text.lstrip()
        starts = bool(re.match(r"[*†‡§¶#]|\(?[a-h]\)|Abbreviations?\b|Notes?\b", text)) or (
            bool(len(line.level)) and line.level[0] == 1
        )
        if groups and not starts:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def raised_first(item: Paragraph) -> bool:
    """Whether a paragraph opens with a raised mark, as affiliations and notes do."""
    return bool(len(item.first.level)) and item.first.level[0] == 1


def bold_label(item: Paragraph, style: Style) -> str | None:
    """The label in bold that opens a part of an abstract without a mark behind it (``Findings Of 120 …``)."""
    name = run_in_heading(item, style)
    found = sections.labels(f"{name}: x") if name else ()
    return name if found and found[0].start == 0 and found[0].name == name else None


def find_title(items: list[Item], style: Style) -> Paragraph | None:
    """The largest longer text on the first page; in even type the first paragraph that is no front matter."""
    first = [
        item
        for item in items
        if isinstance(item, Paragraph) and item.page == 1 and len(item.parts) <= 8 and len(item.text) < 400
    ]
    large = [
        item
        for item in first
        if item.size >= 1.15 * style.body
        and len(item.text) >= 20
        and len(item.text.split()) >= 3
        and sections.caption(item.text.strip()) is None
        and not sections.is_article_type(item.text.strip())
    ]
    if large:
        return max(large, key=lambda item: (round(item.size), -item.first.base))
    for item in first:
        text = item.text.strip()
        if sections.heading(text) is not None or sections.labels(text):
            return None
        if not sections.is_article_type(text) and not sections.is_front_matter(text) and len(text) > 15:
            return item
    return None


def on(frame: Frame, lines: list[Line]) -> list[tuple[Frame, Line]]:
    """The lines with their frame."""
    return [(frame, line) for line in lines]


def labels_run(item: FigureItem) -> Run:
    """The text inside a figure, its labels in a row."""
    joined: list[Run] = []
    for line in item.lines:
        run = line_run(item.frame, line).strip()
        if run.text:
            joined += [Run.plain(" "), run] if joined else [run]
    return Run.join(joined)
