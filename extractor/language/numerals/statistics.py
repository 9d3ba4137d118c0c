"""P-values, confidence intervals, and spreads (ranges, IQR, SD)."""

import re
from collections.abc import Iterator

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.comparators import SIGN, comparator
from extractor.language.numerals.words import DASH, NUM, SIGNED, parse_number

_P_HEAD = (
    r"(?:(?<![\w-])|(?<![\w-][12])(?<=[12]))[Pp]"
    r"(?:[- ]?(?:values?|interaction|trend|het|heterogeneity|log-?rank|adj(?:usted)?|non-?inferiority|int|NI)"
    r"\b|_[\w-]+)?"
    r"(?:\s*(?:\([\w\s-]{2,30}\)|\[[\w\s-]{2,30}\]))?"
    r"(?P<of>\s+(?:values?\s+)?(?:for|of)\s+(?!0?[.·]|(?:less|lower|greater|higher|more|below|under|above)\b)[\w-]+(?:\s(?!(?:was|were|is|are)\b)[A-Za-z][\w-]*)?"
    r"|(?:(?<=alue)|(?<=alues))\s+(?:for|of)\s+[^;.()\d=<>]{3,100}?(?=\s(?:was|were|is|are)\s))?"
    r"(?:\s+(?:rang(?:e|ed|ing)(?:\s+from)?|between))?(?:\s+values?)?"
)
_P_THAN = r"(?:less|lower|greater|higher|more)\s+than|below|under|above"
_P_SIGN = rf"\s*,?\s*(?:(?:of|was|were|is|are|at)\s+(?=(?:{SIGN})|(?:{_P_THAN})\b))?(?P<cmp>{SIGN}|\b(?:of|was|is|were|{_P_THAN}|equal(?:s|led)?(?:\s+to)?)\b|:)?\s*"
_P_NUMBER = (
    r"(?P<low>(?:0(?:[,.·]|\s[.·])\s?\d+|[.·]\d+|1[.·]0+"
    r"|\d+(?:[.·]\d+)?\s?[×xX*]\s?10\s?\^?\(?\s?[-−–]\s?\d+\)?"  # 3 × 10^-4
    r"|10\s?\^?\(?[-−–]\s?\d+\)?"
    r"|\d+(?:[.·]\d+)?[eE][-−–]\d+"
    r"|1(?![\d.])|0(?![\d.,])))"
)
_P = re.compile(rf"{_P_HEAD}{_P_SIGN}{_P_NUMBER}(?!\d)(?!\s*[%])")
_ABOUT_TEST = re.compile(
    r"\b(?:interaction|trend|heterogeneity|difference|(?:non-?)?inferiority|superiority|equivalence|comparison)s?\b",
    re.I,
)
"""``p for trend = 0.02`` is one expression; in ``the p-value for survival was 0.02`` survival is an outcome."""
_P_MORE = re.compile(
    rf"(?P<of>\s+(?:for|in)\s+[A-Za-z](?:[^;.()\d,=<>]|(?<=[A-Za-z-])\d){{1,50}}?)?(?P<sep>\s*(?:,\s*(?:and\s+)?|and\s+|or\s+|;\s*|vs\.?\s+|[-–]|to\s+))"
    rf"(?P<cmp>{SIGN})?\s*{_P_NUMBER}(?!\d)(?!\s*[%])"
)
_P_MORE_TESTS = re.compile(
    rf"(?P<of>\s+(?:for|in)\s+[A-Za-z][^;()]{{1,80}}?)(?P<sep>,?\s+and\s+|,\s*)(?P<cmp>{SIGN})?\s*{_P_NUMBER}(?=\s+(?:for|in)\s)"
)
"""``P for interaction is 0.4 for age <60 years, 0.2 for stage III and 0.8 for men``."""
_POWER = re.compile(r"(?:(\d+(?:\.\d+)?)[×xX*])?10\^?\(?-(\d+)\)?")

