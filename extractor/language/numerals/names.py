"""Numbers that measure nothing: citations, registry numbers, dates, and parts of names."""

import re
from collections.abc import Iterator

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.words import DASH, parse_number

_THROUGH = re.compile(rf"\d+\s*{DASH}\s*\d+")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_REFS = rf"\d{{1,3}}(?:\s*(?:[,;]|{DASH})\s*\d{{1,3}})*"
_CITATION = re.compile(
    rf"\[\s*({_REFS})\s*\]"
    rf"|[(\[]\s*(?:(?:[Ss]ee|cf\.?|[Rr]eviewed\s+in)\s+)?[Rr]ef(?:s?\.?|erences?)\s*\[?({_REFS}(?:\s+and\s+\d{{1,3}})?)\]?\s*[)\]]"
    rf"|(?:(?<=[a-z]{{3}})|(?<=[.,;)\]”]))(?<!\bmol)\^({_REFS})(?![\w.·]|\s?[-−–+*])"
    r"|(?:(?<=[a-z]{2})|(?<=[a-z)][.,;]))(?<!\b[cdmk]m)([⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,⁻–-][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)"
    rf"|(?<=[a-z)%\]”]\.)(?<!\b(?:[Nn]o|vs|[Ee]q|ca|pp|al)\.)(?<!\b(?:[Ff]ig|nos|ref|sec|tab|vol)\.)(\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}})*)(?=\s+[A-Z]|\s*$)"
)
"""``[12, 14-16]``, ``(ref. 12)``, ``others.^12,13``, ``others.12,13 In``."""
_MONTH_OR_MAKER = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter|Version|Edition|Release|Update|Since|Until|From|In|Before|After|Between|Year"
    r"|Varian|Elekta|Siemens|Philips|Microsoft|Windows|Statistics|Geneva|Table|Figure)\b"
)
_PARTICLES = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]en?|[Dd]er|[Dd]el(?:la)?|[Dd][aiu]|[Dd]os|[Ll][ae]|[EeAa]l|[Tt]e[nr])\s+){0,3}"
)
_SURNAME = rf"(?!{_MONTH_OR_MAKER}){_PARTICLES}[A-Z][\w'’-]*[a-z]\b"
_TOGETHER = r"(?:et\s+al\b\.?|and\s+(?:colleagues|co-?workers|associates))"
_YEARS = r"(?:19[5-9]\d|20[0-4]\d)[a-z]?(?:\s*,\s*(?:(?:19|20)\d\d[a-z]?|[a-z])\b)*"
_ONE_WORK = rf"{_SURNAME}(?:,?\s+{_TOGETHER}|(?:,\s+{_SURNAME})?,?\s+(?:and|&)\s+{_SURNAME})?,?\s+{_YEARS}"
_TELLS = r"(?:(?:has|have|had|also|recently|first)\s+)?(?:report|f[io]und?|show|describ|observ|demonstrat|not(?:ed|iced)|achiev|review|analy[sz]|conclud|publish|evaluat|treat|compar|stud(?:y|ied)|present|obtain|suggest|propos|did\b|us(?:ed|ing)|pool|estimat|calculat|collect|document|investigat|assess|summari[sz]|identif|quot|gave\b|had\b|irradiat|follow|record|saw\b|reach|randomi)"
_AUTHOR_YEAR = re.compile(
    rf"[(\[]\s*(?:(?:[Ss]ee(?:\s+also)?|cf\.?|e\.g\.,?|for\s+example,?|[Rr]eviewed\s+(?:in|by))\s+)?{_ONE_WORK}(?:\s*[;,]\s*(?:and\s+)?{_ONE_WORK})*\s*[)\]]"
    rf"|(?:(?<=\bet\sal)|(?<=\bet\sal\.)|(?<=\bal\.,)|(?<=colleagues)|(?<=workers))\s?[(\[]\s*{_YEARS}\s*[)\]]"
    rf"|(?:(?<=\bet\sal)|(?<=\bet\sal\.)|(?<=\bal\.,)|(?<=\bal,))\s{_YEARS}"
    rf"|(?<=[a-z])\s[(\[]\s*{_YEARS}\s*[)\]](?=,?\s+(?:(?:who\s+)?{_TELLS}|and\s+{_SURNAME}))"
    rf"|\b(?:and|by|of|to|from|with)\s(?P<second>{_SURNAME})\s[(\[]\s*{_YEARS}\s*[)\]]"
)
"""``(Vogt and Lindner 2009; Sato, 2015)`` whole; of ``Vogt et al. (2012)`` and ``Sato (2015) reported`` the year."""
_VALUE_BEFORE = re.compile(r"(\d+(?:[.·]\d+)?)\s?%?\s*$")

