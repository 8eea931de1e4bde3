"""Fault switches: which fault, for which service and client, at which call, how often, for how long."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

from mocks.ehis.canned import CANNED
from mocks.ehis.drafts import DRAFT_FAULTS, RAW_FAULTS, SIGNED_FAULTS
from mocks.ehis.pace import PACES

FAULTS: Final = frozenset({*CANNED, *DRAFT_FAULTS, *RAW_FAULTS, *SIGNED_FAULTS, *PACES})


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
    args = wanted.get("args") or {}
    if not isinstance(args, Mapping):
        raise ValueError("args must be an object")  # noqa: TRY004 - the caller answers 400 for ValueError
    return Switch(
        fault,
        service=_text(wanted, "service"),
        client=_text(wanted, "client"),
        nth=_whole(wanted, "nth"),
        times=_whole(wanted, "times"),
        probability=float(str(wanted.get("probability") or 1.0)),
        seconds=float(str(wanted["seconds"])) if wanted.get("seconds") else None,
        args={str(name): str(value) for name, value in args.items()},
    )


class Board:
    """The switches that are on, in the order in which they were set; the first that meets a call wins."""

    def __init__(self) -> None:
        self._switches: list[Switch] = []
        self._lock = Lock()

    def put(self, switch: Switch) -> None:
        """Switch a fault on."""
        with self._lock:
            self._switches.append(switch)

    def take(self, service: str, client: str) -> Switch | None:
        """Return the switch that meets this call, if one does."""
        with self._lock:
            return next((one for one in self._switches if one.meets(service, client)), None)

    def on(self) -> list[Switch]:
        """Return the switches that are on."""
        with self._lock:
            return list(self._switches)

    def clear(self) -> None:
        """Switch everything off."""
        with self._lock:
            self._switches.clear()


def _text(wanted: Mapping[str, object], name: str) -> str | None:
    return str(wanted[name]) if wanted.get(name) else None


def _whole(wanted: Mapping[str, object], name: str) -> int | None:
    return int(str(wanted[name])) if wanted.get(name) else None
