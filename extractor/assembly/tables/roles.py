"""The role of a column by its header alone: p-values, intervals, cohorts, events, doses, values."""

import re

from extractor.assembly.tables.labels import Facets

_P = re.compile(
    r"^(?:(?:log[- ]?rank|chi[- ]?squared?|fisher\S*|cox|two-sided|2-sided|adjusted|overall|exact|univariate|multivariate)\W+)*\(?p(?:[\s-]*values?)?\b|\bp[\s-]?values?\b|^(?:log[- ]?rank|significance|sig\.?)(?:\s+tests?)?\W*$",
    re.I,
)
_NAMED_P = re.compile(r"^\W*(?:[\w'’.-]+\s+){0,2}[pP](?:[\s-]*values?)?\W*$")
_BOUND = re.compile(
    r"^\W*(?:(?:9\d\s?%\s?)?(?:CI\W*)?(?:lower|upper)(?:\s+(?:limit|bound|CI))?|(?:lower|upper)\W*(?:9\d\s?%\s?)?CI)\W*$",
    re.I,
)
_INTERVAL = re.compile(
    r"^\W*(?:9\d(?:\.\d)?\s?%?\s?-?\s?)?(?:C\.?I\.?|confidence (?:intervals?|limits?))(?:\s*(?:of|for)\s*(?:the\s+)?\w+)?(?:\s*9\d\s?%)?\W*$",
    re.I,
)
PEOPLE = r"(?:patients?|pts\.?|subjects?|participants?|cases|women|men|children|eyes|patient)"
COHORT = re.compile(
    rf"^\W*(?:(?:number|no\.?|n)\s*\(%\)\s*(?:of\s+)?{PEOPLE}|(?:(?:total\s+)?(?:number|no\.?|nr\.?|num\.?|#|n)\s*(?:of\s+)?(?:\w+\s+)??{PEOPLE})(?:\s*\(?[nN]\)?)?|{PEOPLE}\W*(?:\(?[nN]o?\.?\s*(?:,?\s*\(?%\)?)?\)?|number|\(%\))?|\(?[nN]\)?|number|sample size|total n|n patients|(?:enrolled|entered|accrued|registered|randomi[sz]ed|treated|analy[sz]ed|evaluable|assess(?:ed|able))(?:\s+{PEOPLE})?(?:\W*\(?[nN]\)?)?|{PEOPLE}\s+(?:enrolled|entered|accrued|registered|randomi[sz]ed|treated|analy[sz]ed|evaluable|assess(?:ed|able)))\W*(?:\(%\))?\W*$",
    re.I,
)
LESIONS = re.compile(
    r"^\W*(?:(?:total\s+)?(?:number|no\.?|nr\.?|#|n)\s*(?:of\s+)?(?:\w+\s+)??(?:lesions?|metastas[ei]s|tumou?rs?|targets?|nodules|mets|segments|vertebrae|keloids)|(?:\w+\s+)?(?:lesions?|metastas[ei]s|tumou?rs?|targets?|mets|segments|vertebrae|keloids)(?:\s+(?:treated|irradiated|evaluable))?\W*(?:\(?[nN]\)?|number)?)\W*$",
    re.I,
)
_LESION = r"(?:lesions?|metastas[ei]s|mets|tumou?rs?|targets?|nodules|sites)"
BOTH = re.compile(
    rf"\b(patients?|pts|{_LESION})\W*[/(,]\s*(?:no\.?\s*(?:of\s+)?)?(patients?|pts|{_LESION})\b", re.I
)
"""``Patients/lesions``, ``No. of patients (lesions)``: two numbers a cell."""
_STUDIES = re.compile(
    r"^\W*(?:(?:number|no\.?|nr\.?|#|n)\s*(?:of\s+)?(?:included\s+)?(?:studies|trials|RCTs|cohorts|data\s?sets)|(?:studies|trials|RCTs)\W*\(?\s*(?:n|k|no\.?|number)?\s*\)?|k)\W*$",
    re.I,
)
_NAMES = re.compile(r"\s*\((?=[^()]*[A-Za-z]{2})(?![^()]*%)[^()]*\)\s*$")
"""What a header adds in brackets: the arms that its numbers stand for."""
_ONE_PERSON = re.compile(r"^\W*(?:patient|case|subject)\W*(?:(?:no\.?|number|#|ID)\W*)?$", re.I)
COUNT = re.compile(
    r"^\W*(?:n\s*/\s*N|events?\s*/\s*(?:n|total|patients)|no\.?|n|number|#|count|counts|pts|patients)\W*$",
    re.I,
)
SHARE = re.compile(r"^\W*(?:%|percent(?:age)?|frequency|incidence|rate)\W*(?:%\W*)?$", re.I)
_EVENTS = re.compile(
    r"^\W*(?:(?:number|no\.?|n|#)\s*(?:of\s+)?)?events?(?:\s*[/,(]\s*(?:patients?|n|total|pts|%|subjects)\W*)?\s*$|\bevents?\s*/\s*(?:patients?|total|n)\b",
    re.I,
)
_DECLARES = re.compile(
    r"^\W*(?:primary|secondary|main)\s+(?:end[\s-]?points?|outcomes?|objectives?)\W*$", re.I
)
"""A column that names the endpoints of studies."""
_IGNORED = re.compile(
    r"^\W*(?:SD|SE|SEM|S\.?D\.?|S\.?E\.?|standard (?:deviation|error)|range|IQR|F|t|z|df|β|coefficients?|estimate(?!\W*%)|wald|χ\^?[2²]?|chi\S*|[hH]eterogeneity|I\^?[2²]|weeks?|year|years|period|duration.*|overall treatment time.*|design|study\s?design|country|site|treated site|technique|histology|remarks|comments?|cut-?\s?(?:points?|offs?)(?:\s+values?)?|thresholds?|(?:(?:number|no\.?|n|patients|pts)\s+(?:of\s+patients\s+)?)?at risk)\W*$",
    re.I,
)
_DOSE = re.compile(
    r"\bdoses?\b|\bc?Gy\b|\bregimens?\b|fractionation|\bschedules?\b|prescription|\bradiotherapy\b|\bradiation\b|\bS?[AB]?[BS]?RT\b|\btreatments?\b|^RT\b",
    re.I,
)
_MODE = r"(?:HDR|LDR|PDR|EBRT|SBRT|SRS|RT|brachytherapy|boost)"
_FRACTIONS = re.compile(
    rf"^\W*(?:(?:number|no\.?|n|#)\s*(?:of\s+)?)?(?:{_MODE}\s+)?(?:fractions?|fx|frs?|fractions? \(n\))\W*(?:\(?n\)?)?\W*$",
    re.I,
)
_EACH = re.compile(
    rf"fraction size|dose\s*(?:per|/)\s*(?:{_MODE}\s+)?(?:fraction|fx|fr)\b|fraction(?:al)? dose|\bGy\s*/\s*(?:fx|fr|fraction)\b|dose/fx\b",
    re.I,
)
_RELATIVE = re.compile(
    r"\bEQD_?2?|\bNTD_?2?|2[- ]Gy equivalent|\bBED|biological(?:ly)? (?:effective|equivalent)", re.I
)
GRADE_COLUMN = re.compile(r"^\W*(?:(?:max(?:imum|imal)?|worst|toxicity|CTC\w*|RTOG)\s+)*grades?\W*$", re.I)
"""Its cells are the grades of what the rows count."""
IN_GY = re.compile(r"(?<!\d)(?<!\d[\s-])\bc?Gy\b")
_TOTAL = re.compile(
    r"^\W*(?:total |prescribed |prescription |median |mean |(?:re-?)?RT |(?:re-?)?irradiation |radiation |radiotherapy |(?:SBRT|SABR|SRS|EBRT|boost) |margin(?:al)? |peripheral )*doses?\b(?![- ]?escalat)(?!.*(?:lung|heart|rect|organ|mg))|\btotal dose\b",
    re.I,
)


