"""What a header, a row label or a caption says: endpoint, statistic, unit, time point, grade, size of the group."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.assembly.values import months
from extractor.language.mentions import Annotation, Mention
from extractor.language.numerals import Atom, AtomKind
from extractor.language.pipeline import annotate

RATIOS = {"hazard_ratio", "odds_ratio", "risk_ratio"}
SURVIVALS = {
    "overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival", "failure_free_survival",
    "recurrence_free_survival", "metastasis_free_survival", "cancer_specific_survival", "survival_after_progression",
    "time_to_progression", "local_failure_free_survival",
}  # fmt: skip
FAILURES = {
    "local_failure",
    "locoregional_failure",
    "regional_failure",
    "distant_failure",
    "recurrence",
    "progressive_disease",
}
CONTROLS = {
    "local_control",
    "locoregional_control",
    "regional_control",
    "distant_control",
    "biochemical_control",
    "disease_control",
}
_GENERIC = re.compile(
    r"^(?:survival(?: rates?| times?)?|(?:median|actuarial|crude|observed) survival|responses?|events?|alive|safety|control|failures?|toxicit(?:y|ies)|adverse (?:events?|effects?)|complications?)$",
    re.I,
)
_INTERVAL = re.compile(
    r"\(?\b(?:9\d|80)(?:\.\d)?\s?%?\s?-?(?:CI|C\.I\.|confidence (?:intervals?|limits?)|credible intervals?)\)?",
    re.I,
)
_PERCENT = re.compile(r"%|\bper\s?cent\b|\bpercentages?\b|\bproportions?\b", re.I)
_TIME_UNIT = re.compile(
    r"(?:[(,\[/]|\bin|^|(?<!\d)\s)\s*(?P<unit>months?|mos?\.?|mth|weeks?|wks?|years?|yrs?\.?|days?|(?<=\()[dy](?=\)))\s*(?:[)\],;:]|$|\(|median|9\d)",
    re.I,
)
_UNITS = {"m": "months", "w": "weeks", "y": "years", "d": "days"}
_NOT_POINT = re.compile(
    r"\b(?:age[ds]?|older|younger|interval|duration|from|between|smok|pack|period|overall treatment time|time (?:to|from|since))\b",
    re.I,
)
_ORIGIN = re.compile(r"\bfrom (?:baseline|randomi[sz]ation|registration|enrol\w+)\b", re.I)
_ENDPOINT = re.compile(r"\b(?:primary|secondary)\s+(?:end[\s-]?point|outcome)\b", re.I)
_NO_NOUN = re.compile(r"[\s-]*(?:periods?|intervals?|pack|olds?|age|duration)\b", re.I)
_AGAIN = re.compile(r"[\w\s/-]{0,20}\b(?:recurrences?|relapses?)\b", re.I)
"""``Ascites relapse``, ``AF/AFL recurrence``."""
_MARGINAL = re.compile(r"\W*marginal(?:\s*\([^()]*\))?\W*", re.I)
"""Where a failure lay, beside ``In-field``; no dose at the margin."""
_SIDE_EFFECT = re.compile(r"\b(?:(?i:acute|late|tox\w*)|GI|GU|CNS|AEs?)\b")
_BARE_AT_LEAST = re.compile(r"(?<=\w)\s*[(,]?\s*([≥>])\s?(?:G\s?)?([1-5])\s*\)?$")
"""``Pneumonitis ≥2``."""
_SIZE = re.compile(r"\b[nN]\s*=\s*(\d{1,3}(?:,\d{3})+|\d+)\b(?!\s*/)")
_PEOPLE = re.compile(
    r"(?:^|[\s(\[])(\d{1,3}(?:,\d{3})+|\d+)\s+(?:patients|pts|women|men|participants|subjects|cases)\b", re.I
)
_LESIONS = re.compile(r"\b(?:lesions?|metastas[ei]s|tumou?rs?|targets?|nodules|implants)\b", re.I)
_MEAN = re.compile(r"\b(?:means?|averages?|medians?)\b|±", re.I)
_SPREAD = re.compile(r"[(,±]\s*±?\s*S\.?[DE]\.?M?\.?(?=\s*(?:[),;]|$))\)?")
"""``mean (SD)``: a deviation, never stable disease."""
_MARKED = re.compile(r"(?<=[a-z]{3})[a-f*](?=\s|,|$)|\^\w+")
_NO_ARM = re.compile(
    r"^(?:[\W\d]*|(?:(?:any|all|toxicity) )?grades?|values?|results?|total|overall|acute|late|(?:(?:pooled|summary|weighted|combined)\s+)?(?:estimates?|rates?|proportions?)|pooled|(?:excellent|good|fair|poor|unsatisfactory)(?:\s*(?:/|or|and|\+)\s*(?:good|poor|excellent|fair))?|(?:no\.?|number|n)\s+of\s+\w+|before|after"
    r"|(?:at\s+)?(?:(?:the\s+)?end of (?:RT|treatment|radiotherapy|therapy|study)|(?:at\s+)?(?:last|final|latest|longest) (?:follow-?\s?up|f-?up|visit)|baseline|discharge|admission|(?:pre|post)-?\s?(?:treatment|RT|radiotherapy|therapy|op(?:erative)?)|follow-?\s?up)"
    r"|(?:(?:un|non-?)?adjusted|crude|(?:uni|multi)(?:variate|variable|-variate|-variable)|MVA|UVA|cox|logistic)(?:\W+(?:(?:cox|logistic|regression|analys[ie]s|models?|proportional|hazards?)\W*)+)?)$",
    re.I,
)
_STATISTIC_MARK = re.compile(r"\b([as]?(?:HR|OR|RR))(?:\^?[a-f])\b|(?<=[a-z]{3})\^[a-z]\b")
_YEARS_BEFORE = re.compile(r"\b(\d{1,2})[\s-]?(?:y|yrs?|years?)-?(?=[A-Z]{2,5}\b)")
_YEARS_BEHIND = re.compile(r"\b([A-Z]{2,5})[-_]?(\d{1,2})(?:y|yrs?)\b")
"""``2y-LC``, ``5yOS``, ``OS-5y``."""
_MONTHS_BEHIND = re.compile(r"\b(i?PFS|OS|EFS|DFS|LC|LRC)-?(6|9|12|18|24|36)\b")
"""``PFS-6``, ``OS12``."""
_DECORATION = re.compile(
    r"(?:,\s*|\(\s*|\s)(?:n|No\.?|events?|patients)\s*/\s*(?:n|N|total|patients)\b\s*\)?(?:\s*\(\s*%\s*\))?|\(?\bno\.?\s*\(%\)|\(?\b[nN]o?\.?\s*,?\s*\(?\s*%\s*\)?|\(\s*%\s*\)|,?\s*%|[(\[]?\s*\b(?:total\s+)?[nN]\s*=\s*[\d,]+(?:\s*/\s*\d+)?(?:\s+(?:patients|pts|lesions|sites|tumou?rs|metastases|women|men|eyes))?\s*[)\]]?|\^\w+|[*†‡§]+"
)


@dataclass(frozen=True, slots=True)
class Facets:
    """The parts of one label; None where it does not say."""

    text: str = ""
    code: str | None = None
    term: str = ""
    generic: bool = False  # the term is a bare word such as "survival"
    statistic: str | None = None
    unit: str | None = None
    timepoint: float | None = None
    grade: tuple[int, int | None] | None = None
    level: float | None = None
    size: int | None = None
    lesions: bool = False
    times: tuple[float, ...] = ()  # where it names several time points (``1-/2-year``)
    codes: tuple[str, ...] = ()

    @property
    def arm(self) -> str | None:
        """The label without sizes, signs and footnote marks."""
        name = re.sub(r"\s+", " ", _DECORATION.sub(" ", _INTERVAL.sub(" ", self.text)))
        name = _whole(name.strip(" ,;:"))
        return None if _NO_ARM.match(name) else name or None


_FROM_BASELINE = re.compile(r"\w\s+[-–−]\s+baseline\b|\bchange\s+\(\s*\w+\s+[-–−]\s", re.I)
"""``6 weeks - baseline``."""


def _whole(name: str) -> str:
    """The name without brackets that hold nothing or have lost their partner; ``SVC (+)`` keeps its own."""
    name = re.sub(r"[(\[]\s*[)\]]", " ", name)
    if name.count("(") != name.count(")"):
        name = name.strip(" ,;:()")
    return re.sub(r"\s+", " ", name).strip(" ,;:")


class LabelReader:
    """Reads labels with the rule files; remembers what it has read."""

    def __init__(self, abbreviations: Mapping[str, str], patterns: Path | None) -> None:
        self.abbreviations = dict(abbreviations)
        self.patterns = patterns
        self._read: dict[str, Facets] = {}

    def annotate(self, text: str) -> Annotation:
        return annotate(text, self.abbreviations, self.patterns)

    def read(self, text: str) -> Facets:
        """The facets of one label."""
        if text not in self._read:
            self._read[text] = self._facets(text)
        return self._read[text]

    def _facets(self, text: str) -> Facets:
        if not text:
            return Facets()
        text = _YEARS_BEFORE.sub(r"\1-year ", _STATISTIC_MARK.sub(r"\1", text))
        text = _MONTHS_BEHIND.sub(r"\2-month \1", _YEARS_BEHIND.sub(r"\2-year \1", text))
        bare = _SPREAD.sub(" ", text) if _MEAN.search(text) else text
        annotation = self.annotate(bare)
        terms = _terms(annotation)
        if not terms:
            annotation, terms = self._unmarked(bare, annotation)
        main = _main(annotation.text, terms)
        statistics = [m.code for m in annotation.mentions if m.label == "STATISTIC" and m.code]
        interval = _INTERVAL.search(text)
        plain = _INTERVAL.sub(" ", text)
        term = annotation.text[main.start : main.end] if main else ""
        code = main.code if main else None
        codes = tuple(dict.fromkeys(m.code for m in terms if m.code))
        if (
            code in FAILURES
            and {"local_failure", "distant_failure"} <= set(codes) | {_site(code)}
            and len(set(codes) & FAILURES) > 1
        ):
            code = "recurrence"
        statistic = next((s for s in statistics if s in RATIOS), statistics[0] if statistics else None)
        if statistic == "risk_ratio" and code == "response_rate" and re.search(r"%|\bCR\b.*\bPR\b", text):
            statistic = None  # RR (%)
        grade = _grade(annotation)
        if code == "skip":
            code = None  # time to event: of what, another label says
        if statistic in {None, "mean"} and _FROM_BASELINE.search(plain):
            statistic = "difference"
        if code is None and _ENDPOINT.search(text):
            code = "other"
        elif code is None and _MARGINAL.fullmatch(_DECORATION.sub(" ", text)):
            code = "local_failure"
        elif code is None and grade and _SIDE_EFFECT.search(text):
            code = "toxicity"
        elif (
            code == "toxicity"
            and grade is None
            and (m := _BARE_AT_LEAST.search(_DECORATION.sub(" ", text).strip()))
        ):
            grade = int(m[2]) + (m[1] == ">"), None
        times = () if statistic in {"median", *RATIOS} else _points(annotation, text)
        return Facets(
            text=text, code=code, term=term, generic=bool(_GENERIC.match(term)), statistic=statistic,
            unit=_unit(plain, statistic), timepoint=times[0] if len(times) == 1 else None, times=times if len(times) > 1 else (),
            grade=grade, level=_level(interval), size=_size(text), lesions=bool(_LESIONS.search(text)), codes=codes,
        )  # fmt: skip

    def _unmarked(self, text: str, annotation: Annotation) -> tuple[Annotation, list[Mention]]:
        """The reading without a footnote mark that touches its word (``survivala``), where that names an endpoint."""
        best: tuple[Annotation, list[Mention]] = (annotation, [])
        for m in _MARKED.finditer(text):
            read = self.annotate(text[: m.start()] + text[m.end() :])
            terms = _terms(read)
            if sum(t.end - t.start for t in terms) > sum(t.end - t.start for t in best[1]):
                best = (read, terms)
        return best


def _site(code: str | None) -> str | None:
    return "local_failure" if code in {"locoregional_failure", "regional_failure"} else code


def _terms(annotation: Annotation) -> list[Mention]:
    """Endpoint terms; those meant for tables only where the general ones find nothing."""
    terms = [m for m in annotation.mentions if m.label == "ENDPOINT"]
    return terms or [m for m in annotation.mentions if m.label == "TABLE_ENDPOINT"]


def _main(text: str, terms: list[Mention]) -> Mention | None:
    """The first term outside brackets, else the first; follow-up only where nothing else is named."""
    rest = [m for m in terms if m.code != "follow_up"] or terms
    outside = [m for m in rest if text[: m.start].count("(") == text[: m.start].count(")")] or rest
    first = next(iter(outside), None)
    if first is not None and first.code == "toxicity" and _AGAIN.match(text[first.end :]):
        return next((m for m in outside if m.code == "recurrence"), first)  # of what has come back
    return first


def _unit(text: str, statistic: str | None) -> str | None:
    if _PERCENT.search(text):
        return "percent"
    m = _TIME_UNIT.search(text)
    if m:
        return _UNITS[m["unit"][0].lower()]
    if statistic is None and re.search(r"\brates?\b", text, re.I):
        return "percent"
    return None


def _points(annotation: Annotation, text: str) -> tuple[float, ...]:
    """The time points of a label; a hyphenated one (``5-year survival by age``) is meant whatever else it says."""
    spread = _NOT_POINT.search(_ORIGIN.sub(" ", text))
    times = [
        a
        for a in annotation.atoms
        if a.kind is AtomKind.TIME
        and a.unit in {"years", "months", "weeks", "days"}
        and a.single
        and a.comparator == "="
        and (not spread or (a.adjectival and not _NO_NOUN.match(annotation.text, a.end)))
    ]
    return tuple(months(t) for t in times)


def _grade(annotation: Annotation) -> tuple[int, int | None] | None:
    grades = [a for a in annotation.atoms if a.kind is AtomKind.GRADE]
    return grade_of(grades[0]) if len({(a.low, a.high) for a in grades}) == 1 else None


def grade_of(atom: Atom) -> tuple[int, int | None]:
    """Lowest and highest grade; the highest is None where the range is open."""
    return int(atom.low), None if atom.high is None else int(atom.high)


_BARE_GRADE = re.compile(r"(?:G\s?)?(≥|>)?\s?([0-5])(?:\s?[-–/]\s?([0-5]))?\s?(\+)?(?:,?\s*[nN]?\s*\(?%?\)?)")


def bare_grade(text: str) -> tuple[int, int | None] | None:
    """``3``, ``3-4``, ``≥3``, ``G2`` or ``2+`` where grades are expected."""
    m = _BARE_GRADE.fullmatch(text)
    if m is None:
        return None
    low = int(m[2]) + (1 if m[1] == ">" else 0)
    return low, None if m[1] or m[4] else int(m[3] or m[2])


def _level(interval: re.Match[str] | None) -> float | None:
    m = re.search(r"\d{2}(?:\.\d)?", interval.group()) if interval else None
    return float(m.group()) if m else None


def sizes(text: str) -> list[int]:
    """Every group size that a header prints (``n = 48``, ``105 patients``)."""
    found = [*_SIZE.findall(text)] or [*_PEOPLE.findall(text)]
    return [int(number.replace(",", "")) for number in found]


def _size(text: str) -> int | None:
    found = sizes(text)
    return found[0] if len(found) == 1 else None
