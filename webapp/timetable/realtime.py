"""GTFS-Realtime: cancelled and late trips, how full each is, alerts (specification of GTFS Realtime 2.0, full data set)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from google.transit import gtfs_realtime_pb2 as rt
from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local
from webapp.timetable.boards import live_rides
from webapp.timetable.models import ServiceRow
from webapp.timetable.offer import free_of
from webapp.timetable.values import Ride

STEPS: Final = (
    (0.0, rt.VehiclePosition.EMPTY),
    (0.6, rt.VehiclePosition.MANY_SEATS_AVAILABLE),
    (0.95, rt.VehiclePosition.FEW_SEATS_AVAILABLE),
)


def trip_updates(at: datetime) -> bytes:
    """Return the trips of a day: cancelled, late as their carriers say, or run with how full they leave.

    Of a trip of which nobody said anything none is said: it is no news that it is in time.
    """
    feed, rides, names = _begun(at)
    full = _fullness(rides)
    for ride in rides:
        update = feed.entity.add(id=ride.trip.number).trip_update
        _name(update.trip, ride, names)
        if not ride.trip.runs:
            update.trip.schedule_relationship = rt.TripDescriptor.CANCELED
            continue
        stop = update.stop_time_update.add(stop_sequence=ride.start.position)
        if ride.trip.delay_minutes:  # holds for every later stop, says the specification
            update.delay = stop.departure.delay = 60 * ride.trip.delay_minutes
            update.timestamp = int(at.timestamp())
        else:
            stop.schedule_relationship = rt.TripUpdate.StopTimeUpdate.NO_DATA
        stop.departure_occupancy_status = _status(full[ride.trip.id])
        update.vehicle.label = ride.trip.plate
    return bytes(feed.SerializeToString(deterministic=True))


def vehicle_positions(at: datetime) -> bytes:
    """Return how full each bus is of the seats that are sold; where it is, nobody tells us."""
    feed, rides, names = _begun(at)
    full = _fullness(rides)
    for ride in rides:
        if ride.trip.runs:
            vehicle = feed.entity.add(id=ride.trip.number).vehicle
            _name(vehicle.trip, ride, names)
            vehicle.vehicle.id, vehicle.vehicle.label = ride.trip.number, ride.trip.plate  # one bus runs several trips
            vehicle.occupancy_status = _status(full[ride.trip.id])
            vehicle.occupancy_percentage = round(full[ride.trip.id] * 100)
            vehicle.timestamp = int(at.timestamp())
    return bytes(feed.SerializeToString(deterministic=True))


def alerts(at: datetime) -> bytes:
    """Return an alert for each trip that is cancelled or late, with the carrier's reason."""
    feed, rides, names = _begun(at)
    for ride in rides:
        if not ride.trip.runs:
            _alert(feed, ride, names, at, "reys ləğv edilib", ride.trip.reason)
        elif ride.trip.delay_minutes:
            said = f"{ride.trip.delay_minutes} dəqiqə gecikir, gözlənilən vaxt {local(ride.expected):%H:%M}"
            _alert(feed, ride, names, at, said, ride.trip.delay_reason)
    return bytes(feed.SerializeToString(deterministic=True))


def _alert(feed: Any, ride: Ride, names: dict[int, str], at: datetime, said: str, why: str | None) -> None:
    alert = feed.entity.add(id=ride.trip.number).alert
    alert.effect = rt.Alert.SIGNIFICANT_DELAYS if ride.trip.runs else rt.Alert.NO_SERVICE
    alert.cause = rt.Alert.OTHER_CAUSE
    alert.active_period.add(start=int(at.timestamp()), end=int((ride.arrives + ride.trip.delay).timestamp()))
    _name(alert.informed_entity.add().trip, ride, names)
    head = f"{ride.route.number} {ride.origin.name_az} – {ride.target.name_az}, {local(ride.leaves):%d.%m.%Y %H:%M}: {said}"
    alert.header_text.translation.add(text=head, language="az")
    alert.description_text.translation.add(text=why or "", language="az")


FEEDS: Final[dict[str, Callable[[datetime], bytes]]] = {
    "trip-updates": trip_updates,
    "vehicle-positions": vehicle_positions,
    "alerts": alerts,
}


def _begun(at: datetime) -> tuple[Any, list[Ride], dict[int, str]]:
    """Return a feed with its header, the rides, and the identifier in trips.txt of each."""
    feed = rt.FeedMessage()
    feed.header.gtfs_realtime_version = "2.0"
    feed.header.incrementality = rt.FeedHeader.FULL_DATASET
    feed.header.timestamp = int(at.timestamp())
    rides = live_rides(at)
    services = select(ServiceRow.id, ServiceRow.departs, ServiceRow.valid_from)
    runs = {
        row.id: f"{row.departs:%H%M}-{row.valid_from:%Y%m%d}"
        for row in db.session().execute(services.where(ServiceRow.id.in_({ride.trip.service_id for ride in rides})))
    }
    return feed, rides, {ride.trip.id: f"{ride.route.number}-{runs[ride.trip.service_id]}" for ride in rides}


def _name(trip: Any, ride: Ride, names: dict[int, str]) -> None:
    trip.trip_id, trip.route_id = names[ride.trip.id], ride.route.number
    trip.start_date = f"{ride.trip.day:%Y%m%d}"
    trip.start_time = f"{local(ride.trip.departs_at):%H:%M:%S}"


def _fullness(rides: list[Ride]) -> dict[int, float]:
    """Return which part of its seats each trip has sold."""
    running = [ride for ride in rides if ride.trip.runs]
    free = free_of(running)
    return {ride.trip.id: 1 - max(free[ride.trip.id], 0) / ride.trip.seats for ride in running}


def _status(full: float) -> Any:
    return next((status for most, status in STEPS if full <= most), rt.VehiclePosition.FULL)
