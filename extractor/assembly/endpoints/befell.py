"""Clauses of any verb that tell whom a harm befell: ``oedema called for steroids in five``, ``one bled from an ulcer``.

The verb is open: what harm does to people has too many words for a list. Only where the harm is the subject of its
clause, or a person is, and the verb tells of no treatment, assessment or comparison, does the number count it.
"""

import re

from extractor.assembly.counts import COMPLAINED
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import with_plain_grades

_PAST = (
    r"(?:[a-z]{2,}ed|became|made|led|ran|broke|struck|hit|beset|went|came|took|kept|put|cost|left|forced|brought|held|set|gave|proved|meant|hurt|cut|upset|"
    r"befell|overtook|overcame|sent|drove|lost|fell|bled|broke|got|had|has|have|suffered|caught|wore|was|were|is|are|been)"
)
_DONE = (
    r"(?:assess|evaluat|scor|grad|measur|analy|compar|predict|correlat|associat|relat|depend|differ|treated|treating|manag|defin|examin|monitor|judg|rated|investigat"
    r"|stud[iy]|review|report|test|ask|us(?:ed|ing)|irradiat|operat|enrol|random|includ|exclud|consider|expect|estimat|calculat|attribut|ascrib|due|worse|better|higher|lower|more|less|fewer"
    r"|similar|comparable|equal|signific|risk|common|frequent|rare|suspect|limit(?:ed)?\sto|prevent|avoid|spar(?:ed|ing)|reduc|decreas|resolv|improv|subsid|disappear|heal(?:ed|ing)|reliev|recover|receiv|complet"
    r"|follow|select|eligib|assign|allocat|given|offer|interview|available|missing|known|miss|refus|declin|presented|referred|diagnos\w*\sbefore|baseline|prior|previous|pre-?exist"
    r"|break\b|interrupt|withdraw|discontinu|terminat|dose\s+reduc"
    r"|relaps|recur|progress|metasta|surviv|died|alive|dead|respon|tumou?r|cancer|carcinoma|disease)"
)
"""What is done to people or with a finding, how it compares, what it depends on, and other outcomes."""
_NOT_TOLD = re.compile(
    rf"[;:.()\d%]|,\s|\b(?:but|while|whereas|which|that|who|whom|whose|because|although|though|if|when|than|not|no|nor|never|neither|none|all|each|every|both|same|volume|dose|mean|median)\b"
    rf"|\b{_DONE}|\band\s+(?:[\w-]+ly\s+)?(?:{_PAST})\b",
    re.I,
)
_SUBJECT = re.compile(
    r"(?:^|[;:]\s+|,\s+|\b(?:and|but|while|whereas)\s+)(?:(?:cases?|signs?|symptoms?|an?\s+episode)\s+of\s+)?"
    r"(?:(?!(?:for|of|with|to|from|by|on|after|during|in|at|was|were|had|no|without|patients|than|that)\b)[\w'’/-]+\s+){0,6}$",
    re.I,
)
_TAIL = r"(?:\s+(?:syndromes?|symptoms?|signs?|events?|reactions?|episodes?|changes?))?(?:\s+(?:of|in|to)\s+(?:the\s+)?(?:[a-z][\w-]*\s+){0,2}?[a-z][\w-]*|\s*\(?(?:of\s+)?grade\s3(?:\s+or\s+\w+)?\)?)?"
_TO_PEOPLE = re.compile(
    rf"{_TAIL}\s+(?:[a-z]+ly\s+|later\s+|then\s+|also\s+)?{_PAST}\b(?P<told>[^\d]{{0,80}}?)\s(?:in|by|for|of|upon|on)\s+(?:only\s+|just\s+|another\s+|at\s+least\s+)?$"
)
_PEOPLE_NEXT = re.compile(
    rf"{_TAIL}\s+(?P<told>(?:[a-z]+ly\s+|later\s+)?{_PAST})\s+(?:only\s+|just\s+|another\s+|a\s+further\s+)?$"
)
_BE = re.compile(r"(?:was|were|is|are|been|had|has|have|made|gave)$")
_PEOPLE = (
    r"[\s)\]]*(?:(?:(?:of\s+)?(?:the\s+|our\s+|these\s+|them|whom|\d+\s+)*)(?:[\w/+-]+\s+){0,2}?(?:patients?|women|woman|men|man|cases?|subjects?|participants|children|child|boys?|girls?|survivors?|eyes?)\b)?"
    r"(?:\s*\([^()]{1,40}\))?(?:\s+(?:with|in|on|from|aged|of)\s+(?:[\w'’/+-]+\s+){0,4}?[\w'’/+-]+)?(?:\s*,\s+(?P<aside>[^,;.()]{3,60}),)?"
)
_THEN_BEFELL = re.compile(
    rf"{_PEOPLE}\s+(?P<told>(?:also\s+|later\s+|subsequently\s+|eventually\s+|then\s+|[a-z]+ly\s+)?{_PAST}\b(?:\s+[\w'’/-]+){{0,8}}?)\s+$"
)
_INTO = re.compile(r"\b(?:for|in|after|before|during|among|between|at|than|and|or|as|since|until|whose)$")
_OF_IT = re.compile(r"\s+(?:of|from)\s+(?:(?!of\b)[\w-]+\s+){0,2}")
_CARED_FOR = re.compile(
    r"(?:had\s+to\s+be|(?:was|were)\s+(?:[a-z]+ly\s+)?(?:(?:re-?)?(?:admitted|hospitali[sz]ed)|catheteri[sz]ed|transfused|ventilated|intubated))\b.*\b(?:for|because\s+of|due\s+to|owing\s+to|on\s+account\s+of|with)$"
)
"""``had to be catheterised for`` retention."""
_HAVING = re.compile(r"\b(?:had|has|have|developed|experienced|suffered|reported|showed|required|lost)\b")


_ANY_HARM = frozenset(
    {"toxicity", "toxicities", "side effects", "adverse events", "complications", "safety", "morbidity"}
)


def befell_left(scene: Scene, term: Term, start: int) -> bool:
    """``oedema called for steroids over weeks in five``, ``pneumonitis struck eight``: the harm is the subject.

    ``start`` is where the number begins.
    """
    if (
        term.code != "toxicity"
        or term.text.lower() in _ANY_HARM
        or not _SUBJECT.search(scene.text[scene.sentence.start : term.start])
    ):
        return False
    gap = with_plain_grades(scene.sentence, term.end, start)
    told = _TO_PEOPLE.fullmatch(gap)
    if told is not None:
        return not _NOT_TOLD.search(gap.replace("(", " ").replace("grade 3", " ").replace(")", " "))
    told = _PEOPLE_NEXT.fullmatch(gap)
    return told is not None and not _BE.search(told["told"]) and not _NOT_TOLD.search(told["told"])


def befell_right(scene: Scene, term: Term, start: int, end: int) -> bool:
    """``one patient bled from an ulcer``, ``two, both smokers, were troubled by fractures``: a person is the subject.

    ``start`` and ``end`` are those of the number.
    """
    if term.code != "toxicity":
        return False
    if _OF_IT.fullmatch(scene.text, end, term.start) and COMPLAINED.search(
        scene.text[scene.sentence.start : start]
    ):
        return True
    told = _THEN_BEFELL.fullmatch(scene.text, end, term.start)
    if told is None or _NOT_TOLD.search(told["told"]):
        return False
    if _CARED_FOR.match(told["told"]):
        return True
    return not _INTO.search(told["told"]) or bool(told["aside"] and _HAVING.match(told["told"]))
