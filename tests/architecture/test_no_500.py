"""No address breaks, whatever is asked of it and whoever asks: bad input is answered, never by a failure of ours."""

import base64
import re

import pytest

from tests.support.database import undone
from tests.support.people import sign_in
from tests.waybills.conftest import build_world
from webapp.auth.demo import POSTS
from webapp.auth.models import StaffPost
from webapp.auth.seed import SINCE
from webapp.core.crypto import blind_index
from webapp.core.transaction import transaction

OFFICER = "5GNL4M3"
PEOPLE = {"visitor": None, "head": "7LYL5H2", "driver": "2RSD4K7", "officer": OFFICER}
ASKED = [
    "after",
    "before",
    "q",
    "shelf",
    "state",
    "field",
    "about",
    "rows",
    "show",
    "lang",
    "next",
    "why",
    "purpose",
    "code",
    "action",
    "day",
    "object_type",
    "object_key",
    "number",
    "client",
    "service",
    "iss",
    "error",
    "error_description",
]
TYPED = [
    "as",
    "next",
    "theme",
    "text",
    "field",
    "about",
    "reason",
    "version",
    "phone",
    "email",
    "fin",
    "rights",
    "valid_from",
    "valid_to",
    "wanted",
    "means",
    "part",
    "do",
    "consignor_number",
    "loading_at",
    "goods-0-nature",
    "goods-0-packages",
    "goods-0-gross_kg",
    "delivered-0",
    "loaded_at",
    "seals",
    "code",
    "service",
    "name",
    "keep_days",
    "what",
    "basis",
    "reader",
    "limit-stamp_seconds",
    "limit-grace_seconds",
    "limit-keep_days",
]
LEAVING = {"auth.logout", "auth.login", "auth.step_up", "auth.end_other_sessions", "cabinets.choose"}


def cursor(key):
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


IN_ADDRESSES = (
    "%00%ED%A0%80%FF%C0%AF%27%20OR%201=1--%3Cscript%3E",
    "9" * 5000,
    "31.12.9999",
    cursor("[" * 3000),
    cursor(r'["\u0000"]'),
    cursor(r'["\ud800", 1]'),
    cursor('["0001-01-01T00:00:00+23:59", 1]'),
    cursor(f"[{'9' * 30}]"),
    "%0D%0ASet-Cookie:a=b%25s%25(name)s%7B%7B7*7%7D%7D%F0%9F%9A%9A%E2%80%AE%D9%A3",
)
IN_FORMS = ("\x00\ufffd' OR 1=1 --<script>", "9" * 5000, "٣²", "01.01.0001 00:00", "🚚\u202e\u0301" * 400)
ODD_NAMES = {"goods-²-nature": "x", f"goods-{'9' * 5000}-nature": "x", "delivered-²": "1", "\x00": "\x00", "": ""}


@pytest.fixture(scope="module")
def house(app, engine, pki):
    """A waybill on its way, and a browser for each kind of person; the officer holds every post."""
    with undone(engine), app.app_context():
        world = build_world(app)
        waybill = world.accepted()
        browsers = {}
        for who, fin in PEOPLE.items():
            browsers[who] = app.test_client()
            if fin:
                party = world.carrier.party_id if who == "head" else None
                sign_in(browsers[who], fin, party=party, office=fin == OFFICER)
        with transaction() as session:
            for _, role in POSTS:
                if role != "head_of_section":
                    post = {"role": role, "body": "AYNA", "valid_from": SINCE}
                    session.add(StaffPost(fin_index=blind_index(OFFICER), **post))
        yield browsers, waybill


def addresses(app, method, waybill):
    """Every address that takes the method, once with the id of a real waybill, and a pattern to put other texts in."""
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint not in LEAVING:
            plain = re.sub(r"<int:\w+>", "1", re.sub(r"<any\((\w+),[^>]*>", r"\1", rule.rule))
            yield re.sub(r"<[^>]+>", waybill, plain), re.sub(r"<[^>]+>", "{}", plain)


def ask(browser, path, method="GET", **more):
    """Ask; a new address of the caller each time, so that no limit hides what comes behind it."""
    ask.count = getattr(ask, "count", 0) + 1
    place = {"REMOTE_ADDR": f"127.{ask.count >> 16 & 255}.{ask.count >> 8 & 255}.{ask.count & 255}"}
    with browser.application.app_context():  # a `g` of its own, as each request has in real life
        status = browser.open(path, method=method, environ_overrides=place, **more).status_code
    return [] if status < 500 or status == 503 else [(status, method, path[:150], str(more)[:150])]


def may_come(browser, path, method="GET"):
    """Whether somebody answers there at all; whom the door keeps out meets the same door whatever they say."""
    with browser.application.app_context():
        return browser.open(path, method=method).status_code not in {401, 403, 404}


@pytest.mark.parametrize("who", PEOPLE)
def test_no_question_breaks_an_address(app, house, who):
    browsers, waybill = house
    broken = []
    for known, pattern in addresses(app, "GET", waybill):
        for value in IN_ADDRESSES if may_come(browsers[who], known) else IN_ADDRESSES[:1]:
            broken += ask(browsers[who], f"{known}?{'&'.join(f'{name}={value}' for name in ASKED)}")
            if "{}" in pattern:
                broken += ask(browsers[who], pattern.replace("{}", value))
    assert broken == []


@pytest.mark.parametrize("who", PEOPLE)
def test_no_form_breaks_an_address(app, house, who):
    browsers, waybill = house
    with app.app_context():
        token = re.search(r'name="csrf_token" value="([^"]+)"', browsers[who].get("/help").text)[1]
    broken = []
    for known, _pattern in addresses(app, "POST", waybill):
        for value in IN_FORMS:
            broken += ask(browsers[who], known, "POST", data={"csrf_token": token, **dict.fromkeys(TYPED, value)})
        broken += ask(browsers[who], known, "POST", data={"csrf_token": token, **ODD_NAMES})
        broken += ask(browsers[who], known, "POST", json=[1], headers={"X-CSRFToken": token})
        broken += ask(browsers[who], known, "POST", data=b"--x\r\n\x00", content_type="multipart/form-data; boundary=x")
    assert broken == []


@pytest.mark.parametrize("method", ["HEAD", "PUT", "TRACE"])
def test_no_method_breaks_an_address(app, house, method):
    browsers, waybill = house
    broken = []
    for known in {known for verb in ("GET", "POST") for known, _ in addresses(app, verb, waybill)}:
        broken += ask(browsers["head"], known, method)
    assert broken == []
