"""Whose result a value is: the citation, study name or registry number it belongs to."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from extractor.assembly.findings import Finding
from extractor.assembly.naming import (
    AND_OTHERS,
    first_name,
    label_of,
    name_of,
    numbers_of_names,
    surname,
    uncited,
)
from extractor.assembly.ownership import (
    Cited,
    citations,
    cited_study,
    compares,
    goes_on,
    is_of_others,
    speaks_of_itself,
)
from extractor.document import Block, BlockKind, Document, Span
from extractor.language.mentions import Annotation
from extractor.language.numerals import find_citations
from extractor.language.wording import Wording
from extractor.records import Study

_NOUN = r"(?:stud(?:y|ies)|trials?|series|analys[ie]s|reports?|reviews?|experience|meta-analysis|survey|database|publication|work)"
_WORD = r"(?!(?:in|of|this|the|these|that|with|who|were|was|is|are|our|to|from|by)\b)[\w/-]+"
_OPENER = (
    rf"(?:(?:[Aa]n?other|[Aa]n?|[Oo]ne|[Ss]everal|[Tt]wo|[Mm]ultiple|[Oo]ther|[Nn]umerous)\s+(?:{_WORD}\s+){{0,5}}?{_NOUN}\b"
    rf"|(?:[Tt]he)\s+(?:{_WORD}\s+){{0,4}}?(?:{_NOUN}|group)\s+(?:from|by|at|investigating|conducted)\b"
    r"|[Tt]he\s+(?:group|team)\s+(?:at|from)\b|[Tt]he\s+(?:[A-Z][\w'’&-]+\s+)+(?:study|trial|group|series|experience|investigators|cohort)\b"
    rf"|[A-Z][\w'’-]+\s+(?:and\s+[A-Z][\w'’-]+\s+)?{AND_OTHERS}"
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
_ANOTHER = re.compile(
    r"(?:[A-Z]\w+(?:ly)?,\s+)?(?:[Ii]n\s+|[Dd]ata\s+from\s+)?(?:[Aa]n?(?:other)?|[Oo]ne|[Tt]he\s+(?:largest|only|first)|[Oo]ne\s+of\s+the\s+(?:largest|first|few))\s+"
    r"(?:(?!of\b|our\b|this\b)[\w/-]+\s+){0,6}?(?:study|trial|series|report|review|meta-analysis|survey|registry|database|experience|cohort)\b"
    r"|(?:[A-Z]\w+(?:ly)?,\s+)?[Tt]he\s+(?:[A-Z][\w-]+\s+)+(?:group|investigators|series|team|study|trial|experience|cohort|registry)\b"
)
_SAME_STUDY = re.compile(
    r"\b(?:[Tt]his|[Tt]he same|[Tt]hat|[Tt]hese)\s+(?:[\w-]+\s+){0,2}?(?:study|trial|analysis|series|group|patients|cohort)\b|^(?:Patients|Overall|There (?:was|were)|Toxicity|Of (?:the|those|these)|In total|At\s|Local|Importantly|Notably|Median|The (?:median|majority|most|rates?|trial was|study was|\d|primary|lesion))"
)
_METHOD_CITED = re.compile(
    r"\b(?:classifications?|criteri(?:a|on)|scores?|scor(?:e|ing)\s+systems?|ind(?:ex|ices)|scales?|systems?|methods?|definitions?|guidelines?|techniques?|models?|formulas?|equations?|questionnaires?)\s*$",
    re.I,
)
"""``comorbidity scores [18] predicted survival``: the citation is of a tool, the result the paper's own."""
_RANKED = re.compile(r"\b(?:primary|secondary|main)\b", re.I)
"""Citations in a list of declared endpoints are of their definitions."""
_FIGURE = re.compile(r"(?<![\w.])\d{1,6}(?:\.\d{1,3})?(?![\w.]*\d)")
_SHARE = re.compile(
    r"(?<![\w.])(\d{1,3}(?:\.\d{1,3})?)(?=(?:\s?(?:,|and|to|or|[–-]|vs\.?|versus|,\s?and)\s?\d{1,3}(?:\.\d{1,3})?){0,4}\s?%)"
)
_REGISTRY = re.compile(r"\bNCT\s?0\d{7}\b|\bISRCTN\s?\d{6,8}\b")
_INTRODUCTION = re.compile(r"\b(?:introduction|background)\b", re.I)
_HEADED = r"(?:introduction|background|methods?|materials?|methodology|results|findings|discussion|conclusions?|limitations|comment)"
_PART = re.compile(rf"[\W\dIVX]*(?:{_HEADED}|patients)\b|.*\b{_HEADED}\W*$", re.I)
_ARGUES = re.compile(r"\b(?:introduction|background|discussion|conclusions?|limitations|comment)\b", re.I)
_METHODS = re.compile(r"\b(?:methods?|materials?)\b", re.I)
_RESULT_SECTIONS = re.compile(r"\b(?:methods?|materials?|results|patients)\b", re.I)


