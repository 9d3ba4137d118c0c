"""What results sections say across sentences and headings, and figures in them that are no results."""

import pytest
from sentence_cases import stated

from extractor.assembly import extract
from extractor.describe import values
from extractor.reading import read

CASES = [
    (
        "The 3-year local control was 88%. Small lesions did better than large ones (94% vs 78%, p = 0.02).",
        {
            "endpoint": ["local control at 36 months: 88 %", "local control: 94 %", "local control: 78 %"],
            "p_value": ["p = 0.02 (local control)"],
        },
    ),
    (
        "Two-year local control was 85%. For lesions above 4 cm, the rate was 73%.",
        {"endpoint": ["local control at 24 months: 85 %", "local control: 73 %"]},
    ),
    (
        "Local recurrence arose in 12 women (9%). The corresponding figures after surgery were 21 women (16%).",
        {"endpoint": ["local failure: 9 % (n = 12)", "local failure: 16 % (n = 21)"]},
    ),
    (
        "Overall survival was analysed. Only KPS was significant on multivariate analysis (HR 2.1, p = 0.002).",
        {"endpoint": ["overall survival HR: 2.1"], "p_value": ["p = 0.002 (overall survival)"]},
    ),
    (
        "In the model for local control, size (HR 2.4, 1.5–3.9; p < 0.001) retained significance.",
        {"endpoint": ["local control HR: 2.4 (1.5–3.9)"], "p_value": ["p < 0.001 (local control)"]},
    ),
    (
        "Grade 2 dermatitis occurred in 22 women (31%).",
        {"endpoint": ["toxicity grade 2: 31 % (n = 22)"]},
    ),
    ("Younger women had a better prognosis (p = 0.004).", {"p_value": ["p = 0.004 (overall survival)"]}),
    (
        "The survival curves parted after 2 years (p = 0.02).",
        {"p_value": ["p = 0.02 (overall survival)"]},
    ),
    ("Sixty percent of failures were local.", {"endpoint": ["local failure: 60 %"]}),
    ("Local failure accounted for 34% of all failures.", {"endpoint": ["local failure: 34 %"]}),
    (
        "Twenty patients relapsed: 12 (24%) in arm A and 8 (16%) in arm B.",
        {
            "endpoint": [
                "recurrence: 20 patients",
                "recurrence: 24 % (n = 12)",
                "recurrence: 16 % (n = 8)",
            ]
        },
    ),
    (
        "Complications included pneumonia in n = 22 and urinary tract infection in n = 6.",
        {"endpoint": ["toxicity: 22 patients", "toxicity: 6 patients"]},
    ),
    (
        "An involved circumferential margin was 4% after the long course vs 13% after the short course.",
        {"endpoint": ["other: 4 %", "other: 13 %"]},
    ),
    (
        "In that trial 30% of men presented with acute rectal reactions of grade 2 or greater.",
        {"endpoint": ["toxicity grade ≥ 2: 30 %"]},
    ),
    (
        "Complete response was seen in 8 lesions, partial response in 15 and progression in 2.",
        {
            "endpoint": [
                "complete response: 8 lesions",
                "partial response: 15 lesions",
                "progressive disease: 2 lesions",
            ]
        },
    ),
    (
        "Twelve were alive without disease, 9 alive with disease and 20 dead of disease.",
        {"endpoint": ["other: 12 patients", "other: 9 patients", "mortality: 20 patients"]},
    ),
    (
        "Up to 40% of patients with lung cancer will develop brain metastases.",
        {"endpoint": ["distant failure: 40 %"]},
    ),
    (
        "Complete and partial response rates were 12% and 40%.",
        {"endpoint": ["complete response: 12 %", "partial response: 40 %"]},
    ),
    (
        "Complete and partial responses were seen in 68%.",
        {"endpoint": ["response rate: 68 %"]},
    ),
    (
        "Thirty-one women (60%) had a complete and 12 (23%) a partial response.",
        {"endpoint": ["complete response: 60 % (n = 31)", "partial response: 23 % (n = 12)"]},
    ),
    (
        "Overall, 23% experienced grade 3 and 4% grade 4 acute toxicity.",
        {"endpoint": ["toxicity grade 3: 23 %", "toxicity grade 4: 4 %"]},
    ),
    (
        "Dermatitis was grade 0 in 6%, grade 1 in 48% and grade 2 in 38%.",
        {"endpoint": ["toxicity grade 0: 6 %", "toxicity grade 1: 48 %", "toxicity grade 2: 38 %"]},
    ),
    ("27% of patients developed new lung metastases.", {"endpoint": ["distant failure: 27 %"]}),
    ("Neither local nor regional relapses were seen.", {"endpoint": ["local failure: 0 patients"]}),
    ("Scores were available for 98/103 (95%) in arm B.", {"cohort": ["98 patients", "103 patients"]}),
    ("284/307 patients completed treatment.", {"cohort": ["284 patients", "307 patients"]}),
    ("Ninety-two percent of patients (37/40) completed treatment.", {"cohort": ["37 patients"]}),
    ("Blood of tumour patients (n = 512) was drawn.", {"cohort": ["512 patients"]}),
    (
        "Central lesions received 60 Gy in eight (n = 20) or 50 Gy in five fractions (n = 12).",
        {
            "dose": ["60 Gy in 8 fractions", "50 Gy in 5 fractions"],
            "cohort": ["20 lesions", "12 lesions"],
        },
    ),
    ("Tumours were Ewing sarcoma (n = 3).", {"cohort": ["3 patients"]}),
    ("Late toxicity data were missing in 12 men (8%).", {"cohort": ["12 patients"]}),
    (
        "Rectal bleeding was associated with dose (V65 of 22% vs 15%, p = 0.02).",
        {"p_value": ["p = 0.02 (toxicity)"]},
    ),
    ("With an α/β of 10 for tumour and 3 Gy for late effects, the BED was 96 Gy.", {"dose": ["96 Gy BED"]}),
]

