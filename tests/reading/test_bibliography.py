"""One entry in each style; a list to its entries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.reading.bibliography import parse_entry, split_entries

TITLE = "Dose per fraction in bone metastases"
PEOPLE = [("Arden K", "Bewley TR"), ("Arden, K.", "Bewley, T.R.")]


@pytest.mark.parametrize(
    ("text", "authors", "journal"),
    [
        (
            f"Arden, K.; Bewley, T.R.; et al. {TITLE}. Radiother. Oncol. 2012, 103, 12–18.",
            1,
            "Radiother. Oncol.",
        ),
        (f"Arden K, Bewley TR, et al. {TITLE}. Radiother Oncol. 2012;103(2):12-18.", 0, "Radiother Oncol"),
        (f"Arden K, Bewley TR. {TITLE}. Radiother Oncol 2012 May 3;103 Suppl 2:12–18.", 0, "Radiother Oncol"),
        (f"Arden K, Bewley TR, et al. {TITLE}. Lancet Oncol 2012; 103: 12–18.", 0, "Lancet Oncol"),
        (f"Arden K, Bewley TR: {TITLE}. BMC Cancer 2012, 103:12-18.", 0, "BMC Cancer"),
        (f"Arden K, Bewley TR (2012) {TITLE}. Radiother Oncol 103:12–18", 0, "Radiother Oncol"),
        (f"Arden, K., Bewley, T.R., 2012. {TITLE}. Radiother. Oncol. 103, 12–18.", 1, "Radiother. Oncol."),
        (f"Arden, K., & Bewley, T.R. (2012). {TITLE}. Journal of Rays, 103(2), 12–18.", 1, "Journal of Rays"),
        (
            f"Arden, K. and Bewley, T.R. (2012) ‘{TITLE}’, Journal of Rays, 103(2), pp. 12–18.",
            1,
            "Journal of Rays",
        ),
    ],
)
@pytest.mark.parametrize(
    "doi", ["", " doi: 10.1016/j.made.2012.01.001.", " https://doi.org/10.1016/j.made.2012.01.001"]
)
def test_styles(text: str, authors: int, journal: str, doi: str) -> None:
    for mark in ("7. ", "[7] ", "7 "):
        whole = mark + text + doi
        entry = parse_entry(7, 100, 100 + len(whole), whole)
        assert (entry.number, entry.start, entry.end) == (7, 100, 100 + len(whole))
        assert entry.authors == PEOPLE[authors]
        assert entry.title == TITLE
        assert entry.journal == journal
        assert (entry.year, entry.volume, entry.pages) == (2012, "103", "12–18")
        assert entry.doi == ("10.1016/j.made.2012.01.001" if doi else None)


def test_a_title_with_full_stops_and_a_question() -> None:
    text = "Arden, K. Rays Vs. Rest in De Novo Pain: An Old Question. J. Rays 2011, 1, 2–3."
    assert parse_entry(1, 0, len(text), text).title == "Rays Vs. Rest in De Novo Pain: An Old Question"
    text = "Arden K. Is one fraction enough? A trial of rest. J Clin Rays. 2011;1:2-3."
    entry = parse_entry(1, 0, len(text), text)
    assert (entry.title, entry.journal) == ("Is one fraction enough? A trial of rest", "J Clin Rays")


def test_names_with_particles_groups_and_suffixes() -> None:
    text = "van der Arden K, d'Bewley T, Coyle M 3rd, on behalf of the NORTH Group. Rays. J Rays. 2011;1:e23."
    entry = parse_entry(1, 0, len(text), text)
    assert entry.authors == ("van der Arden K", "d'Bewley T", "Coyle M 3rd")
    assert (entry.title, entry.pages) == ("Rays", "e23")


def test_a_web_page() -> None:
    text = (
        "2. World Rays Organization. Facts on rays. Available online: www.ray.org (accessed on 3 May 2021)."
    )
    entry = parse_entry(2, 0, len(text), text)
    assert entry.authors == ("World Rays Organization",)
    assert (entry.title, entry.journal, entry.year) == ("Facts on rays", None, 2021)


def test_splitting_needs_numbers_that_rise() -> None:
    text = "1. Arden K. One. J X. 2001;1:2. 2. Bewley T. Two. In 3. Phase. J Y 2002;3:4. 3. Coyle M. Last."
    found = split_entries(text)
    assert [number for number, _, _ in found] == [1, 2, 3]
    assert text[found[1][1] : found[1][2]].startswith("2. Bewley") and text[
        found[1][1] : found[1][2]
    ].endswith("3:4.")
    assert [n for n, _, _ in split_entries("[1] Arden K. One.\n[2] Bewley T. Two.\n[4] Coyle M. Four.")] == [
        1,
        2,
        4,
    ]
    assert split_entries("5. Arden K. Five. 6. Bewley T. Six.", expected=5)[1][0] == 6
    assert split_entries("9. Arden K. Nine.", expected=5) == []
    assert split_entries("Arden K. One. Bewley T. Two.") == []


@given(st.text(alphabet=st.sampled_from("ABCabc .,;:()[]–-0123456789’“&et al")), st.integers(1, 999))
def test_never_raises(text: str, number: int) -> None:
    entry = parse_entry(number, 0, len(text), text)
    assert entry.number == number
    for _, start, end in split_entries(text):
        assert 0 <= start <= end <= len(text)


def test_dotted_initials_behind_the_surname() -> None:
    text = "4. Arden K.J., Bewley T.. Rays and rest. J Rays. 2011;1:2–3."
    entry = parse_entry(4, 0, len(text), text)
    assert entry.authors == ("Arden K.J.", "Bewley T.")
    assert (entry.title, entry.journal) == ("Rays and rest", "J Rays")
