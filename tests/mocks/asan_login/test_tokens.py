from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.mocks.asan_login.relying_party import RelyingParty, pkce


@pytest.fixture
def code(rp):
    return rp.code_after_card()


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": None},
        {"code_verifier": ""},
        {"code_verifier": "a" * 64},
        {"redirect_uri": None},
        {"redirect_uri": "http://127.0.0.1:18102/other"},
        {"grant_type": "password", "username": "7LYL5H2", "password": "Demo-2026!"},
        {"grant_type": "refresh_token"},
        {"grant_type": "client_credentials"},
        {"grant_type": None},
        {"code": None},
        {"code": "made-up"},
    ],
)
def test_a_wrong_token_request_gets_no_token(rp, code, changes):
    answer = rp.redeem(changes.pop("code", code), **changes)

    assert answer.status_code == 400
    assert "access_token" not in answer.json
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_challenge_itself_is_not_a_verifier(rp, code):
    assert rp.redeem(code, code_verifier=rp.challenge).json["error"] == "invalid_grant"


@pytest.mark.parametrize("secret", ["wrong", "", "outside-check-2-secret-0123456789"])
def test_a_wrong_secret_is_refused(rp, code, secret):
    assert rp.redeem(code, auth=("outside-check", secret)).status_code == 401


def test_an_unknown_client_is_refused(rp, code):
    assert rp.redeem(code, auth=("nobody", "x")).status_code == 401


def test_no_secret_at_all_is_refused(rp, code, browser):
    data = {"grant_type": "authorization_code", "code": code, "client_id": rp.client_id}

    assert browser.post("/token", data=data).status_code == 401


def test_a_broken_authorization_header_is_refused_not_a_crash(rp, code, browser):
    data = {"grant_type": "authorization_code", "code": code}

    for header in ("Basic", "Basic ////", "Basic gICAgA==", "Bearer x"):
        assert browser.post("/token", data=data, headers={"Authorization": header}).status_code in {400, 401}


def test_an_unsigned_client_assertion_is_refused(rp, code, browser):
    data = {
        "grant_type": "authorization_code",
        "code": code,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJvdXRzaWRlLWNoZWNrIn0.",
    }

    assert browser.post("/token", data=data).status_code == 401


def test_a_client_that_authenticates_twice_is_refused(rp, code):
    assert rp.redeem(code, client_secret=rp.secret).status_code == 400


def test_a_doubled_parameter_of_the_token_request_is_refused(rp, code, browser):
    body = f"grant_type=authorization_code&code={code}&code={code}"

    answer = browser.post(
        "/token", data=body, content_type="application/x-www-form-urlencoded", auth=(rp.client_id, rp.secret)
    )

    assert answer.json["error"] == "invalid_request"


def test_the_secret_may_come_in_the_form(rp, code, browser):
    data = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": rp.redirect_uri,
        "code_verifier": rp.verifier,
        "client_id": rp.client_id,
        "client_secret": rp.secret,
    }

    assert browser.post("/token", data=data).status_code == 200


def test_another_clients_code_is_refused_and_stays_good_for_its_own(rp, code):
    assert rp.redeem(code, auth=("outside-check-2", "outside-check-2-secret-0123456789")).status_code == 400

    assert rp.redeem(code).status_code == 200


def test_a_code_dies_after_a_minute(rp, frozen):
    code = rp.code_after_card()
    frozen.shift(61)

    assert rp.redeem(code).json["error"] == "invalid_grant"


def test_a_code_used_twice_revokes_what_it_gave(rp, code, browser):
    token = rp.tokens(code)["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert browser.get("/userinfo", headers=bearer).status_code == 200

    assert rp.redeem(code).json["error"] == "invalid_grant"

    assert browser.get("/userinfo", headers=bearer).status_code == 401
    assert browser.get("/certificates", headers=bearer).status_code == 401


def test_of_eight_redemptions_at_once_one_succeeds(app, rp, code):
    def redeem(_):
        other = RelyingParty(app.test_client())
        other.verifier = rp.verifier
        return other.redeem(code).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(redeem, range(8)))

    assert sorted(statuses) == [200] + [400] * 7


def test_a_code_cannot_be_redeemed_with_the_verifier_of_another_sign_in(rp, code):
    assert rp.redeem(code, code_verifier=pkce()[0]).json["error"] == "invalid_grant"


@pytest.mark.parametrize("token", ["garbage", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", ""])
def test_userinfo_and_certificates_want_a_token_of_ours(browser, token):
    for path in ("/userinfo", "/certificates"):
        answer = browser.get(path, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401
        assert browser.get(path).status_code == 401


def test_an_id_token_is_not_an_access_token(rp, code, browser):
    id_token = rp.tokens(code)["id_token"]

    assert browser.get("/userinfo", headers={"Authorization": f"Bearer {id_token}"}).status_code == 401


def test_an_access_token_dies_after_fifteen_minutes(rp, browser, frozen):
    bearer = {"Authorization": f"Bearer {rp.tokens(rp.code_after_card())['access_token']}"}
    frozen.shift(901)

    assert browser.get("/userinfo", headers=bearer).status_code == 401


def test_certificates_need_their_scope(rp, browser):
    token = rp.tokens(rp.code_after_card(scope="openid profile"))["access_token"]

    assert browser.get("/certificates", headers={"Authorization": f"Bearer {token}"}).status_code == 403


def test_tokens_are_not_given_by_get(browser):
    assert browser.get("/token").status_code == 405
