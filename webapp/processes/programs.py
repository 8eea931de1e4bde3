"""Which programs make the house on one machine, and on which ports."""

import sys
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from webapp.config import Settings
from webapp.ehis.monitoring.settings import station_environment
from webapp.processes.child import Program

ADAPTER: Final = "webapp.processes.adapter:app"
STATION: Final = "webapp.ehis.monitoring.station.program:app"
PORTAL: Final = "webapp.processes.portal:app"
WORKERS: Final = 2
THREADS: Final = 4


def counterparties(settings: Settings) -> list[Program]:
    """Return the mock counterparties that the settings point to on this machine."""
    data = str(settings.data_dir)
    found = []
    for name, address, extra in (
        (
            "asan_login",
            settings.asan_login_issuer,
            (
                *("--portal-url", settings.public_url),
                *("--messaging-url", settings.messaging_url),
                *("--signing-url", settings.signing_url),
            ),
        ),
        ("ehis", settings.ehis_url, ("--gateway-url", f"https://127.0.0.1:{settings.ehis_gateway_port}")),
        ("signing", settings.signing_url, ()),
        ("messaging", settings.messaging_url, ("--receipts-url", f"{settings.public_url}/notices/receipts")),
        ("asan_odenis", settings.asan_odenis_url, ()),
        ("stripe", settings.stripe_api_base, ("--webhook-url", f"{settings.public_url}/payments/notices/stripe")),
    ):
        where = urlsplit(address)
        if where.hostname not in {"127.0.0.1", "localhost"} or where.port is None:
            continue  # a real counterpart elsewhere
        command = (sys.executable, "-m", f"mocks.{name}", "--port", str(where.port), "--data-dir", data, *extra)
        found.append(Program(name, command, where.port))
    return found


def own(settings: Settings) -> list[Program]:
    """Return the portal's own processes: job worker, metrics, the exchange's three, web server."""
    return [
        Program("worker", (sys.executable, "-m", "flask", "--app", "wsgi", "worker")),
        Program("metrics", (sys.executable, "-m", "webapp.processes.metrics"), settings.metrics_port),
        Program("gateway", (sys.executable, "-m", "webapp.ehis.gateway"), settings.ehis_gateway_port),
        Program(
            "adapter",
            (*web_server("127.0.0.1", settings.ehis_adapter_port, ADAPTER, workers=1), *adapter_tls(settings)),
            settings.ehis_adapter_port,
        ),
        Program(
            "station",
            web_server("127.0.0.1", settings.ehis_station_port, STATION, workers=1),
            settings.ehis_station_port,
            partial(station_environment, settings),
        ),
        Program("portal", web_server(settings.host, settings.port, PORTAL), settings.port),
    ]


def adapter_tls(settings: Settings) -> tuple[str, ...]:
    """Return what makes the adaptation server speak TLS, to who shows a certificate of the exchange's authority."""
    if not settings.ehis_adapter_tls:
        return ()
    certificate = settings.ehis_ca.parent / "kabinet-gateway.pem"
    return (
        "--ssl-certificate", str(certificate), "--ssl-keyfile", str(certificate.with_suffix(".key")),
        "--ssl-ca", str(settings.ehis_ca), "--ssl-client-verify",
    )  # fmt: skip


def web_server(host: str, port: int, target: str = "wsgi:app", *, workers: int = WORKERS) -> tuple[str, ...]:
    """Return the command of the web server: granian, 2 processes of 4 threads (the fairest tail measured on 2 cores)."""
    return (
        sys.executable, "-m", "granian", "--interface", "wsgi", target, "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(THREADS), "--no-ws", "--http", "1", "--backlog", "1024",
        "--respawn-failed-workers", "--workers-kill-timeout", "5", "--no-access-log",
    )  # fmt: skip
