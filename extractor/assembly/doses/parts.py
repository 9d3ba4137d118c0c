"""The pieces of prescriptions that a sentence prints."""

import re
from dataclasses import replace
from itertools import pairwise

from extractor.assembly.doses.bare import (
    listed_products,
    multiplied,
    numbers_of,
    same_numbers,
    slashed,
    unitless,
)
from extractor.assembly.doses.excluded import is_excluded
from extractor.assembly.doses.marks import treats_nobody
from extractor.assembly.doses.organs import continues
from extractor.assembly.doses.pairs import paired_products
from extractor.assembly.doses.part import RESPECTIVELY, Part
from extractor.assembly.findings import Sentence
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind

_IN_TWO_GRAY = re.compile(r"\bin\s+\d(?:[.·]\d)?[-\s]?Gy\s*$")
"""``an equivalent dose in 2-Gy fractions of 66 Gy``."""
_IN_FRACTIONS = re.compile(r"\b(?:in|by|with|as|using)\s+(?:[\w-]+\s+)?(?:fractions?|fx|fr)$", re.I)
_LARGEST_EACH = 5
_MOST_EACH = 15
_SCHEDULE = re.compile(r"fractionation\b", re.I)
_COURSE_NEXT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:given|delivered)\s+)?(?:in|/|over)\s*(?:\d+|[a-z]+)\s+(?:fractions?|fx|fr)\b"
)
"""``the fractionation was 30 Gy in 10 fractions``: the whole course."""
_LEAST_RATIO = 8
_DAILY_NEXT = re.compile(
    r"\s+of\s+\d+(?:[.·]\d+)?\s*c?Gy\s*(?:,\s*)?(?:once|twice|daily|per\s+day|/\s?day|a\s+day|each\s+day|per\s+fraction)\b"
)
"""``a single dose of 2 Gy once daily``: the dose of each fraction."""
_MOST_A_DAY = 3
_NEAR_TOTAL = 130
_A_DAY_NEXT = re.compile(r"\s*(?:/\s?|per\s+|a\s+|each\s+)day\b|\s+daily\b")
"""``2 × 1.2 Gy/day``: the dose of each of two fractions a day."""
_A_WEEK_NEXT = re.compile(r"\s*(?:/\s?|per\s+|a\s+|each\s+)week\b")
_OF_DOSE = re.compile(r"\s+(?:of|at|@)\s+")
_SINGLE_BEFORE = re.compile(r"\b(?:single|one)[\s-]+$", re.I)
_SINGLE_DOSES = re.compile(r"(?<!\bin )(?<!\bwith )\bsingle\s+doses\s+of[^a-z]*Gy$", re.I)
"""``Single doses of 12-14 Gy``: each is the whole treatment, if no total stands before."""
_BRACKET_OPENS = re.compile(r"(?:[^().;\d]{0,20})[(\[]\s*(?:\w+\s+)?(?:in\s+|with\s+|at\s+)?")
_BESIDE = re.compile(r"\s*(?:of|as|in|per|each|:|=)?\s*")
_SINGLE_COUNTED = re.compile(r"\bsingle[-\s]+(?:fraction|session|dose)$", re.I)
_EACH_NAMED = re.compile(
    r"\bdoses?\s+per\s+fraction\s*(?:[(:,]|was|were|of)\s*(?:(?!Gy|\d)[^.;()]){0,30}?"
    r"(?:[≥≤<>]?\s*\d+(?:[.·]\d+)?(?:\s*(?:to|-|–)\s*\d+(?:[.·]\d+)?)?(?:\s*Gy)?\s*(?:,|and|or|vs?\.?|versus)\s*)*$"
    r"|\b(?:daily\s+(?:fraction|dose)|fraction(?:al)?\s+(?:size|dose)|doses?\s+per\s+fraction)\s+(?:was|were)\s+"
    r"(?:then\s+)?(?:modified|reduced|changed|lowered|decreased|increased|adapted|set)\s+(?:from\s+)?(?:(?:\d+(?:[.·]\d+)?\s*(?:Gy\s+)?)?to\s+)?$",
    re.I,
)
"""``dose per fraction (≥ 18 Gy v 14 to 17 Gy)``, ``the daily fraction was reduced to 2 Gy``."""
_FRACTION_NEXT = re.compile(
    r"[\s-]*(?:(?:radiation|radiotherapy|HDR|high-dose-rate|brachytherapy|radiosurgical|SBRT|SABR)\s+){0,2}"
    r"(?:fraction|dose|session|treatment|exposure|implant(?:ation)?|insertion|application)\b"
)


