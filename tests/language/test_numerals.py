"""The number grammar on the forms that papers print, and on what only looks like one of them.

Each case gives the atoms as ``KIND value unit``; doses are in Gy, ``–`` is a range, ``3–`` is open.
"""

import pytest

from extractor.language.numerals import AtomKind, comparator, find_atoms, parse_number, roman

_VALUELESS = {AtomKind.SPREAD, AtomKind.NAME, AtomKind.DATE, AtomKind.REGISTRY}


def show(atom):
    if atom.kind in _VALUELESS:
        return atom.kind.value
    if atom.refs:
        return f"{atom.kind.value} {','.join(map(str, atom.refs))}"
    sign = "" if atom.comparator == "=" else atom.comparator
    high = "" if atom.single else "–" if atom.high is None else f"–{atom.high:g}"
    unit = "" if atom.unit in (None, "percent", "Gy") else f" {atom.unit}"
    measure = "" if atom.measure == "physical" else f" {atom.measure}"
    return f"{atom.kind.value} {sign}{atom.low:g}{high}{unit}{measure}{' shared' * atom.shared}"


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("54 Gy/30 fractions", "DOSE 54; NUMBER 30"),
        ("60 Gy/30f", "DOSE 60; NUMBER 30"),
        ("25 Gy/5 fr/5 days", "DOSE 25; NUMBER 5; TIME 5 days"),
        ("6 × 5.5 Gy = 33 Gy", "NUMBER 6; DOSE 5.5; DOSE 33"),
        ("35 × 2.0 Gy", "NUMBER 35; DOSE 2"),
        ("28 × 1.8 Gy", "NUMBER 28; DOSE 1.8"),
        ("12 x 3.20 Gy fractions", "NUMBER 12; DOSE 3.2"),
        ("200 cGy x 30", "DOSE 2; NUMBER 30"),
        ("60Gy in 30 × 2Gy fractions", "DOSE 60; NUMBER 30; DOSE 2"),
        ("12 fractions of 3.5 Gy", "NUMBER 12; DOSE 3.5"),
        ("1.8-Gy daily fractions", "DOSE 1.8"),
        ("28.5 Gy in five fractions within 29 days", "DOSE 28.5; NUMBER 5; TIME 29 days"),
        ("54 Gy in 36 twice-daily fractions of 1·5 Gy", "DOSE 54; NUMBER 36; DOSE 1.5"),
        ("64–70 Gy (2.0–2.2 Gy each time)", "DOSE 64–70; DOSE 2–2.2"),
        ("60 Gy (range, 45.5-66 Gy)", "DOSE 60; SPREAD"),
        ("45 Gy plus a 16.2 Gy boost", "DOSE 45; DOSE 16.2"),
        (
            "34.5 Gy/15 fractions with a simultaneous boost to 48 Gy/15",
            "DOSE 34.5; NUMBER 15; DOSE 48; NUMBER 15",
        ),
        ("74-80 Gy (RBE)", "DOSE 74–80 rbe"),
        ("2 GyE", "DOSE 2 rbe"),
        ("66 CGE", "DOSE 66 rbe"),
        ("EQD2 of 60 Gy", "DOSE 60"),
        ("BED10 of 100 Gy", "DOSE 100"),
        ("100 Gy10", "DOSE 100 bed"),
        ("BED Gy10", ""),
        ("(α/β = 3 Gy)", "DOSE 3"),
        ("to the 70% isodose line", "PERCENT 70"),
        ("5040 cGy", "DOSE 50.4"),
        ("25, 30, and 35 Gy", "DOSE 25 shared; DOSE 30 shared; DOSE 35"),
        ("20 to 50 Gy in two to six fractions", "DOSE 20–50; NUMBER 2–6"),
        ("at least 45 Gy", "DOSE >=45"),
        (">100 Gy", "DOSE >100"),
        ("GyrA mutations", ""),
        ("Gynaecological oncology", ""),
        ("12 mGy", "MEASURE 12 mGy"),
        ("3 Gy/min", "MEASURE 3 Gy/time"),
        ("V30Gy", ""),
        ("<60 Gy", "DOSE <60"),
        ("80 mg/m²", "MEASURE 80 mg/m²"),
        ("grades 2 and 3 astrocytoma", "NAME"),
        ("RTOG 0617", "NAME"),
        ("hazard ratio of 1.75", "NUMBER 1.75"),
        ("21 centres", "NUMBER 21"),
        ("n = 845", "NUMBER 845"),
        ("(n=31)", "NUMBER 31"),
        ("14 out of 60 patients", "NUMBER 14; NUMBER 60"),
        ("240 of 650 patients", "NUMBER 240; NUMBER 650"),
        ("Thirty-two patients (21.5%)", "NUMBER 32; PERCENT 21.5"),
        ("41,500", "NUMBER 41500"),
        ("1,234 patients", "NUMBER 1234"),
        ("2-year overall survival was 61% (95% CI 55–67)", "TIME 2 years; PERCENT 61; INTERVAL 55–67 95"),
        (
            "1-, 2-, and 4-year LC rates were 82.1%, 60.2%, and 47%",
            "TIME 1 years shared; TIME 2 years shared; TIME 4 years; PERCENT 82.1; PERCENT 60.2; PERCENT 47",
        ),
        ("OS rates at 10 months", "TIME 10 months"),
        ("15.2 – not reached", "NUMBER 15.2"),
        ("hazard ratio 1·12 [95% CI 0·91–1·38]; p=0·22", "NUMBER 1.12; INTERVAL 0.91–1.38 95; P_VALUE 0.22"),
        ("HR 0.91 (95% CI = 0.55 to1.50; P = .71)", "NUMBER 0.91; INTERVAL 0.55–1.5 95; P_VALUE 0.71"),
        ("P < .005", "P_VALUE <0.005"),
        ("p ≤ 0.01", "P_VALUE <=0.01"),
        ("p = 3 × 10^-5", "P_VALUE 3e-05"),
        ("p = 2.5 × 10−4", "P_VALUE 0.00025"),
        ("p=10^-6", "P_VALUE 1e-06"),
        ("p = NS", ""),
        ("P values of .03 and .2", "P_VALUE 0.03; P_VALUE 0.2"),
        ("p=1.2e-5", "P_VALUE 1.2e-05"),
        ("p 0.04", "NUMBER 0.04"),
        ("p = 0001", "NUMBER 1"),
        ("p = 2", "NUMBER 2"),
        ("(P=.02, .04, and .6, respectively)", "P_VALUE 0.02; P_VALUE 0.04; P_VALUE 0.6"),
        ("10/57", "RATIO 10–57"),
        ("7 of 88 patients (8%)", "NUMBER 7; NUMBER 88; PERCENT 8"),
        ("grade 3–4", "GRADE 3–4 -"),
        ("grade ≥3", "GRADE 3–"),
        ("G2", "GRADE 2"),
        ("grade II–IV", "GRADE 2–4 -"),
        ("grade 3 or greater", "GRADE 3–"),
        ("grade 3+", "GRADE 3–"),
        ("grades 1 to 2", "GRADE 1–2 -"),
        ("grade 1 or 2", "GRADE 1–2 /"),
        ("above grade 2", "GRADE 3–"),
        ("≥ grade 3", "GRADE 3–"),
        ("grade 2/3", "GRADE 2–3 /"),
        ("at 6 weeks", "TIME 6 weeks"),
        ("weeks 1, 4, and 12", "TIME 1 weeks; TIME 4 weeks; TIME 12 weeks"),
        ("5-yr", "TIME 5 years"),
        ("at 3 and 6 months", "TIME 3 months shared; TIME 6 months"),
        ("1.5 years", "TIME 1.5 years"),
        ("24-month", "TIME 24 months"),
        ("[29]", "CITATION 29"),
        ("[12–16,20]", "CITATION 12,13,14,15,16,20"),
        ("NCT01234567", "REGISTRY"),
        ("ISRCTN12345678", "REGISTRY"),
        ("12 January 2011", "DATE"),
        ("between 1998 and 2004", "DATE; DATE"),
        ("March 2003", "DATE"),
        ("18-75 years", "TIME 18–75 years"),
        ("± 2.3", "SPREAD"),
        ("(IQR, 14–30)", "SPREAD"),
        ("median 5.6 (IQR, 4.0-8.4) years", "TIME 5.6 years"),
        ("10 MV", "MEASURE 10 MV"),
        ("3.5 cm", "MEASURE 3.5 cm"),
        ("1.2 ng/mL", "MEASURE 1.2 ng/mL"),
        ("3%–10%", "PERCENT 3–10"),
        ("-4.5%", "PERCENT -4.5"),
        ("40 to 50%", "PERCENT 40–50"),
        ("5 percentage points", "PERCENT 5"),
        ("one hundred and twenty patients", "NUMBER 120"),
        ("twenty-two", "NUMBER 22"),
        ("over 1000 patients", "NUMBER >1000"),
        ("95% confidence interval [CI], 0.5 to 0.9", "INTERVAL 0.5–0.9 95"),
        ("90% CI: 2.1, 4.4", "INTERVAL 2.1–4.4 90"),
        ("95% CI 12.4–NR", "INTERVAL 12.4– 95"),
        ("stage III", "NAME"),
        ("2:1", "NAME"),
        ("arm 2", "NAME"),
        ("5-FU", ""),
        ("p16", ""),
        ("3D", ""),
        ("CD8", ""),
        ("Ki-67", ""),
        ("COVID-19", ""),
        ("T1-2N0", "NAME"),
        ("day 1", "TIME 1 days"),
        ("50 Gy", "DOSE 50"),
        ("2.2 Gy", "DOSE 2.2"),
        ("45−50 Gy", "DOSE 45–50"),
    ],
)
def test_atoms(text, atoms):
    assert "; ".join(map(show, find_atoms(text))) == atoms


