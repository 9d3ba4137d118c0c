"""Mixed content (``p``, ``td``, ``title``) to one line of text, by the conventions for superscripts."""

import re

from extractor.reading.characters import tidy
from extractor.reading.jats.tree import Node

BLOCKS = frozenset(
    """list def-list table-wrap table-wrap-group fig fig-group boxed-text disp-quote sec verse-group
    statement p fn fn-group supplementary-material speech glossary""".split()
)
"""Elements that stand on their own although a paragraph may hold them."""

_SILENT = frozenset(
    """graphic inline-graphic media inline-media alt-text long-desc object-id hr index-term permissions
    inline-supplementary-material table""".split()
)
# Brackets that the text has and the print has not: private characters until neighbours are merged.
_OPEN, _CLOSE = "\ue100", "\ue101"
_NEIGHBOURS = re.compile(rf" ?{_CLOSE}(?: ?([,;–-]) ?| ){_OPEN} ?")
_NUMERALS = re.compile(r"[\[(]?\s*\d{1,4}[a-z]?(?:\s*[,;–‐‑-]\s*\d{1,4}[a-z]?)*\s*[\])]?[,.]?")
_SPACED_POWER = re.compile(r"(?<=[×x·] 10) \^(?=[-−–]?\d)")
_ORDINAL = re.compile(r"(?i)(?:st|nd|rd|th)\s*")
_SIGN = re.compile(r"[^\w+−–-]+")
_PARTS = {"msup": "^", "msub": "", "mfrac": "/", "munder": "", "mover": "", "msubsup": "", "mroot": ""}


def text(node: Node, *, skip: frozenset[str] = frozenset()) -> str:
    """The tidied text of a node's inline content; blocks inside it and tags in ``skip`` are left out."""
    parts: list[str] = []
    _render(node, parts, BLOCKS | skip)
    return finish("".join(parts))


def finish(raw: str) -> str:
    """Merges neighbouring citations that got brackets (``[2], [3]`` is ``[2,3]``) and tidies."""
    line = tidy(raw)
    line = _SPACED_POWER.sub("^", _NEIGHBOURS.sub(lambda match: match[1] or ",", line))
    return line.replace(_OPEN, "[").replace(_CLOSE, "]")


def render(node: Node, parts: list[str]) -> None:
    """Appends the raw text of one inline element to ``parts``; ``finish`` makes the line."""
    _element(node, parts, BLOCKS)


def _render(node: Node, parts: list[str], skip: frozenset[str]) -> None:
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag not in skip:
            _element(child, parts, skip)


def _element(node: Node, parts: list[str], skip: frozenset[str]) -> None:
    tag = node.tag
    if tag in _SILENT:
        return
    if tag == "break":
        parts.append(" ")
    elif tag == "sup":
        _superscript(node, parts, skip)
    elif tag == "xref":
        _reference(node, parts, skip)
    elif tag == "alternatives":
        _alternative(node, parts, skip)
    elif tag == "tex-math":
        parts.append(_tex(node.plain()))
    elif tag == "name":
        parts.append(" ".join(child.plain() for child in node.elements("surname", "given-names", "suffix")))
    elif tag in _PARTS:
        _script(node, parts, skip)
    elif tag in ("disp-formula", "disp-formula-group"):
        parts.append(" ")
        _render(node, parts, skip | {"label"})
        parts.append(" ")
    else:
        _render(node, parts, skip)


def _alternative(node: Node, parts: list[str], skip: frozenset[str]) -> None:
    for wanted in ("math", "tex-math", "textual-form"):
        chosen = node.first(wanted)
        if chosen is not None:
            _element(chosen, parts, skip)
            return
    for child in node.elements():
        if child.tag not in _SILENT:
            _element(child, parts, skip)
            return


def _script(node: Node, parts: list[str], skip: frozenset[str]) -> None:
    for number, child in enumerate(node.elements()):
        if number == 1:
            parts.append(_PARTS[node.tag])
        _element(child, parts, skip)


def _superscript(node: Node, parts: list[str], skip: frozenset[str]) -> None:
    inner: list[str] = []
    _render(node, inner, skip)
    raw = "".join(inner).replace(_OPEN, "").replace(_CLOSE, "")
    content = raw.strip()
    if not content:
        parts.append(raw)
        return
    cites = any(_cites(xref) for xref in node.descendants("xref"))
    if cites and _NUMERALS.fullmatch(content):
        parts.append(_bracketed(content))
    elif _ORDINAL.fullmatch(content) or _SIGN.fullmatch(content):
        parts.append(content)
    else:
        parts.append("^" + content)
    if raw[-1:].isspace():
        parts.append(" ")


def _reference(node: Node, parts: list[str], skip: frozenset[str]) -> None:
    inner: list[str] = []
    raised = any(isinstance(child, Node) and child.tag == "sup" for child in node.children)
    alone = node.first("sup") if len(node.children) == 1 else None
    _render(alone if alone is not None else node, inner, skip)
    raw = "".join(inner)
    content = raw.replace(_OPEN, "").replace(_CLOSE, "").strip()
    if not _cites(node):
        mark = raised and content and not content.startswith("^") and not _SIGN.fullmatch(content)
        parts.append("^" + content if mark else raw)
        return
    if _inside_sup(node) or not _NUMERALS.fullmatch(content) or content[:1] in "[(":
        parts.append(raw)
    elif raised or _needs_brackets(parts):
        parts.append(_bracketed(content))
    else:
        parts.append(raw)


def _needs_brackets(parts: list[str]) -> bool:
    """Whether a bare citation numeral was printed raised: it touches the word or the citation before it."""
    before = "".join(parts[-40:])
    if before.rfind("[") > before.rfind("]") or re.search(r"\([^()]{0,40}$", before):
        return False
    if before.rstrip(" ,;–-‐‑\n\t").endswith(_CLOSE):
        return True
    last = before[-1:]
    return last.isalpha() or (last != "" and last in ".,;:)]%”’\"'?!")


def _bracketed(content: str) -> str:
    inner = content.strip("[]() ,.")
    inner = re.sub(r"[‐‑]", "-", re.sub(r"\s+", "", inner)).replace(";", ",")
    tail = content[-1] if content[-1:] in ",." else ""
    return f"{_OPEN}{inner}{_CLOSE}{tail}"


def _cites(node: Node) -> bool:
    return node.attributes.get("ref-type") in ("bibr", "ref")


def _inside_sup(node: Node) -> bool:
    parent = node.parent
    while parent is not None and parent.tag in ("sup", "italic", "bold", "xref"):
        if parent.tag == "sup":
            return True
        parent = parent.parent
    return False


def _tex(source: str) -> str:
    from extractor.reading.markdown import math

    body = re.search(r"\\begin\{document\}(.*?)\\end\{document\}", source, re.DOTALL)
    formula = body[1] if body else source
    return math(formula.strip().strip("$").replace("\\begin", "").replace("\\end", ""))
