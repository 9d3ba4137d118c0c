"""Captions and notes as blocks of a paper: from where on a table lists events, and whom it is about."""

import pytest

from extractor.assembly import extract
from extractor.document import Block, BlockKind, Document


def found(text, kind=BlockKind.CAPTION):
    records = extract(
        Document("paper", text, (Block(kind, 0, len(text), None, kind.value),), "0", "text/plain")
    )
    return [(r.kind, getattr(r, "n", None) or r.value) for r in records]


@pytest.mark.parametrize(
    "text",
    [
        "Table 5. Adverse events occurring in at least 5% of patients",
        "Table 6: Toxicities with an incidence of more than 10%",
        "Table 4 Grade 2 or higher toxicities in 3 or more patients",
        "Table 3. Late effects that were reported in ≥10% of women in either arm",
    ],
)
def test_from_where_on_events_are_listed(text):
    assert found(text) == []


def test_what_a_caption_states():
    assert found("TABLE 5 Serious adverse events in 84 patients") == [("cohort", 84)]
    assert found("Figure 2. Local control was more than 90% in both arms.") == [("endpoint", 90.0)]


def test_notes_explain_levels_and_doses():
    assert found("* p < 0.01 compared with 60 Gy.", BlockKind.FOOTNOTE) == []
    assert found("* p = 0.004 compared with 60 Gy.", BlockKind.FOOTNOTE) == [("p_value", 0.004)]
    assert found("Events seen in 3 or more patients are listed.", BlockKind.FOOTNOTE) == []
