"""Whole sentences of the forms that unseen papers write: everything they state, and nothing else."""

import pytest
from sentence_cases import stated

CASES = [
    (
        "There were 14 local, 9 regional and 21 distant failures.",
        {
            "endpoint": [
                "local failure: 14 lesions",
                "regional failure: 9 patients",
                "distant failure: 21 patients",
            ]
        },
    ),
    (
        "Eleven patients (23%) relapsed: 4 locally, 5 in the regional nodes and 2 at distant sites.",
        {
            "endpoint": [
                "recurrence: 23 % (n = 11)",
                "local failure: 4 patients",
                "regional failure: 5 patients",
                "distant failure: 2 patients",
            ]
        },
    ),
    (
        "The pattern of relapse was local in 9%, regional in 4% and distant in 21%.",
        {"endpoint": ["local failure: 9 %", "regional failure: 4 %", "distant failure: 21 %"]},
    ),
    (
        "Local (8%), regional (6%), and distant (22%) failures were recorded.",
        {"endpoint": ["local failure: 8 %", "regional failure: 6 %", "distant failure: 22 %"]},
    ),
    (
        "Twenty-nine patients (11.0%) developed symptomatic pneumonitis (26 grade 2, 3 grade 3).",
        {
            "endpoint": [
                "toxicity: 11 % (n = 29)",
                "toxicity grade 2: 26 patients",
                "toxicity grade 3: 3 patients",
            ]
        },
    ),
    (
        "Late toxicity was seen in 14 patients: 9 grade 1, 4 grade 2, and 1 grade 3.",
        {
            "endpoint": [
                "toxicity: 14 patients",
                "toxicity grade 1: 9 patients",
                "toxicity grade 2: 4 patients",
                "toxicity grade 3: 1 patients",
            ]
        },
    ),
    (
        "Sixteen patients had a locoregional recurrence (six after whole and 10 after partial irradiation).",
        {
            "endpoint": [
                "locoregional failure: 16 patients",
                "locoregional failure: 6 patients",
                "locoregional failure: 10 patients",
            ]
        },
    ),
    (
        "At 30 months, 27 patients (47%) were deceased, seven as a result of lung cancer and 20 as a result of other disease.",
        {
            "endpoint": [
                "mortality at 30 months: 47 % (n = 27)",
                "mortality at 30 months: 7 patients",
                "mortality at 30 months: 20 patients",
            ]
        },
    ),
    (
        "Eleven of the 54 patients died: 6 of progression, 2 of treatment-related complications, and 3 of unrelated causes.",
        {
            "endpoint": [
                "mortality: 11 patients of 54",
                "mortality: 6 patients",
                "mortality: 2 patients",
                "mortality: 3 patients",
            ]
        },
    ),
    (
        "Grade 3 colitis was seen in 18 (5%) vs 0 patients, and neutropenia in four (5%) vs none.",
        {
            "endpoint": [
                "toxicity grade 3: 5 % (n = 18)",
                "toxicity grade 3: 0 patients",
                "toxicity grade 3: 5 % (n = 4)",
                "toxicity grade 3: 0 patients",
            ]
        },
    ),
    (
        "There were more toxic deaths with the high dose (eight vs three patients).",
        {"endpoint": ["mortality: 8 patients", "mortality: 3 patients"]},
    ),
    (
        "Six patients in the surgery group died compared with one patient in the radiosurgery group.",
        {"endpoint": ["mortality: 6 patients", "mortality: 1 patients"]},
    ),
    (
        "The median OS was 12.6 months, and 2- and 5-year survival rates were 22.4% and 10.0%, respectively.",
        {
            "endpoint": [
                "median overall survival: 12.6 months",
                "overall survival at 24 months: 22.4 %",
                "overall survival at 60 months: 10 %",
            ]
        },
    ),
    (
        "Overall- and cancer-specific survival at 1, 2, and 3 years was 86%, 65%, 60%, and 93%, 88%, 87%, respectively.",
        {
            "endpoint": [
                "overall survival at 12 months: 86 %",
                "overall survival at 24 months: 65 %",
                "overall survival at 36 months: 60 %",
                "cancer specific survival at 12 months: 93 %",
                "cancer specific survival at 24 months: 88 %",
                "cancer specific survival at 36 months: 87 %",
            ]
        },
    ),
    (
        "Median OS for patients given concurrent therapy (19% of total) was 5.3 versus 5.6 months.",
        {"endpoint": ["median overall survival: 5.3 months", "median overall survival: 5.6 months"]},
    ),
    (
        "Median survival was 36.9 months (95% CI, 18.1-42.9), 34.0 (95% CI, 16.9-57.1), and 21.4 months (95% CI, 17.8-41.6), respectively.",
        {
            "endpoint": [
                "median overall survival: 36.9 months (18.1–42.9)",
                "median overall survival: 34 months (16.9–57.1)",
                "median overall survival: 21.4 months (17.8–41.6)",
            ]
        },
    ),
    (
        "Radiotherapy cut the local recurrence rate from 26% to 12%.",
        {"endpoint": ["local failure: 26 %", "local failure: 12 %"]},
    ),
    ("The risk of any failure (local, regional, or distant) was 41%.", {"endpoint": ["recurrence: 41 %"]}),
    (
        "The response rate was 59%, and 29% were stable.",
        {"endpoint": ["response rate: 59 %", "stable disease: 29 %"]},
    ),
    (
        "The 5-year survival was 34%. It was 42% after complete resection and 38% with initial nodal disease.",
        {
            "endpoint": [
                "overall survival at 60 months: 34 %",
                "overall survival: 42 %",
                "overall survival: 38 %",
            ]
        },
    ),
    (
        "Nodal recurrence and distant metastasis were 8.8% and 14.7% in the first group and 11.7% and 16.7% in the second.",
        {
            "endpoint": [
                "regional failure: 8.8 %",
                "distant failure: 14.7 %",
                "regional failure: 11.7 %",
                "distant failure: 16.7 %",
            ]
        },
    ),
    (
        "The mean dysphagia score was higher with sparing (mean score 77.7 [SD 16.1] vs 70.6 [17.3]; mean difference 7.2 [95% CI 0.4-13.9]).",
        {"endpoint": ["mean other: 77.7", "mean other: 70.6", "difference other: 7.2 (0.4–13.9)"]},
    ),
    (
        "Dyspnea, cough and hoarseness had improved in 30%, 60%, and 25% of patients, respectively.",
        {"endpoint": ["other: 30 %", "other: 60 %", "other: 25 %"]},
    ),
    ("The most common presenting symptoms were dyspnea (100%) and cough (96%).", {}),
    ("A hazard ratio (HR) of less than 1 favoured adjuvant radiotherapy for survival.", {}),
    (
        "GI toxicity (grade 0-3) was 45%, 34%, 19% and 2% in one arm.",
        {
            "endpoint": [
                "toxicity grade 0: 45 %",
                "toxicity grade 1: 34 %",
                "toxicity grade 2: 19 %",
                "toxicity grade 3: 2 %",
            ]
        },
    ),
    (
        "The following grade 3 or worse toxicities were seen: nausea in 1 case, and neutropenia in 3 cases.",
        {"endpoint": ["toxicity grade ≥ 3: 1 patients", "toxicity grade ≥ 3: 3 patients"]},
    ),
    (
        "Two cases (2.2%) of clinical grade 2 pneumonitis were seen.",
        {"endpoint": ["toxicity grade 2: 2.2 % (n = 2)"]},
    ),
    (
        "Late toxicity was seen in 8 patients with grade 3 fibrosis (12%).",
        {"endpoint": ["toxicity grade 3: 12 % (n = 8)"]},
    ),
    (
        "Of 26 tumours, 57% of the lesions have not progressed.",
        {"cohort": ["26 lesions"], "endpoint": ["local control: 57 %"]},
    ),
    (
        "With 672 patients the study had 80% power to detect an increase in median survival from 14 to 21 months.",
        {},
    ),
    (
        "A total of 844 (97%) of 874 randomly assigned patients were analysed.",
        {"cohort": ["844 patients", "874 patients"]},
    ),
    (
        "Of the 109 tumors studied, 60 were Stage I (45 IA and 15 IB), 9 were Stage II, 30 were Stage III, 3 were Stage IV, and 7 were metastases.",
        {
            "cohort": [
                "109 lesions",
                "60 lesions",
                "45 lesions",
                "15 lesions",
                "9 lesions",
                "30 lesions",
                "3 lesions",
                "7 lesions",
            ]
        },
    ),
    (
        "We delivered SBRT to 27 patients, 13 with stage I and 14 with isolated recurrent disease.",
        {"cohort": ["27 patients", "13 patients", "14 patients"]},
    ),
    ("A total of 237 consecutive Stage III NSCLC patients were evaluated.", {"cohort": ["237 patients"]}),
    (
        "Of 320 patients randomized, 156 received arm A and 159 arm B.",
        {"cohort": ["320 patients", "156 patients", "159 patients"]},
    ),
    (
        "The trial was closed early after 240 of the planned 500 patients had been enrolled.",
        {"cohort": ["240 patients"]},
    ),
    (
        "Twenty publications met the inclusion criteria, reporting outcomes for 563 central lung tumours.",
        {"cohort": ["20 studies", "563 lesions"]},
    ),
    ("Safety was assessed in all patients who received at least one fraction of radiotherapy.", {}),
    ("The muscle outside the target had a mandatory 50 Gy mean dose constraint.", {}),
    (
        "Doses were 64.5 Gy for group 1 and 77.4 Gy for group 2, with fraction sizes of 2.15 Gy.",
        {"dose": ["64.5 Gy of 2.15 Gy", "77.4 Gy of 2.15 Gy"]},
    ),
    (
        "A median total dose of 60 Gy (range, 54-66 Gy) was delivered in 30 (range, 27-33) fractions.",
        {"dose": ["median 60 Gy in 30 fractions"]},
    ),
    ("The MLD was slightly lower (19 vs. 17.8 Gy; p = 0.06).", {"p_value": ["p = 0.06"]}),
    ("The median dose was 70 EQD2 Gy.", {"dose": ["median 70 Gy EQD2"]}),
    (
        "Control was better with a biologically equivalent tumour dose of at least 100 Gy.",
        {"dose": ["≥ 100 Gy BED"]},
    ),
    ("We advise escalation beyond a biologically effective dose of 35 Gy.", {"dose": ["> 35 Gy BED"]}),
    ("Radiation was 1.5 Gy b.i.d. to 45 Gy.", {"dose": ["45 Gy of 1.5 Gy"]}),
    (
        "Age (p = 0.01), KPS (p<0.001) and extracranial disease (p=0.002) were significant predictors of survival.",
        {
            "p_value": [
                "p = 0.01 (overall survival)",
                "p < 0.001 (overall survival)",
                "p = 0.002 (overall survival)",
            ]
        },
    ),
    (
        "A BED above 90 Gy improved local control (HR 0.42; p=0.003) and OS (HR 0.71; p=0.04).",
        {
            "dose": ["> 90 Gy BED"],
            "endpoint": ["local control HR: 0.42", "overall survival HR: 0.71"],
            "p_value": ["p = 0.003 (local control)", "p = 0.04 (overall survival)"],
        },
    ),
    (
        "Fifteen-year mortality was 30.5% vs 35.9% (2p=0.0002).",
        {
            "endpoint": ["mortality at 180 months: 30.5 %", "mortality at 180 months: 35.9 %"],
            "p_value": ["p = 0.0002 (mortality)"],
        },
    ),
    (
        "The difference was significant for overall (P = .03) and disease-free survival (P = .005).",
        {"p_value": ["p = 0.03 (overall survival)", "p = 0.005 (disease free survival)"]},
    ),
    (
        "Local failure was 7% vs 3%, distant failure 21% vs 29% and overall survival 83% vs 77% (p = 0.68, 0.54, and 0.56, respectively).",
        {
            "endpoint": [
                "local failure: 7 %",
                "local failure: 3 %",
                "distant failure: 21 %",
                "distant failure: 29 %",
                "overall survival: 83 %",
                "overall survival: 77 %",
            ],
            "p_value": [
                "p = 0.68 (local failure)",
                "p = 0.54 (distant failure)",
                "p = 0.56 (overall survival)",
            ],
        },
    ),
    (
        "Survival was 40%. Target volumes were smaller (98.7 vs. 86.2 mL; p < 0.0001).",
        {"endpoint": ["overall survival: 40 %"], "p_value": ["p < 0.0001"]},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_forms(text, wanted):
    kinds = ("dose", "cohort", "endpoint", "p_value")
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == wanted
