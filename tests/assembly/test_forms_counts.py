"""Whole sentences that count events and harms: everything they state, and nothing else."""

import pytest
from sentence_cases import stated

CASES = [
    (
        "Late toxicity of grade 3 or above was rare (three patients).",
        {"endpoint": ["toxicity grade ≥ 3: 3 patients"]},
    ),
    (
        "One patient experienced a rib fracture and two complained of chest wall pain.",
        {"endpoint": ["toxicity: 1 patients", "toxicity: 2 patients"]},
    ),
    (
        "Symptomatic brain necrosis requiring surgery occurred in three lesions.",
        {"endpoint": ["toxicity: 3 lesions"]},
    ),
    (
        "During follow-up 43 patients relapsed, including 12 who relapsed locally.",
        {"endpoint": ["recurrence: 43 patients", "local failure: 12 patients"]},
    ),
    (
        "Acute grade III vomiting was the only severe reaction (2 cases).",
        {"endpoint": ["toxicity grade 3: 2 patients"]},
    ),
    (
        "Ten patients (16%) had late toxicity: 6 with grade 2 and 4 with grade 3.",
        {
            "endpoint": [
                "toxicity: 16 % (n = 10)",
                "toxicity grade 2: 6 patients",
                "toxicity grade 3: 4 patients",
            ]
        },
    ),
    (
        "Five patients developed radiation pneumonitis (grade 2 in 4, grade 3 in 1).",
        {
            "endpoint": [
                "toxicity: 5 patients",
                "toxicity grade 2: 4 patients",
                "toxicity grade 3: 1 patients",
            ]
        },
    ),
    (
        "Urinary incontinence was reported by 3 v 8 men at 2 years.",
        {"endpoint": ["toxicity at 24 months: 3 patients", "toxicity at 24 months: 8 patients"]},
    ),
    (
        "Two patients in the 60 Gy arm and none in the 50 Gy arm had a spinal cord injury.",
        {"endpoint": ["toxicity: 2 patients", "toxicity: 0 patients"]},
    ),
    ("Neither fistula nor perforation was seen.", {"endpoint": ["toxicity: 0 patients"]}),
    (
        "One patient had grade 4 pneumonitis, and another patient had a fatal tracheo-oesophageal fistula.",
        {"endpoint": ["toxicity grade 4: 1 patients", "mortality: 1 patients"]},
    ),
    (
        "Dermatitis G1, G2 and G3 occurred in 45%, 30% and 4% of patients.",
        {"endpoint": ["toxicity grade 1: 45 %", "toxicity grade 2: 30 %", "toxicity grade 3: 4 %"]},
    ),
    (
        "At the time of analysis, 29 patients were alive without disease, 4 alive with disease and 17 dead.",
        {"endpoint": ["other: 29 patients", "other: 4 patients", "mortality: 17 patients"]},
    ),
    (
        "Only 3% of patients suffered late grade 3 bladder morbidity, and no fistulae occurred.",
        {"endpoint": ["toxicity grade 3: 3 %", "toxicity: 0 patients"]},
    ),
    (
        "There were 14 grade 3 and 3 grade 4 events.",
        {"endpoint": ["toxicity grade 3: 14 patients", "toxicity grade 4: 3 patients"]},
    ),
    (
        "Six patients had a total of nine grade 3 events.",
        {"endpoint": ["toxicity grade 3: 6 patients", "toxicity grade 3: 9 patients"]},
    ),
    (
        "Five (11.4%) of the 44 patients suffered from grade 2 and one (2.3%) from grade 3 radiation pneumonitis.",
        {"endpoint": ["toxicity grade 2: 11.4 % (5 of 44)", "toxicity grade 3: 2.3 % (n = 1)"]},
    ),
    (
        "In group A, 6 patients died from cancer and 2 from other causes; in group B, 9 died from cancer and none from other causes.",
        {
            "endpoint": [
                "mortality: 6 patients",
                "mortality: 2 patients",
                "mortality: 9 patients",
                "mortality: 0 patients",
            ]
        },
    ),
    (
        "Cause of death was tumour progression in 21 patients, intercurrent disease in 6 and treatment toxicity in 2.",
        {"endpoint": ["mortality: 21 patients", "mortality: 6 patients", "mortality: 2 patients"]},
    ),
    (
        "One death from neutropenic sepsis and one from myocardial infarction were recorded.",
        {"endpoint": ["mortality: 1 patients", "mortality: 1 patients"]},
    ),
    (
        "Acute toxicity scores (RTOG) were as follows: grade 0, 12 patients; grade 1, 23 patients; grade 2, 9 patients.",
        {
            "endpoint": [
                "toxicity grade 0: 12 patients",
                "toxicity grade 1: 23 patients",
                "toxicity grade 2: 9 patients",
            ]
        },
    ),
    (
        "Toxicities included grade 3 pain (n = 2), grade 2 fatigue (n = 7) and grade 1 nausea (n = 10).",
        {
            "endpoint": [
                "toxicity grade 3: 2 patients",
                "toxicity grade 2: 7 patients",
                "toxicity grade 1: 10 patients",
            ]
        },
    ),
    (
        "Seventeen patients (28%) reported at least one grade 2 toxicity, and 4 (7%) at least one grade 3 toxicity.",
        {"endpoint": ["toxicity grade 2: 28 % (n = 17)", "toxicity grade 3: 7 % (n = 4)"]},
    ),
    (
        "There were 2 cases of grade 3 and 1 case of grade 4 late toxicity.",
        {"endpoint": ["toxicity grade 3: 2 patients", "toxicity grade 4: 1 patients"]},
    ),
    (
        "The 5-year rates of late grade ≥2 and grade ≥3 rectal toxicity were 14% and 3%.",
        {"endpoint": ["toxicity grade ≥ 2 at 60 months: 14 %", "toxicity grade ≥ 3 at 60 months: 3 %"]},
    ),
    (
        "Twenty-one percent of men had CTCAE grade 2 and 2% grade 3 urinary toxicity.",
        {"endpoint": ["toxicity grade 2: 21 %", "toxicity grade 3: 2 %"]},
    ),
    (
        "At a median follow-up of 34 months, nine patients have developed metastases and three a local relapse.",
        {
            "endpoint": [
                "median follow up: 34 months",
                "distant failure at 34 months: 9 patients",
                "local failure at 34 months: 3 patients",
            ]
        },
    ),
    (
        "The treatment-related mortality rate was 2.9%; two patients died of oesophageal perforation and one of massive haemoptysis.",
        {"endpoint": ["mortality: 2.9 %", "mortality: 2 patients", "mortality: 1 patients"]},
    ),
    (
        "Thirty-one serious adverse events were reported in 27 patients.",
        {"endpoint": ["toxicity: 31 patients", "toxicity: 27 patients"]},
    ),
    (
        "Of those, 16 patients had grade 2 and four had grade 3 mucositis.",
        {"endpoint": ["toxicity grade 2: 16 patients", "toxicity grade 3: 4 patients"]},
    ),
    (
        "Post-operative complications occurred in 53% vs 23% of patients (p<0.001) with 2 fatal anastomotic leaks in the combined arm.",
        {
            "endpoint": ["toxicity: 53 %", "toxicity: 23 %", "mortality: 2 patients"],
            "p_value": ["p < 0.001 (toxicity)"],
        },
    ),
    (
        "Complete remission was achieved in 28/40 (70%), partial remission in 8/40 (20%) and no change in 4/40 (10%) patients.",
        {
            "endpoint": [
                "complete response: 70 % (28 of 40)",
                "partial response: 20 % (8 of 40)",
                "stable disease: 10 % (4 of 40)",
            ]
        },
    ),
    (
        "Acute toxicity was grade 1 in 40%, grade 2 in 35%, grade 3 in 8% and grade 4 in 0%.",
        {
            "endpoint": [
                "toxicity grade 1: 40 %",
                "toxicity grade 2: 35 %",
                "toxicity grade 3: 8 %",
                "toxicity grade 4: 0 %",
            ]
        },
    ),
    (
        "Late grade 3-4 toxicities were infrequent, with two cases of hip fracture and one of bowel perforation.",
        {"endpoint": ["toxicity grade 3–4: 2 patients", "toxicity grade 3–4: 1 patients"]},
    ),
    (
        "In a Swedish trial, 30% of patients presented with acute rectal reactions of grade 2 or greater and 37% with urinary reactions of grade 2 or greater.",
        {"endpoint": ["toxicity grade ≥ 2: 30 %", "toxicity grade ≥ 2: 37 %"]},
    ),
    (
        "Acute toxicity greater than grade 2 was seen in 11% of the patients.",
        {"endpoint": ["toxicity grade ≥ 3: 11 %"]},
    ),
    (
        "Local failure alone was found in 8 patients, distant failure alone in 21 and both in 6.",
        {"endpoint": ["local failure: 8 patients", "distant failure: 21 patients", "recurrence: 6 patients"]},
    ),
    (
        "Of the 24 patients with late effects, 18 had grade 1, 5 had grade 2 and 1 had grade 3 fibrosis.",
        {
            "cohort": ["24 patients"],
            "endpoint": [
                "toxicity grade 1: 18 patients",
                "toxicity grade 2: 5 patients",
                "toxicity grade 3: 1 patients",
            ],
        },
    ),
    (
        "Five of the 63 patients had grade 3 and two had grade 4 oesophagitis.",
        {"endpoint": ["toxicity grade 3: 5 patients of 63", "toxicity grade 4: 2 patients"]},
    ),
    (
        "Sixteen percent had grade 3 and 2% had grade 4 oesophagitis.",
        {"endpoint": ["toxicity grade 3: 16 %", "toxicity grade 4: 2 %"]},
    ),
    (
        "Grade 2 or 3 acute diarrhoea was experienced by 28% and 7% of the patients, respectively.",
        {"endpoint": ["toxicity grade 2: 28 %", "toxicity grade 3: 7 %"]},
    ),
    ("Fourteen patients had diabetes and nine had hypertension.", {"cohort": ["14 patients", "9 patients"]}),
    ("Five patients with previous local failure after surgery were included.", {"cohort": ["5 patients"]}),
    (
        "No clinically relevant (grade 3/4) toxicities were observed.",
        {"endpoint": ["toxicity grade 3–4: 0 patients"]},
    ),
    (
        "There were no serious (RTOG grade 3 or higher) complications.",
        {"endpoint": ["toxicity grade ≥ 3: 0 patients"]},
    ),
    (
        "Two patients in arm A (4%) and five in arm B (9%) had grade 3 pneumonitis.",
        {"endpoint": ["toxicity grade 3: 4 % (n = 2)", "toxicity grade 3: 9 % (n = 5)"]},
    ),
    (
        "Only 2 patients in H-Arm (1.8%) experienced grade 3 toxicity.",
        {"endpoint": ["toxicity grade 3: 1.8 % (n = 2)"]},
    ),
    ("We found a 5% rate of grade 2 acute bowel toxicity.", {"endpoint": ["toxicity grade 2: 5 %"]}),
    (
        "We found 5% of grade 2 acute bowel toxicity with no grade 3 toxicity.",
        {"endpoint": ["toxicity grade 2: 5 %", "toxicity grade 3: 0 patients"]},
    ),
    (
        "In all, 31 patients had died: 17 (25%) after radiotherapy and 14 (19.4%) after surgery.",
        {"endpoint": ["mortality: 31 patients", "mortality: 25 % (n = 17)", "mortality: 19.4 % (n = 14)"]},
    ),
    (
        "Moist desquamation was the most frequent reaction (19 patients).",
        {"endpoint": ["toxicity: 19 patients"]},
    ),
    (
        "Late grade 3 complications (n = 9) comprised four fistulas and two strictures.",
        {
            "endpoint": [
                "toxicity grade 3: 9 patients",
                "toxicity grade 3: 4 patients",
                "toxicity grade 3: 2 patients",
            ]
        },
    ),
    (
        "Grade 3 pain (n = 2) and grade 2 hiccup (3%) were noted.",
        {"endpoint": ["toxicity grade 3: 2 patients", "toxicity grade 2: 3 %"]},
    ),
    (
        "Rates of grade ≥2 and ≥3 toxicity were 14% and 3%.",
        {"endpoint": ["toxicity grade ≥ 2: 14 %", "toxicity grade ≥ 3: 3 %"]},
    ),
    (
        "Mucositis of G1, G2, and G3 was seen in 10%, 20% and 5%.",
        {"endpoint": ["toxicity grade 1: 10 %", "toxicity grade 2: 20 %", "toxicity grade 3: 5 %"]},
    ),
    (
        "Two patients in the boost group and none in the other groups died of sepsis.",
        {"endpoint": ["mortality: 2 patients", "mortality: 0 patients"]},
    ),
    ("Nine men with a previous local failure were enrolled.", {"cohort": ["9 patients"]}),
    ("Fourteen women had diabetes and nine had hypertension.", {"cohort": ["14 patients", "9 patients"]}),
    (
        "The numbers of patients with grade 3 or worse events were 14 and 9, respectively.",
        {"endpoint": ["toxicity grade ≥ 3: 14 patients", "toxicity grade ≥ 3: 9 patients"]},
    ),
    (
        "There were no significant (≥ grade 3) late toxicities.",
        {"endpoint": ["toxicity grade ≥ 3: 0 patients"]},
    ),
    ("Not a single case of grade 4 toxicity was observed.", {"endpoint": ["toxicity grade 4: 0 patients"]}),
    ("Late grade 3 toxicity was nil.", {"endpoint": ["toxicity grade 3: 0 patients"]}),
    (
        "None of the patients had more than grade 2 toxicity.",
        {"endpoint": ["toxicity grade ≥ 3: 0 patients"]},
    ),
    (
        "Rectal ulceration was found endoscopically in three men and telangiectasia in 11.",
        {"endpoint": ["toxicity: 3 patients", "toxicity: 11 patients"]},
    ),
    (
        "Distant metastases without local failure were seen in 22 patients.",
        {"endpoint": ["distant failure: 22 patients"]},
    ),
    (
        "There was no toxicity higher than grade 3 in either group.",
        {"endpoint": ["toxicity grade ≥ 4: 0 patients"]},
    ),
    (
        "The number of patients with grade 3 toxicity was 12 in arm A and 9 in arm B.",
        {"endpoint": ["toxicity grade 3: 12 patients", "toxicity grade 3: 9 patients"]},
    ),
    ("Late GI toxicity ≥ 2 was 6%.", {"endpoint": ["toxicity grade ≥ 2: 6 %"]}),
    ("One patient developed a fistula 8 months after treatment.", {"endpoint": ["toxicity: 1 patients"]}),
    ("Toxicity was grade 3 in one group (4%).", {"endpoint": ["toxicity grade 3: 4 %"]}),
]

