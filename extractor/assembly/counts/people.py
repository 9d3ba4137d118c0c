"""Numbers of people, and whether patients or lesions are counted."""

import re
from collections.abc import Sequence

from extractor.assembly.counts.events import TermLike
from extractor.assembly.findings import Sentence
from extractor.assembly.values import is_integer, noun_unit
from extractor.language.mentions import Mention

_LISTED = re.compile(
    r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)\s*)?(?:,|and|or|,\s*and|vs?\.?|versus)\s*"
)
_DESCRIBED = re.compile(
    r"\s+(?!(?:were|was|had|have|with|in|of|from|to|at|by|on|for|who|received|underwent)\b)"
    r"(?:[A-Za-z][\w/-]*(?<!s)\s+){0,3}?[A-Za-z][\w/-]*(?:(?<!s)|(?<=us))\s*(?:\([^()]*\)\s*)?(?:,\s*and|,|and|plus)\s+"
)
_AMONG = re.compile(
    r"(?:Of|Among|In)\s+(?:the\s+|these\s+|all\s+)?\d+\s+(?:[\w-]+\s+){0,2}?(patients|women|men|lesions|metastases|tumou?rs)\b"
)
_NOUN = re.compile(
    r"\b(?:patients|women|men|lesions|metastases|tumou?rs|nodules|eyes|keloids|heels|joints|scars|wounds|primaries|[a-z]+omas)\b",
    re.I,
)


def people_numbers(sentence: Sentence) -> dict[int, Mention]:
    """Numbers of people by offset; a list shares its noun (``five and eight patients``)."""
    found: dict[int, Mention] = {}
    mentions = [m for m in sentence.labelled("PEOPLE") if m.atoms]
    own = {m.atoms[0].start for m in mentions}  # Among 22 children, 14 patients
    for mention in mentions:
        head = mention.atoms[0]
        found[head.start] = mention
        for atom in reversed([a for a in sentence.atoms if a.end <= head.start]):
            gap = sentence.text[atom.end : head.start]
            if (
                atom.start in own
                or not is_integer(atom)
                or atom.comparator in {">=", "<="}
                or not (_LISTED.fullmatch(gap) or _DESCRIBED.fullmatch(gap))
            ):
                break
            found[atom.start] = mention
            head = atom
    return found


def nearest_noun(sentence: Sentence, offset: int, terms: Sequence[TermLike] = ()) -> str | None:
    """patients or lesions, by the noun named last before the offset; the metastases of an event count no lesions."""
    led = _AMONG.match(sentence.text, sentence.start, offset)
    if led:
        return noun_unit(led.group(1))
    nouns = [
        m.group()
        for m in _NOUN.finditer(sentence.text, sentence.start, offset)
        if not any(t.start <= m.start() < t.end for t in terms)
    ]
    return noun_unit(nouns[-1]) if nouns else None
