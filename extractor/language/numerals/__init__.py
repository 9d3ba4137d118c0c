"""The number grammar: typed numeric atoms found in plain strings.

Pure functions on strings. ``find_atoms`` scans the text once for each kind of atom, the most specific
first; an atom owns its characters, so that a p-value's digits are never read as a count. Patterns are
composed from named pieces.
"""

from extractor.language.numerals.atoms import Atom, AtomKind
from extractor.language.numerals.comparators import comparator
from extractor.language.numerals.grades import printed_grades
from extractor.language.numerals.names import expand_refs, find_citations
from extractor.language.numerals.scan import find_atoms
from extractor.language.numerals.words import parse_number, print_number, roman

__all__ = [
    "Atom", "AtomKind", "comparator", "expand_refs", "find_atoms", "find_citations", "parse_number", "print_number",
    "printed_grades", "roman",
]  # fmt: skip
