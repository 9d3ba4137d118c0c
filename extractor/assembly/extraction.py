"""Runs the language stage over the blocks of a document and turns what is found into records."""

import re
from dataclasses import replace
from pathlib import Path

from extractor.assembly.cohorts import find_cohorts
from extractor.assembly.confidence import with_confidence
from extractor.assembly.declared import find_declared
from extractor.assembly.doses import Techniques, find_doses, label_doses
from extractor.assembly.endpoints import Context, read_endpoints
from extractor.assembly.evidence import to_record
from extractor.assembly.facts import with_fact_ids
from extractor.assembly.findings import Finding, Sentence, sentences
from extractor.assembly.pvalues import find_p_values, is_level
from extractor.assembly.studies import StudyLinker
from extractor.assembly.tables import find_in_table
from extractor.assembly.wholes import with_wholes
from extractor.document import BlockKind, Document
from extractor.language.abbreviations import find_abbreviations, find_footnote_abbreviations, merge
from extractor.language.citing import with_square_citations
from extractor.language.mentions import Annotation
from extractor.language.pipeline import annotate
from extractor.language.wording import Wording, in_plain_words
from extractor.records import Cohort, Dose, Endpoint, PValue, Study

SEARCHED = {BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.FOOTNOTE}


def extract(document: Document, patterns: Path | None = None) -> list[Dose | Cohort | Endpoint | PValue]:
    """All records of a document, in document order."""
    printed, document = document, replace(document, text=with_square_citations(document))
    abbreviations = document_abbreviations(document)
    linker = StudyLinker(document)
    techniques = Techniques(own=linker.primary)
    records: list[Dose | Cohort | Endpoint | PValue] = []
    context = Context(comparative=_COMPARES.search(document.text) is not None)
    stated: set[tuple[object, ...]] = set()
    redefined = _REDEFINED.search(document.text) is not None
    of_pain = _PAIN.search(document.text[:_OPENING]) is not None and not _TUMOUR_RESPONSE.search(
        document.text
    )
    protocol = any(
        b.kind is BlockKind.TITLE and _PROTOCOL.search(document.text[b.start : b.end])
        for b in document.blocks
    )
    of_hormones = _HORMONES.search(document.text[:_OPENING]) is not None
    of_specimens = _BEFORE_RECTAL_SURGERY.search(
        document.text[:_OPENING]
    ) is not None and not _WATCHED.search(document.text)
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.TABLE and block.table is not None:
            found = map(_named, find_in_table(document, block, abbreviations, patterns))
            findings = [f for f in found if f is not None]
            records.extend(to_record(printed, block, f, linker.for_table(block, f)) for f in findings)
            continue
        if block.kind is BlockKind.HEADING:
            context = _under(annotate(text, abbreviations, patterns), context)
        if block.kind not in SEARCHED or (not any(ch.isdigit() for ch in text) and not _may_declare(text)):
            if block.kind is BlockKind.TITLE:
                techniques.hear(annotate(text, abbreviations, patterns))
            continue
        wording = in_plain_words(text, patterns)
        annotation = annotate(wording.text, abbreviations, patterns)
        techniques.hear(annotation)
        findings, context = find_in_text(annotation, context)
        findings = techniques.told(annotation, findings)
        if block.kind is BlockKind.FOOTNOTE:
            findings = [f for f in findings if not _explains(f)]
        if block.kind in {BlockKind.CAPTION, BlockKind.TITLE} and not _STATES.search(text):
            findings = [_whom(f) for f in findings]
        if block.kind in {BlockKind.CAPTION, BlockKind.FOOTNOTE}:
            findings = [f for f in findings if not _is_listed_from(annotation, f)]
        if protocol:
            findings = [f for f in findings if f.kind != "cohort" or _has_come(annotation, f)]
        if redefined:
            findings = _meant(findings, {"recurrence"}, "biochemical_failure")
        if of_pain or context.section == "pain_response":
            findings = _meant(findings, _RESPONSES, "pain_response")
        if of_specimens:
            findings = _meant(findings, {"complete_response"}, "pathologic_response")
        if of_hormones:
            findings = _meant(findings, {"response_rate", "complete_response"}, "other")
        studies = linker.for_text(block, annotation, wording)
        for finding in findings:
            study = studies(finding)
            if not _is_label(finding, study, stated):
                records.append(to_record(printed, block, _printed(finding, wording), study))
    records = _once(records)
    return [with_confidence(record, patterns) for record in with_fact_ids(records)]


