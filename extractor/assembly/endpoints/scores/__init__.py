"""Scores: what a sentence measures in points or units, or as an average percentage."""

from extractor.assembly.endpoints.scores.reader import scores

__all__ = ["scores"]
