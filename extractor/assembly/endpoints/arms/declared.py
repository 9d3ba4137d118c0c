"""The arms that a sentence declares: whom it divided, and into what."""

import re

from extractor.assembly.endpoints.arms.names import (
    Name,
    headed_names,
    is_whole_name,
    link_after,
    name_after,
    named,
)

_MOST = 4
_ALLOCATES = re.compile(
    r"\b(?:randomi[sz]\w*|randomly|assigned|allocated|allocation|divided|stratified\s+into|split|categori[sz]ed|grouped|received?|treated|underwent|assessable|evaluable|ineligible|eligible|enrolled|accrued|withdrew|withdrawn|stopped|recruited|available|included|analy[sz]ed|compared|comparing)\b",
    re.I,
)
_COMPARES = re.compile(r"\b(?:randomi[sz]\w*|randomly|assigned|allocated|compar\w+)\b", re.I)
_TO = re.compile(
    r"\b(?:randomi[sz]ed|randomly\s+(?:assigned|allocated|selected)|assigned|allocated|randomi[sz]ation)\b(?:[^.;:]|:(?=\d)){0,60}?\s(?:to|between|into)\s+"
    r"(?:(?:receive|undergo|either|the|treatment|with|have|an?|one|of|be|given|groups?|arms?|two|three|who|would|get)[\s:]+)*",
    re.I,
)
_ARE = re.compile(
    r"\b(?:two|three|four)\s+(?:[\w-]+\s+){0,2}(?:arms|groups|regimens|schedules|treatments|cohorts)(?:\s+were\s+\w+)?\s*:\s+"
)
_PLURAL = re.compile(
    r"\b(?P<class>(?:[Aa]rms|[Gg]roups|[Cc]ohorts|[Rr]egimens))\s+(?P<letters>(?:[A-D]|[1-4]|IV|I{1,3})(?:\s*\([^()]*\))?"
    r"(?:\s*,?\s*(?:and\s+|or\s+|versus\s+|vs\.?\s+|/)?(?<=[\s/])(?:[A-D]|[1-4]|IV|I{1,3})\b(?:\s*\([^()]*\))?){1,3})(?![\w%.·-])"
)
_DOSES_COMPARED = re.compile(
    r"\bcompar(?:ed?|ing|es)\s+(?:[\w-]+\s+){0,3}?(?P<first>\d[\d.·]*[\s-]?Gy)(?:\s*/\s*\d+\s*(?:fractions|fx)|\s+in\s+[\w-]+\s+(?:daily\s+)?(?:fractions|fx))?(?:\s*\([^()]*\))?"
    r"\s+(?:with|to|versus|vs\.?|and)\s+(?:[\w-]+\s+){0,2}?(?P<second>\d[\d.·]*[\s-]?Gy)\b"
)
_LETTERED = re.compile(r"(?<=\s)\((?P<letter>[A-D]|[1-4])\)\s+(?=\w)")
"""``allocated to (A) 66 Gy or (B) 60 Gy``."""
_SCHEDULE = r"\s*(?:in\s+(?:\d+|\w+)\s+(?:daily\s+)?(?:fractions|fx)\s*)?(?:\([^()]*\)\s*)*"
_NEXT = re.compile(_SCHEDULE + r",\s+(?:or\s+)?")
_OR = re.compile(
    _SCHEDULE
    + r",?\s*(?:or|versus|vs\.?|and)\s+(?:(?:to|with|in|on|receive|received|receiving|undergo|the|an?|by|between|assigned|allocated|\d[\d,]*(?![\d.·]*\s?-?Gy)|patients|women|men)\s+)*",
    re.I,
)
_LAST = re.compile(r"\bor\b")
_APPOSED = re.compile(r"(?:\s*\([^()]*\))?,\s*\d[\d.·]*\s*Gy\b[^,;]*(?=,)")
"""``to standard fractionation, 70 Gy in 35 fractions, or to …``."""
_COUNTED = re.compile(r"\s*[(\[](?:n|N)\s*=\s*\d+")
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_ITEM = re.compile(
    r"\s*(?:and\s+)?(?P<label>[A-Za-z0-9≥≤<>][^();:,=]{0,45}?)\s*[,:=]?\s+(?:[nN]\s*=\s*)?\d{1,4}(?:\s*(?:patients|women|men|\(\d[^()]*\)|\[[^\]]*\]))?\s*"
)
_HAD_TREATMENT = r"had(?=\s+(?:[\w-]+\s+){0,2}(?:surgery|resection|(?:ir)?radiation|ablation|observation|boost|[A-Z]{0,3}RT|SRS|\w+(?:therapy|ectomy))\b)"
_DID_HAVE = re.compile(_HAD_TREATMENT)
"""``80 had surgery and 60 had SBRT``."""
_NUMBER_IN = re.compile(
    r"\b(?:\d[\d,]*|[A-Z]?[a-z]+(?:-[a-z]+)?(?=\s(?:patients|women|men|were)))\s+(?:\(\d[\d.·]*\s?%\)\s+)?(?:(?:patients|women|men|participants|cases|children)\s+)?(?:(?:were|who|had(?=\s+(?:been|received|undergone))|have)\s+)?(?:(?:randomly|been)\s+)?"
    rf"(?:(?:assigned|allocated|randomi[sz]ed)\s+to|in|to|on|with|received|receiving|underwent|{_HAD_TREATMENT}|(?:treated|managed)\s+(?:with|by))\s+(?:(?:the|an?|receive|undergo)\s+)*"
)
_VERB = re.compile(r"\b(?:received|underwent|had|assigned|allocated|treated|to|with)\b")
_VERB_OF_GIVING = re.compile(
    r"\b(?:received|receiving|underwent|treated|managed|assigned|allocated|randomi[sz]ed)\b"
)
_IS_DISEASE = re.compile(
    r"^(?:locally\s+)?(?:advanced|inoperable|unresectable|operable|resectable|localized|localised|early|limited|extensive)\b"
)
"""``146 patients with locally advanced cancer; 74 were allocated to …``: what all had."""
_NUMBER_ONLY = re.compile(
    _SCHEDULE
    + r"(?:,\s+|,?\s+(?:and|while|or|whereas)\s+)(?:to\s+)?\d+\s+(?!patients|women|men|had|were|received|underwent|(?:to|in|with|of|on|at|months|years|weeks|days|c?Gy)\b)(?:the\s+|an?\s+)?"
)
"""``43 received docetaxel, 39 cisplatin and 20 both``."""
_AND_NEXT = re.compile(_SCHEDULE + r"(?:\))?(?:,|;|,?\s*(?:and|while|whereas|versus))\s+")
_WITH_OR_WITHOUT = re.compile(
    r"\b(?P<first>with(?:out)?)\s+(?:or|and|versus|vs\.?)\s+with(?:out)?\s+(?:the\s+)?(?:(?:addition|use)\s+of\s+)?(?:an?\s+)?"
)
_SHORT = re.compile(
    r"\s*(?:[^();,]{0,40})?[(\[](?:the\s+)?(?P<short>[A-Z][\w+/-]*[A-Z][\w+/-]*)(?=\s*(?:[);:,=]|arm|group))"
)
"""``conventional fractionation (CF: 70 Gy)``: the name that the paper goes on with."""


