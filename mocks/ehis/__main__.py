"""Start: `python -m mocks.ehis --port 8102 --data-dir .data`; the admin port is twenty above."""

import argparse
import logging
import signal
import threading
from pathlib import Path
from typing import Final

from werkzeug.serving import make_server

from mocks.ehis.admin import ADMIN_OFFSET, admin_app
from mocks.ehis.keys import Keys
from mocks.ehis.secserver import GATEWAY, SecurityServer
from mocks.ehis.server import Listener, tls_context
from mocks.pki import ensure_pki

LOOPBACK: Final = "127.0.0.1"
REFRESH_SECONDS: Final = 6 * 3600


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="mocks.ehis", description="Security server of the state registers (invented)")
    parser.add_argument("--port", type=int, default=8102)
    parser.add_argument("--admin-port", type=int, default=0, help="default: --port + 20")
    parser.add_argument("--data-dir", type=Path, default=Path(".data"))
    parser.add_argument("--rate", type=int, default=60, help="calls a second for each member; 0: no limit")
    parser.add_argument("--gateway-url", default=GATEWAY, help="the security server of the portal")
    arguments = parser.parse_args()
    pki = arguments.data_dir / "pki"
    ensure_pki(pki)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    security_server = SecurityServer(Keys(pki), rate=arguments.rate, gateway=arguments.gateway_url)
    listener = Listener((LOOPBACK, arguments.port), security_server, tls_context(pki))
    admin_port = arguments.admin_port or listener.port + ADMIN_OFFSET
    admin = make_server(LOOPBACK, admin_port, admin_app(security_server), threaded=True)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    threads = [threading.Thread(target=one.serve_forever, daemon=True) for one in (listener, admin)]
    for thread in threads:
        thread.start()
    print(f"EHIS registers: https://{LOOPBACK}:{listener.port}, admin http://{LOOPBACK}:{admin_port}", flush=True)  # noqa: T201 - the program's greeting
    while not stop.wait(REFRESH_SECONDS):  # revocation lists age; a demo may run for weeks
        ensure_pki(pki)
        security_server.trust = security_server.keys.trust()
        listener.context.load_verify_locations(pki / "machine.crl")
    for one in (listener, admin):
        one.shutdown()
        one.server_close()


if __name__ == "__main__":
    main()
