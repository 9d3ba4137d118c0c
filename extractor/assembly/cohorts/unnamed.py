"""Numbers in line with a cohort that count the same without naming it: ``… to 45; in 12 of these``, ``34 and the right in 27 patients``.

What is counted in English stands in the plural behind its number. A number of two or more with no plural behind it
counts what the number before or behind it counts, where the three stand in like places and nothing is measured.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from extractor.assembly.brackets import ROUND
from extractor.assembly.cohorts.ellipsis import PAUSE
from extractor.assembly.cohorts.numbers import SHARE, cohort_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_REACH = 110
_LED = r"(?:(?:only|just|another|a\s+further|an\s+additional|all|the\s+(?:first|last|next|other|others|remaining|following|subsequent))\s+)?"
_SUBJECT = re.compile(
    rf"(?:^|[,;:(]\s*|\b(?:and|but|arm|group|cohort|(?:weeks?|months?|years?|baseline)|while|whereas|although|of\s+(?:whom|these|those|them|which)|including|versus|vs\.?)\s+){_LED}$",
    re.I,
)
_ADVERB = re.compile(r"(?:During|Between|From|Since|In|Over|Until|By|At|After|Before)\b[^.;:,]{3,80}\s")
"""``During the study period 266 were seen``."""
_OBJECT = re.compile(rf"\b(?:in|for|to|by|among|from)\s+{_LED}$", re.I)
_HAPPENED = (
    r"(?:died|fractured|developed|experienced|relapsed|recurred|progressed|achieved|responded|failed|suffered|showed|survived|improved|worsened|complained|deteriorated"
    r"|alive|dead|free|remained|remain|reported|sustained|exhibited|demonstrated|increased|decreased|reached|rose|fell|ranged|occurred|appeared|observed|seen|noted|recorded|hospitali[sz]ed|toxic\w*)"
)
_DID = (
    r"(?:received|underwent|completed|refused|declined|were|was|had|have|did|could|went|came|took|chose|got|left|withdrew|dropped|began|started|gave|never|met|attended"
    r"|entered|joined|opted|agreed|consented|lacked|moved|switched|crossed|needed|required|stopped|finished|discontinued|presented|accepted|preferred|lay|belonged|used|wore)"
)
_OUTCOME_NEXT = re.compile(rf"[^,;.]{{0,30}}\b{_HAPPENED}\b", re.I)
_VERB_NEXT = re.compile(rf"\s+(?:(?:also|then|later|never|only|initially|subsequently|[a-z]+ly)\s+)?{_DID}\b")
_TIED_NEXT = re.compile(
    r"\s+(?:with|without|in|on|at|from|for|to|after|before|by|because|due|owing|who|whose|under|over|as|between)\b(?!\s+(?:\d|"
    + NUMBER_WORDS
    + r"\b))"
)
_SOME_NEXT = re.compile(r"\s+of\s+(?:these|those|them|whom|which)\b(?!\s+\d)")
_PAUSE_OR_WHY = re.compile(
    rf"{PAUSE.pattern}|\s+(?:of\s+(?:these|those|them|whom|which)|because|due\s+to|owing\s+to|who|with|without|after|before|at|only|the\s+[a-z])\b|\s*\("
)
_UNITS = r"(?:Gy|cGy|mg|kg|g|cm|mm|ml|mL|MV|MeV|kV|kVp|Hz|h|min|s|x|or|to|of|times|per|each|vs|versus|fold|more|less|years?|months?|weeks?|days?|hours?|minutes?|fractions?|fx|cycles?|points?)"
_PHRASE_NEXT = re.compile(
    rf"(?:\s+(?!(?:and|or|was|were|had|have|in|on|at|for|with|to|from|by|of|who|but|while|{_UNITS})\b)[A-Za-z][\w/+'’-]*){{1,6}}(?=\s*(?:[,;.:()]|$|\s(?:and|or|in|on|at|for|with|to|from|by|but|while|who)\b))"
)
_PLURAL = re.compile(r"\b(?![A-Z]+\b)[a-z-]{2,}(?<!s)(?<!u)(?<!i)s\b")
_MEASURED = {AtomKind.P_VALUE, AtomKind.INTERVAL, AtomKind.GRADE}
_VALUES = re.compile(
    r"\b(?:median|mean|average|scores?|range[ds]?|ratio|index|volumes?|margins?|thickness|constraints?|coefficients?|levels?|plans|beams|fields|arcs|items|steps|genes|samples|doses?\s+of)\b",
    re.I,
)
_NAMES = re.compile(
    r"\b(?:stages?|grades?|levels?|groups?|arms?|types?|phases?|class|cohorts?|days?|weeks?|months?|years?|cycles?|scores?|tables?|figs?\.?|figures?|refs?\.?|steps?|T|N|M|of|than|least|most|up\s+to|about|version|aged?)\s*$",
    re.I,
)


def unnamed(
    sentence: Sentence, found: Mapping[int, Finding], taken: set[int]
) -> Iterator[tuple[int, Finding]]:
    """Numbers that stand in line with a cohort of a sentence in which nothing is measured."""
    if not found or _measures(sentence):
        return
    whose = dict(found)
    numbers = [
        a
        for a in sentence.atoms
        if a.kind in {AtomKind.NUMBER, AtomKind.RATIO} and not _in_bracket(sentence.text, sentence.start, a)
    ]
    for last, atom in pairwise(numbers):  # from left to right
        if last.start in whose and _counts(sentence, atom, whose, taken) and _near(sentence, last, atom):
            whose[atom.start] = _as(whose[last.start], atom)
            yield atom.start, whose[atom.start]
    for atom, following in reversed(list(pairwise(numbers))):  # and back
        if (
            following.start in whose
            and _are_alike(sentence, atom, following)
            and _counts(sentence, atom, whose, taken)
            and _near(sentence, atom, following)
        ):
            whose[atom.start] = _as(whose[following.start], atom)
            yield atom.start, whose[atom.start]


def _are_alike(sentence: Sentence, atom: Atom, following: Atom) -> bool:
    """``in 34 … and in 27 patients``, ``74 accepted, 12 declined``: two objects or two subjects."""
    if _is_object(sentence, atom):
        return bool(_OBJECT.search(_before(sentence, following)))
    if not _is_subject(sentence, following):
        return False
    one, other = _behind(sentence, atom), _behind(sentence, following)
    return one.split()[:2] == other.split()[:2] or bool(_VERB_NEXT.match(one) and _VERB_NEXT.match(other))


def _measures(sentence: Sentence) -> bool:
    """Whether the sentence tells of outcomes or of measured values."""
    return (
        any(m.code not in {"skip", "none"} for m in sentence.labelled("ENDPOINT"))
        or any(a.kind in _MEASURED for a in sentence.atoms)
        or _VALUES.search(sentence.string) is not None
    )


def _as(model: Finding, atom: Atom) -> Finding:
    return cohort_of(atom, atom.core, atom.end, model.fields["unit"], "cohort.unnamed")


def _near(sentence: Sentence, left: Atom, right: Atom) -> bool:
    return len(ROUND.sub("", sentence.text[left.end : right.start])) <= _REACH


def _in_bracket(text: str, start: int, atom: Atom) -> bool:
    return text.rfind("(", start, atom.start) > text.rfind(")", start, atom.start)


def _counts(sentence: Sentence, atom: Atom, found: Mapping[int, Finding], taken: set[int]) -> bool:
    """Whether a number that is nothing else has no noun of its own behind it."""
    if atom.start in taken or atom.start in found or not is_integer(atom) or atom.comparator != "=":
        return False
    if atom.low < 1 or 1900 <= atom.low <= 2100:
        return False
    return _is_object(sentence, atom) or _is_subject(sentence, atom)


def _before(sentence: Sentence, atom: Atom) -> str:
    return sentence.text[max(sentence.start, atom.start - 60) : atom.start]


def _behind(sentence: Sentence, atom: Atom) -> str:
    """The words behind a number, without the share in brackets."""
    text = sentence.text[atom.end : min(sentence.end, atom.end + 90)]
    share = SHARE.match(text)
    return text[share.end() :] if share else text


def _is_object(sentence: Sentence, atom: Atom) -> bool:
    """``…, in 12 of these``, ``for the first 25 and``."""
    return bool(_OBJECT.search(_before(sentence, atom))) and bool(
        _PAUSE_OR_WHY.match(_behind(sentence, atom))
    )


def _is_subject(sentence: Sentence, atom: Atom) -> bool:
    """``, 12 withdrew``, ``and 40 stage III``."""
    before, behind = _before(sentence, atom), _behind(sentence, atom)
    led = _SUBJECT.search(before) or _ADVERB.fullmatch(sentence.text, sentence.start, atom.start)
    if not led or _NAMES.search(before) or _OUTCOME_NEXT.match(behind):
        return False
    if _VERB_NEXT.match(behind) or _TIED_NEXT.match(behind) or _SOME_NEXT.match(behind):
        return True
    phrase = _PHRASE_NEXT.match(behind)
    return phrase is not None and not _PLURAL.search(phrase.group())
