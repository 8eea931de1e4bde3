import pytest

from tests.mocks.asan_login.relying_party import REDIRECT, callback


def error_of(answer):
    assert answer.status_code == 303
    return callback_of(answer)


def callback_of(answer):
    class Redirected:
        status, location, text = answer.status_code, answer.location, answer.text

    return callback(Redirected)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:18102/callback/",
        "http://127.0.0.1:18102/callback?x=1",
        "http://127.0.0.1:18102/callback#x",
        "http://127.0.0.1:18102/Callback",
        "http://127.0.0.1:18102/callback/../evil",
        "http://127.0.0.1:18102/%63allback",
        "http://127.0.0.1:18103/callback",
        "https://127.0.0.1:18102/callback",
        "http://localhost:18102/callback",
        "http://127.0.0.1:18102@evil.example/callback",
        "http://127.0.0.1:18102.evil.example/callback",
        "javascript:alert(1)",
        "//127.0.0.1:18102/callback",
        "",
        None,
    ],
)
def test_a_redirect_address_that_is_not_the_registered_one_is_never_followed(rp, address):
    answer = rp.authorize(redirect_uri=address)

    assert answer.status_code == 400
    assert answer.location is None


@pytest.mark.parametrize("name", ["redirect_uri", "client_id", "state", "scope", "nonce", "code_challenge", "prompt"])
def test_a_doubled_parameter_is_refused(rp, browser, name):
    params = [*rp.request(prompt="login").items(), (name, rp.request(prompt="login")[name])]

    answer = browser.get("/authorize", query_string="&".join(f"{key}={value}" for key, value in params))

    assert answer.status_code == 400


def test_an_unknown_client_sees_a_page_and_no_redirect(rp):
    answer = rp.authorize(client_id="nobody")

    assert answer.status_code == 400
    assert answer.location is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge": "a" * 44}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"request": "eyJhbGciOiJub25lIn0.e30."}, "request_not_supported"),
        ({"request_uri": "https://evil.example/request.jwt"}, "request_uri_not_supported"),
        ({"response_mode": "form_post"}, "invalid_request"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"max_age": "soon"}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_request_outside_the_promise_goes_back_with_an_error_state_and_iss(rp, changes, error):
    answer = error_of(rp.authorize(**changes))

    assert answer["error"] == error
    assert answer["state"] == "the-state"
    assert answer["iss"] == "http://127.0.0.1:8101"


def test_cancelling_tells_the_relying_party(rp):
    page = rp.begin()

    answer = callback(page.submit("/cancel$", follow=False))

    assert answer["error"] == "access_denied"
    assert answer["state"] == "the-state"
    assert page.open(page.path).status == 410


def test_an_authorization_request_may_come_by_post(rp, browser):
    answer = browser.post("/authorize", data=rp.request())

    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in/")


def test_head_does_not_begin_a_sign_in(rp, browser, provider):
    answer = browser.head("/authorize", query_string=rp.request())

    assert answer.status_code == 405
    assert provider.interactions.values() == []


def pushed(rp, browser, **changes):
    return browser.post("/par", data=rp.request(**changes), auth=(rp.client_id, rp.secret))


def test_a_pushed_request_is_used_once_by_its_client(rp, browser):
    reference = pushed(rp, browser).json
    query = {"client_id": rp.client_id, "request_uri": reference["request_uri"]}

    assert 5 <= reference["expires_in"] <= 600
    assert browser.get("/authorize", query_string=query).status_code == 303
    assert browser.get("/authorize", query_string=query).status_code == 400


def test_a_pushed_request_of_another_client_is_refused(rp, browser):
    reference = pushed(rp, browser).json["request_uri"]

    answer = browser.get("/authorize", query_string={"client_id": "outside-check-2", "request_uri": reference})

    assert answer.status_code == 400


def test_parameters_in_the_browser_do_not_change_a_pushed_request(rp, browser, provider):
    reference = pushed(rp, browser).json["request_uri"]

    browser.get(
        "/authorize",
        query_string={"client_id": rp.client_id, "request_uri": reference, "scope": "openid", "state": "x"},
    )

    params = provider.interactions.values()[0].params
    assert params["scope"] == "openid profile certificate"
    assert params["state"] == "the-state"


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "http://evil.example/"},
        {"code_challenge_method": "plain"},
        {"request_uri": "urn:ietf:params:oauth:request_uri:x"},
        {"client_id": "kabinet"},
        {"scope": "profile"},
    ],
)
def test_a_wrong_pushed_request_is_refused_at_once_as_json(rp, browser, changes):
    answer = pushed(rp, browser, **changes)

    assert answer.status_code == 400
    assert answer.json["error"]


def test_pushing_needs_the_client_secret(rp, browser):
    assert browser.post("/par", data=rp.request()).status_code == 401
    assert browser.post("/par", data=rp.request(), auth=(rp.client_id, "wrong")).status_code == 401


def test_the_address_of_the_second_outside_client_is_the_same(provider):
    assert provider.clients["outside-check-2"].redirect_uri == REDIRECT
