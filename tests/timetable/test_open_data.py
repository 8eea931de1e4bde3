"""What machines are given: the archive with its ETag, realtime feeds that the published library reads."""

import io
import zipfile
from datetime import timedelta

import pytest
from google.transit import gtfs_realtime_pb2 as rt

from tests.support.client import AssertingClient
from tests.support.rooms import plugged_in
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.timetable.api import TripUse, cancel_trip
from webapp.timetable.boards import live_rides
from webapp.timetable.exporting import export
from webapp.timetable.realtime import alerts, trip_updates, vehicle_positions
from webapp.timetable.views import feeds


@pytest.fixture
def visitor(app, network, monkeypatch):
    monkeypatch.setattr(feeds, "_kept", {})
    return AssertingClient(app)


def feed_of(content):
    feed = rt.FeedMessage()
    feed.ParseFromString(content)
    assert feed.IsInitialized()
    assert feed.header.gtfs_realtime_version == "2.0"
    return {entity.id: entity for entity in feed.entity}


def next_trip(number="501"):
    return next(ride for ride in live_rides(now()) if ride.route.number == number and ride.leaves > now()).trip


def test_the_archive_is_made_once_and_given_by_its_tag(visitor):
    visitor.open("/open/gtfs.zip", expect=404)
    with transaction():
        assert export()
        assert not export()
    answer = visitor.open("/open/gtfs.zip", expect=200)
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    visitor.open("/open/gtfs.zip", headers={"If-None-Match": answer.headers["ETag"]}, expect=304)


def test_realtime_names_trips_as_the_archive_does(opened):
    from webapp.timetable.gtfs.stored import stored
    from webapp.timetable.gtfs.writing import trip_id

    known = {trip_id(run) for run in stored().runs.values()}
    updates = feed_of(trip_updates(now()))
    assert updates
    assert {entity.trip_update.trip.trip_id for entity in updates.values()} <= known


def test_a_cancelled_trip_is_said_in_each_feed_as_it_should_be(opened):
    trip = next_trip()
    cancel_trip(trip.number, "Yol bağlıdır", actor=SYSTEM)
    update = feed_of(trip_updates(now()))[trip.number].trip_update
    assert update.trip.schedule_relationship == rt.TripDescriptor.CANCELED
    assert update.trip.start_date == f"{trip.day:%Y%m%d}"
    assert trip.number not in feed_of(vehicle_positions(now()))
    alert = feed_of(alerts(now()))[trip.number].alert
    assert alert.effect == rt.Alert.NO_SERVICE
    assert alert.description_text.translation[0].text == "Yol bağlıdır"


@pytest.mark.parametrize(
    ("free", "status", "percent"),
    [
        (49, rt.VehiclePosition.EMPTY, 0),
        (30, rt.VehiclePosition.MANY_SEATS_AVAILABLE, 39),
        (4, rt.VehiclePosition.FEW_SEATS_AVAILABLE, 92),
        (0, rt.VehiclePosition.FULL, 100),
    ],
)
def test_how_full_a_bus_is_follows_from_the_seats_sold(opened, free, status, percent):
    trip = next_trip()
    use = TripUse(lambda _ids: {}, lambda rides: {ride.trip.id: free for ride in rides if ride.trip.id == trip.id})
    with plugged_in(use):
        vehicle = feed_of(vehicle_positions(now()))[trip.number].vehicle
    assert (vehicle.occupancy_status, vehicle.occupancy_percentage) == (status, percent)


def test_a_feed_is_made_at_most_every_ten_seconds(visitor, monkeypatch):
    made = []
    monkeypatch.setitem(feeds.FEEDS, "alerts", lambda at: made.append(at) or b"x")
    for _ in range(3):
        answer = visitor.open("/open/gtfs-rt/alerts", expect=200)
    assert len(made) == 1
    assert answer.mimetype == "application/x-protobuf"
    monkeypatch.setattr(feeds, "FRESH", timedelta(0))
    feeds._kept.clear()
    visitor.open("/open/gtfs-rt/alerts")
    visitor.open("/open/gtfs-rt/alerts")
    assert len(made) == 3
    visitor.open("/open/gtfs-rt/other", expect=404)
    assert today()


def test_no_two_vehicles_of_a_feed_have_one_name(opened):
    names = [entity.vehicle.vehicle.id for entity in feed_of(vehicle_positions(now())).values()]
    assert len(names) == len(set(names)) > 1
