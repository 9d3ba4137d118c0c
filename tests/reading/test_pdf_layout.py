"""Pages laid out by hand, one difficulty each: columns, margins, strips, watermarks, numbers, boxes."""

import pytest
from pdfmaker import ENGINES, LEFT, RIGHT, Text, make_pdf, paragraph, read, texts

from extractor.document import BlockKind
from extractor.reading.pdf.engines import EngineName

NARROW = [
    ["The fox of the first", "column ran along a", "river that has no", "end in the north of", "the old country and"],
    ["came to a second one", "where it met a lazy", "dog with two small", "puppies and a collar", "of leather; and all"],
    ["went to the third and", "last column to have a", "supper there with the", "families of all foxes", "and dogs of the land."],
]  # fmt: skip


HEAD: list[Text] = [
    (50, 50, 16, "A Study of Foxes and Dogs in the Open"),
    (50, 80, 12, "1. Introduction", "B"),
]


def flat(lines: list[str]) -> str:
    return " ".join(lines)


@pytest.mark.parametrize("engine", ENGINES)
def test_three_columns(engine: EngineName) -> None:
    page = [text for k, lines in enumerate(NARROW) for text in paragraph(50 + 170 * k, 100, lines * 3)]
    document = read(make_pdf([page]), engine)
    assert flat([line for lines in NARROW for line in lines * 3]) in document.text


@pytest.mark.parametrize("engine", ENGINES)
def test_one_two_and_three_columns_on_one_page(engine: EngineName) -> None:
    wide = [f"{a} {b}" for a, b in zip(LEFT, RIGHT, strict=True)]
    page = [
        (50, 60, 18, "A Title over the Whole Width of the Page"),
        *paragraph(50, 90, wide),
        *paragraph(50, 170, [*LEFT, *LEFT]), *paragraph(310, 170, [*RIGHT, *RIGHT]),
        *[text for k, lines in enumerate(NARROW) for text in paragraph(50 + 170 * k, 310, lines * 2)],
    ]  # fmt: skip
    text = read(make_pdf([page]), engine).text
    parts = [flat(wide), flat([*LEFT, *LEFT, *RIGHT, *RIGHT]), flat([line for n in NARROW for line in n * 2])]
    assert [part in text for part in parts] == [True] * 3
    assert sorted(parts, key=text.index) == parts


def test_a_figure_over_both_columns_parts_them() -> None:
    page = [
        *paragraph(50, 60, LEFT), *paragraph(310, 60, RIGHT),
        (50, 300, 9, "Figure 1. A river and its foxes, seen from the hill above the old house in the evening of a day.", "B"),
        *paragraph(50, 340, RIGHT), *paragraph(310, 340, LEFT),
    ]  # fmt: skip
    rules = [(60 + 10 * k, 140 + 7 * k, 80 + 10 * k, 147 + 7 * k) for k in range(20)]
    text = read(make_pdf([page], rules=rules)).text
    assert flat([*LEFT, *RIGHT]) in text
    assert text.index(f"{LEFT[3]} {RIGHT[0]}") < text.rindex(RIGHT[0]) < text.rindex(LEFT[0])


def test_side_notes_are_no_part_of_the_lines_beside_them() -> None:
    notes = ["Received in", "the spring", "Accepted in", "the autumn"]
    page = [*paragraph(40, 100, notes, size=7), *paragraph(150, 100, [*LEFT, *RIGHT, *LEFT])]
    assert flat([*LEFT, *RIGHT, *LEFT]) in read(make_pdf([page])).text


def varied(page: int) -> list[str]:
    """Lines that no other page has."""
    return [f"{line} {'so as to if or by'.split()[page]}" for line in [*LEFT, *RIGHT]]


def test_running_heads_that_alternate_are_left_out() -> None:
    heads = ["A. Fox et al.", "The Lives of Dogs"]
    pages = [
        [
            (60 + 300 * (k % 2), 40, 8, heads[k % 2]),
            (50, 815, 8, str(101 + k)),
            *paragraph(50, 100, varied(k)),
        ]
        for k in range(5)
    ]
    text = read(make_pdf(pages)).text
    assert not any(head in text for head in heads)
    assert not any(str(101 + k) in text for k in range(5))
    assert flat([line for k in range(5) for line in varied(k)]) in text


