"""Where an approved rule is written so that the sale reads it: a dated row, or on its day the station itself."""

from collections.abc import Callable
from datetime import date
from typing import Final

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.payments.api import set_limit
from webapp.tickets.changing.ruling import add_row
from webapp.tickets.changing.tiers import Band, Tier
from webapp.tickets.law_tables import BenefitRow, CommissionRow, RouteTermsRow
from webapp.tickets.proposals.models import RuleProposal
from webapp.tickets.proposals.rows import routes_by_id
from webapp.timetable.api import set_closing


def write(row: RuleProposal, actor: Actor) -> None:
    """Write a proposal that was approved, in the open transaction; what is not read by its day waits for the day.

    Raises RuleStands or OneTier where a row begins on that day already.
    """
    if row.kind == "closing" and row.valid_from > today():
        return
    WRITERS[row.kind](row, actor)
    row.applied_at = now()
    db.session().flush()


def _terms(row: RuleProposal, _actor: Actor) -> None:
    by_number = {number: route_id for route_id, number in routes_by_id()}
    db.session().add(
        RouteTermsRow(
            route_id=by_number[row.subject],
            policy=row.content["policy"],
            transferable=row.content["transferable"],
            entry_permit=row.content["entry_permit"],
            basis=row.basis,
            valid_from=row.valid_from,
        )
    )


def _closing(row: RuleProposal, actor: Actor) -> None:
    set_closing(row.subject, row.content["minutes"], actor=actor)


def _commission(row: RuleProposal, _actor: Actor) -> None:
    said = {"hundredths": row.content["hundredths"], "basis": row.basis, "valid_from": row.valid_from}
    db.session().add(CommissionRow(**said, is_default=True))


def _benefit(row: RuleProposal, _actor: Actor) -> None:
    until = row.content.get("valid_to")
    db.session().add(
        BenefitRow(
            code=row.subject,
            title=row.content["title"],
            hundredths=row.content["hundredths"],
            basis=row.basis,
            is_default=True,
            valid_from=row.valid_from,
            valid_to=date.fromisoformat(until) if until else None,
        )
    )


def _tier(row: RuleProposal, actor: Actor) -> None:
    said = row.content
    tier = Tier(
        Band(row.subject),
        said["minutes"],
        said["keeps"],
        commission=said["commission"],
        adds=said["adds"],
        delay=said["delay"],
        basis=row.basis,
        valid_from=row.valid_from,
    )
    add_row(tier, actor=actor)


def _limit(row: RuleProposal, actor: Actor) -> None:
    set_limit(row.content["qepik"], since=row.valid_from, basis=row.basis, actor=actor)


WRITERS: Final[dict[str, Callable[[RuleProposal, Actor], None]]] = {
    "terms": _terms,
    "closing": _closing,
    "commission": _commission,
    "benefit": _benefit,
    "tier": _tier,
    "limit": _limit,
}
