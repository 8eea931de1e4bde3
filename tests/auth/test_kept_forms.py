"""A session that ends in the middle of a form: nothing typed is lost, and nobody else sees it."""

from datetime import timedelta

import pytest
import time_machine

from tests.auth.flows import come_in, cookie, value
from tests.support.people import sign_in
from webapp.core.clock import now

REASON = "Şübhəli giriş aşkarlanıb, araşdırılır.\nİkinci sətir: ə, ı, “dırnaq” & <b>"


@pytest.fixture
def target(portal, browser):
    """The account of a driver that an officer wants to restrict; its public id."""
    sign_in(browser, "2RSD4K7")
    browser.delete_cookie("kabinet_session")
    return "2RSD4K7"


@pytest.fixture
def form_page(browser, target, tables, fake_provider):
    """The head of section stands before the form, signed in by the provider itself."""
    fake_provider.fin = "5GNL4M3"
    sign_in(browser, "5GNL4M3", office=True)
    browser.delete_cookie("kabinet_session")
    come_in(browser, fake_provider, "/office/accounts")
    value(
        tables, "UPDATE auth_sessions SET office = true WHERE ended_at IS NULL AND op_sid = 'sid-5GNL4M3' RETURNING 1"
    )
    public_id = value(tables, "SELECT public_id FROM accounts WHERE given_name = 'Rəşad'")
    return browser.get(f"/office/accounts/{public_id}", expect=200)


def send(browser, page, **changes):
    headers = {"Referer": f"http://localhost{page.request.path}"}
    fields = {**page.form("/restrict"), "reason": REASON, "password": "Gizli-1", "sms_code": "123456", **changes}
    return browser.post(f"{page.request.path}/restrict", data=fields, headers=headers)


def after(minutes):
    return time_machine.travel(now() + timedelta(minutes=minutes), tick=True)


def kept_page(browser, provider, sent):
    start = browser.get(sent.headers["Location"], expect=302)
    back = browser.get(provider.approve(start.headers["Location"]), expect=303)
    return back.headers["Location"], browser.get("/auth/continue")


def test_the_form_comes_back_after_signing_in_and_can_be_sent_on(browser, form_page, fake_provider, tables):
    with after(40):
        sent = send(browser, form_page)
        assert "/auth/login" in sent.headers["Location"]
        leads_to, page = kept_page(browser, fake_provider, sent)
        assert "/auth/continue" in leads_to.replace("%2F", "/")
        assert page.heading == "Formanız saxlanılıb"
        action = next(f.get("action") for f in page.all("form") if "/auth/continue/" in f.get("action", ""))
        fields = page.form(action)
        assert fields["reason"].replace("\r\n", "\n") == REASON
        assert not {"password", "sms_code"} & set(fields)

        value(tables, "UPDATE auth_sessions SET office = true WHERE ended_at IS NULL RETURNING 1")
        fields = browser.get("/auth/continue").form(action)  # a page belongs to the role in which it was made
        on = browser.post(action, data=fields, expect=307)
        assert on.headers["Location"] == f"{form_page.request.path}/restrict"
        assert browser.post(on.headers["Location"], data=fields).status_code == 303

    assert value(tables, "SELECT restricted_reason LIKE 'Şübhəli%' FROM accounts WHERE given_name = 'Rəşad'")


def test_the_form_is_given_out_once(browser, form_page, fake_provider):
    with after(40):
        _path, page = kept_page(browser, fake_provider, send(browser, form_page))
        action = next(f.get("action") for f in page.all("form") if "/auth/continue/" in f.get("action", ""))
        browser.post(action, data=page.form(action), expect=307)

        assert browser.post(action, data=page.form(action)).status_code == 303
        assert browser.get("/auth/continue").status_code == 303


def test_a_form_can_be_given_up(browser, form_page, fake_provider, tables):
    with after(40):
        _path, page = kept_page(browser, fake_provider, send(browser, form_page))
        gone = browser.submit(page, "/discard", expect=303)

        assert gone.headers["Location"] == form_page.request.path
        assert value(tables, "SELECT count(*) FROM parked_forms WHERE used_at IS NULL") == 0


def test_another_person_in_the_same_browser_never_sees_it(browser, form_page, fake_provider):
    with after(40):
        send(browser, form_page)
        fake_provider.fin = "1RXN5B8"
        come_in(browser, fake_provider, "/cabinet/sessions")

        assert browser.get("/auth/continue").status_code == 303


def test_the_same_person_in_another_browser_does_not_see_it(browser, other_browser, form_page, fake_provider):
    with after(40):
        send(browser, form_page)
        come_in(other_browser, fake_provider)

        assert other_browser.get("/auth/continue").status_code == 303


def test_a_fresh_proof_that_was_missing_does_not_cost_the_form_either(browser, form_page, fake_provider):
    with after(12):
        sent = send(browser, form_page)
        assert "/auth/step-up" in sent.headers["Location"]
        leads_to, page = kept_page(browser, fake_provider, sent)

        assert leads_to == "/auth/continue"
        assert page.form("/auth/continue/")["reason"].replace("\r\n", "\n") == REASON


def test_what_is_kept_is_sealed_and_lasts_half_an_hour(browser, form_page, fake_provider, tables):
    with after(40):
        send(browser, form_page)
    sealed = bytes(value(tables, "SELECT fields FROM parked_forms"))
    assert REASON[:10].encode() not in sealed

    with after(71):
        come_in(browser, fake_provider)
        assert browser.get("/auth/continue").status_code == 303


@pytest.mark.parametrize(
    "changes",
    [{"csrf_token": "made-up"}, {"csrf_token": ""}, {"reason": "x" * 70_000}],
    ids=["forged token", "no token", "too long"],
)
def test_a_strangers_form_or_one_too_long_is_not_kept(browser, form_page, tables, changes):
    with after(40):
        assert send(browser, form_page, **changes).status_code == 303

    assert value(tables, "SELECT count(*) FROM parked_forms") == 0


def test_files_and_autosaved_drafts_are_not_kept(browser, form_page, tables):
    fields = {**form_page.form("/restrict"), "reason": REASON}
    with after(40):
        browser.post(f"{form_page.request.path}/restrict", data=fields, headers={"X-Autosave": "1"})
        assert value(tables, "SELECT count(*) FROM parked_forms") == 0
        from io import BytesIO

        browser.post(f"{form_page.request.path}/restrict", data={**fields, "photo": (BytesIO(b"123"), "a.png")})

    assert value(tables, "SELECT had_files FROM parked_forms")


def test_a_visitor_without_a_former_session_leaves_nothing(browser, form_page, tables):
    browser.delete_cookie("kabinet_session")
    assert cookie(browser) is None
    send(browser, form_page)

    assert value(tables, "SELECT count(*) FROM parked_forms") == 0
