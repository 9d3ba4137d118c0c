"""Plain text: abstracts and whole papers, in our own words; refusals of what is no paper."""

import os
from pathlib import Path

import pytest

from extractor.document import Block, BlockKind, Document
from extractor.errors import (
    DamagedError,
    EmptyFileError,
    InputError,
    LimitError,
    MissingFileError,
    NotAPaperError,
    NoTextError,
)
from extractor.reading import PAPER_SUFFIXES, Limits, read
from extractor.reading import sections as say

ABSTRACT = """Five fractions against fifteen for painful ribs: the RIBCAGE randomised trial.

BACKGROUND: Painful ribs are common. PATIENTS AND METHODS: We randomised 88 patients (n = 44 an arm) to \
20 Gy in 5 fractions or 30 Gy in 15 fractions. MAIN OUTCOMES AND MEASURES: The primary end point was pain. \
RESULTS: At 2 years, local control was 81% vs 84% (P = .41). CONCLUSIONS: Five fractions suffice.
"""

PAPER = """Dose and time in the made-up sarcoma
A. Maker, B. Writer and C. Reader
Department of Examples, University of Nowhere
Keywords: dose; time

Abstract

We treated 30 patients with 50 Gy in 25 fractions, and of these a part had lung disease too.

1. Introduction

The made-up sarcoma is rare, and what dose it needs has not been studied in any trial that was ever per-
formed [1]. It may need much.

2. Patients and Methods
2.1. Patients

There were 30 patients in all, every one of whom had been seen in the clinic by at least one of the

authors between two dates [2].

Table 1. Outcome by dose.

Dose\tPatients\t24-Month LC (%)
50 Gy/25 fx\t20\t88
60 Gy/30 fx\t10\tNR

LC: local control, NR: not reported.

Local control held for as long as anyone looked.

Author Contributions: A.M. wrote it.

References

1. Maker, A.; Writer, B. Rare things. J. Made Up 2001, 3, 4–5.
2. Reader, C. Reading. Cancer 2002, 13, 40–45.
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def texts(document: Document, *kinds: BlockKind) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def block(document: Document, beginning: str) -> Block:
    return next(b for b in document.blocks if document.text[b.start : b.end].startswith(beginning))


def test_an_abstract_is_split_at_its_labels_and_is_all_abstract(tmp_path: Path) -> None:
    document = read(write(tmp_path, "ribs.txt", ABSTRACT))
    assert document.doc_id == "ribs"
    assert document.media_type == "text/plain"
    assert document.ink is None
    assert [b.kind for b in document.blocks] == [BlockKind.TITLE] + [BlockKind.PARAGRAPH] * 5
    assert [b.section for b in document.blocks] == [
        None,
        "BACKGROUND",
        "PATIENTS AND METHODS",
        "MAIN OUTCOMES AND MEASURES",
        "RESULTS",
        "CONCLUSIONS",
    ]
    assert {b.source for b in document.blocks} == {"abstract"}
    assert " ".join(document.text.split()) == " ".join(ABSTRACT.split())


def test_an_abstract_without_labels_is_one_block(tmp_path: Path) -> None:
    document = read(
        write(tmp_path, "a.txt", "A title of note\n\nWe treated 9 patients. OS: 50% at a year.\n")
    )
    assert [(b.kind, b.source) for b in document.blocks] == [
        (BlockKind.TITLE, "abstract"),
        (BlockKind.PARAGRAPH, "abstract"),
    ]


def test_a_whole_paper(tmp_path: Path) -> None:
    document = read(write(tmp_path, "paper.txt", PAPER))
    assert texts(document, BlockKind.TITLE) == ["Dose and time in the made-up sarcoma"]
    assert texts(document, BlockKind.HEADING) == [
        "Abstract",
        "1. Introduction",
        "2. Patients and Methods",
        "2.1. Patients",
        "References",
    ]
    assert block(document, "We treated 30").source == "abstract"
    assert block(document, "There were 30").section == "2.1. Patients"
    assert block(document, "A. Maker, B.").kind is BlockKind.FRONT
    assert block(document, "Department").kind is BlockKind.FRONT
    assert block(document, "Keywords").kind is BlockKind.FRONT
    assert block(document, "Author Contributions").kind is BlockKind.FRONT
    assert "at least one of the authors between two dates [2]." in document.text
    assert "that was ever per-formed" in document.text  # the whole word stands nowhere else
    assert "a part had lung disease" in document.text
    assert [r.number for r in document.references] == [1, 2]
    assert document.references[1].journal == "Cancer"


def test_a_tab_separated_table_has_caption_cells_and_footnotes(tmp_path: Path) -> None:
    document = read(write(tmp_path, "paper.txt", PAPER))
    table = next(b.table for b in document.blocks if b.table)
    assert (table.label, table.n_rows, table.n_cols, table.header_rows) == ("Table 1", 3, 3, 1)
    assert table.caption is not None
    assert document.text[slice(*table.caption)] == "Table 1. Outcome by dose."
    assert [document.text[s:e] for s, e in table.footnotes] == ["LC: local control, NR: not reported."]
    cells = {(c.row, c.col): document.text[c.start : c.end] for c in table.cells}
    assert cells[1, 2] == "88"
    assert cells[2, 0] == "60 Gy/30 fx"
    assert block(document, "Local control held").kind is BlockKind.PARAGRAPH


def test_characters_follow_the_conventions(tmp_path: Path) -> None:
    raw = "The ti\u00adtle of\u00a0it\n\n"
    raw += "E\ufb03cient 50\u2009Gy, non\u2011coplanar; p\u00a0=\u20090·03 and −5 ± 2 ×.\n"
    document = read(write(tmp_path, "c.txt", raw))
    assert document.text == "The title of it\n\nEfficient 50 Gy, non-coplanar; p = 0·03 and −5 ± 2 ×."


def test_a_word_cut_by_a_line_end_is_joined_where_the_text_has_it_whole(tmp_path: Path) -> None:
    body = (
        "The radiotherapy was given in five fractions and the radio-\ntherapy in the series was of a low-\n"
    )
    body += "dose kind, as every low-dose course that was ever described in this made-up series.\n"
    text = read(write(tmp_path, "h.txt", f"A title\n\n{body}")).text
    assert "the radiotherapy in the series was of a low-dose kind" in text


def test_other_encodings(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-8-sig", "cp1252"):
        document = read(
            write(tmp_path, "e.txt", "A title – one\n\nDose ± error was 5 Gy.\n".encode(encoding))
        )
        assert document.text == "A title – one\n\nDose ± error was 5 Gy."


def test_every_block_is_its_slice_and_blocks_do_not_overlap(tmp_path: Path) -> None:
    document = read(write(tmp_path, "paper.txt", PAPER))
    ends = 0
    for b in document.blocks:
        assert b.start >= ends
        assert document.text[b.start : b.end] == document.text[b.start : b.end].strip()
        ends = b.end
    assert document.text.count("\n\n") == len(document.blocks) - 1


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("no.txt", None, MissingFileError),
        ("empty.pdf", b"", EmptyFileError),
        ("spaces.txt", b" \n\t\n", NoTextError),
        ("fake.pdf", b"hello, I am no PDF", NotAPaperError),
        ("word.docx", b"PK\x03\x04rest", NotAPaperError),
        ("zip.txt", b"PK\x03\x04rest", NotAPaperError),
        ("data.bin", b"\x01\x02\x03", NotAPaperError),
        ("null.txt", b"a\x00b\x00", DamagedError),
    ],
)
def test_what_is_no_paper_is_named_in_one_line(
    tmp_path: Path, name: str, content: bytes | None, error: type[InputError]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(error) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.advice


def test_a_folder_and_a_file_without_permission(tmp_path: Path) -> None:
    with pytest.raises(NotAPaperError):
        read(tmp_path)
    if os.geteuid() != 0:
        path = write(tmp_path, "locked.txt", "text")
        path.chmod(0)
        with pytest.raises(DamagedError):
            read(path)


def test_too_long_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LimitError):
        read(write(tmp_path, "long.txt", "word " * 100), limits=Limits(characters=300))


def test_the_suffixes_for_folder_walks() -> None:
    assert {".pdf", ".txt", ".md", ".xml", ".nxml"} <= PAPER_SUFFIXES


@pytest.mark.parametrize(
    "line",
    [
        "1. Introduction",
        "4.1. Lung Disease",
        "Patients and methods",
        "RESULTS",
        "2 Methods",
        "II. Methods",
        "8. Conclusions",
    ],
)
def test_headings(line: str) -> None:
    assert say.heading(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "1. Maker A, Writer B. Rare things. J Made Up 2001;3:4.",
        "12 Patients had pain.",
        "88 patients were treated",
        "3. stable disease (neither)",
        "Background radiation was low.",
        "50 Gy in 25 fractions",
    ],
)
def test_no_headings(line: str) -> None:
    assert say.heading(line) is None


def test_captions_and_sentences_that_cite_them() -> None:
    found = say.caption("Table 2: Doses by arm")
    assert found is not None and found.label == "Table 2" and found.is_table
    figure = say.caption("Fig. 3 Survival by arm")
    assert figure is not None and not figure.is_table
    assert say.caption("Table 1 shows the doses.") is None
    assert say.caption("Figure 2 and Table 3 give more.") is None


def test_labels_without_a_mark_need_company() -> None:
    text = "Background Ribs hurt. Methods We gave 8 Gy. Findings Between May and June, 9 patients slept."
    assert [label.name for label in say.labels(text)] == ["Background", "Methods", "Findings"]
    assert say.labels("Patients Who Slept were nine. OS: overall survival.") == ()
    assert [part[2] for part in say.split_labels("Abstract: Background: Ribs hurt. Results: They stop.")] == [
        "Background",
        "Results",
    ]


def test_notes_under_a_table() -> None:
    assert say.is_abbreviation_note("CI, confidence interval; HR, hazard ratio.")
    assert say.is_abbreviation_note("Abbreviations: CI = confidence interval; HR = hazard ratio")
    assert not say.is_abbreviation_note("Toxicity: it was mild in all the patients.")
    assert say.is_table_note("^a Two patients twice.")


@pytest.mark.parametrize("folder", ["abstracts", "abstracts-unlabelled"])
def test_real_abstracts_lose_no_character(shared: Path, folder: str) -> None:
    for path in sorted((shared / "dev" / folder).glob("*.txt")):
        document = read(path)
        assert document.text.split() == path.read_text(encoding="utf8").split()
        assert {b.source for b in document.blocks} == {"abstract"}
        assert document.blocks[0].kind is BlockKind.TITLE


def test_headings_glued_to_the_words_behind_are_parted(tmp_path: Path) -> None:
    path = tmp_path / "glued.txt"
    path.write_text("A title.\n\nAimsTo look. MethodsSix trials were pooled. ResultsForty men died.", "utf8")
    assert "Methods Six trials" in read(path).text


def test_one_glued_word_is_left(tmp_path: Path) -> None:
    path = tmp_path / "name.txt"
    path.write_text("A title.\n\nWe used a tool. ResultsHub was asked for 44 patients.", "utf8")
    assert "ResultsHub" in read(path).text


def test_capital_headings_glued_to_the_words_behind_are_parted(tmp_path: Path) -> None:
    path = tmp_path / "capitals.txt"
    path.write_text(
        "A title.\n\nPURPOSETo look. METHODS AND MATERIALSWe pooled. RESULTSAmong 90 men 12 died.", "utf8"
    )
    text = read(path).text
    assert "METHODS AND MATERIALS We pooled." in text
    assert "RESULTS Among 90 men" in text
