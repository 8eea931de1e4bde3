"""Two memories of the security server: which messages were seen, and how fast each member asks."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Final

KEPT_FOR: Final = timedelta(hours=24)


class Seen:
    """Message ids of each client for a day, much longer than the window that SigningTime allows."""

    def __init__(self) -> None:
        self._ids: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        self._lock = Lock()

    def first(self, client: str, message_id: str, *, at: datetime) -> bool:
        """Whether `client` sends this id for the first time; remembers it. Ask only after the signature is proved."""
        with self._lock:
            while self._ids and at - next(iter(self._ids.values())) > KEPT_FOR:
                self._ids.popitem(last=False)
            if (client, message_id) in self._ids:
                return False
            self._ids[client, message_id] = at
            return True


class Bucket:
    """A token bucket for each member: `rate` calls a second, bursts of as many. A rate of 0 admits everything."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, member: str) -> bool:
        """Whether one more call of `member` is within its rate."""
        if not self.rate:
            return True
        with self._lock:
            moment = monotonic()
            level, since = self._levels.get(member, (float(self.rate), moment))
            level = min(float(self.rate), level + (moment - since) * self.rate)
            self._levels[member] = (level - 1 if level >= 1 else level, moment)
            return level >= 1
