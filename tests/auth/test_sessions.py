"""Sessions live in rows: limits, ends, renewals, parallel ones, and what is written when."""

from datetime import timedelta

import pytest
import time_machine
from flask import render_template_string
from sqlalchemy import event

from tests.auth.flows import come_in, cookie, is_inside, value
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.auth.roles import choose
from webapp.auth.sessions import merge_data
from webapp.auth.web_session import DatabaseSessions, ServerSession
from webapp.core.clock import now
from webapp.core.transaction import transaction


def later(**span):
    return time_machine.travel(now() + timedelta(**span), tick=True)


def test_a_session_rests_half_an_hour_and_not_longer(browser, tables):
    sign_in(browser, "7LYL5H2")
    with later(minutes=29):
        assert is_inside(browser)
    with later(minutes=58):
        assert is_inside(browser), "the request of the 29th minute kept it alive"
    with later(minutes=89):
        assert not is_inside(browser)


def test_a_session_ends_after_twelve_hours_however_busy(browser, tables):
    sign_in(browser, "7LYL5H2")
    for minutes in range(0, 12 * 60, 25):
        with later(minutes=minutes):
            assert is_inside(browser)
    with later(hours=12, seconds=1):
        assert not is_inside(browser)


def test_being_seen_is_written_once_a_minute(browser, tables):
    sign_in(browser, "7LYL5H2")
    first = value(tables, "SELECT last_seen_at FROM auth_sessions WHERE account_id IS NOT NULL")
    with later(seconds=50):
        assert is_inside(browser)
    assert value(tables, "SELECT last_seen_at FROM auth_sessions WHERE account_id IS NOT NULL") == first
    with later(seconds=70):
        assert is_inside(browser)
    assert value(tables, "SELECT last_seen_at FROM auth_sessions WHERE account_id IS NOT NULL") > first


def test_signing_out_ends_the_row_so_a_copied_cookie_is_dead(browser, fake_provider):
    come_in(browser, fake_provider)
    copied = cookie(browser)
    page = browser.get("/cabinet/sessions", expect=200)
    out = browser.submit(page, "/auth/logout", expect=303)

    assert out.headers["Location"].startswith(f"{fake_provider.issuer}/end-session?id_token_hint=")
    assert "post_logout_redirect_uri=" in out.headers["Location"]
    assert cookie(browser) is None
    browser.set_cookie("kabinet_session", copied)
    assert not is_inside(browser)


def test_over_tls_the_cookie_is_bound_to_this_host(portal, browser):
    person = sign_in(browser, "7LYL5H2")
    interface = DatabaseSessions(https=True)
    with portal.test_request_context():
        held = ServerSession(None)
        held.issue(person.token)
        answer = portal.response_class()
        interface.save_session(portal, held, answer)

    line = answer.headers["Set-Cookie"]
    assert line == f"__Host-kabinet_session={person.token}; Secure; HttpOnly; Path=/; SameSite=Lax"


def test_a_strangers_page_cannot_sign_anybody_out(browser, tables):
    sign_in(browser, "7LYL5H2")
    browser.post("/auth/logout", expect=400)
    browser.post("/auth/logout", data={"csrf_token": "made-up"}, expect=400)

    assert browser.get("/auth/logout").status_code == 405
    assert is_inside(browser)


def test_signing_out_when_the_session_is_over_already_just_leads_out(browser, tables):
    sign_in(browser, "7LYL5H2")
    with later(hours=2):
        assert browser.post("/auth/logout", expect=303).headers["Location"] == "/"


def test_signing_out_works_when_the_provider_is_away(browser, fake_provider):
    come_in(browser, fake_provider)
    page = browser.get("/cabinet/sessions", expect=200)
    fake_provider.raw["/.well-known/openid-configuration"] = (500, {})
    browser.application.extensions["kabinet_auth"].provider.forget()

    assert browser.submit(page, "/auth/logout", expect=303).headers["Location"] == "/"
    assert not is_inside(browser)


def test_signing_in_again_ends_the_session_that_the_browser_had(browser, fake_provider, tables):
    first = sign_in(browser, "2RSD4K7")
    with later(minutes=31):
        come_in(browser, fake_provider)
    ended = value(tables, "SELECT end_reason FROM auth_sessions WHERE id = :id", id=first.session_id)

    assert ended == "replaced"


def test_a_parallel_sign_in_is_told_to_the_first_and_can_be_ended(browser, other_browser):
    """Act 000, T.6.2.2: two people cannot share an account."""
    sign_in(browser, "7LYL5H2")
    sign_in(other_browser, "7LYL5H2")
    page = browser.get("/cabinet/sessions", expect=200)

    assert "başqa yerdən daxil olunub" in page.words
    assert "başqa yerdən daxil olunub" not in browser.get("/cabinet/sessions").words, "said once"
    browser.submit(page, "/end-others", expect=303)
    assert is_inside(browser)
    assert not is_inside(other_browser)


def test_own_sessions_can_be_ended_one_by_one_and_strangers_ones_cannot(browser, other_browser):
    sign_in(browser, "7LYL5H2")
    sign_in(other_browser, "2RSD4K7")
    foreign = other_browser.get("/cabinet/sessions", expect=200)
    action = next(f.get("action") for f in foreign.all("form") if f.get("action", "").endswith("/end"))

    browser.submit(browser.get("/cabinet/sessions"), "/end", to=action, expect=404)
    assert is_inside(other_browser)
    other_browser.submit(foreign, action, expect=303)
    assert not is_inside(other_browser)


def test_the_history_says_when_from_where_and_by_what_means(browser, fake_provider):
    fake_provider.amr = ["sc", "hwk"]
    come_in(browser, fake_provider)
    page = browser.get("/cabinet/sessions", expect=200)

    assert "E-imza sertifikatı" in page.words
    assert "127.0.0.1" in page.words


