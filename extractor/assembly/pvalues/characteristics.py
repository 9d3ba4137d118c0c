"""P-values that compare the patients, their tumours or their plans: what is no outcome."""

import re

from extractor.assembly.pvalues.clauses import own_clause
from extractor.assembly.pvalues.place import NEAR, Codes, Place
from extractor.language.numerals import AtomKind

CHARACTERISTIC = re.compile(
    r"\b(?:baseline|characteristics?|balanced|compliance|numbers?\s+of\s+(?:[\w-]+\s+){0,2}?(?:cycles|courses|fractions|nodes|implants)|V\d+|mean lung dose|dos(?:e|es)\s+(?:to|volume)|correlat\w+ with (?:age|sex)|older|younger|age\b|male|gender|distribution of|PTV|planning target|tumou?r size|histology was|more likely to (?:have|be)|stage distribution|B symptoms|stage [IV]+\w? disease|performance status)\b"
    r"|\b(?:was|were)\s+(?:\w+ly\s+)?(?:smaller|larger|bigger|heavier|older|younger)\b(?!\s+(?:in|after|with)\b)"
    r"|\b(?:levels?|concentrations?|expression|costs?|durations?|volumes?|intervals?|doses?|SUV\w*|weight|BMI|counts?|index|indices|density|thickness|diameters?|interruptions?)"
    r"\s+(?:\([^()]*\)\s+)?(?:of\s+(?:the\s+)?[\w-]+\s+)?(?:was|were|did|fell|rose|decreased|increased|dropped|declined|differed)\b",
    re.I,
)
ANALYSED = re.compile(
    r"\bassociations?\b|\b(?:irrelevant|unimportant|immaterial)\b|\binteractions?\b|\brelated\s+to\b|\bsignificance\b|\bsignificant\b(?!\s+differences?)|\bpredict|\bassociated\b|\btrend\b|\b(?:uni|multi)varia|\binfluenc|\baffected\s+by\b|\bdepend(?:ed|ent)\b|\bdetermined\s+by\b|\bmattered\b|\bmade\s+(?:an?|no)\s+(?:\w+\s+)?difference|\bplayed\s+(?:an?|no)\b|\bof\s+(?:no\s+)?(?:\w+\s+)?(?:importance|influence|relevance)\b",
    re.I,
)
_PLAN_COMPARED = re.compile(
    r"(?:^|[;,]\s|\b(?:and|while|whereas|but)\s)\s*(?:the\s+|both\s+)?(?:(?:mean|median|average|maximum|maximal|total|absolute|relative|treated|irradiated|planning|target|lung|heart|breast|tumou?r)\s+)*"
    r"(?:volumes?|doses?|V\d+\w*|D\d+\w*|MLD|MHD)\b[^.;]{0,90}?\b(?:was|were)\s+(?:\w+ly\s+)?(?:higher|lower|larger|greater|smaller|increased|different)\s+(?:in|for|among)\s+"
    r"(?:the\s+)?(?:patients|women|men|those|cases|children)\s+(?:with|without|who)\b"
    r"|\b(?:received|been\s+given|had)\s+(?:\w+ly\s+)?(?:higher|lower|larger|smaller)\s+(?:[\w-]+\s+)?doses?\b",
    re.I,
)
"""``the volumes that received 100% were larger in patients with fibrosis``: figures of plans are compared."""
_WELL_MATCHED = re.compile(r"\bwell[- ](?:matched|balanced)\b|\bbaseline characteristics\b", re.I)
_ALIKE_IN = re.compile(
    r"\b(?:groups|arms|cohorts|series|populations|patients|regimens|both)\b(?:(?!\b(?:had|after|at|during)\b)[^.;(){}\d]){0,60}?"
    r"(?:\b(?:comparable|similar|alike|balanced|matched|equal|identical|homogeneous|different)|\bdiffer(?:ed|ences?)?(?:\s+\w+ly)?)\s+"
    r"(?:(?:with|in)\s+(?:regard|respect)s?\s+(?:to|of)|regarding|concerning|in\s+terms\s+of|as\s+(?:to|for|regards)|in|for|on)\s",
    re.I,
)
"""``the groups were comparable with regard to``: a list of what was compared."""
_BEFORE_ALL = re.compile(
    r"\b(?:age|sex|gender|histolog\w+|stage|grade|T[-\s]stage|N[-\s]stage|performance|KPS|ECOG|smok\w+|comorbidit\w+|Gleason|ethnicity|race|site|location|tumou?r\s+size|menopausal|subtype|risk\s+group)\b(?!\s*[≥>\d])",
    re.I,
)
"""What patients have before treatment: ``toxicity in terms of grade`` is told otherwise."""
_COMPARED_KINDS = {AtomKind.NUMBER, AtomKind.MEASURE, AtomKind.DOSE, AtomKind.PERCENT}
_SHARES = {AtomKind.NUMBER, AtomKind.PERCENT}
FARED = re.compile(r"\b(?:fared|did\s+(?:\w+ly\s+)?(?:better|worse|less\s+well))\b")
_AVERAGED = re.compile(r"\b(?:mean|median|average)\b|±", re.I)
_SIZE = r"\d[\d.·]*(?:\s*(?:±|\+/-)\s*\d[\d.·]*)?"
_SIZES = re.compile(
    rf"[(\[]\s*(?:(?:mean|median|average)s?[,:]?\s+)?{_SIZE}\s*(?:mm|cm|m[lL]|cc)?[³3]?\s*(?:vs\.?|versus|compared\s+(?:with|to)|and)\s+{_SIZE}\s*(?:mm|cm|m[lL]|cc)[³3]?\s*[;,]\s*"
)
_VERSUS = re.compile(r"\b(?:vs?|versus|compared|to)\b")
_AGAINST = re.compile(
    r"^\s*,\s*(?:the|those|in\s+the)\s+(?:others?|rest|remainder|remaining)\b|\b(?:vs?\.?|versus|against|compared|as\s+opposed|and|than|but|while|whereas)(?:\s|$)"
)
_IS_SO_MUCH = re.compile(
    r"(?:was|were|averaged|amounted|measured|had\s+(?:been|measured|averaged))\s+(?:(?:on|average|only|about|an?|mean|median|of)\s+){0,4}"
)
_CHANGED = re.compile(
    r"\b(?:improv|declin|decreas|increas|worsen|chang|drop|deteriorat|fell|rose|recover|after|months?|weeks?)\w*\b"
)
_DOSIMETRIC = re.compile(r"\b(?:dos(?:es?|imetr\w+)|V\d+\w*|D\d+\w*|PTV|planning)\b", re.I)


