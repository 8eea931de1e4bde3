"""Every byte that came in, kept so that a test can say how many calls were made and what none of them carried."""

from collections import deque
from dataclasses import asdict, dataclass
from datetime import datetime
from threading import Lock
from typing import Final

KEPT: Final = 2000


@dataclass(slots=True)
class Received:
    """One call: who, what, how it ended. `text` is the whole body, as received."""

    at: str
    tls_member: str
    content_type: str
    size: int
    text: str
    client: str = ""
    service: str = ""
    message_id: str = ""
    user_id: str = ""
    outcome: str = "received"
    switched: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A call as a page may show it."""

    at: datetime
    tls_member: str
    client: str
    service: str
    message_id: str
    size: int
    switched: str
    outcome: str

    @classmethod
    def of(cls, call: Received) -> "Brief":
        """Return what of `call` names nobody and repeats nothing."""
        service = call.service.removesuffix("/v1")
        at = datetime.fromisoformat(call.at)
        return cls(at, call.tls_member, call.client, service, call.message_id, call.size, call.switched, call.outcome)


class Recorder:
    """The last calls, newest last."""

    def __init__(self) -> None:
        self._calls: deque[Received] = deque(maxlen=KEPT)
        self._lock = Lock()

    def add(self, at: datetime, *, tls_member: str, content_type: str, body: bytes) -> Received:
        """Keep a call and return its row, to be completed as more becomes known of it."""
        row = Received(at.isoformat(), tls_member, content_type, len(body), body.decode("utf-8", "replace"))
        with self._lock:
            self._calls.append(row)
        return row

    def rows(self, *, service: str | None = None) -> list[dict[str, object]]:
        """Return the calls (of one service code, if given) as plain dictionaries."""
        with self._lock:
            calls = list(self._calls)
        return [asdict(one) for one in calls if service is None or one.service.split("/")[-2:-1] == [service]]

    def latest(self, count: int) -> list[Brief]:
        """Return the last `count` calls, newest first, without bodies and without persons."""
        with self._lock:
            calls = list(self._calls)[-count:]
        return [Brief.of(one) for one in reversed(calls)]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._calls.clear()
