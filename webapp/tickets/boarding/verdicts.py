"""What is found of a ticket at the door, as words of one alphabet for device and server. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from webapp.core.text import Text, _l


class Verdict(StrEnum):
    """How a ticket stands at the door of one trip."""

    OK = "ok"
    BOARDED = "boarded"
    OTHER_TRIP = "other_trip"
    OTHER_DAY = "other_day"
    REVOKED = "revoked"
    FORGED = "forged"
    UNKNOWN_KEY = "unknown_key"
    UNREADABLE = "unreadable"
    WRONG_CLOCK = "wrong_clock"
    NOT_ON_LIST = "not_on_list"
    NO_SEAT = "no_seat"


class Clash(StrEnum):
    """How what happened at the door disagrees with what we know."""

    TWO_COPIES = "two_copies"
    LET_IN_WRONGLY = "let_in_wrongly"
    TURNED_AWAY = "turned_away"
    DEVICE_NOT_TRUSTED = "device_not_trusted"


WORDS: Final[dict[str, Text]] = {
    Verdict.OK: _l("Bilet düzgündür"),
    Verdict.BOARDED: _l("Artıq minib"),
    Verdict.OTHER_TRIP: _l("Başqa reysin bileti"),
    Verdict.OTHER_DAY: _l("Başqa günün bileti"),
    Verdict.REVOKED: _l("Bilet qüvvədə deyil"),
    Verdict.FORGED: _l("Saxta bilet"),
    Verdict.UNKNOWN_KEY: _l("Açarı tanınmır"),
    Verdict.UNREADABLE: _l("Bu, bilet deyil"),
    Verdict.WRONG_CLOCK: _l("Cihazın saatı səhvdir"),
    Verdict.NOT_ON_LIST: _l("Siyahıda yoxdur"),
    Verdict.NO_SEAT: _l("Bu avtobusda yeri yoxdur"),
}
CLASHES: Final[dict[str, Text]] = {
    Clash.TWO_COPIES: _l("Bir biletlə iki dəfə miniblər"),
    Clash.LET_IN_WRONGLY: _l("Bilet yararsız olduğu halda mindirilib"),
    Clash.TURNED_AWAY: _l("Düzgün biletlə mindirilməyib"),
    Clash.DEVICE_NOT_TRUSTED: _l("Cihazın hüququ yoxdur"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the tables say of a ticket: its trip, whether it is paid, its code's issue, when its passenger boarded."""

    trip: int
    day_is_that_of_the_trip: bool
    paid: bool
    issue: int
    boarded_at: datetime | None
    unplaced: bool = False


def found_of(ticket: Standing | None, trip: int, issue: int | None) -> Verdict:
    """Return how a ticket stands at the door of a trip; `issue` is that of the scanned code, None for a typed number."""
    if ticket is None:
        return Verdict.NOT_ON_LIST
    if ticket.trip != trip:
        return Verdict.OTHER_TRIP if ticket.day_is_that_of_the_trip else Verdict.OTHER_DAY
    if ticket.unplaced:
        return Verdict.NO_SEAT
    if not ticket.paid or (issue is not None and issue != ticket.issue):
        return Verdict.REVOKED
    return Verdict.OK if ticket.boarded_at is None else Verdict.BOARDED


def clash_of(said: str, *, let_in: bool, found: Verdict, trusted: bool) -> Clash | None:
    """Return how a scan disagrees with what we find; None when device and server mean the same."""
    if not trusted:
        return Clash.DEVICE_NOT_TRUSTED
    if let_in and found is Verdict.BOARDED:
        return Clash.TWO_COPIES
    if let_in and found is not Verdict.OK:
        return Clash.LET_IN_WRONGLY
    if not let_in and found is Verdict.OK and said != Verdict.OK:
        return Clash.TURNED_AWAY
    return None