def arms_declared(sentence: str) -> tuple[str, ...]:
    """The arms in the order in which a sentence declares them; none where it does not say how people were divided.

    >>> arms_declared("Patients were randomly assigned to surgery (n = 40) or radiotherapy (n = 42).")
    ('surgery', 'radiotherapy')
    """
    plural = _PLURAL.search(sentence)
    if plural is not None:
        letters = [
            x for x in re.split(r"\s*\([^()]*\)|[\s,/]+|\b(?:and|or|versus|vs\.?)\b", plural["letters"]) if x
        ]
        return tuple(f"{plural['class'].removesuffix('s')} {x}" for x in letters)
    headed = _distinct([n.full for n in headed_names(sentence, 0, len(sentence))])
    if 2 <= len(headed) <= _MOST:
        return headed
    if not any(shape.search(sentence) for shape in (_ALLOCATES, _ARE, _DID_HAVE)):
        return ()
    lettered = _distinct([m["letter"] for m in _LETTERED.finditer(sentence)])
    if len(lettered) > 1:
        return lettered
    return (
        _counted(sentence)
        or _with_or_without(sentence)
        or _allocated(sentence)
        or _doses_compared(sentence)
        or _numbered(sentence)
    )


def _doses_compared(sentence: str) -> tuple[str, ...]:
    """``we compared 20 Gy in 4 fractions with 40 Gy in 20``."""
    m = _DOSES_COMPARED.search(sentence)
    return () if m is None else _distinct([m["first"], m["second"]])


