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
    (
        "Survival at 5, 10, and 15 years was 80%, 61%, and 40%. Freedom from relapse at the same intervals was 52%, 43%, and 39%.",
        {
            "endpoint": [
                "overall survival at 60 months: 80 %",
                "overall survival at 120 months: 61 %",
                "overall survival at 180 months: 40 %",
                "recurrence free survival at 60 months: 52 %",
                "recurrence free survival at 120 months: 43 %",
                "recurrence free survival at 180 months: 39 %",
            ]
        },
    ),
    (
        "The 5-year local, nodal, and distant failure-free rates were 84%, 93%, and 79%.",
        {
            "endpoint": [
                "local control at 60 months: 84 %",
                "regional control at 60 months: 93 %",
                "distant control at 60 months: 79 %",
            ]
        },
    ),
    (
        "Of 20 patients with local recurrence, 14 (70%) were surgically salvaged.",
        {"cohort": ["20 patients"], "endpoint": ["other: 70 % (n = 14)"]},
    ),
    (
        "Twenty-eight patients (17%) developed second primary malignancies, 8 of them in the lung.",
        {"endpoint": ["other: 17 % (n = 28)", "other: 8 patients"]},
    ),
    (
        "Eighty-one of 736 women had a recurrence in the treated breast (11%).",
        {"endpoint": ["local failure: 11 % (81 of 736)"]},
    ),
    (
        "Of 390 patients potent before treatment, 148 (38%) became impotent.",
        {"cohort": ["390 patients"], "endpoint": ["toxicity: 38 % (n = 148)"]},
    ),
    (
        "There have been 50 relapses, 38 of which occurred in the first three years.",
        {"endpoint": ["recurrence: 50 patients", "recurrence at 36 months: 38 patients"]},
    ),
    (
        "Tumor progression occurred in 9 patients at 1.5 to 13 years.",
        {"endpoint": ["progressive disease: 9 patients"]},
    ),
    (
        "Margin status (RR 2.9; P = 0.004) and dose (RR 2.1; P = 0.04) predicted local recurrence.",
        {
            "endpoint": ["local failure RR: 2.9", "local failure RR: 2.1"],
            "p_value": ["p = 0.004 (local failure)", "p = 0.04 (local failure)"],
        },
    ),
    (
        "The standardized mortality ratio was 1.7 (95% CI 1.2-2.4).",
        {"endpoint": ["mortality RR: 1.7 (1.2–2.4)"]},
    ),
    (
        "The predominant mode of relapse was local-regional (66% in Stage I-II and 81% in Stage III-IVA).",
        {"endpoint": ["locoregional failure: 66 %", "locoregional failure: 81 %"]},
    ),
    (
        "Itching disappeared in 41 of 55 patients.",
        {"cohort": [], "endpoint": ["other: 41 patients of 55"]},
    ),
    (
        "Surgery was undertaken in 29 patients with a mortality of 7%.",
        {"cohort": ["29 patients"], "endpoint": ["mortality: 7 %"]},
    ),
    (
        "There were 22 stage IB, 49 stage IIB, and 7 stage IVA disease.",
        {"cohort": ["22 patients", "49 patients", "7 patients"]},
    ),
    (
        "Half of the patients (50%) had recurrence; 60 in the T-position, 12 in the N-position and 20 in both.",
        {
            "endpoint": [
                "recurrence: 50 %",
                "local failure: 60 patients",
                "regional failure: 12 patients",
                "locoregional failure: 20 patients",
            ]
        },
    ),
    (
        "There were 16 relapses (pleura 9, lung 5, mediastinum 2).",
        {
            "endpoint": [
                "recurrence: 16 patients",
                "distant failure: 9 patients",
                "distant failure: 5 patients",
                "regional failure: 2 patients",
            ]
        },
    ),
    (
        "Obliteration was confirmed by angiography in 41 of 58 AVMs (71%) at two years.",
        {"cohort": [], "endpoint": ["other at 24 months: 71 % (41 of 58)"]},
    ),
    (
        "Survival after relapse was 42% at 3 years. The temporal lobe damage rate at 2 and 5 years was 7.4% and 13.1%.",
        {
            "endpoint": [
                "survival after progression at 36 months: 42 %",
                "toxicity at 24 months: 7.4 %",
                "toxicity at 60 months: 13.1 %",
            ]
        },
    ),
    ("Hearing remained useful in 53%.", {"endpoint": ["other: 53 %"]}),
]
NOTHING = [
    ("Recurrence was confirmed by biopsy in 42% of the patients.", ("endpoint",)),
    ("The lung 4 and liver 5 phantoms were scanned.", ("endpoint",)),
    ("Age was the only factor predictive of relapse.", ("endpoint",)),
    ("A 2 stage procedure was used.", ("cohort",)),
    ("The technique became obsolete in 12% of the centres.", ("endpoint",)),
    ("Pain was present before treatment in 12 patients.", ("endpoint",)),
    ("Twelve patients had a recurrent tumour treated again.", ("endpoint",)),
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
