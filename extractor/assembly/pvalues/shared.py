"""A p-value that stands behind a coordination of outcomes, said once for all of them: it goes with the first."""

import re
from itertools import groupby, pairwise

from extractor.assembly.brackets import mask_brackets
from extractor.assembly.pvalues.place import Codes, Place

_RATIOS = {"hazard_ratio", "odds_ratio", "risk_ratio", "difference"}
_TO_NEXT = re.compile(
    r"[\s,]*(?:(?:and|the|median|mean|actuarial|overall|crude|[\w-]+[-\s](?:years?|yr|months?))\s+)*[\s,]*"
)
_ARMS_AT_END = re.compile(
    r"[^.;]*\b(?:respectively|in\s+both|(?:in|for|with|after|of)\s[^.;]*\s(?:and|versus|vs\.?)\s[^.;]*)[\s,(]*"
)
"""``… in arms A and B, respectively (``."""


def first_of_all(at: Place) -> Codes | None:
    """``Survival and control were 61% and 38% in arm A and 55% and 33% in arm B (p = 0.4)``: of survival."""
    begin = max(at.clause_start, *at.tested_before, at.sentence.start)
    end = at.atom.start if at.opened is None else at.opened
    values = [
        (f.start, f.end, f.fields["endpoint"])
        for f in at.reading.findings
        if begin <= f.start < end and f.fields["statistic"] not in _RATIOS
    ]
    values = sorted(v for v in values if v[2] != "follow_up")
    codes = list(dict.fromkeys(code for _, _, code in values))
    if len(codes) < 2:
        return None
    if not any(values[0][0] <= t.start for t in at.before):
        return [codes[0]]
    return [codes[0]] if _arms_said_once(at, values, end) else None


def _arms_said_once(at: Place, values: list[tuple[int, int, str]], end: int) -> bool:
    """``Control was 80% and 70%, survival 60% and 55% in arms 1 and 2, respectively``: the arms are those of both."""
    runs = [list(run) for _, run in groupby(values, key=lambda v: v[2])]
    if len({len(run) for run in runs}) > 1 or len(runs[0]) < 2:
        return False
    masked = mask_brackets(at.sentence.text[: at.atom.start])
    for left, right in pairwise(runs):
        heads = [t.start for t in at.before if left[-1][1] <= t.start < right[0][0]]
        if not heads or not _TO_NEXT.fullmatch(masked, left[-1][1], heads[0]):
            return False
    return _ARMS_AT_END.fullmatch(masked, runs[-1][-1][1], end) is not None
