"""Sentences that tell on without naming what they tell of: ``In arm B it fell to 42 %``, ``For stage II, 65 %``.

A small grammar of what stands between the beginning of a sentence and its first value. It knows how people and times are
put first, what stands for an outcome told before (``it``, ``the rate``), and how figures are said to be; whatever else is
the subject of a sentence is something of its own, and no outcome is carried over to it.
"""

import re
from dataclasses import dataclass
from typing import Literal

from extractor.assembly.brackets import ROUND
from extractor.assembly.endpoints.context import Context

Kind = Literal["figure", "pronoun", "people", "fared", "bare", "contrast", "share", "label"]

CONNECTIVE = (
    r"(?:(?:However|By\s+contrast|In\s+contrast|In\s+comparison|By\s+comparison|On\s+the\s+(?:other\s+hand|contrary)|Conversely|Likewise|Similarly"
    r"|Correspondingly|Again|Overall|Then|Thereafter|Thus|But|And|While|Whereas|Yet|Moreover|Furthermore|In\s+turn)\b,?\s+|(?:Uni|Multi)varia(?:te|b)ly,\s+|(?:Interesting|Surprising|Notab|Accordin|Unexpected|Remarkab|Important)(?:ly|gly),\s+)?"
)
_CONTRAST = r"(?:By\s+contrast|In\s+contrast|In\s+comparison|By\s+comparison|On\s+the\s+(?:other\s+hand|contrary)|Conversely|Compared\s+(?:with|to)|Versus|Against),?\s+"
_LEADS = r"(?:In|For|Among|Amongst|With|Without|After|Before|Following|By|At|On|Under|Over|Within|Beyond|Beneath|Below|Above|Between|From|Since|During|As\s+for|Regarding|Upon|When|If|Where)"
FRONT = rf"(?:{_LEADS}\s[^;:%]{{2,90}}?(?<!\band)(?<!\bor)(?:,\s+|\s+))?"
"""People, times and circumstances that are said first."""
_WHOM = (
    r"(?:\s(?:(?:in|for|among|amongst|with|without|after|following|on|at|by|within|under|over|below|above|from|between|when|if|given|treated|receiving|undergoing)\s[^;:%()]{2,80}?"
    r"|of\s+(?:the\s+)?(?:[\w/+-]+\s+){0,3}(?:group|arm|cohort|series)(?:\s+(?:[A-Z]|\d|I{1,3}|IV))?|of\s+(?:arm|group|cohort|stage)\s\w+))*"
)
"""Whose figure it is; ``of`` says what happened, unless a group follows."""
_SORT = (
    r"(?:(?:[\w-]+-specific|corresponding|respective|equivalent|comparable|analogous|same|actuarial|crude|cumulative|estimated|observed|overall|median|mean|average|raw"
    r"|adjusted|unadjusted|absolute|final|highest|lowest|best|worst|other|latter|Kaplan[-–]Meier|[\w-]+[-\s](?:year|yr|month|week|day)s?|\d+-(?:,\s+|\s+and\s+)|and)\s+){0,4}"
)
_FIGURE = (
    r"(?:rates?|figures?|values?|estimates?|probabilit(?:y|ies)|proportions?|percentages?|results?|incidences?|frequenc(?:y|ies)|risks?|likelihoods?|chances?"
    r"|medians?(?:\s+(?:values?|times?|rates?))?|means?|averages?|(?<=corresponding\s)times?|(?<=respective\s)times?)"
)
_HEAD = rf"(?:(?:The|These|Those|This|That|Such|Its|Their|[\w-]+(?:['’]s|s['’]))\s+)?{_SORT}{_FIGURE}{_WHOM}"
_PRONOUN = (
    r"(?:(?:it|this|that|these|they|those|the\s+(?:former|latter|same))"
    r"|(?:that|those)\s(?:of|for|in|with|without|after|among)\s[^,;:%()]{2,80}?)"
)
_MOVED = r"(?:risen|rose|fallen|fell|dropped|declined|decreased|increased|improved|climbed|went|gone|diminished|shr[aiu]nk|came|returned|doubled|tripled|halved|worsened|deteriorated|reduced|lowered|raised|extended|prolonged|shortened|lengthened|grew|grown)"
_WAS = (
    r"(?:was|were|is|are|had\s+been|ha[sd]\s+been|have\s+been|would\s+be|remained|averaged|reached|approached|equal+ed|exceeded|did\s+not\s+(?:exceed|reach)|(?:translate[sd]|correspond(?:s|ed))\s+(?:in)?to|amount(?:s|ed)\s+to|meant|compare[sd]\s+(?:\w+ly\s+)?(?:with|to)"
    rf"|(?:(?:was|were|has|have|had|could\s+be|has\s+been|have\s+been)\s+)?(?:\w+ly\s+)?{_MOVED}\s+(?:\w+ly\s+)?(?:(?:up|down|back|further)\s+)?(?:to|from))"
)
_ABOUT = (
    r"(?:(?:only|about|approximately|approx\.|around|roughly|nearly|almost|even|still|just|also|again|now|then|no\s+(?:more|less|better)\s+than|(?:more|less|higher|lower|better)\s+than"
    r"|over|under|above|below|at\s+(?:most|least|best)|as\s+(?:low|high|much|little|few|long|short)\s+as|merely|a\s+mere|some|close\s+to|the\s+same|between"
    rf"|(?:medians?|means?|rates|figures|values|averages)\s+of|to|at|an?\s+{_SORT}(?:(?:rate|figure|value|median|mean|average|probability)\s+)?of|respectively,?)\s+)*"
)
_DEGREE = r"(?:better|worse|best|worst|longer|longest|shorter|shortest|higher|highest|lower|lowest|poorer|poorest|greater|greatest|superior|inferior|similar|comparable|identical|equal|different|less(?:\s+(?:frequent|common|favou?rable|good))?|more\s+(?:frequent|common|favou?rable)|(?:most|least)\s+(?:frequent|common|favou?rable))"
_OPENS = (
    r"(?:\s(?:in|for|with|without|among|after|when|if|than|to|on|at|by|between)\s[^;:%()]{2,90}?)*\s*[(\[,:]\s*(?:(?:at|with|an?|of|and)\s+)*(?:medians?(?:\s+of)?[\s,:=]*)?(?:"
    + _SORT
    + r"rates?\s+(?:of\s+)?)?"
)
_COMPARED = rf"(?:(?:\w+ly|much|far|somewhat|slightly|no|not)\s+){{0,3}}{_DEGREE}{_OPENS}"
_NO_VERB = (
    r"(?:(?!\b(?:was|were|is|are|had|has|have|did|does|received|underwent|completed|became)\b)[^;:%()])"
)
_WHO = r"(?:\s(?:who|that|whose|which)\s(?:(?:had|have|were|was|did)(?:\s(?:not\s)?(?:been\s)?(?:received|undergone|completed))?|(?:received|underwent|completed|required|refused|did\snot\s\w+))\s)?"
_PEOPLE = rf"{_NO_VERB}{{2,90}}?{_WHO}{_NO_VERB}{{0,60}}?"
_HAD = r"(?:lived(?:\s+for)?|had|have|has|achieved|attained|showed|enjoyed|did|reached|experienced)"
_A_RATE = rf"(?:(?:an?|the)\s+)?{_SORT}(?:rates?|figures?|values?|probabilit(?:y|ies)|median|mean|average)\s+(?:of\s+)?"
_DID = rf"(?:did|do|fared|fare|lived|survived|ha[ds]|have|showed)\s+(?:(?:an?|the|by\s+far)\s+)*(?:\w+ly\s+|much\s+|far\s+)?{_DEGREE}(?:\s+(?:outcomes?|prognos[ie]s|results?|course|chances?|rates?))?{_OPENS}"

