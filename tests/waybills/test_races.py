"""Two at once on a real PostgreSQL: one act wins, numbers have no gap and no double."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event

import pytest
from sqlalchemy import text

from tests.support.database import fresh_database
from tests.support.house import until
from tests.waybills.conftest import build_world
from webapp.core import db
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.waybills.chain import acts_of, first_break
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import ActUnderWay
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action, Role
from webapp.waybills.services.accepting import Loading, request_acceptance
from webapp.waybills.services.acting import act
from webapp.waybills.services.drafting import save_draft, start_draft
from webapp.waybills.services.offering import request_offer
from webapp.waybills.services.returning import ask_change, cancel_offer, withdraw_offer
from webapp.waybills.services.travelling import depart

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.fixture(scope="module")
def committed(app, server):
    with fresh_database(server, "waybill_races") as url:
        database = db.open_database(url)
        db.install_database(database)
        with app.app_context():
            yield build_world(app)
        database.close()


def at_once(app, *works):
    """Run every work in a transaction of its own at the same moment; return results, or what was refused."""
    gate = Barrier(len(works))

    def run(work):
        with app.app_context():
            gate.wait(timeout=60)
            try:
                with transaction():
                    return work()
            except (AppError, ZeroDivisionError) as error:
                return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def of(public_id):
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        return waybill, acts_of(waybill.id), first_break(waybill)


def test_of_two_acts_at_once_one_is_taken_and_the_other_is_refused_with_409(committed, app):
    for _round in range(5):
        public_id = committed.offered()
        version = of(public_id)[0].version
        results = at_once(
            app,
            lambda: withdraw_offer(public_id, reason="a", version=version, actor=committed.consignor),  # noqa: B023 - run before the next round
            lambda: cancel_offer(public_id, reason="b", version=version, actor=committed.consignor),  # noqa: B023 - same
            lambda: ask_change(public_id, reason="c", version=version, actor=committed.carrier),  # noqa: B023 - same
        )
        refused = [result for result in results if isinstance(result, AppError)]
        assert [error.status for error in refused] == [409, 409]
        _waybill, acts, broken = of(public_id)
        assert [act.seq for act in acts] == [1, 2]
        assert broken is None


def test_a_page_sent_from_two_clicks_at_once_begins_one_draft(committed, app):
    for _round in range(5):
        key = new_public_id()
        begin = lambda: start_draft(frozenset({Role.CARRIER}), actor=committed.carrier, view=key)  # noqa: B023, E731 - run before the next round
        assert len(set(at_once(app, begin, begin, begin))) == 1


def test_a_double_tap_from_two_telephones_is_one_departure(committed, app):
    public_id = committed.accepted()
    version = of(public_id)[0].version
    tap = lambda: depart(public_id, version=version, actor=committed.driver)  # noqa: E731 - one line says it
    assert at_once(app, tap, tap, tap) == [None, None, None]
    assert [act.action for act in of(public_id)[1]] == ["offer", "accept", "depart"]


def test_of_two_windows_saving_at_once_one_is_told_of_the_other(committed, app):
    public_id = committed.draft()
    version = of(public_id)[0].version
    with transaction(read_only=True):
        versions = [committed.content(remarks=words) for words in ("bir", "iki")]
    results = at_once(
        app,
        *(
            lambda content=content: save_draft(public_id, content, version=version, actor=committed.carrier)
            for content in versions
        ),
    )
    assert sorted(type(result).__name__ for result in results) == ["StaleVersion", "tuple"]


def test_what_is_typed_while_a_signature_is_being_asked_for_waits_and_is_refused(committed, app):
    public_id = committed.draft()
    waybill = of(public_id)[0]
    typed = replace(content_from_json(waybill.content), remarks="Gec yazıldı")
    asked = Event()

    def ask():
        request_id = request_offer(public_id, version=waybill.version, actor=committed.consignor)
        asked.set()
        until(lambda: db.session().scalar(WAITING), 10, "waited for")
        return request_id

    def type_on():
        assert asked.wait(timeout=10)
        return save_draft(public_id, typed, version=waybill.version + 1, actor=committed.carrier)  # what asking leaves

    request_id, refused = at_once(app, ask, type_on)
    assert isinstance(request_id, str)
    assert isinstance(refused, ActUnderWay)
    assert of(public_id)[0].content["remarks"] != "Gec yazıldı"


def test_two_clicks_on_sign_from_two_windows_are_one_request(committed, app):
    public_id = committed.draft()
    version = of(public_id)[0].version
    click = lambda: request_offer(public_id, version=version, actor=committed.consignor)  # noqa: E731 - one line says it
    first, second = at_once(app, click, click)
    assert first == second


def test_numbers_given_at_once_have_no_gap_and_no_double_even_when_some_fail(committed, app):
    offers = [committed.offered() for _one in range(6)]
    versions = [of(public_id)[0].version for public_id in offers]

    def accepting(place):
        request_acceptance(offers[place], Loading(loaded_at=now()), version=versions[place], actor=committed.carrier)
        return 1 // (place % 3)  # every third one fails after it took its number

    at_once(app, *(lambda place=place: accepting(place) for place in range(6)))
    numbers = [of(public_id)[0].number for public_id in offers]
    assert [number is None for number in numbers] == [True, False, False, True, False, False]
    later = of(committed.accepted())[0].number
    found = sorted(int(re.match(r"AZ-\d{4}-(\d{10})", number)[1]) for number in [*numbers, later] if number)
    assert found == list(range(found[0], found[0] + 5))


def test_of_two_parties_who_sign_at_once_one_is_asked_and_the_other_waits(committed, app):
    public_id = on_the_road(committed)
    version = of(public_id)[0].version
    stop = lambda: act(public_id, Action.STOP, {"kind": "other"}, reason="Yol", version=version, actor=committed.driver)  # noqa: E731 - one line says it
    reply = lambda: act(public_id, Action.REPLY, {"answer": "accepted"}, version=version, actor=committed.consignor)  # noqa: E731 - same
    first, second = at_once(app, stop, reply)
    assert sorted(type(result).__name__ for result in (first, second)) == ["ActUnderWay", "str"]


def test_the_same_act_sent_twice_at_once_is_one_request_and_signed_twice_one_act(committed, app):
    public_id = on_the_road(committed)
    version = of(public_id)[0].version
    stop = lambda: act(public_id, Action.STOP, {"kind": "other"}, reason="Yol", version=version, actor=committed.driver)  # noqa: E731 - one line says it
    first, second = at_once(app, stop, stop)
    assert first == second
    come = lambda: committed.signed(public_id, first, Action.STOP, committed.driver)  # noqa: E731 - same
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _n: within(app, come), range(2)))
    waybill, acts, broken = of(public_id)
    assert (waybill.state, broken) == ("stopped", None)
    assert [act.action for act in acts].count("stop") == 1


def within(app, work):
    with app.app_context():
        return work()


def on_the_road(world):
    public_id = world.accepted()
    version = of(public_id)[0].version
    with transaction():
        depart(public_id, version=version, actor=world.driver)
    return public_id
