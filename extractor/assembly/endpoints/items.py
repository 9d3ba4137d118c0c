"""Events told item by item: where the failures lay, what the deaths were due to, how those alive fared.

``Of the 36 recurrences, 22 were confined to the primary site, two of them with nodal disease, and bone was involved in six``:
beside each number stands the place it is of, before or behind it, and nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import FAILED, Term
from extractor.assembly.values import Value, are_fraction, is_integer, noun_unit
from extractor.language.numerals import Atom, AtomKind
from extractor.language.places import RULES
from extractor.language.sites import comes_besides, place_said, tells_only_failure

RULE = "item"
"""The rule of a count that was read with the term of its item."""
BESIDES = "item_besides"
"""The same where the item comes on top of another, about which the sentence goes on."""
_SITED = re.compile(r"(?:local|regional|locoregional|distant)_failure")
_SHARE = re.compile(r"\s*[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)[^()]*[)\]]")
_CUT = re.compile(r"[,;:.)(\[\]–—]|\s-\s|\bbut\b|\bwh(?:ile|ereas)\b|$")
_GREATEST_RATIO = 9
_LEFT_CUT = re.compile(r"[;:()\[\]–—]|,\s|\.\s")
_OPENS = re.compile(
    r"[\s,]*(?:(?:and|but|whereas|while|then|only|also|with|of\s+(?:these|whom|which|them))\b[\s,]*)*", re.I
)
_TO_NUMBER = re.compile(
    r"(?:\b(?:in|by|for|struck|hit|affecting|affected|involving|involved|numbered|were|are|was|is|being)|[:(,])\s*"
    r"(?:(?:only|just|as\s+many\s+as|a\s+total\s+of|the\s+(?:remaining|other|rest)|another|a\s+further|some)\s+)*$"
)
_COMMA_LINK = re.compile(r"[,:(]\s*$")
_CLOSES = re.compile(r"\s*(?:[,;.)–—]|and\b|$)")
_LEADS_NEXT = re.compile(r"\b(?:in|for|by|of)\s*(?:the\s+(?:remaining|other)\s+)?$")
_NO_NUMBER_OF_PEOPLE = re.compile(
    r"\s*(?:Gy|%|fractions?|cycles?|courses?|mm|cm|mg|arms?\b|groups?\b|cent(?:re|er)s?\b|times\b|[-–/]\s*\d)"
)
_LATTER = re.compile(r"\b(?:Of|Among|In)\s+(?:the\s+latter|these|them|those)\b", re.I)
_FIRST_EVENT = re.compile(
    r"\b(?:first|initial|sole)\s+(?:site|event|failure|relapse|recurrence|manifestation)s?\b", re.I
)
_BEYOND = re.compile(r"outside|beyond|out[-\s]of|elsewhere|away")
_IN_ORGAN = re.compile(r"intrahepatic", re.I)
_IN_ARMS = re.compile(
    r"(?:\s+(?:patients|women|men|cases))?\s+(?:of|in|with|after|on|following|given|treated)\s+(?:(?!\b(?:was|were|had)\b)(?:\d+(?:\.\d+)?[\s-]?Gy|[^,;:.()\d])){2,50}?(?:,|,?\s+(?:and|versus|vs\.?|against|compared\s+with))\s+(?:in\s+)?(?:only\s+)?"
)
_IN_ARM_TOO = re.compile(
    r"(?:\s+(?:patients|women|men|cases))?\s+(?:of|in|with|after|on|following|given|treated)\s"
)
_MORE_NEXT = re.compile(r"\s*(?:,|,?\s*and|vs\.?|versus)\s+(?:in\s+)?\d")
_OF_THOSE_WITH = re.compile(r"\b(?:[Oo]f|[Aa]mong|[Ff]or)\s+(?:the\s+|these\s+|all\s+)*$")
_ARE_WITH = re.compile(r"(?<!them)(?<!these)(?<!whom)(?<!which)\s+with\b")
"""``Of 20 patients with local recurrence``: those whom the sentence is about."""
_IS = re.compile(r"(?:were|are|was|is)\b")
_AT_EDGE = re.compile(r"\s*(?:were\s+)?at\s+(?:(?:its|the|a)\s+)?(?:\w+\s+){0,2}(?:margin|edge|border)s?\s*")
_OUT_OF_FIELD = re.compile(r"\b(?:out[-\s]of[-\s]field|outside|elsewhere)\b")
"""Neither in the field nor out of it, where both are told."""
_COUNT_OPENS = re.compile(r"\s*[(\[]\s*(?:[nN]\s*=\s*)?\d+\s*[)\],;]")
_LIST_BEFORE = re.compile(r"\d\s*(?:,|,?\s+and)\s+$")
_FIGURES = frozenset({AtomKind.NUMBER, AtomKind.PERCENT, AtomKind.RATIO})
_JOINED = re.compile(r"\s*(?:and|or|vs|versus|to)\b")
_LINK_SIGN = re.compile(r"[:,(]\s*$")
_CLOSES_PAIR = re.compile(
    r"\s*(?:[,;.)]|patients|women|men|cases|in\s+(?:the|arm|group)|respectively|of\s+the|$)"
)
_PAIR = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:and|versus|vs\.?|v)\s+(?:in\s+)?")
_CAUSES = r"(?:of|from|due\s+to|because\s+of|owing\s+to|attribut(?:ed|able)\s+to|caused\s+by|as\s+a\s+result\s+of|related\s+to)"
_CAUSE_NEXT = re.compile(
    rf"(?:\s+(?:of\s+(?:them|these|whom|the\s+(?:deaths|latter))|patients|women|men|deaths))?(?:\s+(?:was|were|being|had|having|died|dying|did|doing|so|succumbed|only|directly|probably|solely))*"
    rf"\s+{_CAUSES}\s+(?!(?:the\s+)?(?:[\w-]+\s+)?(?:arms?|groups?|cohorts?|series)\b|the\s+(?:remaining|other|rest)\b|(?:the\s+)?(?:patients|women|men)\b|each\b|both\b|these\b|those\b|them\b|whom\b|whose\b|\d)"
)
_ITEM_OPENS = re.compile(
    r"(?:[,;:(]|\band|\bbut|\bOf\s+(?:these|the\s+latter)|^)\s*(?:and\s+|but\s+|of\s+(?:whom|which|these|them)\s+|only\s+|just\s+)*$"
)
_ACCOUNTED = re.compile(
    r"(?:^|[,;.]|\band\b|\bwhile\b)\s*(?:[^\W\d][\w'’/-]*\s+){1,7}?(?:accounted\s+for|(?:was|were)\s+(?:responsible\s+for|the\s+cause\s+(?:of\s+death\s+)?in)|claimed|caused|killed)\s+(?:only\s+|another\s+)*$"
)
_FOR_LISTED = re.compile(
    r"\s*(?:,|,?\s*\band)\s+(?:[^\W\d][\w'’/-]*\s+){1,6}(?P<link>for|in)\s+(?:only\s+|another\s+|the\s+(?:other|remaining)\s+)*"
)
_CAUSE_NAMED = re.compile(r"\bcauses?\s+of\s+death\b[^.;]*$", re.I)
_CAUSE_UNKNOWN = re.compile(
    r"\bcauses?\s+(?:of\s+death\s+)?(?:was|were|remained|could)\s+(?:[\w-]+\s+){1,4}(?:in|for)\s+(?:the\s+(?:other|remaining)\s+|only\s+)*$"
)
_ALL_BUT = re.compile(r"\b[Aa]ll\s+(?:[\w-]+\s+){0,3}?(?:but|except(?:\s+for)?)\s+$")
_ALIVE_NEXT = re.compile(
    r"\s+(?:of\s+(?:them|these|the\s+patients)\s+)?(?:patients\s+|women\s+|men\s+|children\s+)?(?:are|were|is|was|remain(?:ed)?)\s+(?:still\s+|currently\s+)?(?:alive|living)\b"
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
_DIED = re.compile(r"(?<!risk of )(?<!hazard of )\b(?:died|dead|deaths?|succumbed)\b")
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|which|whom|those)\b")
_ALIVE = re.compile(r"\b(?:alive|living|live|survivors?|surviv\w+)\b")


class _Item(NamedTuple):
    atom: Atom
    term: Term
    end: int
    led: bool = False
    """Whether the place stands before the number."""
    besides: bool = False


def itemised(scene: Scene, values: Sequence[Value]) -> tuple[Scene, list[Value]]:
    """The values with those that an item's place or cause was read for, and the scene with their terms."""
    items = _items(scene, values)
    if not items:
        return scene, list(values)
    by_atom = {item.atom.start: item for item in items}
    read: list[Value] = []
    for value in values:
        item = next((by_atom.pop(a.start) for a in value.atoms if a.start in by_atom), None)
        read.append(value if item is None else _read_as(scene, item, value, values))
    for item in by_atom.values():
        bare = Value("count", item.atom.core, item.end, item.atom.low, None, atoms=(item.atom,))
        read.append(_read_as(scene, item, bare, values))
    return _with_items(scene, items), sorted(read, key=lambda v: (v.start, v.end))


