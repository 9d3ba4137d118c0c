"""Doses that prescribe nothing: of organs, of arms as labels, of limits and rates."""

import re

from extractor.assembly.doses.organs import is_of_organ
from extractor.assembly.doses.part import Part
from extractor.assembly.findings import Sentence
from extractor.language.mentions import Mention

_ALPHA_BETA_BEFORE = re.compile(
    r"(?:α|alpha)[\s/-]*(?:to[\s-]*)?(?:β|beta|ß)\b(?:(?!BED|EQD|\bdoses?\b|Gy)[^.;()]|(?<=\d)\.(?=\d)){0,80}\(?\s*"
    r"(?:\d+(?:[.·]\d+)?(?:[-–]\d+(?:[.·]\d+)?)?(?:\s?Gy)?(?:(?:\s+(?:was|were)\s+\w+)?\s+for\s+[^.;(),\d]{3,50})?(?:\s*\[[\d,–-]+\])?\s*(?:,|and|or|,\s*and)\s+(?:of\s+)?)*$",
    re.I,
)
_DOSIMETRIC_NEAR = re.compile(
    r"\b(?:ML?D|MLDs|MHD|MED|V\d{1,2}(?:Gy)?|D\d(?:[.·]\d)?\s?cc|D\d{1,2}%?|D\s?\(?_?(?:mean|max|min|near-max)\)?|DVH|NTCP|cut-?offs?|gEUD|EUD|TD\d+)(?!\w)"
    r"(?:(?!\b(?:met|respected|fulfilled|satisfied|possible|kept|achieved)\b)[^;]){0,45}[(\s=:]*$"
)
_CONSTRAINT_NEXT = re.compile(
    r"[-\s]*(?:(?:mean|maximum|max|median|minimum)\s+)?(?:dose\s+)?(?:constraints?|limits?|tolerance|thresholds?|cut-?offs?)\b"
    r"|\s+for\s+(?:MLD|MHD|Dmax|the\s+(?:cord|lungs?|heart))",
    re.I,
)
_LIMITED = re.compile(
    r"\b(?:limits?|constraints?|tolerances?|thresholds?|objectives?)\s+(?:was|were|is|are|of)\s+(?:[<>≤≥]\s*)?(?:\d+(?:[.·]\d+)?\s*Gy\s+for\s+[\w\s]{3,30}(?:,|\band\b)\s*)*$"
    r"|\b(?:permitted|allowed|restricted|limited|kept|shielded|constrained)\s+(?:to\s+)?(?:(?:receive|below|under|less than|at|to|within)\s+(?:less than\s+|[<≤]\s*)?)?$"
    r"|%\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:[PCGI]TVs?|target|prostate|volume)\s+(?:volumes?\s+)?(?:(?:had|has|have|should|must|was|were|is|are|to|required|planned)\s+){0,4}(?:receiv\w+|required)\s+(?:at\s+least\s+)?$"
    r"|\b(?:cord|kidneys?|liver|lungs?|heart|larynx)\b[^.;]{0,40}\b(?:spared|shielded|blocked|excluded|off|protected)\b[^.;]{0,20}\b(?:after|at|before|beyond|from)\s+$"
    r"|\bspar(?:ing|ed)\s+(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+){1,3}?to\s+(?:an?\s+)?(?:(?:maximum|mean)\s+)?(?:doses?\s+of\s+)?$"
    r"|\b(?:held|kept|limited|restricted)\s+(?:to|below|under)\s+[^.;]*\b(?:mean|maximum|max)\s+(?:of\s+)?$"
    r"|\bdifferences?\s+between\s+$|(?<!boost )(?<!target )\bvolumes?\b[^.;]{0,20}\breceiv(?:ed|ing)\s+(?:an?\s+)?(?:mean|median|maximum)\b[^.;\d]{0,20}$",
    re.I,
)
"""``D2cc limits were 75 Gy for the rectum and 90 Gy``, ``the cord was spared after 44 Gy``."""
_DOSES_LISTED = r"(?:[<>≤≥]?\s*\d+(?:[.·]\d+)?(?:\s?c?Gy)?\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+))*"
_VOLUME_RECEIVED = re.compile(
    rf"(?<!boost )(?<!target )\bvolumes?\s+(?:(?:of\s+[^.;,]{{1,30}}?)?(?:that\s+|which\s+)?receiv(?:ing|es?)|(?:of\s+[^.;,]{{1,30}}?|that|which)\s+received)\s+(?:(?:at\s+least|more\s+than|over)\s+)?{_DOSES_LISTED}$",
    re.I,
)
"""``the chest wall volume receiving ≥20, ≥30 and ≥40 Gy``."""
_SIZES_OF = re.compile(rf"\bfraction\s+sizes?\s+(?:of|were)\s+(?P<before>{_DOSES_LISTED})$")
_SIZE_THEN = re.compile(r"(?:\s?c?Gy)?\s*(?:,|and\b|or\b|vs\b|versus\b)\s*(?:and\s+|or\s+)?\d")
"""``for fraction sizes of 6, 7 and 8 Gy``: groups of patients."""
_COMPARED = re.compile(r"\bdifferences?\s+between\b")
_PRESCRIBED = re.compile(r"\b(?:prescribed|prescription)\s+(?:[\w-]+\s+){0,4}$", re.I)
"""``the prescribed dose to the gland was 125 Gy``."""
_SIZE_NEXT = re.compile(r"\s*,\s*\d{1,5}\s*[;)]")
"""``302 patients (8 Gy, 152; 20 Gy, 150)``."""
_LEFT_OUT = re.compile(
    r"\s*\(?V\s?\d|\s*(?:were|was)\s+(?:excluded|ineligible|avoided|forbidden|not\s+(?:eligible|allowed|given|used|exceeded|analy[sz]ed))\b"
    r"|(?:\s*(?:,|and)\s*\d+(?:[.·]\d+)?\s*Gy)*\s+for\s+(?:the\s+)?(?:MLD|MHD|mean lung|mean heart|rectum|bladder|spinal cord|heart|lungs?|bowel)\b"
)
_LABEL_NEXT = re.compile(
    r"(?:\s*(?:,|/|,?\s*(?:and|or|vs\.?|v\.?|versus|to|with|than|(?:than|vs\.?|versus)\s+(?:in|for)))\s*(?:(?:with\s+)?the\s+)?\d+(?:[.·]\d+)?(?!\s+patients\b)[-\s]*(?:c?Gy)?(?:\s?\(RBE\))?)*"
    r"[-\s]*(?:(?:control|treatment|study|standard|experimental|dose|radiotherapy|RT|randomi[sz]ation|schedule|fractionation)\s+)?"
    r"(?:arms?|groups?|cohorts?|isodose|patients)\b",
    re.I,
)
"""``the 70 Gy arm``, ``the 50 Gy control groups``, ``between the 45- and the 55-Gy cohorts``."""
_LEADS_TO_DOSE = re.compile(
    r"\bdose\s*=\s*$|\bdose[-\s](?:rates?|intensit\w+)\s+(?:of|was|were|is|above|below|over|less|ranged)\b[^.;,()]{0,30}$",
    re.I,
)
_ALLOWED = re.compile(
    r"\b(?:allowed|permitted|allowable)\b(?!\s+(?:an?|the|for|us)\b)[^.;]{0,40}\bdoses?\b[^.;]{0,40}$", re.I
)
_CHANGED_BY = re.compile(
    r"\b(?:increas|rais|escalat|reduc|decreas|lower|high|differ|exceed|great|rose|fell|less|more)\w*\b[^.;,]{0,35}\bby\s+(?:1\s+)?$"
    r"|\b(?:differences?|reductions?|increases?|increments?|decreases?|gains?|steps?|escalations?)\s+(?:in\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?doses?\s+)?(?:(?:of|was|were|is|about|only|approximately)\s+)+$",
    re.I,
)
_LARGEST_FRACTION_NAMED = 3.5
_LARGEST_RATIO = 25
"""Gy; what is more is no ratio of α to β."""
_FRACTION_SIZE = re.compile(
    r"\bfractions?\s+(?:sizes?|doses?)\s+(?:[\w-]+\s+){0,3}(?:than|above|over|>)\s*$|fractionat(?:ed|ion)\s*\(\s*$",
    re.I,
)
_SIZE_BEFORE = re.compile(r"\bfraction\s+sizes?\s+(?:[\w-]+\s+){0,3}$", re.I)
"""``fraction sizes larger than 2 Gy``: a kind of treatment, not a prescription."""


