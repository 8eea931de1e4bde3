"""Tokens: who gets one, by which proof, for what, how long; and nothing secret in a log."""

import base64
import logging
import time
from datetime import timedelta

import pytest
import time_machine
from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey
from sqlalchemy import text

from webapp.api_clients.rules import GRACE, TOKEN_LIFE, Mode, granted
from webapp.api_clients.services.letting_in import let_in, rotate, shut_out
from webapp.api_clients.services.proving import ASSERTION, public_key_of
from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction

CREDENTIALS = {"grant_type": "client_credentials"}


def refused(answer, status, error):
    assert (answer.status_code, answer.json["error"]) == (status, error), answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_metadata_names_endpoints_that_are_there(app, database):
    client = app.test_client()
    told = client.get("/.well-known/oauth-authorization-server").json
    assert told["issuer"] == app.settings.public_url
    assert {"waybills.read", "waybills.write", "events.read"} <= set(told["scopes_supported"])
    for name in ("token", "revocation", "introspection"):
        path = told[f"{name}_endpoint"].removeprefix(told["issuer"])
        assert client.post(path).status_code == 400


def test_a_secret_opens_in_the_header_and_in_the_body_and_not_in_both(program_of, app):
    program = program_of()
    given = program.prove()
    assert given.json["token_type"] == "Bearer"
    assert given.json["expires_in"] == 3600
    assert given.json["scope"] == "events.read waybills.read waybills.write"
    body = {"client_id": program.client_id, "client_secret": program.secret}
    assert app.test_client().post("/oauth/token", data=CREDENTIALS | body).status_code == 200
    refused(program.prove(**body), 401, "invalid_client")
    program.secret += "x"
    wrong = program.prove()
    refused(wrong, 401, "invalid_client")
    assert wrong.headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "invalid_request"),
        ({"scope": "waybills.read everything"}, "invalid_scope"),
        ({"scope": ["waybills.read", "waybills.write"]}, "invalid_request"),
    ],
)
def test_a_request_for_a_token_is_read_strictly(program_of, form, error):
    refused(program_of().prove(**form), 400, error)


@pytest.mark.parametrize("authorization", ["Basic", "Basic ***", "Basic " + base64.b64encode(b"\xff").decode(), "x"])
def test_a_broken_header_is_no_proof(app, database, authorization):
    answer = app.test_client().post("/oauth/token", data=CREDENTIALS, headers={"Authorization": authorization})
    refused(answer, 401, "invalid_client")


def test_a_token_is_for_its_scopes_and_its_hour(program_of, sendable):
    program = program_of()
    program.token = program.prove(scope="waybills.read").json["access_token"]
    program.ask("GET", "/waybills", expect=200)
    short = program.ask("POST", "/waybills", sendable)
    assert (short.status_code, short.json["code"]) == (403, "insufficient-scope")
    assert 'scope="waybills.write"' in short.headers["WWW-Authenticate"]
    with time_machine.travel(now() + TOKEN_LIFE + timedelta(seconds=1), tick=False):
        late = program.ask("GET", "/waybills")
    assert (late.status_code, late.json["code"]) == (401, "invalid-token")
    assert 'error="invalid_token"' in late.headers["WWW-Authenticate"]


def test_a_token_opens_nothing_but_what_is_for_programs(program_of, app):
    program = program_of()
    bearer = {"Authorization": f"Bearer {program.token}"}
    answer = app.test_client().get("/cabinet/programs", headers=bearer)
    assert answer.status_code == 303
    assert "/auth/" in answer.location


def test_revoked_is_over_and_only_ones_own_can_be_revoked_or_looked_at(program_of, app):
    mine, other = program_of(), program_of("consignor", name="Yad")
    client = app.test_client()

    def ask(program, what):
        sent = {"token": mine.token}
        return client.post(f"/oauth/{what}", data=sent, auth=(program.client_id, program.secret))

    assert ask(other, "introspect").json == {"active": False}
    assert ask(other, "revoke").status_code == 200
    looked = ask(mine, "introspect").json
    assert (looked["active"], looked["client_id"]) == (True, mine.client_id)
    assert ask(mine, "revoke").status_code == 200
    assert ask(mine, "introspect").json == {"active": False}
    assert mine.ask("GET", "/waybills").status_code == 401


def test_two_secrets_open_for_a_week_and_then_one(program_of, world):
    program = program_of()
    with transaction():
        newer = rotate(program.client_id, actor=world.carrier)
    assert program.prove().status_code == 200
    with time_machine.travel(now() + GRACE + timedelta(seconds=1), tick=False):
        refused(program.prove(), 401, "invalid_client")
        program.secret = newer
        assert program.prove().status_code == 200
    with transaction():
        rotate(program.client_id, actor=world.carrier)
        rotate(program.client_id, actor=world.carrier)
    refused(program.prove(), 401, "invalid_client")