@pytest.mark.parametrize("engine", ENGINES)
def test_strips_at_the_edges_are_left_out(engine: EngineName) -> None:
    strip = "Author Manuscript"
    turned: list[Text] = [(30, 200 + 180 * k, 12, strip) for k in range(1, 4)]
    library = "Downloaded from https://library.example.org/doi/10.1000/fox by a Reader on 12/03/2020. " * 2
    turned.append(
        (582, 800, 5, library + "See the Terms and Conditions for the rules of use of 1234 articles")
    )
    page = [
        (200, 30, 9, "ACCEPTED MANUSCRIPT"),
        *paragraph(60, 100, [*LEFT, *RIGHT] * 4),
        (60, 825, 7, "Downloaded from https://library.example.org on 4 May 2021"),
    ]
    text = read(make_pdf([page], turned=turned), engine).text
    assert flat([*LEFT, *RIGHT] * 4) in text
    assert "anuscript" not in text and "MANUSCRIPT" not in text
    assert "Downloaded" not in text and "Terms" not in text


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("slanted", [True, False])
def test_a_watermark_is_no_text(engine: EngineName, slanted: bool) -> None:
    mark: Text = (120, 300, 90, "DRAFT")
    page = paragraph(60, 100, [*LEFT, *RIGHT] * 4)
    data = make_pdf([page], slanted=[mark]) if slanted else make_pdf([[*page, mark]])
    text = read(data, engine).text
    assert flat([*LEFT, *RIGHT] * 4) in text
    assert "DRAFT" not in text


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_of_a_manuscript(step: int) -> None:
    pages = []
    for number in range(2):
        lines = [*LEFT, *RIGHT] * 3
        marks: list[Text] = [
            (32, 100 + 24 * k, 8, str(k + 1 + 24 * number)) for k in range(24) if (k + 1) % step == 0
        ]
        pages.append([*marks, *paragraph(60, 100, lines, leading=24)])
    text = read(make_pdf(pages)).text
    assert flat([*LEFT, *RIGHT] * 3) in text
    assert not any(word.isdigit() for word in text.split())


def test_line_numbers_that_begin_anew_and_stand_at_the_right() -> None:
    lines = [*LEFT, *RIGHT]
    pages = [
        [*[(545, 100 + 20 * k, 8, str(k + 1)) for k in range(8)], *paragraph(60, 100, lines, leading=20)]
        for _ in range(2)
    ]  # fmt: skip
    text = read(make_pdf(pages)).text
    assert not any(word.isdigit() for word in text.split())


@pytest.mark.parametrize("engine", ENGINES)
def test_a_drop_capital_is_a_letter_of_its_word(engine: EngineName) -> None:
    page: list[Text] = [
        (50, 122, 32, "T"),
        (72, 100, 10, "he quick brown foxes jumped over a lazy"),
        (72, 112, 10, "dog and ran along the river bank until"),
        *paragraph(50, 124, [*RIGHT, *LEFT]),
    ]
    assert "The quick brown foxes jumped over a lazy dog and" in read(make_pdf([page]), engine).text


@pytest.mark.parametrize("engine", ENGINES)
def test_what_the_cropbox_cuts_off_is_not_read(engine: EngineName) -> None:
    page = [(60, 20, 8, "slug of the printer 1234"), *paragraph(60, 100, [*LEFT, *RIGHT])]
    document = read(make_pdf([page], crop=(40, 100, 560, 800)), engine)
    assert document.page_sizes == ((520, 700),)
    assert "slug" not in document.text
    assert flat([*LEFT, *RIGHT]) in document.text


@pytest.mark.parametrize("engine", ENGINES)
def test_pages_of_mixed_sizes_and_turns(engine: EngineName) -> None:
    pages = [paragraph(50, 60, varied(k)) for k in range(3)]
    document = read(make_pdf(pages, sizes={2: (842, 595), 3: (420, 595)}, rotations={2: 90}), engine)
    assert document.page_sizes == ((595, 842), (595, 842), (420, 595))
    assert flat([line for k in range(3) for line in varied(k)]) in document.text


def test_footnotes_at_the_foot_of_a_column_do_not_break_its_sentence() -> None:
    page = [
        *HEAD, *paragraph(50, 100, LEFT), *paragraph(310, 100, RIGHT),
        *paragraph(50, 170, ["* Foxes of the north, which are", "not the foxes of the south."], size=7, leading=9),
    ]  # fmt: skip
    text = read(make_pdf([page])).text
    assert flat([*LEFT, *RIGHT]) in text
    assert "* Foxes of the north, which are not the foxes of the south." in text


