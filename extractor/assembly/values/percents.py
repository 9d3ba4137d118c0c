"""Percentages, each with the count and denominator printed beside it, and its interval."""

import re
from typing import NamedTuple

from extractor.assembly.values.reader import ValueReader
from extractor.assembly.values.value import Value, are_fraction, is_integer, noun_unit
from extractor.language.numerals import Atom, AtomKind

_OF_WHOLE = re.compile(
    r"\s*of\s+(?:the\s+)?(?:(?:their\s+|the\s+|initial\s+|baseline\s+|pre-?treatment\s+)*(?:body\s+)?weight\b|total|all|(?:cohort|study population)(?=\s*[)\]])|prescri\w+|whole(?!-)|(?:planned|tumou?r|recurren(?:ce|t)|relapsed?|lesion|target|initial|intended|full|original)\s+(?:dose|volume)|dose|volume"
    r"|trials|studies|cent(?:re|er)s|institutions|departments|respondents)\b(?!\s+(?:(?:the\s+)?(?:[\w/-]+\s+){0,2}?(?:patients|failures|recurrences|relapses|deaths|women|men|children|cases|lesions|tumou?rs|metastases|sites|specimens)|treated|evaluable|assessable))"
)
_CRITERION = re.compile(
    r"(?:\b(?:increase|decrease|reduction|rise|drop|shrinkage|regression|disappearance|growth)s?\b(?:(?!\d|survival|control|recurrence|risk)[^.;()%]){0,40}?\s(?:of|by)"
    r"|\b(?:increased|decreased|improved|reduced|declined|fell|dropped|worsened)\s+by"
    r"|\b(?:PSA|volume|diameters?|sum|size|product)\s+(?:\w+\s+)?(?:rose|rises|increased|decreased|decreases|fell)\s+by)\s*$"
)
"""``a volume reduction of more than 50%`` defines a response."""
_OR_MORE = re.compile(r"\s+or\s+(?:more|greater|higher|less)\b")
_DOSE_VOLUME = re.compile(r"\b(?:V\d{1,3}|D\d{2,3})(?:\s?c?Gy)?\s*(?:of\s+)?$")
"""``a V20 above 30% predicted pneumonitis``."""
_LIMIT_OF_CI = re.compile(
    r"\b(?:lower|upper)\s+(?:limit|bound)\s+of\s+(?:the\s+)?[^.;]{0,30}\b(?:CI|confidence\s+interval)\b[^.;%]{0,80}$"
)
_LIMITS = {">", ">=", "<", "<="}
_ISODOSE = re.compile(
    r"(?:\s*(?:,|and|or|to|[-–])\s*[<>≤≥⩽⩾]?\s*\d+(?:[.·]\d+)?\s?%){0,2}[\s-]*isodose", re.I
)
"""``marginal (<90% and ≥50% isodose lines)``."""
_THE_SHARE = re.compile(r"\b(?:for|of|among|in|to)\s+the\s+$", re.I)
_OF_PEOPLE_WITH = re.compile(
    r"\s*(?:of\s+(?:the\s+)?)?(?:patients|women|men|cases)\s+(?:with|who|whose|without|that|presenting|in\s+whom)\b"
)
"""``for the 84% of patients with complete data``: of whom it was told."""
_LIMIT = re.compile(r"[(\[]?[<>≤≥⩽⩾]")
_OF_FACTOR = re.compile(
    r"\s+(?!(?:of|at|in|for|and|or|vs|versus|with|after|was|were|when|than|by|on|to|from|between|survival|control|patients"
    r"|women|men|respectively|per|risk|chance|probability)\b)[A-Za-z]"
    r"|\s*[(\[]\s*(?:[A-Za-z]*HR|OR|RR|hazard|odds|[Pp]\s?[=<]|\d*[.·]\d)"
)
_COMPARES = re.compile(r"\b(?:HR|OR|RR|hazard|odds|associat\w*|predict\w*|prognos\w*)\b")
_AGAINST_NEXT = re.compile(r"\s*(?:vs\.?|versus|v\.?|against|compared\s+with)\s+\d+(?:[.·]\d+)?\s?%")
_OPEN = re.compile(r"^\s*[(\[]\s*$")
_OPEN_N = re.compile(r"^\s*[(\[]\s*(?:n\s*=\s*)?$")
_NEXT_N = re.compile(r"\s*[,;]\s*(?:n\s*=\s*)?")
"""``(21%, 8 of 38 patients)``, ``(40%; n = 20)``."""
_BRACKET_BEFORE = re.compile(r"[(\[]\s*$")
_OF_PEOPLE_OPEN_N = re.compile(
    r"^\s*of\s+(?:(?:the|all|our|these|treated)\s+)*(?:patients|women|men|children|cases|lesions|tumou?rs|metastases|eyes)\s*[(\[]\s*(?P<n>n\s*=\s*)?$"
)
"""``4.5% of patients (n = 7)``."""
_PEOPLE_OPEN = re.compile(
    r"^\s*(?:(?!(?:and|or|vs|versus|of|to|in(?!-(?:field|breast|transit|stent|lung|brain)\b)|arms?|groups?|years?|months?|weeks?|days?|cycles?|fractions?"
    r"|fared|did|schedules?|techniques?|modalities|strategies|methods?|subgroups?|periods?|regimens?|centers?|centres?|studies|trials?|phase|grade|superior|inferior|higher|lower)\b)[\w/-]+\s*){0,5}[(\[]\s*$",
    re.I,
)
_IN_ARM_OPEN = re.compile(
    r"^\s*(?:patients|women|men|cases|deaths|relapses|recurrences|events)?\s*(?:in|on|of|from)\s+(?:the\s+)?(?:[\w/+-]+\s+){0,4}"
    r"(?:[\w/+]+-)?(?:group|arm)(?:\s+[A-Z])?\s*[(\[]\s*(?:\d-y(?:ear|r)?\s+rate\s+)?$",
    re.I,
)
_AT_TIME = re.compile(r"\s+(?:[a-z-]+\s+){1,4}(?:at|after)\s+")
_PERFORMANCE = re.compile(
    r"\b(?:Karnofsky|KPS|Lansky|performance)\b(?:(?!\b(?:it|they|this|had|surviv\w+|control|rates?|lived|died|relaps\w+|respon\w+|fail\w+|achieved|PFS|OS)\b)[^.;,()\d]){0,40}$"
)
"""``KPS was 80 %``, not ``with a good KPS survival was 80 %``."""
_CHANGED = re.compile(r"\b(?:deteriorat|worsen|declin|improv)", re.I)
_TO_GRADE = re.compile(r"\s+(?:[A-Za-z-]+\s+){0,4}")
_TO_OPEN = re.compile(r"\s*(?:[A-Za-z/-]+\s+){0,6}[(\[]\s*")
_RATIO_COMMA = re.compile(r"\s*[,;]?\s*(?:[\w-]+\s+){0,2}[,;(\[]?\s*")
_PEOPLE_COMMA = re.compile(
    r"\s*(?:patients|pts|women|men|cases|lesions|of\s+(?:them|whom|these))?\s*[,;(]\s*(?:or\s+)?"
)
"""``(12 patients, 23.5 %)``, ``48 of them (94.1 %)``."""
_THAT_IS = re.compile(
    r"(?:\s+(?:[\w-]+\s+){0,2}?[a-z]+)?\s*,?\s*[(]?\s*(?:that\s+(?:is|was)|i\.\s?e\.|which\s+(?:is|was|represents?|corresponds?\s+to)|corresponding\s+to|representing|equal\s+to|equivalent\s+to|amounting\s+to)[,:]?\s+"
)
"""``27 of the 126 scars, that is 21 %``."""
_BOUND = re.compile(
    r"(?:\bCI|\bconfidence\s+(?:limit|bound|interval))\s*[,:(\[]?\s*(?:of\s+)?$|[-−–]\s?∞\s+to\s+$"
    r"|(?<!resection )(?<!circumferential )(?<!surgical )\b(?:limit|margin|boundary|threshold)\s+(?:of|was|at|set at)\s+$"
    r"|(?:[;,(]\s*|inferiority\s+)margin,?\s+$",
    re.I,
)
"""What stands before one end of an interval or a limit of the design."""
_SIZE_BEFORE = re.compile(r"(?P<than>\bthan\s+[^()]{2,40})?\(\s*n\s*=\s*\d+\s*[,;]\s*$")
_HAD_MORE = re.compile(
    r"\)\s*(?:had|showed|was|were|experienced|achieved)\s+(?:an?\s+)?(?:\w+ly\s+)?(?:higher|lower|better|worse|longer|shorter|superior|inferior|more|fewer|less)\b"
)
_PEOPLE_NEXT = re.compile(
    r"\s*(?:(?:[\w-]+\s+){0,2}(?:patients|women|men|cases|lesions|events|deaths|of)\b|[)\]])"
)
_CLOSED_OF = re.compile(r"\s*[)\]]\s*of\s+(?:the\s+|all\s+)?")
_N_BEHIND = re.compile(r"\s*[;,]\s*n\s*=\s*")
_OF_PEOPLE = re.compile(r"\s*of\s+(?:the\s+|all\s+|these\s+|those\s+)?")


