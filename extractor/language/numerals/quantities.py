"""Numbers with a unit: doses, percentages, other measures; ratios and plain numbers."""

import re
from collections.abc import Iterator

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.comparators import before_number, comparator
from extractor.language.numerals.words import DASH, LEFT, NUM, NUMBER, NUMBER_WORDS, TO, parse_number

_GY = (
    r"(?P<before>(?:EQD_?2|BED(?:_?\d{1,2})?)\s)?"
    r"(?P<unit>[Cc]?(?:c?Gy(?:s|\b|(?=[\[(_/]|\d|E|e|RBE))|(?:[Cc]enti)?[Gg]rays?\b|GY\b|cGY\b|c?gy\b|GyE\b|GRAYS?\b|rads?\b)"
    r"|(?:cobalt[- ])?[Gg]ray[- ][Ee]quivalents?(?:\s*\(GyE\))?|CGyE\b|CGE\b|Co(?:balt)?[\s-]?Gy[\s-]?E(?:q(?:uivalents?)?)?\b|cobalt\s+[Gg]y\s+equivalents?)"
    r"(?P<suffix>(?:[\s_-]?\(?\[?RBE(?:-weighted)?\]?\)?|E\b|\s?\(E\)|[\s-]?Eq\b|\s?\(RBE\)|\s?\((?:C?GyE|CGE)\)|\s?equivalents?\b|\s(?:radio)?biological\s+equivalents?\b(?!\s+dose))?)"
    r"(?P<bed>(?:_?\d{1,2}\b|_?\[\d+\]|\s?\((?:BED|EQD2)\))?)"
)
_PERCENT = (
    r"(?P<unit>[%％﹪٪]|percents?\b|per[\s-]?cents?\b|pct\b\.?|p\.\s?c\.|per\s(?:hundred|100)\b(?![,\s]\d{3})(?!\s(?:person|patient)[-\s]?(?:years|months))|percentage(?=[-\s]points?\b))"
    r"(?P<points>(?:[-\s]+(?:age\s+)?points?\b)?)"
)
_OTHER = (
    r"(?P<unit>(?:[mµμuknc]?g|micro(?:grams?|g)|milligrams?|grams?|[mdµμuc]?[lL]|cc|[cmnµμ]m|MeV|MV|kVp?|kV"
    r"|keV|[MGkm]?Bq|m?Ci|IU|HU|MU|mmol|µmol|mmHg|mSv|Sv|mGy|µGy|[kM]?Hz|dB|letters?|logMAR|T\b|°\s?C?|degrees?|points?|U\b|ml|kcal)"
    r"(?:[\^(]?[-−]?[23²³]\)?)?"
    r"(?:\s?/\s?(?:[a-zA-Zµ]{1,5}|d|day)(?:[\^(]?[23²³]\)?)?)*)(?![A-Za-z])"
)
_HIGH = rf"(?P<high>{NUM}|{NUMBER_WORDS}\b)"


def quantity(
    unit: str, flags: int = 0, spread: str = "(?!)", repeated: str = r"%|c?Gy|months?|years?|weeks?|days?"
) -> re.Pattern[str]:
    """The pattern of a number or range with a unit; groups cmp, low, mid, cmp2, high, gap and the unit's.

    ``repeated`` is the unit that the low end of a range may print too.
    """
    return re.compile(
        rf"{before_number()}{NUMBER}"
        rf"(?:(?P<mid>\s?(?:{repeated}))?{TO}{before_number('cmp2')}{_HIGH})?"
        rf"(?:\s*[\[(](?:(?:inter-?quartile\s+range|IQR|range)[^\])]{{1,40}}|{spread})[\])])?"  # the unit behind a spread
        rf"(?P<gap>\s?{DASH}?\s?){unit}",
        flags,
    )


