"""Closed brackets that hold no other, as they are passed over or blanked in a gap between two things told."""

import re

ROUND = re.compile(r"\([^()]*\)")
"""``(12 of 40)``."""
ROUND_OR_SQUARE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""``(12 of 40)``, ``[95% CI 3-9]``."""
