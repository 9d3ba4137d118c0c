"""P-values and the endpoint each one tests."""

import re
from collections.abc import Sequence

from extractor.assembly.endpoints import TIME_TYPE, Reading, Term, is_design, is_sizing, terms_of
from extractor.assembly.findings import Finding, Sentence
from extractor.language.numerals import Atom, AtomKind

_THRESHOLD = re.compile(
    r"^\W{0,3}(?:\s*\((?:two|one)-sided\))?\s*(?:or (?:less|lower|below)\s+)?(?:was|were|is|are|being|as)?\s*(?:considered|regarded|deemed|defined|taken|accepted|set|used|indicat|significan|denot|for significance|level|for statistical|statistically significant\b(?! difference)|to be|chosen|required|cut|for\s+(?:retention|inclusion|entry|removal|staying|selection)|included|entered|retained|selected)",
    re.I,
)
_THRESHOLD_BEFORE = re.compile(
    r"(?:significan\w*\s+(?:level|threshold|at|was|defined|if|when|set)|threshold|cut-?off|level of significance|considered\s+(?:statistically\s+)?significant\s+(?:at|if|when|for)|defined as|defined by|set at|alpha|criterion|whenever|when the)\W*(?:[\w\s-]{0,40})$",
    re.I,
)
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


def find_p_values(sentence: Sentence, reading: Reading) -> list[Finding]:
    """P-values of a sentence; a threshold of the design is none."""
    atoms = [a for a in sentence.atoms if a.kind is AtomKind.P_VALUE]
    if not atoms or is_sizing(sentence.string):
        return []
    outcomes = [t for t in terms_of(sentence) if t.code != "follow_up"]
    findings: list[Finding] = []
    run: list[Atom] = []
    for atom in atoms:
        if _is_threshold(sentence, atom):
            continue
        if run and re.fullmatch(
            r"\s*(?:,|and|&|,\s*and|;|or|[-–]|to|vs\.?)?\s*(?:and\s*)?", sentence.text[run[-1].end : atom.start]
        ):
            run.append(atom)
        else:
            findings.extend(_link(sentence, reading, run, outcomes))
            run = [atom]
    findings.extend(_link(sentence, reading, run, outcomes))
    return findings


_OF_MODEL = re.compile(r"\s*[;,]?\s*(?:and\s+|or\s+)?I\s?\^?\s?[2²]\s*[≤<>≥]")
"""``good homogeneity (P > 0.1; I² ≤ 50%)``: what decides on a model."""
_ANY_VALUE = re.compile(r"\b(?:an?|any|all|only)\s+(?:two[- ](?:sided|tailed)\s+)?$", re.I)
"""``a p-value <0.05 was significant``."""
_LEVELS = {0.05, 0.1, 0.01, 0.025, 0.005, 0.001}
_PREDICTS = re.compile(
    r"\W*(?:was|were|are|is|being|as)?\s*(?:also\s+|all\s+|both\s+|independently\s+|statistically\s+|highly\s+)*significant(?:ly)?\s*"
    r"(?:(?:independent|prognostic|predictive|adverse|unfavou?rable)\s*)*"
    r"(?:predict|factor|associat|prognos|for\b|on\b|determin|correlat|covariat|variable|,|\.|and\b)",
    re.I,
)


def mask_brackets(text: str) -> str:
    """The text with the content of brackets, also of one still open at its end, blanked; same length."""
    depth, masked = 0, []
    for ch in text:
        depth += ch in "(["
        masked.append(" " if depth else ch)
        depth = max(0, depth - (ch in ")]"))
    return "".join(masked)


def _is_threshold(sentence: Sentence, atom: Atom) -> bool:
    after = sentence.text[atom.end : min(sentence.end, atom.end + 60)]
    before = sentence.text[max(sentence.start, atom.start - 70) : atom.start]
    if atom.comparator == "=" and atom.low not in _LEVELS:
        return False
    if _OF_MODEL.match(after):
        return True
    if atom.comparator in {"<", "<="} and atom.low in _LEVELS and _ANY_VALUE.search(before):
        return True
    if _PREDICTS.match(after):
        return False
    if _THRESHOLD.match(after) and "statistically significant difference" not in after:
        return not re.match(
            r"^\W*(?:was|were)?\s*significan\w+\s+(?:better|worse|higher|lower|longer|different)", after
        )
    return bool(_THRESHOLD_BEFORE.search(before)) and "(" not in before[-4:]


def _link(sentence: Sentence, reading: Reading, run: list[Atom], outcomes: Sequence[Term]) -> list[Finding]:
    if not run:
        return []
    codes = _in_order(sentence, reading, run) or _codes(sentence, reading, run[0], outcomes)
    spread = len(run) > 1 and len(codes) >= len(run)
    findings = []
    for i, atom in enumerate(run):
        code = codes[-len(run) + i] if spread else (codes[0] if len(codes) <= 1 else codes[-1])
        fields = {"comparator": atom.comparator, "value": atom.low, "endpoint": code}
        findings.append(Finding("p_value", atom.start, atom.end, "p_value.printed", fields))
    return findings


