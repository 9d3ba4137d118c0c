"""Whether a value goes on about what the groups or sentences before it measured."""

import re

from extractor.assembly.endpoints.attach import FACTORS
from extractor.assembly.endpoints.groups import Group, needs, new_subject
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.state import Slot, State
from extractor.assembly.endpoints.term import FAILED, TIME_TYPE, Term
from extractor.assembly.endpoints.untold import Lead, goes_on, lead_of, leaves_open
from extractor.language.numerals import AtomKind

VERB = re.compile(r"\b(?:was|were|is|are|of)\b")
"""What stands between an outcome and a value that is its own."""
_PRONOUN = re.compile(
    r"\b(?:it|they|this)\s+(?:was|were|had|fell|rose|remained|reached|dropped|improved)\b[^;()%]*$"
)
_FARED = re.compile(
    r"\b(?:did|fared|better|worse|superior|inferior|poorer|no\s+(?:[\w-]+\s+){0,2}differences?|differed|similar|comparable|identical)\b",
    re.I,
)
_NO_DIFFERENCE = re.compile(r"\bno\s+(?:[\w-]+\s+){0,2}differences?\b", re.I)
_DIFFER_IN = re.compile(
    r"\bdiffer(?:ed|ences?|s)?\s+(?:[\w-]+ly\s+)?(?:in|with\s+respect\s+to|regarding|for)\s", re.I
)
"""``no difference in age (…)``: what differed is named, and is no outcome."""
_MEDIANS = re.compile(r"[(\[]\s*medians?[\s,:=]*(?:of\s+)?$", re.I)
_OPEN = re.compile(r"[(\[]\s*$")
_AVERAGES = frozenset({"median", "mean"})
_TO_P = 20
_FARTHEST_ARM = 110
_BEFALLS = re.compile(r"toxicity|mortality|failure$|recurrence|response|disease|other")
"""Events of which a part may be told behind the whole."""
_HAS_ITS_OWN = re.compile(
    r"[^.;,]{0,70}?\b(?:developed|experienced|suffered|died|relapsed|recurred|progressed|responded|achieved|required|needed)\b"
)
"""``and two of three at 50 Gy developed gastritis``: another event."""
_CORRESPONDING = re.compile(r"\bcorresponding\b")
_RATE_SHARED = re.compile(
    r"\b(?:within|by|at|risks?|rates?|incidence|were|and|versus|vs|v|compared|to|or|in|,)\b|:\s*$"
)
_PARTED = re.compile(r"[^;.%()\d]{0,80}[:(]\s*")
_SOME_OF_THEM = re.compile(r"[\w-]+\s+of\s+(?:them|these|which|whom)\s*\(")
"""``35 local failures, 31 of them (20 %) in …``."""
_PART_NEXT = re.compile(
    r"[\s)\]]*(?:(?:patients|cases|women|men)\s+)?(?:in|on|after|among|from|of|due|with)\b"
)
"""``31 patients had died: 17 (25 %) in one group and …``."""
_LISTED_NEXT = re.compile(r"[\s)\]]*[,;]\s*(?:and\s+)?")
_TO_OWN_COUNT = re.compile(r"\s*(?:[(\[:]\s*(?:n\s*=\s*)?|in\s+)")
_LOWERED_TO = re.compile(
    r"\b(?:reduc|lower|decreas|rais|increas)\w*\s+(?:the|this|its)\s+(?:incidence|rate|risk|frequency)\s+(?:from\s+\d+(?:[.·]\d+)?\s?%\s+)?to\s+(?:an?\s+(?:median|mean)\s+of\s+)?$"
)
"""``radiotherapy reduced the incidence to 23 %``."""
_FACTORS_WERE = re.compile(
    r"\b(?:factors|predictors|variables|covariates)\s+(?:[\w-]+\s+){0,5}?(?:were|included)\b"
)
_THESE_EVENTS = re.compile(r"\b(?:these|such|this)\s+(?:events?|failures?|rates?|differences?)\b", re.I)
_REFERS_BACK = re.compile(
    r"\b(?:made no difference|did not differ|corresponding|respective|rates?|figures?|risks?|incidence|probability|estimates?)\b|^(?:At|After)\s\d",
    re.I,
)
_OF_RECEIPT = re.compile(
    r"\b(?:likel(?:y|ihood)|odds|predict\w*|chances?|probability|associated)\b[^.;]{0,60}?\b(?:receiv(?:e|ing)|receipt|use|usage|utili[sz]ation|undergo(?:ing)?|omission)\b",
    re.I,
)
"""``black women were less likely to receive brachytherapy (OR 0.79, …)``: who was treated, no outcome."""