@pytest.mark.parametrize(
    "text", ["", "no number at all", "GyrA", "p", "Gy", "%", "grade", "CI", "–", "one-off?"]
)
def test_texts_without_a_number(text):
    assert all(atom.words for atom in find_atoms(text))


def test_the_core_of_an_atom_begins_behind_its_comparator():
    text = "a total of at least 50 Gy"
    (atom,) = find_atoms(text)
    assert text[atom.start :] == "at least 50 Gy"
    assert text[atom.core :] == "50 Gy"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1,799", 1799), ("0·95", 0.95), (".5", 0.5), ("-4", -4), ("−4", -4), ("0,03", 0.03), (" 7 ", 7)),
        *(("ninety-nine", 99), ("two hundred", 200), ("Three thousand and five", 3005), ("zero", 0)),
        ("one thousand two hundred and thirty-four", 1234),
    ],
)
def test_parse_number(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "Gy", "1.2.3", "one million", "and", "--1", "4x"])
def test_what_is_no_number(text):
    with pytest.raises(ValueError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((None, "="), ("", "="), ("≥", ">="), ("=>", ">="), ("> or =", ">="), ("at  least", ">=")),
        *(("Over", ">"), ("no more than", "<="), ("≈", "~"), ("approximately", "~"), ("below", "<")),
    ],
)
def test_comparator(text, code):
    assert comparator(text) == code


@pytest.mark.parametrize(("text", "value"), [("III", 3), ("iv", 4), ("2", 2), ("V", 5)])
def test_roman(text, value):
    assert roman(text) == value
