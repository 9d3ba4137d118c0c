"""A p-value with the outcomes of its sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.assembly.brackets import mask_brackets, opening
from extractor.assembly.endpoints import Context, Reading, Term
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind

Codes = list[str | None]
"""The endpoints of a run of p-values: one for all of them, or one for each."""

_FACTORS = re.compile(
    r"\b(?:factors?|variables?|predictors?|prognostic|predict(?:ed|ive)?|covariates?|determinants?|multivaria(?:te|ble)|univaria(?:te|ble)|[MU]VA|Cox)\b",
    re.I,
)
_CONTRAST = re.compile(r",?\s(?:while|whereas|but|although|though|yet)\s")
_IN_THOSE = re.compile(
    r"\b(?:patients|those|women|men)\s+with\s+(?:an?\s+)?(?:lower|higher|low|high|poor|reduced|impaired|larger|smaller|better|worse)\s+(?:[\w-]+\s+)?$"
)
_MORE_WITH = re.compile(
    r"\b(?:more|less|most|least)\s+(?:common|frequent|often|likely|prevalent)(?:ly)?\s+(?:with|after|in|for|at)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}$"
    r"|\b(?:higher|lower|better|worse|improved|reduced|increased|longer|shorter|superior|inferior|commoner|rarer)\s+(?:with|after|in|for|at)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}$"
)
"""``relapse was more frequent with a close margin (p = 0.01)``."""
_THOSE_WITH = re.compile(
    r"\b(?:patients|those|women|men|tumou?rs|children)\s+with\s+(?:an?\s+)?(?:[\w-]+\s+)?$"
)
_LIMIT_NEXT = re.compile(
    r"\s+(?:levels?\s+|scores?\s+)?(?:of\s+)?(?:above|below|over|under|(?:greater|less|more|higher|lower)\s+than|at\s+least|exceeding|[<>≥≤])"
)
"""``it favoured those with a haemoglobin above 12``."""
_OF_LESIONS = re.compile(r"\b(?:for|in|among|of|than)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$")
_LESIONS = re.compile(r"(?:recurrences|relapses|metastases|progressions)$", re.I)
"""``control was 69% for central recurrences (p = 0.02)``: what was treated."""
_CLAUSE_END = re.compile(r";\s|\.\s")
_OUTLASTS = re.compile(r"survival$|control$|response")
NEAR = 60


def of_factors(sentence: Sentence) -> bool:
    """Whether the sentence is about prognostic factors: a measure in it is one of them."""
    return bool(_FACTORS.search(sentence.string))


@dataclass(frozen=True)
class Place:
    """A p-value with the outcomes of its sentence."""

    sentence: Sentence
    reading: Reading
    atom: Atom
    outcomes: Sequence[Term]
    last: Codes | None = None
    """What the p-value before it in its sentence tests."""

    @cached_property
    def opened(self) -> int | None:
        """Where the bracket around it opens."""
        return opening(self.sentence, self.atom)

    @cached_property
    def clause_start(self) -> int:
        """Where its clause begins; brackets part no clauses."""
        masked = mask_brackets(self.sentence.text[self.sentence.start : self.atom.start])
        return self.sentence.start + max((m.end() for m in _CLAUSE_END.finditer(masked)), default=0)

    @cached_property
    def subclause_start(self) -> int:
        """Where its part of the sentence begins, if ``while`` or ``but`` open one."""
        masked = mask_brackets(self.sentence.text[self.clause_start : self.atom.start])
        return self.clause_start + max((m.end() for m in _CONTRAST.finditer(masked)), default=0)

    @cached_property
    def tested_before(self) -> Sequence[int]:
        """Where the p-values before it end."""
        return [a.end for a in self.sentence.atoms if a.kind is AtomKind.P_VALUE and a.end <= self.atom.start]

    @cached_property
    def in_whom(self) -> set[int]:
        """``fractures were more common in patients with lower density (p = 0.04)``: measures that say in whom."""
        text, begin = self.sentence.text, self.sentence.start
        told = self.outcomes[:1]
        return {
            t.start
            for t in self.outcomes[1:]
            if told[0].code != "other"
            and (
                (
                    t.code == "other"
                    and (
                        _IN_THOSE.search(text, begin, t.start)
                        or _MORE_WITH.search(text, begin, t.start)
                        or (_THOSE_WITH.search(text, begin, t.start) and _LIMIT_NEXT.match(text, t.end))
                    )
                )
                or (
                    _LESIONS.search(t.text)
                    and _OUTLASTS.search(told[0].code)
                    and _OF_LESIONS.search(text, begin, t.start)
                )
            )
        }

    @cached_property
    def before(self) -> Sequence[Term]:
        """The outcomes named before it."""
        return [t for t in self.outcomes if t.end <= self.atom.start and t.start not in self.in_whom]

    @cached_property
    def values(self) -> Sequence[tuple[int, str]]:
        """The marks of values and terms before it."""
        passed = {"follow_up"} | ({"none"} - {t.code for t in self.outcomes})
        marks = self.reading.marks
        return [(o, c) for o, c in marks if o < self.atom.start and c not in passed and o not in self.in_whom]

    @cached_property
    def of_factors(self) -> bool:
        """Whether the sentence is about prognostic factors."""
        return of_factors(self.sentence)

    def first_behind(self, offset: int, reach: int, *but: str) -> Term | None:
        """The first outcome that begins within ``reach`` behind an offset."""
        return next((t for t in self.outcomes if 0 <= t.start - offset < reach and t.code not in but), None)


def carried(context: Context) -> Codes | None:
    """What was measured or tested just before."""
    code = context.recent
    return None if code in {None, "follow_up"} else [code]
