"""A number that counts by what is told of it: people of a verb, an event behind it, some of those before."""

import re
from dataclasses import replace

from extractor.assembly.counts.among import WENT_ON, are_told_of, was_excluded, was_given_to
from extractor.assembly.counts.events import TermLike, came_with, direct_term
from extractor.assembly.counts.members import of_people_named, of_those_before
from extractor.assembly.counts.numbers import PAUSE_NEXT, Numbers, counted
from extractor.assembly.counts.people import nearest_noun
from extractor.assembly.values import Value, is_integer
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom
from extractor.language.numerals.words import NUMBER_WORDS

LESION_EVENTS = {"local_control", "local_failure"}
OF_BEFORE = re.compile(
    r"\b(?<!total )(?:of|among)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)?(?:remaining\s+|other\s+)?$",
    re.I,
)
_WHO_DID_NOT = re.compile(
    r"\s+who\s+(?:(?:had\s+)?(?:failed\s+to|did\s+not|could\s+not|never|not|(?:was|were)\s+unable|received|undergone|completed)\b|underwent\b|were\s+(?:treated|given|irradiated|operated|enrolled|randomi[sz]ed|assigned|followed|evaluable)\b"
    r"|had\s+(?:(?:no|a|an|the|previous|prior|previously|only)\s+)*(?:surgery|radiotherapy|irradiation|chemotherapy|resection|treatment|boost|received|undergone|completed|stage|T\d|N\d))"
)
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
_OF_EITHER = re.compile(r"\s+of\s+the\s+(?:former|latter)\b")
"""``relief was seen in 9 of the former and in 2 of the latter``."""
_WHO_FAILED = re.compile(
    r"\s+(?:who\b|(?:which|that)\s+(?:had\s+|later\s+)?(?:recurred|relapsed|progressed|failed|regrew)\b)"
)
"""``of the 40 lesions which recurred, …``: those counted had the event."""
_DEATHS_BEFORE = re.compile(r"\b(?:deaths?|(?<!who )died)\b(?:\s+\([^()]*\))?\s*[,:]\s+(?:and\s+)?$")
"""``two deaths, one a pneumonia and the other …``: of what they died."""
_COMPARED_BEFORE = re.compile(r"\b(?:compared (?:with|to)|as against|against|versus|vs\.?|and)\s+$")
AGAINST = re.compile(
    r"\b(?:compared\s+(?:with|to)|as\s+against|against|versus|vs\.?)\s+(?:only\s+|just\s+)?(?:in\s+)?$"
)
CLOSED = re.compile(r"\s*(?:[.;,(\[]|$)")
"""``nine boost patients relapsed compared with 17 of 82 controls``: so many of the others."""
IN_ARM_NEXT = re.compile(
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


def told_of(scene: Numbers, atom: Atom) -> Value | None:
    """A number that counts by what is told of it: some of those before, an event named behind it, people of an arm or of a verb."""
    if (
        was_excluded(scene, atom)
        or WENT_ON.match(behind_people(scene, atom))
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
    behind = behind_people(scene, atom)
    if (_COMPARED_BEFORE.search(scene.before(atom, 70)) and IN_ARM_NEXT.match(behind)) or (
        people is not None and AGAINST.search(scene.before(atom, 24)) and CLOSED.match(behind)
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
    events = "lesions" if event.code in LESION_EVENTS else "patients"
    return counted(atom, nearest_noun(scene.sentence, atom.start) or events, rule="direct")


def was_given(scene: Numbers, atom: Atom) -> bool:
    """Whether those counted are whom a treatment was given to."""
    behind = min((t.start for t in scene.terms if t.start >= atom.end), default=None)
    return behind is not None and was_given_to(scene, atom, behind)


def _of_people(scene: Numbers, atom: Atom, mention: Mention) -> Value | None:
    after = scene.sentence.text[mention.end :]
    opens = OF_BEFORE.search(scene.before(atom, 26)) and re.match(r"[^.;,()]{0,40},", after)
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
    if _VALUE_IN_THE.search(scene.before(atom, 60)) or was_given(scene, atom):
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
    if IN_ARM_NEXT.match(scene.after(atom, 90)) and re.search(
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


def behind_people(scene: Numbers, atom: Atom) -> str:
    """The text behind a number and its noun."""
    mention = scene.people.get(atom.start)
    end = mention.end if mention is not None and mention.atoms[0] is atom else atom.end
    return scene.sentence.text[end : end + 60]


def _is_elliptic(scene: Numbers, atom: Atom) -> bool:
    """A bare number that a verb makes a subject (``one developed grade 2 pneumonitis``), or ``in 14 …``."""
    after, before = scene.after(atom, 36), scene.before(atom, 20)
    if after.startswith(" with") and (
        _WHOM_OPENED.search(scene.before(atom, 90))
        or (OF_BEFORE.search(scene.before(atom, 26)) and _WITH_CLOSED.match(scene.after(atom, 90)))
    ):
        return False
    if _VERB_NEXT.match(after):
        return not came_with(scene.sentence, atom)
    if _NUMBERED.search(before) and IN_ARM_NEXT.match(scene.after(atom, 60)):
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
