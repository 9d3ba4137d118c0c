"""The cohorts of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise, takewhile

from extractor.assembly.cohorts.bare import bare, excluded, given, staged
from extractor.assembly.cohorts.brackets import bracketed
from extractor.assembly.cohorts.clauses import in_state
from extractor.assembly.cohorts.courses import courses
from extractor.assembly.cohorts.ellipsis import REST_BEFORE, elliptic, gapped
from extractor.assembly.cohorts.events import ACTED_NEXT, SOME_OF_THEM
from extractor.assembly.cohorts.exclusions import is_cohort, is_limited
from extractor.assembly.cohorts.fractions import completed, denominators, numerators, ratios
from extractor.assembly.cohorts.lists import characterised, parts, slashed
from extractor.assembly.cohorts.numbers import SHARE, cohort_of, unit_of_n
from extractor.assembly.cohorts.plans import is_planned
from extractor.assembly.cohorts.primaries import primaries
from extractor.assembly.cohorts.unnamed import unnamed
from extractor.assembly.counts import HAPPENED_NEXT, partitions, people_numbers, terms_of
from extractor.assembly.findings import Finding, Sentence
from extractor.assembly.values import is_integer
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind

_OPENED = re.compile(r"\s+(?:[\w-]+\s+){0,4}[(\[]\s*")
_AGAIN = re.compile(r"\s+(?:[\w-]+\s+){1,5}[(\[]\s*[nN]\s*=\s*")
"""``Forty patients (n = 40)``."""
_HAD_ONE = re.compile(r"^(?!(?:1|one)\b)[\w,]+\s+single[-\s]+(?:fraction|session|dose)$", re.I)
"""``141 single-fraction courses``: so many who had one fraction."""
_OF_ARTICLES = re.compile(
    r"\b(?:articles|papers|publications|citations|studies|trials|(?:records|reports)(?=\s+(?:were\s+)?(?:identified|retrieved|screened|found)))\b(?:(?!\b(?:patients|women|men|children|lesions)\b)[^.;])*(?:,|\bof\s+(?:which|these))\s+(?:only\s+)?$"
)
"""``of the 845 articles retrieved, 22 were eligible``."""
_SEMICOLON = re.compile(r";\s+(?![^()]*\))")
_AND = re.compile(r"\s*,?\s*and\s+")
_COMMA = re.compile(r"\s*,\s*")
_LIST_OPENS = re.compile(r"(?:^|\bof\s+(?:whom|which|these|them)|[,;:]|\band|\bwhile|\bwhereas)\s*$")
_SOME = {"cohort.assigned", "cohort.elliptic", "cohort.part", "cohort.staged", "cohort.people"}
_UNNAMED = {"cohort.elliptic", "cohort.unnamed", "cohort.bare", "cohort.assigned"}
_HAVING = re.compile(r"\b(?:had|has|have|presented\s+with)\b")
_EVENTS_NEXT = re.compile(r"\s+(?:[\w-]+\s+){0,2}?events\b")
_PEOPLE = re.compile(r"\b(?:patients|women|men|children|adults|people|persons)\b", re.I)
_THEM = re.compile(r"\bof\s+them$")
_OF_OPENS = re.compile(
    r"(?:Of|Among|Out of)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+|a\s+total\s+of\s+)*", re.I
)
_OF_WHICH = re.compile(r"\w[\w,-]*\s+of\s+(?:which|them|these)\b")
_RESPECTIVELY = re.compile(r",?\s+respectively\b")
SHARE_BEFORE = re.compile(r"%\s*[(\[]\s*$")


def find_cohorts(sentence: Sentence, used: set[int]) -> list[Finding]:
    """Cohorts of a sentence; ``used`` holds the offsets of numbers that are events or doses."""
    taken = used | set(_printed_again(sentence, used))
    taken |= {
        a.start
        for m in sentence.labelled("FRACTIONS", "PRODUCT", "PER_FRACTION")
        if not _HAD_ONE.match(sentence.text[m.start : m.end])
        for a in m.atoms
    }
    taken |= _event_parts(sentence, taken)
    named = dict(_named(sentence, taken))
    found = named | dict(courses(sentence, named, used))
    found |= dict(_listed(sentence, found, taken))
    found |= dict(_sharing_verb(sentence, found, taken))
    found = _of_list(sentence, _of_units(sentence, _of_them(sentence, found)))
    found |= dict(numerators(sentence, found, taken))
    beside = denominators(sentence, found, taken)
    found = {k: f for k, f in found.items() if k not in beside}
    # Each reader sees what the ones before it have found; an ellipsis leans on parts and may itself be a whole.
    for reader in (
        ratios,
        completed,
        excluded,
        given,
        staged,
        characterised,
        primaries,
        slashed,
        parts,
        bare,
        elliptic,
        unnamed,
        parts,
        bracketed,
    ):
        for part in _told_apart(sentence) if reader is characterised else [sentence]:
            found |= dict(reader(part, found, taken))
    found |= dict(_respective(sentence, found, taken))
    found = _of_their_whole(sentence, _of_the_lesions(sentence, _of_the_studies(sentence, found)))
    return [
        found[k]
        for k in sorted(found)
        if not (is_planned(sentence, found[k], k) or in_state(sentence, _number_end(sentence, k)))
    ]


def _number_end(sentence: Sentence, start: int) -> int:
    """Where the number at an offset ends."""
    return next((a.end for a in sentence.atoms if a.start == start), start)


def _event_parts(sentence: Sentence, taken: set[int]) -> set[int]:
    """``22 had a complete response, 11 a partial response and seven no change``: parts of which some are events."""
    wholes = partitions(sentence)
    parts = [a for a in sentence.atoms if a.start in wholes]
    events = {wholes[a.start] for a in parts if a.start in taken or HAPPENED_NEXT.match(sentence.text, a.end)}
    named = {a.start for m in sentence.labelled("PEOPLE") for a in m.atoms}
    told = [a for a in parts if wholes[a.start] in events and not ACTED_NEXT.match(sentence.text, a.end)]
    return {a.start for a in told} - named


def _told_apart(sentence: Sentence) -> list[Sentence]:
    """A sentence of which some part tells outcomes, by its semicolons; any other as it is."""
    cuts = [m.end() for m in _SEMICOLON.finditer(sentence.text, sentence.start, sentence.end)]
    if not cuts or not any(m.code not in {"skip", "none"} for m in terms_of(sentence)):
        return [sentence]
    return [
        replace(
            sentence,
            start=start,
            end=end,
            atoms=tuple(a for a in sentence.atoms if start <= a.start < end),
            mentions=tuple(m for m in sentence.mentions if start <= m.start and m.end <= end),
        )
        for start, end in pairwise([sentence.start, *cuts, sentence.end])
    ]


def _of_events(sentence: Sentence, m: Mention, taken: set[int]) -> bool:
    """``37 are alive, 30 of them without disease``: some of those counted as an event."""
    if not SOME_OF_THEM.search(sentence.text, m.start, m.end):
        return False
    before = [a for a in sentence.atoms if is_integer(a) and a.end <= m.start]
    if not before or ACTED_NEXT.match(sentence.text, m.end):
        return False
    return before[-1].start in taken or _EVENTS_NEXT.match(sentence.text, before[-1].end) is not None


def _printed_again(sentence: Sentence, used: set[int]) -> Iterator[int]:
    """``two men (2/31, 6 %) with relapse``: a number that the bracket behind it repeats as an event's."""
    for number, share in pairwise(sentence.atoms):
        if (
            share.kind is AtomKind.RATIO
            and share.start in used
            and is_integer(number)
            and number.low == share.low
            and _OPENED.fullmatch(sentence.text, number.end, share.start)
        ):
            yield number.start
    for number, again in pairwise(a for a in sentence.atoms if is_integer(a)):
        in_words = not sentence.text[number.core].isdigit()
        if in_words and number.low == again.low and _AGAIN.fullmatch(sentence.text, number.end, again.start):
            yield again.start


