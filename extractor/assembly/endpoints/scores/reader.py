"""Scores and measurements: values in points or in units that the contract has no word for, and averaged percentages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.assembly.endpoints.scores.baseline import at_entry
from extractor.assembly.endpoints.scores.names import MEASURED_CODES, NEVER, Name, is_scaled, names
from extractor.assembly.endpoints.scores.numbers import SPREAD_NEXT, is_no_score, may_be_score, named_directly
from extractor.assembly.endpoints.scores.plaintext import plain_text
from extractor.assembly.endpoints.scores.told import CHANGE, FROM, Told, without_entry
from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Sentence
from extractor.assembly.values import Value, ValueReader
from extractor.language.numerals import Atom, AtomKind

_WORTH = re.compile(
    r"\b(?:mean|median|averag\w+|scores?|scale|index|points?|questionnaire|inventory|baseline|before)\b|±"
    rf"|{CHANGE.pattern}",
    re.I,
)
_AVERAGE = re.compile(
    r"(?<!\bat\sa\s)(?<!\bafter\sa\s)(?<!\bwith\sa\s)\b(?:(?P<median>median)|mean(?!\s*±)|average[sd]?|averaged)\b"
    r"(?!\s+(?:follow|time|interval|duration|observation))",
    re.I,
)
"""What is said of the scores, not of when they were asked."""
_ON_AVERAGE = re.compile(r"[^.;,\d]{0,14}\bon\s+average\b")
_DIFFERENCE = re.compile(
    r"\b(?:between[- ]group|between[- ]arm)\b|\bdifferences?\b(?!\s+(?:from|to)\s+baseline)(?![^;]*\b(?:from|to|and)\s+baseline\b)",
    re.I,
)
_BLOCKED = re.compile(
    r"\b(?:consider(?:ed)?|regarded|defined|definition|clinically\s+(?:relevant|important|meaningful|significant)|minim(?:al|um)\s+(?:clinically\s+)?(?:important|relevant)|MCID|MID|power(?:ed)?|sample\s+size|detect"
    r"|cut-?offs?|thresholds?|eligib\w+|exclusion|inclusion|criteri\w+|ranges?\s+from|ranging|scored\s+(?:from|as)|dichotomi[sz]ed|categori[sz]ed|stratified|classified)\b",
    re.I,
)
_GIVEN = re.compile(
    r"(?:\s+(?:[\w-]+\s+){0,5}?|\s*),?\s*(?:(?:was|were)(?:\s+(?:only|about|approximately))?|:|=|\(|of|averaged)\s*[-−–+]?$"
)
_TOLD_IN = re.compile(
    r"\s+(?:[\w-]+\s+){0,5}?(?:(?:was|were)(?:\s+(?:only|about|approximately))?|averaged)\s+[-−–+]?|\s*[:=]\s*"
)
"""The words between a scale and its value, be it a whole number."""
_COSTED = re.compile(r"\b(?:costs?|expenses?|per|numbers?\sof)\b[^,;]*$", re.I)
"""``the cost per quality-adjusted life year``."""
_SCORED = re.compile(r"\s+(?:(?:was|were)\s+)?(?:scored|rated|averaged)\s+(?:at\s+|as\s+)?")
_OF = re.compile(r"\s+of\s+")
_HAVING = re.compile(r"\b(?:had|has|have|reported|showed|with)\s+(?:an?\s+)?(?:[\w-]+\s+){0,4}$")
_BLANKED = re.compile(r"(?:\s*,\s*|\s+and|\s+or)*\s{2,}")
"""Where a list of times was blanked."""
_PARTS_GIVEN = re.compile(
    r"\s+(?:(?:scores?|scales?|subscales?|items?|domains?)\s+)?(?:for|on|of|in)\s[\w\s,&/-]{3,80}?\s(?:was|were|averaged)\s+[-−–+]?"
)
_SCORES_WERE = re.compile(
    r"(?:\b(?:mean|median|average)\s+)?(?:[\w-]+\s+){0,3}\bscores?\s+(?:[\w-]+\s+){0,4}?(?:was|were)\s+$"
)
_LISTED = re.compile(r"(?:\s*,|\s*,?\s+and)\s+")
_SEPARATED = re.compile(
    r"\b(?:and|vs\.?|versus|v|but|compared|than|whereas|while|against|to|or|then)\b|[,;/&]"
)
_ANEW = re.compile(r"[;,]?\s*(?:and|while|whereas|but|;)\s+(?:the\s+)?[^,;()]*\b(?:was|were|had)\b")
_IN_NAME = re.compile(
    r"\s*(?:points?|units?)?\s*(?:lower|higher|better|worse)?\s*(?:in|on|for|of)\s+(?:the\s+|their\s+)?(?:(?:mean|median|average|total|overall)\s+)?"
)
_BY = re.compile(
    r"\bby\s+(?:about\s+|approximately\s+|only\s+)?(?:an?\s+)?(?:(?:mean|median|average)\s+(?:of\s+)?)?[-−–]?$"
)
_FOR_IT = re.compile(r"\s*(?:points?\s+)?(?:for|in|on)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}")
_SO_MUCH_LOWER = re.compile(
    r"\s*(?:points?|units?)?\s*(?:lower|higher|better|worse|more|less|greater|smaller|below|above)\b(?!\s+(?:than\s+)?(?:at\s+|the\s+)?(?:baseline|before|pre))"
)
"""``3 points lower with radiotherapy``."""
_ENTRY_BEHIND = re.compile(
    r"[^.;\d]{0,40}?\b(?:compared\s+(?:with|to)|versus|vs\.?|against|from|than)\s+(?:[a-z]+\s+){0,3}\d[\d.·]*[^.;\d]{0,20}?\b(?:before|at\s+baseline|pre-?\w+)"
)
"""``41 ml, compared with 19 ml before``."""
_AND_NEXT = re.compile(
    r"[^\w,;]*(?:points?|units?)?[\s),]*(?:(?:and|while|whereas|but)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}|(?<=,\s))"
)
_NEXT_GIVEN = re.compile(r"\s*(?:scores?\s+)?(?:(?:was|were|by|of|to)\s+|[:(]\s*)?[-−–+]?")
_OF_CLASS = re.compile(r"^\s*[≤≥<>]|[≤≥<>]\s?\d[^:]*:")
"""``NIHSS score ≤4 and ≥5: 32 and 41``: what the patients are parted by."""
_VERSUS_NEXT = re.compile(r"\s*(?:[\w/^]+\s*)?(?:vs\b|versus\b|v\b)")
_BY_MEAN = re.compile(r"\bby\s+an?\s+(?:mean|median|average)\s+(?:of\s+)?$")
_CHANGED_SO_MUCH = re.compile(
    r"\b(?:fell|fallen|dropped|declined|decreased|rose|risen|increased|improved|worsened|gained|lost)\s+(?:only\s+|about\s+)?$"
)
_REACHED = re.compile(
    r"\b(?:decreased|declined|dropped|fell|rose|increased|improved|reduced|recovered|returned|worsened|was|were)\s+(?:back\s+)?(?:\w+ly\s+)?(?:again\s+)?to\s+(?:an?\s+)?(?:(?:mean|median|average)\s+(?:of\s+)?)?[-−]?$"
)
_UNIT_NEXT = re.compile(r"\s?(?:dB|ETDRS|letters?|lines?|logMAR|m|metres|meters|steps|Hz|l|litres?)\b")
_OF_OTHER = re.compile(
    r"\b(?:ages?|doses?|numbers?\s+of|counts?|levels?|concentrations?|PSA|diameters?|sizes?|(?<!last\s)(?<!latest\s)(?<!final\s)follow-?up\s+(?:times?|periods?|duration|was|of)|survival|rates?\s+of|times?\s+to|intervals?)\b",
    re.I,
)
"""Words that name something else between a name and a number."""
_PARTED = re.compile(r"[,;:)]|\b(?:was|were|is|and|had)\s")
_NEAR = 30
_MAX_GAP = 150


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a sentence, its percentages with what is an average marked and entry values left out, and new terms."""

    points: list[Value]
    shares: list[Value]
    terms: list[Term]


