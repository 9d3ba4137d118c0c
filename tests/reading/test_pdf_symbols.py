"""Glyphs in private-use code points."""

from typing import Any

import pytest
from pdfmaker import ENGINES, LEFT, Text, make_pdf, paragraph, read

from extractor.reading.pdf.engines import EngineName


def page(signs: str) -> list[Text]:
    return [
        *paragraph(50, 60, LEFT),
        (50, 130, 10, "A value of"),
        (97, 130, 10, signs, "S"),
        (122, 130, 10, "in all."),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_known_signs_are_read_as_what_they_print(engine: EngineName) -> None:
    document = read(make_pdf([page("ACDA")]), engine)
    assert "A value of −3fi− in all." in document.text
    assert document.warnings == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_an_unknown_sign_is_reported_and_keeps_its_place(engine: EngineName) -> None:
    document = read(make_pdf([page("CBC")]), engine)
    assert "A value of 3\ufffd3 in all." in document.text
    (warning,) = document.warnings
    assert warning.startswith("1 glyphs without Unicode on pages 1")


def test_a_record_beside_an_unknown_sign_is_marked_and_trusted_less() -> None:
    from extractor.assembly import extract

    def records(signs: str) -> list[Any]:
        line: list[Text] = [
            (50, 130, 10, "All patients were treated with a total dose of 50 Gy in 25 fractions"),
            (332, 130, 10, signs, "S"),
        ]
        head: list[Text] = [
            (50, 50, 16, "A Study of Foxes and Dogs in the Open Country"),
            (50, 110, 12, "2. Results", "B"),
        ]
        return list(extract(read(make_pdf([[*head, *line, *paragraph(50, 142, LEFT)]]))))

    (sound,), (broken,) = records("DD"), records("BD")
    assert not sound.damaged and broken.damaged
    assert broken.confidence == pytest.approx(sound.confidence / 2, abs=0.001)
