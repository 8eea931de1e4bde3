import json

from joserfc import jwt
from joserfc.jwk import KeySet

from mocks.asan_login.app import create_app
from mocks.asan_login.settings import Settings


def test_metadata_promise_only_the_code_flow_with_s256_and_rs256(browser):
    document = browser.get("/.well-known/openid-configuration").json

    assert document["issuer"] == "http://127.0.0.1:8101"
    assert document["response_types_supported"] == ["code"]
    assert document["grant_types_supported"] == ["authorization_code"]
    assert document["code_challenge_methods_supported"] == ["S256"]
    assert document["id_token_signing_alg_values_supported"] == ["RS256"]
    assert document["authorization_response_iss_parameter_supported"] is True
    assert document["backchannel_logout_session_supported"] is True
    assert document["certificates_endpoint"] == "http://127.0.0.1:8101/certificates"


def test_two_public_keys_are_published_and_no_private_part(browser):
    keys = browser.get("/jwks").json["keys"]

    assert len({key["kid"] for key in keys}) == 2
    assert all(set(key) <= {"kty", "n", "e", "kid", "use", "alg"} for key in keys)


def test_rotation_signs_with_a_new_key_and_keeps_the_old_one_published(rp, browser, admin):
    before = rp.tokens(rp.code_after_card())["id_token"]
    old = [key["kid"] for key in browser.get("/jwks").json["keys"]]

    admin("POST", "/admin/keys/rotate")

    published = browser.get("/jwks").json
    assert [key["kid"] for key in published["keys"]][1] == old[0]
    assert published["keys"][0]["kid"] not in old
    assert jwt.decode(before, KeySet.import_key_set(published), algorithms=["RS256"]).claims["nonce"] == "the-nonce"


def test_keys_and_subjects_outlive_a_restart(app, provider, data_dir, inbox):
    subject = provider.accounts.subject("7LYL5H2")

    again = create_app(Settings(data_dir=data_dir), messaging=inbox, send_logout=lambda _uri, _token: None)

    assert again.test_client().get("/jwks").json == app.test_client().get("/jwks").json
    assert again.extensions["asan_login"].accounts.subject("7LYL5H2") == subject


def test_the_key_file_is_for_the_owner_alone(app, data_dir):
    path = data_dir / "asan_login" / "keys.json"

    assert path.stat().st_mode & 0o077 == 0
    assert "d" in json.loads(path.read_text())[0]


def test_administration_needs_the_token(app):
    client = app.test_client()

    assert client.post("/admin/faults", json={"token_500": True}).status_code == 401
    wrong = {"Authorization": "Bearer wrong"}
    assert client.post("/admin/keys/rotate", headers=wrong).status_code == 401
