"""The difference of an exchange that is paid late: honoured while the new seats are free, else it goes back, the old stay."""

from datetime import timedelta

import pytest
import time_machine

from tests.tickets.changing.conftest import Bought, refunds, taken
from tests.tickets.changing.test_exchanging import costs
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.payments.checking import faults
from webapp.payments.gateways.provider import Seen, Started
from webapp.payments.rules import Claim, Verdict
from webapp.payments.services.attempting import begin, reached
from webapp.payments.services.settling import settle
from webapp.tickets.changing.finishing import give_up
from webapp.tickets.changing.jobs import sweep_changes


@pytest.fixture
def late(buses, rides):
    """An exchange whose buyer is at the payment system when its time and grace are over."""
    bought = Bought(buses, 1)
    costs(rides[1], 2000)
    change = bought.exchange(rides[1], 5)
    with transaction():
        this = begin(change.invoice, provider="asan_odenis", actor=buses.aysel)
    with transaction():
        reached(this.attempt, Started(f"ref-{this.attempt}", "http://127.0.0.1/pay"))

    def pay():
        claim = Claim(this.claim.qepik, "AZN", this.invoice, this.attempt)
        with transaction():
            return settle(this.attempt, Seen(f"ref-{this.attempt}", "succeeded", claim, now(), "T"))

    with time_machine.travel(now() + timedelta(minutes=30), tick=False):
        sweep_changes.run(0)
        assert (bought.changes()[-1].state, taken(rides[1])) == ("given_up", set())
        yield bought, pay


def in_order():
    with transaction(read_only=True):
        assert faults() == []


def test_free_seats_are_taken_anew(rides, late):
    bought, pay = late
    assert pay() is Verdict.APPLY
    assert (bought.seats(), taken(rides[0]), taken(rides[1]), refunds()) == ([5], set(), {5}, [])
    in_order()


def test_a_seat_that_another_has_sends_the_money_back_and_the_old_ticket_stays(buses, rides, late):
    bought, pay = late
    with transaction():
        buses.held(5, ride=rides[1], actor=buses.sevda)
    assert pay() is Verdict.LATE
    assert (bought.seats(), len(refunds())) == ([1], 1)
    in_order()


def test_who_gave_the_exchange_up_has_the_money_back(buses, rides):
    bought = Bought(buses, 1)
    costs(rides[1], 2000)
    bought.exchange(rides[1], 5)
    with transaction():
        give_up(bought.id, buses.aysel)
    assert bought.seats() == [1]
