"""The event that a number counts directly: ``24 complete responses``."""

import re
from collections.abc import Sequence
from typing import Protocol

from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom
from extractor.language.numerals.words import NUMBER_WORDS

_CASES_OF = re.compile(
    r"^\s+(?:(?:cases?|instances?|episodes?|events?)\s+of\b|events?\s+\((?:i\.e\.,?\s+)?$)"
)
_OF_THE = re.compile(r"^\s+of\s+(?:the|our)\s+")
_PLURAL = re.compile(r"(?<!i)s(?:$|\s)")
"""``four of the recurrences``."""
_CASES_BEFORE = re.compile(r"\b(?:cases?|instances?|episodes?)\s+of\s+[^;.:\d]{3,60}(?:,|\band)\s+$")
"""``two cases of fracture and one of perforation``."""
_PART_OPENED = re.compile(rf"\s+[^()]{{3,40}}\(\s*(?:\d+|{NUMBER_WORDS})\s", re.I)
"""``40 events (28 deaths)``: the bracket counts some of them."""
_GRADES = re.compile(r"grades?\s+\d\s*(?:or|to|and)\s*(?:\d|greater|higher)|or (?:greater|higher|more)")
_APART = re.compile(
    r"[,;:.]|\b(?:of|in|with|and|had|was|were|for|to|or|patients?|women|men|lesions?|who|the|at|on|cases?"
    r"|RCTs?|trials?|stud(?:y|ies)|that|cycles?|courses?|until|weeks?|months?|years?|days?|fractions?|different|types?|developed"
    r"|experienced|died)\b",
    re.I,
)
_TO_SITE = re.compile(
    r"\s+(?:(?:were|was|involved|affected|concerned)\s+)?(?:(?:at|in|had|to|as|with)\s+)?(?:the\s+|an?\s+)?(?:isolated\s+)?",
    re.I,
)
_WERE_DEATHS = re.compile(r"\s+(?:was|were)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}(?:non[-–])?")
"""``seven were cardiac deaths``."""
_WITH = re.compile(r"\s+with\b")
_TREATED = re.compile(
    r"\b(?:received|underwent|(?:was|were)\s+(?:[\w-]+ly\s+)?(?:treated|irradiated|operated|given|offered|enrolled|included)|had\s+(?:surgery|radiotherapy|chemotherapy)|declined|refused|opted|elected|proceeded)\b"
)
_SITED = re.compile(r"(?:local|regional|distant|locoregional)_failure")
_VERBAL = re.compile(
    r"(?:(?:had|has|have|was|were|became|got|remained|stayed)\s+)*(?:[a-z]+ly\s+)?(?:vanished|disappeared|ceased|gone|improved|better|diminished|subsided|smaller|shr[au]nk|regressed|unchanged|unaltered|the\s+same|as\s+it|worse|worsened|deteriorated|progressed|gr[eo]wn?|larger|enlarged)\b"
    r"|(?:died|succumbed|relapsed|recurred|progressed|alive$|survived|responded|developed)",
    re.I,
)


class TermLike(Protocol):
    """What a count needs to know of an endpoint term."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...


def came_with(sentence: Sentence, atom: Atom) -> bool:
    """``19 patients with brain metastases and four with leptomeningeal disease received …``: whom it was done to."""
    return bool(_WITH.match(sentence.text, atom.end) and _TREATED.search(sentence.string))


def direct_term(sentence: Sentence, atom: Atom, terms: Sequence[TermLike]) -> TermLike | None:
    """``24 complete responses``, ``one late grade 3 obstruction``, ``3 treatment-related deaths``."""
    term = next((t for t in terms if t.start >= atom.end), None)
    if term is None or _VERBAL.match(term.text):
        return None
    if term.text.isupper() and re.match(r"\s+patients\b", sentence.text[term.end :]):
        return None  # 172 CR patients: a group of them
    if _SITED.fullmatch(term.code) and _TO_SITE.fullmatch(sentence.text[atom.end : term.start]):
        return None if came_with(sentence, atom) else term
    if (
        term.code == "mortality"
        and _PLURAL.search(term.text)
        and _WERE_DEATHS.fullmatch(sentence.text, atom.end, term.start)
    ):
        return term
    if _PART_OPENED.match(sentence.text, atom.end, term.start):
        return None
    gap = _CASES_OF.sub(" ", sentence.text[atom.end : term.start])
    if _PLURAL.search(term.text):
        gap = _OF_THE.sub(" ", gap)
    if _CASES_BEFORE.search(sentence.text, sentence.start, atom.start):
        gap = re.sub(r"^\s+of\b", " ", gap)
    return None if len(gap) > 60 or _APART.search(_GRADES.sub("", gap)) else term
