"""Pieces that stand together become prescriptions; lists share what they say once."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from extractor.assembly.doses.merging import merge
from extractor.assembly.doses.part import LIST_GAP, Part
from extractor.assembly.findings import Sentence

_RADIATION_NEXT = re.compile(
    r"\s+(?:stereotactic|SBRT\b|SABR\b|SRS\b|radiosurg|radiotherapy|irradiation|intraoperative|HDR\b|brachyth)",
    re.I,
)
_EACH_FOR_ALL = re.compile(
    r"\b(?:using|with|in|at|of|by)\s+(?:an?\s+)?(?:daily\s+)?"
    r"(?:(?:fraction(?:al)?s?|doses?)\s+)?(?:size|dose|per\s+fraction)?s?\s*(?:of\s+)?$",
    re.I,
)


_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_RESTATED = re.compile(r"\s*[(\[][^()\[\]]*\b(?:BED|EQD|biologic|equivalent)")
"""``48 Gy (BED10, 105.6 Gy) in 4 fractions``."""
_TARGETS = re.compile(
    r"(?!.*\b(?:boost|followed|plus|then|in|over|daily|fractions?|per|with|patients?|versus|vs|after|before)\b)"
    r"\s*[A-Za-z][\w\s/-]{1,45}(?:,\s*(?:and\s+|or\s+)?|,?\s*\b(?:and|or)\s+)",
    re.I,
)
"""``66 Gy to the primary and 54 Gy to the nodes in 33 fractions``."""
_LISTED = re.compile(r"\s*(?:,|or|and|,\s*(?:or|and))\s*")
_RESPECTIVELY = re.compile(r"[^.;\d]{0,40}\brespectively\b")
_NEXT_PEOPLE = re.compile(
    r"\s*,?\s*(?:and\s+)?\d+\s+(?:(?:patients|women|men)\s+)?(?:at|with|received|had)\s*"
)
"""``30 at 1.1 Gy, and 20 at 1.2 Gy per fraction``."""
_ALIKE = 0.75
_ALIKE_TARGETS = 0.6
_LARGEST_EACH = 10


def joined_parts(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """Prescriptions, with the doses that a bracket restates in another measure as their own."""
    parts = _paired(sentence, parts)
    asides = [p for i, p in enumerate(parts) if i and _is_aside(sentence, parts[:i], p)]
    joined = _joined(sentence, [p for p in parts if p not in asides], {p.start for p in asides})
    joined = _each_for_list(sentence, _single_for_all(sentence, _each_for_both(sentence, joined)))
    kept = [p for p in joined if p.total or p.each or _prescribes(sentence, p)]
    return sorted([*kept, *asides], key=lambda p: p.start)


def _paired(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``64 and 74 Gy in 32 and 37 fractions, respectively``: each total with its own number of fractions."""
    result = list(parts)
    for i in range(1, len(parts)):
        counts = _run(sentence, parts[i:], lambda p: p.total is None and p.each is None)
        totals = parts[max(0, i - len(counts)) : i]
        if (
            len(counts) > 1
            and len(totals) == len(counts)
            and all(_is_bare_total(p) for p in totals)
            and _RESPECTIVELY.match(sentence.text, counts[-1].end)
        ):
            for total, count in zip(totals, counts, strict=True):
                result[result.index(total)] = replace(total, fractions=count.fractions, rule=count.rule)
                result.remove(count)
            return result
    return result


def _run(sentence: Sentence, parts: list[Part], holds: Callable[[Part], bool]) -> list[Part]:
    """The first parts that hold and are linked as a list."""
    run: list[Part] = []
    for part in parts:
        if not holds(part) or (run and not _LISTED.fullmatch(sentence.text[run[-1].end : part.start])):
            break
        run.append(part)
    return run


def _is_aside(sentence: Sentence, before: list[Part], part: Part) -> bool:
    if part.total is None or part.fractions or part.each:
        return False
    return any(
        p.total is not None
        and _RESTATED.fullmatch(re.split(r"\d", sentence.text[p.end : part.start])[0])
        and not re.search(r"[)\]]", sentence.text[p.end : part.start])
        for p in before
        if p.end < part.start
    )


