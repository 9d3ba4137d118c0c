"""Endpoints: attaches the values of a sentence to what was measured, when, how and at which grade.

The sentence is read as a row of items (endpoint terms, time points, grades, statistics, values). Values that
stand in one coordination form a group; a group takes its endpoint from the term before it, or from the term
it directly modifies, and shares what the coordination says once.
"""

from extractor.assembly.endpoints.context import Context
from extractor.assembly.endpoints.design import is_design, is_sizing
from extractor.assembly.endpoints.factorlists import BEARS_ON, only_listed
from extractor.assembly.endpoints.reading import Reading, read_endpoints
from extractor.assembly.endpoints.term import FAILED, TIME_TYPE, Term
from extractor.assembly.endpoints.terms import NO_OUTCOME, terms_of

__all__ = [
    "BEARS_ON",
    "FAILED",
    "NO_OUTCOME",
    "TIME_TYPE",
    "Context",
    "Reading",
    "Term",
    "is_design",
    "is_sizing",
    "only_listed",
    "read_endpoints",
    "terms_of",
]
