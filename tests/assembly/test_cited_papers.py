"""Whole papers: how they cite, decided once for each, and whose every value of them is."""

import tempfile
from pathlib import Path

import pytest

from extractor.assembly import extract
from extractor.language.citing import with_square_citations
from extractor.reading import read

FRONT = """Stereotactic radiotherapy of adrenal metastases

Introduction

Adrenal metastases are common (1). {introduction}

Methods

Fifty-eight patients were treated with 40 Gy in 5 fractions. Toxicity was scored by the CTCAE (5).

Results

The 2-year local control was 83%. Median overall survival was 19 months. The 2-year overall survival was 42%.
Grade 3 toxicity occurred in 3%. {results}

Discussion

{discussion}

References

"""
LIST = "\n".join(f"{n}. {name} B, Cole D. Tumours of the gland. J Gland. 2001;1:1-2." for n, name in enumerate(
    "Arndt Bauer Cramer Dorn Ernst Falk Gans Haas Igel Jahn Kern Vogt Maas Roth".split(), 1
))  # fmt: skip
CITING = "Surgery is preferred (2, 3), yet rarely possible (4)."
LATER = "Series of radiotherapy are small (6–9), and doses vary (10)."


def paper(discussion="", introduction=CITING, results="", references=LIST):
    """A paper that cites in round brackets."""
    return FRONT.format(introduction=introduction, results=results, discussion=discussion) + references


