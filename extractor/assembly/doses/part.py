"""One piece of a prescription."""

import re
from dataclasses import dataclass

from extractor.language.numerals import Atom

RESPECTIVELY = re.compile(r"[^.;\d]{0,40}\brespectively\b")
"""What follows a list whose items pair with those of another."""
LIST_GAP = re.compile(r"^\s*(?:,|/|;)?\s*(?:and|or|vs\.?|versus|v\.?|to)?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a prescription; each slot is an atom or a fixed number of fractions."""

    start: int
    end: int
    rule: str
    total: Atom | None = None
    fractions: tuple[float, float] | None = None
    each: Atom | None = None
    comparator: str = "="
