"""Papers one after the other, each in a worker process and within its limits."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

from extractor import papers, supervisor
from extractor.errors import CrashError, ExtractorError
from extractor.papers import FAULT, Failure, Paper, Result, failure

if TYPE_CHECKING:
    from extractor.papers import AnyRecord
    from extractor.reading.limits import Limits

P = ParamSpec("P")
R = TypeVar("R")

_DONE = {"read": "read", "extract": "extracted", "overlay": "drawn"}


class Runner:
    """Reads and extracts papers.

    They are worked on in one process kept for that, which is replaced when a paper hangs it, crashes it
    or bloats it: that paper fails, the next is done. ``in_process`` works in the calling process instead,
    where nothing ends a hang and nothing bounds the memory; so does ``debug``, which lets program errors
    rise, and a system where no process can be started, which ``note`` then tells. ``records`` says
    whether to load what ``extract`` needs, or what ``read`` does.
    """

    def __init__(
        self,
        *,
        limits: "Limits",
        password: str | None = None,
        in_process: bool = False,
        debug: bool = False,
        records: bool = True,
    ) -> None:
        self._limits = limits
        self._password = password
        self._debug = debug
        self._supervisor: supervisor.Supervisor | None = None
        self.note: str | None = None
        if in_process or debug:
            return
        if not supervisor.available():
            self._give_up("processes cannot be forked safely on this system")
            return
        try:
            self._supervisor = supervisor.Supervisor(
                seconds=limits.seconds,
                memory_bytes=limits.memory_bytes,
                warm=load_all if records else load_reading,
            )
        except OSError as error:
            self._give_up(str(error))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._supervisor is not None:
            self._supervisor.close()

    def read(self, paper: Paper) -> Result:
        """One paper's document, or why there is none."""
        return self._work(papers.read, paper)

    def extract(self, paper: Paper) -> Result:
        """One paper's records, or why there are none."""
        return self._work(papers.extract, paper)

    def _work(self, function: Callable[..., Result], paper: Paper) -> Result:
        try:
            return self._call(
                function, paper, password=self._password, limits=self._limits, debug=self._debug
            )
        except supervisor.Stopped as stopped:
            return Result(paper, None, (), self._failure(paper, stopped, "read"))

    def draw(self, paper: Paper, records: "Sequence[AnyRecord]", folder: Path) -> Failure | None:
        """Writes images of the pages with evidence into ``folder``; returns why it could not."""
        try:
            return self._call(draw, paper, records, folder, password=self._password, debug=self._debug)
        except supervisor.Stopped as stopped:
            return self._failure(paper, stopped, "overlay")

    def _call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self._supervisor is not None:
            try:
                return self._supervisor.run(function, *args, **kwargs)
            except OSError as error:
                self._give_up(str(error))
        return function(*args, **kwargs)

    def _give_up(self, problem: str) -> None:
        """Goes on in the calling process."""
        if self._supervisor is not None:
            self._supervisor.close()
            self._supervisor = None
        self.note = f"limits on seconds and memory are not enforced: {problem}"

    def _failure(self, paper: Paper, stopped: supervisor.Stopped, stage: str) -> Failure:
        """What a call that gave no result means for its paper; ``stage`` is where it began."""
        from extractor.reading.limits import too_big, too_slow

        stage = stopped.stage or stage
        error: ExtractorError
        if isinstance(stopped, supervisor.TimedOut):
            error = too_slow(paper.path, self._limits, _DONE[stage])
        elif isinstance(stopped, supervisor.OutOfMemory):
            error = too_big(paper.path, self._limits)
        elif isinstance(stopped, supervisor.Crashed):
            advice = "print it to a new PDF, or raise --max-memory; and please report it"
            error = CrashError(paper.path, f"it crashed the program ({stopped})", advice)
        else:
            error = ExtractorError(f"{stopped}; {FAULT}")
        return failure(paper.path, stage, error)


def draw(
    paper: Paper,
    records: "Sequence[AnyRecord]",
    folder: Path,
    *,
    password: str | None = None,
    debug: bool = False,
) -> Failure | None:
    """Writes images of the pages with evidence into ``folder``. What goes wrong comes back as a failure;
    ``debug`` lets a program error rise."""
    from extractor import overlay

    supervisor.progress("overlay")
    try:
        overlay.write(paper.path, records, folder, doc_id=paper.doc_id, password=password)
    except Exception as error:
        if debug and not isinstance(error, ExtractorError | OSError):
            raise
        return failure(paper.path, "overlay", error)
    return None


def load_reading() -> None:
    """Loads what ``read`` needs."""
    import extractor.reading.pdf
    import extractor.reading.pdf.engine_pdfium  # noqa: F401 - loaded here for the processes forked later


def load_all() -> None:
    """Loads what ``extract`` needs, and builds the pipeline."""
    import extractor.assembly  # noqa: F401
    from extractor.language.pipeline import build

    load_reading()
    build(None)  # as the extraction asks for it: the cache tells the two apart
