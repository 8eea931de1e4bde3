"""What was sold at the station's till and online, the carrier who is owed it, two accountants."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.support.database import undone
from tests.support.people import sign_in
from tests.tickets.conftest import ABSERON, SEVDA, actor_of
from tests.tills.conftest import build as build_station
from tests.tills.conftest import database, keeper, opened, other, station
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.settlements.models import Booking
from webapp.settlements.services.booking import book_order

__all__ = ["database", "keeper", "opened", "other", "station"]
ZAUR, GUNEL = "2ZAR9W1", "5GNL4M3"
RIGHTS = frozenset({"settlements.see", "settlements.settle", "tills.see_all", "payments.see"})


@dataclass
class Books:
    """The carrier, two accountants, and what they find."""

    carrier: Actor
    first: Actor
    second: Actor

    def bookings(self, **which):
        return db.session().query(Booking).filter_by(**which).order_by(Booking.id).all()

    def yesterday(self):
        return today() - timedelta(days=1)


def accountant(app, fin):
    person = sign_in(AssertingClient(app), fin, office=True)
    return Actor(account_id=person.account_id, name=fin, fin=fin, office_roles=frozenset({"accountant"}), rights=RIGHTS)


@pytest.fixture(scope="module")
def house(app, engine):
    with undone(engine) as connection, app.app_context():
        found = build_station(app)
        books = Books(actor_of(app, SEVDA, ABSERON), accountant(app, ZAUR), accountant(app, GUNEL))
        yield connection, found, books


@pytest.fixture
def books(house, database):
    return house[2]


@pytest.fixture
def sold(station, opened):
    """An order of two tickets, sold at the till for cash and booked."""
    station.opened()
    order = station.sold(1, 2).ref
    book_order(order)
    return order


@pytest.fixture
def office(app, books):
    client = AssertingClient(app)
    sign_in(client, GUNEL, office=True)
    return client


@pytest.fixture
def carrier(app, books):
    client = AssertingClient(app)
    acting_for(client, SEVDA, ABSERON)
    return client


def as_of_yesterday(books):
    """Let everything that is booked have been booked a day ago: statements are for days that are over."""
    with db.session().begin_nested():
        db.session().connection().exec_driver_sql("ALTER TABLE settlement_bookings DISABLE TRIGGER USER")
        db.session().query(Booking).update({"day": books.yesterday()})
        db.session().flush()
        db.session().connection().exec_driver_sql("ALTER TABLE settlement_bookings ENABLE TRIGGER USER")
