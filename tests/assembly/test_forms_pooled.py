"""What pooled analyses, registries, children's trials and reviews of other studies say, and what states no result."""

import pytest
from sentence_cases import stated

CASES = [
    (
        "The 5-year survival difference was –4.7% (95% CI, –10.3% to 0.8%).",
        {"endpoint": ["difference overall survival at 60 months: -4.7 % (-10.3–0.8)"]},
    ),
    ("Survival was 45% (range, 30 –45%).", {"endpoint": ["overall survival: 45 %"]}),
    (
        "Survival (arm A –45%, arm B –50%) was alike.",
        {"endpoint": ["overall survival: 45 %", "overall survival: 50 %"]},
    ),
    (
        "Leukaemia-free survival at 2 years was 51% for patients in first complete remission (CR1) and 28% for those in CR2.",
        {
            "endpoint": [
                "disease free survival at 24 months: 51 %",
                "disease free survival at 24 months: 28 %",
            ]
        },
    ),
    (
        "Salvage yielded a second complete remission in 7 patients.",
        {"endpoint": ["complete response: 7 patients"]},
    ),
    (
        "The risk of second cancers was raised (SIR 13.1; 95% CI 10.2–16.9).",
        {"endpoint": ["other RR: 13.1 (10.2–16.9)"]},
    ),
    (
        "The standardized mortality ratio was 2.8 (95% CI 2.1–3.7).",
        {"endpoint": ["mortality RR: 2.8 (2.1–3.7)"]},
    ),
    ("SIR radiotherapy was given to 12 patients.", {"cohort": ["12 patients"]}),
    ("A later team treated 38 children with a second course of radiotherapy.", {"cohort": ["38 patients"]}),
    ("A second course was needed in 8% of the children.", {"endpoint": ["other: 8 %"]}),
    ("The median duration of improvement was 3.5 months.", {"endpoint": ["median other: 3.5 months"]}),
    (
        "Toxicity was more frequent in the 30 Gy than in the 20 Gy group (8.7% versus 2.9%).",
        {"endpoint": ["toxicity: 8.7 %", "toxicity: 2.9 %"]},
    ),
    (
        "Patients received 30 Gy, and in the 20 Gy group survival was 50%.",
        {"dose": ["30 Gy"], "endpoint": ["overall survival: 50 %"]},
    ),
    ("They received 12 Gy in six fractions, lungs shielded to 9 Gy.", {"dose": ["12 Gy in 6 fractions"]}),
    ("Data of 10 801 women in 17 trials were obtained.", {"cohort": ["10801 patients", "17 studies"]}),
    (
        "Five-year relative survival rose from 48% (95% CI 44-52) in 1995-1998 to 57% (53-61) in 2004-2006.",
        {
            "endpoint": [
                "overall survival at 60 months: 48 % (44–52)",
                "overall survival at 60 months: 57 % (53–61)",
            ]
        },
    ),
    (
        "Five-year survival fell from 48% in 1995 to 37% in 2004.",
        {"endpoint": ["overall survival at 60 months: 48 %", "overall survival at 60 months: 37 %"]},
    ),
    (
        "Resection (HR 2.9, 95% CI 1.4–6.0, p = 0.004) and grade (HR 2.1; p = 0.03) influenced PFS.",
        {
            "endpoint": ["progression free survival HR: 2.9 (1.4–6)", "progression free survival HR: 2.1"],
            "p_value": ["p = 0.004 (progression free survival)", "p = 0.03 (progression free survival)"],
        },
    ),
    ("Twelve children relapsed at the primary site.", {"endpoint": ["local failure: 12 patients"]}),
    ("Five patients developed spinal seeding.", {"endpoint": ["distant failure: 5 patients"]}),
    (
        "At 3 months, 12 of 30 patients reported no pain.",
        {"endpoint": ["pain response at 3 months: 12 patients of 30"]},
    ),
    (
        "The median time from diagnosis to relapse was 1.1 years.",
        {"endpoint": ["median time to progression: 1.1 years"]},
    ),
    (
        "The median interval from surgery to local recurrence was 14 months.",
        {"endpoint": ["median local failure: 14 months"]},
    ),
    (
        "Life-threatening toxic effects of any type were seen in 61 patients treated with CHOP alone and 40 treated with both.",
        {"endpoint": ["toxicity: 61 patients", "toxicity: 40 patients"]},
    ),
    (
        "Relapse was seen in 21 patients given CHOP and in 14 patients given both.",
        {"endpoint": ["recurrence: 21 patients", "recurrence: 14 patients"]},
    ),
    (
        "Survival did not differ between 61 patients treated with A and 40 treated with B.",
        {"cohort": ["61 patients", "40 patients"]},
    ),
    (
        "We studied 61 patients treated with A and 40 treated with B.",
        {"cohort": ["61 patients", "40 patients"]},
    ),
    (
        "One series (n = 62) reported local control of 80% at 2 years.",
        {"cohort": ["62 patients"], "endpoint": ["local control at 24 months: 80 %"]},
    ),
    (
        "The largest trial (62 patients) showed a 2-year overall survival of 80%.",
        {"cohort": ["62 patients"], "endpoint": ["overall survival at 24 months: 80 %"]},
    ),
    ("Relapses (n = 12) were observed in the lungs.", {"endpoint": ["recurrence: 12 patients"]}),
    ("In CESS 86, 177 patients were treated.", {"cohort": ["177 patients"]}),
    ("In HIT 91 the 3-year survival was 65%.", {"endpoint": ["overall survival at 36 months: 65 %"]}),
    ("Lung relapse was seen in 9%.", {"endpoint": ["distant failure: 9 %"]}),
    (
        "In 24 studies (1,103 lesions; 847 patients), the pooled incidence of radionecrosis was 6.5%.",
        {"cohort": ["24 studies", "1103 lesions", "847 patients"], "endpoint": ["toxicity: 6.5 %"]},
    ),
    (
        "Of the 94 long-term survivors, hypothyroidism was diagnosed in 13 (14%).",
        {"cohort": ["94 patients"], "endpoint": ["toxicity: 14 % (n = 13)"]},
    ),
    (
        "The response rate in 45 evaluable patients was 62%.",
        {"cohort": ["45 patients"], "endpoint": ["response rate: 62 %"]},
    ),
    (
        "Late toxicity was seen in 12 patients, and survival was 8%.",
        {"endpoint": ["toxicity: 12 patients", "overall survival: 8 %"]},
    ),
    (
        "Toxicity occurred in 25%, including 3 deaths (1.4%).",
        {"endpoint": ["toxicity: 25 %", "mortality: 1.4 % (n = 3)"]},
    ),
    (
        "There were 25 deaths (6.4%) and 17 local recurrences (4.3%).",
        {"endpoint": ["mortality: 6.4 % (n = 25)", "local failure: 4.3 % (n = 17)"]},
    ),
    (
        "Hearing loss of CTCAE v4.0 grade 3 had developed in 12 of 58 children.",
        {"endpoint": ["toxicity grade 3: 12 patients of 58"]},
    ),
    (
        "Late toxicity developed in 12 of 58 children, i.e. a 3-year cumulative incidence of 19%, and 24% at 5 years.",
        {
            "endpoint": [
                "toxicity: 12 patients of 58",
                "toxicity at 36 months: 19 %",
                "toxicity at 60 months: 24 %",
            ]
        },
    ),
    (
        "Overall survival was 73%. Black race (aOR, 0.79; 95% CI, 0.69–0.91) was associated with a lower likelihood of receiving brachytherapy.",
        {"endpoint": ["overall survival: 73 %"]},
    ),
    (
        "Overall survival was 73%. Use of radiotherapy was associated with a lower hazard (HR 0.79; 95% CI, 0.69–0.91).",
        {"endpoint": ["overall survival: 73 %", "overall survival HR: 0.79 (0.69–0.91)"]},
    ),
    (
        "Of 148 patients, 65 (43.9%) went on to resection.",
        {"cohort": ["148 patients"], "endpoint": ["other: 43.9 % (n = 65)"]},
    ),
    ("The median duration of relief was 12 weeks.", {"endpoint": ["median other: 12 weeks"]}),
    ("Progression to myeloma occurred in 21 patients.", {"endpoint": ["progressive disease: 21 patients"]}),
    (
        "Two patients developed acute leukemia and one died of pericarditis.",
        {"endpoint": ["other: 2 patients", "mortality: 1 patients"]},
    ),
    ("They had 2D or 3D radiotherapy (n = 30).", {"cohort": ["30 patients"]}),
    ("The median duration of clinical benefit was 70 weeks.", {"endpoint": ["median other: 70 weeks"]}),
    ("A new cancer was found in 7%.", {"endpoint": ["other: 7 %"]}),
    (
        "Radiotherapy did not improve five-year (90% vs. 96%) or ten-year (80% vs. 88%) overall survival.",
        {
            "endpoint": [
                "overall survival at 60 months: 90 %",
                "overall survival at 60 months: 96 %",
                "overall survival at 120 months: 80 %",
                "overall survival at 120 months: 88 %",
            ]
        },
    ),
    (
        "One-year (72% v 70%) and two-year (45% v 40%) survival did not differ.",
        {
            "endpoint": [
                "overall survival at 12 months: 72 %",
                "overall survival at 12 months: 70 %",
                "overall survival at 24 months: 45 %",
                "overall survival at 24 months: 40 %",
            ]
        },
    ),
    (
        "Survival was 70% at 5 years (60% in arm A vs 80% in arm B).",
        {
            "endpoint": [
                "overall survival at 60 months: 70 %",
                "overall survival at 60 months: 60 %",
                "overall survival at 60 months: 80 %",
            ]
        },
    ),
    ("A total of 1290 oligometastases were treated.", {"cohort": ["1290 lesions"]}),
    (
        "Event-free survival was 40%; on multivariate analysis poor histological response (RR 2.1) and bilateral disease (RR 1.7) carried a worse outlook.",
        {
            "endpoint": [
                "event free survival: 40 %",
                "event free survival RR: 2.1",
                "event free survival RR: 1.7",
            ]
        },
    ),
    (
        "Chemotherapy raised the pathologic complete response (OR 2.1, 95% CI 1.2-3.0) and survival (HR 0.8, 0.7-0.9).",
        {"endpoint": ["pathologic response OR: 2.1 (1.2–3)", "overall survival HR: 0.8 (0.7–0.9)"]},
    ),
]

NOTHING = [
    "The years 1995 to 2006 were studied.",
    "Patients in second remission were eligible.",
    "Grade 3 lesions were numbered 450 to 460.",
    "The annual incidence is 13,000 patients.",
    "Each year, 13,000 patients are diagnosed in the United States.",
    "Irradiation raised the hazard of heart failure by 2-fold to 6-fold.",
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_forms(text, wanted):
    kinds = ("dose", "cohort", "endpoint", "p_value")
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(text):
    assert not any(stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value"))
