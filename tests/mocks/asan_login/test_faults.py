import base64
import json

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from mocks.asan_login.faults import CATALOGUE


def parts(token):
    return [json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in token.split(".")[:2]]


@pytest.fixture
def spoilt(rp, switch):
    """Sign in with one fault on, and return the id_token's header and claims."""

    def spoilt(**faults):
        switch(**faults)
        return parts(rp.tokens(rp.code_after_card())["id_token"])

    return spoilt


def bearer(rp):
    return {"Authorization": f"Bearer {rp.tokens(rp.code_after_card())['access_token']}"}


@pytest.mark.parametrize(
    ("fault", "member", "value"),
    [
        ("wrong_aud", "aud", "somebody-else"),
        ("wrong_iss", "iss", "http://127.0.0.1:8199"),
        ("wrong_nonce", "nonce", "not-the-nonce"),
        ("empty_sub", "sub", ""),
        ("number_sub", "sub", 42),
        ("low_acr", "acr", "low"),
        ("wrong_at_hash", "at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
        ("aud_azp_trick", "aud", ["somebody-else"]),
        ("aud_azp_trick", "azp", "outside-check"),
        ("two_aud", "aud", ["outside-check", "somebody-else"]),
        ("script_in_name", "given_name", "<script>alert(1)</script>"),
        ("no_aud", "aud", None),
        ("no_exp", "exp", None),
        ("no_nonce", "nonce", None),
        ("no_sub", "sub", None),
        ("no_acr", "acr", None),
        ("no_patronymic", "patronymic", None),
    ],
)
def test_a_fault_spoils_its_claim(spoilt, fault, member, value):
    assert spoilt(**{fault: True})[1].get(member) == value


@pytest.mark.parametrize(
    ("fault", "header"),
    [
        ("id_token_alg_none", {"alg": "none"}),
        ("id_token_hs256", {"alg": "HS256"}),
        ("id_token_hs256_public_key", {"alg": "HS256"}),
        ("id_token_unknown_kid", {"alg": "RS256", "kid": "unknown-key"}),
        ("id_token_bad_signature", {"alg": "RS256"}),
    ],
)
def test_a_fault_of_the_signature_gives_a_token_that_does_not_verify(switch, rp, browser, fault, header):
    switch(**{fault: True})
    token = rp.tokens(rp.code_after_card())["id_token"]

    assert parts(token)[0].items() >= header.items()
    with pytest.raises((JoseError, ValueError)):
        jwt.decode(token, KeySet.import_key_set(browser.get("/jwks").json), algorithms=["RS256"])


def test_times_can_be_wrong(spoilt, switch, admin):
    _, claims = spoilt(expired_id_token=True)
    assert claims["exp"] < claims["auth_time"]
    _, claims = spoilt(expired_id_token=False, stale_auth_time=True)
    assert claims["iat"] - claims["auth_time"] > 80_000
    _, claims = spoilt(stale_auth_time=False, future_iat=True)
    assert claims["iat"] > claims["auth_time"] + 3000


def test_the_name_can_be_huge(spoilt):
    assert len(spoilt(name_60kb=True)[1]["given_name"]) > 50_000


def test_the_id_token_can_be_missing(rp, switch):
    switch(id_token_missing=True)

    assert "id_token" not in rp.tokens(rp.code_after_card())


def test_metadata_can_lie(browser, switch):
    switch(metadata_issuer_mismatch=True, no_certificates_endpoint=True, advertise_weak_algorithms=True)

    document = browser.get("/.well-known/openid-configuration").json

    assert document["issuer"] == "http://127.0.0.1:8199"
    assert "certificates_endpoint" not in document
    assert "none" in document["id_token_signing_alg_values_supported"]


def test_the_callback_can_name_another_issuer_or_none(rp, switch):
    rp.code_after_card()
    switch(wrong_iss_parameter=True)
    assert "iss=http%3A%2F%2F127.0.0.1%3A8199" in rp.authorize().location
    switch(no_iss_parameter=True)
    assert "iss=" not in rp.authorize().location


def test_the_token_endpoint_can_break(rp, switch):
    code = rp.code_after_card()
    switch(token_500=True)
    assert rp.redeem(code).status_code == 500
    switch(token_500=False, token_html=True)
    assert rp.redeem(code).mimetype == "text/html"
    switch(token_html=False, token_truncated=True)
    with pytest.raises(json.JSONDecodeError):
        json.loads(rp.redeem(code).data)


def test_the_token_endpoint_can_be_slow(rp, switch, monkeypatch):
    waits = []
    monkeypatch.setattr("mocks.asan_login.protocol.endpoints.time.sleep", waits.append)
    code = rp.code_after_card()

    switch(token_slow=True)
    rp.redeem(code)
    switch(token_slow=2.5)
    rp.redeem(code)

    assert waits == [10.0, 2.5]


def test_keys_userinfo_and_certificates_can_break(rp, browser, switch):
    token = bearer(rp)
    honest = browser.get("/userinfo", headers=token).json
    switch(jwks_500=True, userinfo_lies=True, certificates_500=True)

    assert browser.get("/jwks").status_code == 500
    assert browser.get("/userinfo", headers=token).json["sub"] != honest["sub"]
    assert browser.get("/certificates", headers=token).status_code == 500
    switch(userinfo_500=True)
    assert browser.get("/userinfo", headers=token).status_code == 500


def test_the_list_of_certificates_can_be_odd(rp, browser, switch):
    token = bearer(rp)

    def listed(**faults):
        switch(**faults)
        return browser.get("/certificates", headers=token).json

    assert [one["voen"] for one in listed(certificates_duplicated=True)] == ["9900010101"] * 2
    assert len(listed(certificates_duplicated=False, certificates_200=True)) == 200
    assert listed(certificates_200=False, certificates_empty=True) == []
    assert listed(certificates_empty=False, no_stamp=True)[0]["has_stamp"] is False
    assert listed(no_stamp=False, certificates_expired=True)[0]["valid_to"] < "2027"


def test_faults_can_be_listed_and_reset(admin, switch, browser):
    switch(jwks_500=True)
    assert admin("GET", "/admin/faults").json == {"active": {"jwks_500": 1.0}, "catalogue": CATALOGUE}

    admin("DELETE", "/admin/faults")

    assert browser.get("/jwks").status_code == 200


def test_an_unknown_fault_changes_nothing(admin):
    answer = admin("POST", "/admin/faults", jwks_500=True, no_such_fault=True)

    assert answer.status_code == 400
    assert admin("GET", "/admin/faults").json["active"] == {}