def _in_order(sentence: Sentence, reading: Reading, run: list[Atom]) -> list[str | None] | None:
    """``A 7 vs 3 %, B 21 vs 29 % and C 83 vs 77 % (p = 0.68, 0.54, and 0.56)``: one for each endpoint."""
    if len(run) < 2 or _beside(sentence, reading, run[0]) is not None:
        return None
    codes = [code for offset, code in reading.marks if sentence.start <= offset < run[0].start]
    each: list[str | None] = list(dict.fromkeys(codes))
    return each if len(each) == len(run) else None


def _beside(sentence: Sentence, reading: Reading, atom: Atom) -> str | None:
    """``EFS and DFS (HR 0.53; p < 0.001 and HR 0.67; p = 0.008)``: of the value before it in its bracket."""
    opened = _opening(sentence, atom)
    if opened is None:
        return None
    inside = [code for offset, code in reading.marks if opened < offset < atom.start and code != "follow_up"]
    return inside[-1] if inside else None


def _first_of_clause(sentence: Sentence, reading: Reading, atom: Atom) -> str | None:
    """``A (94 vs 93 %), B (3 vs 3 %) and C (78 vs 79 %) were similar (all p > 0.2)``: goes with the first."""
    opened = _opening(sentence, atom) or atom.start
    clauses = [m.end() for m in re.finditer(r";\s", mask_brackets(sentence.text[sentence.start : opened]))]
    begin = sentence.start + (clauses[-1] if clauses else 0)
    codes = [c for offset, c in reading.marks if begin <= offset < opened and c not in {"follow_up", "none"}]
    return codes[0] if codes else None


def _last_before(sentence: Sentence, atom: Atom, pattern: str) -> re.Match[str] | None:
    """The match of the sentence that stands last before a p-value, else the first."""
    found = list(re.finditer(pattern, sentence.string))
    before = [m for m in found if sentence.start + m.end() <= atom.start]
    return (before[-1:] or found[:1] or [None])[0]


def _associated(sentence: Sentence, atom: Atom, outcomes: Sequence[Term]) -> Term | None:
    """``local control was associated with the volume (p = 0.007) and …``: the outcome before the verb."""
    link = None
    for link in _WITH_FACTOR.finditer(sentence.text, sentence.start, atom.start):
        pass
    if link is None or any(link.end() <= t.start < atom.start for t in outcomes):
        return None
    before = [t for t in outcomes if t.end <= link.start()]
    return before[-1] if before and link.start() - before[-1].end < _NEAR else None


def _owner(sentence: Sentence, atom: Atom, outcomes: Sequence[Term]) -> Term | None:
    """``… with local control (HR 0.42; p = 0.003) and survival (p = 0.04)``: the term right before the bracket."""
    opened = _opening(sentence, atom)
    if opened is None:
        return None
    near = [t for t in outcomes if t.end <= opened]
    if near and _TO_BRACKET.fullmatch(sentence.text[near[-1].end : opened]):
        return near[-1]
    return None


def _opening(sentence: Sentence, atom: Atom) -> int | None:
    """Where the bracket around a p-value opens."""
    depth = 0
    for offset in range(atom.start - 1, sentence.start - 1, -1):
        depth += (sentence.text[offset] in ")]") - (sentence.text[offset] in "([")
        if depth < 0:
            return offset
    return None


_WITH_FACTOR = re.compile(r"\b(?:associated|correlated|related)\s+(?:with|to)\b", re.I)
_FOR_ALL = re.compile(r"\b(?:all|both)\s*$|\bfor (?:all|both)\s*[:,;]?\s*$", re.I)
_TO_BRACKET = re.compile(r"\s*(?:rates?|times?|probabilit(?:y|ies))?\s*")
_HETEROGENEITY = re.compile(
    r"\b(?:I\s?\^?\s?[2²]\s*[=:]|heterogeneity|publication bias|Egger|Begg)[^;.)]*?(?:\d[.]\d[^;.)]*?)?[\s,;(=]*$",
    re.I,
)
_NEAR = 60
_WELL_MATCHED = re.compile(r"\bwell[- ](?:matched|balanced)\b|\bbaseline characteristics\b", re.I)
_COMPARED_KINDS = {AtomKind.NUMBER, AtomKind.MEASURE, AtomKind.DOSE, AtomKind.PERCENT}


def _compares_other(sentence: Sentence, reading: Reading, atom: Atom, outcomes: Sequence[Term]) -> bool:
    """``(98.7 vs 86.2 mL; p < 0.001)``: the bracket holds figures that are no results."""
    opened = _opening(sentence, atom)
    if opened is None or any(t.end <= opened and opened - t.end < _NEAR for t in outcomes):
        return False
    before = [a for a in sentence.atoms if opened < a.start < atom.start and a.kind in _COMPARED_KINDS]
    if all(a.comparator != "=" for a in before):
        return False  # limits that cut the patients in two
    versus = re.search(r"\b(?:vs?|versus|compared|to)\b", sentence.text[opened : atom.start])
    return bool(before and versus) and not any(a.start in reading.used for a in before)