def _may_count(value: Value) -> bool:
    """A ratio that is a whole number without an interval may be a number of people."""
    bare = value.form == "ratio" and value.ci_low is None and (value.value or 0) > _GREATEST_RATIO
    return bare or value.form in {"count", "percent"}


def _read_as(scene: Scene, item: _Item, value: Value, values: Sequence[Value]) -> Value:
    if value.form == "percent":
        return replace(value, term=item.term.start)
    unit = _unit(scene, item, values)
    rule = BESIDES if item.besides else RULE
    return replace(value, form="count", rule=rule, term=item.term.start, whole=None, unit=unit, people=unit)


def _with_items(scene: Scene, items: Sequence[_Item]) -> Scene:
    """The scene with the terms of the items, in place of the sites that they take in."""
    new = {i.term for i in items}
    gone = {
        t
        for t in scene.outcomes
        if t not in new
        and any(
            t.start == n.start or (t.rule.startswith("site.") and t.start < n.end and n.start < t.end)
            for n in new
        )
    }

    def among(terms: Sequence[Term]) -> tuple[Term, ...]:
        return tuple(sorted({*terms, *new} - gone, key=lambda t: (t.start, t.end)))

    return replace(scene, terms=among(scene.terms), outcomes=among(scene.outcomes))


def _unit(scene: Scene, item: _Item, values: Sequence[Value]) -> str:
    """What an item counts: by its noun, else what the whole before it counts."""
    if not FAILED.search(item.term.code):
        return "patients"
    if (own := noun_unit(scene.text[item.atom.end : item.end])) is not None:
        return own
    before = [v for v in values if v.form == "count" and v.start < item.atom.start]
    counted = (
        bool(before)
        and before[0].people == "lesions"
        and (before[0].rule != "direct" or item.term.code == "local_failure")
    )
    return "lesions" if counted else "patients"


