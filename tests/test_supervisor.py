"""Calls in a worker process: results, hangs, crashes, memory, and that the next call never suffers."""

import ctypes
import os
import signal
import threading
import time

import pytest

from extractor import supervisor
from extractor.supervisor import Crashed, OutOfMemory, Raised, Supervisor, TimedOut

pytestmark = pytest.mark.skipif(not supervisor.available(), reason="needs a system that can fork")

MIB = 1024**2
HANG = 60.0  # seconds after which a test counts as hung; nothing here takes one
LOADED: list[int] = []


def pid() -> int:
    return os.getpid()


def sleep(seconds: float) -> None:
    supervisor.progress("asleep")
    time.sleep(seconds)


def segfault() -> None:
    ctypes.string_at(0)


def leave(code: int) -> None:
    os._exit(code)


def swallow(n_bytes: int) -> int:
    return len(bytearray(n_bytes))


def starve(n_bytes: int) -> None:
    held = bytearray(n_bytes)
    held[::4096] = b"x" * len(held[::4096])
    os.abort()


def fail() -> None:
    raise NameError("no such\nname")


def loaded() -> list[int]:
    return LOADED


def unpicklable() -> object:
    return threading.Lock()


def echo(value: bytes) -> bytes:
    return value


def make(**options):
    return Supervisor(**({"seconds": HANG, "memory_bytes": 256 * MIB} | options))


def test_calls_share_a_worker_until_it_is_worn_out():
    with make(calls_per_worker=3) as calls:
        seen = [calls.run(pid) for _ in range(7)]
    assert os.getpid() not in seen
    assert [seen.count(one) for one in dict.fromkeys(seen)] == [3, 3, 1]


def test_arguments_and_results_of_any_size():
    with make() as calls:
        for size in (0, 1, 10**7):
            assert calls.run(echo, b"x" * size) == b"x" * size


def test_it_loads_once():
    with make(warm=lambda: LOADED.append(os.getpid()), calls_per_worker=1) as calls:
        first, second = calls.run(loaded), calls.run(loaded)
    assert first == second
    assert len(first) == 1
    assert LOADED == []


def test_an_error_in_loading_is_left_to_the_calls():
    with make(warm=fail) as calls:
        assert calls.run(echo, b"x") == b"x"


def test_a_hang_is_ended():
    with make(seconds=0.5) as calls:
        started = time.monotonic()
        with pytest.raises(TimedOut, match=r"not done within 0\.5 s") as stopped:
            calls.run(sleep, HANG)
        assert time.monotonic() - started < HANG / 2
        assert stopped.value.stage == "asleep"
        assert calls.run(echo, b"x") == b"x"


@pytest.mark.parametrize(
    ("function", "arguments", "how"),
    [(segfault, (), "SIGSEGV"), (leave, (3,), "exit code 3"), (leave, (0,), "exit code 0")],
)
def test_a_crash_is_told_and_survived(function, arguments, how):
    with make() as calls:
        with pytest.raises(Crashed, match=how):
            calls.run(function, *arguments)
        assert calls.run(echo, b"x") == b"x"


def test_memory_is_bounded():
    with make() as calls:
        assert calls.run(swallow, 100 * MIB) == 100 * MIB
        with pytest.raises(OutOfMemory):
            calls.run(swallow, 400 * MIB)
        assert calls.run(swallow, 100 * MIB) == 100 * MIB
    assert calls.peak_kib < 1024**2


def test_a_library_that_ends_the_process_for_want_of_memory():
    with make() as calls:
        with pytest.raises(OutOfMemory):
            calls.run(starve, 200 * MIB)
        with pytest.raises(Crashed, match="SIGABRT"):
            calls.run(starve, 1 * MIB)


def test_errors_come_back_with_their_type():
    with make() as calls:
        worker = calls.run(pid)
        with pytest.raises(Raised, match="NameError: no such"):
            calls.run(fail)
        with pytest.raises(Raised, match="TypeError"):
            calls.run(unpicklable)
        assert calls.run(pid) == worker


def test_a_worker_that_dies_between_calls_costs_no_call():
    with make() as calls:
        os.kill(calls.run(pid), signal.SIGKILL)
        time.sleep(0.1)
        assert calls.run(echo, b"x") == b"x"


def test_a_nursery_that_dies_is_started_again():
    with make(calls_per_worker=1) as calls:
        assert calls.run(echo, b"x") == b"x"
        os.kill(calls._nursery, signal.SIGKILL)
        assert calls.run(echo, b"y") == b"y"


def test_nothing_is_left_behind():
    calls = make()
    processes = [calls._nursery, calls.run(pid)]
    calls.close()
    calls.close()
    deadline = time.monotonic() + HANG
    while processes and time.monotonic() < deadline:
        processes = [process for process in processes if _alive(process)]
    assert processes == []


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
