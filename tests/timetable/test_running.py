"""A carrier cancels a trip or puts another bus: recorded, told, and never another's trip."""

from dataclasses import replace
from datetime import timedelta

import pytest

from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden
from webapp.timetable.api import cancel_trip, change_bus, locked_trip, named, rides_between
from webapp.timetable.errors import BusImpossible, NoSuchTrip, TripOver
from webapp.timetable.events import TripCancelled, TripChanged
from webapp.timetable.models import TripRow
from webapp.timetable.offer import free_of
from webapp.timetable.views import running as pages


@pytest.fixture
def told(monkeypatch):
    heard = []
    monkeypatch.setattr("webapp.timetable.running.publish", heard.append)
    return heard


def ride(days=1):
    return rides_between(named("Bakı"), named("Gəncə"), today() + timedelta(days=days))[0]


def test_a_cancelled_trip_is_told_once_and_not_found_by_who_wants_to_travel(opened, sevda, told):
    trip = ride().trip
    cancel_trip(trip.number, "Avtobus nasazdır", actor=sevda)
    assert told == [TripCancelled(trip_number=trip.number, reason="Avtobus nasazdır")]
    assert not locked_trip(trip.id).runs
    assert ride().trip.id != trip.id
    assert trip.id in [one.trip.id for one in rides_between(named("Bakı"), named("Gəncə"), trip.day, cancelled=True)]
    with pytest.raises(TripOver):
        cancel_trip(trip.number, "yenə", actor=sevda)


def test_another_bus_says_what_it_was(opened, sevda, told):
    trip = ride().trip
    change_bus(trip.number, "10 aa 777", 19, "2+1", actor=sevda)
    change_bus(trip.number, "10-AA-777", 19, "2+1", actor=sevda)
    assert told == [TripChanged(trip_number=trip.number, was_plate="01-AB-401", was_seats=49, was_layout="2+2")]
    assert (locked_trip(trip.id).plate, free_of([ride()])[trip.id]) == ("10-AA-777", 19)


@pytest.mark.parametrize(
    ("plate", "seats", "layout", "field"),
    [
        ("x", 19, "2+1", "plate"),
        ("10-AA-777", 0, "2+1", "seats"),
        ("10-AA-777", 100, "2+2", "seats"),
        ("10-AA-777", 19, "3+3", "layout"),
    ],
)
def test_a_bus_that_cannot_be_is_refused_at_its_field(opened, sevda, plate, seats, layout, field):
    with pytest.raises(BusImpossible) as refusal:
        change_bus(ride().trip.number, plate, seats, layout, actor=sevda)
    assert list(refusal.value.fields) == [field]


def test_what_left_is_not_cancelled_any_more(opened, sevda):
    trip = ride().trip
    db.session().query(TripRow).filter_by(id=trip.id).update({"departs_at": now() - timedelta(minutes=1)})
    with pytest.raises(TripOver):
        cancel_trip(trip.number, "gec", actor=sevda)


def test_another_carrier_and_who_has_no_right_are_refused(opened, sevda):
    number = ride().trip.number
    with pytest.raises(NoSuchTrip):
        cancel_trip(number, "x", actor=replace(sevda, party_id=(sevda.party_id or 0) + 1))
    with pytest.raises(Forbidden):
        cancel_trip(number, "x", actor=replace(sevda, rights=frozenset()))


def test_the_pages_say_how_many_travel_and_do_it(carrier, monkeypatch):
    monkeypatch.setattr(pages, "passengers_of", lambda trip_ids: dict.fromkeys(trip_ids, 7))
    tomorrow = today() + timedelta(days=1)
    page = carrier.open(f"/cabinet/bus-runs?day={tomorrow.isoformat()}")
    assert "7 sərnişin" in page.words
    number = f"501-{tomorrow:%Y%m%d}-0800"
    asked = carrier.open(f"/cabinet/bus-runs/{number}/cancel")
    assert "7 sərnişinin bileti var" in asked.words
    action = f"/cabinet/bus-runs/{number}/cancel"
    assert "Səbəbi yazın" in carrier.submit(asked, action, expect=422).words
    carrier.submit(asked, action, reason="Yol bağlıdır", expect=303)
    after = carrier.open(f"/cabinet/bus-runs?day={tomorrow.isoformat()}")
    assert "Ləğv edilib" in after.words
    assert "Yol bağlıdır" in after.words
    swapped = carrier.open(f"/cabinet/bus-runs/502-{tomorrow:%Y%m%d}-0700/bus")
    action = f"/cabinet/bus-runs/502-{tomorrow:%Y%m%d}-0700/bus"
    assert carrier.submit(swapped, action, expect=422, plate="?").form(action)
    carrier.submit(swapped, action, plate="10 AA 777", seats="19", layout="2+1", expect=303)
    assert "10-AA-777" in carrier.open(f"/cabinet/bus-runs?day={tomorrow.isoformat()}").words
