"""Holding, pricing, paying: a seat is one passenger's on each piece of the way, and money finds its seat or goes back."""

from datetime import date, timedelta

import pytest

from tests.tickets.conftest import ADULT, paying
from webapp.core import db
from webapp.core.clock import today
from webapp.core.transaction import savepoint
from webapp.documents import api as documents
from webapp.notifications.models import Notice
from webapp.payments.api import invoice
from webapp.tickets import errors
from webapp.tickets.models import Place
from webapp.tickets.queries import free_counts, locked_order, taken_seats, tickets_of
from webapp.tickets.services.checking_in import check_in
from webapp.tickets.services.confirming import confirm
from webapp.tickets.services.holding import give_up, lapsed_orders
from webapp.tickets.services.paying import ask_payment, price_of, set_passengers
from webapp.tickets.services.places import let_lapse
from webapp.tickets.services.pricing import Passenger
from webapp.timetable.models import FareRow
from webapp.timetable.scheduling import make_trips

CHILD = Passenger("Nihad Məmmədov", "AZE7654321", today() - timedelta(days=7 * 366))
BABY = Passenger("Ayla Məmmədova", "AZE1111111", today() - timedelta(days=400))


def test_a_held_seat_is_not_free(buses, opened):
    ride = buses.ride()
    buses.held(1, 2)
    assert taken_seats(ride) == {1, 2}
    assert free_counts([ride]) == {ride.trip.id: 47}


def test_nobody_takes_a_seat_that_is_held(buses, opened):
    buses.held(1, 2)
    with pytest.raises(errors.SeatTaken):
        buses.held(2, 3, actor=buses.sevda)


def test_a_seat_is_sold_again_from_where_it_becomes_free(buses, opened):
    buses.held(1, ride=buses.ride("Bakı", "Yevlax"))
    buses.held(1, ride=buses.ride("Yevlax", "Gəncə"), actor=buses.sevda)
    with pytest.raises(errors.SeatTaken):
        buses.held(1, ride=buses.ride("Bakı", "Gəncə"))


@pytest.mark.parametrize(
    ("seats", "error"),
    [
        ((0,), errors.NoSuchSeat),
        ((50,), errors.NoSuchSeat),
        ((-1,), errors.NoSuchSeat),
        ((1, 2, 3, 4, 5, 6, 7), errors.ChooseSeats),
        ((3, 3), errors.ChooseSeats),
    ],
)
def test_a_seat_that_the_bus_does_not_have_is_refused(buses, opened, seats, error):
    with pytest.raises(error):
        buses.held(*seats)


def test_a_buyer_keeps_three_orders_at_most(buses, opened):
    for seat in (1, 2, 3):
        buses.held(seat)
    with pytest.raises(errors.TooManyHolds):
        buses.held(4)


def test_a_hold_that_is_over_frees_its_seat_before_anybody_tidies(buses, opened):
    first = buses.held(1)
    buses.over(first)
    assert taken_seats(buses.ride()) == set()

    second = buses.held(1, actor=buses.sevda)
    assert (buses.order(first).state, buses.order(second).state) == ("lapsed", "held")


def test_who_gives_up_frees_the_seat(buses, opened):
    public_id, invoiced = buses.asked(1)
    give_up(buses.order(public_id), buses.aysel)
    assert taken_seats(buses.ride()) == set()
    assert invoice(invoiced).state == "cancelled"
    with pytest.raises(errors.HoldOver):
        give_up(buses.order(public_id), buses.aysel)


def test_a_family_pays_by_age_and_a_child_on_the_lap_nothing(buses, opened):
    public_id = buses.held(1, 2, lap=True)
    assert set_passengers(locked_order(public_id), [ADULT, CHILD, BABY]) == 1400 + 700
    assert [one.rider for one in tickets_of(buses.order(public_id).id)] == ["adult", "child", "lap"]


@pytest.mark.parametrize(
    ("passengers", "field"),
    [
        ([ADULT, CHILD], "born_2"),
        ([CHILD, BABY], "born_2"),
        ([Passenger("A B", "AA12345", today() + timedelta(days=9)), BABY], "born_1"),
    ],
)
def test_a_child_on_the_lap_is_under_five_and_with_an_adult(buses, opened, passengers, field):
    public_id = buses.held(1, lap=True)
    with pytest.raises(errors.PassengersWrong) as refused:
        set_passengers(locked_order(public_id), passengers)
    assert list(refused.value.fields) == [field]


def test_a_new_price_does_not_change_what_is_priced(buses, opened):
    public_id = buses.priced(1)
    route = buses.ride().route.id
    fare = {"zone_low": 1, "zone_high": 4, "rider": "adult", "qepik": 9900, "basis": "Yeni tarif"}
    db.session().add(FareRow(route_id=route, valid_from=date(2026, 6, 1), **fare))
    db.session().flush()
    assert invoice(ask_payment(locked_order(public_id), buses.aysel)).qepik == 1400
    assert price_of(buses.order(buses.priced(2))) == 9900


