"""`make run`: database, migrations, demo data, counterparties, worker and portal, started and stopped together."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, Any, Final

import click

from webapp.config import ROOT, Settings, environment, read_settings
from webapp.core import crypto
from webapp.core.server import start_embedded
from webapp.processes.child import Child
from webapp.processes.parent import interrupted
from webapp.processes.programs import counterparties, own
from webapp.processes.welcome import welcome

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
START_SECONDS: Final = 90.0
STOP_SECONDS: Final = 8.0
RESTARTS: Final = 5
RESTART_WINDOW: Final = 60.0


class Stop(Exception):
    """Somebody asked everything to end."""


def run() -> None:
    """Run until SIGINT or SIGTERM. Exits with 1 when a part cannot be kept running."""
    settings = read_settings()
    for number in SIGNALS:
        signal.signal(number, _stop)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with _only_one(settings.data_dir / "run.lock"):
        server: Any = None
        children: list[Child] = []
        try:
            with _uninterrupted():
                server = None if settings.database_url else start_embedded(settings)
            crypto.install_secret(settings.secret_key)
            environ = _child_environment(settings, settings.database_url or str(server.get_uri()))
            _prepare(settings, environ)
            _start(settings, environ, children)
            click.echo(welcome(settings))
            _watch(children)
        except Stop:
            click.echo("Stopping …")
        finally:
            _end(children)
            if server is not None:
                server.cleanup()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # once is enough; the end must not be interrupted
    raise Stop


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let the block end before anybody who asks to stop is heard: a database half started could not be stopped again.

    A key press in the terminal reaches the programs that the block runs as well; that they fail then is no error.
    """
    asked: list[int] = []
    before = {number: signal.signal(number, lambda heard, _frame: asked.append(heard)) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if asked:
            _stop(asked[0], None)


def _only_one(path: Path) -> IO[str]:
    lock = path.open("w", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise SystemExit(f"Kabinet already runs over {path.parent}.") from None
    return lock


def _child_environment(settings: Settings, database_url: str) -> dict[str, str]:
    metrics = settings.data_dir / "metrics"
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir(parents=True)
    return {
        **environment(),
        "DATABASE_URL": database_url,
        "DATA_DIR": str(settings.data_dir),
        "SECRET_KEY": settings.secret_key,
        "PROMETHEUS_MULTIPROC_DIR": str(metrics),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(settings: Settings, environ: dict[str, str]) -> None:
    """Make certificates, bring the database to the version of the code, load the demo data once."""
    (settings.data_dir / "log").mkdir(exist_ok=True)
    folder = str(settings.data_dir / "pki")
    pki = (sys.executable, "-m", "mocks.pki", "--directory", folder, "--signing-url", settings.signing_url)
    for command in (pki, (sys.executable, "-m", "flask", "--app", "wsgi", "prepare")):
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        if done.returncode:
            raise SystemExit(f"{' '.join(command[2:])} failed:\n{done.stderr[-3000:]}")


def _start(settings: Settings, environ: dict[str, str], children: list[Child]) -> None:
    """Start everything and wait until each part answers on its port."""
    for program in (*counterparties(settings), *own(settings)):
        child = Child(program, logs=settings.data_dir / "log", environ=environ, cwd=ROOT)
        if program.port is not None and child.listening():
            raise SystemExit(f"Port {program.port}, which {program.name} needs, is in use.")
        children.append(child)
        child.start()
    deadline = time.monotonic() + START_SECONDS
    waiting = list(children)
    while waiting:
        waiting = [child for child in waiting if not child.listening()]
        for child in children:
            if child.exit_code is not None:
                raise SystemExit(f"{child.program.name} ended while starting:\n{child.last_words()}")
        if time.monotonic() > deadline:
            raise SystemExit(f"not ready in time: {', '.join(child.program.name for child in waiting)}")
        time.sleep(0.1)


def _watch(children: list[Child]) -> None:
    """Start again what ends by itself; give up when it keeps ending."""
    while not interrupted():
        time.sleep(0.5)
        for child in children:
            if child.exit_code is None:
                continue
            recent = [start for start in child.starts if time.monotonic() - start < RESTART_WINDOW]
            if len(recent) >= RESTARTS:
                raise SystemExit(f"{child.program.name} keeps ending:\n{child.last_words()}")
            click.echo(f"{child.program.name} ended with {child.exit_code}; started again.")
            child.start()


def _end(children: list[Child]) -> None:
    """Ask all to stop at once, the portal first in order, and see that they did."""
    deadline = time.monotonic() + STOP_SECONDS
    for child in reversed(children):
        child.ask_to_stop()
    for child in reversed(children):
        child.stop(deadline - time.monotonic())
    os.sync()
