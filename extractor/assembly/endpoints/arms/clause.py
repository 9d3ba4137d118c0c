"""Arms that a clause says once: in a list, a comparison, before a bracket, or as what it tells of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.assembly.endpoints.arms.behind import behind_outcome, is_lettered, read_tags
from extractor.assembly.endpoints.arms.lists import (
    THAN,
    is_outcome,
    list_after,
    list_before,
    name_before_bracket,
    name_ruling,
    names_at,
    pair_before,
    people_before,
    subject_name,
)
from extractor.assembly.endpoints.arms.names import Name, arm_among, headed_names, link_after, name_after
from extractor.assembly.endpoints.arms.told import side_by_side
from extractor.assembly.endpoints.arms.values import VERSUS, Row

_MORE = re.compile(
    r"\b(?:higher|more|greater|longer|increase[ds]?|larger|commoner|excess|raised|prolonged|rose)\b", re.I
)


_LESS = re.compile(
    r"\b(?:lower|less|fewer|shorter|reduce[ds]?|decrease[ds]?|smaller|rarer|reduction)\b", re.I
)


_BETTER = re.compile(
    r"\b(?:better|worse|improve[ds]?|superior|inferior|poorer|favou?r(?:ed|able|s)?|benefit\w*|detriment|advantage|well|poorly|different)\b",
    re.I,
)


_NO_EFFECT = re.compile(
    r"\bno\s+(?:[\w-]+\s+){0,2}(?:benefit|advantage|detriment|improvement|differences?)\b"
)
"""``no benefit in older patients (4 v 5 months)``: both are of those, and told of nobody's gain."""


_FROM_TO = re.compile(r"\bfrom\s+$")


_COMPARED_WITH = re.compile(r"\W*(?:as\s+|when\s+)?compared\s+(?:with|to)\b", re.I)
_OPENS = re.compile(
    r"(?:^|(?<=;\s)|(?<=whereas\s)|(?<=while\s)|(?<=and\s)|(?<=but\s)|(?<=\.\s))(?:[Ww]ith|[Aa]fter|[Ff]or|[Ff]ollowing|[Ii]n|[Oo]n)\s+(?:the\s+)?"
)
_APART = re.compile(r";|\b(?:whereas|while|but|compared|versus|vs|than|overall|(?:it|they)\s+(?:was|were))\b")
_FAVOURS = re.compile(
    r"(?:[\s)%\]]|\([^()]*\)|months|percent|years|[,;]?\s*[Pp]\s*[=<]\s*[\d.·]+)*,?\s*(?:(?:in|to)\s+(?:the\s+)?favou?r\s+of|favou?r(?:ing|ed))\s+"
)
_FAR = 70
_ANOTHER = re.compile(
    r"[\s)%]*(?:\([^()]*\)\s*)?(?:[,;]\s*(?:as\s+(?:was|were)\s+)?)?(?:and\s+)?(?:(?!unchanged|similar|same|equal|but)[\w≥–-]+\s+){1,6}(?:\(|in\s+$)"
)
"""``and fatigue (``, ``, ischaemia in``: one more outcome of the same comparison."""
_AND_ANOTHER = re.compile(
    r"[^A-Za-z]*(?:[\s(]*P\s*[=<>]\s*[\d.]+\W*)?(?:and|or)\s+(?:(?:than|to|with)\s+)*", re.I
)
_TO_VALUES = re.compile(r"\s*\([^()]*")
_HARM = re.compile(r"failure|toxicity|mortality|recurrence|progressive")
_CHANGES = re.compile(
    r"\s+(?:\w+ly\s+)?(?:reduced|improved|increased|prolonged|lowered|decreased|halved|doubled)\b"
)
_CONTROL = re.compile(
    r"\b(?:alone|only|control|no|without|standard|conventional|placebo|observation|untreated)\b", re.I
)


_BROKEN = re.compile(r";|\b(?:whereas|while|but|compared|versus|than)\b")


