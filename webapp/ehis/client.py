"""Asking a register, from the question to proved rows.

One attempt: write and sign, keep the evidence, send, prove the answer, keep that too. If evidence cannot be kept,
nothing is sent and nothing is used. Attempts of one question share one deadline and a small budget.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Final, Protocol

import stamina
import structlog

from webapp.core.clock import now
from webapp.ehis.answering import Proved, Rows, prove, rows_of
from webapp.ehis.errors import AnswerRejected, ArchiveFailed, RegisterRefused, RegisterUnavailable
from webapp.ehis.evidence import Archive, Direction, Evidence
from webapp.ehis.guard import Guard
from webapp.ehis.ids import Client
from webapp.ehis.multipart import SignedMessage, pack
from webapp.ehis.question import Question, Written, write
from webapp.ehis.sign import SigningKey
from webapp.ehis.transport import Deadline, HttpAnswer
from webapp.ehis.trust import TrustStore

ATTEMPTS: Final = 3
LEAST_SECONDS: Final = 0.2  # with less than this left a further attempt is pointless
log = structlog.get_logger(__name__)


class Sending(Protocol):
    """Posts a body within a deadline."""

    def post(self, content_type: str, body: bytes, *, deadline: Deadline) -> HttpAnswer:
        """Return the answer, whatever its status."""


@dataclass(frozen=True)
class Identity:
    """Who we are in the exchange: our subsystem, our signing key, whom we believe at this moment."""

    us: Client
    key: SigningKey
    trust: Callable[[], TrustStore]


class Exchange:
    """The client side of the exchange in this process: it holds the guards of each service."""

    def __init__(
        self, sender: Sending, identity: Identity, archive: Archive, *, clock: Callable[[], datetime] = now
    ) -> None:
        self._sender = sender
        self._identity = identity
        self._archive = archive
        self._clock = clock
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
        guard = self.guard(question.policy.code)
        guard.budget.earn()
        deadline = Deadline(question.policy.deadline_seconds)
        attempts = stamina.retry_context(
            on=lambda error: _may_repeat(error, question, guard, deadline),
            attempts=ATTEMPTS,
            timeout=None,
            wait_initial=0.05,
            wait_max=0.3,
            wait_jitter=0.2,
        )
        for attempt in attempts:
            with attempt, guard.passage():
                return self._attempt(question, deadline)
        raise RegisterUnavailable("no_attempt", upstream=False)

    def _attempt(self, question: Question, deadline: Deadline) -> Rows:
        """Ask once; the evidence of what came back is kept whether it can be used or not."""
        written = write(question, us=self._identity.us, key=self._identity.key, at=self._clock())
        signer = None
        self._keep(written, Direction.REQUEST, written.signed, outcome="sent", signer=signer)
        http: HttpAnswer | None = None
        try:
            http = self._sender.post(*pack(written.signed), deadline=deadline)
            proved = prove(http, written, self._identity.trust(), at=self._clock())
        except (RegisterUnavailable, RegisterRefused, AnswerRejected) as error:
            received = SignedMessage(http.body if http else b"", b"")
            self._keep(written, Direction.ANSWER, received, outcome=error.reason, signer=None)
            _tell(error, written)
            raise
        return self._use(proved, written)

    def _use(self, proved: Proved, written: Written) -> Rows:
        self._keep(written, Direction.ANSWER, proved.signed, outcome="answered", signer=proved.signer)
        try:
            return rows_of(proved.message, written.question)
        except AnswerRejected as error:
            _tell(error, written)
            raise

    def _keep(
        self, written: Written, direction: Direction, signed: SignedMessage, *, outcome: str, signer: str | None
    ) -> None:
        evidence = Evidence(
            direction,
            str(written.header.client),
            str(written.header.service),
            written.header.message_id,
            written.question.purpose,
            self._clock(),
            signed.message,
            signed.signature or None,
            signer,
            outcome,
        )
        try:
            self._archive.store(evidence)
        except ArchiveFailed:
            log.exception("ehis.archive_failed", message_id=evidence.message_id)
            raise RegisterUnavailable("archive_failed", repeatable=False, upstream=False) from None


def _may_repeat(error: Exception, question: Question, guard: Guard, deadline: Deadline) -> bool:
    """Whether a failed attempt is followed by another: only reads, only transient ends, time and budget left."""
    return (
        isinstance(error, RegisterUnavailable)
        and error.repeatable
        and question.policy.retryable
        and deadline.left > LEAST_SECONDS
        and guard.budget.spend()
    )


def _tell(error: RegisterUnavailable | RegisterRefused | AnswerRejected, written: Written) -> None:
    """Write the log line that an administrator looks up by message id; it names nobody."""
    tell = log.warning if isinstance(error, RegisterUnavailable) else log.error
    names = {RegisterUnavailable: "ehis.unavailable", RegisterRefused: "ehis.refused", AnswerRejected: "ehis.rejected"}
    tell(
        names[type(error)],
        service=str(written.header.service),
        message_id=written.header.message_id,
        reason=error.reason,
    )
