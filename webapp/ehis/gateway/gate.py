"""The first look: who is blocked, how fast each may ask, which versions there are. Half a second old at most.

It only turns away early. The right itself is read with every message (`standing.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, Final, Protocol

from lxml import etree

from webapp.ehis.faults import Refused
from webapp.ehis.gateway.peers import Peer

FRESH_SECONDS: Final = 0.5
STRANGERS: Final = "strangers"
USUAL_RATE: Final = 60
MEMBERS: Final = """
SELECT m.code, m.state, coalesce(max(c.rate_per_second), 60)
FROM ehis_members m LEFT JOIN ehis_clients c ON c.member_id = m.id GROUP BY m.code, m.state
"""
CERTIFICATES: Final = "SELECT fingerprint FROM ehis_blocked_certificates"
VERSIONS: Final = """
SELECT s.code, v.version, v.schema_sha256 FROM ehis_service_versions v JOIN ehis_services s ON s.id = v.service_id
WHERE v.state IN ('test', 'live') ORDER BY v.live_since NULLS FIRST
"""
SCHEMA: Final = "SELECT schema FROM ehis_service_versions WHERE schema_sha256 = %(sha256)s LIMIT 1"


class Database(Protocol):
    """What runs statements."""

    def rows(self, statement: str, values: dict[str, Any] | None = None) -> Any:
        """Return the rows of `statement`."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The directory at one moment. `versions` maps (code, version) to a schema; version None is the newest one."""

    members: dict[str, tuple[str, int]]
    certificates: frozenset[str]
    versions: dict[tuple[str, str | None], bytes]

    def ensure_not_blocked(self, peer: Peer) -> None:
        """Raise Refused for a certificate or a member that was blocked."""
        if peer.fingerprint in self.certificates:
            raise Refused("ssl_authentication_failed", "this certificate is blocked")
        state, _ = self.members.get(str(peer.member), ("", 0))
        if state in {"blocked", "disconnected"}:
            raise Refused("access_denied", f"this participant is {state}")

    def pace_of(self, peer: Peer) -> tuple[str, int]:
        """Return under which name a peer is counted, and its requests a second; those nobody knows share one place."""
        name = str(peer.member)
        return (name, self.members[name][1]) if name in self.members else (STRANGERS, USUAL_RATE)


class Gatekeeper:
    """Reads the gate again when it is older than half a second; keeps compiled schemas."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._clock = clock
        self._lock = Lock()
        self._read: tuple[float, Gate] | None = None
        self._schemas: dict[bytes, etree.XMLSchema] = {}

    def __call__(self) -> Gate:
        """Return the gate. Raises psycopg.Error when it cannot be read: then nobody is let in."""
        read = self._read
        if read is None or self._clock() - read[0] > FRESH_SECONDS:
            with self._lock:
                read = self._read
                if read is None or self._clock() - read[0] > FRESH_SECONDS:
                    read = self._read = (self._clock(), self._now())
        return read[1]

    def schema(self, code: str, version: str | None) -> etree.XMLSchema | None:
        """Return the compiled schema of a version that is live or in test, None when there is none."""
        sha256 = self().versions.get((code, version))
        if sha256 is None:
            return None
        if sha256 not in self._schemas:
            rows = self._database.rows(SCHEMA, {"sha256": sha256})
            self._schemas[sha256] = etree.XMLSchema(etree.fromstring(rows[0][0].encode()))
        return self._schemas[sha256]

    def _now(self) -> Gate:
        members = {code: (state, rate) for code, state, rate in self._database.rows(MEMBERS)}
        certificates = frozenset(name for (name,) in self._database.rows(CERTIFICATES))
        versions: dict[tuple[str, str | None], bytes] = {}
        for code, version, sha256 in self._database.rows(VERSIONS):
            versions[code, version] = versions[code, None] = bytes(sha256)
        wanted = set(versions.values())
        self._schemas = {name: schema for name, schema in self._schemas.items() if name in wanted}
        return Gate(members, certificates, versions)
