"""The program itself: mutual TLS, two workers, hostile connections, restarts (clauses 2.2.4, 2.3, 5.4, 6.3)."""

import http.client
import os
import signal
import socket
import ssl
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.ehis.gateway.processes import read, running_gateway, until
from tests.ehis.gateway.world import fault_of
from tests.support.stopwatch import stopwatch
from webapp.core.actor import SYSTEM
from webapp.ehis import api

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def world(server, keys_of_the_house, pki, tmp_path_factory):
    with running_gateway(server, pki, tmp_path_factory.mktemp("gateway")) as world:
        yield world


def kept(world):
    return world.rows("SELECT count(*) FROM ehis_archive")[0][0]


def workers(world):
    children = Path(f"/proc/{world.process.pid}/task/{world.process.pid}/children")
    return [int(pid) for pid in children.read_text(encoding="ascii").split()]


def test_a_signed_message_over_mutual_tls_is_answered_signed_and_kept(world):
    raw, before = world.request(), kept(world)
    message = world.proved(world.post(raw), raw)

    assert message.body.findtext("{*}status") == "active"
    assert kept(world) == before + 2
    assert len(world.behind.tokens) == 1  # the token of the adaptation server, and no other


def test_one_connection_carries_many_messages_each_judged_by_itself(world):
    connection = world.connection()
    for _ in range(5):
        raw = world.request()
        world.proved(world.post(raw, over=connection), raw)
    same = world.request()
    world.proved(world.post(same, over=connection), same)
    assert fault_of(world.post(same, over=connection)).code.kind == "duplicate_message_id"
    connection.close()


def test_whichever_worker_a_replay_reaches_it_counts_once(world):
    raw = world.request()
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda _: world.post(raw), range(24)))

    assert sum(reply.content_type.startswith("multipart/mixed") for reply in replies) == 1
    assert {fault_of(reply).code.kind for reply in replies if "multipart" not in reply.content_type} == {
        "duplicate_message_id"
    }


def test_nothing_of_a_message_can_be_read_on_the_wire(world):
    seen = []
    with relay(world.port, seen) as port:
        raw = world.request(voen="9900010511")
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=world.context(), timeout=10)
        with closing(connection):
            world.proved(world.post(raw, over=connection), raw)

    captured = b"".join(seen)
    assert len(captured) > len(raw)
    for word in (b"9900010511", b"carrierStatus", b"POST", b"AZ5AYS3L1"):
        assert word not in captured


@contextmanager
def relay(port, seen):
    """A listener in the middle that passes one connection on and keeps every byte that it sees."""

    def pass_on(one, other):
        with suppress(OSError):
            while part := one.recv(65_536):
                seen.append(part)
                other.sendall(part)

    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(3) as threads:

        def serve():
            with listening.accept()[0] as left, socket.create_connection(("127.0.0.1", port)) as right:
                back = threads.submit(pass_on, right, left)
                pass_on(left, right)
                right.shutdown(socket.SHUT_RDWR)
                back.result(5)

        serving = threads.submit(serve)
        yield listening.getsockname()[1]
        serving.result(5)


@pytest.mark.parametrize("name", [None, "expired", "revoked", "foreign"])
def test_a_connection_without_a_certificate_that_counts_ends_in_the_handshake(world, name):
    with pytest.raises((ssl.SSLError, ConnectionError, http.client.RemoteDisconnected)):
        world.get("/wsdl", name)


def test_refused_handshakes_are_logged_with_their_reason(world):
    for name in (None, "revoked"):
        with suppress(OSError, http.client.HTTPException):
            world.get("/wsdl", name)
    log = world.folder / "gateway.log"
    until(
        lambda: "certificate revoked" in log.read_text() and "PEER_DID_NOT_RETURN_A_CERTIFICATE" in log.read_text(), 5
    )


