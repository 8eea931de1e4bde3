"""Waiting for a register: work goes on, the question is asked again until it is answered or its date has passed.

The room says what it asks and for which work (`ref`); it hears of the end by a fact with that `ref`, and takes the answer
from here once. A question that needs an administrator (a refusal, an answer that may not be believed) is held until
the operator says to try again; the date counts for it too.
"""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import current_actor
from webapp.core.bus import publish
from webapp.core.clock import local, now
from webapp.core.ids import new_public_id
from webapp.core.text import _
from webapp.ehis.answering import Rows
from webapp.ehis.answers import Answers
from webapp.ehis.asking.course import question_of
from webapp.ehis.asking.models import WaitingQuestion
from webapp.ehis.asking.rights import ensure_may_ask
from webapp.ehis.asking.rows import rows_from, text_of
from webapp.ehis.errors import NoSuchQuestion
from webapp.ehis.events import RegisterAnswered, RegisterGaveUp
from webapp.ehis.policy import Purpose
from webapp.ehis.question import Question
from webapp.ehis.registers.asking import values_of
from webapp.ehis.sources import source_name

Value = TypeVar("Value")
FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=1)
OPEN: Final = ("waiting", "held")


@dataclass(frozen=True, slots=True)
class Waited:
    """What a page may say of one waiting question: which register, since when, and whether it has ended."""

    public_id: str
    service: str
    register: str
    state: str
    since: datetime
    until: datetime


def ask_later(
    code: str,
    parameters: Mapping[str, str],
    *,
    purpose: Purpose | str,
    asked_by: str,
    ref: str,
    until: datetime,
    issue: str | None = None,
    reason: str = "",
) -> str:
    """Keep the question with the open transaction, to be asked until the instant `until`; return its public id.

    `ref` names the work that waits (`permits.case:AB12…`): the facts RegisterAnswered and RegisterGaveUp carry it.
    The same question for the same work is kept once. Raises as `course.question_of` does.
    """
    question = question_of(code, parameters, purpose=purpose, asked_by=asked_by, issue=issue)
    role = ensure_may_ask(question.policy, purpose, actor=current_actor(), asked_by=asked_by)
    said = {"parameters": dict(parameters), "asked_by": asked_by, "issue": issue, "purpose": str(question.purpose)}
    sealed = json.dumps(said, ensure_ascii=False, sort_keys=True)
    known = _open_question(ref, code, sealed)
    if known is not None:
        return known.public_id
    row = _row_of(question, str(role), sealed)
    row.ref, row.until, row.reason = ref, until, reason
    db.session().add(row)
    return row.public_id


def _row_of(question: Question, role: str, sealed: str) -> WaitingQuestion:
    moment = now()
    return WaitingQuestion(
        public_id=new_public_id(),
        service=question.policy.code,
        provider=str(question.policy.service.member),
        purpose=str(question.purpose),
        role=role,
        sealed=sealed,
        state="waiting",
        tries=0,
        message_id="",
        since=moment,
        next_at=moment,
    )


def _open_question(ref: str, code: str, sealed: str) -> WaitingQuestion | None:
    """Return the question of this work that is the same; each row is sealed anew, so only the opened ones compare."""
    rows = select(WaitingQuestion).where(WaitingQuestion.ref == ref, WaitingQuestion.service == code)
    found = db.session().scalars(rows.where(WaitingQuestion.state.in_(OPEN)))
    return next((row for row in found if row.sealed == sealed), None)


def take_answer(public_id: str, answer: type[Value]) -> Answers[Value]:
    """Return the answer to an answered question as values of `answer`, and forget it, with the open transaction.

    Raises NoSuchQuestion when it is not answered, was taken before, or the register had no such record.
    """
    wanted = select(WaitingQuestion).where(WaitingQuestion.public_id == public_id).with_for_update()
    row = db.session().scalar(wanted)
    if row is None or row.sealed_answer is None:
        raise NoSuchQuestion
    found = rows_from(row.sealed_answer)
    row.sealed_answer = None
    return values_of(answer, found, source=row.provider)


