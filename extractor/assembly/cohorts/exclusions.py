"""Numbers that seem to count people and do not: limits, plans, medians, narrative."""

import re
from dataclasses import dataclass
from functools import cached_property

from extractor.assembly.cohorts.events import is_event
from extractor.assembly.cohorts.numbers import SHARE
from extractor.assembly.counts import ALL_BUT
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_ELIGIBILITY = re.compile(
    r"\b(?:eligib\w+\s+(?:if|criteria|for(?!\s+(?:(?:the|this|our|final)\s+)*(?:analys|evaluat|inclusion|review|pool|meta|assess|stud))|when|included)|inclusion criteria|exclusion criteria|were eligible if|required to have|had to have|must have|limited to|defined as|candidates with)\b",
    re.I,
)
_MEDIAN = re.compile(
    r"\b(?:median|mean|average)(?:\s+number)?(?:\s+of)?\s*(?:(?!\d+\s+(?:days|weeks|months|years|fractions|Gy)\s+in\b)\w+\s+){0,4}$|\b(?:median|mean)\s+of\s+$",
    re.I,
)
_MEDIAN_OF_ALL = re.compile(
    r"\b(?:age|follow-?up|survival|dose|time|duration|size|score|value)\s+(?:of|for|in|among)\s+(?:(?:the|all|these|those|our)\s+)?$",
    re.I,
)
"""``the median age of the 33 evaluable patients``."""
SKIP_BEFORE = re.compile(
    r"(?:\b(?:up to|than|least|every|each|per|grade|stage|arms?|groups?|cycles?|or|class|score|day|week|month|year|age|aged|phase|type|level|AUC|first|next|top|other|additional|T|N|M)\s*)$",
    re.I,
)
_COUNTED_WITH = re.compile(
    r"\d\s+(?:patients|women|men)\s+(?:\([^()]*\)\s+)?(?:with|had|having)\s+(?:\w+\s+)?$"
)
"""``4 patients with 5 lesions``."""
_STUDY_PART = re.compile(
    r"[-\s]+(?:organi[sz]ations?|arms?|groups?|sites?|cent(?:er|re)s?|cohorts?|populations?|participants?|patients?|visits?"
    r"|drugs?|treatments?|periods?|investigators?|protocols?|teams?)\b",
    re.I,
)
_FEWEST_A_GROUP = 10
_BLOCKS = re.compile(r"\b(?:arms|groups|cohorts)\s+of\s+$")
"""``allocated in groups of four``: blocks of a randomisation."""
_SCANS = re.compile(r"\b(?:PET|CT|MRI?|imaging|scan\w*|planning|phantom|radiographic|urodynamic|sleep)\b")
_NARRATIVE = re.compile(r"^(?:two|three|four|several|one|five|both)$", re.I)

