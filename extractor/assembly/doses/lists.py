"""Lists of prescriptions share what they say once: the number of fractions, the dose of each."""

import re
from collections.abc import Callable
from dataclasses import replace

from extractor.assembly.brackets import without_brackets
from extractor.assembly.doses.part import LIST_GAP, RESPECTIVELY, Part
from extractor.assembly.findings import Sentence
from extractor.language.numerals import Atom

_EACH_FOR_ALL = re.compile(
    r"\b(?:using|with|in|at|of|by)\s+(?:an?\s+)?(?:daily\s+)?"
    r"(?:(?:fraction(?:al)?s?|doses?)\s+)?(?:size|dose|per\s+fraction)?s?\s*(?:of\s+)?$",
    re.I,
)
_TARGETS = re.compile(
    r"(?!.*\b(?:boost|followed|plus|then|in|over|daily|fractions?|per|with|patients?|versus|vs|after|before)\b)"
    r"\s*[A-Za-z][\w\s/-]{1,45}(?:,\s*(?:and\s+|or\s+)?|,?\s*\b(?:and|or)\s+)",
    re.I,
)
"""``66 Gy to the primary and 54 Gy to the nodes in 33 fractions``."""
TARGET = (
    r"(?:[PCGI]TVs?|[PCGI]TV[-_\s]?\w{1,5}|volumes?|nod(?:es?|al)|lymphatics?(?:\s+drainage)?|beds?|tumou?rs?|primary|prostate|(?:seminal\s+)?vesicles|SVs?"
    r"|pelvis|pelvic|breasts?|chest\s+wall|axilla\w*|brain|lesions?|metastas[ei]s|disease|neck|cavity|fossa|field|region|areas?)"
)
OTHER_TARGET = re.compile(
    rf"[\s)]*(?:[^.;()]*?\b{TARGET}\b[^.;()]*?)?(?:,|\band\b|\bwhile\b|\bwhereas\b)[^.;()]*?\b{TARGET}\b[^.;()]{{0,30}}",
    re.I,
)
"""``60 Gy and CTV-N 50 Gy in 25 fractions``."""
_SETTINGS = re.compile(
    r"\s*(?:in|for)\s+(?:the\s+|an?\s+)?(?:[\w/-]+\s+){1,2}(?:settings?|situations?|patients|cases|tumou?rs|disease),?\s+(?:and|or)\s+",
    re.I,
)
"""``45 Gy in the definitive or 40 Gy in the adjuvant setting in five fractions``."""
ADDED = re.compile(
    r"\b(?:and|plus|followed\s+by|then|with|before|after)\s+(?:(?:an?|the)\s+)?(?:[\w-]+\s+){0,3}?(?:brachytherapy|boost\w*|[HLP]DR\w*|ICBT|ISBT|ICRT"
    r"|intracavitary|interstitial|endobronchial|intraluminal|implants?|intraoperative|IORT|radiosurgery|SBRT|SABR|SRS)\b",
    re.I,
)
"""``45 Gy to the pelvis and brachytherapy of 7 Gy per fraction``: a second treatment with a dose of its own."""
EACH_OF_THEM = re.compile(r"\b(?:both|all|each|always|invariably|the\s+same)\b", re.I)
"""``…, all in 33 fractions``, ``…, both at 2 Gy per fraction``."""
_BEHIND_COMMA = re.compile(r"\s*,\s*(?:in|at|with|using)\s")
"""``children 36 Gy, adults 45 Gy, in 1.8-Gy fractions``."""
_LISTED = re.compile(r"\s*(?:,|or|and|,\s*(?:or|and))\s*")
_SINGLE_DOSES = re.compile(
    r"\bsingle(?:[-\s][\w-]+)?\s+doses?\s+(?:was|were|of|ranged?\s+from)\s+(?:an?\s+)?(?:(?:median|mean)\s+(?:of\s+)?)?$",
    re.I,
)
_NEXT_SIZE = re.compile(
    r"(?!.*\b(?:fractions?|followed|plus|then|boost\w*|total|whole|daily|per|with|before|after)\b)"
    r"\s*(?:\([^()]*\)\s*)?(?:(?:in|for|to|when|if|up\s+to)\b(?:[^.;()]|\.(?=\d)){2,70}?)?(?:\([^()]*\)\s*)?(?:,\s*(?:and\s+|or\s+)?|,?\s*\b(?:and|or)\s+)",
    re.I,
)
"""``for lesions up to 2.5 cm, ``: for whom each of several single doses was."""
_LEAST_SINGLE = 6
_SINGLE_SPREAD = 2.5
_AVERAGES = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?:and\s+|with\s+)?(?:the\s+|an?\s+)?(?:median|mean|average)\s+(?:number\s+of\s+)?fractions?(?:\s+number)?"
    r"\s+(?:(?:was|of)\s+)?(?P<n>\d+)\s*(?:\([^()]*\)\s*)?,?\s*(?:and\s+)?(?:the\s+|an?\s+)?(?:(?:median|mean|average)\s+)?"
    r"(?:fraction(?:al)?\s+(?:dose|size)|doses?\s+(?:per|a)\s+fraction|dose)\s*(?:(?:was|of)\s+)?"
)
_NEXT_PEOPLE = re.compile(
    r"\s*,?\s*(?:and\s+)?\d+\s+(?:(?:patients|women|men)\s+)?(?:at|with|received|had)\s*"
)
"""``30 at 1.1 Gy, and 20 at 1.2 Gy per fraction``."""
_LARGEST_SMALL = 5
"""Gy."""
_OTHER_SMALL = re.compile(r"\s*(?:or|and|versus|vs\.?)\s+")
_THROUGHOUT = re.compile(
    r"\s*(?:per|a|/)\s*(?:fraction|day|fx)\s+(?:throughout|in\s+(?:all|both|each)|for\s+(?:all|both)|always)\b"
)
_ALIKE = 0.75
_ALIKE_TARGETS = 0.6
_LARGEST_EACH = 10
_LARGEST_EACH_LISTED = 20
_LARGEST_EACH_OF_TARGET = 5


