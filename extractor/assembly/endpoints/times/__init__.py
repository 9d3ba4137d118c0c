"""Times of a sentence: which are time points, which a follow-up, which were measured, and which are none of these."""

from extractor.assembly.endpoints.times.reader import read_times

__all__ = ["read_times"]
