"""Pieces that stand together become prescriptions; lists share what they say once."""

import re
from dataclasses import replace

from extractor.assembly.doses.merging import merge
from extractor.assembly.doses.part import LIST_GAP, Part
from extractor.assembly.findings import Sentence

_EACH_FOR_ALL = re.compile(
    r"\b(?:using|with|in|at|of|by)\s+(?:an?\s+)?(?:daily\s+)?"
    r"(?:(?:fraction(?:al)?s?|doses?)\s+)?(?:size|dose|per\s+fraction)?s?\s*(?:of\s+)?$",
    re.I,
)


def joined_parts(sentence: Sentence, parts: list[Part]) -> list[Part]:
    joined: list[Part] = []
    pending: list[Part] = []  # totals of a list that wait for what is said once
    for part in parts:
        last = joined[-1] if joined else None
        merged = merge(sentence, last, part) if last else None
        if merged is None and last is not None and _same_list(sentence, last, part):
            joined.append(replace(last, fractions=part.fractions, end=part.end))
            pending = []
            continue
        if merged is not None:
            joined[-1] = merged
            shared = [p for p in pending if p is not last]
            if part.fractions and last is not None and last.total is not None:
                for i, other in enumerate(joined[:-1]):
                    if other in shared and other.fractions is None:
                        joined[i] = replace(other, fractions=part.fractions, rule=merged.rule)
            pending = [merged]
            continue
        if (
            part.total is not None
            and pending
            and pending[-1].total is not None
            and _list_link(sentence, pending[-1], part)
        ):
            pending = [*pending, part]
        else:
            pending = [part]
        joined.append(part)
    return [p for p in joined if p.total or p.each or _prescribes(sentence, p)]


def share_each(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``66 Gy for A and 60 Gy for B, with fractions of 2 Gy``: the dose a fraction holds for all totals
    before it; one in brackets that repeats another is dropped."""
    kept: list[Part] = []
    for part in parts:
        lone = part.each is not None and part.total is None and part.fractions is None
        if not lone or part.each is None:
            if part.each and part.total and not part.fractions:
                kept = [replace(k, each=part.each) if _shares(sentence, k, part) else k for k in kept]
            kept.append(part)
            continue
        if any(k.each is not None and k.each.low == part.each.low and k.total for k in kept):
            continue
        open_ = [
            k for k in kept if k.total and not k.fractions and not k.each and k.total.low >= 5 * part.each.low
        ]
        led = _EACH_FOR_ALL.search(sentence.text[max(sentence.start, part.start - 40) : part.start])
        if not led or not open_ or open_ != kept:
            kept.append(part)
            continue
        kept = [replace(k, each=part.each) for k in kept]
    return kept


def _shares(sentence: Sentence, left: Part, right: Part) -> bool:
    """``45 Gy to the pelvis and 70 Gy to the prostate in 2-Gy fractions``."""
    if left.fractions or left.each or left.total is None or right.each is None:
        return False
    gap = sentence.text[left.end : right.start]
    linked = re.search(r"\b(?:and|or)\b", gap) and not re.search(r"[;(]|\d\s?%", gap) and len(gap) < 60
    return bool(linked) and left.total.low >= 5 * right.each.low


def _same_list(sentence: Sentence, last: Part, part: Part) -> bool:
    """``60 Gy in 3, 5, or 8 fractions``: the further counts share the total."""
    if last.total is None or last.fractions is None or part.fractions is None or part.total or part.each:
        return False
    return bool(re.fullmatch(r"\s*(?:,|,?\s*or|,?\s*and)\s*", sentence.text[last.end : part.start]))


def _list_link(sentence: Sentence, left: Part, right: Part) -> bool:
    return bool(left.total and left.total.shared and LIST_GAP.match(sentence.text[left.end : right.start]))


def _prescribes(sentence: Sentence, part: Part) -> bool:
    """A fraction count without Gy counts where it names a treatment."""
    around = sentence.text[part.end : part.end + 50]
    before = sentence.text[max(0, part.start - 40) : part.start]
    quoted = sentence.text[part.start : part.end]
    if part.rule == "dose.single_dose" and not re.search(r"single[-–]", quoted, re.I):
        return False
    if "weekly" in quoted:
        return False
    if re.match(
        r"[-\s]*(?:arms?|groups?|schedules?\s+arm|(?:(?:and|or|vs)\s+\S+\s+)?(?:arms?|groups?))\b",
        around,
        re.I,
    ):
        return False
    radiation = r"(?:radiotherapy|radiation|irradiation|\w*RT\b|SRS|SABR|SBRT|radiosurgery|treatment|regimen|schedule|hypofraction\w+)"
    return bool(
        re.match(
            rf"[-\s]*(?:of\s+)?(?:\([A-Z]+\)\s*)?(?:[\w-]+\s+|\w+[-\s]+){{0,3}}?{radiation}", around, re.I
        )
        or re.search(
            rf"{radiation}\s+(?:\w+\s+){{0,3}}?(?:in|with|of|using|given|delivered|for)?\s*$", before, re.I
        )
        or re.search(r"\b(?:delivered|given|administered)\s+(?:in|over)\s*$", before, re.I)
    )
