"""What a number of a cohort becomes."""

import re
from collections.abc import Mapping

from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer, noun_unit
from extractor.language.numerals import Atom
from extractor.language.numerals.words import NUMBER_WORDS

Found = Mapping[int, Finding]
"""Cohorts by the offset of their number."""
SHARE = re.compile(r"\s*[(\[]\s*\d+(?:[.·]\d+)?\s?%\s*[)\]]")
"""The share behind a number: ``12 (15%)``."""
_MOST_STUDIES = 200
_LESIONS_LEAD = re.compile(
    r"(?:[A-Z][\w-]*\s+)?(?:[a-z-]+\s+){0,2}?(?:[Ll]esions|[Tt]umou?rs|[Mm]etastases|[Nn]odules)\s+(?:\([^()]*\)\s+)?"
    r"(?:were\s+(?:located|situated|distributed|found|treated|irradiated|given)|received|measuring|smaller|larger|within)\b(?:(?!\b(?:patients|women|men|children)\b)[^.;])*$"
)
"""``Central lesions received 60 Gy in eight (n = 20) or five fractions (n = 12)``."""


_SITES_WERE = re.compile(
    r"\b(?:(?:primary|tumou?r|disease|anatomic\w*)\s+(?:sub)?sites?|primary\s+(?:tumou?rs?|cancers?|malignanc(?:y|ies)))\s+(?:were|was|included)\b[^.;]*[(\[]\s*[nN]\s*=\s*$",
    re.I,
)
"""``primary sites were oropharynx (n = 32)``: so many patients had it there."""
_BODY_PARTS = re.compile(
    r"\b(?:shoulders|heels|elbows|knees|hips|hands|feet|wrists|ankles|eyes|ears|limbs|joints|keloids|breasts|nodules|aneurysms|vertebrae|cavities|implants)\s*[(\[]\s*[nN]\s*=\s*$",
    re.I,
)
"""``shoulders (n = 51) and heels (n = 88) were irradiated``."""
_COUNTED_BEFORE = re.compile(rf"(?:\d|\b{NUMBER_WORDS})\s+(?:[\w-]+\s+){{0,2}}$", re.I)
_SO_MANY_EACH = re.compile(
    r"\b(?:one|two|three|four|five|single|solitary|multiple|(?<!grade )(?<!stage )[1-5](?:\s*[-–]\s*\d)?)\s+(?:[\w-]+\s+){0,2}?(?:lesions?|metastas[ei]s|tumou?rs?|nodules?)\s*[(\[]\s*[nN]\s*=\s*$",
    re.I,
)
"""``one liver lesion (n = 10)``: how many patients had so many."""
_PEOPLE_WITH = re.compile(
    r"\b(?:patients|women|men|children|those)\s+(?:with|having)\s+(?:[\w-]+\s+){0,4}?(?:lesions?|tumou?rs?|metastas[ei]s|disease)\s*\(\s*[nN]\s*=\s*$",
    re.I,
)
"""``patients with liver metastases (n = 12)``."""


def cohort_of(atom: Atom, start: int, end: int, unit: str, rule: str) -> Finding:
    """The finding of a number that stands from ``start`` to ``end``."""
    comparator = atom.comparator if atom.comparator in {">=", ">", "<=", "<", "~"} else "="
    return Finding("cohort", start, end, rule, {"n": int(atom.low), "unit": unit, "comparator": comparator})


def free_numbers(sentence: Sentence, found: Found, taken: set[int]) -> list[Atom]:
    """Whole numbers, stated as equal, that are neither cohorts nor taken by something else."""
    used = taken | found.keys()
    return [a for a in sentence.atoms if is_integer(a) and a.comparator == "=" and a.start not in used]


def unit_of_n(sentence: Sentence, atom: Atom) -> str:
    """What ``n = 12`` counts: patients, lesions or studies."""
    behind = re.match(r"\s+\w+", sentence.text[atom.end : atom.end + 20])
    if behind and noun_unit(behind.group()) == "lesions":
        return "lesions"
    before = sentence.text[max(sentence.start, atom.start - 60) : atom.start]
    if _PEOPLE_WITH.search(before) or _SITES_WERE.search(before) or _SO_MANY_EACH.search(before):
        return "patients"
    if re.search(r"\b(?:arm|group|assigned|allocated|randomi[sz]ed)\b[^,;]*$", before):
        return "patients"
    if re.search(
        r"\b(?:lesions|tumou?rs(?!\s+(?:types?|histolog|stage|sites?|grade|location))|metastases|treatments|sites|targets|specimens)\b(?:(?!\bpatients|\bwomen|\bmen\b)[^.;,]){0,25}[(\[]?\s*[nN]\s*=\s*$",
        before,
    ):
        return "lesions"
    parts = _BODY_PARTS.search(before)
    if parts is not None and not _COUNTED_BEFORE.search(before, 0, parts.start()):
        return "lesions"
    if _LESIONS_LEAD.match(sentence.text, sentence.start, atom.start):
        return "lesions"
    if atom.low <= _MOST_STUDIES and re.search(
        r"\b(?:studies|trials)\b[^.;,]{0,20}[(\[]?\s*[nN]\s*=\s*$", before
    ):
        return "studies"
    return "patients"
