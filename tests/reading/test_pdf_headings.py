"""Headings that only their face tells, and what opens a paragraph in a face of its own."""

from pdfmaker import LEFT, RIGHT, Text, make_pdf, paragraph, read, texts

from extractor.document import BlockKind

TITLE: Text = (50, 50, 16, "A Study of Foxes and Dogs in the Open Country")
OPENING: list[Text] = [TITLE, (50, 80, 12, "2. Methods", "B"), *paragraph(50, 100, LEFT)]


def test_a_heading_of_another_family_a_little_smaller_than_the_text() -> None:
    page = [
        *OPENING,
        (50, 172, 9.5, "Patients of the study", "H"),
        *paragraph(50, 184, ["50% of all", *RIGHT]),
    ]
    document = read(make_pdf([page]))
    assert texts(document, BlockKind.HEADING) == ["2. Methods", "Patients of the study"]


def test_a_heading_in_italics_goes_on_in_the_line_of_its_text() -> None:
    page: list[Text] = [
        *OPENING,
        (50, 170, 10, "2.1. Measures of the Speed of Foxes and of the Laziness", "I"),
        (50, 182, 10, "of the Dogs.", "I"),
        (105, 182, 10, "We took the time of each of the foxes and"),
        *paragraph(50, 194, RIGHT),
    ]
    document = read(make_pdf([page]))
    (found,) = [block for block in document.blocks if document.text[block.start :].startswith("2.1.")]
    assert found.kind is BlockKind.PARAGRAPH
    assert found.section is not None and found.section.endswith("of the Dogs")


def test_a_bold_label_opens_a_paragraph() -> None:
    page: list[Text] = [
        TITLE,
        (50, 80, 10, "Abstract", "B"),
        *paragraph(50, 95, RIGHT),
        (50, 143, 10, "Trial registration:", "B"),
        (130, 143, 10, "Registry of Foxes, number FX0001, in the year of the fox."),
        (50, 155, 10, "Keywords:", "B"),
        (100, 155, 10, "Fox, dog, river, evening, supper"),
    ]
    document = read(make_pdf([[*page, (50, 190, 12, "1. Introduction", "B"), *paragraph(50, 210, LEFT)]]))
    assert "Keywords: Fox, dog, river, evening, supper" in texts(document, BlockKind.FRONT)
    assert any(text.startswith("Trial registration: R") for text in texts(document, BlockKind.PARAGRAPH))