NO_EVENTS = [
    ("WHO grade 3 glioma was found in 31 patients.", {"cohort": ["31 patients"]}),
    (
        "At presentation 24 patients had dysphagia and 11 had haemoptysis.",
        {"cohort": ["24 patients", "11 patients"]},
    ),
    (
        "Of 214 patients with local recurrence, 58 were referred for re-irradiation.",
        {"cohort": ["214 patients", "58 patients"]},
    ),
    ("Nine patients with distant metastases at diagnosis were excluded.", {"cohort": ["9 patients"]}),
    ("The grade of toxicity was scored by two physicians in 44 patients.", {"cohort": ["44 patients"]}),
    ("The number of fractions was reduced from 25 to 20 in 6 patients.", {"cohort": ["6 patients"]}),
    (
        "Twelve patients had received prior radiotherapy for a previous recurrence.",
        {"cohort": ["12 patients"]},
    ),
    ("Eighteen patients with pain at baseline were evaluated.", {"cohort": ["18 patients"]}),
    (
        "Late toxicity data were available for 210 of 244 patients.",
        {"cohort": ["210 patients", "244 patients"]},
    ),
    ("Two patients with skin grade 0 at baseline were not assessed.", {"cohort": ["2 patients"]}),
    ("Grade 1 differentiation was seen in 11 cases.", {"cohort": ["11 patients"]}),
    ("The V20 was above 30% in 9 patients.", {"cohort": ["9 patients"]}),
    (
        "There were 23 patients with stage III and 14 with stage IV disease.",
        {"cohort": ["23 patients", "14 patients"]},
    ),
    ("In 14 patients the dose was reduced because of comorbidity.", {"cohort": ["14 patients"]}),
    (
        "Twelve patients were treated for a local recurrence and 18 for a primary tumour.",
        {"cohort": ["12 patients", "18 patients"]},
    ),
    ("The two deaths in the control arm are discussed below.", {"endpoint": ["mortality: 2 patients"]}),
    ("Two patients with brain metastases had a craniotomy before radiosurgery.", {"cohort": ["2 patients"]}),
    ("Five patients complained of cough before treatment.", {"cohort": ["5 patients"]}),
    ("Late toxicity was assessed in a subset (45 patients).", {"cohort": ["45 patients"]}),
    ("Grade 3 differentiation (n = 12) was common.", {"cohort": ["12 patients"]}),
    ("Grade 2 patients (n = 4) were excluded.", {"cohort": ["4 patients"]}),
    ("There were grade 3 lesions (n = 4).", {"cohort": ["4 lesions"]}),
    ("12 patients died and 5 from each arm were reviewed.", {"endpoint": ["mortality: 12 patients"]}),
    (
        "Two patients died of sepsis and three of the remaining patients were lost.",
        {"cohort": ["3 patients"], "endpoint": ["mortality: 2 patients"]},
    ),
    ("Eight patients each in the two arms had surgery.", {"cohort": ["8 patients"]}),
]
"""Sentences near to those above whose numbers count people, or other events than they seem to."""

