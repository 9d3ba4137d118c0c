"""What the parts of the endpoint reading share: the sentence and what was seen in it."""

from dataclasses import dataclass, field

from extractor.assembly.endpoints.terms import Term, terms_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import Value
from extractor.language.numerals import Atom, AtomKind


@dataclass(frozen=True, slots=True)
class Group:
    """Values of one coordination."""

    values: tuple[Value, ...]

    @property
    def start(self) -> int:
        return self.values[0].start

    @property
    def end(self) -> int:
        return self.values[-1].end

    @property
    def form(self) -> str:
        return self.values[0].form


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before have said."""

    code: str | None = None
    ratio: bool = False
    statistic: str | None = None
    timepoint: float | None = None


Attachment = tuple[list[Term], str] | None
"""Terms of a group and the side they stand on; None where there are none."""


@dataclass(slots=True)
class Reading:
    """The endpoints of a sentence, the atoms they used, and what later stages need to know."""

    findings: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    marks: list[tuple[int, str]] = field(default_factory=list)  # offset → endpoint code, for p-values
    context: Context = Context()


class Scene:
    """One sentence with its terms, grades, statistics and time points; the context of the sentences before."""

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.context = context
        self.terms = terms_of(sentence)
        self.outcomes = [t for t in self.terms if t.code != "follow_up"]
        self.grades = [a for a in sentence.atoms if a.kind is AtomKind.GRADE]
        self.statistics = sentence.labelled("STATISTIC")
        self.points: list[Atom] = []
        self.soft_point: Atom | None = None
        self.lead_point: Atom | None = None
        self.reading = Reading(context=context)
