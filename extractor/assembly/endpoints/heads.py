"""Terms whose head stands apart: ``regional and distant relapse``, ``local (90 %) and regional (85 %) control``."""

import re

from extractor.assembly.endpoints.term import Term
from extractor.assembly.findings import Sentence
from extractor.language.numerals.words import NUMBER_WORDS

_OVERALL = re.compile(r"\b(overall)[-–]?\s*(?:\([^()]*\)\s*)?(?:,|and|or|nor|/|,\s*and)\s*$", re.I)
_SITED = re.compile(r"(?:local|regional|distant|locoregional|biochemical)_(?:failure|control)$")
_FREE_OF_SITE = re.compile(r"free[-\s]survivals?\b", re.I)
_FREE_BY_SITE = {"local": "local_failure_free_survival", "distant": "metastasis_free_survival"}
"""Codes of survival free of a failure; of the other sites it counts as control."""
_FREE_CODES = frozenset(
    {*_FREE_BY_SITE.values(), "regional_control", "locoregional_control", "biochemical_control"}
)
_SITE = (
    r"in-?field|in-?breast|tumou?r\s+bed|chest[-\s]wall|marginal|central|out-of-field|local|regional|distant|loco-?regional|nodal|axillary|inguinal"
    r"|supraclavicular|mediastinal|neck|systemic|metastatic|vaginal|pelvic|abdominal|para-?aortic|peritoneal|hepatic|liver|pulmonary|lung|brain"
    r"|bone|biochemical"
)
_NODES = (
    r"(?:(?:pelvic|para-?aortic|regional|cervical|neck|axillary|inguinal|mediastinal|hilar|supraclavicular)\s+)?"
    r"(?:nodal|lymph[-\s]+nod(?:e|al))"
)
"""``pelvic nodal``: of a region nothing but its nodes."""
_SITE_BEFORE = re.compile(
    rf"\b({_NODES}|{_SITE})[-–]?\s*(?:\([^()]*\)\s*)?(?:,|and|or|but\s+not|nor|,\s*and|versus|vs\.?|plus|\+)\s*"
    rf"(?:(?:(?:in\s+)?(?:\d+(?:[.·]\d+)?(?:\s?%)?|{NUMBER_WORDS}))\s+(?:[(\[]\s*\d+(?:[.·]\d+)?\s?%\s*[)\]]\s+)?(?:(?:cases|patients|women|men)\s+)?(?:(?:for|of|with|had)\s+(?:an?\s+|the\s+)?)?)?$",
    re.I,
)
"""``6% for local, 4% for regional and 17% for`` distant failure, ``11 cases of local and 6 of`` nodal relapse.
"""
_IS_NODES = re.compile(_NODES)
_SYMPTOM = r"(?:pain|bleeding|dysphagia|dyspn(?:o)?ea|cough|ha?emoptysis|headache|swelling|odynophagia|hoarseness|stridor|trismus|obstruction)"
_ONE_SYMPTOM = re.compile(_SYMPTOM, re.I)
_SYMPTOMS_BEFORE = re.compile(rf"(?:\b{_SYMPTOM}\s*,\s*)*\b{_SYMPTOM}\s*(?:,?\s*and|/)\s*$", re.I)
"""``pain and dysphagia relief``."""
_SITE_RATE = re.compile(
    rf"(?<=the )(?P<site>{_SITE})\s+(?:rates?|figures?)(?=\s+(?:was\s+|were\s+|of\s+)?\d)", re.I
)
"""``the local failure rate was 22% and the distant rate 31%``."""
_SITE_COUNTED = re.compile(rf"\b({_SITE})\s*\([^()]*\)\s*$", re.I)
_RATES_BEFORE = re.compile(
    r"\b(?:(?P<one>complete|partial|objective|overall)(?:,|\s+and|,\s+and|/)\s*)(?:(?P<two>complete|partial|objective|overall),?\s+(?:and\s+)?)?$",
    re.I,
)
"""``complete, partial, and overall response rates``."""
_DEGREES = frozenset({"complete", "partial"})
_DEGREE_BEFORE = re.compile(
    rf"\b(complete|partial)(?:ly)?\s*(?:\([^()]*\)\s*)?(?:,|and|or|,\s*and|while|whereas)\s+(?:in\s+)?(?:(?:\d+|{NUMBER_WORDS})\s+)?"
    r"(?:\d+(?:[.·]\d+)?\s?%\s+)?(?:patients\s+|lesions\s+|of\s+them\s+)?(?:\([^()]*\)\s*)?(?:(?:had|achieved|showed)\s+)?(?:an?\s+)?$",
    re.I,
)
"""``31 (60 %) had a complete and 12 (23 %) a partial response``."""
SITES = {
    "in-field": "local",
    "infield": "local",
    "in-breast": "local",
    "inbreast": "local",
    "tumor bed": "local",
    "tumour bed": "local",
    "chest wall": "local",
    "chest-wall": "local",
    "central": "local",
    "axillary": "regional",
    "inguinal": "regional",
    "supraclavicular": "regional",
    "mediastinal": "regional",
    "neck": "regional",
    "peritoneal": "distant",
    "hepatic": "distant",
    "liver": "distant",
    "pulmonary": "distant",
    "lung": "distant",
    "brain": "distant",
    "bone": "distant",
    "biochemical": "biochemical",
    "marginal": "local",
    "out-of-field": "distant",
    "local": "local",
    "regional": "regional",
    "distant": "distant",
    "locoregional": "locoregional",
    "loco-regional": "locoregional",
    "nodal": "regional",
    "systemic": "distant",
    "metastatic": "distant",
    "vaginal": "local",
    "pelvic": "locoregional",
    "abdominal": "distant",
    "paraaortic": "regional",
    "para-aortic": "regional",
}
_NAME_APART = (
    r"(?:local|loco-?regional|regional|distant|nodal|overall|(?:progression|disease|event|recurrence|relapse|metastasis|failure)"
    r"[-–\s]free|(?:cancer|cause|disease)[-–\s]specific|complete|partial)"
)
_BRACKET = r"\((?:[^()]|\([^()]*\))*\)"
_APART_HEAD = re.compile(rf"(?P<name>{_NAME_APART})\s*{_BRACKET}", re.I)
_HEADS_APART = re.compile(
    rf"(?P<chain>\b(?:{_NAME_APART}\s*{_BRACKET}\s*(?:,\s*(?:and\s+)?|and\s+|or\s+)?)+)\s*"
    r"(?:(?:tumou?r|clinical|objective|metabolic|radiographic|radiologic(?:al)?)\s+)?(?P<head>controls?|failures?|recurrences?|relapses?|survivals?|responses?|remissions?|regressions?)\b",
    re.I,
)
_FREE = {
    "progression": "progression_free_survival",
    "disease": "disease_free_survival",
    "event": "event_free_survival",
    "recurrence": "recurrence_free_survival",
    "relapse": "recurrence_free_survival",
    "metastasis": "metastasis_free_survival",
    "failure": "failure_free_survival",
}