def test_nothing_is_paid_before_the_passengers_are_known(buses, opened):
    public_id = buses.held(1)
    with pytest.raises(errors.PassengersWrong):
        ask_payment(locked_order(public_id), buses.aysel)


def test_who_is_paying_cannot_change_the_passengers_and_has_one_invoice(buses, opened):
    public_id, invoiced = buses.asked(1)
    assert ask_payment(locked_order(public_id), buses.aysel) == invoiced
    with pytest.raises(errors.AlreadyPriced):
        set_passengers(locked_order(public_id), [ADULT])


def test_after_ten_minutes_nothing_can_be_paid(buses, opened):
    public_id = buses.priced(1)
    buses.over(public_id)
    with pytest.raises(errors.HoldOver):
        ask_payment(locked_order(public_id), buses.aysel)


def test_a_payment_gives_a_ticket_to_each_passenger_once(buses, opened):
    public_id, invoiced = buses.asked(1, 2, lap=True, passengers=[ADULT, CHILD, BABY])
    paying(invoiced, public_id)
    paying(invoiced, public_id)

    tickets = tickets_of(buses.order(public_id).id)
    assert [one.number for one in tickets] == [f"AB-{buses.ride().day.year}-{n:07d}" for n in (1, 2, 3)]
    document = documents.card_facts(tickets[0].token)
    assert (document.number, document.status) == (tickets[0].number, "valid")
    assert "yer 1" in document.subject
    assert "AA1234567" not in str(document.extra)


def test_the_ride_is_told_in_the_language_of_the_buyer(buses, opened):
    public_id, invoiced = buses.asked(1)
    buses.order(public_id).language = "ru"
    db.session().flush()
    paying(invoiced, public_id)
    (notice,) = db.session().query(Notice).filter_by(template="tickets.sold")
    assert notice.params["ride"].startswith("Баку – Гянджа")
    assert not any(word in notice.params["ride"] for word in ("noyabr", "dekabr"))


def test_a_payment_after_the_hold_is_honoured_while_the_seat_is_free(buses, opened):
    public_id, invoiced = buses.asked(1)
    buses.over(public_id)
    paying(invoiced, public_id)
    assert buses.order(public_id).state == "paid"
    assert taken_seats(buses.ride()) == {1}


def test_when_the_seat_is_gone_its_invoice_is_too_so_that_late_money_goes_back(buses, opened):
    public_id, invoiced = buses.asked(1)
    buses.over(public_id)
    buses.held(1, actor=buses.sevda)
    assert invoice(invoiced).state == "cancelled"
    with pytest.raises(errors.SeatsGone):
        confirm(public_id)


def test_a_sold_seat_stays_sold_whatever_the_clock_says(buses, opened):
    public_id = buses.paid(1)
    buses.over(public_id, minutes=600)
    assert lapsed_orders() == []
    assert not let_lapse(public_id, while_paying=True)
    with pytest.raises(errors.SeatTaken):
        buses.held(1, actor=buses.sevda)


def test_the_sweep_finds_what_is_over(buses, opened):
    waits, late, fresh = buses.held(1), buses.held(2), buses.held(3)
    buses.over(waits)
    buses.over(late, minutes=26)
    assert dict(lapsed_orders()) == {waits: False, late: True}
    assert let_lapse(waits, while_paying=False)
    assert not let_lapse(fresh, while_paying=True)
    assert db.session().query(Place).count() == 4


def test_the_sale_closes_before_the_bus_leaves(buses, opened):
    ride = buses.ride(days=0)
    ride = buses.changed(ride, departs_at=ride.trip.departs_at - timedelta(days=1))
    with pytest.raises(errors.SaleClosed):
        buses.held(1, ride=ride)


def test_trips_are_made_once(buses, opened):
    assert make_trips() == 0
    assert make_trips(15) == make_trips(16) > 0  # every day of the demo network is alike


def test_a_ticket_boards_once_and_only_its_trip(buses, opened):
    public_id = buses.paid(1)
    (ticket,) = tickets_of(buses.order(public_id).id)
    ride = buses.ride()

    with pytest.raises(errors.NoSuchTicket):
        check_in(buses.ride(which=1).trip.number, ticket.number, actor=buses.sevda)
    assert check_in(ride.trip.number, f" {ticket.number.lower()} ", actor=buses.sevda).boarded_at
    with pytest.raises(errors.AlreadyOnBoard):
        check_in(ride.trip.number, ticket.number, actor=buses.sevda)


def test_an_unpaid_ticket_does_not_board(buses, opened):
    buses.priced(1)
    with pytest.raises(errors.NoSuchTicket):
        check_in(buses.ride().trip.number, "AB-2026-0000001", actor=buses.sevda)


def test_the_database_itself_refuses_a_second_passenger(buses, opened):
    buses.held(1)
    place = db.session().query(Place).first()
    with pytest.raises(errors.SeatTaken), savepoint():
        db.session().add(Place(trip_id=place.trip_id, seat=1, segment=place.segment, ticket_id=place.ticket_id))
