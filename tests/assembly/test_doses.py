"""Prescriptions: parts that stand together are one record; what is no prescription is none."""

import pytest
from sentence_cases import records, stated

CASES = [
    ("They gave 50 Gy in 25 fractions.", ["50 Gy in 25 fractions"]),
    ("They gave 50 Gy/25 fx.", ["50 Gy in 25 fractions"]),
    ("Treatment was 50 Gy in 25 daily fractions of 2 Gy.", ["50 Gy in 25 fractions of 2 Gy"]),
    ("Patients had 12 Gy × 2.", ["24 Gy in 2 fractions of 12 Gy"]),
    ("Patients had 2 × 12 Gy.", ["24 Gy in 2 fractions of 12 Gy"]),
    (
        "Tumours were given 24, 30, and 36 Gy in three fractions.",
        ["24 Gy in 3 fractions", "30 Gy in 3 fractions", "36 Gy in 3 fractions"],
    ),
    ("Most had 50 Gy in 4–5 fractions.", ["50 Gy in 4–5 fractions"]),
    ("The dose was at least 50 Gy.", ["≥ 50 Gy"]),
    ("Patients received a median dose of 50 Gy.", ["median 50 Gy"]),
    ("The prescription covered the 80% isodose line.", []),
    ("Lung V20 was kept below 30% and the mean lung dose was 12 Gy.", []),
    ("Patients received 7400 MBq of lutetium.", []),
    ("Docetaxel was given at 75 mg/m².", []),
    ("Survival was 50% in the 70 Gy arm and 40% in the 60 Gy arm.", []),
    ("Treatment was 54 Gy/30 fractions.", ["54 Gy in 30 fractions"]),
    ("Treatment was 60 Gy/30f.", ["60 Gy in 30 fractions"]),
    ("They had 25 Gy/5 fr/5 days.", ["25 Gy in 5 fractions"]),
    ("The boost was 6 × 5.5 Gy = 33 Gy.", ["33 Gy in 6 fractions of 5.5 Gy"]),
    ("They had 35 × 2.0 Gy.", ["70 Gy in 35 fractions of 2 Gy"]),
    ("The schedule was 12 x 3.20 Gy fractions.", ["38.4 Gy in 12 fractions of 3.2 Gy"]),
    ("The schedule was 200 cGy x 30.", ["60 Gy in 30 fractions of 2 Gy"]),
    ("We gave 60Gy in 30 × 2Gy fractions.", ["60 Gy in 30 fractions of 2 Gy"]),
    ("We gave 12 fractions of 3.5 Gy.", ["42 Gy in 12 fractions of 3.5 Gy"]),
    ("We gave 64.8 Gy in 1.8-Gy daily fractions.", ["64.8 Gy of 1.8 Gy"]),
    ("The trial gave 28.5 Gy in five fractions over one week.", ["28.5 Gy in 5 fractions"]),
    ("We gave 54 Gy in 36 twice-daily fractions of 1·5 Gy.", ["54 Gy in 36 fractions of 1.5 Gy"]),
    ("We gave 64–70 Gy (2.0–2.2 Gy each time).", ["64–70 Gy of 2–2.2 Gy"]),
    ("The median dose was 60 Gy (range, 45.5-66 Gy).", ["median 60 Gy"]),
    ("We gave 45 Gy plus a 16.2 Gy boost.", ["45 Gy", "16.2 Gy"]),
    (
        "They had 34.5 Gy/15 fractions with a simultaneous boost to 48 Gy/15.",
        ["34.5 Gy in 15 fractions", "48 Gy in 15 fractions"],
    ),
    ("They had 74-80 Gy (RBE).", ["74–80 Gy (RBE)"]),
    ("They had 66 CGE in 10 fractions.", ["66 Gy (RBE) in 10 fractions"]),
    ("They had 5040 cGy in 28 fractions.", ["50.4 Gy in 28 fractions"]),
    ("The schedules were 50 Gy/25 and 60 Gy/30.", ["50 Gy in 25 fractions", "60 Gy in 30 fractions"]),
    (
        "Patients received 20 Gy in 5 fractions or 30 Gy in 10 fractions.",
        ["20 Gy in 5 fractions", "30 Gy in 10 fractions"],
    ),
    ("Doses of 20 to 50 Gy in two to six fractions were used.", ["20–50 Gy in 2–6 fractions"]),
    ("A single fraction of 8 Gy was given.", ["8 Gy in 1 fraction"]),
    ("They had 24 Gy in a single fraction.", ["24 Gy in 1 fraction"]),
    ("They had three-fraction SBRT of 54 Gy.", ["54 Gy in 3 fractions, sbrt"]),
    ("Radiation started at 1.1 + 2.0 Gy per day.", ["of 1.1–2 Gy"]),
    ("Gross tumour received 70 Gy at 2 Gy per fraction, 5 days a week.", ["70 Gy of 2 Gy"]),
    ("Tumours received 60 Gy in 8 fractions (BED10 105 Gy).", ["60 Gy in 8 fractions", "105 Gy BED"]),
    ("The BED was above 100 Gy (α/β = 10 Gy).", ["> 100 Gy BED"]),
    (
        "The dose ranged from 20 Gy in 5 fractions to 60 Gy in 30 fractions.",
        ["20 Gy in 5 fractions", "60 Gy in 30 fractions"],
    ),
    ("The 82 patients receiving 50 Gy in 4 fractions fared well.", ["50 Gy in 4 fractions"]),
    ("GyrA mutants were resistant at 12 mGy.", []),
    ("The dose rate was 2 Gy/min.", []),
    ("V30Gy was limited to 20%.", []),
    ("The Gynaecological group enrolled.", []),
    ("Prior radiotherapy of more than 50 Gy was an exclusion criterion.", []),
    ("The field was 10 x 10 cm.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_doses(text, wanted):
    assert stated(text, "dose") == wanted


def test_a_computed_total_is_derived():
    (record,) = records("Patients had 12 Gy × 2.", "dose")
    assert record.derived == ("total_gy",)
    assert records("The boost was 6 × 5.5 Gy = 33 Gy.", "dose")[0].derived == ()


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("They had SBRT of 50 Gy in 5 fractions.", {"technique": "sbrt"}),
        ("Whole-brain radiotherapy to 30 Gy in 10 fractions followed.", {"technique": "wbrt"}),
        ("The BED was 100 Gy (α/β = 10 Gy).", {"measure": "bed", "alpha_beta_gy": 10}),
        ("The EQD2 was 60 Gy (α/β 3).", {"measure": "eqd2", "alpha_beta_gy": 3}),
        ("The dose was equivalent to 58 Gy in 2-Gy fractions.", {"measure": "eqd2"}),
        ("A mean dose of 48 Gy was given.", {"statistic": "mean"}),
        ("About 40 Gy was given.", {"comparator": "~"}),
        ("Up to 66 Gy was given.", {"comparator": "<="}),
    ],
)
def test_fields(text, fields):
    record = records(text, "dose")[0]
    assert {name: getattr(record, name) for name in fields} == fields
