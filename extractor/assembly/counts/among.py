"""People whom a sentence tells of, rather than those who had an event."""

import re

from extractor.assembly.counts.led import was_done_in
from extractor.assembly.counts.numbers import Numbers
from extractor.language.numerals import Atom
from extractor.language.numerals.words import NUMBER_WORDS

_EXCLUDED_NEXT = re.compile(
    r"(?:(?!\band\b)[^.;,]){0,60}\b(?:(?:were|was)\s+(?:excluded|omitted|ineligible|not\s+(?:included|eligible))|could\s+not\s+be\s+(?:evaluated|assessed|analy[sz]ed|included|followed|scored|treated))\b"
)
_CAME_WITH = re.compile(
    r"\s+with\s+(?:(?!\b(?:and|developed|had|after|at)\b)[^.;,%\d]){0,80}?\b(?:recurren\w+|relapses?|failures?|progression|metastas[ei]s)\s+"
    r"(?:[\w\s-]{0,90}?\s)?(?:underwent|received|were\s+(?:[\w-]+ly\s+)?(?:treated|irradiated|re-?irradiated|enrolled|included|implanted|identified|analy[sz]ed|reviewed))\b"
)
_SERIES_OPENS = re.compile(
    r"\b(?:between|from|since|in|until|during)\s[^.;]*\b(?:19|20)\d\d\b|\btotal\s+of\s+$", re.I
)
"""``Between 2001 and 2009, 30 men with proven recurrence underwent an implant``: who was treated."""
_SERIES_BEFORE = re.compile(
    r"\b(?:series|study|trial|cohort|population|sample|analysis|review|we)\s+"
    r"(?:included|comprised|enrolled|consisted\s+of|treated|irradiated|studied)\s+(?:(?:a|total|of|only|all)\s+)*$"
    r"|\b(?:(?-i:[A-Z]{2,6})|groups?|arms?|sets?)\s+(?:consists?|consisted)\s+of\s+(?:(?:a|total|of|only|all)\s+)*$"
    r"|\b(?:which|that)\s+(?:had\s+)?(?:included|comprised|enrolled|recruited|treated|irradiated|studied|randomi[sz]ed|analy[sz]ed|accrued)\s+(?:(?:a|total|of|only|all)\s+)*$"
    r"|\b(?:series|stud(?:y|ies)|trials?|RCTs?|cohorts?|(?:meta-?)?analys[ei]s|reviews?|reports?|experiences?|registr(?:y|ies)|databases?|surveys?|audits?)(?:\s*\[[\d,;\s–-]+\])?\s+"
    r"(?:of|in|with|on|including|involving|comprising|enrolling)\s+(?:(?:\d+|[a-z]+)\s+(?:[\w-]+\s+)?(?:studies|trials|RCTs|series|reports)\s+(?:and|with)\s+)?(?:(?:a|total|of|only|all|the|our|these)\s+)*$",
    re.I,
)
"""``the series included 7 patients with trigeminal neuralgia``: whom it was about."""
_PURPOSE = re.compile(
    r"(?:(?:In\s+order\s+)?[Tt]o\s+[a-z]+|For\s+(?:the\s+|this\s+)?(?:comparison|analysis|assessment|evaluation|study|estimation)\s+of)\b[^.;]*"
)
_STUDIED_NEXT = re.compile(
    r"(?:(?!\b(?:had|developed|experienced|died)\b)[^.;%])*\b(?:was|were)\s+(?:[\w-]+ly\s+)?(?:analy[sz]ed|reviewed|studied|evaluated"
    r"|included|examined|investigated|enrolled|followed|assessed|treated|randomi[sz]ed|matched|selected)\b"
)
"""``To evaluate late toxicity 94 patients with … were reviewed``: those the study is about."""
_REVIEWED = re.compile(
    r"\b(?:pooled|collected|combined)\s+(?:data\s+(?:from|of)\s+)?(?:a\s+total\s+of\s+)?$|\b(?:reviewed|reviewing|analy[sz]ed|evaluated|assessed|studied|examined|reports?|reported|describes?|described)\s+"
    r"(?:the\s+|our\s+)?(?:[\w-]+\s+){0,2}(?:outcomes?|results|records|charts|data|files|experience)\s+(?:in|of|for|from|on|with)\s+"
    r"(?:(?:a|total|of|all|the|our)\s+)*$",
    re.I,
)
"""``the authors reviewed outcomes in 90 patients with neuralgia``."""
_FOLLOWED = re.compile(
    r"\bfollow-?\s?up\b(?:(?!\b(?:observed|occurred|seen|found|noted|developed|recorded|detected|reported|diagnosed|documented|identified|confirmed|appeared)\b)[^.;%]|\.(?=\d)){0,60}\b(?:for|in|of|among)\s+(?:the\s+|these\s+|all\s+)?$",
    re.I,
)
"""``median follow-up was 17 years for the 33 patients still alive``."""
_RATE_IN = re.compile(r"\b(?:in|for|among|of)\s+(?:the\s+|these\s+|all\s+|our\s+)?$")
_COMPARED_NEXT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:who|with|without|treated|given|on)\s+(?:[\w-]+\s+){1,8}?)?(?:was|were)\s+compared\s+(?:with|to)\s+(?:those|that)\b"
)
_THOSE_OF = re.compile(r"\bcompared\s+(?:with|to)\s+(?:those|that)\s+(?:for|of|in|from)\s+(?:the\s+)?$")
"""``toxicity in 90 men treated without was compared with that in 80 men``."""
_SAID_OF_THEM = re.compile(
    r"(?:(?!\b(?:and|but|who|whose)\b)[^.;,%\d]){0,60}?\b(?:was|were|reached)\s+(?:only\s+)?\d+(?:[.·]\d+)?\s?%"
)
"""``the response rate in 45 patients was 62%``: those among whom it was measured."""


