"""Another trip for a ticket: same price at once, dearer when it is paid, cheaper with money back; one seat for one person."""

from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from tests.tickets.changing.conftest import Bought, board, invoice_state, pay, refunds, taken
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.documents.api import Status, former_of, issued
from webapp.notifications.models import Notice
from webapp.payments.checking import faults
from webapp.tickets.changing.errors import Ended, ExchangeWaits, OneRide, OtherRoute
from webapp.tickets.changing.finishing import give_up
from webapp.tickets.changing.jobs import sweep_changes
from webapp.tickets.changing.telling import TEMPLATES
from webapp.tickets.errors import ChooseSeats, SaleClosed, SeatTaken
from webapp.tickets.queries import locked_order
from webapp.timetable.models import FareRow


def costs(ride, qepik):
    """Let the ride cost another price from now on."""
    with transaction():
        rows = db.session().query(FareRow).filter_by(route_id=ride.route.id, rider="adult")
        low, high = sorted((ride.start.zone, ride.end.zone))
        row = rows.filter_by(zone_low=low, zone_high=high).first()
        known = {one.name: getattr(row, one.name) for one in FareRow.__table__.columns if one.name != "id"}
        db.session().add(FareRow(**known | {"qepik": qepik, "valid_from": today()}))


def test_the_mail_of_an_exchange_takes_the_old_ride_out_of_the_calendar(buses, rides):
    bought = Bought(buses, 1)
    bought.exchange(rides[1], 5)
    new = bought.tickets("paid")[0].number
    with transaction(read_only=True):
        params = db.session().query(Notice).filter_by(template="tickets.exchanged").one().params
        assert params["numbers"] == new
        mailed = next(one for one in TEMPLATES if one.code == "tickets.exchanged").enclose(params)
    events = {
        str(one["uid"]).partition("@")[0]: one["status"] for one in Calendar.from_ical(mailed.files[0].content).events
    }
    assert events == {bought.numbers[0]: "CANCELLED", new: "CONFIRMED"}
    states = {one["reservationNumber"]: one["reservationStatus"].rpartition("/")[2] for one in mailed.structured}
    assert states == {bought.numbers[0]: "ReservationCancelled", new: "ReservationConfirmed"}


def test_the_same_price_is_exchanged_at_once(buses, rides):
    bought = Bought(buses, 1)
    change = bought.exchange(rides[1], 5)
    assert (change.state, change.due) == ("done", 0)
    old, new = bought.tickets()
    assert (old.state, new.state, new.seat, new.replaces_id) == ("exchanged", "paid", 5, old.id)
    assert new.number != old.number
    assert (taken(rides[0]), taken(rides[1])) == (set(), {5})
    with transaction(read_only=True):
        assert issued(old.token).status is Status.REPLACED
        assert former_of(new.token).token == old.token
    assert refunds() == []


def test_a_cheaper_trip_gives_the_difference_back_and_a_refund_the_rest(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 900)
    bought.exchange(rides[1], 5)
    (new,) = bought.tickets("paid")
    assert (refunds(), new.qepik) == ([500], 900)
    bought.give_back(new.number)
    assert refunds() == sorted([500, 900 - new.commission_qepik])
    with transaction(read_only=True):
        assert faults() == []


def test_a_dearer_trip_waits_for_the_difference(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 2000)
    change = bought.exchange(rides[1], 5)
    assert (change.state, change.due) == ("waiting", 600)
    assert (taken(rides[0]), taken(rides[1])) == ({1}, {5})
    assert bought.seats() == [1]
    with pytest.raises(ExchangeWaits):
        bought.quote(bought.numbers[0])
    pay(change.invoice, buses.aysel)
    (new,) = bought.tickets("paid")
    assert (new.seat, taken(rides[0])) == (5, set())
    bought.give_back(new.number)  # to both payments, the last one first
    assert refunds() == sorted([600, 1400 - new.commission_qepik])
    with transaction(read_only=True):
        assert faults() == []


