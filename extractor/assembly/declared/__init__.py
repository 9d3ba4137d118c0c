"""Endpoints that a paper declares as primary or secondary, without a value."""

from extractor.assembly.declared.pieces import declared_fields
from extractor.assembly.declared.reader import find_declared

__all__ = ["declared_fields", "find_declared"]
