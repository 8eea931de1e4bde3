"""Waiting for a full trip: in order, groups whole, an offer is a hold of its own, never after the sale has closed."""

from datetime import timedelta

import pytest

from tests.support.client import AssertingClient
from webapp.core.actor import ANONYMOUS
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.notifications.models import Delivery, Notice
from webapp.tickets import errors
from webapp.tickets.guests import guest_key, guest_order, waiting_key
from webapp.tickets.models import RouteTermsRow, Waiting
from webapp.tickets.queries import locked_order, taken_seats
from webapp.tickets.services.holding import give_up
from webapp.tickets.services.places import let_lapse
from webapp.tickets.services.waiting import (
    Contact,
    guest_place,
    join,
    leave,
    leave_as_guest,
    offer,
    offered_order,
    together,
)


@pytest.fixture
def full(buses, opened):
    """A bus of four seats, all held: the ride, and the orders."""
    ride = buses.changed(buses.ride(), seats=4)
    return ride, [buses.held(1, 2, ride=ride), buses.held(3, 4, ride=ride)]


def states(session):
    return [one.state for one in session.query(Waiting).order_by(Waiting.id)]


def test_who_waits_first_is_offered_first_and_a_group_only_whole(buses, opened, full):
    ride, (first, second) = full
    join(ride, 3, actor=buses.sevda)
    join(ride, 2, actor=buses.aysel)
    assert offer(ride.trip.id) == []

    give_up(buses.order(first), buses.aysel)
    (made,) = offer(ride.trip.id)
    order = buses.order(made)
    assert (order.party_id, order.state) == (buses.aysel.party_id, "held")
    assert timedelta(minutes=29) < order.held_until - now() <= timedelta(minutes=30)
    assert states(opened) == ["waiting", "offered"]
    assert [one.template for one in opened.query(Notice) if one.template == "tickets.offer"]

    give_up(buses.order(second), buses.aysel)
    assert offer(ride.trip.id) == []  # two are free, three are wanted
    buses.over(made, minutes=31)
    assert let_lapse(made, while_paying=False)
    assert len(offer(ride.trip.id)) == 1
    assert states(opened) == ["offered", "ended"]
    assert len(taken_seats(ride)) == 3


def test_nobody_waits_while_there_are_seats_or_twice_or_after_the_close(buses, opened, full):
    ride, _orders = full
    with pytest.raises(errors.SeatsAreFree):
        join(buses.ride(which=1), 1, actor=buses.aysel)
    for many in (0, 7, -1):
        with pytest.raises(errors.ChooseSeats):
            join(ride, many, actor=buses.aysel)
    join(ride, 1, actor=buses.aysel)
    with pytest.raises(errors.AlreadyWaiting):
        join(ride, 2, actor=buses.aysel)
    soon = buses.changed(ride, departs_at=now() + timedelta(minutes=10))
    with pytest.raises(errors.SaleClosed):
        join(soon, 1, actor=buses.sevda)
    buses.changed(ride, seats=9)
    assert offer(ride.trip.id) == []
    assert states(opened) == ["ended"]


def test_an_offer_ends_with_the_sale(buses, opened, full):
    ride, (first, _second) = full
    join(ride, 1, actor=buses.aysel)
    buses.changed(ride, departs_at=now() + timedelta(minutes=25))
    give_up(buses.order(first), buses.aysel)
    (made,) = offer(ride.trip.id)
    assert buses.order(made).held_until - now() <= timedelta(minutes=10)


def test_who_leaves_the_list_is_not_offered_anything(buses, opened, full):
    ride, (first, _second) = full
    place = join(ride, 1, actor=buses.aysel)
    with pytest.raises(errors.NoSuchWait):
        leave(place, actor=buses.sevda)
    leave(place, actor=buses.aysel)
    give_up(locked_order(first), buses.aysel)
    assert offer(ride.trip.id) == []


def test_seats_side_by_side_are_offered_before_others():
    assert together([1, 4, 5, 9], 2) == [4, 5]
    assert together([1, 9], 2) == [1, 9]
    assert together([1], 2) == []


