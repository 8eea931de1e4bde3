"""When the log has stood too long without a time stamp it takes nothing more; here that is told to others, once.

Each process with the rooms looks every ten seconds (`monitoring/reporting.py`): the worker, which stamps, may be what
is dead. The limit itself is kept by the database (`ehis_journal_append`).
"""

from typing import Final

import structlog
from sqlalchemy import func, select

from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.ehis.events import EvidenceStopped
from webapp.ehis.journal.models import JournalState

REASON: Final = "time-stamp authority"
log = structlog.get_logger(__name__)


def tell_of_stop() -> bool:
    """Say that the log has stopped, when its time of grace is over and nobody said so; whether this call did.

    Needs an open transaction. Publishes EvidenceStopped.
    """
    over = func.now() - JournalState.unstamped_since > func.make_interval(0, 0, 0, 0, 0, 0, JournalState.grace_seconds)
    due = select(JournalState).where(JournalState.stopped_at.is_(None), over)
    state = db.session().scalars(due.with_for_update(skip_locked=True)).one_or_none()
    if state is None or state.unstamped_since is None:
        return False
    state.stopped_at = now()
    log.error("ehis.journal_stopped", since=state.unstamped_since.isoformat())
    publish(EvidenceStopped(reason=REASON))
    return True
