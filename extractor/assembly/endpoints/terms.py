"""Endpoint terms of a sentence: what could have been measured."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.assembly.endpoints.apart import parts_apart, sites_leading
from extractor.assembly.endpoints.changes import change_terms
from extractor.assembly.endpoints.describing import describes
from extractor.assembly.endpoints.gradednouns import graded_events
from extractor.assembly.endpoints.heads import (
    SITES,
    bracketed_heads,
    shared_heads,
)
from extractor.assembly.endpoints.improved import improved_terms
from extractor.assembly.endpoints.term import FAILED, Term
from extractor.assembly.findings import Sentence
from extractor.language.mentions import Mention
from extractor.language.numerals import AtomKind

_REPEATED = re.compile(r"\s*(?:rates?\s*|times?\s*)?[(\[]\s*")
_TIMES_ONLY = re.compile(r"[\s,/-]*(?:and|or|at)?[\s,/-]*", re.I)
TO_ITS_GRADE = re.compile(r"\s*[,(]?\s*(?:of\s+)?")
_SITE_FIRST = re.compile(r"\b(regional|distant|nodal|locoregional|systemic)\s+$", re.I)
"""``regional failure in irradiated volumes``: the adjective says where, not the volume."""
_EVENTS_NEXT = re.compile(r"[-\s]+(?:events?|failures?)\b")
_GAIN = re.compile(r"survival\s+(?:benefit|advantage|gain)", re.I)
_GAINED = re.compile(
    r"(?:\s+at\s+\d+\s+(?:years?|months?))?\s+(?:was|of)\s+(?:only\s+|about\s+)?\d|(?:[^.;\d]|(?<=[A-Za-z-])\d|(?<=[a-z<>≤≥]\s)\d\d?(?=\s)){0,60}[(\[,]\s*(?:with\s+)?(?:an?\s+)?(?:adjusted\s+)?(?:HR|hazard\s+ratio|medians?|means?)\b"
)
_DEVELOPED = re.compile(
    r"\b(?P<before>(?!(?:[Tt]hey|[Tt]hese|[Tt]his|[Tt]hose|which|that|have|also)\b)[A-Za-z]{4,}(?:\s[a-z-]{4,})?)\s+(?:later\s+)?developed\s+in\s+(?=\d|[a-z]+\s+(?:\(|patients|women|men))"
    r"|(?:\d\s?%|\bpatients|\bwomen|\bmen|[)\]])\s+(?:later\s+)?developed\s+(?:an?\s+)?(?P<after>[a-z]{4,}(?:\s[a-z]{4,})?)(?=[,.;)]|\s+(?:and|after|in|at|during|with|within)\b)"
)
_NO_HARM = re.compile(
    r"resist|model|scor|nomogram|protocol|techni|method|guideline|program|antibod|immun|pregnan|using|from|after|within"
    r"|were|have|which|this|that|patients|children|women|metast|cancer|tumou?r|recurr|relaps|diseas|progress|malignan|lesion",
    re.I,
)
_CONTROL = re.compile(
    r"(?:(?:^|(?<=[.:;]\s)|\bthe\s)(?=control\s(?:rates?\s)?(?:(?:at|after)\s[^;.%]{2,30}\s)?(?:was|were|for|in)\s)"
    r"|\b(?:actuarial|crude|ultimate|overall)\s(?=control\s(?:rates?\s)?(?:(?:at|after)\s[^;.%]{2,30}\s)?(?:was|were)\s)"
    r"|\b(?:better|worse|higher|lower|superior|inferior|improved)\s)(?P<name>control(?:\srates?)?)\b"
    r"(?!\s+(?:arms?|groups?|patients|subjects|population))",
    re.I,
)
_RATE_OF_IT = re.compile(
    r"\b(?P<name>(?:[a-z][a-z-]{3,}\s+)?[a-z][a-z-]{3,}\s+rates?)\s+(?:at\s+(?:[\w-]+\s+){1,4})?(?:was|were|of)\s+(?:only\s+)?\d"
)
_RATE_BEHIND = re.compile(
    r"\ban?\s+(?:\d+(?:/|\s+of\s+)\d+\s*)?[(\[]?\d+(?:[.·]\d+)?\s?%[)\]]?\s+(?:\(\d+/\d+\)\s+)?(?P<name>[a-z][a-z-]{3,}\s+rates?)\b"
)
"""``a 7/48 (14.6%) shunt rate``."""
NO_OUTCOME = re.compile(
    r"dos[ei]|accru|recruit|enrol|complet|complian|adher|particip|consent|drop|attrit|retent|detect|positiv|negativ|false|diagnos|sampl"
    r"|concord|agree|accura|utili[sz]|\buse|usage|screen|refus|follow|heart|flow|infusion|deliver|growth|prolif|label|mitot|interest"
    r"|error|expos|cost|preval|smok|cover|event|incidence|hazard|overall|annual|crude|actuarial|year|month|these|this|their|such|\bwith\s"
    r"|respective|corresponding|higher|lower|similar|the\s|sediment|filtr|metabol|uptake|count|clear|recall|missing|reporting|analysis",
    re.I,
)
_AS_FIRST = re.compile(
    r"\b(?:as|was|were)\s+(?:an?\s+|the\s+)?(?:first|initial|sole|only|isolated)\s+(?:[\w-]+\s+)?$", re.I
)
_AFTER_EVENT = re.compile(
    r"(?:(?:After|Following|From|Since)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,2}(?:recurrence|relapse|progression|failure)"
    r"|(?:Once|After|When)\s+[^.;,%\d]{2,50}?\b(?:recurred|relapsed|progressed)(?:\s+(?:local|distant|region|loco-?region)a?l?ly)?)"
    r"(?:,\s*(?:the\s+)?(?:[\w-]+\s+){0,4}|\s+(?:the\s+)?(?:[\w-]+\s+)?)"
)
_THEN_EVENT = re.compile(
    r"[^.;:()%\d]{0,40}\b\d+(?:[.·]\d+)?\s+(?:days|weeks|months|years)\s+(?:after|from|following)\s+(?:the\s+)?"
    r"(?:(?:first|disease|tumou?r|local|distant|locoregional|date\s+of)\s+){0,2}(?:recurrence|relapse|progression)\b"
)
"""``lived for a median of 14 months after recurrence``."""
_FREE_LISTED = re.compile(r"[-–\s]free$", re.I)
_SURVIVAL_ENDS = re.compile(r"-?\s*(?:,|and\b|or\b)[^.;()%\d]{3,80}?\bsurvival\b")
"""``local recurrence-free and overall survival``."""
_UNCHANGED = re.compile(r"(?:remained|were) (?:unchanged|stable)", re.I)
_RESPONSES = frozenset({"complete_response", "partial_response", "response_rate"})
_AGAIN = re.compile(r"(?:relapses?|recurrences?|failures?)", re.I)
_AT_PRIMARY = re.compile(
    r"\s+(?:at|in)\s+(?:the\s+)?(?:primary|original|tumou?r)\s+(?:sites?|tumou?rs?|lesions?|bed)\b(?!\s*(?:,|\(|and|or|in\b))"
)
"""``twelve relapsed at the primary site``, which parts no list of sites."""
_WITH_SOME = re.compile(r"\b(?:with|of\s+(?:these|the|which|whom))\s+(?:\d+|[a-z]+)\s+$")
_STATES = frozenset({"stable_disease", "progressive_disease"})
_NODE_BEFORE = re.compile(r"(?<!distant )(?<!non-regional )\b(?:lymph[-\s]+)?nod(?:e|al)\s+$", re.I)
"""``neck node metastasis was diagnosed in 12``."""
_REMAINED = re.compile(r"remained\s+(?:stable|unchanged)", re.I)
_IN_SCALE = re.compile(
    r"\b(?:rise|fall|decline|decrease|increase|drop|change|gain|loss|improvement|deterioration)s?\s+(?:\([^()]*\)\s+)?(?:in|of)\s+(?:the(?:ir)?\s+)?$"
)
"""``20 % improved, 15 % remained stable and 5 % had a rise in IPSS``."""
_FUNCTIONS = frozenset(
    {"other.function", "other.senses", "other.measure", "other.preserved", "other.walking"}
)
"""``vision improved in 20 % and remained stable in 60 %``: the function did, not the tumour."""
_FREEDOM = re.compile(r"free(?:dom)?\s+(?:from|of)\b", re.I)
_FREEDOM_OF = re.compile(r"\bfree(?:dom)?\s+(?:from|of)\s+(?:any\s+|either\s+|both\s+)?$", re.I)
_LISTED_TOO = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|,?\s*(?:and|or)|/)\s*")
_FROM_TOO = re.compile(r"(?:,|;|\band)\s+from\s+$")
"""``freedom from local failure was 95 %, from distant metastasis 86 %``."""
_FREE_FROM = {
    "local_failure": "local_control",
    "regional_failure": "regional_control",
    "locoregional_failure": "locoregional_control",
    "distant_failure": "distant_control",
    "biochemical_failure": "biochemical_control",
    "recurrence": "recurrence_free_survival",
    "progressive_disease": "progression_free_survival",
    "mortality": "overall_survival",
}
_NO_FURTHER = re.compile(
    r"\b(?:[Nn]o\s+further|(?:had|have|has|experienced|suffered)\s+no\s+more|no\s+longer\s+had(?:\s+any)?)\s+(?:episodes?\s+of\s+|attacks?\s+of\s+)?$"
)
"""``41% had no further haematuria``: what they came with is gone."""
_GRADED_LOSS = re.compile(
    r"\b[Gg]rades?\s+[\dIV][\w\s/–-]{0,8}\s(?:decrease|loss|reduction|impairment|decline|deterioration|worsening)s?\s+(?:in|of)\s+(?:the\s+)?$"
)
"""``a grade 4 decrease in visual acuity``."""
_ASIDE = re.compile(r"\b(?P<site>local|regional|locoregional|distant)\s+\([a-z\s-]{4,24}\)\s+$", re.I)
_FREE_OF_IT = re.compile(r"free(?:dom)?\s+(?:from|of)\s+failure|failure[-–]free(?:\s+rates?)?$", re.I)
"""``21 men had a biochemical failure, for a freedom from failure of 90 %``."""
_RISKS = re.compile(r"\bIR\b")
"""Intermediate risk."""
_CORRECTED = re.compile(r"\b(?:corrected|determinate)\s+(?:[\w-]+\s+){0,2}$", re.I)


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
        elif _inside_number(sentence, m) or _is_risk(sentence, m):
            continue
        elif last is not None and _is_tail(sentence, last, m):
            found[-1] = replace(last, end=m.end)
        else:
            text = sentence.text[m.start : m.end]
            code = m.code or "other"
            if code == "biochemical_control" and _EVENTS_NEXT.match(sentence.text, m.end):
                code = "biochemical_failure"
            found.append(Term(m.start, m.end, code, m.rule, text))
    found = _around_asides(sentence, found)
    named = found
    leading = sites_leading(sentence)
    found = [t for t in found if not any(s.start < t.end and t.start < s.end for s in leading)] + leading
    found = [_graded_symptom(sentence, _gain(sentence, t)) for t in found]
    found = [
        t
        for t in found
        if t.code != "skip" and (_left_over(t, carried) or not describes(sentence, t, found, carried))
    ]
    found = _without_condition(sentence, [_said_again(sentence, t, found, carried) for t in found])
    found = [*found, *graded_events(sentence, found)]
    found = _free_from_each(sentence, sorted([*found, *shared_heads(sentence, found)], key=lambda t: t.start))
    found += bracketed_heads(sentence, found)
    found += _developed(sentence, found)
    found += improved_terms(sentence, found, carried)
    found = change_terms(sentence, found)
    found += _unnamed_rates(sentence, found)
    if carried is not None and carried.endswith("_control"):
        found += _control(sentence, found, carried)
    return sorted([*found, *parts_apart(sentence, named, found, carried)], key=lambda t: t.start)


def _without_condition(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``After relapse the median survival was 11 months``: the event that opens a sentence on the survival from it has no value."""
    lived = next((t for t in found if t.code == "survival_after_progression"), None)
    if lived is None or not _AFTER_EVENT.fullmatch(sentence.text, sentence.start, lived.start):
        return found
    return [t for t in found if t.end > lived.start]


