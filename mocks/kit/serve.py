"""One counterparty as one process: threads for requests, a prompt and clean end."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class QuietHandler(WSGIRequestHandler):
    """Answers without an access log, since addresses may hold personal numbers."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def serve(app: Flask, host: str, port: int) -> None:
    """Serve `app` until SIGTERM or SIGINT, then end at once, even while somebody is waiting in a long poll.

    The signals are blocked in every thread and waited for here: none can be lost to a thread that sleeps in a request.
    The process does not return from here, since the interpreter's own end may wait for such threads.
    """
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    server = make_server(host, port, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="server", daemon=True)
    thread.start()
    print(f"{app.import_name}: http://{host}:{server.server_port}", flush=True)  # noqa: T201 - the start-up line
    signal.sigwait(ends)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def main(make_app: Callable[[Path], Flask], *, program: str, port: int) -> None:
    """Read `--host`, `--port` and `--data-dir`, make the app over that directory, and serve it."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=port)
    parser.add_argument("--data-dir", type=Path, default=Path(".data"))
    wishes = parser.parse_args()
    serve(make_app(wishes.data_dir), wishes.host, wishes.port)
