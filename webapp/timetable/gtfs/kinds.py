"""Kinds of values: each is a function that returns the code of the fault, or an empty text when the value is in order."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

Check = Callable[[str], str]

OURS: Final = "Asia/Baku"
CURRENCY: Final = "AZN"
TIME: Final = re.compile(r"^(\d{1,3}):([0-5]\d):([0-5]\d)$", re.ASCII)
LATEST_HOUR: Final = 72  # three days on the way; what says more is a slip
YEARS: Final = range(2000, 2100)
CURRENCIES: Final = frozenset(
    {"AZN", "AED", "CNY", "EUR", "GBP", "GEL", "IRR", "JPY", "KZT", "RUB", "TRY", "UAH", "USD", "UZS"}
)


def _matches(pattern: str, fault: str) -> Check:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: "" if compiled.match(value) else fault


def _one_of(values: str, fault: str = "value-unknown") -> Check:
    known = frozenset(values.split())
    return lambda value: "" if value in known else fault


def _between(low: float, high: float, pattern: str, fault: str) -> Check:
    compiled = re.compile(pattern, re.ASCII)

    def check(value: str) -> str:
        if not compiled.match(value):
            return "number-impossible"
        return "" if low <= float(value) <= high else fault

    return check


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        return "address-impossible"
    return "" if parts.scheme in {"http", "https"} and parts.hostname and " " not in value else "address-impossible"


@lru_cache(maxsize=256)
def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name an OSError
        return "zone-unknown"
    return "" if value == OURS else "zone-other"


@lru_cache(maxsize=4096)
def _date(value: str) -> str:
    return "" if day_of(value) else "date-impossible"


def _time(value: str) -> str:
    found = TIME.match(value.strip())
    if not found:
        return "time-impossible"
    return "time-late" if int(found[1]) >= LATEST_HOUR else ""


def _amount(value: str) -> str:
    if re.match(r"^-\d+(\.\d+)?$", value, re.ASCII):
        return "amount-negative"
    return "" if re.match(r"^\d{1,7}(\.\d{1,4})?$", value, re.ASCII) else "amount-impossible"


def _price_currency(value: str) -> str:
    if value not in CURRENCIES:
        return "currency-unknown"
    return "" if value == CURRENCY else "currency-other"


def day_of(value: str) -> date | None:
    """Return the day that GTFS writes as 20261231, None when there is none."""
    if not re.match(r"^\d{8}$", value, re.ASCII) or int(value[:4]) not in YEARS:
        return None
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None


def seconds_of(value: str) -> int:
    """Return the seconds since the service day began, of a time that was found in order; it may be over 24 hours."""
    hours, minutes, seconds = value.strip().split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


DEGREES: Final = r"^-?\d{1,3}(\.\d{1,15})?$"
WHOLE: Final = r"^\d{1,9}$"
KINDS: Final[dict[str, Check]] = {
    "text": lambda value: "" if value.isprintable() or "\n" in value else "text-impossible",
    "id": _matches(r"^[^\x00-\x1f\x7f]{1,120}$", "id-impossible"),
    "code": _matches(r"^[A-Za-z0-9_.:-]{1,40}$", "code-impossible"),
    "url": _url,
    "zone": _zone,
    "language": _matches(r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*|mul)$", "language-unknown"),
    "email": _matches(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "email-impossible"),
    "colour": _matches(r"^[0-9A-Fa-f]{6}$", "colour-impossible"),
    "latitude": _between(-90, 90, DEGREES, "place-impossible"),
    "longitude": _between(-180, 180, DEGREES, "place-impossible"),
    "number": _between(0, 10**9, WHOLE, "number-impossible"),
    "minutes": _between(0, 1440, WHOLE, "number-outside"),
    "seats": _between(1, 99, WHOLE, "number-outside"),
    "layout": _one_of("2+2 2+1"),
    "kind": _one_of("city intercity international"),
    "bit": _one_of("0 1"),
    "tri": _one_of("0 1 2"),
    "quad": _one_of("0 1 2 3"),
    "medium": _one_of("0 1 2 3 4"),
    "place": _one_of("0 1 2 3 4"),
    "exception": _one_of("1 2"),
    "route": _one_of(
        "3 200 201 202 203 204 205 206 207 208 209 700 701 702 703 704 705 706 707 708 709 710 711 712 713 714 715 716",
        "route-not-bus",
    ),
    "date": _date,
    "time": _time,
    "amount": _amount,
    "currency": _price_currency,
}
