"""Why a text gives the records it gives: its atoms, mentions and records, and what was dropped."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.assembly.doses import Part, is_of_organ
from extractor.assembly.endpoints import Context, is_design
from extractor.assembly.extraction import document_abbreviations, extract
from extractor.assembly.findings import Finding, Sentence, sentences
from extractor.assembly.prose import find_in_text
from extractor.assembly.values import months
from extractor.document import Block, BlockKind, Document, Span
from extractor.language.mentions import Mention
from extractor.language.numerals import Atom, AtomKind
from extractor.language.pipeline import annotate
from extractor.language.wording import Wording, in_plain_words
from extractor.records import Cohort, Dose, Endpoint, PValue


@dataclass(frozen=True, slots=True)
class Use:
    """An atom or mention and what became of it; offsets into ``Explanation.text``.

    ``kind`` is the atom's kind or the mention's label. ``reason`` tells why it is no record of its own.
    """

    kind: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read in ``text``; ``plain`` is each sentence in the words that the rules saw. ``dropped`` are candidates in no record, ``supporting`` atoms that
    say when, which grade or whose study a record is."""

    text: str
    sentences: tuple[Span, ...]
    plain: tuple[str, ...]
    atoms: tuple[Atom, ...]
    mentions: tuple[Mention, ...]
    records: tuple[Dose | Cohort | Endpoint | PValue, ...]
    supporting: tuple[Use, ...]
    dropped: tuple[Use, ...]


def as_document(text: str, doc_id: str = "text") -> Document:
    """A text as a document of plain paragraphs: what blank lines part, line ends as spaces."""
    text = text.encode("utf8", "replace").decode("utf8")  # an argument that is no UTF-8 has lone surrogates
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    blocks, position = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, position, position + len(paragraph)))
        position += len(paragraph) + 2
    joined = "\n\n".join(paragraphs)
    digest = hashlib.sha256(joined.encode("utf8")).hexdigest()
    return Document(doc_id, joined, tuple(blocks), digest, "text/plain")


