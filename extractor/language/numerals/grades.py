"""Toxicity grades; those of tumours are names."""

import re
from collections.abc import Iterator

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.comparators import SIGN, comparator
from extractor.language.numerals.words import DASH, roman

_G = r"(?:III|II|IV|I|V|[0-5])"
_SPELLED = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_WORD = rf"(?i:{'|'.join(_SPELLED)})"
_END = r"(?![\d·%A-Za-z]|\.\d)"
_SCALE = r"(?:\b(?:(?:NCI[\s-]?)?CTC(?:AE)?|RTOG(?:\s?/\s?EORTC)?)[\s-]+(?=[Gg]r))?"
_THAN = r"(?:greater|higher|more(?:\s+severe)?|worse|less|lower)\s+than"
_WORDED = (
    rf"{_SCALE}(?P<above>\b(?i:at\s+least|above|over|beyond|exceeding|below|{_THAN})\s+)?(?P<pre>(?:{SIGN})\s*)?"
    r"(?:(?<![\d°])(?<!\d\s)°|\b(?:[Gg]rades?(?:\s?\((?:Gr?|g)\.?\))?|GRADES?|[Gg]r\.?)|(?<=\btoxicity\s)scores?|(?<=\bmorbidity\s)scores?)[-\s]*°?"
    rf"(?:of\s+|\((?=\d\s?/))?(?P<sign>(?:{SIGN}|at\s+least|above|exceeding|(?P<equal>equal\s+to\s+or\s+)?{_THAN}(?P<equal2>\s+or\s+equal\s+to)?)\s*)?"
    rf"(?P<low>{_G}|(?P<word>{_WORD})){_END}"
)
_LETTER = r"(?P<pre2>(?:≥|>=|≤|>)\s*)?(?<![\w-])G\s?(?P<sign2>(?:≥|>=|>|≤)\s?)?(?P<low2>[0-5])(?![\w·%]|\.\d)"
_AGAIN = r"(?:[Gg]rades?\s+|G(?=\d)|°(?=\d))?"
_HIGH = (
    rf"(?P<sep>(?P<span>\s*{DASH}\s*|\s+(?:to|through)\s+|\s*/\s*|\s+or\s+)|\s+and\s+"
    rf"|\s*,\s*(?=(?:{_AGAIN}{_G}\s*,\s*){{0,5}}{_AGAIN}{_G}\s*,?\s+(?:and|or)\s)){_AGAIN}"
    rf"(?P<high>(?(word){_WORD}|{_G})){_END}(?!\s+(?:patients?|women|men|cases?|(?:with\s+|had\s+|of\s+|was\s+|were\s+)?(?:[Gg]rade|G\s?[0-5]\b)))"
)
_MORE = rf"(?P<more>(?:(?(span)(?:\s*/\s*|\s+or\s+)|(?:\s*,\s*(?:and|or)\s+|\s*/\s*|\s*,\s*|\s+and\s+|\s+or\s+))(?(span)|{_AGAIN}){_G}{_END})*)"
"""Further grades of a list; a span ends before them: ``grade 1-2 and grade 3-4``."""
_OPEN = (
    r"(?P<open>\s*\+|[\s-]plus\b|(?:\s*,)?[\s-]*(?:or|and|/)[\s-]*(?:even\s+)?(?:greater|higher|more|worse|above|over|severer|up)\b"
    r"(?:[\s-]grades?\b)?|\s+toxicity\s+or\s+(?:greater|higher|more|worse)\b|\s+and\s+beyond)?"
)
_BARE = r"(?<=\b[Tt]oxicity\s)(?P<pre3>≥|>=|⩾)\s?(?P<low3>[0-5])(?![\d·%A-Za-z]|\.\d|\s%)"
_HARM = (
    r"(?:(?:acute|late|radiation|induced|related|treatment|severe|symptomatic|skin|oral|lung|pulmonary|cardiac|rectal|urinary|GI|GU"
    r"|gastrointestinal|genitourinary|ha?ematologic(?:al)?|non-?ha?ematologic(?:al)?)[-\s]+){0,3}"
    r"(?:toxicit(?:y|ies)|morbidity|adverse\s+events?|[a-z]{4,}itis|pneumonia|fibrosis|dysphagia|diarrh\w+|proctopathy|xerostomia)\b"
)
_BARE_BEFORE = rf"(?<![\w.,·])(?P<pre4>≥|>=|⩾)\s?(?P<low4>[1-5])(?=\s+{_HARM})"
"""``no patient had ≥3 pneumonitis``: the word grade is left out."""
_GRADE = re.compile(rf"(?:{_WORDED}|{_LETTER}|{_BARE}|{_BARE_BEFORE})(?:{_HIGH}{_MORE})?{_OPEN}")
_TUMOUR = re.compile(
    r"^\s*\)?\s*(?:\(?(?:\d\)?\s*)?(?:(?!(?:in|for|with|was|were)\b)[\w-]+\s+){0,2}?(?:astrocytomas?|gliomas?|tumou?rs?|sarcomas?|carcinomas?"
    r"|cancers?|DCIS|disease|lymphomas?|meningiomas?|histology|differentiation|group))",
    re.I,
)
_TUMOUR_BEFORE = re.compile(
    r"(?:tumou?r|histolog(?:y|ic(?:al)?)|Gleason|nuclear|pathologic(?:al)?|glioma|astrocytoma\)?|high|low"
    r"|intermediate|House[-– ]Brackmann|Gardner[-– ]Robertson|WHO|Bilsky|Spetzler[-–]Martin|Koos|Simpson|Fuhrman|FNCLCC|ISUP|Nottingham|differentiation|regression)[\s,(-]*$",
    re.I,
)


