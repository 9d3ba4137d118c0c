"""spaCy components: sentences, in-document abbreviations, and the mentions of the rule files."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extractor.language.abbreviations import find_abbreviations
from extractor.language.derived import UNNAMED, DerivedOutcomes
from extractor.language.gated import GatedMatcher
from extractor.language.mentions import Mention
from extractor.language.numerals import AtomKind
from extractor.language.places import PlacedEvents
from extractor.language.rules import RuleSet, expand_phrase, is_abbreviation, load_rules
from extractor.language.sentences import split_sentences
from extractor.language.tokenizer import text_of, token_atoms

_CUT_SHORT = frozenset({"local", "regional", "locoregional", "distant", "overall", "progression", "disease"})
"""Long forms that lost their head: ``local (LC), regional (RC) and distant control``."""
_BAR = "¦"
"""Stands in no phrase."""
_PER_UNIT = re.compile(r"\s+per\s+[\w-]+(?:\s+[\w-]+)?$")
"""``local control per tumor``."""
_SHORT = re.compile(r"[A-Z][A-Za-z]*[A-Z]s?")
_PEOPLE = frozenset(
    {"patients", "patient", "women", "men", "cases", "studies", "trials", "groups", "cohorts"}
)
_DEVIATION = re.compile(r"(?:[\d±]|\bmean\s*[(\[]?|(?<!\d)(?<!\d )%\s*[(\[])\s*$")
_RESPONSES = re.compile(r"\b(?:CR|PR|PD)\b")
"""Beside these ``SD`` is stable disease, not a standard deviation."""
_FARTHEST_NOUN = 4
_NOT_BETWEEN = frozenset({"of", "in", "and", "or", "with", "to", "for", "the", "a", "an", "by", "at", "on"})
ABBREVIATIONS = "extractor_abbreviations"
MENTIONS = "extractor_mentions"


@Language.component("extractor_sentences")
def mark_sentences(doc: Doc) -> Doc:
    """Sentence starts; a full stop after ``et al``, ``vs``, ``Fig`` or an initial does not end a sentence."""
    atoms = token_atoms(doc).values()
    starts = {start for start, _ in split_sentences(text_of(doc), [(a.start, a.end) for a in atoms])}
    marks = [1 if i == 0 or offset in starts else -1 for i, offset in enumerate(doc.to_array("IDX").tolist())]
    # one array instead of a setter a token: each of those looks through the whole text
    array: Any = np.array(marks, dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], array)


@Language.factory("extractor_abbreviations")
def make_abbreviations(nlp: Language, name: str) -> "AbbreviationFinder":
    """Finds abbreviations a text defines, into ``doc.user_data``."""
    return AbbreviationFinder()


class AbbreviationFinder:
    """Adds the document's own abbreviations to those already known for it."""

    def __call__(self, doc: Doc) -> Doc:
        known = doc.user_data.setdefault(ABBREVIATIONS, {})
        for short, long in find_abbreviations(text_of(doc)).items():
            known.setdefault(short, long)
        return doc


@Language.factory("extractor_mentions", default_config={"patterns": None})
def make_mentions(nlp: Language, name: str, patterns: str | None) -> "MentionFinder":
    """Finds the mentions of the rule files, into ``doc.spans["extractor"]`` and ``doc.user_data``."""
    return MentionFinder(nlp, load_rules(Path(patterns) if patterns else None))


