"""Clauses that compare an amount of their own, which is no outcome: a level in blood, a volume, a count, how often something was given."""

import re

_LEAD = re.compile(
    r"^(?:[^,]{0,60}\b(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Aa]fter|[Bb]efore|[Dd]uring|[Aa]mong|[Ff]or|[Ww]ith)\b[^,]{0,60},|[A-Z][a-z]+(?:ly|ver|re|n),)\s+"
)
"""``In the second group, …``, ``However, …``."""
_DEGREE = r"(?:(?:not|also|both|all|much|far|even|slightly|significantly|[a-z]+ly)\s+)*"
_OF_AMOUNT = re.compile(
    rf"\b(?:was|were|is|are|became|remained)\s+{_DEGREE}"
    r"(?:higher|lower|larger|bigger|smaller|greater|longer|shorter|wider|narrower|commoner|rarer|fewer|raised|elevated|increased|decreased|reduced"
    r"|(?:more|less|most|least)\s+(?:common|frequent|often|prevalent|abundant|likely|numerous)\w*|[a-z]+ed\s+(?:more|less)\s+(?:often|frequently|commonly)|\d)"
    rf"|(?<!\bthe\s)(?<!\ban\s)(?<!\bof\s)\b(?:decreased|increased|rose|fell|declined|dropped|diminished|shrank|exceeded|averaged)\b(?=\s+{_DEGREE}(?:[a-z]+ly\b|from|to|by|in|after|during|with|at|between|\d|$))"
)
_NEXT = re.compile(r"(?:,\s(?:and|but)|;)\s")
_HEAD_ENDS = re.compile(
    r"\s(?:of|in|for|with|without|between|among|on|at|after|before|during|from|by|to|than|who|that|which|treated|given|receiving|contoured|measured)\s"
)
_GOES_ON = re.compile(
    r"\b(?:it|this|these|they|those|that|which|latter|former|both|each)\b|\b(?:differences?|effects?|benefits?|advantages?|improvements?|gains?|trends?"
    r"|results?|outcomes?|findings?|rates?|risks?|hazards?|odds|probabilit\w+|incidences?|frequenc\w+|figures?|values?|estimates?|curves?|events?"
    r"|patients|women|men|children|cases|people|tumou?rs?|lesions?|arms?|groups?|cohorts?|regimens?|schedules?|treatments?|therapy|therapies"
    r"|factors?|survivors|responders|medians?|means?|averages?)\s*$",
    re.I,
)


def own_amount(clause: str) -> bool:
    """Whether a clause compares an amount of its own.

    >>> own_amount("The mean displacement was lower with surface guidance ")
    True
    >>> own_amount("The difference was larger in women ")
    False
    """
    told = list(_OF_AMOUNT.finditer(clause))
    if not told:
        return False
    head = head_of(_NEXT.split(clause[: told[-1].start()])[-1])
    return bool(head) and not tells_on(head)


def head_of(subject: str) -> str:
    """The noun of a subject, without what is said first and what is said of it.

    >>> head_of("In the second group, the rate of events ")
    'the rate'
    """
    return _HEAD_ENDS.split(f"{_LEAD.sub('', subject.strip())} ", maxsplit=1)[0]


def tells_on(head: str) -> bool:
    """Whether a subject speaks of what the sentence before told, or of the people compared."""
    return _GOES_ON.search(head) is not None
