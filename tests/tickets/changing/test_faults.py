"""The carrier's fault: a trip that is cancelled, another bus; everybody has the money or a seat, and is told, once."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from tests.tickets.changing.conftest import Bought, board, invoice_state, pay, refunds, taken
from tests.tickets.changing.test_exchanging import costs
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.documents.api import Status, issued
from webapp.notifications.models import Notice
from webapp.payments.checking import faults
from webapp.tickets.changing.faults import orders_on, release
from webapp.tickets.changing.jobs import release_order, sweep_changes
from webapp.tickets.changing.models import Swap, Unplaced
from webapp.tickets.changing.seating import Bus
from webapp.tickets.changing.swapping import preview, until_of
from webapp.tickets.changing.telling import TEMPLATES
from webapp.timetable.api import cancel_trip, change_bus, trip_of


def cancel(buses, ride):
    with transaction():
        cancel_trip(ride.trip.number, "Texniki nasazlıq", actor=buses.sevda)


def put(buses, ride, seats, layout="2+2"):
    with transaction():
        change_bus(ride.trip.number, "01-AB-499", seats, layout, actor=buses.sevda)


def release_all(ride):
    with transaction(read_only=True):
        waiting = orders_on(ride.trip.id)
    for order in waiting:
        release_order.run(order, ride.trip.number)


def told(code):
    with transaction(read_only=True):
        return db.session().query(Notice).filter_by(template=f"tickets.{code}").count()


def mailed_states(code):
    """How the events stand in the calendars that go with the mails of a notice."""
    kind = next(one for one in TEMPLATES if one.code == f"tickets.{code}")
    with transaction(read_only=True):
        all_params = [one.params for one in db.session().query(Notice).filter_by(template=kind.code)]
        files = [kind.enclose(params).files[0].content for params in all_params]
    return {str(event["status"]) for content in files for event in Calendar.from_ical(content).events}


def test_everybody_on_a_cancelled_trip_has_the_whole_price_back_once(buses, rides):
    one, two, cart = Bought(buses, 1, 2), Bought(buses, 3), None
    with transaction():
        cart = buses.held(4)
    qepik = one.tickets()[0].qepik
    cancel(buses, rides[0])
    assert one.quote().back == 2 * qepik  # whoever asks before the job gets the same
    release_all(rides[0])
    release_all(rides[0])
    for order in (one.id, two.id, cart):
        release_order.run(order, rides[0].trip.number)  # as after a kill
    assert refunds() == sorted([2 * qepik, qepik])
    assert {one.state for one in one.tickets() + two.tickets()} == {"refunded"}
    assert (taken(rides[0]), told("trip_cancelled")) == (set(), 2)
    assert mailed_states("trip_cancelled") == {"CANCELLED"}
    with transaction(read_only=True):
        assert buses.order(cart).state == "lapsed"
        assert faults() == []


def test_a_half_done_release_is_done_whole_the_next_time(buses, rides):
    bought = Bought(buses, 1)
    cancel(buses, rides[0])
    with pytest.raises(RuntimeError), transaction():
        release(bought.id, rides[0].trip.number)
        raise RuntimeError("killed here")
    assert refunds() == []
    release_all(rides[0])
    assert len(refunds()) == 1


def test_who_paid_for_a_cart_on_a_cancelled_trip_has_the_money_back(buses, rides):
    with transaction():
        order, invoiced = buses.asked(1)
    cancel(buses, rides[0])
    release_all(rides[0])
    assert invoice_state(invoiced) == "cancelled"
    pay_late = pytest.raises(Exception, match=r".*")
    with pay_late:
        pay(invoiced, buses.aysel)
    with transaction(read_only=True):
        assert buses.order(order).state == "lapsed"


def test_only_the_cancelled_leg_goes_back_and_who_is_on_board_is_not_refunded(buses, rides):
    with transaction(read_only=True):
        back = buses.ride("Gəncə", "Bakı", days=2)
    bought, other = Bought(buses, 1, back=(back, 4)), Bought(buses, 2)
    board(other.numbers[0])
    cancel(buses, rides[0])
    release_all(rides[0])
    assert sorted(one.state for one in bought.tickets()) == ["paid", "refunded"]
    assert [one.state for one in other.tickets()] == ["paid"]
    assert taken(back) == {4}


def test_an_exchange_to_a_cancelled_trip_is_given_up(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 2000)
    change = bought.exchange(rides[1], 5)
    cancel(buses, rides[1])
    release_all(rides[1])
    assert (bought.seats(), bought.changes()[-1].state) == ([1], "given_up")
    assert invoice_state(change.invoice) == "cancelled"


def test_a_cancelled_trip_is_exchanged_for_nothing(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 2000)
    cancel(buses, rides[0])
    change = bought.exchange(rides[1], 5)
    assert (change.state, change.due, bought.seats()) == ("done", 0, [5])


def test_the_carrier_sees_what_another_bus_means_before_it_comes(buses, rides):
    Bought(buses, 1, 40)
    with transaction(read_only=True):
        moves = preview(trip_of(rides[0].trip.id), Bus(31, "2+2"))
    assert [(one.seat, one.to) for one in moves] == [(1, 1), (40, 31)] or [one.to for one in moves] != [None, None]
    assert taken(rides[0]) == {1, 40}  # nothing is changed


def test_another_bus_moves_who_must_move_and_keeps_the_rest(buses, rides):
    stays, moves = Bought(buses, 1), Bought(buses, 40)
    old = moves.tickets()[0]
    put(buses, rides[0], 31)
    assert stays.seats() == [1]
    assert [one.number for one in stays.tickets("paid")] == stays.numbers
    (new,) = moves.tickets("paid")
    assert new.seat <= 31
    assert new.number != old.number
    assert taken(rides[0]) == {1, new.seat}
    with transaction(read_only=True):
        assert issued(old.token).status is Status.REPLACED
        assert db.session().query(Swap).one().moved
    assert (told("seat_moved"), told("bus_changed")) == (1, 1)
    moves.give_back(new.number)  # its payment went with it
    assert len(refunds()) == 1


def test_who_finds_no_seat_chooses_or_has_the_money_back(buses, rides):
    first, second = Bought(buses, 1), Bought(buses, 2)
    put(buses, rides[0], 1, "2+1")
    assert (told("no_seat"), told("bus_changed"), told("seat_moved")) == (1, 1, 0)
    assert second.quote().back == second.tickets()[0].qepik  # whole, with the commission
    second.exchange(rides[1], 5)
    assert (first.seats(), second.seats()) == ([1], [5])
    with transaction(read_only=True):
        assert db.session().query(Unplaced).one().state == "exchanged"


def test_who_does_not_choose_in_time_has_the_money_back_once(buses, rides):
    Bought(buses, 1)
    bought = Bought(buses, 2)
    put(buses, rides[0], 1, "2+1")
    with transaction():
        db.session().query(Unplaced).one().until = now() - timedelta(seconds=1)
    sweep_changes.run(0)
    sweep_changes.run(0)
    assert refunds() == [bought.tickets()[0].qepik]
    assert told("no_seat_refunded") == 1


def test_a_cart_whose_seat_vanishes_ends_and_is_told(buses, rides):
    with transaction():
        gone, stays = buses.held(40), buses.held(2)
    put(buses, rides[0], 31)
    with transaction(read_only=True):
        assert (buses.order(gone).state, buses.order(stays).state) == ("lapsed", "held")
    assert (told("cart_ended"), taken(rides[0])) == (1, {2})


def test_a_larger_bus_moves_nobody(buses, rides):
    bought = Bought(buses, 1, 49)
    put(buses, rides[0], 53)
    assert [one.number for one in bought.tickets("paid")] == bought.numbers


def test_the_time_to_choose_ends_before_the_departure(rides):
    trip = rides[0].trip
    assert until_of(trip, trip.departs_at - timedelta(days=3)) == trip.departs_at - timedelta(days=2)
    assert until_of(trip, trip.departs_at - timedelta(hours=6)) == trip.departs_at - timedelta(hours=2)
    with time_machine.travel(trip.departs_at):
        assert until_of(trip, now()) > now()
