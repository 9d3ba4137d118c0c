"""What the values of a group measure: its own terms, or what the values before it measured."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.assembly.endpoints.attach import Side
from extractor.assembly.endpoints.carried import VERB, goes_on_about_it, may_inherit
from extractor.assembly.endpoints.clusters import ends_open
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.state import Measured, Slot, State
from extractor.assembly.endpoints.term import Term

LEANING = frozenset({"in_arm", "in_part", "graded", "of_them", "of_those", "shared"})
"""Rules of counts that may belong to an event without naming it."""
_PRESENTING = re.compile(
    r"\b(?:presenting(?!\s+with\s+(?:[\w-]+\s+){0,4}?(?:[a-z-]*carcinomas?|tumou?rs?|cancers?|diseases?|stages?|lesions?|metastas\w+)\b)|presented with(?!\s+(?:[\w-]+\s+){0,2}?grade)|at presentation|at baseline|pre-?treatment|initial symptoms?|co-?morbidit\w+|had diabetes|(?:before|prior to) (?:the |their )?(?:treatment|therapy|radio\w+|radiation(?: therapy)?|irradiation|chemoradi\w+|surgery|brachytherapy|implant\w*)|on admission|at (?:randomi[sz]ation|enrol?lment|inclusion|(?:study )?entry))\b",
    re.I,
)
_TIMES_OF_VALUES = re.compile(
    r"%\s+(?:of\s+(?:the\s+)?\w+\s+)?(?:pre-?treatment|at baseline|before)\b.*%\s+(?:of\s+(?:the\s+)?\w+\s+)?(?:at|after)\b",
    re.S,
)
_ASIDE_CLOSED = re.compile(r"[^,;]{0,12},\s+(?:was|were|occurred|developed|appeared)\b")
"""``oedema, present in 12 before surgery, was seen in 30``."""
_AMONG_OPENS = re.compile(
    r"^(?:Of|Among|In|For)\s+(?:the\s+|all\s+)?(?:\d+\s+)?(?:[\w-]+\s+)?(?:patients|men|women|children|those)\s[^,;%()]{3,80},\s+(?=\S+\s)"
)
"""``Of 143 men who were potent before treatment, …``: among whom something was seen later."""
_LATE = re.compile(
    r"\b(?:toxicit(?:y|ies)|complications?|late|adverse|developed|became|side[- ]effects?|(?:acute|rectal|skin|urinary|mucosal)\s+(?:\w+\s+)?reactions?)\b",
    re.I,
)
_IMPROVED = re.compile(
    r"\s*(?:[\w-]+\s+){0,2}?(?:had\s+|was\s+|were\s+|has\s+|have\s+)?(?:\w+ly\s+)?"
    r"(?:improv(?:ed|ement|ing)|reliev(?:ed|ing)|relief|resol(?:ved|ution)|palliat\w+|subsided|disappear\w+|controlled)\b"
)
_REPORTED_IT = re.compile(
    r"[\s)\]]*(?:of\s+(?:them|these|patients)\s+)?(?:noted|noticed|reported|experienced|had|showed|described)\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:improvements?|relief|resolution|palliation)\b(?!\s+(?:in|of)\s+(?:survival|control))"
)
"""``Of those with hoarseness, 66 % noted improvement``."""
_PALLIATED = re.compile(r"\bsymptoms?\b[^.;]{0,40}\b(?:palliated|relieved|improved)\b")
_RELIEF_OF = re.compile(
    r"\b(?:relief|improvement|resolution|palliation|control|disappearance|alleviation|reduction|regression)s?\s+(?:at\s+[\w-]+(?:\s+\w+)?\s+)?(?:of|in|from)\s+(?:[\w-]+\s+){0,4}$"
    r"|\bresponse(?:\s+rates?)?\s+(?:for|of|in)\s+(?:[\w-]+,?\s+){0,4}$"
    r"|\b(?:relief|benefit|improvement|palliation)\s+(?:was|were)\s+\w+\s+(?:for|of|in)\s+$",
    re.I,
)
_FATAL_NEXT = re.compile(
    r"\s*,?\s+(?:(?:all|both|each)\s+)?(?:of\s+(?:which|whom|them|these)\s+)?(?:\(\d+(?:[.·]\d+)?\s?%\)\s+)?(?:(?:(?:was|were|proved|being|ended|it\s+was)\s+)?(?:fatal|lethal)(?:ly)?|with\s+(?:an?\s+)?(?:fatal|lethal)\s+outcome)\b"
)
_PROVED_FATAL = re.compile(
    r"\s*,?\s+(?:(?:all|both|each)\s+)?(?:of\s+(?:which|them)\s+)?(?:(?:was|were|proved|being)\s+(?:fatal|lethal)|ended\s+(?:fatally|lethally))\b"
)
_BOTH_DEGREES = re.compile(r"complete\s+and\s+partial\b", re.I)
_TURN = re.compile(r"\b(?:vs\.?|versus|v|compared|respectively|for|in|with|after|among)\b")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the values of a group measure, in the order that the values follow."""

    measured: tuple[Measured, ...]
    side: Side

    @property
    def code(self) -> str:
        """The endpoint of the last term, which a group shares."""
        return self.measured[-1].code

    @property
    def inherited(self) -> bool:
        """Taken from the groups or sentences before."""
        return self.side == "inherit"

    def for_values(self, n: int, *, alternating: bool = False) -> list[Measured]:
        """What each of ``n`` values measures: shared out evenly where that fits, else all the last.

        ``alternating``: 8 % A and 15 % B in one arm and 12 % A and 17 % B in the other.
        """
        m = len(self.measured)
        if n < m or n % m:
            return [self.measured[-1]] * n
        if alternating:
            return [self.measured[j % m] for j in range(n)]
        return [self.measured[j // (n // m)] for j in range(n)]


def alternates(scene: Scene, slot: Slot, m: int) -> bool:
    """Whether ``m`` endpoints take turns: their values stand together, and what parts arms stands between turns."""
    values = slot.group.values
    if m < 2 or len(values) < 2 * m or len(values) % m:
        return False
    gaps = [scene.text[a.end : b.start] for a, b in pairwise(values)]
    turns = [gap for i, gap in enumerate(gaps) if i % m == m - 1]
    inside = [gap for i, gap in enumerate(gaps) if i % m != m - 1]
    return all(_TURN.search(gap) for gap in turns) and not any(_TURN.search(gap) for gap in inside)


def subject_of(scene: Scene, state: State, slot: Slot) -> Subject | None:
    """What a group measures; None where nothing says it."""
    attached = slot.attachment
    if goes_on_about_it(scene, state, slot):
        return _inherit(scene, state, slot)
    if attached is not None and attached.terms:
        subject = _subject(_degrees(attached.terms, slot.group), attached.side)
    elif may_inherit(scene, state, slot):
        subject = _inherit(scene, state, slot)
    else:
        return None
    if subject.measured[-1].rule == "other.symptom" and (
        scene.grades
        or slot.group.form == "count"
        or (slot.group.form == "percent" and slot.group.values[0].n_events is not None)
        or any(t.code == "toxicity" for t in scene.outcomes)
    ):
        subject = replace(subject, measured=tuple(m._replace(code="toxicity") for m in subject.measured))
    if subject.measured[-1].rule == "other.pain_left" and not _after_relief(scene):
        subject = replace(subject, measured=tuple(m._replace(code="toxicity") for m in subject.measured))
    symptom = subject.code == "toxicity" or subject.measured[0].rule in {
        "other.function",
        "other.symptom",
        "other.pain_left",
    }
    if symptom and slot.group.form not in {"ratio", "score"} and _presents(scene, slot):
        return None
    if subject.code in {"toxicity", "pain_response"} and slot.group.form == "score":
        return replace(subject, measured=tuple(m._replace(code="other") for m in subject.measured))
    if _was_fatal(scene, slot, subject):
        return replace(subject, measured=tuple(m._replace(code="mortality") for m in subject.measured))
    if subject.code == "toxicity" and (
        _relieved(scene, slot) or (state.relief and not _has_verb(scene, slot))
    ):
        state.relief = True
        return replace(subject, measured=tuple(m._replace(code=_relief_of(m)) for m in subject.measured))
    if slot.group.form == "ratio" and subject.code == "mortality" and _of_survival(scene, slot.group):
        return replace(subject, measured=tuple(map(_as_survival, subject.measured)))
    return subject


def _was_fatal(scene: Scene, slot: Slot, subject: Subject) -> bool:
    """``three of which were fatal``, ``five haemorrhages all proved fatal``, ``in five of the 11 it was fatal``."""
    first = slot.group.values[0]
    if first.rule in {"of_those", "of_them"} or (first.whole is not None and subject.inherited):
        return _FATAL_NEXT.match(scene.text, slot.group.end) is not None
    term = subject.measured[-1].term
    if slot.group.form != "count" or subject.side != "right" or term is None or subject.code != "toxicity":
        return False
    return _PROVED_FATAL.match(scene.text, term.end) is not None


def _after_relief(scene: Scene) -> bool:
    """Whether the sentence, or the one before, tells of pain that was relieved."""
    return scene.context.code == "pain_response" or any(t.code == "pain_response" for t in scene.outcomes)


def _presents(scene: Scene, slot: Slot) -> bool:
    """Whether a symptom is what the patients came with: said by the sentence, or for one of its values only."""
    led = _AMONG_OPENS.match(scene.sentence.string)
    if led is not None and slot.group.start < scene.sentence.start + led.end():
        return _PRESENTING.search(led.group()) is not None
    text = _AMONG_OPENS.sub("", scene.sentence.string)
    if _LATE.search(text):
        return False
    if not _TIMES_OF_VALUES.search(text):
        said = _PRESENTING.search(text)
        return said is not None and not _ASIDE_CLOSED.match(
            scene.text, scene.sentence.start + said.end(), slot.group.start
        )
    return bool(_PRESENTING.search(scene.text[slot.floor(scene) : slot.group.start + 1]))


def _has_verb(scene: Scene, slot: Slot) -> bool:
    """Whether a verb of its own stands between the term of a group and its values."""
    if slot.attachment is None or slot.attachment.side != "left" or not slot.attachment.terms:
        return True
    return bool(VERB.search(scene.text[slot.attachment.terms[-1].end : slot.group.start]))


def _relieved(scene: Scene, slot: Slot) -> bool:
    """``dyspnea and cough had improved in 30 %``: a symptom of the disease, not of its treatment."""
    if slot.attachment is None or not slot.attachment.terms:
        return False
    if slot.group.form == "percent" and _REPORTED_IT.match(scene.text, slot.group.end):
        return True
    if not scene.grades and _PALLIATED.search(scene.sentence.string):
        return True
    first, last = slot.attachment.terms[0], slot.attachment.terms[-1]
    after = scene.text[last.end : max(last.end, slot.group.start)]
    behind = scene.text[last.end : last.end + 60] if slot.attachment.side == "right" else after
    before = scene.text[max(scene.sentence.start, first.start - 40) : first.start]
    return bool(_IMPROVED.match(behind) or _RELIEF_OF.search(before))


def _relief_of(measured: Measured) -> str:
    term = measured.term
    return "pain_response" if term is not None and "pain" in term.text.lower() else "other"


def _degrees(terms: Sequence[Term], group: Group) -> Sequence[Term]:
    """``Complete and partial responses were seen in 12 % and 40 %``: two values are one of each."""
    if len(terms) != 1 or len(group.values) % 2 or not _BOTH_DEGREES.match(terms[0].text):
        return terms
    kinds = ("complete_response", "partial_response")
    return [replace(terms[0], code=code, rule=f"endpoint.{code}") for code in kinds]


def _subject(terms: Sequence[Term], side: Side) -> Subject:
    return Subject(tuple(Measured(t.code, t.rule, t) for t in terms), side)


def _of_survival(scene: Scene, group: Group) -> bool:
    """A ratio of deaths in a sentence on overall survival is its effect."""
    named = any(t.code == "overall_survival" and t.start < group.start for t in scene.terms)
    return named or scene.context.code == "overall_survival"


def _as_survival(measured: Measured) -> Measured:
    by_name = measured.term is not None and "mortality" in measured.term.text.lower()
    if measured.code != "mortality" or by_name or (measured.term and measured.term.text.isupper()):
        return measured
    return measured._replace(code="overall_survival")


def _inherit(scene: Scene, state: State, slot: Slot) -> Subject:
    group = slot.group
    whole = group.values[0].whole
    if whole in state.events:
        return Subject((state.events[whole],), "inherit")
    told = None if state.code == "follow_up" else state.code
    kept = "" if group.form == "percent" and state.code == "follow_up" else state.code
    code = told or scene.context.code or kept or ""
    listed = state.terms
    if 1 < len(listed) == len(group.values) and listed[-1].code == code:
        return _subject(listed, "inherit")
    if rounds := _round_before(scene, state, slot):
        return Subject(tuple(Measured(c, "endpoint.carried_over", None) for c in rounds), "inherit")
    if slot.previous is not None and not ends_open(scene.text[slot.previous.end : group.start]):
        outer = [
            t
            for t in scene.outcomes
            if t.end <= slot.previous.start and ends_open(scene.text[t.end : group.start])
        ]
        if outer and outer[-1].code != code and outer[-1].code != "none" and group.form == "percent":
            return _subject(outer[-1:], "inherit")  # 71% (CR 29%, PR 42%) against 51%
    which = [w.lower() for w in _WHICH.findall(scene.text[slot.floor(scene) : group.end])]
    if len(scene.context.named) == 2 and len(which) == len(group.values):
        codes = dict(zip(("former", "latter"), scene.context.named, strict=True))
        return Subject(tuple(Measured(codes[w], "endpoint.carried_over", None) for w in which), "inherit")
    rule = state.term.rule if state.term else "endpoint.carried_over"
    return Subject((Measured(code, rule, state.term),), "inherit")


_WHICH = re.compile(r"\bthe\s+(former|latter)(?:\s+(?:was|were|at))?\s+(?:\w+\s+)?(?=\d)", re.I)
"""``The former was 80 % and the latter 60 %``."""
_ANEW = re.compile(
    r"\b(?:whereas|while|but|compared|versus|vs|they|these|those|corresponding(?:ly)?|respective(?:ly)?|same|both|figures|rates|incidences|probabilities|values|estimates)\b"
    r"|;\s+(?:and\s+)?(?:at|after|by)\s+\d+\s+(?:years?|months?),?\s",
    re.I,
)


def _round_before(scene: Scene, state: State, slot: Slot) -> list[str] | None:
    """``arm A had an OS of 50% and an LC of 60%, whereas arm B had 40% and 55%``: the same endpoints once more."""
    spans = list(dict.fromkeys((v.start, v.end) for v in slot.group.values))
    n = len(spans)
    before = (
        scene.text[slot.floor(scene) : slot.group.start] + scene.text[slot.group.end : slot.group.end + 16]
    )
    earlier = state.told or scene.context.told
    told = [c for form, c in earlier if form == slot.group.form] or [c for _, c in earlier]
    codes = list(dict.fromkeys(told[-n:]))
    if n < 2 or len(codes) != n or len(told) % n or not _ANEW.search(before):
        return None
    return [codes[spans.index((v.start, v.end))] for v in slot.group.values]  # 82-98% and 79-96%
