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
        "Lung injury was noted in 17 of the treated men (12 grade 2, 5 grade 3).",
        {
            "endpoint": [
                "toxicity: 17 patients",
                "toxicity grade 2: 12 patients",
                "toxicity grade 3: 5 patients",
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
        "Fifteen women had a locoregional recurrence (seven after whole and eight after partial irradiation).",
        {
            "endpoint": [
                "locoregional failure: 15 patients",
                "locoregional failure: 7 patients",
                "locoregional failure: 8 patients",
            ]
        },
    ),
    (
        "At 42 months, 33 men (51%) had died, 14 from sarcoma and 19 from other illness.",
        {
            "endpoint": [
                "mortality at 42 months: 51 % (n = 33)",
                "mortality at 42 months: 14 patients",
                "mortality at 42 months: 19 patients",
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
        "Nine patients in the brachytherapy group relapsed compared with four patients in the implant group.",
        {"endpoint": ["recurrence: 9 patients", "recurrence: 4 patients"]},
    ),
    (
        "Median OS reached 13.4 months, and the 3- and 4-year survival rates were 31.5% and 17.2%.",
        {
            "endpoint": [
                "median overall survival: 13.4 months",
                "overall survival at 36 months: 31.5 %",
                "overall survival at 48 months: 17.2 %",
            ]
        },
    ),
    (
        "Overall- and cancer-specific survival at 2, 4, and 6 years was 82%, 71%, 63%, and 94%, 91%, 90%, respectively.",
        {
            "endpoint": [
                "overall survival at 24 months: 82 %",
                "overall survival at 48 months: 71 %",
                "overall survival at 72 months: 63 %",
                "cancer specific survival at 24 months: 94 %",
                "cancer specific survival at 48 months: 91 %",
                "cancer specific survival at 72 months: 90 %",
            ]
        },
    ),
    (
        "Median OS with the tablet (22% of the cohort) was 6.1 versus 6.8 months.",
        {"endpoint": ["median overall survival: 6.1 months", "median overall survival: 6.8 months"]},
    ),
    (
        "Median survival was 28.5 months (95% CI, 20.1-33.3), 25.2 (95% CI, 18.8-31.7), and 17.9 months (95% CI, 12.4-24.6).",
        {
            "endpoint": [
                "median overall survival: 28.5 months (20.1–33.3)",
                "median overall survival: 25.2 months (18.8–31.7)",
                "median overall survival: 17.9 months (12.4–24.6)",
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
        "Nodal recurrence and distant metastasis were 7.5% and 12.5% in the first group and 10.2% and 18.1% in the second.",
        {
            "endpoint": [
                "regional failure: 7.5 %",
                "distant failure: 12.5 %",
                "regional failure: 10.2 %",
                "distant failure: 18.1 %",
            ]
        },
    ),
    (
        "Swallowing was better with sparing (mean dysphagia score 61.4 [SD 12.2] vs 55.3 [14.8]; mean difference 6.1 [95% CI 1.2-11.0]).",
        {"endpoint": ["mean other: 61.4", "mean other: 55.3", "difference other: 6.1 (1.2–11)"]},
    ),
    (
        "Dyspnea, cough and hoarseness had improved in 30%, 60%, and 25% of patients, respectively.",
        {"endpoint": ["other: 30 %", "other: 60 %", "other: 25 %"]},
    ),
    ("The most common presenting symptoms were dyspnea (100%) and cough (96%).", {}),
    ("A hazard ratio (HR) below 1 speaks for the boost in terms of survival.", {}),
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
        "Four cases (3.1%) of late grade 3 proctitis were noted.",
        {"endpoint": ["toxicity grade 3: 3.1 % (n = 4)"]},
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
        "With 500 women the trial had 90% power to detect an increase in median survival from 12 to 18 months.",
        {},
    ),
    ("In all, 512 (96%) of 533 enrolled men were evaluated.", {"cohort": ["512 patients", "533 patients"]}),
    (
        "Of the 60 sarcomas, 31 were stage I (20 IA and 11 IB), 12 were stage II, 9 were stage III, and 8 were metastases.",
        {
            "cohort": [
                "60 lesions",
                "31 lesions",
                "20 lesions",
                "11 lesions",
                "12 lesions",
                "9 lesions",
                "8 lesions",
            ]
        },
    ),
    (
        "We gave carbon ions to 41 women, 25 with stage II and 16 with relapsed disease.",
        {"cohort": ["41 patients", "25 patients", "16 patients"]},
    ),
    ("In total, 118 successive stage III NSCLC patients were evaluated.", {"cohort": ["118 patients"]}),
    (
        "Of 210 men, 104 received arm A and 106 arm B.",
        {"cohort": ["210 patients", "104 patients", "106 patients"]},
    ),
    (
        "The trial was closed early after 240 of the planned 500 patients had been enrolled.",
        {"cohort": ["240 patients"]},
    ),
    (
        "Fourteen reports met the inclusion criteria, with outcomes of 377 small liver tumours.",
        {"cohort": ["14 studies", "377 lesions"]},
    ),
    ("Everyone who had at least one fraction was analysed for toxicity.", {}),
    ("A 45 Gy maximum dose constraint was set for the cord.", {}),
    (
        "Doses were 64.5 Gy for group 1 and 77.4 Gy for group 2, with fraction sizes of 2.15 Gy.",
        {"dose": ["64.5 Gy of 2.15 Gy", "77.4 Gy of 2.15 Gy"]},
    ),
    (
        "A median dose of 54 Gy (range, 50-60 Gy) was delivered in 27 (range, 25-30) fractions.",
        {"dose": ["median 54 Gy in 27 fractions"]},
    ),
    ("The MLD fell (15 vs. 12.6 Gy; p = 0.02).", {"p_value": ["p = 0.02"]}),
    ("The median dose was 66 EQD2 Gy.", {"dose": ["median 66 Gy EQD2"]}),
    (
        "Control was better with a biologically equivalent tumour dose of at least 100 Gy.",
        {"dose": ["≥ 100 Gy BED"]},
    ),
    ("We advise trials beyond a biologically effective dose of 39 Gy.", {"dose": ["> 39 Gy BED"]}),
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
        "Survival was 40%. The new plans had smaller volumes (71.2 vs. 60.4 mL; p = 0.001).",
        {"endpoint": ["overall survival: 40 %"], "p_value": ["p = 0.001"]},
    ),
    (
        "Of A v B the 5-year OS, PFS and DMFS were 61.8% v 49.0% (HR, 0.70, 95% CI, 0.50 to 0.98), 52.2% v 41.7% (HR, 0.72, 95% CI, 0.51 to 1.02) and 78.4% v 70.1%.",
        {
            "endpoint": [
                "overall survival at 60 months: 61.8 %",
                "overall survival at 60 months: 49 %",
                "overall survival HR: 0.7 (0.5–0.98)",
                "progression free survival at 60 months: 52.2 %",
                "progression free survival at 60 months: 41.7 %",
                "progression free survival HR: 0.72 (0.51–1.02)",
                "metastasis free survival at 60 months: 78.4 %",
                "metastasis free survival at 60 months: 70.1 %",
            ]
        },
    ),
    (
        "The 5- and 10-year OS and LC of A compared with B were 97.6% vs. 83.0% and 88.8% vs. 73.9%, 98.3% vs. 89.3% and 96.1% vs. 85.1%.",
        {
            "endpoint": [
                "overall survival at 60 months: 97.6 %",
                "overall survival at 60 months: 83 %",
                "overall survival at 120 months: 88.8 %",
                "overall survival at 120 months: 73.9 %",
                "local control at 60 months: 98.3 %",
                "local control at 60 months: 89.3 %",
                "local control at 120 months: 96.1 %",
                "local control at 120 months: 85.1 %",
            ]
        },
    ),
    (
        "The 3-, 6-, and 9-year OS and cancer-specific survival were 94% and 99%, 83.5% and 98%, and 80.4% and 97%, respectively.",
        {
            "endpoint": [
                "overall survival at 36 months: 94 %",
                "cancer specific survival at 36 months: 99 %",
                "overall survival at 72 months: 83.5 %",
                "cancer specific survival at 72 months: 98 %",
                "overall survival at 108 months: 80.4 %",
                "cancer specific survival at 108 months: 97 %",
            ]
        },
    ),
    (
        "Median PFS and OS were 14.3 and 23.6 months, while 9.6 and 18.4 months without.",
        {
            "endpoint": [
                "median progression free survival: 14.3 months",
                "median overall survival: 23.6 months",
                "median progression free survival: 9.6 months",
                "median overall survival: 18.4 months",
            ]
        },
    ),
    (
        "Local control and survival were 80% and 70% with the boost and 60% and 50% without.",
        {
            "endpoint": [
                "local control: 80 %",
                "overall survival: 70 %",
                "local control: 60 %",
                "overall survival: 50 %",
            ]
        },
    ),
    (
        "The 1- and 2-year survival was 71% vs 58% and 48% vs 34%.",
        {
            "endpoint": [
                "overall survival at 12 months: 71 %",
                "overall survival at 12 months: 58 %",
                "overall survival at 24 months: 48 %",
                "overall survival at 24 months: 34 %",
            ]
        },
    ),
    (
        "Acute reactions were 50%, 61% and 55% of grade I; 33%, 29% and 40% of grade II.",
        {
            "endpoint": [
                "toxicity grade 1: 50 %",
                "toxicity grade 1: 61 %",
                "toxicity grade 1: 55 %",
                "toxicity grade 2: 33 %",
                "toxicity grade 2: 29 %",
                "toxicity grade 2: 40 %",
            ]
        },
    ),
    (
        "Grade 2 cystitis was seen in 14% (no grade 3).",
        {"endpoint": ["toxicity grade 2: 14 %", "toxicity grade 3: 0 patients"]},
    ),
    (
        "There were 21 deaths (7%) and 12 (4%) local recurrences.",
        {"endpoint": ["mortality: 7 % (n = 21)", "local failure: 4 % (n = 12)"]},
    ),
    (
        "During a mean follow-up of 5 years, 9 (12%) cancers recurred locally.",
        {"endpoint": ["mean follow up: 5 years", "local failure at 60 months: 12 % (n = 9)"]},
    ),
    ("Two patients had a recurrence, at 14 and 61 months.", {"endpoint": ["recurrence: 2 patients"]}),
    (
        "The mean late score fell, and dysphagia was present in 21.4 ± 6.2% of the patients.",
        {"endpoint": ["mean toxicity: 21.4 %"]},
    ),
    (
        "Bowel toxicity at 2 years was 7.1 (3.2-12.9)% in one arm and 5.0 (2.0-9.1)% in the other.",
        {"endpoint": ["toxicity at 24 months: 7.1 % (3.2–12.9)", "toxicity at 24 months: 5 % (2–9.1)"]},
    ),
    ("The median follow-up was 3 years and 4 months.", {"endpoint": ["median follow up: 40 months"]}),
    (
        "We saw 14 local relapses, with 3 relapses in the boost arm.",
        {"endpoint": ["local failure: 14 lesions", "local failure: 3 lesions"]},
    ),
    (
        "Local relapse was reported as the first failure in 25 patients.",
        {"endpoint": ["local failure: 25 patients"]},
    ),
    (
        "Half of the women were treated with mastectomy and 61 patients had a boost.",
        {"cohort": ["61 patients"]},
    ),
    ("Distant metastases at diagnosis were found in 9 patients.", {"cohort": ["9 patients"]}),
    (
        "Overall survival was 48% in patients without distant metastases and 5% in those with metastases.",
        {"endpoint": ["overall survival: 48 %", "overall survival: 5 %"]},
    ),
    ("Of the irradiated men, 7% had local and distant relapse.", {"endpoint": ["recurrence: 7 %"]}),
    (
        "Acute skin toxicity was less frequent after five fractions (6 of 210 vs 19 of 214; p = 0.01).",
        {
            "endpoint": ["toxicity: 6 patients of 210", "toxicity: 19 patients of 214"],
            "p_value": ["p = 0.01 (toxicity)"],
        },
    ),
    (
        "Women who received radiotherapy before 60 days had a local failure rate of 4%.",
        {"endpoint": ["local failure: 4 %"]},
    ),
    (
        "The incidence of local recurrence through 6 years was 11%.",
        {"endpoint": ["local failure at 72 months: 11 %"]},
    ),
    (
        "Forty-one deaths were reported: 30/98 (31%) in the control arm and 11/97 (11%) after boost.",
        {"endpoint": ["mortality: 41 patients", "mortality: 31 % (30 of 98)", "mortality: 11 % (11 of 97)"]},
    ),
    (
        "A high 1-year PSA was associated with biochemical failure (HR 2.2, 95% CI 1.4-3.5).",
        {"endpoint": ["biochemical failure HR: 2.2 (1.4–3.5)"]},
    ),
    ("No second malignancies were seen.", {"endpoint": ["other: 0 patients"]}),
    ("They were given two doses of 6.5 Gy.", {"dose": ["13 Gy in 2 fractions of 6.5 Gy"]}),
    ("One lesion had 600 centigray.", {"dose": ["6 Gy"]}),
    ("The stage was 12 T1, 19 T2 and 4 T3.", {"cohort": ["12 patients", "19 patients", "4 patients"]}),
    (
        "The arms were well matched for baseline characteristics, including urinary score (31 vs 33; p = 0.7).",
        {"p_value": ["p = 0.7"]},
    ),
    (
        "Local failure was seen at 3 years (absolute difference, 6.1%, 95% CI 2.0-10.2) and 5 years (8.3%, 3.1-13.5).",
        {
            "endpoint": [
                "difference local failure at 36 months: 6.1 % (2–10.2)",
                "difference local failure at 60 months: 8.3 % (3.1–13.5)",
            ]
        },
    ),
    ("In all 120 PFS events occurred.", {"endpoint": ["progression free survival: 120 patients"]}),
    (
        "Five patients had regional failure in irradiated nodes.",
        {"endpoint": ["regional failure: 5 patients"]},
    ),
    (
        "There were fewer relapses (n = 8) than after surgery alone (n = 17).",
        {"endpoint": ["recurrence: 8 patients", "recurrence: 17 patients"]},
    ),
    (
        "Stage was associated with survival: >5% necrosis carried a worse overall survival (HR 1.6, 95% CI 1.1-2.4; p = 0.01).",
        {"endpoint": ["overall survival HR: 1.6 (1.1–2.4)"], "p_value": ["p = 0.01 (overall survival)"]},
    ),
    ("Before irradiation, 40% of the patients had cough.", {}),
    (
        "Of the 31 failures, the rates of local failure and distant failure were 39% and 61%.",
        {"endpoint": ["local failure: 39 %", "distant failure: 61 %"]},
    ),
    (
        "The response rate was better (RR = 1.30, 95% CI 1.10-1.54; Z = 3.07; P = 0.002).",
        {"endpoint": ["response rate RR: 1.3 (1.1–1.54)"], "p_value": ["p = 0.002 (response rate)"]},
    ),
    (
        "Seven trials that reported nausea were pooled with fixed effects (I² = 12%; P = 0.34).",
        {"cohort": ["7 studies"], "p_value": ["p = 0.34"]},
    ),
    (
        "No difference in survival was seen among age groups (<50 vs. 50-65 vs. >65 years; p = 0.4).",
        {"p_value": ["p = 0.4 (overall survival)"]},
    ),
    (
        "The follow-up of most women was longer than 4 years (median follow-up 5.5 years).",
        {"endpoint": ["median follow up: 5.5 years"]},
    ),
    (
        "In all 31 patients were enrolled and given the boost, with 22 patients reaching a complete response.",
        {"cohort": ["31 patients"], "endpoint": ["complete response: 22 patients"]},
    ),
    ("A 2-year survival rate of ≥40% was considered acceptable.", {}),
    ("The EQD2 of 36 Gy in 6 fractions is 45 Gy.", {"dose": ["36 Gy in 6 fractions", "45 Gy EQD2"]}),
    ("The schedule is equivalent to giving 56 Gy in 2-Gy fractions.", {"dose": ["56 Gy EQD2 of 2 Gy EQD2"]}),
    ("The boost used fraction sizes larger than 2.5 Gy.", {}),
    (
        "The 1-year incidences of grade III-IV acute GVHD (secondary endpoint) were 9% versus 14% in the two arms.",
        {"endpoint": ["toxicity grade 3–4 at 12 months: 9 %", "toxicity grade 3–4 at 12 months: 14 %"]},
    ),
    (
        "The mean hepatic tolerance dose was higher in the boost arm (18 Gy versus 14 Gy, p = 0.02).",
        {"p_value": ["p = 0.02"]},
    ),
    (
        "The incidence of relapse/progression was 21% and 33% in the two arms.",
        {"endpoint": ["recurrence: 21 %", "recurrence: 33 %"]},
    ),
    ("The pelvis received 46 Gy in daily fractions of 2 Gy.", {"dose": ["46 Gy of 2 Gy"]}),
    (
        "There was a benefit (24% reduction in the relative risk of progression, 40% increase in median time to progression).",
        {"endpoint": ["difference progressive disease: 24 %", "difference time to progression: 40 %"]},
    ),
    (
        "Grade °2 mucositis was seen in 15% and ≥°3 dermatitis in 6%.",
        {"endpoint": ["toxicity grade 2: 15 %", "toxicity grade ≥ 3: 6 %"]},
    ),
    ("This gives an equivalent dose in 2-Gy fractions of 58 Gy.", {"dose": ["58 Gy EQD2"]}),
    ("The maximum allowed dose within the target is 70 Gy.", {}),
    ("We expect the response rate to be 25%.", {}),
    ("Those with a stoma have no risk of leakage.", {}),
    ("Outcomes were reported as relative risk (RR) and 95% confidence interval (CI).", {}),
    ("With good homogeneity (P > 0.1; I² ≤ 50%) a fixed model was used for the response rates.", {}),
    ("There is no validated biomarker for pneumonitis.", {}),
    (
        "Each painful site was given single fractions of 6 Gy or 10 Gy.",
        {"dose": ["6 Gy in 1 fraction", "10 Gy in 1 fraction"]},
    ),
    (
        "Organ-sparing treatment of the bladder ended with chemoradiation to full dose (62-65 Gy).",
        {"dose": ["62–65 Gy"]},
    ),
    (
        "The three targets had 45 GyE (EQD2, 54.4 GyE10), 55 GyE (EQD2, 71 GyE10), and 60 GyE (EQD2, 80 GyE10) in 10 fractions.",
        {
            "dose": [
                "45 Gy (RBE) in 10 fractions",
                "54.4 Gy EQD2",
                "55 Gy (RBE) in 10 fractions",
                "71 Gy EQD2",
                "60 Gy (RBE) in 10 fractions",
                "80 Gy EQD2",
            ],
            "cohort": ["3 lesions"],
        },
    ),
    (
        "We gave 27 Gy in 9 fractions (BED10 = 35.1 Gy), followed by 16 Gy in 4 fractions (BED10 = 22.4 Gy).",
        {"dose": ["27 Gy in 9 fractions", "35.1 Gy BED", "16 Gy in 4 fractions", "22.4 Gy BED"]},
    ),
    ("A low BED10 (≤ 42 Gy) went with early regrowth.", {"dose": ["≤ 42 Gy BED"]}),
    (
        "Three men had 70.4 Gy [relative biological effectiveness (RBE)] in 16 fractions.",
        {"dose": ["70.4 Gy (RBE) in 16 fractions"], "cohort": ["3 patients"]},
    ),
    (
        "Tumours had 8 Gy/fraction/day for four consecutive days to reach a total dose of 32 Gy.",
        {"dose": ["32 Gy of 8 Gy"]},
    ),
    (
        "The pilot compared schedules of 2.9–3.2 Gy versus 1.8 Gy fractions.",
        {"dose": ["of 2.9–3.2 Gy", "of 1.8 Gy"]},
    ),
    ("Lung lesions had single dose SABR at two hospitals.", {"dose": ["1 fraction, sbrt"]}),
    (
        "Singlefraction (14-22 Gy) radiosurgery of the spine was chosen.",
        {"dose": ["14–22 Gy in 1 fraction, srs"]},
    ),
    (
        "We delivered 62 Gy to the gross tumour and 51 Gy to the elective nodes in 31 fractions.",
        {"dose": ["62 Gy in 31 fractions", "51 Gy in 31 fractions"]},
    ),
    (
        "The boost volume had eight daily fractions of radiotherapy up to 26 Gy.",
        {"dose": ["26 Gy in 8 fractions"]},
    ),
    (
        "External treatment with 4600 cGy in 23 fractions was followed by a 900 cGy boost in 5 fractions.",
        {"dose": ["46 Gy in 23 fractions", "9 Gy in 5 fractions"]},
    ),
    (
        "A first group of 61 men had a daily fraction of 1.9 Gy to 72 Gy or 76 Gy.",
        {"dose": ["72 Gy of 1.9 Gy", "76 Gy of 1.9 Gy"], "cohort": ["61 patients"]},
    ),
    (
        "Chest radiotherapy meant a single dose of 1.8 Gy once daily to a total dose of 59.4 Gy.",
        {"dose": ["59.4 Gy of 1.8 Gy"]},
    ),
    ("The limits were 70 Gy for the rectum and 80 Gy for the bladder.", {}),
    ("The cord was shielded after 42 Gy.", {}),
    (
        "The arms were 10 Gy in one fraction versus 24 Gy in six.",
        {"dose": ["10 Gy in 1 fraction", "24 Gy in 6 fractions"]},
    ),
    (
        "We prescribed 68 Gy to the primary site, 63 Gy to involved nodes, and 57 Gy to elective levels, all in 34 fractions.",
        {"dose": ["68 Gy in 34 fractions", "63 Gy in 34 fractions", "57 Gy in 34 fractions"]},
    ),
    (
        "Three-year metastasis-free, disease-free and overall survival rates were 78%, 69% and 84%.",
        {
            "endpoint": [
                "metastasis free survival at 36 months: 78 %",
                "disease free survival at 36 months: 69 %",
                "overall survival at 36 months: 84 %",
            ]
        },
    ),
    (
        "The boosted group had better 4-year local (88.1% vs 71.4%, P = .01) and regional (93.0% vs 90.2%, P = .5) control.",
        {
            "endpoint": [
                "local control at 48 months: 88.1 %",
                "local control at 48 months: 71.4 %",
                "regional control at 48 months: 93 %",
                "regional control at 48 months: 90.2 %",
            ],
            "p_value": ["p = 0.01 (local control)", "p = 0.5 (regional control)"],
        },
    ),
    (
        "Event-free (51.2% vs 44.6%, P = .2) and overall (63.3% vs 59.8%, P = .4) survival rates did not differ.",
        {
            "endpoint": [
                "event free survival: 51.2 %",
                "event free survival: 44.6 %",
                "overall survival: 63.3 %",
                "overall survival: 59.8 %",
            ],
            "p_value": ["p = 0.2 (event free survival)", "p = 0.4 (overall survival)"],
        },
    ),
    (
        "Most were grade 1 toxicities: 41% of bladder, 43.7% of bowel and 2.7% of skin.",
        {"endpoint": ["toxicity grade 1: 41 %", "toxicity grade 1: 43.7 %", "toxicity grade 1: 2.7 %"]},
    ),
    (
        "The 3-year amputation-free survival was 81.2%, one patient had a late amputation.",
        {"endpoint": ["other at 36 months: 81.2 %", "other: 1 patients"]},
    ),
    (
        "Median survival and 3-year survival were 9.1 months and 14%, and they were 12.6 months and 22% after resection.",
        {
            "endpoint": [
                "median overall survival: 9.1 months",
                "overall survival at 36 months: 14 %",
                "median overall survival: 12.6 months",
                "overall survival at 36 months: 22 %",
            ]
        },
    ),
    (
        "Median follow-up was 8.4 years for the 27 patients still alive.",
        {"cohort": ["27 patients"], "endpoint": ["median follow up: 8.4 years"]},
    ),
    (
        "The median local progression-free interval was 17 months.",
        {"endpoint": ["median local failure: 17 months"]},
    ),
    (
        "No local recurrences were seen in lesions that had the higher dose.",
        {"endpoint": ["local failure: 0 lesions"]},
    ),
    (
        "Five men are alive without disease 9 months to 6 years after treatment.",
        {"endpoint": ["other: 5 patients"]},
    ),
    (
        "Late harm was ulceration that occurred in 4 of the 31 patients.",
        {"endpoint": ["toxicity: 4 patients of 31"]},
    ),
    (
        "Nine patients required lasting medication for peripheral neuropathy.",
        {"endpoint": ["toxicity: 9 patients"]},
    ),
    (
        "Acute toxicity grades of 2 (31%) and 3 (12%) were recorded.",
        {"endpoint": ["toxicity grade 2: 31 %", "toxicity grade 3: 12 %"]},
    ),
    (
        "Grade 2 dermatitis and grade 3 mucositis were seen in 14 patients (28%) and 6 patients (12%), respectively.",
        {"endpoint": ["toxicity grade 2: 28 % (n = 14)", "toxicity grade 3: 12 % (n = 6)"]},
    ),
    (
        "The main study endpoints were local control and survival.",
        {"endpoint": ["primary endpoint: local control", "primary endpoint: overall survival"]},
    ),
    (
        "Local control was associated with tumour volume (p = 0.02) and predicted survival (HR 0.61, 95% CI 0.40-0.93, p = 0.03).",
        {
            "endpoint": ["overall survival HR: 0.61 (0.4–0.93)"],
            "p_value": ["p = 0.02 (local control)", "p = 0.03 (overall survival)"],
        },
    ),
    (
        "On multivariable analysis age (HR 1.4, 95% CI 1.1-1.8, P = .02) and smoking (HR 1.9, 95% CI 1.2-3.0; P = .01) were associated with severe pneumonitis.",
        {
            "endpoint": ["toxicity HR: 1.4 (1.1–1.8)", "toxicity HR: 1.9 (1.2–3)"],
            "p_value": ["p = 0.02 (toxicity)", "p = 0.01 (toxicity)"],
        },
    ),
    (
        "Histology was squamous in 71, adenocarcinoma in 38, large cell in 9 and other in 6.",
        {"cohort": ["71 patients", "38 patients", "9 patients", "6 patients"]},
    ),
    (
        "We studied 84 patients: male/female, 61/23; median age, 64 years; stage IIA/IIB, 40/44.",
        {"cohort": ["84 patients", "61 patients", "23 patients", "40 patients", "44 patients"]},
    ),
    (
        "In all, 58 patients had a carcinoma of the tonsil (24), tongue base (18), soft palate (9) and pharyngeal wall (7).",
        {"cohort": ["58 patients", "24 patients", "18 patients", "9 patients", "7 patients"]},
    ),
    (
        "Rates of treatment-related mortality through 3 years of follow-up were 11% and 23%.",
        {"endpoint": ["mortality at 36 months: 11 %", "mortality at 36 months: 23 %"]},
    ),
    (
        "Local failure was 18% at 2 years (delay <60 days = 12%, delay ≥60 days = 25%, p = 0.04).",
        {
            "endpoint": ["local failure at 24 months: 18 %", "local failure: 12 %", "local failure: 25 %"],
            "p_value": ["p = 0.04 (local failure)"],
        },
    ),
    (
        "Thirty-one deaths were seen in the first arm and only nine in the second arm.",
        {"endpoint": ["mortality: 31 patients", "mortality: 9 patients"]},
    ),
    (
        "Of 140 patients, 75 (54%) were female, 52 (37%) had stage III disease, and 28 (20%) died.",
        {"cohort": ["140 patients", "75 patients", "52 patients"], "endpoint": ["mortality: 20 % (n = 28)"]},
    ),
    (
        "Late grade 2 harm was listed as cystitis (4), proctitis (3) and stricture (2).",
        {
            "endpoint": [
                "toxicity grade 2: 4 patients",
                "toxicity grade 2: 3 patients",
                "toxicity grade 2: 2 patients",
            ]
        },
    ),
    (
        "The best response was complete in 17 lesions (34%), partial in 20 (40%) and stable in 9 (18%).",
        {
            "endpoint": [
                "complete response: 34 % (n = 17)",
                "partial response: 40 % (n = 20)",
                "stable disease: 18 % (n = 9)",
            ]
        },
    ),
    (
        "Nineteen women died, 14 of them from their cancer.",
        {"endpoint": ["mortality: 19 patients", "mortality: 14 patients"]},
    ),
    ("At their last visit 52% of patients were disease-free.", {"endpoint": ["other: 52 %"]}),
    ("Sixty-two patients had cetuximab and 41 cisplatin.", {"cohort": ["62 patients", "41 patients"]}),
    (
        "Survival at 3 years (71% vs 66%), local control (88% vs 84%) and toxicity (12% vs 11%) were similar (all p > 0.2).",
        {
            "endpoint": [
                "overall survival at 36 months: 71 %",
                "overall survival at 36 months: 66 %",
                "local control at 36 months: 88 %",
                "local control at 36 months: 84 %",
                "toxicity: 12 %",
                "toxicity: 11 %",
            ],
            "p_value": ["p > 0.2 (overall survival)"],
        },
    ),
    ("The difference was -2.1% (one-sided 95% CI -6.3%).", {}),
    (
        "Late toxicity was grade 2 (n = 9) and grade 3 (n = 2).",
        {"endpoint": ["toxicity grade 2: 9 patients", "toxicity grade 3: 2 patients"]},
    ),
    (
        "Of 240 lesions with imaging, 22 (9.2%) progressed.",
        {"cohort": ["240 lesions"], "endpoint": ["local failure: 9.2 % (n = 22)"]},
    ),
    (
        "Freedom from relapse was 88% at 2 and 79% at 5 years.",
        {
            "endpoint": [
                "recurrence free survival at 24 months: 88 %",
                "recurrence free survival at 60 months: 79 %",
            ]
        },
    ),
    (
        "A feeding tube was needed in 16% at 6 months and 5% at 12.",
        {"endpoint": ["other at 6 months: 16 %", "other at 12 months: 5 %"]},
    ),
    (
        "Pneumonitis of grade 2 or more fell from 31% at 4 months to 12% at 2 years.",
        {"endpoint": ["toxicity grade ≥ 2 at 4 months: 31 %", "toxicity grade ≥ 2 at 24 months: 12 %"]},
    ),
    (
        "Local control at 2 and 4 years was 90.4% (95% CI 84-95) and 83.1% (95% CI 75-90), and overall survival was 66.0% (95% CI 57-74) and 41.2% (95% CI 32-51).",
        {
            "endpoint": [
                "local control at 24 months: 90.4 % (84–95)",
                "local control at 48 months: 83.1 % (75–90)",
                "overall survival at 24 months: 66 % (57–74)",
                "overall survival at 48 months: 41.2 % (32–51)",
            ]
        },
    ),
    (
        "PFS at one and three years was 74.1 ± 3.3% and 48.8 ± 4.4%, OS 90.2 ± 2.2% and 71.6 ± 4.0%.",
        {
            "endpoint": [
                "progression free survival at 12 months: 74.1 %",
                "progression free survival at 36 months: 48.8 %",
                "overall survival at 12 months: 90.2 %",
                "overall survival at 36 months: 71.6 %",
            ]
        },
    ),
    (
        "Overall survival: 2 years 81.0%, 4 years 69.5%.",
        {"endpoint": ["overall survival at 24 months: 81 %", "overall survival at 48 months: 69.5 %"]},
    ),
    (
        "Median follow-up was 6.4 years, with a range of 1.2 to 15.8 years.",
        {"endpoint": ["median follow up: 6.4 years"]},
    ),
    (
        "Local failure, with death as a competing event, was 6.1% and 9.7% at 12 and 24 months.",
        {"endpoint": ["local failure at 12 months: 6.1 %", "local failure at 24 months: 9.7 %"]},
    ),
    (
        "Biochemical failure according to the Phoenix definition occurred in 29 patients.",
        {"endpoint": ["biochemical failure: 29 patients"]},
    ),
    (
        "Grade 2 fibrosis was found in 7.5% of patients, telangiectasia (any grade) in 3.3%.",
        {"endpoint": ["toxicity grade 2: 7.5 %", "toxicity: 3.3 %"]},
    ),
    (
        "Of the 52 deaths, 17 were due to disease progression and 9 to intercurrent disease.",
        {"endpoint": ["mortality: 52 patients", "mortality: 17 patients", "mortality: 9 patients"]},
    ),
    (
        "The 3-year survival of patients with resectable tumours was 58%.",
        {"endpoint": ["overall survival at 36 months: 58 %"]},
    ),
    (
        "We enrolled 562 men; 8 withdrew, and 554 (CF 280; HF 274) are reported here.",
        {"cohort": ["562 patients", "8 patients", "554 patients", "280 patients", "274 patients"]},
    ),
    (
        "In all, 341 patients entered the study; 12 were ineligible and 329 (CF, 166; HF, 163) are the subject of this report.",
        {"cohort": ["341 patients", "12 patients", "329 patients", "166 patients", "163 patients"]},
    ),
    (
        "Of the screened patients 131 were randomized (52 v 53 v 26), and 127 (97%) were treated as assigned.",
        {"cohort": ["131 patients", "52 patients", "53 patients", "26 patients", "127 patients"]},
    ),
    (
        "A grade 3 rash was observed in 3 and 14 women.",
        {"endpoint": ["toxicity grade 3: 3 patients", "toxicity grade 3: 14 patients"]},
    ),
    (
        "Late effects of grade 3 or more were recorded in 14 and 16 patients.",
        {"endpoint": ["toxicity grade ≥ 3: 14 patients", "toxicity grade ≥ 3: 16 patients"]},
    ),
    (
        "Second neoplasms were diagnosed in 9, 7, and 5 patients, and grade 3-4 cardiac events in 3, 2, and 1.",
        {
            "endpoint": [
                "other: 9 patients",
                "other: 7 patients",
                "other: 5 patients",
                "toxicity grade 3–4: 3 patients",
                "toxicity grade 3–4: 2 patients",
                "toxicity grade 3–4: 1 patients",
            ]
        },
    ),
    (
        "Pneumonitis of grade 2, 3 and 5 occurred in 13, 6 and 2 patients with A, and 8, 2 and 0 with B.",
        {
            "endpoint": [
                "toxicity grade 2: 13 patients",
                "toxicity grade 3: 6 patients",
                "toxicity grade 5: 2 patients",
                "toxicity grade 2: 8 patients",
                "toxicity grade 3: 2 patients",
                "toxicity grade 5: 0 patients",
            ]
        },
    ),
    (
        "Relapses numbered 14, 15 and 31, respectively.",
        {"endpoint": ["recurrence: 14 patients", "recurrence: 15 patients", "recurrence: 31 patients"]},
    ),
    (
        "Anastomotic leakage occurred in five and six patients, and one patient in the long-course group died within 90 days.",
        {
            "endpoint": [
                "toxicity: 5 patients",
                "toxicity: 6 patients",
                "mortality at 2.9569 months: 1 patients",
            ]
        },
    ),
    (
        "The cumulative incidence of local failure was 9.1% at two years, 16.6% at five and 19.0% at seven.",
        {
            "endpoint": [
                "local failure at 24 months: 9.1 %",
                "local failure at 60 months: 16.6 %",
                "local failure at 84 months: 19 %",
            ]
        },
    ),
    (
        "Hearing loss of grade 3 had a 3-year cumulative incidence of 19% (95% CI 10-31), and 24% at 5 years.",
        {"endpoint": ["toxicity grade 3 at 36 months: 19 % (10–31)", "toxicity grade 3 at 60 months: 24 %"]},
    ),
    ("Follow-up ranged from 24 to 138 months (median 63).", {"endpoint": ["median follow up: 63 months"]}),
    (
        "Mean follow-up was 12.4 years (median, 11.9).",
        {"endpoint": ["mean follow up: 12.4 years", "median follow up: 11.9 years"]},
    ),
    (
        "The mean OS was 8.2 months (median 7.1).",
        {"endpoint": ["mean overall survival: 8.2 months", "median overall survival: 7.1 months"]},
    ),
    ("Follow-up was 68 months in the median (range, 12-187).", {"endpoint": ["median follow up: 68 months"]}),
    (
        "Distant metastasis-free survival was similar (5 y: 70.6 vs. 68.1%; p = 0.75).",
        {
            "endpoint": [
                "metastasis free survival at 60 months: 70.6 %",
                "metastasis free survival at 60 months: 68.1 %",
            ],
            "p_value": ["p = 0.75 (metastasis free survival)"],
        },
    ),
    (
        "With a median follow-up of 45 months (IQR 27-68), complete clinical response at 6 months was achieved in 84.5% of the patients.",
        {"endpoint": ["median follow up: 45 months", "complete response at 6 months: 84.5 %"]},
    ),
    (
        "Lymphedema of any grade developed in 27 of the 75 women alive at 1 year (36%).",
        {"endpoint": ["toxicity: 36 % (27 of 75)"]},
    ),
    ("Local recurrence accounted for 27 of 38 failures.", {"endpoint": ["local failure: 27 patients of 38"]}),
    (
        "PSA failure accounted for 112 of these events, local recurrence for 21 and metastasis for 28.",
        {
            "endpoint": [
                "biochemical failure: 112 patients",
                "local failure: 21 patients",
                "distant failure: 28 patients",
            ]
        },
    ),
    ("Patients received 4000 rad in 20 sessions over 4 weeks.", {"dose": ["40 Gy in 20 fractions"]}),
    (
        "They were randomized 2:2:1 to 30 Gy in 10 fractions, 45 Gy in 15 fractions, or no radiotherapy.",
        {"dose": ["30 Gy in 10 fractions", "45 Gy in 15 fractions"]},
    ),
    ("The mean dose was 56.8 Gy in single doses of 1.8 Gy.", {"dose": ["mean 56.8 Gy of 1.8 Gy"]}),
    (
        "Hyperfractionation consisted of 76.8 Gy/64 fractions/6.5 weeks, 2 x 1.2 Gy/day with an interval of 6 h.",
        {"dose": ["76.8 Gy in 64 fractions of 1.2 Gy"]},
    ),
    (
        "Nausea of grade 3 affected nine patients and none had grade 4 or 5.",
        {"endpoint": ["toxicity grade 3: 9 patients", "toxicity grade 4–5: 0 patients"]},
    ),
    (
        "Of 143 deaths, 31 (22%) were neurological.",
        {"endpoint": ["mortality: 143 patients", "mortality: 22 % (n = 31)"]},
    ),
    (
        "Late grade 2 and 3 GU toxicity was noted in 82 (17%) and 14 (2.9%), respectively, and late GI toxicity of the same grades in 21 (4.3%) and 2 (0.4%).",
        {
            "endpoint": [
                "toxicity grade 2: 17 % (n = 82)",
                "toxicity grade 3: 2.9 % (n = 14)",
                "toxicity grade 2–3: 4.3 % (n = 21)",
                "toxicity grade 2–3: 0.4 % (n = 2)",
            ]
        },
    ),
    (
        "Grade 3 and 4 enteritis was seen in five and four.",
        {"endpoint": ["toxicity grade 3: 5 patients", "toxicity grade 4: 4 patients"]},
    ),
    (
        "Grade 1/2/3 nausea was seen in 30%, 20% and 10%.",
        {"endpoint": ["toxicity grade 1: 30 %", "toxicity grade 2: 20 %", "toxicity grade 3: 10 %"]},
    ),
    ("Patients were randomized 1:1 to 40 or 50 Gy.", {"dose": ["40 Gy", "50 Gy"]}),
    (
        "The risk group was A5 in 43, A6 in 21, B7 in 14 and B8 in 9 patients; hepatitis C was the cause in 48%.",
        {"cohort": ["43 patients", "21 patients", "14 patients", "9 patients"]},
    ),
    (
        "Nausea was experienced by 19 (24%) and 17 (23%) patients, fatigue of grade 2 by 8 and 11.",
        {
            "endpoint": [
                "toxicity: 24 % (n = 19)",
                "toxicity: 23 % (n = 17)",
                "toxicity grade 2: 8 patients",
                "toxicity grade 2: 11 patients",
            ]
        },
    ),
    (
        "When the dose was split, the 141 women above this value had fewer local failures (5.0% vs. 16.1%, p = 0.009).",
        {
            "cohort": ["141 patients"],
            "endpoint": ["local failure: 5 %", "local failure: 16.1 %"],
            "p_value": ["p = 0.009 (local failure)"],
        },
    ),
    (
        "At the end of treatment, 286 patients (97%) were in complete remission.",
        {"endpoint": ["complete response: 97 % (n = 286)"]},
    ),
    ("Cancer deaths were few (n = 5).", {"endpoint": ["mortality: 5 patients"]}),
    (
        "Complications of grade III or above affected 15% vs 17%; anastomotic leakage occurred in five and six patients.",
        {
            "endpoint": [
                "toxicity grade ≥ 3: 15 %",
                "toxicity grade ≥ 3: 17 %",
                "toxicity: 5 patients",
                "toxicity: 6 patients",
            ]
        },
    ),
    (
        "Ninety-one patients died; the median survival was 10.2 months following A and 9.6 months following B.",
        {
            "endpoint": [
                "mortality: 91 patients",
                "median overall survival: 10.2 months",
                "median overall survival: 9.6 months",
            ]
        },
    ),
    (
        "Eight patients died; causes were lymphoma in 4, second cancer in 2, pneumonia in 1 and accident in 1.",
        {
            "endpoint": [
                "mortality: 8 patients",
                "mortality: 4 patients",
                "mortality: 2 patients",
                "mortality: 1 patients",
                "mortality: 1 patients",
            ]
        },
    ),
    (
        "A total of 412 women were allocated: 206 to 42.4 Gy in 16 fractions and 206 to 50 Gy in 25 fractions.",
        {
            "dose": ["42.4 Gy in 16 fractions", "50 Gy in 25 fractions"],
            "cohort": ["412 patients", "206 patients", "206 patients"],
        },
    ),
    (
        "Survival was 13.1 months; 1- and 2-year rates were 53% and 29%. It was longer in patients on drugs (18.7 v 9.4 months, P = 0.0004).",
        {
            "endpoint": [
                "median overall survival: 13.1 months",
                "overall survival at 12 months: 53 %",
                "overall survival at 24 months: 29 %",
                "median overall survival: 18.7 months",
                "median overall survival: 9.4 months",
            ],
            "p_value": ["p = 0.0004 (overall survival)"],
        },
    ),
    (
        "Mean global health status on the QLQ-C30 was 58 at three months and 71 at two years (p < 0.001).",
        {
            "endpoint": ["mean quality of life at 3 months: 58", "mean quality of life at 24 months: 71"],
            "p_value": ["p < 0.001 (quality of life)"],
        },
    ),
    (
        "The mean IPSS rose to 18.2 at one month and had returned to 8.1 after 12 months.",
        {"endpoint": ["mean other at 1 months: 18.2", "mean other at 12 months: 8.1"]},
    ),
    (
        "Mean full-scale IQ was 101.3 at baseline and 98.6 at last testing (p = 0.23).",
        {"endpoint": ["mean other: 98.6"], "p_value": ["p = 0.23 (other)"]},
    ),
    (
        "Mean worst pain at 3 months was 2.4 vs 3.5 points (mean difference 1.1, 95% CI 0.3–1.9; p = 0.007).",
        {
            "endpoint": [
                "mean other at 3 months: 2.4",
                "mean other at 3 months: 3.5",
                "difference other at 3 months: 1.1 (0.3–1.9)",
            ],
            "p_value": ["p = 0.007 (other)"],
        },
    ),
    (
        "Necrosis was noted in 38 lesions (5.7%) and was symptomatic in 16; the one-year incidence was 4.4%.",
        {"endpoint": ["toxicity: 5.7 % (n = 38)", "toxicity: 16 lesions", "toxicity at 12 months: 4.4 %"]},
    ),
    (
        "Rib fractures were seen in 10 patients (8%), six of which were asymptomatic.",
        {"endpoint": ["toxicity: 8 % (n = 10)", "toxicity: 6 patients"]},
    ),
    (
        "Fistula was seen in 5 cases, three of which were fatal.",
        {"endpoint": ["toxicity: 5 patients", "mortality: 3 patients"]},
    ),
    (
        "The factors were examined in a Cox model for OS, with p values of < 0.001, 0.047 and 0.11.",
        {
            "p_value": [
                "p < 0.001 (overall survival)",
                "p = 0.047 (overall survival)",
                "p = 0.11 (overall survival)",
            ]
        },
    ),
    (
        "Within the first arm relapse was seen in 71 patients. This was locoregional alone in 35, distant alone in 22 and simultaneous in 14.",
        {
            "endpoint": [
                "recurrence: 71 patients",
                "locoregional failure: 35 patients",
                "distant failure: 22 patients",
                "recurrence: 14 patients",
            ]
        },
    ),
    (
        "Five-year PFS was 91.9% and overall survival 97.5%; in the favourable and unfavourable subsets PFS was 95.4% and 89.7%, respectively.",
        {
            "endpoint": [
                "progression free survival at 60 months: 91.9 %",
                "overall survival at 60 months: 97.5 %",
                "progression free survival at 60 months: 95.4 %",
                "progression free survival at 60 months: 89.7 %",
            ]
        },
    ),
    (
        "Symptomatic brainstem injury arose in 4 patients: grade 2 in 1, grade 3 in 2 and grade 5 in 1.",
        {
            "endpoint": [
                "toxicity: 4 patients",
                "toxicity grade 2: 1 patients",
                "toxicity grade 3: 2 patients",
                "toxicity grade 5: 1 patients",
            ]
        },
    ),
    (
        "Recurrences were local in 5% and distant in 12%.",
        {"endpoint": ["local failure: 5 %", "distant failure: 12 %"]},
    ),
    ("The rate of recurrence in the axilla was 2%.", {"endpoint": ["regional failure: 2 %"]}),
    ("Six patients relapsed in the neck.", {"endpoint": ["regional failure: 6 patients"]}),
    (
        "Relapse occurred in the treated breast in 4 patients, in the axilla in 2 and at distant sites in 9.",
        {
            "endpoint": [
                "local failure: 4 patients",
                "regional failure: 2 patients",
                "distant failure: 9 patients",
            ]
        },
    ),
    (
        "Failures were within the radiation field in 4, marginal in 1 and outside the field in 6.",
        {
            "endpoint": [
                "local failure: 4 patients",
                "local failure: 1 patients",
                "distant failure: 6 patients",
            ]
        },
    ),
    ("Isolated relapse in the regional lymph nodes was seen in 3%.", {"endpoint": ["regional failure: 3 %"]}),
    (
        "Twelve patients developed recurrent disease, 7 of them locally.",
        {"endpoint": ["recurrence: 12 patients", "local failure: 7 patients"]},
    ),
    (
        "Relapse at the primary site alone was observed in 8%, in the nodes alone in 3% and with distant metastasis in 12%.",
        {"endpoint": ["local failure: 8 %", "regional failure: 3 %", "distant failure: 12 %"]},
    ),
    (
        "Recurrence rates at 5 years were 3% (local), 2% (regional) and 10% (distant).",
        {
            "endpoint": [
                "local failure at 60 months: 3 %",
                "regional failure at 60 months: 2 %",
                "distant failure at 60 months: 10 %",
            ]
        },
    ),
    (
        "The 5-year cumulative incidence of recurrence was 4% locally, 3% regionally and 15% distantly.",
        {
            "endpoint": [
                "local failure at 60 months: 4 %",
                "regional failure at 60 months: 3 %",
                "distant failure at 60 months: 15 %",
            ]
        },
    ),
    (
        "The first recurrence was local, regional and distant in 10%, 5% and 20% of patients.",
        {"endpoint": ["local failure: 10 %", "regional failure: 5 %", "distant failure: 20 %"]},
    ),
    ("The tumour recurred within the PTV in 40% of the patients.", {"endpoint": ["local failure: 40 %"]}),
    (
        "Relapses outside the radiation field were seen in 11 patients.",
        {"endpoint": ["distant failure: 11 patients"]},
    ),
    (
        "The 3-year rate of relapse inside the irradiated volume was 12%.",
        {"endpoint": ["local failure at 36 months: 12 %"]},
    ),
    (
        "Seven recurrences (9%) were seen, of which 3 were local, 1 was nodal and 3 were distant.",
        {
            "endpoint": [
                "recurrence: 9 % (n = 7)",
                "local failure: 3 lesions",
                "regional failure: 1 patients",
                "distant failure: 3 patients",
            ]
        },
    ),
    (
        "Of 20 recurrences 8 (40%) were isolated distant, 5 (25%) local only and 7 (35%) both.",
        {
            "endpoint": [
                "recurrence: 20 patients",
                "distant failure: 40 % (n = 8)",
                "local failure: 25 % (n = 5)",
                "recurrence: 35 % (n = 7)",
            ]
        },
    ),
    (
        "Tumours recurred at the primary site in 12%, in the neck in 7% and at both in 3%.",
        {"endpoint": ["local failure: 12 %", "regional failure: 7 %", "locoregional failure: 3 %"]},
    ),
    (
        "The crude rates of local, nodal and distant relapse were 5%, 3% and 11%.",
        {"endpoint": ["local failure: 5 %", "regional failure: 3 %", "distant failure: 11 %"]},
    ),
    (
        "Nine relapses were local and 12 distant.",
        {"endpoint": ["local failure: 9 patients", "distant failure: 12 patients"]},
    ),
    (
        "Nine had a local relapse and four had a relapse in the regional nodes.",
        {"endpoint": ["local failure: 9 patients", "regional failure: 4 patients"]},
    ),
    (
        "Disease recurred locally in 6, regionally in 4, and in the lungs in 11.",
        {
            "endpoint": [
                "local failure: 6 patients",
                "regional failure: 4 patients",
                "distant failure: 11 patients",
            ]
        },
    ),
    (
        "Treatment failed locally in 8% and distantly in 22%.",
        {"endpoint": ["local failure: 8 %", "distant failure: 22 %"]},
    ),
    (
        "131 were randomized (52 v 53 v 26), and 127 (97%) were treated as assigned.",
        {"cohort": ["131 patients", "52 patients", "53 patients", "26 patients", "127 patients"]},
    ),
    (
        "After exclusion of 388 with surgery and 57 with incomplete records, 5,967 remained.",
        {"cohort": ["388 patients", "57 patients", "5967 patients"]},
    ),
    (
        "Twenty-one with neurofibromatosis, and 24 lost to follow-up, were excluded, so that 301 were analysed.",
        {"cohort": ["21 patients", "24 patients", "301 patients"]},
    ),
    (
        "281 (45.1%) chose no radiotherapy (group I), 139 (22.3%) brachytherapy (group II) and 203 (32.6%) whole breast irradiation.",
        {"cohort": ["281 patients", "139 patients", "203 patients"]},
    ),
    (
        "Sixty-four women died, only seven of breast cancer.",
        {"endpoint": ["mortality: 64 patients", "mortality: 7 patients"]},
    ),
    (
        "Seven of the 36 experienced pneumonitis of grade 2 and three of grade 3.",
        {"endpoint": ["toxicity grade 2: 7 patients of 36", "toxicity grade 3: 3 patients"]},
    ),
    (
        "Diarrhoea of grade 3 was seen in 5 vs 4 patients; late grade 3 neuropathy: none.",
        {
            "endpoint": [
                "toxicity grade 3: 5 patients",
                "toxicity grade 3: 4 patients",
                "toxicity grade 3: 0 patients",
            ]
        },
    ),
    (
        "At 12 months 30% were still in complete remission.",
        {"endpoint": ["complete response at 12 months: 30 %"]},
    ),
    (
        "Of the 120 patients, 118 completed radiotherapy as planned and 2 died during treatment.",
        {"cohort": ["120 patients", "118 patients"], "endpoint": ["mortality: 2 patients"]},
    ),
    (
        "The complication rate was 12% in the first and 9% in the second group.",
        {"endpoint": ["toxicity: 12 %", "toxicity: 9 %"]},
    ),
    (
        "Brain metastases as the first event occurred in 12% v 30%.",
        {"endpoint": ["distant failure: 12 %", "distant failure: 30 %"]},
    ),
    (
        "In the entire group the local control rate at 3 years was 88%, 93% for T1 and 79% for T2 tumours.",
        {
            "endpoint": [
                "local control at 36 months: 88 %",
                "local control at 36 months: 93 %",
                "local control at 36 months: 79 %",
            ]
        },
    ),
    (
        "Local control rates for T1, T2 and T3 lesions were 95%, 84% and 70%, respectively.",
        {"endpoint": ["local control: 95 %", "local control: 84 %", "local control: 70 %"]},
    ),
    (
        "Survival did not differ (56% v 53% at 5 years, p = 0.6).",
        {
            "endpoint": ["overall survival at 60 months: 56 %", "overall survival at 60 months: 53 %"],
            "p_value": ["p = 0.6 (overall survival)"],
        },
    ),
    (
        "Five-year results were: local control 88%, disease-free survival 70%, overall survival 75%.",
        {
            "endpoint": [
                "local control at 60 months: 88 %",
                "disease free survival at 60 months: 70 %",
                "overall survival at 60 months: 75 %",
            ]
        },
    ),
    (
        "The cumulative 10-year incidence of second cancers amounted to 6.5%.",
        {"endpoint": ["other at 120 months: 6.5 %"]},
    ),
    (
        "There were 14 (12%) local failures, 9 of them within 12 months.",
        {"endpoint": ["local failure: 12 % (n = 14)", "local failure at 12 months: 9 patients"]},
    ),
    (
        "Late toxicity (grade >= 2) at 3 years: GI 8%, GU 15%.",
        {"endpoint": ["toxicity grade ≥ 2 at 36 months: 8 %", "toxicity grade ≥ 2 at 36 months: 15 %"]},
    ),
    ("All had 36 Gy as two daily fractions of 1.8 Gy.", {"dose": ["36 Gy of 1.8 Gy"]}),
    ("The schedule was two daily fractions of 8 Gy.", {"dose": ["16 Gy in 2 fractions of 8 Gy"]}),
    (
        "Biochemical control rates at 5 and 8 years were 88.9% and 81.7%, and 5-year rate according to risk was 95.1% in intermediate and 86.4% in high risk (P = 0.041).",
        {
            "endpoint": [
                "biochemical control at 60 months: 88.9 %",
                "biochemical control at 96 months: 81.7 %",
                "biochemical control at 60 months: 95.1 %",
                "biochemical control at 60 months: 86.4 %",
            ],
            "p_value": ["p = 0.041 (biochemical control)"],
        },
    ),
    (
        "Anastomotic leakage occurred in eight of 71 patients in group S versus five of 74 in group L, and two patients in each group died within 30 days.",
        {
            "endpoint": [
                "toxicity: 8 patients of 71",
                "toxicity: 5 patients of 74",
                "mortality at 0.9856 months: 2 patients",
            ]
        },
    ),
    (
        "Preservation of hearing was achieved in 27 of 38 patients and in seven of 16 with a higher dose.",
        {"endpoint": ["other: 27 patients of 38", "other: 7 patients of 16"]},
    ),
    (
        "There were 62 men and 38 women; the median age was 61 years.",
        {"cohort": ["62 patients", "38 patients"]},
    ),
    (
        "The tumours were located in the upper third in 32, the middle third in 51 and the lower third in 17 patients.",
        {"cohort": ["32 patients", "51 patients", "17 patients"]},
    ),
    (
        "Histology: squamous cell carcinoma 45, adenocarcinoma 30, other 8.",
        {"cohort": ["45 patients", "30 patients", "8 patients"]},
    ),
    (
        "Stage distribution was I: 12, II: 25, III: 40.",
        {"cohort": ["12 patients", "25 patients", "40 patients"]},
    ),
    (
        "The brain was the initial site of failure in 17 of the 116 patients (15%) and in 27 (26%) of those without treatment.",
        {"endpoint": ["distant failure: 15 % (17 of 116)", "distant failure: 26 % (n = 27)"]},
    ),
    (
        "The relapse was confined to the breast in 6, the axilla in 2 and the liver in 3 women.",
        {
            "endpoint": [
                "local failure: 6 patients",
                "regional failure: 2 patients",
                "distant failure: 3 patients",
            ]
        },
    ),
    (
        "Of the 98 patients alive at 6 months, 28% and 7% had late grade 3 and 4 sequelae.",
        {"cohort": ["98 patients"], "endpoint": ["toxicity grade 3: 28 %", "toxicity grade 4: 7 %"]},
    ),
    (
        "The 5-year results were: failure-free survival, 85% versus 76%; overall survival, 87% versus 81%.",
        {
            "endpoint": [
                "failure free survival at 60 months: 85 %",
                "failure free survival at 60 months: 76 %",
                "overall survival at 60 months: 87 %",
                "overall survival at 60 months: 81 %",
            ]
        },
    ),
    (
        "T stage (HR 2.1, 95% CI 1.3-3.4; p = 0.002) and age (HR 1.4; p = 0.03) were predictive of survival, but not control of the primary tumour.",
        {
            "endpoint": ["overall survival HR: 2.1 (1.3–3.4)", "overall survival HR: 1.4"],
            "p_value": ["p = 0.002 (overall survival)", "p = 0.03 (overall survival)"],
        },
    ),
    (
        "Local recurrence was 8.6 (95 per cent c.i. 3.5 to 13.7) per cent in the first group.",
        {"endpoint": ["local failure: 8.6 % (3.5–13.7)"]},
    ),
    (
        "Alive at five years were 84 per cent in the first group and 83 per cent in the second, and at ten years 70 and 68 per cent.",
        {
            "endpoint": [
                "overall survival at 60 months: 84 %",
                "overall survival at 60 months: 83 %",
                "overall survival at 120 months: 70 %",
                "overall survival at 120 months: 68 %",
            ]
        },
    ),
    (
        "Complete response was seen in 13 (22%) and 17 (28%), and progressive disease in 1 and 3 patients (P = 0.17 for CR).",
        {
            "endpoint": [
                "complete response: 22 % (n = 13)",
                "complete response: 28 % (n = 17)",
                "progressive disease: 1 patients",
                "progressive disease: 3 patients",
            ],
            "p_value": ["p = 0.17 (complete response)"],
        },
    ),
    ("They were divided into four groups of 28.", {"cohort": ["28 patients"]}),
    (
        "Chemotherapy was given to 168, cisplatin alone to 37, and 9 had radiotherapy only.",
        {"cohort": ["168 patients", "37 patients", "9 patients"]},
    ),
    ("Seventy-one of 78 (91%) completed therapy.", {"cohort": ["71 patients", "78 patients"]}),
    (
        "The primary endpoint was progression-free survival; overall survival and late toxicity were secondary.",
        {
            "endpoint": [
                "primary endpoint: progression free survival",
                "secondary endpoint: overall survival",
                "secondary endpoint: toxicity",
            ]
        },
    ),
    (
        "Between baseline and two years, the mean z-score changed by -0.08 (p = 0.41).",
        {"endpoint": ["mean other at 24 months: -0.08"], "p_value": ["p = 0.41 (other)"]},
    ),
    (
        "Neutropenia of grade 4 was commoner in the first group (15/71 vs 12/143, p = 0.008).",
        {
            "endpoint": ["toxicity grade 4: 15 patients of 71", "toxicity grade 4: 12 patients of 143"],
            "p_value": ["p = 0.008 (toxicity)"],
        },
    ),
    (
        "CR/PR/SD/PD were seen in 10, 20, 15 and 5 patients.",
        {
            "endpoint": [
                "complete response: 10 patients",
                "partial response: 20 patients",
                "stable disease: 15 patients",
                "progressive disease: 5 patients",
            ]
        },
    ),
    (
        "The response was complete in 12%, partial in 40% and stable in 20%.",
        {"endpoint": ["complete response: 12 %", "partial response: 40 %", "stable disease: 20 %"]},
    ),
    (
        "Those with a complete response lived longer (median 22 v 9 months).",
        {"endpoint": ["median overall survival: 22 months", "median overall survival: 9 months"]},
    ),
    ("Pain was relieved in 45 of 62 patients (73%).", {"endpoint": ["pain response: 73 % (45 of 62)"]}),
    (
        "At the time of analysis 44 patients were alive and 21 were dead.",
        {"endpoint": ["overall survival: 44 patients", "mortality: 21 patients"]},
    ),
    (
        "There were 52 local recurrences, 29 of them within the field.",
        {"endpoint": ["local failure: 52 lesions", "local failure: 29 lesions"]},
    ),
    (
        "Late genitourinary effects of grade 3 or worse were seen in 22 (7%) v 24 (8%).",
        {"endpoint": ["toxicity grade ≥ 3: 7 % (n = 22)", "toxicity grade ≥ 3: 8 % (n = 24)"]},
    ),
    (
        "Pneumonitis of grade 2 was seen in 7 patients and of grade 3 in two; four patients suffered a rib fracture.",
        {
            "endpoint": [
                "toxicity grade 2: 7 patients",
                "toxicity grade 3: 2 patients",
                "toxicity: 4 patients",
            ]
        },
    ),
    (
        "Adverse events of grade 3 or higher were nausea in 4 patients; fistula in 2 patients; fever in 3 patients.",
        {
            "endpoint": [
                "toxicity grade ≥ 3: 4 patients",
                "toxicity grade ≥ 3: 2 patients",
                "toxicity grade ≥ 3: 3 patients",
            ]
        },
    ),
    (
        "Salvage consisted of repeat radiosurgery in 41, systemic therapy in 19 and resection in 8.",
        {"cohort": ["41 patients", "19 patients", "8 patients"]},
    ),
    ("The total dose never exceeded 60 Gy.", {"dose": ["≤ 60 Gy"]}),
    (
        "Fistula of grade 3 or higher was seen in three patients, and in none of the others.",
        {"endpoint": ["toxicity grade ≥ 3: 3 patients", "toxicity grade ≥ 3: 0 patients"]},
    ),
    (
        "One and two years after randomization, overall survival was 71% and 52%.",
        {"endpoint": ["overall survival at 12 months: 71 %", "overall survival at 24 months: 52 %"]},
    ),
    ("Mucositis of grade 4 did not occur.", {"endpoint": ["toxicity grade 4: 0 patients"]}),
    (
        "Local recurrence in the vaginal vault was seen in 6 patients.",
        {"endpoint": ["local failure: 6 patients"]},
    ),
    (
        "The 5-year overall survival among patients alive at one year was 64%.",
        {"endpoint": ["overall survival at 60 months: 64 %"]},
    ),
    (
        "The tumour became smaller in 31 (52%) and was unchanged in 22 (37%).",
        {"endpoint": ["response rate: 52 % (n = 31)", "stable disease: 37 % (n = 22)"]},
    ),
    (
        "Radiation necrosis was seen in one patient and optic neuropathy in another.",
        {"endpoint": ["toxicity: 1 patients", "toxicity: 1 patients"]},
    ),
    ("Two patients required hormone replacement.", {"endpoint": ["toxicity: 2 patients"]}),
    (
        "The tumour recurred or progressed in nine (14%) of the patients.",
        {"endpoint": ["recurrence: 14 % (n = 9)"]},
    ),
    ("The median period of observation is 9.2 years.", {"endpoint": ["median follow up: 9.2 years"]}),
    (
        "Follow-up ranged from 3 to 21 years, with a median of 8.1 years.",
        {"endpoint": ["median follow up: 8.1 years"]},
    ),
    (
        "In-field recurrence was seen in seven patients of Arm A as compared to two of Arm B (P = 0.08).",
        {
            "endpoint": ["local failure: 7 patients", "local failure: 2 patients"],
            "p_value": ["p = 0.08 (local failure)"],
        },
    ),
    (
        "Telangiectasia grade 1 was seen in 8.8%, grade 2 in 1.5%; fat necrosis in 6 of 136 patients (4.4%).",
        {"endpoint": ["toxicity grade 1: 8.8 %", "toxicity grade 2: 1.5 %", "toxicity: 4.4 % (6 of 136)"]},
    ),
    (
        "Local failure occurred in five of nine patients with large tumours but in only one of 16 with small ones (p = 0.01).",
        {
            "endpoint": ["local failure: 5 patients of 9", "local failure: 1 patients of 16"],
            "p_value": ["p = 0.01 (local failure)"],
        },
    ),
    (
        "On multivariate analysis, tumour length was significant for overall survival (hazard 1.9, p=.007).",
        {"endpoint": ["overall survival HR: 1.9"], "p_value": ["p = 0.007 (overall survival)"]},
    ),
    (
        "Survival was the primary and quality of life the secondary endpoint.",
        {"endpoint": ["primary endpoint: overall survival", "secondary endpoint: quality of life"]},
    ),
    (
        "No 90-day mortality was seen but one patient developed sepsis.",
        {"endpoint": ["mortality at 2.9569 months: 0 patients", "toxicity: 1 patients"]},
    ),
    (
        "Pneumonitis was rare (one case vs two cases).",
        {"endpoint": ["toxicity: 1 patients", "toxicity: 2 patients"]},
    ),
    (
        "Median survival after this second progression was 4.1 months.",
        {"endpoint": ["median survival after progression: 4.1 months"]},
    ),
]

NOTHING = [
    "The spinal cord was shielded before 48 Gy.",
    "Mean D2cc of the rectum was 65 Gy.",
    "The difference between 20 Gy and 30 Gy was not significant.",
    "A Karnofsky index below 80% proved to be adverse for survival.",
    "Patients with a Karnofsky score of at least 60 were eligible.",
    "They were allocated at random in groups of four.",
    "Toxicity was scored by the CTCAE version 4.",
    "Hepatitis C was the cause of cirrhosis in 48%.",
    "Facial nerve function was graded as House-Brackmann grade 2 in the first series.",
    "The mean worst pain score at study entry was 6.3 and 6.1 points.",
    "Late effects are a burden to survivors.",
    "The primary tumour was resected in both trials.",
    "Survival was analysed with death as the event.",
    "The two irradiated groups were compared.",
    "Partial nephrectomy was not allowed.",
    "A proportional hazard model was fitted.",
    "The practice differed from one centre to another.",
]
"""Sentences near to those above that state none of the four."""


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_forms(text, wanted):
    kinds = ("dose", "cohort", "endpoint", "p_value")
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(text):
    assert not any(stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value"))