_A_DEGREE_OF = rf"(?:an?\s+)?(?:\w+ly\s+)?{_DEGREE}\s+{_SORT}{_FIGURE}"
"""``Resection was associated with a longer median (14.2 vs 8.1 months)``."""
_EFFECT = r"(?:benefits?|advantages?|differences?|effects?|gains?|improvements?|trends?|superiority|impact|influence|reductions?|increase|deterioration|results?|findings?|pattern|same|opposite)"
_IN_PEOPLE = (
    r"(?:\s(?:between|among|for|with|without|after|at|from|by|over|(?:(?<=benefit\s)|(?<=advantage\s)|(?<=effect\s)|(?<=impact\s)|(?<=influence\s))of)\s[^;:%()]{2,70}?"
    r"|\sin\s(?:the\s+)?(?:[\w/+-]+\s+){0,4}?(?:patients|women|men|children|those|tumou?rs|disease|lesions|groups?|arms?|cohorts?|cancers?|cases|subgroups?))*"
)
"""Not ``a difference in age``: what differed is no outcome."""
_HELD = (
    r"(?:(?:was|were)(?!\s+(?:an?|the)\s)|remained|persisted|held|applied|disappeared|became|reached|appeared|did\s+not|could\s+(?:not\s+)?be)\b"
    r"(?:(?!\b(?:rates?|proportions?|percentages?|numbers?|use|frequency|distribution|incidence|age(?!\s+group)|compliance)\b)[^;:%()]){0,90}?"
)
_MATTERED = (
    r"(?:(?:made|had|showed|exerted)\s+(?:an?|no|little|some)\s+(?:[\w-]+\s+){0,3}?(?:differences?|effects?|impact|influence)"
    r"|mattered|(?:was|were|proved|remained)\s+(?:not\s+|also\s+|of\s+)?(?:(?:an?|the)\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:significan(?:t|ce)|prognostic|predictive|importan(?:t|ce)|relevant|factors?|predictors?|variables?|determinants?)"
    r"(?:\s+(?:prognostic\s+)?(?:factors?|predictors?|variables?|determinants?))?)"
    r"(?:\s(?:for|in|of|on|with|at|among|after|between|by)\s[^;:%()]{2,60}?)?"
)
"""``Stage made a difference (I 80 %, II 60 %)``."""
_FACTORS_WERE = r"(?:[\w-]+\s+){0,4}?(?:factors?|predictors?|variables?)\b[^;:%()]{0,60}?\s(?:was|were|included|are|is)(?:[^;:%()]{0,30}:)?\s+"
_PAIR_OPENS = r"\s*[(\[:]\s*(?:medians?[\s,:]+|from\s+)?(?:(?!\d+(?:[.·]\d+)?\s?%)[^();:%]){0,30}?"

