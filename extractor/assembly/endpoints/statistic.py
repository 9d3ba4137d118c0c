"""What statistic a value is: rate, count, median, mean, difference or a ratio."""

import re

from extractor.assembly.endpoints.attach import Side
from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.scene import Scene, average_before
from extractor.assembly.endpoints.term import TIME_TYPE, Term
from extractor.assembly.values import Value

_CHANGE = r"(?:reduction|increase|decrease|improvement|decreased|increased|gain|benefit|advantage|difference)"
_BY = re.compile(r"\bby\s+(?:about\s+|approximately\s+)?(?:a\s+)?(?:median\s+(?:of\s+)?)?$")
_DIFFERENCE_OF_TIMES = re.compile(
    r"\b(?<!no )(?:difference|improvement|gain|increase|prolongation|benefit|advantage|extension)\s+(?:in|of)\s+(?:[\w-]+\s+){0,5}?(?:survival|PFS|OS|DFS|progression|time)\s+"
    r"(?:was|of|amounted\s+to)\s+(?:only\s+)?$"
)
"""``the difference in median survival was 3 months``."""
_COMPARED_NEXT = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:(?:absolute\s+)?difference|lower|higher|less|greater|better|worse|longer|shorter|fewer|more)\b"
)
_LIST_COMPARED = re.compile(
    r"(?:\s*\([^()]*\))?(?:,\s*(?:and\s+)?[^,;.%()]{2,60}\s\d+(?:[.·]\d+)?\s?%\s*(?:\([^()]*\))?){1,4}\s*(?:more|less)\s+(?:frequently|often|commonly)\s+than\b"
)
"""``pain 19.1% (P < .001), and nausea 8.4% more often than clinicians``: each value says by how much."""
_COMPARED_BY = re.compile(
    r"\b(?<!or )(?:higher|lower|improved|increased|reduced|decreased|better|worse|declined|fell|rose|dropped|worsened|lowered|raised|diminished|differed|superior|inferior)\s+by\s+(?:(?:about|approximately|nearly|only|an?\s+absolute)\s+)?$"
)
_CHANGE_NEXT = re.compile(rf"\s*(?:relative\s+|absolute\s+)?{_CHANGE}\b")
_RISK_CHANGE_NEXT = re.compile(
    rf"\s*(?:relative\s+|absolute\s+)?(?:hazard|risk)(?:\s+rates?)?\s+{_CHANGE}s?\b"
)
"""``a 30 % hazard rate reduction``."""
_NAMED = re.compile(
    r"\b(?:absolute|risk)\s+(?:\w+\s+){0,3}"
    r"(?:difference|improvement|reduction|benefit|gain|increase|decrease|excess)|\bdifferences?\b",
    re.I,
)
_OPENED = re.compile(
    r"[(]\s*(?:an?\s+)?(?:absolute\s+|relative\s+)?(?:difference|reduction|gain|improvement|benefit|increase)\s*(?:of|:|,|=)?\s*$",
    re.I,
)
_OPENED_ROW = re.compile(
    r"\((?:absolute\s+)?(?:difference|reduction)\b[^()]*\)(?:,?\s*(?:and\s+)?\d+\s+(?:years?|months?)\s*\([^()]*\))*"
    r",?\s*(?:and\s+)?\d+\s+(?:years?|months?)\s*\(\s*$"
)
"""``3 years (absolute difference, 11.3%, …), 5 years (``."""
_TAKEN_BACK = re.compile(
    r"\brates?\s+(?:of|were|was)\b|\b(?:which|who|that)\s+(?:reported|found|had|showed)\b"
    r"|\(\s*[Pp]\s*(?:[-–]?\s?value\s*)?[=<>≤≥][^()]*\)\s*,?\s*(?:with|where|whereby|as|being)\b"
)
"""``a difference in survival (p = 0.03), with the best 5-year survival (60 %) in …``: rates of the groups."""
_THEN_RATES = re.compile(
    r"[^()%]*\b(?:was|were|remained|reached|persisted)\b[^()%]*\([^()%]*|\s*\([a-z][^()%]*(?:%[^()%]*)?", re.I
)
"""``the difference between them was significant (46% and 42%)``: of what it is a difference."""
_DENIED = re.compile(r"\b(?:no|not|without|any|neither)\b", re.I)
_VERSUS = re.compile(r"\b(?:vs\.?|versus|v)\s")
_CHANGED_BY = re.compile(
    r"\b(?:improvement|reduction|gain|benefit|advantage|increase|decrease|reduced|increased|improved|lowered|raised"
    r"|decreased)\b[^;%]{0,60}\b(?:of|by)\s+(?:\w+\s+)?$",
    re.I,
)
_CHANGE_IN = re.compile(
    r"\b(?:increase|improvement|gain|reduction|decrease)\s+in\s+(?:[\w-]+\s+){1,5}of\s+"
    r"(?:(?:nearly|about|almost|approximately|up to)\s+)?$"
    r"|\b(?:gain|benefit|advantage)\s+(?:in|of|for)\s+(?:[\w-]+\s+){1,4}(?:at\s+\d+\s+(?:years?|months?)\s+)?(?:was|is|amounted\s+to)\s+(?:only\s+)?$"
)
_PAIRED = re.compile(r"\b(?:vs\.?|versus|v|compared|to|and)\b|[-–]")
_LEVEL = re.compile(
    r"\bto\s+an?\s+(?:median|mean|rate)\s+of\s+$|\b(?:from|to|survival|control|rate)\s+of\s+$|rates?\b"
)
_TWO_AVERAGES = re.compile(
    r"\b(median|mean)\s+(?:and|or|/)\s+(median|mean)\b(?:(?!\d\s*(?:%|months|years))[^;])*$", re.I
)
_MEDIAN_OF = re.compile(
    r"\b(?:by|of|with)\s+(?:an?\s+)?median\s+(?:of\s+)?$|\bmedian\s+(?:[\w-]+\s+){0,3}"
    r"(?:reduction|decrease|increase|change|decline|loss|gain|improvement|shrinkage|regression)\b[^;%,]{0,50}$",
    re.I,
)
_NO_RESULT = r"(?:ages?|doses?|follow|size|diameter|volume|number|observation)"
_MEAN = re.compile(rf"\bmean\b(?!\s+(?:[a-z]+\s+){{0,2}}{_NO_RESULT})[^;%,]{{0,90}}$", re.I)