def role_of(leaf: str, header: str, facets: Facets) -> str:
    """The role of a column with the header ``header``, of which ``leaf`` is the lowest name."""
    if COUNT.match(leaf) and LESIONS.match(header.removesuffix(leaf).strip()):
        return "lesions"
    if _P.search(leaf) or _NAMED_P.match(leaf):
        return "p"
    if _BOUND.match(leaf):
        return "bound"
    if _INTERVAL.match(leaf):
        return "interval"
    if _DECLARES.match(leaf):
        return "declared"
    if _EVENTS.search(leaf):
        return "events"
    if (
        GRADE_COLUMN.match(header)
        or _IGNORED.match(leaf)
        or _ONE_PERSON.match(leaf)
        or re.match(r"^\W*missing\b", header, re.I)
    ):
        return "ignored"
    if _RELATIVE.search(header):
        return "relative"
    if _FRACTIONS.match(leaf):
        return "fractions"
    if _EACH.search(leaf):
        return "each"
    if _STUDIES.match(leaf):
        return "studies"
    if BOTH.search(leaf) and facets.code is None:
        return "cohort"
    if COHORT.match(_NAMES.sub("", leaf)) and not facets.statistic:
        return "cohort"
    if LESIONS.match(leaf) and facets.code is None:
        return "lesions"
    if facets.size is None and _TOTAL.search(leaf) and (facets.code is None or IN_GY.search(leaf)):
        return "total"
    if _DOSE.search(leaf) and facets.code is None and facets.size is None:
        return "dose"
    return "value"
