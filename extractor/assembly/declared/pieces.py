"""The endpoints of a list that a marker declares, item by item."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractor.assembly.endpoints import Term
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import months
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind

_CLASSED = re.compile(r"\b(?:was|were)\s+(?:considered|regarded|classed|counted)\s+(?:as|in|to\s+be|an?)\b")
"""``patients with a normal level were considered in remission``: a definition."""
_SPLIT = re.compile(
    r";\s*(?:and\s+)?(?:\(?(?:\d|[ivx]{1,3}|[a-e])\)\s)?|,\s*(?:and\s+|or\s+)?|\s+and\s+(?:the\s+)?|\s+as well as\s+|\s+plus\s+|/(?=[a-z])"
)
_PATTERNS = re.compile(
    r"\b(?:patterns?|sites?)\s+of\s+(?:first\s+)?(?:failures?|relapses?|recurrences?|progression)\b", re.I
)
"""``patterns of failure``: where relapses were."""
SAYS = re.compile(r"\b(?:was|were|is|are|had|has|have|did|do(?:es)?|will|would)\b")
_FACTORS = re.compile(r"\b(?:(?:prognostic|predictive|risk)\s+(?:factors?|variables?)|predictors?)\b", re.I)
"""What a secondary aim may be to find, and no endpoint."""
_TRIVIAL = re.compile(
    r"^\W*(?:the\s+)?(?:(?:rates?|severity|incidence|frequency|grades?|patterns?)(?:\s+(?:and|or)\s+|\s+)){1,2}(?:of\s+)?(?:acute|late|early)?\W*$|^\W*(?:acute|late|overall|local|regional|distant|clinical|chronic|early|long-term|(?:because|since|as|where)?\s*(?:it|this|that|they)|the|a|an|time|rate|rates|to|of|in|both|all|its|their|and|respectively|also|other|others|was|were|is|are|measured|assessed|evaluated|not|met|reached|former|the former|latter|the latter)?\W*(?:\([A-Za-z]{2,5}\)\W*)?$",
    re.I,
)
_TOO_GENERAL = re.compile(
    r"\s*to\s+[a-z]+\s+(?:(?:and|or)\s+[a-z]+\s+)?(?:the\s+|our\s+)?(?:[\w-]+\s+){0,2}?(?:outcomes?|results|subgroups?|experience|practice)\b",
    re.I,
)
"""``the primary aim was to evaluate outcome``: what the paper is for."""
_OF_ALL = re.compile(r"\s*(?:both|all|each)\s+(?:at|after)\b")
"""``local failure and survival, both at 3 years``."""
_TELLS_HOW = re.compile(
    r"\s*(?:for|in|with|by|after|among|from|at|used|performed|fitted|assessed|presented|described|expressed|measured|analy[sz]ed|evaluated|defined|reported|determined|all|we|patients)\b",
    re.I,
)
_LONGEST = 14
"""Words of an endpoint that no rule names."""
UNNAMED = "other.declared"


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    terms: tuple[Term, ...]
    points: tuple[Atom, ...]


def pieces(sentence: Sentence, marker: Mention, start: int, end: int, terms: list[Term]) -> list[Finding]:
    """The endpoints of a list, each with its time points; times of their own stand for the endpoint before or behind them."""
    findings: list[Finding] = []
    pending: list[Atom] = []
    for piece in _split(sentence, start, end, terms):
        words = re.findall(r"[A-Za-z]{2,}", sentence.text[piece.start : piece.end])
        if piece.points and not piece.terms and len(words) <= 3:  # only times
            if not findings:
                pending.extend(piece.points)
            elif _OF_ALL.match(sentence.text, piece.start):
                when = {"timepoint_months": months(piece.points[0])}
                findings = [replace(f, fields=f.fields | when) for f in findings]
            else:
                findings += _once_more(findings[-1], piece)
        elif _names_endpoint(sentence, piece, words, first=not findings):
            findings += _declared(sentence, marker, piece, pending)
            pending = []
    return findings


def declared_fields(code: str, role: str | None, moment: float | None) -> dict[str, Any]:
    """The fields of an endpoint that is named as primary or secondary; ``moment`` in months."""
    return {
        "endpoint": code, "statistic": "declared", "role": role, "timepoint_months": moment, "value": None, "unit": None,
    }  # fmt: skip


def _once_more(last: Finding, piece: _Piece) -> list[Finding]:
    """The endpoint before at the piece's times."""
    fields = ({**last.fields, "timepoint_months": months(point)} for point in piece.points)
    return [Finding("endpoint", last.start, piece.end, last.rule, f) for f in fields]