HUNDREDTHS = re.compile(r"[Cc]?c[Gg]|[Cc]enti|rads?\b")
"""Units of a hundredth of a gray."""
_COUNTED_BEFORE = re.compile(r"Gy\s?(?:[×xX*]|(?P<of_total>/|in\b))\s*$")
_LEAST_TOTAL = 15
_ALLOCATED = re.compile(r"\s+to\s+")
_DOSE = quantity(_GY, spread=rf"{NUM}(?:\s?{DASH}\s?|\s+to\s+|\s*,\s*){NUM}", repeated="c?Gy")
_MEAN_SPREAD = rf"(?:±|\+/[-−]|SD)\s?{NUM}"
_SHARE = quantity(_PERCENT, spread=_MEAN_SPREAD, repeated=r"%|per\s?cent")
_MEASURE = quantity(_OTHER, spread=_MEAN_SPREAD)
_FROM = re.compile(r"\bfrom\s+(?:an?\s+)?(?:(?:mean|median|average)\s+)?(?:of\s+)?$")
_RATE_NEXT = re.compile(r"\s?/\s?(?:min|h\b|hr|hour|MU|s\b)")
_OR_MORE = re.compile(r"\s+\(?or\s+(more|higher|greater|above|over|less|lower|below)\b\)?", re.I)
_MORE = {"more", "higher", "greater", "above", "over"}
_BETWEEN = re.compile(rf"\bbetween\s+(?P<low>{NUM})(?:\s?c?Gy)?\s+and\s+(?P<high>{NUM})\s?(?P<unit>c?Gy)\b")
_LEVEL_NEXT = re.compile(r"[\s-]*(?:(?:upper|lower)\s+)?(?:CIs?\b|confidence)", re.I)
_MINUS_BEFORE = re.compile(r"(?:(?<=[\s(])|(?<=^))[-−]\s?$|(?:(?<=[a-z:=,] )|(?<=\())–$")
_SLASHED_SHARES = re.compile(
    r"(?:(?:\s*(?:,|;|and|,\s*and)|\s[^.;:%\d()]{1,40},?\s)\s*\d{1,3}\s?/\s?\d{1,3})*\s?%"
)
"""``81/81, 76/72 and 62/48%``: percentages at two times or of two arms."""
_RATIO = re.compile(rf"(?<!\d/){LEFT}(?P<low>\d{{1,5}})\s?/\s?(?P<high>\d{{1,5}})(?![\w/]|[.·]\d)(?!\s?Gy)")
_NUMBER = re.compile(
    rf"{before_number()}{NUMBER}(?:{TO}{_HIGH})?(?P<hang>-(?=\s*(?:,|and\b|or\b|to\b|/)))?"
    r"(?:(?!\w)|(?=(?:fx|fr?|frs|fxs|pts)\b))",
    re.I,
)


def ends_of(m: re.Match[str]) -> tuple[float, float] | None:
    """Both ends of a range, equal for a single number; None where they do not make a range."""
    try:
        low = parse_number(m["low"])
        high = parse_number(m["high"]) if m["high"] else low
    except ValueError:
        return None
    return (low, high) if low <= high else None


def from_to(m: re.Match[str], text: str) -> list[tuple[int, int, float]]:
    """``from 26% to 12%``: no range but two values, each with its start and end."""
    if not m["high"] or not _FROM.search(text, max(0, m.start() - 24), m.start()):
        return []
    try:
        low, high = parse_number(m["low"]), parse_number(m["high"])
    except ValueError:
        return []
    first = m.end("mid") if m.groupdict().get("mid") else m.end("low")
    return [(m.start("low"), first, low), (m.start("high"), m.end(), high)]


def _behind_a_year(m: re.Match[str], text: str) -> list[tuple[int, int, float]]:
    """``from 48% in 1995 to 57%``: one value, behind a number that is no percentage."""
    if not _ALLOCATED.fullmatch(text, m.end("low"), m.start("high")) or parse_number(m["low"]) <= 100:
        return []
    return [(m.start("high"), m.end(), parse_number(m["high"]))]


def is_adjectival(m: re.Match[str]) -> bool:
    """``2-Gy``: a hyphen between number and unit."""
    return bool(re.search(DASH, m["gap"]))


def find_doses(text: str) -> Iterator[Atom]:
    """Doses in Gy, with the measure that unit and suffix tell; dose rates are measures."""
    for m in _DOSE.finditer(text):
        ends = ends_of(m)
        if ends is None and (falling := _falling(m, text)):
            yield from falling
            continue
        counted = ends is not None and m["high"] and counts_fractions(text, m.start("low"), ends[1])
        if (ends is None or counted) and not _ALLOCATED.fullmatch(text[m.end("low") : m.start("high")]):
            continue
        if ends is None or counted:  # 206 to 42.4 Gy: so many to that dose
            low, high = parse_number(m["low"]), parse_number(m["high"])
            if counted:
                yield Atom(AtomKind.NUMBER, m.start("low"), m.end("low"), low, low, core=m.start("low"))
            ends, begin = (high, high), m.start("high")
        else:
            begin = m.start()
        if _RATE_NEXT.match(text[m.end() : m.end() + 8]):
            yield Atom(AtomKind.MEASURE, m.start(), m.end(), *ends, "Gy/time", core=m.start("low"))
            continue
        scale = 0.01 if HUNDREDTHS.match(m["unit"]) else 1.0
        sign, end = comparator(m["cmp"]), m.end()
        tail = _OR_MORE.match(text, end)
        if tail and sign == "=":
            sign, end = ">=" if tail.group(1).lower() in _MORE else "<=", tail.end()
        yield Atom(
            AtomKind.DOSE, begin, end, round(ends[0] * scale, 6), round(ends[1] * scale, 6), "Gy",
            sign, max(begin, m.start("low")), _measure(m), adjectival=is_adjectival(m),
        )  # fmt: skip


