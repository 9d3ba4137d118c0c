"""P-values and the endpoint each one tests."""

from extractor.assembly.pvalues.reader import find_p_values
from extractor.assembly.pvalues.thresholds import is_level

__all__ = ["find_p_values", "is_level"]
