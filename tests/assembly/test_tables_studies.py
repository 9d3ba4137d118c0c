"""Tables of published studies: one study a row."""

from tests.assembly.table_cases import findings, line, lines


def test_doses_counts_and_rates_with_the_study_of_the_row():
    found = findings(
        [
            ["Study", "Radiation Dose", "Number of Patients", "Treated Lesions", "24-Month LC (%)", "OS"],
            ["Alpha et al., Rome [2]", "30–60 Gy/3–8fx", "24", "30", "85.9", "NR"],
            ["Beta and Gamma et al. [3,4]", "50 Gy/10 fx, 50 Gy/5 fx", "44", "50", "95", "82"],
            ["Delta et al. [5]", "12 Gy × 4", "16", "—", "94", "–"],
        ],
        "SBRT for lung metastases",
        "LC: local control, OS: overall survival, Fx: fractions, NR: not reported.",
    )
    assert [line(f) for f in found] == [
        "dose 30-60/3-8/?",
        "24 patients",
        "30 lesions",
        "local_control rate 85.9 percent @24",
        "dose 50/10/?",
        "dose 50/5/?",
        "44 patients",
        "50 lesions",
        "local_control rate 95 percent @24",
        "overall_survival rate 82 percent",
        "dose 48/4/12",
        "16 patients",
        "local_control rate 94 percent @24",
    ]
    assert [f.refs for f in found] == [(2,)] * 4 + [(3, 4)] * 6 + [(5,)] * 3
    assert found[4].label == "Beta and Gamma et al."
    assert found[0].fields["technique"] == "sbrt"


def test_the_label_of_a_row_may_stand_in_a_later_column():
    found = findings(
        [
            ["", "", "", ("12-month rate (%)", 2)],
            ["Site", "Series", "Lesions (n)", "LC", "OS"],
            ["Spine", "Alpha et al. [2]", "120", "87.9", "60.6"],
            ["", "Beta et al. [3]", "66", "81", "67"],
        ],
        "Metastases",
        "LC, local control; OS, overall survival",
        header=2,
    )
    assert [(line(f), f.refs) for f in found] == [
        ("120 lesions", (2,)),
        ("local_control rate 87.9 percent @12", (2,)),
        ("overall_survival rate 60.6 percent @12", (2,)),
        ("66 lesions", (3,)),
        ("local_control rate 81 percent @12", (3,)),
        ("overall_survival rate 67 percent @12", (3,)),
    ]


def test_a_blank_study_cell_continues_the_study_above():
    found = findings(
        [
            ["Study", "Arm", "N"],
            ["Alpha et al. [2]", "Drug", "70"],
            ["", "Control", "69"],
            ["Beta et al. [3]", "Drug", "9"],
        ],
        "Trials",
    )
    assert [(line(f), f.refs) for f in found] == [
        ("70 patients", (2,)),
        ("69 patients", (2,)),
        ("9 patients", (3,)),
    ]


def test_a_prescription_over_several_columns():
    assert lines(
        [
            ["Author", "Fractions", "Fraction size", "Total dose", "BED10 (Gy)", "EQD2 (α/β = 3)"],
            ["Alpha et al. [3]", "3", "20", "60", "180", "276"],
            ["Beta et al. [4]", "28", "2.5", "", "", ""],
        ],
        "Published series",
    ) == ["dose 60/3/20", "dose 180/?/? bed", "dose 276/?/? eqd2", "dose 70/28/2.5"]


def test_cells_of_words():
    assert lines(
        [
            ["Study", "Patients", "Local control", "Results"],
            ["Alpha et al. [3]", "40 patients, 52 lesions", "92% (2 y)", "2-year OS 70%"],
            ["Beta et al. [4]", "21", "1 year: 90%, 2 years: 81%", "grade 3 pneumonitis in 4%"],
        ],
        "Trials",
        "OS, overall survival",
    ) == [
        "40 patients",
        "52 lesions",
        "local_control rate 92 percent @24",
        "overall_survival rate 70 percent @24",
        "21 patients",
        "local_control rate 90 percent @12",
        "local_control rate 81 percent @24",
        "toxicity rate 4 percent G3",
    ]


def test_two_arms_in_a_cell():
    assert lines(
        [
            ["Study", "N", "Median OS (months)"],
            ["Alpha et al. [7]", "30 vs 32", "7.1 vs 6.2"],
            ["Beta et al. [8]", "9", "5"],
        ],
        "Trials",
    ) == [
        "30 patients",
        "32 patients",
        "overall_survival median 7.1 months",
        "overall_survival median 6.2 months",
        "9 patients",
        "overall_survival median 5 months",
    ]


def test_the_papers_own_row_has_no_citation():
    found = findings(
        [["Study", "N"], ["Alpha et al. [2]", "70"], ["Beta et al. [3]", "52"], ["Present study", "80"]],
        "Series",
    )
    assert (found[-1].refs, found[-1].label) == ((), None)


def test_pooled_events_take_the_endpoint_of_the_caption():
    assert lines(
        [
            ["Trial", "Events/N", "Odds ratio (95% CI)"],
            ["Alpha 1999 [12]", "20/110", "0.58 (0.31–1.09)"],
            ["Beta 2003 [13]", "11/90", "0.47 (0.21–1.04)"],
        ],
        "Meta-analysis of local recurrence",
    ) == [
        "local_failure count 20 patients /110",
        "local_failure odds_ratio 0.58 ratio [0.31, 1.09]",
        "local_failure count 11 patients /90",
        "local_failure odds_ratio 0.47 ratio [0.21, 1.04]",
    ]
