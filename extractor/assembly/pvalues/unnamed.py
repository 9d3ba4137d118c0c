"""Outcomes that have no name here and are known by what is told of them: something was achieved, kept, lost or needed, or a score changed."""

import re

from extractor.assembly.brackets import mask_brackets
from extractor.assembly.endpoints import NO_OUTCOME
from extractor.assembly.pvalues.amounts import head_of, own_amount, tells_on
from extractor.assembly.pvalues.clauses import own_clause
from extractor.assembly.pvalues.place import Codes, Place
from extractor.assembly.pvalues.tested import QUESTIONNAIRE

_DEGREE = r"(?:(?:also|both|again|more|less|often|frequently|successfully|completely|finally|later|thus|only|not|never|fully|partly|\w+ly)\s+)*"
_FATE = re.compile(
    r"^(?:(?:was|were|proved|had|has|have|been|be|could|to|became|remained|being)\s+)+"
    rf"{_DEGREE}(?:achieved|attained|obtained|possible|successful|preserved|retained|conserved|restored|regained|recovered|resolved|healed|lost|removed"
    r"|avoided|prevented|spared|saved|needed|required|necessary|called\s+for|delayed|postponed|improved|worsened|normali[sz]ed|stabili[sz]ed|relieved|alleviated|palliated|unchanged)\b"
    rf"|^{_DEGREE}(?:improved|worsened|deteriorated|recovered|resolved|subsided|disappeared|healed|normali[sz]ed|persisted|succeeded|returned(?=\s+to))\b"
    r"(?=\s*$|,|\s+(?:in|by|after|with|from|to|more|less|on|for|at|during|over|under|within|also|equally|alike|\w+ly|\d\S*)(?:\s|$))",
    re.I,
)
"""``the eye was removed in 4% and 9%``, ``vocal quality improved``."""
_KEPT = re.compile(
    r"^(?:(?:had|has|have|could)\s+)?(?:regained?|retained?|recovered?|lost|kept|needed|required|returned?\s+to|resumed?|(?:were|was|are)\s+(?:able|back))\b"
    r"(?!\s+(?:to\s+be|(?:to\s+)?follow))",
    re.I,
)
"""``more women returned to work``: what people got back, lost or needed."""
_STATE = re.compile(
    r"^(?:(?:[Tt]he|[Aa]n?|[Rr]ates?\s+of|more|less|fewer)\s+)*(?:needs?|requirements?|necessity|conversions?|preservation|conservation|restoration|retention|normali[sz]ation|resolution|healing"
    r"|recovery|improvements?\s+(?:of|in)\s+(?!patients|women|men|the\s+(?:rate|out))|(?:deterioration|worsening)\s+(?:of|in)|freedom|dependen\w+|ability|inability)\b",
    re.I,
)
"""``the need for a stoma was lower``."""
_STATE_ENDS = re.compile(
    r"\w[\w-]*\s(?:preservation|conservation|retention|restoration|healing|recovery|independence|dependen\w+|closure|resolution|normali[sz]ation)(?:\s+rates?)?\s*$"
)
"""``globe retention was 92%``."""
_REASON = re.compile(r"\b(?:for|because\s+of|due\s+to|owing\s+to)\s+(?:[\w-]+\s+){0,3}$")
_SCORED = re.compile(
    r"\b(?:scores?|ratings?|questionnaires?|inventor(?:y|ies)|subscales?|domains?|(?:[A-Z][\w-]*\s|performance\s|activity\s|status\s|disability\s|function\w*\s|handicap\s|symptom\s)(?:index|scale))\b"
    r"(?:\s+\w+)?\s*$|^(?:[Tt]he\s+)?[\w\s-]*\b(?:[Ss]cores?|[Rr]atings?)\b",
)
_NO_SCORE = re.compile(
    r"\b(?:charlson|comorbid\w*|conformity|homogeneity|heterogeneity|gradient|propensity|gleason|prognostic|risk|mass|calcium|plan\w*|contour\w*|delineation|image|quality\s+assurance|dice|agreement|knowledge"
    r"|nomogram|genom\w*|expression|immuno\w*|stain\w*|labell?ing|mitotic|proliferat\w*|RPA|GPA|PI-?RADS|therapeutic|selectivity|uniformity|frailty|baseline|pre-?treatment|initial|nodal|apgar|performance\s+status\s+at)\b",
    re.I,
)
_SCORE_MOVED = re.compile(
    rf"^(?:(?:was|were|had|has|have|been|did|could|be)\s+)*{_DEGREE}(?:improv|worsen|declin|decreas|increas|drop|chang|deteriorat|fell|fall|rose|ris|recover|return|better|worse|lower|higher|superior|inferior|poorer|favou?r|differ|similar|comparable|alike|identical|equal|normal|stable|unchanged|maintain|\d)",
    re.I,
)
_WAS_GIVEN = re.compile(
    rf"^(?:(?:was|were|had|been|has|have|did\s+not)\s+)*{_DEGREE}(?:given|administered|delivered|completed?|received?|used|performed|offered|started|omitted|interrupted|planned|prescribed|underwent|undergone)\b"
)
_SUPPORT = re.compile(
    r"transfus|steroid|opioid|opiate|morphin|analges|antibio|G-?CSF|nutrition|again|second|salvage|repeat",
    re.I,
)
"""What was given because of how patients fared."""
_OPERATED = re.compile(r"(?:ectomy|ostomy|operations?|surgery|salvage|resections?)\b", re.I)
_WHO_GOT = re.compile(
    r"\b(?:proportions?|shares?|percentages?|fractions?|numbers?|rates?)\s+(?:of\s+(?:the\s+)?(?:[\w-]+\s+){1,3}?)?(?:receiving|given|completing|undergoing|treated|offered|starting|who\s+(?:received|completed|underwent|had|were\s+given))\b"
)
"""``the share of patients receiving five cycles rose``: what was done, no outcome."""
_TREATED_SO = re.compile(
    r"^(?:needed|required|had|received|underwent|got)\s+(?:(?:an?|more|fewer|less|longer|shorter|higher|lower|often|frequent)\s+)*(?:[\w-]+\s+){0,2}?"
    r"(?:(?:treatment\s+)?(?:breaks?|interruptions?|delays?|gaps?)|dose\s+reductions?|cycles|courses|fractions|boosts?|doses)\b"
)
"""``they needed more treatment breaks``: how they were treated."""
_FUNCTION = re.compile(
    r"\b(?:function(?:ing)?|learning|memory|recall|cognition|attention|fluency|speech|vision|hearing|voice|gait|strength|mobility|swallowing|sleep|appetite|mood|anxiety|depression|fertility|continence|potency|ambulation|walking)\s*$",
    re.I,
)
_DATED = re.compile(
    r"\b(?:at|after|by|within)\s+(?:the\s+)?(?:\d+|one|two|three|four|five|six|eight|nine|ten|twelve|eighteen)(?:\s+|-)(?:days?|weeks?|months?|mo|years?|yrs?)\b"
    r"|\bat\s+(?:the\s+)?(?:last|latest|final)\s+(?:follow-?up|visit|assessment|examination|contact)\b",
    re.I,
)
"""``employment at two years was 61% versus 48%``."""
_AT_ENTRY = re.compile(
    r"\b(?:baseline|initial|pre-?treatment|age|sex|time|stage|grade|SUV\w*|uptake|interval)\b", re.I
)
_PEOPLE = re.compile(
    r"\b(?:patients|women|men|children|survivors|people|cases|responders|participants|subjects|them|those|others|\d+(?:\s?%)?|most|all|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*$"
)
_OTHERWISE = re.compile(
    r"\b(?:treat\w*|therap\w*|chemo\w*|radio\w*|irradiat\w*|surgery|fractions?|courses?|cycles?|boost|balance|matching|coverage|constraints?|plans?|volumes?|target\w*|levels?|expression|concentration"
    r"|survival|outcomes?|significan\w+|superiorit\w+|(?:non-?)?inferiorit\w+|equivalence|end-?\s?points?|objectives?|hypothes[ie]s|boundar\w+|interactions?|associations?|relations?\w*|impact|influence|heterogeneity|models?|advantages?|benefits?|stages?|disease|prognos\w+|efficacy|activity(?!\s+scores?)"
    r"|control|tumou?rs?|response|approval|quality\s+assurance|positioning|imaging|accuracy|reproducib\w*|setup|randomi[sz]ation|consent|tissue|samples?|effect|interval|breaks?|interruptions?"
    r"|PTV|CTV|GTV|V\d+|D\d+)\b",
    re.I,
)
"""Subjects of which the same verbs tell no outcome: ``coverage was achieved``, ``a boost was needed``."""

