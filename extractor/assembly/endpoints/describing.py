"""Terms that say whose outcome it was, or what the patients came with, rather than what was measured."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.listed import is_listed_factor
from extractor.assembly.endpoints.term import FAILED, TIME_TYPE, Term
from extractor.assembly.endpoints.whose import names_group, of_survival
from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_WITH = re.compile(r"\b(?:with|for)\s+(?:[\w-]+\s+)?$", re.I)
_DISEASE_NEXT = re.compile(
    r"\s+(?:or refractory\s+)?(?:disease|tumou?rs?|cancers?|lymphomas?|gliomas?|setting|patients)\b"
)
_INDICATED = re.compile(
    r"\b(?:indications?|reasons?)\s+(?:of|for)\s[^.;%]{3,70}\b(?:were|was|included)\b", re.I
)
"""``indications for radiotherapy were an involved margin (n = 28) or …``: why they were treated."""
_OTHER_SIDE_NEXT = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:dissection|nod(?:es?|al)|lymph|lungs?|pleura\w*|metasta\w+|hilum|hilar|mediastin\w+|neck|hemithorax|adrenal|kidney|parotid|eye|optic)\b",
    re.I,
)
"""``ipsilateral nodal metastases``: on which side, of no breast."""
_RESPONDING = re.compile(r"\bin response to\b")
_RATIO_NEXT = re.compile(
    r"\s*(?:(?:at|after)\s+\d+\s+(?:weeks?|months?|years?))?\s*(?:[=:,]|was|of|for\s+[\w\s-]{2,30}?\s+was)?\s*\d{0,2}[.·]\d"
)
_RATIO_NAMED = re.compile(
    r"\b(?:risk|rate|relative\s+risk)\s+ratios?\s*\(\s*$|\brelative\s+risks?\s*\(\s*$", re.I
)
_AS_PART = re.compile(
    r"\bas\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}(?:component|site|part|event|sign)\s+of\s+(?:[\w-]+\s+)?$",
    re.I,
)
_GROUP_WITH = re.compile(
    r"\b(?:patients|those|women|men|cases)\s+(?:[\w-]+\s+)?(?:with|without)\s+(?:[\w-]+\s+)?$", re.I
)
_PREVIOUS = re.compile(
    r"\b(?:with|had|have|having|for|after|of)\s+(?:an?\s+)?(?:previous|prior|earlier|preceding)\s+(?:[\w-]+\s+)?$",
    re.I,
)
_WITH_OR_WITHOUT = re.compile(
    r"(?:\bwith\s+or\s+without|\bwithout\s+or\s+with|±|\b(?:deaths?|died|dead)\s+without)\s+(?:[\w-]+\s+)?$",
    re.I,
)
_WITHOUT = re.compile(r"\bwithout\s+(?:any\s+|evidence\s+of\s+|concurrent\s+|concomitant\s+)?$")
"""``distant metastases without local failure``."""
_HISTORY = re.compile(
    r"\b(?:history|for\s+(?:the\s+)?(?:prevention|prophylaxis))\s+of\s+(?:an?\s+)?(?:[\w-]+\s+)?$", re.I
)
_TREATED_FOR = re.compile(
    r"(?:\b(?:imaging|scans?|screening|surveillance|treatment|surgery|chemotherapy|therapy|radiotherapy|irradiation|salvage)"
    r"|ectomy|resection)\s+(?:after|for|at)\s+(?:the\s+)?(?:[\w-]+\s+)?$",
    re.I,
)
"""``chemotherapy at relapse was given in 40 %``."""
_OPERATED_FOR = re.compile(
    r"\b(?:underwent|undergone|required|requiring|needed)\s+(?:(?!\d)[\w-]+\s+){1,4}(?:for|because\s+of|due\s+to)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$"
)
"""``12% underwent decompression for relapse``."""
_AT_DIAGNOSIS = re.compile(r"\s+at\s+(?:the\s+)?(?:time\s+of\s+)?(?:initial\s+)?(?:diagnosis|presentation)\b")
_PROCEDURE_GIVEN = re.compile(
    r"\b(?:treated\s+(?:(?:\d+|[a-z-]+)\s+(?:patients|children|women|men|cases|lesions)\s+)?(?:with|by)|undergo(?:ing)?|had\s+(?:previously\s+)?(?:undergone|received|had)|assigned\s+to|allocated\s+to|randomi[sz]ed\s+to|followed\s+by"
    r"|consisted\s+of|received|(?:group|arm|patients|women|those)\s+(?:that|who)\s+underwent|after|following)\s+"
    r"(?!salvage)(?:(?!salvage)[\w-]+\s+){0,4}$",
    re.I,
)
_ARM_NEXT = re.compile(r"[\s-]+(?:groups?|arms?|patients)\b")
_OF_THESE = re.compile(
    rf"(?:Of|Among)\s+(?:(?:the|these|those|all)\s+)*(?:\d+|{NUMBER_WORDS})\s+(?:[\w-]+\s+)?", re.I
)
"""``Of the 44 failures, …``: those that the sentence goes on to part."""
_CAUSES = re.compile(r"\bcauses?\b(?!-)[^;.]*\b(?:was|were|included|being)\b", re.I)
"""``eight patients died; causes were lymphoma in 4, second cancer in 2``."""
_DUE_TO = re.compile(
    rf"(?:\s+in\s+(?:complete\s+)?remission,?(?:\s+(?:\d+|{NUMBER_WORDS}))?)?"
    r"\s+(?:was|were)\s+(?:[\w-]+\s+)?(?:(?:due|attributed|attributable|owing)\s+to|caused\s+by)\b(?:(?!\b(?:no|was|were|had|occurred|developed)\b)[^;.])*"
)
_DIED_OF = re.compile(
    r"\b(?:deaths?|mortality|died|dying|dead)\s+(?:only\s+|mainly\s+)?(?:from|of|due\s+to|because\s+of|owing\s+to|caused\s+by|attributed\s+to|related\s+to)\s+"
    r"(?:an?\s+|the\s+)?(?:(?!\d)[\w-]+\s+){0,2}$",
    re.I,
)
_FIRST_SURGERY = re.compile(
    r"(?:(?:radical|simple|total|partial|segmental)\s+)?mastectom(?:y|ies)|(?:breast[-\s])?conserv(?:ing|ative)\s+surgery|breast[-\s]conserving\s+surgery|lumpectom(?:y|ies)",
    re.I,
)
_AS_OUTCOME = re.compile(
    r"pre-?operative|neo-?adjuvant|induction|primary\s+(?:chemo|systemic|radio)|\b(?:after|following)\s+(?:chemo|radio|RT\b|neo)|possible|feasible|eligible|convert"
    r"|downsta|salvage|recurren|relaps|\bfail|\brates?\b|avoid|spared|progress|respon|toxic|complication|ultimately|subsequently|eventually",
    re.I,
)
"""What makes surgery of the breast a result rather than the treatment before irradiation."""
_CARE = frozenset({"other.supportive_care", "other.aids"})
_CARE_FOR = re.compile(
    r"\s+(?:for|because\s+of|due\s+to|owing\s+to)\s+(?:[\w-]+\s+){0,3}(?:[\w-]+\s+(?:and|or)\s+)?"
)
"""``hospitalization for mucositis was necessary in 6``."""
_PROPHYLACTIC = re.compile(
    r"\b(?:prophylactic(?:ally)?|pre-?emptive(?:ly)?|elective(?:ly)?)\s+(?:[\w-]+\s+){0,3}$", re.I
)
_NEEDED_LATER = re.compile(r"\s*(?:[\w-]+\s+)?(?:dependen|remov|retention|retain)|dependen|retention", re.I)
"""``a prophylactic feeding tube``, but not how long it was needed."""
_TREATED_PLACE = re.compile(r"\s+(?:sites?|fields?|volumes?|doses?|plans?|techniques?|intervals?)\b")
"""``retreatment sites included the neck (24 %)``."""
_ASKED = re.compile(
    r"\b(?:questionnaires?|surveys?|postal|mailed|invitations?|(?:study|trial|data|analysis)\s+(?:was|were|is|are)\s+limited\s+by"
    r"|responses?\s+(?:rates?\s+)?(?:from|among|of)\s+(?:[\w-]+\s+)?(?:participants|invitees|centres|centers|physicians|clinicians))\b",
    re.I,
)
"""``a questionnaire was sent to 145 men; 129 (89%) responded``."""
_LEFT_OUT = re.compile(
    r"\breasons?\s+(?:given\s+)?for\s+(?:the\s+|their\s+)?(?:ineligib\w+|exclu\w+|screen(?:ing)?[-\s]+fail\w+|non-?(?:participation|enrol\w+|inclusion|randomi[sz]ation)"
    r"|(?:withdraw\w*|drop-?\s?out)|not\s+(?:being\s+)?(?:participat|enrol|includ|randomi[sz]|enter|operat|resect|undergo|receiv|proceed|start|treat|irradiat|complet)\w*)\b",
    re.I,
)
"""``reasons for ineligibility were previous stroke (28 %) and …``: what others came with."""
_OF_PATIENTS = re.compile(r"\s+(?:[(\[][^()\[\]]{1,12}[)\]]\s+)?patients\b")
_TOLD_OF_THEM = re.compile(
    r"(?:\b(?:the|all|of|in|than|our|these|those|between)|\d)(?:\s+(?:[\w-]+\s+){0,2})?$|\bnon[-–]$"
)
"""``the 21 oesophagitis patients``: who they were."""
_CAUSED_BY = re.compile(r"\bcaused\s+by\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+)?$")
_SURVIVORS = re.compile(
    r"\b(?:of\s+(?:the\s+|those\s+)?\d+\s+(?:patients|women|men|children)|(?:among|in)\s+(?:those|patients|survivors))"
    r"\s+(?:still\s+)?$",
    re.I,
)
"""``in 27 of the 75 women alive at one year``, ``in patients alive at five years``."""
_HAD_BEFORE = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:before|prior\s+to|preceding)\s+(?:the\s+|their\s+)?(?:(?:start|beginning|onset)\s+of\s+)?"
    r"(?:treatment|therapy|radio\w+|irradiation|brachytherapy|RT|SRS|SBRT)\b"
)
"""``weakness of the legs before irradiation``: what they came with."""
_LIVING = re.compile(r"(?:still\s+)?(?:alive|living)\b", re.I)
"""No verb: ``19 of the 45 patients remained alive`` counts them."""
_LIVING_PEOPLE = re.compile(r"living\s+(?:patients|women|men|children|survivors|persons|people)\b", re.I)
"""``20 of 47 living patients depended on a feeding tube``."""
_HARMED = re.compile(
    rf"\b(?:in|of)\s+(?:\d+|{NUMBER_WORDS})\s+(?:of\s+(?:the\s+)?\d+\s+)?(?:[a-z-]+\s+)?$", re.I
)
"""``telangiectasia occurred in seven scars``: what the harm befell."""
_INDICATION = re.compile(
    r"\b(?:treated|irradiated|applied|given|used)\b(?:(?!\d)[^.;]|\([^()]*\)){0,60}?\b(?:in|at|for)\s+$"
)
"""``applied as primary treatment (n = 112) or at recurrence (n = 90)``."""
_CAME_IN_STATES = re.compile(
    r"\b(?:had|presented\s+with|with|were)\s+(?:[\w-]+\s+){0,2}?(?:unresectable|inoperable|primary|untreated|newly[- ]diagnosed|de\s+novo|locally\s+advanced)"
    r"(?!\s+(?:sites?|end|outcome))\b(?:(?!\b(?:developed|experienced|later|subsequently|relapsed|recurred)\b)[^.;%]|\(\d+%\)){0,60}?"
    r"\b(?:and|or|while|whereas)\s+(?:(?!developed|experienced|later|subsequently)[\w()%.-]+\s+){0,6}$"
)
"""``25 patients (74 %) had unresectable and 9 (26 %) had recurrent disease``."""
_OF_WHICH = re.compile(
    r"\b(?:includ|enrol|recruit|accrue|compris|took)\w*\b[^.;]*\bof\s+(?:which|whom)\s+(?:[\w-]+\s+)?$"
)
"""``43 patients were included, of whom 33 were resectable``."""
_FACTOR_OF = re.compile(
    r"\b(?:factors?|predictors?|predictive|prognostic|associated|correlated|risks?|related|linked|tied)\s+(?:for|of|with|to)\s+(?:the\s+)?"
    r"(?:(?!number|size|volume|count|presence|absence|site|location)[a-z]+\s+of\s+)?$"
    r"|\b(?:(?:effects?|impact|influence|bearing)\s+(?:on|upon)|predict(?:ed|s)|influenced|affected)\s+(?:the\s+)?(?:later\s+|subsequent\s+)?$",
    re.I,
)
"""``risk factors for peritoneal metastasis``; elsewhere it is what the patients came with."""
_MEANT_FOR = re.compile(
    r"\b(?:should\s+(?:have|be)|indicated|indications?|candidates?|eligible|suitable|fit|offered|planned)\b[^.;,()]*$"
)
_GIVEN_FOR = re.compile(
    r"\b(?:treated|irradiated|re-?irradiated|given|used|indicated)\s+for\s+(?:[a-z-]+\s+){0,2}(?:recurren|relaps|second|new|persistent|primary)"
)
"""``49 were treated for recurrence, 15 had second primary cancers``: what it was given for."""
_COMPETING = re.compile(
    r"\s+(?:(?:was|were|being)\s+)?(?:(?:treated|considered|counted|regarded|taken)\s+)?as\s+(?:an?\s+|the\s+)?competing\b"
)
"""``with death as a competing risk``: how the incidence was estimated."""
_DISEASE_BEFORE = re.compile(r"(?:cardiovascular|coronary\s\w+|heart|cardiac)\s+diseases?", re.I)
"""``women with heart disease``: what they came with."""
_ALLOWED_FOR = re.compile(
    r"\b(?:(?:correct(?:ed|ing|ion)|adjust(?:ed|ing|ment)|account(?:ed|ing))\s+for|(?:censor(?:ed|ing)|exclu(?:ded|ding|sion))(?:\s+(?:for|of))?)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$",
    re.I,
)
"""``corrected for intercurrent deaths``."""
_OPERATION_OF = re.compile(
    r"\b(?:excision|resection|removal|prevention|prophylaxis|management)\s+of\s+(?:the\s+)?(?:[\w-]+\s+)?$",
    re.I,
)
"""``excision of ectopic bone``: what was treated."""
_YEARS_OF = re.compile(r"\b(?:years?|months?)\s+of\s+(?:(?!\d+(?:[.·]\d+)?\s?%)[\w+/-]+\s*){0,6}$")
"""``after five years of toxicity-free survival``: who they were by then."""
_ABSENCE = re.compile(r"\babsence\s+of\s+(?:[\w-]+\s+)?$", re.I)


_AFTER_IT_ALONE = re.compile(r"(?:\s+rates?)?\s+(?:after|following|from)\s+(?:the\s+|such\s+)?(?:[\w-]+\s+)?")
"""``survival after retreatment``."""
_AFTER_IT = re.compile(r"(?:After|Following|At|On|Upon|For|Because\s+of)\s+(?:[\w-]+\s+){0,4}")
_THEN_TREATED = re.compile(
    r"(?:\s+(?:[\w-]+\s+){0,4}[\w-]+)?,?\s+(?:[^.;%,]{2,60}\s)?(?:received|underwent|had\s+(?:undergone|received)|(?:was|were)\s+(?:[\w-]+ly\s+)?(?:re-?)?(?:treated|given|irradiated|offered|implanted|operated))\b"
)
"""``After local recurrence, patients received …``: when they were treated."""
_EARLIER = re.compile(
    r"\b(?:prior|previous|earlier|initial|first-line|conventional|medical|systemic|other|standard)\s+(?:\w+\s+)?$",
    re.I,
)
"""``prior treatment had failed in 15``: why they were treated."""
_WHAT_WENT_BEFORE = re.compile(
    r"\s+(?:rates?\s+)?(?:after|following|despite)\s+(?:an?\s+|the\s+|initial\s+|successful\s+|any\s+)?(?:[a-z-]+\s+)?"
)
"""``regrowth after a complete response``, ``local control after salvage surgery``."""
_WHO_DID_NOT = re.compile(
    r"\b(?:who|that|those)\s+(?:had\s+)?(?:failed\s+to|failing\s+to|did\s+not|could\s+not|(?:was|were)\s+unable\s+to|never|not)\s+"
    r"(?:achiev\w+|obtain\w*|attain\w*|reach\w*|have|show\w*|experience\w*)\s+(?:an?\s+|any\s+)?(?:[\w-]+\s+)?$"
)
"""``of the 14 who failed to achieve a complete response``: which patients they were."""


def is_cause_of_death(sentence: Sentence, offset: int, found: Sequence[Term]) -> bool:
    """``the cause of death was local failure in 6``, ``six died of local failure``: the deaths are counted."""
    before = [t for t in found if t.end <= offset]
    deaths = [t for t in before if t.code == "mortality"]
    if not deaths:
        return False
    return bool(
        _CAUSES.search(sentence.text[max(sentence.start, before[0].start - 12) : offset])
        or any(_DUE_TO.fullmatch(sentence.text, t.end, offset) for t in deaths)
        or _DIED_OF.search(sentence.text[max(sentence.start, offset - 50) : offset])
    )


def describes(sentence: Sentence, term: Term, found: Sequence[Term], carried: str | None = None) -> bool:
    """``patients with recurrent disease``, ``absence of weight loss``: what they came with."""
    before = sentence.text[max(sentence.start, term.start - 30) : term.start]
    if term.text.lower() in {"recurrent disease", "locally recurrent", "locally progressive"}:
        return bool(_WITH.search(before) or _came_in_states(sentence, term))
    if term.rule == "other.needed" and any(t.code == "toxicity" for t in found):
        return True  # what a harm required is counted as that harm
    if term.code == "other" and _INDICATED.search(sentence.text, sentence.start, term.start):
        return True
    if term.text.lower() in {"ipsilateral", "contralateral"} and _OTHER_SIDE_NEXT.match(
        sentence.text, term.end
    ):
        return True
    if term.text in {"RR", "RRs"} and (
        _RATIO_NEXT.match(sentence.text, term.end) or _RATIO_NAMED.search(before)
    ):
        return True  # a relative risk
    if term.code == "response_rate" and _RESPONDING.search(sentence.text, term.start - 3, term.end + 3):
        return True
    if term.text.lower() in {"relapsed", "progressed"} and _DISEASE_NEXT.match(sentence.text, term.end):
        return True
    spread = term.code == "distant_failure" and "metastas" in term.text.lower()
    if spread and _AT_DIAGNOSIS.match(sentence.text, term.end):
        return True
    if _WITH_OR_WITHOUT.search(before) or _HISTORY.search(before):
        return True
    if FAILED.search(term.code):
        fell = any(t.end <= term.start and (FAILED.search(t.code) or t.code == "mortality") for t in found)
        longer = sentence.text[max(sentence.start, term.start - 90) : term.start]
        if _OPERATED_FOR.search(longer):
            return True
        if _TREATED_FOR.search(before) or _PREVIOUS.search(before) or (fell and _WITHOUT.search(before)):
            return True
    if spread and _GROUP_WITH.search(before) and of_survival(found, term):
        return True
    after_it = FAILED.search(term.code) and _AFTER_IT.fullmatch(sentence.text, sentence.start, term.start)
    if after_it and _THEN_TREATED.match(sentence.text, term.end):
        return True
    if term.rule == "endpoint.recurrence_failed" and _EARLIER.search(before):
        return True
    if term.code != "follow_up" and any(
        t.end < term.start and _WHAT_WENT_BEFORE.fullmatch(sentence.text, t.end, term.start) for t in found
    ):
        return True
    if _WHO_DID_NOT.search(sentence.text, max(sentence.start, term.start - 60), term.start):
        return True
    if names_group(sentence, term, found, carried) or is_listed_factor(sentence, term, found, carried):
        return True
    if term.rule == "other.symptom" and any(t.code in TIME_TYPE and t.code != "follow_up" for t in found):
        return True  # what those who fared differently came with
    if _DISEASE_BEFORE.fullmatch(term.text) and _GROUP_WITH.search(before):
        return True
    if term.rule in {"other.surgery", "other.retreatment", "other.aids", "other.supportive_care"} and any(
        t.code.endswith("survival") and _AFTER_IT_ALONE.fullmatch(sentence.text, t.end, term.start)
        for t in found
    ):
        return True
    if term.rule in {"other.surgery", "other.retreatment", "other.aids"}:
        longer = sentence.text[max(sentence.start, term.start - 60) : term.start]
        if _PROCEDURE_GIVEN.search(longer) or _ARM_NEXT.match(sentence.text, term.end):
            return True
        if _FIRST_SURGERY.fullmatch(term.text) and not _AS_OUTCOME.search(sentence.string):
            return True
    if term.rule == "endpoint.spread_predicted" and not _FACTOR_OF.search(before):
        return True
    if term.rule == "other.salvage_composed" and _MEANT_FOR.search(
        sentence.text, max(sentence.start, term.start - 60), term.start
    ):
        return True
    if term.rule == "other.function" and _OPERATION_OF.search(before):
        return True
    if (
        term.rule == "other.free_survival"
        and any(t.end <= term.start and t.code == "toxicity" for t in found)
        and _YEARS_OF.search(sentence.text, max(sentence.start, term.start - 60), term.start)
    ):
        return True
    if term.code != "mortality" and is_cause_of_death(sentence, term.start, found):
        return True
    if term.code == "toxicity" and any(
        t.rule in _CARE and _CARE_FOR.fullmatch(sentence.text, t.end, term.start) for t in found
    ):
        return True
    if term.rule in _CARE and (
        _TREATED_PLACE.match(sentence.text, term.end)
        or (
            _PROPHYLACTIC.search(sentence.text, max(sentence.start, term.start - 60), term.start)
            and not _NEEDED_LATER.match(sentence.text, term.end)
            and not _NEEDED_LATER.search(term.text)
        )
    ):
        return True
    if term.code == "toxicity" and _HAD_BEFORE.match(sentence.text, term.end):
        return True
    if term.code == "toxicity" and (
        _CAUSED_BY.search(before)
        or (_OF_PATIENTS.match(sentence.text, term.end) and _TOLD_OF_THEM.search(before))
    ):
        return True
    if _LEFT_OUT.search(sentence.text, sentence.start, term.start):
        return True
    if term.code == "response_rate" and _ASKED.search(sentence.string):
        return True
    if term.rule == "other.status_alive" and _LIVING.match(term.text) and _SURVIVORS.search(before):
        return True
    if _LIVING_PEOPLE.match(sentence.text, term.start) and any(t.start > term.end for t in found):
        return True
    if term.text.lower() in {"scars", "wounds", "ulcers"} and _HARMED.search(before):
        return True
    if FAILED.search(term.code) and _INDICATION.search(
        sentence.text[max(sentence.start, term.start - 70) : term.start]
    ):
        return True
    if FAILED.search(term.code) and _came_in_states(sentence, term):
        return True
    if term.rule == "other.resectable" and _OF_WHICH.search(sentence.text, sentence.start, term.start):
        return True
    if term.rule == "other.residual" and not any(t.code.endswith("_response") for t in found):
        return True  # what an operation had left
    if term.rule.startswith("other.second_cancer") and _GIVEN_FOR.search(
        sentence.text, sentence.start, term.start
    ):
        return True
    if term.code == "mortality" and _ALLOWED_FOR.search(before):
        return True
    if _COMPETING.match(sentence.text, term.end):
        return True
    opening = sentence.text[sentence.start : term.start]
    if term.code != "mortality" and _OF_THESE.fullmatch(opening) and any(t.start > term.end for t in found):
        return True
    return bool(_ABSENCE.search(before) or _AS_PART.search(before))


def _came_in_states(sentence: Sentence, term: Term) -> bool:
    return _CAME_IN_STATES.search(sentence.text, sentence.start, term.start) is not None
