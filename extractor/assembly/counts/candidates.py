"""Numbers that may count an event; whether one attaches to an endpoint is decided later."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.counts.among import WENT_ON, are_told_of, was_excluded, was_given_to
from extractor.assembly.counts.breakdowns import breaks_down
from extractor.assembly.counts.continued import for_another_arm, had_elsewhere, in_list, of_the_next
from extractor.assembly.counts.events import TermLike, came_with, direct_term
from extractor.assembly.counts.members import of_people_named, of_those_before
from extractor.assembly.counts.numbers import PAUSE_NEXT, Numbers, counted
from extractor.assembly.counts.ones import single_values
from extractor.assembly.counts.pairs import listed, pairs
from extractor.assembly.counts.partitions import partitions
from extractor.assembly.counts.people import nearest_noun, people_numbers
from extractor.assembly.counts.refused import counts_nothing, is_label, is_list_mark, was_left_out
from extractor.assembly.counts.sides import on_another_side
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader, are_fraction, is_integer, noun_unit
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_LESION_EVENTS = {"local_control", "local_failure"}
_PER_YEAR = re.compile(r"\b(?:per year|annually|each year|worldwide|yearly)\b", re.I)
_OF_BEFORE = re.compile(
    r"\b(?<!total )(?:of|among)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)?(?:remaining\s+|other\s+)?$",
    re.I,
)
_OPENS_PARTS = re.compile(r"[\w)\]]\s*:\s+$")
_NEXT_PART = re.compile(r"(?:,|\band|,\s+and)\s+$")
_WHO_DID_NOT = re.compile(
    r"\s+who\s+(?:(?:had\s+)?(?:failed\s+to|did\s+not|could\s+not|never|not|(?:was|were)\s+unable|received|undergone|completed)\b|underwent\b|were\s+(?:treated|given|irradiated|operated|enrolled|randomi[sz]ed|assigned|followed|evaluable)\b"
    r"|had\s+(?:(?:no|a|an|the|previous|prior|previously|only)\s+)*(?:surgery|radiotherapy|irradiation|chemotherapy|resection|treatment|boost|received|undergone|completed|stage|T\d|N\d))"
)
_PART_CLOSED = re.compile(r"\s*\((?:\d|[a-z])[^()]*\)\s*,\s*(?:and\s+)?")
_PART_NEXT = re.compile(r"\s*\((?:\d+|[a-z]+)\s+(?!%)[^()%]*\)")
_VERB_NEXT = re.compile(
    r"\s+(?:(?:more|others?)\s+)?(?:who\s+)?(?:(?:later|also|then|never|first|[a-z]+ly)\s+)?(?:had|have|developed|experienced|died|succumbed|relapsed|achieved|showed|suffered|progressed|recurred"
    r"|(?:was|were)\s+(?:[a-z]+ly\s+)?(?:(?!treated|dealt|followed|managed|compared|assigned|implanted|irradiated|allocated|randomi[sz]ed|staged|operated)[a-z]+ed|left)\s+(?:by|with)\s"
    r"|(?:became|got|stayed|grew|shrank|vanished|disappeared|regressed|enlarged|deteriorated|improved|worsened)\b|(?:(?:was|were)|had\s+to\s+be)\s+(?:re-?)?(?:hospitali[sz]ed|admitted|transfused|intubated|cathet\w+)\b|(?:unchanged|smaller|larger|unaltered)\b|(?:had|were|was|have|has)\s+(?:[a-z]+ly\s+)?(?:shrunk|grown|gone|vanished|disappeared|smaller|larger)\b"
    r"|responded|(?:were\s+|was\s+|are\s+|remain\s+)?(?:alive|dead)|were\s+(?:stable|unchanged)|remained|were\s+free|(?:were|was|could\s+be)\s+(?:\w+ly\s+)?salvaged|required|complained|sustained|exhibited|survived|failed|with)\b"
)
WITH_OWNERS = "with_owners"
"""The rule of a count of lesions with the patients who had them."""
_IN_PATIENTS = re.compile(r"\s+(?:in|of|from|among)\s+(?:only\s+)?")
"""``Nineteen lesions in 14 patients progressed``: the lesions did."""
_VALUE_IN_THE = re.compile(r"(?:%|\bmonths|\byears)\s*(?:\([^()]*\)\s*)?(?:in|for|among|of)\s+the\s+$")
"""``survival was 62% in the 40 patients with clear margins and 31% in the 26 with positive ones``."""
_IN_THE_BEFORE = re.compile(r"\b(?:in|among)\s+the\s+$")
_IN_GROUP_NEXT = re.compile(
    rf"\s+(?:in|among|of)\s+the\s+(?:other\s+|remaining\s+)?(?:\d+|{NUMBER_WORDS})\s+(?:patients|women|men|children|cases|with|without|who|treated|given)\b"
)
"""``two recurrences in the 18 patients with small tumours and nine in the 22 with large ones``."""
_IN_OTHERS = re.compile(r"[;,]\s+(?:and\s+|but\s+|while\s+|whereas\s+)?in\s+the\s+(?:other|remaining)\s+$")
_CAME_ABOUT_NEXT = re.compile(r",?\s+(?:the|an?|it|their)\b(?:\s+(?!was\b|were\b)[\w-]+){0,3}?\s+[a-z]+ed\b")
"""``; in the other seven the tumour progressed``."""
_OF_THESE_EVENTS = re.compile(r"\s+of\s+(?:these|the|all)\b")
_UNCOUNTED = re.compile(r"quality|follow_up|survival$")
_EVENTS_NEXT = re.compile(r"[-\s]+events?\b")
"""``93 PFS events``."""
_CAUSE_NEXT = re.compile(r"\s+(?:of|from|due|because|as|related)\b")
_NUMBER_WAS = re.compile(
    r"\bnumbers?\s+of\s+(?:[\w-]+\s+){0,2}?(?:patients|women|men|cases|events|deaths|failures|relapses|recurrences)\b[^.;]{0,90}\b(?:was|were)\s+(?:only\s+)?(?:\d+(?:,|\s+(?:and|versus|vs\.?))\s+)*$",
    re.I,
)
"""``the numbers of patients with grade 3 events were 14 and 9``."""
_GRADES_GO_ON = re.compile(rf"\s*(?:,|,?\s*\band)\s+(?:\d+|{NUMBER_WORDS})\s+[Gg]rade\b")
"""``14 grade 3 and 2 grade 4 events``."""
_TO_GRADE = re.compile(
    r"\s+(?:(?:with|had|having|of|was|were|experienced|developed|suffered|reported|showed)\s+(?:an?\s+|from\s+|of\s+)?)?"
)
_GRADE_IN = re.compile(r"[\s)]*(?:[\w-]+\s+){0,2}?(?:in|for|by)\s+(?:the\s+(?:remaining|other)\s+)?")
_LEADS_TO_WHOM = re.compile(
    r"(?:In|For|Among|Of|With|Patients|Women|Men|Children|Those|Tumou?rs|The)\s+(?!(?:no|all|both)\b)[^.;:%()]{3,90}[(\[]\s*[nN]\s*=\s*"
)
"""``In patients with gross disease (n = 31) a remission was seen in 12``: among whom."""
_ACTED_NEXT = re.compile(
    r"\s+(?:\([^()]*\)\s+)?(?:underwent|received|refused|declined|had\s+(?:surgery|radio\w+|chemo\w+|(?:an?\s+)?(?:operation|resection|boost|implant)|no\s+(?:further\s+)?(?:treatment|therapy|surgery))|were\s+(?:treated|irradiated|operated|observed(?=\s*(?:[.,;]|$))|managed))\b"
)
"""``20 had surgery and 11 were observed``: what was done."""
_LEFT_NEXT = re.compile(r"\s+(?:refused|declined|withdrew|dropped\s+out|(?:was|were)\s+lost)\b")
_THEN_TREATED = re.compile(
    r"\s+(?:of\s+(?:them|these|those|whom|which)\s+)?(?:underwent|received|had\s+(?:surgery|salvage|re-?irradiation)\b"
    r"|(?:was|were)\s+(?:[\w-]+ly\s+)?(?:re-?)?(?:irradiated|treated|operated|resected|managed|given|offered)\b)"
)
_HAD_NEXT = re.compile(r"\s+(?:had|developed|experienced|an?)\b")
_NEAR = 60
_AMONG_THOSE = re.compile(
    r"(?:In|For|Among|Of|With)\s+(?:the\s+|all\s+)?(?:patients|women|men|children|those|cases)\s+(?:with|without|who)\b[^.;:%()]{3,90}[(\[]\s*[nN]\s*=\s*"
)
_STUDIES_NEXT = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:studies|trials|RCTs|articles|reports|publications|papers)\b"
)
"""``two of three studies presented response data``."""
_OF_EITHER = re.compile(r"\s+of\s+the\s+(?:former|latter)\b")
"""``relief was seen in 9 of the former and in 2 of the latter``."""
_OF_STUDIES = re.compile(
    r"(?:Of|Among|In)\s+(?:the\s+|these\s+|all\s+|our\s+)*(?:\w+\s+)(?:[\w-]+\s+){0,3}?(?:studies|trials|RCTs|articles|reports|publications|papers|series)\b[^.;]*,\s"
)
_STUDIES_BEFORE = re.compile(
    r"\b(?:studies|trials|RCTs|articles|reports|publications|papers|series)\b[^.;\d]*[,(]\s*(?:only\s+)?$"
)
_BODY_PARTS = re.compile(
    r"\s+(?:(?:treated|irradiated|evaluable)\s+)?(?:lymph\s+)?(?:nodes|limbs|hands|feet|ears|hips|knees|shoulders|elbows|orbits|vertebral\s+bodies|cavities)\b"
)
"""``fourteen of these 55 nodes progressed``."""
_SOME_TOLD = re.compile(r"\s+of\s+(?:them|these|which)\b")
"""``Twenty trials were found, 13 of which reported survival``."""
_TOLD_NEXT = re.compile(
    r"\s+(?:of\s+(?:them|these|which)\s+)?(?:reported|described|presented|provided|gave|assessed|evaluated|included|compared|used|had|showed|found|did\s+not|mentioned|stated|contained|addressed|examined)\b"
)
_WHO_FAILED = re.compile(
    r"\s+(?:who\b|(?:which|that)\s+(?:had\s+|later\s+)?(?:recurred|relapsed|progressed|failed|regrew)\b)"
)
"""``of the 40 lesions which recurred, …``: those counted had the event."""
_GRADE_COUNT = re.compile(r"\s*[(\[]\s*n\s*=\s*")
"""``grade 2 (n = 4)``."""
_DEATHS_BEFORE = re.compile(r"\b(?:deaths?|(?<!who )died)\b(?:\s+\([^()]*\))?\s*[,:]\s+(?:and\s+)?$")
"""``two deaths, one a pneumonia and the other …``: of what they died."""
_OF_THE = re.compile(r"\s+(?:out\s+)?of\s+(?:the|these|those)\s+")
_COMPARED_BEFORE = re.compile(r"\b(?:compared (?:with|to)|as against|against|versus|vs\.?|and)\s+$")
_AGAINST = re.compile(
    r"\b(?:compared\s+(?:with|to)|as\s+against|against|versus|vs\.?)\s+(?:only\s+|just\s+)?(?:in\s+)?$"
)
_CLOSED = re.compile(r"\s*(?:[.;,(\[]|$)")
"""``nine boost patients relapsed compared with 17 of 82 controls``: so many of the others."""
_AFTER_NEXT = re.compile(r"\s+(?:after|with|without|following|treated\s+with|receiving)\s+[a-z\d]")
"""``in 14 patients after stenting and 5 after brachytherapy``."""
_IN_ARM_NEXT = re.compile(
    r"\s+(?:in|on|of|among)\s+(?:(?:(?:the|each)\s+)?(?:[\w/+-]+\s+){1,4}?(?:arms?|groups?)\b|(?:[Aa]rm|[Gg]roup)\s+\w|those\s+(?:with|without|who|given|treated|receiving)\b"
    rf"|(?:the\s+)?(?:[\w/+-]+\s+){{1,3}}?(?:and|versus|vs\.?|compared\s+with)\s+(?:\d+|{NUMBER_WORDS})\s+(?:in|on|of)\s+(?:the\s+)?(?:[\w/+-]+\s+){{1,3}}?(?:arm|group)\b)"
)


_NUMBERED = re.compile(r"\b(?:numbered|totall?ed)\s+(?:only\s+)?$")
_WITH_CLOSED = re.compile(r"\s+with(?:out)?\s+[^.;:,()]{2,60},\s")
"""``Of the 17 with surgery, four relapsed``: among whom."""
_WHOM_OPENED = re.compile(
    rf"(?:^|[.;:]\s+)(?:In|For|Among|Of|With)\s+(?:the\s+|all\s+)?(?:\d+|{NUMBER_WORDS})\s+[^.;:,()\d]*\swith\s[^.;:,()]*(?:,|\band)\s+(?:the\s+)?$"
)
"""``In 33 patients with T1 and 41 with T2 tumours``: among whom."""


def count_values(sentence: Sentence, numbers: ValueReader, terms: Sequence[TermLike]) -> list[Value]:
    """Candidate event counts of a sentence that names an endpoint; none where counts are a year's."""
    if not terms or _PER_YEAR.search(sentence.string):
        return []
    equals = {m.atoms[-1].start: m for m in sentence.labelled("N_EQUALS") if m.atoms}
    scene = Numbers(
        sentence,
        terms,
        people_numbers(sentence),
        equals,
        partitions(sentence),
        pairs(sentence),
        listed(sentence, terms),
    )
    doses = sentence.labelled("FRACTIONS", "PRODUCT", "PER_FRACTION")
    taken = numbers.used | {a.start for m in doses for a in m.atoms}
    values: list[Value] = []
    for i, atom in enumerate(numbers.atoms):
        if atom.start not in taken:
            value = (
                on_another_side(scene, values, atom)
                or _count(scene, atom, numbers.at(i - 1), numbers.at(i + 1))
                or in_list(scene, values, atom)
            )
            if value is not None and not value.rule and values and had_elsewhere(scene, values[-1], atom):
                value = replace(value, rule="shared")
            if value is not None:
                if (first := _listed_with_parts(scene, values, value)) is not None:
                    value = replace(value, whole=first.atoms[0].start)
                elif (told := _told_before(scene, numbers, value)) is not None:
                    value = replace(value, whole=told.start)
                if _parts_before(scene, values, value):
                    value = replace(value, rule="shared")
                if values and (
                    value.rule in {"of_them", "shared", "in_part"}
                    or _more_events(sentence, values[-1], value)
                ):
                    value = replace(value, unit=values[-1].unit, people=values[-1].people)
                values.append(value)
                taken.update(a.start for a in value.atoms)
    free = [a for a in numbers.atoms if a.start not in taken]
    values += [*of_the_next(scene, values, free), *for_another_arm(scene, values, free)]
    return [*values, *single_values(sentence, terms)]