_LED_BY = re.compile(
    r"(?:^|[.;:]\s+|,\s+(?:and\s+|but\s+)?)(?:in|for|with|among)\s+(?:(?:the|these|those|all|our)\s+)*$", re.I
)
_LED_BY_ANY = re.compile(
    r"\b(?:[Ii]n|[Ff]or|[Ww]ith|[Aa]mong|[Oo]n)\s+(?:(?:the|these|those|all|our|their|first|initial|last)\s+)*$"
)
_RATED_BEHIND = re.compile(
    r"(?:(?!\b(?:relapse[sd]?|recurr\w+|failures?|died|deaths?|developed|progressed)\b)[^.;:%]){0,110},?\s+(?:the\s+)?[^.;:,%]{0,90}?\b(?:survival|control|rates?|OS|PFS|DFS|LC|LRC)\b[^.;:,%]{0,40}?\b(?:was|were|reached)\s+(?:[^.;:%\d]{0,50}[\s,]+)?\d+(?:[.·]\d+)?\s?(?:%|months\b|years\b|weeks\b)"
)
"""``in the 40 patients treated with surgery, 2-year survival was 81%``: those among whom it was measured."""


_LED_IN = re.compile(r"(?:In|For|With)\s+(?:(?:the|these|those|all|our)\s+)*$")
_MORE_BEHIND = re.compile(
    rf"[^.;,()]{{0,80}},\s[^.;]*?\b(?:in|by|for)\s+(?:only\s+)?(?:\d+|{NUMBER_WORDS})\b(?!\s*(?:%|Gy|months|weeks|years|days|fractions))",
    re.I,
)
"""``In the 12 patients who had surgery, pathology showed no tumour in 5``: among whom."""
_THAN_IN = re.compile(
    r"\b(?:shorter|longer|better|worse|higher|lower|greater|inferior|superior|(?:more|less)\s+(?:\w+\s+)?\w+|similar|than)\s+(?:in|for|among|of)\s+(?:the\s+)?$"
)
_THAN_NEXT = re.compile(
    r"(?:\s+(?:who|with|without|treated|given|receiving|having|aged|whose|from|under|over)\b[^.;]{0,120})?(?:\s+(?:than|and)\s+(?:in|for|among)\s|\s*(?:[.,;(]|$))"
)
"""``survival was shorter in the 17 patients who had relapsed early than in the 23 others``."""
_ACTED = re.compile(
    r"\s+(?:then\s+|also\s+|later\s+)?(?:refused|declined|received|underwent|completed|discontinued|stopped|withdrew|(?:was|were|had\s+(?:already\s+)?been)\s+(?:[\w-]+ly\s+)?(?:treated|irradiated|operated|given|managed|observed|followed|randomi[sz]ed|enrolled|lost)"
    r"|had\s+(?:received|undergone|completed)|did\s+not\s+(?:receive|undergo|complete|start|proceed|want))\b"
)
_NUMBER = rf"(?:\d+|{NUMBER_WORDS})(?:\s*\([^()]*\))?\s+(?!Gy|cGy|fractions?|cycles?|courses?|lines?|mg|cm|mm|weeks?|months?|years?|days?|lesions?|times|and|or|to)"
_ANOTHER = re.compile(rf"(?:,|;|\band|\bbut)\s+(?:only\s+)?{_NUMBER}", re.I)
_ANOTHER_OF = re.compile(
    rf",\s+(?:and\s+|but\s+)?(?:only\s+)?(?:(?:\d+|{NUMBER_WORDS})\s+of|of)\s+(?:whom|them|these)\b", re.I
)
_DID_NOT = re.compile(
    r"\s+with\s+[^.;,%\d]{3,80}?\b(?:did\s+not|could\s+not|never)\s+(?:proceed|receive|received|undergo|underwent|complete|start|go)\b"
)
"""``nine patients with progression did not proceed to surgery``."""
_DECLINED = re.compile(
    r"\s+(?:\([^()]*\)\s+)?(?:with\s+(?:[^.;,%\d]|(?<=[TN])\d){2,60}?\s)?(?:refused|declined|preferred|opted\s+for|opted\s+against|chose)\b"
)
"""``ten patients with T4 disease declined laryngectomy``."""
WENT_ON = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:then\s+|subsequently\s+|eventually\s+)?(?:proceeded|went\s+on|came|were\s+brought|did\s+not\s+(?:proceed|come|go\s+on))\s+to\b"
)
"""``forty-three of the 50 patients proceeded to oesophagectomy``."""
_PRESENTED = re.compile(
    r"\s+(?:\([^()]*\)\s+)?(?:initially\s+)?presented\s+with\s+[^.;,%\d]{0,60}?\b(?:recurren\w+|relapses?|metasta\w+|disease)\b"
    r"(?:(?!\b(?:during|later|months?|years?|weeks?|follow-?up|subsequent\w*|after\s+(?:an?|the|\d|treatment|radio\w+|irradiation|SBRT|SRS|RT))\b)[^.;])*(?:[.;]|$)"
)
"""``eleven men presented with recurrence after prostatectomy``: what they came with."""
_LISTED_BEHIND = re.compile(r"\s*(?:\([^()]*\)\s*)?:\s")
"""``treatment was discontinued in eight patients: three withdrew, …``."""
_TIED = re.compile(
    r"(?:\s+(?:patients?|women|men|children|cases?|of\s+(?:(?:the|these|those|all)\s+)?(?:\d+|"
    + NUMBER_WORDS
    + r")(?:\s+(?!with\b|after\b|having\b|who\b)\w+)?))?\s+(?:(?:with|after|having|who\s+had)\b(?:(?!\b(?:for|because|due)\b)[^.;,])*|who\s+)"
)
_NEEDED = re.compile(r"\b(?:needed|required|necessary)\s+(?:in|for|by)\s+(?:only\s+)?$")


