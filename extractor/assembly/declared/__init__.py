"""Endpoints that a paper declares as primary or secondary, without a value."""

from extractor.assembly.declared.reader import find_declared

__all__ = ["find_declared"]
