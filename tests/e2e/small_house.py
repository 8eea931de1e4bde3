"""Portal, worker, database and the payment system alone, each to be killed at once and started again; and buyers of tickets."""

import os
import signal
import time
from contextlib import suppress

import httpx2
import psutil
import psycopg
from lxml import etree

from tests.support.client import _values
from tests.support.house import PLAIN, until
from tests.support.ports import free_ports
from webapp.config import ROOT, read_settings
from webapp.core.server import start_embedded
from webapp.processes import supervisor
from webapp.processes.child import Child, Program
from webapp.processes.programs import counterparties, own, web_server

PARTS = ("asan_odenis", "worker", "portal")
START_SECONDS = 120.0
STOP_SECONDS = 8.0
TRIES = 4
SECRET = "crash-points-only-" * 3


class SmallHouse:
    """What a purchase needs, over a data folder of its own."""

    def __init__(self, data_dir):
        portal, paying, *silent = free_ports(7)
        given = {"DATA_DIR": str(data_dir), "PORT": str(portal), "SECRET_KEY": SECRET}
        given["ASAN_ODENIS_URL"] = f"http://127.0.0.1:{paying}"
        names = ("ASAN_LOGIN_ISSUER", "SIGNING_URL", "MESSAGING_URL", "STRIPE_API_BASE")  # nobody listens there
        given |= {name: f"http://127.0.0.1:{port}" for name, port in zip(names, silent, strict=False)}
        self.settings = read_settings(given)
        data_dir.mkdir(parents=True, exist_ok=True)
        self.server = start_embedded(self.settings)
        self.url, self.paying_url = f"http://127.0.0.1:{portal}", given["ASAN_ODENIS_URL"]
        self.environ = supervisor._child_environment(self.settings, self.server.get_uri()) | given
        self.environ |= {"PUBLIC_URL": self.url, "RATELIMIT_ENABLED": "0"}
        supervisor._prepare(self.settings, self.environ)
        portal_alone = Program("portal", web_server(self.settings.host, portal, workers=1), portal)
        others = [each for each in (*counterparties(self.settings), *own(self.settings)) if each.name in PARTS]
        programs = [*(each for each in others if each.name != "portal"), portal_alone]
        logs = self.settings.data_dir / "log"
        self.children = {each.name: Child(each, logs=logs, environ=self.environ, cwd=ROOT) for each in programs}

    def start(self):
        """Start what does not run, and wait until it answers."""
        for child in self.children.values():
            if child.pid is None or child.exit_code is not None:
                child.start()
        until(lambda: all(child.listening() for child in self.children.values()), START_SECONDS, "listening")
        until(self._answers, START_SECONDS, "answering")

    def kill(self, victim):
        """End a part with SIGKILL, with everything that it started: no farewell, nothing written any more."""
        if victim != "database":
            os.killpg(self.children[victim].pid, signal.SIGKILL)
            until(lambda: self.children[victim].exit_code is not None, STOP_SECONDS, "dead")
            return
        master = psutil.Process(self.server.get_pid())
        family = [master, *master.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, STOP_SECONDS)

    def revive(self):
        """Start again whatever died, as a supervisor would."""
        with self.server._lock:
            self.server.ensure_postgres_running()
        self.start()

    def ask(self, statement):
        """Return rows of the database."""
        with psycopg.connect(self.environ["DATABASE_URL"], autocommit=True) as connection:
            return connection.execute(statement).fetchall()

    def switch(self, fault, **more):
        """Let the payment system misbehave."""
        wish = {"name": fault, **more}
        httpx2.post(
            f"{self.paying_url}/admin/faults", json=wish, headers={"X-Admin-Token": "demo-admin"}
        ).raise_for_status()

    def end(self):
        """End everything."""
        for child in self.children.values():
            child.ask_to_stop()
        for child in self.children.values():
            child.stop(STOP_SECONDS)
        self.server.cleanup()

    def _answers(self):
        with suppress(httpx2.HTTPError):
            return (
                httpx2.get(f"{self.url}/tickets", timeout=5, verify=PLAIN).status_code == 200
            )  # a page of the database
        return False


class Buyer:
    """A guest with a browser without scripts, who goes from the seats to the ticket; any step may find nobody at home."""

    def __init__(self, house, seats_path, seat):
        own = httpx2.HTTPTransport(
            local_address=f"127.0.1.{seat}", verify=PLAIN
        )  # each from an address of its own: buyers are counted
        self.web = httpx2.Client(base_url=house.url, timeout=20, follow_redirects=True, transport=own, verify=PLAIN)
        self.steps = [
            lambda: self._submit(self._open(seats_path), "/tickets/trips", seat=str(seat)),
            lambda: self._submit(self._open(self.order), "/passengers", **WHO),
            lambda: self._submit(self._open(self.order), "/pay", stop=True),
            lambda: self._submit(self._open(self.invoice), "/pay", provider="asan_odenis", stop=True),
            lambda: self._submit(self._open(self.paying), "/pay/", card="4169", stop=True),
            lambda: self._open(self.back),
            lambda: self._open(self.order),
        ]
        self.order = self.invoice = self.paying = self.back = None

    def walk(self, steps):
        """Go so many steps; each must succeed, if need be when it is tried again: a connection may be of the time before."""
        for step in self.steps[:steps]:
            for again in range(TRIES):
                try:
                    step()
                    break
                except AssertionError:
                    if again == TRIES - 1:
                        raise
                    soon(200)

    def fire(self, step):
        """Take one step, whatever becomes of it."""
        with suppress(httpx2.HTTPError, AssertionError, IndexError, TypeError):
            self.steps[step]()

    def _open(self, address):
        answer = self.web.get(address)
        assert answer.status_code == 200, answer.status_code
        return answer

    def _submit(self, page, action, *, stop=False, **typed):
        form = next(each for each in _elements(page, "form") if action in (each.get("action") or str(page.url)))
        address = page.url.join(form.get("action") or "")
        answer = self.web.post(address, data=dict(_values(form)) | typed, follow_redirects=not stop)
        assert answer.status_code in {200, 303}, (answer.status_code, answer.text[:300])
        self._remember(str(answer.url) if not stop else answer.headers["location"])
        return answer

    def _remember(self, address):
        """Keep where the way goes on: the order, its invoice, the payment system's page, the page after it."""
        if "/tickets/o/" in address:
            self.order = address
        elif "/attempts/" in address:
            self.back = address
        elif self.invoice is None:
            self.invoice = address
        else:
            self.paying = address

    def close(self):
        """Close the browser."""
        self.web.close()


WHO = {"name_1": "Aysel Məmmədova", "document_1": "AA1234567", "born_1": "01.05.1990", "email": "aysel@example.az"}


def seats_page(house, day):
    """Return the address of the seats of the first bus of a day from Bakı to Gəncə."""
    with httpx2.Client(base_url=house.url, timeout=20, verify=PLAIN) as web:
        page = web.get("/tickets", params={"origin": "Bakı", "target": "Gəncə", "day": day})
    return next(each.get("href") for each in _elements(page, "a") if "/tickets/trips/" in (each.get("href") or ""))


def _elements(page, tag):
    return etree.fromstring(page.content, etree.HTMLParser(encoding="utf-8")).iter(tag)


def soon(milliseconds):
    """Let so much time pass: the moment of a crash is chosen, not awaited."""
    time.sleep(milliseconds / 1000)
