"""Places each time point at the group of values it dates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractor.assembly.brackets import outside_brackets
from extractor.assembly.endpoints.attach import Attachment
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.scene import Scene
from extractor.language.numerals import Atom

_NEW_CLAUSE = re.compile(
    r"(?:\band\b|[;,]|\bvs\b|\bbut\b|\bwhereas\b|\bwhile\b|\bversus\b|\bcompared\b)\s*(?:i\.e\.,?\s*|\w+\s*){0,2}$"
)
_MAINTAINED = re.compile(
    r"\b(?:maintained|stable|constant|persist\w*|sustained|lost|disappear\w*|unchanged|plateau\w*|followed\s+by|return(?:ed|ing)?\s+to\s+(?:the\s+)?(?:baseline|pre-?treatment|average)|(?:did\s+not|no)\s+(?:further\s+)?(?:chang|declin|increas|decreas|fall|rise)\w*)\b"
)
"""``6 % at 5 years was maintained at 10 years``: no value of that time."""
_OPENS = re.compile(r"\s*[(\[]\s*")
"""``five-year (90 % vs 96 %) or ten-year (80 % vs 88 %) survival``."""
_RATE_IS = re.compile(
    r"[-\s]+(?:[a-z-]+\s+){0,3}?(?:rates?|incidences?|probabilit(?:y|ies)|risks?|estimates?|figures?|frequency)\s*(?:of|was|were|being|is|:|=)?\s*(?:only\s+)?\d[\d.·]*\s?%"
)
"""``11 patients, corresponding to a 5-year actuarial rate of 9 %``."""
_CONTRAST = re.compile(r",?\s(?:while|whereas|but)\s")
_ANEW = re.compile(
    r"(?:[,;]|\band\b)[^,;]*\b(?:rates?|incidences?|probabilit(?:y|ies)|risks?|estimates?|figures?|values?)\s[^,;]{0,8}$"
)
"""``11%, and the actuarial rate at``: a clause with a subject of its own."""
_RECKONED = re.compile(r"\b(?:actuarial|cumulative|projected|Kaplan|estimated)\b")
_ACUTE, _LATE = re.compile(r"\b(?:[Aa]cute|[Ee]arly)\b"), re.compile(r"\b(?:late|chronic)\b")
_PHASE = re.compile(
    r"\b(?:during|at\s+baseline|before\s+(?:treatment|therapy|radio\w+|irradiation|RT|surgery)|initially|acutely|at\s+(?:the\s+)?(?:end|completion|last|start)\b|(?:immediately|directly)\s+after)\b"
)
_MOVED_TO = re.compile(
    r"\b(?:had|has|have)?\s*(?:fallen|risen|dropped|fell|rose|decreased|declined|increased|improved|diminished)\s+(?:again\s+|further\s+)?to\s+(?:only\s+)?$"
)
"""``were present in 22 %, and had fallen to 5 % at 3 months``."""
_HAPPENED_IN = re.compile(
    r"\b(?:[a-z]+ed|fell|rose|arose|was|were)\s+(?:[a-z]+\s+){0,2}(?:in|by|for)\s[^.;%]{0,40}$"
)
_THEN_HAD = re.compile(
    r"[\s)]*(?:of\s+(?:the\s+|our\s+|all\s+)?[a-z]+\s+)?(?:had|have|has|lost|gained|required|needed|reported|complained)\b"
)
_OF_THEM_AT = re.compile(r"(?:\s+(?:patients|women|men|children|cases))?\s*,?\s+(?:at|after)\s+")
_VALUE_NEXT = re.compile(
    r"\s*(?:[(:,]|(?:to\s+)?\d[\d.·]*(?:\s?%|\s+and\s+\d)"
    r"|(?:(?:it|they|this|these)\s+)?(?:was|were|had\s+\w+\s+to|fell\s+to|rose\s+to|still|only)\s+(?:(?:still|only|about)\s+)?\d)"
)
"""``…, and at 5 years it was 85 %``: the clause begins with its time."""
_LISTED = re.compile(r"\s*(?:,|and|or|/|,\s*and|,\s*or)?\s*-?\s*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A time point at its group: before all values (``value`` is None), or before or behind the value there."""

    point: Atom
    side: Literal["pre", "post"]
    value: int | None = None


