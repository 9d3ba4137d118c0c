"""Numbers that count nothing that happened: limits, labels, sizes of studies, what is said again, why people were treated."""

import re

from extractor.assembly.counts.numbers import Numbers
from extractor.assembly.findings import Sentence
from extractor.assembly.values.ratios import FOLD
from extractor.language.numerals import Atom
from extractor.language.numerals.words import NUMBER_WORDS

_REACH = 200
_BOUNDS = frozenset({"<=", "<", ">=", ">"})
_PLUS_BEFORE = re.compile(r"\d\s*\+\s*$")
_MOST_GROUPS = 4
_LABEL_BEFORE = re.compile(r"\b(?:groups?|arms?|stage|phase|type|level|cohort|CTC(?:AE)?|RTOG)\s+$", re.I)
_AGE_BEFORE = re.compile(r"\b(?:younger|older|aged?)\s+(?:than\s+)?$", re.I)
_GROUP_NEXT = re.compile(r"\s+(?:groups?|arms?|series|cent(?:er|re)s?)\b")
_NONE_BEFORE = re.compile(
    r"\b(?:no|not|(?:none|neither)\s+(?:out\s+)?of\s+(?:the\s+|these\s+|our\s+|all\s+)*)\s*$", re.I
)
"""``none of the 37 patients``, ``no one``."""
ALL_BUT = re.compile(r"\ball\s+(?:[\w-]+\s+){0,4}?(?:but|except(?:\s+for)?)\s+$", re.I)
_ALL_BUT_OF = re.compile(
    rf"{ALL_BUT.pattern.removesuffix('$')}(?:\d+|{NUMBER_WORDS})\s+(?:out\s+)?of\s+(?:the\s+|our\s+)?$", re.I
)
"""``all but three of the 40 children``: so many are not alive, and not 40 are."""
"""``all patients but one were alive``: those who were not."""
_ITEM_OPENS = re.compile(r"\($|[;:,.]\s+(?:and\s+)?$|\band\s+$")
_OF_STUDIES = re.compile(
    r"\b(?:studies|trials|RCTs|articles|reports|publications|series|analyses)\s*[(\[]\s*(?:[nN]\s*=\s*)?$"
)
"""``Three studies (412 participants) reported …``."""
_INDICATION = re.compile(
    r"\b(?:treat(?:ed|ment)|(?:re-?)?irradiat(?:ed|ion)|radiotherapy|operat(?:ed|ion)|referred|indications?|given|delivered)\s+(?:(?:was|were)\s+)?(?:for|because\s+of)\s+(?!(?:toxicit|complication))[^.;:%]*[(\[]\s*$"
)
"""``irradiated for a recurrence (61 cases)``: why they were treated."""
_INDICATED = re.compile(
    r"\b[Ii]ndications?\b[^.;]*(?:\b(?:was|were|included|comprised)\b|:)[^.;]*$|\b(?:was|were)\s+(?:the|an)\s+(?:\w+\s+)?indications?\b[^.;]*$"
)
"""``the indication was recurrence in 19``."""
_INDICATED_BEHIND = re.compile(
    r"[^.;]*\b(?:was|were)\s+(?:the\s+)?(?:main\s+|only\s+|chief\s+)?(?:indications?|reasons?\s+for\s+(?:treatment|re-?irradiation|radiotherapy|referral))\b"
)
"""``nodal recurrences (n = 9) were the indication for hyperthermia``."""
_STUDY_SIZE = re.compile(
    r"(?:\s+(?:patients|women|men|children))?\s*[)\]]\s*(?:found|reported|showed|demonstrated|observed|noted|described|revealed|concluded|compared|confirmed)\b"
)
"""``one series (n = 62) reported …``."""
_OPEN = re.compile(r"[(\[]\s*(?:[nN]\s*=\s*)?$")
_AGAIN = re.compile(
    r"(?:\s+[\w-]+){1,4}\s*[(\[]\s*(?P<n>\d{1,5})\s*(?:/|(?:out\s+)?of\b)\s*\d+(?:\s+\w+)?\s*[,;:=]\s*\d+(?:[.·]\d+)?\s?%"
)
"""``57 fractures (57 of 410, 14%)``."""
_TREATMENT = r"(?:treatment|therap(?:y|ies)|radio\w+|chemo\w+|irradiation|brachytherapy|RT|SBRT|SRS|randomi[sz]ation|registration|allocation|enrol\w+|inclusion|fraction|session|infusion)"
DIED_FIRST = re.compile(
    rf"(?:\s+(?:of\s+(?:them|these|whom|(?:the\s+|these\s+)?\d+\s+[a-z]+)|patients?|wom[ae]n|m[ae]n|child(?:ren)?))?(?:\s*\([^()]*\))?\s+(?:who\s+)?(?:had\s+)?died\s+(?:[^.;,\d]{{0,50}}?\s)?(?:before|prior\s+to)\s+"
    rf"(?:(?:the|any|their|his|her|receiving|starting|beginning|commencing|start|onset|initiation|commencement|of|protocol|study|trial|planned|allocated|assigned|first|radiation|definitive)\s+)*{_TREATMENT}\b"
    r"(?!\s+(?:(?:was|were|had\s+been|could\s+be)\s+(?:complet|finish|end|over)|completion|end))"
)
"""``three patients died before radiotherapy could be started``: who never came to be treated."""
_EXCLUDED = re.compile(
    r"\b(?:excluded|ineligible|not\s+(?:included|eligible|analy[sz]ed|randomi[sz]ed))\b[^.;]*\b(?:because|due\s+to|owing\s+to|since|as)\b[^.;]*[(\[]\s*(?:[nN]\s*=\s*)?$"
)
"""``excluded because of early death (n = 3)``: who was left out."""

