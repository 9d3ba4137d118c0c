"""Doses as unseen papers write them: each prescription whole, and what only looks like one left out."""

import pytest
from sentence_cases import stated

CASES = [
    ("The daily fraction size was 2 Gy, and the total dose was 66 Gy.", ["66 Gy of 2 Gy"]),
    (
        "Treatment was 1.2 Gy per fraction, twice daily with a 6-hour interval, to a total dose of 74.4 Gy.",
        ["74.4 Gy of 1.2 Gy"],
    ),
    ("TBI was given as 200 cGy twice daily for 3 days (total dose 1200 cGy).", ["12 Gy of 2 Gy"]),
    (
        "Chest irradiation began in week 4 at 2.0 Gy daily, five days a week, for a total of 50 Gy.",
        ["50 Gy of 2 Gy"],
    ),
    ("Fractions of 600 cGy were given twice weekly to a total dose of 3600 cGy.", ["36 Gy of 6 Gy"]),
    (
        "We used 4-MV photons at 2 Gy five times per week up to a total dose of 62-66 Gy.",
        ["62–66 Gy of 2 Gy"],
    ),
    ("The patients received 5 daily fractions of 1.8 Gy per week up to 50.4 Gy.", ["50.4 Gy of 1.8 Gy"]),
    (
        "A dose of 2.4 Gy was delivered once daily up to 60 Gy in 25 fractions.",
        ["60 Gy in 25 fractions of 2.4 Gy"],
    ),
    (
        "Implants gave 30 to 40 Gy to point A in one or two applications.",
        ["30–40 Gy in 1–2 fractions"],
    ),
    ("The BED (alpha/beta = 10) ranged from 72 to 151 Gy.", ["72–151 Gy BED"]),
    (
        "Tumours with a BED of 100 Gy or more fared better than those with less than 100 Gy.",
        ["≥ 100 Gy BED", "< 100 Gy BED"],
    ),
    ("The EQD2 was 59.5 Gy in arm A and 72 Gy in arm B.", ["59.5 Gy EQD2", "72 Gy EQD2"]),
    ("Patients with residual masses had an additional 6 Gy.", ["6 Gy"]),
    (
        "The first course had a median of 66 Gy and the re-irradiation dose was 60 Gy in 1.2-Gy fractions.",
        ["median 66 Gy", "60 Gy of 1.2 Gy"],
    ),
    (
        "Hemibody treatment was a single dose of 6 Gy to the upper half and 8 Gy to the lower half.",
        ["6 Gy in 1 fraction", "8 Gy in 1 fraction"],
    ),
    (
        "Whole-brain treatment was 45 Gy in 25 fractions; 1.8 Gy/fraction.",
        ["45 Gy in 25 fractions of 1.8 Gy"],
    ),
    ("It was given locally (total dose, 60 Gy; 30 fractions of 2 Gy).", ["60 Gy in 30 fractions of 2 Gy"]),
    (
        "Doses rose from 9 Gy x 3 to 20 Gy x 3.",
        ["27 Gy in 3 fractions of 9 Gy", "60 Gy in 3 fractions of 20 Gy"],
    ),
    ("Nodes had 44-50 Gy, with boosts up to 60-66 Gy.", ["44–50 Gy", "60–66 Gy"]),
    ("The pelvis was treated by 30.6 Gy, with a boost to 50.4 Gy.", ["30.6 Gy", "50.4 Gy"]),
    ("Pulsed treatment delivered 15-25 Gy (0.5-0.8 Gy per pulse).", ["15–25 Gy"]),
    ("Fractionation was 1.8-2.0 Gy in most centers.", ["of 1.8–2 Gy"]),
    ("The fractional dose ranged from 2.2 to 3.1 Gy.", ["of 2.2–3.1 Gy"]),
    ("Results were alike with 1 fraction of 8 Gy.", ["8 Gy in 1 fraction"]),
    (
        "After 40 to 50 Gy of external irradiation, 2 HDR fractions of 8.5 Gy each were given.",
        ["40–50 Gy", "17 Gy in 2 fractions of 8.5 Gy"],
    ),
    ("Patients received 14 Gy in a single intraoperative fraction.", ["14 Gy in 1 fraction"]),
    (
        "A single HDR application of 19 Gy was compared with two of 13.5 Gy.",
        ["19 Gy in 1 fraction", "13.5 Gy"],
    ),
    (
        "The dose was 7 Gy x 4 in 58, and 9 Gy x 2 in 40.",
        ["28 Gy in 4 fractions of 7 Gy", "18 Gy in 2 fractions of 9 Gy"],
    ),
    ("With an α/β of 3 Gy, the BED was 116.7 Gy for the short schedule.", ["116.7 Gy BED"]),
    ("The average peripheral dose was 15 Gy.", ["mean 15 Gy"]),
    ("Doses ranged from 50 to 75 Gy (median 66 Gy).", ["50–75 Gy", "median 66 Gy"]),
    ("Radiotherapy was 6000 rad in 30/33 fractions.", ["60 Gy in 30–33 fractions"]),
    (
        "The arms had 60 Gy and 48.6 Gy in 30 and 18 fractions, respectively.",
        ["60 Gy in 30 fractions", "48.6 Gy in 18 fractions"],
    ),
    (
        "Thirty-six children were treated at 1.1 Gy, 30 at 1.2 Gy, and 20 at 1.3 Gy per fraction.",
        ["of 1.1 Gy", "of 1.2 Gy", "of 1.3 Gy"],
    ),
    ("The total dose was 50 Gy (25 x 2.0).", ["50 Gy in 25 fractions of 2 Gy"]),
    ("It was 50 Gy (5 × 10) to the liver lesion.", ["50 Gy in 5 fractions of 10 Gy"]),
    (
        "Levels were: level 1, 3 x 12 Gy; level 2, 3 x 14 Gy.",
        ["36 Gy in 3 fractions of 12 Gy", "42 Gy in 3 fractions of 14 Gy"],
    ),
    ("The kidneys were shielded and the bone received more than 50 Gy.", ["> 50 Gy"]),
    ("The whole liver received a mean of 21 Gy.", ["mean 21 Gy"]),
    (
        "Men were randomized to 70 or 78 Gy. Survival at 5 years was 80%. Men treated to 78 Gy had more bleeding.",
        ["70 Gy", "78 Gy"],
    ),
    (
        "Doses were 50-76 Gy (median 63 Gy). Survival at 2 years was 40% after more than 63 Gy.",
        ["50–76 Gy", "median 63 Gy", "> 63 Gy"],
    ),
    ("MRI was done before surgery, which followed 45 Gy to the pelvis.", ["45 Gy"]),
    ("Short-course treatment (5x5 Gy) was given.", ["25 Gy in 5 fractions of 5 Gy"]),
    ("We used 10x3Gy or 12 Gyx4.", ["30 Gy in 10 fractions of 3 Gy", "48 Gy in 4 fractions of 12 Gy"]),
    ("The median (range) dose was 60 (50-66) Gy in 30 fractions.", ["median 60 Gy in 30 fractions"]),
    ("The eye had 70 Co Gy Eq.", ["70 Gy (RBE)"]),
    (
        "It was 60 Gy (E) or 66 Gy-RBE in 30 fractions.",
        ["60 Gy (RBE) in 30 fractions", "66 Gy (RBE) in 30 fractions"],
    ),
    ("The weekly fraction was 6 Gy, to a total of 30 Gy.", ["30 Gy of 6 Gy"]),
    ("The pelvic dose in pigs and patients was 20 Gy.", ["20 Gy"]),
]