def test_tls_below_1_2_is_not_spoken(world):
    context = world.context()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", world.port)) as plain, pytest.raises((ssl.SSLError, ConnectionError)):
        context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_plain_http_on_the_tls_port_is_not_answered(world):
    with socket.create_connection(("127.0.0.1", world.port), timeout=5) as plain:
        plain.sendall(b"GET /wsdl HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        with suppress(ConnectionError):
            assert b"200 OK" not in plain.recv(4_096)


def test_a_header_that_claims_a_certificate_changes_nothing(world):
    pem = (world.pki / "agency.pem").read_text().replace("\n", "%0A")
    claims = {"X-SSL-Client-Cert": pem, "SSL-CLIENT-S-DN": "CN=AZ/GOV/POLICE", "X-Forwarded-Client-Cert": pem}

    reply = world.post(world.request(), name="stranger", **claims)

    assert fault_of(reply).code.kind == "invalid_client_identifier"


def test_descriptions_come_from_the_information_system_and_nothing_else_is_there(world):
    assert world.get("/wsdl/carrierStatus").body == b"described: /wsdl/carrierStatus"
    assert world.get("/openapi/carrierStatus").status == 200
    for path in ("/", "/wsdl/a/b", "/wsdl/..%2f", "/cabinet", "/metrics"):
        assert world.get(path).status in {400, 404}


def test_too_much_is_refused_and_the_connection_stays_in_step(world):
    with closing(world.connection()) as connection:
        connection.request("POST", "/", b"a" * 200_000, {"Content-Type": "multipart/mixed"})
        assert fault_of(read(connection)).code.kind == "message_too_large"

        raw = world.request()
        world.proved(world.post(raw, over=connection), raw)


def test_two_hundred_idle_connections_stop_nobody(world):
    with ExitStack() as stack:
        for number in range(200):
            plain = stack.enter_context(socket.create_connection(("127.0.0.1", world.port)))
            if number % 4 == 0:
                stack.enter_context(world.context().wrap_socket(plain, server_hostname="127.0.0.1"))
        raw = world.request()
        world.proved(world.post(raw), raw)


def test_slow_peers_are_cut_so_that_others_are_served(world):
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", world.port))) for _ in range(96)]
        for connection in slow:
            connection.sendall(b"\x16\x03\x01")  # the beginning of a handshake that never goes on
        raw = world.request()
        world.proved(world.post(raw), raw)
        until(lambda: sum(ended(connection) for connection in slow) >= 64, 60)


def ended(connection):
    connection.setblocking(False)
    try:
        return connection.recv(4_096) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def test_a_block_reaches_both_workers_within_a_second(world):
    world.proved(world.post(raw := world.request()), raw)
    with world.directory():
        api.block_member("AZ/GOV/POLICE", "harms the portal", actor=SYSTEM)
    try:
        with ThreadPoolExecutor(8) as threads:
            replies = list(threads.map(lambda _: world.post(world.request()), range(16)))
        assert {fault_of(reply).code.kind for reply in replies} == {"access_denied"}
    finally:
        with world.directory():
            api.unblock_member("AZ/GOV/POLICE", actor=SYSTEM)
        time.sleep(0.6)


def test_a_killed_worker_is_replaced_and_nothing_unkept_was_sent(world):
    before = kept(world)
    connection_errors = (OSError, http.client.HTTPException)
    until(lambda: len(workers(world)) == 2, 10)
    os.kill(workers(world)[0], signal.SIGKILL)
    answered = 0
    for _ in range(20):
        raw = world.request()
        with suppress(*connection_errors):
            world.proved(world.post(raw), raw)
            answered += 1
    until(lambda: len(workers(world)) == 2, 20)

    assert answered >= 10
    assert kept(world) - before >= 2 * answered


def test_it_stops_within_seconds(world):
    """The last one: there is no server after it."""
    connection = world.connection()
    raw = world.request()
    world.proved(world.post(raw, over=connection), raw)
    with stopwatch() as watch:
        world.process.terminate()
        world.process.wait(60)

    assert watch.seconds < 6
    connection.close()
