"""Runs the language stage over the blocks of a document and turns what is found into records."""

import re
from dataclasses import replace
from pathlib import Path

from extractor.assembly.captions import stated_beside
from extractor.assembly.confidence import with_confidence
from extractor.assembly.doses import Techniques
from extractor.assembly.endpoints import Context, read_endpoints
from extractor.assembly.evidence import to_record
from extractor.assembly.facts import with_fact_ids
from extractor.assembly.findings import Finding, sentences
from extractor.assembly.meaning import Meaning
from extractor.assembly.prose import find_in_text, may_state, named
from extractor.assembly.restated import Stated, once
from extractor.assembly.studies import StudyLinker
from extractor.assembly.tables import find_in_table
from extractor.document import BlockKind, Document
from extractor.language.abbreviations import find_abbreviations, find_footnote_abbreviations, merge
from extractor.language.citing import with_square_citations
from extractor.language.mentions import Annotation
from extractor.language.pipeline import annotate
from extractor.language.wording import Wording, in_plain_words
from extractor.records import Cohort, Dose, Endpoint, PValue

SEARCHED = {BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.FOOTNOTE}
_COMPARES = re.compile(
    r"\b(?:randomi[sz]|assigned\s+to|allocated\s+to|arms?\b|groups?\b|compar(?:e|ed|ing|ison)\b|versus\b|vs?\b)",
    re.I,
)


def extract(document: Document, patterns: Path | None = None) -> list[Dose | Cohort | Endpoint | PValue]:
    """All records of a document, in document order."""
    printed, document = document, replace(document, text=with_square_citations(document))
    abbreviations = document_abbreviations(document)
    linker = StudyLinker(document)
    techniques = Techniques(own=linker.primary)
    records: list[Dose | Cohort | Endpoint | PValue] = []
    context = Context(comparative=_COMPARES.search(document.text) is not None)
    stated = Stated()
    meaning = Meaning.of(document)
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.TABLE and block.table is not None:
            found = map(named, find_in_table(document, block, abbreviations, patterns))
            findings = [f for f in found if f is not None]
            records.extend(to_record(printed, block, f, linker.for_table(block, f)) for f in findings)
            continue
        if block.kind is BlockKind.HEADING:
            context = _under(annotate(text, abbreviations, patterns), context)
        if block.kind not in SEARCHED or not may_state(text):
            if block.kind is BlockKind.TITLE:
                techniques.hear(annotate(text, abbreviations, patterns))
            continue
        wording = in_plain_words(text, patterns)
        annotation = annotate(wording.text, abbreviations, patterns)
        techniques.hear(annotation)
        findings, context = find_in_text(annotation, context)
        findings = techniques.told(annotation, findings)
        findings = stated_beside(block.kind, annotation, findings)
        findings = meaning.applied(annotation, findings, context.section)
        studies = linker.for_text(block, annotation, wording)
        for finding in findings:
            study = studies(finding)
            if not stated.again(finding, study):
                records.append(to_record(printed, block, _printed(finding, wording), study))
    return [with_confidence(record, patterns) for record in with_fact_ids(once(records))]


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


def document_abbreviations(document: Document) -> dict[str, str]:
    """Short forms the document defines, in its text or under its tables."""
    tables = [find_abbreviations(document.text)]
    for block in document.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            tables.append(find_footnote_abbreviations(document.text[block.start : block.end]))
    return merge(*tables)
