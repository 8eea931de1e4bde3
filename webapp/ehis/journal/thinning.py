"""Figures that are old enough become sums by the hour, so that their table does not grow without end.

For how long each exchange is kept by itself is a setting, never less than the longest period that pages reckon (a year).
"""

from typing import Final

import structlog
from sqlalchemy import text

from webapp.core import db

NAMES: Final = "direction, client, service, version, protocol"
SUMS: Final = ("calls", "failed", "total_ms", "service_ms", "request_bytes", "answer_bytes")
THIN: Final = text(f"""
    WITH bound AS (
        SELECT least(
            date_trunc('day', now()) - make_interval(days => (SELECT detail_days FROM ehis_journal_state)),
            date_trunc('day', (SELECT min(minute) FROM ehis_stats.exchanges)) + interval '1 day') AS at
    ), gone AS (
        DELETE FROM ehis_stats.exchanges WHERE minute < (SELECT at FROM bound) RETURNING *
    ), made AS (
        INSERT INTO ehis_stats.hours AS known (hour, {NAMES}, {", ".join(SUMS)})
        SELECT date_trunc('hour', minute), {NAMES}, count(*), count(*) FILTER (WHERE NOT succeeded), sum(total_ms),
               sum(service_ms), sum(request_bytes), sum(answer_bytes)
        FROM gone GROUP BY 1, {NAMES}
        ON CONFLICT (hour, {NAMES}) DO UPDATE SET {", ".join(f"{name} = known.{name} + excluded.{name}" for name in SUMS)}
    )
    SELECT count(*) FROM gone
""")  # noqa: S608 - all of it is constants of this module
log = structlog.get_logger(__name__)


def thin_one_day() -> int:
    """Turn the oldest day that is old enough into sums; return of how many exchanges. Needs an open transaction."""
    gone: int = db.session().execute(THIN).scalar_one()
    if gone:
        log.info("ehis.figures_thinned", exchanges=gone)
    return gone