_LISTED = re.compile(
    rf"\s*[(\[]\s*(?:\d+(?:[.·]\d+)?\s?%|n\s?=\s?\d+)[^()\[\]]*[)\]]\s*(?:,\s*|,?\s*\b(?:and|or)\s+)(?P<low>{_G})(?=\s*[(\[]\s*(?:\d|n))"
)
"""``grades of 2 (27%) and 3 (66%)``."""


_SPAN_TOO = re.compile(
    rf"\s*(?:,|,?\s*\b(?:and|or))\s+(?P<span>(?P<low>{_G})(?:\s?(?:{DASH}|/|to|or)\s?(?P<high>{_G}))?)"
    r"(?=\s+(?!(?:patients?|women|men|cases?|of|had|were|was|with|in|died|developed)\b)[a-z]{4})"
)
"""``grades 1-2 and 3-4 toxicity``."""
_OPEN_TOO = re.compile(r"\s*(?:,|,?\s*\band)\s+(?P<open>(?:≥|>=|⩾)\s*(?P<low>[0-5]))(?=\s+[A-Za-z])")
"""``grade ≥2 and ≥3 toxicity``."""


_BEHIND = re.compile(
    rf"(?<![\w.·/–-])(?<!(?:stage|phase|class) )(?:(?P<low>{_G})\s?(?:{DASH}|/)\s?(?P<high>{_G})|(?P<one>III|II|IV|I))"
    r"(?:\s|-)[Gg]rades?\b(?!\s*(?:[0-5IV≥>]|[1-5]\b))",
)
"""``III-IV grade toxicity``, ``IV grade neutropenia``."""


def find_grades(text: str) -> Iterator[Atom]:
    """``grade 3``, ``grade ≥ 3`` (``high`` None), ``grades 3 and 4`` (unit ``/``), ``G2-3`` (unit ``-``).

    ``grade < 3`` has the comparator ``<=``, and ``high`` is the highest grade it holds.
    """
    for m in _GRADE.finditer(text):
        low, high = _ends(m)
        pair = None
        if m["high"]:
            pair = "/" if m["sep"].strip() in {"/", "and", "or", ","} else "-"
        kind = AtomKind.NAME if _is_tumour(text, m) else AtomKind.GRADE
        upper = None if high is None else float(high)
        bound = "<=" if _sign(m) in {"<=", "<"} else "="
        yield Atom(kind, m.start(), m.end(), float(low), upper, unit=pair, core=m.start(), comparator=bound)
        edge = m.end()
        if kind is AtomKind.GRADE and high is None and (also := _OPEN_TOO.match(text, edge)):
            yield Atom(
                kind, also.start("open"), also.end(), float(also["low"]), None, core=also.start("open")
            )
        if kind is AtomKind.GRADE and m["high"] and m["span"] and (too := _SPAN_TOO.match(text, edge)):
            ends = (float(roman(too["low"])), float(roman(too["high"] or too["low"])))
            yield Atom(kind, too.start("span"), too.end(), *ends, core=too.start("span"))
        while kind is AtomKind.GRADE and (more := _LISTED.match(text, edge)):
            own = float(roman(more["low"]))
            yield Atom(kind, more.start("low"), more.end(), own, own, core=more.start("low"))
            edge = more.end()

    for m in _BEHIND.finditer(text):
        least, most = sorted(float(roman(m[g] or m["one"])) for g in ("low", "high"))
        kind = AtomKind.NAME if _is_tumour(text, m) else AtomKind.GRADE
        span = "-" if m["high"] else None
        yield Atom(kind, m.start(), m.end(), least, most, unit=span, core=m.start())


