"""When a program cannot write the message log (a full disk, rights, a broken table) others are told, once."""

from typing import Final

import structlog
from sqlalchemy import func, select, text

from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.ehis.events import EvidenceStopped
from webapp.ehis.journal.models import JournalState
from webapp.ehis.monitoring.models import Heartbeat

REASON: Final = "the message log cannot be written"
FRESH: Final = text("now() - interval '30 s'")
log = structlog.get_logger(__name__)


def tell_of_unwritable() -> bool:
    """Say that the log cannot be written when a program says so and nobody else did; whether this call did.

    Needs an open transaction. Publishes EvidenceStopped. When every program writes again, the next failure is new.
    """
    failing = select(func.count()).where(Heartbeat.log_failed_since.is_not(None), Heartbeat.at > FRESH)
    failed = bool(db.session().scalar(failing))
    due = JournalState.unwritable_at.is_(None) if failed else JournalState.unwritable_at.is_not(None)
    state = db.session().scalars(select(JournalState).where(due).with_for_update(skip_locked=True)).one_or_none()
    if state is None:
        return False
    state.unwritable_at = now() if failed else None
    if failed:
        log.error("ehis.journal_unwritable")
        publish(EvidenceStopped(reason=REASON))
    return failed
