"""``ref`` elements to the text of an entry and its parts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.document import Reference
from extractor.reading import bibliography
from extractor.reading.characters import tidy
from extractor.reading.jats import inline
from extractor.reading.jats.tree import Node

_CITATIONS = ("element-citation", "mixed-citation", "citation", "nlm-citation")


def entries(ref_list: Node) -> Iterator[tuple[Node, int, str]]:
    """``(ref, number, text)`` of each entry; the number is its label's, or its place in the list."""
    for place, ref in enumerate(ref_list.descendants("ref"), 1):
        label = _label(ref)
        digits = re.search(r"\d+", label)
        number = int(digits[0]) if digits and len(digits[0]) <= 5 else place
        body = "; ".join(filter(None, (_text(citation) for citation in _citations(ref))))
        body = body or inline.text(ref, skip=frozenset({"label"}))
        if body:
            yield ref, number, f"{number}. {body}"


def reference(ref: Node, number: int, start: int, end: int, text: str) -> Reference:
    """The parts of an entry: by its elements where it has them, else by its words."""
    by_words = bibliography.parse_entry(number, start, end, text)
    citation = next(iter(_citations(ref)), None)
    if citation is None or not any(citation.descendants("source", "article-title", "year")):
        return by_words
    first, last = _field(citation, "fpage", "elocation-id"), _field(citation, "lpage")
    year = re.search(r"\d{4}", _field(citation, "year") or "")
    title = _field(citation, "article-title", "chapter-title")
    source = _field(citation, "source")
    found = replace(
        by_words,
        authors=tuple(_authors(citation)) or by_words.authors,
        title=(title or (source if not title and not first else None) or by_words.title),
        journal=source if title or first else None,
        year=int(year[0]) if year else by_words.year,
        volume=_field(citation, "volume") or (None if title else by_words.volume),
        pages=_pages(first, last) or by_words.pages,
        doi=_doi(citation) or by_words.doi,
    )
    return found


def _citations(ref: Node) -> list[Node]:
    found = list(ref.elements(*_CITATIONS))
    for alternatives in ref.elements("citation-alternatives"):
        found.extend(list(alternatives.elements(*_CITATIONS))[:1])
    return found


def _label(ref: Node) -> str:
    label = ref.first("label")
    if label is None:
        citation = next(iter(_citations(ref)), None)
        label = citation.first("label") if citation is not None else None
    return label.plain() if label is not None else ""


def _text(citation: Node) -> str:
    """The entry as printed: mixed citations bring their punctuation, element citations get it."""
    own = "".join(child for child in citation.children if isinstance(child, str))
    if re.search(r"[.,;:]", own):
        return _mixed(citation)
    authors = _authors(citation)
    names = ", ".join(authors)
    if any(citation.descendants("etal")):
        names += ", et al"
    title = _field(citation, "article-title", "chapter-title")
    source = _field(citation, "source")
    year = _field(citation, "year")
    volume, issue = _field(citation, "volume"), _field(citation, "issue")
    pages = _pages(_field(citation, "fpage", "elocation-id"), _field(citation, "lpage"))
    numbers = (volume or "") + (f"({issue})" if issue else "")
    where = f"{year or ''}{';' + numbers if numbers else ''}{':' + pages if pages else ''}"
    doi = _doi(citation)
    others = ("comment", "publisher-name", "date-in-citation")
    comments = [tidy(node.plain()) for node in citation.elements(*others)]
    parts = [names, title, source, *comments, where.strip(";:"), f"doi:{doi}" if doi else None]
    return tidy(" ".join(_sentence(part) for part in parts if part))


def _sentence(part: str) -> str:
    return part if part.rstrip()[-1:] in ".?!" else part.rstrip() + "."


def _mixed(citation: Node) -> str:
    return inline.text(citation, skip=frozenset({"label", "pub-id", "named-content"}))


def _authors(citation: Node) -> list[str]:
    names = []
    for node in citation.descendants("name", "string-name", "collab"):
        group = node.parent
        if group is not None and group.attributes.get("person-group-type") == "editor":
            continue
        surname, given = node.first("surname"), node.first("given-names")
        if node.tag == "collab" or surname is None:
            name = tidy(node.plain())
        else:
            suffix = node.first("suffix")
            pieces = [surname.plain(), given.plain() if given is not None else ""]
            name = tidy(" ".join([*pieces, suffix.plain() if suffix is not None else ""]))
        if name:
            names.append(name.rstrip(","))
    return names


def _field(citation: Node, *tags: str) -> str | None:
    for tag in tags:
        node = next(citation.descendants(tag), None)
        if node is not None:
            value = inline.text(node).strip().rstrip(",;")
            value = value.rstrip(".") if tag in ("article-title", "source", "fpage", "lpage") else value
            if value:
                return value
    return None


def _pages(first: str | None, last: str | None) -> str | None:
    if not first:
        return None
    return f"{first}–{last}" if last and last != first else first


def _doi(citation: Node) -> str | None:
    for node in citation.descendants("pub-id"):
        if node.attributes.get("pub-id-type") == "doi":
            return tidy(node.plain()) or None
    return None
