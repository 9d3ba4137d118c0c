"""Results sections of whole papers: causes, parts and remainders, what goes on from the sentence before; tables of results."""

import pytest
from sentence_cases import stated
from table_cases import lines

from extractor.assembly import extract
from extractor.describe import values
from extractor.reading import read

CASES = [
    (
        "Two patients, both in the combined arm, developed a rectovaginal fistula.",
        {"endpoint": ["toxicity: 2 patients"]},
    ),
    (
        "By 2004, 38 patients on the first arm and 54 in the second arm had failed.",
        {"endpoint": ["recurrence: 38 patients", "recurrence: 54 patients"]},
    ),
    (
        "Symptomatic pneumonitis was noted in 4 v 6 patients, and a rib fracture in two in each group.",
        {"endpoint": ["toxicity: 4 patients", "toxicity: 6 patients", "toxicity: 2 patients"]},
    ),
    (
        "The group of Adams described nine patients with a median survival of 8 months.",
        {"cohort": ["9 patients"], "endpoint": ["median overall survival: 8 months"]},
    ),
    (
        "Of the irradiated patients, four survived more than 2 years.",
        {"endpoint": ["overall survival at 24 months: 4 patients"]},
    ),
    (
        "Late laryngeal oedema persisting for more than 6 months was seen in 14 patients.",
        {"endpoint": ["toxicity: 14 patients"]},
    ),
    (
        "Two patients developed necrosis of the cartilage, one of them with fatal outcome.",
        {"endpoint": ["toxicity: 2 patients", "mortality: 1 patients"]},
    ),
    (
        "Twenty-six of the 34 local recurrences appeared early.",
        {"endpoint": ["local failure: 26 lesions of 34"]},
    ),
    (
        "The KPS was 70 or more in 91 patients and below 70 in the remaining 36.",
        {"cohort": ["91 patients", "36 patients"]},
    ),
    (
        "Local control at 5 years was 52% in these patients compared with 75% in the other 67 (p = 0.01).",
        {
            "cohort": ["67 patients"],
            "endpoint": ["local control at 60 months: 52 %", "local control at 60 months: 75 %"],
            "p_value": ["p = 0.01 (local control)"],
        },
    ),
    (
        "A complete response was seen in 4 patients and stable disease in the remaining 3.",
        {"endpoint": ["complete response: 4 patients", "stable disease: 3 patients"]},
    ),
    (
        "The relapse was local in 9 patients and distant in the remaining 5.",
        {"endpoint": ["local failure: 9 patients", "distant failure: 5 patients"]},
    ),
    (
        "Diagnosis was histologically proven for 97 lesions, whereas the remaining 45 were treated on imaging grounds.",
        {"cohort": ["97 lesions", "45 lesions"]},
    ),
    (
        "Forms were returned by 612 women at baseline, 540 at 1 year and 488 at 3 years.",
        {"cohort": ["612 patients", "540 patients", "488 patients"]},
    ),
    (
        "The cause of death was local progression in 12 patients, distant metastases in 20 and intercurrent disease in 5.",
        {"endpoint": ["mortality: 12 patients", "mortality: 20 patients", "mortality: 5 patients"]},
    ),
    (
        "Twelve patients died of local recurrence, 20 of distant metastases and 3 of intercurrent disease.",
        {"endpoint": ["mortality: 12 patients", "mortality: 20 patients", "mortality: 3 patients"]},
    ),
    (
        "The 5-year local control rate was 84% and did not change after 8 years.",
        {"endpoint": ["local control at 60 months: 84 %"]},
    ),
    (
        "The local control rate was 84%. Control was 95% and 65% for wide and close margins, respectively (p = 0.001).",
        {
            "endpoint": ["local control: 84 %", "local control: 95 %", "local control: 65 %"],
            "p_value": ["p = 0.001 (local control)"],
        },
    ),
    (
        "Metastases were diagnosed in 44 patients, in the lungs in 36 of them.",
        {"endpoint": ["distant failure: 44 patients", "distant failure: 36 patients"]},
    ),
    (
        "Multivariate analysis showed that size (p = 0.0004) and local recurrence (p = 0.03) were associated with a higher risk of metastasis.",
        {"p_value": ["p = 0.0004 (distant failure)", "p = 0.03 (distant failure)"]},
    ),
    (
        "A complete response was achieved in 49 patients (54%): 31 of 43 with stage II and 18 of 48 with stage III disease.",
        {
            "endpoint": [
                "complete response: 54 % (n = 49)",
                "complete response: 31 patients of 43",
                "complete response: 18 patients of 48",
            ]
        },
    ),
    (
        "Local recurrence occurred in 12 patients: 3/40 with T1 tumours and 9/36 with T2 tumours.",
        {
            "endpoint": [
                "local failure: 12 patients",
                "local failure: 3 patients of 40",
                "local failure: 9 patients of 36",
            ]
        },
    ),
    (
        "Local control was 80% at 2 years, with 12% grade 3 toxicity.",
        {"endpoint": ["local control at 24 months: 80 %", "toxicity grade 3: 12 %"]},
    ),
    (
        "Tumor volume decreased in 98 patients (60%), was stable in 55 (34%), and increased in 9 (6%).",
        {
            "endpoint": [
                "response rate: 60 % (n = 98)",
                "stable disease: 34 % (n = 55)",
                "progressive disease: 6 % (n = 9)",
            ]
        },
    ),
    (
        "The median survival was 4.6 months. No difference was found between the schedules (median 4.7 vs. 4.4 months, p = 0.62).",
        {
            "endpoint": [
                "median overall survival: 4.6 months",
                "median overall survival: 4.7 months",
                "median overall survival: 4.4 months",
            ],
            "p_value": ["p = 0.62 (overall survival)"],
        },
    ),
    (
        "The 5-year survival was 46%. There was no difference between the two dose schedules (47% vs. 44%, p = 0.62).",
        {
            "endpoint": [
                "overall survival at 60 months: 46 %",
                "overall survival: 47 %",
                "overall survival: 44 %",
            ],
            "p_value": ["p = 0.62 (overall survival)"],
        },
    ),
    (
        "The cumulative risk of a second tumour at 10 years was 1.4%.",
        {"endpoint": ["other at 120 months: 1.4 %"]},
    ),
    (
        "Re-irradiation was given in 17% after single and 8% after multiple fractions (p < 0.001).",
        {"endpoint": ["other: 17 %", "other: 8 %"], "p_value": ["p < 0.001 (other)"]},
    ),
    ("In total, 14 patients had failed previous chemotherapy.", {"cohort": ["14 patients"]}),
    (
        "The 5-year survival was 46%. The arms did not differ in the share of smokers (47% vs. 44%, p = 0.62).",
        {"endpoint": ["overall survival at 60 months: 46 %"], "p_value": ["p = 0.62"]},
    ),
    (
        "The median survival was 4.6 months. There was no difference in age between the arms (median 64 vs. 62 years, p = 0.62).",
        {"endpoint": ["median overall survival: 4.6 months"], "p_value": ["p = 0.62"]},
    ),
    (
        "Compliance differed: 30 of 40 in arm A and 20 of 40 in arm B finished chemotherapy.",
        {"cohort": ["30 patients", "40 patients", "20 patients", "40 patients"]},
    ),
    (
        "Median follow-up was 4 years. There was no difference between the arms (47% vs. 44%, p = 0.62).",
        {"endpoint": ["median follow up: 4 years"], "p_value": ["p = 0.62"]},
    ),
]