def _falling(m: re.Match[str], text: str) -> list[Atom]:
    """``reduced from 60 Gy to 54 Gy``: no range but two doses."""
    both = m["high"] and (m["mid"] or _FROM.search(text, max(0, m.start() - 24), m.start()))
    if not both or _RATE_NEXT.match(text[m.end() : m.end() + 8]):
        return []
    try:
        doses = parse_number(m["low"]), parse_number(m["high"])
    except ValueError:
        return []
    scale = 0.01 if HUNDREDTHS.match(m["unit"]) else 1.0
    first, second = (round(dose * scale, 6) for dose in doses)
    end = m.end("mid") if m["mid"] else m.end("low")
    return [
        Atom(AtomKind.DOSE, m.start("low"), end, first, first, "Gy", core=m.start("low"), measure=_measure(m)),
        Atom(AtomKind.DOSE, m.start("high"), m.end(), second, second, "Gy", core=m.start("high"), measure=_measure(m)),
    ]  # fmt: skip


def counts_fractions(text: str, start: int, dose: float) -> bool:
    """``9 Gy x 3 to 20 Gy``: the number at this offset counts the fractions of the dose before it, not ``dose``."""
    before = _COUNTED_BEFORE.search(text[max(0, start - 12) : start])
    return before is not None and (not before["of_total"] or dose >= _LEAST_TOTAL)


def _measure(m: re.Match[str]) -> str:
    unit, bed = m["unit"], m["before"] or m["bed"]
    if m["suffix"] or "CG" in unit or unit.endswith(("E", "Eq")) or "quivalent" in unit.lower():
        return "rbe"
    if not bed:
        return "physical"
    return "eqd2" if "EQD" in bed else "bed"


def find_between(text: str) -> Iterator[Atom]:
    """``between 45 and 54 Gy`` is one range."""
    for m in _BETWEEN.finditer(text):
        scale = 0.01 if m["unit"] == "cGy" else 1.0
        low, high = parse_number(m["low"]) * scale, parse_number(m["high"]) * scale
        if low < high:
            yield Atom(AtomKind.DOSE, m.start(), m.end(), low, high, "Gy", core=m.start("low"))


def find_percents(text: str) -> Iterator[Atom]:
    """Percentages, also negative ones; not the level of a confidence interval."""
    for m in _SHARE.finditer(text):
        ends = ends_of(m)
        if m["high"] and _NUMBERED.search(text, max(0, m.start() - 10), m.start("low")):
            high, start = parse_number(m["high"]), m.start("high")
            yield Atom(AtomKind.PERCENT, start, m.end(), high, high, "percent", core=start)
            continue
        if ends is None:
            for start, end, value in from_to(m, text) or _behind_a_year(m, text):
                yield Atom(AtomKind.PERCENT, start, end, value, value, "percent", core=start)
            continue
        if _LEVEL_NEXT.match(text[m.end() : m.end() + 20]):
            yield Atom(AtomKind.NAME, m.start(), m.end(), *ends, core=m.start("low"))
            continue
        start, core = m.start(), m.start("low")
        minus = _MINUS_BEFORE.search(text, max(0, core - 2), core)
        if minus and m["high"] is None and not m["cmp"]:
            start, ends = core - len(minus.group()), (-ends[0], -ends[1])
        yield Atom(AtomKind.PERCENT, start, m.end(), *ends, "percent", comparator(m["cmp"]), core)


_NUMBERED = re.compile(
    r"\b(?:grades?|stages?|arms?|groups?|class|levels?|cohorts?|weeks?|months?|years?|days?)\s$", re.I
)
"""``from 30% in arm 1 to 45%``, ``Grade 3 to 2%``: the number before ``to`` is part of a name."""
_JOINED = re.compile(
    r"(?<![\w.·:/–-])\d{1,3}(?:[.·]\d+)?(?:(?P<by>[-–:])\d{1,3}(?:[.·]\d+)?)(?:(?P=by)\d{1,3}(?:[.·]\d+)?)+\s?%"
)
_JOINED_PART = re.compile(r"\d+(?:[.·]\d+)?")