class MentionFinder:
    """Terms and patterns of a rule set; of overlapping matches with one label the longest wins."""

    def __init__(self, nlp: Language, rules: RuleSet) -> None:
        self.rules = {rule.id: rule for rule in (*rules.terms, *rules.patterns)}
        self.lower = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.patterns = GatedMatcher(nlp.vocab, rules.patterns)
        self.long_forms: dict[str, str] = {}
        self.lesions: dict[str, bool] = {}
        for term in rules.terms:
            lower: list[str] = []
            exact: list[str] = []
            for phrase in term.phrases:
                target = exact if any(is_abbreviation(word) for word in re.split(r"[ -]", phrase)) else lower
                target.extend(expand_phrase(phrase))
            if lower:
                self.lower.add(term.id, _apart(nlp, lower))
            if exact:
                self.exact.add(term.id, _apart(nlp, exact))
        self.make_doc = nlp.make_doc
        codes = {rule.id: rule.code for rule in self.rules.values() if rule.label == "ENDPOINT"}
        self.placed = PlacedEvents(codes)
        self.derived = DerivedOutcomes(codes)

    def __call__(self, doc: Doc) -> Doc:
        known = doc.user_data.get(ABBREVIATIONS, {})
        exact = [s for s in self.exact(doc, as_spans=True) if self._stands_alone(doc, s, known)]
        spans = [*self.lower(doc, as_spans=True), *exact, *self._abbreviated(doc)]
        spans.extend(self._spelt_out(doc, span, known) for span in self.patterns(doc))
        placed = list(self.placed(doc, spans))
        sited = {(s.start, s.end) for s in placed}
        spans = [s for s in spans if (s.start, s.end) not in sited or not self._is_named(s.label_)]
        spans.extend(placed)
        derived = list(self.derived(doc, spans))
        named = {s.start for s in (*spans, *derived) if len(s) > 2 and self._is_named(s.label_)}
        spans = [s for s in spans if s.label_ not in UNNAMED or s.start not in named]
        spans.extend([*derived, *self._counted(doc, known)])
        found = _longest(text_of(doc), [self._mention(doc, span) for span in spans])
        found.sort(key=lambda m: (m.start, -m.end, m.label, m.rule))
        doc.user_data[MENTIONS] = tuple(found)
        doc.spans["extractor"] = [
            Span(doc, s.start, s.end, label=m.label)
            for m in found
            if (s := doc.char_span(m.start, m.end)) is not None
        ]
        return doc

    def _is_named(self, rule: str) -> bool:
        return self.rules[rule].label == "ENDPOINT" and self.rules[rule].code != "other"

    def _stands_alone(self, doc: Doc, span: Span, known: dict[str, str]) -> bool:
        """An abbreviation inside a compound (``SD-RT``), or defined otherwise by the text, is no term."""
        if len(span) > 1:
            return True
        text, start, end = text_of(doc), span.start_char, span.end_char
        if (re.match(r"[-–/]\w", text[end : end + 2]) and text[end] != "/") or re.search(
            r"[A-Za-z][-–]$", text[max(0, start - 2) : start]
        ):
            return False
        if (
            span.text == "SD"
            and _DEVIATION.search(text, max(0, start - 8), start)
            and not _RESPONSES.search(text, max(0, start - 40), min(len(text), end + 40))
        ):
            return False  # a standard deviation
        long = known.get(span.text) or known.get(f"{span.text}s")
        if long is None or long.lower() in _CUT_SHORT:
            return True
        meaning = self._meaning_of(long, known)
        if meaning is None:
            return len(span.text) > 3
        here, there = self.rules[span.label_], self.rules[meaning]
        return here.label != there.label or here.code == there.code

    def _mention(self, doc: Doc, span: Span) -> Mention:
        rule = self.rules[span.label_]
        by_token = token_atoms(doc)
        atoms = tuple(by_token[i] for i in range(span.start, span.end) if i in by_token)
        return Mention(rule.label, span.start_char, span.end_char, rule.id, rule.code, atoms)

    def _abbreviated(self, doc: Doc) -> list[Span]:
        """A short form means what its long form means, where a term ends the long form."""
        meanings: dict[str, str] = {}
        known: dict[str, str] = doc.user_data.get(ABBREVIATIONS, {})
        for short, long in known.items():
            rule = self._meaning_of(long, known)
            if rule:
                meanings[short] = rule
                meanings[short + "s"] = rule
        spans: list[Span] = []
        for token in doc if meanings else ():
            rule = meanings.get(token.text)
            if rule:
                spans.append(Span(doc, token.i, token.i + 1, label=rule))
        return spans

    def _spelt_out(self, doc: Doc, span: Span, known: dict[str, str]) -> Span:
        """``DBF-free survival``, ``freedom from LP``: what the words behind the abbreviation mean."""
        if span.label_ not in UNNAMED:
            return span
        long = _SHORT.sub(lambda m: known.get(m[0], m[0]), span.text)
        rule = self._meaning(long) if long != span.text else None
        return Span(doc, span.start, span.end, label=rule) if rule else span

    def _counted(self, doc: Doc, known: dict[str, str]) -> Iterator[Span]:
        """``305 BM``, ``48 treated BMs``: so many of what the short form stands for."""
        lesions = {short for short, long in known.items() if self._is_lesion(long)}
        lesions |= {f"{s}s" for s, long in known.items() if s in lesions or self._is_lesion(f"{long}s")}
        by_token = token_atoms(doc) if lesions else {}
        for token in doc if lesions else ():
            if token.text not in lesions:
                continue
            for i in range(token.i - 1, max(-1, token.i - 1 - _FARTHEST_NOUN), -1):
                if i in by_token and by_token[i].kind is AtomKind.NUMBER:
                    if _ends_there(doc, token.i):
                        yield Span(doc, i, token.i + 1, label="cohort.lesions")
                    break
                if not doc[i].is_alpha or not doc[i].text.islower() or doc[i].text in _NOT_BETWEEN:
                    break

    def _is_lesion(self, long: str) -> bool:
        """Whether the rules count a long form as lesions."""
        if long not in self.lesions:
            doc = self.make_doc(f"12 {long}")
            self.lesions[long] = any(
                s.label_ == "cohort.lesions" and s.end == len(doc) for s in self.patterns(doc)
            )
        return self.lesions[long]

    def _label(self, span: Span) -> str:
        return self.rules[span.label_].label

    def _meaning_of(self, long: str, known: dict[str, str]) -> str | None:
        """The rule of a long form, whose own abbreviations the text defines too."""
        return self._meaning(" ".join(known.get(word, word) for word in long.split()))

    def _meaning(self, long: str) -> str | None:
        if long not in self.long_forms:
            doc = self.make_doc(_PER_UNIT.sub("", long))
            composed = [s for s in self.patterns(doc) if self._label(s) == "ENDPOINT"]
            ending = [
                s
                for s in (*self.lower(doc, as_spans=True), *composed)
                if s.end == len(doc) and not self._label(s).startswith("NOT")
            ]
            best = max(ending, key=lambda s: (self._label(s) != "TABLE_ENDPOINT", len(s)), default=None)
            self.long_forms[long] = best.label_ if best is not None else ""
        return self.long_forms[long] or None


