"""A top-up paid at a payment system: its notification comes twice, too late, or never; the card gets its money once."""

from dataclasses import replace

import pytest

from mocks.asan_odenis.app import create_app as create_asan_odenis
from tests.payments.counterparts import AsanOdenis, running
from tests.support.jobs import run_jobs
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.payments import ledger
from webapp.payments.services.paying import pay, refresh
from webapp.transport_card.models import TopUp
from webapp.transport_card.services import ending
from webapp.transport_card.services.topping import ask_top_up


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running(create_asan_odenis(tmp_path_factory.mktemp("asan_odenis")), AsanOdenis) as counterpart:
        yield counterpart


@pytest.fixture
def asan(service, app, city, monkeypatch):
    service.reset(app)
    monkeypatch.setattr(app, "settings", replace(app.settings, asan_odenis_url=service.url))
    return service


@pytest.fixture
def begun(city, asan):
    """A card, and a top-up of 5 manat that Aysel has begun to pay at ASAN ödəniş."""
    with transaction():
        card = city.card(holder=city.aysel)
        made = ask_top_up(card, 500, channel="web", actor=city.aysel)
    with_app = pay(made.invoice, at="asan_odenis", actor=city.aysel)
    assert with_app
    return card, made


def stands(city, card, made):
    with transaction():
        db.session().expire_all()
        return db.session().get_one(TopUp, made.id).state, city.balance(card)


def test_paid_and_told_twice_is_credited_once(app, city, asan, database, begun):
    card, made = begun
    asan.pay()
    run_jobs(database, "payments.look_up")
    assert stands(city, card, made) == ("pending", 0)
    url, body, headers = asan.told[-1]
    asan._post(app, url, body, headers)
    run_jobs(database, "payments.look_up")
    run_jobs(database, "transport_card.credit")
    run_jobs(database, "transport_card.credit")
    assert stands(city, card, made) == ("credited", 500)


def test_a_notification_that_is_lost_is_found_by_asking(city, asan, database, begun):
    card, made = begun
    asan.webhooks.post = lambda *_: 503
    asan.pay()
    assert stands(city, card, made) == ("asked", 0)
    with transaction():
        attempt = attempt_of(made)
    refresh(attempt)
    run_jobs(database, "transport_card.credit")
    assert stands(city, card, made) == ("credited", 500)


def test_money_for_a_card_that_ended_on_the_way_goes_back(city, asan, database, begun):
    card, made = begun
    asan.pay()
    run_jobs(database, "payments.look_up")
    with transaction():
        ending.report_lost(card, actor=city.aysel)
    run_jobs(database, "transport_card.credit")
    assert stands(city, card, made) == ("reversed", 0)
    with transaction():
        from webapp.payments.api import invoice

        told = invoice(made.invoice)
        assert told.refunding + told.refunded == 500
        assert sum(one.qepik for one in ledger.trial_balance()) == 0


def attempt_of(made):
    from webapp.payments.models import Attempt, Invoice

    query = db.session().query(Attempt).join(Invoice, Invoice.id == Attempt.invoice_id)
    return query.filter(Invoice.public_id == made.invoice).one().public_id
