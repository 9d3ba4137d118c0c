"""What became of a function, a symptom, a pain or a tumour: ``acuity got better in 17, stayed as it was in 58 and fell in five``.

A subject that is said once leads a row of predicates, each with the number of those in whom it came true, in front
(``40 shrank, 15 were unchanged``) or behind (``shrank in 40``). Each predicate is a term: of a tumour it is a degree of
response, of pain its relief, of anything else an outcome without a code.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Sentence
from extractor.assembly.values import is_integer
from extractor.language.numerals import Atom, AtomKind

_AUX = (
    r"(?:(?:had|has|have|was|were|is|are|became|become|got|been|being|remained|stayed|showed|turned|grew|judged|rated|found|considered)\s+){0,2}"
    r"(?:(?:[a-z]+ly|much|somewhat|clearly|all|still|again|further)\s+)?"
)
_CHANGE = (
    r"(?P<gone>(?:regressed|resolved|shrank|shrunk|cleared)\s+(?:completely|entirely|totally)|(?:completely|entirely|totally)\s+(?:regressed|resolved)|vanished|disappeared|ceased(?:\s+altogether)?|stopped|gone|abolished|cleared|went\s+away|(?:could\s+)?no\s+longer\s+(?:be\s+)?(?:visible|seen|found|detect(?:ed|able)|demonstrated|present))"
    r"|(?P<less>improved|better|lessened|eased|diminished|abated|alleviated|relieved|ameliorated|mitigated|subsided|decreased|reduced|smaller|shrank|shrunk|shrunken|regressed|receded|milder|rarer|fewer|less\s+(?:frequent|severe|marked)"
    r"|returned(?:\s+to\s+normal)?|recovered|regained|restored|kept|preserved|retained|maintained|saved|flattened|normal(?:\s+again)?|normali[sz]ed)"
    r"|(?P<same>unchanged|unaltered|unaffected|stable|static|stationary|the\s+same|as\s+(?:it|they|before)(?:\s+(?:was|were|had\s+been))?|persisted|no\s+change|(?:did\s+)?not\s+(?:changed?|improved?|respond|alter(?:ed)?))"
    r"|(?P<more>worse|worsened|deteriorated|grown|grew|larger|bigger|enlarged|increased|progressed|declined|impaired|fell|rose|lost|aggravated)"
    r"|(?P<again>recurred|reappeared|came\s+back)"
)
_PREDICATE = re.compile(rf"(?:(?<=\s)|^)(?P<aux>{_AUX})(?P<verb>{_CHANGE})\b(?!\s+than\b)", re.I)
_SIZED = re.compile(
    r"vanished|disappeared|gone|could\s|cleared|flattened|resolved\s|completely\s|no\s+longer|smaller|shr[au]nk\w*|regressed|receded|reduced|decreased|diminished|un(?:changed|altered)|stable|static|stationary|the\s+same|as\s|no\s+change|not\s|grown|grew|larger|bigger|enlarged|increased|progressed"
)
"""What is said of a tumour."""
_TUMOUR = re.compile(
    r"\b(?:tumou?rs?|lesions?|metastas[ei]s|mass(?:es)?|nodules?|meningiomas?|schwannomas?|neuromas?|neurinomas?|adenomas?|gliomas?|h?a?emangiomas?|paragangliomas?|chordomas?|[a-z]+omata|keloids?|primaries|growths|(?:lymph\s+)?nodes|deposits|malformations|AVMs)\b",
    re.I,
)
_LIFE = re.compile(
    r"\b(?:quality\s+of\s+life|(?:HR)?QoL|(?:global\s+)?health\s+status|[a-z]+\s+functioning|well-?being)\b",
    re.I,
)
_DISEASE = re.compile(r"\b(?:disease|cancer)\b", re.I)
_PAIN = re.compile(r"\b(?:pains?|neuralgia)\b", re.I)
_FUNCTION = re.compile(
    r"\b(?:deficits?|symptoms?|complaints?|cough|headaches?|itching|pruritus|seizures?|fits|dyspnoea|dyspnea|breathlessness|stridor|ha?emoptysis|hoarseness|nausea|numbness|weakness|par(?:esis|eses)|pals(?:y|ies)|hemiparesis|diplopia|proptosis"
    r"|exophthalmos|oedema|edema|swelling|discharge|bleeding|dysphagia|swallowing|speech|voice|hearing|vision|sight|acuity|(?:visual\s+)?fields?|eyesight|gait|walking(?:\s+ability)?|ambulation|mobility|strength|power|sensation|appetite|sleep|mood|memory"
    r"|cognition|continence|potency|[a-z]+\s+function|performance(?:\s+status)?|KPS|Karnofsky|anxiety|fatigue|tinnitus|scores?|vertigo|dizziness|ataxia|incontinence|urgency|nocturia|dysuria|stiffness|cramps|spasms|spasticity|mucositis|xerostomia|dermatitis|lymph(?:o)?edema|trismus)\b",
    re.I,
)
_SUBJECTS = (
    ("tumour", _TUMOUR),
    ("disease", _DISEASE),
    ("life", _LIFE),
    ("pain", _PAIN),
    ("function", _FUNCTION),
)
_TO_PREDICATE = re.compile(
    r"(?:\s*\([^()]*\))?(?:\s*,\s[^,;.()]{3,70},)?(?:\s+(?:also|then|later|subsequently|size|volume|control))?\s+"
)
_TO_NUMBER = re.compile(
    r"(?P<how>(?:\s+(?:altogether|completely|again|partly|somewhat|within\s+[\w\s]{3,20}?|by\s+(?:more\s+than\s+)?half|by\s+(?:at\s+least\s+|more\s+than\s+)?[\w≥-]+\s+(?:points?|dB|decibels?|letters?|lines?)(?:\s+or\s+more)?(?:\s+within\s+[\w\s]{3,20}?)?|in\s+size))?)"
    r"\s+(?:in|(?P<by>by)|for)\s+(?:only\s+|just\s+|a\s+further\s+|another\s+|the\s+(?:other|remaining)\s+|about\s+)?"
)
_OWNER = r"(?:\s*\([^()]*\))?(?:\s+(?:of\s+(?:them|these|the\s+\w+)|of\s+the\s+\d+(?:\s+\w+)?|patients?|others?|more|eyes|cases|women|men|tumou?rs|lesions|metastases|nodules|[a-z]+omas))?(?:\s*\([^()]*\))?"
_NEXT = re.compile(rf"{_OWNER}\s*[,;]?\s*(?:and\s+|but\s+|while\s+|or\s+)?(?:(?:it|they)\s+)?")
_FROM_NUMBER = re.compile(rf"{_OWNER}\s*,?\s+")
_BEFORE_NUMBER = re.compile(
    r"\s*(?:[,;]|\band\b|\bbut\b|\bwhile\b|:|\bthe\s+rest,?)?\s*(?:[,;]\s*)?(?:and\s+|but\s+|while\s+)?(?:the\s+(?:other|remaining|rest,?)\s+|only\s+|another\s+|a\s+further\s+)?"
)
_IN_LIST = re.compile(r"(?:,|,\s+[\w-]+(?:\s[\w-]+)?)\s+(?:and|or)\s+(?:[\w-]+\s+)?$")
"""``dyspnoea, cough, and dysphagia had improved in 30%, 60%, and 100%``: each of the list has its own value."""
_VERB_NEXT = re.compile(rf"{_OWNER}\s+(?:was|were|had|did|[a-z]+ed)\b")
_FEWEST = 2
_GAPPED = re.compile(
    rf"{_OWNER}"
    r"\s*(?:,|,?\s+and|,?\s+but)\s+(?:and\s+)?(?:(?:their|the)\s+)?(?P<of>(?!(?:in|by|for|at|with|after|of|this|that|it|they|others?|those|none|all|patients?|women|men|cases)\b)"
    rf"[a-z][\w-]*(?:\s(?!(?:in|by|for)\b)[a-z][\w-]*){{0,2}}){_TO_NUMBER.pattern}"
)
"""``swelling improved in 70%, pain in 81%``: the predicate is said once."""


_KINDS = ("gone", "less", "same", "more", "again")
_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|these\s+)?")


class _Subject(NamedTuple):
    start: int
    end: int
    kind: str  # tumour, pain or function


class _Told(NamedTuple):
    start: int
    end: int
    kind: str  # gone, less, same or more
    subject: str  # tumour, pain or function


def change_terms(sentence: Sentence, found: Sequence[Term]) -> list[Term]:
    """``found`` with the predicates that tell changes in place of the terms they hold."""
    told = list(_told(sentence, found))
    if not told:
        return list(found)
    gone = any(t.kind == "gone" for t in told)
    terms = [Term(t.start, t.end, *_code(t, gone), sentence.text[t.start : t.end]) for t in told]
    return [t for t in found if not any(t.start < c.end and c.start < t.end for c in terms)] + terms


def _code(told: _Told, gone: bool) -> tuple[str, str]:
    """The code of a change, and the rule that stands for it."""
    if told.kind == "again":
        return "other", "other.improved"
    if told.subject == "pain":
        relieved = told.kind in {"gone", "less"}
        return ("pain_response", "endpoint.pain_relieved") if relieved else ("other", "other.pain_left")
    if told.subject == "life":
        return "quality_of_life", "endpoint.quality_of_life"
    if told.subject == "function":
        return "other", "other.improved"
    match told.kind:
        case "gone":
            return "complete_response", "endpoint.complete_response"
        case "less":
            return (
                ("partial_response", "endpoint.partial_response")
                if gone
                else ("response_rate", "endpoint.response_rate")
            )
        case "same":
            return "stable_disease", "endpoint.stable_disease"
        case _:
            return "progressive_disease", "endpoint.progressive_disease"


def _told(sentence: Sentence, found: Sequence[Term]) -> Iterator[_Told]:
    """The predicates of the sentence that a subject leads and a number goes with."""
    text = sentence.text
    predicates = _PREDICATE.finditer(text, sentence.start, sentence.end)
    counted = [(m, place) for m in predicates if (place := _counted(sentence, m)) is not None]
    subjects = _subjects(sentence) if counted else []
    loose: list[_Told] = []
    last, subject = -1, ""
    for m, (begin, end) in counted:
        kind = next(k for k in _KINDS if m[k])
        led = next((s for s in reversed(subjects) if s.end <= begin and _leads(text, s.end, begin, m)), None)
        led = led or next((s for s in subjects if begin < s.start and s.end <= m.start()), None)
        if led is not None:
            subject = led.kind
        elif last < 0 or not _NEXT.fullmatch(text, last, begin):
            if begin < m.start():
                loose.append(_Told(m.start(), end, kind, "tumour"))
            continue
        last = _number_end(sentence, end) if begin == m.start() else m.end()
        if _fits(subject, kind, m["verb"]):
            yield _Told(m.start(), end, kind, "tumour" if subject == "disease" else subject)
            if begin == m.start() and subject in {"pain", "function"}:
                yield from _gapped(sentence, found, last, kind)
    if len({t.kind for t in loose}) >= _FEWEST and _TUMOUR.search(text, sentence.start, sentence.end):
        yield from (t for t in loose if _SIZED.search(text, t.start, t.end))


def _gapped(sentence: Sentence, found: Sequence[Term], last: int, kind: str) -> Iterator[_Told]:
    """What shares the predicate and has a number of its own, told behind those of the first: ``pain in 81%``."""
    while (number := next((a for a in sentence.atoms if _is_number(a) and a.core >= last), None)) is not None:
        gapped = _GAPPED.fullmatch(sentence.text, last, number.core)
        if gapped is None or gapped["of"].endswith("ed"):
            return
        start, end = gapped.span("of")
        last = _number_end(sentence, end)
        named = any(t.start < end and start < t.end and t.code != "other" for t in found)
        if _VERB_NEXT.match(sentence.text, last) or (named and not _FUNCTION.search(gapped["of"])):
            return
        yield _Told(start, end, kind, "pain" if _PAIN.search(gapped["of"]) else "function")


def _fits(subject: str, kind: str, verb: str) -> bool:
    """Whether a verb tells a size of a tumour; a disease, which also spreads, only stays as it is."""
    if subject == "disease":
        return kind == "same"
    return subject != "tumour" or _SIZED.match(verb) is not None


def _counted(sentence: Sentence, m: re.Match[str]) -> tuple[int, int] | None:
    """Where a predicate with the number before it begins, and where it ends before the number behind it; None where it has none."""
    numbers = [a for a in sentence.atoms if _is_number(a)]
    behind = next((a for a in numbers if a.core >= m.end()), None)
    led = _TO_NUMBER.fullmatch(sentence.text, m.end(), behind.core) if behind is not None else None
    amount = behind is not None and behind.kind is AtomKind.PERCENT and led is not None and led["by"]
    if led is not None and not amount:
        return m.start(), led.end("how")
    ahead = next((a for a in reversed(numbers) if a.end <= m.start()), None)
    if ahead is None or not _FROM_NUMBER.fullmatch(sentence.text, ahead.end, m.start()):
        return None
    return ahead.core, m.end()


def _number_end(sentence: Sentence, offset: int) -> int:
    """Where the number behind an offset ends, with its whole: ``in 12 of 30``."""
    numbers = [a for a in sentence.atoms if _is_number(a) and a.core >= offset]
    if len(numbers) > 1 and _OF.fullmatch(sentence.text, numbers[0].end, numbers[1].core):
        return numbers[1].end
    return numbers[0].end


def _is_number(atom: Atom) -> bool:
    return is_integer(atom) or atom.kind in {AtomKind.PERCENT, AtomKind.RATIO}


def _leads(text: str, end: int, begin: int, m: re.Match[str]) -> bool:
    """Whether a subject that ends at ``end`` leads to a predicate, or to the number before it."""
    gap = _TO_PREDICATE if begin == m.start() else _BEFORE_NUMBER
    return gap.fullmatch(text, end, begin) is not None


def _subjects(sentence: Sentence) -> list[_Subject]:
    """Where subjects of changes stand, and of what kind they are."""
    return sorted(
        _Subject(m.start(), m.end(), kind)
        for kind, pattern in _SUBJECTS
        for m in pattern.finditer(sentence.text, sentence.start, sentence.end)
        if not _IN_LIST.search(sentence.text, sentence.start, m.start())
    )
