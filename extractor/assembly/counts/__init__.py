"""Counted events: a number of people or lesions beside an event, and "no" event as zero."""

from extractor.assembly.counts.candidates import count_values
from extractor.assembly.counts.continued import COMPLAINED
from extractor.assembly.counts.led import HAPPENED_NEXT, follows_term, happened_to, terms_of, was_done_in
from extractor.assembly.counts.partitions import partitions
from extractor.assembly.counts.people import nearest_noun, people_numbers
from extractor.assembly.counts.refused import ALL_BUT, DIED_FIRST, was_left_out
from extractor.assembly.counts.told import WITH_OWNERS
from extractor.assembly.counts.zeros import zero_values

__all__ = [
    "ALL_BUT",
    "COMPLAINED",
    "DIED_FIRST",
    "HAPPENED_NEXT",
    "WITH_OWNERS",
    "count_values",
    "follows_term",
    "happened_to",
    "nearest_noun",
    "partitions",
    "people_numbers",
    "terms_of",
    "was_done_in",
    "was_left_out",
    "zero_values",
]
