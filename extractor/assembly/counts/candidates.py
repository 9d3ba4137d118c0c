"""Numbers that may count an event; whether one attaches to an endpoint is decided later."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.assembly.counts.events import TermLike, direct_term
from extractor.assembly.counts.ones import single_values
from extractor.assembly.counts.partitions import partitions
from extractor.assembly.counts.people import nearest_noun, people_numbers
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader, are_fraction, is_integer, noun_unit
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_LESION_EVENTS = {"local_control", "local_failure"}
_LISTED_EVENTS = {
    "toxicity",
    "mortality",
    "recurrence",
    "local_failure",
    "regional_failure",
    "distant_failure",
    "other",
}
_OF_THEM = re.compile(r"\b(?:them|whom|these)$")
_OF_THEM_WHEN = re.compile(
    r"\s*,?\s+(?:within|after|before|during|in|at|among|with|isolated|invasive|solely|only|all)\b"
)
"""``14 local failures, 9 of them within 12 months``, ``4 of them in the first group``."""
_OF_CAUSE = re.compile(r"\bdied\b[^.;:\d]{0,20},\s+(?:but\s+)?(?:only\s+)?$")
_OF_A_CAUSE_NEXT = re.compile(r"\s+(?:of|from)\s+(?!the\b|these\b|those\b|them\b|whom\b|\d)")
_OF_THOSE = re.compile(r"\bof\s+(?:whom|which|these)$")
_OF_WHICH_NEXT = re.compile(r"\s+of\s+(?:which|whom)\b")
_STATED = re.compile(r"\s+(?:was|were|had|needed|required|resolved|recovered|underwent)\b")
_STATE_BEFORE = re.compile(
    r"\b(?:was|were|being)\s+(?:symptomatic|asymptomatic|transient|permanent|reversible|severe|mild|persistent)\s+in\s+$"
)
"""``necrosis was seen in 38 lesions and was symptomatic in 16``."""
_DEATH_OF = re.compile(r"\s+(?:died\s+)?(?:from|of|due\s+to|because\s+of|with)\b")
_PER_YEAR = re.compile(r"\b(?:per year|annually|each year|worldwide|yearly)\b", re.I)
_VERSUS = re.compile(r"\s+(?:patients?\s+)?(?:vs\.?|versus|v)\s+")
_LIST_GAP = re.compile(r"\s*(?:,|and|,\s*and)\s*")
_MOST_GROUPS = 4
_LABEL_BEFORE = re.compile(r"\b(?:groups?|arms?|stage|phase|type|level|cohort)\s+$", re.I)
_OF_BEFORE = re.compile(r"\b(?:of|among)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)?$", re.I)
_VERB_NEXT = re.compile(
    r"\s+(?:had|have|developed|experienced|died|relapsed|achieved|showed|suffered|progressed|recurred"
    r"|responded|were\s+(?:alive|dead|stable|unchanged)|was\s+(?:alive|dead)|remained|were\s+free|required|exhibited|survived|failed|with)\b"
)
_OF_THESE_EVENTS = re.compile(r"\s+of\s+(?:these|the|all)\b")
_PAUSE_NEXT = re.compile(r"\s*(?:[,;.)\[]|and\b|in\s+the|vs?\b|versus\b|$)")
_UNCOUNTED = re.compile(r"quality|follow_up|survival$")
_EVENTS_NEXT = re.compile(r"[-\s]+events?\b")
"""``93 PFS events``."""
_OF_DEATHS = re.compile(
    rf"(?:Of|Among)\s+(?:the\s+|these\s+|all\s+)*(?:\d+|{NUMBER_WORDS})\s+(?:observed\s+)?deaths\b[^;.]{{0,80}}(?:,|\band)\s+(?:only\s+)?",
    re.I,
)
_OF_CAUSE_NEXT = re.compile(
    r"\s+(?:(?:was|were)\s+)?(?:due|attribut|from|of|to\b|related|caused|because|result|unrelated|cancer|disease|tumou?r|intercurrent|treatment)"
)
_CAUSE_NEXT = re.compile(r"\s+(?:of|from|due|because|as|related)\b")
_GRADE_IN = re.compile(r"[\s)]*(?:[\w-]+\s+){0,2}?(?:in|for|by)\s+")
_FOLLOWED = re.compile(
    r"\bfollow-?\s?up\b(?:[^.;%]|\.(?=\d)){0,60}\b(?:for|in|of|among)\s+(?:the\s+|these\s+|all\s+)?$", re.I
)
"""``median follow-up was 17 years for the 33 patients still alive``."""
_GRADE_COUNT = re.compile(r"\s*[(\[]\s*n\s*=\s*")
"""``grade 2 (n = 4)``."""
_COMPARED_BEFORE = re.compile(r"\b(?:compared (?:with|to)|as against|against|versus|vs\.?|and)\s+$")
_IN_ARM_NEXT = re.compile(
    r"\s+(?:in|on|of)\s+(?:(?:(?:the|each)\s+)?(?:[\w/+-]+\s+){1,4}?(?:arms?|groups?)\b|(?:arm|group)\s+\w)"
)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a sentence, with what is known of them by their offset."""

    sentence: Sentence
    terms: Sequence[TermLike]
    people: Mapping[int, Mention]
    equals: Mapping[int, Mention]  # n = 12
    parts: Mapping[int, int]  # the number that each adds up to with others
    pairs: frozenset[int]  # printed as "n vs m" in a bracket
    listed: frozenset[int]  # printed as "event (n), event (m)"

    def before(self, atom: Atom, length: int) -> str:
        """The text of the sentence before a number."""
        return self.sentence.text[max(self.sentence.start, atom.start - length) : atom.start]

    def after(self, atom: Atom, length: int) -> str:
        """The text behind a number."""
        return self.sentence.text[atom.end : atom.end + length]


