"""The endpoint of a p-value that stands beside a factor: what the factor is a factor of."""

import re
from collections.abc import Sequence

from extractor.assembly.brackets import mask_brackets
from extractor.assembly.endpoints import BEARS_ON, TIME_TYPE, Term, only_listed
from extractor.assembly.pvalues.amounts import own_amount
from extractor.assembly.pvalues.clauses import own_clause
from extractor.assembly.pvalues.place import NEAR, Codes, Place, carried
from extractor.language.numerals import AtomKind

_PREDICTED = re.compile(
    r"\b(?:were|was|are|is|remained)\s+(?:[\w-]+\s+){0,3}?(?:associated\s+with|predict\w*(?:\s+(?:of|for))?"
    r"|prognostic(?:\s+factors?)?\s+(?:for|of)|correlated\s+with|related\s+to|factors?\s+(?:for|of)|predictors?\s+(?:of|for))\s+"
    r"|\b(?:showed|shows|show|had|has|have|demonstrated|exerted)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:relationships?|associations?|correlations?|impact|influence|effects?|bearing)\s+(?:with|to|on|upon)\s+"
    r"|\bfor\s+(?:their|its|an?)\s+(?:effect|impact|influence|association|correlation|relation)s?\s+(?:on|upon|with|to)\s+"
    r"|\b(?:did\s+not|does\s+not|significantly|independently|strongly|adversely|favou?rably|also|all|both)\s+"
    r"(?:significantly\s+|independently\s+|adversely\s+)?(?:affect|influenc|impact|predict|determin|increas|decreas|reduc|improv|worsen|correlate)\w*\s+(?:with\s+|on\s+)?"
    r"|\b(?:had|have|has|showed|experienced|enjoyed|achieved)\s+(?:an?\s+)?(?:significantly\s+)?"
    r"(?:longer|shorter|better|worse|improved|superior|inferior|poorer|higher|lower|prolonged)\s+(?:median\s+|rates?\s+of\s+)?"
    r"|(?:(?<=\)\s)|(?<=\)\]\s))(?:affected|influenced|predicted|determined|increased|decreased|reduced|improved|worsened|impaired|correlated\s+with)\s+",
    re.I,
)
_NEW_CLAUSE = re.compile(r"[;:]\s|,?\s(?:while|whereas|but)\s")
_A_SCORE = re.compile(r"(?:[\w-]+\s+){0,4}?(?:scores?|scales?|ratings?|index)\b")
"""``… were related to an unfavourable photographic score``: an outcome without a name here."""
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|did|improved|reduced|increased|decreased|prolonged|differed|favou?red|showed|occurred)\b"
)
_PARTICIPLE = re.compile(
    r"(?:(?<=^)|(?<=, )|(?<=and )|(?<=that ))(?:increased|decreased|reduced|improved|prolonged)\s+(?=(?:[a-z]+\s+){0,3}[a-z]+\s*(?:$|[(\[]))"
)
"""``and increased tumour diameter (``: no verb of its own."""
_SAID_THAT = re.compile(r"\b(?:showed|revealed|demonstrated|found|indicated|confirmed|suggested)\s+that\b")
_FACTOR_FOR = re.compile(
    r"\b(?:factors?|predictors?|determinants?|predictive|prognostic|associated|predicted)\s+(?:for|of|with)?\s*",
    re.I,
)
_INFLUENCES = re.compile(
    r"(?:factors?|predict\w*|prognostic|associated|influenc\w+|affect\w*|effect|impact)\b[^,;.]{0,40}?\b(?:for|of|with|on|both)\s+"
)
_FACTORS_WERE = re.compile(
    r"\b(?:factors?|variables?|parameters?|predictors?|determinants?|covariates?|characteristics|prognosticators?|markers?|correlates?)\b[^.;()]{0,60}?"
    r"\b(?:for|of|with|to|on|affect\w*|influenc\w*|predict\w*|improv\w*|worsen\w*|impair\w*)\s(?P<of>[^.;()]{2,80}?)"
    r"(?:\s(?:were|was|included|are|is)\b|:)",
    re.I,
)
_FACTORS_ALONE = re.compile(
    r"\b(?:factors?|variables?|parameters?|predictors?|determinants?|covariates?|prognosticators?)\s+(?:identified\s+|found\s+)?(?:were|was|included|are|is)\b|\b(?:factors?|predictors?):",
    re.I,
)
"""``significant prognostic factors were stage (p = 0.01), …``: of what, another sentence says."""
_FACTORS_OF = re.compile(r"\)\s+(?:for|of|with\s+respect\s+to|in\s+relation\s+to)\s+(?:the\s+)?")
_OUTLASTS = re.compile(r"survival$|control$")
_RESPONSE = re.compile(r"response")
"""``local control was associated with the response (p = 0.01)``: the response predicts."""
_WITH_FACTOR = re.compile(
    r"\b(?:associated|correlated|related|linked|tied)\s+(?:with|to)\b|\b(?:influenced|affected|determined|predicted|altered|compromised|modified|impaired|driven)\s+(?:[\w-]+ly\s+)?by\b"
    r"|\b(?:depend(?:ed|s|ent)|hinged)\s+(?:[\w-]+ly\s+)?(?:up)?on\b",
    re.I,
)
_BY_FACTOR = re.compile(r".*\s(?:by|on)", re.I | re.S)
"""``control was not affected by toxicity (p = 0.5)``: whatever stands behind is no outcome."""
_BY_NEXT = re.compile(r"\s+(?:by|on)\s")
"""``control was determined by margins, and spread by nodes (p = 0.003)``."""

