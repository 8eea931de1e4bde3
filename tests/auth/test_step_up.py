"""A fresh proof of identity: the same person, high assurance, after we asked."""

import time

import pytest

from tests.auth.flows import come_back, come_in, cookie, is_inside, value

STEP_UP = "/auth/step-up?next=/cabinet/sessions"


def prove(browser, provider):
    address = browser.get(STEP_UP, expect=302).headers["Location"]
    return come_back(browser, provider.approve(address))


def test_the_provider_is_asked_to_ask_anew_with_high_assurance(browser, fake_provider):
    come_in(browser, fake_provider)
    asked = fake_provider.parameters(browser.get(STEP_UP, expect=302).headers["Location"])

    assert (asked["prompt"], asked["max_age"], asked["acr_values"]) == ("login", "0", "high")


def test_a_visitor_has_nothing_to_prove(browser, fake_provider):
    assert "/auth/login" in browser.get(STEP_UP, expect=303).headers["Location"]


def test_a_proof_renews_the_session_and_keeps_its_role(browser, fake_provider, tables):
    fake_provider.acr, fake_provider.amr = "substantial", ["pwd", "otp"]
    come_in(browser, fake_provider)
    before = cookie(browser)
    fake_provider.acr, fake_provider.amr = "high", ["mca", "mid"]

    assert prove(browser, fake_provider).headers["Location"] == "/cabinet/sessions"
    assert cookie(browser) != before
    assert value(tables, "SELECT acr FROM auth_sessions WHERE ended_at IS NULL") == "high"
    assert value(tables, "SELECT count(*) FROM auth_sessions WHERE account_id IS NOT NULL") == 1
    browser.set_cookie("kabinet_session", before)
    assert not is_inside(browser)


@pytest.mark.parametrize(
    ("acr", "auth_time"),
    [("substantial", 0), ("low", 0), (None, 0), ("high", -60), ("high", -86_400), ("high", 3600)],
)
def test_a_weak_or_stale_proof_proves_nothing(browser, fake_provider, tables, acr, auth_time):
    come_in(browser, fake_provider)
    was = value(tables, "SELECT auth_time FROM auth_sessions")
    fake_provider.acr, fake_provider.auth_time = acr, int(time.time()) + auth_time
    page = prove(browser, fake_provider)

    assert page.status_code == 403
    assert page.link("Yenidən cəhd et").startswith("/auth/step-up")
    assert value(tables, "SELECT auth_time FROM auth_sessions WHERE ended_at IS NULL") == was
    assert is_inside(browser)


def test_a_proof_without_its_time_proves_nothing(browser, fake_provider):
    come_in(browser, fake_provider)
    fake_provider.dropped = {"auth_time"}

    assert prove(browser, fake_provider).status_code == 403


def test_somebody_else_cannot_prove_it(browser, fake_provider):
    come_in(browser, fake_provider)
    fake_provider.fin = "2RSD4K7"
    page = prove(browser, fake_provider)

    assert page.status_code == 403
    assert "başqa şəxs" in page.words
    assert "Leyla" in browser.get("/cabinet/sessions").words
