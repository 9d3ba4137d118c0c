"""Numbers that a list makes cohorts: characteristics, names with slashes, parts that add up."""

import re
from collections.abc import Iterator, Sequence

from extractor.assembly.cohorts.bare import GIVEN_ENDS
from extractor.assembly.cohorts.clauses import happened_in
from extractor.assembly.cohorts.ellipsis import PAUSE
from extractor.assembly.cohorts.numbers import Found, cohort_of, free_numbers
from extractor.assembly.counts import follows_term, happened_to, partitions, terms_of, was_done_in
from extractor.assembly.findings import Finding, Sentence
from extractor.language.numerals import Atom

_CHARACTER = re.compile(
    r"(?:\b(?:was|were|included|including|and|or)|[,;:])\s+(?!(?:patients|grade)\b)(?:[A-Za-z][\w/-]*\s+(?:\([A-Z]\d\)\s+)?){1,5}?in\s+(?:only\s+)?$"
)
_SITE_NAMED = re.compile(r"(?:\b(?:of|the|and|an?)|[,;:])\s+(?:[A-Za-z][\w/-]*\s+){1,5}?\(\s*$")
_LABEL_OPENED = re.compile(
    r"\b(?!(?:and|or|with|follows?|are|were|was|is|if|including|of|the|to|in|by|as|either|fig\w*|tables?|refs?|eqs?|grade|level|version|step|patients|women|men)\b)"
    r"[\w+’'-]*[A-Za-z0-9+]\s*\(\s*$",
    re.I,
)
"""``… to surgery (179) or observation (73)``: what stands before the bracket names the group."""
_HEADED_BY = re.compile(
    r"\b(?:(?:sub)?sites?|locations?|histolog\w+|pathology|diagnos[ei]s|(?:tumou?r|cancer|cell|histologic\w*)\s+(?:sub)?types?|subtypes?|stages?|staging|(?:risk|prognostic|age|treatment)\s+(?:groups?|categor\w+)"
    r"|primar(?:y|ies)(?:\s+(?:tumou?rs?|cancers?|malignanc\w+))?|origins?|class\w*|categor(?:y|ies)|scores?|status|performance|techniques?|modalit(?:y|ies)|(?:type|kind|mode|extent)s?\s+of\s+\w+|treatments?|therap(?:y|ies)|surger(?:y|ies)|procedures?|regimens?"
    r"|schedules?|indications?|reasons?|tumou?rs|cancers|lesions|races?|ethnicit\w+|sex|gender|comorbidit\w+|distribution|histories|countr(?:y|ies)|ages?)\b"
    r"[^.;:()]{0,60}?\b(?:was|were|is|are|included?|comprised|consisted\s+of|as\s+follows)\b|^(?:The\s+)?(?:Most|Majority)\b[^.;:()]{0,30}\b(?:had|received|underwent|were)\b"
    r"|\bwere\s+(?:stratified|classified|grouped|divided|categori[sz]ed|subdivided|split|staged)\b",
    re.I,
)
_HEADED_BEHIND = re.compile(
    r"\)\s+(?:were|being|made\s+up)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:primar(?:y|ies)|sites|histolog\w+|diagnos[ei]s|types|origins|stages|tumou?rs|cancers|locations)\b",
    re.I,
)
"""``Breast (45), prostate (36) and lung (28) were the main primaries``."""
_LESIONS_HEAD = re.compile(
    r"\b(?:lesions|metastases|nodules|(?:treated|irradiated|target)\s+(?:sites|tumou?rs|volumes))\b", re.I
)
_LESIONS_WERE = re.compile(
    r"^(?:The\s+)?(?:[Tt]reated\s+|[Tt]arget\s+|[Ss]pinal\s+|[Mm]etastatic\s+)?(?:[Ll]esions?|[Mm]etastas[ei]s|[Nn]odules?|[Tt]argets?)\s+(?:locations?|sites?|levels?|sizes?|types?|histolog\w+|volumes?|(?=were))\s*(?:was|were)\b"
)
"""``Lesion location was cervical in 21 and thoracic in 76``."""
_WORD_BEFORE = re.compile(r"[A-Za-z]\s*\(\s*$")
_SHARE_NEXT = re.compile(r"\s*[;,]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)")
"""``intermediate (353; 42.8%) or high risk (344; 41.7%)``."""
_SITE_LISTED = re.compile(r"\b(?:failure|relapse|recurrence|progression|pattern|site|event)s?\b")
_IN_NUMBER = re.compile(r"[A-Za-z)]\s+in\s+$")
_SHARE_BEHIND = re.compile(r"\s*[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*[)\]]")
_DOSED_IN = re.compile(
    r"\bGy\b(?:\([^()]*\))?\s+in\s+[\w–-]+(?:\s+to\s+\w+)?\s+(?:(?:daily|weekly)\s+)?(?:fractions?\s+)?(?:in|for|to)\s+(?:the\s+(?:other|remaining)\s+)?$"
)
"""``36 Gy in 12 fractions in 41, 35 Gy in ten in 25``."""
_HEAD = re.compile(r"[^.;:\d]{3,60}?(?::|\b(?:was|were)\b)")
_SCORED = re.compile(
    r"(?:\bwas|\bwere|:|,|\band|;)\s+(?:[0-5](?:\s?[-–]\s?[0-5])?|T[0-4][a-d]?|N[0-3]|[IVX]+[A-D]?)\s+(?:in|for)\s+$"
    r"|\b(?:score|status|sum|index|KPS|ECOG|Gleason|[Kk]arnofsky)\s+(?:[a-z]+\s+)?(?:was|were|of)\s+(?:[^.;]{1,80}(?:,|\band)\s+)?(?:below\s+|above\s+|[<>≤≥]\s?)?\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?:\s+or\s+(?:lower|less|more|higher|greater|above|below|better))?\s+(?:in|for)\s+$"
)
"""``performance status was 0 in 30, 1 in 45 and 2 in nine``."""
_NAMED_ITEM = re.compile(
    r"(?:[:,;]|\band|\bwas|\bwere)\s+(?:[A-Za-z][\w/-]*\s+){0,3}[A-Za-z][\w/-]*[:,]?\s+$"
)
"""``histology: squamous cell carcinoma 45, adenocarcinoma 30, other 8``; ``stage was I: 12, II: 25, III: 40``."""
_ITEM_ENDS = re.compile(r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)\s*)?(?:[,;.]|and\b|$)")
_CLAUSE_BEGINS = re.compile(r"(?:^|[,;:]\s|\band\s)\s*$")
_NUMBERS_WERE = re.compile(
    r"(?:The\s+)?[Nn]umbers?\s+of\s+(?:[^.;:\d]{3,90}\s(?:patients|men|women|cases|children)|(?:patients|men|women|cases|children|adults|adolescents|boys|girls|participants)\b[^.;:%]{0,80}?)\s(?:was|were)\s+"
)
"""``The numbers of low- and high-risk men were 41 (30 %) and 96 (70 %)``."""
_SEX_BEFORE = re.compile(r"\b(?:(?:fe)?males?|(?:wo)?men|boys|girls)[:,]?\s+$", re.I)
_FEWEST = 3
_REMOVED = re.compile(
    r"\b(?:resections?|excisions?|removal|debulking|surgery|\w+ectom(?:y|ies)|\w*therapy)\b", re.I
)
"""``gross total resection was achieved in 80``: what was done."""
_RUN_GAP = re.compile(r"\s*(?:,|,?\s*and|versus|vs\.?)\s+|\s*,\s*")
_NAME = (
    r"(?:[A-Za-z][\w+-]*(?:\s(?!in\b|was\b|were\b|for\b)[a-z][\w-]*){0,3}|\b[0-5](?:\s?[-–]\s?[0-5])?(?!\d))"
)
_SLASHED = re.compile(
    rf"(?P<names>{_NAME}(?:\s?/\s?{_NAME}){{1,4}})(?:\s*\))?(?:\s+(?:patients|men|women|in|was|were|for|seen|present|found|observed|noted|recorded|among|status|ratio|distribution)){{0,3}}\s*[,:=]?\s*"
    r"[(\[]?\s*(?:[nN]\s*=\s*)?(?P<numbers>\d+(?:\s?/\s?\d+){1,4})(?![\w%]|\s?(?:m?s|mm|cm|mg|Gy|kV|MV|MeV|Hz|h|min|days?|weeks?|months?|years?)\b)"
    r"|(?P<sexes>\b(?:males?|men|boys|M)\s?:\s?(?:females?|women|girls|F))\s*(?:ratio\s*)?[,=]\s*(?P<both>\d{1,4}\s?:\s?\d{1,4})(?![\w.·])"
)
_UNIT_NAMED = re.compile(
    r"/(?:m?[lL]|d[lL]|kg|m2|day|d|week|wk|month|year|min|h|fraction|fx|cm|mm)\b|^(?:and|or|n|N)/|^(?:alpha|kV|TE|TR|SUV|[VD]\d+)\b"
)
_FEWEST_SLASHED = 10
_NEAR_EVENT = 30
_GRADED = re.compile(r"(?<!tumor )(?<!tumour )(?<!WHO )\b[Gg]rades?\b")