def count_values(sentence: Sentence, numbers: ValueReader, terms: Sequence[TermLike]) -> list[Value]:
    """Candidate event counts of a sentence that names an endpoint; none where counts are a year's."""
    if not terms or _PER_YEAR.search(sentence.string):
        return []
    equals = {m.atoms[-1].start: m for m in sentence.labelled("N_EQUALS") if m.atoms}
    scene = _Numbers(
        sentence,
        terms,
        people_numbers(sentence),
        equals,
        partitions(sentence),
        _pairs(sentence),
        _listed(sentence, terms),
    )
    doses = sentence.labelled("FRACTIONS", "PRODUCT", "PER_FRACTION")
    taken = numbers.used | {a.start for m in doses for a in m.atoms}
    values: list[Value] = []
    for i, atom in enumerate(numbers.atoms):
        if atom.start not in taken:
            value = _count(scene, atom, numbers.at(i - 1), numbers.at(i + 1)) or _in_list(scene, values, atom)
            if value is not None:
                if value.rule == "of_them" and values:
                    value = replace(value, unit=values[-1].unit, people=values[-1].people)
                values.append(value)
                taken.update(a.start for a in value.atoms)
    values += _for_another_arm(scene, values, [a for a in numbers.atoms if a.start not in taken])
    return [*values, *single_values(sentence, terms)]


def _in_list(scene: _Numbers, values: Sequence[Value], atom: Atom) -> Value | None:
    """``events in 3, 2, and 1``: a number of the list that the last count opened."""
    last = values[-1] if values else None
    if last is None or last.n_total is not None or not is_integer(atom) or atom.comparator != "=":
        return None
    listed = _LIST_GAP.fullmatch(scene.sentence.text[last.end : atom.start])
    if not listed or not _PAUSE_NEXT.match(scene.after(atom, 24)):
        return None
    return _value(atom, last.unit, rule=last.rule if last.rule != "graded" else "")


def _for_another_arm(scene: _Numbers, values: Sequence[Value], free: Sequence[Atom]) -> list[Value]:
    """``in 13, 6 and 2 patients with A, and 8, 2 and 0 with B``: the second list is as long as the first."""
    text, extra = scene.sentence.text, []
    lists = [[v] for v in values[:1]]
    for left, right in pairwise(values):
        if _LIST_GAP.fullmatch(text[left.end : right.start]) and left.n_total is right.n_total is None:
            lists[-1].append(right)
        else:
            lists.append([right])
    for first, last in pairwise(lists):
        missing = len(first) - 1
        if len(last) > 1 or missing < 1:
            continue
        before = [a for a in free if is_integer(a) and first[-1].end <= a.start < last[0].start][-missing:]
        ends = [*((a.start, a.end) for a in before), (last[0].start, last[0].end)]
        if len(before) == missing and all(_LIST_GAP.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(ends)):
            extra += [_value(a, last[0].unit, rule=last[0].rule) for a in before]
    return extra


