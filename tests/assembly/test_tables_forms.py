"""Forms that results tables of many papers share: each with the smallest table that shows it."""

from tests.assembly.table_cases import lines


def test_endpoint_only_in_the_caption():
    assert lines(
        [["Dose", "n", "1 year", "2 years", "p"], ["Low", "30", "60.0", "40.1", "0.03"]],
        "Table 2. Overall survival rates (%) by dose",
    ) == [
        "30 patients",
        "overall_survival rate 60 percent @12",
        "overall_survival rate 40.1 percent @24",
        "p = 0.03 overall_survival",
    ]
    assert lines(
        [["Histology", "Photons", "Surgery"], ["Glandular", "92.1", "95.0"]],
        "Table 4. Two-year local control (%) by histology",
    ) == ["local_control rate 92.1 percent @24", "local_control rate 95 percent @24"]


def test_caption_of_a_listing_gives_no_endpoint():
    assert lines([["Drug", "Dose level"], ["One", "40"]], "Table 1. Drugs given for local control") == []


def test_times_as_bare_numbers():
    assert lines(
        [["Time (months)", "OS, %", "95% CI"], ["12", "85.2", "78.0–92.1"]], note="OS, overall survival"
    ) == ["overall_survival rate 85.2 percent [78, 92.1] @12"]


def test_times_in_a_second_header_row():
    assert lines(
        [
            ["Stage", ("Local control", 3), ("Overall survival", 2)],
            ["", "1 yr", "3 yr", "p", "1 yr", "3 yr"],
            ["Early", "98%", "92%", "0.03", "90%", "60%"],
        ],
        "Table 3. Results by stage",
    ) == [
        "local_control rate 98 percent @12",
        "local_control rate 92 percent @36",
        "p = 0.03 local_control",
        "overall_survival rate 90 percent @12",
        "overall_survival rate 60 percent @36",
    ]


def test_grades_in_a_second_header_row():
    assert lines(
        [["Adverse event", ("Grade", 3)], ["", "1", "2", "3"], ["Fatigue", "22", "12", "2"]],
        "Table 4. Adverse events",
    ) == [
        "toxicity count 22 patients G1",
        "toxicity count 12 patients G2",
        "toxicity count 2 patients G3",
    ]


def test_rates_with_standard_errors():
    assert lines([["", "5-year OS (%) ± SE"], ["Arm 1", "60.1 ± 3.2"]], note="OS, overall survival") == [
        "overall_survival rate 60.1 percent @60"
    ]


def test_standard_deviation_is_no_stable_disease():
    assert lines(
        [["Scale", "Baseline mean (SD)", "Six weeks mean (SD)"], ["Vitality", "47.3 (12.7)", "52.0 (9.3)"]],
        "Table 4. Change in quality of life from baseline to six weeks",
    ) == ["quality_of_life mean 47.3 None", "quality_of_life mean 52 None @1.3799"]


def test_rr_beside_counts_is_a_risk_ratio():
    assert lines(
        [["Event", "Arm A", "Arm B", "RR (95% CI)"], ["Deaths", "30/120", "35/118", "0.84 (0.56–1.28)"]],
        "Table 3. Events by arm",
    ) == [
        "mortality count 30 patients /120",
        "mortality count 35 patients /118",
        "mortality risk_ratio 0.84 ratio [0.56, 1.28]",
    ]


def test_exponent_of_the_coefficient_is_the_ratio():
    rows = [["Variable", "B", "SE", "Sig.", "Exp(B)", "95% CI for Exp(B)"], ["Age", "0.02", "0.01", "0.15", "1.02", "0.99–1.05"]]  # fmt: skip
    assert lines(rows, "Table 4. Cox regression for overall survival") == [
        "p = 0.15 overall_survival",
        "overall_survival hazard_ratio 1.02 ratio [0.99, 1.05]",
    ]
    assert lines(rows, "Table 4. Logistic regression for grade 2 pneumonitis")[1].startswith(
        "toxicity odds_ratio 1.02 ratio [0.99, 1.05]"
    )


def test_counts_with_percentages_in_the_next_column():
    assert lines(
        [["Response", "Number of patients", "%"], ["Complete", "5", "12.5"], ["No change", "10", "25.0"]],
        "Table 2. Tumour response",
    ) == ["complete_response rate 12.5 percent 5/", "stable_disease rate 25 percent 10/"]


def test_responses_of_pain():
    assert lines(
        [["Response at 4 weeks", "8 Gy (n = 100)"], ["Partial", "40 (40%)"], ["Progression", "10 (10%)"]],
        "Table 2. Pain response",
    )[1:] == [
        "pain_response rate 40 percent 40/100 @0.9199",
        "pain_response rate 10 percent 10/100 @0.9199",
    ]


def test_sites_of_failure_as_counts_of_patients():
    assert lines(
        [["Site of first failure", "No. of patients (%)"], ["Local only", "6 (12)"], ["Distant only", "15 (30)"], ["Local + distant", "2 (4)"], ["None", "24 (48)"]],
        "Table 4. Patterns of failure",
    ) == [
        "local_failure rate 12 percent 6/",
        "distant_failure rate 30 percent 15/",
        "recurrence rate 4 percent 2/",
        "other rate 48 percent 24/",
    ]  # fmt: skip


