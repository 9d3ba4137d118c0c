"""Figures that look like the value of an outcome and are none."""

import re

from extractor.assembly.endpoints.groups import OF_TAKING_PART, Group
from extractor.assembly.endpoints.items import BESIDES, RULE
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.subject import Subject
from extractor.assembly.endpoints.term import FAILED, TIME_TYPE
from extractor.assembly.values import Value

_CHANGE = re.compile(
    r"\b(?:improv|declin|decreas|increas|deteriorat|worsen|preserv|chang|drop|loss\b|los[te]|recover|maintain|impair"
    r"|fail|better|worse|reduc|fell|rose|fall\b|rise\b|gain)",
    re.I,
)
_FACTOR = re.compile(r"\b(?:predict\w*|prognostic|factors?|associated)\b", re.I)
_NO_OUTCOME_BEFORE = re.compile(
    r"\b(?:available|known|unknown|missing|lacking|returned)\s+(?:for|in|from)\s+(?:only\s+|the\s+)?$"
    r"|\b(?:NTCP|TCP|complication probability)\b[^.;]{0,60}\b(?:was|were|of|from)\s+$"
    r"|\b(?:threshold|cut-?off)(?:\s+(?:value|point|level))?(?:\s+(?:of|for)\s[^.;%]{3,80})?\s(?:was|were|is)\s+$"
)
"""How many the data came from, what models predict, and where a measure parts the patients."""
_COMPLIANCE = re.compile(
    r"\b(?:[Cc]ompliance|[Aa]dherence|[Cc]ompletion|[Cc]ompleteness|(?:[Rr]eturn|[Rr]esponse|[Cc]ompletion|[Cc]ompliance)\s+rates?|[Rr]eturn)\s+(?:with|to|of|for|in)\s[^.;%\d]{0,60}?"
    r"(?:[\w-]+\s+)?\b(?:forms?|questionnaires?|instruments?|surveys?|diar(?:y|ies)|assessments?|measures|scales?)\b"
)
"""``Compliance with quality-of-life forms fell from 91% to 48%``: how many filled them in."""
_OF_MODEL = re.compile(
    r"\b(?:predicted|modell?ed|estimated)\s+(?:probabilit(?:y|ies)|risks?)\b(?=[^.;]*\b(?:model|logistic|MLD|mean\s+(?:lung|heart)\s+dose|V\d|dose)\b)"
    r"|\b(?:model|logistic|nomogram)\b[^.;]*\bpredicted\s+(?:probabilit(?:y|ies)|risks?)\b",
    re.I,
)
"""``the model showed that a predicted probability of 20% …``."""
_RISK_AT = re.compile(
    r"\s*(?:risk|probability|incidence|likelihood)\s+(?:of|for)\s[^.;]{3,60}?\b(?:correlat|correspond)\w*\s+(?:with|to)\b"
)
"""``a 30% risk of pain correlated with a volume of 35 cm3``: a point of a curve."""
_DOSE_VOLUME = re.compile(r"\b(?:V\d{1,3}|D\d{2,3})(?:\s?c?Gy)?\b[^.;%]*$")
_GROUP_WITH = re.compile(
    r"\b(?:patients|those|women|men)\s+(?:with|without|who\s+(?:had|developed))\b[^.;,%]{0,40}$"
)
_MANAGED = r"(?:confirmed|diagnosed|verified|treated|managed|salvaged)\s+(?:by|with|on|using)\b"
_MANAGED_IN = re.compile(rf"\b(?:was|were)\s+(?:[\w-]+ly\s+)?{_MANAGED}[^.;,%]*\s+in\s+$")
_MANAGED_NEXT = re.compile(rf"\s*(?:of\s+(?:these|them|cases)\s+)?(?:was|were)\s+(?:[\w-]+ly\s+)?{_MANAGED}")
_WERE_INCLUDED = re.compile(
    r"\)\s+(?:were|was)\s+(?:[\w-]+\s+){0,2}?(?:included|enrolled|treated|analy[sz]ed|studied|reviewed|recruited|identified|entered|registered|evaluated|randomi[sz]ed)\b"
)
_WAS_DONE = re.compile(
    r"\s+(?:was|were)\s+(?:[\w-]+ly\s+)?(?:performed|done|carried\s+out|undertaken|attempted|planned|used|offered)\b"
)
"""``limb preservation was attempted in 64%``: an operation."""
_IN_MOST = re.compile(
    r"\s+(?:[\w-]+\s+){1,3}in\s+(?:most|many|some|a\s+majority\s+of)\s+(?:of\s+the\s+)?(?:patients|cases|women|men)\b"
)
"""``100% donor cells in most patients``: how much, not how many."""
_HAPPENS = re.compile(r"_failure$|^recurrence$|_response$|^response_rate$|^progressive_disease$")
_HAD_NONE = re.compile(
    r"(?:\b(?:had|have|having|showed|experienced|developed|reported|suffered|exhibited|achieved)\s+no"
    r"|\b(?:did|do|have|had)\s+not\s+(?:have|had|develop|experience|show|suffer|report|achieve)\w*)(?:\s+(?:an?|any|further))?"
    r"(?:\s+(?!evidence|sign)[\w-]+){0,3}\s+$"
)
_NONE_BEFORE = re.compile(r"\b[Nn]o\s+(?:(?:acute|late|local|clinical|any|skin|objective)\s+)*$")
_SEEN_IN = re.compile(r"\s+(?:was|were|has\s+been)\s+(?:seen|observed|noted|recorded|reported|found)\s+in\s+")
_BOUND = re.compile(
    r"\s*(?:above|over|exceeding|below|under|beyond|at\s+least|(?:more|less|greater|lower|higher)\s+than)\b"
)
_AT_FIRST = r"at\s+(?:the\s+time\s+of\s+)?(?:first\s+|initial\s+|the\s+)?(?:diagnosis|presentation|referral|baseline|study\s+entry|enrol\w+|admission|inclusion)\b"
_OPENS_AT_FIRST = re.compile(
    rf"{_AT_FIRST}(?:(?!\d+\s*(?:years?|months?|weeks?)\b|\b(?:later|subsequently|thereafter|then|whereas|while|but)\b)[^;]){{0,90}}$",
    re.I,
)
_THEN_AT_FIRST = re.compile(
    rf"[\s)\]]*(?:\([^()]*\)\s*)?(?:(?:of\s+)?(?:the\s+|all\s+)*(?:patients|women|men|children|cases)\s+)?(?:\([^()]*\)\s*)?"
    rf"(?:(?:had|were|was|presented\s+with|showed)\s+(?:[\w-]+\s+){{1,4}})?{_AT_FIRST}(?!\s+(?:had|died|relapsed|recurred|survived|was|were))"
)
"""``free of symptoms at diagnosis``: what the patients came with."""
_RATIO_NEXT = re.compile(r"\s*\(\s*(?:[A-Za-z]*HR|OR|RR|hazard|odds)\b")
_WHO_HAVE = re.compile(
    r"\b(?:in|for|among|of|than)\s+(?:the\s+|those\s+)?(?:patients|those|women|men|children|cases|tumou?rs|lesions|people|metastases|eyes)\s+(?:with|whose|who\s+had|having)\s+"
    r"(?:(?!\b(?:was|were|had|is|are|whom)\b)[^,;()%]){0,50}$"
)
_IN_A_YEAR = re.compile(r"\bin\s+(?:19|20)\d\d\b")


