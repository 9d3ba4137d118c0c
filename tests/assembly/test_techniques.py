"""With what a dose is given: beside it, told before, or the only technique of the paper."""

import pytest
from sentence_cases import records

from extractor.assembly import extract
from extractor.reading import read

CASES = [
    ("VMAT to 70 Gy, 63 Gy and 56 Gy was used.", ["imrt", "imrt", "imrt"]),
    ("A dose of 45 Gy by external beam radiotherapy was followed by 15 Gy.", ["ebrt", "ebrt"]),
    ("EBRT to 46 Gy and an HDR boost of 15 Gy were given.", ["ebrt", "brachytherapy"]),
    ("Patients received 60 Gy in 8 fractions. SBRT was daily.", ["sbrt"]),
    ("All had SBRT. The dose was 54 Gy in 3 fractions.", ["sbrt"]),
    ("Treatment was IMRT. PCI (25 Gy in 10 fractions) followed; the chest had 45 Gy.", ["pci", None]),
    ("IORT with 20 Gy came first. The breast then had 50 Gy.", ["iort", None]),
    ("45 Gy was followed by a brachytherapy boost.", [None]),
    ("They had 50 Gy with a brachytherapy boost of 20 Gy.", [None, "brachytherapy"]),
    ("The dose was 66 Gy in 33 fractions using intensity-modulated radiotherapy.", ["imrt"]),
    (
        "The schedules of whole-brain radiotherapy were 30 Gy in 10 fractions and 20 Gy in 5.",
        ["wbrt", "wbrt"],
    ),
    (
        "Craniospinal irradiation of 23.4 Gy(RBE) was given with protons.",
        ["proton"],
    ),
    ("Radiotherapy to 50 Gy was given.", [None]),
    ("SBRT was better than a palliative schedule of 20 Gy in 5 fractions.", [None]),
]


@pytest.mark.parametrize(("text", "techniques"), CASES)
def test_technique(text, techniques):
    assert [r.technique for r in records(text, "dose")] == techniques


def test_the_title_names_the_technique_of_a_paper(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "Proton therapy of chordoma\n\nThe median dose was 74 Gy. It was given in 2-Gy fractions.\n"
    )
    assert [r.technique for r in extract(read(paper)) if r.kind == "dose"] == ["proton"] * 2


def test_a_paper_of_two_techniques_leaves_it_open(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text("Radiosurgery or brachytherapy of melanoma\n\nThe median dose was 74 Gy.\n")
    assert [r.technique for r in extract(read(paper)) if r.kind == "dose"] == [None]


@pytest.mark.parametrize(
    ("text", "ratios"),
    [
        ("The BED10 was 105 Gy.", [10]),
        ("A BED of 120 Gy (10) was given.", [10]),
        ("The doses were 60 Gy (BED10 = 72 Gy; BED3 = 100 Gy).", [None, 10, 3]),
        ("The BED was 100 Gy10 or 180 Gy3.", [10, 3]),
        ("The median EQD2 was 60 Gy (α/β = 3).", [3]),
        ("The BED (α/β = 10 Gy) was 86 Gy.", [10]),
        ("The BED was 100 Gy (20 fractions).", [None]),
    ],
)
def test_alpha_beta(text, ratios):
    assert [r.alpha_beta_gy for r in records(text, "dose")] == ratios
