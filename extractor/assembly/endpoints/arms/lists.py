"""Lists and pairs of arms: ``in arms A and B``, ``with surgery than with radiotherapy``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.arms.names import (
    TYPED,
    Name,
    headed_names,
    is_typed,
    link_after,
    name_after,
    named,
    singular,
    stops,
)
from extractor.assembly.endpoints.arms.vocabulary import HEAD, LIMIT, OPENERS, PEOPLE, SCALE, VERBS
from extractor.assembly.endpoints.scene import Scene

_AND = r"(?:and|vs\.?|versus|v\.?|(?:as\s+)?compared\s+(?:with|to)|as\s+against|against)"
_JOINED = re.compile(rf"\s*,\s*(?:(?:or|{_AND})\s+)?|\s{_AND}\s+")
_IS_AND = re.compile(rf"\s*,\s*or\s+|\s*,?\s*{_AND}\s+")
_OR = re.compile(r"\sor\s+")
_END = r"(?![\w%·+-]|\.\d|\s?%|\s?\(\d|\s(?:in|of|on|patients)\b)"
_SLASHED = r"[A-Z\d](?:/[A-Z\d])+(?![\w%·])"
_LIST_OF = r"{0}(?:\s*,\s*{0})*,?\s*(?:and|or|vs\.?|versus)\s+(?:(?i:{1}|stages?|class)\s+)?{0}"
_LETTER = r"(?:[A-Z][A-Z\d+]{0,3}|[IVX]+[AB]?)(?:[-–/](?:[A-Z]|[IVX]+))?(?![\w%·])"
_DIGIT = rf"\d[AB]?{_END}"
_PLURAL = re.compile(
    rf"(?:(?i:the)\s+)?(?P<class>(?:RPA\s+)?(?i:{HEAD}|stages?|class(?:es)?|levels?|(?:ter|quar|quin)tiles?))\s+"
    rf"(?P<letters>{_LIST_OF.format(_LETTER, HEAD)}|{_LIST_OF.format(_DIGIT, HEAD)}|(?<=s\s){_SLASHED})"
)
_TWO_OF_TWO = re.compile(
    rf"(?P<class>(?i:arms|groups|cohorts|strata))\s+(?P<a>{_LETTER}\s(?:and|\+)\s{_LETTER}|{_LETTER}\s?[+&]\s?{_LETTER})\s+"
    rf"(?:vs\.?|versus|compared\s+(?:with|to)|against|than(?:\s+in)?)\s+(?:(?i:arms|groups|cohorts|strata)\s+)?"
    rf"(?P<b>{_LETTER}\s(?:and|\+)\s{_LETTER}|{_LETTER}\s?[+&]\s?{_LETTER})"
)
"""``in groups A and B versus C and D``: two arms of two groups each."""
_LETTERS = re.compile(r"/|\s*,\s*(?:and\s+)?|\s(?:and|or|vs\.?|versus)\s+")
_WITH_AND_WITHOUT = re.compile(
    r"(?P<a>with(?:out)?)\s+(?:\([^()]*\)\s+)?(?:and|or|vs\.?|versus)\s+(?P<b>with(?:out)?)\s+", re.I
)
_DROPPED = re.compile(r"\s(?:tumou?rs?|disease|cancers?|cases|respectively)$")
_STEP = re.compile(
    r"(?:[≥≤<>]=?\s*)?\d+(?:\.\d+)?(?:\s?[-–]\s?\d+(?:\.\d+)?)?(?:\s?(?:cm|mm|cc|ml|Gy|years|ng/ml|points)\b|\+)?(?:\s+or\s+(?:more|less|higher|lower|older|younger|greater))?(?![\w%·]|\s?%|\s?\(\d|\.\d|\s+(?:patients|of|in|years|months)\b)"
)
_BOTH = re.compile(r"(?:both|neither)(?=\s*(?:[,;(.]|$)|\s+(?:was|were|had|is|are|respectively)\b)")
_GY = re.compile(r"\d[\d.·]*")
_OPENER = re.compile(
    r"(?:^|(?<=[\s(,;]))(?:in|for|with|on|after|among|of|following|between|under|by|receiving|given|using|without)\s+",
    re.I,
)
THAN = re.compile(
    r"\b(?:than|(?:as\s+|when\s+)?compared\s+(?:with|to)|versus|vs\.?|v\.?|over|relative\s+to|(?:superior|inferior|equivalent|comparable|similar|preferable|non-?inferior)\s+to|as\s+against|rather\s+than)\s+(?:(?:did|do|was|were|that|those)\s+)*",
    re.I,
)
_LED_BY_COLON = re.compile(r"[(\[;:]\s*(?P<label>[^()\[\];:,]{1,40}?)\s+$")
"""``stage (T1 vs T2: 92% vs 80%)``."""
_TOLD = re.compile(
    r"(?:(?:also|\w+ly)\s+)?(?:(?:patients?|women|men|alone)\s+)?(?:was|were|had|is|are|has|have|reached|led|gave|resulted|showed|caused|reduced|improved|increased|did|failed|fared|decreased|prolonged|yielded|produced|achieved|experienced|developed|suffered|lost|survived|lived|responded)\b"
)
_RULES = re.compile(rf"{_TOLD.pattern}|[:(]\s*$|,|^\s*\([^()]*$")
_VALUE_NEXT = re.compile(
    r"\s*(?:,|,?\s*(?:and|but|versus|vs\.?|against|compared\s+with))\s+(?:in\s+|only\s+)?\d[\d.·]*\s?%"
)
"""``84% of the HIV+ and 88% of …``."""
_REFERS = re.compile(r"(?:former|latter)\b")
_BESIDE = re.compile(
    r"(?:[\s)\]%]|(?:±|\+/[-−])\s*\d[\d.·]*|(?:\w+\s+)?(?:occurred|(?:was|were)\s+(?:seen|observed|noted|reported|recorded|found|encountered|documented)|developed|arose|relapsed|recurred|progressed|failed|responded|died)\s+(?=(?:in|among|with|after|at|on)\b)|,(?=\s(?:after|following|in\s+the|with\s+the)\s)|,\s*respectively,?|(?:events?|patients|cases|men|women)(?=\s*\))|percent|per\s?cent|respectively|points|\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]|at\s+(?:[\w.-]+\s+)?(?:years?|months?|weeks?)\b)*\s*"
)
_CLAUSE = re.compile(r"(?:[,;:]\s+|\b(?:and|that|whereas|while|but)\s+)")


_COUNTED_IN = re.compile(
    rf"(?:of\s+(?:the\s+)?)?(?:[a-z][a-z-]*\s+){{0,2}}[a-z-]+s\s+(?=(?:in|for|of|on|among)\s+(?:the\s+)?[\w+/ -]{{1,60}}\s{HEAD}\b)"
)
"""``4 of 43 procedures in the short- and long-course groups``: what was counted stands before the list."""


def beside(scene: Scene, at: int) -> int:
    """Where the brackets, units and verbs end that stand between a value and whose it is."""
    found = _BESIDE.match(scene.text, at, scene.sentence.end)
    return found.end() if found else at


def list_after(scene: Scene, at: int, told: tuple[str, ...] = ()) -> tuple[Name, ...]:
    """The names of a list that follows a value, one or more of them, each with the head that is said once.

    Empty where nothing opens a name; ``of`` opens only one with a head (``12% of the boost arm``).
    """
    text, limit = scene.text, scene.sentence.end
    skipped = beside(scene, at)
    begin, opened = link_after(text, skipped, limit)
    if told and (m := _REFERS.match(text, begin, limit)) is not None:
        return (Name(m.start(), m.end(), told[0] if m[0] == "former" else told[-1]),)
    if _WITH_AND_WITHOUT.match(text, skipped, limit):
        begin, opened = skipped, True
    names = names_at(scene, begin)
    if opened or (names and names[0].label.startswith("without ")):
        return names
    if names and text.startswith("of ", skipped) and _VALUE_NEXT.match(text, names[0].end, limit):
        return names[:1]
    counted = _COUNTED_IN.match(text, skipped, limit)
    many = names_at(scene, link_after(text, counted.end(), limit)[0]) if counted is not None else ()
    if len(many) > 1 and many[0].head:
        return many
    if names and begin > skipped and (names[0].head or names[0].people or _typed_at(text, begin)):
        return names
    return ()


def _typed_at(text: str, at: int) -> bool:
    return _PLURAL.match(text, at) is not None or TYPED.match(text, at) is not None


def names_at(scene: Scene, begin: int) -> tuple[Name, ...]:
    """The names of a list that begins here: all that are joined up to a last ``and``, or the first."""
    text, limit = scene.text, scene.sentence.end
    if (m := _TWO_OF_TWO.match(text, begin, limit)) is not None:
        return tuple(Name(m.start(), m.end(), f"{m['class']} {m[which]}") for which in "ab")
    if (m := _PLURAL.match(text, begin, limit)) is not None:
        label = m["class"].removesuffix("es") if m["class"].lower() == "classes" else singular(m["class"])
        letters = [
            re.sub(r"^[a-z]+\s+", "", x.strip(), flags=re.I)
            for x in _LETTERS.split(m["letters"])
            if x.strip()
        ]
        return tuple(Name(m.start(), m.end(), f"{label} {letter}") for letter in letters)
    if (m := _WITH_AND_WITHOUT.match(text, begin, limit)) is not None and m["a"].lower() != m["b"].lower():
        name = name_after(text, m.end(), limit)
        if name is not None and not is_outcome(scene, name):
            labels = (name.label, f"without {name.label}")
            return tuple(
                Name(name.start, name.end, x) for x in (labels if m["b"] == "without" else reversed(labels))
            )
    found: list[Name] = []
    closed = 0
    while (name := _item(scene, begin, found)) is not None:
        if found and _is_closed(found[-1]) and not _is_closed(name):
            break
        found.append(name)
        joined = _JOINED.match(text, name.end, limit)
        if joined is None:
            break
        ends = _IS_AND.fullmatch(joined[0]) is not None
        begin, opened = link_after(text, joined.end(), limit)
        if opened and not ends:
            break
        if ends and _item(scene, begin, found) is not None:
            closed = len(found) + 1
    return _with_shared_head(found[: max(closed, 1)] if closed <= len(found) else found[:1])


def _item(scene: Scene, begin: int, found: Sequence[Name]) -> Name | None:
    """The next name of a list, of which some are found."""
    return _either(scene, begin) or _both(scene, begin, found) or _of_scale(scene, begin, found)


def _both(scene: Scene, begin: int, found: Sequence[Name]) -> Name | None:
    """``with radiotherapy, chemotherapy or both``: the last of a list."""
    if not found:
        return None
    m = _BOTH.match(scene.text, begin, scene.sentence.end)
    return None if m is None else Name(m.start(), m.end(), m[0])


def _of_scale(scene: Scene, begin: int, found: Sequence[Name]) -> Name | None:
    """``for a PSA of 4 or less, 4.1–10 and above 10``: further steps of what the first name measures."""
    if not found or not (SCALE.search(found[0].label) or LIMIT.search(found[0].label)):
        return None
    m = _STEP.match(scene.text, begin, scene.sentence.end)
    return None if m is None else Name(m.start(), m.end(), m[0])


def _is_closed(name: Name) -> bool:
    """``the boost arm``, ``arm A``: what follows with ``and`` is another arm only if it has its own head."""
    return is_typed(name) or (name.head is not None and not name.head.endswith("s"))


def _either(scene: Scene, begin: int) -> Name | None:
    """The name that begins here; ``benign or unknown tumours`` are one."""
    name = name_after(scene.text, begin, scene.sentence.end)
    if name is None or is_outcome(scene, name):
        return None
    joined = _OR.match(scene.text, name.end, scene.sentence.end)
    other = name_after(scene.text, joined.end(), scene.sentence.end) if joined else None
    if other is None or is_outcome(scene, other):
        return name
    return Name(name.start, other.end, f"{name.label} or {other.label}", other.head)


def _with_shared_head(names: Sequence[Name]) -> tuple[Name, ...]:
    """``the 60 and 70 Gy arms``: unit and head are said once."""
    if len(names) < 2:
        return tuple(names)
    last, head = names[-1], names[-1].head
    found = []
    for name in names:
        label = f"{name.label} Gy" if last.label.endswith("Gy") and _GY.fullmatch(name.label) else name.label
        found.append(Name(name.start, name.end, _DROPPED.sub("", label), name.head or head))
    return tuple(found)


def list_before(scene: Scene, floor: int, end: int, n: int) -> tuple[Name, ...]:
    """The names of a list that a clause opens with or that rules it, where there are ``n`` of them."""
    text = scene.text
    starts = {
        floor,
        *(m.end() for m in _OPENER.finditer(text, floor, end)),
        *(m.end() for m in _CLAUSE.finditer(text, floor, end)),
    }
    starts |= {m.start() for m in _PLURAL.finditer(text, floor, end)}
    starts |= {m.start() for m in _WITH_AND_WITHOUT.finditer(text, floor, end)}
    for start in sorted(starts, reverse=True):
        begin = start if _WITH_AND_WITHOUT.match(text, start, end) else link_after(text, start, end)[0]
        names = names_at(scene, begin)
        if len(names) == n and names[-1].end <= end and _rules(text[names[-1].end : end]):
            return names
    return ()


def _rules(rest: str) -> bool:
    """Whether what stands between a list and the values is only what they measure."""
    return len(rest) < 130 and ";" not in rest and _RULES.search(rest) is not None


def pair_before(scene: Scene, floor: int, end: int) -> tuple[Name, Name] | None:
    """The two arms that a clause compares before it gives their values: ``longer with A than with B (``."""
    text = scene.text
    for m in reversed(list(THAN.finditer(text, floor, end))):
        begin, opened = link_after(text, m.end(), end)
        second = name_after(text, begin, end)
        if second is None or is_outcome(scene, second):
            continue
        rest = text[second.end : end]
        if not text[floor : m.start()].strip(" ,;("):
            first = _subject_behind_comma(scene, second.end, end)
        elif (led := _LED_BY_COLON.search(text, floor, m.start())) is not None and text.startswith(
            ":", second.end
        ):
            first = named(text, *led.span("label"))
        elif len(rest) > 70 or ";" in rest:
            continue
        else:
            first = _counterpart(
                scene, floor, m.start(), text[m.end() : begin].lower().split() if opened else []
            )
        if first is not None and first.label.lower() != second.label.lower():
            return (
                Name(first.start, first.end, first.label, first.head or second.head),
                Name(second.start, second.end, second.label, second.head or first.head),
            )
    return None


def _counterpart(scene: Scene, floor: int, end: int, opened_by: Sequence[str]) -> Name | None:
    """What stands against an arm: brought in by the same word (``with A than with B``), or the subject."""
    if not opened_by:
        return subject_name(scene, floor, end) or name_ruling(scene, floor, end)
    text = scene.text
    for word in reversed([w for w in opened_by if w in OPENERS | VERBS]):
        for m in reversed(list(re.finditer(rf"\b{word}\s+", text[floor:end]))):
            begin, _ = link_after(text, floor + m.start(), end)
            name = name_after(text, begin, end)
            if name is not None and name.end <= end and not is_outcome(scene, name):
                return name
    return name_ruling(scene, floor, end)


def _subject_behind_comma(scene: Scene, at: int, end: int) -> Name | None:
    m = re.compile(r"[^,;]{0,30},\s*").match(scene.text, at, end)
    if m is None:
        return None
    begin, _ = link_after(scene.text, m.end(), end)
    name = name_after(scene.text, begin, end)
    return name if name is not None and not is_outcome(scene, name) else None


def name_ruling(scene: Scene, floor: int, end: int, also: Sequence[str] = ()) -> Name | None:
    """The arm that a clause tells of: its subject, or what ``with`` or ``in`` brings in last."""
    text = scene.text
    headed = [n for n in headed_names(text, floor, end) if not is_outcome(scene, n)]
    if headed:
        return headed[-1]
    if (people := people_before(scene, floor, end)) is not None:
        return people
    if (subject := subject_name(scene, floor, end)) is not None:
        return subject
    for m in reversed(list(_OPENER.finditer(text, floor, end))):
        if m[0].lower().strip() in {"of", "by", "for"} - set(also):
            continue
        begin, _ = link_after(text, m.start(), end)
        name = name_after(text, begin, end)
        if name is not None and name.end <= end and not is_outcome(scene, name):
            return name
    return None


_PEOPLE_WITH = re.compile(
    rf"\b(?:{PEOPLE}|those|group|arm)\s+(?=(?:(?:who|that)\s+(?:had\s+|were\s+)?)?(?:receiving|treated|given|took|taking|assigned|with|without|undergoing|on|who|having|randomi[sz]ed|allocated|in)\b)",
    re.I,
)


_SUCH_PEOPLE = re.compile(
    r"(?:^|[,;:.]\s+|\b(?:in|for|among|of|the|and)\s+)(?P<label>(?=[\w+-]*[A-Z+-])[A-Za-z][\w+/-]*)\s+(?:patients|women|men|tumou?rs)\s+(?:had|have|showed|experienced|developed|was|were|did)\b"
)


def people_before(scene: Scene, floor: int, end: int) -> Name | None:
    """``patients with a complete resection had``, ``PET-positive patients had``: whom a clause tells of, the last of them."""
    text = scene.text
    for m in reversed(list(_SUCH_PEOPLE.finditer(text, floor, end))):
        such = named(text, *m.span("label"))
        if such is not None and not stops(such.label) and not is_outcome(scene, such):
            return such
    for m in reversed(list(_PEOPLE_WITH.finditer(text, floor, end))):
        begin, opened = link_after(text, m.start(), end)
        name = name_after(text, begin, end)
        if opened and name is not None and name.end <= end and not is_outcome(scene, name):
            return name
    return None


_USE_OF = re.compile(r"\s*(?:the\s+)?(?:addition|use)\s+of\s+", re.I)


def subject_name(scene: Scene, floor: int, end: int) -> Name | None:
    """``Radiotherapy reduced …``, ``the addition of a boost reduced …``: the name that a clause begins with, before its verb."""
    text = scene.text
    for start in reversed([floor, *(m.end() for m in _CLAUSE.finditer(text, floor, end))]):
        if (use := _USE_OF.match(text, start, end)) is not None:
            start = use.end()
        begin, _ = link_after(text, start, end)
        name = name_after(text, begin, end)
        if name is not None and not is_outcome(scene, name) and _TOLD.match(text[name.end : end].lstrip()):
            return name
    return None


_TO_BRACKET = re.compile(
    r"\b(?:in|with|on|after|among|following|under|receiving|given|using|without|than|versus|vs\.?|favou?red|favou?ring|(?<=\)\s)and|of\s+(?=the\s[\w-]+\s(?:arm|group)))\s+",
    re.I,
)


def name_before_bracket(scene: Scene, floor: int, opened: int) -> Name | None:
    """The name that ends where a bracket opens: ``in the boost group (35%, 22%)``."""
    text = scene.text
    for m in reversed(list(_TO_BRACKET.finditer(text, max(floor, opened - 90), opened))):
        begin = link_after(text, m.end(), opened)[0]
        name = name_after(text, begin, opened)
        if name is not None and not is_outcome(scene, name) and not text[name.end : opened].strip(" ,"):
            return name
    return None


def is_outcome(scene: Scene, name: Name) -> bool:
    """Whether a stretch names an outcome; ``4 in the boost arm``, which repeats one, names an arm."""
    repeats = name.head is not None
    return any(t.start < name.end and name.start < t.end and not (t.item and repeats) for t in scene.terms)