def _listed_with_parts(scene: Numbers, values: Sequence[Value], value: Value) -> Value | None:
    """``in 9 younger men (1 nodal), 21 older men (6 nodal)``: the first number says what all count."""
    if value.rule or value.people is None or not _PART_NEXT.match(scene.sentence.text, value.end):
        return None
    return next((v for v in values if _PART_CLOSED.fullmatch(scene.sentence.text, v.end, value.start)), None)


def _told_before(scene: Numbers, numbers: ValueReader, value: Value) -> Atom | None:
    """``8 of 61 died, of distress six of the eight``: the number before that a whole with an article takes up."""
    if value.n_total is None or len(value.atoms) < 2:
        return None
    part, whole = value.atoms
    if not _OF_THE.fullmatch(scene.sentence.text, part.end, whole.start):
        return None
    same = (a for a in numbers.atoms if a.end <= part.start and is_integer(a) and a.low == whole.low)
    return next((a for a in same if not _OF_BEFORE.search(scene.before(a, 14))), None)


def _parts_before(scene: Numbers, values: Sequence[Value], value: Value) -> bool:
    """``12 patients failed: 3 of 40 with small tumours and 9/36 with large ones``: parts, each with its whole."""
    if value.rule or value.n_total is None:
        return False
    before = scene.sentence.text[max(scene.sentence.start, value.start - 60) : value.start]
    listed = bool(values) and values[-1].rule == "shared" and _NEXT_PART.search(before)
    return bool(_OPENS_PARTS.search(before) or listed)


