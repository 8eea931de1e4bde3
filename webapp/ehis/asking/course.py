"""The way of one question: right, ground, memory, journal, exchange, memory."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, TypeVar

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.crypto import blind_index
from webapp.core.transaction import in_transaction, transaction
from webapp.ehis.answering import Rows
from webapp.ehis.asking import memory
from webapp.ehis.asking.rights import ensure_may_ask, policy_of
from webapp.ehis.errors import GroundNeeded, NotInRegister
from webapp.ehis.ids import user_id
from webapp.ehis.installation import exchange
from webapp.ehis.policy import Purpose
from webapp.ehis.question import Question, body_of

Read = TypeVar("Read")
GROUND: Final = "ground"
LEAST_GROUND: Final = 20
LONGEST_GROUND: Final = 1000
SERVICE: Final = "ehis.service"
_anew: ContextVar[bool] = ContextVar("ehis_anew", default=False)


def answer_to(question: Question, read: Callable[[Rows], Read]) -> Read:
    """Return what the register answers, as `read` makes it, from memory where the row of the service allows that.

    Make `question` by `question_of`. An answer that `read` refuses is not kept. Raises RuntimeError
    inside a transaction (a slow register would hold its locks), and what the exchange and `read` raise.
    """
    if in_transaction():
        raise RuntimeError("a register was to be asked while a transaction is open")
    kept = _kept(question)
    return read(kept) if kept is not None else _asked(question, read)


def question_of(
    code: str, parameters: Mapping[str, str], *, purpose: Purpose | str, asked_by: str, issue: str | None = None
) -> Question:
    """Return the question, once it is certain that it may be asked and can be written.

    Raises what `ensure_may_ask` raises, GroundNeeded, NotARegisterNumber.
    """
    policy = policy_of(code)
    ensure_may_ask(policy, purpose, actor=current_actor(), asked_by=asked_by)
    if policy.ground_required:
        ensure_ground(parameters.get(GROUND, ""))
    question = Question(policy, dict(parameters), user_id(asked_by), Purpose(purpose), issue)
    body_of(question)
    return question


def ensure_ground(ground: str) -> str:
    """Return `ground` without blanks around it. Raises GroundNeeded when it is no reasoned text (charter 5.2.11)."""
    text = ground.strip()
    if not LEAST_GROUND <= len(text) <= LONGEST_GROUND:
        raise GroundNeeded
    return text


@contextmanager
def anew() -> Iterator[None]:
    """Ask the register inside the block, whatever is kept: somebody wants to know how things stand now."""
    token = _anew.set(True)
    try:
        yield
    finally:
        _anew.reset(token)


def _kept(question: Question) -> Rows | None:
    """Return the kept answer and log its use, which is no request (and no evidence)."""
    if _anew.get() or not question.policy.terms(question.purpose).cache_seconds:
        return None
    try:
        with transaction(read_only=True):
            found = memory.recall(question)
    except NotInRegister:
        _note("ehis.reused", question)
        raise
    if found is not None:
        _note("ehis.reused", question)
    return found


def _asked(question: Question, read: Callable[[Rows], Read]) -> Read:
    """Ask the register; what cannot be kept in the journal is not asked."""
    if question.policy.ground_required:
        _note("ehis.reasoned_query", question, ground=question.parameters[GROUND].strip())
    elif question.subject_fin is not None and question.user_id != user_id(question.subject_fin):
        _note("ehis.asked", question)
    try:
        found = exchange().ask(question)
    except NotInRegister:
        _remember(question, None)
        raise
    value = read(found)
    _remember(question, found)
    return value


def _remember(question: Question, found: Rows | None) -> None:
    if question.policy.terms(question.purpose).cache_seconds:
        with transaction():
            memory.remember(question, found)


def _note(action: str, question: Question, **more: str) -> None:
    """Write into the journal who asks about whom, and why."""
    subject, actor = question.subject_fin, current_actor()
    detail = {"purpose": str(question.purpose), "issue": question.issue or "", **more}
    if actor.is_system:
        detail["asked_by"] = blind_index(question.user_id).hex()
    with transaction():
        record(
            action,
            actor=actor,
            object_type=SERVICE,
            object_key=question.policy.code,
            subject_fin=subject,
            detail=detail,
        )
