"""Sentences of a study's design, whose figures are no results."""

import re

_DESIGN = re.compile(
    r"\b(?:power(?:ed)?\b|sample size|type I error|α\s*=|alpha\s*(?:=|of)|assum(?:ed|ing|ption)|hypothesi[sz]ed|to detect|non-?inferiority (?:margin|was (?:defined|declared))|margin (?:was|of)|planned (?:sample|accrual|enrol)|"
    r"would be (?:considered|needed|required)|was considered (?:statistically )?significant|critical (?:hazard|value)|were required|designed to|pre-?specified|anticipated|expected|stopping rule|(?:equivalence|equivalent|failure|success|progression|response|improvement|recurrence|relapse|toxicity|palliation) was defined|were defined|is defined as|defined as (?:an?\s+)?(?:increase|decrease|reduction|less|more|improvement|at least))\b",
    re.I,
)


def is_design(text: str) -> bool:
    """A sentence of the study's design: its figures are no results."""
    return bool(
        _DESIGN.search(text) or re.search(r"α\s*(?:=|of)|\balpha\s*(?:=|of|error)|type (?:I|1) error", text)
    )