_FAR_OPEN = re.compile(r"[^;()%]{0,110}[(\[]\s*")
_CLOSED = re.compile(r"\s*[)\]]")
_EVENT_OPEN = re.compile(
    r"\s+(?:(?:[\w-]+\s+){0,2}?(?:patients|women|men|children|cases|lesions)\s+)?"
    r"(?:died|relapsed|recurred|progressed|failed|developed|experienced|suffered|required)\s+(?!in\s+(?:the\s+)?(?:[\w-]+\s+)?(?:arm|group))[^,;:()\[\]%]{2,70}[(\[]\s*"
)
_ROUNDING = 0.6
"""Per cent; how far a printed share may be from its fraction."""


class _Count(NamedTuple):
    """Events, and of how many, printed beside a percentage; ``atoms`` in the order they were found."""

    events: int | None = None
    total: int | None = None
    people: str | None = None
    atoms: tuple[Atom, ...] = ()


def percent_values(reader: ValueReader) -> list[Value]:
    """The percentages of a sentence as values, in text order; both ends of a range."""
    values: list[Value] = []
    for i, atom in enumerate(reader.atoms):
        if atom.kind is not AtomKind.PERCENT or atom.start in reader.used:
            continue
        if _BOUND.search(reader.text[max(0, atom.core - 30) : atom.core]) or _is_group_size(reader, atom):
            continue
        before = reader.text[max(reader.sentence.start, atom.start - 130) : atom.start]
        if _LIMIT_OF_CI.search(before) or (
            (atom.comparator in _LIMITS or _OR_MORE.match(reader.text, atom.end))
            and (_CRITERION.search(before) or _DOSE_VOLUME.search(before))
        ):
            continue
        if _ISODOSE.match(reader.text, atom.end):
            continue
        if _PERFORMANCE.search(before[-50:]) and not _CHANGED.search(before[-80:]):
            continue
        if _THE_SHARE.search(reader.text[max(0, atom.start - 10) : atom.start]) and _OF_PEOPLE_WITH.match(
            reader.text, atom.end
        ):
            continue
        if not _OF_WHOLE.match(reader.text, atom.end) and not _is_factor(reader, atom):
            values.extend(_percent(reader, i, atom))
    return values


