"""Rates, medians and ratios with their times, intervals and arms: whole sentences and what they state."""

import pytest
from sentence_cases import stated

CASES = [
    (
        "On multivariate analysis, BED above 100 Gy (HR 0.42; 95% CI 0.22-0.81) and tumour size (HR 1.31 per cm; 95% CI 1.10-1.56) were independent predictors of local failure.",
        ["local failure HR: 0.42 (0.22–0.81)", "local failure HR: 1.31 (1.1–1.56)"],
    ),
    (
        "Concomitant chemotherapy gave an absolute survival benefit of 4.5% at 5 years (from 27.7% to 32.2%).",
        [
            "difference overall survival at 60 months: 4.5 %",
            "overall survival at 60 months: 27.7 %",
            "overall survival at 60 months: 32.2 %",
        ],
    ),
    (
        "Hazard ratios were 0.91 (0.76-1.10) for overall survival and 0.79 (0.66-0.95) for progression-free survival.",
        ["overall survival HR: 0.91 (0.76–1.1)", "progression free survival HR: 0.79 (0.66–0.95)"],
    ),
    (
        "A pooled HR of 0.83 (95% CI 0.74 to 0.93) for OS and of 0.73 (0.64 to 0.83) for DFS was found.",
        ["overall survival HR: 0.83 (0.74–0.93)", "disease free survival HR: 0.73 (0.64–0.83)"],
    ),
    (
        "Rates at 1 and 2 years were 91% and 83% for local control and 76% and 49% for overall survival.",
        [
            "local control at 12 months: 91 %",
            "local control at 24 months: 83 %",
            "overall survival at 12 months: 76 %",
            "overall survival at 24 months: 49 %",
        ],
    ),
    (
        "The medians were 6.9 months for progression-free survival and 14.6 months for overall survival.",
        ["median progression free survival: 6.9 months", "median overall survival: 14.6 months"],
    ),
    (
        "The hazard ratio for OS was 0.87 (95% CI 0.72-1.05) and for PFS 0.74 (95% CI 0.62-0.88).",
        ["overall survival HR: 0.87 (0.72–1.05)", "progression free survival HR: 0.74 (0.62–0.88)"],
    ),
    (
        "No survival benefit was detected (HR 1.04, 95% CI 0.90-1.20).",
        ["overall survival HR: 1.04 (0.9–1.2)"],
    ),
    (
        "Three-year survival for complete and partial responders was 58% and 22%, respectively.",
        ["overall survival at 36 months: 58 %", "overall survival at 36 months: 22 %"],
    ),
    (
        "Five-year survival in patients with complete response was 61% compared with 22% in those with partial response.",
        ["overall survival at 60 months: 61 %", "overall survival at 60 months: 22 %"],
    ),
    (
        "The overall 5-year survival for patients with and without local failure was 18% and 46%.",
        ["overall survival at 60 months: 18 %", "overall survival at 60 months: 46 %"],
    ),
    (
        "The 5-year overall survival of patients with local recurrence was 22%.",
        ["overall survival at 60 months: 22 %"],
    ),
    (
        "Median survival was 12 months from diagnosis and 5 months from recurrence.",
        ["median overall survival: 12 months", "median overall survival: 5 months"],
    ),
    (
        "No difference was found in 5-year survival between the groups (44% and 46%).",
        ["overall survival at 60 months: 44 %", "overall survival at 60 months: 46 %"],
    ),
    (
        "Reported 5-year local control rates range between 75 and 90%.",
        ["local control at 60 months: 75 %", "local control at 60 months: 90 %"],
    ),
    (
        "Median survival was 17.1 months with 1-year, 2-year and 3-year survival rates of 64%, 35% and 24%, respectively.",
        [
            "median overall survival: 17.1 months",
            "overall survival at 12 months: 64 %",
            "overall survival at 24 months: 35 %",
            "overall survival at 36 months: 24 %",
        ],
    ),
    (
        "1-, 2-, 3-year OS: 81%, 60%, 46%; PFS: 55%, 34%, 25%.",
        [
            "overall survival at 12 months: 81 %",
            "overall survival at 24 months: 60 %",
            "overall survival at 36 months: 46 %",
            "progression free survival at 12 months: 55 %",
            "progression free survival at 24 months: 34 %",
            "progression free survival at 36 months: 25 %",
        ],
    ),
    (
        "Cause-specific survival was 91%, 84% and 77% and overall survival 83%, 66% and 49% at 2, 5 and 10 years.",
        [
            "cancer specific survival at 24 months: 91 %",
            "cancer specific survival at 60 months: 84 %",
            "cancer specific survival at 120 months: 77 %",
            "overall survival at 24 months: 83 %",
            "overall survival at 60 months: 66 %",
            "overall survival at 120 months: 49 %",
        ],
    ),
    (
        "Five-year survival was 40 ± 5% for group 1 and 28 ± 4% for group 2.",
        ["overall survival at 60 months: 40 %", "overall survival at 60 months: 28 %"],
    ),
    (
        "In the SBRT arm 2-year freedom from local progression was 89%, compared with 65% in the standard arm.",
        ["local control at 24 months: 89 %", "local control at 24 months: 65 %"],
    ),
    (
        "The addition of cetuximab increased median duration of locoregional control from 14.9 to 24.4 months.",
        ["median locoregional control: 14.9 months", "median locoregional control: 24.4 months"],
    ),
    (
        "Factors predictive for OS were KPS (p<0.001; HR 2.3) and RPA class (p=0.01; HR 1.7).",
        ["overall survival HR: 2.3", "overall survival HR: 1.7"],
    ),
    (
        "The difference in local relapse was −0.3% (95% CI −1.0 to 0.9) for 27 Gy and −0.7% (−1.3 to 0.3) for 26 Gy.",
        ["difference local failure: -0.3 % (-1–0.9)", "difference local failure: -0.7 % (-1.3–0.3)"],
    ),
    (
        "This corresponded to a relative reduction of 32% in the risk of death.",
        ["difference mortality: 32 %"],
    ),
    (
        "An absolute improvement of 9% in 5-year overall survival was seen.",
        ["difference overall survival at 60 months: 9 %"],
    ),
    (
        "Median PFS was 8.1 (95% CI 6.7–9.5) months v 5.2 (4.8–6.0) months.",
        [
            "median progression free survival: 8.1 months (6.7–9.5)",
            "median progression free survival: 5.2 months (4.8–6)",
        ],
    ),
    (
        "Of the patients, 81% survived 1 year and 52% survived 3 years.",
        ["overall survival at 12 months: 81 %", "overall survival at 36 months: 52 %"],
    ),
    (
        "Median OS was 19 months (range, 2-84 months); 24 months for stage III and 11 months for stage IV.",
        [
            "median overall survival: 19 months",
            "median overall survival: 24 months",
            "median overall survival: 11 months",
        ],
    ),
    (
        "Local control was 96% at 1 year (95% CI 92–99), 91% at 2 years (85–96) and 87% at 3 years (79–93).",
        [
            "local control at 12 months: 96 % (92–99)",
            "local control at 24 months: 91 % (85–96)",
            "local control at 36 months: 87 % (79–93)",
        ],
    ),
    (
        "Local control was 97% (1 yr), 92% (2 yr) and 88% (3 yr).",
        [
            "local control at 12 months: 97 %",
            "local control at 24 months: 92 %",
            "local control at 36 months: 88 %",
        ],
    ),
    (
        "The median time to PSA failure was 3.9 years and the median time to distant metastasis 5.1 years.",
        ["median biochemical failure: 3.9 years", "median distant failure: 5.1 years"],
    ),
    (
        "The younger had longer PFS (HR, 0.46; 95% CI, 0.30-0.71) than the older, but not OS (HR, 0.91; 95% CI, 0.70-1.18).",
        ["progression free survival HR: 0.46 (0.3–0.71)", "overall survival HR: 0.91 (0.7–1.18)"],
    ),
    ("Average follow-up was 3.4 years (range: 0.5 to 11 years).", ["mean follow up: 3.4 years"]),
    (
        "The survival advantage of 6.3% at 5 years was maintained at 10 years.",
        ["difference overall survival at 60 months: 6.3 %"],
    ),
    (
        "Partial response (volume reduction of more than 50%) was measured in 72 patients (22.6%).",
        ["partial response: 22.6 % (n = 72)"],
    ),
    (
        "Non-inferiority was shown for local control (difference 1.1%, 90% CI -2.3 to 4.5; margin 7%).",
        ["difference local control: 1.1 % (-2.3–4.5)"],
    ),
    (
        "Female sex (hazard ratio 0.71, 95% CI 0.55 to 0.92) and weight loss <5% (0.74, 0.58 to 0.94) were favourable prognostic factors for survival.",
        ["overall survival HR: 0.71 (0.55–0.92)", "overall survival HR: 0.74 (0.58–0.94)"],
    ),
    (
        "Late toxicity of grade 3 was found in 2.2% of patients without previous deficits.",
        ["toxicity grade 3: 2.2 %"],
    ),
    (
        "At last follow-up (median 44 months), 61% of patients were alive without disease.",
        ["median follow up: 44 months", "other at 44 months: 61 %"],
    ),
    ("Local control was achieved in 92% of all lesions.", ["local control: 92 %"]),
    ("A V20 above 30% predicted pneumonitis (OR 2.8, 95% CI 1.4-5.6).", ["toxicity OR: 2.8 (1.4–5.6)"]),
    (
        "Death was due to local progression in 31% and to distant disease in 52%.",
        ["mortality: 31 %", "mortality: 52 %"],
    ),
    (
        "The survival gain at 2 years was 7% (95% CI 1-13%).",
        ["difference overall survival at 24 months: 7 % (1–13)"],
    ),
    ("Failure was local in 62% and distant in 38%.", ["local failure: 62 %", "distant failure: 38 %"]),
    (
        "Patients with a local recurrence had a 5-year survival of 34% after the event.",
        ["overall survival at 60 months: 34 %"],
    ),
]

