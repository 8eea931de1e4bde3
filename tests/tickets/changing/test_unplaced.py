"""Who has no seat on the bus that came: a state of its own on the ticket, at the door and in figures, until the choice."""

from datetime import timedelta

import pytest
import time_machine

from tests.tickets.changing.conftest import Bought, refunds, taken
from tests.tickets.changing.test_faults import put, told
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.documents.api import Status, issued
from webapp.tickets.boarding.figures import Wanted, totals
from webapp.tickets.boarding.passengers import trip_file
from webapp.tickets.boarding.verdicts import Standing, Verdict, found_of
from webapp.tickets.changing.errors import NotTransferable
from webapp.tickets.changing.jobs import sweep_changes
from webapp.tickets.changing.models import Unplaced
from webapp.tickets.changing.transferring import ensure_may_pass_on
from webapp.tickets.errors import NoSeatOnBoard
from webapp.tickets.queries import counts_of
from webapp.tickets.services.checking_in import check_in
from webapp.timetable.api import trip_of


@pytest.fixture
def left(buses, rides):
    """Two have paid, the bus that came has one seat."""
    Bought(buses, 1)
    bought = Bought(buses, 2)
    put(buses, rides[0], 1)
    return bought


def test_the_state_is_seen_everywhere(buses, rides, left):
    (ticket,) = left.tickets()
    assert ticket.state == "unplaced"
    with transaction(read_only=True):
        assert issued(ticket.token).status is Status.SUSPENDED
        assert trip_file(trip_of(rides[0].trip.id))["unplaced"] == [ticket.id]
        assert counts_of([rides[0].trip.id]) == {rides[0].trip.id: (1, 0)}
        wanted = Wanted(rides[0].day, rides[0].day)
        assert totals(rides[0].route.party_id, wanted)["unplaced"][0] == 1
    assert taken(rides[0]) == {1}


def test_nobody_boards_with_it_nor_passes_it_on(buses, rides, left):
    (ticket,) = left.tickets()
    with transaction(read_only=True), pytest.raises(NotTransferable):
        ensure_may_pass_on(ticket, rides[0])
    with pytest.raises(NoSeatOnBoard), transaction():
        check_in(rides[0].trip.number, left.numbers[0], actor=buses.sevda)
    assert found_of(Standing(1, True, False, 1, None, True), 1, 1) is Verdict.NO_SEAT


def test_pages_say_it(client, carrier, rides, left):
    words = client.open(f"/cabinet/tickets/orders/{left.id}/tickets/{left.numbers[0]}").words
    assert "bu biletə yer çatmadı" in words
    assert "Yeri yoxdur" in carrier.open(f"/cabinet/bus-trips/{rides[0].trip.number}").words


def test_one_is_reminded_once_when_half_of_the_time_is_over_and_then_paid_back(buses, rides, left):
    with transaction(read_only=True):
        row = db.session().query(Unplaced).one()
    for at, reminders in ((0.4, 0), (0.6, 1), (0.9, 1)):
        with time_machine.travel(row.made_at + (row.until - row.made_at) * at, tick=False):
            sweep_changes.run(0)
        assert (told("no_seat_reminder"), refunds()) == (reminders, [])
    with time_machine.travel(row.until + timedelta(minutes=1), tick=False):
        sweep_changes.run(0)
    assert refunds() == [left.tickets()[0].qepik]
    assert left.tickets()[0].state == "refunded"


def test_another_trip_that_is_chosen_gives_a_ticket_in_force(buses, rides, left):
    old = left.tickets()[0]
    left.exchange(rides[1], 5)
    (new,) = left.tickets("paid")
    with transaction(read_only=True):
        assert issued(old.token).status is Status.REPLACED
        assert issued(new.token).status in {Status.UPCOMING, Status.VALID}
        assert db.session().query(Unplaced).one().state == "exchanged"
