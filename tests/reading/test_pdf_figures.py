"""Text inside figures: kept apart from the running text, without taking from it."""

from pdfmaker import LEFT, RIGHT, Text, make_pdf, paragraph, read

from extractor.document import Document

Rule = tuple[float, float, float, float]


def box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    return [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def figure_text(document: Document) -> str:
    return " ".join(document.text[b.start : b.end] for b in document.blocks if b.source == "figure")


def test_the_boxes_of_a_flow_chart_are_figure_text() -> None:
    page: list[Text] = [
        *paragraph(50, 60, [*LEFT, *RIGHT]),
        (110, 195, 9, "Screened for the study and found"), (110, 206, 9, "fit to take part (n = 120)"),
        (300, 235, 9, "Refused in the end (n = 20)"),
        (110, 275, 9, "Treated with 50 Gy (n = 60)"), (300, 275, 9, "Treated with 60 Gy (n = 40)"),
        (50, 310, 9, "Figure 1. Flow of the patients through the study.", "B"),
        *paragraph(50, 340, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    rules = [
        *box(105, 183, 260, 213),
        *box(295, 223, 430, 241),
        *box(105, 263, 260, 281),
        *box(295, 263, 430, 281),
    ]
    document = read(make_pdf([page], rules=rules))
    assert "(n = 120)" in figure_text(document)
    assert "50 Gy" in figure_text(document)
    assert "quick" not in figure_text(document)
    assert document.text.count("quick") == 2


def test_boxes_without_a_figure_caption_stay_text() -> None:
    lines = [(110, 195, 9, "One thing"), (300, 235, 9, "Another thing"), (110, 275, 9, "A third thing")]
    rules = [*box(105, 183, 260, 213), *box(295, 223, 430, 241), *box(105, 263, 260, 281)]
    page = [*paragraph(50, 60, [*LEFT, *RIGHT]), *lines, *paragraph(50, 340, LEFT)]
    assert figure_text(read(make_pdf([page], rules=rules))) == ""


CURVE = [
    (100 + 10 * k, 210 + 5 * k, 110 + 10 * k, 215 + 5 * k) for k in range(20)
]  # slanted lines: a drawing


def test_numbers_at_risk_under_a_curve_are_figure_text() -> None:
    page: list[Text] = [
        *paragraph(50, 60, [*LEFT, *RIGHT]),
        *[(100 + 40 * k, 325, 8, str(12 * k)) for k in range(6)],
        (50, 340, 8, "Number at risk"), (50, 352, 8, "Radiation"),
        *[(100 + 40 * k, 352, 8, str(90 - 7 * k)) for k in range(6)],
        (50, 376, 9, "Figure 1. Survival of all of the patients in the study.", "B"),
        *paragraph(50, 410, [*LEFT, *RIGHT]),
    ]  # fmt: skip
    document = read(make_pdf([page], rules=CURVE))
    assert "Number at risk Radiation 90 83" in figure_text(document)


def test_the_last_line_of_a_paragraph_above_a_figure_stays_with_it() -> None:
    page: list[Text] = [
        *paragraph(50, 170, [*LEFT, "(Figure 1)."]),
        *[(100 + 40 * k, 325, 8, str(12 * k)) for k in range(6)],
        (50, 376, 9, "Figure 1. Survival of all of the patients in the study.", "B"),
        *paragraph(50, 410, [*LEFT, *RIGHT]),
    ]
    document = read(
        make_pdf([page], rules=[(100 + 10 * k, 225 + 5 * k, 110 + 10 * k, 230 + 5 * k) for k in range(18)])
    )
    assert f"{LEFT[-1]} (Figure 1)." in document.text
