"""Groups: values that stand in one coordination and share what it says once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.assembly.endpoints.items import BESIDES
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.values import Value
from extractor.language.numerals.words import NUMBER_WORDS

_COORDINATION = re.compile(
    r"\b(?:and|or|vs\.?|v\.?|versus|compared|to|against|than|from|but|respectively)\b|[,/;(&]|–|-", re.I
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_PEOPLE_DID = re.compile(
    r"\b(?:were|was)\s+(?:\w+\s+)?(?:enrolled|included|treated|randomi[sz]ed|evaluated|analy[sz]ed|recruited"
    r"|registered|assigned)\b"
)
"""``17 patients were enrolled, with 13 patients achieving …``: the first number counts no event."""
_HAD = re.compile(
    r"\s+(?:of\s+(?:(?:(?:the|our|these|all)\s+)?(?:surviving\s+|remaining\s+|evaluable\s+)?(?:patients|women|men|survivors|children)|them|these|whom)\s+)?(?:were|had|received|underwent|receiving|undergoing|complet(?:ed|ing)|finish(?:ed|ing)|refused)\s"
)
_HAD_COUNTED = re.compile(
    r"[\s)\]]+(?:were|had|received|underwent)\s+"
    r"(?!(?:\w+ly\s+|not\s+)?(?:similar|observed|seen|reported|noted|recorded|found|documented|different|higher|lower|better"
    r"|worse|significant|comparable|alive|free|considered|neurolog\w*|cancer-\w+|disease-\w+|treatment-\w+|classified|due|attributed|related)\b)"
)
"""``60 (50%) were male``."""
OF_TAKING_PART = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:retention|completion|compliance|adherence|participation|attendance|enrol\w+|accrual|attrition|drop-?out)(?:\s+rates?)?\b"
)
"""``with a 100% retention rate``."""
_OTHERS_DID = re.compile(
    r"\s+(?:\([^()]*\)\s+)?of\s+(?:(?:the|all|these|our)\s+)?(?:(?!those|whom|which|them|in|with|at|on|of|treated|after)[a-z][\w-]*\s+){1,3}?"
    r"(?P<did>(?:(?:was|were|had)\s+(?:(?:not|been|later|[a-z]+ly)\s+)*)?(?!(?:treated|irradiated|given|assigned|randomi[sz]ed|allocated|managed|operated|resected|aged|located|advanced|selected|needed|unselected)\b)[a-z]{3,}ed)\b(?!\s+(?:with|by)\b)"
)
_SAYS_NOTHING = re.compile(
    r".*\b(?:achiev|show|remain|reach|obtain|respond|improv|maintain|observ|report|experienc|document|record|not|satisf|rat|judg|scor|classifi|preserv|control|surviv|progress|relaps|recurr|fail|develop|suffer|present|attain|retain|regain|conserv|spar|sav|salvag|cur|clear|heal|resolv|vanish|disappear|stabili[sz]|regress|amputat|enucleat|us)e?d\b"
)
"""Verbs that lead to what is told, or tell what was told before once more."""
_OWN_CLAUSE = re.compile(r"(?:(?!,?\s*(?:and|or|while|whereas|but)?\s*\d+\s*\(|;).)*", re.S)
"""Up to the next share: ``had stage III disease, and 30 (25%) died``."""
_OF_THEM = r"(?:of\s+(?:(?:the|our|these|those|all)\s+)?(?:(?:surviving|remaining|evaluable)\s+)?(?:patients|lesions|tumou?rs|women|men|children|responders|survivors|these|those|them)\s+)?"
_THOSE = rf"[\s)\]]*{_OF_THEM}(?:(?:(?:more|other|further|additional|evaluable|treated|surviving)\s+)?(?:patients?|women|men|children|cases|persons|lesions|tumou?rs)\s+)?(?:(?:have|had|also|later|subsequently|eventually|only|never|then)\s+)*"
_PREDICATE = re.compile(
    rf"(?:\s*(?:and|vs?\.?|versus)\s+\d[\d.·]*\s?%(?:,?\s*respectively,?)?)?{_THOSE}(?:were|was|are|is|being|had|have|has|remained|developed|experienced|showed|achieved|suffered|reported|exhibited|sustained|needed|required|underwent|lost|having|developing|experiencing|showing|achieving|suffering)\s+"
    r"(?:(?:an?|in|from|with|any|at\s+least|isolated|late|acute|severe|symptomatic|subsequent|further|new|only|some|one|persistent|documented|biopsy-proven)\s+)*"
    r"(?:[Gg]rades?\s+(?:[≥>]\s?)?\w+(?:\s*(?:[-–/+]|or|to|and)\s*\w+)?\s+)?(?:(?:late|acute)\s+)?"
)
"""``of these patients developed a late``: up to the event that a value counts."""
_THEMSELVES = re.compile(_THOSE)
_TO_EVENT = re.compile(
    r"\s*(?:(?:vs?\.?|versus|and)\s+\d[\d.·]*\s?%\s*)?(?:[Gg]rades?\s+(?:[≥>]\s?)?\w+(?:\s*(?:[-–/+]|or|to|and)\s*\w+)?\s*)?"
    r"(?:(?:acute|late|severe|chronic)\s+)?"
)
"""``…, with 27% v 40% grade 3-4 acute toxicity``."""
_TURNS = re.compile(
    r"\b(?:but|then|and)\s+(?:had\s+)?(?:was|were|fell|dropped|declined|decreased|rose|returned|recovered|improved)\b"
)
"""``was 14 at 1 month, but fell to 6``: each score with its time."""
_WITH_GRADE = re.compile(
    r"[\s)\]]*(?:of\s+(?:the\s+)?)?(?:patients\s+)?(?:showing|having|with|developing|experiencing|suffering)\s+(?:an?\s+)?(?:late\s+|acute\s+)?(?:[Gg]rades?|G|°)\s*[\dIV≥][^\s]*(?:\s+or\s+\w+)?\s+"
)
"""``oedema was seen in 41 %, with one patient (5 %) showing grade 3 oedema``."""
OF_DEATHS = re.compile(r"\w+\s+of\s+(?:the\s+|all\s+|these\s+)*\d+\s+deaths?")
"""``15 of the 31 deaths``, whatever failed before."""
_PARTED_ANEW = re.compile(r"[a-z]{3,}:\s")
"""``was 94% and 87%, and depended on size: 97% …``: the parts of what stands before."""
_OTHERS_HAD = re.compile(
    r"(?:\s*\([^()]*\))?[^;%()]{0,40},?\s(?:whereas|while|but)\s+[^,;%()]{3,60}?\s(?:had|(?:they|these)\s+were|showed|achieved)\s+"
)
"""``a control of 58%, whereas the other arm had 83% and 59%``: told of others, anew."""
_NOUN_ENDS = re.compile(r"\d\s+[a-z]+$|\b[a-z]+\s+[a-z]+$")
_HAD_EVENT = re.compile(
    r"(?<!who )\b(?:had|developed|experienced|achieved|showed|suffered)\s+(?:an?\s+|from\s+)?(?:[\w-]+\s+){0,3}$"
)
_DIES = re.compile(r"(?:died|relapsed|recurred|progressed|developed)\b")
_CONCEDES = re.compile(
    r"(?:Despite|Although|Though|While|Whereas|With|Even\s+(?:with|though)|In\s+spite\s+of|Notwithstanding)\s"
)
"""``Despite a control of 92%, only 34% survived``: the comma ends the clause that concedes."""
_NEEDED = re.compile(
    rf"{_THOSE}(?:needed|required|developed|experienced|suffered|lost|had|underwent|received)\s"
)
_IS_VERB = re.compile(r"(?:[a-z]{2,}ed|had|were|was|lost)\b")
_SEEN_IN = re.compile(
    r"\b(?:observed|seen|noted|found|reported|recorded|detected|documented|identified|diagnosed|occurred|developed|achieved|obtained|attained|reached|shown|experienced|suffered)"
    r"\s+(?:only\s+)?(?:in|by|for)\s+(?:only\s+)?$"
)
"""``relapse was observed in 46 (38%) patients``: a clause that is told out with its share."""
_IN = re.compile(r"\s+(?:in|by)\s+(?:only\s+)?")
_OF_WHOM = re.compile(r"\bof\s+(?:whom|which|these|them)\s+(?:only\s+)?$")
"""``metastases in 118 patients, of whom 109 died``: the first number counts another event."""
_OWN_STATE = re.compile(
    r"[\s)\]]*(?:patients\s+)?(?:had|presented\s+with|underwent|received)\s+(?!(?:an?\s+)?(?:[Gg]rade|no\b))[^,;.]{3,60},?\s+(?:and|while|whereas)\s+"
)
"""``19 patients had advanced disease, and 9 patients later developed …``."""
_TREATED_NEXT = re.compile(
    r"\band\s+(?:[\w-]+\s+){1,4}(?:was|were)\s+(?:performed|done|given|carried\s+out|required|needed|used|administered|offered|delivered|undertaken)\b"
)
"""``relapse was found in 12 cases and neck dissection was performed for 7``: a treatment, no event."""
_ASIDE_CLOSES = re.compile(
    r"[a-z],\s+(?:was|were|occurred|developed|appeared)\s+(?:then\s+|later\s+)?(?:[a-z]+\s+)?in\s+$"
)
"""``oedema, present in 12 before surgery, was seen in 30``."""
_LIST_GAP = re.compile(r"\s*(?:,|and|or|,\s*and|vs\.?|v|versus)\s*")
_AND_ANEW = re.compile(r",\s*(?:and|but|while|whereas)\s+")
_NUMBER_ENDS = re.compile(rf"(?:\d|\b{NUMBER_WORDS})\s*,\s*$")
"""``in 12, and eight died``: two numbers that a comma parts are no list, as ``5, 12, and eight`` is."""
_VALUE_OF = re.compile(
    r"^[^%;]{0,80}(?:\b(?:was|were|is|are|of|reached|exceeded|(?:achieved|maintained|obtained|attained|preserved|observed|seen|noted|found|recorded|reported)\s+(?:in|by))|:)\s+(?:only\s+)?$"
    r"|^\s*(?:rates?\s*)?$"
)
_SUBJECT_NEXT = re.compile(rf"\s*{_OF_THEM}(?:had|developed|experienced|achieved|were|showed)\b")


@dataclass(frozen=True, slots=True)
class Group:
    """Values of one coordination."""

    values: tuple[Value, ...]

    @property
    def start(self) -> int:
        """Where the first value begins."""
        return self.values[0].start

    @property
    def end(self) -> int:
        """Where the last value ends."""
        return self.values[-1].end

    @property
    def form(self) -> str:
        """The form of the first value; a time may be followed by one not reached."""
        return self.values[0].form


def group_values(scene: Scene, values: Iterable[Value]) -> list[Group]:
    """Values of one form between which nothing new is said."""
    grouped: list[list[Value]] = []
    for value in sorted(values, key=lambda v: (v.start, v.end)):
        if grouped and _continues(scene, grouped[-1][-1], value):
            grouped[-1].append(value)
        else:
            grouped.append([value])
    return [Group(tuple(g)) for g in grouped]


def new_subject(scene: Scene, value: Value) -> bool:
    """``and 12% were smokers``: the share of something that is no endpoint."""
    if OF_TAKING_PART.match(scene.text, value.end):
        return True
    if value.form == "percent" and _of_others(scene, value):
        return True
    had = _HAD if value.n_events is None else _HAD_COUNTED
    m = had.match(scene.text[value.end : value.end + 40])
    if m is None:
        return False
    return not _tells(scene, value.end + m.end(), value.end + m.end())


def _tells(scene: Scene, begin: int, edge: int) -> bool:
    """Whether an outcome or a grade begins behind ``begin`` and within reach of ``edge``, in the same clause."""
    own = _OWN_CLAUSE.match(scene.text[edge : edge + 50])
    end = edge + (own.end() if own else 0)
    return any(begin <= t.start < end for t in scene.outcomes) or any(
        begin <= g.start < end for g in scene.grades
    )


def _of_others(scene: Scene, value: Value) -> bool:
    """``23% of the courses were not completed``, ``8% of the bones fractured``: the share of something, with a verb of its own."""
    told = _OTHERS_DID.match(scene.text, value.end, scene.sentence.end)
    if (
        told is None
        or _SAYS_NOTHING.match(told["did"])
        or scene.text[told.end() :].lstrip()[:2] in {"vs", "v "}
    ):
        return False
    return not _tells(scene, value.end, told.end())


def needs(scene: Scene, value: Value) -> bool:
    """``12% required hospital care``: the share of those for whom its own verb says something."""
    return value.form == "percent" and _NEEDED.match(scene.text, value.end) is not None


def _continues(scene: Scene, left: Value, right: Value) -> bool:
    if not _same_form(left, right) or _of_its_own(scene, left, right):
        return False
    if left.form != "score" and (left.rule == BESIDES or right.term not in {None, left.term}):
        return False  # items of a list
    if left.start == right.start:
        return True
    gap = scene.text[left.end : right.start]
    if len(gap) > 130 or re.search(r"[.]\s+[A-Z]", gap) or _something_new(scene, left, right):
        return False
    if left.form == "count" and OF_DEATHS.match(scene.text, right.start):
        return False
    if left.form == "count" and (_TREATED_NEXT.search(gap) or not _counts_go_on(left, right, gap)):
        return False
    clause = scene.text.rfind(";", scene.sentence.start, left.start)
    named = any(clause < t.start and t.end <= left.start for t in scene.outcomes)
    listed = (
        _LIST_GAP.fullmatch(gap)
        and not _NOUN_ENDS.search(scene.text[left.start : left.end])
        and not (_AND_ANEW.fullmatch(gap) and not _NUMBER_ENDS.search(scene.text, 0, left.start))
    )
    if left.form == "count" and named and not listed and _dies(scene, right):
        return False
    if left.form == "percent" and named and _told_out(scene, left, right):
        return False
    if (
        _leaves_bracket(scene, left, gap)
        or _OTHERS_HAD.fullmatch(gap)
        or (left.form == "percent" and _PARTED_ANEW.search(_BRACKETED.sub("", gap)))
    ):
        return False
    if left.form == "ratio":
        return True
    if left.form == "score" and _TURNS.search(gap):
        return False
    if left.form == "percent" and (_holds_event(scene, right) or _own_events(scene, left, right)):
        return False
    if left.form == "percent" and _predicated(scene, left, right, gap):
        return False
    if left.form == "percent" and new_subject(scene, right) and not new_subject(scene, left):
        return False
    if needs(scene, right) and _is_value_of_term(scene, left):
        return False
    if left.form == "percent" and left.n_events is not None and new_subject(scene, left):
        return False
    opened = re.search(r"[(]\s*$", gap) and not re.search(r"\bvs\b|\bv\b|versus", gap)
    if opened and _SUBJECT_NEXT.match(scene.text[right.end : right.end + 40]):
        return False
    return bool(_COORDINATION.search(gap)) and ";" not in _BRACKETED.sub("", gap)


def _leaves_bracket(scene: Scene, left: Value, gap: str) -> bool:
    """``71% (CR 29%, PR 42%) against 51%``: the bracket that closes told of its own outcomes."""
    if ")" not in gap or "(" in gap:
        return False
    opened = scene.text.rfind("(", scene.sentence.start, left.start)
    if opened < 0 or ")" in scene.text[opened : left.start]:
        return False
    return any(opened < t.start and t.end <= left.start for t in scene.outcomes)


def _dies(scene: Scene, value: Value) -> bool:
    """``…, and one patient in the first group died``, ``had stable disease``: a clause with its own event."""
    event = next((t for t in scene.outcomes if t.start >= value.end), None)
    if event is None:
        return False
    lead = scene.text[value.end : event.start]
    return re.fullmatch(r"[^,;.]{0,60}", lead) is not None and bool(
        _DIES.match(event.text) or _HAD_EVENT.search(lead)
    )


def _told_out(scene: Scene, left: Value, right: Value) -> bool:
    """``relapse was observed in 46 (38%) patients, and 28 (23%) patients died``: two clauses."""
    before = scene.text[max(scene.sentence.start, left.start - 40) : left.start]
    elliptic = any(_IN.fullmatch(scene.text, t.end, left.start) for t in scene.outcomes)
    return (elliptic or _SEEN_IN.search(before) is not None) and _dies(scene, right)


def _holds_event(scene: Scene, value: Value) -> bool:
    """``3 deaths (1.4%)``."""
    return any(value.start < t.start and t.end < value.end for t in scene.outcomes)


def _own_events(scene: Scene, left: Value, right: Value) -> bool:
    """``25 deaths (6.4%) and 17 (4.3%) local recurrences``: each value with its event."""
    return _holds_event(scene, left) and any(
        re.fullmatch(r"[\s)\]]*", scene.text[right.end : t.start])
        for t in scene.outcomes
        if t.start >= right.end
    )


def _predicated(scene: Scene, left: Value, right: Value, gap: str) -> bool:
    """``the response rate was 59 %, and 29 % were stable``: the right value has an event of its own."""
    link = re.fullmatch(
        r"(?:[^;]{0,16}|[^;%\d]{0,80},)\s*(and|while|with|whereas|including|but)\s+(?:(?:another|only|a\s+further|of\s+(?:these|them|those)(?:\s+patients)?|in\s+addition),?\s+)?",
        gap,
    )
    event = next((t for t in scene.outcomes if t.start >= right.end), None)
    if link is None and _CONCEDES.match(scene.sentence.string):
        link = re.fullmatch(r"[^;%\d]{0,60}(,)\s+(?:only\s+)?", gap)
    if link is None or event is None:
        return False
    own = scene.text[right.end : event.start]
    if link[1] in {"with", "including"} and _WITH_GRADE.fullmatch(own):
        return True
    happens = _IS_VERB.match(event.text) and _THEMSELVES.fullmatch(own)
    graded = "rade" in own and event.code == "toxicity" and _TO_EVENT.fullmatch(own)
    if not (happens or graded or _PREDICATE.fullmatch(own)) and (
        link[1] not in {"with", "including"} or not _TO_EVENT.fullmatch(own)
    ):
        return False
    return _is_value_of_term(scene, left)


def _is_value_of_term(scene: Scene, value: Value) -> bool:
    """``local control was 88 %``."""
    return any(
        t.end <= value.start and _VALUE_OF.search(scene.text[t.end : value.start]) for t in scene.outcomes
    )


def _of_its_own(scene: Scene, left: Value, right: Value) -> bool:
    """``follow-up and survival were 9 and 12 months``: one time is the follow-up's, the other an outcome's."""
    one = (left.rule == "follow_up") is not (right.rule == "follow_up")
    return one and any(t.end <= left.start for t in scene.outcomes)


def _same_form(left: Value, right: Value) -> bool:
    if left.form != right.form and {left.form, right.form} != {"time", "not_reached"}:
        return False
    return left.form != "zero" and (left.form != "ratio" or left.rule == right.rule)


def _something_new(scene: Scene, left: Value, right: Value) -> bool:
    """A term, a statistic, a grade or a time point stands between two values."""
    said = [
        *((t.start, t.end) for t in scene.terms),
        *((m.start, m.end) for m in scene.statistics if m.code != "hazard_ratio"),
        *((g.start, g.end) for g in scene.grades),
        *((p.start, p.end) for p in scene.points if left.form != "percent"),
    ]
    return any(left.end <= start and end <= right.start for start, end in said)


def _lists_on(left: Value, right: Value, gap: str) -> bool:
    """``grade 3 was seen in 3 and 14 women``: the first number of the list stands behind the grade."""
    return left.rule == "graded" and bool(_LIST_GAP.fullmatch(gap))


def _counts_go_on(left: Value, right: Value, gap: str) -> bool:
    if (
        _PEOPLE_DID.search(gap)
        or len(gap) > 60
        or (
            left.rule != right.rule
            and right.rule not in {"in_arm", "in_part"}
            and not _lists_on(left, right, gap)
        )
        or re.search(r"\bbut\b(?!\s+(?:only\s+)?in\s+(?:only\s+)?$)", gap)
    ):
        return False
    if _OF_WHOM.search(gap) or _OWN_STATE.fullmatch(gap) or _ASIDE_CLOSES.search(gap):
        return False
    if re.search(r"\bthan\b", gap) and left.rule != "n_equals":  # fewer failures (n = 10) than … (n = 21)
        return False
    return left.people != "patients" or right.people != "lesions"