_CI_WORD = (
    r"(?:C\.?I\.?s?|c\.\s?i\.|[Cc]onfidence\s+(?:[Ii]ntervals?|[Ll]imits?|[Bb]ounds?)(?:\s*[\[(]\s*(?:\d\d\s?%\s*)?CI\s*[\])])?"
    r"|[Cc]redible\s+[Ii]ntervals?|CrI|CL)"
)
_CI_HEAD = (
    r"(?:(?:(?:one|two|1|2)-sided\s+)?"
    rf"(?P<level>\d{{2}}(?:[.·]\d{{1,2}})?)\s*(?:%|percent|per\s?cent)?[- ]?\s*{_CI_WORD}"
    rf"|\b{_CI_WORD}\s*[\[(]?\s*(?P<level2>\d{{2}}(?:[.·]\d{{1,2}})?)\s*%\s*[\])]?"
    rf"|\b{_CI_WORD}(?=\s*[:=,]?\s*[\[(]?\s*[-−+]?[\d.·]))"
)
_CI_LINK = r"\s*(?:[:=,;]|of|was|were|is|ranged|for\s+(?:\w+\s+)?(?:difference|HR|OR))*(?:\s+(?:from|between))?\s*[\[(]*\s*"
_CI_UNIT = r"(?:\s*(?:%|per\s?cent\b|(?:months?|years?|weeks?|days?|mos?|yrs?)\b))?"
_CI_HIGH = (
    rf"(?P<high>{SIGNED}|∞|infinity|not\s+(?:reached|estimable|evaluable)|NR|NE|NA|n\.?r\.?)"
    rf"{_CI_UNIT}"
)
_CI = re.compile(
    rf"{_CI_HEAD}{_CI_LINK}(?P<low>{SIGNED}){_CI_UNIT}"
    rf"\s*(?:{DASH}|to|,|;|and|\?(?=[\d.·]))\s*{_CI_HIGH}"  # a dash that the page lost reads ``?``
)

_SPREAD_NAME = (
    r"\b(?:inter-?quartile\s+range(?:\s*[\[(]\s*IQR\s*[\])])?|IQR|(?:full\s+|total\s+)?range[sd]?"
    r"|min(?:imum)?[-–]max(?:imum)?|SD|standard\s+deviation|SEM?|standard\s+error"
    r"|quartiles?|(?:25|5|10)th[-–](?:75|95|90)th\s+percentiles?)"
)
_SPREAD_UNIT = r"c?Gy|months?|years?|weeks?|days?|mos?|yrs?|cm|mm|cc"
_SPREAD = re.compile(
    rf"(?:{_SPREAD_NAME}\s*(?:\[[^\]]{{1,8}}\])?\s*(?:[:=,]|of|was|is|from|between)?\s*[\[(]?\s*"
    rf"{SIGNED}(?:\s?%|\s?(?:{_SPREAD_UNIT}))?"
    rf"(?:\s*(?:{DASH}|to|and|,)\s*{SIGNED}(?:\s?%|[-\s]?(?:{_SPREAD_UNIT}|mL|ng/mL|fractions?)\b)?)?"
    rf"|\d{{2}}%\s+(?:upper|lower)\s+confidence\s+(?:limit|bound)[,:]?\s*(?:of\s+)?[-−]?{NUM}\s?%?"
    rf"|(?:±|\+/-|\+/−|\+\s?-)\s*{NUM}(?:\s*%)?(?:\s?c?Gy\b)?)"
)
_RANGE_VERB = re.compile(r"range\s+(?:from|between)\b")
_PLURAL_BEFORE = re.compile(r"(?<![\d\s])s\s+$")
"""``rates range from 75 to 90 %``."""
_RESPONSES_BEFORE = re.compile(r"\b(?:CR|PR)\b[^()]{0,25}$")
"""``PR = 12%, SD = 60%``: stable disease, no deviation."""
_NO_SPREAD_BEFORE = re.compile(r"\b(?:in|within|over|the|(?<!with )a|p|doses?)\s+$")


