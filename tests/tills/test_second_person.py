"""A large refund at a counter is put to another person of the station; the ticket is good until the money is given."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tests.tills.conftest import CASH
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.payments.api import set_limit
from webapp.payments.checking import faults
from webapp.payments.models import Refund
from webapp.tickets.api import ticket, tickets_of
from webapp.tickets.changing.errors import QuoteOver
from webapp.tills.errors import AskOver, NoSuchAsk, SecondPersonAtTill, WordsMissing
from webapp.tills.models import Operation
from webapp.tills.permissions import SECOND, SELL
from webapp.tills.second_tables import SecondAsk
from webapp.tills.services.asking import asks_of, decide
from webapp.tills.services.returning import Given, give_back, worth


@pytest.fixture
def asked(station, opened):
    """A ticket sold for cash, a limit below its price, and the ask for a second person."""
    set_limit(1000, since=today(), basis="Əmr 1", actor=SYSTEM)
    station.opened(opening=0)
    station.brought(10_000)
    (found,) = tickets_of(station.sold(1, method=CASH).ref)
    _ticket, offer = worth(found.number, actor=station.cashier)
    made = give_back(found.number, offer.quote, actor=station.cashier)
    assert isinstance(made, SecondAsk)
    return found.number, offer, made


def test_the_ticket_stays_good_and_a_second_click_asks_once(station, asked):
    number, offer, made = asked
    assert give_back(number, offer.quote, actor=station.cashier).id == made.id
    assert (ticket(number).state, made.qepik, made.state) == ("paid", offer.back, "waiting")
    assert len(asks_of(station.head.party_id)) == 1


def test_another_agrees_and_the_sum_that_was_shown_is_given_once(station, asked):
    number, offer, made = asked
    with time_machine.travel(now() + timedelta(minutes=20), tick=False):  # longer than an offer stands alone
        decide(made.public_id, agree=True, answer="", actor=station.head)
        given = give_back(number, offer.quote, actor=station.cashier)
        assert given == Given(offer.back, 0, 0)
        give_back(number, offer.quote, actor=station.cashier)
    assert ticket(number).state == "refunded"
    (row,) = db.session().query(Refund)
    assert (row.state, row.asked_by, row.approved_name) == ("done", station.cashier.account_id, station.head.name)
    assert [one.qepik for one in db.session().query(Operation).filter_by(kind="refund")] == [-offer.back]
    assert (made.state, faults()) == ("given", [])


def test_who_asked_who_has_no_right_and_who_is_of_another_station_do_not_decide(station, asked):
    _number, _offer, made = asked
    itself = replace(station.cashier, rights=frozenset({SELL.code, SECOND.code}))
    for actor, refusal in ((itself, SecondPersonAtTill), (station.cashier, Forbidden), (station.stranger, NoSuchAsk)):
        with pytest.raises(refusal):
            decide(made.public_id, agree=True, answer="", actor=actor)


def test_a_no_says_why_and_gives_nothing(station, asked):
    number, offer, made = asked
    with pytest.raises(WordsMissing):
        decide(made.public_id, agree=False, answer=" ", actor=station.head)
    decide(made.public_id, agree=False, answer="Sənəd yoxdur", actor=station.head)
    with pytest.raises(AskOver):
        decide(made.public_id, agree=True, answer="", actor=station.head)
    assert give_back(number, offer.quote, actor=station.cashier).state == "refused"
    assert ticket(number).state == "paid"


def test_after_half_an_hour_the_sum_is_worked_out_anew(station, asked):
    number, offer, made = asked
    decide(made.public_id, agree=True, answer="", actor=station.head)
    with time_machine.travel(now() + timedelta(minutes=31), tick=False), pytest.raises(QuoteOver):
        give_back(number, offer.quote, actor=station.cashier)
    assert ticket(number).state == "paid"


def test_pages_ask_decide_and_give(station, keeper, other):
    with transaction():
        set_limit(1000, since=today(), basis="Əmr 1", actor=SYSTEM)
        station.opened(opening=0)
        station.brought(10_000)
        (found,) = tickets_of(station.sold(1, method=CASH).ref)
        _ticket, offer = worth(found.number, actor=station.cashier)
        made = give_back(found.number, offer.quote, actor=station.cashier)
    listed = keeper.open("/cabinet/tills/second", expect=200)
    assert found.number in listed.words
    address = f"/cabinet/tills/second/{made.public_id}"
    page = keeper.open(address, expect=200)
    assert "səbəbini yazın" in keeper.submit(page, "agree", to=f"{address}/refuse", answer="", expect=422).words
    keeper.submit(page, "agree", answer="Yoxlanıldı", expect=303)
    assert "Razılıq verilib" in keeper.open(address, expect=200).words
    assert keeper.submit(page, "agree", answer="", expect=409)
    other.open(address, expect=404)
