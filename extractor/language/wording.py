"""One wording for what papers say in many: a block of prose before the rules read it, and the way back to its offsets.

``was found to be 84%``, ``amounted to 84%`` and ``was 84%`` state the same. The rewrites of ``patterns/*.toml`` turn the
rarer wordings into the one that rules are written for, so that no rule has to list them all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from extractor.document import Span
from extractor.language.rules import Rewrite, compiled, load_rules

_BRACKETS = re.compile(r"\[(?P<aside>[^\[\]()]*[a-z%][^\[\]()]*)\]|[()\[\]]", re.I)
"""A square bracket with words or a share in it, or any bracket; citations (``[12,13]``) have neither."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A block in plain words. ``starts`` and ``ends`` give for each of its characters the slice of the printed text
    that it stands for; both are None where nothing was reworded."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def printed(self, start: int, end: int) -> Span:
        """The span of the printed text that a span of the plain words stands for."""
        if self.starts is None or self.ends is None or end <= start:
            return start, end
        return self.starts[start], self.ends[end - 1]


def in_plain_words(text: str, patterns: Path | None = None) -> Wording:
    """The text with every rewrite applied, in the order of the rule files."""
    wording = Wording(_with_round_brackets(text))
    lower = wording.text.lower()
    for rewrite in load_rules(patterns).rewrites:
        if rewrite.needs and not any(word in lower for word in rewrite.needs):
            continue
        plainer = reworded(wording, rewrite)
        if plainer is not wording:
            wording, lower = plainer, plainer.text.lower()
    return wording


def _with_round_brackets(text: str) -> str:
    """The text with round brackets for square ones that are an aside of their own, neither citation nor inside another."""
    depth = 0
    for mark in _BRACKETS.finditer(text):
        if mark["aside"] is None:
            depth = max(0, depth + (1 if mark.group() in "([" else -1))
        elif depth == 0:
            start, end = mark.span()
            text = f"{text[:start]}({mark['aside']}){text[end:]}"
    return text


_BEGINS = re.compile(r"[.?!:][)\]”’\"']*\s+$")
"""What stands before a sentence, whose capital a rewrite leaves to it."""


def reworded(wording: Wording, rewrite: Rewrite) -> Wording:
    """One rewrite, at every place; one that ``opens`` a sentence hands its capital on to the word that is first now."""
    text = wording.text
    matches = list(compiled(rewrite.find).finditer(text))
    if not matches:
        return wording
    plain = _Builder(wording)
    done = 0
    for match in matches:
        start, end = match.span()
        plain.keep(done, start)
        words = match.expand(rewrite.write)
        if text[start].isupper() and (start == 0 or _BEGINS.search(text, max(0, start - 6), start)):
            words = words[:1].upper() + words[1:]
        plain.write(words, start, end)
        done = end
        if rewrite.opens and end < len(text):
            plain.write(text[end].upper(), end, end + 1)
            done = end + 1
    plain.keep(done, len(text))
    return plain.wording()


class _Builder:
    """Text written anew, with the way back of the wording that it is written from."""

    def __init__(self, wording: Wording) -> None:
        n = len(wording.text)
        self.old = wording.text, wording.starts or range(n), wording.ends or range(1, n + 1)
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def keep(self, start: int, end: int) -> None:
        """A stretch as it was."""
        text, starts, ends = self.old
        self.parts.append(text[start:end])
        self.starts.extend(starts[start:end])
        self.ends.extend(ends[start:end])

    def write(self, words: str, start: int, end: int) -> None:
        """Other words for a stretch; the characters that begin and end both alike stay where they are."""
        text, starts, ends = self.old
        old = text[start:end]
        same = _alike(old, words)
        same_end = _alike(reversed(old[same:]), reversed(words[same:]))
        middle = words[same : len(words) - same_end]
        first, last = start + same, end - same_end
        self.keep(start, first)
        if middle:
            if first == last:
                first, last = max(first - 1, start), min(last + 1, end)
            self.parts.append(middle)
            self.starts.extend([starts[first]] * len(middle))
            self.ends.extend([ends[last - 1]] * len(middle))
        self.keep(end - same_end, end)

    def wording(self) -> Wording:
        """What was written."""
        return Wording("".join(self.parts), self.starts, self.ends)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
