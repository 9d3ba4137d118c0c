"""Outcomes of different kinds in one list and their values in another: ``the response rate and median survival were 34% and 8 months``."""

import re
from collections.abc import Sequence
from itertools import accumulate

from extractor.assembly.endpoints.groups import Group
from extractor.assembly.endpoints.scene import Scene
from extractor.assembly.endpoints.term import TIME_TYPE, Term

_NAMED = (
    r"(?:\s*\([^()]*\))?\s*(?:rates?\b|times?\b|probabilit(?:y|ies)\b)?(?:\s*\([^()]*\))?\s*"
    r"(?:(?:at|after)\s+(?:\d+|[a-z]+)[\s-](?:years?|months?|weeks?)\b)?\s*"
)
_NEXT_TERM = re.compile(
    rf"{_NAMED}(?:,|,?\s*(?:and|as\s+well\s+as|plus))\s+(?:(?:the|their|a|its)\s+)?"
    r"(?:(?:median|mean|average|actuarial|estimated|overall|objective|cumulative|crude|corresponding|rates?|incidence|probability|duration|of|(?:\d+|one|two|three|five|ten)-?\s?(?:years?|months?|weeks?|yr|mo))[\s-]+){0,4}"
    r"(?:[Gg]rades?\s*[≥>]?\s*[\dIV]+(?:\s?[-–/]\s?[\dIV]+|\s+or\s+(?:higher|greater|more|worse))?\s+)?(?:acute\s+|late\s+)?"
)
_TO_VALUE = re.compile(
    rf"{_NAMED}(?:(?:in|for|of)\s+(?:the\s+)?(?:[\w-]+\s+){{1,4}}?)?(?:was|were|reached|of|amounted\s+to|:)\s+(?:only\s+|about\s+)?"
)
_NEXT_VALUE = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]])?\s*(?:,|,?\s*and)\s+(?:of\s+)?")
_OF_ARM = re.compile(
    r"\s(?:in|for|with|after|among|on)\s[^.;,:%()]{2,60}?(?:,|,?\s*and|,?\s*(?:vs\.?|versus|compared\s+(?:with|to)))\s+"
    r"|,?\s+(?:vs\.?|versus|compared\s+(?:with|to)|against)\s+"
)
_AVERAGED = re.compile(
    r"\b(?:median|mean|average)(?:\s+(?:time|duration|length))?(?:\s+(?:to|of))?\s*$", re.I
)
_SAYS_MEDIAN = re.compile(r"median\b|mean\b|m(?=[A-Z])", re.I)


def dealt_out(scene: Scene, groups: Sequence[Group]) -> dict[int, tuple[Term, ...]]:
    """For each group of such a list, by its index, the terms of its values in their order."""
    found: dict[int, tuple[Term, ...]] = {}
    for begin in range(len(groups)):
        run = [] if begin in found else _run(scene, groups, begin)
        terms = _listed(scene, groups, begin, sum(len(g.values) for g in run)) if run else []
        forms = [g.form for g in run for _ in g.values]
        if terms and all(_fits(scene, t, form) for t, form in zip(terms, forms, strict=True)):
            shares = _shares(terms, run)
            while run:
                found.update(enumerate(shares, begin))
                begin += len(run)
                run = _again(scene, groups, begin, run)
    return found


def _shares(terms: Sequence[Term], run: Sequence[Group]) -> list[tuple[Term, ...]]:
    """The terms of each group."""
    ends = list(accumulate(len(group.values) for group in run))
    return [tuple(terms[end - len(g.values) : end]) for g, end in zip(run, ends, strict=True)]


def _again(scene: Scene, groups: Sequence[Group], begin: int, last: Sequence[Group]) -> list[Group]:
    """The same list of another arm: ``48% and 24 months in arm A and 35% and 17 months in arm B``."""
    if begin >= len(groups) or _OF_ARM.fullmatch(scene.text, last[-1].end, groups[begin].start) is None:
        return []
    run = _run(scene, groups, begin)
    return run if [(g.form, len(g.values)) for g in run] == [(g.form, len(g.values)) for g in last] else []


def _run(scene: Scene, groups: Sequence[Group], begin: int) -> list[Group]:
    """The groups from ``begin`` on that are one list of percentages and times; empty where they are of one kind."""
    run = [groups[begin]]
    for following in groups[begin + 1 :]:
        if _NEXT_VALUE.fullmatch(scene.text, run[-1].end, following.start) is None:
            break
        run.append(following)
    return run if {g.form for g in run} == {"percent", "time"} else []


def _listed(scene: Scene, groups: Sequence[Group], begin: int, count: int) -> list[Term]:
    """The list of just as many terms before the first group; empty where there are more or fewer."""
    floor = groups[begin - 1].end if begin else scene.sentence.start
    before = [t for t in scene.outcomes if floor <= t.start and t.end <= groups[begin].start and not t.aside]
    if not before or _TO_VALUE.fullmatch(scene.text, before[-1].end, groups[begin].start) is None:
        return []
    terms = [before[-1]]
    for term in reversed(before[:-1]):
        if _NEXT_TERM.fullmatch(scene.text, term.end, terms[0].start) is None:
            break
        terms.insert(0, term)
    return terms if len(terms) == count else []


def _fits(scene: Scene, term: Term, form: str) -> bool:
    """Whether a value of the form may be the term's: no share is a median, and a time is of a survival, or a median."""
    averaged = _SAYS_MEDIAN.match(term.text) or _AVERAGED.search(
        scene.text, max(scene.sentence.start, term.start - 30), term.start
    )
    return not averaged if form == "percent" else bool(averaged) or term.code in TIME_TYPE