def _named(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``123 patients``, ``n = 45``, ``67 were randomly assigned``."""
    limits = is_limited(sentence)
    seen: set[int] = set()
    # ``102 treated breasts``: the noun says what is counted, the participle does not.
    for m in sorted(sentence.labelled("PEOPLE", "N_EQUALS", "ASSIGNED"), key=lambda m: m.label == "ASSIGNED"):
        if not m.atoms:
            continue
        equals = m.label == "N_EQUALS"
        atom = m.atoms[-1] if equals else m.atoms[0]
        if atom.kind is AtomKind.RATIO or not is_integer(atom) or atom.start in taken | seen:
            continue
        if equals and SHARE_BEFORE.search(sentence.text[max(0, m.start - 4) : m.start]):
            continue
        unit = _unit(sentence, m, atom)
        if m.label == "PEOPLE" and _of_events(sentence, m, taken):
            continue
        if is_cohort(sentence, atom, unit, m.label, m.end, limits):
            seen.add(atom.start)
            start = m.start if equals else min(atom.core, m.start)
            yield atom.start, cohort_of(atom, start, m.end, unit, m.rule)


def _unit(sentence: Sentence, m: Mention, atom: Atom) -> str:
    """What is counted; in ``9 had bone metastases and 7 liver metastases`` people."""
    if m.label == "ASSIGNED" and _OF_ARTICLES.search(sentence.text, sentence.start, atom.start):
        return "studies"
    if m.code != "lesions":
        return m.code or unit_of_n(sentence, atom)
    before = sentence.text[max(sentence.start, atom.start - 60) : atom.start]
    named = sentence.text[atom.end : m.end].split()
    shares = (
        len(named) > 1
        and _HAVING.search(before)
        and gapped(SHARE.sub("", before), sentence.text[atom.end : m.end + 4])
    )
    return "patients" if shares else "lesions"


def _of_them(sentence: Sentence, found: dict[int, Finding]) -> dict[int, Finding]:
    """``Eight trials, five of them randomised``: some of those counted right before."""
    result = dict(found)
    for before, k in pairwise(sorted(found)):
        f = result[k]
        some = f.rule == "cohort.people" and _THEM.search(sentence.text, f.start, f.end)
        if some and f.fields["n"] <= result[before].fields["n"]:
            result[k] = replace(f, fields={**f.fields, "unit": result[before].fields["unit"]})
    return result


def _of_units(sentence: Sentence, found: dict[int, Finding]) -> dict[int, Finding]:
    """The parts of lesions are lesions: ``92 lesions (A, n = 51; B, n = 41)``, ``the remaining 45 were treated``."""
    wholes = dict(partitions(sentence))
    for k in found:
        before = [j for j in found if j < k and found[j].rule != "cohort.n_equals"]
        if before and REST_BEFORE.search(sentence.text[max(sentence.start, k - 20) : k]):
            wholes.setdefault(k, max(before))
    for k, whole in _bracketed_parts(found).items():
        wholes.setdefault(k, whole)
    return {
        k: replace(f, fields={**f.fields, "unit": found[wholes[k]].fields["unit"]})
        if f.rule in {"cohort.n_equals", "cohort.assigned", "cohort.lesions"} and wholes.get(k) in found
        else f
        for k, f in found.items()
    }


_NEXT_LISTED = re.compile(r"[^()\[\]]*[)\]]\s*(?:[,;]|,?\s+and)\s+(?:and\s+)?[^()\[\]\d]{2,50}[(\[]\s*")


def _of_list(sentence: Sentence, found: dict[int, Finding]) -> dict[int, Finding]:
    """``metastases were in the lung (n = 20), liver (n = 14) and bone (n = 10)``: the items of one list count the same."""
    result = dict(found)
    items = [k for k in sorted(found) if found[k].rule == "cohort.n_equals"]
    for i, j in pairwise(items):
        unit = result[i].fields["unit"]
        if unit == "lesions" and _NEXT_LISTED.fullmatch(sentence.text, found[i].end, found[j].start):
            result[j] = replace(found[j], fields={**found[j].fields, "unit": unit})
    return result


def _of_the_lesions(sentence: Sentence, found: dict[int, Finding]) -> dict[int, Finding]:
    """``of 88 lesions, 50 were …``, ``112 lesions were treated, 26 of which …``: some of the lesions."""
    for k in sorted(found):
        f = found[k]
        if f.fields["unit"] != "patients" or f.rule not in _SOME or _PEOPLE.search(sentence.text, k, f.end):
            continue
        before = [j for j in found if j < k]
        first = min(before, default=k)
        whole = found.get(max(before, default=k))
        opened = found.get(first) if _OF_OPENS.fullmatch(sentence.text, sentence.start, first) else None
        if not _OF_WHICH.match(sentence.text, f.end if f.rule == "cohort.people" else k):
            only = all(found[j].fields["unit"] == "lesions" for j in before)
            alone = (
                only and f.rule != "cohort.people" and not _PEOPLE.search(sentence.text, sentence.start, k)
            )
            whole = opened or (found[first] if before and alone else None) if only else None
        if (
            whole is not None
            and whole.fields["unit"] == "lesions"
            and (whole is not opened or f.fields["n"] <= whole.fields["n"])
        ):
            found[k] = replace(f, fields={**f.fields, "unit": "lesions"})
    return found


def _of_the_studies(sentence: Sentence, found: dict[int, Finding]) -> dict[int, Finding]:
    """``Of the nine trials, only three told …``: some of the trials."""
    first = min(found, default=sentence.start)
    opened = _OF_OPENS.fullmatch(sentence.text, sentence.start, first)
    if first not in found or found[first].fields["unit"] != "studies" or not opened:
        return found
    return {
        k: replace(f, fields={**f.fields, "unit": "studies"})
        if f.rule in _UNNAMED and f.fields["n"] <= found[first].fields["n"]
        else f
        for k, f in found.items()
    }


def _respective(
    sentence: Sentence, found: dict[int, Finding], taken: set[int]
) -> Iterator[tuple[int, Finding]]:
    """``Stage I, II and III was found in 12, 40 and 23, respectively``: the list of a number without a noun."""
    atoms = [a for a in sentence.atoms if is_integer(a) and a.comparator == "="]
    for i, first in enumerate(atoms):
        if first.start not in found:
            continue
        run = [first]
        for atom in atoms[i + 1 :]:
            gap = sentence.text[run[-1].end : atom.start]
            if not (_COMMA.fullmatch(gap) or _AND.fullmatch(gap)) or atom.start in taken | found.keys():
                break
            run.append(atom)
        if len(run) > 1 and _RESPECTIVELY.match(sentence.text, run[-1].end):
            for atom in run[1:]:
                unit = found[first.start].fields["unit"]
                yield atom.start, cohort_of(atom, atom.core, atom.end, unit, found[first.start].rule)


def _of_their_whole(sentence: Sentence, found: dict[int, Finding]) -> dict[int, Finding]:
    """``94 eyes of 80 patients, 60 with plaques and 34 with protons``: parts without a noun are what they add up to."""
    counts = {
        f.fields["n"] for f in found.values() if f.fields["unit"] == "patients" and f.rule not in _UNNAMED
    }
    result = dict(found)
    for whole, f in found.items():
        if f.fields["unit"] != "lesions" or f.fields["n"] in counts:
            continue
        run = [k for k in sorted(found) if k > whole and found[k].rule in _UNNAMED]
        sums = list(accumulate(found[k].fields["n"] for k in run))
        if f.fields["n"] in sums[1:]:
            for k in run[: sums.index(f.fields["n"]) + 1]:
                result[k] = replace(found[k], fields={**found[k].fields, "unit": "lesions"})
    return result


def _bracketed_parts(found: dict[int, Finding]) -> dict[int, int]:
    """``44 lesions with photons (n = 28), protons (n = 15) or ions (n = 1)``: parts in brackets of their own."""
    parts: dict[int, int] = {}
    for whole, f in found.items():
        behind = [k for k in sorted(found) if k > whole]
        run = list(takewhile(lambda k: found[k].rule == "cohort.n_equals", behind))
        sums = list(accumulate(found[k].fields["n"] for k in run))
        if f.fields["unit"] == "lesions" and f.fields["n"] in sums[1:]:
            parts |= dict.fromkeys(run[: sums.index(f.fields["n"]) + 1], whole)
    return parts


def _sharing_verb(
    sentence: Sentence, found: dict[int, Finding], taken: set[int]
) -> Iterator[tuple[int, Finding]]:
    """``of whom 13 and 21 received A and B, respectively``: the numbers of a list share its verb."""
    for start in [k for k, f in found.items() if f.rule == "cohort.assigned"]:
        head, joint = start, _AND
        for atom in reversed([a for a in sentence.atoms if a.end <= start]):
            before = sentence.text[max(sentence.start, atom.start - 16) : atom.start]
            free = is_integer(atom) and atom.comparator == "=" and atom.start not in taken | found.keys()
            if (
                not free
                or not joint.fullmatch(sentence.text[atom.end : head])
                or not _LIST_OPENS.search(before)
            ):
                break
            yield atom.start, cohort_of(atom, atom.core, atom.end, "patients", "cohort.assigned")
            head, joint = atom.start, _COMMA


def _listed(sentence: Sentence, found: dict[int, Finding], taken: set[int]) -> Iterator[tuple[int, Finding]]:
    """``five and eight patients``: the numbers of a list share its noun."""
    atoms = {a.start: a for a in sentence.atoms}
    for start, mention in people_numbers(sentence).items():
        head = mention.atoms[0].start
        if head != start and head in found and start not in taken | found.keys():
            atom = atoms[start]
            yield start, cohort_of(atom, atom.core, atom.end, found[head].fields["unit"], mention.rule)