def _left_over(term: Term, carried: str | None) -> bool:
    """``nine patients had residual disease`` behind a sentence on responses: those who had none."""
    return term.rule == "other.residual" and carried is not None and carried.endswith("_response")


def _around_asides(sentence: Sentence, found: Sequence[Term]) -> list[Term]:
    """``survival and local (in-field) control``: the site in brackets parts no adjective from its head."""
    terms: list[Term] = []
    for term in found:
        aside = _ASIDE.search(sentence.text, max(sentence.start, term.start - 40), term.start)
        if aside is not None:
            terms = [t for t in terms if t.start < aside.start()]
            code = f"{SITES[aside['site'].lower()]}_failure" if term.code == "recurrence" else term.code
            term = replace(term, start=aside.start(), code=code)
        terms.append(term)
    return terms


def _gain(sentence: Sentence, term: Term) -> Term:
    """``a survival benefit of 6 %`` has a value, where other talk of a benefit has none."""
    if term.code != "skip" or not _GAIN.search(term.text) or not _GAINED.match(sentence.text, term.end):
        return term
    return replace(term, code="overall_survival", rule="endpoint.overall_survival")


def _graded_symptom(sentence: Sentence, term: Term) -> Term:
    """``weight loss of grade 3``: a symptom that is graded is a harm."""
    if term.rule != "other.symptom":
        return term
    grades = (a for a in sentence.atoms if a.kind is AtomKind.GRADE)
    if not any(
        TO_ITS_GRADE.fullmatch(sentence.text, term.end, g.start)
        or not sentence.text[g.end : term.start].strip()
        for g in grades
    ):
        return term
    return replace(term, code="toxicity", rule="toxicity.general")