def _explains(finding: Finding) -> bool:
    """A note explains doses, it prescribes none; its levels of significance explain its marks (``* p < 0.05``)."""
    get = finding.fields.get
    return finding.kind == "dose" or (
        finding.kind == "p_value" and is_level(str(get("comparator")), get("value"))
    )


def _has_come(annotation: Annotation, finding: Finding) -> bool:
    """Whether a protocol tells of a cohort in the past; what it says of its own trial is still to come."""
    sentence = next((s for s in annotation.sentences if s[0] <= finding.start < s[1]), None)
    return sentence is None or _PAST.search(annotation.text, *sentence) is not None


def _under(heading: Annotation, context: Context) -> Context:
    """What a section is about: the endpoint of its heading; a heading that names several leaves it open."""
    codes = {c for s in sentences(heading) for _, c in read_endpoints(s, Context()).marks} - {"none"}
    if not codes:
        return replace(context, section=None, strayed=True)
    code = codes.pop() if len(codes) == 1 else None
    return Context(code, section=code, arms=context.arms, comparative=context.comparative)


def _printed(finding: Finding, wording: Wording) -> Finding:
    """The finding where it stands in the text as printed."""
    start, end = wording.printed(finding.start, finding.end)
    return replace(finding, start=start, end=end)


def _is_label(finding: Finding, study: Study, stated: set[tuple[object, ...]]) -> bool:
    """Whether a dose only names a group that an earlier sentence has told of; ``stated`` keeps count."""
    total = finding.fields.get("total_gy")
    if finding.kind != "dose" or total is None:
        return False
    key = (study.refs, study.label, total["low"], total["high"], finding.fields["comparator"])
    known = key in stated
    stated.add(key)
    return finding.repeats and known


def _once(records: list[Dose | Cohort | Endpoint | PValue]) -> list[Dose | Cohort | Endpoint | PValue]:
    """Doses that only name a group count at their first statement: a fraction count without Gy, and
    limits that cut the patients in two (``≥64 Gy`` against ``<64 Gy``)."""
    cuts = {
        (r.total_gy.low, r.comparator)
        for r in records
        if isinstance(r, Dose) and r.total_gy and r.comparator in _OPPOSITE
    }
    seen: set[tuple[object, ...]] = set()
    kept = []
    for record in records:
        key: tuple[object, ...] | None = None
        if isinstance(record, Dose) and record.source != "table":
            if record.total_gy is None and record.per_fraction_gy is None:
                key = ("fractions", record.fractions)
            elif record.total_gy and any(
                (record.total_gy.low, o) in cuts for o in _OPPOSITE.get(record.comparator, ())
            ):
                key = (record.total_gy.low, record.comparator)
        prescribes = key is not None and key[0] == "fractions" and _prescribes_again(record)
        if key is not None and key in seen and not prescribes:
            continue
        if key is not None:
            seen.add(key)
        kept.append(record)
    return kept


def _prescribes_again(record: Dose | Cohort | Endpoint | PValue) -> bool:
    """``three-fraction radiotherapy`` once more; a single fraction is named as a kind of treatment."""
    treats = _TREATS.match(record.quote.suffix)
    if treats is None or not isinstance(record, Dose) or record.fractions is None:
        return False
    return treats["general"] is None or record.fractions.low > 1


