"""A seat sold on board for cash: an order of the bus when the device can tell of it, or a reason why not."""

from datetime import timedelta

import pytest

from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.payments.api import balance
from webapp.payments.checking import faults
from webapp.tickets.boarding.figures import figures_of
from webapp.tickets.boarding.models import DoorSale
from webapp.tickets.models import Order, Ticket


def sale(door, **changes):
    entry = {"nonce": "sale-000001", "trip": door.trip, "at": now().isoformat(), "seat": 20, "start": 0, "end": 2}
    return entry | {"rider": "adult", "name": "", "qepik": 1400} | changes


def ticket_on(seat):
    with transaction(read_only=True):
        return db.session().query(Ticket).filter_by(seat=seat).one_or_none()


def test_a_sale_is_a_paid_ticket_on_board_and_the_money_in_the_till_of_the_bus(door, phone):
    assert phone.send(sales=[sale(door, name="Vəli Vəliyev")]) == [("sold", None)]
    assert phone.send(sales=[sale(door)]) == [("sold", None)]
    ticket = ticket_on(20)
    assert (ticket.state, ticket.qepik, ticket.rider, ticket.name) == ("paid", 1400, "adult", "Vəli Vəliyev")
    assert ticket.boarded_at
    assert ticket.number
    with transaction(read_only=True):
        order = db.session().get(Order, ticket.order_id)
        assert (order.channel, order.state) == ("bus", "paid")
        assert balance(f"till:bus-{door.trip}:cash") == 1400
        assert faults() == []
        assert [one.problem for one in figures_of(door.buses.trip(door.trip)).sales] == [None]


def test_the_sale_goes_on_after_the_stations_have_closed_it(door, phone, buses):
    with transaction():
        ride = buses.ride()
        buses.changed(ride, departs_at=now() + timedelta(minutes=2))
    assert phone.send(sales=[sale(door)]) == [("sold", None)]


def test_a_piece_of_the_way_is_sold(door, phone):
    assert phone.send(sales=[sale(door, seat=7, start=0, end=1, qepik=1050)]) == [("seat-taken", None)]
    assert phone.send(sales=[sale(door, nonce="sale-000002", start=1, end=2, qepik=700, rider="adult")]) == [
        ("sold", None)
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"seat": 7}, "seat-taken"),
        ({"qepik": 1}, "price-changed"),
        ({"seat": 60}, "choose-seats"),
        ({"start": 0, "end": 9}, "no-such-trip"),
    ],
)
def test_what_cannot_be_kept_stands_with_its_reason(door, phone, changes, problem):
    for _ in range(2):
        assert phone.send(sales=[sale(door, **changes)]) == [(problem, None)]
    with transaction(read_only=True):
        (row,) = db.session().query(DoorSale).all()
        assert (row.problem, row.order_ref) == (problem, None)


@pytest.mark.parametrize(
    "changes", [{"qepik": 0}, {"start": 2, "end": 1}, {"rider": "lap"}, {"seat": True}, {"name": 5}]
)
def test_an_odd_sale_is_refused(door, phone, changes):
    phone.send(sales=[sale(door, **changes)], expect=422)