_FOUND_BY = re.compile(
    r"[^.;,()%\d]{0,60}?(?:\s*\([^()]*\))?,?\s+(?:we|they|the\s+(?:authors|investigators)|(?:[A-Z][\w'’-]+\s+)+et\s+al\.?)\s+(?:have\s+|also\s+)?"
    r"(?:found|reported|saw|observed|described|noted|achieved|showed|demonstrated|obtained|documented|recorded)\s+[^.;%]{3,90}?\s\d[\d.·]*\s?(?:%|months\b|years\b)"
)
_SERIES_FOUND = re.compile(
    r"\s+(?:found|reported|showed|described|demonstrated|documented|observed)\s+[^.;%]{0,60}?\brates?\s+of\s+\d"
)
"""``In 44 patients they found a control of 85 %``, ``series of 31 and 27 patients reported rates of 80 %``: those rated."""


_TO_TREATMENT = (
    r"(?:(?:(?:was|were|being)\s+(?:then\s+|subsequently\s+|later\s+)?(?:[\w-]+ly\s+)?|(?:and|then)\s+)(?:randomi[sz]ed|assigned|allocated|enrolled|operated|treated|irradiated|offered|referred)"
    r"|went\s+on\s+to|proceed(?:ed|ing)\s+to|underwent|received|entered|declined|refused|opted\s+for)\b"
)
_RESPONDED_THEN = re.compile(
    rf"(?:\s+(?:who|that)\s+(?:had|achieved|showed|obtained|attained|reached|experienced)|\s+with|,?\s+(?:showing|achieving|having|reaching|obtaining|attaining))\s+[^.;]{{2,90}}?\s{_TO_TREATMENT}"
)
"""``13 patients who achieved a response went on to surgery``: whom it was done to, where the response came before it."""
_RESPONSES = frozenset(
    "response_rate complete_response partial_response stable_disease disease_control pain_response".split()
)
_CASES_TOLD = re.compile(
    r"\b(?:we|(?:this|our|the\s+present)\s+(?:paper|article|report|letter))\b(?:(?!\b(?:that|found|observed)\b)[^.;%\d])*\b(?:describes?|reports?|presents?)\s+"
    r"(?:(?:here|on|the|our|a|series|cases?|histor(?:y|ies)|of|total|further|first)\s+)*$",
    re.I,
)
"""``we describe two patients who developed a sarcoma``: the cases of the report."""
_CASES_OF_OURS = re.compile(
    r"\s+(?:that\s+|which\s+)?(?:(?:we|are|were)\s+(?:have\s+)?)?(?:described|reported|presented|report|describe|present)(?:\s+(?:on|here|above|in\s+this|suggest|show|illustrat|demonstrat)|\s*[.,])"
)
_THESE = re.compile(r"\b(?:the|these|our|both)\s+$", re.I)


