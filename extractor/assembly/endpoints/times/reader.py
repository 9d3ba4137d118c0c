"""Sorts the times of a sentence into time points and measured times."""

import re
from dataclasses import replace

from extractor.assembly.brackets import ROUND
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.times.neither import ranges_of_medians
from extractor.assembly.endpoints.times.place import SHARE
from extractor.assembly.endpoints.times.roles import time_roles
from extractor.assembly.endpoints.times.same import same_times
from extractor.assembly.values import Value, ValueReader, months
from extractor.language.numerals import Atom, AtomKind

_LEADING = re.compile(r"(?:[A-Z][\w ]{0,24}[,:]\s+)?(?:At|By|Within)\s+")
_HEADED = re.compile(
    r"(?:The\s+)?(?:[\w-]+\s+){0,3}?(?:[Rr]ates?|[Ii]ncidences?|[Pp]robabilit(?:y|ies)|[Rr]isks?|[Ff]igures)\s+at\s+"
)
"""``Event rates at 1 year were 8 % for A and 12 % for B``."""
_LISTS_ON = re.compile(r"\s*(?:,|and\b|or\b)")
_OPENS_LIST = re.compile(
    r"[-\s]*(?:[\w-]+\s+){0,3}(?:results?|outcomes?|rates?|figures|estimates|probabilities|values)\s*(?:were|was|are)?"
    r"\s*(?:as\s+follows)?\s*:\s"
)
"""``The 5-year results were: survival 80 %; control, 90 %``."""
_MEDIAN_SPANS = re.compile(
    r"\bmedian\s+(?:overall\s+|progression-free\s+)?(?:survivals?|survival\s+times?|OS|PFS|TTP)\b[^.;:()\d]{0,70}\b(?:of|is|was|were|to|be)\s+(?:[<~]|about\s+|approximately\s+|only\s+)?$",
    re.I,
)
"""``a median survival of 9 to 12 months``: those of the series that are told of."""
_ROSE_FROM = re.compile(
    r"\b(?:increas|improv|prolong|extend|lengthen|doubl|tripl|rais|reduc|shorten|decreas|declin)\w*\b[^;,]{0,40}\bfrom\s+$|\b(?:rose|fell|dropped|longer|shorter)\b[^;,]{0,20}\bfrom\s+$"
    r"|\b(?:survival|PFS|OS|DFS|EFS|TTP)\s+from\s+$"
)
_AT_FOLLOW_UP = re.compile(
    r"\b(?:at|by|after|with|within|during|over|when)\b[^;.]{0,60}$|^In\s+an?\s+(?:[\w-]+\s+)?(?:median|mean)\b[^;.]{0,40}$",
    re.I,
)
_VERSUS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:in|for|with|after)\s+[\w\s+-]{1,40}?\s+)?(?:vs\.?|versus|v\.?|compared\s+(?:with|to)|against)\s+"
)
_ENDS = re.compile(r"\s*(?:[,;)]|[.](?!\d)|$|(?:in|for|with|after)\s)")
_OPENED = re.compile(r"[^()]{0,20}\([^()]*")
"""``a follow-up of 21 months (24 in one arm and 19 in the other)``: the whole is told first."""
_NEXT_ARM = re.compile(
    r"[^%]*(?:;|,)\s*(?:and\s+)?(?:that\s+)?(?:for|in|with|group|arm|cohort)\b[^;.%]*,?\s*(?:was\s+|were\s+|:\s*)?"
    r"|[^;.]*\b(?:in|for|with)\b[^;.%]{3,60}\b(?:and|vs\.?|versus)\s+"
    r"|[\s)]*(?:or|and|versus|vs\.?|than)\s+(?:than\s+|in\s+)?(?:the\s+)?(?:\d+\s+)?(?:patients|those|women|men)\s+(?:who|with|without|treated|receiving|given)\s[^;.%()]{3,80}\(\s*"
    r"|[^.]{0,60};[^;.%]{3,60}"
    r"|[\s)]*(?:and|but|while|whereas|against|versus|vs\.?|compared\s+with)\s+(?:only\s+)?(?:in|for|with|after|among)\s[^;.%\d]{3,60}?\s(?:only\s+)?"
    r"(?<!\bfor\s)(?<!\bat\s)(?<!\bafter\s)(?<!\bwithin\s)(?<!\bover\s)(?<!\bevery\s)(?<!\bthan\s)(?<!\bof\s)"
    r"|\s*(?:\([^()]*\)\s*)?,\s*(?:and\s+)?",
    re.I,
)


