import time

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from mocks.people import PEOPLE


@pytest.fixture
def read(browser):
    def read(id_token):
        keys = KeySet.import_key_set(browser.get("/jwks").json)
        return jwt.decode(id_token, keys, algorithms=["RS256"]).claims

    return read


def test_the_id_token_says_who_how_and_when(rp, read, provider):
    claims = read(rp.tokens(rp.code_after_card())["id_token"])

    assert claims["iss"] == "http://127.0.0.1:8101"
    assert claims["aud"] == "outside-check"
    assert claims["nonce"] == "the-nonce"
    assert claims["exp"] - claims["iat"] <= 300
    assert (claims["acr"], claims["amr"]) == ("high", ["sc", "hwk"])
    assert abs(claims["auth_time"] - time.time()) < 60
    assert claims["sub"] == provider.accounts.subject("7LYL5H2")
    assert {name: claims[name] for name in ("fin", "given_name", "family_name", "patronymic", "birthdate")} == {
        "fin": "7LYL5H2",
        "given_name": "Leyla",
        "family_name": "Əliyeva",
        "patronymic": "Kamal qızı",
        "birthdate": "1979-01-25",
    }
    assert claims["phone_number"] == "+994501234503"
    assert {"sid", "at_hash"} <= set(claims)


def test_sub_is_opaque_and_different_for_each_person(provider):
    subjects = {provider.accounts.subject(person.fin) for person in PEOPLE}

    assert len(subjects) == len(PEOPLE)
    assert not any(person.fin.lower() in subject for person in PEOPLE for subject in subjects)


def test_userinfo_repeats_the_person_but_not_the_session(rp, read, browser):
    tokens = rp.tokens(rp.code_after_card())
    claims = read(tokens["id_token"])

    info = browser.get("/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json

    session = {"iss", "aud", "iat", "exp", "auth_time", "acr", "amr", "sid", "nonce", "at_hash"}
    assert info == {name: value for name, value in claims.items() if name not in session}


def test_without_the_scope_profile_only_sub_is_told(rp, browser):
    tokens = rp.tokens(rp.code_after_card(scope="openid"))

    info = browser.get("/userinfo", headers={"Authorization": f"Bearer {tokens['access_token']}"}).json

    assert set(info) == {"sub"}


@pytest.mark.parametrize(
    ("fin", "expected"),
    [
        ("7LYL5H2", [("9900010101", "legal", True)]),
        ("3LVN6T9", [("9900020172", "entrepreneur", True)]),
        ("5AYS3L1", []),
        ("2ZAR9W1", []),
    ],
)
def test_certificates_list_the_organisations_that_one_heads(rp, browser, fin, expected):
    token = rp.tokens(rp.code_after_card(fin))["access_token"]

    listed = browser.get("/certificates", headers={"Authorization": f"Bearer {token}"}).json

    assert [(one["voen"], one["kind"], one["has_stamp"]) for one in listed] == expected
    fields = {"voen", "name", "position", "has_stamp", "kind", "certificate_number", "valid_to"}
    assert all(set(one) == fields for one in listed)
