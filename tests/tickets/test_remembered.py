"""Seats are held over the ride that the buyer was just shown, in one statement, and never over one that has changed since."""

import pytest
from sqlalchemy import func, select, text

from tests.support.client import AssertingClient
from webapp.audit.models import AuditEntry
from webapp.core import db
from webapp.core.actor import ANONYMOUS
from webapp.core.transaction import transaction
from webapp.tickets.models import Leg, Order, Place
from webapp.tickets.services.holding import Buyer, Wish, hold_at_once
from webapp.tickets.views import seating
from webapp.timetable.api import remembered

DEARER = """
    INSERT INTO bus_fares (route_id, zone_low, zone_high, rider, benefit, product, medium, qepik, basis, valid_from)
    SELECT DISTINCT ON (zone_low, zone_high, rider, benefit, product, medium)
      route_id, zone_low, zone_high, rider, benefit, product, medium, qepik + 100, basis, :day
    FROM bus_fares WHERE route_id = :route
    ORDER BY zone_low, zone_high, rider, benefit, product, medium, valid_from DESC
"""


@pytest.fixture
def shown(committed, app):
    """Somebody who has just opened the seats of tomorrow's ride: the client, the page, the ride, its address."""
    with transaction(read_only=True):
        ride = committed.ride()
    address = (ride.trip.number, ride.origin.code, ride.target.code)
    client = AssertingClient(app)
    return client, client.open("/tickets/trips/{}/{}/{}".format(*address), expect=200), ride, address


@pytest.fixture
def read_anew(monkeypatch):
    """A mark for each time that seats were held the long way."""
    marks, held = [], seating._held
    monkeypatch.setattr(seating, "_held", lambda *asked: marks.append("anew") or held(*asked))
    return marks


def newest():
    """The last order with its leg."""
    with transaction(read_only=True):
        query = select(Order, Leg).join(Leg, Leg.order_id == Order.id).order_by(Order.id.desc()).limit(1)
        return db.session().execute(query).one()


def change(statement, **values):
    """Another program changes something, and commits."""
    with db.database().engine.begin() as other:
        other.execute(text(statement), values)


def test_the_ride_that_was_shown_is_held_in_one_step(shown, read_anew):
    client, page, ride, _address = shown
    client.submit(page, "/tickets/trips", seat="3", expect=303)
    order, leg = newest()
    assert read_anew == []
    with transaction(read_only=True):
        places = select(Place.segment).where(Place.trip_id == ride.trip.id, Place.seat == 3)
        assert sorted(db.session().scalars(places)) == list(range(leg.start_at, leg.end_at))
        entries = select(func.count()).where(
            AuditEntry.action == "tickets.held", AuditEntry.object_key == order.public_id
        )
        assert db.session().scalar(entries) == 1


def test_a_trip_cancelled_since_is_not_sold(shown, read_anew):
    client, page, ride, _address = shown
    change(
        "UPDATE bus_trips SET state = 'cancelled', cancelled_at = now(), reason = 'qar' WHERE id = :id", id=ride.trip.id
    )
    try:
        said = client.submit(page, "/tickets/trips", seat="4", expect=409)
        assert "ləğv" in said.words
        assert read_anew == ["anew"]
    finally:
        change(
            "UPDATE bus_trips SET state = 'planned', cancelled_at = NULL, reason = NULL WHERE id = :id", id=ride.trip.id
        )


def test_a_price_changed_since_is_the_one_that_is_paid(shown, read_anew):
    client, page, ride, _address = shown
    change(DEARER, day=ride.day, route=ride.route.id)
    client.submit(page, "/tickets/trips", seat="5", expect=303)
    _order, leg = newest()
    assert leg.prices["adult"]["qepik"] == 1500
    assert read_anew == ["anew"]


def test_a_seat_that_another_holds_no_longer_is_given(committed, shown, read_anew):
    client, page, ride, _address = shown
    with transaction():
        committed.over(committed.held(6, ride=ride))
    client.submit(page, "/tickets/trips", seat="6", expect=303)
    assert read_anew == ["anew"]


def test_a_seat_that_is_taken_is_refused_with_the_map_as_it_stands(committed, shown):
    client, page, ride, _address = shown
    with transaction():
        committed.held(7, ride=ride)
    said = client.submit(page, "/tickets/trips", seat="7", expect=409)
    assert "Yer 7, tutulub" in said.words.replace(" ,", ",")


@pytest.mark.parametrize("wrong", ["mark", "versions"])
def test_the_database_does_nothing_over_another_proof(shown, wrong):
    _client, _page, _ride, address = shown
    known = remembered(address)
    mark = "1" if wrong == "mark" else known.mark
    versions = (
        known.versions | {"timetable": "00000000-0000-0000-0000-000000000000"}
        if wrong == "versions"
        else known.versions
    )
    before = newest().Order.id
    with transaction(single=True):
        assert hold_at_once([Wish(known.ride, [8], mark)], versions, buyer=Buyer(), actor=ANONYMOUS) is None
    assert newest().Order.id == before
