"""Forms that another paper would write for the same statement, and near sentences that state nothing."""

import pytest
from sentence_cases import records, stated

CASES = [
    (
        "The objective response rate was 58.4 per cent (95 per cent confidence interval, 47.2 per cent to 69.1 per cent).",
        {"endpoint": ["response rate: 58.4 % (47.2–69.1)"]},
    ),
    (
        "At 2 years, survival was 33 per cent (95 per cent CI 24 to 42 per cent) in arm A.",
        {"endpoint": ["overall survival at 24 months: 33 % (24–42)"]},
    ),
    (
        "Questionnaires were returned by 512 (96 percent) of 533 men.",
        {"cohort": ["512 patients", "533 patients"]},
    ),
    ("The spine was treated with ten 3 Gy fx.", {"dose": ["30 Gy in 10 fractions of 3 Gy"]}),
    ("Two fx of 8.5 Gy were given a week apart.", {"dose": ["17 Gy in 2 fractions of 8.5 Gy"]}),
    (
        "Median OS was 11.5 mo (95% CI, 9.1 mo to 16.2 mo).",
        {"endpoint": ["median overall survival: 11.5 months (9.1–16.2)"]},
    ),
    (
        "Four deaths occurred during follow-up ranging from 12 to 41 mo (median, 26 mo).",
        {"endpoint": ["mortality at 26 months: 4 patients", "median follow up: 26 months"]},
    ),
    (
        "The primary end point was survival at 18 mo.",
        {"endpoint": ["primary endpoint: overall survival at 18 months"]},
    ),
    (
        "Local PFS at 1 year was 71% and distant PFS 48%.",
        {
            "endpoint": [
                "local failure free survival at 12 months: 71 %",
                "metastasis free survival at 12 months: 48 %",
            ]
        },
    ),
    ("Intracranial relapse was diagnosed in 8% of patients.", {"endpoint": ["distant failure: 8 %"]}),
    ("Twelve men, 9%, had grade 2 cystitis.", {"endpoint": ["toxicity grade 2: 9 % (n = 12)"]}),
    ("Twelve men, or 9%, died of cancer.", {"endpoint": ["mortality: 9 % (n = 12)"]}),
    (
        "Overall, 17% of the cohort experienced an acute grade 2 genitourinary event.",
        {"endpoint": ["toxicity grade 2: 17 %"]},
    ),
    ("Local failure occurred in 12% of the study population.", {"endpoint": ["local failure: 12 %"]}),
    (
        "Symptomatic pneumonitis developed in 29 men (26 RTOG grade 2, 3 RTOG grade 3).",
        {
            "endpoint": [
                "toxicity: 29 patients",
                "toxicity grade 2: 26 patients",
                "toxicity grade 3: 3 patients",
            ]
        },
    ),
]

NOTHING = [
    "Stage III disease was present in 40% of the cohort.",
    "Lung tissue made up 96 per cent of the volume.",
    "Doses were converted to equivalent doses in 2-Gy fx.",
    "Toxicity was scored by the RTOG grades and the CTCAE.",
    "Local PFS and distant PFS were estimated by the method of Kaplan and Meier.",
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_states(text: str, wanted: dict[str, list[str]]) -> None:
    got = {kind: stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value")}
    assert {kind: found for kind, found in got.items() if found} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_states_nothing(text: str) -> None:
    assert records(text) == []
