"""The process: gunicorn with two workers of threads, stopped within seconds."""

import gc
from collections.abc import Sequence
from typing import Any, Final

from gunicorn.app.base import BaseApplication

from webapp.config import Settings
from webapp.core.logs import configure_logs
from webapp.core.server import database_url
from webapp.ehis.gateway.application import Gateway, open_gateway
from webapp.ehis.gateway.connections import Connections as Database
from webapp.ehis.gateway.listening import FreshContext
from webapp.ehis.monitoring.reporting import begin_reporting
from webapp.ehis.server.tls import STATEMENT, ActiveChain

WORKERS: Final = 2
THREADS: Final = 32
CONNECTIONS: Final = 1_024


class GatewayProgram(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Our security server as a program: its settings come from ours, nothing is read from command line or files."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Say everything that gunicorn must know."""
        for name, value in options(self._settings).items():
            self.cfg.set(name, value)

    def load(self) -> Gateway:
        """Return the application, made in each worker after the fork."""
        configure_logs(pretty=not self._settings.production)
        gateway = open_gateway(self._settings)
        begin_reporting("gateway", self._settings)
        return gateway


def options(settings: Settings) -> dict[str, Any]:
    """Return gunicorn's settings."""
    certificate = settings.ehis_ca.parent / "kabinet-gateway.pem"
    key = certificate.with_suffix(".key")
    return {
        "bind": f"{settings.host}:{settings.ehis_gateway_port}",
        "proc_name": "kabinet-gateway",
        "workers": WORKERS,
        "worker_class": "webapp.ehis.gateway.listening.BoundedWorker",
        "threads": THREADS,
        "worker_connections": CONNECTIONS,
        "keepalive": 30,
        "timeout": 30,
        "graceful_timeout": 4,
        "limit_request_line": 2_048,
        "limit_request_fields": 40,
        "limit_request_field_size": 4_096,
        "certfile": str(certificate),
        "keyfile": str(key),
        "ca_certs": str(settings.ehis_ca),
        "ssl_context": FreshContext(certificate, key, settings.ehis_ca, _active_chain(settings)),
        "loglevel": "warning",
        "post_worker_init": freeze,
    }


def _active_chain(settings: Settings) -> ActiveChain:
    """Return a reader of the activated encryption key; each worker connects when it is first asked, after the fork."""
    opened: list[Database] = []

    def rows() -> Sequence[Any]:
        if not opened:
            opened.append(Database(database_url(settings), kept=1))
        return opened[0].rows(STATEMENT)

    return ActiveChain(rows)


def freeze(_worker: Any) -> None:
    """Let the collector leave alone what was made at start."""
    gc.collect()
    gc.freeze()
