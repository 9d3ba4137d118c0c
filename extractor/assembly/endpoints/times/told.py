"""Times of a sentence that names no outcome: the medians of what the sentence before told."""

import re

from extractor.assembly.endpoints.term import TIME_TYPE
from extractor.assembly.endpoints.times.place import LONG_UNITS, Place, Role
from extractor.assembly.endpoints.untold import Lead, lead_of, leaves_open
from extractor.language.numerals import AtomKind

_PAIR_OPENED = re.compile(
    r"[a-z]\s*\(\s*(?:medians?[\s,:]*)?(?:\d+(?:[.·]\d+)?\s*(?:months\s+)?(?:vs?\.?|versus)\s+)?$"
)
_PAIR_NEXT = re.compile(r"\s*(?:vs?\.?|versus)\s+\d|\s*[);,]")
"""``it added nothing (14.3 v 13.8 months)``."""
_LISTED_ON = re.compile(
    r"(?:[\d.·\s,]|\band\b|\bor\b)*"
    r"|(?:[^.%]|\.(?=\d)){0,90}?(?:[,;]|\band|\bvs\.?|\bversus|\bcompared\s+(?:with|to))(?:\s[^.;%]{0,60}?)?"
    r"(?<!\bat)(?<!\bafter)(?<!\bwithin)(?<!\bfor)(?<!\bover)(?<!\bduring)(?<!\bthan)[\s:]+"
)
"""``4 months after two courses and 10 months in others``."""


def like_before(at: Place) -> Role | None:
    """``It was longer after surgery (18.7 v 9.4 months)``: the median that the sentence before gave."""
    context, text, sentence = at.scene.context, at.scene.text, at.scene.sentence
    if context.code not in TIME_TYPE or at.atom.adjectival or at.atom.unit not in LONG_UNITS:
        return None
    if not leaves_open(context):
        return None
    told = context.statistic in {"median", "mean"} or ("time", context.code) in context.told
    if told and not at.scene.outcomes and _PAIR_OPENED.search(at.before) and _PAIR_NEXT.match(at.after):
        return "value"
    for first in (a for a in sentence.atoms if a.kind is AtomKind.TIME and a.start <= at.atom.start):
        lead = lead_of(text[sentence.start : first.start], text[first.end : sentence.end])
        listed = first is at.atom or _LISTED_ON.fullmatch(text, first.end, at.atom.start)
        if lead is not None and listed and (told or lead.averaged or _compares(at, lead)):
            return "value"
    return None


def _compares(at: Place, lead: Lead) -> bool:
    """``The gain was seen in women only (9 vs 6 months)``: two medians, though none was told."""
    return lead.kind == "contrast" and at.atom.unit == "months" and "(" in at.before
