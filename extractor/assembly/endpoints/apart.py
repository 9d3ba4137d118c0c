"""Parts of an outcome that stand apart from the word for it: sites of failure, responses, and their degrees.

``12 patients relapsed: 4 locally, 5 in nodes, both in 3``; ``best response was complete in 29, partial in 27``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.assembly.endpoints.describing import is_cause_of_death
from extractor.assembly.endpoints.term import FAILED, Term
from extractor.assembly.findings import Sentence
from extractor.assembly.values import is_integer
from extractor.language.mentions import Mention
from extractor.language.numerals import AtomKind

_ENDS = re.compile(
    r"(?:[-–\s]only\b)?\s*(?:\(|,|;|:|\.|$|and\b|or\b|in\b|plus\b|with\s+(?=distant|regional|nodal|local)|\+|\)|only\b|sites?\b|alone\b|nodes\b|vs\b|versus\b)"
)
_ALONE = re.compile(r"\s+(?:only|alone|exclusively)\b")
_TO_COUNT = re.compile(
    r"\s*(?:(?:as|being)\s+the\s+(?:most\s+)?(?:frequent|common|main|predominant|usual|first)\s+(?:site|location)s?\s*(?=[(\[]))?"
    r"(?:(?:was|were)\s+(?:seen|found|observed|noted)\s+)?(?:(?:in|for)\s+(?:the\s+(?:remaining|other)\s+)?|[(\[]\s*(?:[A-Z]{2,6}\s*[,;]\s*)?(?:[nN]\s*=\s*)?|,?\s*n\s*=\s*)"
)
_HAPPENED = re.compile(r"\s+(?:occurred|developed)\b")
"""``and both occurred in six``."""
HAD_SPREAD = (
    r"[\s)\]]*(?:of\s+(?:the\s+)?)?(?:patients\s+|women\s+|men\s+|cases\s+)?(?:had|developed|with)\s+(?:an?\s+)?"
    r"(?:(?!(?:for|with|without|no|of|in|to)\b)[\w-]+\s+){0,2}"
)
"""What leads from a number to the site of a spread: ``three had solitary liver metastases``."""
_IN_SITE = re.compile(
    rf"[\s)\]]*(?:(?:were|was|occurred|involved|affected|concerned|lay|arose|fell|appeared)\s+)?(?:only\s+)?(?:(?:in|at)\s+)?(?:the\s+)?|{HAD_SPREAD}"
)
"""``20 at the primary site, 8 in the lung``, ``three had liver metastases``."""
_AT_EDGE = re.compile(r"at\s+(?:(?:its|the|a)\s+)?(?:\w+\s+){0,2}(?:margin|edge|border)\b")
"""``3 at the field border`` are neither in the field nor out of it."""
_HAD_SPREAD = re.compile(
    r"[\s)\]]*(?:(?:patients|women|men|cases)\s+)?(?:had|developed)\s+(?:combined\s+|synchronous\s+|isolated\s+|also\s+|additional\s+)?"
)
"""``7 patients had luminal regrowth and 2 had lung metastases``."""
_SITE_CLOSES = re.compile(r"\s*(?:[,.;)(]|and\b|$)")
_SPREAD = re.compile(
    r"\s+(?:(?:lymph\s+)?nod(?:e|al)\s+)?(?:metastas[ei]s|recurrences?|relapses?|failures?|progression)\b"
)
_JOINT = re.compile(
    r"(?:\s+(?:sites?|nodes?|only|failure|relapse|recurrence))?\s*(?:\bplus\b|\+|\band\b|&|\bwith\b|\bas\s+well\s+as\b)\s*(?:the\s+)?"
)
_NODE = re.compile(r"\bnod(?:e|al)\b", re.I)
_NODE_BEFORE = re.compile(rf"{_NODE.pattern}\s+$", re.I)
_PLUS = re.compile(r"\bplus\b|\+|&|\bwith\b|\bas\s+well\s+as\b")
_ITEM_ENDS = re.compile(r"[,;)]")
"""``(pleura 10, lung 4)``."""
_FROM_COUNT = re.compile(r"[\s)\]]*(?:(?:patients|women|men|lesions|tumou?rs|cases)\s+)?")
_CLOSES = re.compile(r"\s*(?:[,.;)]|$)")
_BOTH_NAMED = re.compile(
    r"\s+(?:the\s+)?(?:primary|local|locally)\b[^,.;()\d]{0,25}?\sand\s(?:the\s+)?[^,.;()\d]{3,35}?(?=[,.;)]|$)"
)
"""``5 at both the primary and the nodes``."""
_LEADS = re.compile(
    r"\s+(?:was|were)\s+the\s+(?:[\w-]+\s+){0,2}?(?:sites?|locations?)\b"
    r"(?:\s+of\s+(?:[\w-]+\s+)?(?:failure|relapse|recurrence|progression|metastas[ie])s?)?(?=\s+in\b|\s*[(\[]\s*\d)"
)
_TWO_NUMBERS = re.compile(
    r"[^\d;.]*\d+(?:\.\d+)?\s*%?(?:\s*\([^()]*\))?\s*(?:,|,?\s*and|vs\.?|versus)\s+(?:in\s+)?\d"
)
_DOSE_VOLUME = re.compile(
    r"\b[VD]_?\d{1,3}(?:\.\d)?(?:\s?(?:Gy|cc|%))?\s+(?:of|to|for|in)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$"
)
"""``the V20 of the ipsilateral lung 14%``."""
_CONDITION = re.compile(
    r"\d\s*(?:months?|years?|weeks?|%)\s+(?:if|when|where|in\s+case\s+of)\s+(?:(?:it|they|this|these|the\s+\w+)\s+)?(?:(?:was|were|had\s+been|is)\s+)?(?:only\s+)?$"
)
"""``27 months if it was local and 13 months if distant``: under which condition, of what was told before."""
_INVOLVED = re.compile(
    r"\s+(?:(?:most\s+often|mainly|mostly)\s+)?(?:involved|affected|concerned|(?:were|was)\s+(?:located|found|seen|situated)\s+in\s+the|were\s+to\s+the)\b"
)
_SEVERAL = "site.several_counted"
_NEAR = frozenset({"local_failure", "regional_failure", "locoregional_failure"})
_SITED = _NEAR | {"distant_failure", "recurrence"}
_BEYOND_FIELD = frozenset({"local_failure", "regional_failure"})
_SITES = frozenset({"local_failure", "regional_failure", "distant_failure"})
_FAILURE_NAMED = re.compile(
    r"failure|relapse|recurrence|progression|pattern|first (?:site|event)", re.I
)  # of "pattern of failure", which is no outcome itself
_RESPONSES = frozenset(
    {"response_rate", "complete_response", "partial_response", "stable_disease", "progressive_disease"}
)


def parts_apart(
    sentence: Sentence, named: Sequence[Term], found: Sequence[Term], carried: str | None
) -> list[Term]:
    """The parts that lean on a term of ``named``, which may be no outcome itself, and lie outside ``found``.

    Several sites with their numbers may lean on ``carried``, the failure that the sentence before names.
    """
    extra: list[Term] = []
    heads = list(_heads(named))
    if not named and carried is not None and FAILED.search(carried):
        sites = [m for m in sentence.labelled("SITE", "COUNTED_SITE") if _leads_to_count(sentence, m)]
        if len(sites) > 1:
            start = sentence.start
            heads = [(("SITE", "COUNTED_SITE"), Term(start, start, carried, "endpoint.carried_over", ""))]
    for label, head in heads:
        for m in sentence.labelled(*label):
            taken = any(t.start < m.end and m.start < t.end for t in (*found, *extra))
            spread = m.start > head.end and _had_spread(sentence, m)
            if m.start < head.end or taken or not (spread or _is_part(sentence, m)):
                continue
            if _CONDITION.search(sentence.text, sentence.start, m.start):
                continue
            if is_cause_of_death(sentence, m.start, found) or _DOSE_VOLUME.search(
                sentence.text, sentence.start, m.start
            ):
                continue
            if m.rule == _SEVERAL and _alone_named(sentence, m, [*found, *extra]):
                continue
            rule = "endpoint.distant_failure" if spread else m.rule
            end = _end_of(sentence, m)
            code = "regional_failure" if _of_nodes(sentence, m, end) else m.code or ""
            if code == "regional_failure" and _spread_to(sentence, head, m):
                code, rule = head.code, "site.distant_counted"
            term = Term(m.start, end, code, rule, sentence.text[m.start : m.end])
            extra.append(_together(term, [*found, *extra]) if m.code == "recurrence" else term)
    return _at_once(sentence, extra)


def _alone_named(sentence: Sentence, m: Mention, found: Sequence[Term]) -> bool:
    """``8 months in the combined and 5 in the single arm``, ``the same in both, 84%``: no sites that are several."""
    if "known" in sentence.text[m.start : m.end].lower():
        return False
    sites = any(t.end <= m.start and (t.code in _SITES or t.code in _NEAR) for t in found)
    leading = any(a.end <= m.start for a in sentence.labelled("SITE", "COUNTED_SITE"))
    return not (sites or leading)


def _at_once(sentence: Sentence, parts: Sequence[Term]) -> list[Term]:
    """``local plus distant (n = 2)``: failure at two sites at once, with one number."""
    joined: list[Term] = []
    for part in sorted(parts, key=lambda t: t.start):
        last = joined[-1] if joined else None
        if last is None or not _is_joint(sentence, last, part):
            joined.append(part)
            continue
        near = {last.code, part.code} <= _NEAR
        rule = part.rule if last.rule.endswith("_counted") else last.rule
        text = sentence.text[last.start : part.end]
        joined[-1] = Term(last.start, part.end, "locoregional_failure" if near else "recurrence", rule, text)
    return joined


def _is_joint(sentence: Sentence, first: Term, second: Term) -> bool:
    """Whether two sites are those of the same patients: ``and`` may join two numbers as well."""
    joint = _JOINT.fullmatch(sentence.text, first.end, second.start)
    if joint is None or not (first.code in _SITED and second.code in _SITED):
        return False
    plus = _PLUS.search(joint.group())
    return bool(plus) or not (
        _TWO_NUMBERS.match(sentence.text, second.end) or "respectively" in sentence.string
    )


def sites_leading(sentence: Sentence) -> list[Term]:
    """``the brain was the initial site of failure in 17``: the site leads, and the words for failure are part of it."""
    terms = []
    for m in sentence.labelled("SITE", "COUNTED_SITE"):
        led = _LEADS.match(sentence.text, m.end, sentence.end)
        if led is not None and m.code != "recurrence":
            terms.append(Term(m.start, led.end(), m.code or "", m.rule, sentence.text[m.start : led.end()]))
    return terms


def _heads(named: Sequence[Term]) -> Iterator[tuple[tuple[str, ...], Term]]:
    """The labels of the parts that each kind of head may have, with the first such head."""
    told = [t for t in named if t.rule != "endpoint.spread_predicted"]  # what the patients came with
    failure = next((t for t in told if FAILED.search(t.code) or _FAILURE_NAMED.search(t.text)), None)
    if failure is not None:
        yield ("SITE", "COUNTED_SITE"), failure
    response = next((t for t in named if t.code in _RESPONSES or "response" in t.text.lower()), None)
    if response is not None:
        degrees = response.code == "pathologic_response"
        yield ("COUNTED_DEGREE" if degrees else "COUNTED_RESPONSE",), response


_TREATED_AT = re.compile(r"\b(?:radiotherapy|irradiation|radiation|RT|boost|Gy|doses?|brachytherapy)\s+$")
"""``as frequent after radiotherapy`` to the primary: what was irradiated, not where it came back."""


def _is_part(sentence: Sentence, m: Mention) -> bool:
    """Whether a mention is parted from its head; one that is too common a word must lead to its number."""
    if _TREATED_AT.search(sentence.text, max(sentence.start, m.start - 24), m.start):
        return False
    if m.label == "SITE":
        return bool(_ENDS.match(sentence.text, m.end)) or _leads_to_count(sentence, m)
    if _leads_to_count(sentence, m):
        return True
    before = next((a for a in reversed(sentence.atoms) if a.end <= m.start), None)
    said = sentence.text[m.start : m.end]
    if (
        before is not None
        and m.label == "COUNTED_SITE"
        and not _AT_EDGE.match(said)
        and _IN_SITE.fullmatch(sentence.text, before.end, m.start)
    ):
        return bool(_SITE_CLOSES.match(sentence.text, _end_of(sentence, m)))
    verbal = said.startswith(("were ", "remained ", "had ", "showed "))
    if not verbal and not (m.code == "recurrence" and _CLOSES.match(sentence.text, _end_of(sentence, m))):
        return False
    return before is not None and _FROM_COUNT.fullmatch(sentence.text, before.end, m.start) is not None


def _had_spread(sentence: Sentence, m: Mention) -> bool:
    before = next((a for a in reversed(sentence.atoms) if a.end <= m.start), None)
    spread = m.code == "distant_failure" and "metastas" in sentence.text[m.start : m.end]
    return bool(spread and before and _HAD_SPREAD.fullmatch(sentence.text, before.end, m.start))


def _end_of(sentence: Sentence, m: Mention) -> int:
    """The end of a mention with the word for its spread and the ``only`` or ``alone`` behind it."""
    spread = _SPREAD.match(sentence.text, m.end, sentence.end) if m.label == "COUNTED_SITE" else None
    end = spread.end() if spread else m.end
    if m.code == "recurrence" and (named := _BOTH_NAMED.match(sentence.text, end)):
        return named.end()
    alone = _ALONE.match(sentence.text, end)
    return alone.end() if alone else end


def _spread_to(sentence: Sentence, head: Term, m: Mention) -> bool:
    """``Distant metastases involved bone (n = 7) and mediastinal nodes (n = 1)``: nodes to which it had spread."""
    spread = head.code == "distant_failure" and "metastas" in head.text.lower() and m.label == "COUNTED_SITE"
    return spread and _INVOLVED.match(sentence.text, head.end, m.start) is not None


def _of_nodes(sentence: Sentence, m: Mention, end: int) -> bool:
    """``pelvic nodal metastases``, ``para-aortic node metastases``: spread to nodes, whatever site is named."""
    before = _NODE_BEFORE.search(sentence.text, max(sentence.start, m.start - 16), m.start)
    return m.label == "COUNTED_SITE" and bool(before or _NODE.search(sentence.text, m.end, end))


def _leads_to_count(sentence: Sentence, m: Mention) -> bool:
    end = _end_of(sentence, m)
    number = next((a for a in sentence.atoms if a.start >= end), None)
    if number is None or not (is_integer(number) or number.kind in {AtomKind.PERCENT, AtomKind.RATIO}):
        return False
    if number.kind is AtomKind.PERCENT and not sentence.text[end : number.start].strip(" ,:"):
        return True
    bare = sentence.text[end : number.start].isspace() and _ITEM_ENDS.match(sentence.text, number.end)
    happened = m.code == "recurrence" and _HAPPENED.match(sentence.text, end)
    end = happened.end() if happened else end
    return bool(bare) or _TO_COUNT.fullmatch(sentence.text, end, number.start) is not None


def _together(term: Term, before: Sequence[Term]) -> Term:
    """``the primary in 14, the neck in 5 and both in 3``: of local and regional failures both are locoregional."""
    sites = {t.code for t in before if t.end <= term.start} & _SITES
    return replace(term, code="locoregional_failure") if sites == _BEYOND_FIELD else term
