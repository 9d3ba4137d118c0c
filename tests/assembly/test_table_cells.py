"""The grammar of table cells."""

import pytest

from extractor.assembly.tables.cells import read_cell, read_p_values


@pytest.mark.parametrize(
    ("text", "form", "value", "n", "total"),
    [
        ("5/7 (71.4)", "rate", 71.4, 5, 7),
        ("71.4% (5/7)", "rate", 71.4, 5, 7),
        ("12 (24.5%)", "pair", 24.5, 12, None),
        ("24.5% (12)", "pair", 24.5, 12, None),
        ("1,012 (24.5)", "pair", 24.5, 1012, None),
        ("10/57", "fraction", 10.0, 10, 57),
        ("10.1 (SD = 6.9)", "spread", 10.1, None, None),
        ("8.27±2.92", "spread", 8.27, None, None),
        ("85.9%", "number", 85.9, None, None),
        ("<1%", "number", 1.0, None, None),
        ("2†", "number", 2.0, None, None),
        ("2^†", "number", 2.0, None, None),
        ("12 (24.5)^‡", "pair", 24.5, 12, None),
        ("12^† (24.5)", "pair", 24.5, 12, None),
        ("12* (24.5%)", "pair", 24.5, 12, None),
        ("63·2", "number", 63.2, None, None),
    ],
)
def test_one_value(text, form, value, n, total):
    (reading,) = read_cell(text.replace("·", "."))
    assert (reading.form, reading.value, reading.n, reading.total) == (form, value, n, total)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("0.76 (0.60–0.97)", 0.76, 0.6, 0.97),
        ("0.76 [95% CI 0.60 to 0.97]", 0.76, 0.6, 0.97),
        ("18.4(6.97-NA)", 18.4, 6.97, None),
        ("0.76^c (0.60–0.97)", 0.76, 0.6, 0.97),
        ("81.0% (70.0–90.1)", 81.0, 70.0, 90.1),
    ],
)
def test_intervals(text, value, low, high):
    (reading,) = read_cell(text)
    assert (reading.form, reading.value, reading.low, reading.high) == ("interval", value, low, high)


def test_several_values():
    assert [r.value for r in read_cell("6 6")] == [6, 6]
    assert [r.value for r in read_cell("7.1 vs 6.2")] == [7.1, 6.2]
    assert [(r.value, r.low) for r in read_cell("1.0 4.7 (1.1 – 19.7)")] == [(1.0, None), (4.7, 1.1)]


@pytest.mark.parametrize("text", ["", "Yes", "12 mg", "3 of the 4", "T1–T2", "35/14/2", "9/2 (m/f)"])
def test_no_value(text):
    assert read_cell(text) == []


def test_not_reached():
    assert [r.form for r in read_cell("Not reached (12.1–NR)")] == ["not_reached"]
    assert [r.form for r in read_cell("NR", not_reached=True)] == ["not_reached"]
    assert read_cell("NR") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.04", [("=", 0.04)]),
        ("P<.001*", [("<", 0.001)]),
        ("0,022", [("=", 0.022)]),
        ("1.000", [("=", 1.0)]),
        ("1.2 × 10^-4", [("=", 0.00012)]),
        ("0.182 (0.350)", [("=", 0.182), ("=", 0.35)]),
        ("NS", []),
        ("0001", []),
        ("2", []),
        ("", []),
    ],
)
def test_p_values(text, values):
    assert read_p_values(text) == [(sign, pytest.approx(value)) for sign, value in values]
