"""Lines to text with ink: spaces, superscripts by the conventions, lines joined over hyphens."""

import re
from collections.abc import Sequence

import numpy as np

from extractor.reading.builder import Run
from extractor.reading.pdf.glyphs import ASCENT, DESCENT, Floats, Frame, Ints
from extractor.reading.pdf.hyphens import Vocabulary
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.symbols import printed

_CITATION = re.compile(r"\d{1,3}(?:[,–—−-]\d{1,3})*[,–-]?")
_EXPONENT = re.compile(r"[-−–+]?\d{1,2}")
_UNIT_BEFORE = re.compile(r"(?:^|[\s/(\d·⋅*×])(?:m|cm|mm|km|dm|µm|μm|nm|s|min|h|d|kg|g|L|ml|mL|dl|dL)$")
_TEN_BEFORE = re.compile(r"(?:^|[\s×x·⋅*(])10$")
_STATISTIC_BEFORE = re.compile(r"(?:^|[\s(=])(?:[IRrτχXκη]|Chi|chi|tau)$")


def line_run(frame: Frame, line: Line) -> Run:
    """One line with its ink."""
    glyphs = frame.glyphs
    boxes = glyph_boxes(frame, line.index)
    if not (line.level == 1).any():
        texts = glyphs.text[line.index].tolist()
        if not line.text.isascii():
            texts = [text if text.isascii() else printed(text) for text in texts]
        spaces = line.space.tolist()
        owned = [k for k, text in enumerate(texts) for k in ([-1] if spaces[k] else []) + [k] * len(text)]
        whole = "".join([f" {text}" if spaces[k] else text for k, text in enumerate(texts)])
        return _inked(frame, whole, np.array(owned, np.int64), boxes)
    pieces: list[str] = []
    owners: list[int] = []  # glyph of each character, -1 for none
    position = 0
    count = len(line.index)
    while position < count:
        level = line.level[position]
        stop = position + 1
        if level == 1:
            while stop < count and line.level[stop] == 1 and not (line.space[stop] and pieces):
                stop += 1
        if line.space[position]:
            pieces.append(" ")
            owners.append(-1)
        inner: list[str] = []
        marks: list[int] = []
        for k in range(position, stop):
            text = printed(glyphs.text[line.index[k]])
            if k > position and line.space[k]:
                text = " " + text
            inner.append(text)
            marks.extend([k] * len(text))
        body = "".join(inner)
        if level == 1:
            before, after = _brackets("".join(pieces[-12:]), body)
            pieces.extend((before, body, after))
            owners.extend([-1] * len(before) + marks + [-1] * len(after))
        else:
            pieces.append(body)
            owners.extend(marks)
        position = stop
    return _inked(frame, "".join(pieces), np.array(owners, np.int64), boxes)


def glyph_boxes(frame: Frame, index: Ints) -> Floats:
    """Boxes of glyphs on the page (not in the frame)."""
    glyphs = frame.glyphs
    x, y, w, s = glyphs.x[index], glyphs.y[index], glyphs.width[index], glyphs.size[index]
    return frame.to_page(np.stack([x, y - ASCENT * s, x + w, y + DESCENT * s], axis=1))


def _inked(frame: Frame, text: str, owners: Ints, boxes: Floats) -> Run:
    pages = np.where(owners >= 0, frame.page.number, 0).astype(np.int32)
    out = np.where(owners[:, None] >= 0, boxes[owners] if len(boxes) else 0, 0).astype(np.float32)
    # a glyph of several characters (a ligature) shares its box out
    repeated = owners[1:][(owners[1:] == owners[:-1]) & (owners[1:] >= 0)]
    if len(repeated):
        for owner in set(repeated.tolist()):
            places = np.flatnonzero(owners == owner)
            box = boxes[owner]
            axis = 0 if frame.quarter in (0, 2) else 1
            edges = np.linspace(box[axis], box[axis + 2], len(places) + 1)
            if frame.quarter in (1, 2):
                edges = edges[::-1]
            out[places, axis] = np.minimum(edges[:-1], edges[1:])
            out[places, axis + 2] = np.maximum(edges[:-1], edges[1:])
    return Run(text, pages, out)


def _brackets(before: str, body: str) -> tuple[str, str]:
    """What to set around a raised string that follows ``before``."""
    if not before.strip():
        return "", ""
    previous = before.rstrip()[-1:]
    if body in ("st", "nd", "rd", "th") and previous.isdigit():
        return "", ""
    if not re.search(r"\w|[*†‡§¶#+−–-]", body) or body[:1] in "’'\"“”°®™©":
        return "", ""
    before = before.rstrip()
    if _EXPONENT.fullmatch(body) and (
        _TEN_BEFORE.search(before) or _UNIT_BEFORE.search(before) or _STATISTIC_BEFORE.search(before)
    ):
        return "^", ""
    if body[:1] in "−-" and body[1:].isdigit():
        return "^", ""
    compact = body.replace(" ", "")
    if _CITATION.fullmatch(compact) and not (previous.isdigit() and len(compact) == 1):
        return "[", "]"
    return "^", ""


def join_lines(runs: Sequence[Run], vocabulary: Vocabulary) -> Run:
    """The lines of a paragraph as one line: line-end hyphens resolved, single spaces between."""
    parts: list[Run] = []
    for run in runs:
        run = run.strip()
        if not run.text:
            continue
        if parts:
            _glue(parts, run, vocabulary)
        else:
            parts.append(run)
    whole = Run.join(parts).strip()
    if "  " in whole.text:
        whole = _without_doubles(whole)
    return whole


def _glue(parts: list[Run], run: Run, vocabulary: Vocabulary) -> None:
    last = parts[-1]
    text, following = last.text, run.text
    if text.endswith("-") and len(text) > 1 and not text[-2].isspace():
        odd = not text[-2].isalnum() and text[-2] not in ".])’"
        if odd or re.match(r"(?:and|or|to|versus|vs)\b", following):
            parts.append(Run.plain(" "))
        elif not vocabulary.keeps_hyphen(text, following):
            parts[-1] = last.slice(0, len(text) - 1)
    else:
        tied = text.endswith(("–", "/")) and len(text) > 1 and not text[-2].isspace()
        if not tied and not _cut_address(text, following):
            parts.append(Run.plain(" "))
    parts.append(run)


def _cut_address(text: str, following: str) -> bool:
    """A web address that a line end cut."""
    token = text.rsplit(" ", 1)[-1]
    if not re.match(r"\W*(?:https?:|www\.|doi\.org|10\.\d{4,}/)", token):
        return False
    return bool(re.search(r"[/._=-]$", token)) or (
        len(token) > 12 and bool(re.match(r"[a-z0-9._/-]*[./_\d-]", following))
    )


def _without_doubles(run: Run) -> Run:
    keep = np.ones(len(run.text), bool)
    previous = ""
    for i, char in enumerate(run.text):
        if char == " " and previous == " ":
            keep[i] = False
        else:
            previous = char
    text = "".join(char for char, kept in zip(run.text, keep, strict=True) if kept)
    return Run(text, run.pages[keep], run.boxes[keep])
