"""Headings of an abstract that a page's text has glued to the words behind: ``AimsTo assess``, ``ResultsFour``."""

import re

_NAMES = (
    r"Background(?:\s+and\s+purpose)?|Introduction|Aims?|Purpose|Objectives?|(?:(?:Materials|Patients)\s+and\s+)?[Mm]ethods"
    r"|Methods\s+and\s+[Mm]aterials|Results|Findings|Conclusions?|Interpretation"
)
_GLUED = re.compile(rf"(?:(?<=^)|(?<=[.!?)]\s))({_NAMES})(?=[A-Z][a-z]*\b|\d)")
_FEWEST = 2


def parted(line: str) -> str:
    """The line with a space behind each glued heading; one alone may be a name, and is left."""
    return _GLUED.sub(r"\1 ", line) if len(_GLUED.findall(line)) >= _FEWEST else line
