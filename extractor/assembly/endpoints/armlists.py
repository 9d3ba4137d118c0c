"""Lists and pairs of arms: ``in arms A and B``, ``with surgery than with radiotherapy``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.armnames import HEAD, TYPED, Name, headed_names, link_after, name_after, singular
from extractor.assembly.endpoints.scene import Scene

_JOINED = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s(?:and|or|vs\.?|versus|v\.?|(?:as\s+)?compared\s+(?:with|to)|as\s+against|against)\s+)")
_PLURAL = re.compile(
    rf"(?:the\s+)?(?P<class>(?:RPA\s+)?(?:{HEAD}|stages?|class(?:es)?|levels?))\s+(?P<letters>[A-Z\dIV]\w{{0,3}}(?:\s*,\s*[A-Z\dIV]\w{{0,3}}(?=\s*,|\s+and))*,?\s*(?:\s(?:and|or|vs\.?|versus)\s+)[A-Z\dIV]\w{{0,3}})(?![\w.]*\w)",
    re.I,
)
_REFERS = re.compile(r"(?:former|latter)\b")
_LETTERS = re.compile(r"\s*(?:,\s*and|,|\band|\bor|\bvs\.?|\bversus)\s+")
_DROPPED = re.compile(r"\s(?:tumou?rs?|disease|cancers?|cases|respectively)$")
_GY = re.compile(r"\d[\d.·]*")
_OPENER = re.compile(r"(?:^|(?<=[\s(,;]))(?:in|for|with|on|after|among|of|following|between|under|by|receiving|given)\s+", re.I)
_THAN = re.compile(r"\b(?:than|(?:as\s+|when\s+)?compared\s+(?:with|to)|versus|vs\.?|v\.?|over|relative\s+to|as\s+against|rather\s+than)\s+", re.I)
_TOLD = re.compile(
    r"\b(?:was|were|had|is|are|has|have|reached|led|gave|resulted|showed|caused|reduced|improved|increased|did|failed|fared|decreased|prolonged|yielded|produced|achieved|experienced|developed|suffered)\b"
)


def list_after(scene: Scene, at: int, told: tuple[str, ...] = ()) -> tuple[Name, ...]:
    """The names of a list that follows a value, one or more of them, each with the head that is said once.

    Empty where nothing opens a name; ``of`` opens only one with a head (``12% of the boost arm``).
    """
    text, limit = scene.text, scene.sentence.end
    skipped = _skipped(text, at, limit)
    begin, opened = link_after(text, skipped, limit)
    if told and (m := _REFERS.match(text, begin, limit)) is not None:
        return (Name(m.start(), m.end(), told[0] if m[0] == "former" else told[-1]),)
    names = names_at(scene, begin)
    if opened or (names and begin > skipped and (names[0].head or _PLURAL.match(text, begin) or TYPED.match(text, begin))):
        return names
    return ()


def names_at(scene: Scene, begin: int) -> tuple[Name, ...]:
    """The names of a list that begins here."""
    text, limit = scene.text, scene.sentence.end
    if (m := _PLURAL.match(text, begin, limit)) is not None:
        label = singular(m["class"]) if m["class"].lower() != "classes" else m["class"][:-2]
        return tuple(
            Name(m.start(), m.end(), f"{label} {letter}") for letter in _LETTERS.split(m["letters"].strip()) if letter
        )
    found: list[Name] = []
    while (name := name_after(text, begin, limit)) is not None and not is_outcome(scene, name):
        found.append(name)
        joined = _JOINED.match(text, name.end, limit)
        if joined is None:
            break
        begin, _ = link_after(text, joined.end(), limit)
    return _with_shared_head(found)


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


def _skipped(text: str, at: int, limit: int) -> int:
    m = _BESIDE.match(text, at, limit)
    return m.end() if m else at


_BESIDE = re.compile(
    r"(?:[\s)\]%]|,\s*respectively,?|percent|per\s?cent|respectively|\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]|at\s+(?:[\w.-]+\s+)?(?:years?|months?|weeks?)\b)*\s*"
)


def list_before(scene: Scene, floor: int, end: int, n: int) -> tuple[Name, ...]:
    """The names of a list that a clause opens with or that rules it, where there are ``n`` of them."""
    text = scene.text
    starts = {scene.sentence.start, *(m.end() for m in _OPENER.finditer(text, floor, end))}
    starts |= {floor, *(m.end() for m in re.finditer(r"[;:,]\s+|\b(?:and|the)\s+", text[floor:end]) if False)}
    for begin in sorted((s for s in starts if s >= floor), reverse=True):
        begin, _ = link_after(text, begin, end)
        names = names_at(scene, begin)
        if len(names) == n and len({x.full for x in names}) == n and names[-1].end <= end:
            if _rules(text[names[-1].end : end]) :
                return names
    return ()


def _rules(rest: str) -> bool:
    """Whether what stands between a list and the values is only what they measure."""
    return len(rest) < 130 and ";" not in rest and "%" not in rest and _TOLD_OR_COLON.search(rest) is not None


_TOLD_OR_COLON = re.compile(_TOLD.pattern + r"|[:(]\s*$|,")


def pair_before(scene: Scene, floor: int, end: int) -> tuple[Name, Name] | None:
    """The two arms that a clause compares before it gives their values: ``longer with A than with B (``."""
    text = scene.text
    for m in reversed(list(_THAN.finditer(text, floor, end))):
        begin, _ = link_after(text, m.end(), end)
        second = name_after(text, begin, end)
        if second is None or is_outcome(scene, second) or len(text[second.end : end]) > 70 or ";" in text[second.end:end]:
            continue
        if not text[floor : m.start()].strip(" ,;(") :
            first = _name_behind_comma(scene, second.end, end)
        else:
            first = name_ruling(scene, floor, m.start())
        if first is not None and first.label.lower() != second.label.lower():
            head = first.head or second.head
            first = Name(first.start, first.end, first.label, head)
            return first, Name(second.start, second.end, second.label, second.head or (first.head))
    return None


def _name_behind_comma(scene: Scene, at: int, end: int) -> Name | None:
    m = re.compile(r"[^,;]{0,30},\s*").match(scene.text, at, end)
    if m is None:
        return None
    begin, _ = link_after(scene.text, m.end(), end)
    name = name_after(scene.text, begin, end)
    return name if name is not None and not is_outcome(scene, name) else None


def name_ruling(scene: Scene, floor: int, end: int) -> Name | None:
    """The arm that a clause tells of: its subject, or what ``with`` or ``in`` brings in last."""
    text = scene.text
    headed = [n for n in headed_names(text, floor, end) if not is_outcome(scene, n)]
    if headed:
        return headed[-1]
    for m in reversed(list(_OPENER.finditer(text, floor, end))):
        begin, _ = link_after(text, m.start(), end)
        name = name_after(text, begin, end)
        if name is not None and name.end <= end and not is_outcome(scene, name) and m[0].lower().strip() not in {"of", "by"}:
            return name
    return subject_name(scene, floor, end)


def subject_name(scene: Scene, floor: int, end: int) -> Name | None:
    """``Radiotherapy reduced …``: the name that a clause begins with, before its verb."""
    begin, _ = link_after(scene.text, floor, end)
    name = name_after(scene.text, begin, end)
    if name is None or is_outcome(scene, name) or not _TOLD.match(scene.text[name.end : end].lstrip()):
        return None
    return name


def is_outcome(scene: Scene, name: Name) -> bool:
    """Whether a stretch names an outcome."""
    return any(t.start < name.end and name.start < t.end for t in scene.terms)