@pytest.mark.parametrize(
    ("end", "rest"),
    [
        ("with families and friends in the old house (5.4", "Gy in three fractions), which was"),
        ("with their families and friends, who were, i.e.,", "all of them"),
        ("with their families, but fewer than in the house:", "39% (27/70) of them"),
    ],
)
def test_a_sentence_goes_on_in_the_next_column_behind_a_decimal_an_abbreviation_and_a_colon(
    end: str, rest: str
) -> None:
    page = [*HEAD, *paragraph(50, 100, [*LEFT[:3], end]), *paragraph(310, 100, [rest, *RIGHT])]
    assert f"{end} {rest}" in read(make_pdf([page])).text


def test_a_box_in_a_column_does_not_join_the_lines_beside_it() -> None:
    box = ["Key points of the fox", "It runs. It jumps. It", "sleeps at noon."]
    page = [
        *HEAD, *paragraph(50, 100, [*LEFT, *RIGHT]),
        *paragraph(310, 100, LEFT), *paragraph(330, 165, box, size=9), *paragraph(310, 220, RIGHT),
    ]  # fmt: skip
    rules = [(320, 152, 560, 152), (320, 200, 560, 200), (320, 152, 320, 200), (560, 152, 560, 200)]
    text = read(make_pdf([page], rules=rules)).text
    assert flat(box) in text
    assert text.count(flat([*LEFT, *RIGHT])) == 2


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("before", "raised", "after", "read_as"),
    [
        ("a rate of 3 × 10", "-4", "per day", "10^-4 per day"),
        ("a rate of 85%", "1", "of men", "85%[1] of men"),
        ("a risk of 5.2", "a", "in men", "5.2^a in men"),
        ("at 25 mg/m", "2", "a day", "mg/m^2 a day"),
        ("of survival", "12,13", "and of", "survival[12,13] and of"),
        ("on the 5", "th", "of May", "5th of May"),
    ],
)
def test_raised_marks(engine: EngineName, before: str, raised: str, after: str, read_as: str) -> None:
    widths = {" ": 0.25, "-": 0.333, "%": 0.833, ".": 0.25, ",": 0.25, "/": 0.278, "×": 0.564}
    narrow = (
        dict.fromkeys("acez", 0.444) | dict.fromkeys("fr", 0.333) | dict.fromkeys("itl", 0.278) | {"s": 0.389}
    )
    width = 10 * sum((widths | narrow | {"m": 0.778, "M": 0.889}).get(char, 0.5) for char in before)
    space = 6 * 0.5 * len(raised) + 2.5
    page: list[Text] = [
        (50, 100, 10, before), (50 + width, 96.5, 6, raised), (50 + width + space, 100, 10, after),
        *paragraph(50, 130, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    assert read_as in read(make_pdf([page]), engine).text


def test_headings_between_columns_stay_with_their_column() -> None:
    page = [
        (50, 90, 12, "2. Methods", "B"), *paragraph(50, 110, LEFT), (50, 175, 12, "3. Results", "B"), *paragraph(50, 195, RIGHT),
        *paragraph(310, 90, [*LEFT, *RIGHT]), (310, 205, 12, "4. Discussion", "B"), *paragraph(310, 225, LEFT),
    ]  # fmt: skip
    document = read(make_pdf([page]))
    assert texts(document, BlockKind.HEADING) == ["2. Methods", "3. Results", "4. Discussion"]


def test_a_running_head_on_one_page_only_goes_with_its_page_number() -> None:
    pages = [
        [(50, 40, 9, head), (530, 40, 9, str(number)), *paragraph(50, 70, [*LEFT, *RIGHT])]
        for number, head in ((102, "A. Weaver et al."), (103, "Foxes and Dogs"), (104, "Notes from the hill"))
    ]
    text = read(make_pdf(pages)).text
    assert not any(word in text for word in ("Weaver", "Foxes", "Notes", "103"))
    assert text.count("quick brown foxes") == 3


def test_a_float_that_reaches_over_the_gutter_does_not_mix_the_columns() -> None:
    cells = [(50 + 60 * k, 140 + 14 * r, 9, f"{r}.{k}1") for r in range(1, 4) for k in range(5)]
    page = [
        (200, 60, 9, "Table 1. Both columns wide."),
        *[(190 + 60 * k, 80 + 14 * r, 9, f"{r}.{k}5") for r in range(3) for k in range(4)],
        (50, 136, 9, "Table 2. In one column."), *cells, (305, 154, 9, "9"),
        *paragraph(50, 220, LEFT * 6), *paragraph(307, 148, RIGHT * 7),
    ]  # fmt: skip
    rules = [(188, 66, 420, 66), (188, 112, 420, 112), (48, 142, 310, 142), (48, 186, 310, 186)]
    text = read(make_pdf([page], rules=rules)).text
    assert " ".join(LEFT * 6) in text
    assert " ".join(RIGHT * 7) in text
