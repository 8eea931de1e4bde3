"""The files of GTFS that we read, their columns and kinds (reference of GTFS Schedule with Fares v1 and v2).

A column is written `name[*]:kind[>file/column]`: the star for a value that each row has, the arrow for what it refers to.
Columns that begin with `bus_`, and `sale_closes_minutes`, are ours: GTFS has no word for them and lets producers add some.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the kind of its values, whether each row has one, and the file and column where it must stand."""

    name: str
    kind: str
    required: bool
    refers: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class File:
    """A file: its columns by name, those that name a row, whether every archive has it."""

    name: str
    columns: dict[str, Column]
    key: tuple[str, ...]
    required: bool


def _column(text: str) -> Column:
    said, _arrow, target = text.partition(">")
    name, kind = said.split(":")
    file, _slash, column = target.partition("/")
    return Column(name.rstrip("*"), kind, name.endswith("*"), (f"{file}.txt", column) if target else None)


def _file(name: str, key: str, columns: str, *, required: bool = False) -> File:
    found = [_column(one) for one in columns.split()]
    return File(f"{name}.txt", {one.name: one for one in found}, tuple(key.split()), required)


WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FILES: Final = {
    one.name: one
    for one in (
        _file(
            "agency",
            "agency_id",
            "agency_id*:code agency_name*:text agency_url*:url agency_timezone*:zone agency_lang:language "
            "agency_phone:text agency_email:email agency_fare_url:url",
            required=True,
        ),
        _file(
            "stops",
            "stop_id",
            "stop_id*:code stop_code:text stop_name:text stop_desc:text stop_lat:latitude stop_lon:longitude zone_id:id "
            "stop_url:url location_type:place parent_station:code>stops/stop_id stop_timezone:zone "
            "wheelchair_boarding:tri platform_code:text sale_closes_minutes:minutes",
            required=True,
        ),
        _file(
            "routes",
            "route_id",
            "route_id*:code agency_id*:code>agency/agency_id route_short_name:text route_long_name:text route_desc:text "
            "route_type*:route route_url:url route_color:colour route_text_color:colour route_sort_order:number "
            "bus_kind:kind",
            required=True,
        ),
        _file(
            "trips",
            "trip_id",
            "route_id*:code>routes/route_id service_id*:id trip_id*:id trip_headsign:text trip_short_name:text "
            "direction_id:bit block_id:id shape_id:id wheelchair_accessible:tri bikes_allowed:tri "
            "bus_plate:text bus_seats:seats bus_layout:layout",
            required=True,
        ),
        _file(
            "stop_times",
            "trip_id stop_sequence",
            "trip_id*:id>trips/trip_id arrival_time:time departure_time:time stop_id*:code>stops/stop_id "
            "stop_sequence*:number stop_headsign:text pickup_type:quad drop_off_type:quad timepoint:bit "
            "shape_dist_traveled:amount",
            required=True,
        ),
        _file(
            "calendar",
            "service_id",
            f"service_id*:id {' '.join(f'{day}*:bit' for day in WEEKDAYS)} start_date*:date end_date*:date",
        ),
        _file("calendar_dates", "service_id date", "service_id*:id date*:date exception_type*:exception"),
        _file(
            "fare_attributes",
            "fare_id",
            "fare_id*:id price*:amount currency_type*:currency payment_method*:bit transfers:tri "
            "agency_id:code>agency/agency_id transfer_duration:number",
        ),
        _file(
            "fare_rules",
            "fare_id route_id origin_id destination_id contains_id",
            "fare_id*:id>fare_attributes/fare_id route_id:code>routes/route_id origin_id:id>stops/zone_id "
            "destination_id:id>stops/zone_id contains_id:id>stops/zone_id",
        ),
        _file(
            "rider_categories",
            "rider_category_id",
            "rider_category_id*:id rider_category_name*:text is_default_fare_category:bit eligibility_url:url "
            "min_age:number max_age:number",
        ),
        _file("fare_media", "fare_media_id", "fare_media_id*:id fare_media_name:text fare_media_type*:medium"),
        _file(
            "fare_products",
            "fare_product_id rider_category_id fare_media_id",
            "fare_product_id*:id fare_product_name:text rider_category_id:id>rider_categories/rider_category_id "
            "fare_media_id:id>fare_media/fare_media_id amount*:amount currency*:currency",
        ),
        _file(
            "fare_leg_rules",
            "network_id from_area_id to_area_id fare_product_id",
            "leg_group_id:id network_id:id>networks/network_id from_area_id:id>areas/area_id to_area_id:id>areas/area_id "
            "fare_product_id*:id>fare_products/fare_product_id rule_priority:number",
        ),
        _file("areas", "area_id", "area_id*:id area_name:text"),
        _file("stop_areas", "area_id stop_id", "area_id*:id>areas/area_id stop_id*:code>stops/stop_id"),
        _file("networks", "network_id", "network_id*:id network_name:text"),
        _file("route_networks", "route_id", "network_id*:id>networks/network_id route_id*:code>routes/route_id"),
        _file(
            "feed_info",
            "",
            "feed_publisher_name*:text feed_publisher_url*:url feed_lang*:language default_lang:language "
            "feed_start_date:date feed_end_date:date feed_version:text feed_contact_email:email feed_contact_url:url",
        ),
        _file(
            "translations",
            "table_name field_name language record_id record_sub_id field_value",
            "table_name*:text field_name*:text language*:language translation*:text record_id:id record_sub_id:id "
            "field_value:text",
        ),
    )
}
IGNORED: Final = frozenset(
    {
        "shapes.txt",
        "transfers.txt",
        "pathways.txt",
        "levels.txt",
        "attributions.txt",
        "timeframes.txt",
        "fare_transfer_rules.txt",
        "fare_leg_join_rules.txt",
        "location_groups.txt",
        "location_group_stops.txt",
        "booking_rules.txt",
        "locations.geojson",
    }
)
