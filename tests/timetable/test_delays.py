"""A carrier says that a trip is late: the board, the feeds and the passengers hear it, and never of another's trip."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from google.transit import gtfs_realtime_pb2 as rt

from webapp.core.clock import local, now, today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.timetable.api import named, report_delay, rides_between
from webapp.timetable.boards import departures
from webapp.timetable.delaying import delays_of
from webapp.timetable.errors import DelayImpossible, NoSuchTrip, TripOver
from webapp.timetable.events import TripDelayed
from webapp.timetable.realtime import alerts, trip_updates


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr("webapp.timetable.delaying.publish", heard.append)
    return heard


def ride(days=1):
    return rides_between(named("Bakı"), named("Gəncə"), today() + timedelta(days=days))[0]


def test_a_delay_is_told_once_kept_and_taken_back(opened, sevda, told):
    number = ride().trip.number
    report_delay(number, 45, "Yol  təmiri", actor=sevda)
    report_delay(number, 45, "Yol təmiri", actor=sevda)
    late = ride()
    assert late.expected - late.leaves == timedelta(minutes=45)
    report_delay(number, 0, "", actor=sevda)
    assert ride().expected == ride().leaves
    assert [(one.minutes, one.reason) for one in told] == [(45, "Yol təmiri"), (0, "")]
    assert told[0] == TripDelayed(trip_number=number, minutes=45, reason="Yol təmiri")
    assert [one.minutes for one in delays_of(late.trip.id)] == [0, 45]


@pytest.mark.parametrize(("minutes", "reason"), [(-1, "x"), (1441, "x"), (30, ""), (30, "   ")])
def test_a_delay_without_sense_or_reason_is_refused(opened, sevda, told, minutes, reason):
    with pytest.raises(DelayImpossible):
        report_delay(ride().trip.number, minutes, reason, actor=sevda)
    assert told == []


def test_nobody_says_it_of_anothers_trip_nor_without_the_right_nor_of_a_bus_that_left_long_ago(opened, sevda, told):
    number, leaves = ride().trip.number, ride().trip.departs_at
    with pytest.raises(NoSuchTrip):
        report_delay(number, 10, "x", actor=replace(sevda, party_id=0))
    with pytest.raises(Forbidden):
        report_delay(number, 10, "x", actor=replace(sevda, rights=frozenset()))
    with time_machine.travel(leaves + timedelta(minutes=90), tick=False):
        report_delay(number, 100, "Qəza", actor=sevda)
    with time_machine.travel(leaves + timedelta(minutes=221), tick=False), pytest.raises(TripOver):
        report_delay(number, 120, "Qəza", actor=sevda)


def test_feeds_say_the_delay_in_seconds_and_why(opened, sevda, told):
    trip = ride().trip
    report_delay(trip.number, 135, "Qar", actor=sevda)
    at = trip.departs_at - timedelta(hours=3)
    feed, warned = rt.FeedMessage.FromString(trip_updates(at)), rt.FeedMessage.FromString(alerts(at))
    updates = {one.id: one.trip_update for one in feed.entity}
    late = updates[trip.number]
    assert late.delay == late.stop_time_update[0].departure.delay == 135 * 60
    assert late.stop_time_update[0].schedule_relationship == rt.TripUpdate.StopTimeUpdate.SCHEDULED
    assert [one for one, update in updates.items() if update.HasField("delay")] == [trip.number]
    (alert,) = [one.alert for one in warned.entity if one.id == trip.number]
    assert alert.effect == rt.Alert.SIGNIFICANT_DELAYS
    assert "135 dəqiqə" in alert.header_text.translation[0].text
    assert alert.description_text.translation[0].text == "Qar"


def test_the_board_shows_when_the_bus_is_expected_until_then(carrier, sevda):
    with transaction():
        report_delay(ride().trip.number, 60, "Qar", actor=sevda)
        late = ride()
    with time_machine.travel(late.leaves + timedelta(minutes=40), tick=False), transaction(read_only=True):
        assert late.trip.id in [one.trip.id for one in departures(late.origin, now())]
    with time_machine.travel(late.leaves - timedelta(minutes=5), tick=False):
        words = carrier.open(f"/board/{late.origin.code}").words
    assert "60 dəqiqə gecikir" in words
    assert f"{local(late.leaves):%H:%M} → {local(late.expected):%H:%M}" in words


def test_the_pages_ask_for_a_reason_and_say_what_was_said(carrier, network):
    listed = carrier.open(f"/cabinet/bus-runs?day={today() + timedelta(days=1):%Y-%m-%d}")
    address = listed.link("Gecikməni bildir")
    page = carrier.open(address)
    assert "Səbəbi yazın" in carrier.submit(page, address, minutes="30", reason="", expect=422).words
    assert "0 ilə 1440" in carrier.submit(page, address, minutes="5000", reason="x", expect=422).words
    carrier.submit(page, address, minutes="30", reason="Təkər dəyişdirilir")
    assert "Təkər dəyişdirilir" in carrier.open(address).words
    carrier.open("/cabinet/bus-runs/501-20990101-0800/delay", expect=404)
