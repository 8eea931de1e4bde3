"""Between the client and the house: it obeys orders of the database, and tells of breakers and defects.

Telling never stops a question: what cannot be told goes to the log.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Final

import structlog
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.asking import standing
from webapp.ehis.asking.models import BreakerRow
from webapp.ehis.breaker import State
from webapp.ehis.errors import AnswerRejected, RegisterRefused, RegisterUnavailable
from webapp.ehis.events import ExchangeDefect
from webapp.ehis.guard import Guard
from webapp.ehis.question import Written

AGAIN_SECONDS: Final = 30.0
"""An open breaker is told again this often while questions come, so that a row that says nothing new is known as old."""
STALE: Final = timedelta(minutes=2)
FORCED: Final = "forced-open"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class BreakerState:
    """How the breaker of `service` stands in one process, and since when."""

    process: str
    service: str
    state: str
    since: datetime


class DatabaseWatch:
    """The watch of one process."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[str, float]] = {}
        self._closed_at: dict[str, datetime] = {}
        self._began = now()
        self._lock = Lock()

    def obey(self, code: str, guard: Guard) -> None:
        """Carry out the operator's order. Raises RegisterUnavailable while the service is forced open."""
        order = standing.order_for(code)
        if order is None:
            return
        if order.standing == "open":
            self._tell_state(code, FORCED)
            raise RegisterUnavailable("forced_open", repeatable=False, upstream=False)
        with self._lock:
            new = order.at > self._closed_at.get(code, self._began)
            self._closed_at[code] = order.at
        if new:
            guard.breaker.close()

    def told(self, code: str, guard: Guard) -> None:
        """Write the state of the breaker when it changed."""
        self._tell_state(code, str(guard.breaker.state))

    def defect(self, written: Written, error: RegisterRefused | AnswerRejected) -> None:
        """Publish that an administrator is needed: an answer that may not be believed, or a refusal that will stay."""
        fact = ExchangeDefect(
            direction="asked",
            service=str(written.header.service),
            client=str(written.header.client),
            reason=error.reason,
            message_id=written.header.message_id,
        )
        _try(lambda: publish(fact), "ehis.defect_not_told")

    def _tell_state(self, code: str, state: str) -> None:
        with self._lock:
            known, at = self._told.get(code, (str(State.CLOSED), 0.0))
            if known == state and (state == State.CLOSED or monotonic() - at < AGAIN_SECONDS):
                return
            self._told[code] = (state, monotonic())
        moment = now()
        values = {"state": state, "at": moment} | ({"since": moment} if known != state else {})
        statement = insert(BreakerRow).values(
            process=process_name(), service=code, state=state, since=moment, at=moment
        )
        upsert = statement.on_conflict_do_update(index_elements=["process", "service"], set_=values)
        _try(lambda: db.session().execute(upsert), "ehis.breaker_not_told")


def process_name() -> str:
    """Return by what name this process tells of its breakers."""
    return f"{os.uname().nodename}:{os.getpid()}"


def breaker_states() -> list[BreakerState]:
    """Return every breaker that is not closed, in every process; inside a transaction.

    A row that nobody renewed for two minutes is of a breaker that nobody has asked since: it will admit a probe.
    """
    rows = db.session().scalars(select(BreakerRow).where(BreakerRow.state != str(State.CLOSED)))
    aged = now() - STALE
    return [
        BreakerState(
            row.process,
            row.service,
            str(State.HALF_OPEN) if row.at < aged and row.state == State.OPEN else row.state,
            row.since,
        )
        for row in rows
    ]


def forget_gone_processes() -> None:
    """Take away what processes told that have long ended; with the open transaction."""
    db.session().execute(delete(BreakerRow).where(BreakerRow.at < now() - timedelta(days=1)))


def _try(work: Callable[[], object], event: str) -> None:
    try:
        with transaction():
            work()
    except (SQLAlchemyError, RuntimeError):
        log.exception(event)
