"""The law as data and pure functions: nothing imported but the standard library."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

SERIES: Final = "control_act"
SMALLEST_SHOWN: Final = 5
CLOCK_MAY_DIFFER: Final = timedelta(minutes=2)
OLDEST_ACT: Final = timedelta(days=14)
MOST_OF_A_BATCH: Final = 50
LONGEST_WORDS: Final = 2000
LONGEST_LINE: Final = 200
MOST_PHOTOS: Final = 6


class State(StrEnum):
    """FILED has a number and waits for the inspector's signature; nothing brings an ANNULLED or CORRECTED act back."""

    FILED = "filed"
    SIGNED = "signed"
    CORRECTED = "corrected"
    ANNULLED = "annulled"


class Outcome(StrEnum):
    """What the inspector found."""

    IN_ORDER = "in_order"
    VIOLATIONS = "violations"


class Subject(StrEnum):
    """Who answers for a violation: the driver, an official of the carrier, the firm."""

    DRIVER = "driver"
    OFFICIAL = "official"
    ENTITY = "entity"


class Checked(StrEnum):
    """What was looked at."""

    WAYBILL = "waybill"
    JOURNEY_FORM = "journey_form"
    PERMIT_CARD = "permit_card"
    TRIP_SHEET = "trip_sheet"
    TICKETS = "tickets"
    LICENCE = "licence"
    INSPECTION = "inspection"
    INSURANCE = "insurance"
    LOAD = "load"
    SEALS = "seals"


class Answer(StrEnum):
    """How a register answered about one thing: SILENT is neither good nor bad."""

    OK = "ok"
    NOT = "not"
    SILENT = "silent"
    ABSENT = "absent"


REGIONS: Final = (
    "baku",
    "absheron_khizi",
    "daghlig_shirvan",
    "ganja_dashkasan",
    "karabakh",
    "gazakh_tovuz",
    "guba_khachmaz",
    "lankaran_astara",
    "central_aran",
    "mil_mughan",
    "shaki_zagatala",
    "east_zangezur",
    "shirvan_salyan",
    "nakhchivan",
)


def act_number(year: int, sequence: int) -> str:
    """Return the number of the act that is `sequence`-th in `year`: NA-2026-0000001."""
    return f"NA-{year:04d}-{sequence:07d}"


def corrected_moment(said: datetime, sent: datetime, received: datetime) -> tuple[datetime, int]:
    """Return when something happened by our clock, and by how many seconds the device's clock was behind ours.

    What the device says is measured against the moment in which it said it was sending: a clock that is a year off is a
    year off in both. A difference of two minutes is the network's.
    """
    offset = received - sent
    if abs(offset) <= CLOCK_MAY_DIFFER:
        return min(said, received), 0
    return min(said + offset, received), round(offset.total_seconds())


def amount_of(amounts: Mapping[str, int], subject: Subject, *, repeated: bool) -> int | None:
    """Return the fine in qəpik for `subject`, the larger one when it is repeated within a year; None when none is set."""
    first = amounts.get(subject.value)
    return amounts.get(f"{subject.value}_repeated", first) if repeated else first


def shown_cells(rows: Iterable[tuple[Any, int]]) -> list[tuple[Any, int | None]]:
    """Return counts as anybody may see them: those under five are None, and when there is one alone, the next smallest too.

    Otherwise the one that is hidden could be reckoned from the sum.
    """
    counted = list(rows)
    hidden = {place for place, (_key, count) in enumerate(counted) if 0 < count < SMALLEST_SHOWN}
    if len(hidden) == 1:
        others = [place for place, (_key, count) in enumerate(counted) if count and place not in hidden]
        hidden |= set(sorted(others, key=lambda place: counted[place][1])[:1])
    return [(key, None if place in hidden else count) for place, (key, count) in enumerate(counted)]
