"""How much of a paper is read before it is refused, and the options that raise each bound."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.errors import LimitError

LimitName = Literal["pages", "page_characters", "characters", "table_cells", "seconds", "memory_bytes"]

OPTIONS: dict[LimitName, str] = {
    "pages": "--max-pages",
    "page_characters": "--max-chars-per-page",
    "characters": "--max-chars",
    "table_cells": "--max-cells",
    "seconds": "--max-seconds",
    "memory_bytes": "--max-memory",
}
"""The option of the commands that sets each bound."""

MIB = 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one paper; a paper beyond any of them raises ``LimitError``.

    ``memory_bytes`` counts what a paper takes beyond the loaded program. Seconds and memory are kept by
    the supervisor, which works on papers in a process of their own; a reader in the calling process
    looks at the clock between pages and at no memory. The defaults are some ten times what the longest
    journal papers need.
    """

    pages: int = 1_000
    page_characters: int = 100_000
    characters: int = 10_000_000
    table_cells: int = 100_000
    seconds: float = 300.0
    memory_bytes: int = 2 * 1024**3


def advice(name: LimitName) -> str:
    """What to do about a paper beyond the bound ``name``."""
    return f"raise {OPTIONS[name]}"


def exceeded(path: Path, name: LimitName, problem: str) -> LimitError:
    """The error of a paper beyond the bound ``name``: the file, the problem, and the option that raises it."""
    return LimitError(path, problem, advice(name))


def too_slow(path: Path, limits: Limits, what: str = "read") -> LimitError:
    """The error of a paper that took longer than its seconds."""
    return exceeded(path, "seconds", f"not {what} within {limits.seconds:g} s")


def too_big(path: Path, limits: Limits) -> LimitError:
    """The error of a paper that needs more than its memory."""
    return exceeded(path, "memory_bytes", f"needs more than {limits.memory_bytes // MIB:,} MiB of memory")
