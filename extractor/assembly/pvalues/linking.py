"""The endpoint that a p-value tests: rules from the surest to the weakest, of which the first that answers decides."""

import re
from collections.abc import Callable, Sequence

from extractor.assembly.brackets import mask_brackets, opening
from extractor.assembly.endpoints import FAILED, NO_OUTCOME, Reading, Term, is_design
from extractor.assembly.findings import Sentence
from extractor.assembly.pvalues import characteristics, factors, references
from extractor.assembly.pvalues.amounts import own_amount
from extractor.assembly.pvalues.clauses import own_clause
from extractor.assembly.pvalues.place import Codes, Place, carried
from extractor.assembly.pvalues.shared import first_of_all
from extractor.assembly.pvalues.thresholds import LEVELS
from extractor.assembly.pvalues.unnamed import questionnaire, unnamed
from extractor.language.numerals import Atom, AtomKind

_OF_USE = re.compile(
    r"\b(?:associated\s+with|predict\w*|likel\w+\s+to|factors?\s+for|odds\s+of|correlat\w+\s+with)\b[^.;]{0,60}?"
    r"\b(?:receiv\w+|receipt|use|usage|utili[sz]ation|omission|omitting|delivery|undergo\w*)\b",
    re.I,
)
_FOR_ALL = re.compile(
    r"\b(?:all|both|smallest|largest|lowest|highest|minimum|maximum)\s*$|\bfor (?:all|both)\s*[:,;]?\s*$",
    re.I,
)
_ALL_BEHIND = re.compile(r"\s*,?\s*(?:for\s+)?(?:all|both|each)\s*[)\]]")
"""``(P < 0.001, all)``."""
_TO_BRACKET = re.compile(r"\s*(?:rates?|times?|probabilit(?:y|ies))?\s*")
_HARMED = (
    r"(?:acute|late|urinary|rectal|bowel|bladder|genitourinary|gastrointestinal|GU|GI|anal|sexual|skin|cutaneous|mucosal"
    r"|pulmonary|cardiac|h(?:a)?ematologic(?:al)?|neurologic(?:al)?|local|regional|distant|loco-?regional|biochemical|nodal)"
)
_ADJECTIVE = re.compile(rf"\b{_HARMED}\s*$", re.I)
_TO_HEAD = re.compile(
    rf"\s*[)\]]\s*(?:(?:,|,?\s*(?:and|or))\s+(?:{_HARMED}\s+)?{_HARMED}\s*\([^()]*\)\s*)*(?:{_HARMED}\s+)?",
    re.I,
)
_BIAS = re.compile(
    r"\b(?:publication bias|funnel plot|Egger|Begg)[^;.)]*?(?:\d[.]\d[^;.)]*?)?[\s,;(=]*$", re.I
)
_ACCURACY = re.compile(
    r"\b(?:[Cc][-\s]?(?:index|indices|statistics?)|concordance|AUCs?|area\s+under\s+the|Brier|calibration|discriminat\w+|(?:predictive|prognostic|diagnostic)\s+(?:accuracy|power)|sensitivity|specificity)\b"
)
_CALLED_ENDPOINT = re.compile(
    r"[(,]\s*(?:the\s+|our\s+)?(?:primary|secondary|main|co-primary)\s+(?:study\s+)?(?:end-?\s?points?|outcomes?|outcome\s+measures?)\s*[),]",
    re.I,
)
_DONE_FOR = re.compile(
    r"\b(?:received|underwent|required|needed|undergoing|receiving|given)\s+[^;.()]{3,60}?\s(?:for|because\s+of|due\s+to)\s+(?:(?!\d)[^;.()])*$"
)
_BEHIND_PERCENT = re.compile(r"[\s,;]*(?:respectively)?[\s,;)(]*")
_COORDINATED = re.compile(
    r"\s*(?:rates?\s*)?(?:\([^()]*\)\s*)?(?:,|and|or|/|,\s*and|as well as|nor)\s*(?:[\w-]+\s+){0,4}"
)
_AND = r"(?:,|and|or|/|,\s*and|as well as|nor"
_TO_JOINED = r"\s*(?:(?:the|for|of|in|on|with|to|also|late|acute)\s+){0,3}"
_JOINED = re.compile(rf"\s*(?:rates?\s*)?(?:\([^()]*\)\s*)?{_AND}){_TO_JOINED}")
_CONTRASTED = re.compile(rf"\s*(?:rates?\s*)?(?:\([^()]*\)\s*)?{_AND}|,?\s*but\s+not){_TO_JOINED}")
_RATES_OPEN = re.compile(
    r"(?:\bdifferences?\s+in\s+|[)\]],?\s+and\s+)(?:the\s+)?(?P<name>(?:[a-z-]+\s+){1,4}rates?)\s*$"
)
_AND_SUBJECT = re.compile(
    r"\s*[)\]]?\s*(?:,|,?\s+and)\s+(?:the\s+)?(?:(?!in\b|for\b|of\b|with\b)[\w-]+\s+){0,2}"
)
_IS_TOLD = re.compile(
    r"(?:\s+rates?)?(?:\s+(?:at|of)\s+(?:[\w-]+\s+){1,3}?)?\s+(?:was|were|had|did|occurred|remained)\b"
)
_AS_WAS = re.compile(r"\bas\s+(?:was|were|did|had)\b")
_NEED_OPEN = re.compile(
    r"\b(?:need|necessity|requirement)s?\s+(?:for|of)\s+(?:an?\s+)?(?:(?!was\b|were\b)[\w-]+\s+){1,3}$"
)
_CONTRASTS = re.compile(r"\s(?:while|whereas|but|although|though|yet)\s")
_NEXT_THING = re.compile(
    r"\s*[)\]]\s*(?:,|,?\s*(?:and|but))\s+(?:an?\s+|with\s+|to\s+)*(?:more|less|fewer|longer|shorter|better|worse|higher|lower|greater|smaller|improved|reduced|increased|faster|earlier|poorer)\s+"
    r"(?!(?:age|stage|dos\w+|grade|tumou?r|volume|fraction\w*)\b)(?:[\w-]+\s+){0,4}?[\w-]+\s*"
)
_FOR_IT = re.compile(
    r"(?:(?:,|\s+and|,\s+and)\s*[=<>]?\s*[\d.·]+)*(?:,?\s+respectively,?)?[)\]]?(?:\s+and\s+[a-z][\w\s-]{1,40}?[(\[][pP]\s?[=<>]\s?[\d.]+[)\]])?\s+for\s+(?:the\s+)?"
)
"""``stage (p = 0.01) and grade (p = 0.02) for survival``."""
_BOTH = re.compile(r"\bboth\s*$|\beach\b")
_FIGURES = {AtomKind.P_VALUE, AtomKind.PERCENT, AtomKind.INTERVAL}
_PERCENT_REACH = 40
_TERM_REACH = 110


