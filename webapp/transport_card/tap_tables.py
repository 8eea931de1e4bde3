"""What the taps of a batch need of the database, each in one statement, and what is written of them in two."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from webapp.core import db
from webapp.transport_card.rules import Ridden

CARDS: Final = text("""
    SELECT c.id, c.public_id, c.number_index, c.state, c.state_since, c.expires_on, c.rides_left, c.party_id, c.low_at,
           p.negative, p.kind
    FROM cards c JOIN card_products p ON p.id = c.product_id
    WHERE c.number_index = ANY(:indexes) ORDER BY c.id FOR NO KEY UPDATE OF c
""")
KNOWN: Final = text("""
    SELECT t.counter, t.card_id, t.at, t.reason, t.qepik, t.balance FROM card_taps t
    WHERE t.device_id = :device AND t.counter = ANY(:counters)
""")
RIDDEN: Final = text("""
    SELECT card_id, at, vehicle, "full" FROM card_taps
    WHERE card_id = ANY(:cards) AND at BETWEEN :begin AND :end AND reason = ''
""")
BATCH: Final = text("""
    INSERT INTO card_batches (device_id, number, sha256, taps, received_at)
    VALUES (:device, :number, :sha256, :taps, :at) ON CONFLICT DO NOTHING RETURNING number
""")
SAME_BATCH: Final = text("SELECT sha256 FROM card_batches WHERE device_id = :device AND number = :number")
TAPS: Final = text("""
    INSERT INTO card_taps (device_id, counter, card_id, at, received_at, route_id, vehicle, reason, qepik, "full", balance)
    SELECT :device, counter, card_id, at, :received, :route, :vehicle, reason, qepik, f, balance
    FROM unnest(CAST(:counters AS bigint[]), CAST(:cards AS bigint[]), CAST(:instants AS timestamptz[]),
                CAST(:reasons AS text[]), CAST(:prices AS bigint[]), CAST(:fulls AS boolean[]), CAST(:balances AS bigint[]))
      AS fresh (counter, card_id, at, reason, qepik, f, balance)
""")
RIDES: Final = text("""
    UPDATE cards SET rides_left = fresh.n
    FROM unnest(CAST(:cards AS bigint[]), CAST(:rides AS integer[])) AS fresh (id, n) WHERE cards.id = fresh.id
""")


@dataclass(slots=True)
class CardNow:
    """A locked card of the batch; `balance` and `rides_left` follow the taps as they are judged."""

    id: int
    public_id: str
    number_index: bytes
    state: str
    state_since: datetime
    expires_on: date | None
    rides_left: int | None
    party_id: int | None
    low_at: int | None
    negative: int
    kind: str
    balance: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class KnownTap:
    """A tap that we have already."""

    counter: int
    card_id: int | None
    at: datetime
    reason: str
    qepik: int
    balance: int


def locked_cards(indexes: Collection[bytes]) -> dict[bytes, CardNow]:
    """Return the cards with these digests, locked in the order of their keys."""
    rows = db.session().execute(CARDS, {"indexes": list(indexes)})
    return {bytes(row.number_index): CardNow(*row) for row in rows}


def known_taps(device_id: int, counters: Sequence[int]) -> dict[int, KnownTap]:
    """Return those taps of a validator that were taken before."""
    rows = db.session().execute(KNOWN, {"device": device_id, "counters": list(counters)})
    return {row.counter: KnownTap(*row) for row in rows}


def ridden(card_ids: Sequence[int], begin: datetime, end: datetime, around: timedelta) -> dict[int, list[Ridden]]:
    """Return the accepted taps of the cards from `around` before the first instant until as long after the last."""
    found: dict[int, list[Ridden]] = {one: [] for one in card_ids}
    span = {"cards": list(card_ids), "begin": begin - around, "end": end + around}
    for row in db.session().execute(RIDDEN, span):
        found[row.card_id].append(Ridden(row.at, row.vehicle, row.full))
    return found


def keep_batch(device_id: int, number: int, sha256: bytes, taps: int, at: datetime) -> bool:
    """Keep that a batch came; return False when another content came under its number."""
    row = {"device": device_id, "number": number, "sha256": sha256, "taps": taps, "at": at}
    if db.session().scalar(BATCH, row) is not None:
        return True
    return bytes(db.session().execute(SAME_BATCH, row).scalar_one()) == sha256


def keep_taps(common: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write judged taps; `common` is what they share."""
    names = ("counters", "cards", "instants", "reasons", "prices", "fulls", "balances")
    if rows:
        db.session().execute(TAPS, {**common, **{name: [row[name] for row in rows] for name in names}})


def keep_rides(left: Mapping[int, int]) -> None:
    """Write how many rides cards have left."""
    if left:
        db.session().execute(RIDES, {"cards": list(left), "rides": list(left.values())})
