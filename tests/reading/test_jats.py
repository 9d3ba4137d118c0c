"""JATS XML, in our own words: structure, superscripts, tables with spans, references, hostile files."""

import difflib
import json
import re
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from extractor.document import Block, BlockKind, Document
from extractor.errors import DamagedError, InputError, LimitError, NotAPaperError, NoTextError
from extractor.reading import Limits, read

PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) v1.0//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">
<front><article-meta>
<title-group><article-title>Rays for ribs: the RIBCAGE trial<xref ref-type="fn" rid="f0"><sup>*</sup></xref></article-title></title-group>
<contrib-group><contrib><name><surname>Maker</surname><given-names>Ann</given-names></name></contrib>
<contrib><name><surname>Writer</surname><given-names>Bob</given-names></name></contrib></contrib-group>
<aff id="a1"><sup>1</sup>Department of Examples</aff>
<history><date date-type="received"><day>1</day><month>5</month><year>2020</year></date></history>
<permissions><copyright-statement>© 2020 The Authors</copyright-statement></permissions>
<abstract><sec><title>Methods:</title><p>We treated 88&#160;patients with 20&#8201;Gy.</p></sec>
<sec><title>Results</title><p>Control was 81%.</p></sec></abstract>
<kwd-group><kwd>ribs</kwd><kwd>rays</kwd></kwd-group>
</article-meta></front>
<body>
<sec id="s1"><label>1</label><title>Introduction</title>
<p>Ribs hurt.<xref ref-type="bibr" rid="b1"><sup>1</sup></xref> Rays help<sup><xref ref-type="bibr" rid="b1">1</xref>,<xref ref-type="bibr" rid="b2">2</xref></sup>
 much.<xref ref-type="bibr" rid="b1">1</xref>, <xref ref-type="bibr" rid="b2">2</xref> Printed [<xref ref-type="bibr" rid="b1">1</xref>,<xref ref-type="bibr" rid="b2">2</xref>] too.</p>
<p>At 75&#x2009;mg/m<sup>2</sup>, p&#160;=&#160;3 &#215; 10<sup>&#8722;4</sup> on the 1<sup>st</sup> day; 5 &#215; 10 <sup>9</sup>/L; H<sub>2</sub>O; arm<sup>a</sup>; name<sup>&#174;</sup>
 <inline-formula><mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math></inline-formula>.</p>
</sec>
<sec id="s2"><title>Methods</title>
<sec><title>Dose</title>
<p>There were two arms:<list list-type="bullet"><list-item><p>20 Gy in 5 fractions</p></list-item><list-item><p>30 Gy in 15 fractions</p></list-item></list>
and no third.</p>
<p>See <xref ref-type="table" rid="t1">Table 1</xref>.
<table-wrap id="t1"><label>Table 1</label><caption><p>Outcome by arm</p></caption>
<table><thead>
<tr><th rowspan="2">Endpoint</th><th colspan="2">Arm</th></tr>
<tr><th>A<break/>(n = 44)</th><th>B</th></tr>
<tr><th colspan="3"><hr/></th></tr></thead>
<tbody><tr><td>24-month LC<sup>a</sup> (%)</td><td>81</td><td>84</td></tr>
<tr><td>Pain</td><td rowspan="9">NR</td><td><p>10/57</p></td></tr></tbody></table>
<table-wrap-foot><fn id="tf1"><label>a</label><p>LC: local control.</p></fn><p>NR: not reported.</p></table-wrap-foot>
</table-wrap> It is clear.</p>
</sec></sec>
<sec><title>Funding</title><p>None at all.</p></sec>
</body>
<back>
<ack><title>Thanks</title><p>To the ribs.</p></ack>
<glossary><title>Abbreviations</title><def-list><def-item><term>LC</term><def><p>local control</p></def></def-item></def-list></glossary>
<ref-list><title>References</title>
<ref id="b1"><label>1.</label><element-citation><person-group person-group-type="author"><name><surname>Arden</surname><given-names>K</given-names></name><etal/></person-group>
<article-title>One fraction</article-title><source>J Rays</source><year>2001</year><volume>3</volume><issue>4</issue><fpage>5</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.1000/x1</pub-id></element-citation></ref>
<ref id="b2"><label>2.</label><mixed-citation>Bewley T, Coyle M. Two fractions. Lancet Oncol 2012; 13: 40&#8211;45.</mixed-citation></ref>
<ref id="b3"><label>3.</label><mixed-citation><name><surname>Dover</surname><given-names>E</given-names></name>, <article-title>Three</article-title>. <source>Rays</source> <year>2013</year>.</mixed-citation></ref>
</ref-list></back>
<floats-group><table-wrap><label>Table 2</label><table><tr><td>Site</td><td>n</td></tr><tr><td>Rib</td><td>88</td></tr></table></table-wrap>
<fig><label>Figure 1</label><caption><title>Survival.</title><p>By arm.</p></caption></fig></floats-group>
</article>
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("jats") / "ribs.nxml"
    path.write_text(PAPER, encoding="utf8")
    return read(path)


