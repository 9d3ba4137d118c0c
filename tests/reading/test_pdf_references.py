"""Reference lists: with numbers, without, over columns, and what stands behind them."""

from pdfmaker import LEFT, RIGHT, Text, make_pdf, paragraph, read, texts

from extractor.document import BlockKind

HEADING: Text = (50, 190, 12, "References", "B")
BODY = [*paragraph(50, 60, [*LEFT, *RIGHT]), HEADING]
ALPHA = [
    (0, "Alder, T., Birch, K., 2011. A trial of 50 Gy in 25 fractions in tall trees"),
    (14, "with a comparison of 12 of 40 patients. Forest Oncol. 12, 101-109."),
    (0, "Cedar, M., 2009. Local control of 85% at 2 years. J. Woods 3, 44-51."),
    (0, "Dogwood, P., Elm, R., Fir, S., 2015. Stereotactic pruning in 20 Gy x 3,"),
    (14, "a long report with many results in the second line and a third one"),
    (14, "of it. Garden Radiat. 7, 12-19."),
]


def hanging(x: float, y: float, lines: list[tuple[int, str]], size: float = 9) -> list[Text]:
    return [(x + indent, y + 11 * number, size, line) for number, (indent, line) in enumerate(lines)]


def test_authors_and_years_without_numbers_are_entries() -> None:
    document = read(make_pdf([[*BODY, *hanging(50, 210, ALPHA)]]))
    found = texts(document, BlockKind.REFERENCE)
    assert [text.split(",")[0] for text in found] == ["Alder", "Cedar", "Dogwood"]
    assert [(r.number, r.year) for r in document.references] == [(1, 2011), (2, 2009), (3, 2015)]
    assert not any("Gy" in text for text in texts(document, BlockKind.PARAGRAPH))


def test_an_entry_without_number_goes_on_in_the_next_column() -> None:
    left, right = ALPHA[:4], ALPHA[4:] + ALPHA
    page = [(50, 60, 12, "References", "B"), *hanging(50, 80, left, 7), *hanging(320, 80, right, 7)]
    document = read(make_pdf([[*paragraph(50, 60, [*LEFT, *RIGHT] * 3)], page]))
    assert [text.split(",")[0] for text in texts(document, BlockKind.REFERENCE)] == [
        "Alder", "Cedar", "Dogwood", "Alder", "Cedar", "Dogwood",
    ]  # fmt: skip


def test_a_page_number_at_a_line_s_start_is_no_entry() -> None:
    entries = [
        "1. Alder T. Trees and their rings over the years. J Woods. (2000) 31:2062-",
        "4. doi: 10.1000/woods.31.2062",
        "2. Birch K. Roots of the matter. J Woods. (2001) 32:1-9.",
        "3. Cedar M. Leaves in the wind. J Woods. (2002) 33:10-19.",
        "4. Elm R. Branches of the whole family. J Woods. (2003) 34:20-29.",
    ]
    document = read(make_pdf([[*BODY, *paragraph(50, 210, entries)]]))
    assert [(r.number, r.authors) for r in document.references] == [
        (1, ("Alder T",)), (2, ("Birch K",)), (3, ("Cedar M",)), (4, ("Elm R",)),
    ]  # fmt: skip


def test_declarations_and_advertisements_behind_the_list_are_no_entries() -> None:
    entries = [
        "1. Alder T. Trees and their rings over the years. J Woods. 2000;31:20-26.",
        "2. Birch K. Roots of the matter. J Woods. 2001;32:1-9.",
    ]
    behind = [
        "Conflict of Interest: The authors declare that they own a tree and nothing else of",
        "any interest.",
    ]
    page = [
        *BODY,
        *paragraph(50, 210, entries, size=8),
        *paragraph(50, 260, behind, size=8),
        (50, 320, 11, "Send us your next paper and we will print 100 copies for you"),
    ]
    document = read(make_pdf([page]))
    assert len(texts(document, BlockKind.REFERENCE)) == 2
    assert texts(document, BlockKind.FRONT)[-2:] == [" ".join(behind), page[-1][3]]