def _count(scene: _Numbers, atom: Atom, preceding: Atom | None, following: Atom | None) -> Value | None:
    if atom.kind is AtomKind.RATIO:
        if (atom.high or 0) <= 1:
            return None  # one arm / the other
        unit = noun_unit(scene.after(atom, 45))
        rule = "pair" if atom.start in scene.pairs else ""
        return _value(atom, unit, start=atom.start, total=int(atom.high or 0), rule=rule)
    if not is_integer(atom) or atom.comparator in {"<=", "<", ">=", ">"}:
        return None
    if re.search(r"\d\s*\+\s*$", scene.sentence.text[max(0, atom.start - 4) : atom.start]):
        return None
    if following is not None and _is_total(scene, atom, following):
        unit = noun_unit(scene.after(following, 45)) or "patients"
        rule = "pair" if atom.start in scene.pairs else ""
        return _value(
            atom, unit, end=following.end, total=int(following.low), atoms=(atom, following), rule=rule
        )
    if _LABEL_BEFORE.search(scene.before(atom, 9)) and (
        atom.start not in scene.people or atom.low <= _MOST_GROUPS
    ):
        return None
    if following is not None and _is_graded(scene, atom, following):
        return _value(atom, "patients", end=following.end, rule="graded")
    if preceding is not None and preceding.kind is AtomKind.GRADE:
        gap = scene.sentence.text[preceding.end : atom.start]
        if _GRADE_IN.fullmatch(gap):
            return _value(atom, "patients", rule="graded")
        if _GRADE_COUNT.fullmatch(gap):
            return _value(atom, "patients", start=preceding.start, rule="graded")
    if atom.start in scene.listed:
        return _value(atom, "patients", rule="listed")
    if _is_list_mark(scene, atom):
        return None
    direct = direct_term(scene.sentence, atom, scene.terms)
    if direct is not None and _UNCOUNTED.search(direct.code):
        named = _EVENTS_NEXT.match(scene.sentence.text, direct.end)
        direct = direct if named and direct.code.endswith("survival") else None
    if atom.start in scene.pairs:
        return _value(atom, "patients", rule="pair")
    opening = scene.sentence.text[scene.sentence.start : atom.start]
    if _OF_DEATHS.fullmatch(opening) and _OF_CAUSE_NEXT.match(scene.after(atom, 30)):
        return _value(atom, "patients", rule="of_them")
    if _COMPARED_BEFORE.search(scene.before(atom, 70)) and _IN_ARM_NEXT.match(_behind_people(scene, atom)):
        return _value(atom, "patients", rule="in_arm")
    if direct is not None and not (atom.start in scene.parts and _CAUSE_NEXT.match(scene.after(atom, 12))):
        had = re.match(r"\s+(?:had|developed|experienced)\b", scene.after(atom, 14))
        if had:
            return _value(atom, "patients", rule="direct")
        events = "lesions" if direct.code in _LESION_EVENTS else "patients"
        return _value(atom, nearest_noun(scene.sentence, atom.start) or events, rule="direct")
    people = scene.people.get(atom.start)
    value = _of_people(scene, atom, people) if people else _without_noun(scene, atom)
    whole = scene.parts.get(atom.start)
    if whole is None:
        return value
    return replace(value or _value(atom, "patients", rule="part"), whole=whole)


def _value(
    atom: Atom,
    unit: str | None,
    *,
    start: int | None = None,
    end: int | None = None,
    total: int | None = None,
    atoms: tuple[Atom, ...] = (),
    rule: str = "",
) -> Value:
    return Value(
        "count",
        atom.core if start is None else start,
        atom.end if end is None else end,
        atom.low,
        unit,
        n_total=total,
        people=unit,
        atoms=atoms or (atom,),
        rule=rule,
    )


def _is_total(scene: _Numbers, atom: Atom, following: Atom) -> bool:
    """``13 out of 52``."""
    return following.low >= atom.low and are_fraction(scene.sentence.text, atom, following)


def _is_graded(scene: _Numbers, atom: Atom, following: Atom) -> bool:
    """``12 had grade 3``, where no event follows the grade."""
    gap = scene.sentence.text[atom.end : following.start]
    if following.kind is not AtomKind.GRADE or not re.fullmatch(r"\s+(?:with\s+|had\s+|of\s+)?", gap):
        return False
    return not any(following.end <= t.start < following.end + 40 for t in scene.terms)


def _is_list_mark(scene: _Numbers, atom: Atom) -> bool:
    """``(3)``: a number of a list, not of people."""
    text = scene.sentence.text
    return text[atom.start - 1 : atom.start] == "(" and text[atom.end : atom.end + 1] == ")" and atom.low < 10


def _of_people(scene: _Numbers, atom: Atom, mention: Mention) -> Value | None:
    if mention.code == "studies":
        return None
    after = scene.sentence.text[mention.end :]
    opens = _OF_BEFORE.search(scene.before(atom, 14)) and re.match(r"[^.;,()]{0,40},", after)
    if opens and not re.match(
        r"\s+who\b", after
    ):  # Of the 52 patients, …: those among whom events are counted
        return None
    if _FOLLOWED.search(scene.before(atom, 80)):
        return None
    unit = "lesions" if mention.code == "lesions" else "patients"
    if _OF_THOSE.search(scene.sentence.text[mention.start : mention.end]) and _STATED.match(after):
        return _value(atom, unit, end=mention.end, rule="of_those")
    if _OF_THEM.search(scene.sentence.text[mention.start : mention.end]) and _OF_THEM_WHEN.match(after):
        return _value(atom, unit, end=mention.end, rule="of_them")
    if _OF_THEM.search(scene.sentence.text[mention.start : mention.end]) and _DEATH_OF.match(after):
        return _value(atom, unit, end=mention.end, rule="of_them")
    return _value(atom, unit, end=mention.end if mention.atoms[0] is atom else atom.end)


