from joserfc import jwt
from joserfc.jwk import KeySet

from tests.mocks.asan_login.relying_party import Page, RelyingParty
from tests.mocks.asan_login.test_authorization import error_of

HOME = "http://127.0.0.1:8000/"


def leave(browser, **params):
    path = "/end-session"
    return Page(browser, browser.get(path, query_string=params), path)


def is_signed_in(rp):
    return "code=" in rp.authorize(prompt="none").location


def test_logout_with_a_hint_needs_no_question_and_goes_home(portal, browser):
    hint = portal.tokens(portal.code_after_card())["id_token"]

    page = leave(browser, id_token_hint=hint, post_logout_redirect_uri=HOME, state="bye")

    assert (page.status, page.location) == (303, f"{HOME}?state=bye")
    assert not is_signed_in(portal)


def test_logout_without_a_hint_asks_first(portal, browser):
    portal.code_after_card()

    page = leave(browser, client_id="kabinet", post_logout_redirect_uri=HOME)
    assert page.status == 200
    assert is_signed_in(portal)

    assert page.submit("/confirm$", follow=False).location == HOME
    assert error_of(portal.authorize(prompt="none"))["error"] == "login_required"


def test_logout_with_a_forged_or_foreign_hint_asks_and_does_not_redirect(portal, browser):
    portal.code_after_card()

    page = leave(browser, id_token_hint="eyJhbGciOiJub25lIn0.e30.", post_logout_redirect_uri=HOME)

    assert page.status == 200
    assert is_signed_in(portal)
    assert page.submit("/confirm$", follow=False).status == 200


def test_the_hint_of_another_session_asks_first(app, portal, browser):
    other = RelyingParty(app.test_client(), ("kabinet", "kabinet-demo-secret"), portal.redirect_uri)
    foreign = other.tokens(other.code_after_card("5AYS3L1"))["id_token"]
    portal.code_after_card()

    assert leave(browser, id_token_hint=foreign, post_logout_redirect_uri=HOME).status == 200
    assert is_signed_in(portal)


def test_an_unregistered_address_is_not_followed(portal, browser):
    hint = portal.tokens(portal.code_after_card())["id_token"]

    page = leave(browser, id_token_hint=hint, post_logout_redirect_uri="http://evil.example/")

    assert page.status == 200
    assert page.location is None


def test_the_confirmation_of_another_browser_is_refused(portal, browser, phone):
    portal.code_after_card()
    page = leave(browser)
    secret = page.fields(page.form("/confirm$"))

    assert phone.post("/end-session/confirm", data=secret).status_code == 410
    assert is_signed_in(portal)


def test_every_client_with_a_back_channel_gets_a_logout_token(portal, rp, browser, logouts, provider):
    hint = portal.tokens(portal.code_after_card())["id_token"]
    rp.authorize()

    leave(browser, id_token_hint=hint)

    [(uri, token)] = logouts
    decoded = jwt.decode(token, KeySet.import_key_set(browser.get("/jwks").json), algorithms=["RS256"])
    assert uri == "http://127.0.0.1:8000/auth/backchannel-logout"
    assert decoded.header["typ"] == "logout+jwt"
    claims = decoded.claims
    assert claims["events"] == {"http://schemas.openid.net/event/backchannel-logout": {}}
    assert (claims["iss"], claims["aud"]) == ("http://127.0.0.1:8101", "kabinet")
    assert claims["sub"] == provider.accounts.subject("7LYL5H2")
    assert claims["sid"] == jwt.decode(hint, KeySet.import_key_set(browser.get("/jwks").json)).claims["sid"]
    assert claims["jti"]
    assert "nonce" not in claims


def test_logout_revokes_the_access_tokens_of_the_session(portal, browser):
    tokens = portal.tokens(portal.code_after_card())

    leave(browser, id_token_hint=tokens["id_token"])

    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert browser.get("/userinfo", headers=bearer).status_code == 401


def test_the_operator_can_end_a_persons_sessions(portal, admin, logouts):
    portal.code_after_card()

    assert admin("POST", "/admin/end-sessions", fin="7LYL5H2").json == {"ended": 1}

    assert len(logouts) == 1
    assert not is_signed_in(portal)
