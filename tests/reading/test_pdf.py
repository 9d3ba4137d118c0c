"""PDFs placed by hand, one difficulty each."""

import pytest
from pdfmaker import ENGINES, LEFT, RIGHT, Text, make_pdf, paragraph, read, texts

from extractor.document import BlockKind
from extractor.errors import (
    DamagedError,
    EmptyFileError,
    EncryptedError,
    InputError,
    LimitError,
    NotAPaperError,
    NoTextError,
)
from extractor.reading.limits import Limits
from extractor.reading.pdf.engines import EngineName


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_are_read_one_after_the_other(engine: EngineName) -> None:
    page = [*paragraph(50, 100, LEFT), *paragraph(310, 100, RIGHT)]
    document = read(make_pdf([page]), engine)
    assert " ".join([*LEFT, *RIGHT]) in document.text


@pytest.mark.parametrize("engine", ENGINES)
def test_a_paragraph_goes_on_over_a_page_break_and_running_heads_are_left_out(engine: EngineName) -> None:
    def page(number: int, lines: list[str]) -> list[Text]:
        head: Text = (50, 40, 8, "Journal of Examples 2021, 13, 4775")
        foot: Text = (300, 810, 8, f"{number} of 3")
        return [head, foot, *paragraph(50, 100, lines)]

    document = read(make_pdf([page(1, LEFT), page(2, RIGHT), page(3, LEFT)]), engine)
    assert " ".join([*LEFT, *RIGHT]) in document.text
    assert "Journal of Examples" not in document.text
    assert "of 3" not in document.text


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("patients with a dose-escala-", "tion study were treated in the year", "dose-escalation study"),
        (
            "the dose-escalation trials and a dose-",
            "escalation arm were both closed",
            "a dose-escalation arm",
        ),
        ("survival was measured over a 5-", "year period in all of the patients", "a 5-year period"),
        ("the radio-therapy was given as radia-", "tion radiation of the whole brain", "radiation radiation"),
        ("all of the seventy-", "one foxes (60%) came home and had supper", "seventy-one foxes"),
        (
            "foxes that were at intermediate-",
            "risk of being seen came home at once",
            "at intermediate-risk of",
        ),
        (
            "the relapse was late and the relapse-",
            "free foxes came home to their supper",
            "relapse-free foxes",
        ),
        ("both of the numbers were uncor-", "related with what was seen that year", "were uncorrelated with"),
        ("a total dose in the range of 30–", "60 Gy was prescribed to the tumour bed", "30–60 Gy"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    document = read(make_pdf([paragraph(50, 100, [first, second])]))
    assert joined in document.text


@pytest.mark.parametrize("engine", ENGINES)
def test_superscripts_are_citations_or_exponents(engine: EngineName) -> None:
    page: list[Text] = [
        (50, 100, 10, "The survival"),
        (100.4, 96, 6, "29"),
        (109, 100, 10, "was better and the rate was 3 × 10"),
        (245.4, 96, 6, "4"),
        (251, 100, 10, "per day in these patients."),
    ]
    document = read(make_pdf([page]), engine)
    assert "survival[29] was" in document.text
    assert "10^4 per" in document.text
    assert document.ink is not None
    at = document.text.index("^")
    assert document.ink.pages[at] == 0
    assert document.ink.pages[at + 1] == 1


TABLE: list[Text] = [
    (50, 90, 10, "Table 1. Doses and control rates in two series.", "B"),
    (50, 112, 9, "Study"), (200, 112, 9, "Dose"), (330, 112, 9, "24-Month LC (%)"),
    (50, 130, 9, "Alpha et al. [1]"), (200, 130, 9, "30 Gy/1 fx, 60 Gy/3 fx,"), (330, 130, 9, "85.9"),
    (200, 140, 9, "48 Gy/4 fx"),
    (50, 156, 9, "Beta et al. [2]"), (200, 156, 9, "50 Gy/5 fx"), (330, 156, 9, "NR"),
    (50, 178, 8, "LC: local control, fx: fractions, NR: not reported."),
]  # fmt: skip
RULES = [(48, 98, 450, 98), (48, 117, 450, 117), (48, 162, 450, 162)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_with_level_rules_keeps_cells_caption_and_notes(engine: EngineName) -> None:
    page = [*TABLE, *paragraph(50, 250, [*LEFT, *RIGHT])]
    document = read(make_pdf([page], rules=RULES), engine)
    (block,) = [block for block in document.blocks if block.table is not None]
    table = block.table
    assert table is not None and (table.n_rows, table.n_cols, table.header_rows) == (3, 3, 1)
    assert document.text[block.start : block.end].splitlines() == [
        "Study\tDose\t24-Month LC (%)",
        "Alpha et al. [1]\t30 Gy/1 fx, 60 Gy/3 fx, 48 Gy/4 fx\t85.9",
        "Beta et al. [2]\t50 Gy/5 fx\tNR",
    ]
    assert table.label == "Table 1"
    assert table.caption is not None
    assert document.text[slice(*table.caption)].startswith("Table 1. Doses")
    assert [document.text[slice(*note)] for note in table.footnotes] == [TABLE[-1][3]]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sideways_table_is_read_in_its_own_direction(engine: EngineName) -> None:
    turned: list[Text] = [(y, 800 - x, size, text) for x, y, size, text, *_ in TABLE]
    filler: list[Text] = [(y + 200, 800 - x, 9, text) for x, y, _, text in paragraph(50, 0, [*LEFT, *RIGHT])]
    rules = [(y0, 800 - x0, y1, 800 - x1) for x0, y0, x1, y1 in RULES]
    document = read(make_pdf([[]], turned=[*turned, *filler], rules=rules), engine)
    assert "30 Gy/1 fx, 60 Gy/3 fx, 48 Gy/4 fx\t85.9" in document.text
    assert document.ink is not None
    x0, top, x1, bottom = document.ink.boxes[document.text.index("85.9")]
    assert 0 < x1 - x0 < 12
    assert 0 < bottom - top < 12


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotated_and_cropped_pages_give_boxes_on_the_displayed_page(engine: EngineName, rotate: int) -> None:
    data = make_pdf([paragraph(100, 300, LEFT)], rotate=rotate, crop=(50, 200, 500, 700))
    document = read(data, engine)
    width, height = document.page_sizes[0]
    assert (width, height) == ((450, 500) if rotate in (0, 180) else (500, 450))
    assert document.ink is not None
    inked = document.ink.boxes[document.ink.pages > 0]
    assert (inked[:, :2] >= 0).all() and (inked[:, 2] <= width).all() and (inked[:, 3] <= height).all()
    assert " ".join(LEFT) in document.text


def test_overprinted_glyphs_are_read_once() -> None:
    page = [(x + dx, y, size, text) for x, y, size, text in paragraph(50, 100, LEFT) for dx in (0, 0.2)]
    assert read(make_pdf([page])).text.count("quick") == 1
    assert "qquu" not in read(make_pdf([page])).text


def test_line_numbers_of_a_manuscript_are_left_out() -> None:
    lines = LEFT + RIGHT + LEFT
    numbers: list[Text] = [(30, 100 + 24 * k, 8, str(k + 1)) for k in range(len(lines))]
    document = read(make_pdf([[*numbers, *paragraph(60, 100, lines, leading=24)]]))
    assert document.text.startswith(LEFT[0].split()[0])
    assert not any(word.isdigit() for word in document.text.split())


def test_headings_become_sections() -> None:
    page = [
        (50, 90, 12, "2. Methods", "B"),
        *paragraph(50, 110, LEFT),
        (50, 180, 12, "3. Results", "B"),
        *paragraph(50, 200, RIGHT),
    ]
    title: Text = (50, 50, 16, "A Study of Foxes and Dogs in the Open Country")
    document = read(make_pdf([[title, *page]]))
    assert texts(document, BlockKind.TITLE) == [title[3]]
    assert texts(document, BlockKind.HEADING) == ["2. Methods", "3. Results"]
    body = [block.section for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    assert body == ["2. Methods", "3. Results"]


def test_references_become_entries() -> None:
    entries = [
        "1. Yang, J.C.; Chang, A.E. Randomized prospective study of the benefit of",
        "radiation therapy. J. Clin. Oncol. 1998, 16, 197–203.",
        "2. Pisters, P.W.; Harrison, L.B. Long-term results of a prospective trial of",
        "brachytherapy. J. Clin. Oncol. 1996, 14, 859–868.",
    ]
    page = [
        *paragraph(50, 60, [*LEFT, *RIGHT]),
        (50, 190, 12, "References", "B"),
        *paragraph(50, 210, entries),
    ]
    document = read(make_pdf([page]))
    assert [(r.number, r.year) for r in document.references] == [(1, 1998), (2, 1996)]


def test_no_text_is_named_with_its_pages() -> None:
    with pytest.raises(NoTextError, match=r"no text layer on pages 1–2.*OCR"):
        read(make_pdf([[], []]))


def test_limits_name_the_file() -> None:
    data = make_pdf([paragraph(50, 100, LEFT)] * 3)
    with pytest.raises(LimitError, match=r"paper\.pdf: 3 pages"):
        read(data, limits=Limits(pages=2))
    with pytest.raises(LimitError, match="on page 1"):
        read(data, limits=Limits(page_characters=20))


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", EmptyFileError), (b"hello", NotAPaperError), (b"%PDF-1.4\nnothing", DamagedError)],
)
def test_what_is_no_pdf(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error, match=r"paper\.pdf"):
        read(data)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97])
def test_a_truncated_file_is_read_or_refused(share: float) -> None:
    data = make_pdf([paragraph(50, 100, LEFT)])
    try:
        read(data[: int(share * len(data))])
    except InputError as error:
        assert "paper.pdf" in str(error)


def test_encryption_is_an_error_of_its_own() -> None:
    assert issubclass(EncryptedError, InputError)


def test_a_dash_between_spaces_that_are_set_tight_keeps_both() -> None:
    tight: list[Text] = [(50, 100, 10, "Redness of grade"), (121, 100, 10, "2 "), (128, 100, 10, "– "), (135, 100, 10, "9 of the foxes.")]  # fmt: skip
    sign: list[Text] = [
        (50, 130, 10, "The change was "),
        (118, 130, 10, "–"),
        (123.6, 130, 10, "9 points in all."),
    ]
    text = read(make_pdf([[*tight, *sign]])).text
    assert "2 – 9 of" in text
    assert "was –9 points" in text