def _is_of_heterogeneity(sentence: Sentence, atom: Atom) -> bool:
    """``I² = 45%, P = 0.08``: how far studies differ, not whether arms do."""
    others = [a.end for a in sentence.atoms if a.kind is AtomKind.P_VALUE and a.end <= atom.start]
    before = sentence.text[max(sentence.start, atom.start - 90, *others) : atom.start]
    return bool(_HETEROGENEITY.search(before) or _HETEROGENEITY.search(sentence.text[atom.start : atom.core]))


def _codes(sentence: Sentence, reading: Reading, atom: Atom, outcomes: Sequence[Term]) -> list[str | None]:
    """The endpoint before the p-value: of the last value or term, with those coordinated with it."""
    text = sentence.text
    if is_design(sentence.string) and not outcomes:
        return [None]
    if _FOR_ALL.search(text[max(sentence.start, atom.start - 12) : atom.start]):
        first = _first_of_clause(sentence, reading, atom)
        if first is not None:
            return [first]
    beside = _beside(sentence, reading, atom)
    if beside is not None:
        return [beside]
    associated = _associated(sentence, atom, outcomes)
    if associated is not None:
        return [associated.code]
    predicted = _PREDICTED.search(text, atom.end, sentence.end)
    if predicted:
        near = [
            t for t in outcomes if 0 <= t.start - predicted.end() < 50 and t.code not in {"other", "none"}
        ]
        if near:
            return [near[0].code]
    owner = _owner(sentence, atom, outcomes)
    if owner is not None and not (owner.code == "none" and _FACTORS.search(sentence.string)):
        return [owner.code]
    if _is_of_heterogeneity(sentence, atom):
        return [None]
    if _WELL_MATCHED.search(sentence.string) or (
        not _FACTORS.search(sentence.string) and _compares_other(sentence, reading, atom, outcomes)
    ):
        return [None]
    if _FACTORS.search(sentence.string):
        behind = _FACTOR_FOR.search(text, atom.end, sentence.end)
        if behind:
            near = [t for t in outcomes if 0 <= t.start - behind.end() < 40 and t.code != "other"]
            if near:
                return [near[0].code]
        named = _last_before(
            sentence,
            atom,
            r"(?:factors?|predict\w*|prognostic|associated|influenc\w+|affect\w*|effect|impact)\b[^,;.]{0,40}?\b(?:for|of|with|on|both)\s+",
        )
        if named:
            after = [
                t
                for t in outcomes
                if 0 <= t.start - (sentence.start + named.end()) < 30 and t.code != "other"
            ]
            if after:
                return [after[0].code]
        main = [t for t in outcomes if t.code in TIME_TYPE] or [
            t for t in outcomes if t.code in {"toxicity", "mortality"}
        ]
        if main:
            return [main[0].code]
        if reading.context.code not in {None, "follow_up"}:
            return [reading.context.code]
    loose = [
        a for a in sentence.atoms
        if a.kind is AtomKind.PERCENT and 0 <= atom.start - a.end < 40 and a.start not in reading.used and re.fullmatch(r"[\s,;]*(?:respectively)?[\s,;)(]*", text[a.end : atom.start])
    ]  # fmt: skip
    if loose:
        return [None]
    before = [t for t in outcomes if t.end <= atom.start]
    values = [(offset, code) for offset, code in reading.marks if offset < atom.start and code != "follow_up"]
    stop = (
        max(
            (m.end() for m in re.finditer(r";\s|\.\s", mask_brackets(text[sentence.start : atom.start]))),
            default=0,
        )
        + sentence.start
    )
    clause = text[stop : atom.start]
    if before and before[-1].start >= stop:
        cluster = [before[-1]]
        for term in reversed(before[:-1]):
            gap = text[term.end : cluster[0].start]
            if re.fullmatch(
                r"\s*(?:rates?\s*)?(?:\([^()]*\)\s*)?(?:,|and|or|/|,\s*and|as well as|nor)\s*(?:[\w-]+\s+){0,4}",
                gap,
            ):
                cluster.insert(0, term)
            else:
                break
        valued = [o for o, _ in values if o > cluster[-1].end]
        both = re.search(r"\bboth\s*$|\beach\b", text[max(0, atom.start - 8) : atom.start])
        if len(cluster) > 1 and both:
            return [cluster[0].code]
        if len(cluster) > 1 and not valued:
            return [t.code for t in cluster]
        if valued:
            return [max(values)[1]]
        return [cluster[0].code]
    if values and values[-1][0] >= stop:
        return [values[-1][1]]
    after = [
        t for t in outcomes if t.start >= atom.end and not re.search(r"[;.]\s", text[atom.end : t.start])
    ]
    if _CHARACTERISTIC.search(clause) and not _ANALYSED.search(sentence.string):
        return [None]
    if after and after[0].start - atom.end < 110:
        return [after[0].code]
    if values:
        return [values[-1][1]]
    if reading.context.code not in {None, "follow_up"} and (
        not _CHARACTERISTIC.search(sentence.string) or _ANALYSED.search(sentence.string)
    ):
        return [reading.context.code]
    return [None]
