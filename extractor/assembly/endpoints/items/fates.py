"""What the deaths of a sentence were due to, and how those alive fared, number by number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints.items.item import Item, Place
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import Term

_CAUSES = r"(?:of|from|due\s+to|because\s+of|owing\s+to|attribut(?:ed|able)\s+to|caused\s+by|as\s+a\s+result\s+of|related\s+to)"
_CAUSE_NEXT = re.compile(
    rf"(?:\s+(?:of\s+(?:them|these|whom|the\s+(?:deaths|latter))|patients|women|men|deaths))?(?:\s+(?:was|were|being|had|having|died|dying|did|doing|so|succumbed|only|directly|probably|solely))*"
    rf"\s+{_CAUSES}\s+(?!(?:the\s+)?(?:[\w-]+\s+)?(?:arms?|groups?|cohorts?|series)\b|the\s+(?:remaining|other|rest)\b|(?:the\s+)?(?:patients|women|men)\b|each\b|both\b(?!\s*[.,;])|these\b|those\b|them\b|whom\b|whose\b|\d)"
)
_ITEM_OPENS = re.compile(
    r"(?:[,;:(]|\band|\bbut|\bOf\s+(?:these|the\s+latter)|^)\s*(?:and\s+|but\s+|including\s+|of\s+(?:whom|which|these|them)\s+|only\s+|just\s+)*(?:in\s+)?$"
)
_ACCOUNTED = re.compile(
    r"(?:^|[,;.]|\band\b|\bwhile\b)\s*(?:[^\W\d][\w'’/-]*\s+){1,7}?(?:accounted\s+for|(?:was|were)\s+(?:responsible\s+for|the\s+cause\s+(?:of\s+death\s+)?in)|claimed|caused|killed)\s+(?:only\s+|another\s+)*$"
)
_FOR_LISTED = re.compile(
    r"(?:\s+of\s+(?:these|the|them|those)(?:\s+deaths)?|\s+deaths)?\s*(?:,|,?\s*\band)\s+(?:[^\W\d][\w'’/-]*\s+){1,6}(?P<link>for|in)\s+(?:only\s+|another\s+|the\s+(?:other|remaining)\s+)*"
)
_CAUSE_UNKNOWN = re.compile(
    r"\bcauses?\s+(?:of\s+death\s+)?(?:was|were|remained|could)\s+(?:[\w-]+\s+){1,4}(?:in|for)\s+(?:the\s+(?:other|remaining)\s+|only\s+)*$"
)
_CAUSE_LED = re.compile(
    r"(?:\bcauses?\s+of\s+(?:the\s+)?death\b[^.;]{0,60}?(?:\b(?:was|were|included|comprised)\b|:)|\b[Dd]eaths?\s+(?:was|were)\s+(?:caused\s+by|due\s+to|attributed\s+to|the\s+result\s+of|from)\b)(?:(?!\b(?:alive|patients|women|men)\b(?!\s+in\s)|\bwith(?:out)?\b)[^.;])*"
    r"(?:[(\[]\s*(?:[nN]\s*=\s*)?|\bin\s+(?:only\s+|the\s+(?:other|remaining)\s+)?)$"
)
"""``the causes of death were progression (n = 6), pneumonia (``: each number is of one of them."""
_DIED_TOO = re.compile(
    r"\b(?:died|succumbed)\b(?:(?!\b(?:had|was|were|are|is|developed|relapsed|recurred|received|underwent|alive)\b)[^.;:])*(?:,|\band)\s+(?:only\s+|another\s+)?$"
)
_DIED_HOW = re.compile(
    r"\s+(?:suddenly|unexpectedly|intra-?operatively|peri-?operatively|free\s+(?:of|from)\b|without\s+(?:any\s+|evidence\s+of\s+|signs?\s+of\s+)?(?:recurr|relaps|progress|disease|tumou?r))"
)
"""``twenty died of their disease, and six without recurrence``."""
_ALIVE_NEXT = re.compile(
    r"\s+(?:of\s+(?:them|(?:(?:these|the|our|all)\s+)?\w+)\s+)?(?:patients\s+|women\s+|men\s+|children\s+)?(?:are|were|is|was|remain(?:ed)?)\s+(?:still\s+|currently\s+)?(?:alive|living)\b(?!\s+(?:without|with|free|and))"
)
_STATE_NEXT = re.compile(
    r"(?:\s+(?:of\s+(?:them|these|whom)|patients|women|men|children))?(?:\s+(?:are|were|is|was|being|remain(?:ed|ing)?|still|currently))*\s+"
    r"(?:without|with(?:\s+no)?|with(?:out)?\s+any|free\s+(?:of|from)|disease[-–]free|tumou?r[-–]free|in\s+(?:continuous\s+|complete\s+)*remission)"
    r"(?:\s+(?:any|no|clinical|persistent|active|evidence|signs?|of|the|recurrent|stable|residual|local|progressive))*"
    r"(?:\s+(?:disease|tumou?rs?|recurrences?|relapse|cancer|metastas[ei]s|lymphoma|progression|it))?\b(?=\s*(?:[,;.)(]|and\b|at\b|after\b|$))"
)
_LIVE_NEXT = re.compile(
    r"(?:\s+(?:of\s+(?:them|these)|patients|women|men|children))?\s+(?:still\s+)?live\b(?=\s*[,.;(]|\s+(?:with|without|free|and)\b)"
)
_FATAL_NEXT = re.compile(
    r"(?:\s+of\s+(?:them|these|which|whom))?(?:\s+(?!(?:patients|women|men|had|were|was|grade)\b)[\w-]+){0,4}?,?(?:\s+(?:all|both|each))?\s+(?:(?:was|were|proved|being)\s+)(?:fatal|lethal)\b"
    r"|\s+(?:of\s+(?:them|these|which|whom)\s+)?(?:fatal|lethal)\b(?=\s*(?:[,;.)(]|and\b|$))"
)
_DEATHS_NEXT = re.compile(r"(?:\s+(?:out\s+)?of)?(?:\s+(?:the|these|all|our))?(?:\s+\w+)?\s+deaths\b")
_CAUSES_LISTED = re.compile(
    r"\b[Dd]eaths?\b[^.;()]*[(:]\s*(?:[^.;():\d]{3,50}\s\d+\s*,\s*(?:and\s+)?)*(?P<cause>[^.;():,\d]{3,50})[\s:,]$"
    r"|\b(?:[Dd]eaths?|died|succumbed)\b[^.;()]*[(:]\s*(?:[^.;()\d]{3,90}\(?[nN]\s*=\s*\d+\)?\s*[,;]\s*(?:and\s+)?)*(?P<counted>[^.;():,\d]{3,80}?)[\s:,(]+[nN]\s*=\s*$"
)
"""``12 deaths (local progression 7, other causes 5)``, ``two died (sepsis: n = 1, stroke: n = 1)``."""
_NUMBER_ENDS = re.compile(r"\s*(?:[,;.)(]|and\b|$)")
_ITEM_CLOSES = re.compile(r"\s*[,)]")
_DID_SO = re.compile(
    r"(?:\s+(?:of\s+(?:them|these)|patients))?\s+(?:(?:did|have\s+done|had\s+done)\s+so\b|did\b(?=\s*(?:[.;)]|$)))"
)
_DIED = re.compile(r"(?<!risk of )(?<!hazard of )\b(?:died|dead|deaths?|succumbed)\b", re.I)
_ALIVE = re.compile(r"\b(?:alive|living|live|survivors?|surviv\w+)\b")
ALL_BUT = re.compile(r"\b[Aa]ll\s+(?:[\w-]+\s+){0,3}?(?:but|except(?:\s+for)?)\s+$")


def did_so(scene: Scene, place: Place) -> Item | None:
    """``Of the 198 that recurred, 131 did so within 2 years``: the event said before."""
    again = _DID_SO.match(scene.text, place.atom.end) or _DID_SO.match(scene.text, place.end)
    clause = scene.text.rfind(";", scene.sentence.start, place.atom.start)
    told = [
        t for t in scene.outcomes if t.end <= place.atom.start and t.code not in {"none", "skip", "follow_up"}
    ]
    told = [t for t in told if t.end <= clause] or told  # after a partial response, 21 did
    if again is None or not told:
        return None
    said = replace(told[-1], start=again.start(), end=again.end(), text=again.group(), item=True)
    return Item(place.atom, said, place.atom.end)


def died(scene: Scene, place: Place, found: Sequence[Item]) -> Item | None:
    """``five died of cancer``, ``local progression accounted for 7``: the item of a number of deaths with their cause."""
    text, atom = scene.text, place.atom
    start = scene.sentence.start
    led = text[start : atom.start]
    but = ALL_BUT.search(led)
    if but and (alive := _ALIVE_NEXT.match(text, atom.end)):
        return _death(scene, place, *alive.span())
    if (fatal := _FATAL_NEXT.match(text, atom.end)) is not None:
        return _death(scene, place, *fatal.span())
    if not _of_deaths(scene, atom.start) and not _DEATHS_NEXT.match(text, atom.end):
        return None
    ends = (atom.end, place.end, place.behind)
    cause = next(filter(None, (_CAUSE_NEXT.match(text, end) for end in ends)), None)
    if cause and (but or _ITEM_OPENS.search(led)):
        return _death(scene, place, *cause.span())
    if _DIED_TOO.search(led) and (how := _DIED_HOW.match(text, atom.end)):
        return _death(scene, place, *how.span())
    closed = _NUMBER_ENDS.match(text, place.end) is not None
    for pattern in (_ACCOUNTED, *((_CAUSE_UNKNOWN, _CAUSE_LED) if closed else ())):
        if (told := pattern.search(led)) is not None:
            return _death(scene, place, start + told.start(), start + told.end())
    listed = _CAUSES_LISTED.search(led) if _ITEM_CLOSES.match(text, place.behind) else None
    if listed is not None:
        return _death(scene, place, *(start + at for at in listed.span(listed.lastgroup or 0)))
    last = found[-1] if found else None
    if last is None or last.term.code != "mortality":
        return None
    listed = _FOR_LISTED.fullmatch(text, last.end, atom.start)
    return _death(scene, place, *listed.span()) if listed else None


def _death(scene: Scene, place: Place, start: int, end: int) -> Item:
    term = Term(start, end, "mortality", "endpoint.mortality", scene.text[start:end], item=True)
    return Item(place.atom, term, place.behind)


def _of_deaths(scene: Scene, offset: int) -> bool:
    """Whether the sentence tells of deaths before an offset, or the one before did."""
    if _DIED.search(scene.text, scene.sentence.start, offset):
        return True
    context = scene.context
    return ("count", "mortality") in context.told and context.code == "mortality" and context.age == 0


def fared(scene: Scene, place: Place) -> Item | None:
    """``45 were alive, 38 without disease``: how some of those alive fared."""
    text, atom, start = scene.text, place.atom, scene.sentence.start
    if (live := _LIVE_NEXT.match(text, atom.end)) is not None:
        term = Term(*live.span(), "overall_survival", "endpoint.overall_survival", live.group())
        return Item(atom, term, atom.end)
    led = text[start : atom.start]
    state = _STATE_NEXT.match(text, atom.end)
    if state is None or not _ITEM_OPENS.search(led) or not _ALIVE.search(led):
        return None
    return Item(atom, Term(*state.span(), "other", "other.disease_free_state", state.group()), atom.end)