_THAN = re.compile(r"\bthan\s*$")
_MORE_THAN = re.compile(
    r"\b(?:more|less|fewer|greater|older|younger|larger|smaller|higher|lower|rather|other)\s+than\s*$", re.I
)
_WHO_NEXT = re.compile(r"\s*(?:who|with|without|treated|receiving|given|having|undergoing)\b")
_MORE_BEFORE = re.compile(r"\b(?:or|other|additional|first|next)\s*$")
_GROUP_NUMBERS = re.compile(
    r"\b(?:group|arm|cohort)\s+(?:comprised|contained|included|consisted\s+of|numbered|had|totall?ed)\s+[^.;]{1,60}?(?:,|\band|\bwhile|\bwhereas)\s+(?:the\s+)?(?:[\w-]+\s+){1,4}(?:group|arm|cohort)\s+$"
)
"""``the boost group comprised 31 and the other group 36 women``."""
_FEWEST_AT_LEAST = 20
_ONE_THEN_OTHERS = re.compile(
    r"(?:\s+[\w-]+){1,4}\s+patient\s+(?:received|underwent|had)\s+[^.;\d]{3,50},\s+(?:and\s+)?\d+\s+[a-z]"
)
"""``One stage II patient received surgery, 12 radiotherapy and …``: the first of a list."""
_ONE_COUNTED = re.compile(r"\s*(?:of|patient|(?:wo)?man\b(?!['’])|boy\b|girl\b|child\b)")
_FEW = 5
_KIND_NEXT = re.compile(r"\s*(?:phase|trials?|stud|controlled|prospective|double|clinical)")
_EXPONENT = re.compile(r"\^[-−–]?\s?$|\b(?:m|kg|ml|l|g|d)\s?[-−–]$", re.I)
"""``100 mg m^-2 were given``."""
_SCALED = re.compile(
    r"\b(?:of|was|were|score|status|index)\s+\d\s*(?:or|to|[-–/])\s*$"
    r"|\b(?:downgrad\w+|upgrad\w+|reduction|decrease|increase|score|ratio)\s+(?:to|of)\s+$",
    re.I,
)
"""``a performance status of 0 or 1 on the scale of the group``."""
_MET_LIMITS = re.compile(
    r"\b(?:were|was)\s+(?:randomi[sz]ed|randomly|enrolled|assigned)|\bof\s+(?:the\s+)?\d"
    r"|\b(?:met|fulfilled|satisfied|meeting|fulfilling)\b",
    re.I,
)
_SUBGROUP_NEXT = re.compile(r"\s*(?:sub)?(?:groups?|types?|sets?)\b")
_AGED = re.compile(
    r"\b(?:age[ds]?(?:\s+of)?|(?:scores?|index|status|KPS|PSA|levels?|margins?|values?)\s+of)\s*$"
)
_TIME_NEXT = re.compile(r"\s*(?:years?|months?|weeks?)\b")
_PLACE_NEXT = re.compile(
    r"\s*[-–]?\s*(?:centers?|centres?|institutions?|hospitals|countries|cycles|courses|fields|points?|sites)\b"
)
_SITES_TREATED = re.compile(
    r"\s*sites\s+(?:(?:was|were)\s+(?:[\w-]+ly\s+)?(?:re)?-?(?:treated|irradiated)|received|in\s+\d+\s+patients|\(\d+\s+patients)\b"
)
_SITES_HAD = re.compile(
    rf"(?:\d|\b{NUMBER_WORDS})\s+(?:patients|women|men|children)\s+(?:with|had|harbou?ring|having|received|for|and|were\s+treated\s+(?:for|to|at|in))\s+(?:(?:a\s+)?total\s+of\s+|treatment\s+(?:to|of)\s+)?$|\b(?:treated|irradiated)\s+(?:a\s+total\s+of\s+)?$",
    re.I,
)
"""``61 sites in 40 patients``, ``we irradiated 61 sites``: places of the body."""
_PEOPLE_OPENED = re.compile(r"\d?\s(?:patients|women|men|children)\s+\(\s*$", re.I)
"""``fourteen patients (17 sites)``: the sites that were treated."""
_FEW_LESIONS = 10
_LIMIT_NEXT = re.compile(r"\s*(?:or\s+(?:fewer|less|more)|metast)")
_OR_FEWER_NEXT = re.compile(r"\s*(?:or\s+(?:fewer|less|more))")
_OR_NEXT = re.compile(rf"\s+or\s+(?:\d|{NUMBER_WORDS}\b|more\b)")
_OR_BEFORE = re.compile(rf"\b(?:\d|{NUMBER_WORDS})\s+or\s+$")
"""``70 had two or three metastases``."""
_WITH_BEFORE = re.compile(r"\b(?:with|had|having|has)\s+(?:\w+\s+)?$")
_NO_RESPONSE_NEXT = re.compile(
    r"\s+(?:had|showed|with|achieved)\s+no\s+(?:(?:evidence|signs?)\s+of\s+)?(?:[a-z]+\s+)?(?:response|remission|recurrence|relapse|progression|failure|toxicity|complications?)\b"
)
_COUNT_NEXT = re.compile(r"\s*[(\[]\s*[nN]\s*=")
"""``two lesions (n = 3)``: what three patients had."""
_PER_PATIENT = re.compile(r"\s*(?:per|/)\s*patient")
_SEGMENTS = re.compile(r"\bsegments$", re.I)
_DIVIDED = re.compile(
    r"\b(?:divi\w+|subdivi\w+|split\w*|partition\w*|separat\w+)\s[^.;]{0,40}\s?into\s+(?:\w+\s+)?$", re.I
)
_OF_ORGAN = re.compile(
    r"\s+of\s+(?:the\s+|each\s+)?(?:\w+\s+)?(?:heart|lungs?|liver|prostate|rectum|bladder|bowel|o?esophagus|lobes?|organs?|volumes?|spinal\s+cord|brain)\b"
)
_SITES = re.compile(r"\bsites?\b$")
_FEWEST_SITES = 15
_ONE_TRIAL = re.compile(r"\b(?:trial|study)$")
_TRIALS = re.compile(r"\b(?:trial|stud|series)")
_FEW_TRIALS = 9
_WITH_PARTICIPANTS = re.compile(
    r"\s*[,;(]\s*(?:n\s*=\s*\d|\d[\d, ]*\s*(?:patients|participants|women|men)\b)", re.I
)
_LIMITED_TO = re.compile(
    r"\b(?:analys[ie]s\s+(?:was|were)\s+(?:limited|restricted)\s+to|reported\s+(?:in|by)|data\s+from)\s+$"
)
_PRINTED = re.compile(r"\b(?:articles?|papers|publications|reports|records|citations|references|abstracts)$")
_SEARCHED = re.compile(
    r"\s+(?:(?:were|was|initially|that)\s+)*(?:identified|retrieved|found|screened|located|returned)\b"
)
_SEARCH_GAVE = re.compile(
    r"\b(?:search\w*|databases?|query)\b[^.;]{0,40}\b(?:identified|retrieved|yielded|returned)\s+(?:a\s+total\s+of\s+)?$"
    r"|\bscreened\s+(?:a\s+total\s+of\s+)?$",
    re.I,
)
"""``our search retrieved 845 articles``: what was looked through, of which some were studied."""
_ON_PEOPLE = re.compile(
    r"\s+(?:on|with|of|including|reporting|involving|comprising)\s+(?:a\s+total\s+of\s+)?\d"
)
_OF_BEFORE = re.compile(rf"\b(?:\d+|{NUMBER_WORDS})\s+of\s+(?:the\s+|these\s+)?$", re.I)
"""``two of three trials reported pain``."""
_POOLED = re.compile(
    r"\b(?:trials|studies)\s+(?:accrued|enrolled|recruited|randomi[sz]ed|treated)\b|\b(?:meta-?analys\w*|systematic|pool(?:ed|ing)|included|identified|eligible|combin(?:ed|ing)|data (?:from|of)"
    r"|(?:treated|enrolled|entered|randomi[sz]ed|participants|participated) (?:in|on))\b",
    re.I,
)


