"""Work on files that may hang, crash or swallow memory: in a process of its own, call by call.

Three processes: the caller; a **nursery**, forked from it, which loads the libraries once and then only
forks; and the **worker**, forked from the nursery, which does the calls one after the other. Whatever
becomes of a worker, the next is there in some milliseconds. The deadline is kept by the caller, which
kills the worker; the memory by the kernel (``RLIMIT_AS``). Function, arguments and results travel
pickled; a function must be importable by its name, as for ``multiprocessing``.
"""

import contextlib
import faulthandler
import gc
import os
import pickle
import signal
import socket
import struct
import sys
import time
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_HEAD = struct.Struct("!cBQ")  # kind of message, whether the worker goes, bytes that follow
_PID = struct.Struct("!i")
_STATUS = struct.Struct("!iqq")  # wait status, peak resident memory in KiB, and the nursery's
_RESULT, _FAILED, _MEMORY, _STAGE = b"R", b"F", b"M", b"S"
_START_SECONDS = 300.0  # for the nursery to load everything, on the slowest of machines
_GROWN = 4  # a worker goes when it holds one part in so many of its memory after a call
_STARVED = 4  # a worker that dies of a signal with one part in so many of its memory in use ran out of it

_line: socket.socket | None = None  # in a worker: to the caller


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


def progress(stage: str) -> None:
    """Tells the caller, from within a call, how far it is; nothing where there is no supervisor."""
    if _line is not None:
        _send(_line, _STAGE, stage.encode())


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
                kind, gone, body = _receive(line, deadline)
                if kind != _STAGE:
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
        if kind == _MEMORY:
            raise OutOfMemory(f"more than {self._memory_bytes:,} bytes", stage)
        value = pickle.loads(body)
        if kind == _FAILED:
            raise Raised(value, stage)
        result: R = value
        return result

    def _ask(self, request: bytes) -> tuple[socket.socket, float]:
        """Sends a request; returns where the answer will come from, and the deadline."""
        fresh = self._line is None
        line = self._line or self._spawn()
        deadline = time.monotonic() + self._seconds
        try:
            _send(line, b"C", request, deadline)
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
            _kill(self._nursery)
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
                _nurse(theirs, self._warm, self._memory_bytes, self._calls_per_worker)
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
                (pid,) = _PID.unpack(_exactly(self._control, _PID.size))
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
        _kill(self._worker)  # not yet waited for: the number is still its own
        assert self._control is not None
        try:
            self._control.sendall(b"W")
            status, peak, floor = _STATUS.unpack(_exactly(self._control, _STATUS.size))
        except (EOFError, OSError):
            return -1, 0
        self.peak_kib = max(self.peak_kib, peak)
        return status, 1024 * (peak - floor)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


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


def _nurse(control: socket.socket, warm: Callable[[], object] | None, memory_bytes: int, calls: int) -> None:
    """The nursery: loads, then forks a worker when asked and tells how it ended, while the caller lives."""
    import resource

    worker = 0
    try:
        _detach()
        if warm is not None:
            with contextlib.suppress(Exception):
                warm()
        gc.collect()
        gc.freeze()  # what is shared with the workers stays shared
        while True:
            order, handles, _, _ = socket.recv_fds(control, 1, 1)
            if order == b"F":
                worker = _fork(control, socket.socket(fileno=handles[0]), memory_bytes, calls)
            elif order == b"W":
                _, status, used = os.wait4(worker, 0)
                worker = 0
                own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                control.sendall(_STATUS.pack(status, used.ru_maxrss, own))
            else:
                break
    finally:
        if worker:
            _kill(worker)


def _fork(control: socket.socket, line: socket.socket, memory_bytes: int, calls: int) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
    except OSError as error:
        control.sendall(_PID.pack(-(error.errno or 1)))
        line.close()
        return 0
    if pid == 0:
        control.close()
        try:
            _work(line, memory_bytes, calls)
        finally:
            os._exit(0)
    line.close()
    control.sendall(_PID.pack(pid))
    return pid


def _detach() -> None:
    """Out of the way of the caller's terminal: Ctrl-C is the caller's matter, and so is what is printed."""
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(nowhere, handle)


def _work(line: socket.socket, memory_bytes: int, calls: int) -> None:
    """The worker: answers calls until it is worn out or nobody asks."""
    import resource

    global _line
    _line = line
    floor = _address_space()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = floor + memory_bytes
    for allowed in (soft, hard):
        bound = bound if allowed == resource.RLIM_INFINITY else min(bound, allowed)
    for call in range(1, calls + 1):
        try:
            _, _, body = _receive(line)
        except (EOFError, OSError):
            return
        kind, value = _answer(body, bound, soft, hard)
        grown = _address_space() - floor > memory_bytes // _GROWN
        gone = call == calls or grown or kind == _MEMORY
        _send(line, kind, value, gone=gone)
        if gone:
            return


def _answer(body: bytes, bound: int, soft: int, hard: int) -> tuple[bytes, bytes]:
    """Kind and body of the answer to one call."""
    import resource

    try:
        function, args, kwargs = pickle.loads(body)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
        try:
            value = function(*args, **kwargs)
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        return _RESULT, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return _MEMORY, b""
    except BaseException as error:
        return _FAILED, pickle.dumps(f"{type(error).__name__}: {error}")


def _address_space() -> int:
    """Bytes of address space of this process; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - called once a paper
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _send(
    line: socket.socket, kind: bytes, body: bytes, deadline: float | None = None, *, gone: bool = False
) -> None:
    line.settimeout(None if deadline is None else max(0.001, deadline - time.monotonic()))
    line.sendall(_HEAD.pack(kind, gone, len(body)))
    line.sendall(body)


def _receive(line: socket.socket, deadline: float | None = None) -> tuple[bytes, bool, bytes]:
    kind, gone, size = _HEAD.unpack(_exactly(line, _HEAD.size, deadline))
    return kind, bool(gone), _exactly(line, size, deadline)


def _exactly(line: socket.socket, size: int, deadline: float | None = None) -> bytes:
    """``size`` bytes. Raises ``EOFError`` where the other end is gone, ``TimeoutError`` past the deadline."""
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        if deadline is not None:
            line.settimeout(max(0.001, deadline - time.monotonic()))
        count = line.recv_into(view)
        if not count:
            raise EOFError
        view = view[count:]
    return bytes(buffer)