def alike(at: Place) -> Codes | None:
    """``the groups were comparable in sex (p = 0.8) and margin status (p = 0.3)``: a list with nothing that came after treatment."""
    said = _ALIKE_IN.search(at.sentence.text, at.clause_start, at.atom.start)
    if said is None or any(t.code != "none" and at.clause_start <= t.start < said.end() for t in at.outcomes):
        return None
    end = at.sentence.text.find(";", said.end(), at.sentence.end)
    end = at.sentence.end if end < 0 else end
    listed = [t for t in at.outcomes if said.end() <= t.start < end]
    before_all = _BEFORE_ALL.search(at.sentence.text, said.end(), end)
    return [None] if before_all and all(t.code in {"none", "other"} for t in listed) else None


def groups(at: Place) -> Codes | None:
    """``the groups were well balanced``; ``(98.7 vs 86.2 mL; p < 0.001)``: figures that are no results."""
    matched = _WELL_MATCHED.search(at.sentence.text, at.sentence.start, at.atom.start)
    if matched and not any(t.start > matched.end() for t in at.before):
        return [None]
    return [None] if not at.of_factors and _compares_other(at) else None


def _compares_other(at: Place) -> bool:
    opened = at.opened
    if opened is not None and _sizes_compared(at, opened):
        return True
    if opened is None or any(t.end <= opened and opened - t.end < NEAR for t in at.outcomes):
        return False
    before = [a for a in at.sentence.atoms if opened < a.start < at.atom.start and a.kind in _COMPARED_KINDS]
    if any(a.comparator != "=" for a in before):
        return False  # limits that cut the patients in two
    versus = _VERSUS.search(at.sentence.text[opened : at.atom.start])
    if any(t.code not in {"none", "other"} and t.start >= own_clause(at)[0] for t in at.before) and all(
        a.kind in _SHARES for a in before
    ):
        return False  # new lesions appeared in 22 patients, less often with it (4 of 23 vs 18 of 35)
    if FARED.search(at.sentence.text, at.clause_start, opened):
        return False
    return bool(before and versus) and not any(a.start in at.reading.used for a in before)


def _sizes_compared(at: Place, opened: int) -> bool:
    """``tumours of those who relapsed were larger (mean 38 mm vs 29 mm; p = 0.04)``: sizes, whose outcome is the group."""
    averaged = _AVERAGED.search(at.sentence.text, at.clause_start, at.atom.start)
    return averaged is not None and _SIZES.fullmatch(at.sentence.text, opened, at.atom.start) is not None


def plans(at: Place) -> Codes | None:
    """``the mean lung dose was higher in patients with pneumonitis (p = 0.01)``: figures of plans are compared."""
    clause = at.sentence.text[at.sentence.start : at.atom.start]
    compared = list(_PLAN_COMPARED.finditer(clause))
    apart = compared and re.search(r";|,\s+(?:and|but|while|whereas)\b", clause[compared[-1].end() :])
    return [None] if compared and not apart else None


def characteristic(at: Place) -> Codes | None:
    """``patients of the second group were older (p = 0.02)``."""
    clause = at.sentence.text[at.clause_start : at.atom.start]
    return [None] if CHARACTERISTIC.search(clause) and not ANALYSED.search(at.sentence.string) else None


def measures(at: Place) -> Codes | None:
    """``the D2cc of those with a fistula was 78 Gy on average, against 66 Gy in the others (p = 0.04)``: sizes and doses compared."""
    begin, subject, _ = own_clause(at)
    edge = begin + len(subject)
    figures = [
        a
        for a in at.sentence.atoms
        if begin <= a.start < at.atom.start and a.kind not in {AtomKind.TIME, AtomKind.P_VALUE}
    ]
    compared = [a for a in figures if a.start >= edge]
    if len(compared) < 2 or any(
        a.kind not in {AtomKind.DOSE, AtomKind.MEASURE} or a.start in at.reading.used or a.comparator != "="
        for a in compared
    ):
        return None
    gap = at.sentence.text[compared[-2].end : compared[-1].start]
    linked = _IS_SO_MUCH.fullmatch(at.sentence.text, edge, compared[0].core)
    return [None] if linked and _AGAINST.search(gap) else None


def next_characteristic(at: Place) -> Codes | None:
    """``patients were older (p = 0.01) and their FEV1 was lower (p = 0.02)``: a measure in a list of characteristics is one too."""
    if not at.tested_before or at.of_factors or not at.before or at.before[-1].code != "other":
        return None
    start, first = at.sentence.start, at.tested_before[0]
    if any(t.start < first for t in at.outcomes if t.code != "none") or _CHANGED.search(
        at.sentence.text[first : at.atom.start]
    ):
        return None
    listed = CHARACTERISTIC.search(at.sentence.text[start:first]) and not ANALYSED.search(at.sentence.string)
    return [None] if listed and not _DOSIMETRIC.search(at.sentence.text[start:first]) else None
