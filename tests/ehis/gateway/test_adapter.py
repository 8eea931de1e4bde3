"""Asking the information system: kept connections, a deadline that holds, a cap on size, the token."""

import socket
import time
from contextlib import contextmanager
from threading import Thread

import pytest

from tests.ehis.gateway.processes import InformationSystem
from tests.support.stopwatch import stopwatch
from webapp.ehis.faults import Refused
from webapp.ehis.gateway.adapter import Adapter, Asked

GET = Asked("GET", "/wsdl", ())


@contextmanager
def raw_server(*answers):
    """A server that gives each connection the next of `answers`: a function of its socket."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        for answer in answers:
            connection, _ = listening.accept()
            with connection:
                answer(connection)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
        thread.join(5)


def good(connection):
    connection.recv(4_096)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


def kind(adapter, **how):
    with pytest.raises(Refused) as caught:
        adapter.ask(GET, **how)
    return caught.value.kind


def test_one_connection_serves_many_questions_and_shows_the_token():
    with InformationSystem() as behind:
        Thread(target=behind.serve_forever, daemon=True).start()
        adapter = Adapter(lambda: f"http://127.0.0.1:{behind.server_address[1]}", "word")
        connection = None
        for _ in range(3):
            assert adapter.ask(GET).body == b"described: /wsdl"
            ((_, kept),) = adapter._idle.queue
            assert connection in {None, kept}
            connection = kept
        connection.close()
        behind.shutdown()


def test_a_connection_that_ended_while_idle_is_replaced_once():
    with raw_server(good, good) as address:
        adapter = Adapter(lambda: address, "word")

        assert adapter.ask(GET).body == b"ok"
        time.sleep(0.05)
        assert adapter.ask(GET).body == b"ok"
        close(adapter)


def test_another_address_counts_with_the_next_question():
    with raw_server(good) as first, raw_server(good) as second:
        addresses = [first, second]
        adapter = Adapter(lambda: addresses[0], "word")
        adapter.ask(GET)
        addresses.pop(0)

        assert adapter.ask(GET).body == b"ok"
        close(adapter)


def silent(connection):
    connection.settimeout(1)
    connection.recv(4_096)
    connection.recv(4_096)  # until the other side gives up


def test_nobody_there_and_silence_are_told_apart():
    with raw_server() as address:
        pass
    assert kind(Adapter(lambda: address, "word")) == "network_error"

    with raw_server(silent) as address:
        with stopwatch() as watch:
            assert kind(Adapter(lambda: address, "word"), seconds=0.3) == "timeout"
        assert watch.seconds < 0.6


def drip(connection):
    connection.recv(4_096)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(30):
        try:
            connection.sendall(b"a")
        except OSError:
            return
        time.sleep(0.05)


def flood(connection):
    connection.recv(4_096)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")
    try:
        for _ in range(800):
            connection.sendall(bytes(65_536))
    except OSError:
        return


def test_an_answer_that_drips_or_floods_is_cut():
    with raw_server(drip) as address:
        with stopwatch() as watch:
            assert kind(Adapter(lambda: address, "word"), seconds=0.4) == "timeout"
        assert watch.seconds < 0.8
    with raw_server(flood) as address:
        assert kind(Adapter(lambda: address, "word")) == "service_failed"


def test_what_is_no_http_is_a_network_error():
    with raw_server(lambda connection: connection.sendall(b"salam\r\n\r\n")) as address:
        assert kind(Adapter(lambda: address, "word")) == "network_error"


def close(adapter):
    while not adapter._idle.empty():
        adapter._idle.get_nowait()[1].close()