def _items(scene: Scene, values: Sequence[Value]) -> list[_Item]:
    sentence, text = scene.sentence, scene.text
    people = {m.atoms[0].start: m.end for m in sentence.labelled("PEOPLE") if m.atoms}
    used = {a.start for v in values if not _may_count(v) for a in v.atoms}
    shares = {a.start for v in values if v.form == "percent" for a in v.atoms}
    numbers = [a for a in sentence.atoms if is_integer(a) and a.comparator == "=" and a.start not in used]
    wholes = {b.start: b.end for a, b in pairwise(numbers) if are_fraction(text, a, b)}
    found: list[_Item] = []
    floor = sentence.start
    for i, atom in enumerate(numbers):
        if atom.start in wholes or _NO_NUMBER_OF_PEOPLE.match(text, atom.end):
            continue
        end = people.get(atom.start, atom.end)
        if i + 1 < len(numbers) and numbers[i + 1].start in wholes:
            end = max(end, numbers[i + 1].end)
        share = _SHARE.match(text, end)
        place = _Place(atom, floor, end, share.end() if share else end)
        floor = place.behind
        if atom.start in shares and share is None:
            continue
        item = _placed(scene, place, found) or _died(scene, place, found) or _fared(scene, place)
        if item is not None:
            found.append(item)
    return [*found, *_paired(scene, numbers, found)]


class _Place(NamedTuple):
    """A number and where it stands: behind ``floor``, with its noun up to ``end`` and its share up to ``behind``."""

    atom: Atom
    floor: int
    end: int
    behind: int


def _paired(scene: Scene, numbers: Sequence[Atom], found: Sequence[_Item]) -> Iterator[_Item]:
    """``became manifest in 44 and 38``, ``in six and seven it was regional``: two arms, of which one has its item."""
    items = {i.atom.start: i for i in found}
    for left, right in pairwise(numbers):
        one, other = items.get(left.start), items.get(right.start)
        gap = scene.text[left.end : right.start]
        arms = (
            _IN_ARMS.fullmatch(gap) and _IN_ARM_TOO.match(scene.text, right.end) and place_said(gap) is None
        )
        if one is not None and one.led and other is None and arms:
            items[right.start] = one._replace(atom=right, end=right.end)
            yield items[right.start]
        if not _PAIR.fullmatch(gap):
            continue
        if one is not None and one.led and other is None and _CLOSES_PAIR.match(scene.text, right.end):
            items[right.start] = one._replace(atom=right, end=right.end)
            yield items[right.start]
        elif other is not None and not other.led and one is None:
            yield other._replace(atom=left, end=left.end)