_REGISTRY = re.compile(
    r"\bNCT\s?0\d{7}\b|\bISRCTN\s?\d{6,8}\b|\bACTRN\d{10,}\b|\bUMIN\d{6,}\b|\bChiCTR[-\w]{6,}\b|\bDRKS\d{8}\b"
    r"|\bCTRI/\d{4}/\d+/\d+\b|\bNTR\d{3,5}\b|\b20\d\d-\d{6}-\d\d\b|\bCRD\d{8,}\b|\bRPCEC\d{8}\b"
)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_PEOPLE_NEXT = (
    r"(?:(?:consecutive|eligible|adult|assessable|evaluable)\s+)?"
    r"(?:patients|women|men|participants|cases|subjects|lesions|Gy|cGy)"
)
_YEAR = (
    r"(?<![\w.,·/-])(?:19[4-9]\d|20[0-4]\d)"
    rf"(?:\s?{DASH}\s?(?:(?:19|20)\d\d|\d\d)\b)?"
    rf"(?![\w%·]|[.,]\d|\s+{_PEOPLE_NEXT})"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?:\b{_ORDINAL}\s+{_MONTH},?\s+(?:19|20)\d\d\b"  # 3rd March 2014
    rf"|{_MONTH}\s+{_ORDINAL},?\s+(?:19|20)\d\d\b"
    rf"|{_MONTH},?\s+(?:of\s+)?(?:19|20)\d\d\b"
    rf"|{_MONTH}\s+{_ORDINAL}\b(?!\s*(?:patients|[.·%]))"
    rf"|\b\d{{1,2}}\s+{_MONTH}"
    rf"|(?<![\d/])(?:{_DAY}/{_MONTH_NUMBER}|{_MONTH_NUMBER}/{_DAY})/(?:19|20)?\d\d\b(?!\s?[/%]|\sper\s?cent)|\b\d{{1,2}}/(?:19|20)\d\d\b"
    rf"|{_YEAR})"
)

