"""Many papers: finding them, naming them, and taking each to its records without one stopping another.

``find`` names the papers; ``read`` and ``extract`` work on one in the calling process. ``runner`` does so
in a worker process, within limits on time and memory.

Foreign libraries are imported when the first paper is read, so that importing this module is cheap.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import supervisor
from extractor.errors import ExtractorError, MissingFileError

if TYPE_CHECKING:
    from extractor.document import Document
    from extractor.reading.limits import Limits
    from extractor.records import Cohort, Dose, Endpoint, PValue

    AnyRecord = Dose | Cohort | Endpoint | PValue

FAULT = "an error of this program: extractor --debug shows where"
_PARTS = 4  # of a path, at most, that go into a document's id


@dataclass(frozen=True)
class Paper:
    """One file to read, and the id its records carry."""

    path: Path
    doc_id: str


@dataclass(frozen=True)
class Failure:
    """Why a file gave nothing.

    ``stage`` is ``find``, ``read``, ``extract``, ``write`` or ``overlay``; ``error`` the name of its type.
    """

    file: str
    stage: str
    error: str
    message: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Found:
    """The papers of a command line, and what to tell the user about it."""

    papers: tuple[Paper, ...]
    failures: tuple[Failure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What one paper gave: records, or a failure. ``document`` is there where it could be read."""

    paper: Paper
    document: "Document | None"
    records: "tuple[AnyRecord, ...]"
    failure: Failure | None


def find(paths: Iterable[Path]) -> Found:
    """The papers under ``paths``: files as they are named, folders searched through in sorted order.

    A file that is named itself may be called anything; in a folder its suffix decides. A file reached
    twice is one paper. Hidden files and folders are passed over.
    """
    from extractor.reading import PAPER_SUFFIXES

    files: dict[Path, Path] = {}
    failures: list[Failure] = []
    for path in paths:
        if not path.is_dir():
            files.setdefault(path.resolve(), path)
            continue
        inside = list(_papers_in(path, PAPER_SUFFIXES, failures))
        for file in inside:
            files.setdefault(file.resolve(), file)
        if not inside:
            kinds = ", ".join(sorted(PAPER_SUFFIXES))
            error = MissingFileError(path, "a folder without papers", f"name one that holds {kinds} files")
            failures.append(failure(path, "find", error))
    ordered = list(files.values())
    ids = doc_ids(ordered)
    notes = tuple(
        f"{path}: another paper is called {path.stem} too, so this one's doc_id is {doc_id}"
        for path, doc_id in zip(ordered, ids, strict=True)
        if doc_id != path.stem and path.stem.isprintable()
    )
    papers = tuple(Paper(path, doc_id) for path, doc_id in zip(ordered, ids, strict=True))
    return Found(papers, tuple(failures), notes)


def doc_ids(paths: Sequence[Path]) -> list[str]:
    """The stems, or as much more of each path as tells papers of one stem apart."""
    names = [Path(os.fsencode(path.absolute()).decode(errors="replace")) for path in paths]
    ids = [name.stem for name in names]
    for parts in range(1, _PARTS + 1):
        often = Counter(ids)
        ids = [
            "-".join(name.parts[-parts:]) if often[doc_id] > 1 else doc_id
            for name, doc_id in zip(names, ids, strict=True)
        ]
    seen: Counter[str] = Counter()
    for i, doc_id in enumerate(ids):
        seen[doc_id] += 1
        if seen[doc_id] > 1:
            ids[i] = f"{doc_id}-{seen[doc_id]}"
    return ids


def read(
    paper: Paper, *, password: str | None = None, limits: "Limits | None" = None, debug: bool = False
) -> Result:
    """One paper's document. What goes wrong with it comes back as a failure; ``debug`` lets it rise."""
    from extractor import reading

    supervisor.progress("read")
    try:
        document = reading.read(paper.path, doc_id=paper.doc_id, password=password, limits=limits)
    except Exception as error:  # the boundary between papers: one must not stop the others
        if debug and not isinstance(error, ExtractorError):
            raise
        return Result(paper, None, (), failure(paper.path, "read", error))
    return Result(paper, document, (), None)


def extract(
    paper: Paper, *, password: str | None = None, limits: "Limits | None" = None, debug: bool = False
) -> Result:
    """One paper's records. What goes wrong with it comes back as a failure; ``debug`` lets it rise."""
    from extractor.assembly import extract as assemble
    from extractor.reading.limits import Limits, too_big

    result = read(paper, password=password, limits=limits, debug=debug)
    if result.document is None:
        return result
    supervisor.progress("extract")
    problem: Exception
    try:
        return replace(result, records=tuple(assemble(result.document)))
    except MemoryError:
        problem = too_big(paper.path, limits or Limits())
    except Exception as error:
        if debug and not isinstance(error, ExtractorError):
            raise
        problem = error
    return replace(result, failure=failure(paper.path, "extract", problem))


def _papers_in(folder: Path, suffixes: frozenset[str], failures: list[Failure]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        failures.append(failure(Path(error.filename or folder), "find", error))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix.lower() in suffixes and path.is_file():
                yield path


def failure(path: Path, stage: str, error: Exception) -> Failure:
    """An error as data: one line that tells what is wrong and what to do."""
    message = one_line(str(error))
    if isinstance(error, ExtractorError):
        message = message.removeprefix(f"{path}: ")
    elif isinstance(error, OSError):
        message = f"{error.strerror or message}; check that the file can be read"
    else:
        name = type(error).__name__
        message = f"{name}: {message}; {FAULT}"
    return Failure(str(path), stage, type(error).__name__, message)


def one_line(text: str) -> str:
    """The text with runs of space as one and without control characters: fit for one line of a terminal."""
    return " ".join("".join(c if c.isprintable() else " " * c.isspace() for c in text).split())