def _is_bare_total(part: Part) -> bool:
    """A dose with neither fractions nor a dose a fraction."""
    return part.total is not None and part.fractions is None and part.each is None


def _each_for_both(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``schedules of 2.67 Gy versus 2 Gy fractions``: both are doses a fraction."""
    result = list(parts)
    for i in range(len(parts) - 2, -1, -1):
        left, right = parts[i], result[i + 1]
        each = right.each is not None and right.total is None and right.fractions is None
        if (
            _is_bare_total(left) and each and left.total is not None and left.total.low <= _LARGEST_EACH
            and (right is not parts[i + 1] or right.rule == "dose.per_fraction")
            and (LIST_GAP.match(gap := sentence.text[left.end : right.start]) or _NEXT_PEOPLE.fullmatch(gap))
        ):  # fmt: skip
            result[i] = replace(left, total=None, each=left.total, rule=right.rule)
    return result


def _single_for_all(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``single fractions of 4 or 8 Gy``: one fraction each."""
    result = list(parts)
    for i in range(1, len(result)):
        left, right = result[i - 1], result[i]
        gap = sentence.text[left.end : right.start]
        leads = left.total is not None and left.fractions == (1.0, 1.0) and left.end == left.total.end
        listed = _LISTED.fullmatch(gap) or (_list_link(sentence, left, right) and "in" not in gap.split())
        if leads and _is_bare_total(right) and listed:
            result[i] = replace(right, fractions=(1.0, 1.0), rule=left.rule)
    return result


def _each_for_list(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``2.1-Gy daily fractions to 73.5 or 77.7 Gy``: the totals of the list share the dose a fraction."""
    result = list(parts)
    for i in range(1, len(result)):
        left, right = result[i - 1], result[i]
        if left.total is None or left.each is None or right.total is None:
            continue
        leads = left.each.start <= left.total.start and left.fractions is None and left.end == left.total.end
        gap = _BRACKETED.sub(" ", sentence.text[left.end : right.start])
        low, high = sorted((left.total.low, right.total.low))
        if leads and _is_bare_total(right) and low >= _ALIKE * high and _LISTED.fullmatch(gap):
            result[i] = replace(right, each=left.each, rule=left.rule)
    return result


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
    return joined


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
        if part.each.comparator != "=":
            kept.append(part)
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
    linked = (
        re.search(r"\b(?:and|or)\b", gap)
        and not re.search(r"[;(]|\d\s?%|\b(?:was|were|re-?irradiation|second|then)\b", gap)
        and len(gap) < 60
    )
    return bool(linked) and left.total.low >= 5 * right.each.low


def _same_list(sentence: Sentence, last: Part, part: Part) -> bool:
    """``60 Gy in 3, 5, or 8 fractions``: the further counts share the total."""
    if last.total is None or last.fractions is None or part.fractions is None or part.total or part.each:
        return False
    return bool(re.fullmatch(r"\s*(?:,|,?\s*or|,?\s*and)\s*", sentence.text[last.end : part.start]))


def _list_link(sentence: Sentence, left: Part, right: Part) -> bool:
    """Whether two totals stand in one list, for which a number of fractions may be said once."""
    if left.total is None or right.total is None:
        return False
    gap = sentence.text[left.end : right.start]
    if left.total.shared and LIST_GAP.match(gap):
        return True
    low, high = sorted((left.total.low, right.total.low))
    plain = _BRACKETED.sub(" ", gap)
    if _LISTED.fullmatch(plain):
        return low >= _ALIKE * high
    return low >= _ALIKE_TARGETS * high and bool(_TARGETS.fullmatch(plain))


def _prescribes(sentence: Sentence, part: Part) -> bool:
    """A fraction count without Gy counts where it names a treatment."""
    around = sentence.text[part.end : part.end + 50]
    before = sentence.text[max(0, part.start - 40) : part.start]
    quoted = sentence.text[part.start : part.end]
    if part.rule == "dose.single_dose" and not (
        re.search(r"single[-–]", quoted, re.I) or _RADIATION_NEXT.match(around)
    ):
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
        or re.search(
            r"\b(?:delivered|given|administered|treated\s+with\s+\S+)\s+(?:in|over)\s*$", before, re.I
        )
    )
