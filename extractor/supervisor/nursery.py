"""The processes' side: the nursery, which forks, and the worker, which answers calls."""

import contextlib
import faulthandler
import gc
import os
import pickle
import signal
import socket
import warnings
from collections.abc import Callable

from extractor.supervisor.wire import FAILED, MEMORY, PID, RESULT, STAGE, STATUS, receive, send

_GROWN = 4  # a worker goes when it holds one part in so many of its memory after a call

_line: socket.socket | None = None  # in a worker: to the caller


def progress(stage: str) -> None:
    """Tells the caller, from within a call, how far it is; nothing where there is no supervisor."""
    if _line is not None:
        send(_line, STAGE, stage.encode())


def kill(pid: int) -> None:
    """Ends a process, if it is there."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def nurse(control: socket.socket, warm: Callable[[], object] | None, memory_bytes: int, calls: int) -> None:
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
                control.sendall(STATUS.pack(status, used.ru_maxrss, own))
            else:
                break
    finally:
        if worker:
            kill(worker)


def _fork(control: socket.socket, line: socket.socket, memory_bytes: int, calls: int) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
    except OSError as error:
        control.sendall(PID.pack(-(error.errno or 1)))
        line.close()
        return 0
    if pid == 0:
        control.close()
        try:
            _work(line, memory_bytes, calls)
        finally:
            os._exit(0)
    line.close()
    control.sendall(PID.pack(pid))
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
            _, _, body = receive(line)
        except (EOFError, OSError):
            return
        kind, value = _answer(body, bound, soft, hard)
        grown = _address_space() - floor > memory_bytes // _GROWN
        gone = call == calls or grown or kind == MEMORY
        send(line, kind, value, gone=gone)
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
        return RESULT, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return MEMORY, b""
    except BaseException as error:
        return FAILED, pickle.dumps(f"{type(error).__name__}: {error}")


def _address_space() -> int:
    """Bytes of address space of this process; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - called once a paper
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
