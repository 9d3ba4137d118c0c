"""From a document to its records."""

from extractor.assembly.extraction import extract

__all__ = ["extract"]
