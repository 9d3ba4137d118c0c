"""Which arm or group each value of a coordination belongs to, as printed."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.values import Value

_HEAD = r"(?:arms?|groups?|regimens?|cohorts?|schedules?)"
_NO_LABEL = (
    r"(?!(?:and|or|the|all|both|each|either|neither|these|those|this|that|other|others|another|one|two|three|four|patients|women|men|children|cases"
    rf"|{_HEAD}|but|not|nearly|about|developed|experienced|treated|given|assigned|receiving|doses|as|while|when|where|only|statistically|significantly|respectively|than|compared|versus|vs|v|was|were|is|had|have|has|did|who|which|at|by|in|for|with|on|of|after|among|from|to|a|an|no|any)\b)"
)
_WORD = rf"{_NO_LABEL}(?!\d\d[\d,.]*\s(?!Gy|(?:and|or|vs\.?|versus)\s\d+(?:[.·]\d+)?[-\s]Gy))(?:\d+(?:[.·]\d+)?(?:[-\s]Gy|(?=-?\s(?:and|or|vs\.?|versus)\s\d+(?:[.·]\d+)?[-\s]Gy))|(?:[≥≤<>]\s?)?[A-Za-z0-9][\w/+×.'’-]*(?<![.]))"
_LABEL = rf"{_WORD}(?:\s(?:plus\s|or\s(?=no\b)|with\s(?=no\b))?{_WORD}){{0,4}}?"
_OPENED = r"(?:in|for|with|on|after|among|of|following|by|receiving|given|under)"
_WHO = r"(?:(?:patients|those|women|men|that|children|(?:group|arm)(?=\s(?:given|receiving|treated|assigned|randomi)))\s+)?(?:(?:receiving|treated\s+(?:with|by)|assigned\s+to|given|randomi[sz]ed\s+to|who\s+received|undergoing|in|with|for|after|on|of)\s+)?(?:the\s+)?"
_JOINED = rf"(?:\s*,\s*(?:and\s+)?|\s+(?:and|vs\.?|versus|v\.?|compared\s+(?:with|to))\s+){_WHO}"
_LIST = rf"(?P<list>{_LABEL}(?:{_JOINED}{_LABEL})+)"
_ENDS = r"(?=\s*(?:[,;.():]|\band\b|\bbut\b|\bv\b|vs\b|versus\b|compared|respectively|$|\bwas\b|\bwere\b|\bhad\b|\bat\s\d|\bthan\b|\bto\s))"
_BEHIND = re.compile(
    rf"[\s)\]%]*(?:of\s+(?:the\s+)?)?(?:(?:patients|women|men|cases)\s+)?(?:\([^()]*\)\s*)?{_OPENED}\s+{_WHO}"
    rf"(?P<label>(?:(?:arm|group|stage|cohort|level|class)\s+)?{_LABEL})(?:\s+(?P<head>{_HEAD}))?{_ENDS}"
)
"""``45% (38-52) in the concurrent arm``."""
_ALL_BEHIND = re.compile(
    rf"[\s)\]%,]*(?:respectively,?\s+)?(?:of\s+(?:the\s+)?)?(?:(?:patients|women|men|cases)\s+)?{_OPENED}\s+(?:the\s+)?(?:(?P<first>{_HEAD}|stages?|classes)\s+)?{_LIST}"
    rf"(?:\s+(?P<head>{_HEAD}|patients|tumou?rs|disease|cancers?))?{_ENDS}"
)
"""``57% and 66% in the cisplatin and docetaxel arms``."""
_ALL_BEFORE = re.compile(
    rf"(?:^|[\s,(]){_OPENED}\s+(?:the\s+)?(?:(?P<first>{_HEAD}|stages?|classes)\s+)?{_LIST}(?:\s+(?P<head>{_HEAD}|patients|tumou?rs|disease|cancers?))?"
    r",?\s+(?:respectively,?\s+)?(?:(?:was|were|had|is|are|reached)\b|:)[^.;%\d]{0,80}$",
    re.I,
)
"""``in the cisplatin and docetaxel arms was``."""
_COMPARED = re.compile(
    rf"(?:(?:^|\s){_OPENED}\s+(?:(?:the|an?)\s+)?(?P<a>{_LABEL})(?:\s+(?P<ahead>{_HEAD}))?|^(?!(?:The|This|These|In|At|For|With|After|Among|Patients|Women|Men|Overall|Median|Mean|There|No|On|By|Compared|More|Fewer|Both)\b)(?P<subject>(?=[A-Z]){_LABEL}))\b[^.;()%\d]{{0,90}}?"
    rf"\b(?:than|compared\s+(?:with|to)|versus|vs\.?|v\.?|over)\s+{_WHO}(?P<b>{_LABEL})(?:\s+(?P<bhead>{_HEAD}))?(?:\s+(?:alone|only))?\s*[(\[,:]\s*(?:[a-z]+,?\s+){{0,3}}$"
)
"""``longer with radiotherapy than with surgery (``."""
_TAG = re.compile(
    r"[\s)\]]*(?:\(\s*)?(?P<label>[A-Z][A-Z0-9+/-]{1,14}[A-Z0-9])(?:\s*\))?(?=\s*(?:v\b|vs\b|versus|[,;)]|and\b))"
)
"""``2.8% APBI v 1% WBI``."""
_HEADS_BRACKET = re.compile(rf"\b{_OPENED}\s+(?:the\s+)?(?P<label>{_LABEL})\s+(?P<head>{_HEAD})\s*$")
_SUBJECT = re.compile(
    rf"(?:In|For|With|Among|{_OPENED})\s+(?:the\s+)?(?P<label>{_LABEL})\s+(?P<head>{_HEAD}),"
)
"""``In the boost group, 5-year local control was 93%``."""
_NAMES_GROUPS = re.compile(
    rf"\b(?:{_HEAD}|compared|than|between|without|against|patients\s+with|those)\b", re.I
)
"""What tells of groups of its own, in an order of its own."""
_EACH = re.compile(r"^[\s)%]*(?:in|for|of|on)\s+(?:both|either|each|all|two|the\s+two)\b")
_VERSUS = re.compile(r"\b(?:vs?\.?|versus|compared)\b")
_TAG_BEFORE = re.compile(r"(?:^|[\s(;,])(?P<label>(?=[\w/+-]*[A-Z][\w/+-]*[A-Z])[A-Z][\w/+-]{1,14}):\s*$")
"""``PCb: 45.4%``."""
_BRACKETED = re.compile(
    r"\s*[(\[](?P<label>(?!(?:range|mean|median|p|n)\b)[A-Za-z0-9][A-Za-z][\w/+-]*(?:\s[A-Za-z][\w/+-]*){0,2})[)\]]"
)
"""``15 months (proton), 18 months (3D-CRT)``."""
_NO_ARM = {
    "IQR",
    "CI",
    "HR",
    "OR",
    "RR",
    "SD",
    "SE",
    "NS",
    "NR",
    "NE",
    "OS",
    "PFS",
    "DFS",
    "LC",
    "CR",
    "PR",
    "SEM",
    "GU",
    "GI",
    "RESULTS",
    "CONCLUSION",
    "CONCLUSIONS",
}
_LISTED = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]]|[\s)\]])*(?:,|,?\s*and)\s+(?:[\w-]+\s*\(\s*)?")
_SPLIT = re.compile(_JOINED)
_PLACE = re.compile(
    r"\b(?:grades?|mm|cm|more|less|worse|wider|greater|higher|better|MRI|years?|months?|weeks?|days?|median|overall|analysis|time|total|whom|addition|general|follow-?up|baseline)\b",
    re.I,
)


def arms_of(scene: Scene, values: Sequence[Value], told: Sequence[str | None]) -> tuple[str | None, ...]:
    """The arm of each value of a group; ``told`` are those of the pair before, which a bare pair goes on with.

    None where no arm is named: never a guess of which it is.
    """
    n = len(values)
    listed = (_listed(scene, values) or _tagged(scene, values) or _compared(scene, values)) if n > 1 else None
    if listed is not None:
        return tuple(listed)
    bracketed = tuple(None if v.form == "ratio" else _before_bracket(scene, v) for v in values)
    if any(bracketed):
        versus = n > 1 and _VERSUS.search(scene.text[values[0].end : values[1].start])
        return (bracketed[0], *[None] * (n - 1)) if versus else bracketed
    own = [_own(scene, v) for v in values]
    if n > 1 and own[-1] is not None:
        several = _labels(_ALL_BEHIND.match(scene.text, values[-1].end, scene.sentence.end))
        if len(several) > 1 or _EACH.search(scene.text[values[-1].end : values[-1].end + 60]):
            return (None,) * n
        for i in range(n - 2, -1, -1):
            if own[i] is None and _LISTED.fullmatch(scene.text[values[i].end : values[i + 1].start]):
                own[i] = own[i + 1]
    if n > 1 and n == len(told) and not any(own) and _goes_on(scene, values, told):
        return tuple(told)
    if not any(own) and (subject := _SUBJECT.match(scene.sentence.string)):
        return (_with_head(subject["label"], subject["head"]),) * n
    return tuple(own)


def _goes_on(scene: Scene, values: Sequence[Value], told: Sequence[str | None]) -> bool:
    """``fatigue (40 v 35)``, ``(24% and 27%, respectively)``: the arms of the pair before, unless one is named anew."""
    between = scene.text[values[0].end : values[1].start]
    listed = "respectively" in scene.text[values[-1].end : values[-1].end + 20]
    if not listed and _VERSUS.search(between) is None:
        return False
    numbers = [a.end for a in scene.sentence.atoms if a.end <= values[0].start]
    clause = re.split(r"[,;)]", scene.text[max(numbers, default=scene.sentence.start) : values[0].start])[-1]
    if _NAMES_GROUPS.search(scene.text, scene.sentence.start, values[0].start) and not numbers:
        return False
    return not any(arm and arm.split()[0].lower() in clause.lower() for arm in told)


def _tagged(scene: Scene, values: Sequence[Value]) -> list[str] | None:
    found = [_BRACKETED.match(scene.text, v.end, scene.sentence.end) for v in values]
    labels = [m["label"] for m in found if m is not None]
    if len(labels) < len(values) or len(set(labels)) < len(labels) or set(labels) & _NO_ARM:
        return None
    return labels


def _before_bracket(scene: Scene, value: Value) -> str | None:
    """``in the concurrent group (35%, 22% and 17%)``: the arm of all that the bracket holds."""
    opened = scene.text.rfind("(", scene.sentence.start, value.start)
    if opened < 0 or ")" in re.sub(r"\([^()]*\)", "", scene.text[opened + 1 : value.start]):
        return None
    if "differ" in scene.text[opened : value.start]:
        return None
    m = _HEADS_BRACKET.search(scene.text[scene.sentence.start : opened])
    return None if m is None else _with_head(m["label"], m["head"])


def _own(scene: Scene, value: Value) -> str | None:
    m = _BEHIND.match(scene.text, value.end, min(scene.sentence.end, value.end + 110))
    if m is None:
        tag = _TAG.match(scene.text, value.end, scene.sentence.end)
        if tag is None:
            tag = _TAG_BEFORE.search(scene.text, max(scene.sentence.start, value.start - 24), value.start)
        if tag is None or tag["label"] in _NO_ARM or _names_outcome(scene, *tag.span("label")):
            return None
        return tag["label"]
    if m["label"] in _NO_ARM or _is_no_arm(scene, *m.span("label")):
        return None
    return _with_head(m["label"], m["head"])


def _listed(scene: Scene, values: Sequence[Value]) -> list[str] | None:
    """Labels of a list behind or before the values, one for each."""
    behind = _ALL_BEHIND.match(scene.text, values[-1].end, scene.sentence.end)
    before = _ALL_BEFORE.search(scene.text[scene.sentence.start : values[0].start])
    for m, offset in ((behind, 0), (before, scene.sentence.start)):
        labels = _labels(m)
        if m is None or len(labels) != len(values):
            continue
        if not _is_no_arm(scene, m.start("list") + offset, m.end("list") + offset):
            return labels
    return None


def _labels(m: re.Match[str] | None) -> list[str]:
    if m is None:
        return []
    head = m["head"] if m["head"] and re.fullmatch(_HEAD, m["head"]) else None
    first = m["first"]
    parts = [part.strip() for part in _SPLIT.split(m["list"])]
    if parts[-1].endswith("Gy"):
        parts = [f"{part} Gy" if part.isdigit() else part for part in parts]
    return [_with_head(p, head) if first is None else f"{first.rstrip('s')} {p}" for p in parts]


def _compared(scene: Scene, values: Sequence[Value]) -> list[str] | None:
    """``more relapses with A than with B (12% v 9%)``."""
    if len(values) != 2:
        return None
    m = _COMPARED.search(scene.text[scene.sentence.start : values[0].start])
    if m is None:
        return None
    first = m["a"] or m["subject"]
    begin = scene.sentence.start + m.start("a" if m["a"] else "subject")
    if _is_no_arm(scene, begin, begin + len(first)):
        return None
    return [_with_head(first, m["ahead"]), _with_head(m["b"], m["bhead"] or m["ahead"])]


def _with_head(label: str, head: str | None) -> str:
    label = label.strip()
    return f"{label} {head.rstrip('s')}" if head else label


def _is_no_arm(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch names an outcome, a time or a degree."""
    return _names_outcome(scene, start, end) or _PLACE.search(scene.text, start, end) is not None


def _names_outcome(scene: Scene, start: int, end: int) -> bool:
    return any(t.start < end and start < t.end for t in scene.terms)
