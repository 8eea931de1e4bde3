"""Waiting for a full trip: in order, groups whole, an offer is a hold of its own, never after the sale has closed."""

from datetime import timedelta

import pytest

from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice
from webapp.tickets import errors
from webapp.tickets.models import Waiting
from webapp.tickets.queries import locked_order, taken_seats
from webapp.tickets.services.holding import give_up
from webapp.tickets.services.places import let_lapse
from webapp.tickets.services.waiting import join, leave, offer, together


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
    page = client.open(found.link("Növbəyə yazıl"), expect=200)
    client.submit(page, "/waiting", expect=303, seats="1")
    assert "artıq varsınız" in client.submit(page, "/waiting", expect=409, seats="1").words
    client.submit(page, "/waiting", expect=422, seats="²")
    mine = client.open("/cabinet/tickets", expect=200)
    assert "1 yer gözləyirsiniz" in mine.words
    client.submit(mine, "/leave", expect=303)
    assert "gözləyirsiniz" not in client.open("/cabinet/tickets", expect=200).words
