"""A table as rows and columns of text: which cells are header, label and value."""

import re
from dataclasses import dataclass, replace

from extractor.document import Block, Cell, Document

_NUMERIC = re.compile(
    r"^(?!(?:9\d|80)(?:\.\d)?\s?%?\s?-?(?:CI|C\.I\.|confidence)\b)(?:[<>≤≥~=≈]|p\s*[=<>])?\s*[-−+]?\s*[\d.·]\d*(?:[.,·/]\s?\d+)*\s*%?(?:\s*(?:months?|mo|years?|yrs?|weeks?|days?))?(?=\s*(?:$|[\s(\[±+*†‡§¶#^;,/–-]|[a-f]$|to\b|of\b))",
    re.I,
)
MISSING = re.compile(
    r"^(?:[-–—−.…/\s]*|n\.?/?a\.?|n\.?r\.?|n\.?d\.?|n\.?s\.?|n\.?e\.?|not (?:reported|available|applicable|assessed|stated|significant|done|estimable|given|known)\b.*|reference|ref\.?|unknown|none reported|nil)[*†‡§]?$",
    re.I,
)
_CATEGORY = re.compile(
    r"^(?:(?:[<>≤≥]\s?)?\d+(?:\.\d+)?(?:\s?[-–]\s?\d+(?:\.\d+)?)?(?:\s?(?:years?|yrs?|y|cm|mm|cc|mL|ml|cm³|Gy|months?))?|c?[TNM]\d[a-c]?(?:\s?[-–]\s?[TNM]?\d[a-c]?)?|I{1,3}[ABC]?|IV[ABC]?|[MF])$"
)
"""What a second label column prints for a group: ``≥70 years``, ``T2``, ``III``."""
STUB_WORD = re.compile(
    r"^\W*(?:(?:patient|clinical|tumou?r|treatment|baseline)\s+)?(?:variables?|characteristics?|factors?|parameters?|covariates?|items?|outcomes?|end-?\s?points?|features?|measures?|toxicit(?:y|ies)|(?:adverse\s+)?events?|(?:sub-?)?groups?|scales?|domains?)\W*$",
    re.I,
)
"""What stands over the labels, and names no group of them."""
_TIME_POINT = re.compile(
    r"^\d+[\s-]?(?:years?|yrs?|y|months?|mos?|weeks?|wks?)\.?(?:\s*\(%\)|,?\s*%)?$", re.I
)


_TIME_HEADER = re.compile(
    r"^\W*(?:(?:time(?:\s?-?points?)?|follow[- ]?up|at)(?:\s+(?:since|after|from)\s+[\w\s]+?)?)?\W*(?:in\s+)?(?P<unit>\(?(?:months?|mos?|years?|yrs?|weeks?|wks?)\)?)?\W*$",
    re.I,
)


def tidy(text: str) -> str:
    """One spelling of signs that print in many ways; for reading only, offsets do not survive."""
    text = (
        text.replace("·", ".")
        .replace("⩾", "≥")
        .replace("⩽", "≤")
        .replace("−", "-")
        .replace("‐", "-")
        .replace("‑", "-")
    )
    text = re.sub(r">\s?=|>/=", "≥", re.sub(r"<\s?=|</=", "≤", text))
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True, slots=True)
class Slot:
    """The text at one place of the grid, and the cell it came from."""

    text: str
    cell: Cell
    row: int  # where the cell begins in the grid
    col: int

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def missing(self) -> bool:
        """Blank, or printed as not given."""
        return bool(MISSING.match(self.text))

    @property
    def numeric(self) -> bool:
        return bool(_NUMERIC.match(self.text))


