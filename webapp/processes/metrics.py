"""Prometheus metrics of all web processes together, on an internal port."""

import signal

from flask import current_app
from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector


def serve_metrics() -> None:
    """Serve until SIGTERM or SIGINT. The web processes write below PROMETHEUS_MULTIPROC_DIR."""
    settings = current_app.settings  # type: ignore[attr-defined] # Portal
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library leaves it untyped
    server, thread = start_http_server(settings.metrics_port, settings.host, registry)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    server.shutdown()
    thread.join()