NOTHING = [
    "The median number of fractions given to patients was 12.",
    "There was no toxicity score higher than that of the control arm.",
    "Toxicity ≥ 20% was held to be too high.",
    "For grade 2 toxicity, capecitabine was reduced to 75% of the dose.",
    "For grade 2 toxicity the drug was reduced to 75% of the planned dose.",
    "Patients with grade 2 or worse peripheral neuropathy at baseline were excluded.",
    "Toxicity was graded according to RTOG/EORTC criteria and the CTCAE version 3.0.",
    "Dose reduction of 25% was required in case of grade 3 neutropenia.",
    "Treatment was withheld until toxicity resolved to grade 1 or less.",
    "Most tumours (78%) were grade 3.",
    "Pretreatment haematuria was present in 40% of patients.",
    "Dose-limiting toxicity was defined as any grade 4 toxicity or death within 30 days.",
    "Patients were seen for toxicity weekly during radiotherapy and at 6, 12 and 24 months thereafter.",
    "No difference in grade 3 toxicity was found between the arms.",
    "There was no increase in late toxicity.",
    "No prophylactic antiemetics were given.",
    "No patient received chemotherapy.",
    "No patient was lost to follow-up.",
    "None of the dose constraints was violated.",
    "Grade 3 toxicity was an independent predictor of survival.",
    "A score of 3 or more on the LENT-SOMA scale was regarded as severe.",
    "Severe toxicity is expected in fewer than 5% of the patients.",
    "The risk of osteoradionecrosis is of concern in this setting.",
    "The study would be stopped if three or more toxic deaths occurred.",
    "Any reaction occurring after 90 days was regarded as late toxicity.",
    "Patients in whom grade 3 mucositis developed had a longer hospital stay.",
    "Patients developing grade 3 diarrhoea were given loperamide.",
    "No patient had received previous radiotherapy to the pelvis.",
    "No patient had evidence of distant metastasis at staging.",
    "None of the patients had undergone surgery.",
    "None of the factors predicted pneumonitis.",
    "Patients without distant metastases were eligible.",
    "Grade 3 or worse toxicity was scored at each visit by two nurses.",
    "A grade 3 carcinoma was found in 40% of the cases.",
    "There was no significant increase in mortality.",
    "Complications can be avoided when fewer than three fractions a week are given.",
    "All were aged 18 or older with no pre-existing swallowing dysfunction at 3 centres.",
    "Swallowing was scored by two nurses (grade 3 or worse in a diary).",
]
"""Sentences near to those above that state none of the four."""


@pytest.mark.parametrize(("text", "wanted"), [*CASES, *NO_EVENTS])
def test_forms(text, wanted):
    kinds = ("dose", "cohort", "endpoint", "p_value")
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(text):
    assert not any(stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value"))
