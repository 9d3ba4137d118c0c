"""What the clause around a number of people tells: something that befell them, or how they are now.

``Dehiscence delayed chemotherapy in five women``: who neither treats nor is treated is the subject of a past tense, so that
the clause tells an event, whatever it is. Few words need to be known: those of treatment, of people and of studies.
"""

import re

from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_NUMBER = rf"(?:\d+|{NUMBER_WORDS})"
_SHARE = r"(?:\s*\([^()]*\))?"
_LIST_BEFORE = re.compile(
    rf"(?:(?<!\w){_NUMBER}{_SHARE}\s*(?:,\s*(?:and\s+)?|\band\b|\bor\b|\bversus\b|\bvs\.?)\s*)+$", re.I
)
"""``in 9, 5 and`` before the number that has the noun."""
_OF_MORE = re.compile(rf"(?:\b{_NUMBER}{_SHARE}\s+(?:out\s+)?of\s+(?:(?:the|these|those|all)\s+)*)$", re.I)
_NONE = re.compile(r"\b(?:no|none|without|never)\b", re.I)
_BROKE_OFF = re.compile(
    r"\b(?:breaks?|interruptions?|withdrawals?|exclusions?|drop-?outs?|discontinuation|omission|refusals?|losses)\b",
    re.I,
)
"""``toxicity led to a break in 6``: compliance."""
_LED = re.compile(
    r"\bin\s+(?:(?:only|just|another|an?\s+further|an\s+additional|about|the\s+(?:specimens?|scans?|records)\s+of)\s+)*$",
    re.I,
)
_CLAUSE = re.compile(r"[;:]\s|\.\s|,\s|\b(?:and|but|while|whereas|although|though)\s")
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|be|been|has|have|had|did|could|can|may|might|will)\b")
_PAST = re.compile(
    r"\s((?!hundred\b)[a-z]{2,}ed|led|fell|rose|bled|broke|came|grew|held|arose|began|left|lay|made|met|put|ran|shrank|sank|struck|tore|wore|went)\b"
)
_IDLE = re.compile(
    r"(?:preceded|followed|accompanied|replaced|succeeded|involved|included|comprised|consisted|concerned|covered|used|located|situated|confined|limited"
    r"|originated|extended|measured|invaded|infiltrated|contained|ranged|based|performed|arose|lay|held|made|related|compared|assessed|treated|irradiated|enrolled|received)$"
)
"""Verbs that tell what was done or what people came with."""
_ACTOR = re.compile(
    r"\b(?:we|they|who|patients?|women|men|children|cases|subjects|participants|authors|centres?|centers?|hospitals?|stud(?:y|ies)|trials?|series|analys[ei]s|group|arm|cohort|protocol"
    r"|\w*therap\w+|\w*surger\w+|\w*surg\w+|irradiation|\w*irradiat\w+|\w*RT|SBRT|SABR|SRS|boost\w*|brachy\w+|treatments?|\w*ectom(?:y|ies)|resections?|dissections?|biops\w+|operations?|procedures?|implant\w*|embolization|embolisation|ablation|transplantation"
    r"|chemo\w+|cisplatin|\w+(?:mab|nib|platin|taxel|abine|uracil)|hormones?|drugs?|doses?|\w*Gy|fractions?|courses?|schedules?|plans?|imaging|scans?|CT|MRI|PET|examination|assessments?|follow-?up|data|forms?|questionnaires?"
    r"|tumou?rs?|disease|lesions?|nodes?|nodal|margins?|stages?|histolog\w+|metastas[ei]s|primar(?:y|ies)|cancers?|carcinomas?|age|sex|status|scores?|size|diameter|thickness|depth|volume|length|index|levels?|PSA|KPS|BMI|diagnosis|consent|therapy)\b",
    re.I,
)
_AFFLICTED = re.compile(
    r"\b(?:troubl(?:ed|ing)|afflict(?:ed|ing)|affect(?:ed|ing)|bother(?:ed|ing)|struck|striking|befell|hit|plagu(?:ed|ing)|disabl(?:ed|ing)|incapacitat(?:ed|ing)|kill(?:ed|ing)|occurring\s+in)\s+(?:only\s+|another\s+)?$",
    re.I,
)
"""``hoarseness troubled 12 patients``."""
_GRADED_IN = re.compile(
    r"\b[Gg]rades?\s+(?:\d|I)(?:(?!\b(?:tumou?rs?|gliomas?|astrocytomas?|carcinomas?|cancers?|disease|differentiat\w+|histolog\w+|WHO|who|with|had)\b)[^.;:]){0,60}?\bin\s+(?:only\s+)?$"
)
_ASIDE = re.compile(
    r",\s(?:(?!\b(?:were|was|had|received|underwent)\b)[^,;.]|\.(?=\d)){3,90},(?=\s)|\s+in\s+(?:the\s+[\w-]+|each)\s+(?:arm|group),\s+(?:none|\w+)\s+in\s+the\s+[\w]+,"
)
_NOW = re.compile(
    r"\s+(?:(?:are|is|remain|remains)\s+(?:(?:now|still|all|both|otherwise)\s+)?(?!(?:\w+ly\s+|now\s+|still\s+|presently\s+|thus\s+|therefore\s+)*(?:being|on|under|in\s+(?:follow|the|this|our)|at|from|with|available|\w+able\b|eligible|planned|known|left|\w+ed\b|given|male|female|men|women|the|an?|\d|reported))[a-z]|(?:live|lives|survive|survives|walk|see)\b)"
)
"""``Seven patients are impotent``, ``60 patients live``: the present tense tells how they are."""
_FARED = re.compile(
    r"\s+(?:(?:later|also|subsequently|eventually|then|each|all|both)\s+)?(?:bled|perforated|ruptured|fractured|aspirated|survived|became|went\s+blind|lost\s+(?:the|their|his|her|an?|all|some|useful)\b|regained|did\s+not\s+(?:survive|recover|respond)|lived|succumbed|lapsed)\b"
)
_DIED = re.compile(r"\s+(?:died|relapsed|progressed|recurred|developed|experienced|suffered|failed)\b")
_ONE_HAD = re.compile(
    r"\s+had\s+an?\s+(?!(?:\w+\s+){0,3}?(?:history|resection|operation|boost|biopsy|course|transplant\w*|tumou?r|carcinoma|cancer|primary|lesion|metastas[ei]s|\w+ectomy|implant\w*|dose|stage)\b)[a-z]"
)
_ONE = re.compile(r"(?:one|a|1)\s", re.I)
_IN_STATE = re.compile(
    r"(?:\s+of\s+(?:them|these|those|whom)\b)?(?:\s*\([^()]*\))?\s+(?:(?:(?:had|have|has|were|was|are|is|being|remain(?:ed|s)?)\s+)?"
    r"(?:(?:still\s+|now\s+|all\s+|both\s+)?(?:in\s+(?:an?\s+)?(?:\w+\s+)?remission\b|alive\b|free\s+(?:of|from)\b|disease-free\b|impotent\b|incontinent\b|blind\b|dead\b|well\b)"
    r"|without\s+(?:(?:any|further|evidence|signs?|of)\s+)*(?:tumou?r|disease|recurrence|relapse|progression)\b)"
    r"|(?:had\s+responded|responded\s+(?:in\s+part|partially|completely|well)|retained|regained|kept|lost(?!\s+to\s+follow))\b|\s*\([^()]*%[^()]*\)\s+reported\b(?!\s+(?:having|receiving|\w*therapy|treatment))|(?:remained|did|were|became)\s+so\b)"
)
"""``52 of them free of disease``, ``17 had responded``; ``97 remained so``: the event is told before."""
_BRACKETED = re.compile(r"[(\[]\s*$")
_OFTEN = re.compile(
    r"\b(?:frequent(?:ly)?|common(?:er|est|ly)?|rare(?:r|ly)?|often|seldom|infrequent(?:ly)?|usual|uncommon)\b[^.;()]*[(\[]\s*$",
    re.I,
)
"""``retreatment was commoner after one fraction (26 patients against 9)``."""