def _without_noun(scene: _Numbers, atom: Atom) -> Value | None:
    if atom.start in scene.equals:
        before = scene.sentence.text[scene.sentence.start : atom.start]
        unit = "lesions" if re.search(r"\blesions\b", before, re.I) else "patients"
        return _value(atom, unit, start=scene.equals[atom.start].start, rule="n_equals")
    if _OF_WHICH_NEXT.match(scene.after(atom, 16)) or _STATE_BEFORE.search(scene.before(atom, 40)):
        return _value(
            atom, nearest_noun(scene.sentence, atom.start, scene.terms) or "patients", rule="of_those"
        )
    if _OF_CAUSE.search(scene.before(atom, 40)) and _OF_A_CAUSE_NEXT.match(scene.after(atom, 20)):
        return _value(atom, "patients", rule="of_them")
    if _is_elliptic(scene, atom):
        return _value(atom, nearest_noun(scene.sentence, atom.start, scene.terms) or "patients")
    if _IN_ARM_NEXT.match(scene.after(atom, 60)) and re.search(
        r"(?:[,;(:]|\band)\s+(?:only\s+|just\s+)?$", scene.before(atom, 12)
    ):
        return _value(atom, "patients", rule="in_arm")
    return None


def _behind_people(scene: _Numbers, atom: Atom) -> str:
    """The text behind a number and its noun."""
    mention = scene.people.get(atom.start)
    end = mention.end if mention is not None and mention.atoms[0] is atom else atom.end
    return scene.sentence.text[end : end + 60]


def _pairs(sentence: Sentence) -> frozenset[int]:
    """The numbers of ``(eight vs three patients)``, by their offsets."""
    numbers = [a for a in sentence.atoms if is_integer(a)]
    shares = [a for a in sentence.atoms if a.kind is AtomKind.RATIO]
    found: set[int] = set()
    for left, right in [*pairwise(numbers), *pairwise(shares)]:
        opened = sentence.text.rfind("(", sentence.start, left.start)
        inside = opened >= 0 and ")" not in sentence.text[opened : left.start]
        if inside and _VERSUS.fullmatch(sentence.text[left.end : right.start]):
            found |= {left.start, right.start}
    for first, second in _fractions_in_pairs(sentence, numbers):
        found |= {first.start, second.start}
    return frozenset(found)


def _listed(sentence: Sentence, terms: Sequence[TermLike]) -> frozenset[int]:
    """The numbers of ``fistula (2), rectal bleeding (2) and stricture (1)``, by their offsets."""
    ends = {t.end for t in terms if t.code in _LISTED_EVENTS}
    found = {
        a.start
        for a in sentence.atoms
        if is_integer(a)
        and (opened := re.search(r"\s*\(\s*$", sentence.text[max(0, a.start - 4) : a.start]))
        and a.start - len(opened.group()) in ends
        and re.match(r"\s*\)", sentence.text[a.end : a.end + 3])
    }
    return frozenset(found) if len(found) > 1 else frozenset()


def _fractions_in_pairs(sentence: Sentence, numbers: Sequence[Atom]) -> Iterator[tuple[Atom, Atom]]:
    """The numerators of ``(four of 1720 vs 13 of 1731``."""
    text = sentence.text
    for a, b, c, d in zip(numbers, numbers[1:], numbers[2:], numbers[3:], strict=False):
        opened = re.search(r"[(\[]\s*$", text[max(0, a.start - 3) : a.start])
        fractions = are_fraction(text, a, b) and are_fraction(text, c, d)
        if opened and fractions and _VERSUS.fullmatch(text[b.end : c.start]):
            yield a, c


def _is_elliptic(scene: _Numbers, atom: Atom) -> bool:
    """A bare number that a verb makes a subject (``one developed grade 2 pneumonitis``), or ``in 14 …``."""
    after, before = scene.after(atom, 24), scene.before(atom, 14)
    if _VERB_NEXT.match(after):
        return True
    if re.search(r"\bfor\s+$", before) and "accounted for" in scene.sentence.string:
        return bool(_PAUSE_NEXT.match(after) or _OF_THESE_EVENTS.match(after))
    if not re.search(r"\b(?:in|occurred in|and|numbered|totalled|totaled)\s+$", before) or re.search(
        r"[,;]\s*and\s+$", before
    ):
        return False
    return bool(_PAUSE_NEXT.match(after))
