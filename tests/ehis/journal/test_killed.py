"""A process that is killed in the midst of its work loses nothing that it was told is kept."""

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import select

from tests.ehis.journal.test_log import faults
from webapp.config import ROOT
from webapp.core.transaction import transaction
from webapp.ehis.journal.models import ArchivedMessage

WRITING = """
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from tests.ehis.journal.conftest import ONE
from webapp.core import crypto, db
from webapp.ehis import journal
crypto.install_secret("s" * 40)
db.install_database(db.open_database(sys.argv[1]))

def write(number):
    journal.write([replace(ONE, message_id=f"m{number}")])
    sys.stdout.write(f"m{number}\\n")
    sys.stdout.flush()

with ThreadPoolExecutor(4) as pool:
    list(pool.map(write, range(100_000)))
"""


@pytest.mark.processes
def test_what_was_said_to_be_kept_is_there_after_a_kill(committing):
    url = committing.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITING, url]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as child:
        said = [child.stdout.readline().strip() for _ in range(100)]
        child.send_signal(signal.SIGKILL)
        said += child.stdout.read().split("\n")[:-1]

    with transaction(read_only=True) as session:
        there = set(session.scalars(select(ArchivedMessage.message_id)))
    assert len(said) >= 100
    assert set(said) - {""} <= there
    assert faults() == ()
