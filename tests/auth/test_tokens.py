"""Tokens that lie: each is refused, nobody is inside, and no row of a person is made."""

import base64
import hashlib
import hmac
import json

import pytest
from joserfc import jws, jwt
from joserfc.jwk import OctKey, RSAKey

from tests.auth.flows import come_in, from_now, is_inside, value
from tests.support.provider import SECRET


def segment(data):
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")


def unsigned(_header, claims):
    return f"{segment({'alg': 'none'})}.{segment(claims)}."


def by_secret(header, claims):
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(SECRET))


def by_public_key(provider):
    def encode(_header, claims):
        pem = provider.key.as_pem(private=False)
        signing_input = f"{segment({'alg': 'HS256', 'kid': provider.key.kid})}.{segment(claims)}"

        mac = hmac.new(pem, signing_input.encode(), hashlib.sha256).digest()
        return f"{signing_input}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"

    return encode


def by_another_key(provider, **header_parts):
    def encode(header, claims):
        return jws.serialize_compact(
            {**header, **header_parts},
            json.dumps(claims).encode(),
            provider.keys[2],
            registry=jws.JWSRegistry(strict_check_header=False),
        )

    return encode


def cut_signature(provider):
    return lambda header, claims: jwt.encode(header, claims, provider.key)[:-8] + "AAAAAAAA"


def refused(browser, provider, tables, status=400):
    page = come_in(browser, provider)

    assert page.status_code == status, page.text[:300]
    assert not is_inside(browser)
    assert value(tables, "SELECT count(*) FROM accounts") == 0


@pytest.mark.parametrize("advertised", [["RS256"], ["RS256", "HS256", "none"]], ids=["quiet", "advertised"])
@pytest.mark.parametrize("way", [unsigned, by_secret], ids=["none", "client-secret"])
def test_a_token_without_the_providers_signature(browser, fake_provider, tables, way, advertised):
    fake_provider.metadata["id_token_signing_alg_values_supported"] = advertised
    fake_provider.encode = way
    refused(browser, fake_provider, tables)


@pytest.mark.parametrize("way", [by_public_key, by_another_key, cut_signature])
def test_a_token_signed_with_something_else(browser, fake_provider, tables, way):
    fake_provider.encode = way(fake_provider)
    refused(browser, fake_provider, tables)


def test_a_token_that_brings_its_own_key_or_names_an_address_for_it(browser, fake_provider, tables):
    own = fake_provider.keys[2].as_dict(private=False)
    fake_provider.encode = by_another_key(fake_provider, jwk=own, jku="http://127.0.0.1:9/jwks", kid="other")
    refused(browser, fake_provider, tables)


LIES = {
    "another audience": {"aud": "someone-else"},
    "another audience with our azp": {"aud": ["someone-else"], "azp": "kabinet"},
    "two audiences": {"aud": ["kabinet", "someone-else"], "azp": "kabinet"},
    "azp of another": {"azp": "someone-else"},
    "another issuer": {"iss": "https://other.example"},
    "expired": {"exp": -60},
    "issued in the future": {"iat": 3600},
    "not valid yet": {"nbf": 3600},
    "another nonce": {"nonce": "other"},
    "empty nonce": {"nonce": ""},
    "empty sub": {"sub": ""},
    "number as sub": {"sub": 12},
    "list as sub": {"sub": ["a"]},
    "sub of 256 characters": {"sub": "s" * 256},
    "at_hash of another token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "exp as text": {"exp": "tomorrow"},
    "amr as text": {"amr": "pwd"},
}


@pytest.mark.parametrize("claims", LIES.values(), ids=LIES.keys())
def test_a_claim_that_is_not_ours_or_not_true(browser, fake_provider, tables, claims):
    fake_provider.claims = from_now(claims)
    refused(browser, fake_provider, tables)


def test_an_issuer_with_a_slash_too_many(browser, fake_provider, tables):
    fake_provider.claims = {"iss": f"{fake_provider.issuer}/"}
    refused(browser, fake_provider, tables)


@pytest.mark.parametrize("name", ["aud", "iss", "exp", "iat", "nonce", "sub"])
def test_a_claim_that_is_missing(browser, fake_provider, tables, name):
    fake_provider.dropped = {name}
    refused(browser, fake_provider, tables)


def test_userinfo_of_another_person(browser, fake_provider, tables):
    fake_provider.person = {"sub": "somebody-else", "fin": "2RSD4K7"}
    refused(browser, fake_provider, tables)


ANSWERS = {
    "token 500": ("/token", (500, {}), 503),
    "token html": ("/token", (200, b"<html>hello</html>"), 503),
    "token truncated": ("/token", (200, b'{"access_token": "a'), 503),
    "token list": ("/token", (200, []), 503),
    "token without id_token": ("/token", (200, {"access_token": "a", "token_type": "Bearer"}), 400),
    "token with empty id_token": ("/token", (200, {"access_token": "a", "token_type": "Bearer", "id_token": ""}), 400),
    "token without access_token": ("/token", (200, {"id_token": "a.b.c"}), 400),
    "token endless": ("/token", (200, b" " * 600_000), 503),
    "keys 500": ("/jwks", (500, {}), 503),
    "keys nonsense": ("/jwks", (200, {"keys": "none"}), 503),
    "userinfo 500": ("/userinfo", (500, {}), 503),
    "userinfo redirect": ("/userinfo", (302, {}), 503),
}