def _more_events(sentence: Sentence, last: Value, value: Value) -> bool:
    """``six local recurrences in one group and five in the other``."""
    both = value.rule == "in_arm" and last.rule == "direct"
    return both and ":" not in sentence.text[last.end : value.start]


def _count(scene: Numbers, atom: Atom, preceding: Atom | None, following: Atom | None) -> Value | None:
    """The count that a number may be, by its form: printed with its whole, with a grade, in a list, or as one of the people told of."""
    if was_left_out(scene.sentence, atom.start) or _is_of_studies(scene, atom):
        return None
    if atom.kind is AtomKind.RATIO:
        return _printed_ratio(scene, atom)
    if not is_integer(atom) or counts_nothing(scene, atom):
        return None
    if following is not None and _is_total(scene, atom, following):
        return _of_whole(scene, atom, following)
    if is_label(scene, atom):
        return None
    graded = _with_grade(scene, atom, preceding, following)
    if graded is not None:
        return graded
    if atom.start in scene.listed:
        return counted(atom, "patients", rule="listed")
    return None if is_list_mark(scene, atom) else _told(scene, atom)


def _is_of_studies(scene: Numbers, atom: Atom) -> bool:
    """``Of the twelve studies, five reported toxicity``: what the studies told."""
    text, first = scene.sentence.text, scene.sentence.start
    opened = _OF_STUDIES.match(text, first, atom.start) or (
        _STUDIES_BEFORE.search(text, first, atom.start) and _SOME_TOLD.match(text, atom.end)
    )
    told = opened and _TOLD_NEXT.match(scene.sentence.text, atom.end)
    return bool(told) and atom.start not in scene.people


