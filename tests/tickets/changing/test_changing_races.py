"""Many at once on a real PostgreSQL: money goes back once, a seat has one passenger."""

from tests.tickets.changing.conftest import Bought, taken
from tests.tickets.test_races import at_once, buyer
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.payments.models import Refund
from webapp.tickets.changing.exchanging import Wanted, exchange
from webapp.tickets.changing.refunding import refund
from webapp.timetable.api import change_bus


def going_back():
    with transaction(read_only=True):
        return sorted(one.qepik for one in db.session().query(Refund))


def test_eight_clicks_in_several_tabs_give_the_money_back_once(committed, app):
    bought = Bought(committed, 11, 12)
    tabs = [bought.quote().public_id for _ in range(3)]
    works = [lambda tab=tab: refund(bought.id, tab, actor=bought.actor).public_id for tab in tabs * 3]
    results = at_once(app, works)
    assert len(set(results) - {"ticket-ended"}) == 1
    assert going_back() == [sum((one.qepik or 0) - one.commission_qepik for one in bought.tickets())]


def test_the_last_seat_of_a_trip_goes_to_one_exchange_or_one_buyer(committed, app):
    with transaction():
        target = committed.changed(committed.ride(days=1, which=1), seats=1)
    orders = [Bought(committed, seat) for seat in (21, 22, 23)]
    quotes = [order.quote() for order in orders]
    works = [
        lambda order=order, quote=quote: (
            exchange(order.id, quote.public_id, Wanted(target, [1]), actor=order.actor).public_id
        )
        for order, quote in zip(orders, quotes, strict=True)
    ]
    works.append(lambda: committed.held(1, ride=target, actor=buyer(committed, 900)))
    results = at_once(app, works)
    assert results.count("seat-taken") == 3
    assert taken(target) == {1}
    live = [one.seat for order in orders for one in order.tickets("paid")]
    assert len(live) == 3  # nobody lost a ticket


def test_a_shrinking_bus_and_buyers_at_once_leave_no_seat_that_is_not_there(committed, app):
    with transaction(read_only=True):
        ride = committed.ride(days=5)
    bought = [Bought(committed, seat, ride=ride) for seat in (1, 30, 40)]
    works = [lambda n=n: committed.held(n, ride=ride, actor=buyer(committed, 700 + n)) for n in (2, 41, 31, 3)]
    works.append(lambda: change_bus(ride.trip.number, "01-AB-498", 19, "2+1", actor=committed.sevda))
    results = at_once(app, works)
    assert set(results) - {None, "no-such-seat", "seats-busy", "seat-taken"} == {
        one for one in results if len(str(one)) > 20
    }
    assert max(taken(ride)) <= 19
    assert [len(order.tickets("paid")) for order in bought] == [1, 1, 1]
