"""Prescriptions: joins totals, fraction counts and doses per fraction that stand together."""

import re
from dataclasses import dataclass, replace
from typing import Any

from extractor.assembly.findings import Finding, Sentence
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.comparators import comparator

_BREAK = re.compile(
    r"\b(?:and|or|vs\.?|v\.?|versus|compared|followed|plus|then|than|while|whereas|but|with a boost|boost(?:ed)?|to either|from|randomi[sz]ed)\b|[;:]|\.\s",
    re.I,
)
_SOFT = re.compile(r"^\s*,?\s*(?:and|or)\s*$|^\s*[,;]\s*$", re.I)
_LIST_GAP = re.compile(r"^\s*(?:,|/|;)?\s*(?:and|or|vs\.?|versus|v\.?|to)?\s*$", re.I)
_ELIGIBLE = re.compile(
    r"\b(?:eligib\w+|inclusion criteri\w+|exclusion criteri\w+|excluded if|prior (?:radiation|radiotherapy)|previous (?:radiation|radiotherapy))\b",
    re.I,
)
_ALPHA_BETA = re.compile(
    r"(?:α|alpha|a)[\s/-]*(?:to[\s-]*)?(?:β|beta|b|ß)(?:\s*ratio)?(?:\s+value)?\s*(?:=|of|:|was|is|,)?\s*(\d+(?:[.·]\d+)?)",
    re.I,
)
_EQUIVALENT = re.compile(
    r"(?:equivalen(?:t|ce)|equieffective|isoeffective)\s+(?:to|of|with)\s+(?:a\s+|an\s+|about\s+|approximately\s+|at\s+least\s+)*(?:(?:total\s+)?doses?\s+of\s+|total\s+)?$|EQD_?2|equivalent\s+(?:total\s+)?doses?|\bNTD",
    re.I,
)
_BED = re.compile(
    r"\bBED|bioequivalent|biological(?:ly)?[\s-]+(?:effective|equivalent)\s+(?:[\w-]+\s+){0,3}?dose|biologic(?:ally)?[\s-]+effective",
    re.I,
)