def read_times(scene: Scene) -> tuple[Scene, list[Value]]:
    """The scene with its time points, and the times that were measured (follow-up among them)."""
    atoms = [a for a in scene.sentence.atoms if a.kind is AtomKind.TIME]
    roles = time_roles(scene, atoms)
    reader = ValueReader(scene.sentence, False)
    measured: list[Value] = []
    points: list[Atom] = []
    soft = lead = None
    apart = False
    for atom in atoms:
        role = roles[atom.start]
        before = scene.text[scene.sentence.start : atom.start]
        if role == "point":
            points.append(atom)
            if (
                _LEADING.fullmatch(before)
                or (_HEADED.fullmatch(before) and not _LISTS_ON.match(scene.text, atom.end))
            ) or (_OPENS_LIST.match(scene.text, atom.end) and not SHARE.search(before)):
                lead = atom
        elif role == "follow_up":
            measured.append(_time_value(atom, reader, "follow_up"))
            part = soft is not None and _OPENED.fullmatch(scene.text, soft.end, atom.start)
            if _AT_FOLLOW_UP.search(before) and not part:
                soft, apart = atom, soft is not None and months(soft) != months(atom)
        elif role == "value" or (measured and _goes_on(scene, measured[-1], atom)):
            measured.append(_time_value(atom, reader, ""))
            if (other := _without_unit(scene, atom)) is not None:
                measured.append(Value("time", other.core, other.end, other.low, atom.unit, atoms=(other,)))
            if (
                not atom.single
                and atom.high is not None
                and (_ROSE_FROM.search(before) or _MEDIAN_SPANS.search(before) or ranges_of_medians(before))
            ):
                measured.append(replace(measured[-1], value=atom.high))
    points.extend(same_times(scene.sentence, scene.context, points))
    points.sort(key=lambda a: a.start)
    # At 10 years after photons and 7 after protons, 7 tumours had been seen: of neither alone.
    return replace(scene, points=tuple(points), soft=None if apart else soft, lead=lead), measured


def _without_unit(scene: Scene, atom: Atom) -> Atom | None:
    """``(23.1 months versus 15.6, p < 0.001)``: the second value has the unit of the first."""
    other = next((a for a in scene.sentence.atoms if a.start >= atom.end), None)
    if other is None or other.kind is not AtomKind.NUMBER or not other.single:
        return None
    versus = _VERSUS.fullmatch(scene.text, atom.end, other.start)
    return other if versus and _ENDS.match(scene.text, other.end) else None


def _goes_on(scene: Scene, last: Value, atom: Atom) -> bool:
    """``was 11 months; for chemoradiation, 13 months``: a further value of the same median."""
    gap = ROUND.sub(" ", scene.text[last.end : atom.start])
    return (
        last.rule != "follow_up"
        and atom.unit == last.unit
        and not atom.adjectival
        and len(gap) < 110
        and bool(_NEXT_ARM.fullmatch(gap) or _VERSUS.fullmatch(gap))
        and not any(last.end <= t.start < atom.start for t in scene.terms)
    )


def _time_value(atom: Atom, reader: ValueReader, rule: str) -> Value:
    value = Value("time", atom.core, atom.end, atom.low, atom.unit, atoms=(atom,), rule=rule)
    return reader.with_interval(value, atom)
