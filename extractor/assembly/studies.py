"""Whose result a value is: the citation, study name or registry number it belongs to."""

import re
from collections.abc import Callable, Sequence

from extractor.assembly.findings import Finding
from extractor.assembly.ownership import (
    Cited,
    citations,
    cited_study,
    goes_on,
    is_of_others,
    speaks_of_itself,
)
from extractor.document import Block, BlockKind, Document
from extractor.language.mentions import Annotation
from extractor.language.numerals import find_citations
from extractor.language.wording import Wording
from extractor.records import Study

_NOUN = r"(?:stud(?:y|ies)|trials?|series|analys[ie]s|reports?|reviews?|experience|meta-analysis|survey|database|publication|work)"
_WORD = r"(?!(?:in|of|this|the|these|that|with|who|were|was|is|are|our|to|from|by)\b)[\w/-]+"
_AND_OTHERS = r"(?:et\s+al\b\.?|and\s+(?:colleagues|co-?workers|associates)\b)"
_OPENER = (
    rf"(?:(?:[Aa]n?other|[Aa]n?|[Oo]ne|[Ss]everal|[Tt]wo|[Mm]ultiple|[Oo]ther|[Nn]umerous)\s+(?:{_WORD}\s+){{0,5}}?{_NOUN}\b"
    rf"|(?:[Tt]he)\s+(?:{_WORD}\s+){{0,4}}?(?:{_NOUN}|group)\s+(?:from|by|at|investigating|conducted)\b"
    r"|[Tt]he\s+(?:group|team)\s+(?:at|from)\b|[Tt]he\s+(?:[A-Z][\w'’&-]+\s+)+(?:study|trial|group|series|experience|investigators|cohort)\b"
    rf"|[A-Z][\w'’-]+\s+(?:and\s+[A-Z][\w'’-]+\s+)?{_AND_OTHERS}"
    r"|[Aa]n?\s+(?:[A-Z][\w-]+\s+)(?:group|team|study|series|trial)\b"
    rf"|[Ii]n\s+(?:an?|another|one)\s+(?:{_WORD}\s+){{0,6}}?{_NOUN}\b|[Ii]n\s+the\s+(?:[A-Z][\w-]+\s+)+(?:study|trial)\b|[Ii]n\s+[A-Z]{{2,}}[\w-]*(?:\s\d+)?,"
    r"|[Tt]he\s+(?:study|trial|work)\s+(?:by|of|from)\s+[A-Z]|NCT\d+|[Aa]t\s+(?:the\s+)?(?:[A-Z][\w’'-]+\s+){1,4}(?:of\s+[A-Z]\w+)?,)"
)
_NEW_STUDY = re.compile(
    rf"^(?:(?:\w+ly|In addition|Furthermore|Moreover|Again|Later|Here|However),?\s+|[Ff]or\s+(?:example|instance),?\s+)*{_OPENER}|^[Ff]or\s+(?:example|instance)\b"
)
_NEW_INSIDE = re.compile(
    rf"\b(?:as|by|from|in)\s+(?:an?|another|one)\s+(?:recent|prospective|retrospective|randomi[sz]ed|phase|single\S*|multi\S*|large|pooled|systematic)\s+(?:{_WORD}\s+){{0,4}}?{_NOUN}\b|\b[A-Z][\w'’-]+\s+et\s+al\.?\s+(?!\[)"
)
_SAME_STUDY = re.compile(
    r"\b(?:[Tt]his|[Tt]he same|[Tt]hat|[Tt]hese)\s+(?:[\w-]+\s+){0,2}?(?:study|trial|analysis|series|group|patients|cohort)\b|^(?:Patients|Overall|There (?:was|were)|Toxicity|Of (?:the|those|these)|In total|At\s|Local|Importantly|Notably|Median|The (?:median|majority|most|rates?|trial was|study was|\d|primary|lesion))"
)
_ET_AL = re.compile(rf"\b([A-Z][\w'’-]+(?:\s+(?:and|&)\s+[A-Z][\w'’-]+)?\s+{_AND_OTHERS})")
_TRIAL = re.compile(
    r"\b((?:RTOG|NRG|EORTC|SWOG|CALGB|GOG|ECOG|TROG|JCOG|NSABP|MRC|KCSG|ACOSOG|GORTEC|DAHANCA|Euro)[- ]?[\w-]*\d[\w-]*|[A-Z][\w]*(?:-[A-Z][\w]*)+(?:-\d+)?(?=\s+(?:[Tt]rial|[Ss]tudy|is\b|showed|was\b))|(?![IVX]+\b)[A-Z][A-Za-z]*[A-Z][\w-]*(?:\s+RT)?(?=\s+(?:[Tt]rial|[Ss]tudy)))"
)
_METHOD_CITED = re.compile(
    r"\b(?:classifications?|criteri(?:a|on)|scores?|scor(?:e|ing)\s+systems?|ind(?:ex|ices)|scales?|systems?|methods?|definitions?|guidelines?|techniques?|models?|formulas?|equations?|questionnaires?)\s*$",
    re.I,
)
"""``comorbidity scores [18] predicted survival``: the citation is of a tool, the result the paper's own."""
_RANKED = re.compile(r"\b(?:primary|secondary|main)\b", re.I)
"""Citations in a list of declared endpoints are of their definitions."""
_REGISTRY = re.compile(r"\bNCT\s?0\d{7}\b|\bISRCTN\s?\d{6,8}\b")
_INTRODUCTION = re.compile(r"\b(?:introduction|background)\b", re.I)
_RESULT_SECTIONS = re.compile(r"\b(?:methods?|materials?|results|patients)\b", re.I)


