"""Cohorts: numbers of people, lesions and studies; events, limits, plans and narrative are none."""

import pytest
from sentence_cases import stated

CASES = [
    ("Fifteen of those patients had surgery.", ["15 patients"]),
    ("It pooled over 1000 patients.", ["> 1000 patients"]),
    ("They treated 88 patients with radiosurgery to 120 lesions.", ["88 patients", "120 lesions"]),
    ("Of the 44 patients, most were men.", ["44 patients"]),
    ("Ewing sarcoma (n = 3) was rare.", ["3 patients"]),
    ("The cohort comprised 992 women (n = 992).", ["992 patients", "992 patients"]),
    ("In all, 147 of 203 patients were randomly assigned.", ["147 patients", "203 patients"]),
    ("Of 669 enrolled patients, 664 were analysed.", ["669 patients", "664 patients"]),
    (
        "We randomised 318 to the 60 Gy course and 156 to the 45 Gy course.",
        ["318 patients", "156 patients"],
    ),
    ("Thirty-two patients (21.5%) had synchronous disease.", ["32 patients"]),
    ("The review covers 12 trials with 41,500 patients.", ["12 studies", "41500 patients"]),
    ("One hundred and twenty patients were enrolled.", ["120 patients"]),
    ("Six patients were excluded.", ["6 patients"]),
    ("Patients with up to five metastases were eligible.", []),
    ("About 13,000 patients are diagnosed each year.", []),
    ("A median of four lesions was treated per patient.", []),
    ("Two landmark trials changed practice.", []),
    ("82% had prior chemotherapy.", []),
    ("The trial ran in 23 centres.", []),
    ("A sample size of 400 patients was planned.", []),
    ("The median age was 64 years.", []),
    ("Patients had a PSA above 20 ng/mL.", []),
    ("Local recurrence was seen in 3 of 9 patients.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_cohorts(text, wanted):
    assert stated(text, "cohort") == wanted
