"""Lists of factors, each with its figure, and a verb behind the last that tells of what: ``youth (p = 0.01) and female sex (HR 0.7) favoured survival``."""

import re

BEARS_ON = re.compile(
    r"(?<!\bwere\s)(?<!\bwas\s)\b(?:determined|affected|influenced|predicted|increased|decreased|reduced|improved|modified)\s(?!(?:by|in|with|after|at|to|for|from|on|among|when)\b)"
    r"|\b(?:favou?red|enhanced|worsened|lengthened|shortened|prolonged|extended|lowered|raised|jeopardi[sz]ed|compromised|impaired|conferred|carried"
    r"|foreshadowed|presaged|anticipated|translated\s+into|led\s+to|resulted\s+in|contributed\s+to|conveyed|meant|portended|heralded|indicated|signalled|forecast|linked\s+(?:to|with)|tied\s+to|detrimental\s+(?:to|for)"
    r"|(?:un)?favou?rable\s+(?:for|with\s+(?:respect|regard)\s+to)|adverse\s+for|important\s+for|relevant\s+(?:to|for)|decisive\s+for|significant\s+for|protective\s+(?:against|of|for)|protected\s+(?:against|from))\s"
)
"""What factors do to an outcome that stands behind the verb."""
_BEFORE_VERB = re.compile(r"(?:\b(?:all|both|each|also|only|not|were|was|had|did|\w+ly)\s){0,3}$")
_LIST_GOES_ON = re.compile(r"\s?[)\]]?\s?(?:(?:,|,?\s?\b(?:and|or|but\s+not|as\s+well\s+as))\s[^;.()]*)?")
_FINITE = re.compile(r"\b(?:was|were|had|has|did|is|are)\b")
_LONGEST_ITEM = 60
_AND_VERB = re.compile(r"\band\s*$")
"""``it deferred progression (HR 0.6) and improved survival``: a second predicate, no list."""


def only_listed(gap: str) -> bool:
    """Whether nothing but further items of a list stands between a figure of a factor and a verb.

    >>> only_listed("), and female sex (         ) ")
    False
    >>> only_listed(" and female sex           also ")
    True
    """
    plain = _BEFORE_VERB.sub("", re.sub(r"\s+", " ", gap))
    items = re.split(r",|\b(?:and|or)\b", plain)
    if _LIST_GOES_ON.fullmatch(plain) is None or _FINITE.search(plain) or _AND_VERB.search(plain):
        return False
    return all(len(item) <= _LONGEST_ITEM for item in items)
