"""Numbers that seem to count people and do not: limits, plans, medians, narrative."""

import re

from extractor.assembly.findings import Finding, Sentence
from extractor.language.numerals import Atom

_ELIGIBILITY = re.compile(
    r"\b(?:eligib\w+\s+(?:if|criteria|for|when|included)|inclusion criteria|exclusion criteria|were eligible if|required to have|had to have|must have|limited to|defined as|candidates with)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:sample size|planned (?:sample|accrual|enrol\w*|number|recruitment)|target accrual|to accrue|to recruit|to enrol|would be (?:required|needed)|are required|were required|was required|power|per year|each year|annually|yearly|worldwide|diagnosed in|incidence|per 100|population of|goal of|intended to|will be|to detect|new cases)\b",
    re.I,
)
_MEDIAN = re.compile(
    r"\b(?:median|mean|average)(?:\s+number)?(?:\s+of)?\s*(?:\w+\s+){0,4}$|\b(?:median|mean)\s+of\s+$", re.I
)
_MEDIAN_OF_ALL = re.compile(
    r"\b(?:age|follow-?up|survival|dose|time|duration|size|score|value)\s+(?:of|for|in|among)\s+(?:the|all|these|those|our)\s+$",
    re.I,
)
"""``the median age of the 33 evaluable patients``."""
SKIP_BEFORE = re.compile(
    r"(?:\b(?:up to|than|least|every|each|per|grade|stage|arms?|groups?|cycles?|or|class|score|day|week|month|year|age|aged|phase|type|level|first|next|top|other|additional|T|N|M)\s*)$",
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


def is_limited(sentence: Sentence) -> bool:
    """Whether the sentence says who was eligible."""
    return bool(_ELIGIBILITY.search(sentence.string))


def plans(sentence: Sentence) -> bool:
    """Whether the sentence says how many were meant to be enrolled, or how many there are in a population."""
    return bool(_PLANNED.search(sentence.string))


def is_cohort(
    sentence: Sentence, atom: Atom, unit: str, label: str, end: int, limits: bool, planned: bool
) -> bool:
    text = sentence.text
    before = text[max(sentence.start, atom.start - 60) : atom.start]
    after = text[end : min(sentence.end, end + 60)]
    if atom.low == 0 or (
        label != "N_EQUALS"
        and SKIP_BEFORE.search(before)
        and not re.search(r"\b(?:or|other|additional|first)\s*$", before)
    ):
        return False
    if atom.comparator in {"<=", "<"} or (atom.comparator in {">=", ">"} and (limits or atom.low < 20)):
        return False
    if (
        atom.words
        and atom.low <= 3
        and text[atom.core : atom.end].lower() == "one"
        and re.match(r"\s*(?:of|patient)", text[atom.end : atom.end + 9]) is None
        and label != "ASSIGNED"
    ):
        return False
    if label == "ASSIGNED" and atom.low < _FEWEST_A_GROUP and _BLOCKS.search(before):
        return False
    if _MEDIAN.search(before) and not _MEDIAN_OF_ALL.search(before):
        return False
    if (
        label == "ASSIGNED"
        and atom.words
        and atom.low <= 5
        and re.match(r"\s*(?:phase|trials?|stud|controlled|prospective|double|clinical)", after)
    ):
        return False
    if planned and not re.search(
        r"\b(?:were|was|had been)\s+(?:actually\s+)?(?:enrolled|randomi[sz]ed|randomly|accrued|recruited|treated|included)",
        sentence.string,
    ):
        return False
    if (
        limits
        and not re.search(
            r"\b(?:were|was)\s+(?:randomi[sz]ed|randomly|enrolled|assigned)|\bof\s+(?:the\s+)?\d"
            r"|\b(?:met|fulfilled|satisfied|meeting|fulfilling)\b",
            sentence.string,
            re.I,
        )
        and unit != "patients"
    ):
        return False
    if unit == "lesions":
        if (
            atom.words
            and atom.low <= 10
            and re.match(r"\s*(?:or\s+(?:fewer|less|more)|metast)", text[atom.end : atom.end + 12])
        ):
            return False
        if re.match(r"\s*(?:or\s+(?:fewer|less|more))", text[atom.end : atom.end + 14]) or (
            re.search(r"\b(?:with|had|having|has)\s+(?:\w+\s+)?$", before)
            and (limits or atom.low <= 5)
            and not _COUNTED_WITH.search(before)
        ):
            return False
        if re.match(r"\s*(?:per|/)\s*patient", after) or (
            re.search(r"\bsites?\b$", text[atom.end : end]) and atom.low < 15 and atom.words
        ):
            return False
    if unit == "studies":
        if atom.low > 1 and re.search(r"\b(?:trial|study)$", text[atom.end : end]):
            return False
        return (
            not (
                _NARRATIVE.match(text[atom.core : atom.end])
                and re.search(r"\b(?:trial|stud)", text[atom.end : end])
                and atom.low <= 9
                and not re.search(
                    r"\b(?:meta-?analys\w*|systematic|pool(?:ed|ing)|included|identified|eligible|combin(?:ed|ing)|data (?:from|of)"
                    r"|(?:treated|enrolled|entered|randomi[sz]ed|participants|participated) (?:in|on))\b",
                    sentence.string,
                    re.I,
                )
            )
            and not _STUDY_PART.match(after)
            and not _SCANS.search(text[atom.end : end])
        )
    if label == "PEOPLE" and re.match(r"\s*(?:sub)?(?:groups?|types?|sets?)\b", after):
        return False
    if re.search(r"\bage[ds]?(?:\s+of)?\s*$", before) or re.match(
        r"\s*(?:years?|months?|weeks?)\b", text[atom.end : atom.end + 8]
    ):
        return False
    return not re.match(
        r"\s*[-–]?\s*(?:centers?|centres?|institutions?|hospitals|countries|cycles|courses|fields|points?|sites)\b",
        text[atom.end : atom.end + 16],
    )


_PLANNED_SIZE = re.compile(r"\b(?:planned|targeted|projected|anticipated|intended)\b", re.I)


def is_planned(sentence: Sentence, finding: Finding, start: int) -> bool:
    """``240 of the planned 500 patients``: what was meant to be enrolled."""
    return bool(_PLANNED_SIZE.search(sentence.text[max(sentence.start, start - 10) : finding.end]))