def _said_again(sentence: Sentence, term: Term, found: Sequence[Term], carried: str | None) -> Term:
    """``21 local relapses, with 2 relapses in …``, ``local recurrence as first failure``: those of the site."""
    before = [t for t in found if t.end <= term.start]
    site = _SITE_FIRST.search(sentence.text[max(sentence.start, term.start - 16) : term.start])
    if term.code == "toxicity" and _NO_FURTHER.search(
        sentence.text, max(sentence.start, term.start - 30), term.start
    ):
        return replace(term, code="other", rule="other.improved")
    if term.rule == "endpoint.local_failure_composed" and site:
        return replace(term, code=f"{SITES[site.group(1).lower()]}_failure")
    if term.rule == "endpoint.distant_failure_composed" and _NODE_BEFORE.search(
        sentence.text, sentence.start, term.start
    ):
        return replace(term, code="regional_failure", rule="endpoint.regional_failure_composed")
    if term.rule == "other.preservation_composed" and term.text.endswith("relief"):
        pain = re.search(r"\bpain", sentence.text[sentence.start : term.start], re.I)
        return replace(term, code="pain_response") if pain else term
    if (
        term.code == "local_control"
        and _FREE_LISTED.search(term.text)
        and _SURVIVAL_ENDS.match(sentence.text, term.end)
    ):
        return replace(term, code="local_failure_free_survival")
    if _UNCHANGED.fullmatch(term.text) and any(t.code in _RESPONSES for t in before):
        return replace(term, code="stable_disease")
    if term.code == "overall_survival" and (
        _AFTER_EVENT.fullmatch(sentence.text, sentence.start, term.start)
        or _THEN_EVENT.match(sentence.text, term.end, sentence.end)
    ):
        return replace(term, code="survival_after_progression")
    if term.code == "overall_survival" and _CORRECTED.search(
        sentence.text[max(sentence.start, term.start - 40) : term.start]
    ):
        return replace(term, code="cancer_specific_survival")
    if term.code == "recurrence" and (primary := _AT_PRIMARY.match(sentence.text, term.end)):
        return replace(term, end=primary.end(), code="local_failure")
    if term.rule == "endpoint.recurrence_failed" and (led := _site_next(sentence, term.end)) is not None:
        return replace(term, code=led)
    if (
        term.code in _STATES
        and before
        and (
            before[-1].rule in _FUNCTIONS
            or (before[-1].code == "toxicity" and _UNCHANGED.fullmatch(term.text))
        )
    ):
        return replace(term, code="other", rule=before[-1].rule)
    scale = next((t for t in found if t.start >= term.end and t.rule == "other.measure"), None)
    if (
        scale is not None
        and _REMAINED.fullmatch(term.text)
        and _IN_SCALE.search(sentence.text, term.end, scale.start)
    ):
        return replace(term, code="other", rule=scale.rule)
    if term.rule in _FUNCTIONS and _GRADED_LOSS.search(
        sentence.text, max(sentence.start, term.start - 50), term.start
    ):
        return replace(term, code="toxicity", rule="toxicity.general")
    if term.code == "failure_free_survival" and _FREE_OF_IT.match(term.text):
        told = before[-1].code if before else carried
        if told in {"biochemical_failure", "biochemical_control"}:
            return replace(term, code="biochemical_control")
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