def _is_group_size(reader: ValueReader, atom: Atom) -> bool:
    """``A (n = 44, 72%) had higher survival than B (n = 17, 28%)``: how many the groups hold."""
    sized = _SIZE_BEFORE.search(reader.text[max(reader.sentence.start, atom.start - 60) : atom.start])
    if sized is None:
        return False
    compared = _HAD_MORE.search(reader.sentence.string)
    return bool(_HAD_MORE.match(reader.text, atom.end) or (compared and sized["than"]))


def _is_factor(reader: ValueReader, atom: Atom) -> bool:
    """``>10% weight loss was associated with …``: a limit that parts the patients."""
    printed = reader.text[max(0, atom.start - 1) : atom.end].strip()
    if not _LIMIT.match(printed) or not _OF_FACTOR.match(reader.text, atom.end):
        return False
    return bool(_COMPARES.search(reader.sentence.string))


def _percent(reader: ValueReader, i: int, atom: Atom) -> list[Value]:
    start, end = atom.core if atom.comparator == "=" and atom.low >= 0 else atom.start, atom.end
    count = _count_before(reader, i, atom) or _event_count(reader, i, atom)
    if count is not None:
        first = count.atoms[-1]
        start = first.start if first.kind is AtomKind.RATIO else first.core
    else:
        count = _count_after(reader, i, atom) or _Count()
        end = max((a.end for a in count.atoms), default=end)
    total = _total_after(reader, i, atom, count)
    interval = reader.interval(i, max(a.end for a in (atom, *count.atoms)))
    if total is not None:
        count = count._replace(total=int(total.low), atoms=(*count.atoms, total))
        interval = interval or reader.interval(i, max(a.end for a in (atom, *count.atoms)))
    if interval is not None and count.events is None:
        count = _events_behind(reader, atom, interval.atom, count)
    used = (atom, *count.atoms)
    reader.used.update(a.start for a in used)
    if interval is not None:
        used, end = (*used, interval.atom), max(end, interval.atom.end)
    low, high, level = interval[:3] if interval is not None else (None, None, None)
    ends = [atom.low] if atom.single else [atom.low, atom.high if atom.high is not None else atom.low]
    return [
        Value(
            "percent", start, end, v, atom.unit or "percent", count.events, count.total, low, high, level,
            atom.comparator, count.people, used,
        )
        for v in ends
    ]  # fmt: skip


