"""The turn of a connection: how long a peer may keep a thread waiting for its bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import local
from time import monotonic
from typing import Final

SECONDS: Final = 10.0
CROWDED_SECONDS: Final = 1.0


@dataclass(slots=True)
class Turn:
    """One turn: a handshake, a head and a body on their way in, then our work on them and the way out."""

    began: float = field(default_factory=monotonic)
    waiting: bool = True

    def overdue(self, *, crowded: bool, silent: Callable[[], bool]) -> bool:
        """Whether the peer had its time; it is short when every thread is taken and it is the peer that we wait for.

        Bytes that lie there unread are no fault of the peer's: then it is we who are slow.
        """
        passed = monotonic() - self.began
        if not self.waiting or passed <= CROWDED_SECONDS:
            return passed > SECONDS
        return passed > SECONDS or (crowded and silent())


_current = local()


def begin() -> Turn:
    """Begin the turn of this thread."""
    turn = _current.turn = Turn()
    return turn


def all_is_read() -> None:
    """Say that this thread waits for its peer no more."""
    turn: Turn | None = getattr(_current, "turn", None)
    if turn is not None:
        turn.waiting = False
