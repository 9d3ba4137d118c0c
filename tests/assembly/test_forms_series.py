"""Forms of retrospective series: patterns of failure, salvage, stages, factors and late events."""

import pytest
from sentence_cases import stated

CASES = [
    (
        "Of 52 relapses, 21 were at the primary site, 16 in the neck, 9 in the lung and 6 in both.",
        {
            "endpoint": [
                "recurrence: 52 patients",
                "local failure: 21 lesions",
                "regional failure: 16 patients",
                "distant failure: 9 patients",
                "recurrence: 6 patients",
            ]
        },
    ),
    (
        "Sixty-four women (24%) relapsed; 30 in the pelvis only, 25 at distant sites only, and 9 in both.",
        {
            "endpoint": [
                "recurrence: 24 % (n = 64)",
                "locoregional failure: 30 patients",
                "distant failure: 25 patients",
                "recurrence: 9 patients",
            ]
        },
    ),
    ("Pelvic nodal recurrence was seen in 11 patients.", {"endpoint": ["regional failure: 11 patients"]}),
    (
        "Seven patients required surgery for small bowel obstruction, and two of these died.",
        {"endpoint": ["toxicity: 7 patients", "mortality: 2 patients"]},
    ),
    (
        "Thirty of the 48 relapsing patients (63%) are alive without evidence of a second relapse.",
        {"endpoint": ["other: 63 % (30 of 48)"]},
    ),
    (
        "The rate of 5-year survival following salvage laryngectomy was 52%.",
        {"endpoint": ["overall survival at 60 months: 52 %"]},
    ),
    (
        "Overall survival was 82% after 5 years and 69% after 10 years, and metastasis-free survival 80% and 74%, respectively.",
        {
            "endpoint": [
                "overall survival at 60 months: 82 %",
                "overall survival at 120 months: 69 %",
                "metastasis free survival at 60 months: 80 %",
                "metastasis free survival at 120 months: 74 %",
            ]
        },
    ),
    (
        "Visual field defects improved in 20 of 54 patients (37%) and worsened in 3 (6%).",
        {"endpoint": ["other: 37 % (20 of 54)", "other: 6 % (n = 3)"]},
    ),
    (
        "Eight patients have developed acute leukemia and five developed a solid tumor.",
        {"endpoint": ["other: 8 patients", "other: 5 patients"]},
    ),
    (
        "The stage distribution was: T1, 28; T2, 71; T3, 60; and T4, 35.",
        {"cohort": ["28 patients", "71 patients", "60 patients", "35 patients"]},
    ),
    (
        "We treated 98 patients (55 men and 43 women), 74 postoperatively and 24 at progression.",
        {"cohort": ["98 patients", "55 patients", "43 patients", "74 patients", "24 patients"]},
    ),
    (
        "Eighty patients had one fraction a day (median dose, 67 Gy) and 102 had 1.2 Gy twice daily to a total of 74.4 Gy.",
        {"dose": ["median 67 Gy", "74.4 Gy of 1.2 Gy"]},
    ),
    ("The fractional dose at point A was 7 Gy.", {"dose": ["of 7 Gy"]}),
    (
        "Five-year survival was 44%. Significant prognostic factors were stage (p < 0.001), ureteric obstruction (p = 0.003) and response (p = 0.02).",
        {
            "endpoint": ["overall survival at 60 months: 44 %"],
            "p_value": [
                "p < 0.001 (overall survival)",
                "p = 0.003 (overall survival)",
                "p = 0.02 (overall survival)",
            ],
        },
    ),
    (
        "Women younger than 40 had a 10-year local recurrence rate of 21.8%.",
        {"endpoint": ["local failure at 120 months: 21.8 %"]},
    ),
]
NOTHING = [
    ("Patients younger than 45 had more local recurrences.", ("endpoint", "cohort")),
    ("We used 6 MV, 10 MV, and 18 MV photons.", ("endpoint", "cohort")),
    ("Acute leukemia was the diagnosis in 14 patients.", ("endpoint",)),
    ("Lymph nodes in the pelvis were irradiated in 12 patients.", ("endpoint",)),
    ("Survival after salvage surgery was not analysed.", ("endpoint",)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_states(text, expected):
    assert {kind: stated(text, kind) for kind in expected} == expected


@pytest.mark.parametrize(("text", "kinds"), NOTHING)
def test_states_nothing(text, kinds):
    assert {kind: stated(text, kind) for kind in kinds} == {kind: [] for kind in kinds}
