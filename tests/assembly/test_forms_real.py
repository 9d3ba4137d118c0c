"""Forms of real discussions, introductions and methods: results restated, results of others, lists of endpoints."""

import pytest
from sentence_cases import stated

CASES = [
    (
        "The rate of III-IV grade toxicity was 14% vs 6%.",
        {"endpoint": ["toxicity grade 3–4: 14 %", "toxicity grade 3–4: 6 %"]},
    ),
    ("IV grade neutropenia occurred in 9% of patients.", {"endpoint": ["toxicity grade 4: 9 %"]}),
    ("Nausea of 1-2 grade was seen in 14 patients.", {"endpoint": ["toxicity grade 1–2: 14 patients"]}),
    (
        "The short course (5 x5Gy) is followed by immediate surgery.",
        {"dose": ["25 Gy in 5 fractions of 5 Gy"]},
    ),
    ("They received 25 x2 Gy before surgery.", {"dose": ["50 Gy in 25 fractions of 2 Gy"]}),
    (
        "Approximately 12% of patients show a pathological complete response.",
        {"endpoint": ["pathologic response: 12 %"]},
    ),
    (
        "Follow-up forms were available for 88/95 (92.6%) patients in trial A, 71/80 (88.8%) in trial B"
        " and 60/66 (90.9%) in trial C.",
        {
            "cohort": [
                "88 patients",
                "95 patients",
                "71 patients",
                "80 patients",
                "60 patients",
                "66 patients",
            ]
        },
    ),
    (
        "Questionnaires were available for 88/95 patients in trial A and similarly for 71/80 in trial B.",
        {"cohort": ["88 patients", "95 patients", "71 patients", "80 patients"]},
    ),
    (
        "Patients with high levels had a worse PFS [4.1 (95% CI: 2.9 - 5.3) vs. 11.8 (95% CI: 7.0 - 16.4 months); p = 0.02].",
        {
            "endpoint": [
                "median progression free survival: 4.1 months (2.9–5.3)",
                "median progression free survival: 11.8 months (7–16.4)",
            ],
            "p_value": ["p = 0.02 (progression free survival)"],
        },
    ),
    (
        "Eleven patients achieved disease control (PR = 12.5%, SD = 62.5%).",
        {
            "endpoint": [
                "disease control: 11 patients",
                "partial response: 12.5 %",
                "stable disease: 62.5 %",
            ]
        },
    ),
    (
        "Secondary endpoints included: 1) local control; 2) incidence of grade II-IV and III-IV acute toxicity;"
        " 3) quality of life; and 4) relapse and overall survival.",
        {
            "endpoint": [
                "secondary endpoint: local control",
                "secondary endpoint: toxicity grade 2–4",
                "secondary endpoint: toxicity grade 3–4",
                "secondary endpoint: quality of life",
                "secondary endpoint: recurrence",
                "secondary endpoint: overall survival",
            ]
        },
    ),
    (
        "A reduction of mucositis was observed in response to zinc supplements (p = 0.03).",
        {"p_value": ["p = 0.03 (toxicity)"]},
    ),
    (
        "Two patients had signs and symptoms of pericarditis.",
        {"endpoint": ["toxicity: 2 patients"]},
    ),
    (
        "A total of 23 neoplasms were resected in 21 patients.",
        {"cohort": ["23 lesions", "21 patients"]},
    ),
    (
        "The primary endpoint was local control; survival at 2 years was 60%.",
        {"endpoint": ["primary endpoint: local control", "overall survival at 24 months: 60 %"]},
    ),
    (
        "A meta-analysis of 14 trials with 3200 patients showed an absolute survival benefit of 4.5% at 5 years.",
        {
            "cohort": ["14 studies", "3200 patients"],
            "endpoint": ["difference overall survival at 60 months: 4.5 %"],
        },
    ),
    (
        "A series of 88 patients showed a local control of 90%.",
        {"cohort": ["88 patients"], "endpoint": ["local control: 90 %"]},
    ),
    (
        "A trial including 224 patients showed superior local control (90% vs 80%).",
        {"cohort": ["224 patients"], "endpoint": ["local control: 90 %", "local control: 80 %"]},
    ),
    (
        "In this series, 14 patients showed progression.",
        {"cohort": [], "endpoint": ["progressive disease: 14 patients"]},
    ),
    (
        "The differences between our study and the trial which reported a 30% local failure rate are of interest.",
        {"endpoint": ["local failure: 30 %"]},
    ),
    ("During follow-up, 412 events (i.e., deaths) occurred.", {"endpoint": ["mortality: 412 patients"]}),
    ("In the second group, 97 events (deaths) were recorded.", {"endpoint": ["mortality: 97 patients"]}),
    (
        "There was an absolute difference of 5% in local control.",
        {"endpoint": ["difference local control: 5 %"]},
    ),
    (
        "With 40 events (28 deaths), median survival was not reached.",
        {"endpoint": ["mortality: 28 patients", "median overall survival: not reached"]},
    ),
    (
        "Twelve events (8 deaths and 4 relapses) were seen.",
        {"endpoint": ["mortality: 8 patients", "recurrence: 4 patients"]},
    ),
    ("The best response was SD in 30% of patients.", {"endpoint": ["stable disease: 30 %"]}),
    (
        "Eighty patients on drugs for the prevention of stroke were randomly assigned to A (N = 41) or B (N = 39).",
        {"cohort": ["80 patients", "41 patients", "39 patients"], "endpoint": []},
    ),
]
NOTHING = [
    "The retention rate was 96%.",
    "From baseline to 8 weeks [baseline % (SD) vs 8 weeks % (SD)] more of them knew of it.",
    "Roughly one in ten patients shows a complete response.",
    "The field was 10 x10 cm.",
    "Long survival [>5 years] is rare.",
    "Delayed surgery after an interval [6-8 weeks] gave no better survival.",
    "The primary outcome will be presented as a proportion with its interval.",
    "The tumours were III grade gliomas.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_states(text, expected):
    assert {kind: stated(text, kind) for kind in expected} == expected


@pytest.mark.parametrize("text", NOTHING)
def test_states_nothing(text):
    assert [stated(text, kind) for kind in ("endpoint", "cohort", "dose")] == [[], [], []]
