"""Endpoints that a paper declares as primary or secondary, without a value."""

import re

from extractor.assembly.declared.pieces import SAYS, UNNAMED, declared_fields, pieces
from extractor.assembly.endpoints import Term, terms_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import months
from extractor.language.mentions import Mention
from extractor.language.numerals import AtomKind

_LINK = re.compile(
    r"^[\s,:)]*(?:\([^()]{0,40}\)\s*)?(?:of\s+(?=[a-z])(?!the|this|our)|(?:of\s+(?:the|this|our)\s+(?:\w+\s+){1,4}?|for\s+(?:the|this)?\s*[\w\s-]{3,50}?\s+|(?:in|of)\s+(?:(?:the|this|our)\s+)?[A-Z][\w-]*\d*\s+(?:(?:trial|study)\s+)?|in\s+(?:the|this|our)\s+\w+\s+)?(?:(?:\b(?:was|were|is|are|being|include[sd]?|including|comprised?|consist(?:s|ed)? of|encompass(?:ed)?|measured|assessed|concerned|will be|evaluated|analy[sz]ed|we\s+(?:(?:will|also|shall)\s+)*(?:assess(?:ed)?|evaluated?|analy[sz]ed?|stud(?:y|ied)|examined?|measured?|investigated?|chose|use[d]?|defined?)|the\s+following|as\s+follows)\b|:|—|–|,)\s*)+)",
    re.I,
)
_RANK_ALONE = re.compile(
    r"\b(?:was|were|is|are|being)\s+(?:the\s+)?(?P<rank>primary|secondary)(?:\s+ones?)?(?=\s*(?:[.;]|$)|,?\s+and\b|,\s)"
    r"|\bas\s+(?:the\s+)?(?P<ones>primary|secondary)(?:\s+ones?)?(?=\s*(?:[.;,]|$)|\s+and\b)"
)
_APPOSED = re.compile(r"\w,\s+(?:the|our|as\s+the)\s+$")
_TO_TERM = re.compile(r"[-\s]*(?:(?:rates?|actuarial|of|the|cumulative|overall|incidence)\s+){0,3}")
_SAID_BEHIND = re.compile(r"\b(?:was|were|are|is|being|as)\s+(?:the\s+|our\s+)?(?:key\s+)?$")
_PARTS = re.compile(r"(?:,\s*(?:and|with|while|whereas|but)|;(?:\s*and)?)\s")
"""What parts the subject of ``were secondary`` from the list before it."""
_RANKED = re.compile(
    r"\b(?:was|were)\s+the\s+(?:primary|secondary)(?:\s+(?:end[-\s]?points?|outcomes?))?\s+and\b"
)
"""``survival was the primary and quality of life the secondary endpoint``."""
_LEADS_UP = re.compile(
    r"[\s,]*(?:with|and|while|whereas)\s[^.;:]*\b(?:as|was|were|is|are|being)\s+(?:the\s+|our\s+|an?\s+)?$"
)
"""``…, with survival and toxicity as`` what the next marker says."""
_REPORTS = re.compile(
    r"\s+(?:of\s+(?:the|this|our)\s+(?:[\w-]+\s+){1,2})?(?:was|is|were)\s+to\s+(?:report|describe|present|review|update|summari[sz]e|share)\b"
)
"""``The primary aim here was to report outcomes``: what the paper is for."""
_AMONG = re.compile(r"\b(?:Among|Of|Regarding|Concerning|For)\s+(?:(?:the|our|all|these)\s+)*$")
"""``Among the secondary endpoints, survival was better``: results, no list of them."""
_DATA_ON = re.compile(
    r"\b(?:data|results?|information|details|evidence|reports?|figures?|events?)\s+(?:on|for|about|regarding|concerning)\s+(?:(?:the|our|all|both|primary|secondary|and|or)\s+)*$",
    re.I,
)
"""``receives the data on the primary and secondary outcomes (including toxicity)``: those declared elsewhere."""
_ACHIEVED = re.compile(r"\b(?:met|achieved|reached|attained|fulfilled|missed)\s+(?:its|the|their)\s+$", re.I)
_ACHIEVED_WITH = re.compile(r"\s*,?\s+(?:of|with|in\s+terms\s+of|for)\s+(?:an?\s+|the\s+)?")
"""``achieved its primary endpoint, with PFS at 12 weeks``."""
_CLAUSE_ENDS = re.compile(r"[,;.]|$")
_AIMS = re.compile(
    r"\b(?:aim(?:ed)?|whether|assess(?:ed)?|evaluated?|examined?|investigated?|test(?:ed)?|determine|compared?|measured?|stud(?:y|ied)|explored?)\b",
    re.I,
)
_DENIED = re.compile(r"\s*(?:not|met|reached|achieved|similar)\b")
_STOP = re.compile(
    r",\s+with\b|(?:,|;)\s+(?:and|but)\s+no\b|\b(?:including|defined|which was|measured (?:by|with|using)|assessed (?:by|with|using|according)|based on|(?:measured|calculated|defined|counted|dated)\s+from|(?<!time )from randomi[sz]ation|according to|compared|analy[sz]ed|evaluated (?:by|with|using)|using|as determined|scored|classified|graded|(?<!patients )(?<!women )(?<!men )(?<!lesions )with (?:a|an) |because|between|calculated|powered|assuming|hypothesi[sz]ing)\b|;(?!\s*(?:and\s+)?\(?(?:\d|[ivx]{1,3}|[a-e])\)\s)|\.\s|:\s",
    re.I,
)
_FACTORS_SOUGHT = re.compile(
    r"(?:to\s+)?(?:determine|identify|evaluate|assess|analy[sz]e|explore|examine|find|investigate|define)?\s*(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:factors|predictors|determinants)\b",
    re.I,
)
"""``a secondary objective was to identify risk factors for …``: no outcome."""
_OPENS_LIST = re.compile(
    r"^.*(?:[.;:]\s|\b(?:with|while|whereas|defined|used|chose|took|considered|selected)\s)\s*|^[\s,]*and\s+|^[\s,]+",
    re.S,
)
_BY_METHOD = re.compile(
    r"(?:measured|assessed|evaluated|scored|classified|graded|defined|according|using|as determined)\b", re.I
)
_INSTRUMENT = re.compile(
    r"[A-Z][A-Za-z]*\d[\w-]*|[A-Z]{2,}[\w-]*\d[\w-]*|(?:[A-Z][\w-]*[A-Z][\w-]*)(?:\s+(?:scores?|scales?))?"
)
_PSYCHOMETRIC = frozenset({"quality_of_life", "other"})
"""Measured by instruments, which are no endpoints beside it: ``quality of life, measured with QLQ-C30 and EQ-5D``."""
_FINITE = re.compile(r"\b(?:was|were|is|are|will|had|has|have|compared|calculated)\b")
_VALUES = frozenset({AtomKind.PERCENT, AtomKind.RATIO, AtomKind.P_VALUE, AtomKind.INTERVAL})
_INFINITIVE = re.compile(r"To\s+[a-z]+\s")
"""``To quantify the late effects on heart, lung and nodes was the main objective``: organs are no endpoints."""