def _count_before(reader: ValueReader, i: int, atom: Atom) -> _Count | None:
    """``13 of 52 patients (25%)``, ``13/52 (25%)``."""
    before = reader.at(i - 1)
    if (share := _share_before(reader, i, atom)) is not None:
        return share
    if before is not None and before.kind is AtomKind.TIME:
        return _dated_count(reader, i, before, atom)
    if before is not None and before.kind is AtomKind.GRADE:
        return _graded_count(reader, i, atom)
    if before is None or before.start in reader.used or not _leads_to(reader, before, atom):
        return None
    if before.kind is AtomKind.RATIO:
        return _Count(int(before.low), int(before.high or 0), None, (before,))
    if not is_integer(before) or before.comparator not in {"=", ">", "~", "<="}:
        return None
    people = noun_unit(reader.gap(before, atom))
    first = reader.at(i - 2)
    if first is not None and are_fraction(reader.text, first, before) and first.low <= before.low:
        return _Count(int(first.low), int(before.low), people, (before, first))
    if _AGAINST_NEXT.match(reader.text, atom.end):
        return None  # in the 49 given cetuximab (40% vs 22%)
    return _Count(int(before.low), None, people, (before,))


def _share_before(reader: ValueReader, i: int, atom: Atom) -> _Count | None:
    """``87 of 783 women had a recurrence in the treated breast (11%)``: what is printed far off is the share of both."""
    for j in (i - 1, i - 2):
        whole, first = reader.at(j), reader.at(j - 1)
        if (
            whole is not None
            and first is not None
            and are_fraction(reader.text, first, whole)
            and not {first.start, whole.start} & reader.used
            and first.low <= whole.low
            and abs(100 * first.low / whole.low - atom.low) <= _ROUNDING
            and _FAR_OPEN.fullmatch(reader.gap(whole, atom))
        ):
            return _Count(int(first.low), int(whole.low), noun_unit(reader.gap(whole, atom)), (whole, first))
    return None


def _dated_count(reader: ValueReader, i: int, time: Atom, atom: Atom) -> _Count | None:
    """``27 of the 75 women alive at 1 year (36%)``."""
    whole, first = reader.at(i - 2), reader.at(i - 3)
    if (
        whole is None
        or first is None
        or not _OPEN.match(reader.gap(time, atom))
        or not _AT_TIME.fullmatch(reader.gap(whole, time))
        or not are_fraction(reader.text, first, whole)
        or {first.start, whole.start} & reader.used
    ):
        return None
    return _Count(int(first.low), int(whole.low), noun_unit(reader.gap(whole, time)), (whole, first))


