"""Outcomes that do not stand beside their values: what factors predict, whose deaths these are, a site said last."""

import re
from collections.abc import Sequence

from extractor.assembly.brackets import mask_brackets
from extractor.assembly.endpoints.apart import HAD_SPREAD
from extractor.assembly.endpoints.clusters import right_cluster
from extractor.assembly.endpoints.factorlists import BEARS_ON, only_listed
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import TIME_TYPE, Term
from extractor.language.numerals.words import NUMBER_WORDS

_TO_SITE = re.compile(
    r"[\s)\]]*(?:[(\[]|(?:was|were|occurred|involved|affected|concerned)\s+)?(?:isolated\s+|only\s+)?(?:(?:in|at)\s+)?(?:the\s+)?"
    rf"|{HAD_SPREAD}"
)
_FAILURES = re.compile(
    r"^\s+(?:of\s+)?(?:(?:all|the|these)\s+)*(?:isolated\s+|first\s+)?[a-z]+s\b(?:\s+(?:on|in|after|with|during|following)\s+[\w\s-]{1,30}?(?=\s+(?:were|was|occurred)\b))?"
)
"""``nine relapses were local``."""
_OF_ALL = re.compile(r"\s*(?:of\s+)?(?:(?:all|the|these|first)\s+)*")
"""``60% of the failures were local``."""
_SITE_ENDS = re.compile(r"\s*(?:[),.;]|[(\[](?!\s*(?:n\s*=\s*)?\d)|(?:and|or)\s+(?!in\b)|$)")
_CONTRAST = re.compile(r",?\s(?:while|whereas)\s")
_BRACKETED = re.compile(r"\([^()]*\)|^[^()]*\)")
_WERE_PREDICTIVE = re.compile(
    r"\b(?:was|were|are|is|remained|emerged|proved)\s+(?:(?:as|to\s+be|[\w-]+ly|an?|the|only)\s+){0,4}"
    r"(?:(?:risk|prognostic)\s+factors?|significant|independent|predictive|predictors?|prognostic|associated|correlated|related)\b"
    r"|\b(?:influenced|predicted|affected|impacted)\b"
)
_RATIO_OPENED = re.compile(
    r"\s*(?:rates?\s*)?[(\[,]\s*(?:[Aa]?HR|OR|RR|(?:hazard|odds|risk)\s+ratio)?[\s,:=]*"
)
_ACTED_ON = re.compile(
    r"[^()]{0,60}[)\]]\s+(?:both\s+|also\s+|[a-z]+ly\s+)?(?:increased|decreased|reduced|lowered|raised|worsened|improved|impaired|enhanced)\b"
)
"""``smoking (OR 1.6, p = 0.01) increased the risk of pneumonitis``."""
_OF_TERM = re.compile(
    r"(?:\s+(?!(?:was|were|is|are|had|has|have|and|or|but|which|that|than|between|when|after)\b)[\w-]+?){0,7}[\s-]+"
)
"""Nothing but words that say how and of what kind, from a predicate to the outcome."""
_DEATHS_OPEN = re.compile(
    rf"(?:Of|Among)\s+(?:the\s+|these\s+|all\s+)*(?:\d+|{NUMBER_WORDS})\s+(?:[\w-]+\s+)?deaths\b[^;.]{{0,60}},\s+(?:only\s+)?",
    re.I,
)

_ANALYSIS_OF = re.compile(
    r"(?:(?:In|On|By|With|Using|At|For)\s+)?(?:the\s+|an?\s+)?(?:(?:Cox|(?:uni|multi)varia\w+|regression|proportional|hazards?|analys[ei]s|models?|logistic)\s+)*"
    r"(?:for|of)\s+(?:the\s+)?",
    re.I,
)