def test_who_does_not_pay_keeps_the_old_ticket(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 2000)
    change = bought.exchange(rides[1], 5)
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert taken(rides[1]) == set()  # before anything was tidied
        sweep_changes.run(0)
    assert invoice_state(change.invoice) == "cancelled"
    assert (bought.seats(), bought.changes()[-1].state) == ([1], "given_up")
    bought.exchange(rides[1], 5)  # one may try again


def test_who_gives_an_exchange_up_frees_the_new_seat(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 2000)
    bought.exchange(rides[1], 5)
    with transaction():
        give_up(bought.id, buses.aysel)
    assert (taken(rides[0]), taken(rides[1])) == ({1}, set())
    assert bought.quote(bought.numbers[0]).back


def test_money_for_an_exchange_that_cannot_be_any_more_goes_back(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 2000)
    change = bought.exchange(rides[1], 5)
    board(bought.numbers[0])
    pay(change.invoice, buses.aysel)
    assert (refunds(), taken(rides[1]), bought.seats()) == ([600], set(), [1])


def test_a_taken_seat_changes_nothing(buses, rides):
    bought = Bought(buses, 1)
    with transaction():
        buses.held(5, ride=rides[1], actor=buses.sevda)
    quote = bought.quote()
    with pytest.raises(SeatTaken):
        bought.exchange(rides[1], 5, quote=quote)
    assert (bought.seats(), taken(rides[0])) == ([1], {1})
    bought.exchange(rides[1], 6, quote=quote)  # the quote holds for another seat


def test_a_second_click_exchanges_once(buses, rides):
    bought = Bought(buses, 1)
    quote = bought.quote()
    one = bought.exchange(rides[1], 5, quote=quote)
    assert bought.exchange(rides[1], 6, quote=quote).public_id == one.public_id
    assert bought.seats() == [5]
    with pytest.raises(Ended):
        bought.quote(bought.numbers[0])


def test_another_route_another_count_and_a_closed_sale_are_refused(buses, rides):
    bought = Bought(buses, 1)
    quote = bought.quote()
    with transaction(read_only=True):
        other = buses.ride("Gəncə", "Bakı")
    with pytest.raises(OtherRoute):
        bought.exchange(other, 5, quote=quote)
    for seats in ((), (5, 6)):
        with pytest.raises(ChooseSeats):
            bought.exchange(rides[1], *seats, quote=quote)
    with transaction():
        closed = buses.changed(rides[1], departs_at=now() + timedelta(minutes=5))
    with pytest.raises(SaleClosed):
        bought.exchange(closed, 5, quote=quote)


def test_a_family_is_exchanged_together_with_its_payments(buses, rides):
    bought = Bought(buses, 1, 2, 3)
    costs(rides[0], 1000)
    bought.exchange(rides[1], 7, 8, 9)
    assert bought.seats() == [7, 8, 9]
    assert refunds() == [1200]
    bought.give_back(*[one.number for one in bought.tickets("paid")])
    assert sum(refunds()) == 4200 - sum(one.commission_qepik for one in bought.tickets("refunded"))


def test_the_same_trip_gives_another_seat(buses, rides):
    bought = Bought(buses, 1)
    bought.exchange(rides[0], 9)
    assert taken(rides[0]) == {9}


def test_tickets_of_two_rides_are_not_exchanged_for_one(buses, rides):
    with transaction(read_only=True):
        back = buses.ride("Gəncə", "Bakı", days=2)
    bought = Bought(buses, 1, back=(back, 4))
    with pytest.raises(OneRide):
        bought.exchange(rides[1], 5, 6)
    bought.exchange(rides[1], 5, numbers=bought.numbers[:1])
    assert sorted(bought.seats()) == [4, 5]  # the way back stays


def test_a_late_payment_is_honoured_while_the_seat_is_free_and_else_goes_back(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[0], 2000)
    change = bought.exchange(rides[1], 5)
    with transaction():
        locked_order(bought.id).held_until = now() - timedelta(seconds=1)
    with transaction():
        buses.held(5, ride=rides[1], actor=buses.sevda)  # the hold is over: the seat may be had
    pay(change.invoice, buses.aysel)
    assert (refunds(), bought.seats(), taken(rides[1])) == ([600], [1], {5})
