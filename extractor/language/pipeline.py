"""The one place that orders the spaCy components, and the entry of the stage: ``annotate``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from extractor.language import components
from extractor.language.mentions import Annotation
from extractor.language.tokenizer import AtomTokenizer, token_atoms


@cache
def build(patterns: Path | None = None) -> Language:
    """A blank English pipeline with our tokenizer and components; ``patterns`` is a folder of rule files."""
    nlp = spacy.blank("en")
    nlp.tokenizer = AtomTokenizer(nlp.vocab)
    nlp.add_pipe("extractor_sentences")
    nlp.add_pipe("extractor_abbreviations")
    nlp.add_pipe("extractor_mentions", config={"patterns": str(patterns) if patterns else None})
    return nlp


def annotate(
    text: str, abbreviations: Mapping[str, str] | None = None, patterns: Path | None = None
) -> Annotation:
    """Sentences, atoms and mentions of one block of text; ``abbreviations`` are those the document defines."""
    nlp = build(patterns)
    doc = nlp.make_doc(text)
    doc.user_data[components.ABBREVIATIONS] = dict(abbreviations or {})
    for _, component in nlp.pipeline:
        doc = component(doc)
    atoms = token_atoms(doc)
    return Annotation(
        text=text,
        sentences=tuple((s.start_char, s.end_char) for s in doc.sents) if len(doc) else (),
        atoms=tuple(atoms[i] for i in sorted(atoms)),
        mentions=doc.user_data[components.MENTIONS],
        abbreviations=doc.user_data[components.ABBREVIATIONS],
    )
