"""Names of studies in running text: authors, with or without a year, and trials; and words that tell of the
literature without a name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.assembly.ownership import Cited
from extractor.document import Reference, Span

AND_OTHERS = r"(?:et\s+al(?![a-z])\.?|and\s+(?:colleagues|co-?workers|associates)\b)"
_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]en?|[Dd]er|[Dd]el(?:la)?|[Dd][iu]|[Dd]os|[Ll][ae]|[Tt]e[nr])\s+){0,3}"
_SURNAME = rf"{_PARTICLES}[A-Z][\w'’-]*[a-z]\b"
_ET_AL = re.compile(rf"\b({_SURNAME}(?:,?\s+(?:and|&)\s+{_SURNAME})?,?\s+{AND_OTHERS})")
_AUTHORS = re.compile(
    rf"\b({_SURNAME}(?:(?:,\s+{_SURNAME})?,?\s+(?:and|&)\s+{_SURNAME})?),?\s*[(\[]?\s*(?:19|20)\d\d[a-z]?\b"
    rf"|\b({_SURNAME}\s+(?:and|&)\s+{_SURNAME})(?=\s*\[\d)"
)
"""``Vogt and Lindner 2009``, ``Sato (2015)``, ``Sato and Mori [11]``."""
_GROUPS = r"(?:RTOG|NRG|EORTC|SWOG|CALGB|GOG|ECOG|TROG|JCOG|NSABP|MRC|KCSG|ACOSOG|GORTEC|DAHANCA|Euro|NCCTG|NCIC|IBCSG|KROG|HKNPCSG|ARO|AIO|SAKK|CESS|SIOP)"
_GROUP_TRIAL = rf"{_GROUPS}[- /]?[\w/.-]*\d[\w-]*"
_NAMED_TRIAL = r"(?![IVX]+\b)[A-Z][A-Za-z]*[A-Z][\w-]*(?:\s(?:RT|\d{1,4}))?(?=\s+(?:[Tt]rial|[Ss]tudy))"
_TRIAL = re.compile(
    rf"\b({_GROUP_TRIAL}|[A-Z][\w]*(?:-[A-Z][\w]*)+(?:-\d+)?(?=\s+(?:[Tt]rial|[Ss]tudy|is\b|showed|was\b))|{_NAMED_TRIAL})"
)
_SURE_TRIAL = re.compile(rf"\b({_GROUP_TRIAL}|{_NAMED_TRIAL})")
_TELLS = re.compile(
    r"\b([A-Z][\w'’-]*[a-z])\s+(?:(?:has|had|also|recently|first|later)\s+)?(?:reported|described|found|showed|observed|noted|achieved|published|saw|treated|used)\b"
)
"""``In 1994 Lindner reported …``, where the references have a Lindner."""
_LITERATURE = re.compile(
    r"\b(?:(?:has|have)\s+(?:previously\s+)?been\s+(?:previously\s+|widely\s+|variously\s+)?(?:reported|described|published|documented)\b"
    r"|(?:in|from|by)\s+the\s+(?:[a-z]+\s+){0,2}literature\b|\bby\s+others\b|\bthe\s+(?:series|study|trial|experience|cohort)\s+(?:from|by|of)\s+(?:the\s+)?[A-Z]"
    r"|\b(?:rates?|times?|results?|figures|outcomes?|incidences?)\s+(?:reported|published|described)\s+(?:after|with|for|in|by|from)\b|[Hh]istorical(?:ly)?\b"
    r"|(?:[Pp]ublished|[Hh]istorical|[Ll]iterature|\b(?:[Tt]he|[Pp]reviously|other|those|all|than|to|of|in|with)\s+reported|^[Rr]eported)\s+(?:[a-z-]+\s+){0,3}?(?:rates?|series|data|results|controls?|figures|reports|studies|trials|experience|incidences?|values?|range)\b"
    r"|(?<!\bour\s)(?<!\bOur\s)(?:[Pp]revious|[Ee]arlier|[Oo]ther|[Oo]lder|[Pp]rior|[Ss]everal|[Mm]ost|[Mm]any|[Ss]ome|[Mm]odern|[Cc]ontemporary)\s+(?:[a-z-]+\s+){0,2}?(?:studies|series|reports|trials|authors|groups|investigators|publications)\b)"
)
"""``Rates of 40–80 % have been reported``."""


def name_of(text: str, start: int, end: int) -> str | None:
    """The name nearest to the end of a stretch of text."""
    names = [m for form in (_ET_AL, _AUTHORS, _TRIAL) for m in form.finditer(text, start, end)]
    return _printed(max(names, key=lambda m: m.start())) if names else None


def _printed(m: re.Match[str]) -> str:
    return next(group for group in m.groups() if group)


def first_name(text: str) -> str | None:
    """The authors that a text names first, or else the trial."""
    m = _ET_AL.search(text) or _AUTHORS.search(text) or _TRIAL.search(text)
    return _printed(m) if m else None


def label_of(text: str, sentence: Span, marks: Sequence[Span], cited: Span) -> str | None:
    """The name of a citation: in it (``(Vogt et al., 2012)``), before it or, where its sentence has no other, behind
    it; ``marks`` are all citations.

    >>> text = "Vogt et al. [3] saw 8%, Lindner et al. reported 9% [4]."
    >>> label_of(text, (0, 55), [(12, 15), (51, 54)], (51, 54))
    'Lindner et al.'
    """
    start, end = sentence
    before = max((e for s, e in marks if start <= s < cited[0]), default=start)
    found = next(iter(_names(text, cited[0], cited[1])), None) or name_of(text, before, cited[1])
    alone = not any(start <= s < end for s, _ in marks if s != cited[0])
    return found or (name_of(text, cited[1], end) if alone else None)


def _names(text: str, start: int, end: int) -> Iterator[str]:
    for form in (_ET_AL, _AUTHORS):
        yield from (_printed(m) for m in form.finditer(text, start, end))


def uncited(text: str, sentence: Span, own: str, known: Mapping[str, tuple[int, ...]]) -> Iterator[Cited]:
    """Studies that a sentence without a citation tells of: authors, trials that are not the paper's ``own``, and what
    the literature has reported; ``known`` gives the numbers of a name."""
    for m in _ET_AL.finditer(text, *sentence):
        yield Cited(m.start(), known.get(surname(m[1]), ()), m[1])
    for m in _SURE_TRIAL.finditer(text, *sentence):
        if m[1] not in own:
            yield Cited(m.start(), known.get(m[1], ()), m[1])
    for m in _TELLS.finditer(text, *sentence):
        if m[1] in known:
            yield Cited(m.start(), known[m[1]], m[1])
    for m in _LITERATURE.finditer(text, *sentence):
        yield Cited(m.start(), general=True)


def surname(name: str) -> str:
    """The first author: ``Vogt`` of ``Vogt et al.``

    >>> surname("Vogt and Lindner")
    'Vogt'
    """
    return re.split(r",|\s+(?:et|and|&)\s", name)[0]


def numbers_of_names(references: Sequence[Reference]) -> dict[str, tuple[int, ...]]:
    """The number of each first author who has one work in the list of references."""
    found: dict[str, tuple[int, ...]] = {}
    for reference in references:
        if reference.authors:
            first = re.split(r",|\s+(?=[A-Z]{1,4}$)", reference.authors[0])[0]
            found[first] = () if first in found else (reference.number,)
    return found
