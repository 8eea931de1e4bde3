"""What other rooms may ask of the network and its timetable."""

from webapp.timetable.boards import next_days
from webapp.timetable.city import city_routes
from webapp.timetable.delaying import may_be_said, report_delay
from webapp.timetable.forms import DelayForm
from webapp.timetable.keeping import set_closing
from webapp.timetable.listing import all_places, all_routes
from webapp.timetable.offer import TripUse, free_of
from webapp.timetable.queries import (
    carrier_trips,
    fares_of,
    joined_places,
    locked_trip,
    name_of,
    named,
    prices_of,
    ride_named,
    ride_of,
    rides_between,
    rides_page,
    route_of,
    station_names,
    stations,
    stops_of,
    trip_by_number,
    trip_of,
    trip_of_bus,
)
from webapp.timetable.remembering import Remembered, remembered
from webapp.timetable.rules import (
    Fare,
    Kind,
    NoFare,
    NoSuchRider,
    Rider,
    fare_on,
    in_force,
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
    "Remembered",
    "Ride",
    "Rider",
    "Route",
    "Station",
    "Stop",
    "Trip",
    "TripUse",
    "all_places",
    "all_routes",
    "cancel_trip",
    "carrier_trips",
    "change_bus",
    "city_routes",
    "fare_on",
    "fares_of",
    "free_of",
    "in_force",
    "joined_places",
    "locked_trip",
    "may_be_said",
    "name_of",
    "named",
    "next_days",
    "prices_of",
    "remembered",
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
    "set_closing",
    "station_names",
    "stations",
    "stops_of",
    "trip_by_number",
    "trip_of",
    "trip_of_bus",
]
