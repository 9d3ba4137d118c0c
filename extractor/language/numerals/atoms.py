"""What the number grammar finds: atoms and their kinds."""

from dataclasses import dataclass
from enum import StrEnum


class AtomKind(StrEnum):
    """What a number is."""

    NUMBER = "NUMBER"  # plain number or range
    PERCENT = "PERCENT"
    DOSE = "DOSE"  # Gy
    TIME = "TIME"
    RATIO = "RATIO"  # 10/57
    P_VALUE = "P_VALUE"
    INTERVAL = "INTERVAL"  # confidence interval
    SPREAD = "SPREAD"  # range, IQR, SD: never a value of its own
    GRADE = "GRADE"
    CITATION = "CITATION"
    REGISTRY = "REGISTRY"
    DATE = "DATE"
    MEASURE = "MEASURE"  # other unit: mg/m², mm, MV
    NAME = "NAME"  # a number that is part of a name: RTOG 9408


@dataclass(frozen=True, slots=True)
class Atom:
    """One numeric atom; ``text[start:end]`` is what was printed.

    ``low``/``high`` are in ``unit`` (doses always Gy); ``high`` is None for an open grade range.
    ``core`` is the offset where the number itself begins, after a comparator word.
    """

    kind: AtomKind
    start: int
    end: int
    low: float = 0.0
    high: float | None = None
    unit: str | None = None
    comparator: str = "="
    core: int = -1
    measure: str = "physical"
    refs: tuple[int, ...] = ()
    shared: bool = False  # the unit was taken from a later member of the same list
    adjectival: bool = False  # "2-Gy", "5-year": hyphenated before a noun
    words: bool = False  # spelled out

    @property
    def single(self) -> bool:
        """One value rather than a range."""
        return self.high == self.low