_ON_EVENT = re.compile(r"[^;.(){}\d]{4,80}\s(?:when|if|once|after)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}")
_OCCURRED = re.compile(r"\s(?:had\s|was\s|were\s)?(?:occurred|developed|present|observed|seen)\s+")


_LED_BY = re.compile(
    r"(?:^|(?<=[;,.]\s)|(?<=\band\s))(?:for|regarding|concerning|as\s+(?:for|to)|with\s+(?:respect|regard)\s+to|in\s+terms\s+of|in\s+the\s+case\s+of)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?$",
    re.I,
)
_TO_COMMA = re.compile(r"\s*(?:rates?|alone|overall|as\s+well)?(?:\s*\([^()]*\))?\s*[,:]")


_OF_LIMIT = re.compile(r"[^;()]{0,30}(?:[<>≤≥]\s*\d|\(\s*(?:[as]?HR|OR|RR|hazard\s+ratio)\b)")


def of_limits(at: Place) -> Codes | None:
    """``At MVA, nadir PSA > 0.7 (HR 3.1, p = 0.004) stayed significant``: a measure with a limit is the factor, not the outcome."""
    if not at.of_factors or not at.before or any(t.code not in {"other", "none"} for t in at.outcomes):
        return None
    limited = all(_OF_LIMIT.match(at.sentence.text, t.end) for t in at.before)
    return carried(at.reading.earlier) if limited else None


def led(at: Place) -> Codes | None:
    """``…; for recurrence, only grade (p = 0.004) mattered``: the outcome that is said first of its clause."""
    own = [t for t in at.before if t.start >= at.clause_start and t.code != "none"]
    if len(own) != 1 or not at.of_factors:
        return None
    said = at.sentence.text[at.clause_start : own[0].start]
    first = _LED_BY.search(said) and _TO_COMMA.match(at.sentence.text, own[0].end)
    return [own[0].code] if first else None


def associated(at: Place) -> Codes | None:
    """``local control was associated with the volume (p = 0.007) and …``: the outcome before the verb."""
    links = list(_WITH_FACTOR.finditer(at.sentence.text, at.sentence.start, at.atom.start))
    if not links:
        return None
    behind = [t for t in at.before if links[-1].end() <= t.start]
    before = [t for t in at.before if t.end <= links[-1].start()]
    if _told_anew(at, links[-1].end()):
        return None
    if _BY_FACTOR.fullmatch(links[-1].group()):
        if links[-1].start() < own_clause(at)[0]:
            return None
        gapped = [t for t in behind if _BY_NEXT.match(at.sentence.text, t.end)]
        if gapped:
            return [gapped[-1].code]
        behind = []
    lasting = bool(before) and _OUTLASTS.search(before[-1].code) and all(_predicts(t) for t in behind)
    if behind and not (lasting or (before and _lists_factors(at, links[-1].end(), behind))):
        return None
    near = before and links[-1].start() - before[-1].end < NEAR
    return [before[-1].code] if near else None


def _told_anew(at: Place, begin: int) -> bool:
    """``it was associated with longer survival (p = 0.02), and toxicity was worse (p = 0.01)``: a clause with an outcome as its subject."""
    start, subject, told = own_clause(at)
    if start < begin or not told:
        return False
    edge = start + len(subject)
    named = [t.code for t in at.outcomes if start <= t.start and t.end <= edge and t.code != "none"]
    return bool(named) and (named[-1] != "other" or own_amount(f"{subject}{told}"))


def _predicts(term: Term) -> bool:
    """``survival was associated with response``, ``with liver metastases``: what stands behind predicts."""
    return bool(_RESPONSE.search(term.code)) or term.rule == "endpoint.spread_predicted"


