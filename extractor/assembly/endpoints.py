"""Endpoints: attaches the values of a sentence to what was measured, when, how and at which grade.

The sentence is read as a row of items (endpoint terms, time points, grades, statistics, values). Values that
stand in one coordination form a group; a group takes its endpoint from the term before it, or from the term
it directly modifies, and shares what the coordination says once.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.assembly.counts import count_values, zero_values
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import Value, ValueReader, months
from extractor.language.numerals import Atom, AtomKind

TIME_TYPE = {
    "overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival",
    "failure_free_survival", "recurrence_free_survival", "metastasis_free_survival", "cancer_specific_survival",
    "survival_after_progression", "time_to_progression", "local_control", "local_failure", "local_failure_free_survival",
    "locoregional_control", "locoregional_failure", "distant_failure", "distant_control", "biochemical_control",
    "biochemical_failure", "follow_up", "recurrence", "regional_control", "regional_failure",
}  # fmt: skip

_COORDINATION = re.compile(
    r"\b(?:and|or|vs\.?|v\.?|versus|compared|to|against|than|from|but|respectively)\b|[,/;(]|–|-", re.I
)
_CLAUSE = re.compile(r";|\.\s|,?\s\b(?:whereas|while|but|although)\b")
_STRONG_LEFT = re.compile(
    r"(?:\b(?:was|were|is|are|of|reached|at|in|by|approximately|only|being|to|exceeded|averaged|rates?|from|about|equalled|as high as|as low as|remained|for)|[:=(\[]|\bN)\s*(?:only\s+|also\s+|estimated\s+(?:at|to be)\s+|(?:as\s+)?(?:high|low)\s+as\s+|found\s+(?:to be\s+|in\s+)|seen\s+in\s+|observed\s+in\s+|a\s+|the\s+)?$",
    re.I,
)
_NOT_DIRECT = re.compile(
    r"\b(?:of|in|for|with|and|or|vs|versus|than|to|from|at|by|after|was|were|is|are|had|who|that|among|between|during|compared|on|the|whom|but|as|per)\b|[,;:()]",
    re.I,
)
_EVENT_VERB = (
    r"(?:had|have|has|having|developed|develop|developing|experienced|experiencing|experience|achieved|achieving|achieve|showed|shown|demonstrated|exhibited|suffered|reported|sustained|were|was|with|remained|presented|displayed|obtained|"
    r"required|underwent|attained|indicated|noted|who|did|needed|maintained|without|received|are|is|went|complained)"
)
_NOT_EVENT = r"(?!(?:for|to|from|due|because|after|before|less|more|than|enrolled|evaluated|analy[sz]ed|assessed|treated|randomi[sz]ed|eligible|included|not|and|but|in|by|excluded|available)\b)"
_RIGHT = re.compile(
    rf"^[\s)\]]*(?:(?:of\s+)?(?:(?:all|the|these|those|our|evaluable|assessable|treated|surviving|\d+)\s+)*(?:[\w/+-]+\s+){{0,3}}?(?:patients?|women|men|cases|lesions?|tumou?rs?|subjects|participants|children|metastases|sites|treatments|survivors|deaths|specimens)?(?:\s*\([^()]{{0,40}}\))?(?:\s+(?:in|on|receiving|treated|from|assigned|randomi[sz]ed|who|undergoing|given)\b[\w\s,/+-]{{0,60}}?)?\s*)?\b{_EVENT_VERB}\b(?:\s+{_NOT_EVENT}[\w/-]+){{0,8}}?[\s(]*$",
    re.I,
)
_VERB_TERMS = re.compile(
    r"^(?:died|die|relapsed|recurred|progressed|alive|survived|responded|responders|dead|deceased|locally recurred|recurred locally|downstaged|surviving|locally controlled|hospitali[sz]ed|ambulatory|disease[- ]free|still alive|failed locally|progressed locally|remained alive|developed metastases|completely responded|responded completely)",
    re.I,
)
_DESIGN = re.compile(
    r"\b(?:power(?:ed)?\b|sample size|type I error|α\s*=|alpha\s*(?:=|of)|assum(?:ed|ing|ption)|hypothesi[sz]ed|to detect|non-?inferiority (?:margin|was (?:defined|declared))|margin (?:was|of)|planned (?:sample|accrual|enrol)|"
    r"would be (?:considered|needed|required)|was considered (?:statistically )?significant|critical (?:hazard|value)|were required|designed to|pre-?specified|anticipated|expected|stopping rule|(?:equivalence|equivalent|failure|success|progression|response|improvement|recurrence|relapse|toxicity|palliation) was defined|were defined|is defined as|defined as (?:an?\s+)?(?:increase|decrease|reduction|less|more|improvement|at least))\b",
    re.I,
)
_POPULATION = re.compile(r"\bin\s+(?:19|20)\d\d\b")
_RELATIVE = re.compile(r",\s+(?:the\s+\w+\s+of\s+)?which\s+(?:can|may|is|are|has|have|could)\b")
_AT_START = re.compile(
    r"\bat\s+(?:diagnosis|presentation|baseline|enrol\w+|study entry|randomi[sz]ation)\b", re.I
)
_IGNORED_TIME_BEFORE = re.compile(
    r"\b(?:over|every|for|during|aged?|q|per|each|than|last|first|next|previous|another|initial|additional|of age|age of|interval of|apart|duration of|course of|for up to|period of|in|through|between|past|spanning|lasting|lasted|total of|age|cycles?|or older|starting|consecutive|aged over|took|range)\s+(?:the\s+|a\s+)?(?:median\s+(?:of\s+)?)?(?:~\s*)?$",
    re.I,
)
_IGNORED_TIME_AFTER = re.compile(
    r"^[-\s]*(?:old|of age|after|later|before|prior|apart|following|from|earlier|ago|interval|period|of (?:radio|chemo|treatment|therapy|adjuvant|androgen|hormon|follow)|course|cycles?|thereafter|or older|of accrual|treatment|experience|schedule|regimen|post(?!-?(?:treatment|progression))|window|aged)\b",
    re.I,
)
_POINT_BEFORE = re.compile(
    r"\b(?:at|by|within|after|until|beyond|to|before|in|of)\s+(?:the\s+|a\s+|an\s+)?(?:(?:first|initial|minimum|mean|median|least)\s+)?(?:time\s+of\s+)?$",
    re.I,
)


_OCCURRENCE = frozenset(
    "was were is are has have had been being also only subsequently later then both all rate rates event events toxicity toxicities seen "
    "observed noted reported found recorded documented achieved detected diagnosed confirmed identified experienced developed occurred "
    "occurring occurs arose present persisted required requiring improved obtained suffered affected affecting encountered in by for among on "
    "a an the another other total of just each respectively additional further as follows limited at last follow up time analysis grade grades "
    "acute late or higher greater more worse symptomatic and suspected demonstrated shown attained with".split()
)


def _occurred(gap: str) -> bool:
    """Only words of occurrence (and a grade) between an event and its count: ``grade 2 … was seen in``."""
    if re.search(r"[;.]|:\s*$", gap) and not re.fullmatch(r"\s*:\s*", gap):
        return False
    words = re.findall(r"[A-Za-z]+", gap)
    return all(w.lower() in _OCCURRENCE for w in words) and (
        not words
        or words[-1].lower() in {"in", "by", "for", "among", "a", "an", "another", "only", "with", "on"}
        or bool(re.search(r"[(:]\s*$", gap))
    )


@dataclass(frozen=True, slots=True)
class Term:
    """An endpoint term of the sentence."""

    start: int
    end: int
    code: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Values of one coordination."""

    values: tuple[Value, ...]

    @property
    def start(self) -> int:
        return self.values[0].start

    @property
    def end(self) -> int:
        return self.values[-1].end

    @property
    def form(self) -> str:
        return self.values[0].form


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before have said."""

    code: str | None = None
    ratio: bool = False
    statistic: str | None = None
    timepoint: float | None = None


Attachment = tuple[list[Term], str] | None
"""Terms of a group and the side they stand on; None where there are none."""


@dataclass(slots=True)
class Reading:
    """The endpoints of a sentence, the atoms they used, and what later stages need to know."""

    findings: list[Finding] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    marks: list[tuple[int, str]] = field(default_factory=list)  # offset → endpoint code, for p-values
    context: Context = Context()


def is_design(text: str) -> bool:
    """A sentence of the study's design: its figures are no results."""
    return bool(
        _DESIGN.search(text) or re.search(r"α\s*(?:=|of)|\balpha\s*(?:=|of|error)|type (?:I|1) error", text)
    )


