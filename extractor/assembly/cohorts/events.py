"""People counted by what happened to them: events, complications and their treatment, deviations from the protocol."""

import re

from extractor.assembly.cohorts.clauses import befell, without_list
from extractor.assembly.counts import happened_to
from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_NO_VERB = r"(?!\b(?:who|which|were|was|had|have|did|received|underwent|developed)\b)"
_WHOSE = (
    r"(?:\s+(?:[\w-]+\s+){0,3}?(?:patients|women|men|children|cases|recipients))?(?:\s*\([^()]*\))?"
    rf"(?:\s+(?:in|on|from|with|of|at|treated|receiving|given|undergoing|randomi[sz]ed|assigned|allocated)\b(?:{_NO_VERB}(?!\band\b)[^.;:,]){{1,80}}?)?"
    rf"(?:,?\s+(?:versus|vs\.?|and|compared\s+(?:with|to)|but)\s+(?:only\s+)?(?:\d+|{NUMBER_WORDS})\b(?:{_NO_VERB}[^.;:]){{0,80}}?)?\s+"
)
_SUPPORT = r"(?:transfusions?|antibiotics?|(?:cortico)?steroids?|opioids?|analgesics?|narcotics|G-?CSF|nasogastric|gastrostom\w+|PEG|stents?|stenting|dilat\w+|hyperbaric|oxygen|intubation|tracheostom\w+|dialysis|catheter\w*|(?:levo)?thyroxine|hydrocortisone|growth\s+hormone|hospital\w*|drainage|thoracentesis|shunts?)"
_TUMOUR = r"(?:tumou?rs?|gliomas?|astrocytomas?|carcinomas?|cancers?|disease|lesions?|sarcomas?|lymphomas?|histolog\w+|meningiomas?|ependymomas?|adenocarcinomas?)"
_EVENT_NEXT = re.compile(
    rf"{_WHOSE}(?:(?:later|also|subsequently|eventually|each|all|then|[a-z]+ly)\s+)?(?:developed|experienced|suffered|sustained|complained|deteriorated|manifested"
    r"|(?:were|was|had\s+to\s+be|required\s+to\s+be)\s+(?:urgently\s+)?(?:(?:re-?)?hospitali[sz]ed|re-?admitted|re-?operated|transfused|tube-?fed|intubated|ventilated|cathet\w+)"
    r"|had\s+(?:at\s+least\s+|a\s+least\s+)?(?:an?|one|two|more\s+than\s+one|several|repeated|recurrent)\s+(?:(?:or\s+more|further|serious|severe|single)\s+)*(?:episodes?|events?|attacks?|bouts?|flares?|complications?|infections?)\b"
    rf"|(?:required|needed)\s+(?:[\w-]+\s+){{0,5}}?{_SUPPORT}\b|(?:received|had|(?:were|was)\s+given)\s+(?:[\w-]+\s+){{0,6}}?transfusions?\b"
    rf"|had\s+(?:(?:an?|acute|late|chronic|maximum|only)\s+)*[Gg]rades?\s+(?:\d|I)(?![^,;.]{{0,40}}\b{_TUMOUR}))"
)
"""``six patients in arm A developed a reactivation``: whatever it was that developed."""
_AT_START = re.compile(
    r"[^.;]{0,60}\b(?:before|prior\s+to|at)\s+(?:(?:the|their|initial|first)\s+)*(?:treatment|radio\w+|irradiation|therapy|surgery|baseline|diagnosis|presentation|enrol\w+|inclusion|(?:study\s+)?entry)\b"
)
_HARM_LED = re.compile(
    r"(?:\s+(?:and|versus|vs\.?|while)\b[^.;:]{0,60})?\s+(?:received|receiving|underwent|undergoing|required|requiring|needed|needing|(?:was|were)\s+(?:given|treated|prescribed|managed|put|started|operated|admitted|hospitali[sz]ed|offered)|had|took|used)\b"
    r"(?P<how>[^.;:,]{0,60}?)\s(?:for|because\s+of|due\s+to|owing\s+to|on\s+account\s+of|to\s+(?:treat|manage|relieve|control|repair))\s+(?:(?:an?|the|their|severe|acute|late|chronic|persistent|symptomatic|grade\s+\S+|\w+-?induced|radiation)\s+)*$"
)
_RADIATION = re.compile(
    r"radiother|irradiat|brachyther|\bS[AB]BR?T\b|\bSRS\b|radiosurg|\bGy\b|\bRT\b|\bIMRT\b|palliat|proton|photon|boost|fraction|chemo",
    re.I,
)
_DEVIATIONS = re.compile(
    r"\b(?:(?:protocol|treatment|major|minor|dose|quality|planning)\s+(?:deviations?|violations?|variations?)|(?:deviations?|violations?)\s+(?:of|from|in)\s+(?:the\s+)?(?:protocol|treatment|prescri\w+|dose))\b",
    re.I,
)
_LEFT_OUT = re.compile(
    r"\b(?:exclu\w+|ineligib\w+|eligib\w+|withdr\w+|analy[sz]ed|analys[ei]s|evaluable|not\s+treated|without)\b",
    re.I,
)
_LISTED_EVENTS = (
    r"(?:complications?|toxicities|adverse\s+(?:events?|effects?|reactions?)|side[-\s]effects?|morbidities|sequelae|infections?|causes?\s+of\s+death|deaths?|sites?\s+of\s+(?:first\s+)?(?:failure|relapse|recurrence|progression)"
    r"|patterns?\s+of\s+(?:failure|relapse|recurrence)|relapses|recurrences|failures|second(?:ary)?\s+(?:primar(?:y|ies)|cancers|malignancies|tumou?rs))"
)
_COMPARED = r"(?!\s+(?:[\w-]+ly\s+)?(?:assess|scor|evaluat|analy|compar|high|low|more|less|similar|seen|observed|report|common|frequent|associat|confined|limited|grade|record|defin))"
_EVENTS_LISTED = re.compile(
    rf"\b{_LISTED_EVENTS}(?:\s+[^.;:()]{{0,40}})?(?:\s+(?:was|were|are|included?|comprised|consisted\s+of|namely)\b{_COMPARED}|\s*:)"
    r"(?:(?!\b(?:groups?|arms?|patients|women|men|children|those|cohorts?|whom?)\b)[^.;])*$",
    re.I,
)
"""``late complications were seroma (n = 7) and lymphocele (n = 2)``."""

