"""Which terms a group belongs to, and on which side of it they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractor.assembly.endpoints.elsewhere import (
    named_behind,
    predicted_outcome,
    share_of_deaths,
    site_behind,
)
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.right import changes_what_follows, right_of
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import TIME_TYPE, Term

Side = Literal["left", "right", "inherit"]

_CLAUSE = re.compile(r";|\.\s|,?\s\b(?:whereas|while|but|although)\b")
_OF_CAUSE = re.compile(r"^\s*(?:due to|from|of|because of)\s+(?:[\w-]+\s+){1,4}?(?=(?:occurred|was|were)\b)")
_AS_FIRST = re.compile(
    r"\bas\s+(?:an?\s+|the\s+)?(?:first|initial|sole|only)\s+(?:[\w-]+\s+)?(?:failure|event|relapse|recurrence)s?\b"
    r"|\b(?:was|were)\s+(?:the\s+)?(?:first|initial|sole|only)\s+(?:sites?|components?|events?|patterns?|manifestations?|causes?)"
    r"(?:\s+of\s+(?:[\w-]+\s+)?(?:failure|relapse|recurrence|progression)s?)?\b"
)
_COUNTED = re.compile(r"toxicity|response|mortality|failure|recurrence|progressive")
_BRACKET_BEFORE = re.compile(r"\s*[)\]]\s*")
_STRONG_LEFT = re.compile(
    r"(?:\b(?:was|were|is|are|of|reached|at|in|by|approximately|only|being|to|exceeded|averaged|rates?|from"
    r"|about|equalled|accounted\s+for|as high as|as low as|remained|for)|[:=(\[]|\bN)\s*"
    r"(?:only\s+|also\s+|estimated\s+(?:at|to be)\s+|(?:as\s+)?(?:high|low)\s+as\s+"
    r"|found\s+(?:to be\s+|in\s+)|seen\s+in\s+|observed\s+in\s+|a\s+|the\s+)?$",
    re.I,
)
"""Words that lead from a term to its value."""
_EVENTS_LISTED = re.compile(r"\b(?:reported|observed|occurred|recorded|seen|noted|documented)\s*:\s*$")
"""``64 deaths were reported: 46/145 (32%) in …``."""
_HAD_GRADE = re.compile(
    r"[\s)\]]*(?:of\s+)?(?:the\s+)?(?:patients\s+)?(?:had|experienced|developed|suffered|reported)\s+(?:[Gg]rades?\s+)"
    r"[\w\s–/-]{1,14}(?:,|,?\s*and|,?\s*while|,?\s*whereas)\s+"
)
_ASSESSED_IN = re.compile(
    r"\b(?:available|missing|lacking|evaluable|assessable|assessed|evaluated)\s+(?:for|in|from|on)\s+(?:only\s+|all\s+)?$"
)
"""``toxicity data were available for 120/140``: how many were looked at."""
_HAPPENED_IN = re.compile(
    r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:(?:were|was|have been)\s+)?(?:reported|observed|occurred|recorded|seen|noted|documented)?\s*(?:in|by|among)\s+"
)
_RELATIVE = re.compile(r",\s+(?:the\s+\w+\s+of\s+)?which\s+(?:can|may|is|are|has|have|could)\b")
_AT_START = re.compile(
    r"\bat\s+(?:diagnosis|presentation|baseline|enrol\w+|study entry|randomi[sz]ation)\b", re.I
)
_BEFORE_TREATMENT = (
    r"(?:\bbefore\s+(?:the\s+)?(?:treatment|radio\w+|irradiation|referral|enrol\w+|study\s+entry|inclusion)\b"
    r"|\bhad\s+(?:already\s+)?been\s+(?:performed|done|carried\s+out|undertaken)\b"
    r"|\bat\s+the\s+time\s+of\s+(?:radio\w+|treatment|irradiation|inclusion|enrol\w+))"
)
_CAME_WITH = re.compile(_BEFORE_TREATMENT)
_FAILED = re.compile(r"_failure$|recurrence$|mortality$|progressive_disease$")
_PEOPLE_BEFORE = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:of\s+)?(?:all\s+|the\s+)*(?:[\w-]+\s+){{0,2}}?{_BEFORE_TREATMENT}"
)
_EXAMINED = re.compile(
    r"\b(?:was|were|been)\s+(?:only\s+|not\s+|also\s+)?(?:assessed|tested|evaluated|measured|examined|checked|missing"
    r"|available|completed|returned)\b[^,;%]{0,30}\b(?:in|for|by|from)\s+(?:only\s+)?$"
)
"""``cognitive function was tested in 92 %``: how many were looked at."""
_COMPLIED = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?)?(?:patients\s+)?(?:had\s+)?(?:completed|returned|consented|agreed|filled)\b"
)
_PREDICTS = re.compile(
    r"\b(?:predict\w*|prognostic|associated|correlat\w+|significant\s+for|entered|multivariate|multivariable|univariate|independent)\b",
    re.I,
)
_COORDINATED = re.compile(
    r"[-–]?\s*(?:rates?|times?)?\s*(?:\([^()]*\)\s*)?(?:rates?\s*)?"
    r"(?:,|and|or|/|,\s*and|and\s*,|as well as|and\s+the)\s*(?!(?:including|such|especially|mainly|particularly|notably)\b)"
    r"(?:[\w–-]+[\s–-]+){0,5}?(?:(?:rates?|times?|probabilit(?:y|ies))\s+(?:of|for)\s+)?"
)
_OF_WHOM = re.compile(
    r"(?:For|In|Among|With|If|When)\s(?:[^,;:%]*\s)?(?:with|without|who|whose|had|having|achiev\w+)\s[^,;:%]*"
)
"""``For patients with a clear margin, survival was …``: whose outcome it is."""
_LIST_OF_TERMS = re.compile(r",|\band\b|\bor\b")
_APART = re.compile(r"\b(?:was|were|of patients|with|in)\b")
_NO_COUNT = re.compile(r"survival|control|quality|pain|follow")
_EVENT_STATED = re.compile(
    r"\b(?:achieved|obtained|seen|observed|noted|documented|maintained|recorded)\b|[(:]\s*$"
)
_SIZED = re.compile(
    r"(?:\s+(?:was|were)\s+(?:[\w-]+\s+){0,2}?(?:less|more|fewer|rarer|lower|higher)\s+[^.;:()%]{3,90}\(\s*)|"
    r"(?:\s+(?:was|were)\s+(?!excluded|included|treated|eligible|analy[sz]ed|enrolled|assessed|evaluated|measured)(?:[a-z-]+\s+){0,8}?[a-z-]+)?\s*(?:[(\[]|in\s)\s*"
    r"|\s*[(\[]?\s*[Gg]rades?\s+[\dIV][^()%;,]{0,12}[,;:]\s*"
)
"""``deaths (n = 5)``, ``deaths were few (n = 5)``, ``ulcer (grade 3, n = 2)``."""
_TO_GRADE = re.compile(r"[\s)\]]*[^;:.,%\d()]{0,24}(?:\d+)?[^;:.,%\d()]{0,60}")
_AND_GRADE = re.compile(r"\s*(?:,|,?\s*and)\s+(?:only\s+|another\s+|in\s+)?")
_SELDOM = re.compile(
    r"\s+(?:(?:of\s+)?[(]?[Gg]rade\s[^()]{1,24}?[)]?\s+)?(?:(?:was|were|being|remained)\s+)?(?:very\s+|extremely\s+|relatively\s+|the\s+(?:only|most)\s+)?"
    r"(?:rare|uncommon|infrequent|low|few|limited|mild|exceptional|unusual|minimal|frequent|common|severe|serious|major|dominant|main)?"
    r"(?:\s+(?:toxicity|complication|event|reaction|side\s+effect|adverse\s+event))?\s*[(\[]\s*(?:only\s+)?"
)
"""``late toxicity of grade 3 was rare (two patients)``."""
_FACTORS = frozenset({"other.measure", "other.surgery", "other.resectable"})
"""Outcomes that predict others: lung function, the margins of a resection."""
_GRADED_REACH = 120
_ALLOCATED_TO = re.compile(
    r"\b(?:assigned|allocated|randomi[sz]ed)\b(?:(?!\b(?:had|was|were|developed|experienced|showed)\b)[^.;])*\bto\s+"
    r"(?:(?!\b(?:had|was|were|developed|experienced|showed)\b)[^.;])*$"
)
"""``randomised to stent placement (n = 108)``: who had the treatment."""
_CLASS_BEFORE = re.compile(
    r"\b(?:for|by|with|in|according\s+to)\s+(?:(?:patients|those)\s+(?:with|of|in)\s+)?(?:an?\s+|the\s+)?$"
)
_SCALE = re.compile(r"KPS|GPA|ECOG|Karnofsky|performance|recursive", re.I)
_DEFINED = re.compile(
    r"\b(?:according\s+to|by|per|using)\s+(?:the\s+)?(?:[\w-]+\s+){1,3}?(?:definition|criteria|criterion)\b",
    re.I,
)
_OF_ANY = re.compile(r"\bof\s+any\s+(?:type|kind|cause|degree|severity)\b|\bat\s+any\s+(?:site|time)\b", re.I)
_BY_SCALE = re.compile(
    r"\b(?:(?:NCI|RTOG|EORTC|CTC|CTCAE|WHO|POG|SIOP|LENT|SOMA|Brock|Chang)[\s/-]*)+(?:v(?:ersion)?\s*[\d.]+\s+)?(?=[Gg]rades?\b)"
)
"""``hearing loss of CTCAE grade 3``."""
_FACTOR_OPENS = re.compile(r"\s*[(\[]\s*(?:[A-Za-z]*HR|RR|OR|hazard\s+ratio|relative\s+risk)[\s=:,]*")
_CAUSED = re.compile(
    r"\s+(?:was|were)\s+(?:[\w/-]+\s+){1,5}(?:in|for)\s+|\s+(?:was|were|included)\s+(?:[\w/-]+\s+){1,5}\(\s*(?:n\s*=\s*)?"
)
"""``the cause of death was tumour progression in 21 …``."""
_AND_NONE = re.compile(r"\s+(?:in|on|of|with|after)\s+[^,;.()]{1,50}?,?\s+(?:and|but)\s+")
"""``two patients in the first group and none in the second had …``."""
_REQUIRING = re.compile(
    r"^\s*(?:which\s+|that\s+)?(?:requir(?:ed|ing)|need(?:ed|ing)|necessitat(?:ed|ing)|leading\s+to|resulting\s+in|treated\s+(?:with|by)|managed\s+(?:with|by)|without)"
    r"\s+(?:[\w-]+\s+){1,5}?(?=(?:occurred|developed|was|were|in)\b)"
)
"""``necrosis requiring surgery occurred in …``."""
_THE_REST = re.compile(r"\bthe\s+(?:remaining|other)\s+$")
_LASTING = re.compile(
    r"^\s*(?:persisting|lasting|continuing|present|developing|occurring|appearing)\s+(?:for\s+|beyond\s+|after\s+|within\s+)?"
    r"(?:(?:more|less|longer)\s+than\s+)?[\w-]+\s+(?:days?|weeks?|months?|years?)(?:\s+after\s+[a-z]+)?\s+(?=(?:occurred|developed|was|were|in)\b)"
)
"""``oedema persisting for more than 6 months was seen in …``."""
_HAD_NUMBER = re.compile(
    r"[\s)\]]*(?:had|experienced|developed|suffered)(?:\s+from)?\s+(?:a\s+total\s+of\s+)?"
)
_OCCURRENCE = frozenset(
    """
    alone any affected affecting troubled involved there transient permanent temporary persistent mild
    moderate severe reversible was were is are has have had been being also only subsequently later then
    both all rate rates event events toxicity toxicities seen observed noted reported found recorded
    documented achieved detected diagnosed confirmed identified experienced developed occurred occurring
    occurs arose present persisted required accounted numbered totalled totaled requiring improved
    obtained suffered encountered in by for among on a an the another other total of just each
    respectively additional further as follows limited at last follow up time analysis grade grades
    acute late or higher greater more worse symptomatic and suspected demonstrated shown that which
    biopsy proven registered met histologically necessary became needed appeared emerged to maintained
    disappeared resolved subsided recovered preserved retained regained induced produced scored reached restored attained with placed inserted
    performed given carried out possible feasible alone excellent good fair poor satisfactory unsatisfactory
    """.split()
)
_BEFORE_COUNT = frozenset(
    "affected affecting troubled involved numbered totalled totaled in by for among a an another only with on".split()
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """Terms of a group and the side they stand on."""

    terms: tuple[Term, ...]
    side: Side


def attach_all(scene: Scene, groups: Sequence[Group]) -> list[Attachment | None]:
    """The attachment of each group; a term that the group before modifies is taken."""
    attached: list[Attachment | None] = []
    for i, group in enumerate(groups):
        floor = scene.sentence.start
        if i:
            floor = groups[i - 1].start if groups[i - 1].form == "zero" else groups[i - 1].end
        before = attached[-1] if i else None
        if before is not None and before.side == "right" and before.terms:
            end = before.terms[-1].end
            listed = _EVENTS_LISTED.search(scene.text[end : group.start])
            if not listed and not _in_fewer(scene, groups[i - 1], end, group):
                floor = max(floor, end)
        ceiling = _ceiling(scene, groups, i)
        attached.append(_attach(scene, group, floor, ceiling))
    return [_of_next(scene, groups, attached, i) or own for i, own in enumerate(attached)]


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
    if group.form == "zero":
        denied = tuple(t for t in scene.outcomes if t.end > group.start)
        return Attachment(tuple(t for t in denied if t.end <= group.end)[-1:] or denied[:1], "right")
    if group.form == "time":
        return _attach_time(scene, group, floor)
    first = group.values[0]
    if first.rule == "part" or (first.rule == "of_them" and first.whole is not None):
        return _site_of_part(scene, group)
    if group.values[0].rule == "pair":
        before = _outside_closed(scene, [t for t in scene.outcomes if t.end <= group.start], group.start)
        return Attachment((before[-1],), "left") if before and _COUNTED.search(before[-1].code) else None
    allowed = scene.terms if group.form == "not_reached" else scene.outcomes
    if group.form == "ratio":
        allowed = tuple(t for t in allowed if t.code != "none")  # a measure may be a factor
    left = _without_classes(scene, [t for t in allowed if t.start >= floor and t.end <= group.start])
    left = _outside_closed(scene, left, group.start)
    right = [t for t in allowed if t.start >= group.end and t.end <= ceiling]
    direct = right_of(scene, group, right)
    own = [t for t in allowed if group.values[0].start < t.start and t.end < group.values[0].end]
    if own and group.form == "percent":
        return Attachment((own[-1],), "right")
    if group.form == "ratio" and (outcome := predicted_outcome(scene, group)) is not None:
        return Attachment((outcome,), "right")
    if group.form == "ratio":
        left = [t for t in left if t.code != "none" and not _is_factor(scene, t, group)]
    if (named := named_behind(scene, group, left, right)) is not None:
        return Attachment((named,), "right")
    if group.form == "ratio" and left and left[-1].rule in _FACTORS:
        predicted = [t for t in scene.outcomes if t.start >= group.end and t.rule not in _FACTORS]
        if predicted and _PREDICTS.search(scene.text, group.end, predicted[0].start):
            return Attachment((predicted[0],), "right")
    if group.form == "percent" and (deaths := share_of_deaths(scene, group)) is not None:
        return Attachment((deaths,), "left")
    if (site := site_behind(scene, group, right)) is not None:
        return Attachment((site,), "right")
    if left:
        cluster = _one_of_slashed(scene, group, _cluster(scene, left))
        if _stands_left(scene, group, cluster[-1], direct):
            return Attachment(tuple(cluster), "left")
        return Attachment((direct,), "right") if direct else None
    if not direct and (group.values[0].rule == "graded" or _shares_harm(scene, group, ceiling)):
        harms = [t for t in scene.outcomes if t.start >= group.end and t.code == "toxicity"]
        near = harms[:1] if harms and harms[0].start - group.end < _GRADED_REACH else []
        return Attachment(tuple(near), "right") if near else None
    if direct:
        return Attachment(_right_cluster(scene, group, direct, right), "right")
    if group.form == "ratio" and _PREDICTS.search(scene.text, scene.sentence.start, scene.sentence.end):
        later = [*right, *(t for t in scene.outcomes if t.start > ceiling)]
        predicted = [t for t in later if t.code in TIME_TYPE] or [
            t for t in later if t.code in {"toxicity", "mortality", "pathologic_response"}
        ]
        return Attachment((predicted[0],), "right") if predicted else None
    inner = [t for t in allowed if group.start <= t.start and t.end <= group.end]
    return Attachment((inner[-1],), "right") if inner and group.form in {"percent", "count"} else None


def _site_of_part(scene: Scene, group: Group) -> Attachment | None:
    """``17 relapses (pleura 10, lung 4, …)``: the site right before the number; else the parts are of the whole."""
    sites = [t for t in scene.outcomes if t.rule.startswith("site.")]
    beside = [t for t in sites if scene.text[t.end : group.start].isspace()]
    return Attachment((beside[0],), "left") if beside else None


def _is_factor(scene: Scene, term: Term, group: Group) -> bool:
    """``event-free survival …; on multivariate analysis poor response (RR 2.1)``: what predicts, no outcome."""
    return (
        term.code.endswith("_response")
        and _FACTOR_OPENS.fullmatch(scene.text, term.end, group.start) is not None
        and _PREDICTS.search(scene.text, scene.sentence.start, term.start) is not None
        and any(t.end <= term.start and t.code.endswith("_survival") for t in scene.outcomes)
    )


def _shares_harm(scene: Scene, group: Group, ceiling: int) -> bool:
    """``12 % had grade 2 and 3 % grade 3 pneumonitis``: a grade, and what harm it is behind the next group."""
    grade = next((g for g in scene.grades if group.end <= g.start and g.end <= ceiling), None)
    return (
        grade is not None
        and _TO_GRADE.fullmatch(scene.text[group.end : grade.start]) is not None
        and _AND_GRADE.fullmatch(scene.text[grade.end : ceiling]) is not None
    )


def _outside_closed(scene: Scene, left: list[Term], offset: int) -> list[Term]:
    """Terms that no bracket closes off: of ``failure (local or distant metastases) was 41%`` the first."""
    outer = [t for t in left if _ends_open(scene.text[t.end : offset])]
    return outer or left


def _without_classes(scene: Scene, left: list[Term]) -> list[Term]:
    """``median survival for GPA 3.5-4 was``: a scale that only classes the patients does not part them."""
    begin = scene.sentence.start
    while len(left) > 1 and left[-1].code == "none" and left[-2].code != "none":
        classed = _CLASS_BEFORE.search(scene.text, begin, left[-1].start)
        if classed is None or not _SCALE.match(left[-1].text):
            break
        left = left[:-1]
    return left


def _ends_open(gap: str) -> bool:
    depth = 0
    for ch in gap:
        depth += (ch in "([") - (ch in ")]")
        if depth < 0:
            return False
    return True


def _attach_time(scene: Scene, group: Group, floor: int) -> Attachment | None:
    """A measured time belongs to what stands before it; a follow-up to the nearest word for it."""
    if group.values[0].rule == "follow_up":
        named = [t for t in scene.terms if t.code == "follow_up"]
        if not named:
            return None
        return Attachment((min(named, key=lambda t: abs(t.start - group.start)),), "left")
    left = _without_classes(scene, [t for t in scene.outcomes if t.start >= floor and t.end <= group.start])
    right = [t for t in scene.outcomes if t.start >= group.end]
    if (behind := named_behind(scene, group, left, right)) is not None:
        return Attachment((behind,), "right")
    return Attachment(tuple(_cluster(scene, left)), "left") if left else None


def _stands_left(scene: Scene, group: Group, term: Term, direct: Term | None) -> bool:
    """Whether the term before a group is what it measures, rather than ``direct`` behind it or none."""
    gap = scene.text[term.end : group.start]
    if _ASSESSED_IN.search(gap) or (
        group.form in {"percent", "count"}
        and not _FAILED.search(term.code)
        and _before_treatment(scene, group, gap)
    ):
        return False
    if group.form == "percent" and not gap.strip():
        return True
    if group.form == "percent" and direct and changes_what_follows(scene, group, direct):
        return False
    if direct and _BRACKET_BEFORE.fullmatch(scene.text[group.end : direct.start]) and gap.strip() != "(":
        return bool(_EVENTS_LISTED.search(gap))
    if direct and (not _STRONG_LEFT.search(gap) or _CLAUSE.search(gap)):
        return False
    if group.form == "count":
        named = scene.text[scene.sentence.start : term.start]
        if group.values[0].rule == "n_equals" and _ALLOCATED_TO.search(named):
            return False
        return _count_left(gap, group, term)
    if group.form == "percent":
        examined = (not term.code.endswith("response") and _EXAMINED.search(gap)) or _COMPLIED.match(
            scene.text, group.end
        )
        return len(gap) <= 220 and not (examined or _RELATIVE.search(gap) or _AT_START.search(gap))
    return True


def _before_treatment(scene: Scene, group: Group, gap: str) -> bool:
    """``serviceable hearing was present before radiosurgery in 45 %``: what the patients came with."""
    return bool(_CAME_WITH.search(gap) or _PEOPLE_BEFORE.match(scene.text, group.end))


def _count_left(gap: str, group: Group, term: Term) -> bool:
    first = group.values[0]
    if first.rule == "graded":
        return term.code == "toxicity" and len(gap) < 140
    stated = term.text.endswith("ed") or _EVENT_STATED.search(gap)
    if _NO_COUNT.search(term.code) and not stated:
        return False
    if first.rule == "n_equals":
        return bool(_SIZED.fullmatch(gap)) or (gap.endswith("in ") and _occurred(gap))
    if first.rule == "numbered" or _SELDOM.fullmatch(gap):
        return True
    gap = _THE_REST.sub("", gap)
    for part in (_BY_SCALE, _AS_FIRST, _DEFINED, _LASTING, _REQUIRING, _OF_ANY):
        gap = part.sub(" ", gap)
    if term.code == "mortality" and _CAUSED.fullmatch(gap):
        return True
    if term.code == "mortality":
        gap = _OF_CAUSE.sub(" ", gap)
    return len(gap) <= 110 and _occurred(re.sub(r"\([^()]*\)", " ", gap))


def _occurred(gap: str) -> bool:
    """Only words of occurrence (and a grade) between an event and its count: ``grade 2 … was seen in``."""
    if re.search(r"[;.]|:\s*$", gap) and not re.fullmatch(r"\s*:\s*", gap):
        return False
    words = [w.lower() for w in re.findall(r"[A-Za-z]+", gap)]
    if any(w not in _OCCURRENCE and not w.endswith("ly") for w in words):
        return False
    return not words or words[-1] in _BEFORE_COUNT or bool(re.search(r"[(:]\s*$", gap))


def _cluster(scene: Scene, left: Sequence[Term]) -> list[Term]:
    """The last term and those coordinated with it before it."""
    cluster = [left[-1]]
    for term in reversed(left[:-1]):
        gap = scene.text[term.end : cluster[0].start]
        opens = _OF_WHOM.fullmatch(scene.text, scene.sentence.start, term.start)
        if not _COORDINATED.fullmatch(gap) or _APART.search(gap) or (opens and gap.startswith(",")):
            break
        cluster.insert(0, term)
    return cluster


def _one_of_slashed(scene: Scene, group: Group, cluster: list[Term]) -> list[Term]:
    """``relapse/progression was 22% and 50%`` is one event, where values are not slashed too."""
    values = group.values
    if len(values) == len(cluster) > 2 or any(
        "/" in scene.text[a.end : b.start] for a, b in pairwise(values)
    ):
        return cluster
    kept = cluster[:1]
    for before, term in pairwise(cluster):
        if scene.text[before.end : term.start].strip() != "/":
            kept.append(term)
    return kept


def _right_cluster(scene: Scene, group: Group, direct: Term, right: Sequence[Term]) -> tuple[Term, ...]:
    """``3 and 5 patients developed A and B, respectively``: as many terms as values."""
    later = [t for t in right if t.start >= direct.start][: len(group.values)]
    behind = scene.text[later[-1].end :]
    if len(later) < len(group.values) or len(later) < 2:
        return (direct,)
    gaps = [scene.text[a.end : b.start] for a, b in pairwise(later)]
    listed = all(
        len(gap) < 50 and _LIST_OF_TERMS.search(gap) and not re.search(r"\d|[;()]", gap) for gap in gaps
    )
    if listed or re.match(r"[^.;]{0,40}\brespectively\b", behind):
        return tuple(later)
    return (direct,)
