"""How the exchange is used and how quick it is, out of `ehis_stats.exchanges`; PostgreSQL does the sums (2.6).

`total` is the whole time on our side, `own` the part that is neither the register's (or the information system's) nor
the network's: clause 5.3 limits that part, decision 615/2017 (annex 3, 4.2) limits the whole of a REST answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Literal

from sqlalchemy import Connection, TextClause, text

By = Literal["service", "client", "day", "fault"]
BY: Final[Mapping[By, str]] = {
    "service": "service",
    "client": "client",
    "day": "to_char(minute AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD')",
    "fault": "fault_code",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A time up to now, and into which steps charts cut it."""

    code: str
    length: timedelta
    step: timedelta


PERIODS: Final = {
    "hour": Period("hour", timedelta(hours=1), timedelta(minutes=5)),
    "day": Period("day", timedelta(days=1), timedelta(hours=1)),
    "week": Period("week", timedelta(days=7), timedelta(hours=12)),
    "month": Period("month", timedelta(days=30), timedelta(days=1)),
    "year": Period("year", timedelta(days=365), timedelta(days=30)),
}


@dataclass(frozen=True, slots=True)
class Performance:
    """One service in one direction, version and protocol over a period. Times are milliseconds."""

    direction: str
    service: str
    version: str
    protocol: str
    calls: int
    failed: int
    last_good: datetime | None
    last_bad: datetime | None
    total: tuple[float, float, float]
    own: tuple[float, float, float]
    mean_total: float
    mean_service: float
    in_time: float
    own_in_time: float


@dataclass(frozen=True, slots=True)
class Group:
    """How often something was exchanged in a period, and the mean times."""

    name: str
    direction: str
    calls: int
    failed: int
    mean_total: float
    mean_own: float


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a chart."""

    at: datetime
    good: int
    failed: int
    p95_total: float
    p95_own: float


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests to us a second: over the last full minute, and over the fullest minute of the last day."""

    now: float
    peak: float


PERFORMANCE: Final = text("""
    SELECT direction, service, version, protocol, count(*), count(*) FILTER (WHERE NOT succeeded),
           max(minute) FILTER (WHERE succeeded), max(minute) FILTER (WHERE NOT succeeded),
           percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY total_ms),
           percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY total_ms - service_ms),
           avg(total_ms), avg(service_ms),
           avg((total_ms <= CASE protocol WHEN 'soap' THEN 2000 ELSE 3000 END)::integer),
           avg((total_ms - service_ms <= CASE protocol WHEN 'soap' THEN 2000 ELSE 3000 END)::integer)
    FROM ehis_stats.exchanges WHERE minute >= now() - :length
    GROUP BY direction, service, version, protocol ORDER BY direction DESC, service, version, protocol
""")
STEPS: Final = text("""
    SELECT bin.at, count(exchange.id) FILTER (WHERE exchange.succeeded),
           count(exchange.id) FILTER (WHERE NOT exchange.succeeded),
           coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY exchange.total_ms), 0),
           coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY exchange.total_ms - exchange.service_ms), 0)
    FROM generate_series(
        date_bin(:step, now() - :length + :step, timestamptz '2001-01-01 00:00+04'), now(), :step
    ) AS bin (at)
    LEFT JOIN ehis_stats.exchanges AS exchange
        ON exchange.minute >= bin.at AND exchange.minute < bin.at + :step AND exchange.direction = :direction
    GROUP BY bin.at ORDER BY bin.at
""")
RATE: Final = text("""
    SELECT coalesce((
               SELECT count(*) FROM ehis_stats.exchanges
               WHERE direction = 'provided' AND minute = date_trunc('minute', now() - interval '1 minute')
           ), 0) / 60.0,
           coalesce((
               SELECT max(calls) FROM (
                   SELECT count(*) AS calls FROM ehis_stats.exchanges
                   WHERE direction = 'provided' AND minute >= now() - interval '1 day' GROUP BY minute
               ) AS minutes
           ), 0) / 60.0
""")
EXPORT: Final = text("""
    SELECT to_char(minute AT TIME ZONE 'Asia/Baku', 'YYYY-MM-DD') AS day, direction, client, service, version, protocol,
           count(*) AS calls, count(*) FILTER (WHERE NOT succeeded) AS failed,
           round(avg(total_ms)) AS mean_total_ms, round(avg(total_ms - service_ms)) AS mean_own_ms
    FROM ehis_stats.exchanges WHERE minute >= now() - :length
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
""")
HISTORY: Final = text("""
    SELECT to_char(at AT TIME ZONE 'Asia/Baku', 'YYYY-MM') AS day, direction, client, service, version, protocol,
           sum(calls)::bigint AS calls, sum(failed)::bigint AS failed, round(sum(total_ms) / sum(calls)) AS mean_total_ms,
           round(sum(total_ms - service_ms) / sum(calls)) AS mean_own_ms
    FROM (
        SELECT hour AS at, direction, client, service, version, protocol, calls, failed, total_ms, service_ms
        FROM ehis_stats.hours
        UNION ALL
        SELECT minute, direction, client, service, version, protocol, 1, (NOT succeeded)::integer, total_ms, service_ms
        FROM ehis_stats.exchanges
    ) AS everything GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
""")


