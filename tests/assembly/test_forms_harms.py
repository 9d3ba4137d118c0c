"""Sentences of papers on harm, function and quality of life: everything they state, and nothing else."""

import pytest
from sentence_cases import stated

CASES = [
    (
        "Overall, 61 (24%) women allocated to cream and 39 (15%) allocated to placebo had moist desquamation.",
        {"endpoint": ["toxicity: 24 % (n = 61)", "toxicity: 15 % (n = 39)"]},
    ),
    (
        "In all, 51 (40%) of 127 women and 33 (26%) of 129 women, respectively, developed late fibrosis.",
        {"endpoint": ["toxicity: 40 % (51 of 127)", "toxicity: 26 % (33 of 129)"]},
    ),
    ("In all, 51 (40%) of 127 women were allocated to bolus.", {"cohort": ["51 patients", "127 patients"]}),
    ("Three patients (4%) with interstitial lung disease died.", {"endpoint": ["mortality: 4 % (n = 3)"]}),
    (
        "Mean emotional functioning was 71.5 in the brachytherapy arm and 74.1 in the surgery arm.",
        {"endpoint": ["mean quality of life: 71.5", "mean quality of life: 74.1"]},
    ),
    (
        "Social functioning scores were 81 versus 77 (p = 0.04).",
        {
            "endpoint": ["mean quality of life: 81", "mean quality of life: 77"],
            "p_value": ["p = 0.04 (quality of life)"],
        },
    ),
    (
        "The mean IPSS was 8.1 before radiotherapy and 14.6 at three months.",
        {"endpoint": ["mean other at 3 months: 14.6"]},
    ),
    (
        "Median weight loss was 3.1 kg with the tube and 6.2 kg without it.",
        {"endpoint": ["median other: 3.1", "median other: 6.2"]},
    ),
    (
        "Deaths from cardiac disease were seen in 2% of the women after left-sided and 1% after right-sided irradiation.",
        {"endpoint": ["mortality: 2 %", "mortality: 1 %"]},
    ),
    (
        "The V30 of women with and without pneumonitis was 21% and 14% (p = 0.01).",
        {"p_value": ["p = 0.01 (toxicity)"]},
    ),
    ("Pneumonitis in women with a V30 above 20% was 14%.", {"endpoint": ["toxicity: 14 %"]}),
    (
        "The incidence of second cancers was raised (SIR 2.4, 95% CI 1.9–3.0).",
        {"endpoint": ["other RR: 2.4 (1.9–3)"]},
    ),
    (
        "Deaths from stroke exceeded those expected (SMR 3.1; 95% CI 1.8-5.2).",
        {"endpoint": ["mortality RR: 3.1 (1.8–5.2)"]},
    ),
    ("Morphine use fell by 50% or more in 24% of the patients.", {"endpoint": ["other: 24 %"]}),
    (
        "Trismus was present in 12% of patients before therapy and in 31% at two years.",
        {"endpoint": ["toxicity at 24 months: 31 %"]},
    ),
    ("Trismus was present in 31% of patients at two years.", {"endpoint": ["toxicity at 24 months: 31 %"]}),
    (
        "Congestive heart failure developed in 9 women (3%), a pacemaker was needed in 4 and growth hormone replacement in 3.",
        {"endpoint": ["toxicity: 3 % (n = 9)", "other: 4 patients", "other: 3 patients"]},
    ),
    (
        "The bowel domain score fell by a mean of 6.2 points at 12 months.",
        {"endpoint": ["mean quality of life at 12 months: 6.2"]},
    ),
    (
        "The median EPIC bowel score dropped from 88 to 79 at six months.",
        {"endpoint": ["median quality of life at 6 months: 79"]},
    ),
    ("The median IPSS rose from 6 to 13 at one month.", {"endpoint": ["median other at 1 months: 13"]}),
    (
        "Mean swallowing scores improved from 3.1 at presentation to 1.6 after treatment.",
        {"endpoint": ["mean other: 1.6"]},
    ),
    (
        "The mean pain score was 4.1 ± 2.0 with and 6.3 ± 2.2 without the rinse.",
        {"endpoint": ["mean other: 4.1", "mean other: 6.3"]},
    ),
    (
        "FACT-L scores changed by a mean of −2.3 (SD 11) after radiotherapy and −6.8 (SD 12) after surgery.",
        {"endpoint": ["mean quality of life: -2.3", "mean quality of life: -6.8"]},
    ),
    (
        "Late bladder complications were seen in 17 women (grade 1: 9, grade 2: 6, grade 3: 2).",
        {
            "endpoint": [
                "toxicity: 17 patients",
                "toxicity grade 1: 9 patients",
                "toxicity grade 2: 6 patients",
                "toxicity grade 3: 2 patients",
            ]
        },
    ),
    (
        "Hospital admission for dehydration was necessary in 11 patients (9%).",
        {"endpoint": ["other: 9 % (n = 11)"]},
    ),
    ("Dehydration was seen in 11 patients (9%).", {"endpoint": ["toxicity: 9 % (n = 11)"]}),
    (
        "Liver function worsened with an increase of the Child-Pugh score by at least 2 points in 12% of patients.",
        {"endpoint": ["other: 12 %"]},
    ),
    ("A survey was mailed to 210 women; 171 (81%) responded.", {"cohort": ["210 patients", "171 patients"]}),
    ("The tumour responded in 171 patients (81%).", {"endpoint": ["response rate: 81 % (n = 171)"]}),
    (
        "The technique was associated with a 40% reduction in the odds of grade ≥2 dermatitis.",
        {"endpoint": ["difference toxicity grade ≥ 2: 40 %"]},
    ),
    ("Urinary continence was recovered in 12 of 30 men.", {"endpoint": ["other: 12 patients of 30"]}),
    (
        "Weight loss was seen in 21% of the patients, who lost more than 10% of their body weight.",
        {"endpoint": ["other: 21 %"]},
    ),
    ("The mean FEV1 declined by 6.1% at 12 months.", {"endpoint": ["difference other at 12 months: 6.1 %"]}),
    (
        "Global health status improved by 10 points in 32% of the patients.",
        {"endpoint": ["quality of life: 32 %"]},
    ),
    (
        "Symptomatic benefit was recorded for haemoptysis in 72% and cough in 48%.",
        {"endpoint": ["other: 72 %", "other: 48 %"]},
    ),
    ("Late haemoptysis was recorded in 2%.", {"endpoint": ["toxicity: 2 %"]}),
    (
        "Late bleeding of grade 2 was scored in 31/506 men.",
        {"endpoint": ["toxicity grade 2: 31 patients of 506"]},
    ),
    ("Grade ≥2 toxicity-free survival was 88% at 3 years.", {"endpoint": ["other at 36 months: 88 %"]}),
    ("Of the potent men, 59% remained potent at six years.", {"endpoint": ["other at 72 months: 59 %"]}),
]

NOTHING = [
    "The only late complication of grade 3 was a rectal ulcer.",
    "Patients with a pacemaker were excluded.",
    "Sexually active men were asked to answer.",
    "The V30 was 21% in women with and 14% in women without pneumonitis.",
    "Physical functioning was measured with 5 questions and scored from 0 to 100.",
    "Improvement was defined as a score lower by 10% or more.",
    "Trismus was present in 12% of patients before therapy.",
    "SUVmax fell from 12 to 5 after treatment.",
    "The schedule was changed from 4 to 2 courses.",
    "The AUA score returned to within 2 points of the start.",
    "Loss of more than 10% of the body weight was an exclusion criterion.",
    "Patients on use of opioids before treatment were asked again.",
]
"""Sentences near to those above that state none of the four."""


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_forms(text, wanted):
    kinds = ("dose", "cohort", "endpoint", "p_value")
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(text):
    assert not any(stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value"))