Places = dict[int, list[Placed]]
"""Time points by the index of their group."""


def place_points(scene: Scene, groups: Sequence[Group], attached: Sequence[Attachment | None]) -> Places:
    """Time points by group index; a list of times stays together."""
    places: Places = {}
    last: Atom | None = None
    taken = [*_in_turn(scene, groups, places), *_of_each(scene, groups)]
    for point in scene.points:
        if point in taken:
            last = point
            continue
        home = None
        if last is not None and _LISTED.fullmatch(scene.text[last.end : point.start]):
            home = _home(places, last)
        if home is not None and not _binds_right(scene, point):
            index, beside = home
            places[index].append(Placed(point, beside.side, beside.value))
        elif (found := _place(scene, groups, attached, point)) is not None:
            places.setdefault(found[0], []).append(found[1])
        last = point
    _share_back(scene, groups, places)
    return places


def _in_turn(scene: Scene, groups: Sequence[Group], places: Places) -> list[Atom]:
    """``at 3 years it was 92%, and at 5 years 90%``: times and values take turns, each time before its value."""
    taken: list[Atom] = []
    for i, group in enumerate(groups):
        floor = groups[i - 1].end if i else scene.sentence.start
        ceiling = groups[i + 1].start if i + 1 < len(groups) else scene.sentence.end
        points = [p for p in scene.points if floor <= p.start < ceiling]
        starts = [v.start for v in group.values]
        if len(points) != len(starts) or len(starts) < 2 or group.form != "percent":
            continue
        turns = all(p.end <= s for p, s in zip(points, starts, strict=True)) and all(
            v.end <= p.start for v, p in zip(group.values, points[1:], strict=False)
        )
        if turns and not any(p.adjectival for p in points[1:]):
            befores = [None, *(v.start for v in group.values)]
            places[i] = [Placed(p, "pre", b) for p, b in zip(points, befores, strict=False)]
            taken.extend(points)
    return taken


def _of_each(scene: Scene, groups: Sequence[Group]) -> list[Atom]:
    """``stenosis in two patients, at 5 and 17 months, and an ulcer in one``: each patient's own time, and no other's."""
    counted = [v for g in groups if g.form == "count" for v in g.values if v.value and v.value >= 2]
    found: list[Atom] = []
    for value in counted:
        behind = [p for p in scene.points if p.start >= value.end]
        run = behind[: int(value.value or 0)]
        if len(run) < (value.value or 0) or not _OF_THEM_AT.fullmatch(scene.text, value.end, run[0].core):
            continue
        if all(_LISTED.fullmatch(scene.text, a.end, b.start) for a, b in pairwise(run)) and not (
            len(behind) > len(run) and _LISTED.fullmatch(scene.text, run[-1].end, behind[len(run)].start)
        ):
            found += run
    return found


def _home(places: Places, point: Atom) -> tuple[int, Placed] | None:
    return next(((i, p) for i, listed in places.items() for p in listed if p.point is point), None)


