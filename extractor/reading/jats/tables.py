"""``table`` elements to a grid of cells, with spans, bounded whatever the spans claim."""

from dataclasses import dataclass, replace
from pathlib import Path

from extractor.errors import LimitError
from extractor.reading.jats import inline
from extractor.reading.jats.tree import Node
from extractor.reading.limits import exceeded

MAX_COLUMNS = 300


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its text and its place, spans in grid cells."""

    text: str
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells without the rows that hold nothing (rules drawn as rows)."""

    cells: tuple[GridCell, ...]
    n_rows: int
    n_cols: int
    header_rows: int


def grid(table: Node, path: Path, cell_limit: int) -> Grid:
    """The grid of a ``table``. Raises ``LimitError`` where its spans cover over ``cell_limit`` places."""
    cells: list[GridCell] = []
    row = 0
    head = 0
    covered = 0
    for group, is_head in _groups(table):
        taken: dict[int, set[int]] = {}
        for offset, tr in enumerate(group):
            col = 0
            busy = taken.pop(offset, set())
            for node in tr.elements("td", "th"):
                while col in busy:
                    col += 1
                row_span = min(_span(node, "rowspan"), len(group) - offset)
                col_span = min(_span(node, "colspan"), MAX_COLUMNS)
                covered += row_span * col_span
                if covered > cell_limit:
                    raise exceeded(path, "table_cells", f"a table of more than {cell_limit:,} cells")
                if col + col_span > 4 * MAX_COLUMNS:
                    raise LimitError(path, f"a table of over {4 * MAX_COLUMNS:,} columns", "split its tables")
                header = is_head or node.tag == "th"
                cells.append(GridCell(cell_text(node), row + offset, col, row_span, col_span, header))
                for later in range(1, row_span):
                    taken.setdefault(offset + later, set()).update(range(col, col + col_span))
                col += col_span
        row += len(group)
        if is_head:
            head = row
    return _without_empty_rows(cells, row, head)


def cell_text(node: Node) -> str:
    """A cell's text on one line, paragraphs and list items in it joined by a space."""
    parts: list[str] = []
    _collect(node, parts)
    return inline.finish("".join(parts))


def _collect(node: Node, parts: list[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag in inline.BLOCKS or child.tag in ("list-item", "def-item", "def", "term"):
            parts.append(" ")
            _collect(child, parts)
            parts.append(" ")
        else:
            inline.render(child, parts)


def _groups(table: Node) -> list[tuple[list[Node], bool]]:
    groups: list[tuple[list[Node], bool]] = []
    loose: list[Node] = []
    for child in table.elements():
        if child.tag in ("thead", "tbody", "tfoot"):
            groups.append((list(child.elements("tr")), child.tag == "thead"))
        elif child.tag == "tr":
            loose.append(child)
    if loose:
        groups.append((loose, False))
    return groups


def _span(node: Node, name: str) -> int:
    value = node.attributes.get(name, "1").strip()
    return max(1, int(value[:9])) if value[:9].isdecimal() else 1


def _without_empty_rows(cells: list[GridCell], n_rows: int, head: int) -> Grid:
    full = {row for cell in cells if cell.text for row in range(cell.row, cell.row + cell.row_span)}
    place: dict[int, int] = {}
    for row in range(n_rows):
        if row in full:
            place[row] = len(place)
    kept = []
    for cell in cells:
        rows = [row for row in range(cell.row, cell.row + cell.row_span) if row in place]
        if rows:
            kept.append(replace(cell, row=place[rows[0]], row_span=len(rows)))
    n_cols = max((cell.col + cell.col_span for cell in kept), default=0)
    header_rows = sum(1 for row in place if row < head)
    if not header_rows:
        plain = {cell.row for cell in kept if not cell.is_header}
        header_rows = next((row for row in range(len(place)) if row in plain), len(place))
        header_rows = header_rows or (1 if len(place) > 1 else 0)
    return Grid(tuple(kept), len(place), n_cols, min(header_rows, len(place)))