_AVERAGED = re.compile(
    r"\b(?P<average>median|mean|average|averag(?:ed|ing))\b(?!\s+(?:[a-z]+\s+){0,2}" + _NO_RESULT + ")",
    re.I,
)
_BY_AVERAGE = re.compile(r"\bby\s+an?\s+(mean|median)\s+of\s+[\d.·]+", re.I)
"""``DLCO fell by a mean of 8.2 % and FEV1`` by 4.1 %."""
_RATED = re.compile(r"\b(?:incidence|actuarial|probabilit(?:y|ies)|(?<!corresponding )rates?|risks?)\b", re.I)
"""``The 10-year cumulative incidence was 4 %``: a share, whatever was averaged before."""
_POINTS_APART = re.compile(r"\spoints?$")
"""``by 8 percentage points``: no share is told in points."""
_AVERAGES = frozenset({"mean", "median"})


def statistic_of(
    scene: Scene, group: Group, value: Value, term: Term | None, side: Side, floor: int
) -> str | None:
    """The statistic of a value of a group, None where it is no result; text before ``floor`` is not read."""
    match value.form:
        case "zero" | "count":
            return "count"
        case "score":
            return value.rule
        case "ratio":
            return value.rule or "hazard_ratio"
        case "time" | "not_reached":
            return _each_average(scene, group, value) or _of_time(scene, value, term)
        case _:
            return _of_percent(scene, group, value, term, side, floor)


def _each_average(scene: Scene, group: Group, value: Value) -> str | None:
    """``the median and mean survival were 16 and 26 months``: each value has its own."""
    if len(group.values) != 2:
        return None
    named = _TWO_AVERAGES.search(scene.text, scene.sentence.start, group.start)
    return named[1 + group.values.index(value)].lower() if named else None


def _of_time(scene: Scene, value: Value, term: Term | None) -> str | None:
    after = scene.text[value.end : value.end + 12]
    longer = re.match(r"\s*(?:longer|shorter)\b", after[:9])
    before = scene.text[max(scene.sentence.start, value.start - 90) : value.start]
    if longer or _BY.search(before[-26:]) or _DIFFERENCE_OF_TIMES.search(before):
        return "difference"
    found = average_before(scene, value.start) or ("mean" if re.search(r"\bmean\b", after) else None)
    if term is not None and term.code == "toxicity" and found is None:
        return None
    return found or _averaged_before(scene, value, term) or "median"


def _averaged_before(scene: Scene, value: Value, term: Term | None) -> str | None:
    """``mean survival was 45 months; it was 50 months for women``: told for the value before, here or a sentence ago."""
    told = [m["average"] for m in _AVERAGED.finditer(scene.text, scene.sentence.start, value.start)]
    if told:
        return "median" if told[-1].lower() == "median" else "mean"
    if scene.text.startswith((" on average", " in the mean"), value.end):
        return "mean"
    again = term is None or term.code == scene.context.code
    return "mean" if again and scene.context.statistic == "mean" else None


