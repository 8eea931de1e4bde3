from tests.mocks.asan_login.relying_party import REDIRECT, Page, RelyingParty, callback, enter_password, sign_by_card
from tests.mocks.asan_login.test_authorization import callback_of, error_of

SECOND = ("outside-check-2", "outside-check-2-secret-0123456789")


def test_a_second_relying_party_needs_no_second_sign_in(rp, browser, provider):
    rp.code_after_card()
    second = RelyingParty(browser, SECOND, REDIRECT)

    code = callback_of(second.authorize())["code"]

    assert second.redeem(code).status_code == 200
    assert provider.browsers.sessions_of("7LYL5H2")[0].session.clients == {"outside-check", "outside-check-2"}


def test_prompt_none_answers_from_the_session(rp):
    rp.code_after_card()

    assert "code" in callback_of(rp.authorize(prompt="none"))


def test_prompt_login_asks_again(rp):
    rp.code_after_card()

    assert rp.authorize(prompt="login").location.startswith("/sign-in/")


def test_max_age_asks_again_when_the_sign_in_is_older(rp, frozen):
    rp.code_after_card()
    frozen.shift(100)

    assert "code" in callback_of(rp.authorize(max_age="200"))
    assert rp.authorize(max_age="50").location.startswith("/sign-in/")
    assert rp.authorize(max_age="0").location.startswith("/sign-in/")
    assert error_of(rp.authorize(max_age="50", prompt="none"))["error"] == "login_required"


def test_a_request_for_level_high_raises_a_session_made_by_password(rp, inbox, provider):
    code_page = enter_password(rp.begin(), "7LYL5H2")
    callback(code_page.submit("/code$", code=inbox.code()))
    session = provider.browsers.sessions_of("7LYL5H2")[0].session
    sid = session.sid
    assert session.acr == "substantial"

    page = rp.begin(acr_values="high")
    assert page.tree.xpath("//a[contains(@href, '/password')]") == []
    callback(sign_by_card(page, "7LYL5H2"))

    session = provider.browsers.sessions_of("7LYL5H2")[0].session
    assert (session.acr, session.sid) == ("high", sid)
    assert "code" in callback_of(rp.authorize(acr_values="high"))


def test_a_weak_means_cannot_be_opened_by_its_address_when_high_is_asked(rp):
    page = rp.begin(acr_values="high")

    assert page.open(f"{page.path}/password").status == 403


def test_a_fresh_weak_sign_in_is_not_reported_as_high(rp, inbox, provider):
    rp.code_after_card()

    code_page = enter_password(rp.begin(prompt="login"), "7LYL5H2")
    callback(code_page.submit("/code$", code=inbox.code()))

    assert provider.browsers.sessions_of("7LYL5H2")[0].session.acr == "substantial"


def test_a_hint_of_another_person_is_not_answered_from_the_session(rp):
    hint = rp.tokens(rp.code_after_card("5AYS3L1"))["id_token"]
    assert "code" in callback_of(rp.authorize(prompt="none", id_token_hint=hint))
    rp.code_after_card("7LYL5H2")

    assert error_of(rp.authorize(prompt="none", id_token_hint=hint))["error"] == "login_required"
    assert error_of(rp.authorize(prompt="none", id_token_hint="garbage"))["error"] == "login_required"


def test_the_cookie_is_renewed_at_sign_in_and_the_planted_one_is_worth_nothing(app, rp, browser):
    page = rp.begin()
    planted = browser.get_cookie("asan_login_session").value
    callback(sign_by_card(page, "7LYL5H2"))
    assert browser.get_cookie("asan_login_session").value != planted

    attacker = app.test_client()
    attacker.set_cookie("asan_login_session", planted)

    assert error_of(RelyingParty(attacker).authorize(prompt="none"))["error"] == "login_required"


def test_the_cookie_has_a_name_of_its_own_and_is_closed_to_scripts(rp):
    cookie = rp.authorize().headers["Set-Cookie"]

    assert cookie.startswith("asan_login_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_sign_in_cannot_be_continued_in_another_browser(rp, phone):
    page = rp.begin()

    stolen = Page(phone, phone.get(page.path), page.path)

    assert stolen.status == 403
    assert phone.post(f"{page.path}/password", data={"fin": "7LYL5H2", "password": "Demo-2026!"}).status_code == 403


def test_a_form_without_its_secret_or_from_another_site_is_refused(rp, browser):
    page = rp.begin().follow("/password")
    data = page.fields(page.form("/password$")) | {"fin": "7LYL5H2", "password": "Demo-2026!"}

    assert browser.post(page.path, data={**data, "csrf": "x"}).status_code == 403
    assert browser.post(page.path, data=data, headers={"Origin": "http://evil.example"}).status_code == 403


def test_a_session_ends_after_an_idle_hour(rp, frozen):
    rp.code_after_card()
    frozen.shift(3601)

    assert error_of(rp.authorize(prompt="none"))["error"] == "login_required"


def test_another_person_in_the_same_browser_ends_the_first_ones_session(rp, portal, logouts, provider):
    portal.code_after_card("7LYL5H2")

    callback(sign_by_card(rp.begin(prompt="login"), "5AYS3L1"))

    assert [uri for uri, _ in logouts] == ["http://127.0.0.1:8000/auth/backchannel-logout"]
    assert provider.browsers.sessions_of("7LYL5H2") == []


def test_a_finished_sign_in_does_not_work_again(rp):
    page = rp.begin()
    form = page.follow("/certificate")
    callback(form.submit("/card$", card="7LYL5H2", pin="1234"))

    assert form.submit("/card$", card="7LYL5H2", pin="1234").status == 410