_NAMED_FIRST = re.compile(
    r"(?:For|As\s+for|Regarding|Concerning|In\s+terms\s+of|With\s+(?:respect|regard)\s+to)\s+(?:the\s+)?(?:[\w-]+\s+)?",
    re.I,
)
"""``For local control, it was 80 %``: the sentence names what it tells of."""
_FOR_OTHER = re.compile(r"[,;]\s+(?:and\s+)?(?:for|of)\s+(?:the\s+)?$")
"""``The figures for control were 89 % and 80 %, and for survival 94 % and 89 %``."""
_NAMED_NEXT = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:(?:for|of)\s+)?(?:the\s+)?")
_AND_FOR = re.compile(
    r"[\s)\]]*(?:\([^()]*\))?\s*[,;]?\s*(?:and|but|while|whereas)?\s*(?:(?:those|that|these)\s+)?(?:for|of)\s+(?:the\s+)?"
)
_SHARE_NEXT = re.compile(r"[^()%]*\d\s?%")
"""``(≤2 cm, 88 %; >2 cm, 59 %)``."""
_OLDEST = 30
"""Years; a carried median above it is an age."""


def goes_on_about_it(scene: Scene, state: State, slot: Slot) -> bool:
    """``It was 42 % after complete resection, 38 % …``: still the outcome of the sentence before."""
    if slot.previous is None:
        state.lead = told_on(scene, slot.group)
    attached = slot.attachment
    if state.lead is None or slot.group.form not in {"percent", "time"}:
        return False
    if state.lead.kind not in {"pronoun", "figure", "people"}:
        named = attached.terms if attached is not None else ()
        return (
            state.lead.kind in {"contrast", "fared"}
            and bool(named)
            and all(t.code == "none" or t.rule in FACTORS for t in named)
        )
    if attached is None or not attached.terms:
        return True
    if slot.previous is not None and _names_another(scene, slot.previous, attached.terms[-1]):
        return False
    if attached.side == "right":
        return not _NAMED_NEXT.fullmatch(scene.text, slot.group.end, attached.terms[0].start)
    before = scene.text[scene.sentence.start : attached.terms[0].start]
    if ":" in before or (_NAMED_FIRST.fullmatch(before) and attached.terms[0].rule not in FACTORS):
        return False
    gap = scene.text[attached.terms[-1].end : slot.group.start]
    if not gap.strip() and attached.terms[-1].code in TIME_TYPE and _FOR_OTHER.search(before):
        return False
    return not VERB.search(gap) or _PRONOUN.search(gap) is not None


def _names_another(scene: Scene, previous: Group, term: Term) -> bool:
    """``the figures for control were 89% and 80%, and for survival 94% and 89%``: the next outcome, no group."""
    named = term.code in TIME_TYPE and FAILED.search(term.code) is None
    return named and _AND_FOR.fullmatch(scene.text, previous.end, term.start) is not None


def told_on(scene: Scene, group: Group) -> Lead | None:
    """The lead of a sentence whose first group tells on of the outcome before; None where it does not."""
    if group.form not in {"percent", "time"} or not leaves_open(scene.context):
        return None
    lead = lead_of(
        scene.text[scene.sentence.start : group.start], scene.text[group.values[0].end : scene.sentence.end]
    )
    if lead is None or not goes_on(scene.context, lead):
        return None
    pair = len(group.values) > 1 or _SHARE_NEXT.match(scene.text, group.end)
    if lead.kind == "contrast" and not pair:
        return None
    if group.form == "percent":
        return lead
    measured = scene.context.code in TIME_TYPE and (
        scene.context.statistic in _AVERAGES
        or ("time", scene.context.code) in scene.context.told
        or lead.averaged
        or lead.kind == "contrast"
    )
    too_long = group.values[0].unit == "years" and (group.values[0].value or 0) > _OLDEST
    return lead if measured and not too_long else None


