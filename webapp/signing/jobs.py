"""The way of a request outside the web: asked for, waited for in short slices, taken back, swept away when forgotten."""

from typing import Final, cast

import structlog
from flask import current_app
from sqlalchemy import select

from webapp.config import Settings
from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import Job, job
from webapp.core.transaction import transaction
from webapp.signing.gateways import SigningService
from webapp.signing.models import SignatureRequest
from webapp.signing.pades.trust import Unfit, trust_of
from webapp.signing.remote.asking import ask
from webapp.signing.remote.collecting import bring_home
from webapp.signing.rules import LIVE, PASSING, Reason, State
from webapp.signing.services.progress import Attempt, end_attempt, note_late_answer, note_trouble
from webapp.ui.portal import Portal

log = structlog.get_logger()
QUEUE: Final = "signing"


@job("signing.start", queue=QUEUE)
def start(request: str, attempt: int) -> None:
    """Put the digest on the person's telephone and begin to wait."""
    this = Attempt(request, attempt)
    settings = _settings()
    try:
        with SigningService(settings) as service:
            asked = ask(this, service, trust_of(settings))
    except Unfit as error:
        _settle(this, error.reason, start)
        return
    if asked:
        with transaction():
            collect.defer(once=_name(this), request=request, attempt=attempt)


@job("signing.collect", queue=QUEUE)
def collect(request: str, attempt: int) -> None:
    """Wait a moment for the person's answer; while there is none, queue the same job again behind the others."""
    this = Attempt(request, attempt)
    settings = _settings()
    try:
        with SigningService(settings) as service:
            pause = bring_home(this, service, trust_of(settings))
    except Unfit as error:
        _settle(this, error.reason, collect)
        return
    if pause is not None:
        at = now() + pause if pause else None
        with transaction():
            collect.defer(once=_name(this), at=at, request=request, attempt=attempt)


@job("signing.withdraw", queue=QUEUE, attempts=5)
def withdraw(request: str, session: str) -> None:
    """Take a request back from the telephone; an answer that was quicker is not used, only kept in the journal."""
    with SigningService(_settings()) as service:
        service.withdraw(session)
        late = service.collect(session, wait_ms=0)
    if late.result == "OK":
        with transaction():
            note_late_answer(request)


@job("signing.sweep", queue="upkeep", cron="* * * * *", attempts=1)
def sweep(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """End requests whose time is long over: their job died in a way that nobody foresaw."""
    with transaction(read_only=True):
        where = (SignatureRequest.state.in_(LIVE), SignatureRequest.expires_at < now())
        rows = db.session().execute(select(SignatureRequest.public_id, SignatureRequest.attempt).where(*where))
        forgotten = [Attempt(public_id, number) for public_id, number in rows]
    for attempt in forgotten:
        with transaction():
            end_attempt(attempt, State.TIMED_OUT, Reason.TIMEOUT)


def _settle(attempt: Attempt, reason: Reason, again: Job) -> None:
    """Try again later after a trouble that passes; end the attempt after one that does not."""
    log.warning("no signature", reason=reason.value, request=attempt.request)
    with transaction():
        if reason not in PASSING:
            end_attempt(attempt, State.FAILED, reason)
            return
        at = note_trouble(attempt, reason)
        if at is not None:
            again.defer(once=_name(attempt), at=at, request=attempt.request, attempt=attempt.number)


def _name(attempt: Attempt) -> str:
    return f"{attempt.request}-{attempt.number}"


def _settings() -> Settings:
    return cast("Portal", current_app).settings
