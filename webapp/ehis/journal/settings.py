"""The numbers of the message log that an administrator sets."""

from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.ehis.journal.models import JournalState

LIMITS: Final = ("stamp_seconds", "grace_seconds", "keep_days", "detail_days")


def set_limits(*, actor: Actor, **limits: int) -> None:
    """Set limits of the log by their names (`LIMITS`): how often it is stamped, how long it goes on without, and so on."""
    if not set(limits) <= set(LIMITS):
        raise ValueError("no such limit")
    state = db.session().scalars(select(JournalState).with_for_update()).one()
    former = {name: getattr(state, name) for name in limits}
    for name, value in limits.items():
        setattr(state, name, value)
    detail = {"former": former, **limits}
    record("ehis.limits_set", actor=actor, object_type="ehis_journal", object_key="", detail=detail)
