"""Numbers that were only planned: sample sizes, accrual goals, rules of a design."""

import re

from extractor.assembly.findings import Finding, Sentence

_COME = r"(?:enrol\w*|includ\w+|recruit\w*|accru\w*|random\w*|enter\w*|treat\w*|evaluat\w*|screen\w*|assign\w*|join|participate|add(?:ed)?)"
_STUDY = r"(?:trial|study|stage|step|protocol|phase\s+\w+)"
_PLANNED = re.compile(
    r"\b(?:sample size|had to be (?:enrol|includ|recruit|accru|random)\w*|minimum of [\d,]+ (?:\w+ )?(?:patients|women|men|participants)|planned (?:the )?(?:sample|accrual|enrol\w*|inclusion|number|recruitment)|target accrual|to accrue|to recruit|to enrol|would be (?:required|needed)|(?:are|were|was|is) (?:required|needed)(?! (?:in (?!each)|by|for|because)\b)|(?:are|is|were|was) (?:planned to be\b|to (?:include|enroll?|recruit|be (?:enrol|includ|recruit|accru|randomi|treat)\w*))|(?:accrual|enrolment|enrollment|recruitment|inclusion) of (?:a total of )?[\d,]+ [^.;]{0,40}\bplanned|(?<!muscle )(?<!motor )power|per year|each year|annually|(?:patients|women|men|cases)\s+a\s+year|yearly|worldwide|(?:are|is) (?:newly )?diagnosed|(?:annual|yearly|estimated|global|standardi[sz]ed) incidence|per 100|population of [\d.,\s]+(?:million|inhabitants|people)|goal of|intended to|to detect|new\s+cases\s+(?:(?:per|an?|each|every|of\s+[\w\s]+)\s+)?(?:yearly|annually|worldwide|year|diagnosed)"
    # what is still to come, or would have to
    rf"|will|shall|(?:should|must|would)\s+(?:(?:have\s+to|then|suffice|need|require|contain|comprise|consist|allow|provide|give|be\s+(?:sufficient|enough|adequate|necessary))\b|(?:be\s+)?{_COME})"
    rf"|(?:plan(?:s|ned|ning)?|seeks?|hopes?|proposes?|aim(?:s|ed|ing)?|design(?:ed|s)?|expects?|anticipates?|intends?|scheduled|powered)\s+(?:(?:to|at)\s+{_COME}|(?:(?:for|on)\s+)?(?:a\s+total\s+of\s+)?\d[\d,]*(?!\s?[cm]?Gy))"
    r"|(?:an?|the|planned|total)\s+(?:total\s+)?accrual\s+of|(?:accrual|sample|size|number|target)\s+(?:was|is)\s+(?:to\s+be|set|fixed|estimated|calculated)|expected\s+to\s+(?:contribute|enrol\w*|include|recruit|provide)"
    r"|(?:accrual|recruitment|enrolment|enrollment|inclusion|randomi[sz]ation|analys[ei]s)\b[^.;]{0,60}\b(?:is|was|are|were|being)\s+(?:anticipated|expected|foreseen|envisaged|scheduled|planned|projected|estimated|set)"
    r"|(?:considered|deemed|judged|thought|assumed|estimated|calculated)\s+(?:to\s+be\s+)?(?:sufficient|adequate|enough|necessary)"
    r"|(?:we|it\s+was)\s+(?:calculated|estimated|assumed|anticipated)\s+that"
    rf"|{_STUDY}\s+(?:(?:\d|[IV]+)\s+)?(?:needs|requires|enrolls?|enrols|recruits|accrues|randomi[sz]es)|we\s+(?:need|require|plan|aim|intend|expect|anticipate)|(?:aim|goal|intention|plan)\s+(?:is|was)\s+to"
    r"|(?:allowing|accounting|adjusting|allow|account|compensate|correct)\s+for\s+(?:(?:an?|\d+\s?%|possible|potential|expected|some)\s+)*(?:\d+\s?%\s+)?(?:drop-?\s?outs?|attrition|loss\w*|withdraw\w*|non-?evaluab\w+|non-?complian\w+))\b",
    re.I,
)
_CAME = re.compile(
    r"\b(?:were|was|had been|have been|has been)\s+(?:actually\s+|now\s+|already\s+)?(?:enrolled|randomi[sz]ed|randomly|accrued|recruited|treated|included|entered)"
)
_CLAUSE = re.compile(r"[,;]\s+(?:but|however|although|though|yet|while|whereas)\b|\s+but\s+|;\s|\s[–—]\s")
_IF = re.compile(r"\b[Ii]f\s+(?:(?!\bthen\b)[^,;:.]){0,80}$")
_SIZE = re.compile(r"\b(?:planned|target(?:ed)?|projected|anticipated|intended)\b", re.I)
_NEAR = 10
_OF_SIZE = re.compile(r"\bof\s+(?:the|an?)\s+\w+\s+[\d,]+\s+[\w\s]*$")
_PLANNED_WITH = re.compile(r"\bplanned\s+(?:with|using|on|by|in)\b")
"""``the first 30 were planned with CT``: how their fields were."""
_WERE = re.compile(
    r"\s+(?:were|had\s+been)\s+(?:all\s+)?(?:enrolled|randomi[sz]ed|accrued|recruited|treated|included|entered)"
)
"""``the planned 80 patients were enrolled``."""


def is_planned(sentence: Sentence, finding: Finding, start: int) -> bool:
    """``240 of the planned 500 patients``, ``would require 240 patients``: what was meant to be enrolled."""
    begin = min(start, finding.start)
    around = sentence.text[max(sentence.start, begin - 2 * _NEAR) : finding.end]
    with_what = _PLANNED_WITH.search(sentence.text, begin, finding.end + _NEAR)
    if (
        _SIZE.search(around, _NEAR)
        and not with_what
        and (_OF_SIZE.search(around) or not _WERE.match(sentence.text, finding.end))
    ):
        return True
    first, last = _clause(sentence, begin)
    clause = sentence.text[first:last]
    if _PLANNED.search(clause):
        return not _CAME.search(clause)
    return _IF.search(sentence.text, first, begin) is not None


def _clause(sentence: Sentence, offset: int) -> tuple[int, int]:
    """Where the clause around an offset begins and ends."""
    first, last = sentence.start, sentence.end
    for m in _CLAUSE.finditer(sentence.text, sentence.start, sentence.end):
        if m.end() > offset:
            return first, m.start()
        first = m.end()
    return first, last
