"""The fields of a dose record."""

import re
from typing import Any

from extractor.assembly.doses.part import Part
from extractor.assembly.findings import Finding, Sentence
from extractor.language.numerals import Atom
from extractor.language.numerals.comparators import comparator

_ALPHA_BETA = re.compile(
    r"(?:α|alpha|a)[\s/-]*(?:to[\s-]*)?(?:β|beta|b|ß)(?:\s*ratio)?(?:\s+value)?\s*(?:=|of|:|was|is|,)?\s*(\d+(?:[.·]\d+)?)",
    re.I,
)
_BED_OF = re.compile(r"\bBED_?(?:Gy)?(?:\((?:Gy)?)?(\d{1,2}(?:[.·]\d)?)\b(?!\s?Gy)")
"""``BED10``, ``BED(3)``: the biologically effective dose by its α/β."""
_GRAY_OF = re.compile(
    r"Gy[_ ]?(?:\((?:α/β\s?=?\s?)?)?(\d{1,2}(?:[.·]\d)?)(?!\d|[.·]\d)(?=\)|\W|$)(?!\s?(?:fr|fx|Gy))"
)
"""``92 Gy10``, ``120 Gy (10)``."""
_ASSUMED = re.compile(
    r"\s*\([^()]*(?:α|alpha)\s*/\s*(?:β|beta|ß)[^()]*\)"
    r"|,?\s+(?:for|with|at|using|assuming|given|based\s+on)\s+(?:an?\s+)?(?:α|alpha)[\s/-]*(?:to[\s-]*)?(?:β|beta|ß)[^,;()]{0,25}?\d(?:[.·]\d+)?(?:\s*Gy)?(?:,|(?=\s+to\b))",
    re.I,
)
"""``the EQD2 (α/β = 10 Gy) was``, ``corresponding, for an α/β of 4 Gy, to``."""
_EQUIVALENT = re.compile(
    r"(?:equivalen(?:t|ce)|equieffective|isoeffective)\s+(?:to|of|with)\s+(?:(?:prescrib|deliver|giv|receiv|administer)ing\s+)?(?:a\s+|an\s+|about\s+|approximately\s+|at\s+least\s+)*(?:(?:total\s+)?doses?\s+of\s+|total\s+)?$|EQD_?2|equivalent\s+(?:total\s+)?doses?|\bNTD",
    re.I,
)
_CORRESPONDS = re.compile(
    r"\b(?:correspond\w*|equat\w+|convert\w*|translat\w+|equals?|amount\w*|equivalent)(?:,[^,;]{3,50},)?\s+(?:to\s+)?(?:an?\s+|about\s+|approximately\s+)*(?:total\s+)?(?:doses?\s+of\s+)?$",
    re.I,
)
"""``this corresponds to 70 Gy in 2-Gy fractions``."""
_BED = re.compile(
    r"\b(?-i:BED)|bioequivalent|biological(?:ly)?[\s-]+(?:effective|equivalent)\s+(?:[\w-]+\s+){0,3}?dose|biologic(?:ally)?[\s-]+effective",
    re.I,
)
_BED_WAS = re.compile(
    r"(?:\bBED\w*|biological(?:ly)?[\s-]+(?:effective|equivalent)\s+doses?)\b(?:(?!Gy|[.;]\s).)*\b(?:was|were|of|from)\s+$"
)
"""``the biologically effective dose at the isocentre, by the linear-quadratic model, was``."""
_IN_TWO_GRAY = re.compile(
    r"\bequivalent\s+(?:total\s+)?doses?\s+(?:in|at|using|of)\s+2(?:[.·]0)?[-\s]?Gy\s+(?:per\s+)?(?:fractions?|fx)\b[^.;\d]{0,25}$",
    re.I,
)
_IS_CONVERTED = re.compile(r"\s+(?:is|was|are|were|equals|corresponds\s+to)\s+\d")
_CONVERTED = re.compile(
    r"\b(EQD_?2?\w*|BED\w*)\s+(?:of|for)\s+(?:[^;.]|\.(?=\d))*?\b(?:fractions?|fx|Gy)\s+(?:is|was|are|were)\s+(?:[\d.]+\s?Gy(?:\s+and|,)\s+)*$"
)
"""``the EQD2 of 40 Gy in 15 fractions is 46 Gy and``."""
_BOUND_BEFORE = re.compile(
    r"\b(beyond|above|exceeding|exceeded|exceeds|over|more than|greater than|higher than|at least|less than|below|lower than)\s+"
    r"(?:an?\s+|the\s+)?(?:(?:total|cumulative|median|mean|biologic\w*|effective|equivalent|prescribed|tumou?r)\s+)*"
    r"(?:doses?|BED\w*|EQD2)\s*(?:\([^()]*\)\s*)?(?:of\s+)?$",
    re.I,
)
_GAINED = re.compile(
    r"\b(?:improv\w+|benefits?|superior\w*|advantages?|better|prefer\w*|favou?r\w*|gains?|support\w*|recommend\w*)\b[^.;]{0,60}$",
    re.I,
)
"""``60 Gy improved survival over 45 Gy``: what it is better than, no bound."""
_MINIMUM = re.compile(
    r"\bminim(?:um|al)\s+(?:(?:total|radiation|prescribed|required|planned)\s+){0,2}?doses?\s*(?:of|was|were|is|:|=|\()\s*$",
    re.I,
)
"""``the minimum dose was``; a minimal peripheral dose is itself what is prescribed."""
_TREATED_UP = re.compile(
    r"\b(?:boost\w*|irradiat(?:ed|ion)|treated|delivered|given|continued)\b[^.;,\d]{0,30}$", re.I
)
"""``the tumour was boosted up to 66 Gy``: the dose that it had, no bound."""
_NAMED_BED = re.compile(
    r"[-\s]*[(\[]?\s*(?:(?-i:BED)|biological\w*\s+(?:effective|equivalent)\s+dose)\w*(?!\w|\s*(?:of|=|:|was|,)?\s*\d)",
    re.I,
)
"""``105 Gy (BED)``: the bracket names the dose before it, unless it prints a number of its own."""