_TO_TOTAL = r"(?:(?:up\s+)?to|for|with)\s+(?:an?\s+|the\s+)?(?:(?:total|initial|cumulative|final|median|mean|overall|prescribed)\s+)*(?:tumou?r\s+)?(?:doses?\s+)?(?:of)?"


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a prescription; each slot is an atom or a fixed number of fractions."""

    start: int
    end: int
    rule: str
    total: Atom | None = None
    fractions: tuple[float, float] | None = None
    each: Atom | None = None
    comparator: str = "="


def label_doses(sentence: Sentence, doses: list[Finding]) -> list[Finding]:
    """The doses of a sentence that gives results: a lone total there names the group it was given to."""
    return [
        replace(d, repeats=True) if d.rule == "dose.total" and not _is_compared(sentence, d) else d
        for d in doses
    ]


_COMPARED = re.compile(
    r"(?:\b(?:compared (?:with|to)|(?:inferior|superior|equivalent|comparable|similar) to|than|doses? of)"
    r"|(?:^|[.:]\s))\s*(?:that of\s+|of\s+)?$",
    re.I,
)


def _is_compared(sentence: Sentence, dose: Finding) -> bool:
    """``60 Gy was non-inferior to 74 Gy``: the treatment itself, not the group that had it."""
    return bool(_COMPARED.search(sentence.text[sentence.start : dose.start]))


def find_doses(sentence: Sentence) -> list[Finding]:
    """Doses of one sentence, in order; a limit for eligibility is none."""
    eligibility = bool(_ELIGIBLE.search(sentence.string)) and "received" not in sentence.string
    parts = [p for p in _join(sentence, _parts(sentence)) if not (eligibility and p.comparator != "=")]
    parts = _share_each(sentence, parts)
    findings: list[Finding] = []
    for part in parts:
        finding = _finding(sentence, part)
        if (
            findings
            and finding.fields["measure"] == "physical"
            and findings[-1].fields["measure"] in {"bed", "eqd2"}
        ) and _LIST_GAP.match(sentence.text[findings[-1].end : part.start]):
            finding = replace(finding, fields={**finding.fields, "measure": findings[-1].fields["measure"]})
        findings.append(finding)
    return findings


def _parts(sentence: Sentence) -> list[_Part]:
    banned = list(sentence.labelled("NOT_DOSE"))
    parts: list[_Part] = []
    taken: set[int] = set()

    def free(mention: Mention) -> bool:
        return not any(a.start in taken for a in mention.atoms)

    for m in sentence.labelled("PRODUCT"):
        dose = next(a for a in m.atoms if a.kind is AtomKind.DOSE)
        number = next((a for a in m.atoms if a.kind is AtomKind.NUMBER), None)
        if number is None or number.high is None:
            continue
        parts.append(_Part(m.start, m.end, m.rule, None, (number.low, number.high), dose))
        taken.update(a.start for a in m.atoms)
    for m in sentence.labelled("PER_FRACTION"):
        dose = next(a for a in m.atoms if a.kind is AtomKind.DOSE)
        if not free(m) or _single_fraction_before(sentence, m):
            continue
        extra = _added(sentence, dose)
        start = extra.start if extra else dose.start
        if extra:
            dose = replace(dose, low=min(extra.low, dose.low), high=max(extra.low, dose.high or dose.low))
            taken.add(extra.start)
        parts.append(_Part(start, m.end, m.rule, None, None, dose))
        taken.add(dose.start)
        taken.update(a.start for a in m.atoms)
    for m in sentence.labelled("FRACTIONS"):
        if not free(m) or re.match(
            r"\s*(?:per|a|each|/|every)\s*(?:week|day)\b|\s+(?:weekly|daily)\b",
            sentence.text[m.end : m.end + 14],
            re.I,
        ):
            continue
        if m.code:
            parts.append(_Part(m.start, m.end, m.rule, None, (float(m.code), float(m.code))))
            continue
        numbers = [a for a in m.atoms if a.kind is AtomKind.NUMBER]
        if len(numbers) == 2 and re.search(
            r"Gy\W*(?:in|/|over|with|as|delivered in|given in)?\W*$",
            sentence.text[max(0, m.start - 20) : m.start],
        ):
            numbers = [replace(numbers[1], start=numbers[0].start, low=numbers[0].low)]
        for number in numbers:
            if number.high is None or not float(number.low).is_integer():
                continue
            if number.comparator in {">=", ">"} and number.low <= 2:  # of study treatment, for an analysis
                continue
            start, end = (m.start, m.end) if len(numbers) == 1 else (number.start, number.end)
            if number is numbers[-1]:
                end = m.end
            parts.append(_Part(start, end, m.rule, None, (number.low, number.high)))
        taken.update(a.start for a in m.atoms)
    for atom in sentence.atoms:
        if atom.kind is not AtomKind.DOSE or atom.start in taken:
            continue
        parts.append(_Part(atom.start, atom.end, "dose.total", atom, comparator=atom.comparator))
    parts = [p for p in parts if not _is_banned(sentence, p, banned)]
    spread = [p for p in parts if _is_spread(sentence, p, parts)]
    parts = [p for p in parts if p not in spread]
    parts.extend(_slashed(sentence, parts))
    return sorted(parts, key=lambda p: (p.start, p.end))


def _is_spread(sentence: Sentence, part: _Part, parts: list[_Part]) -> bool:
    """``48 Gy (30–60 Gy)``: a range in brackets that holds the dose before it."""
    if part.total is None or part.total.single or part.total.high is None:
        return False
    before = [
        (p.end, p.total.low) for p in parts if p.total is not None and p.end <= part.start and p.total.single
    ]
    if not before:
        return False
    end, value = before[-1]
    opened = re.fullmatch(r"\s*[(\[]\s*", sentence.text[end : part.start])
    return opened is not None and part.total.low <= value <= part.total.high


def _single_fraction_before(sentence: Sentence, m: Mention) -> bool:
    """``10 Gy single fraction``: the dose is the total."""
    return bool(re.search(r"\b(?:single|one)[-\s]fraction", sentence.text[m.start : m.end], re.I)) or bool(
        re.search(
            r"\bsingle[-\s]*(?:fraction)?\s*(?:of\s*)?$", sentence.text[max(0, m.start - 22) : m.start], re.I
        )
    )


def _added(sentence: Sentence, dose: Atom) -> Atom | None:
    """``1.1 + 2.0 Gy per day``."""
    for atom in sentence.atoms:
        if atom.kind is AtomKind.NUMBER and re.fullmatch(
            r"\s*\+\s*", sentence.text[atom.end : dose.start] or "x"
        ):
            return atom
    return None


def _slashed(sentence: Sentence, parts: list[_Part]) -> list[_Part]:
    """``37.5 Gy/15``: a bare number behind a slash counts fractions."""
    found = []
    for part in parts:
        if part.total is None:
            continue
        for atom in sentence.atoms:
            gap = sentence.text[part.end : atom.start] if atom.start >= part.end else "x"
            if (
                atom.kind is AtomKind.NUMBER and re.fullmatch(r"\s?/\s?", gap) and atom.high is not None
                and float(atom.low).is_integer() and 1 <= atom.low <= 60
                and not any(p.start <= atom.start < p.end for p in parts)
            ):  # fmt: skip
                found.append(
                    _Part(atom.start, atom.end, "dose.total_slash_fractions", None, (atom.low, atom.high))
                )
    return found


def _is_banned(sentence: Sentence, part: _Part, banned: list[Mention]) -> bool:
    atoms = [a for a in (part.total, part.each) if a is not None]
    for m in banned:
        if not any(m.start <= a.start and a.end <= m.end for a in atoms):
            continue
        if m.rule == "dose.not_arm_label" and (part.fractions is not None and part.each is None):
            continue
        return True
    after = sentence.text[part.end : part.end + 40]
    before = sentence.text[max(0, part.start - 40) : part.start]
    if atoms and re.search(r"(?<!> )(?<!< )(?<!>)(?<!<)\bor\s?=\s*$", before):
        return True  # print or extraction lost the sign before "or ="
    if atoms and re.match(r"\s*\(?V\s?\d", after):
        return True
    if atoms and _ALPHA_BETA_BEFORE.search(sentence.text[max(sentence.start, part.start - 60) : part.start]):
        return True
    if part.total is not None and part.total.shared and _list_names_arms(sentence, part):
        return True
    if atoms and (
        re.match(
            r"[-\s]*(?:dose\s+)?(?:increase|increment|decrease|escalation|reduction|higher|lower|difference|steps?)\b",
            after,
        )
        or re.search(r"\b(?:per|each|every|by|additional|increments? of|steps of)\s+(?:1\s+)?$", before)
    ):
        return True
    if part.fractions is None and atoms and (_organ_dose(sentence, part) or _dosimetric(sentence, part)):
        return True
    if atoms and re.match(r"[-\s]*(?:arms?|groups?|cohorts?|isodose|patients\b)", after, re.I):
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


_ISODOSE = re.compile(r"\s*(?:isodose|of the prescribed|coverage)")
_ALPHA_BETA_BEFORE = re.compile(r"(?:α|alpha)[\s/-]*(?:to[\s-]*)?(?:β|beta|ß)\b[^.;(]{0,45}$", re.I)


def _list_names_arms(sentence: Sentence, part: _Part) -> bool:
    """``the 45- and 55-Gy cohorts``: the label of the list's last member holds for all."""
    later = [a for a in sentence.atoms if a.kind is AtomKind.DOSE and a.start >= part.end]
    last = next((a for a in later if not a.shared), None)
    return last is not None and bool(
        re.match(r"[-\s]*(?:arms?|groups?|cohorts?)\b", sentence.text[last.end : last.end + 12], re.I)
    )


