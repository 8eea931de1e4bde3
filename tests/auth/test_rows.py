"""What the rows guarantee under races, what is sealed in them, and what is cleared away."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.auth.flows import value
from tests.support.database import fresh_database
from tests.support.people import arrival_of, certificates_of, sign_in
from webapp.auth import api
from webapp.auth.entry import enter
from webapp.auth.jobs import clear_old_rows
from webapp.auth.pending import Purpose, new_request, remember, take
from webapp.auth.rules import Limits
from webapp.auth.seed import seed_posts
from webapp.auth.sessions import Visit
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction

VISIT = Visit("127.0.0.1", "")
LIMITS = Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))


@pytest.fixture
def shared(server, portal):
    """A database of its own, where threads meet in transactions of their own."""
    with fresh_database(server, "auth_races") as url:
        opened = db.open_database(url)
        db.install_database(opened)
        with portal.app_context():
            yield opened
        opened.close()


def at_once(count, work):
    def run(_number):
        with transaction():
            return work()

    with ThreadPoolExecutor(count) as pool:
        contexts = [copy_context() for _ in range(count)]
        return list(pool.map(lambda context: context.run(run, 0), contexts))


def test_of_eight_returns_with_one_state_one_counts(shared):
    asked = new_request(Purpose.SIGN_IN, language="az")
    with transaction():
        remember(asked, purpose=Purpose.SIGN_IN, next_path="/", browser=b"b")
    taken = at_once(8, lambda: take(asked.state, browser=b"b"))

    assert len([one for one in taken if one]) == 1


def test_a_new_person_in_eight_tabs_becomes_one_account(shared):
    entered = at_once(8, lambda: enter(arrival_of("5AYS3L1"), visit=VISIT, limits=LIMITS, language="az", former=None))

    assert len({one.account_id for one in entered}) == 1
    with transaction() as session:
        assert session.execute(text("SELECT count(*) FROM accounts")).scalar() == 1
        assert session.execute(text("SELECT count(*) FROM auth_sessions WHERE ended_at IS NULL")).scalar() == 8


def test_numbers_and_secrets_cannot_be_read_from_the_tables(browser, tables):
    sign_in(browser, "7LYL5H2")
    dump = value(tables, "SELECT string_agg(row::text, ' ') FROM (SELECT * FROM accounts) AS row")
    dump += value(tables, "SELECT string_agg(row::text, ' ') FROM (SELECT * FROM auth_sessions) AS row")

    for secret in ("7LYL5H2", b"7LYL5H2".hex(), "994501234503", b"994501234503".hex(), b"id.token".hex()):
        assert secret not in dump


def test_the_api_tells_of_people_their_certificates_and_posts(browser, tables):
    head = sign_in(browser, "5GNL4M3", office=True)
    director = sign_in(browser, "7LYL5H2")
    with transaction():
        seed_posts()
        seed_posts()
        person = api.account_by_fin("7LYL5H2")
        assert person == api.account(director.account_id)
        assert (person.fin, person.phone, person.language) == ("7LYL5H2", "+994501234503", "az")
        assert person.full_name.startswith("Leyla Kamal")
        assert [c.voen for c in api.certificates_of(director.account_id)] == ["9900010101"]
        assert api.staff_roles(head.account_id) >= {"head_of_section", "archivist"}
        assert api.staff_roles(director.account_id) == frozenset()
        assert api.account_by_fin("1XYZ2W3") is None


def test_a_certificate_that_ran_out_yesterday_gives_nothing(browser, tables):
    from dataclasses import replace

    [listed] = certificates_of("7LYL5H2")
    person = sign_in(browser, "7LYL5H2", certificates=[replace(listed, valid_to=now().date() - timedelta(days=2))])
    with transaction():
        assert api.certificates_of(person.account_id) == []


def test_old_rows_are_cleared_and_live_ones_stay(browser, tables):
    sign_in(browser, "7LYL5H2")
    kept = sign_in(browser, "2RSD4K7")
    with transaction():
        remember(new_request(Purpose.SIGN_IN, language="az"), purpose=Purpose.SIGN_IN, next_path="/", browser=b"b")
    value(tables, "UPDATE auth_requests SET created_at = now() - interval '2 days' RETURNING 1")
    stale = "UPDATE auth_sessions SET absolute_expires_at = now() - interval '31 days' WHERE id <> :kept RETURNING 1"
    value(tables, stale, kept=kept.session_id)
    clear_old_rows.run(timestamp=0)

    assert value(tables, "SELECT count(*) FROM auth_requests") == 0
    assert value(tables, "SELECT array_agg(id) FROM auth_sessions") == [kept.session_id]