_RESULTS_OF = re.compile(
    r"\b(?:results?|analys[ei]s|experiences?|reports?|outcomes?)\s+(?:of|from|in)\s+$", re.I
)
_TITLE_ENDS = re.compile(r"[\s.]*")
"""``…: long-term results of two phase II trials``, which says no more of them than that they are reported."""


def is_limited(sentence: Sentence) -> bool:
    """Whether the sentence says who was eligible."""
    return bool(_ELIGIBILITY.search(sentence.string))


@dataclass(frozen=True)
class _Number:
    """A number of people, lesions or studies and the words around it; ``end`` is where its mention ends."""

    sentence: Sentence
    atom: Atom
    unit: str
    label: str
    end: int
    limits: bool

    @cached_property
    def before(self) -> str:
        """The end of the text before it."""
        return self.sentence.text[max(self.sentence.start, self.atom.start - 60) : self.atom.start]

    @cached_property
    def behind(self) -> str:
        """What stands right behind the number itself."""
        return self.sentence.text[self.atom.end : self.atom.end + 16]

    @cached_property
    def after(self) -> str:
        """What stands behind its mention."""
        return self.sentence.text[self.end : min(self.sentence.end, self.end + 60)]


def is_cohort(sentence: Sentence, atom: Atom, unit: str, label: str, end: int, limits: bool) -> bool:
    """Whether a number counts a set of people, lesions or studies: none of the refusals below holds."""
    at = _Number(sentence, atom, unit, label, end, limits)
    refusals = _REFUSALS + _OF_UNIT.get(unit, _OF_PEOPLE)
    return not any(refused(at) for refused in refusals)


def _is_name(at: _Number) -> bool:
    """``grade 3 patients``, ``arm 2``: a number that names; also none."""
    if at.atom.low == 0 or ALL_BUT.search(at.before):
        return True
    if _EXPONENT.search(at.before) or (at.label == "ASSIGNED" and _SCALED.search(at.before)):
        return True
    named = at.label != "N_EQUALS" and SKIP_BEFORE.search(at.before)
    numbered = _MORE_BEFORE.search(at.before) or _GROUP_NUMBERS.search(
        at.sentence.text, at.sentence.start, at.atom.start
    )
    return bool(named) and not (numbered or _compared_with(at) or _follows_time(at))


def _follows_time(at: _Number) -> bool:
    """``At one year 88 patients returned the form``: the year has a number of its own."""
    before = next((a for a in reversed(at.sentence.atoms) if a.end <= at.atom.start), None)
    return (
        before is not None
        and before.kind is AtomKind.TIME
        and not at.sentence.text[before.end : at.atom.start].strip()
    )


