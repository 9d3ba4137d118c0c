"""XML to a small tree, by expat with everything that reaches outside the file or multiplies refused."""

import html.entities
import time
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from extractor.errors import DamagedError, EmptyFileError, LimitError, NotAPaperError
from extractor.reading.limits import Limits, advice, exceeded

MAX_DEPTH = 100
MAX_ELEMENTS = 500_000
_CHECK_EVERY = 4096
_CHUNK = 1 << 16


class Node:
    """One element: local ``tag``, attributes by local name, children (elements and strings) in order."""

    __slots__ = ("attributes", "children", "parent", "place", "repeated", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Node | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []
        self.parent = parent
        self.place = 1  # among the siblings of its tag
        self.repeated: frozenset[str] = frozenset()  # tags that more than one child has

    def elements(self, *tags: str) -> "Iterator[Node]":
        """Child elements, all or those with one of the tags."""
        for child in self.children:
            if isinstance(child, Node) and (not tags or child.tag in tags):
                yield child

    def first(self, *path: str) -> "Node | None":
        """The first child by tag, followed down the path."""
        node: Node | None = self
        for tag in path:
            node = next(node.elements(tag), None) if node is not None else None
        return node

    def descendants(self, *tags: str) -> "Iterator[Node]":
        """Elements below, in document order, with one of the tags."""
        stack = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, Node):
                    if child.tag in tags:
                        yield child
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()

    def plain(self) -> str:
        """All text below, in order."""
        parts: list[str] = []
        stack: list[Iterator[Node | str]] = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if isinstance(child, str):
                    parts.append(child)
                else:
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()
        return "".join(parts)

    @property
    def path(self) -> str:
        """``/article/body/sec[2]/p[3]``: a position where siblings share the tag."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None:
            numbered = node.parent is not None and node.tag in node.parent.repeated
            steps.append(f"{node.tag}[{node.place}]" if numbered else node.tag)
            node = node.parent
        return "/" + "/".join(reversed(steps))


class _Refused(Exception):
    """Raised inside a handler; carries the problem and the advice."""

    def __init__(self, kind: type[DamagedError] | type[LimitError], problem: str, advice: str) -> None:
        super().__init__(problem)
        self.kind, self.problem, self.advice = kind, problem, advice


class _Builder:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.root: Node | None = None
        self.node: Node | None = None
        self.depth = 0
        self.counts: list[dict[str, int]] = [{}]  # of the tags so far, an element a level
        self.elements = 0
        self.cells = 0
        self.characters = 0
        self.deadline = time.monotonic() + limits.seconds

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        tag = _local(name)
        if self.depth > MAX_DEPTH:
            raise _Refused(LimitError, f"elements nested over {MAX_DEPTH} deep", "give a paper's JATS XML")
        if self.elements > MAX_ELEMENTS:
            raise _Refused(LimitError, f"more than {MAX_ELEMENTS:,} elements", "split it")
        if tag in ("td", "th"):
            self.cells += 1
            if self.cells > self.limits.table_cells:
                most = self.limits.table_cells
                raise _Refused(LimitError, f"more than {most:,} table cells", advice("table_cells"))
        if self.elements % _CHECK_EVERY == 0 and time.monotonic() > self.deadline:
            bound = f"{self.limits.seconds:g} s"
            raise _Refused(LimitError, f"not read within {bound}", advice("seconds"))
        node = Node(tag, {_local(key): value for key, value in attributes.items()}, self.node)
        counts = self.counts[-1]
        node.place = counts[tag] = counts.get(tag, 0) + 1
        self.counts.append({})
        if self.node is None:
            self.root = node
        else:
            self.node.children.append(node)
        self.node = node

    def end(self, name: str) -> None:
        self.depth -= 1
        counts = self.counts.pop()
        if self.node is not None and len(self.node.children) > 1:
            self.node.repeated = frozenset(tag for tag, count in counts.items() if count > 1)
        self.node = self.node.parent if self.node is not None else None

    def data(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > self.limits.characters:
            raise _Refused(
                LimitError, f"more than {self.limits.characters:,} characters", advice("characters")
            )
        if self.node is not None:
            self.node.children.append(text)

    def entity(self, *declaration: object) -> None:
        problem = "it declares XML entities, which are not resolved"
        raise _Refused(DamagedError, problem, "save it without its entity declarations")

    def skipped(self, name: str, parameter: bool) -> None:
        """A named character of the external DTD (``&nbsp;``), which is never read: known by name alone."""
        if not parameter:
            self.data(html.entities.html5.get(name + ";", f"&{name};"))


def parse(path: Path, data: bytes, limits: Limits) -> Node:
    """The root element of ``data``.

    No external entity or DTD is ever read and a file that declares entities is refused. Raises
    ``DamagedError`` for broken XML, ``LimitError`` beyond ``limits``.
    """
    if len(data) > 4 * limits.characters:
        most = f"{4 * limits.characters:,} bytes"
        raise exceeded(path, "characters", f"more than {most} of XML")
    if not data.strip():
        raise EmptyFileError(path, "only white space", "download or copy it again")
    builder = _Builder(limits)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = builder.entity
    parser.SkippedEntityHandler = builder.skipped
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except _Refused as refused:
        raise refused.kind(path, refused.problem, refused.advice) from None
    except expat.ExpatError as error:
        raise DamagedError(
            path,
            f"broken XML ({expat.ErrorString(error.code)} at line {error.lineno})",
            "download it again, or give the PDF",
        ) from error
    except (ValueError, LookupError, UnicodeError) as error:
        raise DamagedError(path, f"broken XML ({error})", "save it as UTF-8") from error
    if builder.root is None:
        raise NotAPaperError(path, "no XML element in it", "download it again")
    return builder.root


def _local(name: str) -> str:
    return name.rpartition(":")[2]
