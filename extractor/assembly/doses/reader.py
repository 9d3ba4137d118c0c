"""Prescriptions: joins totals, fraction counts and doses per fraction that stand together."""

import re
from dataclasses import replace

from extractor.assembly.doses.fields import finding_of
from extractor.assembly.doses.joining import joined_parts
from extractor.assembly.doses.lists import share_each
from extractor.assembly.doses.ordered import named_in_order
from extractor.assembly.doses.part import Part
from extractor.assembly.doses.parts import find_parts
from extractor.assembly.findings import Finding, Sentence
from extractor.language.numerals import AtomKind

_ELIGIBLE = re.compile(
    r"\b(?:eligib\w+|inclusion criteri\w+|exclusion criteri\w+|excluded if|prior (?:radiation|radiotherapy)|previous (?:radiation|radiotherapy))\b",
    re.I,
)
_SHUT_OUT = re.compile(
    r"\b(?:was|were)\s+(?:(?:also|therefore|not)\s+)?(?:excluded|ineligible|eligible|allowed|permitted|accepted|required|mandatory|needed|considered\s+eligible|enrolled\s+only)\b"
    r"|\b(?:led|leading)\s+to\s+(?:exclusion|ineligibility)\b|\b(?:reasons?|grounds|criteri(?:on|a))\s+for\s+exclusion\b|\bprecluded\b|\bcontra-?indicat\w+|\bhad\s+to\s+have\b",
    re.I,
)
_BEFORE_STUDY = re.compile(
    r"\b(?:prior|previous\w*|earlier|former|past|history|before)\b|\b(?:had|has|have)\s+(?:(?:already|ever|previously)\s+)?(?:received|been\s+(?:given|treated|irradiated)|undergone)\b",
    re.I,
)
"""``patients who had received more than 30 Gy to the thorax were excluded``."""
_GIVEN = re.compile(r"\b(?:received|completed|underwent|were (?:given|treated|irradiated))\b")
_SAME_MEASURE = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,|/|;)?\s*(?:and|or|vs\.?|versus|v\.?|to|than|(?:\(|with\s+a\s+)?(?:median|mean)(?:\s+of)?[,:]?)?\s*",
    re.I,
)
_COMPARED = re.compile(
    r"(?:\b(?:compared (?:with|to)|(?:inferior|superior|equivalent|comparable|similar) to|than|doses? of)"
    r"|(?:^|[.:]\s))\s*(?:that of\s+|of\s+)?$",
    re.I,
)

_RECOMMENDED = re.compile(
    r"\b(?:MTD|(?:tolerated|recommended|optimal|safe|tolerable)\s+(?:[\w-]+\s+){0,3}?dose)\b[^.;\d]{0,60}\b(?:was|is|as|at|be|of|to)\s+$",
    re.I,
)
"""``the maximum tolerated dose was determined to be 61 Gy``: what the trial found, no label of an arm."""
_SUFFICES = re.compile(
    r"\s+(?:is|are|was|were|seems|appears|may\s+be|can\s+be|should\s+be)\s+(?:to\s+be\s+)?(?:[a-z]+\s+){0,2}?(?:sufficient|adequate|enough|recommended|advisable|advised|preferred|preferable|the\s+treatment|a\s+standard|the\s+standard)\b|\s+suffices\b"
)
"""``30 Gy is sufficient``."""
_WITH_DOSE = re.compile(
    r"\b(?:increas|enhanc|associat|correlat|improv|worse|better|higher|lower|more|less|rose|fell|reduc|decreas)\w*\b[^.;]{0,40}\b(?:with|for|by|at|after)\s+"
    r"(?:an?\s+)?(?:[\w-]+\s+){0,2}doses?\s+(?:of\s+)?$"
)
_OTHER_GROUP = re.compile(
    r"\s+(?:in|for|with)\s+(?!boost)[A-Za-z][\w\s'-]{0,40}?,?\s+(?:and|vs\.?|v|versus|compared\s+(?:with|to))\s+",
    re.I,
)
"""``BED10 was 60 Gy in arm A and 72 Gy in arm B``."""
_OTHER_SHARE = re.compile(
    r"\s*(?:,|;|,?\s*and)\s*(?:and\s+)?\d+(?:[.·]\d+)?\s?%\s+(?:at\s+[\w\s-]{3,20}\s)?(?:for|with|after|at|above|below|beyond)\s+(?:an?\s+|over\s+)?"
)
"""``70% for a BED of 60 Gy, 85% for 80 Gy``."""
_WHO_HAD = re.compile(
    r"(?<!\d )(?:patients?|men|women|those|children|(?:an?|the)\s+(?:eye|tumou?r|lesion|child|man|woman)|tumou?rs|lesions|eyes|nodules)\s+(?:(?:who|that)\s+(?:were\s+|had\s+|have\s+)?)?"
    r"(?:treated|given|receiving|received|irradiated)\s+(?:(?:with|to|at|using)\s+)?(?:(?:an?\s+)?(?:total\s+)?doses?\s+of\s+)?$",
    re.I,
)

