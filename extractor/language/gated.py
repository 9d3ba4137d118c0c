"""spaCy's matcher, run only for rules whose words the text has.

Its time grows with patterns times tokens, and most rules have no chance in most sentences: a pattern
needs a word for each of its tokens that is not optional.
"""

from collections.abc import Iterable
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from extractor.language.rules import Pattern

_OPTIONAL = ("?", "*", "!", "{0", "{,")

Needs = tuple[frozenset[int], ...]
"""Of each token that a pattern cannot do without and that is a word of a list, the hashes of the words."""


class GatedMatcher:
    """A matcher for each rule, asked where one of the rule's patterns has all the words it needs."""

    def __init__(self, vocab: Vocab, rules: Iterable[Pattern]) -> None:
        self._gates: list[tuple[tuple[Needs, ...], Matcher]] = []
        for rule in rules:
            matcher = Matcher(vocab)
            matcher.add(rule.id, rule.patterns, greedy="LONGEST")
            self._gates.append((tuple(_needs(vocab, pattern) for pattern in rule.patterns), matcher))

    def __call__(self, doc: Doc) -> list[Span]:
        """The longest matches of each rule."""
        words = set(doc.to_array("LOWER").tolist())
        found: list[Span] = []
        for gates, matcher in self._gates:
            if any(all(not needed.isdisjoint(words) for needed in needs) for needs in gates):
                found.extend(matcher(doc, as_spans=True))
        return found


def _needs(vocab: Vocab, pattern: list[dict[str, Any]]) -> Needs:
    return tuple(
        frozenset(vocab.strings.add(word) for word in words)
        for token in pattern
        if not token.get("OP", "1").startswith(_OPTIONAL) and (words := _words(token))
    )


def _words(token: dict[str, Any]) -> list[str]:
    """The words that a token may be, in small letters; none where it is not bound to a list."""
    for value in (token.get("LOWER"), token.get("ORTH")):
        listed = [value] if isinstance(value, str) else value.get("IN", []) if value else []
        if listed:
            return [word.lower() for word in listed]
    return []
