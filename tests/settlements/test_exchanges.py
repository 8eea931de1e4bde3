"""An exchange moves the carrier's money with the passenger: the old ticket's parts go back, the new one's come, nothing is left over."""

from datetime import timedelta

import pytest

from tests.settlements.test_settling import undistributed
from webapp.core import db
from webapp.core.clock import today
from webapp.payments.api import balance, out_of_balance, take_at_till
from webapp.settlements.services.booking import book_order
from webapp.tickets.api import offer, surcharges_of, tickets_of
from webapp.tickets.changing.exchanging import Wanted, exchange
from webapp.timetable.models import FareRow


def exchanged(station, order, days):
    number = tickets_of(order)[0].number
    quote = offer(order, [number]).quote
    return exchange(order, quote, Wanted(station.ride(days=days), [20]), actor=station.cashier)


def dearer(station, qepik, since):
    """Let the fare of the ride be another from a day on."""
    ride = station.ride()
    fare = {"zone_low": ride.start.zone, "zone_high": ride.end.zone, "rider": "adult", "qepik": qepik}
    row = FareRow(route_id=ride.route.id, basis="Yeni tarif", valid_from=since, **fare)
    row.benefit = ""
    db.session().add(row)
    db.session().flush()


def test_for_the_same_price_everybody_keeps_what_they_had(books, station, sold):
    before = balance(f"carrier:{books.carrier.party_id}")
    exchanged(station, sold, 2)
    assert book_order(sold) == 2
    assert balance(f"carrier:{books.carrier.party_id}") == before
    assert (undistributed(), out_of_balance()) == (0, 0)


@pytest.mark.parametrize("qepik", [1900, 900])
def test_a_dearer_or_cheaper_trip_changes_what_the_carrier_gets(books, station, sold, qepik):
    dearer(station, qepik, today() + timedelta(days=3))
    change = exchanged(station, sold, 4)
    assert change.due == qepik - 1400
    if change.invoice:
        take_at_till(change.invoice, method="cash", till="BAK-1", reference=None, actor=station.cashier)
    book_order(sold)
    old, new = books.bookings(kind="exchanged"), books.bookings(kind="sold")
    assert (old[0].gross, new[-1].gross) == (-1400, qepik)
    assert [one.qepik for one in surcharges_of(sold)] == [0]
    assert book_order(sold) == 0
    assert (undistributed(), out_of_balance()) == (0, 0)
