"""Events told item by item: where the failures lay, what the deaths were due to, how those alive fared.

``Of the 36 recurrences, 22 were confined to the primary site, two of them with nodal disease, and bone was involved in six``:
beside each number stands the place it is of, before or behind it, and nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.counts import was_left_out
from extractor.assembly.endpoints.items.arms import once_more, paired
from extractor.assembly.endpoints.items.fates import ALL_BUT, did_so, died, fared
from extractor.assembly.endpoints.items.item import BESIDES, RULE, Item, Place
from extractor.assembly.endpoints.items.parts import as_many, harmed_too, part_of, total_of
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import FAILED, Term
from extractor.assembly.values import Value, are_fraction, is_integer, noun_unit
from extractor.language.numerals import AtomKind
from extractor.language.places import RULES
from extractor.language.sites import comes_besides, place_said, tells_only_failure

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
_MORE_NEXT = re.compile(r"\s*(?:,|,?\s*and|vs\.?|versus)\s+(?:in\s+)?\d")
_OF_THOSE_WITH = re.compile(r"\b(?:[Oo]f|[Aa]mong|[Ff]or)\s+(?:the\s+|these\s+|all\s+)*$")
_ARE_WITH = re.compile(
    r"(?<!them)(?<!these)(?<!whom)(?<!which)(?:\s+(?:patients|women|men|children|cases))?\s+with\b"
)
"""``Of 20 patients with local recurrence``: those whom the sentence is about."""
_ALONE = re.compile(r"(?:alone|only|isolated|solely|exclusively)", re.I)
_IN_DEATHS = re.compile(r"\b[Dd]eaths?\b[^.;()]*[(:][^.;()]*$")
_NO_EVENT = frozenset({"other.surgery", "other.resectable"})
_OF_ARMS = re.compile(r"\s+(?:arms?|groups?)\b")
_EVENT = re.compile(r"recurr|relaps|fail|progress|metasta|spread|growth|disseminat|(?-i:[A-Z]{2})", re.I)
_IS = re.compile(r"(?:were|are|was|is)\b")
_AT_EDGE = re.compile(r"\s*(?:were\s+)?at\s+(?:(?:its|the|a)\s+)?(?:\w+\s+){0,2}(?:margin|edge|border)s?\s*")
_OUT_OF_FIELD = re.compile(r"\b(?:out[-\s]of[-\s]field|outside|elsewhere)\b")
"""Neither in the field nor out of it, where both are told."""
_OF_FIELD = re.compile(
    r"(?:\s*\b(?:in-?field|infield|out-of-field|marginal|in|inside|within|outside|beyond|out|of|at|near|was|were|lay|lying|located|seen|found|occurred|the|its|their|it|them|an?|irradiated|treated|elective|target|planning|high-dose|radiation"
    r"|fields?|volumes?|[PCG]TVs?|portals?|edges?|borders?|margins?|isodose|line|all|only|and|entirely|fully|mainly|partly)\b[\s,]*)+",
    re.I,
)
"""``locoregional failures were in-field in five and marginal in one``: where of the field, not of the body."""
_PROGRESSION = re.compile(r"\bprogress(?:ions?|ed)\b", re.I)
_AGAIN = re.compile(r"recurr|relaps|failure|failed", re.I)
"""``progression was local in 5, distant in 15 and both in 2``: so are both, unless it is called otherwise as well."""
_COUNT_OPENS = re.compile(r"\s*[(\[]\s*(?:[nN]\s*=\s*)?\d+\s*[)\],;]")
_LIST_BEFORE = re.compile(r"\d\s*(?:,|,?\s+and)\s+$")
_FIGURES = frozenset({AtomKind.NUMBER, AtomKind.PERCENT, AtomKind.RATIO})
_JOINED = re.compile(r"\s*(?:and|or|vs|versus|to)\b")
_LINK_SIGN = re.compile(r"[:,(]\s*$")
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|which|whom|those)\b")


def itemised(scene: Scene, values: Sequence[Value]) -> tuple[Scene, list[Value]]:
    """The values with those that an item's place or cause was read for (``nodes in five``), and the scene with their terms."""
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


