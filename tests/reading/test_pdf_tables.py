"""Tables placed by hand: over pages and columns, stacked, with notes, labels and wrapped cells."""

import pytest
from pdfmaker import ENGINES, LEFT, RIGHT, Text, make_pdf, paragraph, read, texts

from extractor.document import BlockKind, Document, Table
from extractor.reading.pdf.engines import EngineName

COLUMNS = (50, 200, 330)


def row(
    y: float, *cells: str, size: float = 9, font: str = "F", columns: tuple[int, ...] = COLUMNS
) -> list[Text]:
    return [(x, y, size, text, font) for x, text in zip(columns, cells, strict=True) if text]


def tables(document: Document) -> list[tuple[Table, list[str]]]:
    return [
        (block.table, document.text[block.start : block.end].splitlines())
        for block in document.blocks
        if block.table is not None
    ]


HEAD = ("Study", "Patients", "Control (%)")
LEVELS = [(48, y, 450, y) for y in (98, 117, 162)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_goes_on_over_the_page(engine: EngineName) -> None:
    first = [
        (50, 90, 10, "Table 1. Patients and control in four series.", "B"),
        *row(112, *HEAD), *row(135, "Alpha", "12", "85"), *row(150, "Beta", "30", "90"),
    ]  # fmt: skip
    second = [
        (50, 90, 10, "Table 1. (continued)", "B"),
        *row(112, *HEAD), *row(135, "Gamma", "8", "75"), *row(150, "Delta", "44", "60"),
        (50, 174, 8, "CI: confidence interval, LC: local control."),
    ]  # fmt: skip
    document = read(make_pdf([[*first, *paragraph(50, 250, LEFT)], second], all_rules=LEVELS), engine)
    ((table, lines),) = tables(document)
    assert lines == [
        "Study\tPatients\tControl (%)",
        "Alpha\t12\t85",
        "Beta\t30\t90",
        "Gamma\t8\t75",
        "Delta\t44\t60",
    ]
    assert (table.n_rows, table.header_rows, table.label) == (5, 1, "Table 1")
    assert [document.text[slice(*note)] for note in table.footnotes] == [second[-1][3]]
    assert "continued" not in document.text
    assert document.ink is not None
    assert document.ink.page(*(document.text.index("Delta"), document.text.index("Delta") + 5)) == 2


def test_a_table_cut_by_the_page_goes_on_without_a_caption() -> None:
    first = [
        *paragraph(50, 100, [*LEFT, *RIGHT] * 6),
        (50, 690, 10, "Table 1. Patients and control in four series.", "B"),
        *row(712, *HEAD), *row(735, "Alpha", "12", "85"), *row(750, "Beta", "30", "90"),
    ]  # fmt: skip
    second = [
        *row(94, *HEAD),
        *row(117, "Gamma", "8", "75"),
        *row(132, "Delta", "44", "60"),
        *paragraph(50, 200, LEFT),
    ]
    levels = [(48, y, 450, y) for y in (698, 717, 760)]
    again = [(48, y, 450, y) for y in (80, 99, 142)]
    document = read(make_pdf([first, second], rules=levels, all_rules=again))
    ((_, lines),) = tables(document)
    assert lines[1:] == ["Alpha\t12\t85", "Beta\t30\t90", "Gamma\t8\t75", "Delta\t44\t60"]


def test_a_second_table_at_the_top_of_a_page_is_its_own() -> None:
    first = [
        *paragraph(50, 100, [*LEFT, *RIGHT] * 6),
        (50, 690, 10, "Table 1. Patients and control in four series.", "B"),
        *row(712, *HEAD), *row(735, "Alpha", "12", "85"), *row(750, "Beta", "30", "90"),
    ]  # fmt: skip
    second = [
        (50, 70, 10, "Table 2. Other things.", "B"),
        *row(94, *HEAD), *row(117, "Gamma", "8", "75"), *row(132, "Delta", "44", "60"),
    ]  # fmt: skip
    levels = [(48, y, 450, y) for y in (698, 717, 760)]
    again = [(48, y, 450, y) for y in (80, 99, 142)]
    document = read(make_pdf([first, [*second, *paragraph(50, 200, LEFT)]], rules=levels, all_rules=again))
    assert [table.label for table, _ in tables(document)] == ["Table 1", "Table 2"]


def test_a_continuation_with_an_empty_column_keeps_its_columns() -> None:
    first = [
        (50, 90, 10, "Table 1. Patients and control in four series.", "B"),
        *row(112, *HEAD), *row(135, "Alpha", "12", "85"), *row(150, "Beta", "30", "90"),
    ]  # fmt: skip
    second = [
        (50, 90, 10, "Table 1. (continued)", "B"),
        *row(112, "Study", "", "Control (%)"), *row(135, "Gamma", "", "75"), *row(150, "Delta", "", "60"),
    ]  # fmt: skip
    document = read(make_pdf([first, second], all_rules=LEVELS))
    ((table, _),) = tables(document)
    assert [document.text[c.start : c.end] for c in table.cells if c.col == 2] == [
        "Control (%)",
        "85",
        "90",
        "75",
        "60",
    ]


def test_parts_under_one_caption_are_tables_of_their_own() -> None:
    page = [
        (50, 90, 10, "Table 3. Two sides of one thing.", "B"),
        *row(112, *HEAD), *row(130, "Alpha", "12", "85"), *row(145, "Beta", "30", "90"),
        (240, 172, 9, "(b)"),
        *row(192, "Dose", "", "Toxicity (%)"), *row(212, "20 Gy", "", "5"), *row(227, "30 Gy", "", "9"),
        *paragraph(50, 300, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    levels = [(48, y, 450, y) for y in (98, 117, 155, 180, 198, 235)]
    (first, upper), (second, lower) = tables(read(make_pdf([page], rules=levels)))
    assert upper[-1] == "Beta\t30\t90"
    assert lower == ["Dose\tToxicity (%)", "20 Gy\t5", "30 Gy\t9"]
    assert first.label == second.label == "Table 3"
    assert first.caption == second.caption


def test_a_header_in_the_middle_begins_a_second_table() -> None:
    page = [
        (50, 90, 10, "Table 3. Two sides of one thing.", "B"),
        *row(112, *HEAD, font="B"), *row(130, "Alpha", "12", "85"), *row(145, "Beta", "30", "90"),
        *row(170, "Dose", "Patients", "Toxicity (%)", font="B"),
        *row(192, "20 Gy", "14", "5"), *row(207, "30 Gy", "28", "9"),
        *paragraph(50, 300, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    levels = [(48, y, 450, y) for y in (98, 117, 155, 177, 215)]
    found = tables(read(make_pdf([page], rules=levels)))
    assert [table.header_rows for table, _ in found] == [1, 1]
    assert found[1][1] == ["Dose\tPatients\tToxicity (%)", "20 Gy\t14\t5", "30 Gy\t28\t9"]


def test_a_note_above_the_last_rule_is_no_row() -> None:
    page = [
        (50, 90, 10, "Table 1. Patients and control.", "B"),
        *row(112, *HEAD), *row(135, "Alpha", "12", "85"), *row(150, "Beta", "30", "90"),
        (50, 172, 8, "CI: confidence interval, LC: local control."),
        *paragraph(50, 300, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    document = read(make_pdf([page], rules=[*LEVELS, (48, 180, 450, 180)]))
    ((table, lines),) = tables(document)
    assert len(lines) == 3
    assert [document.text[slice(*note)] for note in table.footnotes] == [page[10][3]]


def test_a_label_above_an_indented_row_between_rules_is_a_row() -> None:
    groups: list[Text] = []
    levels = [(48, 98, 450, 98), (48, 117, 450, 117)]
    for number, name in enumerate(("Skin", "Heart", "Liver", "Brain")):
        top = 130 + 30 * number
        groups += [(50, top, 9, name), *row(top + 13, "  Redness", "12", "85", columns=(60, 200, 330))]
        levels.append((48, top + 18, 450, top + 18))
    page = [(50, 90, 10, "Table 1. Events.", "B"), *row(112, *HEAD), *groups, *paragraph(50, 300, LEFT)]
    ((_, lines),) = tables(read(make_pdf([page], rules=levels)))
    assert lines[1:3] == ["Skin\t\t", "Redness\t12\t85"]


def test_rows_of_wrapped_cells_between_rules() -> None:
    page = [(50, 90, 10, "Table 1. Findings.", "B"), *row(112, *HEAD)]
    levels = [(48, 98, 450, 98), (48, 117, 450, 117)]
    for number in range(4):
        top = 130 + 50 * number
        page += [
            (50, top + 5.5, 9, "long name of"),
            (50, top + 16.5, 9, "a series"),
            (330, top + 11, 9, "85"),
        ]
        page += [(200, top + 11 * k, 9, text) for k, text in enumerate(("twelve men", "and", "four women"))]
        levels.append((48, top + 34, 450, top + 34))
    ((_, lines),) = tables(read(make_pdf([[*page, *paragraph(50, 400, LEFT)]], rules=levels)))
    assert lines[1:] == ["long name of a series\ttwelve men and four women\t85"] * 4


def test_header_words_wider_than_their_column_do_not_join_it_to_the_next() -> None:
    columns = (50, 150, 180, 210, 240)
    cells = [row(135 + 15 * k, "Arm", "4.7", "8.6", "13", "9.1", columns=columns) for k in range(3)]
    page = [
        (50, 90, 10, "Table 1. Months in four series.", "B"),
        *row(103, "", "Alpha", "Beta, et", "Gamma", "Delta", size=7, columns=columns),
        *row(111, "", "2001", "al. 2002", "2003", "2004", size=7, columns=columns),
        *[text for line in cells for text in line],
        *paragraph(50, 250, LEFT),
    ]
    ((table, lines),) = tables(
        read(make_pdf([page], rules=[(48, 94, 300, 94), (48, 117, 300, 117), (48, 172, 300, 172)]))
    )
    assert table.n_cols == 5
    assert lines[0] == "\tAlpha 2001\tBeta, et al. 2002\tGamma 2003\tDelta 2004"


def test_a_caption_below_a_narrower_table_keeps_its_lines() -> None:
    caption = [
        "Table 1. Patients and control in two series, with a caption that is much wider than the table above it",
        "and goes on in a second line of the same width. LC: local control.",
    ]
    page = [
        *row(112, *HEAD, columns=(50, 120, 180)), *row(135, "Alpha", "12", "85", columns=(50, 120, 180)),
        *row(150, "Beta", "30", "90", columns=(50, 120, 180)),
        (50, 180, 10, "Table 1.", "B"), (88, 180, 10, caption[0][9:]), (50, 192, 10, caption[1]),
        *paragraph(50, 250, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    rules = [(48, y, 240, y) for y in (98, 117, 162)]
    document = read(make_pdf([page], rules=rules))
    assert texts(document, BlockKind.CAPTION) == [" ".join(caption)]


def test_notes_with_raised_marks_in_one_line_stay_notes() -> None:
    page = [
        (50, 90, 10, "Table 1. Patients and control.", "B"),
        *row(112, *HEAD), *row(135, "Alpha", "12", "85"), *row(150, "Beta", "30", "90"),
        (50, 169, 5, "1"), (56, 172, 8, "Median (range)."), (112, 169, 5, "2"),
        (118, 172, 8, "Obtained by a test of ranks, and nothing else was done with the"),
        (50, 182, 8, "numbers of the table. LC: local control."),
        *paragraph(50, 300, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    document = read(make_pdf([page], rules=LEVELS))
    ((table, _),) = tables(document)
    notes = " ".join(document.text[slice(*note)] for note in table.footnotes)
    assert "Median (range)." in notes
    assert notes.endswith("numbers of the table. LC: local control.")


def test_a_header_spans_what_the_rule_under_it_does() -> None:
    columns = (50, 150, 210, 270, 330)
    page = [
        (50, 90, 10, "Table 1. Arms.", "B"),
        (165, 110, 9, "Arm"), (290, 110, 9, "No"),
        *row(125, "", "n", "%", "n", "%", columns=columns),
        *row(145, "Alpha", "12", "85", "9", "70", columns=columns),
        *row(160, "Beta", "30", "90", "8", "60", columns=columns),
        *paragraph(50, 250, LEFT),
    ]  # fmt: skip
    levels = [(48, y, 400, y) for y in (98, 131, 170)]
    document = read(make_pdf([page], rules=[*levels, (145, 114, 245, 114), (262, 114, 360, 114)]))
    ((table, _),) = tables(document)
    spans = {document.text[c.start : c.end]: (c.col, c.col_span) for c in table.cells if c.row == 0}
    assert spans == {"": (0, 1), "Arm": (1, 2), "No": (3, 2)}
    assert table.header_rows == 2


STRIPED = [
    (50, 90, 10, "Table 1. Patients and control in six series.", "B"),
    *row(112, "", "Patients", "Control (%)"),
    *row(128, "Alpha", "12", "85"), *row(144, "Beta", "30", "90"), *row(160, "Gamma", "8", "75"),
    *row(176, "Delta", "44", "60"), *row(192, "Epsilon", "21", "71"),
    *paragraph(50, 260, LEFT),
]  # fmt: skip
STRIPES = [(48, y - 11, 450, y + 5) for y in (112, 128, 144, 160, 176, 192)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "filled",
    [STRIPES[1::2], STRIPES[2::2], STRIPES[:1], STRIPES[::2], STRIPES[2:3], STRIPES[0:1] + STRIPES[2::2]],
)
def test_every_other_row_is_shaded(
    filled: list[tuple[float, float, float, float]], engine: EngineName
) -> None:
    ((table, lines),) = tables(read(make_pdf([STRIPED], filled=filled), engine))
    assert lines == [
        "\tPatients\tControl (%)",
        *("\t".join(t[3] for t in STRIPED[i : i + 3]) for i in range(3, 18, 3)),
    ]
    assert (table.header_rows, table.label) == (1, "Table 1")


def test_a_title_under_its_label_is_wider_than_the_table() -> None:
    page = [
        (216, 80, 10, "TABLE I", "B"),
        (96, 93, 10, "Patients and control in four series of two departments that saw them", "I"),
        *row(112, *HEAD, columns=(110, 200, 290)),
        *row(135, "Alpha", "12", "85", columns=(110, 200, 290)),
        *row(150, "Beta", "30", "90", columns=(110, 200, 290)),
        *paragraph(50, 260, LEFT),
    ]
    rules = [(108, y, 350, y) for y in (98, 117, 162)]
    document = read(make_pdf([page], rules=rules))
    ((table, _),) = tables(document)
    assert table.caption is not None
    assert document.text[slice(*table.caption)] == f"TABLE I {page[1][3]}"


NARROW = (190, 260, 330)
BODY_A = [*row(112, *HEAD, columns=NARROW), *row(135, "Alpha", "12", "85", columns=NARROW), *row(150, "Beta", "30", "90", columns=NARROW)]  # fmt: skip
BODY_B = [*row(252, *HEAD, columns=NARROW), *row(275, "Gamma", "8", "75", columns=NARROW), *row(290, "Delta", "44", "60", columns=NARROW)]  # fmt: skip
PAIR_RULES = [(188, y, 390, y) for y in (98, 117, 162, 238, 257, 302)]


@pytest.mark.parametrize("x", [50, 100, 185])
@pytest.mark.parametrize("title", ["Events.", "Patients and control, with a title that is set wider than its table by far."])  # fmt: skip
def test_each_of_two_tables_keeps_the_caption_above_it(x: float, title: str) -> None:
    page = [
        (x, 90, 10, "Table 1.", "B"), (x + 40, 90, 10, title), *BODY_A,
        (x, 230, 10, "Table 2.", "B"), (x + 40, 230, 10, title), *BODY_B,
        *paragraph(50, 350, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    document = read(make_pdf([page], rules=PAIR_RULES))
    found = [(table.label, lines[1]) for table, lines in tables(document)]
    assert found == [("Table 1", "Alpha\t12\t85"), ("Table 2", "Gamma\t8\t75")]
    assert texts(document, BlockKind.CAPTION) == [f"Table 1. {title}", f"Table 2. {title}"]


@pytest.mark.parametrize("x", [100, 200])
def test_each_of_two_tables_keeps_the_caption_below_it(x: float) -> None:
    page = [
        *BODY_A, (x, 178, 10, "Table 1: Control in the series that were seen", "I"),
        *BODY_B, (x, 318, 10, "Table 2: Control in the series that were not", "I"),
        *paragraph(50, 350, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    found = [(table.label, lines[1]) for table, lines in tables(read(make_pdf([page], rules=PAIR_RULES)))]
    assert found == [("Table 1", "Alpha\t12\t85"), ("Table 2", "Gamma\t8\t75")]


def test_a_caption_after_prose_is_not_of_the_table_above() -> None:
    page = [
        *BODY_A, *paragraph(50, 180, [LEFT[0]]), (50, 196, 10, "Table 2. Events.", "B"),
        *[(x, y - 20, *more) for x, y, *more in BODY_B],
        *paragraph(50, 350, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    rules = [*PAIR_RULES[:3], *((x0, y0 - 20, x1, y1 - 20) for x0, y0, x1, y1 in PAIR_RULES[3:])]
    assert [table.label for table, _ in tables(read(make_pdf([page], rules=rules)))] == [None, "Table 2"]


OPEN = [
    *row(124, "", "Patients", "Control (%)", columns=(150, 300, 380)),
    *row(140, "Alpha", "12", "85", columns=(150, 300, 380)), *row(154, "Beta", "30", "90", columns=(150, 300, 380)),
    *row(168, "Gamma", "8", "75", columns=(150, 300, 380)),
]  # fmt: skip
OPEN_LINES = ["\tPatients\tControl (%)", "Alpha\t12\t85", "Beta\t30\t90", "Gamma\t8\t75"]


def in_columns(y: float) -> list[Text]:
    return [*paragraph(50, y, LEFT * 3), *paragraph(310, y, RIGHT * 3)]


@pytest.mark.parametrize("ruled", [(), [(148, 129, 440, 129)]], ids=["no rule", "under the header"])
def test_a_table_without_rules_below_a_centred_label(ruled: list[tuple[float, float, float, float]]) -> None:
    page = [
        (280, 94, 10, "Table 1"), (200, 107, 10, "Control in the series of one department"), *OPEN,
        *in_columns(200),
    ]  # fmt: skip
    document = read(make_pdf([page], rules=ruled))
    ((table, lines),) = tables(document)
    assert lines == OPEN_LINES
    assert (table.label, table.header_rows) == ("Table 1", 1)
    assert table.caption is not None
    assert document.text[slice(*table.caption)] == "Table 1 Control in the series of one department"


def test_a_table_without_rules_ends_at_the_next_caption_and_at_the_gutter() -> None:
    narrow = (50, 120, 180)
    page = [
        (110, 94, 10, "Table 1"), *row(110, *HEAD, columns=narrow), *row(126, "Alpha", "12", "85", columns=narrow),
        *row(140, "Beta", "30", "90", columns=narrow),
        (110, 160, 10, "Table 2"), *row(176, *HEAD, columns=narrow), *row(190, "Gamma", "8", "75", columns=narrow),
        *row(204, "Delta", "44", "60", columns=narrow),
        *paragraph(310, 94, RIGHT * 5), *paragraph(50, 240, LEFT * 2),
    ]  # fmt: skip
    document = read(make_pdf([page]))
    assert [(table.label, lines) for table, lines in tables(document)] == [
        ("Table 1", ["\t".join(HEAD), "Alpha\t12\t85", "Beta\t30\t90"]),
        ("Table 2", ["\t".join(HEAD), "Gamma\t8\t75", "Delta\t44\t60"]),
    ]
    assert " ".join(RIGHT) in " ".join(texts(document, BlockKind.PARAGRAPH))


def test_a_row_set_tight_does_not_end_a_table_without_rules() -> None:
    columns = (140, 214, 264, 314)
    page = [
        (230, 94, 10, "Table 1"), *row(110, "", "Mild", "Severe", "p", columns=columns),
        *row(124, "Itching", "30 (27%)", "2 (1.8%)", "0.03", columns=columns),
        *row(138, "Lymphocytopenia", "12 (10.7%)", "55 (48%)", "0.04", columns=columns),
        *row(152, "Death", "0 (0%)", "1 (0.9%)", "0.9", columns=columns), *paragraph(50, 200, LEFT),
    ]  # fmt: skip
    ((_, lines),) = tables(read(make_pdf([page])))
    assert lines[2:] == ["Lymphocytopenia\t12 (10.7%)\t55 (48%)\t0.04", "Death\t0 (0%)\t1 (0.9%)\t0.9"]


def test_the_first_rule_is_the_one_under_the_header() -> None:
    page = [
        *OPEN,
        (150, 190, 10, "Table 1: Control in three series", "I"),
        *paragraph(50, 250, [*LEFT, *RIGHT]),
    ]
    rules = [(148, y, 440, y) for y in (129, 144, 158, 172)]
    ((table, lines),) = tables(read(make_pdf([page], rules=rules)))
    assert lines == OPEN_LINES
    assert (table.label, table.header_rows) == ("Table 1", 1)


@pytest.mark.parametrize("spanned", [[(145, 114, 400, 114)], []], ids=["rule under the arms", "no rules"])
def test_names_of_arms_over_two_columns_each_are_a_level_of_the_header(
    spanned: list[tuple[float, float, float, float]],
) -> None:
    columns = (50, 150, 210, 270, 330)
    page = [
        (50, 90, 10, "Table 1. Arms.", "B"),
        (140, 110, 9, "Fewer fractions (all)"), (262, 110, 9, "More fractions (all)"),
        *row(125, "Event", "Any", "Severe", "Any", "Severe", columns=columns),
        *row(145, "Alpha", "12", "85", "9", "70", columns=columns),
        *row(160, "Beta", "30", "90", "8", "60", columns=columns),
        *row(175, "Gamma", "31", "91", "7", "61", columns=columns),
        *paragraph(50, 250, LEFT),
    ]  # fmt: skip
    levels = [(48, y, 400, y) for y in (98, 131, 182)] if spanned else []
    ((table, lines),) = tables(read(make_pdf([page], rules=[*levels, *spanned])))
    assert table.header_rows == 2
    assert lines[1] == "Event\tAny\tSevere\tAny\tSevere"


def test_a_label_centred_over_the_rows_is_a_row_of_its_own() -> None:
    page = [
        (50, 90, 10, "Table 1. Patients and control in four series.", "B"), *row(112, *HEAD),
        (201, 130, 9, "Nodes", "I"), *row(142, "Alpha", "12", "85"), *row(154, "Beta", "30", "90"),
        (201, 166, 9, "Bones", "I"), *row(178, "Gamma", "8", "75"), *row(190, "Delta", "44", "60"),
        *paragraph(50, 260, LEFT),
    ]  # fmt: skip
    ((table, lines),) = tables(read(make_pdf([page], rules=[(48, y, 450, y) for y in (98, 117, 200)])))
    assert lines[1:6] == ["Nodes", "Alpha\t12\t85", "Beta\t30\t90", "Bones", "Gamma\t8\t75"]
    assert [(c.row, c.col_span) for c in table.cells if c.col_span > 1] == [(1, 3), (4, 3)]


@pytest.mark.parametrize("heads", [(), [(50, 40, 9, "Journal of Made Things")]], ids=["", "running head"])
def test_numbers_at_the_head_and_foot_of_pages_stay_in_their_tables(heads: list[Text]) -> None:
    pages = []
    for number, name in enumerate(("Alpha", "Beta"), 1):
        top = [
            *heads,
            *row(60, "", "Any", "Severe"),
            *row(74, name, "35/99", "12 (12)"),
            *row(88, "Rest", "2", "1"),
        ]
        foot = [
            (50, 740, 10, f"Table {number + 2}. More of it.", "B"),
            *row(762, *HEAD), *row(780, name, "12", "85"), *row(794, "None", "3", "90"),
        ]  # fmt: skip
        label: list[Text] = [(50, 50, 9, f"Table {number}. Events of all of them.", "B")]
        pages.append(
            [*label, *top, *paragraph(50, 300, [*LEFT, *RIGHT]), *foot, (290, 815, 9, str(number + 40))]
        )
    document = read(make_pdf(pages, all_rules=[(48, y, 450, y) for y in (53, 64, 92, 748, 767, 799)]))
    assert [lines[1:] for _, lines in tables(document)] == [
        ["Alpha\t35/99\t12 (12)", "Rest\t2\t1"],
        ["Alpha\t12\t85", "None\t3\t90"],
        ["Beta\t35/99\t12 (12)", "Rest\t2\t1"],
        ["Beta\t12\t85", "None\t3\t90"],
    ]
    assert "41" not in document.text


@pytest.mark.parametrize("flush", ["top", "bottom"])
def test_names_of_columns_over_two_lines_without_rules(flush: str) -> None:
    columns = (150, 230, 330)
    lines = [("Series", "Patients", "Months of"), ("", "(seen)", "survival")]
    if flush == "bottom":
        lines = [("", "", "Months of"), ("Series", "Patients (seen)", "survival")]
    page = [
        (240, 94, 10, "Table 1"), *row(110, *lines[0], columns=columns), *row(122, *lines[1], columns=columns),
        *row(136, "Alpha", "12", "85", columns=columns), *row(150, "Beta", "30", "90", columns=columns),
        *row(164, "Gamma", "30", "90", columns=columns), *paragraph(50, 220, LEFT),
    ]  # fmt: skip
    ((table, found),) = tables(read(make_pdf([page])))
    assert (found[0], table.header_rows) == ("Series\tPatients (seen)\tMonths of survival", 1)


def test_a_name_over_two_columns_may_cross_the_strip_between_them() -> None:
    columns = (50, 150, 222, 262, 334)
    page = [
        (130, 90, 10, "Table 1"),
        *row(110, "Factor", "", "", "", "", columns=columns), (186, 110, 9, "Univariable"), (288, 110, 9, "Multivariable"),
        *row(122, "", "Ratio", "p", "Ratio", "p", columns=columns),
        *row(136, "Age", "1.01 (0.97–1.05)", "0.62", "", "", columns=columns),
        *row(150, "Dose", "1.18 (1.04–1.34)", "0.01", "1.15 (1.01–1.31)", "0.03", columns=columns),
        *paragraph(50, 220, LEFT),
    ]  # fmt: skip
    ((table, lines),) = tables(read(make_pdf([page])))
    assert (table.n_cols, table.header_rows) == (5, 2)
    assert lines[1] == "\tRatio\tp\tRatio\tp"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Deaths", "1/163", "3/14"), ("Relapses", "5/60", "2/9")),
        (("Lungs", "3 (4.1)", "2 (2.4)"), ("Liver", "2 (3.1)", "1 (1.4)")),
        (("Lungs", "12", "14"), ("Liver", "21", "16")),
    ],
)
def test_numbers_in_the_last_row_of_a_page_are_no_page_numbers(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    def page(number: int, last: tuple[str, ...], name: str) -> list[Text]:
        return [
            *paragraph(50, 100, [*LEFT, *RIGHT] * 5),
            (50, 690, 10, f"Table {number}. What became of the {name} in two series.", "B"),
            *row(715, "", "Alpha", "Beta"), *row(740, "Bones", "7 (9.6)", "6 (7.2)"), *row(775, *last),
            (50, 815, 8, "Journal of Foxes 2020"), (500, 815, 8, str(number)),
        ]  # fmt: skip

    rules = [(48, y, 450, y) for y in (700, 722, 782)]
    document = read(make_pdf([page(1, first, "dogs"), page(2, second, "foxes")], all_rules=rules))
    assert [lines[-1] for _, lines in tables(document)] == ["\t".join(first), "\t".join(second)]
    assert "Journal" not in document.text


def test_a_column_that_no_row_fills_keeps_its_name() -> None:
    columns = (50, 150, 230, 310, 390)
    page = [
        (50, 90, 10, "Table 1. Toxicity by arm.", "B"),
        *row(112, "", "Arm A", "", "Arm B", "", columns=columns),
        *row(126, "Toxicity", "Grade 1/2", "Grade 3/4", "Grade 1/2", "Grade 3/4", columns=columns),
        *row(138, "", "N (%)", "N (%)", "N (%)", "N (%)", columns=columns),
        *row(160, "Anaemia", "3 (50)", "1 (17)", "5 (83)", "", columns=columns),
        *row(174, "Fatigue", "2 (33)", "2 (33)", "4 (67)", "", columns=columns),
        *row(188, "Vomiting", "1 (17)", "", "2 (33)", "", columns=columns),
        *paragraph(50, 250, LEFT),
    ]  # fmt: skip
    rules = [*((48, y, 470, y) for y in (98, 145, 195)), (148, 116, 300, 116), (308, 116, 460, 116)]
    ((table, lines),) = tables(read(make_pdf([page], all_rules=rules)))
    assert table.n_cols == 5
    assert lines[1] == "Toxicity\tGrade 1/2 N (%)\tGrade 3/4 N (%)\tGrade 1/2 N (%)\tGrade 3/4 N (%)"
    assert lines[2] == "Anaemia\t3 (50)\t1 (17)\t5 (83)\t"


def test_bold_rows_between_rules_are_all_of_the_header() -> None:
    page = [
        (50, 90, 10, "Table 1. Patients and control in two series.", "B"),
        *row(112, "", "Alpha", "Beta", font="B"), *row(127, "Outcome", "Events/n", "Events/n", font="B"),
        *row(142, "Control", "12/30", "9/31"), *row(157, "Survival", "22/30", "25/31"),
        *paragraph(50, 250, LEFT),
    ]  # fmt: skip
    rules = [(48, y, 450, y) for y in (98, 117, 132, 147, 162)]
    ((table, _),) = tables(read(make_pdf([page], all_rules=rules)))
    assert (table.n_rows, table.header_rows) == (4, 2)


def test_a_name_stands_over_the_middle_of_its_columns() -> None:
    columns = (50, 150, 210, 270, 330)
    page = [
        (50, 90, 10, "Table 1. Arms.", "B"),
        (193, 110, 9, "Arm"), (315, 110, 9, "No"),
        *row(124, "Event", "n", "Part (%)", "n", "Part (%)", columns=columns),
        *row(140, "Alpha", "12", "85", "9", "70", columns=columns),
        *row(154, "Beta", "30", "90 (80–97)", "8", "60 (51–69)", columns=columns),
        (150, 168, 9, "More than a year after"),
        *row(182, "Alpha", "2", "8", "9", "7", columns=columns), *row(196, "Beta", "3", "9", "8", "6", columns=columns),
        *paragraph(50, 250, LEFT),
    ]  # fmt: skip
    levels = [(48, y, 400, y) for y in (98, 128, 202)]
    document = read(make_pdf([page], rules=levels))
    ((table, lines),) = tables(document)
    spans = {document.text[c.start : c.end]: (c.col, c.col_span) for c in table.cells if c.row == 0}
    assert (spans["Arm"], spans["No"]) == ((1, 2), (3, 2))
    assert table.header_rows == 2
    assert lines[4].strip() == "More than a year after"
    assert lines[2:4] == ["Alpha\t12\t85\t9\t70", "Beta\t30\t90 (80–97)\t8\t60 (51–69)"]


def test_a_header_whose_names_stand_close_together_is_of_the_table_without_rules() -> None:
    page = [
        (230, 94, 10, "Table 1"), *row(110, "Series of all the", "Patients in the", "Control (%)", columns=(140, 206, 264)),
        *row(124, "Alpha", "12", "85", columns=(140, 206, 264)), *row(138, "Beta", "30", "90", columns=(140, 206, 264)),
        *paragraph(50, 200, LEFT),
    ]  # fmt: skip
    ((table, lines),) = tables(read(make_pdf([page])))
    assert lines == ["Series of all the\tPatients in the\tControl (%)", "Alpha\t12\t85", "Beta\t30\t90"]
    assert table.header_rows == 1


def test_a_name_with_an_open_bracket_goes_on_in_the_next_line_of_the_header() -> None:
    page = [
        (50, 90, 10, "Table 1. Control.", "B"),
        *row(110, "Series", "Patients (all", "Control (of"), *row(122, "", "Ages)", "Those)"),
        *[t for k in range(6) for t in row(142 + 12 * k, f"Alpha {k}", f"{k + 3}", f"{k + 41}")],
        *paragraph(50, 300, LEFT),
    ]  # fmt: skip
    ((table, lines),) = tables(read(make_pdf([page], rules=[(48, y, 450, y) for y in (98, 128, 208)])))
    assert (lines[0], table.header_rows) == ("Series\tPatients (all Ages)\tControl (of Those)", 1)


def test_a_bold_head_amid_the_rows_is_none_of_the_header() -> None:
    page = [
        (50, 90, 10, "Table 1. Dose and control in two series.", "B"),
        *row(112, "Variable", "Group", "Value", font="B"), *row(127, "Dose", "Gy", "SD", font="B"),
        *row(142, "At 6 weeks", "14.6", "4.0"), *row(157, "At 12 weeks", "16.4", "3.6"),
        *paragraph(50, 250, LEFT),
    ]  # fmt: skip
    rules = [(48, y, 450, y) for y in (98, 117, 132, 147, 162)]
    ((table, _),) = tables(read(make_pdf([page], all_rules=rules)))
    assert (table.n_rows, table.header_rows) == (4, 1)
