"""Walks a JATS article in reading order and writes its blocks."""

from pathlib import Path

from extractor.document import BlockKind, Reference, Span
from extractor.reading import sections
from extractor.reading.builder import CellText, DocumentBuilder, Run
from extractor.reading.characters import tidy
from extractor.reading.jats import inline, references, tables
from extractor.reading.jats.tree import Node
from extractor.reading.limits import Limits
from extractor.records import Source

_INLINE_LABEL = frozenset({"label", "title"})


class ArticleReader:
    """Reads one ``article`` into its builder; ``references`` and ``warnings`` fill on the way."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.builder = DocumentBuilder()
        self.references: list[Reference] = []
        self.warnings: list[str] = []
        self.section: str | None = None
        self.source: Source = "prose"
        self.kind = BlockKind.PARAGRAPH

    def read(self, article: Node) -> None:
        """Writes everything: front, abstract, body, floats, back, references."""
        front = article.first("front") or article.first("front-stub")
        if front is not None:
            self._front(front.first("article-meta") or front)
        for body in article.elements("body"):
            self._flow(body, 1)
        self.section = None
        for floats in article.elements("floats-group", "floats-wrap"):
            self._flow(floats, 1)
        for back in article.elements("back"):
            self._back(back)

    # front

    def _front(self, meta: Node) -> None:
        title = meta.first("title-group", "article-title")
        if title is not None:
            text = _without_notes(title)
            subtitle = meta.first("title-group", "subtitle")
            if subtitle is not None and (more := _without_notes(subtitle)):
                text = f"{text} {more}" if text[-1:] in ".:?!" else f"{text}: {more}"
            self.builder.block(BlockKind.TITLE, text, source="abstract", level=1, path=title.path)
        for node in meta.elements():
            if node.tag == "contrib-group":
                self._block(BlockKind.FRONT, _people(node), node)
            elif node.tag == "aff":
                self._block(BlockKind.FRONT, _spaced(node), node)
            elif node.tag == "author-notes":
                for note in node.elements():
                    self._block(BlockKind.FRONT, _spaced(note), note)
            elif node.tag == "history":
                self._block(BlockKind.FRONT, _history(node), node)
            elif node.tag == "permissions":
                self._block(BlockKind.FRONT, _spaced(node), node)
            elif node.tag == "kwd-group":
                words = [inline.text(word) for word in node.descendants("kwd")]
                self._block(BlockKind.FRONT, "Keywords: " + "; ".join(words), node)
        for abstract in meta.elements("abstract"):
            if abstract.attributes.get("abstract-type") not in ("graphical", "toc", "teaser-graphic"):
                self._abstract(abstract)
        self.section, self.source = None, "prose"

    def _abstract(self, abstract: Node) -> None:
        self.source = "abstract"
        title = abstract.first("title")
        name = inline.text(title).rstrip(":. ") if title is not None else ""
        self._heading(name or "Abstract", title or abstract, 1)
        self._flow(abstract, 2)
        self.source = "prose"

    # body

    def _flow(self, node: Node, level: int) -> None:
        for child in node.elements():
            self._item(child, level)

    def _item(self, node: Node, level: int) -> None:
        tag = node.tag
        if tag == "sec":
            self._sec(node, level)
        elif tag == "p":
            self._paragraph(node, level)
        elif tag in ("list", "def-list"):
            self._list(node, level)
        elif tag == "table-wrap":
            self._table(node)
        elif tag in ("table-wrap-group", "fig-group", "speech", "verse-group", "disp-quote", "statement"):
            self._flow(node, level)
        elif tag == "fig":
            self._caption(node, None)
        elif tag == "boxed-text":
            self._boxed(node, level)
        elif tag in ("fn", "fn-group", "ack", "glossary", "app", "app-group", "notes", "ref-list", "bio"):
            self._back_item(node, level)
        elif tag == "supplementary-material":
            caption = node.first("caption")
            if caption is not None:
                self._block(BlockKind.FRONT, _labelled(node, caption), node)
        elif tag in ("disp-formula", "disp-formula-group", "attrib", "verse-line", "preformat"):
            self._block(self.kind, inline.text(node), node)

    def _sec(self, node: Node, level: int) -> None:
        outer, outer_kind = self.section, self.kind
        title = node.first("title")
        name = inline.text(title) if title is not None else ""
        label = node.first("label")
        number = inline.text(label) if label is not None else ""
        if name:
            text = f"{number} {name}" if number and not name.startswith(number) else name
            if sections.is_back_matter(name) and self.source != "abstract":
                self.kind = BlockKind.FRONT
            self._heading(text, title or node, level)
        for child in node.elements():
            if child.tag not in _INLINE_LABEL:
                self._item(child, level + 1)
        self.section, self.kind = outer, outer_kind

    def _heading(self, text: str, node: Node, level: int) -> None:
        self.section = text.rstrip(":").rstrip() or None
        self._block(BlockKind.HEADING, text, node, level=level)

    def _paragraph(self, node: Node, level: int) -> None:
        """A paragraph; lists inside cut it, tables and figures inside stand behind it."""
        parts: list[str] = []
        behind: list[Node] = []
        for child in node.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag in ("list", "def-list", "disp-quote", "boxed-text", "p"):
                self._text(inline.finish("".join(parts)), node)
                parts.clear()
                self._item(child, level)
            elif child.tag in inline.BLOCKS:
                behind.append(child)
            else:
                inline.render(child, parts)
        self._text(inline.finish("".join(parts)), node)
        for child in behind:
            self._item(child, level)

    def _text(self, text: str, node: Node) -> None:
        if not text:
            return
        if self.source != "abstract":
            self._block(self.kind, text, node)
            return
        outer = self.section
        for start, end, label in sections.split_labels(text):
            self.section = label or self.section
            self._block(BlockKind.PARAGRAPH, text[start:end].strip(), node)
        if node.parent is not None and node.parent.tag == "sec":
            self.section = outer

    def _list(self, node: Node, level: int) -> None:
        if node.tag == "def-list":
            for item in node.elements("def-item"):
                term = " ".join(inline.text(part) for part in item.elements("term"))
                meaning = " ".join(_spaced(part) for part in item.elements("def"))
                self._block(self.kind, f"{term}: {meaning}".strip(": "), item)
            for inner in node.elements("def-list"):
                self._list(inner, level)
            return
        for item in node.elements("list-item"):
            label = item.first("label")
            mark = inline.text(label) if label is not None else ""
            for child in item.elements():
                if child.tag == "p" and mark:
                    self._text(f"{mark} {inline.text(child)}", child)
                    mark = ""
                    for inner in child.elements():
                        if inner.tag in inline.BLOCKS:
                            self._item(inner, level)
                elif child.tag != "label":
                    self._item(child, level)

    def _boxed(self, node: Node, level: int) -> None:
        outer = self.section
        title = node.first("caption", "title") or node.first("title")
        if title is not None:
            self._heading(inline.text(title), title, level + 1)
        for child in node.elements():
            if child.tag == "caption":
                for paragraph in child.elements("p"):
                    self._item(paragraph, level + 1)
            elif child.tag not in _INLINE_LABEL:
                self._item(child, level + 1)
        self.section = outer

    # floats

    def _caption(self, node: Node, label: str | None) -> Span | None:
        caption = node.first("caption")
        text = _labelled(node, caption)
        return self._block(BlockKind.CAPTION, text, caption or node, source="caption")

    def _table(self, node: Node) -> None:
        label = node.first("label")
        name = inline.text(label).rstrip(".: ") if label is not None else None
        caption = self._caption(node, name)
        made: list[int] = []
        for table in node.descendants("table"):
            grid = tables.grid(table, self.path, self.limits.table_cells)
            cells = [
                CellText(Run.plain(cell.text), cell.row, cell.col, cell.row_span, cell.col_span)
                for cell in grid.cells
            ]
            index = self.builder.table(
                cells,
                header_rows=grid.header_rows,
                n_rows=grid.n_rows,
                n_cols=grid.n_cols,
                label=name or None,
                caption=caption,
                section=self.section,
                path=table.path,
            )
            if index is not None:
                made.append(index)
        if not made:
            self.warnings.append(f"{name or 'a table'} is only a picture")
        notes: list[Span] = []
        for foot in node.elements("table-wrap-foot"):
            for note in foot.elements():
                span = self._note(note)
                if span is not None:
                    notes.append(span)
        for index in made:
            self.builder.attach(index, footnotes=tuple(notes))

    def _note(self, node: Node) -> Span | None:
        label = node.first("label")
        mark = inline.text(label) if label is not None else ""
        if mark and mark[0].isalnum():
            mark = "^" + mark
        body = _spaced(node, frozenset({"label"}))
        return self._block(BlockKind.FOOTNOTE, f"{mark} {body}".strip() if body else "", node)

    # back

    def _back(self, back: Node) -> None:
        self.section = None
        for node in back.elements():
            self._back_item(node, 1)

    def _back_item(self, node: Node, level: int) -> None:
        outer, outer_kind, outer_source = self.section, self.kind, self.source
        tag = node.tag
        if tag == "ref-list":
            self._references(node, level)
        elif tag == "fn":
            self._note(node)
        elif tag == "sec":
            self._sec(node, level)
        elif tag in ("app-group", "floats-group"):
            for child in node.elements():
                self._item(child, level)
        else:
            title = node.first("title")
            self.kind = BlockKind.FRONT if tag in ("ack", "notes", "fn-group", "bio") else BlockKind.PARAGRAPH
            name = inline.text(title) if title is not None else ""
            if not name and tag == "ack" and node.first("sec") is None:
                name = "Acknowledgements"
            if name:
                self._heading(name, title or node, level)
            for child in node.elements():
                if child.tag == "fn":
                    self._block(BlockKind.FRONT, _spaced(child, frozenset({"label"})), child)
                elif child.tag not in _INLINE_LABEL:
                    self._item(child, level + 1)
        self.section, self.kind, self.source = outer, outer_kind, outer_source

    def _references(self, node: Node, level: int) -> None:
        title = node.first("title")
        name = inline.text(title) if title is not None else ""
        self._heading(name or "References", title or node, level)
        for ref, number, text in references.entries(node):
            span = self._block(BlockKind.REFERENCE, text, ref)
            if span is not None:
                self.references.append(references.reference(ref, number, *span, text))

    # writing

    def _block(
        self,
        kind: BlockKind,
        text: str,
        node: Node,
        *,
        source: Source | None = None,
        level: int | None = None,
    ) -> Span | None:
        if not text:
            return None
        wanted = source or ("prose" if kind is BlockKind.FRONT else self.source)
        index = self.builder.block(
            kind, text, section=self.section, source=wanted, level=level, path=node.path
        )
        if index is None:
            return None
        return self.builder.position - len(text), self.builder.position


def _spaced(node: Node, skip: frozenset[str] = frozenset()) -> str:
    """Text of a node of small blocks or fields, a space between them."""
    parts: list[str] = []

    def walk(at: Node) -> None:
        mixed = any(isinstance(child, str) and child.strip() for child in at.children)
        for child in at.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag in skip:
                continue
            elif child.tag in inline.BLOCKS or any(True for _ in child.elements("p")):
                parts.append(" ")
                walk(child)
                parts.append(" ")
            else:
                inline.render(child, parts)
                if not mixed and child.tag not in ("italic", "bold", "sup", "sub", "xref"):
                    parts.append(" ")

    walk(node)
    return inline.finish("".join(parts))


def _without_notes(title: Node) -> str:
    """A title without the marks that point to its footnotes."""
    parts: list[str] = []
    for child in title.children:
        if isinstance(child, str):
            parts.append(child)
        elif not (child.tag in ("xref", "fn") or (child.tag == "sup" and any(child.elements("xref")))):
            inline.render(child, parts)
    return inline.finish("".join(parts))


def _labelled(node: Node, caption: Node | None) -> str:
    """``Table 1. Title. Text`` of a float's label and caption."""
    label = node.first("label")
    text = inline.text(label) if label is not None else ""
    for part in caption.elements("title", "p") if caption is not None else ():
        more = _spaced(part) if part.tag == "p" else inline.text(part)
        if more:
            text = f"{text} {more}" if not text or text[-1:] in ".:?!" else f"{text}. {more}"
    return text.strip()


def _people(group: Node) -> str:
    names = []
    for contrib in group.elements("contrib"):
        name = contrib.first("name") or contrib.first("string-name") or contrib.first("collab")
        if name is None:
            alternatives = contrib.first("name-alternatives")
            name = next(alternatives.elements(), None) if alternatives is not None else None
        if name is None:
            continue
        given, surname = name.first("given-names"), name.first("surname")
        if surname is None:
            names.append(tidy(name.plain()))
        else:
            names.append(tidy(f"{given.plain() if given is not None else ''} {surname.plain()}"))
    return ", ".join(filter(None, names))


def _history(node: Node) -> str:
    dates = []
    for date in node.elements("date"):
        parts = [tidy(part.plain()) for tag in ("day", "month", "year") for part in date.elements(tag)]
        dates.append(f"{date.attributes.get('date-type', 'date').capitalize()}: {' '.join(parts)}")
    return "; ".join(dates)
