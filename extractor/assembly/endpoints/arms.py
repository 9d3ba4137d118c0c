"""Which arm or group each value of a sentence belongs to, as printed.

A value's arm stands behind it, in a list, in a comparison before it, or rules its clause. Values that are told
of one outcome at one time without any name take the arms in the order in which they were told last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.assembly.endpoints.allocation import arms_declared
from extractor.assembly.endpoints.armlists import (
    is_outcome,
    list_after,
    list_before,
    name_before_bracket,
    name_ruling,
    pair_before,
    people_before,
)
from extractor.assembly.endpoints.armnames import Name, headed_names, is_whole_name, named
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.values import Value

Key = tuple[object, ...]
"""Outcome, statistic, time and grade: values of one key can differ by their arm alone."""

_MORE = re.compile(r"\b(?:higher|more|greater|longer|increase[ds]?|larger|commoner|excess|raised|prolonged|rose)\b", re.I)
_LESS = re.compile(r"\b(?:lower|less|fewer|shorter|reduce[ds]?|decrease[ds]?|smaller|rarer|reduction)\b", re.I)
_BETTER = re.compile(r"\b(?:better|worse|improve[ds]?|superior|inferior|poorer|favou?r(?:ed|able|s)?|benefit\w*|detriment|advantage|well|poorly|different)\b", re.I)
_VERSUS = re.compile(r"\b(?:vs?\.?|versus|against|compared)(?:\s|$)")
_HEADED = re.compile(r"\b(?:arm|group|cohort)\b", re.I)
_TAIL = re.compile(r"\s(?:treatments?|irradiation|therapy|radiotherapy|schedules?|regimens?|fractionation|patients)$")
"""``after short-course and after long-course treatment``: the noun is of both."""
_FROM_TO = re.compile(r"\bfrom\s+$")
_PATIENTS_SPLIT = re.compile(
    r"\b(?:stages?|class(?:es)?|[TN]\d|risk|age|years|primar\w+|tumou?rs?|lesions?|disease|margins?|size|cm|mm|KPS|RPA|grade|histolog\w+|carcinomas?|metasta\w+|responders?)\b|[≥≤<>]",
    re.I,
)
"""What parts patients by themselves, not by their treatment."""
_EACH = re.compile(
    r"[\s)%]*(?:(?:of\s+(?:the\s+)?)?(?:patients|women|men)\s+)?(?:in|for|of|on|with)\s+(?P<each>(?:both|either|each)\s+(?:treatment\s+|study\s+)?(?:arms?|groups?|cohorts?|schedules?|regimens?))\b"
)
_CONTROL = re.compile(r"\b(?:alone|only|control|no|without|standard|conventional|placebo|observation|untreated)\b", re.I)
_TAGGED = re.compile(r"\s*[(\[](?P<label>(?!(?:range|mean|median|p|n)\b)[A-Za-z0-9][A-Za-z][\w/+-]*(?:\s[A-Za-z+][\w/+-]*){0,3})[)\]]")
"""``15 months (proton), 18 months (3D-CRT)``."""
_TAG_BEHIND = re.compile(r"[\s)\]]*(?P<label>[A-Z][A-Z0-9+/-]{1,14}[A-Z0-9]|[A-Z][A-Z])(?=\s*(?:v\b|vs\b|versus|[,;)]|and\b))")
"""``2.8% APBI v 1% WBI``."""
_TAG_BEFORE = re.compile(r"(?:^|[(;,:]|\band\b|\b(?:vs\.?|versus|v)\s)\s*(?P<label>[A-Za-z0-9][\w/+≥≤<>-]*(?:\s[\w/+-]+){0,3}?)\s*(?P<sign>[:,=]?)\s+$")
"""``(PCb: 45.4%; PC: 58.4%)``, ``stage IB 83%, II 71%``."""
_WITHOUT_NEXT = re.compile(r"[\s)]*(?:(?:of\s+)?(?:(?:the\s+)?\w+\s+)?)?(?P<word>with(?:out)?)(?=\s*(?:,|and\b|versus\b|vs\b|compared\b|against\b|\(|$))")
_BROKEN = re.compile(r";|\b(?:whereas|while|but|compared|versus|than)\b")
_NEW_PAIR = re.compile(r"\b(?:between|compared|than|without|(?:and|than)\s+those)\b", re.I)
_CLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[(\[][^()\[\]]*$|^[^()\[\]]*[)\]]")
_LIST_WORDS = frozenset(
    "and or vs versus compared with to as against respectively per cent percent points months years weeks days of the"
    " patients women men cases lesions se sd se gy in mo yr yrs respectively had those only at year month week".split()
)
_LISTED = re.compile(r"(?:\s*[(\[](?:[^()\[\]]|\([^()]*\))*[)\]]|[\s)\]%]|points|percent|per\s?cent)*(?:,|,?\s*(?:and|to|versus|vs\.?|/))\s*(?:in\s+)?(?:[\w-]+\s*\(\s*)?|\s*/\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the sentence, what it measures, and the number of its group."""

    value: Value
    key: Key
    group: int
    compares: bool = False  # a ratio or a difference: of two arms
    term: int | None = None  # where its outcome is named


