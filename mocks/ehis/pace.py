"""Faults of the wire: late, slow, cut off. Each is bounded, so that nothing hangs for ever."""

import random
import re
import socket
import struct
import time
from collections.abc import Callable, Iterable, Mapping
from io import BufferedIOBase
from typing import Final

LONGEST_SECONDS: Final = 30.0
LENGTH: Final = re.compile(rb"Content-Length: (\d+)")
HANDSHAKE_FAULTS: Final = frozenset({"handshake_hang", "handshake_cut"})
"""Faults before a byte of HTTP is read; they know neither service nor client and meet new connections only."""
Send = Callable[[BufferedIOBase, bytes, Iterable[bytes], Mapping[str, str]], None]


class CutOff(ConnectionError):
    """The connection is to be ended at once, without the rest."""


def plainly(wire: BufferedIOBase, head: bytes, body: Iterable[bytes], _: Mapping[str, str]) -> None:
    """Send everything at once."""
    wire.write(head)
    wire.writelines(body)
    wire.flush()


def reset(connection: socket.socket) -> None:
    """End the TCP connection by a reset instead of a proper close."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def break_handshake(fault: str, connection: socket.socket, args: Mapping[str, str]) -> None:
    """Leave a new connection without TLS: at once and hard, or after some seconds of silence."""
    if fault == "handshake_hang":
        _rest(float(args.get("seconds", 5)))
    reset(connection)


def _delay(wire: BufferedIOBase, head: bytes, body: Iterable[bytes], args: Mapping[str, str]) -> None:
    _rest((float(args.get("ms", 1000)) + random.uniform(0, float(args.get("jitter", 0)))) / 1000)
    plainly(wire, head, body, args)


def _hang(_: BufferedIOBase, __: bytes, ___: Iterable[bytes], args: Mapping[str, str]) -> None:
    _rest(float(args.get("seconds", 5)))
    raise CutOff


def _drip(wire: BufferedIOBase, head: bytes, body: Iterable[bytes], args: Mapping[str, str]) -> None:
    """Send the headers, then the body in small pieces, each sooner than any read timeout."""
    wire.write(head)
    _slowly(wire, b"".join(body), args)


def _drip_headers(wire: BufferedIOBase, head: bytes, body: Iterable[bytes], args: Mapping[str, str]) -> None:
    _slowly(wire, head + b"".join(body), {"bytes": "4", **args})


def _reset(_: BufferedIOBase, __: bytes, ___: Iterable[bytes], ____: Mapping[str, str]) -> None:
    raise CutOff


def _reset_midway(wire: BufferedIOBase, head: bytes, body: Iterable[bytes], _: Mapping[str, str]) -> None:
    content = b"".join(body)
    wire.write(head + content[: len(content) // 2])
    wire.flush()
    raise CutOff


def _length_lies(by: int) -> Send:
    """Return the fault that claims `by` bytes more (or fewer) than are sent, and then hangs up."""

    def send(wire: BufferedIOBase, head: bytes, body: Iterable[bytes], args: Mapping[str, str]) -> None:
        lie = LENGTH.sub(lambda found: b"Content-Length: %d" % (int(found[1]) + by), head, count=1)
        plainly(wire, lie, body, args)
        raise CutOff

    return send


def _slowly(wire: BufferedIOBase, content: bytes, args: Mapping[str, str]) -> None:
    size, pause = int(args.get("bytes", 24)), float(args.get("ms", 200)) / 1000
    until = time.monotonic() + LONGEST_SECONDS
    for start in range(0, len(content), size):
        wire.write(content[start : start + size])
        wire.flush()
        if time.monotonic() > until:
            raise CutOff
        time.sleep(pause)


def _rest(seconds: float) -> None:
    time.sleep(min(seconds, LONGEST_SECONDS))


PACES: Final[dict[str, Send]] = {
    "delay": _delay,
    "hang": _hang,
    "drip": _drip,
    "drip_headers": _drip_headers,
    "reset": _reset,
    "reset_midway": _reset_midway,
    "truncated": _reset_midway,
    "length_too_long": _length_lies(64),
    "length_too_short": _length_lies(-64),
}
