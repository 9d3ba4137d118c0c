"""Study links: the citation, name or registry number that a value belongs to."""

import pytest
from sentence_cases import records

from extractor.assembly.explain import as_document
from extractor.assembly.studies import is_primary

REVIEW = "In this review we look at series of radiosurgery.\n\n"


def linked(text):
    """Value and citation numbers of each record of a review's paragraph."""
    return [
        (getattr(r, "value", None) or getattr(r, "n", None), r.study.refs) for r in records(REVIEW + text)
    ]


CASES = [
    ("Two-year survival was 56% [29].", [(56, (29,))]),
    ("Two-year survival was 56% [12–16].", [(56, (12, 13, 14, 15, 16))]),
    ("Survival was 56% in one series [4] and 61% in another [5].", [(56, (4,)), (61, (5,))]),
    ("Lee et al. [7] treated 88 patients. Two-year survival was 56%.", [(88, (7,)), (56, (7,))]),
    (
        "A prospective trial enrolled 88 patients. Two-year survival was 56%. Local control was 90% [8].",
        [(88, (8,)), (56, (8,)), (90, (8,))],
    ),
    (
        "One series had 40 patients [3]. Survival was 70%. Another series had 50 patients [4]. "
        "Survival was 60%.",
        [(40, (3,)), (70, (3,)), (50, (4,)), (60, (4,))],
    ),
    (
        "The first series had 40 patients [3]. A larger study followed. It enrolled 90 patients. "
        "Survival was 60% [4].",
        [(40, (3,)), (90, (4,)), (60, (4,))],
    ),
    ("Survival was 56%.", [(56, ())]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_citations_in_a_review(text, wanted):
    assert linked(text) == wanted


def test_names_and_registry_numbers_in_a_review():
    text = "Lee et al. ran a trial (NCT01234567) in 88 patients [7]. Two-year survival was 56%."
    assert [(r.study.label, r.study.registry_id, r.study.refs) for r in records(REVIEW + text)] == [
        ("Lee et al.", "NCT01234567", (7,)),
        ("Lee et al.", "NCT01234567", (7,)),
    ]


def test_a_primary_paper_reports_its_own_results():
    (record,) = records("We treated 88 patients.")
    assert (record.study.label, record.study.refs, record.study.registry_id) == ("self", (), None)


def test_a_primary_paper_carries_its_registry_number():
    (record,) = records("We treated 88 patients. The trial is NCT01234567.")
    assert (record.study.label, record.study.registry_id) == ("self", "NCT01234567")


def test_results_of_others_in_a_primary_paper_are_theirs():
    first, second = records("We saw a two-year survival of 56%. Lee et al. [7] reported survival of 61%.")
    assert first.study.label == "self"
    assert (second.study.label, second.study.refs) == ("Lee et al.", (7,))


@pytest.mark.parametrize(
    ("text", "primary"),
    [
        ("Methods\n\nWe treated 88 patients.", True),
        ("In this review we look at radiosurgery.", False),
        ("Review\n\nRadiosurgery of the lung", False),
        ("Some facts. " + " ".join(f"Fact {n} [{n}]." for n in range(1, 14)), False),
    ],
)
def test_primary_papers_and_reviews(text, primary):
    assert is_primary(as_document(text)) == primary


PRIMARY = "We treated 40 patients.\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("High comorbidity scores [8] predicted for worse survival (HR 1.4, p = 0.02).", (1.4, ())),
        ("In an earlier trial [8], five-year survival was 56%.", (56, (8,))),
    ],
)
def test_a_cited_tool_owns_no_result_of_a_primary_paper(text, wanted):
    record = next(r for r in records(PRIMARY + text) if r.kind == "endpoint")
    assert (record.value, record.study.refs) == wanted


def test_colleagues_and_a_group_with_a_name_of_its_own_open_a_study():
    text = "Lee and colleagues treated 88 patients [7]. Survival was 83%. A French group [8] treated 24 patients."
    assert [(r.study.label, r.study.refs) for r in records(REVIEW + text)] == [
        ("Lee and colleagues", (7,)),
        ("Lee and colleagues", (7,)),
        (None, (8,)),
    ]


OWN_AND_CITED = [
    (
        "Local control was 85% in our series, similar to the 82% reported by Lee et al. [12].",
        [(85, ()), (82, (12,))],
    ),
    ("Our 5-year survival of 61% compares well with 58% in the Dutch trial [4].", [(61, ()), (58, (4,))]),
    (
        "Grade 3 pneumonitis occurred in 4% of our patients, whereas 11% has been reported elsewhere [9].",
        [(4, ()), (11, (9,))],
    ),
    (
        "In a review oedema was found in 12% of women [13]. In the review, swelling was seen in 20%.",
        [(12, (13,)), (20, (13,))],
    ),
    ("In an earlier analysis, we showed that the pCR rate was 20% [6].", [(20, (6,))]),
    ("We observed a response rate of 40%, which is in line with other reports [6-8].", [(40, ())]),
    (
        "Others found control rates of 70% [3] and 80% [4]; in the present series it was 91%.",
        [(70, (3,)), (80, (4,)), (91, ())],
    ),
    ("A high rate of failure is known [2]. Of all patients 50% develop distant metastases.", [(50, ())]),
    ("Local control rates of 80% [14], [16]–[18] are known.", [(80, (14, 16, 17, 18))]),
    ("Patients were enrolled in this trial, with a 3-year survival of 55% [18].", [(55, (18,))]),
    ("Secondary endpoints were survival [3], toxicity and quality of life.", [(None, ())] * 3),
    (
        "Lee et al. [11] observed a local control of 96%, whereas in a pooled analysis it was 81% [12].",
        [(96, (11,)), (81, (12,))],
    ),
    (
        "We chose this drug because several trials reported response rates of 30% [9-11].",
        [(30, (9, 10, 11))],
    ),
    (
        "Fistulas were as rare in our cohort as in that of Lee et al. [15]. In their study fistulas were seen in 5%.",
        [(5, (15,))],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), OWN_AND_CITED)
def test_own_and_cited_results_in_a_primary_paper(text, wanted):
    found = [(getattr(r, "value", None), r.study.refs) for r in records(text) if r.kind == "endpoint"]
    assert found == wanted