def _free_from_each(sentence: Sentence, found: Sequence[Term]) -> list[Term]:
    """``freedom from local failure, metastasis and death``: each event of the list is one not had."""
    terms: list[Term] = []
    listed = False
    for term in found:
        joined = terms and (
            _LISTED_TOO.fullmatch(sentence.text, terms[-1].end, term.start)
            or _FROM_TOO.search(sentence.text, terms[-1].end, term.start)
        )
        code = _FREE_FROM.get(term.code)
        if listed and joined and code is not None:
            term = replace(term, code=code)
        else:
            listed = _FREEDOM.match(term.text) is not None
            if (
                not listed
                and code is not None
                and _FREEDOM_OF.search(sentence.text, max(sentence.start, term.start - 24), term.start)
            ):
                listed, term = True, replace(term, code=code)
        terms.append(term)
    return terms


def _site_next(sentence: Sentence, offset: int) -> str | None:
    """``20 failed in the primary, 4 in the neck``: the failure at the site that the verb leads to."""
    return next(
        (
            m.code
            for m in sentence.labelled("SITE", "COUNTED_SITE")
            if m.start >= offset and not sentence.text[offset : m.start].strip() and m.code != "recurrence"
        ),
        None,
    )


def _inside_number(sentence: Sentence, m: Mention) -> bool:
    return any(
        a.start < m.end and m.start < a.end and a.kind not in {AtomKind.P_VALUE, AtomKind.NAME}
        for a in sentence.atoms
    )


