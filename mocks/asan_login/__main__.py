"""Run the provider: `python -m mocks.asan_login --port 8101 --data-dir .data`."""

import argparse
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from werkzeug.serving import WSGIRequestHandler, make_server

from mocks.asan_login.app import create_app
from mocks.asan_login.settings import Settings
from mocks.pki import ensure_pki


class QuietHandler(WSGIRequestHandler):
    """Keeps connections open between requests and writes no access log: addresses of the phone page name people."""

    protocol_version = "HTTP/1.1"
    timeout = 30

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Write nothing."""


def main(arguments: list[str]) -> None:
    """Serve until SIGTERM or SIGINT, on 127.0.0.1 only, with a thread per connection."""
    settings, port = _settings(arguments)
    ensure_pki(settings.pki_dir)
    server = make_server("127.0.0.1", port, create_app(settings), threaded=True, request_handler=QuietHandler)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"ASAN Login: {settings.issuer} (phones: {settings.issuer}/phone)", flush=True)  # noqa: T201 - the start line
    server.serve_forever(poll_interval=0.2)
    server.server_close()


def _settings(arguments: list[str]) -> tuple[Settings, int]:
    usual = Settings()
    parser = argparse.ArgumentParser(prog="python -m mocks.asan_login", description=__doc__)
    parser.add_argument("--port", type=int, default=8101)
    parser.add_argument("--data-dir", type=Path, default=Path(".data"))
    parser.add_argument("--portal-url", default=usual.portal_url)
    parser.add_argument("--messaging-url", default=usual.messaging_url)
    parser.add_argument("--signing-url", default=usual.signing_url)
    parser.add_argument("--admin-token", default=usual.admin_token)
    parser.add_argument("--qr-max-age", type=int, default=usual.qr_max_age)
    given = parser.parse_args(arguments)
    settings = Settings(
        issuer=f"http://127.0.0.1:{given.port}",
        portal_url=given.portal_url.rstrip("/"),
        messaging_url=given.messaging_url.rstrip("/"),
        signing_url=given.signing_url.rstrip("/"),
        data_dir=given.data_dir,
        admin_token=given.admin_token,
        qr_max_age=given.qr_max_age,
    )
    return settings, given.port


if __name__ == "__main__":
    main(sys.argv[1:])