_DOSIMETRIC_NEAR = re.compile(
    r"\b(?:ML?D|MLDs|MHD|MED|V\d{1,2}(?:Gy)?|V\(\d+\)|D\d{1,2}%?|Dmean|Dmax|D\(max\)|DVH|NTCP|cut-?offs?|gEUD|EUD|TD\d+)\b"
    r"[^;]{0,45}[(\s=:]*$"
)
_CONSTRAINT_NEXT = re.compile(
    r"[-\s]*(?:(?:mean|maximum|max|median|minimum)\s+)?(?:dose\s+)?(?:constraints?|limits?|tolerance|thresholds?|cut-?offs?)\b"
    r"|\s+for\s+(?:MLD|MHD|Dmax|the\s+(?:cord|lungs?|heart))",
    re.I,
)
_LEADS_TO_DOSE = re.compile(r"\bdose\s*=\s*$")


def _dosimetric(sentence: Sentence, part: _Part) -> bool:
    """A figure of a dose distribution: ``MLD was 19 vs 17.8 Gy``, ``a 50 Gy mean dose constraint``."""
    before = sentence.text[max(sentence.start, part.start - 60) : part.start]
    after = sentence.text[part.end : part.end + 40]
    return bool(
        _DOSIMETRIC_NEAR.search(before) or _CONSTRAINT_NEXT.match(after) or _LEADS_TO_DOSE.search(before)
    )


