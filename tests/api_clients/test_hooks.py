"""Webhooks: signed, retried, given up with a notice, replayed; and never sent to where they must not go."""

import base64
import hashlib
import hmac
import json
import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from sqlalchemy import select

from webapp.api_clients.api import announce
from webapp.api_clients.errors import NoSuchProgram, NotReplayable, TargetRefused
from webapp.api_clients.models import ApiEvent, WebhookDelivery
from webapp.api_clients.rules import RETRIES, is_web_address, next_try
from webapp.api_clients.services.letting_in import shut_out
from webapp.api_clients.services.subscribing import change_secret, replay, subscribe, unsubscribe
from webapp.api_clients.services.telling import deliver
from webapp.core import db
from webapp.core.clock import now
from webapp.core.gateways import names, posting
from webapp.core.gateways.names import Names
from webapp.core.gateways.targets import NoTarget, is_public, resolve
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice

EVENT = "waybill.accepted"


class Target(HTTPServer):
    """A receiver that keeps what came and answers as it is told."""

    def __init__(self):
        self.got, self.answers = [], []
        super().__init__(("127.0.0.1", 0), Receiver)
        self.url = f"http://127.0.0.1:{self.server_port}/hook?x=1"


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def target():
    server = Target()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def told(program, url, world, *, events=(EVENT,)):
    """Subscribe, let something happen and return (subscription, secret, delivery)."""
    with transaction():
        hook, secret = subscribe(program.client_id, url, events, actor=world.carrier)
        announce(world.carrier.party_id, EVENT, "REF", {"number": "AZ-1"})
        announce(world.consignee.party_id, EVENT, "REF")
    with transaction(read_only=True):
        return hook, secret, db.session().scalars(select(WebhookDelivery.public_id)).one()


def state_of(delivery):
    with transaction(read_only=True):
        row = db.session().scalars(select(WebhookDelivery).where(WebhookDelivery.public_id == delivery)).one()
        return row.state, row.outcome, row.tries


def mac(secret, headers, body):
    covered = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.new(key, covered, hashlib.sha256).digest()).decode()


def test_a_message_is_signed_and_comes_once(program_of, world, target):
    program = program_of()
    hook, secret, delivery = told(program, target.url, world)
    deliver.run(delivery=delivery)
    deliver.run(delivery=delivery)
    ((path, headers, body),) = target.got
    assert path == "/hook?x=1"
    assert headers["webhook-signature"] == mac(secret, headers, body)
    assert json.loads(body)["data"] == {"id": "REF", "number": "AZ-1"}
    assert headers["webhook-id"] == f"msg_{json.loads(body)['id']}"
    assert state_of(delivery) == ("delivered", "delivered", 1)
    with transaction():
        newer = change_secret(hook, actor=world.carrier)
        replay(delivery, actor=world.carrier)
    deliver.run(delivery=delivery)
    _path, headers, body = target.got[1]
    assert headers["webhook-signature"].split() == [mac(newer, headers, body), mac(secret, headers, body)]


def test_failures_are_tried_again_until_it_is_given_up_and_then_told(program_of, world, target):
    program = program_of()
    _hook, _secret, delivery = told(program, target.url, world)
    target.answers = [500, 302, 404] + [503] * 20
    moment = now()
    with time_machine.travel(moment, tick=False) as clock:
        for tries, wait in enumerate(RETRIES, start=1):
            deliver.run(delivery=delivery)
            assert state_of(delivery)[0::2] == ("waiting", tries)
            deliver.run(delivery=delivery)  # too early: nothing is sent
            assert len(target.got) == tries
            clock.shift(wait)
        deliver.run(delivery=delivery)
        assert state_of(delivery) == ("given_up", "refused", len(RETRIES) + 1)
        with transaction(read_only=True):
            notices = db.session().scalars(select(Notice.template).where(Notice.template == "programs.unheard")).all()
        assert len(notices) == 1
        with transaction():
            replay(delivery, actor=world.carrier)
        target.answers = []
        deliver.run(delivery=delivery)
    assert state_of(delivery)[0] == "delivered"


