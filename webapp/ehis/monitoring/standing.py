"""How each component stands at this moment: from its last words, its certificates, the log, the breakers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, text

from webapp.ehis.monitoring.judging import LIST_DAYS, DaysLeft, Tone, clock_tone, days_left, is_up, lag_tone
from webapp.ehis.monitoring.models import COMPONENTS


@dataclass(frozen=True, slots=True)
class Component:
    """What is known of a component; `processes` says how many of it are there. None: it has never said so."""

    code: str
    up: bool
    processes: int = 0
    address: str = ""
    protocol: str = ""
    version: str = ""
    refusing: bool = False
    seen_at: datetime | None = None
    silent_for: int | None = None
    started_at: datetime | None = None
    clock_offset_ms: int | None = None
    queue_depth: int | None = None
    log_failed_since: datetime | None = None

    @property
    def tone(self) -> Tone:
        """How it stands; a component that was never started on this machine is unknown, not broken."""
        if self.seen_at is None:
            return Tone.UNKNOWN
        if not self.up or self.refusing:
            return Tone.DANGER
        return Tone.GOOD if self.clock_offset_ms is None else clock_tone(self.clock_offset_ms)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate in use (or the revocation list), and how long it is still valid."""

    component: str
    purpose: str
    fingerprint: str
    not_after: datetime
    left: DaysLeft


@dataclass(frozen=True, slots=True)
class Archive:
    """The message log as it was last told: what waits for a time stamp, the last one, the authority's clock."""

    lag_s: int | None
    last_stamp_at: datetime | None
    authority_offset_ms: int | None
    told_at: datetime | None

    @property
    def tone(self) -> Tone:
        """How it stands."""
        return lag_tone(self.lag_s)


@dataclass(frozen=True, slots=True)
class BreakerState:
    """The worst state of a service's breaker over all processes, since when, and when it was last told."""

    service: str
    state: str
    since: datetime
    at: datetime

    @property
    def tone(self) -> Tone:
        """Open is a failure of somebody else's, half open its end."""
        return {"closed": Tone.GOOD, "half-open": Tone.WARNING}.get(self.state, Tone.DANGER)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything at this moment, by the clock of the database."""

    now: datetime
    components: Sequence[Component]
    certificates: Sequence[Certificate]
    archive: Archive
    breakers: Sequence[BreakerState]

    def with_itself(self, address: str, version: str) -> "Standing":
        """Return the same with the station there, for it is the station that asks; it says nothing of itself elsewhere."""
        itself = Component("station", True, 1, address, "HTTP", version, False, self.now, 0)
        return replace(self, components=[itself if one.code == itself.code else one for one in self.components])

    def component(self, code: str) -> Component:
        """Return the component with this code."""
        return next(one for one in self.components if one.code == code)


BEATS: Final = text("""
    WITH told AS (
        SELECT *, extract(epoch FROM now() - at)::integer AS silent_for,
               count(*) FILTER (WHERE at > now() - interval '30 s') OVER (PARTITION BY component) AS processes,
               max(queue_depth) FILTER (WHERE at > now() - interval '30 s') OVER (PARTITION BY component) AS queue,
               min(log_failed_since) FILTER (WHERE at > now() - interval '30 s') OVER (PARTITION BY component) AS failed,
               bool_or(state = 'refusing') FILTER (WHERE at > now() - interval '30 s')
                 OVER (PARTITION BY component) AS refused,
               min(started_at) FILTER (WHERE at > now() - interval '30 s') OVER (PARTITION BY component) AS since
        FROM ehis_stats.heartbeats
    )
    SELECT DISTINCT ON (component) component, processes, address, protocol, version,
           coalesce(refused, state = 'refusing') AS refusing, at, silent_for, since, clock_offset_ms, queue, failed
    FROM told ORDER BY component, at DESC
""")
ARCHIVE: Final = text("""
    SELECT archive_lag_s, last_stamp_at,
           (SELECT authority_offset_ms FROM ehis_stats.heartbeats
            WHERE authority_offset_ms IS NOT NULL ORDER BY at DESC LIMIT 1), at
    FROM ehis_stats.heartbeats WHERE archive_lag_s IS NOT NULL ORDER BY at DESC LIMIT 1
""")
CERTIFICATES: Final = text(
    "SELECT component, purpose, fingerprint, not_after, now() FROM ehis_stats.certificates ORDER BY not_after, 1, 2"
)
BREAKERS: Final = text("""
    SELECT DISTINCT ON (service) service, state, since, at FROM ehis_stats.breakers
    WHERE state IN ('closed', 'forced-open') OR at > now() - interval '15 minutes'
    ORDER BY service, array_position(ARRAY['forced-open', 'open', 'half-open', 'closed'], state), at DESC
""")


def standing(connection: Connection) -> Standing:
    """Return how everything stands; components in the order of the law, the worker after them."""
    now: datetime = connection.execute(text("SELECT now()")).scalar_one()
    told = {row.component: _component(row) for row in connection.execute(BEATS)}
    archive = connection.execute(ARCHIVE).one_or_none()
    return Standing(
        now,
        [told.get(code, Component(code, up=False)) for code in COMPONENTS],
        [
            Certificate(row[0], row[1], row[2], row[3], _left(row[1], row[3], row[4]))
            for row in connection.execute(CERTIFICATES)
        ],
        Archive(*archive) if archive else Archive(None, None, None, None),
        [BreakerState(*row) for row in connection.execute(BREAKERS)],
    )


def _left(purpose: str, end: datetime, now: datetime) -> DaysLeft:
    return days_left(end, now, LIST_DAYS) if purpose == "revocations" else days_left(end, now)


def _component(row: Any) -> Component:
    code, processes, address, protocol, version, refusing, seen_at, silent, since, offset, queue, failed = row
    up = is_up(silent)
    offset = offset if up else None
    return Component(
        code, up, processes, address, protocol, version, refusing, seen_at, silent, since, offset, queue, failed
    )