def codes_of(
    sentence: Sentence, reading: Reading, atom: Atom, outcomes: Sequence[Term], last: Codes | None = None
) -> Codes:
    """The endpoints that the p-values of a run, which begins with ``atom``, test; ``last`` is what the one before tests."""
    at = Place(sentence, reading, atom, outcomes, last)
    return next((codes for rule in _RULES if (codes := rule(at)) is not None), [None])


def beside(sentence: Sentence, reading: Reading, atom: Atom) -> str | None:
    """``EFS and DFS (HR 0.53; p < 0.001 and HR 0.67; p = 0.008)``: of the value before it in its bracket."""
    opened = opening(sentence, atom)
    if opened is None:
        return None
    inside = [code for offset, code in reading.marks if opened < offset < atom.start and code != "follow_up"]
    named = [code for code in inside if code not in {"other", "none"}]  # 83% at 5 years; R0 92%, R1 76%
    return (named or inside)[-1] if inside else None


def _of_design(at: Place) -> Codes | None:
    """Figures of the design test nothing that was found."""
    level = at.atom.low in LEVELS
    return [None] if level and is_design(at.sentence.string) and not (at.outcomes or at.values) else None


def _for_all(at: Place) -> Codes | None:
    """``A (94 vs 93 %), B (3 vs 3 %) and C (78 vs 79 %) were similar (all p > 0.2)``: goes with the first."""
    text = at.sentence.text
    if not _FOR_ALL.search(text[max(at.sentence.start, at.atom.start - 12) : at.atom.start]) and not (
        _ALL_BEHIND.match(text, at.atom.end)
    ):
        return None
    opened = at.opened or at.atom.start
    clauses = [
        m.end() for m in re.finditer(r";\s", mask_brackets(at.sentence.text[at.sentence.start : opened]))
    ]
    begin = at.sentence.start + (clauses[-1] if clauses else 0)
    codes = [c for o, c in at.reading.marks if begin <= o < opened and c not in {"follow_up", "none"}]
    return [codes[0]] if codes else None


def _said_for(at: Place) -> Codes | None:
    """``(p = 0.17 for CR)``: named right behind it."""
    term = next((t for t in at.outcomes if t.start >= at.atom.end), None)
    named = term is not None and _FOR_IT.fullmatch(at.sentence.text, at.atom.end, term.start)
    return [term.code] if term is not None and named else None