_ANALYSED = re.compile(
    r"\b(?:associat|predict|significant(?!ly|\s+difference)|related\s+to|influenc|depend)\w*"
)
_FIGURE_NEXT = re.compile(r"\w+\s(?:[a-z]+\s)?\d")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.I)
_ADDED = re.compile(
    r"[)\]\s,;]*(?:(?:and|but|also|not|so|more|less|most|even|only|still|particularly|especially|mainly|again|in|at|for|with|without|after|among|between|than|to|by|from|over|under)\b[^.;]*)?"
)
"""``improved (p < 0.001), more so after implants (p = 0.04)``: a second p-value of the same."""


def unnamed(at: Place) -> Codes | None:
    """``and the eye had to be removed in 4% and 9% (p = 0.05)``, ``The activity score fell (p < 0.001)``; ``the need for salvage surgery was lower (14% vs 39%, p < 0.001)``.

    An outcome without a name here: ``other``.
    """
    if at.of_factors:
        return None
    begin, subject, told = own_clause(at)
    if not told or _named(at, begin, begin + len(subject)) or _apart(at, begin):
        return None
    if _tells_fate(subject.strip(), told) or _dated(at, begin, subject, told):
        of_life = any(c == "quality_of_life" for o, c in at.reading.marks if begin <= o < at.atom.start)
        asked = _scored(subject, subject) and (of_life or QUESTIONNAIRE.search(at.sentence.string))
        return ["quality_of_life" if asked else "other"]
    return [None] if _own_figures(at, begin, subject, told) else None


