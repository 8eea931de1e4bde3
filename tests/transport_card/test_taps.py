"""Batches of taps: each ride paid once, in whatever order and however often it is told."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.transport_card.conftest import FARE, broken
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.payments.api import balance
from webapp.transport_card import accounts
from webapp.transport_card.errors import BatchRefused, BatchReused, DeviceRevoked, SignatureRefused
from webapp.transport_card.models import ListedCard, Tap
from webapp.transport_card.phone_codes import code_of
from webapp.transport_card.rules import MOST_TAPS
from webapp.transport_card.services import ending
from webapp.transport_card.services.devices import revoke
from webapp.transport_card.services.tapping import take
from webapp.transport_card.services.topping import ask_top_up
from webapp.transport_card.tap_reading import Envelope

pytestmark = pytest.mark.usefixtures("opened")


def test_a_ride_goes_from_the_card_to_what_the_carrier_is_owed(city):
    card, owed = city.card(1000), balance(f"carrier:{city.route.party_id}")
    (judged,) = take(city.batch(city.tap(card)))
    assert (judged.verdict.accepted, judged.verdict.qepik, judged.balance) == (True, FARE, 940)
    assert city.balance(card) == 940
    assert balance(f"carrier:{city.route.party_id}") == owed + FARE


def test_a_batch_told_twice_is_answered_as_before_and_takes_nothing(city):
    card = city.card(1000)
    sent = city.batch(city.tap(card), city.tap(card, minutes_ago=30), city.tap("4111111111111111"))
    first, again = take(sent), take(sent)
    assert [(one.verdict.reason, one.verdict.qepik, one.balance) for one in first] == [
        (one.verdict.reason, one.verdict.qepik, one.balance) for one in again
    ]
    assert [one.again for one in again] == [True, True, True]
    assert city.balance(card) == 1000 - 2 * FARE


def test_a_batch_that_is_known_in_part_takes_only_what_is_new(city):
    card = city.card(1000)
    known, new = city.tap(card, 60), city.tap(card)
    city.ride(known)
    judged = take(city.batch(known, new))
    assert [one.again for one in judged] == [True, False]
    assert city.balance(card) == 1000 - 2 * FARE


def test_batches_out_of_order_come_to_the_same(city):
    card = city.card(1000)
    later, earlier = city.tap(card, 5), city.tap(card, 120)
    assert city.ride(later) == [""]
    assert city.ride(earlier) == [""]
    assert city.balance(card) == 1000 - 2 * FARE


def test_within_a_batch_rides_count_in_the_order_of_their_time(city):
    card = city.card(FARE)
    second, first = city.tap(card, 10), city.tap(card, 60)
    assert city.ride(second, first) == ["", ""]
    assert city.balance(card) == -FARE
    assert city.ride(city.tap(card)) == ["blocked"]


def test_the_same_bus_takes_a_card_once_in_ten_minutes_and_another_bus_at_once(city):
    card = city.card(1000)
    other = city.device("VAL-0002", "10-AB-009")
    assert city.ride(city.tap(card, 5), city.tap(card)) == ["", "pass_back"]
    assert city.ride(city.tap(card), device=other[0], key=other[1]) == [""]
    assert city.balance(card) == 1000 - 2 * FARE


def test_another_tap_under_a_known_counter_is_none(city):
    card, other = city.card(1000), city.card(1000)
    city.ride(city.tap(card, counter=77))
    assert city.ride(city.tap(other, counter=77)) == ["counter_reused"]
    assert city.balance(other) == 1000


def test_one_ride_goes_below_zero_then_the_card_is_blocked_and_money_opens_it(city):
    card = city.card(30, holder=city.aysel)
    assert city.ride(city.tap(card, 60)) == [""]
    assert city.balance(card) == -30
    assert city.fresh(card).block_reason == "debt"
    assert city.ride(city.tap(card)) == ["blocked"]
    city.pay(ask_top_up(city.fresh(card), 500, channel="web", actor=city.aysel))
    assert city.fresh(card).state == "active"
    assert city.ride(city.tap(card)) == [""]
    assert city.balance(card) == 500 - 30 - FARE


def test_too_little_money_is_refused_where_the_product_has_no_credit(city):
    card = city.card(FARE - 1, product="student")
    assert city.ride(city.tap(card)) == ["no_money"]
    assert city.balance(card) == FARE - 1


def test_a_card_of_rides_has_so_many(city):
    card = city.card(product="paper2")
    assert city.ride(city.tap(card, 60), city.tap(card, 30), city.tap(card)) == ["", "", "no_rides"]
    assert city.fresh(card).rides_left == 0


def test_cards_that_nobody_knows_or_sold_ride_nowhere(city):
    assert city.ride(city.tap("4111111111111111"), city.tap("1"), city.tap(city.stock())) == [
        "unknown_card",
        "unknown_card",
        "not_sold",
    ]


def test_the_clock_of_the_validator_is_bounded(city):
    card = city.card(1000)
    assert city.ride(city.tap(card, -10), city.tap(card, 8 * 24 * 60)) == ["clock_ahead", "too_old"]
    assert city.balance(card) == 1000


def test_a_card_reported_lost_is_listed_and_refused_but_rides_before_that_count(city):
    card = city.card(1000, holder=city.aysel)
    before = city.tap(card, 30)
    ending.report_lost(card, actor=city.aysel)
    assert city.ride(before, city.tap(card)) == ["", "blocked"]
    newest = db.session().query(ListedCard).order_by(ListedCard.version.desc()).first()
    assert (newest.blocked, newest.reason) == (True, "lost")


def test_every_card_of_a_large_batch_pays_its_fare(city):
    cards = [city.card(1000) for _ in range(30)]
    assert city.ride(*(city.tap(one) for one in cards)) == [""] * 30
    assert sum(accounts.balances_of([one.id for one in cards]).values()) == 30 * (1000 - FARE)


def test_a_forged_signature_a_foreign_key_and_an_unknown_validator_are_refused(city):
    card = city.card(1000)
    sent = city.batch(city.tap(card))
    with pytest.raises(SignatureRefused):
        take(Envelope(sent.device, sent.number, sent.body, broken(sent.signature)))
    with pytest.raises(SignatureRefused):
        take(Envelope(sent.device, sent.number + 1, sent.body, sent.signature))
    with pytest.raises(SignatureRefused):
        take(Envelope(sent.device, sent.number, sent.body.replace(b'"', b' "', 1), sent.signature))
    with pytest.raises(SignatureRefused):
        take(city.batch(city.tap(card), key=ec.generate_private_key(ec.SECP256R1())))
    with pytest.raises(SignatureRefused):
        take(city.batch(city.tap(card), device="VAL-9999"))
    for odd in ("", "AAAA", "я" * 20, "A" * 5000):
        with pytest.raises(SignatureRefused):
            take(Envelope(sent.device, sent.number, sent.body, odd))
    assert city.balance(card) == 1000


def test_one_validator_does_not_speak_for_another(city):
    card = city.card(1000)
    _code, key = city.device("VAL-0002", "10-AB-009")
    with pytest.raises(SignatureRefused):
        take(city.batch(city.tap(card), key=key))


def test_a_number_of_a_batch_holds_one_content(city):
    card = city.card(1000)
    city.ride(city.tap(card, 60), number=500)
    with pytest.raises(BatchReused):
        city.ride(city.tap(card), number=500)


def test_a_revoked_validator_is_refused(city):
    revoke(city.validator().public_id, reason="Oğurlanıb", actor=SYSTEM)
    with pytest.raises(DeviceRevoked):
        city.ride(city.tap(city.card(1000)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 5000,
        json.dumps({"taps": []}).encode(),
        json.dumps({"taps": [{}]}).encode(),
        json.dumps({"taps": [{"counter": True, "card": "1", "at": "2026-01-01T00:00:00Z"}]}).encode(),
        json.dumps({"taps": [{"counter": -1, "card": "1", "at": "2026-01-01T00:00:00Z"}]}).encode(),
        json.dumps({"taps": [{"counter": 10**30, "card": "1", "at": "2026-01-01T00:00:00Z"}]}).encode(),
        json.dumps({"taps": [{"counter": 1, "card": 1, "at": "2026-01-01T00:00:00Z"}]}).encode(),
        json.dumps({"taps": [{"counter": 1, "card": "1", "at": "2026-01-01T00:00:00"}]}).encode(),
        json.dumps({"taps": [{"counter": 1, "card": "1", "at": "0001-01-01T00:00:00+14:00"}]}).encode(),
        json.dumps({"taps": [{"counter": 1, "card": "1", "at": "yesterday", "fare": -100}]}).encode(),
        json.dumps({"taps": [{"counter": 1, "card": "1", "at": "2026-01-01T00:00:00Z"}] * 2}).encode(),
    ],
)
def test_what_is_no_batch_is_refused_whole(city, body):
    from webapp.transport_card.demo import DEVICE, demo_key, signed

    with pytest.raises(BatchRefused):
        take(signed(DEVICE, 1, body, demo_key()))


def test_ten_thousand_taps_are_no_batch(city):
    taps = [{"counter": n, "card": "1", "at": now().isoformat()} for n in range(MOST_TAPS + 1)]
    with pytest.raises(BatchRefused):
        take(city.batch(*taps))


def test_the_fare_is_that_of_the_day_on_which_one_rode(city):
    from webapp.core.clock import today
    from webapp.transport_card.models import TariffRow
    from webapp.transport_card.services.pricing import add_tariff_row

    fare = {"qepik": 70, "transfer_qepik": 0, "transfer_minutes": 0, "pass_back_seconds": 600}
    row = TariffRow(route_id=city.route.id, basis="Tarif Şurası", valid_from=today(), **fare)
    add_tariff_row(row, number="8", actor=SYSTEM)
    card = city.card(1000)
    yesterday = now() - timedelta(days=1)
    judged = take(city.batch(city.tap(card), city.tap(card, at=yesterday)))
    assert [one.verdict.qepik for one in judged] == [70, FARE]


def test_taps_are_only_added_to(city):
    from sqlalchemy.exc import IntegrityError

    from webapp.core.transaction import savepoint

    city.ride(city.tap(city.card(1000)))
    with pytest.raises(IntegrityError), savepoint():
        db.session().query(Tap).update({"qepik": 0})


def test_a_card_in_the_phone_rides_by_its_code_of_the_minute_and_not_by_its_number(city):
    card = city.card(1000, product="virtual", holder=city.aysel)
    fresh, old = code_of(card.number, now()), code_of(card.number, now() - timedelta(minutes=7))
    assert city.ride(city.tap(card), city.tap(old), city.tap(fresh)) == ["code_over", "code_over", ""]
    assert city.balance(card) == 1000 - FARE


def test_a_code_that_we_did_not_make_is_no_card(city):
    card = city.card(1000, product="virtual", holder=city.aysel)
    code = code_of(card.number, now())
    other = city.card(1000, product="virtual", holder=city.kamran)
    forged = [code[:-1] + ("A" if code[-1] != "A" else "B"), "V" + other.number + code[17:], code + "A", "V", "V" * 38]
    assert city.ride(*(city.tap(one) for one in forged)) == ["unknown_card"] * len(forged)