_AIM = re.compile(
    r"\b(?:aim\w*|objectives?|purpose|hypothes\w+|investigat\w+|compar(?:e|es|ing|ison)|assess(?:es|ing)?|evaluat(?:e|es|ing)|determine|whether|will|designed)\b",
    re.I,
)
"""``the trial compares quality of life in patients treated with 65 Gy``: what is tested, not who had it."""
_THE = re.compile(r"\b(?:the|these)\s+(?:(?!an?\b)[a-z-]+\s+)?$", re.I)
_ALLOCATED = re.compile(r"\b(?:was|were)\s+(?:randomly\s+)?(?:allocated|assigned|randomi[sz]ed)\b", re.I)
_SCHEDULE_NEXT = re.compile(
    r"[-\s]*(?:(?:control|standard|test|treatment|study|experimental|dose)\s+)?(?:schedules?|regimens?|courses?|fractionations?|plans?|protocols?|policy|levels?)\b",
    re.I,
)
"""``the 42 Gy schedule``."""
_WITH_GROUP = re.compile(
    r"\b(?:schedules?|regimens?|arms?|groups?|cohorts?)\b[^.;]{0,40}\b(?:compared\s+(?:with|to)|versus|vs\.?|than|relative\s+to)\s+(?:(?:the|that|those)\s+(?:of|in|with)\s+)?$",
    re.I,
)
"""``in the 42 Gy schedule compared with 50 Gy``."""

_LEGEND = re.compile(
    r"\b(?:lines?|curves?|symbols?|circles?|squares?|triangles?|diamonds?|bars?|dots?|boxes)\s*(?:=|:|,|\b(?:indicates?|represents?|shows?|denotes?|is|are)\b)[^;.=]{0,70}$",
    re.I,
)
"""``dashed line = 12 Gy total body irradiation``: the legend of a figure."""


def find_doses(sentence: Sentence) -> list[Finding]:
    """Doses of one sentence, in order; a limit for eligibility is none."""
    text = sentence.string
    shut_out = bool(_SHUT_OUT.search(text) and _BEFORE_STUDY.search(text))
    eligibility = shut_out or (bool(_ELIGIBLE.search(text)) and not _GIVEN.search(text))
    parts = [
        p for p in joined_parts(sentence, find_parts(sentence)) if not (eligibility and p.comparator != "=")
    ]
    parts, measures = named_in_order(sentence, share_each(sentence, parts))
    findings: list[Finding] = []
    for part in parts:
        finding = finding_of(sentence, part)
        if part.start in measures:
            shared = (
                {"statistic": findings[-1].fields["statistic"]} if measures[part.start] != "physical" else {}
            )
            finding = replace(finding, fields={**finding.fields, **shared, "measure": measures[part.start]})
        elif (
            findings
            and finding.fields["measure"] == "physical"
            and _takes_measure(sentence, findings[-1], part)
        ):
            finding = replace(finding, fields={**finding.fields, "measure": findings[-1].fields["measure"]})
        findings.append(finding)
    return findings


def _takes_measure(sentence: Sentence, last: Finding, part: Part) -> bool:
    """``an EQD2 of 60 and 66 Gy``; ``a BED of 100 Gy or more … less than 100 Gy``."""
    if last.fields["measure"] not in {"bed", "eqd2"}:
        return False
    total = last.fields.get("total_gy")
    cut = part.comparator != "=" and last.fields["comparator"] != "=" and part.total and total
    gap = sentence.text[last.end : part.start]
    return bool(
        _SAME_MEASURE.fullmatch(gap)
        or (
            part.rule == last.rule == "dose.total"
            and (_OTHER_GROUP.fullmatch(gap) or _OTHER_SHARE.fullmatch(gap))
        )
        or (cut and part.total and total and part.total.low == total["low"])
    )


def label_doses(sentence: Sentence, doses: list[Finding], has_results: bool) -> list[Finding]:
    """A lone total in a sentence that gives results, or behind the people who had it, names their group."""
    has_results = has_results or any(a.kind is AtomKind.P_VALUE for a in sentence.atoms)
    return [
        replace(d, repeats=True)
        if (d.rule == "dose.total" or (has_results and d.fields["comparator"] != "="))
        and (
            _names_people(sentence, d, has_results)
            or _is_factor(sentence, d)
            or _names_schedule(sentence, d)
            or (has_results and not _is_compared(sentence, d))
        )
        else d
        for d in doses
    ]


def _names_people(sentence: Sentence, dose: Finding, has_results: bool) -> bool:
    """``men treated to 78 Gy had more bleeding``."""
    before = sentence.text[sentence.start : dose.start]
    tested = not has_results and _AIM.search(before)
    return dose.fields["comparator"] == "=" and not tested and _WHO_HAD.search(before) is not None


def _names_schedule(sentence: Sentence, dose: Finding) -> bool:
    """``two patients randomised to the 42 Gy schedule``, ``the schedule compared with 50 Gy``."""
    before = sentence.text[sentence.start : dose.start]
    named = (
        not _ALLOCATED.search(before)
        and _THE.search(before)
        and _SCHEDULE_NEXT.match(sentence.text, dose.end)
    )
    return bool(named or _LEGEND.search(before) or _WITH_GROUP.search(before))


def _is_factor(sentence: Sentence, dose: Finding) -> bool:
    """``the risk rose with a dose > 15 Gy``: the limit that parted the patients."""
    bound = dose.fields["comparator"] in {">", ">=", "<", "<="}
    return bound and bool(_WITH_DOSE.search(sentence.text[sentence.start : dose.start]))


def _is_compared(sentence: Sentence, dose: Finding) -> bool:
    """``60 Gy was non-inferior to 74 Gy``: the treatment itself, not the group that had it."""
    before = sentence.text[sentence.start : dose.start]
    return bool(
        _COMPARED.search(before) or _RECOMMENDED.search(before) or _SUFFICES.match(sentence.text, dose.end)
    )
