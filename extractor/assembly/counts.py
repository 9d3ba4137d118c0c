"""Counted events: a number of people or lesions beside an event, and "no" event as zero."""

import re
from collections.abc import Sequence
from typing import Protocol

from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader, is_integer, noun_unit
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind

_LESION_EVENTS = {
    "local_control",
    "local_failure",
    "complete_response",
    "partial_response",
    "stable_disease",
    "progressive_disease",
}
_OF = re.compile(r"^\s*(?:/|(?:out\s+)?of(?:\s+(?:the|a\s+total\s+of|all|these|those|our))?)\s*$", re.I)


class TermLike(Protocol):
    """What a count needs to know of an endpoint term."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...


def count_values(sentence: Sentence, numbers: ValueReader, terms: Sequence[TermLike]) -> list[Value]:
    """Candidate event counts; whether one attaches to an endpoint is decided later."""
    if not terms:
        return []
    text = sentence.text
    people = people_numbers(sentence)
    equals = {m.atoms[-1].start: m for m in sentence.labelled("N_EQUALS") if m.atoms}
    taken = {a.start for m in sentence.labelled("FRACTIONS", "PRODUCT", "PER_FRACTION") for a in m.atoms}
    values: list[Value] = []
    skip: set[int] = set()
    if re.search(r"\b(?:per year|annually|each year|worldwide|yearly)\b", sentence.string, re.I):
        return []
    for i, atom in enumerate(numbers.atoms):
        if atom.start in numbers.used or atom.start in skip or atom.start in taken:
            continue
        if atom.kind is AtomKind.RATIO:
            unit = noun_unit(text[atom.end : atom.end + 45])
            values.append(
                Value(
                    "count",
                    atom.start,
                    atom.end,
                    atom.low,
                    unit,
                    None,
                    int(atom.high or 0),
                    people=unit,
                    atoms=(atom,),
                )
            )
            continue
        if (
            not is_integer(atom)
            or atom.comparator in {"<=", "<", ">="}
            or re.search(r"\d\s*\+\s*$", text[max(0, atom.start - 4) : atom.start])
        ):
            continue
        following = numbers.atoms[i + 1] if i + 1 < len(numbers.atoms) else None
        if (
            following is not None
            and is_integer(following)
            and _OF.match(numbers.gap(atom, following))
            and following.low >= atom.low
        ):
            unit = noun_unit(text[following.end : following.end + 45]) or "patients"
            values.append(
                Value(
                    "count",
                    atom.core,
                    following.end,
                    atom.low,
                    unit,
                    None,
                    int(following.low),
                    people=unit,
                    atoms=(atom, following),
                )
            )
            skip.add(following.start)
            continue
        if re.search(
            r"\b(?:groups?|arms?|stage|phase|type|level|cohort)\s+$",
            text[max(sentence.start, atom.start - 9) : atom.start],
            re.I,
        ):
            continue
        if (
            following is not None
            and following.kind is AtomKind.GRADE
            and re.fullmatch(r"\s+(?:with\s+|had\s+)?", numbers.gap(atom, following))
            and not any(following.end <= t.start < following.end + 40 for t in terms)
        ):
            values.append(
                Value(
                    "count",
                    atom.core,
                    following.end,
                    atom.low,
                    "patients",
                    people="patients",
                    atoms=(atom,),
                    rule="graded",
                )
            )
            continue
        if (
            text[atom.start - 1 : atom.start] == "("
            and text[atom.end : atom.end + 1] == ")"
            and atom.low < 10
        ):
            continue  # (3): a number of a list, not of people
        direct = _direct_term(sentence, atom, terms)
        if direct is not None:
            values.append(_direct(sentence, atom, direct))
        elif atom.start in people:
            if (
                not re.match(r"\s+who\b", text[people[atom.start].end :])
                and re.search(
                    r"\b(?:of|among)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)?$",
                    text[max(sentence.start, atom.start - 14) : atom.start],
                    re.I,
                )
                and re.match(r"[^.;,()]{0,40},", text[people[atom.start].end :])
            ):
                continue
            mention = people[atom.start]
            unit = "lesions" if mention.code == "lesions" else "patients"
            values.append(
                Value(
                    "count",
                    atom.core,
                    mention.end if mention.atoms[0] is atom else atom.end,
                    atom.low,
                    unit,
                    people=unit,
                    atoms=(atom,),
                )
            )
        elif atom.start in equals:
            unit = _event_unit(sentence, terms, atom)
            values.append(
                Value(
                    "count",
                    equals[atom.start].start,
                    atom.end,
                    atom.low,
                    unit,
                    people=unit,
                    atoms=(atom,),
                    rule="n_equals",
                )
            )
        elif _elliptic(text, atom, sentence):
            unit = nearest_noun(sentence, atom.start) or "patients"
            values.append(Value("count", atom.core, atom.end, atom.low, unit, people=unit, atoms=(atom,)))
        elif re.match(
            r"\s+(?:in|on)\s+(?:the|each)\s+(?:[\w/+-]+\s+){1,4}?(?:arms?|groups?)\b",
            text[atom.end : atom.end + 60],
        ) and re.search(r"(?:[,;(:]|\band)\s+$", text[max(sentence.start, atom.start - 6) : atom.start]):
            values.append(
                Value(
                    "count",
                    atom.core,
                    atom.end,
                    atom.low,
                    "patients",
                    people="patients",
                    atoms=(atom,),
                    rule="in_arm",
                )
            )
    values.extend(_worded_ones(sentence, terms, numbers))
    return values


def people_numbers(sentence: Sentence) -> dict[int, Mention]:
    """Numbers of people by offset; a list shares its noun (``five and eight patients``)."""
    found: dict[int, Mention] = {}
    for mention in sentence.labelled("PEOPLE"):
        if not mention.atoms:
            continue
        head = mention.atoms[0]
        found[head.start] = mention
        for atom in reversed([a for a in sentence.atoms if a.end <= head.start]):
            if is_integer(atom) and re.fullmatch(
                r"\s*(?:,|and|or|,\s*and|vs\.?|versus)\s*", sentence.text[atom.end : head.start]
            ):
                found[atom.start] = mention
                head = atom
            else:
                break
    return found


_A_SINGLE = re.compile(
    r"\b(?:an?\s+single|another|(?:the\s+)?(?:sole|only))\s+(?:(?:[\w-]+\s+){0,2}?(patient|lesion|tumou?r|metastasis|woman|man)\b)?",
    re.I,
)


def _worded_ones(sentence: Sentence, terms: Sequence[TermLike], numbers: ValueReader) -> list[Value]:
    """``a single lesion``, ``another patient``, ``the sole grade 3 event``: one, without a number."""
    values = []
    for m in _A_SINGLE.finditer(sentence.text, sentence.start, sentence.end):
        if any(
            a.start < m.end() and m.start() < a.end and a.kind is not AtomKind.NUMBER for a in sentence.atoms
        ):
            continue
        if m.group(1):
            unit = noun_unit(m.group(1)) or "patients"
            values.append(Value("count", m.start(), m.end(), 1.0, unit, people=unit))
        elif not re.match(r"another|only\b", m.group(), re.I):
            term = next(
                (
                    t
                    for t in terms
                    if m.end() <= t.start < m.end() + 30
                    and t.code
                    in {
                        "toxicity",
                        "mortality",
                        "recurrence",
                        "local_failure",
                        "distant_failure",
                        "regional_failure",
                    }
                ),
                None,
            )
            if term is not None and re.fullmatch(
                r"(?:[\w-]+\s+){0,2}(?:grade\s+\S+\s+)?(?:[\w-]+\s+){0,1}",
                sentence.text[m.end() : term.start],
            ):
                values.append(
                    Value("count", m.start(), m.end(), 1.0, "patients", people="patients", rule="direct")
                )
    return values


def nearest_noun(sentence: Sentence, offset: int) -> str | None:
    """patients or lesions, by the noun named last before the offset."""
    nouns = re.findall(
        r"\b(?:patients|women|men|lesions|metastases|tumou?rs|nodules)\b",
        sentence.text[sentence.start : offset],
        re.I,
    )
    return noun_unit(nouns[-1]) if nouns else None


def _direct_term(sentence: Sentence, atom: Atom, terms: Sequence[TermLike]) -> TermLike | None:
    """``24 complete responses``, ``one late grade 3 obstruction``, ``3 treatment-related deaths``."""
    for term in terms:
        if term.start < atom.end:
            continue
        gap = re.sub(
            r"^\s+(?:cases?|instances?|episodes?|events?)\s+of\b", " ", sentence.text[atom.end : term.start]
        )
        if len(gap) > 60:
            return None
        if re.search(
            r"[,;:.]|\b(?:of|in|with|and|had|was|were|for|to|or|patients?|women|men|lesions?|who|the|at|on|cases?|cycles?|courses?|until|weeks?|months?|years?|days?|fractions?|different|types?|developed|experienced|died)\b",
            re.sub(
                r"grades?\s+\d\s*(?:or|to|and)\s*(?:\d|greater|higher)|or (?:greater|higher|more)", "", gap
            ),
            re.I,
        ):
            return None
        return term if not _verbal(term.text) else None
    return None


def _verbal(text: str) -> bool:
    return bool(
        re.match(r"(?:died|relapsed|recurred|progressed|alive|survived|responded|developed)", text, re.I)
    )


def _direct(sentence: Sentence, atom: Atom, term: TermLike) -> Value:
    unit = nearest_noun(sentence, atom.start) or ("lesions" if term.code in _LESION_EVENTS else "patients")
    return Value("count", atom.core, atom.end, atom.low, unit, people=unit, atoms=(atom,), rule="direct")


def _event_unit(sentence: Sentence, terms: Sequence[TermLike], atom: Atom) -> str:
    return (
        "lesions"
        if re.search(r"\blesions\b", sentence.text[sentence.start : atom.start], re.I)
        else "patients"
    )


def _elliptic(text: str, atom: Atom, sentence: Sentence) -> bool:
    """A bare number that a verb makes a subject (``one developed grade 2 pneumonitis``), or ``in 14 …``."""
    after = text[atom.end : atom.end + 24]
    before = text[max(sentence.start, atom.start - 14) : atom.start]
    verb = r"\s+(?:had|have|developed|experienced|died|relapsed|achieved|showed|suffered|progressed|recurred|responded|were\s+alive|was\s+alive|remained|were\s+free|required|exhibited|survived|failed|with)\b"
    if re.match(verb, after):
        return True
    return (
        bool(re.search(r"\b(?:in|occurred in|and)\s+$", before))
        and bool(re.match(r"\s*(?:[,;.)\[]|and\b|in\s+the|vs\b|versus\b|$)", after))
        and not re.search(r"[,;]\s*and\s+$", before)
    )


_VERSUS_NONE = re.compile(
    r"\b(?:vs\.?|versus|v|and|compared with)\s+(?:none|no patients?|nil)\b(?=\s*[),;.\]]|\s+(?:in|with|of))",
    re.I,
)
_NO = re.compile(r"\b(?:no|none|neither|nor|without|zero|not\s+any)\b", re.I)
_GENERIC = re.compile(
    r"^(?:toxicit(?:y|ies)|side[- ]effects?|adverse (?:event|effect|reaction)s?|complications?|morbidit(?:y|ies)|events?|safety|late effects?|sequelae|response|responses|survival|.*survival.*|.*control.*|pain relief|follow.*|quality.*|.*toxicity|.*toxicities|.*adverse events?|.*complications?|alive|weight loss|infection|.*side effects?|treatment failure)$(?<!dose-limiting toxicity)(?<!dose limiting toxicity)",
    re.I,
)


def zero_values(sentence: Sentence, terms: Sequence[TermLike]) -> list[Value]:
    """``no grade 3 toxicity``, ``no treatment-related deaths``: a count of 0 of a defined event."""
    text = sentence.text
    values: list[Value] = []
    for m in _VERSUS_NONE.finditer(text, sentence.start, sentence.end):
        left = [t for t in terms if t.end <= m.start() and m.start() - t.end < 60]
        if left:
            values.append(Value("zero", left[-1].start, m.end(), 0.0, "patients", people="patients"))
    for m in _NO.finditer(text, sentence.start, sentence.end):
        if any(v.start <= m.start() < v.end for v in values):
            continue
        if any(a.start <= m.start() < a.end for a in sentence.atoms) or (
            values and m.group().lower() == "nor"
        ):
            continue
        term = next((t for t in terms if t.start >= m.end() and t.start - m.end() < 90), None)
        if term is None:
            continue
        gap = text[m.end() : term.start]
        if m.group().lower() == "without" and not re.match(
            r"\s+(?:any\s+)?(?:acute\s+|late\s+|severe\s+)?(?:or\s+late\s+)?(?:grade|\w+\s+grade|treatment-related|toxicit)",
            gap + " " + text[term.start : term.end],
        ):
            continue
        if re.search(
            r"\b(?:difference|differences|significant|statistical\w*|evidence|effect|improvement|benefit|increase|increased|change|association|correlation|further|longer|unexpected|impact|new|influence|additional|advantage|relationship|predictors?|factors?|trend|role|independent|data|other|prior|previous|more|different|differed|differ)\b",
            gap + text[term.end : term.end + 22].split(",")[0],
            re.I,
        ):
            continue
        if re.search(r"[;:)\]]|\b(?:but|and|was|than|with)\b", gap) and not re.search(
            r"^\s*(?:patients?|of\s+the\s+patients)", gap
        ):
            continue
        if re.search(
            r"\d[^,;.]*\b(?:had|have|reported|indicated|showed|experienced|developed|were|with|demonstrated)\s+$",
            text[max(sentence.start, m.start() - 60) : m.start()],
        ):
            continue
        grades = [
            a for a in sentence.atoms if a.kind is AtomKind.GRADE and m.end() - 2 <= a.start < term.end + 40
        ]
        grades = [a for a in grades if not re.search(r"[;,]", text[term.end : a.start])]
        if not grades and (
            _GENERIC.match(term.text)
            or term.code in {"other", "quality_of_life", "progressive_disease", "stable_disease"}
        ):
            continue
        values.append(
            Value(
                "zero",
                m.start(),
                max(term.end, grades[0].end if grades else 0),
                0.0,
                "patients",
                people="patients",
            )
        )
    for term in terms:
        absent = _ABSENT.match(text, term.end)
        grade = next(
            (
                a
                for a in sentence.atoms
                if a.kind is AtomKind.GRADE and term.start - 30 < a.start and a.end <= term.start
            ),
            None,
        )
        if (
            absent
            and absent.end() <= sentence.end
            and (grade is not None or not _GENERIC.match(term.text))
            and term.code in {"toxicity", "mortality"}
        ):
            start = grade.start if grade is not None else term.start
            values.append(Value("zero", start, absent.end(), 0.0, "patients", people="patients"))
    return values


_ABSENT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:did not occur|(?:was|were) not (?:observed|seen|reported|noted|found|recorded|encountered|detected)|(?:was|were) absent|(?:(?:was|were)\s+)?(?:occurred|seen|observed|noted|found|reported)\s+in\s+(?:none|no patients?)\b)",
    re.I,
)
