"""Measured values of one sentence: numbers with the counts, percentages and intervals that belong to them."""

from extractor.assembly.values.percents import percent_values
from extractor.assembly.values.ratios import ratio_values
from extractor.assembly.values.reader import ValueReader
from extractor.assembly.values.value import Value, are_fraction, is_integer, months, noun_unit

__all__ = [
    "Value",
    "ValueReader",
    "are_fraction",
    "is_integer",
    "months",
    "noun_unit",
    "percent_values",
    "ratio_values",
]