def _of_percent(
    scene: Scene, group: Group, value: Value, term: Term | None, side: Side, floor: int
) -> str | None:
    if value.rule in _AVERAGES:
        return value.rule
    behind = term if side == "right" else None
    if (
        term is not None
        and re.search(r"survival (?:benefit|advantage|gain)", term.text)
        and value is group.values[0]
    ):
        return "difference"
    if _precedes_its_pair(scene, group, value) or _POINTS_APART.search(scene.text, value.start, value.end):
        return "difference"
    spread = re.match(r"\s*\(?\s*(?:±|\+/-)", scene.text[value.end : value.end + 5])
    if spread and (term is None or term.code not in TIME_TYPE):
        return "mean"
    if behind is not None and value.ci_low is None and scene.sentence.labelled("DECLARED"):
        return None
    left = scene.text[max(floor, value.start - 160) : value.start]
    clause = re.split(r";|\.\s", left)[-1]
    if (
        _COMPARED_NEXT.match(scene.text[value.end : value.end + 22])
        or _LIST_COMPARED.match(scene.text, value.end)
        or _COMPARED_BY.search(left)
        or _compared_too(scene, group, value, floor)
        or _OPENED.search(left)
        or _OPENED_ROW.search(left)
        or _RISK_CHANGE_NEXT.match(scene.text, value.end)
        or (behind is not None and _CHANGE_NEXT.match(scene.text[value.end : behind.start]))
        or _named_difference(scene, group, value, clause)
        or (len(group.values) == 1 and _CHANGE_IN.search(clause))
        or (len(group.values) == 1 and _CHANGED_BY.search(clause) and not _LEVEL.search(clause[-30:]))
    ):
        return "difference"
    if (
        value.value is not None
        and value.value < 0
        and (term is None or term.code not in {"other", "quality_of_life"})
    ):
        return "difference"  # no share of patients is below 0
    if term is not None and term.code in {"other", "quality_of_life"}:
        averaged = _BY_AVERAGE.search(scene.text, scene.sentence.start, group.start)
        if averaged and _BY.search(left):
            return averaged[1].lower()
        lead = scene.text[max(floor, group.start - 160) : group.start]
        if _MEDIAN_OF.search(lead):
            return "median"
        if _MEAN.search(clause):
            return "mean"
    carried = scene.context.statistic if scene.context.code in {"other", "quality_of_life"} else None
    rated = _RATED.search(scene.text, scene.sentence.start, group.start)
    if side == "inherit" and term is None and carried in {"median", "mean"} and not rated:
        return carried  # These figures were 33 % and 41 %
    return "rate"


def _compared_too(scene: Scene, group: Group, value: Value, floor: int) -> bool:
    """``declined by 7 % with one and 30 % with the other``: the second value is a change like the first."""
    first = group.values[0]
    return (
        value is not first
        and len(group.values) == 2
        and _COMPARED_BY.search(scene.text[max(floor, first.start - 160) : first.start]) is not None
        and re.search(r"\b(?:to|of|from)\s*$", scene.text[first.end : value.start]) is None
    )


def _named_difference(scene: Scene, group: Group, value: Value, clause: str) -> bool:
    """``an absolute difference of 4 %``: the words stand in the clause and nothing takes them back."""
    named = None if clause.endswith("from ") else _NAMED.search(clause)
    if named is not None and _TAKEN_BACK.search(clause[named.end() :]):
        return False
    if named is not None and len(group.values) > 1 and _THEN_RATES.fullmatch(clause, named.end()):
        return False
    if named is None or _DENIED.search(clause[max(0, named.start() - 45) : named.start()]):
        return False
    versus = len(group.values) > 1 and _VERSUS.search(scene.text[group.values[0].end : group.values[1].start])
    if any(v.start < value.start for v in group.values) and not versus:
        if named.group().lower() == "differences":
            return not _VERSUS.search(scene.text[group.values[0].end : group.values[1].start])
        listed = re.search(r"respectively", scene.text[value.end : value.end + 25])
        return bool(listed) and "absolute" in named.group()
    return not versus and not re.search(r"\d\s*%", clause[named.end() :])


def _precedes_its_pair(scene: Scene, group: Group, value: Value) -> bool:
    """``-0.4% (63.9% vs 64.3%)``: the first is the difference of the two in brackets."""
    i = group.values.index(value)
    pair = group.values[i + 1 : i + 3]
    if len(pair) < 2 or value.value is None or (i and _precedes_its_pair(scene, group, group.values[i - 1])):
        return False
    led = re.search(r"[(\[]|\bfrom\b", scene.text[value.end : pair[0].start])
    if not led or not _PAIRED.search(scene.text[pair[0].start : pair[1].end]):
        return False
    a, b = pair[0].value, pair[1].value
    return (
        a is not None
        and b is not None
        and value.value != 0
        and abs(abs(a - b) - abs(value.value)) < 0.11
        and abs(value.value) < max(abs(a), abs(b))
    )