def _head(scene: Scene, offset: int) -> str | None:
    """The failure that the items before an offset are told of."""
    before = [t for t in scene.outcomes if t.end <= offset]
    failed = [t for t in before if FAILED.search(t.code) and t.code != "time_to_progression"]
    if failed:
        return failed[-1].code
    context = scene.context
    counted = {code for form, code in context.told if form in {"count", "percent"}}
    fresh = context.age == 0 and not context.strayed and not before
    told = context.code if context.code in counted else None
    return told if fresh and FAILED.search(told or "") else None


def _placed(scene: Scene, place: _Place, found: Sequence[_Item]) -> _Item | None:
    """The item of a number with the place behind or before it."""
    text, atom = scene.text, place.atom
    if _ALL_BUT.search(text, scene.sentence.start, atom.start):
        return None
    floor = max(
        (a.end for a in scene.sentence.atoms if place.floor < a.end <= atom.start), default=place.floor
    )
    edge = _item_start(text, floor, atom.start)
    link = _TO_NUMBER.search(text, edge, atom.start)
    listed = link is None and bool(found) and found[-1].led and _CLOSES.match(text, place.behind) is not None
    if link is not None or listed:
        stop = link.start() if link is not None else atom.start
        loose = listed or (link is not None and _COMMA_LINK.match(link.group()) is not None)
        if not loose or _CLOSES.match(text, place.behind):
            item = _item(scene, place, edge, stop, led=True)
            if item is None and (listed or (link is not None and _IS.match(link.group()))):
                item = _named(scene, place, edge, stop)
            if item is not None:
                return item
        if not loose:
            return None
    following = next(
        (a.start for a in scene.sentence.atoms if a.start >= place.behind and a.kind in _FIGURES),
        scene.sentence.end,
    )
    cut = _CUT.search(text, place.behind, following)
    stop = cut.start() if cut is not None else following
    if _OF_THOSE_WITH.search(text, scene.sentence.start, atom.start) or _ARE_WITH.match(text, place.behind):
        return None
    to_next = stop == following < scene.sentence.end and _LEADS_NEXT.search(text, place.behind, stop)
    if (
        to_next
        or _JOINED.match(text, place.behind)
        or _COUNT_OPENS.match(text, stop)
        or _in_list(scene, place, stop)
    ):
        return None
    return _item(scene, place, place.behind, stop, led=False)


def _in_list(scene: Scene, place: _Place, stop: int) -> bool:
    """``10, 19 and 9 patients had in-field, marginal and distant failure, respectively``: shared out elsewhere."""
    listed = _LIST_BEFORE.search(scene.text, scene.sentence.start, place.atom.start)
    return listed is not None and "respectively" in scene.text[stop : scene.sentence.end]


def _item_start(text: str, floor: int, offset: int) -> int:
    """Where the item before a number begins: behind the last break, and what joins it to the one before."""
    body = _LINK_SIGN.sub(lambda m: " " * len(m.group()), text[floor:offset])
    edge = max((floor + m.end() for m in _LEFT_CUT.finditer(body)), default=floor)
    opened = _OPENS.match(text, edge, offset)
    return opened.end() if opened else edge


def _item(scene: Scene, place: _Place, start: int, stop: int, *, led: bool) -> _Item | None:
    text = scene.text
    said = text[start:stop]
    inside = [
        t for t in scene.outcomes if start <= t.start and t.end <= stop and not t.rule.startswith("site.")
    ]
    head = _head(scene, start) or next((t.code for t in inside if FAILED.search(t.code)), None)
    if head is None and _FIRST_EVENT.search(text, scene.sentence.start, stop):
        head = "recurrence"
    if head is None or not said.strip() or any(not FAILED.search(t.code) for t in inside):
        return None
    besides = comes_besides(said)
    if sited := [t for t in inside if _SITED.fullmatch(t.code)]:
        return _of_sited(
            place, sited, text[start : sited[0].start], text[sited[0].end : stop], besides=besides, led=led
        )
    kind = place_said(said)
    if kind is None or (_AT_EDGE.fullmatch(said) and _OUT_OF_FIELD.search(scene.sentence.string)):
        return None
    rule = RULES[kind.kind]
    code = "recurrence" if kind.kind == "several" else f"{kind.kind}_failure"
    if kind.kind == "several" and led and _MORE_NEXT.match(text, place.end):
        return None  # local and distant in 5 and 3
    if kind.kind == "several":
        code = _of_both(scene, start)
    elif _part_of(scene, place, start) == "distant_failure" and not besides:
        code, rule = "distant_failure", RULES["distant"]
    start += len(said) - len(said.lstrip())
    term = Term(start, stop, code, rule, text[start:stop], item=True, aside=besides)
    return _Item(place.atom, term, place.end, led, besides)