def find_declared(sentence: Sentence) -> list[Finding]:
    """One finding for each declared endpoint (and each of its time points)."""
    findings: list[Finding] = []
    found = sorted([*sentence.labelled("DECLARED"), *_ranks_alone(sentence)], key=lambda m: m.start)
    if not found:
        return []
    markers = [
        m for m in found if not any(o is not m and o.start <= m.start and m.end <= o.end for o in found)
    ]
    terms = terms_of(sentence)
    floor = sentence.start
    for i, marker in enumerate(markers):
        following = markers[i + 1] if i + 1 < len(markers) else None
        limit, beyond = _limits(sentence, marker, following)
        if _REPORTS.match(sentence.text, marker.end, limit) or _DATA_ON.search(
            sentence.text, sentence.start, marker.start
        ):
            continue
        alone = sentence.text[marker.start : marker.end].lower() in {"primary", "secondary"}
        apposed = _is_apposed(sentence, marker, floor)
        if alone or apposed or _LEADS_UP.match(sentence.text, marker.end, limit):
            found_here = _before(sentence, marker, terms, floor)
        else:
            found_here = _after(sentence, marker, limit, terms) or _before(sentence, marker, terms, floor)
        findings.extend(found_here)
        floor = beyond
    return findings


def _limits(sentence: Sentence, marker: Mention, following: Mention | None) -> tuple[int, int]:
    """Where the list of a marker ends, and that of the next begins, which may stand before its own marker.

    ``The primary endpoint was survival, and local control and toxicity were secondary``.
    """
    if following is None:
        return sentence.end, sentence.end
    between = sentence.text[marker.end : following.start]
    if not _SAID_BEHIND.search(between):
        return following.start, marker.end
    parts = list(_PARTS.finditer(between))
    clear = [m for m in parts if not m.group().strip(", ").startswith("and")]
    plural = sentence.text[marker.start : marker.end].endswith("s")
    if not parts or _LEADS_UP.match(between):
        return following.start, marker.end
    part = clear[-1] if clear else parts[-1 if plural else 0]
    return marker.end + part.start(), marker.end + part.end()


