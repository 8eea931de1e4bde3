"""Signing service, time-stamp authority and revocation answers in a process of their own, as they stand elsewhere in life."""

import sys
import time
from contextlib import contextmanager

import httpx2

from mocks.kit.admin import ADMIN_TOKEN
from tests.load.servers import START_SECONDS, STOP_SECONDS
from tests.support.ports import free_ports
from tests.support.signing import connect
from webapp.config import ROOT
from webapp.processes.child import Child, Program


class Authorities:
    """What `connect` of the tests needs of a counterpart: its address and a clean start."""

    def __init__(self, url):
        self.url, self.service = url, self
        self._client = httpx2.Client(base_url=f"{url}/admin", headers={"X-Admin-Token": ADMIN_TOKEN})

    def reset(self):
        self._client.post("reset").raise_for_status()

    def everybody_confirms(self):
        self._client.post("auto-confirm", json={"fin": "*"}).raise_for_status()


@contextmanager
def authorities(base, app, patch):
    """Run them and lead the portal to them; every telephone confirms by itself."""
    (port,) = free_ports(1)
    command = (sys.executable, "-m", "mocks.signing", "--port", str(port), "--data-dir", str(base.settings.data_dir))
    child = Child(Program("authorities", command, port), logs=base.logs, environ=base.environ, cwd=ROOT)
    child.start()
    try:
        deadline = time.monotonic() + START_SECONDS
        while not child.listening():
            if child.exit_code is not None or time.monotonic() > deadline:
                raise SystemExit(f"the authorities do not start:\n{child.last_words()}")
            time.sleep(0.02)
        counterpart = Authorities(f"http://127.0.0.1:{port}")
        connect(counterpart, app, base.settings, patch)
        counterpart.everybody_confirms()
        yield counterpart
    finally:
        child.ask_to_stop()
        child.stop(STOP_SECONDS)
