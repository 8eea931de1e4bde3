"""No address breaks, whatever is asked of it and whoever asks: bad input is answered, never by a failure of ours."""

import base64
import re

import pytest

from tests.support.database import fresh_database
from tests.support.people import sign_in
from tests.waybills.conftest import build_world
from webapp.auth.demo import POSTS
from webapp.auth.models import StaffPost
from webapp.auth.seed import SINCE
from webapp.core import db
from webapp.core.crypto import blind_index
from webapp.core.transaction import transaction

OFFICER = "5GNL4M3"
PEOPLE = {"visitor": None, "head": "7LYL5H2", "driver": "2RSD4K7", "officer": OFFICER}
ASKED = [
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
    "family",
    "type",
    "row",
    "subject",
    "party",
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
    "%0D%0ASet-Cookie:a=b%25s%25(name)s%7B%7B7*7%7D%7D%F0%9F%9A%9A%E2%80%AE%D9%A3",
)
PLACES = (  # of a page in a list
    cursor("[" * 3000),
    cursor(r'["\u0000"]'),
    cursor(r'["\ud800", 1]'),
    cursor('["0001-01-01T00:00:00+23:59", 1]'),
    cursor(f"[{'9' * 30}]"),
)
IN_FORMS = ("\x00\ufffd' OR 1=1 --<script>", "9" * 5000, "٣²", "01.01.0001 00:00", "🚚\u202e\u0301" * 400)
ODD_NAMES = {"goods-²-nature": "x", f"goods-{'9' * 5000}-nature": "x", "delivered-²": "1", "\x00": "\x00", "": ""}
BROKEN = {"data": b"--x\r\n\x00", "content_type": "multipart/form-data; boundary=x"}


@pytest.fixture(scope="module")
def database(app, server):
    """A database of its own, where each answer is committed: in one long transaction, rows that thousands of answers
    change (sessions, heads of chains) would have to be found among all that they were before.
    """
    with fresh_database(server, "no_500") as url:
        opened = db.open_database(url)
        db.install_database(opened)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def house(app, database, pki):
    """A waybill on its way, and a browser for each kind of person; the officer holds every post."""
    with app.app_context():
        world = build_world(app)
        waybill = world.accepted()
        browsers = {}
        for who, fin in PEOPLE.items():
            browsers[who] = app.test_client()
            if fin:
                party = world.carrier.party_id if who == "head" else None
                sign_in(browsers[who], fin, party=party, office=fin == OFFICER)
        with transaction() as session:
            held = {role for fin, role in POSTS if fin == OFFICER}
            for role in sorted({role for _, role in POSTS} - held):
                post = {"role": role, "body": "AYNA", "valid_from": SINCE}
                session.add(StaffPost(fin_index=blind_index(OFFICER), **post))
        yield browsers, waybill


def addresses(app, method, waybill):
    """Every address that takes the method, once with the id of a real waybill, and a pattern to put other texts in."""
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint not in LEAVING:
            plain = re.sub(r"<int:\w+>", "1", re.sub(r"<any\((\w+),[^>]*>", r"\1", rule.rule))
            yield re.sub(r"<[^>]+>", waybill, plain), re.sub(r"<[^>]+>", "{}", plain)


class Asker:
    """Asks an address in the names of several people and keeps what broke."""

    def __init__(self, browsers):
        self.browsers, self.broken, self.count = browsers, [], 0
        self.tokens = {who: self._token(browser) for who, browser in browsers.items()}

    def ask(self, who, path, method="GET", **more):
        """Ask, from a new address of the caller each time, so that no limit hides what comes behind it."""
        self.count += 1
        place = {"REMOTE_ADDR": f"127.{self.count >> 16 & 255}.{self.count >> 8 & 255}.{self.count & 255}"}
        with self.browsers[who].application.app_context():  # a `g` of its own, as each request has in real life
            answer = self.browsers[who].open(path, method=method, environ_overrides=place, **more)
        if answer.status_code >= 500 and answer.status_code != 503:
            self.broken.append((who, answer.status_code, method, path[:150], str(more)[:150]))
        return answer

    def comers(self, path, method="GET"):
        """Who finds something there, each asked once: whom the door keeps out meets the same door whatever they say.

        Where nobody does, one of those to whom the door is open.
        """
        forms = {who: {"data": self.form(who, "")} if method == "POST" else {} for who in self.browsers}
        answers = {who: self.ask(who, path, method, **forms[who]) for who in self.browsers}
        inside = [who for who, answer in answers.items() if not kept_out(answer)]
        return [who for who in inside if answers[who].status_code != 404] or inside[:1] or ["visitor"]

    def form(self, who, value, **more):
        return {"csrf_token": self.tokens[who], **dict.fromkeys(TYPED, value), **more}

    def _token(self, browser):
        with browser.application.app_context():
            return re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/help").text)[1]


def kept_out(answer):
    return answer.status_code in {401, 403} or "/auth/login" in answer.headers.get("Location", "")


def some(odd, turn):
    """Two of the odd values, others for each address: pages share what reads them, so that all meet all within a few."""
    return odd[turn % len(odd)], odd[(turn + 2) % len(odd)]


def questions(pattern, known, turn):
    """What is asked of an address: odd texts and odd places in a list, each of them in each parameter it is for."""
    for number, (place, text) in enumerate(zip(some(PLACES, turn), some(IN_ADDRESSES, turn), strict=True)):
        after, before = (place, text) if number else (text, place)
        rest = "&".join(f"{name}={text}" for name in ASKED)
        yield f"{known}?after={after}&before={before}&{rest}"
    if "{}" in pattern:
        yield from (pattern.replace("{}", text) for text in some(IN_ADDRESSES, turn + 1))


def test_no_question_breaks_an_address(app, house):
    browsers, waybill = house
    asker = Asker(browsers)
    for turn, (known, pattern) in enumerate(addresses(app, "GET", waybill)):
        let_in = asker.comers(known)
        for number, question in enumerate(questions(pattern, known, turn)):
            asker.ask(let_in[(turn + number) % len(let_in)], question)
    assert asker.broken == []


def test_no_form_breaks_an_address(app, house):
    browsers, waybill = house
    asker = Asker(browsers)
    for turn, (known, _pattern) in enumerate(addresses(app, "POST", waybill)):
        let_in = asker.comers(known, "POST")
        for number, value in enumerate(some(IN_FORMS, turn)):
            who = let_in[(turn + number) % len(let_in)]
            asker.ask(who, known, "POST", data=asker.form(who, value, **(ODD_NAMES if number == 0 else {})))
        who = let_in[turn % len(let_in)]
        body = {"json": [1]} if turn % 2 else BROKEN
        asker.ask(who, known, "POST", headers={"X-CSRFToken": asker.tokens[who]}, **body)
    assert asker.broken == []


@pytest.mark.parametrize("method", ["HEAD", "PUT", "TRACE"])
def test_no_method_breaks_an_address(app, house, method):
    browsers, waybill = house
    asker = Asker(browsers)
    for known in {known for verb in ("GET", "POST") for known, _ in addresses(app, verb, waybill)}:
        asker.ask("head", known, method)
    assert asker.broken == []