def _read_as(scene: Scene, item: Item, value: Value, values: Sequence[Value]) -> Value:
    if value.form == "percent":
        return replace(value, term=item.term.start)
    unit = _unit(scene, item, values)
    rule = BESIDES if item.besides else RULE
    return replace(value, form="count", rule=rule, term=item.term.start, whole=None, unit=unit, people=unit)


def _with_items(scene: Scene, items: Sequence[Item]) -> Scene:
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


def _unit(scene: Scene, item: Item, values: Sequence[Value]) -> str:
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


def _items(scene: Scene, values: Sequence[Value]) -> list[Item]:
    sentence, text = scene.sentence, scene.text
    people = {m.atoms[0].start: m.end for m in sentence.labelled("PEOPLE") if m.atoms}
    used = {a.start for v in values if not _may_count(v) for a in v.atoms}
    shares = {a.start for v in values if v.form == "percent" for a in v.atoms}
    numbers = [
        a
        for a in sentence.atoms
        if is_integer(a) and a.comparator == "=" and a.start not in used and not _OF_ARMS.match(text, a.end)
    ]
    wholes = {b.start: b.end for a, b in pairwise(numbers) if are_fraction(text, a, b)}
    found: list[Item] = []
    told: list[Item] = []  # with the numbers whose failure has its site in its name
    floor, anchored = sentence.start, False
    for i, atom in enumerate(numbers):
        if (
            atom.start in wholes
            or _NO_NUMBER_OF_PEOPLE.match(text, atom.end)
            or was_left_out(sentence, atom.start)
        ):
            continue
        end = people.get(atom.start, atom.end)
        if i + 1 < len(numbers) and numbers[i + 1].start in wholes:
            end = max(end, numbers[i + 1].end)
        share = _SHARE.match(text, end) or _SHARE.match(text, atom.end)  # 31 (74%) of them
        place = Place(atom, floor, end, max(share.end(), end) if share else end)
        floor = place.behind
        if atom.start in shares and share is None:
            continue
        item = (
            _placed(scene, place, found, anchored=anchored)
            or did_so(scene, place)
            or died(scene, place, found)
            or fared(scene, place)
            or part_of(scene, place)
            or total_of(scene, place)
            or harmed_too(scene, place)
            or as_many(scene, place)
        )
        sited = item or _sited_item(scene, place)
        anchored = sited is not None and sited.led
        if item is not None:
            found.append(item)
        if sited is not None:
            told.append(sited)
    return [*found, *paired(scene, numbers, found), *once_more(scene, numbers, told)]


def _sited_item(scene: Scene, place: Place) -> Item | None:
    """``isolated nodal failure struck eight patients``, ``12 failed at distant sites only``: read by other means, but of the same list."""
    edge = _item_start(scene.text, place.floor, place.atom.start)
    if (led := _named(scene, place, edge, place.atom.start)) is not None:
        return led
    cut = _CUT.search(scene.text, place.behind, scene.sentence.end)
    return _named(scene, place, place.behind, cut.start() if cut else scene.sentence.end)


def _head(scene: Scene, offset: int) -> str | None:
    """The failure that the items before an offset are told of."""
    before = [t for t in scene.outcomes if t.end <= offset]
    failed = [t for t in before if FAILED.search(t.code) and t.code != "time_to_progression"]
    if failed:
        return failed[-1].code
    context = scene.context
    counted = {code for form, code in context.told if form in {"count", "percent"}}
    fresh = (
        context.age == 0
        and not context.strayed
        and all(t.rule in _NO_EVENT or t.code in {"none", "skip"} for t in before)
    )
    told = context.code if context.code in counted else None
    if context.code == "time_to_progression" and "progressive_disease" in counted:
        told = "progressive_disease"  # Progression was seen in 59, after a median of 4 months
    return told if fresh and FAILED.search(told or "") else None


