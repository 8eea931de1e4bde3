"""Giving tickets back: the sum of the quote, once, to the payment; and everything that must not happen."""

from datetime import timedelta

import pytest
import time_machine

from tests.tickets.changing.conftest import Bought, board, leaves_in, refunds, taken
from tests.tickets.conftest import ADULT
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.documents.api import Status, issued
from webapp.payments.checking import faults
from webapp.tickets.changing.choosing import chosen
from webapp.tickets.changing.errors import (
    ChildAlone,
    ChooseTickets,
    ClaimFirst,
    Ended,
    QuoteOver,
    TooLate,
    Travelled,
)
from webapp.tickets.changing.models import TierRow
from webapp.tickets.errors import NoSuchOrder, NoSuchTicket
from webapp.tickets.services.pricing import Passenger

CHILD = Passenger("Ayla Məmmədova", "AZE123456", now().date() - timedelta(days=400))


def price(bought):
    return bought.tickets()[0].qepik, bought.tickets()[0].commission_qepik


def test_one_of_two_tickets_goes_back_and_the_other_stays(buses, rides):
    bought = Bought(buses, 1, 2)
    qepik, commission = price(bought)
    change = bought.give_back(bought.numbers[0])
    assert (change.kind, change.state) == ("refund", "done")
    assert [one.state for one in bought.tickets()] == ["refunded", "paid"]
    assert refunds() == [qepik - commission]
    assert taken(rides[0]) == {2}
    tokens = [one.token for one in bought.tickets()]
    with transaction(read_only=True):
        states = [issued(token).status for token in tokens]
        assert states[0] is Status.REVOKED
        assert states[1] in {Status.VALID, Status.UPCOMING}
        assert faults() == []


def test_all_tickets_go_back_as_one_refund(buses, rides):
    bought = Bought(buses, 1, 2)
    qepik, commission = price(bought)
    bought.give_back()
    assert refunds() == [2 * (qepik - commission)]
    assert taken(rides[0]) == set()


def test_a_second_click_and_a_second_tab_give_nothing_more(buses):
    bought = Bought(buses, 1)
    first, second = bought.quote(), bought.quote()
    one = bought.give_back(quote=first)
    assert bought.give_back(quote=first).public_id == one.public_id
    with pytest.raises(Ended):
        bought.give_back(quote=second)
    assert len(refunds()) == 1


def test_near_the_departure_a_part_is_kept(buses, rides):
    bought = Bought(buses, 1)
    qepik, commission = price(bought)
    leaves_in(rides[0], hours=1)
    bought.give_back()
    assert refunds() == [qepik - qepik * 15 // 100 - commission]


def test_a_quote_is_honoured_for_five_minutes_over_a_limit_and_a_new_rule(buses, rides):
    bought = Bought(buses, 1)
    qepik, commission = price(bought)
    leaves_in(rides[0], minutes=121)
    quote = bought.quote()
    with transaction():
        row = db.session().query(TierRow).filter_by(band="early", is_default=True).one()
        known = {one.name: getattr(row, one.name) for one in TierRow.__table__.columns if one.name != "id"}
        db.session().add(TierRow(**known | {"keeps": 900, "valid_from": now().date() - timedelta(days=1)}))
    with time_machine.travel(now() + timedelta(minutes=4, seconds=50)):
        bought.give_back(quote=quote)
    assert refunds() == [qepik - commission]


@pytest.mark.parametrize("span", [{"minutes": 5, "seconds": 1}, {"days": -1}])
def test_a_quote_that_is_over_gives_nothing_whatever_the_clock_does(buses, span):
    bought = Bought(buses, 1)
    quote = bought.quote()
    with time_machine.travel(now() + timedelta(**span)), pytest.raises(QuoteOver):
        bought.give_back(quote=quote)
    assert refunds() == []


def test_what_cannot_be_given_back_is_said(buses, rides):
    bought = Bought(buses, 1, 2)
    board(bought.numbers[0])
    with pytest.raises(Travelled):
        bought.quote()
    assert bought.quote(bought.numbers[1]).back  # the other one can
    with pytest.raises(ChooseTickets), transaction():
        chosen(buses.order(bought.id), [])
    leaves_in(rides[0], minutes=-1)
    with pytest.raises(ClaimFirst):
        bought.quote(bought.numbers[1])
    leaves_in(rides[0], days=-4)
    with pytest.raises(TooLate):
        bought.quote(bought.numbers[1])


def test_who_boards_between_quote_and_click_keeps_the_ticket(buses):
    bought = Bought(buses, 1)
    quote = bought.quote()
    board(bought.numbers[0])
    with pytest.raises(Travelled):
        bought.give_back(quote=quote)
    assert refunds() == []


def test_tickets_and_quotes_of_another_order_are_not_there(buses):
    mine, other = Bought(buses, 1), Bought(buses, 2)
    with pytest.raises(NoSuchTicket):
        mine.quote(other.numbers[0])
    with pytest.raises(NoSuchOrder):
        mine.give_back(quote=other.quote())


def test_a_child_on_the_lap_is_not_left_alone(buses):
    bought = Bought(buses, 1, lap=True, passengers=[ADULT, CHILD])
    with pytest.raises(ChildAlone):
        bought.quote(bought.numbers[0])
    assert bought.quote(bought.numbers[1]).back == 0
    bought.give_back()
    assert {one.state for one in bought.tickets()} == {"refunded"}
    assert len(refunds()) == 1
