"""Results tables of primary papers: arms, times, grades, sections, models."""

from extractor.assembly.tables import find_in_table
from tests.assembly.table_cases import document, findings, line, lines


def test_arms_as_columns():
    found = findings(
        [
            ["", "RT alone (n = 50)", "RT + drug (n = 48)", "P value"],
            ["Overall survival", "", "", ""],
            ["1 year", "72%", "81%", "0.04"],
            ["Median OS (months)", "24.1 (20.0–28.3)", "Not reached", "0.03"],
            ["Local failure, n (%)", "10 (20)", "0 (0)", "0.11"],
        ],
        "Table 2. Efficacy by arm",
    )
    assert [line(f) for f in found] == [
        "50 patients",
        "48 patients",
        "overall_survival rate 72 percent @12",
        "overall_survival rate 81 percent @12",
        "p = 0.04 overall_survival",
        "overall_survival median 24.1 months [20, 28.3]",
        "overall_survival median not reached months",
        "p = 0.03 overall_survival",
        "local_failure rate 20 percent 10/50",
        "local_failure rate 0 percent 0/48",
        "p = 0.11 local_failure",
    ]
    assert [f.fields["arm"] for f in found if f.kind == "endpoint"] == ["RT alone", "RT + drug"] * 3
    assert found[2].row == "1 year"


def test_outcomes_as_columns():
    assert lines(
        [
            ["Group", "n", "2-year OS (%)", "2-year LC (%)", "Median PFS (months)", "p"],
            ["Low dose", "40", "55", "70.5", "11.2", "0.02"],
            ["High dose", "42", "66", "88", "NR", ""],
        ],
        "Outcomes",
        "OS, overall survival; LC, local control; PFS, progression-free survival; NR, not reached",
    ) == [
        "40 patients",
        "overall_survival rate 55 percent @24",
        "local_control rate 70.5 percent @24",
        "progression_free_survival median 11.2 months",
        "p = 0.02 overall_survival",
        "42 patients",
        "overall_survival rate 66 percent @24",
        "local_control rate 88 percent @24",
        "progression_free_survival median not reached months",
    ]


def test_times_under_spanning_headers():
    assert lines(
        [
            ["Arm", ("Overall survival (%)", 2), ("Local control (%)", 2)],
            ["", "1 year", "3 years", "1 year", "2 years"],
            ["RT", "70", "40", "88", "80"],
        ],
        "Survival",
        header=2,
    ) == [
        "overall_survival rate 70 percent @12",
        "overall_survival rate 40 percent @36",
        "local_control rate 88 percent @12",
        "local_control rate 80 percent @24",
    ]


def test_a_spanning_header_cut_short_by_the_reader():
    found = lines(
        [
            ["Harm", ("Grade ≥3 during treatment (%)", 2), ""],
            ["", "Arm A", "Arm B", "Arm C"],
            ["Nausea", "0.0", "20.0", "5.6"],
        ],
        "Adverse effects",
        header=2,
    )
    assert found == [f"toxicity rate {v} percent G3+" for v in ("0", "20", "5.6")]


def test_grade_columns_under_arms():
    assert lines(
        [
            ["Toxicity", ("Arm A (n=30)", 2), ("Arm B (n=31)", 2)],
            ["", "G1–2", "≥G3", "G1–2", "≥G3"],
            ["Dysphagia", "5", "1", "6", "0"],
            ["Dermatitis", "10 (33.3)", "0 (0)", "9 (29)", "1 (3.2)"],
        ],
        "Acute toxicity",
        header=2,
    ) == [
        "30 patients",
        "31 patients",
        "toxicity count 5 patients /30 G1-2",
        "toxicity count 1 patients /30 G3+",
        "toxicity count 6 patients /31 G1-2",
        "toxicity count 0 patients /31 G3+",
        "toxicity rate 33.3 percent 10/30 G1-2",
        "toxicity rate 0 percent 0/30 G3+",
        "toxicity rate 29 percent 9/31 G1-2",
        "toxicity rate 3.2 percent 1/31 G3+",
    ]


def test_bare_digits_below_grade():
    assert lines(
        [["Event", ("Grade", 3)], ["", "1", "2", "≥3"], ["Nausea", "12", "4", "0"]],
        "Late adverse events",
        header=2,
    ) == [
        "toxicity count 12 patients G1",
        "toxicity count 4 patients G2",
        "toxicity count 0 patients G3+",
    ]


def test_grade_rows_below_a_section():
    assert lines(
        [
            ["", "SBRT (n = 20)", "Conventional (n = 22)"],
            ["Acute bowel toxicity", "", ""],
            ["Grade 1–2", "8 (40%)", "10 (45%)"],
            ["Grade 3 or higher", "0", "3 (14%)"],
        ],
        "Side effects",
    )[2:] == [
        "toxicity rate 40 percent 8/20 G1-2",
        "toxicity rate 45 percent 10/22 G1-2",
        "toxicity count 0 patients /20 G3+",
        "toxicity rate 14 percent 3/22 G3+",
    ]


