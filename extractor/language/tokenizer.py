"""A spaCy tokenizer in which every numeric atom is one token that carries its kind as ``ent_type_``."""

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractor.language.numerals import Atom, find_atoms

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\w+|[^\w\s]")
ATOMS = "extractor_atoms"
"""Key in ``Doc.user_data`` of the atoms by token index."""
_TEXT = "extractor_text"
_WORDS = "extractor_words"


class AtomTokenizer:
    """Splits text into atoms, words and single punctuation marks; hyphenated words are three tokens."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        entities: list[str] = []
        by_token: dict[int, Atom] = {}

        def add(word: str, end: int, kind: str) -> None:
            words.append(word)
            spaces.append(text[end : end + 1] == " ")
            entities.append(kind)

        def plain(start: int, end: int) -> None:
            position = start
            for m in _WORD.finditer(text, start, end):
                _pad(text, position, m.start(), words, spaces, entities)
                add(m.group(), m.end(), "O")
                position = m.end()
            _pad(text, position, end, words, spaces, entities)

        position = 0
        for atom in find_atoms(text):
            plain(position, atom.start)
            by_token[len(words)] = atom
            add(text[atom.start : atom.end], atom.end, f"B-{atom.kind.value}")
            position = atom.end
        plain(position, len(text))
        doc = Doc(self.vocab, words=words, spaces=spaces, ents=entities) if words else Doc(self.vocab)
        doc.user_data[ATOMS] = by_token
        doc.user_data[_TEXT] = text
        return doc


def _pad(text: str, start: int, end: int, words: list[str], spaces: list[bool], entities: list[str]) -> None:
    """White space beyond the single space that spaCy keeps as a flag becomes a token of its own."""
    gap = text[start:end]
    if words and gap.startswith(" "):
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        entities.append("O")


def text_of(doc: Doc) -> str:
    """The text of a document, which ``Doc.text`` joins anew from its tokens each time; of another tokenizer's too."""
    text: str | None = doc.user_data.get(_TEXT)
    return doc.text if text is None else text


def lower_words(doc: Doc) -> list[str]:
    """The tokens in small letters; made once."""
    words: list[str] | None = doc.user_data.get(_WORDS)
    if words is None:
        words = doc.user_data[_WORDS] = [token.lower_ for token in doc]
    return words


def token_atoms(doc: Doc) -> dict[int, Atom]:
    """Atoms of a Doc by token index."""
    atoms: dict[int, Atom] = doc.user_data.get(ATOMS, {})
    return atoms
