"""What a sentence measures in points or units: named outcomes, scales, and whatever is said to be so much on average."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.assembly.endpoints.term import TIME_TYPE, Term
from extractor.assembly.findings import Sentence

NEVER = re.compile(
    r"\b(?:ages?|aged|doses?|dosage|BED|EQD2|follow-?ups?|times?|intervals?|durations?|periods?|delay|GTV|CTV|PTV|ITV|V\d+\w*|D\d+\w*"
    r"|(?<!ejection\s)(?<!excretion\s)fractions?|courses?|cycles?|sessions?|implants?|PSA|levels?|concentrations?|activity|margins?|shifts?|set-?up|errors?|deviations?"
    r"|displacements?|motion|translations?|ratios?|(?<!flow\s)(?<!filtration\s)(?<!clearance\s)rates?|conformity|conformality|homogeneity|heterogeneity|gradient|dosimetric|comorbidit\w+"
    r"|body[- ]mass|BMI|surviv\w+|mortality|costs?|expos\w+|isodose|coverage|energy|slice|Gleason|Karnofsky|KPS|ECOG|WHO|Zubrod|performance|Charlson|ASA"
    r"|stages?|nodes?|lesions?|scans?|pitch|yaw|roll|cells?|lymphocytes?|neutrophils?|leu[ck]ocytes?|platelets?|counts?|metasta\w+|patients|women|men|children|risks?|incidence|power|accrual|samples?|ADC|Ki-?67|expression|hazards?|probabilit\w+|kappa"
    r"|correlat\w+|agreement|sensitivity|specificity|AUC|curve|model\w*|nomogram|events?|relapses?|recurrences?|failures?|grades?|stud(?:y|ies)|trials?|articles|arms|groups"
    r"|cut-?off|alpha|statistic\w*|quality\s+score|evidence|Jadad|Newcastle|SCORTEN|DPA|GPA|DS-GPA|RPA|SINS|propensity|polygenic|gene\w*|genomic|signature|immune|signal|prognos\w+|predict\w+)\b",
    re.I,
)
"""What describes patients, plans and studies: its mean is no result."""
_OF_PLANS = re.compile(
    r"\b(?:plans|planning|dosimetr\w+|isocent\w+|couch|cone-beam|CBCTs?|phantoms?|registration|contour\w*|delineat\w+|[GCPI]TVs?|beams?)\b",
    re.I,
)
_AT_ENTRY = re.compile(
    r"\b(?:numbers?|sizes?|diameters?|lengths?|volumes?|weights?|SUV\w*|uptake|(?<!walk\s)(?<!walking\s)distances?|depth|thickness|tumou?rs?|lung|pulmonary|FEV1?|FVC|DLCO|GFR|eGFR|creatinine|haemoglobin|hemoglobin|albumin)\b",
    re.I,
)
"""What patients come with: a result only where it changed, or is dated."""
_SCALED = re.compile(
    r"(?<![\w'’/&+-])(?P<name>(?:(?!(?i:mean|median|average|the|an?|and|or|in|of|for|with|on|at|from|to|by|both|higher|lower|better|worse|their|total)\b)[A-Za-z0-9][\w'’/&+-]*\s+){0,5}?"
    r"(?:(?i:(?:sub)?scores?|ind(?:ex|ices)|scales?|subscales?|inventory|questionnaire)))\b"
)
_VERB = re.compile(
    r"\b(?:(?:had|has|have)\s+)?(?:been\s+)?(?P<verb>was|were|is|averaged|amounted|reached|remained|showed|improved|decreased|declined|increased|rose|fell|fallen|dropped"
    r"|worsened|deteriorated|changed|recovered|returned|went|diminished|gained|shrank|shrunk|risen|regressed|narrowed|widened|enlarged|grew|grown|shortened)\b"
)
_WORDS_BEFORE = re.compile(r"(?<![\w.·,(-])(?:[A-Za-z][\w'’/+-]*\s+){1,12}$")
_CLAUSE_OPENS = re.compile(
    r".*\b(?:that|which|who|while|whereas|but|because|when|if|and|although|than|where|mean|median|average|averaged)\s+",
    re.I,
)
_CHANGE_IN = re.compile(
    r"[\w\s-]*?\b(?:changes?|differences?|reductions?|improvements?|decreases?|increases?|declines?|gains?|loss|rise|drop|fall|worsening|recovery|deterioration)\s+(?:in|of|from)\s+",
    re.I,
)
_PREPOSITION = re.compile(
    r"\s+(?:in|for|on|at|with|without|after|among|during|between|from|to|by|before|within|over)\s.*", re.I
)
_DROPPED = re.compile(
    r"^(?:the|an?|this|these|those|their|its|mean|median|average|overall|adjusted|absolute|relative|percentage|percent|maximum|maximal|total|corresponding|estimated|observed)\s+",
    re.I,
)
_NO_NAME = re.compile(
    r"(?:it|they|this|these|those|there|values?|results?|figures|patients|changes?|differences?|reductions?|improvements?|decreases?|increases?|declines?|who|which|that|we|score|scores|scale|index|data|both|all|one|respectively|mean|median|average|(?:arm|group|cohort)\s+\w)$",
    re.I,
)
MEASURED_CODES = frozenset({"quality_of_life", "pain_response", "toxicity", "other"})
"""Outcomes that may be told in points or units."""
_MEASURED_RULES = frozenset(
    {
        "other.function",
        "other.measure",
        "other.symptom",
        "other.blood_level",
        "other.pain_left",
        "other.bowel_score",
        "other.senses",
        "other.marker",
        "other.image",
        "other.walking",
        "other.preserved",
    }
)
"""Of the others those that are no event."""
_SCALE_RULES = frozenset({"other.measure", "other.bowel_score"})
_OF_LIFE = re.compile(
    r"\b(?:FACT|FACIT|QLQ|EORTC|EPIC|EQ-5D|SF-\d+|PROMIS|UW-QOL|HRQ\w+|BREAST-Q|MDASI|quality[- ]of[- ]life|QOL|functioning|well-?being|health\s+status|bother|utility"
    r"|(?:bowel|urinary|sexual|hormonal)\s+(?:(?:function|irritati\w+|incontinence|obstructive|domain|summary)\s+)*(?:scores?|domains?|summar(?:y|ies)))\b",
    re.I,
)
"""Instruments and parts of quality of life."""
_NADIR = re.compile(r"(?:PSA\s+nadir|nadir\s+PSA)s?", re.I)
_PART_OF = re.compile(r"[\s-]+(?:[\w-]+\s+){0,1}")
_TO_SCALE = re.compile(r"\s+(?:(?:total|overall|mean|global)\s+)?")
_SCORE = re.compile(
    r"\b(?:scores?|scale|index|inventory|questionnaire|quality|QoL|IQ|z-score|T-score|composite)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of what is measured and how sure it is: ``scaled`` counts in points, ``open`` is known by its frame only.

    ``entry``: patients may come with it, as with a size; ``known`` is an outcome of the word lists.
    """

    term: Term
    scaled: bool
    open: bool
    entry: bool
    known: bool