_PEOPLE = r"(?:patients|children|people|persons|adults|men|women|individuals|cases|survivors)"
_SHARE_OF_PEOPLE = re.compile(
    rf"\s*of\s+(?:all\s+|the\s+|adult\s+|these\s+)*(?!patients\b)(?:[\w/-]+\s+){{0,4}}?{_PEOPLE}\b|\s*of\s+(?:all\s+|adult\s+)?{_PEOPLE}\s+with\s"
)
_COMES = re.compile(
    rf"{_PEOPLE}(?:\s+with\s+[^,.;:%]{{2,60}}?)?\s+(?:[a-z]+ly\s+|also\s+|eventually\s+)?(?:develop|have|suffer|harbou?r|experience|present|are\s+(?:diagnosed|found))\b"
)
_COMES_IN = re.compile(
    r"\b(?:affects?|complicates?|(?:develops?|occurs?|arises?|(?:is|are)\s+(?:seen|found|present|diagnosed|detected|observed))\s+in)\s+(?:[a-z]+\s+){0,2}$"
)
_TREATED = re.compile(
    r"\b(?:after|following|treat\w*|receiv\w+|under(?:go|went)\w*|with\s+(?:radio|chemo|surg)\w*|despite|will|was|were|had|developed)\b",
    re.I,
)


