"""Numbers that a list or a sum makes cohorts: characteristics, stages, parts, numerators."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from extractor.assembly.cohorts.ellipsis import PAUSE
from extractor.assembly.cohorts.numbers import cohort_of
from extractor.assembly.counts import partitions
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import are_fraction, is_integer
from extractor.language.numerals import Atom, AtomKind

Found = Mapping[int, Finding]
"""Cohorts by the offset of their number."""

_OF_MORE = re.compile(
    r"\s*(?:[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*[)\]])?\s*(?:patients\s+)?(?:out\s+)?of\s+(?:(?:the|these|those|all|our|a|total|of|planned)\s+)*"
)


def numerators(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``284 of 307 patients completed treatment``: no event, so both are sets of people."""
    for left, whole in pairwise(a for a in sentence.atoms if is_integer(a)):
        if (
            left.start not in taken | found.keys()
            and whole.start in found
            and left.low <= whole.low
            and _OF_MORE.fullmatch(sentence.text[left.end : whole.start])
        ):
            unit = found[whole.start].fields["unit"]
            yield left.start, cohort_of(left, left.core, left.end, unit, "cohort.numerator")


def _free(sentence: Sentence, found: Found, taken: set[int]) -> list[Atom]:
    """Whole numbers, stated as equal, that are neither cohorts nor taken by something else."""
    used = taken | found.keys()
    return [a for a in sentence.atoms if is_integer(a) and a.comparator == "=" and a.start not in used]


def completed(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``71 of 78 (91%) completed therapy``: two sets of people, though neither is named."""
    numbers = [a for a in sentence.atoms if is_integer(a)]
    for left, whole in pairwise(numbers):
        if (
            are_fraction(sentence.text, left, whole)
            and left.low <= whole.low
            and not {left.start, whole.start} & (taken | found.keys())
            and _DID.match(sentence.text, whole.end)
        ):
            for atom in (left, whole):
                yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.numerator")


def excluded(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``after exclusion of 388 with surgery and 57 with incomplete records``: those left out are sets of people."""
    if not _LEFT_OUT.search(sentence.string) or any(
        m.code not in {"skip", "follow_up"} for m in sentence.labelled("ENDPOINT")
    ):
        return
    for atom in _free(sentence, found, taken):
        if _WHO_NEXT.match(sentence.text, atom.end):
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.excluded")


def given(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``chemotherapy was given to 168, cisplatin to 37``: those who had a treatment."""
    opened = _GIVEN.search(sentence.text, sentence.start, sentence.end)
    if opened is None:
        return
    for atom in _free(sentence, found, taken):
        led = _TO.search(sentence.text[opened.start() : atom.start])
        if atom.start >= opened.end() and led and _GIVEN_ENDS.match(sentence.text, atom.end):
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.given")


def ratios(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``284/307 patients completed treatment``: no event, so both are sets of people."""
    last = None
    for atom in sentence.atoms:
        if atom.kind is not AtomKind.RATIO or atom.start in taken:
            continue
        after = sentence.text[atom.end : atom.end + 40]
        before = sentence.text[max(sentence.start, atom.start - 40) : atom.start]
        goes_on = last is not None and _NEXT_RATIO.fullmatch(sentence.text, last, atom.start)
        if _STAGE_SHARE.match(after):
            yield atom.start, cohort_of(atom, atom.start, atom.end, "patients", "cohort.ratio")
            continue
        if _OF_PATIENTS.match(after) or _AVAILABLE_FOR.search(before) or goes_on:
            yield atom.start, cohort_of(atom, atom.start, atom.end, "patients", "cohort.ratio")
            if before.endswith("("):
                continue  # 92 % of patients (37/40)
            last = atom.end
            total = atom.start + sentence.text[atom.start : atom.end].index("/") + 1
            fields = {"n": int(atom.high or 0), "unit": "patients", "comparator": "="}
            yield total, Finding("cohort", total, atom.end, "cohort.ratio", fields)


_DID = re.compile(
    r"\s*(?:\([^()]*%[^()]*\)\s*)?(?:completed|received|underwent|refused|declined|finished|had\s+(?:received|completed|undergone)"
    r"|were\s+(?:treated|randomi[sz]ed|evaluable|assessable|analy[sz]ed|enrolled|eligible|included|available))\b"
)
_LEFT_OUT = re.compile(r"\b(?:exclusion\s+of|excluding|excluded|ineligible|lost\s+to\s+follow-?up)\b")
_WHO_NEXT = re.compile(r"\s+(?:with|without|who|because\s+of|due\s+to|for\s+(?:lack|want))\b")
_GIVEN = re.compile(r"\b(?:given|administered|delivered|offered|applied)\s+to\b")
_GIVEN_ENDS = re.compile(rf"{PAUSE.pattern}|\s+(?:before|after|during|only|alone|as|in)\b")
_TO = re.compile(r"\bto\s+$")
_OF_PATIENTS = re.compile(
    r"\s*(?:\(|\[)?[^)]{0,6}%?\)?\s*(?:(?:of\s+)?(?:the\s+)?(?:[\w-]+\s+){0,2}patients\b"
    r"|(?:completed|received|underwent|had received|were)\b)"
)
_STAGE_SHARE = re.compile(r"\s+(?:p|c|yp)?(?:T[0-4]|N[0-3]|M1|[Ss]tage\s+[IV1-4]+)[a-d]?\s*[,;)]")
"""``inoperable tumours (38/47 T4)``."""
_NEXT_RATIO = re.compile(
    r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?%\s*\)\s*)?(?:(?:of\s+)?(?:the\s+)?patients\s+)?(?:(?:in|on|from|of)\s+[^,;.\d]{1,40}?)?"
    r"\s*(?:,\s*(?:and\s+)?|;\s*|\band\s+)(?:similarly\s+)?(?:(?:for|in|from)\s+)?"
)
"""``for 88/95 (93%) patients in trial A and 71/80 (89%) in trial B``."""
_AVAILABLE_FOR = re.compile(
    r"\b(?:available|evaluable|assessable|assessed|evaluated)\s+(?:for|in|from|on)\s+$"
)
_STAGED = re.compile(
    r"\s+(?:(?:from|in|with|of|had)\s+)?(?:clinical\s+|pathological\s+|FIGO\s+|UICC\s+|AJCC\s+|Dukes['’]?\s+)?[Ss]tage\s+(?:[I1-4]|[IV]+[A-Da-d]?|[IVX]+|[A-D])\d?[A-Ca-c]?(?=\s*(?:[,;.)]|and\b|or\b|diseases?\b|tumou?rs?\b|$))"
    r"|\s+(?:p|c|yp)?(?:T[0-4]|N[0-3]|M[01])[a-d]?(?=\s*(?:[,;.)]|and\b|$))|\s*\(\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)\s*(?:(?:had|were|with|in)\s+)?(?:p|c|yp)?(?:T\d|N\d|[Ss]tage)"
)