def names(sentence: Sentence, outcomes: Sequence[Term], plain: str) -> list[Name]:
    """The names in order; ``plain`` is the block's text up to the end of the sentence with brackets and times blanked.

    ``The mean Oswestry Disability Index fell``: a scale; ``Shoulder abduction was reduced by 12 degrees``: open.
    """
    found = [
        Name(t, is_scaled(t), open=False, entry=_AT_ENTRY.search(t.text) is not None, known=True)
        for t in outcomes
        if t.code in MEASURED_CODES
        and (t.code != "other" or t.rule in _MEASURED_RULES or _NADIR.fullmatch(t.text))
    ]
    found = _instruments(found, plain)
    if _OF_PLANS.search(sentence.string):
        return found
    other = [t for t in outcomes if t.code not in MEASURED_CODES]
    for name in (*_scales(sentence, plain), *_subjects(sentence, plain)):
        start, end = name.term.start, name.term.end
        if inside := [n for n in found if n.term.start < end and _reaches(plain, n.term, start)]:
            found = [replace(n, scaled=n.scaled or name.scaled) if n in inside else n for n in found]
            continue
        if any(t.start < end and start < t.end for t in other):
            continue
        found.append(name)
    return sorted(found, key=lambda n: n.term.start)


def _instruments(found: Sequence[Name], plain: str) -> list[Name]:
    """``QLQ-C30 dysphagia scores``: the symptom scale of an instrument is a part of it."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: n.term.start):
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.scaled
            and (last.term.code == "quality_of_life" or name.term.code == "other")
            and _PART_OF.fullmatch(plain, last.term.end, name.term.start)
        ):
            continue
        kept.append(name)
    return kept


def _reaches(plain: str, term: Term, start: int) -> bool:
    """``FACT-L total score``: a name that goes on in the words of a scale."""
    return start < term.end or _TO_SCALE.fullmatch(plain, term.end, start) is not None


def is_scaled(term: Term) -> bool:
    """Whether an outcome is told in points by its nature."""
    return (
        term.code == "quality_of_life"
        or term.rule in _SCALE_RULES
        or _NADIR.fullmatch(term.text) is not None
        or _SCORE.search(term.text) is not None
    ) and term.code not in TIME_TYPE


def _scales(sentence: Sentence, plain: str) -> Iterator[Name]:
    """``the Oswestry Disability Index``, ``cosmetic scores``."""
    for m in _SCALED.finditer(plain, sentence.start):
        text = m["name"]
        if not NEVER.search(text) and " " in text:
            code = "quality_of_life" if _OF_LIFE.search(text) else "other"
            yield Name(
                Term(m.start("name"), m.end("name"), code, "other.scale", text), True, False, False, False
            )


def _subjects(sentence: Sentence, plain: str) -> Iterator[Name]:
    """``Shoulder abduction was reduced``, ``the mean best-corrected acuity was``: what stands before a verb."""
    for verb in _VERB.finditer(plain, sentence.start):
        lead = _WORDS_BEFORE.search(plain, sentence.start, verb.start())
        if lead is None:
            continue
        start, text = lead.start(), lead[0]
        whole = text
        if opens := _CLAUSE_OPENS.match(whole):
            start, text = start + opens.end(), text[opens.end() :]
        while dropped := _DROPPED.match(text):
            start, text = start + dropped.end(), text[dropped.end() :]
        if changed := _CHANGE_IN.match(f"{text} "):
            start, text = start + changed.end(), text[changed.end() :]
        while dropped := _DROPPED.match(text):
            start, text = start + dropped.end(), text[dropped.end() :]
        text = _PREPOSITION.sub("", f" {text}")[1:].rstrip()
        if not text or _NO_NAME.fullmatch(text) or NEVER.search(whole):
            continue
        entry = _AT_ENTRY.search(text) is not None
        yield Name(Term(start, start + len(text), "other", "other.measured", text), False, True, entry, False)