_LISTED = re.compile(
    r"(?:\s*[(\[](?:[^()\[\]]|\([^()]*\))*[)\]]|[\s)\]%]|(?:events?|patients|cases)\s*\)|points|percent|per\s?cent)*(?:,|,?\s*(?:and|to|versus|vs\.?|/))\s*(?:in\s+)?(?:[\w-]+\s*\(\s*)?|\s*/\s*"
)


def read_lists(row: Row) -> None:
    """``71% and 80% for arms A and B, and 70% and 74% for arms C and D``: as many values as names stand before each list, those of several outcomes too."""
    text, entries = row.scene.text, row.entries
    for i in range(1, len(entries)):
        value = entries[i].value
        names = () if entries[i].compares else list_after(row.scene, value.end) or behind_outcome(row, i, ())
        n = len(names)
        if n < 2 or names[-1].end > row.ceiling(i):
            continue
        first, named = i - n + 1, False
        while first >= 0 and _is_list(row, range(first, first + n), i):
            row.arms[i] = None if not named else row.arms[i]
            if not row.deal(range(first, first + n), names):
                break
            named, first = True, first - n
        if named:
            row.used.update(m.start for m in headed_names(text, value.end, names[-1].end))


def _is_list(row: Row, run: range, named: int) -> bool:
    """Whether some values stand side by side, of one outcome, and none but the last has a name."""
    entries, text = row.entries, row.scene.text
    return all(
        entries[k].key == entries[run[0]].key
        and not entries[k].compares
        and (row.arms[k] is None or k == named)
        and (k == run[0] or side_by_side(text[entries[k - 1].value.end : entries[k].value.start]))
        for k in run
    )


