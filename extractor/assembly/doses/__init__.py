"""Doses: pieces of prescriptions, joined where they stand together, without those that prescribe nothing."""

from extractor.assembly.doses.organs import is_of_organ
from extractor.assembly.doses.part import Part
from extractor.assembly.doses.reader import find_doses, label_doses
from extractor.assembly.doses.technique import Techniques

__all__ = ["Part", "Techniques", "find_doses", "is_of_organ", "label_doses"]
