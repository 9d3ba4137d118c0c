"""P-values and the endpoint each one tests."""

from extractor.assembly.pvalues.reader import find_p_values

__all__ = ["find_p_values"]
