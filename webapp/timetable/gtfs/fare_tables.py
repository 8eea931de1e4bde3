"""The fares of a network as rows of Fares v2 and, for adults, of v1: old readers know no categories of riders."""

from collections.abc import Iterator
from typing import Final

from webapp.timetable.gtfs.fares import BENEFIT
from webapp.timetable.gtfs.kinds import CURRENCY
from webapp.timetable.gtfs.network import Line, Network, PriceKey

Row = dict[str, object]

MEDIA: Final = {"cash": ("0", "Nağd"), "card": ("2", "Nəqliyyat kartı"), "account": ("4", "Elektron bilet")}
RIDERS: Final = {"adult": "Böyük", "child": "10 yaşınadək uşaq"}


def fare_tables(network: Network, lines: list[Line]) -> dict[str, list[Row]]:
    """Return the tables of fares of the lines; each line is a network of its own, its zones are areas of their own."""
    prices = {key: qepik for key, qepik in network.prices.items() if key.line in {line.number for line in lines}}
    riders = sorted({(key.rider, key.benefit) for key in prices})
    return {
        "networks": [{"network_id": line.number} for line in lines],
        "route_networks": [{"network_id": line.number, "route_id": line.number} for line in lines],
        "areas": [
            {"area_id": area} for area in sorted({_area(line, halt.zone) for line in lines for halt in line.halts})
        ],
        "stop_areas": [
            {"area_id": _area(line, halt.zone), "stop_id": halt.station} for line in lines for halt in line.halts
        ],
        "rider_categories": [_rider(rider, benefit) for rider, benefit in riders],
        "fare_media": [
            {"fare_media_id": code, "fare_media_name": MEDIA[code][1], "fare_media_type": MEDIA[code][0]}
            for code in sorted({key.medium for key in prices} - {"any"})
        ],
        "fare_products": [_product(key, qepik) for key, qepik in prices.items()],
        "fare_leg_rules": list(_leg_rules(prices)),
        **_first_version(prices, lines),
    }


def _area(line: Line, zone: int) -> str:
    return f"{line.number}:{zone}"


def _product_id(key: PriceKey) -> str:
    return f"{key.line}:{key.low}-{key.high}:{key.product}"


def _rider_id(rider: str, benefit: str) -> str:
    return f"{BENEFIT}{benefit}" if benefit else rider


def _rider(rider: str, benefit: str) -> Row:
    return {
        "rider_category_id": _rider_id(rider, benefit),
        "rider_category_name": RIDERS.get(rider, benefit),
        "is_default_fare_category": int(rider == "adult"),
        "max_age": 9 if rider == "child" else "",
    }


def _product(key: PriceKey, qepik: int) -> Row:
    return {
        "fare_product_id": _product_id(key),
        "fare_product_name": "Birdəfəlik bilet",
        "rider_category_id": _rider_id(key.rider, key.benefit),
        "fare_media_id": "" if key.medium == "any" else key.medium,
        "amount": _amount(qepik),
        "currency": CURRENCY,
    }


def _amount(qepik: int) -> str:
    return f"{qepik // 100}.{qepik % 100:02d}"


def _leg_rules(prices: dict[PriceKey, int]) -> Iterator[Row]:
    """Return a rule for each direction: a way costs the same both ways."""
    for line, low, high, product in dict.fromkeys((key.line, key.low, key.high, _product_id(key)) for key in prices):
        for origin, target in dict.fromkeys(((low, high), (high, low))):
            areas = {"from_area_id": f"{line}:{origin}", "to_area_id": f"{line}:{target}"}
            yield {"network_id": line, **areas, "fare_product_id": product}


def _first_version(prices: dict[PriceKey, int], lines: list[Line]) -> dict[str, list[Row]]:
    adult = {
        (key.line, key.low, key.high): qepik
        for key, qepik in prices.items()
        if (key.rider, key.medium) == ("adult", "any")
    }
    rules: list[Row] = []
    attributes: dict[str, Row] = {}
    for line in lines:
        for n, start in enumerate(line.halts):
            for end in line.halts[n + 1 :]:
                low, high = sorted((start.zone, end.zone))
                qepik = adult.get((line.number, low, high))
                if qepik is not None:
                    fare = f"{line.number}:{low}-{high}"
                    price = {"price": _amount(qepik), "currency_type": CURRENCY, "payment_method": 1, "transfers": 0}
                    attributes[fare] = {"fare_id": fare, **price, "agency_id": line.agency}
                    ends = {"origin_id": start.station, "destination_id": end.station}
                    rules.append({"fare_id": fare, "route_id": line.number, **ends})
    return {"fare_attributes": list(attributes.values()), "fare_rules": rules}