def _named(scene: Scene, place: _Place, start: int, stop: int) -> _Item | None:
    """``the vaginal relapses are two``, ``…, distant metastases 27``: a failure whose name says its site."""
    term = next(
        (t for t in scene.outcomes if start <= t.start and t.end <= stop and _SITED.fullmatch(t.code)), None
    )
    if term is None or not tells_only_failure(scene.text[start : term.start] + scene.text[term.end : stop]):
        return None
    return _Item(place.atom, term, place.end, led=True)


def _of_sited(
    place: _Place, sited: Sequence[Term], before: str, behind: str, *, besides: bool, led: bool
) -> _Item | None:
    """A failure with its site in its name, only where its item says more: ``three together with a nodal relapse``."""
    if len(sited) > 1:
        return None
    beyond = place_said(behind) if led and sited[0].code == "local_failure" else None
    if beyond is not None and _BEYOND.match(behind.lstrip()):
        code = "regional_failure" if _IN_ORGAN.match(sited[0].text) else "distant_failure"
        return _Item(place.atom, replace(sited[0], code=code), place.end, led)
    if led or not besides or not tells_only_failure(before + behind):
        return None
    return _Item(place.atom, replace(sited[0], aside=True), place.end, led, besides=True)


def _of_both(scene: Scene, offset: int) -> str:
    """``in the primary in 14, in the neck in 5, both in 3``: of two places in one region that region."""
    sited = [t.code for t in scene.outcomes if t.end <= offset and _SITED.fullmatch(t.code)][-2:]
    return "locoregional_failure" if len(sited) == 2 and "distant_failure" not in sited else "recurrence"


def _part_of(scene: Scene, place: _Place, start: int) -> str | None:
    """The failure of which an item is said to be a part: ``to nodes in nine of these``, ``Among the latter, …``."""
    if _OF_THEM.match(scene.text, place.atom.end):
        return _head(scene, start)
    opened = list(_LATTER.finditer(scene.text, scene.sentence.start, start))
    return _head(scene, opened[-1].start()) if opened else None


def _died(scene: Scene, place: _Place, found: Sequence[_Item]) -> _Item | None:
    """The item of a number of deaths with their cause."""
    text, atom = scene.text, place.atom
    start = scene.sentence.start
    led = text[start : atom.start]
    but = _ALL_BUT.search(led)
    if but and (alive := _ALIVE_NEXT.match(text, atom.end)):
        return _death(scene, place, *alive.span())
    if not _of_deaths(scene, atom.start):
        return None
    cause = _CAUSE_NEXT.match(text, atom.end) or _CAUSE_NEXT.match(text, place.end)
    if cause and (but or _ITEM_OPENS.search(led)):
        return _death(scene, place, *cause.span())
    for pattern in (_ACCOUNTED, _CAUSE_UNKNOWN):
        if (told := pattern.search(led)) is not None:
            return _death(scene, place, start + told.start(), start + told.end())
    last = found[-1] if found else None
    if last is None or last.term.code != "mortality":
        return None
    listed = _FOR_LISTED.fullmatch(text, last.end, atom.start)
    return _death(scene, place, *listed.span()) if listed else None


def _death(scene: Scene, place: _Place, start: int, end: int) -> _Item:
    term = Term(start, end, "mortality", "endpoint.mortality", scene.text[start:end], item=True)
    return _Item(place.atom, term, place.behind)


def _of_deaths(scene: Scene, offset: int) -> bool:
    """Whether the sentence tells of deaths before an offset, or the one before did."""
    if _DIED.search(scene.text, scene.sentence.start, offset):
        return True
    context = scene.context
    return ("count", "mortality") in context.told and context.code == "mortality" and context.age == 0


def _fared(scene: Scene, place: _Place) -> _Item | None:
    """``45 were alive, 38 without disease``: how some of those alive fared."""
    text, atom, start = scene.text, place.atom, scene.sentence.start
    if (live := _LIVE_NEXT.match(text, atom.end)) is not None:
        term = Term(*live.span(), "overall_survival", "endpoint.overall_survival", live.group())
        return _Item(atom, term, atom.end)
    led = text[start : atom.start]
    state = _STATE_NEXT.match(text, atom.end)
    if state is None or not _ITEM_OPENS.search(led) or not _ALIVE.search(led):
        return None
    return _Item(atom, Term(*state.span(), "other", "other.disease_free_state", state.group()), atom.end)