def _graded_count(reader: ValueReader, i: int, atom: Atom) -> _Count | None:
    """``three patients had grade 3 pneumonitis (8%)``."""
    count, grade = reader.at(i - 2), reader.atoms[i - 1]
    if count is None or not is_integer(count) or count.start in reader.used or count.comparator != "=":
        return None
    to_grade, to_percent = reader.gap(count, grade), reader.gap(grade, atom)
    if not (_TO_GRADE.fullmatch(to_grade) and _TO_OPEN.fullmatch(to_percent)):
        return None
    return _Count(int(count.low), None, noun_unit(to_grade), (count,))


def _event_count(reader: ValueReader, i: int, atom: Atom) -> _Count | None:
    """``three patients died of sepsis (4%)``, ``two patients died within 30 days of surgery (3%)``."""
    before = reader.at(i - 1)
    count = reader.at(i - 2) if before is not None and before.kind is AtomKind.TIME else before
    if count is None or not is_integer(count) or count.start in reader.used or count.comparator != "=":
        return None
    gap = reader.gap(count, atom)
    alone = _CLOSED.match(reader.text, atom.end)
    return (
        _Count(int(count.low), None, noun_unit(gap), (count,))
        if alone and _EVENT_OPEN.fullmatch(gap)
        else None
    )


def _leads_to(reader: ValueReader, before: Atom, atom: Atom) -> bool:
    gap = reader.gap(before, atom)
    if before.kind is AtomKind.RATIO and _RATIO_COMMA.fullmatch(gap):
        return True
    listed = before.kind is AtomKind.NUMBER and (_PEOPLE_COMMA.fullmatch(gap) or _THAT_IS.fullmatch(gap))
    return bool(listed or _OPEN.match(gap) or _PEOPLE_OPEN.match(gap) or _IN_ARM_OPEN.match(gap))


def _count_after(reader: ValueReader, i: int, atom: Atom) -> _Count | None:
    """``25% (13/52)``, ``25% (13 of 52 patients)``, ``25% (n = 13)``, ``25% of patients (n = 13)``, ``(25%, 13 of 52)``."""
    after, second = reader.at(i + 1), reader.at(i + 2)
    if after is None:
        return None
    far = _OF_PEOPLE_OPEN_N.match(reader.gap(atom, after))
    opened = _BRACKET_BEFORE.search(reader.text[max(0, atom.start - 2) : atom.start])
    if not far and not (_NEXT_N.fullmatch if opened else _OPEN_N.match)(reader.gap(atom, after)):
        return None
    if after.kind is AtomKind.RATIO:
        return _Count(int(after.low), int(after.high or 0), None, (after,))
    if not is_integer(after):
        return None
    if second is not None and are_fraction(reader.text, after, second):
        return _Count(int(after.low), int(second.low), None, (after, second))
    if far and not far["n"]:
        return None
    if _PEOPLE_NEXT.match(reader.text[after.end : after.end + 40]):
        return _Count(int(after.low), None, None, (after,))
    return None


def _events_behind(reader: ValueReader, atom: Atom, interval: Atom, count: _Count) -> _Count:
    """``4.1% (95% CI 2.4-5.7; n=26)``: the events in the bracket of the interval."""
    after = reader.at(reader.atoms.index(interval) + 1) if interval in reader.atoms else None
    if (
        after is None
        or not is_integer(after)
        or not reader.text[atom.end : interval.start].lstrip().startswith(("(", "["))
        or not _N_BEHIND.fullmatch(reader.gap(interval, after))
        or not re.match(r"\s*[)\]]", reader.text[after.end :])
    ):
        return count
    return count._replace(events=int(after.low), atoms=(*count.atoms, after))


def _total_after(reader: ValueReader, i: int, atom: Atom, count: _Count) -> Atom | None:
    """``13 (25%) of 52``, ``25% of 52 patients``: the denominator behind the percentage."""
    edge, after = atom, reader.at(i + 1)
    if after is not None and (
        after.kind is AtomKind.INTERVAL or (after.kind is AtomKind.NUMBER and not after.single)
    ):
        edge, after = after, reader.at(i + 2)
    if after is None or not is_integer(after):
        return None
    gap = reader.gap(edge, after)
    if count.total is None and _CLOSED_OF.fullmatch(gap) and (count.events or 0) <= after.low:
        return after
    people = noun_unit(reader.text[after.end : after.end + 40])
    return after if count.events is None and people and _OF_PEOPLE.fullmatch(gap) else None
