"""The arms that a sentence declares: whom it divided, and into what."""

import re

from extractor.assembly.endpoints.armnames import Name, headed_names, is_whole_name, link_after, name_after, named

_MOST = 4
_ALLOCATES = re.compile(
    r"\b(?:randomi[sz]\w*|randomly|assigned|allocated|allocation|divided|stratified\s+into|split|categori[sz]ed|grouped|received?|treated|underwent|assessable|evaluable|ineligible|eligible|enrolled|accrued|included|analy[sz]ed|compared|comparing)\b",
    re.I,
)
_TO = re.compile(
    r"\b(?:randomi[sz]ed|randomly\s+(?:assigned|allocated|selected)|assigned|allocated|randomi[sz]ation)\b[^.;:]{0,60}?\s(?:to|between|into)\s+"
    r"(?:(?:receive|undergo|either|the|treatment|with|have|an?|one|of|be|given|groups?|arms?|two|three|who|would|get)[\s:]+)*",
    re.I,
)
_OR = re.compile(r"\s*(?:\([^()]*\)\s*)*,?\s*(?:or|versus|vs\.?|and)\s+(?:(?:to|with|receive|undergo|the|an?|by|between)\s+)*", re.I)
_COUNTED = re.compile(r"\s*[(\[](?:n|N)\s*=\s*\d+")
_IN_BRACKETS = re.compile(r"(?:^|[(;,:]|\band\b|:)\s*(?P<label>[A-Za-z0-9][^();:,=]{0,40}?)\s*[,:]?\s*(?:(?:n|N)\s*=\s*)?\d{1,4}(?=\s*(?:[;,)]|and\b|\[))")
_COMPARED = re.compile(
    r"\b(?:compar(?:ed|es|ing|ison\s+of|e)|efficacy\s+of|effects?\s+of)\s+(?:(?:the|outcomes?|results?|of|after|with|in|for|efficacy|safety|toxicity|and|between|patients|treated)\s+)*", re.I
)
_WITH = re.compile(r"\s*(?:\([^()]*\)\s*)*\s(?:with|versus|vs\.?|and|to|against)\s+(?:(?:the|an?|that|those|of|in)\s+)*", re.I)


def arms_declared(sentence: str) -> tuple[str, ...]:
    """The arms in the order in which a sentence declares them; none where it does not say how people were divided.

    >>> arms_declared("Patients were randomly assigned to surgery (n = 40) or radiotherapy (n = 42).")
    ('surgery', 'radiotherapy')
    """
    headed = _distinct([n.full for n in headed_names(sentence, 0, len(sentence)) if "arms" != n.head != "groups" or True])
    if 2 <= len(headed) <= _MOST:
        return headed
    if _ALLOCATES.search(sentence) is None:
        return ()
    return _counted(sentence) or _allocated(sentence) or _compared(sentence)


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
        for bracket in re.finditer(r"\(([^()]*)\)", sentence):
            found = [x for x in _IN_BRACKETS.finditer(bracket[0]) if is_whole_name(x.string, *x.span("label"))]
            labels = [n.full for x in found if (n := named(x.string, *x.span("label"))) is not None]
            if 2 <= len(labels) <= _MOST and len(labels) == len(re.split(r"[;,:]\s|\sand\s", bracket[1])) // (2 if ", " in bracket[1] and ";" in bracket[1] else 1):
                names = labels
                break
    found_names = _distinct(names)
    return found_names if 2 <= len(found_names) <= _MOST else ()


def _name_ending(sentence: str, end: int) -> Name | None:
    """The longest name that ends here."""
    for m in re.finditer(r"(?:^|(?<=[\s(]))(?=[\w≥≤<>])", sentence[max(0, end - 90) : end]):
        at = max(0, end - 90) + m.start()
        begin, _ = link_after(sentence, at, end)
        name = name_after(sentence, begin, end)
        if name is not None and name.end >= len(sentence[:end].rstrip()):
            return name
    return None


def _allocated(sentence: str) -> tuple[str, ...]:
    """``randomised to receive bicalutamide or placebo``."""
    m = _TO.search(sentence)
    return () if m is None else _pair(sentence, m.end(), _OR)


def _compared(sentence: str) -> tuple[str, ...]:
    """``we compared surgery with radiotherapy``."""
    m = _COMPARED.search(sentence)
    return () if m is None else _pair(sentence, m.end(), _WITH)


def _pair(sentence: str, at: int, joined: re.Pattern[str]) -> tuple[str, ...]:
    names: list[str] = []
    begin = at
    while len(names) < _MOST:
        name = name_after(sentence, begin, len(sentence))
        if name is None:
            break
        names.append(name.full)
        following = joined.match(sentence, name.end) or re.compile(r"\s*(?:\([^()]*\)\s*)?,\s+").match(sentence, name.end)
        if following is None:
            break
        begin = following.end()
    found = _distinct(names)
    return found if len(found) > 1 else ()
