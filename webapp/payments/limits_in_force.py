"""The limit in force on a day: its newest row. Setting it is a new row with its basis; the journal names who set it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.payments.limit_tables import SECOND_PERSON, Limit


def limit_on(day: date) -> int:
    """Return from how many qəpik on a refund takes a second person on `day`."""
    wanted = select(Limit.qepik).where(Limit.code == SECOND_PERSON, Limit.since <= day)
    return db.session().scalars(wanted.order_by(Limit.since.desc(), Limit.id.desc()).limit(1)).one()


def limit_rows() -> Sequence[Limit]:
    """Return every limit there was, is and will be, the newest first."""
    wanted = select(Limit).where(Limit.code == SECOND_PERSON)
    return db.session().scalars(wanted.order_by(Limit.since.desc(), Limit.id.desc())).all()


def set_limit(qepik: int, *, since: date, basis: str, actor: Actor) -> None:
    """Set the limit from a day on. `basis` is the order that sets it."""
    row = Limit(code=SECOND_PERSON, since=since, qepik=qepik, basis=basis, set_by=actor.name, set_at=now())
    db.session().add(row)
    db.session().flush()
    detail = {"qepik": qepik, "since": since.isoformat()}
    record("payments.limit_set", actor=actor, object_type="ledger", object_key=SECOND_PERSON, detail=detail)