_HAD = (
    r"(?:had|having|have|achieved?|experienced?|showed|reported|obtained|with|noted|reached|needed|required)"
)
_LOSS = r"(?:reduction|decrease|decline|drop|fall|loss|rise|increase|improvement|shrinkage|regression|relief|gain)"
_BY_SO_MUCH = re.compile(
    rf"\b{_HAD}\s+(?:an?\s+)?(?:at\s+least|(?:more|greater)\s+than|over)\s+(?:an?\s+)?$|\b{_HAD}\s+(?:an?\s+)?(?:\W\s?)?$"
)
_SUCH_LOSS = re.compile(rf"\s*(?:or\s+(?:more|greater|higher)\s+)?(?:[\w-]+\s+)?{_LOSS}\b", re.I)
_LOSS_OF = re.compile(
    rf"\b{_LOSS}\s+(?:in|of)\s+(?:the\s+|their\s+)?[\w-]+(?:\s[\w-]+)?\s+(?:of|by|exceeding)\s+(?:at\s+least\s+|(?:more|greater)\s+than\s+|over\s+|exceeding\s+|[≥>]\s?)?$"
)
"""``had at least a 50% reduction in pain``, ``a drop in FEV1 of more than 20%``: how much a response is."""


def is_result(scene: Scene, group: Group, subject: Subject) -> bool:
    """False for what looks like a value but bounds or describes: ``≥50%``, deaths ``in 2010``."""
    code = subject.code
    if group.values[0].rule in {RULE, BESIDES}:
        return True
    if group.form in {"percent", "count"} and _NO_OUTCOME_BEFORE.search(
        scene.text, max(scene.sentence.start, group.start - 90), group.start
    ):
        return False
    if group.form == "percent" and (
        _OF_MODEL.search(scene.sentence.string) or _RISK_AT.match(scene.text, group.end)
    ):
        return False
    if code in {"quality_of_life", "other", "response_rate"} and group.form in {"percent", "count"}:
        filled = _COMPLIANCE.search(scene.text, scene.sentence.start, group.start)
        if filled and all(t.end <= filled.end() for t in scene.outcomes if t.end <= group.start):
            return False
    if group.form == "count" and _parts_those_included(scene, group):
        return False
    averaged = group.values[0].rule in {"mean", "median"}
    if group.form in {"percent", "count"} and not averaged and _at_first(scene, group, code):
        return False
    named = subject.measured[-1].term
    if (
        named is not None
        and named.rule == "other.preservation_composed"
        and _WAS_DONE.match(scene.text, named.end)
    ):
        return False
    if group.form == "percent" and all(_is_of_whom(scene, v) for v in group.values):
        return False
    if group.form == "percent" and len(group.values) == 1 and _is_so_much(scene, group):
        return False
    if group.form == "percent" and code == "distant_failure" and _is_incidence(scene, group):
        return False
    if group.form == "percent" and OF_TAKING_PART.match(scene.text, group.end):
        return False
    if group.form == "percent" and _IN_MOST.match(scene.text, group.end):
        return False
    if group.form == "percent" and (
        _dose_volume(scene, group) or (FAILED.search(code) and _how_managed(scene, group))
    ):
        return False
    if not subject.measured[0].code or code == "none" or _is_denied(scene, group, subject):
        return False
    if subject.measured[0].rule == "other.blood_level" and group.form in {"percent", "count"}:
        return False
    if (
        subject.measured[0].rule == "other.measure"
        and group.form in {"percent", "count"}
        and not averaged
        and not _changes(scene, group)
    ):
        return False
    if group.form == "percent" and all(_cuts(scene, v) for v in group.values):
        return False
    if group.form == "percent":
        strict = subject.side == "right" or code == "other"
        if code in TIME_TYPE and not strict:
            return code != "follow_up"
        return not all(is_bound(scene, v, strict) for v in group.values)
    if group.form == "count" and code == "mortality":
        return not _IN_A_YEAR.search(scene.text[group.end : group.end + 60])
    return True


def _at_first(scene: Scene, group: Group, code: str) -> bool:
    """``recurrent disease was present in 40 patients (35 %) at referral``, ``at presentation 30 % were free of pain``."""
    if code == "mortality" or code.endswith(("_survival", "_control")):
        return False
    opening = scene.text[scene.sentence.start : group.start]
    return bool(
        _OPENS_AT_FIRST.match(opening) or _THEN_AT_FIRST.match(scene.text, group.end, scene.sentence.end)
    )


def _is_incidence(scene: Scene, group: Group) -> bool:
    """``20 % of lung cancer patients develop brain metastases``: how often a disease does so, whatever was done."""
    if _TREATED.search(scene.sentence.string):
        return False
    share = _SHARE_OF_PEOPLE.match(scene.text, group.end, scene.sentence.end)
    if share is None:
        return False
    before = scene.text[max(scene.sentence.start, group.start - 60) : group.start]
    return bool(_COMES.search(scene.text, group.end, scene.sentence.end) or _COMES_IN.search(before))


