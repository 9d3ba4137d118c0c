"""A time of a sentence with the words around it."""

from dataclasses import dataclass
from typing import Literal

from extractor.assembly.endpoints.scene import Scene
from extractor.language.numerals import Atom

Role = Literal["point", "follow_up", "value", "none"]


@dataclass(frozen=True, slots=True)
class Place:
    """A time atom and the words around it; ``clause`` is the end of ``before``."""

    scene: Scene
    atom: Atom
    before: str
    after: str
    clause: str
