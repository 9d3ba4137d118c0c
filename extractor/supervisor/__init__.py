"""Work on files that may hang, crash or swallow memory: in a process of its own, call by call.

Three processes: the caller; a **nursery**, forked from it, which loads the libraries once and then only
forks; and the **worker**, forked from the nursery, which does the calls one after the other. Whatever
becomes of a worker, the next is there in some milliseconds. The deadline is kept by the caller, which
kills the worker; the memory by the kernel (``RLIMIT_AS``). Function, arguments and results travel
pickled; a function must be importable by its name, as for ``multiprocessing``.
"""

import contextlib
import os
import pickle
import signal
import socket
import sys
import time
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from extractor.supervisor.nursery import kill, nurse, progress
from extractor.supervisor.wire import FAILED, MEMORY, PID, STAGE, STATUS, exactly, receive, send

__all__ = [
    "Crashed",
    "OutOfMemory",
    "Raised",
    "Stopped",
    "Supervisor",
    "TimedOut",
    "available",
    "progress",
]

P = ParamSpec("P")
R = TypeVar("R")

_START_SECONDS = 300.0  # for the nursery to load everything, on the slowest of machines
_STARVED = 4  # a worker that dies of a signal with one part in so many of its memory in use ran out of it


class Stopped(Exception):
    """A call that gave no result. ``stage`` is what it told of last, by ``progress``, or ``""``."""

    def __init__(self, message: str, stage: str = "") -> None:
        super().__init__(message)
        self.stage = stage


class TimedOut(Stopped):
    """The call took longer than its seconds; its worker was killed."""


class OutOfMemory(Stopped):
    """The call needed more than its memory."""


class Crashed(Stopped):
    """The worker ended in the middle of the call; the message tells how."""


class Raised(Stopped):
    """The function raised; the message is the error's type and text."""


def available() -> bool:
    """Whether this system can do it: not Windows, and not macOS, where forking a loaded process is unsafe."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds") and sys.platform != "darwin"


class Supervisor:
    """Runs calls one after the other, each within ``seconds`` and ``memory_bytes``.

    ``memory_bytes`` is address space beyond that of the loaded program. ``warm`` is called once, to load
    what the calls need; an error in it is left to the calls to meet again. A worker is replaced after
    ``calls_per_worker`` calls, or when it keeps much memory. Raises ``OSError`` where no process can be
    started.
    """

    def __init__(
        self,
        *,
        seconds: float,
        memory_bytes: int,
        warm: Callable[[], object] | None = None,
        calls_per_worker: int = 100,
    ) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._warm = warm
        self._calls_per_worker = calls_per_worker
        self._nursery = 0
        self._control: socket.socket | None = None
        self._worker = 0
        self._line: socket.socket | None = None
        self.peak_kib = 0
        """Peak resident memory of the workers that have ended."""
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What ``function`` returns. Raises a ``Stopped``; the next call is not harmed by it."""
        request = pickle.dumps((function, args, kwargs), protocol=pickle.HIGHEST_PROTOCOL)
        line, deadline = self._ask(request)
        stage = ""
        try:
            while True:
                kind, gone, body = receive(line, deadline)
                if kind != STAGE:
                    break
                stage = body.decode()
        except TimeoutError:
            self._end()
            raise TimedOut(f"not done within {self._seconds:g} s", stage) from None
        except (EOFError, OSError):
            raise self._death(stage) from None
        except BaseException:  # Ctrl-C: what the worker sends now belongs to no call
            self._end()
            raise
        if gone:
            self._end()
        if kind == MEMORY:
            raise OutOfMemory(f"more than {self._memory_bytes:,} bytes", stage)
        value = pickle.loads(body)
        if kind == FAILED:
            raise Raised(value, stage)
        result: R = value
        return result

    def _ask(self, request: bytes) -> tuple[socket.socket, float]:
        """Sends a request; returns where the answer will come from, and the deadline."""
        fresh = self._line is None
        line = self._line or self._spawn()
        deadline = time.monotonic() + self._seconds
        try:
            send(line, b"C", request, deadline)
        except TimeoutError:
            self._end()
            raise TimedOut(f"not done within {self._seconds:g} s") from None
        except OSError:
            if fresh:
                raise self._death("") from None
            self._end()
            return self._ask(request)  # it died between two calls, which is not this call's fault
        return line, deadline

    def close(self) -> None:
        """Ends the processes."""
        self._end()
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._nursery:
            kill(self._nursery)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._nursery, 0)
            self._nursery = 0

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with warnings.catch_warnings():
            # the child forks and loads, and waits for no lock of another thread
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            try:
                ours.close()
                nurse(theirs, self._warm, self._memory_bytes, self._calls_per_worker)
            finally:  # nothing of the caller's is undone or written in the child
                os._exit(0)
        theirs.close()
        ours.settimeout(_START_SECONDS)
        self._nursery, self._control = pid, ours

    def _spawn(self) -> socket.socket:
        """A new worker; and a new nursery, where somebody killed the old one."""
        for attempt in (1, 2):
            if self._control is None:
                self._start()
            assert self._control is not None
            ours, theirs = socket.socketpair()
            try:
                socket.send_fds(self._control, [b"F"], [theirs.fileno()])
                (pid,) = PID.unpack(exactly(self._control, PID.size))
                if pid < 0:
                    raise OSError(-pid, os.strerror(-pid))
                self._worker, self._line = pid, ours
                return ours
            except (EOFError, OSError) as error:
                ours.close()
                self.close()
                if attempt == 2:
                    raise OSError(f"no worker process: {error}") from error
            finally:
                theirs.close()
        raise AssertionError

    def _death(self, stage: str) -> Stopped:
        """What the end of a worker in the middle of a call means.

        C++ libraries end the process when an allocation is refused, with a signal like any other.
        """
        status, grown = self._end()
        if status >= 0 and os.WIFSIGNALED(status) and grown > self._memory_bytes // _STARVED:
            return OutOfMemory(f"more than {self._memory_bytes:,} bytes", stage)
        return Crashed(_how(status), stage)

    def _end(self) -> tuple[int, int]:
        """Kills the worker if it still is there; returns its wait status, or -1 where nobody knows, and
        the bytes it had in use beyond the loaded program, at most."""
        if self._line is None:
            return -1, 0
        self._line.close()
        self._line = None
        kill(self._worker)  # not yet waited for: the number is still its own
        assert self._control is not None
        try:
            self._control.sendall(b"W")
            status, peak, floor = STATUS.unpack(exactly(self._control, STATUS.size))
        except (EOFError, OSError):
            return -1, 0
        self.peak_kib = max(self.peak_kib, peak)
        return status, 1024 * (peak - floor)


def _how(status: int) -> str:
    """How a process ended, by its wait status."""
    if status < 0:
        return "killed"
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