def _compared_with(at: _Number) -> bool:
    """``survival was longer than in 35 patients``, ``than 35 patients who had no surgery``: no ``more than 35``."""
    return bool(_THAN.search(at.before) and not _MORE_THAN.search(at.before) and _WHO_NEXT.match(at.after))


def _bounds(at: _Number) -> bool:
    """``up to 20``, ``at least 5``."""
    if at.atom.comparator in {"<=", "<"}:
        return True
    return at.atom.comparator in {">=", ">"} and (at.limits or at.atom.low < _FEWEST_AT_LEAST)


def _is_article(at: _Number) -> bool:
    """``one`` in the sense of ``a``."""
    said = at.sentence.text[at.atom.core : at.atom.end].lower() == "one"
    counted = _ONE_COUNTED.match(at.behind) or _ONE_THEN_OTHERS.match(at.sentence.text, at.atom.end)
    return said and at.label != "ASSIGNED" and counted is None


_VALUE_OF = re.compile(
    r"\b(?:mean|median|coverage|scores?|V\d+|D\d+|PSA|age|volumes?|times?|index|quality\s+of\s+life|units?|KPS|values?)\b[^.;:]{0,60}\b(?:was|were|by|reached)\s+(?:\d[\d.]*\s+(?:in|for|on)\s+[^.;:]{0,40}\band\s+)?$"
)
_GROUP_OF_VALUE = re.compile(r"\s+(?:in|for|on|to)\b")


def _is_value(at: _Number) -> bool:
    """``mean V20 was 20 in arm A and 25 in arm B``."""
    return (
        at.label == "ASSIGNED"
        and bool(_VALUE_OF.search(at.sentence.text, at.sentence.start, at.atom.start))
        and _GROUP_OF_VALUE.match(at.sentence.text, at.atom.end) is not None
    )


def _of_block(at: _Number) -> bool:
    """``allocated in groups of four``."""
    return at.label == "ASSIGNED" and at.atom.low < _FEWEST_A_GROUP and bool(_BLOCKS.search(at.before))


def _is_average(at: _Number) -> bool:
    """``a median of 4 lesions``."""
    return bool(_MEDIAN.search(at.before)) and not _MEDIAN_OF_ALL.search(at.before)


def _of_a_kind(at: _Number) -> bool:
    """``two randomised trials``, where people are counted."""
    few = at.label == "ASSIGNED" and at.atom.words and at.atom.low <= _FEW
    return bool(few and _KIND_NEXT.match(at.after))


def _limits_what(at: _Number) -> bool:
    """``eligible with up to five lesions``."""
    return at.limits and at.unit != "patients" and not _MET_LIMITS.search(at.sentence.string)


def _of_a_subgroup(at: _Number) -> bool:
    """``three patient subgroups``, ``the two irradiated groups``."""
    return at.label != "N_EQUALS" and bool(_SUBGROUP_NEXT.match(at.after))


def _is_age(at: _Number) -> bool:
    """``aged 70 years``."""
    return bool(_AGED.search(at.before) or _TIME_NEXT.match(at.behind))


def _of_places(at: _Number) -> bool:
    """``23 centres``, ``six cycles``."""
    treated = _PEOPLE_OPENED.search(at.before) and at.after.startswith(")")
    sites = _SITES_TREATED.match(at.sentence.text, at.atom.end) or (
        at.unit == "lesions" and _SITES_HAD.search(at.before)
    )
    return bool(_PLACE_NEXT.match(at.behind)) and not (treated or sites)


def _did_not_respond(at: _Number) -> bool:
    """``one patient had no response``."""
    end = at.end if at.label == "PEOPLE" else at.atom.end
    behind = at.sentence.text[end : end + 70]
    share = SHARE.match(behind)
    return bool(_NO_RESPONSE_NEXT.match(behind, share.end() if share else 0))


def _of_each(at: _Number) -> bool:
    """``five or fewer``, ``patients with three lesions``, ``2 lesions per patient``."""
    few = at.atom.words and at.atom.low <= _FEW_LESIONS and _LIMIT_NEXT.match(at.behind)
    if few or _OR_FEWER_NEXT.match(at.behind):
        return True
    if at.atom.low <= _FEW and (_OR_NEXT.match(at.behind) or _OR_BEFORE.search(at.before)):
        return True
    each = _WITH_BEFORE.search(at.before) and (at.limits or at.atom.low <= _FEW)
    if each and not _COUNTED_WITH.search(at.before):
        return True
    if at.atom.low <= _FEW and at.label == "PEOPLE" and _COUNT_NEXT.match(at.after):
        return True
    sites = at.sentence.text[at.atom.end : at.end]
    named = _SITES.search(sites) and at.atom.low < _FEWEST_SITES and at.atom.words
    return bool(_PER_PATIENT.match(at.after) or named)


