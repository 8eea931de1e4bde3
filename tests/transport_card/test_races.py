"""Many at once on a real PostgreSQL: one link, one transfer, one credit; batches that meet on the same cards."""

import pytest

from tests.payments.test_races import at_once
from tests.support.database import fresh_database
from tests.transport_card.conftest import FARE, build
from webapp.core import db
from webapp.core.errors import AppError
from webapp.core.transaction import transaction
from webapp.payments.checking import faults
from webapp.transport_card import accounts
from webapp.transport_card.models import Card, ListedCard
from webapp.transport_card.services.ending import report_lost, transfer
from webapp.transport_card.services.linking import link, prove
from webapp.transport_card.services.tapping import take
from webapp.transport_card.services.topping import ask_top_up, credit

MANY = 12


@pytest.fixture(scope="module")
def committed(app, server):
    with fresh_database(server, "card_races") as url:
        database = db.open_database(url, pool_size=MANY)
        db.install_database(database)
        with app.app_context():
            yield build(app)
        database.close()


@pytest.fixture
def city(committed):
    return committed


def sold(city, *amounts, **more):
    with transaction():
        return [city.card(one, **more) for one in amounts]


def balances(*cards):
    with transaction():
        return [accounts.balance_of(one.id) for one in cards]


def test_a_card_proved_by_many_at_once_is_linked_by_one(app, city):
    (card,) = sold(city, 0)
    actors = [city.aysel, city.kamran] * (MANY // 2)
    results = at_once(app, *[lambda actor=actor: link(card, name="", actor=actor) for actor in actors])
    assert sum(not isinstance(one, AppError) for one in results) == 1


def test_a_balance_moved_by_many_at_once_moves_once(app, city):
    old, new = sold(city, 700, 100, holder=city.aysel)
    results = at_once(app, *[lambda: transfer(old.id, new.id, actor=city.aysel)] * MANY)
    assert [one for one in results if not isinstance(one, AppError)] == [700]
    assert balances(old, new) == [0, 800]


def test_two_cards_moved_onto_each_other_do_not_wait_for_ever(app, city):
    one, two = sold(city, 300, 400, holder=city.aysel)
    works = [lambda: transfer(one.id, two.id, actor=city.aysel), lambda: transfer(two.id, one.id, actor=city.aysel)]
    results = at_once(app, *works * 3)
    assert sum(not isinstance(found, AppError) for found in results) == 1
    assert sorted(balances(one, two)) == [0, 700]


def test_a_paid_top_up_credited_by_many_at_once_is_credited_once(app, city):
    (card,) = sold(city, 0, holder=city.aysel)
    with transaction():
        made = ask_top_up(card, 500, channel="web", actor=city.aysel)
        city.paid(made)
    at_once(app, *[lambda: credit(made.public_id)] * MANY)
    assert balances(card) == [500]


def test_one_batch_sent_by_many_at_once_takes_once(app, city):
    cards = sold(city, *[1000] * 10)
    sent = city.batch(*(city.tap(one) for one in cards))
    results = at_once(app, *[lambda: take(sent)] * MANY)
    assert all([one.verdict.reason for one in found] == [""] * 10 for found in results)
    assert balances(*cards) == [1000 - FARE] * 10


def test_validators_that_meet_on_the_same_cards_in_any_order_take_every_fare(app, city):
    cards = sold(city, *[1000] * 10)
    works = []
    with transaction():
        devices = [city.device(f"VAL-R{n:03}", f"10-RR-{n:03}") for n in range(6)]
    for n, (code, key) in enumerate(devices):
        order = cards if n % 2 else cards[::-1]
        sent = city.batch(*(city.tap(one) for one in order), device=code, key=key)
        works.append(lambda sent=sent: take(sent))
    results = at_once(app, *works)
    assert not [one for one in results if isinstance(one, AppError)]
    assert balances(*cards) == [1000 - 6 * FARE] * 10


def test_many_buses_take_an_empty_card_below_zero_once(app, city):
    (card,) = sold(city, FARE - 1)
    works = []
    with transaction():
        devices = [city.device(f"VAL-Z{n:03}", f"10-ZZ-{n:03}") for n in range(6)]
    for code, key in devices:
        sent = city.batch(city.tap(card), device=code, key=key)
        works.append(lambda sent=sent: take(sent)[0].verdict.reason)
    results = at_once(app, *works)
    assert sorted(results).count("") == 1
    assert balances(card) == [-1]


def test_wrong_codes_typed_at_the_same_moment_are_all_counted(app, city):
    (card,) = sold(city, 0)
    results = at_once(app, *[lambda: prove(card.number, "000000")] * MANY)
    assert sum(one.locked for one in results) == MANY - 5


def test_versions_of_the_list_have_no_gap_whoever_writes_them(app, city):
    cards = sold(city, *[0] * MANY, holder=city.aysel)
    at_once(app, *[lambda card=card: report_lost(card, actor=city.aysel) for card in cards])
    with transaction():
        versions = [one for (one,) in db.session().query(ListedCard.version).order_by(ListedCard.version)]
        assert versions == list(range(1, len(versions) + 1))
        assert db.session().query(Card).filter_by(state="lost").count() >= MANY


def test_the_ledger_has_no_fault_after_all_of_this(city):
    with transaction(snapshot=True):
        assert list(faults()) == []
