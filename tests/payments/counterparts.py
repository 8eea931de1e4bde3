"""The payment systems over HTTP on free ports, and their payers."""

from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlsplit

from werkzeug.serving import make_server

from mocks.kit.faults import Fault
from mocks.kit.serve import QuietHandler


class Counterpart:
    """A running payment system; what it tells the portal is told in the test's own process."""

    name = ""

    def __init__(self, app, url):
        self.inner = app.extensions[self.name]
        self.app_client = app.test_client
        self.url = url
        self.told = []

    def reset(self, app):
        self.inner.store.clear()
        self.inner.faults.clear()
        self.told.clear()
        self.webhooks.run = lambda work: work()
        self.webhooks.pauses = (0.0,)
        self.webhooks.post = lambda url, body, headers: self._post(app, url, body, headers)

    def fault(self, name, **more):
        self.inner.faults.switch_on(Fault(name, **more))

    def _post(self, app, url, body, headers):
        self.told.append((url, body, headers))
        with app.test_client() as client:
            return client.post(urlsplit(url).path, data=body, headers=headers).status_code


class AsanOdenis(Counterpart):
    name = "payments"

    @property
    def webhooks(self):
        return self.inner.notifier

    @property
    def payments(self):
        return self.inner.store.everything()

    def pay(self, number=-1):
        return self.inner.pay(self.payments[number])

    def decline(self):
        return self.inner.end(self.payments[-1], "decline")


class Stripe(Counterpart):
    name = "stripe"

    @property
    def webhooks(self):
        return self.inner.webhooks

    @property
    def sessions(self):
        return self.inner.store.listed("session")

    def pay(self):
        return self.inner.pay(self.sessions[0]["id"])


@contextmanager
def running(app, kind):
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield kind(app, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