def _is_risk(sentence: Sentence, m: Mention) -> bool:
    """``bNED was 88% (LR), 76% (IR) and 54% (HR)``: low risk, not a local recurrence."""
    return sentence.text[m.start : m.end] == "LR" and _RISKS.search(sentence.string) is not None


def _is_tail(sentence: Sentence, head: Term, m: Mention) -> bool:
    """``disease-free 5-year survival``: times split the term."""
    if not head.text.lower().endswith(("free", "specific")):
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


def _unnamed_rates(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``the fusion rate was 84 %``: a rate of what has no name here is an outcome without a code."""
    known = [
        *((t.start, t.end) for t in found),
        *((m.start, m.end) for m in sentence.labelled("ENDPOINT")),
    ]
    return [
        Term(m.start("name"), m.end("name"), "other", "other.rate", m["name"])
        for pattern in (_RATE_OF_IT, _RATE_BEHIND)
        for m in pattern.finditer(sentence.text, sentence.start, sentence.end)
        if not NO_OUTCOME.search(m["name"])
        and not any(start < m.end("name") and m.start("name") < end for start, end in known)
    ]


def _control(sentence: Sentence, found: list[Term], carried: str) -> list[Term]:
    """``Control was 95 % after wide excision``: that of the sentence before."""
    spans = [m.span("name") for m in _CONTROL.finditer(sentence.text, sentence.start, sentence.end)]
    return [
        Term(start, end, carried, f"endpoint.{carried}", sentence.text[start:end])
        for start, end in spans
        if not any(t.start < end and start < t.end for t in found)
    ]


def _developed(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``facial numbness developed in 4 %``: what develops under treatment and has no name here is a harm."""
    extra = []
    for m in _DEVELOPED.finditer(sentence.text, sentence.start, sentence.end):
        name = "before" if m["before"] else "after"
        start, end = m.span(name)
        if not any(t.start < end + 30 and start - 30 < t.end for t in found) and not _NO_HARM.search(m[name]):
            extra.append(Term(start, end, "toxicity", "toxicity.general", m[name]))
    return extra