def _is_so_much(scene: Scene, group: Group) -> bool:
    """Whether a percentage says how large the change is that people had, not how many had it."""
    text, start = scene.text, scene.sentence.start
    value = group.values[0]
    bounded = value.comparator in {">", ">="}
    had = _BY_SO_MUCH.search(text, max(start, group.start - 60), group.start)
    if (
        had is not None
        and _SUCH_LOSS.match(text, value.end)
        and (bounded or "than" in had[0] or "least" in had[0])
    ):
        return True
    return _LOSS_OF.search(text, max(start, group.start - 70), group.start) is not None and (
        bounded or "than" in text[max(start, group.start - 14) : group.end]
    )


def _parts_those_included(scene: Scene, group: Group) -> bool:
    """``40 patients (36 had hip and 4 elbow disease) were included``: what kinds of people there were."""
    opened = scene.text.rfind("(", scene.sentence.start, group.start)
    closed = scene.text.find(")", group.end, scene.sentence.end)
    if opened < 0 or closed < 0 or ")" in scene.text[opened : group.start]:
        return False
    people = any(opened - 60 < m.end <= opened for m in scene.sentence.labelled("PEOPLE"))
    return people and _WERE_INCLUDED.match(scene.text, closed) is not None


def _dose_volume(scene: Scene, group: Group) -> bool:
    """``a median V20 of 31 %``: a figure of the plan, not of the outcome it is compared for."""
    begin = max(scene.sentence.start, group.start - 60)
    named = _DOSE_VOLUME.search(scene.text, begin, group.start)
    return named is not None and not any(
        named.start() <= t.start
        and t.end <= group.start
        and not _GROUP_WITH.search(scene.text, named.start(), t.start)
        for t in scene.outcomes
    )


def _how_managed(scene: Scene, group: Group) -> bool:
    """``recurrence was confirmed by biopsy in 42 %``, ``of the relapses 62 % were treated with surgery``."""
    before = scene.text[max(scene.sentence.start, group.start - 70) : group.start]
    return bool(_MANAGED_IN.search(before) or _MANAGED_NEXT.match(scene.text, group.values[0].end))


def _is_denied(scene: Scene, group: Group, subject: Subject) -> bool:
    """``12 patients did not develop a recurrence``: those in whom it did not happen."""
    if (
        group.form not in {"percent", "count"}
        or not _HAPPENS.search(subject.code)
        or group.values[-1].value == 0
    ):
        return False
    behind = next((t for t in scene.outcomes if t.start >= group.end), None)
    if subject.side == "right":
        return behind is not None and _HAD_NONE.search(scene.text, group.end, behind.start) is not None
    named = next((t for t in reversed(scene.outcomes) if t.end <= group.start), None)
    if named is None or subject.side != "left" or not _SEEN_IN.fullmatch(scene.text, named.end, group.start):
        return False
    return bool(_NONE_BEFORE.search(scene.text[max(scene.sentence.start, named.start - 30) : named.start]))


def _cuts(scene: Scene, value: Value) -> bool:
    """``weight loss above 10 % (HR 1.9)``: what cut the patients in two."""
    bounds = _BOUND.match(scene.text, value.start, value.end)
    return bounds is not None and _RATIO_NEXT.match(scene.text, value.end) is not None


def _is_of_whom(scene: Scene, value: Value) -> bool:
    """``control was better in patients with a necrosis above 60%``: whom a limit parts from others."""
    if value.comparator == "=":
        return False
    return _WHO_HAVE.search(scene.text, max(scene.sentence.start, value.start - 90), value.start) is not None


def _changes(scene: Scene, group: Group) -> bool:
    """A measure such as lung function is an outcome where it changed; as such it describes the patients."""
    before = scene.text[max(scene.sentence.start, group.start - 60) : group.end + 60]
    return bool(_CHANGE.search(scene.sentence.string)) and not re.search(r"\bbaseline\b(?!\s+to)", before)


_OF_GRADE = re.compile(
    r"\s+(?:acute\s+|late\s+|severe\s+)?(?:(?:[Gg]r(?:ade|\.)?|G)\s?[\d≥>I]|toxicity|complications?|morbidity|mortality)"
)
"""``<2% grade 3 toxicity``: how little there was of it."""


def is_bound(scene: Scene, value: Value, strict: bool = False) -> bool:
    """Whether a percentage bounds something rather than measures it: ``≥50%``."""
    printed = scene.text[value.start : value.end]
    if re.match(r"\s*[<>≥≤⩾⩽]", printed) and _FACTOR.search(scene.sentence.string):
        return True
    if re.match(r"\s*[≥≤⩾⩽>]|<\s?=", printed):
        return True
    return strict and scene.text[value.start] == "<" and not _OF_GRADE.match(scene.text, value.end)
