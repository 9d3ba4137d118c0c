"""Which arm each value of a coordination belongs to."""

import pytest

from extractor.assembly import extract
from extractor.assembly.explain import as_document


def arms(text):
    return [r.arm for r in extract(as_document(text)) if r.kind == "endpoint"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Survival was 45% in the boost arm and 56% in the control arm.", ["boost arm", "control arm"]),
        ("Survival was 45% and 56% in arms A and B.", ["arm A", "arm B"]),
        ("Survival was 45% (40-50) and 56% (51-61) on arm A and B, respectively.", ["arm A", "arm B"]),
        ("Survival was 45% and 56% in the 60 and 70 Gy arms.", ["60 Gy arm", "70 Gy arm"]),
        ("Local control was 45%, 56% and 67% for T1, T2 and T3 tumours.", ["T1", "T2", "T3"]),
        ("Local control in the boost and control arms was 93% and 81%.", ["boost arm", "control arm"]),
        ("Toxicity was seen in 13% and 38% in group 1 and 12% and 45% in group 2.", ["group 1"] * 2 + ["group 2"] * 2),
        (
            "The 2- and 5-year survival rates in the early group (35% and 22%) were better than in the late group (27% and 15%).",
            ["early group"] * 2 + ["late group"] * 2,
        ),
        ("Follow-up was a median of 15 months (proton) and 18 months (IMRT).", ["proton", "IMRT"]),
        ("Patients in the APBI arm had more toxicity than those in the WBI arm (12.7% v 9.2%).", ["APBI arm", "WBI arm"]),
        ("Nausea was seen in 12% in the boost group and 8% in the control group, and fatigue in 40% v 35%.", ["boost group", "control group"] * 2),
        ("In the boost group, local control was 93%.", ["boost group"]),
    ],
)  # fmt: skip
def test_each_value_has_its_arm(text, expected):
    assert arms(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Survival was 45% and 56% in both arms.",
        "Survival was 45% at 2 years and 34% at 5 years.",
        "Local control was 93% (range 80-99%).",
        "Toxicity of grade 2 or more was seen in 14 and 16 patients.",
        "Median survival was 14 months (IQR, 9-20).",
        "Local control was 93% in 40 patients and 81% overall.",
    ],
)
def test_what_is_no_arm(text):
    assert set(arms(text)) == {None}


def test_a_pair_of_the_next_sentence_that_names_an_arm_of_its_own_does_not_take_those_before():
    text = "Nausea was seen in 12% in the boost group and 8% in the control group. Compared with surgery, fatigue was rarer (40% v 35%)."
    assert arms(text)[2:] == [None, "surgery"]