def scores(sentence: Sentence, outcomes: Sequence[Term], numbers: ValueReader, shares: list[Value]) -> Scores:
    """What was measured in points or units, or as an average percentage.

    ``The mean IPSS was 7 at baseline and 15 at 3 months``: 15.
    """
    atoms = [a for a in sentence.atoms if may_be_score(a, numbers, shares)]
    nothing = Scores([], shares, [])
    scaled = any(is_scaled(t) for t in outcomes)
    if not atoms or not (scaled or _WORTH.search(sentence.string)):
        return nothing
    plain = plain_text(sentence, atoms)
    known = names(sentence, outcomes, plain)
    if not known:
        return nothing
    told = list(_told(sentence, plain, atoms, known, outcomes, numbers))
    kept = without_entry(sentence, plain, told)
    points = [t.value for t in kept if t.value.form == "score"]
    numbers.used.update(a.start for t in told if t.value.form == "score" for a in t.value.atoms)
    averaged = {t.value.start: t.value for t in kept if t.value.form == "percent"}
    dropped = {t.value.start for t in told if t.value.form == "percent"} - averaged.keys()
    marked = [
        replace(v, rule=averaged[v.start].rule, term=averaged[v.start].term) if v.start in averaged else v
        for v in shares
        if v.start not in dropped
    ]
    return Scores(points, marked, list(dict.fromkeys(t.name.term for t in kept if not t.name.known)))


