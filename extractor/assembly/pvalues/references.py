"""P-values whose clause does not name the outcome but points at one that was named or tested before."""

import re

from extractor.assembly.brackets import mask_brackets
from extractor.assembly.pvalues.clauses import own_clause
from extractor.assembly.pvalues.place import Codes, Place, carried

_RISK_OF_IT = re.compile(
    r"\b(?:HRs?|[Hh]azard\s+ratios?|[Rr]elative\s+risks?|[Rr]isk\s+ratios?|RRs?)\s+(?:for|of)\s+(?:an?\s+)?(?:failure|events?|progression|relapse|recurrence)\b"
)
_LASTS = re.compile(r"(?:free_survival|progression_free|disease_free|event_free)\w*$|_control$")
_ONE_OF_THEM = re.compile(
    r"\b(?:the|this)\s+(?P<which>former|latter|first|last)\b(?=\s+(?:of\s+(?:these|the\s+(?:two|three))|was|were|to|differed|but|alone|only|being|did|improved|fell|rose|remained|reached|by|from)\b|\s*[,(])",
    re.I,
)
_SO_DID = re.compile(
    r"[)\]\s]*[,;]?\s*(?:and\s+|but\s+)?(?:as|nor|so|neither)\s+(?:did|was|were|had|does|is|are|has|have)\b"
)
_DID_NOT = re.compile(r"(?:[\w/+-]+\s+){1,5}(?:did|was|were|had|does|is)\s+not\s*,?\s*")
_MATTERED = re.compile(
    r"\b(?:mattered|of\s+(?:any\s+|no\s+)?(?:\w+\s+)?(?:importance|influence|relevance|significance)|made\s+(?:an?|no|any)\s+(?:\w+\s+)?difference"
    r"|had\s+(?:an?|no|any)\s+(?:\w+\s+)?(?:influence|effect|bearing|impact)(?:\s+(?:up)?on\s+(?:it|this|that|them|either|these))?|had\s+none)\s*$"
)
_FARED = re.compile(
    r"(?:had|have|showed|achieved|experienced)\s+(?:an?\s+|the\s+)?(?:\w+ly\s+|much\s+)?(?:better|worse|poorer|superior|inferior|improved|best|worst|similar|comparable)\s+(?:results|outcomes?)\s*"
)
"""``Patients with a high haemoglobin had better results (p = 0.01)``."""

_PRONOUN = re.compile(r"\W*(?:However,\s+)?(?:It|This|These|They)\s+", re.I)
_COMPARES = re.compile(
    r"(?:(?:was|were|is|are|did|had|has|have|been|not|also|only|even|much|both|an?|the|\w+ly)\s+)*(?:more|less|most|least|higher|lower|better|worse|longer|shorter|commoner|rarer|greater|smaller|similar|identical|comparable|related|associated|correlated|dependent|independent"
    r"|depend(?:ed|s)|differ(?:ed|s|ent)?|significant\w*|influenced|affected|predicted|determined|increased|decreased|declined|improved|worsened|fell|rose)\b"
)


def restated(at: Place) -> Codes | None:
    """``failure-free survival was 83% against 74% (HR for failure 0.61; p = 0.03)``: the ratio is of the outcome before it."""
    if at.opened is None or not _RISK_OF_IT.search(at.sentence.text, at.opened, at.atom.start):
        return None
    begin = own_clause(at)[0]
    named = [t for t in at.before if begin <= t.start < at.opened and _LASTS.search(t.code)]
    return [named[-1].code] if named else None


def referred(at: Place) -> Codes | None:
    """``it raised the former to 96% (p = 0.2)``, ``only the last of these differed (p = 0.05)``: one of the outcomes named before."""
    begin = max(at.clause_start, *at.tested_before, at.sentence.start)
    referred = list(_ONE_OF_THEM.finditer(at.sentence.text, begin, at.atom.start))
    if not referred or any(t.start > referred[-1].end() and t.code != "none" for t in at.before):
        return None
    named = [t.code for t in at.before if t.code not in {"none", "other"}] or list(at.reading.earlier.named)
    if len(set(named)) < 2:
        return None
    first = referred[-1]["which"].lower() in {"former", "first"}
    return [list(dict.fromkeys(named))[0 if first else -1]]


def as_did(at: Place) -> Codes | None:
    """``…(p = 0.01), as did those who began early (p = 0.04)``, ``Age did not (p = 0.4)``: what was tested just before."""
    behind = max(at.tested_before, default=at.sentence.start)
    fragment = mask_brackets(at.sentence.text[behind : at.atom.start])
    if any(t.start >= behind and t.code != "none" for t in at.before):
        return None
    if at.last is not None:
        return at.last if _SO_DID.match(fragment) else None
    return carried(at.reading.earlier) if _DID_NOT.fullmatch(fragment) else None


def fared(at: Place) -> Codes | None:
    """``Patients with a high haemoglobin had better results (p = 0.01)``: of what was told just before."""
    return carried(at.reading.earlier) if _FARED.fullmatch(own_clause(at)[2]) else None


def mattered(at: Place) -> Codes | None:
    """``the share of positive cores was of no importance (p = 0.3)``: to what was tested just before."""
    begin = own_clause(at)[0]
    told = mask_brackets(at.sentence.text[begin : at.atom.start])
    verb = _MATTERED.search(told)
    if verb is None or any(begin <= t.start and t.code not in {"none", "other"} for t in at.before):
        return None
    return at.last or carried(at.reading.earlier)


def pronoun(at: Place) -> Codes | None:
    """``Proctitis occurred in 14%. It was more frequent when V70 exceeded 20% (p = 0.01)``: what the pronoun stands for."""
    begin, subject, told = own_clause(at)
    if not _PRONOUN.fullmatch(subject) or not _COMPARES.match(told):
        return None
    if any(begin <= t.start and t.code != "none" for t in at.before):
        return None
    return carried(at.reading.earlier) if begin == at.sentence.start else None
