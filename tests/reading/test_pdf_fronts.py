"""First pages as publishers set them, in our own words: the abstract is found and kept apart."""

import pytest
from pdfmaker import LEFT, RIGHT, Text, make_pdf, paragraph, read

from extractor.document import BlockKind, Document

PARTS = {
    "Background": ["Foxes of the open country were treated with a dose of 50 Gy, and it is not", "known whether 60 Gy is better."],
    "Methods": ["We assigned 120 foxes to receive 50 Gy in 25 fractions or 60 Gy in 30 of", "them in the years from 2010 to 2015."],
    "Results": ["The 5-year overall survival was 85% in the one group and 75% in the other", "group (hazard ratio 0.70, p = 0.03)."],
}  # fmt: skip
NOTES = ["From the Department of Trees,", "University of the Woods (A.A.),", "and the Hospital of the Hill.", "Address reprint requests to", "Dr. Alder at the department."]  # fmt: skip
TITLE: list[Text] = [
    (50, 60, 18, "Dose Escalation in Foxes and Dogs"),
    (50, 85, 10, "Anna Alder, Karl Birch, and Maria Cedar"),
]
BODY = [*paragraph(50, 480, [*LEFT, *RIGHT] * 3), *paragraph(310, 480, [*RIGHT, *LEFT] * 3)]


def sections(document: Document) -> dict[str | None, str]:
    return {
        block.section: document.text[block.start : block.end]
        for block in document.blocks
        if block.source == "abstract" and block.kind is BlockKind.PARAGRAPH
    }


def labelled(x: float, y: float, *, mark: str, own_line: bool = False, size: float = 9) -> list[Text]:
    """The parts of the abstract with their labels in bold, before the text or above it."""
    made: list[Text] = []
    for name, lines in PARTS.items():
        made.append((x, y, size, f"{name}{mark}", "B"))
        if own_line:
            y += 12
        made.append((x if own_line else x + 0.56 * size * len(name) + 6, y, size, lines[0]))
        made.append((x, y + 11, size, lines[1]))
        y += 28
    return made


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            [(310, 130, 10, "ABSTRACT", "H"), *labelled(210, 150, mark="", own_line=True), *paragraph(50, 150, NOTES, size=7, leading=9)],
            id="notes at the left, labels above",
        ),
        pytest.param(
            [(200, 130, 9, "a b s t r a c t"), *labelled(200, 150, mark=":"), (50, 130, 9, "a r t i c l e i n f o"),
             *paragraph(50, 150, ["Article history:", "Received 3 March 2018", "Accepted 5 May 2018", "Keywords:", "Foxes"], size=8, leading=9)],
            id="letterspaced",
        ),
        pytest.param(
            [(50, 130, 10, "Summary", "B"), *labelled(50, 150, mark=""), *paragraph(440, 130, NOTES, size=7, leading=9)],
            id="notes at the right, labels without mark",
        ),
        pytest.param(labelled(50, 130, mark=":"), id="no heading"),
        pytest.param(
            [*labelled(50, 150, mark="", size=8.5), *paragraph(440, 150, NOTES, size=7, leading=9)],
            id="no heading, labels without mark",
        ),
    ],
)  # fmt: skip
def test_an_abstract_is_found(page: list[Text]) -> None:
    document = read(make_pdf([[*TITLE, *page, *BODY]]))
    found = sections(document)
    assert list(found) == list(PARTS) or [str(name).title() for name in found] == list(PARTS)
    for text, lines in zip(found.values(), PARTS.values(), strict=True):
        assert text.endswith(" ".join(lines))
    body = [b.source for b in document.blocks if "quick" in document.text[b.start : b.end]]
    assert set(body) == {"prose"}