NOTHING = [
    "There was no difference in survival between the 60-Gy and 74-Gy groups.",
    "Pain was more frequent than in the 50 Gy control groups.",
    "The α/β ratio would be 1.5–2 Gy for the prostate and 10 and 3 Gy for normal tissue, respectively.",
    "Late reactions were frequent after fraction sizes of more than 2.5 Gy.",
    "The normal liver received a mean of 18 Gy.",
    "Hearing was lost more often if the cochlea received more than 4 Gy.",
    "The optic apparatus received less than 8 Gy in all cases.",
    "There was no neuropathy in nerves that received less than 59 Gy.",
    "Mean rectal point dose was 4.6 Gy per fraction and mean bladder point dose 5.1 Gy per fraction.",
    "The cumulative rectal BED was < 100 Gy3.",
    "Kidneys were shielded after 15 Gy.",
    "At least 95% of the PTV received 57 Gy.",
    "Men with a D90 less than 140 Gy had worse control than if it was 140 Gy or more.",
    "Dose to 2 cc of the duodenum should not exceed 55 Gy.",
    "A dose rate of less than 9 Gy/week went with failure.",
    "For every additional 10 Gy, local failure fell by 12%.",
    "The dose was raised by 4 Gy.",
    "The field was 10x10 cm and the phantom 12x12 cm.",
    "The air kerma was 5.1 cGy at 1 m.",
    "MRI was repeated after 50 Gy to plan the boost.",
    "Plasma was sampled before and at 40 Gy.",
    "Mucositis began at a dose of 20 Gy.",
    "Eight of 20 rats given 20 Gy developed necrosis.",
    "The surviving fraction at 2 Gy (SF2) was measured.",
    "The plan had hot spots up to 66 Gy.",
    "The minimum dose to the CTV was 48 Gy.",
    "The tumor control dose (TCD50) was 63.8 Gy for T1 and 68 Gy for T2.",
    "Recurrences within the 80% isodose (48 Gy) were central.",
    "No difference was seen between doses above and below 15 Gy.",
    "About 0.5-0.8 Gy/day is needed to offset repopulation.",
]


@pytest.mark.parametrize(("text", "doses"), CASES)
def test_doses_are_read_whole(text, doses):
    assert sorted(value.split(", ")[0] for value in stated(text, "dose")) == sorted(doses)


@pytest.mark.parametrize("text", NOTHING)
def test_what_prescribes_nothing_is_no_dose(text):
    assert stated(text, "dose") == []
