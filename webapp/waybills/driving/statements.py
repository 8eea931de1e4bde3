"""What a phone signs, read strictly: an act on one waybill, in the one byte form of RFC 8785. Pure.

`{v, id, device, waybill, action, head, after, at, said, reason, photos}`: `id` is the idempotency key, `head` the hash of the
newest act that the phone knew, `after` the id of the phone's own act that came just before and was not sent yet ("" for none),
`at` the phone's clock, `photos` the SHA-256 of the photos that belong to the act.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from webapp.core.plain_json import canonical
from webapp.waybills.driving.errors import StatementWrong
from webapp.waybills.rules import Action
from webapp.waybills.saying import STOPS

MEMBERS: Final = frozenset(
    {"v", "id", "device", "waybill", "action", "head", "after", "at", "said", "reason", "photos"}
)
LONGEST: Final = 60_000
KEY: Final = re.compile(r"[0-9a-zA-Z-]{8,64}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
MOST_SEALS, MOST_PHOTOS = 20, 10
SHORT, NAME, ADDRESS, TEXT, WHY = 60, 200, 300, 1000, 500
FARTHEST: Final = 9_999_999
Check = Callable[[Any], bool]


def _text(most: int, *, least: int = 0) -> Check:
    return lambda value: isinstance(value, str) and least <= len(value.strip()) and len(value) <= most


def _lines(most: int, *, least: int = 0) -> Check:
    each = _text(SHORT, least=1)
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(each, value))


def _count(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= FARTHEST)


PLACE: Final = {"place": _text(NAME, least=1), "address": _text(ADDRESS), "keeper": _text(NAME)}
SAID: Final[dict[Action, dict[str, Check]]] = {  # what a driver may do by phone, and what each act must say
    Action.ACCEPT: {"seals": _lines(MOST_SEALS), "reservations": _text(TEXT)},
    Action.REFUSE_TO_LOAD: {},
    Action.ASK_CHANGE: {},
    Action.DEPART: {},
    Action.ARRIVE: {},
    Action.RESEAL: {"seals": _lines(MOST_SEALS, least=1)},
    Action.RELOAD: {
        "plate": _text(SHORT, least=1),
        "trailers": _lines(2),
        "seals": _lines(MOST_SEALS),
        "odometer": _count,
        "condition": _text(TEXT),
    },
    Action.STORE: PLACE,
    Action.RETRIEVE: {"condition": _text(TEXT)},
    Action.STOP: {"kind": lambda value: value in STOPS, "record": _text(NAME)},
    Action.CONFIRM: {},
    Action.REPORT_NO_SHOW: {},
}


@dataclass(frozen=True, slots=True)
class Stated:
    """One act as the phone states it; `stated_at` by its own clock."""

    nonce: str
    device: str
    waybill: str
    action: Action
    head: bytes
    after: str
    stated_at: datetime
    said: dict[str, Any]
    reason: str
    photos: tuple[str, ...]


def read_statement(body: bytes) -> Stated:
    """Return what was signed. Raises StatementWrong for anything else than what our page makes."""
    if len(body) > LONGEST:
        raise StatementWrong
    try:
        known = json.loads(body)
        if not isinstance(known, dict) or known.keys() != MEMBERS or known["v"] != 1 or canonical(known) != body:
            raise StatementWrong
        return _stated(known)
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        raise StatementWrong from None


def _stated(known: Mapping[str, Any]) -> Stated:
    action = Action(known["action"])
    said, photos = known["said"], known["photos"]
    _ensure(isinstance(said, dict) and said.keys() == SAID[action].keys())
    _ensure(all(check(said[name]) for name, check in SAID[action].items()))
    _ensure(isinstance(photos, list) and len(photos) <= MOST_PHOTOS and len(set(photos)) == len(photos))
    _ensure(all(DIGEST.fullmatch(one) for one in (known["head"], *photos)))
    _ensure(all(KEY.fullmatch(known[name]) for name in ("id", "device", "waybill")))
    _ensure(known["after"] == "" or KEY.fullmatch(known["after"]) is not None)
    _ensure(_text(WHY)(known["reason"]) and b"\\u0000" not in canonical(known))
    return Stated(
        nonce=known["id"],
        device=known["device"],
        waybill=known["waybill"],
        action=action,
        head=bytes.fromhex(known["head"]),
        after=known["after"],
        stated_at=instant(known["at"]),
        said=said,
        reason=known["reason"].strip(),
        photos=tuple(photos),
    )


def instant(text: str) -> datetime:
    """Return the instant that a phone wrote. Raises ValueError for one without its offset, or out of all calendars."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found.astimezone(UTC)


def _ensure(fits: bool) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    if not fits:
        raise StatementWrong