_TREATS = re.compile(
    r"[-,\s]+(?:(?!(?:arms?|groups?|cohorts?|patients|and|versus|vs|was|were|is|had|showed)\b)[\w-]+,?\s+){0,4}?(?:SABR|SBRT|SRS|SRT|radiosurgery|stereotactic|brachytherapy|BT|of radiation|of radiotherapy|(?P<general>radiotherapy|radiation therapy|irradiation))\b"
    r"(?!\s+(?:showed|had|yielded|gave|resulted|led|improved|groups?|arms?|cohorts?|patients))",
    re.I,
)
"""``single-fraction SABR`` prescribes; where it ``showed better control`` it names a group."""
_OPPOSITE = {">=": ("<", "<="), ">": ("<=", "<"), "<": (">=", ">"), "<=": (">", ">=")}


_REDEFINED = re.compile(
    r"\bfailure\s+(?:was|is)\s+defined\s+(?:as|by)\b[^.]{0,80}\b(?:PSA|prostate[- ]specific antigen|biochemical)",
    re.I,
)


_COMPARES = re.compile(
    r"\b(?:randomi[sz]|assigned\s+to|allocated\s+to|arms?\b|groups?\b|compar(?:e|ed|ing|ison)\b|versus\b|vs?\b)",
    re.I,
)
_PROTOCOL = re.compile(r"\bprotocol\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|received|underwent|showed|found|reported)\b")


_OPENING = 400
_PAIN = re.compile(r"\bpain(?:ful)?\b", re.I)
_TUMOUR_RESPONSE = re.compile(
    r"\b(?:objective|tumou?r|radiographic|radiological?|metabolic|pathological?)\s+(?:\w+\s+)?(?:response|remission)|\bRECIST\b",
    re.I,
)
_HORMONES = re.compile(
    r"\bacromegal|\bCushing|\bprolactinoma|\b(?:GH|ACTH|hormone|growth hormone)[-\s]+secreting|\bfunction(?:al|ing) pituitary",
    re.I,
)
"""Where hormones are treated, a remission is theirs."""
_BEFORE_RECTAL_SURGERY = re.compile(
    r"\b(?:pre-?operative|neo-?adjuvant|delayed\s+surgery)\b(?=[\s\S]{0,300}\brect(?:al|um)\b)"
    r"|\brect(?:al|um)\b(?=[\s\S]{0,300}\b(?:pre-?operative|neo-?adjuvant|delayed\s+surgery)\b)",
    re.I,
)
_WATCHED = re.compile(
    r"\bclinical(?:ly)?\s+complete|\bcCR\b|\bwatch(?:ful)?[-\s]+(?:and[-\s]+)?wait|\borgan[-\s]preserv|\bnon-?operative|\bcomplete\s+clinical",
    re.I,
)
"""Where rectal tumours are irradiated for surgery, a complete response is one of the specimen, unless some are not operated."""
_RESPONSES = {"response_rate", "complete_response", "partial_response"}


def _meant(findings: list[Finding], codes: set[str], code: str) -> list[Finding]:
    """The findings, those of unspecified endpoints with the one that the whole paper means by them."""
    return [
        replace(f, fields={**f.fields, "endpoint": code}) if f.fields.get("endpoint") in codes else f
        for f in findings
    ]


_LISTED_FROM = re.compile(
    r"(?:\b(?:at least|more than|over|exceeding|minimum of|not less than)|[≥>])\s*(?:\d[\d.]*|[a-z]+)\s?%?|\b(?:\d[\d.]*\s?%?|[a-z]+) or more\b",
    re.I,
)
_TELLS = re.compile(
    r"(?<!that )(?<!which )\b(?:was|were|had|have|has|is|are|occurred|developed|experienced|remained)\b(?!\s+(?:shown|listed|reported|included|given|presented)\b)"
)


def _is_listed_from(annotation: Annotation, finding: Finding) -> bool:
    """``Adverse events in at least 5% of patients``: from where on a table lists them; nothing that was found."""
    if finding.kind != "endpoint" or finding.fields.get("statistic") not in {"rate", "count"}:
        return False
    if any(
        start <= finding.start < end and _TELLS.search(annotation.text, start, end)
        for start, end in annotation.sentences
    ):
        return False
    return any(
        m.start() <= finding.end - 1 and finding.start < m.end()
        for m in _LISTED_FROM.finditer(annotation.text)
        if not re.match(r"\W*grade", annotation.text[max(0, m.start() - 7) : m.start()], re.I)
    )