def test_sessions_of_others_count_for_nobody_else(browser, other_browser, portal, tables):
    sign_in(other_browser, "2RSD4K7")
    for _ in range(11):
        sign_in(browser, "7LYL5H2")
    sign_in(AssertingClient(portal), "2RSD4K7")

    assert is_inside(other_browser)
    assert value(tables, "SELECT count(*) FROM auth_sessions WHERE end_reason = 'too_many'") == 1


def test_eleven_browsers_leave_ten_sessions(portal, browser, tables):
    for _ in range(11):
        sign_in(browser, "7LYL5H2")

    assert value(tables, "SELECT count(*) FROM auth_sessions WHERE ended_at IS NULL") == 10
    assert value(tables, "SELECT end_reason FROM auth_sessions ORDER BY id LIMIT 1") == "too_many"


def test_a_visitor_leaves_no_row_though_pages_hold_forms(browser, other_browser, tables):
    page = browser.get("/auth/stopped?why=cancelled", expect=200)
    foreign = other_browser.get("/auth/stopped?why=cancelled", expect=200)

    assert "Cookie" in page.headers["Vary"]
    sent = {**page.form("/appearance"), "theme": "dark"}
    assert browser.post("/appearance", data=sent).status_code == 303
    assert browser.post("/appearance", data={**sent, **foreign.form("/appearance")}).status_code == 400
    assert value(tables, "SELECT count(*) FROM auth_sessions") == 0


def test_a_visitor_of_whom_something_must_be_remembered_gets_a_short_session(portal, browser, tables):
    page = browser.get("/auth/stopped?why=cancelled", expect=200)
    with portal.test_request_context(headers={"Cookie": f"kabinet_session={cookie(browser)}"}) as context:
        context.session["remembered"] = ("this", 1)
        answer = portal.response_class()
        portal.session_interface.save_session(portal, context.session, answer)
    browser.set_cookie("kabinet_session", answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0])

    assert value(tables, "SELECT count(*) FROM auth_sessions WHERE account_id IS NULL") == 1
    assert browser.post("/appearance", data={**page.form("/appearance"), "theme": "dark"}).status_code == 303
    with portal.test_request_context(headers={"Cookie": f"kabinet_session={cookie(browser)}"}) as context:
        assert context.session["remembered"] == ("this", 1)
    with (
        later(minutes=31),
        portal.test_request_context(headers={"Cookie": f"kabinet_session={cookie(browser)}"}) as context,
    ):
        assert "remembered" not in context.session


def test_static_files_ask_nothing_of_the_session(portal, browser, tables, engine):
    page = browser.get("/auth/stopped?why=cancelled")
    sign_in(browser, "7LYL5H2")
    style = next(link.get("href") for link in page.all("link") if link.get("rel") == "stylesheet")
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    answer = browser.get(style, expect=200)

    assert asked == []
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.headers.getlist("Set-Cookie")


def test_templates_know_the_person_through_flask_login(portal, browser):
    person = sign_in(browser, "7LYL5H2")
    with portal.test_request_context(headers={"Cookie": f"kabinet_session={person.token}"}):
        assert render_template_string("{{ current_user.name }}").startswith("Leyla")
    with (
        portal.app_context(),
        portal.test_request_context(headers={"Cookie": "remember_token=1|abc; kabinet_no_remember_cookie=1|abc"}),
    ):
        assert render_template_string("{{ current_user.is_authenticated }}") == "False"


def test_garbage_in_the_cookie_is_a_visitor(browser, tables):
    for garbage in ("x", "ə" * 43, "../" * 20, "A" * 4000, "'; DROP TABLE auth_sessions; --" + "A" * 12):
        browser.set_cookie("kabinet_session", garbage)
        assert not is_inside(browser)


def test_a_change_of_role_changes_the_id(portal, browser, tables):
    person = sign_in(browser, "7LYL5H2")
    with portal.test_request_context(headers={"Cookie": f"kabinet_session={person.token}"}) as context:
        with transaction():
            choose(office=True)
        answer = portal.response_class()
        portal.session_interface.save_session(portal, context.session, answer)
    renewed = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]

    assert not is_inside(browser), "the old id is dead"
    browser.set_cookie("kabinet_session", renewed)
    assert is_inside(browser)
    assert value(tables, "SELECT office FROM auth_sessions WHERE id = :id", id=person.session_id)


def test_a_change_of_role_that_was_rolled_back_leaves_the_person_signed_in(portal, browser):
    person = sign_in(browser, "7LYL5H2")
    with portal.test_request_context(headers={"Cookie": f"kabinet_session={person.token}"}) as context:
        with pytest.raises(ZeroDivisionError), transaction():
            choose(office=True)
            _ = 1 / 0
        answer = portal.response_class()
        portal.session_interface.save_session(portal, context.session, answer)

    assert "Set-Cookie" not in answer.headers
    assert is_inside(browser)


def test_two_requests_that_write_different_things_lose_neither(browser, tables):
    person = sign_in(browser, "7LYL5H2")
    with transaction():
        merge_data(person.session_id, {"one": 1, "both": 1}, [])
        merge_data(person.session_id, {"two": 2}, ["both"])

    stored = value(tables, "SELECT data FROM auth_sessions WHERE id = :id", id=person.session_id)
    assert (stored["one"], stored["two"], "both" in stored) == (1, 2, False)


def test_staying_longer_needs_the_persons_own_page(browser, tables):
    sign_in(browser, "7LYL5H2")
    token = browser.get("/cabinet/sessions").form("/auth/logout")["csrf_token"]

    assert browser.post("/auth/extend").status_code == 400
    assert browser.post("/auth/extend", headers={"X-CSRFToken": token}).status_code == 204
