"""Arms that stand at a value itself: behind it, in a bracket, before a colon."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.endpoints.arms.lists import beside, is_outcome, list_after, names_at, people_before
from extractor.assembly.endpoints.arms.names import (
    Name,
    arm_among,
    is_typed,
    is_whole_name,
    link_after,
    name_after,
    named,
)
from extractor.assembly.endpoints.arms.told import side_by_side
from extractor.assembly.endpoints.arms.values import Row
from extractor.assembly.endpoints.arms.vocabulary import IS_HEAD
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.values import Value

_SEEN = r"(?:was|were)\s+(?:seen|observed|noted|reported|recorded|found|diagnosed|detected)"
_EACH = re.compile(
    r"(?:(?:of\s+(?:the\s+)?)?(?:patients|women|men)\s+)?(?:in|for|of|on|with)\s+(?P<each>(?:both|either|each)\s+(?:treatment\s+|study\s+)?(?:arms?|groups?|cohorts?|schedules?|regimens?))\b"
)


_OTHERS = re.compile(
    r"[\s)%\]]*(?:\([^()]*\)\s*)?(?:in|for|of|among)\s+(?P<label>(?:(?:the|all)\s+others?|other(?=\s(?!patients|wom[ea]n|men)[a-z]))(?:\s+(?!were|was|had|died)[a-z-]+){0,2}?)(?=\s*(?:[,;.()]|$|were|was|had|died))"
)
"""``68% for all other cell types``."""
_ALL_IN = re.compile(
    r"[^,;()]{0,80},\s*(?:also\s+)?(?:all|both|most|mostly)\s+(?:of\s+(?:them|these|which)\s+)?(?=(?:in|on)\s)"
)
"""``3 deaths, all in the boost arm``."""
_ASIDE = re.compile(r"[^,;()]{0,60},\s*(?:(?:was\s+)?(?:from|in|on|of)\s+)(?=the\s|[Aa]rm\s|[Gg]roup\s)")
_ASIDE_ENDS = re.compile(r"\s*(?:[,.;)]|$)")
"""``one patient, from the boost arm, died``."""
_TAGGED = re.compile(
    r"\s*[(\[](?P<label>[A-D](?=[)\]])|(?!(?:range|mean|median|p|n)\b)[A-Za-z0-9][A-Za-z][\w/+-]*(?:\s[A-Za-z+\d][\w/+-]*){0,3})[)\]]"
)
"""``15 months (proton), 18 months (3D-CRT)``."""


_TAG_BEHIND = re.compile(
    r"[\s)\]]*(?P<label>[A-Z][A-Z0-9+/-]{1,14}[A-Z0-9]|[A-Z][A-Z])(?=\s*(?:v\b|vs\b|versus|[,;)]|\.(?:\s|$)|and\b|$))"
)
"""``2.8% APBI v 1% WBI``."""


_SUCH = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?)?(?P<label>(?!(?:patients|women|men|cases|lesions|tumou?rs|years|months|weeks|days|points|events)\b)[A-Za-z][\w+-]*(?:\s(?!and\b)[a-z][\w+-]*)?(?<=s))"
    r"(?=\s*(?:[,;.(]|$)|\s+(?:and|versus|vs\.?|v|compared|as|developed|had|relapsed|recurred|progressed|died|were|was|responded|experienced|showed|achieved)\b)"
)
"""``48% of smokers and 20% of non-smokers``."""


_ADJECTIVE = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?)?(?P<label>(?=[\w+-]*[-A-Z+])[A-Za-z][\w+-]*)\s+(?:(?:and|versus|vs\.?|v)\s+\d|(?:patients|women|men|cases|tumou?rs|lesions)\b)"
)
"""``4/40 low-dose and 1/42 high-dose patients``."""


_TAG_BEFORE = re.compile(
    r"(?:^|[(;,:]|\b(?:and|was|were|is)\b|\b(?:vs\.?|versus|v)\s)\s*(?P<label>[A-Za-z0-9][\w/+≥≤<>-]*(?:\s[\w/+-]+){0,3}?)\s*(?P<sign>[:,=]?)\s+$"
)
"""``(PCb: 45.4%; PC: 58.4%)``, ``stage IB 83%, II 71%``."""


_LETTER_BEFORE = re.compile(r"(?:^|\s)(?P<label>(?-i:[A-D]))\s*[:=]?\s+$")
"""``median survival A 7.0 months, B 9.2 months``."""
_GRADE = re.compile(r"(?:CTCAE\s|RTOG\s)?G(?:r|rade)?\.?\s?[0-5](?:\s?[-–/+]\s?[0-5]?)?", re.I)
"""``G2: 12%, G3: 4%``."""
_AT_ONCE = re.compile(
    r"\s*,?\s*(?:(?:it|this|that|the\s+(?:rate|figure))\s+(?:was|were|reached)\s+|only\s+)?"
)
_CLOSES = re.compile(r"[,;:]|\b(?:in|for|with|and|or|than|was|were)\b")
_AND_ONLY = re.compile(r"[\s%]*(?:,\s*)?(?:and\s+)?")
_WITHOUT_NEXT = re.compile(
    r"[\s)]*(?:(?:of\s+)?(?:(?:the\s+)?\w+\s+)?)?(?P<word>with(?:out)?)(?=\s*(?:,|and\b|versus\b|vs\b|compared\b|against\b|\(|$))"
)


_AND = r"(?:and|but|versus|vs\.?|v|against|compared\s+with)"
_WITH_LEADS = re.compile(r"(?:With|Using|After|Following)\s+")
_OF_FIRST = re.compile(
    rf"[\s)\]%]*(?:\([^()]*\)\s*)?of\s+(?:the\s+)?(?P<label>[a-z][\w+-]*)\s*(?:,\s*(?:and\s+)?|,?\s+{_AND}\s+)(?:only\s+)?"
)
_OF_LAST = re.compile(
    r"[\s)\]%]*(?:\([^()]*\)\s*)?of\s+(?:the\s+)?(?P<label>[a-z][\w+-]*)(?=\s[a-z]+s\b\s*(?:[.,;(]|$))"
)
_BARE_WITHOUT = re.compile(
    r"[\s)%\]]*(?:\([^()]*\)\s*)?(?:(?:in|for|of|among)\s+)?(?:(?:(?:of\s+)?(?:the\s+)?(?:those|patients|women|men)\s+)?without(?:\s+it)?(?=\s*(?:[,;.()]|$))"
    r"|(?P<not>(?:those|patients|women|men|ones)\s+(?:who|that)\s+(?:did|were|had|was|have)\s+not\b))"
)


def read_own(row: Row, i: int, told: tuple[str, ...]) -> None:
    """The name behind a value: ``12% in the boost arm``, ``26% in both arms``."""
    entry, scene = row.entries[i], row.scene
    if entry.compares:
        return
    inside = _inside(scene, entry.value)
    at = beside(scene, entry.value.end) if inside is None else inside
    if (each := _EACH.match(scene.text, at, scene.sentence.end)) is not None:
        shared = i and row.entries[i - 1].group == entry.group and row.entries[i - 1].key == entry.key
        row.arms[i] = None if shared else each["each"]
        return
    if (others := _OTHERS.match(scene.text, at, row.ceiling(i))) is not None:
        row.arms[i] = others["label"]
        return
    names: Sequence[Name] = [n for n in list_after(scene, at, told) if n.end <= row.ceiling(i)]
    if inside is not None:
        names = names[:1]
    if not names and (m := _ALL_IN.match(scene.text, at, row.ceiling(i))) is not None:
        names = [n for n in list_after(scene, m.end(), told)[:1] if n.head and n.end <= row.ceiling(i)]
    if not names and (m := _ASIDE.match(scene.text, at, row.ceiling(i))) is not None:
        aside = next(iter(names_at(scene, link_after(scene.text, m.end(), scene.sentence.end)[0])), None)
        if aside and aside.head and aside.end <= row.ceiling(i) and _ASIDE_ENDS.match(scene.text, aside.end):
            names = [aside]
    if not names and entry.value.form in {"count", "percent"}:
        people = people_before(scene, entry.value.start, entry.value.end)
        names = [people] if people is not None else behind_outcome(row, i, told)[:1]
    if not names or _leads_next(row, i, names[0], at):
        return
    row.used.update(n.start for n in names)
    first, last = names[0], names[-1]
    together = scene.text[first.start : last.end]
    joined = (
        len(names) == 2
        and not (last.head is None and _NEW_CLAUSE.match(scene.text, last.end))
        and re.search(r"\sand\s(?!in\b|the\b|for\b)", together)
        and not is_lettered(names)
    )
    label = Name(first.start, last.end, f"{first.label} and {last.label}", last.head) if joined else first
    alone = i == 0 or not side_by_side(scene.text[row.entries[i - 1].value.end : entry.value.start])
    if len(names) == 2 and is_lettered(names) and alone:
        label = Name(first.start, last.end, _ARTICLE.sub("", together))
    row.arms[i] = label.full
    if _OCCASION.search(scene.text, at, first.end) and first.head is None and first.full not in told:
        row.occasions.add(i)


_ARTICLE = re.compile(r"^the\s+", re.I)
_NEW_CLAUSE = re.compile(r"\s+(?:was|were|is|are)\b")
"""``17% with a pump and haemolysis was seen in …``: the second name begins a clause."""
_OCCASION = re.compile(
    r"(?:after|following)\s+(?:the\s+)?(?:surgery|surgical\s+\w+|transplant\w*|resection|operation|irradiation|radiotherapy|radiation(?:\s+therapy)?|chemo\w+|RT|CRT|ablation|procedure|intervention|induction)\b"
)


def drop_occasion(row: Row) -> None:
    """``41 (84%) following surgery``: where nothing else in the sentence has an arm, when it was."""
    unnamed = all(arm is None or i in row.occasions for i, arm in enumerate(row.arms))
    if unnamed and len({arm for arm in row.arms if arm}) == 1:
        for i in row.occasions:
            row.arms[i] = None


_FIGURE = re.compile(
    r"\d[\d.·,]*\s*(?:%|per\s?cent|months?|years?|weeks?|mo\b|yrs?\b)?(?=\s+(?:in|for|with|on|after|among|of)\s)"
)
_NONE = re.compile(r"(?:none|no\s+(?:patients?|wom[ae]n|m[ae]n))(?=\s+(?:in|of|on|with|after)\s)")
_SOON = 40


def _inside(scene: Scene, value: Value) -> int | None:
    """Where a name begins inside a value: ``91% for APBI (95% CI 85-95)``."""
    figure = _FIGURE.match(scene.text, value.start, value.end)
    none = _NONE.match(scene.text, value.start, value.end)
    if none is not None:
        names = list_after(scene, none.end())
        return none.end() if names and names[0].end <= value.end and names[0].head else None
    if figure is None or "(" not in scene.text[figure.end() : value.end]:
        return None
    names = list_after(scene, figure.end())
    return figure.end() if names and names[-1].end <= value.end else None


_OR_ALSO = re.compile(r"\s+(?:or|and/or)\s+[a-z]+s\b")
"""``41 recurrences or deaths in the boost arm``."""


def behind_outcome(row: Row, i: int, told: tuple[str, ...]) -> Sequence[Name]:
    """``one death in the boost arm``: the arm behind the outcome that a value counts, where it has a head or was told before."""
    entry, scene = row.entries[i], row.scene
    end = entry.value.end
    term = next((t for t in scene.terms if t.start == entry.term and end <= t.start < end + _SOON), None)
    if term is None or term.end > row.ceiling(i) or _CLOSES.search(scene.text, end, term.start):
        return []
    also = _OR_ALSO.match(scene.text, term.end, scene.sentence.end)
    at = beside(scene, term.end if also is None else also.end())
    within = [e.value.start for e in row.entries[i + 1 :] if e.value.start >= at]
    ceiling = min(within, default=scene.sentence.end)  # five deaths (two sudden) occurred in the boost arm
    names = [n for n in list_after(scene, at, told) if n.end <= ceiling]
    known = names and (names[0].head or is_typed(names[0]) or arm_among(names[0].full, told))
    return names if known else []


def _leads_next(row: Row, i: int, name: Name, at: int) -> bool:
    """``54% in the salvage setting, in the adjuvant setting 81%``: a name behind a comma that the next value follows at once is of that."""
    text = row.scene.text
    return (
        i + 1 < len(row.entries)
        and "," in text[row.entries[i].value.end : at + 3]
        and _AT_ONCE.fullmatch(text, name.end, row.entries[i + 1].value.start) is not None
        and not list_after(row.scene, row.entries[i + 1].value.end)
    )


_AHEAD = re.compile(
    r"[\s)%\]]*(?:\([^()]*\)\s*)?(?:[,;]\s*)?(?:(?<=[,;]\s)|(?:and|but|while|whereas|against|versus|vs\.?)\s+)(?=(?:in|for|with|among|after|at|on)\s)"
)


def read_ahead(row: Row) -> None:
    """``54% in the salvage setting, in the adjuvant setting 81%``, ``and for stage III 40%``: a name that stands right before its value."""
    text = row.scene.text
    for i in range(1, len(row.entries)):
        floor, start = row.floor(i), row.entries[i].value.start
        m = _AHEAD.match(text, floor, start)
        if row.arms[i] is not None or row.entries[i].compares or m is None:
            continue
        begin, opened = link_after(text, m.end(), start)
        name = name_after(text, begin, start) if opened else None
        if name is None or name.start in row.used or is_outcome(row.scene, name):
            continue
        if not _AT_ONCE.fullmatch(text, name.end, start):
            continue
        row.arms[i] = name.full
        row.used.add(name.start)
        for j in range(i + 1, len(row.entries)):
            gap = text[row.entries[j - 1].value.end : row.entries[j].value.start]
            leans = row.entries[j].term is None and row.entries[i].group == row.entries[j].group
            listed = _AND_ONLY.fullmatch(gap) is not None and (row.differ(i, j) or leans)
            if row.arms[j] is not None or row.entries[j].compares or not listed:
                break
            row.arms[j] = name.full


_MOST = re.compile(
    r"\b(?:lowest|highest|best|worst|poorest|longest|shortest|greatest|smallest|largest|most\s+(?:common|frequent|pronounced|favou?rable)|least\s+(?:common|frequent|favou?rable))\s+(?=(?:in|for|with|after|among|on|following)\s)"
)
_TO_FIGURE = re.compile(r",?\s*(?:at|with|being|reaching|:|\()\s*(?:(?:an?|only|some|about)\s+)*")


def read_superlatives(row: Row) -> None:
    """``lowest for the earlobe at 6% and highest for the chest wall at 28%``: the group that each value marks out."""
    text = row.scene.text
    for i, entry in enumerate(row.entries):
        if row.arms[i] is not None or entry.compares:
            continue
        for m in _MOST.finditer(text, row.floor(i), entry.value.start):
            begin, opened = link_after(text, m.end(), entry.value.start)
            name = name_after(text, begin, entry.value.start) if opened else None
            if name is None or is_outcome(row.scene, name):
                continue
            if _TO_FIGURE.fullmatch(text, name.end, entry.value.start):
                row.arms[i] = name.full
                row.used.add(name.start)


def read_ratios(row: Row) -> None:
    """``the HR was 0.68 in PD-L1-positive and 1.15 in PD-L1-negative patients``: one effect in each of several groups."""
    entries = row.entries
    ratios = [i for i, e in enumerate(entries) if e.value.form == "ratio"]
    names = {i: list_after(row.scene, entries[i].value.end) for i in ratios}
    told = [i for i in ratios if len(names[i]) == 1 and names[i][0].end <= row.ceiling(i)]
    same = len({entries[i].key for i in told}) == 1
    if same and len({names[i][0].full for i in told}) == len(told) > 1:
        for i in told:
            row.arms[i] = names[i][0].full


_SIDES = re.compile(
    rf"\s*(?:(?:occurred|developed|arose|{_SEEN}|were|was|did\s+so)\s+)?(?:each\s+)?(?P<side>with|without|after|following|on|under)\s+(?:the\s+)?"
)
_AND_NUMBER = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:,|,?\s*{_AND})\s+(?:only\s+)?")


def read_parallel(row: Row) -> None:
    """``5 local recurrences after SBRT, 4 after RFA and 2 after both``: one event, counted in each of several arms."""
    scene = _without_items(row.scene)
    for i, entry in enumerate(row.entries):
        term = next((t for t in scene.terms if t.start == entry.term and t.start >= entry.value.end), None)
        first = _side(scene, entry.value.end if term is None else term.end)
        if first is None or row.arms[i] not in {None, first.full}:
            continue
        end, names = first.end, [first.full]
        for j in range(i + 1, len(row.entries)):
            start = row.entries[j].value.start
            if row.entries[j].key != entry.key or not _AND_NUMBER.fullmatch(scene.text, end, start):
                break
            side = _side(scene, row.entries[j].value.end)
            if side is None or side.end > row.ceiling(j) or row.arms[j] not in {None, side.full}:
                if row.arms[j] is None and _BARE_WITHOUT.match(
                    scene.text, row.entries[j].value.end, scene.sentence.end
                ):
                    names.append(f"without {first.full}")
                break
            end = side.end
            names.append(side.full)
        if len(set(names)) == len(names) > 1:
            row.arms[i : i + len(names)] = names


def _without_items(scene: Scene) -> Scene:
    """The sentence without the terms of listed items, which may be arms: ``4 after surgery``."""
    return replace(scene, terms=tuple(t for t in scene.terms if not t.item))


def _side(scene: Scene, at: int) -> Name | None:
    """The name that ``with`` or ``after`` brings in here."""
    m = _SIDES.match(scene.text, at, scene.sentence.end)
    name = (
        None
        if m is None
        else name_after(
            scene.text, link_after(scene.text, m.end(), scene.sentence.end)[0], scene.sentence.end
        )
    )
    if m is None or name is None or is_outcome(scene, name):
        return None
    return Name(name.start, name.end, f"without {name.label}") if m["side"] == "without" else name


_BEFORE_HEADED = re.compile(
    r"(?:(?:\s+[a-z-]+){0,3}?\s*(?:\([^()]*\)\s*)?(?:in|on)|(?:\s+(?:patients|women|men))?\s*of)\s+(?:the\s+)?(?P<label>[\w/+-]+(?:\s[\w/+-]+){0,2}?)\s*"
    rf"(?:\([^()]*\)\s*)?,?\s*{_AND}\s+(?:in\s+|only\s+)?"
)


def read_shared_head(row: Row) -> None:
    """``two in the dabigatran and five in the warfarin group``: the head is said once."""
    scene = _without_items(row.scene)
    text = scene.text
    for i, j in pairwise(range(len(row.entries))):
        named_next = row.arms[j]
        head = named_next.rsplit(" ", 1)[-1] if named_next else ""
        if named_next is None or row.entries[i].key != row.entries[j].key or not IS_HEAD.fullmatch(head):
            continue
        m = _BEFORE_HEADED.fullmatch(text, row.entries[i].value.end, row.entries[j].value.start)
        name = None if m is None else named(text, *m.span("label"))
        if name is None or name.head is not None or row.arms[i] not in {None, name.label}:
            continue
        if not is_outcome(scene, name):
            row.arms[i] = f"{name.label} {head}"


def is_lettered(names: Sequence[Name]) -> bool:
    """``arms A and B``: whether the names share their head, and with it their place."""
    return names[0].start == names[-1].start


def read_with_next(row: Row) -> None:
    """``71% of patients with and 44% without WBRT``: what is said of the next value only."""
    for i in range(len(row.entries) - 1):
        following = row.arms[i + 1]
        if row.arms[i] is None and following is not None:
            m = _WITHOUT_NEXT.match(row.scene.text, row.entries[i].value.end, row.ceiling(i))
            if m is not None:
                name = re.sub(r"^(?:without|no|with)\s+", "", following)
                row.arms[i] = name if m["word"] == "with" else f"without {name}"


def read_without_it(row: Row) -> None:
    """``3% with a boost as against 7% without``, ``9% in those who did not``."""
    scene = row.scene
    for i in range(1, len(row.entries)):
        m = _BARE_WITHOUT.match(scene.text, row.entries[i].value.end, scene.sentence.end)
        if m is None or row.arms[i] is not None:
            continue
        before = next((a for a in reversed(row.arms[:i]) if a), None)
        if before is None:
            first = row.entries[i - 1].value.start
            name = people_before(scene, scene.sentence.start, row.entries[i].value.start)
            name = name or _led_with(scene, first)
            if name is None or name.end > first:
                continue
            before = row.arms[i - 1] = name.full
        before = re.sub(r"^(?:without|no)\s+", "", before)
        row.arms[i] = f"{'no' if m['not'] else 'without'} {before}"


def _led_with(scene: Scene, end: int) -> Name | None:
    """``With a boost, …``: the name that the sentence opens with."""
    m = _WITH_LEADS.match(scene.text, scene.sentence.start, end)
    name = None if m is None else name_after(scene.text, link_after(scene.text, m.end(), end)[0], end)
    closed = name is not None and scene.text.startswith(",", name.end)
    return name if name is not None and closed and not is_outcome(scene, name) else None


def read_of_either(row: Row) -> None:
    """``4% of irradiated and 26% of non-irradiated nodes``: the noun is said once, with the last."""
    text = row.scene.text
    for i, j in pairwise(range(len(row.entries))):
        if row.arms[j] is not None or row.entries[i].key != row.entries[j].key:
            continue
        first = _OF_FIRST.fullmatch(text, row.entries[i].value.end, row.entries[j].value.start)
        last = None if first is None else _OF_LAST.match(text, row.entries[j].value.end)
        names = [m and named(text, *m.span("label")) for m in (first, last)]
        if None not in names and not any(is_outcome(row.scene, n) for n in names if n):
            row.arms[i], row.arms[j] = (n.full for n in names if n)


def read_colons(row: Row) -> None:
    """``PCb: 45.4% (30-60); PC: 58.4% (43-71)``, ``(3D-CRT, 30% and 18%; IMRT, 9% and 44%)``."""
    text = row.scene.text
    found: dict[int, str] = {}
    for i, entry in enumerate(row.entries):
        start = entry.value.start
        m = _TAG_BEFORE.search(text, max(row.floor(i), start - 40), start)
        if m is None or not _is_sign(text, m) or not is_whole_name(text, *m.span("label")):
            continue
        if entry.graded and _GRADE.fullmatch(m["label"]):
            continue
        name = named(text, *m.span("label"))
        if name is not None and not is_outcome(row.scene, name):
            found[i] = name.full
    if len(set(found.values())) < 2:
        return
    for i, full in found.items():
        row.arms[i] = full
        for j in range(i + 1, len(row.entries)):
            between = text[row.entries[j - 1].value.end : row.entries[j].value.start]
            if j in found or ";" in between or row.arms[j] is not None or row.entries[j].compares:
                break
            if row.differ(i, j) and _AND_ONLY.fullmatch(between):
                row.arms[j] = full


def _is_sign(text: str, m: re.Match[str]) -> bool:
    """A colon, or a comma behind a name that opens a bracket or an item in it."""
    return m["sign"] in {":", "="} or (m["sign"] == "," and text[m.start()] in "(;:")


def read_tags(row: Row, group: list[int]) -> None:
    """``15 months (proton), 18 months (3D-CRT)``, ``2.8% APBI v 1% WBI``: a short name at each value of a group."""
    if len(group) < 2 or not row.bare(group):
        return
    text, values = row.scene.text, [row.entries[i].value for i in group]
    for shape in (_TAGGED, _TAG_BEHIND, _SUCH, _ADJECTIVE):
        found = [shape.match(text, v.end, row.scene.sentence.end) for v in values]
        if _take(row, group, found):
            return
    before = [
        _TAG_BEFORE.search(
            text, max(row.floor(i), row.entries[i].value.start - 40), row.entries[i].value.start
        )
        for i in group
    ]
    if _take(row, group, before):
        return
    letters = [
        _LETTER_BEFORE.search(
            text, max(row.floor(i), row.entries[i].value.start - 6), row.entries[i].value.start
        )
        for i in group
    ]
    names = [m["label"] for m in letters if m is not None]
    if len(names) == len(set(names)) == len(group):
        for i, name in zip(group, names, strict=True):
            row.arms[i] = name


def _take(row: Row, group: list[int], found: Sequence[re.Match[str] | None]) -> bool:
    names = [
        named(m.string, *m.span("label"))
        for m in found
        if m is not None and is_whole_name(m.string, *m.span("label"))
    ]
    known = [n for n in names if n is not None and not is_outcome(row.scene, n)]
    if len(known) < len(group) or len({n.full for n in known}) < len(group):
        return False
    for i, name in zip(group, known, strict=True):
        row.arms[i] = name.full
    return True