_SINGLE_DOSE_IS = re.compile(r"\s*(?:\([^()\d]*\)\s*)?(?:of|was|were|is|[:=,])?\s*")
_OF_THE_WHOLE = re.compile(
    r"\b(?:total|cumulative|overall)\s+(?:[\w-]+\s+){0,3}?(?:of|was|were|is|to|[:=,])?\s*$", re.I
)
_OTHER_TREATMENT = re.compile(r"[;.]|\b(?:or|vs|versus|than|compared|and|then|followed)\b")
_ALTERNATIVE = re.compile(r"\b(?:or|vs|versus|than|compared|then|followed|plus)\b")
_STEPS = re.compile(r"\b(?:steps|increments)\s+of\s+$", re.I)
"""``in steps of 6 Gy to 60 Gy``: where the steps lead."""
_TO = re.compile(r"\bto\s+(?=[\d.·]+\s?c?Gy$)")
_ONCE = re.compile(
    r"\s+(?:given\s+|delivered\s+|administered\s+|applied\s+)?once(?!\s*[-–]?\s*(?:daily|an?\b|per|every|each|weekly|monthly))\b"
)
"""``8 Gy once``, ``8 Gy given once``."""
_ALONE = re.compile(r"\s*(?:[,.;:)]|versus\b|vs\b|v\b|against\b|or\b|and\b|compared\b|to\b|for\b|$)")
"""``single 8 Gy versus 5 x 4 Gy``."""
_MOST_DAILY = 3
_MOST_A_FRACTION = 25
_OVER = re.compile(r"over\b", re.I)
_OR = re.compile(r"\s*(?:or|to)\s*", re.I)
_LEAST_PARTS = 2


def _total(sentence: Sentence, atom: Atom) -> Part:
    """A dose by itself; ``a single 8-Gy fraction`` says how many as well."""
    if _EACH_NAMED.search(sentence.text[max(sentence.start, atom.start - 120) : atom.start]):
        return Part(atom.start, atom.end, "dose.per_fraction", None, None, atom)
    if atom.high is not None and _STEPS.search(
        sentence.text, max(sentence.start, atom.start - 40), atom.core
    ):
        to = _TO.search(sentence.text, atom.start, atom.end)
        return Part(to.end() if to else atom.start, atom.end, "dose.total", replace(atom, low=atom.high))
    once = _ONCE.match(sentence.text, atom.end)
    if once:
        return Part(atom.start, once.end(), "dose.single_fraction", atom, (1.0, 1.0))
    if _SINGLE_BEFORE.search(sentence.text, max(sentence.start, atom.start - 10), atom.start) and (
        _ALONE.match(sentence.text, atom.end) and atom.low > _MOST_DAILY
    ):
        return Part(atom.start, atom.end, "dose.single_fraction", atom, (1.0, 1.0))
    behind = _FRACTION_NEXT.match(sentence.text, atom.end)
    if behind and _SINGLE_BEFORE.search(sentence.text[max(sentence.start, atom.start - 10) : atom.start]):
        return Part(atom.start, behind.end(), "dose.single_fraction", atom, (1.0, 1.0))
    return Part(atom.start, atom.end, "dose.total", atom, comparator=atom.comparator)


def _is_spread(sentence: Sentence, part: Part, parts: list[Part]) -> bool:
    """``48 Gy (30–60 Gy)``: a range in brackets that holds the dose before it."""
    if part.total is None or part.total.single or part.total.high is None:
        return False
    before = [
        (p.end, p.total.low) for p in parts if p.total is not None and p.end <= part.start and p.total.single
    ]
    if not before:
        return False
    end, value = before[-1]
    opened = re.fullmatch(
        r"\s*[(\[]\s*(?:rang(?:e|ed|ing)\s*[,:]?\s*(?:from\s+|of\s+)?)?", sentence.text[end : part.start]
    )
    return opened is not None and part.total.low <= value <= part.total.high


