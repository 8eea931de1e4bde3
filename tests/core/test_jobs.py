"""Jobs live and die with the transaction that queued them, also when the process is killed right after the commit."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from sqlalchemy import text

from tests.support.database import fresh_database
from webapp.config import ROOT
from webapp.core import db
from webapp.core.db import NoTransaction
from webapp.core.transaction import savepoint, transaction
from webapp.ui.health.jobs import clear_finished, retry_stalled

CHILD = """
import sys
from webapp.bootstrap import create_app
from webapp.core.transaction import transaction
from webapp.core.numbering import next_number
from webapp.ui.health.jobs import clear_finished

app = create_app()
with app.app_context():
    with transaction():
        next_number("killed", 2026)
        clear_finished.defer(timestamp=7)
    with transaction():
        next_number("killed", 2026)
        clear_finished.defer(timestamp=8)
        print("ready", flush=True); sys.stdin.read()
"""


def waiting():
    with transaction(read_only=True) as session:
        rows = session.execute(
            text("SELECT task_name, args, queueing_lock FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        )
        return [tuple(row) for row in rows]


def test_a_commit_leaves_the_job_and_a_rollback_none(database):
    with transaction():
        clear_finished.defer(timestamp=1)
    with pytest.raises(ZeroDivisionError), transaction():
        clear_finished.defer(timestamp=2)
        _ = 1 / 0

    assert waiting() == [("health.clear_finished", {"timestamp": 1}, None)]


def test_what_a_savepoint_undid_leaves_no_job(database):
    with transaction():
        clear_finished.defer(timestamp=1)
        with pytest.raises(ZeroDivisionError), savepoint():
            clear_finished.defer(timestamp=2)
            _ = 1 / 0
        with savepoint():
            clear_finished.defer(timestamp=3)

    assert [row[1]["timestamp"] for row in waiting()] == [1, 3]


def test_work_that_is_named_waits_only_once_and_its_second_wish_harms_nothing(database):
    with transaction():
        clear_finished.defer(once="tonight", timestamp=1)
        clear_finished.defer(once="tonight", timestamp=2)
        clear_finished.defer(once="tomorrow", timestamp=3)

    assert [row[1]["timestamp"] for row in waiting()] == [1, 3]


def test_nothing_is_queued_outside_a_transaction(database):
    with pytest.raises(NoTransaction):
        clear_finished.defer(timestamp=1)


def test_work_of_a_dead_worker_goes_back_to_the_queue(database):
    with transaction() as session:
        clear_finished.defer(timestamp=1)
        session.execute(
            text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour'), (now())")
        )
        session.execute(
            text(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT min(id) FROM procrastinate_workers)"
            )
        )
    retry_stalled.run(timestamp=0)

    assert len(waiting()) == 1


def test_a_dead_job_whose_successor_waits_is_not_doubled(database):
    with transaction():
        clear_finished.defer(once="chain", timestamp=1)
    with transaction() as session:
        session.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
        clear_finished.defer(once="chain", timestamp=2)
        clear_finished.defer(timestamp=3)
    with transaction() as session:
        session.execute(text("UPDATE procrastinate_jobs SET status = 'doing' WHERE args->>'timestamp' = '3'"))
    retry_stalled.run(timestamp=0)

    assert sorted(row[1]["timestamp"] for row in waiting()) == [2, 3]


@pytest.fixture
def real_database(server, app):
    installed = list(db._database)
    with fresh_database(server, "jobs") as url:
        database = db.open_database(url)
        db.install_database(database)
        yield url
        database.close()
    db._database[:] = installed


def spawn(url, data_dir, *arguments):
    environ = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": "s" * 40,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environ,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.processes
def test_a_killed_process_keeps_exactly_what_it_committed_and_a_worker_does_it(real_database, tmp_path):
    child = spawn(real_database, tmp_path, "-c", CHILD)
    assert child.stdout.readline() == b"ready\n"
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert [row[1]["timestamp"] for row in waiting()] == [7]

    worker = spawn(real_database, tmp_path, "-m", "flask", "--app", "wsgi", "worker")
    try:
        done = eventually(lambda: states(real_database, "health.clear_finished") == ["succeeded"])
    finally:
        worker.send_signal(signal.SIGTERM)
        words = worker.communicate(timeout=60)[1].decode()
    assert (done, worker.returncode) == (True, 0), words


def states(url, name):
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = %s", [name])
        return [row[0] for row in rows]


def eventually(condition, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False
