"""Sentences of our own and what their records state, in the words of ``extractor.describe``."""

from functools import lru_cache

import pytest

from extractor.assembly import extract
from extractor.assembly.explain import as_document
from extractor.describe import values


def records(text, kind=None):
    """The records of a text, of one kind where it is given."""
    return [r for r in _all(text) if kind in (None, r.kind)]


@lru_cache(maxsize=8)
def _all(text):
    return extract(as_document(text))


def stated(text, kind):
    """What the records of one kind state, in order."""
    return [values(record) for record in records(text, kind)]


def fails(reason):
    """Marks a form that is not read as the contract wants it, yet."""
    return pytest.mark.xfail(strict=True, reason=reason)