_DEATHS_LED = re.compile(
    r"\b(?:died|succumbed|deaths)\b[^.;()]*[(\[](?:(?!\b(?:groups?|arms?)\b)[^()\[\]])*$"
)
"""``two died (sepsis: n = 1, stroke: n = 1)``: of what."""


_IN_OPENS = re.compile(
    rf"(?:^|[.;:]\s+|,\s+)[Ii]n\s+(?:only\s+)?(?:(?:\d+|{NUMBER_WORDS})\s+(?:out\s+)?of\s+(?:the\s+|these\s+)*)?$"
)
_HAPPENED_BEHIND = re.compile(
    r"[^.;:,]{0,60},?\s+(?:the\s+|their\s+)?(?:[\w-]+\s+){1,3}?(?:improved|worsened|resolved|disappeared|persisted|recurred|regressed|progressed|deteriorated|returned|subsided|healed|developed|occurred|appeared|increased|decreased)\b"
)
"""``in 8 of 15 patients symptoms improved``."""
_RESECTED = re.compile(
    r"\b(?:resections?|excisions?|removal|debulking|decompression|embolization|embolisation)\s+(?:was|were|had\s+been)\s+(?:achieved|accomplished|attained|obtained|complete|incomplete|partial)\s+in\s+$"
)
"""``near-total excision was achieved in 26 children``: what was done."""
_NONE_LED = re.compile(r"(?:^|[.;:]\s+)No\b[^.;:]*$")
SOME_OF_THEM = re.compile(r"\bof\s+(?:them|whom|these)\b")
ACTED_NEXT = re.compile(
    r"\s+(?:also\s+|later\s+|then\s+|subsequently\s+)?(?:received|underwent|completed|refused|declined|withdrew|dropped\s+out|(?:was|were|could\s+be|had\s+been)\s+(?:[\w-]+ly\s+)?(?:re-?)?(?:treated|irradiated|operated|given|managed|offered|resected|enrolled|included|excluded|evaluable)"
    r"|had\s+(?:received|undergone|been|had|salvage|surgery|radio\w+|chemo\w+|further|repeat|second|no\s+further))\b"
)


def is_event(sentence: Sentence, start: int, end: int, label: str) -> bool:
    """Whether a number of people whose mention ends at ``end`` counts an event rather than a set of people."""
    text, first = sentence.text, sentence.start
    before = text[max(first, start - 110) : start]
    if label == "N_EQUALS":
        led = _EVENTS_LISTED.search(text, first, start) or _DEATHS_LED.search(text, first, start)
        return bool(led) or is_deviation(sentence)
    event = _EVENT_NEXT.match(text, end, sentence.end)
    return bool(
        (event and not _AT_START.match(text, event.end(), sentence.end))
        or _happened(before)
        or befell(sentence, start, end)
        or (_IN_OPENS.search(before) and _HAPPENED_BEHIND.match(text, end, sentence.end))
        or _for_harm(sentence, end)
        or is_deviation(sentence)
    )


def _happened(before: str) -> bool:
    """``were seen in five and``; where none occurred the number is of those who were at risk."""
    if _NONE_LED.search(before) or _RESECTED.search(before):
        return False
    return happened_to(before) or happened_to(without_list(before))


def is_deviation(sentence: Sentence) -> bool:
    """``major protocol deviations occurred in 9 patients``: compliance, unless it tells who was left out."""
    found = _DEVIATIONS.search(sentence.string)
    return found is not None and not _LEFT_OUT.search(sentence.string)


def _for_harm(sentence: Sentence, end: int) -> bool:
    """``four patients received antibiotics for pneumonitis``."""
    for term in sentence.labelled("ENDPOINT"):
        if term.code == "toxicity" and term.start > end:
            led = _HARM_LED.match(sentence.text[: term.start], end)
            if led is not None and not _RADIATION.search(led["how"]):
                return True
    return False
