"""Who knocks too often waits; everybody else does not notice."""

import pytest

from tests.support.people import sign_in
from webapp.auth.limits import DEFAULTS, limiter


@pytest.fixture
def few(portal):
    """Three knocks a minute at every door."""
    limiter.reset()
    portal.config.update(dict.fromkeys(DEFAULTS, "3 per minute"))
    yield portal
    portal.config.update(DEFAULTS)
    limiter.reset()


@pytest.mark.parametrize("path", ["/auth/login", "/auth/callback?state=x"])
def test_an_address_that_knocks_too_often_is_told_when_to_come_back(few, browser, other_browser, path):
    for _ in range(3):
        assert browser.get(path).status_code in {302, 303}
    page = browser.get(path, expect=429)

    assert 0 < int(page.headers["Retry-After"]) <= 61
    assert "Bir az gözləyin" in page.heading
    assert other_browser.get(path, environ_base={"REMOTE_ADDR": "10.9.8.7"}).status_code in {302, 303}


def test_fresh_proofs_are_counted_per_person(few, browser, other_browser, fake_provider):
    sign_in(browser, "7LYL5H2")
    sign_in(other_browser, "2RSD4K7")
    for _ in range(3):
        browser.get("/auth/step-up", expect=302)

    browser.get("/auth/step-up", expect=429)
    other_browser.get("/auth/step-up", expect=302)


def test_the_back_channel_is_limited_too(few, browser):
    codes = [browser.post("/auth/backchannel-logout").status_code for _ in range(4)]

    assert codes == [400, 400, 400, 429]


def test_limits_can_be_switched_off(few, browser):
    few.config["RATELIMIT_ENABLED"] = False
    try:
        for _ in range(6):
            browser.get("/auth/login", expect=302)
    finally:
        few.config["RATELIMIT_ENABLED"] = True
