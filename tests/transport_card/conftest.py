"""A city route with its validator, the kinds of card, Aysel and Kamran who ride, an officer."""

import base64
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import pytest

from tests.payments.conftest import office_actor
from tests.support.client import AssertingClient
from tests.support.database import undone
from tests.support.people import sign_in
from tests.tickets.conftest import actor_of
from webapp.bootstrap import install_jobs_of
from webapp.cabinets.api import ensure_party
from webapp.core import db, jobs
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.payments.api import invoice
from webapp.payments.events import InvoicePaid
from webapp.timetable.api import city_routes
from webapp.timetable.models import RouteRow
from webapp.transport_card import accounts
from webapp.transport_card.demo import DEVICE, VEHICLE, demo_key, demo_pem, seed_prices, signed
from webapp.transport_card.models import Card, Device
from webapp.transport_card.queries import products_on
from webapp.transport_card.rules import number_of
from webapp.transport_card.services.devices import register
from webapp.transport_card.services.issuing import card_of_stock, sell
from webapp.transport_card.services.tapping import take
from webapp.transport_card.services.topping import credit

AYSEL, KAMRAN, GUNEL = "5AYS3L1", "4KMR8N3", "5GNL4M3"
FARE = 60
CODE = "246810"


@dataclass
class City:
    """What people do with cards in a city of one route."""

    aysel: Actor
    kamran: Actor
    officer: Actor
    route: object

    def __post_init__(self):
        self.counters, self.batches, self.bodies = count(1), count(1), count(1)

    def stock(self, product="plastic"):
        return card_of_stock(products_on(today())[product], number_of(f"{next(self.bodies):011}"), CODE)

    def card(self, qepik=0, *, holder=None, product="plastic"):
        """A sold card with money on it, linked to somebody or to nobody."""
        card = self.stock(product)
        sell(card, actor=SYSTEM)
        card.party_id = holder.party_id if holder else None
        db.session().flush()
        if qepik:
            self.load(card, qepik)
        return card

    def load(self, card, qepik):
        accounts.credit(
            card.id, accounts.TOP_UP, qepik, key=f"test:{card.id}:{next(self.counters)}", ref=card.public_id
        )

    def balance(self, card):
        return accounts.balance_of(card.id)

    def device(self, code, vehicle, key=None):
        """Another validator; each test key is its own."""
        from cryptography.hazmat.primitives.asymmetric import ec

        key = key or ec.generate_private_key(ec.SECP256R1())
        register(code, key=demo_pem(key), vehicle=vehicle, route_id=self.route.id, actor=SYSTEM)
        return code, key

    def tap(self, card, minutes_ago=0, **more):
        """One tap as a validator tells it."""
        number = card if isinstance(card, str) else card.number
        at = more.pop("at", None) or (now() - timedelta(minutes=minutes_ago))
        return {"counter": more.pop("counter", None) or next(self.counters), "card": number, "at": at.isoformat()}

    def batch(self, *taps, device=DEVICE, key=None, number=None):
        body = json.dumps({"taps": list(taps)}).encode()
        return signed(device, number or next(self.batches), body, key or demo_key())

    def ride(self, *taps, **more):
        """The verdicts on a batch: "" for an accepted tap."""
        return [one.verdict.reason for one in take(self.batch(*taps, **more))]

    def pay(self, made):
        """Say that a top-up was paid, as payments does, and let the job credit it."""
        self.paid(made)
        credit(made.public_id)

    def paid(self, made):
        qepik = invoice(made.invoice).qepik
        told = {"invoice": made.invoice, "payable": made.payable, "ref": made.public_id}
        publish(InvoicePaid(qepik=qepik, paid_at=now(), receipt="R-1", **told))

    def fresh(self, card):
        db.session().expire_all()
        return db.session().get_one(Card, card.id)

    def validator(self, code=DEVICE):
        return db.session().query(Device).filter_by(code=code).one()


@pytest.fixture(scope="module")
def built(app, engine):
    """The city, built once; what a test does to it is undone after the test."""
    install_jobs_of(app)
    app.extensions["jobs"] = jobs.queue()
    with undone(engine) as connection, app.app_context():
        yield connection, build(app)


@pytest.fixture
def database(app, built):
    connection = built[0]
    point = connection.begin_nested()
    with app.app_context():
        yield connection
    point.rollback()


@pytest.fixture
def city(built, database):
    return built[1]


def build(app):
    aysel, kamran = actor_of(app, AYSEL), actor_of(app, KAMRAN)
    found = City(aysel=aysel, kamran=kamran, officer=office_actor(app, GUNEL, "head_of_section"), route=None)
    with transaction() as session:
        known = {"address": "", "source": "AZ/GOV/DVX", "as_of": now()}
        carrier = ensure_party("organisation", "9900010491", name="“Abşeron Avtobus” MMC", **known)
        session.add(RouteRow(number="T-8", kind="city", party_id=carrier.id))
        session.flush()
        found.route = next(one for one in city_routes() if one.number == "T-8")
        seed_prices(found.route.id)
        register(DEVICE, key=demo_pem(demo_key()), vehicle=VEHICLE, route_id=found.route.id, actor=SYSTEM)
    return found


@pytest.fixture
def opened(city):
    with transaction() as session:
        yield session


@pytest.fixture
def client(app, city):
    """Aysel, signed in for herself."""
    client = AssertingClient(app)
    sign_in(client, AYSEL)
    return client


@pytest.fixture
def stranger(app, city):
    """Somebody who is not signed in."""
    return AssertingClient(app)


@pytest.fixture
def office(app, city):
    client = AssertingClient(app)
    sign_in(client, GUNEL, office=True)
    return client


@pytest.fixture
def officer(city):
    return city.officer


def changed(actor, **values):
    return replace(actor, **values)


def headers_of(sent):
    return {"Tap-Device": sent.device, "Tap-Batch": str(sent.number), "Tap-Signature": sent.signature}


def broken(signature):
    raw = bytearray(base64.b64decode(signature))
    raw[5] ^= 1
    return base64.b64encode(bytes(raw)).decode()