def performance(connection: Connection, period: Period) -> list[Performance]:
    """Return every service that passed in `period`, ours first."""
    return [_performance(row) for row in connection.execute(PERFORMANCE, {"length": period.length})]


def grouped(connection: Connection, period: Period, by: By) -> list[Group]:
    """Return counts and mean times by service, client, day (in Baku) or fault; the most used first, days by the calendar."""
    rows = connection.execute(_grouped(by), {"length": period.length})
    return [
        Group(name, direction, calls, failed, _f(total), _f(own)) for name, direction, calls, failed, total, own in rows
    ]


def steps(connection: Connection, period: Period, direction: str) -> list[Step]:
    """Return the period cut into steps, also those in which nothing passed."""
    values = {"length": period.length, "step": period.step, "direction": direction}
    return [
        Step(at, good, failed, _f(total), _f(own)) for at, good, failed, total, own in connection.execute(STEPS, values)
    ]


def rate(connection: Connection) -> Rate:
    """Return how many requests a second come to us."""
    now, peak = connection.execute(RATE).one()
    return Rate(_f(now), _f(peak))


def export_rows(connection: Connection, period: Period) -> list[Mapping[str, Any]]:
    """Return the cells of the export: day, direction, client, service, version, protocol, counts, mean times."""
    return [dict(row) for row in connection.execute(EXPORT, {"length": period.length}).mappings()]


def history_rows(connection: Connection) -> list[Mapping[str, Any]]:
    """Return the cells of everything there ever was, by months: also of what is kept as sums alone."""
    return [dict(row) for row in connection.execute(HISTORY).mappings()]


def _grouped(by: By) -> TextClause:
    name, order = BY[by], "1 DESC, 2" if by == "day" else "3 DESC, 1, 2"
    only = "AND fault_code IS NOT NULL" if by == "fault" else ""
    return text(
        f"SELECT {name}, direction, count(*), count(*) FILTER (WHERE NOT succeeded), avg(total_ms), "  # noqa: S608 - both are constants of this module
        f"avg(total_ms - service_ms) FROM ehis_stats.exchanges WHERE minute >= now() - :length {only} "
        f"GROUP BY 1, 2 ORDER BY {order}"
    )


def _performance(row: Any) -> Performance:
    direction, service, version, protocol, calls, failed, good, bad, total, own, *means = row
    mean_total, mean_service, in_time, own_in_time = map(_f, means)
    times = tuple(map(_f, total)), tuple(map(_f, own))
    names = direction, service, version, protocol
    return Performance(*names, calls, failed, good, bad, *times, mean_total, mean_service, in_time, own_in_time)  # type: ignore[arg-type] # three percentiles were asked for


def _f(value: Decimal | float) -> float:
    return float(value)