_ANY = (
    r"(?:(?:the|any|overall|total|all|new|subsequent|late|acute|severe|symptomatic|isolated|first)\s+){0,3}"
)
_FOR = re.compile(rf"[\s)\]]*(?:\([^()]*\)\s*)?for\s+{_ANY}")
_LED_BY_FOR = re.compile(rf"\bfor\s+{_ANY}$")
_NEXT = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:[,;]\s*(?:and\s+)?|and\s+)(?:of\s+)?")
_NAMED_ENDS = re.compile(
    r"\s*(?:(?:from|of)\s+(?:the\s+)?(?:[a-z]+\s+)?[a-z]+\s*)?(?:\([^()\d]*\)\s*)?(?:[),.;\[(]|and\b|(?:was|were)\s+[a-z]|respectively|(?:at|after|by)\s+(?:\d|one|two|three|five)|(?:in|with|after)\s+(?:the|those|patients|arm|group)\b|$)"
)
_FIRST_SHARE = re.compile(r"\d+(?:[.·]\d+)?\s?%")
_BRACKET_OPENS = re.compile(r"\s*[(\[]\s*(?:for\s+)?(?:the\s+)?(?:\d+-(?:year|month)\s+)?")
_BRACKET_CLOSES = re.compile(r"(?:\s+rate)?\s*[)\]]")
"""``rates of 87% (survival), 42% (control)``."""
_HEAD = re.compile(
    r"\b(?:[Rr]ates?|[Rr]atios?|a?s?HRs?|ORs?|RRs?|[Pp]robabilit(?:y|ies)|[Ff]igures|[Vv]alues|[Ii]ncidences?|[Rr]isks?|[Mm]edians?|[Ee]stimates?)"
    r"\b(?:(?!\d\s*%)[^;]){0,80}$"
)

_RATIO_FOR = re.compile(
    r"[(\[,;]\s*(?:the\s+)?(?:adjusted\s+)?(?:HR|hazard\s+ratio)\s+(?:for|of)\s+(?:an?\s+|any\s+|disease\s+|treatment\s+)?"
    r"(?:failures?|events?|relapses?|recurrences?|progression)(?:\s+or\s+deaths?)?[\s,:=]*$"
)
_FREE_OF_IT = frozenset(
    f"{kind}_survival"
    for kind in ("failure_free", "event_free", "disease_free", "recurrence_free", "progression_free")
)


def survival_of_event(scene: Scene, group: Group) -> Term | None:
    """``failure-free survival was 83% and 74% (HR for failure, 0.61)``: the effect is on the survival told before."""
    if not _RATIO_FOR.search(scene.text, scene.sentence.start, group.start):
        return None
    before = [t for t in scene.outcomes if t.end <= group.start and t.code in TIME_TYPE]
    free = [t for t in before if t.code in _FREE_OF_IT]
    return free[-1] if free else None


def predicted_outcome(scene: Scene, group: Group) -> Term | None:
    """``T stage (HR 2.1) and age (HR 1.4) were predictive of survival``: what the factors predict."""
    m = _WERE_PREDICTIVE.search(scene.text, group.end, scene.sentence.end) or _ACTED_ON.match(
        scene.text, group.end, scene.sentence.end
    )
    behind = next((t for t in scene.outcomes if m is not None and t.start >= m.end()), None)
    if m is None or behind is None or ";" in _BRACKETED.sub(" ", scene.text[group.end : m.start()]):
        return None
    if any(group.end <= t.start < m.start() and t.code in TIME_TYPE for t in scene.outcomes):
        return None  # an outcome of its own stands between
    contrast = _CONTRAST.search(_BRACKETED.sub(" ", scene.text[group.end : m.start()]))
    if contrast and any(t.end <= group.start and t.code in TIME_TYPE for t in scene.outcomes):
        return None  # stage worsened control (HR 2.1), while age predicted survival
    if any(_is_predicted(scene, t, group) for t in scene.outcomes if t.end <= group.start):
        return None
    if not _OF_TERM.fullmatch(scene.text[m.end() : behind.start]):
        return None
    return (_analysed(scene, group) or behind) if behind.code == "none" else behind


