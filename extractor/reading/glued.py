"""Headings of an abstract that a page's text has glued to the words behind: ``AimsTo assess``, ``ResultsFour``."""

import re

_NAMES = (
    r"Background(?:\s+and\s+purpose)?|Introduction|Aims?|Purpose|Objectives?|(?:(?:Materials|Patients)\s+and\s+)?[Mm]ethods"
    r"|Methods\s+and\s+[Mm]aterials|Results|Findings|Conclusions?|Interpretation"
)
_CAPITALS = (
    r"BACKGROUND(?:\s+AND\s+PURPOSE)?|INTRODUCTION|AIMS?|PURPOSE|OBJECTIVES?|(?:(?:MATERIALS?|PATIENTS)\s+AND\s+)?METHODS"
    r"|METHODS\s+AND\s+MATERIALS|RESULTS|FINDINGS|CONCLUSIONS?|INTERPRETATION"
)
_GLUED = re.compile(
    rf"(?:(?<=^)|(?<=[.!?)]\s))(?P<name>(?:{_NAMES})(?=[A-Z][a-z]*\b|\d)|(?:{_CAPITALS})(?=[A-Z][a-z]|A\s|\d))"
)
_FEWEST = 2


def parted(line: str) -> str:
    """The line with a space behind each glued heading; one alone may be a name, and is left."""
    return _GLUED.sub(r"\g<name> ", line) if len(_GLUED.findall(line)) >= _FEWEST else line