def _told(
    sentence: Sentence,
    plain: str,
    atoms: Sequence[Atom],
    known: Sequence[Name],
    outcomes: Sequence[Term],
    numbers: ValueReader,
) -> Iterator[Told]:
    last: Told | None = None
    others = [t for t in outcomes if t.code not in MEASURED_CODES]
    for atom in atoms:
        if is_no_score(sentence, plain, atom) and not named_directly(plain, atom, known):
            continue
        name = _name_before(plain, atom, known, others)
        behind = (
            None
            if name is not None and last is not None and last.name is name
            else _name_behind(plain, atom, known)
        )
        if last is not None and name is not last.name and _told_whose(plain, last, name):
            name = last.name
        statistic = None
        if last is not None and (name is last.name or (name is None and behind is None)):
            statistic, name = _goes_on(plain, last, atom, others, known), last.name
        if statistic is None and behind is not None:
            statistic, name = _statistic(sentence, plain, behind, atom, last, behind=True), behind
        if (
            statistic is None
            and name is not None
            and (last is None or last.name is not name or _ANEW.match(plain, last.value.end))
        ):
            statistic = _statistic(sentence, plain, name, atom, last, behind=False)
        if statistic is not None and name is not None:
            last = Told(_value(sentence, plain, numbers, atom, statistic, name), name)
            yield last


def _name_before(plain: str, atom: Atom, known: Sequence[Name], others: Sequence[Term]) -> Name | None:
    """The last name before a number, where no other outcome and no new clause stands between."""
    named = [n for n in known if n.term.end <= atom.core]
    if not named:
        return None
    name = _of_all(plain, named, atom)
    gap = plain[name.term.end : atom.core]
    if (
        ";" in gap
        or len(gap) > _MAX_GAP
        or _OF_OTHER.search(gap)
        or _OF_CLASS.search(gap)
        or any(name.term.end <= t.start and t.end <= atom.core for t in others)
    ):
        return None
    return name


def _of_all(plain: str, named: Sequence[Name], atom: Atom) -> Name:
    """The last name, or the scale whose parts it ends: ``QLQ-H&N35 scores for dry mouth, sticky saliva and swallowing``."""
    for name in reversed(named[:-1]):
        if name.scaled and _PARTS_GIVEN.fullmatch(plain, name.term.end, atom.core):
            return name
    return named[-1]


def _name_behind(plain: str, atom: Atom, known: Sequence[Name]) -> Name | None:
    """``a mean difference of 3.2 points in fatigue score``."""
    named = next((n for n in known if n.term.start >= atom.end), None)
    if named is None or not _IN_NAME.fullmatch(plain, atom.end, named.term.start):
        return None
    return named


def _told_whose(plain: str, last: Told, name: Name | None) -> bool:
    """``changed by 0.1 for memory, 0.2 for attention``: a name that belongs to the number before it."""
    return (
        name is not None
        and name.term.start >= last.value.end
        and bool(_FOR_IT.fullmatch(plain, last.value.end, name.term.start))
    )


def _goes_on(plain: str, last: Told, atom: Atom, others: Sequence[Term], known: Sequence[Name]) -> str | None:
    """The statistic of a further value of the same name: ``14.9 at 3 months and 8.6 at 12 months``."""
    start = last.value.end
    gap = plain[start : atom.core]
    opened = "(" in gap and (_DIFFERENCE.search(gap) or _AVERAGE.search(gap))
    if len(gap) > _MAX_GAP or re.search(r"\.\s", gap) or not (opened or _SEPARATED.search(gap)):
        return None
    if any(start <= t.start and t.end <= atom.core for t in others):
        return None
    if (last.value.form == "percent") != (atom.kind is AtomKind.PERCENT):
        return None
    if _DIFFERENCE.search(gap):
        return "difference"
    named = _AVERAGE.search(gap)
    if named is not None:
        return "median" if named["median"] else "mean"
    return last.value.rule


