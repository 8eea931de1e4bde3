"""A bus of tomorrow with passengers, and phones at its door."""

import base64
import itertools
import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.tickets.boarding.devices import register
from webapp.tickets.boarding.held import held
from webapp.tickets.boarding.keys import Signer
from webapp.tickets.boarding.models import DoorScan
from webapp.tickets.models import Ticket
from webapp.tickets.queries import tickets_of

nonces = itertools.count(1)


@dataclass
class Phone:
    """A device at the door: its key, what it sends."""

    client: object
    public_id: str
    private: EllipticCurvePrivateKey
    later: timedelta = field(default_factory=timedelta)

    def scan(self, trip, *, said="ok", let_in=None, ago=0, **what):
        """An entry as the page makes it; `ago` seconds before it is sent."""
        at = now() + self.later - timedelta(seconds=ago)
        let_in = said == "ok" if let_in is None else let_in
        means = "camera" if "code" in what else "typed"
        entry = {"nonce": f"nonce-{next(nonces):06}", "trip": trip, "at": at.isoformat(), "means": means}
        return entry | {"said": said, "let_in": let_in} | what

    def send(self, *scans, expect=200, counts=(), sales=(), body=None, signature=None):
        batch = {"sent_at": (now() + self.later).isoformat(), "scans": scans, "counts": counts, "sales": sales}
        body = json.dumps(batch).encode() if body is None else body
        signature = Signer(0, self.private).sign(body) if signature is None else signature
        headers = {"X-Device": self.public_id, "X-Signature": base64.b64encode(signature).decode()}
        answer = self.client.post("/api/v1/door/batches", data=body, headers=headers, content_type="application/json")
        assert answer.status_code == expect, answer.text
        return [(one["found"], one["conflict"]) for one in answer.json.get("answers", ())]


def phone_of(app, actor, name="Telefon"):
    private = generate_private_key(SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    with transaction():
        public_id = register(name, point, actor=actor).public_id
    return Phone(app.test_client(), public_id, private)


@dataclass
class Door:
    """What stands at the door: the trip, its tickets with their codes."""

    buses: object
    trip: str
    order: str
    numbers: list[str]

    def code(self, at=0):
        with transaction(read_only=True):
            return held(self.numbers[at]).code

    def ticket(self, at=0):
        with transaction(read_only=True):
            return db.session().query(Ticket).filter_by(number=self.numbers[at]).one()

    def scans(self):
        with transaction(read_only=True):
            return [(one.found, one.conflict) for one in db.session().query(DoorScan).order_by(DoorScan.id)]


@pytest.fixture
def door(buses):
    with transaction():
        order = buses.paid(7, 8)
        numbers = [one.number for one in tickets_of(buses.order(order).id)]
        return Door(buses, buses.ride().trip.number, order, numbers)


@pytest.fixture
def phone(app, door):
    return phone_of(app, door.buses.sevda)


@pytest.fixture
def second(app, door):
    return phone_of(app, door.buses.sevda, "İkinci telefon")
