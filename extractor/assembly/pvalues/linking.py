"""The endpoint that a p-value tests: rules from the surest to the weakest, of which the first that answers decides."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.assembly.endpoints import TIME_TYPE, Reading, Term, is_design
from extractor.assembly.findings import Sentence
from extractor.assembly.pvalues.brackets import mask_brackets, opening
from extractor.language.numerals import Atom, AtomKind

Codes = list[str | None]
"""The endpoints of a run of p-values: one for all of them, or one for each."""

_CHARACTERISTIC = re.compile(
    r"\b(?:baseline|characteristics?|balanced|compliance|V\d+|mean lung dose|dos(?:e|es)\s+(?:to|volume)|correlat\w+ with (?:age|sex)|older|younger|age\b|male|gender|distribution of|PTV|planning target|tumou?r size|histology was|more likely to (?:have|be)|stage distribution|B symptoms|stage [IV]+\w? disease|performance status)\b",
    re.I,
)
_ANALYSED = re.compile(
    r"\bsignificance\b|\bsignificant\b(?!\s+differences?)|\bpredict|\bassociated\b|\btrend\b|\b(?:uni|multi)varia",
    re.I,
)
_PREDICTED = re.compile(
    r"\b(?:were|was|are|is|remained)\s+(?:[\w-]+\s+){0,3}?(?:associated\s+with|predict\w*(?:\s+(?:of|for))?"
    r"|prognostic(?:\s+factors?)?\s+(?:for|of)|correlated\s+with|related\s+to|factors?\s+(?:for|of)|predictors?\s+(?:of|for))\s+"
    r"|\b(?:showed|shows|show|had|has|have|demonstrated)\s+(?:an?\s+)?(?!no\b)(?:[\w-]+\s+){0,3}?"
    r"(?:relationships?|associations?|correlations?|impact|influence|effect)\s+(?:with|to|on|upon)\s+",
    re.I,
)
_FACTOR_FOR = re.compile(
    r"\b(?:factors?|predictors?|determinants?|predictive|prognostic|associated|predicted)\s+(?:for|of|with)?\s*",
    re.I,
)
_FACTORS = re.compile(
    r"\b(?:factors?|variables?|predictors?|prognostic|predict(?:ed|ive)?|covariates?|determinants?|multivaria(?:te|ble)|univaria(?:te|ble)|Cox)\b",
    re.I,
)
_INFLUENCES = re.compile(
    r"(?:factors?|predict\w*|prognostic|associated|influenc\w+|affect\w*|effect|impact)\b[^,;.]{0,40}?\b(?:for|of|with|on|both)\s+"
)
_WITH_FACTOR = re.compile(r"\b(?:associated|correlated|related)\s+(?:with|to)\b", re.I)
_FOR_ALL = re.compile(r"\b(?:all|both)\s*$|\bfor (?:all|both)\s*[:,;]?\s*$", re.I)
_TO_BRACKET = re.compile(r"\s*(?:rates?|times?|probabilit(?:y|ies))?\s*")
_HETEROGENEITY = re.compile(
    r"\b(?:I\s?\^?\s?[2²]\s*[=:]|heterogeneity|publication bias|Egger|Begg)[^;.)]*?(?:\d[.]\d[^;.)]*?)?[\s,;(=]*$",
    re.I,
)
_WELL_MATCHED = re.compile(r"\bwell[- ](?:matched|balanced)\b|\bbaseline characteristics\b", re.I)
_COMPARED_KINDS = {AtomKind.NUMBER, AtomKind.MEASURE, AtomKind.DOSE, AtomKind.PERCENT}
_VERSUS = re.compile(r"\b(?:vs?|versus|compared|to)\b")
_BEHIND_PERCENT = re.compile(r"[\s,;]*(?:respectively)?[\s,;)(]*")
_CLAUSE_END = re.compile(r";\s|\.\s")
_COORDINATED = re.compile(
    r"\s*(?:rates?\s*)?(?:\([^()]*\)\s*)?(?:,|and|or|/|,\s*and|as well as|nor)\s*(?:[\w-]+\s+){0,4}"
)
_BOTH = re.compile(r"\bboth\s*$|\beach\b")
_PROGNOSIS = re.compile(r"\bprognos[ie]s\b|(?<!free )(?<!specific )\bsurvival\s+curves?\b", re.I)
_NEAR = 60
_PERCENT_REACH = 40
_TERM_REACH = 110


def codes_of(sentence: Sentence, reading: Reading, atom: Atom, outcomes: Sequence[Term]) -> Codes:
    """The endpoints that the p-values of a run, which begins with ``atom``, test."""
    at = _Place(sentence, reading, atom, outcomes)
    return next((codes for rule in _RULES if (codes := rule(at)) is not None), [None])


def beside(sentence: Sentence, reading: Reading, atom: Atom) -> str | None:
    """``EFS and DFS (HR 0.53; p < 0.001 and HR 0.67; p = 0.008)``: of the value before it in its bracket."""
    opened = opening(sentence, atom)
    if opened is None:
        return None
    inside = [code for offset, code in reading.marks if opened < offset < atom.start and code != "follow_up"]
    return inside[-1] if inside else None


def of_factors(sentence: Sentence) -> bool:
    """Whether the sentence is about prognostic factors: a measure in it is one of them."""
    return bool(_FACTORS.search(sentence.string))


@dataclass(frozen=True)
class _Place:
    """A p-value with the outcomes of its sentence."""

    sentence: Sentence
    reading: Reading
    atom: Atom
    outcomes: Sequence[Term]

    @cached_property
    def opened(self) -> int | None:
        """Where the bracket around it opens."""
        return opening(self.sentence, self.atom)

    @cached_property
    def clause_start(self) -> int:
        """Where its clause begins; brackets part no clauses."""
        masked = mask_brackets(self.sentence.text[self.sentence.start : self.atom.start])
        return self.sentence.start + max((m.end() for m in _CLAUSE_END.finditer(masked)), default=0)

    @cached_property
    def before(self) -> Sequence[Term]:
        """The outcomes named before it."""
        return [t for t in self.outcomes if t.end <= self.atom.start]

    @cached_property
    def values(self) -> Sequence[tuple[int, str]]:
        """The marks of values and terms before it."""
        passed = {"follow_up"} | ({"none"} - {t.code for t in self.outcomes})
        return [(o, c) for o, c in self.reading.marks if o < self.atom.start and c not in passed]

    @cached_property
    def of_factors(self) -> bool:
        """Whether the sentence is about prognostic factors."""
        return of_factors(self.sentence)

    def first_behind(self, offset: int, reach: int, *but: str) -> Term | None:
        """The first outcome that begins within ``reach`` behind an offset."""
        return next((t for t in self.outcomes if 0 <= t.start - offset < reach and t.code not in but), None)


def _of_design(at: _Place) -> Codes | None:
    """Figures of the design test nothing that was found."""
    return [None] if is_design(at.sentence.string) and not at.outcomes else None


def _for_all(at: _Place) -> Codes | None:
    """``A (94 vs 93 %), B (3 vs 3 %) and C (78 vs 79 %) were similar (all p > 0.2)``: goes with the first."""
    if not _FOR_ALL.search(at.sentence.text[max(at.sentence.start, at.atom.start - 12) : at.atom.start]):
        return None
    opened = at.opened or at.atom.start
    clauses = [
        m.end() for m in re.finditer(r";\s", mask_brackets(at.sentence.text[at.sentence.start : opened]))
    ]
    begin = at.sentence.start + (clauses[-1] if clauses else 0)
    codes = [c for o, c in at.reading.marks if begin <= o < opened and c not in {"follow_up", "none"}]
    return [codes[0]] if codes else None


def _said_for(at: _Place) -> Codes | None:
    """``(p = 0.17 for CR)``: named right behind it."""
    term = next((t for t in at.outcomes if t.start >= at.atom.end), None)
    named = term is not None and re.fullmatch(
        r"\s+for\s+(?:the\s+)?", at.sentence.text[at.atom.end : term.start]
    )
    return [term.code] if term is not None and named else None


def _beside(at: _Place) -> Codes | None:
    code = beside(at.sentence, at.reading, at.atom)
    return None if code is None else [code]


def _associated(at: _Place) -> Codes | None:
    """``local control was associated with the volume (p = 0.007) and …``: the outcome before the verb."""
    links = list(_WITH_FACTOR.finditer(at.sentence.text, at.sentence.start, at.atom.start))
    if not links or any(links[-1].end() <= t.start for t in at.before):
        return None
    before = [t for t in at.before if t.end <= links[-1].start()]
    near = before and links[-1].start() - before[-1].end < _NEAR
    return [before[-1].code] if near else None


def _predicted(at: _Place) -> Codes | None:
    """``age (p = 0.01) was associated with survival``."""
    verb = _PREDICTED.search(at.sentence.text, at.atom.end, at.sentence.end)
    term = at.first_behind(verb.end(), 50, "other", "none") if verb else None
    return [term.code] if term else None


def _owner(at: _Place) -> Codes | None:
    """``… with local control (HR 0.42; p = 0.003) and survival (p = 0.04)``: the term right before the bracket."""
    near = [t for t in at.outcomes if at.opened is not None and t.end <= at.opened]
    if not near or not _TO_BRACKET.fullmatch(at.sentence.text[near[-1].end : at.opened]):
        return None
    return [near[-1].code]


def _of_heterogeneity(at: _Place) -> Codes | None:
    """``I² = 45%, P = 0.08``: how far studies differ, not whether arms do."""
    text, atom = at.sentence.text, at.atom
    others = [a.end for a in at.sentence.atoms if a.kind is AtomKind.P_VALUE and a.end <= atom.start]
    before = text[max(at.sentence.start, atom.start - 90, *others) : atom.start]
    return (
        [None]
        if _HETEROGENEITY.search(before) or _HETEROGENEITY.search(text[atom.start : atom.core])
        else None
    )


def _of_groups(at: _Place) -> Codes | None:
    """``the groups were well balanced``; ``(98.7 vs 86.2 mL; p < 0.001)``: figures that are no results."""
    if _WELL_MATCHED.search(at.sentence.string):
        return [None]
    return [None] if not at.of_factors and _compares_other(at) else None


def _compares_other(at: _Place) -> bool:
    opened = at.opened
    if opened is None or any(t.end <= opened and opened - t.end < _NEAR for t in at.outcomes):
        return False
    before = [a for a in at.sentence.atoms if opened < a.start < at.atom.start and a.kind in _COMPARED_KINDS]
    if any(a.comparator != "=" for a in before):
        return False  # limits that cut the patients in two
    versus = _VERSUS.search(at.sentence.text[opened : at.atom.start])
    return bool(before and versus) and not any(a.start in at.reading.used for a in before)


def _of_factor(at: _Place) -> Codes | None:
    """``stage (p = 0.01) was a prognostic factor for survival``: what the factors are factors of."""
    if not at.of_factors:
        return None
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
    return _carried(at)


def _of_loose_percent(at: _Place) -> Codes | None:
    """Behind a percentage that is no result."""
    loose = any(
        a.kind is AtomKind.PERCENT
        and 0 <= at.atom.start - a.end < _PERCENT_REACH
        and a.start not in at.reading.used
        and _BEHIND_PERCENT.fullmatch(at.sentence.text[a.end : at.atom.start])
        for a in at.sentence.atoms
    )
    return [None] if loose else None


def _of_clause(at: _Place) -> Codes | None:
    """The last term of the clause with those coordinated with it, or the last value behind them."""
    if not at.before or at.before[-1].start < at.clause_start:
        return [at.values[-1][1]] if at.values and at.values[-1][0] >= at.clause_start else None
    cluster = [at.before[-1]]
    for term in reversed(at.before[:-1]):
        if not _COORDINATED.fullmatch(at.sentence.text[term.end : cluster[0].start]):
            break
        cluster.insert(0, term)
    valued = any(o > cluster[-1].end for o, _ in at.values)
    if len(cluster) > 1 and _BOTH.search(at.sentence.text[max(0, at.atom.start - 8) : at.atom.start]):
        return [cluster[0].code]
    if len(cluster) > 1 and not valued:
        return [t.code for t in cluster]
    return [max(at.values)[1]] if valued else [cluster[0].code]


def _of_characteristic(at: _Place) -> Codes | None:
    """``patients of the second group were older (p = 0.02)``."""
    clause = at.sentence.text[at.clause_start : at.atom.start]
    return [None] if _CHARACTERISTIC.search(clause) and not _ANALYSED.search(at.sentence.string) else None


def _of_next_term(at: _Place) -> Codes | None:
    """The outcome right behind, in the same clause."""
    term = at.first_behind(at.atom.end, _TERM_REACH)
    apart = term is not None and re.search(r"[;.]\s", at.sentence.text[at.atom.end : term.start])
    return [term.code] if term is not None and not apart else None


def _of_last_value(at: _Place) -> Codes | None:
    return [at.values[-1][1]] if at.values else None


def _of_prognosis(at: _Place) -> Codes | None:
    """``had a better prognosis (p = 0.01)``, ``the survival curves parted (p = 0.02)``: what is meant is survival."""
    return ["overall_survival"] if _PROGNOSIS.search(at.sentence.string) and not at.outcomes else None


def _of_context(at: _Place) -> Codes | None:
    """What the sentences before are about, where this one compares no characteristics."""
    text = at.sentence.string
    return None if _CHARACTERISTIC.search(text) and not _ANALYSED.search(text) else _carried(at)


def _carried(at: _Place) -> Codes | None:
    code = at.reading.context.recent
    return None if code in {None, "follow_up"} else [code]


_RULES: tuple[Callable[[_Place], Codes | None], ...] = (
    _of_design, _for_all, _said_for, _beside, _associated, _predicted, _owner, _of_heterogeneity, _of_groups, _of_factor,
    _of_loose_percent, _of_clause, _of_prognosis, _of_characteristic, _of_next_term, _of_last_value, _of_context,
)  # fmt: skip
