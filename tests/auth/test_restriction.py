"""The operator closes a person's access with a reason (charter 003, cl. 9.6): at once, everywhere, until restored."""

from datetime import timedelta

import pytest
import time_machine

from tests.auth.flows import begin, come_back, come_in, is_inside, value
from tests.support.people import sign_in
from webapp.auth.errors import AlreadyRestricted, NotRestricted, OwnAccount
from webapp.auth.restriction import restore, restrict
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction

REASON = "Qanunsuz giriş əlaməti aşkarlanıb."
HEAD = "5GNL4M3"


def close(account_id, reason=REASON):
    with transaction():
        restrict(account_id, reason=reason, actor=SYSTEM)


@pytest.fixture
def head(other_browser):
    sign_in(other_browser, HEAD, office=True)
    return other_browser


@pytest.fixture
def driver(browser):
    return sign_in(browser, "2RSD4K7")


def find(head, typed):
    return head.submit(head.get("/office/accounts", expect=200), "/office/accounts", wanted=typed)


def test_an_open_tab_learns_with_its_next_request_and_sees_the_reason(browser, driver):
    assert is_inside(browser)
    close(driver.account_id)
    page = browser.get("/cabinet/sessions", expect=403)

    assert REASON in page.words
    assert browser.get("/auth/stopped?why=cancelled").status_code == 200, "public pages stay open"


def test_the_next_sign_in_is_refused_with_the_reason(browser, fake_provider, tables):
    come_in(browser, fake_provider)
    close(value(tables, "SELECT id FROM accounts"))
    browser.delete_cookie("kabinet_session")
    page = come_in(browser, fake_provider)

    assert page.status_code == 403
    assert REASON in page.words
    assert not is_inside(browser)
    assert value(tables, "SELECT count(*) FROM sign_ins WHERE outcome = 'restricted'") == 1


def test_a_renumbered_subject_does_not_slip_through(browser, fake_provider, tables):
    come_in(browser, fake_provider)
    close(value(tables, "SELECT id FROM accounts"))
    browser.delete_cookie("kabinet_session")
    fake_provider.claims = fake_provider.person = {"sub": "a-new-number"}

    assert come_in(browser, fake_provider).status_code == 403
    assert not is_inside(browser)


def test_a_sign_in_that_was_under_way_is_refused_too(browser, fake_provider, tables):
    come_in(browser, fake_provider)
    browser.delete_cookie("kabinet_session")
    address = begin(browser)
    close(value(tables, "SELECT id FROM accounts"))

    assert come_back(browser, fake_provider.approve(address)).status_code == 403


def test_the_head_of_section_closes_and_opens_access_on_pages(head, browser, driver, tables):
    found = find(head, "2RSD4K7")
    assert "1 hesab tapıldı" in found.words
    page = head.get(found.link("Rəşad"), expect=200)
    head.submit(page, "/restrict", reason=REASON, expect=303)

    assert not is_inside(browser)
    assert value(tables, "SELECT end_reason FROM auth_sessions WHERE id = :id", id=driver.session_id) == "restricted"
    page = head.get(found.link("Rəşad"), expect=200)
    assert REASON in page.words
    head.submit(page, "/restore", reason="Araşdırma başa çatıb.", expect=303)
    sign_in(browser, "2RSD4K7")
    assert is_inside(browser)
    actions = "SELECT array_agg(action ORDER BY seq) FROM audit_entries WHERE action LIKE 'account.%'"
    assert value(tables, actions) == ["account.restricted", "account.restored"]


def test_the_look_at_an_account_is_kept_for_the_person(head, driver, tables):
    head.get(find(head, "2RSD4K7").link("Rəşad"), expect=200)

    purpose = value(tables, "SELECT purpose FROM audit_entries WHERE object_type = 'account' AND purpose IS NOT NULL")
    assert purpose == "Hesabın və giriş tarixçəsinin yoxlanması"


@pytest.mark.parametrize("typed", ["Məmmədov", "məmmədov rəş", "MƏMMƏDOV", "memmedov"])
def test_a_person_is_found_by_the_beginning_of_names(head, driver, typed):
    assert "Rəşad" in find(head, typed).words


@pytest.mark.parametrize("typed", ["ammadov", "%", "_ə", "7ZZZZZ9", "Məmmədov\\"])
def test_nobody_is_found_by_pieces_and_wildcards(head, driver, typed):
    page = find(head, typed)

    assert "tapıldı" not in page.words or typed.startswith("Məmmədov")


def test_the_number_stands_in_no_address_and_only_masked_in_the_list(head, driver):
    page = find(head, "2RSD4K7")

    assert "2RSD4K7" not in page.link("Rəşad")
    assert "2RSD4K7" not in page.words.replace("FİN və ya ad 2RSD4K7", "")


def test_a_reason_is_needed(head, driver):
    page = head.get(find(head, "2RSD4K7").link("Rəşad"), expect=200)
    answer = head.submit(page, "/restrict", reason="qısa", expect=422)

    assert "10–500" in answer.words


def test_closing_needs_a_fresh_proof(head, driver):
    page = head.get(find(head, "2RSD4K7").link("Rəşad"), expect=200)
    with time_machine.travel(now() + timedelta(minutes=11), tick=True):
        answer = head.submit(page, "/restrict", reason=REASON, expect=303)

    assert "/auth/step-up" in answer.headers["Location"]


@pytest.mark.parametrize(("fin", "sees"), [("2ZAR9W1", True), ("7FAQ6P2", False), ("3SMR8V7", False)])
def test_a_case_officer_looks_and_others_do_not(browser, other_browser, driver, fin, sees, tables):
    public_id = value(tables, "SELECT public_id FROM accounts WHERE id = :id", id=driver.account_id)
    sign_in(other_browser, fin, office=True)
    page = other_browser.get(f"/office/accounts/{public_id}")

    assert page.status_code == (200 if sees else 403)
    assert "/restrict" not in page.text
    token = other_browser.get("/cabinet/sessions").form("/auth/logout")["csrf_token"]
    sent = {"csrf_token": token, "reason": REASON}
    assert other_browser.post(f"/office/accounts/{public_id}/restrict", data=sent).status_code == 403


def test_an_officer_acting_as_a_citizen_has_no_office_rights(browser, driver, tables):
    sign_in(browser, HEAD)

    assert browser.get("/office/accounts").status_code == 403


def test_what_makes_no_sense_is_refused(browser, driver, tables):
    close(driver.account_id)
    with pytest.raises(AlreadyRestricted):
        close(driver.account_id)
    with transaction():
        restore(driver.account_id, reason="Səhv idi, bağışlayın", actor=SYSTEM)
    with pytest.raises(NotRestricted), transaction():
        restore(driver.account_id, reason="Səhv idi, bağışlayın", actor=SYSTEM)
    with pytest.raises(Forbidden), transaction():
        restrict(driver.account_id, reason=REASON, actor=Actor(account_id=driver.account_id, name="x"))
    own = Actor(account_id=driver.account_id, name="x", rights=frozenset({"auth.restrict_accounts"}))
    with pytest.raises(OwnAccount), transaction():
        restrict(driver.account_id, reason=REASON, actor=own)
