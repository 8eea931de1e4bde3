"""Adding a row to the rules. What was decided before keeps the row of its day."""

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.text import _l
from webapp.tickets.changing.models import TierRow
from webapp.tickets.changing.tiers import Band, Tier


class PastDay(Invalid):
    """A rule is not added backwards."""

    code = "terms-past-day"
    text = _l("Şərt bu gündən əvvəl qüvvəyə minə bilməz.")


def add_row(tier: Tier, *, actor: Actor) -> None:
    """Write a row of the rules that is in force from a day on; the caller knows that it may. Raises PastDay, OneTier for a second of a day."""
    if tier.valid_from < today():
        raise PastDay(fields={"valid_from": PastDay.text})
    if (tier.band is Band.CARRIER) != (tier.minutes is None):
        raise Invalid(fields={"minutes": _l("Dəqiqələrin sayını yazın; daşıyıcının təqsirində boş saxlayın.")})
    row = TierRow(
        band=tier.band.value,
        route_id=tier.route_id,
        minutes=tier.minutes,
        keeps=tier.keeps,
        commission=tier.commission,
        adds=tier.adds,
        delay=tier.delay,
        basis=tier.basis,
        is_default=True,
        valid_from=tier.valid_from,
        valid_to=None,
        added_at=now(),
        added_by=actor.name,
    )
    db.session().add(row)
    db.session().flush()
    detail = {"band": row.band, "from": tier.valid_from.isoformat()}
    record("tickets.terms_added", actor=actor, object_type="bus_terms", object_key=str(row.id), detail=detail)
