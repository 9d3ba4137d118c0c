"""Counted events: a number of people or lesions beside an event, and "no" event as zero."""

from extractor.assembly.counts.candidates import ALL_BUT, count_values
from extractor.assembly.counts.partitions import partitions
from extractor.assembly.counts.people import nearest_noun, people_numbers
from extractor.assembly.counts.zeros import zero_values

__all__ = ["ALL_BUT", "count_values", "nearest_noun", "partitions", "people_numbers", "zero_values"]
