"""What a time in a sentence is: a time point, a follow-up, a measured time, or none of these."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from extractor.assembly.endpoints.scene import Scene, average_before
from extractor.assembly.endpoints.times.followups import behind_follow_up, coordinated, of_follow_up
from extractor.assembly.endpoints.times.led import (
    in_years,
    of_change,
    of_long_survival,
    of_measure,
    of_time_to,
)
from extractor.assembly.endpoints.times.measured import (
    AFTER_NEXT,
    GIVEN,
    again,
    behind_average,
    behind_outcome,
    is_survival,
    lasted,
    listed_with_shares,
    lived_longest,
    paired,
    with_rate,
)
from extractor.assembly.endpoints.times.neither import (
    SINCE_TREATMENT,
    between_times,
    cut,
    elapsed,
    extreme,
    in_abbreviation,
    of_classes,
    of_group,
    of_lateness,
    of_survivors,
    of_survivorship,
    of_treatment,
    per_week,
    spread,
)
from extractor.assembly.endpoints.times.pairs import own_of_pair
from extractor.assembly.endpoints.times.place import AT, Place, Role
from extractor.assembly.endpoints.times.told import like_before
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_SEPARATES = re.compile(r"(?:[\s,/;&-]|and\b)*")
_LISTED = re.compile(r"\s*(?:,|and|or|/|,\s*and|,\s*or)\s*-?\s*")
_AVERAGE_NEAR = re.compile(r"\b(?:median|mean|average|medium)\b[^;%]{0,40}$", re.I)
_SURVIVED = re.compile(
    rf"(?:%|percent\b|\b(?:patients|women|men|children|\d+|(?!one\b){NUMBER_WORDS}))[^%,;]{{0,60}}\b(?:survived|lived)\s+(?:for\s+)?(?:(?:at least|more than|longer than|beyond|over)\s+)?$",
    re.I,
)
_TIMES_BEFORE = re.compile(rf"(?:At\s+)?(?:\d+|{NUMBER_WORDS})\s*(?:,|and|or)\s*", re.I)
"""``One and two years after randomization`` opens the sentence."""
_PERIOD_NEXT = re.compile(
    r"^[-\s]*(?:old|period|interval|course|regimen|schedule|treatment(?![-\s]+(?:failure|free|site|lesion)|[-\s]+field)|intervals?|duration|history|cycles?)\b"
)
_MODIFIERS = re.compile(
    r"[\s'’]*(?:(?:overall|actuarial|crude|cumulative|estimated|observed|absolute|local|median|incidence"
    r"|rates?|probabilit(?:y|ies)|risks?|of|the|Kaplan[-–]Meier|estimates?|cause-specific|patient"
    r"|progression-free|disease-free|relapse-free|locoregional|freedom|from|late|acute|and|or|grade)[\s-]*)"
    r"{0,6}",
    re.I,
)
_RATE_NEXT = re.compile(
    r"[-\s]*(?:[\w-]+\s+){0,2}(?:rates?|incidence|probabilit|actuarial|estimate|risks?\b)", re.I
)
_PERCENT_NEXT = re.compile(r"\s*[,:=(]?\s*\d+(?:[.·]\d+)?\s?(?:%|percent)(?!\s*(?:CI|confidence))")
_AGE = re.compile(
    r"\b(?:age|aged|ages|(?:older|younger)(?!\s+(?:patients|women|men|adults|people|individuals|children|ones|subjects|groups?)\b))\b(?:(?!\d\s*years?\s+(?:of\s+age\s+)?(?:this|it|these|they|was|were|had|the)\b)[^;.]){0,40}$",
    re.I,
)
_IN_YEARS = re.compile(r"\d[\s-]?(?:years?|yrs?|y)\b")
"""``in women older than 70 years (4 vs 5 months)``: the age is told."""
_AN_AGE = 40
"""In years."""
_SECOND_AT = re.compile(r"\byears?\b[^;.]{0,20}\bat\s+$")
"""``patients older than 60 years at 3 years``."""
_WITHIN = re.compile(
    r"\b(?:by|within|after|until|beyond|before|in the first|during the first)\s+(?:the\s+|both\s+)?(?:first\s+)?$",
    re.I,
)
_MEASUREMENT = re.compile(
    r"[-\s]+(?:(?:post-?\w+|prostate|serum|follow-up)\s+)?(?:PSA(?![-\s]+(?:\w+[-\s]+)?(?:control|fail|relaps|recurr|progress|free|surv|disease|DFS|RFS|PFS|NED|EFS|outcome|rate))"
    r"|biops|MRI\b|PET\b|CT\b|imaging\b|scans?\b|visits?\b|landmark|nadir)",
    re.I,
)
_VISIT = re.compile(r"[-\s]+(?:follow-up\s+)?(?:visits?|landmark)\b")
_AT_THE = re.compile(r"\bat\s+(?:the|their)\s+$", re.I)
"""``good in 88 % at the 1-year visit``."""
_MEASURED_AT = re.compile(
    r"\b(?:PSA(?:\s+(?:level|value)s?)?(?:\s*[≥≤<>]\s*\d[\d.·]*\s*(?:ng/ml|ng/mL)?)?|biops(?:y|ies)|MRI|scans?|imaging)\s+at\s+$",
    re.I,
)
_MEASURED_BEFORE = re.compile(
    r"\b(?:levels?|scores?|values?|concentrations?)\s+(?:at|before|immediately|prior)\b(?:(?!\b(?:was|were)\b)[^;])*$"
)
_FURTHER_TIMES = re.compile(r"(?:\s*,?\s*(?:and\s+)?\d+(?:[.·]\d+)?\s+(?:days?|weeks?|months?|years?))*")
_THROUGH = re.compile(
    r"[A-Za-z)]\s+through\s+$|\breported\s+(?:up\s+)?to\s+$|\bafter\s+a\s+(?:median|mean)\s+time\s+of\s+$",
    re.I,
)
_IGNORED_BEFORE = re.compile(
    r"\b(?:over|every|for|during|aged?|q|per|each|than|last|first|next|previous|another|initial|additional"
    r"|of age|age of|interval of|apart|duration of|course of|for up to|period of|in|through|between|past"
    r"|spanning|lasting|lasted|total of|age|cycles?|or older|starting|consecutive|aged over|took|range)\s+"
    r"(?:the\s+|a\s+)?(?:median\s+(?:of\s+)?)?(?:~\s*)?$",
    re.I,
)
_IGNORED_AFTER = re.compile(
    r"^[-\s]*(?:old|of age|after|later|before|prior|apart|following|from|earlier|ago|interval|period"
    r"|of (?:radio|chemo|treatment|therapy|adjuvant|androgen|hormon|follow)|course|cycles?|thereafter"
    r"|or older|of accrual|treatment|experience|schedule|regimen|post(?!-?(?:treatment|progression))"
    r"|window|aged)\b",
    re.I,
)
_INCIDENCE_OVER = re.compile(
    r"\b(?:incidence|rates?|risk|probability)\s+(?:of|for)\s[^.;,()%]{3,60}\b(?:during|over)\s+(?:the\s+(?:first\s+)?)?$",
    re.I,
)
"""``incidence of nodal relapse during 3 years``."""
_FROM_BASELINE = re.compile(r"\bbaseline\s+(?:to|until|and)\s+$", re.I)


_FAR_APART = 3
_BARE_UNIT = re.compile(r"\d\s?(?:year|month)$")
"""``the 2 year and 4 year rates``: the singular makes them adjectives."""
_EXTREME_REACH = 8
_EXTREME = r"(?:minimum|maximum|longest|shortest)"
_EXTREME_AND_AVERAGE = re.compile(
    rf"\b(?:(?P<extreme>{_EXTREME})\s+and\s+(?:the\s+)?(?:median|mean|average)|(?:median|mean|average)\s+and\s+(?:the\s+)?{_EXTREME})"
    r"\s+follow-?\s?ups?(?:\s+(?:times?|periods?|durations?))?\s+(?:was|were|of)\s+",
    re.I,
)


def time_roles(scene: Scene, atoms: Sequence[Atom]) -> dict[int, Role]:
    """The role of each time atom by offset; members of one list share the role of a time point."""
    roles = {a.start: _role(scene, a) for a in atoms}
    listed: list[Atom] = []
    for atom in [*atoms, None]:
        if listed and atom is not None and _lists_on(scene, listed[-1], atom):
            listed.append(atom)
            continue
        found = {roles[a.start] for a in listed}
        shared = any(a.shared for a in listed) and not any(
            own_of_pair(_place(scene, a)) is not None for a in listed
        )
        if len(listed) > 1 and "follow_up" in found and shared:
            roles.update({a.start: "follow_up" for a in listed})
        if len(listed) > 1 and roles[listed[0].start] == "point" and found <= {"point", "value", "none"}:
            roles.update({a.start: "point" for a in listed})
        bare = all(_BARE_UNIT.search(scene.text, a.start, a.end) and a.low > 1 for a in listed)
        if len(listed) > 1 and "point" in found and "follow_up" not in found and (shared or bare):
            roles.update({a.start: "point" for a in listed})
        listed = [atom] if atom is not None else []
    roles.update(_beside_extreme(scene, atoms))
    roles.update(coordinated(scene.text, atoms, roles))
    return roles


def _beside_extreme(scene: Scene, atoms: Sequence[Atom]) -> dict[int, Role]:
    """``shortest and median follow-up of 2 and 5 years``: the first of them is no average."""
    found: dict[int, Role] = {}
    for m in _EXTREME_AND_AVERAGE.finditer(scene.text, scene.sentence.start, scene.sentence.end):
        pair = [a for a in atoms if a.core >= m.end()][:2]
        if len(pair) == 2 and pair[0].core - m.end() < _EXTREME_REACH and _lists_on(scene, *pair):
            first: Role = "none" if m["extreme"] else "follow_up"
            found[pair[0].start], found[pair[1].start] = first, "follow_up" if m["extreme"] else "none"
    return found


def _lists_on(scene: Scene, left: Atom, right: Atom) -> bool:
    """``1-, 2- and 5-year``; but in ``7 and 12 months, and 2-year survival`` the list ends at the comma."""
    if left.adjectival != right.adjectival:
        return False
    return bool(_LISTED.fullmatch(scene.text[left.end : right.start]))


def _place(scene: Scene, atom: Atom) -> Place:
    before = scene.text[max(scene.sentence.start, atom.start - 90) : atom.core]
    after = scene.text[atom.end : min(scene.sentence.end, atom.end + 70)]
    clause = re.split(r"[;]|\.\s", before.replace("vs.", "vs "))[-1]
    return Place(scene, atom, before, after, clause)


def _role(scene: Scene, atom: Atom) -> Role:
    place = _place(scene, atom)
    return next((role for rule in _RULES if (role := rule(place)) is not None), "none")


def _of_measurement(at: Place) -> Role | None:
    """``2-year PSA``, ``biopsy at 2 years``: when something was measured that is no outcome."""
    if at.atom.adjectival and _MEASUREMENT.match(at.after):
        return "point" if _VISIT.match(at.after) and _AT_THE.search(at.before) else "none"
    return "none" if _MEASURED_AT.search(at.before) else None


def _adjective(at: Place) -> Role | None:
    """``5-year survival``, but not ``a 5-year period``."""
    return "point" if at.atom.adjectival and not _PERIOD_NEXT.match(at.after) else None


def _before_outcome(at: Place) -> Role | None:
    """``3 years overall survival``."""
    if re.match(r"\s*(?:and|or)\b", at.after):
        return None
    end = at.atom.end
    nearest = next((t for t in at.scene.outcomes if t.start >= end and t.start - end < 60), None)
    if nearest is None or at.atom.adjectival or not _MODIFIERS.fullmatch(at.scene.text[end : nearest.start]):
        return None
    return None if re.search(r"median", at.clause[-30:], re.I) else "point"


def _before_rate(at: Place) -> Role | None:
    """``3 years actuarial rates``."""
    if not _RATE_NEXT.match(at.after) or re.search(r"\bmedian\b", at.clause[-40:], re.I):
        return None
    return "point"


def _before_percent(at: Place) -> Role | None:
    """``2 years: 60%``."""
    if not (_PERCENT_NEXT.match(at.after) or _leads_to_percent(at)) or _AVERAGE_NEAR.search(at.before):
        return None
    if at.atom.comparator != "=" and re.match(r"\s*[=:]", at.after):
        return "none"  # treated in less than 80 days = 14%
    return None if average_before(at.scene, at.atom.start) and re.match(r"\s*,", at.after) else "point"


def _leads_to_percent(at: Place) -> bool:
    """``5 y: 70.6 vs. 68.1%``: the first percentage of a list prints no sign."""
    following = next((a for a in at.scene.sentence.atoms if a.start >= at.atom.end), None)
    if following is None or following.kind is not AtomKind.PERCENT:
        return False
    return at.scene.text[at.atom.end : following.start].strip() == ":"


_DIED_WITHIN = re.compile(
    r"\b(?:died|deaths?|mortality)\s+(?:[\w-]+\s+){0,2}within\s+(?:the\s+)?(?:first\s+)?$"
)


def _died(at: Place) -> Role | None:
    """``five patients died within 30 days of treatment``."""
    return "point" if _DIED_WITHIN.search(at.before) else None


def _age(at: Place) -> Role | None:
    """``Under 60 years, 52 %``: longer than anything lasts."""
    return "none" if at.atom.unit == "years" and at.atom.low >= _AN_AGE else None


def _no_outcome_time(at: Place) -> Role | None:
    """``3 weeks apart``, ``aged 60 years``."""
    passed = _IGNORED_AFTER.match(at.after) and not (AFTER_NEXT.match(at.after) or _counted_from(at))
    aged = _AGE.search(at.clause)
    if aged is not None and at.atom.unit == "months":
        told = average_before(at.scene, at.atom.start) or _IN_YEARS.search(aged[0])
        aged = None if told else aged
    return "none" if passed or (aged and not _SECOND_AT.search(at.clause)) else None


def _behind_at(at: Place) -> Role | None:
    """``at 2 years``, ``at 1, 2 and 3 years``; from ``at 1.5 to 14 years`` it is far to one time."""
    if not at.atom.single and (at.atom.high or 0) >= _FAR_APART * at.atom.low:
        return "none"
    return "point" if AT.search(at.before) else None


def _through(at: Place) -> Role | None:
    """``incidence through 8 years``, ``after a median time of 56 months``."""
    return "point" if _THROUGH.search(at.before) and at.atom.unit in {"months", "years"} else None


def _behind_within(at: Place) -> Role | None:
    """``within 90 days``, but not ``within 90 days of surgery``."""
    if not _WITHIN.search(at.before):
        return None
    since = re.search(r"\bafter\s+$", at.before) and re.match(r"\s*of\b", at.after)
    passed = _IGNORED_AFTER.match(at.after) and not _counted_from(at)
    return "none" if passed or since else "point"


def _counted_from(at: Place) -> bool:
    """``within 12 months of treatment``: its beginning or end, not how long it lasted."""
    return at.before.rstrip().endswith("within") and re.match(r"\s*of\b", at.after) is not None


def _of_incidence(at: Place) -> Role | None:
    """``the incidence of necrosis over 2 years``, but not ``over a period of 2 years``."""
    whole = at.atom.unit in {"months", "years"} and not at.atom.adjectival
    return "point" if whole and _INCIDENCE_OVER.search(at.before) else None


def _ignored(at: Place) -> Role | None:
    """``for 6 weeks``, ``over 5 years``."""
    if AFTER_NEXT.match(at.after) and is_survival(at):
        return None
    return "none" if _IGNORED_BEFORE.search(at.before) or _IGNORED_AFTER.match(at.after) else None


def _after_treatment(at: Place) -> Role | None:
    """``1 of 18 patients 4 months after treatment``."""
    if (
        not SINCE_TREATMENT.match(at.after)
        or (GIVEN.search(at.before) and not _TIMES_BEFORE.fullmatch(at.before))
        or average_before(at.scene, at.atom.start)
    ):
        return None
    return "point"


def _of_measurements(at: Place) -> Role | None:
    """``mean levels before, 1 month, and 2 months after radiotherapy``: when something was measured."""
    if not _MEASURED_BEFORE.search(at.clause):
        return None
    further = _FURTHER_TIMES.match(at.after)
    return "point" if further and SINCE_TREATMENT.match(at.after, further.end()) else None


def _survived(at: Place) -> Role | None:
    """``81 % survived 2 years``, but not of one patient or all."""
    return (like_before(at) or "point") if _SURVIVED.search(at.clause) else None


def _bracketed(at: Place) -> Role | None:
    """``97% (1 year), 92% (2 years)``."""
    closed = at.after.startswith(")") and at.atom.single
    return "point" if closed and re.search(r"(?:%|percent)\s*\($", at.before) else None


def _listed_in_bracket(at: Place) -> Role | None:
    """``survival (1 yr / 2 yr / 5 yr) was 85 / 65 / 54%``: a bracket of times alone, and the rates behind it."""
    text, sentence = at.scene.text, at.scene.sentence
    opened, closed = text.rfind("(", sentence.start, at.atom.start), text.find(")", at.atom.end, sentence.end)
    if opened < 0 or closed < 0:
        return None
    inside = [a for a in sentence.atoms if opened < a.start and a.end <= closed]
    gaps = [text[a.end : b.start] for a, b in pairwise(inside)]
    gaps += [text[opened + 1 : inside[0].start], text[inside[-1].end : closed]]
    following = next((a for a in sentence.atoms if a.start > closed), None)
    rated = following is not None and following.kind is AtomKind.PERCENT
    listed = len(inside) > 1 and all(a.kind is AtomKind.TIME for a in inside)
    return "point" if rated and listed and all(_SEPARATES.fullmatch(gap) for gap in gaps) else None


def _from_baseline(at: Place) -> Role | None:
    """``decline from baseline to 4 months``."""
    return "point" if _FROM_BASELINE.search(at.before) else None


_RULES: tuple[Callable[[Place], Role | None], ...] = (
    _age, per_week, cut, of_classes, in_abbreviation, of_survivorship, of_survivors, of_group, of_lateness, _bracketed, _listed_in_bracket, of_long_survival, again, _survived, elapsed, with_rate, listed_with_shares, spread, _of_measurement, in_years, of_change, of_measure, of_time_to, of_follow_up, behind_follow_up, _from_baseline, lived_longest, _adjective, _before_outcome, _before_rate, extreme, _before_percent,
    between_times, _of_measurements, paired, _after_treatment, _died, _no_outcome_time, of_treatment, _through, _behind_at, _of_incidence, behind_average, like_before, _behind_within, lasted, _ignored, behind_outcome,
)  # fmt: skip
"""The first rule that answers decides."""
