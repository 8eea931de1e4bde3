"""The station and our security server as programs: each goes on without the other (annex 2, 2.6), and without the portal."""

import http.client
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import replace

import psycopg
import pytest

from tests.ehis.gateway.processes import running_gateway, stop, until
from tests.ehis.monitoring.conftest import ENTRANCE, basic
from tests.support.ports import free_ports
from webapp.config import ROOT
from webapp.core.crypto import install_secret
from webapp.ehis.monitoring.judging import SILENT_SECONDS
from webapp.ehis.monitoring.role import ensure_role
from webapp.ehis.monitoring.settings import database_password, station_environment
from webapp.processes.programs import own

pytestmark = pytest.mark.processes
SECRET = "s" * 40
SILENT = "Təhlükəsizlik serveri cavab vermir"


@pytest.fixture(scope="module")
def world(server, pki, settings, tmp_path_factory):
    install_secret(SECRET)
    with running_gateway(server, pki, tmp_path_factory.mktemp("station")) as world:
        ensure_role(world.url, database_password())
        yield world


class Station:
    """The program as the house starts it: its command, its environment."""

    def __init__(self, settings, world):
        self.port = free_ports(1)[0]
        settings = replace(settings, ehis_station_port=self.port)
        (program,) = [one for one in own(settings) if one.name == "station"]
        self.command = program.command
        house = {**os.environ, "DATABASE_URL": world.url, "SECRET_KEY": SECRET, "EHIS_STATION_PASSWORD": ENTRANCE}
        self.environ = station_environment(settings, {**house, "PYTHONPATH": str(ROOT)})
        self.log = world.folder / "station.log"

    def get(self, path="/"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Authorization": basic("station", ENTRANCE)})
            response = connection.getresponse()
            return response.status, response.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    @contextmanager
    def running(self):
        with self.log.open("ab") as log:
            options = {"cwd": ROOT, "env": self.environ, "stdout": log, "stderr": log, "start_new_session": True}
            process = subprocess.Popen(self.command, **options)
        try:
            until(lambda: self.get("/healthz")[0] == 200, 60)
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            stop(process)


@pytest.fixture
def station(settings, world):
    return Station(settings, world)


def test_it_shows_the_running_security_server_without_any_portal(world, station):
    raw = world.request()
    world.proved(world.post(raw), raw)
    with station.running():
        until(lambda: 'kabinet_ehis_up{component="gateway"} 1.0' in station.get("/metrics")[1], 30)
        status, page = station.get()
        assert status == 200
        assert f"https://127.0.0.1:{world.port}/" in page
        assert "AZ/GOV/AYNA/kabinet/carrierStatus" in station.get("/services")[1]
        assert 'kabinet_ehis_up{component="portal"} 0.0' in station.get("/metrics")[1]


def test_its_end_does_not_stop_the_exchange(world, station):
    with station.running() as process:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        assert station.get() == (0, "")
        raw = world.request()
        world.proved(world.post(raw), raw)


def test_its_process_knows_no_key(station, world):
    code = "import os, sys; sys.exit(any('s' * 40 in value for value in os.environ.values()))"
    done = subprocess.run((sys.executable, "-c", code), env=station.environ, check=False)
    assert done.returncode == 0


def test_a_stopped_security_server_is_shown_within_a_minute(world, station):
    """The last one: there is no security server after it. All but the last seconds of its silence are passed over."""
    passed_over = SILENT_SECONDS - 3
    with station.running():
        until(lambda: SILENT not in station.get()[1], 30)
        began = time.monotonic()
        stop(world.process)
        with psycopg.connect(world.url) as connection:
            connection.execute("UPDATE ehis_stats.heartbeats SET at = at - make_interval(secs => %s)", [passed_over])
        until(lambda: SILENT in station.get()[1], 60 - passed_over)
        assert time.monotonic() - began + passed_over < 60
