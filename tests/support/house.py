"""The whole house as people start it: one command, processes of its own, ports and data folder of its own."""

import os
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

from tests.support.ports import free_ports
from webapp.config import ROOT

RUN_ALL = (sys.executable, "-m", "webapp.processes")
READY = "Ready: "
START_SECONDS = 240.0
STOP_SECONDS = 10.0
PLAIN = ssl.SSLContext(
    ssl.PROTOCOL_TLS_CLIENT
)  # for addresses without TLS: whom to trust is not read for each question
OURS = ("PRODUCTION", "DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "HOST", "EHIS_CERT", "EHIS_KEY", "EHIS_CA")


@contextmanager
def own_folder(name):
    """A folder for a house's data. Not below pytest's: each pytest that starts shuts that one to PostgreSQL's own user."""
    with tempfile.TemporaryDirectory(prefix=f"kabinet-{name}-", ignore_cleanup_errors=True) as folder:
        yield Path(folder) / "data"


class House:
    """Everything over one data folder; started and ended as often as a test likes."""

    def __init__(self, data_dir):
        self.data_dir = Path(data_dir)
        portal, metrics, login, ehis, gateway, adapter, station, signing, messaging, paying, stripe = free_ports(11)
        self.url = f"http://127.0.0.1:{portal}"
        self.metrics_url = f"http://127.0.0.1:{metrics}/metrics"
        self.login_url = f"http://127.0.0.1:{login}"
        self.ehis_url = f"https://127.0.0.1:{ehis}"
        self.signing_url = f"http://127.0.0.1:{signing}"
        self.messaging_url = f"http://127.0.0.1:{messaging}"
        self.paying_url = f"http://127.0.0.1:{paying}"
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        self.environ = {
            **inherited,
            "DATA_DIR": str(self.data_dir),
            "PORT": str(portal),
            "METRICS_PORT": str(metrics),
            "ASAN_LOGIN_ISSUER": self.login_url,
            "EHIS_URL": self.ehis_url,
            "EHIS_GATEWAY_PORT": str(gateway),
            "EHIS_ADAPTER_PORT": str(adapter),
            "EHIS_STATION_PORT": str(station),
            "SIGNING_URL": self.signing_url,
            "MESSAGING_URL": self.messaging_url,
            "ASAN_ODENIS_URL": self.paying_url,
            "STRIPE_API_BASE": f"http://127.0.0.1:{stripe}",
        }
        self.process = None
        self._said = self.data_dir.with_name(f"{self.data_dir.name}-{portal}.out")

    def start(self, command=RUN_ALL):
        """Start, and wait until it says that it is ready."""
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                preexec_fn=_hear_interrupts,  # noqa: PLW1509 - one call, before any thread
            )
        until(lambda: READY in self.said or self.process.poll() is not None, START_SECONDS, "ready")
        assert self.process.poll() is None, self.said

    @property
    def said(self):
        return self._said.read_text(errors="replace")

    def log(self, name):
        return (self.data_dir / "log" / f"{name}.log").read_text(errors="replace")

    def stop(self, number=signal.SIGINT):
        """Send the signal to the process that was started, to it alone; return the seconds until it ended."""
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(STOP_SECONDS + 10)
        return time.monotonic() - started

    def answers(self, path="/healthz"):
        """Whether the portal answers the address with 200."""
        try:
            return httpx2.get(f"{self.url}{path}", timeout=STOP_SECONDS, verify=PLAIN).status_code == 200
        except httpx2.TransportError:
            return False

    def processes(self):
        """Return {pid: command line} of all that runs over the data folder, and of their children."""
        table = {pid: _parent(pid) for pid in _pids()}
        found = {pid for pid in table if self._belongs(pid)}
        grown = True
        while grown:
            children = {pid for pid, parent in table.items() if parent in found} - found
            found |= children
            grown = bool(children)
        return {pid: _command(pid) for pid in found if _parent(pid) is not None}

    def kill_everything(self):
        """End all with SIGKILL, the supervisor first."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(STOP_SECONDS)
        until(self._killed, 2 * STOP_SECONDS, "rid of all processes")

    def _killed(self):
        """Send SIGKILL to what is left; true when nothing was."""
        left = self.processes()
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return not left

    def _belongs(self, pid):
        mine = f"DATA_DIR={self.data_dir}\0".encode()
        return mine in _read(pid, "environ") + b"\0" or str(self.data_dir) in _command(pid)


def _hear_interrupts():
    """Whoever runs the tests in the background has interrupts ignored, and what they start would inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until(condition, seconds, what):
    """Wait until `condition()` is true; fail when it is not after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not {what} after {seconds:.0f} s"
        time.sleep(0.05)


def _pids():
    return [
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()
    ]


def _read(pid, name):
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def _parent(pid):
    """Return the parent's pid; None for what has ended."""
    fields = _read(pid, "stat").rpartition(b") ")[2].split()
    return int(fields[1]) if fields and fields[0] != b"Z" else None


def _command(pid):
    return _read(pid, "cmdline").replace(b"\0", b" ").decode(errors="replace")
