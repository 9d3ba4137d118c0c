"""The sentence as a row of items: what the steps of reading endpoints look at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.assembly.brackets import ROUND
from extractor.assembly.endpoints.context import Context
from extractor.assembly.endpoints.implied import implied_terms
from extractor.assembly.endpoints.term import Term
from extractor.assembly.endpoints.terms import terms_of
from extractor.assembly.findings import Sentence
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind

_PERCENT = re.compile(r"\d\s*(?:%|per\s?cent)(?!\s*(?:CI|confidence))")
_OF_OTHER = re.compile(r"^\s*(?:age|dose|\[)")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its endpoint terms, grades, statistics and, once they are sorted, its time points.

    ``outcomes`` are the terms without follow-up. ``lead`` opens the sentence and holds for all of it;
    ``soft`` is a follow-up time that holds where nothing nearer is said.
    """

    sentence: Sentence
    context: Context
    terms: tuple[Term, ...]
    outcomes: tuple[Term, ...]
    grades: tuple[Atom, ...]
    statistics: tuple[Mention, ...]
    points: tuple[Atom, ...] = ()
    soft: Atom | None = None
    lead: Atom | None = None

    @property
    def text(self) -> str:
        """The text of the block, which all offsets refer to."""
        return self.sentence.text


def scene_of(sentence: Sentence, context: Context) -> Scene:
    """The scene of a sentence, before its times are sorted."""
    terms = tuple(terms_of(sentence, context.code))
    terms = tuple(sorted([*terms, *implied_terms(sentence, context, terms)], key=lambda t: t.start))
    return Scene(
        sentence,
        context,
        terms,
        outcomes=tuple(t for t in terms if t.code != "follow_up"),
        grades=tuple(a for a in sentence.atoms if a.kind is AtomKind.GRADE),
        statistics=tuple(sentence.labelled("STATISTIC")),
    )


def with_terms(scene: Scene, terms: Sequence[Term]) -> Scene:
    """The scene with further outcomes."""
    if not terms:
        return scene

    def among(found: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(sorted([*found, *terms], key=lambda t: t.start))

    return replace(scene, terms=among(scene.terms), outcomes=among(scene.outcomes))


def term_before(scene: Scene, offset: int) -> Term | None:
    """The last term that ends before the offset."""
    return next((t for t in reversed(scene.terms) if t.end <= offset), None)


def average_before(scene: Scene, offset: int) -> str | None:
    """``median`` or ``mean``, where it rules the clause before the offset."""
    found = None
    for m in scene.statistics:
        if m.end > offset or m.code not in {"median", "mean"} or scene.text[m.start : m.end] == "means":
            continue
        gap = ROUND.sub(" ", scene.text[m.end : offset])
        if ";" in gap and not re.search(r"95%|CI", gap):
            continue
        if not _PERCENT.search(gap) and not _OF_OTHER.search(gap):
            found = m.code
    return found
