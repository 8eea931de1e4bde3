"""A telephone is woken: the page gives the portal its address, the worker shows what came, a tap opens the notice; who leaves is left alone."""

import json
import shutil
from functools import partial
from types import SimpleNamespace

import httpx2
import pytest

from mocks.kit.admin import ADMIN_TOKEN
from mocks.people import person_by_fin
from tests.e2e.turning import turn
from tests.e2e.visitor import PATIENCE, PHONE, Visitor
from tests.support.chromium import OPTIONS
from tests.support.house import PLAIN, until

AYSEL = "5AYS3L1"
ANOTHER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.0; rv:140.0) Gecko/20100101 Firefox/140.0"
SETTINGS = "/cabinet/notices/settings"
WITH_NOTIFICATIONS = ("chromium", "chromium-browser", "google-chrome")
GIVEN = """
const given = %s;
const raw = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0)).buffer;
if (Notification.permission !== "granted") Notification.requestPermission = async () => "granted";
PushManager.prototype.getSubscription = async () => null;
PushManager.prototype.subscribe = async (wanted) => {
  if (!wanted.userVisibleOnly || new Uint8Array(wanted.applicationServerKey).length !== 65) throw new Error("not as asked");
  return { endpoint: given.endpoint, getKey: (name) => raw(given.keys[name]), options: wanted };
};
"""
"""What a push service would give, which no browser without one can ask for."""
WATCHED = """
self.seen = { opened: [], left: 0 };
self.clients.openWindow = async (url) => { self.seen.opened.push(url); };
PushManager.prototype.getSubscription = async () => ({ unsubscribe: async () => { self.seen.left += 1; } });
if (Notification.permission !== "granted") {
  const shown = new Map();
  const own = ServiceWorkerRegistration.prototype;
  own.showNotification = async (title, more) => {
    shown.set(more.tag, { title, ...more, close: () => shown.delete(more.tag) });
  };
  own.getNotifications = async () => [...shown.values()];
}
"""
"""The worker may open a window only at a real tap, and has no subscription of its own here: both are noted instead.

A browser without windows shows no notification: there, what it was asked to show is kept.
"""
TAP = """async () => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(Object.assign(new ExtendableEvent("notificationclick"), { notification }));
}"""
SHOWN = """async () => (await self.registration.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url }))"""


@pytest.fixture
def phone(house, chromium):
    """A browser that shows notifications, where there is one besides that without windows."""
    path = next(filter(None, map(shutil.which, WITH_NOTIFICATIONS)), None)
    browser = chromium.browser_type.launch(executable_path=path, args=OPTIONS) if path else chromium
    visitor = Visitor(house, browser, screen=PHONE)
    visitor.context.grant_permissions(["notifications"], origin=house.url)
    yield visitor
    visitor.close()
    if browser is not chromium:
        browser.close()


@pytest.fixture
def elsewhere(house, chromium):
    """A browser that the person never used."""
    unknown = SimpleNamespace(new_context=partial(chromium.new_context, user_agent=ANOTHER))
    visitor = Visitor(house, unknown)
    yield visitor
    visitor.close()


@pytest.fixture
def subscription(house):
    """Where the counterpart takes messages for a browser, and what it decrypted of them."""
    headers = {"X-Admin-Token": ADMIN_TOKEN}
    made = httpx2.post(f"{house.messaging_url}/push/browsers", headers=headers, verify=PLAIN).json()

    def taken():
        asked = {"to": made["endpoint"].rpartition("/")[2]}
        found = httpx2.get(f"{house.messaging_url}/api/messages", params=asked, verify=PLAIN)
        return [one["text"] for one in found.json()]

    return made, taken


class Worker:
    """The service worker of the portal's pages, to which the browser delivers as its push service would."""

    def __init__(self, visitor):
        visitor.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.origin, self.known = visitor.house.url, []
        self.wire = visitor.context.new_cdp_session(visitor.page)
        self.wire.on("ServiceWorker.workerRegistrationUpdated", lambda said: self.known.extend(said["registrations"]))
        self.wire.send("ServiceWorker.enable")
        (self.script,) = visitor.context.service_workers
        self.script.evaluate(WATCHED)

    def deliver(self, text):
        (own,) = {one["registrationId"] for one in self.known if one["scopeURL"] == f"{self.origin}/"}
        told = {"origin": self.origin, "registrationId": own, "data": text}
        self.wire.send("ServiceWorker.deliverPushMessage", told)
        until(self.shown, PATIENCE, "shown")

    def shown(self):
        return self.script.evaluate(SHOWN)

    @property
    def seen(self):
        return self.script.evaluate("self.seen")


def devices(visitor):
    visitor.go(SETTINGS)
    return visitor.page.locator(".notice-device strong").all_inner_texts()


def test_a_phone_is_woken_and_left_alone(phone, elsewhere, subscription):
    made, taken = subscription
    phone.context.add_init_script(GIVEN % json.dumps(made))
    phone.sign_in(AYSEL, wanted=SETTINGS)
    worker = Worker(phone)
    phone.page.locator("#device-name").fill("Aysəlin telefonu")
    turn(phone.page, phone.page.locator("[data-push-form] button"))
    assert "Bu cihaza bildiriş gələcək." in phone.page.inner_text("body")
    assert devices(phone) == ["Aysəlin telefonu"]

    elsewhere.sign_in(AYSEL)
    until(taken, PATIENCE, "sent")
    (text,) = taken()
    person = person_by_fin(AYSEL)
    personal = (person.fin, person.phone, *person.full_name.split())
    assert [word for word in personal if word in text] == []
    worker.deliver(text)
    worker.deliver(text)
    (told,) = worker.shown()
    assert told == {name: json.loads(text)[name] for name in ("title", "body", "tag", "url")}
    worker.script.evaluate(TAP)
    until(lambda: worker.seen["opened"] == [told["url"]], PATIENCE, "opened")
    assert worker.shown() == []
    phone.go(told["url"])
    assert phone.path == told["url"]
    assert "cihaz" in phone.words

    phone.sign_out()
    until(lambda: worker.seen["left"] == 1, PATIENCE, "given back to the push service")
    phone.sign_in(AYSEL, wanted=SETTINGS)
    assert devices(phone) == []
    assert phone.page.locator("[data-push-form]").is_visible()