_ORGAN = re.compile(
    r"\b(?:lungs?|heart|cord|parotids?|rectum|rectal|bladder|kidneys?|liver|bowel|brainstem|o?esophagus|trachea|plexus|cochlea|larynx|glands?|chiasm|lens|bulb|femoral|mandible|hippocamp\w+|constrictors?|bronch\w+|aorta|vessels|skin|organs? at risk|OARs?)\b",
    re.I,
)
_ORGAN_DOSE = re.compile(
    r"\bdoses?\b|D\s?\(?_?(?:max|mean|min)\)?|\bV\d{1,2}\b|constraint|volume|DVH|isodose|receiving", re.I
)
_TREATED = re.compile(
    r"prescri|delivered|received|treated|target|PTV|fraction|randomi|assigned|radiotherapy (?:dose|to)|irradiated to|median dose of|total dose",
    re.I,
)


def _organ_dose(sentence: Sentence, part: _Part) -> bool:
    """A dose of an organ at risk, by the words of its clause."""
    text = sentence.text
    begin = (
        max((m.end() for m in re.finditer(r";\s", text[sentence.start : part.start])), default=0)
        + sentence.start
    )
    clause = text[begin : min(sentence.end, part.end + 40)]
    return bool(_ORGAN.search(clause) and _ORGAN_DOSE.search(clause)) and not _TREATED.search(clause)


def _join(sentence: Sentence, parts: list[_Part]) -> list[_Part]:
    joined: list[_Part] = []
    pending: list[_Part] = []  # totals of a list that wait for what is said once
    for part in parts:
        last = joined[-1] if joined else None
        merged = _merge(sentence, last, part) if last else None
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


_EACH_FOR_ALL = re.compile(
    r"\b(?:using|with|in|at|of|by)\s+(?:an?\s+)?(?:daily\s+)?"
    r"(?:(?:fraction(?:al)?s?|doses?)\s+)?(?:size|dose|per\s+fraction)?s?\s*(?:of\s+)?$",
    re.I,
)


def _share_each(sentence: Sentence, parts: list[_Part]) -> list[_Part]:
    """``66 Gy for A and 60 Gy for B, with fractions of 2 Gy``: the dose a fraction holds for all totals
    before it; one in brackets that repeats another is dropped."""
    kept: list[_Part] = []
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


def _shares(sentence: Sentence, left: _Part, right: _Part) -> bool:
    """``45 Gy to the pelvis and 70 Gy to the prostate in 2-Gy fractions``."""
    if left.fractions or left.each or left.total is None or right.each is None:
        return False
    gap = sentence.text[left.end : right.start]
    linked = re.search(r"\b(?:and|or)\b", gap) and not re.search(r"[;(]|\d\s?%", gap) and len(gap) < 60
    return bool(linked) and left.total.low >= 5 * right.each.low


