"""Prometheus metrics of the web process, on an internal port only (METRICS_PORT)."""

from time import perf_counter
from typing import Any, Final

from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

REQUESTS: Final = Counter("kabinet_requests_total", "Answers by endpoint and status class", ["endpoint", "status"])
SECONDS: Final = Histogram("kabinet_request_seconds", "Time to answer by endpoint", ["endpoint"])


def init_metrics(app: Any) -> None:
    """Count and time every answer of `app`. Labels are endpoints, never addresses, so no number of a person slips in."""
    assert isinstance(app, Flask)
    app.before_request(_start)
    app.after_request(_count)


def _start() -> None:
    g.started = perf_counter()


def _count(response: Response) -> Response:
    endpoint = request.endpoint or "none"
    REQUESTS.labels(endpoint, f"{response.status_code // 100}xx").inc()
    if "started" in g:
        SECONDS.labels(endpoint).observe(perf_counter() - g.started)
    return response
