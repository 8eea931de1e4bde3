"""A person at a browser: goes to pages of the running house, signs in the way people do, and notes what the browser minds."""

import re
import time
from contextlib import suppress

import httpx2

from mocks.people import person_by_fin
from tests.support.house import until

PASSWORD = "Demo-2026!"
CODE = re.compile(r"\b\d{6}\b")
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
LANGUAGES = {"az": "az-AZ", "en": "en-GB", "ru": "ru-RU"}


class Visitor:
    """One browser context with one page. `complaints` holds console errors, script errors and policy violations."""

    def __init__(self, house, chromium, *, screen=PHONE, scripts=True, language="az"):
        self.house = house
        self.context = chromium.new_context(
            viewport=screen, java_script_enabled=scripts, locale=LANGUAGES[language], has_touch=screen is PHONE
        )
        self.context.set_default_timeout(20_000)
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
        assert unexpected == [], "the browser complained"

    def go(self, path="/"):
        self.page.goto(self.house.url + path)
        return self.page

    def sign_in(self, fin, *, wanted="/cabinet"):
        """Sign in by FİN, password and the code that comes to the telephone; a choice of role is left to `act_for`."""
        self.go(f"/auth/login?next={wanted}")
        self.page.locator("a[href$='/password']").click()
        self.page.locator("[name=fin]").fill(fin)
        self.page.locator("[name=password]").fill(PASSWORD)
        before = self._messages(fin)
        self.page.locator("form[action$='/password'] button").first.click()
        self.page.locator("[name=code]").fill(self._code(fin, before))
        self.page.locator("form[action$='/code'] button").first.click()
        self.page.wait_for_url(f"{self.house.url}/**")
        return self.page

    def act_for(self, name):
        """Choose on the page of choice for whom to act."""
        if "/cabinet/act-as" not in self.page.url:
            self.go("/cabinet/act-as")
        self.page.get_by_role("button", name=name).click()
        self.page.wait_for_url(lambda url: "/cabinet/act-as" not in url)
        return self.page

    def sign_out(self):
        self.page.locator("button[form=sign-out]").first.click()
        self.page.wait_for_url(f"{self.house.url}/")
        return self.page

    def _messages(self, fin):
        phone = person_by_fin(fin).phone
        for _ in range(50):
            with suppress(httpx2.TransportError):
                return httpx2.get(f"{self.house.messaging_url}/api/messages", params={"to": phone}).json()
            time.sleep(0.1)
        raise AssertionError("the messages cannot be read")

    def _code(self, fin, before):
        known = {message["id"] for message in before}

        def fresh():
            return [message for message in self._messages(fin) if message["id"] not in known]

        until(fresh, 15, "a code on the telephone")
        return CODE.search(fresh()[0]["text"])[0]