def characterised(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``histology was adenocarcinoma in 164, squamous in 98 and other in 25``; ``of the oropharynx (32),
    oral cavity (22) and larynx (6)``: three or more at least, two where they add up to a cohort."""
    terms = terms_of(sentence)
    if any(_SITE_LISTED.search(sentence.text, m.start, m.end) for m in terms):
        return
    measures = any(m.code not in {"skip", "none"} for m in terms)
    text = sentence.text
    free = free_numbers(sentence, found, taken)

    head = text[sentence.start : min((a.start for a in free), default=sentence.start)]
    unit = "lesions" if _LESIONS_WERE.search(head) else "patients"

    def before(atom: Atom) -> str:
        return text[max(sentence.start, atom.start - 100) : atom.start]

    in_number = [a for a in free if _IN_NUMBER.search(before(a))]
    listed = [a for a in free if _CHARACTER.search(before(a)) and PAUSE.match(text[a.end : a.end + 40])]
    opened = [a for a in free if _LABEL_OPENED.search(before(a)) and text[a.end : a.end + 1] == ")"]
    headed_by = _HEADED_BY.search(text, sentence.start, opened[0].start) if opened else None
    headed_by = headed_by or (_HEADED_BEHIND.match(text, opened[-1].end) if opened else None)
    total = sum(a.low for a in opened)
    adds_up = len(opened) > 1 and any(f.fields["n"] == total for f in found.values())
    if headed_by or adds_up:
        lesions = headed_by is not None and _LESIONS_HEAD.search(headed_by.group())
        counted_as = "lesions" if lesions else "patients"
        yield from _as_cohorts(
            opened if len(opened) > 1 and not (measures and not adds_up) else [], counted_as
        )
    shared = [a for a in free if _WORD_BEFORE.search(before(a)) and _SHARE_NEXT.match(text, a.end)]
    most = max((f.fields["n"] for f in found.values()), default=0)
    closed = [a for a in free if _SITE_NAMED.search(before(a)) and text[a.end : a.end + 1] == ")"]
    total = sum(a.low for a in closed)
    named = closed if total <= most else []
    whole = any(f.fields["n"] == total for f in found.values())
    opening = [a for a in in_number if listed and a.end <= listed[0].start and PAUSE.match(text, a.end)]
    listed = opening[-1:] + listed
    shares = [a for a in free if _SHARE_BEHIND.match(text, a.end)]
    counted = [a for a in in_number if a in shares]
    numbered = [a for a in shares if _NUMBERS_WERE.fullmatch(text, sentence.start, a.start)]
    leading = numbered + [a for a in shares if _CLAUSE_BEGINS.search(text[sentence.start : a.start])]
    numbers = _NUMBERS_WERE.match(text, sentence.start, sentence.end)
    if numbers is not None:
        yield from _as_cohorts(_run_from(text, free, numbers.end()))
    items = [a for a in free if _NAMED_ITEM.search(before(a)) and _ITEM_ENDS.match(text, a.end)]
    scored = [a for a in free if _SCORED.search(before(a))]
    treated = [
        a
        for a in free
        if GIVEN_ENDS.match(text, a.end)
        and (
            (_DOSED_IN.search(before(a)) and not follows_term(sentence, a.start))
            or was_done_in(sentence, a.start)
        )
    ]
    yield from _as_cohorts(treated)
    headed = items if _HEAD.match(text, sentence.start) else []
    sexes = [a for a in items if _SEX_BEFORE.search(before(a))]
    runs: tuple[tuple[list[Atom], int], ...] = (
        (headed, _FEWEST),
        (sexes, 2),
        (listed, 2),
        (named, 2 if whole else _FEWEST),
        (shared, 1),
        (counted, 1),
        (leading, 2),
    )
    if measures:  # only what adds up to a cohort before anything is measured
        before_all = named and all(m.start > named[0].end for m in terms if m.code not in {"skip", "none"})
        runs = ((named, 2),) if whole and before_all else ()
    elif any(m.code == "none" for m in terms):  # only who had which score
        runs = ()
    for run, fewest in (*(() if measures else ((scored, 1 if found else 2),)), *runs):
        told = any(_tells_event(before(a)) for a in run)
        yield from _as_cohorts(run if len(run) >= fewest and not told else (), unit)


def _tells_event(before: str) -> bool:
    """``vision improved in 20, was unchanged in 27``: what befell so many."""
    return not _REMOVED.search(before) and (happened_to(before) or happened_in(before))


def _run_from(text: str, atoms: Sequence[Atom], start: int) -> list[Atom]:
    """The numbers of ``41, 96 and 30`` that begins at an offset."""
    run: list[Atom] = []
    for atom in atoms:
        if atom.core == start or (run and _RUN_GAP.fullmatch(text[run[-1].end : atom.core])):
            run.append(atom)
            start = -1
    return run


def _as_cohorts(run: Sequence[Atom], unit: str = "patients") -> Iterator[tuple[int, Finding]]:
    for atom in run:
        yield atom.start, cohort_of(atom, atom.core, atom.end, unit, "cohort.characterised")


def slashed(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``male/female, 91/20``, ``stage I/II/III in 12/30/8``: a number for each name."""
    if not {"/", ":"} & set(sentence.string):
        return
    events = [m for m in sentence.labelled("ENDPOINT") if m.code not in {"skip", "none"}]
    for m in _SLASHED.finditer(sentence.text, sentence.start, sentence.end):
        group = "numbers" if m["numbers"] else "both"
        names = m["names"] or m["sexes"]
        numbers = list(re.finditer(r"\d+", m[group]))
        if _UNIT_NAMED.search(names) or any(int(n.group()) == 0 for n in numbers):
            continue
        if (
            len(numbers) != len(re.findall(r"[/:]", names)) + 1
            or sum(int(n.group()) for n in numbers) < _FEWEST_SLASHED
            or any(m.start() - _NEAR_EVENT <= e.start < m.start(group) for e in events)
            or _GRADED.search(sentence.text[max(sentence.start, m.start() - _NEAR_EVENT) : m.start(group)])
        ):
            continue
        for n in numbers:
            start, end = m.start(group) + n.start(), m.start(group) + n.end()
            fields = {"n": int(n.group()), "unit": "patients", "comparator": "="}
            if m.start(group) not in taken and start not in found:
                yield start, Finding("cohort", start, end, "cohort.slashed", fields)


def parts(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``27 patients, 13 with stage I and 14 with recurrent disease``: the parts of a cohort, with its unit."""
    wholes = partitions(sentence)
    for atom in sentence.atoms:
        whole = wholes.get(atom.start)
        if whole is not None and whole in found and atom.start not in taken | found.keys():
            yield atom.start, cohort_of(atom, atom.core, atom.end, found[whole].fields["unit"], "cohort.part")