def terms_of(sentence: Sentence) -> list[Term]:
    """Endpoint terms; a parenthesis that repeats a term as abbreviation is part of it."""
    found: list[Term] = []
    for m in sentence.labelled("ENDPOINT"):
        text = sentence.text[m.start : m.end]
        if (
            found
            and found[-1].code == m.code
            and re.fullmatch(r"\s*(?:rates?\s*|times?\s*)?[(\[]\s*", sentence.text[found[-1].end : m.start])
        ):
            closing = 1 if sentence.text[m.end : m.end + 1] in ")]" else 0
            found[-1] = replace(found[-1], end=m.end + closing)
            continue
        if any(
            a.start < m.end and m.start < a.end and a.kind is not AtomKind.P_VALUE for a in sentence.atoms
        ):
            continue
        split = (
            found[-1]
            if found and found[-1].text.lower().endswith("free") and text.lower().startswith("survival")
            else None
        )
        if split is not None and _TIMES_ONLY.fullmatch(_without_times(sentence, split.end, m.start)):
            found[-1] = replace(split, end=m.end)
            continue
        found.append(Term(m.start, m.end, m.code or "other", m.rule, text))
    found = [t for t in found if t.code != "skip"]
    return sorted(
        [*found, *_graded_events(sentence, found), *_shared_heads(sentence, found)], key=lambda t: t.start
    )


