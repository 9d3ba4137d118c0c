"""Tables that go on over a page or a column, joined to one."""

from dataclasses import dataclass, replace

from extractor.reading.pdf.glyphs import Frame
from extractor.reading.pdf.grid import Grid, GridCell
from extractor.reading.pdf.lines import Line
from extractor.reading.pdf.paragraphs import Item, Paragraph, TableItem
from extractor.reading.pdf.tableparts import CONTINUED, FoundTable

_LOW, _HIGH = 0.72, 0.28  # of the page: a table cut by its end reaches the one and goes on above the other


PlacedCell = tuple[Frame, GridCell]
"""A cell with the frame that its lines stand in."""


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table with all its pages."""

    cells: tuple[PlacedCell, ...]
    n_rows: int
    n_cols: int
    header_rows: int
    notes: tuple[tuple[Frame, list[Line]], ...]


def join_tables(items: list[Item]) -> list[Item]:
    """The items with each continuation moved into the table that it continues."""
    joined: list[Item] = []
    for item in items:
        if isinstance(item, TableItem):
            earlier = [other for other in joined if isinstance(other, TableItem)]
            first = _continued_by(earlier, joined, item)
            if first is not None:
                first.rest.append(item)
                continue
        joined.append(item)
    return joined


def whole(item: TableItem) -> WholeTable:
    """A table and its continuations as one grid: header rows that are repeated stand once."""
    first = item.table.grid
    cells = [(item.frame, cell) for cell in first.cells]
    notes = [(item.frame, item.table.footnotes)]
    n_rows = first.n_rows
    for part in item.rest:
        grid = part.table.grid
        places = _columns(first, grid) or {}
        skipped = _repeated_rows(first, grid, places)
        cells += [
            (part.frame, replace(cell, row=cell.row - skipped + n_rows, col=places[cell.col]))
            for cell in grid.cells
            if cell.row >= skipped
        ]
        n_rows += grid.n_rows - skipped
        notes.append((part.frame, part.table.footnotes))
    kept = tuple((frame, lines) for frame, lines in notes if lines and not CONTINUED.fullmatch(_text(lines)))
    return WholeTable(tuple(cells), n_rows, first.n_cols, first.header_rows, kept)


def _continued_by(earlier: list[TableItem], before: list[Item], item: TableItem) -> TableItem | None:
    table = item.table
    if not earlier or table.stacked:
        return None
    if table.continued:
        same = [other for other in earlier if table.label is None or other.table.label == table.label]
        found = same[-1] if same else None
    else:
        found = earlier[-1] if not table.caption and _cut(earlier[-1], before, item) else None
    if found is None or _columns(found.table.grid, table.grid) is None:
        return None
    return found


def _cut(above: TableItem, before: list[Item], below: TableItem) -> bool:
    """Whether a table without caption begins a page or column that the table before it ended."""
    last = above.rest[-1] if above.rest else above
    if last.frame.quarter != below.frame.quarter or last.table.footnotes:
        return False
    (x0, _, x1, bottom), (left, start, right, _) = last.table.box, below.table.box
    turned = below.frame.page.number - last.frame.page.number
    if turned not in (0, 1) or bottom < _LOW * last.frame.height or start > _HIGH * below.frame.height:
        return False
    between = before[next(i for i, other in enumerate(before) if other is above) + 1 :]
    if turned == 0 and any(isinstance(other, Paragraph) for other in between):
        return False
    alike = abs((x1 - x0) - (right - left)) < 8 and last.table.grid.n_cols == below.table.grid.n_cols
    return alike and (_same_header(above.table, below.table) or turned == 1)


def _same_header(above: FoundTable, below: FoundTable) -> bool:
    return _repeated_rows(above.grid, below.grid, {k: k for k in range(below.grid.n_cols)}) > 0


def _columns(above: Grid, below: Grid) -> dict[int, int] | None:
    """Where the columns of a continuation stand in the first part; None where they do not fit.

    A continuation with an empty column comes out with fewer: then the names in the header decide."""
    if above.n_cols == below.n_cols:
        return {k: k for k in range(below.n_cols)}
    if below.n_cols > above.n_cols:
        return None
    names, wanted = _names(above), _names(below)
    places: dict[int, int] = {}
    at = 0
    for col in range(below.n_cols):
        fitting = [k for k in range(at, above.n_cols) if names[k] == wanted[col]]
        if not fitting:
            return None
        places[col] = fitting[0]
        at = fitting[0] + 1
    return places


def _names(grid: Grid) -> list[str]:
    """The header over each column, all levels."""
    names = [""] * grid.n_cols
    for cell in grid.cells:
        if cell.row < grid.header_rows:
            for col in range(cell.col, min(cell.col + cell.col_span, grid.n_cols)):
                names[col] += f"/{_text(cell.lines)}"
    return names


def _repeated_rows(above: Grid, below: Grid, places: dict[int, int]) -> int:
    """How many rows of a continuation repeat the header of the first part."""
    rows = above.header_rows
    if not rows or rows >= below.n_rows:
        return 0
    header = {(cell.row, cell.col): _text(cell.lines) for cell in above.cells if cell.row < rows}
    repeated = [
        header.get((cell.row, places.get(cell.col, -1))) == _text(cell.lines)
        for cell in below.cells
        if cell.row < rows and cell.lines
    ]
    return rows if repeated and sum(repeated) >= 0.6 * len(repeated) else 0


def _text(lines: list[Line]) -> str:
    return " ".join(line.text for line in lines).casefold().strip()