_GRAMMAR: tuple[tuple[Kind, str], ...] = (
    ("pronoun", rf"{FRONT}{_PRONOUN}\s+{_WAS}\s+(?:{_ABOUT}|{_COMPARED})"),
    (
        "figure",
        rf"{FRONT}{_HEAD}\s+(?:{_WAS}\s+(?:{_ABOUT}|{_COMPARED})|{_WAS}(?:\s+as\s+follows)?\s*:\s*{_NO_VERB}{{0,40}}?)",
    ),
    (
        "figure",
        rf"{FRONT}(?:(?:Even|Much|Still|Slightly|Somewhat|Considerably)\s+)?{_DEGREE}\s+{_SORT}{_FIGURE}(?:,|\s*\(|\s+of|\s+between)\s*(?:(?:from|between|of|ranging\s+(?:from|between))\s+)?{_ABOUT}",
    ),
    ("bare", rf"{FRONT}{_SORT}{_FIGURE}[\s,:=]+{_ABOUT}"),
    ("bare", rf"{_LEADS}\s{_NO_VERB}{{2,60}}?{_WHO}{_NO_VERB}{{0,40}}?[,:]\s+{_ABOUT}"),
    ("fared", rf"{FRONT}{_PEOPLE}\s+{_DID}"),
    ("people", rf"{FRONT}{_PEOPLE}\s+{_HAD}\s+(?:{_A_RATE})?{_ABOUT}"),
    ("fared", rf"{FRONT}{_PEOPLE}\s+(?:was|were)\s+associated\s+with\s+{_A_DEGREE_OF}{_OPENS}"),
    (
        "people",
        rf"{FRONT}(?:the\s+)?(?:(?:arm|group|cohort|stage)\s\w+|(?:[\w/+-]+\s+){{1,3}}(?:arm|group|cohort))\s+was\s+",
    ),
    (
        "contrast",
        rf"{FRONT}(?:(?:the|this|that|these|an?|no|such|any)\s+)+(?:[\w-]+\s+){{0,2}}?{_EFFECT}{_IN_PEOPLE}\s+{_HELD}{_PAIR_OPENS}",
    ),
    (
        "contrast",
        rf"{FRONT}(?!(?:[\w-]+\s+){{0,4}}?{_EFFECT}\s(?:in|of)\s)(?:Whether\s[^;:%()]{{2,80}}?|{_NO_VERB}{{2,60}}?)\s{_MATTERED}{_PAIR_OPENS}",
    ),
    ("contrast", rf"{FRONT}There\s+(?:was|were)\s+(?:[\w-]+\s+){{1,4}}?{_EFFECT}{_IN_PEOPLE}{_PAIR_OPENS}"),
    (
        "contrast",
        rf"{FRONT}{_NO_VERB}{{2,60}}?\s(?:demonstrated|showed|found|confirmed|revealed|reported)\s(?:(?:an?|the|no|such|any)\s)(?:[\w-]+\s+){{0,2}}?{_EFFECT}{_IN_PEOPLE}{_PAIR_OPENS}",
    ),
    ("contrast", rf"{FRONT}{_FACTORS_WERE}[^;:%()]{{2,60}}?{_PAIR_OPENS}"),
    ("share", rf"{_ABOUT}"),
    ("label", rf"{_NO_VERB}{{2,50}}:\s*(?:{_SORT}{_FIGURE}\s+(?:of\s+)?)?"),
)
_FORMS = tuple(
    (kind, re.compile((_CONTRAST if kind == "share" else CONNECTIVE) + form, re.I)) for kind, form in _GRAMMAR
)
_NEEDS: dict[Kind, re.Pattern[str]] = {
    "pronoun": re.compile(r"\b(?:it|this|that|these|they|those|the\s+(?:former|latter|same))\b", re.I),
    "figure": re.compile(_FIGURE, re.I),
    "fared": re.compile(rf"\b{_DEGREE}\b[^%]*[(\[,:]", re.I),
    "people": re.compile(rf"\b(?:{_HAD}|was)\s", re.I),
    "contrast": re.compile(
        rf"\b(?:{_EFFECT}|mattered|significan\w+|prognostic|predictive|importan(?:t|ce)|relevant|factors?|predictors?|variables?|determinants?)\b[^%]*[(\[:]",
        re.I,
    ),
}
"""What a lead of a kind cannot do without: cheaper to look for than its form."""
_AVERAGED = re.compile(r"\b(?:median|mean|average|(?:long|short)e(?:r|st))", re.I)
_AT_FIRST = re.compile(
    r"(?<!\bfrom\s)(?<!\bfrom\sthe\s)(?<!\bsince\s)\b(?:baseline|presentation|diagnosis|admission|referral|enrol\w+|inclusion|randomi[sz]ation|entry)\b",
    re.I,
)
_IN_THESE = re.compile(
    r"(?:In|For|Among|With|Of)\s+(?:all\s+)?(?:these|those|this|that|them|such)(?:\s+(?:\w+\s+)?(?:patients|women|men|children|cases|groups?|subgroups?|subsets?|cohorts?|tumou?rs|lesions))?,?\s",
    re.I,
)
_SO_MANY = re.compile(r"\s*\([nN]\s*=\s*\d+\)")
_FARTHEST = 240
_CLOSES = re.compile(
    r"\s*(?:months?\b|years?\b|weeks?\b)?\s*(?:[.,;:()\[\]/–-]|$|(?:and|or|vs\.?|versus|v|compared|against|at|by|but|whereas|while|when|if|in|for|with|without|after|among|on|from|to|following|respectively|overall)\b)"
)
"""``45 % in arm B``, not ``45 % more`` or ``45 % of the patients``."""
_OF_THOSE = re.compile(r"\s+of\s+(?:those|these|the|patients|women|men|children|tumou?rs|lesions|cases)\b")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|received|underwent|completed|presented|showed|developed|required|refused|remained|became|started|began)\b"
    r"|\d\s?%\)?\s+(?!reported|treated|given)[a-z]+ed\b"
)
_RELATIVE = re.compile(r"\b(?:who|that|whose|in\s+whom|which)\s+[^,;.()]*")


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads to the first value of a sentence that names no outcome."""

    kind: Kind
    averaged: bool
    """Whether it says that the value is a median or a mean."""
    refers: bool = False
    """Whether it names a figure, or points to people, so that a sentence may stand between."""


def lead_of(before: str, behind: str) -> Lead | None:
    """The lead of a sentence: what stands before its first value, and behind it; None where it has a subject of its own.

    >>> lead_of("In patients with T3 tumours it was only ", ".").kind
    'pronoun'
    >>> lead_of("The corresponding figures for arm B were ", " and 23%.").kind
    'figure'
    >>> lead_of("The rate of resection was ", ".")
    """
    if len(before) > _FARTHEST or _AT_FIRST.search(before):
        return None
    before = _SO_MANY.sub("", before)
    for kind, form in _FORMS:
        if kind in _NEEDS and not _NEEDS[kind].search(before):
            continue
        if form.fullmatch(before) and _ends(kind, behind):
            refers = kind == "figure" or _IN_THESE.match(before) is not None
            return Lead(kind, _AVERAGED.search(before) is not None, refers)
    return None


def _ends(kind: Kind, behind: str) -> bool:
    """Whether nothing behind the value says that it is a share of something else."""
    if kind == "share":
        return _OF_THOSE.match(behind) is not None and _without_verb(behind)
    return _CLOSES.match(behind) is not None and (kind not in {"bare", "label"} or _without_verb(behind))


def _without_verb(stretch: str) -> bool:
    """Whether nothing in a stretch says that somebody did or had something."""
    return _FINITE.search(_RELATIVE.sub(" ", ROUND.sub(" ", stretch))) is None


def leaves_open(context: Context) -> bool:
    """Whether the sentences before leave an outcome that a sentence may tell on."""
    if context.code in {None, "none", "skip", "follow_up"} or context.strayed:
        return False
    return not context.age or context.recent == context.code


def goes_on(context: Context, lead: Lead) -> bool:
    """Whether a sentence with such a lead tells of the outcome that ``context`` leaves open."""
    if lead.kind == "label":
        return not context.age and (context.listing or not context.told)
    return not context.age or lead.refers
