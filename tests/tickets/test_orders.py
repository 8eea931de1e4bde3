"""Orders out and back, who pays which fare, what a route asks: all seats or none, a price that is honoured."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.tickets.conftest import ADULT, paying
from webapp.core import db
from webapp.core.clock import today
from webapp.core.transaction import savepoint
from webapp.payments.api import invoice
from webapp.tickets import errors
from webapp.tickets.models import CommissionRow, RouteTermsRow, Ticket
from webapp.tickets.queries import legs_of, locked_order, taken_seats, tickets_of
from webapp.tickets.services.holding import Buyer, Wish, hold
from webapp.tickets.services.paying import ask_payment, price_of, set_passengers
from webapp.tickets.services.places import let_lapse
from webapp.tickets.services.pricing import Passenger
from webapp.tickets.terms import terms_of
from webapp.timetable.api import cancel_trip
from webapp.timetable.models import FareRow

CHILD = Passenger("Nihad Məmmədov", "AZE7654321", today() - timedelta(days=7 * 366), fare="child")


def test_a_way_out_and_back_is_one_order_with_one_price(buses, opened):
    public_id = buses.there_and_back((1, 2), (11, 12))
    assert set_passengers(locked_order(public_id), [ADULT, CHILD]) == 2 * (1400 + 700)
    order = buses.order(public_id)
    invoiced = ask_payment(locked_order(public_id), buses.aysel)
    assert invoice(invoiced).qepik == 4200

    paying(invoiced, public_id)
    assert [(one.position, one.seat, one.state) for one in tickets_of(order.id)] == [
        (1, 1, "paid"),
        (2, 2, "paid"),
        (1, 11, "paid"),
        (2, 12, "paid"),
    ]
    assert len({one.number for one in tickets_of(order.id)}) == 4


def test_when_the_way_back_has_no_seat_nothing_is_held(buses, opened):
    buses.held(7, ride=buses.ride("Gəncə", "Bakı", days=3), actor=buses.sevda)
    with pytest.raises(errors.SeatTaken), savepoint():
        buses.there_and_back((1, 2), (6, 7))
    assert taken_seats(buses.ride()) == set()
    assert opened.query(Ticket).count() == 1


def test_a_hold_that_is_over_frees_both_ways(buses, opened):
    public_id = buses.there_and_back()
    buses.over(public_id)
    assert let_lapse(public_id, while_paying=False)
    assert {one.state for one in tickets_of(buses.order(public_id).id)} == {"void"}
    assert taken_seats(buses.ride("Gəncə", "Bakı", days=3)) == set()


@pytest.mark.parametrize(
    ("out", "back", "days", "error"),
    [
        ((1, 2), (1,), 3, errors.ChooseSeats),
        ((1,), (), 3, errors.ChooseSeats),
        ((1,), (50,), 3, errors.NoSuchSeat),
        ((1,), (1,), 1, errors.BackTooEarly),
    ],
)
def test_both_ways_belong_together(buses, opened, out, back, days, error):
    with pytest.raises(error):
        buses.there_and_back(out, back, days=days)


def test_a_child_who_is_ten_by_the_way_back_pays_the_full_fare_there(buses, opened):
    tenth = buses.ride(days=1).day + timedelta(days=1)
    born = date(tenth.year - 10, tenth.month, tenth.day)
    public_id = buses.there_and_back()
    assert set_passengers(locked_order(public_id), [replace(ADULT, born=born)]) == 700 + 1400


@pytest.mark.parametrize("born", [date(1990, 5, 1), None, today() - timedelta(days=11 * 366)])
def test_the_child_fare_is_not_for_an_adult(buses, opened, born):
    public_id = buses.held(1)
    with pytest.raises(errors.PassengersWrong) as refused:
        set_passengers(locked_order(public_id), [replace(CHILD, born=born)])
    assert list(refused.value.fields) == ["born_1"]


def test_who_gives_no_birth_date_pays_the_full_fare(buses, opened):
    assert set_passengers(locked_order(buses.held(1)), [replace(ADULT, born=None)]) == 1400


def test_the_price_of_the_hold_is_honoured(buses, opened):
    public_id = buses.held(1)
    fare = {"zone_low": 1, "zone_high": 4, "rider": "adult", "qepik": 9900, "basis": "Yeni tarif"}
    db.session().add(FareRow(route_id=buses.ride().route.id, valid_from=date(2026, 6, 1), **fare))
    db.session().flush()
    assert set_passengers(locked_order(public_id), [ADULT]) == 1400
    assert price_of(buses.order(buses.priced(2))) == 9900


def test_the_commission_of_advance_sale_is_inside_the_price_by_the_row_of_the_day(buses, opened):
    day = buses.ride().day
    db.session().add(CommissionRow(hundredths=1000, basis="Yeni faiz", is_default=False, valid_from=day))
    db.session().flush()
    (later,) = tickets_of(buses.order(buses.priced(1)).id)
    assert (later.qepik, later.commission_qepik) == (1400, 140)


def test_a_trip_that_was_cancelled_is_not_sold(buses, opened):
    ride = buses.ride()
    cancel_trip(ride.trip.number, "Avtobus nasazdır", actor=buses.sevda)
    with pytest.raises(errors.TripNotRun):
        buses.held(1, ride=ride)


def test_a_bus_that_shrank_while_the_page_was_open_has_not_the_seat(buses, opened):
    ride = buses.ride()
    buses.changed(ride, seats=19)
    with pytest.raises(errors.NoSuchSeat):
        buses.held(49, ride=ride)


def test_a_route_asks_what_its_newest_row_says(buses, opened):
    route = buses.ride().route.id
    assert terms_of(route, today()).policy == "document"
    rows = (("none", today()), ("name", today() + timedelta(days=2)))
    for policy, since in rows:
        known = {"transferable": True, "entry_permit": False, "basis": "Sınaq"}
        db.session().add(RouteTermsRow(route_id=route, policy=policy, valid_from=since, **known))
    db.session().flush()
    assert [terms_of(route, today() + timedelta(days=ahead)).policy for ahead in (0, 1, 2, 9)] == [
        "none",
        "none",
        "name",
        "name",
    ]


def test_to_a_territory_with_a_permit_one_goes_and_comes_back_by_name(buses, opened):
    ride = buses.ride("Bakı", "Xankəndi")
    with pytest.raises(errors.RoundTripOnly):
        buses.held(1, ride=ride)
    with pytest.raises(errors.RoundTripOnly):
        buses.there_and_back(places=("Bakı", "Xankəndi"), days=6)
    with pytest.raises(errors.PermitNeedsSignIn):
        hold([Wish(ride, (1,))], buyer=Buyer(), actor=buses.aysel)
    assert len(legs_of(buses.order(buses.there_and_back(places=("Bakı", "Xankəndi"))).id)) == 2