@pytest.mark.parametrize(("path", "answer", "status"), ANSWERS.values(), ids=ANSWERS.keys())
def test_an_endpoint_that_answers_nonsense(browser, fake_provider, tables, path, answer, status):
    fake_provider.raw[path] = answer
    refused(browser, fake_provider, tables, status)


def test_metadata_of_another_issuer_stop_the_sign_in_before_it_starts(browser, fake_provider):
    fake_provider.metadata["issuer"] = "https://other.example"
    browser.get("/auth/login", expect=503)


@pytest.mark.parametrize(
    "person", [{"fin": ""}, {"fin": 7}, {"fin": "12"}, {"given_name": "", "family_name": ""}], ids=str
)
def test_a_person_without_a_number_or_a_name(browser, fake_provider, tables, person):
    fake_provider.person = person
    refused(browser, fake_provider, tables)


def test_a_name_of_sixty_kilobytes(browser, fake_provider, tables):
    fake_provider.person = {"given_name": "Aysel" * 12_000}
    refused(browser, fake_provider, tables)


def test_a_script_as_a_name_is_only_text(browser, fake_provider):
    fake_provider.person = {"given_name": "<script>alert(1)</script>"}
    come_in(browser, fake_provider)
    page = browser.get("/cabinet/sessions", expect=200)

    assert "<script>alert" not in page.text
    assert "<script>alert(1)</script>" in page.words


def test_a_person_without_a_fathers_name_and_a_provider_without_certificates_are_welcome(
    browser, fake_provider, tables
):
    fake_provider.person = {"patronymic": None, "birthdate": "yesterday", "phone_number": "call me"}
    fake_provider.metadata["certificates_endpoint"] = None
    come_in(browser, fake_provider)
    page = browser.get("/cabinet/sessions", expect=200)

    assert "yalnız öz adınızdan" in page.words
    assert value(tables, "SELECT patronymic IS NULL AND birthdate IS NULL AND phone IS NULL FROM accounts")


def test_a_failing_list_of_certificates_leaves_no_old_right(browser, fake_provider, tables):
    one = {"voen": "9900010101", "name": "“Xəzər Yük” MMC", "position": "Direktor", "has_stamp": True, "kind": "legal"}
    fake_provider.listed = [{**one, "certificate_number": "AZ-B-1", "valid_to": "2099-01-31"}]
    come_in(browser, fake_provider)
    assert value(tables, "SELECT count(*) FROM account_certificates") == 1

    browser.delete_cookie("kabinet_session")
    fake_provider.raw["/certificates"] = (500, {})
    come_in(browser, fake_provider)
    assert value(tables, "SELECT count(*) FROM account_certificates") == 0
    assert is_inside(browser)


def test_a_key_that_the_provider_began_to_use_during_the_sign_in_is_fetched_once(browser, fake_provider):
    come_in(browser, fake_provider)
    browser.delete_cookie("kabinet_session")
    fake_provider.key = fake_provider.keys[1]
    fake_provider.published = fake_provider.keys[:2]
    come_in(browser, fake_provider)

    assert is_inside(browser)
    assert fake_provider.seen.count("/jwks") == 2


def test_a_key_that_the_provider_withdrew_is_soon_forgotten(browser, fake_provider, monkeypatch):
    come_in(browser, fake_provider)
    browser.delete_cookie("kabinet_session")
    monkeypatch.setattr("webapp.auth.gateways.discovery.KEYS_LIFE", 0)
    fake_provider.published = fake_provider.keys[1:2]

    assert come_in(browser, fake_provider).status_code == 400
    assert not is_inside(browser)


def test_another_number_for_a_known_subject_is_refused(browser, fake_provider):
    come_in(browser, fake_provider)
    browser.delete_cookie("kabinet_session")
    fake_provider.person = {"fin": "2RSD4K7"}

    assert come_in(browser, fake_provider).status_code == 400
    assert not is_inside(browser)


def test_a_p256_key_is_as_good_as_an_rsa_one(browser, fake_provider):
    from joserfc.jwk import ECKey

    key = ECKey.generate_key("P-256", {"kid": "curve", "use": "sig"})
    fake_provider.key, fake_provider.published = key, [key]
    fake_provider.header = {"alg": "ES256"}
    come_in(browser, fake_provider)

    assert is_inside(browser)


def test_a_token_without_a_key_name_is_read_with_the_only_key(browser, fake_provider):
    fake_provider.encode = lambda _header, claims: jwt.encode(
        {"alg": "RS256"}, claims, RSAKey.import_key(fake_provider.key.as_pem(private=True))
    )
    come_in(browser, fake_provider)

    assert is_inside(browser)