def shared_heads(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``regional and distant relapse``: the sites before share the head of the last."""
    extra = []
    for term in found:
        begin = max(sentence.start, term.start - 60)
        overall = _OVERALL.search(sentence.text[begin : term.start])
        survival = term.code.endswith("_survival") or "free survival" in term.text.lower().replace("-", " ")
        if overall and survival and term.code != "overall_survival":
            start = begin + overall.start(1)
            if not any(t.start <= start < t.end for t in found):
                extra.append(_head(start, overall.group(1), "overall_survival"))
        if term.code in {"complete_response", "partial_response"}:
            degree = _DEGREE_BEFORE.search(sentence.text, max(sentence.start, term.start - 60), term.start)
            taken = degree and any(t.start <= degree.start(1) < t.end for t in found)
            if degree and not taken and not term.code.startswith(degree.group(1).lower()):
                extra.append(_head(degree.start(1), degree.group(1), f"{degree.group(1).lower()}_response"))
        if term.code == "response_rate":
            extra.extend(_rates_too(sentence, term, found))
        if "relief" in term.text:
            extra.extend(_relieved_too(sentence, term, found))
        free = term.code in _FREE_CODES and _FREE_OF_SITE.search(term.text) is not None
        kind = term.code.split("_")[1] if _SITED.match(term.code) or free else ""
        edge = term.start
        if kind:
            extra.extend(
                _head(m.start(), m.group(), f"{SITES[m['site'].lower()]}_{kind}")
                for m in _SITE_RATE.finditer(sentence.text, term.end, sentence.end)
            )
        if term.code == "recurrence":
            counted = _SITE_COUNTED.search(sentence.text, max(sentence.start, edge - 60), edge)
            if counted is None:
                continue
            kind, edge = "failure", counted.start(1)
            extra.append(_head(edge, counted.group(1), f"{SITES[counted.group(1).lower()]}_failure"))
        if not kind:
            continue
        while site := _SITE_BEFORE.search(sentence.text, max(sentence.start, edge - 60), edge):
            edge = site.start(1)
            named = re.sub(r"\s+", " ", site.group(1).lower())
            where = "regional" if _IS_NODES.fullmatch(named) else SITES[named]
            code = _FREE_BY_SITE.get(where, f"{where}_control") if free else f"{where}_{kind}"
            extra.append(_head(edge, site.group(1), code))
    return extra


def _rates_too(sentence: Sentence, term: Term, found: list[Term]) -> list[Term]:
    """``complete, partial, and overall response rates``: each degree with the head that stands behind the last."""
    rates = _RATES_BEFORE.search(sentence.text, max(sentence.start, term.start - 40), term.start)
    if rates is None:
        return []
    degrees = {
        rates.start(name): rates[name]
        for name in ("one", "two")
        if rates[name] and not any(t.start <= rates.start(name) < t.end for t in found)
    }
    return [
        _head(start, name, f"{name.lower()}_response" if name.lower() in _DEGREES else "response_rate")
        for start, name in degrees.items()
    ]


def _relieved_too(sentence: Sentence, term: Term, found: list[Term]) -> list[Term]:
    """``pain, cough and dysphagia relief rates``: each symptom with the relief that stands behind the last."""
    listed = _SYMPTOMS_BEFORE.search(sentence.text, max(sentence.start, term.start - 60), term.start)
    if listed is None or any(listed.start() < t.end and t.start < listed.end() for t in found):
        return []
    return [
        _head(m.start(), m.group(), "pain_response" if m.group().lower() == "pain" else "other")
        for m in _ONE_SYMPTOM.finditer(sentence.text, listed.start(), listed.end())
    ]


def bracketed_heads(sentence: Sentence, found: list[Term]) -> list[Term]:
    """``3-year local (90 % vs 60 %) and locoregional (70 % vs 45 %) control``: the head stands at the end."""
    extra: list[Term] = []
    for m in _HEADS_APART.finditer(sentence.text, sentence.start, sentence.end):
        head = m["head"].lower()
        for part in _APART_HEAD.finditer(m["chain"]):
            name, start = part["name"].lower(), m.start("chain") + part.start("name")
            code = _apart_code(name, head)
            if code and not any(t.start <= start < t.end for t in found):
                extra.append(_head(start, part["name"], code))
    return extra


def _apart_code(name: str, head: str) -> str | None:
    """The endpoint of ``name`` with the head that stands apart from it; None where they do not go together."""
    if head.startswith(("respons", "remission", "regression")) or name in {"complete", "partial"}:
        return f"{name}_response" if name in {"complete", "partial"} and head.startswith("re") else None
    if head.startswith("survival"):
        if name.endswith("free"):
            return _FREE.get(re.split(r"[-–\s]", name)[0])
        return (
            "overall_survival"
            if name == "overall"
            else "cancer_specific_survival"
            if "specific" in name
            else None
        )
    if name not in SITES:
        return None
    return f"{SITES[name]}_{'control' if head.startswith('control') else 'failure'}"


def _head(start: int, text: str, code: str) -> Term:
    return Term(start, start + len(text), code, f"endpoint.{code}", text)
