"""Requests on their way between portal and phone, and the waiting for an answer."""

import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from mocks.pki.pairs import Pair
from mocks.signing.rules import PIN_TRIES, SESSION_LIFE, TIME_TO_CONFIRM, Order, Result, State, verification_code

MOST_PENDING: Final = 50  # on one phone: more is push bombing


class KeyTakenError(Exception):
    """The idempotency key has been used for another request."""


class TooManyPendingError(Exception):
    """The phone already shows as many requests as it takes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request ended in; with Result.OK also the signature and whose certificate made it."""

    result: Result
    signatures: tuple[bytes, ...] = ()
    pair: Pair | None = None


@dataclass(slots=True)
class Session:
    """One request and what has become of it."""

    order: Order
    client: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    wrong_pins: int = 0
    answer: Answer | None = None
    late_answer: Answer | None = None  # replaces the first one after it has been collected: a fault to be withstood

    @property
    def state(self) -> State:
        """RUNNING until there is an answer."""
        return State.RUNNING if self.answer is None else State.COMPLETE

    @property
    def tries_left(self) -> int:
        """How many wrong PINs the phone still takes."""
        return max(PIN_TRIES - self.wrong_pins, 0)

    @property
    def code(self) -> str:
        """The control code that portal and phone show."""
        return verification_code(self.order.digest)


class SessionBoard:
    """All requests of the last five minutes; safe for requests in many threads."""

    def __init__(self) -> None:
        """Start with no request."""
        self._sessions: dict[str, Session] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        self._changed = threading.Condition()

    def start(self, order: Order, client: str) -> tuple[Session, bool]:
        """Return the session of this order and whether it is new; the same idempotency key gives the same session.

        Raises KeyTakenError and TooManyPendingError.
        """
        with self._changed:
            self._forget_old()
            known = self._by_key.get((client, order.idempotency_key))
            if known:
                if self._sessions[known].order != order:
                    raise KeyTakenError
                return self._sessions[known], False
            if len(self._pending(order.fin)) >= MOST_PENDING:
                raise TooManyPendingError
            session = Session(order, client)
            self._sessions[session.id] = session
            self._by_key[client, order.idempotency_key] = session.id
            return session, True

    def find(self, session_id: str, client: str | None = None) -> Session:
        """Return a session, of this client when given. Raises LookupError when there is none."""
        with self._changed:
            self._forget_old()
            session = self._sessions.get(session_id)
            if session is None or client not in {None, session.client}:
                raise LookupError("no such session")
            return session

    def pending(self, fin: str) -> list[Session]:
        """Return the requests a person has still to answer, newest first."""
        with self._changed:
            self._forget_old()
            return self._pending(fin)

    def complete(self, session: Session, answer: Answer, late: Answer | None = None) -> bool:
        """Give a session its answer and wake who waits for it; whether it was still without one."""
        with self._changed:
            if session.answer is not None:
                return False
            session.answer, session.late_answer = answer, late
            self._changed.notify_all()
            return True

    def note_wrong_pin(self, session: Session) -> int:
        """Count a wrong PIN and return how many tries are left; the last one ends the request."""
        with self._changed:
            session.wrong_pins += 1
        if not session.tries_left:
            self.complete(session, Answer(Result.USER_CANCELLED))
        return session.tries_left

    def collect(self, session: Session, seconds: float) -> Answer | None:
        """Wait at most so long for the answer; None while there is none."""
        with self._changed:
            self._changed.wait_for(lambda: session.answer is not None, min(seconds, self._time_left(session)))
            self._time_out(session)
            answer = session.answer
            if session.late_answer is not None:
                session.answer, session.late_answer = session.late_answer, None
            return answer

    def everything(self) -> list[Session]:
        """Return every session still remembered, oldest first."""
        with self._changed:
            self._forget_old()
            return list(self._sessions.values())

    def clear(self) -> None:
        """Forget every session; who waits is told that time ran out."""
        with self._changed:
            for session in self._sessions.values():
                session.answer = session.answer or Answer(Result.TIMEOUT)
            self._sessions.clear()
            self._by_key.clear()
            self._changed.notify_all()

    def _pending(self, fin: str) -> list[Session]:
        waiting = [each for each in self._sessions.values() if each.answer is None and each.order.fin == fin]
        return waiting[::-1]

    def _time_left(self, session: Session) -> float:
        return max((session.started_at + TIME_TO_CONFIRM - datetime.now(UTC)).total_seconds(), 0)

    def _time_out(self, session: Session) -> None:
        if session.answer is None and self._time_left(session) == 0:
            session.answer = Answer(Result.TIMEOUT)

    def _forget_old(self) -> None:
        for session in list(self._sessions.values()):
            self._time_out(session)
            if datetime.now(UTC) - session.started_at > SESSION_LIFE:
                del self._sessions[session.id]
                del self._by_key[session.client, session.order.idempotency_key]
