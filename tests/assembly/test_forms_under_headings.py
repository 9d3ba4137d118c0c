"""What titles, headings and the sentences before say about values that name no endpoint."""

import pytest
from sentence_cases import stated

from extractor.assembly import extract
from extractor.describe import values
from extractor.reading import read

UNDER_HEADINGS = [
    (
        "Overall survival",
        "The median was 23.1 months in arm A and 18.4 months in arm B (p = 0.04).",
        [
            "median overall survival: 23.1 months",
            "median overall survival: 18.4 months",
            "p = 0.04 (overall survival)",
        ],
    ),
    (
        "Toxicity",
        "Grade 3 was recorded in 6 patients (8%) and grade 2 in 19 (25%).",
        ["toxicity grade 3: 8 % (n = 6)", "toxicity grade 2: 25 % (n = 19)"],
    ),
    (
        "Prognostic factors for local control",
        "On univariate analysis, size (p = 0.01) and age (p = 0.6) were tested.",
        ["p = 0.01 (local control)", "p = 0.6 (local control)"],
    ),
    ("Local control and survival", "The groups differed (p = 0.04).", ["p = 0.04"]),
    ("Patients", "The median was 63 years in arm A and 64 years in arm B.", []),
    ("Local control", "The median was 63 Gy in arm A.", ["median 63 Gy"]),
]

FRESH = "Late toxicity was mild. " + "Nothing else was done. " * 6


@pytest.mark.parametrize(("heading", "text", "wanted"), UNDER_HEADINGS)
def test_heading_says_what_is_measured(tmp_path, heading, text, wanted):
    path = tmp_path / "paper.txt"
    path.write_text(f"A trial of treatment\n\nResults\n\n{heading}\n\n{text}\n", encoding="utf8")
    assert [values(record) for record in extract(read(path))] == wanted


def test_an_endpoint_of_long_ago_is_not_tested():
    assert stated(FRESH + "The pulse wave slowed (p = 0.04).", "p_value") == ["p = 0.04"]
    assert stated("Late toxicity was mild. It did not differ (p = 0.04).", "p_value") == [
        "p = 0.04 (toxicity)"
    ]


def in_paper(tmp_path, text):
    path = tmp_path / "paper.md"
    path.write_text(text, encoding="utf8")
    return [values(record) for record in extract(read(path))]


def test_a_title_without_a_verb_names_its_patients(tmp_path):
    title = "# Late toxicity in 140 patients treated with radiotherapy"
    assert in_paper(tmp_path, f"{title}\n\nIt was mild.\n") == ["140 patients"]
    assert in_paper(tmp_path, "# A trial\n\nLate toxicity was seen in 140 patients.\n") == [
        "toxicity: 140 patients"
    ]


def test_responses_under_a_heading_of_pain(tmp_path):
    text = "# A trial\n\n## Results\n\n### Pain response\n\nThe overall response was 64%.\n"
    assert in_paper(tmp_path, text) == ["pain response: 64 %"]
    assert in_paper(tmp_path, text.replace("Pain", "Tumour")) == ["response rate: 64 %"]
