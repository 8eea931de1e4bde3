"""A late bus: passengers are told, and more than the rules' two hours open the whole refund until it leaves."""

from datetime import timedelta

import pytest
import time_machine

from tests.tickets.changing.conftest import Bought, refunds
from tests.tickets.changing.test_faults import told
from webapp.core import db
from webapp.core.text import in_language
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice
from webapp.payments.checking import faults
from webapp.tickets.changing.claiming import begin, decide
from webapp.tickets.changing.errors import ClaimFirst
from webapp.tickets.changing.jobs import tell_of_delay
from webapp.tickets.changing.telling import TEMPLATES
from webapp.tickets.permissions import CHECK_IN
from webapp.timetable.api import report_delay, trip_of
from webapp.ui.filters import moment


def late(buses, ride, minutes, **more):
    with transaction():
        report_delay(ride.trip.number, minutes, "Qar yağır", actor=buses.sevda, **more)


@pytest.mark.parametrize(("minutes", "whole"), [(119, False), (120, False), (121, True), (1440, True)])
def test_more_than_two_hours_open_the_whole_refund_with_its_commission(buses, rides, minutes, whole):
    bought = Bought(buses, 1)
    late(buses, rides[0], minutes)
    (line,) = bought.quote().lines
    ticket = bought.tickets()[0]
    assert (line["back"] == ticket.qepik) is whole
    assert (line["band"] == "carrier") is whole
    assert line["back"] + line["kept"] + line["commission"] == ticket.qepik


def test_the_hours_are_counted_to_the_departure_that_is_expected(buses, rides):
    bought, leaves = Bought(buses, 1), rides[0].leaves
    late(buses, rides[0], 100)
    for before, band in ((-95, "last"), (-80, "late"), (25, "early")):
        with time_machine.travel(leaves - timedelta(minutes=before), tick=False):
            assert bought.quote().lines[0]["band"] == band


def test_the_refund_follows_and_the_books_agree(buses, rides):
    bought = Bought(buses, 1)
    qepik = bought.tickets()[0].qepik
    late(buses, rides[0], 180)
    with time_machine.travel(rides[0].leaves + timedelta(minutes=60), tick=False):
        bought.give_back()
    assert refunds() == [qepik]
    with transaction(read_only=True):
        assert faults() == []


def test_a_delay_that_was_taken_back_closes_what_it_opened(buses, rides):
    bought = Bought(buses, 1)
    late(buses, rides[0], 180)
    quote = bought.quote()
    late(buses, rides[0], 0)
    assert bought.quote().back < bought.tickets()[0].qepik
    bought.give_back(quote=quote)  # what was shown is honoured
    assert refunds() == [bought.tickets()[0].qepik]


def test_once_the_late_bus_has_left_the_carrier_decides_on_the_whole_price(buses, rides):
    bought = Bought(buses, 1)
    qepik = bought.tickets()[0].qepik
    late(buses, rides[0], 180)
    with time_machine.travel(rides[0].leaves + timedelta(minutes=200), tick=False):
        with pytest.raises(ClaimFirst):
            bought.quote()
        with transaction():
            claim = begin(bought.id, bought.numbers[0], wants="refund", words="Gözləmədim", actor=buses.aysel)
            decide(claim.public_id, accept=True, answer="", actor=buses.sevda)
    assert refunds() == [qepik]


def test_passengers_are_told_how_late_and_what_they_may_do(buses, rides):
    bought = Bought(buses, 1)
    for minutes, code in ((30, "delayed"), (150, "delayed_much"), (0, "in_time")):
        late(buses, rides[0], minutes)
        tell_of_delay.run(bought.id, rides[0].trip.number)
        assert told(code) == 1


def test_the_instant_is_written_as_each_reader_writes_it(buses, rides):
    bought = Bought(buses, 1)
    late(buses, rides[0], 30)
    tell_of_delay.run(bought.id, rides[0].trip.number)
    kind = next(one for one in TEMPLATES if one.code == "tickets.delayed")
    with transaction(read_only=True):
        params = db.session().query(Notice).filter_by(template=kind.code).one().params
    said = {}
    for language in ("az", "en", "ru"):
        with in_language(language):
            said[language] = kind.words(params)["until"]
            assert said[language] == moment(rides[0].leaves + timedelta(minutes=30))
    assert len(set(said.values())) == 3


def test_who_checks_at_the_door_says_it_too(carrier, buses, rides):
    late(buses, rides[0], 20, right=CHECK_IN)
    number = rides[0].trip.number
    address = f"/cabinet/bus-trips/{number}"
    page = carrier.open(address)
    assert "20 dəqiqə gecikir" in page.words
    assert "Səbəbi yazın" in carrier.submit(page, f"{address}/delay", minutes="40", reason="", expect=422).words
    carrier.submit(page, f"{address}/delay", minutes="40", reason="Tıxac")
    with transaction(read_only=True):
        assert trip_of(rides[0].trip.id).delay_minutes == 40