class StudyLinker:
    """Decides once whether a paper reports its own results, then links each value."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.primary = is_primary(document)
        self.registry = _own_registry(document) if self.primary else None
        self.self_study = Study(label="self", registry_id=self.registry)

    def for_text(self, block: Block, annotation: Annotation, wording: Wording) -> Callable[[Finding], Study]:
        """A function from a finding in the block to its study."""
        if self.primary:
            return self._in_primary(block, annotation, wording)
        cited = [Cited(start, refs) for start, _, refs in citations(annotation.text, annotation.atoms)]
        spans = annotation.sentences
        owners = [_owner(annotation, cited, i) for i in range(len(spans))]

        def study(finding: Finding) -> Study:
            offset = finding.start
            i = next((k for k, (s, e) in enumerate(spans) if s <= offset < e), len(spans) - 1)
            start, end = spans[i]
            inside = [c for c in cited if start <= c.offset < end]
            after = [c for c in inside if c.offset >= offset]
            if after:
                refs = after[0].refs
            elif inside:
                refs = inside[-1].refs
            else:
                refs = owners[i]
            return _named(annotation, cited, i, refs, owners)

        return study

    def _in_primary(
        self, block: Block, annotation: Annotation, wording: Wording
    ) -> Callable[[Finding], Study]:
        """Reads the text as printed: a rewrite may drop the ``our`` that tells whose result it is."""
        text = self.document.text[block.start : block.end]
        spans = [wording.printed(start, end) for start, end in annotation.sentences]
        marks = citations(annotation.text, annotation.atoms)
        places = [(wording.printed(start, end)[0], refs) for start, end, refs in marks]
        cited = [Cited(place, refs) for place, refs in places if not _names_method(text, spans, place)]
        reported = not _RESULT_SECTIONS.search(block.section or "")
        introduces = _INTRODUCTION.search(block.section or "") is not None

        def study(finding: Finding) -> Study:
            offset = wording.printed(finding.start, finding.end)[0]
            i = next((k for k, (s, e) in enumerate(spans) if s <= offset < e), None)
            if i is None:
                return self.self_study
            allowed = cited
            if finding.fields.get("statistic") == "declared":
                ranked = _RANKED.search(text, *spans[i])
                allowed = [c for c in cited if ranked is not None and c.offset < ranked.start()]
            found = cited_study(text, spans[i], allowed, offset)
            named = spans[i]
            while found is None and reported and i > 0 and _told_on(text, spans[i], introduces):
                theirs = is_of_others(text, spans[i])
                i -= 1
                named = spans[i]
                inside = [c for c in cited if named[0] <= c.offset < named[1]]
                found = inside[-1] if inside and (theirs or not speaks_of_itself(text, named)) else None
                if inside:
                    break
            if found is None:
                return self.self_study
            m = _ET_AL.search(text, *named)
            return Study(refs=found.refs, label=m.group(1) if m else None)

        return study

    def for_table(self, block: Block, finding: Finding) -> Study:
        """The study of a table row, or the paper itself."""
        if finding.refs:
            return Study(refs=finding.refs, label=finding.label)
        if self.primary or (finding.refs is None and not finding.label):
            return self.self_study if self.primary else Study()
        return Study(label=finding.label)


def _told_on(text: str, sentence: tuple[int, int], introduces: bool) -> bool:
    """Whether a sentence without a citation is of the study cited before: what an introduction tells is of others."""
    return goes_on(text, sentence) or (introduces and not speaks_of_itself(text, sentence))


def _names_method(text: str, sentences: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a citation is of a tool that its sentence names."""
    start = next((s for s, e in sentences if s <= place < e), 0)
    return _METHOD_CITED.search(text, start, place) is not None