def _own_figures(at: Place, begin: int, subject: str, told: str) -> bool:
    """``toxicity was lower (p = 0.01), and the share that had five cycles rose (p = 0.02)``: no outcome, whatever was tested before."""
    if not at.tested_before or begin < at.tested_before[-1] or _ANALYSED.search(told):
        return False
    if _WHO_GOT.search(subject) or _TREATED_SO.match(told):
        return True
    head = head_of(subject.strip())
    if _PEOPLE.search(head) or tells_on(head) or _SUPPORT.search(told) or _OPERATED.search(subject):
        return False
    return bool(_WAS_GIVEN.match(told) or (not _FIGURE_NEXT.match(told) and own_amount(f"{subject}{told}")))


def _named(at: Place, begin: int, verb: int) -> bool:
    """Whether a clause names an outcome, but as the reason of what was done."""
    own = [t for t in at.outcomes if begin <= t.start < at.atom.start and t.code != "none"]
    return any(t.start >= verb or not _REASON.search(at.sentence.text[begin : t.start]) for t in own)


def _apart(at: Place, begin: int) -> bool:
    """Whether another p-value of the clause stands between, and more than a circumstance is told behind it."""
    tested = [end for end in at.tested_before if begin <= end]
    return bool(tested) and not _ADDED.fullmatch(mask_brackets(at.sentence.text[tested[-1] : at.atom.start]))


def questionnaire(at: Place) -> Codes | None:
    """``By the Spitzer index no difference emerged (p = 0.3)``."""
    asked = QUESTIONNAIRE.search(at.sentence.text, at.clause_start, at.atom.start)
    return ["quality_of_life"] if asked and not any(t.code != "none" for t in at.outcomes) else None


def _tells_fate(subject: str, told: str) -> bool:
    head = head_of(subject)
    if not head:
        return False
    if _scored(subject, head) and _SCORE_MOVED.match(told):
        return True
    if _PEOPLE.search(head):
        return _KEPT.match(told) is not None and not _OTHERWISE.search(told)
    if (_STATE.match(subject) or _STATE_ENDS.search(head)) and not _OTHERWISE.search(head):
        return True
    if _no_outcome(head, subject):
        return False
    return _FATE.match(told) is not None or bool(_FUNCTION.search(head) and _SCORE_MOVED.match(told))


def _dated(at: Place, begin: int, subject: str, told: str) -> bool:
    """``employment at two years was 61% versus 48%``, where the figures are those of no other outcome."""
    if not (_FIGURE_NEXT.match(told) and _DATED.search(f"{subject} {told}")) or _AT_ENTRY.search(subject):
        return False
    if any(begin <= offset for offset, _ in at.values):
        return False
    head = head_of(subject.strip())
    return bool(head) and not (_PEOPLE.search(head) or _no_outcome(head, subject))


def _no_outcome(head: str, subject: str) -> bool:
    return bool(tells_on(head) or NO_OUTCOME.search(_ARTICLE.sub("", head)) or _OTHERWISE.search(subject))


def _scored(subject: str, head: str) -> bool:
    return bool(_SCORED.search(head)) and not _NO_SCORE.search(subject)