def _printed_ratio(scene: Numbers, atom: Atom) -> Value | None:
    """``12/40``, but ``one arm / the other``."""
    if (atom.high or 0) <= 1:
        return None
    led = scene.before(atom, 4).endswith(("(", " in "))  # commoner in women (9/41) than in men (2/37)
    parted = led and breaks_down(scene, atom, atom)
    rule = "pair" if atom.start in scene.pairs else "in_part" if parted else ""
    unit = noun_unit(scene.after(atom, 45))
    if rule == "in_part" and unit is None:
        unit = nearest_noun(scene.sentence, atom.start, scene.terms)
    return counted(atom, unit, start=atom.start, total=int(atom.high or 0), rule=rule)


def _of_whole(scene: Numbers, atom: Atom, whole: Atom) -> Value | None:
    """``12 of 40``, unless it says who had a treatment."""
    behind = _behind_people(scene, whole)
    if _STUDIES_NEXT.match(scene.after(whole, 45)) or _was_given(scene, atom) or WENT_ON.match(behind):
        return None
    parts = "lesions" if _BODY_PARTS.match(scene.sentence.text, whole.end) else None
    named = parts or noun_unit(scene.after(whole, 45))
    unit = named or _of_failures(scene, whole) or "patients"
    rule = "pair" if atom.start in scene.pairs else ""
    if _AGAINST.search(scene.before(atom, 24)) and (
        _CLOSED.match(behind) or _IN_ARM_NEXT.match(behind) or _AFTER_NEXT.match(behind)
    ):
        rule = rule or "in_arm"
    if not rule and breaks_down(scene, atom, whole):
        rule = "in_part"
    if rule == "in_part" and named is None:
        unit = nearest_noun(scene.sentence, atom.start, scene.terms) or unit
    return counted(atom, unit, end=whole.end, total=int(whole.low), atoms=(atom, whole), rule=rule)


