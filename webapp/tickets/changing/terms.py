"""The rows of the rules as the database holds them, and which of them holds for a ticket at an instant."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local
from webapp.core.kept import Kept
from webapp.core.text import Text, _, _l, _n
from webapp.tickets.changing.errors import ClaimFirst, TooLate
from webapp.tickets.changing.models import Claim, TierRow, Unplaced
from webapp.tickets.changing.tiers import CLAIMED, Band, Tier, is_too_late, tier_at, tiers_on
from webapp.tickets.models import Ticket
from webapp.timetable.api import Ride

REASONS: Final[dict[str, Text]] = {
    Band.EARLY: _l("Vaxtında imtina"),
    Band.LATE: _l("Yola düşməyə az qalmış imtina"),
    Band.LAST: _l("Yola düşməzdən bilavasitə əvvəl imtina"),
    Band.MISSED: _l("Avtobusa gecikmə"),
    Band.PAPERS: _l("Sənədlə təsdiq edilən üzrlü səbəb"),
    Band.CARRIER: _l("Daşıyıcının təqsiri: tam məbləğ, komissiya daxil"),
}
CHOOSING: Final = timedelta(days=7)  # how long an accepted claim lets one choose another trip
TEN: Final = 10
HOUR: Final = 60
DAY: Final = 24 * HOUR


def rows_of(route_id: int | None) -> list[Tier]:
    """Return every row for all routes, and for the route where one is named."""
    return [row for row in TIERS.get() if row.route_id in {None, route_id}]


def _loaded() -> list[Tier]:
    return [value_of(row) for row in db.session().scalars(select(TierRow).order_by(TierRow.id))]


TIERS: Final = Kept("tickets.terms", _loaded)


def tiers_of(route_id: int | None, day: date) -> dict[Band, Tier]:
    """Return the rows in force for a route on a day, the earliest band first."""
    return tiers_on(rows_of(route_id), day, route_id)


def tier_for(ticket: Ticket, ride: Ride, at: datetime) -> tuple[Tier, dict[Band, Tier]]:
    """Return the row that holds for a ticket at an instant, and all that hold that day.

    It is the carrier's fault when the trip was cancelled, when another bus has no seat for the ticket, or when it leaves
    later by more than the rules allow. Hours are counted to the departure as it is expected. Raises TooLate.
    """
    tiers = tiers_of(ride.route.id, local(at).date())
    if Band.CARRIER in tiers and (not ride.trip.runs or is_unplaced(ticket.id)):
        return tiers[Band.CARRIER], tiers
    found = tier_at(tiers, ride.expected, at)
    if found is None:
        raise TooLate
    fault = tiers.get(Band.CARRIER)
    return (fault if fault and is_too_late(fault, ride.trip.delay_minutes) else found), tiers


def tier_at_once(ticket: Ticket, ride: Ride, at: datetime) -> tuple[Tier, dict[Band, Tier]]:
    """Return as `tier_for` what needs nobody's decision, or was decided: an accepted claim lets one choose another trip.

    Raises ClaimFirst after the departure, TooLate.
    """
    query = select(Claim).where(Claim.ticket_id == ticket.id, Claim.state == "accepted", Claim.wants == "exchange")
    claim = db.session().scalar(query.where(Claim.decided_at >= at - CHOOSING))
    if claim is not None:
        tiers = tiers_of(ride.route.id, local(claim.made_at).date())
        return tiers[Band(claim.band)], tiers
    found, tiers = tier_for(ticket, ride, at)
    if at > ride.expected and (found.band in CLAIMED or is_late(found, ride)):
        raise ClaimFirst
    return found, tiers


def is_late(row: Tier, ride: Ride) -> bool:
    """Whether a row holds because the bus left too late, not because there was none or no seat."""
    return row.band is Band.CARRIER and ride.trip.runs and is_too_late(row, ride.trip.delay_minutes)


def is_unplaced(ticket_id: int) -> bool:
    """Whether another bus has no seat for the ticket and its holder has not chosen yet."""
    query = select(Unplaced.id).where(Unplaced.ticket_id == ticket_id, Unplaced.state == "open")
    return db.session().scalar(query) is not None


def refund_terms(route_id: int | None, day: date) -> list[str]:
    """Return what goes back and when, in plain sentences in the language of the page, from the rows in force."""
    tiers = tiers_of(route_id, day)
    return [sentence(row) for row in tiers.values()]


def sentence(row: Tier) -> str:
    """Return a row in words."""
    keeps = percent(row.keeps)
    if row.band is Band.CARRIER:
        if row.delay is None:
            return _("Reys daşıyıcının təqsiri ilə ləğv edilərsə, tam məbləğ komissiya ilə birlikdə qaytarılır.")
        words = _(
            "Reys ləğv edilərsə və ya gecikməsi %(delay)s müddətini aşarsa, tam məbləğ komissiya ilə birlikdə qaytarılır."
        )
        return words % {"delay": span(row.delay)}
    when = span(row.minutes or 0)
    if row.band in CLAIMED:
        papers = row.band is Band.PAPERS
        words = (
            _("Üzrlü səbəb sənədlə təsdiq edilərsə, yola düşəndən sonra %(when)s ərzində: məbləğdən %(keeps)s tutulur.")
            if papers
            else _("Gecikmisinizsə, yola düşəndən sonra %(when)s ərzində müraciətlə: məbləğdən %(keeps)s tutulur.")
        )
        return words % {"when": when, "keeps": keeps}
    if row.minutes == 0:
        return _("Yola düşənədək: məbləğdən %(keeps)s tutulur.", keeps=keeps)
    if row.keeps and row.commission:
        words = _("Yola düşməyə ən azı %(when)s qalanadək: məbləğdən %(keeps)s və ilkin satış komissiyası tutulur.")
    elif row.keeps:
        words = _("Yola düşməyə ən azı %(when)s qalanadək: məbləğdən %(keeps)s tutulur.")
    elif row.commission:
        words = _("Yola düşməyə ən azı %(when)s qalanadək: ilkin satış komissiyasından başqa hamısı qaytarılır.")
    else:
        words = _("Yola düşməyə ən azı %(when)s qalanadək: hamısı qaytarılır.")
    return words % {"when": when, "keeps": keeps}


def percent(thousandths: int) -> str:
    """Return a share as people write it: 15 %, 12,5 %."""
    whole, rest = divmod(thousandths, TEN)
    return f"{whole},{rest}\u00a0%" if rest else f"{whole}\u00a0%"


def span(minutes: int) -> str:
    """Return a length of time in the largest unit that fits it."""
    many = abs(minutes)
    if many % DAY == 0 and many:
        return _n("%(num)s gün", "%(num)s gün", many // DAY)
    if many % HOUR == 0 and many:
        return _n("%(num)s saat", "%(num)s saat", many // HOUR)
    return _n("%(num)s dəqiqə", "%(num)s dəqiqə", many)


def value_of(row: TierRow) -> Tier:
    """Return the plain value of a row."""
    known = {one.name: getattr(row, one.name) for one in fields(Tier)}
    return Tier(**known | {"band": Band(row.band)})
