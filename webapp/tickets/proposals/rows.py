"""The rows of the rules as they stand, each with its day and clause: what was, what is in force, what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from webapp.core import db
from webapp.payments.api import limit_rows
from webapp.tickets.changing.reading import tier_rows
from webapp.tickets.law_tables import BenefitRow, CommissionRow, RouteTermsRow
from webapp.tickets.proposals.models import RuleProposal
from webapp.timetable.api import all_places, all_routes, name_of


@dataclass(frozen=True, slots=True)
class Row:
    """A dated row: what it is about, its values, its first day (none: as it stands), its clause."""

    subject: str
    content: dict[str, Any]
    valid_from: date | None
    basis: str
    is_default: bool = True


def terms() -> Sequence[Row]:
    """Return the terms of routes, the newest first."""
    numbers = dict(routes_by_id())
    found = db.session().scalars(select(RouteTermsRow).order_by(RouteTermsRow.valid_from.desc(), RouteTermsRow.id))
    names = ("policy", "transferable", "entry_permit")
    return [Row(numbers[one.route_id], _part(one, names), one.valid_from, one.basis) for one in found]


def closings() -> Sequence[Row]:
    """Return what was proposed for stations and came into force, and below what each station says now."""
    query = select(RuleProposal).where(RuleProposal.kind == "closing", RuleProposal.state == "approved")
    made = db.session().scalars(query.order_by(RuleProposal.valid_from.desc(), RuleProposal.id.desc()))
    now = [Row(one.code, {"minutes": one.closes_minutes}, None, "") for one in all_places()]
    return [*(Row(one.subject, one.content, one.valid_from, one.basis) for one in made), *now]


def commissions() -> Sequence[Row]:
    """Return the commissions of the advance sale, the newest first."""
    found = db.session().scalars(select(CommissionRow).order_by(CommissionRow.valid_from.desc()))
    return [Row("", {"hundredths": one.hundredths}, one.valid_from, one.basis) for one in found]


def benefits() -> Sequence[Row]:
    """Return the groups that pay less, the newest first."""
    found = db.session().scalars(select(BenefitRow).order_by(BenefitRow.valid_from.desc(), BenefitRow.id))
    return [
        Row(
            one.code,
            _part(one, ("title", "hundredths")) | {"valid_to": one.valid_to.isoformat() if one.valid_to else None},
            one.valid_from,
            one.basis,
        )
        for one in found
    ]


def tiers() -> Sequence[Row]:
    """Return the rows of refunds and exchanges, the newest first, the other reading too."""
    names = ("minutes", "keeps", "commission", "adds", "delay")
    return [
        Row(one.band, _part(one, names), one.valid_from, one.basis, is_default=one.is_default) for one in tier_rows()
    ]


def limits() -> Sequence[Row]:
    """Return from which amounts on a refund takes a second person, the newest first."""
    return [Row("", {"qepik": one.qepik}, one.since, one.basis) for one in limit_rows()]


def routes() -> list[tuple[str, str]]:
    """Return the routes on which tickets are sold: number, and number with the ends."""
    return [(route.number, way) for route, way, _carrier in all_routes()]


def routes_of(party_id: int) -> list[tuple[str, str]]:
    """Return the routes of a carrier: number, and number with the ends."""
    return [(route.number, way) for route, way, _carrier in all_routes() if route.party_id == party_id]


def routes_by_id() -> list[tuple[int, str]]:
    """Return the numbers of routes by their keys."""
    return [(route.id, route.number) for route, _way, _carrier in all_routes()]


def stations() -> list[tuple[str, str]]:
    """Return the stations: code and name."""
    return [(one.code, name_of(one)) for one in all_places()]


def _part(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