def _place(
    scene: Scene, groups: Sequence[Group], attached: Sequence[Attachment | None], point: Atom
) -> tuple[int, Placed] | None:
    """The group of one time point: the one around or before it, or the next where a new clause begins."""
    before = [i for i, g in enumerate(groups) if g.start < point.start]
    after = [i for i, g in enumerate(groups) if g.start >= point.end]
    ahead = Placed(point, "pre")
    if not before:
        rated = [i for i in after if groups[i].form in {"percent", "count", "ratio", "zero"}]
        return ((rated or after)[0], ahead) if after else None
    here = before[-1]
    group, attachment = groups[here], attached[here]
    last = max((v for v in group.values if v.start < point.start), key=lambda v: v.start)
    behind = Placed(point, "post", last.start)
    if point.end <= last.end:  # no 90-day mortality
        return here, behind
    gap = scene.text[last.end : point.start]
    rest = [v.start for v in group.values if v.start > last.start]
    if rest and point.adjectival and _OPENS.fullmatch(scene.text, point.end, rest[0]):
        return here, Placed(point, "pre", last.start)
    if after and _in_next_bracket(gap, scene.text[last.end : groups[after[0]].start]):
        return after[0], ahead
    modified = attachment.terms if attachment is not None and attachment.side == "right" else ()
    if modified and last.end <= point.start and point.end <= modified[-1].start:
        return here, behind
    own = {t.start for t in modified}
    new_term = any(t.start >= last.end and t.end <= point.start and t.start not in own for t in scene.terms)
    clean = outside_brackets(re.sub(r",?\s*respectively,?", " ", gap))
    contrasted = bool(after or rest) and _CONTRAST.search(clean) is not None
    new_clause = bool(_NEW_CLAUSE.search(clean)) or ";" in clean or contrasted
    binds_right = _binds_right(scene, point)
    if after and ";" in outside_brackets(scene.text[point.end : groups[after[0]].start]):
        after = []
    if point.start < group.end and last.end <= point.start:
        opened = _VALUE_NEXT.match(scene.text, point.end)
        dates_next = (
            new_term
            or contrasted
            or _ANEW.search(clean) is not None
            or (new_clause and (opened or binds_right or point.adjectival))
        )
        return here, Placed(point, "pre" if dates_next else "post", last.start)
    if after and (new_term or new_clause or binds_right):
        return after[0], ahead
    kept = _MAINTAINED.search(clean) and not any(last.end <= t.start < point.start for t in modified)
    of_next = new_clause and binds_right and point.adjectival  # and 2-year survival was unchanged
    if not after and (new_term or ";" in clean or kept or of_next):
        return None
    return here, behind


def _in_next_bracket(gap: str, to_next: str) -> bool:
    """``70 % (2-year 60 %, …)``: the bracket that the time stands in holds the next group too."""
    bracket = gap.rfind("(")
    return bracket >= 0 and ")" not in to_next[bracket:]


def _binds_right(scene: Scene, point: Atom) -> bool:
    """``2-year DFS of``, ``2-year and 5-year DFS of``: an adjectival time belongs to the term right behind it."""
    for following in scene.points:
        listed = following.start > point.end and following.adjectival and point.adjectival
        if listed and _LISTED.fullmatch(scene.text[point.end : following.start]):
            point = following
    if point.adjectival and _RATE_IS.match(scene.text, point.end, scene.sentence.end):
        return True
    term = next((t for t in scene.outcomes if t.start >= point.end), None)
    if term is None or term.start - point.end >= (50 if point.adjectival else 12):
        return False
    return not re.search(r"[;,.()]|\b(?:and|vs|versus)\b", scene.text[point.end : term.start])


def _each_has_its_verb(scene: Scene, left: Group, right: Group) -> bool:
    """``Vision deteriorated in 50%, and 29% had lost three lines by two years``: a time of the second clause alone."""
    return bool(
        _HAPPENED_IN.search(scene.text, scene.sentence.start, left.start)
        and _THEN_HAD.match(scene.text, right.end, scene.sentence.end)
    )


def told_apart(scene: Scene, left: int, right: int) -> bool:
    """``7% crudely, and an actuarial 11% at 10 years``, ``20% during treatment, but 5% at 12 months``: what stands
    before ``left`` is of another reckoning or phase than what stands behind ``right``, so that a time is not for both."""
    gap = scene.text[left:right]
    before = scene.text[scene.sentence.start : left]
    if _PHASE.search(gap) or _MOVED_TO.search(gap) or (_LATE.search(gap) and _ACUTE.search(before)):
        return True
    return bool(_RECKONED.search(gap)) and not _RECKONED.search(before)


def _share_back(scene: Scene, groups: Sequence[Group], places: Places) -> None:
    """``failures (2%) and recurrences (2.2%) were rare at 12 months``: both groups take the time."""
    for i in range(len(groups) - 1, 0, -1):
        left, right = groups[i - 1], groups[i]
        here = places.get(i, [])
        if not here or any(p.side == "pre" for p in here) or i - 1 in places:
            continue
        gap = outside_brackets(scene.text[left.end : right.start])
        linked = re.search(r"\band\b|\bor\b|,", gap) and ";" not in gap and len(gap) < 70
        if told_apart(scene, left.end, right.start) or _each_has_its_verb(scene, left, right):
            continue
        if linked and right.form == left.form == "percent":
            listed = len(here) == len(left.values) and len({p.value for p in here}) == 1
            places[i - 1] = [
                Placed(p.point, "post", left.values[-1].start) for p in (here if listed else here[:1])
            ]