def _with_or_without(sentence: str) -> tuple[str, ...]:
    """``randomised to radiotherapy with or without temozolomide``."""
    m = _WITH_OR_WITHOUT.search(sentence) if _COMPARES.search(sentence) else None
    name = None if m is None else name_after(sentence, m.end(), len(sentence))
    if m is None or name is None:
        return ()
    both = (name.full, f"without {name.full}")
    return both if m["first"] == "with" else both[::-1]


def _distinct(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _counted(sentence: str) -> tuple[str, ...]:
    """``surgery (n = 40) or radiotherapy (n = 42)``, ``(8 Gy, 152; 20 Gy, 150)``."""
    names: list[str] = []
    for m in _COUNTED.finditer(sentence):
        name = _name_ending(sentence, m.start())
        if name is not None:
            names.append(name.full)
    if not names:
        names = next((x for b in _BRACKET.finditer(sentence) if (x := _items(b[1]))), [])
    found_names = _distinct(names)
    return found_names if 2 <= len(found_names) <= _MOST else ()


def _items(bracket: str) -> list[str]:
    """``8 Gy, 152; 20 Gy, 150``: the name of each item, where all are counted."""
    parts = bracket.split(";") if ";" in bracket else re.split(r",\s+(?=[A-Za-z])|\sand\s", bracket)
    found = [_ITEM.fullmatch(part) for part in parts]
    names = [
        name.full
        for m in found
        if m is not None
        and is_whole_name(m.string, *m.span("label"))
        and (name := named(m.string, *m.span("label")))
    ]
    return names if 2 <= len(names) == len(parts) <= _MOST else []


_DIVIDED = re.compile(
    r"(?:stratified|divided|split|grouped|categori[sz]ed|classified|separated|dichotomi[sz]ed|scored|into|as)\b",
    re.I,
)


def _name_ending(sentence: str, end: int) -> Name | None:
    """The longest name that ends here."""
    for m in re.finditer(r"(?:^|(?<=[\s(]))(?=[\w≥≤<>])", sentence[max(0, end - 90) : end]):
        at = max(0, end - 90) + m.start()
        begin, _ = link_after(sentence, at, end)
        name = name_after(sentence, begin, end)
        if name is None or _DIVIDED.match(name.label) is not None:
            continue
        if name.end >= len(sentence[:end].rstrip()):
            return name
    return None


def _allocated(sentence: str) -> tuple[str, ...]:
    """``randomised to receive bicalutamide or placebo``, ``there were three arms: surgery, radiotherapy, and both``."""
    m = _ARE.search(sentence) or _TO.search(sentence)
    return () if m is None else _pair(sentence, m.end())


def _numbered(sentence: str) -> tuple[str, ...]:
    """``39 in 3D-CRT and 41 in IMRT``, ``188 patients with one stage and 84 with two``."""
    names: list[str] = []
    end = 0
    for m in _NUMBER_IN.finditer(sentence):
        begin, _ = link_after(sentence, m.end(), len(sentence))
        name = name_after(sentence, begin, len(sentence))
        if name is None or (_IS_DISEASE.search(name.label) and _VERB_OF_GIVING.search(m[0]) is None):
            continue
        if names and not _AND_NEXT.fullmatch(sentence[end : m.start()]):
            names.clear()
        short = _SHORT.match(sentence, name.end)
        names.append(name.full if short is None else short["short"])
        end = name.end if short is None else short.end()
        while _VERB.search(m[0]) and (more := _NUMBER_ONLY.match(sentence, end)) is not None:
            other = name_after(sentence, more.end(), len(sentence))
            if other is None:
                break
            names.append(other.full)
            end = other.end
    found = _distinct(names)
    return found if 2 <= len(found) <= _MOST else ()


def _pair(sentence: str, at: int) -> tuple[str, ...]:
    names: list[str] = []
    begin, last = at, False
    while len(names) < _MOST:
        name = name_after(sentence, begin, len(sentence))
        if name is None:
            break
        short = _SHORT.match(sentence, name.end)
        names.append(name.full if short is None else short["short"])
        apposed = None if name.label.endswith("Gy") else _APPOSED.match(sentence, name.end)
        end = name.end if apposed is None else apposed.end()
        following = _OR.match(sentence, end) or _NEXT.match(sentence, end)
        if following is None or last:
            break
        begin, last = following.end(), _LAST.search(following[0]) is not None
    found = _distinct(names)
    return found if len(found) > 1 else ()