def _single_fraction_before(sentence: Sentence, m: Mention) -> bool:
    """``10 Gy single fraction``: the dose is the total."""
    return bool(re.search(r"\b(?:single|one|1)[-\s]fraction", sentence.text[m.start : m.end], re.I)) or bool(
        re.search(
            r"\b(?:single|one|(?<!\d[.·])\b1\s)[-\s]*(?:(?:HDR|LDR|PDR|SBRT|SRS|intraoperative|brachytherapy|high-dose|large)\s+)*(?:fraction)?\s*(?:of\s*)?$",
            sentence.text[max(0, m.start - 40) : m.start],
            re.I,
        )
        and not _A_DAY_NEXT.match(sentence.text, m.end)
    )


def _up_to(dose: Atom) -> tuple[Atom | None, Atom]:
    """``a daily fraction of 2 Gy to 74 Gy``: no range but the total and the dose of each."""
    if dose.high is None or dose.low > _LARGEST_EACH or dose.high < _LEAST_RATIO * dose.low:
        return None, dose
    return replace(dose, low=dose.high), replace(dose, high=dose.low)


def _each_behind(sentence: Sentence, m: Mention) -> Atom | None:
    """The dose a fraction of ``50 Gy in daily fractions of 2 Gy``, where the first dose is the total."""
    if not _IN_FRACTIONS.search(sentence.text[m.start : m.end]):
        return None
    doses = (a for a in sentence.atoms if a.kind is AtomKind.DOSE and a.start >= m.end)
    behind = next(doses, None)
    if behind is None or not _OF_DOSE.fullmatch(sentence.text[m.end : behind.start]):
        return None
    return behind


def _each_in_bracket(sentence: Sentence, m: Mention, taken: set[int]) -> Atom | None:
    """``50 Gy (2 Gy single dose)``, ``50 Gy (single dose 2 Gy)``: what each fraction of the total before it had."""
    doses = [a for a in sentence.atoms if a.kind is AtomKind.DOSE and a.start not in taken]
    for total, each in pairwise(doses):
        opened = _BRACKET_OPENS.fullmatch(sentence.text, total.end, min(each.start, m.start))
        beside = sentence.text[min(each.end, m.end) : max(each.start, m.start)]
        if opened and _BESIDE.fullmatch(beside) and each.low <= _LARGEST_EACH and total.low >= 2 * each.low:
            return each
    return None


def _added(sentence: Sentence, dose: Atom) -> Atom | None:
    """``1.1 + 2.0 Gy per day``."""
    for atom in sentence.atoms:
        if atom.kind is AtomKind.NUMBER and re.fullmatch(
            r"\s*\+\s*", sentence.text[atom.end : dose.start] or "x"
        ):
            return atom
    return None


def _listed_each(sentence: Sentence, dose: Atom) -> Atom | None:
    """``1.8 or 2 Gy per fraction``: one dose a fraction, with a range."""
    for atom in sentence.atoms:
        linked = re.fullmatch(r"\s*(?:or|to)\s*", sentence.text[atom.end : dose.start] or "x")
        if linked and atom.kind is AtomKind.DOSE and atom.shared and atom.low <= dose.low <= 5:
            return atom
    return None


def _listed_behind(sentence: Sentence, dose: Atom) -> Atom | None:
    """``fractions of 1.8 or 2.0 Gy``: one dose a fraction, with a range."""
    if not dose.shared:
        return None
    return next(
        (
            a
            for a in sentence.atoms
            if a.kind is AtomKind.DOSE
            and re.fullmatch(r"\s*(?:or|to|and)\s*", sentence.text[dose.end : a.start] or "x")
            and dose.low <= a.low <= _LARGEST_EACH
        ),
        None,
    )


def _bound(part: Part) -> float | None:
    """The value of a lone dose with a sign: what is no prescription below it is none above it."""
    atom = part.total or part.each
    lone = atom is not None and part.fractions is None
    return atom.low if atom is not None and lone and atom.comparator != "=" else None


def _least_count(sentence: Sentence, number: Atom) -> float:
    """The first number of ``15 or 16 fractions of 2.7 Gy``, otherwise the only one."""
    for atom in sentence.atoms:
        alternative = atom.kind is AtomKind.NUMBER and _OR.fullmatch(
            sentence.text[atom.end : number.start] or "x"
        )
        if alternative and atom.single and number.low / 2 <= atom.low < number.low:
            return atom.low
    return number.low


