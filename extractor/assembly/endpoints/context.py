"""What the sentences before leave to a sentence."""

from dataclasses import dataclass

_FRESH = 1


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before have said."""

    code: str | None = None
    ratio: bool = False
    statistic: str | None = None
    timepoint: float | None = None
    age: int = 0
    """How many sentences ago the endpoint was named or tested."""
    section: str | None = None
    """The endpoint of the heading that the sentence stands under."""
    moments: tuple[float | None, ...] = ()
    """The times of the last percentages, one for each."""
    dates: tuple[float, ...] = ()
    """The time points that the sentence before named."""
    told: tuple[tuple[str, str], ...] = ()
    """Form and endpoint of each value of the sentence before."""
    named: tuple[str, ...] = ()
    """The endpoints that the sentence before named, in order."""
    strayed: bool = False
    """Whether figures of something else, or a heading, stand between the endpoint and here."""
    listing: bool = False
    """Whether the sentence before was an item of a list: ``Group 1: 72 %.``"""

    outcome: str | None = None
    """The last survival or control that was measured under this heading."""

    arms: tuple[str, ...] = ()
    """The arms of the last values that two or more arms share."""
    comparative: bool = False
    """Whether the paper compares treatments."""

    @property
    def fresh(self) -> bool:
        """Whether the endpoint was named or tested in the sentence before, or the one before that."""
        return self.age <= _FRESH

    @property
    def recent(self) -> str | None:
        """What was named lately, or what the section is about."""
        return self.code if self.fresh else self.section