def is_primary(document: Document) -> bool:
    """True unless the paper is a review: it reports its own results."""
    head = " ".join(document.text[b.start : b.end] for b in document.blocks[:6])[:600]
    if re.search(
        r"^\s*(?:systematic\s+|narrative\s+)?review\b|\b(?:this|the present)\s+(?:narrative\s+|systematic\s+)?review\b|\breview article\b",
        head,
        re.I | re.M,
    ):
        return False
    body = document.text[:6000]
    if re.search(r"\bin this (?:review|overview)\b|\bwe review\b|\bthis review\b", body, re.I):
        return False
    sections = {b.section or "" for b in document.blocks} | {
        document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING
    }
    if any(_RESULT_SECTIONS.search(s) for s in sections):
        return True
    return sum(1 for _ in find_citations(document.text)) < 10


def _own_registry(document: Document) -> str | None:
    counts: dict[str, int] = {}
    for m in _REGISTRY.finditer(document.text):
        counts[m.group().replace(" ", "")] = counts.get(m.group().replace(" ", ""), 0) + 1
    return max(counts, key=lambda k: counts[k]) if counts else None


def _owner(annotation: Annotation, cited: list[Cited], index: int) -> tuple[int, ...]:
    """Citation of an uncited sentence: of the study whose description it continues or opens."""
    spans = annotation.sentences

    def refs_in(i: int, first: bool) -> tuple[int, ...] | None:
        inside = [c for c in cited if spans[i][0] <= c.offset < spans[i][1]]
        return (inside[0] if first else inside[-1]).refs if inside else None

    back = None
    opened = False
    for i in range(index, -1, -1):
        if i < index and (found := refs_in(i, False)):
            back = found
            break
        if _opens(annotation, i):
            opened = True
            if i < index and refs_in(i, False):
                back = refs_in(i, False)
            break
    if back is not None and not opened:
        return back
    for i in range(index, len(spans)):
        if i > index and _opens(annotation, i):
            break
        if found := refs_in(i, True):
            return found
    return back or ()


def _opens(annotation: Annotation, index: int) -> bool:
    start, end = annotation.sentences[index]
    text = annotation.text[start:end]
    if _SAME_STUDY.match(text):
        return False
    return bool(_NEW_STUDY.match(text) or (_NEW_INSIDE.search(text) and "[" not in text))


def _named(
    annotation: Annotation,
    cited: list[Cited],
    index: int,
    refs: tuple[int, ...],
    owners: list[tuple[int, ...]],
) -> Study:
    """The study with the name and registry number printed nearest before in the same description."""
    label = registry = None
    for i in range(index, -1, -1):
        start, end = annotation.sentences[i]
        text = annotation.text[start:end]
        same = any(start <= c.offset < end and set(refs) & set(c.refs) for c in cited)
        if i < index and owners[i] != refs and not same:
            break
        m = _ET_AL.search(text) or _TRIAL.search(text)
        if m and label is None:
            label = m.group(1)
        n = _REGISTRY.search(text)
        if n and registry is None:
            registry = n.group()
        if _opens(annotation, i):
            break
    return Study(refs=refs, label=label, registry_id=registry)
