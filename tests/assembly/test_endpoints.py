"""Measured endpoints: which value belongs to which endpoint, time point and grade."""

import pytest
from sentence_cases import records, stated

CASES = [
    (
        "Median survival was 14.2 vs. 4.4 months.",
        ["median overall survival: 14.2 months", "median overall survival: 4.4 months"],
    ),
    (
        "At 6 and 12 months, local control was 89%.",
        ["local control at 6 months: 89 %", "local control at 12 months: 89 %"],
    ),
    (
        "The 2-year and 5-year OS of 96.2% and 60.5%, respectively, was high.",
        ["overall survival at 24 months: 96.2 %", "overall survival at 60 months: 60.5 %"],
    ),
    (
        "Two-year local control was 84.1% and overall survival was 63.7%.",
        ["local control at 24 months: 84.1 %", "overall survival at 24 months: 63.7 %"],
    ),
    ("No grade 3 or greater toxicity occurred.", ["toxicity grade ≥ 3: 0 patients"]),
    ("There was no difference in survival between the arms.", []),
    (
        "At 14.2 months median follow-up, overall survival was 82%.",
        ["median follow up: 14.2 months", "overall survival at 14.2 months: 82 %"],
    ),
    (
        "At a median follow-up of 17 months, 3 patients had local recurrence.",
        ["median follow up: 17 months", "local failure at 17 months: 3 patients"],
    ),
    ("Seven (7%) patients developed grade 3 pneumonitis.", ["toxicity grade 3: 7 % (n = 7)"]),
    ("Grade 3 pneumonitis was seen in 7 of 88 patients (8%).", ["toxicity grade 3: 8 % (7 of 88)"]),
    ("Local recurrence was seen in 10/57 patients.", ["local failure: 10 patients of 57"]),
    ("Median survival was 31 months (range 11–51).", ["median overall survival: 31 months"]),
    (
        "The 3-, 4-, and 5-year survival rates were 40%, 29%, and 29%.",
        [
            "overall survival at 36 months: 40 %",
            "overall survival at 48 months: 29 %",
            "overall survival at 60 months: 29 %",
        ],
    ),
    ("Survival was better (HR 0.76, 95% CI 0.60–0.97).", ["overall survival HR: 0.76 (0.6–0.97)"]),
    (
        "The absolute difference in 5-year overall survival was 8%.",
        ["difference overall survival at 60 months: 8 %"],
    ),
    (
        "Median survival was not reached vs. 12.7 months.",
        ["median overall survival: not reached", "median overall survival: 12.7 months"],
    ),
    ("No grade 2 pneumonitis or esophagitis was seen.", ["toxicity grade 2: 0 patients"]),
    ("Late toxicity was 3%–10%.", ["toxicity: 3 %", "toxicity: 10 %"]),
    ("At 6 weeks, 40% had a complete response.", ["complete response at 1.3799 months: 40 %"]),
    ("One local progression was seen.", ["local failure: 1 lesions"]),
    ("One grade 3 obstruction was seen.", ["toxicity grade 3: 1 patients"]),
    ("There were no treatment-related deaths.", ["mortality: 0 patients"]),
    ("Quality of life improved.", []),
    ("Costs rose by 12%.", []),
    ("Prior chemotherapy had been given to 82% of patients.", []),
    ("Compliance with treatment was 93%.", []),
    ("2-year overall survival was 61% (95% CI 55–67).", ["overall survival at 24 months: 61 % (55–67)"]),
    (
        "The 5-year DFS were 76% with weekly and 73% with daily treatment.",
        ["disease free survival at 60 months: 76 %", "disease free survival at 60 months: 73 %"],
    ),
    (
        "The 1-, 2-, and 4-year LC rates were 82.1%, 60.2%, and 47.7%.",
        [
            "local control at 12 months: 82.1 %",
            "local control at 24 months: 60.2 %",
            "local control at 48 months: 47.7 %",
        ],
    ),
    (
        "OS rates at 9 months were 70% and 62%.",
        ["overall survival at 9 months: 70 %", "overall survival at 9 months: 62 %"],
    ),
    (
        "Median PFS was 7.4 months (95% CI 6.6–8.1) versus 4.6 months (2.9–5.6).",
        [
            "median progression free survival: 7.4 months (6.6–8.1)",
            "median progression free survival: 4.6 months (2.9–5.6)",
        ],
    ),
    (
        "Median overall survival was 15.2 months (95% CI 9.1 – not reached).",
        ["median overall survival: 15.2 months (9.1–?)"],
    ),
    (
        "Survival was 21.6 months with and 18.2 months without (hazard ratio 1·12 [95% CI 0·91–1·38]).",
        [
            "median overall survival: 21.6 months",
            "median overall survival: 18.2 months",
            "overall survival HR: 1.12 (0.91–1.38)",
        ],
    ),
    (
        "Acute grade 2 toxicity occurred in 31% and grade 3 toxicity in 6%.",
        ["toxicity grade 2: 31 %", "toxicity grade 3: 6 %"],
    ),
    ("Grade 3-4 esophagitis was 12% vs 8%.", ["toxicity grade 3–4: 12 %", "toxicity grade 3–4: 8 %"]),
    ("Grade ≥2 late rectal bleeding was 5% at 3 years.", ["toxicity grade ≥ 2 at 36 months: 5 %"]),
    (
        "Local, regional and distant failure occurred in 8%, 5% and 21% of patients.",
        ["local failure: 8 %", "regional failure: 5 %", "distant failure: 21 %"],
    ),
    (
        "Complete response was seen in 12 patients, partial response in 20, and stable disease in 5.",
        ["complete response: 12 patients", "partial response: 20 patients", "stable disease: 5 patients"],
    ),
    (
        "Local control was 95% at 1 year and 88% at 3 years.",
        ["local control at 12 months: 95 %", "local control at 36 months: 88 %"],
    ),
    (
        "Local control at 1 and 3 years was 95% and 88%, respectively, and overall survival was 80% and 51%.",
        [
            "local control at 12 months: 95 %",
            "local control at 36 months: 88 %",
            "overall survival at 12 months: 80 %",
            "overall survival at 36 months: 51 %",
        ],
    ),
    ("The odds ratio for complete response was 2.1 (1.2-3.6).", ["complete response OR: 2.1 (1.2–3.6)"]),
    (
        "Survival improved from 24% to 39% at 2 years.",
        ["overall survival at 24 months: 24 %", "overall survival at 24 months: 39 %"],
    ),
    ("Median local control was not reached.", ["median local control: not reached"]),
    ("None of the patients developed grade 4 toxicity.", ["toxicity grade 4: 0 patients"]),
    (
        "Grade 2 and 3 pneumonitis was seen in 3 patients each.",
        ["toxicity grade 2: 3 patients", "toxicity grade 3: 3 patients"],
    ),
    ("Toxicity above grade 2 was seen in 4%.", ["toxicity grade ≥ 3: 4 %"]),
    (
        "The rate of overall survival was 50% at two years in both arms.",
        ["overall survival at 24 months: 50 %"],
    ),
    ("The study had 80% power to detect a hazard ratio of 0.70 for overall survival.", []),
    ("A two-year survival of 60% was assumed.", []),
    ("The critical hazard ratio for survival was 1.81.", []),
    ("Patients with grade 3 astrocytoma had surgery.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_endpoints(text, wanted):
    assert stated(text, "endpoint") == wanted


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Two-year OS was 61% (95% CI 55–67).", {"ci_low": 55, "ci_high": 67, "ci_level": 95}),
        ("Two-year OS was 61% (55–67).", {"ci_low": 55, "ci_high": 67, "ci_level": None}),
        ("Two-year OS was 61% (90% CI 55–67).", {"ci_level": 90}),
        ("Relapse was seen in 7 of 88 patients (8%).", {"n_events": 7, "n_total": 88, "unit": "percent"}),
        ("Grade 3–4 cystitis was seen in 4%.", {"grade_min": 3, "grade_max": 4}),
        ("Grade ≥3 cystitis was seen in 4%.", {"grade_min": 3, "grade_max": None}),
        ("Cystitis was seen in 4%.", {"grade_min": None, "grade_max": None}),
        ("Survival was 56% in the weekly arm.", {"arm": "weekly arm"}),
        ("Median survival was 30 weeks.", {"unit": "weeks", "value": 30}),
        ("At 6 weeks, 40% had a complete response.", {"timepoint_months": pytest.approx(1.38, rel=0.01)}),
    ],
)
def test_fields(text, fields):
    record = records(text, "endpoint")[0]
    assert {name: getattr(record, name) for name in fields} == fields


def test_an_endpoint_said_once_holds_in_the_next_sentence():
    text = "Overall survival was compared. Rates at 2 and 5 years were 70% and 50%, respectively."
    assert [
        (r.endpoint, r.value, r.timepoint_months) for r in records(text, "endpoint") if r.value is not None
    ] == [("overall_survival", 70, 24), ("overall_survival", 50, 60)]


def test_mentions_are_kept_apart():
    text = "Two-year survival was 56%. To say it again, two-year survival was 56%."
    first, second = records(text, "endpoint")
    assert first.quote.prefix != second.quote.prefix
    assert first.fact_id == second.fact_id
