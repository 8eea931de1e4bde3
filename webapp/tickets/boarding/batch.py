"""What a device sends, read strictly: a JSON object `{sent_at, scans, counts, sales}` of few entries. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from webapp.tickets.boarding.errors import BatchWrong
from webapp.tickets.boarding.verdicts import Verdict

MOST: Final = 200
NONCE: Final = re.compile(r"[0-9a-zA-Z-]{8,64}")
MEANS: Final = frozenset({"camera", "typed", "list"})
LONGEST: Final = {"code": 400, "number": 40, "trip": 60, "name": 120}
OLDEST: Final = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class Scan:
    """A ticket that was seen; `code` is what the camera read, else `number` what was typed or chosen."""

    nonce: str
    trip: str
    at: datetime
    means: str
    said: str
    let_in: bool
    code: str
    number: str


@dataclass(frozen=True, slots=True)
class Count:
    """People on board at the departure, and how many of them the device had seen."""

    nonce: str
    trip: str
    at: datetime
    counted: int
    boarded: int


@dataclass(frozen=True, slots=True)
class Sale:
    """A seat sold on board between two stops for cash."""

    nonce: str
    trip: str
    at: datetime
    seat: int
    start: int
    end: int
    rider: str
    name: str
    qepik: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One upload; its instants are already ours."""

    scans: tuple[Scan, ...]
    counts: tuple[Count, ...]
    sales: tuple[Sale, ...]


def read_batch(body: bytes, received: datetime) -> Batch:
    """Return what a device sent. Its own clock may be wrong: each instant is counted back from the arrival.

    Raises BatchWrong for anything else than what our page sends, and for more than MOST entries.
    """
    try:
        sent = json.loads(body)
        clock = _instant(sent["sent_at"])
        entries = {name: _entries(sent, name) for name in ("scans", "counts", "sales")}
        if sum(map(len, entries.values())) > MOST:
            raise BatchWrong
        return Batch(
            tuple(_scan(one, clock, received) for one in entries["scans"]),
            tuple(_count(one, clock, received) for one in entries["counts"]),
            tuple(_sale(one, clock, received) for one in entries["sales"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        raise BatchWrong from None


def _entries(sent: Mapping[str, Any], name: str) -> list[Any]:
    found = sent.get(name, [])
    if not isinstance(found, list):
        raise TypeError
    return found


def _scan(one: Mapping[str, Any], clock: datetime, received: datetime) -> Scan:
    said, means = str(Verdict(one["said"])), one["means"]
    if means not in MEANS or not isinstance(one["let_in"], bool):
        raise ValueError
    code, number = _text(one, "code"), _text(one, "number")
    if not code and not number:
        raise ValueError
    return Scan(*_head(one, clock, received), means, said, one["let_in"], code, number)


def _count(one: Mapping[str, Any], clock: datetime, received: datetime) -> Count:
    return Count(*_head(one, clock, received), _number(one, "counted", 200), _number(one, "boarded", 1000))


def _sale(one: Mapping[str, Any], clock: datetime, received: datetime) -> Sale:
    if one["rider"] not in {"adult", "child"}:
        raise ValueError
    start, end = _number(one, "start", 999), _number(one, "end", 999)
    if start >= end:
        raise ValueError
    seat, qepik = _number(one, "seat", 999, least=1), _number(one, "qepik", 10**7, least=1)
    return Sale(*_head(one, clock, received), seat, start, end, one["rider"], _text(one, "name"), qepik)


def _head(one: Mapping[str, Any], clock: datetime, received: datetime) -> tuple[str, str, datetime]:
    """Return nonce, trip and the instant by our clock: never after the arrival, never before all memory."""
    nonce, trip = one["nonce"], _text(one, "trip")
    if not isinstance(nonce, str) or not NONCE.fullmatch(nonce) or not trip:
        raise ValueError
    ago = max(timedelta(0), min(clock - _instant(one["at"]), OLDEST))
    return nonce, trip, received - ago


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError
    return found.astimezone(UTC)


def _text(one: Mapping[str, Any], name: str) -> str:
    found = one.get(name, "")
    if not isinstance(found, str) or len(found) > LONGEST[name] or "\0" in found:
        raise ValueError
    found.encode()  # a lone surrogate is no text
    return found


def _number(one: Mapping[str, Any], name: str, most: int, *, least: int = 0) -> int:
    found = one[name]
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        raise ValueError
    return found