class StudyLinker:
    """Decides once whether a paper reports its own results, then links each value."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.primary = is_primary(document)
        self.registry = _own_registry(document) if self.primary else None
        self.self_study = Study(label="self", registry_id=self.registry)
        self.parts = _parts(document)
        self.own = _told_as_own(document, self.parts) if self.primary else ""
        self.figures = _figures(self.own)
        self.numbers = _numbers(document) if self.primary else {}

    def for_text(self, block: Block, annotation: Annotation, wording: Wording) -> Callable[[Finding], Study]:
        """A function from a finding in the block to its study."""
        if self.primary:
            return self._in_primary(block, annotation, wording)
        spans = annotation.sentences
        marks = citations(annotation.text, annotation.atoms)
        cited = [Cited(start, refs) for start, _, refs in marks]
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
            found = _named(annotation, cited, i, refs, owners)
            if len(inside) > 1 and not refs:
                mark = (after or inside)[0].offset
                own = next((s, e) for s, e, _ in marks if s == mark)
                places = [(s, e) for s, e, _ in marks]
                return Study(refs=refs, label=label_of(annotation.text, (start, end), places, own))
            return found

        return study

    def _in_primary(
        self, block: Block, annotation: Annotation, wording: Wording
    ) -> Callable[[Finding], Study]:
        """Reads the text as printed: a rewrite may drop the ``our`` that tells whose result it is."""
        text = self.document.text[block.start : block.end]
        spans = _from_end_to_end(text, [wording.printed(*span) for span in annotation.sentences])
        marks = [
            (*wording.printed(s, e), refs) for s, e, refs in citations(annotation.text, annotation.atoms)
        ]
        part = self.parts[block.start]
        argues = _ARGUES.search(part) is not None
        reported = not _RESULT_SECTIONS.search(part)
        introduces = _INTRODUCTION.search(part) is not None
        cited = self._told_of(text, spans, marks, part)

        def study(finding: Finding) -> Study:
            offset = wording.printed(finding.start, finding.end)[0]
            i = next((k for k, (s, e) in enumerate(spans) if s <= offset < e), None)
            if i is None:
                return self.self_study
            allowed = cited
            declared = finding.fields.get("statistic") == "declared"
            if declared:
                ranked = _RANKED.search(text, *spans[i])
                allowed = [c for c in cited if ranked is not None and c.offset < ranked.start()]
            known = argues and self._is_known(finding)
            measured = finding.fields.get("unit") not in {None, "patients", "lesions"}
            stated = known is True and measured and not introduces
            found = cited_study(text, spans[i], allowed, offset, stated)
            if found is not None and found.label is None and finding.kind == "dose" and _METHODS.search(part):
                return self.self_study  # what the paper prescribed, as others had
            told = spans[i]
            foreign = argues and not introduces and known is False
            general = argues and not introduces and measured and _is_general(text, told)
            general = general and not (known and compares(text, told))
            if (
                found is None
                and general
                and self.figures
                and not _figures(text[slice(*told)]) <= self.figures
            ):
                return Study(refs=_cited_later(text, spans[i + 1 : i + 3], marks))
            while found is None and reported and i > 0:
                theirs = is_of_others(text, spans[i])
                described = foreign and _described(text, spans[i - 1 : i + 1], cited)
                if not described and not _told_on(text, spans[i], introduces):
                    break
                i -= 1
                inside = [c for c in cited if spans[i][0] <= c.offset < spans[i][1]]
                found = inside[-1] if inside and (theirs or not speaks_of_itself(text, spans[i])) else None
                if inside:
                    break
            if found is not None and not (found.general and known and not introduces):
                return Study(refs=found.refs, label=found.label)
            if (
                introduces
                and finding.kind == "endpoint"
                and not declared
                and not speaks_of_itself(text, told)
            ):
                return Study()
            return self.self_study

        return study

    def _is_known(self, finding: Finding) -> bool | None:
        """Whether a value stands in the paper's abstract or results; None where there are none."""
        total = finding.fields.get("total_gy")
        value = total["low"] if total else finding.fields.get("value" if finding.kind == "endpoint" else "n")
        if value is None or not self.figures:
            return None
        share = finding.fields.get("unit") == "percent"
        return (f"{value:g}%" if share else f"{value:g}") in self.figures

    def _opens_study(self, text: str, sentence: Span) -> bool:
        """``A phase II trial of 40 patients from Lund showed …``: of others, where it tells what the results do not."""
        if _ANOTHER.match(text, *sentence) is None or speaks_of_itself(text, sentence):
            return False
        return not self.figures or not _figures(text[slice(*sentence)]) <= self.figures

    def _told_of(
        self,
        text: str,
        spans: Sequence[Span],
        marks: Sequence[tuple[int, int, tuple[int, ...]]],
        part: str,
    ) -> list[Cited]:
        """The studies that each sentence of a block cites or, where the paper speaks of others, names."""
        found: list[Cited] = []
        argues = _ARGUES.search(part) is not None
        for i, span in enumerate(spans):
            inside = [m for m in marks if span[0] <= m[0] < span[1]]
            for start, end, refs in inside:
                if _METHOD_CITED.search(text, span[0], start) is None:
                    others = [(s, e) for s, e, cited in marks if not refs or cited != refs]
                    found.append(Cited(start, refs, label_of(text, span, others, (start, end))))
            if (argues or not part) and not inside:
                named = sorted(uncited(text, span, self.own, self.numbers), key=lambda c: c.offset)
                if not named and argues and self._opens_study(text, span):
                    named = [Cited(span[0])]
                if len(named) == 1 and not named[0].refs:
                    named = [replace(named[0], refs=_cited_later(text, spans[i + 1 : i + 4], marks))]
                found.extend(named)
        return found

    def for_table(self, block: Block, finding: Finding) -> Study:
        """The study of a table row, or the paper itself."""
        if finding.refs:
            return Study(refs=finding.refs, label=finding.label)
        if self.primary or (finding.refs is None and not finding.label):
            return self.self_study if self.primary else Study()
        return Study(label=finding.label)


