"""Where records and progress go: standard output, a file written as a whole, standard error."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from extractor.papers import Failure
    from extractor.records import BaseRecord

_EVERY = 25  # papers between two lines of progress where there is no terminal


def is_terminal(stream: Any) -> bool:
    """Whether a person looks at the stream."""
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError):
        return False


def failure_line(failure: "Failure") -> str:
    """What standard error tells of a paper that failed."""
    from extractor.papers import one_line

    return f"error: {one_line(failure.file)}: {failure.message}"


class Output:
    """Records as lines of JSON or CSV, on standard output or in a file.

    The file appears under its name only once all of it is written.
    """

    def __init__(self, path: Path | None, format_: str, *, silent: bool = False, facts: bool = False) -> None:
        self._path = path
        self._format = format_
        self._silent = silent
        self._facts = facts
        self._stream: IO[bytes] | None = None
        self._temporary: Path | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            handle, name = tempfile.mkstemp(
                dir=self._path.absolute().parent, prefix=f".{self._path.name}.", suffix=".part"
            )
            self._temporary = Path(name)
            self._stream = os.fdopen(handle, "wb")
        elif not self._silent:
            self._stream = sys.stdout.buffer
        if self._format == "csv" and self._stream is not None:
            from extractor.export.table import header

            self._stream.write(header(facts=self._facts).encode())
        return self

    def encode(self, records: "Iterable[BaseRecord]") -> bytes:
        """One paper's records as lines of the output."""
        if self._format == "csv":
            from extractor.export.table import rows

            return "".join(rows(records, facts=self._facts)).encode()
        from extractor.records import to_jsonl

        return "".join(line + "\n" for line in to_jsonl(records)).encode()

    def write(self, lines: bytes) -> None:
        """Adds one paper's lines. Raises ``OSError`` where they cannot be written."""
        if self._stream is not None:
            self._stream.write(lines)
            self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._temporary is None or self._path is None or self._stream is None:
            return
        self._stream.close()
        if error is None:
            mask = os.umask(0)
            os.umask(mask)
            self._temporary.chmod(0o666 & ~mask)  # as an ordinary file, not as mkstemp's private one
            self._temporary.replace(self._path)
        else:
            with suppress(OSError):
                self._temporary.unlink()


def write_failures(output: Path, failures: "Iterable[Failure]") -> None:
    """Writes ``<output>.failures.jsonl``, or removes one of an earlier run where nothing failed."""
    path = output.with_name(f"{output.name}.failures.jsonl")
    lines = [json.dumps(failure.as_dict()) + "\n" for failure in failures]
    if lines:
        path.write_text("".join(lines), encoding="utf8")
    else:
        path.unlink(missing_ok=True)


class Progress:
    """How far a run over several papers is, on standard error: a bar on a terminal, else some lines."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._total > 1 and is_terminal(sys.stderr):
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[name]}"),
            )
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("papers", total=self._total, name="")
        return self

    def say(self, line: str) -> None:
        """Prints a line on standard error, above the bar where there is one."""
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        else:
            click.echo(line, err=True)

    def start(self, path: Path) -> None:
        """Tells which paper comes next."""
        if self._bar is not None:
            from rich.markup import escape

            self._bar.update(self._task, name=escape(path.name))

    def advance(self) -> None:
        """Tells that a paper is done."""
        self._done += 1
        if self._bar is not None:
            self._bar.advance(self._task)
        elif self._total > 1 and self._done % _EVERY == 0:
            self.say(f"{self._done} of {self._total} papers")

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