def may_inherit(scene: Scene, state: State, slot: Slot) -> bool:
    """Whether a group without a term of its own measures what was told before it."""
    group, previous = slot.group, slot.previous
    if group.form == "zero":
        return False
    if group.form == "count":
        if group.values[0].whole in state.events:
            return True
        far = group.start - previous.end if previous is not None else _FARTHEST_ARM
        near = far < 60
        match group.values[0].rule:
            case "graded":
                return near and state.code == "toxicity"
            case "in_arm":
                return far < _FARTHEST_ARM and state.counted
            case "in_part":
                own = _HAS_ITS_OWN.match(scene.text, group.values[-1].end, scene.sentence.end)
                return far < _FARTHEST_ARM and own is None and _BEFALLS.search(state.code or "") is not None
            case "of_those":
                return near and state.code == "toxicity"
            case "of_them" | "shared" as rule:
                code = state.code or ""
                counted = code in {"mortality", "toxicity"} or code.endswith(("failure", "recurrence"))
                shared = state.counted and (rule == "shared" or code == "other")
                return near and (counted or shared)
            case _:
                return False
    if group.form == "percent" and new_subject(scene, group.values[-1]):
        return False
    if state.code in TIME_TYPE and needs(scene, group.values[-1]):
        return False
    if state.code is not None and state.code != "follow_up" and previous is not None:
        gap = scene.text[previous.end : group.start]
        own_count = group.form == "percent" and group.values[0].n_events is not None
        if own_count and _SOME_OF_THEM.match(scene.text, group.start):
            return len(gap) < 20
        parted = _PARTED.fullmatch(gap) and _PART_NEXT.match(scene.text, group.values[0].end)
        graded = state.code == "toxicity" and _next_grade(scene, previous.end, group.start)
        return len(gap) < 200 and not (own_count and not (parted or graded or _RATE_SHARED.search(gap)))
    return _may_inherit_context(scene, state, group)


def _next_grade(scene: Scene, start: int, end: int) -> bool:
    """``grade 1 (40; 31 %), grade 2 (14; 11 %)``: between two shares stands the grade of the second alone."""
    return any(
        _LISTED_NEXT.fullmatch(scene.text, start, g.start) and _TO_OWN_COUNT.fullmatch(scene.text, g.end, end)
        for g in scene.grades
    )


def _may_inherit_context(scene: Scene, state: State, group: Group) -> bool:
    """A sentence that names no endpoint goes on about that of the sentence before."""
    if scene.context.code is None:
        return False
    if state.lead is not None and state.lead.kind == "contrast":
        return all(t.code in {"none", "other"} for t in scene.outcomes)
    if not all(t.code == "none" or _predicts(scene, t) for t in scene.outcomes):
        return False
    if group.form == "ratio" and _OF_RECEIPT.search(scene.sentence.string):
        return False
    if group.form == "ratio" or (scene.grades and scene.context.code == "toxicity"):
        return True
    if state.lead is not None:
        return True
    text = scene.sentence.string
    if group.form == "percent" and group.values[0].n_events is not None and not _CORRESPONDING.search(text):
        return False
    if scene.context.recent == scene.context.code and not scene.context.strayed:
        if group.form == "percent" and _NO_DIFFERENCE.search(text) and _compares_outcomes(scene, group):
            return scene.context.code not in {"follow_up", "other", "none"}
        if _compared_again(scene, group):
            return True
    shared = scene.points or "respectively" in text or "correspond" in text
    return bool(shared and _REFERS_BACK.search(text))


def _compared_again(scene: Scene, group: Group) -> bool:
    """``Node-negative patients fared better (74 % vs 51 %)``, ``… reduced this incidence to 23 %``."""
    compared = _compares_outcomes(scene, group)
    if group.form == "time":
        return compared and scene.context.statistic == "median"
    if group.form != "percent":
        return False
    if scene.context.code in TIME_TYPE | {"mortality"}:
        intervals = any(v.ci_low is not None for v in group.values)
        if intervals or compared or _THESE_EVENTS.search(scene.sentence.string):
            return True
    return _LOWERED_TO.search(scene.text, scene.sentence.start, group.start) is not None


def _predicts(scene: Scene, term: Term) -> bool:
    """``independent factors were age (HR 0.4) and a complete response (HR 0.3)``, of the survival told before."""
    told = (scene.context.code or "").endswith("_survival") and term.code.endswith("_response")
    return told and _FACTORS_WERE.search(scene.text, scene.sentence.start, term.start) is not None


def _compares_outcomes(scene: Scene, group: Group) -> bool:
    """``node-negative patients fared better (74 % vs 51 %, p < 0.001)``."""
    before = scene.text[scene.sentence.start : group.start]
    tested = any(
        a.kind is AtomKind.P_VALUE and 0 <= a.start - group.end < _TO_P for a in scene.sentence.atoms
    )
    opened = (_MEDIANS if group.form == "time" else _OPEN).search(before)
    told = _FARED.search(before) and not _DIFFER_IN.search(before)
    return len(group.values) > 1 and tested and opened is not None and bool(told)