def find_joined_percents(text: str) -> Iterator[Atom]:
    """``84-55-32%``, ``85:63:34%``: three or more percentages, no range."""
    for m in _JOINED.finditer(text):
        parts = list(_JOINED_PART.finditer(text, m.start(), m.end()))
        for part in parts:
            end = m.end() if part is parts[-1] else part.end()
            value = parse_number(part.group())
            yield Atom(AtomKind.PERCENT, part.start(), end, value, value, "percent", core=part.start())


def find_measures(text: str) -> Iterator[Atom]:
    """Numbers with any other unit, as printed: ``75 mg/m²``."""
    for m in _MEASURE.finditer(text):
        ends = ends_of(m)
        if ends is not None:
            yield Atom(AtomKind.MEASURE, m.start(), m.end(), *ends, m["unit"], core=m.start("low"))
            continue
        for start, end, value in from_to(m, text):
            yield Atom(AtomKind.MEASURE, start, end, value, value, m["unit"], core=start)


_FIFTHS = 5
_OF_PEOPLE = re.compile(
    r"\s+of\s+(?:all\s+|the\s+|our\s+)?(?:patients|women|men|children|cases|lesions|tumou?rs)\b"
)
"""``about 1/3 of the patients``: a fraction in figures, which counts nobody."""


def find_ratios(text: str) -> Iterator[Atom]:
    """``10/57``: events of a total."""
    for m in _RATIO.finditer(text):
        low, high = float(m["low"]), float(m["high"])
        if low < high <= _FIFTHS and _OF_PEOPLE.match(text, m.end()):
            yield Atom(AtomKind.MEASURE, m.start(), m.end(), low / high, low / high, "part", core=m.start())
        elif 0 <= low <= high and high > 0 and not _SLASHED_SHARES.match(text, m.end()):
            yield Atom(AtomKind.RATIO, m.start(), m.end(), low, high, core=m.start())


_FRACTIONS_NEXT = re.compile(r"\s+(?:fractions|fx|sessions)\b")
_CHANGED_FROM = re.compile(
    r"\b(?:rose|risen|fell|fallen|dropped|increas\w+|decreas\w+|declin\w+|improv\w+|deteriorat\w+|worsened|reduced|changed|went|shrank)"
    r"\s+(?:[\w-]+\s+){0,2}from\s+(?:an?\s+)?(?:(?:mean|median|average)\s+(?:of\s+)?)?[-−]?$"
)


def _is_change(text: str, m: re.Match[str], ends: tuple[float, float] | None) -> bool:
    """``fell from 65 to 52``: two numbers, not a range; ``ends`` are those of the range that was matched."""
    if not re.search(r"\sto\s", m.group()):
        return False
    return ends is None or _CHANGED_FROM.search(text[max(0, m.start() - 40) : m.start()]) is not None


_NAME_NEXT = re.compile(r"D\b|-(?:fluoro|FU)")
"""``35 to 3D planning, 94 to 5-fluorouracil``: no range."""


_PARTS_NEXT = re.compile(r"[-\s](?:quarters?|thirds?|fifths?|tenths?|halves|half)\b", re.I)
"""``three-quarters (75%)``: a share in words, which counts nobody."""


def find_numbers(text: str) -> Iterator[Atom]:
    """Plain numbers and ranges, printed or spelled; not the number of ``5-FU``."""
    at = 0
    while (m := _NUMBER.search(text, at)) is not None:
        ends, end, at = ends_of(m), m.end(), m.end()
        if _is_change(text, m, ends) or (ends is not None and _NAME_NEXT.match(text, m.end())):
            ends, at = None, m.end("low")
        elif ends is None and m["high"] and _FRACTIONS_NEXT.match(text, m.end()):
            ends = (parse_number(m["high"]), parse_number(m["low"]))  # 42-45 Gy in 7-5 fractions
        if ends is None:
            try:
                value = parse_number(m["low"])
            except ValueError:
                continue
            ends, end = (value, value), m.end("low")
        if re.match(r"-[A-Z]{2,}\b", text[m.end() : m.end() + 8]) or re.fullmatch(r"0\d", m["low"]):
            continue
        if m["low"][0].isalpha() and _PARTS_NEXT.match(text, m.end("low")):
            continue
        core = m.start("low")
        words = m["low"][0].isalpha()
        yield Atom(AtomKind.NUMBER, m.start(), end, *ends, None, comparator(m["cmp"]), core, words=words)
