"""Harms that are known by their grade, whatever they are called: ``grade 3 hypopigmentation``, ``nail ridging of grade 2``."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom, AtomKind

_GENERAL = re.compile(
    r"\s+(?:[\w/-]+\s+){0,3}?(events?|reactions?|effects?|problems?|symptoms?|disorders?|changes|injur(?:y|ies)|morbidit(?:y|ies)|complications?|sequelae|CTCAEs?|TRAEs?)\b"
)
_COUNTED_HARM = re.compile(
    r"\s+(?!(?:patients|tumou?rs?|groups?|arms?|lesions?|cases?|disease|and|or|to|in|was|were|had|toxicit|glioma|histolog)\b)"
    r"([a-z]{4,}(?:\s[a-z]{4,})?)(?=\s*\(\s*(?:n\s*=|\d+\s*(?:\)|%|patients|cases|/|of)))"
)
"""``grade 3 pain (n = 2)``: what is graded and counted is a harm."""
_OTHER_WORDS = (
    r"(?:was|were|is|are|be|been|has|have|had|did|does|do|not|occur\w*|develop\w*|seen|noted|observed|report\w*|record\w*|found|experienc\w*|suffer\w*|remain\w*|resol\w*|requir\w*|led|lead\w*|result\w*"
    r"|in|on|at|by|of|for|from|to|with|without|within|after|before|during|until|than|as|per|due|while|whereas|when|who|which|that|where|if|but|vs|versus|and|or|nor|plus|the|an?|any|all|each|this|these|both|only|none|no"
    r"|patients?|women|men|children|cases?|groups?|arms?|cohorts?|respectively|alone|according|using|including|compared|associated|related|out|could|can|may|might|would|will|should|had|however|then|also|first|thus)\b"
)
_GRADED_NOUN = re.compile(
    rf"[)\]]?\s+(?P<name>(?!{_OTHER_WORDS})[A-Za-z][a-z-]{{2,}}(?:[\s/]+(?!{_OTHER_WORDS})[a-z][\w'’-]+){{0,3}})(?=\s*(?:[,.;:()\[\]%]|$)|\s+(?:{_OTHER_WORDS}|[<≥>]?\d))"
)
"""``grade 3 hypopigmentation was seen``: what is graded is a harm, whatever it is called."""
_NO_GRADED_HARM = re.compile(
    r"(?:(?:acute|late|chronic|early|subacute|severe|mild|moderate|symptomatic|gastrointestinal|genitourinary|non-\w+|ha?ematologic(?:al)?|skin|rectal|bladder|urinary|bowel|lung|pulmonary|cardiac)\s?)+$"
    r"|(?:.*\s)?(?:evidence|recommendations?|quality|levels?|certainty|responses?|regression|cosmesis|obliteration|resection|differentiation|histolog\w*|subtypes?|specimens?|invasive|ductal|lobular|endometrioid|squamous|urothelial"
    r"|malformations?|aneurysms?|tumou?rs?|diseases?|cancers?|lesions?|biops\w+|[a-z]+omas?|[a-z]*plasia|nodules|metast\w+|recurren\w+|relapses?|progression|survival|control|mortality|deaths?|status|scores?|scale|criteria|performance|grades?|[a-z]+ly)$",
    re.I,
)
_CHANGE_OF_IT = re.compile(
    r"(?:.*\s)?(?:decrease|loss|reduction|impairment|decline|increase|elevation|rise|deterioration|worsening)s?$"
)
_JOINED_TERM = re.compile(r"\s*(?:,|/|and\b|or\b)|\s+(?:in|of)\b")
_NOUN_BEFORE = re.compile(
    rf"(?:^|[.;,:]\s+|\b(?:and|had|developed|experienced|reported|suffered|while|whereas)\s+)(?:an?\s+|late\s+|acute\s+|transient\s+)*"
    rf"(?P<name>(?!{_OTHER_WORDS})[A-Za-z][a-z-]{{3,}}(?:\s(?!{_OTHER_WORDS})[a-z][a-z-]+){{0,2}})\s+(?:of\s+|\((?:CTCAE\s+)?)$"
)
_HAPPENS = re.compile(
    r"(?:\s+or\s+(?:more|higher|greater|worse|above))?\)?\s+(?:(?:was|were)\s+(?:seen|observed|noted|reported|recorded|found)|occurred|developed|in\s)\b"
)


def graded_events(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``grade 5 events``: the grade makes a general word a toxicity."""
    grades = [a for a in sentence.atoms if a.kind is AtomKind.GRADE]
    return list(dict.fromkeys(t for g in grades if (t := _graded_event(sentence, found, g)) is not None))


def _graded_event(sentence: Sentence, found: list[Term], grade: Atom) -> Term | None:
    behind = sentence.text[grade.end : min(sentence.end, grade.end + 50)]
    m = _GENERAL.match(behind) or _COUNTED_HARM.match(behind) or _graded_noun(sentence, found, grade)
    if m is None and (before := _noun_before(sentence, found, grade)) is not None:
        return before
    if m is None or any(t.start < grade.end + m.end() and grade.end <= t.end for t in found):
        return None
    return Term(grade.end + m.start(1), grade.end + m.end(1), "toxicity", "toxicity.general", m.group(1))


def _graded_noun(sentence: Sentence, found: list[Term], grade: Atom) -> re.Match[str] | None:
    """The nouns right behind a grade, unless they are adjectives of a term that is said next."""
    m = _GRADED_NOUN.match(sentence.text[grade.end : min(sentence.end, grade.end + 80)])
    if m is None or _NO_GRADED_HARM.match(m["name"]):
        return None
    edge = grade.end + m.end("name")
    near = any(edge <= t.start < edge + 40 for t in found)
    shared = _JOINED_TERM.match(sentence.text, edge)
    if near and shared and (shared.group().strip() not in {"in", "of"} or _CHANGE_OF_IT.match(m["name"])):
        return None
    return m


def _noun_before(sentence: Sentence, found: Sequence[Term], grade: Atom) -> Term | None:
    """``Nail ridging of grade 2 developed``: what opens a clause and is graded is a harm, whatever it is called."""
    m = _NOUN_BEFORE.search(sentence.text, max(sentence.start, grade.start - 60), grade.start)
    if m is None or _NO_GRADED_HARM.match(m["name"]) or not _HAPPENS.match(sentence.text, grade.end):
        return None
    if any(t.start < m.end("name") and m.start("name") < t.end for t in found):
        return None
    return Term(m.start("name"), m.end("name"), "toxicity", "toxicity.general", m["name"])