def _beside(at: Place) -> Codes | None:
    code = beside(at.sentence, at.reading, at.atom)
    return None if code is None else [code]


def owners(
    sentence: Sentence, atom: Atom, outcomes: Sequence[Term], *, contrasted: bool = False
) -> list[Term]:
    """The term right before the bracket of a p-value, with those coordinated with it that have no figures themselves.

    ``contrasted``: also in ``control but not survival (p = 0.01 and 0.4)``, where each has a p-value of its own.
    """
    joined = _CONTRASTED if contrasted else _JOINED
    opened = opening(sentence, atom)
    near = [t for t in outcomes if opened is not None and t.end <= opened]
    if not near or not _TO_BRACKET.fullmatch(sentence.text[near[-1].end : opened]):
        return []
    cluster = [near[-1]]
    for term in reversed(near[:-1]):
        gap = range(term.end, cluster[0].start)
        told = any(a.kind in _FIGURES and a.start in gap for a in sentence.atoms)
        if told or not joined.fullmatch(sentence.text[gap.start : gap.stop]):
            break
        cluster.insert(0, term)
    return cluster


def _owner(at: Place) -> Codes | None:
    """``… with local control (HR 0.42; p = 0.003) and survival (p = 0.04)``: the term right before the bracket."""
    cluster = owners(at.sentence, at.atom, at.before)
    return [cluster[0].code] if cluster else None


def _beside_owner(at: Place) -> Codes | None:
    """``at the price of more complications (p = 0.01) and a longer operation (p = 0.02)``: the next thing of a list, without a name here."""
    if at.opened is None or not at.tested_before or at.of_factors:
        return None
    edge = at.opened
    for atom in reversed([a for a in at.sentence.atoms if a.kind is AtomKind.P_VALUE and a.end <= edge]):
        told = any(atom.end <= t.start < edge for t in at.outcomes)
        if told or not _NEXT_THING.fullmatch(at.sentence.text, atom.end, edge):
            return None
        if owners(at.sentence, atom, at.before):
            return ["other"]
        edge = opening(at.sentence, atom) or atom.start
    return None


def _elided_head(at: Place) -> Codes | None:
    """``urinary (p = 0.04) and rectal (p = 0.01) complications``: the head is said with the last adjective."""
    term = at.first_behind(at.atom.end, _TERM_REACH, "none")
    if at.opened is None or term is None or not _ADJECTIVE.search(at.sentence.text[: at.opened]):
        return None
    return [term.code] if _TO_HEAD.fullmatch(at.sentence.text, at.atom.end, term.start) else None


def _of_unnamed_rate(at: Place) -> Codes | None:
    """``no difference in discharge rates (p = 0.7)``: an outcome without a name here."""
    if at.opened is None:
        return None
    if _NEED_OPEN.search(at.sentence.text, max(at.sentence.start, at.opened - 60), at.opened):
        return None if at.of_factors else ["other"]
    m = _RATES_OPEN.search(at.sentence.text, max(at.sentence.start, at.opened - 60), at.opened)
    if m is None or NO_OUTCOME.search(m["name"]):
        return None
    return None if any(t.end > m.start("name") and t.start < m.end() for t in at.outcomes) else ["other"]


def _of_bias(at: Place) -> Codes | None:
    """``no publication bias was seen (Egger's test, P = 0.4)``: what was published, whatever the trials measured."""
    begin = max(at.sentence.start, at.atom.start - 90, *at.tested_before)
    before = at.sentence.text[begin : at.atom.start]
    return [None] if _BIAS.search(before) else None


def _of_accuracy(at: Place) -> Codes | None:
    """``the C-index of the nomogram for survival was higher (0.71 vs 0.64, p = 0.02)``: how well a model tells, not what it tells."""
    begin = max([at.clause_start, *at.tested_before])
    return [None] if _ACCURACY.search(at.sentence.text, begin, at.atom.start) else None


def _of_endpoint(at: Place) -> Codes | None:
    """``the threshold dose (primary endpoint) was higher (p = 0.01)``: whatever it is, it was an outcome."""
    called = _CALLED_ENDPOINT.search(at.sentence.text, at.clause_start, at.atom.start)
    return ["other"] if called and not at.outcomes else None


def _of_reason(at: Place) -> Codes | None:
    """``more of them received a second transplant for relapse (p = 0.1)``: what was done, not why."""
    last = at.before[-1] if at.before else None
    if last is None or not FAILED.search(last.code) or last.start < at.clause_start:
        return None
    done = _DONE_FOR.search(at.sentence.text, at.clause_start, last.start)
    return (
        ["other"]
        if done and not any(t.end <= done.start() and t.start >= at.clause_start for t in at.before)
        else None
    )