def test_what_was_ended_is_told_nothing_more(program_of, world, target):
    program = program_of()
    hook, _secret, delivery = told(program, target.url, world)
    with transaction():
        unsubscribe(hook, actor=world.carrier)
    deliver.run(delivery=delivery)
    assert (target.got, state_of(delivery)[:2]) == ([], ("given_up", "ended"))
    with transaction(), pytest.raises(NotReplayable):
        replay(delivery, actor=world.carrier)
    with transaction(), pytest.raises(NoSuchProgram):
        replay(delivery, actor=world.consignee)
    with transaction():
        shut_out(program.client_id, actor=world.carrier)
        announce(world.carrier.party_id, EVENT, "LATER")
    with transaction(read_only=True):
        assert db.session().scalars(select(ApiEvent.ref)).all() == ["REF"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "fec0::1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fe80::1%eth0",
        "192.0.2.1",
        "198.18.0.1",
        "240.0.0.1",
        "x",
    ],
)
def test_nothing_inside_is_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "85.132.0.1", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_open_network_is(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.az/",
        "https://user:pw@example.az/",
        "https://example.az/#x",
        "https://exa mple.az/",
        "https://example.az\\@127.0.0.1/",
        "https:///x",
        "https://example.az:99999/",
        "ftp://example.az/",
        "//example.az/",
        "https://example.az/ı",
        "https://" + "a" * 600,
        "",
    ],
)
def test_what_is_no_plain_https_address_is_none(url):
    assert not is_web_address(url, loopback=False)
    assert is_web_address("https://erp.example.az:8443/hook?a=1", loopback=False)


def test_targets_inside_are_refused_when_they_are_typed(program_of, world, app, monkeypatch):
    program = program_of()
    monkeypatch.setattr("webapp.api_clients.services.subscribing.may_call_loopback", lambda: False)
    for url in (
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://localhost/",
        "https://2130706433/",
        "https://db.internal/",
        "http://example.az/",
    ):
        with transaction(), pytest.raises(TargetRefused):
            subscribe(program.client_id, url, [EVENT], actor=world.carrier)


def test_a_name_that_leads_inside_even_in_part_is_not_called(monkeypatch):
    def answers(*found):
        rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in found]
        monkeypatch.setattr(names.socket, "getaddrinfo", lambda *_a, **_k: rows)

    answers("8.8.8.8", "10.0.0.1")
    with pytest.raises(NoTarget):
        resolve("rebind.example", 443, loopback=False, names=Names())
    answers("8.8.8.8")
    assert resolve("good.example", 443, loopback=False, names=Names()) == "8.8.8.8"


def test_the_address_that_was_judged_is_the_one_that_is_called(monkeypatch):
    asked, called = [], []

    def look_up(host, *_a, **_k):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8" if len(asked) == 1 else "127.0.0.1", 443))]

    def connect(place, **_k):
        called.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(names.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(posting.socket, "create_connection", connect)
    assert posting.post("https://rebind.example/x", b"{}", {}, names=Names()).outcome == "no-connection"
    assert (asked, called) == (["rebind.example"], [("8.8.8.8", 443)])


@pytest.mark.parametrize("drip", [b"", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_target_that_hangs_is_left(monkeypatch, drip):
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        ended = threading.Event()

        def hang():
            connection, _ = server.accept()
            with connection:
                while not ended.wait(0.05):
                    try:
                        connection.sendall(drip and b"x" if drip else b"")
                    except OSError:
                        return

        thread = threading.Thread(target=hang, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        posted = posting.post(url, b"{}", {}, names=Names(), loopback=True)
        ended.set()
        thread.join(5)
    assert (posted.status, posted.good) == (None, False)
    assert posted.milliseconds < 2000


def test_tries_follow_the_table():
    moment = now()
    assert next_try(1, moment) == moment + timedelta(seconds=5)
    assert next_try(len(RETRIES) + 1, moment) is None