def each_for_both(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``schedules of 2.67 Gy versus 2 Gy fractions``: both are doses a fraction."""
    result = list(parts)
    for i in range(len(parts) - 2, -1, -1):
        left, right = parts[i], result[i + 1]
        if not _is_bare_total(left) or left.total is None or right.each is None or right.total is not None:
            continue
        gap = sentence.text[left.end : right.start]
        of_target = left.total.low <= _LARGEST_EACH_OF_TARGET and OTHER_TARGET.fullmatch(gap)
        whole = right.fractions is None or left.total.shared or of_target
        largest = _LARGEST_EACH_LISTED if left.total.shared else _LARGEST_EACH
        named = right is not parts[i + 1] or right.rule == "dose.per_fraction"
        if (
            whole
            and left.total.low <= largest
            and (named or of_target)
            and (LIST_GAP.match(gap) or of_target or _NEXT_PEOPLE.fullmatch(gap))
        ):
            result[i] = replace(left, total=None, each=left.total, fractions=right.fractions, rule=right.rule)
    return result


def single_for_all(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``single fractions of 4 or 8 Gy``: one fraction each."""
    result = list(parts)
    for i in range(1, len(result)):
        left, right = result[i - 1], result[i]
        gap = sentence.text[left.end : right.start]
        leads = left.total is not None and left.fractions == (1.0, 1.0) and left.end == left.total.end
        listed = _LISTED.fullmatch(gap) or (list_link(sentence, left, right) and "in" not in gap.split())
        if leads and _is_bare_total(right) and listed:
            result[i] = replace(right, fractions=(1.0, 1.0), rule=left.rule)
    return result


def single_doses(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``Single doses were 20 Gy for lesions up to 2.5 cm, 18 Gy up to 3 cm and 15 Gy``: one fraction each."""
    result = list(parts)
    for i, part in enumerate(result):
        led = part.total is not None and _SINGLE_DOSES.search(sentence.text, sentence.start, part.total.core)
        if not led or part.total is None or part.each or part.total.low < _LEAST_SINGLE:
            continue
        if part.fractions not in {None, (1.0, 1.0)}:
            continue
        result[i] = replace(part, fractions=(1.0, 1.0))
        for k in range(i + 1, len(result)):
            last, item = result[k - 1], result[k]
            total = item.total
            if total is None or not _is_bare_total(item) or last.total is None:
                break
            alike = part.total.low / _SINGLE_SPREAD <= total.low <= part.total.low * _SINGLE_SPREAD
            if not alike or not _NEXT_SIZE.fullmatch(sentence.text, last.total.end, total.core):
                break
            result[k] = replace(item, fractions=(1.0, 1.0), rule="dose.single_dose")
    return result


def each_for_list(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``2.1-Gy daily fractions to 73.5 or 77.7 Gy``: the totals of the list share the dose a fraction."""
    result = list(parts)
    for i in range(1, len(result)):
        left, right = result[i - 1], result[i]
        if left.total is None or left.each is None or right.total is None:
            continue
        leads = left.each.start <= left.total.start and left.fractions is None and left.end == left.total.end
        gap = without_brackets(sentence.text[left.end : right.start])
        low, high = sorted((left.total.low, right.total.low))
        if leads and _is_bare_total(right) and low >= _ALIKE * high and _LISTED.fullmatch(gap):
            result[i] = replace(right, each=left.each, rule=left.rule)
    return result


def averaged(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``the median dose was 45 Gy, the median number of fractions 12 and the median dose per fraction 3.8 Gy``."""
    result: list[Part] = []
    for part in parts:
        last = result[-1] if result else None
        between = (
            _AVERAGES.fullmatch(sentence.text, last.end, part.each.core)
            if last is not None and part.each is not None and part.total is None and _is_bare_total(last)
            else None
        )
        if last is None or between is None:
            result.append(part)
            continue
        count = float(between["n"])
        result[-1] = replace(last, fractions=(count, count), each=part.each, end=part.end, rule=part.rule)
    return result


def paired(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``64 and 74 Gy in 32 and 37 fractions, respectively``: each total with its own number of fractions."""
    result = list(parts)
    for i in range(1, len(parts)):
        counts = _run(sentence, parts[i:], lambda p: p.total is None and p.each is None)
        totals = parts[max(0, i - len(counts)) : i]
        if (
            len(counts) > 1
            and len(totals) == len(counts)
            and all(_is_bare_total(p) for p in totals)
            and RESPECTIVELY.match(sentence.text, counts[-1].end)
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


def _is_bare_total(part: Part) -> bool:
    """A dose with neither fractions nor a dose a fraction."""
    return part.total is not None and part.fractions is None and part.each is None


def list_link(sentence: Sentence, left: Part, right: Part) -> bool:
    """Whether two totals stand in one list, for which a number of fractions may be said once."""
    if left.total is None or right.total is None:
        return False
    gap = sentence.text[left.end : right.start]
    if left.total.shared and LIST_GAP.match(gap):
        return True
    low, high = sorted((left.total.low, right.total.low))
    plain = without_brackets(gap)
    if _LISTED.fullmatch(plain):
        return low >= _ALIKE * high
    return low >= _ALIKE_TARGETS * high and bool(_TARGETS.fullmatch(plain) or _SETTINGS.fullmatch(plain))


def share_each(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """``66 Gy for A and 60 Gy for B, with fractions of 2 Gy``: the dose a fraction holds for all totals
    before it; one in brackets that repeats another is dropped."""
    kept: list[Part] = []
    for part in parts:
        lone = part.each is not None and part.total is None and part.fractions is None
        if not lone or part.each is None:
            if (small := _listed_small(sentence, kept, part)) is not None:
                part = small
            elif (led_by := _throughout(sentence, kept, part)) is not None:
                part = replace(part, each=led_by)
            elif part.each and part.total and not part.fractions:
                kept = [replace(k, each=part.each) if _shares(sentence, k, part) else k for k in kept]
            kept.append(part)
            continue
        if any(k.each is not None and k.each.low == part.each.low and k.total for k in kept):
            continue
        if part.each.comparator != "=":
            kept.append(part)
            continue
        open_ = [k for k in kept if not k.fractions and not k.each and _consists(k, part.each)]
        led = _EACH_FOR_ALL.search(sentence.text[max(sentence.start, part.start - 40) : part.start])
        added = kept and ADDED.search(sentence.text, kept[-1].end, part.start)
        if not led or not open_ or open_ != kept or added:
            kept.append(part)
            continue
        kept = [replace(k, each=part.each) for k in kept]
    return kept


def _listed_small(sentence: Sentence, kept: list[Part], part: Part) -> Part | None:
    """``single doses of 1 Gy or 0.5 Gy``: the second is a dose a fraction as well."""
    last = kept[-1] if kept else None
    if last is None or last.each is None or last.total or last.fractions or not part.total:
        return None
    if part.each or part.fractions or part.total.low > _LARGEST_SMALL:
        return None
    if not _OTHER_SMALL.fullmatch(sentence.text, last.end, part.start):
        return None
    return replace(part, total=None, each=part.total, rule=last.rule)


def _throughout(sentence: Sentence, kept: list[Part], part: Part) -> Atom | None:
    """``at 2 Gy per fraction throughout 68 Gy in the first and 75 Gy in the later patients``."""
    if part.each or part.fractions or not kept or kept[-1].each is None or kept[-1].fractions:
        return None
    each = kept[-1].each
    same = _THROUGHOUT.match(sentence.text, each.end) is not None
    return each if same and _consists(part, each) else None


def _consists(part: Part, each: Atom) -> bool:
    """Whether a total may be made up of such fractions: ``5.4 Gy`` of ``1.8 Gy``."""
    if part.total is None:
        return False
    fractions = part.total.low / each.low
    return fractions >= 5 or (fractions >= 1.9 and abs(fractions - round(fractions)) < 0.01)


def _shares(sentence: Sentence, left: Part, right: Part) -> bool:
    """``45 Gy to the pelvis and 70 Gy to the prostate in 2-Gy fractions``."""
    if left.fractions or left.each or left.total is None or right.each is None or right.total is None:
        return False
    if right.each.start > right.total.end and EACH_OF_THEM.search(
        sentence.text, right.total.end, right.each.start
    ):
        return left.total.low >= 5 * right.each.low
    gap = sentence.text[left.end : right.start]
    comma = _BEHIND_COMMA.match(sentence.text, right.total.end) and right.each.start > right.total.end
    linked = (
        (re.search(r"\b(?:and|or)\b", gap) or (comma and "," in gap))
        and not re.search(r"[;()]|\d\s?%|\b(?:was|were|re-?irradiation|second|then)\b", gap)
        and len(gap) < 60
    )
    return bool(linked) and left.total.low >= 5 * right.each.low