def test_grade_as_a_second_label_column():
    assert lines(
        [
            ["Toxicity", "Grade", "Arm 1", "Arm 2"],
            ["Bowel", "0", "50 (50)", "52 (52)"],
            ["", "≥2", "50 (50)", "48 (48)"],
        ],
        "Late toxicity, n (%)",
    ) == [
        "toxicity rate 50 percent 50/ G0",
        "toxicity rate 52 percent 52/ G0",
        "toxicity rate 50 percent 50/ G2+",
        "toxicity rate 48 percent 48/ G2+",
    ]


def test_counts_beside_percentages():
    assert lines(
        [
            ["", ("Arm 1 (n=40)", 2), ("Arm 2 (n=39)", 2), "p"],
            ["", "No.", "%", "No.", "%", ""],
            ["Complete response", "8", "20", "12", "31", "0.3"],
            ["Not evaluable", "0", "0", "1", "2.6", ""],
        ],
        "Response",
        header=2,
    )[2:] == [
        "complete_response rate 20 percent 8/40",
        "complete_response rate 31 percent 12/39",
        "p = 0.3 complete_response",
        "other rate 0 percent 0/40",
        "other rate 2.6 percent 1/39",
    ]


def test_parts_take_the_endpoint_of_their_total():
    rows = [
        ["", "RT (n=100)", "Control (n=98)"],
        ["Deaths", "40 (40%)", "52 (53.1%)"],
        ["Cancer", "30", "41"],
        ["Unknown", "0", "2"],
        ["Recurrence", "20 (20%)", "30 (30.6%)"],
        ["Distant", "12 (12%)", "13 (13.3%)"],
        ["Nodal", "3 (3%)", "8 (8.2%)"],
    ]
    assert [f.split(" percent")[0] for f in lines(rows, "Events")[2:]] == [
        "mortality rate 40",
        "mortality rate 53.1",
        "mortality count 30 patients /100",
        "mortality count 41 patients /98",
        "mortality count 0 patients /100",
        "mortality count 2 patients /98",
        "recurrence rate 20",
        "recurrence rate 30.6",
        "distant_failure rate 12",
        "distant_failure rate 13.3",
        "regional_failure rate 3",
        "regional_failure rate 8.2",
    ]


def test_sites_of_failure():
    assert lines(
        [["Site", "All"], ["Local", "4 (8%)"], ["Local and distant", "2 (4%)"], ["Distant", "10 (20%)"]],
        "Patterns of first failure",
    ) == [
        "local_failure rate 8 percent 4/",
        "recurrence rate 4 percent 2/",
        "distant_failure rate 20 percent 10/",
    ]


def test_a_label_that_runs_over_two_rows():
    found = findings(
        [
            ["", "A (n = 40)", "B (n = 40)"],
            ["Local recurrence with distant disease", "", ""],
            ["in the lung", "2 (5)", "4 (10)"],
        ],
        "Recurrences (%)",
    )
    assert [line(f) for f in found[2:]] == [
        "recurrence rate 5 percent 2/40",
        "recurrence rate 10 percent 4/40",
    ]
    assert found[2].row == "in the lung"


def test_models_take_the_outcome_of_the_caption():
    assert lines(
        [
            ["Variable", ("Univariate", 2), ("Multivariate", 2)],
            ["", "HR (95% CI)", "p", "HR (95% CI)", "p"],
            ["Age (>65 vs ≤65)", "1.20 (0.80–1.80)", "0.38", "", ""],
            ["Dose (≥60 Gy)", "0.61 (0.41–0.92)", "0.017", "0.66 (0.44–0.99)", "<0.05"],
            ["Stage III", "1 (reference)", "", "1", ""],
        ],
        "Univariate and multivariate analysis of factors associated with local control",
        header=2,
    ) == [
        "local_control hazard_ratio 1.2 ratio [0.8, 1.8]",
        "p = 0.38 local_control",
        "local_control hazard_ratio 0.61 ratio [0.41, 0.92]",
        "p = 0.017 local_control",
        "local_control hazard_ratio 0.66 ratio [0.44, 0.99]",
        "p < 0.05 local_control",
    ]


def test_models_with_an_outcome_a_column_group_and_intervals_apart():
    assert lines(
        [
            ["Factor", ("OS", 3), ("Local control", 3)],
            ["", "HR", "95% CI", "P", "OR", "Lower", "Upper"],
            ["T stage", "1.9", "1.2–3.1", "0.008", "1.7", "1.1", "2.6"],
        ],
        "Prognostic factors",
        header=2,
    ) == [
        "overall_survival hazard_ratio 1.9 ratio [1.2, 3.1]",
        "p = 0.008 overall_survival",
        "local_control odds_ratio 1.7 ratio [1.1, 2.6]",
    ]