Arms = list[str | None]


@dataclass(slots=True)
class Reading:
    """The values of a sentence, the arms found so far, and what the clauses so far have said."""

    scene: Scene
    entries: Sequence[Entry]
    arms: Arms
    used: set[int] = field(default_factory=set)  # where names stand that belong to a value
    ruling: str | None = None  # the arm that the last clause told of

    def floor(self, first: int) -> int:
        """Where the value before ends that is no comparison, or the sentence begins."""
        before = [e.value.end for e in self.entries[:first] if not e.compares]
        return before[-1] if before else self.scene.sentence.start

    def ceiling(self, last: int) -> int:
        """Where the next value begins, or the sentence ends."""
        return self.entries[last + 1].value.start if last + 1 < len(self.entries) else self.scene.sentence.end

    def bare(self, group: Sequence[int]) -> bool:
        """Whether none of these values has an arm yet."""
        return all(self.arms[i] is None for i in group)


def arms_of(
    scene: Scene, entries: Sequence[Entry], told: tuple[str, ...], comparative: bool
) -> tuple[Arms, tuple[str, ...]]:
    """The arm of each value, None where none is named, and the arms that the next sentence may go on with.

    ``told`` are the arms told before; in a ``comparative`` paper they may be names of treatments without a head.
    """
    reading = Reading(scene, entries, [None] * len(entries))
    groups = _groups(entries)
    for group in groups:
        for i in group:
            _own(reading, i, told)
    _with_next(reading)
    _without_it(reading)
    _colons(reading)
    for group in groups:
        before = _told_in(reading, group[0]) or _headed_so_far(reading, group[0]) or told
        if not entries[group[0]].compares:
            _read(reading, group, before)
            _go_on(reading, group, before)
    _before_others(reading, groups)
    _without_shared_noun(reading)
    declared = () if any(reading.arms) else arms_declared(scene.sentence.string)
    here = _told_in(reading, len(entries)) or (_headed_so_far(reading, None) if any(reading.arms) else declared)
    return reading.arms, arms_told(here, told, comparative or bool(declared))


def arms_told(here: tuple[str, ...], told: tuple[str, ...], comparative: bool) -> tuple[str, ...]:
    """The arms that a later sentence may mean: those of this one, unless they are the same once more or no arms."""
    if not here or not _lasting(here, comparative):
        return told
    renamed = tuple(a if _HEADED.search(a) else next((b for b in here if _same(a, b)), a) for a in told)
    again = len(here) <= len(told) and all(any(_same(a, b) for b in told) for a in here)
    return renamed if again and len(set(renamed)) == len(told) else here


def _lasting(names: tuple[str, ...], comparative: bool) -> bool:
    """Whether a later sentence may mean these arms without naming them."""
    if any(_PATIENTS_SPLIT.search(name) for name in names):
        return False
    return comparative or all(_HEADED.search(name) for name in names)


def _headed_so_far(reading: Reading, first: int | None) -> tuple[str, ...]:
    """The groups that the sentence has named up to a value, two or more."""
    sentence = reading.scene.sentence
    end = sentence.end if first is None else reading.entries[first].value.start
    names = tuple(dict.fromkeys(n.full for n in headed_names(sentence.text, sentence.start, end)))
    return names if 2 <= len(names) <= 4 else ()


