"""The provider ends sessions without a browser: obeyed when true, without effect when not."""

import pytest
from joserfc import jwt

from tests.auth.flows import come_in, from_now, is_inside
from tests.support.provider import EVENT

PATH = "/auth/backchannel-logout"


@pytest.fixture
def inside(browser, fake_provider):
    come_in(browser, fake_provider)
    return browser


def send(client, token):
    return client.post(PATH, data={"logout_token": token})


def test_a_logout_token_ends_the_sessions_that_it_names(inside, other_browser, fake_provider):
    answer = send(other_browser, fake_provider.logout_token())

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert not is_inside(inside)


def test_a_token_with_the_person_alone_ends_all_of_theirs(inside, other_browser, fake_provider):
    send(other_browser, fake_provider.logout_token(drop=("sid",)))

    assert not is_inside(inside)


@pytest.mark.parametrize("changes", [{"sid": "another"}, {"sub": "sub-2RSD4K7"}, {"sid": "sid-2RSD4K7", "sub": "x"}])
def test_a_session_that_is_not_ours_is_ended_without_effect(inside, other_browser, fake_provider, changes):
    assert send(other_browser, fake_provider.logout_token(**changes)).status_code == 200
    assert is_inside(inside)


LIES = {
    "with a nonce": {"nonce": "n"},
    "another audience": {"aud": "other"},
    "two audiences": {"aud": ["kabinet", "other"]},
    "another issuer": {"iss": "https://other.example"},
    "old": {"iat": -600},
    "expired": {"exp": -60},
    "from the future": {"iat": 600},
    "no event": {"events": {}},
    "event as text": {"events": EVENT},
    "another event": {"events": {"http://schemas.openid.net/event/other": {}}},
    "empty jti": {"jti": ""},
    "number as jti": {"jti": 5},
}


@pytest.mark.parametrize("changes", LIES.values(), ids=LIES.keys())
def test_a_lying_token_is_refused(inside, other_browser, fake_provider, changes):
    assert send(other_browser, fake_provider.logout_token(**from_now(changes))).status_code == 400
    assert is_inside(inside)


@pytest.mark.parametrize("drop", [("events",), ("jti",), ("iat",), ("exp",), ("aud",), ("iss",), ("sid", "sub")])
def test_a_token_with_a_part_missing_is_refused(inside, other_browser, fake_provider, drop):
    assert send(other_browser, fake_provider.logout_token(drop=drop)).status_code == 400
    assert is_inside(inside)


@pytest.mark.parametrize("typ", ["JWT", "at+jwt", ""])
def test_a_token_of_another_type_is_refused(inside, other_browser, fake_provider, typ):
    assert send(other_browser, fake_provider.logout_token(header={"typ": typ})).status_code == 400
    assert is_inside(inside)


def test_an_id_token_is_no_logout_token(inside, other_browser, fake_provider):
    assert send(other_browser, fake_provider.id_token("n", "access")).status_code == 400
    assert is_inside(inside)


def test_a_token_counts_once(browser, other_browser, fake_provider):
    token = fake_provider.logout_token(drop=("sid",))
    assert send(other_browser, token).status_code == 200
    come_in(browser, fake_provider)

    assert send(other_browser, token).status_code == 400
    assert is_inside(browser)


def test_unsigned_and_foreign_tokens_are_refused(inside, other_browser, fake_provider):
    good = fake_provider.logout_token()
    foreign = jwt.encode({"alg": "RS256", "kid": "first", "typ": "logout+jwt"}, {"iss": "x"}, fake_provider.keys[2])
    none = "eyJhbGciOiJub25lIiwidHlwIjoibG9nb3V0K2p3dCJ9." + good.split(".")[1] + "."
    for token in (foreign, none, good[:-4] + "AAAA", "garbage", "", "a" * 20_000):
        assert send(other_browser, token).status_code == 400
    assert is_inside(inside)


def test_only_a_form_with_one_token_is_read(inside, other_browser, fake_provider):
    token = fake_provider.logout_token()

    assert other_browser.get(PATH).status_code == 405
    assert other_browser.post(PATH).status_code == 400
    assert other_browser.post(PATH, json={"logout_token": token}).status_code == 400
    assert other_browser.post(PATH, data={"logout_token": [token, token]}).status_code == 400
    assert is_inside(inside)


def test_strangers_tokens_do_not_make_us_ask_for_keys_again_and_again(other_browser, fake_provider):
    head = {"kid": "unknown"}
    for _ in range(10):
        assert send(other_browser, fake_provider.logout_token(header=head)).status_code == 400

    assert fake_provider.seen.count("/jwks") <= 2


def test_a_provider_whose_keys_are_away_is_told_to_try_later(other_browser, fake_provider):
    fake_provider.raw["/jwks"] = (500, {})

    assert send(other_browser, fake_provider.logout_token()).status_code == 503
