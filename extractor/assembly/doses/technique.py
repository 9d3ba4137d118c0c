"""With what a dose is given: the technique named beside it, else the one that the text told last or the only one it names.

>>> _BEHIND.fullmatch(" were delivered by ") is not None, _BEHIND.fullmatch(" and ") is not None
(True, False)
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from extractor.assembly.findings import Finding
from extractor.language.mentions import Annotation, Mention

_BEHIND = re.compile(
    r"[\s,(\[-]*(?:(?:was|were)\s+)?(?:(?:delivered|given|administered|applied|prescribed)\s+)?"
    r"(?:(?:of|by|via|using|with|through|as|in\s+the\s+form\s+of|by\s+means\s+of|utili[sz]ing|for)\s+)?"
    r"(?:(?!(?:and|or|plus|then|before|after|versus|vs|against|compared)\b)[a-z][\w-]*\s+){0,3}"
)
"""From a dose to the technique that it is given with: ``45 Gy of``, ``60 Gy in 30 fractions using``."""
_ADDED = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:boost|implant boost)\b")
"""``45 Gy with a brachytherapy boost``: what is added has a dose of its own."""
_APART = re.compile(
    r"[;:]|\b(?:and|or|plus|then|before|after|versus|vs|against|compared|followed|Gy)\b", re.I
)
_AGAINST = re.compile(
    r"\b(?:than|versus|vs|compared|superior|inferior|against|instead|whereas|while)\b", re.I
)
"""``SBRT was better than a palliative schedule of``: what follows is given otherwise."""
_LOCAL = frozenset({"pci", "iort", "tbi", "csi"})
"""Techniques of one part of a treatment: they hold for their own sentence."""
_PARTS = _LOCAL | {"brachytherapy"}
_THEN = re.compile(r"Gy\b.*\b(?:after|before|following|followed|preceded|then|plus)\b", re.I | re.S)
"""``an implant of 15 Gy was followed by``: the other part of the treatment."""
_PARTICLES = frozenset({"proton", "carbon"})
_GENERAL = "ebrt"
_FROM_OUTSIDE = frozenset({"imrt", "3dcrt", "sbrt", "fsrt"})
"""Techniques that are external beam radiotherapy themselves."""


class Techniques:
    """What a paper has told so far of the techniques it treats with; ``own`` unless it reviews the results of others."""

    def __init__(self, own: bool) -> None:
        self._own = own
        self._named: set[str] = set()

    def hear(self, annotation: Annotation) -> None:
        """Takes in what a block names."""
        self._named.update(
            m.code
            for m in _marks(annotation)
            if m.code is not None and not _ADDED.match(annotation.text, m.end)
        )

    def told(self, annotation: Annotation, findings: Iterable[Finding]) -> list[Finding]:
        """The findings of a block, its doses with the technique that they are given with."""
        marks = _marks(annotation)
        return [
            replace(f, fields={**f.fields, "technique": self._of(annotation, marks, f)})
            if f.kind == "dose"
            else f
            for f in findings
        ]

    def _of(self, annotation: Annotation, marks: list[Mention], dose: Finding) -> str | None:
        particles = self._named & _PARTICLES
        if dose.fields["measure"] == "rbe" and len(particles) == 1:
            return min(particles)
        text = annotation.text
        start, end = next(s for s in annotation.sentences if s[0] <= dose.start < s[1])
        here = [m for m in marks if start <= m.start < end]
        before = [m for m in here if m.end <= dose.start]
        within = [m for m in here if dose.start <= m.start and m.end <= dose.end]
        after = [m for m in here if m.start >= dose.end]
        behind = after[0] if after else None
        if behind and (_ADDED.match(text, behind.end) or _APART.search(text, dose.end, behind.start)):
            behind = None
        if behind and _BEHIND.fullmatch(text, dose.end, behind.start):
            return behind.code
        if before and _otherwise(before[-1], text[before[-1].end : dose.start]):
            return None
        ahead = [m for m in marks if m.end <= start and m.code not in _LOCAL]
        told = [*within[:1], *before[-1:], *([behind] if behind else []), *ahead[-1:]]
        return told[0].code if told else self._only()

    def _only(self) -> str | None:
        """The technique of a paper that names one; another kind of external beam says more than the general name."""
        named = self._named - _LOCAL if self._own else set()
        if named & _FROM_OUTSIDE:
            named = named - {_GENERAL}
        return min(named) if len(named) == 1 else None


def _otherwise(mark: Mention, gap: str) -> bool:
    """Whether what stands between a technique and a dose says that the dose is given otherwise."""
    return _AGAINST.search(gap) is not None or (mark.code in _PARTS and _THEN.search(gap) is not None)


def _marks(annotation: Annotation) -> list[Mention]:
    return [m for m in annotation.mentions if m.label == "TECHNIQUE"]