def _with_grade(scene: Numbers, atom: Atom, preceding: Atom | None, following: Atom | None) -> Value | None:
    """``12 had grade 3``, ``grade 3: 12``, ``grade 3 in 12``."""
    if following is not None and _is_graded(scene, atom, following):
        return counted(atom, "patients", end=following.end, rule="graded")
    if preceding is None or preceding.kind is not AtomKind.GRADE:
        return None
    gap = scene.sentence.text[preceding.end : atom.start]
    listed = gap.strip() in {":", "=", "–", "-", "—"} or (atom.start in scene.people and gap.strip() == ",")
    if listed or _GRADE_IN.fullmatch(gap):
        return counted(atom, "patients", rule="graded")
    if _GRADE_COUNT.fullmatch(gap):
        return counted(atom, "patients", start=preceding.start, rule="graded")
    return None


def _told(scene: Numbers, atom: Atom) -> Value | None:
    """A number that counts by what is told of it: some of those before, an event named behind it, people of an arm or of a verb."""
    if (
        was_excluded(scene, atom)
        or WENT_ON.match(_behind_people(scene, atom))
        or _were_treated_then(scene, atom)
    ):
        return None
    in_parts = atom.start in scene.parts
    cause = None if in_parts else of_those_before(scene, atom)
    if cause is not None and cause.rule == "of_them":
        return cause
    if atom.start in scene.pairs:
        return counted(atom, "patients", rule="pair")
    people = scene.people.get(atom.start)
    behind = _behind_people(scene, atom)
    if (_COMPARED_BEFORE.search(scene.before(atom, 70)) and _IN_ARM_NEXT.match(behind)) or (
        people is not None and _AGAINST.search(scene.before(atom, 24)) and _CLOSED.match(behind)
    ):
        return counted(atom, "patients", rule="in_arm")
    caused = _CAUSE_NEXT.match(scene.after(atom, 12))
    event = _event_behind(scene, atom)
    if event is not None and not (in_parts and caused):
        return (
            None
            if event.code != "mortality" and _DEATHS_BEFORE.search(scene.before(atom, 40)) and not caused
            else _of_event(scene, atom, event)
        )
    value = _of_people(scene, atom, people) if people else _without_noun(scene, atom)
    if not in_parts or (value is None and _LEFT_NEXT.match(scene.sentence.text, atom.end)):
        return value
    return replace(value or counted(atom, "patients", rule="part"), whole=scene.parts[atom.start])


