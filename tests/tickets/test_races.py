"""Many at once on a real PostgreSQL: each seat once, and money either has its seat or goes back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import text

from tests.tickets.conftest import WORKERS
from webapp.core import db
from webapp.core.errors import AppError
from webapp.core.transaction import transaction
from webapp.payments.api import invoice
from webapp.payments.queries import locked_invoice
from webapp.tickets import errors
from webapp.tickets.models import Leg, Place
from webapp.tickets.queries import taken_seats
from webapp.tickets.services import places
from webapp.tickets.services.confirming import confirm
from webapp.timetable.api import prices_of

BUYERS, SEATS = 200, 50
DEARER = """
    INSERT INTO bus_fares (route_id, zone_low, zone_high, rider, benefit, product, medium, qepik, basis, valid_from)
    SELECT DISTINCT ON (route_id, zone_low, zone_high, rider, benefit, product, medium)
      route_id, zone_low, zone_high, rider, benefit, product, medium, qepik + 100, basis, :day
    FROM bus_fares ORDER BY route_id, zone_low, zone_high, rider, benefit, product, medium, valid_from DESC
"""


def at_once(app, works):
    """Run every work in a transaction of its own, twenty at the same moment; return results, or what was refused."""
    gate = Barrier(min(WORKERS, len(works)))

    def run(numbered):
        number, work = numbered
        with app.app_context():
            if number < gate.parties:
                gate.wait(timeout=60)
            try:
                with transaction():
                    return work()
            except AppError as error:
                return error.code

    with ThreadPoolExecutor(gate.parties) as pool:
        return list(pool.map(run, enumerate(works)))


def buyer(buses, number):
    """An actor of one's own for each buyer, so that nobody meets the limit of open orders."""
    return replace(buses.aysel, account_id=10_000 + number)


def test_two_hundred_buyers_for_fifty_seats_are_fifty_passengers(committed, app):
    with transaction():
        ride = committed.changed(committed.ride(days=2), seats=SEATS)
    works = [lambda n=n: committed.held(n % SEATS + 1, ride=ride, actor=buyer(committed, n)) for n in range(BUYERS)]
    results = at_once(app, works)

    assert results.count("seat-taken") == BUYERS - SEATS
    with transaction(read_only=True):
        places = db.session().query(Place).filter_by(trip_id=ride.trip.id).all()
        assert len({(one.seat, one.segment) for one in places}) == len(places) == SEATS * 2
        assert len({one.ticket_id for one in places}) == SEATS


def test_groups_that_want_the_same_seats_in_another_order_never_wait_in_a_ring(committed, app):
    with transaction():
        ride = committed.ride(days=3)
    wishes = [(1, 2, 3), (3, 2, 1), (2, 3, 4), (4, 3, 2), (1, 4)] * 4
    works = [lambda n=n, w=w: committed.held(*w, ride=ride, actor=buyer(committed, n)) for n, w in enumerate(wishes)]
    results = at_once(app, works)

    with transaction(read_only=True):
        places = db.session().query(Place).filter_by(trip_id=ride.trip.id).all()
        orders = db.session().query(Leg).filter_by(trip_id=ride.trip.id).all()
    assert len(orders) == len(wishes) - results.count("seat-taken")
    assert len({(one.seat, one.segment) for one in places}) == len(places)


def test_nobody_waits_long_for_a_trip_that_another_keeps(committed, monkeypatch):
    monkeypatch.setattr(places, "WAIT", text("SET LOCAL lock_timeout = '100ms'"))
    with transaction():
        ride = committed.ride(days=5)
    with db.database().engine.connect() as other, other.begin():
        other.execute(text("SELECT 1 FROM bus_trips WHERE id = :id FOR UPDATE"), {"id": ride.trip.id})
        with transaction():
            with pytest.raises(errors.SeatsBusy):
                committed.held(1, ride=ride)
            assert taken_seats(ride) == set()  # the transaction goes on
    with transaction():
        assert committed.held(1, ride=ride)


def test_late_money_and_the_next_buyer_at_once_end_with_one_passenger(committed, app):
    for seat in range(1, 7):
        with transaction():
            ride = committed.ride(days=4)
            public_id, invoiced = committed.asked(seat, ride=ride)
            committed.over(public_id)
        next_buyer = buyer(committed, 500 + seat)
        paid, taken = at_once(
            app,
            [lambda: _pay(public_id, invoiced), lambda: committed.held(seat, ride=ride, actor=next_buyer)],  # noqa: B023 - run before the next round
        )
        with transaction(read_only=True):
            order, bill = committed.order(public_id), invoice(invoiced)
        assert (order.state, bill.state) in {("paid", "open"), ("lapsed", "cancelled")}
        assert (order.state == "paid") == (taken == "seat-taken") == (paid is None)


def _pay(public_id, invoiced):
    """What payments does: the invoice is locked first, and only an open one can be paid."""
    if locked_invoice(invoiced).state != "open":
        return "late"
    confirm(public_id)
    return None


def test_a_new_price_of_another_program_is_seen_by_the_next_page_and_not_before_its_commit(committed, app):
    with transaction(read_only=True):
        ride = committed.ride()

    def adult():
        with transaction(read_only=True):
            return prices_of([ride])[0]["adult"]

    before = adult()
    with db.database().engine.connect() as other:
        other.execute(text(DEARER), {"day": ride.day})
        assert adult() == before
        other.commit()
    assert adult() == before + 100


def test_who_comes_too_late_is_told_in_one_call_and_leaves_nothing(committed, app):
    with transaction(read_only=True):
        ride = committed.ride()
    with transaction():
        committed.held(40, ride=ride, actor=buyer(committed, 900))
    with transaction() as session:
        for seats, refusal in (((40,), errors.SeatTaken), ((39, 40), errors.SeatTaken), ((77,), errors.NoSuchSeat)):
            with pytest.raises(refusal):
                committed.held(*seats, ride=ride, actor=buyer(committed, 901))
        assert session.scalar(text("SELECT count(*) FROM bus_orders WHERE account_id = 10901")) == 0
        assert 39 not in taken_seats(ride)