_OF_THE_KIND = re.compile(
    r"\s+of\s+(?:the\s+|its\s+|our\s+|their\s+)(?:[\w-]+ly\s+)?(?:most|more|few|many|several|main|major|chief|commonest|leading|principal|primary|key|best|worst|top|important|strongest|simplest|hallmarks?)\b"
)
"""``one of the most common complications``: no number of patients."""
_MARKS_NEXT = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:asterisks?|arrow(?:head)?s?|stars|daggers|dots|circles|squares|triangles|panels|lines|curves|bars|boxes)\b"
)
"""``two asterisks indicate necrosis``: what a figure shows."""
_SLASHED_GRADE = re.compile(r"\b(?:[Gg]rades?\s+\w{1,3}|[1-5][a-c])\s?/\s?$")
"""``grade 2b/3 flow``."""


def counts_nothing(scene: Numbers, atom: Atom) -> bool:
    """Whether a whole number is a limit or an age, is said again, or counts people of whom nothing is told."""
    if atom.comparator in _BOUNDS or FOLD.match(scene.after(atom, 6)) or _is_repeated(scene, atom):
        return True
    if (
        _AGE_BEFORE.search(scene.before(atom, 16))
        or ALL_BUT.search(scene.before(atom, 50))
        or _ALL_BUT_OF.search(scene.before(atom, 70))
        or _PLUS_BEFORE.search(scene.before(atom, 4))
        or _SLASHED_GRADE.search(scene.before(atom, 12))
        or _OF_THE_KIND.match(scene.after(atom, 60))
        or _MARKS_NEXT.match(scene.after(atom, 40))
        or _INDICATED.search(scene.before(atom, 200))
        or _INDICATED_BEHIND.match(scene.sentence.text, atom.end, scene.sentence.end)
    ):
        return True
    if DIED_FIRST.match(scene.sentence.text, atom.end, scene.sentence.end):
        return True
    people = scene.people.get(atom.start)
    if (people is not None and people.code == "studies") or _OF_STUDIES.search(scene.before(atom, 24)):
        return True
    return _OPEN.search(scene.before(atom, 6)) is not None and bool(
        _INDICATION.search(scene.before(atom, 140)) or _STUDY_SIZE.match(scene.after(atom, 36))
    )


def was_left_out(sentence: Sentence, start: int) -> bool:
    """``most were excluded because a failure had been reported (65/70)``: the reason of those who were left out."""
    return _EXCLUDED.search(sentence.text, max(sentence.start, start - _REACH), start) is not None


def is_label(scene: Numbers, atom: Atom) -> bool:
    """``none of the 37``, ``two groups``, ``arm 2``."""
    if _NONE_BEFORE.search(scene.before(atom, 20)) or _GROUP_NEXT.match(scene.after(atom, 16)):
        return True
    named = _LABEL_BEFORE.search(scene.before(atom, 9)) is not None
    return named and (atom.start not in scene.people or atom.low <= _MOST_GROUPS)


def is_list_mark(scene: Numbers, atom: Atom) -> bool:
    """``(3)``, ``; 3) …``: a number of a list, not of people, unless ``(CR: 12, PR: 8)`` closes an aside."""
    text = scene.sentence.text
    opened = _ITEM_OPENS.search(scene.before(atom, 4)) or atom.start == scene.sentence.start
    aside = text.rfind("(", scene.sentence.start, atom.start)
    if text[atom.start - 1] != "(" and aside > text.rfind(")", scene.sentence.start, atom.start):
        return False
    return bool(opened and text[atom.end : atom.end + 1] == ")" and atom.low < 10)


def _is_repeated(scene: Numbers, atom: Atom) -> bool:
    """``57 fractures (57 of 410, 14%)``: the bracket says it again, with its share."""
    again = _AGAIN.match(scene.sentence.text, atom.end, scene.sentence.end)
    return again is not None and int(again["n"]) == atom.low
