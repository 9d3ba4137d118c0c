"""Arms: which arm or group of a trial or comparison each value belongs to, as printed."""

from extractor.assembly.endpoints.arms.declared import arms_declared
from extractor.assembly.endpoints.arms.sentence import arms_of
from extractor.assembly.endpoints.arms.told import arms_told
from extractor.assembly.endpoints.arms.values import Entry

__all__ = ["Entry", "arms_declared", "arms_of", "arms_told"]
