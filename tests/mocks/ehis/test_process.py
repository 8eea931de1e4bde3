"""The server as the process that `make run` starts."""

import signal
import socket
import subprocess
import sys
from contextlib import closing

import pytest

from tests.ehis.registers import MemoryArchive
from webapp.config import ROOT
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question

pytestmark = pytest.mark.processes
PATIENCE = 20


def free_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


@pytest.fixture
def process(pki):
    port, admin = free_port(), free_port()
    command = [sys.executable, "-m", "mocks.ehis", "--port", str(port), "--admin-port", str(admin)]
    with subprocess.Popen(
        [*command, "--data-dir", str(pki.parent)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as running:
        running.port = port
        yield running
        if running.poll() is None:
            running.kill()


def test_it_greets_answers_and_ends_on_sigterm(process, registers):
    assert str(process.port) in process.stdout.readline()
    with registers.exchange(MemoryArchive(), url=f"https://127.0.0.1:{process.port}/") as exchange:
        rows = exchange.ask(Question(POLICIES["getPerson"], {"fin": "5AYS3L1"}, "AZ2ZAR9W1", Purpose.CABINET)).rows
    process.send_signal(signal.SIGTERM)

    assert rows[0]["givenName"] == ("Aysel",)
    assert process.wait(PATIENCE) == 0