def as_document(text):
    """A text file as read, with its sections."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.txt"
        path.write_text(text, "utf8")
        return read(path)


def told(text, section):
    """Value, name and citation numbers of each record of a section."""
    found = [r for r in extract(as_document(text)) if r.section == section]
    return [(_value(r), r.study.label, r.study.refs) for r in found]


def _value(record):
    if record.kind == "dose":
        return record.total_gy.low
    return record.n if record.kind == "cohort" else record.value


DISCUSSIONS = [
    (
        "A recent pooled analysis describes only 212 patients (11).",
        [(212, None, (11,))],
    ),
    (
        "Published rates of local control are in the 60–75% range (7, 9, 11).",
        [(60, None, (7, 9, 11)), (75, None, (7, 9, 11))],
    ),
    ("Fistulas occurred in 4-9% (7, 11–13).", [(4, None, (7, 11, 12, 13)), (9, None, (7, 11, 12, 13))]),
    (
        "Vogt et al. (12) treated 31 patients to 45 Gy. They saw a local control of 90%.",
        [(31, "Vogt et al.", (12,)), (45, "Vogt et al.", (12,)), (90, "Vogt et al.", (12,))],
    ),
    ("Fistulas occur in 6% after surgery (see 7, 9).", [(6, None, (7, 9))]),
    ("Local control was 75% in the series of Haas (2009) (8).", [(75, "Haas", (8,))]),
    ("Fistulas, as seen in 7% here, were reported in 13% (7, 9).", [(7, "self", ()), (13, None, (7, 9))]),
    ("Vogt et al. reported a local control of 90%.", [(90, "Vogt et al.", (12,))]),
    (
        "Maas and Roth (13) treated 27 patients. The 2-year survival was 55%. We saw a survival of 42%.",
        [(27, "Maas and Roth", (13,)), (55, "Maas and Roth", (13,)), (42, "self", ())],
    ),
    (
        "Two-year survival was 42% in our cohort versus 30% in the cohort of Haas et al. (8).",
        [(42, "self", ()), (30, "Haas et al.", (8,))],
    ),
    (
        "Grade 3 toxicity was seen in 3%, which compares favourably with surgery, where 15% are reported (14).",
        [(3, "self", ()), (15, None, (14,))],
    ),
    (
        "In our series, 2-year survival was 42%, which is higher than the 31% reported by Kern et al. (11).",
        [(42, "self", ()), (31, "Kern et al.", (11,))],
    ),
    (
        "In the STEREO-AD trial, 49 patients received 50 Gy in 10 fractions. Local control was 87%.",
        [(49, "STEREO-AD", ()), (50, "STEREO-AD", ()), (87, "STEREO-AD", ())],
    ),
    (
        "The Lund group reported on 26 patients. Local control was 74%. Median survival was 14 months (9).",
        [(26, None, (9,)), (74, None, (9,)), (14, None, (9,))],
    ),
    (
        "Mortality rates in the range of 40-80% have been reported in the older literature.",
        [(40, None, ()), (80, None, ())],
    ),
    (
        "Vogt et al. (12) and Roth et al. (14) reported local control rates of 90% and 84%, respectively.",
        [(90, "Vogt et al.", (12,)), (84, "Roth et al.", (14,))],
    ),
    ("A phase II trial of 40 patients showed a 2-year survival of 39%.", [(40, None, ()), (39, None, ())]),
    (
        "As in the series from Milan (31 patients, 1-year local control 66%), most failed.",
        [(31, None, ()), (66, None, ())],
    ),
    (
        "Local control in the present analysis was 83% and did not differ from the 81% which Kern et al. observed.",
        [(83, "self", ()), (81, "Kern et al.", (11,))],
    ),
    (
        "Compared with an earlier series of 22 patients (3), local control was 83%.",
        [(22, None, (3,)), (83, "self", ())],
    ),
    ("As early as 1994, Dorn reported a response rate of 60%.", [(60, "Dorn", (4,))]),
    (
        "One patient in our series and three of 41 patients described by Roth et al. (14) developed ulcers.",
        [(1, "self", ()), (3, "Roth et al.", (14,))],
    ),
    (
        "Grade 3 toxicity was 3% (our study), 6% (7) and 8% (8).",
        [(3, "self", ()), (6, None, (7,)), (8, None, (8,))],
    ),
    (
        "Local control of 83% is in the range of published results (70-90%).",
        [(83, "self", ()), (70, None, ()), (90, None, ())],
    ),
    (
        "Distant progression was common, as reported by others (60–80%) (6, 7).",
        [(60, None, (6, 7)), (80, None, (6, 7))],
    ),
    ("The 2-year survival was 42%, higher than in historical controls.", [(42, "self", ())]),
    ("The 2-year survival was 42%. Local control was 83%.", [(42, "self", ()), (83, "self", ())]),
    ("The present study of 58 patients shows a local control of 83%.", [(58, "self", ()), (83, "self", ())]),
    (
        "Ulcers occur in 40% of patients after surgery. They heal within a median of 70 days (11).",
        [(40, None, (11,))],
    ),
    (
        "Hypothyroidism affects 25% of patients after irradiation of the neck. Younger age is a risk factor (8, 9).",
        [(25, None, (8, 9))],
    ),
    ("The incidence of fistula approaches 12% at 5 years. We saw fewer.", [(12, None, ())]),
    ("Local control is 83% at 2 years. Others do worse (7).", [(83, "self", ())]),
    ("Our local control is 86% at 2 years. Others do worse (7).", [(86, "self", ())]),
    ("Local control was 85% at 1 year. Others do worse (7).", [(85, "self", ())]),
    (
        "Irradiated patients have a 2.5-fold higher risk of death compared with the general population (7).",
        [(2.5, None, (7,))],
    ),
    (
        "The risk of stroke is 3.7 times higher in patients than in the general population (7).",
        [(3.7, None, (7,))],
    ),
    ("Local control was 83%, comparable to that of surgery (7).", [(83, "self", ())]),
]


@pytest.mark.parametrize(("text", "wanted"), DISCUSSIONS)
def test_discussions(text, wanted):
    assert told(paper(f"{LATER} {text}"), "Discussion") == wanted


INTRODUCTIONS = [
    ("Local control after surgery is poor, with 5-year rates of 55%.", [(55, None, (4,))]),
    ("Up to 27% of cancer patients develop adrenal metastases.", []),
    ("Median survival is 12 months after surgery (2, 3). We treated 58 patients.", [(12, None, (2, 3)), (58, "self", ())]),
    (
        "The usual dose is 40 Gy in 5 fractions (2). A randomised trial gave 50 Gy in 10 fractions to 120 patients.",
        [(40, None, (2,)), (50, None, ()), (120, None, ())],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), INTRODUCTIONS)
def test_introductions(text, wanted):
    assert told(paper(LATER, f"{CITING} {text}"), "Introduction") == wanted


COUNTS = [
    ("Most patients were men (41).", [(41, "self", ())]),
    ("Grade 2 nausea occurred in 12 (21) patients.", [(12, "self", ())]),
    ("Nausea of grade 2 was seen in 9 patients (16%).", [(16, "self", ())]),
]


@pytest.mark.parametrize(("text", "wanted"), COUNTS)
def test_counts_in_the_results_of_a_paper_that_cites_in_round_brackets(text, wanted):
    assert told(paper(LATER, results=text), "Results")[4:] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Methods\n\nEligible were (1) adults, (2) women, (3) men and (4) others.\n\nResults\n\nOf the women (14) and men (9) some had nausea (4), pain (3) or fatigue (2).",
        "Methods\n\nWe did this [1], that [2], more [3] and less [4].\n\nResults\n\nWe treated women (2), men (3), children (4) and others (5).",
        "Results\n\nThe median age was 62 years (34-81), follow-up was 20 months (3-60) and the dose 45 Gy (30-60).",
    ],
)
def test_round_brackets_that_are_no_citations(text):
    document = as_document(text)
    assert with_square_citations(document) == document.text


def test_a_name_before_round_brackets_is_enough():
    document = as_document("Discussion\n\nVogt et al. (12) treated men (9).")
    assert "al. [12] treated men (9)" in with_square_citations(document)


AUTHOR_YEAR = """Radiotherapy of thymoma

