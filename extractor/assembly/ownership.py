"""Whose result a value is in a paper with results of its own: the paper's, or a study's that its clause cites.

Of a sentence that speaks of both (``85 % in our series, similar to the 82 % of Lee et al. [12]``) each clause has its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.language.numerals import Atom, AtomKind

_NOUN = r"(?:stud(?:y|ies)|series|trials?|analys[ei]s|cohorts?|reports?|work|data|results|investigation|experience)"
_OWN = re.compile(
    rf"\b(?:ours?|us|we|(?:present|current)\s+(?:[\w-]+\s+)?{_NOUN}|this\s+{_NOUN}|(?:observed|seen|found|reported|presented|achieved|shown)\s+here(?:in)?)\b",
    re.I,
)
_HERE = re.compile(
    r"\bas\s+(?:was\s+)?(?:seen|observed|found|noted|reported)\s+(?:in|by|for)\s+[^,;.%]{1,30}?%\s*(?:\([^()]*\)\s*)?here(?:in)?\b",
    re.I,
)
"""``Neuropathy, as seen in 7% here, was reported in 13% [8]``: the paper's own in passing."""
_THIS = re.compile(r"this\b", re.I)
"""``this trial`` may be one that was told of before, where a citation stands beside it."""
_EARLIER = re.compile(r"\b(?:earlier|previous(?:ly)?|prior|already|elsewhere|meta-analysis)\b", re.I)
_OTHERS = re.compile(
    rf"\b(?:several|other|others|another|earlier|previous|some|many|most|published|historical|two|three)\s+(?:[\w-]+\s+){{0,2}}?{_NOUN}\b|\bet\s+al\b|\bby\s+others\b",
    re.I,
)
"""``We used it because several trials reported 60 % [9]``: from here the sentence speaks of others."""
_COMPARES = (
    r"(?:(?:compar(?:es?|ed|able|ing)|confirms?|corroborates?|agrees?|corresponds?|mirrors?|exceeds?|similar|consistent|concordant|equivalent"
    r"|(?:in|along)\s+(?:line|agreement|accordance|keeping)|in\s+(?:sharp\s+|marked\s+)?contrast)(?:\s+[a-z]+)?\s+(?:with|to|the|those|that)"
    r"|(?:do|does|did)\s+not\s+differ\s+(?:[a-z]+ly\s+)?from|differ(?:s|ed)?\s+(?:[a-z]+ly\s+)?from"
    r"|(?:higher|lower|better|worse|longer|shorter|more|less|greater|superior|inferior)\s+(?:than|to)(?!\s+(?:or\b|about\s+|grade\s+)?\d)"
    r"|(?:with)?in\s+the\s+(?:[a-z]+\s+)?range|(?:lies?|is|was|falls?|fell)\s+between\s+the)\b"
)
_CLAUSE = re.compile(
    rf"(?P<compares>(?:,\s+(?:which|and|a\s+result|results|rates?|figures?|values?)\s+)?(?:(?:was|were|is|are)\s+)?(?:(?:well|also|quite|very|somewhat|slightly|broadly|roughly|much)\s+)?{_COMPARES})"
    r"|;|,\s+(?:while|whereas|but|although|though|similar|comparable|compared|which|as|in\s+(?:line|contrast|agreement|accordance|keeping))\b"
    r"|\b(?:while|whereas|versus|vs\.?)\b|(?<=\]),\s"
)
"""Where the talk may turn from the paper to others; ``Local control was 85 %, comparable to …`` was the paper's own."""
_TO_ALL = re.compile(
    r"\s+(?:(?:the|that\s+of\s+the|an?)\s+)?(?:(?:general|normal|healthy|background|unexposed|age-matched|matched)\s+(?:population|public|people|persons|women|men|controls)|population\b|those\s+without|(?:patients|women|men|people)\s+without|siblings)\b"
)
"""``twice as high compared with the general population [18]``: the study cited compares, not the paper."""
_BOTH = re.compile(
    r"[(\[][^()\[\]]*[)\]](?:,\s*|,?\s+and\s+)(?:[A-Z][\w'’-]*|et|al\.?|and|&|colleagues|co-?workers|[a-z]{2,3}|\s)+\s?"
)
"""From a citation to the next in ``Vogt et al. [4] and Roth [5]``."""
_FIGURE = re.compile(r"(?<![\w.–-])\d+(?:[.·]\d+)?(?![\w–-])")
_LISTED = re.compile(
    r"(?<![\w.–-])\d+(?:[.·]\d+)?(?:\s?(?:%|[a-z]+))?(?:,\s*(?:and\s+)?|\s+and\s+)(?:\d+(?:[.·]\d+)?(?:\s?(?:%|[a-z]+))?(?:,\s*(?:and\s+)?|\s+and\s+)){0,4}\d+(?:[.·]\d+)?(?:\s?(?:%|[a-z]+))?"
)
_BEHIND = re.compile(r"[\d.·–-]+\s?(?:%|[a-z]+)?\s?")
_ITEM = re.compile(r"\),?\s+(?:and\s+)?$|\),\s")
"""``3 % (our study), 6 % [7] and 8 % [8]``: a list with a citation behind each value but the paper's own."""
_AGAINST = re.compile(
    r"\W*(?:When\s+|As\s+)?(?:[Cc]ompared|In\s+comparison|In\s+contrast|[Uu]nlike|Contrary|[Rr]elative)\b"
)
"""``Compared with the series of Roth [14], control was 83 %``: what follows is the paper's own."""
_AND = re.compile(r"\b(?:and|but)\b")
_BY_THEM = re.compile(
    r"[^.;,]*\b(?:described|reported|published|treated|observed|seen|found|noted)\s+(?:by|in)\b"
)
"""``one patient of ours and three of 41 described by Roth [14]``."""
_JOINED = re.compile(r"\s*(?:(?:,|;|and|,\s*and)\s*|(?P<through>[–-])\s*)")
_GOES_ON = re.compile(
    r"(?:(?:Moreover|Furthermore|However|Also|In\s+addition|Additionally),?\s+)?(?:They\b|(?:The|These|Those)\s+(?:authors|investigators)\b"
    rf"|[Ii]n\s+(?:that|their|those|the)\s+(?:[\w-]+\s+)?(?:review|meta-analysis|{_NOUN})\b"
    rf"|(?:That|Their|The\s+latter)\s+(?:[\w-]+\s+)?(?:review|meta-analysis|{_NOUN})\b)"
)
"""``They reported …``, ``In the review, …``: of the study that the sentence before cites."""
_THEIRS = re.compile(r"[Ii]n\s+their\b|Their\b|(?:The|These|Those)\s+(?:authors|investigators)\b")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, or the name of a study that stands without one: where it stands, its numbers and its name."""

    offset: int
    refs: tuple[int, ...] = ()
    label: str | None = None
    general: bool = False  # of the literature at large: ``have been reported``


def citations(text: str, atoms: Sequence[Atom]) -> list[tuple[int, int, tuple[int, ...]]]:
    """Start, end and numbers of each group of citations: ``[1], [3]`` and ``[1]–[3]`` are one."""
    found: list[tuple[int, int, tuple[int, ...]]] = []
    for atom in atoms:
        if atom.kind is not AtomKind.CITATION:
            continue
        start, end, refs = atom.start, atom.end, tuple(atom.refs)
        if found and refs and not found[-1][2] and text[found[-1][1] : start].isspace():
            start = found.pop()[0]  # Vogt (2009) [8]
        joined = _JOINED.fullmatch(text, found[-1][1], start) if found and refs and found[-1][2] else None
        if joined is not None:
            start, _, before = found.pop()
            through = range(before[-1] + 1, refs[0]) if joined["through"] else ()
            refs = (*before, *through, *refs)
        found.append((start, end, refs))
    return found


def cited_study(
    text: str, sentence: tuple[int, int], cited: Sequence[Cited], offset: int, known: bool = False
) -> Cited | None:
    """The citation that a value at an offset belongs to; None where it is the paper's own. ``known``: the paper's
    results state the value.

    >>> cited_study("It was 85% for us, but 82% in one series [12].", (0, 46), [Cited(41, (12,))], 7) is None
    True
    """
    start, end = sentence
    inside = [c for c in cited if start <= c.offset < end]
    if any(m.start() <= offset < m.end() for m in _HERE.finditer(text, start, end)):
        return None
    if (one := _in_turn(text, inside, offset, end)) is not None:
        return one
    turns = list(_CLAUSE.finditer(text, start, end))
    left = max([start, *(m.end() for m in turns if m.end() <= offset)])
    turn = next((m for m in turns if m.end() > offset), None)
    right = turn.end() if turn else end
    here = [c for c in inside if left <= c.offset < right]
    if not here and text[:left].rstrip().endswith("],") and _AGAINST.match(text, start, end):
        return None
    if not inside or not _OWN.search(text, start, end):
        ahead = turn is not None and not here and inside and offset < inside[0].offset
        to_all = turn is not None and _TO_ALL.match(text, turn.end(), end)
        own_first = not to_all and (known or (turn and turn["compares"]))
        return None if ahead and own_first else _nearest(here or inside, offset)
    own = [m.start() for m in _OWN.finditer(text, left, right)]
    strong = any(not _THIS.match(text, place) for place in own)
    if own and here and (not strong or _EARLIER.search(text, left, right)):
        return _nearest(here, offset)
    if not own and not here:
        here, own = inside, [m.start() for m in _OWN.finditer(text, start, end)]
    others = [m.start() for m in _OTHERS.finditer(text, left, right)] if here else []
    cues = sorted(
        [
            *((place, True) for place in own),
            *((c.offset, False) for c in here),
            *((place, False) for place in others),
        ]
    )
    before = [mine for place, mine in cues if place < offset]
    if before and before[-1] and (told := _nearest(here, offset)) is not None and told.offset > offset:
        own_place = max(place for place, mine in cues if place < offset)
        listed = _BEHIND.fullmatch(text, offset, told.offset) and _ITEM.search(text, own_place, offset)
        theirs = _BY_THEM.match(text, offset, told.offset) and _AND.search(text, own_place, offset)
        if listed or theirs:
            return told
    return None if (before[-1] if before else cues[0][1]) else _nearest(here, offset)


def _in_turn(text: str, cited: Sequence[Cited], offset: int, end: int) -> Cited | None:
    """``Vogt [4] and Roth [5] found 90 % and 84 %``: the citation of a value where as many follow each other as values."""
    named = [c for c in cited if c.offset < offset]
    if len(named) < 2 or any(c.offset > offset for c in cited):
        return None
    if not all(_BOTH.fullmatch(text, a.offset, b.offset) for a, b in pairwise(named)):
        return None
    listed = _LISTED.search(text, named[-1].offset, end)
    if listed is None or not listed.start() <= offset < listed.end():
        return None
    places = [m.start() for m in _FIGURE.finditer(text, *listed.span())]
    order = sum(place <= offset for place in places) - 1
    return named[order] if len(places) == len(named) else None


def goes_on(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence goes on about the study that the sentence before cites."""
    return _GOES_ON.match(text, *sentence) is not None and _OWN.search(text, *sentence) is None


def is_of_others(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence points to the authors whom the one before cites, even beside the paper's own work."""
    return _THEIRS.match(text, *sentence) is not None and _OWN.search(text, *sentence) is None


def compares(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence holds a result against those of others."""
    return any(m["compares"] for m in _CLAUSE.finditer(text, *sentence))


def speaks_of_itself(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence speaks of the paper's own work."""
    return _OWN.search(text, *sentence) is not None


def _nearest(cited: Sequence[Cited], offset: int) -> Cited | None:
    """The first citation behind a value, or else the last one before it."""
    after = [c for c in cited if c.offset >= offset]
    return after[0] if after else cited[-1] if cited else None