def waiting_for(ref: str) -> list[Waited]:
    """Return the questions for which the work `ref` waits, the oldest first."""
    wanted = select(WaitingQuestion).where(WaitingQuestion.ref == ref, WaitingQuestion.state.in_(OPEN))
    return [waited(row) for row in db.session().scalars(wanted.order_by(WaitingQuestion.id))]


def waiting_notice(ref: str) -> list[str]:
    """Return, for the person whose work waits, one sentence a register: which it is and since when it is silent."""
    since: dict[str, datetime] = {}
    for one in waiting_for(ref):
        since.setdefault(one.register, one.since)
    return [
        _(
            "%(register)s %(since)s tarixindən cavab vermir. Müraciətiniz saxlanılıb, sorğu avtomatik təkrarlanır; "
            "sizdən sənəd tələb olunmur.",
            register=register,
            since=f"{local(at):%d.%m.%Y %H:%M}",
        )
        for register, at in since.items()
    ]


def no_longer_wanted(ref: str) -> None:
    """Ask nothing more for the work `ref`, with the open transaction: it was withdrawn or has ended."""
    wanted = select(WaitingQuestion).where(WaitingQuestion.ref == ref, WaitingQuestion.state.in_(OPEN))
    for row in db.session().scalars(wanted.with_for_update()):
        _end(row, "gave_up", "not_wanted")


def try_again(public_id: str) -> None:
    """Let the question be asked at once, with the open transaction, a held one too. Raises NoSuchQuestion."""
    wanted = select(WaitingQuestion).where(WaitingQuestion.public_id == public_id, WaitingQuestion.state.in_(OPEN))
    row = db.session().scalar(wanted.with_for_update())
    if row is None:
        raise NoSuchQuestion
    row.state, row.next_at = "waiting", now()


def waited(row: WaitingQuestion) -> Waited:
    """Return what a page may say of `row`."""
    return Waited(row.public_id, row.service, str(source_name(row.provider)), row.state, row.since, row.until)


def question_from(row: WaitingQuestion) -> Question:
    """Return the question of a row, as `course.question_of` makes it: with every right checked again."""
    said: dict[str, Any] = json.loads(row.sealed)
    asking = {"asked_by": said["asked_by"], "issue": said["issue"]}
    return question_of(row.service, said["parameters"], purpose=row.purpose, **asking)


def note_answer(row: WaitingQuestion, found: Rows | None, outcome: str) -> None:
    """Keep the answer until the room takes it, and tell the room. `outcome`: answered, not_found, several."""
    if found is not None:
        row.sealed_answer = text_of(found)
        row.message_id = found.message_id
    _end(row, "answered", outcome)
    publish(RegisterAnswered(waiting_id=row.public_id, ref=row.ref, service=row.service, outcome=outcome))


def note_failure(row: WaitingQuestion, reason: str, message_id: str, *, hold: bool) -> None:
    """Count a try; ask again after a pause that doubles, or hold the question for the operator."""
    row.tries += 1
    row.tried_at = now()
    row.reason, row.message_id = reason, message_id or row.message_id
    row.state = "held" if hold else "waiting"
    pause = min(FIRST_PAUSE * 2 ** min(row.tries - 1, 10), LONGEST_PAUSE)
    row.next_at = min(now() + pause * random.uniform(0.8, 1.2), row.until)  # noqa: S311 - a pause, no secret


def give_up(row: WaitingQuestion, reason: str) -> None:
    """End the question without an answer, and tell the room."""
    _end(row, "gave_up", reason)
    publish(RegisterGaveUp(waiting_id=row.public_id, ref=row.ref, service=row.service, reason=reason))


def _end(row: WaitingQuestion, state: str, outcome: str) -> None:
    row.state, row.outcome, row.ended_at = state, outcome, now()