NOTHING = [
    "Weight loss carried a two-fold risk of dying.",
    "There was a 3-fold higher risk of death.",
    "Exclusion criteria were: 1) pregnancy; 6) organ failure; 7) infection.",
    "The study planned the inclusion of 100 patients.",
    "The largest trial (target N = 2000) is still open.",
    "Local control was similar after delayed surgery (6–8 weeks).",
    "The α/β ratio is 1.5–2 Gy for the prostate and 10 and 3 Gy for early and late tissue.",
    "At least CTC 2 diarrhea was less common.",
    "Those who developed brain metastases were irradiated.",
    "It was a safe treatment in 4 of the centres.",
]
"""Sentences near to those above that state none of the four."""

UNDER_HEADINGS = [
    (
        "Overall survival",
        "The median was 23.1 months in arm A and 18.4 months in arm B (p = 0.04).",
        [
            "median overall survival: 23.1 months",
            "median overall survival: 18.4 months",
            "p = 0.04 (overall survival)",
        ],
    ),
    (
        "Toxicity",
        "Grade 3 was recorded in 6 patients (8%) and grade 2 in 19 (25%).",
        ["toxicity grade 3: 8 % (n = 6)", "toxicity grade 2: 25 % (n = 19)"],
    ),
    (
        "Prognostic factors for local control",
        "On univariate analysis, size (p = 0.01) and age (p = 0.6) were tested.",
        ["p = 0.01 (local control)", "p = 0.6 (local control)"],
    ),
    ("Local control and survival", "The groups differed (p = 0.04).", ["p = 0.04"]),
    ("Patients", "The median was 63 years in arm A and 64 years in arm B.", []),
    ("Local control", "The median was 63 Gy in arm A.", ["median 63 Gy"]),
]

FRESH = "Late toxicity was mild. " + "Nothing else was done. " * 6


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_forms(text, wanted):
    kinds = ("dose", "cohort", "endpoint", "p_value")
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(text):
    assert not any(stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value"))


@pytest.mark.parametrize(("heading", "text", "wanted"), UNDER_HEADINGS)
def test_heading_says_what_is_measured(tmp_path, heading, text, wanted):
    path = tmp_path / "paper.txt"
    path.write_text(f"A trial of treatment\n\nResults\n\n{heading}\n\n{text}\n", encoding="utf8")
    assert [values(record) for record in extract(read(path))] == wanted


def test_an_endpoint_of_long_ago_is_not_tested():
    assert stated(FRESH + "The pulse wave slowed (p = 0.04).", "p_value") == ["p = 0.04"]
    assert stated("Late toxicity was mild. It did not differ (p = 0.04).", "p_value") == [
        "p = 0.04 (toxicity)"
    ]