MORE = [
    (
        "The cosmetic result was excellent in 48 patients, good in 25 and poor in 2.",
        {"endpoint": ["other: 48 patients", "other: 25 patients", "other: 2 patients"]},
    ),
    (
        "There were 3 complete and 31 partial responses; 14 patients had no change and 7 progressed.",
        {
            "endpoint": [
                "complete response: 3 patients",
                "partial response: 31 patients",
                "stable disease: 14 patients",
                "progressive disease: 7 patients",
            ]
        },
    ),
    (
        "There were 35 local failures, 31 of them (20.5%) in chordomas and 4 (5.6%) in chondrosarcomas.",
        {
            "endpoint": [
                "local failure: 35 lesions",
                "local failure: 20.5 % (n = 31)",
                "local failure: 5.6 % (n = 4)",
            ]
        },
    ),
    (
        "Performance status and weight loss influenced survival (P = .01 and P = .04, respectively).",
        {"p_value": ["p = 0.01 (overall survival)", "p = 0.04 (overall survival)"]},
    ),
    (
        "Of 222 patients (151 chordomas, 71 meningiomas) none was lost.",
        {"cohort": ["222 patients", "151 patients", "71 patients"]},
    ),
    (
        "Grade 2 fibrosis was found in 11 breasts (12%), and asymptomatic fat necrosis in 16 (18%).",
        {"endpoint": ["toxicity grade 2: 12 % (n = 11)", "toxicity: 18 % (n = 16)"]},
    ),
    (
        "Our local control of 81% is in line, although the patients were older (median 68 years).",
        {"endpoint": ["local control: 81 %"]},
    ),
    ("The haemoglobin was stable; 14 patients had no change in weight.", {"cohort": ["14 patients"]}),
]

NOTHING = [
    "The first 3 fractions were given weekly and the remaining 2 daily.",
    "In the remaining 2 weeks the treatment was given twice daily.",
    "Corrected for intercurrent deaths, the figures were higher in 85% of the analyses.",
    "Treatment was stopped in the other 2 arms.",
]


@pytest.mark.parametrize(("text", "wanted"), [*CASES, *MORE])
def test_forms(text, wanted):
    kinds = ("dose", "cohort", "endpoint", "p_value")
    assert {kind: found for kind in kinds if (found := stated(text, kind))} == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_stated(text):
    assert not any(stated(text, kind) for kind in ("dose", "cohort", "endpoint", "p_value"))


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
