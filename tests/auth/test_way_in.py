"""The way in and back: state, browser, next, cookies, two tabs, a provider that is away."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.auth.flows import begin, come_back, come_in, cookie, is_inside, value
from webapp.auth.rules import local_path


def test_a_visitor_is_sent_to_the_provider_and_comes_back_signed_in(browser, fake_provider):
    sent = browser.get("/cabinet/sessions", expect=303)
    start = browser.get(sent.headers["Location"], expect=302)
    back = browser.get(fake_provider.approve(start.headers["Location"]), expect=303)

    assert back.headers["Location"].endswith("/cabinet/sessions")
    page = browser.get("/cabinet/sessions", expect=200)
    assert "QR kod" in page.words
    assert "Leyla" in page.words


def test_the_request_has_pkce_nonce_and_a_fixed_redirect_address(browser, fake_provider, portal):
    answer = browser.get(
        "/auth/login", headers={"X-Forwarded-Host": "evil.example", "Host": "evil.example"}, expect=302
    )
    asked = fake_provider.parameters(answer.headers["Location"])

    assert asked["redirect_uri"] == f"{portal.settings.public_url}/auth/callback"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["nonce"]) == len(asked["state"]) == 43
    assert asked["scope"] == "openid profile certificate"


def test_parameters_are_pushed_when_the_provider_takes_them(browser, fake_provider):
    fake_provider.metadata["pushed_authorization_request_endpoint"] = f"{fake_provider.issuer}/par"
    address = begin(browser)

    assert set(parse_qs(urlsplit(address).query)) == {"client_id", "request_uri"}
    assert browser.get(fake_provider.approve(address)).status_code == 303
    assert is_inside(browser)


def test_the_session_gets_a_new_id_that_the_visitor_did_not_choose(browser, fake_provider):
    planted = "A" * 43
    browser.set_cookie("kabinet_session", planted)
    come_in(browser, fake_provider)
    inside = cookie(browser)

    assert inside != planted
    assert is_inside(browser)
    browser.set_cookie("kabinet_session", planted)
    assert not is_inside(browser)


def test_the_cookie_holds_an_id_alone_and_is_kept_from_scripts_and_strangers(browser, fake_provider, tables):
    answer = come_in(browser, fake_provider)
    line = next(v for v in answer.headers.getlist("Set-Cookie") if v.startswith("kabinet_session="))

    assert re.fullmatch(r"kabinet_session=[\w-]{43}; HttpOnly; Path=/; SameSite=Lax", line)
    stored = value(
        tables, "SELECT encode(id_hash, 'hex') || data::text FROM auth_sessions WHERE account_id IS NOT NULL"
    )
    assert cookie(browser) not in stored


def test_an_answer_counts_only_in_the_browser_that_asked(browser, other_browser, fake_provider):
    """Login CSRF: the attacker's callback opened in the victim's browser."""
    back = fake_provider.approve(begin(other_browser))
    page = come_back(browser, back)

    assert page.status_code == 400
    assert "artıq etibarlı deyil" in page.heading
    assert not is_inside(browser)


def test_an_answer_counts_once(browser, fake_provider):
    back = fake_provider.approve(begin(browser))
    assert browser.get(back).status_code == 303
    browser.delete_cookie("kabinet_session")
    assert come_back(browser, back).status_code == 400
    assert not is_inside(browser)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": None},
        {"state": ""},
        {"state": "made-up"},
        {"state": "x" * 5000},
        {"code": None},
        {"code": ""},
        {"code": "made-up"},
        {"code": "c" * 5000},
        {"iss": None},
        {"iss": "https://other.example"},
        {"iss": ""},
    ],
    ids=str,
)
def test_an_answer_with_a_part_wrong_lets_nobody_in(browser, fake_provider, changes):
    page = come_in(browser, fake_provider, **changes)

    assert page.status_code == 400
    assert "yenidən" in page.words.lower()
    assert not is_inside(browser)


@pytest.mark.parametrize("doubled", ["state", "code", "iss"])
def test_a_parameter_that_stands_twice_is_refused(browser, fake_provider, doubled):
    back = fake_provider.approve(begin(browser))
    assert come_back(browser, f"{back}&{doubled}=again").status_code == 400
    assert not is_inside(browser)


def test_a_code_of_another_persons_sign_in_is_useless_under_ones_own_state(browser, other_browser, fake_provider):
    stolen = parse_qs(urlsplit(fake_provider.approve(begin(other_browser))).query)["code"][0]
    come_in(browser, fake_provider, code=stolen)

    assert not is_inside(browser)


def test_cancelling_is_calm_and_repeats_nothing_of_the_providers_words(browser, fake_provider):
    answer = {"error": "access_denied", "error_description": "<script>alert(1)</script> GO-AWAY", "code": None}
    page = come_in(browser, fake_provider, "/cabinet/sessions", **answer)

    assert page.status_code == 200
    assert "GO-AWAY" not in page.text
    assert "script>alert" not in page.text
    assert page.link("Yenidən cəhd et") == "/auth/login?next=/cabinet/sessions"


def test_an_error_without_our_state_says_nothing_of_itself(browser):
    page = come_back(browser, "/auth/callback?error=server_error&error_description=EVIL")

    assert page.status_code == 400
    assert "EVIL" not in page.text


def test_forty_abandoned_starts_leave_five_and_a_small_cookie(browser, fake_provider, tables):
    first = begin(browser)
    for _ in range(39):
        last = begin(browser)

    assert value(tables, "SELECT count(*) FROM auth_requests") == 5
    assert len(cookie(browser, "kabinet_browser")) == 43
    assert come_back(browser, fake_provider.approve(first)).status_code == 400
    assert browser.get(fake_provider.approve(last)).status_code == 303


def test_two_tabs_can_both_finish(browser, fake_provider):
    one, two = begin(browser, "/cabinet/sessions?tab=1"), begin(browser, "/cabinet/sessions?tab=2")

    assert browser.get(fake_provider.approve(two)).headers["Location"].endswith("tab=2")
    assert browser.get(fake_provider.approve(one)).headers["Location"].endswith("tab=1")
    assert is_inside(browser)


def test_a_start_older_than_ten_minutes_is_over(browser, fake_provider, tables):
    back = fake_provider.approve(begin(browser))
    value(tables, "UPDATE auth_requests SET created_at = created_at - interval '601 seconds' RETURNING 1")
    assert come_back(browser, back).status_code == 400
    assert not is_inside(browser)


@pytest.mark.parametrize("path", ["/auth/login", "/auth/callback?code=x&state=y"])
def test_only_get_begins_or_ends_a_sign_in(browser, tables, path):
    assert browser.head(path).status_code == 405
    browser.options(path, expect=200)
    assert value(tables, "SELECT count(*) FROM auth_requests") == 0


def test_no_step_of_the_way_in_is_kept_by_a_cache(browser, fake_provider):
    start = browser.get("/auth/login", expect=302)
    back = browser.get(fake_provider.approve(start.headers["Location"]), expect=303)

    assert {answer.headers["Cache-Control"] for answer in (start, back)} == {"private, no-store"}


def test_the_callback_cannot_be_posted(browser, fake_provider):
    back = fake_provider.approve(begin(browser))

    assert browser.post(back).status_code in {400, 405}
    assert not is_inside(browser)


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%2f%2fevil.example",
        "/%2fevil.example",
        "%2f%2fevil.example",
        "/%5cevil.example",
        "/%255cevil.example",
        "/\tevil.example",
        "/%09/evil.example",
        "/cabinet\r\nSet-Cookie: a=b",
        "/cabinet%0d%0aSet-Cookie:%20a=b",
        "javascript:alert(1)",
        "https://evil.example/cabinet",
        "http:evil.example",
        "user@evil.example",
        "/" + "a" * 5000,
        "",
        "/auth/logout",
        "/auth/login?next=/auth/login",
    ],
)
def test_next_leads_nowhere_else(wanted):
    assert local_path(wanted) == "/cabinet"


@pytest.mark.parametrize(
    "wanted", ["/cabinet", "/waybills/0AB?tab=2&q=a%20b", "/office/accounts", "/auth/continue", "/ə/ş"]
)
def test_next_leads_to_our_own_pages(wanted):
    assert local_path(wanted) == wanted


def test_a_signed_in_person_is_not_sent_to_the_provider_again(browser, fake_provider):
    come_in(browser, fake_provider)
    answer = browser.get("/auth/login?next=/cabinet/sessions", expect=303)

    assert answer.headers["Location"] == "/cabinet/sessions"


def test_a_provider_that_is_down_gives_a_page_with_the_way_to_try_again(browser, fake_provider):
    fake_provider.raw["/.well-known/openid-configuration"] = (500, b"")
    page = browser.get("/auth/login?next=/cabinet/sessions", expect=503)
    assert page.headers["Retry-After"]

    fake_provider.raw.clear()
    assert browser.get(page.link("Yenidən cəhd et")).status_code == 302


def test_a_slow_provider_is_given_up_on_and_nothing_is_lost(browser, fake_provider, monkeypatch):
    monkeypatch.setattr("webapp.auth.gateways.transport.Budget.__init__.__defaults__", (0.3,))
    fake_provider.delay["/token"] = 2.0
    page = come_in(browser, fake_provider)

    assert page.status_code == 503
    assert page.link("Yenidən cəhd et").endswith("next=/cabinet/sessions")
    fake_provider.delay.clear()
    come_in(browser, fake_provider)
    assert is_inside(browser)
