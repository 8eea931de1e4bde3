"""The same figures for Prometheus. Labels are components and services, never addresses of requests or persons."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import Connection

from webapp.ehis.monitoring.standing import Standing, standing
from webapp.ehis.monitoring.usage import PERIODS, Performance, Rate, performance, rate

BREAKER = {"closed": 0, "half-open": 1, "open": 2, "forced-open": 3}


def exposition(connection: Connection) -> bytes:
    """Return the figures of this moment, and of exchanges the last hour's, in Prometheus' text format."""
    registry = CollectorRegistry()
    _stand(registry, standing(connection).with_itself("", ""))
    _used(registry, performance(connection, PERIODS["hour"]))
    _rate(registry, rate(connection))
    return generate_latest(registry)


def _stand(registry: CollectorRegistry, found: Standing) -> None:
    up = _gauge(registry, "up", "Whether the component is there", ["component"])
    clock = _gauge(registry, "clock_offset_seconds", "By how much its clock is ahead of the database's", ["component"])
    queue = _gauge(registry, "queue_depth", "What waits in it", ["component"])
    writable = _gauge(registry, "log_writable", "Whether it can write the message log", ["component"])
    for one in found.components:
        writable.labels(one.code).set(int(one.log_failed_since is None))
        up.labels(one.code).set(int(one.up and not one.refusing))
        if one.clock_offset_ms is not None:
            clock.labels(one.code).set(one.clock_offset_ms / 1000)
        if one.queue_depth is not None:
            queue.labels(one.code).set(one.queue_depth)
    days = _gauge(registry, "certificate_days_left", "Whole days until a certificate ends", ["component", "purpose"])
    for item in found.certificates:
        days.labels(item.component, item.purpose).set(item.left.days)
    breakers = _gauge(registry, "breaker_state", "0 closed, 1 half open, 2 open, 3 forced open", ["service"])
    for breaker in found.breakers:
        breakers.labels(breaker.service).set(BREAKER[breaker.state])
    if found.archive.lag_s is not None:
        lag = _gauge(registry, "archive_lag_seconds", "How long the oldest message waits for a time stamp", [])
        lag.set(found.archive.lag_s)


def _used(registry: CollectorRegistry, found: Iterable[Performance]) -> None:
    names = ["direction", "service", "version", "protocol"]
    counts = _gauge(registry, "exchanges_last_hour", "Exchanges of the last hour", [*names, "outcome"])
    total = _gauge(registry, "total_seconds", "Whole time on our side, last hour", [*names, "quantile"])
    own = _gauge(registry, "own_seconds", "Our own time without service and network, last hour", [*names, "quantile"])
    share = _gauge(registry, "in_time_ratio", "Share within 2 s (SOAP) or 3 s (REST), last hour", names)
    for one in found:
        labels = one.direction, one.service, one.version, one.protocol
        counts.labels(*labels, "good").set(one.calls - one.failed)
        counts.labels(*labels, "failed").set(one.failed)
        share.labels(*labels).set(one.in_time)
        for number, quantile in enumerate(("0.5", "0.95", "0.99")):
            total.labels(*labels, quantile).set(one.total[number] / 1000)
            own.labels(*labels, quantile).set(one.own[number] / 1000)


def _rate(registry: CollectorRegistry, found: Rate) -> None:
    _gauge(registry, "requests_per_second", "Requests to us a second over the last full minute", []).set(found.now)
    _gauge(registry, "requests_per_second_peak", "The same over the fullest minute of the last day", []).set(found.peak)


def _gauge(registry: CollectorRegistry, name: str, words: str, labels: list[str]) -> Gauge:
    return Gauge(f"kabinet_ehis_{name}", words, labels, registry=registry)