def _same_list(sentence: Sentence, last: _Part, part: _Part) -> bool:
    """``60 Gy in 3, 5, or 8 fractions``: the further counts share the total."""
    if last.total is None or last.fractions is None or part.fractions is None or part.total or part.each:
        return False
    return bool(re.fullmatch(r"\s*(?:,|,?\s*or|,?\s*and)\s*", sentence.text[last.end : part.start]))


def _list_link(sentence: Sentence, left: _Part, right: _Part) -> bool:
    return bool(left.total and left.total.shared and _LIST_GAP.match(sentence.text[left.end : right.start]))


def _merge(sentence: Sentence, left: _Part | None, right: _Part) -> _Part | None:
    """The two parts as one, where their slots complement each other and nothing separates them."""
    if left is None:
        return None
    gap = re.sub(r"\s+and\s+\d+\s+fractions\s+(?:per|a)\s+week\b", " ", sentence.text[left.end : right.start])
    if len(gap) > 75 or left.end > right.start:
        return None
    between = [a for a in sentence.atoms if left.end <= a.start and a.end <= right.start]
    between = [
        a
        for a in between
        if not (
            a.kind is AtomKind.DOSE
            and not a.single
            and re.search(r"[(\[]\s*$", sentence.text[a.start - 2 : a.start])
        )
    ]
    between = [a for a in between if not _ISODOSE.match(sentence.text, a.end)]
    if any(
        a.kind in {AtomKind.DOSE, AtomKind.PERCENT, AtomKind.CITATION, AtomKind.P_VALUE, AtomKind.MEASURE}
        for a in between
    ):
        return None
    if any(
        a.kind is AtomKind.NUMBER
        and re.match(r"\s*(?:patients|women|men|lesions|cycles)", sentence.text[a.end : a.end + 12])
        for a in between
    ):
        return None
    if (
        (left.fractions and left.total is None and left.each is None)
        and right.total is not None
        and right.fractions is None
    ):
        return _fractions_of(gap, left, right)
    if left.each is not None and left.total is None and left.fractions is None and right.total is not None:
        if re.match(
            r"^(?:[\s,;(]*(?:of\s+)?(?:thoracic|radiation|radiotherapy|irradiation|RT|therapy|delivered|given|administered)\b)*(?:[\s,;(]*\d+\s*(?:days?|times|fractions)\s*(?:/|per|a)\s*week)?[\s,;(]*(?:(?:once|twice|b\.?i\.?d\.?)\s+(?:a\s+)?(?:daily|day)|daily|per\s+day|over[\w\s.]{3,18}?|5\s+\w+\s+(?:a|per)\s+week)?[\s,;(]*(?:up\s+)?(?:to\s+)?(?:an?\s+|the\s+)?(?:with\s+a\s+)?(?:total|cumulative|initial|final)?\s*(?:tumou?r\s+)?(?:dose)?\s*(?:of|:|,|was)?\s*$",
            gap,
            re.I,
        ):
            return _combine(left, right, left.rule)
        return None
    small = left.total
    if (
        small is not None
        and right.total is not None
        and left.fractions is None
        and (small.high or small.low) <= 5
        and right.total.low >= 4 * small.low
    ) and re.fullmatch(rf"[\s,;()]*{_TO_TOTAL}\s*", gap, re.I):
        return replace(right, start=left.start, each=small, rule="dose.per_fraction")
    if right.total is not None and (left.total is not None or right.fractions is None):
        if (
            left.fractions
            and left.each
            and left.total is None
            and re.match(
                r"^\s*(?:=|,?\s*(?:for\s+)?(?:a\s+)?total(?:\s+dose)?(?:\s+of)?|(?:given\s+)?(?:(?:once|twice|two times|three times)\s+(?:per|a|daily)\s*(?:day)?)?,?\s*to(?:\s+(?:give|deliver)(?:\s+a\s+total\s+(?:dose\s+)?of)?|\s+a\s+total(?:\s+dose)?(?:\s+of)?)?|\(?total(?:\s+dose)?[,:]?(?:\s+of)?)\s*$",
                gap,
                re.I,
            )
        ):
            return _combine(left, right, left.rule)
        return None
    if left.each is not None and left.fractions is None and right.fractions is not None:
        if re.fullmatch(
            r"[\s,;(]*(?:(?:given|delivered)\s+)?(?:for|in|×|x|with|over|as)?\s*(?:a\s+total\s+of\s+)?",
            gap,
            re.I,
        ):
            return _combine(left, right, left.rule)
        return None
    if left.total is None and right.each is None:
        return None
    if (
        _BREAK.search(re.sub(r"\([^)]*\)", " ", gap))
        and not re.fullmatch(r"\s*(?:delivered|given|administered)?\s*", gap)
        and not re.fullmatch(
            r"\s*,?\s*(?:and|with)\s+(?:a\s+)?(?:daily\s+)?(?:fraction\w*\s+)?(?:dose|size)s?\s+of\s*", gap
        )
    ):
        return None
    if (left.fractions and right.fractions) or (left.each and right.each):
        return None
    return _combine(left, right, right.rule if left.rule == "dose.total" else left.rule)