def _is_daily(sentence: Sentence, m: Mention, number: Atom, dose: Atom) -> bool:
    """``to 36 Gy as two daily fractions of 1.8 Gy``: so many a day, as another dose of the clause is far higher."""
    if "daily" not in sentence.text[m.start : m.end]:
        return False
    least = _LEAST_RATIO * dose.low * number.low / _MOST_A_DAY
    return any(
        a.kind is AtomKind.DOSE and a is not dose and abs(a.start - m.start) < _NEAR_TOTAL and a.low >= least
        for a in sentence.atoms
    )


def _dose_of_each(sentence: Sentence, m: Mention) -> Atom | None:
    """``total dose 6 Gy, single dose 1 Gy``, ``three fractions with a single dose of 5 Gy``: one dose of several."""
    dose = next((a for a in sentence.atoms if a.kind is AtomKind.DOSE and a.start >= m.end), None)
    if dose is None or not _SINGLE_DOSE_IS.fullmatch(sentence.text, m.end, dose.start):
        return None
    largest = dose.high or dose.low
    whole = any(
        a.kind is AtomKind.DOSE
        and a is not dose
        and a.low >= _LEAST_PARTS * largest
        and _OF_THE_WHOLE.search(sentence.text, max(sentence.start, a.start - 60), a.start)
        and not _ALTERNATIVE.search(sentence.text, min(a.end, dose.end), max(a.start, m.start))
        for a in sentence.atoms
    )
    counted = any(
        not f.code
        and f.atoms
        and f.atoms[0].low >= _LEAST_PARTS
        and f.end <= m.start < f.end + _NEAR_TOTAL
        and not _OTHER_TREATMENT.search(sentence.text, f.end, m.start)
        for f in sentence.labelled("FRACTIONS")
    )
    return dose if whole or counted else None


