"""Numbers that split another: ``12 patients died, nine of cancer and three of other causes``."""

import re
from collections.abc import Mapping, Sequence

from extractor.assembly.findings import Sentence
from extractor.assembly.values import is_integer
from extractor.language.numerals import Atom, AtomKind

_SMALLEST = 3
_REACH = 160
_OF = re.compile(r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:/|(?:out\s+)?of)\s*(?:the\s+|these\s+|all\s+)?")
_IN_LIST = re.compile(r"\s*(?:,|,?\s*and)\s+")
"""``in 20, 15 and 5 patients``: one list, of which the first is no sum."""
_FEWEST = 3
"""A whole and two parts."""
_PART_BEHIND = re.compile(
    r"\s*(?:Gy\b|fractions?\b|fx\b|%|times\b|cycles?\b|cent(?:er|re)s?\b|lines?\b|agents?\b|drugs?\b|regimens?\b|months?\b|years?\b)"
)
_SOME_NEXT = re.compile(r"\s*(?:\([^()]*%[^()]*\)\s*)?of\s+(?:them|these|whom|which)\b")
"""``16 died, 11 of them of cancer``: some of the number before, no other part."""
_PART_BEFORE = re.compile(
    r"(?:\b(?:stage|phase|arm|group|type|level|grade|T|N|M|than|least|age)\s*|[-–/+])$", re.I
)


def partitions(sentence: Sentence) -> Mapping[int, int]:
    """By the offset of each part the offset of the number that the parts add up to.

    The parts are two or more whole numbers that stand behind the whole, in one bracket or one clause,
    and nothing but their sum says that they belong to it.
    """
    text = sentence.text
    numbers = [
        a
        for a in sentence.atoms
        if (a.kind is AtomKind.RATIO or is_integer(a)) and a.comparator == "=" and _is_bare(text, a)
    ]
    if len(numbers) < _FEWEST:
        return {}
    depths = _depths(text, sentence.start, sentence.end)
    found: dict[int, int] = {}
    for i, whole in enumerate(numbers):
        if whole.low < _SMALLEST:
            continue
        counted = [a for a in _behind(text, numbers, i) if is_integer(a)]
        for parts in _runs(counted, depths, sentence.start):
            if _adds_up(text, whole, parts):
                found.update({p.start: whole.start for p in parts if p.start not in found})
    return found


def _is_bare(text: str, atom: Atom) -> bool:
    return not (
        _PART_BEHIND.match(text, atom.end) or _PART_BEFORE.search(text[max(0, atom.start - 8) : atom.start])
    )


def _behind(text: str, numbers: Sequence[Atom], i: int) -> Sequence[Atom]:
    """The numbers behind a whole, without its denominator: ``eleven of the 54``."""
    following = numbers[i + 1 :]
    if following and _OF.fullmatch(text[numbers[i].end : following[0].start]):
        return following[1:]
    return following


def _depths(text: str, start: int, end: int) -> list[int]:
    """For each character the bracket it stands in, as the offset of its opening; 0 outside."""
    stack: list[int] = []
    inside = []
    for offset in range(start, end):
        if text[offset] in "([":
            stack.append(offset)
        inside.append(stack[-1] if stack else 0)
        if text[offset] in ")]" and stack:
            stack.pop()
    return inside


def _runs(numbers: Sequence[Atom], brackets: Sequence[int], start: int) -> list[list[Atom]]:
    """The numbers behind a whole, those of each bracket together and those outside."""
    runs: dict[int, list[Atom]] = {}
    for atom in numbers:
        runs.setdefault(brackets[atom.start - start], []).append(atom)
    return list(runs.values())


def _adds_up(text: str, whole: Atom, parts: list[Atom]) -> bool:
    """Shortens ``parts`` to the first that add up to the whole; False where none do."""
    total, last = 0.0, whole.end
    for i, part in enumerate(parts):
        if part.start - last > _REACH or (
            re.search(r"\bof\s+(?:the\s+|these\s+)?$", text[last : part.start]) and i == 0
        ):
            return False
        if i and _SOME_NEXT.match(text, part.end):
            return False
        total, last = total + part.low, part.end
        if total == whole.low and i and not _IN_LIST.fullmatch(text[whole.end : parts[0].start]):
            del parts[i + 1 :]
            return True
        if total > whole.low:
            return False
    return False
