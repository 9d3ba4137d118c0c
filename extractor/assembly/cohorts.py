"""Cohorts: numbers of people, lesions or studies that are no events."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.counts import partitions, people_numbers
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer, noun_unit
from extractor.language.numerals import Atom, AtomKind

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
_SKIP_BEFORE = re.compile(
    r"(?:\b(?:up to|than|least|every|each|per|grade|stage|arms?|groups?|cycles?|or|class|score|day|week|month|year|age|aged|phase|type|level|first|next|top|other|additional|T|N|M)\s*)$",
    re.I,
)
_MOST_STUDIES = 200
_COUNTED_WITH = re.compile(r"\d\s+(?:patients|women|men)\s+(?:\([^()]*\)\s+)?(?:with|had|having)\s+(?:\w+\s+)?$")
"""``4 patients with 5 lesions``."""
_STUDY_PART = re.compile(
    r"[-\s]+(?:organi[sz]ations?|arms?|groups?|sites?|cent(?:er|re)s?|cohorts?|populations?|participants?|patients?|visits?"
    r"|drugs?|treatments?|periods?|investigators?|protocols?|teams?)\b",
    re.I,
)
_SCANS = re.compile(r"\b(?:PET|CT|MRI?|imaging|scan\w*|planning|phantom|radiographic|urodynamic|sleep)\b")
_NARRATIVE = re.compile(r"^(?:two|three|four|several|one|five|both)$", re.I)


def find_cohorts(sentence: Sentence, used: set[int]) -> list[Finding]:
    """Cohorts of a sentence; ``used`` holds the offsets of numbers that are events or doses."""
    taken = used | {
        a.start for m in sentence.labelled("FRACTIONS", "PRODUCT", "PER_FRACTION") for a in m.atoms
    }
    findings: dict[int, Finding] = {}
    limits = bool(_ELIGIBILITY.search(sentence.string))
    planned = bool(_PLANNED.search(sentence.string))
    for m in sentence.labelled("PEOPLE", "N_EQUALS", "ASSIGNED"):
        if not m.atoms:
            continue
        atom = m.atoms[0] if m.label != "N_EQUALS" else m.atoms[-1]
        if (
            atom.kind is AtomKind.RATIO
            or not is_integer(atom)
            or atom.start in taken
            or atom.start in findings
        ):
            continue
        unit = m.code or _unit_of_n(sentence, atom)
        if m.label == "N_EQUALS" and re.search(
            r"%\s*[(\[]\s*$", sentence.text[max(0, m.start - 4) : m.start]
        ):
            continue
        if not _is_cohort(sentence, atom, unit, m.label, m.end, limits, planned):
            continue
        findings[atom.start] = _finding(
            atom, m.start if m.label == "N_EQUALS" else min(atom.core, m.start), m.end, unit, m.rule
        )
    for part, whole in partitions(sentence).items():
        here = findings.get(part)
        if here is not None and here.rule == "cohort.n_equals" and whole in findings:
            findings[part] = replace(here, fields={**here.fields, "unit": findings[whole].fields["unit"]})
    for start, mention in people_numbers(sentence).items():
        atom = next(a for a in sentence.atoms if a.start == start)
        if (
            mention.atoms[0] is not atom
            and start not in taken
            and start not in findings
            and mention.atoms[0].start in findings
        ):
            findings[start] = _finding(atom, atom.core, atom.end, mention.code or "patients", mention.rule)
    for atom in _numerators(sentence, findings, taken):
        whole = min(k for k in findings if k > atom.start)
        findings[atom.start] = _finding(
            atom, atom.core, atom.end, findings[whole].fields["unit"], "cohort.numerator"
        )
    for start in [s for s in findings if _is_planned(sentence, findings[s], s)]:
        del findings[start]
    for atom in sentence.atoms:
        if (
            atom.kind is AtomKind.RATIO
            and atom.start not in taken
            and re.match(
                r"\s*(?:\(|\[)?[^)]{0,6}%?\)?\s*(?:(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}patients\b|(?:completed|received|underwent|had received|were)\b)",
                sentence.text[atom.end : atom.end + 40],
            )
        ):
            findings[atom.start] = _finding(atom, atom.start, atom.end, "patients", "cohort.ratio")
    for atom in _staged(sentence, findings, taken):
        findings[atom.start] = _finding(atom, atom.core, atom.end, "patients", "cohort.staged")
    for atom in _characterised(sentence, findings, taken):
        findings[atom.start] = _finding(atom, atom.core, atom.end, "patients", "cohort.characterised")
    for found in _slashed(sentence, taken):
        findings.setdefault(found.start, found)
    for atom, unit in _parts(sentence, findings, taken):
        findings[atom.start] = _finding(atom, atom.core, atom.end, unit, "cohort.part")
    for atom, unit, rule in _elliptic(sentence, findings, taken):
        findings[atom.start] = _finding(atom, atom.core, atom.end, unit, rule)
    return [findings[k] for k in sorted(findings)]


def _finding(atom: Atom, start: int, end: int, unit: str, rule: str) -> Finding:
    comparator = atom.comparator if atom.comparator in {">=", ">", "<=", "<", "~"} else "="
    return Finding("cohort", start, end, rule, {"n": int(atom.low), "unit": unit, "comparator": comparator})


def _unit_of_n(sentence: Sentence, atom: Atom) -> str:
    behind = re.match(r"\s+\w+", sentence.text[atom.end : atom.end + 20])
    if behind and noun_unit(behind.group()) == "lesions":
        return "lesions"
    before = sentence.text[max(sentence.start, atom.start - 60) : atom.start]
    if re.search(r"\b(?:arm|group|assigned|allocated|randomi[sz]ed)\b[^,;]*$", before):
        return "patients"
    if re.search(
        r"\b(?:lesions?|tumou?rs?(?!\s+(?:types?|histolog|stage|sites?|grade|location))|metastas[ei]s|treatments|sites|targets|specimens)\b[^.;,]{0,25}[(\[]?\s*[nN]\s*=\s*$",
        before,
    ):
        return "lesions"
    if atom.low <= _MOST_STUDIES and re.search(
        r"\b(?:studies|trials)\b[^.;,]{0,20}[(\[]?\s*[nN]\s*=\s*$", before
    ):
        return "studies"
    return "patients"


def _is_cohort(
    sentence: Sentence, atom: Atom, unit: str, label: str, end: int, limits: bool, planned: bool
) -> bool:
    text = sentence.text
    before = text[max(sentence.start, atom.start - 60) : atom.start]
    after = text[end : min(sentence.end, end + 60)]
    if atom.low == 0 or (
        label != "N_EQUALS"
        and _SKIP_BEFORE.search(before)
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
        return not (
            _NARRATIVE.match(text[atom.core : atom.end])
            and re.search(r"\b(?:trial|stud)", text[atom.end : end])
            and atom.low <= 9
            and not re.search(
                r"\b(?:meta-?analys\w*|systematic|pool(?:ed|ing)|included|identified|eligible|combin(?:ed|ing)|data (?:from|of)"
                r"|(?:treated|enrolled|entered|randomi[sz]ed|participants|participated) (?:in|on))\b",
                sentence.string,
                re.I,
            )
        ) and not _STUDY_PART.match(after) and not _SCANS.search(text[atom.end : end])
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


def _is_planned(sentence: Sentence, finding: Finding, start: int) -> bool:
    """``240 of the planned 500 patients``: what was meant to be enrolled."""
    return bool(_PLANNED_SIZE.search(sentence.text[max(sentence.start, start - 10) : finding.end]))


_OF_MORE = re.compile(
    r"\s*(?:[(\[]\s*\d+(?:[.·]\d+)?\s?%\s*[)\]])?\s*(?:patients\s+)?(?:out\s+)?of\s+(?:(?:the|these|those|all|our|a|total|of|planned)\s+)*"
)


def _numerators(sentence: Sentence, findings: dict[int, Finding], taken: set[int]) -> list[Atom]:
    """``284 of 307 patients completed treatment``: no event, so both are sets of people."""
    numbers = [a for a in sentence.atoms if is_integer(a)]
    return [
        left
        for left, whole in pairwise(numbers)
        if left.start not in taken | findings.keys()
        and whole.start in findings
        and left.low <= whole.low
        and _OF_MORE.fullmatch(sentence.text[left.end : whole.start])
    ]


_STAGED = re.compile(
    r"\s+(?:p|c|yp)?(?:T[0-4]|N[0-3]|M[01])[a-d]?(?=\s*(?:[,;.)]|and\b|$))|\s*\(\s*\d+(?:[.·]\d+)?\s?%\s*\)\s*(?:(?:had|were|with|in)\s+)?(?:p|c|yp)?(?:T\d|N\d|[Ss]tage)"
)


_SEXED = re.compile(r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?%\s*\)\s*)?(?:were|was)\s+(?:fe)?males?\b")


def _staged(sentence: Sentence, findings: dict[int, Finding], taken: set[int]) -> list[Atom]:
    """``7 (5%) pT1a, 48 (36%) pT1b``, ``17 T1, 18 T2 and 1 T3``, ``44 were male``."""
    return [
        a
        for a in sentence.atoms
        if is_integer(a)
        and a.start not in taken | findings.keys()
        and (_STAGED.match(sentence.text, a.end) or _SEXED.match(sentence.text, a.end))
    ]


_CHARACTER = re.compile(
    r"(?:\b(?:was|were|included|including|and|or)|[,;:])\s+(?!(?:patients|grade|stage)\b)(?:[A-Za-z][\w/-]*\s+){1,5}?in\s+$"
)
_SITE_NAMED = re.compile(r"(?:\b(?:of|the|and|an?)|[,;:])\s+(?:[A-Za-z][\w/-]*\s+){1,5}?\(\s*$")
_FEWEST = 3


def _characterised(sentence: Sentence, findings: dict[int, Finding], taken: set[int]) -> list[Atom]:
    """``histology was adenocarcinoma in 164, squamous in 98 and other in 25``; ``of the oropharynx (32),
    oral cavity (22) and larynx (6)``: three or more at least."""
    text = sentence.text
    free = [
        a
        for a in sentence.atoms
        if is_integer(a) and a.comparator == "=" and a.start not in taken | findings.keys()
    ]
    if sentence.labelled("ENDPOINT"):
        return []

    def before(atom: Atom) -> str:
        return text[max(sentence.start, atom.start - 60) : atom.start]

    listed = [a for a in free if _CHARACTER.search(before(a)) and _PAUSE.match(text[a.end : a.end + 40])]
    most = max((f.fields["n"] for f in findings.values()), default=0)
    closed = [a for a in free if _SITE_NAMED.search(before(a)) and text[a.end : a.end + 1] == ")"]
    named = closed if sum(a.low for a in closed) <= most else []
    return [a for run in (listed, named) if len(run) >= _FEWEST for a in run]


_SLASHED = re.compile(
    r"(?P<names>[A-Za-z][\w-]*(?:/[A-Za-z][\w-]*){1,3})(?:\s+[a-z]+)?\s*[,:=]?\s*\(?(?:n\s*=\s*)?(?P<numbers>\d+(?:\s?/\s?\d+){1,3})(?![\w%])"
)
_UNIT_NAMED = re.compile(r"/(?:m?[lL]|d[lL]|kg|m2|day|d|week|wk|month|year|min|h|fraction|fx|cm|mm)\b|^(?:and|or|n|N)/")
_FEWEST_SLASHED = 10


def _slashed(sentence: Sentence, taken: set[int]) -> Iterator[Finding]:
    """``male/female, 91/20``: a number for each name."""
    for m in _SLASHED.finditer(sentence.text, sentence.start, sentence.end):
        numbers = list(re.finditer(r"\d+", m["numbers"]))
        if _UNIT_NAMED.search(m["names"]) or any(int(n.group()) == 0 for n in numbers):
            continue
        if len(numbers) != m["names"].count("/") + 1 or sum(int(n.group()) for n in numbers) < _FEWEST_SLASHED:
            continue
        for n in numbers:
            start, end = m.start("numbers") + n.start(), m.start("numbers") + n.end()
            fields = {"n": int(n.group()), "unit": "patients", "comparator": "="}
            if m.start("numbers") not in taken:
                yield Finding("cohort", start, end, "cohort.slashed", fields)


def _parts(sentence: Sentence, findings: dict[int, Finding], taken: set[int]) -> list[tuple[Atom, str]]:
    """``27 patients, 13 with stage I and 14 with recurrent disease``: the parts of a cohort, with its unit."""
    return [
        (atom, findings[whole].fields["unit"])
        for part, whole in partitions(sentence).items()
        if whole in findings and part not in taken | findings.keys()
        for atom in sentence.atoms
        if atom.start == part
    ]


_ELLIPSIS = re.compile(
    r"^(?:\s*[(\[]\s*(?:\d+(?:[.·]\d+)?\s?%)\s*[)\]])?\s+(?:male|female|men|women|arm\s+\w|at\s+(?:dose\s+)?level|group\s+\w|to|in|on|had|received|receiving|underwent|undergoing|with|without|were|was|did|completed|patients|started|refused|of\s+(?:whom|these|those|them)|for|treated|assigned|and|per\s+(?:arm|group)|each)\b"
)
_IN_LIST = re.compile(r"(?:,|;|\band)\s+(?:[A-Za-z][\w/-]*\s+){1,5}(?:in|for)\s+$")
"""``… in 31 patients, squamous in 12``."""
_PAUSE = re.compile(r"\s*(?:[(\[]\s*\d+(?:[.·]\d+)?\s?%\s*[)\]]\s*)?(?:[,;.]|and\b|$)")
_PARALLEL = re.compile(
    r"(?:\band\b|\bversus\b|\bvs\.?\b|\bv\b|,|;|\(|:|\bwhereas\b|\bwhile\b|\bof (?:whom|which|these)\b|\bincluding\b|\bleaving\b|\bwith\b|\b(?:assigned|allocated|randomi[sz]ed)\s+to)\s*$",
    re.I,
)


_GAPPED_BEFORE = re.compile(r"\b(?:had|received|underwent|were given)\s+[^,;.\d]{2,40}\s(?:and|versus|vs\.?)\s+$")
_GAPPED_AFTER = re.compile(r"\s+[a-z][\w-]{3,}\s*(?:[,.;(]|$)")


def _gapped(before: str, after: str) -> bool:
    """``81 patients had cetuximab and 34 cisplatin``: the verb is said once."""
    return bool(_GAPPED_BEFORE.search(before) and _GAPPED_AFTER.match(after))


def _elliptic(
    sentence: Sentence, findings: dict[int, Finding], taken: set[int]
) -> list[tuple[Atom, str, str]]:
    """Numbers that lean on an earlier cohort: ``67 patients received A and 32 received B``."""
    text = sentence.text
    extra: list[tuple[Atom, str, str]] = []
    known = sorted(findings)
    for atom in sentence.atoms:
        if (
            atom.kind is not AtomKind.NUMBER
            or not is_integer(atom)
            or atom.start in taken
            or atom.start in findings
        ):
            continue
        if atom.comparator in {"<=", "<", ">=", ">"} or atom.low < 1:
            continue
        if any(m.start <= atom.start < m.end for m in sentence.labelled("N_EQUALS", "PEOPLE", "ASSIGNED")):
            continue
        before, after = (
            text[max(sentence.start, atom.start - 40) : atom.start],
            text[atom.end : min(sentence.end, atom.end + 40)],
        )
        listed = _IN_LIST.search(before) and _PAUSE.match(after)
        if _SKIP_BEFORE.search(before) or not (listed or _PARALLEL.search(before)):
            continue
        lean = [k for k in known if k < atom.start] or [a.start for a, _, _ in extra if a.start < atom.start]
        if not lean or atom.start - max(lean) > 140:
            continue
        counted = re.match(r"\s*[(\[]\s*\d+(?:[.·]\d+)?\s?%\s*[)\]]\s+[a-z]", after)
        group_name = counted or re.match(
            r"(?:\s*[(\[]\s*\d+(?:[.·]\d+)?\s?%\s*[)\]])?\s+(?:[A-Z][\w/+-]*[A-Z][\w/+-]*|the\s+\d+|(?:in|to|on)\s+the)\b",
            after,
        )
        if not (listed or _ELLIPSIS.match(after) or group_name or _gapped(before, after)) or re.match(r"\s+(?:and|or|to)\s+\d", after):
            continue
        unit = next(
            (f.fields["unit"] for k, f in sorted(findings.items(), reverse=True) if k < atom.start),
            "patients",
        )
        extra.append((atom, unit, "cohort.elliptic"))
    return extra
