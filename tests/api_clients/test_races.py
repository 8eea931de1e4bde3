"""Two requests at once on a real PostgreSQL: the same key is carried out once, and the second is told so."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import func, select

from tests.api_clients.conftest import ALL, Program
from tests.support.database import fresh_database
from tests.waybills.conftest import build_world
from webapp.api_clients.rules import Mode
from webapp.api_clients.services.letting_in import let_in
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.waybills.machine import live
from webapp.waybills.models import Waybill


@pytest.fixture(scope="module")
def committed(app, server):
    """A program of a firm, in a database where everything is committed."""
    with fresh_database(server, "api_races") as url:
        database = db.open_database(url)
        db.install_database(database)
        with app.app_context():
            world = build_world(app)
            with transaction():
                client_id, secret = let_in("Anbar", mode=Mode.LIVE, scopes=ALL, actor=world.carrier)
        program = Program(app, client_id, secret)
        program.token = program.prove().json["access_token"]
        yield program
        database.close()


def count():
    with transaction(read_only=True):
        return db.session().scalar(select(func.count()).select_from(Waybill))


def test_while_the_first_is_under_way_the_second_is_told_and_later_given_its_answer(committed, monkeypatch):
    entered, go_on, begun = Event(), Event(), live.begun

    def slowly(*arguments, **named):
        entered.set()
        assert go_on.wait(30)
        return begun(*arguments, **named)

    monkeypatch.setattr(live, "begun", slowly)
    sent = ("POST", "/waybills", {"role": "carrier"})
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(committed.ask, *sent, Idempotency_Key="k-1")
        assert entered.wait(30)
        second = committed.ask(*sent, Idempotency_Key="k-1")
        go_on.set()
        answer = first.result(30)
    assert (second.status_code, second.json["code"]) == (409, "idempotency-key-in-flight")
    again = committed.ask(*sent, Idempotency_Key="k-1", expect=201)
    assert (answer.status_code, again.json) == (201, answer.json)
    assert count() == 1


def test_what_failed_half_way_is_not_remembered(committed, monkeypatch):
    def break_down(*_arguments, **_named):
        raise ZeroDivisionError

    before = count()
    with monkeypatch.context() as patch:
        patch.setattr(live, "seen", break_down)
        assert committed.ask("POST", "/waybills", {"role": "carrier"}, Idempotency_Key="k-2").status_code == 500
    assert count() == before
    committed.ask("POST", "/waybills", {"role": "carrier"}, Idempotency_Key="k-2", expect=201)
    assert count() == before + 1