def _placed(scene: Scene, place: Place, found: Sequence[Item], *, anchored: bool) -> Item | None:
    """The item of a number with the place behind or before it."""
    text, atom = scene.text, place.atom
    if ALL_BUT.search(text, scene.sentence.start, atom.start):
        return None
    floor = max(
        (a.end for a in scene.sentence.atoms if place.floor < a.end <= atom.start), default=place.floor
    )
    edge = _item_start(text, floor, atom.start)
    link = _TO_NUMBER.search(text, edge, atom.start)
    first = scene.sentence.start
    opened = text[first:edge].rstrip().endswith(("(", ":"))  # (local 4, distant 5)
    opened = opened and not _IN_DEATHS.search(text, first, atom.start)
    listed = link is None and (anchored or opened) and _CLOSES.match(text, place.behind) is not None
    if link is not None or listed:
        stop = link.start() if link is not None else atom.start
        loose = listed or (link is not None and _COMMA_LINK.match(link.group()) is not None)
        if not loose or _CLOSES.match(text, place.behind):
            item = _item(scene, place, edge, stop, led=True, found=found)
            if item is None and link is not None:
                item = _at_same_place(scene, place, edge, stop, found)
            bracketed = link is not None and link.group().startswith("(") and scene.text[edge:stop].strip()
            if item is None and (listed or bracketed or (link is not None and _IS.match(link.group()))):
                item = _named(scene, place, edge, stop)
            if item is not None:
                return item
        if not loose and text[edge:stop].strip():
            return None  # else the place stands behind: in 21 of these the lungs were the first site
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
    return _item(scene, place, place.behind, stop, led=False, found=found)


def _in_list(scene: Scene, place: Place, stop: int) -> bool:
    """``10, 19 and 9 patients had in-field, marginal and distant failure, respectively``: shared out elsewhere."""
    listed = _LIST_BEFORE.search(scene.text, scene.sentence.start, place.atom.start)
    return listed is not None and "respectively" in scene.text[stop : scene.sentence.end]


def _item_start(text: str, floor: int, offset: int) -> int:
    """Where the item before a number begins: behind the last break, and what joins it to the one before."""
    body = _LINK_SIGN.sub(lambda m: " " * len(m.group()), text[floor:offset])
    edge = max((floor + m.end() for m in _LEFT_CUT.finditer(body)), default=floor)
    opened = _OPENS.match(text, edge, offset)
    return opened.end() if opened else edge


def _item(
    scene: Scene, place: Place, start: int, stop: int, *, led: bool, found: Sequence[Item] = ()
) -> Item | None:
    text = scene.text
    said = text[start:stop]
    inside = [
        t for t in scene.outcomes if start <= t.start and t.end <= stop and not t.rule.startswith("site.")
    ]
    head = _head(scene, start) or next((t.code for t in inside if FAILED.search(t.code)), None)
    if not any(t.code != "mortality" for t in scene.outcomes if t.end <= start) and _IN_DEATHS.search(
        text, scene.sentence.start, start
    ):
        return None
    if head is None and _FIRST_EVENT.search(text, scene.sentence.start, stop):
        head = "recurrence"
    if head is None or not said.strip() or any(not FAILED.search(t.code) for t in inside):
        return None
    if led and (of_field := _of_field(scene, place, start, stop)) is not None:
        return of_field
    besides = comes_besides(said)
    if sited := [t for t in inside if _SITED.fullmatch(t.code) and (not led or _EVENT.search(t.text))]:
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
        code = _of_both(scene, start, found)
    elif _part_of(scene, place, start) == "distant_failure" and not besides:
        code, rule = "distant_failure", RULES["distant"]
    start += len(said) - len(said.lstrip())
    term = Term(start, stop, code, rule, text[start:stop], item=True, aside=besides)
    return Item(place.atom, term, place.end, led, besides)


def _of_field(scene: Scene, place: Place, start: int, stop: int) -> Item | None:
    """``The nodal relapses were in-field in six, at the margin in one and outside in three``: all of them nodal."""
    named = [t for t in scene.outcomes if t.end <= stop and not t.item and not t.rule.startswith("site.")]
    if not named or named[-1].code not in {"locoregional_failure", "regional_failure"}:
        return None
    whole = named[-1]
    begin = max(start, whole.end)
    if not _OF_FIELD.fullmatch(scene.text, begin, stop):
        return None
    begin += len(scene.text[begin:stop]) - len(scene.text[begin:stop].lstrip())
    term = replace(whole, start=begin, end=stop, text=scene.text[begin:stop], item=True)
    return Item(place.atom, term, place.end, led=True)