def befell(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the clause of a number of people, which stands from ``start`` to ``end``, tells what befell them."""
    before = _OF_MORE.sub("", without_list(sentence.text[sentence.start : start]))
    return bool(
        _AFFLICTED.search(before)
        or (_BRACKETED.search(before) and _OFTEN.search(before))
        or happened_in(before)
        or _fared(sentence, start, end)
    )


def without_list(before: str) -> str:
    """The words before a list of numbers: ``were seen in`` of ``were seen in five and``."""
    return _LIST_BEFORE.sub("", before)


def happened_in(before: str) -> bool:
    """``Dehiscence delayed chemotherapy in``: whether a clause tells in whom something happened."""
    led = _LED.search(before)
    if led is None:
        return False
    graded = _GRADED_IN.search(before)
    if graded is not None:
        return _NONE.search(before, max(0, graded.start() - 10)) is None
    cuts = [m.end() for m in _CLAUSE.finditer(before, 0, led.start())]
    clause = " " + before[cuts[-1] if cuts else 0 : led.start()]
    verb = _PAST.search(clause)
    if verb is None or _AUXILIARY.search(clause) or _BROKE_OFF.search(clause):
        return False  # an auxiliary makes the participle before it an adjective
    subject, told = clause[: verb.start()], verb[1]
    named = subject.strip().lower() not in {"", "a", "an", "the"}
    return named and not _IDLE.match(told) and _ACTOR.search(subject) is None


def in_state(sentence: Sentence, end: int) -> bool:
    """``17 had responded``, ``52 of them without disease``: how those counted are or were found."""
    return _IN_STATE.match(sentence.text, end, sentence.end) is not None


def _fared(sentence: Sentence, start: int, end: int) -> bool:
    """``60 patients live``, ``One patient, a smoker, bled``."""
    aside = _ASIDE.match(sentence.text, end, sentence.end)
    behind = aside.end() if aside else end
    one = _ONE.match(sentence.text, start)
    return bool(
        (aside and _DIED.match(sentence.text, behind, sentence.end))
        or _NOW.match(sentence.text, behind, sentence.end)
        or _FARED.match(sentence.text, behind, sentence.end)
        or (one and _ONE_HAD.match(sentence.text, behind, sentence.end))
    )
