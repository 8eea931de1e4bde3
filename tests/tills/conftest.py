"""“Bazar 24” keeps two stations: Tural heads it, Kamran is its cashier; Leyla is of another firm."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.support.database import undone
from tests.support.people import sign_in
from tests.tickets.conftest import actor_of
from webapp.bootstrap import install_jobs_of
from webapp.core import db, jobs
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.tickets.api import Passenger
from webapp.tills.demo import seed_tills
from webapp.tills.models import Shift, Till
from webapp.tills.permissions import SELL
from webapp.tills.rules import Kind, Method
from webapp.tills.services.moving import carry
from webapp.tills.services.selling import Handed, hold_seats, name_passengers, sell
from webapp.tills.services.shifts import close_shift, open_shift
from webapp.timetable.api import named, rides_between
from webapp.timetable.demo import seed_timetable

TURAL, KAMRAN, LEYLA = "8TRL7D4", "4KMR8N3", "7LYL5H2"
BAZAR, XEZER = "9900010361", "9900010101"
ADULT = Passenger("Aysel Məmmədova", "AA1234567", date(1990, 5, 1))
CASH, TERMINAL = Method.CASH, Method.TERMINAL


@dataclass
class Station:
    """The tills, and what people do at them."""

    head: Actor
    cashier: Actor
    stranger: Actor

    def till(self, code="BAK-1"):
        return db.session().query(Till).filter_by(code=code).one()

    def opened(self, code="BAK-1", *, opening=0, reason="", actor=None):
        actor = actor or self.cashier
        return open_shift(self.till(code).public_id, opening=opening, reason=reason, actor=actor)

    def shift(self, public_id):
        return db.session().query(Shift).filter_by(public_id=public_id).one()

    def brought(self, qepik, actor=None):
        return carry(Kind.CASH_IN, qepik, paper="KO-1", once=new_public_id(), actor=actor or self.cashier)

    def handed_over(self, qepik, actor=None):
        return carry(Kind.CASH_OUT, qepik, paper="IV-1", once=new_public_id(), actor=actor or self.cashier)

    def ride(self, days=1, which=0):
        return rides_between(named("Bakı"), named("Gəncə"), today() + timedelta(days=days))[which]

    def ordered(self, *seats, actor=None, passengers=None):
        actor = actor or self.cashier
        order = hold_seats(self.ride(), list(seats or (1,)), lap=False, actor=actor)
        name_passengers(order, passengers or [ADULT] * len(seats or (1,)), actor=actor)
        return order

    def sold(self, *seats, method=CASH, given=None, reference="T-1", once=None, actor=None):
        actor = actor or self.cashier
        order = self.ordered(*seats, actor=actor)
        handed = Handed(method, given, reference if method is TERMINAL else "")
        return sell(order, handed, once=once or new_public_id(), actor=actor)

    def closed(self, public_id, qepik, *, reason="", actor=None):
        return close_shift(public_id, pieces=pieces_of(qepik), reason=reason, actor=actor or self.cashier)


def pieces_of(qepik):
    """Banknotes and coins that make the sum."""
    found = {}
    for worth in (20000, 10000, 5000, 2000, 1000, 500, 100, 50, 20, 10, 5, 1):
        found[worth], qepik = divmod(qepik, worth)
    return found


def build(app):
    with transaction():
        seed_timetable()
        seed_tills()
    head = actor_of(app, TURAL, BAZAR)
    kamran = actor_of(app, KAMRAN)
    mine = {"party_id": head.party_id, "party_name": head.party_name, "rights": frozenset({SELL.code})}
    cashier = replace(kamran, **mine)
    return Station(head=head, cashier=cashier, stranger=actor_of(app, LEYLA, XEZER))


@pytest.fixture(scope="module")
def house(app, engine):
    """The network, the tills and the people, made once for a file."""
    with undone(engine) as connection, app.app_context():
        yield connection, build(app)


@pytest.fixture
def database(house, app):
    """The house's database, as it was when a test is over."""
    if jobs.queue() is not app.extensions.setdefault("jobs", jobs.queue()):
        install_jobs_of(app)
        app.extensions["jobs"] = jobs.queue()
    connection = house[0]
    test = connection.begin_nested()
    with app.app_context():
        yield connection
    test.rollback()


@pytest.fixture
def station(house, database):
    return house[1]


@pytest.fixture
def opened(station):
    with transaction() as session:
        yield session


@pytest.fixture
def keeper(app, station):
    """Tural, for Bazar 24: as its head he may do everything at its tills."""
    client = AssertingClient(app)
    acting_for(client, TURAL, BAZAR)
    return client


@pytest.fixture
def other(app, station):
    """Leyla, for a firm that keeps no station."""
    client = AssertingClient(app)
    acting_for(client, LEYLA, XEZER)
    return client


@pytest.fixture
def office(app, station):
    client = AssertingClient(app)
    sign_in(client, "5GNL4M3", office=True)
    return client