def printed_grades(text: str) -> list[int]:
    """The grades of a list, each as printed: 2, 3 and 5 of ``grade 2, 3 and 5``."""
    return [roman(grade) for grade in re.findall(rf"(?<![A-FH-Za-z]){_G}(?!\w)", text)]


def _ends(m: re.Match[str]) -> tuple[int, int | None]:
    low = high = _grade(m["low"] or m["low2"] or m["low3"] or m["low4"])
    if m["high"]:
        high = _grade(m["high"])
        if m["more"]:
            high = max(high, roman(re.findall(_G, m["more"])[-1]))
    sign = _sign(m)
    if m["open"] or sign == ">=":
        return low, None
    if sign == ">":
        return low + 1, None
    if sign in {"<=", "<"}:
        low, high = 0, low - (sign == "<")
    return min(low, high), max(low, high)


def _grade(text: str) -> int:
    word = _SPELLED.get(text.lower())
    return roman(text) if word is None else word


def _sign(m: re.Match[str]) -> str:
    side = (m["above"] or m["sign"] or "").split()
    if m["equal"] or m["equal2"]:
        return "<=" if {"less", "lower"} & set(side) else ">="
    if side and side[0].lower() in {
        "above",
        "over",
        "beyond",
        "exceeding",
        "greater",
        "higher",
        "more",
        "worse",
    }:
        return ">"
    if side and side[0].lower() in {"below", "less", "lower"}:
        return "<"
    if side and side[0].lower() == "at":
        return ">="
    return comparator(m["pre"] or m["sign"] or m["pre2"] or m["sign2"] or m["pre3"] or m["pre4"])


_HARMED = re.compile(
    r"\s*(?:[\w/-]+\s+){0,3}?(?:(?:lung|liver|kidney|renal|hepatic|pulmonary|valv\w+|heart|cardi\w+|cardiovascular|vascular|art\w+|veno-occlusive|ulcer|host|bowel|reflux|bone|skin|dental)"
    r"\s+disease|tumou?r\s+(?:lysis|pain|flare|bleeding|ha?emorrhage|edema|oedema|necrosis))\b"
)
"""``grade 3 interstitial lung disease``: a harm, though its last word may name a tumour."""
_WHO_SCALE = re.compile(
    rf"\s*\)?\s+(?:[\w/-]+\s+){{0,2}}?(?:{_HARM}|[a-z]+(?:penia|toxicity|toxicities|an?emia|rrh\w+)\b|nausea|vomiting|events?\b|symptoms|reactions?\b|erythema)"
)
"""``WHO grade 3 neutropenia``: the scale of harms, not that of tumours."""


_HARM_OF_WHO = re.compile(
    r"\b(?:[a-z]{2,}(?:itis|penia|rrh\w+|an?emia|toxicit(?:y|ies)|pathy|algia|phagia|stomia)|nausea|vomiting|pain|reactions?|events?|symptoms|fatigue|bleeding"
    r"|alopecia|fibrosis|fever|infections?|erythema|morbidity|complications?|effects?)\s+(?:of\s+|\()?WHO\s*$",
    re.I,
)
"""``vomiting of WHO`` grade 2."""


def _is_tumour(text: str, m: re.Match[str]) -> bool:
    after, before = text[m.end() : m.end() + 60], text[max(0, m.start() - 40) : m.start()]
    if _HARM_OF_WHO.search(before):
        return False
    if _HARMED.match(after) or (before.rstrip().endswith("WHO") and _WHO_SCALE.match(after)):
        return False
    return bool(_TUMOUR.match(after) or _TUMOUR_BEFORE.search(before))
