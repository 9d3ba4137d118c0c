"""The count that a number may be, by its form: printed with its whole, with a grade, in a list."""

import re

from extractor.assembly.counts.among import WENT_ON
from extractor.assembly.counts.breakdowns import breaks_down
from extractor.assembly.counts.events import direct_term
from extractor.assembly.counts.numbers import Numbers, counted
from extractor.assembly.counts.people import nearest_noun
from extractor.assembly.counts.refused import counts_nothing, is_label, is_list_mark, was_left_out
from extractor.assembly.counts.told import (
    AGAINST,
    CLOSED,
    IN_ARM_NEXT,
    LESION_EVENTS,
    behind_people,
    told_of,
    was_given,
)
from extractor.assembly.values import Value, are_fraction, is_integer, noun_unit
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_GRADES_GO_ON = re.compile(rf"\s*(?:,|,?\s*\band)\s+(?:\d+|{NUMBER_WORDS})\s+[Gg]rade\b")
"""``14 grade 3 and 2 grade 4 events``."""
_TO_GRADE = re.compile(
    r"\s+(?:(?:with|had|having|of|was|were|experienced|developed|suffered|reported|showed)\s+(?:an?\s+|from\s+|of\s+)?)?"
)
_GRADE_IN = re.compile(r"[\s)]*(?:[\w-]+\s+){0,2}?(?:in|for|by)\s+(?:the\s+(?:remaining|other)\s+)?")
_STUDIES_NEXT = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:studies|trials|RCTs|articles|reports|publications|papers)\b"
)
"""``two of three studies presented response data``."""
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
_GRADE_COUNT = re.compile(r"\s*[(\[]\s*n\s*=\s*")
"""``grade 2 (n = 4)``."""
_AFTER_NEXT = re.compile(r"\s+(?:after|with|without|following|treated\s+with|receiving)\s+[a-z\d]")
"""``in 14 patients after stenting and 5 after brachytherapy``."""


def count_by_form(scene: Numbers, atom: Atom, preceding: Atom | None, following: Atom | None) -> Value | None:
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
    return None if is_list_mark(scene, atom) else told_of(scene, atom)


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
    behind = behind_people(scene, whole)
    if _STUDIES_NEXT.match(scene.after(whole, 45)) or was_given(scene, atom) or WENT_ON.match(behind):
        return None
    parts = "lesions" if _BODY_PARTS.match(scene.sentence.text, whole.end) else None
    named = parts or noun_unit(scene.after(whole, 45))
    unit = named or _of_failures(scene, whole) or "patients"
    rule = "pair" if atom.start in scene.pairs else ""
    if AGAINST.search(scene.before(atom, 24)) and (
        CLOSED.match(behind) or IN_ARM_NEXT.match(behind) or _AFTER_NEXT.match(behind)
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


def _of_failures(scene: Numbers, whole: Atom) -> str | None:
    """``26 of the 34 local recurrences``: failures at a site are lesions."""
    event = direct_term(scene.sentence, whole, scene.terms)
    return "lesions" if event is not None and event.code in LESION_EVENTS else None


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
