"""Whether a value is what patients came with, before the treatment that the paper tells of."""

import re

_ENTRY = r"(?:baseline|presentation|diagnosis|admission|referral|inclusion|randomi[sz]ation|entry|study\s+entry|enrol\w+|registration|simulation)"
_TREATMENT = (
    r"(?:treatment|therapy|radio\w+|chemo\w+|irradiation|RT|CRT|SBRT|SABR|SRS|surgery|operation|implant\w*|brachy\w+|proton\w*|WBRT"
    r"|randomi[sz]ation|procedure|intervention|embol\w+|injection|augmentation|vertebroplasty|kyphoplasty)"
)
_BEFORE = rf"(?:before|prior\s+to|preceding)(?:\s+(?:the\s+|any\s+)?(?:[\w-]+\s+)?{_TREATMENT}\b)?"
_PHRASE = rf"(?:(?:at|on)\s+(?:the\s+)?(?:time\s+of\s+)?{_ENTRY}\b|{_BEFORE}(?=\s*(?:[,;.)(]|$|and\b|to\b|vs\b|versus\b|but\b|or\b|compared\b|while\b|whereas\b))|pre-?(?:treatment|therapy|RT|radio\w+|operative(?:ly)?|irradiation|SBRT|intervention)\b)"
_BEHIND = re.compile(
    rf"\s*(?:points?|%|(?:of|%)\s+predicted|[a-zA-Zµ]{{1,4}}(?:/[\w.]+)?)?\s*[(,]?\s*{_PHRASE}(?!\s+and\s+(?:at|after|\s))"
)
"""``8 at baseline``, but not ``6 before treatment and at 5 years``."""
_LED = re.compile(
    rf"\b(?:baseline|pre-?treatment|initial|pretherapeutic|pre-?operative|{_BEFORE})(?:\s+(?:mean|median|average))?(?:\s+(?:scores?|values?|levels?|status))?\s*(?:of|was|were|:|=|\()?\s*(?:an?\s+)?(?:mean\s+|median\s+)?(?:of\s+)?[-−]?$"
    rf"|\bat\s+{_ENTRY}\s*(?:was|were|:|\()\s*[-−]?$",
    re.I,
)
"""``compared with a baseline of 8``, ``at baseline was 8``."""
_LISTED = re.compile(rf"[\s,]*(?:(?:in|for)\s+[^,;]{{2,40}}?)?{_PHRASE}\s*,?\s*(?:and\s+)?$")
_OPENS_LIST = re.compile(rf"(?:{_PHRASE}|\bbaseline)\s*(?:,|and)\s*(?:at\s+)?$", re.I)
OF_ENTRY = re.compile(
    r"\b(?:baseline|pre-?treatment|initial|pretherapeutic|pre-?operative|pre-?irradiation|pre-?radio\w+|presenting)\b"
    rf"(?!\s+to\b)|\b(?:at|on)\s+(?:the\s+time\s+of\s+)?{_ENTRY}\b|\b(?:before|prior\s+to)\s+(?:[\w-]+\s+)?"
    + _TREATMENT
    + r"\b",
    re.I,
)
"""Words in the name of what is measured that make it an entry value: ``mean baseline MMSE``."""


def at_entry(plain: str, start: int, end: int) -> bool:
    """Whether words beside a value at ``start``–``end`` say that it is of before the treatment.

    >>> at_entry("The score was 8 at baseline.", 14, 15)
    True
    """
    return bool(_BEHIND.match(plain, end) or _LED.search(plain, max(0, start - 70), start))


def entry_opens_list(plain: str, first_time: int) -> bool:
    """``at baseline, 3 and 6 months, scores were 8, 14 and 9``: the first time of the list is that of entry."""
    return bool(_OPENS_LIST.search(plain, max(0, first_time - 60), first_time))


def lists_entry_first(plain: str, end: int, first_time: int) -> bool:
    """``19, 17 and 15 before treatment, at 1 year and at 2 years``: the first of the list is of entry."""
    return bool(_LISTED.fullmatch(plain, end, first_time))
