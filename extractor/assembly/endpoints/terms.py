"""Endpoint terms of a sentence: those of the lexicon, those that share a head, and graded events."""

import re
from dataclasses import dataclass, replace

from extractor.assembly.findings import Sentence
from extractor.language.numerals import AtomKind

TIME_TYPE = {
    "overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival",
    "failure_free_survival", "recurrence_free_survival", "metastasis_free_survival", "cancer_specific_survival",
    "survival_after_progression", "time_to_progression", "local_control", "local_failure", "local_failure_free_survival",
    "locoregional_control", "locoregional_failure", "distant_failure", "distant_control", "biochemical_control",
    "biochemical_failure", "follow_up", "recurrence", "regional_control", "regional_failure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """An endpoint term of the sentence."""

    start: int
    end: int
    code: str
    rule: str
    text: str


def terms_of(sentence: Sentence) -> list[Term]:
    """Endpoint terms; a parenthesis that repeats a term as abbreviation is part of it."""
    found: list[Term] = []
    for m in sentence.labelled("ENDPOINT"):
        text = sentence.text[m.start : m.end]
        if (
            found
            and found[-1].code == m.code
            and re.fullmatch(r"\s*(?:rates?\s*|times?\s*)?[(\[]\s*", sentence.text[found[-1].end : m.start])
        ):
            closing = 1 if sentence.text[m.end : m.end + 1] in ")]" else 0
            found[-1] = replace(found[-1], end=m.end + closing)
            continue
        if any(
            a.start < m.end and m.start < a.end and a.kind is not AtomKind.P_VALUE for a in sentence.atoms
        ):
            continue
        split = (
            found[-1]
            if found and found[-1].text.lower().endswith("free") and text.lower().startswith("survival")
            else None
        )
        if split is not None and _TIMES_ONLY.fullmatch(_without_times(sentence, split.end, m.start)):
            found[-1] = replace(split, end=m.end)
            continue
        found.append(Term(m.start, m.end, m.code or "other", m.rule, text))
    found = [t for t in found if t.code != "skip"]
    return sorted(
        [*found, *_graded_events(sentence, found), *_shared_heads(sentence, found)], key=lambda t: t.start
    )


def _graded_events(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``grade 5 events``: the grade makes a general word a toxicity."""
    extra = []
    for grade in sentence.atoms:
        if grade.kind is not AtomKind.GRADE:
            continue
        m = re.match(
            r"\s+(?:[\w-]+\s+){0,3}?(events?|reactions?|effects?|problems?|symptoms?|CTCAEs?|TRAEs?)\b",
            sentence.text[grade.end : min(sentence.end, grade.end + 50)],
        )
        if m and not any(t.start < grade.end + m.end() and grade.end <= t.end for t in found):
            start = grade.end + m.start(1)
            extra.append(Term(start, grade.end + m.end(1), "toxicity", "toxicity.general", m.group(1)))
    return extra


_SITE_BEFORE = re.compile(
    r"\b(local|regional|distant|locoregional|nodal)\s*(?:,|and|or|,\s*and|versus|vs\.?)\s*$", re.I
)
_SURVIVAL = re.compile(r"\b(overall)-?\s*(?:,|and|or|/|,\s*and)\s*$", re.I)


_SITES = {
    "local": "local",
    "regional": "regional",
    "distant": "distant",
    "locoregional": "locoregional",
    "nodal": "regional",
}


def _shared_heads(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``regional and distant relapse``: the first site shares the head of the second."""
    extra = []
    for term in found:
        begin = max(sentence.start, term.start - 30)
        survival = _SURVIVAL.search(sentence.text[begin : term.start])
        if survival and term.code.endswith("_survival") and term.code != "overall_survival":
            span = begin + survival.start(1), begin + survival.end(1)
            if not any(t.start <= span[0] < t.end for t in found):
                extra.append(Term(*span, "overall_survival", "endpoint.overall_survival", survival.group(1)))
        if not re.match(r"(?:local|regional|distant|locoregional)_(?:failure|control)$", term.code):
            continue
        head, edge = term.code.split("_")[1], term.start
        while m := _SITE_BEFORE.search(sentence.text, max(sentence.start, edge - 30), edge):
            code = f"{_SITES[m.group(1).lower()]}_{head}"
            extra.append(Term(m.start(1), m.end(1), code, f"endpoint.{code}", m.group(1)))
            edge = m.start(1)
    return extra


_TIMES_ONLY = re.compile(r"[\s,/-]*(?:and|or|at)?[\s,/-]*", re.I)


def _without_times(sentence: Sentence, start: int, end: int) -> str:
    kept = sentence.text[start:end]
    for atom in sentence.atoms:
        if atom.kind is AtomKind.TIME and start <= atom.start and atom.end <= end:
            kept = kept.replace(sentence.text[atom.start : atom.end], "", 1)
    return re.sub(r"\b(?:and|or)\b", "", kept)