def _is_apposed(sentence: Sentence, marker: Mention, floor: int) -> bool:
    """``Local response, the main outcome measure, and toxicity were assessed``: said of what stands before it."""
    before = sentence.text[floor : marker.start]
    return (
        _APPOSED.search(before) is not None
        and sentence.text[marker.end : marker.end + 1] == ","
        and sentence.text[marker.end :].lstrip(", ").split(" ", 1)[0] in {"and", "was", "were"}
    )


def _ranks_alone(sentence: Sentence) -> list[Mention]:
    """``progression-free survival was the primary endpoint; survival and toxicity were secondary``."""
    return [
        Mention(
            "DECLARED", m.start(m.lastgroup), m.end(m.lastgroup), f"declared.{m[m.lastgroup]}", m[m.lastgroup]
        )
        for m in _RANK_ALONE.finditer(sentence.text, sentence.start, sentence.end)
        if m.lastgroup is not None
    ]


def _after(sentence: Sentence, marker: Mention, limit: int, terms: list[Term]) -> list[Finding]:
    rest = sentence.text[marker.end : limit]
    if rest.lstrip().startswith(",") and _AMONG.search(sentence.text, sentence.start, marker.start):
        return []
    if rest.startswith(")") and sentence.text[sentence.start : marker.start].endswith("("):
        return _before_bracket(sentence, marker, terms)
    valued = any(a.kind in _VALUES for a in sentence.atoms)
    met = not valued and _ACHIEVED.search(sentence.text, sentence.start, marker.start)
    achieved = _ACHIEVED_WITH.match(rest) if met else None
    bracket = re.match(r"^\s*[(\[]([^()\[\]]{4,80})[)\]]", rest)
    link = _LINK.match(rest)
    if achieved is not None:
        first = next((t for t in terms if t.start == marker.end + achieved.end()), None)
        stop = _CLAUSE_ENDS.search(sentence.text, first.end, limit) if first else None
        return pieces(sentence, marker, first.start, stop.start(), terms) if first and stop else []
    if (
        link is None
        and bracket is None
        and marker.code == "secondary"
        and re.match(r"secondarily", sentence.text[marker.start : marker.end], re.I)
    ):
        link = re.match(r"^[\s,]*", rest)
    apart = rest.lstrip().startswith((";", "."))
    if (
        link is None
        and bracket is None
        and not apart
        and any(marker.end <= t.start <= marker.end + 2 for t in terms)
    ):
        link = re.match(r"\s*", rest)
    if (
        bracket is not None
        and link is None
        and any(
            a.kind in {AtomKind.NUMBER, AtomKind.PERCENT}
            for a in sentence.atoms
            if marker.end <= a.start < marker.end + bracket.end()
        )
    ):
        return []
    named = bracket is not None and any(
        marker.end + bracket.start(1) <= t.start and t.end <= marker.end + bracket.end(1) for t in terms
    )
    if link is not None and named and _DENIED.match(rest, link.end()):
        link = None  # the primary endpoint (local control) was not met
    if bracket is not None and link is None:
        start, end = marker.end + bracket.start(1), marker.end + bracket.end(1)
    elif link is not None:
        start, end = marker.end + link.end(), limit
        listed = link.group().rstrip().endswith(":")
        stop = next(
            (m for m in _STOP.finditer(sentence.text, start, end) if not listed or m.group() != ";"), None
        )
        if stop and stop.start() > start + 2:
            end = stop.start()
            found = pieces(sentence, marker, start, end, terms)
            return [*found, *_behind_method(sentence, marker, stop, limit, terms)] if found else found
    else:
        return []
    while end > start and sentence.text[end - 1] in " .,;":
        end -= 1
    if _FACTORS_SOUGHT.match(sentence.text, start, end) or re.match(
        r"\s*(?:not|met|reached|similar|also similar|significantly|analy[sz]ed|assessed\b\s*(?:at|by|using|with)|no\b|unavailable|achieved|better|worse|higher|lower|improved|superior|inferior|longer|shorter|comparable|different|compared|tested|calculated|estimated|reported|presented|described|summari[sz]ed|exploratory|descriptive|(?:pre-?)?planned|performed|conducted|carried|based|obtained|available|considered|adjusted|pre-?specified|hierarchical(?:ly)?|modelled|modeled|only|also\s+\w+ed)\b",
        sentence.text[start:end],
    ):
        return []
    found = pieces(sentence, marker, start, end, terms)
    if link is not None and link.group().strip() == ",":  # said of what stands before it
        return [p for p in found if not p.rule.startswith(UNNAMED)]
    return found


