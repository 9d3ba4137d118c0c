"""How a paper prints its citations, decided once for the whole of it: ``(8, 11–14)`` is a citation in one journal
and a count in another.

Papers are read as if all cited in square brackets: ``with_square_citations`` gives the text in which citations in round
brackets have square ones, at the same offsets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.document import Block, BlockKind, Document, Reference
from extractor.language.numerals import expand_refs
from extractor.language.numerals.words import DASH

_NUMBERS = rf"\d{{1,3}}(?:\s*(?:[,;]|{DASH})\s*\d{{1,3}})*"
_LEAD = r"(?:(?:[Ss]ee(?:\s+also)?|cf\.?|e\.g\.,?|[Rr]eviewed\s+in|[Rr]efs?\.?|[Rr]eferences?)\s+){0,2}"
_MARK = re.compile(rf"\(\s*(?P<lead>{_LEAD})(?P<refs>{_NUMBERS})\s*\)")
_SPREAD = re.compile(rf"\d+\s*{DASH}\s*\d+")
_SQUARE = re.compile(rf"\[\s*{_NUMBERS}\s*\]")
_READ = {BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.TABLE}
_ARGUES = re.compile(r"\b(?:introduction|discussion|conclusions?)\b", re.I)
_RESULTS = re.compile(r"\b(?:results|findings)\b", re.I)
_NUMBERED = re.compile(
    r"(?:^|[:(\[=<>≤≥±/+−-]|[.,;]\s|\b(?:and|or|is|are|was|were|be|than|of|to|the|a|an|for|either|both|into|include|includes|included|including|as"
    r"|[Ee]qs?\.?|[Ee]quations?|[Ff]ormulas?|[Ff]igs?\.?|[Ff]igures?|[Tt]ables?|[Ss]teps?|[Gg]rades?|[Ss]cores?\s+of|[Gg]roups?|[Aa]rms?|n))\s*$"
)
"""Before ``(1)`` these make it an item of a list, an equation or a value."""
_NAMED = re.compile(
    r"\bet\s+al\.?,?\s*$|\b(?:colleagues|co-?workers|associates|[Rr]efs?\.?|references?)\s*$"
    r"|\b[A-Z][\w'’-]+,?\s+(?:19|20)\d\d[a-z]?\s*$"
)
_TOOL = re.compile(
    r"\b(?:scales?|scores?|criteria|classifications?|systems?|methods?|guidelines?|index|described|reported|published|previously|elsewhere|"
    r"studies|trials?|series|literature|authors|others)\s*$",
    re.I,
)
_VALUE = re.compile(
    r"(?<![\w.,·])(?P<low>\d{1,3}(?:[.·]\d+)?)(?P<unit>\s?%|\s?(?:c?Gy|mm|cm|m[lL]|months?|mo|years?|yrs?|weeks?|days?))?\s*$"
)
_TRIAL = re.compile(r"\b[A-Z][A-Z-]+[A-Za-z]*\s?\d{1,4}\s*$|\b(?:phase|stage|type|class)\s+\d\s*$", re.I)
_FEWEST = 4
"""Fewer numbers make no order."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Numbers in round brackets (``(see 8, 9)``), where they stand and what stands before them."""

    start: int
    numbers: int
    end: int
    refs: tuple[int, ...]
    before: str
    spread: bool
    results: bool

    @property
    def listed(self) -> bool:
        return len(self.refs) > 1

    @property
    def follows_words(self) -> bool:
        """Not an item of a list, an equation or a value."""
        if _NAMED.search(self.before) or (self.listed and self.before.endswith(". ")):
            return True
        return _NUMBERED.search(self.before) is None

    @property
    def rising(self) -> bool:
        return list(self.refs) == sorted(set(self.refs)) and self.refs[0] > 0


def with_square_citations(document: Document) -> str:
    """The document's text with square brackets around the citations that it prints in round ones."""
    marks = [m for m in _marks(document) if m.rising and m.follows_words]
    if not _cites_in_round(document, marks):
        marks = [m for m in marks if _NAMED.search(m.before)]
    if not marks:
        return document.text
    parts, done, known = [], 0, 0
    for mark in marks:
        if not _is_citation(mark, known):
            continue
        known = max(known, *mark.refs)
        numbers = document.text[mark.numbers : mark.end - 1]
        blank = " " * (mark.numbers - mark.start - 1)
        parts.append(f"{document.text[done : mark.start]}[{blank}{numbers}]")
        done = mark.end
    return "".join([*parts, document.text[done:]])


def _marks(document: Document) -> Iterator[_Mark]:
    highest = _highest(document.references)
    for block in document.blocks:
        if block.kind not in _READ or (
            block.source == "abstract" and not _ARGUES.search(block.section or "")
        ):
            continue
        for m in _MARK.finditer(document.text, block.start, block.end):
            refs = expand_refs(m["refs"])
            if highest is None or max(refs) <= highest:
                before = document.text[max(block.start, m.start() - 40) : m.start()]
                spread = _SPREAD.fullmatch(m["refs"]) is not None
                yield _Mark(m.start(), m.start("refs"), m.end(), refs, before, spread, _tells_results(block))


def _tells_results(block: Block) -> bool:
    return block.kind is not BlockKind.PARAGRAPH or _RESULTS.search(block.section or "") is not None


def _highest(references: Sequence[Reference]) -> int | None:
    return max((r.number for r in references), default=None)


def _cites_in_round(document: Document, marks: Sequence[_Mark]) -> bool:
    """Whether the numbers in round brackets are citations: more than those in square ones, and new numbers rise
    through the paper, or most are of a kind that counts are not."""
    prose = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH]
    square = sum(1 for b in prose for _ in _SQUARE.finditer(document.text, b.start, b.end))
    free = [m for m in marks if _VALUE.search(m.before) is None]
    if len(free) <= square:
        return False
    sure = sum(1 for m in free if m.listed or _NAMED.search(m.before) or _TOOL.search(m.before))
    known: set[int] = set()
    new = rising = 0
    for mark in free:
        for ref in mark.refs:
            if ref not in known:
                new += 1
                rising += ref > max(known, default=0)
                known.add(ref)
    ordered = len(known) >= _FEWEST and rising >= 0.8 * new and max(known) - min(known) < 3 * len(known)
    return (ordered and sure > 0) or (len(known) >= _FEWEST and sure >= 3 and 2 * sure >= len(free))


def _is_citation(mark: _Mark, known: int) -> bool:
    """Whether one mark of a paper that cites so is a citation, where numbers up to ``known`` were cited before it."""
    if _NAMED.search(mark.before):
        return True
    first = mark.refs[0]
    value = _VALUE.search(mark.before)
    if value is not None and _TRIAL.search(mark.before) is None:
        if value["unit"] is None:
            return False  # 12 (34)
        if mark.listed and first <= float(value["low"].replace("·", ".")) <= mark.refs[-1]:
            return not mark.results and (not mark.spread or first == known + 1)  # 62 years (34–81)
        return mark.listed or not mark.results
    return mark.listed or not mark.results or first == known + 1 or _TOOL.search(mark.before) is not None
