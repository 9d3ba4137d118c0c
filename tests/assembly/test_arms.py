"""Which arm each value of a coordination belongs to."""

import tomllib
from pathlib import Path

import pytest

from extractor.assembly import extract
from extractor.assembly.endpoints.arms import arms_declared
from extractor.assembly.explain import as_document

STATES = tomllib.loads((Path(__file__).parent / "arms.toml").read_text(encoding="utf-8"))["states"]


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


@pytest.mark.parametrize("state", STATES, ids=[s["text"][:60] for s in STATES])
def test_the_arm_of_each_value(state):
    assert [arm or "" for arm in arms(state["text"])] == state["arms"]


@pytest.mark.parametrize(
    ("sentence", "declared"),
    [
        (
            "Patients were randomised to surgery (n = 40) or radiotherapy (n = 42).",
            ("surgery", "radiotherapy"),
        ),
        ("Accrual stopped after 302 patients (8 Gy, 152; 20 Gy, 150).", ("8 Gy", "20 Gy")),
        (
            "Men were allocated to conventional (CF: 76 Gy) or hypofractionated radiotherapy (HF: 60 Gy).",
            ("CF", "HF"),
        ),
        (
            "They were randomized 2:1 to 30 Gy in 10 fractions, 45 Gy in 15 fractions, or no TRT.",
            ("30 Gy", "45 Gy", "no TRT"),
        ),
        ("Of 671 men, 338 were assigned to bicalutamide and 333 to placebo.", ("bicalutamide", "placebo")),
        ("Eighty patients (39 in 3D-CRT and 41 in IMRT) were available for analysis.", ("3D-CRT", "IMRT")),
        (
            "They were allocated to standard fractionation, 70 Gy in 35 fractions, or to acceleration.",
            ("standard fractionation", "acceleration"),
        ),
        ("Twelve patients had pain and 3 had nausea.", ()),
        ("The median age was 60 years (range, 40-80).", ()),
        ("Local control was good.", ()),
    ],
)
def test_the_arms_that_a_sentence_declares(sentence, declared):
    assert arms_declared(sentence) == declared
