"""HTTP as the security server speaks it to the information system: every form of body, and nothing that is none."""

import socket
from contextlib import contextmanager
from threading import Thread
from time import monotonic

import pytest

from webapp.ehis.gateway.wire import NotHttp, TooLarge, Wire


@contextmanager
def answering(*answers):
    """A server that gives its one connection the next of `answers` with each request, then ends."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = listening.accept()
        with connection:
            for answer in answers:
                connection.recv(65_536)
                connection.sendall(answer)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    wire = Wire(f"http://127.0.0.1:{listening.getsockname()[1]}", seconds=2.0)
    try:
        yield wire
    finally:
        wire.close()
        thread.join(5)
        listening.close()


def asked(wire, *, target="/", headers=(), cap=1_000, method="GET"):
    return wire.ask(method, target, headers, b"", until=monotonic() + 2.0, cap=cap)


@pytest.mark.parametrize(
    ("answer", "body", "reusable"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", b"ok", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b"", True),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b"", True),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1;a=b\r\nk\r\n0\r\nX: y\r\n\r\n",
            b"ok",
            True,
        ),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", b"ok", True),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", b"ok", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", b"ok", False),
        (b"HTTP/1.1 200 OK\r\n\r\nok", b"ok", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK", b"ok", False),
    ],
)
def test_a_body_ends_where_its_head_says(answer, body, reusable):
    with answering(answer) as wire:
        assert asked(wire)[2] == body
        assert wire.reusable is reusable


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.9\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no",
        b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokk",
    ],
)
def test_what_is_no_http_is_refused(answer):
    with answering(answer) as wire, pytest.raises(NotHttp):
        asked(wire)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n5\r\n12345\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n12345678901",
    ],
)
def test_no_more_is_taken_than_the_caller_wants(answer):
    with answering(answer) as wire, pytest.raises(TooLarge):
        asked(wire, cap=10)


@pytest.mark.parametrize(
    ("target", "headers"),
    [
        ("/a b", ()),
        ("/a\r\nX: y", ()),
        ("/", (("X", "a\r\nY: b"),)),
        ("/", (("X\n", "a"),)),
        ("/", (("", "a"),)),
    ],
)
def test_nothing_that_would_be_another_head_is_written(target, headers):
    with answering() as wire, pytest.raises(ValueError, match="not a"):
        asked(wire, target=target, headers=headers)


def test_nothing_at_all_is_told_apart_from_half_an_answer():
    with answering(b"") as wire, pytest.raises(ConnectionResetError):
        asked(wire)