def _were_treated_then(scene: Numbers, atom: Atom) -> bool:
    """``ten of them were reirradiated, and nine responded``: what was done to ten is no event of the nine."""
    if _THEN_TREATED.match(scene.sentence.text, atom.end, scene.sentence.end) is None:
        return False
    told = (t.start for t in scene.terms if t.start >= atom.end and t.code not in {"none", "skip", "other"})
    behind = min(told, default=None)
    if behind is None:
        return False
    return any(is_integer(a) and atom.end <= a.start < behind for a in scene.sentence.atoms)


def _event_behind(scene: Numbers, atom: Atom) -> TermLike | None:
    """The event that a number counts directly; a survival only in ``93 PFS events``."""
    if atom.start in scene.equals and scene.after(atom, 1) == ")":
        return None  # events (n = 9) included four fistulas
    event = direct_term(scene.sentence, atom, scene.terms)
    if event is None or not _UNCOUNTED.search(event.code):
        return event
    named = _EVENTS_NEXT.match(scene.sentence.text, event.end) and event.code.endswith("survival")
    return event if named else None


def _of_event(scene: Numbers, atom: Atom, event: TermLike) -> Value:
    if _HAD_NEXT.match(scene.after(atom, 14)):
        return counted(atom, "patients", rule="direct")
    events = "lesions" if event.code in _LESION_EVENTS else "patients"
    return counted(atom, nearest_noun(scene.sentence, atom.start) or events, rule="direct")


