"""Messages between the caller and its processes: a kind, whether the worker goes, and a body."""

import socket
import struct
import time

HEAD = struct.Struct("!cBQ")
"""Kind of message, whether the worker goes, bytes that follow."""
PID = struct.Struct("!i")
STATUS = struct.Struct("!iqq")
"""Wait status, peak resident memory in KiB, and the nursery's."""
RESULT, FAILED, MEMORY, STAGE = b"R", b"F", b"M", b"S"


def send(
    line: socket.socket, kind: bytes, body: bytes, deadline: float | None = None, *, gone: bool = False
) -> None:
    line.settimeout(None if deadline is None else max(0.001, deadline - time.monotonic()))
    line.sendall(HEAD.pack(kind, gone, len(body)))
    line.sendall(body)


def receive(line: socket.socket, deadline: float | None = None) -> tuple[bytes, bool, bytes]:
    kind, gone, size = HEAD.unpack(exactly(line, HEAD.size, deadline))
    return kind, bool(gone), exactly(line, size, deadline)


def exactly(line: socket.socket, size: int, deadline: float | None = None) -> bytes:
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