def _fractions_of(gap: str, left: _Part, right: _Part) -> _Part | None:
    """``single fraction of 8 Gy``, ``13 fractions of 3.3 Gy``, ``single-fraction 8-Gy``."""
    total = right.total
    assert left.fractions is not None and total is not None
    if not re.match(
        r"^[\s,(-]*(?:(?:\w+\s+)?(?:radiotherapy|radiation|irradiation|SBRT|SRS|SABR|RT|dose|treatment|schedule|regimen|therapy)(?:\s+plans?)?)?[\s,(-]*(?:of|at|with|to|delivering|×|x|using|was|:|=)?[\s,(]*(?:a\s+)?(?:total\s+)?(?:dose)?\s*(?:of|was)?\s*$",
        gap,
        re.I,
    ):
        return None
    if left.fractions == (1.0, 1.0):
        return replace(left, end=right.end, total=total, comparator=right.comparator)
    if re.search(
        r"total|(?:radiotherapy|radiation|irradiation|SBRT|SRS|SABR|RT|schedule|regimen)\s+of\b", gap, re.I
    ) or (
        total.low / left.fractions[0] >= 1.2
        and total.low >= 20
        and not re.search(r"\bof\b|×|\bx\b|\bat\b", gap)
    ):
        return replace(left, end=right.end, total=total, comparator=right.comparator)
    return replace(left, end=right.end, each=total, rule="dose.fractions_of_dose")


def _combine(left: _Part, right: _Part, rule: str) -> _Part | None:
    total, each, fractions = (
        left.total or right.total,
        left.each or right.each,
        left.fractions or right.fractions,
    )
    if left.total and right.total:
        return None
    complete = total and each and fractions and fractions[0] == fractions[1] and total.single and each.single
    if complete and total and each and fractions:
        product = fractions[0] * each.low
        if not 0.9 * total.low <= product <= 1.1 * total.low:
            return None
    if total and each and each.low > total.low:
        return None
    comparator = left.comparator if left.comparator != "=" else right.comparator
    return _Part(left.start, max(left.end, right.end), rule, total, fractions, each, comparator)