def is_excluded(sentence: Sentence, part: Part, banned: list[Mention]) -> bool:
    atoms = [a for a in (part.total, part.each) if a is not None]
    for m in banned:
        if not any(m.start <= a.start and a.end <= m.end for a in atoms):
            continue
        prescribed = _PRESCRIBED.search(sentence.text[max(sentence.start, m.start - 60) : m.start])
        if m.rule == "dose.not_organ" and prescribed:
            continue
        if m.rule == "dose.not_arm_label" and (part.fractions is not None and part.each is None):
            continue
        return True
    after = sentence.text[part.end : part.end + 40]
    before = sentence.text[max(0, part.start - 40) : part.start]
    if atoms and re.search(r"(?<!> )(?<!< )(?<!>)(?<!<)\bor\s?=\s*$", before):
        return True  # print or extraction lost the sign before "or ="
    if atoms and _VOLUME_RECEIVED.search(sentence.text, sentence.start, part.start):
        return True
    if atoms and _one_of_sizes(sentence, part):
        return True
    if atoms and _COMPARED.search(sentence.text[max(0, part.start - 16) : part.start + 8]):
        return True
    if atoms and (_LEFT_OUT.match(after) or _SIZE_NEXT.match(after)):
        return True
    if (
        atoms
        and atoms[0].low <= _LARGEST_RATIO
        and _ALPHA_BETA_BEFORE.search(sentence.text[max(sentence.start, part.start - 120) : part.start])
    ):
        return True
    if atoms and atoms[0].low <= _LARGEST_FRACTION_NAMED and _names_fraction_size(part, before, after):
        return True
    if atoms and (
        re.match(
            r"\s*(?:/|per)\s*pulse\b|[-\s]*(?:dose\s+)?(?:increase|increment|decrease|escalation|reduction|higher|lower|difference|steps?)\b",
            after,
        )
        or re.search(
            r"\b(?:per|each|every|(?:per|each|every)\s+additional|increments? of|steps of)\s+(?:1\s+)?$",
            before,
        )
        or _CHANGED_BY.search(before)
    ):
        return True
    if is_of_organ(sentence, part) or (part.fractions is None and atoms and _dosimetric(sentence, part)):
        return True
    if atoms and _LABEL_NEXT.match(sentence.text, part.end):
        return not re.search(r"\bthe\s+\d+\s+patients\s+(?:receiving|treated)", before)
    if part.fractions is None and re.search(
        r"\b(?:increments?|escalations?|increases?|steps)\s+of\s*$|\bincreas\w+\s+(?:per\s+\w+,?\s+|by\s+)$",
        before,
    ):
        return True
    if atoms and re.match(
        r"\s*(?:/\s*min|per\s+min|/\s*h\b|per\s+hour|increments?|dose\s+(?:increase|escalation\s+step))",
        after,
    ):
        return True
    return bool(atoms) and bool(
        re.search(
            r"\b(?:V|D)\s?[\d.]*\s*(?:\(|≥|>|of)?\s*$|\bconstraints?\b[^.;]{0,20}$|tolerance[^.;]{0,15}$",
            before,
        )
    )


