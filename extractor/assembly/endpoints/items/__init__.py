"""Items: the numbers of a list, each with the place, the cause or the state that stands beside it."""

from extractor.assembly.endpoints.items.item import BESIDES, RULE
from extractor.assembly.endpoints.items.reader import itemised

__all__ = ["BESIDES", "RULE", "itemised"]
