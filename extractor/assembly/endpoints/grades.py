"""The toxicity grade that holds for a value."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.endpoints.attach import Side
from extractor.assembly.endpoints.clusters import ends_open
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import Term
from extractor.assembly.endpoints.terms import TO_ITS_GRADE
from extractor.assembly.values import Value
from extractor.language.numerals import Atom
from extractor.language.numerals.words import NUMBER_WORDS

_LEADS_TO_GRADE = re.compile(
    r"[\s)\]]*(?:(?:of|had|developed|experienced|with|patients|in|all|the|for|suffered|at|reported|acute"
    r"|late|,|lesions|women|men)\s*){0,6}[\s(]*"
)

_TO_ITS_NUMBER = re.compile(
    r"[\s)]*(?:[a-z]+\s+){0,2}?(?:in|for|by)\s+|\s*[(\[:=]\s*(?:n\s*=\s*)?|\s+(?:(?:GI|GU|CNS|skin)\s*[:=]?\s*)?"
)
"""``grade 2 in 1, grade 3 in 2``, ``G2 32%, G3 3%``, ``G2 GU: 20%``."""
_LEADS_ITS_COUNT = re.compile(r"[\s)]*(?:in|for|by)\s+(?:only\s+|the\s+(?:other|remaining)\s+)?")
"""``seen in 22 men (9 %), was of grade 2 in 17``: the grade of the next number."""
_GRADES_JOINED = re.compile(
    r"\s*(?:(?!(?:and|in|was|were|by|with|had|of|for|occurred|developed)\b)[\w-]+\s+){0,4}(?:,|and|,\s*and)\s*"
    r"(?:(?!(?:and|in|was|were|by|with|had|of|for|occurred|developed|grades?)\b)[a-z-]+\s+){0,3}"
)
_VALUES_JOINED = re.compile(r"[\s)]*(?:,|and|,\s*and)\s*")
"""``grade ≥2 and grade ≥3 toxicity were 14 % and 3 %``."""
_NEXT_ITEM = re.compile(r";|[)\]]\s*,|\band\b")
"""What parts ``no complication (grade 0)`` from a complication."""
_LISTED = re.compile(r"[^.;]{0,30}\brespectively\b")
_COUNTED_GRADE = re.compile(rf"\s*(?:[(:=]\s*|(?:in|for|by)\s+)(?:n\s*=\s*)?(?:\d|{NUMBER_WORDS}\b)")
"""``pneumonitis (grade 2 in 4, grade 3 in 1)``: the parts of a number, not what it counts."""
_COUNTED = re.compile(rf"(?:\d|\b{NUMBER_WORDS})\s+(?:with\s+|had\s+)?$")
_NEXT_CLAUSE = re.compile(
    r"[,;]\s+(?:and|but|while|whereas|although|with)\b|;|\b(?:was|were|occurred)\b.*\b(?:and|but)\b"
)
"""``no fistula was seen, and grade 3 …``: the grade is that of what follows."""
_WERE_THE_MOST = re.compile(
    r"(?:[^;.]|\.(?=\d))*\b(?:were|was)\s+(?:the\s+|among\s+)+(?:most|main|only|predominant|commonest|leading)\b"
    r"(?:(?!\b(?:and|but)\b)[^;,.()%\d]){0,40}$"
)
_IN_ITS_BRACKET = re.compile(r"[^(),\d]{3,50}\((?:[^(),\d]{3,40},\s*)?")
"""``one DLT (gastric ulcer, grade 3)``."""
_TO_GRADE = 14
_TO_TERM = 16
"""Characters from the begin of a grade to the harm it is of."""
_NEXT_HARM = re.compile(r"[,;]|\band\b")
_GENERAL = "toxicity.general"


def grade_for(
    scene: Scene,
    value: Value,
    side: Side,
    term: Term | None,
    floor: int,
    ceiling: int,
    carried: Atom | None,
    end: int,
) -> Atom | None:
    """The grade of a value that stands between ``floor`` and ``ceiling``; ``carried`` where none is nearer."""
    if value.form == "zero" and value.rule != "versus":
        grade = next((g for g in scene.grades if g.start >= value.start), None)
        return None if grade is None or _NEXT_CLAUSE.search(scene.text, value.end, grade.start) else grade
    own = next((g for g in scene.grades if value.start <= g.start < value.end), None)
    if own is not None:
        return own
    if (
        value.form == "percent" and side == "left" and term is not None and term.end <= floor
    ):  # of a list, whose values are another
        near = [g for g in scene.grades if term.start - _TO_TERM <= g.start and g.end <= term.end]
        if near:
            return near[-1]
    left = [
        g
        for g in scene.grades
        if floor <= g.start
        and g.end <= value.start
        and not (g.high == 0 and _NEXT_ITEM.search(scene.text, g.end, value.start))
    ]
    if left and value.form != "ratio" and _TO_ITS_NUMBER.fullmatch(scene.text[left[-1].end : value.start]):
        return left[-1]
    if side == "right" and term is not None and value.form == "ratio":
        closed = scene.text.rfind(")", value.end, term.start)  # a grade in the list of factors is one of them
        near = [g for g in scene.grades if max(closed, value.end) < g.start <= term.end + _TO_GRADE]
        return near[-1] if near else None
    if side == "right" and term is not None:
        start, last = min(value.start, term.start), max(value.end, term.end)
        inside = [
            g
            for g in scene.grades
            if start <= g.start and g.end <= last and not _leads_next(scene, g, end, ceiling)
        ]
        if term.start >= ceiling:  # the term is said with the next value
            inside = [g for g in inside if g.end <= ceiling] or inside
        if inside:
            return ([g for g in inside if g.end <= ceiling] or inside)[-1]
    behind = _directly_behind(scene, end, ceiling)
    if behind is not None and not _leads_next(scene, behind, end, ceiling):
        return behind
    if _of_any_grade(scene.text[max([floor, *(g.end for g in left)]) : value.start]):
        return None
    if side == "left" and left:
        return left[-1]
    uncounted = (
        g
        for g in scene.grades
        if not _COUNTED.search(scene.text[: g.start])
        and not _opens_parts(scene, g)
        and not _leads_next(scene, g, end, ceiling)
    )
    right = next((g for g in uncounted if value.end <= g.start and g.end <= ceiling), None)
    if right is not None and (
        _LEADS_TO_GRADE.fullmatch(scene.text[value.end : right.start])
        or (side == "right" and term is not None and _behind_term(scene, term, right))
    ):
        return right
    if left:
        return left[-1]
    if side == "left" and term is not None and _of_harm_before(scene, term):
        return None
    if carried is not None and carried.high == 0 and _NEXT_ITEM.search(scene.text, carried.end, value.start):
        return None
    return _outside(scene, value, carried) or _announced(scene, value) or _summed_up(scene, value)


def _leads_next(scene: Scene, grade: Atom, end: int, ceiling: int) -> bool:
    """Whether a grade behind a group leads to the number of the next one."""
    return grade.start >= end and _LEADS_ITS_COUNT.fullmatch(scene.text, grade.end, ceiling) is not None


def _outside(scene: Scene, value: Value, carried: Atom | None) -> Atom | None:
    """``grade ≥3 was 9% (grade 3, 8%; grade 5, 1%) and included stenosis (3%)``: the grade before the bracket."""
    if carried is None or not 0 <= carried.end <= value.start:
        return carried
    if ends_open(scene.text[carried.end : value.start]):
        return carried
    outer = [g for g in scene.grades if g.end <= value.start and ends_open(scene.text[g.end : value.start])]
    return outer[-1] if outer else carried


def _of_harm_before(scene: Scene, term: Term) -> bool:
    """``fibrosis of grade 2 (9 %), necrosis (4 %)``: a grade behind a harm is that of this harm alone.

    Where the harm is named in general (``toxicity of grade 3``), those behind it are its kinds.
    """
    left = [g for g in scene.grades if g.end <= term.start]
    if not left or not _NEXT_HARM.search(scene.text, left[-1].end, term.start):
        return False
    harms = [t for t in scene.terms if t.end <= left[-1].start]
    if harms and harms[-1].rule != _GENERAL and _owns(scene, harms[-1], left[-1]):
        return True
    parted = len(left) > 1 and ";" in scene.text[left[-1].end : term.start]
    return parted and any(_owns(scene, t, left[0]) for t in harms)


def _owns(scene: Scene, term: Term, grade: Atom) -> bool:
    return TO_ITS_GRADE.fullmatch(scene.text, term.end, grade.start) is not None


def _of_any_grade(before: str) -> bool:
    """``telangiectasia (any grade) in 4 %``, ``and asymptomatic necrosis in 5 %``: the grade said earlier is not its."""
    return re.search(r"\bany[-\s]grade\b|(?!^)\ba?symptomatic\b", before.lstrip(), re.I) is not None


def listed_grade(scene: Scene, values: Sequence[Value], index: int, floor: int) -> Atom | None:
    """``grade 2 pneumonitis and grade 3 oesophagitis in 12 % and 5 %, respectively``: one for each value."""
    if len(values) < 2:
        return None
    end = values[-1].end
    before = [g for g in scene.grades if floor <= g.start and g.end <= values[0].start]
    behind = [g for g in scene.grades if end <= g.start]
    if len(before) == len(values):
        joined = _all_listed(scene.text, before, _GRADES_JOINED)
        if not (joined and _all_listed(scene.text, values, _VALUES_JOINED)) and not _LISTED.match(
            scene.text, end, scene.sentence.end
        ):
            return None
        return replace(before[index], unit=None)
    if before or len(behind) != len(values) or not _all_listed(scene.text, behind, _GRADES_JOINED):
        return None
    listed = _LISTED.match(scene.text, behind[-1].end, scene.sentence.end)
    return replace(behind[index], unit=None) if listed else None


def _all_listed(text: str, items: Sequence[Atom | Value], joined: re.Pattern[str]) -> bool:
    return all(joined.fullmatch(text[a.end : b.start]) for a, b in pairwise(items))


def _directly_behind(scene: Scene, end: int, ceiling: int) -> Atom | None:
    """``58%, 70% and 60% of grade I; 35%, 26% and 40% of grade II``: the grade behind the group."""
    grade = next((g for g in scene.grades if end <= g.start and g.end <= ceiling), None)
    if grade is None or not re.fullmatch(
        r"[\s)\]]*(?:of\s+)?(?:the\s+)?(?:patients\s+)?(?:with|had|were|of)\s+", scene.text[end : grade.start]
    ):
        return None
    return grade


def _announced(scene: Scene, value: Value) -> Atom | None:
    """``the following grade 3 toxicities were seen: … (1 case of nausea)``: the grade before the colon."""
    before = [g for g in scene.grades if g.end <= value.start]
    if len(before) != 1 or ":" not in scene.text[before[0].end : value.start]:
        return None
    return before[0]


def _summed_up(scene: Scene, value: Value) -> Atom | None:
    """``leukopenia (49 %) and nausea (46 %) were the most common grade 3 events``."""
    if len(scene.grades) != 1 or scene.grades[0].start < value.end:
        return None
    grade = scene.grades[0]
    return grade if _WERE_THE_MOST.match(scene.text, value.end, grade.start) else None


def _opens_parts(scene: Scene, grade: Atom) -> bool:
    """``in 17 women (grade 1: 9, grade 2: 6)``: the grade of the first part only."""
    opened = scene.text[: grade.start].rstrip().endswith("(")
    return opened and _COUNTED_GRADE.match(scene.text, grade.end) is not None


def _behind_term(scene: Scene, term: Term, grade: Atom) -> bool:
    """``3 patients had mucositis of grade 3``."""
    between = scene.text[term.end : grade.start]
    if (
        _IN_ITS_BRACKET.fullmatch(scene.text, term.start, grade.start)
        and scene.text[grade.end : grade.end + 1] == ")"
    ):
        return True
    if between.strip() == "(" and _COUNTED_GRADE.match(scene.text, grade.end):
        return False
    return grade.start < term.end + 25 and not re.search(r"[;,]\s*(?:and\s)?", between)
