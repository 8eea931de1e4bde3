"""Fares out of Fares v2, or of v1 where there is no v2: rules between areas, as prices between zones of each line."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.network import PriceKey
from webapp.timetable.gtfs.reading import Row, Tables

PRODUCT: Final = "single"
BENEFIT: Final = "benefit_"  # how the identifier of a group with a benefit begins
MEDIA: Final = {"": "any", "0": "cash", "1": "cash", "2": "card", "3": "account", "4": "account"}


@dataclass(frozen=True, slots=True)
class Price:
    """What one rider pays."""

    rider: str
    benefit: str
    medium: str
    qepik: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Prices between two areas of the routes of a network; an empty area or network is any."""

    file: str
    line: int
    routes: frozenset[str] | None
    origin: str
    target: str
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class Fares:
    """The rules of an archive, and the areas of each of its stops."""

    rules: tuple[Rule, ...]
    areas: dict[str, frozenset[str]]

    def of_route(self, route_id: str) -> list[Rule]:
        """Return the rules for a route."""
        return [rule for rule in self.rules if rule.routes is None or route_id in rule.routes]


def fares_of(tables: Tables, faults: Faults) -> Fares:
    """Return what the archive says of fares."""
    return _second(tables, faults) if tables["fare_leg_rules.txt"].rows else _first(tables, faults)


def zones_of(fares: Fares, route_id: str, stop_ids: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return the area and the number of the zone of each stop of a route; numbers that we gave are read back."""
    ids = list(stop_ids)
    used = {area for rule in fares.of_route(route_id) for area in (rule.origin, rule.target)}
    area_of = {one: min(fares.areas.get(one, frozenset()) & used, default="") for one in ids}
    areas = list(dict.fromkeys(area for area in area_of.values() if area))
    tails = [area.rpartition(":")[2] for area in areas]
    ours = all(tail.isascii() and tail.isdigit() and 0 < int(tail) < 10**6 for tail in tails)
    number = {area: int(tail) if ours else n for n, (area, tail) in enumerate(zip(areas, tails, strict=True), 1)}
    return {one: (area, number[area]) for one, area in area_of.items() if area}


def prices_of(fares: Fares, route_id: str, line: str, zones: dict[str, int], faults: Faults) -> dict[PriceKey, int]:
    """Return the prices of a line between the zones of its areas. Two prices for one way are a fault."""
    found: dict[PriceKey, int] = {}
    for rule in fares.of_route(route_id):
        pairs = [
            (min(here, there), max(here, there))
            for origin, here in zones.items()
            for target, there in zones.items()
            if rule.origin in {"", origin} and rule.target in {"", target}
        ]
        for low, high in sorted(set(pairs)):
            for price in rule.prices:
                key = PriceKey(line, low, high, price.rider, price.benefit, PRODUCT, price.medium)
                if found.setdefault(key, price.qepik) != price.qepik:
                    faults.add("fare-two-prices", rule.file, rule.line, value=f"{rule.origin} {rule.target}")
    return found


def _second(tables: Tables, faults: Faults) -> Fares:
    riders = {row["rider_category_id"]: _rider(row, faults) for row in tables["rider_categories.txt"].rows}
    media = {row["fare_media_id"]: MEDIA[row["fare_media_type"]] for row in tables["fare_media.txt"].rows}
    prices: dict[str, list[Price]] = {}
    for row in tables["fare_products.txt"].rows:
        rider = riders.get(row["rider_category_id"], ("adult", ""))
        if rider is not None:
            medium = media.get(row["fare_media_id"], "any")
            qepik = _qepik(row, "amount", "fare_products.txt", faults)
            prices.setdefault(row["fare_product_id"], []).append(Price(*rider, medium, qepik))
    routes: dict[str, set[str]] = {}
    for row in tables["route_networks.txt"].rows:
        routes.setdefault(row["network_id"], set()).add(row["route_id"])
    rules = tuple(
        Rule(
            "fare_leg_rules.txt",
            row.line,
            frozenset(routes.get(row["network_id"], ())) if row["network_id"] else None,
            row["from_area_id"],
            row["to_area_id"],
            tuple(prices.get(row["fare_product_id"], ())),
        )
        for row in tables["fare_leg_rules.txt"].rows
    )
    return Fares(rules, _areas(tables))


def _areas(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the areas of each stop: those of a station are those of its platforms."""
    found: dict[str, set[str]] = {}
    for row in tables["stop_areas.txt"].rows:
        found.setdefault(row["stop_id"], set()).add(row["area_id"])
    for row in tables["stops.txt"].rows:
        if row["parent_station"]:
            found.setdefault(row["stop_id"], set()).update(found.get(row["parent_station"], set()))
    return {stop_id: frozenset(areas) for stop_id, areas in found.items()}


def _rider(row: Row, faults: Faults) -> tuple[str, str] | None:
    code = row["rider_category_id"]
    if code in {"adult", "child"}:
        return code, ""
    if code.startswith(BENEFIT):
        return "benefit", code.removeprefix(BENEFIT)
    if row["is_default_fare_category"] == "1":
        return "adult", ""
    faults.add("rider-unknown", "rider_categories.txt", row.line, "rider_category_id", code)
    return None


def _first(tables: Tables, faults: Faults) -> Fares:
    price = {
        row["fare_id"]: Price("adult", "", "any", _qepik(row, "price", "fare_attributes.txt", faults))
        for row in tables["fare_attributes.txt"].rows
    }
    rules = tuple(
        Rule(
            "fare_rules.txt",
            row.line,
            frozenset({row["route_id"]}) if row["route_id"] else None,
            row["origin_id"],
            row["destination_id"],
            (price[row["fare_id"]],) if row["fare_id"] in price else (),
        )
        for row in tables["fare_rules.txt"].rows
    )
    zones = {row["stop_id"]: frozenset({row["zone_id"]} - {""}) for row in tables["stops.txt"].rows}
    return Fares(rules, zones)


def _qepik(row: Row, column: str, file: str, faults: Faults) -> int:
    qepik = Decimal(row[column]) * 100
    if qepik != qepik.to_integral_value():
        faults.add("amount-impossible", file, row.line, column, row[column])
    return int(qepik)