_HOLDS = re.compile(
    r"\b(?:occurs?|affects?|complicates?|develops?|arises?|appears?|ranges?|approach(?:es)?|amounts?|reach(?:es)?|exceeds?|remains?|is|are|have|has|dies?|relapses?|recurs?|survives?|experiences?|suffers?)\b"
)
_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|died|occurred|developed|experienced|showed|relapsed|recurred|achieved|received|underwent|observed|found|saw|remained|reached)\b"
)


def _is_general(text: str, sentence: Span) -> bool:
    """``It occurs in 40% of patients after transplantation``: what is known, no result of the paper."""
    return bool(
        _HOLDS.search(text, *sentence)
        and not _HAPPENED.search(text, *sentence)
        and not speaks_of_itself(text, sentence)
    )


def _told_on(text: str, sentence: tuple[int, int], introduces: bool) -> bool:
    """Whether a sentence without a citation is of the study cited before: what an introduction tells is of others."""
    if goes_on(text, sentence):
        return True
    return introduces and not speaks_of_itself(text, sentence) and _ANOTHER.match(text, *sentence) is None


def _cited_later(
    text: str, following: Sequence[Span], marks: Sequence[tuple[int, int, tuple[int, ...]]]
) -> tuple[int, ...]:
    """The citation that stands only at the end of what is told of a study named before."""
    for start, end in following:
        inside = [refs for s, _, refs in marks if start <= s < end]
        if name_of(text, start, end) or speaks_of_itself(text, (start, end)) or len(inside) > 1:
            break
        if inside:
            return inside[0]
    return ()


