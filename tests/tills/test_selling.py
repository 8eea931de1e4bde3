"""Tickets over the counter: the seats of everybody, cash and terminal, once for a double click, back by the rules."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.tills.conftest import CASH, TERMINAL
from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.transaction import savepoint
from webapp.payments.api import balance
from webapp.tickets.api import order, taken_seats, tickets_of
from webapp.tickets.errors import SeatTaken
from webapp.tills import errors
from webapp.tills.api import seller_of
from webapp.tills.models import Operation
from webapp.tills.queries import operations_of
from webapp.tills.reporting import report_of
from webapp.tills.services.returning import give_back, take_back, worth
from webapp.tills.services.selling import Handed, hold_seats, release, sell


def agrees(station, public_id):
    return report_of(station.shift(public_id), station.till()).agrees


def test_a_sale_takes_the_same_seats_as_online(station, opened):
    station.opened()
    sale = station.sold(1, 2)
    assert order(sale.ref).state == "paid"
    assert {1, 2} <= taken_seats(station.ride())
    with pytest.raises(SeatTaken):
        station.ordered(2)


def test_without_a_shift_nothing_is_held_or_sold(station, opened):
    with pytest.raises(errors.NoOpenShift):
        hold_seats(station.ride(), [1], lap=False, actor=station.cashier)


def test_a_double_click_sells_once(station, opened):
    public_id = station.opened()
    made = station.ordered(1)
    handed, once = Handed(CASH, 2000, ""), new_public_id()
    first = sell(made, handed, once=once, actor=station.cashier)
    assert sell(made, handed, once=once, actor=station.cashier).id == first.id
    assert sell(made, handed, once=new_public_id(), actor=station.cashier).id == first.id
    assert balance("till:BAK-1:cash") == 1400
    assert len(operations_of(station.shift(public_id).id)) == 1


@pytest.mark.parametrize(
    ("handed", "field"), [(Handed(CASH, 1399, ""), "given"), (Handed(TERMINAL, None, "  "), "reference")]
)
def test_too_little_cash_or_no_reference_is_refused_beside_its_field(station, opened, handed, field):
    station.opened()
    made = station.ordered(1)
    with pytest.raises(errors.CashWrong) as refused:
        sell(made, handed, once=new_public_id(), actor=station.cashier)
    assert list(refused.value.fields) == [field]


def test_an_order_of_another_shift_is_not_found(station, opened):
    station.opened()
    made = station.ordered(1)
    station.opened("BAK-2", actor=station.head)
    with pytest.raises(errors.NoSuchOperation):
        sell(made, Handed(CASH, None, ""), once=new_public_id(), actor=station.head)
    with pytest.raises(errors.NoSuchOperation):
        release(made, actor=station.head)


def test_who_changes_their_mind_frees_the_seats(station, opened):
    station.opened()
    release(station.ordered(1), actor=station.cashier)
    assert 1 not in taken_seats(station.ride())


def test_a_mistake_is_taken_back_whole_within_a_minute(station, opened):
    public_id = station.opened()
    sale = station.sold(1, 2)
    given = take_back(sale.ref, reason="Səhv yer", actor=station.cashier)
    assert (given.cash, balance("till:BAK-1:cash")) == (2800, 0)
    assert {one.state for one in tickets_of(sale.ref)} == {"void"}
    assert agrees(station, public_id)


def test_after_a_minute_a_mistake_is_a_refund(station, opened, monkeypatch):
    station.opened()
    sale = station.sold(1)
    monkeypatch.setattr("webapp.tills.services.returning.now", lambda: now() + timedelta(seconds=61))
    with pytest.raises(errors.TooLateToVoid):
        take_back(sale.ref, reason="Səhv yer", actor=station.cashier)


@pytest.mark.parametrize("method", [CASH, TERMINAL])
def test_money_goes_back_by_the_way_it_came_and_once(station, opened, method):
    public_id = station.opened()
    station.brought(500)
    sale = station.sold(1, method=method)
    (ticket,) = tickets_of(sale.ref)
    _found, offer = worth(ticket.number.lower(), actor=station.cashier)
    first = give_back(ticket.number, offer.quote, actor=station.cashier)
    give_back(ticket.number, offer.quote, actor=station.cashier)
    assert (first.cash, first.terminal) == ((offer.back, 0) if method is CASH else (0, offer.back))
    assert balance(f"till:BAK-1:{method.value}") == 1400 - offer.back + (500 if method is CASH else 0)
    assert sum(one.kind == "refund" for one in operations_of(station.shift(public_id).id)) == 1
    assert agrees(station, public_id)


@pytest.mark.parametrize("number", ["", "AB-2026-9999999", "' OR 1=1 --"])
def test_a_ticket_that_is_none_is_not_given_back(station, opened, number):
    station.opened()
    with pytest.raises(errors.NotSoldHere):
        worth(number, actor=station.cashier)


def test_what_the_station_keeps_is_its_share_of_the_day(station, opened):
    station.opened()
    sale = station.sold(1)
    seller = seller_of(sale.ref, now().date())
    assert (seller.till, seller.station, seller.permille) == ("BAK-1", "BAK", 220)
    assert seller_of("none", now().date()) is None


def test_the_database_itself_sells_an_order_once(station, opened):
    station.opened()
    sale = station.sold(1)
    row = {"kind": "tickets", "method": "cash", "qepik": 1400, "ref": sale.ref, "at": now(), "once": "twice"}
    with pytest.raises(IntegrityError), savepoint():
        db.session().add(Operation(public_id="twice", shift_id=sale.shift_id, **row))