def _at_same_place(scene: Scene, place: Place, edge: int, stop: int, found: Sequence[Item]) -> Item | None:
    """``the fossa was the commonest site, involved in 24, alone in 15``: the place said before the comma, or of the item before."""
    said = scene.text[edge:stop]
    if (
        not said.strip()
        or not tells_only_failure(said)
        or any(edge <= t.start < stop for t in scene.outcomes)
    ):
        return None
    if place_said(scene.text[place.floor : stop]) is not None and not any(
        c.isdigit() for c in scene.text[place.floor : stop]
    ):
        return _item(scene, place, place.floor, stop, led=True)
    last = found[-1] if found else None
    if last is None or not last.led or not _ALONE.fullmatch(said.strip()):
        return None
    return last._replace(atom=place.atom, end=place.end)


def _named(scene: Scene, place: Place, start: int, stop: int) -> Item | None:
    """``the vaginal relapses are two``, ``…, distant metastases 27``: a failure whose name says its site."""
    inside = (t for t in scene.outcomes if start <= t.start and t.end <= stop)
    term = next((t for t in inside if _SITED.fullmatch(t.code)), None)
    if term is None:
        return None
    led = stop <= place.atom.start
    rest = scene.text[start : term.start] * led + " " + scene.text[term.end : stop]
    told = tells_only_failure(rest) or place_said(rest) is not None
    return Item(place.atom, term, place.end, led) if told else None


def _of_sited(
    place: Place, sited: Sequence[Term], before: str, behind: str, *, besides: bool, led: bool
) -> Item | None:
    """A failure with its site in its name, only where its item says more: ``three together with a nodal relapse``."""
    if len(sited) > 1:
        return None
    beyond = place_said(behind) if led and sited[0].code == "local_failure" else None
    if beyond is not None and _BEYOND.match(behind.lstrip()):
        code = "regional_failure" if _IN_ORGAN.match(sited[0].text) else "distant_failure"
        return Item(place.atom, replace(sited[0], code=code), place.end, led)
    said = None if led or sited[0].code != "locoregional_failure" else place_said(behind)
    if said is not None and said.kind in {"local", "regional"}:
        code = f"{said.kind}_failure"
        return Item(place.atom, replace(sited[0], code=code, rule=RULES[said.kind], item=True), place.end)
    if led or not tells_only_failure(before + behind):
        return None
    if _OF_THEM.match(before):  # 13 of these recurrences were in the field
        return Item(place.atom, sited[0], place.end)
    if not besides:
        return None
    return Item(place.atom, replace(sited[0], aside=True), place.end, led, besides=True)


def _of_both(scene: Scene, offset: int, found: Sequence[Item]) -> str:
    """``in the primary in 14, in the neck in 5, both in 3``: of two places in one region that region."""
    if [i.term.code for i in found[-2:]] == ["distant_failure"] * 2:
        return "distant_failure"  # 15 in the brain, eight in the lung and four in both
    sited = [t.code for t in scene.outcomes if t.end <= offset and _SITED.fullmatch(t.code)][-2:]
    if len(sited) == 2 and "distant_failure" not in sited:
        return "locoregional_failure"
    led = scene.text[scene.sentence.start : offset]
    return "progressive_disease" if _PROGRESSION.search(led) and not _AGAIN.search(led) else "recurrence"


def _part_of(scene: Scene, place: Place, start: int) -> str | None:
    """The failure of which an item is said to be a part: ``to nodes in nine of these``, ``Among the latter, …``."""
    if _OF_THEM.match(scene.text, place.atom.end):
        return _head(scene, start)
    opened = list(_LATTER.finditer(scene.text, scene.sentence.start, start))
    return _head(scene, opened[-1].start()) if opened else None
