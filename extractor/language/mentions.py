"""What the language stage hands to assembly: typed mentions over a block of text, free of spaCy objects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractor.document import Span
from extractor.language.numerals import Atom


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that a rule recognised.

    ``label`` says what sort of thing (ENDPOINT, FRACTIONS, PEOPLE, …), ``code`` its value where it has one,
    ``atoms`` the numeric atoms inside it in order, ``rule`` the id of the rule.
    """

    label: str
    start: int
    end: int
    rule: str
    code: str | None = None
    atoms: tuple[Atom, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One block of text with its sentences, numeric atoms and mentions; offsets into ``text``."""

    text: str
    sentences: tuple[Span, ...]
    atoms: tuple[Atom, ...]
    mentions: tuple[Mention, ...]
    abbreviations: Mapping[str, str] = field(default_factory=dict)