NOTHING = [
    "Weight loss of >10% was associated with poorer survival.",
    "Tumours were larger than 5 cm in 38% of patients with local failure.",
    "Local control was similar after short radiotherapy with delayed surgery (6–8 weeks).",
    "Progressive disease was an increase of at least 20% in the sum of the longest diameters.",
    "Biochemical failure was considered to have occurred if the PSA rose by at least 50% above the nadir.",
    "The lower limit of the 95% CI for 1-year survival was estimated to be 35%.",
    "Survival was calculated for the 84% of patients with complete data.",
    "Assessments of late toxicity were available for 98 of 103 patients (95%).",
    "The 2-year survival status was known for 97% of the patients.",
    "NTCP for pneumonitis was 8% with photons and 4% with protons.",
    "A 5-year survival below 20% would have stopped the trial.",
    "The target 2-year survival in the control arm was 35%.",
    "Chemotherapy was withheld in case of grade 3 toxicity and resumed at 75% of the dose.",
    "Local recurrence risk estimated by the nomogram was 12% (range 4-31%).",
    "Recurrence was confirmed by biopsy in 42% of cases.",
    "Of the relapses, 62% were treated with surgery and 38% with chemotherapy.",
    "Mean bladder V50 was 31% in patients with late toxicity and 24% in those without.",
    "Patients with pneumonitis had a median V20 of 31% compared with 22% in those without.",
    "At randomisation 44% had pain and 21% dyspnoea.",
    "Salvage radiotherapy was given for local recurrence in 38% and as adjuvant in 62%.",
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_sentence_states_its_values(text, expected):
    assert stated(text, "endpoint") == expected


@pytest.mark.parametrize("text", NOTHING, ids=[text[:40] for text in NOTHING])
def test_no_value_is_stated(text):
    assert stated(text, "endpoint") == []
