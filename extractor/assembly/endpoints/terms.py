"""Endpoint terms of a sentence: what could have been measured."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints.apart import parts_apart, sites_leading
from extractor.assembly.endpoints.heads import (
    SITES,
    bracketed_heads,
    shared_heads,
)
from extractor.assembly.endpoints.term import FAILED, TIME_TYPE, Term
from extractor.assembly.findings import Sentence
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind
from extractor.language.numerals.words import NUMBER_WORDS

_REPEATED = re.compile(r"\s*(?:rates?\s*|times?\s*)?[(\[]\s*")
_TIMES_ONLY = re.compile(r"[\s,/-]*(?:and|or|at)?[\s,/-]*", re.I)
_GENERAL = re.compile(
    r"\s+(?:[\w/-]+\s+){0,3}?(events?|reactions?|effects?|problems?|symptoms?|disorders?|changes|injur(?:y|ies)|morbidit(?:y|ies)|complications?|sequelae|CTCAEs?|TRAEs?)\b"
)
_COUNTED_HARM = re.compile(
    r"\s+(?!(?:patients|tumou?rs?|groups?|arms?|lesions?|cases?|disease|and|or|to|in|was|were|had|toxicit|glioma|histolog)\b)"
    r"([a-z]{4,}(?:\s[a-z]{4,})?)(?=\s*\(\s*(?:n\s*=|\d+\s*(?:\)|%|patients|cases|/|of)))"
)
"""``grade 3 pain (n = 2)``: what is graded and counted is a harm."""
_SITE_FIRST = re.compile(r"\b(regional|distant|nodal|locoregional|systemic)\s+$", re.I)
"""``regional failure in irradiated volumes``: the adjective says where, not the volume."""
_EVENTS_NEXT = re.compile(r"[-\s]+(?:events?|failures?)\b")
_GAIN = re.compile(r"survival\s+(?:benefit|advantage|gain)", re.I)
_GAINED = re.compile(r"\s+(?:was|of)\s+(?:only\s+|about\s+)?\d")
_DEVELOPED = re.compile(
    r"\b(?P<before>[A-Za-z]{4,}(?:\s[a-z-]{4,})?)\s+(?:later\s+)?developed\s+in\s+(?=\d|[a-z]+\s+(?:\(|patients|women|men))"
    r"|(?:\d\s?%|\bpatients|\bwomen|\bmen|[)\]])\s+(?:later\s+)?developed\s+(?:an?\s+)?(?P<after>[a-z]{4,}(?:\s[a-z]{4,})?)(?=[,.;)]|\s+(?:and|after|in|at|during|with|within)\b)"
)
_NO_HARM = re.compile(
    r"resist|model|scor|nomogram|protocol|techni|method|guideline|program|antibod|immun|pregnan|using|from|after|within"
    r"|were|have|which|this|that|patients|children|women|metast|cancer|tumou?r|recurr|relaps|diseas|progress|malignan|lesion",
    re.I,
)
_WITH = re.compile(r"\b(?:with|for)\s+(?:[\w-]+\s+)?$", re.I)
_DISEASE_NEXT = re.compile(
    r"\s+(?:or refractory\s+)?(?:disease|tumou?rs?|cancers?|lymphomas?|gliomas?|setting|patients)\b"
)
_RATIO_NEXT = re.compile(r"\s*(?:[=:,]|was|of|for\s+[\w\s-]{2,30}?\s+was)?\s*\d{0,2}[.·]\d")
_AS_PART = re.compile(
    r"\bas\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,2}(?:component|site|part|event|sign)\s+of\s+(?:[\w-]+\s+)?$",
    re.I,
)
_AS_FIRST = re.compile(
    r"\bas\s+(?:an?\s+|the\s+)?(?:first|initial|sole|only|isolated)\s+(?:[\w-]+\s+)?$", re.I
)
_GROUP_WITH = re.compile(
    r"\b(?:patients|those|women|men|cases)\s+(?:[\w-]+\s+)?(?:with|without)\s+(?:[\w-]+\s+)?$", re.I
)
_WITHOUT = re.compile(r"\bwithout\s+(?:any\s+|evidence\s+of\s+|concurrent\s+|concomitant\s+)?$")
"""``distant metastases without local failure``."""
_PREVIOUS = re.compile(
    r"\b(?:with|had|have|having|for|after|of)\s+(?:an?\s+)?(?:previous|prior|earlier|preceding)\s+(?:[\w-]+\s+)?$",
    re.I,
)
_AT_DIAGNOSIS = re.compile(r"\s+at\s+(?:the\s+)?(?:time\s+of\s+)?(?:initial\s+)?(?:diagnosis|presentation)\b")
_PROCEDURE_GIVEN = re.compile(
    r"\b(?:treated\s+(?:with|by)|undergo(?:ing)?|assigned\s+to|allocated\s+to|randomi[sz]ed\s+to|followed\s+by"
    r"|consisted\s+of|received|(?:group|arm|patients|women|those)\s+(?:that|who)\s+underwent|after|following)\s+"
    r"(?!salvage)(?:(?!salvage)[\w-]+\s+){0,4}$",
    re.I,
)
_ARM_NEXT = re.compile(r"[\s-]+(?:groups?|arms?|patients)\b")
_AGAIN = re.compile(r"(?:relapses?|recurrences?|failures?)", re.I)
_WITH_SOME = re.compile(r"\b(?:with|of\s+(?:these|the|which|whom))\s+(?:\d+|[a-z]+)\s+$")
_OF_THESE = re.compile(
    rf"(?:Of|Among)\s+(?:(?:the|these|those|all)\s+)*(?:\d+|{NUMBER_WORDS})\s+(?:[\w-]+\s+)?", re.I
)
"""``Of the 44 failures, …``: those that the sentence goes on to part."""
_CAUSES = re.compile(r"\bcauses?\b[^;.]*\b(?:was|were|included|being)\b", re.I)
"""``eight patients died; causes were lymphoma in 4, second cancer in 2``."""
_SURVIVORS = re.compile(
    r"\b(?:of\s+(?:the\s+|those\s+)?\d+\s+(?:patients|women|men|children)|(?:among|in)\s+(?:those|patients|survivors))"
    r"\s+(?:still\s+)?$",
    re.I,
)
"""``in 27 of the 75 women alive at one year``, ``in patients alive at five years``."""
_INDICATION = re.compile(
    r"\b(?:treated|irradiated|applied|given|used)\b(?:(?!\d)[^.;]|\([^()]*\)){0,60}?\b(?:in|at|for)\s+$"
)
"""``applied as primary treatment (n = 112) or at recurrence (n = 90)``."""
_COMPETING = re.compile(
    r"\s+(?:(?:was|were|being)\s+)?(?:(?:treated|considered|counted|regarded|taken)\s+)?as\s+(?:an?\s+|the\s+)?competing\b"
)
"""``with death as a competing risk``: how the incidence was estimated."""
_ABSENCE = re.compile(r"\babsence\s+of\s+(?:[\w-]+\s+)?$", re.I)


def terms_of(sentence: Sentence, carried: str | None = None) -> list[Term]:
    """Endpoint terms; ``carried`` is what the sentence before measured; a parenthesis that repeats a term as abbreviation is part of it."""
    found: list[Term] = []
    for m in sentence.labelled("ENDPOINT"):
        last = found[-1] if found else None
        if (
            last is not None
            and last.code == m.code
            and _REPEATED.fullmatch(sentence.text[last.end : m.start])
        ):
            closing = 1 if sentence.text[m.end : m.end + 1] in ")]" else 0
            found[-1] = replace(last, end=m.end + closing)
        elif _inside_number(sentence, m):
            continue
        elif last is not None and _is_tail(sentence, last, m):
            found[-1] = replace(last, end=m.end)
        else:
            text = sentence.text[m.start : m.end]
            code = m.code or "other"
            if code == "biochemical_control" and _EVENTS_NEXT.match(sentence.text, m.end):
                code = "biochemical_failure"
            found.append(Term(m.start, m.end, code, m.rule, text))
    named = found
    leading = sites_leading(sentence)
    found = [t for t in found if not any(s.start < t.end and t.start < s.end for s in leading)] + leading
    found = [_gain(sentence, t) for t in found]
    found = [t for t in found if t.code != "skip" and not _describes(sentence, t, found)]
    found = [_said_again(sentence, t, found) for t in found]
    found = [*found, *_graded_events(sentence, found), *shared_heads(sentence, found)]
    found += bracketed_heads(sentence, found)
    found += _developed(sentence, found)
    return sorted([*found, *parts_apart(sentence, named, found, carried)], key=lambda t: t.start)


def _gain(sentence: Sentence, term: Term) -> Term:
    """``a survival benefit of 6 %`` has a value, where other talk of a benefit has none."""
    if term.code != "skip" or not _GAIN.search(term.text) or not _GAINED.match(sentence.text, term.end):
        return term
    return replace(term, code="overall_survival", rule="endpoint.overall_survival")


def _said_again(sentence: Sentence, term: Term, found: Sequence[Term]) -> Term:
    """``21 local relapses, with 2 relapses in …``, ``local recurrence as first failure``: those of the site."""
    before = [t for t in found if t.end <= term.start]
    site = _SITE_FIRST.search(sentence.text[max(sentence.start, term.start - 16) : term.start])
    if term.rule == "endpoint.local_failure_composed" and site:
        return replace(term, code=f"{SITES[site.group(1).lower()]}_failure")
    named = [t for t in before if FAILED.search(t.code)]
    if named and FAILED.search(term.code):
        prior = sentence.text[max(sentence.start, term.start - 30) : term.start]
        if _AS_FIRST.search(prior):
            return replace(term, code=named[-1].code, rule=named[-1].rule)
    if (
        term.code != "recurrence"
        or not before
        or not before[-1].code.endswith("_failure")
        or not _AGAIN.fullmatch(term.text)
        or not _WITH_SOME.search(sentence.text[before[-1].end : term.start])
    ):
        return term
    return replace(term, code=before[-1].code, rule=before[-1].rule)


def _describes(sentence: Sentence, term: Term, found: Sequence[Term]) -> bool:
    """``patients with recurrent disease``, ``absence of weight loss``: what they came with."""
    before = sentence.text[max(sentence.start, term.start - 30) : term.start]
    if term.text.lower() == "recurrent disease":
        return bool(_WITH.search(before))
    if term.text == "RR" and _RATIO_NEXT.match(sentence.text, term.end):
        return True  # a relative risk
    if term.text.lower() in {"relapsed", "progressed"} and _DISEASE_NEXT.match(sentence.text, term.end):
        return True
    if term.code == "distant_failure" and "metastas" in term.text.lower():
        if _AT_DIAGNOSIS.match(sentence.text, term.end):
            return True
        leads = any(t.end <= term.start and t.code.endswith("survival") for t in found)
        if leads and _GROUP_WITH.search(before):
            return True
    if FAILED.search(term.code):
        fell = any(t.end <= term.start and (FAILED.search(t.code) or t.code == "mortality") for t in found)
        if _PREVIOUS.search(before) or (fell and _WITHOUT.search(before)):
            return True
    if term.rule == "other.symptom" and any(t.code in TIME_TYPE and t.code != "follow_up" for t in found):
        return True  # what those who fared differently came with
    if term.rule in {"other.surgery", "other.retreatment"}:
        longer = sentence.text[max(sentence.start, term.start - 60) : term.start]
        if _PROCEDURE_GIVEN.search(longer) or _ARM_NEXT.match(sentence.text, term.end):
            return True
    before_it = [t for t in found if t.end <= term.start]
    if (
        before_it
        and any(t.code == "mortality" for t in before_it)
        and term.code != "mortality"
        and _CAUSES.search(sentence.text[max(sentence.start, before_it[0].start - 12) : term.start])
    ):
        return True
    if term.rule == "other.status_alive" and _SURVIVORS.search(before):
        return True
    if term.code == "recurrence" and _INDICATION.search(
        sentence.text[max(sentence.start, term.start - 70) : term.start]
    ):
        return True
    if _COMPETING.match(sentence.text, term.end):
        return True
    opening = sentence.text[sentence.start : term.start]
    if term.code != "mortality" and _OF_THESE.fullmatch(opening) and any(t.start > term.end for t in found):
        return True
    return bool(_ABSENCE.search(before) or _AS_PART.search(before))


def _inside_number(sentence: Sentence, m: Mention) -> bool:
    return any(
        a.start < m.end and m.start < a.end and a.kind not in {AtomKind.P_VALUE, AtomKind.NAME}
        for a in sentence.atoms
    )


def _is_tail(sentence: Sentence, head: Term, m: Mention) -> bool:
    """``disease-free 5-year survival``: times split the term."""
    if not head.text.lower().endswith("free"):
        return False
    if not sentence.text[m.start : m.end].lower().startswith("survival"):
        return False
    return bool(_TIMES_ONLY.fullmatch(_without_times(sentence, head.end, m.start)))


def _without_times(sentence: Sentence, start: int, end: int) -> str:
    kept = sentence.text[start:end]
    for atom in sentence.atoms:
        if atom.kind is AtomKind.TIME and start <= atom.start and atom.end <= end:
            kept = kept.replace(sentence.text[atom.start : atom.end], "", 1)
    return re.sub(r"\b(?:and|or)\b", "", kept)


def _graded_events(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``grade 5 events``: the grade makes a general word a toxicity."""
    grades = [a for a in sentence.atoms if a.kind is AtomKind.GRADE]
    return list(dict.fromkeys(t for g in grades if (t := _graded_event(sentence, found, g)) is not None))


def _graded_event(sentence: Sentence, found: list[Term], grade: Atom) -> Term | None:
    behind = sentence.text[grade.end : min(sentence.end, grade.end + 50)]
    m = _GENERAL.match(behind) or _COUNTED_HARM.match(behind)
    if m is None or any(t.start < grade.end + m.end() and grade.end <= t.end for t in found):
        return None
    return Term(grade.end + m.start(1), grade.end + m.end(1), "toxicity", "toxicity.general", m.group(1))


def _developed(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``facial numbness developed in 4 %``: what develops under treatment and has no name here is a harm."""
    extra = []
    for m in _DEVELOPED.finditer(sentence.text, sentence.start, sentence.end):
        name = "before" if m["before"] else "after"
        start, end = m.span(name)
        if not any(t.start < end + 30 and start - 30 < t.end for t in found) and not _NO_HARM.search(m[name]):
            extra.append(Term(start, end, "toxicity", "toxicity.general", m[name]))
    return extra
