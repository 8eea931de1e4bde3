"""The signing service of the demo world on a free port, for tests of whatever is signed."""

from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from urllib.parse import urlsplit

import aiohttp
from werkzeug.serving import make_server

from mocks.kit.faults import Fault
from mocks.kit.serve import QuietHandler
from mocks.pki.citizens import SIGNING_SERVICE
from mocks.signing.app import create_app
from tests.support.database import TEST_DATA


class SigningCounterpart:
    """The running service: its address, its board of requests, its faults."""

    def __init__(self, data_dir):
        self.app = create_app(data_dir)
        self.service = self.app.extensions["signing"]
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True, request_handler=QuietHandler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def confirm(self, fin, pin="1234"):
        """The person types the PIN for every request on the telephone."""
        for session in self.service.board.pending(fin):
            self.service.confirm(session, pin)

    def refuse(self, fin):
        for session in self.service.board.pending(fin):
            self.service.refuse(session)

    def always_confirms(self, fin):
        self.service.auto_confirm.add(fin)

    def fault(self, name, *, times=None, subject=None):
        self.service.faults.switch_on(Fault(name, times, subject))

    @property
    def received(self):
        return self.service.board.everything()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@contextmanager
def running_service(data_dir=TEST_DATA):
    """The service on a free port, for a whole session of tests."""
    counterpart = SigningCounterpart(data_dir)
    try:
        yield counterpart
    finally:
        counterpart.close()


def connect(counterpart, app, settings, monkeypatch):
    """Lead the portal of one test to the service, as it was found."""
    counterpart.service.reset()
    answering_at(counterpart, monkeypatch)
    monkeypatch.setattr(app, "settings", replace(settings, signing_url=counterpart.url))
    monkeypatch.setattr("webapp.signing.remote.collecting.SLICE_MS", 0)


def answering_at(counterpart, monkeypatch):
    """Let the addresses inside the demo certificates (a fixed port) lead to this counterpart."""
    original = aiohttp.ClientSession._request
    fixed = urlsplit(SIGNING_SERVICE).netloc

    async def redirected(self, method, address, **options):
        return await original(self, method, str(address).replace(f"http://{fixed}", counterpart.url), **options)

    monkeypatch.setattr(aiohttp.ClientSession, "_request", redirected)
