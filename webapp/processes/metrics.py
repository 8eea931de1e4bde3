"""Prometheus metrics of all web processes together, on an internal port."""

import signal

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from webapp.config import Settings, read_settings


def serve_metrics(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. The web processes write below PROMETHEUS_MULTIPROC_DIR."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library leaves it untyped
    server, thread = start_http_server(settings.metrics_port, settings.host, registry)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    server.shutdown()
    thread.join()


if __name__ == "__main__":  # `run-all` starts it so: it needs nothing of the application, which takes seconds to load
    serve_metrics(read_settings())