def finding_of(sentence: Sentence, part: Part) -> Finding:
    fields: dict[str, Any] = {"comparator": part.comparator, "statistic": "prescribed", "measure": "physical"}
    derived: list[str] = []
    if part.total:
        fields["total_gy"] = _range(part.total)
    if part.fractions:
        fields["fractions"] = {"low": part.fractions[0], "high": part.fractions[1]}
    if part.each:
        fields["per_fraction_gy"] = _range(part.each)
    if (
        part.each
        and part.fractions
        and not part.total
        and part.each.single
        and part.fractions[0] == part.fractions[1]
    ):
        value = round(part.each.low * part.fractions[0], 4)
        fields["total_gy"] = {"low": value, "high": value}
        derived.append("total_gy")
    fields["derived"] = tuple(derived)
    before = sentence.text[max(sentence.start, part.start - 60) : part.start]
    inherited = re.search(r"Gy\s*\((?:median|mean|average)[\w\s,:=]*$", before)
    if inherited:
        before = sentence.text[
            max(sentence.start, part.start - 110) : sentence.start
            + sentence.text[sentence.start : part.start].rindex("(")
        ]
        before = re.sub(r"\d[\d.\s–-]*(?:to\s*[\d.]+\s*)?Gy\s*$", "", before)
    after = sentence.text[part.end : min(sentence.end, part.end + 50)]
    within = sentence.text[part.start : part.end]
    atom = part.total or part.each
    if atom is not None:
        longer = sentence.text[max(sentence.start, part.start - 140) : part.start]
        fields["measure"] = _measure(before, longer, within, after, atom)
        in_two_gray = part.each is not None and part.each.low == 2 and part.fractions is None
        if fields["measure"] == "physical" and in_two_gray and _CORRESPONDS.search(_ASSUMED.sub("", before)):
            fields["measure"] = "eqd2"
        of_other_size = part.each is not None and part.fractions is not None and part.each.low != 2
        if fields["measure"] == "eqd2" and of_other_size and not _EQUIVALENT.search(within + after):
            fields["measure"] = "physical"  # an equivalent schedule, not its equivalent in 2-Gy fractions
        if fields["comparator"] == "=" and atom.comparator in {">=", ">", "<=", "<", "~"}:
            fields["comparator"] = atom.comparator
        if fields["comparator"] == ">" and _GAINED.search(before) and within.startswith("over"):
            fields["comparator"] = "="
        reached = part.fractions or part.each or _TREATED_UP.search(before)
        if fields["comparator"] == "<=" and reached and re.search(r"\bup to\b", within):
            fields["comparator"] = "="
        bound = _BOUND_BEFORE.search(before)
        if fields["comparator"] == "=" and bound:
            fields["comparator"] = comparator(bound.group(1))
        if fields["comparator"] == "=" and _MINIMUM.search(before):
            fields["comparator"] = ">="
    clause = re.split(r"[;,]|\.\s|Gy\b(?=[^;,]*\b(?:was|were)\b)", before.rstrip(", "))[-1] + (
        inherited.group() if inherited else ""
    )
    clause += sentence.text[part.start : part.total.start] if part.total else ""
    clause = _OTHER_AVERAGE.sub(" ", clause)
    if re.search(r"\bmedian\b(?![^.;]*(?:follow|survival|\bOS\b|PFS))", clause, re.I) or re.match(
        r"\s*\(median\b(?!\D{0,12}\d)", after
    ):
        fields["statistic"] = "median"
    elif re.search(r"\b(?:mean|average(?!-))\b", clause, re.I):
        fields["statistic"] = "mean"
    if fields["measure"] in {"bed", "eqd2"}:
        fields["alpha_beta_gy"] = _alpha_beta(sentence, part)
    return Finding("dose", part.start, part.end, part.rule, fields)