def _of_organ(at: _Number) -> bool:
    """``the heart was divided into four segments``, ``two segments of the heart``: parts of an organ."""
    if not _SEGMENTS.search(at.sentence.text[at.atom.end : at.end]):
        return False
    return bool(_DIVIDED.search(at.before) or _OF_ORGAN.match(at.after))


def _of_narrative(at: _Number) -> bool:
    """``two trials``, where nothing says that they were pooled; ``three study arms``, ``two PET studies``."""
    name = at.sentence.text[at.atom.end : at.end]
    if at.atom.low > 1 and _ONE_TRIAL.search(name):
        return True
    pooled = _ON_PEOPLE.match(at.after)
    if _PRINTED.search(name) and not pooled and (_SEARCHED.match(at.after) or _SEARCH_GAVE.search(at.before)):
        return True
    bracketed = at.before.endswith("(") and at.after.startswith(")")
    if pooled or bracketed or _WITH_PARTICIPANTS.match(at.after) or _LIMITED_TO.search(at.before):
        return False
    if _OF_BEFORE.search(at.before) or (_RESULTS_OF.search(at.before) and _TITLE_ENDS.fullmatch(at.after)):
        return False
    told = (
        _NARRATIVE.match(at.sentence.text[at.atom.core : at.atom.end])
        and _TRIALS.search(name)
        and at.atom.low <= _FEW_TRIALS
        and not _POOLED.search(at.sentence.string)
    )
    return bool(told or _STUDY_PART.match(at.after) or _SCANS.search(name))


_THINGS = (
    r"(?:deaths|failures|recurrences|relapses|events|complications|toxicit(?:y|ies)|reactions|episodes|fractures|infections|strokes|(?:treatment\s+)?plans"
    r"|fields|beams|arcs|scans|images|questions|items|cycles|doses|fractions|samples"
    r"|factors|variables|parameters|genes|models|physicians|oncologists|radiologists|observers|experts|respondents|measurements|structures|organs|seeds|needles|catheters"
    r"|comparisons|tests|criteria|protocols|guidelines|domains|scales)"
)
_PLACES = r"(?:cent(?:er|re)s|institutions|hospitals|departments|countries)"
_PAPERS = r"(?:questionnaires|forms|letters|invitations|e-?mails|slides|biopsies|samples|operations)"
_OF_THINGS = re.compile(
    rf"(?:\b(?:of|among)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)*(?:\d[\d,]*|{NUMBER_WORDS})\s+(?:[\w-]+\s+){{0,3}}?(?:{_THINGS}|{_PLACES}|{_PAPERS})\b(?:(?!\b(?:patients|women|men|children|lesions)\b)[^.])*"
    rf"|(?:\d|\b{NUMBER_WORDS})\s+(?:[\w-]+\s+){{0,3}}?{_THINGS}\b(?:(?!\b(?:patients|women|men|children|lesions|tumou?rs|studies|trials)\b)[^.])*[,;:]\s*(?:(?:and|but|of\s+(?:which|these|them))\s+)*"
    rf"|{_PLACES}\b[^.;\d]*,\s+of\s+(?:which|these)\s+)$",
    re.I,
)
"""``Of 40 deaths, 12 were …``, ``nine centres took part, of which four were …``: parts of what is no cohort."""


def _of_things(at: _Number) -> bool:
    """``Of the 20 plans, 12 were acceptable``."""
    return at.label == "ASSIGNED" and bool(
        _OF_THINGS.search(at.sentence.text, at.sentence.start, at.atom.start)
    )


def _of_event(at: _Number) -> bool:
    """``six patients developed …``, ``was achieved in 27 patients``."""
    return at.unit != "studies" and is_event(at.sentence, at.atom.start, at.end, at.label)


_REFUSALS = (
    _of_things,
    _of_event,
    _is_value,
    _is_name,
    _bounds,
    _is_article,
    _of_block,
    _is_average,
    _of_a_kind,
    _limits_what,
)
_OF_PEOPLE = (_did_not_respond, _of_a_subgroup, _is_age, _of_places)
_OF_UNIT = {"lesions": (_of_each, _of_organ, *_OF_PEOPLE), "studies": (_of_narrative,)}