def _statistic(
    sentence: Sentence, plain: str, name: Name, atom: Atom, last: Told | None, *, behind: bool
) -> str | None:
    """Mean, median or difference, where the words around a number make it a value of the name."""
    edge = name.term.start if not behind else atom.core
    begin = max(sentence.start, edge - 80, plain.rfind(";", 0, edge) + 1)
    if last is not None and last.value.end <= edge:
        begin = max(begin, last.value.end)
    lead = plain[begin : atom.core]
    if _BLOCKED.search(lead) or _BLOCKED.search(plain, atom.end, min(len(plain), atom.end + 60)):
        return None
    outside = f"{plain[begin:edge]} {'' if behind else plain[name.term.end : atom.core]}"
    edges = (name.term.start, name.term.end) if not behind else (atom.core, atom.core)
    averages = [
        m for m in _AVERAGE.finditer(plain, begin, atom.core) if _rules(plain, m.end(), *edges, atom.core)
    ]
    percent = atom.kind is AtomKind.PERCENT
    measured = atom.kind is AtomKind.MEASURE or _UNIT_NEXT.match(plain, atom.end) is not None
    compared = _VERSUS_NEXT.match(plain, atom.end)
    if not percent and not compared and _DIFFERENCE.search(outside) and (averages or measured or name.scaled):
        return "difference"
    if percent and name.known and _BY.search(lead) and not _BY_MEAN.search(lead):
        return None  # the mean FEV1 fell by 6%: a difference
    if not percent and (measured or name.scaled) and _SO_MUCH_LOWER.match(plain, atom.end):
        return "difference"
    if percent and _SO_MUCH_LOWER.match(plain, atom.end):
        return None
    if averages:
        return "median" if averages[-1]["median"] else "mean"
    if _ON_AVERAGE.match(plain, atom.end) or (
        not percent and SPREAD_NEXT.match(sentence.text, atom.end) and (name.scaled or name.known or measured)
    ):
        return "mean"
    if percent:
        return None
    if behind and (said := _scores_were(plain, name, atom, last, lead)):
        return said
    if last is not None and not behind and _tells_next(plain, last, name, atom):
        return last.value.rule
    if (
        measured
        and not behind
        and (at_entry(plain, atom.core, atom.end) or _ENTRY_BEHIND.match(plain, atom.end))
    ):
        return "mean"  # 14 ml/s before and 10 ml/s after it
    between = plain[name.term.end : atom.core]
    changed = CHANGE.search(between if not behind else lead)
    if (
        changed
        and (name.scaled or (measured and not (name.open and name.entry)))
        and any(p.search(lead) for p in (_BY, FROM, _REACHED, _CHANGED_SO_MUCH))
    ):
        return "mean"
    if behind or not name.scaled:
        return "mean" if _SCORED.fullmatch(between) and not behind else None
    between = _BLANKED.sub(" ", between)
    if _COSTED.search(plain, begin, edge):
        return None
    if _TOLD_IN.fullmatch(between) or (_OF.fullmatch(between) and _HAVING.search(plain, begin, edge)):
        return "mean"
    several = name.term.text.endswith("s") and not between.rstrip().endswith("(")
    fraction = measured or several or not float(atom.low).is_integer()
    return "mean" if fraction and (_GIVEN.fullmatch(between) or not between.strip()) else None


def _scores_were(plain: str, name: Name, atom: Atom, last: Told | None, lead: str) -> str | None:
    """``the mean SF-36 scores were 81.2 for physical functioning, 75.1 for role functioning``: the scale behind its value."""
    if last is not None and _LISTED.fullmatch(plain, last.name.term.end, atom.core):
        return last.value.rule
    if not name.scaled or (given := _SCORES_WERE.search(lead)) is None:
        return None
    named = _AVERAGE.search(given[0])
    return "median" if named and named["median"] else "mean"


def _tells_next(plain: str, last: Told, name: Name, atom: Atom) -> bool:
    """``rose by 7 and social functioning by 4``: the next name, told in the words of the one before."""
    return bool(
        _AND_NEXT.fullmatch(plain, last.value.end, name.term.start)
        and _NEXT_GIVEN.fullmatch(plain, name.term.end, atom.core)
    )


def _rules(plain: str, said: int, start: int, end: int, number: int) -> bool:
    """Whether ``mean`` is said of the name or of its number, and not of the age or a follow-up."""
    if said >= end:
        return number - said < _NEAR
    if said > start:
        return True
    between = plain[said:start]
    return not (NEVER.search(between) or _PARTED.search(between))


def _value(
    sentence: Sentence, plain: str, numbers: ValueReader, atom: Atom, statistic: str, name: Name
) -> Value:
    high = atom.low if atom.single or atom.high is None else atom.high  # rose from 6.8 to 14.2
    negative = re.search(r"(?:^|[\s(])[-−–]\s?$", plain[max(sentence.start, atom.core - 3) : atom.core])
    percent = atom.kind is AtomKind.PERCENT
    value = Value(
        "percent" if percent else "score",
        atom.core,
        atom.end,
        -atom.low if negative else high,
        None,
        atoms=(atom,),
        rule=statistic,
        term=name.term.start,
    )
    return value if percent else numbers.with_interval(value, atom)
