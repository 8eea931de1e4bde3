"""What other rooms may ask of the network and its timetable."""

from webapp.timetable.boards import next_days
from webapp.timetable.city import city_routes
from webapp.timetable.delaying import may_be_said, report_delay
from webapp.timetable.forms import DelayForm
from webapp.timetable.offer import TripUse, free_of
from webapp.timetable.queries import (
    carrier_trips,
    fares_of,
    fares_of_routes,
    joined_places,
    locked_trip,
    meant,
    name_of,
    named,
    ride_named,
    ride_of,
    rides_between,
    rides_page,
    route_of,
    stations,
    stops_of,
    trip_by_number,
    trip_of,
    trip_of_bus,
)
from webapp.timetable.rules import (
    Fare,
    Kind,
    NoFare,
    NoSuchRider,
    Rider,
    fare_on,
    rider_of,
    sale_is_open,
    seat_plan,
    segments,
)
from webapp.timetable.running import cancel_trip, change_bus
from webapp.timetable.values import Ride, Route, Station, Stop, Trip
from webapp.timetable.wording import KINDS, RIDERS

__all__ = [
    "KINDS",
    "RIDERS",
    "DelayForm",
    "Fare",
    "Kind",
    "NoFare",
    "NoSuchRider",
    "Ride",
    "Rider",
    "Route",
    "Station",
    "Stop",
    "Trip",
    "TripUse",
    "cancel_trip",
    "carrier_trips",
    "change_bus",
    "city_routes",
    "fare_on",
    "fares_of",
    "fares_of_routes",
    "free_of",
    "joined_places",
    "locked_trip",
    "may_be_said",
    "meant",
    "name_of",
    "named",
    "next_days",
    "report_delay",
    "ride_named",
    "ride_of",
    "rider_of",
    "rides_between",
    "rides_page",
    "route_of",
    "sale_is_open",
    "seat_plan",
    "segments",
    "stations",
    "stops_of",
    "trip_by_number",
    "trip_of",
    "trip_of_bus",
]
