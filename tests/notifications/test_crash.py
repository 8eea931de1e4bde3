"""A worker that is killed while the operator takes its messages loses none, and nobody gets one twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select, update
from werkzeug.serving import make_server

from mocks.messaging.app import create_app
from tests.support.database import fresh_database
from webapp.config import ROOT
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.notifications.api import notify_contact
from webapp.notifications.delivering.draining import drain
from webapp.notifications.models import Delivery, Lane

MANY = 30
CHILD = """
from webapp.bootstrap import create_app
from webapp.notifications.delivering.draining import drain
with create_app().app_context():
    drain("sms")
"""


@pytest.fixture
def own_database(server, app):
    installed = list(db._database)
    with fresh_database(server, "notices") as url:
        database = db.open_database(url)
        db.install_database(database)
        yield url
        database.close()
    db._database[:] = installed


class Gate:
    """The operator, who has read a batch but takes it only when let."""

    def __init__(self, folder):
        self.app, self.arrived, self.go = create_app(folder), threading.Event(), threading.Event()
        self.store = self.app.extensions["messages"]

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.arrived.set()
        assert self.go.wait(60)
        return self.app(environ | {"wsgi.input": BytesIO(body)}, start_response)


@pytest.fixture
def operator(tmp_path):
    gate = Gate(tmp_path)
    served = make_server("127.0.0.1", 0, gate, threaded=True)
    gate.url = f"http://127.0.0.1:{served.server_port}"
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield gate
    served.shutdown()
    thread.join()


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def standing(session, *where):
    return session.scalar(select(func.count()).select_from(Delivery).where(*where))


@pytest.mark.processes
def test_a_killed_worker_loses_and_doubles_none(own_database, operator, app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "settings", replace(app.settings, messaging_url=operator.url))
    with app.app_context():
        with transaction():
            for number in range(MANY):
                notify_contact("auth.restored", phone=f"+9945011100{number:02}", language="az")
        child = _child(own_database, app, tmp_path)
        assert operator.arrived.wait(90)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        operator.go.set()
        until(lambda: len(operator.store.latest(None, 100)) == MANY)
        drain("sms")
        with transaction() as session:  # what the dead worker holds is nobody else's for a minute
            assert standing(session, Delivery.taken_at.is_not(None)) == 0
            session.execute(update(Delivery).values(due_at=now() - timedelta(seconds=1)))
            session.execute(update(Lane).values(held_until=now() - timedelta(seconds=1)))
        assert drain("sms")

        with transaction(read_only=True) as session:
            assert standing(session, Delivery.taken_at.is_not(None)) == MANY
        told = [one.to for one in operator.store.latest(None, 100)]
        assert sorted(told) == sorted(set(told))
        assert len(told) == MANY


def _child(url, app, tmp_path):
    environ = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path / "child"),
        "SECRET_KEY": app.settings.secret_key,
        "MESSAGING_URL": app.settings.messaging_url,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-c", CHILD], env=environ, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
