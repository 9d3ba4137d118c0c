"""The number grammar: typed numeric atoms found in plain strings.

Pure functions on strings. ``find_atoms`` scans the text once for each kind of atom, the most specific
first; an atom owns its characters, so that a p-value's digits are never read as a count. Patterns are
composed from the named pieces below.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class AtomKind(StrEnum):
    """What a number is."""

    NUMBER = "NUMBER"  # plain number or range
    PERCENT = "PERCENT"
    DOSE = "DOSE"  # Gy
    TIME = "TIME"
    RATIO = "RATIO"  # 10/57
    P_VALUE = "P_VALUE"
    INTERVAL = "INTERVAL"  # confidence interval
    SPREAD = "SPREAD"  # range, IQR, SD: never a value of its own
    GRADE = "GRADE"
    CITATION = "CITATION"
    REGISTRY = "REGISTRY"
    DATE = "DATE"
    MEASURE = "MEASURE"  # other unit: mg/m², mm, MV
    NAME = "NAME"  # a number that is part of a name: RTOG 9408


@dataclass(frozen=True, slots=True)
class Atom:
    """One numeric atom; ``text[start:end]`` is what was printed.

    ``low``/``high`` are in ``unit`` (doses always Gy); ``high`` is None for an open grade range.
    ``core`` is the offset where the number itself begins, after a comparator word.
    """

    kind: AtomKind
    start: int
    end: int
    low: float = 0.0
    high: float | None = None
    unit: str | None = None
    comparator: str = "="
    core: int = -1
    measure: str = "physical"
    refs: tuple[int, ...] = ()
    shared: bool = False  # the unit was taken from a later member of the same list
    adjectival: bool = False  # "2-Gy", "5-year": hyphenated before a noun
    words: bool = False  # spelled out

    @property
    def single(self) -> bool:
        """One value rather than a range."""
        return self.high == self.low


DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?![\d.·]\d)|\d+)"
NUM = rf"(?:{DIGITS}(?:[.·]\d+)?|[.·]\d+)"
DASH = r"[-–—−‐‑]"
MINUS = r"[-−–]"
LEFT = r"(?<![\w.·])(?<![A-Za-z][-–])"
TO = rf"(?:\s?{DASH}\s?|-?\s+to\s+|\s?~\s?)"

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {w: i for i, w in enumerate(_UNITS)} | {w: 10 * i for i, w in enumerate(_TENS, 2)}
_ONE_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER_WORDS = (
    rf"(?:(?:{_ONE_WORD})(?:[-\s]+(?:{'|'.join(_UNITS[1:10])}))?"
    rf"(?:\s+(?:hundred|thousand)(?:(?:\s+and)?\s+(?:(?:{_ONE_WORD})(?:[-\s](?:{'|'.join(_UNITS[1:10])}))?"
    rf"(?:\s+hundred(?:(?:\s+and)?\s+(?:{_ONE_WORD})(?:[-\s](?:{'|'.join(_UNITS[1:10])}))?)?)?))?)?)"
)

COMPARATOR_WORDS = {
    "at least": ">=", "no less than": ">=", "a minimum of": ">=", "minimum": ">=", "more than": ">",
    "greater than": ">", "higher than": ">", "over": ">", "above": ">", "beyond": ">", "exceeding": ">", "less than": "<",
    "lower than": "<", "fewer than": "<", "under": "<", "below": "<", "up to": "<=", "at most": "<=",
    "no more than": "<=", "not more than": "<=", "a maximum of": "<=", "maximum": "<=",
    "approximately": "~", "about": "~", "around": "~", "roughly": "~", "nearly": "~", "almost": "~",
    "circa": "~", "ca.": "~",
}  # fmt: skip
COMPARATOR_SIGNS = {
    "≥": ">=", ">=": ">=", "=>": ">=", "⩾": ">=", "> or =": ">=", "> =": ">=", "< =": "<=", ">or=": ">=", ">/=": ">=", "≤": "<=", "<=": "<=",
    "=<": "<=", "⩽": "<=", "< or =": "<=", "<or=": "<=", "</=": "<=", ">": ">", "<": "<", "=": "=", "~": "~",
    "≈": "~", "∼": "~", "±": "±",
}  # fmt: skip
_PREFIX_SIGN = "|".join(
    re.escape(s) for s in sorted(COMPARATOR_SIGNS, key=len, reverse=True) if s not in {"=", "±"}
)
_SIGN = "|".join(re.escape(sign) for sign in sorted(COMPARATOR_SIGNS, key=len, reverse=True))
_WORD_COMPARATOR = "|".join(re.escape(w) for w in sorted(COMPARATOR_WORDS, key=len, reverse=True))
COMPARATOR = rf"(?P<cmp>(?:(?:{_PREFIX_SIGN})\s*|\b(?i:{_WORD_COMPARATOR})\s+))?"

GY_UNIT = (
    r"(?P<unit>[Cc]?(?:c?Gy(?:s|\b|(?=[\[(_/]|\d|E|e|RBE))|[Gg]rays?\b|GY\b|cGY\b|GyE\b|GRAYS?\b)"
    r"|(?:cobalt[- ])?[Gg]ray[- ][Ee]quivalents?(?:\s*\(GyE\))?|CGyE\b|CGE\b|cobalt\s+[Gg]y\s+equivalents?)"
)
GY_SUFFIX = (
    r"(?P<suffix>(?:\s?\(?\[?RBE(?:-weighted)?\]?\)?|E\b|\(E\)|\s?\(RBE\)|\s?equivalents?\b)?)"
    r"(?P<bed>(?:_?\d{1,2}\b|_?\[\d+\]|\s?\((?:BED|EQD2)\))?)"
)
TIME_UNIT = (
    r"(?P<unit>years?|yrs?\.?(?!\w)|months?|mos?\.?(?!\w)|weeks?|wks?\.?(?!\w)|days?|hours?|hrs?\b|minutes?|mins?\b"
    r"|y(?![\w'’])|wk\b|d(?![\w'’.])|h(?![\w'’]))(?:'|’)?(?!\w)"
)
_TIME = {
    "y": "years", "yr": "years", "yrs": "years", "year": "years", "years": "years", "mo": "months",
    "mos": "months", "month": "months", "months": "months", "wk": "weeks", "wks": "weeks", "week": "weeks",
    "weeks": "weeks", "d": "days", "day": "days", "days": "days", "h": "hours", "hr": "hours", "hrs": "hours",
    "hour": "hours", "hours": "hours", "min": "minutes", "mins": "minutes", "minute": "minutes",
    "minutes": "minutes",
}  # fmt: skip
OTHER_UNIT = (
    r"(?P<unit>(?:[mµμuknc]?g|micro(?:grams?|g)|milligrams?|grams?|[mdµμuc]?[lL]|cc|[cmnµμ]m|MeV|MV|kVp?|kV|keV|"
    r"[MGkm]?Bq|m?Ci|IU|HU|MU|mmol|µmol|mmHg|mSv|Sv|mGy|µGy|MHz|T\b|°\s?C?|degrees?|points?|U\b|ml|kcal)"
    r"(?:[\^(]?[-−]?[23²³]\)?)?(?:\s?/\s?(?:[a-zA-Zµ]{1,5}|d|day)(?:[\^(]?[23²³]\)?)?)*)(?![A-Za-z])"
)


def parse_number(text: str) -> float:
    """The value of one printed or spelled number; ``ValueError`` where it is none."""
    plain = text.strip().replace("·", ".").replace("−", "-").replace("–", "-")
    if re.fullmatch(r"0,\d+", plain):
        return float(plain.replace(",", "."))
    try:
        return float(plain.replace(",", ""))
    except ValueError:
        return float(_parse_words(plain))


def _parse_words(text: str) -> int:
    total = current = 0
    words = [w for w in re.split(r"[-\s]+", text.lower()) if w and w != "and"]
    if not words:
        raise ValueError(f"not a number: {text!r}")
    for word in words:
        if word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word in _WORDS:
            current += _WORDS[word]
        else:
            raise ValueError(f"not a number: {text!r}")
    return total + current


def print_number(value: float) -> str:
    """The shortest printed form of a value; ``parse_number`` reads it back."""
    return repr(int(value)) if float(value).is_integer() else repr(value)


def roman(text: str) -> int:
    """The value of a Roman or Arabic numeral up to 5."""
    return {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}.get(text.upper()) or int(text)


def comparator(text: str | None) -> str:
    """The comparator code of a printed comparator (``at least`` → ``>=``); ``=`` for none."""
    key = re.sub(r"\s+", " ", (text or "").strip().lower())
    return COMPARATOR_WORDS.get(key) or COMPARATOR_SIGNS.get(key) or "="


P_HEAD = (
    r"(?<![\w-])[Pp](?:[- ]?(?:values?|interaction|trend|het|heterogeneity|log-?rank|adj(?:usted)?|non-?inferiority|int|NI)\b|_\w+)?"
    r"(?:\s*\((?:[\w\s-]{2,30})\))?"
    r"(?:\s+(?:values?\s+)?(?:for|of)\s+(?!0?[.·])[\w-]+(?:\s[\w-]+)?)?"
    r"(?:\s+rang(?:e|ed|ing)(?:\s+from)?)?(?:\s+values?)?"
)
P_SIGN = rf"\s*,?\s*(?P<cmp>{_SIGN}|\b(?:of|was|is|were|less than|greater than|equals?)\b|:)?\s*"
P_NUMBER = (
    r"(?P<low>(?:0[,.·]\s?\d+|[.·]\d+|1[.·]0+|\d+(?:[.·]\d+)?\s?[×xX*]\s?10\s?\^?\(?\s?[-−–]\s?\d+\)?"
    r"|10\s?\^?\(?[-−–]\s?\d+\)?|\d+(?:[.·]\d+)?[eE][-−–]\d+|1(?![\d.])|0(?![\d.,])))"
)
_P = re.compile(rf"{P_HEAD}{P_SIGN}{P_NUMBER}(?!\d)(?!\s*[%])")
_P_MORE = re.compile(
    rf"(?P<sep>\s*(?:,\s*(?:and\s+)?|and\s+|or\s+|;\s*|vs\.?\s+|[-–]|to\s+))(?P<cmp>{_SIGN})?\s*{P_NUMBER}(?!\d)(?!\s*[%])"
)


def _p_number(text: str) -> float:
    plain = re.sub(r"\s", "", text).replace("·", ".").replace("−", "-").replace("–", "-")
    power = re.fullmatch(r"(?:(\d+(?:\.\d+)?)[×xX*])?10\^?\(?-(\d+)\)?", plain)
    if power:
        return float(f"{power.group(1) or 1}e-{power.group(2)}")
    return float(plain.replace(",", "."))


def _p_values(text: str) -> Iterator[Atom]:
    for m in _P.finditer(text):
        sign = (m["cmp"] or "").strip()
        if not sign and not m["low"].strip().startswith(("0", ".", "·")):
            continue
        if not sign and "rang" not in m.group() and "alue" not in m.group():
            continue
        first = _p_atom(m, m.start(), m.end(), sign)
        if first is None:
            continue
        yield first
        end, previous = m.end(), first
        while more := _P_MORE.match(text, end):
            if (
                not more["cmp"]
                and re.match(r"\s*(?:,|;)\s*$", more["sep"])
                and "and" not in text[end : end + 40]
            ):
                break
            if (
                re.match(r"\s*\d", text[more.end() : more.end() + 2])
                or more["low"] == "1"
                or more["low"] == "0"
            ):
                break
            if text[more.end() : more.end() + 6].lstrip()[:2] in {"Gy", "to"}:
                break
            atom = _p_atom(
                more,
                more.start("cmp") if more["cmp"] else more.start("low"),
                more.end(),
                more["cmp"] or previous.comparator,
            )
            if atom is None:
                break
            yield atom
            end, previous = more.end(), atom


def _p_atom(m: re.Match[str], start: int, end: int, sign: str) -> Atom | None:
    code = {"<": "<", ">": ">", "less than": "<", "greater than": ">"}.get(sign) or comparator(sign)
    value = _p_number(m["low"])
    if value > 1 or code not in {"=", "<", ">", "<=", ">="} or re.fullmatch(r"0\d+", m["low"]):
        return None
    return Atom(AtomKind.P_VALUE, start, end, value, value, comparator=code, core=m.start("low"))


_SIGNED = rf"[-−+]?{NUM}"
_CI_WORD = r"(?:C\.?I\.?s?|[Cc]onfidence\s+(?:[Ii]ntervals?|[Ll]imits?|[Bb]ounds?)(?:\s*[\[(]\s*CI\s*[\])])?|[Cc]redible\s+[Ii]ntervals?|CrI|CL)"
_CI = re.compile(
    rf"(?:(?:(?:one|two|1|2)-sided\s+)?(?P<level>\d{{2}}(?:[.·]\d)?)\s*(?:%|percent|per\s?cent)?[- ]?\s*{_CI_WORD}|\b{_CI_WORD}\s*[\[(]?\s*(?P<level2>\d{{2}})\s*%\s*[\])]?|\b{_CI_WORD}(?=\s*[:=,]?\s*[\[(]?\s*[-−+]?[\d.·]))"
    rf"\s*(?:[:=,;]|of|was|were|is|ranged|for\s+(?:\w+\s+)?(?:difference|HR|OR))*(?:\s+from)?\s*[\[(]*\s*"
    rf"(?P<low>{_SIGNED})\s*%?(?:\s*(?:months?|years?|weeks?|days?))?\s*(?:{DASH}|to|,|;|and)\s*(?P<high>{_SIGNED}|∞|infinity|not\s+(?:reached|estimable|evaluable)|NR|NE|NA|n\.?r\.?)"
    rf"(?:\s*%|\s*(?:months?|years?|weeks?|days?)\b)?",
)


def _intervals(text: str) -> Iterator[Atom]:
    for m in _CI.finditer(text):
        level = m["level"] or m["level2"]
        try:
            high: float | None = parse_number(m["high"].lstrip("+"))
        except ValueError:
            high = None
        yield Atom(
            AtomKind.INTERVAL, m.start(), m.end(), parse_number(m["low"].lstrip("+")), high,
            unit=level, core=m.start("low"),
        )  # fmt: skip


_SPREAD = re.compile(
    rf"(?:\b(?:inter-?quartile\s+range(?:\s*[\[(]\s*IQR\s*[\])])?|IQR|(?:full\s+|total\s+)?range[sd]?|min(?:imum)?[-–]max(?:imum)?|SD|standard\s+deviation|SEM?|standard\s+error|"
    rf"quartiles?|(?:25|5|10)th[-–](?:75|95|90)th\s+percentiles?)\s*(?:\[[^\]]{{1,8}}\])?\s*(?:[:=,]|of|was|is|from|between)?\s*[\[(]?\s*"
    rf"{_SIGNED}(?:\s?%|\s?(?:c?Gy|months?|years?|weeks?|days?|mos?|yrs?|cm|mm|cc))?(?:\s*(?:{DASH}|to|and|,)\s*{_SIGNED}(?:\s?%|[-\s]?(?:c?Gy|months?|years?|weeks?|days?|mos?|yrs?|cm|mm|cc|mL|ng/mL|fractions?)\b)?)?"
    rf"|\d{{2}}%\s+(?:upper|lower)\s+confidence\s+(?:limit|bound)[,:]?\s*(?:of\s+)?[-−]?{NUM}\s?%?|(?:±|\+/-|\+/−|\+\s?-)\s*{NUM}\s*%?(?:\s?c?Gy\b)?)",
)


def _spreads(text: str) -> Iterator[Atom]:
    for m in _SPREAD.finditer(text):
        head = m.group().lower()
        if head.startswith(("ranged", "ranges")) and "(" not in text[max(0, m.start() - 2) : m.start()]:
            continue
        before = text[max(0, m.start() - 12) : m.start()].lower()
        if head.startswith("range") and re.search(r"\b(?:in|within|over|the|a|p|doses?)\s+$", before):
            continue
        if head.startswith("se") and not re.match(r"s(?:e|em)\b", head):
            continue
        yield Atom(AtomKind.SPREAD, m.start(), m.end())


_CITATION = re.compile(rf"\[\s*(\d{{1,3}}(?:\s*(?:[,;]|{DASH})\s*\d{{1,3}})*)\s*\]")


def expand_refs(text: str) -> tuple[int, ...]:
    """Citation numbers of ``12–16,20`` → (12, 13, 14, 15, 16, 20)."""
    refs: list[int] = []
    for part in re.split(r"[,;]", text):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= 60:
            refs.extend(range(ends[0], ends[1] + 1))
        else:
            refs.extend(ends)
    return tuple(refs)


def _citations(text: str) -> Iterator[Atom]:
    for m in _CITATION.finditer(text):
        value = re.search(r"(\d+(?:[.·]\d+)?)\s?%?\s*$", text[max(0, m.start() - 8) : m.start()])
        ends = [int(n) for n in re.findall(r"\d+", m.group(1))]
        if value and re.search(DASH, m.group(1)) and ends[0] <= parse_number(value.group(1)) <= ends[-1]:
            continue  # an interval in brackets that holds the value before it
        yield Atom(AtomKind.CITATION, m.start(), m.end(), refs=expand_refs(m.group(1)))


_REGISTRY = re.compile(
    r"\bNCT\s?0\d{7}\b|\bISRCTN\s?\d{6,8}\b|\bACTRN\d{10,}\b|\bUMIN\d{6,}\b|\bChiCTR[-\w]{6,}\b|\bDRKS\d{8}\b"
    r"|\bCTRI/\d{4}/\d+/\d+\b|\bNTR\d{3,5}\b|\b20\d\d-\d{6}-\d\d\b|\bCRD\d{8,}\b|\bRPCEC\d{8}\b"
)


def _registries(text: str) -> Iterator[Atom]:
    for m in _REGISTRY.finditer(text):
        yield Atom(AtomKind.REGISTRY, m.start(), m.end())


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_DATE = re.compile(
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?:19|20)\d\d\b|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b"
    rf"|{_MONTH},?\s+(?:of\s+)?(?:19|20)\d\d\b|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*(?:patients|[.·%]))|\b\d{{1,2}}\s+{_MONTH}"
    rf"|\b\d{{1,2}}/\d{{1,2}}/(?:19|20)?\d\d\b|\b\d{{1,2}}/(?:19|20)\d\d\b"
    rf"|(?<![\w.,·/-])(?:19[4-9]\d|20[0-4]\d)(?:\s?{DASH}\s?(?:(?:19|20)\d\d|\d\d)\b)?(?![\w%·]|[.,]\d|\s+(?:(?:consecutive|eligible|adult|assessable|evaluable)\s+)?(?:patients|women|men|participants|cases|subjects|lesions|Gy|cGy)))"
)


def _dates(text: str) -> Iterator[Atom]:
    for m in _DATE.finditer(text):
        if text[max(0, m.start() - 3) : m.start()].rstrip().endswith("="):
            continue
        yield Atom(AtomKind.DATE, m.start(), m.end())


_G = r"(?:III|II|IV|I|V|[0-5])"
_GRADE = re.compile(
    rf"(?:(?P<above>\babove\s+|\bbelow\s+)?(?P<pre>(?:{_SIGN})\s*)?\b(?:[Gg]rades?|GRADES?|[Gg]r\.?)[-\s]*(?:of\s+)?(?P<sign>(?:{_SIGN}|at\s+least|above)\s*)?(?P<low>{_G})(?![\d.·%A-Za-z])"
    rf"|(?P<pre2>(?:≥|>=|≤|>)\s*)?(?<![\w-])G\s?(?P<sign2>(?:≥|>=|>|≤)\s?)?(?P<low2>[0-5])(?![\w.·%]))"
    rf"(?:(?P<sep>\s*{DASH}\s*|\s+(?:to|through)\s+|\s*/\s*|\s+or\s+|\s+and\s+|\s*,\s*(?=(?:{_G}\s*,\s*)*{_G}\s*,?\s+(?:and|or)\s))(?:[Gg]rades?\s+|G(?=\d))?(?P<high>{_G})(?![\d.·%A-Za-z])(?!\s+(?:patients|women|men|cases))"
    rf"(?P<more>(?:\s*,\s*(?:and|or)\s+|\s*,\s*|\s+and\s+|\s+or\s+)(?:[Gg]rade\s+)?{_G}(?![\d.·%A-Za-z]))*)?"
    rf"(?P<open>\s*\+|(?:\s*,)?\s*(?:or|and|/)\s*(?:greater|higher|more|worse|above|over|severer|up)\b|\s+or\s+(?:more\s+severe)|\s+toxicity\s+or\s+(?:greater|higher|more|worse)\b|\s+and\s+beyond)?"
)
_TUMOUR = re.compile(
    r"^\s*(?:\(?(?:\d\)?\s*)?(?:[\w-]+\s+){0,2}?(?:astrocytomas?|gliomas?|tumou?rs?|sarcomas?|carcinomas?|cancers?|DCIS|disease|lymphomas?|meningiomas?|histology|differentiation|group))",
    re.I,
)
_TUMOUR_BEFORE = re.compile(
    r"(?:tumou?r|histolog(?:y|ic(?:al)?)|Gleason|nuclear|pathologic(?:al)?|glioma|astrocytoma\)?|high|low|intermediate|WHO|differentiation)[\s,(-]*$",
    re.I,
)


def _grades(text: str) -> Iterator[Atom]:
    for m in _GRADE.finditer(text):
        low = roman(m["low"] or m["low2"])
        high: int | None = low
        pair = None
        sign = comparator(m["pre"] or m["sign"] or m["pre2"] or m["sign2"])
        if m["sign"] and m["sign"].strip() in {"at least"}:
            sign = ">="
        if (m["above"] or m["sign"] or "").strip() == "above":
            sign = ">"
        if m["high"]:
            high = roman(m["high"])
            if m["more"]:
                tail = re.findall(_G, m["more"])
                high = max(high, roman(tail[-1])) if tail else high
            pair = "/" if m["sep"].strip() in {"/", "and", "or", ","} else "-"
        if m["open"] or sign == ">=":
            high = None
        elif sign == ">":
            low, high = low + 1, None
        elif sign in {"<=", "<"}:
            low, high = 0, low
        if high is not None and high < low:
            low, high = high, low
        tumour = bool(
            _TUMOUR.match(text[m.end() : m.end() + 60])
            or _TUMOUR_BEFORE.search(text[max(0, m.start() - 24) : m.start()])
        )
        kind = AtomKind.NAME if tumour else AtomKind.GRADE
        end = m.end()
        yield Atom(
            kind, m.start(), end, float(low), None if high is None else float(high), unit=pair, core=m.start()
        )


_NAME = re.compile(
    r"\b(?:RTOG|NRG|EORTC|SWOG|CALGB|GOG|ECOG|TROG|NCIC|NSABP|ACOSOG|JCOG|MRC|IBCSG|DAHANCA|ARO|GORTEC|POG|CCG|SFOP|SIOP|KROG|HKNPCSG|INT|NCCTG|POSTCARD|"
    r"Trial|Protocol|Study|Intergroup|Number|No\.|no\.|nos\.|number|Table|Tables|Figure|Figures|Fig\.|Figs?\.|Supplementary|Appendix|Section|version|Version|v\.?|"
    r"[Aa]rms?|[Gg]roups?|[Rr]egimens?|[Cc]ohorts?|[Cc]lass|[Tt]ype|[Pp]hase|[Ss]tages?|[Ll]evels?|[Gg]leason(?:\s+score)?|KPS|ICD|CTCAE|RECIST|KROG)"
    rf"(?:\s+(?:scores?\s+of|scores?))?[\s-]*(?:≥|>|≤|<|=)?\s?(?:\d+(?:[.·]\d+)?|IV|I{{1,3}})[A-Da-d]?(?:\s?(?:{DASH}|/|,|and|or|to|vs\.?|v)\s?(?:\d+(?:[.·]\d+)?[A-Da-d]?|IV|I{{1,3}})[A-Da-d]?(?![\w%]))*(?![\w%·]|[.·]\d|\s*(?:%|Gy\b|cGy\b|patients\b|lesions\b|women\b|men\b|participants\b|subjects\b|cases\b|children\b|months?\b|years?\b|weeks?\b|days?\b|fractions?\b))"
    r"|\b\d\s?[×x]\s?\d(?=\s+(?:factorial|table|design))|\b[A-Z][\w-]+\s\d{1,4}(?=\s+(?:trial|study|protocol)\b)"
    r"|\b[A-Z][A-Z][A-Za-z]*[- ]?\d{4,}(?:[-/]\d+)*\b|\b[A-Z]+\d+(?:[-/]\d+)+\b|\b\d+:\d+\b|\bchi[- ]?(?:square|2|\^2|²)[\w\s-]{0,6}=?\s*\d+(?:[.·]\d+)?|χ\^?2?\s*=?\s*\d+(?:[.·]\d+)?|\bd\.?f\.?\s*=\s*\d+"
    r"|\b\d+(?:st|nd|rd|th)\b|\b\d+[- ](?:point|field|item|level|dimensional|step|stage|arm|way|plex|color|category|institution|cent(?:er|re))\b",
)


def _names(text: str) -> Iterator[Atom]:
    for m in _NAME.finditer(text):
        yield Atom(AtomKind.NAME, m.start(), m.end())


_RATIO = re.compile(rf"{LEFT}(?P<low>\d{{1,5}})\s?/\s?(?P<high>\d{{1,5}})(?![\w/]|[.·]\d)(?!\s?Gy)")


def _ratios(text: str) -> Iterator[Atom]:
    for m in _RATIO.finditer(text):
        low, high = float(m["low"]), float(m["high"])
        if 0 <= low <= high and high > 0:
            yield Atom(AtomKind.RATIO, m.start(), m.end(), low, high, core=m.start())


_WORD_LOW = rf"(?P<low>{LEFT}{NUM}|(?i:\b{NUMBER_WORDS}\b))"


def _quantities(text: str, unit: str, suffix: str = "") -> Iterator[re.Match[str]]:
    pattern = _QUANTITY_CACHE.get(unit)
    if pattern is None:
        pattern = re.compile(
            rf"{COMPARATOR}{_WORD_LOW}(?:(?P<mid>\s?(?:%|c?Gy|months?|years?|weeks?|days?))?{TO}{COMPARATOR.replace('cmp', 'cmp2')}(?P<high>{NUM}|{NUMBER_WORDS}\b))?"
            rf"(?:\s*[\[(](?:inter-?quartile\s+range|IQR|range)[^\])]{{1,40}}[\])])?(?P<gap>\s?{DASH}?\s?){unit}{suffix}",
            re.I if unit is TIME_UNIT else 0,
        )
        _QUANTITY_CACHE[unit] = pattern
    return pattern.finditer(text)


_QUANTITY_CACHE: dict[str, re.Pattern[str]] = {}


def _range(m: re.Match[str]) -> tuple[float, float] | None:
    try:
        low = parse_number(m["low"])
        high = parse_number(m["high"]) if m["high"] else low
    except ValueError:
        return None
    if high < low:
        return None
    return low, high


_OR_MORE = re.compile(r"\s+\(?or\s+(more|higher|greater|above|over|less|lower|below)\b\)?", re.I)
_BETWEEN = re.compile(rf"\bbetween\s+(?P<low>{NUM})(?:\s?c?Gy)?\s+and\s+(?P<high>{NUM})\s?(?P<unit>c?Gy)\b")


def _between(text: str) -> Iterator[Atom]:
    """``between 45 and 54 Gy`` is one range."""
    for m in _BETWEEN.finditer(text):
        scale = 0.01 if m["unit"] == "cGy" else 1.0
        low, high = parse_number(m["low"]) * scale, parse_number(m["high"]) * scale
        if low < high:
            yield Atom(AtomKind.DOSE, m.start(), m.end(), low, high, "Gy", core=m.start("low"))


def _doses(text: str) -> Iterator[Atom]:
    for m in _quantities(text, GY_UNIT, GY_SUFFIX):
        ends = _range(m)
        rest = text[m.end() : m.end() + 8]
        if ends is None:
            continue
        if re.match(r"\s?/\s?(?:min|h\b|hr|hour|MU|s\b)", rest):  # a dose rate
            yield Atom(AtomKind.MEASURE, m.start(), m.end(), ends[0], ends[1], "Gy/time", core=m.start("low"))
            continue
        unit = m["unit"]
        scale = 0.01 if re.match(r"[Cc]?c[Gg]", unit) else 1.0
        bed = m["bed"] or ""
        measure = "physical"
        sign, end = comparator(m["cmp"]), m.end()
        tail = _OR_MORE.match(text, end)
        if tail and sign == "=":
            sign, end = (
                (">=" if tail.group(1).lower() in {"more", "higher", "greater", "above", "over"} else "<="),
                tail.end(),
            )
        if "CGE" in unit or "quivalent" in unit.lower() or "CG" in unit or m["suffix"] or unit.endswith("E"):
            measure = "rbe"
        elif bed:
            measure = "eqd2" if "EQD2" in bed else "bed"
        yield Atom(
            AtomKind.DOSE, m.start(), end, round(ends[0] * scale, 6), round(ends[1] * scale, 6), "Gy",
            sign, m.start("low"), measure, adjectival=bool(re.search(DASH, m["gap"])),
        )  # fmt: skip


def _times(text: str) -> Iterator[Atom]:
    for m in _quantities(text, TIME_UNIT):
        ends = _range(m)
        if ends is None:
            continue
        unit = _TIME[m["unit"].lower().rstrip(".'’")]
        if unit == "days" and (m["unit"] == "D" or (m["unit"] == "d" and m["gap"])):  # 3D is no duration
            continue
        yield Atom(
            AtomKind.TIME, m.start(), m.end(), ends[0], ends[1], unit, comparator(m["cmp"]), m.start("low"),
            adjectival=bool(re.search(DASH, m["gap"])),
        )  # fmt: skip


_UNIT_BEHIND = re.compile(
    rf"{LEFT}(?P<low>{NUM})(?P<inside>\s*[(\[][^()\[\]]{{3,40}}[)\]])\s+(?P<unit>months?|years?|weeks?|days?)\b",
    re.I,
)


def _unit_behind(text: str) -> Iterator[Atom]:
    """``8.3 (95% CI 6.9-9.4) months``: the unit stands behind the interval, which keeps its own atom."""
    for m in _UNIT_BEHIND.finditer(text):
        if re.search(r"\d", m["inside"]) and not re.search(
            r"[a-z]{4,}", re.sub(r"range|confidence|interval", "", m["inside"], flags=re.I)
        ):
            value = parse_number(m["low"])
            yield Atom(
                AtomKind.TIME,
                m.start("low"),
                m.end("low"),
                value,
                value,
                _TIME[m["unit"].lower()],
                core=m.start("low"),
            )


_UNIT_IN_SPREAD = re.compile(
    rf"{LEFT}(?P<low>{NUM})(?=\s*[(\[](?:range|IQR|inter-?quartile\s+range|95%\s?CI)[,:\s]+[^()\[\]]{{1,30}}?\b(?P<unit>months?|years?|weeks?|days?)[)\]])",
    re.I,
)


def _unit_in_spread(text: str) -> Iterator[Atom]:
    """``14.7 (range, 10.3-20.6 months)``: the unit is printed only with the spread."""
    for m in _UNIT_IN_SPREAD.finditer(text):
        value = parse_number(m["low"])
        yield Atom(
            AtomKind.TIME,
            m.start(),
            m.end("low"),
            value,
            value,
            _TIME[m["unit"].lower()],
            core=m.start("low"),
        )


def _spread_quantities(text: str) -> Iterator[Atom]:
    """``5.6 (IQR, 4.0-8.4) years``: the unit stands behind the spread."""
    for scan in (_times, _doses, _percents):
        yield from (
            atom
            for atom in scan(text)
            if re.search(r"[(\[]", text[atom.core : atom.end]) and "RBE" not in text[atom.core : atom.end]
        )


_NAMED_TIME = re.compile(
    rf"\b(?P<unit>weeks?|months?|years?|days?)\s+(?P<list>\d{{1,3}}(?:[.·]\d)?(?:\s*,\s*\d{{1,3}}(?![\d.%]))*(?:\s*,?\s*(?:and|or|to|{DASH})\s*\d{{1,3}}(?![\d.·%]))?)(?![\d.·]*\s?(?:%|patients|[A-Za-z]*Gy\b|fractions|months|years|weeks|days|\())(?!\w)",
    re.I,
)


def _named_times(text: str) -> Iterator[Atom]:
    """``week 8``, ``weeks 1, 4, and 12``: one atom a number."""
    for m in _NAMED_TIME.finditer(text):
        unit = _TIME[m["unit"].lower()]
        for position, number in enumerate(re.finditer(r"\d+(?:[.·]\d)?", m["list"])):
            start = m.start() if position == 0 else m.start("list") + number.start()
            value = parse_number(number.group())
            yield Atom(
                AtomKind.TIME, start, m.start("list") + number.end(), value, value, unit,
                core=m.start("list") + number.start(), adjectival=True,
            )  # fmt: skip


_PERCENT_UNIT = r"(?P<unit>%|percent\b|per\s?cent\b|percentage(?=[-\s]points?\b))(?P<points>(?:[-\s]+(?:age\s+)?points?\b)?)"


def _percents(text: str) -> Iterator[Atom]:
    for m in _quantities(text, _PERCENT_UNIT):
        ends = _range(m)
        if ends is None or re.match(
            r"[\s-]*(?:(?:upper|lower)\s+)?(?:CIs?\b|confidence)", text[m.end() : m.end() + 20], re.I
        ):
            continue
        start, low, high = m.start(), ends[0], ends[1]
        sign = re.search(r"(?:(?<=[\s(])|(?<=^))[-−]\s?$", text[max(0, m.start("low") - 2) : m.start("low")])
        if sign and m["high"] is None and not m["cmp"]:
            start, low, high = m.start("low") - len(sign.group()), -low, -low
        yield Atom(
            AtomKind.PERCENT, start, m.end(), low, high, "percent", comparator(m["cmp"]), m.start("low"),
        )  # fmt: skip


def _measures(text: str) -> Iterator[Atom]:
    for m in _quantities(text, OTHER_UNIT):
        ends = _range(m)
        if ends is not None:
            yield Atom(AtomKind.MEASURE, m.start(), m.end(), ends[0], ends[1], m["unit"], core=m.start("low"))


_NUMBER = re.compile(
    rf"{COMPARATOR}{_WORD_LOW}(?:{TO}(?P<high>{NUM}|{NUMBER_WORDS}\b))?(?P<hang>-(?=\s*(?:,|and\b|or\b|to\b|/)))?(?:(?!\w)|(?=(?:fx|fr?|frs|fxs|pts)\b))",
    re.I,
)


def _numbers(text: str) -> Iterator[Atom]:
    for m in _NUMBER.finditer(text):
        ends = _range(m)
        low_only = ends is None
        if ends is None:
            try:
                value = parse_number(m["low"])
            except ValueError:
                continue
            ends = (value, value)
        words = m["low"][0].isalpha()
        if text[m.end() : m.end() + 1] == "-" and re.match(r"-[A-Z]{2,}\b", text[m.end() : m.end() + 8]):
            continue  # 5-FU
        end = m.end("low") if low_only else m.end()
        yield Atom(
            AtomKind.NUMBER,
            m.start(),
            end,
            ends[0],
            ends[1],
            None,
            comparator(m["cmp"]),
            m.start("low"),
            words=words,
        )


_SCANNERS: tuple[Callable[[str], Iterator[Atom]], ...] = (
    _registries, _citations, _p_values, _intervals, _grades, _names, _spread_quantities, _unit_in_spread, _unit_behind, _spreads, _between, _doses, _percents, _measures,
    _times, _named_times, _dates, _ratios, _numbers,
)  # fmt: skip


def find_atoms(text: str) -> tuple[Atom, ...]:
    """All numeric atoms of a string, in order, without overlaps; units shared through lists. Never raises."""
    owned = bytearray(len(text))
    found: list[Atom] = []
    for scan in _SCANNERS:
        for atom in scan(text):
            if not any(owned[atom.start : atom.end]):
                owned[atom.start : atom.end] = b"\1" * (atom.end - atom.start)
                found.append(atom)
    found.sort(key=lambda a: a.start)
    return _share_units(text, found)


_LIST_GAP = re.compile(
    r"\s*(?:,|/|;)?\s*(?:and|or|vs\.?|v\.?|versus|to|compared\s+(?:with|to)|from)?\s*-?\s*", re.I
)
_LIST_LINK = re.compile(r"\b(?:and|or|vs|v|versus|to|compared)\b|/", re.I)
_LABELLED = re.compile(
    r"(?:\b(?:n\s?=|arms?|groups?|level|table|figure|stages?|day|grade)|[×✕]|Gy\s?[/x*])\s*$", re.I
)
_UNIT_KINDS = {AtomKind.DOSE, AtomKind.TIME, AtomKind.PERCENT}


def _share_units(text: str, atoms: list[Atom]) -> tuple[Atom, ...]:
    """Give the members of a list (``24, 30, and 36 Gy``) the unit that only its last member prints."""
    result = list(atoms)
    for i in range(len(result) - 2, -1, -1):
        left, right = result[i], result[i + 1]
        if (
            left.kind is not AtomKind.NUMBER
            or right.kind not in _UNIT_KINDS
            or (left.words and right.kind is not AtomKind.TIME)
        ):
            continue
        gap = text[left.end : right.start]
        whole = text[left.end : _list_end(result, i + 1, text)]
        if not _LIST_GAP.fullmatch(gap) or not _LIST_LINK.search(whole) or not gap.strip():
            continue
        if _LABELLED.search(text[max(0, left.start - 10) : left.start]) or re.search(
            r"\bOf\s$", text[max(0, left.start - 3) : left.start]
        ):
            continue
        scale = 0.01 if right.kind is AtomKind.DOSE and "cG" in text[right.start : right.end + 8] else 1.0
        if right.kind is AtomKind.DOSE and right.shared:
            scale = 1.0 if right.low < 1000 else scale
        result[i] = replace(
            left, kind=right.kind, unit=right.unit, measure=right.measure, shared=True,
            adjectival=right.adjectival, low=left.low * scale, high=(left.high or left.low) * scale,
        )  # fmt: skip
    return tuple(result)


def _list_end(atoms: list[Atom], i: int, text: str) -> int:
    while (
        i + 1 < len(atoms)
        and atoms[i].shared
        and _LIST_GAP.fullmatch(text[atoms[i].end : atoms[i + 1].start])
    ):
        i += 1
    return atoms[i].start
