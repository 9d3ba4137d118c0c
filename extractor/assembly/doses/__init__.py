"""Doses: pieces of prescriptions, joined where they stand together, without those that prescribe nothing."""

from extractor.assembly.doses.reader import find_doses, label_doses

__all__ = ["find_doses", "label_doses"]
