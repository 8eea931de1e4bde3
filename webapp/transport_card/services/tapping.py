"""A signed batch of taps: each is judged in the order in which people rode, paid from its card, answered by itself.

Whatever the number of taps, a batch takes a dozen statements. The validator's row is locked first, then the cards in the
order of their keys, then (by the ledger) their accounts: two batches never wait for each other in a circle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.clock import local, now
from webapp.payments.api import Entry, Outcome, book_all
from webapp.timetable.api import route_of
from webapp.transport_card import accounts
from webapp.transport_card.errors import BatchRefused, BatchReused, DeviceRevoked, SignatureRefused
from webapp.transport_card.events import BalanceLow, StoppedCardTapped
from webapp.transport_card.models import Device
from webapp.transport_card.phone_codes import read
from webapp.transport_card.queries import index_of, locked_card, tariffs_of
from webapp.transport_card.rules import (
    Ridden,
    Standing,
    State,
    Tariff,
    Verdict,
    in_force,
    judge,
    judge_clock,
    plain_number,
)
from webapp.transport_card.services.standing import move
from webapp.transport_card.tap_reading import Envelope, Tapped, taps_of, verify
from webapp.transport_card.tap_tables import (
    CardNow,
    KnownTap,
    keep_batch,
    keep_rides,
    keep_taps,
    known_taps,
    locked_cards,
    ridden,
)

LONGEST_WINDOW: Final = timedelta(hours=4)  # of transfer and pass-back, see the constraints of `card_tariffs`


@dataclass(slots=True)
class Judged:
    """A tap with what became of it. `again` says that it was known before."""

    tap: Tapped
    card: CardNow | None
    verdict: Verdict
    balance: int | None
    again: bool = False


def take(sent: Envelope) -> list[Judged]:
    """Take a batch and return what became of each tap, in the order in which they stand in it.

    Raises SignatureRefused (also for a validator that nobody registered), DeviceRevoked, BatchReused, BatchRefused.
    """
    device = _locked_device(sent)
    taps = taps_of(sent.body)
    if len({one.counter for one in taps}) < len(taps):
        raise BatchRefused
    moment = now()
    device.seen_at = moment
    if not keep_batch(device.id, sent.number, sent.sha256, len(taps), moment):
        raise BatchReused
    indexes = {one.counter: index_of(number) for one in taps if (number := _number_of(one))}
    cards = locked_cards(set(indexes.values()))
    known = known_taps(device.id, [one.counter for one in taps])
    fresh = [one for one in sorted(taps, key=lambda one: (one.at, one.counter)) if one.counter not in known]
    bench = _Bench(device, {one.counter: cards.get(indexes.get(one.counter, b"")) for one in taps}, fresh)
    judged = [bench.judge(one) for one in fresh]
    _write(device, judged)
    found = {one.tap.counter: one for one in judged}
    return [found.get(one.counter) or _again(one, known[one.counter], bench) for one in taps]


class _Bench:
    """Judges the new taps of a batch one after another; a card stands as the taps before left it."""

    def __init__(self, device: Device, cards: dict[int, CardNow | None], fresh: Sequence[Tapped]) -> None:
        self.vehicle, self.cards, self.received = device.vehicle, cards, now()
        self.tariffs: list[Tariff] = tariffs_of(device.route_id)
        riding = {one.id: one for one in cards.values() if one is not None}
        balances = accounts.balances_of(list(riding))
        for card in riding.values():
            card.balance = card.before = balances[card.id]
        instants = [one.at for one in fresh if not judge_clock(one.at, self.received)]
        self.ridden: dict[int, list[Ridden]] = {one: [] for one in riding}
        if instants and riding:
            self.ridden = ridden(list(riding), min(instants), max(instants), LONGEST_WINDOW)

    def judge(self, tap: Tapped) -> Judged:
        """Return the verdict on one tap, and let its card bear it."""
        card, why = self.cards[tap.counter], judge_clock(tap.at, self.received)
        if card is None or why:
            return Judged(tap, card, Verdict("unknown_card" if card is None else why), card.balance if card else None)
        if card.kind == "virtual" and not _code_holds(tap):
            return Judged(tap, card, Verdict("code_over"), card.balance)
        day = local(tap.at).date()
        verdict = judge(_standing(card), tap.at, day, self.vehicle, in_force(self.tariffs, day), self.ridden[card.id])
        if verdict.accepted:
            card.balance -= verdict.qepik
            card.rides_left = card.rides_left - 1 if verdict.ride and card.rides_left else card.rides_left
            self.ridden[card.id].append(Ridden(tap.at, self.vehicle, verdict.full))
        return Judged(tap, card, verdict, card.balance)


def _locked_device(sent: Envelope) -> Device:
    query = select(Device).where(Device.code == sent.device).with_for_update(key_share=True)
    found = db.session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise SignatureRefused
    verify(sent, bytes(found.public_key))
    if found.state == "revoked":
        raise DeviceRevoked
    return found


def _number_of(tap: Tapped) -> str | None:
    """Return the number that a card, or the code of one in a phone, told the validator."""
    shown = read(tap.card)
    return shown.number if shown else plain_number(tap.card)


def _code_holds(tap: Tapped) -> bool:
    """Whether a code of that very minute was shown: the number of a card in a phone is not enough."""
    shown = read(tap.card)
    return shown is not None and shown.holds_at(tap.at)


def _standing(card: CardNow) -> Standing:
    state = State(card.state)
    return Standing(state, card.state_since, card.expires_on, card.balance, card.negative, card.rides_left)


def _write(device: Device, judged: list[Judged]) -> None:
    """Pay the rides, keep the taps, then what follows for cards and their holders."""
    route = route_of(device.route_id)
    paid = [one for one in judged if one.verdict.qepik and one.card is not None]
    entries = [
        Entry(_key(device, one.tap), "card_fare", _key(device, one.tap), _sides(one, route.party_id)) for one in paid
    ]
    if any(outcome is not Outcome.BOOKED for outcome in book_all(entries)):
        raise AssertionError("a ride that was judged good was not booked")
    common = {"device": device.id, "received": now(), "route": device.route_id, "vehicle": device.vehicle}
    keep_taps(common, [_row(one) for one in judged])
    keep_rides({one.card.id: one.card.rides_left or 0 for one in judged if one.verdict.ride and one.card is not None})
    _follow(judged)


def _follow(judged: list[Judged]) -> None:
    """Block what is below zero, tell holders of a low balance and of somebody who tried a stopped card."""
    cards = {one.card.id: one.card for one in judged if one.card is not None}
    tried = {one.card.id for one in judged if one.card is not None and one.verdict.reason == "blocked"}
    for number, card in sorted(cards.items()):
        if card.balance < 0 <= card.before and card.state == State.ACTIVE:
            move(locked_card(number), "block", actor=SYSTEM, reason="debt")
        if card.low_at is not None and card.balance < card.low_at <= card.before:
            publish(BalanceLow(card=card.public_id, qepik=card.balance))
        if number in tried and card.party_id is not None:
            publish(StoppedCardTapped(card=card.public_id))


def _again(tap: Tapped, known: KnownTap, bench: _Bench) -> Judged:
    """Answer a tap that we have as before; another tap under its number is none."""
    card = bench.cards[tap.counter]
    same = known.at == tap.at and known.card_id == (card.id if card else None)
    verdict = Verdict(known.reason, known.qepik) if same else Verdict("counter_reused")
    return Judged(tap, card, verdict, known.balance if same and card else None, again=True)


def _row(one: Judged) -> dict[str, object]:
    verdict = one.verdict
    return {
        "counters": one.tap.counter,
        "cards": one.card.id if one.card else None,
        "instants": one.tap.at,
        "reasons": verdict.reason,
        "prices": verdict.qepik,
        "fulls": verdict.full,
        "balances": one.balance or 0,
    }


def _sides(one: Judged, carrier_id: int) -> dict[str, int]:
    return accounts.fare(one.card.id if one.card else 0, carrier_id, one.verdict.qepik)


def _key(device: Device, tap: Tapped) -> str:
    return f"tap:{device.id}:{tap.counter}"
