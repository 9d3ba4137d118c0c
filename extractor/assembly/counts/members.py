"""Numbers that count some of the events told before: ``14 failures, 9 of them within a year``, ``three of which were fatal``."""

import re

from extractor.assembly.counts.numbers import PAUSE_NEXT, Numbers, counted
from extractor.assembly.counts.people import nearest_noun
from extractor.assembly.values import Value, is_integer
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom

_OF_THEM = re.compile(r"\b(?:them|whom|these)$")
_OF_THEM_WHEN = re.compile(
    r"\s*,?\s+(?:within|after|before|during|in|at|among|with|isolated|invasive|bilateral|unilateral|symptomatic|asymptomatic|solely|only|all"
    r"|(?:(?:was|were|being|proved)\s+)?(?:fatal|lethal))\b"
)
"""``14 local failures, 9 of them within 12 months``, ``4 of them in the first group``."""
_OF_THOSE = re.compile(r"\bof\s+(?:whom|which|these)$")
_OF_WHICH_NEXT = re.compile(r"\s+of\s+(?:which|whom|these)\b")
_OF_WHICH_BEFORE = re.compile(r",\s+of\s+(?:which|whom)\s+(?:only\s+)?$")
_OF_WHICH_WHEN = re.compile(
    r"\s+of\s+these\s+(?:(?:occurred|developed|appeared|arose)\s+)?(?:within|in\s+the\s+first|after|before|during|beyond)\b|\s+of\s+which\s+(?:had\s+|have\s+)?(?:occurred|developed|appeared|arose|were\s+(?:seen|observed|diagnosed|detected))\s+(?:within|in\s+the\s+first|after|before|during|beyond)\b"
)
"""``54 relapses, 41 of which occurred in the first three years``."""
_STATED = re.compile(r"\s+(?:was|were|had|needed|required|resolved|recovered|underwent)\b")
_STATE_BEFORE = re.compile(
    r"\b(?:was|were|being)\s+(?:symptomatic|asymptomatic|transient|permanent|reversible|severe|mild|persistent)\s+in\s+$"
)
"""``necrosis was seen in 38 lesions and was symptomatic in 16``."""
_RELATED_BEFORE = re.compile(
    r"\b(?:was|were|being)\s+(?:(?:cancer|tumou?r|disease|treatment|therapy)[- ](?:related|specific)|unrelated\s+to\s+[^,;.\d]{3,30}|isolated|multifocal|bilateral|confirmed(?:\s+\w+)?)\s+in\s+(?:only\s+)?$"
)
"""``death occurred in 33 patients and was cancer-related in 28``."""
_FATAL_NEXT = re.compile(
    r"\s+(?:(?:was|were|being|proved)\s+)?(?:fatal|lethal)(?:ly)?\s*(?:[,.;)]|and\b|in\b|$)"
)
_LISTED_BEFORE = re.compile(r"(?:[,(]|\band)\s*(?:only\s+)?$")
"""``two bleeds, one fatal``."""
_OF_CAUSE = re.compile(r"\b(?:died|succumbed)\b[^.;:\d]{0,20},\s+(?:but\s+)?(?:only\s+)?$")
_AND_OF_CAUSE = re.compile(
    r"\b(?:died|succumbed|deaths?|fatalities)\b[^.;]{0,90}(?:,|:|\band)\s+(?:only\s+)?$"
)
"""``two patients died of perforation and one of bleeding``."""
_IN_CAUSES = re.compile(
    r"\bcauses?\s+of\s+death\b[^.;]{0,240}(?:,|\band)\s+(?:[\w/-]+\s+){1,4}in\s+(?:only\s+)?$", re.I
)
"""``the cause of death was cancer in 12 patients, infection in 20``."""
_OF_A_CAUSE_NEXT = re.compile(
    r"\s+(?:of|from|due\s+to|because\s+of|to(?=\s+(?:an?\s+)?[a-z])|for(?=\s+(?:[\w-]+\s+){0,2}(?:reasons?|causes?)\b))\s+(?!the\b|each\b|both\b|all\b|(?:[\w-]+\s+)?(?:arms?|groups?)\b|these\b|those\b|them\b|whom\b|\d)"
)
_DEATH_OF = re.compile(r"\s+(?:died\s+)?(?:from|of|due\s+to|because\s+of|with)\b")


def of_people_named(scene: Numbers, atom: Atom, mention: Mention, unit: str) -> Value | None:
    """``9 of them``, ``three of whom``: by what follows, some of the people or of the events."""
    named = scene.sentence.text[mention.start : mention.end]
    after = scene.sentence.text[mention.end :]
    if _OF_THOSE.search(named) and _STATED.match(after):
        return counted(atom, unit, end=mention.end, rule="of_those")
    if _OF_THEM.search(named) and (_OF_THEM_WHEN.match(after) or _DEATH_OF.match(after)):
        return counted(atom, unit, end=mention.end, rule="of_them")
    return None


def of_those_before(scene: Numbers, atom: Atom) -> Value | None:
    """``six of which …``, ``and was symptomatic in 16``, ``64 died, only seven of breast cancer``, ``, one fatal``."""
    if _FATAL_NEXT.match(scene.after(atom, 20)) and _LISTED_BEFORE.search(scene.before(atom, 10)):
        return counted(atom, "patients", rule="of_them")
    if _OF_WHICH_WHEN.match(scene.after(atom, 60)):
        unit = nearest_noun(scene.sentence, atom.start, scene.terms) or "patients"
        return counted(atom, unit, rule="of_them")
    counted_before = any(a.end <= atom.start and is_integer(a) for a in scene.sentence.atoms)
    if (
        counted_before
        and _RELATED_BEFORE.search(scene.before(atom, 60))
        and PAUSE_NEXT.match(scene.after(atom, 16))
    ):
        return counted(atom, "patients", rule="of_them")
    of_which = _OF_WHICH_BEFORE.search(scene.before(atom, 20)) and _STATED.match(scene.after(atom, 14))
    if (
        of_which
        or _OF_WHICH_NEXT.match(scene.after(atom, 16))
        or (counted_before and _STATE_BEFORE.search(scene.before(atom, 40)))
    ):
        unit = nearest_noun(scene.sentence, atom.start, scene.terms) or "patients"
        return counted(atom, unit, rule="of_those")
    caused = _OF_CAUSE.search(scene.before(atom, 40)) or _AND_OF_CAUSE.search(scene.before(atom, 110))
    if caused and _OF_A_CAUSE_NEXT.match(scene.after(atom, 20)):
        return counted(atom, "patients", rule="of_them")
    if _IN_CAUSES.search(scene.before(atom, 280)) and PAUSE_NEXT.match(scene.after(atom, 16)):
        return counted(atom, "patients", rule="of_them")
    return None