def find_parts(sentence: Sentence) -> list[Part]:
    banned = list(sentence.labelled("NOT_DOSE"))
    parts: list[Part] = []
    taken: set[int] = set()

    def free(mention: Mention) -> bool:
        return not any(a.start in taken for a in mention.atoms)

    pairs = list(paired_products(sentence))
    parts.extend(part for part, _ in pairs)
    taken.update(start for _, atoms in pairs for start in atoms)
    for m in sentence.labelled("PRODUCT"):
        if not free(m):
            continue
        dose = next(a for a in m.atoms if a.kind is AtomKind.DOSE)
        number = next((a for a in m.atoms if a.kind is AtomKind.NUMBER), None)
        if number is None or number.high is None:
            continue
        daily = number.low <= _MOST_A_DAY and (
            _A_DAY_NEXT.match(sentence.text, m.end) or _is_daily(sentence, m, number, dose)
        )
        daily = daily or bool(_A_WEEK_NEXT.match(sentence.text, m.end))
        total, dose = _up_to(dose)
        daily = daily or bool(total and number.low <= _MOST_A_DAY)
        count = None if daily else (_least_count(sentence, number), number.high)
        parts.append(Part(m.start, m.end, m.rule, total, count, dose))
        taken.update(a.start for a in m.atoms)
    for m in sentence.labelled("PER_FRACTION"):
        dose = next(a for a in m.atoms if a.kind is AtomKind.DOSE)
        if not free(m) or _single_fraction_before(sentence, m):
            continue
        if dose.low > _LARGEST_EACH and _SINGLE_DOSES.search(sentence.text[: m.end]):
            parts.append(Part(m.start, m.end, "dose.single_dose", dose, (1.0, 1.0), None, dose.comparator))
            taken.update(a.start for a in m.atoms)
            continue
        course = _SCHEDULE.match(sentence.text, m.start) and (
            dose.low > _MOST_EACH or _COURSE_NEXT.match(sentence.text, m.end)
        )
        if course or _IN_TWO_GRAY.search(sentence.text[max(sentence.start, m.start - 16) : m.start]):
            parts.append(_total(sentence, dose))
            taken.update(a.start for a in m.atoms)
            continue
        total, one = _up_to(dose)
        if total is not None:
            parts.append(Part(m.start, m.end, m.rule, total, None, one))
            taken.update(a.start for a in m.atoms)
            continue
        each = _each_behind(sentence, m)
        if each is not None:
            parts.append(Part(dose.start, each.end, m.rule, dose, None, each))
            taken.update({dose.start, each.start})
            continue
        if dose.low > _MOST_A_FRACTION:
            parts.append(_total(sentence, dose))
            taken.update(a.start for a in m.atoms)
            continue
        extra = _added(sentence, dose) or _listed_each(sentence, dose)
        start = extra.start if extra else dose.start
        if extra:
            dose = replace(dose, low=min(extra.low, dose.low), high=max(extra.low, dose.high or dose.low))
            taken.add(extra.start)
        behind = _listed_behind(sentence, dose) if extra is None else None
        end = m.end
        if behind is not None:
            taken.add(behind.start)
            end = max(end, behind.end)
            dose = replace(dose, high=behind.low)
        parts.append(Part(start, end, m.rule, None, None, dose))
        taken.add(dose.start)
        taken.update(a.start for a in m.atoms)
    for m in sentence.labelled("FRACTIONS"):
        if not free(m) or re.match(
            r"\s*(?:per|a|each|/|every)\s*(?:week|day)\b|\s+(?:weekly|daily)\b",
            sentence.text[m.end : m.end + 14],
            re.I,
        ):
            continue
        if m.code and _DAILY_NEXT.match(sentence.text, m.end):
            continue
        each = _dose_of_each(sentence, m) if m.rule == "dose.single_dose" else None
        if each is not None:
            parts.append(Part(m.start, each.end, "dose.per_fraction", None, None, each))
            taken.add(each.start)
            continue
        if m.code and (each := _each_in_bracket(sentence, m, taken)) is not None:
            start, end = min(each.start, m.start), max(each.end, m.end)
            parts.append(Part(start, end, "dose.per_fraction", None, None, each))
            taken.add(each.start)
            continue
        if m.code:
            parts.append(Part(m.start, m.end, m.rule, None, (float(m.code), float(m.code))))
            continue
        numbers = [a for a in m.atoms if a.kind in {AtomKind.NUMBER, AtomKind.RATIO}]
        single = _SINGLE_COUNTED.search(sentence.text[m.start : m.end])
        if single and len(numbers) == 1 and numbers[0].low > 1:  # so many who had one fraction
            parts.append(Part(m.start + single.start(), m.end, "dose.single_fraction", None, (1.0, 1.0)))
            continue
        ranged = len(numbers) == 2 and numbers[0].low <= numbers[1].low
        if (
            ranged
            and not RESPECTIVELY.match(sentence.text, m.end)
            and re.search(
                r"\bbetween\s+$|Gy(?:\W*(?:in|/|over|with|as|delivered in|given in)?\W*|\b[^.;,\d]{0,40}\bin\s+)$",
                sentence.text[max(0, m.start - 50) : m.start],
            )
        ):
            numbers = [replace(numbers[1], start=numbers[0].start, low=numbers[0].low)]
        for number in numbers:
            if number.high is None or not float(number.low).is_integer():
                continue
            if number.comparator in {">=", ">"} and number.low <= 2:  # of study treatment, for an analysis
                continue
            start, end = (m.start, m.end) if len(numbers) == 1 else (number.start, number.end)
            if number.start == start and _OVER.match(sentence.text, start):
                start = number.core
            if number is numbers[-1]:
                end = m.end
            parts.append(Part(start, end, m.rule, None, (number.low, number.high)))
        taken.update(a.start for a in m.atoms)
    parts.extend(same_numbers(sentence, parts))
    for atom in sentence.atoms:
        if atom.kind is not AtomKind.DOSE or atom.start in taken:
            continue
        parts.append(_total(sentence, atom))
    excluded: list[Part] = []
    for part in sorted(parts, key=lambda p: p.start):
        carried = excluded and continues(sentence, excluded[-1], part)
        if carried or is_excluded(sentence, part, banned) or treats_nobody(sentence, part):
            excluded.append(part)
    cuts = {_bound(p) for p in excluded} - {None}
    parts = [p for p in parts if p not in excluded and _bound(p) not in cuts]
    spread = [p for p in parts if _is_spread(sentence, p, parts)]
    parts = [p for p in parts if p not in spread]
    parts.extend(
        found
        for read in (slashed, multiplied, unitless, listed_products, numbers_of)
        for found in read(sentence, list(parts))
    )
    return sorted(parts, key=lambda p: (p.start, p.end))