_STATES = re.compile(r"\b(?:was|were|had|have|has|is|are|occurred|developed|died|experienced|relapsed)\b")
_FEWEST_TITLED = 10


def _whom(finding: Finding) -> Finding:
    """``Late toxicity in 140 patients`` as a title or caption, without a verb: whom the paper is about."""
    n = finding.fields.get("value")
    counted = finding.kind == "endpoint" and finding.fields.get("statistic") == "count"
    graded = finding.fields.get("grade_min") is not None
    if not counted or graded or n is None or n < _FEWEST_TITLED or finding.fields.get("n_total") is not None:
        return finding
    fields = {"n": int(n), "unit": finding.fields.get("unit") or "patients", "comparator": "="}
    return Finding("cohort", finding.start, finding.end, "cohort.titled", fields)


def _may_declare(text: str) -> bool:
    lower = f" {text.lower()}"
    return any(
        word in lower
        for word in (
            " no ",
            "primary",
            "main ",
            "nobody",
            "never",
            "neither",
            " not ",
            " zero ",
            "absent",
            "secondary",
            "outcome",
            " one",
            "one ",
            "two",
            " single ",
            "another",
            "three",
            "fraction",
            "hundred",
            "reached",
            "none",
            "teen",
            "ty-",
            "ty ",
            "four",
            "five",
            "six",
            "seven",
            "eleven",
            "twelve",
            "eight",
            "nine",
            "ten",
        )
    )


def _named(finding: Finding) -> Finding | None:
    """A measure that is no endpoint (the lexicon's ``none``) names no p-value's endpoint and is no record;
    nor is a time in hours or minutes, for which the contract has no unit."""
    if finding.kind == "endpoint" and finding.fields.get("unit") in {"hours", "minutes"}:
        return None
    if finding.fields.get("endpoint") not in {"none", "skip"}:
        return finding
    return (
        replace(finding, fields={**finding.fields, "endpoint": None}) if finding.kind == "p_value" else None
    )


def document_abbreviations(document: Document) -> dict[str, str]:
    """Short forms the document defines, in its text or under its tables."""
    tables = [find_abbreviations(document.text)]
    for block in document.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            tables.append(find_footnote_abbreviations(document.text[block.start : block.end]))
    return merge(*tables)


_REST = re.compile(r"\b(?:in|for)\s+the\s+(?:other|remaining|first|next|last)\s+$|\b[nN]\s?=\s?$")
"""``60 Gy in the other nine, in 2-Gy fractions``: people amid a prescription."""


def _names_rest(sentence: Sentence, start: int) -> bool:
    return _REST.search(sentence.text[max(sentence.start, start - 30) : start]) is not None


def find_in_text(annotation: Annotation, context: Context) -> tuple[list[Finding], Context]:
    """Findings of one block of prose, in text order; ``context`` is what the sentences before have said."""
    found: list[Finding] = []
    before: list[Finding] = []
    for sentence in sentences(annotation):
        doses = find_doses(sentence)
        declared = find_declared(sentence)
        reading = read_endpoints(sentence, context)
        doses = label_doses(sentence, doses, any(map(_named, reading.findings)))
        used = set(reading.used)
        used |= {
            a.start
            for a in sentence.atoms
            if any(d.start <= a.start < d.end for d in doses) and not _names_rest(sentence, a.start)
        }
        endpoints = [
            *declared,
            *(f for f in reading.findings if not (declared and f.fields.get("statistic") == "declared")),
        ]
        here = [*doses, *find_cohorts(sentence, used), *endpoints, *find_p_values(sentence, reading)]
        ordered = sorted(
            (f for f in map(_named, here) if f is not None), key=lambda f: (f.start, f.end, f.kind)
        )
        before = with_wholes(sentence, ordered, before)
        found.extend(before)
        context = reading.context
    return found, context
