"""Where the reading of a sentence stands: the group at hand, and what the groups before it have said."""

from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.assembly.endpoints.attach import Attachment
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.moments import Moments
from extractor.assembly.endpoints.points import Placed
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import Term
from extractor.assembly.endpoints.untold import Lead
from extractor.language.numerals import Atom


class Measured(NamedTuple):
    """What one value measures: endpoint code, the rule that named it, and the term where there is one."""

    code: str
    rule: str
    term: Term | None


@dataclass(slots=True)
class State:
    """What the groups read so far have said."""

    code: str | None = None
    statistic: str | None = None
    term: Term | None = None
    terms: tuple[Term, ...] = ()  # of the last group that had terms of its own
    point: float | None = None
    told: list[tuple[str, str]] = field(default_factory=list)  # form and endpoint of each value, in order
    moments: list[float | None] = field(default_factory=list)  # of the last percentages
    dated: dict[str, float] = field(default_factory=dict)  # the last time point of each endpoint
    grade: Atom | None = None
    grades: list[Atom | None] = field(default_factory=list)  # of each share of a harm, in order
    ratio: bool = False
    relief: bool = False  # the symptoms of this coordination were relieved
    counted: bool = False  # the last value was a number of people or printed with one
    lead: Lead | None = None  # of a sentence that tells on of the outcome before it
    events: dict[int, Measured] = field(default_factory=dict)  # what each number of people counted, by offset


@dataclass(frozen=True, slots=True)
class Slot:
    """A group with its terms and time points, and the groups beside it."""

    group: Group
    attachment: Attachment | None
    placed: tuple[Placed, ...]
    previous: Group | None
    following: Group | None
    times: tuple[Moments, ...] | None = None  # of each value, where a coordination says them
    laid_out: bool = False  # each value has a term of its own

    def floor(self, scene: Scene) -> int:
        """Where the group before ends, or the sentence begins."""
        return self.previous.end if self.previous else scene.sentence.start

    def ceiling(self, scene: Scene) -> int:
        """Where the next group begins, or the sentence ends."""
        return self.following.start if self.following else scene.sentence.end