def test_models_by_section():
    assert lines(
        [
            ["", "HR (95% CI)", "P"],
            ["Overall survival", "", ""],
            ["Weight loss >5%", "1.6 (1.3–2.0)", "<0.001"],
            ["Disease-specific survivala", "", ""],
            ["Weight loss >5%", "1.1 (0.8–1.7)", "0.570"],
        ],
        "Cox regression",
    ) == [
        "overall_survival hazard_ratio 1.6 ratio [1.3, 2]",
        "p < 0.001 overall_survival",
        "cancer_specific_survival hazard_ratio 1.1 ratio [0.8, 1.7]",
        "p = 0.57 cancer_specific_survival",
    ]


def test_subgroups_and_a_p_value_a_characteristic():
    assert lines(
        [
            ["Variable", "n", "5-y OS (%)", "P"],
            ["Age", "", "", "0.3"],
            ["≤60", "30", "65", ""],
            [">60", "40", "60", ""],
        ],
        "Univariate analysis of survival",
    ) == [
        "p = 0.3 overall_survival",
        "30 patients",
        "overall_survival rate 65 percent @60",
        "40 patients",
        "overall_survival rate 60 percent @60",
    ]


def test_effects_beside_arms():
    assert lines(
        [
            ["", "12 Gy", "24 Gy", "HR (95% CI)", "P"],
            ["PFS, median, mo (95% CI)", "5.1 (4.0–6.2)", "NR (12–NR)", "0.71 (0.52–0.97)", "0.03"],
            ["Deaths", "20/40", "9/42", "", ""],
        ],
        "Efficacy",
        "NR, not reached; PFS, progression-free survival",
    ) == [
        "progression_free_survival median 5.1 months [4, 6.2]",
        "progression_free_survival median not reached months",
        "progression_free_survival hazard_ratio 0.71 ratio [0.52, 0.97]",
        "p = 0.03 progression_free_survival",
        "mortality count 20 patients /40",
        "mortality count 9 patients /42",
    ]


def test_a_difference_is_one():
    assert lines(
        [
            ["Endpoint", "Control (%)", "SBRT (%)", "Difference (95% CI)"],
            ["2-year OS", "60", "70", "10 (1–19)"],
        ],
        "Results",
    ) == [
        "overall_survival rate 60 percent @24",
        "overall_survival rate 70 percent @24",
        "overall_survival difference 10 percent [1, 19] @24",
    ]


def test_scores():
    assert lines(
        [["Scale", "Before", "3 months", "p"], ["Fatigue", "40.1 (12.0)", "35 (11.9)", "0.2"]],
        "Quality of life, mean (SD)",
    ) == [
        "quality_of_life mean 40.1 None",
        "quality_of_life mean 35 None @3",
        "p = 0.2 quality_of_life",
    ]


def test_arms_as_sections():
    found = findings(
        [["", "Rate (%)"], ["RT arm", ""], ["Local control", "80"], ["CRT arm", ""], ["Local control", "88"]],
        "Results",
    )
    assert [(line(f), f.fields["arm"]) for f in found] == [
        ("local_control rate 80 percent", "RT arm"),
        ("local_control rate 88 percent", "CRT arm"),
    ]


def test_a_table_without_a_header_row():
    assert lines(
        [["3-year overall survival", "60%", "71%"], ["3-year local control", "80%", "90%"]],
        "Outcomes",
        header=0,
    ) == [
        "overall_survival rate 60 percent @36",
        "overall_survival rate 71 percent @36",
        "local_control rate 80 percent @36",
        "local_control rate 90 percent @36",
    ]


def test_a_continued_table_has_the_header_of_its_first_part():
    rows = [["Toxicity", "RT (n=50)", "CRT (n=50)"], ["Rash", "1 (2)", "0 (0)"]]
    first = document(rows, "Adverse events")
    both = document([["Nausea", "5 (10)", "6 (12)"]], "Table 1 (continued)", before=first)
    found = find_in_table(both, both.blocks[-1], {}, None)
    assert [line(f) for f in found] == ["toxicity rate 10 percent 5/50", "toxicity rate 12 percent 6/50"]
    assert [f.fields["arm"] for f in found] == ["RT", "CRT"]


def test_a_value_that_spans_two_arms_is_one():
    assert lines([["", "A", "B"], ["2-year local control", ("90%", 2)]], "Outcomes") == [
        "local_control rate 90 percent @24"
    ]


def test_a_column_of_patients_with_a_finding_leaves_the_endpoint_to_the_row():
    assert lines(
        [
            ["Outcome", "Other patients, n (%)", "Positive biopsies, n (%)"],
            ["Local failure", "12 (10)", "9 (45)"],
            ["Overall survival", "101 (84)", "13 (65)"],
        ],
        "Outcomes by the result of the biopsy",
    ) == [
        "local_failure rate 10 percent 12/",
        "local_failure rate 45 percent 9/",
        "overall_survival rate 84 percent 101/",
        "overall_survival rate 65 percent 13/",
    ]