def _names_endpoint(sentence: Sentence, piece: _Piece, words: Sequence[str], first: bool) -> bool:
    """Whether a piece is an endpoint, by a term or in words of its own; not what is said of others."""
    text = sentence.text
    if _CLASSED.search(text, piece.start, piece.end):
        return False
    if piece.terms:
        return piece.terms[-1].code != "follow_up"
    own = text[piece.start : piece.end]
    said = SAYS.search(own) or _FACTORS.search(own) or _TOO_GENERAL.match(own)
    if said or _TRIVIAL.match(own) or _TELLS_HOW.match(own):
        return False
    return (1 if first else 2) <= len(words) <= _LONGEST


def _declared(
    sentence: Sentence, marker: Mention, piece: _Piece, pending: Sequence[Atom]
) -> Iterator[Finding]:
    """One finding for each time point of the piece, or one without."""
    grade = next(
        (a for a in sentence.atoms if a.kind is AtomKind.GRADE and piece.start <= a.start < piece.end), None
    )
    code, rule, start, end = _named(sentence, piece, graded=grade is not None)
    moments: list[float | None] = list(dict.fromkeys(months(p) for p in (*pending, *piece.points)))
    for moment in moments or [None]:
        fields = declared_fields(code, marker.code, moment)
        if grade is not None and code == "toxicity":
            fields |= {
                "grade_min": int(grade.low),
                "grade_max": None if grade.high is None else int(grade.high),
            }
        yield Finding("endpoint", start, end, f"{rule}/declared", fields)


def _named(sentence: Sentence, piece: _Piece, graded: bool) -> tuple[str, str, int, int]:
    """Code, rule and span of what a piece declares."""
    if piece.terms:
        term = piece.terms[-1]
        return term.code, term.rule, term.start, term.end
    if _PATTERNS.search(sentence.text, piece.start, piece.end):
        return "recurrence", "endpoint.recurrence", piece.start, piece.end
    code, rule = ("toxicity", "toxicity.general") if graded else ("other", UNNAMED)
    return code, rule, piece.start, piece.end


def _split(sentence: Sentence, start: int, end: int, terms: list[Term]) -> list[_Piece]:
    """The items of a list: what commas and "and" part outside brackets and terms."""
    text = sentence.text
    inside = [t for t in terms if start <= t.start and t.end <= end]
    cuts = [start]
    depth_open = [(m.start(), m.end()) for m in re.finditer(r"\([^()]*\)|\[[^\]]*\]", text[start:end])]
    for m in _SPLIT.finditer(text, start, end):
        if any(t.start < m.end() and m.start() < t.end for t in inside):
            continue
        if any(start + a <= m.start() < start + b for a, b in depth_open):
            continue
        cuts.extend([m.start(), m.end()])
    cuts.append(end)
    pieces = []
    for a, b in zip(cuts[::2], cuts[1::2], strict=True):
        if a >= b:
            continue
        points = tuple(x for x in sentence.atoms if x.kind is AtomKind.TIME and a <= x.start < b)
        pieces.append(_Piece(a, b, tuple(t for t in inside if a <= t.start and t.end <= b), points))
    return pieces