def _lists_factors(at: Place, begin: int, behind: Sequence[Term]) -> bool:
    """``pneumonitis was related to the mean dose (p = 0.01), but not to FEV1 (p = 0.2)``: what is listed predicts."""
    tested = any(a.kind is AtomKind.P_VALUE and begin <= a.start < at.atom.start for a in at.sentence.atoms)
    return tested and all(t.code == "other" for t in behind)


def conditional(at: Place) -> Codes | None:
    """``survival was reduced when pneumonitis occurred (p < 0.001)``: the event is the condition."""
    if len(at.before) < 2:
        return None
    outcome, event = at.before[-2:]
    told = _ON_EVENT.fullmatch(at.sentence.text, outcome.end, event.start)
    alone = (
        told
        and outcome.start >= at.clause_start
        and _OCCURRED.fullmatch(at.sentence.text, event.end, at.opened or 0)
    )
    return [outcome.code] if alone else None


def predicted(at: Place) -> Codes | None:
    """``age (p = 0.01) was associated with survival``; a verb before it has its own object."""
    subject = mask_brackets(at.sentence.text[at.clause_start : at.atom.start])[
        at.subclause_start - at.clause_start :
    ]
    subject = _PARTICIPLE.sub(" ", subject)
    if _VERB.search(subject[max((m.end() for m in _SAID_THAT.finditer(subject)), default=0) :]):
        return None
    verb = _PREDICTED.search(at.sentence.text, at.atom.end, at.sentence.end)
    term = at.first_behind(verb.end(), 50, "none") if verb else None
    if term is None and verb and _A_SCORE.match(at.sentence.text, verb.end()):
        return ["other"]
    return [term.code] if term else _object_of_list(at)


def _object_of_list(at: Place) -> Codes | None:
    """``youth (p = 0.01) and female sex (p = 0.04) favoured survival``: what the verb behind the last of a list is about."""
    if at.opened is None:
        return None
    masked = mask_brackets(at.sentence.text[at.subclause_start : at.sentence.end])
    behind = at.atom.end - at.subclause_start
    verb = BEARS_ON.search(masked, behind)
    if verb is None or not only_listed(masked[behind : verb.start()]):
        return None
    term = at.first_behind(at.subclause_start + verb.end(), 50, "none", "other")
    if term is None or _NEW_CLAUSE.search(masked, verb.end(), term.start - at.subclause_start):
        return None
    return [term.code]


def listed_factor(at: Place) -> Codes | None:
    """``factors affecting survival were age (p = 0.01) and control of the primary (p = 0.02)``."""
    heads = list(_FACTORS_WERE.finditer(at.sentence.text, at.subclause_start, at.atom.start))
    if not heads:
        return _of_factors_alone(at)
    head = heads[-1]
    named = [t for t in at.before if head.start("of") <= t.start < head.end("of") and t.code != "none"]
    return [named[0].code] if named else None


def _of_factors_alone(at: Place) -> Codes | None:
    """``prognostic factors were stage (p = 0.01) and obstruction (p = 0.02)``: none of them is the outcome."""
    alone = _FACTORS_ALONE.search(at.sentence.text, at.sentence.start, at.atom.start)
    if at.opened is None or alone is None or any(t.end <= alone.start() for t in at.before):
        return None
    behind = _FACTORS_OF.search(at.sentence.text, at.atom.end, at.sentence.end)
    term = at.first_behind(behind.end(), 30, "other", "none") if behind else None
    return [term.code] if term else carried(at.reading.earlier)


def factor(at: Place) -> Codes | None:
    """``stage (p = 0.01) was a prognostic factor for survival``: what the factors are factors of."""
    if not at.of_factors:
        return None
    own = [t for t in at.before if t.start >= at.subclause_start > at.clause_start]
    own = [t for t in own if t.code not in {"none", "other"}]
    if own:
        return [own[-1].code]
    behind = _FACTOR_FOR.search(at.sentence.text, at.atom.end, at.sentence.end)
    term = at.first_behind(behind.end(), 40, "other") if behind else None
    if term is None:
        named = list(_INFLUENCES.finditer(at.sentence.string))
        earlier = [m for m in named if at.sentence.start + m.end() <= at.atom.start]
        chosen = earlier[-1] if earlier else named[0] if named else None
        term = at.first_behind(at.sentence.start + chosen.end(), 30, "other") if chosen else None
    if term is None:
        main = [t for t in at.outcomes if t.code in TIME_TYPE]
        main = main or [t for t in at.outcomes if t.code in {"toxicity", "mortality"}]
        term = main[0] if main else None
    if term is not None:
        return [term.code]
    return carried(at.reading.context)
