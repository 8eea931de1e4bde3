"""A relying party and its user's browser for the provider's tests: walks the HTML forms as a person would."""

import base64
import hashlib
import re
import secrets
from urllib.parse import parse_qs, urlsplit

from lxml import html

REDIRECT = "http://127.0.0.1:18102/callback"
CLIENT = ("outside-check", "outside-check-secret-0123456789")
PASSWORD = "Demo-2026!"
PIN = "1234"


def pkce():
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return verifier, challenge


class RelyingParty:
    """Asks for sign-ins in one browser (a Flask test client) and redeems the codes."""

    def __init__(self, browser, client=CLIENT, redirect_uri=REDIRECT):
        self.browser = browser
        self.client_id, self.secret = client
        self.redirect_uri = redirect_uri
        self.verifier, self.challenge = pkce()

    def request(self, **changes):
        params = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "openid profile certificate",
            "state": "the-state",
            "nonce": "the-nonce",
            "code_challenge": self.challenge,
            "code_challenge_method": "S256",
            **changes,
        }
        return {name: value for name, value in params.items() if value is not None}

    def authorize(self, **changes):
        return self.browser.get("/authorize", query_string=self.request(**changes))

    def begin(self, **changes):
        answer = self.authorize(**changes)
        assert answer.status_code == 303, answer.text
        return Page(self.browser, self.browser.get(answer.location), answer.location)

    def redeem(self, code, auth=None, **changes):
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
            **changes,
        }
        data = {name: value for name, value in data.items() if value is not None}
        return self.browser.post("/token", data=data, auth=auth or (self.client_id, self.secret))

    def tokens(self, code, **changes):
        answer = self.redeem(code, **changes)
        assert answer.status_code == 200, answer.text
        return answer.json

    def code_after_card(self, fin="7LYL5H2", **changes):
        return callback(sign_by_card(self.begin(**{"prompt": "login", **changes}), fin))["code"]


class Page:
    """An HTML page with its forms."""

    def __init__(self, browser, answer, path=""):
        self.browser, self.answer, self.path = browser, answer, path or answer.request.path
        self.status = answer.status_code
        self.location = answer.location
        self.text = answer.text
        self.tree = html.fromstring(answer.text) if answer.text.strip().startswith("<!doctype") else None

    def link(self, part):
        return next(href for href in self.tree.xpath("//a/@href") if part in href)

    def follow(self, part):
        return self.open(self.link(part))

    def open(self, path):
        return Page(self.browser, self.browser.get(path), path)

    def fields(self, form):
        found = {}
        for field in form.xpath(".//input[@name and not(@type='radio') and not(@type='file')]"):
            found[field.get("name")] = field.get("value", "")
        for field in form.xpath(".//select[@name]"):
            found[field.get("name")] = field.xpath("./option/@value")[0]
        return found

    def form(self, ending):
        return next(form for form in self.tree.xpath("//form") if re.search(ending, form.get("action")))

    def submit(self, ending, *, follow=True, **values):
        form = self.form(ending)
        answer = self.browser.post(form.get("action"), data={**self.fields(form), **values})
        page = Page(self.browser, answer, form.get("action"))
        return page.settle() if follow else page

    def settle(self):
        page = self
        while page.status == 303 and page.location.startswith("/"):
            page = page.open(page.location)
        return page

    @property
    def error(self):
        found = self.tree.xpath("//*[@id='error']")
        return found[0].text_content().strip() if found else None

    def value_of(self, element_id):
        return self.tree.xpath(f"//*[@id='{element_id}']")[0].text_content().strip()


def callback(page):
    assert page.status == 303, page.text
    return {name: values[0] for name, values in parse_qs(urlsplit(page.location).query).items()}


def sign_by_card(page, card, pin=PIN):
    return page.follow("/certificate").submit("/card$", card=card, pin=pin)


def enter_password(page, fin, password=PASSWORD):
    return page.follow("/password").submit("/password$", fin=fin, password=password)
