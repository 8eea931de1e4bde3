"""What a measurement needs: a database of its own in a temporary folder, web servers under the house's own command."""

import shutil
import signal
import socket
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.load.floor import make_tables
from tests.load.runs import say
from tests.support.ports import free_ports
from webapp.config import ROOT, Settings, read_settings
from webapp.core.server import start_embedded
from webapp.processes import supervisor
from webapp.processes.child import Child, Program
from webapp.processes.programs import web_server

START_SECONDS = 60.0
STOP_SECONDS = 8.0
SECRET = "measurements-only-" * 3


@dataclass(frozen=True)
class Ground:
    """The prepared database and the environment of the servers that run over it."""

    settings: Settings
    environ: dict

    @property
    def database_url(self):
        return self.environ["DATABASE_URL"]

    @property
    def logs(self):
        return self.settings.data_dir / "log"


@contextmanager
def ground():
    """Start PostgreSQL, migrate, seed; remove everything afterwards, also when somebody presses Ctrl-C."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="kabinet-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        (port,) = free_ports(1)
        given = {"DATA_DIR": str(folder), "PORT": str(port), "SECRET_KEY": SECRET}
        settings = read_settings(given)
        say("starting PostgreSQL, migrating, seeding …")
        server = start_embedded(settings)
        stack.callback(_without_interruption, server.cleanup)
        environ = {
            **supervisor._child_environment(settings, server.get_uri()),
            **given,
            "PUBLIC_URL": settings.public_url,
        }
        supervisor._prepare(settings, environ)
        make_tables(environ["DATABASE_URL"])
        yield Ground(settings, environ)


@contextmanager
def portal(base, target="wsgi:app"):
    """Run the portal; yield its process and the seconds until its first answer."""
    started = time.monotonic()
    with _served(base, "portal", target, base.settings.port) as child:
        yield child, time.monotonic() - started


@contextmanager
def floor(base):
    """Run the floor; yield its port."""
    (port,) = free_ports(1)
    with _served(base, "floor", "tests.load.floor:app", port):
        yield port


@contextmanager
def _served(base, name, target, port):
    child = Child(
        Program(name, web_server("127.0.0.1", port, target), port), logs=base.logs, environ=base.environ, cwd=ROOT
    )
    child.start()
    try:
        _until_it_answers(child)
        yield child
    finally:
        child.ask_to_stop()
        _without_interruption(lambda: child.stop(STOP_SECONDS))


def _until_it_answers(child):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if child.exit_code is not None:
            break
        if _answers(child.program.port):
            return
        time.sleep(0.01)
    raise SystemExit(f"{child.program.name} does not start:\n{child.last_words()}")


def _answers(port):
    """Whether some HTTP answer comes, whatever its status: the application is loaded then."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
            probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return probe.recv(5) == b"HTTP/"
    except OSError:
        return False


def _without_interruption(work):
    """Finish cleaning up even when somebody presses Ctrl-C again."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work()
    finally:
        signal.signal(signal.SIGINT, before)