def test_an_ended_program_is_out_at_once(program_of, world):
    program = program_of()
    with transaction():
        shut_out(program.client_id, actor=world.carrier)
    assert program.ask("GET", "/waybills").status_code == 401
    refused(program.prove(), 401, "invalid_client")


def signed(key, program, app, **changes):
    claims = {
        "iss": program.client_id,
        "sub": program.client_id,
        "aud": f"{app.settings.public_url}/oauth/token",
        "exp": int(time.time()) + 60,
        "jti": new_public_id(),
    } | changes
    algorithm = {"EC": "ES256", "OKP": "Ed25519", "RSA": "PS256"}[key.key_type]
    assertion = jwt.encode({"alg": algorithm}, claims, key, algorithms=[algorithm])
    sent = {"client_assertion_type": ASSERTION, "client_assertion": assertion}
    return app.test_client().post("/oauth/token", data=CREDENTIALS | sent)


@pytest.mark.parametrize(
    "key", [ECKey.generate_key("P-256"), OKPKey.generate_key("Ed25519"), RSAKey.generate_key(2048)]
)
def test_a_signed_assertion_proves_once_and_only_what_it_says(program_of, world, app, key):
    with transaction():
        client_id, secret = let_in(
            "İmzalı",
            mode=Mode.LIVE,
            scopes=["waybills.read"],
            public_key=public_key_of(key.as_dict(private=True)),
            actor=world.carrier,
        )
    program = program_of(name="Başqa")
    program.client_id, program.secret = client_id, secret
    once = new_public_id()
    assert signed(key, program, app, jti=once).status_code == 200
    refused(signed(key, program, app, jti=once), 401, "invalid_client")
    for wrong in (
        {"aud": "https://elsewhere.example"},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 3600},
        {"exp": "soon"},
        {"iss": "somebody"},
        {"jti": None},
        {"jti": "\x00"},
    ):
        refused(signed(key, program, app, **wrong), 401, "invalid_client")
    stranger = ECKey.generate_key("P-256")
    refused(signed(stranger, program, app), 401, "invalid_client")


def test_a_private_half_or_a_weak_key_is_never_kept():
    kept = public_key_of(ECKey.generate_key("P-256").as_dict(private=True))
    assert "d" not in kept
    weak = RSAKey.generate_key(2048).as_dict(private=False)
    assert public_key_of(weak) is not None
    assert public_key_of(weak | {"n": weak["n"][:171]}) is None
    for wrong in ({}, {"kty": "oct", "k": "AAAA"}, {"kty": "EC", "crv": "P-256", "x": "?", "y": 7}):
        assert public_key_of(wrong) is None


def test_the_database_holds_digests_and_logs_hold_nothing(program_of, app, caplog):
    caplog.set_level(logging.DEBUG)
    program = program_of()
    program.ask("GET", "/waybills", expect=200)
    program.ask("GET", "/waybills?state=x", expect=400)
    with transaction(read_only=True):
        tables = ("api_clients", "api_secrets", "api_tokens", "api_faults", "audit_entries", "notices")
        rows = " ".join(str(db.session().execute(text(f"SELECT * FROM {name}")).all()) for name in tables)  # noqa: S608 - our own names
    for hidden in (program.secret, program.token, program.secret[4:], program.token[4:]):
        assert hidden not in rows
        assert hidden not in caplog.text


def test_what_was_refused_and_when_it_was_used_stands_on_its_page(program_of, head):
    program = program_of()
    program.ask("GET", "/waybills?limit=0", expect=400)
    page = head.open(f"/cabinet/programs/{program.client_id}", expect=200)
    assert "malformed" in page.words
    assert "Son sorğu Hələ olmayıb" not in page.words


def test_the_quota_is_told_and_kept(program_of, app, monkeypatch):
    program = program_of()
    monkeypatch.setitem(app.config, "API_PER_MINUTE", 3)
    answers = [program.ask("GET", "/waybills") for _time in range(5)]
    assert [one.status_code for one in answers][-1] == 429
    assert answers[0].headers["RateLimit-Policy"] == '"api";q=3;w=60'
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].json["code"] == "too-many-requests"


def test_scopes_are_granted_whole_or_not():
    assert granted("", ["a", "b"]) == {"a", "b"}
    assert granted("b", ["a", "b"]) == {"b"}
    assert granted("b c", ["a", "b"]) is None
