"""Cohorts and p-values in the forms that unseen papers write: what they state, and nothing else of their kind."""

import pytest
from sentence_cases import stated

COHORTS = [
    (
        "Sixty patients had stage I, 24 stage II and 11 stage III disease.",
        ["60 patients", "24 patients", "11 patients"],
    ),
    (
        "The tumour was stage I in 14, stage II in 27, and stage III in 22 patients.",
        ["14 patients", "27 patients", "22 patients"],
    ),
    (
        "Performance status was 0 in 31 patients, 1 in 44 and 2 in eight.",
        ["31 patients", "44 patients", "8 patients"],
    ),
    (
        "Cisplatin was given to 35 patients before and to 14 after irradiation.",
        ["35 patients", "14 patients"],
    ),
    ("Fifty patients were randomised to each arm.", ["50 patients"]),
    (
        "The first 18 patients had 40 Gy and the next 21 patients 45 Gy.",
        ["18 patients", "21 patients"],
    ),
    ("The planned sample size was 300, but the trial closed after 141 patients.", ["141 patients"]),
    (
        "Of 88 lesions, 50 were treated with a single fraction and 38 with fractionated radiosurgery.",
        ["88 lesions", "50 lesions", "38 lesions"],
    ),
    (
        "Four patients with a second primary were excluded, leaving 71 for analysis.",
        ["4 patients", "71 patients"],
    ),
    ("The series included 8 patients with trigeminal neuralgia.", ["8 patients"]),
    (
        "Twenty patients underwent lobectomy, 6 pneumonectomy and 4 wedge resection.",
        ["20 patients", "6 patients", "4 patients"],
    ),
    (
        "Treated tumours included 12 meningiomas and 9 pituitary adenomas.",
        ["12 lesions", "9 lesions"],
    ),
    ("In all, 96 treated breasts were analysed.", ["96 lesions"]),
    (
        "Twelve patients had brain metastases, 9 had bone metastases and 6 liver metastases.",
        ["12 patients", "9 patients", "6 patients"],
    ),
]

NO_COHORT = [
    "At least 45 patients per group were needed.",
    "Each arm was to include 150 patients.",
    "A total of 4,000 patients are planned to be enrolled.",
    "The study planned the inclusion of 120 patients.",
    "Cisplatin 75 mg m^−2 were given on day 1.",
    "A status of 0 or 1 on the Eastern Cooperative Oncology Group scale was asked for.",
    "Sequences had a TE/TR of 4/12 ms.",
    "The reagent (batch No.: 15596, Life) was used.",
]

P_VALUES = [
    (
        "Performance status and weight loss were predictive of survival (all p < 0.01).",
        ["p < 0.01 (overall survival)"],
    ),
    (
        "Local control was higher (91% vs 80%, p=0.01), and surgery significantly improved survival (p=0.03).",
        ["p = 0.01 (local control)", "p = 0.03 (overall survival)"],
    ),
    (
        "Local (p=0.01) but not distant control (p=0.6) was improved.",
        ["p = 0.01 (local control)", "p = 0.6 (distant control)"],
    ),
    ("Survival curves did not differ (P > 0.05).", ["p > 0.05 (overall survival)"]),
    ("Higher income was associated with a better prognosis (P = 0.01).", ["p = 0.01 (overall survival)"]),
    (
        "Biochemical control was better with 78 Gy (p = 0.01), yet there was no survival advantage (p = 0.7).",
        ["p = 0.01 (biochemical control)", "p = 0.7 (overall survival)"],
    ),
    (
        "Survival was better for patients with a KPS of 70 or more, with medians of 8.2 and 3.9 months (p = 0.001).",
        ["p = 0.001 (overall survival)"],
    ),
    (
        "The responders survived longer than non-responders: 20 v 9 months (P<0.001).",
        ["p < 0.001 (overall survival)"],
    ),
    (
        "Distant metastasis was commoner in patients with local recurrence than in those without (44% vs 18%, p=0.002).",
        ["p = 0.002 (distant failure)"],
    ),
    (
        "Hazard ratios were 0.71 (p=0.02) for relapse and 0.88 (p=0.3) for death.",
        ["p = 0.02 (recurrence)", "p = 0.3 (mortality)"],
    ),
    (
        "Margin status (p = 0.4), grade (p = 0.8) or boost dose (p=0.3) had no impact on local recurrence.",
        ["p = 0.4 (local failure)", "p = 0.8 (local failure)", "p = 0.3 (local failure)"],
    ),
    (
        "Factors affecting survival were KPS (p<0.001) and control of the primary tumour (p=0.01), while local control depended on dose (p=0.04).",
        ["p < 0.001 (overall survival)", "p = 0.01 (overall survival)", "p = 0.04 (local control)"],
    ),
    (
        "Predictors of OS included age (p = 0.02) and KPS (p<0.001); predictors of local failure included volume (p=0.03).",
        ["p = 0.02 (overall survival)", "p < 0.001 (overall survival)", "p = 0.03 (local failure)"],
    ),
    (
        "Local control was 90%. SUVmax fell from 12 to 5 (p<0.001).",
        ["p < 0.001"],
    ),
    (
        "Survival was 12 months. There were 40 centres. They met twice. Levels of the marker were raised (p=0.01).",
        ["p = 0.01"],
    ),
    ("Survival was better in arm A (p [log-rank] = 0.02).", ["p = 0.02 (overall survival)"]),
    ("Survival was better in arm A (P_log-rank = 0.01).", ["p = 0.01 (overall survival)"]),
    (
        "Survival was better in arm A (p-values between 0.01 and 0.04).",
        ["p = 0.01 (overall survival)", "p = 0.04 (overall survival)"],
    ),
    (
        "The groups were well balanced, and survival was the same (p = 0.4).",
        ["p = 0.4 (overall survival)"],
    ),
]

NO_P_VALUE = [
    "Variables with p<0.10 on univariate analysis were entered into the model.",
    "Factors reaching p<0.1 were tested in a Cox model.",
    "Variables that differed significantly (p < 0.05) were included in the analysis.",
    "A one-sided p of <0.015 was necessary to stop the study.",
    "Bold figures indicate p<0.05.",
    "All p < 0.05 were regarded as significant.",
]


@pytest.mark.parametrize(("text", "wanted"), COHORTS)
def test_cohorts(text, wanted):
    assert stated(text, "cohort") == wanted


@pytest.mark.parametrize("text", NO_COHORT)
def test_no_cohort(text):
    assert not stated(text, "cohort")


@pytest.mark.parametrize(("text", "wanted"), P_VALUES)
def test_p_values(text, wanted):
    assert stated(text, "p_value") == wanted


@pytest.mark.parametrize("text", NO_P_VALUE)
def test_no_p_value(text):
    assert not stated(text, "p_value")
