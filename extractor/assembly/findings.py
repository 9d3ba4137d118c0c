"""The value that the assembly modules pass on: what was found in one block, before it becomes a record."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractor.language.mentions import Annotation, Mention
from extractor.language.numerals import Atom, AtomKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of one kind; ``start``/``end`` are offsets into the block's text."""

    kind: str
    start: int
    end: int
    rule: str
    fields: dict[str, Any] = field(default_factory=dict)
    row: str | None = None  # row label of a table cell
    refs: tuple[int, ...] | None = None  # citation numbers known from the place (a table row)
    label: str | None = None
    repeats: bool = False  # only a label where the document has stated the same before


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block with what lies inside it; offsets are into the block's text."""

    text: str  # of the whole block
    start: int
    end: int
    atoms: tuple[Atom, ...]
    mentions: tuple[Mention, ...]

    @property
    def string(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]

    def labelled(self, *labels: str) -> list[Mention]:
        """Mentions with one of the labels, in order."""
        return [m for m in self.mentions if m.label in labels]

    def until(self, end: int) -> "Sentence":
        """What the sentence says before an offset."""
        atoms = tuple(a for a in self.atoms if a.end <= end)
        return Sentence(self.text, self.start, end, atoms, tuple(m for m in self.mentions if m.end <= end))


def sentences(annotation: Annotation) -> Iterator[Sentence]:
    """The sentences of an annotated block."""
    starts = [a.start for a in annotation.atoms]
    for start, end in annotation.sentences:
        atoms = annotation.atoms[bisect_left(starts, start) : bisect_left(starts, end)]
        mentions = tuple(m for m in annotation.mentions if start <= m.start and m.end <= end)
        yield Sentence(annotation.text, start, end, atoms, mentions)


def with_plain_grades(sentence: Sentence, start: int, end: int) -> str:
    """A stretch of the text in which each grade reads ``grade 3``, however it is printed."""
    text, done = "", start
    for grade in sentence.atoms:
        if grade.kind is AtomKind.GRADE and done <= grade.start and grade.end <= end:
            text, done = f"{text}{sentence.text[done : grade.start]}grade 3", grade.end
    return text + sentence.text[done:end]