def _of_loose_percent(at: Place) -> Codes | None:
    """Behind a percentage that is no result."""
    if at.outcomes or characteristics.FARED.search(
        at.sentence.text, at.clause_start, at.opened or at.atom.start
    ):
        return None
    loose = any(
        a.kind is AtomKind.PERCENT
        and 0 <= at.atom.start - a.end < _PERCENT_REACH
        and a.start not in at.reading.used
        and _BEHIND_PERCENT.fullmatch(at.sentence.text[a.end : at.atom.start])
        for a in at.sentence.atoms
    )
    return [None] if loose else None


def _of_clause(at: Place) -> Codes | None:
    """The last term of the clause with those coordinated with it, or the last value behind them."""
    if not at.before or at.before[-1].start < at.clause_start:
        return [at.values[-1][1]] if at.values and at.values[-1][0] >= at.clause_start else None
    cluster = [at.before[-1]]
    for term in reversed(at.before[:-1]):
        gap = at.sentence.text[term.end : cluster[0].start]
        tested = any(term.end < end <= cluster[0].start for end in at.tested_before)
        if tested or _CONTRASTS.search(gap) or not _COORDINATED.fullmatch(gap):
            break
        cluster.insert(0, term)
    valued = any(o > cluster[-1].end for o, _ in at.values)
    if len(cluster) > 1 and _BOTH.search(at.sentence.text[max(0, at.atom.start - 8) : at.atom.start]):
        return [cluster[0].code]
    if len(cluster) > 1 and not valued:
        return [t.code for t in cluster]
    return [max(at.values)[1]] if valued else [cluster[0].code]


def _of_next_term(at: Place) -> Codes | None:
    """The outcome right behind, in the same clause."""
    term = at.first_behind(at.atom.end, _TERM_REACH)
    if term is None:
        return None
    gap = at.sentence.text[at.atom.end : term.start]
    told = own_clause(at)[2] and (_CONTRASTS.search(gap) or _AS_WAS.search(gap) or _next_clause(at, term))
    return None if told or re.search(r"[;.]\s", gap) else [term.code]


def _next_clause(at: Place, term: Term) -> bool:
    """``The treatment took longer (p = 0.02), and toxicity was …``: the outcome is the subject of a clause of its own."""
    gap = at.sentence.text[at.atom.end : term.start]
    return _AND_SUBJECT.fullmatch(gap) is not None and _IS_TOLD.match(at.sentence.text, term.end) is not None


def _of_amount(at: Place) -> Codes | None:
    """``the mean displacement was lower with surface guidance (p = 0.004)``: an amount that is no outcome."""
    if at.of_factors or characteristics.ANALYSED.search(at.sentence.string):
        return None
    clause = mask_brackets(at.sentence.text[at.sentence.start : at.atom.start])
    return [None] if own_amount(clause[at.subclause_start - at.sentence.start :]) else None


def _of_last_value(at: Place) -> Codes | None:
    return [at.values[-1][1]] if at.values else None


def _of_use(at: Place) -> Codes | None:
    """``young age was associated with use of brachytherapy (p < 0.001)``: who was treated, no outcome."""
    return [None] if not at.outcomes and _OF_USE.search(at.sentence.string) else None


def _of_context(at: Place) -> Codes | None:
    """What the sentences before are about, where this one compares no characteristics."""
    text, context = at.sentence.string, at.reading.context
    if characteristics.CHARACTERISTIC.search(text) and not characteristics.ANALYSED.search(text):
        return None
    return carried(at.reading.earlier if context.recent == "none" else context)


_RULES: tuple[Callable[[Place], Codes | None], ...] = (
    _of_design, _of_use, _of_accuracy, _for_all, _said_for, unnamed, references.referred, references.restated, factors.of_limits, _beside, first_of_all, _of_reason, _of_endpoint, factors.led, factors.conditional, factors.associated, factors.predicted, factors.listed_factor, characteristics.alike, characteristics.plans, characteristics.measures, references.as_did, references.mattered, references.fared, references.pronoun, characteristics.next_characteristic, _owner, _beside_owner, _elided_head, _of_unnamed_rate, _of_bias, characteristics.groups, factors.factor,
    questionnaire, _of_loose_percent, _of_clause, characteristics.characteristic, _of_next_term, _of_amount, _of_last_value, _of_context,
)  # fmt: skip