def test_unknown_cause_of_death():
    assert lines([["Cause of death", "n (%)"], ["Disease", "20 (50)"], ["Unknown", "3 (7.5)"]])[1:] == [
        "mortality rate 7.5 percent 3/"
    ]


def test_only_yes_counts_the_event():
    assert lines(
        [["Recurrence", "RT (n = 60)"], ["Yes", "6 (10%)"], ["No", "54 (90%)"]],
        "Table 3. Local recurrence by treatment",
    ) == ["60 patients", "local_failure rate 10 percent 6/60"]


def test_groups_with_and_without_an_event_are_characteristics():
    assert lines(
        [
            ["Factor", "Pneumonitis grade ≥2 (n = 20)", "No pneumonitis (n = 80)", "p"],
            ["Age, median", "66", "64", "0.4"],
            ["V20 (%)", "28", "22", "0.003"],
        ],
        "Table 3. Predictors of radiation pneumonitis",
    ) == ["20 patients", "80 patients", "p = 0.4 None", "p = 0.003 None"]
    assert lines(
        [["Parameter", "Responders", "Non-responders"], ["SUVmax", "12.1 ± 4.0", "10.2 ± 3.9"], ["Volume (cc)", "30.2", "45.1"]],
        "Table 3. Imaging and response",
    ) == []  # fmt: skip


def test_events_by_arm_stay_results():
    assert lines(
        [["Arm", "Recurrence", "No recurrence"], ["RT", "6 (10%)", "54 (90%)"]], "Table 3. Recurrence by arm"
    )[0] == ("recurrence rate 10 percent 6/")


def test_missing_data_and_identifiers_are_no_counts():
    assert lines(
        [["Complication", "Arm A (n = 50)", "Missing data, %"], ["Sepsis", "5 (10%)", "12"]],
        "Table 3. Complications",
    ) == ["50 patients", "toxicity rate 10 percent 5/50"]
    assert lines([["", "Patient", "Normal range"], ["FSH (U/L)", "3", "1.0–8.0"]], "Table 1. Hormones") == []


def test_heading_rows_carry_the_p_value_of_the_outcome():
    assert lines(
        [
            ["Factor", "No.", "Median survival (months)", "P-value"],
            ["Class", "", "", "<0.001"],
            ["I", "20", "15.2", ""],
        ],
        "Table 3. Univariate analysis",
    )[0] == ("p < 0.001 overall_survival")


def test_schedules_of_studies():
    assert lines(
        [
            ["Study", "Median dose (Gy)/fractions", "Dose and technique", "Toxicity"],
            ["Arden et al. [3]", "60/3", "", "G3: 13%"],
            ["Brook et al. [4]", "18–30/1", "", "No grade ≥3"],
        ],
        "Table 5. Published series",
    ) == [
        "dose 60/3/?",
        "toxicity rate 13 percent G3",
        "dose 18-30/1/?",
        "toxicity count 0 patients G3+",
    ]


def test_regimens_in_columns_of_parts():
    assert lines(
        [["Arm", "Volume", "Boost"], ["Standard", "50.4 Gy in 28 fractions", "–"], ["Higher", "50.4 Gy in 28 fractions", "9 Gy in 5 fractions"]],
        "Table 1. Radiotherapy schedules",
    ) == ["dose 50.4/28/?", "dose 50.4/28/?", "dose 9/5/?"]  # fmt: skip


def test_value_with_its_range():
    assert lines([["Outcome", "Value"], ["Median follow-up", "24 months (range 3–60)"], ["2-year OS", "75%"]], "Table 2. Outcomes", "OS, overall survival") == [
        "follow_up median 24 months",
        "overall_survival rate 75 percent @24",
    ]  # fmt: skip


def test_fractionation_without_units():
    assert lines(
        [["Author", "Fractionation", "EQD2 (α/β = 1.5)"], ["Arden et al. [5]", "70.2/26", "84.4"], ["Brook et al. [6]", "62/20", "81"]],
        "Table 5. Published trials",
    ) == ["dose 70.2/26/?", "dose 84.4/?/? eqd2", "dose 62/20/?", "dose 81/?/? eqd2"]  # fmt: skip


def test_p_value_behind_the_ratio():
    assert lines(
        [["Outcome", "HR (95% CI), p"], ["OS", "0.76 (0.60–0.97), p = 0.03"]],
        "Table 2. Treatment effect",
        "OS, overall survival",
    ) == ["overall_survival hazard_ratio 0.76 ratio [0.6, 0.97]", "p = 0.03 overall_survival"]


def test_patients_without_the_event():
    assert lines([["Outcome", "SBRT (n = 40)"], ["Local recurrence", "3"], ["No recurrence", "30"]], "Table 2. Outcome")[1:] == [
        "local_failure count 3 patients /40",
        "other count 30 patients /40",
    ]  # fmt: skip
