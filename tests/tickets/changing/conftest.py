"""Tickets that were really paid, so that money can go back; the clock as the rules see it."""

from datetime import timedelta

import pytest

from tests.tickets.conftest import ADULT
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.payments.api import invoice
from webapp.payments.gateways.provider import Seen, Started
from webapp.payments.models import Refund
from webapp.payments.rules import Claim
from webapp.payments.services.attempting import begin, reached
from webapp.payments.services.settling import settle
from webapp.tickets.changing.exchanging import Wanted, exchange
from webapp.tickets.changing.models import Change
from webapp.tickets.changing.quoting import make_quote
from webapp.tickets.changing.refunding import refund
from webapp.tickets.models import Ticket
from webapp.tickets.queries import locked_order, taken_seats, tickets_of
from webapp.tickets.services.holding import Wish, buyer_of, hold
from webapp.tickets.services.paying import ask_payment, set_passengers
from webapp.timetable.models import TripRow


class Bought:
    """A paid order, and what its buyer does with it. Each deed is a transaction of its own."""

    def __init__(self, buses, *seats, back=None, **more):
        self.buses, self.actor = buses, buses.aysel
        with transaction():
            self.id, invoiced = there_and_back(buses, seats, back) if back else buses.asked(*seats, **more)
        pay(invoiced, self.actor)
        with transaction(read_only=True):
            order = buses.order(self.id)
            self.invoice, self.key = order.invoice, order.id
            self.numbers = [one.number for one in tickets_of(order.id)]

    def quote(self, *numbers):
        with transaction():
            return make_quote(locked_order(self.id), numbers or self.numbers)

    def give_back(self, *numbers, quote=None):
        found = quote or self.quote(*numbers)
        with transaction():
            return refund(self.id, found.public_id, actor=self.actor)

    def exchange(self, ride, *seats, quote=None, numbers=()):
        found = quote or self.quote(*numbers)
        with transaction():
            return exchange(self.id, found.public_id, Wanted(ride, seats), actor=self.actor)

    def tickets(self, state=None):
        with transaction(read_only=True):
            return [one for one in tickets_of(self.key) if state is None or one.state == state]

    def seats(self, state="paid"):
        return [one.seat for one in self.tickets(state)]

    def changes(self):
        with transaction(read_only=True):
            return db.session().query(Change).filter_by(order_id=self.key).order_by(Change.id).all()


def there_and_back(buses, seats, back):
    """Ask for the payment of a way out on `seats`, and back on the ride and seats of `back`."""
    wishes = [Wish(buses.ride(), seats), Wish(back[0], back[1:])]
    public_id = hold(wishes, buyer=buyer_of(buses.aysel), actor=buses.aysel)
    order = locked_order(public_id)
    set_passengers(order, [ADULT] * len(seats))
    return public_id, ask_payment(order, buses.aysel)


def pay(invoiced, actor):
    """Pay an invoice at ASAN ödəniş, as the provider says it."""
    with transaction():
        this = begin(invoiced, provider="asan_odenis", actor=actor)
    with transaction():
        reached(this.attempt, Started(f"ref-{this.attempt}", "http://127.0.0.1/pay"))
    with transaction():
        claim = Claim(this.claim.qepik, "AZN", this.invoice, this.attempt)
        return settle(this.attempt, Seen(f"ref-{this.attempt}", "succeeded", claim, now(), "T"))


def refunds():
    with transaction(read_only=True):
        return sorted(one.qepik for one in db.session().query(Refund))


def taken(ride):
    with transaction(read_only=True):
        return taken_seats(ride)


def invoice_state(public_id):
    with transaction(read_only=True):
        return invoice(public_id).state


def leaves_in(ride, **span):
    """Let the bus leave where the passenger boards in this time from now."""
    with transaction():
        leaves = now() + timedelta(**span)
        departs = leaves - timedelta(minutes=ride.start.minutes)
        db.session().query(TripRow).filter_by(id=ride.trip.id).update({"departs_at": departs})


def board(number):
    with transaction():
        db.session().query(Ticket).filter_by(number=number).one().boarded_at = now()


@pytest.fixture
def rides(buses):
    """Two trips of tomorrow from Bakı to Gəncə, of the same route."""
    with transaction(read_only=True):
        found = [buses.ride(which=n) for n in range(3)]
    return [ride for ride in found if ride.route.number == found[0].route.number]