_GROUPS = (
    r"RTOG|NRG|EORTC|SWOG|CALGB|GOG|ECOG|TROG|NCIC|NSABP|ACOSOG|JCOG|MRC|IBCSG|DAHANCA|ARO|GORTEC|POG|CCG"
    r"|SFOP|SIOP|KROG|HKNPCSG|INT|NCCTG|POSTCARD"
)
_LABELS = (
    r"[Tt]rial|[Pp]rotocol|Study|Intergroup|Number|No\.|no\.|nos\.|number|Tables?|TABLES?|Figures?|FIGURES?|FIGS?\.?|Fig\.|Figs?\."
    r"|Supplementary|Appendix|Section|version|Version|(?:(?<=[A-Z]\s)|(?<=\())v\.?|(?<![\d)%]\s)v\.?(?=\d)|(?:[Aa]rm|[Gg]roup|[Cc]ohort)s?(?!\s\d\d)(?!(?<!s)\s\d,\s\d\d?,?\sand\s\d)|[Rr]egimens?"
    r"|[Cc]lass|[Tt]ype|[Pp]hase|[Ss]tages?|[Ll]evels?|[Gg]leason(?:\s+score)?|TRG|KPS|AUC(?:\s+of)?|ICD|CTCAE|RECIST|KROG"
)
_MEASURED_NEXT = (
    r"(?:%|Gy\b|cGy\b|patients\b|lesions\b|women\b|men\b|participants\b|subjects\b|cases\b|children\b"
    r"|months?\b|years?\b|weeks?\b|days?\b|fractions?\b)"
)
_NEXT_LABEL = rf"\s?(?:{DASH}|/|,|and|or|to|vs\.?|v|\+)\s?"
_ALLOCATED = r"(?:\d{2,}\s+(?:[a-z-]+\s+){0,3}?(?:patients|women|men|boys|girls|children|adults|adolescents|participants|lesions|tumou?rs)\b|\d{2,}\s+(?:to|in|on|into|received|had|were|with|of|[Gg]leason|[Ss]tage|[Gg]rade|[Ll]evel|[Aa]rm|[Gg]roup)\b|\d{2,}\s*(?:[;)]|\(\s*\d)|\d+\s+(?:out\s+)?of\s+\d|\d+\s?/\s?\d)"  # to arm 1, 67 to arm 2; in group 1, 6 of 14
_LABELLED = (
    rf"\b(?:{_GROUPS}|{_LABELS})(?:\s+(?:scores?\s+of|scores?))?[\s-]*(?:≥|>|≤|<|=)?\s?"
    rf"(?:\d+(?:[.·]\d+)?[A-Da-d]?(?:{_NEXT_LABEL}(?!{_ALLOCATED})\d+(?:[.·]\d+)?[A-Da-d]?(?![\w%]|\s*\(\s*\d|\s*(?:±|\+/[-−]|[×x]\s*\d)))*"
    rf"|(?:IV|I{{1,3}})[A-Da-d]?(?:{_NEXT_LABEL}(?:IV|I{{1,3}})[A-Da-d]?(?![\w%]))*)"
    rf"(?![\w%·]|[.·]\d|/\d|[\s-]*{_MEASURED_NEXT}|\s*[(\[,;]+\s*(?:9\d(?:[.·]\d+)?\s?%\s*)?CI\b)"
)
_TRIAL = (
    r"\b\d\s?[×x]\s?\d(?=\s+(?:factorial|table|design))"
    r"|\b[A-Z][\w-]+\s\d{1,4}(?=\s+(?:trial|study|protocol)\b)"
    r"|(?<=\b[Ii]n )(?:[A-Z][A-Z-]+\s){1,4}[0789]\d(?=,)"  # In CESS 86, 177 patients
    r"|\b[A-Z][A-Z][A-Za-z]*[- ]?\d{4,}(?:[-/]\d+)*\b|\b[A-Z]+\d+(?:[-/]\d+)+\b|\b\d+:\d+\b"
)
_TEST = (
    r"\bchi[- ]?(?:square|2|\^2|²)[\w\s-]{0,6}=?\s*\d+(?:[.·]\d+)?|χ\^?2?\s*=?\s*\d+(?:[.·]\d+)?"
    r"|\bd\.?f\.?\s*=\s*\d+"
    r"|(?<![\w-])(?:[ZzQFtr]|(?:I|R|[Cc]hi|[Tt]au|τ)\s?\^?\s?[2²]|κ|[Kk]appa|ρ|rho)\s*[=:]\s*[-−–]?\s?\d+(?:[.·]\d+)?(?:\s?%)?"
)
_ORDERED = (
    r"\b\d+(?:st|nd|rd|th)\b|\b\d+-point\b|\d point(?=\s+(?:[A-Za-z-]+\s+)?(?:scales?|scores?|Likert|systems?|questionnaires?)\b)|\b(?:\d+-|\d )(?:field|item|level|dimensional|step|stage(?!\s+[IV1-4]+[A-Da-d]?\d?\b)|way|plex|color"
    r"|category|institution|cent(?:er|re))\b|\b[2-9][- ]arm\b"
)
_TNM = (
    rf"\b(?:yp|[pcyr])?[TN]\d[a-d]?(?:\s?(?:{DASH}|/)\s?[TN]?\d[a-d]?)*"
    rf"(?:[TNM]\d[a-d]?(?:\s?{DASH}\s?\d)?)*(?![\w%])"
)
_ONE_IN = (
    r"\b(?:[Oo]ne|[Tt]wo)\s+in\s+(?:every\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|\d{1,2})"
    r"(?=\s+(?:[a-z]+\s+)?(?:patients|women|men|people|children)\b)"
)
"""``one in ten patients``: a proportion, which counts nobody."""
_ZERO_LED = r"(?<![=<>.,·/:\d-])(?<!\d['’\s])(?<![=<>.,·/:-]\s)\b0\d{2,4}\b(?![.,·/:-]?\d)"
"""``Group study 0813``."""
_CAPTION = (
    r"\A\W{0,3}(?i:(?:supplement(?:ary|al)|supp\.?|appendix|extended\s+data|online|web)\s+)?"
    r"(?i:e?-?tab(?:les?|\.|\s)|e?-?fig(?:ures?|s?\.|\s)|scheme|box|panel|exhibit|chart|graph)\s*"
    r"(?:[A-Z][-.]?)?\d{1,3}(?:[.-]\d{1,2}(?!\d|-))?[A-Za-z]?(?![\w%·]|\s?%)"
)
"""``TABLE 4 | Patient characteristics``, ``eFig. S2B Survival``: whatever stands behind a label, its number counts nothing."""
_NAME = re.compile(rf"{_CAPTION}|{_ZERO_LED}|{_LABELLED}|{_TNM}|{_TRIAL}|{_TEST}|{_ORDERED}|{_ONE_IN}")