def text_of(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def find(document: Document, beginning: str) -> Block:
    return next(b for b in document.blocks if text_of(document, b).startswith(beginning))


def test_front_and_abstract(document: Document) -> None:
    title = document.blocks[0]
    assert (title.kind, title.source, text_of(document, title)) == (
        BlockKind.TITLE,
        "abstract",
        "Rays for ribs: the RIBCAGE trial",
    )
    for beginning in (
        "Ann Maker, Bob Writer",
        "^1Department",
        "Received: 1 5 2020",
        "© 2020",
        "Keywords: ribs; rays",
    ):
        assert find(document, beginning).kind is BlockKind.FRONT
    methods = find(document, "We treated 88 patients with 20 Gy.")
    assert (methods.section, methods.source) == ("Methods", "abstract")
    assert document.media_type == "application/jats+xml"


def test_sections_paths_and_lists(document: Document) -> None:
    assert find(document, "Ribs hurt").section == "1 Introduction"
    assert find(document, "Ribs hurt").path == "/article/body/sec[1]/p[1]"
    assert find(document, "There were two arms:").section == "Dose"
    assert text_of(document, find(document, "20 Gy in 5")) == "20 Gy in 5 fractions"
    assert text_of(document, find(document, "and no third")) == "and no third."
    assert text_of(document, find(document, "See Table 1")) == "See Table 1. It is clear."
    assert find(document, "None at all").kind is BlockKind.FRONT
    assert find(document, "To the ribs").kind is BlockKind.FRONT
    assert text_of(document, find(document, "LC: local control")) is not None
    assert all(b.path for b in document.blocks)


def test_superscripts(document: Document) -> None:
    assert text_of(document, find(document, "Ribs hurt")) == (
        "Ribs hurt.[1] Rays help[1,2] much.[1,2] Printed [1,2] too."
    )
    assert text_of(document, find(document, "At 75")) == (
        "At 75 mg/m^2, p = 3 × 10^−4 on the 1st day; 5 × 10^9/L; H2O; arm^a; name® x^2."
    )


def test_tables(document: Document) -> None:
    first, second = (b.table for b in document.blocks if b.table)
    assert first is not None and second is not None
    assert (first.label, first.n_rows, first.n_cols, first.header_rows) == ("Table 1", 4, 3, 2)
    cells = {(c.row, c.col): c for c in first.cells}
    said = {place: document.text[c.start : c.end] for place, c in cells.items()}
    assert said[0, 1] == "Arm" and cells[0, 1].col_span == 2 and cells[0, 0].row_span == 2
    assert said[1, 1] == "A (n = 44)"
    assert said[2, 0] == "24-month LC^a (%)"
    assert said[3, 2] == "10/57" and cells[3, 1].row_span == 1
    assert first.caption is not None and document.text[slice(*first.caption)] == "Table 1. Outcome by arm"
    assert [document.text[s:e] for s, e in first.footnotes] == ["^a LC: local control.", "NR: not reported."]
    assert (second.label, second.n_rows, second.header_rows) == ("Table 2", 2, 1)
    caption = find(document, "Figure 1. Survival. By arm.")
    assert (caption.kind, caption.source) == (BlockKind.CAPTION, "caption")


def test_references(document: Document) -> None:
    one, two, three = document.references
    assert document.text[one.start : one.end] == (
        "1. Arden K, et al. One fraction. J Rays. 2001;3(4):5–9. doi:10.1000/x1."
    )
    assert (one.title, one.journal, one.year, one.volume, one.pages, one.doi) == (
        "One fraction",
        "J Rays",
        2001,
        "3",
        "5–9",
        "10.1000/x1",
    )
    assert (two.authors, two.journal, two.pages) == (("Bewley T", "Coyle M"), "Lancet Oncol", "40–45")
    assert (three.number, three.authors, three.title) == (3, ("Dover E",), "Three")
    assert document.text[three.start : three.end].startswith("3. Dover E, Three.")


def refused(tmp_path: Path, content: str | bytes, limits: Limits | None = None) -> InputError:
    path = tmp_path / "bad.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        read(path, limits=limits)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)
    return caught.value


def test_broken_and_foreign_xml(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path, "<article><body><p>cut"), DamagedError)
    assert isinstance(refused(tmp_path, "hello"), DamagedError)
    assert isinstance(refused(tmp_path, "<html><body>x</body></html>"), NotAPaperError)
    assert isinstance(refused(tmp_path, "<article><item/></article>"), NotAPaperError)
    assert isinstance(refused(tmp_path, "<article><body/></article>"), NoTextError)
    assert isinstance(refused(tmp_path, b'<?xml version="1.0" encoding="utf-77"?><article/>'), DamagedError)
    assert isinstance(refused(tmp_path, b"<article><body><p>\xff\xfe\xff</p></body></article>"), DamagedError)