def _described(text: str, pair: Sequence[Span], cited: Sequence[Cited]) -> bool:
    """Whether the second of two sentences goes on about the one study that the first tells of."""
    (start, end), sentence = pair
    told = [c for c in cited if start <= c.offset < end]
    opens = len(told) == 1 and (
        told[0].label is not None or _NEW_STUDY.match(text[start:end]) or _ANOTHER.match(text, start, end)
    )
    own = speaks_of_itself(text, (start, end)) or speaks_of_itself(text, sentence)
    return bool(opens or not told) and not own


def _from_end_to_end(text: str, spans: Sequence[Span]) -> list[Span]:
    """The sentences as printed, each from where the one before ends: with the ``In our series,`` that a rewrite drops."""
    found: list[Span] = []
    for start, end in spans:
        begin = found[-1][1] if found else 0
        found.append((min(start, begin + len(text[begin:start]) - len(text[begin:start].lstrip())), end))
    return found


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


def _parts(document: Document) -> dict[int, str]:
    """The part of the paper that each block stands in, by its start: the heading above it, or above that, which names
    an introduction, methods, results or a discussion; empty before the first."""
    found: dict[int, str] = {}
    part = ""
    for block in document.blocks:
        heading = document.text[block.start : block.end] if block.kind is BlockKind.HEADING else block.section
        if heading and _PART.match(heading):
            part = heading
        found[block.start] = part
    return found


def _told_as_own(document: Document, parts: Mapping[int, str]) -> str:
    """The title, abstract, methods and results: a trial that they name may be the paper's own."""
    return "\n".join(
        document.text[b.start : b.end]
        for b in document.blocks
        if b.kind is BlockKind.TITLE or not _ARGUES.search(parts[b.start])
    )


def _figures(text: str) -> frozenset[str]:
    """The numbers of a text, shares with their sign: ``71%`` and ``55%`` of ``71 and 55%``."""
    shares = (f"{float(m[1]):g}%" for m in _SHARE.finditer(text))
    return frozenset([*shares, *(f"{float(m[0]):g}" for m in _FIGURE.finditer(text))])


def _numbers(document: Document) -> dict[str, tuple[int, ...]]:
    """The citation numbers of each name: those printed beside it, or else those of its entry among the references."""
    found = numbers_of_names(document.references)
    for cited in find_citations(document.text):
        start = max(0, cited.start - 40, document.text.rfind("\n", 0, cited.start))
        name = name_of(document.text, start, cited.start)
        if (
            cited.refs
            and name
            and re.match(
                r"\W*$",
                document.text[document.text.rfind(name, start, cited.start) + len(name) : cited.start],
            )
        ):
            found[surname(name)] = cited.refs
    return found


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
        label = label or first_name(text)
        n = _REGISTRY.search(text)
        if n and registry is None:
            registry = n.group()
        if _opens(annotation, i):
            break
    return Study(refs=refs, label=label, registry_id=registry)
