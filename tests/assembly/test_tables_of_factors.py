"""Tables of factors, models and risk groups: what their columns and rows say."""

from table_cases import lines


def test_relative_risk_beside_its_interval():
    rows = [["Factor", "RR", "95% CI", "P-value"], ["Size (per cm)", "1.31", "1.08–1.59", "0.006"]]
    assert lines(rows, "Multivariate Cox model for local failure") == [
        "local_failure risk_ratio 1.31 ratio [1.08, 1.59]",
        "p = 0.006 local_failure",
    ]


def test_sizes_of_groups_and_a_row_of_p_values():
    rows = [
        ["Risk group", "No.", "BRFS (%)", "OS (%)"],
        ["Low", "112", "95.1", "93.0"],
        ["High", "98", "71.6", "84.4"],
        ["p", "", "<0.001", "0.11"],
    ]
    assert lines(rows, "Five-year outcomes by risk group") == [
        "112 patients",
        "biochemical_control rate 95.1 percent @60",
        "overall_survival rate 93 percent @60",
        "98 patients",
        "biochemical_control rate 71.6 percent @60",
        "overall_survival rate 84.4 percent @60",
        "p < 0.001 biochemical_control",
        "p = 0.11 overall_survival",
    ]


def test_an_operation_as_a_factor():
    rows = [
        ["Factor", "n", "2-year survival (%)", "p"],
        ["Complete resection", "40", "38", "0.001"],
        ["Biopsy only", "75", "16", ""],
    ]
    assert lines(rows, "Prognostic factors for survival (univariate)") == [
        "40 patients",
        "overall_survival rate 38 percent @24",
        "p = 0.001 overall_survival",
        "75 patients",
        "overall_survival rate 16 percent @24",
    ]