def was_excluded(scene: Numbers, atom: Atom) -> bool:
    """``fourteen deceased patients were excluded``."""
    return _EXCLUDED_NEXT.match(scene.sentence.text, atom.end, scene.sentence.end) is not None


def _are_cases(scene: Numbers, atom: Atom, after: str) -> bool:
    """Whether those counted are the cases of a report."""
    ours = _CASES_OF_OURS.match(after) and _THESE.search(scene.before(atom, 10))
    return bool(ours or _CASES_TOLD.search(scene.before(atom, 110)))


def _responded_before(scene: Numbers, atom: Atom, after: str) -> bool:
    """Whether a treatment is told of those who had responded."""
    term = next((t for t in scene.terms if t.start >= atom.end), None)
    return term is not None and term.code in _RESPONSES and _RESPONDED_THEN.match(after) is not None


def _are_acted_on(scene: Numbers, atom: Atom, after: str) -> bool:
    """``four patients refused and one died``, ``in 22 patients because of residues, 9 of whom relapsed``."""
    text = scene.sentence.text
    behind = min((t.start for t in scene.terms if t.start >= atom.end), default=None)
    if behind is None:
        return False
    gap = after[: behind - (len(text) - len(after))]
    if _ACTED.match(gap) and _ANOTHER.search(gap):
        return True
    clear = not any(t.end <= atom.start for t in scene.terms)
    if clear and _ANOTHER.search(gap) and was_done_in(scene.sentence, atom.start):
        return True  # treatment was stopped in five patients, and one died
    return bool(clear and _ANOTHER_OF.search(gap)) or was_given_to(scene, atom, behind)


def was_given_to(scene: Numbers, atom: Atom, behind: int) -> bool:
    """``chemotherapy was given to 14 of the 22 patients with a relapse``."""
    return bool(
        _TIED.fullmatch(scene.sentence.text, atom.end, behind)
        and was_done_in(scene.sentence, atom.start)
        and not _NEEDED.search(scene.before(atom, 30))
    )


def are_told_of(scene: Numbers, atom: Atom, after: str) -> bool:
    """Whether a number of people is of those followed, left out, studied or rated; ``after`` follows their noun."""
    return bool(
        _FOLLOWED.search(scene.before(atom, 80))
        or _EXCLUDED_NEXT.match(after)
        or (_CAME_WITH.match(after) and _SERIES_OPENS.search(scene.before(atom, 90)))
        or (
            _PURPOSE.fullmatch(scene.sentence.text, scene.sentence.start, atom.start)
            and _STUDIED_NEXT.match(after)
        )
        or _REVIEWED.search(scene.before(atom, 90))
        or _SERIES_BEFORE.search(scene.before(atom, 50))
        or (_RATE_IN.search(scene.before(atom, 16)) and _SAID_OF_THEM.match(after))
        or (_LED_BY.search(scene.before(atom, 30)) and _RATED_BEHIND.match(after))
        or (_LED_BY_ANY.search(scene.before(atom, 60)) and _FOUND_BY.match(after))
        or _SERIES_FOUND.match(after)
        or _COMPARED_NEXT.match(after)
        or _DID_NOT.match(after)
        or _DECLINED.match(after)
        or _PRESENTED.match(after)
        or WENT_ON.match(after)
        or (_LISTED_BEHIND.match(after) and was_done_in(scene.sentence, atom.start))
        or (_LED_IN.search(scene.before(atom, 20)) and _MORE_BEHIND.match(after))
        or (_THAN_IN.search(scene.before(atom, 50)) and _THAN_NEXT.match(after))
        or _are_acted_on(scene, atom, after)
        or _are_cases(scene, atom, after)
        or _responded_before(scene, atom, after)
        or _THOSE_OF.search(scene.before(atom, 40))
    )