def _was_given(scene: Numbers, atom: Atom) -> bool:
    behind = min((t.start for t in scene.terms if t.start >= atom.end), default=None)
    return behind is not None and was_given_to(scene, atom, behind)


def _of_failures(scene: Numbers, whole: Atom) -> str | None:
    """``26 of the 34 local recurrences``: failures at a site are lesions."""
    event = direct_term(scene.sentence, whole, scene.terms)
    return "lesions" if event is not None and event.code in _LESION_EVENTS else None


def _is_total(scene: Numbers, atom: Atom, following: Atom) -> bool:
    """``13 out of 52``."""
    return following.low >= atom.low and are_fraction(scene.sentence.text, atom, following)


def _is_graded(scene: Numbers, atom: Atom, following: Atom) -> bool:
    """``12 had grade 3``, where no event follows the grade."""
    gap = scene.sentence.text[atom.end : following.start]
    if following.kind is not AtomKind.GRADE or not _TO_GRADE.fullmatch(gap):
        return False
    if _GRADES_GO_ON.match(scene.sentence.text, following.end):
        return True
    grades = {a.start for a in scene.sentence.atoms if a.kind is AtomKind.GRADE}
    near = (t for t in scene.terms if following.end <= t.start < following.end + 40)
    return all(t.start in grades for t in near)


def _of_people(scene: Numbers, atom: Atom, mention: Mention) -> Value | None:
    after = scene.sentence.text[mention.end :]
    opens = _OF_BEFORE.search(scene.before(atom, 26)) and re.match(r"[^.;,()]{0,40},", after)
    if opens and (_WHO_DID_NOT.match(after) or not _WHO_FAILED.match(after)):
        return None  # Of the 52 patients, …: those among whom events are counted
    if are_told_of(scene, atom, after) or (
        _IN_THE_BEFORE.search(scene.before(atom, 16)) and _counted_before(scene, atom)
    ):
        return None
    specimens = scene.sentence.text[mention.start : mention.end].endswith("specimens")  # one of each patient
    unit = "lesions" if mention.code == "lesions" and not specimens else "patients"
    if (some := of_people_named(scene, atom, mention, unit)) is not None:
        return some
    if unit == "lesions" and (whose := _patients_of(scene, atom, mention)) is not None:
        return counted(atom, unit, end=whose.end, atoms=(atom, whose.atoms[0]), rule=WITH_OWNERS)
    return counted(atom, unit, end=mention.end if mention.atoms[0] is atom else atom.end)


def _patients_of(scene: Numbers, atom: Atom, lesions: Mention) -> Mention | None:
    """The patients who had as many lesions."""
    for people in scene.sentence.labelled("PEOPLE"):
        if people.start >= lesions.end and people.atoms:
            owners = people.atoms[0]
            led = _IN_PATIENTS.fullmatch(scene.sentence.text, lesions.end, owners.start)
            return people if led and is_integer(owners) and owners.low <= atom.low else None
    return None