_SEXED = re.compile(r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)\s*)?(?:were|was)\s+(?:fe)?males?\b")


def staged(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``7 (5%) pT1a, 48 (36%) pT1b``, ``17 T1, 18 T2 and 1 T3``, ``44 were male``."""
    for atom in sentence.atoms:
        if not is_integer(atom) or atom.start in taken | found.keys():
            continue
        if _STAGED.match(sentence.text, atom.end) or _SEXED.match(sentence.text, atom.end):
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.staged")


_CHARACTER = re.compile(
    r"(?:\b(?:was|were|included|including|and|or)|[,;:])\s+(?!(?:patients|grade)\b)(?:[A-Za-z][\w/-]*\s+(?:\([A-Z]\d\)\s+)?){1,5}?in\s+(?:only\s+)?$"
)
_SITE_NAMED = re.compile(r"(?:\b(?:of|the|and|an?)|[,;:])\s+(?:[A-Za-z][\w/-]*\s+){1,5}?\(\s*$")
_WORD_BEFORE = re.compile(r"[A-Za-z]\s*\(\s*$")
_SHARE_NEXT = re.compile(r"\s*[;,]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)")
"""``intermediate (353; 42.8%) or high risk (344; 41.7%)``."""
_SITE_LISTED = re.compile(r"\b(?:failure|relapse|recurrence|progression|pattern|site|event)s?\b")
_IN_NUMBER = re.compile(r"[A-Za-z)]\s+in\s+$")
_SHARE_BEHIND = re.compile(r"\s*[(\[]\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*[)\]]")
_CONSISTED = re.compile(r"\bconsisted\s+of\s+(?:[\w-]+\s+){0,2}$")
"""``salvage consisted of repeat radiosurgery in 73``: a treatment, not an outcome."""
_HEAD = re.compile(r"[^.;:\d]{3,60}?(?::|\b(?:was|were)\b)")
_SCORED = re.compile(
    r"(?:\bwas|\bwere|:|,|\band|;)\s+(?:[0-5](?:\s?[-–]\s?[0-5])?|T[0-4][a-d]?|N[0-3]|[IVX]+[A-D]?)\s+in\s+$"
)
"""``performance status was 0 in 30, 1 in 45 and 2 in nine``."""
_NAMED_ITEM = re.compile(
    r"(?:[:,;]|\band|\bwas|\bwere)\s+(?:[A-Za-z][\w/-]*\s+){0,3}[A-Za-z][\w/-]*[:,]?\s+$"
)
"""``histology: squamous cell carcinoma 45, adenocarcinoma 30, other 8``; ``stage was I: 12, II: 25, III: 40``."""
_ITEM_ENDS = re.compile(r"\s*(?:\(\s*\d+(?:[.·]\d+)?\s?(?:%|per\s?cent)\s*\)\s*)?(?:[,;.]|and\b|$)")
_CLAUSE_BEGINS = re.compile(r"(?:^|[,;:]\s|\band\s)\s*$")
_NUMBERS_WERE = re.compile(
    r"(?:The\s+)?[Nn]umbers?\s+of\s+[^.;:\d]{3,90}\s(?:patients|men|women|cases|children)\s+(?:was|were)\s+"
)
"""``The numbers of low- and high-risk men were 41 (30 %) and 96 (70 %)``."""
_FEWEST = 3


def characterised(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``histology was adenocarcinoma in 164, squamous in 98 and other in 25``; ``of the oropharynx (32),
    oral cavity (22) and larynx (6)``: three or more at least, two where they add up to a cohort."""
    terms = [
        m
        for m in sentence.labelled("ENDPOINT")
        if not _CONSISTED.search(sentence.text, sentence.start, m.start)
    ]
    if any(_SITE_LISTED.search(sentence.text, m.start, m.end) for m in terms):
        return
    measures = any(m.code not in {"skip", "none"} for m in terms)
    text = sentence.text
    free = _free(sentence, found, taken)

    def before(atom: Atom) -> str:
        return text[max(sentence.start, atom.start - 60) : atom.start]

    in_number = [a for a in free if _IN_NUMBER.search(before(a))]
    listed = [a for a in free if _CHARACTER.search(before(a)) and PAUSE.match(text[a.end : a.end + 40])]
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
    items = [a for a in free if _NAMED_ITEM.search(before(a)) and _ITEM_ENDS.match(text, a.end)]
    scored = [a for a in free if _SCORED.search(before(a))]
    headed = items if _HEAD.match(text, sentence.start) else []
    runs: tuple[tuple[list[Atom], int], ...] = (
        (headed, _FEWEST),
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
    for run, fewest in (*(() if measures else ((scored, 2),)), *runs):
        for atom in run if len(run) >= fewest else ():
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.characterised")


_SLASHED = re.compile(
    r"(?P<names>[A-Za-z][\w-]*(?:/[A-Za-z][\w-]*){1,3})(?:\s+[a-z]+)?\s*[,:=]?\s*\(?(?:n\s*=\s*)?(?P<numbers>\d+(?:\s?/\s?\d+){1,3})(?![\w%]|\s?(?:m?s|mm|cm|mg|Gy|kV|MV|MeV|Hz|h|min|days?|weeks?|months?|years?)\b)"
)
_UNIT_NAMED = re.compile(
    r"/(?:m?[lL]|d[lL]|kg|m2|day|d|week|wk|month|year|min|h|fraction|fx|cm|mm)\b|^(?:and|or|n|N)/"
)
_FEWEST_SLASHED = 10


def slashed(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``male/female, 91/20``: a number for each name."""
    for m in _SLASHED.finditer(sentence.text, sentence.start, sentence.end):
        numbers = list(re.finditer(r"\d+", m["numbers"]))
        if _UNIT_NAMED.search(m["names"]) or any(int(n.group()) == 0 for n in numbers):
            continue
        if (
            len(numbers) != m["names"].count("/") + 1
            or sum(int(n.group()) for n in numbers) < _FEWEST_SLASHED
        ):
            continue
        for n in numbers:
            start, end = m.start("numbers") + n.start(), m.start("numbers") + n.end()
            fields = {"n": int(n.group()), "unit": "patients", "comparator": "="}
            if m.start("numbers") not in taken and start not in found:
                yield start, Finding("cohort", start, end, "cohort.slashed", fields)


def parts(sentence: Sentence, found: Found, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``27 patients, 13 with stage I and 14 with recurrent disease``: the parts of a cohort, with its unit."""
    wholes = partitions(sentence)
    for atom in sentence.atoms:
        whole = wholes.get(atom.start)
        if whole is not None and whole in found and atom.start not in taken | found.keys():
            yield atom.start, cohort_of(atom, atom.core, atom.end, found[whole].fields["unit"], "cohort.part")