class Grid:
    """Cells by place; a cell that spans several places stands in each of them."""

    def __init__(self, document: Document, block: Block) -> None:
        table = block.table
        assert table is not None
        self.table = table
        self.n_rows, self.n_cols = table.n_rows, table.n_cols
        self._slots: dict[tuple[int, int], Slot] = {}
        for cell in table.cells:
            slot = Slot(tidy(document.text[cell.start : cell.end]), cell, cell.row, cell.col)
            for row in range(cell.row, min(self.n_rows, cell.row + cell.row_span)):
                for col in range(cell.col, min(self.n_cols, cell.col + cell.col_span)):
                    self._slots.setdefault((row, col), slot)
        self.caption = tidy(document.text[slice(*table.caption)]) if table.caption else ""
        self.footnotes = tuple(tidy(document.text[start:end]) for start, end in table.footnotes)
        self.header_rows = self._header_rows()
        self.borrowed = False
        self.stub = self._stub()

    def borrow_header(self, first: "Grid") -> None:
        """Takes the header of the table that this one continues, where it prints none of its own."""
        shift = first.header_rows
        theirs = {first.text(row, col) for row in range(shift) for col in range(first.n_cols)} - {""}
        ours = {self.text(row, col) for row in range(self.header_rows) for col in range(self.n_cols)}
        if not shift or theirs & ours:
            return
        body = {
            (row + shift, col): replace(slot, row=slot.row + shift)
            for (row, col), slot in self._slots.items()
        }
        head = {place: slot for place, slot in first._slots.items() if place[0] < shift}
        self._slots = {**body, **head}
        self.n_rows, self.header_rows, self.borrowed = self.n_rows + shift, shift, True
        self.stub = self._stub()

    def at(self, row: int, col: int) -> Slot | None:
        """The slot, or None where the reader found no cell."""
        return self._slots.get((row, col))

    def text(self, row: int, col: int) -> str:
        slot = self._slots.get((row, col))
        return slot.text if slot else ""

    def starts(self, row: int, col: int) -> Slot | None:
        """The slot where its cell begins; None inside a span."""
        slot = self._slots.get((row, col))
        return slot if slot and (slot.row, slot.col) == (row, col) else None

    def header_path(self, col: int) -> list[str]:
        """The header texts over a column, top to bottom, each once."""
        path: list[str] = []
        for row in range(self.header_rows):
            text = self.text(row, col) or (self._spanned(row, col) if row < self.header_rows - 1 else "")
            if text and text not in path[-1:]:
                path.append(text)
        return path

    def _spanned(self, row: int, col: int) -> str:
        """A spanning header that the reader ended too early: the column below is named like those under it."""
        left = next((c for c in range(col - 1, self.stub - 1, -1) if self.text(row, c)), None)
        last = self.header_rows - 1
        if left is None or not self.text(last, col):
            return ""
        slot = self.at(row, left)
        span = range(slot.col if slot else left, col)
        names = [self.text(last, c) for c in span]
        alike = [n for n in names if n and n.split()[0] == self.text(last, col).split()[0]]
        return self.text(row, left) if len(alike) == len(names) and len(names) > 1 else ""

    def body(self) -> range:
        return range(self.header_rows, self.n_rows)

    def values(self) -> range:
        """Columns right of the labels."""
        return range(self.stub, self.n_cols)

    def _header_rows(self) -> int:
        """What the reader said and the rows of words below; without it the rows above the first number."""
        if self.table.header_rows:
            rows = min(self.table.header_rows, self.n_rows)
            while rows < min(self.table.header_rows + 3, self.n_rows - 1) and (
                self._wordy(rows) or self._grades(rows)
            ):
                rows += 1
            return rows
        for row in range(self.n_rows):
            slots = [self.at(row, col) for col in range(1, self.n_cols)]
            if any(slot and slot.numeric for slot in slots):
                return row
        return min(1, self.n_rows)

    def _wordy(self, row: int) -> bool:
        """A second header row: no label of its own, words over at least two columns."""
        slots = [s for col in range(1, self.n_cols) if (s := self.at(row, col)) and not s.blank]
        numbers = any(s.missing or (s.numeric and not _TIME_POINT.match(s.text)) for s in slots)
        label = self.text(row, 0)
        named = label and (not STUB_WORD.match(label) or any(self.text(r, 0) for r in range(row)))
        if named or len({s.col for s in slots}) < 2 or numbers:
            return False
        return all(re.search(r"[A-Za-z%]", s.text) and len(s.text) < 60 for s in slots)

    def _grades(self, row: int) -> bool:
        """A row of bare grades below a header that says so."""
        texts = [t for col in range(1, self.n_cols) if (t := self.text(row, col))]
        said = " ".join(self.text(row - 1, col) for col in range(self.n_cols))
        bare = len(texts) > 1 and all(re.fullmatch(r"[≥>]?\s?[0-5](?:\s?[-–/+]\s?[0-5]?)?", t) for t in texts)
        return (
            bare
            and not self.text(row, 0)
            and len(set(texts)) > 1
            and bool(re.search(r"\bgrades?\b", said, re.I))
        )

    @staticmethod
    def _times(header: str, slots: list[Slot]) -> bool:
        """A second label column that says when."""
        named = _TIME_HEADER.match(header)
        points = [
            s
            for s in slots
            if _TIME_POINT.match(s.text)
            or (named and named["unit"] and re.fullmatch(r"\d{1,3}(?:\.\d+)?", s.text))
        ]
        return bool(slots) and bool(named) and len(points) >= 0.75 * len(slots)

    def _stub(self) -> int:
        """Number of leading label columns: the first, and those after it that hold words."""
        count = 1
        for col in range(1, self.n_cols - 1):
            slots = [s for row in self.body() if (s := self.at(row, col)) and not s.missing and s.col == col]
            header = " ".join(self.text(row, col) for row in range(self.header_rows))
            if count == col and self._times(header.strip(), slots):
                count = col + 1
                continue
            graded = bool(re.fullmatch(r"(?:toxicity\s+)?grades?", header.strip(), re.I))
            words = [
                s
                for s in slots
                if re.search(r"[A-Za-z]{2}", s.text)
                and not s.numeric
                and not re.search(r"\d\s*c?Gy\b", s.text)
            ]
            cut = [s for s in slots if _CATEGORY.match(s.text)] if count == col else []
            named = re.fullmatch(
                r"(?:sub)?(?:category|categories|groups?|levels?|values?)", header.strip(), re.I
            )
            if named and slots and len(cut) >= 0.75 * len(slots):
                words = cut
            labels = len(words) + (len(cut) if words and len(words) >= len(slots) * 0.3 else 0)
            if not graded and (not slots or labels < 0.75 * len(slots)):
                break
            count = col + 1
        return count
