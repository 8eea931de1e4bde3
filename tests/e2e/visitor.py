"""A person at a browser: goes to pages of the running house, signs in the way people do, and notes what the browser minds."""

import re
import time
from contextlib import contextmanager, suppress

import httpx2

from mocks.people import person_by_fin
from tests.e2e.means import PIN, by_card, by_password
from tests.e2e.turning import turn
from tests.support.house import PLAIN, until

CODE = re.compile(r"\b\d{6}\b")
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
PATIENCE = 40
LANGUAGES = {"az": "az-AZ", "en": "en-GB", "ru": "ru-RU"}


class Visitor:
    """One browser context with one page. `complaints` holds console errors, script errors and policy violations."""

    def __init__(self, house, chromium, *, screen=PHONE, scripts=True, language="az", scheme="light"):
        self.house, self.scripts = house, scripts
        self.context = chromium.new_context(
            viewport=screen,
            java_script_enabled=scripts,
            locale=LANGUAGES[language],
            has_touch=screen is PHONE,
            color_scheme=scheme,
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        self.complaints, self.expected = [], []
        self.context.on("page", self._listen)
        self.page = self.context.new_page()

    def _listen(self, page):
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def expect_complaint(self, words):
        """Some answers (409, say) are told on the console by the browser itself; name them before they come."""
        self.expected.append(words)

    def close(self):
        self.context.close()
        unexpected = [said for said in self.complaints if not any(words in said for words in self.expected)]
        assert unexpected == [], f"the browser complained: {unexpected}"

    @property
    def path(self):
        """Where the person is in the portal."""
        return self.page.url.removeprefix(self.house.url)

    @property
    def words(self):
        """What the page says."""
        return self.page.locator("main").inner_text()

    def go(self, path="/"):
        self.page.goto(self.house.url + path)
        return self.page

    def press(self, name):
        """Press the button or follow the link of this name."""
        there = self.page.locator("main").get_by_role("button", name=name)
        turn(self.page, there.or_(self.page.locator("main").get_by_role("link", name=name)).first)
        return self.page

    def sign_in(self, fin, *, wanted="/cabinet", by=by_password):
        """Sign in by one of the four means; a choice of role is left to `act_for`."""
        self.go(f"/auth/login?next={wanted}")
        by(self, fin)
        self.page.wait_for_url(f"{self.house.url}/**")
        return self.page

    def prove(self, fin, *, by=by_card):
        """Prove anew who one is where the portal led to the sign-in service; send on the form that it kept."""
        self.page.wait_for_url(f"{self.house.login_url}/**")
        by(self, fin)
        self.page.wait_for_url(f"{self.house.url}/**")
        if self.path == "/auth/continue":
            turn(self.page, self.page.locator("form[action*='/auth/continue/'] button").first)
        return self.page

    def act_for(self, name):
        """Choose on the page of choice for whom to act."""
        if "/cabinet/act-as" not in self.page.url:
            self.go("/cabinet/act-as")
        turn(self.page, self.page.get_by_role("button", name=name))
        return self.page

    def sign_out(self):
        turn(self.page, self.page.locator("button[form=sign-out]").first)
        self.page.wait_for_url(f"{self.house.url}/")
        return self.page

    def sign(self, fin, *, answer="confirm"):
        """Answer on the telephone what the signing page asks for, after comparing the code; wait until it has ended."""
        self.page.wait_for_url(f"{self.house.url}/signing/**")
        shown = self._followed(".control-code output").inner_text()
        with self.telephone(fin, self.house.signing_url) as phone:
            assert phone.locator(".sheet .code strong").inner_text() == shown
            phone.locator(".sheet [name=pin]").fill(PIN)
            phone.locator(f".sheet button[value={answer}]").click()
            phone.locator("main [role=status]").wait_for()
        self._followed(".panel, [role=alert]")
        return self.words

    def _followed(self, selector):
        """Wait for a part of the signing page: with scripts it comes by itself, without them one asks for it."""
        found = self.page.locator(f"#signature-status {selector}").first
        if not self.scripts:
            until(lambda: found.count() or self.page.reload() is None, PATIENCE, f"{selector} on the signing page")
        found.wait_for()
        return found

    @contextmanager
    def telephone(self, fin, service=None):
        """The telephone of a person: a page of the sign-in service, or of the signing service."""
        page = self.context.new_page()
        page.goto(f"{service or self.house.login_url}/phone/{fin}")
        yield page
        page.close()

    def inbox(self, fin):
        """The messages that come to a person's telephone from now on."""
        return Inbox(self.house, fin)


class Inbox:
    """Messages to one telephone, newest first, without those that were there before."""

    def __init__(self, house, fin):
        self.house, self.number = house, person_by_fin(fin).phone
        self.known = frozenset()
        self.known = frozenset(message["id"] for message in self.fresh())

    def fresh(self):
        """The messages that have come since; waits out a moment in which the messages cannot be read."""
        for _ in range(50):
            with suppress(httpx2.TransportError):
                address = f"{self.house.messaging_url}/api/messages"
                found = httpx2.get(address, params={"to": self.number}, verify=PLAIN).json()
                return [message for message in found if message["id"] not in self.known]
            time.sleep(0.1)
        raise AssertionError("the messages cannot be read")

    def code(self):
        """Wait for a one-time code and return it."""
        return CODE.search(self.text(CODE.search))[0]

    def text(self, wanted=bool):
        """Wait for a message whose text is `wanted` and return the text."""
        found = []

        def came():
            found[:] = [message["text"] for message in self.fresh() if wanted(message["text"])]
            return found

        until(came, PATIENCE, f"a message to {self.number}")
        return found[0]
