"""Sentences as randomised and phase I-III trials write them: everything they state, and nothing else."""

import pytest
from sentence_cases import records, stated

CASES = [
    (
        "The hazard ratio for death was 0·68 (95·4% CI 0·47–0·98; p=0·02).",
        {"endpoint": ["mortality HR: 0.68 (0.47–0.98)"], "p_value": ["p = 0.02 (mortality)"]},
    ),
    (
        "The HR was 0·80 (CI 99·5% 0·6 to 1·1) for survival.",
        {"endpoint": ["overall survival HR: 0.8 (0.6–1.1)"]},
    ),
    (
        "Of the 265 patients accrued, 131 were randomised to Arm 1, 67 to Arm 2 and 66 to Arm 3.",
        {"cohort": ["265 patients", "131 patients", "67 patients", "66 patients"]},
    ),
    (
        "The control arm received 2 Gy/fraction to 70 Gy/35 fractions/7 weeks.",
        {"dose": ["70 Gy in 35 fractions of 2 Gy"]},
    ),
    (
        "Hyperfractionation (1.15 Gy/fraction, twice daily, to 80.5 Gy/70 fractions/7 weeks) was compared.",
        {"dose": ["80.5 Gy in 70 fractions of 1.15 Gy"]},
    ),
    (
        "Patients had 45 Gy to the pelvis followed by a 5.4-Gy boost to the tumour bed, all in 1.8-Gy fractions.",
        {"dose": ["45 Gy of 1.8 Gy", "5.4 Gy of 1.8 Gy"]},
    ),
    (
        "Eleven treatment-related deaths occurred in the high-dose arm compared with two in the standard-dose arm.",
        {"endpoint": ["mortality: 11 patients", "mortality: 2 patients"]},
    ),
    (
        "No case of plexopathy was observed, and grade 3 skin toxicity occurred in 2.5%.",
        {"endpoint": ["toxicity: 0 patients", "toxicity grade 3: 2.5 %"]},
    ),
    (
        "No patient had pneumonitis or oesophagitis of grade 3 or higher.",
        {"endpoint": ["toxicity grade ≥ 3: 0 patients"]},
    ),
    (
        "A margin-negative resection was possible in 88% of all resected patients.",
        {"endpoint": ["other: 88 %"]},
    ),
    (
        "In all, 38 and 48 local recurrences were recorded.",
        {"endpoint": ["local failure: 38 lesions", "local failure: 48 lesions"]},
    ),
    (
        "Complete response was seen in 20 patients and 4 patients had stable disease.",
        {"endpoint": ["complete response: 20 patients", "stable disease: 4 patients"]},
    ),
    (
        "Partial response was noted in 4 and 3 patients, while 2 patients in each arm had progressive disease.",
        {
            "endpoint": [
                "partial response: 4 patients",
                "partial response: 3 patients",
                "progressive disease: 2 patients",
            ]
        },
    ),
    (
        "Local recurrence occurred in 5 patients in arm A and 12 patients in arm B.",
        {"endpoint": ["local failure: 5 patients", "local failure: 12 patients"]},
    ),
    (
        "The primary endpoint was time to local treatment failure.",
        {"endpoint": ["primary endpoint: local failure"]},
    ),
    (
        "At a median follow-up of 5 years, the primary endpoint event occurred in 79 patients.",
        {"cohort": ["79 patients"], "endpoint": ["median follow up: 5 years"]},
    ),
    (
        "The primary end point was cognitive deterioration (decline >1 SD from baseline at 3 months) in participants who completed the 3-month assessments.",
        {"endpoint": ["primary endpoint: other at 3 months"]},
    ),
    (
        "The incidence of grade 3 or 4 oesophagitis was 29% and 25% in Groups I and II, respectively.",
        {"endpoint": ["toxicity grade 3–4: 29 %", "toxicity grade 3–4: 25 %"]},
    ),
    (
        "Grade 3 and 4 oesophagitis was seen in 29% and 5%, respectively.",
        {"endpoint": ["toxicity grade 3: 29 %", "toxicity grade 4: 5 %"]},
    ),
    (
        "Two-year rates of cystectomy were 11.4% and 16.8% (P=0.07).",
        {
            "endpoint": ["other at 24 months: 11.4 %", "other at 24 months: 16.8 %"],
            "p_value": ["p = 0.07 (other)"],
        },
    ),
    (
        "Lymph-node field relapse occurred in 23 (21%) of 109 patients.",
        {"endpoint": ["regional failure: 21 % (23 of 109)"]},
    ),
    (
        "DLTs were duodenal ulcer (grade 3, n = 2) and gastric perforation (grade 4, n = 1).",
        {"endpoint": ["toxicity grade 3: 2 patients", "toxicity grade 4: 1 patients"]},
    ),
    (
        "One of six patients at dose level 2 and two of four at dose level 3 experienced a DLT.",
        {"endpoint": ["toxicity: 1 patients of 6", "toxicity: 2 patients of 4"]},
    ),
    (
        "Locoregional disease-free survival at 2 years was 67%. With a median follow-up of 69.9 months, the hazard ratio was 0.68 (95% CI, 0.48 to 0.96; P=0.03).",
        {
            "endpoint": [
                "locoregional control at 24 months: 67 %",
                "median follow up: 69.9 months",
                "locoregional control HR: 0.68 (0.48–0.96)",
            ],
            "p_value": ["p = 0.03 (locoregional control)"],
        },
    ),
    (
        "Median survival was 30 months in the twice-daily group versus 25 months in the once-daily group (hazard ratio for death in the once daily group 1·18 [95% CI 0·95–1·45]; p=0·14).",
        {
            "endpoint": [
                "median overall survival: 30 months",
                "median overall survival: 25 months",
                "overall survival HR: 1.18 (0.95–1.45)",
            ],
            "p_value": ["p = 0.14 (overall survival)"],
        },
    ),
    (
        "Fifty (45%, 95% CI 36–55) of 110 patients in the chemoradiotherapy group and 38 (35%, 26–44) of 109 in the radiotherapy group obtained dysphagia relief.",
        {"endpoint": ["other: 45 % (36–55) (50 of 110)", "other: 35 % (26–44) (38 of 109)"]},
    ),
    (
        "Fifty (45%) of 110 patients in the chemoradiotherapy group and 38 (35%) of 109 in the radiotherapy group had grade 3 mucositis.",
        {"endpoint": ["toxicity grade 3: 45 % (50 of 110)", "toxicity grade 3: 35 % (38 of 109)"]},
    ),
    (
        "118 (28%) patients allocated to surgery and 135 (32%) allocated to radiotherapy had a local recurrence.",
        {"endpoint": ["local failure: 28 % (n = 118)", "local failure: 32 % (n = 135)"]},
    ),
    (
        "116 (45%) of 258 patients and 134 (51%) of 263 patients, respectively, had an overall pain response to treatment.",
        {"endpoint": ["pain response: 45 % (116 of 258)", "pain response: 51 % (134 of 263)"]},
    ),
    (
        "For patients with a negative resection margin, 10-year survival was 50% versus 40%.",
        {"endpoint": ["overall survival at 120 months: 50 %", "overall survival at 120 months: 40 %"]},
    ),
    (
        "The primary end point was 3-year grade 2-3 breast induration assuming noninferiority regarding locoregional recurrence.",
        {"endpoint": ["primary endpoint: toxicity grade 2–3 at 36 months"]},
    ),
    (
        "Leukopenia (48.9%) and neutropenia (45.7%) were the most common grade 3 or 4 adverse events during chemoradiotherapy.",
        {"endpoint": ["toxicity grade 3–4: 48.9 %", "toxicity grade 3–4: 45.7 %"]},
    ),
    (
        "Nausea (45%) was the most common toxicity and grade 3 events were rare.",
        {"endpoint": ["toxicity: 45 %"]},
    ),
    (
        "Of 424 patients, 360 (85%) consented to the QOL study, of whom 313 (88%) completed baseline assessments.",
        {"cohort": ["424 patients", "360 patients", "313 patients"]},
    ),
    (
        "Twelve (10%) of 110 patients (95% CI 5–16) died.",
        {"endpoint": ["mortality: 10 % (5–16) (12 of 110)"]},
    ),
    (
        "Local recurrence was 1·3% (95% CI 0·2–2·3; n=5) with and 4·1% (2·4–5·7; n=26) without radiotherapy.",
        {"endpoint": ["local failure: 1.3 % (0.2–2.3) (n = 5)", "local failure: 4.1 % (2.4–5.7) (n = 26)"]},
    ),
    (
        "Five-year survival was better in women (61%, 95% CI 50-70; n=120) than in men (45%, 40-55; n = 80).",
        {
            "cohort": ["120 patients", "80 patients"],
            "endpoint": [
                "overall survival at 60 months: 61 % (50–70)",
                "overall survival at 60 months: 45 % (40–55)",
            ],
        },
    ),
    (
        "89 women died; eight of 49 patients allocated to no radiotherapy and four of 40 assigned to radiotherapy died from breast cancer.",
        {
            "endpoint": [
                "mortality: 89 patients",
                "mortality: 8 patients of 49",
                "mortality: 4 patients of 40",
            ]
        },
    ),
    (
        "Long-term toxicities, including cardiac deaths (1.8% v 0.6%), were minimal.",
        {"endpoint": ["mortality: 1.8 %", "mortality: 0.6 %"]},
    ),
    (
        "Of these, 848 were analyzable.",
        {"cohort": ["848 patients"]},
    ),
]

NOTHING = [
    "To be acceptable, an arm had to achieve a 2-year PFS of 85% or greater.",
    "The regimen would be declared promising if 2-year survival exceeded 60%.",
    "Non-inferiority was established if the difference in 5-year local recurrence was less than 2.5%.",
    "The experimental arm had to reach a 2-year survival of 60% to be taken forward.",
    "Lung cancer makes up 13% of all cancers.",
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_states(text: str, wanted: dict[str, list[str]]) -> None:
    got = {kind: stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value")}
    assert {kind: found for kind, found in got.items() if found} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_states_nothing(text: str) -> None:
    assert records(text) == []