def read_group(row: Row, group: list[int], told: tuple[str, ...]) -> None:
    """Fills in what the sentence itself says of the arms of a group: ``in arms A and B 12% and 9%``, ``longer with A than with B (14 v 9 months)``."""
    arms, rounds = row.arms, row.rounds(group)
    start, floor = row.entries[group[0]].value.start, row.floor(group[0])
    _list(row, group)
    read_tags(row, group)
    _brackets(row, group)
    if row.bare(group) and rounds == 2:
        _against_another(row, group)
    if row.bare(group) and rounds == 2:
        pair = pair_before(row.scene, floor, start)
        if pair is not None:
            row.turned = True
            row.deal(group, [pair[0].full, pair[1].full])
        else:
            _against_other(row, group, told)
    if row.bare(group) and rounds == 2 == len(group):
        _favoured(row, group, told)
    if arms[group[-1]] is not None:
        _spread(row, group)
    if rounds == 1 and row.bare(group):
        _ruled(row, group)
    elif rounds > 1 and row.bare(first := group[: len(group) // rounds]):
        others = {arms[i] for i in group[len(first) :]}
        name = None if None in others else _unused(row, name_ruling(row.scene, floor, start, ("for",)))
        for i in first:
            arms[i] = name.full if name is not None and name.full not in others else None


def _against_another(row: Row, group: list[int]) -> None:
    """``higher with A than with B (90% v 82%) and C (90% v 85%)``: the first arm once more, against another."""
    text, start = row.scene.text, row.entries[group[0]].value.start
    told = [a for a in row.arms[: group[0]] if a is not None]
    if len(set(told)) < 2:
        return
    m = _AND_ANOTHER.match(text, row.entries[group[0] - 1].value.end, start)
    name = None if m is None else name_after(text, link_after(text, m.end(), start)[0], start)
    if name is None or is_outcome(row.scene, name) or arm_among(name.full, told) is not None:
        return
    if THAN.search(text, row.scene.sentence.start, row.entries[0].value.start) and _TO_VALUES.fullmatch(
        text, name.end, start
    ):
        row.deal(group, [told[-2], name.full])


def _list(row: Row, group: list[int]) -> None:
    """``45% and 56% in arms A and B``, ``in arms A and B was 45% and 56%``."""
    n = row.rounds(group)
    first, last = row.entries[group[0]].value, row.entries[group[-1]].value
    names = list_after(row.scene, last.end) or behind_outcome(row, group[-1], ())
    if len(names) > 1 and row.bare(group[:-1]):
        if any(row.deal(some, names) for some in (_stretch(row, group), group, group[-len(names) :])):
            row.used.update(n.start for n in headed_names(row.scene.text, last.end, names[-1].end))
            return
        if is_lettered(names):
            row.arms[group[-1]] = None
    if n > 1 and row.bare(group):
        row.deal(group, list_before(row.scene, row.floor(group[0]), first.start, n))


def _stretch(row: Row, group: list[int]) -> list[int]:
    """A group with the bare values before it: a list may be said once for several outcomes."""
    begin = group[0]
    while begin and (row.arms[begin - 1] is None or row.entries[begin - 1].compares):
        begin -= 1
    return [i for i in range(begin, group[-1] + 1) if not row.entries[i].compares]


def _brackets(row: Row, group: list[int]) -> None:
    """``in the boost group (35% and 22%)``: the arm of all that a bracket holds."""
    text, sentence = row.scene.text, row.scene.sentence
    inside: dict[int, list[int]] = {}
    for i in group:
        start = row.entries[i].value.start
        opened = text.rfind("(", sentence.start, start)
        if (
            row.arms[i] is None
            and opened >= 0
            and ")" not in re.sub(r"\([^()]*\)", "", text[opened + 1 : start])
        ):
            inside.setdefault(opened, []).append(i)
    for opened, held in inside.items():
        if len({row.entries[i].key for i in held}) < len(held) and VERSUS.search(
            text, opened, row.entries[held[-1]].value.start
        ):
            continue
        others = [
            i
            for i, e in enumerate(row.entries)
            if i not in held and opened < e.value.start < _closed(text, opened)
        ]
        if others and row.rounds([*held, *others]) > 1:
            continue
        name = name_before_bracket(row.scene, sentence.start, opened)
        scored = row.entries[held[0]].value.form == "score" and not (held[0] and row.arms[held[0] - 1])
        alone = name is not None and name.head is None and scored
        if name is not None and not (alone and _AND_BEFORE.search(text, sentence.start, name.start)):
            row.used.add(name.start)
            for i in held:
                row.arms[i] = name.full


_AND_BEFORE = re.compile(r"\band\s+(?:the\s+)?$")
"""``social (4.3) and mental functioning (4.8)``: the next of a list in which none is an arm."""


def _closed(text: str, opened: int) -> int:
    end = text.find(")", opened)
    return end if end >= 0 else len(text)


def _against_other(row: Row, group: list[int], told: tuple[str, ...]) -> None:
    """``less frequent with a boost (5% v 9%)``: the arm that is named, and the other one where it is known."""
    scene, entries = row.scene, row.entries
    a, b = entries[group[0]].value, entries[group[1]].value
    clause = scene.text[row.floor(group[0]) : a.start]
    changed = _FROM_TO.search(clause) is not None
    if not changed and not VERSUS.search(scene.text[a.end : b.start]):
        return
    if len({n.full.lower() for n in headed_names(scene.text, row.floor(group[0]), a.start)}) > 1:
        return
    more, less = _MORE.search(clause), _LESS.search(clause)
    if row.half is not None and _ANOTHER.fullmatch(clause) and len(group) == 2:
        row.arms[group[0]], row.arms[group[1]] = row.half
        return
    row.half = None
    if not (more or less or changed or _BETTER.search(clause)) or _NO_EFFECT.search(clause):
        return
    name = _unused(row, name_ruling(scene, row.floor(group[0]), a.start))
    mine = None if name is None else arm_among(name.full, told)
    if changed and len(told) == 2 and mine is None:
        mine = next(
            (t for t, other in (told, told[::-1]) if _CONTROL.search(other) and not _CONTROL.search(t)), None
        )
        name = name if mine is None else None
    if name is None and mine is None:
        return
    full = mine or (name.full if name is not None else None)
    other = next((t for t in told if t != mine), None) if mine and len(told) == 2 else None
    turned = (
        bool(more) != bool(less)
        and a.value is not None
        and b.value is not None
        and (a.value > b.value) != bool(more)
    )
    row.turned = True
    pair = [other, full] if changed or turned or _COMPARED_WITH.match(clause) else [full, other]
    for k, i in enumerate(group):
        row.arms[i] = pair[k % 2]
    row.half = None if None not in pair else list(pair)


def _favoured(row: Row, group: list[int], told: tuple[str, ...]) -> None:
    """``47% vs 33%, favouring the boost arm``: the better value is of the arm that is named, the other of the other one told."""
    scene = row.scene
    a, b = (row.entries[i].value for i in group)
    m = _FAVOURS.match(scene.text, b.end, scene.sentence.end)
    if m is None or a.value is None or b.value is None or a.value == b.value:
        return
    begin = link_after(scene.text, m.end(), scene.sentence.end)[0]
    name = name_after(scene.text, begin, scene.sentence.end)
    if name is None or is_outcome(scene, name):
        return
    mine = arm_among(name.full, told)
    other = next((t for t in told if t != mine), None) if mine and len(told) == 2 else None
    harm = _HARM.search(str(row.entries[group[0]].key[1])) is not None
    first = (a.value < b.value) if harm else (a.value > b.value)
    row.arms[group[0]], row.arms[group[1]] = (name.full, other) if first else (other, name.full)
    row.turned = True


_OF_WHOM = re.compile(
    r"(?:In|For|Among|Of)\s+(?:(?:the|these|those|all|our)\s+)*(?:patients|women|men|children|those|cases|participants)\s[^,;()]{3,80},\s+"
)
"""``In women with prior surgery, boost improved …``: in whom two arms are compared."""


def read_than_behind(row: Row) -> None:
    """``patients with IMRT had less nausea (26% vs 41%) and pain (9% vs 17%) than those with 3D-CRT``: a comparison that ends behind its values."""
    text, sentence = row.scene.text, row.scene.sentence
    told = [i for i in range(len(row.entries)) if not row.entries[i].compares]
    if len(told) < 2 or not row.bare(told):
        return
    first, last = row.entries[told[0]].value, row.entries[told[-1]].value
    m = THAN.search(text, last.end, min(sentence.end, last.end + _FAR))
    if m is None or _APART.search(text, last.end, m.start()):
        return
    other = next(iter(names_at(row.scene, link_after(text, m.end(), sentence.end)[0])), None)
    led = _OF_WHOM.match(text, sentence.start, first.start)
    subject = subject_name(row.scene, led.end(), first.start) if led else None
    mine = None if other is None else subject or name_ruling(row.scene, sentence.start, first.start)
    if other is None or mine is None or mine.full == other.full:
        return
    for i, j in zip(told[::2], told[1::2], strict=False):
        a, b = row.entries[i], row.entries[j]
        if a.key == b.key and VERSUS.search(text, a.value.end, b.value.start):
            row.deal([i, j], [mine, other])


def _unused(row: Row, name: Name | None) -> Name | None:
    """The name, unless a value before has taken it."""
    return None if name is None or name.start in row.used else name


def _spread(row: Row, group: list[int]) -> None:
    """``13% and 9% in the boost arm``, of two outcomes: the arm of the last is that of those before."""
    arms, entries = row.arms, row.entries
    given = [k for k, i in enumerate(group) if arms[i] is not None]
    step = given[0] + 1
    regular = step > 1 and given == list(range(step - 1, len(group), step))
    for i in reversed(group[:-1]):
        if arms[i] is None and arms[i + 1] is not None:
            listed = _LISTED.fullmatch(row.scene.text[entries[i].value.end : entries[i + 1].value.start])
            if listed is None:
                continue
            same = any(arms[j] == arms[i + 1] and entries[j].key == entries[i].key for j in group)
            if (regular and len(given) > 1) or not same:
                arms[i] = arms[i + 1]


def _ruled(row: Row, group: list[int]) -> None:
    """``In the boost arm, control was 90% and survival 70%``: the one arm that a clause tells of."""
    floor, start = row.floor(group[0]), row.entries[group[0]].value.start
    name = _headed_before(row, floor, start) or people_before(row.scene, floor, start) or _opening(row, start)
    if name is not None and name.start in row.used:
        name = None
    if name is not None:
        row.ruling = name.full
    elif (
        group[0] == 0 or _BROKEN.search(row.scene.text, floor, start) or row.arms[group[0] - 1] != row.ruling
    ):
        row.ruling = None
    for i in group:
        row.arms[i] = row.ruling


def read_effect(row: Row, group: list[int]) -> None:
    """``Tamoxifen reduced recurrence (HR 0.71) and new tumours (0.44)``: whose effect a ratio tells."""
    if row.entries[group[0]].value.form != "ratio":
        return
    text, sentence = row.scene.text, row.scene.sentence
    name = subject_name(row.scene, sentence.start, min(sentence.end, sentence.start + 80))
    if name is None or _CHANGES.match(text, name.end) is None:
        return
    if row.arms[: group[0]] and any(row.arms[i] not in {None, name.full} for i in range(group[0])):
        return
    for i in group:
        row.arms[i] = name.full


def _opening(row: Row, end: int) -> Name | None:
    """``With radiosurgery alone, control was 48%; with radiosurgery and WBRT it was 75%``: what a clause opens with.

    Only where the sentence does it twice: ``with modern techniques`` alone is no arm.
    """
    sentence = row.scene.sentence
    found: list[tuple[int, Name]] = []
    for m in _OPENS.finditer(row.scene.text, sentence.start, sentence.end):
        names = names_at(row.scene, m.end())
        if names and re.match(
            r"\s*,|\s+(?:it|they|this|these|the\s+(?:corresponding\s+|respective\s+)?(?:rates?|figures?|values?))\s",
            row.scene.text[names[-1].end :],
        ):
            label = row.scene.text[names[0].start : names[-1].end].strip()
            found.append((m.start(), Name(names[0].start, names[-1].end, label)))
    if len({n.full for _, n in found}) < 2 and not (found and any(row.arms)):
        return None
    return next((n for at, n in reversed(found) if at < end), None)


def _headed_before(row: Row, floor: int, end: int) -> Name | None:
    names = [
        n
        for n in headed_names(row.scene.text, floor, end)
        if n.start not in row.used and not is_outcome(row.scene, n)
    ]
    return names[0] if len({n.full for n in names}) == 1 else None


def spread_back(row: Row) -> None:
    """``control was 90% and survival 71% in group 1, but 80% and 60% in group 2``: a name behind the last value of each arm is of those before."""
    arms, entries = row.arms, row.entries
    for i in reversed(range(len(entries) - 1)):
        mine = arms[i + 1]
        if arms[i] is not None or mine is None or entries[i].compares or entries[i].key == entries[i + 1].key:
            continue
        if _APART.search(row.scene.text, entries[i].value.end, entries[i + 1].value.start):
            continue
        for j in range(len(entries)):
            if j != i and entries[j].key == entries[i].key:
                theirs = arms[j] or (arms[j + 1] if j + 1 < len(entries) else None)
                if theirs is not None and theirs != mine:
                    arms[i] = mine


def read_before_others(row: Row, groups: Sequence[list[int]]) -> None:
    """``control for benign tumours was 95% and 88%, and 81% and 53% for grade II``: the first of two."""
    for group, following in pairwise(groups):
        entries = row.entries
        named_next = row.arms[following[0]] is not None and row.bare(group)
        if named_next and [entries[i].key for i in group] == [entries[i].key for i in following]:
            start = entries[group[0]].value.start
            name = _unused(row, name_ruling(row.scene, row.floor(group[0]), start, ("for", "of")))
            if name is not None and name.full != row.arms[following[0]]:
                for i in group:
                    row.arms[i] = name.full