def explain(text: str, patterns: Path | None = None) -> Explanation:
    """How ``text``, read as paragraphs of prose, becomes records, and why a candidate does not."""
    document = as_document(text)
    abbreviations = document_abbreviations(document)
    spans: list[Span] = []
    plain: list[str] = []
    atoms: list[Atom] = []
    mentions: list[Mention] = []
    supporting: list[Use] = []
    dropped: list[Use] = []
    context = Context()
    for block in document.blocks:
        wording = in_plain_words(document.text[block.start : block.end], patterns)
        placed = _Placed(document, block, wording)
        annotation = annotate(wording.text, abbreviations, patterns)
        findings, after = find_in_text(annotation, context)
        carried = context.code is not None
        for sentence in sentences(annotation):
            here = [f for f in findings if sentence.start <= f.start < sentence.end]
            for use in _uses(sentence, here, carried):
                (supporting if use.reason.startswith(_SUPPORTS) else dropped).append(placed.use(use))
            carried = carried or any(f.kind == "endpoint" for f in here)
        context = after
        spans.extend(placed.span(start, end) for start, end in annotation.sentences)
        plain.extend(wording.text[start:end] for start, end in annotation.sentences)
        atoms.extend(map(placed.atom, annotation.atoms))
        mentions.extend(map(placed.mention, annotation.mentions))
    return Explanation(
        text=document.text,
        sentences=tuple(spans),
        plain=tuple(plain),
        atoms=tuple(atoms),
        mentions=tuple(mentions),
        records=tuple(extract(document, patterns)),
        supporting=tuple(supporting),
        dropped=tuple(dropped),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """What was read in the plain words of a block, put where it stands in the document."""

    document: Document
    block: Block
    wording: Wording

    def span(self, start: int, end: int) -> Span:
        start, end = self.wording.printed(start, end)
        return start + self.block.start, end + self.block.start

    def atom(self, atom: Atom) -> Atom:
        start, end = self.span(atom.start, atom.end)
        core = self.span(atom.core, atom.core + 1)[0] if atom.core >= 0 else atom.core
        return replace(atom, start=start, end=end, core=core)

    def mention(self, mention: Mention) -> Mention:
        start, end = self.span(mention.start, mention.end)
        return replace(mention, start=start, end=end, atoms=tuple(map(self.atom, mention.atoms)))

    def use(self, use: Use) -> Use:
        start, end = self.span(use.start, use.end)
        return replace(use, start=start, end=end, text=self.document.text[start:end])


_SUPPORTS = ("gives ", "names ")


def _uses(sentence: Sentence, findings: Sequence[Finding], carried: bool) -> Iterator[Use]:
    """Atoms of a sentence that are no record, and marks of records that found none."""
    for atom in sentence.atoms:
        if not any(f.start < atom.end and atom.start < f.end for f in findings):
            reason = _reason(sentence, atom, findings, carried)
            yield Use(atom.kind.value, atom.start, atom.end, sentence.text[atom.start : atom.end], reason)
    for mention in sentence.labelled("DECLARED", "NOT_REACHED"):
        declared = mention.label == "DECLARED"
        wanted = {"statistic": "declared"} if declared else {"not_reached": True}
        if not any(f.fields.items() >= wanted.items() for f in findings):
            reason = (
                "no endpoint is named in reach, or a result follows instead of a name"
                if declared
                else "no endpoint with a median in reach"
            )
            text = sentence.text[mention.start : mention.end]
            yield Use(mention.label, mention.start, mention.end, text, reason)


def _reason(sentence: Sentence, atom: Atom, findings: Sequence[Finding], carried: bool) -> str:
    match atom.kind:
        case AtomKind.CITATION | AtomKind.REGISTRY:
            return "names the study the values belong to"
        case AtomKind.SPREAD:
            return "a range, quartiles or a deviation: the spread of a value, not a value"
        case AtomKind.MEASURE:
            return f"its unit ({atom.unit}) is none that is recorded"
        case AtomKind.DATE:
            return "a date or a calendar year"
        case AtomKind.NAME:
            graded = sentence.text[atom.start : atom.end].lower().startswith("g")
            return "a tumour grade, not a grade of toxicity" if graded else "part of a name or a label"
        case AtomKind.P_VALUE:
            return "a threshold of the design, not a result"
        case AtomKind.DOSE:
            return _dose_reason(sentence, atom)
        case AtomKind.TIME:
            if any(f.fields.get("timepoint_months") == months(atom) for f in findings):
                return "gives a record its time point"
            return (
                "a duration that is neither a time point nor a measured time (age, accrual, course, interval)"
            )
        case AtomKind.GRADE:
            if any(atom.low in (f.fields.get("grade_min"), f.fields.get("grade_max")) for f in findings):
                return "gives a record its grade"
        case _:
            pass
    if is_design(sentence.string):
        return "the sentence states the study's design (assumptions, power, definitions), not a result"
    if atom.kind is AtomKind.NUMBER:
        return _number_reason(sentence, atom)
    return _endpoint_reason(sentence, atom, carried)


def _covering(sentence: Sentence, atom: Atom, *labels: str) -> Mention | None:
    return next((m for m in sentence.labelled(*labels) if m.start <= atom.start and atom.end <= m.end), None)


def _dose_reason(sentence: Sentence, atom: Atom) -> str:
    banned = _covering(sentence, atom, "NOT_DOSE")
    if banned is not None:
        return f"rule {banned.rule}: a dose-volume figure or the label of an arm"
    if is_of_organ(sentence, Part(atom.start, atom.end, "dose.total", atom)):
        return "the dose of an organ at risk"
    if atom.comparator != "=":
        return "a limit (eligibility, constraint or dose-volume figure), not a prescription"
    return "labels an arm or a level, or is a rate, a step or a constraint, not a prescription"


def _number_reason(sentence: Sentence, atom: Atom) -> str:
    if _covering(sentence, atom, "FRACTIONS", "PRODUCT", "PER_FRACTION") is not None:
        return "counts fractions, but names no treatment and no dose"
    if _covering(sentence, atom, "PEOPLE", "N_EQUALS", "ASSIGNED") is not None:
        if atom.comparator in {"<=", "<", ">=", ">"}:
            return "a limit on how many, not a count"
        return "counts people, lesions or studies, but reads as a limit, a plan, a median or plain narrative"
    return "no counted noun, unit, ratio or endpoint makes it a value"


def _endpoint_reason(sentence: Sentence, atom: Atom, carried: bool) -> str:
    terms = sentence.labelled("ENDPOINT")
    if terms:
        nearest = min(terms, key=lambda m: max(m.start - atom.end, atom.start - m.end))
        if nearest.code in {"none", "skip"}:
            words = sentence.text[nearest.start : nearest.end]
            return f"rule {nearest.rule}: “{words}” names no endpoint that is recorded"
        return f"no endpoint term governs it (the nearest is “{sentence.text[nearest.start : nearest.end]}”)"
    if carried:
        return "no endpoint term in the sentence, and nothing says that the one before goes on"
    return "no endpoint term in the sentence"
