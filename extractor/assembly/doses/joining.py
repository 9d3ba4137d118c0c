"""Pieces that stand together become prescriptions."""

import re
from collections.abc import Collection
from dataclasses import replace

from extractor.assembly.brackets import without_brackets
from extractor.assembly.doses.lists import (
    averaged,
    each_for_both,
    each_for_list,
    list_link,
    paired,
    single_doses,
    single_for_all,
)
from extractor.assembly.doses.merging import merge
from extractor.assembly.doses.part import Part
from extractor.assembly.doses.shared import share_fractions
from extractor.assembly.findings import Sentence
from extractor.language.numerals import AtomKind

_RADIATION_NEXT = re.compile(
    r"\s+(?:stereotactic|SBRT\b|SABR\b|SRS\b|radiosurg|radiotherapy|irradiation|intraoperative|HDR\b|brachyth)",
    re.I,
)
_IS_A_KIND = re.compile(
    r"[-\s]+(?:[\w-]+\s+){1,3}(?:\([A-Z]+\)\s*)?(?:is|are|has|have|remains?|may|can)\s+(?:been\s+|be\s+)?(?:an?|the|still|widely|increasingly|often|commonly|under\w*|considered|recommended)\b"
)
"""``Single-fraction radiotherapy is a convenient option``: a kind of treatment."""
_USED_IN = re.compile(r"\b(?:used|common|usual|standard|preferred|chosen)\s+(?:in|for|as|with)\s+$")
"""``8 Gy was most often used in single-fraction treatment``: what the dose was given as."""
_RECEIVED = re.compile(
    r"\b(?:patients?|women|woman|men|man|\d+|one|two|three|others?)\s+(?:only\s+)?(?:received|was\s+given|were\s+given)\s+(?:only\s+|just\s+)?$",
    re.I,
)
"""``one patient received 9 fractions``."""
_RESTATED = re.compile(r"\s*[(\[][^()\[\]]*\b(?:BED|EQD|biologic|equivalent)")
"""``48 Gy (BED10, 105.6 Gy) in 4 fractions``."""

_FARTHEST = 160
"""Letters between a dose and its restatement."""


def joined_parts(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """Prescriptions, with the doses that a bracket restates in another measure as their own."""
    parts = averaged(sentence, paired(sentence, parts))
    asides = [p for i, p in enumerate(parts) if i and _is_aside(sentence, parts[:i], p)]
    joined = _joined(sentence, [p for p in parts if p not in asides], {p.start for p in asides})
    joined = single_doses(sentence, single_for_all(sentence, each_for_both(sentence, joined)))
    joined = each_for_list(sentence, joined)
    joined = share_fractions(sentence, joined)
    kept = [p for p in joined if p.total or p.each or _prescribes(sentence, p)]
    return sorted([*kept, *asides], key=lambda p: p.start)


def _is_aside(sentence: Sentence, before: list[Part], part: Part) -> bool:
    if part.total is None or part.fractions or part.each:
        return False
    gaps = (
        without_brackets(sentence.text[p.end : part.start])
        for p in before
        if p.end < part.start <= p.end + _FARTHEST and p.total is not None
    )
    return any(_RESTATED.fullmatch(re.split(r"\d", gap)[0]) and not re.search(r"[)\]]", gap) for gap in gaps)


def _joined(sentence: Sentence, parts: list[Part], asides: Collection[int]) -> list[Part]:
    joined: list[Part] = []
    pending: list[Part] = []  # totals of a list that wait for what is said once
    for part in parts:
        last = joined[-1] if joined else None
        merged = merge(sentence, last, part, asides) if last else None
        if merged is None and last is not None and _same_list(sentence, last, part):
            joined.append(replace(last, fractions=part.fractions, end=part.end))
            pending = []
            continue
        if merged is not None:
            joined[-1] = merged
            shared = [p for p in pending if p is not last]
            if part.fractions and last is not None and last.total is not None:
                for i, other in enumerate(joined[:-1]):
                    if other in shared and other.fractions is None and other.each is None:
                        joined[i] = replace(other, fractions=part.fractions, rule=merged.rule)
            pending = [merged]
            continue
        if (
            part.total is not None
            and pending
            and pending[-1].total is not None
            and list_link(sentence, pending[-1], part)
        ):
            pending = [*pending, part]
        else:
            pending = [part]
        joined.append(part)
    return joined


def _same_list(sentence: Sentence, last: Part, part: Part) -> bool:
    """``60 Gy in 3, 5, or 8 fractions``: the further counts share the total."""
    if last.total is None or last.fractions is None or part.fractions is None or part.total or part.each:
        return False
    return bool(re.fullmatch(r"\s*(?:,|,?\s*or|,?\s*and)\s*", sentence.text[last.end : part.start]))


def _prescribes(sentence: Sentence, part: Part) -> bool:
    """A fraction count without Gy counts where it names a treatment."""
    around = sentence.text[part.end : part.end + 50]
    before = sentence.text[max(0, part.start - 40) : part.start]
    quoted = sentence.text[part.start : part.end]
    if part.rule == "dose.single_dose" and not (
        re.search(r"single[-–]", quoted, re.I) or _RADIATION_NEXT.match(around)
    ):
        return False
    dosed = any(a.kind is AtomKind.DOSE and a.end <= part.start for a in sentence.atoms)
    if dosed and _USED_IN.search(before):
        return False
    if _RECEIVED.search(before) and re.match(r"\s*(?:[),.;]|$)", around):
        return True
    if "weekly" in quoted or (part.fractions == (1.0, 1.0) and _IS_A_KIND.match(around)):
        return False
    if re.match(
        r"[-\s]*(?:arms?|groups?|schedules?\s+arm|(?:(?:and|or|vs)\s+\S+\s+)?(?:arms?|groups?))\b",
        around,
        re.I,
    ):
        return False
    radiation = r"(?:brachytherapy|H?DR[-\s]BT|BT|radiotherapy|radiation|irradiation|\w*RT\b|SRS|SABR|SBRT|radiosurgery|treatment|regimen|schedule|courses?\b|hypofraction\w+)"
    if re.search(r"single[-–]", quoted, re.I):
        around = re.sub(r"^\s*\((?=[a-z])", " ", around)  # single-dose (stereotactic radiosurgery)
    return bool(
        re.match(
            rf"[-\s]*\)?\s*(?:of\s+)?(?:\([A-Z]+\)\s*)?,?\s*(?:[\w-]+,?\s+|\w+[-\s]+){{0,5}}?{radiation}\b",
            around,
            re.I,
        )
        or re.search(
            rf"{radiation}\s+(?:\w+\s+){{0,3}}?(?:in|with|of|using|given|delivered|for)?\s*$", before, re.I
        )
        or re.search(
            r"\b(?:delivered|given|administered|treated\s+with\s+\S+)\s+(?:in|over)\s*$", before, re.I
        )
    )