Introduction

{introduction}

Methods

We treated 44 patients with 60 Gy in 20 fractions.

Results

The 3-year overall survival was 81%.

Discussion

{discussion}
"""
CITED_BY_YEAR = [
    ("Local recurrence was seen in 28% (Vogt et al., 2012).", [(28, "Vogt et al.")]),
    ("Recurrence fell to 8% (Jansen and Lee 2009; Kimura, 2015).", [(8, "Jansen and Lee")]),
    ("Brandt (2014) reported a 5-year survival of 74%.", [(74, "Brandt")]),
    ("Van der Berg et al. 2016 observed pneumonitis in 12%.", [(12, "Van der Berg et al.")]),
    ("Maas & Roth (2010) noted a median survival of 31 months. They treated 70 patients.", [(31, "Maas & Roth"), (70, "Maas & Roth")]),
    ("Our 3-year survival of 81% compares well with the 76% of Vogt et al. (2012).", [(81, "self"), (76, "Vogt et al.")]),
    ("Compared with the 30% 2-year survival in the series of Lund (2012), our 42% is high.", [(30, "Lund"), (42, "self")]),
    ("The survival of 81% observed here confirms the data of Vogt (2015), who reported 80%.", [(81, "self"), (80, "Vogt")]),
    ("Mansour (2017) pooled 72 reports and calculated a recurrence rate of 22%.", [(72, "Mansour"), (22, "Mansour")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CITED_BY_YEAR)
def test_authors_and_years(text, wanted):
    for section in ("introduction", "discussion"):
        printed = AUTHOR_YEAR.format(**{"introduction": "Thymoma is rare.", "discussion": "", section: text})
        found = told(printed, section.capitalize())
        assert found == [(value, name, ()) for value, name in wanted]


@pytest.mark.parametrize("mark", ["^2,3", "^2–3", "2,3", "²,³", " [2,3]", "[2,3]"])
def test_marks_behind_a_full_stop(mark):
    text = f"Recurrence rates of 10-35% are known.{mark} In a trial, local control was 99%.^5"
    found = told(AUTHOR_YEAR.format(introduction=text, discussion=""), "Introduction")
    assert found == [(10, None, (2, 3)), (35, None, (2, 3)), (99, None, (5,))]
