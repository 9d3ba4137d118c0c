"""What holds of the number grammar whatever the text: it never raises, and atoms tile their text."""

import string
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from extractor.language.numerals import (
    AtomKind,
    expand_refs,
    find_atoms,
    parse_number,
    print_number,
)
from extractor.language.sentences import split_sentences
from extractor.language.tokenizer import AtomTokenizer, token_atoms

PIECES = st.sampled_from(
    [
        *("50", "2.5", "·5", "1,799", "0·95", "twenty-two", "one hundred and five", "nine", "0", "1e5", "³"),
        *("Gy", "cGy", "GyE", "(RBE)", "%", "months", "-year", "fx", "fractions", "mg/m²", "patients", "CI"),
        *(
            "95% CI",
            "p",
            "P <",
            "=",
            "<",
            "≥",
            "±",
            "×",
            "/",
            "–",
            "-",
            "−",
            " to ",
            " and ",
            ", ",
            "; ",
            "of",
        ),
        *(
            "grade",
            "G",
            "III",
            "HR",
            "[",
            "]",
            "(",
            ")",
            "IQR",
            "range",
            "RTOG",
            "NCT0",
            "10^-4",
            "et al.",
            "\n",
        ),
        *(" ", ". ", "\t", "January", "2012", "week", "at least", "median", "n = ", "\u00a0", "\u2009"),
    ]
)
TOKENIZER = AtomTokenizer(Vocab())
TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=string.digits + " .,·/-–%<>=()[]pPGycxnIV", max_size=60),
    st.lists(PIECES, max_size=25).map("".join),
)


@given(TEXTS)
@example("grade 99999999999999999999")
@example("0,0,0 Gy–1,")
@example("[" + "1," * 200 + "1]")
@example("p = 10^-99999")
@example("one hundred thousand hundred")
@example("١٢ Gy and ² Gy")
def test_atoms_lie_in_the_text_in_order_and_apart(text):
    end = 0
    for atom in find_atoms(text):
        assert end <= atom.start < atom.end <= len(text)
        assert atom.core == -1 or atom.start <= atom.core < atom.end
        assert atom.high is None or atom.low <= atom.high or atom.kind is AtomKind.INTERVAL
        end = atom.end


@given(TEXTS)
def test_the_same_text_gives_the_same_atoms(text):
    assert find_atoms(text) == find_atoms(text)


@given(st.one_of(st.integers(0, 10**9), st.floats(0, 1e6, allow_nan=False).map(lambda x: round(x, 4))))
def test_a_printed_number_reads_back(value):
    printed = print_number(value)
    if "e" not in printed:
        assert parse_number(printed) == value


@given(st.integers(0, 999_999))
def test_a_number_with_thousands_separators_reads_back(value):
    assert parse_number(f"{value:,}") == value


@given(st.integers(0, 9999).map(lambda n: n / 100))
def test_a_middle_dot_is_a_decimal_point(value):
    assert parse_number(f"{value:.2f}".replace(".", "·")) == pytest.approx(value)


UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(n, joint="-", link=" and "):
    """A number in English words."""
    if n < 20:
        return UNITS[n]
    if n < 100:
        return TENS[n // 10] + (joint + UNITS[n % 10] if n % 10 else "")
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    rest = n % size
    tail = (link if rest < 100 else " ") + in_words(rest, joint, link) if rest else ""
    return f"{in_words(n // size, joint, link)} {name}{tail}"


@given(st.integers(0, 19_999), st.sampled_from("- "), st.sampled_from([" and ", " "]), st.booleans())
def test_number_words_read_back(n, joint, link, capital):
    words = in_words(n, joint, link)
    words = words.capitalize() if capital else words
    assert parse_number(words) == n


@given(st.integers(1, 19_999), st.sampled_from("- "))
def test_number_words_are_one_atom_in_a_sentence(n, joint):
    words = in_words(n, joint)
    (atom,) = find_atoms(f"In all, {words} patients came.")
    assert (atom.kind, atom.low, atom.high, atom.words) == (AtomKind.NUMBER, n, n, True)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8))
def test_citation_lists_read_back(refs):
    assert expand_refs(",".join(map(str, refs))) == tuple(refs)


@given(st.integers(1, 200), st.integers(1, 20), st.sampled_from("-–—−"))
def test_citation_ranges_are_counted_out(first, more, dash):
    assert expand_refs(f"{first}{dash}{first + more}") == tuple(range(first, first + more + 1))


@given(TEXTS)
@example("  two  spaces")
@example("\n\n50 Gy\n")
def test_tokens_reproduce_the_text_and_atoms_are_single_tokens(text):
    doc = TOKENIZER(text)
    assert doc.text == text
    atoms = token_atoms(doc)
    assert [a for _, a in sorted(atoms.items())] == list(find_atoms(text))
    for i, atom in atoms.items():
        assert (doc[i].idx, doc[i].idx + len(doc[i])) == (atom.start, atom.end)
        assert doc[i].ent_type_ == atom.kind.value


@given(TEXTS, st.booleans())
def test_sentences_cover_all_that_is_no_space(text, protect):
    protected = [(a.start, a.end) for a in find_atoms(text)] if protect else []
    spans = split_sentences(text, protected)
    covered = bytearray(len(text))
    end = 0
    for start, stop in spans:
        assert end <= start < stop <= len(text)
        assert not text[start].isspace()
        assert not text[stop - 1].isspace()
        covered[start:stop] = b"\1" * (stop - start)
        end = stop
    assert all(covered[i] for i, ch in enumerate(text) if not ch.isspace())


@given(TEXTS)
@example("±0 ")
def test_no_atom_is_cut_by_a_sentence(text):
    atoms = find_atoms(text)
    spans = split_sentences(text, [(a.start, a.end) for a in atoms])
    for atom in atoms:
        if "\n" not in text[atom.start : atom.end]:
            assert any(start <= atom.start and atom.end <= end for start, end in spans)


@pytest.mark.parametrize(
    "piece",
    [
        *("1,", "one ", "one hundred and ", "[1,", "(", "p", "p values for a ", "grade 1, ", "1/", "95% CI "),
        *(
            "0.5 ",
            "5 to ",
            "Gy ",
            "range ",
            "A. ",
            "et al. ",
            "(A",
            "V",
            "12 (range ",
            "weeks 1, 2, ",
            "n = ",
        ),
    ],
)
def test_time_grows_with_the_length_not_with_its_square(piece):
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    split_sentences(text, [(a.start, a.end) for a in find_atoms(text)])
    assert time.process_time() - start < 8
