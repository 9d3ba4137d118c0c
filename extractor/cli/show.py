"""Records as a table for people."""

import sys
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor import describe
from extractor.cli.output import is_terminal
from extractor.papers import one_line
from extractor.records import KINDS, BaseRecord, Cohort, Dose, Endpoint, PValue

_WIDTH = 150  # columns where no terminal tells its own
_QUOTE = 60  # characters

_Records = Sequence[Dose | Cohort | Endpoint | PValue]


def table(papers: Sequence[tuple[str, _Records]]) -> None:
    """Prints one table a paper: kind, values, study, page and quote, and how many of each kind."""
    console = Console(width=None if is_terminal(sys.stdout) else _WIDTH, highlight=False, emoji=False)
    for doc_id, records in papers:
        if records:
            console.print(_table(doc_id, records))
        counts = Counter[str](record.kind for record in records)
        total = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)
        console.print(Text(f"{one_line(doc_id)}: {len(records)} records ({total})"))


def _table(doc_id: str, records: _Records) -> Table:
    grid = Table(
        title=Text(one_line(doc_id)), title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    grid.add_column("kind", no_wrap=True)
    grid.add_column("what it states", ratio=4)
    grid.add_column("study", ratio=2)
    grid.add_column("page", justify="right", no_wrap=True)
    grid.add_column("conf.", justify="right", no_wrap=True)
    grid.add_column("quote", ratio=5)
    for record in records:
        cells = (
            record.kind,
            describe.values(record),
            describe.study(record.study),
            _where(record),
            "–" if record.confidence is None else f"{record.confidence:.2f}",
            _short(record.quote.exact),
        )
        grid.add_row(*(Text(one_line(cell)) for cell in cells))
    return grid


def _where(record: BaseRecord) -> str:
    pages = (record.model_extra or {}).get("pages") or ([] if record.page is None else [record.page])
    return ", ".join(map(str, pages)) or "–"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1]}…"