def _before_bracket(sentence: Sentence, marker: Mention, terms: list[Term]) -> list[Finding]:
    """``to see whether it prevents xerostomia at 3 months (primary endpoint)``; a value is no aim: ``survival (primary endpoint) was 60%``."""
    near = [t for t in terms if t.end <= marker.start and t.code not in {"none", "skip"}]
    told = any(a.kind in _VALUES for a in sentence.atoms)
    if not near or told or not _AIMS.search(sentence.text, sentence.start, near[-1].start):
        return []
    opened = sentence.text.rfind("(", near[-1].end, marker.start)
    points = [
        a for a in sentence.atoms if a.kind is AtomKind.TIME and near[-1].end <= a.start and a.end <= opened
    ]
    start = points[-1].start if points else near[-1].start
    if opened < 0 or sentence.text[(points[-1].end if points else near[-1].end) : opened].strip():
        return []
    moment = months(points[-1]) if points else None
    fields = declared_fields(near[-1].code, marker.code, moment)
    return [Finding("endpoint", start, opened, f"{near[-1].rule}/declared", fields)]


def _behind_method(
    sentence: Sentence, marker: Mention, stop: re.Match[str], limit: int, terms: list[Term]
) -> list[Finding]:
    """``quality of life measured by QLQ-C30, pain response, and use of analgesics``: the list goes on with what has a name."""
    comma = sentence.text.find(",", stop.end(), limit)
    if not _BY_METHOD.match(stop.group()) or comma < 0 or _FINITE.search(sentence.text, stop.end(), limit):
        return []
    found = pieces(sentence, marker, comma + 1, limit, terms)
    return [f for f in found if not f.rule.startswith(UNNAMED) and not _is_instrument(sentence, f)]


def _is_instrument(sentence: Sentence, finding: Finding) -> bool:
    return finding.fields["endpoint"] in _PSYCHOMETRIC and bool(
        _INSTRUMENT.fullmatch(sentence.text, finding.start, finding.end)
    )


def _before(sentence: Sentence, marker: Mention, terms: list[Term], floor: int) -> list[Finding]:
    """``Local control at 6 months was the primary endpoint``."""
    head = sentence.text[sentence.start : marker.start]
    m = re.search(
        r"\b(?:was|were|as|is|being|served as|constituted|are|was used as|for|on)\s+(?:the|our|a|its)?\s*(?!\w+\s+of\s)(?:\w+\s+){0,2}$|,\s+(?:the|our|an?)\s+$",
        head,
    )
    m = m or (re.search(r"\s+(?:the|an?)\s+$", head) if _RANKED.search(head) else None)
    if not m:
        return []
    near = [
        t
        for t in terms
        if floor <= t.start
        and t.end <= marker.start
        and not re.search(r"[.;]", sentence.text[t.end : marker.start])
    ]
    if not near or re.search(r"\d\s*%|\d\s*(?:Gy|patients)", head[max(0, near[-1].start - sentence.start) :]):
        return []
    start = _with_time(sentence, _start_of_list(sentence, near, floor))
    found = pieces(sentence, marker, start, sentence.start + m.start(), terms)
    return [p for p in found if p.rule != f"{UNNAMED}/declared"] if _INFINITIVE.match(head) else found


def _with_time(sentence: Sentence, start: int) -> int:
    """``3-year failure-free survival``: where the time before a term begins."""
    times = (a for a in sentence.atoms if a.kind is AtomKind.TIME and a.adjectival and a.end <= start)
    near = [a for a in times if _TO_TERM.fullmatch(sentence.text, a.end, start)]
    return near[-1].start if near else start


def _start_of_list(sentence: Sentence, near: list[Term], floor: int) -> int:
    """Where the list that ends with the last of the terms begins: ``failure at 5 years, skin toxicity and survival``."""
    start = near[-1].start
    for term in reversed(near[:-1]):
        if SAYS.search(sentence.text, term.end, start):
            break
        start = term.start
    opens = _OPENS_LIST.match(sentence.text[floor:start])
    listed = floor + opens.end() if opens else floor
    unnamed = sentence.text[listed:start]
    if "," in unnamed and not SAYS.search(unnamed) and not re.search(r"\d", unnamed):
        return listed
    return start
