"""How much of a paper is read before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one paper; a paper beyond any of them raises ``LimitError``.

    The defaults are some ten times what the longest journal papers need.
    """

    pages: int = 1_000
    page_characters: int = 100_000
    characters: int = 10_000_000
    table_cells: int = 100_000
    seconds: float = 300.0
    memory_bytes: int = 2 * 1024**3
