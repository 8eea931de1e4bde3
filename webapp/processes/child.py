"""One process of the house: started so that it cannot outlive the supervisor, stopped politely, then firmly."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PR_SET_PDEATHSIG: Final = 1
LINUX: Final = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Program:
    """What to run: its name, command and the port on which it will listen (None when it listens on none).

    `environment` makes of the house's environment the one of a program that must not have all of it.
    """

    name: str
    command: tuple[str, ...]
    port: int | None = None
    environment: Callable[[Mapping[str, str]], Mapping[str, str]] = dict


class Child:
    """A running program; its output goes to a log file of its own."""

    def __init__(self, program: Program, *, logs: Path, environ: Mapping[str, str], cwd: Path) -> None:
        self.program = program
        self.starts: list[float] = []
        self._log = logs / f"{program.name}.log"
        self._environ = dict(program.environment(environ))
        self._cwd = cwd
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own, so that a key press in the terminal reaches only the supervisor.

        What a former run of it left behind (processes of a web server whose first process was killed) ends before.
        """
        self._end_session()
        self.starts.append(time.monotonic())
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the command is ours
                self.program.command,
                cwd=self._cwd,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent if LINUX else None,  # noqa: PLW1509 - one libc call, before any thread
            )

    @property
    def exit_code(self) -> int | None:
        """The exit code, None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def pid(self) -> int | None:
        """The number of the process, None before it was started."""
        return self._process.pid if self._process else None

    def listening(self) -> bool:
        """Whether somebody answers on its port (true for programs without one)."""
        if self.program.port is None:
            return True
        with socket.socket() as probe:
            probe.settimeout(0.2)
            return probe.connect_ex(("127.0.0.1", self.program.port)) == 0

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def stop(self, seconds: float) -> None:
        """Wait for its end; after `seconds`, or when it left somebody behind, end its whole session."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(seconds, 0.1))
        self._end_session()

    def _end_session(self) -> None:
        """End whoever is left of its session at once."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(2)

    def last_words(self) -> str:
        """Return the end of its log, for the person who must find out why it ended."""
        return self._log.read_text(errors="replace")[-1500:]


def _die_with_parent() -> None:
    """Ask the kernel for SIGTERM when the supervisor dies, however it dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
