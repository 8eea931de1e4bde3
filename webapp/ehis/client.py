"""Asking a register, from the question to proved rows.

One attempt: write and sign, keep the evidence, send, prove the answer, keep that too. If evidence cannot be kept,
nothing is sent and nothing is used. Attempts of one question share one deadline and a small budget.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final, Protocol

import structlog

from webapp.core.clock import now
from webapp.ehis.answering import Proved, Rows, prove, rows_of
from webapp.ehis.asking import restful
from webapp.ehis.errors import AnswerRejected, NotInRegister, RegisterRefused, RegisterUnavailable, SeveralInRegister
from webapp.ehis.evidence import Archive, Wire
from webapp.ehis.guard import Guard
from webapp.ehis.ids import Client
from webapp.ehis.multipart import SignedMessage, pack
from webapp.ehis.question import Question, Written, write
from webapp.ehis.record import Ended, Record
from webapp.ehis.sign import SigningKey
from webapp.ehis.transport import Deadline, HttpAnswer
from webapp.ehis.trust import TrustStore

ATTEMPTS: Final = 3
LEAST_SECONDS: Final = 0.2  # with less than this left a further attempt is pointless
PAUSES: Final = (0.1, 0.3)
"""The longest pause before the second and the third attempt; the real one is anything below it (full jitter)."""
log = structlog.get_logger(__name__)
Technical = RegisterUnavailable | RegisterRefused | AnswerRejected


class Sending(Protocol):
    """Posts a body within a deadline."""

    def post(self, content_type: str, body: bytes, *, deadline: Deadline) -> HttpAnswer:
        """Return the answer, whatever its status."""


class Watching(Protocol):
    """Knows what the operator ordered, and is told how services fare."""

    def obey(self, code: str, guard: Guard) -> None:
        """Carry out what was ordered of the service. Raises RegisterUnavailable when nothing may be sent."""

    def told(self, code: str, guard: Guard) -> None:
        """Learn that a question to the service has ended."""

    def defect(self, written: Written, error: RegisterRefused | AnswerRejected) -> None:
        """Learn that an administrator is needed."""


class Unwatched:
    """Nobody orders anything and nobody wants to know."""

    def obey(self, code: str, guard: Guard) -> None:
        """Let everything through."""

    def told(self, code: str, guard: Guard) -> None:
        """Keep nothing."""

    def defect(self, written: Written, error: RegisterRefused | AnswerRejected) -> None:
        """Tell nobody."""


@dataclass(frozen=True)
class Identity:
    """Who we are in the exchange: our subsystem, our signing key, whom we believe at this moment."""

    us: Client
    key: SigningKey | Callable[[], SigningKey]
    trust: Callable[[], TrustStore]

    @property
    def signing_key(self) -> SigningKey:
        """The key of this moment: an administrator may take another into use."""
        return self.key if isinstance(self.key, SigningKey) else self.key()


class Exchange:
    """The client side of the exchange in this process: it holds the guards of each service."""

    def __init__(
        self,
        sender: Sending,
        identity: Identity,
        archive: Archive,
        *,
        clock: Callable[[], datetime] = now,
        watch: Watching | None = None,
    ) -> None:
        self._sender = sender
        self._identity = identity
        self._archive = archive
        self._clock = clock
        self._watch = watch or Unwatched()
        self._guards: dict[str, Guard] = {}
        self._lock = Lock()

    def guard(self, code: str) -> Guard:
        """Return the guard of the service with this code."""
        with self._lock:
            return self._guards.setdefault(code, Guard())

    def ask(self, question: Question) -> Rows:
        """Return the kept fields of the answer to `question`.

        Raises RegisterUnavailable, RegisterRefused, AnswerRejected, NotInRegister, SeveralInRegister.
        """
        code = question.policy.code
        guard = self.guard(code)
        self._watch.obey(code, guard)
        guard.budget.earn()
        try:
            return self._attempts(question, guard, Deadline(question.policy.deadline_seconds))
        finally:
            self._watch.told(code, guard)

    def _attempts(self, question: Question, guard: Guard, deadline: Deadline) -> Rows:
        """Ask up to three times: only reads, only after transient ends, with time and budget left."""
        for pause in PAUSES:
            try:
                with guard.passage():
                    return self._attempt(question, deadline)
            except RegisterUnavailable as error:
                repeatable = error.repeatable and question.policy.retryable and deadline.left > 2 * LEAST_SECONDS
                if not repeatable or not guard.budget.spend():
                    raise
            time.sleep(random.uniform(0, min(pause, deadline.left - LEAST_SECONDS)))  # noqa: S311 - a pause, no secret
        with guard.passage():
            return self._attempt(question, deadline)

    def _attempt(self, question: Question, deadline: Deadline) -> Rows:
        """Ask once; the evidence of what came back is kept whether it can be used or not."""
        us, protocol = self._identity.us, PROTOCOLS[question.policy.wire]
        record = Record(self._archive, self._clock)
        written = protocol.write(question, us=us, key=self._identity.signing_key, at=self._clock())
        record.sent(written)
        ended = Ended("answered")
        try:
            with record.outside():
                ended.http = self._sender.post(*pack(written.signed, kind=written.kind), deadline=deadline)
            proved = protocol.prove(ended.http, written, self._identity.trust(), at=self._clock())
            ended.received, ended.signer = proved.signed, proved.signer
            found = rows_of(proved.body, question)
        except (NotInRegister, SeveralInRegister) as error:
            error.message_id = written.header.message_id
            record.ended(written, ended)
            raise
        except (RegisterUnavailable, RegisterRefused, AnswerRejected) as error:
            self._failed(error, written, ended, record)
            raise
        record.ended(written, ended)
        return Rows(found.rows, found.as_of, written.header.message_id)

    def _failed(self, error: Technical, written: Written, ended: Ended, record: Record) -> None:
        """Keep what came back apart (nothing of it is used), and tell whoever must know."""
        error.message_id = written.header.message_id
        ended.outcome, ended.fault_id = error.reason, error.detail or None
        if ended.received is None and ended.http is not None:
            ended.received = SignedMessage(ended.http.body, b"")
        record.ended(written, ended)
        _tell(error, written)
        if not isinstance(error, RegisterUnavailable):
            self._watch.defect(written, error)


@dataclass(frozen=True, slots=True)
class _Protocol:
    """How messages of one protocol are written, and how their answers are proved."""

    write: Callable[..., Written]
    prove: Callable[..., Proved]


PROTOCOLS: Final = {
    Wire.SOAP: _Protocol(write, prove),
    Wire.REST: _Protocol(restful.write, restful.prove),
}


def _tell(error: Technical, written: Written) -> None:
    """Write the log line that an administrator looks up by message id; it names nobody."""
    tell = log.warning if isinstance(error, RegisterUnavailable) else log.error
    names = {RegisterUnavailable: "ehis.unavailable", RegisterRefused: "ehis.refused", AnswerRejected: "ehis.rejected"}
    tell(
        names[type(error)],
        service=str(written.header.service),
        message_id=written.header.message_id,
        reason=error.reason,
    )
