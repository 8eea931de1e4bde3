"""Queued notices drained by two workers: SMS and mail that wait, then the same while web push hangs. The floor is a loop
that takes a row, posts its message and marks it, one by one."""

import socket
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import httpx2
from sqlalchemy import create_engine, text

from tests.load import runs, visitors
from tests.load.asking import _end, _until_it_listens
from tests.load.lines import Line
from tests.support.ports import free_ports
from webapp.auth.models import Account
from webapp.cabinets.models import ContactChange
from webapp.config import ROOT
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.db import sqlalchemy_url
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.notifications.delivering.jobs import wake
from webapp.notifications.push.devices import PURPOSE
from webapp.processes.child import Child, Program

LEAST = 10_000
PEOPLE = 500
FLOOR_ROWS = 500
HUNG = 2_000
PATIENCE = 900.0
NOTICES = text("""
    INSERT INTO notices (public_id, account_id, template, params, words, created_at)
    SELECT md5('n' || n || :mark), (SELECT min(id) FROM accounts WHERE search_name = ' bench') + n % :people,
      'cabinets.rights_changed', jsonb_build_object('party', '“Xəzər Yük” MMC ' || n), '', now()
    FROM generate_series(1, :number) AS n
""")
DELIVERIES = text("""
    INSERT INTO deliveries (notice_id, account_id, device_id, template, channel, key, state, priority, attempts, gathered,
      due_at, created_at)
    SELECT notice.id, notice.account_id, device.id, notice.template, channel, md5(notice.id || channel), 'queued', 1, 0,
      false, now(), now()
    FROM notices AS notice CROSS JOIN unnest(CAST(:channels AS text[])) AS channel
    LEFT JOIN push_devices AS device ON channel = 'push' AND device.account_id = notice.account_id
    WHERE notice.public_id IN (SELECT md5('n' || n || :mark) FROM generate_series(1, :number) AS n)
""")
LEFT = text("SELECT count(*) FROM deliveries WHERE channel <> 'push' AND taken_at IS NULL AND ended_at IS NULL")
TWICE = text("SELECT count(*) - count(DISTINCT key) FROM deliveries")


def measure(base, scale):
    """Yield messages a second: of the floor, of two workers, of two workers while another channel hangs."""
    number = max(scale, LEAST)
    with house(base) as (app, engine, board):
        people(app)
        floor = _floor(engine, board)
        runs.say(f"notices: floor, row by row {floor:.0f} /s")
        with app.app_context():
            quiet = _drained(engine, number // 2, "quiet", ["sms", "email"])
        yield Line("notices_drained_per_second", quiet, "/s", floor)
        with hung_service() as endpoint, app.app_context():
            devices(app, endpoint)
            hung = _drained(engine, number // 4, "hung", ["sms", "email", "push"])
        yield Line("notices_drained_per_second_one_channel_hung", hung, "/s", quiet)
        with engine.connect() as connection:
            runs.say(f"notices: {connection.execute(TWICE).scalar()} keys stand twice")


@contextmanager
def house(base):
    """Run the messaging operator and two workers over the prepared database."""
    (port,) = free_ports(1)
    place = ("--port", str(port), "--data-dir", str(base.settings.data_dir))
    environ = {**base.environ, "MESSAGING_URL": f"http://127.0.0.1:{port}"}
    operator = Program("messaging", (sys.executable, "-m", "mocks.messaging", *place), port)
    workers = [Program(f"worker{n}", (sys.executable, "-m", "flask", "--app", "wsgi", "worker")) for n in (1, 2)]
    with ExitStack() as stack:
        for program in (operator, *workers):
            child = Child(program, logs=base.logs, environ=environ, cwd=ROOT)
            stack.callback(_end, child)
            child.start()
            if program is operator:
                _until_it_listens(child)
        settings = replace(base.settings, messaging_url=environ["MESSAGING_URL"])
        app = stack.enter_context(visitors.application(replace(base, settings=settings)))
        engine = create_engine(sqlalchemy_url(base.database_url))
        stack.callback(engine.dispose)
        board = stack.enter_context(httpx2.Client(base_url=settings.messaging_url, trust_env=False))
        yield app, engine, board


def people(app):
    """Make five hundred people with a phone and an address."""
    with app.app_context(), transaction() as session:
        accounts = [_account(number) for number in range(PEOPLE)]
        session.add_all(accounts)
        session.flush()
        mails = {"field": "email", "old": "", "at": now()}
        session.add_all(
            ContactChange(account_id=one.id, new=f"bench{place}@example.az", **mails)
            for place, one in enumerate(accounts)
        )


def _account(number):
    fin = f"B{number:06}"
    return Account(
        public_id=new_public_id(),
        iss="bench",
        sub=fin,
        fin=fin,
        fin_index=blind_index(fin),
        given_name="Bench",
        family_name="Bench",
        search_name=" bench",
        phone=f"+99450{number:07}",
        language="az",
        created_at=now(),
        last_sign_in_at=now(),
    )


def devices(app, endpoint):
    """Give everybody a browser whose push service never answers."""
    from mocks.messaging.push import Browsers
    from webapp.notifications.models import Device

    with transaction() as session:
        for account in session.query(Account).filter_by(iss="bench"):
            token, point, secret = Browsers().add()
            url = f"{endpoint}/{token}"
            index = blind_index(url, purpose=PURPOSE)
            sealed = f'["{url}", "{point}", "{secret}"]'
            given = {"public_id": new_public_id(), "name": "Bench", "created_at": now()}
            session.add(Device(account_id=account.id, sealed=sealed, endpoint_index=index, **given))


@contextmanager
def hung_service():
    """A push service that takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as server:
        held, stop = [], threading.Event()
        server.settimeout(0.2)

        def take():
            while not stop.is_set():
                try:
                    held.append(server.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        stop.set()
        thread.join()
        for one in held:
            one.close()


def _drained(engine, number, mark, channels):
    """Queue notices on the channels; return how many messages a second two workers sent by those that work."""
    with engine.begin() as connection:
        values = {"number": number, "mark": mark, "people": PEOPLE}
        connection.execute(NOTICES, values)
        connection.execute(DELIVERIES, {**values, "channels": channels})
        connection.execute(text("ANALYZE deliveries"))
        total = connection.execute(LEFT).scalar()
    with transaction():
        wake(channels)
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        time.sleep(0.2)
        with engine.connect() as connection:
            left = connection.execute(LEFT).scalar()
        if not left:
            took = time.perf_counter() - began
            runs.say(f"notices ({mark}): {total} messages in {took:.1f} s")
            return total / took
    raise SystemExit(f"{left} of {total} messages were left")


def _floor(engine, board):
    """Post and mark rows one by one; return how many a second."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS floor.messages (id int PRIMARY KEY, sent timestamptz)"))
        connection.execute(
            text("INSERT INTO floor.messages SELECT n FROM generate_series(1, :n) AS n"), {"n": FLOOR_ROWS}
        )
    began = time.perf_counter()
    for number in range(1, FLOOR_ROWS + 1):
        with engine.begin() as connection:
            connection.execute(text("SELECT id FROM floor.messages WHERE id = :id FOR UPDATE"), {"id": number})
            message = {"channel": "sms", "to": "+994501234567", "text": "Salam", "idempotency_key": f"floor-{number}"}
            board.post("/api/messages", json=message).raise_for_status()
            connection.execute(text("UPDATE floor.messages SET sent = now() WHERE id = :id"), {"id": number})
    return FLOOR_ROWS / (time.perf_counter() - began)
