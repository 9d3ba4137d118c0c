"""Which terms a group belongs to, and on which side of it they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.assembly.endpoints.clusters import (
    cluster,
    compared,
    one_event,
    outside_closed,
    right_cluster,
    same_bracket,
    without_classes,
)
from extractor.assembly.endpoints.elsewhere import (
    listed_outcome,
    named_behind,
    predicted_outcome,
    share_of_deaths,
    site_behind,
    survival_of_event,
)
from extractor.assembly.endpoints.groups import OF_DEATHS, Group
from extractor.assembly.endpoints.left import EVENTS_LISTED, stands_left
from extractor.assembly.endpoints.mixed import dealt_out
from extractor.assembly.endpoints.right import right_of
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import FAILED, TIME_TYPE, Term

Side = Literal["left", "right", "inherit"]

_COUNTED = re.compile(r"toxicity|response|mortality|failure|recurrence|progressive")
_HAD_GRADE = re.compile(
    r"[\s)\]]*(?:of\s+)?(?:the\s+)?(?:patients\s+)?(?:had|experienced|developed|suffered|reported)\s+(?:[Gg]rades?\s+)"
    r"[\w\s–/-]{1,14}(?:,|,?\s*and|,?\s*while|,?\s*whereas)\s+"
)
_HAPPENED_IN = re.compile(
    r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:(?:were|was|have been)\s+)?(?:reported|observed|occurred|recorded|seen|noted|documented)?\s*(?:in|by|among)\s+"
)
_PREDICTS = re.compile(
    r"\b(?:predict\w*|prognostic|associated|correlat\w+|significant\s+for|entered|multivariate|multivariable|univariate|independent)\b",
    re.I,
)
_PEOPLE_LED = re.compile(r"(?:Of|Among|In|For)\s[^,;%]{2,60}?\s(?:with|without|who)\s[^;%]{2,60}?,\s")
_AGAINST = re.compile(
    r"[\s)\]]*[^.;%()]{0,70}?(?:,\s+|\s)(?:against|versus|vs\.?|compared\s+(?:with|to)|as\s+(?:against|opposed\s+to)|whereas|while|but)\s+(?:only\s+)?"
)
_VERSUS = re.compile(r",?\s+(?:versus|vs\.?|against|compared\s+(?:with|to))\s+")
_THOSE_WITH = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?(?:(?:those|patients|women|men|others|cases)\s+)?)?with(?:out)?\s"
)
_WITH_EVENT = re.compile(
    r"[\s)\]]*(?:(?:patients|women|men|cases|children)\s+)?with\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}"
)
_WITH_BEFORE = re.compile(r"\bwith\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}$")
_LISTED = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|,?\s*and)\s+(?:only\s+)?")
_THERE_WERE = re.compile(r"\bThere\s+(?:were|was)\s+(?:only\s+|also\s+)?$", re.I)
_TO_GRADE = re.compile(r"[\s)\]]*[^;:.,%\d()]{0,24}(?:\d+)?[^;:.,%\d()]{0,60}")
_AND_GRADE = re.compile(r"\s*(?:,|,?\s*and)\s+(?:only\s+|another\s+|in\s+)?")
_NAMES_PART = re.compile(r"\s*[:=]\s*|\s+")
FACTORS = frozenset({"other.measure", "other.surgery", "other.resectable"})
"""Outcomes that predict others: lung function, the margins of a resection."""
_GRADED_REACH = 120
_NEVER_TIMED = frozenset({"quality_of_life", "toxicity", "response_rate"})
"""``quality of life and overall survival (median 27 and 25 months)``."""
_FACTOR_OPENS = re.compile(
    r"(?:\s+(?:to|after|following|at|during)\s+(?:[\w-]+\s+){0,2}[\w-]+)?\s*[(\[]\s*(?:[pP]\s*[=<]\s*[\d.·]+\s*[;,]\s*)?(?:[A-Za-z]*HR|RR|OR|hazard\s+ratio|relative\s+risk)[\s=:,]*"
)
_AND_NONE = re.compile(r"\s+(?:in|on|of|with|after)\s+[^,;.()]{1,50}?,?\s+(?:and|but)\s+")
"""``two patients in the first group and none in the second had …``."""
_WHOSE = re.compile(
    r"[\s)\]]*(?:for|in|after|among|following)\s+(?:(?!\b(?:was|were|is|are|had|have|with\s+(?:an?\s+)?(?:[\w-]+\s+)?rates?)\b)[^;.,:%\d()]){3,70}"
    r"(?:,|,?\s*and|,?\s*vs\.?|,?\s*versus)\s+(?:only\s+)?"
)
_AT_FOLLOW_UP = re.compile(
    r"\s*(?:rates?\s*)?(?:\([^()]*\)\s*)?(?:at|after|with|over|by)\s+(?:an?|the)\s+(?:[\w-]+\s+)?(?:median|mean)\s+(?:[\w-]+\s+){0,2}"
    r"follow[- ]?up\s+(?:(?:time|period|duration)\s+)?(?:of\s+)?"
)
_THEN_WAS = re.compile(r"\s*(?:\([^()]*\)\s*)?,?\s*(?:was|were|is|reached|remained)\s+(?:only\s+|still\s+)?")
_ASIDE_OPENS = re.compile(r"\s*,\s+[^,;.()]{0,60}")
_ASIDE_CLOSES = re.compile(
    r"[^,;.()]{0,50},\s+(?:was|were|had|has|have|developed|occurred|affected|rose|fell)\b[^,;.()]{0,40}"
)
_FOR_DURATION = re.compile(
    r"(?:\s*\([^()]*\))?\s*,?\s+(?:with|for|of)\s+(?:an?\s+|the\s+)?(?:mean|median|average)(?:\s+(?:response|remission))?\s+"
    r"(?:duration|time|length)\s+of\s+"
)
"""``partial responses, with a mean duration of 2 months``: how long they lasted."""
_HAD_NUMBER = re.compile(
    r"[\s)\]]*(?:had|experienced|developed|suffered)(?:\s+from)?\s+(?:a\s+total\s+of\s+)?"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """Terms of a group and the side they stand on."""

    terms: tuple[Term, ...]
    side: Side


def attach_all(scene: Scene, groups: Sequence[Group]) -> list[Attachment | None]:
    """The attachment of each group; a term that the group before modifies is taken."""
    attached: list[Attachment | None] = []
    mixed = dealt_out(scene, groups)
    for i, group in enumerate(groups):
        if i in mixed:
            attached.append(Attachment(mixed[i], "left"))
            continue
        floor = scene.sentence.start
        if i:
            floor = groups[i - 1].start if groups[i - 1].form == "zero" else groups[i - 1].end
            if _told_within(scene, groups[i - 1], group) or _in_aside(scene, groups[i - 1], group):
                floor = groups[i - 2].end if i > 1 else scene.sentence.start
        if i and group.form == "time" and _is_follow_up(groups[i - 1]) and not _is_follow_up(group):
            # follow-up and survival were 9 and 12 months
            floor = groups[i - 2].end if i > 1 else scene.sentence.start
        before = attached[-1] if i else None
        if before is not None and before.side == "right" and before.terms:
            end = before.terms[-1].end
            listed = EVENTS_LISTED.search(scene.text[end : group.start])
            if not listed and not _in_fewer(scene, groups[i - 1], end, group):
                floor = max(floor, end)
        if before is not None and before.side == "left" and _tells_whose(scene, groups[i - 1], group):
            floor = group.start
        ceiling = _ceiling(scene, groups, i)
        beside = _against(scene, groups, i, before) or _with(scene, group, ceiling, before)
        attached.append(beside or _attach(scene, group, floor, ceiling))
    return [_of_next(scene, groups, attached, i) or own for i, own in enumerate(attached)]


def _tells_whose(scene: Scene, previous: Group, group: Group) -> bool:
    """``81 % for adjuvant therapy, 19 % for salvage of relapse, 0 % …``: between two shares, whose the first is."""
    return previous.form == group.form == "percent" and bool(
        _WHOSE.fullmatch(scene.text, previous.end, group.start)
    )


def _told_within(scene: Scene, told: Group, group: Group) -> bool:
    """``local control at a median follow-up of 18 months was 88 %``: the follow-up parts no outcome from its value."""
    if told.values[0].rule != "follow_up" or not _THEN_WAS.fullmatch(scene.text, told.end, group.start):
        return False
    before = [t for t in scene.outcomes if t.end <= told.start]
    return bool(before) and _AT_FOLLOW_UP.fullmatch(scene.text, before[-1].end, told.start) is not None


def _in_aside(scene: Scene, told: Group, group: Group) -> bool:
    """``obesity, present in 13 before treatment, was seen in 21``: an aside parts no outcome from its value."""
    if not _ASIDE_CLOSES.fullmatch(scene.text, told.end, group.start):
        return False
    before = [t for t in scene.outcomes if t.end <= told.start]
    return bool(before) and _ASIDE_OPENS.fullmatch(scene.text, before[-1].end, told.start) is not None


def _is_follow_up(group: Group) -> bool:
    return group.values[0].rule == "follow_up"


def _against(scene: Scene, groups: Sequence[Group], i: int, before: Attachment | None) -> Attachment | None:
    """``Of the men with control 8 (3%) died, against 22 (12%) of those with failure``: the same of the others."""
    if before is None or not before.terms or groups[i].form not in {"percent", "count"}:
        return None
    told = _PEOPLE_LED.match(scene.sentence.string) and groups[i - 1].form == groups[i].form
    linked = told and _AGAINST.fullmatch(scene.text, groups[i - 1].end, groups[i].start)
    return before if linked and _THOSE_WITH.match(scene.text, groups[i].end) else None


def _with(scene: Scene, group: Group, ceiling: int, before: Attachment | None) -> Attachment | None:
    """``There were 30 patients (17%) with local recurrence, 25 (14%) with metastases and …``."""
    right = next((t for t in scene.outcomes if t.start >= group.end), None)
    if (
        right is None
        or right.end > ceiling
        or group.form not in {"percent", "count"}
        or not _WITH_EVENT.fullmatch(scene.text, group.end, right.start)
    ):
        return None
    lead = scene.text[scene.sentence.start : group.start]
    goes_on = (
        before is not None
        and before.side == "right"
        and bool(before.terms)
        and _WITH_BEFORE.search(scene.text, scene.sentence.start, before.terms[0].start)
        and _LISTED.fullmatch(scene.text, before.terms[-1].end, group.start)
    )
    compared = (
        before is not None
        and before.side == "right"
        and FAILED.search(right.code)
        and bool(before.terms)
        and _VERSUS.fullmatch(scene.text, before.terms[-1].end, group.start)
    )
    return Attachment((right,), "right") if goes_on or compared or _THERE_WERE.search(lead) else None


_OF_RESPONDERS = re.compile(r"\bof\s+(?:the\s+|these\s+)?\d+\s+(?:[\w-]+\s+)?responders$")
"""``rebleeding was seen in 15 of 54 responders (28%)``: among whom it was counted."""
_SHARE_OF = re.compile(
    r"\s*[)\]]?(?:\s*[(\[][^()\[\]]*[)\]])?\s+of\s+(?:(?:the|all|these|our|late|early|\d+)\s+)*"
)
_WERE_NEXT = re.compile(
    r"(?:\s+(?:in|of|on)\s[^.;,()%]{2,50})?(?:\s*\([^()]*\))?\s+(?:was|were|had\s+been)\b"
)
_AMONG_WHOM = re.compile(
    r"(?:Of|Among|In)\s+(?:(?:the|these|those|all|our)\s+)*(?:[\w-]+\s+)?(?:patients|women|men|children|lesions|tumou?rs|cases|those)\s+(?:with|who\s+had|who\s+achieved|achieving|in)\s[^.;:%\d]{3,90}?,?\s+(?:only\s+|just\s+)?"
)
"""``Of the 33 women with a complete response, only two relapsed``: who they were."""


def _of_next(
    scene: Scene, groups: Sequence[Group], attached: Sequence[Attachment | None], i: int
) -> Attachment | None:
    """``23 % had grade 3 and 4 % grade 4 toxicity``: the harm is said with the last grade."""
    following = attached[i + 1] if i + 1 < len(groups) else None
    if attached[i] is not None or following is None or following.side != "right" or not following.terms:
        return None
    gap = scene.text[groups[i].end : groups[i + 1].start]
    graded = _HAD_GRADE.fullmatch(gap) and any(
        groups[i].end <= g.start and g.end <= groups[i + 1].start for g in scene.grades
    )
    return following if graded and following.terms[0].code == "toxicity" else None


def _in_fewer(scene: Scene, events: Group, end: int, people: Group) -> bool:
    """``31 serious adverse events were reported in 27 patients``: those who had them."""
    counts = events.form == people.form == "count" and len(events.values) == len(people.values) == 1
    if not counts or (people.values[0].value or 0) >= (events.values[0].value or 0):
        return False
    return _HAPPENED_IN.fullmatch(scene.text[end : people.start]) is not None


def _ceiling(scene: Scene, groups: Sequence[Group], i: int) -> int:
    """Where the terms of a group end: at the next group, or behind it in ``six (4 %) had seven events``."""
    if i + 1 >= len(groups):
        return scene.sentence.end
    following = groups[i + 1]
    gap = scene.text[groups[i].end : following.start]
    if (
        groups[i].form in {"percent", "count"}
        and following.values[0].rule == "direct"
        and _HAD_NUMBER.fullmatch(gap)
    ):
        return groups[i + 2].start if i + 2 < len(groups) else scene.sentence.end
    none_beside = following.form == "zero" and groups[i].form == "count" and _AND_NONE.fullmatch(gap)
    return following.end if none_beside else following.start


def _attach(scene: Scene, group: Group, floor: int, ceiling: int) -> Attachment | None:
    if group.values[0].rule == "versus":
        left = [t for t in scene.outcomes if t.end <= group.start]
        return Attachment((left[-1],), "left") if left else None
    if (measured := _read_with(scene, group, floor)) is not None:
        return measured
    if group.form == "zero":
        denied = tuple(t for t in scene.outcomes if t.end > group.start)
        return Attachment(tuple(t for t in denied if t.end <= group.end)[-1:] or denied[:1], "right")
    if group.form == "time":
        return _attach_time(scene, group, floor)
    first = group.values[0]
    dead = next((t for t in scene.outcomes if t.start >= group.end), None)
    if (
        dead is not None
        and dead.code == "mortality"
        and OF_DEATHS.fullmatch(scene.text, group.start, dead.end)
    ):
        return Attachment((dead,), "right")  # 15 of the 31 deaths were from …
    if (
        dead is not None
        and dead.code == "mortality"
        and group.form == "percent"
        and _SHARE_OF.fullmatch(scene.text, group.end, dead.start)
        and _WERE_NEXT.match(scene.text, dead.end)
    ):
        return Attachment((dead,), "right")  # 31% (44/142) of deaths were cardiac
    graded = [t for t in scene.outcomes if first.start < t.start and t.end <= first.end]
    if first.rule == "graded" and graded:
        return Attachment(
            (graded[-1],), "right"
        )  # eight had grade 2: the grade stands for the harm told before
    if first.rule == "part" or (first.rule == "of_them" and first.whole is not None):
        return _site_of_part(scene, group)
    if group.values[0].rule == "pair":
        before = outside_closed(scene, [t for t in scene.outcomes if t.end <= group.start], group.start)
        return Attachment((before[-1],), "left") if before and _COUNTED.search(before[-1].code) else None
    allowed = tuple(
        t for t in (scene.terms if group.form == "not_reached" else scene.outcomes) if not t.aside
    )
    if group.form == "ratio":
        allowed = tuple(
            t for t in allowed if t.code != "none" and t.rule != "other.blood_level"
        )  # a measure may be a factor
    left = without_classes(scene, [t for t in allowed if t.start >= floor and t.end <= group.start])
    left = outside_closed(scene, left, group.start)
    right = [t for t in allowed if t.start >= group.end and t.end <= ceiling and not t.item]
    direct = right_of(scene, group, right)
    if group.form == "count" and direct and left and left[-1].code == "none":
        left = []  # had the worst prognosis: eight of 27 relapsed
    if (
        group.form == "count"
        and direct
        and left
        and FAILED.search(direct.code)
        and _AMONG_WHOM.fullmatch(scene.text, scene.sentence.start, group.start)
    ):
        left = []
    own = [
        t
        for t in allowed
        if group.values[0].start < t.start
        and t.end < group.values[0].end
        and not (left and _OF_RESPONDERS.search(scene.text, group.start, t.end))
    ]
    if own and group.form in {"percent", "ratio"}:
        return Attachment((own[-1],), "right")
    if group.form == "ratio" and (outcome := predicted_outcome(scene, group) or listed_outcome(scene, group)):
        return Attachment((outcome,), "right")
    if group.form == "ratio" and (survival := survival_of_event(scene, group)) is not None:
        return Attachment((survival,), "left")
    if group.form == "ratio":
        left = [t for t in left if t.code != "none" and not _is_factor(scene, t, group)]
    if named := named_behind(scene, group, left, right):
        return Attachment(named, "right")
    if group.form == "ratio" and not left and same_bracket(scene, floor, group.start):
        return None  # PFS (10 vs 8 months; HR 0.7) and OS: what its bracket told of before
    if group.form == "ratio" and left and left[-1].rule in FACTORS:
        predicted = [t for t in scene.outcomes if t.start >= group.end and t.rule not in FACTORS]
        if predicted and _PREDICTS.search(scene.text, group.end, predicted[0].start):
            return Attachment((predicted[0],), "right")
    if group.form == "percent" and (deaths := share_of_deaths(scene, group)) is not None:
        return Attachment((deaths,), "left")
    if (site := site_behind(scene, group, right)) is not None:
        return Attachment((site,), "right")
    if left:
        together = one_event(scene, group, compared(scene, group, left) or cluster(scene, left))
        if stands_left(scene, group, together[-1], direct):
            return Attachment(tuple(together), "left")
        return Attachment((direct,), "right") if direct else None
    if not direct and (group.values[0].rule == "graded" or _shares_harm(scene, group, ceiling)):
        harms = [t for t in scene.outcomes if t.start >= group.end and t.code == "toxicity"]
        near = harms[:1] if harms and harms[0].start - group.end < _GRADED_REACH else []
        return Attachment(tuple(near), "right") if near else None
    if direct:
        return Attachment(right_cluster(scene, group, direct, right), "right")
    if group.form == "ratio" and _PREDICTS.search(scene.text, scene.sentence.start, scene.sentence.end):
        later = [*right, *(t for t in scene.outcomes if t.start > ceiling)]
        predicted = [t for t in later if t.code in TIME_TYPE] or [
            t for t in later if t.code in {"toxicity", "mortality", "pathologic_response"}
        ]
        return Attachment((predicted[0],), "right") if predicted else None
    inner = [t for t in allowed if group.start <= t.start and t.end <= group.end]
    return Attachment((inner[-1],), "right") if inner and group.form in {"percent", "count"} else None


def _read_with(scene: Scene, group: Group, floor: int) -> Attachment | None:
    """The term that a score was read with, and those that are listed with it."""
    term = next((t for t in scene.outcomes if t.start == group.values[0].term), None)
    if term is None:
        return None
    if group.form in {"count", "percent"}:
        return Attachment((term,), "left" if term.start < group.start else "right")
    if term.start >= group.end:
        return Attachment((term,), "right")
    near = [t for t in scene.outcomes if t.start >= floor and t.end <= term.end]
    return Attachment(tuple(cluster(scene, near)) if near else (term,), "left")


def _site_of_part(scene: Scene, group: Group) -> Attachment | None:
    """``17 relapses (pleura 10, lung 4)``, ``(CR: 11, PR: 9)``: named right before the number; else parts of the whole."""
    beside = [t for t in scene.outcomes if _NAMES_PART.fullmatch(scene.text, t.end, group.start)]
    if any(t.code == "mortality" and t.end <= group.start for t in scene.outcomes):
        beside = [t for t in beside if t.code != "toxicity"]  # what they died of
    return Attachment((beside[0],), "left") if beside else None


def _is_factor(scene: Scene, term: Term, group: Group) -> bool:
    """``event-free survival …; on multivariate analysis poor response (RR 2.1)``: what predicts, no outcome."""
    return (
        term.code.endswith("_response")
        and _FACTOR_OPENS.fullmatch(scene.text, term.end, group.start) is not None
        and _PREDICTS.search(scene.text, scene.sentence.start, term.start) is not None
        and _survival_told(scene, term)
    )


def _survival_told(scene: Scene, term: Term) -> bool:
    """Whether a survival is named before the term, in its sentence or else in the one before."""
    named = [t for t in scene.outcomes if t.code.endswith("_survival")]
    if not named:
        return (scene.context.code or "").endswith("_survival")
    return any(t.end <= term.start for t in named)


def _shares_harm(scene: Scene, group: Group, ceiling: int) -> bool:
    """``12 % had grade 2 and 3 % grade 3 pneumonitis``: a grade, and what harm it is behind the next group."""
    grade = next((g for g in scene.grades if group.end <= g.start and g.end <= ceiling), None)
    return (
        grade is not None
        and _TO_GRADE.fullmatch(scene.text[group.end : grade.start]) is not None
        and _AND_GRADE.fullmatch(scene.text[grade.end : ceiling]) is not None
    )


def _follow_up_spoken(scene: Scene) -> list[Term]:
    """``of 60 patients followed for a median of 22 months, 18 relapsed``: a word that tells whose outcome it was."""
    return [
        Term(m.start, m.end, "follow_up", m.rule, scene.text[m.start : m.end])
        for m in scene.sentence.labelled("ENDPOINT")
        if m.code == "follow_up"
    ]


def _attach_time(scene: Scene, group: Group, floor: int) -> Attachment | None:
    """A measured time belongs to what stands before it; a follow-up to the nearest word for it."""
    if _is_follow_up(group):
        named = [t for t in scene.terms if t.code == "follow_up"] or _follow_up_spoken(scene)
        if not named:
            return None
        return Attachment((min(named, key=lambda t: abs(t.start - group.start)),), "left")
    left = without_classes(scene, [t for t in scene.outcomes if t.start >= floor and t.end <= group.start])
    right = [t for t in scene.outcomes if t.start >= group.end]
    if behind := named_behind(scene, group, left, right):
        return Attachment(behind, "right")
    before = [t for t in scene.outcomes if t.end <= group.start and "respon" in t.code]
    if before and _FOR_DURATION.fullmatch(scene.text, before[-1].end, group.start):
        return Attachment((replace(before[-1], code="other", rule="other.duration"),), "left")
    if not left:
        return None
    together = cluster(scene, left)
    timed = [t for t in together if t.code not in _NEVER_TIMED] or together
    return Attachment(tuple(timed), "left")
