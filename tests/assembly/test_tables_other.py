"""Tables that hold no results: characteristics, doses to organs, procedures."""

import pytest

from tests.assembly.table_cases import lines


def test_characteristics_give_group_sizes_and_p_values_without_endpoint():
    assert lines(
        [
            ["Characteristic", "Arm A (n = 60)", "Arm B (n = 61)", "P"],
            ["Median age (range)", "61 (40–80)", "62 (38–79)", "0.5"],
            ["Male", "40 (67)", "44 (72)", "NS"],
            ["Complete response to induction", "20 (33)", "25 (41)", "0.04"],
            ["Median follow-up (months)", "30", "31", "<.8"],
        ],
        "Patient characteristics",
    ) == ["60 patients", "61 patients", "p = 0.5 None", "p = 0.04 None", "p < 0.8 None"]


def test_characteristics_are_known_by_their_rows():
    assert lines(
        [
            ["", "Total (n=55)", "%"],
            ["Age <60", "30", "55"],
            ["Sex: male", "33", "60"],
            ["ECOG 0", "40", "73"],
            ["Stage I", "11", "20"],
        ],
        "The cohort",
    ) == ["55 patients"]


def test_group_sizes_as_a_row():
    assert lines(
        [["", "A", "B"], ["Number of patients", "49", "45"], ["Age", "60", "59"], ["Male", "35", "29"]],
        "Patient characteristics",
    ) == ["49 patients", "45 patients"]


def test_outcomes_among_characteristics():
    assert lines(
        [
            ["", "All (n = 80)"],
            ["Age, years, median", "60"],
            ["Male", "50 (62.5)"],
            ["2-year overall survival", "61%"],
        ],
        "Patient characteristics and outcomes",
    ) == ["80 patients", "overall_survival rate 61 percent @24"]


@pytest.mark.parametrize(
    ("caption", "rows"),
    [
        ("Dose constraints", [["Organ", "Constraint"], ["Lung V20", "<30%"], ["Cord", "45 Gy"]]),
        (
            "Eligibility criteria",
            [["Inclusion", "Exclusion"], ["Age 18 years or older", "Prior radiotherapy"]],
        ),
        ("Chemotherapy schedule", [["Drug", "Dose (mg/m^2)", "Day"], ["Cisplatin", "75", "1"]]),
        ("Number at risk", [["Months", "0", "12"], ["RT", "50", "40"]]),
        ("Costs", [["Item", "IMRT", "3D"], ["Total", "10,200", "6,100"]]),
        ("Primer sequences", [["Gene", "Primer"], ["Alpha", "GATTACA"]]),
        ("Study procedures", [["Visit", "Week 1", "Month 3"], ["CT", "x", "x"]]),
    ],
)
def test_nothing(caption, rows):
    assert lines(rows, caption) == []


def test_dosimetry_has_p_values_without_endpoint():
    assert lines(
        [["Parameter", "IMRT", "3D", "p"], ["Mean lung dose (Gy)", "12.1 ± 3.0", "14.2 ± 3.3", "0.01"]],
        "Dosimetric comparison",
    ) == ["p = 0.01 None"]


def test_an_empty_grid():
    assert lines([[""]], "Nothing", header=0) == []
