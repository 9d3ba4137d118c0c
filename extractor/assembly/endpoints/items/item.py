"""A number of a list that names the place or the cause of each of its items."""

from typing import NamedTuple

from extractor.assembly.endpoints.term import Term
from extractor.language.numerals import Atom

RULE = "item"
"""The rule of a count that was read with the term of its item."""
BESIDES = "item_besides"
"""The same where the item comes on top of another, about which the sentence goes on."""


class Item(NamedTuple):
    """A number, the term it was read with and where the words for it end."""

    atom: Atom
    term: Term
    end: int
    led: bool = False
    """Whether the place stands before the number."""
    besides: bool = False


class Place(NamedTuple):
    """A number and where it stands: behind ``floor``, with its noun up to ``end`` and its share up to ``behind``."""

    atom: Atom
    floor: int
    end: int
    behind: int