def _prescribes(sentence: Sentence, part: _Part) -> bool:
    """A fraction count without Gy counts where it names a treatment."""
    around = sentence.text[part.end : part.end + 50]
    before = sentence.text[max(0, part.start - 40) : part.start]
    if part.rule == "dose.single_dose":
        return False
    if re.match(
        r"[-\s]*(?:arms?|groups?|schedules?\s+arm|(?:(?:and|or|vs)\s+\S+\s+)?(?:arms?|groups?))\b",
        around,
        re.I,
    ):
        return False
    radiation = r"(?:radiotherapy|radiation|irradiation|\w*RT\b|SRS|SABR|SBRT|radiosurgery|treatment|regimen|schedule|hypofraction\w+)"
    return bool(
        re.match(rf"[-\s]*(?:of\s+)?(?:\w+[-\s]+){{0,3}}?{radiation}", around, re.I)
        or re.search(
            rf"{radiation}\s+(?:\w+\s+){{0,3}}?(?:in|with|of|using|given|delivered|for)?\s*$", before, re.I
        )
        or re.search(r"\b(?:delivered|given|administered)\s+(?:in|over)\s*$", before, re.I)
    )


def _finding(sentence: Sentence, part: _Part) -> Finding:
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
        fields["measure"] = _measure(before, within, after, atom)
        if fields["comparator"] == "=" and atom.comparator in {">=", ">", "<=", "<", "~"}:
            fields["comparator"] = atom.comparator
        bound = _BOUND_BEFORE.search(before)
        if fields["comparator"] == "=" and bound:
            fields["comparator"] = comparator(bound.group(1))
    clause = re.split(r"[;,.]", before)[-1]
    if re.search(r"\bmedian\b(?![^.;]*follow)", clause, re.I) or re.match(r"\s*\(median\b", after):
        fields["statistic"] = "median"
    elif re.search(r"\bmean\b", clause, re.I):
        fields["statistic"] = "mean"
    ab = _ALPHA_BETA.search(sentence.text[part.start : min(sentence.end, part.end + 90)])
    if ab and fields["measure"] in {"bed", "eqd2"}:
        fields["alpha_beta_gy"] = float(ab.group(1).replace("·", "."))
    fields["technique"] = _technique(sentence, part)
    return Finding("dose", part.start, part.end, part.rule, fields)


_BOUND_BEFORE = re.compile(
    r"\b(beyond|above|exceeding|over|more than|greater than|higher than|at least|less than|below|lower than)\s+"
    r"(?:an?\s+|the\s+)?(?:(?:total|cumulative|median|mean|biologic\w*|effective|equivalent|prescribed|tumou?r)\s+)*"
    r"(?:doses?|BED\w*|EQD2)\s*(?:\([^()]*\)\s*)?(?:of\s+)?$",
    re.I,
)
_NAMED_BED = re.compile(
    r"[-\s]*[(\[]?\s*(?:BED|biological\w*\s+(?:effective|equivalent)\s+dose)\w*(?!\w|\s*(?:of|=|:|was|,)?\s*\d)",
    re.I,
)
"""``105 Gy (BED)``: the bracket names the dose before it, unless it prints a number of its own."""


def _measure(before: str, within: str, after: str, atom: Atom) -> str:
    clause = re.split(r"Gy\b", re.split(r"[;]|\.\s", before)[-1])[-1]
    if atom.measure != "physical":
        return (
            "eqd2"
            if _EQUIVALENT.search(clause) and atom.measure == "bed" and "EQD" in clause
            else atom.measure
        )
    if _NAMED_BED.match(after) or _BED.search(clause):
        return "bed"
    if re.match(r"[-\s]*(?:\(|\[)?\s*(?:EQD|in\s+2[-\s]Gy\s+equivalent)", after) or _EQUIVALENT.search(
        clause
    ):
        return "eqd2"
    if re.search(r"\b(?:proton|carbon)", clause + after) and re.search(r"RBE|GyE|CGE", within):
        return "rbe"
    return "physical"


def _technique(sentence: Sentence, part: _Part) -> str | None:
    near = [
        m for m in sentence.labelled("TECHNIQUE") if (m.end <= part.start + 0 and part.start - m.end < 60) or (m.start >= part.end and m.start - part.end < 40)
    ]  # fmt: skip
    return (
        min(near, key=lambda m: min(abs(part.start - m.end), abs(m.start - part.end))).code if near else None
    )


def _range(atom: Atom) -> dict[str, float]:
    return {"low": atom.low, "high": atom.high if atom.high is not None else atom.low}
