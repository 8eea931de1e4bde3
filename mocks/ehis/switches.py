"""Fault switches: which fault, for which service and client, at which call, how often, for how long."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

from mocks.ehis.bytefaults import PACKED_FAULTS, RAW_FAULTS, SIGNED_FAULTS
from mocks.ehis.canned import CANNED
from mocks.ehis.drafts import DRAFT_FAULTS
from mocks.ehis.pace import HANDSHAKE_FAULTS, PACES

FAULTS: Final = frozenset(
    {*CANNED, *DRAFT_FAULTS, *RAW_FAULTS, *SIGNED_FAULTS, *PACKED_FAULTS, *PACES, *HANDSHAKE_FAULTS}
)
LONGEST: Final = 86_400.0


@dataclass(slots=True)
class Switch:
    """One fault that is on. Without a scope it meets every call; `nth` counts the calls that it could meet."""

    fault: str
    service: str | None = None
    client: str | None = None
    nth: int | None = None
    times: int | None = None
    probability: float = 1.0
    seconds: float | None = None
    args: dict[str, str] = field(default_factory=dict)
    seen: int = 0
    met: int = 0
    since: float = field(default_factory=monotonic)
    number: int = 0

    @property
    def seconds_left(self) -> int | None:
        """How long it is still on; None without an end."""
        return None if self.seconds is None else max(0, round(self.seconds - (monotonic() - self.since)))

    def meets(self, service: str, client: str) -> bool:
        """Whether this call gets the fault; counts it."""
        if (self.service and self.service != service) or (self.client and self.client != client):
            return False
        if self.seconds is not None and monotonic() - self.since > self.seconds:
            return False
        self.seen += 1
        if (self.nth is not None and self.seen != self.nth) or (self.times is not None and self.met >= self.times):
            return False
        if random.random() >= self.probability:
            return False
        self.met += 1
        return True


def switch_from(wanted: Mapping[str, object]) -> Switch:
    """Return the switch that a request asks for. Raises ValueError for an unknown fault or a wrong value."""
    fault = str(wanted.get("fault") or wanted.get("name") or "")
    if fault not in FAULTS:
        raise ValueError(f"unknown fault; known are {', '.join(sorted(FAULTS))}")
    args = _arguments(wanted.get("args") or {})
    return Switch(
        fault,
        service=_text(wanted, "service"),
        client=_text(wanted, "client"),
        nth=_whole(wanted, "nth"),
        times=_whole(wanted, "times"),
        probability=_within(wanted, "probability", 1.0) or 1.0,
        seconds=_within(wanted, "seconds", LONGEST),
        args=args,
    )


class Board:
    """The switches that are on, in the order in which they were set; the first that meets a call wins."""

    def __init__(self) -> None:
        self._switches: list[Switch] = []
        self._given = 0
        self._lock = Lock()

    def put(self, switch: Switch) -> None:
        """Switch a fault on, under a number of its own."""
        with self._lock:
            self._given += 1
            switch.number = self._given
            self._switches.append(switch)

    def take(self, service: str, client: str) -> Switch | None:
        """Return the switch that meets this call, if one does."""
        return self._first(lambda one: one.fault not in HANDSHAKE_FAULTS and one.meets(service, client))

    def take_handshake(self) -> Switch | None:
        """Return the switch that meets this new connection, if one does."""
        return self._first(lambda one: one.fault in HANDSHAKE_FAULTS and one.meets("", ""))

    def off(self, number: int) -> None:
        """Switch the fault with this number off; one that is off already stays so."""
        with self._lock:
            self._switches = [one for one in self._switches if one.number != number]

    def on(self) -> list[Switch]:
        """Return the switches that are on."""
        with self._lock:
            return list(self._switches)

    def clear(self) -> None:
        """Switch everything off."""
        with self._lock:
            self._switches.clear()

    def _first(self, meets: Callable[[Switch], bool]) -> Switch | None:
        with self._lock:
            return next((one for one in self._switches if meets(one)), None)


def _arguments(given: object) -> dict[str, str]:
    """Return the fault's own settings, given as an object or as `ms=500 bytes=3`. Raises ValueError otherwise."""
    if isinstance(given, str):
        pairs = [pair.partition("=") for pair in given.split()]
        if not all(name and sign for name, sign, _ in pairs):
            raise ValueError("args are written name=value, with blanks between")
        return {name: value for name, _, value in pairs}
    if not isinstance(given, Mapping):
        raise ValueError("args must be an object")  # noqa: TRY004 - the caller answers 400 for ValueError
    return {str(name): str(value) for name, value in given.items()}


def _text(wanted: Mapping[str, object], name: str) -> str | None:
    return str(wanted[name]) if wanted.get(name) else None


def _whole(wanted: Mapping[str, object], name: str) -> int | None:
    found = int(str(wanted[name])) if wanted.get(name) else None
    if found is not None and found < 1:
        raise ValueError(f"{name} counts from one")
    return found


def _within(wanted: Mapping[str, object], name: str, most: float) -> float | None:
    """Return a number above nought and up to `most`, None when none is given. Raises ValueError for another."""
    found = float(str(wanted[name]).replace(",", ".")) if wanted.get(name) else None
    if found is not None and not 0 < found <= most:
        raise ValueError(f"{name} lies between 0 and {most:g}")
    return found