def _one_of_sizes(sentence: Sentence, part: Part) -> bool:
    """``fraction sizes of 6, 7 and 8 Gy went with …``."""
    led = _SIZES_OF.search(sentence.text, sentence.start, part.start)
    return led is not None and bool(led["before"] or _SIZE_THEN.match(sentence.text, part.end))


def _names_fraction_size(part: Part, before: str, after: str) -> bool:
    kind = part.total is not None and part.fractions is None and part.each is None
    if kind and re.match(r"[-\s]+fractionation\b", after):
        return True  # the standard 2-Gy fractionation
    bound = part.comparator != "=" or any(a.comparator != "=" for a in (part.total, part.each) if a)
    return bool(
        (part.total is not None and _FRACTION_SIZE.search(before))
        or (
            bound
            and (
                _SIZE_BEFORE.search(before) or re.match(r"\s*(?:fraction\s+)?(?:sizes?|schedules?)\b", after)
            )
        )
    )


def _dosimetric(sentence: Sentence, part: Part) -> bool:
    """A figure of a dose distribution: ``MLD was 19 vs 17.8 Gy``, ``a 50 Gy mean dose constraint``."""
    before = sentence.text[max(sentence.start, part.start - 60) : part.start]
    after = sentence.text[part.end : part.end + 40]
    return bool(
        _LIMITED.search(sentence.text[max(sentence.start, part.start - 90) : part.start])
        or _ALLOWED.search(before)
        or _DOSIMETRIC_NEAR.search(before)
        or _CONSTRAINT_NEXT.match(after)
        or _LEADS_TO_DOSE.search(before)
    )