def _ends_there(doc: Doc, i: int) -> bool:
    """Not ``12 BM patients``, ``3 VS-related``."""
    return i + 1 == len(doc) or not (
        (doc[i + 1].is_alpha and doc[i + 1].text in _PEOPLE) or doc[i + 1].text == "-"
    )


def _apart(nlp: Language, phrases: Sequence[str]) -> list[Doc]:
    """Each phrase as tokens; read as one text, as the number grammar costs more a call than a character."""
    apart: list[Doc] = []
    words: list[str] = []
    for word in (token.text for token in nlp.make_doc(f" {_BAR} ".join((*phrases, "")))):
        if word == _BAR:
            apart.append(Doc(nlp.vocab, words=words))
            words = []
        else:
            words.append(word)
    return apart


_RATE = re.compile(r"[\s-]+(?:rates?|probabilit(?:y|ies))$", re.I)


def _longest(text: str, mentions: list[Mention]) -> list[Mention]:
    """Of overlapping mentions with the same label the longest, then the first rule in file order.

    A final ``rate`` makes a term no longer: ``loco-regional control`` wins over ``regional control rates``.
    """

    def rank(m: Mention) -> tuple[int, int, int, str]:
        rate = _RATE.search(text, m.start, m.end)
        return (m.start - (rate.start() if rate else m.end), m.start - m.end, m.start, m.rule)

    kept: list[Mention] = []
    for mention in sorted(set(mentions), key=rank):
        if not any(
            k.label == mention.label and k.start < mention.end and mention.start < k.end for k in kept
        ):
            kept.append(mention)
    return kept
