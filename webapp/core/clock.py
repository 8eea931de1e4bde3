"""The time. Instants are UTC and aware; days are those of Baku."""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

BAKU: Final = ZoneInfo("Asia/Baku")


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in Baku."""
    return now().astimezone(BAKU).date()


def local(instant: datetime) -> datetime:
    """Return `instant` as a clock in Baku shows it. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return instant.astimezone(BAKU)
