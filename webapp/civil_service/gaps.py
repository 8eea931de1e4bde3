"""When exchange of a group is impossible (charter 004, 3.3): dated rows with a reason, which open entry by hand."""

from datetime import date

from sqlalchemy import or_, select

from webapp.audit.api import record
from webapp.civil_service.errors import FactWrong, NoSuchGap
from webapp.civil_service.exchange_tables import ServiceGap
from webapp.civil_service.groups import Origin
from webapp.civil_service.permissions import EXCHANGE
from webapp.civil_service.services.checking import ENDS_BEFORE, NOT_OFFERED, REQUIRED, known_group
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may


def is_gap(group_code: str, body_id: int | None, on: date | None = None) -> bool:
    """Whether exchange of a group is recorded as impossible for a body (or for all) on a day (today)."""
    return gap_of(group_code, body_id, on) is not None


def gap_of(group_code: str, body_id: int | None, on: date | None = None) -> ServiceGap | None:
    """Return the row that says so."""
    day = on or today()
    query = select(ServiceGap).where(
        ServiceGap.group_code == group_code,
        or_(ServiceGap.body_id.is_(None), ServiceGap.body_id == body_id),
        ServiceGap.valid_from <= day,
        or_(ServiceGap.valid_to.is_(None), ServiceGap.valid_to >= day),
    )
    return db.session().scalars(query.order_by(ServiceGap.id)).first()


def gaps() -> list[ServiceGap]:
    """Return every row, those that last first, then the latest."""
    query = select(ServiceGap).order_by(ServiceGap.valid_to.is_not(None), ServiceGap.id.desc()).limit(200)
    return list(db.session().scalars(query))


def gap(public_id: str) -> ServiceGap:
    """Return a row that lasts, held. Raises NoSuchGap."""
    query = select(ServiceGap).where(ServiceGap.public_id == public_id, ServiceGap.ended_by.is_(None))
    found = db.session().scalars(query.with_for_update()).first()
    if found is None:
        raise NoSuchGap
    return found


def exchange_impossible(
    group_code: str, body_id: int | None, *, reason: str, actor: Actor, until: date | None = None
) -> ServiceGap:
    """Record that a source cannot be asked for a group from today on, and why. Raises FactWrong, Forbidden."""
    ensure_may(actor, EXCHANGE)
    of = known_group(group_code)
    if of.origin is not Origin.EHIS:
        raise FactWrong(fields={"group": NOT_OFFERED})
    if not reason.strip():
        raise FactWrong(fields={"reason": REQUIRED})
    if until is not None and until < today():
        raise FactWrong(fields={"valid_to": ENDS_BEFORE})
    row = ServiceGap(public_id=new_public_id(), group_code=of.code, body_id=body_id, reason=reason.strip())
    row.valid_from, row.valid_to, row.recorded_by, row.recorded_at = today(), until, actor.name, now()
    db.session().add(row)
    db.session().flush()
    kept = {"object_type": "service_gap", "object_key": row.public_id}
    record("civil_service.gap_recorded", actor=actor, detail={"group": of.code}, **kept)
    return row


def exchange_possible(gap: ServiceGap, *, actor: Actor) -> None:
    """Record that the exchange works again: from tomorrow nobody types the group in."""
    ensure_may(actor, EXCHANGE)
    gap.valid_to, gap.ended_by = today(), actor.name
    kept = {"object_type": "service_gap", "object_key": gap.public_id}
    record("civil_service.gap_ended", actor=actor, detail={"group": gap.group_code}, **kept)