def expand_refs(text: str) -> tuple[int, ...]:
    """Citation numbers of ``12–16,20`` → (12, 13, 14, 15, 16, 20)."""
    refs: list[int] = []
    for part in re.split(r"[,;]|\band\b", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= 60:
            refs.extend(range(ends[0], ends[1] + 1))
        else:
            refs.extend(ends)
    return tuple(refs)


def find_citations(text: str) -> Iterator[Atom]:
    """``[12, 14-16]``, but not an interval in brackets that holds the value before it; ``(Vogt et al., 2012)``
    and the bracket of ``Vogt et al. (2012)``, which have no numbers."""
    for m in _CITATION.finditer(text):
        refs = next(group for group in m.groups() if group).translate(_LOWERED)
        value = _VALUE_BEFORE.search(text[max(0, m.start() - 8) : m.start()])
        ends = [int(n) for n in re.findall(r"\d+", refs)]
        if value and _THROUGH.fullmatch(refs) and ends[0] <= parse_number(value.group(1)) <= ends[-1]:
            continue
        yield Atom(AtomKind.CITATION, m.start(), m.end(), refs=expand_refs(refs))
    for m in _AUTHOR_YEAR.finditer(text):
        start = m.end("second") if m["second"] else m.start()
        yield Atom(AtomKind.CITATION, start + (1 if text[start].isspace() else 0), m.end())


def find_registries(text: str) -> Iterator[Atom]:
    """Numbers of trial registries: ``NCT01234567``."""
    for m in _REGISTRY.finditer(text):
        yield Atom(AtomKind.REGISTRY, m.start(), m.end())


def find_dates(text: str) -> Iterator[Atom]:
    """Dates, years and spans of years."""
    for m in _DATE.finditer(text):
        if not text[max(0, m.start() - 3) : m.start()].rstrip().endswith("="):
            yield Atom(AtomKind.DATE, m.start(), m.end())


def find_names(text: str) -> Iterator[Atom]:
    """``RTOG 9408``, ``Table 2``, ``arm 1``, ``2:1``, ``3rd``: the number belongs to a name."""
    for m in _NAME.finditer(text):
        yield Atom(AtomKind.NAME, m.start(), m.end())
