"""A time of a sentence with the words around it."""

import re
from dataclasses import dataclass
from typing import Literal

from extractor.assembly.endpoints.scene import Scene
from extractor.language.numerals import Atom

AT = re.compile(
    r"\bat\s+(?:baseline\s*(?:,|and)\s*)?(?:the\s+|both\s+|about\s+|approximately\s+)?(?:least\s+|last\s+)?$"
    r"|\bat\s+(?:both\s+|baseline\s*,\s*)?(?:(?:\([a-z]\)\s*)?\d+(?:[.·]\d+)?\s*(?:,|and|or|years?|months?|(?:weeks?|months?|years?)\s+\d+)\s*)+(?:and\s+|or\s+)?(?:\([a-z]\)\s*)?$"
    r"|\bat\s+\([a-z]\)\s*$",
    re.I,
)
LONG_UNITS = frozenset({"months", "years", "weeks", "days"})
"""The units of times that patients live or stay free of disease."""
SHARE = re.compile(r"\d\s*(?:%|per\s?cent\b)")
Role = Literal["point", "follow_up", "value", "none"]


@dataclass(frozen=True, slots=True)
class Place:
    """A time atom and the words around it; ``clause`` is the end of ``before``."""

    scene: Scene
    atom: Atom
    before: str
    after: str
    clause: str
