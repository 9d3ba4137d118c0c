"""One, said without a number: ``a single lesion``, ``another patient``, ``the sole grade 3 event``."""

import re
from collections.abc import Iterator, Sequence

from extractor.assembly.counts.events import TermLike
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, noun_unit
from extractor.language.numerals import AtomKind

_SINGLE = re.compile(
    r"\b(?<!not )(?<!Not )(?:an?\s+single|another|(?:the\s+)?(?:sole|only))(?:\s+|(?<=another)(?=[,.;:)]))"
    r"(?:(?:[\w-]+\s+){0,2}?(patient|lesion|tumou?r|metastasis|woman|man)\b(?!\s+(?:size|diameter|volume|stage|grade|site|location|length|burden|depth|number|type|bed|histology|response|age|weight|sex|factors?|characteristics?)\b))?",
    re.I,
)
_ANOTHER = re.compile(r"another", re.I)
_ONLY = re.compile(r"only\b", re.I)
_HAD = re.compile(r"(?:had|developed|died|experienced|relapsed)\b")
_IN_BEFORE = re.compile(r"[A-Za-z)]\s+in\s+$")
_PAUSE = re.compile(r"\s*(?:[,.;:)]|$)")
_SHARE_NEXT = re.compile(r"[^.;()%]{0,70}\(\s*\d+(?:[.·]\d+)?\s?%\s*\)")
"""``a single patient had necrosis (1.2%)``: the share is the record."""
_NEEDS_NOUN = re.compile(r"another|only\b", re.I)
_TO_EVENT = re.compile(r"(?:[\w-]+\s+){0,2}(?:grade\s+\S+\s+)?(?:[\w-]+\s+){0,1}")
_OF_FACTORS = re.compile(
    r"\b(?:factors?|variables?|parameters?|predict\w*|prognostic|determinants?|significant)\b", re.I
)
"""``the only factor predictive of relapse``."""
_EVENTS = {
    "toxicity", "mortality", "recurrence", "local_failure", "distant_failure", "regional_failure",
}  # fmt: skip


def single_values(sentence: Sentence, terms: Sequence[TermLike]) -> Iterator[Value]:
    """Counts of one that a noun or an event behind the words makes sure of."""
    for m in _SINGLE.finditer(sentence.text, sentence.start, sentence.end):
        if _touches_number(sentence, m) or _SHARE_NEXT.match(sentence.text, m.end()):
            continue
        if m.group(1):
            unit = noun_unit(m.group(1)) or "patients"
            yield Value("count", m.start(), m.end(), 1.0, unit, people=unit)
        elif _ANOTHER.match(m.group()) and _HAD.match(sentence.text, m.end()):
            yield Value("count", m.start(), m.end(), 1.0, "patients", people="patients")
        elif (another := _ANOTHER.match(sentence.text, m.start())) and _stands_alone(sentence, another):
            yield Value("count", another.start(), another.end(), 1.0, "patients", people="patients")
        elif not _NEEDS_NOUN.search(m.group()) and _leads_to_event(sentence, terms, m.end()):
            yield Value("count", m.start(), m.end(), 1.0, "patients", people="patients", rule="direct")


def _stands_alone(sentence: Sentence, another: re.Match[str]) -> bool:
    """``necrosis in one patient and neuropathy in another``."""
    led = _IN_BEFORE.search(sentence.text, max(sentence.start, another.start() - 8), another.start())
    return led is not None and _PAUSE.match(sentence.text, another.end(), sentence.end) is not None


def _touches_number(sentence: Sentence, m: re.Match[str]) -> bool:
    """Another kind of number, or the one in ``only one patient``, which is counted as such."""
    touched = [a for a in sentence.atoms if a.start < m.end() and m.start() < a.end]
    return any(a.kind is not AtomKind.NUMBER or _ONLY.match(m.group()) for a in touched)


def _leads_to_event(sentence: Sentence, terms: Sequence[TermLike], end: int) -> bool:
    near = (t for t in terms if end <= t.start < end + 30 and t.code in _EVENTS)
    term = next(near, None)
    if term is None or _OF_FACTORS.search(gap := sentence.text[end : term.start]):
        return False
    return bool(_TO_EVENT.fullmatch(gap))
