"""With payments itself: money in time is a ticket, late money a ticket while the seat is free, else it goes back."""

from datetime import timedelta

import pytest

from tests.tickets.conftest import ADULT
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.payments.api import invoice
from webapp.payments.checking import faults
from webapp.payments.gateways.provider import Seen, Started
from webapp.payments.models import Invoice, Refund
from webapp.payments.rules import Claim, Verdict
from webapp.payments.services.attempting import begin, reached
from webapp.payments.services.settling import settle
from webapp.tickets.jobs import sweep
from webapp.tickets.queries import taken_seats, tickets_of


@pytest.fixture
def under_way(buses):
    """An order whose buyer is at the payment system: order, invoice, and what the system says when the money came."""
    with transaction():
        public_id, invoiced = buses.asked(1, 2, passengers=[ADULT, ADULT])
    with transaction():
        this = begin(invoiced, provider="asan_odenis", actor=buses.aysel)
    with transaction():
        reached(this.attempt, Started(f"ref-{this.attempt}", "http://127.0.0.1/pay"))

    def pay():
        claim = Claim(this.claim.qepik, "AZN", this.invoice, this.attempt)
        with transaction():
            return settle(this.attempt, Seen(f"ref-{this.attempt}", "succeeded", claim, now(), "T"))

    return public_id, invoiced, pay


def ends(buses, public_id, minutes=11):
    with transaction():
        buses.over(public_id, minutes)


def in_order():
    with transaction(read_only=True):
        assert faults() == []


def test_money_in_time_is_a_ticket_for_each(buses, under_way):
    public_id, invoiced, pay = under_way
    assert pay() is Verdict.APPLY
    with transaction():
        assert all(one.number for one in tickets_of(buses.order(public_id).id))
        assert invoice(invoiced).receipt
    in_order()


def test_late_money_is_honoured_while_the_seat_is_free(buses, under_way):
    public_id, _invoiced, pay = under_way
    ends(buses, public_id)
    sweep.run(0)  # who is still paying is waited for
    assert pay() is Verdict.APPLY
    with transaction():
        assert buses.order(public_id).state == "paid"


def test_late_money_goes_back_when_another_has_the_seat(buses, under_way):
    public_id, invoiced, pay = under_way
    ends(buses, public_id)
    with transaction():
        other = buses.held(2, actor=buses.sevda)
    assert pay() is Verdict.LATE
    with transaction():
        assert (buses.order(public_id).state, buses.order(other).state) == ("lapsed", "held")
        assert taken_seats(buses.ride()) == {2}
        assert invoice(invoiced).state == "cancelled"
        assert [(one.qepik, one.state) for one in db.session().query(Refund)] == [(2800, "approved")]
    in_order()


def test_late_money_takes_seats_anew_that_nobody_has(buses, under_way):
    public_id, invoiced, pay = under_way
    ends(buses, public_id, minutes=26)
    sweep.run(0)
    with transaction():
        assert (buses.order(public_id).state, taken_seats(buses.ride())) == ("lapsed", set())
    assert pay() is Verdict.APPLY
    assert pay() is Verdict.IGNORE
    with transaction():
        assert (buses.order(public_id).state, taken_seats(buses.ride())) == ("paid", {1, 2})
        assert all(one.number and one.state == "paid" for one in tickets_of(buses.order(public_id).id))
        assert invoice(invoiced).state == "paid"
        assert db.session().query(Refund).count() == 0
    in_order()


@pytest.mark.parametrize("why", ["one seat is held", "given up", "sale closed", "trip cancelled", "smaller bus"])
def test_late_money_goes_back_when_the_seats_are_not_to_be_had(buses, under_way, why):
    public_id, invoiced, pay = under_way
    ends(buses, public_id, minutes=26)
    sweep.run(0)
    with transaction():
        if why == "one seat is held":
            buses.held(2, actor=buses.sevda)
        elif why == "given up":
            buses.order(public_id).state = "given_up"
        elif why == "sale closed":
            buses.changed(buses.ride(), departs_at=now() + timedelta(minutes=1))
        elif why == "trip cancelled":
            buses.changed(buses.ride(), state="cancelled", reason="Qəza", cancelled_at=now())
        else:
            buses.changed(buses.ride(), seats=1)
    assert pay() is Verdict.LATE
    with transaction():
        assert all(one.number is None for one in tickets_of(buses.order(public_id).id))
        assert invoice(invoiced).state == "cancelled"
        assert [(one.qepik, one.state) for one in db.session().query(Refund)] == [(2800, "approved")]
    in_order()


def test_money_after_midnight_is_honoured_while_the_seats_are_held(buses, under_way):
    public_id, invoiced, pay = under_way
    with transaction():
        db.session().query(Invoice).filter_by(public_id=invoiced).update({"due_on": today() - timedelta(days=1)})
    assert pay() is Verdict.APPLY
    with transaction():
        assert buses.order(public_id).state == "paid"
    in_order()
