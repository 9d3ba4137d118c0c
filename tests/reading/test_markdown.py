"""Markdown, in our own words: inline marks, tables of both kinds, headings with and without marks."""

import re
from pathlib import Path

import pytest

from extractor.document import BlockKind
from extractor.reading import read
from extractor.reading.markdown import inline, math

PAPER = r"""Review

# Rays for the Made-Up Sarcoma

Ann Maker, Bob Writer *

\* Correspondence: ann@example.org

**Abstract:** Rays help. *Much* is unknown.

Received: 1 May 2020
Accepted: 2 June 2020

## 1. Introduction

A trial showed 7.4 months vs. 4.6 months, $p = 0.003$ [1,2], at a cost of \$54,564 and \$37,157 [[3](#r3)].

Results
-------

| Study | Dose | LC (%) |
|:------|:----:|-------:|
| Ann et al. [1] | 30 Gy/5 fx | **88** |
| Bob et al. [2] | 50 Gy \| 5 | NR |

LC: local control; NR: not reported.

- first of *two* items
- second item with <sup>18</sup>F and 10<sup>-4</sup>

As high as ever, and it was found in the [register](https://example.org/a_(b)) that patients of

the second arm slept better.

### References

1. Maker, A. Rays. *J. Made Up* **2001**, *3*, 4–5. [[CrossRef](#)] [[PubMed](#)]
2. Writer, B. More rays. *Cancer* **2002**, *13*, 40–45. [[CrossRef](#)]
"""


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("$p = 0.003$", "p = 0.003"),
        (r"\$54,564 and \$37,157", "$54,564 and $37,157"),
        ("cost $5 and $6 each", "cost $5 and $6 each"),
        (r"$p \leq 10^{-4}$", "p ≤ 10^-4"),
        (r"$12 \times 2$ Gy", "12 × 2 Gy"),
        (r"($\alpha/\beta$ = 10)", "(α/β = 10)"),
        ("*Cancers* **2021**, *13*, 4775", "Cancers 2021, 13, 4775"),
        ("***both*** and __bold__ and _it_", "both and bold and it"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2*3*4"),
        ("Jacob E. Shabby *", "Jacob E. Shabby *"),
        ("text [[CrossRef](#)] [[PubMed](#)]", "text"),
        ("control [[29](#r)] held", "control [29] held"),
        ("(<4 bones and >10 sites)", "(<4 bones and >10 sites)"),
        ("p &lt; 0.05&nbsp;Gy", "p < 0.05 Gy"),
        ("<https://example.org/x>", "https://example.org/x"),
        ("![picture](a.png) text", "text"),
        ("control.<sup>29</sup>", "control.[29]"),
        ("control<sup>12–16</sup> was", "control[12–16] was"),
        ("75 mg/m<sup>2</sup>", "75 mg/m^2"),
        ("10<sup>−4</sup>", "10^−4"),
        ("the 1<sup>st</sup> arm<sup>a</sup>", "the 1st arm^a"),
        ("median `50 Gy`", "median 50 Gy"),
        (r"\[not a link\]", "[not a link]"),
    ],
)
def test_inline(source: str, plain: str) -> None:
    assert inline(source) == plain


def test_math_fractions() -> None:
    assert math(r"\frac{10}{57}") == "10/57"


def test_a_paper(tmp_path: Path) -> None:
    path = tmp_path / "rays.md"
    path.write_text(PAPER, encoding="utf8")
    document = read(path)
    kinds = [(b.kind.value, document.text[b.start : b.end][:24]) for b in document.blocks]
    assert kinds[:3] == [
        ("front", "Review"),
        ("title", "Rays for the Made-Up Sar"),
        ("front", "Ann Maker, Bob Writer *"),
    ]
    assert ("front", "* Correspondence: ann@ex") in kinds
    assert ("front", "Received: 1 May 2020") in kinds
    assert ("front", "Accepted: 2 June 2020") in kinds
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == ["1. Introduction", "Results", "References"]
    abstract = next(b for b in document.blocks if b.section == "Abstract")
    assert abstract.source == "abstract"
    assert "p = 0.003 [1,2], at a cost of $54,564 and $37,157 [3]." in document.text
    assert "in the register that patients of the second arm slept better." in document.text
    assert "CrossRef" not in document.text
    table = next(b.table for b in document.blocks if b.table)
    assert [document.text[c.start : c.end] for c in table.cells][3:] == [
        "Ann et al. [1]",
        "30 Gy/5 fx",
        "88",
        "Bob et al. [2]",
        "50 Gy | 5",
        "NR",
    ]
    assert len(table.footnotes) == 1
    assert [(r.journal, r.year, r.pages) for r in document.references] == [
        ("J. Made Up", 2001, "4–5"),
        ("Cancer", 2002, "40–45"),
    ]


def test_hard_wrapped_paragraphs_are_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / "w.md"
    path.write_text("# T\n\n## Results\n\nOne line that goes\non in the next\nand ends.\nMethods\nWe did.\n")
    text = read(path).text
    assert "One line that goes on in the next and ends." in text
    assert "\n\nMethods\n\nWe did." in text


def test_the_real_review(shared: Path) -> None:
    document = read(shared / "review" / "shah-2021-cancers-13-4775.md")
    tables = [b.table for b in document.blocks if b.table]
    assert [(t.label, t.n_rows, t.n_cols) for t in tables] == [("Table 1", 7, 5), ("Table 2", 5, 6)]
    assert all(t.caption and t.footnotes for t in tables)
    assert len(document.references) == 61
    assert all(r.title and r.year for r in document.references)
    assert sum(r.journal is None for r in document.references) == 3  # the web pages
    assert [b.level for b in document.blocks if b.kind is BlockKind.HEADING] == [
        1,
        1,
        1,
        1,
        2,
        2,
        2,
        1,
        1,
        1,
        1,
        1,
    ]
    body = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH]
    ends = [document.text[b.start : b.end] for b in body]
    assert all(re.search(r"[.?!]$", text) for text in ends)  # no paragraph is cut in mid-sentence
    assert not re.search(r"\]\(|\$p|CrossRef|\\\$|\*\*", document.text)