def listed_outcome(scene: Scene, group: Group) -> Term | None:
    """``youth (HR 0.8) and female sex (HR 0.7) favoured survival``: what the verb behind the last of a list is about."""
    begin = group.values[0].end
    masked = mask_brackets(scene.text[scene.sentence.start : scene.sentence.end])[
        begin - scene.sentence.start :
    ]
    verb = BEARS_ON.search(masked)
    before = any(t.end <= group.start and t.code in TIME_TYPE for t in scene.outcomes)
    if verb is None or before or not only_listed(masked[: verb.start()]):
        return None
    term = next((t for t in scene.outcomes if t.start >= begin + verb.end()), None)
    return term if term and _OF_TERM.fullmatch(scene.text[begin + verb.end() - 1 : term.start]) else None


def _is_predicted(scene: Scene, term: Term, group: Group) -> bool:
    """``stage predicted control (HR 2.1) and grade predicted …``: what is predicted stands before the ratio."""
    if not _RATIO_OPENED.fullmatch(scene.text, term.end, group.start):
        return False
    led = list(_WERE_PREDICTIVE.finditer(scene.text, scene.sentence.start, term.start))
    return bool(led) and _OF_TERM.fullmatch(scene.text, led[-1].end(), term.start) is not None


def _analysed(scene: Scene, group: Group) -> Term | None:
    """``On multivariate analysis for survival, male sex (HR 0.44), … were correlated with a worse outcome``."""
    return next(
        (
            t
            for t in scene.outcomes
            if t.end <= group.start and _ANALYSIS_OF.fullmatch(scene.text, scene.sentence.start, t.start)
        ),
        None,
    )


def named_behind(scene: Scene, group: Group, left: Sequence[Term], right: Sequence[Term]) -> tuple[Term, ...]:
    """``hazard ratios were 0.91 for survival and 0.79 for progression``: a head without endpoint leads, each value names its own.

    ``the rates were 80% and 70% for survival and control``: as many behind as values.
    """
    if not right or group.form not in {"percent", "time", "ratio"}:
        return ()
    if _BRACKET_OPENS.fullmatch(scene.text, group.end, right[0].start) and _BRACKET_CLOSES.match(
        scene.text, right[0].end
    ):
        return (right[0],)
    named = right_cluster(scene, group, right[0], right)
    if not _NAMED_ENDS.match(scene.text, named[-1].end):
        named = named[:1]  # 60% for survival, and toxicity of grade 3 was seen in 12%
    if not _FOR.fullmatch(scene.text, group.end, right[0].start) or not _NAMED_ENDS.match(
        scene.text, named[-1].end
    ):
        return ()
    if not left and (last := next((t for t in reversed(scene.outcomes) if t.end <= group.start), None)):
        follows = _LED_BY_FOR.search(scene.text, scene.sentence.start, last.start)
        if follows and _NEXT.fullmatch(scene.text, last.end, group.start):
            return named
        first = _FIRST_SHARE.search(scene.text, scene.sentence.start, group.start)
        headed = first is not None and _HEAD.search(scene.text, scene.sentence.start, first.start())
        return named if follows and headed and ";" not in scene.text[last.end : group.start] else ()
    head = _HEAD.search(scene.text, left[-1].end if left else scene.sentence.start, group.start)
    return named if head is not None else ()


def share_of_deaths(scene: Scene, group: Group) -> Term | None:
    """``of 143 deaths, 31 (22%) were neurological``: a share of the deaths."""
    if not _DEATHS_OPEN.fullmatch(scene.text, scene.sentence.start, group.start):
        return None
    return next((t for t in scene.outcomes if t.code == "mortality"), None)


def site_behind(scene: Scene, group: Group, right: Sequence[Term]) -> Term | None:
    """``recurrence in 3% (local), 2% (nodal)``, ``nine relapses were local and 12 distant``: the site is said last."""
    generic = len(right) > 1 and bool(_OF_ALL.fullmatch(scene.text[group.end : right[0].start]))
    if generic and right[0].code == "recurrence":
        right = right[1:]
    if not right or not right[0].rule.startswith("site.") or group.form not in {"percent", "count"}:
        return None
    gap = scene.text[group.end : right[0].start]
    if generic:
        gap = _FAILURES.sub("", gap)
    closed = _SITE_ENDS.match(scene.text, right[0].end)
    return right[0] if closed and _TO_SITE.fullmatch(gap) else None