def test_entity_bombs_and_external_entities_are_refused(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    error = refused(
        tmp_path, f'<!DOCTYPE article [<!ENTITY l0 "ha">{bomb}]><article><body><p>&l9;</p></body></article>'
    )
    assert "entities" in error.problem
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for declared in (
        f'<!ENTITY x SYSTEM "{secret.as_uri()}">',
        f'<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;',
    ):
        error = refused(
            tmp_path, f"<!DOCTYPE article [{declared}]><article><body><p>&x;</p></body></article>"
        )
        assert "entities" in error.problem


def test_named_characters_of_an_unread_dtd_are_known(tmp_path: Path) -> None:
    path = tmp_path / "n.xml"
    body = "<article><body><p>p&nbsp;&le;&thinsp;5 &unknown;</p></body></article>"
    path.write_text(f'<!DOCTYPE article SYSTEM "gone.dtd">{body}')
    assert read(path).text == "p ≤ 5 &unknown;"


def test_a_table_with_huge_spans_or_too_many_cells_is_bounded(tmp_path: Path) -> None:
    wide = "<table-wrap><table><tbody>{}</tbody></table></table-wrap>"
    row = '<tr><td colspan="1000000000" rowspan="1000000000">x</td></tr>'
    start = time.monotonic()
    tracemalloc.start()
    path = tmp_path / "one.xml"
    path.write_text(f"<article><body><p>Text.</p>{wide.format(row)}</body></article>")
    table = next(b.table for b in read(path).blocks if b.table)
    assert table.n_rows == 1 and table.n_cols <= 1000
    many = f"<article><body>{wide.format(row * 1000)}</body></article>"
    assert isinstance(refused(tmp_path, many), LimitError)
    cells = f"<article><body>{wide.format('<tr>' + '<td/>' * 500 + '</tr>')}</body></article>"
    assert isinstance(refused(tmp_path, cells, Limits(table_cells=400)), LimitError)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100e6 and time.monotonic() - start < 10


def test_deep_nesting_and_length_are_bounded(tmp_path: Path) -> None:
    deep = "<article><body>" + "<sec>" * 5000
    assert isinstance(refused(tmp_path, deep), LimitError)
    assert isinstance(refused(tmp_path, "<article>" + "<x/>" * 100, Limits(characters=50)), LimitError)
    nested = "<article><body>" + "<sec><title>T</title><p>t" + "<list><list-item><p>" * 25 + "x"
    nested += "</p></list-item></list>" * 25 + "</p></sec></body></article>"
    path = tmp_path / "nested.xml"
    path.write_text(nested)
    assert read(path).text.endswith("x")


def words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", re.sub(r"[\[\]]", " ", text.replace("^", "")))


def test_real_papers_word_for_word(shared: Path) -> None:
    matched = expected = 0
    for path in sorted((shared / "dev" / "fulltext").glob("*.nxml")):
        document = read(path)
        gold = path.with_name(path.stem + ".gold.txt").read_text(encoding="utf8").split("\nReferences\n")[0]
        front = {BlockKind.CAPTION, BlockKind.TABLE, BlockKind.FOOTNOTE, BlockKind.REFERENCE}
        mine = "\n".join(text_of(document, b) for b in document.blocks if b.kind not in front)
        a, b = words(gold), words(mine)
        blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        matched += sum(block.size for block in blocks)
        expected += len(a)
    assert matched / expected > 0.999


def test_real_tables_cell_for_cell(shared: Path) -> None:
    def squeeze(text: str) -> str:
        return re.sub(r"[\s^\[\]]", "", text)

    right = total = 0
    for path in sorted((shared / "dev" / "fulltext").glob("*.nxml")):
        document = read(path)
        tables = [b.table for b in document.blocks if b.table]
        for gold in json.loads(path.with_name(path.stem + ".tables.json").read_text(encoding="utf8")):
            rows = [row for row in ([squeeze(c) for c in row] for row in gold["grid"]) if any(row)]
            wanted = Counter((r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text)
            found = (
                Counter((c.row, c.col, squeeze(document.text[c.start : c.end])) for c in table.cells)
                for table in tables
            )
            right += max(((wanted & grid).total() for grid in found), default=0)
            total += wanted.total()
    assert total > 4000
    assert right / total > 0.99
