"""Switches that make a counterparty misbehave, always, a number of times, or for one subject only."""

import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Final

DEFAULT_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One switched-on fault: how often it still strikes (None: always), whom (None: everybody), how long it lasts."""

    name: str
    times: int | None = None
    subject: str | None = None
    seconds: float = DEFAULT_SECONDS


class Faults:
    """The switchboard of one counterparty; safe for requests in many threads."""

    def __init__(self, known: Iterable[str]) -> None:
        """Make a switchboard for the fault names `known`."""
        self.known = frozenset(known)
        self._on: dict[tuple[str, str | None], Fault] = {}
        self._lock = threading.Lock()

    def switch_on(self, fault: Fault) -> None:
        """Switch a fault on. Raises LookupError for a name this counterparty does not have."""
        if fault.name not in self.known:
            raise LookupError(fault.name)
        with self._lock:
            self._on[fault.name, fault.subject] = fault

    def switch_off(self, name: str, subject: str | None = None) -> None:
        """Switch a fault off; one that is off stays off."""
        with self._lock:
            self._on.pop((name, subject), None)

    def clear(self) -> None:
        """Switch everything off."""
        with self._lock:
            self._on.clear()

    def strikes(self, name: str, subject: str | None = None) -> Fault | None:
        """Return the fault if it strikes now, using up one of its times; a fault for `subject` goes first."""
        with self._lock:
            for key in ((name, subject), (name, None)):
                fault = self._on.get(key)
                if fault is not None:
                    self._use_up(key, fault)
                    return fault
        return None

    def listed(self) -> list[dict[str, object]]:
        """Return what is switched on, as plain values."""
        with self._lock:
            return [asdict(fault) for fault in self._on.values()]

    def _use_up(self, key: tuple[str, str | None], fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times <= 1:
            del self._on[key]
        else:
            self._on[key] = replace(fault, times=fault.times - 1)