def find_p_values(text: str) -> Iterator[Atom]:
    """``p = 0.03``, and those listed behind it (``p < 0.05 and 0.01``)."""
    for m in _P.finditer(text):
        sign = (m["cmp"] or "").strip()
        if not sign and not _reads_as_p_value(text, m):
            continue
        named = m["of"] and not _ABOUT_TEST.fullmatch(m["of"])
        atom = _p_atom(m, (m.start("cmp") if sign else m.start("low")) if named else m.start(), sign)
        end = m.end()
        while atom is not None:
            yield atom
            several = "alues" in m.group() or _ABOUT_TEST.search(m.group()) is not None
            more = _P_MORE.match(text, end)
            if more is None or not _goes_on(text, more, several):
                more = _P_MORE_TESTS.match(text, end) if several else None
            if more is None:
                break
            start = more.start("cmp") if more["cmp"] else more.start("low")
            sign = more["cmp"] or ("=" if "values" in m.group() else atom.comparator)
            atom, end = _p_atom(more, start, sign), more.end()


def _reads_as_p_value(text: str, m: re.Match[str]) -> bool:
    """Without a sign: ``p values 0.03``, ``p ranging from .2``, ``(P 0.03)``."""
    begins = m["low"].strip().startswith(("0.", "0·", ".", "·"))
    opened = re.search(r"[(\[;,]\s*$", text[max(0, m.start() - 2) : m.start()])
    closed = re.match(r"\s*(?:[)\];,]|\.(?!\d)|$)", text[m.end() : m.end() + 3])
    return begins and bool("rang" in m.group() or "alue" in m.group() or (opened and closed))


def _goes_on(text: str, more: re.Match[str], plural: bool) -> bool:
    """Whether a number in a list is one more p-value: ``p-values were 0.03 for A and 0.4 for B`` too."""
    if more["of"] and (not plural or text[more.end() :].split()[:1] not in (["for"], ["in"])):
        return False
    comma = not more["cmp"] and re.match(r"\s*(?:,|;)\s*$", more["sep"])
    if comma and not more["of"] and "and" not in text[more.start() : more.start() + 40]:
        return False
    if more["low"] in {"0", "1"} or re.match(r"\s*\d", text[more.end() : more.end() + 2]):
        return False
    return text[more.end() : more.end() + 6].lstrip()[:2] not in {"Gy", "to"}


def _p_atom(m: re.Match[str], start: int, sign: str) -> Atom | None:
    code = comparator(sign)
    value = _p_number(m["low"])
    if value > 1 or code not in {"=", "<", ">", "<=", ">="} or re.fullmatch(r"0\d+", m["low"]):
        return None
    return Atom(AtomKind.P_VALUE, start, m.end(), value, value, comparator=code, core=m.start("low"))


def _p_number(text: str) -> float:
    plain = re.sub(r"\s", "", text).replace("·", ".").replace("−", "-").replace("–", "-")
    power = _POWER.fullmatch(plain)
    if power:
        return float(f"{power.group(1) or 1}e-{power.group(2)}")
    return float(plain.replace(",", "."))


def find_intervals(text: str) -> Iterator[Atom]:
    """Confidence intervals with their level as unit; ``high`` is None where it is not reached."""
    for m in _CI.finditer(text):
        try:
            high: float | None = parse_number(m["high"].lstrip("+"))
        except ValueError:
            high = None
        low = parse_number(m["low"].lstrip("+"))
        level = (m["level"] or m["level2"] or "").replace("·", ".") or None
        yield Atom(AtomKind.INTERVAL, m.start(), m.end(), low, high, level, core=m.start("low"))


def find_spreads(text: str) -> Iterator[Atom]:
    """``range 3-12``, ``± 2.1``, with the words that name them."""
    for m in _SPREAD.finditer(text):
        head = m.group().lower()
        if head.startswith(("ranged", "ranges")) and "(" not in text[max(0, m.start() - 2) : m.start()]:
            continue
        before = text[max(0, m.start() - 12) : m.start()].lower()
        if _RANGE_VERB.match(head) and _PLURAL_BEFORE.search(before):
            continue
        if head.startswith("range") and _NO_SPREAD_BEFORE.search(before):
            continue
        if head.startswith("sd") and _RESPONSES_BEFORE.search(text[max(0, m.start() - 30) : m.start()]):
            continue
        if not head.startswith("se") or re.match(r"s(?:e|em)\b", head):
            yield Atom(AtomKind.SPREAD, m.start(), m.end())