def _graded_events(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``grade 5 events``: the grade makes a general word a toxicity."""
    extra = []
    for grade in sentence.atoms:
        if grade.kind is not AtomKind.GRADE:
            continue
        m = re.match(
            r"\s+(?:[\w-]+\s+){0,3}?(events?|reactions?|effects?|problems?|symptoms?|CTCAEs?|TRAEs?)\b",
            sentence.text[grade.end : min(sentence.end, grade.end + 50)],
        )
        if m and not any(t.start < grade.end + m.end() and grade.end <= t.end for t in found):
            start = grade.end + m.start(1)
            extra.append(Term(start, grade.end + m.end(1), "toxicity", "toxicity.general", m.group(1)))
    return extra


_SURVIVAL = re.compile(r"\b(overall)-?\s*(?:,|and|or|/|,\s*and)\s*$", re.I)
_SITES = {
    "local": "local",
    "regional": "regional",
    "distant": "distant",
    "locoregional": "locoregional",
    "nodal": "regional",
}


def _shared_heads(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``regional and distant relapse``: the first site shares the head of the second."""
    extra = []
    for term in found:
        begin = max(sentence.start, term.start - 30)
        survival = _SURVIVAL.search(sentence.text[begin : term.start])
        if survival and term.code.endswith("_survival") and term.code != "overall_survival":
            span = begin + survival.start(1), begin + survival.end(1)
            if not any(t.start <= span[0] < t.end for t in found):
                extra.append(Term(*span, "overall_survival", "endpoint.overall_survival", survival.group(1)))
        if not re.match(r"(?:local|regional|distant|locoregional)_(?:failure|control)$", term.code):
            continue
        m = re.search(
            r"\b(local|regional|distant|locoregional|nodal)\s*(?:,|and|or|,\s*and|versus|vs\.?)\s*$",
            sentence.text[max(sentence.start, term.start - 30) : term.start],
            re.I,
        )
        if m:
            begin = max(sentence.start, term.start - 30)
            head = term.code.split("_")[1]
            code = f"{_SITES[m.group(1).lower()]}_{head}"
            extra.append(Term(begin + m.start(1), begin + m.end(1), code, f"endpoint.{code}", m.group(1)))
    return extra


_PREDICTS = re.compile(r"\b(?:predict\w*|prognostic|associated|multivariate|multivariable|univariate|independent)\b", re.I)
_TIME_LIST = re.compile(r"\s*(?:,|and|or|/|,\s*and|,\s*or)\s*-?\s*")
_NEW_CLAUSE = re.compile(
    r"(?:\band\b|[;,]|\bvs\b|\bbut\b|\bwhereas\b|\bwhile\b|\bversus\b|\bcompared\b)\s*(?:\w+\s*){0,2}$"
)


def _outside_brackets(text: str) -> str:
    """The text without bracketed parts; what stands before an unmatched closing bracket is dropped too."""
    while True:
        shorter = re.sub(r"\([^()\[\]]*\)|\[[^()\[\]]*\]", " ", text)
        if shorter == text:
            break
        text = shorter
    return re.split(r"[)\]]", text)[-1]


_TIMES_ONLY = re.compile(r"[\s,/-]*(?:and|or|at)?[\s,/-]*", re.I)


def _without_times(sentence: Sentence, start: int, end: int) -> str:
    kept = sentence.text[start:end]
    for atom in sentence.atoms:
        if atom.kind is AtomKind.TIME and start <= atom.start and atom.end <= end:
            kept = kept.replace(sentence.text[atom.start : atom.end], "", 1)
    return re.sub(r"\b(?:and|or)\b", "", kept)


def statistic_near(before: str) -> bool:
    """A median or mean in the clause just before."""
    return bool(re.search(r"\b(?:median|mean)\b[^;%]{0,40}$", before, re.I))


class _Reader:
    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence = sentence
        self.text = sentence.text
        self.context = context
        self.terms = terms_of(sentence)
        self.outcomes = [t for t in self.terms if t.code != "follow_up"]
        self.grades = [a for a in sentence.atoms if a.kind is AtomKind.GRADE]
        self.statistics = sentence.labelled("STATISTIC")
        self.points: list[Atom] = []
        self.soft_point: Atom | None = None
        self.lead_point: Atom | None = None
        self.reading = Reading(context=context)

    # --- times -----------------------------------------------------------------------------------------------

    def times(self) -> list[Value]:
        """Sorts time atoms into time points, follow-up, measured times, and neither."""
        measured: list[Value] = []
        reader = ValueReader(self.sentence, False)
        roles = self._roles([a for a in self.sentence.atoms if a.kind is AtomKind.TIME])
        for atom in self.sentence.atoms:
            if atom.kind is not AtomKind.TIME:
                continue
            role = roles[atom.start]
            if role == "point" and re.fullmatch(r"(?:[A-Z][\w ]{0,24}[,:]\s+)?(?:At|By|Within)\s+", self.text[self.sentence.start : atom.start]):
                self.lead_point = atom
            if role == "point":
                self.points.append(atom)
            elif role == "follow_up":
                measured.append(self._time_value(atom, reader, "follow_up"))
                if re.search(
                    r"\b(?:at|after|with)\b[^;.]{0,60}$", self.text[self.sentence.start : atom.start], re.I
                ):
                    self.soft_point = atom
            elif role == "value" or measured and self._goes_on(measured[-1], atom):
                measured.append(self._time_value(atom, reader, ""))
        return measured

    def _roles(self, atoms: list[Atom]) -> dict[int, str]:
        """The role of each time atom by offset; members of one list share the role of a time point."""
        roles = {a.start: self._time_role(a) for a in atoms}
        listed: list[Atom] = []
        for atom in [*atoms, None]:
            if listed and atom is not None and _TIME_LIST.fullmatch(self.text[listed[-1].end : atom.start]):
                listed.append(atom)
                continue
            found = {roles[a.start] for a in listed}
            if len(listed) > 1 and "point" in found and "follow_up" not in found and any(a.shared for a in listed):
                roles.update({a.start: "point" for a in listed})
            listed = [atom] if atom is not None else []
        return roles

    def _goes_on(self, last: Value, atom: Atom) -> bool:
        """``was 11 months; for chemoradiation, 13 months``: a further value of the same median."""
        gap = self.text[last.end : atom.start]
        return (
            last.rule != "follow_up" and atom.unit == last.unit and not atom.adjectival and len(gap) < 110
            and bool(re.fullmatch(r"[^%]*(?:;|,)\s*(?:and\s+)?(?:for|in|with)\b[^;.%]*,?\s*(?:was\s+|were\s+)?", gap))
            and not any(last.end <= t.start < atom.start for t in self.terms)
        )  # fmt: skip

    def _time_value(self, atom: Atom, reader: ValueReader, rule: str) -> Value:
        value = Value("time", atom.core, atom.end, atom.low, atom.unit, atoms=(atom,), rule=rule)
        return reader.with_interval(value, atom)

    def _time_role(self, atom: Atom) -> str:
        before = self.text[max(self.sentence.start, atom.start - 90) : atom.core]
        after = self.text[atom.end : min(self.sentence.end, atom.end + 70)]
        if re.match(
            r"[-\s]*(?:of\s+)?(?:\(?median\)?|mean)?\s*(?:potential\s+|clinical\s+)?(?:follow|observation)",
            after,
            re.I,
        ):
            return (
                "follow_up"
                if re.search(r"\b(?:median|mean)\b", before[-40:] + after[:20], re.I)
                else "point"
                if re.search(r"\bat\s+(?:a\s+)?$", before)
                else "none"
            )
        clause = re.split(r"[;]|\.\s", before)[-1]
        follow = list(
            re.finditer(r"followed(?!\s+by)|follow(?:[-\s]?up|\b)|observation (?:time|period)", clause, re.I)
        )
        if follow and not atom.adjectival:
            between = clause[follow[-1].end() :]
            if (
                not re.search(
                    r"\d\s*%|\d\s*(?:months|years)\b[^(]*,\s|\b(?:survival|rate|control)\b", between
                )
                and len(between) < 80
            ):
                linked = re.search(r"\b(?:median|mean)\b", clause[max(0, follow[-1].start() - 40) :], re.I)
                if linked and not re.search(r"\b(?:until|through|range|minimum|maximum)\b", between):
                    return "follow_up"
                if not linked:
                    return (
                        "point"
                        if re.search(r"\b(?:at|after)\b[^,;]{0,25}$", clause[: follow[-1].start()], re.I)
                        else "none"
                    )
        if atom.adjectival and not re.match(
            r"^[-\s]*(?:old|period|interval|course|regimen|schedule|treatment|intervals?|duration|history|cycles?)\b",
            after,
        ):
            return "point"
        nearest = next((t for t in self.outcomes if t.start >= atom.end and t.start - atom.end < 60), None)
        if nearest is not None and not atom.adjectival:
            gap = self.text[atom.end : nearest.start]
            if re.fullmatch(
                r"[\s'’]*(?:(?:overall|actuarial|crude|cumulative|estimated|observed|absolute|local|median|incidence|rates?|probabilit(?:y|ies)|risks?|of|the|Kaplan[-–]Meier|estimates?|cause-specific|patient|progression-free|disease-free|relapse-free|locoregional|freedom|from|late|acute|and|or|grade)[\s-]*){0,6}",
                gap,
                re.I,
            ) and not re.search(r"median", clause[-30:], re.I):
                return "point"
        if re.match(
            r"[-\s]*(?:[\w-]+\s+){0,2}(?:rates?|incidence|probabilit|actuarial|estimate|risks?\b)",
            after,
            re.I,
        ) and not re.search(r"\bmedian\b", clause[-40:], re.I):
            return "point"
        if re.search(
            r"\b(?:maximum|minimum|longest|shortest|max|min|up to|at least)\b[\s,:=]*(?:of\s+)?$",
            before,
            re.I,
        ):
            return "none"
        if not atom.single and re.search(r"(?:months?|years?|weeks?|days?|\d)\s*[(\[]\s*$", before):
            return "none"
        if re.match(r"\s*[,:=(]?\s*\d+(?:[.·]\d+)?\s?(?:%|percent)(?!\s*(?:CI|confidence))", after) and not statistic_near(before):
            return "point"
        statistic = self._statistic_before(atom.start)
        if _IGNORED_TIME_AFTER.match(after) and not re.match(r"\s*(?:after|following|post)\b", after):
            return "none"
        if re.search(r"\b(?:age|aged|ages)\b[^;.]{0,40}$", clause, re.I):
            return "none"
        if re.search(
            r"\bat\s+(?:the\s+|both\s+|about\s+|approximately\s+)?(?:least\s+|last\s+)?$|\bat\s+(?:both\s+)?(?:\d+(?:[.·]\d+)?\s*(?:,|and|or|years?|months?)\s*)+(?:and\s+|or\s+)?$",
            before,
            re.I,
        ):
            return "point"
        if statistic and not re.search(r"\b(?:at|by|within|over|every)\s+$", before):
            return "value"
        if (
            atom.shared
            and self.points
            and re.fullmatch(
                r"\s*(?:,|and|or|,\s*and|to|/)?\s*-?\s*", self.text[self.points[-1].end : atom.start]
            )
        ):
            return "point"
        if re.search(
            r"\b(?:by|within|after|until|beyond|before|in the first|during the first)\s+(?:the\s+)?$",
            before,
            re.I,
        ):
            return (
                "none"
                if _IGNORED_TIME_AFTER.match(after)
                or re.search(r"\bafter\s+$", before)
                and re.match(r"\s*of\b", after)
                else "point"
            )
        if _IGNORED_TIME_BEFORE.search(before) or _IGNORED_TIME_AFTER.match(after):
            return "none"
        term = self._term_before(atom.start)
        if term is not None and term.code in TIME_TYPE and atom.unit in {"months", "years", "weeks", "days"}:
            gap = self.text[term.end : atom.start]
            if (
                len(gap) < 90
                and re.search(r"(?:\b(?:of|was|were|is|from|to|vs\.?|v|and|versus)|[(,:=])\s*$", gap, re.I)
                and not re.search(r"\d\s*%", gap)
            ):
                return "value"
        return "none"

    def _statistic_before(self, offset: int) -> str | None:
        """median or mean, where it rules the clause before the offset."""
        found = None
        for m in self.statistics:
            if m.end <= offset and m.code in {"median", "mean"}:
                gap = self.text[m.end : offset]
                if ";" in gap and not re.search(r"95%|CI", gap):
                    continue
                if re.search(r"\d\s*%(?!\s*(?:CI|confidence))", gap) or re.search(
                    r"^\s*(?:age|dose|\[)", gap
                ):
                    continue
                found = m.code
        return found

    def _term_before(self, offset: int) -> Term | None:
        before = [t for t in self.terms if t.end <= offset]
        return before[-1] if before else None

    # --- groups ----------------------------------------------------------------------------------------------

    def groups(self, values: Iterable[Value]) -> list[Group]:
        """Values of one form between which nothing new is said."""
        grouped: list[list[Value]] = []
        for value in sorted(values, key=lambda v: (v.start, v.end)):
            if grouped and self._continues(grouped[-1][-1], value):
                grouped[-1].append(value)
            else:
                grouped.append([value])
        return [Group(tuple(g)) for g in grouped]

    def _continues(self, left: Value, right: Value) -> bool:
        same = left.form == right.form or {left.form, right.form} == {"time", "not_reached"}
        if not same or left.form in {"zero"} or left.rule != right.rule and left.form in {"ratio"}:
            return False
        if left.start == right.start:
            return True
        gap = self.text[left.end : right.start]
        if len(gap) > 130 or re.search(r"[.]\s+[A-Z]", gap):
            return False
        if any(t.start >= left.end and t.end <= right.start for t in self.terms):
            return False
        if any(
            m.start >= left.end and m.end <= right.start
            for m in self.statistics
            if m.code not in {"hazard_ratio"}
        ):
            return False
        if left.form == "count" and (
            len(gap) > 60
            or left.rule != right.rule
            or re.search(r"\b(?:than|but)\b", gap)
            or left.people == "patients"
            and right.people == "lesions"
        ):
            return False
        if any(left.end <= p.start and p.end <= right.start for p in self.points) and left.form != "percent":
            return False
        if any(left.end <= g.start and g.end <= right.start for g in self.grades):
            return False
        if left.form == "ratio":
            return True
        opened = re.search(r"[(]\s*$", gap) and not re.search(r"\bvs\b|\bv\b|versus", gap)
        if opened and re.match(
            r"\s*(?:of\s+(?:the\s+)?(?:patients|lesions)\s+)?(?:had|developed|experienced|achieved|were|showed)\b",
            self.text[right.end : right.end + 40],
        ):
            return False
        return bool(_COORDINATION.search(gap)) and ";" not in re.sub(r"\([^()]*\)|\[[^\]]*\]", "", gap)

    # --- endpoint of a group ---------------------------------------------------------------------------------

    def attach(
        self, group: Group, previous: Group | None, following: Group | None, before: Attachment
    ) -> Attachment:
        """Terms of a group and on which side they stand; a term that the group before modifies is taken."""
        floor = previous.end if previous else self.sentence.start
        if before is not None and before[1] == "right" and before[0]:
            floor = max(floor, before[0][-1].end)
        ceiling = following.start if following else self.sentence.end
        allowed = self.terms if group.form in {"time", "not_reached"} else self.outcomes
        left = [t for t in allowed if t.start >= floor and t.end <= group.start]
        right = [t for t in allowed if t.start >= group.end and t.end <= ceiling]
        inner = [t for t in allowed if group.start <= t.start and t.end <= group.end]
        if group.form == "zero":
            return [t for t in allowed if t.end > group.start][:1], "right"
        if group.form == "time":
            follow = group.values[0].rule == "follow_up"
            if follow:
                near = [t for t in self.terms if t.code == "follow_up"]
                return ([min(near, key=lambda t: abs(t.start - group.start))], "left") if near else None
            left = [t for t in left if t.code != "follow_up"]
            right = []
        direct = self._right_of(group, right)
        if left:
            cluster = self._cluster(left)
            gap = self.text[cluster[-1].end : group.start]
            if not gap.strip() and group.form == "percent":
                return cluster, "left"
            if (
                direct
                and (not _STRONG_LEFT.search(gap) or _CLAUSE.search(gap))
                and not self._same_clause(gap, group)
            ):
                return [direct], "right"
            if direct and self._is_direct(group, direct) and not _STRONG_LEFT.search(gap):
                return [direct], "right"
            if group.form == "count" and not self._count_left(gap, group, cluster[-1]):
                return ([direct], "right") if direct else None
            if group.form == "percent" and (len(gap) > 220 or _RELATIVE.search(gap) or _AT_START.search(gap)):
                return ([direct], "right") if direct else None
            return cluster, "left"
        if direct:
            return self._right_cluster(group, direct, right), "right"
        if group.form == "ratio" and _PREDICTS.search(self.text, self.sentence.start, self.sentence.end):
            predicted = [t for t in right + [t for t in self.outcomes if t.start > ceiling] if t.code in TIME_TYPE]
            return (predicted[:1], "right") if predicted else None
        if inner and group.form in {"percent", "count"}:
            return inner[-1:], "right"
        return None

    def _same_clause(self, gap: str, group: Group) -> bool:
        return group.form == "percent" and bool(_STRONG_LEFT.search(gap)) and not _CLAUSE.search(gap)

    def _right_cluster(self, group: Group, direct: Term, right: list[Term]) -> list[Term]:
        """``3 and 5 patients developed A and B, respectively``: as many terms as values."""
        later = [t for t in right if t.start >= direct.start][: len(group.values)]
        if len(later) == len(group.values) > 1 and re.match(r"[^.;]{0,40}\brespectively\b", self.text[later[-1].end :]):
            return later
        return [direct]

    def _is_direct(self, group: Group, term: Term) -> bool:
        gap = self.text[group.end : term.start]
        return not _NOT_DIRECT.search(gap[1:] if gap[:1] in {")", "]"} else gap)

    def _right_of(self, group: Group, right: list[Term]) -> Term | None:
        if not right or group.form in {"time", "not_reached", "ratio"}:
            return None
        term = right[0]
        gap = self.text[group.end : term.start]
        if len(gap) > 160:
            return None
        bare = re.sub(r"\([^()]*\)", " ", gap)
        if re.fullmatch(
            r"\s*(?:relative\s+|absolute\s+)?(?:reduction|increase|decrease|improvement|decreased|increased)\s+(?:in|of)?\s*(?:the\s+)?(?:(?:relative|absolute|annual)\s+)?(?:(?:risk|rate|odds|hazard|incidence)s?\s+(?:of|for)\s+)?(?:the\s+)?",
            gap,
        ):
            return self._last_in_phrase(right)
        plain = gap[1:] if gap[:1] in {")", "]"} else gap
        if not _NOT_DIRECT.search(plain) and len(plain.split()) <= 5:
            return self._last_in_phrase(right)
        if _RIGHT.match(gap) or ("respectively" in self.text[term.end : term.end + 120] and _RIGHT.match(re.sub(r"\b(?:and|or)\s", "", gap))):
            return self._last_in_phrase(right)
        if (
            _VERB_TERMS.match(term.text)
            and not re.search(r"[;]|,\s*(?:and|but)\b|\bvs\b|versus", bare)
            and len(bare) < 110
        ):
            return term
        if (
            group.form == "count"
            and re.fullmatch(r"In\s+", self.text[self.sentence.start : group.start])
            and re.fullmatch(r"\s*,\s*(?:[\w-]+\s+){0,6}", gap)
            and re.match(r"[^.;]{0,60}\b(?:was|were|occurred|developed)\b", self.text[term.end :])
        ):
            return term
        if (
            group.form == "count"
            and re.match(
                r"^\s*(?:\([^()]*\)\s*)?(?:[\w/-]+\s+){0,3}(?:of|in|with|from|due to|because of)\s+(?:[\w/-]+\s+){0,4}$",
                gap,
            )
            and group.values[0].rule == "direct"
        ):
            return term
        return None

    def _last_in_phrase(self, right: list[Term]) -> Term:
        """``5-year local control``: of terms with nothing between them the last is the head."""
        head = right[0]
        for term in right[1:]:
            if re.fullmatch(r"[\s-]*", self.text[head.end : term.start]):
                head = term
            else:
                break
        return head

    def _cluster(self, left: list[Term]) -> list[Term]:
        """The last term and those coordinated with it before it."""
        cluster = [left[-1]]
        for term in reversed(left[:-1]):
            gap = self.text[term.end : cluster[0].start]
            if re.fullmatch(
                r"\s*(?:rates?|times?)?\s*(?:\([^()]*\)\s*)?(?:rates?\s*)?(?:,|and|or|/|,\s*and|as well as|and\s+the)\s*(?:[\w-]+[\s-]+){0,5}?(?:(?:rates?|times?|probabilit(?:y|ies))\s+(?:of|for)\s+)?",
                gap,
            ) and not re.search(r"\b(?:was|were|of patients|with|in)\b", gap):
                cluster.insert(0, term)
            else:
                break
        return cluster

    def _count_left(self, gap: str, group: Group, term: Term) -> bool:
        first = group.values[0]
        if first.rule == "graded":
            return term.code == "toxicity" and len(gap) < 140
        if re.search(r"survival|control|quality|pain|follow", term.code) and not re.search(
            r"\b(?:achieved|obtained|seen|observed|noted|documented|maintained|recorded)\b|[(:]\s*$", gap
        ):
            return False
        if first.rule == "n_equals":
            return bool(re.fullmatch(r"\s*[(\[]\s*", gap))
        return len(gap) <= 110 and _occurred(re.sub(r"\([^()]*\)", " ", gap))

    # --- time points and grades -------------------------------------------------------------------------------

    def point_sides(
        self, groups: list[Group], attachments: list[Attachment]
    ) -> dict[int, list[tuple[Atom, str]]]:
        """Time points by group index: ``pre`` before the group's values, ``post`` behind a value."""
        by_group: dict[int, list[tuple[Atom, str]]] = {}
        for position, point in enumerate(self.points):
            last_point = self.points[position - 1] if position else None
            if last_point is not None and re.fullmatch(
                r"\s*(?:,|and|or|/|,\s*and|,\s*or)?\s*-?\s*", self.text[last_point.end : point.start]
            ):
                home = next(
                    ((i, side) for i, listed in by_group.items() for p, side in listed if p is last_point),
                    None,
                )
                if home is not None and not self._binds_right(point):
                    by_group[home[0]].append((point, home[1]))
                    continue
            before = [i for i, g in enumerate(groups) if g.start < point.start]
            after = [i for i, g in enumerate(groups) if g.start >= point.end]
            if not before:
                rated = [i for i in after if groups[i].form in {"percent", "count", "ratio", "zero"}]
                if after:
                    by_group.setdefault((rated or after)[0], []).append((point, "pre"))
                continue
            group = groups[before[-1]]
            attached = attachments[before[-1]]
            last = max((v for v in group.values if v.start < point.start), key=lambda v: v.start)
            inside = point.start < group.end and last.end <= point.start
            clean = _outside_brackets(re.sub(r",?\s*respectively,?", " ", self.text[last.end : point.start]))
            own = {t.start for t in attached[0]} if attached and attached[1] == "right" else set()
            new_term = any(
                t.start >= last.end and t.end <= point.start and t.start not in own for t in self.terms
            )
            coordinated = bool(_NEW_CLAUSE.search(clean)) or ";" in clean
            bracket = self.text[last.end : point.start].rfind("(")
            if bracket >= 0 and after and ")" not in self.text[last.end + bracket : groups[after[0]].start]:
                by_group.setdefault(after[0], []).append((point, "pre"))
                continue
            ahead = self._binds_right(point)
            if (
                attached
                and attached[1] == "right"
                and last.end <= point.start
                and point.end <= attached[0][-1].start
            ):
                by_group.setdefault(before[-1], []).append((point, f"post{last.start}"))
                continue
            if inside:
                opened = re.match(r"\s*[(:,]", self.text[point.end : point.end + 3])
                side = "pre" if (coordinated and (opened or ahead)) or new_term else "post"
                by_group.setdefault(before[-1], []).append((point, f"{side}{last.start}"))
            elif after and (new_term or coordinated or ahead):
                by_group.setdefault(after[0], []).append((point, "pre"))
            elif not after and (new_term or ";" in clean):
                continue
            else:
                by_group.setdefault(before[-1], []).append((point, f"post{last.start}"))
        return self._share_back(groups, by_group)

    def _binds_right(self, point: Atom) -> bool:
        """``2-year DFS of``: an adjectival time belongs to the term right behind it."""
        term = next((t for t in self.outcomes if t.start >= point.end), None)
        return (
            term is not None
            and term.start - point.end < (50 if point.adjectival else 12)
            and not re.search(r"[;,.()]|\b(?:and|vs|versus)\b", self.text[point.end : term.start])
        )

    def _share_back(
        self, groups: list[Group], by_group: dict[int, list[tuple[Atom, str]]]
    ) -> dict[int, list[tuple[Atom, str]]]:
        """``failures (2%) and recurrences (2.2%) were rare at 12 months``: both groups take the time."""
        for i in range(len(groups) - 1, 0, -1):
            points = by_group.get(i, [])
            if not points or not all(s.startswith("post") for _, s in points) or i - 1 in by_group:
                continue
            gap = _outside_brackets(self.text[groups[i - 1].end : groups[i].start])
            if (
                groups[i].form == groups[i - 1].form == "percent"
                and len(gap) < 70
                and re.search(r"\band\b|\bor\b|,", gap)
                and ";" not in gap
            ):
                by_group[i - 1] = [(p, f"post{groups[i - 1].values[-1].start}") for p, _ in points[:1]]
        return by_group

    def timepoints(
        self, group: Group, points: list[tuple[Atom, str]], inherited: float | None, terms: int
    ) -> list[list[float | None]]:
        """Time points in months for each value; several where one value holds at several times."""
        values = group.values
        pre = [p for p, side in points if side == "pre"]
        result: list[list[float | None]] = [[None] for _ in values]
        n, k = len(values), len(pre)
        if pre:
            if k > 1 and n == 1:
                result = [[months(p) for p in pre]]
            elif k > 1 and n % k == 0:
                result = (
                    [[months(pre[i % k])] for i in range(n)]
                    if terms <= 1 or n == k
                    else [[months(pre[i % k])] for i in range(n)]
                )
            elif k > 1:
                result = [[months(pre[-1])] for _ in values]
            else:
                result = [[months(pre[0])] for _ in values]
        covered = 0
        for point, side in points:
            if not side.startswith("post"):
                continue
            index = next((i for i, v in enumerate(values) if v.start == int(side[4:])), n - 1)
            for i in range(covered, index + 1):
                if not pre or k <= 1:
                    result[i] = [months(point)]
            covered = index + 1
        inner = [(p, int(s[3:])) for p, s in points if s.startswith("pre") and s != "pre"]
        for point, start in inner:
            for i, v in enumerate(values):
                if v.start > start:
                    result[i] = [months(point)]
        posts = [p for p, s in points if s.startswith("post")]
        if (
            not pre
            and posts
            and n == 2 * len(posts)
            and covered == len(posts)
            and len({s for _, s in points}) == len(posts)
        ):
            result = [[months(p)] for p in posts] * 2
        if n == 1 and len(posts) > 1 and not pre:
            result = [[months(p) for p in posts]]
        elif (
            posts
            and len(posts) == n
            and not pre
            and all(s.startswith("post") for _, s in points)
            and len({s for _, s in points}) == 1
        ):
            result = [[months(p)] for p in posts]
        if not points and inherited is not None:
            result = [[inherited] for _ in values]
        if self.lead_point is not None and all(r == [None] for r in result):
            result = [[months(self.lead_point)] for _ in values]
        soft = self.soft_point
        between = "" if soft is None else self.text[min(soft.start, group.end) : max(soft.start, group.start)]
        if soft is not None and all(r == [None] for r in result) and ";" not in _outside_brackets(between):
            result = [[months(soft)] for _ in values]
        return result

    def speaks_of_survival(self, group: Group) -> bool:
        """A ratio of deaths in a sentence on overall survival is its effect."""
        return (
            any(t.code == "overall_survival" and t.start < group.start for t in self.terms)
            or self.context.code == "overall_survival"
        )

    def grade_for(
        self,
        group: Group,
        value: Value,
        index: int,
        side: str,
        term: Term | None,
        floor: int,
        ceiling: int,
        carried: Atom | None,
    ) -> Atom | None:
        inside = [
            g
            for g in self.grades
            if term is not None
            and min(value.start, term.start) <= g.start
            and g.end <= max(value.end, term.end)
        ]
        if value.form == "zero":
            near = [g for g in self.grades if g.start >= value.start]
            return near[0] if near else None
        if side == "right" and inside:
            return inside[-1]
        left = [g for g in self.grades if floor <= g.start and g.end <= value.start]
        if side == "left" and left:
            return left[-1]
        right = [g for g in self.grades if value.end <= g.start and g.end <= ceiling]
        if right and re.fullmatch(
            r"[\s)\]]*(?:(?:of|had|developed|experienced|with|patients|in|all|the|for|suffered|at|reported|acute|late|,|lesions|women|men)\s*){0,6}[\s(]*",
            self.text[value.end : right[0].start],
        ):
            return right[0]
        if (
            side == "right"
            and right
            and term is not None
            and right[0].start < term.end + 25
            and not re.search(r"[;,]\s*(?:and\s)?", self.text[term.end : right[0].start])
        ):
            return right[0]
        return left[-1] if left else carried


def read_endpoints(sentence: Sentence, context: Context) -> Reading:
    """All endpoint values of one sentence."""
    reader = _Reader(sentence, context)
    reading = reader.reading
    if is_design(sentence.string) and not any(a.kind in {AtomKind.P_VALUE, AtomKind.INTERVAL} for a in sentence.atoms):
        return reading
    numbers = ValueReader(sentence, context.ratio)
    timed = reader.times()
    values: list[Value] = [*timed, *numbers.percents(), *numbers.ratios()]
    values.extend(_not_reached(sentence, timed))
    values.extend(_scores(sentence, reader.outcomes, numbers))
    values.extend(count_values(sentence, numbers, reader.outcomes))
    values.extend(zero_values(sentence, reader.outcomes))
    groups = reader.groups(values)
    attachments: list[Attachment] = []
    for i, group in enumerate(groups):
        previous = groups[i - 1] if i else None
        following = groups[i + 1] if i + 1 < len(groups) else None
        attachments.append(
            reader.attach(group, previous, following, attachments[-1] if attachments else None)
        )
    kept = [
        g
        for g, a in zip(groups, attachments, strict=True)
        if a is not None or g.form != "count" or g.values[0].rule == "in_arm"
    ]
    if len(kept) < len(groups):
        groups = reader.groups(v for g in kept for v in g.values)
        attachments = []
        for i, group in enumerate(groups):
            following = groups[i + 1] if i + 1 < len(groups) else None
            attachments.append(
                reader.attach(
                    group, groups[i - 1] if i else None, following, attachments[-1] if attachments else None
                )
            )
    sides = reader.point_sides(groups, attachments)
    state = _State()
    for i, group in enumerate(groups):
        previous = groups[i - 1] if i else None
        following = groups[i + 1] if i + 1 < len(groups) else None
        _read_group(reader, state, group, previous, following, sides.get(i, []), attachments[i])
    for term in reader.outcomes:
        reading.marks.append((term.start, term.code))
    reading.marks.sort()
    last = state.code or (reader.outcomes[-1].code if reader.outcomes else None)
    reading.context = Context(
        last or context.code, state.ratio or context.ratio, state.statistic, state.point
    )
    return reading


@dataclass(slots=True)
class _State:
    code: str | None = None
    term: Term | None = None
    point: float | None = None
    grade: Atom | None = None
    ratio: bool = False
    statistic: str | None = None
    side: str = "left"
    moments: list[float | None] = field(default_factory=list)
    cluster: list[Term] = field(default_factory=list)
    counted: bool = False


def _read_group(
    reader: _Reader,
    state: _State,
    group: Group,
    previous: Group | None,
    following: Group | None,
    points: list[tuple[Atom, str]],
    attached: Attachment,
) -> None:
    text = reader.text
    if attached is None or not attached[0]:
        if not _may_inherit(reader, state, group, previous):
            return
        terms, side, inherited = ([state.term] if state.term else []), "inherit", True
        codes = [state.code or reader.context.code or ""]
        rules = [state.term.rule if state.term else "endpoint.carried_over"]
        if (
            len(state.cluster) > 1
            and len(group.values) == len(state.cluster)
            and state.cluster[-1].code == codes[0]
        ):
            terms, codes, rules = (
                state.cluster,
                [t.code for t in state.cluster],
                [t.rule for t in state.cluster],
            )
    else:
        terms, side = attached
        inherited = False
        state.cluster = terms
        codes = [t.code for t in terms]
        rules = [t.rule for t in terms]
    if not codes[0] or codes[-1] == "none" or (group.form == "percent" and codes[-1] == "follow_up"):
        return
    if group.form == "percent" and all(
        re.match(r"\s*[≥≤⩾⩽>]|<\s?=", text[v.start : v.end])
        or (side == "right" and text[v.start] == "<")
        or codes[-1] == "other"
        and text[v.start] == "<"
        for v in group.values
    ):
        return
    if (
        group.form == "count"
        and codes[-1] == "mortality"
        and _POPULATION.search(text[group.end : group.end + 60])
    ):
        return
    floor = previous.end if previous else reader.sentence.start
    ceiling = following.start if following else reader.sentence.end
    carried_point = None
    if state.point is not None and previous is not None and group.form in {"percent", "count"}:
        break_between = ";" in text[previous.end : group.start]
        toxic = codes[-1] == "toxicity"
        if inherited or (not break_between and not toxic) or codes[-1] == state.code and not toxic:
            carried_point = state.point
    n = len(group.values)
    times = reader.timepoints(group, points, carried_point, len(codes))
    repeats = (
        n > 1
        and codes[-1] == state.code
        and (inherited or "respectively" in text[group.end : group.end + 16])
    )
    if (
        not points
        and len(state.moments) == n
        and previous is not None
        and (repeats or re.search(r"\b(?:corresponding|respective)\b", text[previous.end : group.start]))
    ):
        times = [[m] for m in state.moments]
    if group.form == "percent":
        state.moments = [t[-1] for t in times]
    if group.form == "ratio" and codes[-1] == "mortality":
        codes = [
            "overall_survival" if c == "mortality" and reader.speaks_of_survival(group) else c for c in codes
        ]
    if n == 1 and len(codes) > 1 and re.search(r"\b(?:each|both)\s+$", text[max(0, group.start - 6) : group.start]):
        group = Group(group.values * len(codes))
        n, times = len(codes), times * len(codes)
    per_value_terms = _distribute(codes, rules, n)
    grade_pair = None
    for index, value in enumerate(group.values):
        code, rule, term_index = per_value_terms[index]
        term = terms[term_index] if terms and term_index < len(terms) else None
        statistic = _statistic(reader, group, value, term, side, floor)
        if statistic is None:
            continue
        if (
            value.form == "time"
            and code == "follow_up"
            and reader._statistic_before(value.start) is None
            and not re.search(r"\b(?:median|mean)\b", text[value.start : value.end + 25])
        ):
            continue
        grade = None
        if code in {"toxicity", "mortality", "other"} or value.form == "zero":
            grade = reader.grade_for(group, value, index, side, term, floor, ceiling, state.grade)
        if code == "toxicity" and grade is not None:
            state.grade = grade
        fields = _fields(value, code, statistic)
        if code == "toxicity" and grade is not None:
            fields["grade_min"] = int(grade.low)
            fields["grade_max"] = None if grade.high is None else int(grade.high)
            if (
                grade.unit == "/"
                and n == 2
                and re.search(
                    r"^\s*(?:\([^)]*\)\s*)?,?\s*and\b", text[group.values[0].end : group.values[1].start]
                )
                and value.form != "zero"
            ):
                fields["grade_min"] = fields["grade_max"] = int(
                    grade.low if index == 0 else grade.high or grade.low
                )
            if (
                grade.unit == "/"
                and n == 1
                and re.match(r"[^.;,]{0,30}\beach\b", text[value.end : value.end + 40])
            ):
                grade_pair = grade
        if value.form in {"zero", "percent", "count", "score"}:
            moments = times[index] if statistic in {"rate", "count", "difference"} or value.form == "score" else [None]
        elif value.form == "ratio":
            moments = [
                months(p)
                for p, s in points
                if s == "pre"
                and p.comparator == "="
                and ";" not in text[p.end : value.start]
                and not re.search(
                    r"\b(?:beyond|after|within|before|until)\s+$", text[max(0, p.start - 8) : p.start]
                )
            ][-1:] or [None]
        else:
            moments = [None]
        for moment in moments:
            fields_at = {**fields, "timepoint_months": moment}
            fields_at["arm"] = _arm(reader.sentence, value)
            start, end = _quote(reader, value, term, side)
            reader.reading.findings.append(Finding("endpoint", start, end, _rule(statistic, rule), fields_at))
            if grade_pair is not None:
                high = int(grade_pair.high or grade_pair.low)
                reader.reading.findings[-1] = replace(
                    reader.reading.findings[-1],
                    fields={**fields_at, "grade_min": int(grade_pair.low), "grade_max": int(grade_pair.low)},
                )
                reader.reading.findings.append(
                    Finding(
                        "endpoint",
                        start,
                        end,
                        _rule(statistic, rule),
                        {**fields_at, "grade_min": high, "grade_max": high},
                    )
                )
                grade_pair = None
        reader.reading.used.update(a.start for a in value.atoms)
        reader.reading.marks.append((value.start, code))
        if moments and moments[-1] is not None and value.form in {"percent", "count"}:
            state.point = moments[-1]
        elif points and value.form == "percent":
            state.point = None
        state.code, state.statistic = code, statistic
        state.counted = value.form in {"count", "percent"} and (value.form == "count" or value.n_events is not None)
        state.side = side
        if term is not None and code != "follow_up":
            state.term = term
        if value.form == "ratio":
            state.ratio = True


def _may_inherit(reader: _Reader, state: _State, group: Group, previous: Group | None) -> bool:
    if group.form == "count" and group.values[0].rule == "graded":
        return state.code == "toxicity" and previous is not None and group.start - previous.end < 60
    if group.form == "count" and group.values[0].rule == "in_arm":
        return state.counted and previous is not None and group.start - previous.end < 60
    if group.form in {"zero", "count"}:
        return False
    text = reader.sentence.string
    if state.code is not None and state.code != "follow_up" and previous is not None:
        gap = reader.text[previous.end : group.start]
        value = group.values[0]
        if (
            group.form == "percent"
            and value.n_events is not None
            and not re.search(
                r"\b(?:risks?|rates?|incidence|were|and|versus|vs|v|compared|to|or|in|,)\b", gap
            )
        ):
            return False
        return len(gap) < 200
    if reader.context.code is None or reader.outcomes:
        return group.form == "ratio" and reader.context.code is not None and not reader.outcomes
    if group.form == "ratio":
        return True
    return bool(
        re.search(r"\b(?:corresponding|respective|rates?|figures?)\b|^(?:At|After)\s\d", text, re.I)
    ) and bool(reader.points or "respectively" in text or "correspond" in text)


def _distribute(codes: list[str], rules: list[str], n: int) -> list[tuple[str, str, int]]:
    m = len(codes)
    if m == 1 or n < m or n % m:
        i = 0 if m == 1 else m - 1
        return [(codes[i], rules[i], i)] * n
    each = n // m
    return [(codes[j // each], rules[j // each], j // each) for j in range(n)]


def _statistic(
    reader: _Reader, group: Group, value: Value, term: Term | None, side: str, floor: int
) -> str | None:
    text = reader.text
    if value.form == "zero":
        return "count"
    if value.form == "count":
        return "count"
    if value.form == "score":
        return value.rule
    if value.form == "ratio":
        return value.rule or "hazard_ratio"
    if value.form in {"time", "not_reached"}:
        if re.match(r"\s*(?:longer|shorter)\b", text[value.end : value.end + 9]) or re.search(
            r"\bby\s+(?:about\s+|approximately\s+)?(?:a\s+)?(?:median\s+(?:of\s+)?)?$",
            text[max(0, value.start - 26) : value.start],
        ):
            return "difference"
        found = reader._statistic_before(value.start) or (
            "mean" if re.search(r"\bmean\b", text[value.end : value.end + 12]) else None
        )
        if term is not None and term.code in {"toxicity"} and found is None:
            return None
        return found or "median"
    if _is_difference(group, value):
        return "difference"
    if re.match(r"\s*\(?\s*(?:±|\+/-)", text[value.end : value.end + 5]):
        return "mean"
    left = text[max(floor, value.start - 120) : value.start]
    clause = re.split(r";|\.\s", left)[-1]
    if (
        side == "right"
        and term is not None
        and value.ci_low is None
        and reader.sentence.labelled("DECLARED")
    ):
        return None
    if re.match(
        r"\s*(?:\([^()]*\)\s*)?(?:lower|higher|less|greater|better|worse|longer|shorter|fewer|more)\b",
        text[value.end : value.end + 12],
    ) or re.search(r"\b(?:higher|lower|improved|increased|reduced|decreased|better|worse)\s+by\s+$", left):
        return "difference"
    if (
        side == "right"
        and term is not None
        and re.match(
            r"\s*(?:relative\s+|absolute\s+)?(?:reduction|increase|decrease|improvement|decreased|increased)\b",
            text[value.end : term.start],
        )
    ):
        return "difference"
    strong = re.search(
        r"\b(?:absolute|risk)\s+(?:\w+\s+){0,3}(?:difference|improvement|reduction|benefit|gain|increase|decrease|excess)|\bdifferences?\b",
        clause,
        re.I,
    )
    values_between = [v for v in group.values if v.start < value.start]
    if strong and re.search(
        r"\b(?:no|not|without|any|neither)\b", clause[max(0, strong.start() - 45) : strong.start()]
    ):
        strong = None
    versus = len(group.values) > 1 and re.search(
        r"\b(?:vs\.?|versus|v)\s", text[group.values[0].end : group.values[1].start]
    )
    if strong and not versus and not values_between and not re.search(r"\d\s*%", clause[strong.end() :]):
        return "difference"
    if (
        strong
        and values_between
        and re.search(r"respectively", text[value.end : value.end + 25])
        and "absolute" in strong.group()
    ):
        return "difference"
    if (
        len(group.values) == 1
        and re.search(
            r"\b(?:improvement|reduction|gain|benefit|advantage|increase|decrease|reduced|increased|improved|decreased)\b[^;%]{0,60}\b(?:of|by)\s+(?:\w+\s+)?$",
            clause,
            re.I,
        )
        and not re.search(r"\b(?:from|to|survival|control|rate)\s+of\s+$|rates?\b", clause[-30:])
    ):
        return "difference"
    if (
        re.search(r"\bmean\b[^;%]{0,40}$", clause, re.I)
        and term is not None
        and term.code in {"other", "quality_of_life"}
    ):
        return "mean"
    return "rate"


def _is_difference(group: Group, value: Value) -> bool:
    """``-0.4% (63.9% vs 64.3%)``: the first is the difference of the two in brackets."""
    i = group.values.index(value)
    pair = group.values[i + 1 : i + 3]
    if len(pair) < 2 or value.value is None or i and _is_difference(group, group.values[i - 1]):
        return False
    a, b = pair[0].value, pair[1].value
    return (
        a is not None
        and b is not None
        and value.value != 0
        and abs(abs(a - b) - abs(value.value)) < 0.11
        and abs(value.value) < max(abs(a), abs(b))
    )


def _fields(value: Value, code: str, statistic: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "endpoint": code, "statistic": statistic, "value": value.value, "unit": value.unit,
        "not_reached": value.form == "not_reached", "ci_low": value.ci_low, "ci_high": value.ci_high,
        "ci_level": value.ci_level, "n_events": value.n_events, "n_total": value.n_total,
    }  # fmt: skip
    if value.form in {"count", "zero"}:
        fields["unit"] = value.people or "patients"
        fields["n_events"] = None
    return fields


def _rule(statistic: str, term_rule: str) -> str:
    return f"{term_rule}/{statistic}"


def _arm(sentence: Sentence, value: Value) -> str | None:
    after = sentence.text[value.end : min(sentence.end, value.end + 90)]
    m = re.match(
        r"[\s)%]*(?:of\s+(?:the\s+)?patients\s+|patients\s+)?(?:\([^()]*\)\s*)?(?:in|for|with|on|after|among)\s+(?:the\s+|those\s+(?:treated\s+)?(?:with\s+)?|patients\s+(?:receiving|treated with|assigned to)\s+)?([\w/+×. -]{2,60}?)(?:\s+(?:arms?|groups?|patients|regimens?|cohorts?))?(?=\s*(?:[,;.()]|\band\b|\bv\b|vs\b|versus\b|compared|$))",
        after,
    )
    if not m:
        return None
    tail = re.match(r"\s+(?:arm|group|regimen|cohort)s?\b", after[m.end(1) :])
    return (m.group(1) + (tail.group() if tail else "")).strip() or None


def _quote(reader: _Reader, value: Value, term: Term | None, side: str) -> tuple[int, int]:
    if value.form in {"zero", "not_reached"} or value.rule in {"direct", "follow_up"}:
        if term is not None and abs(term.start - value.start) < 80:
            return min(value.start, term.start), max(value.end, term.end)
    return value.start, value.end


def _scores(sentence: Sentence, outcomes: list[Term], numbers: ValueReader) -> list[Value]:
    """Points of a scale, where the sentence names a score or quality of life: a value without unit."""
    if not any(t.code == "quality_of_life" or "score" in t.text.lower() for t in outcomes):
        return []
    values = []
    for atom in sentence.atoms:
        if atom.kind is not AtomKind.MEASURE or not (atom.unit or "").startswith("point") or not atom.single:
            continue
        before = sentence.text[max(sentence.start, atom.start - 90) : atom.start]
        rule = "difference" if re.search(r"\b(?:difference|differed|improv\w+|declin\w+|decreas\w+|increas\w+|worsen\w*|higher|lower|chang\w+|drop\w*|reduc\w+)\b", before, re.I) else "mean"
        low = -atom.low if re.search(r"[-−]\s?$", before) else atom.low
        value = Value("score", atom.start, atom.end, low, None, atoms=(atom,), rule=rule)
        values.append(numbers.with_interval(value, atom))
    return values


def _not_reached(sentence: Sentence, timed: list[Value]) -> list[Value]:
    values = []
    unit = timed[0].unit if timed else None
    intervals = [(a.start, a.end) for a in sentence.atoms if a.kind is AtomKind.INTERVAL]
    for m in sentence.labelled("NOT_REACHED"):
        if any(s <= m.start < e for s, e in intervals):
            continue
        before = sentence.text[max(sentence.start, m.start - 12) : m.start]
        if re.search(r"(?:to|[-–])\s*$", before):
            continue
        values.append(Value("not_reached", m.start, m.end, None, unit))
    return values
