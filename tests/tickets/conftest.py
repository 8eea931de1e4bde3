"""The demo network with a bus of few seats, Aysel who buys, Sevda whose buses they are."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from mocks.people import person_by_fin
from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.support.database import fresh_database
from tests.support.people import sign_in
from webapp.cabinets.api import own_party, party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.registry import permissions
from webapp.core.transaction import transaction
from webapp.payments.api import invoice
from webapp.payments.events import InvoicePaid
from webapp.payments.gateways.provider import Seen, Started
from webapp.payments.rules import Claim
from webapp.payments.services.attempting import begin, reached
from webapp.payments.services.settling import settle
from webapp.tickets.demo import seed_tickets
from webapp.tickets.models import Order
from webapp.tickets.queries import locked_order, tickets_of
from webapp.tickets.services.confirming import confirm
from webapp.tickets.services.holding import Wish, buyer_of, hold
from webapp.tickets.services.paying import ask_payment, set_passengers
from webapp.tickets.services.pricing import Passenger
from webapp.timetable.api import named, ride_of, rides_between, trip_by_number, trip_of
from webapp.timetable.demo import seed_timetable
from webapp.timetable.models import TripRow

AYSEL, SEVDA, LEYLA = "5AYS3L1", "9SVD3F6", "7LYL5H2"
WORKERS = 20
ABSERON, XEZER = "9900010491", "9900010101"
ADULT = Passenger("Aysel Məmmədova", "AA1234567", date(1990, 5, 1))


def actor_of(app, fin, voen=None):
    """The person as the edge would make them, for oneself or for a firm."""
    person = sign_in(AssertingClient(app), fin)
    with transaction():
        party = party_by_number(voen) if voen else own_party(person.account_id)
    rights = frozenset(one.code for one in permissions() if (one.area if voen else one.everybody))
    name = person_by_fin(fin).full_name
    return Actor(
        account_id=person.account_id, name=name, fin=fin, party_id=party.id, party_name=party.name, rights=rights
    )


@dataclass
class Buses:
    """The network, and what people do on it."""

    aysel: Actor
    sevda: Actor

    def ride(self, origin="Bakı", target="Gəncə", days=1, which=0):
        return rides_between(named(origin), named(target), today() + timedelta(days=days))[which]

    def held(self, *seats, ride=None, lap=False, actor=None):
        who = actor or self.aysel
        wishes = [Wish(ride or self.ride(), seats or (1,))]
        return hold(wishes, buyer=buyer_of(who), actor=who, lap=lap)

    def there_and_back(self, out=(1,), back=(1,), *, days=3, actor=None, places=("Bakı", "Gəncə"), lap=False):
        """Hold seats of the first ride out tomorrow and of the first one back some days later."""
        who = actor or self.aysel
        wishes = [Wish(self.ride(*places), out), Wish(self.ride(*places[::-1], days=days), back)]
        return hold(wishes, buyer=buyer_of(who), actor=who, lap=lap)

    def priced(self, *seats, passengers=None, **more):
        public_id = self.held(*seats, **more)
        order = locked_order(public_id)
        set_passengers(order, passengers or [ADULT] * len(tickets_of(order.id)))
        return public_id

    def asked(self, *seats, **more):
        public_id = self.priced(*seats, **more)
        return public_id, ask_payment(locked_order(public_id), self.aysel)

    def paid(self, *seats, **more):
        public_id, _invoice = self.asked(*seats, **more)
        confirm(public_id)
        return public_id

    def over(self, public_id, minutes=11):
        """Let the hold of an order end this long after it began."""
        order = locked_order(public_id)
        order.held_until = order.opened_at + timedelta(minutes=10 - minutes)
        db.session().flush()

    def order(self, public_id):
        return db.session().query(Order).filter_by(public_id=public_id).one()

    def changed(self, ride, **columns):
        """Change the trip of a ride, and return the ride as it is then."""
        db.session().query(TripRow).filter_by(id=ride.trip.id).update(columns)
        return ride_of(trip_of(ride.trip.id), ride.start.position, ride.end.position)

    def trip(self, number):
        return trip_by_number(number)


def paying(invoice_id, ref):
    """Say that an invoice of ours is paid, as payments does."""
    qepik = invoice(invoice_id).qepik
    publish(
        InvoicePaid(invoice=invoice_id, payable="tickets.order", ref=ref, qepik=qepik, paid_at=now(), receipt="R-1")
    )


def settled(buses, public_id):
    """Pay an order's invoice in full through payments, each step in its own transaction."""
    with transaction():
        invoiced = buses.order(public_id).invoice
        this = begin(invoiced, provider="asan_odenis", actor=buses.aysel)
    with transaction():
        reached(this.attempt, Started(f"ref-{this.attempt}", "http://127.0.0.1/pay"))
    claim = Claim(this.claim.qepik, "AZN", this.invoice, this.attempt)
    with transaction():
        return settle(this.attempt, Seen(f"ref-{this.attempt}", "succeeded", claim, now(), "T"))


@pytest.fixture(scope="module")
def built(app, footing):
    with app.app_context():
        return build(app)


@pytest.fixture(scope="module")
def committed(app, server, request):
    """The network in a database of its own, where transactions are real ones."""
    with fresh_database(server, request.module.__name__.rsplit(".", 1)[-1]) as url:
        database = db.open_database(url, pool_size=WORKERS)
        db.install_database(database)
        with app.app_context():
            yield build(app)
        database.close()


@pytest.fixture
def buses(built, database):
    return built


def build(app):
    found = Buses(aysel=actor_of(app, AYSEL), sevda=actor_of(app, SEVDA, ABSERON))
    with transaction():
        seed_timetable()
        seed_tickets()
    return found


@pytest.fixture
def opened(buses):
    with transaction() as session:
        yield session


@pytest.fixture
def client(app, buses):
    """Aysel, signed in for herself."""
    client = AssertingClient(app)
    sign_in(client, AYSEL)
    return client


@pytest.fixture
def carrier(app, buses):
    """Sevda, for Abşeron Avtobus."""
    client = AssertingClient(app)
    acting_for(client, SEVDA, ABSERON)
    return client