def test_the_way_onto_the_list_and_off_it(client, buses):
    with transaction():
        ride = buses.changed(buses.ride(), seats=1)
        buses.held(1, ride=ride, actor=buses.sevda)
    found = client.open(
        "/tickets", query_string={"origin": "Bakı", "target": "Gəncə", "day": f"{ride.day}"}, expect=200
    )
    page = client.open(client.open(found.link("Növbəyə yazıl"), expect=303).location, expect=200)
    client.submit(page, "/waiting", expect=303, seats="1")
    assert "artıq varsınız" in client.submit(page, "/waiting", expect=409, seats="1").words
    client.submit(page, "/waiting", expect=422, seats="²")
    mine = client.open("/cabinet/tickets", expect=200)
    assert "1 yer gözləyirsiniz" in mine.words
    client.submit(mine, "/leave", expect=303)
    assert "gözləyirsiniz" not in client.open("/cabinet/tickets", expect=200).words


GUEST = Contact(None, "+994501234567")


def test_a_guest_waits_at_an_address_and_is_offered_a_guests_order(buses, opened, full):
    ride, (first, _second) = full
    place = join(ride, 2, actor=ANONYMOUS, guest=GUEST)
    with pytest.raises(errors.AlreadyWaiting):
        join(ride, 1, actor=ANONYMOUS, guest=GUEST)
    give_up(buses.order(first), buses.aysel)
    (made,) = offer(ride.trip.id)
    order = buses.order(made)
    assert (order.party_id, order.phone, guest_order(guest_key(made)).id) == (None, GUEST.phone, order.id)
    found, _ride = guest_place(waiting_key(place))
    assert (found.state, offered_order(found).id) == ("offered", order.id)
    assert [one.template for one in opened.query(Delivery).filter_by(account_id=None).order_by("id")] == [
        "tickets.waiting",
        "tickets.offer",
    ]
    buses.over(made, minutes=31)
    let_lapse(made, while_paying=False)
    offer(ride.trip.id)
    assert (states(opened), found.phone, found.email) == (["ended"], None, None)


def test_a_guest_leaves_by_the_link_and_nobody_by_another(buses, opened, full):
    ride, _orders = full
    key = waiting_key(join(ride, 1, actor=ANONYMOUS, guest=Contact("a@b.az", None)))
    for wrong in ("x", key[::-1]):
        with pytest.raises(errors.NoSuchWait):
            leave_as_guest(wrong)
    leave_as_guest(key)
    with pytest.raises(errors.NoSuchWait):
        leave_as_guest(key)
    assert states(opened) == ["left"]


def test_a_guest_joins_on_the_page_sees_the_place_and_leaves(app, buses):
    with transaction():
        ride = buses.changed(buses.ride(), seats=2)
        buses.held(1, 2, ride=ride)
    visitor = AssertingClient(app)
    address = f"/tickets/waiting/{ride.trip.number}/{ride.origin.code}/{ride.target.code}"
    page = visitor.open(address)
    for wrong in ({"phone": ""}, {"phone": "12"}, {"phone": "+994501234567", "seats": "9"}):
        visitor.submit(page, address, expect=422, **wrong)
    place = visitor.submit(page, address, phone="050 123 45 67", seats="2").location
    shown = visitor.open(place)
    assert "2 yer gözləyirsiniz" in shown.words
    visitor.submit(shown, "leave")
    assert "Artıq növbədə deyilsiniz" in visitor.open(place).words
    visitor.open("/tickets/o/waiting/nobody", expect=404)


def test_nobody_waits_for_a_trip_that_is_sold_there_and_back_only(buses, opened, full):
    ride, _orders = full
    row = RouteTermsRow(route_id=ride.route.id, policy="document", transferable=False, entry_permit=True)
    row.basis, row.valid_from = "141", today()
    opened.add(row)
    opened.flush()
    with pytest.raises(errors.RoundTripOnly):
        join(ride, 1, actor=buses.aysel)
