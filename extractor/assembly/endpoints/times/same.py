"""Times said by pointing back: ``at these times``, ``at the last two time points``, ``by then``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.context import Context
from extractor.assembly.findings import Sentence
from extractor.assembly.values import months
from extractor.language.numerals import Atom, AtomKind

_WHEN = re.compile(
    r"\b(?:at|by|after|for)\s+(?:(?:each|both|all|either)\s+of\s+)?"
    r"(?P<which>these|those|the\s+same|such|both|either|all|each|that|this|the|the\s+(?:last|first)\s+of\s+(?:these|those|the)|the\s+(?:other|last|latter|later|first|former|earlier))\s+"
    r"(?P<number>(?:two|three|four|same)\s+)?"
    r"(?:time[-\s]?points?|times?|intervals?|dates?|visits?|landmarks?|years|points\s+in\s+time)\b(?!\s+(?:of|to|from|after|between|since|until|when)\b)"
    r"|\b(?:by|alive|living|dead|free\s+of\s+\w+|controlled|present)\s+(?P<then>then)\b",
    re.I,
)
_FIRST = re.compile(r"first|former|earlier", re.I)
_LAST = re.compile(r"last|latter|later", re.I)
_ALL = re.compile(r"these|those|such|both|either|all|each|same", re.I)
_ONE = re.compile(r"that|this|same", re.I)
_PLURAL = re.compile(r"s\b", re.I)
_NUMBERS = {"two": 2, "three": 3, "four": 4}


def same_times(sentence: Sentence, context: Context, points: Sequence[Atom]) -> tuple[Atom, ...]:
    """Time points for the words of a sentence that point back to times said before, in it or before it.

    ``Control at 1 and 2 years was 90% and 83%; survival at these times was 67% and 43%``: 12 and 24 months once more.
    """
    found: list[Atom] = []
    for m in _WHEN.finditer(sentence.text, sentence.start, sentence.end):
        before = [months(p) for p in points if p.end <= m.start()]
        said = [t for t in (before or context.moments or context.dates) if t is not None]
        start = m.start("then" if m["then"] else "which")
        for moment in _meant(m, list(dict.fromkeys(said))):
            found.append(Atom(AtomKind.TIME, start, m.end(), moment, moment, "months", core=start))
    return tuple(found)


def _meant(m: re.Match[str], said: list[float]) -> list[float]:
    """Which of the times said before are meant; none where the words do not tell, or tell of another number."""
    if m["then"]:
        return said[-1:]
    which, n = m["which"], _NUMBERS.get((m["number"] or "").strip().lower())
    plural = n is not None or _PLURAL.search(m.group().rpartition(" ")[2]) is not None
    if _FIRST.search(which) or _LAST.search(which):
        n = n or (1 if " of " in which or not plural else None)
        if n is None or n > len(said):
            return []
        return said[:n] if _FIRST.search(which) else said[-n:]
    if plural or which.lower() in {"both", "either", "each"}:
        fits = n or {"both": 2, "either": 2}.get(which.lower(), len(said))
        return said if _ALL.search(m.group()) and fits == len(said) else []
    return said[-1:] if _ONE.search(m.group()) else []
