"""The check without a network in a real browser: what the page says of a code, and what of one that was changed."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.documents.situations import OFFICER, WHY, give
from tests.documents.test_offline import KEYS, STATEMENT, code_of
from tests.ui.design.conftest import PATIENCE, Site
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.documents import api
from webapp.documents.offline import line_of
from webapp.documents.paper import offline_code


@pytest.fixture
def site(app, client, chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block", locale="az-AZ")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield Site(app, client, page)
    context.close()


def told(site, code):
    """What the page says of the code: the one verdict that is shown, and the facts."""
    page = site.open("/")
    page = site.open(f"/verify/offline#{code}")
    page.wait_for_selector("[data-verify-result]:not([hidden])")
    (shown,) = page.query_selector_all("[data-verify-result]:not([hidden])")
    return shown.get_attribute("data-verify-result"), page.inner_text("#main")


@pytest.fixture
def code(holders):
    token = give(holders.firm)
    with transaction(read_only=True):
        return token, offline_code(api.card_facts(token))


def test_a_genuine_code_is_proved_in_the_browser(site, code):
    verdict, words = told(site, code[1])
    assert verdict == "genuine"
    for fact in ("Sınaq kartı", "KT-000001", "10-AA-123"):
        assert fact in words


def test_one_changed_letter_is_found(site, code):
    _token, genuine = code
    for place in (0, 20, len(genuine) // 2, len(genuine) - 1):
        other = "A" if genuine[place] != "A" else "B"
        assert told(site, genuine[:place] + other + genuine[place + 1 :])[0] == "forged"


def test_the_list_says_what_happened_since(site, code):
    token, genuine = code
    with transaction():
        api.mark_duplicate(token, "İtirilib", OFFICER)
    assert told(site, genuine)[0] == "duplicate"
    with transaction():
        api.suspend(token, **WHY, until=None, actor=OFFICER)
    assert told(site, genuine)[0] == "suspended"


def test_days_that_are_over_are_seen_without_the_list(site, holders):
    token = give(holders.firm, valid_from=today() - timedelta(days=9), valid_to=today() - timedelta(days=1))
    with transaction(read_only=True):
        code = offline_code(api.card_facts(token))
    assert told(site, code)[0] == "ended"


def test_without_a_list_of_today_the_page_does_not_call_it_valid(site, code):
    site.answers["GET", "/api/v1/verify/revoked"] = lambda route: route.fulfill(
        status=200, json={"form": "L1", "list": "", "signature": ""}
    )
    assert told(site, code[1])[0] == "unsure"


def test_without_keys_it_says_that_it_cannot(site, code):
    site.answers["GET", "/api/v1/verify/keys"] = lambda route: route.abort()
    assert told(site, code[1])[0] == "unable"


def test_a_list_that_was_changed_is_not_believed(site, code, client):
    token, genuine = code
    with transaction():
        api.revoke(token, **WHY, actor=OFFICER)
    answer = client.get("/api/v1/verify/revoked").json
    answer["list"] = answer["list"].partition("\n")[0]
    site.answers["GET", "/api/v1/verify/revoked"] = lambda route: route.fulfill(status=200, json=answer)
    assert told(site, genuine)[0] == "unsure"


def test_a_paper_of_the_road_issued_after_midnight_begins_on_the_day_in_baku(site):
    keys = [{"key_id": name, "public_key": b64encode(key).decode()} for name, key in KEYS.items()]
    lists = {"keys": {"keys": keys, "kinds": {}}, "revoked": {"form": "L1", "list": "", "signature": ""}}
    for name, said in lists.items():
        site.answers["GET", f"/api/v1/verify/{name}"] = lambda route, said=said: route.fulfill(status=200, json=said)
    night = replace(STATEMENT, issued_at=datetime(2026, 11, 21, 21, 30, tzinfo=UTC), more=("Xəzər Yük",))
    verdict, words = told(site, code_of(line_of(night)))
    assert verdict == "road"
    assert "22.11.2026" in words
    assert "21.11.2026" not in words
