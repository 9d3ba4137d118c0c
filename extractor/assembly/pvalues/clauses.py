"""The clause of a p-value: what stands before it with a subject and a verb of its own."""

import re

from extractor.assembly.brackets import mask_brackets
from extractor.assembly.pvalues.place import Place

FINITE = re.compile(
    r"(?<!\bwho\s)(?<!\bthat\s)(?<!\bwhich\s)\b(?:was|were|is|are|had|has|have|did|could|became|remained|occurred|developed|fell|rose|fared|showed|took|came|went|kept|lost|led|gave|underwent"
    r"|(?<!\bwere\s)(?<!\bwas\s)(?:improv|worsen|prov|resum|complet|scor|declin|decreas|increas|dropp|chang|differ|deteriorat|recover|return|requir|need|achiev|regain|retain|receiv|averag"
    r"|reach|resolv|subsid|disappear|persist|fail|succeed|last|experienc|report|exceed|favou?r|stopp|discontinu|end|continu|appear|happen|depend|correlat)ed)\b"
)
"""Verbs that tell; a word in ``-ed`` may only describe, so it is told by its stem."""
_EDGE = re.compile(r"[;:]\s|(?:,\s|(?<!\bwas)(?<!\bwere)\s)(?:and|but|while|whereas|yet|although|though)\s")
_NO_SUBJECT = re.compile(
    r"^\W*(?:(?:in|of|on|at|by|after|for|from|to|with|than|before|during|among|between|who|which|that|the|a|an|\d\S*|respectively|arms?|groups?|or|both|all|little|not|only|still|also|\w+ly)\s*)*$",
    re.I,
)
"""What stands before a verb and is no subject."""


def own_clause(at: Place) -> tuple[int, str, str]:
    """Where the clause of a p-value begins, its subject and the rest of it up to the p-value, brackets blanked.

    ``Relapse was rarer, and fibrosis was commoner (p = 0.02)``: at ``fibrosis``, with it as the subject.
    """
    start = at.sentence.start
    masked = mask_brackets(at.sentence.text[start : at.atom.start])
    edges = [0, *(m.end() for m in _EDGE.finditer(masked))]
    for edge in reversed(edges):
        verb = FINITE.search(masked, edge)
        if verb is not None and not _NO_SUBJECT.match(masked[edge : verb.start()]):
            return start + edge, masked[edge : verb.start()], masked[verb.start() :]
    return start, masked, ""
