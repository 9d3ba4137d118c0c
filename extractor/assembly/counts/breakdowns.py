"""Fractions that tell an event of some of the patients: ``fibrosis in 30 women, 21 of 60 with a boost``, ``commoner in smokers (12 of 40)``."""

import re

from extractor.assembly.counts.numbers import Numbers
from extractor.language.numerals import Atom

_NO_CLAUSE = (
    r"(?!\b(?:was|were|had|have|has|did|received|underwent|developed|died|is|are|could|who|which|that)\b)"
)
_DEGREE = r"(?:mostly|mainly|chiefly|especially|particularly|predominantly|notably|only|even|namely|also|then|again)\s+"
_COMPARED = (
    r"(?:(?:(?:was|were|being|becoming)\s+)?(?:(?:far|much|somewhat|slightly|significantly|even|also)\s+){0,2}"
    r"(?:(?:more|less)\s+(?:often|frequent(?:ly)?|common(?:ly)?|pronounced|likely|severe)|commoner|rarer|fewer|higher|lower|worse|seldomer)\s+)?"
)
_GROUP = rf"(?:in|after|with|without|among|for|under|on|following|by|at)\s+(?:{_NO_CLAUSE}(?:[^.;:,()\d%]|\d+(?:[.·]\d+)?(?:[-–]\d+)?\s?(?:Gy|mm|cm|years|fractions)\b)){{0,60}}?|elsewhere|otherwise|others?"
_LED = re.compile(
    rf"(?:[,;(:]|[)%]\s?|\b(?:and|but|than|versus|vs\.?|against|while|whereas|compared\s+with)\b)\s*(?:(?:and|but)\s+)?(?:{_DEGREE})?{_COMPARED}"
    rf"(?:than\s+)?(?:{_GROUP})\s?(?:\b(?:in|of)\s+|\(\s*)?(?:only\s+|just\s+)?$"
)
"""``, after irradiation in`` six of 26; ``and was commoner with 60 Gy (`` six of 38."""
_LISTED = re.compile(r"(?:[,:(]|\b(?:and|but|as\s+did|as\s+had))\s+(?:only\s+)?$")
_GROUP_BEHIND = re.compile(
    r"(?:\s*\([^()%]*%\s*\))?(?:\s+(?:patients|women|men|children|cases|eyes|lesions|those))?\s+(?:with|without|after|in|on|among|treated|who|given|receiving|under|from|at)\b"
)
"""``, 21 of 60`` with a boost ``and 9 of 61`` without."""


def breaks_down(scene: Numbers, atom: Atom, whole: Atom) -> bool:
    """``fibrosis in 30 women, 21 of 60 with a boost``: whether a fraction is of a group named beside it, a part of what was told."""
    before = scene.before(atom, 120)
    if _LED.search(before):
        return True
    return bool(_LISTED.search(before) and _GROUP_BEHIND.match(scene.after(whole, 60)))