_OTHER_AVERAGE = re.compile(
    r"\b(?:median|mean|average)\s+(?:[\w-]+\s+)?(?:scores?|intervals?|times?|ages?|volumes?|sizes?|diameters?|durations?|PSA|nadir|values?)\b",
    re.I,
)
"""``The mean score was 42 after 3 Gy``: no average of doses."""


def _alpha_beta(sentence: Sentence, part: Part) -> float | None:
    """The α/β that a biological dose is printed with: in the gray, in its name before it, or beside it."""
    text = sentence.text
    unit = text.rfind("Gy", part.start, part.end)
    within = _GRAY_OF.match(text, unit) if unit >= 0 else None
    named = list(_BED_OF.finditer(text, max(sentence.start, part.start - 60), part.start))
    beside = _ALPHA_BETA.search(text, part.start, min(sentence.end, part.end + 90))
    ahead = list(_ALPHA_BETA.finditer(text, max(sentence.start, part.start - 90), part.start))
    found = within or (named[-1] if named else None) or beside or (ahead[-1] if ahead else None)
    return float(found.group(1).replace("·", ".")) if found else None


def _measure(before: str, longer: str, within: str, after: str, atom: Atom) -> str:
    before = _ASSUMED.sub("", before)
    clause = re.split(
        r"(?<!BED\d )(?<!BED\d)(?<!BED\d\d )(?<!BED\d\d)Gy\b", re.split(r"[;]|\.\s", before)[-1]
    )[-1]
    if (
        re.search(r"\b\d+(?:[.·]\d+)?\s*(?:Gy)?\s*\(\s*$", before)
        and "," not in clause[-12:]
        and "Gy" in within
    ):
        clause = ""  # what a bracket behind a biological dose prints is the schedule itself
    if _IN_TWO_GRAY.search(before):
        return "eqd2"
    if "raction" in within and _IS_CONVERTED.match(after):
        return "physical"
    converted = _CONVERTED.search(before)
    if converted:
        return "bed" if converted.group(1).startswith("BED") else "eqd2"
    if atom.measure != "physical":
        return (
            "eqd2"
            if _EQUIVALENT.search(clause) and atom.measure == "bed" and "EQD" in clause
            else atom.measure
        )
    if re.match(
        r"\s*(?:[(\[]\s*(?:cobalt|CGE|GyE|RBE|relative bio)|(?:\([^()]*\)\s*)?relative\s+biologic)",
        within[within.find("Gy") + 2 :] + after,
    ):
        return "rbe"
    if _NAMED_BED.match(after) or _BED.search(clause):
        return "bed"
    if _BED_WAS.search(longer):
        return "bed"
    if re.match(
        r"[-\s]*(?:\(|\[)?\s*(?:EQD_?2?\w*(?!\w|\s*(?:of|=|:|was|,)?\s*\d)|in\s+2[-\s]Gy\s+equivalent)", after
    ) or _EQUIVALENT.search(clause):
        return "eqd2"
    if re.search(r"\b(?:proton|carbon)", clause + after) and re.search(r"RBE|GyE|CGE", within):
        return "rbe"
    return "physical"


def _range(atom: Atom) -> dict[str, float]:
    return {"low": atom.low, "high": atom.high if atom.high is not None else atom.low}