def _without_noun(scene: Numbers, atom: Atom) -> Value | None:
    if _VALUE_IN_THE.search(scene.before(atom, 60)) or _was_given(scene, atom):
        return None
    if _IN_GROUP_NEXT.match(scene.after(atom, 60)) and _counted_before(scene, atom):
        return counted(atom, "patients", rule="in_arm")
    acted = _ACTED_NEXT.match(scene.sentence.text, atom.end, scene.sentence.end)
    if acted and not any(atom.end <= t.start < acted.end() + _NEAR for t in scene.terms):
        return None
    if atom.start in scene.equals:
        before = scene.sentence.text[scene.sentence.start : atom.start]
        if _AMONG_THOSE.fullmatch(before) or (
            _LEADS_TO_WHOM.fullmatch(before) and not any(t.end <= atom.start for t in scene.terms)
        ):
            return None
        unit = "lesions" if re.search(r"\blesions\b", before, re.I) else "patients"
        return counted(atom, unit, start=scene.equals[atom.start].start, rule="n_equals")
    if (some := of_those_before(scene, atom)) is not None:
        return some
    if _NUMBER_WAS.search(scene.before(atom, 130)):
        return counted(atom, "patients", rule="numbered")
    if _is_elliptic(scene, atom):
        return counted(atom, nearest_noun(scene.sentence, atom.start, scene.terms) or "patients")
    if _IN_ARM_NEXT.match(scene.after(atom, 90)) and re.search(
        r"(?:\(\s*|(?:[,;:]|\band)\s+)(?:only\s+|just\s+)?$", scene.before(atom, 12)
    ):
        return counted(atom, "patients", rule="in_arm")
    return None


def _counted_before(scene: Numbers, atom: Atom) -> bool:
    """``two recurrences were seen in the 18 patients``: whether a number of events stands before."""
    return any(is_integer(a) and a.end < atom.start and _is_counted(scene, a) for a in scene.sentence.atoms)


def _is_counted(scene: Numbers, atom: Atom) -> bool:
    event = direct_term(scene.sentence, atom, scene.terms)
    return event is not None and _UNCOUNTED.search(event.code) is None and atom.start not in scene.people


def _behind_people(scene: Numbers, atom: Atom) -> str:
    """The text behind a number and its noun."""
    mention = scene.people.get(atom.start)
    end = mention.end if mention is not None and mention.atoms[0] is atom else atom.end
    return scene.sentence.text[end : end + 60]


def _is_elliptic(scene: Numbers, atom: Atom) -> bool:
    """A bare number that a verb makes a subject (``one developed grade 2 pneumonitis``), or ``in 14 …``."""
    after, before = scene.after(atom, 36), scene.before(atom, 20)
    if after.startswith(" with") and (
        _WHOM_OPENED.search(scene.before(atom, 90))
        or (_OF_BEFORE.search(scene.before(atom, 26)) and _WITH_CLOSED.match(scene.after(atom, 90)))
    ):
        return False
    if _VERB_NEXT.match(after):
        return not came_with(scene.sentence, atom)
    if _NUMBERED.search(before) and _IN_ARM_NEXT.match(scene.after(atom, 60)):
        return True
    if _IN_OTHERS.search(before) and _CAME_ABOUT_NEXT.match(after):
        return True
    if re.search(r"\bfor\s+$", before) and "accounted for" in scene.sentence.string:
        return bool(PAUSE_NEXT.match(after) or _OF_THESE_EVENTS.match(after))
    if not re.search(
        r"\b(?:in(?:\s+the\s+(?:remaining|other))?|occurred in|(?:retained|regained|kept|achieved|reached|reported|experienced|suffered|recovered|maintained|noted|noticed|described|enjoyed|needed|required)\s+by|and|numbered|totalled|totaled)\s+(?:another\s+|a\s+further\s+)?$",
        before,
    ) or re.search(r"[,;]\s*and\s+$", before):
        return False
    return bool(PAUSE_NEXT.match(after) or _OF_EITHER.match(after))
