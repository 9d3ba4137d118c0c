"""P-values and the endpoint each one tests."""

import pytest
from sentence_cases import stated

CASES = [
    ("Overall survival was longer (p=0.03).", ["p = 0.03 (overall survival)"]),
    ("Local control was better (P < .001).", ["p < 0.001 (local control)"]),
    ("Local control was 90% vs 80% (p = 1.2 × 10^-4).", ["p = 0.00012 (local control)"]),
    ("Progression-free survival was longer (p=0·026).", ["p = 0.026 (progression free survival)"]),
    (
        "Overall survival and local control were better (both p < 0.001).",
        ["p < 0.001 (overall survival)"],
    ),
    (
        "Overall survival, local control and toxicity did not differ (P=.02, .04, and .6, respectively).",
        ["p = 0.02 (overall survival)", "p = 0.04 (local control)", "p = 0.6 (toxicity)"],
    ),
    ("Local control was similar (p ≤ 0.05).", ["p <= 0.05 (local control)"]),
    ("Survival was similar (p = NS).", []),
    ("P < 0.05 was considered significant.", []),
    ("The significance level was set at p < 0.01.", []),
    ("Survival was worse (p = 2).", []),
    ("Survival was worse (p = 0001).", []),
    ("Baseline age differed between arms (p = 0.04).", ["p = 0.04"]),
    (
        "Median OS was 14 vs 11 months (p=0.2), and toxicity was 12% vs 20% (p=0.01).",
        ["p = 0.2 (overall survival)", "p = 0.01 (toxicity)"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_pvalues(text, wanted):
    assert stated(text, "p_value") == wanted
