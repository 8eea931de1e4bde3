"""What the client does by the clock: asks again, forgets."""

from typing import Final

import structlog
from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis.answering import Rows
from webapp.ehis.asking import course, memory, waiting, watch
from webapp.ehis.asking.models import WaitingQuestion
from webapp.ehis.asking.rights import in_capacity
from webapp.ehis.errors import (
    AnswerRejected,
    ContractEnded,
    NotARegisterNumber,
    NotInRegister,
    OfficialMissing,
    PurposeNotAllowed,
    RegisterRefused,
    RegisterUnavailable,
    RoleNotAllowed,
    SeveralInRegister,
)
from webapp.ehis.policy import Role

AT_ONCE: Final = 50
"""Questions of one run: a minute later the next run goes on."""
NOT_ALLOWED: Final = (PurposeNotAllowed, RoleNotAllowed, OfficialMissing, ContractEnded, NotARegisterNumber)
log = structlog.get_logger(__name__)


@job("ehis.ask_waiting", queue="registers", attempts=1, cron="* * * * *")
def ask_waiting(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Ask what is due. A service that fails is not asked a second time in one run: its other questions wait too."""
    silent: set[str] = set()
    for public_id, service in _due():
        if service not in silent and not ask_again(public_id):
            silent.add(service)


@job("ehis.ask_waiting_one", queue="registers", attempts=1)
def ask_waiting_one(public_id: str) -> None:
    """Ask one question now: the operator said so."""
    ask_again(public_id)


@job("ehis.forget_answers", attempts=3, cron="*/10 * * * *")
def forget_answers(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Forget kept answers that are over their time, and breakers of processes that ended."""
    with transaction():
        memory.forget_old()
        watch.forget_gone_processes()


def ask_again(public_id: str) -> bool:
    """Ask a waiting question once and note how it ended; return whether the register gave an answer.

    Nobody else asks it meanwhile: it is taken first by moving its next time. A date that has passed ends it.
    """
    with transaction():
        row = _taken(public_id)
        if row is None:
            return True
        if row.until <= now():
            waiting.give_up(row, row.reason or "too_late")
            return True
        capacity = Role(row.role)
    with in_capacity(capacity):
        return _ask(public_id)


def _ask(public_id: str) -> bool:
    """Ask outside any transaction; whatever comes of it is noted in one of its own."""
    with transaction(read_only=True):
        row = _row(public_id)
    found: Rows | None = None
    outcome = "answered"
    try:
        found = course.answer_to(waiting.question_from(row), lambda rows: rows)
    except NotInRegister:
        outcome = "not_found"
    except SeveralInRegister:
        outcome = "several"
    except NOT_ALLOWED as refusal:
        with transaction():
            waiting.give_up(_row(public_id, lock=True), refusal.code)
        return True
    except (RegisterUnavailable, RegisterRefused, AnswerRejected) as error:
        hold = not isinstance(error, RegisterUnavailable)
        with transaction():
            waiting.note_failure(_row(public_id, lock=True), error.reason, error.message_id, hold=hold)
        return False
    with transaction():
        waiting.note_answer(_row(public_id, lock=True), found, outcome)
    return True


def _due() -> list[tuple[str, str]]:
    with transaction(read_only=True) as session:
        due = select(WaitingQuestion.public_id, WaitingQuestion.service).where(
            (WaitingQuestion.state == "waiting") & (WaitingQuestion.next_at <= now())
            | (WaitingQuestion.state == "held") & (WaitingQuestion.until <= now())
        )
        return [(row[0], row[1]) for row in session.execute(due.order_by(WaitingQuestion.next_at).limit(AT_ONCE))]


def _taken(public_id: str) -> WaitingQuestion | None:
    """Return the row, moved so that no other worker takes it for a minute; None when it is not due or another's."""
    wanted = select(WaitingQuestion).where(
        WaitingQuestion.public_id == public_id,
        WaitingQuestion.state.in_(waiting.OPEN),
        (WaitingQuestion.next_at <= now()) | (WaitingQuestion.until <= now()),
    )
    row = db.session().scalar(wanted.with_for_update(skip_locked=True))
    if row is not None:
        row.next_at = now() + waiting.FIRST_PAUSE
    return row


def _row(public_id: str, *, lock: bool = False) -> WaitingQuestion:
    wanted = select(WaitingQuestion).where(WaitingQuestion.public_id == public_id)
    return db.session().scalars(wanted.with_for_update() if lock else wanted).one()


JOBS: Final = (ask_waiting, ask_waiting_one, forget_answers)