def _groups(entries: Sequence[Entry]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for i, entry in enumerate(entries):
        groups.setdefault(entry.group, []).append(i)
    return list(groups.values())


def _read(reading: Reading, group: list[int], told: tuple[str, ...]) -> None:
    """Fills in what the sentence itself says of the arms of a group."""
    arms, rounds = reading.arms, _rounds(reading, group)
    start, floor = reading.entries[group[0]].value.start, reading.floor(group[0])
    _list(reading, group)
    _tags(reading, group)
    _brackets(reading, group)
    if reading.bare(group) and rounds == 2:
        pair = pair_before(reading.scene, floor, start)
        if pair is not None:
            _deal(reading, group, [pair[0].full, pair[1].full])
        else:
            _against_other(reading, group, told)
    if arms[group[-1]] is not None:
        _spread(reading, group)
    if rounds == 1 and reading.bare(group):
        _ruled(reading, group)
    elif rounds == 2 and arms[group[-1]] is not None and reading.bare(group[: len(group) // 2]):
        name = _unused(reading, name_ruling(reading.scene, floor, start))
        for i in group[: len(group) // 2]:
            arms[i] = name.full if name is not None and name.full != arms[group[-1]] else None


def _rounds(reading: Reading, group: list[int]) -> int:
    """How many values each outcome and time of a group has."""
    distinct = len({reading.entries[i].key for i in group})
    return len(group) // distinct if len(group) % distinct == 0 else 0


def _own(reading: Reading, i: int, told: tuple[str, ...]) -> None:
    """The name behind a value: ``12% in the boost arm``, ``26% in both arms``."""
    entry, scene = reading.entries[i], reading.scene
    if entry.compares:
        return
    if (each := _EACH.match(scene.text, entry.value.end, scene.sentence.end)) is not None:
        shared = i and reading.entries[i - 1].group == entry.group and reading.entries[i - 1].key == entry.key
        reading.arms[i] = None if shared else each["each"]
        return
    names = [n for n in list_after(scene, entry.value.end, told) if n.end <= reading.ceiling(i)]
    if not names and entry.value.form in {"count", "percent"}:
        inside = people_before(scene, entry.value.start, entry.value.end)
        names = [inside] if inside is not None else []
    if not names:
        return
    reading.used.update(n.start for n in names)
    first, last = names[0], names[-1]
    together = scene.text[first.start : last.end]
    joined = len(names) == 2 and re.search(r"\sand\s(?!in\b|the\b|for\b)", together) and not _lettered(names)
    label = Name(first.start, last.end, f"{first.label} and {last.label}", last.head) if joined else first
    reading.arms[i] = label.full


def _lettered(names: Sequence[Name]) -> bool:
    return names[0].start == names[-1].start


def _with_next(reading: Reading) -> None:
    """``71% of patients with and 44% without WBRT``: what is said of the next value only."""
    for i in range(len(reading.entries) - 1):
        following = reading.arms[i + 1]
        if reading.arms[i] is None and following is not None:
            m = _WITHOUT_NEXT.match(reading.scene.text, reading.entries[i].value.end, reading.ceiling(i))
            if m is not None:
                name = re.sub(r"^(?:without|no|with)\s+", "", following)
                reading.arms[i] = name if m["word"] == "with" else f"without {name}"


_BARE_WITHOUT = re.compile(
    r"[\s)%\]]*(?:\([^()]*\)\s*)?(?:(?:in|for|of|among)\s+)?(?:(?:(?:of\s+)?(?:the\s+)?(?:those|patients|women|men)\s+)?without(?:\s+it)?(?=\s*(?:[,;.()]|$))"
    r"|(?P<not>(?:those|patients|women|men|ones)\s+(?:who|that)\s+(?:did|were|had|was|have)\s+not\b))"
)


def _without_it(reading: Reading) -> None:
    """``3% with a boost as against 7% without``, ``9% in those who did not``."""
    scene = reading.scene
    for i in range(1, len(reading.entries)):
        m = _BARE_WITHOUT.match(scene.text, reading.entries[i].value.end, scene.sentence.end)
        if m is None or reading.arms[i] is not None:
            continue
        before = next((a for a in reversed(reading.arms[:i]) if a), None)
        if before is None:
            name = people_before(scene, scene.sentence.start, reading.entries[i].value.start)
            if name is None or name.end > reading.entries[i - 1].value.start:
                continue
            before = reading.arms[i - 1] = name.full
        reading.arms[i] = f"{'no' if m['not'] else 'without'} {before}"


def _list(reading: Reading, group: list[int]) -> None:
    """``45% and 56% in arms A and B``, ``in arms A and B was 45% and 56%``."""
    n = _rounds(reading, group)
    first, last = reading.entries[group[0]].value, reading.entries[group[-1]].value
    names = list_after(reading.scene, last.end)
    if len(names) > 1 and reading.bare(group[:-1]):
        if any(_deal(reading, some, names) for some in (group, _stretch(reading, group), group[-len(names) :])):
            return
        if _lettered(names):
            reading.arms[group[-1]] = None
    if n > 1 and reading.bare(group):
        _deal(reading, group, list_before(reading.scene, reading.floor(group[0]), first.start, n))


def _stretch(reading: Reading, group: list[int]) -> list[int]:
    """A group with the bare values before it: a list may be said once for several outcomes."""
    begin = group[0]
    while begin and (reading.arms[begin - 1] is None or reading.entries[begin - 1].compares):
        begin -= 1
    return [i for i in range(begin, group[-1] + 1) if not reading.entries[i].compares]


def _tags(reading: Reading, group: list[int]) -> None:
    """Short names in brackets, behind or before each value of a group."""
    if len(group) < 2 or not reading.bare(group):
        return
    text, values = reading.scene.text, [reading.entries[i].value for i in group]
    for shape in (_TAGGED, _TAG_BEHIND):
        found = [shape.match(text, v.end, reading.scene.sentence.end) for v in values]
        if _take(reading, group, found):
            return
    before = [_TAG_BEFORE.search(text, max(reading.floor(i), reading.entries[i].value.start - 40), reading.entries[i].value.start) for i in group]
    _take(reading, group, before)


def _colons(reading: Reading) -> None:
    """``PCb: 45.4% (30-60); PC: 58.4% (43-71)``, wherever in the sentence they stand."""
    text = reading.scene.text
    found = {}
    for i, entry in enumerate(reading.entries):
        m = _TAG_BEFORE.search(text, max(reading.floor(i), entry.value.start - 40), entry.value.start)
        if m is not None and m["sign"] in {":", "="} and is_whole_name(text, *m.span("label")):
            name = named(text, *m.span("label"))
            if name is not None and not is_outcome(reading.scene, name):
                found[i] = name.full
    if len(set(found.values())) > 1:
        for i, full in found.items():
            reading.arms[i] = full


def _take(reading: Reading, group: list[int], found: Sequence[re.Match[str] | None]) -> bool:
    names = [named(m.string, *m.span("label")) for m in found if m is not None and is_whole_name(m.string, *m.span("label"))]
    known = [n for n in names if n is not None and not is_outcome(reading.scene, n)]
    if len(known) < len(group) or len({n.full for n in known}) < len(group):
        return False
    for i, name in zip(group, known, strict=True):
        reading.arms[i] = name.full
    return True


def _brackets(reading: Reading, group: list[int]) -> None:
    """``in the boost group (35% and 22%)``: the arm of all that a bracket holds."""
    text, sentence = reading.scene.text, reading.scene.sentence
    inside: dict[int, list[int]] = {}
    for i in group:
        start = reading.entries[i].value.start
        opened = text.rfind("(", sentence.start, start)
        if reading.arms[i] is None and opened >= 0 and ")" not in re.sub(r"\([^()]*\)", "", text[opened + 1 : start]):
            inside.setdefault(opened, []).append(i)
    for opened, held in inside.items():
        if len({reading.entries[i].key for i in held}) < len(held) and _VERSUS.search(text, opened, reading.entries[held[-1]].value.start):
            continue
        others = [i for i, e in enumerate(reading.entries) if i not in held and opened < e.value.start < _closed(text, opened)]
        if others and _rounds(reading, [*held, *others]) > 1:
            continue
        name = name_before_bracket(reading.scene, sentence.start, opened)
        if name is not None:
            reading.used.add(name.start)
            for i in held:
                reading.arms[i] = name.full


def _closed(text: str, opened: int) -> int:
    end = text.find(")", opened)
    return end if end >= 0 else len(text)


def _against_other(reading: Reading, group: list[int], told: tuple[str, ...]) -> None:
    """``less frequent with a boost (5% v 9%)``: the arm that is named, and the other one where it is known."""
    scene, entries = reading.scene, reading.entries
    a, b = entries[group[0]].value, entries[group[1]].value
    clause = scene.text[reading.floor(group[0]) : a.start]
    changed = _FROM_TO.search(clause) is not None
    if not changed and not _VERSUS.search(scene.text[a.end : b.start]):
        return
    if len({n.full.lower() for n in headed_names(scene.text, reading.floor(group[0]), a.start)}) > 1:
        return
    more, less = _MORE.search(clause), _LESS.search(clause)
    if not (more or less or changed or _BETTER.search(clause)):
        return
    name = _unused(reading, name_ruling(scene, reading.floor(group[0]), a.start))
    mine = next((t for t in told if name is not None and _same(t, name.full)), None)
    if changed and len(told) == 2 and mine is None:
        mine = next((t for t, other in (told, told[::-1]) if _CONTROL.search(other) and not _CONTROL.search(t)), None)
        name = name if mine is None else None
    if name is None and mine is None:
        return
    full = mine or (name.full if name is not None else None)
    other = next((t for t in told if t != mine), None) if mine and len(told) == 2 else None
    turned = bool(more) != bool(less) and a.value is not None and b.value is not None and (a.value > b.value) != bool(more)
    pair = [other, full] if changed or turned else [full, other]
    for k, i in enumerate(group):
        reading.arms[i] = pair[k % 2]


def _unused(reading: Reading, name: Name | None) -> Name | None:
    """The name, unless a value before has taken it."""
    return None if name is None or name.start in reading.used else name


def _same(told: str, name: str) -> bool:
    a, b = _words(told), _words(name)
    return bool(a) and (a & _DENIED == b & _DENIED) and (a <= b or b <= a)


_DENIED = {"no", "without", "non", "un"}


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", name.lower())) - {"arm", "group", "alone", "only", "cohort"}


def _deal(reading: Reading, group: list[int], names: Sequence[Name | str]) -> bool:
    """Gives the values of each outcome and time the names in order, if there is a name for each."""
    labels = [n if isinstance(n, str) else n.full for n in names]
    by_key: dict[object, list[int]] = {}
    for i in group:
        by_key.setdefault((reading.entries[i].key, reading.entries[i].term), []).append(i)
    if len(labels) < 2 or len(set(labels)) < len(labels) or any(len(x) != len(labels) for x in by_key.values()):
        return False
    for indices in by_key.values():
        for i, label in zip(indices, labels, strict=True):
            reading.arms[i] = label
    return True


def _spread(reading: Reading, group: list[int]) -> None:
    """``13% and 9% in the boost arm``, of two outcomes: the arm of the last is that of those before."""
    arms, entries = reading.arms, reading.entries
    given = [k for k, i in enumerate(group) if arms[i] is not None]
    step = given[0] + 1
    regular = step > 1 and given == list(range(step - 1, len(group), step))
    for i in reversed(group[:-1]):
        if arms[i] is None and arms[i + 1] is not None:
            listed = _LISTED.fullmatch(reading.scene.text[entries[i].value.end : entries[i + 1].value.start])
            if listed is None:
                continue
            same = any(arms[j] == arms[i + 1] and entries[j].key == entries[i].key for j in group)
            if (regular and len(given) > 1) or not same:
                arms[i] = arms[i + 1]


def _ruled(reading: Reading, group: list[int]) -> None:
    """``In the boost arm, control was 90% and survival 70%``: the one arm that a clause tells of."""
    floor, start = reading.floor(group[0]), reading.entries[group[0]].value.start
    name = _headed_before(reading, floor, start) or people_before(reading.scene, floor, start)
    if name is not None and name.start in reading.used:
        name = None
    if name is not None:
        reading.ruling = name.full
    elif group[0] == 0 or _BROKEN.search(reading.scene.text, floor, start) or reading.arms[group[0] - 1] != reading.ruling:
        reading.ruling = None
    for i in group:
        reading.arms[i] = reading.ruling


def _headed_before(reading: Reading, floor: int, end: int) -> Name | None:
    names = [
        n
        for n in headed_names(reading.scene.text, floor, end)
        if n.start not in reading.used and not is_outcome(reading.scene, n)
    ]
    return names[0] if len({n.full for n in names}) == 1 else None


def _told_in(reading: Reading, end: int) -> tuple[str, ...]:
    """The arms of the last outcome of the sentence that was told of two or more of them."""
    for key in dict.fromkeys(e.key for e in reversed(reading.entries[:end])):
        indices = [i for i in range(end) if reading.entries[i].key == key]
        names = tuple(dict.fromkeys(a for i in indices if (a := reading.arms[i])))
        if len(names) > 1:
            return names
    return ()


def _go_on(reading: Reading, group: list[int], told: tuple[str, ...]) -> None:
    """``fatigue (40 v 35)``: the arms told before, in their order, unless the clause names others."""
    if len(told) < 2 or not reading.bare(group):
        return
    text, floor = reading.scene.text, reading.floor(group[0])
    clause = text[floor : reading.entries[group[0]].value.start]
    if _NEW_PAIR.search(clause) and not any(w in _words(clause) for t in told for w in _words(t)):
        return
    if any(not _known(n, told) for n in headed_names(text, floor, reading.entries[group[0]].value.start)):
        return
    gaps = [
        text[reading.entries[i].value.end : reading.entries[j].value.start]
        for i, j in pairwise(group)
        if reading.entries[i].key == reading.entries[j].key
    ]
    if all(_side_by_side(gap) for gap in gaps):
        _deal(reading, group, told)
    if reading.bare(group):
        _by_turns(reading, group, told)


def _by_turns(reading: Reading, group: list[int], told: tuple[str, ...]) -> None:
    """``changes were seen in 14% v 10% and were permanent in 5% v 4%``: two values of one outcome, twice."""
    text, n = reading.scene.text, len(told)
    if n != 2 or len(group) % n:
        return
    turns = [group[k : k + n] for k in range(0, len(group), n)]
    if all(_VERSUS.search(text[reading.entries[a].value.end : reading.entries[b].value.start]) for a, b in turns):
        for turn in turns:
            for i, name in zip(turn, told, strict=True):
                reading.arms[i] = name


def _before_others(reading: Reading, groups: Sequence[list[int]]) -> None:
    """``control for benign tumours was 95% and 88%, and 81% and 53% for grade II``: the first of two."""
    for group, following in pairwise(groups):
        entries = reading.entries
        named_next = reading.arms[following[0]] is not None and reading.bare(group)
        if named_next and [entries[i].key for i in group] == [entries[i].key for i in following]:
            start = entries[group[0]].value.start
            name = _unused(reading, name_ruling(reading.scene, reading.floor(group[0]), start, ("for", "of")))
            if name is not None and name.full != reading.arms[following[0]]:
                for i in group:
                    reading.arms[i] = name.full


def _without_shared_noun(reading: Reading) -> None:
    """``10 after short-course and 9 after long-course treatment``: the name of the second without the noun of both."""
    arms = reading.arms
    for i, j in pairwise(range(len(arms))):
        first, second = arms[i], arms[j]
        if first and second and first != second and reading.entries[i].key == reading.entries[j].key:
            m = _TAIL.search(second)
            if m is not None and not _TAIL.search(first) and " " not in first and " " not in second[: m.start()]:
                if first[0].islower() and not re.search(r"(?:therapy|tion|ment|ery|tomy)$", first):
                    arms[:] = [second[: m.start()] if a == second else a for a in arms]


def _known(name: Name, told: tuple[str, ...]) -> bool:
    return any(_same(t, name.full) for t in told)


def _side_by_side(gap: str) -> bool:
    """Whether two values stand in one list, whatever their units and brackets."""
    while (shorter := _CLOSED.sub(" ", gap)) != gap:
        gap = shorter
    if not re.search(r"[A-Za-z,/]", gap):
        return False  # a range
    return all(w.lower() in _LIST_WORDS for w in re.findall(r"[A-Za-z]{2,}", gap)) and ";" not in gap
