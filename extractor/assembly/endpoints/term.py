"""An endpoint term, and which endpoints are measured at a time or are failures."""

import re
from dataclasses import dataclass

TIME_TYPE = frozenset(
    {
        "overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival",
        "failure_free_survival", "recurrence_free_survival", "metastasis_free_survival",
        "cancer_specific_survival", "local_failure_free_survival", "survival_after_progression",
        "time_to_progression", "local_control", "local_failure", "locoregional_control",
        "locoregional_failure", "regional_control", "regional_failure", "distant_failure", "distant_control",
        "biochemical_control", "biochemical_failure", "recurrence", "follow_up",
    }
)  # fmt: skip
"""Endpoints whose values are rates at a time, or times."""
FAILED = re.compile(r"recurrence$|_failure$|progressive_disease$|time_to_progression$")
"""Codes of a failure of any kind."""


@dataclass(frozen=True, slots=True)
class Term:
    """An endpoint term of the sentence."""

    start: int
    end: int
    code: str
    rule: str
    text: str
    item: bool = False
    """Of a number in a list that names each item's place or cause."""
    aside: bool = False
    """Of one number alone: what came on top of what the sentence tells of."""
