"""What labellers settled on beyond the contract, in sentences of our own."""

import pytest
from sentence_cases import fails, stated

CASES = [
    ("dose", "Patients had 18 to 60 Gy in one to 20 fractions.", ["18–60 Gy in 1–20 fractions"]),
    (
        "dose",
        "Doses went from 20 Gy in 4 fractions to 55 Gy in 22 fractions.",
        ["20 Gy in 4 fractions", "55 Gy in 22 fractions"],
    ),
    (
        "dose",
        "Doses ranged from 20 Gy in 4 fractions to 55 Gy in 22 fractions.",
        ["20 Gy in 4 fractions", "55 Gy in 22 fractions"],
    ),
    ("dose", "They received five-fraction SBRT.", ["5 fractions, sbrt"]),
    (
        "dose",
        "Control was better with BED ≥ 100 Gy than with BED < 100 Gy.",
        ["≥ 100 Gy BED", "< 100 Gy BED"],
    ),
    ("dose", "This is equivalent to 62 Gy in 2-Gy fractions.", ["62 Gy EQD2 of 2 Gy EQD2"]),
    (
        "dose",
        "Whole-breast radiotherapy of 40 Gy in 15 fractions was compared with 26 Gy in five fractions.",
        ["40 Gy in 15 fractions", "26 Gy in 5 fractions"],
    ),
    (
        "dose",
        "Patients were randomised to 70 Gy in 35 fractions or 60 Gy in 20 fractions.",
        ["70 Gy in 35 fractions", "60 Gy in 20 fractions"],
    ),
    (
        "dose",
        "A boost of 10 Gy in five fractions followed 50 Gy in 25 fractions.",
        ["10 Gy in 5 fractions", "50 Gy in 25 fractions"],
    ),
    (
        "dose",
        "The 45- and 55-Gy cohorts did not differ.",
        [],
    ),
    ("dose", "The maximum dose to the spinal cord was 45 Gy.", []),
    ("dose", "Temozolomide 75 mg/m² was given with 60 Gy.", ["60 Gy"]),
    (
        "cohort",
        "Of 88 patients, 40 received surgery and 48 received radiotherapy.",
        ["88 patients", "40 patients", "48 patients"],
    ),
    (
        "cohort",
        "Between 2004 and 2010, 512 men were randomly assigned to surgery (n=256) or radiotherapy (n=256).",
        ["512 patients", "256 patients", "256 patients"],
    ),
    ("cohort", "A total of 57 patients with 71 tumours were treated.", ["57 patients", "71 lesions"]),
    ("cohort", "Eligible patients had one to three brain metastases.", []),
    ("cohort", "Twelve patients died.", []),
    ("cohort", "The target accrual was 200 patients.", []),
    ("endpoint", "No unexpected toxicity was seen.", []),
    (
        "endpoint",
        "Grade 3/4 neutropenia was 12% and 8%.",
        ["toxicity grade 3: 12 %", "toxicity grade 4: 8 %"],
    ),
    ("endpoint", "Grade 3/4 neutropenia occurred in 12% of patients.", ["toxicity grade 3–4: 12 %"]),
    ("endpoint", "Severe mucositis occurred in 12% of patients.", ["toxicity: 12 %"]),
    ("endpoint", "Two patients died of fatal pneumonia.", ["mortality: 2 patients"]),
    ("endpoint", "Median time to local progression was 12 months.", ["median local failure: 12 months"]),
    ("endpoint", "Brain relapse occurred in 9% of patients.", ["distant failure: 9 %"]),
    ("endpoint", "Freedom from local progression at 2 years was 87%.", ["local control at 24 months: 87 %"]),
    ("endpoint", "Clinical benefit was seen in 62% of patients.", ["disease control: 62 %"]),
    (
        "endpoint",
        "A feeding tube was placed in 12 patients.",
        ["other: 12 patients"],
    ),
    ("endpoint", "Grade 5 toxicity occurred in one patient.", ["toxicity grade 5: 1 patients"]),
    (
        "endpoint",
        "The hazard ratio for death was 0.80 (0.66-0.97) and for progression 0.70 (0.58-0.85).",
        ["mortality HR: 0.8 (0.66–0.97)", "progressive disease HR: 0.7 (0.58–0.85)"],
    ),
    (
        "endpoint",
        "Median OS was 18.0 months in arm A and 15.1 months in arm B.",
        ["median overall survival: 18 months", "median overall survival: 15.1 months"],
    ),
    (
        "endpoint",
        "Overall, 45 patients (51%) relapsed locally, 20 (23%) had distant metastases and 10 died.",
        ["local failure: 51 % (n = 45)", "distant failure: 23 % (n = 20)", "mortality: 10 patients"],
    ),
    (
        "endpoint",
        "Late grade 2, 3 and 4 toxicity was seen in 10%, 4% and 1% of patients.",
        ["toxicity grade 2: 10 %", "toxicity grade 3: 4 %", "toxicity grade 4: 1 %"],
    ),
    (
        "endpoint",
        "With a median follow-up of 5 years, local control was 92%.",
        ["median follow up: 5 years", "local control at 60 months: 92 %"],
    ),
    ("endpoint", "Half of the patients were alive at 2 years.", []),
    ("endpoint", "Acute toxicity of grade 3 or worse was rare (2%).", ["toxicity grade ≥ 3: 2 %"]),
    ("endpoint", "The study was designed to show an improvement in 2-year survival from 40% to 55%.", []),
    ("endpoint", "Pneumonitis of grade 2 or more was higher with higher V20 (p=0.01).", []),
    (
        "endpoint",
        "Survival at 1, 2 and 5 years was 88%, 70% and 41% in arm A and 80%, 55% and 30% in arm B.",
        [
            "overall survival at 12 months: 88 %",
            "overall survival at 24 months: 70 %",
            "overall survival at 60 months: 41 %",
            "overall survival at 12 months: 80 %",
            "overall survival at 24 months: 55 %",
            "overall survival at 60 months: 30 %",
        ],
    ),
    (
        "endpoint",
        "The 5-year incidence of local recurrence was 3.2% (95% CI 2.1 to 4.6) versus 4.0% (2.8 to 5.5).",
        ["local failure at 60 months: 3.2 % (2.1–4.6)", "local failure at 60 months: 4 % (2.8–5.5)"],
    ),
    (
        "endpoint",
        "Two-year OS and PFS were 60% and 35%.",
        ["overall survival at 24 months: 60 %", "progression free survival at 24 months: 35 %"],
    ),
    (
        "endpoint",
        "At 2 years overall survival was 56% and 12% were smokers.",
        ["overall survival at 24 months: 56 %"],
    ),
    (
        "p_value",
        "Median OS was 14 vs 11 months (HR 0.8; 95% CI 0.6-1.0; P = .05).",
        ["p = 0.05 (overall survival)"],
    ),
    ("p_value", "Compliance was better with weekly treatment (p=0.02).", ["p = 0.02"]),
    (
        "p_value",
        "P-values ranged from 0.02 to 0.04 for local control.",
        ["p = 0.02 (local control)", "p = 0.04 (local control)"],
    ),
    ("p_value", "Factors with P < .10 were considered for the model.", []),
    (
        "p_value",
        "Survival (p=0.01) but not local control (p=0.4) differed.",
        ["p = 0.01 (overall survival)", "p = 0.4 (local control)"],
    ),
    pytest.param(
        "endpoint",
        "The primary outcome was time to local progression, with overall survival as a secondary outcome.",
        ["primary endpoint: local failure", "secondary endpoint: overall survival"],
        marks=fails("two declarations in one sentence cross"),
    ),
    (
        "endpoint",
        "Primary endpoints were 1- and 2-year local control.",
        ["primary endpoint: local control at 12 months", "primary endpoint: local control at 24 months"],
    ),
]


@pytest.mark.parametrize(("kind", "text", "wanted"), CASES)
def test_rules_of_thumb(kind, text, wanted):
    assert stated(text, kind) == wanted
