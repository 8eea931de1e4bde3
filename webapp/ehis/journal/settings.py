"""The numbers of the message log that an administrator sets."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.ehis.journal.models import JournalState


def set_limits(*, stamp_seconds: int, grace_seconds: int, keep_days: int, actor: Actor) -> None:
    """Say how often the log is stamped, how long it goes on without, and how long it is kept by default."""
    state = db.session().scalars(select(JournalState).with_for_update()).one()
    former = {"stamp_seconds": state.stamp_seconds, "grace_seconds": state.grace_seconds, "keep_days": state.keep_days}
    wanted = {"stamp_seconds": stamp_seconds, "grace_seconds": grace_seconds, "keep_days": keep_days}
    state.stamp_seconds, state.grace_seconds, state.keep_days = stamp_seconds, grace_seconds, keep_days
    detail = {"former": former, **wanted}
    record("ehis.limits_set", actor=actor, object_type="ehis_journal", object_key="", detail=detail)
