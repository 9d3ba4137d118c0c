"""Numbers that count for another arm what the items of a list count for the first."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.assembly.endpoints.items.item import Item
from extractor.assembly.endpoints.scene import Scene
from extractor.language.numerals import Atom
from extractor.language.sites import place_said

_IN_ARMS = re.compile(
    r"(?:\s+(?:patients|women|men|cases))?\s+(?:of|in|with|after|on|following|given|treated)\s+(?:(?!\b(?:was|were|had)\b)(?:\d+(?:\.\d+)?[\s-]?Gy|[^,;:.()\d])){2,50}?(?:,|,?\s+(?:and|versus|vs\.?|against|compared\s+with))\s+(?:in\s+)?(?:only\s+)?"
)
_IN_ARM_TOO = re.compile(
    r",?(?:\s+(?:patients|women|men|cases))?\s+(?:of|in|with|after|on|following|given|treated)\s"
)
_ONCE_MORE = re.compile(
    r"\b(?:it\s+was|(?:these|they|(?:the\s+)?(?:corresponding\s+|respective\s+)?(?:figures|numbers))\s+(?:\w+\s+){0,6}?were|against|versus|vs\.?|compared\s+with|as\s+opposed\s+to)\s+$"
    r"|;\s+(?:and\s+)?(?:with)?in\s+(?:the\s+)?[^;:.,()\d]{2,40}?(?:arm|group|cohort)\s+(?:\w+\s+){0,2}$"
)
_LIST_GAP = re.compile(r"\s*(?:,|,?\s+and)\s+")
_VERSUS = re.compile(r"\b(?:versus|vs\.?|v)\s")
_CLOSES_PAIR = re.compile(
    r"\s*(?:[,;.)]|patients|women|men|cases|in\s+(?:the|arm|group)|respectively|of\s+the|$)"
)
_PAIR = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:and|versus|vs\.?|v)\s+(?:in\s+)?")


def once_more(scene: Scene, numbers: Sequence[Atom], found: Sequence[Item]) -> Iterator[Item]:
    """``12 relapsed at distant sites, five in the neck and two in both; in the control arm it was 24, eight and four``."""
    taken = {i.atom.start for i in found}
    text = scene.text
    for i, first in enumerate(numbers):
        if not _ONCE_MORE.search(text, scene.sentence.start, first.start):
            continue
        run = [first]
        for atom in numbers[i + 1 :]:
            if not _LIST_GAP.fullmatch(text, run[-1].end, atom.start):
                break
            run.append(atom)
        before = sorted(
            (f for f in found if f.atom.end <= first.start and not f.besides), key=lambda f: f.atom.start
        )
        if len(run) == len(before) > 1 and taken.isdisjoint(a.start for a in run):
            yield from (item._replace(atom=a, end=a.end) for item, a in zip(before, run, strict=True))


def paired(scene: Scene, numbers: Sequence[Atom], found: Sequence[Item]) -> Iterator[Item]:
    """``became manifest in 44 and 38``, ``in six and seven it was regional``: two arms, of which one has its item."""
    items = {i.atom.start: i for i in found}
    for left, right in pairwise(numbers):
        one, other = items.get(left.start), items.get(right.start)
        gap = scene.text[left.end : right.start]
        arms = (
            _IN_ARMS.fullmatch(gap) and _IN_ARM_TOO.match(scene.text, right.end) and place_said(gap) is None
        )
        if one is not None and one.led and other is None and arms:
            items[right.start] = one._replace(atom=right, end=right.end)
            yield items[right.start]
        if not _PAIR.fullmatch(gap):
            continue
        close = _VERSUS.search(gap) or _CLOSES_PAIR.match(scene.text, right.end)
        if one is not None and one.led and other is None and close:
            items[right.start] = one._replace(atom=right, end=right.end)
            yield items[right.start]
        elif other is not None and not other.led and one is None:
            yield other._replace(atom=left, end=left.end)
