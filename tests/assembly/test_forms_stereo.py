"""Forms of papers on radiosurgery, stereotactic radiotherapy, brachytherapy and particles, in our own words."""

import pytest
from sentence_cases import records

from extractor.describe import values

CASES = [
    ("Tumours received a 5-fraction course of 33 Gy.", ["33 Gy in 5 fractions"]),
    (
        "The sacrum was treated with 16 fractions over 4 weeks at a total dose of 67.2 Gy (RBE).",
        ["67.2 Gy (RBE) in 16 fractions"],
    ),
    ("Single-fraction HDR with 19 Gy was abandoned.", ["19 Gy in 1 fraction"]),
    (
        "Single-dose radiosurgery with a median marginal dose of 16 Gy was used.",
        ["median 16 Gy in 1 fraction"],
    ),
    ("Treatment was 20 fractions in 4 weeks to 55 Gy.", ["55 Gy in 20 fractions"]),
    ("Single doses of 12-14 Gy were used for schwannoma.", ["12–14 Gy in 1 fraction"]),
    ("The total dose was 54 Gy in single doses of 1.8 Gy.", ["54 Gy of 1.8 Gy"]),
    (
        "Spread was found in 118 patients, of whom 109 died of melanoma.",
        ["118 patients", "mortality: 109 patients"],
    ),
    (
        "Radionecrosis was found in 17 patients, of whom 6 needed surgery.",
        ["toxicity: 17 patients", "toxicity: 6 patients"],
    ),
    (
        "Complete obliteration was confirmed by angiography in 262 patients (71.2%).",
        ["other: 71.2 % (n = 262)"],
    ),
    (
        "Median survival for GPA 0-1 and 3.5-4 was 2.6 and 13.4 months.",
        ["median overall survival: 2.6 months", "median overall survival: 13.4 months"],
    ),
    (
        "Median survival was 15.1 (class I), 8.2 (class II) and 3.6 months (class III).",
        [
            "median overall survival: 15.1 months",
            "median overall survival: 8.2 months",
            "median overall survival: 3.6 months",
        ],
    ),
    (
        "Tumors decreased in size in 48%, were stable in 41% and enlarged in 11%.",
        ["response rate: 48 %", "stable disease: 41 %", "progressive disease: 11 %"],
    ),
    ("Of 98 deaths, 31 were neurologic.", ["mortality: 98 patients", "mortality: 31 patients"]),
    ("Marginal failure was seen in 4 cavities.", ["local failure: 4 lesions"]),
    ("Salvage WBRT was given to 14 patients (12%).", ["other: 12 % (n = 14)"]),
    ("No anesthesia dolorosa was seen.", ["toxicity: 0 patients"]),
    (
        "Local control at 5 years was 92% and remained stable until 14 years; cyst formation was found in 3 patients (0.6%).",
        ["local control at 60 months: 92 %", "toxicity: 0.6 % (n = 3)"],
    ),
    (
        "Grades 1-2 and 3-4 toxicity was seen in 35% and 2%, respectively.",
        ["toxicity grade 1–2: 35 %", "toxicity grade 3–4: 2 %"],
    ),
    (
        "Eighty-three (35.6%) and 3 patients (1.3%) experienced grade 1/2 and grade 3/4 toxicities, respectively.",
        ["toxicity grade 1–2: 35.6 % (n = 83)", "toxicity grade 3–4: 1.3 % (n = 3)"],
    ),
    ("Grade 3/4/5 toxicity occurred in 35%.", ["toxicity grade 3–5: 35 %"]),
    ("Mean pain score fell from 6.1 to 3.2 at 4 weeks.", ["mean other at 0.9199 months: 3.2"]),
    ("Median IPSS rose from 6 to 15 at 6 weeks.", ["median other at 1.3799 months: 15"]),
    (
        "Serviceable hearing declined from 80% at baseline to 60% at 3 years.",
        ["other at 36 months: 60 %"],
    ),
    (
        "Patients were randomised to salvage surgery (n = 12) or observation (n = 14).",
        ["12 patients", "14 patients"],
    ),
    (
        "Toxicity was less common after SRS (n = 3) than after WBRT (n = 9).",
        ["toxicity: 3 patients", "toxicity: 9 patients"],
    ),
    (
        "There were six local recurrences in the intraoperative radiotherapy group and five in the external beam group.",
        ["local failure: 6 lesions", "local failure: 5 lesions"],
    ),
    (
        "Tumor volume was stable in 62%, reduced in 33% and increased in 5% of cases.",
        ["stable disease: 62 %", "response rate: 33 %", "progressive disease: 5 %"],
    ),
    ("Patients were given a single intraoperative dose of 20 Gy.", ["20 Gy in 1 fraction"]),
    (
        "Lesional control was 63% vs 46% at 5 years.",
        ["local control at 60 months: 63 %", "local control at 60 months: 46 %"],
    ),
    ("There were no adverse events or treatment-related deaths in either group.", ["mortality: 0 patients"]),
    # near sentences that say none of it
    ("The tumour volume decreased by 40% before treatment.", []),
    ("No difference in toxicity or mortality was seen.", []),
    ("The tumour shrank from 30 to 12 mm.", []),
    ("Toxicity was assessed in the first group (n = 10).", ["10 patients"]),
    ("Recurrence was confirmed by biopsy in 42% of cases.", []),
    ("KPS was 70 or less in 34%.", []),
    ("Treatment lasted 3 to 4 weeks, and the rectum was kept below 55 Gy.", []),
    ("The median interval between the two courses was 14.5 months.", []),
    ("The nidus (left hemisphere) had a mean volume of 3.8 and a diameter of 2 cm.", []),
    ("Whole-brain RT had been given before in 12%.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_sentence_states_its_records(text, expected):
    assert [values(record) for record in records(text)] == expected
