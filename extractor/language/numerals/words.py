"""Printed and spelled numbers: patterns of both, their values, and Roman numerals."""

import re

_COUNTED = r"(?=\s+(?:[a-z-]+\s+)?(?:patients|women|men|children|adults|survivors|people|persons?|participants|subjects|cases|individuals|deaths|lesions|tumou?rs|metastases)\b|[\s-]c[gG]y\b)"
_TREATED = r"(?=(?:\s*\(\d[^()]*\))?\s+(?:were|had|received|underwent|did|completed|died)\b)"
DIGITS = rf"(?:\d{{1,3}}(?:[,'’]\d{{3}})+(?![\d.·]\d)|(?<!\d )\d{{1,3}}(?: \d{{3}}(?!\d))+(?:{_COUNTED}|{_TREATED})|(?<!\d )[1-9]\d{{0,2}} 0\d\d(?![\d.·]\d|\d)|(?<=[nN] = )\d{{1,3}}(?: \d{{3}})+(?![\d.·]\d|\d)|\d+)"
"""Thousands are printed with commas or apostrophes, and with spaces before what is counted: ``10 801 women``, ``9 012``, ``n = 1 204``."""
NUM = rf"(?:{DIGITS}(?:[.·]\d+)?|[.·]\d+)"
SIGNED = rf"[-−–+]?{NUM}"
DASH = r"[-–—−‐‑‒]"
LEFT = r"(?:(?<![\w.·])|(?<=vs\.)|(?<=\d [xX]))(?<![A-Za-z][-–])(?<!\d:)"
"""What may not stand before a number: the rest of a word or of another number."""
TO = rf"(?:\s?{DASH}\s?|-?\s+to\s+|\s?~\s?)"
"""What joins the ends of a range."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {w: i for i, w in enumerate(_UNITS)} | {w: 10 * i for i, w in enumerate(_TENS, 2)}
_ONE_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_DIGIT_WORD = "|".join(_UNITS[1:10])
_TEN_WORD = "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:(?:{_TEN_WORD})[-\s](?:{_DIGIT_WORD})|{_ONE_WORD})"
NUMBER_WORDS = (
    rf"(?:a\s+hundred(?:(?:\s+and)?\s+{_BELOW_HUNDRED})?|(?:(?:{_TEN_WORD})[-\s]+(?:{_DIGIT_WORD})|{_ONE_WORD})"
    rf"(?:[-\s]+(?:hundred|thousand)(?:(?:\s+and)?\s+(?:{_BELOW_HUNDRED}"
    rf"(?:\s+hundred(?:(?:\s+and)?\s+{_BELOW_HUNDRED})?)?))?)?)"
)
NUMBER = rf"(?P<low>{LEFT}{NUM}|(?i:\b{NUMBER_WORDS}\b))"
"""One number, printed or spelled, as the group ``low``."""


def parse_number(text: str) -> float:
    """The value of one printed or spelled number; ``ValueError`` where it is none."""
    plain = text.strip().replace("·", ".").replace("−", "-").replace("–", "-")
    if re.fullmatch(r"0,\d+", plain):
        return float(plain.replace(",", "."))
    try:
        return float(re.sub(r"[,'’]|(?<=\d) (?=\d{3})", "", plain))
    except ValueError:
        return float(_parse_words(plain))


def _parse_words(text: str) -> int:
    total = current = 0
    words = [w for w in re.split(r"[-\s]+", text.lower()) if w and w not in {"a", "and"}]
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
